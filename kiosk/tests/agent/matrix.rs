//! The fault matrix: every fault in every phase of a visit, by ear and by touch, and what became of it.
//!
//! Each cell is two visits. In the first the fault comes, is told, is mended, and the citizen goes on to the end: sent
//! once, printed once. In the second it comes and the citizen has gone: the kiosk waits again by itself, with nothing of
//! anybody. What was told is the table, which `docs/fault-matrix.md` keeps (`INSTA_UPDATE=always` writes it).

use std::fmt::Write;

use sportello_kiosk::agent::Setup;
use sportello_kiosk::agent::command::Report;
use sportello_kiosk::event::{
    Boxes, Braille, BrailleKey, Card, Control, Device, Engine, Event, Finger, Key, Millis, PaperState, Touch,
    Voice,
};

use crate::citizen::{Citizen, ENRICO, NOEMI, Place, Way};
use crate::conformance::{is_test, source};
use crate::kept::kept;
use crate::portal::{ACCOUNT, CARD_PIN, PERSONAL, PIN};
use crate::world::{HANGS, World, holder, seen};

/// The longest that a kiosk may take to wait again, whatever happens.
const GONE: Millis = 310_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub enum Phase {
    Attract,
    Identify,
    Form,
    Submit,
    Receipt,
    End,
}

const PHASES: [Phase; 6] =
    [Phase::Attract, Phase::Identify, Phase::Form, Phase::Submit, Phase::Receipt, Phase::End];

impl Phase {
    fn name(self) -> &'static str {
        match self {
            Phase::Attract => "attract",
            Phase::Identify => "identify",
            Phase::Form => "form",
            Phase::Submit => "submit",
            Phase::Receipt => "receipt",
            Phase::End => "end",
        }
    }

    /// A visit that has come so far: waiting; half of the PIN typed; half of the form; the request on its way; the
    /// receipt half printed; the session ended, with the card still in.
    pub fn reached(self, citizen: Citizen) -> World {
        self.reached_in(World::new(), citizen)
    }

    /// The same in this world.
    fn reached_in(self, mut world: World, citizen: Citizen) -> World {
        world.portal.cards = citizen.way == Way::Card;
        let at = |place| move |world: &World| citizen.place(world) == place;
        match self {
            Phase::Attract => {}
            Phase::Identify if citizen.way == Way::Card => {
                citizen.until(&mut world, at(Place::ByCard));
                citizen.puts_the_card_in(&mut world);
                citizen.types(&mut world, "tessera", &CARD_PIN[..3]);
            }
            Phase::Identify => {
                citizen.until(&mut world, at(Place::SignIn));
                world.does(Event::Card(Card::Reading));
                world.does(Event::Card(Card::Read(holder(citizen.code))));
                world.passes(300);
                citizen.types(&mut world, "pin", &PIN[..4]);
            }
            Phase::Form => {
                citizen.until(&mut world, at(Place::Form));
                citizen.types(&mut world, "conto", &ACCOUNT[..4]);
            }
            Phase::Submit => {
                citizen.until(&mut world, at(Place::Review));
                if citizen.way == Way::Touch {
                    // The first touch shows what is covered, and sends nothing.
                    citizen.chooses(&mut world, "azione-0");
                    assert!(world.portal.cases.is_empty());
                }
                citizen.chooses(&mut world, "azione-0");
                assert_eq!(world.portal.cases.len(), 1, "it was taken, and its answer is on its way");
            }
            Phase::Receipt => {
                citizen.until(&mut world, World::printing);
                world.passes(1_000);
            }
            Phase::End => {
                citizen.until(&mut world, |world| world.printer.whole.len() == 1);
                match citizen.way {
                    Way::Ear | Way::Card => world.key(Key::End),
                    Way::Touch => world.does(Event::Touch(Touch::Control(Control::End))),
                    Way::Braille => world.does(Event::Braille(Braille::Key(BrailleKey::End))),
                }
                assert!(world.state().waits());
            }
        }
        world
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// With a tenth, a half and all but the last byte of a receipt out.
    PaperOut,
    CoverOpen,
    PrinterGone,
    CardTorn,
    CardHangs,
    ReaderGone,
    KeypadGone,
    HeadphonesOut,
    DisplayGone,
    AudioGone,
    /// With an output for the headphones: first the loudspeaker's, then theirs.
    VoicesGone,
    EngineKilled,
    BrowserKilled,
    NetworkDown,
    AnswerLost,
    PortalRestarted,
    DiskFull,
    ClockForward,
    ClockBack,
    WallClock,
    PowerCut,
}

const FAULTS: [Fault; 21] = [
    Fault::PaperOut,
    Fault::CoverOpen,
    Fault::PrinterGone,
    Fault::CardTorn,
    Fault::CardHangs,
    Fault::ReaderGone,
    Fault::KeypadGone,
    Fault::HeadphonesOut,
    Fault::DisplayGone,
    Fault::AudioGone,
    Fault::VoicesGone,
    Fault::EngineKilled,
    Fault::BrowserKilled,
    Fault::NetworkDown,
    Fault::AnswerLost,
    Fault::PortalRestarted,
    Fault::DiskFull,
    Fault::ClockForward,
    Fault::ClockBack,
    Fault::WallClock,
    Fault::PowerCut,
];

/// What is due in a cell.
enum Due {
    /// These words are heard by who listens, and seen by everyone.
    Told(&'static str),
    /// These are seen; why nothing is heard.
    Seen(&'static str, &'static str),
    /// Why nothing is: what is said and captioned is what it would have been without the fault.
    Nothing(&'static str),
    /// Not a word is to be heard any more.
    Silence,
    /// Why the agent has nothing to tell, and which test on the real processes holds the rest.
    Elsewhere(&'static str, &'static str),
}

/// The tests of what happens around the agent.
const ENGINE_TEST: &str = "tests/kiosk/killed.rs::in_each_phase_of_a_visit_the_speech_server_and_pcscd_may_be_killed_and_nobody_is_left_in_silence";
pub const BROWSER_TEST: &str =
    "tests/kiosk/left_behind.rs::a_browser_that_is_killed_at_any_step_comes_back_with_what_was_there";
const DISK_TEST: &str = "tests/kiosk/faults.rs::a_full_disk_stops_neither_start_nor_visit_is_red_and_comes_right_when_there_is_room";

/// What may be told where nothing is due, for it is no word of the fault.
const MAY_BE: [(Fault, &str); 2] = [
    // What stands after an end asks for headphones too as long as they are in.
    (Fault::HeadphonesOut, "Riprendi la tessera."),
    // An hour has passed, and the kiosk says again how one begins.
    (Fault::ClockForward, "Per ascoltare: cuffie o tasto 5."),
];

/// What stands on a kiosk that nobody can hear.
const OUT: &str = "Chiosco fuori servizio";

/// Someone has signed in.
fn signed_in(world: &World) -> bool {
    world.picture().frame.level == "actor"
}

/// How much was said, shown and read so far.
type Since = (usize, usize, usize);

fn since(world: &World) -> Since {
    (world.said.len(), world.shown.len(), world.cells.len())
}

impl Fault {
    fn name(self) -> &'static str {
        match self {
            Fault::PaperOut => "paper out at byte N",
            Fault::CoverOpen => "cover open",
            Fault::PrinterGone => "printer gone",
            Fault::CardTorn => "card pulled mid-APDU",
            Fault::CardHangs => "card never answers",
            Fault::ReaderGone => "reader gone",
            Fault::KeypadGone => "keypad gone",
            Fault::HeadphonesOut => "headphones out",
            Fault::DisplayGone => "braille display gone",
            Fault::AudioGone => "audio device gone",
            Fault::VoicesGone => "both voices gone, of two outputs",
            Fault::EngineKilled => "speech engine killed in a sentence",
            Fault::BrowserKilled => "browser killed",
            Fault::NetworkDown => "network down",
            Fault::AnswerLost => "answer lost on its way",
            Fault::PortalRestarted => "portal restarted",
            Fault::DiskFull => "disk full",
            Fault::ClockForward => "clock jumps on by an hour",
            Fault::ClockBack => "clock jumps back by an hour",
            Fault::WallClock => "wall clock wrong: no signature is taken",
            Fault::PowerCut => "power cut",
        }
    }

    /// The kiosk that it comes to.
    fn world(self) -> World {
        World::with(Setup { headphones: self == Fault::VoicesGone, ..Setup::default() })
    }

    /// What is done before it comes: an engine is killed in a sentence.
    fn prepares(self, world: &mut World, citizen: Citizen) {
        let silent = citizen.way.listens() && !world.speaking() && !world.state().waits();
        if self == Fault::EngineKilled && silent {
            world.key(Key::Repeat);
        }
    }

    /// It comes; at a printer after so many tenths of a receipt, if none is on its way.
    fn strikes(self, world: &mut World, citizen: Citizen, tenths: usize) {
        let printer = |world: &mut World, state| {
            if world.printing() || tenths == 0 {
                world.printer_fails(state);
            } else {
                world.printer.breaks = Some((tenths * 300, state));
            }
        };
        match self {
            Fault::PaperOut => printer(world, PaperState::Out),
            Fault::CoverOpen => printer(world, PaperState::CoverOpen),
            Fault::PrinterGone => printer(world, PaperState::Missing),
            // A session that the card opened goes with it; others only hear that it was too soon.
            Fault::CardTorn if citizen.way == Way::Card && signed_in(world) => {
                world.does(Event::Card(Card::Empty));
            }
            Fault::CardTorn => {
                world.does(Event::Card(Card::Empty));
                world.does(Event::Card(Card::Reading));
                world.passes(100);
                world.does(Event::Card(Card::Torn));
            }
            // It was read already: it hangs when it is asked for its PIN, if it is.
            Fault::CardHangs
                if citizen.way == Way::Card
                    && (signed_in(world) || citizen.place(world) == Place::ByCard) =>
            {
                world.hangs = true
            }
            Fault::CardHangs => {
                world.does(Event::Card(Card::Empty));
                world.does(Event::Card(Card::Reading));
                world.passes(HANGS);
                world.does(Event::Card(Card::Stuck));
            }
            Fault::ReaderGone => world.does(Event::Card(Card::NoReader)),
            Fault::HeadphonesOut => world.does(Event::Jack(false)),
            Fault::AudioGone => {
                world.speaks = false;
                world.silent();
                world.does(Event::Voice(Voice::Engine(Engine::None)));
            }
            Fault::VoicesGone => {
                world.does(Event::Voice(Voice::Engine(Engine::None)));
                assert!(
                    !seen(world.picture()).contains(OUT),
                    "by the headphones it is in service: {}",
                    seen(world.picture())
                );
                world.speaks = false;
                world.silent();
                world.does(Event::Voice(Voice::Headphones(Engine::None)));
                let reports = world.reports.iter();
                assert!(reports.clone().any(|report| *report == Report::Mute), "the office is told");
            }
            Fault::EngineKilled => {
                let in_a_sentence = world.speaking();
                world.does(Event::Voice(Voice::Engine(Engine::Espeak)));
                assert_eq!(
                    world.speaking(),
                    in_a_sentence,
                    "the other engine says it: the agent cuts nothing"
                );
            }
            Fault::NetworkDown => {
                world.portal.down = true;
                world.loses_the_answer();
            }
            Fault::AnswerLost => {
                world.portal.mute = true;
                world.loses_the_answer();
            }
            Fault::PortalRestarted => {
                world.portal.down = true;
                world.loses_the_answer();
            }
            Fault::ClockForward => {
                let later = world.now + 3_600_000;
                world.now = later;
                world.does(Event::Tick(later));
            }
            Fault::ClockBack => world.does(Event::Tick(world.now.saturating_sub(3_600_000))),
            Fault::PowerCut => world.starts_again(Some(holder(citizen.code))),
            Fault::DisplayGone => world.does(Event::Braille(Braille::Gone)),
            Fault::WallClock => world.portal.stale = true,
            Fault::KeypadGone => {
                world.does(Event::Device(Device::Keypad(true)));
                world.does(Event::Device(Device::Keypad(false)));
            }
            // The next browser tells anew where things are.
            Fault::BrowserKilled => {
                world.does(Event::Finger(Finger::Gone));
                world.does(Event::Boxes(Boxes::default()));
            }
            Fault::DiskFull => world.does(Event::Kept(false)),
        }
    }

    /// Its cause goes.
    fn mends(self, world: &mut World) {
        match self {
            Fault::PaperOut | Fault::CoverOpen | Fault::PrinterGone => world.printer_works(),
            Fault::CardHangs => {
                world.hangs = false;
                // It is taken out, as was said.
                if std::mem::take(&mut world.stuck) {
                    world.does(Event::Card(Card::Empty));
                }
            }
            Fault::ReaderGone => world.does(Event::Card(Card::Empty)),
            Fault::KeypadGone => world.does(Event::Device(Device::Keypad(true))),
            Fault::DiskFull => world.does(Event::Kept(true)),
            Fault::AudioGone => {
                world.speaks = true;
                world.does(Event::Voice(Voice::Engine(Engine::Dispatcher)));
            }
            Fault::VoicesGone => {
                world.speaks = true;
                world.does(Event::Voice(Voice::Headphones(Engine::Dispatcher)));
                world.does(Event::Voice(Voice::Engine(Engine::Dispatcher)));
                assert!(!seen(world.picture()).contains(OUT), "it is in service again");
            }
            Fault::EngineKilled => world.does(Event::Voice(Voice::Engine(Engine::Dispatcher))),
            Fault::WallClock => world.portal.stale = false,
            Fault::NetworkDown | Fault::AnswerLost | Fault::PortalRestarted => {
                (world.portal.down, world.portal.mute) = (false, false);
            }
            _ => {}
        }
    }

    /// What is due in this phase to who uses the kiosk in this way.
    fn due(self, phase: Phase, way: Way) -> Due {
        const NOBODY: &str = "nobody is at the kiosk";
        let ear = way.listens();
        let opened = way == Way::Card && matches!(phase, Phase::Form | Phase::Submit | Phase::Receipt);
        match (self, phase) {
            (Fault::PaperOut, _) => Due::Told("Nella stampante non c’è carta."),
            (Fault::CoverOpen, _) => Due::Told("La stampante è aperta."),
            (Fault::PrinterGone, _) => Due::Told("La stampante non risponde."),
            (Fault::CardTorn | Fault::ReaderGone, _) if opened => {
                Due::Told("Sessione chiusa: qui non resta nulla di te.")
            }
            (Fault::CardTorn, _) => Due::Told("La tessera è uscita troppo presto."),
            (Fault::CardHangs, _) if opened => Due::Nothing("the card is asked nothing any more"),
            (Fault::CardHangs, _) => Due::Told("La tessera non risponde più"),
            (Fault::ReaderGone, _) => Due::Told("Il lettore di tessere non funziona."),
            (Fault::KeypadGone, Phase::Attract) => {
                Due::Seen("La tastiera non risponde.", "nobody listens yet")
            }
            (Fault::KeypadGone, Phase::End) => Due::Nothing(NOBODY),
            (Fault::KeypadGone, _) => Due::Told("La tastiera non risponde."),
            (Fault::HeadphonesOut, Phase::Submit) if ear => Due::Told("C’è una risposta personale"),
            (Fault::HeadphonesOut, Phase::Form | Phase::Receipt) if ear => {
                Due::Seen("Schermo coperto", "silence is what is due")
            }
            (Fault::HeadphonesOut, Phase::Identify) if ear => Due::Silence,
            (Fault::HeadphonesOut, _) => Due::Nothing("nobody wears them"),
            (Fault::DisplayGone, Phase::Form | Phase::Submit | Phase::Receipt) if way == Way::Braille => {
                Due::Seen("Schermo coperto", "nobody can read it")
            }
            (Fault::DisplayGone, Phase::Identify) if way == Way::Braille => {
                Due::Seen("La barra braille non risponde.", "nobody can read it")
            }
            (Fault::DisplayGone, _) => Due::Nothing("nobody reads by it, or nothing of theirs"),
            (Fault::AudioGone | Fault::VoicesGone, _) => Due::Seen(OUT, "nothing can be heard"),
            (Fault::EngineKilled, _) => {
                Due::Elsewhere("the other engine says the sentence again, whole", ENGINE_TEST)
            }
            (Fault::BrowserKilled, _) => {
                Due::Elsewhere("the voice goes on, the screen comes back as it was", BROWSER_TEST)
            }
            (Fault::NetworkDown | Fault::PortalRestarted | Fault::AnswerLost, Phase::Receipt) => {
                Due::Told("Il collegamento è caduto: qui puoi continuare a leggere e stampare.")
            }
            (Fault::NetworkDown | Fault::PortalRestarted | Fault::AnswerLost, _) => {
                Due::Told("Il collegamento non c’è")
            }
            (Fault::DiskFull, _) => Due::Elsewhere("the visit needs no disk, the office is told", DISK_TEST),
            (Fault::ClockForward, Phase::Attract | Phase::End) => Due::Nothing(NOBODY),
            (Fault::ClockForward, _) => Due::Told("Sessione chiusa: qui non resta nulla di te."),
            (Fault::ClockBack, _) => Due::Nothing("the agent’s clock never goes back"),
            (Fault::WallClock, Phase::Submit) => Due::Nothing("it was taken before"),
            (Fault::WallClock, Phase::Receipt) => Due::Nothing("printing needs no portal"),
            (Fault::WallClock, _) => Due::Told("Questo chiosco non può collegarsi"),
            (Fault::PowerCut, _) => {
                Due::Seen("Lo Sportello ti dà il benvenuto", "nobody is known to be there")
            }
        }
    }

    /// After how many tenths of a receipt it is tried; for what a printer has nothing to do with, once.
    fn tenths(self) -> &'static [usize] {
        match self {
            Fault::PaperOut => &[0, 1, 5, 99],
            Fault::CoverOpen | Fault::PrinterGone => &[0, 5],
            _ => &[0],
        }
    }
}

/// What was told, and when.
struct Told {
    heard: bool,
    seen: bool,
    later: bool,
}

/// Waits, and goes on as a citizen does, until the words have been heard and seen.
fn is_told(world: &mut World, citizen: Citizen, since: Since, words: &str) -> Told {
    let papers = world.printer.whole.len();
    let (mut heard, mut sees) = (false, false);
    for round in 0..60 {
        world.passes(if round == 0 { 300 } else { 1_500 });
        heard |= match citizen.way {
            Way::Ear | Way::Card => world.heard_since(since.0).contains(words),
            Way::Braille => world.read_since(since.2).contains(words),
            Way::Touch => true,
        };
        sees |= world.shown[since.1..].iter().any(|picture| seen(picture).contains(words));
        if heard && sees {
            return Told { heard, seen: sees, later: round > 0 };
        }
        let done = citizen.place(world) == Place::Sent && world.printer.whole.len() > papers;
        if !done {
            citizen.acts(world);
        }
    }
    Told { heard, seen: sees, later: true }
}

/// How long is listened for words that nobody is due.
const LISTENS: Millis = 4_000;

/// What was said since, and every caption that stood.
fn told_since(world: &World, since: Since) -> (String, Vec<String>) {
    let mut captions: Vec<String> =
        world.shown[since.1..].iter().map(|picture| format!("{:?}", picture.caption)).collect();
    captions.dedup();
    (world.heard_since(since.0), captions)
}

/// Nothing is told of the fault: another visit without it hears and sees the same words, but for those that may be.
fn tells_nothing(world: &mut World, since: Since, fault: Fault, phase: Phase, citizen: Citizen) {
    let mut without = phase.reached_in(fault.world(), citizen);
    fault.prepares(&mut without, citizen);
    let before = self::since(&without);
    without.passes(LISTENS);
    world.passes(LISTENS);
    let (expected, told) = (told_since(&without, before), told_since(world, since));
    let name = format!("{} × {} by {:?}", fault.name(), phase.name(), citizen.way);
    let may_be = |words: &str| MAY_BE.iter().any(|(own, may)| *own == fault && words.contains(may));
    let said: Vec<&str> = told.0.lines().filter(|line| !may_be(line)).collect();
    let due: Vec<&str> = expected.0.lines().collect();
    assert_eq!(said, due, "{name}: said");
    for caption in told.1.iter().filter(|caption| !may_be(caption)) {
        assert!(expected.1.contains(caption), "{name}: {caption} is captioned, else {:?}", expected.1);
    }
}

/// One visit with a fault, to its end; the cell of the table.
fn visit(fault: Fault, phase: Phase, way: Way, tenths: usize) -> String {
    let name = format!("{} × {} by {way:?}, {tenths} tenths", fault.name(), phase.name());
    let citizen = Citizen { way, code: NOEMI };
    let mut world = phase.reached_in(fault.world(), citizen);
    fault.prepares(&mut world, citizen);
    let since = since(&world);
    fault.strikes(&mut world, citizen, tenths);
    // Who comes after an end is another, with another card.
    let next = if phase == Phase::End { Citizen { way, code: ENRICO } } else { citizen };
    let cell = match fault.due(phase, way) {
        Due::Told(words) => {
            let told = is_told(&mut world, next, since, words);
            assert!(told.seen, "{name}: not seen: {}", seen(world.picture()));
            let (said, read) = (world.heard_since(since.0), world.read_since(since.2));
            assert!(told.heard, "{name}: not heard: {said} not read: {read}");
            let when = if told.later { "when it matters" } else { "at once" };
            format!("heard and seen {when}: «{words}»")
        }
        Due::Seen(words, why) => {
            world.passes(1_000);
            let shown = seen(world.picture());
            assert!(shown.contains(words), "{name}: not seen: {shown}");
            assert_eq!(world.heard_since(since.0), "", "{name}");
            format!("seen at once: «{words}»; not heard: {why}")
        }
        Due::Nothing(why) => {
            tells_nothing(&mut world, since, fault, phase, citizen);
            format!("nothing is due: {why}")
        }
        Due::Silence => {
            world.passes(LISTENS);
            assert_eq!(world.heard_since(since.0), "", "{name}");
            assert!(!world.speaking(), "{name}");
            "nothing is due: silence is what is due".to_owned()
        }
        Due::Elsewhere(why, test) => {
            let (file, name) = test.rsplit_once("::").unwrap();
            assert!(is_test(&source(file), name), "{test} is no test");
            tells_nothing(&mut world, since, fault, phase, citizen);
            format!("nothing is due: {why} (`{test}`)")
        }
    };
    mended(fault, &mut world, citizen, &name);
    let unread = fault == Fault::DisplayGone && way == Way::Braille && !world.state().waits();
    if unread || (world.picture().curtain && way != Way::Touch) {
        citizen.comes_back(&mut world);
    }
    let papers = if phase == Phase::End { 2 } else { 1 };
    next.until(&mut world, |world| world.printer.whole.len() == papers);
    world.passes(20_000);
    let mut sent: Vec<&str> = world.portal.cases.iter().map(|(citizen, _)| citizen.as_str()).collect();
    sent.sort_unstable();
    let all: &[&str] = if phase == Phase::End { &[NOEMI, ENRICO] } else { &[NOEMI] };
    assert_eq!(sent, all, "{name}: sent once");
    assert_eq!(world.printer.whole.len(), papers, "{name}: printed once");
    left(&mut world, &name);
    cell
}

/// Its cause goes; of a keypad that is back who is there hears and sees so.
fn mended(fault: Fault, world: &mut World, citizen: Citizen, name: &str) {
    let (since, there) = (since(world), !world.state().waits());
    fault.mends(world);
    if fault == Fault::KeypadGone && there {
        let told = is_told(world, citizen, since, "La tastiera funziona di nuovo.");
        assert!(told.heard && told.seen && !told.later, "{name}: nothing tells that it is back");
    }
}

/// Everyone has gone: the kiosk waits by itself, and nothing of them is in it.
#[track_caller]
fn left(world: &mut World, name: &str) {
    world.passes(GONE);
    assert!(world.state().waits() && world.state().is_clean(), "{name}: {:?}", world.state());
    world.passes(10_500);
    let inside = format!("{:?} {}", world.state(), seen(world.picture()));
    for canary in [NOEMI, ENRICO, ACCOUNT, PIN, CARD_PIN, PERSONAL, "MARIANI"] {
        assert!(!inside.contains(canary), "{name}: {canary} is left in {inside}");
    }
}

#[test]
fn every_fault_in_every_phase_is_told_and_does_nothing_twice_and_leaves_nothing() {
    let mut table = String::from(
        "# What becomes of each fault in each phase of a visit\n\n\
         Written by `kiosk/tests/agent/matrix.rs`, which fails if the kiosk does otherwise. In every cell the request \
         is sent once, the receipt printed once, and the kiosk waits again by itself with nothing of anybody in it. \
         Words are heard by who listens, read by who has a braille display and seen by all; who uses the screen alone sees \
         them.\n\n\
         | Fault | Phases | By ear and keypad | By touch | By braille | By ear, signed in by the card's PIN |\n\
         |---|---|---|---|---|---|\n",
    );
    for fault in FAULTS {
        let mut rows: Vec<(Vec<&str>, [String; 4])> = Vec::new();
        for phase in PHASES {
            let mut cells = Way::ALL.map(|way| {
                let mut cells: Vec<String> =
                    fault.tenths().iter().map(|tenths| visit(fault, phase, way, *tenths)).collect();
                cells.dedup();
                cells.join(" / ")
            });
            let [first, others @ ..] = &mut cells;
            others.iter_mut().filter(|cell| *cell == first).for_each(|cell| "the same".clone_into(cell));
            match rows.last_mut().filter(|(_, last)| *last == cells) {
                Some((phases, _)) => phases.push(phase.name()),
                None => rows.push((vec![phase.name()], cells)),
            }
        }
        for (phases, cells) in rows {
            let phases = if phases.len() == PHASES.len() { "all".to_owned() } else { phases.join(", ") };
            writeln!(table, "| {} | {phases} | {} |", fault.name(), cells.join(" | ")).unwrap();
        }
    }
    println!("{table}");
    kept("../docs/fault-matrix.md", &table);
}

#[test]
fn whoever_is_gone_when_a_fault_comes_leaves_nothing() {
    for fault in FAULTS {
        for phase in PHASES {
            for way in Way::ALL {
                for mended in [false, true] {
                    let citizen = Citizen { way, code: NOEMI };
                    let mut world = phase.reached_in(fault.world(), citizen);
                    fault.prepares(&mut world, citizen);
                    fault.strikes(&mut world, citizen, 0);
                    if mended {
                        world.passes(5_000);
                        fault.mends(&mut world);
                    }
                    let name = format!("{} × {} by {way:?}", fault.name(), phase.name());
                    let hangs = world.printer.piece && fault != Fault::PowerCut;
                    let since = since(&world);
                    left(&mut world, &name);
                    let told = |words: &str| {
                        let sees = world.shown[since.1..].iter().any(|picture| seen(picture).contains(words));
                        sees && match way {
                            Way::Ear | Way::Card => world.heard_since(since.0).contains(words),
                            Way::Braille => world.read_since(since.2).contains(words),
                            Way::Touch => true,
                        }
                    };
                    if hangs {
                        assert!(told("Un pezzo della tua ricevuta è ancora nella stampante."), "{name}");
                        assert!(!told("non resta nulla di te"), "{name}");
                    }
                    let most = usize::from(phase >= Phase::Submit);
                    assert!(world.portal.cases.len() <= most, "{name}");
                }
            }
        }
    }
}

#[test]
fn in_whatever_phase_a_citizen_goes_the_next_one_hears_the_offices_loudness_and_rate() {
    let office = Setup::default();
    for phase in PHASES {
        for way in [Way::Ear, Way::Card] {
            let citizen = Citizen { way, code: NOEMI };
            let mut world = phase.reached(citizen);
            if !world.state().waits() {
                for key in [Key::Louder, Key::Louder, Key::Louder, Key::Faster] {
                    world.key(key);
                }
                let said = world.said.last().unwrap();
                assert!((said.volume, said.rate) > (office.volume, 100), "{phase:?}: {said:?}");
            }
            left(&mut world, phase.name());
            world.does(Event::Jack(false));
            world.does(Event::Card(Card::Empty));
            let since = world.said.len();
            world.does(Event::Jack(true));
            let said = world.said[since..].first().expect("who comes is greeted");
            assert_eq!((said.volume, said.rate), (office.volume, 100), "{phase:?} by {way:?}");
        }
    }
}
