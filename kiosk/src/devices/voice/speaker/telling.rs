//! What is being said, step by step.
//!
//! **Invariant**: a run that an engine failed to say is said again from its beginning; what had been said is not.

use std::time::Instant;

use super::{AGAIN, Line, MOST_FALLS, Now, Proof, Speaker, Telling};
use crate::devices::voice::Turn;
use crate::devices::voice::espeak::Espeak;
use crate::devices::voice::script::{Run, Step, Tune};
use crate::devices::voice::sounding::{SILENCE, Sounding};
use crate::event::{Engine, Voice};

impl Speaker {
    /// Goes on to what takes time.
    pub(super) fn advance(&mut self, now: Instant) {
        while let Some(telling) = &mut self.telling {
            match telling.steps.pop_front() {
                Some(Step::Mark(id)) => telling.marks.push(id),
                Some(Step::Silence(time)) => {
                    telling.now = Now::Silent(now + time);
                    return;
                }
                Some(Step::Run(run)) => return self.give(run, now),
                None => {
                    self.tell_marks();
                    if let Some(telling) = self.telling.take() {
                        self.tell(Voice::Ended(telling.id));
                    }
                }
            }
        }
    }

    /// Gives a run to who can say it.
    fn give(&mut self, run: Run, now: Instant) {
        let Some(Telling { tune, asked, .. }) = self.telling else { return };
        match self.engine(asked, now) {
            Engine::None => self.put_back(run),
            Engine::Dispatcher => {
                let (turn, names) = (self.number(), self.settings.names(run.lang));
                let Line::Trusted(_, dispatcher) = &mut self.line else { return self.put_back(run) };
                let said = dispatcher.say(turn, &run, &names, tune);
                self.sound(Sounding::at_dispatcher(turn, run, tune, now));
                if said.is_err() {
                    self.lose(self.pause, now);
                }
            }
            Engine::Espeak => {
                if let Proof::Trying(_) = self.espeak {
                    // Its trial would only be in the way of the sound device.
                    self.espeak = Proof::None(now);
                }
                match self.spawn(&run, tune, now) {
                    Some(sounding) => self.sound(sounding),
                    None => {
                        self.put_back(run);
                        self.fall(now);
                    }
                }
            }
        }
    }

    /// Who says what has been asked for then: nobody for a moment, while the dispatcher shows what it can do.
    pub(super) fn engine(&self, asked: Instant, now: Instant) -> Engine {
        match (&self.line, &self.espeak) {
            (Line::Trusted(..), _) => Engine::Dispatcher,
            (Line::Reaching(_) | Line::Trying(..), Proof::None(_) | Proof::Trying(_))
                if now < asked + SILENCE =>
            {
                Engine::None
            }
            _ => Engine::Espeak,
        }
    }

    /// It comes to this word of the run that is said.
    pub(super) fn tell_word(&self, turn: Turn, word: usize) {
        let telling = self.telling.as_ref().filter(|telling| telling.sounds(turn));
        if let Some(Telling { id, words, now: Now::Sounding(sounding), .. }) = telling
            && sounding.run.followed
        {
            self.tell(Voice::Word(*id, words + word));
        }
    }

    fn sound(&mut self, sounding: Sounding) {
        if let Some(telling) = &mut self.telling {
            telling.now = Now::Sounding(sounding);
        }
    }

    fn put_back(&mut self, run: Run) {
        if let Some(telling) = &mut self.telling {
            telling.steps.push_front(Step::Run(run));
            telling.now = Now::Waiting;
        }
    }

    /// A process of espeak-ng that says this; `None` if there is none to start.
    pub(super) fn spawn(&mut self, run: &Run, tune: Tune, now: Instant) -> Option<Sounding> {
        let turn = self.number();
        match Espeak::say(&self.settings, (turn, run), tune, self.inbox.clone()) {
            Ok(process) => Some(Sounding::at_espeak(turn, run.clone(), tune, now, process)),
            Err(_) => {
                self.espeak = Proof::Bad(now + AGAIN[1]);
                None
            }
        }
    }

    /// Tells the marks that waited for a sound.
    pub(super) fn tell_marks(&mut self) {
        let Some(telling) = &mut self.telling else { return };
        let (id, marks) = (telling.id, std::mem::take(&mut telling.marks));
        for mark in marks {
            self.tell(Voice::Mark(id, mark));
        }
    }

    /// The engine of what is being said has failed: the run is said again by the other, from its beginning.
    pub(super) fn fall(&mut self, now: Instant) {
        self.report();
        let Some(telling) = &mut self.telling else { return };
        let silent = matches!(self.espeak, Proof::Bad(_)) && !self.line.is_trusted();
        telling.falls += 1;
        if silent || telling.falls > MOST_FALLS {
            return self.cut();
        }
        if let Now::Sounding(sounding) = std::mem::replace(&mut telling.now, Now::Waiting) {
            telling.steps.push_front(Step::Run(sounding.run));
        }
        self.advance(now);
    }
}
