//! The characters of a codice fiscale: what was typed, omocodia, the check character.

use std::ops::Range;

use super::{CodiceNumerico, Problem};
use crate::places::{ascii_digit, is_invisible};

/// The letters of the months, January first.
pub(super) const MONTHS: [u8; 12] = *b"ABCDEHLMPRST";
/// The places (from 0) where a letter may stand for a digit when two people would share a code.
pub(super) const OMOCODIA: [usize; 7] = [6, 7, 9, 10, 12, 13, 14];
/// Where the Belfiore code lies.
pub(super) const BIRTHPLACE: Range<usize> = 11..15;
/// The letters that stand for 0 to 9.
const STAND_INS: [u8; 10] = *b"LMNPQRSTUV";
/// What digits and letters are worth at odd places (decree of 1976, table of the check character).
const ODD: [u8; 26] =
    [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/// Whether a place holds a digit or its stand-in.
pub(super) fn is_numeric_place(place: usize) -> bool {
    OMOCODIA.contains(&place)
}

/// The digit a character means at a numeric place.
pub(super) fn decode(c: u8) -> u8 {
    STAND_INS.iter().zip(b'0'..).find(|(letter, _)| **letter == c).map_or(c, |(_, digit)| digit)
}

/// The letter computed from the first fifteen characters, which are ASCII capitals and digits.
pub(super) fn check_character(code: &[u8; 16]) -> u8 {
    let worth = |c: u8| if c.is_ascii_digit() { c - b'0' } else { c.wrapping_sub(b'A') };
    let odd = |c: u8| ODD.get(usize::from(worth(c))).copied().unwrap_or_default();
    let sum: u32 = code[..15]
        .iter()
        .enumerate()
        .map(|(place, c)| u32::from(if place % 2 == 0 { odd(*c) } else { worth(*c) }))
        .sum();
    b'A' + (sum % 26) as u8
}

/// What was typed, cleaned of what people put between the characters.
pub(super) struct Typed {
    /// At most one more character than any code has.
    chars: Vec<char>,
    /// How many there were in all.
    count: usize,
}

impl Typed {
    pub(super) fn read(typed: &str) -> Self {
        let mut read = Self { chars: Vec::with_capacity(17), count: 0 };
        for c in typed.chars().filter(|c| !is_between(*c)) {
            read.count += 1;
            if read.chars.len() < 17 {
                read.chars.push(plain(c));
            }
        }
        read
    }

    /// The sixteen characters of a person's code, or what these are instead.
    pub(super) fn sixteen(&self) -> Result<[char; 16], Problem> {
        let numeric = self.chars.iter().all(char::is_ascii_digit);
        match (self.chars.as_slice(), self.count) {
            ([], _) => Err(Problem::Empty),
            (digits, 11) if numeric => {
                Err(match digits.iter().collect::<String>().parse::<CodiceNumerico>() {
                    Ok(code) => Problem::Numeric(code),
                    Err(wrong) => Problem::NumericWrong(wrong),
                })
            }
            // The fourth place of a person's code is a letter, so these can be nothing else.
            (['S', 'T', 'P', c, ..], _) if c.is_ascii_digit() => Err(Problem::Stp),
            (['E', 'N', 'I', c, ..], _) if c.is_ascii_digit() => Err(Problem::Eni),
            (chars, count) => chars.try_into().map_err(|_| Problem::Length(count)),
        }
    }

    /// The characters of a code of eleven digits.
    pub(super) fn parts(&self) -> (&[char], usize) {
        (&self.chars, self.count)
    }
}

/// Full-width characters and digits of other keyboards as ASCII, letters as capitals.
fn plain(c: char) -> char {
    let narrow = match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    ascii_digit(narrow).unwrap_or(narrow).to_ascii_uppercase()
}

/// Whether a character is one that people, dictation and pasting put between the characters of a code.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || is_invisible(c)
        || matches!(
            c,
            '.' | ',' | ';' | ':' | '-' | '_' | '/' | '\'' | '’' | '·' | '\u{2010}'..='\u{2015}' | '−'
        )
}
