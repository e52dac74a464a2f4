#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub)]
//! The agent alone: what follows from what, and what holds whatever happens.

mod asked;
mod cards;
mod covered;
mod heavy;
mod help;
mod listening;
mod network;
mod open;
mod paper;
mod reach;
mod session;
mod traces;
mod typing;
mod whatever;

use a11y::page::{
    Confirmation, Envelope, Frame, Input, Link, Page, Purpose, Question, Summary, SummaryRow, WIRE_VERSION,
};
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
#[derive(Clone)]
pub(super) struct Rig {
    pub(super) state: State,
    now: Millis,
    /// Everything said, with its route.
    pub(super) said: Vec<(u64, bool, String)>,
    /// What of it everyone in the hall heard.
    hall: Vec<String>,
    pub(super) asked: Vec<Request>,
    pub(super) printed: Vec<u64>,
    pub(super) forgotten: u32,
    calls: u32,
    /// Signs of life to the portal.
    stays: u32,
    /// How often it was seen to whether the portal is there.
    looks: u32,
    pub(super) tones: u32,
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
            hall: Vec::new(),
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
        // Nothing stands on a display that is gone.
        if matches!(event, Event::Braille(Braille::Gone)) {
            self.felt = None;
        }
        let (state, commands) = step(self.state.clone(), event);
        self.state = state;
        let calls = self.calls;
        for command in commands {
            match command {
                Command::Speak(speech) => {
                    let words = words(speech.aloud.script());
                    if matches!(speech.aloud, Aloud::Speaker(_)) {
                        self.hall.push(words.clone());
                    }
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
                Command::Tone(_) => self.tones += 1,
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
        self.waits_by(500, millis);
    }

    /// Time passes, so much at once.
    fn waits_by(&mut self, step: Millis, millis: Millis) {
        let end = self.now + millis;
        while self.now < end {
            self.now += step;
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

/// All that the page asks is answered.
fn answer(rig: &mut Rig) {
    let session = &mut rig.state.session;
    let names: Vec<String> = session.view.page.questions().iter().map(|asked| asked.name.clone()).collect();
    for name in names {
        let question = a11y::act::question_mut(&mut session.view.page, &name).unwrap();
        match question.input.typed_mut() {
            Some(typed) => "MRNNMO69C66H501O".clone_into(typed),
            None => drop(session.secrets.insert(name, "27495163".to_owned().into())),
        }
    }
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
