//! The invariants of the README, as far as a text search can hold them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

#[allow(dead_code, unreachable_pub, reason = "the journeys are counted in tests/kiosk")]
#[path = "kiosk/counted.rs"]
mod counted;

/// Every Rust file of the workspace's own code, with its text.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["src", "a11y/src", "kiosk/src"] {
        gather(&root.join(folder), "rs", &mut found);
    }
    found
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

/// Whether a file holds tests alone: `tests.rs`, or one of the parts beside it.
fn is_test(name: &str) -> bool {
    name.ends_with("tests.rs") || name.contains("/tests/")
}

/// Every file below a folder whose name ends so.
fn gather(folder: &Path, ends: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, ends, found);
        } else if path.extension().is_some_and(|e| e == ends) {
            found.push(path);
        }
    }
}

/// The lines of a file that are code: no comments, no test module at its end.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let end = text.find("\n#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    text[..end].lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// Fails with every line of the chosen files in which one of the words stands.
#[track_caller]
fn none_says(chosen: impl Fn(&str) -> bool, words: &[&str], rule: &str) {
    let mut faults = Vec::new();
    for (name, text) in sources().iter().filter(|(name, _)| chosen(name)) {
        for line in code(text).filter(|line| words.iter().any(|word| line.contains(word))) {
            faults.push(format!("{name}: {}", line.trim()));
        }
    }
    assert!(faults.is_empty(), "{rule}\n{}", faults.join("\n"));
}

#[test]
fn services_know_no_http_and_no_html() {
    none_says(
        |name| {
            ["src/services/", "src/ledger/", "src/citizen/", "src/places/"]
                .iter()
                .any(|f| name.starts_with(f))
        },
        &["actix", "maud", "a11y::html", "crate::web::shell", "HttpRe"],
        "services take a call and give a Page",
    );
}

/// The paths in the `include_str!` of a file, from the root.
fn included(name: &str, text: &str) -> Vec<String> {
    let folder = Path::new(name).parent().unwrap();
    let paths = text.split("include_str!(\"").skip(1).filter_map(|rest| rest.split('"').next());
    let from_root = |path: &str| {
        let mut parts: Vec<&str> = folder.iter().map(|part| part.to_str().unwrap()).collect();
        for part in path.split('/') {
            match part {
                ".." => parts.truncate(parts.len().saturating_sub(1)),
                part => parts.push(part),
            }
        }
        parts.join("/")
    };
    paths.map(from_root).collect()
}

#[test]
fn every_file_that_asks_questions_is_searched_by_a_test_that_walks_them() {
    let services: Vec<_> =
        sources().into_iter().filter(|(name, _)| name.starts_with("src/services/")).collect();
    let walked: Vec<String> = services
        .iter()
        .filter(|(name, text)| is_test(name) && text.contains("explore(") && text.contains("unreached("))
        .flat_map(|(name, text)| included(name, text))
        .collect();
    let asks = |text: &str| {
        let code: Vec<&str> = code(text).collect();
        let says = |word: &str| code.iter().any(|line| line.replace(".step()", "").contains(word));
        (says("Talk<") || says("Asking<")) && (says(".step(") || says(".aside(") || says("Question::new("))
    };
    let own = |name: &str| is_test(name) || name.contains("/conversation/") || name.contains("/testing/");
    let asking: Vec<_> =
        services.iter().filter(|(name, text)| !own(name) && asks(text)).map(|(name, _)| name).collect();
    assert!(asking.len() > 10, "{asking:?}");
    let forgotten: Vec<_> = asking.into_iter().filter(|name| !walked.contains(name)).collect();
    assert!(
        forgotten.is_empty(),
        "their names stand in no test that walks a conversation and calls `unreached`: {forgotten:?}"
    );
}

#[test]
fn what_a_test_could_not_show_is_repeated_when_all_have_passed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let says = fs::read_to_string(root.join("tests/process/mod.rs")).unwrap();
    let repeats = fs::read_to_string(root.join("test")).unwrap();
    assert!(says.contains("\"NOT SHOWN: {what}\"") && repeats.contains("grep -ohs 'NOT SHOWN: .*'"));
    let elsewhere: Vec<_> = repeats.match_indices("$unseen").collect();
    assert!(elsewhere.len() >= 2, "it is found and said");
    // And there is no other way to leave something out: no test is ignored, or prints something and returns.
    let mut files = Vec::new();
    for folder in ["tests", "kiosk/tests", "a11y/tests", "src", "a11y/src", "kiosk/src"] {
        if root.join(folder).exists() {
            gather(&root.join(folder), "rs", &mut files);
        }
    }
    let (ignores, prints) = (["#[", "ignore"].concat(), ["print", "ln!("].concat());
    let mut faults = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let returns = text.split(&prints).skip(1).any(|rest| {
            let after = rest.split_once(");").map_or("", |(_, after)| after.trim_start());
            after.starts_with("return")
        });
        if returns || text.contains(&ignores) {
            faults.push(path);
        }
    }
    assert!(faults.is_empty(), "they leave something out and do not call `not_shown`: {faults:?}");
}

#[test]
fn sql_lives_in_records_and_in_db() {
    let allowed = |name: &str| {
        name.starts_with("src/db/")
            || name.ends_with("records.rs")
            || name.contains("/testing/")
            || is_test(name)
    };
    none_says(
        |name| !allowed(name),
        &["\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE ", "sql!(", "sqlx::"],
        "SQL lives only in records.rs and db",
    );
}

#[test]
fn devices_are_named_by_their_drivers_only() {
    none_says(
        |name| !name.starts_with("kiosk/src/devices/"),
        &["evdev::", "pcsc::", "escpos::", "use evdev", "use pcsc", "use escpos"],
        "only the kiosk's devices name their crates",
    );
}

#[test]
fn what_reads_the_paper_shares_no_table_with_what_prints_it() {
    let driver = ["crate::", "super::super::"];
    none_says(|name| name.starts_with("kiosk/src/simulator/roll"), &driver, "the roll knows no driver");
    let tables = ["simulator::roll", "roll::"];
    let driver = |name: &str| name.starts_with("kiosk/src/devices/paper/") && !is_test(name);
    none_says(driver, &tables, "the driver knows no roll");
}

#[test]
fn speech_engines_are_named_by_the_voice_only() {
    none_says(
        |name| !name.starts_with("kiosk/src/devices/voice/") && !is_test(name),
        &["espeak-ng", "speech-dispatcher", "speechd", "SPEECHD", "SET SELF"],
        "only the kiosk's voice knows who speaks",
    );
}

#[test]
fn markup_is_written_in_three_places_only() {
    // The bare page is what the portal is measured against: it must not be made by the portal's own code.
    let allowed = [
        "a11y/src/html/",
        "src/web/shell/",
        "kiosk/src/screen",
        "kiosk/src/simulator/board",
        "src/bench/bare.rs",
    ];
    none_says(
        |name| !allowed.iter().any(|place| name.starts_with(place)),
        &["html! {", "html!(", "PreEscaped"],
        "html! is called in a11y's html, the portal's shell, the kiosk's screen and board, and the bare page",
    );
    none_says(|_| true, &["PreEscaped("], "no raw HTML anywhere");
}

#[test]
fn a11y_knows_no_citizen_and_no_device() {
    none_says(
        |name| name.starts_with("a11y/src/"),
        &["sportello::", "CodiceFiscale {", "actix", "sqlx", "evdev", "pcsc"],
        "a11y depends on nothing of ours",
    );
    let manifest = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/a11y/Cargo.toml")).unwrap();
    assert!(!manifest.contains("sportello") && !manifest.contains("actix") && !manifest.contains("sqlx"));
}

#[test]
fn kiosk_and_portal_never_link_each_other() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/kiosk/Cargo.toml");
    let kiosk = fs::read_to_string(root).unwrap();
    assert!(!kiosk.contains("\nsportello ") && !kiosk.contains("\nsportello."), "{kiosk}");
    let portal = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap();
    let own = portal.split("[dependencies]").nth(1).unwrap();
    assert!(!own.contains("sportello-kiosk"), "{own}");
}

#[test]
fn the_kiosk_writes_to_disk_in_one_place() {
    none_says(
        // The transport opens the printer's device file, which is there; `pipes` opens pipes and writes nothing; `state`
        // writes what tells nothing of anybody; `pcsc` an empty file in memory, by which another pcscd is asked for.
        |name| {
            name.starts_with("kiosk/src/")
                && !is_test(name)
                && !name.ends_with("paper/transport.rs")
                && !name.ends_with("voice/pipes.rs")
                && !["kiosk/src/state.rs", "kiosk/src/devices/card/pcsc.rs"].contains(&name)
        },
        &["fs::write", "File::create", "OpenOptions", "create_dir"],
        "nothing of a citizen's rests on a kiosk",
    );
}

#[test]
fn what_the_kiosk_writes_has_no_room_for_anything_of_a_citizen() {
    // Who writes is known by name, and the types of what is written hold no text.
    let writers = ["kiosk/src/portal/reports.rs", "kiosk/src/signed.rs", "kiosk/src/state.rs"];
    none_says(
        |name| name.starts_with("kiosk/src/") && !writers.contains(&name),
        &["store.write(", "store.read("],
        "two files, each with its own few words",
    );
    let reports =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/kiosk/src/portal/reports.rs")).unwrap();
    let health = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/kiosk/src/health.rs")).unwrap();
    let entry = reports.split("struct Entry {").nth(1).unwrap().split('}').next().unwrap();
    let line = health.split("pub struct Line {").nth(1).unwrap().split('}').next().unwrap();
    for (name, body) in [("Entry", entry), ("Line", line)] {
        for word in ["String", "Text", "str", "Vec", "char", "Value"] {
            assert!(!code(body).any(|line| line.contains(word)), "{name} has room for words: {word}");
        }
    }
}

#[test]
fn the_policy_forbids_scripts_and_nothing_writes_one() {
    let front = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/web/mod.rs")).unwrap();
    assert!(front.contains("script-src 'none'"));
    // The kiosk's screen and its simulator's board are pages on loopback; the judge of pages knows what a script is.
    let others = ["kiosk/src/screen", "kiosk/src/simulator/board", "a11y/src/tree/"];
    none_says(
        |name| !others.iter().any(|place| name.starts_with(place)) && !is_test(name),
        &["<script", " script {", "javascript:"],
        "no script on the portal",
    );
}

#[test]
fn only_the_front_door_and_the_command_line_read_a_clock() {
    none_says(
        // The card reader asks what day it is: a card has a last one. A kiosk signs with the time.
        |name| {
            ![
                "src/clock.rs",
                "src/commands/",
                "src/web/",
                "kiosk/src/devices/card/mod.rs",
                "kiosk/src/portal",
            ]
            .iter()
            .any(|place| name.starts_with(place))
        },
        &["Timestamp::now", "Zoned::now", "SystemTime::now", "clock.now()"],
        "services are told the time",
    );
}

#[test]
fn a_step_of_the_agent_is_a_function_of_its_state_and_event() {
    none_says(
        |name| name.starts_with("kiosk/src/agent/") && !is_test(name),
        &[
            "Instant",
            "SystemTime",
            "std::fs",
            "std::env",
            "std::net",
            "std::process",
            "std::thread",
            "std::io",
            "LazyLock",
            "OnceLock",
            "thread_local",
            "Mutex",
            "Atomic",
            "RefCell",
            "rand::",
            "random(",
            "getrandom",
            "OsRng",
            "HashMap",
            "HashSet",
        ],
        "no clock, no file, no chance, nothing kept elsewhere: `step(State, Event)`",
    );
}

#[test]
fn nothing_personal_can_reach_the_log() {
    let personal =
        ["surname", "codice_fiscale", "fiscal_code", "pin", "answers", "fields", "cookie", "query", "body"];
    let mut faults = Vec::new();
    for (name, text) in sources() {
        let mut rest = text.as_str();
        while let Some(at) = rest.find("tracing::") {
            let call: String = rest[at..].chars().take_while(|c| *c != ';').collect();
            for word in personal.iter().filter(|word| call.contains(*word)) {
                faults.push(format!("{name}: {word} in {call}"));
            }
            rest = &rest[at + 9..];
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_opens_with_what_it_is() {
    for (name, text) in sources() {
        let first = text.lines().find(|line| !line.starts_with("#![") && !line.is_empty()).unwrap_or("");
        assert!(is_test(&name) || first.starts_with("//!"), "{name} opens with «{first}»");
    }
}

#[test]
fn each_language_quotes_and_spells_in_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut faults = Vec::new();
    for folder in ["src", "a11y/src", "kiosk/src"] {
        let mut found = Vec::new();
        gather(&root.join(folder), "ftl", &mut found);
        for path in found {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap();
            // Vowels are for what is said; «ميسّر» alone keeps its sign, without which it is another word.
            let (wrong, mut said) = match name.ends_with("ar.ftl") {
                true => ("“”\u{64B}", false),
                false => ("«»", false),
            };
            for line in fs::read_to_string(&path).unwrap().lines().filter(|line| !line.starts_with('#')) {
                said = line.trim_start().starts_with(".speech") || said && line.starts_with(' ');
                let fault = |sign: char| wrong.contains(sign) && !(said && sign == '\u{64B}');
                if line.chars().any(fault) {
                    faults.push(format!("{name}: {line}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The strings of a list in `deny.toml`.
fn listed(table: &toml::Table, section: &str, key: &str) -> Vec<String> {
    let list = table[section][key].as_array().unwrap().iter();
    list.map(|one| one.as_str().or_else(|| one["crate"].as_str()).unwrap().to_owned()).collect()
}

/// Whether an SPDX expression can be met by what is allowed. A slash is how older packages write OR.
fn is_met(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    any_of(&mut words, allowed)
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any_of(words: &mut Words<'_>, allowed: &[String]) -> bool {
    let mut met = all_of(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        met |= all_of(words, allowed);
    }
    met
}

fn all_of(words: &mut Words<'_>, allowed: &[String]) -> bool {
    let mut met = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut Words<'_>, allowed: &[String]) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let met = any_of(words, allowed);
        assert_eq!(words.next(), Some(")"), "a licence expression without its end");
        return met;
    }
    let mut licence = words.next().unwrap().to_owned();
    if words.next_if_eq(&"WITH").is_some() {
        licence = format!("{licence} WITH {}", words.next().unwrap());
    }
    allowed.contains(&licence)
}

#[test]
fn licence_expressions_are_read() {
    let allowed = ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
    for met in
        ["MIT", "GPL-3.0/MIT", "Apache-2.0 WITH LLVM-exception OR X", "(A OR MIT) AND ISC", "A AND B OR MIT"]
    {
        assert!(is_met(met, &allowed), "{met}");
    }
    for refused in ["GPL-3.0", "MIT AND GPL-3.0", "Apache-2.0", "(MIT OR A) AND B"] {
        assert!(!is_met(refused, &allowed), "{refused}");
    }
}

/// What `cargo deny check licenses bans sources` refuses, without that tool, which takes minutes to build.
#[test]
fn dependencies_are_what_deny_toml_allows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rules: toml::Table = fs::read_to_string(root.join("deny.toml")).unwrap().parse().unwrap();
    let (allowed, banned) = (listed(&rules, "licenses", "allow"), listed(&rules, "bans", "deny"));
    let registries = listed(&rules, "sources", "allow-registry");
    let mut faults = Vec::new();
    let mut seen = 0;
    for target in listed(&rules, "graph", "targets") {
        let output = std::process::Command::new(env!("CARGO"))
            .args([
                "metadata",
                "--format-version",
                "1",
                "--locked",
                "--all-features",
                "--filter-platform",
                &target,
            ])
            .current_dir(root)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let used: std::collections::HashSet<&str> = found["resolve"]["nodes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|node| node["id"].as_str().unwrap())
            .collect();
        let packages = found["packages"].as_array().unwrap().iter();
        for package in packages.filter(|package| used.contains(package["id"].as_str().unwrap())) {
            seen += 1;
            let name = package["name"].as_str().unwrap();
            let licence = package["license"].as_str().unwrap_or("none");
            if !is_met(licence, &allowed) {
                faults.push(format!("{name}: the licence is {licence}"));
            }
            if banned.iter().any(|banned| banned == name) {
                faults.push(format!("{name} is banned"));
            }
            let source = package["source"].as_str();
            if let Some(source) = source
                && !registries.iter().any(|registry| source == format!("registry+{registry}"))
            {
                faults.push(format!("{name} comes from {source}"));
            }
            let wild = package["dependencies"].as_array().unwrap().iter().filter(|dependency| {
                source.is_none() && dependency["req"] == "*" && dependency["path"].is_null()
            });
            faults
                .extend(wild.map(|dependency| format!("{name} takes any version of {}", dependency["name"])));
        }
    }
    assert!(seen > 300, "{seen} packages");
    assert!(faults.is_empty(), "{faults:#?}");
}

/// What stands in capitals: abbreviations that people say so, norms, a form, provinces.
const CAPITALS: [&str; 29] = [
    "AA", "ASL", "BG", "CAP", "CEI", "CIE", "CNS", "CSV", "CUD", "EE", "EN", "ENI", "EU", "GDPR", "INPS",
    "ISEE", "JSON", "LD09", "LIS", "NVDA", "PEC", "PIN", "PUK", "QR", "SPID", "STP", "UE", "UNI", "WCAG",
];

/// The text of every message in every language, with its file and line; values and comments left out.
fn worded() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "a11y/src", "kiosk/src"] {
        gather(&root.join(folder), "ftl", &mut files);
    }
    let mut found = Vec::new();
    for file in files {
        for (n, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            let text = match line.split_once('=') {
                _ if line.starts_with('#') => continue,
                Some((name, text)) if !name.trim().contains(['[', '{', ':']) => text,
                _ => line,
            };
            let outside = text.split(['{', '}', '[', ']']).step_by(2).collect::<Vec<_>>().join(" ");
            found.push((format!("{}:{}", file.display(), n + 1), outside));
        }
    }
    found
}

#[test]
fn no_words_in_capitals_no_roman_numerals_no_number_signs_no_emoji() {
    let texts = worded();
    assert!(texts.len() > 3_000, "{}", texts.len());
    for (place, text) in &texts {
        for word in text.split(|c: char| !c.is_ascii_alphanumeric()) {
            let capitals = word.len() > 1
                && word.contains(|c: char| c.is_ascii_uppercase())
                && !word.contains(|c: char| c.is_ascii_lowercase());
            assert!(
                !capitals || CAPITALS.contains(&word),
                "{place}: {word} is read letter by letter, or shouts"
            );
        }
        for sign in ["n°", "N°", "n.°", "nº", "№"] {
            assert!(!text.contains(sign), "{place}: write the word: {text}");
        }
        let pictures = |c: &char| matches!(*c as u32, 0x2190..=0x21FF | 0x2600..=0x27BF | 0x1F000..=0x1FAFF);
        assert!(!text.chars().any(|c| pictures(&c)), "{place}: {text}");
    }
}

/// A file of the project.
fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

#[test]
fn what_the_readme_says_is_heard_is_heard() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| fs::read_to_string(root.join(name)).unwrap();
    let (readme, heard) = (read("README.md"), read("tests/speech/sedi.it.snap"));
    let (_, told) = readme.split_once("What is heard").unwrap();
    let told: Vec<&str> = told.split("```").nth(1).unwrap().trim().lines().collect();
    assert!(told.len() >= 5, "{told:?}");
    // One after the other on one page.
    assert!(heard.contains(&told.join("\n")), "{told:#?}");
}

#[test]
fn the_readme_is_read_in_one_sitting() {
    let lines = read("README.md").lines().count();
    assert!(lines < 250, "{lines} lines");
}

#[test]
fn the_readme_quotes_the_presses_that_the_tests_have_counted() {
    let readme = read("README.md");
    for (journeys, took, most) in counted::rows() {
        let row = readme.lines().find(|line| line.starts_with(&format!("| {journeys}"))).expect(journeys);
        let cells: Vec<&str> = row.split('|').map(str::trim).skip(2).take(2).collect();
        assert_eq!(cells, [took, most], "{journeys}");
    }
}

/// The fields of a struct of settings, as its file writes them.
fn fields(source: &str, of: &str) -> Vec<String> {
    let body = source.split(&format!("pub struct {of} {{\n")).nth(1).expect(of).split("\n}").next().unwrap();
    let field = |line: &str| Some(line.trim().strip_prefix("pub ")?.split_once(": ")?.0.to_owned());
    body.lines().filter_map(field).collect()
}

#[test]
fn the_readme_explains_every_setting_and_none_that_is_not_there() {
    let readme = read("README.md");
    let told = readme.split("\n## Configuration\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows: Vec<Vec<&str>> = told
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|row| row.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let quoted =
        |cell: &str| -> Vec<String> { cell.split('`').skip(1).step_by(2).map(str::to_owned).collect() };
    let mut keys: Vec<String> = rows.iter().flat_map(|row| quoted(row[0])).collect();
    let (config, card) = (read("src/config.rs"), read("src/citizen/card/trust.rs"));
    let mut known = fields(&config, "Config");
    for (group, source, of) in [("tls", &config, "Tls"), ("card", &card, "Settings")] {
        known.retain(|key| key != group);
        known.extend(fields(source, of).iter().map(|key| format!("{group}.{key}")));
    }
    keys.sort();
    known.sort();
    assert_eq!(keys, known);
    // A default is that of the program; `none` is of what may be left out.
    let defaults = config.split("impl Default for Config {").nth(1).unwrap().split("\n}").next().unwrap();
    for row in &rows {
        assert!(row.len() == 3 && row[2].len() > 10, "what does it mean? {row:?}");
        for (key, default) in quoted(row[0]).iter().zip(quoted(row[1])) {
            let line = defaults.lines().find(|line| line.trim().starts_with(&format!("{key}:"))).expect(key);
            // An address and port, and an empty list, are written otherwise in the program.
            let written = match default.as_str() {
                "127.0.0.1:8080" if key == "listen" => "([127, 0, 0, 1], 8080)",
                "[]" => "Vec::new()",
                other => other,
            };
            assert!(line.contains(written), "{key} is not {default}: {line}");
        }
    }
}

#[test]
fn the_map_of_the_readme_has_every_folder_of_the_source_and_nothing_that_is_not_there() {
    let readme = read("README.md");
    let map = readme.split("\n## The map\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows = map.lines().filter(|line| line.starts_with("| `"));
    let mut shown: Vec<PathBuf> = Vec::new();
    for row in rows {
        let mut folder = PathBuf::new();
        for (n, path) in row.split('|').nth(1).unwrap().split('`').skip(1).step_by(2).enumerate() {
            // The first is whole; the others stand beside it, or are whole too.
            let path = if n > 0 && !Path::new(path).exists() { folder.join(path) } else { path.into() };
            if n == 0 {
                folder = path.parent().unwrap().to_owned();
            }
            assert!(path.exists(), "{} is in the map only", path.display());
            shown.push(path);
        }
    }
    assert!(shown.len() > 40, "{shown:?}");
    let mut folders: Vec<PathBuf> = Vec::new();
    for parent in ["src", "a11y/src", "kiosk/src"] {
        let inside = fs::read_dir(parent).unwrap().map(|entry| entry.unwrap().path());
        folders.extend(inside.filter(|path| path.is_dir()));
    }
    // What is no source has its reason somewhere.
    for other in ["data", "docs", "migrations", "tests"] {
        assert!(readme.contains(&format!("{other}/")), "{other}");
    }
    let known = |folder: &PathBuf| {
        let file = folder.with_extension("rs");
        shown.iter().any(|path| path == folder || *path == file || path.starts_with(folder))
    };
    let unknown: Vec<_> = folders.iter().filter(|folder| !known(folder)).collect();
    assert!(unknown.is_empty(), "not in the map of the README: {unknown:?}");
}

#[test]
fn whatever_deny_toml_refuses_or_excuses_has_a_reason() {
    let rules: toml::Table = read("deny.toml").parse().unwrap();
    let reasoned = |section: &str, key: &str| {
        let entries = rules[section][key].as_array().unwrap().clone();
        for entry in &entries {
            let reason = entry.get("reason").and_then(toml::Value::as_str).unwrap_or("");
            assert!(!reason.is_empty(), "{section}.{key}: {entry} has no reason");
        }
        entries.len()
    };
    assert!(reasoned("bans", "deny") > 0);
    reasoned("advisories", "ignore");
}

/// The values of a YAML file of mappings, lists and texts, by their keys: `legal/license`. The lines of a text are one each.
fn yaml(text: &str) -> std::collections::BTreeMap<String, Vec<String>> {
    let mut found = std::collections::BTreeMap::<String, Vec<String>>::new();
    let mut keys: Vec<(usize, &str)> = Vec::new();
    let mut long = None;
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
        let told = line.trim_start().trim_start_matches("- ");
        // What stands behind a dash is as deep as what follows under it.
        let depth = line.len() - told.len();
        long = long.filter(|than| depth > *than);
        if long.is_none() {
            keys.retain(|(than, _)| *than < depth);
        }
        let path = |keys: &[(usize, &str)]| keys.iter().map(|(_, key)| *key).collect::<Vec<_>>().join("/");
        match told.split_once(':').filter(|(key, _)| long.is_none() && !key.contains(' ')) {
            Some((key, value)) => {
                keys.push((depth, key));
                let value = value.trim().trim_matches('"');
                let values = found.entry(path(&keys)).or_default();
                match value {
                    "|" => long = Some(depth),
                    "" => {}
                    value => values.push(value.to_owned()),
                }
            }
            None => found.entry(path(&keys)).or_default().push(told.to_owned()),
        }
    }
    found
}

/// What the standard 0.4 asks of every `publiccode.yml`, and of its Italian part.
#[test]
fn publiccode_yml_says_what_its_standard_asks() {
    let told = yaml(&read("publiccode.yml"));
    let of = |key: &str| told.get(key).unwrap_or_else(|| panic!("no {key}: {:?}", told.keys()));
    let one = |key: &str| {
        let [value] = &of(key)[..] else { panic!("{key}: {:?}", of(key)) };
        value.as_str()
    };
    assert_eq!(one("publiccodeYmlVersion"), "0.4");
    assert!(one("url").starts_with("https://"));
    assert!(["concept", "development", "beta", "stable", "obsolete"].contains(&one("developmentStatus")));
    assert_eq!(one("softwareType"), "standalone/web");
    let cargo: toml::Table = read("Cargo.toml").parse().unwrap();
    assert_eq!(Some(one("legal/license")), cargo["workspace"]["package"]["license"].as_str());
    assert!(read("LICENSE").starts_with("European Union Public Licence\nV. 1.2\n"));
    // Who maintains it by themselves gives somebody to write to.
    assert_eq!(one("maintenance/type"), "internal");
    assert_eq!(one("localisation/localisationReady"), "true");
    assert_eq!(of("localisation/availableLanguages"), &["it", "en", "ar"]);
    for key in ["name", "platforms", "categories", "maintenance/contacts/name", "it/countryExtensionVersion"]
    {
        assert!(!of(key).is_empty(), "{key}");
    }
    for lang in ["it", "en"] {
        let of = |key: &str| of(&format!("description/{lang}/{key}"));
        assert!(of("shortDescription").concat().chars().count() <= 150, "{lang}");
        let long = of("longDescription").join(" ").chars().count();
        assert!((150..=10_000).contains(&long), "{lang}: {long}");
        assert!(!of("features").is_empty(), "{lang}");
        assert!(of("screenshots").iter().all(|picture| Path::new(picture).exists()), "{lang}");
    }
}
