//! A question: label, hint, what is wrong and the boxes or choices, in this order, each tied to the control.
//!
//! A wrong control is described by what is wrong first and by its hint after: a long hint must not cut the fault off.
//! A reader runs the two together, so what another follows ends with a full stop: else "you typed 3" and "16 characters"
//! are heard as one number.
//! There is no `required`, which some readers call "invalid" before a word is typed, and no placeholder: what must be
//! known is label, hint or fault. What may stay empty says so in its label.

mod choices;
mod date;
mod field;
mod samples;

use maud::{Markup, html};

use crate::ids;
use crate::page::{Input, Question};
use crate::words;

use super::Place;
use super::spans::Setting;
use super::support::{Support, Treatment::*, relied_on, repeated};

pub(super) use samples::examples;

/// What questions ask of readers.
pub(crate) const SUPPORT: &[Support] = &[
    relied_on("label for: name of a control", [Pass, Pass, Pass, Pass, Pass]),
    relied_on("legend: name of a group, on its first control", [Pass, Pass, Pass, Partial, Pass]),
    relied_on("input, textarea: role and value", [Pass, Pass, Pass, Pass, Pass]),
    relied_on("radio, checkbox: role and state", [Pass, Pass, Pass, Pass, Pass]),
    relied_on("aria-describedby on a control: fault and hint", [Pass, Pass, Partial, Pass, Pass]),
    // NVDA 12718: not said for check boxes; so the first control refers to the same texts.
    repeated("aria-describedby on a fieldset: fault and hint", [Fail, Pass, Fail, Unknown, Partial]),
    repeated(
        "role=group on a fieldset of boxes: JAWS says its description",
        [Pass, Pass, Pass, Unknown, Pass],
    ),
    repeated("aria-invalid: the fault's words say it too", [Pass, Pass, Pass, Fail, Pass]),
    repeated("autocomplete, inputmode, spellcheck: help with typing", [Pass, Pass, Pass, Pass, Unknown]),
];

/// A question. Where it is the page's title (`title` is what stands between the two), its label is the `h1`.
pub(super) fn question(question: &Question, title: Option<Markup>, place: &Place) -> Markup {
    let asked = Asked { question, set: place.set, title };
    html! {
        div class=(if question.told_at().is_some() { "question wrong" } else { "question" }) {
            @match &question.input {
                Input::OneChoice { choices, chosen } => {
                    (choices::one(&asked, choices, chosen.as_deref()))
                }
                Input::ManyChoices { choices, chosen } => (choices::many(&asked, choices, chosen)),
                Input::Date { day, month, year } => (date::date(&asked, [day, month, year])),
                _ => (field::field(&asked)),
            }
        }
    }
}

/// A question being written down.
struct Asked<'a> {
    question: &'a Question,
    set: Setting,
    /// Its label is the page's title; this stands between the two.
    title: Option<Markup>,
}

impl Asked<'_> {
    /// What is asked, and whether it may stay empty.
    fn words(&self) -> Markup {
        html! {
            (self.set.bare(&self.question.label))
            @if self.question.optional { " " (self.set.bare(&words::optional(self.set.lang))) }
        }
    }

    /// The label of the only control.
    fn label(&self) -> Markup {
        let label = html! { label for=(self.question.name) { (self.words()) } };
        if self.title.is_some() {
            html! { h1 id=(ids::TITLE) { (label) } }
        } else {
            label
        }
    }

    /// The legend of a group.
    fn legend(&self) -> Markup {
        html! {
            legend {
                @if self.title.is_some() { h1 id=(ids::TITLE) { (self.words()) } } @else { (self.words()) }
            }
        }
    }

    /// What stands between label and control: blocks of the page, hint, fault.
    fn between(&self) -> Markup {
        html! {
            @if let Some(title) = &self.title { (title) }
            @if let Some(hint) = &self.question.hint {
                div id=(ids::hint(&self.question.name)) class="hint" {
                    (self.set.bare(hint)) @if self.question.is_hinted_further() { (self.set.stop(hint)) }
                }
            }
            @if let Some(problem) = &self.question.problem {
                p id=(ids::problem(&self.question.name)) class="fault" {
                    strong { (self.set.bare(&words::error_prefix(self.set.lang))) } " "
                    (self.set.bare(&problem.text)) (self.set.stop(&problem.text))
                }
            }
        }
    }

    /// The ids of what describes the control: fault, hint, then `own` (a choice's hint).
    fn described_by(&self, own: Option<String>) -> Option<String> {
        let name = &self.question.name;
        let ids = [
            self.question.told_at().map(ids::problem),
            self.question.hint.as_ref().map(|_| ids::hint(name)),
            own,
        ];
        let ids: Vec<String> = ids.into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// `aria-invalid`, where the answer is wrong.
    fn invalid(&self) -> Option<&'static str> {
        self.question.told_at().map(|_| "true")
    }
}
