//! Keypad, touchscreen, barcode and stripe reader, headphone jack: what Linux shows as input devices (evdev), and
//! readers that are HID devices of their own (hidraw).
//!
//! One thread waits for all of them. A node of `/dev/input` is the transport ([`node`]), its records become keys, scans,
//! fingers and plugs in pure code ([`keys`], [`typed`], [`jack`]), and what follows is an event for the agent.
//!
//! **Invariant**: which device something came from decides what it means, never how fast it was typed.
//! **Invariant**: keypads and readers are grabbed, so that nothing they send reaches the browser or a console.
//! **Invariant**: a device is gone when its reader is told so; a node of the same name may be another device already.
//! **Invariant**: at rest the thread sleeps: it has no clock that ticks.

mod contacts;
mod folders;
mod gesture;
mod hidraw;
mod jack;
mod keys;
mod learn;
mod maps;
mod node;
mod raw;
mod role;
mod settings;
mod sound;
#[cfg(test)]
mod tests;
mod touch;
#[cfg(test)]
mod touch_tests;
mod typed;
mod watch;

use std::io;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use rustix::event::{EventfdFlags, eventfd};

pub use learn::{Tongue, learn};
pub use maps::Shipped;
pub use settings::{Headset, JackKeys, Keypad, Panel, Reader, Reads, Reports, Settings, Switch, Turn};

use crate::event::Event;

/// The input devices of this machine, watched until it is dropped.
#[must_use = "it watches as long as it is kept"]
#[derive(Debug)]
pub struct Input {
    control: Arc<Control>,
    thread: Option<JoinHandle<()>>,
}

/// What the agent wants of the thread.
#[derive(Debug)]
struct Control {
    wake: OwnedFd,
    /// The touchscreen is the agent's alone.
    grab: AtomicBool,
    stop: AtomicBool,
}

impl Control {
    /// Wakes the thread, so that it sees what has changed.
    fn knock(&self) {
        // A counter that is full wakes as well as one that grows.
        rustix::io::write(&self.wake, &1_u64.to_ne_bytes()).ok();
    }
}

/// Starts to watch these devices: first what is there and what is missing, then what happens.
///
/// # Errors
/// The kernel has no room for a thread, or for what it waits with.
pub fn start(settings: Settings, events: Sender<Event>) -> io::Result<Input> {
    let wake = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?;
    let control = Arc::new(Control { wake, grab: AtomicBool::new(false), stop: AtomicBool::new(false) });
    let mut watch = watch::Watch::new(settings, events, Arc::clone(&control))?;
    let thread = thread::Builder::new().name("input".to_owned()).spawn(move || watch.run())?;
    Ok(Input { control, thread: Some(thread) })
}

impl Input {
    /// Takes the touchscreen from the browser, or gives it back, as soon as no finger is on it.
    pub fn grab_touch(&self, on: bool) {
        if self.control.grab.swap(on, Ordering::Relaxed) != on {
            self.control.knock();
        }
    }
}

impl Drop for Input {
    fn drop(&mut self) {
        self.control.stop.store(true, Ordering::Relaxed);
        self.control.knock();
        self.thread.take().map(JoinHandle::join);
    }
}
