#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
//! The tables whole, look-ups by day, and searches as people type them.

use a11y::text::{Lang, Span, Text, is_short_vowel};
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{search::How, *};

fn code(text: &str) -> Belfiore {
    Belfiore::parse(text).unwrap()
}

#[test]
fn every_line_of_every_table_is_read() {
    let lines = |table: &str| table.lines().count() - 1;
    assert_eq!(Comune::all().len(), lines(include_str!("../../data/comuni.csv")));
    assert_eq!(Provincia::all().len(), lines(include_str!("../../data/provinces.csv")));
    assert_eq!(Stato::all().len(), lines(include_str!("../../data/states.csv")));
    assert!(Comune::all().is_sorted_by_key(|c| (c.belfiore, c.from)));
    assert!(Provincia::all().is_sorted_by_key(|p| p.sigla));
    assert!(Stato::all().is_sorted_by_key(|s| s.belfiore));
    assert_eq!(Comune::all().iter().filter(|c| c.is_active()).count(), 7894);
    assert_eq!(Provincia::all().iter().filter(|p| !p.historic).count(), 107);
}

#[test]
fn every_state_is_called_in_each_language_and_said_as_it_is_called() {
    for stato in Stato::all() {
        assert_eq!(stato.called(Lang::It), Text::name(stato.name));
        assert_eq!(stato.called(Lang::En), Text::name_in(Lang::En, stato.english, None), "{}", stato.name);
        let arabic = stato.called(Lang::Ar);
        let [Span::Foreign(Lang::Ar, shown)] = arabic.spans() else { panic!("{}", stato.name) };
        let [Span::Foreign(Lang::Ar, said)] = arabic.spoken() else { panic!("{}", stato.name) };
        let letters = |text: &str| text.chars().filter(|sign| is_arabic_letter(*sign)).collect::<String>();
        assert_eq!(letters(shown), letters(said));
        for word in said.split(' ') {
            assert!(has_every_vowel(word), "{said}");
        }
    }
    assert!(has_every_vowel("اَلنَّرْوِيج") && !has_every_vowel("النرويج") && !has_every_vowel("اَلنَّروِيج"));
}

fn is_arabic_letter(sign: char) -> bool {
    matches!(sign, '\u{620}'..='\u{64a}')
}

/// Each letter carries a sign, but those that are signs themselves (long vowels, the article's lam before a sun letter) and
/// the last, after which a voice rests.
fn has_every_vowel(word: &str) -> bool {
    let signs: Vec<char> =
        word.chars().filter(|sign| is_arabic_letter(*sign) || is_short_vowel(*sign)).collect();
    let carries = |at: usize| signs.get(at + 1).is_none_or(|next| is_short_vowel(*next));
    let vowel_before = |at: usize| signs[..at].iter().rev().find(|sign| **sign != '\u{651}');
    let is_long = |at: usize| match signs[at] {
        'ا' | 'ى' | 'آ' => true,
        'و' => vowel_before(at) == Some(&'\u{64f}'),
        'ي' => vowel_before(at) == Some(&'\u{650}'),
        'ل' => matches!(signs[..at], ['ا'] | ['ا', '\u{64e}']),
        _ => false,
    };
    (0..signs.len()).all(|at| is_short_vowel(signs[at]) || carries(at) || is_long(at))
}

#[test]
fn every_comune_of_today_is_somewhere_in_italy() {
    for comune in Comune::all().iter().filter(|c| c.is_active()) {
        let (at, _) = comune.position().unwrap_or_else(|| panic!("{}", comune.label()));
        assert!((35.0..48.0).contains(&at.lat) && (6.0..19.0).contains(&at.lon), "{}", comune.label());
    }
    let unknown = Comune::active(code("A065")).unwrap().position().unwrap();
    assert_eq!(unknown.1, Precision::Capoluogo);
}

#[test]
fn every_successor_is_a_comune_of_today() {
    let ceased = Comune::all().iter().filter(|c| Comune::active(c.belfiore).is_none());
    assert!(ceased.filter_map(|c| Comune::today(c.belfiore)).count() > 900);
    for (old, today) in [
        ("A558", "Alto Reno Terme"),
        ("C374", "San Fermo della Battaglia"),
        ("F474", "Pesaro"),
        ("F897", "Milano"),
    ] {
        assert_eq!(Comune::today(code(old)).map(|c| c.name), Some(today), "{old}");
    }
    assert_eq!(Comune::today(code("M149")), None, "Zara");
}

#[test]
fn a_birthplace_is_what_it_was_that_day() {
    let at = |belfiore, day| Birthplace::of(code(belfiore), day).unwrap();
    let told = |place: Birthplace| (place.name(), place.sigla());
    assert_eq!(told(at("D670", date(1942, 3, 8))), ("Fontanafredda", "UD"));
    assert_eq!(told(at("D670", date(1990, 3, 8))), ("Fontanafredda", "PN"));
    assert_eq!(told(at("A326", date(1926, 1, 1))), ("Aosta", "TO"));
    assert_eq!(told(at("A558", date(1930, 1, 1))), ("Bagni della Porretta", "BO"));
    assert_eq!(told(at("Z118", date(1950, 1, 1))), ("Jugoslavia", "EE"));
    // Between two lives of a comune the nearer one is given, and it says so.
    let gap = Comune::at(code("G133"), date(1939, 4, 4)).unwrap();
    assert_eq!((gap.comune.name, gap.in_force), ("Ortacesus", false));
    assert!(Birthplace::of(code("D354"), date(1974, 7, 15)).is_none());
}

#[test]
fn states_are_found_by_every_name_and_the_ceased_are_kept() {
    for (typed, expected) in [
        ("Germania", "Z112"),
        ("germany", "Z112"),
        ("Olanda", "Z126"),
        ("russia", "Z154"),
        ("Cina", "Z210"),
        ("urss", "Z135"),
        ("Jugoslavia", "Z118"),
        ("cecoslov", "Z105"),
        ("Côte d’Ivoire", "Z313"),
        ("perù", "Z611"),
        ("Vaticano", "Z106"),
        ("Georgia", "Z254"),
    ] {
        let found = Stato::find(typed);
        assert_eq!(found.first().map(|s| s.belfiore), Some(code(expected)), "{typed}");
    }
    let within = Stato::find("del Sud");
    assert!(within.iter().any(|s| s.belfiore == code("Z213")), "Corea del Sud");
    assert!(Stato::find("Georgia").iter().any(|s| s.ceased));
    assert!(!Stato::by_code(code("Z105")).unwrap().existed_on(date(2000, 1, 1)));
    assert!(Stato::find("").is_empty());
}

#[test]
fn provinces_are_found_by_sigla_and_name_and_said_in_words() {
    for (typed, sigla) in [
        ("bg", "BG"),
        ("Bergamo", "BG"),
        ("Bozen", "BZ"),
        ("Bolzano/Bozen", "BZ"),
        ("forli", "FC"),
        ("Forlì-Cesena", "FC"),
        ("Reggio Emilia", "RE"),
        ("Reggio di Calabria", "RC"),
        ("Monza", "MB"),
        ("Pesaro", "PU"),
        ("Massa", "MS"),
        ("Ogliastra", "OG"),
        ("aquila", "AQ"),
        ("Verbania", "VB"),
    ] {
        assert_eq!(Provincia::find(typed).map(|p| p.sigla), Some(sigla), "{typed}");
    }
    assert_eq!(Provincia::find("Atlantide"), None);
    assert_eq!(Provincia::find(""), None);
    let words = |sigla| Provincia::by_sigla(sigla).unwrap().in_words();
    assert_eq!(words("BZ"), "provincia di Bolzano");
    assert_eq!(words("AQ"), "provincia dell'Aquila");
    assert_eq!(words("AO"), "Valle d'Aosta");
}

/// What a search of today's comuni says, one comune a line.
fn told(words: &str) -> Vec<String> {
    let tell = |hit: &search::Hit| match hit.found_as {
        Some(name) => format!("{} <- {name}", hit.comune.label()),
        None => hit.comune.label(),
    };
    search::today(words, 5).hits.iter().map(tell).collect()
}

#[test]
fn comuni_are_found_as_people_type_them() {
    for (typed, found) in [
        ("Roma", "Roma (RM)"),
        ("  ROMA ", "Roma (RM)"),
        ("forli", "Forlì (FC)"),
        ("FORLI'", "Forlì (FC)"),
        ("Reggio Calabria", "Reggio di Calabria (RC)"),
        ("Reggio Emilia", "Reggio nell'Emilia (RE)"),
        ("L’Aquila", "L'Aquila (AQ)"),
        ("aquila", "L'Aquila (AQ)"),
        ("Spezia", "La Spezia (SP)"),
        ("Bozen", "Bolzano (BZ) <- Bozen"),
        ("Bolzano/Bozen", "Bolzano (BZ)"),
        ("Bolzano - Bozen", "Bolzano (BZ)"),
        ("S. Giovanni Rotondo", "San Giovanni Rotondo (FG)"),
        ("S.Giovanni Rotondo", "San Giovanni Rotondo (FG)"),
        ("S Giovanni Rotondo", "San Giovanni Rotondo (FG)"),
        ("S. Angelo Lodigiano", "Sant'Angelo Lodigiano (LO)"),
        ("S. Margherita Ligure", "Santa Margherita Ligure (GE)"),
        ("Porretta Terme", "Alto Reno Terme (BO) <- Porretta Terme"),
        ("Castro (BG)", "Castro (BG)"),
        ("castro le", "Castro (LE)"),
        ("Castro, Lecce", "Castro (LE)"),
        ("Castro, provincia di Bergamo", "Castro (BG)"),
        ("Castro in provincia di Lecce", "Castro (LE)"),
        ("Fontanafredda UD", "Fontanafredda (PN)"),
        ("Ro", "Riva del Po (FE) <- Ro"),
        ("Re", "Re (VB)"),
        ("San Remo", "Sanremo (IM)"),
        ("S. Remo", "Sanremo (IM)"),
        ("Civita Vecchia", "Civitavecchia (RM)"),
        ("Santa Maria (CS)", "Santa Maria del Cedro (CS) <- Santa Maria"),
    ] {
        assert_eq!(told(typed), [found], "{typed}");
    }
    for (typed, found) in [("Millano", "Milano (MI)"), ("Bergmo", "Bergamo (BG)"), ("Ctania", "Catania (CT)")]
    {
        let slip = search::today(typed, 5);
        assert_eq!((slip.how, slip.only()), (How::Typo, None), "{typed}");
        assert!(told(typed).iter().any(|hit| hit == found), "{typed}: {:?}", told(typed));
    }
}

#[test]
fn a_name_that_two_comuni_share_lists_both_in_words() {
    let found = search::today("castro", 5);
    let words: Vec<_> = found.hits.iter().map(|hit| hit.comune.in_words()).collect();
    assert_eq!(words, ["Castro, provincia di Bergamo", "Castro, provincia di Lecce"]);
    assert_eq!((found.how, found.only()), (How::Exact, None));
    for shared in ["Livo", "Peglio", "Samone", "San Teodoro"] {
        assert_eq!(search::today(shared, 5).hits.len(), 2, "{shared}");
        assert_eq!(search::named(shared, None).len(), 2, "{shared}");
    }
    assert_eq!(search::named("Livo", Provincia::by_sigla("tn")), [Comune::active(code("E624")).unwrap()]);
}

#[test]
fn a_comune_that_was_split_again_leads_to_each_of_its_parts() {
    let name = "Leggiuno-Sangiano";
    for typed in [name, "leggiuno sangiano", "Leggiuno-Sangiano (VA)"] {
        let parts = [format!("Leggiuno (VA) <- {name}"), format!("Sangiano (VA) <- {name}")];
        assert_eq!(told(typed), parts, "{typed}");
    }
    assert!(search::today(name, 5).hits.iter().all(|hit| hit.in_force));
    let name = "Viticuso ed Acquafondata";
    assert_eq!(told(name), [format!("Acquafondata (FR) <- {name}"), format!("Viticuso (FR) <- {name}")]);
    // One of its parts has another name today: which, the table does not say.
    assert_eq!(told("Frassinello-Olivola"), ["Frassinello-Olivola (AL)"]);
    let born = search::at_birth("Leggiuno-Sangiano", Some(date(1950, 1, 1)), 5);
    assert_eq!(born.only().map(|hit| (hit.comune.name, hit.in_force)), Some(("Leggiuno-Sangiano", true)));
}

#[test]
fn a_beginning_or_a_later_word_finds_and_counts_the_rest() {
    let start = search::today("castrop", 5);
    assert_eq!((start.how, start.hits[0].comune.name), (How::Start, "Castropignano"));
    let within = search::today("rotondo", 5);
    assert!(within.hits.iter().any(|hit| hit.comune.name == "San Giovanni Rotondo"));
    assert_eq!(within.how, How::Within);
    let many = search::today("san", 5);
    assert!(many.hits.len() == 5 && many.left_out > 200, "{}", many.left_out);
    // A word for a saint alone begins the names that it is written in.
    for (typed, begins) in
        [("San", "San"), ("Sta.", "Santa"), ("St.", "St"), ("Saint", "Saint"), ("Ste", "Ste")]
    {
        let found = search::today(typed, 50);
        assert!(!found.hits.is_empty(), "{typed}");
        for hit in found.hits {
            let name = hit.found_as.unwrap_or(hit.comune.name);
            assert!(fold(name).starts_with(&fold(begins)), "{typed}: {name}");
        }
    }
    assert!(search::today("qwxyz", 5).hits.is_empty());
    assert!(search::today("", 5).hits.is_empty());
}

#[test]
fn a_birth_is_searched_among_the_comuni_of_its_day() {
    let hits = |words, day| {
        let found = search::at_birth(words, day, 9).hits;
        found.iter().map(|h| (h.comune.label(), h.in_force)).collect::<Vec<_>>()
    };
    let owned = |name: &str, in_force| (name.to_owned(), in_force);
    let born = |y, m, d| Some(date(y, m, d));
    assert_eq!(hits("Porretta Terme", born(1950, 1, 1)), [owned("Porretta Terme (BO)", true)]);
    assert_eq!(hits("Fontanafredda", born(1942, 3, 8)), [owned("Fontanafredda (UD)", true)]);
    assert_eq!(hits("Fontanafredda PN", born(1942, 3, 8)), [owned("Fontanafredda (UD)", true)]);
    let fiume = hits("Fiume", born(1930, 1, 1));
    assert_eq!(fiume[0], owned("Fiume (FU)", true));
    let castro = hits("Castro", born(1950, 1, 1));
    assert_eq!(castro[0], owned("Castro (BG)", true));
    assert!(castro.contains(&owned("Castro (LE)", false)));
    assert_eq!(hits("Alto Reno Terme", None), [owned("Alto Reno Terme (BO)", true)]);
}

#[test]
fn a_former_name_is_one_among_the_names_that_begin_with_it() {
    for typed in ["Santa Maria", "S. Maria"] {
        let found = search::today(typed, 50);
        assert_eq!((found.how, found.only()), (How::Start, None), "{typed}");
        assert_eq!(found.hits[0].comune.label(), "Santa Maria del Cedro (CS)");
        assert_eq!(found.hits[0].found_as, Some("Santa Maria"));
        assert!(found.hits.iter().any(|hit| hit.comune.name == "Santa Maria Capua Vetere"), "{typed}");
        assert!(found.hits.iter().all(|hit| hit.in_force), "{typed}");
    }
    assert!(search::today("Roma NA", 5).hits.is_empty());
    // Nothing else begins with the whole of this word.
    assert_eq!(search::today("Abano", 5).only().map(|hit| hit.comune.name), Some("Abano Terme"));
}

proptest! {
    #[test]
    fn no_words_panic(words in any::<String>(), limit in 0_usize..20) {
        prop_assert!(search::today(&words, limit).hits.len() <= limit);
        prop_assert!(search::at_birth(&words, Some(date(1950, 1, 1)), limit).hits.len() <= limit);
        let _ = (search::named(&words, None), Provincia::find(&words), Stato::find(&words));
        let _ = Belfiore::parse(&words);
    }

    #[test]
    fn every_comune_is_found_by_its_own_name_and_sigla(at in 0_usize..7894, year in 1862_i16..2026) {
        let comune = Comune::all().iter().filter(|c| c.is_active()).nth(at).unwrap();
        for words in [comune.label(), format!("{} {}", comune.name, comune.province.sigla), comune.in_words()] {
            let found = search::today(&words, 50);
            prop_assert!(found.hits.iter().any(|hit| hit.comune == comune), "{words}: {found:?}");
        }
        prop_assert!(search::named(comune.name, Some(comune.province)).contains(&comune));
        let day = Date::new(year, 7, 1).unwrap();
        let born = search::at_birth(comune.name, Some(day), usize::MAX);
        prop_assert!(born.hits.iter().any(|hit| hit.comune.belfiore == comune.belfiore));
    }

    #[test]
    fn a_belfiore_is_a_letter_and_three_digits_and_nothing_else_is(
        text in r"[ \t]?[A-Za-z0-9àＡ٣]{0,3}[0-9٣a-z]{0,4}[ \n]?",
    ) {
        let signs: Vec<char> = text.trim().chars().collect();
        let is_one = matches!(signs[..], [letter, a, b, c]
            if letter.is_ascii_alphabetic() && [a, b, c].iter().all(char::is_ascii_digit));
        let read = Belfiore::parse(&text);
        prop_assert_eq!(read.is_some(), is_one, "{:?}", text);
        if let Some(read) = read {
            prop_assert_eq!(read.as_str(), text.trim().to_ascii_uppercase());
            prop_assert_eq!(read.is_foreign(), read.as_str().starts_with('Z'));
            prop_assert_eq!(Belfiore::parse(read.as_str()), Some(read));
        }
    }

    #[test]
    fn a_belfiore_round_trips(text in "[a-zA-Z][0-9]{3}") {
        let belfiore = code(&text);
        prop_assert_eq!(belfiore.as_str(), text.to_uppercase());
    }
}
