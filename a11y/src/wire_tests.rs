//! What travels to a kiosk comes back the same, and nothing else is taken for it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;

use crate::arbitrary;
use crate::page::{
    Block, Envelope, Frame, MAX_DEPTH, Page, Section, Task, TaskList, TaskStatus, WIRE_VERSION, WireError,
};
use crate::text::{Lang, Text};

fn envelope(page: Page) -> Envelope {
    Envelope { version: WIRE_VERSION, frame: Frame::default(), page }
}

fn nested(depth: usize) -> Page {
    let mut body: Vec<Block> = Vec::new();
    for _ in 0..depth {
        body = vec![Section { heading: Text::plain("Sezione"), body }.into()];
    }
    Page { body, ..Page::new(Lang::It, Text::plain("Prova")) }
}

#[test]
fn another_version_is_refused_before_the_page_is_read() {
    let bytes = format!(r#"{{"version":{},"page":"of another shape"}}"#, WIRE_VERSION + 1);
    let error = Envelope::from_json(bytes.as_bytes()).unwrap_err();
    assert!(matches!(error, WireError::Version(version) if version == WIRE_VERSION + 1));
}

#[test]
fn a_word_of_a_later_portal_is_refused_and_only_the_page_that_has_it() {
    let mut page = Page::new(Lang::It, Text::plain("Prova"));
    page.body = vec![
        TaskList {
            tasks: vec![Task { label: Text::plain("Il lavoro"), to: None, status: TaskStatus::Done }],
        }
        .into(),
    ];
    let known = serde_json::to_string(&envelope(page)).unwrap();
    assert!(Envelope::from_json(known.as_bytes()).is_ok());
    for word in ["done", "task_list", "words"] {
        let later = known.replace(&format!("\"{word}\""), "\"later\"");
        assert_ne!(later, known, "{word}");
        let error = Envelope::from_json(later.as_bytes()).unwrap_err();
        assert!(matches!(error, WireError::Shape(_)), "{word}: {error}");
    }
}

#[test]
fn pages_nest_only_as_deep_as_headings_go() {
    let read = |depth| Envelope::from_json(&serde_json::to_vec(&envelope(nested(depth))).unwrap());
    assert!(read(MAX_DEPTH).is_ok());
    assert!(matches!(read(MAX_DEPTH + 1).unwrap_err(), WireError::Depth));
    let abyss = "[".repeat(1_000_000);
    assert!(matches!(Envelope::from_json(abyss.as_bytes()).unwrap_err(), WireError::Shape(_)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_page_travels_unchanged(page in arbitrary::page()) {
        let sent = envelope(page);
        let bytes = serde_json::to_vec(&sent).unwrap();
        prop_assert_eq!(Envelope::from_json(&bytes).unwrap(), sent);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes: Vec<u8>) {
        prop_assert!(Envelope::from_json(&bytes).is_err());
    }

    #[test]
    fn no_damage_makes_the_reader_panic(page in arbitrary::page(), at: proptest::sample::Index, by: u8) {
        let mut bytes = serde_json::to_vec(&envelope(page)).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = by;
        if let Ok(read) = Envelope::from_json(&bytes) {
            prop_assert_eq!(read.version, WIRE_VERSION);
        }
        let cut = Envelope::from_json(&bytes[..at]);
        prop_assert!(cut.is_err());
    }
}
