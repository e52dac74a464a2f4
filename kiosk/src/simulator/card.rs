//! Cards in memory: they answer commands as a chip does, and can be pulled in the middle.
//!
//! **Invariant**: whoever they name is invented.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use num_bigint::BigUint;
use serde::Deserialize;

use crate::devices::card::{
    Gone, Transmit,
    apdu::{CIE, IAS},
};

/// A health card of an invented person: what its chip, its barcode and its stripe say.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Sample {
    /// The file of personal data.
    pub personal_data: String,
    /// What a scanner reads.
    pub barcode: String,
    /// What a stripe reader reads from the first track.
    pub track_1: String,
    /// And from the second.
    pub track_2: String,
    /// What its chip signs with, if it has a key.
    pub secret: Option<Secret>,
}

impl Sample {
    /// Its chip.
    #[must_use]
    pub fn chip(&self) -> Chip {
        let chip = Chip::health(self.personal_data.as_bytes());
        match &self.secret {
            Some(secret) => chip.with(secret),
            None => chip,
        }
    }
}

/// What an invented card signs with.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Secret {
    /// Its PIN.
    pub pin: String,
    /// Its certificate: DER in base64.
    pub certificate: String,
    /// The modulus of its RSA key, in hexadecimal.
    pub modulus: String,
    /// The private exponent.
    pub exponent: String,
}

/// The key inside a chip, and how far it is open.
#[derive(Clone, Debug)]
struct Lock {
    pin: String,
    certificate: Vec<u8>,
    modulus: BigUint,
    exponent: BigUint,
    left: u8,
    is_open: bool,
    is_set: bool,
}

/// Tries that a fresh card has.
const TRIES: u8 = 3;

/// The health cards there are, from `cards.json`.
#[must_use]
pub fn samples() -> Vec<Sample> {
    #[derive(Deserialize)]
    struct File {
        cards: Vec<Sample>,
    }
    serde_json::from_str::<File>(include_str!("cards.json")).map(|file| file.cards).unwrap_or_default()
}

/// A file of personal data that makes no sense.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Damaged {
    /// What is wrong with it, in words of the board.
    pub case: String,
    /// The file.
    pub file: String,
}

/// The damaged files there are, from `damaged.json`.
#[must_use]
pub fn damaged() -> Vec<Damaged> {
    #[derive(Deserialize)]
    struct File {
        files: Vec<Damaged>,
    }
    serde_json::from_str::<File>(include_str!("damaged.json")).map(|file| file.files).unwrap_or_default()
}

/// How a card answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Protocol {
    /// T=1: data and status in one answer; what is shorter than asked for ends with `6282`.
    Blocks,
    /// T=0: data that were not asked for wait (`61xx`), and a wrong length is put right (`6Cxx`).
    Characters,
}

/// What a card is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Health(Vec<u8>),
    Identity,
    Foreign,
    Mute,
    Stuck,
}

/// Status words (ISO/IEC 7816-4).
const OK: [u8; 2] = [0x90, 0x00];
const ENDED: [u8; 2] = [0x62, 0x82];
const NO_FILE: [u8; 2] = [0x6A, 0x82];
const NOT_CHOSEN: [u8; 2] = [0x69, 0x86];
const NO_SUCH_PLACE: [u8; 2] = [0x6B, 0x00];
const NO_COMMAND: [u8; 2] = [0x6D, 0x00];
const NOT_OPEN: [u8; 2] = [0x69, 0x82];
const BLOCKED: [u8; 2] = [0x69, 0x83];
const NO_SUCH_KEY: [u8; 2] = [0x6A, 0x88];

/// A card in memory.
#[derive(Clone, Debug)]
pub struct Chip {
    kind: Kind,
    protocol: Protocol,
    longest: usize,
    commands_left: Option<usize>,
    /// It was pulled in the middle of a command.
    is_out: bool,
    commands: usize,
    path: Vec<u16>,
    is_ias: bool,
    waiting: Vec<u8>,
    lock: Option<Lock>,
}

impl Chip {
    /// A health card with this file of personal data, whatever it says.
    #[must_use]
    pub fn health(personal_data: &[u8]) -> Self {
        Self::of(Kind::Health(personal_data.to_vec()))
    }

    /// An electronic identity card in a reader that has an antenna; its answer to reset does not betray it.
    #[must_use]
    pub fn identity() -> Self {
        Self::of(Kind::Identity)
    }

    /// A card that answers and has nothing of ours.
    #[must_use]
    pub fn foreign() -> Self {
        Self::of(Kind::Foreign)
    }

    /// A card without a chip, or wrong side up.
    #[must_use]
    pub fn mute() -> Self {
        Self::of(Kind::Mute)
    }

    /// A card that is found, and then answers no command.
    #[must_use]
    pub fn stuck() -> Self {
        Self::of(Kind::Stuck)
    }

    /// Whether whoever asks it waits in vain.
    #[must_use]
    pub fn is_stuck(&self) -> bool {
        self.kind == Kind::Stuck
    }

    /// The same card with a key in it.
    #[must_use]
    pub fn with(self, secret: &Secret) -> Self {
        let number = |digits: &str| BigUint::parse_bytes(digits.as_bytes(), 16).unwrap_or_default();
        let lock = Lock {
            pin: secret.pin.clone(),
            certificate: STANDARD.decode(&secret.certificate).unwrap_or_default(),
            modulus: number(&secret.modulus),
            exponent: number(&secret.exponent),
            left: TRIES,
            is_open: false,
            is_set: false,
        };
        Self { lock: Some(lock), ..self }
    }

    /// The same card with so many tries of its PIN left.
    #[must_use]
    pub fn with_tries(mut self, left: u8) -> Self {
        if let Some(lock) = &mut self.lock {
            lock.left = left;
        }
        self
    }

    /// How many tries of its PIN are left; none without a key.
    #[must_use]
    pub fn tries(&self) -> u8 {
        self.lock.as_ref().map_or(0, |lock| lock.left)
    }

    /// The same card after a reset: it has forgotten which PIN it was given.
    #[must_use]
    pub fn reset(mut self) -> Self {
        if let Some(lock) = &mut self.lock {
            (lock.is_open, lock.is_set) = (false, false);
        }
        self
    }

    /// The same card as it is put in anew: nothing is left of how it was pulled but the tries that it counted.
    #[must_use]
    pub fn put_in(self) -> Self {
        let (path, waiting) = (Vec::new(), Vec::new());
        Self { commands_left: None, is_out: false, is_ias: false, path, waiting, ..self.reset() }
    }

    /// Whether it was pulled in the middle of a command.
    #[must_use]
    pub fn is_out(&self) -> bool {
        self.is_out
    }

    /// The same card, pulled after it has answered so many commands.
    #[must_use]
    pub fn torn_after(self, commands: usize) -> Self {
        Self { commands_left: Some(commands), ..self }
    }

    /// The same card, of protocol T=0.
    #[must_use]
    pub fn of_characters(self) -> Self {
        Self { protocol: Protocol::Characters, ..self }
    }

    /// The same card, which gives at most so many bytes at once, at least one.
    #[must_use]
    pub fn at_most(self, longest: usize) -> Self {
        Self { longest: longest.max(1), ..self }
    }

    /// Its answer to reset; none if it is mute.
    #[must_use]
    pub fn answer_to_reset(&self) -> &'static [u8] {
        match self.kind {
            Kind::Health(_) => {
                b"\x3B\xFF\x18\x00\x00\x81\x31\xFE\x45\x00\x6B\x05\x05\x20\x00\x01\x21\x01CNS\x10\x31\x80\x79"
            }
            Kind::Identity => b"\x3B\x80\x80\x01\x01",
            Kind::Foreign | Kind::Stuck => b"\x3B\x65\x00\x00\x9C\x02\x02\x07\x02",
            Kind::Mute => b"",
        }
    }

    /// How many commands it has answered.
    #[must_use]
    pub fn commands(&self) -> usize {
        self.commands
    }

    fn of(kind: Kind) -> Self {
        Self {
            kind,
            protocol: Protocol::Blocks,
            longest: 256,
            commands_left: None,
            is_out: false,
            commands: 0,
            path: Vec::new(),
            is_ias: false,
            waiting: Vec::new(),
            lock: None,
        }
    }

    fn answer(&mut self, apdu: &[u8]) -> Vec<u8> {
        match *apdu {
            [0x00, 0xA4, 0x00, 0x00, 0x02, high, low] => self.select(u16::from_be_bytes([high, low])),
            [0x00, 0xA4, 0x04, _, _, ref name @ ..] => self.select_application(name).to_vec(),
            [0x00, 0xB0, high, low, length] => {
                self.read(usize::from(u16::from_be_bytes([high, low])), length)
            }
            [0x00, 0xC0, 0x00, 0x00, _] => [std::mem::take(&mut self.waiting), OK.to_vec()].concat(),
            [0x00, 0x20 | 0x22 | 0x2A, ..] => match &mut self.lock {
                Some(lock) => {
                    let answer = lock.answer(apdu);
                    self.give(answer)
                }
                None => NO_COMMAND.to_vec(),
            },
            _ => NO_COMMAND.to_vec(),
        }
    }

    /// Data and status as this protocol gives them.
    fn give(&mut self, answer: Vec<u8>) -> Vec<u8> {
        let data = answer.len() - 2;
        if self.protocol == Protocol::Blocks || data == 0 {
            return answer;
        }
        self.waiting = answer[..data].to_vec();
        // 256 bytes are told as 0.
        vec![0x61, u8::try_from(data).unwrap_or(0)]
    }

    fn select(&mut self, file: u16) -> Vec<u8> {
        let is_there = match (file, self.path.as_slice()) {
            (0x3F00, _) => self.kind != Kind::Identity,
            (0x1101, [0x3F00, 0x1100]) => self.lock.is_some(),
            (0x1100, [0x3F00]) | (0x1102, [0x3F00, 0x1100]) => matches!(self.kind, Kind::Health(_)),
            _ => false,
        };
        if !is_there {
            return NO_FILE.to_vec();
        }
        if file == 0x3F00 {
            self.path.clear();
        }
        self.path.push(file);
        let [high, low] = file.to_be_bytes();
        let about = vec![0x6F, 0x04, 0x83, 0x02, high, low];
        match self.protocol {
            Protocol::Blocks => [about, OK.to_vec()].concat(),
            Protocol::Characters => {
                self.waiting = about;
                vec![0x61, 0x06]
            }
        }
    }

    fn select_application(&mut self, name: &[u8]) -> [u8; 2] {
        let is_there = self.kind == Kind::Identity && (name == IAS || name == CIE && self.is_ias);
        self.is_ias |= is_there;
        if is_there { OK } else { NO_FILE }
    }

    fn read(&self, offset: usize, length: u8) -> Vec<u8> {
        let file = match (&self.kind, self.path.as_slice(), &self.lock) {
            (Kind::Health(file), [0x3F00, 0x1100, 0x1102], _) => file,
            (Kind::Health(_), [0x3F00, 0x1100, 0x1101], Some(lock)) => &lock.certificate,
            _ => return NOT_CHOSEN.to_vec(),
        };
        let Some(rest) = file.get(offset..).filter(|rest| !rest.is_empty()) else {
            return NO_SUCH_PLACE.to_vec();
        };
        let wanted = if length == 0 { 256 } else { usize::from(length) };
        let given = wanted.min(rest.len()).min(self.longest);
        match self.protocol {
            Protocol::Characters if given < wanted => vec![0x6C, u8::try_from(given).unwrap_or_default()],
            _ if given < wanted && given == rest.len() => [&rest[..given], &ENDED].concat(),
            _ => [&rest[..given], &OK].concat(),
        }
    }
}

impl Lock {
    fn answer(&mut self, apdu: &[u8]) -> Vec<u8> {
        match *apdu {
            [0x00, 0x20, 0x00, 0x10] => self.told(),
            [0x00, 0x20, 0x00, 0x10, 0x08, ref pin @ ..] => self.verify(pin),
            [0x00, 0x20, ..] => NO_SUCH_KEY.to_vec(),
            [0x00, 0x22, 0xF3, 0x03, 0x00] => {
                self.is_set = true;
                OK.to_vec()
            }
            [0x00, 0x22, 0xF1, 0xB6, ..] => OK.to_vec(),
            [0x00, 0x2A, 0x9E, 0x9A, length, ref rest @ ..] => match rest {
                [info @ .., 0x00] if info.len() == usize::from(length) => self.sign(info),
                _ => NO_COMMAND.to_vec(),
            },
            _ => NO_COMMAND.to_vec(),
        }
    }

    fn told(&self) -> Vec<u8> {
        if self.is_open {
            return OK.to_vec();
        }
        if self.left == 0 { BLOCKED.to_vec() } else { vec![0x63, 0xC0 | self.left] }
    }

    fn verify(&mut self, pin: &[u8]) -> Vec<u8> {
        if self.left == 0 {
            return BLOCKED.to_vec();
        }
        let own: Vec<u8> = self.pin.bytes().chain(std::iter::repeat(0xFF)).take(8).collect();
        self.is_open = own == pin;
        self.left = if self.is_open { TRIES } else { self.left - 1 };
        self.told()
    }

    /// PKCS #1 v1.5, type 1, over what the host says is the digest.
    fn sign(&self, info: &[u8]) -> Vec<u8> {
        let size = usize::try_from(self.modulus.bits().div_ceil(8)).unwrap_or_default();
        if !self.is_open || !self.is_set || size < info.len() + 11 {
            return NOT_OPEN.to_vec();
        }
        let filling = vec![0xFF; size - info.len() - 3];
        let block = [&[0x00, 0x01][..], &filling, &[0x00], info].concat();
        let signed = BigUint::from_bytes_be(&block).modpow(&self.exponent, &self.modulus).to_bytes_be();
        [vec![0; size - signed.len()], signed, OK.to_vec()].concat()
    }
}

impl Transmit for Chip {
    fn transmit(&mut self, apdu: &[u8]) -> Result<Vec<u8>, Gone> {
        if matches!(self.kind, Kind::Mute | Kind::Stuck) || self.is_out {
            return Err(Gone);
        }
        match self.commands_left {
            None => {}
            Some(0) => {
                // As pcscd tells it: the command under way has an answer of no bytes, the next one none at all.
                self.commands_left = None;
                self.is_out = true;
                if let (Some(lock), [0x00, 0x20, 0x00, 0x10, 0x08, ..]) = (&mut self.lock, apdu) {
                    // A card counts a try before it looks at the PIN.
                    lock.left = lock.left.saturating_sub(1);
                }
                return Ok(Vec::new());
            }
            Some(left) => self.commands_left = Some(left - 1),
        }
        self.commands += 1;
        Ok(self.answer(apdu))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn there_are_cards_and_their_file_says_that_they_are_invented() {
        assert_eq!(samples().len(), 7);
        assert!(include_str!("cards.json").contains("TEST DATA: invented people"));
        assert_eq!(damaged().len(), 4);
    }

    #[test]
    fn a_torn_card_answers_nothing_and_then_is_gone() {
        let mut chip = Chip::health(b"000001A").torn_after(1);
        assert!(chip.transmit(&[0x00, 0xA4, 0x00, 0x00, 0x02, 0x3F, 0x00]).unwrap().ends_with(&OK));
        assert_eq!(chip.transmit(&[0x00, 0xA4, 0x00, 0x00, 0x02, 0x11, 0x00]), Ok(Vec::new()));
        assert_eq!(chip.transmit(&[0x00, 0xA4, 0x00, 0x00, 0x02, 0x11, 0x00]), Err(Gone));
        assert_eq!(chip.commands(), 1);
    }
}
