//! A voice that only takes its time, for machines without one; what it says stands on the tape.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use a11y::speech::Command as Said;

use crate::agent::command::{Speech, Tone, words};
use crate::event::{Event, Voice};

/// The voice.
pub(super) struct Mouth(Sender<Option<Saying>>, u32);

/// What it says: its number, how long it takes, and how many words it tells of on the way.
#[derive(Clone, Copy)]
struct Saying {
    id: u64,
    takes: Duration,
    words: usize,
    /// How many it has told of.
    told: usize,
}

impl Mouth {
    /// A voice that says so many signs a second at the ordinary rate.
    pub(super) fn start(signs_a_second: u32, events: Sender<Event>) -> Mouth {
        let (orders, told) = channel();
        std::thread::spawn(move || speak(&told, &events));
        Mouth(orders, signs_a_second.max(1))
    }

    /// How long this takes to say.
    fn takes(&self, speech: &Speech) -> Duration {
        let signs = |said: &Said| match said {
            Said::Say { words, .. } => words.chars().count(),
            Said::Spell { text, .. } => 3 * text.chars().count(),
            Said::Pause(pause) => usize::from(pause.milliseconds()) / 70,
            Said::Mark(_) => 0,
        };
        let signs: usize = speech.aloud.script().iter().map(signs).sum();
        let millis = signs as u64 * 100_000 / (u64::from(self.1) * u64::from(speech.rate.max(1)));
        Duration::from_millis(millis)
    }
}

impl crate::run::Mouth for Mouth {
    fn say(&mut self, speech: &Speech) {
        let words = if speech.followed { words(speech.aloud.script()).len() } else { 0 };
        let _ = self.0.send(Some(Saying { id: speech.id, takes: self.takes(speech), words, told: 0 }));
    }

    fn hush(&mut self) {
        let _ = self.0.send(None);
    }

    fn tone(&mut self, _: Tone) {}

    /// It never had a word.
    fn forget(&mut self) {}
}

fn speak(told: &Receiver<Option<Saying>>, events: &Sender<Event>) {
    let mut now: Option<Saying> = None;
    loop {
        let next = match now {
            None => told.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(saying) => told.recv_timeout(saying.part()),
        };
        let (event, then) = match (next, now) {
            (Ok(order), before) => {
                if let Some(before) = before {
                    drop(events.send(Event::Voice(Voice::Cut(before.id))));
                }
                (order.map(|saying| Voice::Began(saying.id)), order)
            }
            (Err(RecvTimeoutError::Timeout), Some(saying)) if saying.told < saying.words => {
                (Some(Voice::Word(saying.id, saying.told)), Some(Saying { told: saying.told + 1, ..saying }))
            }
            (Err(RecvTimeoutError::Timeout), Some(saying)) => (Some(Voice::Ended(saying.id)), None),
            _ => return,
        };
        now = then;
        if event.is_some_and(|event| events.send(Event::Voice(event)).is_err()) {
            return;
        }
    }
}

impl Saying {
    /// How long it takes to the next that it tells: all its words are as long.
    fn part(&self) -> Duration {
        self.takes / u32::try_from(self.words + 1).unwrap_or(u32::MAX)
    }
}
