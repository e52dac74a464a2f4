//! The two headers, whatever stands in them.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::signature::{COVERED, Message, Signed, TAG, base};

fn message<'a>(digest: &'a str) -> Message<'a> {
    Message { method: "GET", authorities: &["a.example"], path: "/it/", query: "a=b", digest, content: b"" }
}

#[test]
fn the_text_that_is_signed_is_that_of_the_standard() {
    let text = base(&message("sha-256=:x:"), "A.example", "(..);created=1");
    assert_eq!(
        text,
        "\"@method\": GET\n\"@authority\": a.example\n\"@path\": /it/\n\"@query\": ?a=b\n\
         \"content-digest\": sha-256=:x:\n\"@signature-params\": (..);created=1"
    );
}

#[test]
fn the_headers_of_a_kiosk_are_read_and_no_others() {
    let nonce = "n".repeat(24);
    let input =
        format!("k={COVERED};created=12;nonce=\"{nonce}\";keyid=\"roma-1\";alg=\"ed25519\";tag=\"{TAG}\"");
    let signature = format!("k=:{}==:", "A".repeat(86));
    let signed = Signed::read(&input, &signature).unwrap();
    assert_eq!((signed.key_id.as_str(), signed.created, signed.nonce), ("roma-1", 12, nonce));
    for (from, to) in [
        ("created=12", "created=-12"),
        ("created=12", "created=99999999999999999999"),
        ("ed25519", "hmac-sha256"),
        (TAG, "other"),
        ("k=", "j="),
        (" \"@query\"", ""),
        (";alg", ";expires=9;alg"),
        ("roma-1", "roma 1"),
        ("roma-1", ""),
    ] {
        assert_eq!(Signed::read(&input.replacen(from, to, 1), &signature), None, "{from} {to}");
    }
    assert_eq!(Signed::read(&input, "k=:AAAA:"), None);
    assert_eq!(Signed::read(&input, &format!("j=:{}==:", "A".repeat(86))), None);
}

proptest! {
    #[test]
    fn no_headers_panic(input in "\\PC{0,300}", signature in "\\PC{0,120}", digest in "\\PC{0,80}") {
        prop_assert_eq!(Signed::read(&input, &signature), None);
        let input =
            format!("k={COVERED};created=1;nonce=\"{}\";keyid=\"a\";alg=\"ed25519\";tag=\"{TAG}\"", "n".repeat(16));
        let signed = Signed::read(&input, &format!("k=:{}==:", "A".repeat(86))).unwrap();
        prop_assert!(!signed.is_of(digest.as_bytes(), &message(&digest)));
        prop_assert!(!signed.is_of(&[7; 32], &message(&digest)));
    }
}
