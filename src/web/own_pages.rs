//! The few pages that the front door answers itself, because they touch cookies and sessions: preferences, more
//! time, sign out.

use a11y::page::{Link, Notice, Page, Tone};
use a11y::text::Lang;
use uuid::Uuid;

use super::cookies::{self, Name};
use super::errors::{self, Problem};
use super::forms;
use super::front::Visit;
use super::preferences::{self, Preferences};
use super::reply::Reply;
use super::{records, words};
use crate::citizen::sessions;
use crate::clock::Moment;
use crate::ledger::{self, records::AuditEntry};
use crate::portal::Portal;
use crate::services::{self, Failure, Fields, about};

/// Where one is after signing out: a page that says so, for whoever cannot see that a name has gone from the header.
pub(crate) const SIGNED_OUT: &str = "uscita";

/// The page of how one wishes to read.
pub(crate) const PREFERENCES: &str = "preferenze";

/// The page after signing out.
pub(crate) fn signed_out(lang: Lang) -> Page {
    let link = |text, to: &str| Link::inside(text, services::path(lang, to));
    Page::new(lang, words::signed_out_title(lang))
        .public()
        .say(words::signed_out_what(lang))
        .link(link(words::signed_out_again(lang), "accedi"))
        .link(link(words::to_home(lang), ""))
}

/// Answers a reading of one of these pages; `None` if it is another's.
pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<Option<Reply>, Failure> {
    match visit.path[..] {
        [PREFERENCES] => {
            let saved = visit.query.get("fatto").is_some();
            let mut page = Box::pin(preferences_page(visit, saved, None)).await?;
            Box::pin(visit.given_time(&mut page)).await?;
            Ok(Some(visit.show(200, page, None)))
        }
        [SIGNED_OUT] if visit.context().citizen.is_some() => Ok(Some(visit.see("area"))),
        [SIGNED_OUT] => Ok(Some(visit.show(200, signed_out(visit.lang), None))),
        _ if only_sends(&visit.path) => Ok(Some(visit.problem(Problem::Method))),
        _ => Ok(None),
    }
}

/// Whether an address is that of one of these pages.
pub(crate) fn is_own(path: &[&str]) -> bool {
    matches!(path, [PREFERENCES] | [SIGNED_OUT]) || only_sends(path)
}

/// Whether an address of these only takes forms.
pub(crate) fn only_sends(path: &[&str]) -> bool {
    matches!(path, ["esci"] | ["sessione", "tempo"])
}

/// Answers a form of one of these pages; `None` if it is another's.
pub(crate) async fn send(visit: &mut Visit<'_>, fields: &Fields) -> Result<Option<Reply>, Failure> {
    match visit.path[..] {
        [PREFERENCES] => Ok(Some(save(visit, fields).await?)),
        ["sessione", "tempo"] => Ok(Some(more_time(visit, fields).await?)),
        ["esci"] => {
            visit.sign_out().await?;
            Ok(Some(visit.see(SIGNED_OUT)))
        }
        _ => Ok(None),
    }
}

/// One of these pages as it is shown to be filled in; `None` if it is another's.
pub(crate) async fn page(visit: &Visit<'_>) -> Result<Option<Page>, Failure> {
    match visit.path[..] {
        [PREFERENCES] => Ok(Some(preferences_page(visit, false, None).await?)),
        _ => Ok(None),
    }
}

/// The page on which more time was asked for.
pub(crate) fn page_before(visit: &Visit<'_>, fields: &Fields) -> Option<String> {
    let asked = matches!(visit.path[..], ["sessione", "tempo"]);
    asked.then(|| visit.query.get("da").or_else(|| fields.get("da")).unwrap_or("").to_owned())
}

/// What is told on the page on which more time was asked for.
pub(crate) fn has_more_time(lang: Lang, until: Moment) -> Notice {
    Notice {
        tone: Tone::Done,
        title: words::more_time_title(lang),
        body: vec![words::more_time(lang, until.time()).into()],
    }
}

async fn preferences_page(visit: &Visit<'_>, saved: bool, sent: Option<&Fields>) -> Result<Page, Failure> {
    let kept = match visit.context().citizen {
        Some(citizen) => {
            let entry = preferences_read(visit, citizen);
            let noted = visit.portal.db.append(move |tx| {
                Box::pin(async move { ledger::records::audit(tx, entry).await.map_err(Failure::from) })
            });
            noted.await?;
            Some(kept_preferences(visit.portal, citizen).await?.is_some())
        }
        None => None,
    };
    let page = preferences::page(visit.lang, visit.preferences, kept, saved, sent);
    Ok(match came_from(visit) {
        Some(there) => {
            page.link(Link::inside(words::back_there(visit.lang), services::path(visit.lang, &there)))
        }
        None => page,
    })
}

/// The page one came to the preferences from, if its address is one of ours.
fn came_from(visit: &Visit<'_>) -> Option<String> {
    let there = about::own_address(visit.query.get("da")?)?;
    (!there.is_empty()).then(|| there.to_owned())
}

/// What is noted in the audit where the preferences kept with a citizen are read.
pub(crate) fn preferences_read(visit: &Visit<'_>, citizen: Uuid) -> AuditEntry {
    AuditEntry {
        at: visit.now,
        citizen,
        actor: "citizen",
        channel: visit.context().channel.code(),
        what: "preferences",
        address: visit.path.join("/"),
    }
}

/// The preferences a citizen asked to keep with their data.
pub(crate) async fn kept_preferences(portal: &Portal, citizen: Uuid) -> Result<Option<Preferences>, Failure> {
    let mut conn = portal.db.reader().await?;
    let stored = records::preferences(&mut conn, citizen).await?;
    Ok(stored.map(|code| Preferences::from_code(&code)))
}

async fn save(visit: &mut Visit<'_>, fields: &Fields) -> Result<Reply, Failure> {
    let Some(chosen) = preferences::read(fields) else {
        let page = preferences_page(visit, false, Some(fields)).await?;
        let page = errors::with_ways(page, words::preferences_unsaved(visit.lang), &visit.portal.config);
        return Ok(visit.show(422, page, None));
    };
    let code = chosen.preferences.code();
    let secure = visit.portal.config.is_secure();
    visit.set_cookies.push(cookies::set(Name::Preferences, &code, secure));
    if let Some(citizen) = visit.context().citizen {
        let (session, now) = (visit.cookie.digest(), visit.now);
        visit
            .portal
            .db
            .write(move |tx| {
                Box::pin(async move {
                    records::keep_preferences(tx, citizen, session, code, chosen.keep, now)
                        .await
                        .map_err(Failure::from)
                })
            })
            .await?;
    }
    let back = came_from(visit).map(|there| format!("&da={}", forms::encode(&there))).unwrap_or_default();
    Ok(visit.see(&format!("{PREFERENCES}?fatto=1{back}#fatto")))
}

/// "Ho bisogno di più tempo": the session's end moves, and the page one was at comes back with what was typed.
///
/// The button belongs to the page's own form, so what is typed travels along and nothing is lost.
async fn more_time(visit: &mut Visit<'_>, fields: &Fields) -> Result<Reply, Failure> {
    let here = page_before(visit, fields).unwrap_or_default();
    let (digest, now) = (visit.cookie.digest(), visit.now);
    if let Some(session) = &mut visit.session {
        let length = session.length;
        session.ends = now.plus(length);
        visit
            .portal
            .db
            .write(move |tx| {
                Box::pin(async move { sessions::touch(tx, digest, length, now).await.map_err(Failure::from) })
            })
            .await?;
    }
    visit.see_again(&here, fields).await
}
