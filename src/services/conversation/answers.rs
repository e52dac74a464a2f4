//! Answers as typed: taken from a form, put back into its questions, worded for the review.

use std::collections::BTreeMap;

use a11y::page::{Choice, Input, Question};
use a11y::text::{Lang, Span, Text};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::dates::{date_parts, read_date};
use crate::citizen::worded::codes_together;
use crate::services::call::Fields;
use crate::services::words;

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

    /// The date in the three boxes of a question, if it is one.
    pub fn date(&self, name: &str) -> Option<Date> {
        let parts = date_parts(self, name)?;
        read_date(Lang::It, &parts, 2000).ok()
    }

    /// Sets an answer.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), value.into());
    }

    /// Takes an answer away: its page is asked again.
    pub fn forget(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// What all of them weigh, with the names of their fields, in bytes.
    pub fn weight(&self) -> usize {
        self.0.iter().map(|(name, value)| name.len() + value.len()).sum()
    }

    /// Takes in what was sent for these questions; a field that was not sent was left empty. Secrets stay out, also one that
    /// was typed into the box of the fiscal code beside its own: [`MISPLACED`] says that there was one.
    ///
    /// # Errors
    /// [`UnknownField`] if something was sent that none of the questions asks, or twice what is asked once.
    pub fn take(&mut self, questions: &[&Question], sent: &Fields) -> Result<(), UnknownField> {
        let mut known: Vec<String> = Vec::new();
        self.forget(MISPLACED);
        for question in questions {
            for name in names(question) {
                let values: Vec<&str> = sent.all(&name).collect();
                let many = matches!(question.input, Input::ManyChoices { .. });
                if values.len() > 1 && !many {
                    return Err(UnknownField);
                }
                if !matches!(question.input, Input::Secret { .. } | Input::CardSignature { .. }) {
                    let mut typed = values.join("\n");
                    if is_misplaced(question, &typed, questions) {
                        typed.clear();
                        self.set(MISPLACED, "1");
                    }
                    self.set(name.clone(), typed);
                }
                known.push(name);
            }
        }
        if sent.0.iter().all(|(name, _)| known.contains(name)) { Ok(()) } else { Err(UnknownField) }
    }
}

/// The answer that stands where a secret was typed into the box of a fiscal code.
pub const MISPLACED: &str = "segreto-altrove";

/// Whether what was typed here may be the secret that another of these questions asks for: in the box of a fiscal code digits
/// alone, but not the eleven of a company.
pub fn is_misplaced(question: &Question, typed: &str, among: &[&Question]) -> bool {
    let asks_secret = |other: &&Question| matches!(other.input, Input::Secret { .. });
    if !matches!(question.input, Input::FiscalCode { .. }) || !among.iter().any(asks_secret) {
        return false;
    }
    let blank = |c: &char| c.is_whitespace() || crate::places::is_invisible(*c) || "-.".contains(*c);
    let kept: String = codes_together(typed).chars().filter(|c| !blank(c)).collect();
    kept.len() >= SHORTEST_SECRET && kept.len() != 11 && kept.bytes().all(|byte| byte.is_ascii_digit())
}

/// A PIN with a digit left out.
const SHORTEST_SECRET: usize = 7;

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

/// That a question was left empty: its code is empty too, unlike that of words that were typed, which have none.
fn blank(lang: Lang) -> Text {
    words::not_answered(lang).coded("")
}

/// An answer as the review shows it.
pub fn answer_text(lang: Lang, input: &Input) -> Text {
    let typed = |value: &str| match value.trim() {
        "" => blank(lang),
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
        // The number of a document is shown whole, as it stands there, and said in groups: like a fiscal code.
        Input::Code { value, digits: false, .. } if !value.trim().is_empty() => {
            Text::from(Span::FiscalCode(value.trim().to_owned())).private()
        }
        // A short one (a CAP) is said as a word, not in groups.
        Input::Code { value, width, .. } if *width > 5 && !value.trim().is_empty() => {
            Text::from(Span::Code(value.trim().to_owned())).private()
        }
        Input::Mail { value }
        | Input::Phone { value }
        | Input::FiscalCode { value }
        | Input::Money { value }
        | Input::Code { value, .. } => typed(value),
        Input::Date { day, month, year } => {
            match read_date(lang, &[day, month, year].map(Clone::clone), 2000) {
                Ok(date) => Text::from(date).private().coded(date.to_string()),
                Err(_) => typed(&format!("{day} {month} {year}")),
            }
        }
        Input::OneChoice { choices, chosen } => {
            let choice = choices.iter().find(|c| Some(&c.value) == chosen.as_ref());
            let worded = |c: &Choice| c.label.clone().private().coded(c.value.as_str());
            choice.map_or_else(|| blank(lang), worded)
        }
        Input::ManyChoices { choices, chosen } => {
            let chosen: Vec<&Choice> = choices.iter().filter(|c| chosen.contains(&c.value)).collect();
            let text = a11y::text::join(chosen.iter().map(|c| c.label.clone()), lang.comma());
            let code = chosen.iter().map(|c| c.value.as_str()).collect::<Vec<_>>().join(",");
            // That none fits is an answer too.
            if text.is_empty() { words::none_chosen(lang).coded(code) } else { text.private().coded(code) }
        }
        Input::Secret { .. } | Input::CardSignature { .. } => Text::default(),
    }
}

#[cfg(test)]
mod tests {
    use a11y::page::Choice;

    use super::*;

    #[test]
    fn none_of_several_choices_is_an_answer() {
        let choice = |value: &str| Choice { value: value.to_owned(), label: Text::name(value), hint: None };
        let shown = |chosen: &[&str]| {
            let chosen = chosen.iter().map(|value| (*value).to_owned()).collect();
            let input = Input::ManyChoices { choices: vec![choice("pasti"), choice("stanza")], chosen };
            a11y::values::line(&answer_text(Lang::It, &input), Lang::It)
        };
        assert_eq!([shown(&[]), shown(&["pasti", "stanza"])], ["niente", "pasti, stanza"]);
    }

    #[test]
    fn the_number_of_a_document_is_shown_as_it_stands_there_and_a_long_one_of_digits_in_groups() {
        let shown = |value: &str, digits| {
            let input = Input::Code { value: value.to_owned(), width: 20, digits };
            a11y::values::line(&answer_text(Lang::It, &input), Lang::It)
        };
        assert_eq!(shown("P1234567A", false), "P1234567A");
        assert_eq!(shown("48210957", true), "48 21 09 57");
    }
}
