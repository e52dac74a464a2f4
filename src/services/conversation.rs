//! Conversations: one pure function, replayed from the first question on every request.
//!
//! `talk.step(..)?` walks the steps and stops at the first that is unanswered or wrong; the one the address wants
//! is shown. Its trail gives the back link, the step count and the review table. Answers are kept as typed, so a
//! wrong one is stored and its problem found again when the page is read after the redirect.
//!
//! **Invariant**: a secret is never stored: it is judged in its own POST.

use std::collections::BTreeMap;

use a11y::page::{Block, Input, Link, Page, Problem, Question, Step, Summary, SummaryRow};
use a11y::text::{Lang, Span, Text};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::call::Fields;
use super::{path, words};

/// Answers as typed, by field name. Many choices are kept one a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers(pub BTreeMap<String, String>);

impl Answers {
    /// The answer to a field, if its page was ever sent.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The answer without blanks around it; empty if there is none.
    pub fn trimmed(&self, name: &str) -> &str {
        self.get(name).unwrap_or("").trim()
    }

    /// Sets an answer.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), value.into());
    }

    /// Takes in what was sent for these questions; a field that was not sent was left empty. Secrets stay out.
    ///
    /// # Errors
    /// [`UnknownField`] if something was sent that none of the questions asks, or twice what is asked once.
    pub fn take(&mut self, questions: &[&Question], sent: &Fields) -> Result<(), UnknownField> {
        let mut known: Vec<String> = Vec::new();
        for question in questions {
            for name in names(question) {
                let values: Vec<&str> = sent.all(&name).collect();
                let many = matches!(question.input, Input::ManyChoices { .. });
                if values.len() > 1 && !many {
                    return Err(UnknownField);
                }
                if !matches!(question.input, Input::Secret { .. }) {
                    self.set(name.clone(), values.join("\n"));
                }
                known.push(name);
            }
        }
        if sent.0.iter().all(|(name, _)| known.contains(name)) { Ok(()) } else { Err(UnknownField) }
    }
}

impl From<&Fields> for Answers {
    /// All fields as they came; several values of one name are lines of one answer.
    fn from(fields: &Fields) -> Answers {
        let mut answers = Answers::default();
        for (name, value) in &fields.0 {
            let so_far = answers.0.entry(name.clone()).or_default();
            if !so_far.is_empty() {
                so_far.push('\n');
            }
            so_far.push_str(value);
        }
        answers
    }
}

/// A form has a field that its page does not have, or one of them twice.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the form has fields that its page does not have")]
pub struct UnknownField;

/// The names of a question's form fields.
pub fn names(question: &Question) -> Vec<String> {
    match question.input {
        Input::Date { .. } => {
            ["giorno", "mese", "anno"].map(|part| format!("{}-{part}", question.name)).to_vec()
        }
        _ => vec![question.name.clone()],
    }
}

/// The conversation stops here: a step is to be shown.
#[derive(Debug, PartialEq, Eq)]
pub struct Stop;

/// A conversation being replayed.
#[derive(Debug)]
pub struct Talk<'a> {
    /// The language of its words.
    pub lang: Lang,
    answers: &'a Answers,
    wanted: &'a str,
    trail: Vec<Visit>,
    shown: Option<Shown>,
}

/// A step that has been walked through.
#[derive(Clone, Debug)]
struct Visit {
    slug: &'static str,
    title: Text,
    rows: Vec<(Text, Text)>,
}

#[derive(Debug)]
struct Shown {
    index: usize,
    slug: &'static str,
    title: Text,
    body: Vec<Block>,
}

/// The step named by an empty address: the review of all answers.
pub const REVIEW: &str = "riepilogo";

/// What a replay comes to.
#[derive(Debug)]
pub enum Turn<T> {
    /// The wanted step, as a page.
    Step(Box<Page>, Option<Link>),
    /// The wanted step cannot be shown yet: this one comes first.
    Elsewhere(&'static str),
    /// Everything is answered: what came of it, and the answers for the review.
    Complete(T, Vec<SummaryRow>),
}

/// Replays `script` over `answers` for the step `wanted`; `base` is the conversation's path after the language and
/// `expected` how many steps it usually has.
pub fn replay<T>(
    lang: Lang,
    answers: &Answers,
    wanted: &str,
    base: &str,
    expected: u8,
    script: impl FnOnce(&mut Talk<'_>) -> Result<T, Stop>,
) -> Turn<T> {
    let mut talk = Talk { lang, answers, wanted, trail: Vec::new(), shown: None };
    let outcome = script(&mut talk);
    let Talk { trail, shown, .. } = talk;
    match (shown, outcome) {
        (Some(step), _) if step.slug == wanted => {
            let back = step
                .index
                .checked_sub(1)
                .and_then(|n| trail.get(n))
                .map(|before| Link::inside(before.title.clone(), step_path(lang, base, before.slug)));
            let of = usize::from(expected).max(trail.len());
            let mut page = Page::new(lang, step.title);
            page.body = step.body;
            if expected > 1 {
                let number = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
                page.step = Some(Step { now: number(step.index + 1), of: number(of) });
            }
            page = page.submit(words::go_on(lang));
            Turn::Step(Box::new(page), back)
        }
        (Some(step), _) => Turn::Elsewhere(step.slug),
        (None, Ok(outcome)) => {
            let rows = trail.iter().flat_map(|visit| review_rows(lang, base, visit)).collect();
            Turn::Complete(outcome, rows)
        }
        // A script stops only where it shows; if it does not, its first step is as good as any.
        (None, Err(Stop)) => Turn::Elsewhere(trail.first().map_or(REVIEW, |visit| visit.slug)),
    }
}

/// The address of a step.
pub fn step_path(lang: Lang, base: &str, slug: &str) -> String {
    if slug.is_empty() { path(lang, base) } else { path(lang, &format!("{base}/{slug}")) }
}

fn review_rows(lang: Lang, base: &str, visit: &Visit) -> Vec<SummaryRow> {
    let to = format!("{}?da={REVIEW}", step_path(lang, base, visit.slug));
    visit
        .rows
        .iter()
        .map(|(label, value)| SummaryRow {
            label: label.clone(),
            value: value.clone(),
            change: Some(Link::inside(words::change(lang, label), to.clone())),
        })
        .collect()
}

/// The answers of a review as they are kept with what was sent: without links, and in the words they were sent in,
/// whatever the language of who reads them later.
pub fn as_sent(lang: Lang, rows: Vec<SummaryRow>) -> Summary {
    let keep = |text: &Text| text.kept_in(lang, |span| a11y::values::shown(span, lang));
    let rows = rows
        .into_iter()
        .map(|row| SummaryRow { label: keep(&row.label), value: keep(&row.value), change: None })
        .collect();
    Summary { caption: keep(&words::answers_caption(lang)), rows }
}

impl Talk<'_> {
    /// Asks a step: some questions on one page under one title. What the closure returns is the step's result:
    /// `None` while an answer is missing or wrong.
    ///
    /// # Errors
    /// [`Stop`] when the conversation cannot go on from here.
    pub fn step<T>(
        &mut self,
        slug: &'static str,
        title: Text,
        ask: impl FnOnce(&mut Asking<'_>) -> Option<T>,
    ) -> Result<T, Stop> {
        let mut step = Asking { lang: self.lang, answers: self.answers, body: Vec::new(), rows: Vec::new() };
        let result = ask(&mut step);
        let Asking { body, rows, .. } = step;
        let wanted = self.wanted == slug;
        if self.shown.is_none() && (wanted || result.is_none()) {
            self.shown = Some(Shown { index: self.trail.len(), slug, title: title.clone(), body });
        }
        self.trail.push(Visit { slug, title, rows });
        result.ok_or(Stop)
    }
}

/// One step being asked.
#[derive(Debug)]
pub struct Asking<'a> {
    /// The language of its words.
    pub lang: Lang,
    answers: &'a Answers,
    body: Vec<Block>,
    rows: Vec<(Text, Text)>,
}

impl Asking<'_> {
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

/// The three boxes of a date as typed, if their page was ever sent.
fn date_parts(answers: &Answers, name: &str) -> Option<[String; 3]> {
    let part = |part: &str| answers.get(&format!("{name}-{part}")).map(|v| v.trim().to_owned());
    Some([part("giorno")?, part("mese")?, part("anno")?])
}

/// Reads a date from its three boxes: missing before impossible, naming the boxes that are wrong.
///
/// # Errors
/// A [`Problem`] in the citizen's language.
pub fn read_date(lang: Lang, day: &str, month: &str, year: &str) -> Result<Date, Problem> {
    let boxes = [day, month, year];
    let missing: Vec<u8> = (0..3u8).filter(|n| boxes[usize::from(*n)].is_empty()).collect();
    match missing[..] {
        [] => {}
        [0] => return Err(Problem { text: words::date_day_missing(lang), parts: missing }),
        [1] => return Err(Problem { text: words::date_month_missing(lang), parts: missing }),
        [2] => return Err(Problem { text: words::date_year_missing(lang), parts: missing }),
        _ => return Err(Problem { text: words::date_missing(lang), parts: missing }),
    }
    let number = |text: &str| digits(text).parse::<i16>().ok();
    let wrong = |n: u8, text: Text| Problem { text, parts: vec![n] };
    let day =
        number(day).filter(|d| (1..=31).contains(d)).ok_or_else(|| wrong(0, words::date_day_wrong(lang)))?;
    let month = month_number(month)
        .filter(|m| (1..=12).contains(m))
        .ok_or_else(|| wrong(1, words::date_month_wrong(lang)))?;
    let year = number(year)
        .filter(|y| (1000..=9999).contains(y))
        .ok_or_else(|| wrong(2, words::date_year_wrong(lang)))?;
    let [day8, month8] = [day, month].map(|n| i8::try_from(n).unwrap_or(0));
    Date::new(year, month8, day8)
        .map_err(|_| Problem { text: words::date_impossible(lang), parts: vec![0, 1, 2] })
}

/// A month by number or by its Italian or English name.
fn month_number(text: &str) -> Option<i16> {
    const NAMES: [[&str; 2]; 12] = [
        ["gennaio", "january"],
        ["febbraio", "february"],
        ["marzo", "march"],
        ["aprile", "april"],
        ["maggio", "may"],
        ["giugno", "june"],
        ["luglio", "july"],
        ["agosto", "august"],
        ["settembre", "september"],
        ["ottobre", "october"],
        ["novembre", "november"],
        ["dicembre", "december"],
    ];
    let text = text.to_lowercase();
    let by_name = || NAMES.iter().position(|names| names.contains(&text.as_str()));
    digits(&text).parse().ok().or_else(|| by_name().and_then(|n| i16::try_from(n + 1).ok()))
}

/// The same text with every decimal digit of Unicode's Arabic-Indic and full-width rows made ASCII.
pub fn digits(text: &str) -> String {
    text.chars()
        .map(|c| {
            let row = [0x0660, 0x06F0, 0xFF10].into_iter().find(|zero| (0..10).contains(&(c as i64 - zero)));
            let digit = row.and_then(|zero| u32::try_from(c as i64 - zero).ok());
            digit.and_then(|d| char::from_digit(d, 10)).unwrap_or(c)
        })
        .collect()
}

/// Puts the answers to the question `name` into its input; a secret stays empty.
pub fn fill(input: &mut Input, answers: &Answers, name: &str) {
    let raw = || answers.get(name).unwrap_or("").to_owned();
    if let Some(typed) = input.typed_mut() {
        *typed = raw();
    }
    match input {
        Input::Date { day, month, year } => {
            if let Some(parts) = date_parts(answers, name) {
                [*day, *month, *year] = parts;
            }
        }
        Input::OneChoice { chosen, .. } => *chosen = Some(raw()).filter(|value| !value.is_empty()),
        Input::ManyChoices { chosen, .. } => *chosen = raw().lines().map(str::to_owned).collect(),
        _ => {}
    }
}

/// An answer as the review shows it.
fn answer_text(lang: Lang, input: &Input) -> Text {
    let typed = |value: &str| match value.trim() {
        "" => words::not_answered(lang),
        value => Text::typed(value),
    };
    match input {
        Input::Line { value, .. } | Input::LongText { value } => typed(value),
        Input::Mail { value } if !value.trim().is_empty() => {
            Text::from(Span::Mail(value.trim().to_owned())).private()
        }
        Input::Phone { value } if !value.trim().is_empty() => {
            Text::from(Span::Phone(value.trim().to_owned())).private()
        }
        Input::FiscalCode { value } if !value.trim().is_empty() => {
            Text::from(Span::FiscalCode(value.trim().to_uppercase())).private()
        }
        Input::Code { value, .. } if !value.trim().is_empty() => {
            Text::from(Span::Code(value.trim().to_owned())).private()
        }
        Input::Mail { value }
        | Input::Phone { value }
        | Input::FiscalCode { value }
        | Input::Money { value }
        | Input::Code { value, .. } => typed(value),
        Input::Date { day, month, year } => match read_date(lang, day, month, year) {
            Ok(date) => Text::from(date).private(),
            Err(_) => typed(&format!("{day} {month} {year}")),
        },
        Input::OneChoice { choices, chosen } => {
            let label = choices.iter().find(|c| Some(&c.value) == chosen.as_ref()).map(|c| c.label.clone());
            label.map_or_else(|| words::not_answered(lang), Text::private)
        }
        Input::ManyChoices { choices, chosen } => {
            let labels = choices.iter().filter(|c| chosen.contains(&c.value)).map(|c| c.label.clone());
            let text = a11y::text::join(labels, lang.comma());
            if text.is_empty() { words::not_answered(lang) } else { text.private() }
        }
        Input::Secret { .. } => Text::default(),
    }
}
