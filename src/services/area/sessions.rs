//! The citizen's open sessions, of which each but this one can be ended, and all of those at once.

use a11y::page::{Notice, Page, Row, Send, Table, Tone};
use a11y::text::{Lang, Text};

use super::cases::{at, columns};
use super::words;
use crate::citizen::sessions::Listed;
use crate::services::path;

/// Its address.
pub(super) const ADDRESS: &str = "area/sessioni";

/// Its address after a session was ended.
pub(super) const DONE: &str = "area/sessioni?fatto=1#fatto";

/// Its address after all others were.
pub(super) const ALL_DONE: &str = "area/sessioni?fatto=tutte#fatto";

/// The hidden field that names a session.
pub(super) const NUMBER: &str = "numero";

/// The hidden field that means all of them, and its value: but this one.
pub(super) const ALL: &str = "tutte";
pub(super) const OTHERS: &str = "altre";

/// What was just ended.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ended {
    /// One session.
    One,
    /// All but this one.
    Others,
}

impl Ended {
    /// As the address says it.
    pub(super) fn of(code: &str) -> Ended {
        if code == ALL { Ended::Others } else { Ended::One }
    }
}

/// The page; `ended` right after one or all others were ended.
pub(super) fn page(lang: Lang, open: &[Listed], ended: Option<Ended>) -> Page {
    let numbered = || (1_i64..).zip(open);
    let rows = numbered().map(|(number, session)| Row {
        header: match session.this {
            true => words::session_this(lang, number, &device(lang, session)),
            false => words::session_row(lang, number, &device(lang, session)),
        },
        cells: vec![at(lang, session.began), at(lang, session.seen)],
        link: None,
        total: false,
    });
    let mut page = Page::new(lang, words::sessions(lang))
        .of(words::title(lang))
        .say(words::sessions_intro(lang))
        .with(Table {
            caption: words::sessions_caption(lang),
            columns: columns([
                words::session_device(lang),
                words::session_began(lang),
                words::session_seen(lang),
            ]),
            rows: rows.collect(),
        });
    // First, so that nobody ends them one by one before they find it; of one other, its own button says it all.
    if open.iter().filter(|session| !session.this).count() > 1 {
        page = page.send(Send {
            label: words::sessions_end(lang),
            address: path(lang, ADDRESS),
            fields: vec![(ALL.to_owned(), OTHERS.to_owned())],
            primary: false,
        });
    }
    for (number, session) in numbered().filter(|(_, session)| !session.this) {
        let (date, time) = (session.began.date(), session.began.time());
        page = page.send(Send {
            label: words::session_end(lang, number, &device(lang, session), date, time),
            address: path(lang, ADDRESS),
            fields: vec![(NUMBER.to_owned(), session.number.clone())],
            primary: false,
        });
    }
    page.done = ended.map(|ended| {
        let (title, what) = match ended {
            Ended::One => (words::session_ended(lang), words::session_ended_what(lang)),
            Ended::Others => (words::sessions_ended(lang), words::sessions_ended_what(lang)),
        };
        Notice { tone: Tone::Done, title, body: vec![what.into()] }
    });
    page
}

/// What its browser is called.
pub(super) fn device(lang: Lang, session: &Listed) -> Text {
    if session.device.is_empty() { words::session_unknown(lang) } else { Text::name(session.device.clone()) }
}
