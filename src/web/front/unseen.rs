//! Forms that no page of ours sends, with a character that no keyboard writes, pasted from another program, with letters in
//! another code, or with a field that the page does not ask: the page comes back filled.
//!
//! **Invariant**: such a form does nothing; what is not taken is gone from what is shown again, and nothing else is.

use a11y::page::{Input, Page, Question};
use a11y::text::Text;

use super::late::refill;
use super::{FormProblem, Problem, Visit, for_each_question, own_pages, refill_with};
use crate::services::conversation::{Answers, names};
use crate::services::{Answer, Failure, Fields, Shown};
use crate::web::forms::Faulty;
use crate::web::reply::Reply;
use crate::web::words;

impl Visit<'_> {
    /// There is a page on which what was typed can be shown again.
    pub(super) fn shows_again(&self) -> bool {
        self.service().is_some() || own_pages::page_before(self, &Fields::default()).is_some()
    }

    /// The form's page again, with what was typed; the `faulty` fields, which have lost the character or whose letters are a guess, are named.
    pub(super) async fn unseen(&mut self, faulty: &Faulty, fields: &Fields) -> Result<Reply, Failure> {
        let why = faulty.first().map_or(FormProblem::Control, |(_, why)| *why);
        let problem = Problem::Form(why);
        let Some(Shown { mut page, back, .. }) = self.page_of_form().await? else {
            return Ok(self.problem(problem));
        };
        let typed = super::late::without_secrets(&page, fields.clone());
        refill_with(&mut page, &Answers::from(&typed));
        if !tell(&mut page, faulty) {
            return Ok(self.problem(problem));
        }
        Ok(self.show(problem.status(), page, back))
    }

    /// The page of a form with a field that it does not ask, or asks once and got twice, with what it does ask.
    pub(super) async fn misfit(&mut self, fields: &Fields) -> Result<Reply, Failure> {
        self.refused(fields, Problem::Form(FormProblem::Fields), words::again_fields(self.lang)).await
    }

    /// The same of a form whose answers its draft has no room for.
    pub(super) async fn too_much(&mut self, fields: &Fields) -> Result<Reply, Failure> {
        self.refused(fields, Problem::Full, words::again_full(self.lang)).await
    }

    async fn refused(&mut self, fields: &Fields, problem: Problem, why: Text) -> Result<Reply, Failure> {
        let Some(Shown { mut page, back, .. }) = self.page_of_form().await? else {
            return Ok(self.problem(problem));
        };
        let asked = asked_of(&page, fields);
        if asked.0.iter().all(|(_, value)| value.trim().is_empty()) {
            return Ok(self.problem(problem));
        }
        refill(&mut page, &asked, why);
        Ok(self.show(problem.status(), page, back))
    }

    /// The page that a form was sent from, as it is when nothing was sent.
    async fn page_of_form(&self) -> Result<Option<Shown>, Failure> {
        let Some(service) = self.service() else { return Ok(None) };
        let query = if self.asked.method == "POST" { self.query_of_page() } else { Fields::default() };
        match service.get(&self.call(query, service)).await? {
            Answer::Show(shown) => Ok(Some(*shown)),
            _ => Ok(None),
        }
    }
}

/// Tells at each question what of its answer was not taken; whether the page asks any of these fields.
pub(in crate::web) fn tell(page: &mut Page, faulty: &Faulty) -> bool {
    let (lang, mut named) = (page.lang, false);
    for_each_question(&mut page.body, &mut |question| {
        let names = names(question);
        let Some((_, why)) = faulty.iter().find(|(name, _)| names.contains(name)) else { return };
        question.problem = Some(match why {
            FormProblem::Charset => words::answer_letters(lang, &question.label).into(),
            _ => words::answer_control(lang, &question.label).into(),
        });
        named = true;
    });
    named
}

/// What a page asks of what was sent: the first answer to what is asked once.
fn asked_of(page: &Page, sent: &Fields) -> Fields {
    let of = |question: &Question| -> Vec<(String, String)> {
        let many = matches!(question.input, Input::ManyChoices { .. });
        let most = if many { usize::MAX } else { 1 };
        let values = |name: String| {
            sent.all(&name).take(most).map(|value| (name.clone(), value.to_owned())).collect::<Vec<_>>()
        };
        names(question).into_iter().flat_map(values).collect()
    };
    Fields(page.questions().into_iter().flat_map(of).collect())
}
