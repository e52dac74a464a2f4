//! How accessible the kiosks are: judged from what they tell, for each part, for now and day by day.
//!
//! A kiosk counts by whom it leaves out, not by whether its screen shines: one that cannot speak, or has lost its keypad
//! or its jack, is red. One that works for everybody in another way, or whose voice nothing has heard, is amber.
//!
//! **Invariant**: no word is no good news: a kiosk that has not told of its test for [`SILENT`] is neither green nor red.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use jiff::civil::Date;

use super::records::{Listed, Taken};
use crate::clock::{DAY, HOUR, Moment};

/// After how long without a test of itself nothing is known of a kiosk: it tests itself daily, and may wait until
/// nobody is there.
pub const SILENT: i64 = DAY + 12 * HOUR;

/// How accessible a kiosk is; the later the worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Light {
    /// Everybody can use it.
    Green,
    /// Something is missing, and there is another way.
    Amber,
    /// Somebody is shut out.
    Red,
    /// Nothing is known.
    Unknown,
}

impl fmt::Display for Light {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Light::Green => "green",
            Light::Amber => "amber",
            Light::Red => "RED",
            Light::Unknown => "no word",
        })
    }
}

/// What a part in this state means. States that a newer kiosk may send count as something missing.
#[must_use]
pub fn judge(part: &str, state: &str) -> Light {
    match (part, state) {
        (_, "good") | ("screen", "unknown") => Light::Green,
        // There is a way without them, by touch and by ear, and it is not everybody's.
        ("keypad" | "jack", "absent") => Light::Amber,
        (_, "absent") => Light::Green,
        // Nobody has pressed a key for a day, or paper is to be brought: so far nobody misses anything.
        ("keypad", "quiet") | ("paper", "near-end") => Light::Green,
        ("voice" | "headphones", "unheard") => Light::Amber,
        ("voice" | "headphones" | "keypad" | "jack", "gone" | "silent") => Light::Red,
        _ => Light::Amber,
    }
}

/// What is known of a kiosk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// The state of each part.
    parts: BTreeMap<String, String>,
    /// When it last tested itself.
    tested: Option<i64>,
    /// The worst of each day on which it told anything, by its own clock.
    days: BTreeMap<Date, Light>,
}

impl Health {
    /// What follows from what a kiosk told, in its order.
    #[must_use]
    pub fn of<'a>(told: impl IntoIterator<Item = &'a Taken>) -> Health {
        let mut health = Health::default();
        for report in told {
            let day = health.days.entry(Moment(report.at).date());
            let carried = worst(&health.parts);
            health.parts.insert(report.part.clone(), report.state.clone());
            if report.tested != 0 {
                health.tested = health.tested.max(Some(report.at));
            }
            let now = worst(&health.parts);
            // What it was until then counts too: it was so that morning.
            let so_far = day.or_insert(carried.unwrap_or(Light::Green));
            *so_far = (*so_far).max(now.unwrap_or(Light::Green));
        }
        health
    }

    /// How accessible it is now.
    #[must_use]
    pub fn light(&self, now: Moment) -> Light {
        match self.tested {
            Some(tested) if now.0 - tested <= SILENT => worst(&self.parts).unwrap_or(Light::Unknown),
            // What is known to be broken is broken until it is tested again.
            _ if worst(&self.parts) == Some(Light::Red) => Light::Red,
            _ => Light::Unknown,
        }
    }

    /// When it last tested itself, by its own clock.
    #[must_use]
    pub fn tested(&self) -> Option<i64> {
        self.tested
    }

    /// What is not green, in words: `voice gone, paper out`.
    #[must_use]
    pub fn faults(&self) -> String {
        let faults = self.parts.iter().filter(|(part, state)| judge(part, state) != Light::Green);
        let told = faults.map(|(part, state)| match state.as_str() {
            "unheard" => format!("{part} {state} (nobody checked)"),
            _ => format!("{part} {state}"),
        });
        told.collect::<Vec<_>>().join(", ")
    }

    /// On how many of these days it was green, amber, red, and without a word; and the days on which it was red.
    fn counts(&self, days: &[Date]) -> ([usize; 4], Vec<Date>) {
        let mut counts = [0; 4];
        for day in days {
            counts[self.days.get(day).copied().unwrap_or(Light::Unknown) as usize] += 1;
        }
        let red = days.iter().filter(|day| self.days.get(day) == Some(&Light::Red));
        (counts, red.copied().collect())
    }
}

fn worst(parts: &BTreeMap<String, String>) -> Option<Light> {
    parts.iter().map(|(part, state)| judge(part, state)).max()
}

/// Each kiosk in use with what is known of it, by office and name.
fn by_kiosk<'a>(kiosks: &'a [Listed], told: &'a [Taken]) -> Vec<(&'a Listed, Health)> {
    let mut in_use: Vec<&Listed> = kiosks.iter().filter(|kiosk| kiosk.revoked_at.is_none()).collect();
    in_use.sort_by_key(|kiosk| (&kiosk.office_code, &kiosk.name));
    let of = |kiosk: &Listed| Health::of(told.iter().filter(|report| report.name == kiosk.name));
    in_use.into_iter().map(|kiosk| (kiosk, of(kiosk))).collect()
}

/// The list of all kiosks, in columns.
#[must_use]
pub fn list(kiosks: &[Listed], told: &[Taken], now: Moment) -> String {
    let day = |at: Option<i64>| at.map_or("-".to_owned(), |at| Moment(at).date().to_string());
    let health = by_kiosk(kiosks, told);
    let mut out = format!(
        "{:<40} {:<10} {:<10} {:<10} {:<8} {:<10} revoked\n",
        "name", "office", "enrolled", "seen", "state", "tested"
    );
    for kiosk in kiosks {
        let found = health.iter().find(|(own, _)| *own == kiosk).map(|(_, health)| health);
        let state = found.map_or("-".to_owned(), |health| health.light(now).to_string());
        let [enrolled, seen, tested, revoked] =
            [Some(kiosk.enrolled_at), kiosk.seen_at, found.and_then(Health::tested), kiosk.revoked_at]
                .map(day);
        let (name, office) = (&kiosk.name, &kiosk.office_code);
        // Writing into a string does not fail.
        let _ = writeln!(
            out,
            "{name:<40} {office:<10} {enrolled:<10} {seen:<10} {state:<8} {tested:<10} {revoked}"
        );
    }
    out
}

/// How the kiosks are, office by office, and were on the last days, for who reads it line by line.
#[must_use]
pub fn overview(kiosks: &[Listed], told: &[Taken], office: Option<&str>, days: u16, now: Moment) -> String {
    let last: Vec<Date> = (0..i64::from(days)).rev().map(|back| now.plus(-back * DAY).date()).collect();
    let mut found = by_kiosk(kiosks, told);
    found.retain(|(kiosk, _)| office.is_none_or(|office| office == kiosk.office_code));
    let mut out = String::new();
    for of_office in found.chunk_by(|(a, _), (b, _)| a.office_code == b.office_code) {
        let lights = of_office.iter().map(|(_, health)| health.light(now));
        let count = |wanted| lights.clone().filter(|light| *light == wanted).count();
        let office = of_office.first().map_or("", |(kiosk, _)| kiosk.office_code.as_str());
        let _ = writeln!(
            out,
            "office {office}: {}, {} green, {} amber, {} red, {} without a word",
            counted(of_office.len(), "kiosk"),
            count(Light::Green),
            count(Light::Amber),
            count(Light::Red),
            count(Light::Unknown)
        );
        for (kiosk, health) in of_office {
            kiosk_lines(&mut out, kiosk, health, &last, now);
        }
    }
    if found.is_empty() {
        out.push_str("no kiosk in use\n");
    }
    out
}

/// "1 kiosk", "2 kiosks".
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn kiosk_lines(out: &mut String, kiosk: &Listed, health: &Health, last: &[Date], now: Moment) {
    let tested = health.tested.map_or("never tested".to_owned(), |at| {
        let at = Moment(at);
        format!("tested {} {}", at.date(), at.time().strftime("%H:%M"))
    });
    let _ = write!(out, "  {}: {}, {tested}", kiosk.name, health.light(now));
    let faults = health.faults();
    let _ = writeln!(out, "{}{faults}", if faults.is_empty() { "" } else { ": " });
    let ([green, amber, red, unknown], reds) = health.counts(last);
    let _ = write!(
        out,
        "    {}: {green} green, {amber} amber, {red} red, {unknown} without a word",
        counted(last.len(), "day")
    );
    let reds: Vec<String> = reds.iter().map(Date::to_string).collect();
    let _ = writeln!(out, "{}{}", if reds.is_empty() { "" } else { "; red on " }, reds.join(", "));
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment(1_773_133_200_000);

    fn told(name: &str, before: i64, part: &str, state: &str, tested: bool) -> Taken {
        let (name, part, state) = (name.to_owned(), part.to_owned(), state.to_owned());
        Taken { name, at: NOW.0 - before, part, state, tested: i64::from(tested) }
    }

    fn light(reports: &[Taken]) -> Light {
        Health::of(reports).light(NOW)
    }

    #[test]
    fn a_kiosk_whose_speech_is_dead_is_red_whatever_else_works() {
        let good = ["voice", "jack", "keypad", "reader", "chip", "paper", "touch", "screen"]
            .map(|part| told("a", HOUR, part, "good", true));
        assert_eq!(light(&good), Light::Green);
        for (part, state, wanted) in [
            ("voice", "gone", Light::Red),
            ("voice", "silent", Light::Red),
            ("voice", "unheard", Light::Amber),
            ("headphones", "gone", Light::Red),
            ("headphones", "silent", Light::Red),
            ("headphones", "unheard", Light::Amber),
            ("headphones", "absent", Light::Green),
            ("keypad", "gone", Light::Red),
            ("jack", "gone", Light::Red),
            ("paper", "out", Light::Amber),
            ("screen", "wrong", Light::Amber),
            ("reader", "absent", Light::Green),
            ("keypad", "absent", Light::Amber),
            ("keypad", "quiet", Light::Green),
            ("screen", "unknown", Light::Green),
            ("disk", "good", Light::Green),
            ("disk", "fault", Light::Amber),
            ("later", "odd", Light::Amber),
        ] {
            let mut reports = good.to_vec();
            reports.push(told("a", HOUR / 2, part, state, false));
            assert_eq!(light(&reports), wanted, "{part} {state}");
            let health = Health::of(&reports);
            assert_eq!(health.faults().is_empty(), wanted == Light::Green, "{}", health.faults());
        }
    }

    #[test]
    fn a_voice_that_nothing_listens_to_is_told_as_that() {
        let health = Health::of(&[told("a", HOUR, "voice", "unheard", true)]);
        assert_eq!(health.faults(), "voice unheard (nobody checked)");
    }

    #[test]
    fn no_word_is_no_good_news_and_what_is_broken_stays_so() {
        assert_eq!(light(&[]), Light::Unknown);
        assert_eq!(light(&[told("a", HOUR, "voice", "good", false)]), Light::Unknown, "never tested");
        assert_eq!(light(&[told("a", SILENT + 1, "voice", "good", true)]), Light::Unknown);
        assert_eq!(light(&[told("a", 9 * DAY, "voice", "gone", true)]), Light::Red);
    }

    #[test]
    fn a_day_is_as_bad_as_its_worst_hour_and_what_came_before_it() {
        let reports = [
            told("a", 3 * DAY, "voice", "good", true),
            told("a", 2 * DAY + HOUR, "voice", "gone", false),
            told("a", 2 * DAY, "voice", "good", false),
            told("a", HOUR, "voice", "good", true),
        ];
        let health = Health::of(&reports);
        let days: Vec<Date> = (0..5).map(|back| NOW.plus(-back * DAY).date()).collect();
        let (counts, red) = health.counts(&days);
        assert_eq!(counts, [2, 0, 1, 2]);
        assert_eq!(red, [NOW.plus(-2 * DAY).date()]);
        let carried = [told("a", DAY, "voice", "gone", true), told("a", HOUR, "voice", "good", true)];
        assert_eq!(Health::of(&carried).counts(&days).0, [0, 0, 2, 3], "it was mute that morning");
    }

    #[test]
    fn the_overview_tells_office_by_office() {
        let kiosk = |name: &str, office: &str, revoked_at| Listed {
            name: name.into(),
            office_code: office.into(),
            enrolled_at: NOW.0,
            seen_at: None,
            revoked_at,
        };
        let kiosks = [kiosk("b", "0002", None), kiosk("a", "0001", None), kiosk("c", "0001", Some(1))];
        let reports = [told("a", HOUR, "voice", "silent", true), told("b", HOUR, "voice", "good", true)];
        let text = overview(&kiosks, &reports, None, 2, NOW);
        assert_eq!(
            text,
            "office 0001: 1 kiosk, 0 green, 0 amber, 1 red, 0 without a word\n  \
             a: RED, tested 2026-03-10 09:00: voice silent\n    \
             2 days: 0 green, 0 amber, 1 red, 1 without a word; red on 2026-03-10\n\
             office 0002: 1 kiosk, 1 green, 0 amber, 0 red, 0 without a word\n  \
             b: green, tested 2026-03-10 09:00\n    \
             2 days: 1 green, 0 amber, 0 red, 1 without a word\n"
        );
        assert!(overview(&kiosks, &reports, Some("0002"), 2, NOW).starts_with("office 0002"));
        let two = [kiosk("a", "0001", None), kiosk("b", "0001", None)];
        let text = overview(&two, &reports, None, 1, NOW);
        assert!(text.starts_with("office 0001: 2 kiosks, ") && text.contains("\n    1 day: "), "{text}");
        assert_eq!(overview(&kiosks, &reports, Some("9"), 2, NOW), "no kiosk in use\n");
        let list = list(&kiosks, &reports, NOW);
        assert_eq!(
            list.lines().filter(|line| line.contains("RED") || line.contains("green")).count(),
            2,
            "{list}"
        );
    }
}
