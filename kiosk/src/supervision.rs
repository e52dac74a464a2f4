//! What the kiosk tells its supervisor (systemd's sd_notify): that it is ready, that its loop still turns, how it is.
//!
//! **Invariant**: only the loop itself says that it turns: a kiosk that hangs is ended and started anew.

use std::time::{Duration, Instant};

use sd_notify::NotifyState;

/// The kiosk can be used.
pub fn ready() {
    tell(&[NotifyState::Ready, NotifyState::Status("in service")]);
}

/// How the kiosk is, for who looks at the unit.
pub fn status(words: &str) {
    tell(&[NotifyState::Status(words)]);
}

/// How long it rests.
const REST: Duration = Duration::from_secs(10);

/// Rests before this program ends for a reason that will be there at its next start too, where a supervisor starts it again
/// at once: the machine stays quiet, and whoever mends the reason is not waited for long.
pub fn rest() {
    if std::env::var_os("NOTIFY_SOCKET").is_some() {
        std::thread::sleep(REST);
    }
}

fn tell(states: &[NotifyState<'_>]) {
    // Without a supervisor there is nobody to tell.
    drop(sd_notify::notify(states));
}

/// The sign of life that a loop gives.
#[derive(Debug, Default)]
pub struct Pulse {
    /// Half of the time after which it counts as dead; `None` if nobody watches.
    every: Option<Duration>,
    last: Option<Instant>,
}

impl Pulse {
    /// As often as the supervisor asks for.
    pub fn new() -> Pulse {
        Pulse::within(sd_notify::watchdog_enabled())
    }

    /// Where the loop counts as dead after so long.
    fn within(limit: Option<Duration>) -> Pulse {
        Pulse { every: limit.map(|limit| limit / 2), last: None }
    }

    /// The loop turned.
    pub fn beat(&mut self) {
        if self.is_due(Instant::now()) {
            tell(&[NotifyState::Watchdog]);
        }
    }

    /// Whether it is to be told that the loop turned at this moment.
    fn is_due(&mut self, now: Instant) -> bool {
        let since = self.last.map(|last| now.saturating_duration_since(last));
        let due = self.every.is_some_and(|every| since.is_none_or(|since| since >= every));
        if due {
            self.last = Some(now);
        }
        due
    }
}

/// No memory of this process goes to a file when it dies, nor that of any it starts; and no other process of its user reads
/// its own.
///
/// # Errors
/// The kernel refuses.
pub fn no_dumps() -> std::io::Result<()> {
    use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// When a loop that turns so often is told to turn, in milliseconds.
    fn told(limit: Option<u64>, every: u64, turns: u64) -> Vec<u64> {
        let (mut pulse, begun) = (Pulse::within(limit.map(Duration::from_millis)), Instant::now());
        let at = (0..turns).map(|turn| turn * every);
        at.filter(|at| pulse.is_due(begun + Duration::from_millis(*at))).collect()
    }

    #[test]
    fn a_loop_that_turns_says_so_twice_in_the_time_after_which_it_counts_as_dead_and_no_more_often() {
        assert_eq!(told(Some(4_000), 10, 601), [0, 2_000, 4_000, 6_000]);
        // However it falls: nothing that turns within half of the time is taken for dead.
        for every in [1, 7, 250, 999, 1_500, 1_999, 2_000] {
            let told = told(Some(4_000), every, 40_000 / every);
            assert!(told.windows(2).all(|pair| (2_000..=4_000).contains(&(pair[1] - pair[0]))), "{told:?}");
            assert!(told.len() > 9, "{told:?}");
        }
        assert_eq!(told(None, 10, 601), [0_u64; 0], "nobody watches");
    }
}
