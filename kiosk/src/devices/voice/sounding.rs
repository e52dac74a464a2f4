//! A run that is being said, and what the time that it takes tells of its engine.
//!
//! **Invariant**: pure but for the process it may hold: it is told the time.

use std::time::{Duration, Instant};

use super::espeak::Espeak;
use super::script::{Run, Tune};
use super::{Heard, Turn};

/// The longest that an engine may take to its first sound.
pub(super) const SILENCE: Duration = Duration::from_secs(2);

/// A process that cannot open a sound device has ended by then, and one that can is heard.
const OPENING: Duration = Duration::from_millis(150);

/// A run that an engine has been given.
pub(super) struct Sounding {
    /// The number by which the engine tells of it.
    pub(super) turn: Turn,
    /// What is said.
    pub(super) run: Run,
    tune: Tune,
    asked: Instant,
    begun: Option<Instant>,
    /// How long the engine may take to begin.
    patience: Duration,
    /// The process that says it; `None` if speech-dispatcher does.
    pub(super) process: Option<Espeak>,
}

impl Sounding {
    /// speech-dispatcher has been given it.
    pub(super) fn at_dispatcher(turn: Turn, run: Run, tune: Tune, now: Instant) -> Sounding {
        Sounding { turn, run, tune, asked: now, begun: None, patience: SILENCE, process: None }
    }

    /// A process says it.
    pub(super) fn at_espeak(turn: Turn, run: Run, tune: Tune, now: Instant, process: Espeak) -> Sounding {
        Sounding { turn, run, tune, asked: now, begun: None, patience: SILENCE, process: Some(process) }
    }

    /// The same with more time to begin: the first words of an engine take longest.
    pub(super) fn patient(self, patience: Duration) -> Sounding {
        Sounding { patience, ..self }
    }

    /// When [`Sounding::late`] has something to tell.
    pub(super) fn deadline(&self) -> Instant {
        match (self.begun, &self.process) {
            (Some(begun), _) => begun + self.run.longest(self.tune),
            (None, Some(_)) => self.asked + OPENING,
            (None, None) => self.asked + self.patience,
        }
    }

    /// What the time that has passed tells: a process that lives is heard, who takes too long has failed.
    pub(super) fn late(&self, now: Instant) -> Option<Heard> {
        if now < self.deadline() {
            return None;
        }
        let opens = self.begun.is_none() && self.process.is_some();
        Some(if opens { Heard::Began(self.turn) } else { Heard::Failed(self.turn) })
    }

    /// Its first sound is heard; whether that is news.
    pub(super) fn begin(&mut self, now: Instant) -> bool {
        let news = self.begun.is_none();
        self.begun.get_or_insert(now);
        news
    }

    /// The process that says it has ended, by itself and without complaint.
    pub(super) fn ended_well(&mut self) -> bool {
        self.process.as_mut().is_some_and(Espeak::ended_well)
    }

    /// It ends now: was there time to say it all?
    pub(super) fn was_said(&self, now: Instant) -> bool {
        let since = match &self.process {
            Some(_) => Some(self.asked),
            None => self.begun,
        };
        since.is_some_and(|since| now.saturating_duration_since(since) >= self.run.shortest(self.tune))
    }
}
