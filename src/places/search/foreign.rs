//! What other languages of this portal call comuni of Italy: without this, "Rome" would be the beginning of Romeno.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::fold;

/// The Italian name, and the others.
const NAMES: [(&str, &[&str]); 33] = [
    ("Ancona", &["أنكونا"]),
    ("Bari", &["باري"]),
    ("Bergamo", &["بيرغامو", "برغامو"]),
    ("Bologna", &["بولونيا"]),
    ("Brescia", &["بريشا"]),
    ("Cagliari", &["كالياري"]),
    ("Catania", &["كاتانيا"]),
    ("Firenze", &["Florence", "فلورنسا"]),
    ("Foggia", &["فودجا"]),
    ("Genova", &["Genoa", "جنوة", "جنوا"]),
    ("Latina", &["لاتينا"]),
    ("Livorno", &["Leghorn", "ليفورنو"]),
    ("Mantova", &["Mantua", "مانتوفا"]),
    ("Messina", &["مسينا", "ميسينا"]),
    ("Milano", &["Milan", "ميلانو", "ميلان"]),
    ("Modena", &["مودينا"]),
    ("Napoli", &["Naples", "نابولي"]),
    ("Ortisei", &["St. Ulrich in Gröden", "Sankt Ulrich in Gröden", "Urtijëi"]),
    ("Padova", &["Padua", "بادوفا"]),
    ("Palermo", &["باليرمو"]),
    ("Parma", &["بارما"]),
    ("Perugia", &["بيروجيا"]),
    ("Pescara", &["بيسكارا"]),
    ("Pisa", &["بيزا"]),
    ("Ravenna", &["رافينا"]),
    ("Roma", &["Rome", "روما"]),
    ("Salerno", &["ساليرنو"]),
    ("Siracusa", &["Syracuse", "سرقوسة", "سيراكوزا"]),
    ("Taranto", &["تارانتو"]),
    ("Torino", &["Turin", "تورينو"]),
    ("Trento", &["Trent", "ترينتو"]),
    ("Trieste", &["Trst", "تريستي"]),
    ("Venezia", &["Venice", "البندقية", "فينيسيا"]),
];

/// The Italian name of a comune that is typed in another language; what is none of these as it is.
pub(super) fn italian(words: &str) -> &str {
    // Folded once: every answer with a place in it is looked up each time that its form is walked through.
    static FOLDED: OnceLock<HashMap<String, &str>> = OnceLock::new();
    let each = || NAMES.iter().flat_map(|(name, others)| others.iter().map(|other| (fold(other), *name)));
    FOLDED.get_or_init(|| each().collect()).get(&fold(words)).copied().unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::super::{How, named, today};
    use super::*;

    #[test]
    fn whoever_writes_a_city_in_their_language_finds_it() {
        for (name, others) in NAMES {
            for other in others {
                let found = today(other, 5);
                assert_eq!(
                    (found.how, found.hits[0].comune.name, found.left_out),
                    (How::Exact, name, 0),
                    "{other}"
                );
            }
        }
        assert_eq!(italian("Romeno"), "Romeno");
    }

    #[test]
    fn none_of_them_is_what_another_comune_is_called() {
        for other in NAMES.iter().flat_map(|(_, others)| *others) {
            let bearers = named(other, None);
            let own = italian(other);
            assert!(bearers.iter().all(|comune| comune.name == own), "{other}: {bearers:?}");
        }
    }
}
