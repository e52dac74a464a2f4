#![allow(clippy::unwrap_used, clippy::panic)]
//! Every page as a kiosk gets it, kept in `tests/pages` for the kiosk's tests: the two programs never link each other, and
//! what goes between them is this.
//!
//! A file a language, a line a page: its name, and its envelope in JSON. What several places have in common stands once, on
//! a line before them: `@` and a name that is made of it; in its places stands that name.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use a11y::page::{Envelope, WIRE_VERSION};
use a11y::text::Lang;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::gallery::Exhibit;
use super::tests::every_page;

/// What is shorter is written out in each place.
const SHORTEST: usize = 60;

/// A piece of JSON, its parts by their numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Piece {
    Bare(String),
    List(Vec<usize>),
    Object(Vec<(String, usize)>),
}

/// Every piece that was seen, once.
#[derive(Debug, Default)]
struct Pieces {
    known: HashMap<Piece, usize>,
    /// By number, with how many others it is a part of.
    all: Vec<(Piece, usize)>,
    /// The names of those that have a line, by number.
    names: HashMap<usize, String>,
    lines: String,
}

impl Pieces {
    /// The number of this piece.
    fn number(&mut self, value: &Value) -> usize {
        let piece = match value {
            Value::Array(parts) => Piece::List(parts.iter().map(|part| self.number(part)).collect()),
            Value::Object(parts) => {
                Piece::Object(parts.iter().map(|(name, part)| (name.clone(), self.number(part))).collect())
            }
            bare => {
                assert!(!bare.as_str().is_some_and(|text| text.starts_with('@')), "{bare} would be a name");
                Piece::Bare(bare.to_string())
            }
        };
        if let Some(known) = self.known.get(&piece) {
            return *known;
        }
        let parts: Vec<usize> = match &piece {
            Piece::Bare(_) => Vec::new(),
            Piece::List(parts) => parts.clone(),
            Piece::Object(parts) => parts.iter().map(|(_, part)| *part).collect(),
        };
        parts.into_iter().for_each(|part| self.all[part].1 += 1);
        self.all.push((piece.clone(), 0));
        self.known.insert(piece, self.all.len() - 1);
        self.all.len() - 1
    }

    /// The piece of this number as it stands in a place; what it needs has lines before that.
    fn written(&mut self, number: usize) -> String {
        if let Some(name) = self.names.get(&number) {
            return format!("\"@{name}\"");
        }
        let (piece, places) = self.all[number].clone();
        let text = match piece {
            Piece::Bare(text) => return text,
            Piece::List(parts) => {
                let parts: Vec<String> = parts.into_iter().map(|part| self.written(part)).collect();
                format!("[{}]", parts.join(","))
            }
            Piece::Object(parts) => {
                let part = |(name, part): (String, usize)| format!("{name:?}:{}", self.written(part));
                format!("{{{}}}", parts.into_iter().map(part).collect::<Vec<_>>().join(","))
            }
        };
        if places < 2 || text.len() < SHORTEST {
            return text;
        }
        let digest: String = Sha256::digest(&text).iter().take(5).map(|byte| format!("{byte:02x}")).collect();
        assert!(self.names.values().all(|name| *name != digest), "two pieces are called {digest}");
        self.lines.push_str(&format!("@{digest} {text}\n"));
        self.names.insert(number, digest.clone());
        format!("\"@{digest}\"")
    }
}

/// The pages, as they are kept.
fn kept<'a>(pages: impl Iterator<Item = &'a Exhibit>) -> String {
    let mut pieces = Pieces::default();
    let envelope = |shown: &Exhibit| {
        let (frame, page) = (shown.frame.clone(), shown.page.clone());
        serde_json::to_value(Envelope { version: WIRE_VERSION, frame, page }).unwrap()
    };
    let all: Vec<(&str, usize)> =
        pages.map(|shown| (shown.name.as_str(), pieces.number(&envelope(shown)))).collect();
    for (name, number) in all {
        let page = pieces.written(number);
        pieces.lines.push_str(&format!("{name} {page}\n"));
    }
    pieces.lines
}

/// What was kept, read as the kiosk's tests read it.
fn read(kept: &str) -> BTreeMap<String, Value> {
    fn whole(value: &mut Value, pieces: &HashMap<String, Value>) {
        match value {
            Value::String(name) if name.starts_with('@') => *value = pieces[name.as_str()].clone(),
            Value::Array(parts) => parts.iter_mut().for_each(|part| whole(part, pieces)),
            Value::Object(parts) => parts.values_mut().for_each(|part| whole(part, pieces)),
            _ => {}
        }
    }
    let (mut pieces, mut pages) = (HashMap::new(), BTreeMap::new());
    for line in kept.lines() {
        let (name, json) = line.split_once(' ').unwrap();
        let mut value = serde_json::from_str(json).unwrap();
        whole(&mut value, &pieces);
        if name.starts_with('@') {
            pieces.insert(name.to_owned(), value);
        } else {
            assert!(pages.insert(name.to_owned(), value).is_none(), "two pages are called {name}");
        }
    }
    pages
}

#[test]
fn the_pages_that_the_kiosk_is_tested_with_are_those_of_the_portal() {
    for lang in Lang::ALL {
        let pages = || every_page().filter(|shown| shown.page.lang == lang);
        let now = kept(pages());
        let path = format!("{}/tests/pages/{}.txt", env!("CARGO_MANIFEST_DIR"), lang.code());
        let path = Path::new(&path);
        if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            std::fs::write(path, &now).unwrap();
        }
        let before = std::fs::read_to_string(path).unwrap_or_default();
        let changed = before.lines().zip(now.lines()).find(|(before, now)| before != now);
        assert!(
            before == now,
            "{} is not what the portal shows; INSTA_UPDATE=always writes it. First of all: {:.200?}",
            path.display(),
            changed.map(|(_, now)| now)
        );
        let read = read(&now);
        assert_eq!(read.len(), pages().count());
        for shown in pages() {
            let whole: Envelope = serde_json::from_value(read[&shown.name].clone()).unwrap();
            assert!((&whole.page, &whole.frame) == (&shown.page, &shown.frame), "{}", shown.name);
        }
    }
}
