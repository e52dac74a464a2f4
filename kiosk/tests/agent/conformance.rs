//! The table of conformance of the kiosk: each clause with the tests that hold it, as OpenACR (`docs/conformance.yaml`).
//!
//! A clause without a test of that name fails here; so does a test of a clause that the table leaves out.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use crate::break_out::BREAK_OUT;
use crate::kept::kept;
use crate::rows::{BESIDE, CONTRACTS, Level, ROWS, Row};

/// The file of a test: one of this folder by its name, others by their path.
fn place(test: &str) -> (String, &str) {
    let (file, name) = test.rsplit_once("::").expect("file::name");
    let file = if file.ends_with(".rs") { file.to_owned() } else { format!("kiosk/tests/agent/{file}.rs") };
    (file, name)
}

/// A test and where it is read, in Markdown.
fn link(test: &str) -> String {
    let (file, name) = place(test);
    format!("[{name}]({}/blob/HEAD/{file})", repository())
}

/// Where this code is published.
fn repository() -> String {
    let public = source("publiccode.yml");
    let url = public.lines().find_map(|line| line.strip_prefix("url: ")).expect("an address");
    url.trim_matches('"').trim_end_matches(".git").to_owned()
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
    kept("../docs/conformance.yaml", &table());
}

/// The table, in YAML.
fn table() -> String {
    let mut yaml = String::from("# Written by kiosk/tests/agent/conformance.rs: `./test conformance`.\n");
    let told = |(what, test): &(&str, &str)| format!("{what}: {}.", link(test));
    let [beside, stopped] =
        [BESIDE, BREAK_OUT].map(|list| list.iter().map(told).collect::<Vec<_>>().join(" "));
    let notes = format!(
        "The kiosk of Sportello, as its own tests find it; nobody has tried it with a disability yet. Each level is \
         its makers' own judgement, and each criterion names the tests that hold it. Those of kiosk/tests/agent had passed \
         when this was written; `./test` runs the others. {beside} What leads out of the page, and what stops it: {stopped}"
    );
    let repository = repository();
    let head = [
        ("title", "Sportello Accessibility Conformance Report"),
        ("catalog", "2.5-edition-wcag-2.2-508-eu-en"),
        ("license", "EUPL-1.2"),
        ("repository", repository.as_str()),
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
    writeln!(yaml, "author:\n  name: \"Sportello\"\n  email: \"contatti@sportello.example\"\nchapters:")
        .unwrap();
    let mut chapters: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    ROWS.iter().for_each(|row| chapters.entry(row.0).or_default().push(row));
    for (chapter, mut rows) in chapters {
        rows.sort_by_key(|row| row.1.split('.').map(|part| part.parse::<u32>().unwrap()).collect::<Vec<_>>());
        writeln!(yaml, "  {chapter}:\n    criteria:").unwrap();
        // In the chapters of EN 301 549 the catalogue has no components.
        let component = if chapter.starts_with("en_301") { "none" } else { "software" };
        for (_, number, level, tests, words) in rows {
            let tests: Vec<String> = tests.iter().map(|test| link(test)).collect();
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
    yaml
}

/// The values of YAML as it is written here, each with the keys that lead to it; the things of a list are numbered.
fn values(yaml: &str) -> Vec<(String, String)> {
    let (mut values, mut keys) = (Vec::new(), Vec::<(usize, String)>::new());
    for (number, line) in yaml.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let words = line.trim_start();
        let mut indent = line.len() - words.len();
        keys.retain(|(own, _)| *own < indent);
        let words = match words.strip_prefix("- ") {
            Some(rest) => {
                keys.push((indent, number.to_string()));
                indent += 2;
                rest
            }
            None => words,
        };
        let (key, value) = words.split_once(':').unwrap_or_else(|| panic!("no key: {line}"));
        keys.push((indent, key.to_owned()));
        let value = value.trim();
        if !value.is_empty() {
            let inside = value.strip_prefix('"').map_or(Some(value), |rest| rest.strip_suffix('"'));
            let inside = inside.unwrap_or_else(|| panic!("an open quotation: {line}"));
            let path: Vec<&str> = keys.iter().map(|(_, key)| key.as_str()).collect();
            values.push((path.join("/"), inside.to_owned()));
        }
    }
    values
}

#[test]
fn the_table_has_what_openacr_asks_for_and_each_link_leads_to_a_file() {
    let values = values(&table());
    let one = |key: &str| values.iter().find(|(own, _)| own == key).map_or("", |(_, value)| value);
    for key in ["title", "catalog", "product/name", "product/version", "author/email"] {
        assert!(!one(key).is_empty(), "{key} is missing");
    }
    assert!(one("author/email").contains('@') && one("repository").starts_with("https://"));
    let all = |end: &str| -> Vec<(&str, &str)> {
        let of = values.iter().filter_map(|(key, value)| Some((key.strip_suffix(end)?, value.as_str())));
        of.filter(|(key, _)| key.starts_with("chapters/")).collect()
    };
    let numbers = all("/num");
    assert_eq!(numbers.len(), ROWS.len());
    let [names, levels, notes] = ["/name", "/adherence/level", "/adherence/notes"]
        .map(|end| all(end).into_iter().collect::<BTreeMap<_, _>>());
    for (criterion, number) in numbers {
        let component = names.keys().find(|key| key.starts_with(&format!("{criterion}/components/")));
        let component = component.unwrap_or_else(|| panic!("{number} has no component"));
        let level = levels.get(component).copied().unwrap_or("");
        let known = ["supports", "partially-supports", "does-not-support", "not-applicable", "not-evaluated"];
        assert!(known.contains(&level), "{number}: {level:?} is no level");
        let linked = notes.get(component).is_some_and(|notes| notes.contains("](https://"));
        assert!(linked || level == "not-applicable", "{number} has no link to a test");
    }
    let prefix = format!("]({}/blob/HEAD/", repository());
    for (key, value) in &values {
        for rest in value.split("](").skip(1) {
            let file = format!("]({rest}")
                .strip_prefix(&prefix)
                .and_then(|rest| rest.split_once(')'))
                .map(|(file, _)| file.to_owned());
            source(&file.unwrap_or_else(|| panic!("{key}: a link elsewhere: {rest}")));
        }
    }
}
