//! The pages of the portal, as its own tests keep them in `tests/pages`: a line a page, and before it a line for each piece
//! that several places have in common.

use std::collections::{BTreeSet, HashMap};

use a11y::text::Lang;
use serde_json::Value;

/// The repository.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Every page of the portal in this language: its name, and the bytes in which it comes. They are all there are: each state
/// that [`told`] names is among them.
pub fn pages(lang: Lang) -> Vec<(String, Vec<u8>)> {
    let path = format!("{ROOT}/tests/pages/{}.txt", lang.code());
    let kept = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let (mut pieces, mut pages) = (HashMap::new(), Vec::new());
    for line in kept.lines() {
        let (name, json) = line.split_once(' ').unwrap();
        let mut value = serde_json::from_str(json).unwrap();
        whole(&mut value, &pieces);
        match name.strip_prefix('@') {
            Some(piece) => drop(pieces.insert(piece.to_owned(), value)),
            None => pages.push((name.to_owned(), serde_json::to_vec(&value).unwrap())),
        }
    }
    let names: BTreeSet<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
    let told = told(lang);
    let missing: Vec<&String> = told.iter().filter(|name| !names.contains(name.as_str())).collect();
    assert!(missing.is_empty() && names.len() == told.len(), "{path} lacks {missing:?}");
    pages
}

/// Puts the pieces where they are named.
fn whole(value: &mut Value, pieces: &HashMap<String, Value>) {
    match value {
        Value::String(name) => {
            if let Some(name) = name.strip_prefix('@') {
                *value = pieces[name].clone();
            }
        }
        Value::Array(parts) => parts.iter_mut().for_each(|part| whole(part, pieces)),
        Value::Object(parts) => parts.values_mut().for_each(|part| whole(part, pieces)),
        _ => {}
    }
}

/// The names of all pages, by the snapshots of what is heard of them.
fn told(lang: Lang) -> BTreeSet<String> {
    let end = format!(".{}.snap", lang.code());
    let mut names = BTreeSet::new();
    for file in std::fs::read_dir(format!("{ROOT}/tests/speech")).unwrap() {
        let path = file.unwrap().path();
        let Some(service) = path.file_name().unwrap().to_str().unwrap().strip_suffix(&end) else { continue };
        let kept = std::fs::read_to_string(&path).unwrap();
        let states = kept.lines().filter_map(|line| line.strip_prefix("=== "));
        names.extend(states.map(|state| name(service, state)));
    }
    assert!(names.len() > 450, "{} pages", names.len());
    names
}

/// A page goes by its service and its state, where it has one; the front page is of no service.
fn name(service: &str, state: &str) -> String {
    match (service, state) {
        ("inizio", "") => String::new(),
        ("inizio", state) => format!("/{state}"),
        (service, "") => service.to_owned(),
        (service, state) => format!("{service}/{state}"),
    }
}
