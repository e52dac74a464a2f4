#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
//! The agent alone: what follows from what, and what holds whatever happens.

use a11y::page::{Envelope, Frame, Input, Link, Page, Purpose, Question, Summary, SummaryRow, WIRE_VERSION};
use a11y::speech::Command as Said;
use a11y::text::{Lang, Text};
use proptest::prelude::*;

use super::command::{Aloud, CardOrder, Command, Examine, Line, Report, Request};
use super::{Setup, State, step};
use crate::event::{
    Boxes, Braille, BrailleKey, Card, Control, Device, Engine, Event, Finger, Holder, Key, Millis, Paper,
    PaperState, Portal, Rectangle, Scan, Spot, Staff, Touch, Voice,
};

/// A kiosk and what it was last told to do.
pub(super) struct Rig {
    pub(super) state: State,
    now: Millis,
    /// Everything said, with its route.
    pub(super) said: Vec<(u64, bool, String)>,
    pub(super) asked: Vec<Request>,
    pub(super) printed: Vec<u64>,
    pub(super) forgotten: u32,
    calls: u32,
    /// Signs of life to the portal.
    stays: u32,
    /// How often it was seen to whether the portal is there.
    looks: u32,
    tones: u32,
    pub(super) grabbed: bool,
    /// What the card was asked.
    pub(super) orders: Vec<CardOrder>,
    /// What stands on the braille display.
    pub(super) felt: Option<Line>,
    /// What the office was told, and what was to be examined.
    pub(super) reports: Vec<Report>,
    pub(super) examined: Vec<Examine>,
    /// What is being said.
    speaking: Option<u64>,
}

impl Rig {
    pub(super) fn new() -> Rig {
        Rig::with(Setup::default())
    }

    pub(super) fn with(setup: Setup) -> Rig {
        let state = State::new(setup);
        let (said, asked, printed) = (Vec::new(), Vec::new(), Vec::new());
        let mut rig = Rig {
            state,
            now: 0,
            said,
            asked,
            printed,
            forgotten: 0,
            calls: 0,
            stays: 0,
            looks: 0,
            tones: 0,
            grabbed: false,
            orders: Vec::new(),
            felt: None,
            reports: Vec::new(),
            examined: Vec::new(),
            speaking: None,
        };
        rig.does(Event::Paper(Paper::State(PaperState::Ready)));
        rig
    }

    pub(super) fn does(&mut self, event: Event) {
        let (state, commands) = step(self.state.clone(), event);
        self.state = state;
        let calls = self.calls;
        for command in commands {
            match command {
                Command::Speak(speech) => {
                    let words = words(speech.aloud.script());
                    self.said.push((speech.id, matches!(speech.aloud, Aloud::Ears(_)), words));
                    self.speaking = Some(speech.id);
                }
                Command::Hush => self.speaking = None,
                Command::Ask(request) => self.asked.push(request),
                Command::Print(job) => self.printed.push(job.id),
                Command::Forget => self.forgotten += 1,
                Command::CallStaff => self.calls += 1,
                Command::Stay => self.stays += 1,
                Command::Look => self.looks += 1,
                Command::Tone => self.tones += 1,
                Command::GrabTouch(on) => self.grabbed = on,
                Command::Card(order) => self.orders.push(order),
                Command::Braille(line) => self.felt = Some(line),
                Command::Report(report) => self.reports.push(report),
                Command::Examine(what) => self.examined.push(what),
                Command::Show(_) => {}
            }
        }
        assert!(self.state.picture().is_some(), "there is always a picture");
        if self.calls > calls {
            self.does(Event::Staff(Staff::Called(true)));
        }
    }

    /// The utterance of this number is being said.
    pub(super) fn is_saying(&self, id: u64) -> bool {
        self.speaking == Some(id)
    }

    pub(super) fn key(&mut self, key: Key) {
        self.does(Event::Key(key));
    }

    pub(super) fn digits(&mut self, digits: &str) {
        for digit in digits.bytes() {
            self.key(Key::Digit(digit - b'0'));
        }
    }

    /// What is being said comes to its end, and what follows it too.
    pub(super) fn hears_out(&mut self) {
        for _ in 0..500 {
            let Some(id) = self.speaking.take() else { return };
            self.does(Event::Voice(Voice::Ended(id)));
        }
        panic!("it never ends: {:?}", self.said.last());
    }

    pub(super) fn waits(&mut self, millis: Millis) {
        let end = self.now + millis;
        while self.now < end {
            self.now += 500;
            self.does(Event::Tick(self.now));
            if let Some(id) = self.speaking.take() {
                self.does(Event::Voice(Voice::Ended(id)));
            }
        }
    }

    /// The portal answers the last request with this page.
    pub(super) fn gets(&mut self, page: Page) {
        self.gets_framed(page, Frame { status: 200, address: "/it/prova".into(), ..Frame::default() });
    }

    pub(super) fn gets_framed(&mut self, page: Page, frame: Frame) {
        let id = self.asked.last().expect("nothing was asked").id;
        let envelope = Envelope { version: WIRE_VERSION, frame, page };
        self.does(Event::Portal(Portal::Page(id, Box::new(envelope))));
    }

    /// Someone with headphones is on a page.
    pub(super) fn listening_at(page: Page) -> Rig {
        let mut rig = Rig::new();
        rig.does(Event::Jack(true));
        // Who has heard all languages is at the first again.
        rig.hears_out();
        rig.key(Key::Select);
        rig.gets(page);
        rig
    }

    pub(super) fn last(&self) -> &str {
        self.said.last().map_or("", |(_, _, words)| words)
    }

    pub(super) fn all(&self) -> String {
        self.said.iter().map(|(_, _, words)| format!("{words}\n")).collect()
    }
}

fn words(script: &[Said]) -> String {
    let mut words = Vec::new();
    for said in script {
        match said {
            Said::Say { words: said, .. } => words.push(said.clone()),
            Said::Spell { text, .. } => words.push(text.clone()),
            Said::Pause(_) | Said::Mark(_) => {}
        }
    }
    words.join(" ")
}

#[test]
fn an_old_page_says_first_that_the_network_is_away_and_of_when_it_is() {
    let mut rig = Rig::listening_at(public("Prova"));
    rig.key(Key::Back);
    let id = rig.asked.last().unwrap().id;
    let frame = Frame { status: 200, address: "/it/".into(), ..Frame::default() };
    let envelope = Envelope { version: WIRE_VERSION, frame, page: public("Inizio") };
    rig.does(Event::Portal(Portal::Old(id, Box::new(envelope), jiff::civil::time(9, 5, 0, 0))));
    let before = rig.said.len();
    rig.hears_out();
    let heard: Vec<&str> = rig.said[before - 1..].iter().map(|(_, _, words)| words.as_str()).collect();
    let at = |words: &str| heard.iter().position(|said| said.contains(words)).expect(words);
    assert!(at("Il collegamento non c’è") < at("Inizio") && at("9 e 5") < at("Inizio"), "{heard:?}");
    assert!(rig.state.picture().unwrap().page.done.is_some(), "and it is seen");
}

#[test]
fn a_portal_that_goes_while_somebody_reads_is_told_at_once_and_once_and_so_is_its_return() {
    let lost = |rig: &Rig| rig.all().matches("Il collegamento è caduto").count();
    let back = |rig: &Rig| rig.all().matches("Il collegamento è tornato").count();
    let mut rig = Rig::listening_at(public("Prova"));
    rig.hears_out();
    let began = rig.looks;
    rig.waits(30_000);
    assert_eq!(rig.looks - began, 3);
    for _ in 0..3 {
        rig.does(Event::Portal(Portal::There(false)));
    }
    assert!(rig.last().contains("continuare a leggere e stampare"), "{}", rig.last());
    assert!(format!("{:?}", rig.state.picture().unwrap().caption).contains("caduto"), "and it is seen");
    rig.hears_out();
    for _ in 0..3 {
        rig.does(Event::Portal(Portal::There(true)));
    }
    assert_eq!((lost(&rig), back(&rig)), (1, 1), "{}", rig.all());
    // Who asks while it is away is told by the answer, and of its return once more.
    rig.key(Key::Back);
    let asked = rig.asked.last().unwrap().id;
    rig.does(Event::Portal(Portal::There(false)));
    assert_eq!(lost(&rig), 1);
    let envelope = Envelope {
        version: WIRE_VERSION,
        frame: Frame { status: 200, address: "/it/".into(), ..Frame::default() },
        page: public("Inizio"),
    };
    rig.does(Event::Portal(Portal::Old(asked, Box::new(envelope), jiff::civil::time(9, 5, 0, 0))));
    rig.does(Event::Portal(Portal::There(false)));
    assert_eq!(lost(&rig), 1, "the page says so itself");
    rig.does(Event::Portal(Portal::There(true)));
    assert_eq!(back(&rig), 2);
    // Nobody is looked after where nobody is.
    rig.key(Key::End);
    let ended = rig.looks;
    rig.does(Event::Portal(Portal::There(false)));
    rig.waits(600_000);
    assert_eq!((rig.looks, lost(&rig)), (ended, 1));
}

#[test]
fn a_clock_that_is_wrong_and_right_again_is_told_to_the_office_once_each() {
    let mut rig = Rig::new();
    let before = rig.reports.len();
    for right in [false, false, true, true] {
        rig.does(Event::Portal(Portal::Clock(right)));
    }
    assert_eq!(rig.reports[before..], [Report::Clock(false), Report::Clock(true)]);
}

#[test]
fn while_somebody_types_the_portal_has_a_sign_of_life_and_afterwards_none() {
    let mut rig = Rig::listening_at(public("Prova"));
    let began = rig.stays;
    for _ in 0..20 {
        rig.waits(30_000);
        rig.key(Key::Repeat);
    }
    assert_eq!(rig.stays - began, 5, "ten minutes");
    rig.key(Key::End);
    let ended = rig.stays;
    rig.waits(600_000);
    assert_eq!((rig.stays, rig.state.waits()), (ended, true));
}

pub(super) fn plain(words: &str) -> Text {
    Text::plain(words.to_owned())
}

pub(super) fn public(title: &str) -> Page {
    Page::new(Lang::It, plain(title)).public()
}

pub(super) fn sign_in() -> Page {
    let code = Question::new("codice", plain("Codice fiscale"), Input::FiscalCode { value: String::new() })
        .purpose(Purpose::Username);
    let pin = Question::new("pin", plain("PIN"), Input::Secret { width: 8 });
    public("Accedi").with(code).with(pin).submit(plain("Entra"))
}

pub(super) fn statement() -> Page {
    let row = SummaryRow { label: plain("Settimane"), value: plain("52").private(), change: None };
    Page::new(Lang::It, plain("Estratto conto"))
        .with(Summary { caption: plain("Contributi"), rows: vec![row] })
        .link(Link::inside(plain("Avanti"), "/it/avanti"))
}

fn holder() -> Holder {
    Holder {
        fiscal_code: "MRNNMO69C66H501O".into(),
        surname: Some("MARIANI".into()),
        given_name: Some("NOEMI".into()),
        expired: false,
    }
}

#[test]
fn headphones_begin_speech_and_each_language_offers_itself() {
    let mut rig = Rig::new();
    rig.does(Event::Jack(true));
    rig.hears_out();
    let all = rig.all();
    for words in ["Cuffie inserite.", "Scegli la lingua", "Italiano", "English", "العربية"] {
        assert!(all.contains(words), "{words}: {all}");
    }
    assert!(rig.said.iter().all(|(_, private, _)| *private), "in the headphones alone");
}

#[test]
fn a_language_is_chosen_within_four_presses_of_the_keypad() {
    let mut rig = Rig::new();
    rig.key(Key::Digit(5));
    rig.key(Key::Next);
    rig.key(Key::Next);
    rig.key(Key::Select);
    assert_eq!(rig.asked[0].address, "/en/");
}

#[test]
fn a_page_is_read_on_by_itself_and_stops_at_a_key() {
    let mut rig = Rig::listening_at(public("Servizi").say(plain("Uno.")).say(plain("Due.")));
    rig.hears_out();
    assert!(rig.all().contains("Servizi\nUno.\nDue.\n"), "{}", rig.all());
    rig.key(Key::Previous);
    assert_eq!(rig.last(), "Due.");
    rig.hears_out();
    assert_eq!(rig.last(), "Due.", "after a key the citizen leads");
}

#[test]
fn without_headphones_nothing_personal_is_said_and_it_is_told_once() {
    let mut rig = Rig::new();
    rig.key(Key::Select);
    rig.hears_out();
    rig.key(Key::Select);
    rig.gets(statement());
    rig.hears_out();
    let all = rig.all();
    assert!(!all.contains("Settimane"), "{all}");
    assert_eq!(all.matches("C’è una risposta personale").count(), 1, "{all}");
    // No press is without an answer.
    for key in [Key::Next, Key::Next, Key::Repeat, Key::Previous, Key::Digit(0), Key::Digit(4), Key::Digit(9)]
    {
        let before = rig.said.len();
        rig.key(key);
        assert!(rig.said.len() > before, "{key:?}: {}", rig.all());
    }
    assert!(!rig.all().contains("Settimane"), "{}", rig.all());
    assert!(rig.said.iter().all(|(_, private, _)| !private));
}

#[test]
fn headphones_that_go_out_silence_and_cover_and_a_minute_later_all_is_gone() {
    let mut rig = Rig::listening_at(statement());
    assert!(rig.speaking.is_some());
    rig.does(Event::Jack(false));
    assert_eq!(rig.speaking, None, "silence");
    assert!(rig.state.picture().unwrap().curtain);
    rig.does(Event::Jack(true));
    assert!(!rig.state.picture().unwrap().curtain);
    assert!(rig.last().contains(": Estratto conto"), "{}", rig.last());
    rig.does(Event::Jack(false));
    rig.waits(61_000);
    assert!(rig.state.waits() && rig.state.is_clean());
    assert_eq!(rig.forgotten, 1);
}

#[test]
fn headphones_that_go_out_over_a_pin_half_typed_cover_it_and_a_minute_later_it_is_gone() {
    let half = || {
        let mut rig = Rig::listening_at(sign_in());
        rig.hears_out();
        rig.key(Key::Next);
        rig.digits("2749");
        rig.does(Event::Jack(false));
        assert!(
            rig.state.picture().unwrap().curtain && rig.speaking.is_none(),
            "the page is for everyone, the PIN is not"
        );
        rig
    };
    let mut rig = half();
    rig.does(Event::Jack(true));
    assert!(!rig.state.picture().unwrap().curtain);
    assert_eq!(rig.state.session.secrets.get("pin").map(|pin| pin.len()), Some(4), "who comes back goes on");
    let mut rig = half();
    rig.waits(61_000);
    assert!(rig.state.waits() && rig.state.is_clean());
    let mut rig = Rig::listening_at(sign_in());
    rig.does(Event::Jack(false));
    assert!(!rig.state.picture().unwrap().curtain, "nothing of theirs stands there");
}

#[test]
fn what_was_last_said_is_said_again_and_then_again_what_one_is_at() {
    let mut rig = Rig::listening_at(public("Servizi").say(plain("Uno.")));
    rig.hears_out();
    rig.key(Key::Previous);
    rig.digits("7");
    let asked = rig.last().to_owned();
    assert!(asked.contains("premi ancora 7"), "{asked}");
    for _ in 0..2 {
        rig.key(Key::Repeat);
        assert_eq!(rig.last(), asked, "not the page, which was heard before");
        assert!(format!("{:?}", rig.state.picture().unwrap().caption).contains("premi ancora 7"));
        rig.hears_out();
    }
    rig.key(Key::Previous);
    let item = rig.last().to_owned();
    assert_ne!(item, asked);
    rig.hears_out();
    // What was said of how it is used belongs to it.
    rig.key(Key::Repeat);
    assert_eq!(rig.last(), item);
    // A sentence that the page follows is followed by it again.
    rig.key(Key::Louder);
    rig.key(Key::Repeat);
    assert_eq!(rig.last(), "Volume 3 di 5");
    rig.hears_out();
    assert!(rig.all().contains(&format!("Volume 3 di 5\nVolume 3 di 5\n{item}\n")), "{}", rig.all());
}

#[test]
fn that_the_paper_ends_soon_is_said_once_and_what_did_not_begin_to_print_left_no_piece() {
    let mut rig = Rig::listening_at(statement());
    rig.does(Event::Paper(Paper::State(PaperState::NearEnd)));
    for _ in 0..2 {
        rig.does(Event::Touch(Touch::Part("azione-1".into())));
        let id = *rig.printed.last().unwrap();
        rig.does(Event::Paper(Paper::Printed(id)));
    }
    assert_eq!(rig.all().matches("La carta sta per finire").count(), 1, "{}", rig.all());
    rig.does(Event::Touch(Touch::Part("azione-1".into())));
    let id = *rig.printed.last().unwrap();
    rig.does(Event::Paper(Paper::Refused(id, PaperState::Fault)));
    assert!(
        rig.last().contains("La stampante ha un guasto") && !rig.last().contains("pezzo"),
        "{}",
        rig.last()
    );
    assert!(rig.last().contains("Quando torna a funzionare"), "{}", rig.last());
    // It is seen as well, and comes once the cause is gone.
    assert!(format!("{:?}", rig.state.picture().unwrap().caption).contains("guasto"));
    let printed = rig.printed.len();
    rig.does(Event::Paper(Paper::State(PaperState::Fault)));
    rig.does(Event::Paper(Paper::State(PaperState::Ready)));
    assert_eq!(rig.printed.len(), printed + 1);
}

#[test]
fn a_secret_is_counted_and_never_said_shown_or_kept_in_the_page() {
    let mut rig = Rig::listening_at(sign_in());
    rig.hears_out();
    rig.key(Key::Next);
    assert_eq!(rig.state.session.view.here().unwrap().id, "pin");
    let before = rig.said.len();
    rig.digits("27495163");
    let said: Vec<&str> = rig.said[before..].iter().map(|(_, _, words)| &**words).collect();
    assert!(said.iter().any(|words| words.contains("3") && words.contains("8")), "{said:?}");
    assert!(said.iter().all(|words| !words.contains("27")), "{said:?}");
    let shown = format!("{:?}", rig.state.picture().unwrap());
    assert!(!shown.contains("2749"), "{shown}");
    rig.key(Key::Next);
    rig.key(Key::Select);
    let sent = &rig.asked.last().unwrap().fields;
    assert!(sent.contains(&("pin".into(), "27495163".into())), "{}", sent.len());
    rig.gets(statement());
    assert!(rig.state.session.secrets.is_empty());
}

#[test]
fn letters_are_tapped_as_on_a_telephone() {
    let name = Question::new("nome", plain("Nome"), Input::Line { value: String::new(), width: 20 });
    let mut rig = Rig::listening_at(public("Chi sei?").with(name).submit(plain("Continua")));
    rig.key(Key::Next);
    assert_eq!(rig.state.session.view.here().unwrap().id, "nome");
    rig.digits("5552");
    rig.waits(2_000);
    rig.digits("22");
    let typed = |rig: &Rig| a11y::act::fields(&rig.state.session.view.page)[0].1.clone();
    assert_eq!(typed(&rig), "lab");
    rig.key(Key::Back);
    assert_eq!((typed(&rig).as_str(), rig.last()), ("la", "Cancellato b"));
}

#[test]
fn a_fiscal_code_is_typed_on_twelve_keys() {
    let mut rig = Rig::listening_at(sign_in());
    rig.key(Key::Next);
    let code = "MRNNMO69C66H501O";
    const KEYS: [&str; 8] = ["ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"];
    for sign in code.chars() {
        rig.waits(2_000);
        let at = KEYS.iter().position(|letters| letters.contains(sign));
        let (key, times) = match at {
            Some(at) => (at as u8 + 2, KEYS[at].find(sign).unwrap() + 1),
            None => (sign.to_digit(10).unwrap() as u8, 1),
        };
        (0..times).for_each(|_| rig.key(Key::Digit(key)));
    }
    assert_eq!(a11y::act::fields(&rig.state.session.view.page)[0].1, code);
}

#[test]
fn with_two_keys_alone_everything_can_be_typed() {
    let code =
        Question::new("cap", plain("CAP"), Input::Code { value: String::new(), width: 5, digits: true });
    let mut rig = Rig::listening_at(public("Dove?").with(code).search(plain("Cerca")));
    rig.key(Key::Next);
    rig.key(Key::Select);
    for digit in [0, 0, 1, 0, 0] {
        while rig.state.session.ring.as_ref().unwrap().at != digit {
            rig.key(Key::Next);
        }
        rig.key(Key::Select);
    }
    while rig.state.session.ring.as_ref().unwrap().at != 10 {
        rig.key(Key::Next);
    }
    rig.key(Key::Select);
    assert_eq!(rig.state.session.ring, None);
    rig.key(Key::Next);
    rig.key(Key::Select);
    let asked = rig.asked.last().unwrap();
    assert_eq!((asked.address.as_str(), asked.fields[0].1.as_str()), ("/it/prova", "00100"));
}

#[test]
fn a_refused_form_puts_the_cursor_on_the_first_wrong_question() {
    let wrong = Question::new("cap", plain("CAP"), Input::Code { value: "x".into(), width: 5, digits: true })
        .problem(Some(plain("Il CAP ha 5 cifre").into()));
    let mut rig = Rig::listening_at(public("Dove?").say(plain("Prima.")).with(wrong).search(plain("Cerca")));
    assert!(rig.last().contains("Il CAP ha 5 cifre"), "{}", rig.last());
    rig.hears_out();
    assert!(!rig.last().contains("Prima"));
}

#[test]
fn a_card_fills_what_was_read_and_nothing_more() {
    let mut rig = Rig::new();
    rig.does(Event::Card(Card::Reading));
    rig.does(Event::Card(Card::Read(holder())));
    assert_eq!(rig.asked[0].address, "/it/accedi");
    rig.gets(sign_in());
    let fields = a11y::act::fields(&rig.state.session.view.page);
    assert_eq!(fields[0].1, "MRNNMO69C66H501O");
    let shown = format!("{:?}", rig.state.picture().unwrap());
    assert!(!shown.contains("MARIANI"), "a card proves nothing: no name is shown");
}

#[test]
fn a_card_left_behind_begins_nothing_until_it_is_pulled() {
    let mut rig = Rig::new();
    rig.does(Event::Card(Card::Read(holder())));
    rig.gets(sign_in());
    rig.does(Event::Touch(Touch::Control(Control::End)));
    rig.does(Event::Touch(Touch::Control(Control::End)));
    assert!(rig.state.is_clean(), "{:?}", rig.state.session);
    let asked = rig.asked.len();
    rig.does(Event::Card(Card::Read(holder())));
    assert_eq!((rig.asked.len(), rig.state.waits()), (asked, true));
    rig.does(Event::Card(Card::Empty));
    rig.does(Event::Card(Card::Read(holder())));
    assert_eq!(rig.asked.len(), asked + 1);
}

#[test]
fn a_card_before_the_box_for_somebody_elses_code_is_written_there_and_claims_nothing() {
    let code =
        |name| Question::new(name, plain("Codice fiscale"), Input::FiscalCode { value: String::new() });
    let page = Page::new(Lang::It, plain("Lavoratore")).with(code("altri")).submit(plain("Continua"));
    let written = |rig: &Rig| a11y::act::fields(&rig.state.session.view.page)[0].1.clone();
    let mut rig = Rig::listening_at(page.clone());
    rig.key(Key::Digit(6));
    rig.does(Event::Code(Scan::Holder(holder())));
    assert_eq!(written(&rig), "MRNNMO69C66H501O");
    assert!(rig.state.session.claim.is_none() && rig.state.session.unsent);
    assert!(rig.last().contains("Ho letto e scritto il codice fiscale"), "{}", rig.last());
    // What stands there already is not written over.
    let mut other = holder();
    other.fiscal_code = "RNLNRC84S04I782A".into();
    rig.does(Event::Code(Scan::Holder(other)));
    assert_eq!(written(&rig), "MRNNMO69C66H501O");
    // By touch the box is the one whose keyboard is open.
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.gets(page.with(code("terzi")));
    rig.does(Event::Touch(Touch::Part("terzi".into())));
    rig.does(Event::Code(Scan::Holder(holder())));
    let fields = a11y::act::fields(&rig.state.session.view.page);
    assert_eq!((fields[0].1.as_str(), fields[1].1.as_str()), ("", "MRNNMO69C66H501O"));
}

#[test]
fn a_card_left_behind_is_called_for_by_a_tone_every_five_seconds_and_by_words_on_the_screen() {
    let mut rig = Rig::new();
    rig.does(Event::Card(Card::Read(holder())));
    rig.gets(sign_in());
    rig.does(Event::Touch(Touch::Control(Control::End)));
    rig.does(Event::Touch(Touch::Control(Control::End)));
    rig.waits(30_000);
    assert_eq!(rig.tones, 6);
    let caption = |rig: &Rig| rig.state.picture().unwrap().caption.clone();
    assert!(format!("{:?}", caption(&rig)).contains("Riprendi la tessera"));
    // Nobody has come for it in ten minutes: it still calls.
    rig.waits(570_000);
    assert_eq!(rig.tones, 120);
    rig.does(Event::Card(Card::Empty));
    rig.waits(20_000);
    assert_eq!((rig.tones, caption(&rig)), (120, None));
}

fn mine() -> Page {
    let row = SummaryRow { label: plain("Nome"), value: Text::name("Noemi Mariani"), change: None };
    let sum = Text::plain("Hai ").then(Text::from(a11y::text::Cents(123_456)));
    Page::new(Lang::It, plain("I tuoi dati"))
        .with(Summary { caption: plain("Chi sei"), rows: vec![row] })
        .with(a11y::page::Block::Paragraph(sum))
}

#[test]
fn personal_values_are_covered_until_asked_for_and_again_after_half_a_minute() {
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.gets(mine());
    let shown = |rig: &Rig| format!("{:?}", rig.state.picture().unwrap().page);
    assert!(!shown(&rig).contains("Noemi") && !shown(&rig).contains("123456"), "{}", shown(&rig));
    assert!(shown(&rig).contains("Hai"), "words stay");
    rig.does(Event::Touch(Touch::Control(Control::Uncover)));
    assert!(shown(&rig).contains("Noemi") && shown(&rig).contains("123456"));
    rig.waits(20_000);
    rig.does(Event::Touch(Touch::Part("titolo".into())));
    rig.waits(20_000);
    assert!(shown(&rig).contains("Noemi"), "who goes on touching goes on reading");
    rig.waits(20_000);
    assert!(!shown(&rig).contains("Noemi"));
    assert_eq!(rig.state.picture().unwrap().covered, Some(true));
}

#[test]
fn who_listens_alone_hears_once_that_the_screen_is_covered_and_then_everything() {
    let mut rig = Rig::listening_at(mine());
    rig.hears_out();
    let all = rig.all();
    assert_eq!(all.matches("i tuoi dati sono coperti").count(), 1, "{all}");
    assert!(all.contains("Noemi"), "{all}");
    assert!(!format!("{:?}", rig.state.picture().unwrap().page).contains("Noemi"));
    let public = Rig::listening_at(public("Prova"));
    assert_eq!(public.state.picture().unwrap().covered, None);
}

#[test]
fn files_to_keep_are_not_offered_where_nobody_can_keep_them() {
    let file = || Link::to(plain("Scarica"), a11y::page::Target::Download("/it/estratto-conto/csv".into()));
    let links = a11y::page::Block::Links(vec![file(), Link::inside(plain("Avanti"), "/it/avanti")]);
    let rig = Rig::listening_at(public("Estratto").with(links).link(file()));
    let shown = format!("{:?}", rig.state.picture().unwrap().page);
    assert!(!shown.contains("Scarica") && shown.contains("Avanti"), "{shown}");
}

#[test]
fn help_is_read_beside_a_form_and_the_form_is_as_it_was() {
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.gets(sign_in());
    rig.does(Event::Touch(Touch::Part("pin".into())));
    "1234".chars().for_each(|sign| rig.does(Event::Touch(Touch::Sign(sign))));
    let before = rig.state.session.secrets.clone();
    assert_eq!(before.len(), 1);
    rig.does(Event::Touch(Touch::Control(Control::Help)));
    rig.gets(public("Aiuto"));
    assert!(format!("{:?}", rig.state.picture().unwrap().page.title).contains("Aiuto"));
    rig.does(Event::Touch(Touch::Control(Control::Back)));
    assert!(rig.state.picture().unwrap().page.questions().len() > 1);
    assert!(rig.state.session.secrets == before && rig.state.session.unsent);
}

#[test]
fn the_staff_are_called_by_touching_twice_from_the_screen_that_waits_too() {
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Control(Control::Staff)));
    assert_eq!(rig.calls, 0);
    assert!(format!("{:?}", rig.state.picture().unwrap().caption).contains("tocca ancora"));
    rig.does(Event::Touch(Touch::Control(Control::Staff)));
    assert_eq!(rig.calls, 1);
    assert!(format!("{:?}", rig.state.picture().unwrap().caption).contains("chiamato"));
}

#[test]
fn an_end_asks_first_where_something_is_unsent() {
    let mut rig = Rig::listening_at(sign_in());
    rig.key(Key::Digit(6));
    rig.key(Key::Next);
    rig.digits("1");
    rig.key(Key::End);
    assert!(!rig.state.waits());
    assert!(rig.last().contains("Vuoi chiudere?"), "{}", rig.last());
    rig.key(Key::End);
    assert!(rig.state.waits() && rig.state.is_clean());
    assert!(rig.last().contains("non resta nulla"), "{}", rig.last());
}

#[test]
fn what_was_sent_is_sent_again_as_it_was_until_the_answer_is_known() {
    let send = a11y::page::Send {
        label: plain("Spedisci"),
        address: "/it/estratto-conto/posta".into(),
        fields: vec![("chiave".into(), "k1".into())],
        primary: true,
    };
    let mut rig = Rig::listening_at(statement().send(send));
    rig.does(Event::Touch(Touch::Part("azione-1".into())));
    let first = rig.asked.last().unwrap().clone();
    rig.does(Event::Portal(Portal::Away(first.id)));
    assert!(rig.last().contains("collegamento"), "{}", rig.last());
    rig.waits(3_000);
    let second = rig.asked.last().unwrap().clone();
    assert_ne!(second.id, first.id);
    assert_eq!((&second.address, &second.fields), (&first.address, &first.fields));
    rig.does(Event::Portal(Portal::Away(first.id)));
    rig.gets(public("Fatto"));
    assert!(rig.state.session.asked.is_none());
    assert!(rig.last().contains("Fatto"));
}

/// Somebody sends this page's form, and for a minute no answer comes.
fn unanswered(page: Page, address: &str) -> Rig {
    let mut rig = Rig::listening_at(public("Prima"));
    rig.key(Key::Back);
    rig.gets_framed(page, Frame { status: 200, address: address.into(), ..Frame::default() });
    rig.does(Event::Touch(Touch::Part("invia".into())));
    let mut id = rig.asked.last().unwrap().id;
    for _ in 0..90 {
        rig.does(Event::Portal(Portal::Away(id)));
        rig.waits(1_000);
        id = rig.asked.last().unwrap().id;
        if rig.state.session.asked.as_ref().unwrap().again == Some(Millis::MAX) {
            break;
        }
    }
    rig
}

#[test]
fn after_a_minute_nobody_knows_and_the_citizen_asks_again() {
    let mut rig = unanswered(sign_in(), "/it/accedi");
    assert!(
        rig.all().contains("Non so se la richiesta è arrivata. Di quello che hai scritto non c’è una bozza")
    );
    assert!(!rig.all().contains("è salva"), "it promises nothing that is not so: {}", rig.all());
    let tries = rig.asked.len();
    rig.waits(20_000);
    assert_eq!(rig.asked.len(), tries, "only the citizen asks now");
}

#[test]
fn what_may_have_arrived_has_a_number_by_which_it_is_found_and_a_draft_is_named_where_there_is_one() {
    let id = "0190d9a0-0000-7000-8000-000012345678";
    let number = a11y::ids::number(0x0190_d9a0_0000_7000_8000_0000_1234_5678);
    let groups: Vec<String> =
        number.as_bytes().chunks(2).map(|two| String::from_utf8_lossy(two).into_owned()).collect();
    let review = || public("Riepilogo").submit(plain("Invia"));
    let rig = unanswered(review(), &format!("/it/lavoro-domestico/{id}/riepilogo"));
    let shown = format!("{:?}", rig.state.picture().unwrap().page);
    assert!(rig.all().contains("La bozza è salva") && shown.contains(&number), "{}", rig.all());
    let said: String = rig.all().chars().filter(char::is_ascii_digit).collect();
    assert!(said.contains(&groups.concat()), "and it is heard: {}", rig.all());
    // A key makes it one send, and there is no draft to speak of.
    let mut keyed = review();
    keyed.form.as_mut().unwrap().hidden.push(("chiave".into(), id.into()));
    let rig = unanswered(keyed, "/it/estratto-contributivo/posta");
    let shown = format!("{:?}", rig.state.picture().unwrap().page);
    assert!(rig.all().contains("non parte due volte. Richiesta") && shown.contains(&number), "{}", rig.all());
    assert!(!rig.all().contains("è salva"));
}

#[test]
fn printed_is_said_when_the_printer_says_so_and_a_failed_receipt_comes_again_once() {
    let mut rig = Rig::listening_at(statement());
    let print = rig.state.session.view.heard.iter().find(|u| u.id == "azione-1").unwrap().id.clone();
    rig.does(Event::Touch(Touch::Part(print.clone())));
    let first = rig.printed[0];
    rig.hears_out();
    assert!(!rig.all().contains("prendi la ricevuta"));
    rig.does(Event::Paper(Paper::Failed(first, PaperState::Out)));
    assert!(rig.last().contains("non c’è carta"), "{}", rig.last());
    rig.does(Event::Paper(Paper::State(PaperState::Out)));
    rig.does(Event::Paper(Paper::State(PaperState::Ready)));
    assert_eq!(rig.printed.len(), 2);
    rig.does(Event::Paper(Paper::Printed(first)));
    assert!(!rig.all().contains("prendi la ricevuta"), "another job's word counts for nothing");
    rig.does(Event::Paper(Paper::Printed(rig.printed[1])));
    assert!(rig.last().contains("prendi la ricevuta"), "{}", rig.last());
    rig.does(Event::Paper(Paper::State(PaperState::NearEnd)));
    assert_eq!(rig.printed.len(), 2);
}

#[test]
fn volume_and_rate_are_told_and_the_sentence_goes_on() {
    let mut rig = Rig::listening_at(public("Servizi").say(plain("Uno.")));
    rig.key(Key::Louder);
    assert_eq!(rig.last(), "Volume 3 di 5");
    rig.hears_out();
    assert!(rig.all().ends_with("Volume 3 di 5\nServizi\nUno.\nAiuto\n"), "{}", rig.all());
    for _ in 0..9 {
        rig.key(Key::Faster);
    }
    assert_eq!(rig.last(), "Velocità 200 per cento");
    rig.key(Key::End);
    assert_eq!(rig.state.session.volume, Setup::default().volume);
}

#[test]
fn staff_are_called_by_two_presses_and_the_answer_is_heard() {
    let mut rig = Rig::listening_at(public("Servizi"));
    rig.digits("7");
    assert_eq!(rig.calls, 0);
    rig.digits("7");
    assert_eq!(rig.calls, 1);
    assert!(rig.last().contains("chiamato"), "{}", rig.last());
    rig.does(Event::Staff(Staff::Called(false)));
    assert!(rig.last().contains("Nessuno"), "{}", rig.last());
    rig.does(Event::Staff(Staff::Coming));
    assert!(rig.last().contains("arrivando"));
}

#[test]
fn a_kiosk_that_cannot_speak_is_out_of_service_and_comes_back() {
    let mut rig = Rig::listening_at(statement());
    rig.does(Event::Voice(Voice::Engine(Engine::None)));
    assert!(rig.state.is_clean());
    assert_eq!(rig.state.picture().unwrap().page.title, super::words::out_of_service(Lang::It));
    rig.key(Key::Select);
    assert!(rig.state.waits());
    rig.does(Event::Voice(Voice::Engine(Engine::Espeak)));
    rig.does(Event::Jack(false));
    rig.does(Event::Jack(true));
    assert!(!rig.state.waits());
}

#[test]
fn headphones_that_were_in_before_anybody_came_begin_nothing_and_are_not_private() {
    let mut rig = Rig::new();
    rig.does(Event::Device(Device::JackFull));
    assert!(rig.state.waits() && rig.said.is_empty(), "{}", rig.all());
    rig.key(Key::Digit(5));
    rig.key(Key::Next);
    rig.key(Key::Select);
    rig.gets(statement());
    rig.hears_out();
    assert!(rig.said.iter().all(|(_, private, _)| !private), "it speaks into the hall");
    assert!(rig.all().contains("togli le cuffie e rimettile") && !rig.all().contains("52"), "{}", rig.all());
    rig.does(Event::Jack(false));
    rig.does(Event::Jack(true));
    rig.hears_out();
    assert!(rig.said.last().unwrap().1, "now someone was seen to plug them in");
}

#[test]
fn a_keypad_or_reader_that_goes_is_told_and_so_is_its_return() {
    let mut rig = Rig::listening_at(public("Servizi"));
    rig.does(Event::Device(Device::Keypad(true)));
    let before = rig.said.len();
    assert!(!rig.all().contains("tastiera"), "what is there from the beginning is no news");
    for (device, words) in [
        (Device::Keypad(false), "La tastiera non risponde."),
        (Device::Keypad(true), "La tastiera funziona di nuovo."),
    ] {
        rig.does(Event::Device(device));
        assert!(rig.last().contains(words), "{}", rig.last());
        rig.does(Event::Device(device));
    }
    assert_eq!(rig.said.len(), before + 2, "each once");
    // Who does not listen sees it.
    let mut rig = Rig::new();
    rig.does(Event::Device(Device::Reader(true)));
    rig.does(Event::Device(Device::Reader(false)));
    rig.does(Event::Device(Device::Reader(true)));
    assert!(rig.state.waits() && rig.said.is_empty(), "nobody is there to hear it");
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.gets(public("Servizi"));
    rig.does(Event::Device(Device::Reader(false)));
    let caption = rig.state.picture().unwrap().caption.clone();
    assert_eq!(caption, Some(super::words::reader_gone(Lang::It)));
}

#[test]
fn keys_tell_their_names_in_the_explore_mode_and_do_nothing() {
    let mut rig = Rig::listening_at(public("Servizi"));
    rig.key(Key::Help);
    rig.key(Key::Help);
    rig.key(Key::End);
    assert_eq!(rig.last(), "Chiudi la sessione");
    assert!(!rig.state.waits());
    rig.key(Key::Help);
    rig.key(Key::End);
    assert!(rig.state.waits());
}

#[test]
fn whoever_walks_away_leaves_nothing_in_any_state() {
    let pages = [public("Servizi"), sign_in(), statement()];
    for page in pages {
        for act in [None, Some(Event::Card(Card::Read(holder()))), Some(Event::Code(Scan::Holder(holder())))]
        {
            for listening in [true, false] {
                let mut rig = if listening { Rig::listening_at(page.clone()) } else { Rig::new() };
                if !listening {
                    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
                    rig.gets(page.clone());
                }
                act.clone().into_iter().for_each(|event| rig.does(event));
                rig.waits(310_000);
                assert!(rig.state.waits() && rig.state.is_clean(), "{:?}", rig.state.session);
                assert!(rig.forgotten >= 1);
            }
        }
    }
}

fn keys() -> impl Strategy<Value = Key> {
    prop_oneof![
        Just(Key::Previous),
        Just(Key::Next),
        Just(Key::Select),
        Just(Key::Back),
        Just(Key::End),
        Just(Key::Help),
        Just(Key::Repeat),
        Just(Key::Louder),
        Just(Key::Slower),
        (0..10u8).prop_map(Key::Digit),
    ]
}

fn touches() -> impl Strategy<Value = Touch> {
    let ids =
        prop_oneof!["b-[0-3](-[0-2])?", "azione-[0-2]", Just("invia".to_owned()), Just("pin".to_owned())];
    prop_oneof![
        ids.prop_map(Touch::Part),
        any::<char>().prop_map(Touch::Sign),
        Just(Touch::Erase),
        Just(Touch::Control(Control::Listen)),
        Just(Touch::Control(Control::Uncover)),
        Just(Touch::Control(Control::Back)),
    ]
}

fn fingers() -> impl Strategy<Value = Event> {
    let spot = (0..=10_000_u16, 0..=10_000_u16).prop_map(|(x, y)| Spot { x, y });
    let place = (spot.clone(), spot.clone()).prop_map(|(from, to)| Rectangle { from, to });
    let boxes = prop::collection::vec((touches(), place), 0..6);
    prop_oneof![
        3 => spot.prop_map(|spot| Event::Finger(Finger::At(spot))),
        2 => Just(Event::Finger(Finger::Activate)),
        1 => Just(Event::Finger(Finger::Gone)),
        1 => Just(Event::Finger(Finger::Next)),
        1 => Just(Event::Finger(Finger::Quiet)),
        1 => Just(Event::Finger(Finger::Swap)),
        3 => (0..12_u64, boxes).prop_map(|(number, boxes)| Event::Boxes(Boxes { number, boxes })),
    ]
}

fn devices() -> impl Strategy<Value = Device> {
    prop_oneof![
        any::<bool>().prop_map(Device::Keypad),
        any::<bool>().prop_map(Device::Reader),
        any::<bool>().prop_map(Device::Panel),
        Just(Device::JackFull),
    ]
}

fn braille() -> impl Strategy<Value = Event> {
    let keys = prop_oneof![
        Just(BrailleKey::Next),
        Just(BrailleKey::Previous),
        Just(BrailleKey::Left),
        Just(BrailleKey::Right),
        Just(BrailleKey::LineEnd),
        Just(BrailleKey::Bottom),
        Just(BrailleKey::Select),
        Just(BrailleKey::Back),
        Just(BrailleKey::Erase),
        Just(BrailleKey::End),
        Just(BrailleKey::Where),
        any::<u16>().prop_map(BrailleKey::Route),
        any::<char>().prop_map(BrailleKey::Sign),
    ];
    prop_oneof![
        1 => any::<u16>().prop_map(Braille::Attached),
        1 => Just(Braille::Attached(20)),
        1 => Just(Braille::Gone),
        9 => keys.prop_map(Braille::Key),
    ]
    .prop_map(Event::Braille)
}

/// Something that happens; a number stands for "the one that was asked last" and the like.
fn events() -> impl Strategy<Value = Happening> {
    prop_oneof![
        6 => keys().prop_map(|key| Happening::Event(Event::Key(key))),
        4 => touches().prop_map(|touch| Happening::Event(Event::Touch(touch))),
        3 => Just(Happening::Said),
        3 => (0..200usize).prop_map(Happening::Page),
        1 => Just(Happening::Away),
        2 => (0..40_000u64).prop_map(Happening::Later),
        1 => any::<bool>().prop_map(|in_| Happening::Event(Event::Jack(in_))),
        1 => Just(Happening::Event(Event::Card(Card::Read(holder())))),
        1 => Just(Happening::Event(Event::Card(Card::Empty))),
        1 => Just(Happening::Event(Event::Card(Card::Torn))),
        3 => fingers().prop_map(Happening::Event),
        3 => braille().prop_map(Happening::Event),
        1 => devices().prop_map(|device| Happening::Event(Event::Device(device))),
        1 => Just(Happening::Event(Event::Paper(Paper::State(PaperState::Out)))),
        1 => Just(Happening::Event(Event::Paper(Paper::State(PaperState::Ready)))),
        1 => (0..50u64).prop_map(|id| Happening::Event(Event::Paper(Paper::Failed(id, PaperState::Out)))),
        1 => (0..50u64).prop_map(|id| Happening::Event(Event::Paper(Paper::Refused(id, PaperState::Fault)))),
        1 => any::<bool>().prop_map(Happening::Ears),
        1 => (0..50u64).prop_map(|id| Happening::Event(Event::Paper(Paper::Printed(id)))),
        2 => office().prop_map(Happening::Event),
    ]
}

/// What staff, readers and engines do in between.
fn office() -> impl Strategy<Value = Event> {
    prop_oneof![
        Just(Event::Staff(Staff::Coming)),
        Just(Event::Staff(Staff::Closed(false))),
        Just(Event::Staff(Staff::Closed(true))),
        any::<bool>().prop_map(|reached| Event::Staff(Staff::Called(reached))),
        Just(Event::Code(Scan::Holder(holder()))),
        Just(Event::Code(Scan::Unknown)),
        Just(Event::Code(Scan::Damaged)),
        Just(Event::Voice(Voice::Engine(Engine::None))),
        Just(Event::Voice(Voice::Engine(Engine::Espeak))),
        Just(Event::Voice(Voice::Engine(Engine::Dispatcher))),
        Just(Event::Portal(Portal::There(false))),
        Just(Event::Portal(Portal::There(true))),
        (0..50u64).prop_map(|id| Event::Portal(Portal::Strange(id))),
        Just(Event::CardPin(crate::event::CardPin::Torn)),
    ]
}

#[derive(Clone, Debug)]
enum Happening {
    Event(Event),
    Said,
    Page(usize),
    Away,
    Later(Millis),
    /// Who speaks in the headphones, where they are an output of their own.
    Ears(bool),
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn whatever_happens_it_is_seen_heard_and_ends_clean(
        happenings in prop::collection::vec(events(), 1..60),
        headphones: bool,
    ) {
        let examples = a11y::html::examples();
        let mut rig = Rig::with(Setup { headphones, ..Setup::default() });
        for happening in happenings {
            let before = rig.said.len();
            match happening {
                Happening::Event(event) => rig.does(event),
                Happening::Said => rig.speaking.take().into_iter().for_each(|id| rig.does(Event::Voice(Voice::Ended(id)))),
                Happening::Page(n) if rig.state.session.asked.is_some() => {
                    let example = &examples[n % examples.len()];
                    let before = rig.said.len();
                    rig.gets_framed(example.page.clone(), example.frame.clone());
                    let listens = rig.state.session.listening.is_some() && !super::braille::reads(&rig.state);
                    prop_assert!(!listens || rig.said.len() > before, "a page that is not heard: {}", example.name);
                }
                Happening::Page(_) => {}
                Happening::Ears(speak) if headphones => {
                    let engine = if speak { Engine::Espeak } else { Engine::None };
                    rig.does(Event::Voice(Voice::Headphones(engine)));
                }
                Happening::Ears(_) => {}
                Happening::Away => {
                    let asked = rig.asked.last().map(|asked| asked.id);
                    asked.into_iter().for_each(|id| rig.does(Event::Portal(Portal::Away(id))));
                }
                Happening::Later(millis) => {
                    rig.now += millis;
                    rig.does(Event::Tick(rig.now));
                }
            }
            prop_assert!(rig.state.session.begun.is_some() || rig.state.is_clean(), "{:?}", rig.state.session);
            let engines = rig.state.engines;
            let in_vain = rig.said[before..].iter().any(|said| said.1) && !engines.in_ears() && engines.speak();
            prop_assert!(!in_vain, "said where nobody speaks: {:?}", &rig.said[before..]);
            prop_assert!(!rig.grabbed || rig.state.session.listening.is_some(), "nobody would see or hear the screen");
        }
        rig.waits(310_000);
        prop_assert!(rig.state.waits() && rig.state.is_clean(), "{:?}", rig.state.session);
    }
}

#[test]
fn whoever_is_here_ends_before_the_staff_close_the_kiosk() {
    let mut rig = Rig::listening_at(public("Prova"));
    rig.does(Event::Staff(Staff::Closed(true)));
    assert!(!rig.state.waits() && rig.forgotten == 0);
    rig.key(Key::End);
    assert!(rig.last().contains("Sessione chiusa"), "{}", rig.last());
    assert!(rig.state.waits() && rig.state.closed);
    rig.does(Event::Staff(Staff::Closed(false)));
    assert!(!rig.state.closed);
    rig.does(Event::Staff(Staff::Closed(true)));
    assert!(rig.state.closed, "nobody is there: at once");
}

#[test]
fn a_reading_that_nobody_stops_is_stopped_for_a_warning() {
    let mut rig = Rig::listening_at(statement());
    let warning = Setup::default().warning;
    // The kiosk speaks all the time.
    while rig.now < 300_000 - warning {
        rig.now += 500;
        rig.does(Event::Tick(rig.now));
    }
    rig.waits(1_000);
    assert!(rig.last().contains("Sei ancora qui?") || rig.state.session.warned.is_some(), "{}", rig.last());
    assert!(!rig.state.waits(), "the warning leaves its time");
    rig.key(Key::Repeat);
    rig.waits(60_000);
    assert!(!rig.state.waits(), "a key goes on");
}

#[test]
fn a_curtain_that_was_drawn_by_hand_stays_when_headphones_come_back() {
    let mut rig = Rig::listening_at(public("Prova"));
    rig.key(Key::Digit(3));
    rig.does(Event::Jack(false));
    rig.does(Event::Jack(true));
    assert!(rig.state.picture().unwrap().curtain);
}

#[test]
fn with_two_keys_what_was_heard_last_is_spelled_and_found_again() {
    let code = Text::from(a11y::text::Span::Code("AN40".to_owned()));
    let mut rig = Rig::listening_at(public("Prova").say(code).say(plain("Poi")));
    rig.key(Key::Next);
    let after = |rig: &mut Rig, wanted: &str| {
        for _ in 0..30 {
            if rig.last() == wanted {
                return rig.key(Key::Select);
            }
            rig.key(Key::Next);
        }
        panic!("no {wanted}: {}", rig.all());
    };
    let before = rig.state.session.view.at;
    // Past the second paragraph and the help: the place that is kept.
    after(&mut rig, "Dove sei");
    assert!(rig.last().contains("Voce 4 di 4"), "{}", rig.last());
    rig.key(Key::Previous);
    rig.key(Key::Previous);
    assert_eq!(rig.state.session.view.at, before);
    rig.key(Key::Digit(0));
    assert!(rig.last().contains("Ancona"), "{}", rig.last());
}

#[test]
fn by_ear_a_link_is_told_from_a_paragraph_in_full_once_and_shortly_from_then_on() {
    let link = |words: &str| Link::inside(plain(words), "/it/altrove");
    let page = public("Prova").say(plain("Una frase")).link(link("Primo")).link(link("Secondo"));
    let mut rig = Rig::listening_at(page);
    rig.key(Key::Previous);
    let heard = |rig: &mut Rig, key: Key| {
        rig.key(key);
        rig.hears_out();
        rig.last().to_owned()
    };
    assert_eq!(heard(&mut rig, Key::Next), "Una frase");
    assert_eq!(heard(&mut rig, Key::Next), "Premi il tasto centrale per aprire.");
    assert_eq!(heard(&mut rig, Key::Next), "Si apre.");
}

#[test]
fn the_comma_of_an_amount_is_two_presses_away_from_its_digits() {
    let pay = Question::new("paga", plain("Paga"), Input::Money { value: String::new() });
    let mut rig = Rig::listening_at(public("Quanto?").with(pay).submit(plain("Avanti")));
    rig.key(Key::Next);
    rig.hears_out();
    assert!(rig.last().contains("virgola"), "{}", rig.last());
    rig.digits("9");
    rig.key(Key::Select);
    rig.key(Key::Select);
    rig.digits("50");
    assert_eq!(a11y::act::fields(&rig.state.session.view.page)[0].1, "9,50");
}

#[test]
fn another_language_is_chosen_on_any_page_and_is_the_same_page() {
    let mut rig = Rig::listening_at(public("Prova"));
    rig.does(Event::Touch(Touch::Control(Control::Language)));
    assert_eq!(rig.state.session.view.own, Some(super::session::Own::Languages));
    rig.does(Event::Touch(Touch::Control(Control::Back)));
    assert_eq!(rig.state.session.view.own, None, "and left again");
    rig.does(Event::Touch(Touch::Control(Control::Language)));
    rig.does(Event::Touch(Touch::Part("b-0-1".into())));
    assert_eq!(rig.asked.last().unwrap().address, "/en/prova");
}

#[test]
fn what_is_half_typed_stands_in_the_page_in_another_language_too() {
    let asks = |lang: Lang| {
        let name = Question::new("nome", plain("Nome"), Input::Line { value: String::new(), width: 20 });
        Page::new(lang, plain("Chi sei?")).public().with(name).submit(plain("Avanti"))
    };
    let mut rig = Rig::listening_at(asks(Lang::It));
    rig.key(Key::Next);
    rig.digits("22");
    let typed = |rig: &Rig| a11y::act::fields(&rig.state.session.view.page)[0].1.clone();
    assert_eq!(typed(&rig), "b");
    rig.does(Event::Touch(Touch::Control(Control::Language)));
    rig.does(Event::Touch(Touch::Part("b-0-1".into())));
    let frame = Frame { status: 200, address: "/en/prova".into(), ..Frame::default() };
    rig.gets_framed(asks(Lang::En), frame);
    assert_eq!(typed(&rig), "b");
    rig.key(Key::End);
    assert_eq!(rig.state.session.view.own, Some(super::session::Own::EndAsk), "it is unsent still");
    rig.does(Event::Touch(Touch::Control(Control::Back)));
    // The same page asked for once more in its own language is as the portal gives it.
    rig.does(Event::Touch(Touch::Control(Control::Language)));
    rig.does(Event::Touch(Touch::Part("b-0-1".into())));
    let frame = Frame { status: 200, address: "/en/altrove".into(), ..Frame::default() };
    rig.gets_framed(asks(Lang::En), frame);
    assert_eq!(typed(&rig), "", "another page has nothing of it");
}

#[test]
fn what_the_kiosk_tries_by_itself_is_silent_and_what_is_asked_for_is_answered() {
    let mut rig = Rig::listening_at(public("Prova"));
    rig.hears_out();
    rig.key(Key::Back);
    let away = |rig: &mut Rig| rig.does(Event::Portal(Portal::Away(rig.asked.last().unwrap().id)));
    away(&mut rig);
    rig.hears_out();
    let (before, asked) = (rig.said.len(), rig.asked.len());
    for _ in 0..5 {
        rig.waits(4_000);
        away(&mut rig);
    }
    assert!(rig.asked.len() > asked + 1);
    assert_eq!(rig.said.len(), before, "{}", rig.all());
    assert_eq!(rig.state.picture().unwrap().caption, None);
    rig.does(Event::Touch(Touch::Part("azione-0".into())));
    away(&mut rig);
    assert!(rig.last().contains("Il collegamento non c’è"), "{}", rig.last());
}

#[test]
fn a_silent_card_is_told_which_way_it_goes_in_where_that_is_known() {
    for (chip, words) in
        [(Some(super::Chip::Up), "guarda in alto"), (Some(super::Chip::Down), "guarda in basso")]
    {
        let mut rig = Rig::listening_at(public("Prova"));
        rig.state.setup = std::sync::Arc::new(Setup { chip, ..Setup::default() });
        rig.does(Event::Card(Card::Mute));
        assert!(rig.last().contains(words), "{}", rig.last());
    }
}
