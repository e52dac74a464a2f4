//! More time, asked for on any page: what was typed there is kept meanwhile, sealed, and shown again.

use a11y::page::Page;

use super::{MORE_TIME, Visit, is_segment, late, refill_with, split};
use crate::services::conversation::Answers;
use crate::services::drafts::Draft;
use crate::services::{Answer, Call, Failure, Fields};
use crate::web::reply::Reply;
use crate::web::{forms, own_pages};

impl<'a> Visit<'a> {
    /// The same visit at another address of this language.
    pub(super) fn there<'b>(&self, segments: &'b [String], query: &str) -> Visit<'b>
    where
        'a: 'b,
    {
        Visit {
            path: segments.iter().map(String::as_str).filter(|segment| is_segment(segment)).collect(),
            query: forms::parse(query.as_bytes()).unwrap_or_default(),
            cookie: self.cookie.clone(),
            session: self.session.clone(),
            ended: None,
            kiosk: self.kiosk.clone(),
            set_cookies: Vec::new(),
            ..*self
        }
    }

    /// Back to the page at `here` after more time was asked for there. What was typed is kept for it, sealed, and sent to
    /// no service; secrets never.
    pub(crate) async fn see_again(&mut self, here: &str, fields: &Fields) -> Result<Reply, Failure> {
        let (segments, query) = split(here);
        let there = self.there(&segments, query);
        let page = match own_pages::page(&there).await? {
            Some(page) => Some(page),
            None => match there.service().filter(|service| service.level() <= there.level()) {
                Some(service) => match service.get(&there.call(there.query_of_page(), service)).await? {
                    Answer::Show(shown) => Some(shown.page),
                    _ => None,
                },
                None => return Ok(self.see("")),
            },
        };
        let typed = page.map(|page| late::without_secrets(&page, fields.clone())).unwrap_or_default();
        let mut draft = there.typed().await?;
        draft.answers = Answers::from(&typed);
        // A browser that sends the small form alone still holds what was typed.
        if !typed.0.is_empty() {
            draft.keep(&there.bare_call(), "web").await?;
        } else if draft.found.is_some() {
            draft.forget(&there.bare_call()).await?;
        }
        let address = there.address();
        let and = if address.contains('?') { '&' } else { '?' };
        let mut reply = Reply::see(&format!("{address}{and}{MORE_TIME}=1#{}", a11y::ids::DONE));
        reply.set_cookies = std::mem::take(&mut self.set_cookies);
        Ok(reply)
    }

    /// Says on a page that there is more time, where it was asked for a while ago, and fills in what was typed then; whether
    /// there was anything.
    pub(crate) async fn given_time(&self, page: &mut Page) -> Result<bool, Failure> {
        let Some(session) = self.session.as_ref().filter(|_| self.query.get(MORE_TIME).is_some()) else {
            return Ok(false);
        };
        page.done = Some(own_pages::has_more_time(self.lang, session.ends));
        let draft = self.typed().await?;
        // The address may be opened again on another day.
        let typed = draft.found.is_some() && draft.updated.plus(session.length) > self.now;
        if typed {
            refill_with(page, &draft.answers);
        }
        Ok(typed)
    }

    /// What was typed on this page when more time was asked for.
    async fn typed(&self) -> Result<Draft, Failure> {
        Draft::of_page(&self.bare_call(), &format!("{MORE_TIME}/{}", self.path.join("/"))).await
    }

    /// A call of no service.
    fn bare_call(&self) -> Call<'a> {
        let (context, portal) = (self.context(), self.portal);
        let (fields, query) = (Fields::default(), Fields::default());
        Call { context, service: "", path: Vec::new(), fields, query, portal }
    }
}
