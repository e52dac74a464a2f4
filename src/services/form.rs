//! Pages with one form: stored, judged after the redirect, and acted on once everything is answered.
//!
//! `GET` shows [`page`]; `POST` is [`receive`]: problems go back to the same page, a complete answer to the service.
//!
//! **Invariant**: what was typed survives the redirect; a secret does not (see [`super::conversation`]).

use super::application::CHANGED;
use super::call::{Answer, Call, Failure, Fields};
use super::conversation::{REVIEW, Stop, Talk, Turn, replay, replay_seen, walk};
use super::drafts::Draft;
use a11y::ids::DONE;
pub(crate) use a11y::ids::KEY;
use a11y::page::{Block, Page};
use uuid::Uuid;

/// What says in a query that a form was sent with something to mend: see [`calm`].
macro_rules! mended {
    () => {
        "controlla"
    };
}

/// Its name.
pub(crate) const MENDED: &str = mended!();

/// The field of it, as it stands in a query.
pub(crate) const MEND_FIELD: &str = concat!(mended!(), "=1");

/// The query of that alone.
pub const MEND: &str = concat!("?", mended!(), "=1");

/// A query, perhaps empty, that says so too.
pub(crate) fn mending(query: &str) -> String {
    if query.is_empty() { MEND.to_owned() } else { format!("{query}&{MEND_FIELD}") }
}

/// Gives the page's form a key.
pub(crate) fn keyed(page: &mut Page, key: Uuid) {
    if let Some(form) = &mut page.form {
        form.hidden.push((KEY.to_owned(), key.to_string()));
    }
}

/// The key of such a form, if that is all it sends.
pub(crate) fn key(call: &Call<'_>) -> Option<Uuid> {
    match &call.fields.0[..] {
        [(name, value)] if name == KEY => value.parse().ok(),
        _ => None,
    }
}

/// The hidden field of a page with all answers: a digest of what was shown there.
pub(crate) const READ: &str = "letto";

/// Gives the form of a page with all answers a key, and a digest of what it shows.
pub(crate) fn reviewed(page: &mut Page, key: Uuid, read: String) {
    keyed(page, key);
    if let Some(form) = &mut page.form {
        form.hidden.push((READ.to_owned(), read));
    }
}

/// The key of such a form, and the digest of what its page showed; none if the page is of before there was one.
pub(crate) fn read<'a>(call: &'a Call<'_>) -> Option<(Uuid, Option<&'a str>)> {
    match &call.fields.0[..] {
        [(key, value), (name, read)] if key == KEY && name == READ => Some((value.parse().ok()?, Some(read))),
        _ => key(call).map(|key| (key, None)),
    }
}

/// Back to a page with all answers where something has changed since it was read, in another window or here: nothing is sent.
pub(crate) fn changed_since(review: &str) -> Answer {
    Answer::See(format!("{review}?{CHANGED}=si#{DONE}"))
}

/// The only step of a page with one form; its script is `|talk| talk.step(form::ONLY, title, ..)`.
pub const ONLY: &str = "";

/// What has come of a form.
#[derive(Debug)]
pub enum Received<T> {
    /// Every answer can be used: the draft as it is stored, and what the script made of it.
    Complete(Draft, T),
    /// Something is to be mended, or the form is not ours.
    Answer(Answer),
}

/// The page with what was typed so far, what is wrong with it and whether it asked something else then; `None` if the
/// script shows nothing.
pub fn page<T>(
    call: &Call<'_>,
    draft: &Draft,
    address: &str,
    script: impl FnOnce(&mut Talk<'_>) -> Result<T, Stop>,
) -> Option<Page> {
    match replay_seen(call.lang(), (&draft.answers, &draft.seen), ONLY, address, 1, script) {
        Turn::Step(page, _) => Some(*page),
        Turn::Elsewhere(_) | Turn::Complete(..) => None,
    }
}

/// Takes the problems from a draft that is opened again, not sent back by [`MEND`]: what was not yet sent is not yet wrong.
pub fn calm(call: &Call<'_>, page: &mut Page) {
    if call.query.get(MENDED).is_some() {
        return;
    }
    for block in &mut page.body {
        if let Block::Question(question) = block {
            question.calm();
        }
    }
}

/// Takes in a form sent to `address`, without the fields named in `hidden`; `query` is added to the address of a
/// page with problems, to keep what its own address said.
///
/// # Errors
/// [`Failure`]
pub async fn receive<T>(
    call: &Call<'_>,
    service: &'static str,
    address: &str,
    hidden: &[&str],
    query: &str,
    script: impl Fn(&mut Talk<'_>) -> Result<T, Stop>,
) -> Result<Received<T>, Failure> {
    let draft = Draft::of_page(call, address).await?;
    receive_into(draft, call, service, address, hidden, query, script).await
}

/// The same, into a draft of the service's own making.
///
/// # Errors
/// [`Failure`]
pub async fn receive_into<T>(
    mut draft: Draft,
    call: &Call<'_>,
    service: &'static str,
    address: &str,
    hidden: &[&str],
    query: &str,
    script: impl Fn(&mut Talk<'_>) -> Result<T, Stop>,
) -> Result<Received<T>, Failure> {
    let Some(asked) = page(call, &draft, address, &script) else {
        return Ok(Received::Answer(Answer::See(address.to_owned())));
    };
    let sent =
        Fields(call.fields.0.iter().filter(|(name, _)| !hidden.contains(&name.as_str())).cloned().collect());
    if draft.answers.take(&asked.questions(), &sent).is_err() {
        return Ok(Received::Answer(Answer::BadForm));
    }
    draft.answers.0.remove(OUTCOME);
    // What is asked now was answered now.
    if let Some((slug, shape)) = walk(call.lang(), &draft.answers, &draft.seen, ONLY, &script).shape() {
        draft.seen.note(slug, shape);
    }
    match replay(call.lang(), &draft.answers, REVIEW, address, 1, script) {
        Turn::Complete(value, _) => Ok(Received::Complete(draft, value)),
        Turn::Step(..) | Turn::Elsewhere(_) => {
            draft.keep(call, service).await?;
            Ok(Received::Answer(again(address, query)))
        }
    }
}

/// The stored answer that says what became of a form, as a code; worded when the page is read.
pub const OUTCOME: &str = "esito";

/// Back to the page to mend it; `outcome` says what was wrong with what is not stored.
///
/// # Errors
/// [`Failure`]
pub async fn refuse(
    call: &Call<'_>,
    service: &'static str,
    mut draft: Draft,
    outcome: String,
    address: &str,
    query: &str,
) -> Result<Answer, Failure> {
    draft.answers.set(OUTCOME, outcome);
    // The same form with the same outcome, as a flood of tries sends it, needs no write.
    if !draft.is_on_record() {
        draft.keep(call, service).await?;
    }
    Ok(again(address, query))
}

fn again(address: &str, query: &str) -> Answer {
    Answer::See(format!("{address}{query}#errori"))
}
