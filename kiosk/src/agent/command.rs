//! What the agent wants done.

use a11y::page::{Frame, Method, Page};
use a11y::speech::{Command as Said, Heard, Public};
use a11y::text::{Lang, Text};
use zeroize::{Zeroize, Zeroizing};

pub use super::booth::Booth;
pub use crate::devices::paper::Job;
use crate::event::{Device, PaperState};
use crate::health::{Condition, Line as Told, Part};

/// A sound that is no word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was left behind: heard across the hall.
    Calls,
    /// Nothing is there, or nothing was done: soft, and where the speech of who listens is, their headphones or the hall.
    Nothing {
        /// It is for headphones.
        ears: bool,
    },
}

/// One effect; the devices carry it out, and tell by events what came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Says something, in place of what is being said.
    Speak(Speech),
    /// Says nothing more.
    Hush,
    /// Shows this.
    Show(Box<Picture>),
    /// Asks the portal.
    Ask(Request),
    /// Gives the portal a sign of life: somebody is there, though they ask for no page.
    Stay,
    /// Asks whether the portal is there, while nothing else is asked.
    Look,
    /// Ends the portal's session, and forgets cookies and connections.
    Forget,
    /// Writes this on the braille display.
    Braille(Line),
    /// Asks the card in the reader.
    Card(CardOrder),
    /// Prints.
    Print(Job),
    /// A tone.
    Tone(Tone),
    /// Takes the touchscreen from the browser, to be explored by ear, or gives it back.
    GrabTouch(bool),
    /// Calls the staff to this kiosk.
    CallStaff,
    /// Tells the office how the kiosk is.
    Report(Report),
    /// Examines what only its effects tell of.
    Examine(Examine),
}

/// What the kiosk's test of itself wants done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Examine {
    /// Open the ear at the loudspeaker's sound output, or at the only one, and look at the screen.
    Begin,
    /// The same at that of the headphones.
    Headphones,
    /// Close the ear, and tell whether it heard anything.
    End,
    /// Close the ear, and tell nothing.
    Leave,
}

/// Something to be said.
#[derive(Clone, Debug, PartialEq)]
pub struct Speech {
    /// Its number: events of the voice name it.
    pub id: u64,
    /// Where, and what.
    pub aloud: Aloud,
    /// How fast, in percent of ordinary.
    pub rate: u8,
    /// How loud: the number of a step of 8 dB, from 1.
    pub volume: u8,
    /// Somebody follows it on the screen: the voice tells of each word.
    pub followed: bool,
}

/// The cells of a braille display: the whole of it, at each change. It is wiped when it is let go of.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    /// By whose braille the text is written.
    pub lang: Lang,
    /// The text, a sign a cell; the cells after it are blank.
    pub text: String,
    /// The cell that the cursor is at, from 0: where the next sign comes.
    pub cursor: Option<u16>,
}

impl std::fmt::Debug for Line {
    /// Without the text: it may be someone's.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Line({:?})", self.lang)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.text.zeroize();
    }
}

/// Where something is said. A loudspeaker takes what is public, and nothing else can be put there; that of a booth takes
/// all, for who is in it and has chosen so in this session.
///
/// ```
/// # use {a11y::speech::Public, sportello_kiosk::agent::command::Aloud};
/// fn to_the_hall(said: Public) -> Aloud { Aloud::Speaker(said) }
/// ```
/// ```compile_fail,E0308
/// # use {a11y::speech::Private, sportello_kiosk::agent::command::Aloud};
/// fn to_the_hall(said: Private) -> Aloud { Aloud::Speaker(said) }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Aloud {
    /// For everyone in the hall.
    Speaker(Public),
    /// In the headphones, or the handset.
    Ears(Heard),
    /// Of a booth that closes.
    Booth(Heard, Booth),
}

impl Aloud {
    /// What the voice does, in order.
    pub fn script(&self) -> &[Said] {
        match self {
            Aloud::Speaker(public)
            | Aloud::Ears(Heard::Public(public))
            | Aloud::Booth(Heard::Public(public), _) => public.commands(),
            Aloud::Ears(Heard::Private(private)) | Aloud::Booth(Heard::Private(private), _) => {
                private.commands()
            }
        }
    }
}

/// The words of a script, as a voice counts them: what is spelled is one, and what makes no sound is none.
pub fn words(script: &[Said]) -> Vec<String> {
    let heard = |said: &Said| match said {
        Said::Say { words, .. } if words.chars().any(char::is_alphanumeric) => {
            let apart = |sign: char| sign.is_whitespace() || sign.is_control();
            words.split(apart).filter(|word| !word.is_empty()).map(str::to_owned).collect()
        }
        Said::Say { words: text, .. } | Said::Spell { text, .. } => {
            let sounds = text.chars().any(|sign| !sign.is_whitespace() && !sign.is_control());
            sounds.then(|| text.clone()).into_iter().collect()
        }
        Said::Pause(_) | Said::Mark(_) => Vec::new(),
    };
    script.iter().flat_map(heard).collect()
}

/// A request to the portal. It is wiped when it is let go of.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// Its number: events of the portal name it.
    pub id: u64,
    /// Reads or sends.
    pub method: Method,
    /// Path and query at the portal.
    pub address: String,
    /// The fields of the form.
    pub fields: Vec<(String, String)>,
}

impl std::fmt::Debug for Request {
    /// Without what is sent.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Request({}, {:?})", self.id, self.method)
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        self.address.zeroize();
        for (_, value) in &mut self.fields {
            value.zeroize();
        }
    }
}

/// What the card in the reader is asked.
#[derive(Clone, PartialEq, Eq)]
pub enum CardOrder {
    /// How many tries its PIN has left.
    Look,
    /// To sign the challenge, with this PIN.
    Sign {
        /// The card's own PIN.
        pin: Zeroizing<String>,
        /// What the portal wants signed.
        challenge: String,
    },
}

impl std::fmt::Debug for CardOrder {
    /// Without the PIN.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if *self == CardOrder::Look { "Look" } else { "Sign" })
    }
}

/// How the kiosk is, for the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Report {
    /// It cannot speak: for who does not see it is broken, whatever the screen shows.
    Mute,
    /// It can speak again.
    Speaks,
    /// This one of two sound outputs speaks again, or no longer; by the other the kiosk is in service.
    Output(Part, bool),
    /// The printer is in this state.
    Paper(PaperState),
    /// This input device came or went.
    Device(Device),
    /// The reader of chips came or went.
    Chip(bool),
    /// The machine's clock goes with the portal's, or not.
    Clock(bool),
    /// The disk takes what the kiosk keeps, or not.
    Disk(bool),
    /// pcscd was replaced after the last card, or still is the one that carried it.
    Renewed(bool),
    /// A card that was asked something has answered again, or not at all.
    Answers(bool),
    /// What its test of itself found of this part.
    Tested(Part, Condition),
}

impl Report {
    /// The line of the report; `None` for what tells nothing of a part.
    pub fn line(self) -> Option<Told> {
        let there = |is| if is { Condition::Good } else { Condition::Gone };
        let (part, state, tested) = match self {
            Report::Mute => (Part::Voice, Condition::Gone, false),
            Report::Speaks => (Part::Voice, Condition::Good, false),
            Report::Output(part, is) => (part, there(is), false),
            Report::Paper(paper) => (Part::Paper, super::selftest::of_paper(paper), false),
            Report::Device(Device::Keypad(is)) => (Part::Keypad, there(is), false),
            Report::Device(Device::Reader(is)) => (Part::Reader, there(is), false),
            Report::Device(Device::Panel(is)) => (Part::Touch, there(is), false),
            Report::Device(Device::Jack(is)) => (Part::Jack, there(is), false),
            Report::Device(Device::JackFull) => return None,
            Report::Chip(is) => (Part::Chip, there(is), false),
            Report::Clock(true) => (Part::Clock, Condition::Good, false),
            Report::Clock(false) => (Part::Clock, Condition::Wrong, false),
            Report::Disk(true) => (Part::Disk, Condition::Good, false),
            Report::Disk(false) => (Part::Disk, Condition::Fault, false),
            Report::Renewed(true) | Report::Answers(true) => (Part::Chip, Condition::Good, false),
            Report::Renewed(false) | Report::Answers(false) => (Part::Chip, Condition::Fault, false),
            Report::Tested(part, state) => (part, state, true),
        };
        Some(Told { part, state, tested })
    }
}

/// What the screen shows: the whole of it, at each change.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The page, with what has been typed in it.
    pub page: Page,
    /// The number of the page: a touch comes back with it.
    pub number: u64,
    /// What stands around it.
    pub frame: Frame,
    /// Letters, colours, place of the controls.
    pub look: Look,
    /// The id of what is being read or typed into.
    pub focus: Option<String>,
    /// What is being said, in words.
    pub caption: Option<Text>,
    /// The keyboard for the question that is typed into.
    pub keyboard: Option<Keyboard>,
    /// The boxes of the page that hold a secret, each with how many signs of it: it is kept whoever types elsewhere.
    pub secrets: Vec<(String, usize)>,
    /// Nothing of the page may be seen.
    pub curtain: bool,
    /// That is so because headphones went out; else somebody wanted it.
    pub unplugged: bool,
    /// The page can be printed.
    pub prints: bool,
    /// Values that are someone's are covered, or could be; `None` where there are none.
    pub covered: Option<bool>,
    /// It is read aloud.
    pub listening: bool,
    /// Nobody is there: the screen that waits.
    pub waiting: bool,
    /// The kiosk can be used; else a touch does nothing but call the staff.
    pub serves: bool,
    /// What is told is the sign that a ring stands at: it belongs beside the box that it goes into.
    pub ring: bool,
    /// Someone might be gone: the words of the warning.
    pub warning: Option<Text>,
    /// The page before this one can be asked for.
    pub back: bool,
    /// The screen is explored by ear: where things are in the picture of this number is to be told.
    pub explored: Option<u64>,
    /// A finger is on the page: it does not move.
    pub still: bool,
    /// How often who explores it by ear has turned a page that is longer than the screen, and which way at last.
    pub turned: (u64, i8),
    /// The parts of the page that have an ear: a touch there reads them and nothing else.
    pub ears: Vec<String>,
    /// How far speech has come.
    pub said: Option<Spoken>,
}

/// How far speech has come in something that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The id of what is being said; else it is the caption.
    pub place: Option<String>,
    /// The word that sounds now: small letters and digits, without the vowels that only a voice needs.
    pub word: String,
    /// How many times it was said before.
    pub nth: usize,
}

/// How the screen looks, by the citizen's choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// 0 to 3: ordinary to largest letters.
    pub size: u8,
    /// 0 to 3: light, dark, high light, high dark.
    pub theme: u8,
    /// Everything that is touched is in the lower half.
    pub low: bool,
}

/// A keyboard on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyboard {
    /// Its language.
    pub lang: Lang,
    /// Which one.
    pub kind: Keys,
    /// Which of its pages: the first has what most words need.
    pub layer: usize,
    /// The letter that is touched next is written as a capital.
    pub capital: bool,
    /// What is being typed.
    pub label: Text,
    /// For a secret: how many signs stand there.
    pub secret: Option<usize>,
    /// Sends the page from the keyboard, where the page's own button would be out of reach.
    pub send: Option<Text>,
}

/// A letter as a capital, where it has one.
pub(crate) fn capital(sign: char) -> char {
    let mut signs = sign.to_uppercase();
    signs.next().filter(|_| signs.next().is_none()).unwrap_or(sign)
}

/// Which signs a keyboard has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// 0 to 9.
    Digits,
    /// 0 to 9 and the comma.
    Money,
    /// Capital letters and digits.
    Code,
    /// Letters with accents, digits, what stands in names and addresses.
    Text,
    /// The same, and Arabic letters before it.
    Arabic,
}
