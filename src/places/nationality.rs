//! What the citizens of a state are called: "marocchina", "Moroccan", "مغربية".

use std::sync::OnceLock;

use super::{Belfiore, Stato, fold};

/// A state, and the words for its citizens as they are compared.
struct Nationality {
    state: &'static Stato,
    stems: Box<[String]>,
}

fn all() -> &'static [Nationality] {
    static TABLE: OnceLock<Box<[Nationality]>> = OnceLock::new();
    let read = || include_str!("../../data/nationalities.csv").lines().skip(1).filter_map(row).collect();
    TABLE.get_or_init(read)
}

fn row(line: &'static str) -> Option<Nationality> {
    let mut cells = line.split(',');
    let state = Stato::by_code(Belfiore::parse(cells.next()?)?)?;
    let words = cells.flat_map(|cell| cell.split('|'));
    Some(Nationality { state, stems: words.map(|word| stem(&fold(word))).collect() })
}

/// A word without what tells man, woman and several apart: the last vowel in Italian; article and last letter in Arabic.
fn stem(folded: &str) -> String {
    let word = folded.strip_prefix("ال").unwrap_or(folded);
    word.strip_suffix(['a', 'e', 'i', 'o', 'ة', 'ه']).unwrap_or(word).to_owned()
}

impl Stato {
    /// The states whose citizens are called so, in Italian, English or Arabic, men or women: two for "coreana".
    #[must_use]
    pub fn of_citizens(text: &str) -> Vec<&'static Stato> {
        let wanted = stem(&fold(text));
        let fits = |nationality: &&Nationality| nationality.stems.contains(&wanted);
        all().iter().filter(fits).map(|nationality| nationality.state).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&'static str> {
        Stato::of_citizens(text).into_iter().map(|state| state.iso2).collect()
    }

    #[test]
    fn citizens_are_known_by_what_they_are_called() {
        for (iso, words) in [
            ("MA", ["marocchina", "Marocchino", "MOROCCAN", "مغربية", "المغربي"]),
            ("RO", ["rumena", "romeno", "Romanian", "رومانية", "رُومَانِيّ"]),
            ("UA", ["ucraina", "ucraino", "Ukrainian", "أوكرانية", "اوكراني"]),
            ("PH", ["filippina", "filippino", "Filipina", "فلبينية", "الفلبيني"]),
            ("SN", ["senegalese", "senegalesi", "Senegalese", "سنغالية", "سنغالي"]),
            ("EG", ["egiziana", "egiziano", "Egyptian", "مصرية", "مصري"]),
        ] {
            for word in words {
                assert_eq!(of(word), [iso], "{word}");
            }
        }
        assert_eq!(of("coreana"), ["KR", "KP"]);
        assert_eq!((of("nigeriana"), of("nigerina")), (vec!["NG"], vec!["NE"]));
        for several in ["Congo", "congolese", "Congolese", "الكونغو", "كونغولية"] {
            assert_eq!(of(several), ["CG", "CD"], "{several}");
        }
        for nobody in ["", "a", "Atlantide", "Marocco"] {
            assert!(of(nobody).is_empty(), "{nobody}");
        }
    }

    #[test]
    fn every_row_is_of_a_state_of_today_and_has_its_words() {
        let rows = include_str!("../../data/nationalities.csv").lines().count() - 1;
        assert_eq!(all().len(), rows);
        for nationality in all() {
            let state = nationality.state;
            assert!(!state.ceased && nationality.stems.len() >= 3, "{}", state.name);
            assert!(nationality.stems.iter().all(|stem| stem.chars().count() >= 3), "{}", state.name);
        }
    }
}
