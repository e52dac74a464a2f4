//! Whatever can happen to a kiosk, two bytes a thing: for the fuzz target of the agent and its property test.

use a11y::html::Example;
use a11y::page::{Block, Envelope, Page, WIRE_VERSION};
use a11y::text::Text;
use sportello_kiosk::agent::command::Picture;
use sportello_kiosk::event::{
    Boxes, Braille, BrailleKey, Card, CardPin, Check, Control, Device, Engine, Event, Finger, Holder, Key,
    Millis, Paper, PaperState, Portal, Rectangle, Scan, Sign, Signed, Spot, Staff, Touch, Voice,
};
use sportello_kiosk::health::Condition;

/// How many kinds of things there are: the first byte, less a multiple of this, is one.
pub const KINDS: u8 = 32;

/// The code of whoever's card or barcode it is; no page of the gallery has it.
pub const CODE: &str = "ZZZQQQ99A99Z999Z";

/// What is somebody's on a page, as it begins.
pub const OWN: &str = "Canarin";

/// What is typed, of letters and of digits.
pub const TYPED: [&str; 2] = ["qzxjq", "73916428"];

/// Whether these words have something of somebody, be it spelled.
pub fn tells(words: &str) -> bool {
    let bare: String = words.chars().filter(char::is_ascii_alphanumeric).collect();
    let bare = bare.to_ascii_lowercase();
    [CODE, OWN].iter().chain(&TYPED).any(|own| bare.contains(&own.to_ascii_lowercase()))
}

const CONTROLS: [Control; 17] = [
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
    Control::Capitals,
    Control::Print,
    Control::Up,
    Control::Down,
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

/// What a kiosk shows, and the numbers that it last gave.
#[derive(Clone, Copy, Debug)]
pub struct Known<'k> {
    pub picture: Option<&'k Picture>,
    pub pages: &'k [Example],
    pub now: Millis,
    pub speaking: u64,
    pub asked: u64,
    pub printing: u64,
}

/// One of these.
fn one<T: Clone>(all: &[T], byte: u8) -> T {
    all[usize::from(byte) % all.len()].clone()
}

fn holder(expired: bool) -> Holder {
    let name = |end: &str| Some(format!("{OWN}{end}"));
    Holder { fiscal_code: CODE.into(), surname: name("i"), given_name: name("a"), expired }
}

impl Known<'_> {
    /// What these two bytes are.
    pub fn event(&self, kind: u8, which: u8) -> Event {
        // The number of what is under way, or of something that never was.
        let id = |last: u64| if which & 0x80 == 0 { last } else { u64::from(which) };
        let yes = which & 0x80 == 0;
        match kind % KINDS {
            0 => Event::Tick(self.now + 500 * u64::from(which)),
            1 | 2 => Event::Key(one(&Key::NAMED, which)),
            3 => Event::Switch(one(&[Key::Next, Key::Select], which)),
            4 | 5 => Event::Key(Key::Digit(which % 10)),
            6 => Event::Touch(Touch::Control(one(&CONTROLS, which))),
            7 => Event::Touch(Touch::Sign(char::from(which))),
            8 => Event::Touch(Touch::Erase),
            9 => Event::Touch(Touch::Part(self.heard(which))),
            10 => Event::Jack(which & 1 == 0),
            11 => Event::Card(match which % 10 {
                0 => Card::NoReader,
                1 => Card::Empty,
                2 => Card::Reading,
                3 => Card::Mute,
                4 => Card::Foreign,
                5 => Card::IdentityCard,
                6 => Card::Torn,
                7 => Card::Damaged,
                8 => Card::Stuck,
                _ => Card::Read(holder(!yes)),
            }),
            12 => Event::Code(match which % 3 {
                0 => Scan::Unknown,
                1 => Scan::Damaged,
                _ => Scan::Holder(holder(!yes)),
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
            16 | 17 => Event::Portal(Portal::Page(self.asked, Box::new(self.page(which)))),
            18 if which & 1 == 0 => Event::Portal(Portal::Away(id(self.asked))),
            18 => Event::Portal(Portal::Strange(id(self.asked))),
            19 => Event::Staff(match which % 5 {
                0 => Staff::Coming,
                1 => Staff::Closed(true),
                2 => Staff::Called(yes),
                _ => Staff::Closed(false),
            }),
            20 => Event::CardPin(match which % 7 {
                0 => CardPin::Tries(which >> 4),
                1 => CardPin::Wrong(which >> 4),
                2 => CardPin::Blocked,
                3 => CardPin::Unable,
                4 => CardPin::Torn,
                5 => CardPin::Stuck,
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
                0 => Device::Keypad(yes),
                1 => Device::Reader(yes),
                2 => Device::Panel(yes),
                3 => Device::Jack(yes),
                _ => Device::JackFull,
            }),
            25 => {
                let at = jiff::civil::time(9, 30, 0, 0);
                Event::Portal(Portal::Old(self.asked, Box::new(self.page(which)), at))
            }
            26 => Event::Check(match which % 4 {
                0 => Check::Wanted,
                1 => Check::Heard(yes),
                _ => Check::Ready { ear: yes, screen: Condition::Good },
            }),
            27 => Event::Touch(Touch::Ear(self.heard(which))),
            28 => Event::Sign(Sign(char::from(which))),
            29 => Event::Paper(Paper::Refused(id(self.printing), one(&PAPERS, which))),
            30 => Event::Voice(match which % 4 {
                0 => Voice::Headphones(one(&ENGINES, which >> 2)),
                1 => Voice::Began(id(self.speaking)),
                2 => Voice::Mark(id(self.speaking), self.heard(which)),
                _ => Voice::Word(id(self.speaking), usize::from(which >> 2)),
            }),
            _ => match which % 4 {
                0 => Event::Portal(Portal::There(yes)),
                2 => Event::Renewed(yes),
                1 => Event::Portal(Portal::Clock(yes)),
                _ => Event::Kept(yes),
            },
        }
    }

    /// Where things are: in rows, of this picture or of one that is over.
    fn boxes(&self, which: u8) -> Boxes {
        let number = self.picture.and_then(|picture| picture.explored).unwrap_or(0);
        let row = |at: usize| {
            let y = u16::try_from(at * 400 % 10_000).unwrap_or(0);
            Rectangle { from: Spot { x: 0, y }, to: Spot { x: 10_000, y: y + 390 } }
        };
        let parts = self.all_heard().into_iter().map(Touch::Part);
        let all = parts.chain(CONTROLS.map(Touch::Control)).enumerate();
        let boxes = all.map(|(at, touch)| (touch, row(at))).collect();
        Boxes { number: number + u64::from(which & 1), boxes }
    }

    /// The id of something that can be touched.
    fn heard(&self, which: u8) -> String {
        let heard = self.all_heard();
        if heard.is_empty() { String::new() } else { one(&heard, which) }
    }

    fn all_heard(&self) -> Vec<String> {
        let stops = self.picture.map(|picture| a11y::speech::page(&picture.page, &picture.frame));
        stops.unwrap_or_default().into_iter().map(|utterance| utterance.id).collect()
    }

    /// A page of the gallery, as the portal sends it, with something of somebody.
    fn page(&self, which: u8) -> Envelope {
        let Example { mut page, frame, .. } = one(self.pages, which);
        make_somebodys(&mut page, which);
        Envelope { version: WIRE_VERSION, frame, page }
    }
}

/// Puts something of somebody on a page, and into some titles and boxes.
pub fn make_somebodys(page: &mut Page, which: u8) {
    let own = |end: &str| Text::plain(format!("{OWN}{end}")).private();
    if which.is_multiple_of(5) {
        page.title = own("o in testa");
    }
    page.body.push(own("o in fondo").into());
    if which.is_multiple_of(3) {
        fill(&mut page.body);
    }
}

fn fill(body: &mut [Block]) {
    for block in body {
        match block {
            Block::Section(section) => fill(&mut section.body),
            Block::Question(question) => {
                question.input.typed_mut().into_iter().for_each(|value| *value = format!("{OWN}o scritto"));
            }
            _ => {}
        }
    }
}
