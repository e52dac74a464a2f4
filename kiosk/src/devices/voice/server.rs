//! speech-dispatcher as a process of the kiosk's own, so that another can take its place after each session: it was seen
//! to keep in memory what it said last.
//!
//! **Invariant**: the process ends with the value that stands for it, and no call waits for it.

use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use super::{Settings, pipes};

/// How long one that was told to end may take.
const PATIENCE: Duration = Duration::from_millis(500);

/// A server that is started when it is needed.
#[derive(Debug)]
pub(super) struct Server {
    settings: Settings,
    socket: PathBuf,
    child: Option<Child>,
    /// It was told to end.
    ending: Option<Instant>,
}

impl Server {
    /// That of these settings; `None` if somebody else starts it.
    pub(super) fn new(settings: &Settings) -> Option<Server> {
        let socket = settings.socket.clone()?;
        let settings = settings.clone();
        (!settings.server.is_empty()).then(|| Server { settings, socket, child: None, ending: None })
    }

    /// Starts it, unless it runs. What fails is found out by who then seeks its socket.
    pub(super) fn tend(&mut self) {
        if let Some(child) = &mut self.child {
            if matches!(child.try_wait(), Ok(None)) {
                if self.ending.is_some_and(|since| since.elapsed() >= PATIENCE) {
                    kill(child, Signal::KILL);
                }
                return;
            }
            // Its modules may have outlived it.
            kill(child, Signal::KILL);
        }
        (self.child, self.ending) = (None, None);
        // A killed one leaves its socket, and the next would take it for one that lives.
        drop(std::fs::remove_file(&self.socket));
        let [program, arguments @ ..] = self.settings.server.as_slice() else { return };
        // Its modules are in its group, and go with it.
        let started = self
            .settings
            .program(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn();
        match started {
            Ok(child) => self.child = Some(child),
            Err(why) => tracing::error!(%why, "the speech server does not start"),
        }
    }

    /// It speaks: from now on it is silent as soon as it is told to be.
    pub(super) fn speaks(&self) {
        if let Some(child) = &self.child {
            pipes::narrow(child.id());
        }
    }

    /// Tells it to end, with everything that it holds in memory; `tend` starts the next.
    pub(super) fn end(&mut self) {
        if let Some(child) = &self.child {
            kill(child, Signal::TERM);
            self.ending = Some(Instant::now());
        }
    }
}

fn kill(child: &Child, signal: Signal) {
    if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        // Who is gone already needs no signal.
        let _ = kill_process_group(group, signal);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            kill(child, Signal::KILL);
            drop(child.wait());
        }
    }
}
