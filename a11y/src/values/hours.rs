//! Opening hours as one sentence.

use super::words;
use crate::text::{Lang, Opening, Text};

/// Days that have the same stretches.
struct Group {
    days: Vec<u8>,
    /// Their stretches, earliest first; empty for appointments without stated times.
    times: Vec<Opening>,
    by_appointment: bool,
}

/// The opening hours of a week as one sentence without its capital and full stop: "dal lunedì al venerdì dalle 8:30
/// alle 13:00; il martedì e il giovedì anche dalle 14:00 alle 16:00".
///
/// Stretches that many days share are told once. An opening by appointment that ends when it begins has no stated
/// times. Days over 6 are left out.
pub fn hours(week: &[Opening], lang: Lang) -> Text {
    let mut told: Vec<u8> = Vec::new();
    let mut sentence: Option<Text> = None;
    for group in groups(week) {
        let also = group.days.iter().all(|day| told.contains(day));
        let clause = clause(&group, also, lang);
        sentence = Some(match sentence {
            Some(before) => words::clauses(lang, &before, &clause),
            None => clause,
        });
        told.extend(group.days);
    }
    sentence.unwrap_or_else(|| words::closed(lang))
}

/// First the days anyone may come, by hour and by how many days share it; then those by appointment.
fn groups(week: &[Opening]) -> Vec<Group> {
    let mut stretches: Vec<Opening> = week.iter().copied().filter(|o| o.weekday < 7).collect();
    stretches.sort_by_key(|o| (o.by_appointment, o.from, o.to, o.weekday));
    stretches.dedup();
    let mut groups: Vec<Group> = Vec::new();
    for same in
        stretches.chunk_by(|a, b| (a.by_appointment, a.from, a.to) == (b.by_appointment, b.from, b.to))
    {
        let days: Vec<u8> = same.iter().map(|o| o.weekday).collect();
        let first = same[0];
        let stated = first.from != first.to;
        let times = if stated { vec![first] } else { Vec::new() };
        let known = groups.iter_mut().find(|g| {
            g.by_appointment == first.by_appointment && g.days == days && stated && !g.times.is_empty()
        });
        match known {
            Some(group) => group.times.extend(times),
            None if stated || first.by_appointment => {
                groups.push(Group { days, times, by_appointment: first.by_appointment });
            }
            None => {}
        }
    }
    groups
}

fn clause(group: &Group, also: bool, lang: Lang) -> Text {
    let days = day_names(&group.days, lang);
    let times = listed(group.times.iter().map(|o| words::from_to(lang, o.from, o.to)).collect(), lang);
    match (group.by_appointment, group.times.is_empty(), also) {
        (true, true, _) => words::days_by_appointment(lang, &days),
        (true, false, _) => words::open_by_appointment(lang, &days, &times),
        (false, _, true) => words::open_also(lang, &days, &times),
        (false, _, false) => words::open(lang, &days, &times),
    }
}

/// Three or more days in a row as a run, the others one by one.
fn day_names(days: &[u8], lang: Lang) -> Text {
    if days.len() == 7 {
        return words::every_day(lang);
    }
    let mut names = Vec::new();
    for run in days.chunk_by(|a, b| a + 1 == *b) {
        match run {
            [first, _, .., last] => names.push(words::day_run(lang, (*first).into(), (*last).into())),
            few => names.extend(few.iter().map(|day| words::on_day(lang, (*day).into()))),
        }
    }
    listed(names, lang)
}

/// "a, b e c".
fn listed(texts: Vec<Text>, lang: Lang) -> Text {
    let last = texts.len().saturating_sub(1);
    let mut list = Text::default();
    for (n, text) in texts.into_iter().enumerate() {
        list = match n {
            0 => text,
            n if n == last => words::and(lang, &list, &text),
            _ => words::comma(lang, &list, &text),
        };
    }
    list
}
