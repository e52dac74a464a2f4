//! Codes spelled out with names.

use super::words;
use crate::text::{Lang, Text};

/// The towns of the Italian telephone alphabet, A to Z.
const TOWNS: [&str; 26] = [
    "Ancona",
    "Bari",
    "Como",
    "Domodossola",
    "Empoli",
    "Firenze",
    "Genova",
    "Hotel",
    "Imola",
    "Jolly",
    "Kursaal",
    "Livorno",
    "Milano",
    "Napoli",
    "Otranto",
    "Padova",
    "Quarto",
    "Roma",
    "Savona",
    "Torino",
    "Udine",
    "Venezia",
    "Washington",
    "Xeres",
    "York",
    "Zara",
];

/// The international radiotelephony alphabet (ICAO Annex 10), A to Z, in the usual English spelling.
const RADIO: [&str; 26] = [
    "Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliet", "Kilo",
    "Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Uniform", "Victor",
    "Whiskey", "X-ray", "Yankee", "Zulu",
];

/// A code spelled out, one text a sign: "A come Ancona", "4", "trattino". Blanks are left out.
///
/// In Arabic, letter and town are Italian runs: they are what a clerk in Italy says and understands.
pub fn spelled(code: &str, lang: Lang) -> Vec<Text> {
    code.chars().filter(|c| !c.is_whitespace()).map(|c| spell(c, lang)).collect()
}

fn spell(written: char, lang: Lang) -> Text {
    let letter = written.to_ascii_uppercase();
    if letter.is_ascii_uppercase() {
        let place = usize::from(letter as u8 - b'A');
        return match lang {
            Lang::It => words::letter(lang, &Text::plain(letter.to_string()), &Text::plain(TOWNS[place])),
            Lang::En => words::letter(lang, &Text::plain(letter.to_string()), &Text::plain(RADIO[place])),
            Lang::Ar => words::letter(lang, &Text::name(letter), &Text::name(TOWNS[place])),
        };
    }
    sign(written, lang).unwrap_or_else(|| match written.to_digit(10) {
        Some(digit) => Text::from(i64::from(digit)),
        None => Text::name(written),
    })
}

/// The name of a sign that is typed, as in codes and mail addresses ("trattino", "chiocciola"); `None` for any other.
pub fn sign(written: char, lang: Lang) -> Option<Text> {
    let name = match written {
        '-' => "hyphen",
        '/' => "slash",
        '.' => "dot",
        '@' => "at",
        '_' => "underscore",
        '+' => "plus",
        '(' => "open",
        ')' => "close",
        '&' => "and",
        '!' => "exclamation",
        '?' => "question",
        ':' => "colon",
        ';' => "semicolon",
        _ => return None,
    };
    Some(words::sign(lang, name))
}
