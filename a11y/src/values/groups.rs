//! Codes and telephone numbers, cut into the groups in which people read and say them.
//!
//! **Invariant**: a group is only a place for a blank: joined again they give the code back, blanks apart.

/// Signs of a code that is taken in at a glance and written without blanks on envelopes: a CAP.
const SHORT: usize = 5;

/// A code in groups of two digits, letters apart: `AN 40 59 28 1`; a short one as it is.
pub fn code(written: &str) -> String {
    if written.chars().count() <= SHORT && !written.contains(char::is_whitespace) {
        return written.to_owned();
    }
    code_groups(written).join(" ")
}

/// The groups of [`code`]: runs of letters whole, digits by two, any other sign by itself.
pub fn code_groups(written: &str) -> Vec<String> {
    #[derive(PartialEq, Clone, Copy)]
    enum Kind {
        Letter,
        Digit,
        Sign,
    }
    let mut groups: Vec<String> = Vec::new();
    let mut last: Option<(Kind, usize)> = None;
    for sign in written.chars() {
        if sign.is_whitespace() {
            last = None;
            continue;
        }
        let kind = match sign {
            _ if sign.is_ascii_digit() => Kind::Digit,
            _ if sign.is_alphabetic() => Kind::Letter,
            _ => Kind::Sign,
        };
        let joins = match last {
            Some((Kind::Letter, _)) => kind == Kind::Letter,
            Some((Kind::Digit, length)) => kind == Kind::Digit && length < 2,
            _ => false,
        };
        match (groups.last_mut(), last) {
            (Some(group), Some((_, length))) if joins => {
                group.push(sign);
                last = Some((kind, length + 1));
            }
            _ => {
                groups.push(sign.to_string());
                last = Some((kind, 1));
            }
        }
    }
    groups
}

/// A fiscal code as it is printed on the card: whole, in capitals. People compare it with the card, and copy it from
/// here into forms that refuse blanks; it is only said in groups.
pub fn fiscal_code(written: &str) -> String {
    written.to_ascii_uppercase()
}

/// The groups in which a fiscal code is said: surname, name, birth, comune with check letter (`RSS MRA 80A01 H501U`).
/// Anything that is not sixteen ASCII signs is cut as a code.
pub fn fiscal_code_groups(written: &str) -> Vec<String> {
    let whole = fiscal_code(written.trim());
    if whole.len() != 16 || !whole.is_ascii() {
        return code_groups(&whole);
    }
    [0..3, 3..6, 6..11, 11..16].into_iter().map(|part| whole[part].to_owned()).collect()
}

/// A telephone number in the groups in which it is said: `803 164`, `06 164 164`, `+39 333 123 4567`.
pub fn phone(written: &str) -> String {
    phone_groups(written).join(" ")
}

/// The groups of [`phone`]; what is no telephone number stays as it is written.
pub fn phone_groups(written: &str) -> Vec<String> {
    let bare: String = written.chars().filter(|c| !matches!(c, ' ' | '-' | '.')).collect();
    let (plus, digits) = match bare.strip_prefix('+') {
        Some(digits) => (true, digits),
        None => (false, bare.as_str()),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return vec![written.to_owned()];
    }
    let mut groups = Vec::new();
    let mut rest = digits;
    if plus {
        let (country, national) = rest.split_at(country_length(rest).min(rest.len()));
        groups.push(format!("+{country}"));
        rest = national;
    }
    if !plus || groups == ["+39"] {
        let (area, number) = rest.split_at(area_length(rest).min(rest.len()));
        if !area.is_empty() {
            groups.push(area.to_owned());
        }
        rest = number;
    }
    by_three(rest, &mut groups);
    groups
}

/// Groups of three; a lone last digit joins the group before it.
fn by_three(mut digits: &str, groups: &mut Vec<String>) {
    while !digits.is_empty() {
        let length = if digits.len() <= 4 { digits.len() } else { 3 };
        let (group, rest) = digits.split_at(length);
        groups.push(group.to_owned());
        digits = rest;
    }
}

/// The length of a country code (ITU-T E.164, list of assigned codes).
fn country_length(digits: &str) -> usize {
    match digits.get(..2).unwrap_or(digits) {
        d if d.starts_with(['1', '7']) => 1,
        "20" | "27" | "28" | "30" | "31" | "32" | "33" | "34" | "36" | "39" | "40" | "41" | "43" | "44"
        | "45" | "46" | "47" | "48" | "49" | "51" | "52" | "53" | "54" | "55" | "56" | "57" | "58" | "60"
        | "61" | "62" | "63" | "64" | "65" | "66" | "81" | "82" | "84" | "86" | "90" | "91" | "92" | "93"
        | "94" | "95" | "98" => 2,
        _ => 3,
    }
}

/// The length of an Italian area code: two digits for Roma and Milano, three for the larger cities, else four; none
/// for mobile and service numbers.
fn area_length(digits: &str) -> usize {
    if !digits.starts_with('0') {
        return 0;
    }
    match digits.get(..3).unwrap_or(digits) {
        d if d.starts_with("02") || d.starts_with("06") => 2,
        "010" | "011" | "015" | "019" | "030" | "031" | "035" | "039" | "040" | "041" | "045" | "049"
        | "050" | "051" | "055" | "059" | "070" | "071" | "075" | "079" | "080" | "081" | "085" | "089"
        | "090" | "091" | "095" | "099" => 3,
        _ => 4,
    }
}
