//! How values are worded on screen and paper, by language.
//!
//! **Invariant**: digits are Western in every language: they are what stands on Italian cards, letters and keypads.
//! **Invariant**: nothing that a voice may skip carries a fact: below zero is the word "meno", not a hyphen.

mod groups;
mod hours;
mod numbers;
mod spelling;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::LazyLock;

use jiff::civil::{Date, Time};

use crate::text::{Direction, Lang, Span, Text};

pub use groups::{code, code_groups, fiscal_code, fiscal_code_groups, phone, phone_groups};
pub use hours::hours;
pub use spelling::{sign, spelled};

pub(crate) mod words {
    //! The words that values need.
    include!(concat!(env!("OUT_DIR"), "/words_values.rs"));
}

/// A span as it is shown: `1.234,50 euro`, `27 marzo 1958`, `AN 40 59 28 1`.
pub fn shown(span: &Span, lang: Lang) -> String {
    let mut words = String::new();
    // A String takes whatever is written.
    let _ = write(span, lang, &mut words);
    words
}

/// Writes a span as it is shown where it stands, as a page of many values needs it.
///
/// # Errors
/// Those of `out` alone.
pub fn write(span: &Span, lang: Lang, out: &mut impl fmt::Write) -> fmt::Result {
    match span {
        Span::Words(words) => out.write_str(words),
        Span::Number(number) => numbers::whole(*number, lang, out),
        Span::Decimal(number) => numbers::decimal(*number, lang, out),
        Span::Money(money) => numbers::money(*money, lang, out),
        Span::Date(day) => date(*day, lang, out),
        Span::Time(hour) => write!(out, "{}", time(*hour)),
        Span::Year(year) => write!(out, "{year}"),
        Span::Code(written) => out.write_str(&code(written)),
        Span::FiscalCode(written) => out.write_str(&fiscal_code(written)),
        Span::Phone(written) => out.write_str(&phone(written)),
        Span::Mail(written) | Span::Foreign(_, written) => out.write_str(written),
        Span::Hours(week) => out.write_str(&line(&hours(week, lang), lang)),
    }
}

/// A text as it is shown, in one line.
pub fn line(text: &Text, lang: Lang) -> String {
    let mut words = String::new();
    for span in text.spans() {
        let _ = write(span, lang, &mut words);
    }
    words
}

/// The lines of a run, of which only what a citizen typed at length has more than one: no blank ones at the ends, and of
/// more in a row one.
pub fn lines(run: &str) -> Vec<&str> {
    if !run.contains('\n') {
        return vec![run];
    }
    let mut lines: Vec<&str> = Vec::new();
    for line in run.trim().split('\n').map(str::trim_end) {
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    lines
}

/// What stands between a label and its value: a colon, where the label does not end with a sign of its own.
pub fn after_label(label: &str) -> &'static str {
    let last = label.chars().rfind(|sign| !matches!(sign, '\u{2069}' | ' '));
    if last.is_some_and(|sign| "?؟:!.".contains(sign)) { " " } else { ": " }
}

/// What ends a sentence that has no end of its own: something follows by ear, and the two would be heard as one.
pub fn after_sentence(sentence: &str) -> &'static str {
    let last = sentence.chars().rfind(|sign| !matches!(sign, '\u{2069}' | ' '));
    if last.is_some_and(|sign| "?؟!.".contains(sign)) { "" } else { "." }
}

/// How many of two decimals a number alone is written without; `None` of any other text.
pub fn decimals_left_out(text: &Text) -> Option<usize> {
    match text.spans() {
        [Span::Decimal(number)] if number.0 % 100 == 0 => Some(2),
        [Span::Decimal(number)] => Some(usize::from(number.0 % 10 == 0)),
        _ => None,
    }
}

/// A text as it is shown, in one line, for places that have no markup: window titles, plain text, receipts.
///
/// On a page written right to left, runs that go left to right stand between U+2066 and U+2069 (Unicode bidi
/// isolates), because the groups of a telephone number would else be shown in reverse order.
pub fn isolated(text: &Text, lang: Lang) -> String {
    if lang.direction() == Direction::Ltr {
        return line(text, lang);
    }
    text.spans()
        .iter()
        .map(|span| match span {
            Span::Code(_) | Span::FiscalCode(_) | Span::Phone(_) | Span::Mail(_) => {
                isolate(&shown(span, lang))
            }
            Span::Foreign(foreign, _) if foreign.direction() == Direction::Ltr => isolate(&shown(span, lang)),
            _ => shown(span, lang),
        })
        .collect()
}

/// A run that goes left to right, wherever it stands.
pub fn isolate(run: &str) -> String {
    format!("\u{2066}{run}\u{2069}")
}

/// `27 marzo 1958`: the month in words, because `27/3` is read in many ways.
///
/// The first of a month is "primo" in Italian, as it is read whatever way it is written (Serianni, Grammatica, VI.36). A bare
/// "1", as CLDR has it, is heard as "uno"; of "1º" espeak-ng alone makes "primo", Orca reads its sign by its own table, "uno
/// indicatore ordinale maschile", other voices say "uno o"; and "1°" is a degree.
fn date(day: Date, lang: Lang, out: &mut impl fmt::Write) -> fmt::Result {
    /// The months of each language: a page may have hundreds of dates.
    static MONTHS: LazyLock<[Vec<String>; 3]> = LazyLock::new(|| {
        Lang::ALL.map(|lang| (1..=12).map(|n| line(&words::month(lang, n), lang)).collect())
    });
    let month = MONTHS[lang as usize].get(usize::from(day.month().unsigned_abs()) - 1);
    match (lang, day.day()) {
        (Lang::It, 1) => out.write_str("primo")?,
        (_, day) => write!(out, "{day}")?,
    }
    write!(out, " {} {}", month.map_or("", String::as_str), day.year())
}

/// `8:30`: the clock of 24 hours, as on every door and timetable in Italy.
fn time(time: Time) -> String {
    format!("{}:{:02}", time.hour(), time.minute())
}
