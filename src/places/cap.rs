//! The CAP, the Italian postal code.
//!
//! **Invariant**: a `Cap` is five ASCII digits; none is refused against a table, because no open one exists; the part of
//! Italy that its first digit means is known.

use std::str::FromStr;

use super::fold::{ascii_digit, is_invisible};
use super::{Comune, Provincia};

/// A postal code such as `00118`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cap([u8; 5]);

/// What is wrong with a typed CAP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CapProblem {
    /// Nothing was typed.
    #[error("no postal code")]
    Empty,
    /// A character that is not a digit, counted from 1.
    #[error("character {0} of the postal code is not a digit")]
    NotDigit(usize),
    /// Not five digits but so many.
    #[error("{0} digits instead of five")]
    Length(usize),
}

impl Cap {
    /// The five digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The first three digits: those of a part of a province, or of its chief town.
    #[must_use]
    pub fn zone(&self) -> &str {
        self.as_str().get(..3).unwrap_or_default()
    }

    /// Whether a place may have it: the first is 00010, and none begins with 99.
    #[must_use]
    pub fn may_be(&self) -> bool {
        !self.0.starts_with(b"0000") && !self.0.starts_with(b"99")
    }

    /// The only one of several comuni that is not in another part of Italy than this code.
    pub fn only_of<'a>(&self, comuni: impl IntoIterator<Item = &'a Comune>) -> Option<&'a Comune> {
        let mut fit = comuni.into_iter().filter(|comune| !self.is_of_another_part(comune.province));
        fit.next().filter(|_| fit.next().is_none())
    }

    /// Whether the first digit is that of another part of Italy than this province.
    ///
    /// The ten parts are the post's own and whole provinces, but for two comuni of Rimini that kept the postal codes of
    /// Pesaro. Further digits prove nothing: comuni change province, and old postal codes stay in use.
    #[must_use]
    pub fn is_of_another_part(&self, province: &Provincia) -> bool {
        let digits: &[u8] = match (province.sigla, province.region) {
            ("NO" | "VB" | "PC", _) => b"2",
            ("MN" | "RO", _) => b"4",
            ("RN", _) => b"46",
            ("MT", _) => b"7",
            (_, "Lazio" | "Umbria" | "Sardegna") => b"0",
            (_, "Piemonte" | "Valle d'Aosta/Vallée d'Aoste" | "Liguria") => b"1",
            (_, "Lombardia") => b"2",
            (_, "Veneto" | "Friuli-Venezia Giulia" | "Trentino-Alto Adige/Südtirol") => b"3",
            (_, "Emilia-Romagna") => b"4",
            (_, "Toscana") => b"5",
            (_, "Marche" | "Abruzzo") => b"6",
            (_, "Puglia") => b"7",
            (_, "Campania" | "Molise" | "Basilicata" | "Calabria") => b"8",
            (_, "Sicilia") => b"9",
            _ => return false,
        };
        !digits.contains(&self.0[0])
    }
}

impl FromStr for Cap {
    type Err = CapProblem;

    fn from_str(typed: &str) -> Result<Self, CapProblem> {
        let mut digits = [b'0'; 5];
        let mut count = 0;
        let shown = typed.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c));
        for (index, c) in shown.enumerate() {
            let digit = ascii_digit(c).ok_or(CapProblem::NotDigit(index + 1))?;
            if let Some(place) = digits.get_mut(index) {
                *place = u8::try_from(digit).unwrap_or(b'0');
            }
            count += 1;
        }
        match count {
            0 => Err(CapProblem::Empty),
            5 => Ok(Self(digits)),
            n => Err(CapProblem::Length(n)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cap_is_five_digits_however_they_were_typed() {
        assert_eq!(" 00 118 ".parse::<Cap>().as_ref().map(Cap::as_str), Ok("00118"));
        assert_eq!("٠٠١١٨".parse::<Cap>().as_ref().map(Cap::as_str), Ok("00118"));
        assert_eq!("".parse::<Cap>(), Err(CapProblem::Empty));
        assert_eq!("0011".parse::<Cap>(), Err(CapProblem::Length(4)));
        assert_eq!("001187".parse::<Cap>(), Err(CapProblem::Length(6)));
        assert_eq!("0O118".parse::<Cap>(), Err(CapProblem::NotDigit(2)));
    }

    #[test]
    fn none_is_lower_than_00010_or_begins_with_99() {
        let may_be = |cap: &str| cap.parse::<Cap>().is_ok_and(|cap| cap.may_be());
        assert!(
            may_be("00010") && may_be("98168") && !may_be("00000") && !may_be("00009") && !may_be("99999")
        );
    }

    #[test]
    fn the_first_digit_is_of_a_part_of_italy() {
        let of = |cap: &str, sigla| {
            cap.parse::<Cap>().is_ok_and(|cap| {
                Provincia::by_sigla(sigla).is_some_and(|province| cap.is_of_another_part(province))
            })
        };
        assert!(of("00185", "NA") && of("80121", "RM") && !of("00185", "RM") && !of("61014", "RN"));
        for province in Provincia::all().iter().filter(|province| !province.historic) {
            assert!((0..10).any(|digit| of(&format!("{digit}0000"), province.sigla)), "{}", province.sigla);
        }
        // What real comuni have: the addresses of the trial offices.
        let rows = include_str!("../../data/offices_synthetic.csv").lines().skip(1);
        for row in rows {
            let cells: Vec<&str> = row.split(',').collect();
            let (sigla, cap) = (cells.get(3).copied().unwrap_or(""), cells.get(7).copied().unwrap_or(""));
            assert!(cap.len() == 5 && !of(cap, sigla), "{row}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_parses_round_trips(text in "\\PC{0,12}") {
            if let Ok(cap) = text.parse::<Cap>() {
                prop_assert_eq!(cap.as_str().parse::<Cap>(), Ok(cap));
            }
        }

        #[test]
        fn every_five_digits_are_a_cap(text in "[0-9]{5}") {
            let cap = text.parse::<Cap>();
            prop_assert_eq!(cap.as_ref().map(Cap::as_str), Ok(text.as_str()));
        }
    }
}
