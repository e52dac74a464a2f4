//! A draft being worked on: begun, found again, walked through.

use a11y::page::{Link, Page};
use a11y::text::Lang;
use uuid::Uuid;

use super::{Application, SENT, words};
use crate::citizen::Level;
use crate::citizen::records as people;
use crate::ledger;
use crate::services::conversation::{Answers, REVIEW, Walk, walk};
use crate::services::drafts::{self, Draft};
use crate::services::form::key;
use crate::services::{Answer, Call, Failure, path};

/// Opens a draft and goes to its task list: once for each time the button was shown, not while another of them has no answer
/// yet, and not beside too many.
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
                    return Ok(Some(id));
                }
                for other in own {
                    let other = Draft::open(&keys, other)?;
                    if other.answers.0.is_empty() {
                        return Ok(Some(other.id));
                    }
                }
                let is_open = drafts::records::open(tx, stored, drafts::MOST_OPEN, now).await?;
                Ok::<_, Failure>(is_open.then_some(id))
            })
        })
        .await?;
    Ok(id.map_or_else(drafts::too_many, |id| Answer::See(base(form, id))))
}

/// There is no such draft: another one is begun where this form is.
pub(super) fn no_draft<A: Application>(form: &A, lang: Lang) -> Answer {
    Answer::NoDraft(Link::inside(form.title(lang), path(lang, form.name())))
}

/// The path of a draft's task list, without its language.
pub(super) fn base<A: Application>(form: &A, id: Uuid) -> String {
    format!("{}/{id}", form.name())
}

/// A draft being worked on: whose, what it needs to know, and whether its citizen is invented.
pub(super) struct Desk<A: Application> {
    pub(super) form: &'static A,
    pub(super) draft: Draft,
    pub(super) facts: A::Facts,
    pub(super) base: String,
    /// Its citizen may send it, too.
    pub(super) may_send: bool,
    pub(super) test_data: bool,
}

impl<A: Application> Desk<A> {
    /// The draft at this address; otherwise where to go: to what was sent, or nowhere.
    pub(super) async fn open(
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

    pub(super) fn walk(&self, lang: Lang, wanted: &str) -> Walk<Option<A::Outcome>> {
        self.walk_over(lang, &self.draft.answers, wanted)
    }

    /// The same over other answers.
    pub(super) fn walk_over(&self, lang: Lang, answers: &Answers, wanted: &str) -> Walk<Option<A::Outcome>> {
        walk(lang, answers, &self.draft.seen, wanted, |talk| self.form.script(talk, &self.facts))
    }

    /// The same form, framed: its name, the mark of invented people.
    pub(super) fn page(&self, page: Page) -> Page {
        let lang = page.lang;
        let mut page = page.of(self.form.title(lang));
        page.test_data = self.test_data;
        page
    }

    pub(super) fn to_tasks(&self, lang: Lang) -> Link {
        Link::inside(self.form.title(lang), path(lang, &self.base))
    }

    pub(super) fn to_review(&self, lang: Lang) -> Link {
        Link::inside(words::review(lang), path(lang, &format!("{}/{REVIEW}", self.base)))
    }
}

async fn is_invented(call: &Call<'_>, citizen: Uuid) -> Result<bool, Failure> {
    let person = people::by_id(&mut call.db().reader().await?, citizen).await?;
    Ok(person.is_some_and(|person| person.synthetic))
}
