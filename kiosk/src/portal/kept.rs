//! Public pages that were fetched already, for when the portal is away.
//!
//! **Invariant**: for everyone nothing of anybody is kept: a page is, only if it is public, nobody is signed in, it has no
//! token, and no session was told to the portal for it.
//! **Invariant**: what one citizen was shown of the public pages is kept for them alone, and goes with their session.
//! **Invariant**: in memory only, and bounded.

use std::collections::{BTreeMap, VecDeque};

use a11y::page::{Envelope, Method};
use jiff::civil::Time;

/// The most pages.
const PAGES: usize = 64;

/// The most bytes of all of them, as they travelled.
const BYTES: usize = 2 << 20;

/// The pages, by their addresses.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pages: BTreeMap<String, Old>,
    /// The addresses, the oldest first.
    order: VecDeque<String>,
    bytes: usize,
}

#[derive(Debug)]
struct Old {
    envelope: Envelope,
    bytes: usize,
    at: Time,
}

impl Kept {
    /// Keeps a page that was got at this time, if it is everyone's; `bytes` is what it weighs.
    pub(super) fn keep(&mut self, address: &str, envelope: &Envelope, bytes: usize, at: Time) {
        let address = bare(address);
        // What someone looked for is theirs, on a page for everyone too.
        if address.contains('?') || !is_everyones(envelope) || bytes > BYTES / 4 {
            return;
        }
        self.forget(address);
        while self.order.len() >= PAGES || self.bytes + bytes > BYTES {
            let Some(oldest) = self.order.front().cloned() else { break };
            self.forget(&oldest);
        }
        self.bytes += bytes;
        self.order.push_back(address.to_owned());
        self.pages.insert(address.to_owned(), Old { envelope: envelope.clone(), bytes, at });
    }

    /// The same for the citizen alone who was shown it: a public page, without who they are.
    pub(super) fn keep_shown(&mut self, address: &str, envelope: &Envelope, bytes: usize, at: Time) {
        let mut shown = envelope.clone();
        (shown.frame.token, shown.frame.session_end) = (None, None);
        "anonymous".clone_into(&mut shown.frame.level);
        self.keep(address, &shown, bytes, at);
    }

    /// The page of this address, and when it was got.
    pub(super) fn find(&self, address: &str) -> Option<(Envelope, Time)> {
        self.pages.get(bare(address)).map(|old| (old.envelope.clone(), old.at))
    }

    fn forget(&mut self, address: &str) {
        if let Some(old) = self.pages.remove(address) {
            self.bytes -= old.bytes;
            self.order.retain(|kept| kept != address);
        }
    }
}

/// Without the place inside the page.
fn bare(address: &str) -> &str {
    address.split('#').next().unwrap_or("")
}

/// Whether a page says the same to everyone: public, of nobody, and without a form to send.
fn is_everyones(Envelope { frame, page, .. }: &Envelope) -> bool {
    let sends = page.form.as_ref().is_some_and(|form| form.method == Method::Post);
    frame.status == 200
        && !page.private
        && page.done.is_none()
        && frame.token.is_none()
        && frame.session_end.is_none()
        && matches!(frame.level.as_str(), "" | "anonymous")
        && !sends
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use a11y::page::{Frame, Page, WIRE_VERSION};
    use a11y::text::{Lang, Text};
    use jiff::civil::time;

    use super::*;

    fn page(title: &str) -> Envelope {
        let frame = Frame { status: 200, level: "anonymous".into(), ..Frame::default() };
        let page = Page::new(Lang::It, Text::plain(title.to_owned())).public();
        Envelope { version: WIRE_VERSION, frame, page }
    }

    #[test]
    fn a_public_page_is_found_with_its_time_and_whatever_is_somebodys_is_not_kept() {
        let mut kept = Kept::default();
        kept.keep("/it/sedi#titolo", &page("Sedi"), 100, time(9, 5, 0, 0));
        let (found, at) = kept.find("/it/sedi").unwrap();
        assert_eq!((found, at), (page("Sedi"), time(9, 5, 0, 0)));
        let bent: [fn(&mut Envelope); 7] = [
            |e| e.page.private = true,
            |e| e.frame.level = "reader".into(),
            |e| e.frame.level = "claimed".into(),
            |e| e.frame.token = Some("t".into()),
            |e| e.frame.session_end = Some(time(9, 0, 0, 0)),
            |e| e.frame.status = 403,
            |e| e.page = e.page.clone().submit(Text::plain("Invia")),
        ];
        for bend in bent {
            let mut envelope = page("Altro");
            bend(&mut envelope);
            kept.keep("/it/altro", &envelope, 100, time(9, 5, 0, 0));
            assert_eq!(kept.find("/it/altro"), None);
        }
    }

    #[test]
    fn of_what_a_citizen_was_shown_the_public_pages_are_kept_without_who_they_are() {
        let mut shown = Kept::default();
        let mut envelope = page("Sedi");
        (envelope.frame.level, envelope.frame.token) = ("reader".into(), Some("t".into()));
        shown.keep_shown("/it/sedi", &envelope, 100, time(9, 5, 0, 0));
        assert_eq!(shown.find("/it/sedi").unwrap().0, page("Sedi"));
        envelope.page.private = true;
        shown.keep_shown("/it/area", &envelope, 100, time(9, 5, 0, 0));
        assert_eq!(shown.find("/it/area"), None);
    }

    #[test]
    fn what_someone_looked_for_is_not_kept() {
        let mut kept = Kept::default();
        kept.keep("/it/sedi?dove=roma", &page("Sedi"), 100, time(9, 5, 0, 0));
        assert!(kept.pages.is_empty());
    }

    #[test]
    fn it_is_bounded_in_pages_and_in_bytes_and_the_oldest_go() {
        let mut kept = Kept::default();
        for n in 0..200 {
            kept.keep(&format!("/it/{n}"), &page("Pagina"), 1_000, time(9, 0, 0, 0));
        }
        assert_eq!((kept.pages.len(), kept.order.len(), kept.bytes), (PAGES, PAGES, PAGES * 1_000));
        assert!(kept.find("/it/199").is_some() && kept.find("/it/135").is_none());
        for n in 0..20 {
            kept.keep(&format!("/en/{n}"), &page("Page"), BYTES / 8, time(9, 0, 0, 0));
            assert!(kept.bytes <= BYTES);
        }
        kept.keep("/it/huge", &page("Enorme"), BYTES, time(9, 0, 0, 0));
        assert_eq!(kept.find("/it/huge"), None);
        kept.keep("/en/19", &page("Page"), 10, time(9, 1, 0, 0));
        assert_eq!(kept.find("/en/19").unwrap().1, time(9, 1, 0, 0), "the newer takes its place");
        assert_eq!(kept.pages.len(), kept.order.len());
    }
}
