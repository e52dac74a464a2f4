//! The clock: read by `main` and `web` only, and turned by tests.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

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
