//! The pages of a long form in every state, made by its own script from invented answers.

use a11y::page::Page;
use a11y::text::Lang;
use uuid::Uuid;

use super::desk::{Desk, base};
use super::reading::step_page;
use super::{Application, pages};
use crate::clock::Moment;
use crate::ledger::{Case, CaseState, Protocollo};
use crate::services::conversation::{Answers, Seen};
use crate::services::drafts::Draft;
use crate::services::{Example, Fields};

/// When the examples are shown: 23 November 2026, 10:00 in Rome.
const AT: Moment = Moment(1_795_424_400_000);

/// The draft's id in the examples.
const ID: Uuid = Uuid::from_u128(0x0192_f000_0000_7000_8000_0000_0000_0001);

/// Invented answers to a form.
#[derive(Debug)]
pub struct Told<F> {
    /// What they show: the state in the example's name.
    pub state: &'static str,
    /// The answers.
    pub answers: Answers,
    /// What the script knows besides.
    pub facts: F,
}

/// The pages these answers lead through: the tasks, each step, all answers, the end of the draft; and what of it who may
/// not send sees.
pub fn examples<A: Application>(form: &'static A, lang: Lang, told: Told<A::Facts>) -> Vec<Example> {
    let (state, mut desk) = desk(form, told);
    let mut pages = vec![(String::from("attivita"), pages::tasks(lang, &desk))];
    let aside = Page { done: Some(pages::aside(lang)), ..pages::tasks(lang, &desk) };
    pages.push((String::from("attivita-non-ora"), aside));
    pages.push((String::from("attivita-al-chiosco"), pages::at_kiosk(pages::tasks(lang, &desk))));
    let walk = desk.walk(lang, "");
    for slug in walk.parts.iter().flat_map(|part| part.slugs()) {
        if let Some((page, _)) = step_page(lang, &desk, slug, &Fields::default()) {
            pages.push((slug.to_owned(), page));
        }
    }
    for (name, done) in [("riepilogo", None), ("riepilogo-cambiato", Some(pages::changed(lang)))] {
        pages.extend(pages::review(lang, &desk, done).map(|page| (name.to_owned(), page)));
    }
    desk.may_send = false;
    let review = pages::review(lang, &desk, None);
    pages.extend(review.map(|page| (String::from("riepilogo-senza-invio"), page)));
    pages.push((String::from("elimina"), pages::delete(lang, &desk)));
    pages.push((String::from("attivita-senza-invio"), pages::tasks(lang, &desk)));
    named(form, state, pages)
}

/// A draft half way: its tasks; a step that asked something else when it was `answered`; and the first step with
/// something left to do, at an address with this query.
pub fn half_way<A: Application>(
    form: &'static A,
    lang: Lang,
    told: Told<A::Facts>,
    answered: Option<&'static str>,
    query: &[(&str, &str)],
) -> Vec<Example> {
    let (state, mut desk) = desk(form, told);
    let mut seen = Seen::default();
    answered.into_iter().for_each(|step| seen.note(step, "other questions"));
    desk.draft.seen = seen;
    let mut pages = vec![(String::from("attivita"), pages::tasks(lang, &desk))];
    let query = Fields(query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect());
    let plain = Fields::default();
    let open = desk.walk(lang, "").open();
    for (step, query) in
        answered.map(|step| (step, &plain)).into_iter().chain(open.map(|step| (step, &query)))
    {
        let page = step_page(lang, &desk, step, query);
        pages.extend(page.map(|(page, _)| (step.to_owned(), page)));
    }
    named(form, state, pages)
}

/// The draft of these answers, of who may send it; and what it shows.
fn desk<A: Application>(form: &'static A, told: Told<A::Facts>) -> (&'static str, Desk<A>) {
    let Told { state, answers, facts } = told;
    let draft = Draft { id: ID, answers, step: Some(String::new()), ..Draft::fresh(AT) };
    (state, Desk { form, base: base(form, ID), draft, facts, may_send: true, test_data: true })
}

/// What the task list and the page with all answers say at their top: nothing was sent; an answer is saved, or a page of
/// them.
pub fn notices<A: Application>(form: &'static A, lang: Lang, told: Told<A::Facts>) -> Vec<Example> {
    let (state, desk) = desk(form, told);
    let unsent = Page { done: Some(pages::unsent(lang)), ..pages::tasks(lang, &desk) };
    let mut pages = vec![(String::from("attivita-non-inviata"), unsent)];
    let walk = desk.walk(lang, "");
    let steps = walk.parts.iter().flat_map(|part| part.slugs());
    for (name, step) in ["riepilogo-risposta", "riepilogo-risposte"].into_iter().zip(steps) {
        if let Some(page) = pages::review(lang, &desk, pages::saved(lang, &desk, [Some(step), None])) {
            pages.push((name.to_owned(), page));
        }
    }
    named(form, state, pages)
}

fn named<A: Application>(form: &A, state: &str, pages: Vec<(String, Page)>) -> Vec<Example> {
    let named = |(name, page)| Example::new(format!("{}/{state}-{name}", form.name()), page);
    pages.into_iter().map(named).collect()
}

/// The page of what was sent in a language, before the service adds what follows; and its case.
pub fn sent_example<A: Application>(
    form: &'static A,
    lang: Lang,
    told: Told<A::Facts>,
    (state, sent_in): (CaseState, Lang),
) -> Option<(Case, Page)> {
    let (_, desk) = desk(form, told);
    let case = Case {
        id: ID,
        protocollo: Protocollo::new(2026, 0, 42).ok()?,
        citizen: Uuid::from_u128(2),
        service: form.name().to_owned(),
        state,
        answers: pages::kept(sent_in, &desk, &desk.walk(sent_in, "")),
        created: AT,
        updated: AT,
    };
    let page = pages::sent(lang, form, &case, true);
    Some((case, page))
}
