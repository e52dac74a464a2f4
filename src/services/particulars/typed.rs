//! Names, lines, telephones, mail addresses and amounts as people type them.

use a11y::text::{Cents, Lang};

use crate::services::conversation::digits;

/// What is wrong with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// Nothing, or no letter.
    Missing,
    /// Digits or signs that no name has.
    Signs,
    /// More characters than it may have: 100, or 20 for a house number.
    Long,
}

/// Reads a name: letters of any script, blanks, apostrophes, hyphens and dots, at most 100 characters.
///
/// # Errors
/// [`NameProblem`]
pub fn name(typed: &str) -> Result<String, NameProblem> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let name = words.join(" ");
    if !name.chars().any(char::is_alphabetic) {
        return Err(if name.is_empty() { NameProblem::Missing } else { NameProblem::Signs });
    }
    let mark = |c: char| matches!(c, ' ' | '\'' | '’' | 'ʼ' | '`' | '-' | '.') || is_mark(c);
    if !name.chars().all(|c| c.is_alphabetic() || mark(c)) {
        return Err(NameProblem::Signs);
    }
    if name.chars().count() > 100 {
        return Err(NameProblem::Long);
    }
    Ok(name)
}

/// Whether all letters are Latin ones, as in documents that can be read in Italy (ICAO Doc 9303, part 3).
pub fn is_latin(name: &str) -> bool {
    let latin = |c: char| matches!(c, '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' | 'ʼ' | 'ʻ');
    name.chars().all(|c| latin(c) || !c.is_alphabetic() || is_mark(c))
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Reads the name of a street or square: letters of any script, digits and the signs that names of streets have.
///
/// # Errors
/// [`NameProblem`]
pub fn street(typed: &str) -> Result<String, NameProblem> {
    let signs = |c: char| {
        is_mark(c)
            || matches!(
                c,
                ' ' | '\''
                    | '’'
                    | 'ʼ'
                    | '‘'
                    | '`'
                    | '´'
                    | '"'
                    | '“'
                    | '”'
                    | '«'
                    | '»'
                    | '-'
                    | '–'
                    | '.'
                    | ','
                    | ';'
                    | ':'
                    | '/'
                    | '('
                    | ')'
                    | '°'
                    | 'º'
                    | 'ª'
                    | '&'
                    | '+'
                    | '#'
            )
    };
    of_address(typed, signs, 100)
}

/// Reads a house number: `12`, `12/B`, `12 bis`, `snc`, `km 4,500`; not `0`, which no house has.
///
/// # Errors
/// [`NameProblem`]; a number of zeros alone is [`NameProblem::Signs`].
pub fn house_number(typed: &str) -> Result<String, NameProblem> {
    let signs = |c: char| {
        is_mark(c)
            || matches!(c, ' ' | '/' | '-' | '–' | '.' | ',' | '\'' | '’' | '°' | 'º' | '\\' | '(' | ')')
    };
    let number = of_address(&digits(typed), signs, 20)?;
    let zero = number.chars().all(|c| c == '0' || signs(c));
    if zero { Err(NameProblem::Signs) } else { Ok(number) }
}

/// One line with a letter or a digit, of letters, digits and `signs`; a pasted tab or line end is told, not taken.
fn of_address(typed: &str, signs: impl Fn(char) -> bool, most: usize) -> Result<String, NameProblem> {
    let known = |c: char| c.is_alphanumeric() || signs(c) || (c.is_whitespace() && !c.is_control());
    if typed.trim().is_empty() {
        return Err(NameProblem::Missing);
    }
    if !typed.trim().chars().all(known) || !typed.chars().any(char::is_alphanumeric) {
        return Err(NameProblem::Signs);
    }
    let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > most { Err(NameProblem::Long) } else { Ok(line) }
}

/// Reads a line of an address: printable, at most 100 characters; `None` if it is none.
pub fn line(typed: &str) -> Option<String> {
    let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = line.chars().all(|c| !c.is_control() && !crate::places::is_invisible(c));
    (plain && !line.is_empty() && line.chars().count() <= 100).then_some(line)
}

/// Reads a telephone number as it is dialled: 5 to 15 digits (ITU-T E.164), a leading `+` or `00` for abroad.
pub fn phone(typed: &str) -> Option<String> {
    let kept: String = digits(typed)
        .chars()
        .filter(|c| !c.is_whitespace() && !crate::places::is_invisible(*c) && !"-./()".contains(*c))
        .collect();
    let (plus, number) = match kept.strip_prefix('+').or_else(|| kept.strip_prefix("00")) {
        Some(number) => ("+", number),
        None => ("", kept.as_str()),
    };
    let fits = (5..=15).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| format!("{plus}{number}"))
}

/// What an Italian number is of, by its first digit (AGCOM, decision 8/15/CIR: 0 for geographic numbers, 3 for mobiles).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A fixed line.
    Fixed,
    /// A mobile.
    Mobile,
}

/// The line of a number as [`phone`] reads it; `None` if it is foreign or begins otherwise.
pub fn line_of(number: &str) -> Option<Line> {
    let national = number.strip_prefix("+39").or(Some(number).filter(|number| !number.starts_with('+')))?;
    match national.as_bytes().first()? {
        b'0' => Some(Line::Fixed),
        b'3' => Some(Line::Mobile),
        _ => None,
    }
}

/// Reads an address for electronic mail: one `@`, something before it, a dot in what follows; at most 254 characters
/// (RFC 5321).
pub fn mail(typed: &str) -> Option<String> {
    let (local, domain) = typed.rsplit_once('@')?;
    let plain = typed.chars().all(|c| !c.is_whitespace() && !c.is_control() && c != ',' && c != ';');
    let named = domain.split('.').count() >= 2 && domain.split('.').all(|label| !label.is_empty());
    (plain && !local.is_empty() && !local.contains('@') && named && typed.len() <= 254)
        .then(|| typed.to_owned())
}

/// Why words are no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyProblem {
    /// No amount of money.
    Not,
    /// Three digits after the sign of the cents: `9,755` may mean 9.75 or 9755.
    Unclear,
}

/// More euro than anybody means; what is longer reads as this.
const MOST_EURO: i64 = 1_000_000_000_000;

/// Reads an amount in euro: `9,75`, `9.75`, `1.250`, `1.250,00`, `1'250`, `١٬٢٥٠٫٥٠`, `€ 9`, `9,75 euro`.
///
/// A comma or a dot with one or two digits after it begins the cents. With three it is a group of thousands, if the
/// language writes thousands so: `1.250` in Italian and on Arabic pages, `1,250` in English.
///
/// # Errors
/// [`MoneyProblem`]
pub fn money(lang: Lang, typed: &str) -> Result<Cents, MoneyProblem> {
    let kept = plain_amount(typed);
    let (whole, cents) = in_two(lang, &kept)?;
    let cents = match (cents.len(), number(cents)) {
        (0, _) => 0,
        (1, Some(tens)) => tens * 10,
        (2, Some(cents)) => cents,
        _ => return Err(MoneyProblem::Not),
    };
    let euro = thousands(whole).ok_or(MoneyProblem::Not)?;
    Ok(Cents(euro.min(MOST_EURO) * 100 + cents))
}

/// An amount as every language reads it, where what was typed in `lang` is another amount or none in another one:
/// `1.250` in Italian is `1250`. `None` where it can stay as it was typed.
pub fn in_every_language(lang: Lang, typed: &str) -> Option<String> {
    let read = money(lang, typed).ok()?;
    let Cents(cents) = read;
    let alike = Lang::ALL.into_iter().all(|lang| money(lang, typed) == Ok(read));
    let plain = || match cents % 100 {
        0 => (cents / 100).to_string(),
        rest => format!("{},{rest:02}", cents / 100),
    };
    (!alike).then(plain)
}

/// The euro before the only comma or dot, where three digits follow, which may have been meant as cents: 9 of `9.755`.
pub fn before_thousands(typed: &str) -> Option<i64> {
    let kept = plain_amount(typed);
    let (whole, rest) = kept.split_once([',', '.'])?;
    number(rest).filter(|_| rest.len() == 3)?;
    number(whole)
}

/// The digits and signs of an amount: thousands by `'`, the Arabic sign of decimals by `|`.
fn plain_amount(typed: &str) -> String {
    let lower = digits(typed).to_lowercase().replace("euro", "").replace("يورو", "");
    let kept = lower.chars().filter(|c| !c.is_whitespace() && !crate::places::is_invisible(*c) && *c != '€');
    kept.map(|c| match c {
        '٫' => '|',
        '٬' | '’' | 'ʼ' => '\'',
        c => c,
    })
    .collect()
}

/// Whole euro and cents, apart.
fn in_two(lang: Lang, kept: &str) -> Result<(&str, &str), MoneyProblem> {
    if let Some(both) = kept.split_once('|') {
        return Ok(both);
    }
    let Some((whole, last)) = kept.rsplit_once([',', '.']) else { return Ok((kept, "")) };
    let sign = kept.as_bytes().get(whole.len()).copied();
    if last.len() < 3 {
        // One sign is not that of the thousands and of the cents, too: `12,345,6`.
        let same = whole.bytes().any(|byte| Some(byte) == sign);
        return if same { Err(MoneyProblem::Not) } else { Ok((whole, last)) };
    }
    let of_cents = if lang == Lang::En { b'.' } else { b',' };
    let alone = !whole.contains([',', '.', '\'']);
    // `0.250` is no thousand either.
    if last.len() == 3 && alone && (sign == Some(of_cents) || whole.starts_with('0')) {
        return Err(MoneyProblem::Unclear);
    }
    Ok((kept, ""))
}

/// A whole number whose groups of three digits stand apart by one and the same sign.
fn thousands(text: &str) -> Option<i64> {
    let sign = text.chars().find(|c| matches!(c, ',' | '.' | '\''));
    let mut groups = text.split(|c| Some(c) == sign);
    let mut digits = groups.next().filter(|first| !first.is_empty())?.to_owned();
    let first = digits.len();
    for group in groups {
        if group.len() != 3 || first > 3 {
            return None;
        }
        digits.push_str(group);
    }
    let all = digits.bytes().all(|b| b.is_ascii_digit());
    all.then(|| if digits.len() > 12 { MOST_EURO } else { number(&digits).unwrap_or(MOST_EURO) })
}

fn number(text: &str) -> Option<i64> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_phones_and_mail_as_people_type_them() {
        assert_eq!(name("  D’Aniello   ").unwrap(), "D’Aniello");
        assert_eq!(name("فاطمة").unwrap(), "فاطمة");
        assert_eq!(name(""), Err(NameProblem::Missing));
        assert_eq!(name("R2D2"), Err(NameProblem::Signs));
        assert_eq!(name(&"a".repeat(10_000)), Err(NameProblem::Long));
        assert_eq!(phone("06 / 123.45-678").unwrap(), "0612345678");
        assert_eq!(phone("0039 333 1234567").unwrap(), "+393331234567");
        assert_eq!(phone("٠٦١٢٣٤٥").unwrap(), "0612345");
        assert_eq!(phone("1234"), None);
        let line = |typed| line_of(&phone(typed).unwrap());
        assert_eq!((line("06 1234567"), line("0039 06 1234567")), (Some(Line::Fixed), Some(Line::Fixed)));
        assert_eq!((line("٣٢٠ ٠٥٥ ٥١٢"), line("+39 333 1234567")), (Some(Line::Mobile), Some(Line::Mobile)));
        for other in ["+33 6 12 34 56 78", "0033 1 23 45 67 89", "+351 912 345 678", "800 123456"] {
            assert_eq!(line(other), None, "{other}");
        }
        assert_eq!(phone("06 123 ab"), None);
        assert_eq!(mail("anna.prova@posta.example").unwrap(), "anna.prova@posta.example");
        for wrong in ["anna", "anna@", "@a.it", "a@b", "a b@c.it", "a@b@c.it", "a@.it", "a@b.it,c@d.it"] {
            assert_eq!(mail(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn streets_and_house_numbers_as_people_type_them() {
        for fine in [
            "Via  dell’Olmo",
            "P.zza S. Giovanni (fraz. Prato)",
            "شارع النيل",
            "Via 4 Novembre",
            "Str. prov.le n° 12/bis",
            "C.so d'Augusto",
            "Località «La Pieve»",
        ] {
            assert_eq!(street(fine), Ok(fine.replace("  ", " ")), "{fine}");
        }
        for wild in ["Via Roma 😀", "Via\tRoma", "Via Roma\nInterno 2", "😀", "---", "Via <b>"] {
            assert_eq!(street(wild), Err(NameProblem::Signs), "{wild:?}");
        }
        assert_eq!(street(&"a".repeat(10_000)), Err(NameProblem::Long));
        assert_eq!((street(" "), house_number("")), (Err(NameProblem::Missing), Err(NameProblem::Missing)));
        for (typed, read) in [
            ("12", "12"),
            ("12/B", "12/B"),
            ("١٢", "12"),
            ("snc", "snc"),
            ("km 4,500", "km 4,500"),
            ("10", "10"),
            ("12  bis", "12 bis"),
        ] {
            assert_eq!(house_number(typed), Ok(read.to_owned()), "{typed}");
        }
        for wild in ["0", "00", "0/0", "1😀", "1\t2", "-"] {
            assert_eq!(house_number(wild), Err(NameProblem::Signs), "{wild:?}");
        }
        assert_eq!(house_number(&"1".repeat(21)), Err(NameProblem::Long));
    }

    #[test]
    fn letters_of_other_scripts_are_told_from_latin_ones() {
        for latin in
            ["D’Aniello", "Nguyễn Thị", "Şahin", "O'Neill", "Łukasz-Jan", "e\u{301}tienne", "Ma. Luisa"]
        {
            assert!(is_latin(latin), "{latin}");
        }
        for other in ["فاطمة", "Оксана", "Ελένη", "陳", "Rosа"] {
            assert!(!is_latin(other), "{other}");
        }
    }

    #[test]
    fn money_as_people_type_it() {
        let read = |typed| money(Lang::It, typed);
        for (typed, cents) in [
            ("9,75", 975),
            ("9.5", 950),
            ("€ 9", 900),
            ("1.250", 125_000),
            ("1.250,00 euro", 125_000),
            ("1,250.00", 125_000),
            ("1250", 125_000),
            ("٩٫٧٥", 975),
            ("١٬٢٥٠", 125_000),
            ("١٬٢٥٠٫٥", 125_050),
            ("1'200", 120_000),
            ("1’200,50", 120_050),
            ("20.000,01", 2_000_001),
            ("1.000.000", 100_000_000),
            ("99999999999999999999", MOST_EURO * 100),
        ] {
            assert_eq!(read(typed), Ok(Cents(cents)), "{typed}");
        }
        for wrong in ["", ",", "-9", "9,7,5", "nove", "1.25.0", "9e3", "1250.000", "1.250,0000", "1.2'000"] {
            assert_eq!(read(wrong), Err(MoneyProblem::Not), "{wrong}");
        }
        for mixed in ["12,345,6", "1,234,5", "1.234.5", "1.234.50", "1,000,000,5"] {
            for lang in Lang::ALL {
                assert_eq!(money(lang, mixed), Err(MoneyProblem::Not), "{mixed}");
            }
        }
        for (typed, euro) in [("9.755", Some(9)), ("€ 9,755", Some(9)), ("9,75", None), ("1.000.000", None)]
        {
            assert_eq!(before_thousands(typed), euro, "{typed}");
        }
    }

    #[test]
    fn three_digits_after_the_sign_of_the_cents_are_asked_about_again() {
        for (lang, unclear, thousands) in
            [(Lang::It, "9,755", "9.755"), (Lang::Ar, "9,755", "9.755"), (Lang::En, "9.755", "9,755")]
        {
            assert_eq!(money(lang, unclear), Err(MoneyProblem::Unclear));
            assert_eq!(money(lang, thousands), Ok(Cents(975_500)));
        }
        assert_eq!(money(Lang::It, "0.250"), Err(MoneyProblem::Unclear));
    }

    #[test]
    fn what_only_one_language_reads_is_written_as_all_of_them_do() {
        for (lang, typed, plain) in [(Lang::It, "1.200", "1200"), (Lang::En, "€ 1,200", "1200")] {
            assert_eq!(in_every_language(lang, typed).as_deref(), Some(plain), "{typed}");
            for lang in Lang::ALL {
                assert_eq!(money(lang, plain), Ok(Cents(120_000)));
            }
        }
        for alike in ["9,75", "9.75", "1200", "1.200,50", "1'200", "nove", ""] {
            assert_eq!(in_every_language(Lang::It, alike), None, "{alike}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_read_reads_again(text in "\\PC{0,40}|[-+0-9 @.]{0,30}") {
            for lang in Lang::ALL { let _ = money(lang, &text); }
            if let Ok(read) = name(&text) { prop_assert_eq!(name(&read), Ok(read.clone())); }
            if let Some(read) = phone(&text) { prop_assert_eq!(phone(&read), Some(read.clone())); }
            if let Some(read) = mail(&text) { prop_assert_eq!(mail(&read), Some(read.clone())); }
            if let Ok(read) = street(&text) { prop_assert_eq!(street(&read), Ok(read.clone())); }
            if let Ok(read) = house_number(&text) { prop_assert_eq!(house_number(&read), Ok(read.clone())); }
            if let Some(read) = line(&text) { prop_assert_eq!(line(&read), Some(read.clone())); }
        }
    }
}
