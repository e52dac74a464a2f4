//! What the words typed in the search mean: a postal code, a province, a comune, several, or none of these.

mod needs;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::places::search::{self, How};
use crate::places::{Cap, CapProblem, Comune, Provincia, Stato, fold};

/// At most so many comuni are offered to choose from.
pub const MOST_CHOICES: usize = 20;

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

/// A region with its provinces of today, in order of name.
#[derive(Clone, Debug, PartialEq)]
pub struct Regione {
    /// Its Italian name.
    pub name: &'static str,
    /// Its provinces.
    pub provinces: Vec<&'static Provincia>,
}

/// A comune and the other name it was found by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comunale {
    /// The comune.
    pub comune: &'static Comune,
    /// A former name that was typed, to be explained: of this comune, or of one that is part of it now.
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

/// The region of this name, in Italian or as its own other language, English or Arabic call it; what is one province is
/// none.
fn regione(folded: &str) -> Option<Regione> {
    const OTHERS: [(&str, &[&str]); 12] = [
        ("Calabria", &["كالابريا"]),
        ("Campania", &["كامبانيا"]),
        ("Emilia-Romagna", &["emilia", "romagna"]),
        ("Friuli-Venezia Giulia", &["friuli", "venezia giulia"]),
        ("Lazio", &["latium", "لاتسيو"]),
        ("Lombardia", &["lombardy", "لومبارديا"]),
        ("Piemonte", &["piedmont", "بيدمونت"]),
        ("Puglia", &["apulia", "puglie", "بوليا"]),
        ("Sardegna", &["sardinia", "سردينيا"]),
        ("Sicilia", &["sicily", "صقلية"]),
        ("Toscana", &["tuscany", "توسكانا"]),
        ("Veneto", &["veneto region", "فينيتو"]),
    ];
    /// The names of each region as they are compared: read once, for every search asks.
    static REGIONS: OnceLock<Vec<(Vec<String>, Regione)>> = OnceLock::new();
    let table = || {
        let mut regions: BTreeMap<&'static str, Vec<&'static Provincia>> = BTreeMap::new();
        for provincia in Provincia::all().iter().filter(|provincia| !provincia.historic) {
            regions.entry(provincia.region).or_default().push(provincia);
        }
        let several = regions.into_iter().filter(|(_, provinces)| provinces.len() > 1);
        let row = |(region, mut provinces): (&'static str, Vec<&'static Provincia>)| {
            provinces.sort_by_key(|provincia| fold(provincia.name));
            let others =
                OTHERS.iter().find(|(name, _)| *name == region).map_or(&[][..], |(_, others)| others);
            let called = region.split('/').chain([region]).chain(others.iter().copied()).map(fold).collect();
            (called, Regione { name: region.split('/').next().unwrap_or(region), provinces })
        };
        several.map(row).collect()
    };
    let bare = folded.strip_prefix("regione ").unwrap_or(folded);
    let regions = REGIONS.get_or_init(table);
    let found = regions.iter().find(|(called, _)| called.iter().any(|name| name == bare));
    found.map(|(_, regione)| regione.clone())
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

/// Cities abroad as they are called in Italian and some as in English, compared as they are folded; none that people here
/// also call a comune by (Barcellona, Nizza, Cairo).
const CITIES: [&str; 75] = [
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
];

/// Whether a foreign state, or a well-known city abroad, is called just so.
fn is_abroad(typed: &str) -> bool {
    CITIES.contains(&fold(typed).as_str()) || Stato::find(typed).iter().any(|stato| stato.is_called(typed))
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

/// Comuni whose name begins with the words typed, and last the one that is no more.
fn begun_so(begun: Vec<&'static Comune>, ceased: Option<&'static Comune>) -> Choices {
    let most = MOST_CHOICES - usize::from(ceased.is_some());
    let left_out = begun.len().saturating_sub(most);
    let comuni = begun.into_iter().take(most).chain(ceased).map(Comunale::from).collect();
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_place_is_found_among_other_words() {
        for (typed, place) in [
            ("Milano 20121", "milano"),
            ("20121 Milano", "milano"),
            ("Via Roma 3 Milano", "milano"),
            ("via dei Mille 12, 00185 Roma", "roma"),
            ("bressanone brixen", "bressanone"),
        ] {
            let found = place_in(typed);
            let found = found.as_deref();
            assert!(
                found == Some(place) || (place == "bressanone" && found == Some("brixen")),
                "{typed}: {found:?}"
            );
        }
        for typed in ["", "12", "xyzzy plugh", "Milano"] {
            assert_eq!(place_in(typed), None, "{typed}");
        }
    }

    fn told(typed: &str) -> String {
        match read(typed) {
            Asked::Nothing => "nothing".into(),
            Asked::WrongCap(digits) => format!("{digits} digits"),
            Asked::Cap(cap) => format!("CAP {}", cap.as_str()),
            Asked::Provincia(provincia) => format!("province {}", provincia.sigla),
            Asked::Comune(Comunale { comune, formerly, elsewhere }) => match (formerly, elsewhere) {
                (Some(name), _) => format!("{} once {name}", comune.label()),
                (None, Some(other)) => format!("{} not {}", comune.label(), other.sigla),
                (None, None) => comune.label(),
            },
            Asked::Ceased(comune) => format!("ceased {}", comune.label()),
            Asked::Regione(found) => {
                let siglas: Vec<_> = found.provinces.iter().map(|provincia| provincia.sigla).collect();
                format!("region {}: {}", found.name, siglas.join(" "))
            }
            Asked::Which(choices) => {
                let provincia = choices.provincia.map(|p| format!("province {}", p.sigla));
                let label = |found: &Comunale| match found.formerly.filter(|_| choices.comuni.len() <= 2) {
                    Some(old) => format!("{} once {old}", found.comune.label()),
                    None => found.comune.label(),
                };
                let comuni = choices.comuni.iter().take(3).map(label);
                let all: Vec<_> = provincia.into_iter().chain(comuni).collect();
                format!("which {}: {}", choices.name.unwrap_or_default(), all.join(", "))
            }
            Asked::Need => format!("need in {}", place_in(typed).unwrap_or_default()),
            Asked::Words(None) => "words".into(),
            Asked::Abroad(choices) => {
                let first = choices.map(|choices| choices.comuni[0].comune.label());
                format!("abroad {}", first.unwrap_or_default())
            }
            Asked::Words(Some(choices)) => match choices.comuni[0] {
                Comunale { comune, formerly: Some(name), .. } => {
                    format!("perhaps {} once {name}", comune.label())
                }
                Comunale { comune, .. } => format!("perhaps {}", comune.label()),
            },
        }
    }

    #[test]
    fn places_are_understood_as_people_write_them() {
        for (typed, expected) in [
            ("", "nothing"),
            (" ?! ", "nothing"),
            ("Roma", "Roma (RM)"),
            ("forlì", "Forlì (FC)"),
            ("FORLI'", "Forlì (FC)"),
            ("Reggio Calabria", "Reggio di Calabria (RC)"),
            ("S. Giovanni Rotondo", "San Giovanni Rotondo (FG)"),
            ("Sant’Angelo Lodigiano", "Sant'Angelo Lodigiano (LO)"),
            ("Bozen", "Bolzano (BZ)"),
            ("Bolzano/Bozen", "Bolzano (BZ)"),
            ("Porretta Terme", "Alto Reno Terme (BO) once Porretta Terme"),
            ("Napoli (MI)", "Napoli (NA) not MI"),
            ("Napoli (NA)", "Napoli (NA)"),
            ("Fiume", "Fiume Veneto (PN) once Fiume"),
            ("L’Alguer", "Alghero (SS)"),
            ("Casteldelpiano", "Castel del Piano (GR)"),
            ("Castro", "which Castro: Castro (BG), Castro (LE)"),
            ("Castro (LE)", "Castro (LE)"),
            ("castro bg", "Castro (BG)"),
            ("Castro Bergamo", "Castro (BG)"),
            ("samone di torino", "Samone (TO)"),
            ("Peglio Pesaro e Urbino", "Peglio (PU)"),
            (
                "S. Giovanni",
                "which : San Giovanni a Piro (SA), San Giovanni al Natisone (UD), San Giovanni Bianco (BG)",
            ),
            ("San Giovanni (BZ)", "ceased San Giovanni (BZ)"),
            (
                "S. Maria",
                "which : Santa Maria del Cedro (CS), Santa Maria a Monte (PI), Santa Maria a Vico (CE)",
            ),
            ("Santa Maria (CS)", "Santa Maria del Cedro (CS) once Santa Maria"),
            ("San Remo", "Sanremo (IM)"),
            ("Francia", "abroad Paderno Franciacorta (BS)"),
            ("Germany", "abroad "),
            ("Pola", "abroad Polaveno (BS)"),
            // Cities abroad, whatever comune is called like them.
            ("Parigi", "abroad "),
            ("Tunisi", "abroad "),
            ("Berlino", "abroad "),
            ("Londra", "abroad "),
            // Parts of a town today that were comuni, alone and with the town.
            ("Mestre", "Venezia (VE) once Mestre"),
            ("Mestre Venezia", "Venezia (VE) once Mestre"),
            ("Mestre (VE)", "Venezia (VE) once Mestre"),
            ("Paganica", "L'Aquila (AQ) once Paganica"),
            // Provinces that are no more lead to those that have their comuni.
            ("Ogliastra", "province NU"),
            ("provincia dell’Ogliastra", "province NU"),
            ("Medio Campidano", "province SU"),
            ("Carbonia-Iglesias", "province SU"),
            ("Lecce provincia", "province LE"),
            ("Milano prov.", "province MI"),
            ("I-20121", "CAP 20121"),
            ("Vomero", "perhaps Casto (BS) once Comero"),
            ("80121", "CAP 80121"),
            ("٨٠١٢١", "CAP 80121"),
            ("80 121", "CAP 80121"),
            ("8012", "4 digits"),
            ("NA", "province NA"),
            ("provincia di Napoli", "province NA"),
            ("prov. NA", "province NA"),
            ("provincia dell’Aquila", "province AQ"),
            ("Città metropolitana di Milano", "province MI"),
            ("Valle d'Aosta", "province AO"),
            ("Liguria", "region Liguria: GE IM SP SV"),
            ("regione liguria", "region Liguria: GE IM SP SV"),
            ("Sicily", "region Sicilia: AG CL CT EN ME PA RG SR TP"),
            ("صقلية", "region Sicilia: AG CL CT EN ME PA RG SR TP"),
            ("Südtirol", "region Trentino-Alto Adige: BZ TN"),
            ("S.ta Maria Maggiore", "Santa Maria Maggiore (VB)"),
            ("Sta. Maria Maggiore", "Santa Maria Maggiore (VB)"),
            ("Abano", "Abano Terme (PD) once Abano"),
            ("re", "which : province RE, Re (VB)"),
            // Former names that are still said, beside today's of the same name and beside a sigla.
            ("Calliano", "which Calliano: Calliano (TN), Calliano Monferrato (AT) once Calliano"),
            ("Brione", "which Brione: Brione (BS), Borgo Chiese (TN) once Brione"),
            ("Valverde", "which Valverde: Valverde (CT), Colli Verdi (PV) once Valverde"),
            ("Calliano (TN)", "Calliano (TN)"),
            ("Calliano AT", "Calliano Monferrato (AT) once Calliano"),
            ("Andalo", "Andalo (TN)"),
            ("Ro", "which : province RO, Riva del Po (FE) once Ro"),
            ("lu", "which : province LU, Lu e Cuccaro Monferrato (AL) once Lu"),
            (
                "S.",
                "which : San Bartolomeo al Mare (IM), San Bartolomeo in Galdo (BN), San Bartolomeo Val Cavargna (CO)",
            ),
            ("Sankt Ulrich", "Ortisei (BZ)"),
            ("Sankt Ulrich in Gröden", "Ortisei (BZ)"),
            ("Sankt Martin in Passeier", "San Martino in Passiria (BZ)"),
            ("Millano", "perhaps Milano (MI)"),
            ("lingua dei segni", "need in "),
            ("dei segni", "need in "),
            ("interprete LIS", "need in "),
            ("LIS Lecce", "need in lecce"),
            ("sede aperta sabato", "need in "),
            ("sede con parcheggio a Reggio Calabria", "need in reggio calabria"),
            ("senza gradini", "need in "),
            ("sign language Rome", "need in rome"),
            ("لغة الإشارة روما", "need in روما"),
            ("Segni", "Segni (RM)"),
            ("via di prova 5", "words"),
            ("qwxyz", "words"),
        ] {
            assert_eq!(told(typed), expected, "{typed}");
        }
    }

    #[test]
    fn every_comune_is_meant_by_its_own_label() {
        for comune in Comune::all().iter().filter(|comune| comune.is_active()) {
            let asked = read(&comune.label());
            assert_eq!(asked, Asked::Comune(comune.into()), "{}", comune.label());
        }
    }

    #[test]
    fn every_province_is_meant_by_its_words() {
        for provincia in Provincia::all().iter().filter(|provincia| !provincia.historic) {
            assert_eq!(read(&provincia.in_words()), Asked::Provincia(provincia), "{}", provincia.in_words());
        }
    }

    proptest! {
        #[test]
        fn no_words_panic(typed in any::<String>()) {
            let _ = read(&typed);
        }
    }
}
