//! The thread that speaks: who says what is being said, and what comes of it.
//!
//! **Invariant**: it never waits for an engine: orders are obeyed while one starts, hangs or dies.

mod engines;
mod telling;

use std::collections::VecDeque;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use self::engines::trial;
use super::dispatcher::{self, Dispatcher};
use super::script::{self, Step, Tune};
use super::server::Server;
use super::sounding::{SILENCE, Sounding};
use super::{Say, Settings, Turn};
use crate::event::{Engine, Event, Voice};

/// How long after its death an engine is tried again, at first and at most.
const AGAIN: [Duration; 2] = [Duration::from_millis(250), Duration::from_secs(3)];

/// The first words of a dispatcher that has just started were seen to take 1.5 seconds on a busy machine.
const COLD: Duration = Duration::from_secs(6);

/// How often one say may lose its engine: each costs the citizen two seconds.
const MOST_FALLS: u8 = 3;

/// What the thread learns.
#[derive(Debug)]
pub(super) enum Input {
    /// Say this.
    Say(Say),
    /// Say nothing.
    Hush,
    /// Put another server in the place of the one that runs.
    Renew,
    /// The kiosk ends.
    Leave,
    /// The line with this number is open.
    Reached(u64, UnixStream),
    /// This came over it.
    Bytes(u64, Vec<u8>),
    /// It is dead, or could not be opened.
    Lost(u64),
    /// The process of this turn has ended; it had something to sound on.
    Left(Turn, bool),
}

/// The way to speech-dispatcher.
enum Line {
    /// There is none; it is sought from then on, if ever.
    Away(Option<Instant>),
    /// It is being opened.
    Reaching(u64),
    /// It is open, and the dispatcher has to show that it speaks.
    Trying(u64, Dispatcher, Sounding),
    /// The dispatcher speaks.
    Trusted(u64, Dispatcher),
}

/// What is known of espeak-ng.
enum Proof {
    /// Nothing yet; it is tried from then on, if the dispatcher is away.
    None(Instant),
    /// It is being tried.
    Trying(Sounding),
    /// It speaks.
    Good,
    /// It does not; it is tried again from then on.
    Bad(Instant),
}

/// What is being said.
struct Telling {
    id: u64,
    tune: Tune,
    asked: Instant,
    steps: VecDeque<Step>,
    now: Now,
    began: bool,
    /// Marks that have been reached and wait for the sound that follows.
    marks: Vec<String>,
    /// How many words were said before this run.
    words: usize,
    falls: u8,
}

/// What happens of it just now.
enum Now {
    /// It waits for an engine.
    Waiting,
    /// It is silent until then.
    Silent(Instant),
    /// A run is said.
    Sounding(Sounding),
}

/// The thread's own.
pub(super) struct Speaker {
    settings: Settings,
    events: Sender<Event>,
    inbox: Sender<Input>,
    /// speech-dispatcher, if it is the voice's own.
    server: Option<Server>,
    /// It is to be replaced.
    renew: bool,
    line: Line,
    /// How long the next search for the dispatcher waits.
    pause: Duration,
    espeak: Proof,
    telling: Option<Telling>,
    /// How its engine is told.
    tells: fn(Engine) -> Voice,
    /// The engine that was told last.
    told: Option<Engine>,
    /// The last number given to a turn or a line.
    count: u64,
}

impl Speaker {
    /// Ready to run.
    pub(super) fn new(
        settings: Settings,
        (events, tells): (Sender<Event>, fn(Engine) -> Voice),
        inbox: Sender<Input>,
    ) -> Speaker {
        let now = Instant::now();
        let (line, head_start) = match settings.socket {
            Some(_) => (Line::Away(Some(now)), SILENCE),
            None => (Line::Away(None), Duration::ZERO),
        };
        let espeak = Proof::None(now + head_start);
        let (telling, told, count, pause) = (None, None, 0, AGAIN[0]);
        let (server, renew) = (Server::new(&settings), false);
        Speaker { settings, events, inbox, server, renew, line, pause, espeak, telling, tells, told, count }
    }

    /// Speaks until it is told to leave.
    pub(super) fn run(mut self, orders: &Receiver<Input>) {
        loop {
            self.tend(Instant::now());
            let got = match self.deadline() {
                Some(due) => orders.recv_timeout(due.saturating_duration_since(Instant::now())),
                None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match got {
                Ok(Input::Leave) | Err(RecvTimeoutError::Disconnected) => break,
                Ok(input) => self.take(input, Instant::now()),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
        self.cut();
    }

    fn take(&mut self, input: Input, now: Instant) {
        match input {
            Input::Say(say) => {
                self.cut();
                self.tend_server(now);
                self.telling = Some(Telling::new(say, now));
                self.advance(now);
            }
            Input::Renew => self.renew = self.server.is_some(),
            Input::Hush | Input::Leave => self.cut(),
            Input::Reached(number, stream) => self.reached(number, stream, now),
            Input::Bytes(number, bytes) => self.bytes(number, &bytes, now),
            Input::Lost(number) => {
                if self.line.number() == Some(number) {
                    self.lose(self.pause, now);
                }
            }
            Input::Left(turn, sounded) => self.left(turn, sounded, now),
        }
    }

    /// Silence, at once.
    fn cut(&mut self) {
        let Some(telling) = self.telling.take() else { return };
        if let (Now::Sounding(Sounding { process: None, .. }), Line::Trusted(_, dispatcher)) =
            (&telling.now, &mut self.line)
            && dispatcher.cut().is_err()
        {
            self.lose(self.pause, Instant::now());
        }
        let id = telling.id;
        // A process is killed here.
        drop(telling);
        self.tell(Voice::Cut(id));
    }

    fn tell(&self, voice: Voice) {
        // Nobody listens any more when the kiosk ends.
        drop(self.events.send(Event::Voice(voice)));
    }

    fn number(&mut self) -> u64 {
        self.count += 1;
        self.count
    }
}

/// What is due.
impl Speaker {
    fn tend(&mut self, now: Instant) {
        self.tend_server(now);
        self.tend_line(now);
        self.tend_espeak(now);
        self.tend_telling(now);
    }

    /// A server that is to be replaced ends as soon as nothing is being said.
    fn tend_server(&mut self, now: Instant) {
        if self.renew && self.telling.is_none() {
            self.renew = false;
            if let Some(server) = &mut self.server {
                server.end();
            }
            // It is started anew when it is sought.
            self.lose(AGAIN[0], now);
        }
    }

    fn tend_line(&mut self, now: Instant) {
        match &self.line {
            Line::Away(Some(due)) if now >= *due => {
                if let Some(server) = &mut self.server {
                    server.tend();
                }
                let Some(path) = self.settings.socket.clone() else { return };
                let number = self.number();
                self.line = Line::Reaching(number);
                dispatcher::reach(path, number, self.inbox.clone());
            }
            Line::Trying(_, _, trial) => {
                if let Some(heard) = trial.late(now) {
                    self.heard(heard, now);
                }
            }
            Line::Away(_) | Line::Reaching(_) | Line::Trusted(..) => {}
        }
    }

    fn tend_espeak(&mut self, now: Instant) {
        if self.trial_due().is_some_and(|due| now >= due) {
            let (run, tune) = trial();
            match self.spawn(&run, tune, now) {
                Some(trial) => self.espeak = Proof::Trying(trial),
                None => self.report(),
            }
        }
        if let Proof::Trying(trial) = &self.espeak
            && let Some(heard) = trial.late(now)
        {
            self.heard(heard, now);
        }
    }

    /// When espeak-ng is to be tried: not while it speaks, nor while the dispatcher does.
    fn trial_due(&self) -> Option<Instant> {
        let speaks = self.telling.as_ref().is_some_and(|telling| match &telling.now {
            Now::Sounding(sounding) => sounding.process.is_some(),
            Now::Waiting | Now::Silent(_) => false,
        });
        match &self.espeak {
            Proof::None(due) | Proof::Bad(due) if !speaks && !self.line.is_trusted() => Some(*due),
            _ => None,
        }
    }

    fn tend_telling(&mut self, now: Instant) {
        let Some(telling) = &self.telling else { return };
        match &telling.now {
            Now::Waiting if self.engine(telling.asked, now) != Engine::None => self.advance(now),
            Now::Silent(until) if now >= *until => self.advance(now),
            Now::Sounding(sounding) => {
                if let Some(heard) = sounding.late(now) {
                    self.heard(heard, now);
                }
            }
            Now::Waiting | Now::Silent(_) => {}
        }
    }

    /// When something is due next.
    fn deadline(&self) -> Option<Instant> {
        let line = match &self.line {
            Line::Away(due) => *due,
            Line::Trying(_, _, trial) => Some(trial.deadline()),
            Line::Reaching(_) | Line::Trusted(..) => None,
        };
        let espeak = match &self.espeak {
            Proof::Trying(trial) => Some(trial.deadline()),
            _ => self.trial_due(),
        };
        let telling = self.telling.as_ref().map(|telling| match &telling.now {
            Now::Waiting => telling.asked + SILENCE,
            Now::Silent(until) => *until,
            Now::Sounding(sounding) => sounding.deadline(),
        });
        [line, espeak, telling].into_iter().flatten().min()
    }
}

impl Line {
    fn number(&self) -> Option<u64> {
        match self {
            Line::Away(_) => None,
            Line::Reaching(number) | Line::Trying(number, ..) | Line::Trusted(number, _) => Some(*number),
        }
    }

    fn is_trusted(&self) -> bool {
        matches!(self, Line::Trusted(..))
    }
}

impl Telling {
    fn new(say: Say, now: Instant) -> Telling {
        let tune = Tune::new(say.rate, say.volume);
        let steps = script::steps(say.script, tune, say.followed);
        let (marks, words, began, falls) = (Vec::new(), 0, false, 0);
        Telling { id: say.id, tune, asked: now, steps, now: Now::Waiting, began, marks, words, falls }
    }

    /// The run with this number is being said.
    fn sounds(&self, turn: Turn) -> bool {
        matches!(&self.now, Now::Sounding(sounding) if sounding.turn == turn)
    }
}
