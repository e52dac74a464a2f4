//! Dates in three boxes, and digits of other scripts.

use a11y::page::Problem;
use a11y::text::{Lang, Text};
use jiff::civil::Date;

use super::Answers;
use crate::services::words;

/// The three boxes of a date as typed, if their page was ever sent.
pub(super) fn date_parts(answers: &Answers, name: &str) -> Option<[String; 3]> {
    let part = |part: &str| answers.get(&format!("{name}-{part}")).map(|v| v.trim().to_owned());
    Some([part("giorno")?, part("mese")?, part("anno")?])
}

/// Reads a date from its three boxes: missing before impossible, naming the boxes that are wrong.
///
/// # Errors
/// A [`Problem`] in the citizen's language.
pub fn read_date(lang: Lang, day: &str, month: &str, year: &str) -> Result<Date, Problem> {
    let boxes = [day, month, year];
    let missing: Vec<u8> = (0..3u8).filter(|n| boxes[usize::from(*n)].is_empty()).collect();
    match missing[..] {
        [] => {}
        [0] => return Err(Problem { text: words::date_day_missing(lang), parts: missing }),
        [1] => return Err(Problem { text: words::date_month_missing(lang), parts: missing }),
        [2] => return Err(Problem { text: words::date_year_missing(lang), parts: missing }),
        _ => return Err(Problem { text: words::date_missing(lang), parts: missing }),
    }
    let number = |text: &str| digits(text).parse::<i16>().ok();
    let wrong = |n: u8, text: Text| Problem { text, parts: vec![n] };
    let day =
        number(day).filter(|d| (1..=31).contains(d)).ok_or_else(|| wrong(0, words::date_day_wrong(lang)))?;
    let month = month_number(month)
        .filter(|m| (1..=12).contains(m))
        .ok_or_else(|| wrong(1, words::date_month_wrong(lang)))?;
    let year = number(year)
        .filter(|y| (1000..=9999).contains(y))
        .ok_or_else(|| wrong(2, words::date_year_wrong(lang)))?;
    let [day8, month8] = [day, month].map(|n| i8::try_from(n).unwrap_or(0));
    Date::new(year, month8, day8)
        .map_err(|_| Problem { text: words::date_impossible(lang), parts: vec![0, 1, 2] })
}

/// A month by number or by its Italian or English name.
fn month_number(text: &str) -> Option<i16> {
    const NAMES: [[&str; 2]; 12] = [
        ["gennaio", "january"],
        ["febbraio", "february"],
        ["marzo", "march"],
        ["aprile", "april"],
        ["maggio", "may"],
        ["giugno", "june"],
        ["luglio", "july"],
        ["agosto", "august"],
        ["settembre", "september"],
        ["ottobre", "october"],
        ["novembre", "november"],
        ["dicembre", "december"],
    ];
    let text = text.to_lowercase();
    let by_name = || NAMES.iter().position(|names| names.contains(&text.as_str()));
    digits(&text).parse().ok().or_else(|| by_name().and_then(|n| i16::try_from(n + 1).ok()))
}

/// The same text with every decimal digit of Unicode's Arabic-Indic and full-width rows made ASCII.
pub fn digits(text: &str) -> String {
    text.chars()
        .map(|c| {
            let row = [0x0660, 0x06F0, 0xFF10].into_iter().find(|zero| (0..10).contains(&(c as i64 - zero)));
            let digit = row.and_then(|zero| u32::try_from(c as i64 - zero).ok());
            digit.and_then(|d| char::from_digit(d, 10)).unwrap_or(c)
        })
        .collect()
}
