//! Finding a comune by what a person types: old names, other languages, abbreviations, a small slip.
//!
//! **Invariant**: a later tier (beginning, word inside, without blanks, one slip) is tried only when the earlier found nothing.

mod foreign;
mod index;
mod parts;
mod phrase;

use std::collections::HashSet;

use jiff::civil::Date;

use self::{
    index::{Entry, Index},
    phrase::Phrase,
};
use super::{Belfiore, Comune, Provincia, fold};

pub use parts::part_of;
pub use phrase::{key, province_said, without_province};

/// How the words matched the names found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// A whole name.
    Exact,
    /// The beginning of a name.
    Start,
    /// The beginning of a later word of a name.
    Within,
    /// A name with one letter more, less, different or exchanged.
    Typo,
    /// A whole name without its blanks, as "Casteldelpiano".
    Joined,
}

/// One comune found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The comune: today's in [`today`], that of the day of birth in [`at_birth`].
    pub comune: &'static Comune,
    /// The name it was found by when that is another one, former or of the other language: to be said.
    pub found_as: Option<&'static str>,
    /// Whether the comune was in force on the day asked for (today, or the day of birth).
    pub in_force: bool,
    /// Whether a comune bears the name it was found by, or bore it so lately that people still say it.
    pub living: bool,
}

/// A name that a comune bore on or after this day is still said: since the Republic, which is about a lifetime.
const SAID_SINCE: Date = jiff::civil::date(1946, 6, 2);

/// What a search found, best first.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The comuni, at most as many as asked for.
    pub hits: Vec<Hit>,
    /// How they matched.
    pub how: How,
    /// How many more there were.
    pub left_out: usize,
}

impl Found {
    /// The comune, if a whole name fits just one: nothing to ask.
    #[must_use]
    pub fn only(&self) -> Option<&Hit> {
        match self.hits.as_slice() {
            [hit] if matches!(self.how, How::Exact | How::Joined) && self.left_out == 0 => Some(hit),
            _ => None,
        }
    }
}

/// The comuni of today meant by these words, for a residence or an office.
///
/// A province may follow as sigla or name ("Castro LE", "Castro (BG)", "Castro, Lecce"). A former name
/// leads to the comune that took the place over, or to those it was split into again, and says so; where that is not
/// known the ceased comune is itself the hit, not in force. Names of today win over the same name of a distant past; of a recent one both are meant,
/// unless the province tells.
#[must_use]
pub fn today(words: &str, limit: usize) -> Found {
    run(Phrase::readings(foreign::italian(words)), limit, Asked::Today)
}

/// The comuni of today meant by these words that are or were in this province.
#[must_use]
pub fn today_in(words: &str, province: &'static Provincia, limit: usize) -> Found {
    run(readings_in(words, province), limit, Asked::Today)
}

/// The comuni of today whose name begins with these words, or with them and something more.
#[must_use]
pub fn beginning(words: &str) -> Vec<&'static Comune> {
    called(words, How::Start)
}

/// The comuni of today whose name is these words but for one slip, also where others begin with them.
#[must_use]
pub fn alike(words: &str) -> Vec<&'static Comune> {
    called(words, How::Typo)
}

fn called(words: &str, how: How) -> Vec<&'static Comune> {
    let start = Phrase::readings(words).into_iter().next();
    let hits = start.map(|phrase| hits_of(&phrase, how, Asked::Today)).unwrap_or_default();
    hits.into_iter().filter(|hit| hit.in_force && hit.found_as.is_none()).map(|hit| hit.comune).collect()
}

/// The comuni where a person may have been born, as they were on that day; without a day, as they were last.
///
/// Former names count as much as today's. A comune not in force that day comes after the others.
#[must_use]
pub fn at_birth(words: &str, born: Option<Date>, limit: usize) -> Found {
    run(Phrase::readings(foreign::italian(words)), limit, Asked::Birth(born))
}

/// The same in a province: of those days or of today.
#[must_use]
pub fn at_birth_in(words: &str, province: &'static Provincia, born: Option<Date>, limit: usize) -> Found {
    run(readings_in(words, province), limit, Asked::Birth(born))
}

fn readings_in(words: &str, province: &'static Provincia) -> Vec<Phrase> {
    let readings = Phrase::readings(foreign::italian(words)).into_iter();
    readings.map(|phrase| Phrase { province: Some(province), ..phrase }).collect()
}

/// The comuni of today with exactly this name in either language, in this province if one is given.
#[must_use]
pub fn named(name: &str, province: Option<&Provincia>) -> Vec<&'static Comune> {
    let index = Index::get();
    let wanted = key(name);
    let rows = index.exact(&wanted).map(|entry| index.row(entry));
    let mut found: Vec<_> = rows.filter(|row| row.is_active()).collect();
    if found.iter().any(|row| fold(row.name) == fold(name)) {
        found.retain(|row| fold(row.name) == fold(name));
    }
    found.retain(|row| province.is_none_or(|p| p == row.province));
    found
}

/// Whether one letter added, left out, changed or exchanged with its neighbour makes one text the other.
#[must_use]
pub fn is_one_slip(text: &str, typed: &str) -> bool {
    index::one_slip(text, typed)
}

/// The day the question is about.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Today,
    Birth(Option<Date>),
}

impl Asked {
    fn hits(self, entry: &Entry, row: &'static Comune, name: &'static str) -> Vec<Hit> {
        let comuni = match self {
            Self::Today => match Comune::today(row.belfiore) {
                Some(heir) => vec![(heir, true)],
                None => match parts_of(row) {
                    parts if parts.is_empty() => vec![(row, false)],
                    parts => parts.into_iter().map(|part| (part, true)).collect(),
                },
            },
            Self::Birth(Some(day)) => {
                vec![Comune::at(row.belfiore, day).map_or((row, false), |at| (at.comune, at.in_force))]
            }
            Self::Birth(None) => {
                let last = Comune::history(row.belfiore).last().unwrap_or(row);
                vec![(last, last.is_active())]
            }
        };
        let living = row.to.is_none_or(|last| last >= SAID_SINCE);
        let hit = |(comune, in_force): (&'static Comune, bool)| {
            let found_as = (entry.other || comune.name != name).then_some(name);
            Hit { comune, found_as, in_force, living }
        };
        comuni.into_iter().map(hit).collect()
    }
}

/// The comuni of today that a ceased one was split into again: its name is theirs, joined ("Leggiuno-Sangiano"). None where
/// one of the parts is not called so today.
fn parts_of(ceased: &'static Comune) -> Vec<&'static Comune> {
    let names: Vec<&str> = ceased.name.split('-').flat_map(|part| part.split(" ed ")).collect();
    let part = |name: &str| -> Option<&'static Comune> {
        let found: Vec<_> =
            named(name, None).into_iter().filter(|part| was_in(part, ceased.province)).collect();
        if let [only] = found[..] { Some(only) } else { None }
    };
    let parts: Option<Vec<_>> = names.iter().map(|name| part(name)).collect();
    parts.filter(|parts| parts.len() > 1).unwrap_or_default()
}

fn run(phrases: Vec<Phrase>, limit: usize, asked: Asked) -> Found {
    let said = phrases.iter().any(|phrase| phrase.province.is_some());
    for how in [How::Exact, How::Start, How::Within, How::Joined, How::Typo] {
        // A province that was said is no part of a name: "Roma NA" is not "Romana".
        let split = said && matches!(how, How::Joined | How::Typo);
        for phrase in phrases.iter().filter(|phrase| !split || phrase.province.is_some()) {
            let mut hits = hits_of(phrase, how, asked);
            if hits.is_empty() {
                continue;
            }
            let mut how = how;
            if how == How::Exact && asked == Asked::Today && phrase.province.is_none() {
                let begun = begun_beside(phrase, &hits);
                if !begun.is_empty() {
                    hits.extend(begun);
                    how = How::Start;
                }
            }
            let left_out = hits.len().saturating_sub(limit);
            return Found { hits: hits.into_iter().take(limit).collect(), how, left_out };
        }
    }
    Found { hits: Vec::new(), how: How::Exact, left_out: 0 }
}

/// Beside a comune that is found by a name it has no more, the others of today whose name begins with the same words:
/// "Santa Maria", once the name of Santa Maria del Cedro, is what people call Santa Maria Capua Vetere too.
fn begun_beside(phrase: &Phrase, former: &[Hit]) -> Vec<Hit> {
    let is_former = |hit: &Hit| {
        let other = |name| hit.comune.other_name.is_some_and(|other| fold(other) == fold(name));
        hit.in_force && hit.found_as.is_some_and(|name| !other(name))
    };
    if !former.iter().all(is_former) {
        return Vec::new();
    }
    let words = Phrase { key: format!("{} ", phrase.key), folded: phrase.folded.clone(), province: None };
    let mut begun = hits_of(&words, How::Start, Asked::Today);
    let known = |hit: &Hit| former.iter().any(|known| known.comune.belfiore == hit.comune.belfiore);
    begun.retain(|hit| hit.in_force && hit.found_as.is_none() && !known(hit));
    begun
}

fn hits_of(phrase: &Phrase, how: How, asked: Asked) -> Vec<Hit> {
    let index = Index::get();
    let wanted: Vec<String> = match how {
        How::Joined => phrase.written_out().collect(),
        // Who begins with "S." means a saint, not any S.
        How::Start if phrase.saint_alone().is_some() => vec![format!("{} ", phrase.key)],
        _ => vec![phrase.key.clone()],
    };
    let mut hits: Vec<Hit> = wanted
        .iter()
        .flat_map(|wanted| index.matching(wanted, how))
        .flat_map(|entry| asked.hits(entry, index.row(entry), index.name(entry)))
        .filter(|hit| phrase.province.is_none_or(|p| was_in(hit.comune, p)))
        .collect();
    if how == How::Start
        && let Some(saint) = phrase.saint_alone()
    {
        let as_typed = |hit: &Hit| fold(hit.found_as.unwrap_or(hit.comune.name)).starts_with(saint);
        hits.retain(as_typed);
    }
    if how == How::Exact {
        // "Valle" is the whole name of one and the key of "La Valle" too: the name as typed wins.
        let as_typed = |hit: &Hit| fold(hit.found_as.unwrap_or(hit.comune.name)) == phrase.folded;
        let plain = |hit: &Hit| hit.in_force && hit.found_as.is_none();
        if hits.iter().any(as_typed) {
            hits.retain(as_typed);
        }
        if asked == Asked::Today && hits.iter().any(plain) {
            let still_said = |hit: &Hit| hit.in_force && hit.living && phrase.province.is_none();
            hits.retain(|hit| plain(hit) || still_said(hit));
        }
    }
    hits.sort_by_cached_key(|hit| (!hit.in_force, hit.found_as.is_some(), fold(hit.comune.name)));
    let mut seen: HashSet<Belfiore> = HashSet::new();
    hits.retain(|hit| seen.insert(hit.comune.belfiore));
    hits
}

/// Whether the comune was ever in this province: people say the one of their birth or today's.
pub fn was_in(comune: &Comune, province: &Provincia) -> bool {
    let here = Comune::history(comune.belfiore).iter().map(|row| row.province);
    let later = Comune::today(comune.belfiore).map(|heir| heir.province);
    here.chain(later).any(|p| p == province)
}
