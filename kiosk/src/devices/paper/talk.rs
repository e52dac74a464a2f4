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

/// What is made of a printer that answers these bytes and then hangs up, whatever it is asked: for tests and fuzzing.
#[cfg(any(test, fuzzing))]
#[cfg_attr(test, allow(unreachable_pub))]
pub fn answered(bytes: &[u8]) {
    use std::io::Write;
    let Ok((ours, mut theirs)) = std::os::unix::net::UnixStream::pair() else { return };
    if ours.set_nonblocking(true).is_err() || theirs.write_all(&bytes[..bytes.len().min(4_096)]).is_err() {
        return;
    }
    if theirs.shutdown(std::net::Shutdown::Write).is_err() {
        return;
    }
    let mut talk = Talk { wire: Wire::of(ours.into()), marked: false };
    let wait = Duration::from_secs(10);
    if talk.look(wait).is_ok_and(status::prints) && talk.send(b"receipt", wait).is_ok() {
        // A printer that hangs up before the end has confirmed nothing, unless all of it was said before.
        let outcome = talk.finish(wait, wait);
        assert!(outcome.is_err() || bytes.iter().any(|byte| status::is_marker(*byte)), "nobody confirmed it");
    }
    assert!(talk.forget(wait).is_ok() || talk.wire.receive(Instant::now()).is_err(), "a wire that is sound");
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    #[test]
    fn what_the_fuzz_target_begins_with_goes_through_it() {
        let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/seeds/printer");
        for seed in std::fs::read_dir(seeds).unwrap() {
            super::answered(&std::fs::read(seed.unwrap().path()).unwrap());
        }
    }

    proptest! {
        #[test]
        fn whatever_a_printer_answers_it_ends_and_confirms_nothing_by_itself(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            super::answered(&bytes);
        }

        #[test]
        fn nearly_right_answers_too(bytes in prop::collection::vec(prop::sample::select(vec![0x12_u8, 0x16, 0x1a, 0x7e, 0x00, 0x0c, 0x11, 0x13, 0x37, 0x25]), 0..40)) {
            super::answered(&bytes);
        }
    }
}
