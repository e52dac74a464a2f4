//! The Arabic words: what is said is what is written, with its short vowels; one thing has one name.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

/// Messages said in other words than written; one with Latin letters may always say them in its own.
const OTHERWISE: [(&str, &str); 5] = [
    ("decimal", "the sign between whole and part is said as a word"),
    ("idle-what", "eleven and a hundred differ in a vowel alone, which is not written"),
    ("typed-signs", "the same"),
    ("which-more", "the same"),
    ("session-kept", "a voice declines 30 wrongly here, so it is said as a word"),
];

/// What one thing was once called elsewhere; a citizen must not wonder whether it is another (WCAG 3.2.4).
const OTHER_NAMES: [(&str, &str); 5] = [
    ("الرمز السري", "a PIN is الرقم السري, each of the two codes before it الرمز"),
    ("رمزك السري", "a PIN is رقمك السري"),
    ("الرقم الضريبي", "a fiscal code is الرمز الضريبي"),
    ("المؤسسة", "the institute is المعهد"),
    ("البروتوكول", "a protocol number is رقم التسجيل"),
];

/// A message as it is written and as it is said.
struct Message {
    place: String,
    id: String,
    written: String,
    said: String,
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.file_name().is_some_and(|name| name == "ar.ftl") {
            found.push(path);
        }
    }
}

fn messages() -> Vec<Message> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["src", "a11y/src", "kiosk/src"] {
        files(&root.join(folder), &mut found);
    }
    let mut messages: Vec<Message> = Vec::new();
    for path in found {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut speech = false;
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            if let Some((id, written)) = line.split_once(" =").filter(|_| !line.starts_with(' ')) {
                speech = false;
                messages.push(Message {
                    place: format!("{}: {id}", path.strip_prefix(root).unwrap().display()),
                    id: id.to_owned(),
                    written: written.to_owned(),
                    said: String::new(),
                });
                continue;
            }
            let message = messages.last_mut().unwrap();
            let line =
                line.trim().strip_prefix(".speech =").inspect(|_| speech = true).unwrap_or(line.trim());
            let part = if speech { &mut message.said } else { &mut message.written };
            part.push_str(line);
        }
    }
    assert!(messages.len() > 700, "{} messages", messages.len());
    messages
}

fn is_vowel(sign: char) -> bool {
    matches!(sign, '\u{64b}'..='\u{652}' | '\u{670}')
}

fn is_arabic(sign: char) -> bool {
    is_vowel(sign) || matches!(sign, '\u{620}'..='\u{64a}')
}

/// The letters and figures, without vowels and blanks; the seat of a hamza follows the vowels.
fn letters(text: &str) -> String {
    let bare = text.chars().filter(|sign| !is_vowel(*sign) && !sign.is_whitespace());
    bare.map(|sign| if matches!(sign, 'إ' | 'أ' | 'ؤ' | 'ئ') { 'ء' } else { sign }).collect()
}

#[test]
fn what_is_said_is_what_is_written() {
    let mut faults = Vec::new();
    for message in messages() {
        // Outside braces, where Fluent's own names stand.
        let mut words = message.written.split(['{', '}']).step_by(2);
        let latin = words.any(|words| words.chars().any(|sign| sign.is_ascii_alphabetic()));
        let known = OTHERWISE.iter().any(|(id, _)| *id == message.id);
        let differs = letters(&message.written) != letters(&message.said);
        if differs && !latin && !known {
            faults.push(format!("{}\n  {}\n  {}", message.place, message.written, message.said));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The first consonant of a word that stands without a sign of its own: a short vowel, a doubling, or that it has none.
///
/// The last of a word may: what follows decides it. Letters of a long vowel need none: alif; waw after a damma, ya after a
/// kasra. Nor does the lam of the article before a letter that swallows it, which is doubled.
fn bare_consonant(word: &str) -> Option<char> {
    const DAMMA: char = '\u{64f}';
    const KASRA: char = '\u{650}';
    const DOUBLED: char = '\u{651}';
    let mut letters: Vec<(char, Vec<char>)> = Vec::new();
    for sign in word.chars().filter(|sign| *sign != 'ـ') {
        match letters.last_mut().filter(|_| is_vowel(sign)) {
            Some((_, signs)) => signs.push(sign),
            None => letters.push((sign, Vec::new())),
        }
    }
    let may_be_bare = |at: usize| {
        let (before, after) = (at.checked_sub(1).map(|before| &letters[before]), &letters[at + 1]);
        let follows = |vowel| before.is_some_and(|(_, signs)| signs.contains(&vowel));
        match letters[at].0 {
            'ا' | 'آ' | 'ى' => true,
            'و' => follows(DAMMA),
            'ي' => follows(KASRA),
            'ل' => before.is_some_and(|(letter, _)| "ال".contains(*letter)) && after.1.contains(&DOUBLED),
            _ => false,
        }
    };
    let inside = 0..letters.len().saturating_sub(1);
    inside.into_iter().find(|at| letters[*at].1.is_empty() && !may_be_bare(*at)).map(|at| letters[at].0)
}

#[test]
fn every_word_that_is_said_has_all_its_short_vowels() {
    for message in messages() {
        assert!(!message.said.is_empty(), "{}", message.place);
        for word in message.said.split(|sign| !is_arabic(sign)) {
            assert_eq!(bare_consonant(word), None, "{}: {word}", message.place);
        }
    }
}

#[test]
fn one_vowel_that_is_left_out_is_found() {
    for full in ["كَتَبْتَ", "اَللَّقَبُ", "لِلرَّقْمِ", "تَارِيخُ", "يَكُونُ", "هٰذَا", "بـ", "مِنْ", ""]
    {
        assert_eq!(bare_consonant(full), None, "{full}");
    }
    for (short, bare) in
        [("كَتبْتَ", 'ت'), ("كتب", 'ك'), ("الْبيتُ", 'ب'), ("يَوم", 'و'), ("الْعَمل", 'م'), ("اَلبَيْتُ", 'ل')]
    {
        assert_eq!(bare_consonant(short), Some(bare), "{short}");
    }
}

/// Numbers that are never one or two: a receipt is told in fives.
const NEVER_TWO: [&str; 1] = ["print"];

/// What has a plural without its number: the first and the last are told.
const NOT_COUNTED: [&str; 1] = ["periods-shown"];

/// The categories of CLDR beside `other`.
const COUNTED: [&str; 5] = ["[zero]", "[one]", "[two]", "[few]", "[many]"];

#[test]
fn what_is_counted_has_its_dual_and_its_plural() {
    for message in &messages() {
        for text in [&message.written, &message.said] {
            for choice in text.split("->").skip(1).map(|rest| rest.split("*[other]").next().unwrap()) {
                let has = |form: &str| choice.contains(form);
                let is = |known: &[&str]| known.contains(&message.id.as_str());
                // Keys are told by their numbers, other choices by their names.
                let counts = COUNTED.into_iter().any(has);
                let (two, few) = (has("[two]") || is(&NEVER_TWO), has("[few]") || is(&NOT_COUNTED));
                assert!(!counts || (two && few), "{}: {choice}", message.place);
            }
        }
    }
}

#[test]
fn one_thing_has_one_name() {
    for message in messages() {
        for (other, why) in OTHER_NAMES {
            assert!(!message.written.contains(other), "{}: {other}: {why}", message.place);
        }
    }
}
