#![allow(clippy::unwrap_used)]
//! Every message of the services and of the front door stands on some page of the gallery, so that the judge, the
//! validators, the browsers and the readers of what is heard meet it; or is listed here with the reason why not.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use a11y::text::Lang;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};

use super::tests::every_page;

/// Messages that stand on no page of the gallery, by why, and variants of others, as `[one]`; a name may begin or end with `*`.
const ELSEWHERE: &[(&str, &[&str])] = &[
    (
        "on paper, by telephone and in files: `ledger::letters` and the exports show them",
        &[
            "letters/*",
            "pin/letter-*",
            "pin/call-how",
            "pin/slow-*",
            "contribution_statement/quantity-column",
            "contribution_statement/unit-column",
            "area/read-*",
            "area/copy-*",
        ],
    ),
    ("of the sheet of a service: what is searched, not shown", &["*keywords", "sign_in/keywords-elsewhere"]),
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
            "particulars/which-none",
            "sign_in/wait-tomorrow",
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
            "domestic_work/end-rule-until",
            "domestic_work/first-due-unknown",
            "domestic_work/last-due-prescribed",
            "domestic_work/sum-until-guide",
            "domestic_work/to-end-begun",
            "domestic_work/to-sent-end",
            "web/back-there",
            "web/ended-nothing",
            "web/no-draft-sent",
            "web/nothing-lost",
        ],
    ),
    (
        "another number, day, kind or choice in a message of which the examples have one",
        &[
            "contribution_statement/gaps-sum[one]",
            "contribution_statement/kind-days[one]",
            "contribution_statement/kind[business]",
            "contribution_statement/kind[military]",
            "contribution_statement/kind[professional]",
            "contribution_statement/kind[redeemed]",
            "contribution_statement/kind[sport]",
            "contribution_statement/kind[voluntary]",
            "contribution_statement/periods-shown[one]",
            "domestic_work/cost-due-sooner[si]",
            "domestic_work/cost-hours[one]*",
            "domestic_work/cost-hours[other][one]*",
            "domestic_work/cost-hours[other][other][one]",
            "domestic_work/cost-monthly[one]",
            "domestic_work/cost-rate[determinato][no]",
            "domestic_work/cost-rate[sostituzione][si]",
            "domestic_work/cost-total[one]",
            "domestic_work/cost-weeks[one]",
            "domestic_work/cost-worker[one]",
            "domestic_work/ended[withdrawn]",
            "domestic_work/registered-can[niente]",
            "domestic_work/registered-can[ritiro]",
            "domestic_work/review-short-over[one]*",
            "domestic_work/review-short-over[other][mese]",
            "domestic_work/review-short[one]*",
            "offices/next-holiday[*",
            "offices/opens-on[*",
            "offices/opens-tomorrow[booked]",
            "offices/which-more[one]",
            "services/sent-in[en]",
            "services/sent-in[it]",
        ],
    ),
    ("of the frame, in other views and in plain text", &["shell/as-tables", "shell/usual-form"]),
    (
        "names of the frame's parts, which a screen reader alone says: the judge looks at them",
        &["shell/skip-nav", "shell/tools-nav"],
    ),
];

/// A wording of a message: by which variants of its selects, as `[one]`, and its words between the values.
#[derive(Clone, Debug)]
struct Wording {
    variants: String,
    words: Vec<String>,
}

impl Wording {
    fn push(&mut self, words: &str) {
        self.words.last_mut().unwrap().push_str(words);
    }

    /// With what comes after it.
    fn then(mut self, way: &Wording) -> Wording {
        self.variants.push_str(&way.variants);
        self.push(&way.words[0]);
        self.words.extend(way.words[1..].iter().cloned());
        self
    }
}

/// Every wording of a pattern: one for each way of choosing its variants.
fn wordings(pattern: &Pattern<String>) -> Vec<Wording> {
    let mut all = vec![Wording { variants: String::new(), words: vec![String::new()] }];
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                all.iter_mut().for_each(|wording| wording.push(&value.replace('\n', " ")));
            }
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                let ways = variants.iter().flat_map(|variant| {
                    let key = match &variant.key {
                        VariantKey::Identifier { name } => name,
                        VariantKey::NumberLiteral { value } => value,
                    };
                    wordings(&variant.value)
                        .into_iter()
                        .map(move |way| Wording { variants: format!("[{key}]{}", way.variants), ..way })
                });
                let ways: Vec<Wording> = ways.collect();
                all = all
                    .into_iter()
                    .flat_map(|before| ways.iter().map(move |way| before.clone().then(way)))
                    .collect();
            }
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => all.iter_mut().for_each(|wording| wording.push(value)),
            PatternElement::Placeable { .. } => {
                all.iter_mut().for_each(|wording| wording.words.push(String::new()));
            }
        }
    }
    all
}

/// Every Italian message below a folder, `slice/id`.
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

/// Where these words stand in a line by themselves, no letter before or after them, so that they are no part of a word: the
/// line after them.
fn after<'l>(line: &'l str, words: &str) -> Option<&'l str> {
    line.match_indices(words).find_map(|(at, found)| {
        let (before, rest) = (&line[..at], &line[at + found.len()..]);
        let letter = |sign: Option<char>| sign.is_some_and(char::is_alphabetic);
        let inside = letter(before.chars().next_back()) && letter(found.chars().next())
            || letter(found.chars().next_back()) && letter(rest.chars().next());
        (!inside).then_some(rest)
    })
}

/// Whether these words stand in the line, in this order; the first of a title may be small after a name before it.
fn stand_in(line: &str, words: &[String]) -> bool {
    let mut rest = Some(line);
    words.iter().for_each(|words| rest = rest.and_then(|rest| after(rest, words)));
    rest.is_some()
}

/// The texts of a document as they are read, element by element: what is said of controls and pictures aside.
fn lines_of(html: &str, lines: &mut BTreeSet<String>) {
    let document = scraper::Html::parse_document(html);
    let holds_words = |element: &scraper::ElementRef<'_>| {
        element.children().any(|child| child.value().as_text().is_some_and(|text| !text.trim().is_empty()))
    };
    let all = document.tree.nodes().filter_map(scraper::ElementRef::wrap);
    for element in all.filter(|element| element.value().name() != "style" && holds_words(element)) {
        let words: String = element.text().collect();
        lines.insert(words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase());
    }
}

#[test]
fn every_message_stands_on_some_page() {
    let mut known = BTreeMap::new();
    messages(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut known);
    let mut lines = BTreeSet::new();
    for shown in every_page().filter(|shown| shown.page.lang == Lang::It) {
        let said = a11y::speech::transcript(&a11y::speech::page(&shown.page, &shown.frame));
        lines.extend(said.lines().map(str::to_lowercase));
        lines_of(&shown.html, &mut lines);
    }
    let stands = |wording: &Wording| {
        let words = wording.words.iter().map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "));
        let words = words.map(|words| words.to_lowercase());
        let words: Vec<String> = words.filter(|words| words.contains(char::is_alphabetic)).collect();
        // One that is nothing but values cannot be told from others.
        words.is_empty() || lines.iter().any(|line| stand_in(line, &words))
    };
    // One of which no wording stands is called by its name alone, others by the variants that do not.
    let mut missing: Vec<String> = Vec::new();
    for (name, wordings) in &known {
        let lacking: Vec<&Wording> = wordings.iter().filter(|wording| !stands(wording)).collect();
        match lacking.len() == wordings.len() {
            true => missing.push(name.clone()),
            false => missing.extend(lacking.iter().map(|wording| format!("{name}{}", wording.variants))),
        }
    }
    let entries = || ELSEWHERE.iter().flat_map(|(_, names)| *names);
    let needless: Vec<_> =
        entries().filter(|entry| !missing.iter().any(|name| is_meant(name, entry))).collect();
    missing.retain(|name| !entries().any(|entry| is_meant(name, entry)));
    assert!(missing.is_empty() && needless.is_empty(), "on no page: {missing:#?}\nneedless: {needless:?}");
}
