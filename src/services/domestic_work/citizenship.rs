//! Of which state somebody is a citizen, and whether that takes a permit to work in Italy.

use a11y::text::Text;

use super::words;
use crate::places::{Belfiore, Stato, fold};
use crate::services::conversation::{Stop, Talk};
use crate::services::particulars::{Whose, which};

/// States whose citizens need no permit: the Union, the rest of the European Economic Area, Switzerland, San Marino and
/// the Holy See (D.Lgs. 286/1998, art. 1; D.Lgs. 30/2007), by ISO code.
const FREE: [&str; 32] = [
    "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS",
    "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "SM", "VA",
];

/// Two states as they are written, for an example.
const ONE: &str = "Italia";
const OTHER: &str = "Romania";

/// As many states as can be chosen from on one page.
const MOST: usize = 12;

/// Asks the state; `None` is Italy.
pub(super) fn ask(
    talk: &mut Talk<'_>,
    slug: &'static str,
    slug_which: &'static str,
    whose: Whose,
) -> Result<Option<&'static Stato>, Stop> {
    let lang = talk.lang;
    let states = talk.step(slug, words::citizenship_title(lang), |step| {
        let line = whose.line("cittadinanza", words::citizenship(lang), "", 30);
        let read = |typed: &str| match typed {
            "" => Err(words::citizenship_missing(lang)),
            typed if is_italy(typed) => Ok(Vec::new()),
            typed => {
                let mut found = Stato::find(typed);
                found.retain(|state| !state.ceased);
                if found.is_empty() || found.len() > MOST {
                    return Err(words::citizenship_unknown(lang, ONE, OTHER));
                }
                Ok(found)
            }
        };
        step.ask_shown(line.hint(words::citizenship_hint(lang, ONE, OTHER)), read, |states| {
            let name = match states[..] {
                [] => ONE,
                [only] => only.name,
                _ => return None,
            };
            Some(Text::typed(name))
        })
    })?;
    match &states[..] {
        [] => Ok(None),
        [only] => Ok(Some(*only)),
        several => {
            let choices = several.iter().map(|state| (state.belfiore, state.name.to_owned())).collect();
            let known = |place: Belfiore| -> Result<Belfiore, Text> { Ok(place) };
            let place = which(talk, slug_which, &whose.field("cittadinanza"), choices, known)?;
            Ok(Stato::by_code(place))
        }
    }
}

fn is_italy(typed: &str) -> bool {
    ["italia", "italiana", "italiano", "italy", "italian", "ايطاليا", "إيطاليا"]
        .contains(&fold(typed).as_str())
        || ["إيطاليا", "ايطاليا"].contains(&typed.trim())
}

/// Whether citizens of a state need a title to stay in Italy.
pub(super) fn needs_permit(state: Option<&Stato>) -> bool {
    state.is_some_and(|state| !FREE.contains(&state.iso2))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_free_states_are_states_and_others_need_a_permit() {
        for iso in FREE {
            assert!(Stato::all().iter().any(|state| state.iso2 == iso), "{iso}");
        }
        let of = |name| Stato::find(name)[0];
        assert_eq!(of("الفلبين").name, "Filippine");
        assert!(needs_permit(Some(of("Perù"))) && needs_permit(Some(of("Ucraina"))));
        assert!(!needs_permit(Some(of("Romania"))) && !needs_permit(None));
        assert!(is_italy("Italiana") && is_italy(" إيطاليا ") && !is_italy("Italo"));
    }
}
