//! Names, lines, telephones, mail addresses and amounts as people type them.

use a11y::text::Cents;

use crate::services::conversation::digits;

/// What is wrong with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// Nothing, or no letter.
    Missing,
    /// Digits or signs that no name has.
    Signs,
    /// More than 100 characters.
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

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
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

/// Reads an address for electronic mail: one `@`, something before it, a dot in what follows; at most 254 characters
/// (RFC 5321).
pub fn mail(typed: &str) -> Option<String> {
    let (local, domain) = typed.rsplit_once('@')?;
    let plain = typed.chars().all(|c| !c.is_whitespace() && !c.is_control() && c != ',' && c != ';');
    let named = domain.split('.').count() >= 2 && domain.split('.').all(|label| !label.is_empty());
    (plain && !local.is_empty() && !local.contains('@') && named && typed.len() <= 254)
        .then(|| typed.to_owned())
}

/// Reads an amount in euro: `9,75`, `9.75`, `1.250`, `1.250,00`, `€ 9`, `9,75 euro`; `None` if it is none, or more
/// than a million.
///
/// A comma or a dot with one or two digits after it begins the cents; one with three is a group of thousands.
pub fn money(typed: &str) -> Option<Cents> {
    let kept: String = digits(typed)
        .to_lowercase()
        .replace("euro", "")
        .chars()
        .filter(|c| !c.is_whitespace() && !crate::places::is_invisible(*c) && *c != '€')
        .map(|c| if c == '٫' { ',' } else { c })
        .collect();
    let (whole, cents) = match kept.rfind([',', '.']) {
        Some(at) if kept.len() - at <= 3 => (kept.get(..at)?, kept.get(at + 1..)?),
        _ => (kept.as_str(), ""),
    };
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<i64>().ok())?;
    let mut groups = whole.split(['.', ',']);
    let mut euro = number(groups.next().filter(|first| !first.is_empty())?)?;
    for group in groups {
        if group.len() != 3 || euro > 1_000_000 {
            return None;
        }
        euro = euro * 1000 + number(group)?;
    }
    let cents = match cents.len() {
        0 => 0,
        1 => number(cents)? * 10,
        _ => number(cents)?,
    };
    (euro <= 1_000_000).then_some(Cents(euro * 100 + cents))
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
        assert_eq!(phone("06 123 ab"), None);
        assert_eq!(mail("anna.prova@posta.example").unwrap(), "anna.prova@posta.example");
        for wrong in ["anna", "anna@", "@a.it", "a@b", "a b@c.it", "a@b@c.it", "a@.it", "a@b.it,c@d.it"] {
            assert_eq!(mail(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn money_as_people_type_it() {
        for (typed, cents) in [
            ("9,75", 975),
            ("9.5", 950),
            ("€ 9", 900),
            ("1.250", 125_000),
            ("1.250,00 euro", 125_000),
            ("1250", 125_000),
            ("٩٫٧٥", 975),
            ("1.000.000", 100_000_000),
        ] {
            assert_eq!(money(typed), Some(Cents(cents)), "{typed}");
        }
        for wrong in ["", ",", "-9", "9,7,5", "nove", "1.25.0", "9e3", "1.000.001", "99999999999999999999"] {
            assert_eq!(money(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_read_reads_again(text in "\\PC{0,40}|[-+0-9 @.]{0,30}") {
            let _ = money(&text);
            if let Ok(read) = name(&text) { prop_assert_eq!(name(&read), Ok(read.clone())); }
            if let Some(read) = phone(&text) { prop_assert_eq!(phone(&read), Some(read.clone())); }
            if let Some(read) = mail(&text) { prop_assert_eq!(mail(&read), Some(read.clone())); }
            if let Some(read) = line(&text) { prop_assert_eq!(line(&read), Some(read.clone())); }
        }
    }
}
