//! Asking the questions of one step.

use a11y::page::{Block, Problem, Question};
use a11y::text::{Lang, Text};
use jiff::civil::Date;

use super::answers::{Answers, answer_text, fill};
use super::dates::{date_parts, read_date};

/// One step being asked.
#[derive(Debug)]
pub struct Asking<'a> {
    /// The language of its words.
    pub lang: Lang,
    answers: &'a Answers,
    body: Vec<Block>,
    rows: Vec<(Text, Text)>,
}

impl<'a> Asking<'a> {
    pub(super) fn new(lang: Lang, answers: &'a Answers) -> Asking<'a> {
        Asking { lang, answers, body: Vec::new(), rows: Vec::new() }
    }

    /// What is shown, and what was asked and answered.
    pub(super) fn into_parts(self) -> (Vec<Block>, Vec<(Text, Text)>) {
        (self.body, self.rows)
    }

    /// Says something between the questions.
    pub fn say(&mut self, block: impl Into<Block>) {
        self.body.push(block.into());
    }

    /// The raw answer to a field of this or an earlier step.
    pub fn answer(&self, name: &str) -> &str {
        self.answers.trimmed(name)
    }

    /// Asks a question whose answer must parse. `prefill` stands there until the citizen sends the page.
    pub fn ask<T>(&mut self, question: Question, parse: impl FnOnce(&str) -> Result<T, Text>) -> Option<T> {
        self.ask_as(question, |answers, name| {
            answers.get(name).map(|raw| parse(raw.trim()).map_err(Problem::from))
        })
    }

    /// Asks a question that may stay empty; `Some(None)` is an empty answer.
    pub fn ask_optional<T>(
        &mut self,
        question: Question,
        parse: impl FnOnce(&str) -> Result<T, Text>,
    ) -> Option<Option<T>> {
        self.ask_as(question.optional(), |answers, name| {
            answers.get(name).map(|raw| match raw.trim() {
                "" => Ok(None),
                raw => parse(raw).map(Some).map_err(Problem::from),
            })
        })
    }

    /// Asks a date in three boxes; `check` judges a day that exists.
    pub fn ask_date<T>(
        &mut self,
        question: Question,
        check: impl FnOnce(Date) -> Result<T, Text>,
    ) -> Option<T> {
        let lang = self.lang;
        self.ask_as(question, |answers, name| {
            let [day, month, year] = date_parts(answers, name)?;
            Some(read_date(lang, &day, &month, &year).and_then(|date| check(date).map_err(Problem::from)))
        })
    }

    fn ask_as<T>(
        &mut self,
        mut question: Question,
        judge: impl FnOnce(&Answers, &str) -> Option<Result<T, Problem>>,
    ) -> Option<T> {
        let judged = judge(self.answers, &question.name);
        if judged.is_some() {
            fill(&mut question.input, self.answers, &question.name);
        }
        let value = match judged {
            Some(Ok(value)) => Some(value),
            Some(Err(problem)) => {
                question.problem = Some(problem);
                None
            }
            None => None,
        };
        self.rows.push((question.label.clone(), answer_text(self.lang, &question.input)));
        self.body.push(question.into());
        value
    }
}
