//! Parts of comuni that people name as if they were one: by the search for comuni "Ostia" is nothing but like Ostiano.
//!
//! **Invariant**: no comune of today is called as one of them, nor begins with it as a word of its own.

use super::{Comune, fold, named, province_said, was_in, without_province};
use crate::places::Provincia;

/// The comune, and well-known parts of it that were no comune of their own.
const PARTS: [(&str, &[&str]); 27] = [
    ("Alghero", &["Fertilia"]),
    ("Anzio", &["Lavinio", "Lido di Lavinio"]),
    ("Bari", &["Japigia", "Palese"]),
    ("Bologna", &["Bolognina", "Corticella"]),
    ("Carrara", &["Marina di Carrara"]),
    ("Catania", &["Librino"]),
    ("Cervia", &["Milano Marittima", "Pinarella"]),
    ("Comacchio", &["Lido degli Estensi", "Lido di Spina", "Porto Garibaldi"]),
    ("Firenze", &["Campo di Marte", "Rifredi"]),
    ("Fiumicino", &["Focene", "Fregene", "Maccarese"]),
    ("Genova", &["Sampierdarena"]),
    ("Grosseto", &["Marina di Grosseto"]),
    ("Jesolo", &["Lido di Jesolo"]),
    ("Massa", &["Marina di Massa"]),
    ("Milano", &["Bicocca", "Bovisa", "Giambellino", "Gratosoglio", "Quarto Oggiaro"]),
    ("Napoli", &["Fuorigrotta", "Posillipo", "Scampia", "Vomero"]),
    ("Palermo", &["Brancaccio", "Mondello"]),
    ("Pietrasanta", &["Marina di Pietrasanta"]),
    ("Pisa", &["Marina di Pisa", "Tirrenia"]),
    ("Pomezia", &["Torvaianica", "Torvajanica"]),
    ("Ravenna", &["Lido Adriano", "Marina di Ravenna", "Punta Marina"]),
    ("Rimini", &["Miramare", "Rivazzurra", "Torre Pedrera", "Viserba"]),
    (
        "Roma",
        &[
            "Acilia",
            "Casal Palocco",
            "Centocelle",
            "Cinecittà",
            "Corviale",
            "EUR",
            "Garbatella",
            "Infernetto",
            "La Storta",
            "Lido di Ostia",
            "Monte Sacro",
            "Montesacro",
            "Ostia",
            "Ostia Antica",
            "Ostia Lido",
            "Ostiense",
            "Pigneto",
            "Primavalle",
            "Spinaceto",
            "Testaccio",
            "Tor Bella Monaca",
            "Torre Angela",
            "Trastevere",
            "Tuscolano",
        ],
    ),
    ("Torino", &["Barriera di Milano", "Falchera", "Lingotto", "Mirafiori", "Vanchiglia"]),
    ("Trieste", &["Opicina", "Villa Opicina"]),
    ("Venezia", &["Giudecca", "Lido di Venezia", "Marghera"]),
    ("Viareggio", &["Torre del Lago", "Torre del Lago Puccini"]),
];

/// The comune that a well-known part belongs to, the part as it is written, and the province that was said with it if it
/// is another's; `None` of any other words.
#[must_use]
pub fn part_of(typed: &str) -> Option<(&'static Comune, &'static str, Option<&'static Provincia>)> {
    let folded = without_province(typed).unwrap_or_else(|| fold(typed));
    let of = |(comune, parts): &(&'static str, &'static [&'static str])| {
        parts.iter().find(|part| fold(part) == folded).map(|part| (*comune, *part))
    };
    let (comune, part) = PARTS.iter().find_map(of)?;
    let comune = named(comune, None).into_iter().next()?;
    Some((comune, part, province_said(typed).filter(|said| !was_in(comune, said))))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::places::search::beginning;

    #[test]
    fn every_part_leads_to_its_comune_and_none_is_the_name_of_one_or_its_first_word() {
        for (comune, parts) in PARTS {
            assert_eq!(named(comune, None).len(), 1, "{comune}");
            for part in parts {
                let (found, called, elsewhere) = part_of(&part.to_uppercase()).unwrap();
                assert_eq!((found.name, called, elsewhere), (comune, *part, None));
                let words = |name: &str| format!("{} ", fold(name));
                let same = |other: &&Comune| words(other.name).starts_with(&words(part));
                assert_eq!(beginning(part).into_iter().find(same), None, "{part}");
            }
        }
        assert!(part_of("Ostiano").is_none() && part_of("").is_none());
    }
}
