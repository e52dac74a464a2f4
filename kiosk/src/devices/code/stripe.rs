//! The magnetic stripe of a health card: on track 1 the fiscal code, the surname, two spaces and the given name; on
//! track 2 the number of the card. The signs around them are those of ISO/IEC 7813.

use super::claim;
use crate::{
    event::Scan,
    fiscal_code::{FiscalCode, LENGTH},
};

/// What stands on the tracks that a reader sent one after the other, each from its start sign to its `?`.
///
/// Only the first track names a holder. A health card of which the second track alone was read, a track that the
/// reader itself calls unreadable (`%E?`) or one that does not end is damaged: to be swiped again.
pub(super) fn decode(scan: &[u8]) -> Scan {
    let mut seen = if scan.contains(&b'?') { Scan::Unknown } else { Scan::Damaged };
    for track in tracks(scan) {
        match track {
            [_, b'E'] => seen = Scan::Damaged,
            [b'%', text @ ..] => match first_track(text) {
                Some(holder) => return holder,
                // A first track that was read and is none of ours: whatever the second is, this is no health card.
                None => return Scan::Unknown,
            },
            [b';', number @ ..] if is_card_number(number) => seen = Scan::Damaged,
            _ => {}
        }
    }
    seen
}

/// The first track from a reader that leaves start and end sign out.
pub(super) fn bare(text: &[u8]) -> Scan {
    first_track(text).unwrap_or(Scan::Unknown)
}

/// The tracks with their start signs, without `?` and what stands between (a check, a line end); a last one without
/// its `?` was cut off and is left out.
fn tracks(scan: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = scan;
    std::iter::from_fn(move || {
        let start = rest.iter().position(|c| matches!(c, b'%' | b';' | b'+'))?;
        let end = start + rest[start..].iter().position(|c| *c == b'?')?;
        let track = &rest[start..end];
        rest = &rest[end + 1..];
        Some(track)
    })
}

/// The holder by the first track.
///
/// Some readers put the ISO format code `B` first, and a fiscal code may begin with B itself: the check character
/// tells which.
fn first_track(text: &[u8]) -> Option<Scan> {
    let without_format = text.strip_prefix(b"B").unwrap_or_default();
    [text, without_format].into_iter().find_map(|text| {
        let (code, names) = text.split_at_checked(LENGTH)?;
        let code = FiscalCode::read(code)?;
        let (surname, given_name) = split_names(names);
        Some(claim(&code, surname, given_name))
    })
}

/// Surname and given name, if both stand there and can be told apart.
fn split_names(names: &[u8]) -> (Option<String>, Option<String>) {
    let is_name = |name: &&str| {
        name.chars().all(|c| c.is_ascii_alphabetic() || " '-.".contains(c))
            && name.contains(char::is_alphabetic)
    };
    let both = std::str::from_utf8(names).ok().and_then(|names| names.trim().split_once("  "));
    let (surname, given_name) = both.unwrap_or_default();
    let own = |name: &str| Some(name.trim()).filter(is_name).map(str::to_uppercase);
    (own(surname), own(given_name))
}

/// Whether this is the number of a health card: 80380, 00, twelve digits and a check digit of Luhn's.
fn is_card_number(number: &[u8]) -> bool {
    let is_ours =
        number.len() == 20 && number.starts_with(b"8038000") && number.iter().all(u8::is_ascii_digit);
    let sum: u32 = number
        .iter()
        .rev()
        .zip([1, 2].iter().cycle())
        .map(|(digit, weight)| u32::from(digit.saturating_sub(b'0')) * weight)
        .map(|worth| worth / 10 + worth % 10)
        .sum();
    is_ours && sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRACK_1: &str = "%RNLNRC84S04I782ARINALDI  ENRICO?";
    const TRACK_2: &str = ";80380001209000000005?";

    fn check(scan: &str, expect: Option<[Option<&str>; 3]>) {
        let found = super::super::decode(scan.as_bytes());
        match (&found, expect) {
            (Scan::Holder(holder), Some([code, surname, given_name])) => {
                assert_eq!(Some(holder.fiscal_code.as_str()), code, "{scan}");
                assert_eq!(
                    (holder.surname.as_deref(), holder.given_name.as_deref()),
                    (surname, given_name),
                    "{scan}"
                );
            }
            (found, expect) => assert!(*found == Scan::Unknown && expect.is_none(), "{scan}: {found:?}"),
        }
    }

    #[test]
    fn the_first_track_names_the_holder() {
        let enrico = Some([Some("RNLNRC84S04I782A"), Some("RINALDI"), Some("ENRICO")]);
        check(TRACK_1, enrico);
        check(&format!("{TRACK_1}{TRACK_2}\r"), enrico);
        check(&format!("{TRACK_2}\r{TRACK_1}\r"), enrico);
        check(&format!("{TRACK_1}Z\r{TRACK_2}4\r"), enrico);
        check("%BRNLNRC84S04I782ARINALDI  ENRICO?", enrico);
        check("%rnlnrc84s04i782arinaldi  enrico?", enrico);
        check("RNLNRC84S04I782ARINALDI  ENRICO\r", enrico);
        check("RNLNRC84S04I782A RINALDI  ENRICO", enrico);
        check("%RNLNRC84S04I782A?", Some([Some("RNLNRC84S04I782A"), None, None]));
        check(
            "%RNLNRC84S04I782AD'ANGELO RE  ANNA MARIA?",
            Some([Some("RNLNRC84S04I782A"), Some("D'ANGELO RE"), Some("ANNA MARIA")]),
        );
    }

    #[test]
    fn a_code_that_begins_with_b_keeps_it() {
        let bocchi = Some([Some("BCCLRD67P29B581V"), Some("BOCCHI"), Some("LEONARDO")]);
        check("%BCCLRD67P29B581VBOCCHI  LEONARDO?", bocchi);
        check("%BBCCLRD67P29B581VBOCCHI  LEONARDO?", bocchi);
    }

    #[test]
    fn other_cards_and_wrong_codes_are_unknown() {
        check("%RNLNRC84S04I782BRINALDI  ENRICO?", None);
        check(
            "%B4000001234567899^ROSSI/MARIO^30012011000000000000?;4000001234567899=30012011000000000000?",
            None,
        );
        check(";4000001234567899=30012011000000000000?", None);
        check(";80380001209000000006?", None);
        check(&format!("%B4000001234567899^ROSSI/MARIO^3001201?{TRACK_2}"), None);
        check("BUONGIORNO A TUTTI  ENRICO", None);
    }

    #[test]
    fn a_health_card_without_its_first_track_is_to_be_swiped_again() {
        for scan in [TRACK_2, "%E?", "%E?;E?", "%E?;80380001209000000005?", "%RNLNRC84S04I782ARINAL"] {
            assert_eq!(super::super::decode(scan.as_bytes()), Scan::Damaged, "{scan}");
        }
        check(&format!("{TRACK_1};E?"), Some([Some("RNLNRC84S04I782A"), Some("RINALDI"), Some("ENRICO")]));
    }
}
