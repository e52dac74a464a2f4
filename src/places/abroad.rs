//! Well-known cities abroad: who types one means no comune of Italy, whatever else begins so or is like it.

use super::fold;

/// Cities abroad as they are called in Italian and some as in English, compared as they are folded; none that people here
/// also call a comune by (Barcellona, Nizza, Cairo).
const CITIES: [&str; 77] = [
    "addis abeba",
    "algeri",
    "amburgo",
    "amsterdam",
    "ankara",
    "asmara",
    "atene",
    "athens",
    "basilea",
    "beirut",
    "belgrado",
    "bengasi",
    "berlin",
    "berlino",
    "berna",
    "bogota",
    "brussels",
    "bruxelles",
    "bucarest",
    "budapest",
    "buenos aires",
    "caracas",
    "casablanca",
    "chicago",
    "copenaghen",
    "dakar",
    "damasco",
    "dublino",
    "durazzo",
    "edimburgo",
    "francoforte",
    "geneva",
    "ginevra",
    "helsinki",
    "hong kong",
    "il cairo",
    "istanbul",
    "kiev",
    "lagos",
    "lione",
    "lisbona",
    "london",
    "londra",
    "los angeles",
    "lubiana",
    "lugano",
    "madrid",
    "manchester",
    "manila",
    "marsiglia",
    "melbourne",
    "mogadiscio",
    "monaco di baviera",
    "montreal",
    "mosca",
    "new york",
    "oslo",
    "parigi",
    "paris",
    "pechino",
    "praga",
    "rabat",
    "rio de janeiro",
    "sarajevo",
    "shanghai",
    "stoccarda",
    "stoccolma",
    "strasburgo",
    "sydney",
    "tirana",
    "tokyo",
    "toronto",
    "tripoli",
    "tunisi",
    "vienna",
    "zurich",
    "zurigo",
];

/// Whether a well-known city abroad is called just so.
#[must_use]
pub fn is_city_abroad(words: &str) -> bool {
    CITIES.contains(&fold(words).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::search::{Found, How, at_birth, today};

    #[test]
    fn a_city_abroad_is_found_however_it_is_written_and_no_comune_is_called_so() {
        assert!(["Lione", " LIONE ", "New-York", "Bogotá"].into_iter().all(is_city_abroad));
        assert!(!["Lioni", "Leone", "Francia", ""].into_iter().any(is_city_abroad));
        for city in CITIES {
            assert_eq!(fold(city), city);
            let called = |found: Found| found.how == How::Exact && found.hits.iter().any(|hit| hit.in_force);
            assert!(!called(today(city, 5)) && !called(at_birth(city, None, 5)), "{city}");
        }
    }
}
