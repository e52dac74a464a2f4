//! The main form: around the questions, with its hidden fields and its one button.
//!
//! `novalidate`, and no `required`: the portal answers faults itself, in the citizen's language, without losing a word.

use maud::{Markup, Render, html};

use crate::ids;
use crate::page::{Frame, Method, Page};

use super::spans::Setting;
use super::support::{Support, Treatment::*, relied_on};

/// What the form asks of readers.
pub(crate) const SUPPORT: &[Support] =
    &[relied_on("button: button and its name", [Pass, Pass, Pass, Pass, Pass])];

/// The questions in their form; where the page has none, only the questions.
pub(super) fn form(page: &Page, frame: &Frame, set: Setting, questions: impl Render) -> Markup {
    let Some(form) = &page.form else { return questions.render() };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_fields_are_the_token_and_what_the_form_was_made_with() {
        let html = hidden(&[("chiave".into(), "a\"b".into())], Some("9f2c")).into_string();
        let token = "<input type=\"hidden\" name=\"gettone\" value=\"9f2c\">";
        assert_eq!(html, format!("{token}<input type=\"hidden\" name=\"chiave\" value=\"a&quot;b\">"));
        assert_eq!(hidden(&[], None).into_string(), "");
    }

    #[test]
    fn what_is_sent_carries_the_token_and_what_is_searched_does_not() {
        for example in super::super::examples() {
            let Some(form) = &example.page.form else { continue };
            let frame = Frame { token: Some("9f2c".into()), ..example.frame.clone() };
            let html = super::super::main(&example.page, &frame).into_string();
            let (head, body) = html.split_once("<form id=\"modulo\"").unwrap_or_default();
            assert!(!head.is_empty() && body.contains("novalidate"), "{}: {html}", example.name);
            let inside = body.split("</form>").next().unwrap_or_default();
            assert_eq!(inside.contains("name=\"gettone\""), form.method == Method::Post, "{}", example.name);
        }
    }
}
