//! The feedback's pages in every state.

use a11y::page::Page;
use a11y::text::Lang;
use uuid::Uuid;

use super::pages;
use super::records::Receipt;
use super::script::{CONTACT, script};
use super::{NAME, words};
use crate::clock::Moment;
use crate::services::conversation::{Answers, REVIEW, Turn, replay};
use crate::services::{Channel, Example};

/// The fields of the first page.
const FIELDS: [&str; 7] =
    ["pagina", "dispositivo", "tecnologia", "passi", "accaduto", "chiarezza", "risposta"];

/// Every state: empty, nothing written, filled, at a kiosk, a wrong contact, before and after the send.
pub(super) fn examples(lang: Lang) -> Vec<Example> {
    let empty = Answers::default();
    let silent = answers(&[]);
    let mut told = answers(&[
        ("pagina", "Estratto conto"),
        ("dispositivo", "Windows, Firefox"),
        ("tecnologia", "NVDA"),
        ("accaduto", "La tabella si legge a colonne"),
        ("chiarezza", "3"),
        ("risposta", "si"),
    ]);
    let asks = told.clone();
    told.set("recapito", "anna@");
    let wrong = told.clone();
    told.set("recapito", "anna@esempio.it");
    let steps = [
        ("segnala", &empty, ""),
        ("segnala/con-errori", &silent, ""),
        ("segnala/compilata", &told, ""),
        ("segnala/recapito", &asks, CONTACT),
        ("segnala/recapito-con-errori", &wrong, CONTACT),
    ];
    let mut found: Vec<Example> = steps
        .into_iter()
        .filter_map(|(name, answers, slug)| {
            Some(Example::new(name, step(lang, answers, slug, Channel::Web)?))
        })
        .collect();
    let long = "a".repeat(4_001);
    let (mut wordy, mut unreachable) = (answers(&[("accaduto", &long), ("chiarezza", "9")]), asks.clone());
    wordy.set("risposta", "si");
    unreachable.set("recapito", "");
    for (name, answers, slug) in
        [("segnala/di-troppo", &wordy, ""), ("segnala/recapito-vuoto", &unreachable, CONTACT)]
    {
        let page = step(lang, answers, slug, Channel::Web);
        found.extend(page.map(|page| Example::new(name, page).in_words()));
    }
    let at_kiosk = answers(&[("dispositivo", "stampante"), ("accaduto", "Non dice quando ha finito")]);
    let at_kiosk = step(lang, &at_kiosk, "", Channel::Kiosk);
    found.extend(at_kiosk.map(|page| Example::new("segnala/al-chiosco", page)));
    if let Turn::Complete(_, rows) =
        replay(lang, &told, REVIEW, NAME, 1, |talk| script(talk, "", Channel::Web))
    {
        found.push(Example::new(
            "segnala/riepilogo",
            pages::review(lang, rows, (Uuid::nil(), "0123456789abcdef".to_owned())),
        ));
    }
    let mut receipt = Receipt { number: "2026000042".into(), at: Moment(1_795_424_400_000), answer: false };
    found.push(Example::new("segnala/grazie", pages::thanks(lang, &receipt, Channel::Web)));
    let again =
        Page { done: Some(pages::late(lang, &receipt)), ..pages::thanks(lang, &receipt, Channel::Web) };
    found.push(Example::new("segnala/grazie-di-nuovo", again));
    receipt.answer = true;
    found.push(Example::new("segnala/grazie-con-risposta", pages::thanks(lang, &receipt, Channel::Web)));
    found
}

fn step(lang: Lang, answers: &Answers, slug: &str, channel: Channel) -> Option<Page> {
    match replay(lang, answers, slug, NAME, 1, |talk| script(talk, "", channel)) {
        Turn::Step(page, None) => Some(*page),
        Turn::Step(page, Some(_)) => Some(page.of(words::title(lang))),
        Turn::Elsewhere(_) | Turn::Complete(..) => None,
    }
}

/// The first page as sent, with these fields filled.
fn answers(filled: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    for field in FIELDS {
        answers.set(field, "");
    }
    for (field, value) in filled {
        answers.set(*field, *value);
    }
    answers
}
