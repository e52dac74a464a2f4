//! What is read of a draft: its tasks, a step, all its answers, its end; and the page its citizen is at is remembered.

use a11y::page::{Block, Link, Notice, Page};
use a11y::text::Lang;
use uuid::Uuid;

use super::desk::Desk;
use super::way::{from_review, instead};
use super::{Application, DELETE, SENT, pages, send};
use crate::citizen::Level;
use crate::ledger::SentPart;
use crate::services::conversation::{ALSO, REVIEW, parts_as_sent, walk};
use crate::services::drafts::Draft;
use crate::services::{Answer, Call, Channel, Failure, Fields};

/// Answers a reading below the service's address: `rest` is what follows the draft's id.
///
/// # Errors
/// [`Failure`]
pub async fn get<A: Application>(
    form: &'static A,
    call: &Call<'_>,
    id: &str,
    rest: &[&str],
) -> Result<Answer, Failure> {
    let Some(citizen) = call.context.citizen else { return Ok(Answer::SignIn(Level::Reader)) };
    if rest == [SENT] {
        return send::read(form, call, citizen, id).await;
    }
    let desk = match Desk::open(form, call, citizen, id).await? {
        Ok(desk) => desk,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let lang = call.lang();
    let shown = match rest {
        [] => {
            let mut page = pages::tasks(lang, &desk);
            if call.context.channel == Channel::Kiosk {
                page = pages::at_kiosk(page);
            }
            let told = |name, notice: fn(Lang) -> Notice| call.query.get(name).map(|_| notice(lang));
            page.done = told(pages::ASIDE, pages::aside).or_else(|| told(pages::CHANGED, pages::unsent));
            Answer::page(page, pages::to_area(lang))
        }
        [DELETE] => return Ok(Answer::page(pages::delete(lang, &desk), desk.to_tasks(lang))),
        [REVIEW] => {
            let done = match call.query.get(pages::CHANGED) {
                Some(_) => Some(pages::changed(lang)),
                None => pages::saved(lang, &desk, [pages::SAVED, ALSO].map(|name| call.query.get(name))),
            };
            match pages::review(lang, &desk, done) {
                Some(page) => Answer::page(page, desk.to_tasks(lang)),
                None => return Ok(Answer::See(instead(&desk, &desk.walk(lang, ""), lang, None, ""))),
            }
        }
        [step] => match step_page(lang, &desk, step, &call.query) {
            Some((page, back)) => Answer::page(page, back),
            None => {
                let from = from_review(&call.query);
                // A step that is not on the way is of no task: one is at that of the page before it.
                let walk = desk.walk(lang, desk.draft.step.as_deref().unwrap_or_default());
                let task = walk.part().map(|part| part.slug);
                return Ok(Answer::See(instead(&desk, &walk, lang, task, &from)));
            }
        },
        _ => return Ok(Answer::NotFound),
    };
    let here = rest.first().copied().unwrap_or_default();
    if !here.is_empty() || !is_left_undone(&desk, lang) {
        remember(call, &desk, here).await?;
    }
    Ok(shown)
}

/// The page before the list of tasks has something left to do, in its task or as all answers to be sent: it is there that
/// its citizen stopped, for every way out of the form leads by the list.
fn is_left_undone<A: Application>(desk: &Desk<A>, lang: Lang) -> bool {
    let Some(step) = desk.draft.step.as_deref() else { return false };
    let walk = desk.walk(lang, step);
    match step {
        REVIEW => walk.outcome.is_some() && walk.open().is_none(),
        _ => walk.part().is_some_and(|part| part.open().is_some()),
    }
}

/// A step and where it leads back to; `query` says what one came from, and why. `None` if the answers do not lead there.
pub(super) fn step_page<A: Application>(
    lang: Lang,
    desk: &Desk<A>,
    step: &str,
    query: &Fields,
) -> Option<(Page, Link)> {
    let walk = desk.walk(lang, step).from_review(!from_review(query).is_empty());
    let (mut page, back) = walk.page(&desk.base, 0)?;
    // Where the form ends there is nothing to answer, and no review to go back to.
    let ends = page.form.is_none();
    let told = |name| query.get(name).filter(|_| !walk.is_answered() && !ends);
    let because = told(pages::BECAUSE).and_then(|changed| pages::because(lang, desk, changed));
    let first = || told(pages::FIRST).map(|_| pages::first(lang));
    if let Some(notice) = because.or_else(first) {
        told_first(&mut page, notice);
    }
    let before = || back.unwrap_or_else(|| desk.to_tasks(lang));
    let back = if ends || from_review(query).is_empty() { before() } else { desk.to_review(lang) };
    if ends {
        page = page.link(pages::to_deletion(lang, &desk.base));
    }
    // Who opens a draft comes here at once: one link leads to all that is left, whatever the step before this one is.
    if back.to != desk.to_tasks(lang).to {
        page = page.link(pages::to_list(lang, &desk.base));
    }
    Some((desk.page(page), back))
}

/// Says a notice before everything else: after the faults, if there are any, which come first themselves.
fn told_first(page: &mut Page, notice: Notice) {
    if page.problems().is_empty() {
        let own = page.done.replace(notice);
        page.body.splice(0..0, own.map(Block::from));
    } else {
        page.body.insert(0, notice.into());
    }
}

/// Remembers the page its citizen is at, to find it again: a reading, which leaves the draft as old as it was.
async fn remember<A: Application>(call: &Call<'_>, desk: &Desk<A>, step: &str) -> Result<(), Failure> {
    if desk.draft.step.as_deref() != Some(step) {
        desk.draft.stand_at(call, step).await?;
    }
    Ok(())
}

/// What a draft says so far, in words.
///
/// # Errors
/// [`Failure`]
pub async fn draft_words<A: Application>(
    form: &'static A,
    call: &Call<'_>,
    citizen: Uuid,
    draft: &Draft,
) -> Result<Vec<SentPart>, Failure> {
    let facts = form.facts(call, citizen, &draft.answers).await?;
    let walk = walk(call.lang(), &draft.answers, &draft.seen, "", |talk| form.script(talk, &facts));
    Ok(parts_as_sent(call.lang(), &walk.parts))
}
