#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
//! What a kiosk prints of a page is what is heard of it, and what is heard is printed: every page of the gallery that is
//! worth paper, in every language. That the paper has these lines is judged in the kiosk, by who reads the printer's bytes;
//! that the screen says what the page says, by the judge.

use std::collections::BTreeSet;

use a11y::page::{Block, Frame, Page, Target};
use a11y::receipt::{self, Columns, Weight};
use a11y::speech::{self, Command, Kind};
use a11y::text::{Lang, Text};

use super::gallery::{Exhibit, gallery};

/// Words that are heard and not printed, each with its reason.
pub(super) const HEARD_ONLY: &[(&str, &[&str])] = &[
    (
        "money, times and dates are words by ear and figures on paper",
        &[
            "euro",
            "centesimo",
            "centesimi",
            "e",
            "primo",
            "cent",
            "cents",
            "and",
            "am",
            "pm",
            "noon",
            "midnight",
            "يورو",
            "سنت",
            "سنتا",
            "سنتات",
            "سنتان",
            "و",
            "الساعة",
            "دقيقة",
            "دقائق",
            "دقيقتان",
            "الأول",
        ],
    ),
    ("an Arabic voice is given the names of laws in its own words", &["الأوروبي", "والثاني", "الوصول"]),
    ("signs of mail addresses have names", &["chiocciola", "punto", "at", "dot", "فاصلة"]),
];

/// Words that are printed and not heard, each with its reason.
pub(super) const PRINTED_ONLY: &[(&str, &[&str])] = &[
    ("whose paper it is stands on it", &["inps"]),
    ("the first of a month is a figure", &["1"]),
    (
        "an Arabic voice is given the names of laws in its own words",
        &["wcag", "uni", "cei", "en", "a", "وaa"],
    ),
    ("the address of another site, which is heard by its name", &["https", "www", "agid", "gov", "it"]),
];

pub(super) fn is_listed(list: &[(&str, &[&str])], word: &str) -> bool {
    list.iter().any(|(_, words)| words.contains(&word))
}

/// The text without the vowels that only a voice needs, in small letters and European figures.
pub(super) fn plain(text: &str) -> String {
    let signs = text.chars().filter(|sign| !matches!(sign, '\u{64b}'..='\u{652}' | '\u{640}' | '\u{670}'));
    let figures = signs.map(|sign| match sign {
        '\u{660}'..='\u{669}' => char::from_digit(u32::from(sign) - 0x660, 10).unwrap(),
        other => other,
    });
    figures.collect::<String>().to_lowercase()
}

/// Its words and figures.
fn words(text: &str) -> BTreeSet<String> {
    plain(text)
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// All its letters and figures without what stands between: codes and numbers are grouped otherwise by ear.
fn run(text: &str) -> String {
    plain(text).chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// What is heard: said, spelled, and of what leads elsewhere.
#[derive(Default)]
struct Heard {
    said: String,
    spelled: String,
    leads: String,
}

/// Ways on to other pages, under headings or not, and nothing to keep.
fn leads_on(block: &Block) -> bool {
    match block {
        Block::Links(links) => {
            links.iter().all(|link| matches!(link.to, Target::Inside(_) | Target::Download(_)))
        }
        Block::Section(section) => section.body.iter().all(leads_on),
        _ => false,
    }
}

/// Without what only leads on (sections of ways on, of which pages this is one, how many steps remain) and what is about
/// the page in a browser.
pub(super) fn standing(page: &Page) -> Page {
    fn still(blocks: &mut Vec<Block>) {
        blocks.retain(|block| {
            !(block.is_for_browser() || matches!(block, Block::Section(_)) && leads_on(block))
        });
        for block in blocks {
            match block {
                Block::Pages(pages) => pages.name = Text::plain(""),
                Block::Section(section) => still(&mut section.body),
                Block::Notice(notice) => still(&mut notice.body),
                Block::Confirmation(sent) => sent.next.retain(|next| !next.is_for_browser()),
                _ => {}
            }
        }
    }
    let mut page = Page { step: None, ..page.clone() };
    still(&mut page.body);
    page
}

fn heard(shown: &Exhibit) -> Heard {
    let mut heard = Heard::default();
    // A kiosk's own clock is the one that counts: it tells of no other.
    let frame = Frame { session_end: None, ..shown.frame.clone() };
    for utterance in speech::page(&standing(&shown.page), &frame) {
        let mut commands = match &utterance.heard {
            speech::Heard::Public(public) => public.commands(),
            speech::Heard::Private(private) => private.commands(),
        };
        // How long a table is, which comes after its name: for who cannot see its end.
        if let (Kind::Caption, [name @ .., _]) = (utterance.kind, commands) {
            commands = name;
        }
        let leads = matches!(utterance.kind, Kind::Link | Kind::Button);
        for command in commands {
            let (to, words) = match command {
                Command::Say { words, .. } => (&mut heard.said, words),
                Command::Spell { text, .. } => (&mut heard.spelled, text),
                _ => continue,
            };
            let to = if leads { &mut heard.leads } else { to };
            to.push_str(words);
            to.push(' ');
        }
    }
    heard
}

/// Where a fiscal code is cut on the paper: the whole of it, as it is heard.
fn cut_codes(paper: &str, all: &str) -> Vec<String> {
    let cut = plain(paper);
    let starts = cut.match_indices("...").filter_map(|(at, _)| cut.get(at.checked_sub(5)?..at));
    starts
        .filter_map(|start| all.find(start).and_then(|at| all.get(at..at + 16)).map(str::to_owned))
        .collect()
}

/// A figure of nothing: whole euros have no cents by ear, hours no minutes.
fn is_nothing(word: &str) -> bool {
    word.chars().all(|sign| sign == '0')
}

/// A paper's times as an English voice counts them, "2:30" for "14:30": it says besides which half of the day it is.
fn by_halves(paper: &str) -> String {
    let afternoon = |word: &str| {
        let (hour, minutes) = word.split_once(':').filter(|(_, minutes)| !minutes.is_empty())?;
        let hour = hour.parse::<u8>().ok().filter(|hour| *hour > 12)?;
        Some(format!("{}:{minutes}", hour - 12))
    };
    paper.split(' ').map(|word| afternoon(word).unwrap_or_else(|| word.to_owned()) + " ").collect()
}

/// What is heard and not printed, and the other way.
fn differences(shown: &Exhibit) -> Vec<String> {
    let lines = receipt::page(&shown.page, &shown.frame, Columns::C48);
    let paper = lines.iter().map(|line| format!("{} ", line.text)).collect::<String>();
    let paper = if shown.page.lang == Lang::En { by_halves(&paper) } else { paper };
    let Heard { said, spelled, leads } = heard(shown);
    let all = run(&format!("{said}{spelled}{leads}"));
    let (printed, on_paper, aloud) = (words(&paper), run(&paper), words(&format!("{said}{leads}")));
    let codes = cut_codes(&paper, &run(&format!("{spelled}{leads}{said}")));
    let figure = |word: &str| word.chars().any(|sign| sign.is_ascii_digit());
    let mut found = Vec::new();
    for word in words(&said).union(&words(&spelled)) {
        let grouped = figure(word) || words(&spelled).contains(word);
        let there = printed.contains(word) || (grouped && on_paper.contains(word.trim_start_matches('0')));
        if !there && !codes.iter().any(|code| code.contains(word.as_str())) && !is_listed(HEARD_ONLY, word) {
            found.push(format!("heard and not printed: {word}"));
        }
    }
    for word in &printed {
        let there = aloud.contains(word)
            || (figure(word) && all.contains(word.trim_start_matches('0')))
            || run(&spelled).contains(word.as_str());
        if !there && !is_nothing(word) && !is_listed(PRINTED_ONLY, word) {
            found.push(format!("printed and not heard: {word}"));
        }
    }
    found
}

#[test]
fn what_is_printed_of_any_page_is_heard_and_what_is_heard_is_printed() {
    let (mut faults, mut pages) = (BTreeSet::new(), 0);
    for shown in Lang::ALL.into_iter().flat_map(|lang| gallery(lang, "auto")) {
        if receipt::is_worth_paper(&shown.page) {
            pages += 1;
            let of = |found: String| format!("{} {}: {found}", shown.page.lang.code(), shown.name);
            faults.extend(differences(&shown).into_iter().map(of));
            let lines = receipt::page(&shown.page, &shown.frame, Columns::C48);
            if lines.last().is_some_and(|line| line.weight == Weight::Bold) {
                faults.insert(of("it ends with a heading over nothing".to_owned()));
            }
        }
    }
    assert!(pages > 100, "{pages}");
    assert!(faults.is_empty(), "{}", faults.into_iter().collect::<Vec<_>>().join("\n"));
}
