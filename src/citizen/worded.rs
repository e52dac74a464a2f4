//! Fiscal codes and PINs as citizens type them, and what is wrong with them in the citizen's words; where people live.

use a11y::text::{Lang, Text, join};

use super::codice_fiscale::{CodiceFiscale, Problem, Wanted};
use super::records::Residence;
use crate::places::{Belfiore, Comune, Stato};
use crate::services::conversation::digits;

crate::words!("citizen");

/// How many digits a PIN has, and each half of the codes that activate one.
pub const PIN_DIGITS: usize = 8;

/// Reads a fiscal code.
///
/// # Errors
/// Which thing is wrong with it, in the citizen's language.
pub fn fiscal_code(lang: Lang, typed: &str) -> Result<CodiceFiscale, Text> {
    typed.parse().map_err(|problem| match problem {
        Problem::Empty => words::code_missing(lang),
        Problem::Length(count) => words::code_length(lang, i64::try_from(count).unwrap_or(i64::MAX)),
        Problem::Illegal { position, found, wanted } => {
            let position = i64::try_from(position).unwrap_or(0);
            let found = found.to_string();
            match wanted {
                Wanted::Letter => words::code_wants_letter(lang, position, &found),
                Wanted::Digit => words::code_wants_digit(lang, position, &found),
            }
        }
        Problem::Month(_) => words::code_month(lang),
        Problem::Date => words::code_date(lang),
        Problem::Check { .. } => words::code_check(lang),
        Problem::Stp | Problem::Eni => words::code_health(lang),
        Problem::Numeric(_) | Problem::NumericWrong(_) => words::code_numeric(lang),
    })
}

/// The same on a page that asks for a secret too, which may have been typed here: then it was not kept.
///
/// # Errors
/// Which thing is wrong with it, in the citizen's language.
pub fn fiscal_code_beside_secret(lang: Lang, typed: &str, misplaced: bool) -> Result<CodiceFiscale, Text> {
    if misplaced { Err(words::code_secret(lang)) } else { fiscal_code(lang, typed) }
}

/// Where a person lives, in one line: an Italian one, and abroad the state as the language calls it.
pub fn residence(lang: Lang, home: &Residence) -> Text {
    let code = Belfiore::parse(&home.belfiore);
    let state = code.and_then(Stato::by_code);
    let place = code.and_then(Comune::today).map_or_else(|| home.belfiore.clone(), Comune::label);
    let place = if state.is_some() { home.locality.clone() } else { format!("{} {place}", home.cap) };
    let street = format!("{} {}", home.street, home.number);
    let lines = [street.trim(), place.trim()].into_iter().filter(|line| !line.is_empty());
    let here = lines.collect::<Vec<_>>().join(", ");
    let here = (!here.is_empty()).then(|| Text::name(here));
    join(here.into_iter().chain(state.map(|state| state.called(lang))), lang.comma())
}

/// The digits of a PIN or of activation codes, from what was typed, said or pasted: `None` if something else than
/// digits, blanks, hyphens and dots is there, or not as many digits as wanted.
pub fn secret_digits(typed: &str, count: usize) -> Option<String> {
    let kept: String = digits(typed)
        .chars()
        .filter(|c| !c.is_whitespace() && !crate::places::is_invisible(*c) && !"-.".contains(*c))
        .collect();
    (kept.len() == count && kept.bytes().all(|byte| byte.is_ascii_digit())).then_some(kept)
}

/// What a voice or a hand writes between two codes.
const BETWEEN: &str = ",،;؛+/";

/// The words that it puts there: "and" in each language.
const AND: [&str; 3] = ["e", "and", "و"];

/// Codes typed or said one after the other in one box, without what stands between them: signs and the word "and", which only
/// between digits are no mistake.
pub fn codes_together(typed: &str) -> String {
    let typed = digits(typed);
    let is_digit = |sign: char| sign.is_ascii_digit();
    let (Some(first), Some(last)) = (typed.find(is_digit), typed.rfind(is_digit)) else { return typed };
    let (before, rest) = typed.split_at(first);
    let (between, after) = rest.split_at(last - first);
    let mut kept = before.to_owned();
    let mut word = String::new();
    // The last of it is followed by a digit.
    for sign in between.chars().chain(Some(' ')) {
        if sign.is_alphabetic() {
            word.push(sign);
            continue;
        }
        if !AND.contains(&word.to_lowercase().as_str()) {
            kept.push_str(&word);
        }
        word.clear();
        kept.push(if BETWEEN.contains(sign) { ' ' } else { sign });
    }
    kept + after
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_residence_is_one_line_and_abroad_ends_with_its_state() {
        let mut home = crate::services::testing::person("Prova", "Anna").residence;
        assert_eq!(residence(Lang::Ar, &home), Text::name("Via dei Mille 12, 00185 Roma (RM)"));
        home.street.clear();
        home.number.clear();
        assert_eq!(residence(Lang::It, &home), Text::name("00185 Roma (RM)"));
        home = Residence {
            street: "12 rue de l’Essai".into(),
            number: String::new(),
            locality: "75011 PARIS".into(),
            belfiore: "Z110".into(),
            cap: String::new(),
        };
        let here = Text::name("12 rue de l’Essai, 75011 PARIS");
        for (lang, state) in [
            (Lang::It, Text::name("Francia")),
            (Lang::En, Text::name_in(Lang::En, "France", None)),
            (Lang::Ar, Text::name_in(Lang::Ar, "فرنسا", Some("فَرَنْسَا"))),
        ] {
            assert_eq!(residence(lang, &home), join([here.clone(), state], lang.comma()));
        }
        (home.street, home.locality) = (String::new(), String::new());
        assert_eq!(residence(Lang::En, &home), Text::name_in(Lang::En, "France", None));
    }

    #[test]
    fn a_pin_may_be_typed_in_groups_and_in_arabic_digits() {
        assert_eq!(secret_digits(" 27 03-19.58 ", 8).unwrap(), "27031958");
        assert_eq!(secret_digits("٢٧٠٣١٩٥٨", 8).unwrap(), "27031958");
        assert_eq!(secret_digits("2703195", 8), None);
        assert_eq!(secret_digits("2703195a", 8), None);
    }

    #[test]
    fn both_codes_may_be_dictated_with_what_a_voice_writes_between_them() {
        for typed in [
            "27 03 19 58 48 21 09 57",
            "27031958, 48210957",
            "27031958; 48210957",
            "27031958 + 48210957",
            "27031958/48210957",
            "27031958\n48210957",
            "27 03 19 58 e 48 21 09 57",
            "27031958 And 48210957",
            "٢٧٠٣١٩٥٨ و ٤٨٢١٠٩٥٧",
            "٢٧٠٣١٩٥٨، و٤٨٢١٠٩٥٧",
        ] {
            let together = codes_together(typed);
            assert_eq!(secret_digits(&together, 16).as_deref(), Some("2703195848210957"), "{typed}");
        }
        for wrong in
            ["e 27031958 48210957", "27031958 48210957 and", "27031958 o 48210957", "27031958 ee 48210957"]
        {
            assert_eq!(secret_digits(&codes_together(wrong), 16), None, "{wrong}");
        }
        assert_eq!(codes_together("abc"), "abc");
    }

    #[test]
    fn each_fault_of_a_code_has_words_of_its_own() {
        let typed = [
            "",
            "RSSMRA80A01H501",
            "RSSMRA80A01H501Z",
            "RSSMRA8OA01H501U",
            "R5SMRA80A01H501U",
            "RSSMRA80F01H501U",
            "RSSMRA80B31H501U",
            "STP1234567890123",
            "80078750587",
        ];
        for lang in Lang::ALL {
            let mut seen: Vec<Text> =
                typed.iter().map(|typed| fiscal_code(lang, typed).unwrap_err()).collect();
            seen.sort_by_key(|text| format!("{text:?}"));
            seen.dedup();
            assert_eq!(seen.len(), typed.len());
        }
        assert!(fiscal_code(Lang::It, " rssmra 80a01 h501u ").is_ok());
    }

    proptest! {
        #[test]
        fn no_text_panics(typed in "\\PC{0,40}", count in 0_usize..20) {
            let _ = codes_together(&typed);
            if let Some(digits) = secret_digits(&typed, count) {
                prop_assert_eq!(digits.len(), count);
            }
            for lang in Lang::ALL {
                let _ = fiscal_code(lang, &typed);
            }
        }

        #[test]
        fn digits_survive_any_grouping(pin in "[0-9]{8}", every in 1_usize..8) {
            let grouped: Vec<String> =
                pin.as_bytes().chunks(every).map(|part| String::from_utf8_lossy(part).into_owned()).collect();
            prop_assert_eq!(secret_digits(&grouped.join(" "), 8), Some(pin));
        }
    }
}
