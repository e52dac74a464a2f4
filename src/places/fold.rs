//! One fold for every comparison of words typed by people: case, accents, apostrophes, spaces.
//!
//! **Invariant**: the fold of a fold is the same fold; it never fails and never grows a separator at an end.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The text in lower case without diacritics, punctuation turned to single spaces.
///
/// `Sant'Àngelo  d’Ischia` gives `sant angelo d ischia`. Letters that do not decompose are written as
/// the registries write them (ß ss, æ ae, ø o, ł l); other scripts stay in their own letters; digits of
/// Arabic and full-width keyboards become ASCII. Invisible characters (joiners, direction marks) vanish.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        text.chars().for_each(|c| push(&mut folded, c.to_ascii_lowercase()));
    } else {
        // Twice decomposed: the lower case of a few letters is itself a composed one.
        let lower = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
        lower.nfkd().filter(|c| !is_combining_mark(*c)).for_each(|c| push(&mut folded, c));
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn push(folded: &mut String, c: char) {
    match c {
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'þ' => folded.push_str("th"),
        'ŋ' => folded.push_str("ng"),
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        'đ' | 'ð' => folded.push('d'),
        'ħ' => folded.push('h'),
        'ŧ' => folded.push('t'),
        'ı' => folded.push('i'),
        c if is_invisible(c) => {}
        c if c.is_alphanumeric() && !is_modifier(c) => folded.push(ascii_digit(c).unwrap_or(c)),
        _ if folded.is_empty() || folded.ends_with(' ') => {}
        _ => folded.push(' '),
    }
}

/// The ASCII digit meant by a digit of an ASCII, Arabic, Persian or full-width keyboard.
#[must_use]
pub fn ascii_digit(c: char) -> Option<char> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6F0}'..='\u{6F9}' => '\u{6F0}',
        '\u{FF10}'..='\u{FF19}' => '\u{FF10}',
        _ => return None,
    };
    char::from_digit(u32::from(c) - u32::from(zero), 10)
}

/// Whether a character is one that a paste brings along unseen: joiners, soft hyphen, direction marks.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// Spacing modifiers stand where an apostrophe was meant (ʼ in names of the registers).
fn is_modifier(c: char) -> bool {
    matches!(c, '\u{2B0}'..='\u{2FF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_apostrophes_and_spaces_fold_away() {
        for (typed, folded) in [
            ("  Forlì  ", "forli"),
            ("FORLI'", "forli"),
            ("Sant’Angelo", "sant angelo"),
            ("S.Giovanni-in-Fiore", "s giovanni in fiore"),
            ("Sovodnje ob Soči", "sovodnje ob soci"),
            ("Weiß Łódź Øster", "weiss lodz oster"),
            ("e\u{300}", "e"),
            ("٠٠١١٨", "00118"),
            ("\u{202E}Ro\u{200D}ma", "roma"),
            ("ROMA", "roma"),
            ("?!", ""),
        ] {
            assert_eq!(fold(typed), folded, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert_eq!(once.trim(), once.as_str());
        }
    }
}
