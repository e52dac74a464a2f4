#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
//! The published vectors, each wrong thing named, and properties of every code.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::places::Birthplace;

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split(',').collect())
}

fn cf(code: &str) -> CodiceFiscale {
    code.parse().unwrap_or_else(|problem| panic!("{code}: {problem:?}"))
}

fn sex(letter: &str) -> Sex {
    if letter == "F" { Sex::Female } else { Sex::Male }
}

const TODAY: Date = date(2026, 6, 1);

#[test]
fn published_people_get_their_published_codes() {
    let mut count = 0;
    for row in rows(include_str!("../../../tests/fixtures/codice_fiscale/encode.csv")) {
        let [surname, name, sex_letter, born, place, belfiore, expected] = row[..] else { panic!("{row:?}") };
        let (born, birthplace): (Date, _) = (born.parse().unwrap(), Belfiore::parse(belfiore).unwrap());
        let person = Person { surname, name, sex: sex(sex_letter), born, birthplace };
        let code = CodiceFiscale::encode(&person);
        assert_eq!(code.as_str(), expected);
        assert_eq!(code.matches(&person), []);
        assert_eq!(Birthplace::of(birthplace, born).unwrap().name().to_lowercase(), place.to_lowercase());
        count += 1;
    }
    assert_eq!(count, 10);
}

#[test]
fn published_names_give_their_published_letters() {
    for row in rows(include_str!("../../../tests/fixtures/codice_fiscale/name_parts.csv")) {
        let [kind, input, expected] = row[..] else { panic!("{row:?}") };
        let part = if kind == "name" { name_part(input) } else { surname_part(input) };
        assert_eq!(part, expected.as_bytes(), "{kind} {input}");
    }
}

#[test]
fn published_codes_are_judged_as_published() {
    for row in rows(include_str!("../../../tests/fixtures/codice_fiscale/validity.csv")) {
        let [code, well_formed, place_known] = row[..] else { panic!("{row:?}") };
        let parsed = code.parse::<CodiceFiscale>();
        assert_eq!(parsed.is_ok(), well_formed == "1", "{code} {:?}", parsed.err());
        if let Ok(parsed) = parsed {
            let births = parsed.births(TODAY).unwrap();
            let place = Birthplace::of(parsed.belfiore().unwrap(), births.likely);
            assert_eq!(place.is_some(), place_known == "1", "{code}");
        }
    }
}

#[test]
fn published_codes_of_vanished_places_are_read() {
    for row in rows(include_str!("../../../tests/fixtures/codice_fiscale/decode_historic.csv")) {
        let [code, sex_letter, born, belfiore, place, province] = row[..] else { panic!("{row:?}") };
        let (parsed, born) = (cf(code), born.parse().unwrap());
        assert_eq!(parsed.sex(), sex(sex_letter), "{code}");
        assert_eq!(parsed.births(TODAY).unwrap().likely, born, "{code}");
        assert_eq!(parsed.belfiore().unwrap().as_str(), belfiore, "{code}");
        let found = Birthplace::of(parsed.belfiore().unwrap(), born).unwrap();
        assert_eq!((found.name(), found.sigla()), (place, province), "{code}");
    }
}

#[test]
fn published_numeric_codes_are_judged_as_published() {
    for row in rows(include_str!("../../../tests/fixtures/codice_fiscale/numeric.csv")) {
        let [code, valid] = row[..] else { panic!("{row:?}") };
        let really = valid == "1" && code != "00000000000";
        assert_eq!(code.parse::<CodiceNumerico>().is_ok(), really, "{code}");
    }
}

#[test]
fn each_wrong_thing_is_named() {
    let illegal = |position, found, wanted| Problem::Illegal { position, found, wanted };
    for (typed, problem) in [
        ("", Problem::Empty),
        (" -. ", Problem::Empty),
        ("RSSMRA80A01H501", Problem::Length(15)),
        ("RSSMRA80A01H501UU", Problem::Length(17)),
        ("R1SMRA80A01H501U", illegal(2, '1', Wanted::Letter)),
        ("RSSMRA8OA01H501U", illegal(8, 'O', Wanted::Digit)),
        ("RSSMRA80A01H501è", illegal(16, 'è', Wanted::Letter)),
        ("RSSMRA80F01H501U", Problem::Month('F')),
        ("RSSMRA80A00H501U", Problem::Date),
        ("RSSMRA80A32H501U", Problem::Date),
        ("RSSMRA80A40H501U", Problem::Date),
        ("RSSMRA80A72H501U", Problem::Date),
        ("RSSMRA80A81H501U", Problem::Date),
        ("RSSMRA80B30H501U", Problem::Date),
        ("RSSMRA81B29H501U", Problem::Date),
        ("RSSMRA80D71H501U", Problem::Date),
        ("RSSMRA80A01H501Z", Problem::Check { expected: 'U' }),
        ("STP1234567890123", Problem::Stp),
        ("stp 123 456", Problem::Stp),
        ("ENI1234567890123", Problem::Eni),
        ("80078750588", Problem::NumericWrong(NumericProblem::Check)),
        ("00000000000", Problem::NumericWrong(NumericProblem::AllZero)),
        ("80078750587", Problem::Numeric("80078750587".parse().unwrap())),
    ] {
        assert_eq!(typed.parse::<CodiceFiscale>(), Err(problem), "{typed}");
    }
}

#[test]
fn the_ways_people_type_a_code_are_read() {
    for typed in [
        " rssmra80a01h501u\n",
        "RSS MRA 80A01 H501 U",
        "RSS-MRA-80A01-H501-U",
        "R.S.S. M.R.A. 80 A 01 H 501 U.",
        "ＲＳＳＭＲＡ８０Ａ０１Ｈ５０１Ｕ",
        "RSSMRA٨٠A٠١H٥٠١U",
        "\u{202A}RSSMRA80A01H501U\u{202C}",
    ] {
        assert_eq!(cf(typed).as_str(), "RSSMRA80A01H501U", "{typed}");
    }
}

#[test]
fn a_code_is_never_printed_for_a_log() {
    let code = cf("RSSMRA80A01H501U");
    assert_eq!(format!("{code:?}"), "CodiceFiscale(..)");
    let numeric = "80078750587".parse::<CodiceFiscale>();
    assert!(!format!("{numeric:?} {}", numeric.unwrap_err()).contains("8007"));
}

#[test]
fn the_century_is_the_last_one_possible_and_the_other_is_told() {
    let births = |code: &str, today| cf(code).births(today).unwrap();
    let code = "RSSMRA05A01H501H";
    let both = Births { likely: date(2005, 1, 1), earlier: Some(date(1905, 1, 1)) };
    assert_eq!(births(code, TODAY), both);
    assert_eq!(births(code, date(2004, 12, 31)), Births { likely: date(1905, 1, 1), earlier: None });
    assert_eq!(births("RSSMRA80A01H501U", TODAY), Births { likely: date(1980, 1, 1), earlier: None });
    assert!(cf(code).could_be_born(date(1905, 1, 1)) && !cf(code).could_be_born(date(1905, 1, 2)));
    // 1900 had no 29 February, so this day can only be in 2000.
    let leap = with_check("RSSMRA00B29H501A");
    assert_eq!(leap.births(TODAY).unwrap(), Births { likely: date(2000, 2, 29), earlier: None });
    assert_eq!(leap.births(date(1999, 1, 1)), None);
}

#[test]
fn contradictions_and_doubts_are_told_apart() {
    use {
        Part::{Birthplace, Date, Name, Surname},
        Weight::{Contradiction, Doubt},
    };
    let code = cf("RSSMRA80A01H501U");
    let right = Person {
        surname: "Rossi",
        name: "Mario",
        sex: Sex::Male,
        born: date(1980, 1, 1),
        birthplace: Belfiore::parse("H501").unwrap(),
    };
    let place = |code| Belfiore::parse(code).unwrap();
    for (person, expected) in [
        (right, vec![]),
        (Person { surname: "Bianchi", ..right }, vec![(Surname, Contradiction)]),
        (Person { surname: "Bianchi Rossi", ..right }, vec![(Surname, Doubt)]),
        (Person { surname: "Müller", ..right }, vec![(Surname, Doubt)]),
        (Person { name: "Mario Giulio", ..right }, vec![(Name, Doubt)]),
        (Person { name: "Carla", ..right }, vec![(Name, Contradiction)]),
        (Person { born: date(1980, 1, 2), ..right }, vec![(Date, Contradiction)]),
        (Person { born: date(1880, 1, 1), ..right }, vec![]),
        (Person { sex: Sex::Female, ..right }, vec![(Part::Sex, Contradiction)]),
        (Person { birthplace: place("F205"), ..right }, vec![(Birthplace, Contradiction)]),
        (Person { birthplace: place("D354"), ..right }, vec![(Birthplace, Doubt)]),
        (Person { birthplace: place("Z118"), ..right }, vec![(Birthplace, Doubt)]),
        (Person { birthplace: place("Z100"), ..right }, vec![(Birthplace, Contradiction)]),
    ] {
        let found: Vec<_> = code.matches(&person).iter().map(|m| (m.part, m.weight)).collect();
        assert_eq!(found, expected);
    }
    let porretta = CodiceFiscale::encode(&Person { birthplace: place("A558"), ..right });
    let today = Person { birthplace: place("M369"), ..right };
    assert_eq!(porretta.matches(&today), [Mismatch { part: Birthplace, weight: Doubt }]);
}

/// The code with whatever check character the parser says is right.
fn with_check(code: &str) -> CodiceFiscale {
    match code.parse::<CodiceFiscale>() {
        Ok(code) => code,
        Err(Problem::Check { expected }) => cf(&format!("{}{expected}", &code[..15])),
        Err(other) => panic!("{code}: {other:?}"),
    }
}

/// The code with letters for the digits of the places that `which` has bits for.
fn omocode(code: CodiceFiscale, which: u8) -> CodiceFiscale {
    let mut chars: Vec<char> = code.base().as_str().chars().collect();
    for (bit, place) in [6, 7, 9, 10, 12, 13, 14].into_iter().enumerate() {
        if which >> bit & 1 == 1 {
            chars[place] = "LMNPQRSTUV".chars().nth(chars[place].to_digit(10).unwrap() as usize).unwrap();
        }
    }
    with_check(&chars.into_iter().collect::<String>())
}

#[test]
fn all_128_omocodes_of_a_code_are_one_person() {
    let base = cf("RSSMRA80A01H501U");
    for which in 0..128 {
        let code = omocode(base, which);
        assert_eq!((code.base(), code.is_omocode()), (base, which != 0));
        assert!(code.has_same_base(base));
        assert_eq!((code.births(TODAY), code.sex()), (base.births(TODAY), base.sex()));
        assert_eq!(code.belfiore(), base.belfiore());
    }
}

prop_compose! {
    fn anyone()(
        surname in "[A-Za-zàèéìòùçñöüßøłÀÈ' -]{0,20}", name in "[A-Za-zàèéìòùçñöüßøłÀÈ' -]{0,20}",
        female in any::<bool>(), year in 1850_i16..2100, month in 1_i8..=12, day in 1_i8..=31,
        place in "[A-MZ][0-9]{3}",
    ) -> (String, String, Sex, Date, Belfiore) {
        let born = Date::new(year, month, day).unwrap_or(date(year, month, 28));
        let sex = if female { Sex::Female } else { Sex::Male };
        (surname, name, sex, born, Belfiore::parse(&place).unwrap())
    }
}

proptest! {
    #[test]
    fn no_text_panics(text in any::<String>()) {
        let _ = text.parse::<CodiceFiscale>();
        let _ = (surname_part(&text), name_part(&text));
    }

    #[test]
    fn near_codes_never_panic_and_what_parses_round_trips(
        text in "[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]"
    ) {
        match text.parse::<CodiceFiscale>() {
            Ok(code) => prop_assert_eq!(code.as_str(), text),
            Err(Problem::Check { .. }) => prop_assert!(with_check(&text).births(TODAY).is_some()),
            Err(other) => prop_assert!(matches!(other, Problem::Month(_) | Problem::Date)),
        }
    }

    #[test]
    fn a_person_and_their_code_agree(who in anyone(), which in 0_u8..128) {
        let (surname, name, sex, born, birthplace) = &who;
        let person = Person { surname, name, sex: *sex, born: *born, birthplace: *birthplace };
        let code = CodiceFiscale::encode(&person);
        prop_assert_eq!(code.as_str().parse::<CodiceFiscale>(), Ok(code));
        prop_assert_eq!(code.matches(&person), vec![]);
        let omocode = omocode(code, which);
        prop_assert_eq!(omocode.base(), code);
        prop_assert_eq!(omocode.matches(&person), vec![]);
    }

    #[test]
    fn any_text_may_be_a_name(who in anyone(), surname in any::<String>(), name in any::<String>()) {
        let (_, _, sex, born, birthplace) = who;
        let person = Person { surname: &surname, name: &name, sex, born, birthplace };
        prop_assert_eq!(CodiceFiscale::encode(&person).matches(&person), vec![]);
    }
}
