//! The portal's clock, as its answers tell it (`Date`): what the machine's own is wrong by, for signatures alone.
//!
//! A signature says when it was made, so that who has recorded one cannot use it for long; its nonce makes it good once.
//! Whoever judges it may say what time it is by them: the answer comes over a line whose certificate was checked (off
//! loopback there is no other), so who could bend the time is the portal itself, or has broken TLS and needs no signature.
//! A signature that is made for a time to come is sent to that same portal, and taken there once.
//!
//! **Invariant**: nothing but signatures is made by it: no certificate is judged by it, no idle time measured, no time
//! told to anybody.
//! **Invariant**: it mends a clock that is wrong by a day at most; one that is further off is only told.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::fmt::rfc2822::DateTimeParser;

/// By how many seconds two clocks may differ that count as the same: well within what the portal takes.
const SAME: i64 = 60;

/// By how many seconds a clock may be wrong to be mended.
const MOST: i64 = 86_400;

/// How far the portal's clock is before the machine's, in seconds.
#[derive(Debug, Default)]
pub(super) struct Clock(AtomicI64);

impl Clock {
    /// Takes what an answer says of the time; whether signatures are made for another time from now on.
    pub(super) fn learn(&self, date: &str) -> bool {
        let Ok(date) = DateTimeParser::new().parse_timestamp(date) else { return false };
        let before = self.offset();
        self.0.store(date.as_second() - machine(), Ordering::Relaxed);
        (self.offset() - before).abs() > SAME
    }

    /// The machine's clock goes with the portal's, as far as is known.
    pub(super) fn is_right(&self) -> bool {
        self.0.load(Ordering::Relaxed).abs() <= SAME
    }

    /// The time for a signature, in seconds since 1970.
    pub(super) fn now(&self) -> u64 {
        u64::try_from(machine() + self.offset()).unwrap_or(0)
    }

    fn offset(&self) -> i64 {
        let wrong = self.0.load(Ordering::Relaxed);
        if (SAME + 1..=MOST).contains(&wrong.abs()) { wrong } else { 0 }
    }
}

/// The machine's own time, in seconds since 1970.
fn machine() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn date(seconds: i64) -> String {
        let at = jiff::Timestamp::from_second(machine() + seconds).unwrap();
        jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&at).unwrap()
    }

    #[test]
    fn a_clock_is_mended_for_signatures_by_a_day_at_most_and_whatever_else_is_said_is_passed_over() {
        for (seconds, right, mended) in
            [(0, true, 0), (50, true, 0), (3_600, false, 3_600), (-7_200, false, -7_200), (200_000, false, 0)]
        {
            let clock = Clock::default();
            assert_eq!(clock.learn(&date(seconds)), mended != 0, "{seconds}");
            assert_eq!(clock.is_right(), right, "{seconds}");
            let off = i64::try_from(clock.now()).unwrap() - machine();
            assert!((off - mended).abs() <= 2, "{seconds}: {off}");
        }
        let clock = Clock::default();
        assert!(clock.learn(&date(3_600)));
        for nonsense in ["", "yesterday", "Thu, 99 Nov 2026 18:00:00 GMT"] {
            assert!(!clock.learn(nonsense) && !clock.is_right(), "{nonsense}");
        }
        assert!(clock.learn(&date(0)) && clock.is_right(), "it was set right");
    }
}
