//! The table of conformance of the kiosk: each clause with the tests that hold it, as OpenACR (`docs/conformance.yaml`).
//!
//! A clause without a test of that name fails here; so does a test of a clause that the table leaves out.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use crate::matrix::kept;
use crate::rows::{BESIDE, BREAK_OUT, CONTRACTS, Level, ROWS, Row};

/// The file of a test: one of this folder by its name, others by their path.
fn place(test: &str) -> (String, &str) {
    let (file, name) = test.rsplit_once("::").expect("file::name");
    let file = if file.ends_with(".rs") { file.to_owned() } else { format!("kiosk/tests/agent/{file}.rs") };
    (file, name)
}

pub fn source(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Whether a file has a test of this name.
pub fn is_test(source: &str, name: &str) -> bool {
    let Some(at) = source.find(&format!("fn {name}(")) else { return false };
    source[..at].trim_end().lines().rev().take(3).any(|line| line.trim() == "#[test]")
}

#[test]
fn each_clause_has_its_tests_and_no_test_of_a_clause_is_left_out() {
    let named: Vec<&str> = ROWS
        .iter()
        .flat_map(|row| row.3.iter().copied())
        .chain(BESIDE.iter().chain(BREAK_OUT).map(|(_, test)| *test))
        .collect();
    for test in &named {
        let (file, name) = place(test);
        assert!(is_test(&source(&file), name), "{test} is no test");
    }
    for row in ROWS {
        assert!(!row.3.is_empty() || row.2 == Level::NotApplicable, "{} has no test", row.1);
        assert!(row.2 == Level::Supports || !row.4.is_empty(), "{} does not say why", row.1);
    }
    for file in ["clauses", "figures", "secrets"] {
        let source = source(&format!("kiosk/tests/agent/{file}.rs"));
        for line in source.lines().filter_map(|line| line.strip_prefix("fn clause_")) {
            let name = line.split('(').next().unwrap();
            assert!(
                named.iter().any(|test| test.ends_with(&format!("::clause_{name}"))),
                "clause_{name} is left out"
            );
        }
    }
}

#[test]
fn no_clause_of_the_contracts_is_left_out_and_none_stands_twice() {
    let mut numbers: Vec<&str> = ROWS.iter().map(|row| row.1).collect();
    for clause in CONTRACTS {
        assert!(numbers.contains(&clause), "{clause} is left out");
    }
    numbers.sort_unstable();
    let all = numbers.len();
    numbers.dedup();
    assert_eq!(numbers.len(), all);
}

/// A string of YAML.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[test]
fn the_table_is_kept_as_openacr() {
    let mut yaml = String::from("# Written by kiosk/tests/agent/conformance.rs: `./test conformance`.\n");
    let told = |(what, test): &(&str, &str)| format!("{what}: {test}.");
    let [beside, stopped] =
        [BESIDE, BREAK_OUT].map(|list| list.iter().map(told).collect::<Vec<_>>().join(" "));
    let notes = format!(
        "The kiosk of Sportello, as its own tests find it; nobody has tried it with a disability yet. Each criterion \
         names the tests that hold it. {beside} What leads out of the page, and what stops it: {stopped}"
    );
    let head = [
        ("title", "Sportello Accessibility Conformance Report"),
        ("catalog", "2.5-edition-wcag-2.2-508-eu-en"),
        ("license", "EUPL-1.2"),
        (
            "evaluation_methods_used",
            "Automated tests of the agent with simulated devices and a turned clock, of the real programs, and of the screen in Chromium.",
        ),
        ("notes", notes.as_str()),
    ];
    for (key, value) in head {
        writeln!(yaml, "{key}: {}", quoted(value)).unwrap();
    }
    writeln!(yaml, "product:\n  name: \"Sportello kiosk\"\n  version: {}", quoted(env!("CARGO_PKG_VERSION")))
        .unwrap();
    writeln!(yaml, "  description: \"The portal's pages by touch, keypad, headphones, card and paper.\"")
        .unwrap();
    writeln!(yaml, "author:\n  name: \"Sportello\"\n  email: \"accessibilita@sportello.example\"\nchapters:")
        .unwrap();
    let mut chapters: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    ROWS.iter().for_each(|row| chapters.entry(row.0).or_default().push(row));
    for (chapter, mut rows) in chapters {
        rows.sort_by_key(|row| row.1.split('.').map(|part| part.parse::<u32>().unwrap()).collect::<Vec<_>>());
        writeln!(yaml, "  {chapter}:\n    criteria:").unwrap();
        // In the chapters of EN 301 549 the catalogue has no components.
        let component = if chapter.starts_with("en_301") { "none" } else { "software" };
        for (_, number, level, tests, words) in rows {
            let tests: Vec<String> = tests
                .iter()
                .map(|test| {
                    let (file, name) = place(test);
                    format!("{file}::{name}")
                })
                .collect();
            let tests = if tests.is_empty() { String::new() } else { format!("Tests: {}", tests.join(", ")) };
            let notes = [*words, tests.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
            writeln!(yaml, "      - num: \"{number}\"\n        components:\n          - name: {component}")
                .unwrap();
            writeln!(
                yaml,
                "            adherence:\n              level: {}\n              notes: {}",
                level.name(),
                quoted(&notes)
            )
            .unwrap();
        }
    }
    kept("../docs/conformance.yaml", &yaml);
}
