//! A braille display, by brltty: an own client of its BrlAPI, so that nothing of brltty is linked.
//!
//! One thread holds the conversation ([`talk`], pure), another hands it what the [`socket`] brings. Packets are in
//! [`wire`], keys in [`keys`]. Neither ever waits for the agent, nor the agent for them.
//!
//! **Invariant**: a display, or brltty itself, that is absent or goes is no error: it is sought again, quietly.
//! **Invariant**: whoever was told of a display is told when it goes, whatever ended it.

mod keys;
mod settings;
mod socket;
mod talk;
#[cfg(test)]
mod tests;
mod wire;

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

pub use settings::{Settings, Tables};

use crate::agent::command::Line;
use crate::event::{Braille as Told, Event};
use socket::Socket;
use talk::{Talk, Then, Why};
use wire::Inbox;

/// How soon brltty is sought again.
const AGAIN: Duration = Duration::from_secs(1);

/// How long it may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the thread learns.
enum Input {
    /// A line is to be shown.
    Line(Line),
    /// Bytes came over the connection with this number.
    Bytes(u64, Vec<u8>),
    /// It is over.
    Over(u64),
    /// Nobody wants the display any more.
    Stop,
}

/// The display, watched until this is dropped.
#[must_use = "it is watched as long as it is kept"]
#[derive(Debug)]
pub struct Braille {
    input: Sender<Input>,
    thread: Option<JoinHandle<()>>,
}

impl Braille {
    /// Seeks a display, and tells of it by events.
    pub fn start(settings: Settings, events: Sender<Event>) -> Braille {
        let (input, learnt) = channel();
        let back = input.clone();
        let thread = thread::spawn(move || watch(&settings, &events, &back, &learnt));
        Braille { input, thread: Some(thread) }
    }

    /// Shows a line, if there is a display.
    pub fn show(&self, line: Line) {
        // The thread ends only with this.
        drop(self.input.send(Input::Line(line)));
    }
}

impl Drop for Braille {
    fn drop(&mut self) {
        drop(self.input.send(Input::Stop));
        if let Some(thread) = self.thread.take() {
            // It has nothing left to tell.
            drop(thread.join());
        }
    }
}

/// One connection.
struct Connection {
    number: u64,
    socket: Socket,
    inbox: Inbox,
    talk: Talk,
    /// Since when nothing has been heard.
    heard: Instant,
}

/// How one connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// Another is tried, for this reason.
    Lost(Option<Why>),
    Stopped,
}

fn watch(settings: &Settings, events: &Sender<Event>, back: &Sender<Input>, learnt: &Receiver<Input>) {
    let mut last = None;
    for number in 0.. {
        let end = match Socket::connect(settings).and_then(|socket| connection(number, socket, back)) {
            Ok(mut line) => {
                let end = hold(&mut line, settings, events, learnt);
                line.socket.end();
                if line.talk.is_open() {
                    drop(events.send(Event::Braille(Told::Gone)));
                }
                end
            }
            Err(why) => {
                tracing::debug!(%why, "no brltty");
                End::Lost(None)
            }
        };
        let End::Lost(why) = end else { return };
        // The same reason is told once, not every second.
        if let Some(why) = why.filter(|why| last != Some(*why)) {
            tell(why);
        }
        last = why.or(last);
        if why != Some(Why::Display) && stops(learnt) {
            return;
        }
    }
}

/// Waits before brltty is sought again; whether it is to stop. What was to be shown meanwhile has no display.
fn stops(learnt: &Receiver<Input>) -> bool {
    let until = Instant::now() + AGAIN;
    loop {
        match learnt.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(Input::Stop) | Err(RecvTimeoutError::Disconnected) => return true,
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => return false,
        }
    }
}

/// A connection, and the thread that reads from it.
fn connection(number: u64, socket: Socket, back: &Sender<Input>) -> std::io::Result<Connection> {
    let (mut reads, back) = (socket.again()?, back.clone());
    thread::spawn(move || {
        let mut bytes = [0; 4_096];
        while let Ok(count @ 1..) = reads.read(&mut bytes) {
            let some = bytes.get(..count).unwrap_or_default().to_vec();
            if back.send(Input::Bytes(number, some)).is_err() {
                return;
            }
        }
        drop(back.send(Input::Over(number)));
    });
    Ok(Connection { number, socket, inbox: Inbox::default(), talk: Talk::new(), heard: Instant::now() })
}

/// Holds a conversation until it ends.
fn hold(line: &mut Connection, settings: &Settings, events: &Sender<Event>, learnt: &Receiver<Input>) -> End {
    loop {
        let taken = match learnt.recv_timeout(PATIENCE) {
            Ok(Input::Stop) | Err(RecvTimeoutError::Disconnected) => return End::Stopped,
            Ok(Input::Over(number)) if number == line.number => return End::Lost(None),
            Ok(Input::Bytes(number, bytes)) if number == line.number => line.hears(&bytes, events),
            Ok(Input::Line(shown)) => line.shows(&shown, settings),
            // Of a connection that is over.
            Ok(Input::Over(_) | Input::Bytes(..)) => Ok(()),
            Err(RecvTimeoutError::Timeout) => Ok(()),
        };
        if let Err(end) = taken {
            return end;
        }
        if line.talk.waits() && line.heard.elapsed() > PATIENCE {
            return End::Lost(None);
        }
    }
}

impl Connection {
    fn hears(&mut self, bytes: &[u8], events: &Sender<Event>) -> Result<(), End> {
        self.heard = Instant::now();
        self.inbox.add(bytes);
        loop {
            let packet = self.inbox.next().map_err(|_| End::Lost(Some(Why::Strange)))?;
            let Some(packet) = packet else { return Ok(()) };
            for then in self.talk.hears(&packet) {
                match then {
                    Then::Send(packet) => self.send(&packet)?,
                    Then::Tell(told) => drop(events.send(Event::Braille(told))),
                    Then::End(why) => return Err(End::Lost(Some(why))),
                }
            }
        }
    }

    fn shows(&mut self, line: &Line, settings: &Settings) -> Result<(), End> {
        if !self.talk.waits() {
            self.heard = Instant::now();
        }
        self.talk.show(line, &settings.tables).iter().try_for_each(|packet| self.send(packet))
    }

    fn send(&mut self, packet: &[u8]) -> Result<(), End> {
        self.socket.send(packet).map_err(|_| End::Lost(None))
    }
}

fn tell(why: Why) {
    match why {
        Why::Display => tracing::info!("the braille display went, or is another"),
        Why::Forbidden => {
            tracing::warn!("brltty wants a key, or another user: set its Auth to none or to this user");
        }
        Why::Strange => tracing::warn!("brltty speaks another version of BrlAPI"),
    }
}
