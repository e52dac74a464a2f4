//! Questions: problem, label, hint, answer; then each choice or box.

use super::blocks::Walk;
use super::script::Script;
use super::{Kind, Reading, words};
use crate::ids;
use crate::page::{Choice, Input, Question};
use crate::text::{Span, Text};
use crate::words as shared;

/// Adds the utterances of a question. Where the page is its `only` question, the title has said its label.
///
/// The problem comes first, for it is why the citizen is here again; the hint last, for it may be cut off. Written for
/// few cells, the answer stands beside its label, and the hint after both.
pub(super) fn question(walk: &mut Walk<'_>, question: &Question, only: bool) {
    let lang = walk.lang();
    let mut script = walk.script();
    if tells_what_was_typed(question) {
        script.make_private();
    }
    if let Some(problem) = &question.problem {
        script.mark(ids::problem(&question.name));
        script.text(&shared::error_prefix(lang));
        script.text(&Text::plain(" "));
        script.text(&problem.text);
    }
    let written = script.reading == Reading::Written;
    // What is wrong may have named what is asked: it is heard once.
    let named = question.problem.as_ref().is_some_and(|problem| {
        let [told, label] = [&problem.text, &question.label].map(|text| crate::values::line(text, lang));
        told.ends_with(&format!(": {label}"))
    });
    if !(only || named) || written {
        script.sentence(&question.label);
    }
    if question.optional {
        script.aside(&shared::optional(lang));
    }
    if written {
        answer(&mut script, question);
    }
    if let Some(hint) = &question.hint {
        script.mark(ids::hint(&question.name));
        script.text(hint);
    }
    let heard_so_far = !script.is_empty();
    if !written {
        answer(&mut script, question);
    }
    if !heard_so_far && script.is_empty() {
        script.text(&words::no_answer(lang));
    }
    let id = match question.input {
        Input::OneChoice { .. } | Input::ManyChoices { .. } => ids::group(&question.name),
        _ => question.name.clone(),
    };
    walk.push(script, id, Kind::Question);
    controls(walk, question);
}

/// The stops after a question: its choices, or the boxes of a date.
fn controls(walk: &mut Walk<'_>, question: &Question) {
    let lang = walk.lang();
    match &question.input {
        Input::OneChoice { choices, chosen } => {
            let chosen: Vec<&str> = chosen.as_deref().into_iter().collect();
            each_choice(walk, question, choices, &chosen);
        }
        Input::ManyChoices { choices, chosen } => {
            let chosen: Vec<&str> = chosen.iter().map(String::as_str).collect();
            each_choice(walk, question, choices, &chosen);
        }
        Input::Date { day, month, year } => {
            let boxes = [
                ("giorno", shared::day(lang), day),
                ("mese", shared::month(lang), month),
                ("anno", shared::year(lang), year),
            ];
            for (part, label, value) in boxes {
                date_box(walk, format!("{}-{part}", question.name), &label, value);
            }
        }
        _ => {}
    }
}

/// A problem with an answer tells of the answer ("Febbraio non ha 31 giorni"); one with an empty box tells nothing.
pub(super) fn tells_what_was_typed(question: &Question) -> bool {
    let answered = match &question.input {
        Input::Date { day, month, year } => [day, month, year].iter().any(|part| !part.trim().is_empty()),
        Input::OneChoice { chosen, .. } => chosen.is_some(),
        Input::ManyChoices { chosen, .. } => !chosen.is_empty(),
        Input::Secret { .. } | Input::CardSignature { .. } => true,
        input => typed(input).is_some(),
    };
    answered && question.problem.is_some()
}

/// What has been answered so far, or how many choices there are. A secret is never said.
fn answer(script: &mut Script, question: &Question) {
    let lang = script.lang;
    let typed = match &question.input {
        Input::OneChoice { choices, .. } | Input::ManyChoices { choices, .. } => {
            let count = i64::try_from(choices.len()).unwrap_or(i64::MAX);
            return script.sentence(&words::choices(lang, count));
        }
        Input::Secret { .. } | Input::CardSignature { .. } | Input::Date { .. } => return,
        input => typed(input),
    };
    if let Some(typed) = typed {
        script.make_private();
        match script.reading {
            Reading::Written => script.value(&typed),
            _ => script.sentence(&words::answer(lang, &typed)),
        }
    }
}

/// An answer as typed, as the value that it is; `None` if nothing has been typed, or nothing that may be told.
pub(crate) fn typed(input: &Input) -> Option<Text> {
    let (value, text): (&String, fn(String) -> Text) = match input {
        Input::Line { value, .. } | Input::LongText { value } | Input::Money { value } => (value, as_typed),
        // So few digits are a number: "dieci", not "uno, zero".
        Input::Code { value, width: ..=3, digits: true } => (value, as_typed),
        Input::Code { value, .. } => (value, |typed| Span::Code(typed).into()),
        Input::FiscalCode { value } => (value, |typed| Span::FiscalCode(typed).into()),
        Input::Phone { value } => (value, |typed| Span::Phone(typed).into()),
        Input::Mail { value } => (value, |typed| Span::Mail(typed).into()),
        Input::Date { .. }
        | Input::OneChoice { .. }
        | Input::ManyChoices { .. }
        | Input::Secret { .. }
        | Input::CardSignature { .. } => {
            return None;
        }
    };
    (!value.trim().is_empty()).then(|| text(value.clone()).private())
}

/// Digits in the voice of the page, words in an Italian one.
fn as_typed(value: String) -> Text {
    if value.chars().any(char::is_alphabetic) { Text::typed(value) } else { Text::plain(value).private() }
}

/// "Sì, scelto, 1 di 2": the word that differs first, so that one can go on early. If anything is chosen, all are
/// private: those not chosen tell as much.
fn each_choice(walk: &mut Walk<'_>, question: &Question, choices: &[Choice], chosen: &[&str]) {
    let lang = walk.lang();
    let of = i64::try_from(choices.len()).unwrap_or(i64::MAX);
    for ((n, choice), position) in choices.iter().enumerate().zip(1..) {
        let mut script = walk.script();
        script.text(&choice.label);
        if !chosen.is_empty() {
            script.make_private();
        }
        if chosen.contains(&choice.value.as_str()) {
            script.aside(&words::chosen(lang));
        }
        script.aside(&words::position(lang, position, of));
        if let Some(hint) = &choice.hint {
            script.mark(ids::choice_hint(&question.name, n));
            script.text(hint);
        }
        walk.push(script, ids::choice(&question.name, n), Kind::Choice);
    }
}

fn date_box(walk: &mut Walk<'_>, id: String, label: &Text, value: &str) {
    let mut script = walk.script();
    script.text(label);
    if !value.trim().is_empty() {
        script.make_private();
        script.value(&as_typed(value.to_owned()));
    }
    walk.push(script, id, Kind::Part);
}
