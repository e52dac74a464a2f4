//! Reads the body of a form, strictly: what this portal's pages cannot send is refused with a reason.
//!
//! **Invariant**: whatever the bytes, the answer is fields or a [`FormProblem`], never a panic.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;

use crate::services::Fields;

/// The most a form may weigh once it is decoded, in bytes; the longest honest one has under 20,000.
pub(crate) const LARGEST: usize = 64 * 1024;

/// The most bytes of a body that are read. A browser sends each byte that is no Latin letter as three, so an Arabic answer
/// would have a sixth of the room of an Italian one if those were counted.
pub(crate) const MOST_READ: usize = 3 * LARGEST;

/// The most fields a form may have.
const MOST_FIELDS: usize = 200;

/// Why a body is no form of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FormProblem {
    /// Not `application/x-www-form-urlencoded`.
    MediaType,
    /// A percent sign without two hexadecimal digits.
    Escape,
    /// Bytes that are not UTF-8.
    Charset,
    /// A null byte or another control character that no keyboard writes.
    Control,
    /// More fields than any page has, or others than its page asks: unknown, missing or repeated ones.
    Fields,
    /// It broke off, or stood still for too long.
    Broken,
}

/// Whether a form is larger than one may be.
pub(crate) fn is_large(fields: &Fields) -> bool {
    fields.0.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>() > LARGEST
}

/// Reads `name=value&...` as [`read`] does, where a control character in a value is refused too: there is no page to show
/// again.
pub(crate) fn parse(body: &[u8]) -> Result<Fields, FormProblem> {
    let (fields, faulty) = read(body)?;
    if faulty.is_empty() { Ok(fields) } else { Err(FormProblem::Control) }
}

/// Reads `name=value&...` in UTF-8, in order; and the names of the fields that held control characters, which are
/// dropped, for their page to ask again. A value may be as long as the body: its question says what is too long,
/// beside what was typed. Values are brought to NFC, line ends to `\n`, and lose characters
/// that change the direction of what stands around them (a pasted name may carry them; no answer needs them).
pub(crate) fn read(body: &[u8]) -> Result<(Fields, Vec<String>), FormProblem> {
    let (mut fields, mut faulty) = (Vec::new(), Vec::new());
    for pair in body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
        if fields.len() == MOST_FIELDS {
            return Err(FormProblem::Fields);
        }
        let cut = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
        let name = decode(&pair[..cut])?;
        let mut value = decode(pair.get(cut + 1..).unwrap_or_default())?;
        if name.contains(is_control) {
            return Err(FormProblem::Control);
        }
        if value.contains(is_control) {
            value.retain(|c| !is_control(c));
            faulty.push(name.clone());
        }
        fields.push((name, value));
    }
    Ok((Fields(fields), faulty))
}

fn decode(text: &[u8]) -> Result<String, FormProblem> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.iter();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let (high, low) = (rest.next().and_then(hex), rest.next().and_then(hex));
                high.zip(low).map(|(high, low)| high << 4 | low).ok_or(FormProblem::Escape)?
            }
            byte => *byte,
        });
    }
    let text = String::from_utf8(bytes).map_err(|_| FormProblem::Charset)?;
    Ok(text.replace("\r\n", "\n").nfc().filter(|c| !is_bidi_control(*c)).collect())
}

/// A null byte or another control character that no keyboard writes into an answer.
fn is_control(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
}

fn hex(byte: &u8) -> Option<u8> {
    char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Unicode's explicit directional formatting characters (UAX #9).
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Writes a query value: everything but unreserved characters is escaped.
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            // Writing into a String cannot fail.
            byte => _ = write!(encoded, "%{byte:02X}"),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    fn one(body: &[u8]) -> Result<String, FormProblem> {
        parse(body).map(|fields| fields.0[0].1.clone())
    }

    #[test]
    fn reads_what_browsers_send() {
        let fields = parse(b"dove=Forl%C3%AC+Cesena&vuoto=&solo").unwrap();
        assert_eq!(fields.get("dove"), Some("Forlì Cesena"));
        assert_eq!(fields.get("vuoto"), Some(""));
        assert_eq!(fields.get("solo"), Some(""));
    }

    #[test]
    fn says_what_is_wrong_with_a_body() {
        assert_eq!(one(b"a=%zz"), Err(FormProblem::Escape));
        assert_eq!(one(b"a=%"), Err(FormProblem::Escape));
        assert_eq!(one(b"a=%ff%fe"), Err(FormProblem::Charset));
        assert_eq!(one(b"a=b%00c"), Err(FormProblem::Control));
        assert_eq!(parse("a=1&".repeat(MOST_FIELDS + 1).as_bytes()), Err(FormProblem::Fields));
    }

    #[test]
    fn of_a_control_character_in_a_value_only_that_is_lost() {
        let (fields, faulty) = read(b"a=b%00c%0D&d=e%0Af").unwrap();
        assert_eq!((fields.get("a"), fields.get("d")), (Some("bc"), Some("e\nf")));
        assert_eq!(faulty, ["a"]);
        assert_eq!(read(b"a%00=b").unwrap_err(), FormProblem::Control);
    }

    #[test]
    fn a_long_value_is_kept_whole_for_its_question_to_judge() {
        let long = "x".repeat(10_000);
        assert_eq!(one(format!("a={long}").as_bytes()).unwrap(), long);
    }

    #[test]
    fn directional_controls_are_dropped_and_emoji_and_arabic_digits_kept() {
        assert_eq!(one("a=Ma\u{202E}rio".as_bytes()).unwrap(), "Mario");
        assert_eq!(one("a=👍 ١٢٣".as_bytes()).unwrap(), "👍 ١٢٣");
    }

    proptest! {
        #[test]
        fn never_panics(body in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = parse(&body);
        }

        #[test]
        fn reads_what_encode_writes(text in "[^\\p{C}]{0,40}") {
            let nfc: String = text.nfc().collect();
            prop_assert_eq!(one(format!("a={}", encode(&text)).as_bytes()).unwrap(), nfc);
        }
    }
}
