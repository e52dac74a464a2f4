//! Wrong tries slow the place they come from, never the citizen everywhere.
//!
//! Fiscal codes can be computed from what anyone may know, so a lock on the citizen would be a weapon. A try is
//! counted before its PIN is checked and taken back when it was right, so many at once gain nothing.
//!
//! **Invariant**: a code of nobody is counted with the same reads and writes as one of somebody.
//! **Invariant**: the rows name neither place nor person: both are keyed digests.

mod records;
mod sends;

pub use sends::Sends;

use crate::citizen::codice_fiscale::CodiceFiscale;
use crate::clock::{DAY, HOUR, MINUTE, Moment};
use crate::db::{Conn, DbError};
use crate::seal::{Keys, Purpose, hex};
use crate::services::Context;

/// Wrong tries of one citizen from one place that cost no wait.
pub const FREE: i64 = 5;

/// Wrong tries of a place over all citizens that cost no wait: an office's kiosk and a shared network see many.
pub const FREE_OF_PLACE: i64 = 30;

/// Wrong tries a day for one citizen, from all places that are not known devices, before only these are left.
pub const A_DAY: i64 = 20;

/// A try at a PIN or its halves: which counters it moves.
#[derive(Clone, Debug)]
pub struct Try {
    /// A known device, or the network or kiosk.
    here: String,
    /// The same place over all citizens; nothing for a known device.
    place: Option<String>,
    /// The code typed, of somebody or of nobody.
    subject: String,
}

/// The longest wait of a place over all citizens: others stand in line there.
const MOST_OF_PLACE: i64 = 15 * MINUTE;

/// What a counter says before a try.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Wrong tries in this span.
    pub wrong: i64,
    /// The last of them.
    pub last: i64,
}

impl Try {
    /// A try at the PIN of this code; `known` if the asking device has signed this citizen in before.
    pub fn new(keys: &Keys, context: &Context, code: CodiceFiscale, known: bool) -> Try {
        let digest = |kind: &str, what: &[u8]| digest(keys, kind, what);
        let subject = digest("subject/", code.base().as_str().as_bytes());
        match context.device.filter(|_| known) {
            Some(device) => Try { here: digest("device/", &device), place: None, subject },
            None => {
                let place = digest("place/", context.place.as_bytes());
                Try { here: place.clone(), place: Some(place), subject }
            }
        }
    }

    /// Until when a try must wait by what is on record; `None` if it may be made. Nothing is counted or held: this
    /// turns away a flood of tries without a write.
    ///
    /// # Errors
    /// [`DbError`]
    pub async fn look(&self, conn: &mut Conn, now: Moment) -> Result<Option<Moment>, DbError> {
        let found = records::counts(conn, &self.here, self.place.as_deref(), &self.subject, day(now)).await?;
        let until = self.until(found, now);
        Ok((until > now).then_some(until))
    }

    /// Until when these counters make a try wait; not after now if they do not.
    fn until(&self, found: Counts, now: Moment) -> Moment {
        let mut until = until_after(found.here.last, wait(found.here.wrong, FREE), now);
        if self.place.is_some() {
            let of_place = wait(found.place.wrong, FREE_OF_PLACE).min(MOST_OF_PLACE);
            until = until.max(until_after(found.place.last, of_place, now));
            if found.day.wrong >= A_DAY {
                until = until.max(tomorrow(now).0);
            }
        }
        Moment(until)
    }

    /// Counts the try as wrong, unless it must wait: then nothing is counted and the answer is until when.
    ///
    /// The rows are locked in one order (place, citizen's day, both), so two writes never wait for each other.
    ///
    /// # Errors
    /// [`DbError`]
    pub async fn begin(&self, tx: &mut Conn, now: Moment) -> Result<Verdict, DbError> {
        let since = day(now);
        let mut found = Counts::default();
        if let Some(place) = &self.place {
            found.place = records::lock(tx, place, "", since).await?;
            found.day = records::lock(tx, ANYWHERE, &self.subject, since).await?;
        }
        found.here = records::lock(tx, &self.here, &self.subject, since).await?;
        let until = self.until(found, now);
        if until > now {
            return Ok(Verdict::Wait(until));
        }
        let mut slows = found.here.wrong + 1 == FREE;
        if let Some(place) = &self.place {
            records::add(tx, place, "", since, now).await?;
            let of_day = records::add(tx, ANYWHERE, &self.subject, since, now).await?;
            slows |= of_day == A_DAY;
        }
        records::add(tx, &self.here, &self.subject, since, now).await?;
        Ok(Verdict::Go(Counted { slows, since, before: found }))
    }

    /// Takes the try back: it was right. The wrong ones of this place at this citizen are forgiven.
    ///
    /// # Errors
    /// [`DbError`]
    pub async fn was_right(&self, tx: &mut Conn, counted: &Counted) -> Result<(), DbError> {
        if let Some(place) = &self.place {
            // Else a right PIN at a busy kiosk would make the next person wait.
            records::take_back(tx, place, "", counted.since, counted.before.place.last).await?;
            records::take_back(tx, ANYWHERE, &self.subject, counted.since, 0).await?;
        }
        records::forgive(tx, &self.here, &self.subject).await
    }
}

/// Whether a try may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may, and is counted as wrong until it proves right.
    Go(Counted),
    /// Not before then.
    Wait(Moment),
}

/// A try that has been counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// If it is wrong, a slow-down begins: the citizen is told by post, once in a while.
    pub slows: bool,
    /// The day it was counted in.
    since: i64,
    /// What the counters said before.
    before: Counts,
}

/// The counters that a try looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    /// This citizen's, from here.
    here: Count,
    /// The place's, over all citizens.
    place: Count,
    /// This citizen's of the day, over all places.
    day: Count,
}

/// What stands for a place or a person in a row.
fn digest(keys: &Keys, kind: &str, what: &[u8]) -> String {
    hex(&keys.mac(Purpose::Tries, &[kind.as_bytes(), what].concat())[..16])
}

/// The row of a citizen over all places.
const ANYWHERE: &str = "anywhere";

/// How long to wait after so many wrong tries: one minute, then twice as long each time, at most an hour.
pub fn wait(wrong: i64, free: i64) -> i64 {
    match wrong - free {
        beyond if beyond < 0 => 0,
        beyond => (MINUTE << beyond.min(6)).min(HOUR),
    }
}

/// Until when a wait after the last wrong try goes. Nobody waits for no time: a try that came a moment earlier than the
/// last one may be counted after it. Nor for a last try that is still to come: the clock was put back since.
fn until_after(last: i64, wait: i64, now: Moment) -> i64 {
    if wait > 0 && last <= now.0 + MINUTE { last + wait } else { 0 }
}

/// The start of the day in Italy.
fn day(now: Moment) -> i64 {
    now.in_rome().start_of_day().map_or(now.0 - now.0.rem_euclid(DAY), |day| day.timestamp().as_millisecond())
}

/// The start of the next day in Italy: 25 hours later on one day a year, 23 on another.
fn tomorrow(now: Moment) -> Moment {
    let next = now.in_rome().tomorrow().and_then(|day| day.start_of_day());
    next.map_or(now.plus(DAY), |day| Moment(day.timestamp().as_millisecond()))
}

/// Forgets counters older than two days; how many.
///
/// # Errors
/// [`DbError`]
pub async fn sweep(conn: &mut Conn, now: Moment) -> Result<u64, DbError> {
    records::sweep(conn, now.plus(-2 * DAY)).await
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_wait_doubles_from_one_minute_to_an_hour() {
        let minutes: Vec<i64> = (3..14).map(|wrong| wait(wrong, FREE) / MINUTE).collect();
        assert_eq!(minutes, [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
    }

    #[test]
    fn two_tries_at_once_do_not_make_each_other_wait() {
        let now = Moment(1_000);
        assert_eq!(until_after(1_000, wait(FREE - 1, FREE), now), 0);
        assert_eq!(until_after(1_000, wait(FREE, FREE), now), 1_000 + MINUTE);
    }

    #[test]
    fn a_clock_put_back_makes_nobody_wait_for_it_to_come_round_again() {
        assert_eq!(until_after(HOUR, MINUTE, Moment(1_000)), 0);
    }

    #[test]
    fn the_next_day_begins_at_midnight_in_rome_also_when_clocks_change() {
        // 29 March 2026, 10:00 in Rome: a day of 23 hours.
        let morning = Moment(1_774_771_200_000);
        assert_eq!(morning.in_rome().to_string(), "2026-03-29T10:00:00+02:00[Europe/Rome]");
        assert_eq!(tomorrow(morning).0 - day(morning), 23 * HOUR);
        assert_eq!(tomorrow(morning).in_rome().hour(), 0);
    }

    proptest! {
        #[test]
        fn a_wait_is_never_negative_nor_over_an_hour(wrong in 0_i64..i64::MAX / 2) {
            prop_assert!((0..=HOUR).contains(&wait(wrong, FREE)));
        }
    }
}
