//! What was begun and is gone: after the end of the session of somebody who is not signed in, or a draft after its days.

use a11y::page::{Link, Page, Target};

use super::Visit;
use crate::citizen::sessions;
use crate::clock::Moment;
use crate::services::Failure;
use crate::web::errors::{Problem, over_notice};
use crate::web::reply::Reply;

/// In the query of the page where one begins again.
pub(super) const BEGUN_ANEW: &str = "finita";

impl Visit<'_> {
    /// Tells that a draft is no more, where those that are left stand, and where another one begins.
    pub(super) fn no_draft(&mut self, begin: Link) -> Reply {
        let (problem, sending) = (Problem::NoDraft, self.asked.method == "POST");
        let told = (self.channel(), sending);
        let page = problem.page(self.lang, &self.portal.config, told, "").link(begin);
        self.show(problem.status(), page, None)
    }

    /// Tells that what was here is no more: a form gets the page that says so, a reader is led to where one begins again.
    /// A `late` form is of an older session than this one.
    pub(super) async fn over(&mut self, again: Link, late: bool) -> Result<Reply, Failure> {
        // It may be theirs as soon as they have signed in again.
        if self.ended.is_some() && !late {
            return Ok(self.sign_in());
        }
        let at = if late || self.session.is_none() { self.end_before().await? } else { None };
        if self.asked.method == "POST" {
            let problem = if late || self.session.is_none() { Problem::Over(at) } else { Problem::Spent };
            let told = (self.channel(), true);
            let page = problem.page(self.lang, &self.portal.config, told, "").link(again);
            return Ok(self.show(problem.status(), page, None));
        }
        let Target::Inside(to) = again.to else { return Ok(self.problem(Problem::NotFound)) };
        let to = format!("{to}?{BEGUN_ANEW}=1#{}", a11y::ids::DONE);
        let mut reply = Reply::see(&self.in_same_form(to));
        reply.set_cookies = std::mem::take(&mut self.set_cookies);
        Ok(reply)
    }

    /// Says on the page where one begins again why one is there.
    pub(super) async fn began_anew(&self, page: &mut Page) -> Result<(), Failure> {
        if self.query.get(BEGUN_ANEW).is_some() {
            // In the session of now there is nothing to say about the one before.
            let ended = if self.session.is_none() { self.end_before().await? } else { None };
            page.done = Some(over_notice(self.lang, ended));
        }
        Ok(())
    }

    /// When the session of nobody ended that this browser's cookie stood for last, as long as that is on record.
    async fn end_before(&self) -> Result<Option<Moment>, Failure> {
        let Some(before) = self.cookie.before_the_end() else { return Ok(None) };
        let found = sessions::find(&mut self.portal.db.reader().await?, before.digest()).await?;
        Ok(found.filter(|session| session.citizen.is_none()).map(|session| session.ends))
    }
}
