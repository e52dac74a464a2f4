//! Letters and encounters: what the institute has sent the citizen, and every contact they had.

use a11y::page::{Page, Row, Table};
use a11y::text::{Lang, Text};

use super::cases::{at, columns, first, to_case};
use super::{Listing, service_name, words};
use crate::clock::Moment;
use crate::ledger::letters::{Delivery, Listed};

/// The list of letters.
pub(super) const LETTERS: Listing =
    Listing { slug: "lettere", what: "letters", title: words::letters, title_page: words::letters_page };

/// The list of encounters.
pub(super) const MET: Listing =
    Listing { slug: "storia", what: "encounters", title: words::met, title_page: words::met_page };

pub(super) use crate::ledger::records::Met;

/// A page of the letters: which, how and how far; never what is in one.
pub(super) fn letters(lang: Lang, page: i64, letters: &[Listed]) -> Page {
    let (shown, more) = first(letters);
    let list = LETTERS.page(lang, page, more);
    if shown.is_empty() {
        return list.say(words::letters_none(lang));
    }
    let rows = shown.iter().map(|letter| Row {
        header: kind(lang, &letter.kind),
        cells: vec![letter.delivery.map_or_else(Text::default, |way| by(lang, way)), state(lang, letter)],
        link: letter.case.as_deref().map(|number| to_case(lang, number)),
        total: false,
    });
    list.say(words::letters_secret(lang)).with(Table {
        caption: words::newest_first(lang),
        columns: columns([words::letter(lang), words::letter_how(lang), words::case_state(lang)]),
        rows: rows.collect(),
    })
}

pub(super) fn kind(lang: Lang, kind: &str) -> Text {
    match kind {
        "pin" => words::letter_pin(lang),
        "slow-down" => words::letter_slow_down(lang),
        "contribution-statement" => words::letter_statement(lang),
        _ => words::letter_other(lang),
    }
}

pub(super) fn by(lang: Lang, way: Delivery) -> Text {
    match way {
        Delivery::Print => words::by_print(lang),
        Delivery::Letter => words::by_letter(lang),
        Delivery::Braille => words::by_braille(lang),
        Delivery::Call => words::by_call(lang),
    }
}

/// How far a letter is, or the call that stands for it.
pub(super) fn state(lang: Lang, letter: &Listed) -> Text {
    let written = letter.created.date();
    let taken = letter.taken.map_or(written, Moment::date);
    let answered = letter.acknowledged.map_or(written, Moment::date);
    match (letter.state.as_str(), is_call(letter)) {
        ("taken", false) => words::letter_taken(lang, taken),
        ("taken", true) => words::call_taken(lang, taken),
        ("acknowledged", false) => words::letter_delivered(lang, answered),
        ("acknowledged", true) => words::call_made(lang, answered),
        ("returned", false) => words::letter_returned(lang, answered),
        ("returned", true) => words::call_failed(lang, answered),
        ("cancelled", false) => words::letter_cancelled(lang, answered),
        ("cancelled", true) => words::call_cancelled(lang, answered),
        (_, false) => words::letter_waiting(lang, written),
        (_, true) => words::call_waiting(lang, written),
    }
}

/// Nobody posts it: a person reads it out by telephone.
fn is_call(letter: &Listed) -> bool {
    letter.delivery == Some(Delivery::Call)
}

/// What it is, with how far it is: in place of the state of its case.
pub(super) fn named_state(lang: Lang, letter: &Listed) -> Text {
    let state = state(lang, letter);
    if is_call(letter) { words::state_call(lang, &state) } else { words::state_letter(lang, &state) }
}

/// The same as a sentence, beside the state of its case.
pub(super) fn stands(lang: Lang, letter: &Listed) -> Text {
    let state = state(lang, letter);
    if is_call(letter) { words::call_is(lang, &state) } else { words::letter_is(lang, &state) }
}

/// A page of the encounters, each as a sentence; `by_pin` says that the institute's PIN is in use here.
pub(super) fn met(lang: Lang, page: i64, met: &[Met], by_pin: bool) -> Page {
    let (shown, more) = first(met);
    let list = MET.page(lang, page, more);
    if shown.is_empty() {
        return list.say(words::met_none(lang));
    }
    let rows = shown.iter().map(|met| Row {
        header: at(lang, met.at),
        cells: vec![words::door(lang, &met.channel), did(lang, &met.service, &met.outcome)],
        link: met.case.as_deref().map(|number| to_case(lang, number)),
        total: false,
    });
    let strange = if by_pin { words::met_strange(lang) } else { words::met_strange_call(lang) };
    list.say(strange).with(Table {
        caption: words::newest_first(lang),
        columns: columns([words::when(lang), words::met_where(lang), words::met_what(lang)]),
        rows: rows.collect(),
    })
}

/// What happened, as a sentence to the citizen.
pub(super) fn did(lang: Lang, service: &str, outcome: &str) -> Text {
    let name = || service_name(lang, service);
    match outcome {
        "signed-in" => words::did_sign_in(lang),
        "slowed-down" => words::did_slow_down(lang),
        "pin-requested" => words::did_request_pin(lang),
        "pin-activated" => words::did_activate_pin(lang),
        "pin-changed" => words::did_change_pin(lang),
        "pin-revoked" => words::did_revoke_pin(lang),
        "pin-raised" => words::did_raise_pin(lang),
        "pin-letter-again" => words::did_ask_letter(lang),
        "read" => words::did_read(lang, &name()),
        "downloaded" => words::did_download(lang, &name()),
        "error-reported" => words::did_report(lang, &name()),
        "sent" if service == "estratto-conto" => words::did_order(lang, &name()),
        "sent" => words::did_send(lang, &name()),
        "withdrawn" => words::did_withdraw(lang, &name()),
        "ended" => words::did_end(lang, &name()),
        _ => words::did_use(lang, &name()),
    }
}
