#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
//! What is printed, heard and seen of a page comes in one order, and nothing is lost on the way: every page of the gallery
//! that is worth paper, in every language, word by word. How a value is worded by ear and on paper is judged by
//! [`super::receipt_tests`]; that the printer's bytes say these lines, in the kiosk, which reads `tests/paper`.
//!
//! Left out on purpose, each by its rule:
//! - by ear and not on paper: what leads on or sends, headings over that alone ([`standing`]), how long a table or a list of
//!   tasks is, which step of how many this is;
//! - on paper and not by ear: whose paper it is. That people are invented stands above a receipt, and is heard after the
//!   title.

use std::collections::BTreeMap;

use a11y::act::{self, Act};
use a11y::page::{Block, Frame, Link, Page, Target};
use a11y::receipt::{self, Columns};
use a11y::speech::{self, Command, Heard, Kind, Reading, Utterance};
use a11y::text::{Lang, Span, Text};
use serde_json::Value;

use super::gallery::Exhibit;
use super::receipt_tests::{HEARD_ONLY, PRINTED_ONLY, is_listed, plain, standing};
use super::tests::every_page;

/// Words and figures, in their order; an Arabic "and" is written with the figure after it, and is a word of its own.
type Words = Vec<String>;

fn words(text: &str) -> Words {
    let plain = plain(text);
    let words = plain.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let figure = |sign: char| sign.is_ascii_digit();
    let same = |one: &char, other: &char| figure(*one) == figure(*other);
    words
        .flat_map(|word| {
            let signs: Vec<char> = word.chars().collect();
            signs.chunk_by(same).map(|run| run.iter().collect()).collect::<Words>()
        })
        .collect()
}

/// The gallery's pages that are worth paper.
fn printable() -> impl Iterator<Item = &'static Exhibit> {
    every_page().filter(|shown| receipt::is_worth_paper(&shown.page))
}

fn name(shown: &Exhibit) -> String {
    format!("{} {}", shown.page.lang.code(), shown.name)
}

/// The page without what has a place of its own on paper.
fn bare(page: &Page) -> Page {
    Page { test_data: false, ..page.clone() }
}

/// The words of each line of the receipt, below whose it is.
fn printed(page: &Page) -> Vec<Words> {
    let lines = receipt::page(&bare(page), &Frame::default(), Columns::C48);
    lines.iter().skip_while(|line| !line.text.is_empty()).map(|line| words(&line.text)).collect()
}

/// The words of each thing that is heard and has a place on paper, as the voice has them.
fn heard(page: &Page) -> Vec<Words> {
    let (page, frame) = (standing(&bare(page)), Frame::default());
    let on_paper = |heard: &Utterance| match heard.kind {
        Kind::Button => false,
        Kind::Link => matches!(
            act::act(&page, &frame, &heard.id),
            Some(Act::Follow(Target::Phone(_) | Target::Mail(_) | Target::Outside(_)))
        ),
        _ => true,
    };
    speech::page(&page, &frame)
        .iter()
        .filter(|heard| on_paper(heard))
        .map(|heard| match (heard.kind, script(&heard.heard)) {
            // How long it is comes after its name: for who cannot see its end.
            (Kind::Caption, [name @ .., _]) => said(name),
            (_, script) => said(script),
        })
        .collect()
}

fn script(heard: &Heard) -> &[Command] {
    match heard {
        Heard::Public(public) => public.commands(),
        Heard::Private(private) => private.commands(),
    }
}

fn said(script: &[Command]) -> Words {
    let words_of = |command: &Command| match command {
        Command::Say { words: said, .. } => words(said),
        Command::Spell { text, .. } => words(text),
        Command::Pause(_) | Command::Mark(_) => Words::new(),
    };
    script.iter().flat_map(words_of).collect()
}

/// How the values of a page are heard, and how each is printed; the longest first.
struct Wordings(Vec<(Words, Words)>);

impl Wordings {
    fn of(page: &Page) -> Wordings {
        let alone = |lang| Page::new(lang, Text::plain(""));
        let worded = |text: &Text| {
            let heard = said(script(&speech::announce(page.lang, text, Reading::First)));
            (heard, printed(&alone(page.lang).say(text.clone())).concat())
        };
        let mut found = Found::default();
        found.among(&serde_json::to_value(page).unwrap());
        let links = found.links.into_iter().map(|link| {
            let page = alone(page.lang).with(Block::Links(vec![link]));
            (heard(&page).concat(), printed(&page).concat())
        });
        let values = found.values.into_iter().map(|value| worded(&Text::from(value)));
        let mut wordings = Wordings(links.chain(values).collect());
        wordings.tidy();
        // Names that an Arabic voice is given in its own words, of those that are listed with their reason.
        let own = found.texts.iter().map(&worded).filter(|(heard, printed)| {
            wordings.parting(heard, printed).is_some()
                && heard.iter().all(|word| printed.contains(word) || is_listed(HEARD_ONLY, word))
                && printed.iter().all(|word| heard.contains(word) || is_listed(PRINTED_ONLY, word))
        });
        let own: Vec<(Words, Words)> = own.collect();
        wordings.0.extend(own);
        wordings.tidy();
        wordings
    }

    fn tidy(&mut self) {
        self.0.retain(|(heard, printed)| heard != printed && !heard.is_empty());
        self.0.sort_by_key(|(heard, _)| std::cmp::Reverse(heard.len()));
    }

    /// Where what is heard and what is printed part, read side by side: the same words, or the same value worded for each.
    fn parting(&self, heard: &[String], printed: &[String]) -> Option<String> {
        let (mut heard, mut printed) = (heard, printed);
        while let ([said, ..], [word, ..]) = (heard, printed) {
            let value = |(said, word): &&(Words, Words)| heard.starts_with(said) && printed.starts_with(word);
            let (said, written) = match self.0.iter().find(value) {
                Some((said, written)) => (said.len(), written.len()),
                None if said == word => (1, 1),
                None => break,
            };
            (heard, printed) = (&heard[said..], &printed[written..]);
        }
        let next = |words: &[String]| words.iter().take(12).cloned().collect::<Words>().join(" ");
        let same = heard.is_empty() && printed.is_empty();
        (!same).then(|| format!("heard «{}», printed «{}»", next(heard), next(printed)))
    }
}

/// The values of a page, wherever they stand in it.
#[derive(Default)]
struct Found {
    values: Vec<Span>,
    texts: Vec<Text>,
    links: Vec<Link>,
}

impl Found {
    fn among(&mut self, value: &Value) {
        let object = match value {
            Value::Array(values) => return values.iter().for_each(|value| self.among(value)),
            Value::Object(object) => object,
            _ => return,
        };
        if object.contains_key("span") {
            self.values.push(serde_json::from_value(value.clone()).unwrap());
            return;
        }
        if object.contains_key("speech") {
            self.texts.push(serde_json::from_value(value.clone()).unwrap());
        }
        if object.contains_key("protocol") {
            let sent: a11y::page::Confirmation = serde_json::from_value(value.clone()).unwrap();
            self.values.extend([Span::Code(sent.protocol), Span::Date(sent.date), Span::Time(sent.time)]);
        }
        if object.contains_key("to") && object.contains_key("text") {
            let link: Link = serde_json::from_value(value.clone()).unwrap();
            if !matches!(link.to, Target::Inside(_) | Target::Download(_)) {
                self.links.push(link);
            }
        }
        object.values().for_each(|value| self.among(value));
    }
}

/// Each way to lose one of these, to swap two neighbours that are not the same, or to lose a word with a figure in it.
fn damages(whole: &[Words]) -> Vec<Vec<Words>> {
    let mut all = Vec::new();
    for (n, words) in whole.iter().enumerate().filter(|(_, words)| !words.is_empty()) {
        let mut fewer = whole.to_vec();
        fewer.remove(n);
        all.push(fewer);
        let figure = |word: &String| word.chars().any(|sign| sign.is_ascii_digit());
        if let Some(at) = words.iter().position(figure) {
            let mut fewer = whole.to_vec();
            fewer[n].remove(at);
            all.push(fewer);
        }
        let next = whole
            .get(n + 1)
            .filter(|next| [&words[..], &next[..]].concat() != [&next[..], &words[..]].concat());
        if next.is_some() {
            let mut swapped = whole.to_vec();
            swapped.swap(n, n + 1);
            all.push(swapped);
        }
    }
    all
}

#[test]
fn every_value_that_is_heard_is_printed_in_the_same_order_and_the_other_way_round() {
    let mut faults = Vec::new();
    let mut pages = 0;
    for shown in printable() {
        pages += 1;
        let fault =
            Wordings::of(&shown.page).parting(&heard(&shown.page).concat(), &printed(&shown.page).concat());
        faults.extend(fault.map(|fault| format!("{}: {fault}", name(shown))));
        let marked = receipt::page(&shown.page, &Frame::default(), Columns::C48);
        let mark = a11y::test_data(shown.page.lang);
        let head: Vec<&str> =
            marked.iter().map(|line| line.text.as_str()).take_while(|text| !text.is_empty()).collect();
        let mark = shown.page.test_data.then(|| a11y::values::line(&mark, shown.page.lang));
        assert_eq!(
            head.get(1..),
            Some(&mark.iter().map(String::as_str).collect::<Vec<_>>()[..]),
            "{}",
            name(shown)
        );
    }
    assert!(pages > 100, "{pages}");
    assert!(faults.is_empty(), "{} of {pages}\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_receipt_or_a_reading_that_loses_or_swaps_anything_is_found() {
    let mut damaged = 0;
    for shown in printable() {
        let (heard, printed) = (heard(&shown.page), printed(&shown.page));
        let wordings = Wordings::of(&shown.page);
        let (all_heard, all_printed) = (heard.concat(), printed.concat());
        // In each language, and everything in one: it takes its time.
        let every = if shown.page.lang == Lang::It { 1 } else { 5 };
        for damage in damages(&printed).iter().step_by(every) {
            damaged += 1;
            let found = wordings.parting(&all_heard, &damage.concat()).is_some();
            assert!(found, "{}: printed {damage:?}", name(shown));
        }
        for damage in damages(&heard).iter().step_by(every) {
            damaged += 1;
            let found = wordings.parting(&damage.concat(), &all_printed).is_some();
            assert!(found, "{}: heard {damage:?}", name(shown));
        }
    }
    assert!(damaged > 5_000, "{damaged}");
}

/// The elements of this kind in the main part of a document: from where to where.
fn elements(html: &str, kind: &str) -> Vec<(usize, usize)> {
    let (main, end) = (html.find("<main").unwrap(), html.find("</main>").unwrap());
    let (open, close) = (format!("<{kind}"), format!("</{kind}>"));
    let starts = html[main..end].match_indices(&open).map(|(at, _)| main + at);
    starts
        .filter(|at| html[at + open.len()..].starts_with(['>', ' ']))
        .filter_map(|at| Some((at, at + html[at..end].find(&close)? + close.len())))
        // Where the names of columns stand is the table's affair, the mark of invented people stands on every page, and
        // where nothing can be done with a row nothing is told.
        .filter(|(from, to)| {
            !["scope=\"col\"", "class=\"test-data\"", "class=\"act none\""]
                .iter()
                .any(|own| html[*from..*to].contains(own))
        })
        .collect()
}

/// Markup without its tags.
fn bare_text(html: &str) -> String {
    html.split('<').filter_map(|part| Some(part.split_once('>')?.1)).collect()
}

#[test]
fn a_screen_that_loses_or_swaps_anything_is_found_by_the_judge() {
    let (mut damaged, mut missed) = (0, Vec::new());
    for (nth, shown) in printable().enumerate().filter(|(_, shown)| shown.page.lang == Lang::It) {
        let html = &shown.html;
        let mut damage = |what: &str, html: &str| {
            damaged += 1;
            if a11y::tree::judge(html, &shown.page, &shown.frame).is_empty() {
                missed.push(format!("{}: {what}", name(shown)));
            }
        };
        for kind in ["tr", "td", "p", "li", "h2"] {
            let all = elements(html, kind);
            // One of each kind a page, each page another.
            let Some(&(from, to)) = all.get(nth % all.len().max(1)) else { continue };
            damage(&format!("lost {}", &html[from..to]), &[&html[..from], &html[to..]].concat());
            let other = |next: usize, end: usize| bare_text(&html[next..end]) != bare_text(&html[from..to]);
            let next = all.iter().find(|(next, end)| *next >= to && other(*next, *end));
            if let Some(&(next, end)) = next {
                let (one, other) = (&html[from..to], &html[next..end]);
                let swapped = [&html[..from], other, &html[to..next], one, &html[end..]].concat();
                damage(&format!("swapped {one} and {other}"), &swapped);
            }
        }
    }
    assert!(missed.is_empty(), "{} of {damaged}\n{}", missed.len(), missed.join("\n"));
    assert!(damaged > 200, "{damaged}");
}

#[test]
fn receipts_are_as_they_were() {
    for lang in Lang::ALL {
        let mut paper: BTreeMap<String, String> = BTreeMap::new();
        for shown in printable().filter(|shown| shown.page.lang == lang) {
            let (service, state) = shown.name.split_once('/').unwrap_or((&shown.name, ""));
            let lines = receipt::page(&shown.page, &shown.frame, Columns::C48);
            let lines: String = lines.iter().map(|line| format!("{}\n", line.text)).collect();
            paper.entry(service.to_owned()).or_default().push_str(&format!("=== {state}\n{lines}\n"));
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/paper"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| {
            for (service, receipts) in paper {
                insta::assert_snapshot!(format!("{service}.{}", lang.code()), receipts);
            }
        });
    }
}
