//! The conversation with a card: what kind it is, and whose.
//!
//! **Invariant**: it ends, whatever the card answers: it never sends more than `COMMANDS` commands.
//! **Invariant**: an answer that is torn ends it at once, and nothing read before is told.

use jiff::civil::Date;
use zeroize::Zeroizing;

use super::{
    apdu::{self, Answer},
    personal_data::{self, Damaged, HEADER},
};
use crate::event::Card;

/// The card is no longer there, or the reader or the daemon between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gone;

/// Whatever carries a command to a card and its answer back.
pub trait Transmit {
    /// Sends one command and waits for the answer, data and status.
    ///
    /// # Errors
    /// Nobody is there any more.
    fn transmit(&mut self, apdu: &[u8]) -> Result<Vec<u8>, Gone>;
}

/// More than any card needs: the largest file in its smallest sensible parts.
const COMMANDS: usize = 64;

/// The root, the folder and the file of the personal data.
const PERSONAL_DATA: [u16; 3] = [0x3F00, 0x1100, 0x1102];

/// What the answer to reset tells of a card before a word is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A TS-CNS, so whatever is missing on it is a fault.
    Cns,
    /// An identity card without a fiscal code that may be read.
    IdentityCard,
    /// Nothing certain: it is asked for its files.
    Unknown,
}

/// What ends a conversation early.
pub(super) enum Stop {
    /// The card has gone.
    Torn,
    /// It refused with this status, or what it said makes no sense.
    Refused(u16),
}

impl From<Gone> for Stop {
    fn from(Gone: Gone) -> Self {
        Self::Torn
    }
}

/// Reads a card that answered the reset with these bytes: [`Card::Read`], or why not.
pub fn read(card: &mut impl Transmit, answer_to_reset: &[u8], today: Date) -> Card {
    if answer_to_reset.is_empty() {
        return Card::Mute;
    }
    let kind = kind(answer_to_reset);
    if kind == Kind::IdentityCard {
        return Card::IdentityCard;
    }
    let mut talk = Talk { card, left: COMMANDS };
    match talk.choose_personal_data() {
        Ok(()) => talk.holder(today),
        Err(Stop::Torn) => Card::Torn,
        Err(Stop::Refused(_)) if kind == Kind::Cns => Card::Damaged,
        Err(Stop::Refused(_)) => talk.other(),
    }
}

/// The kind, by the historical bytes of the answer to reset.
///
/// A CNS says so in its 15 bytes, and one series of 2021 in the beginning of the whole (both as OpenSC's
/// `card-itacns.c` tells them); the identity cards are CIE 3.0 of three makers, as pcsc-tools lists them.
fn kind(answer_to_reset: &[u8]) -> Kind {
    const IDEMIA: &[u8] = &[0x3B, 0x8B, 0x80, 0x01, 0x00, 0x31, 0xC1, 0x64];
    const IDENTITY: [&[u8]; 3] = [
        &[0x80, 0x31, 0x80, 0x65, 0xB0, 0x85, 0x04, 0x00, 0x11, 0x12, 0x0F, 0xFF, 0x82, 0x90, 0x00],
        &[0x80, 0x31, 0x80, 0x65, 0x49, 0x54, 0x4E, 0x58, 0x50, 0x12, 0x0F, 0xFF, 0x82, 0x90],
        &[0x80, 0x66, 0x47, 0x50, 0x00, 0xB8],
    ];
    if answer_to_reset.starts_with(IDEMIA) {
        return Kind::Cns;
    }
    match historical_bytes(answer_to_reset) {
        Some(bytes) if bytes.len() == 15 && bytes[9..12] == *b"CNS" && matches!(bytes[12], 0x10 | 0x11) => {
            Kind::Cns
        }
        Some(bytes) if IDENTITY.iter().any(|known| bytes.starts_with(known)) => Kind::IdentityCard,
        _ => Kind::Unknown,
    }
}

/// The historical bytes of an answer to reset (ISO/IEC 7816-3, 8.2): after the interface bytes, which announce each
/// other by the high half of T0 and of each TD.
fn historical_bytes(answer_to_reset: &[u8]) -> Option<&[u8]> {
    let count = usize::from(answer_to_reset.get(1)? & 0x0F);
    let mut at = 1;
    loop {
        let announced = answer_to_reset.get(at)? >> 4;
        at += announced.count_ones() as usize;
        // Without a TD nothing further is announced.
        if announced & 0b1000 == 0 {
            break;
        }
    }
    answer_to_reset.get(at + 1..at + 1 + count)
}

/// A conversation, and how many commands it may still send.
pub(super) struct Talk<'a, T> {
    pub(super) card: &'a mut T,
    pub(super) left: usize,
}

impl<T: Transmit> Talk<'_, T> {
    fn choose_personal_data(&mut self) -> Result<(), Stop> {
        PERSONAL_DATA.iter().try_for_each(|file| self.exchange(apdu::select(*file)).map(drop))
    }

    /// Whose card it is, once its personal data are chosen.
    fn holder(&mut self, today: Date) -> Card {
        match self.personal_data() {
            Err(Stop::Torn) => Card::Torn,
            Err(Stop::Refused(_)) => Card::Damaged,
            Ok(file) => match personal_data::decode(&file, today) {
                Ok(holder) => Card::Read(holder),
                Err(Damaged) => Card::Damaged,
            },
        }
    }

    /// The file, header first, since that tells how much there is to read.
    fn personal_data(&mut self) -> Result<Zeroizing<Vec<u8>>, Stop> {
        // As long as it may become, so that it never moves and leaves a copy behind.
        let mut file = Zeroizing::new(Vec::with_capacity(personal_data::LONGEST));
        self.read_up_to(HEADER, &mut file)?;
        let length = personal_data::payload_length(&file).map_err(|Damaged| Stop::Refused(0))?;
        self.read_up_to(HEADER + length, &mut file)?;
        Ok(file)
    }

    /// Reads on until the file has this length; a card that has no more to give is refused.
    pub(super) fn read_up_to(&mut self, length: usize, file: &mut Vec<u8>) -> Result<(), Stop> {
        while file.len() < length {
            let wanted = length - file.len();
            let part = self.exchange(apdu::read_binary(file.len(), wanted))?;
            if part.is_empty() {
                return Err(Stop::Refused(0));
            }
            file.extend_from_slice(&part[..part.len().min(wanted)]);
        }
        Ok(())
    }

    /// Not a health card: an identity card that its answer to reset did not betray, or a foreign one.
    fn other(&mut self) -> Card {
        let chosen = self
            .exchange(apdu::select_application(apdu::IAS))
            .and_then(|_| self.exchange(apdu::select_application(apdu::CIE)));
        match chosen {
            Ok(_) => Card::IdentityCard,
            Err(Stop::Refused(_)) => Card::Foreign,
            Err(Stop::Torn) => Card::Torn,
        }
    }

    /// One command with all that T=0 makes of it: the right length, and what is held ready.
    pub(super) fn exchange(&mut self, command: Vec<u8>) -> Result<Zeroizing<Vec<u8>>, Stop> {
        // A PIN may stand in it.
        let mut command = Zeroizing::new(command);
        let mut data = Zeroizing::new(Vec::with_capacity(256));
        loop {
            self.left = self.left.checked_sub(1).ok_or(Stop::Refused(0))?;
            let answer = Zeroizing::new(self.card.transmit(&command)?);
            match apdu::judge(&answer) {
                Answer::Done(last) => {
                    data.extend_from_slice(last);
                    return Ok(data);
                }
                Answer::More(part, more) => {
                    data.extend_from_slice(part);
                    command = Zeroizing::new(apdu::get_response(more));
                }
                Answer::Length(length) => {
                    command = Zeroizing::new(apdu::with_length(command.to_vec(), length));
                }
                Answer::Refused(status) => return Err(Stop::Refused(status)),
                Answer::Torn => return Err(Stop::Torn),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::date;

    use super::*;

    /// Answers the same to whatever it is sent, and counts.
    struct Stubborn(&'static [u8], usize);

    impl Transmit for Stubborn {
        fn transmit(&mut self, _: &[u8]) -> Result<Vec<u8>, Gone> {
            self.1 += 1;
            Ok(self.0.to_vec())
        }
    }

    fn hex(digits: &str) -> Vec<u8> {
        (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
    }

    #[test]
    fn cards_are_told_apart_by_their_answer_to_reset() {
        let check = |digits: &str, expect: Kind| assert_eq!(kind(&hex(digits)), expect, "{digits}");
        check("3BFF1800008131FE45006B05052000012101434E5310318079", Kind::Cns);
        check("3BFF1800008131FE45006B05052000012101434E5311318079", Kind::Cns);
        check("3B8B80010031C16400000000000000", Kind::Cns);
        check("3BFF1800008131FE45006B05052000012101434E5312318079", Kind::Unknown);
        check("3B8F800180318065B085040011120FFF8290008A", Kind::IdentityCard);
        check("3B8E80018031806549544E5850120FFF8290F0", Kind::IdentityCard);
        check("3BF41800FF8131805500318000C7", Kind::Unknown);
        check("3B6500009C02020702", Kind::Unknown);
        check("", Kind::Unknown);
        check("3B", Kind::Unknown);
        check("3BFFFFFFFFFFFFFFFFFF", Kind::Unknown);
    }

    #[test]
    fn a_card_that_says_the_same_for_ever_is_not_listened_to_for_ever() {
        for (answer, expect) in [
            (&b"\x61\x10"[..], Card::Foreign),
            (b"\x6c\x10", Card::Foreign),
            (b"\x6a\x82", Card::Foreign),
            (b"\x90\x00", Card::Damaged),
            (b"0\x90\x00", Card::Damaged),
            (b"", Card::Torn),
        ] {
            let mut card = Stubborn(answer, 0);
            assert_eq!(read(&mut card, &[0x3B, 0x00], date(2026, 11, 26)), expect, "{answer:?}");
            assert!(card.1 <= COMMANDS);
        }
    }

    #[test]
    fn a_chip_that_did_not_answer_the_reset_is_mute() {
        assert_eq!(read(&mut Stubborn(b"\x90\x00", 0), &[], date(2026, 11, 26)), Card::Mute);
    }
}
