//! What is heard of the engines, and which is trusted.
//!
//! **Invariant**: who is told as the engine has been heard to say something whole.

use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use a11y::text::Lang;
use zeroize::Zeroizing;

use super::{AGAIN, COLD, Line, Now, Proof, Speaker, Telling};
use crate::devices::voice::dispatcher::{Dispatcher, Gone};
use crate::devices::voice::script::{Manner, Run, Tune};
use crate::devices::voice::sounding::Sounding;
use crate::devices::voice::{Heard, Turn};
use crate::event::{Engine, Voice};

impl Speaker {
    /// The line is open: the dispatcher has to show that it speaks.
    pub(super) fn reached(&mut self, number: u64, stream: UnixStream, now: Instant) {
        if !matches!(self.line, Line::Reaching(wanted) if wanted == number) {
            drop(stream.shutdown(Shutdown::Both));
            return;
        }
        match self.try_dispatcher(stream, now) {
            Ok((dispatcher, trial)) => self.line = Line::Trying(number, dispatcher, trial),
            Err(Gone) => self.lose(self.pause, now),
        }
    }

    fn try_dispatcher(&mut self, stream: UnixStream, now: Instant) -> Result<(Dispatcher, Sounding), Gone> {
        let mut dispatcher = Dispatcher::greet(stream)?;
        let (turn, (run, tune)) = (self.number(), trial());
        dispatcher.say(turn, &run, &self.settings.names(run.lang), tune)?;
        Ok((dispatcher, Sounding::at_dispatcher(turn, run, tune, now).patient(COLD)))
    }

    /// Takes what came over the line.
    pub(super) fn bytes(&mut self, number: u64, bytes: &[u8], now: Instant) {
        let heard = match &mut self.line {
            Line::Trying(own, dispatcher, _) | Line::Trusted(own, dispatcher) if *own == number => {
                dispatcher.hear(bytes)
            }
            _ => return,
        };
        match heard {
            Ok(heard) => heard.into_iter().for_each(|heard| self.heard(heard, now)),
            Err(Gone) => self.lose(self.pause, now),
        }
    }

    /// A process has ended: did it say its run?
    pub(super) fn left(&mut self, turn: Turn, sounded: bool, now: Instant) {
        let Some(sounding) = self.sounding(turn) else { return };
        if sounding.ended_well() && sounded && sounding.was_said(now) {
            // It may have been shorter than the time after which it counts as heard.
            self.began(turn, now);
            self.ended(turn, now);
        } else {
            self.failed(turn, now);
        }
    }

    /// Takes what an engine tells, if the time it took makes it credible.
    pub(super) fn heard(&mut self, heard: Heard, now: Instant) {
        match heard {
            Heard::Began(turn) => self.began(turn, now),
            Heard::Word(turn, word) => self.tell_word(turn, word),
            Heard::Ended(turn) if self.sounding(turn).is_some_and(|run| run.was_said(now)) => {
                self.ended(turn, now);
            }
            Heard::Ended(turn) | Heard::Failed(turn) => self.failed(turn, now),
        }
    }

    fn began(&mut self, turn: Turn, now: Instant) {
        let Some(sounding) = self.sounding(turn) else { return };
        let news = sounding.begin(now);
        let by_process = sounding.process.is_some();
        let Some(telling) = self.telling.as_mut().filter(|telling| telling.sounds(turn)) else { return };
        let (id, first) = (telling.id, !std::mem::replace(&mut telling.began, true));
        if by_process {
            self.espeak = Proof::Good;
            self.report();
        }
        if first {
            self.tell(Voice::Began(id));
        }
        self.tell_marks();
        // An engine that tells of no words is followed run by run.
        if news {
            self.tell_word(turn, 0);
        }
    }

    fn ended(&mut self, turn: Turn, now: Instant) {
        if let Some(telling) = self.telling.as_mut().filter(|telling| telling.sounds(turn)) {
            if let Now::Sounding(sounding) = &telling.now {
                telling.words += sounding.run.count();
            }
            return self.advance(now);
        }
        match std::mem::replace(&mut self.line, Line::Away(None)) {
            Line::Trying(number, dispatcher, trial) if trial.turn == turn => {
                self.line = Line::Trusted(number, dispatcher);
                if let Some(server) = &self.server {
                    server.speaks();
                }
                self.pause = AGAIN[0];
                // It will be tried anew when it is needed.
                self.espeak = Proof::None(now);
            }
            line => {
                self.line = line;
                if matches!(&self.espeak, Proof::Trying(trial) if trial.turn == turn) {
                    self.espeak = Proof::Good;
                }
            }
        }
        self.report();
    }

    fn failed(&mut self, turn: Turn, now: Instant) {
        let Some(sounding) = self.sounding(turn) else { return };
        if sounding.process.is_none() {
            // It is open and does not speak: it will hardly do so at once.
            return self.lose(AGAIN[1], now);
        }
        self.espeak = Proof::Bad(now + AGAIN[1]);
        if self.telling.as_ref().is_some_and(|telling| telling.sounds(turn)) {
            self.fall(now);
        } else {
            self.report();
        }
    }

    /// The dispatcher is away; it is sought again after a pause.
    pub(super) fn lose(&mut self, pause: Duration, now: Instant) {
        self.pause = (2 * pause).min(AGAIN[1]);
        if let Line::Trusted(_, mut dispatcher) =
            std::mem::replace(&mut self.line, Line::Away(Some(now + pause)))
        {
            // If it still lives, it must not say later what the other engine says now.
            drop(dispatcher.cut());
        }
        if let Proof::None(due) = &mut self.espeak {
            *due = now;
        }
        let speaks = self.telling.as_ref().is_some_and(|telling| match &telling.now {
            Now::Sounding(sounding) => sounding.process.is_none(),
            Now::Waiting | Now::Silent(_) => false,
        });
        if speaks {
            self.fall(now);
        }
    }

    /// Tells who speaks, if that has changed and is known.
    pub(super) fn report(&mut self) {
        let engine = match (&self.line, &self.espeak) {
            (Line::Trusted(..), _) => Engine::Dispatcher,
            (_, Proof::Good) => Engine::Espeak,
            (_, Proof::Bad(_)) => Engine::None,
            (_, Proof::None(_) | Proof::Trying(_)) => return,
        };
        if self.told.replace(engine) != Some(engine) {
            self.tell((self.tells)(engine));
        }
    }

    /// The run with this number that is being said or tried.
    fn sounding(&mut self, turn: Turn) -> Option<&mut Sounding> {
        let telling = match &mut self.telling {
            Some(Telling { now: Now::Sounding(sounding), .. }) => Some(sounding),
            _ => None,
        };
        let line = match &mut self.line {
            Line::Trying(_, _, trial) => Some(trial),
            _ => None,
        };
        let espeak = match &mut self.espeak {
            Proof::Trying(trial) => Some(trial),
            _ => None,
        };
        [telling, line, espeak].into_iter().flatten().find(|sounding| sounding.turn == turn)
    }
}

/// What an engine has to say, unheard, before it is trusted: long enough that nobody is done with it at once.
pub(super) fn trial() -> (Run, Tune) {
    let words = Zeroizing::new("Prova della voce: uno, due, tre.".to_owned());
    (Run { lang: Lang::It, manner: Manner::Words, words, followed: false }, Tune::new(200, 0))
}
