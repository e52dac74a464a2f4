//! Accessibility feedback: no sign-in, no test to pass, nothing that must be answered but something.
//!
//! **Invariant**: a report names nobody; a contact is asked only of who wants an answer, and sealed.
//! **Invariant**: sending the last page twice keeps one report; from one place there are only so many a day.

mod examples;
mod pages;
mod records;
mod script;
#[cfg(test)]
mod tests;

use a11y::ids::DONE;
use a11y::page::Link;
use a11y::text::Lang;
use async_trait::async_trait;
use uuid::Uuid;

use super::application::{self, CHANGED, LATE};
use super::conversation::{REVIEW, Turn, replay};
use super::drafts::Draft;
use super::{Answer, Call, Example, Failure, Service, Sheet, about, enough, form, path};
use crate::citizen::Level;
use crate::citizen::tries::Sends;
use crate::clock::Moment;
use crate::db::{Conn, DbError};
use crate::ledger::{self, Encounter};
use crate::seal::Purpose;
use records::Report;
use script::{CONTACT, Told, script};

crate::words!("feedback");

/// Its address, and its name in the ledger.
pub const NAME: &str = "segnala";

/// The page after a report was received; the report's key follows.
const THANKS: &str = "grazie";

/// The service: `segnala`, `segnala/recapito`, `segnala/riepilogo`, `segnala/grazie/{key}`.
#[derive(Debug)]
pub struct Feedback;

#[async_trait]
impl Service for Feedback {
    fn name(&self) -> &'static str {
        NAME
    }

    fn level(&self) -> Level {
        Level::Anonymous
    }

    fn sheet(&self, lang: Lang) -> Sheet {
        about::sheet(words::title(lang), words::summary(lang), words::keywords(lang))
    }

    async fn get(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        match call.path[..] {
            [] => show(call, "").await,
            [CONTACT] => show(call, CONTACT).await,
            [REVIEW] => review(call).await,
            [THANKS, key] => thanks(call, key).await,
            _ => Ok(Answer::NotFound),
        }
    }

    async fn post(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        match call.path[..] {
            [] => take(call, "").await,
            [CONTACT] => take(call, CONTACT).await,
            [REVIEW] => send(call).await,
            [THANKS, _] => Ok(Answer::WrongMethod),
            _ => Ok(Answer::NotFound),
        }
    }

    fn examples(&self, lang: Lang) -> Vec<Example> {
        examples::examples(lang)
    }
}

/// The address of a step, without its language.
fn address(slug: &str) -> String {
    if slug.is_empty() { NAME.to_owned() } else { format!("{NAME}/{slug}") }
}

/// The page one came from, if the link said so and it can be one of ours.
fn from(call: &Call<'_>) -> String {
    let there = call.query.trimmed("da");
    let sound = |segment: &str| {
        let plain = segment.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b));
        plain && !segment.is_empty() && !segment.starts_with('.')
    };
    let ours = there.len() <= LONGEST && there.split('/').all(sound);
    if ours { path(call.lang(), there) } else { String::new() }
}

/// The longest path that a page can have been reached by.
const LONGEST: usize = 200;

/// The stored answer that tells which page stood in the form by itself: its address does so only until it is sent.
const STOOD: &str = "stava";

fn turn(call: &Call<'_>, draft: &Draft, wanted: &str) -> Turn<Told> {
    let stood = draft.answers.get(STOOD).map_or_else(|| from(call), str::to_owned);
    replay(call.lang(), &draft.answers, wanted, NAME, 1, |talk| script(talk, &stood, call.context.channel))
}

/// To the step that is to be answered first; where no answer is on record, they have gone with their session.
fn elsewhere(call: &Call<'_>, draft: &Draft, first: &str) -> Answer {
    match draft.found {
        Some(_) => Answer::See(address(first)),
        None => Answer::Over(Link::inside(words::title(call.lang()), path(call.lang(), NAME))),
    }
}

/// Shows a step.
async fn show(call: &Call<'_>, slug: &'static str) -> Result<Answer, Failure> {
    let draft = Draft::of_page(call, NAME).await?;
    Ok(match turn(call, &draft, slug) {
        Turn::Step(page, Some(back)) => Answer::page(page.of(words::title(call.lang())), back),
        Turn::Step(page, None) => (*page).into(),
        Turn::Elsewhere(first) => elsewhere(call, &draft, first),
        Turn::Complete(..) => Answer::See(address(REVIEW)),
    })
}

/// Takes in the answers of a step; then to the next, or back to mend them.
async fn take(call: &Call<'_>, slug: &'static str) -> Result<Answer, Failure> {
    let mut draft = Draft::of_page(call, NAME).await?;
    let asked = match turn(call, &draft, slug) {
        Turn::Step(page, _) => page,
        Turn::Elsewhere(first) => return Ok(elsewhere(call, &draft, first)),
        Turn::Complete(..) => return Ok(Answer::See(address(REVIEW))),
    };
    if draft.answers.take(&asked.questions(), &call.fields).is_err() {
        return Ok(Answer::BadForm);
    }
    if draft.answers.get(STOOD).is_none() {
        draft.answers.set(STOOD, from(call));
    }
    draft.keep(call, NAME).await?;
    Ok(Answer::See(match turn(call, &draft, REVIEW) {
        Turn::Elsewhere(next) if next == slug => format!("{}#errori", address(slug)),
        Turn::Elsewhere(next) => address(next),
        Turn::Step(..) | Turn::Complete(..) => address(REVIEW),
    }))
}

/// Shows all answers before they are sent, with the key that makes two sends one.
async fn review(call: &Call<'_>) -> Result<Answer, Failure> {
    let draft = Draft::of_page(call, NAME).await?;
    let lang = call.lang();
    Ok(match turn(call, &draft, REVIEW) {
        Turn::Complete(_, rows) => {
            let back = Link::inside(words::title(lang), path(lang, NAME));
            let mut page = pages::review(lang, rows, (Uuid::now_v7(), said(call, &draft)));
            page.done = call.query.get(CHANGED).map(|_| application::changed(lang));
            Answer::page(page, back)
        }
        Turn::Elsewhere(first) => elsewhere(call, &draft, first),
        Turn::Step(..) => Answer::NotFound,
    })
}

/// Keeps the report, once.
async fn send(call: &Call<'_>) -> Result<Answer, Failure> {
    let Some((id, read)) = form::read(call) else { return Ok(Answer::BadForm) };
    let thanks = format!("{NAME}/{THANKS}/{id}");
    let draft = Draft::of_page(call, NAME).await?;
    let said = said(call, &draft);
    let mut conn = call.db().reader().await?;
    if records::receipt(&mut conn, id).await?.is_some() {
        // Once sent, its answers are gone: those that are there now were given since, or a send was cut short.
        let since = draft.found.is_some() && ledger::records::said_otherwise(&mut conn, id, &said).await?;
        return Ok(Answer::See(if since { format!("{thanks}?{LATE}=si#{DONE}") } else { thanks }));
    }
    drop(conn);
    if draft.found.is_some() && read.is_some_and(|read| read != said) {
        return Ok(form::changed_since(&address(REVIEW)));
    }
    let told = match turn(call, &draft, REVIEW) {
        Turn::Complete(told, _) => told,
        Turn::Elsewhere(first) => return Ok(elsewhere(call, &draft, first)),
        Turn::Step(..) => return Ok(Answer::NotFound),
    };
    if let Some(until) = keep(call, id, said, told).await? {
        let to_review = path(call.lang(), &address(REVIEW));
        return Ok(enough(call, until, Link::inside(words::review_title(call.lang()), to_review)));
    }
    draft.forget(call).await?;
    Ok(Answer::See(thanks))
}

/// What the answers say; which page stood in the form by itself is none.
fn said(call: &Call<'_>, draft: &Draft) -> String {
    let answers = draft.answers.0.iter().filter(|(name, _)| *name != STOOD);
    ledger::said(&call.portal.keys, answers.map(|(name, answer)| (name.as_str(), answer.as_str())))
}

/// Writes the report with its encounter; who sent it is not in either. If the day's reports from here are used up, it says
/// from when on there can be more.
async fn keep(call: &Call<'_>, id: Uuid, said: String, told: Told) -> Result<Option<Moment>, Failure> {
    let contact = told.contact.map(|contact| call.portal.keys.seal(Purpose::Feedback, contact.as_bytes()));
    let report = Report {
        id,
        page: told.page,
        device: told.device,
        assistive: told.assistive,
        steps: told.steps,
        happened: told.happened,
        rating: told.rating,
        contact: contact.transpose()?,
        lang: call.lang().code(),
    };
    let (now, channel) = (call.context.now, call.context.channel);
    let encounter = Encounter { citizen: None, channel, service: NAME, outcome: "sent", case: None };
    let sends = Sends::new(&call.portal.keys, &call.portal.config, &call.context, NAME);
    call.db()
        .write(move |tx| {
            Box::pin(async move {
                if records::receipt(tx, id).await?.is_some() {
                    return Ok::<_, Failure>(None);
                }
                if let Some(until) = sends.count(tx, now).await? {
                    return Ok(Some(until));
                }
                if records::keep(tx, report, now).await? {
                    ledger::records::first_said(tx, id, NAME, &said, now).await?;
                    ledger::records::note(tx, encounter, now).await?;
                }
                Ok(None)
            })
        })
        .await
}

/// The reports received since then that a kiosk called by this number, where it did not know whether they had arrived: the
/// number of each, and when it came. A report is no case, so the ledger does not know it.
///
/// # Errors
/// [`DbError`]
pub async fn numbered(
    conn: &mut Conn,
    number: &str,
    since: Moment,
) -> Result<Vec<(String, Moment)>, DbError> {
    records::numbered(conn, number, since).await
}

/// The number of the report and what follows; can be read again, and sent to nobody's harm.
async fn thanks(call: &Call<'_>, key: &str) -> Result<Answer, Failure> {
    let Ok(id) = key.parse::<Uuid>() else { return Ok(Answer::NotFound) };
    let receipt = records::receipt(&mut call.db().reader().await?, id).await?;
    Ok(receipt.map_or(Answer::NotFound, |receipt| {
        let mut page = pages::thanks(call.lang(), &receipt, call.context.channel);
        page.done = call.query.get(LATE).map(|_| pages::late(call.lang(), &receipt));
        page.into()
    }))
}
