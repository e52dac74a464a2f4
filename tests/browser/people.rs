//! A portal with the invented offices and citizens of the demo, and the letter box of one of them.

use std::path::{Path, PathBuf};

use sportello::citizen::{Raised, raise};
use sportello::import::demo;
use sportello::ledger::letters;
use sportello::services::{offices, pin};

use super::support::Running;

/// Enrico Rinaldi, who has no PIN yet.
pub(crate) const ENRICO: &str = "RNLNRC84S04I782A";
/// The PIN he chooses.
pub(crate) const PIN: &str = "58203917";

const OFFICES: &[u8] = include_bytes!("../../data/offices_synthetic.csv");

/// A portal that knows the offices.
pub(crate) fn offices() -> Running {
    let portal = Running::start();
    portal.run(offices::import::import(&portal.portal.db, OFFICES, 0, &mut |_| {})).unwrap();
    portal
}

/// A portal that knows the offices and the thousand citizens.
pub(crate) fn citizens() -> Running {
    let portal = offices();
    let on = &portal.portal;
    portal.run(demo::load(&on.db, &on.hasher, on.clock.now(), &|_| {})).unwrap();
    portal
}

/// Lets the demo's citizen send, as a clerk does who has seen a document.
pub(crate) fn raise_the_demos_citizen(portal: &Running) {
    let on = &portal.portal;
    let raised = portal.run(raise(&on.db, demo::CODE.parse().unwrap(), on.clock.now())).unwrap();
    assert_eq!(raised, Raised::Done);
}

/// What the post brings.
pub(crate) struct Mail<'a> {
    portal: &'a Running,
    folder: tempfile::TempDir,
}

impl Mail<'_> {
    /// An empty letter box.
    pub(crate) fn new(portal: &Running) -> Mail<'_> {
        Mail { portal, folder: tempfile::tempdir().unwrap() }
    }

    /// The words of the one letter that has come since the last time.
    pub(crate) fn next(&self) -> String {
        let (portal, before) = (&self.portal.portal, self.letters());
        let now = portal.clock.now();
        self.portal.run(pin::write_letters(portal, now)).unwrap();
        self.portal.run(letters::take(portal, self.folder.path(), now)).unwrap();
        let come: Vec<PathBuf> = self.letters().into_iter().filter(|file| !before.contains(file)).collect();
        let [letter] = come.as_slice() else { panic!("{} letters have come", come.len()) };
        let sheet = scraper::Html::parse_document(&std::fs::read_to_string(letter).unwrap());
        let body = sheet.select(&scraper::Selector::parse("body").unwrap()).next().unwrap();
        body.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The second half of the PIN, as it is read from its letter.
    pub(crate) fn second_half(&self) -> String {
        half_after(&self.next(), "Il tuo secondo codice")
    }

    fn letters(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        collect(self.folder.path(), &mut found);
        found.sort();
        found
    }
}

/// Letters to read, in a folder and those below it.
fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "html") {
            found.push(path);
        }
    }
}

/// The eight digits that stand after these words.
#[track_caller]
pub(crate) fn half_after(words: &str, heading: &str) -> String {
    let rest = words.split(heading).nth(1).unwrap_or_else(|| panic!("no «{heading}» in {words}"));
    let digits: String = rest.chars().filter(char::is_ascii_digit).take(8).collect();
    assert_eq!(digits.len(), 8, "{words}");
    digits
}
