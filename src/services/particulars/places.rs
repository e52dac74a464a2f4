//! The comune or state that a citizen's words mean, and what to ask where they mean several.

use a11y::text::{Lang, Text};
use jiff::civil::Date;

use crate::citizen::codice_fiscale::CodiceFiscale;
use crate::places::search::{self, Found, How};
use crate::places::{Belfiore, Birthplace, Cap, Comune, Provincia, Stato, fold, is_city_abroad};

/// As many places as can be chosen from on one page.
const MOST: usize = 12;

/// A place that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// A comune, as one row of the table has it.
    Comune(&'static Comune),
    /// A state.
    Stato(&'static Stato),
}

impl Place {
    /// Its code.
    pub fn belfiore(self) -> Belfiore {
        match self {
            Place::Comune(comune) => comune.belfiore,
            Place::Stato(stato) => stato.belfiore,
        }
    }

    /// What it is called: a comune with its province, as nobody may have typed it, a state as the language calls it.
    pub fn called(self, lang: Lang) -> Text {
        match self {
            Place::Comune(comune) => Text::name(comune.label()),
            Place::Stato(stato) => stato.called(lang),
        }
    }

    /// Its name alone.
    pub fn name(self, lang: Lang) -> Text {
        match self {
            Place::Comune(comune) => Text::name(comune.name),
            Place::Stato(stato) => stato.called(lang),
        }
    }

    /// A comune of today, or a state.
    fn of_today(code: Belfiore) -> Option<Place> {
        let comune = Comune::today(code).map(Place::Comune);
        comune.or_else(|| Stato::by_code(code).map(Place::Stato))
    }
}

/// What words for a place mean.
#[derive(Clone, Debug, PartialEq)]
pub enum Meant {
    /// Just one place.
    One(Belfiore),
    /// Several, or one that is not called quite so.
    Several(Vec<Place>),
}

impl Meant {
    /// The place as it was understood, to be shown back as the page's language calls it: the one, or that which was
    /// `chosen` of several. Its `province` is told with a comune where nobody typed it beside.
    pub fn shown(&self, lang: Lang, chosen: Option<Belfiore>, province: &str) -> Option<Text> {
        let code = match self {
            Meant::One(code) => *code,
            Meant::Several(choices) => {
                chosen.filter(|chosen| choices.iter().any(|known| known.belfiore() == *chosen))?
            }
        };
        let place = Place::of_today(code)?;
        let name = if province.is_empty() { place.called(lang) } else { place.name(lang) };
        Some(name.private())
    }

    /// Of several comuni of today that are called just so, the only one that the CAP may be of. Where it can be of none that
    /// is guessed, those come first that are called so but for a slip and that it may be of.
    pub fn of_cap(self, words: &str, province: &str, cap: &str) -> Meant {
        let Meant::Several(choices) = &self else { return self };
        let Ok(cap) = cap.parse::<Cap>() else { return self };
        let fits = |comune: &Comune| !cap.is_of_another_part(comune.province);
        let comuni: Vec<_> = choices.iter().filter_map(|place| Comune::active(place.belfiore())).collect();
        if province.is_empty() && is_guess(choices, words) && !comuni.iter().any(|comune| fits(comune)) {
            let alike = search::alike(words).into_iter().filter(|comune| fits(comune)).map(Place::Comune);
            return Meant::Several(alike.chain(choices.iter().copied()).take(MOST).collect());
        }
        let called: Vec<_> = comuni.into_iter().filter(|comune| fold(comune.name) == fold(words)).collect();
        let only = Some(cap).filter(|_| called.len() == choices.len());
        only.and_then(|cap| cap.only_of(called)).map_or(self, |comune| Meant::One(comune.belfiore))
    }

    /// Whether it is several, none of which is called so.
    pub fn is_guessed(&self, words: &str) -> bool {
        matches!(self, Meant::Several(choices) if is_guess(choices, words))
    }
}

/// Whether these are comuni and the words are the name of none, nor whole words of it.
pub(super) fn is_guess(choices: &[Place], words: &str) -> bool {
    let wanted = format!(" {} ", search::key(words));
    let holds = |name: &str| format!(" {} ", search::key(name)).contains(&wanted);
    choices.iter().all(|place| match place {
        Place::Comune(comune) => !holds(comune.name) && !comune.other_name.is_some_and(holds),
        Place::Stato(_) => false,
    })
}

/// Why words mean no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// No comune or state is called so.
    Place,
    /// A city abroad is called so, where its state is meant.
    City,
    /// No province is called so.
    Province,
    /// A comune is called so, but in another province than was typed, beside it or with its name.
    Elsewhere,
}

/// The comune of today that a residence is in.
pub fn residence(words: &str, province: &str) -> Result<Meant, Unknown> {
    if is_abroad(province) {
        return Err(Unknown::Place);
    }
    let province = province_of(province)?;
    let found = match province {
        Some(province) => search::today_in(words, province, MOST),
        None => search::today(words, MOST),
    };
    // Who lives in a state or a city that is called just so does not live in a comune that only sounds like it.
    let abroad = || is_city_abroad(words) || Stato::find(words).iter().any(|stato| stato.is_called(words));
    if province.is_none() && !is_exact(&found) && abroad() {
        return Err(Unknown::Place);
    }
    if is_in_another_province(words, &found) {
        return Err(Unknown::Elsewhere);
    }
    // Nobody lives in a comune that is no more: those of today whose name begins so are offered in its place.
    let ceased = !found.hits.is_empty() && found.hits.iter().all(|hit| !hit.in_force);
    let choices = match province {
        None if ceased => search::beginning(words).into_iter().take(MOST).map(Place::Comune).collect(),
        _ => comuni(&found),
    };
    let meant = meant(choices, found.only().filter(|_| !ceased).map(|hit| hit.comune.belfiore));
    let elsewhere = || province.is_some() && is_exact(&search::today(words, MOST));
    meant.map_err(|unknown| if elsewhere() { Unknown::Elsewhere } else { unknown })
}

/// Whether a province was typed with the name of a comune that is not in it: "Roma (MI)".
fn is_in_another_province(words: &str, found: &Found) -> bool {
    let Some(said) = search::province_said(words) else { return false };
    // "Arena Po" is a whole name, and Prato's letters no province in it.
    if found.hits.iter().any(|hit| fold(hit.found_as.unwrap_or(hit.comune.name)) == fold(words)) {
        return false;
    }
    let elsewhere =
        |found: &Found| is_exact(found) && !found.hits.iter().any(|hit| search::was_in(hit.comune, said));
    let bare = || search::without_province(words).map(|name| search::today(&name, MOST));
    if is_exact(found) { elsewhere(found) } else { bare().is_some_and(|found| elsewhere(&found)) }
}

/// A comune is called just so.
fn is_exact(found: &Found) -> bool {
    found.how == How::Exact && !found.hits.is_empty()
}

/// The comune or state of a birth on that day. Where the words fit the code's own place, that is the one meant.
pub fn birthplace(words: &str, province: &str, born: Date, code: CodiceFiscale) -> Result<Meant, Unknown> {
    let abroad = is_abroad(province);
    let province = if abroad { None } else { province_of(province)? };
    let found = match (province, abroad) {
        (Some(province), _) => search::at_birth_in(words, province, Some(born), MOST),
        (None, false) => search::at_birth(words, Some(born), MOST),
        (None, true) => Found { hits: Vec::new(), how: How::Exact, left_out: 0 },
    };
    let states = if province.is_none() { Stato::find(words) } else { Vec::new() };
    let named = |stato: &&&Stato| stato.is_called(words);
    let mut exact: Vec<Belfiore> = states.iter().filter(named).map(|stato| stato.belfiore).collect();
    let comuni_exact = if found.how == How::Exact { found.hits.len() } else { 0 };
    // A state called just so is not one among comuni that only begin so, and the other way round.
    let mut choices = if exact.is_empty() || comuni_exact > 0 { comuni(&found) } else { Vec::new() };
    if comuni_exact == 0 || !exact.is_empty() {
        let listed = states.iter().filter(|stato| exact.is_empty() || exact.contains(&stato.belfiore));
        choices.extend(listed.map(|stato| Place::Stato(stato)));
    }
    choices.truncate(MOST);
    if let Some(own) = code.belfiore().filter(|own| choices.iter().any(|known| known.belfiore() == *own)) {
        return Ok(Meant::One(own));
    }
    // No comune that only sounds like a city abroad is meant, unless its province was typed.
    if province.is_none() && comuni_exact == 0 && states.is_empty() && is_city_abroad(words) {
        return Err(Unknown::City);
    }
    // Nobody can tell apart what is called the same: a state that ceased and that of today, two comuni of other times.
    let called = |place: &Place| place.called(Lang::It);
    for at in (1..choices.len()).rev() {
        if choices[..at].iter().any(|before| called(before) == called(&choices[at])) {
            choices.remove(at);
        }
    }
    exact.retain(|code| choices.iter().any(|place| place.belfiore() == *code));
    let only = match (found.only(), exact.as_slice()) {
        (Some(hit), []) => Some(hit.comune.belfiore),
        (None, [stato]) if comuni_exact == 0 => Some(*stato),
        _ => None,
    };
    let elsewhere = || province.is_some() && is_exact(&search::at_birth(words, Some(born), MOST));
    meant(choices, only).map_err(|unknown| if elsewhere() { Unknown::Elsewhere } else { unknown })
}

/// Name and province of the place that a code names, for filling in the form.
pub fn of_code(code: CodiceFiscale, born: Date) -> Option<(&'static str, &'static str)> {
    let place = Birthplace::of(code.belfiore()?, born)?;
    Some((place.name(), place.sigla()))
}

/// What stands in the place of a province abroad.
fn is_abroad(province: &str) -> bool {
    ["ee", "estero", "abroad"].contains(&fold(province).as_str())
}

/// The states that are called just so, where a province of Italy, or words that are none, stand beside: of those no place in
/// Italy is meant that day, for none is called so.
pub fn states_beside(words: &str, province: &str, born: Date) -> Vec<Belfiore> {
    let comune = match province_of(province.trim()) {
        Ok(None) => return Vec::new(),
        _ if is_abroad(province) => return Vec::new(),
        Ok(Some(province)) => search::at_birth_in(words, province, Some(born), MOST),
        Err(_) => search::at_birth(words, Some(born), MOST),
    };
    let states = if is_exact(&comune) { Vec::new() } else { Stato::find(words) };
    states.into_iter().filter(|stato| stato.is_called(words)).map(|stato| stato.belfiore).collect()
}

/// Whether these words are no province, nor what stands in the place of one.
pub fn is_no_province(words: &str) -> bool {
    !is_abroad(words) && province_of(words.trim()).is_err()
}

fn province_of(words: &str) -> Result<Option<&'static Provincia>, Unknown> {
    match words {
        "" => Ok(None),
        words => Provincia::find(words).map(Some).ok_or(Unknown::Province),
    }
}

fn comuni(found: &Found) -> Vec<Place> {
    found.hits.iter().map(|hit| Place::Comune(hit.comune)).collect()
}

fn meant(choices: Vec<Place>, only: Option<Belfiore>) -> Result<Meant, Unknown> {
    match only {
        Some(place) => Ok(Meant::One(place)),
        None if choices.is_empty() => Err(Unknown::Place),
        None => Ok(Meant::Several(choices)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::citizen::codice_fiscale::{Person, Sex};
    use crate::services::testing::person;

    fn place(code: &str) -> Meant {
        Meant::One(Belfiore::parse(code).unwrap())
    }

    #[test]
    fn two_comuni_of_one_name_are_asked_about_unless_the_province_tells() {
        let Ok(Meant::Several(choices)) = residence("Castro", "") else { unreachable!() };
        let names: Vec<Text> = choices.iter().map(|place| place.called(Lang::It)).collect();
        assert_eq!(names, ["Castro (BG)", "Castro (LE)"].map(Text::name));
        assert_eq!(residence("castro", "le"), Ok(place("M261")));
        let of_cap = |words: &str, cap: &str| residence(words, "").unwrap().of_cap(words, "", cap);
        assert_eq!((of_cap("castro", "73030"), of_cap("Castro", "24063")), (place("M261"), place("C337")));
        // Of neither, of none, or of one that only begins so: that is asked.
        for (words, cap) in [("Castro", "00185"), ("Castro", ""), ("Peschi", "71010")] {
            assert_eq!(Ok(of_cap(words, cap)), residence(words, ""), "{words} {cap}");
        }
        assert_eq!(residence("Roma", ""), Ok(place("H501")));
        assert_eq!(residence("Nessunposto", ""), Err(Unknown::Place));
        assert_eq!(residence("Roma", "ZZ"), Err(Unknown::Province));
        // Abroad there is no comune, whatever sounds like one.
        for (words, province) in
            [("Francia", ""), ("Germany", ""), ("Lione", "EE"), ("Lione", ""), ("Parigi", "estero")]
        {
            assert_eq!(residence(words, province), Err(Unknown::Place), "{words} {province}");
        }
        assert_eq!(residence("Milano", "Roma"), Err(Unknown::Elsewhere));
        assert_eq!(residence("Nessunposto", "RM"), Err(Unknown::Place));
        // Neither the comune of one slip with both words nor one of another province is offered.
        for province in ["NA", "Napoli", "LE"] {
            assert_eq!(residence("Roma", province), Err(Unknown::Elsewhere), "{province}");
        }
        // What was the name of one comune is the beginning of others today: the citizen says which.
        for words in ["Santa Maria", "San Giovanni"] {
            let Ok(Meant::Several(choices)) = residence(words, "") else { unreachable!("{words}") };
            assert!(
                choices.len() > 5 && choices.iter().all(|place| Comune::active(place.belfiore()).is_some())
            );
        }
        assert_eq!(residence("San Remo", "IM"), Ok(place("I138")));
        let shown = |code: &str, lang| place(code).shown(lang, None, "").unwrap();
        assert_eq!(shown("F205", Lang::Ar), Text::typed("Milano (MI)"));
        assert_eq!(shown("Z112", Lang::En), Text::name_in(Lang::En, "Germany", None).private());
    }

    #[test]
    fn a_province_typed_with_the_comune_is_not_dropped_where_it_contradicts() {
        for (words, province) in [
            ("Roma (MI)", ""),
            ("Roma MI", ""),
            ("Roma, Milano", ""),
            ("Castro (RM)", ""),
            ("Castro (BG)", "LE"),
            ("Roma (MI)", "RM"),
        ] {
            assert_eq!(residence(words, province), Err(Unknown::Elsewhere), "{words} {province}");
        }
        assert_eq!(residence("Castro (LE)", "LE"), Ok(place("M261")));
        // The one that its comune was in before is no contradiction.
        assert_eq!(residence("Monza (MI)", "MB"), Ok(place("F704")));
        for comune in Comune::all().iter().filter(|comune| comune.is_active()) {
            for words in [comune.name.to_owned(), comune.label()] {
                assert_ne!(residence(&words, ""), Err(Unknown::Elsewhere), "{words}");
            }
        }
    }

    #[test]
    fn of_what_no_comune_is_called_those_come_first_that_the_cap_may_be_of() {
        let offered = |words: &str, cap: &str| match residence(words, "").unwrap().of_cap(words, "", cap) {
            Meant::Several(choices) => choices.iter().map(|place| place.called(Lang::It)).collect(),
            Meant::One(_) => Vec::new(),
        };
        assert_eq!(offered("Baria", "70121"), ["Bari (BA)", "Bariano (BG)"].map(Text::name));
        assert_eq!(offered("Baria", "24050"), ["Bariano (BG)"].map(Text::name));
        let is_guessed = |words: &str| residence(words, "").unwrap().is_guessed(words);
        assert!(["Brai", "Romma", "Peschi"].into_iter().all(is_guessed));
        assert!(!["Castro", "Peschiera", "S. Giovanni", "Roma"].into_iter().any(is_guessed));
    }

    #[test]
    fn a_birthplace_that_fits_the_code_is_not_asked_about() {
        let anna = person("Prova", "Anna");
        assert_eq!(birthplace("Castro", "", anna.born, anna.code), Ok(place("C337")));
        assert_eq!(birthplace("Francia", "EE", anna.born, anna.code), Ok(place("Z110")));
        assert_eq!(birthplace("Francia", "", anna.born, anna.code), Ok(place("Z110")));
        assert_eq!(birthplace("Roma", "RM", date(1958, 3, 27), anna.code), Ok(place("H501")));
        let elsewhere = birthplace("Milano", "RM", date(1958, 3, 27), anna.code);
        assert_eq!(elsewhere, Err(Unknown::Elsewhere));
        assert_eq!(of_code(anna.code, anna.born), Some(("Castro", "BG")));
    }

    #[test]
    fn of_who_was_born_in_a_city_abroad_the_state_is_asked_and_no_comune_that_is_like_it() {
        let anna = person("Prova", "Anna");
        let of = |words: &str, province: &str| birthplace(words, province, anna.born, anna.code);
        for (words, province) in [("Lione", ""), ("lione", "EE"), ("Parigi", ""), ("London", "estero")] {
            assert_eq!(of(words, province), Err(Unknown::City), "{words} {province}");
        }
        // A slip in the name of a comune whose province is typed, or which the code tells; a state that begins so.
        assert!(matches!(of("Lione", "AV"), Ok(Meant::Several(_))));
        let lioni = Belfiore::parse("E605").unwrap();
        let born_there = CodiceFiscale::encode(&Person {
            surname: "Prova",
            name: "Anna",
            sex: Sex::Female,
            born: anna.born,
            birthplace: lioni,
        });
        assert_eq!(birthplace("Lione", "", anna.born, born_there), Ok(Meant::One(lioni)));
        assert!(matches!(of("Tunisi", ""), Ok(Meant::Several(choices)) if choices.len() == 1));
    }

    #[test]
    fn a_place_is_shown_as_it_was_understood_and_its_province_once() {
        let roma = Belfiore::parse("H501");
        let of_slip = residence("Romma", "").unwrap();
        assert_eq!(of_slip.shown(Lang::It, None, ""), None, "which one is still asked");
        assert_eq!(of_slip.shown(Lang::It, roma, ""), Some(Text::typed("Roma (RM)")));
        assert_eq!(of_slip.shown(Lang::It, Belfiore::parse("F205"), ""), None, "it is none of those");
        assert_eq!(residence("Roma", "RM").unwrap().shown(Lang::It, None, "RM"), Some(Text::typed("Roma")));
    }

    #[test]
    fn of_the_places_that_one_word_may_mean_no_two_are_called_the_same() {
        let anna = person("Prova", "Anna");
        for lang in Lang::ALL {
            for state in Stato::all() {
                let name = a11y::values::line(&state.called(lang), lang);
                let begun: String = name.chars().take(3).collect();
                for typed in [name, begun] {
                    let Ok(Meant::Several(choices)) = birthplace(&typed, "", anna.born, anna.code) else {
                        continue;
                    };
                    for shown in Lang::ALL {
                        let mut called: Vec<String> = choices
                            .iter()
                            .map(|place| a11y::values::line(&place.called(shown), shown))
                            .collect();
                        called.sort();
                        let all = called.len();
                        called.dedup();
                        assert_eq!(called.len(), all, "{typed}: {called:?}");
                    }
                }
            }
        }
        // A code of before 1994 has the old code of Georgia: whose it is, is not asked either.
        assert_eq!(birthplace("Georgia", "", anna.born, anna.code), Ok(place("Z254")));
        let old = CodiceFiscale::encode(&Person {
            surname: "Prova",
            name: "Anna",
            sex: Sex::Female,
            born: anna.born,
            birthplace: Belfiore::parse("Z136").unwrap(),
        });
        for typed in ["Georgia", "جورجيا"] {
            assert_eq!(birthplace(typed, "EE", anna.born, old), Ok(place("Z136")), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn no_words_panic(words in "\\PC{0,20}", province in "\\PC{0,6}") {
            let anna = person("Prova", "Anna");
            let _ = residence(&words, &province);
            let _ = birthplace(&words, &province, anna.born, anna.code);
        }
    }
}
