//! Gaps and anomalies, each named in a sentence.

use a11y::text::{Lang, Text, join};

use super::rules::{self, LowPay, Overlap};
use super::statement::{Statement, in_short, year_text};
use super::words;

/// What there is to point out in a career.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Notable {
    /// The sentences.
    pub(super) sentences: Vec<Text>,
    /// How many more there are, on the pages of their years.
    pub(super) more: usize,
}

/// What there is to point out in a whole career: that nothing has come since a day, the gaps, then what overlaps, then low pay; at most so many
/// sentences, and one more with the years that do not count whole.
pub(super) fn of_career(lang: Lang, statement: &Statement, most: usize) -> Notable {
    let mut sentences: Vec<Text> = silence(lang, statement, |_| true).into_iter().collect();
    sentences.extend(gaps(lang, statement, |_, _| true));
    sentences.extend(rules::overlaps(&statement.periods).iter().map(|found| overlap(lang, found)));
    sentences.extend(rules::low_pay(&statement.periods).iter().map(|found| low_pay(lang, found)));
    let more = sentences.len().saturating_sub(most);
    sentences.truncate(most);
    let short = rules::short_years(&statement.years, statement.today.year());
    if !short.is_empty() {
        let years = join(short.into_iter().map(year_text), lang.comma());
        sentences.push(words::short_years(lang, &years));
    }
    Notable { sentences, more }
}

/// What there is to point out in a year.
pub(super) fn of_year(lang: Lang, statement: &Statement, year: i16) -> Vec<Text> {
    let mut sentences = gaps(lang, statement, |from, to| (from..=to).contains(&year));
    let overlaps = rules::overlaps(&statement.periods);
    sentences
        .extend(overlaps.iter().filter(|found| found.from.year() == year).map(|found| overlap(lang, found)));
    let low = rules::low_pay(&statement.periods);
    sentences
        .extend(low.iter().filter(|found| found.period.year() == year).map(|found| low_pay(lang, found)));
    sentences.extend(silence(lang, statement, |last| last == year));
    if rules::short_years(&statement.years, statement.today.year()).contains(&year) {
        sentences.push(words::short_year(lang, statement.of_year(year).right()));
    }
    sentences
}

/// That nothing has come since the last day, of the year asked for, and what to do about it.
fn silence(lang: Lang, statement: &Statement, within: impl Fn(i16) -> bool) -> Option<Text> {
    let last = rules::silent_since(&statement.periods, statement.today)?;
    within(last.year()).then(|| words::silent_since(lang, last, &words::missing_title(lang)))
}

fn gaps(lang: Lang, statement: &Statement, within: impl Fn(i16, i16) -> bool) -> Vec<Text> {
    rules::gaps(&statement.periods)
        .into_iter()
        .filter(|(from, to)| within(from.year(), to.year()))
        .map(|(from, to)| words::gap(lang, from, to))
        .collect()
}

fn overlap(lang: Lang, found: &Overlap<'_>) -> Text {
    words::overlap(lang, found.from, found.to, &in_short(lang, found.one), &in_short(lang, found.other))
}

fn low_pay(lang: Lang, found: &LowPay<'_>) -> Text {
    let year = year_text(found.period.year());
    words::low_pay(lang, &year, &in_short(lang, found.period), found.weekly, found.minimum)
}
