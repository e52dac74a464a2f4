//! The barcode of a card: Code 39 (ISO/IEC 16388) of the fiscal code.

use super::claim;
use crate::{
    event::Scan,
    fiscal_code::{FiscalCode, LENGTH},
};

/// The characters of Code 39, each worth its place in the sum of the check character (ISO/IEC 16388).
const ALPHABET: &[u8; 43] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";

/// A fiscal code, bare or with the start and stop signs, the symbology or the check character that some scanners send.
pub(super) fn decode(scan: &[u8]) -> Scan {
    let text = without_symbology(scan);
    let text = text.strip_prefix(b"*").and_then(|rest| rest.strip_suffix(b"*")).unwrap_or(text);
    let code = match text.split_at_checked(LENGTH) {
        Some((code, [])) => code,
        Some((code, [check])) if check_character(code) == Some(check.to_ascii_uppercase()) => code,
        _ => return Scan::Unknown,
    };
    FiscalCode::read(code).map_or(Scan::Unknown, |code| claim(&code, None, None))
}

/// Without the identifier of Code 39 that a scanner may put before the text: `]A` and one digit (ISO/IEC 15424).
fn without_symbology(scan: &[u8]) -> &[u8] {
    match scan {
        [b']', b'A', b'0'..=b'7', text @ ..] => text,
        text => text,
    }
}

/// The check character of Code 39 itself, modulo 43; `None` outside its alphabet.
fn check_character(text: &[u8]) -> Option<u8> {
    let mut worths = text.iter().map(|c| ALPHABET.iter().position(|known| *known == c.to_ascii_uppercase()));
    let sum = worths.try_fold(0, |sum, worth| Some(sum + worth?))?;
    Some(ALPHABET[sum % ALPHABET.len()])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn code(scan: &str) -> Option<String> {
        match super::super::decode(scan.as_bytes()) {
            Scan::Holder(holder) => Some(holder.fiscal_code.clone()),
            _ => None,
        }
    }

    #[test]
    fn the_code_is_read_with_whatever_scanners_put_around_it() {
        let check = char::from(check_character(b"RNLNRC84S04I782A").unwrap());
        for scan in [
            "RNLNRC84S04I782A".to_owned(),
            "*RNLNRC84S04I782A*".to_owned(),
            "RNLNRC84S04I782A\r".to_owned(),
            "]A0RNLNRC84S04I782A\r\n".to_owned(),
            "rnlnrc84s04i782a\t".to_owned(),
            format!("RNLNRC84S04I782A{check}"),
            format!("*RNLNRC84S04I782A{check}*"),
            format!("]A1RNLNRC84S04I782A{check}\r"),
        ] {
            assert_eq!(code(&scan).as_deref(), Some("RNLNRC84S04I782A"), "{scan:?}");
        }
    }

    #[test]
    fn the_check_character_of_the_barcode_is_that_of_the_standard() {
        assert_eq!(check_character(b"CODE39"), Some(b'W'));
        assert_eq!(check_character(b"A,B"), None);
    }

    #[test]
    fn anything_else_is_unknown() {
        for scan in [
            "",
            "RNLNRC84S04I782B",
            "RNLNRC84S04I782",
            "RNLNRC84S04I782A!",
            "RNLNRC84S04I782AAB",
            "*RNLNRC84S04I782A",
            "http://example.org/",
            "8003670000000",
            "\u{1b}OP",
            "]C1RNLNRC84S04I782A",
        ] {
            assert_eq!(super::super::decode(scan.as_bytes()), Scan::Unknown, "{scan:?}");
        }
    }
}
