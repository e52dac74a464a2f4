//! The codice fiscale, sixteen characters computed from a person's name, birth and birthplace.
//!
//! It follows the ministerial decree of 23 December 1976, no. 13813.
//!
//! **Invariant**: a `CodiceFiscale` that exists has the right form, a possible date and its own check
//! character; that it was ever issued only the revenue agency knows.
//! **Invariant**: `Debug` never prints a code: personal data do not reach a log.

mod chars;
mod numeric;
mod person;
mod problem;
#[cfg(test)]
mod tests;

use std::{fmt, str::FromStr};

use jiff::civil::Date;

use self::chars::{BIRTHPLACE, MONTHS, OMOCODIA, Typed, check_character, decode, is_numeric_place};
use crate::places::Belfiore;

pub use numeric::{CodiceNumerico, NumericProblem};
pub use person::{Mismatch, Part, Person, Sex, Weight, name_part, surname_part};
pub use problem::{Problem, Wanted};

/// A well-formed codice fiscale, in its own spelling (with omocodia letters, if it has them).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodiceFiscale([u8; 16]);

/// The days of birth a code can mean: it tells the year without the century.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Births {
    /// The latest day that is not in the future.
    pub likely: Date,
    /// The same day a century earlier, when the person could still be alive: to be asked.
    pub earlier: Option<Date>,
}

/// No one is known to have lived longer, in years.
const OLDEST: i16 = 122;

/// Whether somebody born on this day can be alive today.
#[must_use]
pub fn could_be_alive(born: Date, today: Date) -> bool {
    today.year() - born.year() <= OLDEST
}

impl CodiceFiscale {
    /// The sixteen characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The code before omocodia: digits where letters stand for them, and the check character of that.
    ///
    /// Two codes of one person have the same base.
    #[must_use]
    pub fn base(self) -> Self {
        let mut base = self.0;
        for place in OMOCODIA {
            base[place] = decode(base[place]);
        }
        base[15] = check_character(&base);
        Self(base)
    }

    /// Whether letters stand for digits because two people would share the base code.
    #[must_use]
    pub fn is_omocode(self) -> bool {
        self != self.base()
    }

    /// Whether both name the same person, omocodia aside: a question of the code's sense, not its spelling.
    #[must_use]
    pub fn has_same_base(self, other: Self) -> bool {
        self.base() == other.base()
    }

    /// The sex the code was computed with.
    #[must_use]
    pub fn sex(self) -> Sex {
        if self.number(9) > 40 { Sex::Female } else { Sex::Male }
    }

    /// The place of birth, which may be the code the place had on the day of issue.
    #[must_use]
    pub fn belfiore(self) -> Option<Belfiore> {
        let base = self.base();
        base.as_str().get(BIRTHPLACE).and_then(Belfiore::parse)
    }

    /// The days of birth it can mean, seen from today; `None` only if today itself is before all of them.
    #[must_use]
    pub fn births(self, today: Date) -> Option<Births> {
        let newest = today.year() - today.year().rem_euclid(100);
        let mut days =
            (0..3_i16).filter_map(|back| self.birth_in(newest - 100 * back)).filter(|day| *day <= today);
        let likely = days.next()?;
        let earlier = days.next().filter(|day| could_be_alive(*day, today));
        Some(Births { likely, earlier })
    }

    /// Whether a person born on this day can have this code.
    #[must_use]
    pub fn could_be_born(self, day: Date) -> bool {
        self.birth_in(day.year() - day.year().rem_euclid(100)) == Some(day)
    }

    /// The day of birth in the hundred years from this one, unless it is a 29 February that was not.
    fn birth_in(self, century: i16) -> Option<Date> {
        let year = century + i16::from(self.number(6));
        Date::new(year, self.month().cast_signed(), self.day().cast_signed()).ok()
    }

    /// The day of the month; 0 for a number that is neither a man's nor a woman's day.
    fn day(self) -> u8 {
        match self.number(9) {
            day @ 1..=31 => day,
            day @ 41..=71 => day - 40,
            _ => 0,
        }
    }

    fn month(self) -> u8 {
        MONTHS.iter().zip(1..).find(|(letter, _)| **letter == self.0[8]).map_or(0, |(_, month)| month)
    }

    /// The two digits at a place.
    fn number(self, place: usize) -> u8 {
        let digit = |place: usize| decode(self.0[place]) - b'0';
        10 * digit(place) + digit(place + 1)
    }

    fn sealed(mut code: [u8; 16]) -> Self {
        code[15] = check_character(&code);
        Self(code)
    }
}

impl FromStr for CodiceFiscale {
    type Err = Problem;

    /// Reads a code as people type, dictate or paste it: spaces, dots, hyphens and slashes are dropped, case is
    /// indifferent, Arabic and full-width digits and full-width letters count as ASCII.
    ///
    /// # Errors
    /// The first thing wrong, in the order a person would mend it.
    fn from_str(typed: &str) -> Result<Self, Problem> {
        let typed = Typed::read(typed);
        let code = typed.sixteen()?;
        let place = |place: usize, wanted: Wanted, fits: bool| match fits {
            true => Ok(()),
            false => Err(Problem::Illegal { position: place + 1, found: code[place], wanted }),
        };
        for (at, c) in code.iter().enumerate() {
            match is_numeric_place(at) {
                true => place(at, Wanted::Digit, c.is_ascii_digit() || "LMNPQRSTUV".contains(*c))?,
                false => place(at, Wanted::Letter, c.is_ascii_uppercase())?,
            }
        }
        let bytes = code.map(|c| u8::try_from(c).unwrap_or_default());
        if !MONTHS.contains(&bytes[8]) {
            return Err(Problem::Month(code[8]));
        }
        let parsed = Self(bytes);
        if parsed.birth_in(1900).or(parsed.birth_in(2000)).is_none() {
            return Err(Problem::Date);
        }
        match check_character(&bytes) {
            right if right == bytes[15] => Ok(parsed),
            right => Err(Problem::Check { expected: char::from(right) }),
        }
    }
}

impl fmt::Debug for CodiceFiscale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodiceFiscale(..)")
    }
}
