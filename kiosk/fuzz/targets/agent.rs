#![no_main]
//! Whatever happens in whatever order: there is a picture, nobody's session stays, and nothing panics.

use std::sync::LazyLock;

use a11y::html::{Example, examples};
use a11y::page::{Envelope, WIRE_VERSION};
use libfuzzer_sys::fuzz_target;
use sportello_kiosk::agent::command::Command;
use sportello_kiosk::agent::{Setup, State, step};
use sportello_kiosk::event::{
    Card, Control, Engine, Event, Holder, Key, Millis, Paper, PaperState, Portal, Scan, Staff, Touch, Voice,
};

static PAGES: LazyLock<Vec<Example>> = LazyLock::new(examples);

const CONTROLS: [Control; 9] = [
    Control::End,
    Control::Back,
    Control::Listen,
    Control::Size,
    Control::Theme,
    Control::Low,
    Control::Uncover,
    Control::Help,
    Control::Stay,
];

const PAPERS: [PaperState; 6] = [
    PaperState::Ready,
    PaperState::NearEnd,
    PaperState::Out,
    PaperState::CoverOpen,
    PaperState::Missing,
    PaperState::Fault,
];

const ENGINES: [Engine; 3] = [Engine::Dispatcher, Engine::Espeak, Engine::None];

/// One of these.
fn one<T: Clone>(all: &[T], byte: u8) -> T {
    all[usize::from(byte) % all.len()].clone()
}

fn holder() -> Holder {
    Holder { fiscal_code: "MRNNMO69C66H501O".into(), surname: None, given_name: None, expired: false }
}

/// The kiosk, and the numbers that it last gave.
struct Kiosk {
    state: Option<State>,
    now: Millis,
    speaking: u64,
    asked: u64,
    printing: u64,
}

impl Kiosk {
    fn does(&mut self, event: Event) {
        let Some(state) = self.state.take() else { return };
        let (state, commands) = step(state, event);
        assert!(state.picture().is_some());
        assert!(!state.waits() || state.is_clean());
        for command in commands {
            match command {
                Command::Speak(speech) => self.speaking = speech.id,
                Command::Ask(request) => self.asked = request.id,
                Command::Print(job) => self.printing = job.id,
                _ => {}
            }
        }
        self.state = Some(state);
    }

    /// Two bytes are one thing that happens.
    fn event(&mut self, kind: u8, which: u8) -> Event {
        let id = |last: u64| if which & 0x80 == 0 { last } else { u64::from(which) };
        match kind % 20 {
            0 => {
                self.now += 500 * u64::from(which);
                Event::Tick(self.now)
            }
            1..=3 => Event::Key(one(&Key::NAMED, which)),
            4 | 5 => Event::Key(Key::Digit(which % 10)),
            6 => Event::Touch(Touch::Control(one(&CONTROLS, which))),
            7 => Event::Touch(Touch::Sign(char::from(which))),
            8 => Event::Touch(Touch::Erase),
            9 => {
                let heard = self.heard();
                Event::Touch(Touch::Part(if heard.is_empty() { String::new() } else { one(&heard, which) }))
            }
            10 => Event::Jack(which & 1 == 0),
            11 => Event::Card(match which % 9 {
                0 => Card::NoReader,
                1 => Card::Empty,
                2 => Card::Reading,
                3 => Card::Mute,
                4 => Card::Foreign,
                5 => Card::IdentityCard,
                6 => Card::Torn,
                7 => Card::Damaged,
                _ => Card::Read(holder()),
            }),
            12 => Event::Code(match which % 3 {
                0 => Scan::Unknown,
                1 => Scan::Damaged,
                _ => Scan::Holder(holder()),
            }),
            13 => Event::Paper(Paper::State(one(&PAPERS, which))),
            14 => Event::Paper(match which & 1 {
                0 => Paper::Printed(id(self.printing)),
                _ => Paper::Failed(id(self.printing), one(&PAPERS, which >> 1)),
            }),
            15 => Event::Voice(match which % 4 {
                0 => Voice::Engine(one(&ENGINES, which >> 2)),
                1 => Voice::Cut(id(self.speaking)),
                _ => Voice::Ended(id(self.speaking)),
            }),
            16 | 17 => {
                let example = &PAGES[usize::from(which) % PAGES.len()];
                let (page, frame) = (example.page.clone(), example.frame.clone());
                Event::Portal(Portal::Page(self.asked, Box::new(Envelope { version: WIRE_VERSION, frame, page })))
            }
            18 if which & 1 == 0 => Event::Portal(Portal::Away(id(self.asked))),
            18 => Event::Portal(Portal::Strange(id(self.asked))),
            _ => Event::Staff(match which % 3 {
                0 => Staff::Coming,
                1 => Staff::Closed(true),
                _ => Staff::Closed(false),
            }),
        }
    }

    /// What can be touched.
    fn heard(&self) -> Vec<String> {
        let picture = self.state.as_ref().and_then(State::picture);
        picture
            .map(|picture| a11y::speech::page(&picture.page, &picture.frame))
            .unwrap_or_default()
            .into_iter()
            .map(|utterance| utterance.id)
            .collect()
    }
}

fuzz_target!(|bytes: &[u8]| {
    let state = Some(State::new(Setup::default()));
    let mut kiosk = Kiosk { state, now: 0, speaking: 0, asked: 0, printing: 0 };
    for pair in bytes.chunks_exact(2).take(400) {
        let event = kiosk.event(pair[0], pair[1]);
        kiosk.does(event);
    }
    for _ in 0..20 {
        kiosk.now += 30_000;
        let now = kiosk.now;
        kiosk.does(Event::Tick(now));
    }
    let state = kiosk.state.expect("a state");
    assert!(state.waits() && state.is_clean());
});
