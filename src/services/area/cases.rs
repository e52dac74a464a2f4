//! The citizen's cases: their list, and each with its answers exactly as sent, its state and its life.

use a11y::page::{Block, Column, Confirmation, Link, Page, Row, Section, Table};
use a11y::text::{Lang, Text};

use super::history as letters;
use super::{Listing, NAME, ROWS, service_name, words};
use crate::clock::Moment;
use crate::ledger::letters::Listed;
use crate::ledger::{Case, CaseState};
use crate::services::{ALL, CaseNow, Channel, keep_copy, named, path, sent_blocks, without};

/// The list of cases.
pub(super) const LIST: Listing =
    Listing { slug: "pratiche", what: "cases", title: words::cases, title_page: words::cases_page };

/// One event of a case.
pub(crate) type Event = crate::ledger::records::Event;

/// The letter that a case asked for, of a citizen's, the newest first.
pub(super) fn letter_of<'a>(case: &Case, letters: &'a [Listed]) -> Option<&'a Listed> {
    let number = case.protocollo.to_string();
    letters.iter().find(|letter| letter.case.as_deref() == Some(number.as_str()))
}

/// A page of the list; one row more than is shown means that there is another page.
pub(super) fn list(lang: Lang, page: i64, cases: &[Case], letters: &[Listed]) -> Page {
    let (shown, more) = first(cases);
    let list = LIST.page(lang, page, more);
    if shown.is_empty() {
        return list.say(words::cases_none(lang));
    }
    let rows = shown.iter().map(|case| {
        let number = case.protocollo.to_string();
        Row {
            header: about(lang, case),
            cells: vec![Text::from(case.created.date()), state_now(lang, case, letter_of(case, letters))],
            link: Some(to_case(lang, &number)),
            total: false,
        }
    });
    list.with(Table {
        caption: words::newest_first(lang),
        columns: columns([words::case_about(lang), words::case_received(lang), words::case_state(lang)]),
        rows: rows.collect(),
    })
}

/// The link to a case.
pub(super) fn to_case(lang: Lang, number: &str) -> Link {
    Link::inside(words::case_open(lang, number), path(lang, &format!("{NAME}/{}/{number}", LIST.slug)))
}

/// What a case is about: in its service's words, or the service and the first of its answers, which tells an order from a
/// report.
fn about(lang: Lang, case: &Case) -> Text {
    let known = ALL.iter().find(|service| service.name() == case.service);
    if let Some(about) = known.and_then(|service| service.case_about(lang, case)) {
        return about;
    }
    let service = service_name(lang, &case.service);
    match case.answers.rows().next() {
        Some(first) => words::case_of(lang, &service, &first.value).private(),
        None => service,
    }
}

/// What its page is called, in words and in the window alike: what it is and its number, which tells two about the same
/// apart. Whom it is about is nothing for a window's title, so such a case has its service's name, and says what it is
/// about below.
fn title(lang: Lang, case: &Case) -> (Text, Option<Text>) {
    let known = named(&case.service).and_then(|service| service.case_title(lang, case));
    let what = known.unwrap_or_else(|| about(lang, case));
    let (name, below) = if what.is_private() || !case.answers.since.is_empty() {
        (service_name(lang, &case.service), Some(what))
    } else {
        (what, None)
    };
    (words::case_numbered(lang, &name, &case.protocollo.to_string()), below)
}

/// The rows to show of those read, and whether there are more.
pub(super) fn first<T>(read: &[T]) -> (&[T], bool) {
    let most = usize::try_from(ROWS).unwrap_or(usize::MAX);
    read.split_at_checked(most).map_or((read, false), |(shown, rest)| (shown, !rest.is_empty()))
}

/// Columns of words.
pub(super) fn columns<const N: usize>(headers: [Text; N]) -> Vec<Column> {
    headers.map(|header| Column { header, numeric: false }).to_vec()
}

/// A day and a time of day.
pub(super) fn at(lang: Lang, moment: Moment) -> Text {
    words::at(lang, moment.date(), moment.time())
}

/// A case: number, state and what follows; the answers as sent; its life.
///
/// Of a case that asked for a letter, that letter.
pub(super) fn page(
    lang: Lang,
    case: &Case,
    events: &[Event],
    letter: Option<&Listed>,
    now: CaseNow,
    channel: Channel,
) -> Page {
    let number = case.protocollo.to_string();
    let mut sent = sent_blocks(lang, case);
    // What was accepted is their end.
    let at = sent.len().saturating_sub(case.answers.words(lang).accepted.len());
    sent.splice(at..at, now.since.map(Block::from));
    now.void.into_iter().for_each(|heading| without(&mut sent, heading));
    sent.extend(keep_copy(lang, channel).map(Block::from));
    let mut follows = vec![words::state_is(lang, &state_now(lang, case, letter))];
    if letter.is_none() || case.state != CaseState::Sent {
        follows.push(now.state.unwrap_or_else(|| next(lang, case.state, events)));
    }
    // What the office says does not hide how far the letter has come.
    if let Some(letter) = letter.filter(|_| case.state != CaseState::Sent) {
        follows.push(letters::stands(lang, letter));
    }
    follows.extend(now.next);
    let (title, below) = title(lang, case);
    let page = Page::new(lang, title).of(words::title(lang));
    let page = below.into_iter().fold(page, Page::say).with(Confirmation {
        protocol: number,
        label: words::protocol(lang),
        date: case.created.date(),
        time: case.created.time(),
        next: follows,
    });
    let can = (!now.can.is_empty()).then_some(Block::Links(now.can));
    let page = can
        .into_iter()
        .fold(page, Page::with)
        .with(Section { heading: words::history(lang), body: vec![history(lang, events, letter).into()] })
        .with(Section { heading: words::sent_heading(lang), body: sent });
    now.link.into_iter().fold(page, Page::link)
}

/// How a case stands that an office has moved, with what it wrote: for the service's own page of what was sent.
pub(crate) fn moved(lang: Lang, case: &Case, events: &[Event]) -> Vec<Block> {
    if case.state == CaseState::Sent || events.first().is_some_and(|event| event.by_citizen) {
        return Vec::new();
    }
    let note = events.first().map(|event| &event.note).filter(|note| !note.is_empty());
    let note = note.map(|note| words::state_note(lang, &Text::name(note.clone())).private());
    let state = words::state_is(lang, &state(lang, case.state));
    std::iter::once(state).chain(note).map(Block::from).collect()
}

/// What has become of a case since it was sent, and of the letter it asked for: nothing while both stand as they did.
pub(crate) fn since_sent(lang: Lang, case: &Case, letter: Option<&Listed>) -> Vec<Text> {
    let moved = (case.state != CaseState::Sent).then(|| words::state_is(lang, &state(lang, case.state)));
    let letter =
        letter.filter(|letter| letter.state != "waiting").map(|letter| letters::stands(lang, letter));
    moved.into_iter().chain(letter).collect()
}

/// The life of a case; with notes only where the office has written one.
fn history(lang: Lang, events: &[Event], letter: Option<&Listed>) -> Table {
    let noted = events.iter().any(|event| !event.note.is_empty());
    let row = |event: &Event| {
        let mut cells = vec![state(lang, event.state)];
        if noted {
            let note = Some(&event.note).filter(|note| !note.is_empty());
            cells.push(note.map_or_else(|| words::no_note(lang), |note| Text::name(note.clone()).private()));
        }
        (event.at, Row { header: at(lang, event.at), cells, link: None, total: false })
    };
    let mut columns = columns([words::when(lang), words::case_state(lang), words::note(lang)]);
    columns.truncate(if noted { 3 } else { 2 });
    let mut rows: Vec<(Moment, Row)> = steps(lang, letter).collect();
    if noted {
        rows.iter_mut().for_each(|(_, row)| row.cells.push(words::no_note(lang)));
    }
    rows.extend(events.iter().map(row));
    // Stable: of one moment the order in which they came stays.
    rows.sort_by_key(|(when, _)| std::cmp::Reverse(*when));
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    Table { caption: words::history_caption(lang), columns, rows }
}

/// How far the letter has come that a case asked for, from its writing on, the newest first.
fn steps(lang: Lang, letter: Option<&Listed>) -> impl Iterator<Item = (Moment, Row)> {
    let was = |letter: &Listed, state: &str| Listed { state: state.to_owned(), ..letter.clone() };
    let answered = letter.and_then(|letter| Some((letter.acknowledged?, letter.clone())));
    let taken = letter.and_then(|letter| Some((letter.taken?, was(letter, "taken"))));
    let written = letter.map(|letter| (letter.created, was(letter, "queued")));
    [answered, taken, written].into_iter().flatten().map(move |(when, letter)| {
        let cells = vec![letters::named_state(lang, &letter)];
        (when, Row { header: at(lang, when), cells, link: None, total: false })
    })
}

/// The state of a case in words: that of the letter it asked for, until an office has moved it.
fn state_now(lang: Lang, case: &Case, letter: Option<&Listed>) -> Text {
    match letter.filter(|_| case.state == CaseState::Sent) {
        Some(letter) => letters::named_state(lang, letter),
        None => state(lang, case.state),
    }
}

/// A state in words.
pub(super) fn state(lang: Lang, state: CaseState) -> Text {
    match state {
        CaseState::Sent => words::state_sent(lang),
        CaseState::InProgress => words::state_in_progress(lang),
        CaseState::WaitingForDocuments => words::state_waiting(lang),
        CaseState::Accepted => words::state_accepted(lang),
        CaseState::Refused => words::state_refused(lang),
        CaseState::Withdrawn => words::state_withdrawn(lang),
        CaseState::Ended => words::state_ended(lang),
        CaseState::Superseded => words::state_superseded(lang),
        CaseState::TooMany => words::state_too_many(lang),
    }
}

fn is_decision(state: CaseState) -> bool {
    matches!(state, CaseState::Accepted | CaseState::Refused)
}

/// What happens next in a state.
pub(crate) fn next(lang: Lang, state: CaseState, events: &[Event]) -> Text {
    let newest = events.first().filter(|event| event.state == state && event.by_citizen);
    match state {
        CaseState::Sent => words::next_sent(lang),
        CaseState::InProgress => words::next_in_progress(lang),
        CaseState::WaitingForDocuments => words::next_waiting(lang),
        CaseState::Accepted => words::next_accepted(lang),
        CaseState::Refused => words::next_refused(lang),
        CaseState::Withdrawn => match newest {
            Some(event) => words::next_withdrawn_by_you(lang, event.at.date(), event.at.time()),
            None if events.iter().any(|event| is_decision(event.state)) => words::next_withdrawn_after(lang),
            None => words::next_withdrawn(lang),
        },
        CaseState::Ended => words::next_ended(lang),
        CaseState::Superseded => words::next_superseded(lang),
        CaseState::TooMany => words::next_too_many(lang),
    }
}
