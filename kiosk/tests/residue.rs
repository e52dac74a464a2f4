//! However a session ends, nothing of it is in the memory of the agent: every kind of end, on a clock that is turned.
//!
//! A program of its own, with the allocator of the kiosk, whose own memory is searched. What browser, voice and files hold
//! then is in `tests/kiosk/left_behind.rs`; what a braille display holds in `braille.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::Command as Process;

use a11y::page::{Envelope, Frame, Input, Page, Purpose, Question, Summary, SummaryRow, WIRE_VERSION};
use a11y::text::{Lang, Text};
use sportello_kiosk::agent::command::{CardOrder, Command, Request};
use sportello_kiosk::agent::{Setup, State, step};
use sportello_kiosk::devices::paper::{Port, Settings, bytes};
use sportello_kiosk::event::{
    Braille, BrailleKey, Card, CardPin, Control, Engine, Event, Holder, Key, Millis, Paper, PaperState,
    Portal, Signed, Staff, Touch, Voice,
};

#[global_allocator]
static MEMORY: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// What nobody else has: a fiscal code, a surname, a PIN, the PIN of a card, an account, a sentence of the portal's.
const CODE: &str = "CNRLBR60A41H501K";
const SURNAME: &str = "CANARINOSSI";
const PIN: &str = "90817263";
const CARD_PIN: &str = "5081726";
const ACCOUNT: &str = "it60x0542811101000000123456";
const PERSONAL: &str = "settantatré canarini gialli";

/// The kiosk, and what it last wanted; nothing of what it said, showed or asked for is kept.
struct Kiosk {
    state: Option<State>,
    now: Millis,
    asked: Option<u64>,
    speaking: Option<u64>,
    printing: Option<u64>,
}

impl Kiosk {
    fn does(&mut self, event: Event) {
        let (state, commands) = step(self.state.take().unwrap(), event);
        self.state = Some(state);
        let mut told = Vec::new();
        for command in commands {
            match command {
                Command::Ask(Request { id, .. }) => self.asked = Some(id),
                Command::Speak(speech) => self.speaking = Some(speech.id),
                Command::Hush => self.speaking = None,
                Command::Show(picture) => drop(sportello_kiosk::screen::drawn(&picture, 2.7)),
                Command::Print(job) => {
                    self.printing = Some(job.id);
                    drop(bytes(&job, &Settings::new(Port::Tcp("printer".into()))));
                }
                Command::Card(CardOrder::Look) => told.push(CardPin::Tries(3)),
                Command::Card(CardOrder::Sign { .. }) => {
                    told.push(CardPin::Signed(Signed { certificate: vec![7; 40], signature: vec![9; 40] }));
                }
                _ => {}
            }
        }
        told.into_iter().for_each(|told| self.does(Event::CardPin(told)));
    }

    fn later(&mut self, millis: Millis) {
        let end = self.now + millis;
        while self.now < end {
            self.now += 500;
            self.does(Event::Tick(self.now));
            self.hears();
        }
    }

    fn hears(&mut self) {
        if let Some(id) = self.speaking.take() {
            self.does(Event::Voice(Voice::Ended(id)));
        }
    }

    /// The portal answers what was asked, as it came over the line.
    fn gets(&mut self, page: Page, level: &str) {
        let id = self.asked.take().expect("something was asked");
        let frame =
            Frame { status: 200, address: "/it/prova".into(), level: level.into(), ..Frame::default() };
        let line = serde_json::to_vec(&Envelope { version: WIRE_VERSION, frame, page }).unwrap();
        self.does(Event::Portal(Portal::Page(id, Box::new(Envelope::from_json(&line).unwrap()))));
        self.hears();
    }

    fn touch(&mut self, id: &str) {
        self.does(Event::Touch(Touch::Part(id.to_owned())));
    }

    fn types(&mut self, id: &str, signs: &str) {
        self.touch(id);
        signs.chars().for_each(|sign| self.does(Event::Touch(Touch::Sign(sign))));
    }

    fn control(&mut self, control: Control) {
        self.does(Event::Touch(Touch::Control(control)));
    }

    /// The key that ends, of whoever came so.
    fn end(&mut self, way: Way) {
        match way {
            Way::Ear | Way::Card => self.does(Event::Key(Key::End)),
            Way::Touch => self.control(Control::End),
            Way::Braille => self.braille(BrailleKey::End),
        }
    }

    fn back(&mut self, way: Way) {
        match way {
            Way::Ear | Way::Card => self.does(Event::Key(Key::Back)),
            Way::Touch => self.control(Control::Back),
            Way::Braille => self.braille(BrailleKey::Back),
        }
    }

    fn braille(&mut self, key: BrailleKey) {
        self.does(Event::Braille(Braille::Key(key)));
    }
}

fn words(words: &str) -> Text {
    Text::plain(words.to_owned())
}

fn sign_in() -> Page {
    let code = Question::new("codice", words("Codice fiscale"), Input::FiscalCode { value: String::new() });
    let line = Input::Line { value: String::new(), width: 27 };
    Page::new(Lang::It, words("Accedi"))
        .with(code.purpose(Purpose::Username))
        .with(Question::new("pin", words("PIN"), Input::Secret { width: 8 }))
        .with(Question::new("conto", words("Conto"), line))
        .submit(words("Entra"))
}

fn by_card() -> Page {
    let input = Input::CardSignature { challenge: "sportello-accesso-1.prova".into() };
    Page::new(Lang::It, words("Accedi con la tessera"))
        .with(Question::new("tessera", words("PIN della tessera"), input))
        .submit(words("Entra"))
}

fn personal() -> Page {
    let row = SummaryRow { label: words("Contributi"), value: words(PERSONAL).private(), change: None };
    Page::new(Lang::It, words("Il tuo estratto conto"))
        .with(Summary { caption: words("I tuoi contributi"), rows: vec![row] })
}

/// How someone came.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Ear,
    Touch,
    Braille,
    Card,
}

/// A visit up to a page that is theirs, with all that there is to type typed, and the page printed.
fn visit(way: Way) -> Kiosk {
    let state = Some(State::new(Setup::default()));
    let mut kiosk = Kiosk { state, now: 0, asked: None, speaking: None, printing: None };
    kiosk.does(Event::Paper(Paper::State(PaperState::Ready)));
    match way {
        Way::Touch => {}
        Way::Braille => kiosk.does(Event::Braille(Braille::Attached(40))),
        Way::Ear | Way::Card => kiosk.does(Event::Jack(true)),
    }
    kiosk.later(20_000);
    kiosk.touch("b-0-0");
    kiosk.gets(sign_in(), "anonymous");
    let holder = Holder {
        fiscal_code: CODE.to_owned(),
        surname: Some(SURNAME.to_owned()),
        given_name: None,
        expired: false,
    };
    kiosk.does(Event::Card(Card::Reading));
    kiosk.does(Event::Card(Card::Read(holder)));
    kiosk.later(2_000);
    kiosk.types("conto", ACCOUNT);
    kiosk.types("pin", PIN);
    kiosk.later(2_000);
    kiosk.touch("invia");
    if way == Way::Card {
        kiosk.gets(by_card(), "anonymous");
        kiosk.types("tessera", CARD_PIN);
        kiosk.touch("invia");
        kiosk.gets(by_card(), "anonymous");
    }
    kiosk.gets(personal(), "actor");
    if way == Way::Ear {
        (0..4).for_each(|_| kiosk.does(Event::Key(Key::Next)));
    }
    if way == Way::Braille {
        (0..3).for_each(|_| kiosk.braille(BrailleKey::Next));
    }
    kiosk.touch("azione-0");
    let id = kiosk.printing.take().expect("it is printed");
    kiosk.does(Event::Paper(Paper::Printed(id)));
    kiosk
}

/// How a visit ends, in which ways of coming it can, and what ends it.
type End = (&'static str, &'static [Way], fn(&mut Kiosk, Way));

const ALL: &[Way] = &[Way::Ear, Way::Touch, Way::Braille, Way::Card];

/// What there is to end a session with: `agent::end` and who calls it.
const ENDS: [End; 11] = [
    ("asked for", ALL, Kiosk::end),
    ("asked for with something unsent", ALL, |kiosk, way| {
        kiosk.back(way);
        kiosk.gets(sign_in(), "actor");
        kiosk.types("conto", ACCOUNT);
        kiosk.types("pin", &PIN[..5]);
        kiosk.end(way);
        assert!(!kiosk.state.as_ref().unwrap().waits(), "it asks first");
        kiosk.later(2_000);
        kiosk.end(way);
    }),
    // Who touches has a minute and a half; who listens or reads in braille twice that.
    ("nobody is there any more", ALL, |kiosk, way| {
        kiosk.later(if way == Way::Touch { 100_000 } else { 310_000 });
    }),
    ("the portal away", ALL, |kiosk, way| {
        kiosk.back(way);
        let id = kiosk.asked.take().expect("a page");
        kiosk.does(Event::Portal(Portal::Away(id)));
        kiosk.end(way);
        if !kiosk.state.as_ref().unwrap().waits() {
            kiosk.later(2_000);
            kiosk.end(way);
        }
    }),
    ("the portal has ended the session, and nobody is there", ALL, |kiosk, way| {
        kiosk.back(way);
        kiosk.gets(sign_in(), "anonymous");
        kiosk.later(310_000);
    }),
    ("closed behind them by the staff", ALL, |kiosk, way| {
        kiosk.does(Event::Staff(Staff::Closed(true)));
        kiosk.end(way);
    }),
    ("headphones out for a minute", &[Way::Ear, Way::Card], |kiosk, _| {
        kiosk.does(Event::Jack(false));
        kiosk.later(61_000);
    }),
    ("the braille display gone for a minute", &[Way::Braille], |kiosk, _| {
        kiosk.does(Event::Braille(Braille::Gone));
        kiosk.later(61_000);
    }),
    ("the card that opened it pulled", &[Way::Card], |kiosk, _| kiosk.does(Event::Card(Card::Empty))),
    ("the reader gone", &[Way::Card], |kiosk, _| kiosk.does(Event::Card(Card::NoReader))),
    ("no voice any more", ALL, |kiosk, _| kiosk.does(Event::Voice(Voice::Engine(Engine::None)))),
];

/// What of these words is in the memory of this process. They are told by a file: here they must not be.
fn left(words: &std::path::Path) -> String {
    let root = std::os::unix::fs::MetadataExt::uid(&std::fs::metadata("/proc/self").unwrap()) == 0;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/kiosk/memory.py");
    let mut search = if root { Process::new("python3") } else { Process::new("sudo") };
    if !root {
        search.args(["-n", "python3"]);
    }
    let ran = search.arg(script).arg(std::process::id().to_string()).arg("--");
    let ran = ran.arg(format!("@{}", words.display())).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap()
}

#[test]
fn however_a_session_ends_nothing_of_it_is_in_the_memory_of_the_agent() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("words");
    // A line begins with a capital.
    let all = [CODE, SURNAME, PIN, CARD_PIN, &ACCOUNT[1..], PERSONAL];
    std::fs::write(&file, all.join("\n")).unwrap();
    assert_eq!(left(&file), "", "before anybody came");
    let ends = ENDS.into_iter().flat_map(|(name, ways, end)| ways.iter().map(move |way| (*way, name, end)));
    for (way, name, end) in ends {
        let mut kiosk = visit(way);
        if name == "asked for" {
            let during = left(&file);
            assert!(
                during.contains(PERSONAL) && during.contains(SURNAME),
                "the search finds what is there: {during}"
            );
        }
        end(&mut kiosk, way);
        let state = kiosk.state.as_ref().unwrap();
        assert!(state.waits() && state.is_clean(), "{way:?}, {name}: {state:?}");
        let found = left(&file);
        assert_eq!(found, "", "{way:?}, {name}");
    }
}
