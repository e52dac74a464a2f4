#![no_main]
//! Whatever happens in whatever order: there is a picture, nobody's session stays, and nothing panics.

use std::sync::LazyLock;

use a11y::html::{Example, examples};
use a11y::page::{Envelope, WIRE_VERSION};
use libfuzzer_sys::fuzz_target;
use sportello_kiosk::agent::command::Command;
use sportello_kiosk::agent::{Setup, State, step};
use sportello_kiosk::event::{
    Boxes, Braille, BrailleKey, Card, CardPin, Check, Control, Device, Engine, Event, Finger, Holder, Key, Millis,
    Paper, PaperState, Portal, Rectangle, Scan, Signed, Spot, Staff, Touch, Voice,
};
use sportello_kiosk::health::Condition;

static PAGES: LazyLock<Vec<Example>> = LazyLock::new(examples);

const CONTROLS: [Control; 13] = [
    Control::End,
    Control::Back,
    Control::Listen,
    Control::Size,
    Control::Theme,
    Control::Low,
    Control::Uncover,
    Control::Help,
    Control::Stay,
    Control::Language,
    Control::Staff,
    Control::Done,
    Control::Signs,
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

const BRAILLE: [BrailleKey; 16] = [
    BrailleKey::Next,
    BrailleKey::Previous,
    BrailleKey::Left,
    BrailleKey::Right,
    BrailleKey::LineStart,
    BrailleKey::LineEnd,
    BrailleKey::Top,
    BrailleKey::Bottom,
    BrailleKey::Select,
    BrailleKey::Route(0),
    BrailleKey::Route(u16::MAX),
    BrailleKey::Back,
    BrailleKey::Erase,
    BrailleKey::End,
    BrailleKey::Help,
    BrailleKey::Where,
];

const FINGERS: [Finger; 6] =
    [Finger::Gone, Finger::Activate, Finger::Next, Finger::Previous, Finger::Quiet, Finger::Swap];

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
        match kind % 27 {
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
                Event::Portal(Portal::Page(self.asked, Box::new(page(which))))
            }
            18 if which & 1 == 0 => Event::Portal(Portal::Away(id(self.asked))),
            18 => Event::Portal(Portal::Strange(id(self.asked))),
            19 => Event::Staff(match which % 5 {
                0 => Staff::Coming,
                1 => Staff::Closed(true),
                2 => Staff::Called(which & 0x80 == 0),
                _ => Staff::Closed(false),
            }),
            20 => Event::CardPin(match which % 6 {
                0 => CardPin::Tries(which >> 4),
                1 => CardPin::Wrong(which >> 4),
                2 => CardPin::Blocked,
                3 => CardPin::Unable,
                4 => CardPin::Torn,
                _ => CardPin::Signed(Signed { certificate: vec![0x30], signature: vec![which; 4] }),
            }),
            // Sixteen places a side.
            21 if which & 1 == 0 => {
                let spot = Spot { x: u16::from(which >> 4) * 650, y: u16::from(which & 0x0e) * 700 };
                Event::Finger(Finger::At(spot))
            }
            21 => Event::Finger(one(&FINGERS, which >> 1)),
            22 => Event::Boxes(self.boxes(which)),
            23 => Event::Braille(match which {
                0..=15 => Braille::Attached(u16::from(which) * 6),
                16..=31 => Braille::Gone,
                32..=127 => Braille::Key(BrailleKey::Sign(char::from(which))),
                _ => Braille::Key(one(&BRAILLE, which)),
            }),
            24 => Event::Device(match which % 5 {
                0 => Device::Keypad(which & 0x80 == 0),
                1 => Device::Reader(which & 0x80 == 0),
                2 => Device::Panel(which & 0x80 == 0),
                3 => Device::Jack(which & 0x80 == 0),
                _ => Device::JackFull,
            }),
            25 => Event::Portal(Portal::Old(self.asked, Box::new(page(which)), jiff::civil::time(9, 30, 0, 0))),
            _ => Event::Check(match which % 4 {
                0 => Check::Wanted,
                1 => Check::Heard(which & 0x80 == 0),
                _ => Check::Ready { ear: which & 0x80 == 0, screen: Condition::Good },
            }),
        }
    }

    /// Where things are: in rows, of this picture or of one that is over.
    fn boxes(&self, which: u8) -> Boxes {
        let picture = self.state.as_ref().and_then(State::picture);
        let number = picture.and_then(|picture| picture.explored).unwrap_or(0);
        let row = |at: usize| {
            let y = u16::try_from(at * 400 % 10_000).unwrap_or(0);
            Rectangle { from: Spot { x: 0, y }, to: Spot { x: 10_000, y: y + 390 } }
        };
        let parts = self.heard().into_iter().map(Touch::Part);
        let all = parts.chain(CONTROLS.map(Touch::Control)).enumerate();
        Boxes { number: number + u64::from(which & 1), boxes: all.map(|(at, touch)| (touch, row(at))).collect() }
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

/// A page of the gallery, as the portal sends it.
fn page(which: u8) -> Envelope {
    let example = &PAGES[usize::from(which) % PAGES.len()];
    Envelope { version: WIRE_VERSION, frame: example.frame.clone(), page: example.page.clone() }
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
