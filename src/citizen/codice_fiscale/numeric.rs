//! The code of eleven digits: entities' and VAT numbers (partita IVA), and provisional codes of persons.
//!
//! **Invariant**: a `CodiceNumerico` has its own check digit and is not all zeros.
//! **Invariant**: `Debug` does not print it, since it may be a person's.

use std::{fmt, str::FromStr};

use super::chars::Typed;

/// A valid code of eleven digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodiceNumerico([u8; 11]);

/// What is wrong with a typed numeric code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumericProblem {
    /// Nothing was typed.
    #[error("no code")]
    Empty,
    /// So many characters instead of eleven.
    #[error("{0} characters instead of eleven")]
    Length(usize),
    /// A character that is not a digit, at this place from 1 to 11.
    #[error("no digit at place {0}")]
    NotDigit(usize),
    /// Eleven zeros: the check digit would be right, the code belongs to nobody.
    #[error("eleven zeros")]
    AllZero,
    /// The last digit does not follow from the others.
    #[error("the check digit does not match")]
    Check,
}

impl CodiceNumerico {
    /// The eleven digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for CodiceNumerico {
    type Err = NumericProblem;

    /// Reads eleven digits typed in any of the ways a fiscal code may be; `IT` before a VAT number is dropped.
    fn from_str(typed: &str) -> Result<Self, NumericProblem> {
        let typed = Typed::read(typed);
        let (chars, count) = match typed.parts() {
            (['I', 'T', rest @ ..], count) => (rest, count - 2),
            parts => parts,
        };
        if chars.is_empty() {
            return Err(NumericProblem::Empty);
        }
        if count != 11 {
            return Err(NumericProblem::Length(count));
        }
        let mut digits = [b'0'; 11];
        for (at, (digit, c)) in digits.iter_mut().zip(chars).enumerate() {
            *digit =
                u8::try_from(*c).ok().filter(u8::is_ascii_digit).ok_or(NumericProblem::NotDigit(at + 1))?;
        }
        match digits {
            [b'0', b'0', b'0', b'0', b'0', b'0', b'0', b'0', b'0', b'0', b'0'] => {
                Err(NumericProblem::AllZero)
            }
            digits if check_digit(&digits) == digits[10] => Ok(Self(digits)),
            _ => Err(NumericProblem::Check),
        }
    }
}

impl fmt::Debug for CodiceNumerico {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodiceNumerico(..)")
    }
}

/// The eleventh digit that follows from the first ten (the formula of Luhn).
fn check_digit(digits: &[u8; 11]) -> u8 {
    let worth = |(place, digit): (usize, &u8)| match (place % 2, digit - b'0') {
        (0, value) => value,
        (_, value) => (2 * value) / 10 + (2 * value) % 10,
    };
    let sum: u8 = digits[..10].iter().enumerate().map(worth).sum();
    b'0' + (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_wrong_thing_is_named() {
        for (typed, problem) in [
            ("", NumericProblem::Empty),
            ("IT", NumericProblem::Empty),
            ("8007875058", NumericProblem::Length(10)),
            ("800787505870", NumericProblem::Length(12)),
            ("8007875O587", NumericProblem::NotDigit(8)),
            ("00000000000", NumericProblem::AllZero),
            ("80078750588", NumericProblem::Check),
        ] {
            assert_eq!(typed.parse::<CodiceNumerico>(), Err(problem), "{typed}");
        }
        for typed in ["80078750587", "IT 8007 8750-587", "٨٠٠٧٨٧٥٠٥٨٧", "06363391001"] {
            assert!(typed.parse::<CodiceNumerico>().is_ok(), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_parses_round_trips(text in "\\PC{0,20}") {
            if let Ok(code) = text.parse::<CodiceNumerico>() {
                prop_assert_eq!(code.as_str().parse::<CodiceNumerico>(), Ok(code));
            }
        }

        #[test]
        fn one_changed_digit_is_noticed(ten in "[0-9]{10}", place in 0_usize..11, by in 1_u8..10) {
            let mut digits = [b'0'; 11];
            digits[..10].copy_from_slice(ten.as_bytes());
            digits[10] = check_digit(&digits);
            prop_assume!(digits != [b'0'; 11]);
            digits[place] = b'0' + (digits[place] - b'0' + by) % 10;
            let wrong = String::from_utf8_lossy(&digits).parse::<CodiceNumerico>();
            prop_assert!(matches!(wrong, Err(NumericProblem::Check | NumericProblem::AllZero)));
        }
    }
}
