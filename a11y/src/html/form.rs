//! The main form: around the questions, with its hidden fields and its one button.
//!
//! `novalidate`, and no `required`: the portal answers faults itself, in the citizen's language, without losing a word.

use maud::{Markup, html};

use crate::ids;
use crate::page::{Frame, Method, Page};

use super::spans::Setting;
use super::support::{Support, Treatment::*, relied_on};

/// What the form asks of readers.
pub(crate) const SUPPORT: &[Support] =
    &[relied_on("button: button and its name", [Pass, Pass, Pass, Pass, Pass])];

/// The questions in their form; where the page has none, only the questions.
pub(super) fn form(page: &Page, frame: &Frame, set: Setting, questions: Markup) -> Markup {
    let Some(form) = &page.form else { return questions };
    let (method, action, token) = match form.method {
        Method::Get => ("get", frame.address.split(['?', '#']).next().unwrap_or(""), None),
        Method::Post => ("post", frame.address.as_str(), frame.token.as_deref()),
    };
    let action = (!action.is_empty()).then_some(action);
    html! {
        form id=(ids::FORM) class="main-form" method=(method) action=[action] novalidate {
            (hidden(&form.hidden, token))
            (questions)
            p { button id=(ids::SUBMIT) type="submit" { (set.bare(&form.submit)) } }
        }
    }
}

/// Hidden fields and, where the form is sent, the session's token.
pub(super) fn hidden(fields: &[(String, String)], token: Option<&str>) -> Markup {
    html! {
        @if let Some(token) = token { input type="hidden" name=(ids::TOKEN) value=(token); }
        @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
    }
}
