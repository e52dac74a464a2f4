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
        Pulse { every: sd_notify::watchdog_enabled().map(|after| after / 2), last: None }
    }

    /// The loop turned.
    pub fn beat(&mut self) {
        let due = |every: Duration| self.last.is_none_or(|last| last.elapsed() >= every);
        if self.every.is_some_and(due) {
            self.last = Some(Instant::now());
            tell(&[NotifyState::Watchdog]);
        }
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
