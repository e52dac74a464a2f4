//! The card's PIN: how many tries are left, and a signature once it was right.
//!
//! The commands are those of the CNS (OpenSC's `card-itacns.c` and `pkcs15-itacns.c` tell them; ISO/IEC 7816-4 and -8).
//!
//! **Invariant**: a try is used up only by [`sign`], and only where the card said before that more than none is left.
//! **Invariant**: only what the portal makes for this purpose is signed.
//! **Invariant**: the PIN stands in one command, which is wiped once it was sent.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::apdu;
use super::read::{Stop, Talk, Transmit};
use crate::event::{CardPin, Signed};

/// More than any card needs: a certificate in its smallest sensible parts.
const COMMANDS: usize = 160;

/// What a challenge begins with.
const PURPOSE: &str = "sportello-accesso-1.";

/// The longest certificate that is read.
const LONGEST: usize = 3_000;

/// The root, and below it the folder and file of the certificate that authenticates.
const ROOT: u16 = 0x3F00;
const CERTIFICATE: [u16; 3] = [ROOT, 0x1100, 0x1101];

/// The PIN's reference; cards of one maker look for it above the chosen folder only with the highest bit.
const REFERENCES: [u8; 2] = [0x10, 0x90];

/// The security environment of the CNS, and its key.
const ENVIRONMENT: u8 = 0x03;
const KEY: u8 = 0x01;

/// DigestInfo of SHA-256 before the digest (RFC 8017, 9.2).
const SHA_256: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x20,
];

/// How many tries the card's PIN has left, asked without using one.
pub fn tries(card: &mut impl Transmit) -> CardPin {
    let mut talk = Talk { card, left: COMMANDS };
    match talk.tries() {
        Ok((_, left)) => told(left),
        Err(Stop::Torn) => CardPin::Torn,
        Err(Stop::Refused(_)) => CardPin::Unable,
    }
}

/// Lets the card sign the challenge, if this is its PIN.
pub fn sign(card: &mut impl Transmit, pin: &str, challenge: &str) -> CardPin {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let is_ours = challenge.starts_with(PURPOSE) && challenge.bytes().all(plain);
    let is_pin = (5..=8).contains(&pin.len()) && pin.bytes().all(|digit| digit.is_ascii_digit());
    if !is_ours || !is_pin {
        return CardPin::Unable;
    }
    let mut talk = Talk { card, left: COMMANDS };
    match talk.sign(pin, challenge) {
        Ok(told) => told,
        Err(Stop::Torn) => CardPin::Torn,
        Err(Stop::Refused(_)) => CardPin::Unable,
    }
}

fn told(left: u8) -> CardPin {
    if left == 0 { CardPin::Blocked } else { CardPin::Tries(left) }
}

/// The tries left that a status tells of; `None` if it tells of something else.
fn left(status: u16) -> Option<u8> {
    match status.to_be_bytes() {
        [0x63, low] if low & 0xF0 == 0xC0 => Some(low & 0x0F),
        [0x69, 0x83] => Some(0),
        _ => None,
    }
}

impl<T: Transmit> Talk<'_, T> {
    /// The PIN's reference on this card, and its tries left. A card without a certificate has no PIN for us.
    fn tries(&mut self) -> Result<(u8, u8), Stop> {
        CERTIFICATE.iter().try_for_each(|file| self.exchange(apdu::select(*file)).map(drop))?;
        self.exchange(apdu::select(ROOT))?;
        let mut last = Stop::Refused(0);
        for reference in REFERENCES {
            match self.exchange(vec![0x00, 0x20, 0x00, reference]) {
                // It says that the PIN was given already: by whom?
                Ok(_) => return Err(Stop::Refused(0x9000)),
                Err(Stop::Torn) => return Err(Stop::Torn),
                Err(Stop::Refused(status)) => match left(status) {
                    Some(left) => return Ok((reference, left)),
                    None => last = Stop::Refused(status),
                },
            }
        }
        Err(last)
    }

    fn sign(&mut self, pin: &str, challenge: &str) -> Result<CardPin, Stop> {
        let certificate = self.certificate()?;
        let (reference, before) = self.tries()?;
        if before == 0 {
            return Ok(CardPin::Blocked);
        }
        let mut verify = vec![0x00, 0x20, 0x00, reference, 0x08];
        verify.extend(pin.bytes().chain(std::iter::repeat(0xFF)).take(8));
        match self.exchange(verify) {
            Ok(_) => {}
            Err(Stop::Refused(status)) if left(status).is_some() => {
                return Ok(match left(status).unwrap_or(0) {
                    0 => CardPin::Blocked,
                    left => CardPin::Wrong(left),
                });
            }
            Err(stop) => return Err(stop),
        }
        self.exchange(vec![0x00, 0x22, 0xF3, ENVIRONMENT, 0x00])?;
        // Some have one key and refuse to be told which.
        match self.exchange(vec![0x00, 0x22, 0xF1, 0xB6, 0x03, 0x83, 0x01, KEY]) {
            Err(Stop::Torn) => return Err(Stop::Torn),
            Ok(_) | Err(Stop::Refused(_)) => {}
        }
        let digest = Sha256::digest(challenge);
        let info = [&SHA_256[..], &digest].concat();
        let length = u8::try_from(info.len()).unwrap_or_default();
        let command = [&[0x00, 0x2A, 0x9E, 0x9A, length][..], &info, &[0x00]].concat();
        let signature = self.exchange(command)?.to_vec();
        Ok(CardPin::Signed(Signed { certificate, signature }))
    }

    /// The certificate that authenticates, as long as its own header says.
    fn certificate(&mut self) -> Result<Vec<u8>, Stop> {
        CERTIFICATE.iter().try_for_each(|file| self.exchange(apdu::select(*file)).map(drop))?;
        let mut certificate = Zeroizing::new(Vec::with_capacity(LONGEST));
        self.read_up_to(4, &mut certificate)?;
        let [0x30, 0x82, high, low] = certificate[..4] else { return Err(Stop::Refused(0)) };
        let length = 4 + usize::from(u16::from_be_bytes([high, low]));
        if length > LONGEST {
            return Err(Stop::Refused(0));
        }
        self.read_up_to(length, &mut certificate)?;
        Ok(certificate.to_vec())
    }
}
