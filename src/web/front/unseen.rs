//! Forms with a character that no keyboard writes, pasted from another program: the page comes back filled.
//!
//! **Invariant**: such a form does nothing; the character is gone from what is shown again, and nothing else is.

use super::{FormProblem, Problem, Visit, for_each_question, own_pages, refill_with};
use crate::services::conversation::{Answers, names};
use crate::services::{Answer, Failure, Fields};
use crate::web::reply::Reply;
use crate::web::words;

impl Visit<'_> {
    /// There is a page on which what was typed can be shown again.
    pub(super) fn shows_again(&self) -> bool {
        self.service().is_some() || own_pages::page_before(self, &Fields::default()).is_some()
    }

    /// The form's page again, with what was typed; the `faulty` fields, which have lost the character, are named.
    pub(super) async fn unseen(&mut self, faulty: &[String], fields: &Fields) -> Result<Reply, Failure> {
        let problem = Problem::Form(FormProblem::Control);
        let Some(service) = self.service() else { return Ok(self.problem(problem)) };
        let Answer::Show(shown) = service.get(&self.call(self.query_of_page(), service)).await? else {
            return Ok(self.problem(problem));
        };
        let mut page = shown.page;
        refill_with(&mut page, &Answers::from(fields));
        let (lang, mut named) = (self.lang, false);
        for_each_question(&mut page.body, &mut |question| {
            if names(question).iter().any(|name| faulty.contains(name)) {
                question.problem = Some(words::answer_control(lang, &question.label).into());
                named = true;
            }
        });
        if !named {
            return Ok(self.problem(problem));
        }
        Ok(self.show(problem.status(), page, shown.back))
    }
}
