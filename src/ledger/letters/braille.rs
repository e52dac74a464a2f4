//! How much room a text takes in braille: cells, of which a sign of print may need several.
//!
//! The embosser's translation program makes the cells; here they are only counted, never too few, so that no line is
//! broken once more where it would not be expected. Uncontracted six-dot braille: a number begins with a sign, a capital
//! has one before it (Codice Braille Italiano; Unified English Braille 5, 6 and 8; Arabic has no capitals).

use a11y::text::Lang;

/// Cells of a line of a braille sheet.
pub(super) const CELLS: usize = 40;

/// Lines of a sheet.
pub(super) const LINES: usize = 25;

/// The signs of one cell in every language; another that is neither letter nor digit takes up to three.
const OF_ONE_CELL: &str = " \u{a0}.,;:?!'’-«»،؛؟";

/// The most cells that these signs take at the beginning of a line.
pub(super) fn cells(signs: &[char], lang: Lang) -> usize {
    let before = |at: usize| at.checked_sub(1).and_then(|at| signs.get(at)).copied();
    let of = |(at, sign): (usize, &char)| {
        let after_digit = before(at).is_some_and(char::is_numeric);
        match *sign {
            sign if sign.is_numeric() => 1 + usize::from(!after_digit),
            // The ten digits are the first ten letters after their sign: one that follows a number is told from it.
            sign if sign.is_alphabetic() => {
                1 + usize::from(sign.is_uppercase()) + usize::from(after_digit) + accent(sign, lang)
            }
            sign if OF_ONE_CELL.contains(sign) => 1,
            _ => 3,
        }
    };
    signs.iter().enumerate().map(of).sum()
}

/// The cells of a letter's accent: in Italian a letter with one is a cell of its own, elsewhere up to two stand before it.
fn accent(letter: char, lang: Lang) -> usize {
    let of_its_own = letter.is_ascii()
        || (lang == Lang::It && "àèéìòùÀÈÉÌÒÙ".contains(letter))
        || ('\u{621}'..='\u{64a}').contains(&letter);
    if of_its_own { 0 } else { 2 }
}

/// The words of a line; the groups of a number are one, where they have room in a line.
fn words(line: &str, most: usize, lang: Lang) -> Vec<Vec<char>> {
    let mut found: Vec<Vec<char>> = Vec::new();
    for word in line.split(' ').filter(|word| !word.is_empty()).map(|word| word.chars().collect::<Vec<_>>()) {
        if let Some(last) = found.last_mut().filter(|last| last.last().is_some_and(|sign| sign.is_numeric()))
            && word.iter().all(|sign| sign.is_numeric())
            && cells(last, lang) + 1 + cells(&word, lang) <= most
        {
            last.push(' ');
            last.extend(word);
        } else {
            found.push(word);
        }
    }
    found
}

/// A line cut at blanks into lines of so many cells; a longer word is cut where it must be, an address after a slash.
pub(super) fn wrapped(line: &str, most: usize, lang: Lang) -> Vec<String> {
    let long = |text: &str| cells(&text.chars().collect::<Vec<_>>(), lang);
    let mut cut = vec![String::new()];
    for mut rest in words(line, most, lang) {
        while !rest.is_empty() {
            let fits = |count: &usize| cells(&rest[..*count], lang) <= most;
            let room = (1..=rest.len()).take_while(fits).last().unwrap_or(1);
            let slash = rest[..room].iter().rposition(|sign| *sign == '/').filter(|_| room < rest.len());
            let part: String = rest.drain(..slash.map_or(room, |at| at + 1)).collect();
            let last = cut.last().map_or(0, |line| long(line));
            match cut.last_mut() {
                Some(line) if last == 0 => *line = part,
                Some(line) if last + 1 + long(&part) <= most => {
                    line.push(' ');
                    line.push_str(&part);
                }
                _ => cut.push(part),
            }
        }
    }
    cut
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn long(text: &str, lang: Lang) -> usize {
        cells(&text.chars().collect::<Vec<_>>(), lang)
    }

    #[test]
    fn a_number_has_its_sign_in_each_group_and_a_capital_its_own() {
        for (text, lang, count) in [
            ("48 21 09 57", Lang::It, 15),
            ("٤٨ ٢١", Lang::Ar, 7),
            ("803 164", Lang::It, 9),
            ("pin", Lang::En, 3),
            ("PIN", Lang::En, 6),
            ("12b", Lang::It, 5),
            ("perché", Lang::It, 6),
            ("perché", Lang::En, 8),
            ("رمزك", Lang::Ar, 4),
            ("a@b", Lang::En, 5),
        ] {
            assert_eq!(long(text, lang), count, "{text}");
        }
    }

    #[test]
    fn an_address_longer_than_a_line_goes_on_after_a_slash() {
        let cut = wrapped("https://sportello.inps.example/it/pin/attivazione", 40, Lang::It);
        assert_eq!(cut, ["https://sportello.inps.example/", "it/pin/attivazione"]);
        // Without one where it would help it is cut where it must be; a short one is left whole.
        assert_eq!(wrapped("sportelloinpsexample/it", 10, Lang::It), ["sportelloi", "npsexample", "/it"]);
        assert_eq!(wrapped("a https://b/c/d", 40, Lang::It), ["a https://b/c/d"]);
    }

    #[test]
    fn a_line_that_fits_in_print_and_not_in_cells_is_cut() {
        let code = "Codice: 48 21 09 57 PRVNNA58C67C337L";
        assert!(code.chars().count() <= CELLS && long(code, Lang::It) > CELLS);
        assert_eq!(wrapped(code, CELLS, Lang::It), ["Codice: 48 21 09 57", "PRVNNA58C67C337L"]);
        let phones = "Telefono 803 164 da fisso, 06 164 164 da cellulare";
        assert_eq!(
            wrapped(phones, CELLS, Lang::It),
            ["Telefono 803 164 da fisso,", "06 164 164 da cellulare"]
        );
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_cells_and_no_sign_is_lost(
            text in "([a-z/]|[A-Z]|[0-9]|[À-ú]|[ء-ي]|[٠-٩]|[.,:@€%()]| ){0,200}", which in 0_usize..3,
        ) {
            let lang = Lang::ALL[which];
            let cut = wrapped(&text, CELLS, lang);
            for line in &cut {
                prop_assert!(long(line, lang) <= CELLS, "{line}");
                prop_assert!(line.chars().count() <= CELLS);
            }
            let signs = |text: &str| text.replace(' ', "");
            prop_assert_eq!(signs(&cut.concat()), signs(&text));
        }
    }
}
