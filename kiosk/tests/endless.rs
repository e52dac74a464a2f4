//! Ten thousand sessions one after another on the agent alone: what it holds afterwards is what it held before.
//!
//! A program of its own, since it counts every byte that is allocated in it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use a11y::page::{Envelope, Frame, Input, Page, Purpose, Question, WIRE_VERSION};
use a11y::receipt::Columns;
use a11y::text::{Lang, Text};
use cap::Cap;
use sportello_kiosk::agent::command::{Command, Request};
use sportello_kiosk::agent::{Setup, State, step};
use sportello_kiosk::devices::paper::{Job, Port, Settings, bytes};
use sportello_kiosk::event::{
    Card, Control, Event, Holder, Key, Millis, Paper, PaperState, Portal, Touch, Voice,
};

#[global_allocator]
static MEMORY: Cap<std::alloc::System> = Cap::new(std::alloc::System, usize::MAX);

const SESSIONS: u32 = 10_000;

/// Of so many sessions one prints.
const PRINTS: u32 = 200;

/// The kiosk, and what it last wanted.
struct Kiosk {
    state: Option<State>,
    now: Millis,
    asked: Option<Request>,
    speaking: Option<u64>,
}

impl Kiosk {
    fn does(&mut self, event: Event) {
        let (state, commands) = step(self.state.take().unwrap(), event);
        self.state = Some(state);
        for command in commands {
            match command {
                Command::Ask(request) => self.asked = Some(request),
                Command::Speak(speech) => self.speaking = Some(speech.id),
                Command::Hush => self.speaking = None,
                _ => {}
            }
        }
    }

    fn later(&mut self, millis: Millis) {
        self.now += millis;
        self.does(Event::Tick(self.now));
    }

    fn gets(&mut self, page: &Page) {
        let id = self.asked.take().expect("something was asked").id;
        let frame = Frame { status: 200, address: "/it/accedi".into(), ..Frame::default() };
        let envelope = Envelope { version: WIRE_VERSION, frame, page: page.clone() };
        self.does(Event::Portal(Portal::Page(id, Box::new(envelope))));
    }

    fn hears(&mut self) {
        if let Some(id) = self.speaking.take() {
            self.does(Event::Voice(Voice::Ended(id)));
        }
    }
}

fn page() -> Page {
    let words = |words: &str| Text::plain(words.to_owned());
    let code = Question::new("codice", words("Codice fiscale"), Input::FiscalCode { value: String::new() });
    Page::new(Lang::It, words("Accedi"))
        .with(code.purpose(Purpose::Username))
        .with(Question::new("pin", words("PIN"), Input::Secret { width: 8 }))
        .submit(words("Entra"))
}

/// One visit: each is another in the way it begins, what is done, and how it ends.
fn session(kiosk: &mut Kiosk, page: &Page, nth: u32) {
    match nth % 3 {
        0 => kiosk.does(Event::Touch(Touch::Part("b-0-0".into()))),
        1 => {
            kiosk.does(Event::Jack(true));
            kiosk.hears();
            kiosk.does(Event::Key(Key::Next));
            kiosk.does(Event::Key(Key::Select));
        }
        _ => {
            let code = format!("MRNNMO69C66H501{}", char::from(b'A' + u8::try_from(nth % 26).unwrap()));
            let holder =
                Holder { fiscal_code: code, surname: None, given_name: None, expired: nth.is_multiple_of(2) };
            kiosk.does(Event::Card(Card::Read(holder)));
        }
    }
    kiosk.later(500);
    if kiosk.asked.is_some() {
        kiosk.gets(page);
    }
    kiosk.does(Event::Touch(Touch::Part("pin".into())));
    for digit in nth.to_string().chars() {
        kiosk.does(Event::Touch(Touch::Sign(digit)));
    }
    kiosk.hears();
    kiosk.does(Event::Paper(Paper::State(if nth.is_multiple_of(2) {
        PaperState::Ready
    } else {
        PaperState::Out
    })));
    match nth % 4 {
        0 => (0..12).for_each(|_| kiosk.later(60_000)),
        1 => {
            kiosk.does(Event::Touch(Touch::Part("invia".into())));
            let id = kiosk.asked.take().map_or(0, |asked| asked.id);
            kiosk.does(Event::Portal(Portal::Away(id)));
            (0..12).for_each(|_| kiosk.later(60_000));
        }
        _ => {
            kiosk.does(Event::Touch(Touch::Control(Control::End)));
            kiosk.later(2_000);
            kiosk.does(Event::Touch(Touch::Control(Control::End)));
        }
    }
    kiosk.does(Event::Jack(false));
    kiosk.does(Event::Card(Card::Empty));
    kiosk.speaking = None;
    kiosk.asked = None;
    if nth.is_multiple_of(PRINTS) {
        prints(nth);
    }
    kiosk.later(11_000);
    assert!(kiosk.state.as_ref().unwrap().waits(), "session {nth} has not ended");
}

/// A receipt of this session alone, drawn: in Arabic, or in large print, with letters that no other has had.
fn prints(nth: u32) {
    let turn = nth / PRINTS;
    let (lang, first) = [(Lang::Ar, 0x0628), (Lang::It, 0xC0)][turn as usize % 2];
    let letters = (0..6).filter_map(|at| char::from_u32(first + (turn / 2 + at) % 24));
    let words = format!("{} {turn}", letters.collect::<String>());
    let page = Page::new(lang, Text::plain(words.clone())).say(Text::plain(words).private());
    let lines = a11y::receipt::page(&page, &Frame::default(), Columns::C48);
    let broken = a11y::receipt::note(&Text::plain(String::new()), lang);
    let job = Job { id: nth.into(), lines, link: None, large: lang == Lang::It, broken };
    assert!(!bytes(&job, &Settings::new(Port::Tcp("printer".into()))).is_empty());
}

#[test]
fn ten_thousand_sessions_in_a_row_hold_no_more_than_the_first() {
    let page = page();
    let mut kiosk = Kiosk { state: Some(State::new(Setup::default())), now: 0, asked: None, speaking: None };
    // What is made once and kept, such as the words of each language, is there after a round of every kind.
    (0..24).for_each(|nth| session(&mut kiosk, &page, nth));
    let before = MEMORY.allocated();
    let mut most = 0;
    for nth in 24..SESSIONS {
        session(&mut kiosk, &page, nth);
        most = most.max(MEMORY.allocated());
    }
    let after = MEMORY.allocated();
    println!("{before} bytes before, {after} after {SESSIONS} sessions, at most {most} between two");
    assert!(after <= before, "{} bytes more", after - before);
    assert!(most <= before + 4_096, "{most} between two sessions, {before} before");
}
