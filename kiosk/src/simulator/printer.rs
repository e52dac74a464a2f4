//! A receipt printer that is not there: a TCP port that takes ESC/POS and says of itself what it was told to say.
//!
//! It prints nothing while its state forbids it, but keeps what it was sent, as a real one does: once the cause is
//! gone that comes out too, unless the printer was told to forget it.
//!
//! **Invariant**: it shares nothing with the driver.
//! **Invariant**: what it was asked in between is no part of what it printed.

use std::io::{ErrorKind, Read, Result, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::roll::{self, Command, Roll, Step};
use crate::event::PaperState;

/// How long it takes to notice that its state has changed.
const BLINK: Duration = Duration::from_millis(5);

/// A printer on a port of this machine.
#[derive(Clone, Debug)]
pub struct Printer {
    address: SocketAddr,
    inside: Arc<Mutex<Inside>>,
}

/// What is inside the printer.
#[derive(Debug)]
struct Inside {
    state: PaperState,
    deaf: bool,
    /// A state to come after so many bytes more of a job.
    coming: Option<(usize, PaperState)>,
    /// Taken, not yet worked off.
    held: Vec<u8>,
    /// Printed.
    tape: Vec<u8>,
}

impl Printer {
    /// Starts it, ready, on a free port. It runs until the program ends.
    pub fn start() -> Result<Printer> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let inside = Inside {
            state: PaperState::Ready,
            deaf: false,
            coming: None,
            held: Vec::new(),
            tape: Vec::new(),
        };
        let printer = Printer { address, inside: Arc::new(Mutex::new(inside)) };
        let served = printer.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let served = served.clone();
                std::thread::spawn(move || served.serve(stream));
            }
        });
        Ok(printer)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The state it is in.
    pub fn state(&self) -> PaperState {
        self.inside().state
    }

    /// Changes its state; `Missing` is switched off: it hangs up, takes no call and has lost what it held.
    pub fn set(&self, state: PaperState) {
        let mut inside = self.inside();
        inside.coming = None;
        inside.change(state);
    }

    /// Changes its state after so many bytes more of a job.
    pub fn set_at(&self, bytes: usize, state: PaperState) {
        self.inside().coming = Some((bytes, state));
    }

    /// Whether it takes calls and then neither reads nor answers.
    pub fn set_deaf(&self, deaf: bool) {
        self.inside().deaf = deaf;
    }

    /// The bytes it has printed.
    pub fn bytes(&self) -> Vec<u8> {
        self.inside().tape.clone()
    }

    /// What stands on its paper.
    pub fn roll(&self) -> Roll {
        roll::decode(&self.bytes())
    }

    /// Tears the paper off.
    pub fn tear(&self) {
        self.inside().tape.clear();
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One call, until either side hangs up.
    fn serve(&self, mut stream: TcpStream) {
        if stream.set_read_timeout(Some(BLINK)).is_err() {
            return;
        }
        let mut unread = Vec::new();
        let mut buffer = [0; 1024];
        loop {
            let deaf = {
                let inside = self.inside();
                if inside.state == PaperState::Missing {
                    return;
                }
                inside.deaf
            };
            if deaf {
                std::thread::sleep(BLINK);
                continue;
            }
            match stream.read(&mut buffer) {
                Ok(0) => return,
                Ok(taken) => unread.extend_from_slice(buffer.get(..taken).unwrap_or_default()),
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
                Err(_) => return,
            }
            let answers = self.inside().take(&mut unread);
            if stream.write_all(&answers).is_err() {
                return;
            }
        }
    }
}

impl Inside {
    fn change(&mut self, state: PaperState) {
        self.state = state;
        if state == PaperState::Missing {
            self.held.clear();
        }
    }

    /// Takes what was sent, and gives what is answered.
    fn take(&mut self, unread: &mut Vec<u8>) -> Vec<u8> {
        let mut answers = Vec::new();
        let mut at = 0;
        while let Some(byte) = unread.get(at) {
            match unread.get(at..).unwrap_or_default() {
                [0x10, 0x04, 1..=4, ..] if self.state == PaperState::Missing => at += 3,
                [0x10, 0x04, which @ 1..=4, ..] => {
                    answers.push(answer(*which, self.state));
                    at += 3;
                }
                [0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8, ..] => {
                    self.held.clear();
                    answers.extend([0x37, 0x25, 0]);
                    at += 10;
                }
                // It may be the beginning of a command of the two kinds above.
                [0x10] | [0x10, 0x04] => break,
                [0x10, 0x14, rest @ ..] if rest.len() < 8 => break,
                _ => {
                    self.hold(*byte);
                    at += 1;
                }
            }
            self.work(&mut answers);
        }
        self.work(&mut answers);
        unread.drain(..at.min(unread.len()));
        answers
    }

    fn hold(&mut self, byte: u8) {
        if let Some((left, state)) = self.coming {
            self.coming = Some((left.saturating_sub(1), state));
            if left == 0 {
                self.coming = None;
                self.change(state);
            }
        }
        if self.state != PaperState::Missing {
            self.held.push(byte);
        }
    }

    /// Works off what it holds, as far as its state lets it.
    fn work(&mut self, answers: &mut Vec<u8>) {
        while matches!(self.state, PaperState::Ready | PaperState::NearEnd) {
            let length = match roll::command(&self.held) {
                Step::Short => return,
                Step::Whole(Command::Question(_), length) => {
                    answers.push(if self.state == PaperState::NearEnd { 0x03 } else { 0 });
                    self.held.drain(..length);
                    continue;
                }
                Step::Whole(_, length) => length,
                Step::Unknown => 1,
            };
            self.tape.extend(self.held.drain(..length));
        }
    }
}

/// What it answers to DLE EOT.
fn answer(which: u8, state: PaperState) -> u8 {
    const FIXED: u8 = 0x12;
    let prints = matches!(state, PaperState::Ready | PaperState::NearEnd);
    let bits = match (which, state) {
        (1, _) if !prints => 0x08,
        (2, PaperState::CoverOpen) => 0x04,
        (2, PaperState::Out) => 0x20,
        (2, PaperState::Fault) => 0x40,
        (3, PaperState::Fault) => 0x08,
        (4, PaperState::NearEnd) => 0x0c,
        (4, PaperState::Out) => 0x6c,
        _ => 0,
    };
    FIXED | bits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside() -> Inside {
        Inside { state: PaperState::Ready, deaf: false, coming: None, held: Vec::new(), tape: Vec::new() }
    }

    #[test]
    fn answers_are_those_of_the_command_reference() {
        let all = |state| [1, 2, 3, 4].map(|which| answer(which, state));
        assert_eq!(all(PaperState::Ready), [0x12, 0x12, 0x12, 0x12]);
        assert_eq!(all(PaperState::NearEnd), [0x12, 0x12, 0x12, 0x1e]);
        assert_eq!(all(PaperState::Out), [0x1a, 0x32, 0x12, 0x7e]);
        assert_eq!(all(PaperState::CoverOpen), [0x1a, 0x16, 0x12, 0x12]);
        assert_eq!(all(PaperState::Fault), [0x1a, 0x52, 0x1a, 0x12]);
    }

    #[test]
    fn questions_leave_nothing_on_the_paper_and_come_in_turn() {
        let mut printer = inside();
        let mut unread = b"A\x10\x04\x01\n\x1dr\x01B\n\x10\x04".to_vec();
        assert_eq!(printer.take(&mut unread), [0x12, 0x00]);
        assert_eq!(
            (printer.tape.as_slice(), unread.as_slice()),
            (b"A\nB\n".as_slice(), b"\x10\x04".as_slice())
        );
    }

    #[test]
    fn what_is_held_comes_out_later_unless_it_is_forgotten() {
        for forgotten in [false, true] {
            let mut printer = inside();
            printer.coming = Some((2, PaperState::Out));
            assert_eq!(printer.take(&mut b"A\nB\n\x1dr\x01\x10\x04\x02".to_vec()), [0x32]);
            assert_eq!(printer.tape, b"A\n");
            if forgotten {
                printer.take(&mut vec![0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8]);
            }
            printer.state = PaperState::Ready;
            let answers = printer.take(&mut Vec::new());
            assert_eq!((printer.tape.len(), answers.len()), if forgotten { (2, 0) } else { (4, 1) });
        }
    }
}
