//! What is sent to a draft: the answers of a step are taken in, or put aside where it is not asked any more.

use super::desk::{Desk, no_draft};
use super::way::{next, to_mend};
use super::{Application, DELETE, SENT, pages, send};
use crate::citizen::Level;
use crate::services::conversation::{Answers, REVIEW, names};
use crate::services::drafts::{self, Changed, Draft};
use crate::services::{Answer, Call, Failure, Fields};

/// Answers a form sent below the service's address.
///
/// # Errors
/// [`Failure`]
pub async fn post<A: Application>(
    form: &'static A,
    call: &Call<'_>,
    id: &str,
    rest: &[&str],
) -> Result<Answer, Failure> {
    let Some(citizen) = call.context.citizen else { return Ok(Answer::SignIn(Level::Reader)) };
    let desk = match Desk::open(form, call, citizen, id).await? {
        Ok(desk) => desk,
        Err(elsewhere) if matches!(rest, [] | [SENT | REVIEW]) => return Ok(elsewhere),
        Err(elsewhere) => return Ok(too_late(elsewhere)),
    };
    match rest {
        [] | [SENT] => Ok(Answer::WrongMethod),
        [DELETE] if !call.fields.0.is_empty() => Ok(Answer::BadForm),
        [DELETE] => {
            desk.draft.forget(call).await?;
            Ok(drafts::deleted())
        }
        [REVIEW] => send::send(call, desk, citizen).await,
        [step] => take(call, desk, step).await,
        _ => Ok(Answer::NotFound),
    }
}

/// To what was sent, which says that something came too late for it.
pub(crate) fn too_late(elsewhere: Answer) -> Answer {
    match elsewhere {
        Answer::See(sent) => Answer::See(format!("{sent}?{}=si#{}", pages::LATE, a11y::ids::DONE)),
        other => other,
    }
}

/// Takes in the answers of a step; then to the next one, or back to mend them.
async fn take<A: Application>(call: &Call<'_>, desk: Desk<A>, step: &str) -> Result<Answer, Failure> {
    let lang = call.lang();
    let asked = desk.walk(lang, step);
    let Some((page, _)) = asked.page(&desk.base, 0) else { return put_aside(call, desk, step).await };
    let (former, sent) = desk.form.asks().apart(step, &call.fields);
    let mut taken = desk.draft.answers.clone();
    if taken.take(&page.questions(), &sent).is_err() || !are_plain(&former) {
        return Ok(Answer::BadForm);
    }
    // The questions may differ after their answers (a place of which there are two): what is asked then is noted.
    let desk = Desk { draft: Draft { answers: taken.clone(), ..desk.draft }, ..desk };
    let after = desk.walk(lang, step);
    let taken = pages::for_every_language(lang, &taken, &after.questions());
    let accepted = after.is_answered();
    let shape = after.shape().map(|(slug, shape)| (slug, shape.to_owned()));
    let mut names: Vec<String> = page.questions().into_iter().flat_map(names).collect();
    // A page of before an upgrade: what it did not ask was not left empty, and is still to be looked at.
    let is_older = !former.0.is_empty();
    names.retain(|name| !is_older || sent.get(name).is_some());
    let here = step.to_owned();
    let (form, today) = (desk.form, call.context.now.date());
    let kept = Draft::change(call, desk.draft.id, move |draft| {
        let before = draft.answers.clone();
        for name in names {
            if let Some(value) = taken.get(&name) {
                draft.answers.set(name, value);
            }
        }
        for (name, value) in former.0 {
            draft.answers.set(name, value);
        }
        if accepted {
            form.settle(&here, &before, &mut draft.answers, today);
        }
        if let Some((slug, shape)) = shape.filter(|_| !is_older) {
            draft.seen.note(slug, &shape);
        }
        draft.step = Some(here);
    });
    let draft = match kept.await? {
        Changed::Kept(draft) => *draft,
        Changed::Full => return Ok(Answer::Full),
        Changed::Gone => return Ok(no_draft(form, lang)),
    };
    let desk = Desk { draft, ..desk };
    let walk = desk.walk(lang, step);
    if !walk.is_answered() {
        let task = asked.part().map(|part| part.slug);
        return Ok(Answer::See(to_mend(call, &desk, &walk, (task, step))));
    }
    Ok(Answer::See(next(call, &desk, &walk, step)))
}

/// The most that is kept of a step that is not asked now: fields, and bytes of each.
const MOST_ASIDE: (usize, usize) = (30, 2_000);

/// Keeps what was typed into a step that is not asked now, because another window has changed what it depends on; an
/// answer to what is still asked is not touched, and a box that was left empty is not yet wrong. The list of tasks says so. What the form never asks is refused: but an
/// older one may have asked it, where this citizen was or answered.
async fn put_aside<A: Application>(call: &Call<'_>, desk: Desk<A>, step: &str) -> Result<Answer, Failure> {
    let asks = desk.form.asks();
    let ours = asks.steps.contains(&step);
    if !ours && !desk.draft.seen.has(step) && desk.draft.step.as_deref() != Some(step) {
        return Ok(Answer::NotFound);
    }
    let is_asked = |name: &str| !ours || asks.has_field(name) || desk.draft.answers.get(name).is_some();
    if !are_plain(&call.fields) || !call.fields.0.iter().all(|(name, _)| is_asked(name)) {
        return Ok(Answer::BadForm);
    }
    let walk = desk.walk(call.lang(), "");
    let typed = Answers::from(&call.fields);
    let asked: Vec<String> = walk.names();
    let kept = Draft::change(call, desk.draft.id, move |draft| {
        for (name, value) in typed.0 {
            let is_empty = value.trim().is_empty() && draft.answers.get(&name).is_none();
            if !asked.contains(&name) && !is_empty {
                draft.answers.set(name, value);
            }
        }
    });
    Ok(match kept.await? {
        Changed::Kept(_) => Answer::See(format!("{}?{}=si#{}", desk.base, pages::ASIDE, a11y::ids::DONE)),
        Changed::Full => Answer::Full,
        Changed::Gone => no_draft(desk.form, call.lang()),
    })
}

/// The fields have names such as ours, and are no more and no longer than a step's.
fn are_plain(fields: &Fields) -> bool {
    let (most, longest) = MOST_ASIDE;
    fields.0.len() <= most && fields.0.iter().all(|(name, value)| is_plain(name) && value.len() <= longest)
}

/// A name such as those of our fields and steps.
pub(super) fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 100
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
