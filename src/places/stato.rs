//! The foreign states by their Belfiore code, those that ceased among them: people were born there.

use std::sync::OnceLock;

use a11y::text::{Lang, Text};
use jiff::civil::Date;

use super::{Belfiore, comune::date, fold};

/// A foreign state or territory.
#[derive(Debug, PartialEq, Eq)]
pub struct Stato {
    /// Its code, beginning with `Z`.
    pub belfiore: Belfiore,
    /// Its Italian name in the register.
    pub name: &'static str,
    /// Its English name; empty where none is known.
    pub english: &'static str,
    /// Its two-letter ISO code; empty where none is known.
    pub iso2: &'static str,
    /// Its ISTAT code; empty where none is known.
    pub istat: &'static str,
    /// The first day for which the code may be used.
    pub from: Date,
    /// The last such day.
    pub to: Option<Date>,
    /// Whether it no longer exists: to be offered for births only.
    pub ceased: bool,
    others: &'static str,
    /// Its Arabic name with its short vowels, as a voice says it; empty where none is known.
    arabic_said: &'static str,
    /// Its names as they are compared: folded once, for a search asks all of them.
    keys: Box<[String]>,
}

impl Stato {
    /// Every state by code.
    pub fn all() -> &'static [Self] {
        static TABLE: OnceLock<Box<[Stato]>> = OnceLock::new();
        TABLE.get_or_init(|| include_str!("../../data/states.csv").lines().skip(1).filter_map(row).collect())
    }

    /// The state with this code.
    #[must_use]
    pub fn by_code(code: Belfiore) -> Option<&'static Self> {
        let table = Self::all();
        table.binary_search_by_key(&code, |s| s.belfiore).ok().and_then(|at| table.get(at))
    }

    /// The states called so, in Italian, English, Arabic, ISTAT's or everyday words ("Olanda", "Russia").
    ///
    /// Whole names first; if there is none, names that begin so; if there is none, names with a word that
    /// begins so. Those that exist come before those that ceased.
    #[must_use]
    pub fn find(text: &str) -> Vec<&'static Self> {
        let wanted = fold(text);
        if wanted.is_empty() {
            return Vec::new();
        }
        let within = format!(" {wanted}");
        let tests: [&dyn Fn(&str) -> bool; 3] =
            [&|n| n == wanted, &|n| n.starts_with(&wanted), &|n| n.contains(&within)];
        for test in tests {
            let mut found: Vec<_> =
                Self::all().iter().filter(|s| s.keys.iter().any(|key| test(key))).collect();
            if !found.is_empty() {
                found.sort_by_key(|s| (s.ceased, fold(s.name)));
                return found;
            }
        }
        Vec::new()
    }

    /// Whether the code was in use on this day.
    #[must_use]
    pub fn existed_on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// What a language calls it, as a run of that language; its Italian name, as an Italian run, where none is known.
    #[must_use]
    pub fn called(&self, lang: Lang) -> Text {
        match lang {
            Lang::En if !self.english.is_empty() => Text::name_in(lang, self.english, None),
            Lang::Ar => match self.arabic() {
                Some(name) => Text::name_in(lang, name, Some(self.arabic_said)),
                None => Text::name(self.name),
            },
            Lang::It | Lang::En => Text::name(self.name),
        }
    }

    /// Its Arabic name, where it is also known how it is said.
    fn arabic(&self) -> Option<&'static str> {
        let is_arabic = |name: &&str| name.chars().any(|sign| matches!(sign, '\u{620}'..='\u{64a}'));
        self.others.split('|').find(is_arabic).filter(|_| !self.arabic_said.is_empty())
    }

    /// Every name it is found by.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        names_of(self.name, self.english, self.others)
    }

    /// Whether it is called just so.
    #[must_use]
    pub fn is_called(&self, words: &str) -> bool {
        let wanted = fold(words);
        self.keys.contains(&wanted)
    }
}

fn names_of(
    name: &'static str,
    english: &'static str,
    others: &'static str,
) -> impl Iterator<Item = &'static str> {
    [name, english].into_iter().chain(others.split('|')).filter(|name| !name.is_empty())
}

fn row(line: &'static str) -> Option<Stato> {
    let mut cells = line.split(',');
    let (belfiore, name) = (Belfiore::parse(cells.next()?)?, cells.next()?);
    let (others, english) = (cells.next()?, cells.next()?);
    let keys = names_of(name, english, others).map(fold).collect();
    Some(Stato {
        belfiore,
        name,
        english,
        others,
        arabic_said: cells.next()?,
        keys,
        iso2: cells.next()?,
        istat: cells.next()?,
        from: date(cells.next()?)?,
        to: date(cells.next()?),
        ceased: !cells.next()?.is_empty(),
    })
}
