//! The citizen's drafts of long forms: each found again on the page where they were.

use a11y::page::{Block, Link, Notice, Page, Row, Section, Table, Tone};
use a11y::text::Lang;

use super::cases::{at, columns, first};
use super::{Listing, service_name, words};
use crate::services::drafts::records::Stored;
use crate::services::path;

/// The list of drafts.
pub(super) const LIST: Listing =
    Listing { slug: "bozze", what: "drafts", title: words::drafts, title_page: words::drafts_page };

/// How many of them the area's first page shows.
pub(super) const NEWEST: i64 = 3;

/// A page of the list; `deleted` right after one was deleted.
pub(super) fn list(lang: Lang, page: i64, drafts: &[Stored], deleted: bool) -> Page {
    let (shown, more) = first(drafts);
    let mut list = LIST.page(lang, page, more);
    if deleted {
        let body = vec![words::draft_deleted_what(lang).into()];
        list.done = Some(Notice { tone: Tone::Done, title: words::draft_deleted(lang), body });
    }
    if shown.is_empty() {
        return list.say(words::drafts_none(lang));
    }
    let rows = shown.iter().map(|draft| Row {
        header: service_name(lang, &draft.service),
        cells: vec![at(lang, draft.updated), draft.expires.date().into()],
        link: Some(go_on(lang, draft)),
        total: false,
    });
    list.with(Table {
        caption: words::newest_first(lang),
        columns: columns([words::draft_of(lang), words::draft_changed(lang), words::draft_until(lang)]),
        rows: rows.collect(),
    })
}

/// The newest drafts, on the area's first page.
pub(super) fn section(lang: Lang, drafts: &[Stored]) -> Option<Section> {
    let link = |draft: &Stored| {
        let note = words::draft_note(lang, draft.expires.date());
        go_on(lang, draft).noted(note)
    };
    let links: Vec<Link> = drafts.iter().map(link).collect();
    (!links.is_empty())
        .then(|| Section { heading: words::drafts_open(lang), body: vec![Block::Links(links)] })
}

/// The page of a draft where its citizen was.
fn go_on(lang: Lang, draft: &Stored) -> Link {
    let mut address = format!("{}/{}", draft.service, draft.id);
    if let Some(step) = draft.step.as_deref().filter(|step| !step.is_empty()) {
        address.push('/');
        address.push_str(step);
    }
    let service = service_name(lang, &draft.service);
    Link::inside(words::draft_go_on(lang, &service, &at(lang, draft.updated)), path(lang, &address))
}
