//! The protocol number: 16 digits that say year, office and order, and notice a slip of the tongue.

use std::fmt;
use std::str::FromStr;

/// A protocol number: year (4 digits), office (4), progressive of that year and office (7), check digit (1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Protocollo {
    year: u16,
    office: u16,
    progressive: u32,
}

/// Why digits are no protocol number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProtocolloError {
    /// Not 16 digits.
    #[error("a protocol number has 16 digits")]
    Length,
    /// The last digit does not fit the others: one was misread or two were swapped.
    #[error("the check digit does not fit")]
    Check,
    /// A year, office or progressive out of range.
    #[error("year, office or progressive is out of range")]
    Range,
}

impl Protocollo {
    /// The number of the `progressive`th case of a year and office.
    ///
    /// # Errors
    /// [`ProtocolloError::Range`]
    pub fn new(year: u16, office: u16, progressive: u32) -> Result<Protocollo, ProtocolloError> {
        if !(2000..=9999).contains(&year) || office > 9999 || !(1..=9_999_999).contains(&progressive) {
            return Err(ProtocolloError::Range);
        }
        Ok(Protocollo { year, office, progressive })
    }

    fn head(self) -> String {
        format!("{:04}{:04}{:07}", self.year, self.office, self.progressive)
    }
}

impl fmt::Display for Protocollo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = self.head();
        write!(f, "{head}{}", check_digit(&head))
    }
}

impl FromStr for Protocollo {
    type Err = ProtocolloError;

    fn from_str(text: &str) -> Result<Protocollo, ProtocolloError> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if digits.len() != 16 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(ProtocolloError::Length);
        }
        let (head, check) = digits.split_at(15);
        if check.parse() != Ok(check_digit(head)) {
            return Err(ProtocolloError::Check);
        }
        let part = |range: std::ops::Range<usize>| head[range].parse().map_err(|_| ProtocolloError::Range);
        let [year, office] = [part(0..4)?, part(4..8)?].map(|n: u32| u16::try_from(n).unwrap_or(u16::MAX));
        Protocollo::new(year, office, part(8..15)?)
    }
}

/// Luhn's check digit (ISO/IEC 7812-1 annex B): sees every single wrong digit and nearly every swap of neighbours.
fn check_digit(head: &str) -> u32 {
    let sum: u32 = head
        .bytes()
        .rev()
        .enumerate()
        .map(|(n, byte)| {
            let digit = u32::from(byte - b'0') * if n % 2 == 0 { 2 } else { 1 };
            if digit > 9 { digit - 9 } else { digit }
        })
        .sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn reads_what_it_writes(year in 2000u16..=9999, office in 0u16..=9999, n in 1u32..=9_999_999) {
            let number = Protocollo::new(year, office, n).unwrap();
            prop_assert_eq!(number.to_string().parse::<Protocollo>().unwrap(), number);
        }

        #[test]
        fn sees_every_single_wrong_digit(n in 1u32..=9_999_999, at in 0usize..16, by in 1u8..=9) {
            let mut digits = Protocollo::new(2026, 7001, n).unwrap().to_string().into_bytes();
            digits[at] = b'0' + (digits[at] - b'0' + by) % 10;
            prop_assert!(String::from_utf8(digits).unwrap().parse::<Protocollo>().is_err());
        }

        #[test]
        fn never_panics(text in ".*") {
            let _ = text.parse::<Protocollo>();
        }
    }
}
