//! Long forms: what an application is to a citizen, from the first answer to the protocol number.
//!
//! Addresses below the service's own: `{draft}`, the task list; `{draft}/{step}`; `{draft}/riepilogo`, all answers
//! before they are sent; `{draft}/elimina`; `{draft}/inviata`, what was sent. A service that has one gives an
//! [`Application`] and hands such addresses to [`get`] and [`post`].
//!
//! **Invariant**: the draft's id becomes the case's: two sends are one, and what was sent is found where the draft was.
//! **Invariant**: what is sent is what its citizen has just been shown, word by word; otherwise it is shown again.

mod examples;
mod pages;
mod send;
#[cfg(test)]
mod tests;

use a11y::page::{Block, Link, Notice, Page};
use a11y::text::{Lang, Text};
use async_trait::async_trait;
use jiff::civil::Date;
use uuid::Uuid;

pub use examples::{Told, examples, half_way, notices, sent_example};
pub(crate) use pages::{
    CHANGED, LATE, READ, changed, deletion, digest, fills_only, late, to_deletion, unsent,
};

use super::conversation::{ALSO, Answers, REVIEW, Talk, Walk, parts_as_sent, walk};
use super::drafts::{self, Draft};
use super::form::key;
use super::{Answer, Call, Channel, Failure, Fields, path};
use crate::citizen::Level;
use crate::citizen::records as people;
use crate::db::Conn;
use crate::ledger::{self, Case, SentPart};

crate::words!("application");

/// The step that deletes a draft.
pub(crate) const DELETE: &str = "elimina";

/// What was sent.
pub(crate) const SENT: &str = "inviata";

/// A form of several tasks, kept for 30 days until it is sent.
#[async_trait]
pub trait Application: Sync + 'static {
    /// What the script needs to know besides the answers.
    type Facts: Send + Sync;
    /// What all answers come to.
    type Outcome: PartialEq + Send + 'static;

    /// The service's name: the first segment of its addresses, and its name in the ledger.
    fn name(&self) -> &'static str;

    /// What the form is called.
    fn title(&self, lang: Lang) -> Text;

    /// The least level that may send; Reader may fill.
    fn sends(&self) -> Level;

    /// Reads what the script and the pages need, with the answers so far; the reading is in the audit already.
    ///
    /// # Errors
    /// [`Failure`]
    async fn facts(&self, call: &Call<'_>, citizen: Uuid, answers: &Answers) -> Result<Self::Facts, Failure>;

    /// The conversation, in tasks ([`Talk::task`]); `None` until every task is complete.
    fn script(&self, talk: &mut Talk<'_>, facts: &Self::Facts) -> Option<Self::Outcome>;

    /// What other answers become once those of `step` were accepted: an answer that only repeated what stood there at
    /// first is asked anew where something else stands there now.
    fn settle(&self, _step: &str, _before: &Answers, _now: &mut Answers, _today: Date) {}

    /// By when it is to be sent, for who may send it and for who only fills it in; `None` where that is told already.
    fn send_by(
        &self,
        lang: Lang,
        outcome: &Self::Outcome,
        facts: &Self::Facts,
        may_send: bool,
    ) -> Option<Text>;

    /// What is to be known before the answers are read again: before them.
    fn warned(&self, _lang: Lang, _outcome: &Self::Outcome, _facts: &Self::Facts) -> Vec<Block> {
        Vec::new()
    }

    /// What the answers come to, in a sentence or two: over them, for who looks whether the main things are right.
    fn in_short(&self, _lang: Lang, _outcome: &Self::Outcome, _answers: &Answers) -> Option<Text> {
        None
    }

    /// What follows from the answers, and what is declared by sending: between the answers and the button.
    fn declared(&self, lang: Lang, outcome: &Self::Outcome, facts: &Self::Facts) -> Vec<Block>;

    /// What of it stays with the answers once they are sent, and what only the office needs: after the answers.
    fn accepted(&self, lang: Lang, outcome: &Self::Outcome, facts: &Self::Facts) -> Vec<Block>;

    /// Whom it is about, for the list of cases; empty where nobody.
    fn about(&self, answers: &Answers) -> String;

    /// The day from which it holds, which tells it from another about the same person; `None` where there is none.
    fn since(&self, outcome: &Self::Outcome) -> Option<Date>;

    /// What the page of what was sent is called, as its case is now.
    fn sent_title(&self, lang: Lang, case: &Case) -> Text;

    /// The words on the button that sends: a verb and an object.
    fn submit(&self, lang: Lang) -> Text;

    /// Keeps what the service needs beside the case, in the same transaction.
    ///
    /// # Errors
    /// [`Failure`]
    async fn keep(&self, tx: &mut Conn, case: Uuid, outcome: &Self::Outcome) -> Result<(), Failure>;

    /// What follows once it was sent, said under the protocol number, and what can still be done: links and buttons.
    ///
    /// # Errors
    /// [`Failure`]
    async fn after(&self, call: &Call<'_>, case: &Case, page: Page) -> Result<Page, Failure>;
}

/// Opens a draft and goes to its task list: once for each time the button was shown, and not while another of them has
/// no answer yet.
///
/// # Errors
/// [`Failure`]
pub async fn begin<A: Application>(form: &'static A, call: &Call<'_>) -> Result<Answer, Failure> {
    let Some(citizen) = call.context.citizen else { return Ok(Answer::SignIn(Level::Reader)) };
    let Some(key) = key(call) else { return Ok(Answer::BadForm) };
    let id = drafts::page_of(citizen, &format!("{}/{key}", form.name()));
    let draft = Draft { id, step: Some(String::new()), ..Draft::fresh(call.context.now) };
    let (name, now, keys) = (form.name(), call.context.now, call.portal.keys.clone());
    let stored = draft.stored(&keys, &call.context, name)?;
    let id = call
        .db()
        .write(move |tx| {
            Box::pin(async move {
                let all = drafts::records::of_citizen(tx, citizen, 0, i64::from(i32::MAX), now).await?;
                let own: Vec<_> = all.into_iter().filter(|draft| draft.service == name).collect();
                let begun = own.iter().any(|draft| draft.id == id);
                if begun || ledger::records::case_of(tx, citizen, id).await?.is_some() {
                    return Ok(id);
                }
                for other in own {
                    let other = Draft::open(&keys, other)?;
                    if other.answers.0.is_empty() {
                        return Ok(other.id);
                    }
                }
                drafts::records::keep(tx, stored).await?;
                Ok::<Uuid, Failure>(id)
            })
        })
        .await?;
    Ok(Answer::See(base(form, id)))
}

/// There is no such draft: another one is begun where this form is.
fn no_draft<A: Application>(form: &A, lang: Lang) -> Answer {
    Answer::NoDraft(Link::inside(form.title(lang), path(lang, form.name())))
}

/// The path of a draft's task list, without its language.
fn base<A: Application>(form: &A, id: Uuid) -> String {
    format!("{}/{id}", form.name())
}

/// A draft being worked on: whose, what it needs to know, and whether its citizen is invented.
struct Desk<A: Application> {
    form: &'static A,
    draft: Draft,
    facts: A::Facts,
    base: String,
    /// Its citizen may send it, too.
    may_send: bool,
    test_data: bool,
}

impl<A: Application> Desk<A> {
    /// The draft at this address; otherwise where to go: to what was sent, or nowhere.
    async fn open(
        form: &'static A,
        call: &Call<'_>,
        citizen: Uuid,
        id: &str,
    ) -> Result<Result<Desk<A>, Answer>, Failure> {
        let Ok(id) = id.parse::<Uuid>() else { return Ok(Err(Answer::NotFound)) };
        let found = Draft::find(call, id).await?.filter(|draft| draft.step.is_some());
        let Some(draft) = found else {
            let case = ledger::records::case_of(&mut call.db().reader().await?, citizen, id).await?;
            let sent = case.is_some_and(|case| case.service == form.name());
            let there = || Answer::See(format!("{}/{SENT}", base(form, id)));
            return Ok(Err(if sent { there() } else { no_draft(form, call.lang()) }));
        };
        ledger::audit(call, citizen, form.name()).await?;
        let facts = form.facts(call, citizen, &draft.answers).await?;
        let test_data = is_invented(call, citizen).await?;
        let may_send = call.context.level >= form.sends();
        Ok(Ok(Desk { form, base: base(form, id), draft, facts, may_send, test_data }))
    }

    fn walk(&self, lang: Lang, wanted: &str) -> Walk<Option<A::Outcome>> {
        self.walk_over(lang, &self.draft.answers, wanted)
    }

    /// The same over other answers.
    fn walk_over(&self, lang: Lang, answers: &Answers, wanted: &str) -> Walk<Option<A::Outcome>> {
        walk(lang, answers, &self.draft.seen, wanted, |talk| self.form.script(talk, &self.facts))
    }

    /// The same form, framed: its name, the mark of invented people.
    fn page(&self, page: Page) -> Page {
        let lang = page.lang;
        let mut page = page.of(self.form.title(lang));
        page.test_data = self.test_data;
        page
    }

    fn to_tasks(&self, lang: Lang) -> Link {
        Link::inside(self.form.title(lang), path(lang, &self.base))
    }

    fn to_review(&self, lang: Lang) -> Link {
        Link::inside(words::review(lang), path(lang, &format!("{}/{REVIEW}", self.base)))
    }
}

async fn is_invented(call: &Call<'_>, citizen: Uuid) -> Result<bool, Failure> {
    let person = people::by_id(&mut call.db().reader().await?, citizen).await?;
    Ok(person.is_some_and(|person| person.synthetic))
}

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
                None => return Ok(Answer::See(instead(&desk, &desk.walk(lang, ""), lang, ""))),
            }
        }
        [step] => match step_page(lang, &desk, step, &call.query) {
            Some((page, back)) => Answer::page(page, back),
            None => {
                let from = from_review(&call.query);
                return Ok(Answer::See(instead(&desk, &desk.walk(lang, step), lang, from)));
            }
        },
        _ => return Ok(Answer::NotFound),
    };
    remember(call, &desk, rest.first().copied().unwrap_or_default()).await?;
    Ok(shown)
}

/// A step and where it leads back to; `query` says what one came from, and why. `None` if the answers do not lead there.
fn step_page<A: Application>(lang: Lang, desk: &Desk<A>, step: &str, query: &Fields) -> Option<(Page, Link)> {
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
    Some((desk.page(page), back))
}

/// In place of a step that the answers do not lead to: the first one with something left to do, which says so; or the
/// task list, where nothing is. Who came `from` the review goes back there.
fn instead<A: Application>(
    desk: &Desk<A>,
    walk: &Walk<Option<A::Outcome>>,
    lang: Lang,
    from: &str,
) -> String {
    let Some(open) = walk.open() else { return desk.base.clone() };
    let at = top_of(desk, lang, open);
    let and = if from.is_empty() { '?' } else { '&' };
    format!("{}/{open}{from}{and}{}=si#{at}", desk.base, pages::FIRST)
}

/// Where a notice at the top of a step is heard first: with the faults, if there are any.
fn top_of<A: Application>(desk: &Desk<A>, lang: Lang, step: &str) -> &'static str {
    let page = desk.walk(lang, step).page(&desk.base, 0);
    let wrong = page.is_some_and(|(page, _)| !page.problems().is_empty());
    if wrong { a11y::ids::ERRORS } else { a11y::ids::DONE }
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

/// Says a notice before everything else: after the faults, if there are any, which come first themselves.
fn told_first(page: &mut Page, notice: Notice) {
    if page.problems().is_empty() {
        let own = page.done.replace(notice);
        page.body.splice(0..0, own.map(Block::from));
    } else {
        page.body.insert(0, notice.into());
    }
}

/// Remembers the page its citizen is at, to find it again.
async fn remember<A: Application>(call: &Call<'_>, desk: &Desk<A>, step: &str) -> Result<(), Failure> {
    if desk.draft.step.as_deref() != Some(step) {
        let here = step.to_owned();
        Draft::change(call, desk.draft.id, |draft| draft.step = Some(here)).await?;
    }
    Ok(())
}

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
    let Some((page, _)) = asked.page(&desk.base, 0) else { return put_aside(call, desk).await };
    let mut taken = desk.draft.answers.clone();
    if taken.take(&page.questions(), &call.fields).is_err() {
        return Ok(Answer::BadForm);
    }
    // The questions may differ after their answers (a place of which there are two): what is asked then is noted.
    let desk = Desk { draft: Draft { answers: taken.clone(), ..desk.draft }, ..desk };
    let after = desk.walk(lang, step);
    let taken = pages::for_every_language(lang, &taken, &after.questions());
    let accepted = after.is_answered();
    let shape = after.shape().map(|(slug, shape)| (slug, shape.to_owned()));
    let names: Vec<String> = page.questions().into_iter().flat_map(super::conversation::names).collect();
    let here = step.to_owned();
    let (form, today) = (desk.form, call.context.now.date());
    let kept = Draft::change(call, desk.draft.id, move |draft| {
        let before = draft.answers.clone();
        for name in names {
            if let Some(value) = taken.get(&name) {
                draft.answers.set(name, value);
            }
        }
        if accepted {
            form.settle(&here, &before, &mut draft.answers, today);
        }
        if let Some((slug, shape)) = shape {
            draft.seen.note(slug, &shape);
        }
        draft.step = Some(here);
    });
    let Some(draft) = kept.await? else { return Ok(no_draft(form, lang)) };
    let desk = Desk { draft, ..desk };
    let walk = desk.walk(lang, step);
    if !walk.is_answered() {
        let task = asked.part().map(|part| part.slug);
        return Ok(Answer::See(to_mend(call, &desk, &walk, (task, step))));
    }
    Ok(Answer::See(next(call, &desk, &walk, step)))
}

/// Where one goes from a step of a task whose answers were not accepted: to its faults. What was chosen may contradict
/// what a step before it asks: the fault is told there then, where nobody asked to go; where that one has none, why one
/// is there.
fn to_mend<A: Application>(
    call: &Call<'_>,
    desk: &Desk<A>,
    walk: &Walk<Option<A::Outcome>>,
    (task, step): (Option<&str>, &str),
) -> String {
    let (lang, from) = (call.lang(), from_review(&call.query));
    let open = || walk.parts.iter().find(|part| Some(part.slug) == task)?.open();
    let wrong = if walk.part().is_some() { Some(step) } else { open() };
    match wrong.filter(|wrong| top_of(desk, lang, wrong) == a11y::ids::ERRORS) {
        Some(wrong) => format!("{}/{wrong}{from}#{}", desk.base, a11y::ids::ERRORS),
        // It asks something more now.
        None if walk.part().is_some() => format!("{}/{step}{from}", desk.base),
        None => instead(desk, walk, lang, from),
    }
}

/// The most that is kept of a step that is not asked now: fields, and bytes of each.
const MOST_ASIDE: (usize, usize) = (30, 2_000);

/// Keeps what was typed into a step that is not asked now, because another window has changed what it depends on; an
/// answer to what is still asked is not touched. The list of tasks says so.
async fn put_aside<A: Application>(call: &Call<'_>, desk: Desk<A>) -> Result<Answer, Failure> {
    let walk = desk.walk(call.lang(), "");
    let typed = Answers::from(&call.fields);
    if !are_plain(&call.fields) {
        return Ok(Answer::BadForm);
    }
    let asked: Vec<String> = walk.names();
    let kept = Draft::change(call, desk.draft.id, move |draft| {
        for (name, value) in typed.0 {
            if !asked.contains(&name) {
                draft.answers.set(name, value);
            }
        }
    });
    if kept.await?.is_none() {
        return Ok(no_draft(desk.form, call.lang()));
    }
    Ok(Answer::See(format!("{}?{}=si#{}", desk.base, pages::ASIDE, a11y::ids::DONE)))
}

/// The fields have names such as ours, and are no more and no longer than a step's.
fn are_plain(fields: &Fields) -> bool {
    let (most, longest) = MOST_ASIDE;
    let named = |name: &str| {
        !name.is_empty()
            && name.len() <= 100
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    fields.0.len() <= most && fields.0.iter().all(|(name, value)| named(name) && value.len() <= longest)
}

/// In the query of a step: its citizen came from the review, and goes back there.
fn from_review(query: &Fields) -> &'static str {
    const FROM: &str = "?da=riepilogo";
    if query.get("da") == Some(REVIEW) { FROM } else { "" }
}

/// Where one goes after a step: back to the review one came from, as soon as nothing else is asked, to hear there what
/// was answered; else to the next step of the task, and at its end to the task list.
fn next<A: Application>(
    call: &Call<'_>,
    desk: &Desk<A>,
    walk: &Walk<Option<A::Outcome>>,
    step: &str,
) -> String {
    let from = from_review(&call.query);
    if from.is_empty() {
        return match walk.next() {
            Some(next) => {
                let page = desk.walk(call.lang(), next).page(&desk.base, 0);
                let told = page.is_some_and(|(page, _)| page.done.is_some());
                let at = if told { format!("#{}", a11y::ids::DONE) } else { String::new() };
                format!("{}/{next}{at}", desk.base)
            }
            None => desk.base.clone(),
        };
    }
    match walk.open() {
        Some(open) => {
            let at = top_of(desk, call.lang(), open);
            format!("{}/{open}{from}&{}={step}#{at}", desk.base, pages::BECAUSE)
        }
        None => {
            // The change that led to this one holds now, too.
            let also = call.query.get(ALSO).filter(|also| desk.walk(call.lang(), also).part().is_some());
            let also = also.map(|also| format!("&{ALSO}={also}")).unwrap_or_default();
            format!("{}/{REVIEW}?{}={step}{also}#{}", desk.base, pages::SAVED, a11y::ids::DONE)
        }
    }
}
