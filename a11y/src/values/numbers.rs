//! Whole numbers, decimals and money.
//!
//! Written here and not by ICU4X, whose data for Italian leave the dot out below 10.000 and whose formatter cannot
//! be told otherwise: `1234,50` is not how the institute's letters write it. From 10.000 on the tests hold both equal.

use std::fmt::{self, Write};
use std::sync::LazyLock;

use super::{line, words};
use crate::text::{Cents, Hundredths, Lang, Text};

/// What stands between groups of three digits, and before the decimals.
///
/// Arabic takes Morocco's conventions: Western digits, and `1.234,50` as on every Italian letter and till receipt.
const fn separators(lang: Lang) -> (char, char) {
    match lang {
        Lang::It | Lang::Ar => ('.', ','),
        Lang::En => (',', '.'),
    }
}

/// `1.234`.
pub(super) fn whole(number: i64, lang: Lang, out: &mut impl Write) -> fmt::Result {
    signed(number, lang, out, |out| grouped(number.unsigned_abs(), lang, out))
}

/// `41,5`: as many decimals as it has.
pub(super) fn decimal(number: Hundredths, lang: Lang, out: &mut impl Write) -> fmt::Result {
    let size = number.0.unsigned_abs();
    signed(number.0, lang, out, |out| {
        grouped(size / 100, lang, out)?;
        match size % 100 {
            0 => Ok(()),
            tenths if tenths % 10 == 0 => write!(out, "{}{}", separators(lang).1, tenths / 10),
            hundredths => write!(out, "{}{hundredths:02}", separators(lang).1),
        }
    })
}

/// `1.234,50 euro`: always two decimals.
pub(super) fn money(money: Cents, lang: Lang, out: &mut impl Write) -> fmt::Result {
    static EURO: LazyLock<Around> = LazyLock::new(|| around(words::money));
    let size = money.0.unsigned_abs();
    signed(money.0, lang, out, |out| {
        between(&EURO, lang, out, |out| {
            grouped(size / 100, lang, out)?;
            write!(out, "{}{:02}", separators(lang).1, size % 100)
        })
    })
}

fn grouped(number: u64, lang: Lang, out: &mut impl Write) -> fmt::Result {
    if number < 1_000 {
        return write!(out, "{number}");
    }
    grouped(number / 1_000, lang, out)?;
    write!(out, "{}{:03}", separators(lang).0, number % 1_000)
}

fn signed<W: Write>(
    number: i64,
    lang: Lang,
    out: &mut W,
    size: impl FnOnce(&mut W) -> fmt::Result,
) -> fmt::Result {
    static MINUS: LazyLock<Around> = LazyLock::new(|| around(words::minus));
    if number < 0 { between(&MINUS, lang, out, size) } else { size(out) }
}

/// What a message has before and after its one value, in each language.
type Around = [(String, String); 3];

fn around(message: fn(Lang, &Text) -> Text) -> Around {
    /// No message has it.
    const VALUE: &str = "\0";
    Lang::ALL.map(|lang| {
        let whole = line(&message(lang, &Text::plain(VALUE)), lang);
        let (before, after) = whole.split_once(VALUE).unwrap_or_default();
        (before.to_owned(), after.to_owned())
    })
}

fn between<W: Write>(
    words: &Around,
    lang: Lang,
    out: &mut W,
    value: impl FnOnce(&mut W) -> fmt::Result,
) -> fmt::Result {
    let (before, after) = &words[lang as usize];
    out.write_str(before)?;
    value(out)?;
    out.write_str(after)
}
