//! Of which state somebody is a citizen, and whether that takes a permit to work in Italy.

use a11y::text::{Lang, Text};

use super::words;
use crate::places::{Belfiore, Stato, fold, search};
use crate::services::conversation::{Stop, Talk};
use crate::services::particulars::{Place, Whose, none_of_these, which, which_field};

/// States whose citizens need no permit: the Union, the rest of the European Economic Area, Switzerland, San Marino and
/// the Holy See (D.Lgs. 286/1998, art. 1; D.Lgs. 30/2007), by ISO code.
const FREE: [&str; 32] = [
    "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS",
    "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "SM", "VA",
];

/// Italy, which is no row of the states' table: its name, its English one, its Arabic one and how that is said.
const ITALY: [&str; 4] = ["Italia", "Italy", "إيطاليا", "إِيطَالِيَا"];

/// Another state, for an example.
const OTHER: &str = "Romania";

/// As many states as can be chosen from on one page.
const MOST: usize = 12;

/// Of which state somebody is a citizen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Citizenship {
    /// Italy.
    Italy,
    /// Another one.
    Of(&'static Stato),
    /// None (Convention of New York of 28 September 1954).
    Stateless,
}

/// What was typed, before it is asked which state is meant.
enum Meant {
    One(Citizenship),
    /// Several, or one that is not called quite so.
    Several(Vec<&'static Stato>),
}

/// Why words mean no state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unknown {
    /// No state is called so, or too many are.
    State,
    /// A comune is.
    Comune,
}

/// Asks the state.
pub(super) fn ask(
    talk: &mut Talk<'_>,
    slug: &'static str,
    slug_which: &'static str,
    whose: Whose,
) -> Result<Citizenship, Stop> {
    let lang = talk.lang;
    // In Arabic the sentence has an Arabic name already: these are examples of Italian ones.
    let named = if lang == Lang::Ar { Lang::It } else { lang };
    let (one, other) = (italy(named), Text::name_in(named, OTHER, None));
    let meant = talk.step(slug, words::citizenship_title(lang), |step| {
        let line = whose.line("cittadinanza", words::citizenship(lang), "", 30);
        let read = |typed: &str| match typed {
            "" => Err(words::citizenship_missing(lang)),
            typed => meant(typed).map_err(|unknown| match unknown {
                Unknown::State => words::citizenship_unknown(lang),
                Unknown::Comune => words::citizenship_comune(lang, typed, &one),
            }),
        };
        let chosen = which_field(slug_which, step.answer(&whose.field("cittadinanza")));
        let chosen = Belfiore::parse(step.answer(&chosen));
        step.ask_shown(line.hint(words::citizenship_hint(lang, &one, &other)), read, |meant| match meant {
            Meant::One(Citizenship::Italy) => Some(italy(lang).private()),
            Meant::One(Citizenship::Of(state)) => Some(state.called(lang).private()),
            Meant::One(Citizenship::Stateless) => Some(words::stateless(lang).private()),
            // The only one that could be meant stands under what was typed; of several, each question has its row.
            Meant::Several(states) => match states[..] {
                [only] if Some(only.belfiore) == chosen => Some(only.called(lang).private()),
                _ => None,
            },
        })
    })?;
    match meant {
        Meant::One(citizenship) => Ok(citizenship),
        Meant::Several(states) => {
            let choices = states.into_iter().map(Place::Stato).collect();
            let known = |place: Belfiore| -> Result<Belfiore, Text> { Ok(place) };
            let place = which(talk, slug_which, &whose.field("cittadinanza"), choices, none_of_these, known)?;
            Ok(Stato::by_code(place).map_or(Citizenship::Stateless, Citizenship::Of))
        }
    }
}

/// Italy as a language calls it.
fn italy(lang: Lang) -> Text {
    let [italian, english, arabic, said] = ITALY;
    match lang {
        Lang::It => Text::name(italian),
        Lang::En => Text::name_in(lang, english, None),
        Lang::Ar => Text::name_in(lang, arabic, Some(said)),
    }
}

/// What is meant: a state by its name, or by what its citizens are called. One whose name only begins so is asked about.
fn meant(typed: &str) -> Result<Meant, Unknown> {
    if is_italy(typed) {
        return Ok(Meant::One(Citizenship::Italy));
    }
    if is_stateless(typed) {
        return Ok(Meant::One(Citizenship::Stateless));
    }
    let mut found = Stato::of_citizens(typed);
    let mut is_named = !found.is_empty();
    found.extend(Stato::find(typed).into_iter().filter(|state| !state.ceased));
    is_named |= found.iter().any(|state| state.is_called(typed));
    if !is_named && !search::named(typed, None).is_empty() {
        return Err(Unknown::Comune);
    }
    found.sort_by_key(|state| state.name);
    found.dedup();
    match found[..] {
        [only] if is_named => Ok(Meant::One(Citizenship::Of(only))),
        _ if (1..=MOST).contains(&found.len()) => Ok(Meant::Several(found)),
        _ => Err(Unknown::State),
    }
}

fn is_stateless(typed: &str) -> bool {
    const WORDS: [&str; 7] =
        ["apolide", "apolidi", "nessuna", "stateless", "عديم الجنسية", "عديمة الجنسية", "بدون جنسية"];
    WORDS.iter().any(|word| fold(word) == fold(typed))
}

fn is_italy(typed: &str) -> bool {
    ["italia", "italiana", "italiano", "italy", "italian", "ايطاليا", "إيطاليا"]
        .contains(&fold(typed).as_str())
        || ["إيطاليا", "ايطاليا"].contains(&typed.trim())
}

/// Whether it takes a title to stay in Italy; who is stateless needs one too.
pub(super) fn needs_permit(citizenship: Citizenship) -> bool {
    match citizenship {
        Citizenship::Italy => false,
        Citizenship::Of(state) => !FREE.contains(&state.iso2),
        Citizenship::Stateless => true,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    #[test]
    fn a_state_is_meant_by_its_name_or_its_citizens_and_none_by_who_has_none() {
        let one = |typed: &str| match meant(typed) {
            Ok(Meant::One(citizenship)) => citizenship,
            _ => panic!("{typed}"),
        };
        for typed in ["Marocco", "marocchina", "Moroccan", "مغربية", "المغرب"] {
            assert_eq!(one(typed), Citizenship::Of(Stato::find("Marocco")[0]), "{typed}");
        }
        for typed in ["Cina", "cinese", "russa", "ceca", "serba", "Thai", "americana"] {
            assert!(matches!(one(typed), Citizenship::Of(_)), "{typed}");
        }
        for typed in ["apolide", "Stateless", "عديمة الجنسية"] {
            assert_eq!(one(typed), Citizenship::Stateless, "{typed}");
        }
        for (typed, count) in [("Congo", 2), ("congolese", 2), ("Corea", 2), ("coreano", 2), ("الكونغو", 2)]
        {
            assert!(matches!(meant(typed), Ok(Meant::Several(found)) if found.len() == count), "{typed}");
        }
        for typed in ["Atlantide", "x"] {
            assert_eq!(meant(typed).err(), Some(Unknown::State), "{typed}");
        }
        assert_eq!(one("italiano"), Citizenship::Italy);
    }

    #[test]
    fn a_state_whose_name_only_begins_so_is_asked_about_and_a_comune_is_none() {
        for (typed, name) in [("Rom", "Romania"), ("Filip", "Filippine"), ("Tunisi", "Tunisia")] {
            assert!(
                matches!(meant(typed), Ok(Meant::Several(found)) if found.len() == 1 && found[0].name == name),
                "{typed}"
            );
        }
        for typed in ["Roma", "como", "MILANO"] {
            assert_eq!(meant(typed).err(), Some(Unknown::Comune), "{typed}");
        }
        // Whatever a state or its citizens are called is taken, also where a comune is called so.
        for state in Stato::all().iter().filter(|state| !state.ceased) {
            for name in state.names() {
                assert!(meant(name).is_ok(), "{name}");
            }
        }
    }

    #[test]
    fn the_free_states_are_states_and_others_need_a_permit() {
        for iso in FREE {
            assert!(Stato::all().iter().any(|state| state.iso2 == iso), "{iso}");
        }
        let of = |name| Stato::find(name)[0];
        assert_eq!(of("الفلبين").name, "Filippine");
        let needed = |name| needs_permit(Citizenship::Of(of(name)));
        assert!(needed("Perù") && needed("Ucraina") && needs_permit(Citizenship::Stateless));
        assert!(!needed("Romania") && !needs_permit(Citizenship::Italy));
        assert!(is_italy("Italiana") && is_italy(" إيطاليا ") && !is_italy("Italo"));
    }
}
