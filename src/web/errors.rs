//! Error pages: Pages like the rest, in the citizen's language, that say what is saved and what to do.

use a11y::page::{Block, Link, Notice, Page, Section, Tone};
use a11y::text::{Lang, Span, Text};

use super::forms::{self, FormProblem};
use super::words;
use crate::citizen::sessions::Session;
use crate::clock::Moment;
use crate::config::Config;
use crate::kiosks::Refusal;
use crate::services::{Channel, drafts, path};

/// Why there is no ordinary answer. Each has one HTTP status; nowhere else is one chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Nothing at this address.
    NotFound,
    /// The form did not come from a page of ours.
    Forbidden,
    /// The address is not used with this method.
    Method,
    /// None of our formats is taken.
    Format,
    /// The body is too large.
    Large,
    /// The body is no form of ours.
    Form(FormProblem),
    /// What came is no HTTP.
    Unread,
    /// A request did not come in time.
    Slow,
    /// The head of a request is too large.
    Head,
    /// The address of a request is too long.
    Address,
    /// The portal failed.
    Failed,
    /// The portal has too much to do.
    Busy,
    /// The database cannot be reached.
    NoRecords,
    /// A button of a page that is not open any more: opened long ago, or in another tab.
    NotDone,
    /// A button of a page whose cookie did not come with it.
    NoCookie,
    /// There is no session any more: signed out, perhaps in another tab, or no cookies.
    Gone,
    /// There is no session any more of who was signed in on this page.
    Ended {
        /// What became of it.
        how: End,
        /// What of a form that came too late is kept.
        kept: Kept,
    },
    /// The page was of somebody else, who used this browser before.
    Anothers {
        /// What they had typed is kept for them.
        kept: bool,
    },
    /// What was typed by somebody who is not signed in went with their session, which ended then if that is known.
    Over(Option<Moment>),
    /// There are no answers at an address that had some, in a session that stands: they were sent, or were of another one.
    Spent,
    /// A draft was deleted, by its citizen or after its days.
    NoDraft,
    /// A draft has no room for what was sent.
    Full,
    /// A kiosk's signature is not taken.
    Kiosk(Refusal),
}

/// What became of a session whose form comes too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// It ended by itself then.
    Over(Moment),
    /// It was closed then from another one of its citizen's, there or by a change of the PIN.
    Closed(Moment),
    /// Its citizen signed out then, perhaps in another tab.
    Left(Moment),
    /// It stands, but the browser has lost its cookie.
    Lost,
}

impl End {
    /// How a session ended that has.
    pub(crate) fn of(session: &Session) -> End {
        if session.was_closed() { End::Closed(session.ends) } else { End::Over(session.ends) }
    }
}

/// What of a form that came after its session's end is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// What was typed.
    Form,
    /// There were only secrets.
    NoSecret,
    /// Nothing was typed.
    Nothing,
}

/// The status of a page that says until when its place is slowed down, after too many wrong tries, or has sent enough.
pub(crate) const SLOWED: u16 = 429;

/// After how many seconds a busy portal is to be asked again.
pub(crate) const RETRY_AFTER: u32 = 10;

impl Problem {
    /// Every kind, for the gallery.
    pub(crate) const ALL: [Problem; 36] = [
        Problem::NotFound,
        Problem::Forbidden,
        Problem::Method,
        Problem::Format,
        Problem::Large,
        Problem::Form(FormProblem::MediaType),
        Problem::Form(FormProblem::Charset),
        Problem::Form(FormProblem::Control),
        Problem::Form(FormProblem::Fields),
        Problem::Form(FormProblem::Broken),
        Problem::Unread,
        Problem::Slow,
        Problem::Head,
        Problem::Address,
        Problem::Failed,
        Problem::Busy,
        Problem::NoRecords,
        Problem::NotDone,
        Problem::NoCookie,
        Problem::Gone,
        Problem::Ended { how: End::Left(Moment(1_792_000_000_000)), kept: Kept::Form },
        Problem::Ended { how: End::Lost, kept: Kept::Form },
        Problem::Ended { how: End::Closed(Moment(1_792_000_000_000)), kept: Kept::Nothing },
        Problem::Ended { how: End::Over(Moment(1_792_000_000_000)), kept: Kept::Form },
        Problem::Ended { how: End::Over(Moment(1_792_000_000_000)), kept: Kept::NoSecret },
        Problem::Ended { how: End::Over(Moment(1_792_000_000_000)), kept: Kept::Nothing },
        Problem::Anothers { kept: true },
        Problem::Anothers { kept: false },
        Problem::Over(Some(Moment(1_792_000_000_000))),
        Problem::Over(None),
        Problem::Spent,
        Problem::NoDraft,
        Problem::Full,
        Problem::Kiosk(Refusal::Signature),
        Problem::Kiosk(Refusal::Unknown),
        Problem::Kiosk(Refusal::Clock),
    ];

    /// Its HTTP status.
    pub(crate) fn status(self) -> u16 {
        match self {
            Problem::NotFound => 404,
            Problem::Forbidden
            | Problem::NotDone
            | Problem::NoCookie
            | Problem::Gone
            | Problem::Ended { .. }
            | Problem::Anothers { .. }
            | Problem::Over(_)
            | Problem::Spent
            | Problem::Kiosk(_) => 403,
            Problem::Method => 405,
            Problem::Format => 406,
            Problem::Large | Problem::Full => 413,
            Problem::Form(_) => 422,
            Problem::NoDraft => 410,
            Problem::Unread => 400,
            Problem::Slow => 408,
            Problem::Head => 431,
            Problem::Address => 414,
            Problem::Failed => 500,
            Problem::Busy | Problem::NoRecords => 503,
        }
    }

    /// What a kiosk tells otherwise: it has no buttons by ear, and neither windows nor cookies for its citizen to look after.
    fn at_kiosk(self, lang: Lang) -> Option<(Text, Text)> {
        match self {
            // It sends what it was given as it is; if that is no request of a page of ours, it is no fault of who stands there.
            Problem::Method
            | Problem::Unread
            | Problem::Head
            | Problem::Address
            | Problem::Form(FormProblem::MediaType) => {
                Some((words::failed_title(lang), words::failed_do(lang)))
            }
            Problem::NotDone | Problem::NoCookie => {
                Some((words::kiosk_not_done_title(lang), words::kiosk_not_done(lang)))
            }
            Problem::Gone | Problem::Ended { how: End::Lost, .. } => {
                Some((words::gone_title(lang), words::kiosk_gone(lang)))
            }
            Problem::Ended { how: End::Left(at), .. } => {
                Some((words::ended_title(lang), words::ended_when(lang, at.time())))
            }
            Problem::Ended { how: End::Closed(at), .. } => {
                Some((words::gone_title(lang), words::kiosk_closed_when(lang, at.time())))
            }
            Problem::Anothers { .. } => Some((words::anothers_title(lang), words::kiosk_anothers(lang))),
            _ => None,
        }
    }

    /// Its page at this door; `sending` says that the request was a form, `then` to which page one comes back who has to sign
    /// in.
    pub(crate) fn page(
        self,
        lang: Lang,
        config: &Config,
        (channel, sending): (Channel, bool),
        then: &str,
    ) -> Page {
        let at_kiosk = channel == Channel::Kiosk;
        let most = i64::try_from(forms::LARGEST / 1024).unwrap_or(i64::MAX);
        let own = if at_kiosk { self.at_kiosk(lang) } else { None };
        let (title, what) = own.unwrap_or_else(|| match self {
            Problem::NotFound => (words::not_found_title(lang), words::not_found_do(lang)),
            Problem::Forbidden => (words::forbidden_title(lang), words::forbidden_do(lang)),
            Problem::Method => (words::method_title(lang), words::method_do(lang)),
            Problem::Format => (words::format_title(lang), words::format_do(lang)),
            Problem::Large => (words::large_title(lang), words::large_do(lang, most)),
            Problem::Form(why) => (words::form_title(lang), form_words(lang, why)),
            Problem::Unread => (words::unread_title(lang), words::unread_do(lang)),
            Problem::Slow => (words::slow_title(lang), words::slow_do(lang)),
            Problem::Head => (words::head_title(lang), words::head_do(lang)),
            Problem::Address => (words::address_title(lang), words::address_do(lang)),
            Problem::Failed => (words::failed_title(lang), words::failed_do(lang)),
            Problem::Busy => (words::busy_title(lang), words::busy_do(lang, i64::from(RETRY_AFTER))),
            Problem::NoRecords => {
                (words::no_records_title(lang), words::no_records_do(lang, i64::from(RETRY_AFTER)))
            }
            Problem::NotDone => (words::not_done_title(lang), words::not_done_do(lang)),
            Problem::NoCookie => (words::not_done_title(lang), words::no_cookie_do(lang)),
            Problem::Gone => (words::gone_title(lang), words::gone_do(lang)),
            Problem::Ended { how: End::Lost, .. } => (words::gone_title(lang), words::lost_why(lang)),
            Problem::Ended { how: End::Closed(at), .. } => {
                let closed = if config.pin { words::closed_when } else { words::closed_from_area };
                (words::gone_title(lang), closed(lang, at.time()))
            }
            Problem::Ended { how: End::Left(at), .. } => {
                (words::gone_title(lang), words::left_when(lang, at.time()))
            }
            Problem::Ended { how: End::Over(at), .. } => {
                (words::ended_title(lang), words::ended_when(lang, at.time()))
            }
            Problem::Anothers { .. } => (words::anothers_title(lang), words::anothers_what(lang)),
            Problem::NoDraft => (words::no_draft_title(lang), words::no_draft_why(lang, drafts::DAYS)),
            Problem::Full => (words::full_title(lang), words::full_do(lang)),
            Problem::Over(at) => (words::ended_title(lang), ended_when(lang, at)),
            Problem::Spent => (words::answers_gone_title(lang), words::answers_gone(lang)),
            Problem::Kiosk(Refusal::Signature) => (words::kiosk_title(lang), words::kiosk_signature(lang)),
            Problem::Kiosk(Refusal::Unknown) => (words::kiosk_title(lang), words::kiosk_unknown(lang)),
            Problem::Kiosk(Refusal::Clock) => (words::kiosk_title(lang), words::kiosk_clock(lang)),
        });
        let saved = match self {
            Problem::Ended { kept: Kept::Form, .. } => words::ended_kept(lang),
            Problem::Ended { kept: Kept::NoSecret, .. } => words::ended_not_kept(lang),
            Problem::Ended { kept: Kept::Nothing, .. } if sending && at_kiosk => {
                words::kiosk_ended_not_done(lang)
            }
            Problem::Ended { kept: Kept::Nothing, .. } if sending => words::ended_not_done(lang),
            Problem::Ended { kept: Kept::Nothing, .. } => words::ended_nothing(lang),
            Problem::Anothers { kept: true } => words::anothers_kept(lang),
            Problem::Anothers { kept: false } => words::anothers_open(lang),
            Problem::Over(_) => words::ended_deleted(lang),
            Problem::NoDraft if sending && at_kiosk => words::kiosk_not_saved(lang),
            Problem::NoDraft if sending => words::no_draft_not_kept(lang),
            Problem::NoDraft => words::no_draft_sent(lang),
            _ if sending && at_kiosk => words::kiosk_not_sent(lang),
            Problem::Kiosk(_) if sending => words::kiosk_not_sent(lang),
            Problem::Failed | Problem::Busy | Problem::NoRecords if sending => words::send_again(lang),
            _ if sending => words::not_sent(lang),
            _ => words::nothing_lost(lang),
        };
        let help = vec![
            words::call_us(lang, &config.phone, &config.phone_mobile).into(),
            words::write_us(lang, &config.mail).into(),
        ];
        let page = Page::new(lang, title)
            .public()
            .say(what)
            .say(saved)
            .with(Section { heading: words::reach_us(lang), body: help });
        match self {
            Problem::Gone | Problem::Ended { .. } => {
                let query =
                    if then.is_empty() { String::new() } else { format!("?poi={}", forms::encode(then)) };
                page.link(Link::inside(words::signed_out_again(lang), path(lang, &format!("accedi{query}"))))
            }
            // Its service knows where one begins again.
            Problem::Over(_) | Problem::Spent => page,
            Problem::NoDraft => page.link(Link::inside(words::to_drafts(lang), path(lang, "area/bozze"))),
            _ => page
                .link(Link::inside(words::to_home(lang), path(lang, "")))
                .link(Link::inside(words::to_search(lang), path(lang, "cerca"))),
        }
    }
}

/// A page that is answered as an error and keeps its own form: what is saved, and the ways to reach people that it does not
/// name by itself.
pub(crate) fn with_ways(page: Page, saved: Text, config: &Config) -> Page {
    let lang = page.lang;
    let is_phone = |span: &Span| matches!(span, Span::Phone(_));
    let called = page.body.iter().any(|block| match block {
        Block::Paragraph(text) => text.spans().iter().any(is_phone),
        _ => false,
    });
    let page = page.say(saved);
    let page =
        if called { page } else { page.say(words::call_us(lang, &config.phone, &config.phone_mobile)) };
    page.say(words::write_us(lang, &config.mail))
}

/// The same of the page that tells a place to wait.
pub(crate) fn slowed(page: Page, config: &Config) -> Page {
    let saved = words::slowed_saved(page.lang);
    with_ways(page, saved, config)
}

/// When the session ended that a page belonged to, if that is known.
fn ended_when(lang: Lang, at: Option<Moment>) -> Text {
    at.map_or_else(|| words::ended_once(lang), |at| words::ended_when(lang, at.time()))
}

/// Over the page where one begins again: what has become of what was begun; `None` where no session of it that ended is on
/// record.
pub(crate) fn over_notice(lang: Lang, ended: Option<Moment>) -> Notice {
    let (title, body) = match ended {
        Some(_) => (words::ended_title(lang), vec![ended_when(lang, ended), words::ended_deleted(lang)]),
        None => (words::answers_gone_title(lang), vec![words::answers_gone(lang)]),
    };
    Notice { tone: Tone::Warning, title, body: body.into_iter().map(Block::from).collect() }
}

/// What is wrong with a form, and what to do.
fn form_words(lang: Lang, why: FormProblem) -> Text {
    match why {
        FormProblem::MediaType => words::form_media(lang),
        FormProblem::Escape | FormProblem::Charset => words::form_letters(lang),
        FormProblem::Control => words::form_control(lang),
        FormProblem::Fields => words::form_fields(lang),
        FormProblem::Broken => words::form_broken(lang),
    }
}

/// Whole seconds until then, rounded up, so that who comes after them is let in.
pub(crate) fn seconds_until(until: Moment, now: Moment) -> u32 {
    u32::try_from((until.0 - now.0).max(1).unsigned_abs().div_ceil(1000)).unwrap_or(u32::MAX)
}
