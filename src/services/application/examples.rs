//! The pages of a long form in every state, made by its own script from invented answers.

use a11y::page::Page;
use a11y::text::Lang;
use uuid::Uuid;

use super::pages;
use super::{Application, Desk, base};
use crate::clock::Moment;
use crate::ledger::{Case, CaseState, Protocollo};
use crate::services::Example;
use crate::services::conversation::Answers;
use crate::services::drafts::Draft;

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

/// The pages these answers lead through: the tasks, each step, all answers (for who may send and who may not), the
/// end of the draft.
pub fn examples<A: Application>(form: &'static A, lang: Lang, told: Told<A::Facts>) -> Vec<Example> {
    let Told { state, answers, facts } = told;
    let draft = Draft { id: ID, answers, step: Some(String::new()), ..Draft::fresh(AT) };
    let desk = Desk { form, base: base(form, ID), draft, facts, test_data: true };
    let mut pages = vec![(String::from("attivita"), pages::tasks(lang, &desk))];
    let aside = Page { done: Some(pages::aside(lang)), ..pages::tasks(lang, &desk) };
    pages.push((String::from("attivita-non-ora"), aside));
    pages.push((String::from("attivita-al-chiosco"), pages::at_kiosk(pages::tasks(lang, &desk))));
    let walk = desk.walk(lang, "");
    for slug in walk.parts.iter().flat_map(|part| part.slugs()) {
        if let Some((page, _)) = desk.walk(lang, slug).page(&desk.base, 0) {
            pages.push((slug.to_owned(), desk.page(page)));
        }
    }
    for (name, may_send, done) in [
        ("riepilogo", true, None),
        ("riepilogo-cambiato", true, Some(pages::changed(lang))),
        ("riepilogo-senza-invio", false, None),
    ] {
        if let Some(page) = pages::review(lang, &desk, may_send, done) {
            pages.push((name.to_owned(), page));
        }
    }
    pages.push((String::from("elimina"), pages::delete(lang, &desk)));
    named(form, state, pages)
}

/// What the task list and the page with all answers say at their top: nothing was sent; an answer is saved, or a page of
/// them.
pub fn notices<A: Application>(form: &'static A, lang: Lang, told: Told<A::Facts>) -> Vec<Example> {
    let Told { state, answers, facts } = told;
    let draft = Draft { id: ID, answers, step: Some(String::new()), ..Draft::fresh(AT) };
    let desk = Desk { form, base: base(form, ID), draft, facts, test_data: true };
    let unsent = Page { done: Some(pages::unsent(lang)), ..pages::tasks(lang, &desk) };
    let mut pages = vec![(String::from("attivita-non-inviata"), unsent)];
    let walk = desk.walk(lang, "");
    let steps = walk.parts.iter().flat_map(|part| part.slugs());
    for (name, step) in ["riepilogo-risposta", "riepilogo-risposte"].into_iter().zip(steps) {
        if let Some(page) = pages::review(lang, &desk, true, pages::saved(lang, &desk, step)) {
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
    let draft = Draft { answers: told.answers, ..Draft::fresh(AT) };
    let desk = Desk { form, base: base(form, ID), draft, facts: told.facts, test_data: true };
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
