//! Forms that come after the end of their session, from a page of another one, or without the cookie of theirs.
//!
//! **Invariant**: such a form does nothing; what was typed is kept for its own citizen or shown again, secrets never.
//! **Invariant**: who is signed in is shown nothing of a page of another citizen.
//! **Invariant**: whose a form is, is told by its token, which no other page can know, or by the cookie it came with.

use a11y::page::{Input, Notice, Page, Question, Tone};
use a11y::text::Text;
use uuid::Uuid;

use super::framing::{REPEATED, sends};
use super::{Visit, own_pages, refill_with, split, tokens};
use crate::citizen::sessions::{self, Cookie, Session};
use crate::clock::Moment;
use crate::db::{Conn, DbError};
use crate::services::conversation::{self, Answers};
use crate::services::{Answer, Channel, Failure, Fields, drafts};
use crate::web::errors::{End, Kept, Problem};
use crate::web::reply::Reply;
use crate::web::words;

/// What a browser's cookie stands for at this moment.
pub(super) struct Found {
    /// What everything hangs on that is done now.
    pub(super) cookie: Cookie,
    /// The browser has it.
    pub(super) has_cookie: bool,
    /// Its session, if it has one.
    pub(super) session: Option<Session>,
    /// The session of a citizen that ended under it a short while ago.
    pub(super) ended: Option<Session>,
    /// None of this could be looked up.
    pub(super) unknown: bool,
}

impl Found {
    /// A browser without a cookie.
    pub(super) fn nothing() -> Found {
        Found::with(Cookie::fresh(), false)
    }

    /// A browser with a cookie that nothing is found by while the records are away.
    pub(super) fn unknown(cookie: Cookie) -> Found {
        Found { unknown: true, ..Found::with(cookie, true) }
    }

    fn with(cookie: Cookie, has_cookie: bool) -> Found {
        Found { cookie, has_cookie, session: None, ended: None, unknown: false }
    }
}

/// Finds what the cookie of a browser stands for; `None` if it is nothing here: a session of one kiosk is nothing anywhere
/// else, and one of a browser nothing at a kiosk.
///
/// Once its session has ended another cookie stands for it, which the browser gets with the next form: the next person
/// at this browser finds nothing that hangs on the ended one, and what they begin lasts as long as they are told,
/// however long the ended one stays on record.
pub(super) async fn found(
    conn: &mut Conn,
    sent: Cookie,
    here: Option<Uuid>,
    now: Moment,
) -> Result<Option<Found>, DbError> {
    let just_over = |session: &Session| session.citizen.is_some() && session.is_just_over(now);
    let mut ended = None;
    // The first one may be open again: the clock was wrong for a while.
    for cookie in [sent.first(), sent.clone()] {
        let last = cookie == sent;
        match sessions::find(conn, cookie.digest()).await? {
            Some(session) if session.kiosk != here => return Ok(None),
            Some(session) if session.is_open(now) => {
                return Ok(Some(Found { session: Some(session), ended, ..Found::with(cookie, true) }));
            }
            Some(session) if last => {
                let (cookie, ended) = (cookie.after_the_end(), ended.or(Some(session).filter(just_over)));
                return Ok(Some(Found { ended, ..Found::with(cookie, false) }));
            }
            None if last => return Ok(Some(Found { ended, ..Found::with(cookie, true) })),
            over => ended = over.filter(just_over),
        }
    }
    Ok(None)
}

impl Visit<'_> {
    /// Answers a form whose token is not that of this session.
    pub(super) async fn not_of_now(&mut self, token: &str, fields: Fields) -> Result<Reply, Failure> {
        let trace = sessions::trace(token);
        if let Some(citizen) = self.citizen() {
            return match tokens::is_of_another(&self.portal.keys, token, citizen) {
                true => self.of_another(trace, fields).await,
                false => self.stale(fields, false).await,
            };
        }
        // What the front door asks is nobody's: it is shown again at once.
        if own_pages::page(self).await?.is_some() {
            return self.stale(fields, false).await;
        }
        let of_page = self.of_page(trace).await?;
        if self.path == ["esci"] {
            if let Some((session, End::Lost)) = of_page {
                self.end(session.digest, Some(trace)).await?;
            }
            return Ok(self.see(own_pages::SIGNED_OUT));
        }
        // One of a kiosk has no trace: its cookie tells it.
        let keys = &self.portal.keys;
        let of_cookie =
            self.ended.clone().filter(|ended| tokens::is_of(keys, token, ended.digest, ended.citizen));
        match of_page.or(of_cookie.map(|ended| (ended.clone(), End::of(&ended)))) {
            Some((session, how)) => {
                let kept = self.keep_for(&session, fields).await?;
                Ok(self.problem(Problem::Ended { how, kept }))
            }
            None => {
                let of_citizen = tokens::is_of_another(&self.portal.keys, token, Uuid::nil());
                self.stale(fields, of_citizen).await
            }
        }
    }

    /// A form from a page of another citizen, who used this browser before: who is signed in now sees nothing of it, and
    /// it is kept for whose it is as long as that is on record.
    async fn of_another(&mut self, trace: [u8; 32], fields: Fields) -> Result<Reply, Failure> {
        let kept = match self.of_page(trace).await? {
            Some((theirs, _)) => self.keep_for(&theirs, fields).await? == Kept::Form,
            None => false,
        };
        Ok(self.problem(Problem::Anothers { kept }))
    }

    /// The session of the page with this trace, and what became of it, if that is not too long ago.
    async fn of_page(&self, trace: [u8; 32]) -> Result<Option<(Session, End)>, Failure> {
        let mut conn = self.portal.db.reader().await?;
        let found = sessions::traced(&mut conn, trace).await?.filter(|_| self.kiosk.is_none());
        Ok(found.and_then(|session| {
            let how = match session.ends {
                _ if session.is_open(self.now) => End::Lost,
                _ if !session.is_just_over(self.now) => return None,
                at if session.digest == trace => End::Left(at),
                _ => End::of(&session),
            };
            Some((session, how))
        }))
    }

    /// A form that is not of the session of now: kept, sealed, for an hour and for its citizen; secrets never.
    async fn keep_for(&self, theirs: &Session, fields: Fields) -> Result<Kept, Failure> {
        // Who asked for more time a moment too late has typed into the page that they were at.
        match own_pages::page_before(self, &fields) {
            Some(here) => {
                let (segments, query) = split(&here);
                self.there(&segments, query).keep_late(theirs, fields).await
            }
            None => self.keep_late(theirs, fields).await,
        }
    }

    /// Keeps the form of this page, if it is a service's.
    async fn keep_late(&self, ended: &Session, fields: Fields) -> Result<Kept, Failure> {
        let (Some(citizen), Some(service)) = (ended.citizen, self.service()) else {
            return Ok(Kept::Nothing);
        };
        // The page says which of its fields are secret; it is built for its citizen and shown to nobody.
        let mut call = self.call(self.query_of_page(), service);
        call.context.citizen = Some(citizen);
        call.context.level = ended.level;
        call.context.session = ended.digest;
        let Answer::Show(shown) = service.get(&call).await? else { return Ok(Kept::Nothing) };
        let typed = without_secrets(&shown.page, fields);
        if typed.0.iter().any(|(_, value)| !value.trim().is_empty()) {
            drafts::keep_late(self.portal, citizen, self.path.join("/"), typed, self.now).await?;
            return Ok(Kept::Form);
        }
        let secret = shown.page.questions().into_iter().any(is_secret);
        Ok(if secret { Kept::NoSecret } else { Kept::Nothing })
    }

    /// Whether a form may wait for its citizen on this page: one that is filled in and sent.
    pub(super) fn may_have_late(&self, page: &Page) -> bool {
        self.citizen().is_some() && sends(page) && !page.questions().is_empty()
    }

    /// The form that waits for its citizen on this page, until it is sent or its time is over.
    pub(super) async fn late_form(&self) -> Result<Option<Fields>, Failure> {
        let Some(citizen) = self.citizen() else { return Ok(None) };
        drafts::late(self.portal, citizen, self.path.join("/"), self.now).await
    }

    /// Whether a form that waits here may still find its page, now or once one may open it.
    pub(super) fn may_be_filled(&self, answer: &Answer) -> bool {
        match answer {
            Answer::Show(shown) => self.may_have_late(&shown.page),
            Answer::SignIn(_) | Answer::BadForm => true,
            _ => false,
        }
    }

    /// Forgets it, now that what stands on the page was sent, or that its page is no more. Where that fails it waits until
    /// its time is over: what was done is done, and is told so.
    pub(super) async fn forget_late(&self) {
        let Some(citizen) = self.citizen() else { return };
        if let Err(failure) = drafts::forget_late(self.portal, citizen, self.path.join("/")).await {
            tracing::warn!(service = self.service_name(), %failure, "a late form is not forgotten: it goes after its time");
        }
    }

    /// A form with a token of another session, or none: its page again, filled and unsent. What was begun `of_citizen`
    /// waits for them, though nothing tells any more who they are.
    async fn stale(&mut self, fields: Fields, of_citizen: bool) -> Result<Reply, Failure> {
        match own_pages::page_before(self, &fields) {
            Some(here) => {
                let (segments, query) = split(&here);
                self.there(&segments, query).again(&fields, of_citizen).await
            }
            None => self.again(&fields, of_citizen).await,
        }
    }

    async fn again(&mut self, fields: &Fields, of_citizen: bool) -> Result<Reply, Failure> {
        // A browser that keeps no cookies comes here each time, whatever the page: it is told what would help. In one on
        // whose page a citizen was signed in they are kept; signing out took the cookie away.
        let cookie = of_citizen || self.asked.session(self.portal.config.is_secure()).is_some();
        let lang = self.lang;
        let at_kiosk = self.channel() == Channel::Kiosk;
        let why = match cookie {
            _ if at_kiosk => words::kiosk_again_old(lang),
            true => words::again_old(lang),
            false => words::again_no_cookie(lang),
        };
        let not_done = if cookie { Problem::NotDone } else { Problem::NoCookie };
        if let Some(mut page) = own_pages::page(self).await? {
            refill(&mut page, fields, why);
            return Ok(self.show(403, page, None));
        }
        let Some(service) = self.service() else { return Ok(self.problem(not_done)) };
        if service.level() > self.level() {
            return Ok(self.problem(Problem::Gone));
        }
        match service.get(&self.call(self.query_of_page(), service)).await? {
            Answer::Show(shown) if sends(&shown.page) => {
                let mut page = shown.page;
                if page.questions().is_empty() {
                    let told = match cookie {
                        _ if at_kiosk => (words::kiosk_not_done_title(lang), words::kiosk_not_done(lang)),
                        true => (words::not_done_title(lang), words::not_done(lang)),
                        false => (words::not_done_title(lang), words::not_done_no_cookie(lang)),
                    };
                    without_effect(&mut page, told);
                } else {
                    refill(&mut page, fields, why);
                }
                Ok(self.show(403, page, shown.back))
            }
            Answer::Over(_) if of_citizen => Ok(self.problem(Problem::Gone)),
            Answer::Over(again) => self.over(again, true).await,
            // What is theirs alone in a service that is open to all: they signed out in another tab.
            Answer::SignIn(_) => Ok(self.problem(Problem::Gone)),
            _ => Ok(self.problem(not_done)),
        }
    }

    /// Where one who has to sign in comes back to: this page, unless it only takes forms for the front door.
    pub(super) fn way_back(&self) -> String {
        let here = match own_pages::page_before(self, &Fields::default()) {
            Some(here) => here.splitn(3, '/').nth(2).unwrap_or("").to_owned(),
            None if self.service().is_some() => self.path.join("/"),
            None => String::new(),
        };
        if here.is_empty() || here.starts_with("accedi") || here.len() > REPEATED {
            return String::new();
        }
        self.in_same_form(here)
    }
}

fn warning(title: Text, what: Text) -> Notice {
    Notice { tone: Tone::Warning, title, body: vec![what.into()] }
}

/// Says on a page without questions that what was chosen did nothing, and why.
pub(in crate::web) fn without_effect(page: &mut Page, (title, why): (Text, Text)) {
    page.done = Some(warning(title, why));
}

/// Fills a page's questions with what was typed before, and says that nothing was sent.
pub(in crate::web) fn refill(page: &mut Page, fields: &Fields, why: Text) {
    page.done = Some(warning(words::again_title(page.lang), why));
    let typed = without_secrets(page, fields.clone());
    refill_with(page, &Answers::from(&typed));
}

fn is_secret(question: &Question) -> bool {
    matches!(question.input, Input::Secret { .. } | Input::CardSignature { .. })
}

/// What was typed, without the secrets and without what the page does not ask.
pub(super) fn without_secrets(page: &Page, fields: Fields) -> Fields {
    let questions = page.questions();
    let misplaced = |name: &String, typed: &str| {
        let mut of_name = questions.iter().filter(|question| question.name == *name);
        of_name.any(|question| conversation::is_misplaced(question, typed, &questions))
    };
    let known: Vec<String> = questions
        .iter()
        .copied()
        .filter(|question| !is_secret(question))
        .flat_map(conversation::names)
        .collect();
    Fields(
        fields
            .0
            .into_iter()
            .filter(|(name, typed)| known.contains(name) && !misplaced(name, typed))
            .collect(),
    )
}
