//! Whole numbers, decimals and money.
//!
//! Written here and not by ICU4X, whose data for Italian leave the dot out below 10.000 and whose formatter cannot
//! be told otherwise: `1234,50` is not how the institute's letters write it. From 10.000 on the tests hold both equal.

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
pub(super) fn whole(number: i64, lang: Lang) -> String {
    signed(number, grouped(number.unsigned_abs(), lang), lang)
}

/// `41,5`: as many decimals as it has.
pub(super) fn decimal(number: Hundredths, lang: Lang) -> String {
    let size = number.0.unsigned_abs();
    let mut written = grouped(size / 100, lang);
    match size % 100 {
        0 => {}
        tenths if tenths % 10 == 0 => written.push_str(&format!("{}{}", separators(lang).1, tenths / 10)),
        hundredths => written.push_str(&format!("{}{hundredths:02}", separators(lang).1)),
    }
    signed(number.0, written, lang)
}

/// `1.234,50 euro`: always two decimals.
pub(super) fn money(money: Cents, lang: Lang) -> String {
    let amount = two_decimals(money.0.unsigned_abs(), lang);
    signed(money.0, line(&words::money(lang, &Text::plain(amount)), lang), lang)
}

fn two_decimals(hundredths: u64, lang: Lang) -> String {
    format!("{}{}{:02}", grouped(hundredths / 100, lang), separators(lang).1, hundredths % 100)
}

fn grouped(number: u64, lang: Lang) -> String {
    let digits = number.to_string();
    let mut written = String::with_capacity(digits.len() + digits.len() / 3);
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            written.push(separators(lang).0);
        }
        written.push(digit);
    }
    written
}

fn signed(number: i64, written: String, lang: Lang) -> String {
    if number >= 0 { written } else { line(&words::minus(lang, &Text::plain(written)), lang) }
}
