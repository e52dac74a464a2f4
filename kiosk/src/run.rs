//! The loop: events in, the agent's step, commands out to the devices. The only place with a clock.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::agent::command::{CardOrder, Command, Examine, Job, Line, Report, Speech, Tone};
use crate::agent::{Setup, State, step};
use crate::devices::voice::Outputs;
use crate::event::{self, Event, Millis};
use crate::portal::Client;
use crate::screen::Screen;
use crate::supervision::Pulse;
use crate::tape::Tape;

/// How often the agent learns how late it is.
const TICK: Duration = Duration::from_millis(100);

/// Whatever speaks.
pub trait Mouth: Send {
    /// Says this, in place of what it is saying; tells by events when it began and ended.
    fn say(&mut self, speech: &Speech);
    /// Is silent at once.
    fn hush(&mut self);
    /// Sounds a tone beside what it says.
    fn tone(&mut self, tone: Tone);
    /// Keeps nothing of what it has said, once it has said it to its end.
    fn forget(&mut self);
}

/// Whatever prints receipts.
pub trait Paper: Send {
    /// Prints, and tells by an event what came of it.
    fn print(&mut self, job: Job);
}

impl Mouth for Outputs {
    fn say(&mut self, speech: &Speech) {
        Outputs::say(self, speech);
    }

    fn hush(&mut self) {
        Outputs::hush(self);
    }

    fn tone(&mut self, tone: Tone) {
        Outputs::tone(self, tone);
    }

    fn forget(&mut self) {
        self.renew();
    }
}

impl Paper for crate::devices::paper::Printer {
    fn print(&mut self, job: Job) {
        crate::devices::paper::Printer::print(self, job);
    }
}

/// The touchscreen, which the agent takes from the browser while it is explored by ear.
pub trait Panel: Send {
    /// Takes it, or gives it back.
    fn grab(&mut self, on: bool);
}

impl Panel for crate::devices::input::Input {
    fn grab(&mut self, on: bool) {
        self.grab_touch(on);
    }
}

/// No touchscreen that could be taken.
#[derive(Clone, Copy, Debug)]
pub struct NoPanel;

impl Panel for NoPanel {
    fn grab(&mut self, _: bool) {}
}

/// Whatever asks the card in the reader.
pub trait Pad: Send {
    /// Asks it, and tells by an event what came of it.
    fn ask(&mut self, order: CardOrder);
}

/// Whatever is read with the fingers.
pub trait Cells: Send {
    /// Shows this in place of what is there.
    fn show(&mut self, line: Line);
}

impl Cells for crate::devices::braille::Braille {
    fn show(&mut self, line: Line) {
        crate::devices::braille::Braille::show(self, line);
    }
}

/// Whoever examines what the agent cannot see: what comes out of the sound output, and the screen.
pub trait Examiner: Send {
    /// Does this, and tells by an event what came of it.
    fn examine(&mut self, what: Examine);
}

/// Who hears of what concerns the office.
pub trait Office: Send {
    /// A citizen calls the staff; whether that has come to somebody.
    fn call(&mut self) -> bool;
    /// The kiosk is in another state.
    fn report(&mut self, report: Report);
}

/// What the agent works with.
pub struct Parts {
    /// The screen.
    pub screen: Screen,
    /// The portal's client.
    pub client: Client,
    /// The voice.
    pub mouth: Box<dyn Mouth>,
    /// The printer.
    pub paper: Box<dyn Paper>,
    /// The card in the reader.
    pub pad: Box<dyn Pad>,
    /// The office.
    pub office: Box<dyn Office>,
    /// Who examines voice and screen.
    pub examiner: Box<dyn Examiner>,
    /// The touchscreen.
    pub panel: Box<dyn Panel>,
    /// The braille display, if one is sought.
    pub braille: Option<Box<dyn Cells>>,
    /// Where everything that is said is written down, in a simulation.
    pub tape: Option<Tape>,
}

/// Works until nobody can send events any more.
pub fn run(setup: Setup, events: &Receiver<Event>, parts: Parts) {
    run_until(setup, events, parts, &AtomicBool::new(false));
}

/// The same, or until it is to end: the parts, and the processes that are theirs, end with it.
pub fn run_until(setup: Setup, events: &Receiver<Event>, mut parts: Parts, ends: &AtomicBool) {
    let began = Instant::now();
    let now = || Millis::try_from(began.elapsed().as_millis()).unwrap_or(Millis::MAX);
    // Whoever looks sees something from the first moment.
    let (mut state, first) = step(State::new(setup), Event::Tick(0));
    for command in first {
        parts.carry_out(command, 0);
    }
    let mut pulse = Pulse::new();
    while !ends.load(Ordering::Relaxed) {
        pulse.beat();
        let event = match events.recv_timeout(TICK) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let key = matches!(event, Some(Event::Key(_) | Event::Switch(_)));
        // The agent's clock is never older than what it is told.
        let mut happened = VecDeque::from_iter([Some(Event::Tick(now())), event].into_iter().flatten());
        while let Some(event) = happened.pop_front() {
            if let (Event::Voice(event::Voice::Ended(id)), Some(tape)) = (&event, &parts.tape) {
                tape.ended(*id);
            }
            let (next, commands) = step(state, event);
            state = next;
            for command in commands {
                happened.extend(parts.carry_out(command, now()));
            }
        }
        if let Some(tape) = parts.tape.as_ref().filter(|_| key) {
            tape.answered();
        }
    }
}

impl Parts {
    /// Does it; what came of it, where that is known at once.
    fn carry_out(&mut self, command: Command, now: Millis) -> Option<Event> {
        match command {
            Command::Speak(speech) => {
                if let Some(tape) = &self.tape {
                    tape.began(&speech, now);
                }
                self.mouth.say(&speech);
            }
            Command::Hush => {
                if let Some(tape) = &self.tape {
                    tape.hushed();
                }
                self.mouth.hush();
            }
            Command::Show(picture) => self.screen.show(*picture),
            Command::Ask(request) => self.client.ask(request),
            Command::Forget => {
                self.client.forget();
                self.mouth.forget();
                self.screen.forget();
            }
            Command::Stay => self.client.stay(),
            Command::Look => self.client.look(),
            Command::Tone(tone) => {
                if let Some(tape) = &self.tape {
                    tape.toned(now);
                }
                self.mouth.tone(tone);
            }
            Command::Card(order) => self.pad.ask(order),
            Command::Print(job) => self.paper.print(job),
            Command::GrabTouch(on) => self.panel.grab(on),
            Command::Braille(line) => {
                if let Some(cells) = &mut self.braille {
                    cells.show(line);
                }
            }
            Command::CallStaff => return Some(Event::Staff(event::Staff::Called(self.office.call()))),
            Command::Report(report) => self.office.report(report),
            Command::Examine(what) => self.examiner.examine(what),
        }
        None
    }
}
