//! A voice that only takes its time, for machines without one; what it says stands on the tape.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use a11y::speech::Command as Said;

use crate::agent::command::Speech;
use crate::event::{Event, Voice};

/// The voice.
pub(super) struct Mouth(Sender<Option<(u64, Duration)>>, u32);

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
        let _ = self.0.send(Some((speech.id, self.takes(speech))));
    }

    fn hush(&mut self) {
        let _ = self.0.send(None);
    }

    fn tone(&mut self) {}

    /// It never had a word.
    fn forget(&mut self) {}
}

fn speak(told: &Receiver<Option<(u64, Duration)>>, events: &Sender<Event>) {
    let mut now: Option<(u64, Duration)> = None;
    loop {
        let next = match now {
            None => told.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some((_, left)) => told.recv_timeout(left),
        };
        let (event, then) = match (next, now) {
            (Ok(order), before) => {
                if let Some((id, _)) = before {
                    drop(events.send(Event::Voice(Voice::Cut(id))));
                }
                (order.map(|(id, _)| Voice::Began(id)), order)
            }
            (Err(RecvTimeoutError::Timeout), Some((id, _))) => (Some(Voice::Ended(id)), None),
            _ => return,
        };
        now = then;
        if event.is_some_and(|event| events.send(Event::Voice(event)).is_err()) {
            return;
        }
    }
}
