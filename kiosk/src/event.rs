//! What happens to a kiosk: everything its agent learns, the time among it.
//!
//! **Invariant**: the agent learns nothing in any other way, so a list of events is a whole session.

use std::fmt;

use a11y::page::Envelope;
use zeroize::Zeroize;

use crate::health::Condition;

/// Milliseconds of a clock that never goes back; only differences have a meaning.
pub type Millis = u64;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// Time has passed: it is now so late. Comes several times a second.
    Tick(Millis),
    /// A key went down.
    Key(Key),
    /// One of two switches, which do no more than go on and choose.
    Switch(Key),
    /// A key of a whole keyboard that types a sign went down.
    Sign(Sign),
    /// A finger chose something on the screen.
    Touch(Touch),
    /// The same on the page of this number, which may be shown no more.
    TouchOn(u64, Touch),
    /// A finger explored the screen by ear.
    Finger(Finger),
    /// Where on the screen things are.
    Boxes(Boxes),
    /// Headphones went in (`true`) or out, or the handset was lifted or hung up.
    Jack(bool),
    /// The braille display.
    Braille(Braille),
    /// The card reader.
    Card(Card),
    /// The card in the reader, asked for its PIN or a signature.
    CardPin(CardPin),
    /// The barcode or stripe reader.
    Code(Scan),
    /// A device came or went.
    Device(Device),
    /// The receipt printer.
    Paper(Paper),
    /// The voice.
    Voice(Voice),
    /// The portal.
    Portal(Portal),
    /// The staff of the office.
    Staff(Staff),
    /// The kiosk's test of itself.
    Check(Check),
    /// What must outlive a restart is on the disk, or the disk does not take it.
    Kept(bool),
    /// pcscd was replaced after the card before this one, or still is the one that carried it.
    Renewed(bool),
}

impl Event {
    /// Something was pressed or touched.
    pub(crate) fn is_of_a_hand(&self) -> bool {
        matches!(
            self,
            Event::Key(_)
                | Event::Switch(_)
                | Event::Sign(_)
                | Event::Touch(_)
                | Event::TouchOn(..)
                | Event::Finger(_)
                | Event::Braille(_)
        )
    }
}

/// A key of the tactile keypad, or of whatever stands in for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// To what was heard before.
    Previous,
    /// To what comes next.
    Next,
    /// Does what the cursor stands on.
    Select,
    /// One page back; while typing, one sign back.
    Back,
    /// Ends the session.
    End,
    /// Tells what can be done here.
    Help,
    /// Says the same again.
    Repeat,
    /// 8 dB louder.
    Louder,
    /// 8 dB softer.
    Softer,
    /// Speaks faster.
    Faster,
    /// Speaks slower.
    Slower,
    /// A digit, 0 to 9.
    Digit(u8),
}

impl Key {
    /// The keys that are no digit.
    pub const NAMED: [Key; 11] = [
        Key::Previous,
        Key::Next,
        Key::Select,
        Key::Back,
        Key::End,
        Key::Help,
        Key::Repeat,
        Key::Louder,
        Key::Softer,
        Key::Faster,
        Key::Slower,
    ];
}

/// A sign that was typed.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sign(pub char);

impl fmt::Debug for Sign {
    /// Without what was typed: events are logged.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sign")
    }
}

/// What a finger did on the screen: it went down and up inside the same thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touch {
    /// The part of the page with this id.
    Part(String),
    /// The ear beside the part with this id: it is read, and nothing else happens.
    Ear(String),
    /// A key of the keyboard on the screen.
    Sign(char),
    /// The key of the keyboard that takes the last sign away.
    Erase,
    /// A control of the frame around the page, by its name.
    Control(Control),
}

/// A place on the screen, in ten-thousandths from its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Spot {
    /// From the left.
    pub x: u16,
    /// From the top.
    pub y: u16,
}

/// What fingers did on a touchscreen that is explored by ear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Finger {
    /// One stands or moves here.
    At(Spot),
    /// It was lifted.
    Gone,
    /// Two taps, anywhere: what was heard last is meant.
    Activate,
    /// A swipe to the right.
    Next,
    /// A swipe to the left.
    Previous,
    /// A tap of two fingers: silence.
    Quiet,
    /// A tap of three fingers: from exploring by ear to touching, or back.
    Swap,
}

/// Where the things on the screen are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Boxes {
    /// The number of the picture that they stand in.
    pub number: u64,
    /// What a finger there would choose, and where it is.
    pub boxes: Vec<(Touch, Rectangle)>,
}

/// A part of the screen, in ten-thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rectangle {
    /// Its upper left corner.
    pub from: Spot,
    /// Its lower right corner.
    pub to: Spot,
}

impl Rectangle {
    /// Whether a place is in it.
    #[must_use]
    pub fn holds(&self, spot: Spot) -> bool {
        (self.from.x..=self.to.x).contains(&spot.x) && (self.from.y..=self.to.y).contains(&spot.y)
    }

    /// How much of the screen it takes.
    #[must_use]
    pub fn area(&self) -> u32 {
        let side = |from: u16, to: u16| u32::from(to.saturating_sub(from));
        side(self.from.x, self.to.x) * side(self.from.y, self.to.y)
    }
}

/// A control that stands around every page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Control {
    /// Ends the session.
    End,
    /// The page before.
    Back,
    /// Reads aloud, or no longer.
    Listen,
    /// The next size of letters.
    Size,
    /// The next theme of colours.
    Theme,
    /// Everything that is touched in the lower half of the screen, or no longer there.
    Low,
    /// Shows personal values for a while.
    Uncover,
    /// Prints the page.
    Print,
    /// Another language.
    Language,
    /// Help.
    Help,
    /// Calls the staff: touched twice.
    Staff,
    /// Closes the keyboard.
    Done,
    /// The next page of signs of the keyboard.
    Signs,
    /// The next letter is a capital where it would be small, and small where it would be a capital.
    Capitals,
    /// More time, when the idle warning stands.
    Stay,
    /// The part of the page before what is seen; a finger that touches it directly has turned the page already.
    Up,
    /// The part after it.
    Down,
}

/// What a braille display tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Braille {
    /// One of so many cells is there.
    Attached(u16),
    /// It has gone.
    Gone,
    /// One of its keys went down.
    Key(BrailleKey),
}

/// A key of a braille display.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum BrailleKey {
    /// To the thing before.
    Previous,
    /// To the next thing.
    Next,
    /// The cells before, or the thing before.
    Left,
    /// The cells after, or the next thing.
    Right,
    /// The first cells of this thing.
    LineStart,
    /// The last.
    LineEnd,
    /// The first thing of the page.
    Top,
    /// The commands after the page.
    Bottom,
    /// Does what the cursor stands on.
    Select,
    /// The same, by the key above this cell, from 0.
    Route(u16),
    /// One page back; while typing, one sign back.
    Back,
    /// The last sign goes.
    Erase,
    /// Ends the session.
    End,
    /// Tells what can be done here.
    Help,
    /// Tells where one is.
    Where,
    /// A sign was typed.
    Sign(char),
}

impl fmt::Debug for BrailleKey {
    /// Without what was typed: events are logged.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if matches!(self, BrailleKey::Sign(_)) { "Sign" } else { "Key" })
    }
}

/// What the chip reader tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Card {
    /// There is no reader, or it has gone.
    NoReader,
    /// A reader without a card.
    Empty,
    /// A card went in and is being read.
    Reading,
    /// A card that does not answer: wrong side up, or without a chip.
    Mute,
    /// A card that answers and is none of ours.
    Foreign,
    /// An electronic identity card: its number is on its back, as a barcode.
    IdentityCard,
    /// The card was pulled while it was being read.
    Torn,
    /// What stands on a health card can be read and makes no sense.
    Damaged,
    /// It, or its reader, was asked something and has not answered in a time in which all of them do.
    Stuck,
    /// Whose card it is.
    Read(Holder),
}

/// What the card in the reader tells of its PIN, and what it signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardPin {
    /// So many tries are left.
    Tries(u8),
    /// The PIN was wrong, and so many tries are left.
    Wrong(u8),
    /// No try is left.
    Blocked,
    /// It has no PIN for us, or does not tell how many tries are left.
    Unable,
    /// It was pulled.
    Torn,
    /// It, or its reader, has not answered in a time in which all of them do.
    Stuck,
    /// The PIN was right.
    Signed(Signed),
}

/// What a card signed, and its certificate: for the portal to judge.
#[derive(Clone, PartialEq, Eq)]
pub struct Signed {
    /// The certificate that authenticates, in DER.
    pub certificate: Vec<u8>,
    /// Its signature over the challenge.
    pub signature: Vec<u8>,
}

impl fmt::Debug for Signed {
    /// Tells nothing of a person: events are logged.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signed")
    }
}

impl Drop for Signed {
    fn drop(&mut self) {
        self.certificate.zeroize();
        self.signature.zeroize();
    }
}

/// Who a card or code says its holder is: a claim, never an identity.
#[derive(Clone, PartialEq, Eq)]
pub struct Holder {
    /// The fiscal code, whose check character is right.
    pub fiscal_code: String,
    /// The surname, if it stands there.
    pub surname: Option<String>,
    /// The given name, likewise.
    pub given_name: Option<String>,
    /// The card's last day has passed; it still gives its code.
    pub expired: bool,
}

impl fmt::Debug for Holder {
    /// Tells nothing of a person: events are logged.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Holder")
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        self.fiscal_code.zeroize();
        self.surname.zeroize();
        self.given_name.zeroize();
    }
}

/// What a barcode or stripe reader tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scan {
    /// A fiscal code whose check character is right.
    Holder(Holder),
    /// Something else, or a fiscal code that is wrong.
    Unknown,
    /// Part of it was lost on the way.
    Damaged,
}

/// A device that comes and goes, and works by itself while it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Device {
    /// A keypad is there, or none.
    Keypad(bool),
    /// A barcode or stripe reader is there, or none.
    Reader(bool),
    /// The touchscreen can be used by ear, or not.
    Panel(bool),
    /// There is a jack that headphones can go into, or none.
    Jack(bool),
    /// Something is in the jack, and nobody was seen to plug it in: it is nobody's.
    JackFull,
}

/// The state of the receipt printer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PaperState {
    /// It can print.
    Ready,
    /// It can print, and the roll ends soon.
    NearEnd,
    /// There is no paper.
    Out,
    /// Its cover is open.
    CoverOpen,
    /// It does not answer.
    Missing,
    /// It says that something is wrong.
    Fault,
}

/// What the receipt printer tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paper {
    /// Its state changed.
    State(PaperState),
    /// The job came out whole: the printer has confirmed it.
    Printed(u64),
    /// The job did not come out whole, for this reason.
    Failed(u64, PaperState),
    /// The job was not begun, for this reason: nothing of it came out.
    Refused(u64, PaperState),
}

/// The engine that speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// speech-dispatcher.
    Dispatcher,
    /// A process of espeak-ng for each utterance.
    Espeak,
    /// Nobody: the kiosk is mute, and out of service.
    None,
}

/// What the voice tells of the utterance with this number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Voice {
    /// Its first sound.
    Began(u64),
    /// It came to this mark.
    Mark(u64, String),
    /// It came to the word of this number, from 0, of all that it says; told of what is followed with the eyes.
    Word(u64, usize),
    /// It was said to its end.
    Ended(u64),
    /// It was cut off.
    Cut(u64),
    /// Who speaks changed: at the loudspeaker, where the headphones are an output of their own.
    Engine(Engine),
    /// Who speaks in the headphones changed, where they are an output of their own.
    Headphones(Engine),
}

/// What came back from the portal for the request with this number.
#[derive(Clone, Debug, PartialEq)]
pub enum Portal {
    /// A page.
    Page(u64, Box<Envelope>),
    /// A public page that was got at this time: the portal is away now.
    Old(u64, Box<Envelope>, jiff::civil::Time),
    /// No answer came, or none that is one of the portal's: it may have been taken or not.
    Away(u64),
    /// The portal answers and cannot be understood: it is of another version.
    Strange(u64),
    /// Whether it is there at all, while nobody asks it for anything.
    There(bool),
    /// The machine's clock goes with the portal's, or is so wrong that signatures are made for the portal's.
    Clock(bool),
}

/// What the staff do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Staff {
    /// The call of a citizen has come to somebody, or to nobody.
    Called(bool),
    /// Someone is on the way to the citizen who called.
    Coming,
    /// The kiosk is taken out of service, or put back.
    Closed(bool),
}

/// What the kiosk's test of itself comes to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Check {
    /// It is to be made, as soon as nobody is there.
    Wanted,
    /// It can begin.
    Ready {
        /// An ear is open at the sound output; else there is none.
        ear: bool,
        /// How the screen is.
        screen: Condition,
    },
    /// Whether the ear heard anything.
    Heard(bool),
}
