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

/// How the letters of a form were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Letters {
    /// As this portal's pages are.
    Utf8,
    /// As the browser says, in the code that it also calls ISO-8859-1.
    Windows1252,
}

/// How the letters of a form are written by its media type; `None` if it is no form that can be read.
pub(crate) fn letters(content_type: &str) -> Option<Letters> {
    let mut parts = content_type.split(';').map(str::trim);
    let media = parts.next()?;
    let charset = parts.filter_map(|part| part.split_once('=')).find_map(|(name, value)| {
        name.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| value.trim().trim_matches('"').to_ascii_lowercase())
    });
    let letters = match charset.as_deref() {
        None | Some("" | "utf-8" | "utf8" | "us-ascii") => Letters::Utf8,
        Some("iso-8859-1" | "iso8859-1" | "latin1" | "windows-1252" | "cp1252") => Letters::Windows1252,
        Some(_) => return None,
    };
    media.eq_ignore_ascii_case("application/x-www-form-urlencoded").then_some(letters)
}

/// Whether a form is larger than one may be.
pub(crate) fn is_large(fields: &Fields) -> bool {
    fields.0.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>() > LARGEST
}

/// Reads `name=value&...` as [`read`] does, where a control character in a value is refused too: there is no page to show
/// again.
pub(crate) fn parse(body: &[u8]) -> Result<Fields, FormProblem> {
    let (fields, faulty) = read(body, Letters::Utf8)?;
    faulty.first().map_or(Ok(fields), |(_, why)| Err(*why))
}

/// The fields of a form that their page has to ask again, and why.
pub(crate) type Faulty = Vec<(String, FormProblem)>;

/// Reads `name=value&...`, in order; and which fields held control characters, which are dropped, or letters in another
/// code than UTF-8, which are read as well as they can be, for their page to ask again. A value may be as long as the body: its question says what is too long,
/// beside what was typed. Values are brought to NFC, line ends to `\n`, and lose characters
/// that change the direction of what stands around them (a pasted name may carry them; no answer needs them).
pub(crate) fn read(body: &[u8], letters: Letters) -> Result<(Fields, Faulty), FormProblem> {
    let (mut fields, mut faulty) = (Vec::new(), Vec::new());
    for pair in body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
        if fields.len() == MOST_FIELDS {
            return Err(FormProblem::Fields);
        }
        let cut = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
        let name = String::from_utf8(decode(&pair[..cut])?).map_err(|_| FormProblem::Charset)?;
        let (name, (value, guessed)) =
            (tidied(&name), text(decode(pair.get(cut + 1..).unwrap_or_default())?, letters));
        let mut value = tidied(&value);
        if name.contains(is_control) {
            return Err(FormProblem::Control);
        }
        if guessed {
            faulty.push((name.clone(), FormProblem::Charset));
        }
        if value.contains(is_control) {
            value.retain(|c| !is_control(c));
            faulty.push((name.clone(), FormProblem::Control));
        }
        fields.push((name, value));
    }
    Ok((Fields(fields), faulty))
}

fn decode(text: &[u8]) -> Result<Vec<u8>, FormProblem> {
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
    Ok(bytes)
}

/// The text of these bytes, and whether it is a guess.
fn text(bytes: Vec<u8>, letters: Letters) -> (String, bool) {
    match letters {
        _ if bytes.is_ascii() => (String::from_utf8(bytes).unwrap_or_default(), false),
        Letters::Windows1252 => (western(&bytes), true),
        Letters::Utf8 => match String::from_utf8(bytes) {
            Ok(text) => (text, false),
            Err(other) => (western(other.as_bytes()), true),
        },
    }
}

/// Bytes as windows-1252 has them, which browsers mean by ISO-8859-1 too (WHATWG, Encoding).
fn western(bytes: &[u8]) -> String {
    const FROM_80: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    let letter = |byte: &u8| match byte {
        0x80..0xA0 => FROM_80.chars().nth(usize::from(byte - 0x80)).unwrap_or(char::REPLACEMENT_CHARACTER),
        byte => char::from(*byte),
    };
    bytes.iter().map(letter).collect()
}

/// A name or a value as it is kept.
fn tidied(text: &str) -> String {
    text.replace("\r\n", "\n").nfc().filter(|c| !is_bidi_control(*c)).collect()
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
        assert_eq!(one(b"%ff=a"), Err(FormProblem::Charset));
        assert_eq!(one(b"a=b%00c"), Err(FormProblem::Control));
        assert_eq!(parse("a=1&".repeat(MOST_FIELDS + 1).as_bytes()), Err(FormProblem::Fields));
    }

    #[test]
    fn of_a_control_character_in_a_value_only_that_is_lost() {
        let (fields, faulty) = read(b"a=b%00c%0D&d=e%0Af", Letters::Utf8).unwrap();
        assert_eq!((fields.get("a"), fields.get("d")), (Some("bc"), Some("e\nf")));
        assert_eq!(faulty, [("a".to_owned(), FormProblem::Control)]);
        assert_eq!(read(b"a%00=b", Letters::Utf8).unwrap_err(), FormProblem::Control);
    }

    #[test]
    fn letters_of_another_code_are_read_as_well_as_they_can_be_and_asked_again() {
        let faulty = vec![("a".to_owned(), FormProblem::Charset)];
        for letters in [Letters::Utf8, Letters::Windows1252] {
            let (fields, found) = read(b"a=citt%E0+dell%92\xE9t%E9&b=+si", letters).unwrap();
            assert_eq!((fields.get("a"), fields.get("b")), (Some("città dell’été"), Some(" si")));
            assert_eq!(found, faulty);
        }
        assert_eq!(read("a=città".as_bytes(), Letters::Utf8).unwrap().1, []);
        // What the browser says goes before what it looks like.
        let (fields, found) = read("a=è".as_bytes(), Letters::Windows1252).unwrap();
        assert_eq!((fields.get("a"), found), (Some("Ã¨"), faulty));
    }

    #[test]
    fn a_form_is_one_in_utf_8_or_in_the_code_of_western_europe_and_no_other() {
        let form = |rest: &str| letters(&format!("application/x-www-form-urlencoded{rest}"));
        for rest in ["", ";", "; charset=UTF-8", ";Charset=\"utf-8\"", "; a=b;charset=utf8"] {
            assert_eq!(form(rest), Some(Letters::Utf8), "{rest}");
        }
        for rest in ["; charset=ISO-8859-1", ";charset=Windows-1252"] {
            assert_eq!(form(rest), Some(Letters::Windows1252), "{rest}");
        }
        for rest in ["; charset=utf-16", ";charset=koi8-r", "x"] {
            assert_eq!(form(rest), None, "{rest}");
        }
        assert_eq!(letters("text/plain"), None);
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
            let _ = read(&body, Letters::Windows1252);
        }

        #[test]
        fn reads_what_encode_writes(text in "[^\\p{C}]{0,40}") {
            let nfc: String = text.nfc().collect();
            prop_assert_eq!(one(format!("a={}", encode(&text)).as_bytes()).unwrap(), nfc);
        }
    }
}
