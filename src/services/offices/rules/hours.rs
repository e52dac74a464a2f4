//! Reading opening hours as offices write them, into weekday intervals.
//!
//! ```text
//! lun-ven 08:30-12:00; mar e gio anche 14:00-16:00
//! lun mer ven 08:30-12:30; solo su appuntamento mar e gio
//! da lunedì a venerdì dalle 8.30 alle 13; mer chiuso
//! ```
//! **Invariant**: what is read is in order and never overlaps; [`print`] writes it back.
//! **Invariant**: an opening ends after it begins; only one by appointment without stated times ends when it begins.

use std::iter::Peekable;

use a11y::text::Opening;
use jiff::civil::Time;

use crate::places::fold;

/// Where a text of hours stops making sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("character {at} of the hours: {fault}")]
pub struct HoursProblem {
    /// The character, counted from 1.
    pub at: usize,
    /// What is wrong there.
    pub fault: HoursFault,
}

/// What is wrong with a text of hours.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HoursFault {
    /// Neither a day, a time nor a word these texts use.
    #[error("\"{0}\" is neither a day nor a time")]
    Word(String),
    /// A part that names no day.
    #[error("no day of the week")]
    NoDay,
    /// Days without times that are not by appointment.
    #[error("no times")]
    NoTimes,
    /// A time without the one it runs to.
    #[error("a time is not followed by the one it runs to")]
    OneTime,
    /// An interval or a run of days that ends before it begins.
    #[error("it ends before it begins")]
    Backwards,
    /// A time after the days that another time came before.
    #[error("times stand on both sides of the days")]
    BothSides,
    /// Two intervals of one day overlap.
    #[error("two intervals of one day overlap")]
    Overlap,
    /// Never open.
    #[error("no opening is left")]
    NeverOpen,
}

/// The times of an opening by appointment of which none are stated.
const UNSTATED: (Time, Time) = (Time::midnight(), Time::midnight());

/// The days as they are written back, and by whose first letters they are known.
const DAYS: [&str; 7] = ["lun", "mar", "mer", "gio", "ven", "sab", "dom"];
const WHOLE_DAYS: [&str; 7] = ["lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica"];

#[derive(Clone, Copy, PartialEq)]
enum Token {
    Day(u8),
    Time(Time),
    /// `-`, "a", "alle": from the one before to the one after.
    To,
    Appointment,
    Closed,
    /// `;`
    End,
}

/// Reads opening hours; the order is that of the week.
///
/// Days by appointment need no times: their opening ends when it begins. A part that says "chiuso" takes its
/// days, or its times of them, away again.
///
/// # Errors
/// The first [`HoursProblem`] of the text.
pub fn parse(text: &str) -> Result<Vec<Opening>, HoursProblem> {
    let mut openings: Vec<Opening> = Vec::new();
    for part in parts(&tokens(text)?)? {
        if part.closed {
            openings = openings.into_iter().flat_map(|opening| part.without(opening)).collect();
            continue;
        }
        let times = match part.times.as_slice() {
            [] if part.by_appointment => &[UNSTATED],
            [] => return Err(part.problem(HoursFault::NoTimes)),
            times => times,
        };
        for &weekday in &part.days {
            for &(from, to) in times {
                let opening = Opening { weekday, from, to, by_appointment: part.by_appointment };
                if openings.iter().any(|known| overlap(known, &opening)) {
                    return Err(part.problem(HoursFault::Overlap));
                }
                openings.push(opening);
            }
        }
    }
    if openings.is_empty() {
        return Err(HoursProblem { at: 1, fault: HoursFault::NeverOpen });
    }
    openings.sort_unstable();
    Ok(openings)
}

/// Writes openings so that [`parse`] reads the same ones: one part an interval.
pub fn print(openings: &[Opening]) -> String {
    let part = |opening: &Opening| {
        let day = DAYS.get(usize::from(opening.weekday)).unwrap_or(&"dom");
        let how = if opening.by_appointment { " su appuntamento" } else { "" };
        if is_stated(opening) {
            format!("{day} {}-{}{how}", clock(opening.from), clock(opening.to))
        } else {
            format!("{day}{how}")
        }
    };
    openings.iter().map(part).collect::<Vec<_>>().join("; ")
}

/// Whether the times of an opening are known; by appointment they may not be.
pub fn is_stated(opening: &Opening) -> bool {
    opening.from < opening.to
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn overlap(one: &Opening, other: &Opening) -> bool {
    one.weekday == other.weekday && (one == other || (one.from < other.to && other.from < one.to))
}

/// What stands between two semicolons.
#[derive(Default)]
struct Part {
    at: usize,
    days: Vec<u8>,
    times: Vec<(Time, Time)>,
    times_first: bool,
    by_appointment: bool,
    closed: bool,
}

impl Part {
    fn problem(&self, fault: HoursFault) -> HoursProblem {
        HoursProblem { at: self.at, fault }
    }

    /// What is left of an opening when this part closes.
    fn without(&self, opening: Opening) -> Vec<Opening> {
        if !self.days.contains(&opening.weekday) {
            return vec![opening];
        }
        if self.times.is_empty() {
            return Vec::new();
        }
        if !is_stated(&opening) {
            return vec![opening];
        }
        self.times.iter().fold(vec![opening], |left, &(from, to)| {
            let cut = |o: Opening| {
                let early = Opening { to: o.to.min(from), ..o };
                let late = Opening { from: o.from.max(to), ..o };
                [early, late].into_iter().filter(|o| o.from < o.to)
            };
            left.into_iter().flat_map(cut).collect()
        })
    }
}

type Placed = (usize, Token);

fn parts(tokens: &[Placed]) -> Result<Vec<Part>, HoursProblem> {
    let mut parts = Vec::new();
    let mut rest = tokens.iter().copied().peekable();
    while let Some(&(at, token)) = rest.peek() {
        if token == Token::End {
            rest.next();
            continue;
        }
        let part = one_part(at, &mut rest)?;
        if part.days.is_empty() {
            return Err(part.problem(HoursFault::NoDay));
        }
        parts.push(part);
    }
    Ok(parts)
}

fn one_part(at: usize, rest: &mut Peekable<impl Iterator<Item = Placed>>) -> Result<Part, HoursProblem> {
    let mut part = Part { at, ..Part::default() };
    while let Some(&(at, token)) = rest.peek() {
        let problem = |fault| HoursProblem { at, fault };
        match token {
            Token::End => break,
            // "lun-ven 8-12, mar 14-16": days after times begin a part of their own.
            Token::Day(_) if !part.days.is_empty() && !part.times.is_empty() && !part.times_first => break,
            Token::Day(day) => {
                rest.next();
                let last = run_to(rest, |token| if let Token::Day(day) = token { Some(day) } else { None });
                let last = last.unwrap_or(Some(day)).ok_or(problem(HoursFault::NoDay))?;
                if last < day {
                    return Err(problem(HoursFault::Backwards));
                }
                part.days.extend((day..=last).filter(|d| !part.days.contains(d)).collect::<Vec<_>>());
            }
            Token::Time(from) => {
                rest.next();
                if part.times_first && !part.days.is_empty() {
                    return Err(problem(HoursFault::BothSides));
                }
                part.times_first = part.days.is_empty();
                let to = run_to(rest, |token| if let Token::Time(time) = token { Some(time) } else { None });
                let to = to.flatten().ok_or(problem(HoursFault::OneTime))?;
                if to <= from {
                    return Err(problem(HoursFault::Backwards));
                }
                part.times.push((from, to));
            }
            Token::To => return Err(problem(HoursFault::OneTime)),
            Token::Appointment => {
                rest.next();
                part.by_appointment = true;
            }
            Token::Closed => {
                rest.next();
                part.closed = true;
            }
        }
    }
    Ok(part)
}

/// What a "to" leads to: nothing where there is no "to", `Some(None)` where it leads to something else.
fn run_to<T>(
    rest: &mut Peekable<impl Iterator<Item = Placed>>,
    wanted: impl Fn(Token) -> Option<T>,
) -> Option<Option<T>> {
    rest.next_if(|(_, token)| *token == Token::To)?;
    let found = rest.peek().and_then(|(_, token)| wanted(*token));
    if found.is_some() {
        rest.next();
    }
    Some(found)
}

fn tokens(text: &str) -> Result<Vec<Placed>, HoursProblem> {
    let mut tokens = Vec::new();
    let mut letters = text.chars().zip(1_usize..).peekable();
    while let Some((letter, at)) = letters.next() {
        let token = match letter {
            ';' | '\n' => Some(Token::End),
            '-' | '–' | '—' => Some(Token::To),
            c if c.is_whitespace() || matches!(c, ',' | '.' | ':' | '(' | ')') => None,
            _ => {
                let same = |c: char| {
                    if letter.is_ascii_digit() {
                        c.is_ascii_digit() || matches!(c, ':' | '.')
                    } else {
                        c.is_alphabetic() || matches!(c, '\'' | '’' | '\u{300}'..='\u{36F}')
                    }
                };
                let mut word = String::from(letter);
                while let Some((next, _)) = letters.next_if(|(c, _)| same(*c)) {
                    word.push(next);
                }
                meaning(&word).ok_or(HoursProblem { at, fault: HoursFault::Word(word) })?
            }
        };
        tokens.extend(token.map(|token| (at, token)));
    }
    Ok(tokens)
}

/// The token of a word; `Some(None)` for one that only joins others, `None` for one that means nothing here.
fn meaning(word: &str) -> Option<Option<Token>> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return time(word).map(Token::Time).map(Some);
    }
    let folded = fold(word);
    let day = |names: [&str; 7]| names.iter().position(|name| *name == folded);
    if let Some(day) = day(DAYS).or_else(|| day(WHOLE_DAYS)) {
        return Some(Some(Token::Day(u8::try_from(day).unwrap_or(6))));
    }
    Some(match folded.as_str() {
        "a" | "al" | "alle" => Some(Token::To),
        "appuntamento" => Some(Token::Appointment),
        "chiuso" | "chiusa" => Some(Token::Closed),
        "e" | "ed" | "anche" | "solo" | "su" | "da" | "dal" | "dalle" | "il" | "ore" => None,
        _ => return None,
    })
}

/// Reads `08:30`, `8.30` or `13`, perhaps before the full stop of a sentence.
fn time(word: &str) -> Option<Time> {
    let word = word.trim_end_matches(['.', ':']);
    let (hour, minute) = word.split_once([':', '.']).unwrap_or((word, "00"));
    if hour.len() > 2 || minute.len() != 2 {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use jiff::civil::time;
    use proptest::prelude::*;

    use super::*;

    fn told(text: &str) -> String {
        parse(text).map_or_else(|problem| problem.to_string(), |openings| print(&openings))
    }

    #[test]
    fn the_texts_of_the_offices_are_read() {
        assert_eq!(
            told("lun-ven 08:30-12:00; mar e gio anche 14:00-16:00"),
            "lun 08:30-12:00; mar 08:30-12:00; mar 14:00-16:00; mer 08:30-12:00; gio 08:30-12:00; \
             gio 14:00-16:00; ven 08:30-12:00"
        );
        assert_eq!(
            told("lun mer ven 08:30-12:30; solo su appuntamento mar e gio"),
            "lun 08:30-12:30; mar su appuntamento; mer 08:30-12:30; \
             gio su appuntamento; ven 08:30-12:30"
        );
        assert_eq!(told("da lunedì a mercoledì dalle 8.30 alle 13; mer chiuso"), told("lun-mar 8:30-13:00"));
        assert_eq!(told("LUN – MAR 08:30–12:30, mer 14-16"), told("lun mar 8:30-12:30; mer 14:00-16:00"));
        assert_eq!(told("8:30-12:30 lun, ven"), "lun 08:30-12:30; ven 08:30-12:30");
        assert_eq!(told("lun 8:00-13:00; lun chiuso 10:00-11:00"), "lun 08:00-10:00; lun 11:00-13:00");
        assert_eq!(told("lun 8-12 e 12-14."), "lun 08:00-12:00; lun 12:00-14:00");
    }

    #[test]
    fn a_wrong_text_is_told_where_and_why() {
        for (text, problem) in [
            ("", "character 1 of the hours: no opening is left"),
            ("lun 8-12; lun chiuso", "character 1 of the hours: no opening is left"),
            ("lun-ven 08:30-12:30; boh", "character 22 of the hours: \"boh\" is neither a day nor a time"),
            ("lun 25:00-26:00", "character 5 of the hours: \"25:00\" is neither a day nor a time"),
            ("lun 8:5-9:00", "character 5 of the hours: \"8:5\" is neither a day nor a time"),
            ("08:30-12:30", "character 1 of the hours: no day of the week"),
            ("lun-8:30", "character 1 of the hours: no day of the week"),
            ("mar", "character 1 of the hours: no times"),
            ("lun 08:30", "character 5 of the hours: a time is not followed by the one it runs to"),
            ("lun 12:30-08:30", "character 5 of the hours: it ends before it begins"),
            ("ven-lun 08:30-12:30", "character 1 of the hours: it ends before it begins"),
            ("8-12 lun 14-16", "character 10 of the hours: times stand on both sides of the days"),
            ("lun 8-12; lun 11-13", "character 11 of the hours: two intervals of one day overlap"),
        ] {
            assert_eq!(told(text), problem, "{text}");
        }
    }

    fn openings() -> impl Strategy<Value = Vec<Opening>> {
        // At most three stretches a day, each inside its own third of the day: they cannot overlap.
        let stretch = (0_u8..7, 0_i8..3, 0_i8..60, 1_i8..7, any::<bool>());
        proptest::collection::btree_map((0_u8..7, 0_i8..3), stretch, 1..12).prop_map(|found| {
            let one = |((weekday, third), (_, _, minute, hours, by_appointment))| Opening {
                weekday,
                from: time(third * 8, minute, 0, 0),
                to: time(third * 8 + hours, 59, 0, 0),
                by_appointment,
            };
            found.into_iter().map(one).collect()
        })
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(openings in openings()) {
            prop_assert_eq!(parse(&print(&openings)), Ok(openings));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,60}") {
            let _ = parse(&text);
        }

        #[test]
        fn what_is_read_never_overlaps(text in "((lun|mar-gio|ven e dom|8|13:30|-|a|chiuso|appuntamento|;|,) ?){0,20}") {
            if let Ok(openings) = parse(&text) {
                prop_assert!(openings.is_sorted());
                for (n, one) in openings.iter().enumerate() {
                    prop_assert!((one.from < one.to || one.by_appointment) && one.weekday < 7);
                    prop_assert!(openings.iter().skip(n + 1).all(|other| !overlap(one, other)));
                }
                prop_assert_eq!(parse(&print(&openings)), Ok(openings));
            }
        }
    }
}
