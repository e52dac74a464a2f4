#![allow(clippy::unwrap_used)]
//! Every message of the services and of the front door stands on some page of the gallery, so that the judge, the
//! validators, the browsers and the readers of what is heard meet it; or is listed here with the reason why not.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use a11y::text::Lang;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::tests::every_page;

/// Messages that stand on no page of the gallery, by why; a name may end in `*`.
const ELSEWHERE: &[(&str, &[&str])] = &[
    (
        "on paper, by telephone and in files: `ledger::letters` and the exports show them",
        &[
            "letters/*",
            "pin/letter-*",
            "pin/call-how",
            "pin/slow-*",
            "contribution_statement/quantity-column",
        ],
    ),
    (
        "of the sheet of a service: what is searched, not shown",
        &[
            "*keywords",
            "*/for-whom",
            "*/how",
            "*/gets",
            "*/needs",
            "about/everyone",
            "about/just-read",
            "about/nothing-needed",
        ],
    ),
    (
        "problems of a box, which stand where those of the examples do",
        &[
            "citizen/code-*",
            "services/date-*",
            "services/too-long",
            "feedback/choose-one",
            "feedback/contact-missing",
            "feedback/too-long",
            "contribution_statement/error-text-long",
            "offices/where-long",
            "sign_in/length-missing",
            "sign_in/pin-length",
            "web/answer-control",
            "web/answer-letters",
        ],
    ),
    (
        "what the accessibility statement would say if it had to",
        &["about/method-third", "about/missing-none", "about/reason-*", "about/status-*"],
    ),
    (
        "a line that stands for the one in the examples at another hour, of another place or after other steps",
        &[
            "offices/booked-only",
            "offices/closed-now",
            "offices/former-province",
            "offices/open-booked-until",
            "offices/opens-today",
            "offices/opens-unknown",
            "offices/standing-at",
            "offices/to-results",
            "offices/which-cap",
            "offices/wrong-cap",
            "particulars/which-born-hint",
            "particulars/which-none",
            "sign_in/wait-tomorrow",
            "area/letter-is",
            "area/did-*",
            "contribution_statement/more-notable",
            "contribution_statement/page-after",
            "contribution_statement/short-year",
            "contribution_statement/to-whole-pages",
            "pin/asked-again-what",
            "pin/next-letter",
            "pin/to-first-half",
            "domestic_work/amend-office",
            "domestic_work/end-in-time-since",
            "web/back-there",
            "web/ended-nothing",
            "web/no-draft-sent",
            "web/nothing-lost",
        ],
    ),
    (
        "of the frame, in other views and in plain text",
        &["shell/as-tables", "shell/session-end", "shell/usual-form"],
    ),
];

/// A wording of a message: its words between the values.
type Wording = Vec<String>;

/// Every wording of a pattern: one for each way of choosing its variants.
fn wordings(pattern: &Pattern<String>) -> Vec<Wording> {
    let mut all: Vec<Wording> = vec![vec![String::new()]];
    for element in &pattern.elements {
        let text = |all: &mut Vec<Wording>, words: &str| {
            all.iter_mut().filter_map(|wording| wording.last_mut()).for_each(|last| last.push_str(words));
        };
        match element {
            PatternElement::TextElement { value } => text(&mut all, &value.replace('\n', " ")),
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                let ways: Vec<Wording> =
                    variants.iter().flat_map(|variant| wordings(&variant.value)).collect();
                let both = |before: &Wording, way: &Wording| {
                    let mut before = before.clone();
                    before.last_mut().unwrap().push_str(&way[0]);
                    before.extend(way[1..].iter().cloned());
                    before
                };
                all = all.iter().flat_map(|before| ways.iter().map(|way| both(before, way))).collect();
            }
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => text(&mut all, value),
            PatternElement::Placeable { .. } => {
                all.iter_mut().for_each(|wording| wording.push(String::new()))
            }
        }
    }
    all
}

/// What a message's comment begins with where it is the problem of a box: every problem stands where those of the
/// examples do.
const PROBLEM: &str = "Problem";

/// Every Italian message below a folder, `slice/id`, but for problems.
fn messages(folder: &Path, found: &mut BTreeMap<String, Vec<Wording>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            messages(&path, found);
        } else if path.ends_with("text/it.ftl") {
            let slice = path.parent().and_then(Path::parent).and_then(Path::file_name).unwrap();
            let resource = fluent_syntax::parser::parse(std::fs::read_to_string(&path).unwrap()).unwrap();
            for entry in resource.body {
                let Entry::Message(message) = entry else { continue };
                let comment = message.comment.iter().flat_map(|comment| &comment.content).next();
                if comment.is_some_and(|line| line.starts_with(PROBLEM)) {
                    continue;
                }
                let name = format!("{}/{}", slice.to_string_lossy(), message.id.name);
                found.insert(name, wordings(&message.value.unwrap()));
            }
        }
    }
}

/// Whether a name is meant by an entry of [`ELSEWHERE`].
fn is_meant(name: &str, entry: &str) -> bool {
    match (entry.strip_prefix('*'), entry.strip_suffix('*')) {
        (Some(end), _) => name.ends_with(end),
        (None, Some(begin)) => name.starts_with(begin),
        (None, None) => name == entry,
    }
}

/// Whether these words stand in the line, in this order; the first of a title may be small after a name before it.
fn stand_in(line: &str, words: &[String]) -> bool {
    let mut rest = line;
    words.iter().all(|words| match rest.split_once(words.as_str()) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}

#[test]
fn every_message_stands_on_some_page() {
    let mut known = BTreeMap::new();
    messages(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut known);
    let (mut lines, mut documents) = (BTreeSet::new(), String::new());
    for shown in every_page().filter(|shown| shown.page.lang == Lang::It) {
        let said = a11y::speech::transcript(&a11y::speech::page(&shown.page, &shown.frame));
        lines.extend(said.lines().map(str::to_lowercase));
        documents.push_str(&shown.html.to_lowercase());
    }
    let stands = |wording: &Wording| {
        let words = wording.iter().map(|words| words.trim().to_lowercase());
        let words: Vec<String> = words.filter(|words| words.contains(char::is_alphabetic)).collect();
        // One that is nothing but values cannot be told from others.
        words.is_empty()
            || lines.iter().any(|line| stand_in(line, &words))
            || matches!(&words[..], [only] if documents.contains(only))
    };
    let mut missing: Vec<&String> =
        known.iter().filter(|(_, wordings)| !wordings.iter().any(stands)).map(|(name, _)| name).collect();
    let entries = || ELSEWHERE.iter().flat_map(|(_, names)| *names);
    let needless: Vec<_> =
        entries().filter(|entry| !missing.iter().any(|name| is_meant(name, entry))).collect();
    missing.retain(|name| !entries().any(|entry| is_meant(name, entry)));
    assert!(missing.is_empty() && needless.is_empty(), "on no page: {missing:?}\nneedless: {needless:?}");
}
