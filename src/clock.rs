//! The clock: read by `main` and `web` only, and turned by tests.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// Where the time comes from.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A clock that a test holds, in Unix milliseconds.
    Held(Arc<AtomicI64>),
}

impl Clock {
    /// The present moment.
    pub fn now(&self) -> Moment {
        match self {
            Clock::System => Moment(Timestamp::now().as_millisecond()),
            Clock::Held(ms) => Moment(ms.load(Ordering::SeqCst)),
        }
    }
}

/// Notices when the machine's clock is turned: it is held against one that cannot be.
///
/// What is deleted or expired by its age is left alone until the clock has gone evenly for an hour, so that a wrong
/// clock can be set right before anything is lost by it.
#[derive(Clone, Copy, Debug)]
pub struct Turned {
    wall: Moment,
    run: Instant,
    last: Option<Instant>,
}

impl Turned {
    /// From now on.
    pub fn watch(wall: Moment, run: Instant) -> Turned {
        Turned { wall, run, last: None }
    }

    /// Whether the clock was turned within the last hour, by more than ten minutes at once since the last question.
    pub fn lately(&mut self, wall: Moment, run: Instant) -> bool {
        let passed = i64::try_from(run.duration_since(self.run).as_millis()).unwrap_or(i64::MAX);
        let turned = wall.0.saturating_sub(self.wall.0).abs_diff(passed) > TURNED;
        (self.wall, self.run) = (wall, run);
        if turned {
            self.last = Some(run);
        }
        self.last.is_some_and(|last| run.duration_since(last) < Duration::from_secs(3600))
    }
}

/// A difference of clocks that is no drift and no busy machine, in milliseconds.
const TURNED: u64 = 10 * 60_000;

/// A moment, in Unix milliseconds, as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub i64);

/// One minute in milliseconds.
pub const MINUTE: i64 = 60_000;
/// One hour in milliseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// One day of 24 hours in milliseconds.
pub const DAY: i64 = 24 * HOUR;

impl Moment {
    /// The same moment on the clocks of Italy.
    pub fn in_rome(self) -> Zoned {
        let timestamp = Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH);
        timestamp.to_zoned(rome())
    }

    /// The calendar day in Italy.
    pub fn date(self) -> Date {
        self.in_rome().date()
    }

    /// The first moment of a day in Italy.
    pub fn start_of(day: Date) -> Moment {
        day.to_zoned(rome()).map_or(Moment(0), |start| Moment(start.timestamp().as_millisecond()))
    }

    /// The time of day in Italy, to the minute.
    pub fn time(self) -> Time {
        let time = self.in_rome().time();
        Time::constant(time.hour(), time.minute(), 0, 0)
    }

    /// The moment `ms` milliseconds later.
    pub fn plus(self, ms: i64) -> Moment {
        Moment(self.0.saturating_add(ms))
    }
}

fn rome() -> TimeZone {
    use std::sync::LazyLock;
    static ROME: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC));
    ROME.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_clock_is_noticed_and_trusted_again_after_an_hour() {
        let (start, begun) = (Moment(1_800_000_000_000), Instant::now());
        for jump in [365 * DAY, -DAY] {
            let mut turned = Turned::watch(start, begun);
            let after = |minutes: u64| begun + Duration::from_secs(60 * minutes);
            assert!(!turned.lately(start.plus(MINUTE), after(1)));
            assert!(!turned.lately(start.plus(9 * MINUTE), after(2)), "a machine may be slow to ask");
            assert!(turned.lately(start.plus(jump), after(3)));
            assert!(turned.lately(start.plus(jump + 50 * MINUTE), after(53)));
            assert!(!turned.lately(start.plus(jump + HOUR), after(63)));
        }
    }
}
