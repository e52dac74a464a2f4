//! The check of a fiscal code that was read from a card or a scan: its form, its day of birth, its check character.
//!
//! It follows the ministerial decree of 23 December 1976, no. 13813. The portal judges the code again with its own,
//! fuller rules; here it is only decided whether a device has read a code at all.
//!
//! **Invariant**: a `FiscalCode` that exists has its own check character; whether it was ever issued nobody here knows.
//! **Invariant**: `Debug` never prints a code, and its memory is overwritten when it goes. It has one place: what is moved
//! by value stays on the stack of a thread that then sleeps.

use std::fmt;

use zeroize::Zeroize;

/// How many characters the code of a person has.
pub const LENGTH: usize = 16;

/// The places (from 0) of digits, for each of which a letter may stand when two people would share a code (omocodia).
const NUMERIC: [usize; 7] = [6, 7, 9, 10, 12, 13, 14];
/// The letters that stand for 0 to 9.
const STAND_INS: &[u8; 10] = b"LMNPQRSTUV";
/// The letters of the months and their longest number of days, January first.
const MONTHS: [(u8, u8); 12] = [
    (b'A', 31),
    (b'B', 29),
    (b'C', 31),
    (b'D', 30),
    (b'E', 31),
    (b'H', 30),
    (b'L', 31),
    (b'M', 31),
    (b'P', 30),
    (b'R', 31),
    (b'S', 30),
    (b'T', 31),
];
/// What 0 or A, 1 or B and so on are worth at the first, third, fifth place (decree, table of the check character).
const ODD: [u8; 26] =
    [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/// The fiscal code of a person, in capitals and in its own spelling: with omocodia letters, if it has them.
#[derive(Clone, PartialEq, Eq)]
pub struct FiscalCode(Box<[u8; LENGTH]>);

impl FiscalCode {
    /// Reads exactly sixteen characters; small letters count as capitals, since a wedge types them with caps lock on.
    ///
    /// `None` if anything else than a code stands there, its check character included.
    #[must_use]
    pub fn read(text: &[u8]) -> Option<Self> {
        let text: &[u8; LENGTH] = text.try_into().ok()?;
        let mut code = Self(Box::new([0; LENGTH]));
        code.0.copy_from_slice(text);
        code.0.make_ascii_uppercase();
        (code.has_form() && code.has_day() && check_character(&code.0) == code.0[LENGTH - 1]).then_some(code)
    }

    /// The sixteen characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0[..]).unwrap_or_default()
    }

    /// A letter or a digit, each at its place.
    fn has_form(&self) -> bool {
        self.0.iter().enumerate().all(|(place, c)| match NUMERIC.contains(&place) {
            true => digit(*c).is_some(),
            false => c.is_ascii_uppercase(),
        })
    }

    /// A day that its month has, 40 more for women; 29 February only in years that can have it.
    fn has_day(&self) -> bool {
        let number = |place: usize| Some(10 * digit(self.0[place])? + digit(self.0[place + 1])?);
        let (Some(year), Some(day)) = (number(6), number(9)) else { return false };
        let Some((month, longest)) = MONTHS.iter().find(|(letter, _)| *letter == self.0[8]) else {
            return false;
        };
        let day = if day > 40 { day - 40 } else { day };
        // 2000 had a 29 February, so the year 00 can have it.
        let is_leap_day = *month == b'B' && day == 29;
        (1..=*longest).contains(&day) && (!is_leap_day || year % 4 == 0)
    }
}

impl fmt::Debug for FiscalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FiscalCode")
    }
}

impl Drop for FiscalCode {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// The digit that a character means at a numeric place.
fn digit(c: u8) -> Option<u8> {
    match c {
        b'0'..=b'9' => Some(c - b'0'),
        letter => {
            STAND_INS.iter().zip(0..).find(|(stand_in, _)| **stand_in == letter).map(|(_, digit)| digit)
        }
    }
}

/// The letter computed from the first fifteen characters, which are capitals and digits.
fn check_character(code: &[u8; LENGTH]) -> u8 {
    let worth = |c: u8| if c.is_ascii_digit() { c - b'0' } else { c.wrapping_sub(b'A') };
    let odd = |c: u8| ODD.get(usize::from(worth(c))).copied().unwrap_or_default();
    // Counted from 1 as the decree does, the first place is odd.
    let sum: u32 = code[..LENGTH - 1]
        .iter()
        .enumerate()
        .map(|(place, c)| u32::from(if place % 2 == 0 { odd(*c) } else { worth(*c) }))
        .sum();
    b'A' + (sum % 26) as u8
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn is_code(text: &str) -> bool {
        FiscalCode::read(text.as_bytes()).is_some()
    }

    #[test]
    fn codes_with_their_check_character_are_read_and_others_are_not() {
        for right in ["RNLNRC84S04I782A", "CLBDNS75P61D548X", "BNZVCN32S10E573Z", "FRTMXM74L15D354A"] {
            assert!(is_code(right), "{right}");
        }
        // The right check characters of the worked example and of the best known demo code, then wrong ones.
        assert!(is_code("CCCFBA85D03L219P") && is_code("RSSMRA80A01H501U"));
        for wrong in ["CCCFBA85D03L219B", "RSSMRA80A01H501Z", "CCCFBA85D03L219PP", "CCCFBA85D03L219", ""] {
            assert!(!is_code(wrong), "{wrong}");
        }
    }

    #[test]
    fn letters_may_stand_for_any_of_the_digits() {
        assert!(is_code("BNZVCN32S10E57PV") && is_code("CCHGNN67R05H1S3I"));
        assert!(!is_code("BLIPTR93MO4A674Q"), "the letter O stands for no digit");
    }

    #[test]
    fn impossible_days_are_refused_even_with_a_right_check_character() {
        let sealed = |first: &str| {
            let mut code: [u8; LENGTH] = format!("{first}?").as_bytes().try_into().unwrap();
            code[15] = check_character(&code);
            FiscalCode::read(&code).is_some()
        };
        assert!(sealed("RSSMRA80A31H501") && sealed("RSSMRA80A71H501"));
        for impossible in ["RSSMRA80A00H501", "RSSMRA80A32H501", "RSSMRA80A40H501", "RSSMRA80A72H501"] {
            assert!(!sealed(impossible), "{impossible}");
        }
        assert!(sealed("RSSMRA80B29H501") && sealed("RSSMRA00B69H501"));
        assert!(!sealed("RSSMRA81B29H501") && !sealed("RSSMRA80D31H501") && !sealed("RSSMRA80X01H501"));
    }

    #[test]
    fn small_letters_count_as_capitals_and_the_code_stays_out_of_logs() {
        let code = FiscalCode::read(b"rnlnrc84s04i782a").unwrap();
        assert_eq!(code.as_str(), "RNLNRC84S04I782A");
        assert_eq!(format!("{code:?}"), "FiscalCode");
    }
}
