//! The personal-data file of a TS-CNS card (EF 1102), decoded as far as the holder's fiscal code.
//!
//! The file is text: six hexadecimal digits tell the length of what follows, then come fields in a fixed order, each
//! with a length of two hexadecimal digits (file system of the Carta Nazionale dei Servizi, `EF_DatiPersonali`). Where
//! the fiscal code begins hangs on the names before it.
//!
//! **Invariant**: nothing panics and nothing is read past the file, whatever stands in it.
//! **Invariant**: the fields after the fiscal code (citizenship, birth, address) are never looked at.

use jiff::civil::Date;

use crate::{event::Holder, fiscal_code::FiscalCode};

/// How many bytes tell the length of the rest.
pub const HEADER: usize = 6;

/// The longest file there is, header included.
pub const LONGEST: usize = 400;

/// Makes no sense: no length, a field that is longer than the rest, or a fiscal code that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

/// How many bytes follow the six of the header.
///
/// # Errors
/// The header is no hexadecimal number, or tells nothing or more than a card can hold.
pub fn payload_length(header: &[u8]) -> Result<usize, Damaged> {
    let length = hexadecimal(header.get(..HEADER).ok_or(Damaged)?).ok_or(Damaged)?;
    if (1..=LONGEST - HEADER).contains(&length) { Ok(length) } else { Err(Damaged) }
}

/// Whose card this is, by its whole file with the header; what follows the payload is filling and is not read.
///
/// # Errors
/// The file makes no sense up to its fiscal code, or that is wrong.
pub fn decode(file: &[u8], today: Date) -> Result<Holder, Damaged> {
    let length = payload_length(file)?;
    let mut fields = Fields(file.get(HEADER..HEADER + length).ok_or(Damaged)?);
    let [_issuer, _issued, expiry, surname, given_name, _birth, _sex, _height, code] = fields.take()?;
    let code = FiscalCode::read(code).ok_or(Damaged)?;
    Ok(Holder {
        fiscal_code: code.as_str().to_owned(),
        surname: name(surname),
        given_name: name(given_name),
        // A day that cannot be read is no reason to call a card expired.
        expired: day(expiry).is_some_and(|last| last < today),
    })
}

/// The fields that have not been taken yet.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    /// The next fields.
    fn take<const COUNT: usize>(&mut self) -> Result<[&'a [u8]; COUNT], Damaged> {
        let mut taken = [&[][..]; COUNT];
        for field in &mut taken {
            *field = self.next()?;
        }
        Ok(taken)
    }

    fn next(&mut self) -> Result<&'a [u8], Damaged> {
        let (length, rest) = self.0.split_at_checked(2).ok_or(Damaged)?;
        let length = hexadecimal(length).ok_or(Damaged)?;
        let (field, rest) = rest.split_at_checked(length).ok_or(Damaged)?;
        self.0 = rest;
        Ok(field)
    }
}

/// A number in hexadecimal digits and nothing else: no sign, no space.
fn hexadecimal(digits: &[u8]) -> Option<usize> {
    digits.iter().try_fold(0_usize, |number, digit| {
        let digit = char::from(*digit).to_digit(16)?;
        number.checked_mul(16)?.checked_add(digit as usize)
    })
}

/// A day as DDMMYYYY.
fn day(digits: &[u8]) -> Option<Date> {
    let digits =
        std::str::from_utf8(digits).ok().filter(|d| d.len() == 8 && d.bytes().all(|c| c.is_ascii_digit()))?;
    Date::new(digits.get(4..)?.parse().ok()?, digits.get(2..4)?.parse().ok()?, digits.get(..2)?.parse().ok()?)
        .ok()
}

/// A name, unless what stands there can be none.
///
/// Cards are specified in ASCII; letters beyond it are taken as Latin-1, the writing of the Italian registers.
fn name(bytes: &[u8]) -> Option<String> {
    let letters = || bytes.trim_ascii().iter().map(|byte| char::from(*byte));
    let is_name =
        letters().all(|c| c.is_alphabetic() || " '-.".contains(c)) && letters().any(char::is_alphabetic);
    is_name.then(|| {
        // With room from the beginning, so that it never moves and leaves a copy behind.
        let mut name = String::with_capacity(2 * bytes.len());
        name.extend(letters());
        name
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 26);

    /// A file with these fields, in their order.
    fn file(fields: &[&str]) -> Vec<u8> {
        let payload: String = fields.iter().map(|field| format!("{:02X}{field}", field.len())).collect();
        format!("{:06X}{payload}", payload.len()).into_bytes()
    }

    fn enrico<'a>() -> Vec<&'a str> {
        vec!["6120", "08152024", "24032030", "RINALDI", "ENRICO", "04111984", "M", "", "RNLNRC84S04I782A"]
    }

    #[test]
    fn the_fields_after_the_code_may_be_missing_or_broken() {
        let mut bytes = file(&enrico());
        assert_eq!(decode(&bytes, TODAY).unwrap().surname.as_deref(), Some("RINALDI"));
        bytes.extend_from_slice(b"\0\0\0\0");
        assert!(decode(&bytes, TODAY).is_ok(), "filling");
        let mut fields = enrico();
        fields.extend(["", "I782", "FF"]);
        assert!(decode(&file(&fields), TODAY).is_ok());
    }

    #[test]
    fn a_payload_that_the_file_does_not_hold_is_damaged() {
        let bytes = file(&enrico());
        for end in 0..bytes.len() {
            assert_eq!(decode(&bytes[..end], TODAY), Err(Damaged), "{end}");
        }
        assert_eq!(payload_length(b"00018B"), Err(Damaged), "more than a card can hold");
        assert_eq!(payload_length(b"00018A"), Ok(394));
        assert_eq!(payload_length(b"FFFFFF"), Err(Damaged));
        assert_eq!(payload_length(b"+00062"), Err(Damaged), "a sign is no digit");
    }

    #[test]
    fn a_wrong_code_is_damaged_and_an_odd_name_is_left_out() {
        let mut fields = enrico();
        fields[8] = "RNLNRC84S04I782B";
        assert_eq!(decode(&file(&fields), TODAY), Err(Damaged));
        let mut fields = enrico();
        (fields[3], fields[4]) = ("D'ANGELO-RE", "\u{1b}[2J");
        let holder = decode(&file(&fields), TODAY).unwrap();
        assert_eq!((holder.surname.as_deref(), holder.given_name.as_deref()), (Some("D'ANGELO-RE"), None));
        assert_eq!(name(b"NICCOL\xd2 "), Some("NICCOLÒ".to_owned()));
        assert_eq!(name(b"   "), None);
    }

    #[test]
    fn a_card_expires_when_its_last_day_has_passed() {
        let expired = |expiry: &'static str| {
            let mut fields = enrico();
            fields[2] = expiry;
            decode(&file(&fields), TODAY).unwrap().expired
        };
        assert!(expired("25112026") && expired("31122020"));
        assert!(!expired("26112026") && !expired("24032030"));
        assert!(!expired("00000000") && !expired("") && !expired("31022020"), "an unreadable day");
    }
}
