//! The receipt printer (ESC/POS): a thread that watches it and prints one job after another.
//!
//! A job goes out in pieces, each behind a look at the printer. At its end the printer is asked something that it
//! answers in turn, after the job (GS r), and then once more how it is (DLE EOT): only then the job is called printed.
//! After a failure the printer is told to forget the rest of the job, so that it does not come out when paper is put in;
//! and before it prints anything else, or as soon as it can, the piece that came out is cut off.
//!
//! **Invariant**: "printed" is said only of what the printer has confirmed.
//! **Invariant**: a job is sent once; to send it again is for the agent, from its start.
//! **Invariant**: two jobs never stand on one piece of paper: they may be of two people.
//! **Invariant**: nothing of a job is logged, and its lines and bytes are wiped from memory once sent.

mod code_pages;
mod escpos;
mod raster;
mod status;
mod talk;
#[cfg(all(test, feature = "simulator"))]
mod tests;
mod transport;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use a11y::receipt::{self, Columns, Line};
use a11y::text::{Lang, Text};
use serde::Deserialize;
use zeroize::{Zeroize, Zeroizing};

pub use code_pages::{Page, Slot};
#[cfg(fuzzing)]
pub use talk::answered;
pub use transport::Port;

use crate::event::{Event, Paper, PaperState};
use talk::Talk;

/// How the printer of an office is set up.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Where it is.
    pub port: Port,
    /// Its paper.
    #[serde(default)]
    pub width: Width,
    /// Its code pages, the preferred one first.
    #[serde(default = "code_pages::usual")]
    pub pages: Vec<Slot>,
    /// Empty lines before the cut.
    #[serde(default = "feed")]
    pub feed: u8,
    /// At its start the thread lets the printer forget and cuts off what hangs in it: the agent may have been killed while
    /// a receipt was printed, and nobody else knows. It costs an empty slip a start.
    #[serde(default = "clears")]
    pub clears: bool,
    /// How many milliseconds a printer that does nothing else has for one answer.
    #[serde(default = "patience")]
    pub patience: u64,
    /// How many milliseconds lie between two looks at an idle printer.
    #[serde(default = "patience")]
    pub pause: u64,
    /// How many milliseconds a job may stand still before it has failed.
    #[serde(default = "stall")]
    pub stall: u64,
    /// How many milliseconds it may take after its last byte: some hold a long job whole and print on.
    #[serde(default = "finish")]
    pub finish: u64,
}

fn feed() -> u8 {
    2
}

fn clears() -> bool {
    true
}

fn patience() -> u64 {
    1_000
}

fn stall() -> u64 {
    10_000
}

fn finish() -> u64 {
    30_000
}

impl Settings {
    /// A printer with 80 mm of paper at this port, new: nothing can hang in it. Everything else as usual.
    pub fn new(port: Port) -> Settings {
        Settings {
            port,
            width: Width::default(),
            pages: code_pages::usual(),
            feed: feed(),
            clears: false,
            patience: patience(),
            pause: patience(),
            stall: stall(),
            finish: finish(),
        }
    }
}

/// The paper, and with it the letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Width {
    /// 80 mm, of which 72 are printed: 48 letters.
    #[default]
    Mm80,
    /// 80 mm, of which 63 are printed: 42 letters.
    Mm80Narrow,
    /// 58 mm, of which 48 are printed: 42 of the small letters.
    Mm58,
}

impl Width {
    /// How many letters a line holds: with these columns receipts are made.
    pub const fn columns(self) -> Columns {
        match self {
            Width::Mm80 => Columns::C48,
            Width::Mm80Narrow | Width::Mm58 => Columns::C42,
        }
    }

    /// How many points a line has.
    const fn dots(self) -> u16 {
        match self {
            Width::Mm80 => 576,
            Width::Mm80Narrow => 512,
            Width::Mm58 => 384,
        }
    }

    /// What ESC ! is told for ordinary letters.
    const fn mode(self) -> u8 {
        match self {
            Width::Mm80 | Width::Mm80Narrow => 0,
            Width::Mm58 => 1,
        }
    }
}

/// A receipt to print.
#[derive(Clone, PartialEq, Eq)]
pub struct Job {
    /// The number by which it is reported.
    pub id: u64,
    /// Its lines, made for [`Width::columns`]; in large print their texts are laid out anew.
    pub lines: Vec<Line>,
    /// An address that is printed at its end as a QR code and, below, in letters.
    pub link: Option<String>,
    /// Large print.
    pub large: bool,
    /// What is printed below a piece of it that did not come out whole.
    pub broken: Line,
}

impl fmt::Debug for Job {
    /// Tells nothing of what is on the paper.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Job {} of {} lines", self.id, self.lines.len())
    }
}

impl Job {
    /// Wipes what stands in it.
    fn wipe(&mut self) {
        self.lines.iter_mut().for_each(|line| line.text.zeroize());
        self.link.zeroize();
    }

    /// No line at all: a feed and the cut.
    fn nothing() -> Job {
        let broken = receipt::note(&Text::default(), Lang::It);
        Job { id: 0, lines: Vec::new(), link: None, large: false, broken }
    }

    /// What ends a piece of it: the line that says so, and the cut.
    fn end(&self) -> Job {
        let broken = self.broken.clone();
        Job { id: self.id, lines: vec![broken.clone()], link: None, large: self.large, broken }
    }
}

/// What a job is to the printer: everything from its first byte to the cut.
pub fn bytes(job: &Job, settings: &Settings) -> Vec<u8> {
    escpos::pieces(job, settings).iter().flat_map(|piece| piece.iter().copied()).collect()
}

/// How long a job is on paper of so many letters, in whole fives of centimetres, as one says it.
pub fn centimetres(job: &Job, columns: Columns) -> i64 {
    i64::from(escpos::points(job, columns.count()).div_ceil(400) * 5)
}

/// The printer, watched and fed by a thread of its own, which ends when this is dropped.
#[derive(Debug)]
pub struct Printer {
    jobs: Sender<Job>,
    events: Sender<Event>,
}

impl Printer {
    /// Starts the thread. Its first report is the state in which it finds the printer.
    pub fn start(settings: Settings, events: Sender<Event>) -> Printer {
        let (jobs, queue) = channel();
        let stale = settings.clears;
        let loose = if stale { encode(&Job::nothing(), &settings).ok() } else { None };
        let driver = Driver { settings, events: events.clone(), talk: None, told: None, stale, loose };
        std::thread::spawn(move || driver.run(&queue));
        Printer { jobs, events }
    }

    /// Prints a job after those before it. What became of it is reported.
    pub fn print(&self, job: Job) {
        if let Err(refused) = self.jobs.send(job) {
            // The thread is gone, which it never should be: the agent must not wait for a report.
            report(&self.events, Paper::Refused(refused.0.id, PaperState::Fault));
        }
    }
}

/// Whether anything of a job was sent: some of it may have come out.
#[derive(Clone, Copy)]
struct Begun(bool);

/// What the thread has.
struct Driver {
    settings: Settings,
    events: Sender<Event>,
    talk: Option<Talk>,
    /// The state that was last reported.
    told: Option<PaperState>,
    /// The printer may still hold the rest of a failed job.
    stale: bool,
    /// A piece of a failed job hangs in the printer: what ends it and cuts it off.
    loose: Option<Vec<Zeroizing<Vec<u8>>>>,
}

impl Driver {
    fn run(mut self, queue: &Receiver<Job>) {
        // The watch begins at once; the fonts are read while nobody waits.
        let state = self.look().unwrap_or_else(|trouble| trouble);
        self.tell(state);
        raster::warm();
        loop {
            match queue.recv_timeout(Duration::from_millis(self.settings.pause)) {
                Ok(mut job) => {
                    self.print(&job);
                    job.wipe();
                }
                Err(RecvTimeoutError::Timeout) => {
                    let state = self.look().unwrap_or_else(|trouble| trouble);
                    self.tell(state);
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// The state, of which each change is reported.
    fn tell(&mut self, state: PaperState) {
        if self.told.replace(state) != Some(state) {
            report(&self.events, Paper::State(state));
        }
    }

    fn print(&mut self, job: &Job) {
        let outcome = self.attempt(job);
        self.tell(outcome.unwrap_or_else(|(_, trouble)| trouble));
        let outcome = match outcome {
            Ok(_) => Paper::Printed(job.id),
            Err((Begun(true), trouble)) => Paper::Failed(job.id, trouble),
            Err((Begun(false), trouble)) => Paper::Refused(job.id, trouble),
        };
        report(&self.events, outcome);
    }

    /// Prints a job; the state after it, or the one that stood in the way, before or after its first byte.
    fn attempt(&mut self, job: &Job) -> Result<PaperState, (Begun, PaperState)> {
        let before = |trouble| (Begun(false), trouble);
        let state = self.look().map_err(before)?;
        if !status::prints(state) {
            return Err(before(state));
        }
        let pieces = encode(job, &self.settings).map_err(before)?;
        let stall = Duration::from_millis(self.settings.stall);
        let talk = self.talk.as_mut().ok_or(before(PaperState::Missing))?;
        let sent = pieces.iter().try_for_each(|piece| talk.send(piece, stall));
        let outcome = sent.and_then(|()| talk.finish(Duration::from_millis(self.settings.finish), stall));
        if outcome.is_err() {
            self.talk = None;
            self.stale = true;
            self.loose = encode(&job.end(), &self.settings).ok();
            // At once, before anybody can put paper in.
            let _ = self.look();
        }
        outcome.map_err(|trouble| (Begun(true), trouble))
    }

    /// The state of an idle printer. A wire that failed is opened anew once: printers close what was long unused.
    fn look(&mut self) -> Result<PaperState, PaperState> {
        let was_open = self.talk.is_some();
        match self.look_once() {
            Err(_) if was_open => self.look_once(),
            outcome => outcome,
        }
    }

    fn look_once(&mut self) -> Result<PaperState, PaperState> {
        let patience = Duration::from_millis(self.settings.patience);
        let mut talk = match self.talk.take() {
            Some(talk) => talk,
            None => Talk::open(&self.settings.port, patience)?,
        };
        if self.stale {
            // First of all: a printer whose cause is gone would go on while it is asked how it is.
            talk.forget(patience).map_err(|_| PaperState::Missing)?;
        }
        let mut state = talk.look(patience)?;
        self.stale = false;
        if status::prints(state) {
            state = self.cut_off(&mut talk, state)?;
        }
        self.talk = Some(talk);
        Ok(state)
    }

    /// Cuts off what hangs in a printer that is in this state; its state after that.
    fn cut_off(&mut self, talk: &mut Talk, state: PaperState) -> Result<PaperState, PaperState> {
        let Some(pieces) = self.loose.take() else { return Ok(state) };
        let stall = Duration::from_millis(self.settings.stall);
        let sent = pieces.iter().try_for_each(|piece| talk.send(piece, stall));
        let done = sent.and_then(|()| talk.finish(Duration::from_millis(self.settings.finish), stall));
        // One that is well and confirms nothing has it all the same: it is not fed and cut again and again.
        if done.is_err() && !talk.look(stall).is_ok_and(status::prints) {
            (self.stale, self.loose) = (true, Some(pieces));
        }
        done
    }
}

/// The pieces of a job. A text that broke the shaping engine fails its job and not the printer.
fn encode(job: &Job, settings: &Settings) -> Result<Vec<Zeroizing<Vec<u8>>>, PaperState> {
    catch_unwind(AssertUnwindSafe(|| escpos::pieces(job, settings))).map_err(|_| PaperState::Fault)
}

/// Reports to the agent; if it has gone, there is nobody to tell.
fn report(events: &Sender<Event>, paper: Paper) {
    let _ = events.send(Event::Paper(paper));
}
