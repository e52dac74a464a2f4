//! A person's data and their code: computing the one, and saying where the two disagree.
//!
//! **Invariant**: what the registries themselves do in different ways is a doubt, never a contradiction.

use std::fmt;

use jiff::civil::Date;

use super::{CodiceFiscale, chars::MONTHS};
use crate::places::{Belfiore, Birthplace, Comune, fold};

/// The sex on record; the code knows only these two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Written `F`; 40 is added to the day in the code.
    Female,
    /// Written `M`.
    Male,
}

/// What a codice fiscale is computed from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Person<'a> {
    /// All surnames, a woman's from before marriage.
    pub surname: &'a str,
    /// All given names.
    pub name: &'a str,
    /// The sex on record.
    pub sex: Sex,
    /// The day of birth.
    pub born: Date,
    /// The place of birth.
    pub birthplace: Belfiore,
}

/// The part of a code that says something else than the person's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Places 1 to 3.
    Surname,
    /// Places 4 to 6.
    Name,
    /// The date of birth, in places 7 to 11.
    Date,
    /// The sex, in places 10 and 11.
    Sex,
    /// Places 12 to 15.
    Birthplace,
}

/// How much a disagreement tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    /// The two cannot both be right: to be told at once and mended.
    Contradiction,
    /// The two can both be right: to be asked, never refused.
    Doubt,
}

/// One disagreement between a code and a person's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mismatch {
    /// Where.
    pub part: Part,
    /// How much it tells.
    pub weight: Weight,
}

/// How many of a person's names are tried in every combination.
const MOST_NAMES: usize = 12;

impl CodiceFiscale {
    /// Computes the base code of a person.
    #[must_use]
    pub fn encode(person: &Person<'_>) -> Self {
        let year = person.born.year().rem_euclid(100).unsigned_abs() as u8;
        let day = person.born.day().unsigned_abs() + if person.sex == Sex::Female { 40 } else { 0 };
        let month = MONTHS[usize::from(person.born.month().unsigned_abs()) - 1];
        let mut code = [b'0'; 16];
        code[..3].copy_from_slice(&surname_part(person.surname));
        code[3..6].copy_from_slice(&name_part(person.name));
        code[6..11].copy_from_slice(&[tens(year), units(year), month, tens(day), units(day)]);
        code[11..15].copy_from_slice(&person.birthplace.bytes());
        Self::sealed(code)
    }

    /// Where the code and a person's data disagree, in the order of the code; empty if they agree.
    ///
    /// Names are a doubt when they have letters beyond A to Z (offices transliterate in different ways) or when
    /// the code fits some of the names given; places are one when either is unknown, ceased or led to the other.
    #[must_use]
    pub fn matches(self, person: &Person<'_>) -> Vec<Mismatch> {
        let contradiction = |wrong: bool| wrong.then_some(Weight::Contradiction);
        let found = [
            (Part::Surname, self.name_weight(0, person.surname, surname_part)),
            (Part::Name, self.name_weight(3, person.name, name_part)),
            (Part::Date, contradiction(!self.could_be_born(person.born))),
            (Part::Sex, contradiction(self.sex() != person.sex)),
            (Part::Birthplace, self.place_weight(person)),
        ];
        found.into_iter().filter_map(|(part, weight)| Some(Mismatch { part, weight: weight? })).collect()
    }

    fn name_weight(self, place: usize, names: &str, part: fn(&str) -> [u8; 3]) -> Option<Weight> {
        let written = &self.0[place..place + 3];
        if part(names) == written {
            return None;
        }
        let folded = fold(names);
        let words: Vec<&str> = folded.split(' ').take(MOST_NAMES).collect();
        let some_of_them = (0..words.len())
            .any(|from| (from..words.len()).any(|to| part(&words[from..=to].join("")) == written));
        let doubtful = some_of_them || names.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
        Some(if doubtful { Weight::Doubt } else { Weight::Contradiction })
    }

    fn place_weight(self, person: &Person<'_>) -> Option<Weight> {
        let said = person.birthplace;
        let written = self.belfiore()?;
        if written == said {
            return None;
        }
        let lasting = |code| match Birthplace::of(code, person.born) {
            Some(Birthplace::Comune(at)) => at.in_force && Comune::active(code).is_some(),
            Some(Birthplace::Stato(stato)) => !stato.ceased,
            None => false,
        };
        let heirs = (Comune::today(written), Comune::today(said));
        let related = heirs.0.is_some() && heirs.0 == heirs.1;
        let certain = lasting(written) && lasting(said) && !related;
        Some(if certain { Weight::Contradiction } else { Weight::Doubt })
    }
}

impl fmt::Debug for Person<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person(..)")
    }
}

/// The three letters of a surname: consonants, then vowels, then `X`.
#[must_use]
pub fn surname_part(surname: &str) -> [u8; 3] {
    let (consonants, vowels) = letters(surname);
    three(consonants, vowels)
}

/// The three letters of the given names: as a surname's, but of four or more consonants the second is left out.
#[must_use]
pub fn name_part(names: &str) -> [u8; 3] {
    let (mut consonants, vowels) = letters(names);
    if consonants.len() > 3 {
        consonants.remove(1);
    }
    three(consonants, vowels)
}

/// The first consonants, at most four, and the first vowels, at most three, as capitals.
fn letters(names: &str) -> (Vec<u8>, Vec<u8>) {
    let (mut consonants, mut vowels) = (Vec::with_capacity(4), Vec::with_capacity(3));
    for letter in fold(names).bytes().filter(u8::is_ascii_lowercase).map(|b| b.to_ascii_uppercase()) {
        let (kind, most) = if b"AEIOU".contains(&letter) { (&mut vowels, 3) } else { (&mut consonants, 4) };
        if kind.len() < most {
            kind.push(letter);
        }
    }
    (consonants, vowels)
}

fn three(consonants: Vec<u8>, vowels: Vec<u8>) -> [u8; 3] {
    let mut part = [b'X'; 3];
    part.iter_mut().zip(consonants.into_iter().chain(vowels)).for_each(|(place, letter)| *place = letter);
    part
}

fn tens(number: u8) -> u8 {
    b'0' + number / 10
}

fn units(number: u8) -> u8 {
    b'0' + number % 10
}
