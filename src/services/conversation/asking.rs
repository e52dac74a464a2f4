//! Asking the questions of one step.

use a11y::ids;
use a11y::page::{Block, Input, Notice, Problem, Question};
use a11y::text::{Lang, Text};
use jiff::civil::Date;

use super::LONGEST;
use super::answers::{Answers, answer_text, fill};
use super::dates::{date_parts, read_date};
use crate::services::words;

/// A question that was asked, as the review shows it.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) label: Text,
    pub(super) value: Text,
    /// The id of the control where its answer is changed.
    pub(super) target: String,
}

/// One step being asked.
#[derive(Debug)]
pub struct Asking<'a> {
    /// The language of its words.
    pub lang: Lang,
    answers: &'a Answers,
    told: Option<Notice>,
    body: Vec<Block>,
    rows: Vec<Asked>,
    contradicted: Option<String>,
    ends: bool,
}

impl<'a> Asking<'a> {
    pub(super) fn new(lang: Lang, answers: &'a Answers) -> Asking<'a> {
        let (body, rows) = (Vec::new(), Vec::new());
        Asking { lang, answers, told: None, body, rows, contradicted: None, ends: false }
    }

    /// What is told first, what is shown, what was asked and answered, and the field of another step that an answer
    /// contradicts.
    pub(super) fn into_parts(self) -> (Option<Notice>, Vec<Block>, Vec<Asked>, Option<String>) {
        (self.told, self.body, self.rows, self.contradicted)
    }

    /// The conversation is over here: there is nothing to send.
    pub(super) fn is_end(&self) -> bool {
        self.ends
    }

    /// Ends the conversation: with the answer to `field` of an earlier step, a control's id, it goes no further. The page
    /// leads there and has no button.
    pub fn ends(&mut self, field: String) {
        self.contradicted = Some(field);
        self.ends = true;
    }

    /// An answer of this step contradicts that to `field` of an earlier one: either may be wrong, so the page with the
    /// fault leads there too.
    pub fn contradicts(&mut self, field: String) {
        self.contradicted = Some(field);
    }

    /// The questions of this step with these names.
    fn questions(&mut self, fields: &[String]) -> Vec<&mut Question> {
        let questions = self.body.iter_mut().filter_map(|block| match block {
            Block::Question(question) if fields.contains(&question.name) => Some(question.as_mut()),
            _ => None,
        });
        questions.collect()
    }

    /// The answer to a question of this step cannot be used.
    pub fn is_refused(&self, field: &str) -> bool {
        a11y::page::questions(&self.body).iter().any(|asked| asked.name == field && asked.problem.is_some())
    }

    /// Leaves the faults of these questions untold, for another one is the reason: their answers still do not count.
    pub fn not_told(&mut self, fields: &[String]) {
        self.questions(fields).into_iter().for_each(Question::calm);
    }

    /// Tells the faults of these questions as one, at the first of them, which all of them share; `word` makes it of their
    /// labels.
    pub fn told_once(&mut self, fields: &[String], word: impl FnOnce(Lang, &Text) -> Text) {
        let lang = self.lang;
        let mut wrong = self.questions(fields);
        let labels: Vec<Text> = wrong.iter().map(|question| question.label.lowered()).collect();
        let told = word(lang, &a11y::text::join(labels, lang.comma()));
        let Some((first, others)) = wrong.split_first_mut() else { return };
        for question in others {
            question.calm();
            question.shares = Some(first.name.clone());
        }
        first.problem = Some(told.into());
    }

    /// Tells what follows from the answer to the step before: heard first, by who goes from field to field too.
    pub fn tell(&mut self, notice: Notice) {
        self.told = Some(notice);
    }

    /// Says something between the questions.
    pub fn say(&mut self, block: impl Into<Block>) {
        self.body.push(block.into());
    }

    /// The raw answer to a field of this or an earlier step.
    pub fn answer(&self, name: &str) -> &str {
        self.answers.trimmed(name)
    }

    /// What the last question is called in the review and in what is sent, where its label is a whole sentence.
    pub fn called(&mut self, label: Text) {
        if let Some(last) = self.rows.last_mut() {
            last.label = label;
        }
    }

    /// Leaves the last question out of the review and of what is sent: the answer to another says the same.
    pub fn told_elsewhere(&mut self) {
        self.rows.pop();
    }

    /// Asks a question whose answer must parse. `prefill` stands there until the citizen sends the page.
    pub fn ask<T>(&mut self, question: Question, parse: impl FnOnce(&str) -> Result<T, Text>) -> Option<T> {
        self.ask_shown(question, parse, |_| None)
    }

    /// The same, and `show` says how the answer was understood: so it stands in the review and in what is sent; `None`
    /// leaves it as it was typed.
    pub fn ask_shown<T>(
        &mut self,
        question: Question,
        parse: impl FnOnce(&str) -> Result<T, Text>,
        show: impl FnOnce(&T) -> Option<Text>,
    ) -> Option<T> {
        let judge = |answers: &Answers, name: &str| {
            answers.get(name).map(|raw| parse(raw.trim()).map_err(Problem::from))
        };
        self.ask_as(question, judge, show)
    }

    /// Asks a question that may stay empty; `Some(None)` is an empty answer.
    pub fn ask_optional<T>(
        &mut self,
        question: Question,
        parse: impl FnOnce(&str) -> Result<T, Text>,
    ) -> Option<Option<T>> {
        let judge = |answers: &Answers, name: &str| {
            answers.get(name).map(|raw| match raw.trim() {
                "" => Ok(None),
                raw => parse(raw).map(Some).map_err(Problem::from),
            })
        };
        self.ask_as(question.optional(), judge, |_| None)
    }

    /// Asks a date in three boxes, `like` being a year that answers it; `check` judges a day that exists, and may name
    /// the box that is wrong.
    pub fn ask_date<T, P: Into<Problem>>(
        &mut self,
        question: Question,
        like: i16,
        check: impl FnOnce(Date) -> Result<T, P>,
    ) -> Option<T> {
        let lang = self.lang;
        let judge = |answers: &Answers, name: &str| {
            let parts = date_parts(answers, name)?;
            Some(read_date(lang, &parts, like).and_then(|date| check(date).map_err(P::into)))
        };
        self.ask_as(question, judge, |_| None)
    }

    /// The value, unless its answer is longer than any may be.
    fn bounded<T>(&self, question: &Question, value: T) -> Result<T, Problem> {
        let typed = self.answers.get(&question.name).unwrap_or("");
        if typed.len() <= LONGEST || typed.chars().count() <= LONGEST {
            return Ok(value);
        }
        let most = i64::try_from(LONGEST).unwrap_or(i64::MAX);
        Err(words::too_long(self.lang, &question.label, most).into())
    }

    fn ask_as<T>(
        &mut self,
        mut question: Question,
        judge: impl FnOnce(&Answers, &str) -> Option<Result<T, Problem>>,
        show: impl FnOnce(&T) -> Option<Text>,
    ) -> Option<T> {
        let judged = judge(self.answers, &question.name)
            .map(|judged| judged.and_then(|value| self.bounded(&question, value)));
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
        let understood = value.as_ref().and_then(show);
        self.rows.push(Asked {
            label: question.label.clone(),
            value: as_understood(understood, answer_text(self.lang, &question.input)),
            target: target(&question),
        });
        self.body.push(question.into());
        value
    }
}

/// The answer as it was understood, if that is shown, with the code of the one that was given.
fn as_understood(understood: Option<Text>, given: Text) -> Text {
    match (understood, given.code()) {
        (Some(understood), Some(code)) => understood.coded(code),
        (Some(understood), None) => understood,
        (None, _) => given,
    }
}

/// The id of the control to begin with when an answer is changed: the choice that is chosen, else the first control.
fn target(question: &Question) -> String {
    match &question.input {
        Input::OneChoice { choices, chosen } => {
            let at = choices.iter().position(|choice| Some(&choice.value) == chosen.as_ref());
            ids::choice(&question.name, at.unwrap_or(0))
        }
        _ => question.target_id(),
    }
}
