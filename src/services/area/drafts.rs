//! The citizen's drafts of long forms: each found again on the page where they were.

use a11y::page::{Block, Link, Notice, Page, Section, Tone};
use a11y::text::{Lang, Text};

use super::cases::{at, first};
use super::{Listing, ROWS, service_name, words};
use crate::seal::Keys;
use crate::services::application::DELETE;
use crate::services::drafts::records::Stored;
use crate::services::drafts::{Draft, MOST_OPEN};
use crate::services::{Failure, draft_address, named, path, told_apart};

/// The list of drafts.
pub(super) const LIST: Listing =
    Listing { slug: "bozze", what: "drafts", title: words::drafts, title_page: words::drafts_page };

/// How many of them the area's first page shows.
const NEWEST: usize = 3;

/// A draft, and whom it is about as far as that is answered.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) stored: Stored,
    pub(super) about: Option<Text>,
}

impl Found {
    /// Opens the drafts, to see whom they are about.
    ///
    /// # Errors
    /// [`Failure`]
    pub(super) fn all(lang: Lang, keys: &Keys, stored: Vec<Stored>) -> Result<Vec<Found>, Failure> {
        let open = |stored: Stored| {
            let answers = Draft::open(keys, stored.clone())?.answers;
            let about = named(&stored.service).and_then(|service| service.draft_about(lang, &answers));
            Ok(Found { stored, about })
        };
        stored.into_iter().map(open).collect()
    }

    /// What it is of; a form that is no more keeps its service's code.
    fn service(&self, lang: Lang) -> Text {
        let step = self.stored.step.as_deref().unwrap_or_default();
        let known = named(&self.stored.service).map(|service| service.draft_called(lang, step));
        known.unwrap_or_else(|| service_name(lang, &self.stored.service))
    }

    /// The page that asks whether to delete it: in the words of the link that opens it, so that both have one number.
    fn delete(&self, lang: Lang) -> Link {
        let (id, step) = (self.stored.id, self.stored.step.as_deref().unwrap_or_default());
        let known = named(&self.stored.service).map(|service| service.draft_deletion(id, step));
        let address = known.unwrap_or_else(|| draft_address(&self.stored.service, id, DELETE));
        let (service, changed) = (self.service(lang), at(lang, self.stored.updated));
        let text = match &self.about {
            None => words::draft_delete(lang, &service, &changed),
            Some(about) => words::draft_delete_about(lang, &service, about, &changed).private(),
        };
        Link::inside(text, path(lang, &address))
    }
}

/// Why one is at the list of all drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// To read it.
    Nothing,
    /// One was deleted just now.
    Deleted,
    /// Another one was to be begun, and there are too many.
    TooMany,
}

/// A page of the list of all drafts, and what is told first.
pub(super) fn list(lang: Lang, page: i64, drafts: &[Found], told: Told) -> Page {
    let skip = usize::try_from((page - 1) * ROWS).unwrap_or(usize::MAX).min(drafts.len());
    let (shown, more) = first(&drafts[skip..]);
    let mut list = LIST.page(lang, page, more);
    list.done = match told {
        Told::Nothing => None,
        Told::Deleted => {
            let body = vec![words::draft_deleted_what(lang).into()];
            Some(Notice { tone: Tone::Done, title: words::draft_deleted(lang), body })
        }
        Told::TooMany => {
            let body = vec![words::drafts_many_what(lang).into()];
            Some(Notice { tone: Tone::Warning, title: words::drafts_many(lang, MOST_OPEN), body })
        }
    };
    if shown.is_empty() {
        return list.say(words::drafts_none(lang));
    }
    // Counted among all.
    let links = drafts.iter().flat_map(|draft| [go_on(lang, draft), draft.delete(lang)]).collect();
    let links = told_apart(lang, links).into_iter().skip(2 * skip).take(2 * shown.len());
    list.say(words::drafts_order(lang)).with(Block::Links(links.collect()))
}

/// The newest of all drafts, on the area's first page.
pub(super) fn section(lang: Lang, drafts: &[Found]) -> Option<Section> {
    let mut links = told_apart(lang, drafts.iter().map(|draft| go_on(lang, draft)).collect());
    links.truncate(NEWEST);
    (!links.is_empty())
        .then(|| Section { heading: words::drafts_open(lang), body: vec![Block::Links(links)] })
}

/// The page of a draft where its citizen was; and until when it is kept.
fn go_on(lang: Lang, found: &Found) -> Link {
    let draft = &found.stored;
    let step = draft.step.as_deref().unwrap_or_default();
    let known = named(&draft.service).map(|service| service.draft_address(draft.id, step));
    let address = known.unwrap_or_else(|| draft_address(&draft.service, draft.id, step));
    let service = found.service(lang);
    let changed = at(lang, draft.updated);
    let text = match &found.about {
        None => words::draft_go_on(lang, &service, &changed),
        Some(about) => words::draft_go_on_about(lang, &service, about, &changed).private(),
    };
    Link::inside(text, path(lang, &address)).noted(words::draft_note(lang, draft.expires.date()))
}
