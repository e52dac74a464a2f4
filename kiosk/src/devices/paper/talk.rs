//! Questions and answers: what is asked over the wire, and which of the bytes that come back belongs to which question.
//!
//! **Invariant**: a wire on which an answer failed to come is not used again, so that no late answer is taken for
//! another's; and what came unasked is taken off it before each question.

use std::io;
use std::time::{Duration, Instant};

use super::status::{self, Query, Report};
use super::transport::{Port, Wire};
use crate::event::PaperState;

/// How often a printer that is working off a job is asked how it is.
const GLANCE: Duration = Duration::from_millis(250);

/// How many bytes that nobody asked for are taken off a wire at once; who sends more is answering nonsense.
const UNASKED: usize = 256;

/// What came of an attempt, or the state that stands in its way.
type Outcome<T> = Result<T, PaperState>;

/// An open wire, and whether the answer to the marker has been seen on it.
pub(super) struct Talk {
    wire: Wire,
    marked: bool,
}

impl Talk {
    /// Opens the wire. `Missing` if there is nobody.
    pub(super) fn open(port: &Port, wait: Duration) -> Outcome<Talk> {
        Ok(Talk { wire: present(Wire::open(port, wait))?, marked: false })
    }

    /// Asks everything. `Err` if the printer does not answer, or answers nonsense.
    pub(super) fn look(&mut self, wait: Duration) -> Outcome<PaperState> {
        self.clear()?;
        let report = Report {
            printer: self.ask(Query::Printer, wait)?,
            offline: self.ask(Query::Offline, wait)?,
            error: self.ask(Query::Error, wait)?,
            roll: self.ask(Query::Roll, wait)?,
        };
        Ok(report.state())
    }

    /// Takes off what the printer has sent already.
    fn clear(&mut self) -> Outcome<()> {
        for _ in 0..UNASKED {
            match present(self.wire.receive(Instant::now()))? {
                Some(byte) => self.marked |= status::is_marker(byte),
                None => return Ok(()),
            }
        }
        Err(PaperState::Fault)
    }

    fn ask(&mut self, query: Query, wait: Duration) -> Outcome<u8> {
        present(self.wire.send(&query.bytes(), wait))?;
        let end = Instant::now() + wait;
        let mut nonsense = false;
        while let Some(byte) = present(self.wire.receive(end))? {
            if status::is_answer(byte) {
                return Ok(byte);
            }
            self.marked |= status::is_marker(byte);
            nonsense |= !status::is_flow(byte) && !status::is_marker(byte);
        }
        Err(if nonsense { PaperState::Fault } else { PaperState::Missing })
    }

    /// Sends a part of a job, and waits until the printer says that it can go on.
    pub(super) fn send(&mut self, piece: &[u8], stall: Duration) -> Outcome<()> {
        present(self.wire.send(piece, stall))?;
        // Answered only once the piece has been taken, so a printer that stopped never has much behind it.
        able(self.look(stall)?)
    }

    /// Waits until the whole job has been worked off, for which the printer has all of `finish`.
    pub(super) fn finish(&mut self, finish: Duration, stall: Duration) -> Outcome<PaperState> {
        self.marked = false;
        present(self.wire.send(&status::MARKER, stall))?;
        let end = Instant::now() + finish;
        while !self.marked {
            let byte = present(self.wire.receive(end.min(Instant::now() + GLANCE)))?;
            self.marked |= byte.is_some_and(status::is_marker);
            if byte.is_none() {
                able(self.look(stall)?)?;
            }
            if !self.marked && Instant::now() >= end {
                // It is well, and has not come to the end of the job: nobody can say what is on the paper.
                return Err(PaperState::Fault);
            }
        }
        let state = self.look(stall)?;
        able(state).map(|()| state)
    }

    /// Makes the printer forget the rest of a failed job, and takes its answer off the wire.
    pub(super) fn forget(&mut self, wait: Duration) -> io::Result<()> {
        self.wire.send(&status::FORGET, wait)?;
        let end = Instant::now() + wait;
        let mut missing = status::FORGOTTEN.as_slice();
        while let Some((next, rest)) = missing.split_first() {
            match self.wire.receive(end)? {
                Some(byte) if byte == *next => missing = rest,
                Some(_) => missing = status::FORGOTTEN.as_slice(),
                None => break,
            }
        }
        Ok(())
    }
}

fn present<T>(outcome: io::Result<T>) -> Outcome<T> {
    outcome.map_err(|_| PaperState::Missing)
}

fn able(state: PaperState) -> Outcome<()> {
    if status::prints(state) { Ok(()) } else { Err(state) }
}
