//! A kiosk without hardware: the same agent, with a board of devices on loopback that a person or a test works.
//!
//! **Invariant**: it is no part of the package that an office runs (feature `simulator`).

mod board;
pub mod card;
mod mouth;
pub mod printer;
mod receipts;
pub mod roll;

use std::collections::BTreeMap;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use actix_web::{App, HttpServer};

use crate::agent::Setup;
use crate::agent::command::{CardOrder, Examine, Line, Report};
use crate::devices::card::{LIMIT, pin};
use crate::devices::paper::{self, Port};
use crate::devices::voice::{self, Outputs};
use crate::event::{Card, CardPin, Check, Event};
use crate::health::Condition;
use crate::portal::{Client, Key, Wire};
use crate::run::{self, Office, Panel, Parts};
use crate::screen::{self, Press, Screen};
use crate::tape::Tape;
use printer::Printer;
use receipts::{Receipts, Remembering};

/// How many pixels are a millimetre where nobody says: 80 cm of screen, seen by a person at a desk.
pub const PIXELS_A_MILLIMETRE: f64 = 2.7;

/// What a simulation needs to know.
#[derive(Debug)]
pub struct Simulation {
    /// The portal, as `http://127.0.0.1:8080`.
    pub portal: String,
    /// What signs its requests; without one the portal takes it for a browser.
    pub key: Option<Key>,
    /// Where screen and board are.
    pub listen: std::net::SocketAddr,
    /// Nothing sounds: a voice that only takes its time speaks so many signs a second. A person hears about fifteen.
    pub signs_a_second: Option<u32>,
    /// When a finger on the screen counts.
    pub press: Press,
    /// How many pixels of the screen are a millimetre.
    pub pixels_a_millimetre: f64,
    /// The agent's own settings.
    pub setup: Setup,
}

/// The devices of the board, and what became of them.
#[derive(Debug, Default)]
struct Devices {
    jack: bool,
    card: Option<usize>,
    /// What is in the reader.
    chip: Option<card::Chip>,
    /// How many have gone out of it.
    went: u64,
    /// Cards that were in it: they remember their tries.
    chips: BTreeMap<usize, card::Chip>,
    calls: u32,
    reports: Vec<Report>,
    /// The touchscreen is explored by ear.
    grabbed: bool,
    /// The cells of the braille display, if one is there, and what stands on them.
    cells: Option<u16>,
    line: Option<Line>,
}

impl Devices {
    /// The card goes out, and remembers the tries of its PIN.
    fn take_out(&mut self) {
        let chip = self.chip.take();
        self.went += 1;
        if let (Some(number), Some(chip)) = (self.card.take(), chip) {
            self.chips.insert(number, chip);
        }
    }
}

/// The board's hold on the kiosk.
#[derive(Clone, Debug)]
struct Board {
    events: Sender<Event>,
    screen: Screen,
    tape: Tape,
    /// How many keys were pressed on it.
    keys: Arc<AtomicU64>,
    printer: Printer,
    receipts: Receipts,
    /// The way to the portal.
    wire: Wire,
    devices: Arc<Mutex<Devices>>,
    /// How long a card that does not answer is waited for.
    limit: Duration,
}

impl Board {
    fn devices(&self) -> MutexGuard<'_, Devices> {
        self.devices.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, event: Event) {
        // The board outlives nobody: if the agent has gone, so will this process.
        drop(self.events.send(event));
    }

    /// Tells this once a card that does not answer was waited for in vain; nothing if it has gone meanwhile.
    fn tell_in_vain(&self, event: Event) {
        let (board, went) = (self.clone(), self.devices().went);
        std::thread::spawn(move || {
            std::thread::sleep(board.limit);
            if board.devices().went == went {
                board.tell(event);
            }
        });
    }

    /// Waits until what comes at once of all that was pressed is on the tape: who reads it then reads the answer.
    async fn answered(&self, keys: u64) {
        for _ in 0..1_000 {
            if self.tape.keys() >= keys {
                return;
            }
            actix_web::rt::time::sleep(Duration::from_millis(2)).await;
        }
    }
}

impl Panel for Board {
    fn grab(&mut self, on: bool) {
        self.devices().grabbed = on;
    }
}

impl run::Pad for Board {
    fn ask(&mut self, order: CardOrder) {
        if self.devices().chip.as_ref().is_some_and(card::Chip::is_stuck) {
            return self.tell_in_vain(Event::CardPin(CardPin::Stuck));
        }
        let board = self.clone();
        // A card takes its time, and the agent does not wait for it.
        std::thread::spawn(move || {
            let told = {
                let mut devices = board.devices();
                match &mut devices.chip {
                    Some(chip) => match &order {
                        CardOrder::Look => pin::tries(chip),
                        CardOrder::Sign { pin, challenge } => pin::sign(chip, pin, challenge),
                    },
                    None => CardPin::Torn,
                }
            };
            let mut devices = board.devices();
            let is_out = devices.chip.as_ref().is_some_and(card::Chip::is_out);
            if is_out {
                devices.take_out();
            } else {
                devices.chip = devices.chip.take().map(card::Chip::reset);
            }
            drop(devices);
            board.tell(Event::CardPin(told));
            if is_out {
                board.tell(Event::Card(Card::Empty));
            }
        });
    }
}

impl run::Cells for Board {
    fn show(&mut self, line: Line) {
        self.devices().line = Some(line);
    }
}

impl run::Examiner for Board {
    fn examine(&mut self, what: Examine) {
        // A simulation has no sound output of its own, and its screen is a window.
        if what == Examine::Begin {
            self.tell(Event::Check(Check::Ready { ear: false, screen: Condition::Absent }));
        }
    }
}

impl Office for Board {
    fn call(&mut self) -> bool {
        self.devices().calls += 1;
        true
    }

    fn report(&mut self, report: Report) {
        self.devices().reports.push(report);
    }
}

/// The voice of this machine, if it has one and may sound.
fn mouth(silent: Option<u32>, events: &Sender<Event>) -> Box<dyn run::Mouth> {
    let settings = voice::Settings::default();
    match silent {
        None if settings.there() => Box::new(Outputs::start(settings, None, events.clone())),
        silent => Box::new(mouth::Mouth::start(silent.unwrap_or(15), events.clone())),
    }
}

/// How long a portal that starts at the same time may take.
const STARTING: Duration = Duration::from_secs(5);

/// Runs a simulated kiosk until it is told to stop; as soon as it listens, `ready` is given the addresses of screen and
/// board, and `silent` the portal's if it does not answer.
///
/// # Errors
/// The address is taken, or the server stopped.
pub async fn simulate(
    simulation: Simulation,
    ready: impl FnOnce(String, String),
    silent: impl FnOnce(String) + Send + 'static,
) -> std::io::Result<()> {
    let (events, happened) = channel();
    let screen = Screen::open(events.clone(), simulation.pixels_a_millimetre).pressed(simulation.press);
    let tape = Tape::default();
    let wire = Wire::default();
    let printer = Printer::start()?;
    let settings =
        paper::Settings { pause: 200, ..paper::Settings::new(Port::Tcp(printer.address().to_string())) };
    let receipts = Receipts::default();
    let paper = paper::Printer::start(settings, receipts.listen(events.clone()));
    let board = Board {
        events: events.clone(),
        screen: screen.clone(),
        tape: tape.clone(),
        keys: Arc::default(),
        printer,
        receipts: receipts.clone(),
        wire: wire.clone(),
        devices: Arc::default(),
        limit: LIMIT,
    };
    let parts = Parts {
        screen: screen.clone(),
        client: Client::start_over(simulation.portal.clone(), simulation.key, wire, events.clone()),
        mouth: mouth(simulation.signs_a_second, &events),
        paper: Box::new(Remembering(paper, receipts)),
        pad: Box::new(board.clone()),
        office: Box::new(board.clone()),
        panel: Box::new(board.clone()),
        examiner: Box::new(board.clone()),
        braille: Some(Box::new(board.clone())),
        tape: Some(tape),
    };
    let setup = Setup { site: Some(simulation.portal.clone()), ..simulation.setup.clone() };
    std::thread::spawn(move || run::run(setup, &happened, parts));
    let (shown, worked) = (screen::configure(screen.clone()), board::configure(board));
    let server = HttpServer::new(move || App::new().configure(shown.clone()).configure(worked.clone()))
        .workers(2)
        .shutdown_timeout(1)
        .bind(simulation.listen)?;
    let base = format!("http://{}", simulation.listen);
    let (entrance, portal) = (format!("{base}{}", screen.entrance()), simulation.portal);
    ready(entrance, format!("{base}/banco"));
    std::thread::spawn(move || {
        let began = std::time::Instant::now();
        while !crate::portal::answers(&portal) {
            if began.elapsed() >= STARTING {
                return silent(portal);
            }
            std::thread::sleep(Duration::from_millis(300));
        }
    });
    server.run().await
}
