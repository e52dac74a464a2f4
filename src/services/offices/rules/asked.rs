//! What the words typed in the search mean: a postal code, a province, a comune, several, or none of these.

mod needs;
mod regions;
#[cfg(test)]
mod tests;

use crate::places::search::{self, How};
use crate::places::{Cap, CapProblem, Comune, Provincia, Stato, fold, is_city_abroad};

pub use self::regions::Regione;
use self::regions::regione;

/// At most so many comuni are offered to choose from.
pub const MOST_CHOICES: usize = 20;

/// At most so many are named beside the comune whose whole name was typed.
const MOST_BESIDE: usize = 6;

/// Longer words are no place: they are cut before anything looks at them.
pub const LONGEST: usize = 100;

/// What is searched.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// Nothing was typed.
    Nothing,
    /// So many digits, and a postal code has five.
    WrongCap(usize),
    /// A postal code.
    Cap(Cap),
    /// A province of today.
    Provincia(&'static Provincia),
    /// A region, by its provinces.
    Regione(Regione),
    /// A comune of today.
    Comune(Comunale),
    /// A comune that is no more, of a province of today, and which one took its place is not known.
    Ceased(&'static Comune),
    /// Several places bear this name or begin with it.
    Which(Choices),
    /// A place that is not in Italy, and comuni whose name only begins so or is like it.
    Abroad(Option<Choices>),
    /// No place, but what an office should have or when it should be open, perhaps with a place beside it.
    Need,
    /// No place, or only places whose name is like it.
    Words(Option<Choices>),
}

/// A comune and the other name it was found by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comunale {
    /// The comune.
    pub comune: &'static Comune,
    /// Another name that was typed, to be explained: a former one of this comune, or that of a part of it.
    pub formerly: Option<&'static str>,
    /// A province that was typed with it and is another's, to be told.
    pub elsewhere: Option<&'static Provincia>,
}

impl From<&'static Comune> for Comunale {
    fn from(comune: &'static Comune) -> Self {
        Self { comune, formerly: None, elsewhere: None }
    }
}

/// Places to choose from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// The name they share, if they do.
    pub name: Option<String>,
    /// A province that is meant as well.
    pub provincia: Option<&'static Provincia>,
    /// The comuni, best first, with the former name that each was found by.
    pub comuni: Vec<Comunale>,
    /// How many more there are.
    pub left_out: usize,
    /// Whether it is a guess: no place is called so, and what is offered only holds the words.
    pub guessed: bool,
}

/// Reads what was typed.
pub fn read(typed: &str) -> Asked {
    let typed: String = typed.chars().take(LONGEST).collect();
    let folded = fold(&typed);
    if folded.is_empty() {
        return Asked::Nothing;
    }
    // "I-20121", as post from abroad is addressed.
    let digits = folded.strip_prefix("i ").unwrap_or(&folded);
    if digits.bytes().all(|b| b.is_ascii_digit() || b == b' ') {
        return match digits.parse::<Cap>() {
            Ok(cap) => Asked::Cap(cap),
            Err(CapProblem::Length(digits)) => Asked::WrongCap(digits),
            Err(CapProblem::Empty | CapProblem::NotDigit(_)) => Asked::Nothing,
        };
    }
    if let Some(provincia) = called_province(&folded) {
        return Asked::Provincia(provincia);
    }
    if let Some(regione) = regione(&folded) {
        return Asked::Regione(regione);
    }
    if needs::is_in(&folded) {
        return Asked::Need;
    }
    let mut found = search::today(&typed, MOST_CHOICES);
    // A comune whose territory left Italy has no office to offer beside the others of its name.
    if found.hits.len() > 1 {
        found.hits.retain(|hit| hit.in_force || !hit.comune.province.historic);
    }
    let sigla = Some(folded.as_str()).filter(|text| text.len() == 2).and_then(today_province);
    match (found.how, found.only()) {
        (How::Exact | How::Joined, Some(hit)) if sigla.is_none() => comune(hit, &typed),
        (How::Exact, _) if !found.hits.is_empty() && is_said(&found, sigla) => {
            Asked::Which(choices(found, sigla))
        }
        _ if let Some((comune, part, elsewhere)) = search::part_of(&typed) => {
            Asked::Comune(Comunale { formerly: Some(part), elsewhere, ..comune.into() })
        }
        _ => match sigla.or_else(|| today_province(&typed)) {
            Some(provincia) => Asked::Provincia(provincia),
            None if (found.how != How::Exact || found.hits.is_empty()) && is_abroad(&typed) => {
                // What only looks like it ("Londa", for London) is no guess at what was meant.
                let begun = found.how != How::Typo && !found.hits.is_empty();
                Asked::Abroad(begun.then(|| choices(found, None)))
            }
            None if found.hits.is_empty() => Asked::Words(None),
            None if found.how == How::Typo => Asked::Words(Some(choices(found, None))),
            None => Asked::Which(choices(found, None)),
        },
    }
}

/// The place among words that as a whole are none: the end of an address ("Via Roma 3, 20121 Milano"), or failing
/// that the beginning ("Milano 20121", "Bressanone Brixen"); the longest first, numbers and needs left out.
pub fn place_in(typed: &str) -> Option<String> {
    let typed: String = typed.chars().take(LONGEST).collect();
    let folded = fold(&typed);
    let rest = needs::without(&folded);
    let words: Vec<&str> = rest
        .split(' ')
        .filter(|word| !word.is_empty() && word.bytes().any(|b| !b.is_ascii_digit()))
        .collect();
    let ends = (0..words.len()).filter_map(|from| words.get(from..));
    let beginnings = (1..words.len()).rev().filter_map(|to| words.get(..to));
    let place = |words: &[&str]| Some(words.join(" ")).filter(|some| is_place(some) && *some != folded);
    ends.chain(beginnings).find_map(place)
}

/// The same with the province that was typed, where it is a comune: whether it is in that province is told then. Of
/// several comuni of one name with the province of the only one that the CAP beside it may be of.
pub fn place_with_province(typed: &str) -> Option<String> {
    if is_need(typed)
        && let Some((cap, _)) = cap_beside(typed)
    {
        return Some(cap.as_str().to_owned());
    }
    let place = place_in(typed)?;
    let said = match read(&place) {
        Asked::Comune(_) => search::province_said(typed),
        Asked::Which(choices) if choices.name.is_some() => {
            let comuni = choices.comuni.iter().map(|found| found.comune);
            let only = cap_beside(typed).and_then(|(cap, _)| cap.only_of(comuni));
            only.map(|comune| comune.province)
        }
        _ => None,
    };
    Some(said.map_or(place.clone(), |said| format!("{place} ({})", said.sigla)))
}

/// Whether the words are what a place is called, today or formerly.
pub fn is_called(typed: &str) -> bool {
    matches!(read(typed), Asked::Regione(_) | Asked::Cap(_) | Asked::Ceased(_)) || is_place(typed)
}

/// Whether the words are the name of a comune or a province, or of several; a sigla alone is too little.
fn is_place(words: &str) -> bool {
    match read(words) {
        Asked::Comune(_) | Asked::Provincia(_) => words.len() > 2,
        Asked::Which(choices) => choices.name.is_some(),
        _ => false,
    }
}

/// Beside a province's sigla only a comune counts that bears the name or lately bore it: "Re" and "Ro", not the former "To".
fn is_said(found: &search::Found, sigla: Option<&'static Provincia>) -> bool {
    sigla.is_none() || found.hits.iter().any(|hit| hit.in_force && hit.living)
}

/// Whether the words ask for what an office should have, or when it should be open.
pub fn is_need(typed: &str) -> bool {
    needs::is_in(&fold(typed))
}

/// Whether something of what was typed has no part in the place that was found in it.
pub fn is_more_than(typed: &str, place: &str) -> bool {
    let (typed, place) = (fold(typed), fold(place));
    typed.split(' ').any(|word| place.split(' ').all(|used| used != word))
}

/// Whether a foreign state, or a well-known city abroad, is called just so.
fn is_abroad(typed: &str) -> bool {
    is_city_abroad(typed) || Stato::find(typed).iter().any(|stato| stato.is_called(typed))
}

fn comune(hit: &search::Hit, typed: &str) -> Asked {
    if !hit.in_force {
        return ceased(hit.comune, typed);
    }
    // It was found without the province: nobody must take it for one of that province.
    let elsewhere = search::province_said(typed).filter(|said| !search::was_in(hit.comune, said));
    Asked::Comune(Comunale { elsewhere, ..found_as(hit) })
}

/// The comune with the former name it was found by; the one in the other language is none: nothing to explain.
fn found_as(hit: &search::Hit) -> Comunale {
    let other = |name: &&str| hit.comune.other_name.is_none_or(|other| fold(other) != fold(name));
    Comunale { formerly: hit.found_as.filter(other), ..hit.comune.into() }
}

/// A comune that is no more, unless its name alone may also be the beginning of one of today: then both are offered.
fn ceased(comune: &'static Comune, typed: &str) -> Asked {
    let begun = search::beginning(typed);
    match (begun.is_empty() || fold(typed) == fold(&comune.label()), comune.province.historic) {
        (true, true) => Asked::Abroad(None),
        (true, false) => Asked::Ceased(comune),
        // The town has no office of ours; what only begins so is offered, in case.
        (false, true) => Asked::Abroad(Some(begun_so(begun, None))),
        (false, false) => Asked::Which(begun_so(begun, Some(comune))),
    }
}

/// Comuni whose name begins with the words typed, after the one that is no more, whose whole name they are.
fn begun_so(begun: Vec<&'static Comune>, ceased: Option<&'static Comune>) -> Choices {
    let most = MOST_CHOICES - usize::from(ceased.is_some());
    let left_out = begun.len().saturating_sub(most);
    let comuni = ceased.into_iter().chain(begun.into_iter().take(most)).map(Comunale::from).collect();
    Choices { comuni, left_out, ..Choices::default() }
}

/// Beside the comune whose whole name was typed, and nothing else: those whose name begins with it and says more. Who
/// means Sesto San Giovanni may call it Sesto.
pub fn begun_beside(typed: &str, found: &Comunale) -> Choices {
    let name = fold(typed);
    if name != fold(found.comune.name) {
        return Choices::default();
    }
    let mut begun = search::beginning(typed);
    begun.retain(|comune| fold(comune.name).starts_with(&format!("{name} ")));
    let left_out = begun.len().saturating_sub(MOST_BESIDE);
    let comuni = begun.into_iter().take(MOST_BESIDE).map(Comunale::from).collect();
    Choices { comuni, left_out, ..Choices::default() }
}

/// A postal code with words that several comuni begin with: those that are not in another part of Italy than the code.
pub fn begun_with_cap(typed: &str) -> Option<(Cap, Choices)> {
    let (cap, words) = cap_beside(typed)?;
    let mut begun = search::beginning(&words);
    begun.retain(|comune| !cap.is_of_another_part(comune.province));
    Some((cap, begun_so(begun, None))).filter(|(_, choices)| !choices.comuni.is_empty())
}

/// The postal code among other words, and these without it, folded.
pub fn cap_beside(typed: &str) -> Option<(Cap, String)> {
    let folded = fold(typed);
    let is_cap = |word: &&str| word.parse::<Cap>().is_ok();
    let cap = folded.split(' ').find(is_cap)?.parse().ok()?;
    let words = folded.split(' ').filter(|word| !is_cap(word)).collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some((cap, words))
}

fn choices(found: search::Found, provincia: Option<&'static Provincia>) -> Choices {
    let comuni: Vec<Comunale> = found.hits.iter().map(found_as).collect();
    let called = |found: &Comunale| found.formerly.unwrap_or(found.comune.name);
    let first = comuni.first().map(called);
    let name = first.filter(|name| comuni.iter().all(|c| called(c) == *name) && provincia.is_none());
    let name = name.filter(|_| found.how == How::Exact && found.left_out == 0).map(str::to_owned);
    let guessed = comuni.len() == 1 && found.how != How::Exact && provincia.is_none();
    Choices { name, provincia, comuni, left_out: found.left_out, guessed }
}

/// "provincia di Napoli", "prov. NA", "città metropolitana di Napoli", "Napoli provincia".
fn called_province(folded: &str) -> Option<&'static Provincia> {
    today_province(without_the_word(folded)?)
}

/// What stands beside the word for a province.
fn without_the_word(folded: &str) -> Option<&str> {
    let before = ["provincia ", "prov ", "citta metropolitana "].iter();
    let after = [" provincia", " prov"].iter();
    before
        .filter_map(|word| folded.strip_prefix(word))
        .chain(after.filter_map(|word| folded.strip_suffix(word)))
        .next()
}

fn today_province(text: &str) -> Option<&'static Provincia> {
    Provincia::find(text).and_then(Provincia::today)
}

/// The province that was typed, if it is none any more.
pub fn former_province(typed: &str) -> Option<&'static Provincia> {
    let folded = fold(typed);
    Provincia::find(without_the_word(&folded).unwrap_or(&folded)).filter(|provincia| provincia.historic)
}
