//! Questions answered in one box.

use maud::{Markup, html};

use crate::page::{Input, Purpose, Question};
use crate::text::is_arabic;

use super::Asked;

/// How a box behaves while one types in it.
struct Typing<'a> {
    kind: &'static str,
    value: &'a str,
    /// Characters shown; the box is as wide as what belongs in it.
    width: u8,
    mode: Option<&'static str>,
    /// No word of a language: not checked, not corrected.
    code: bool,
    capitals: Option<&'static str>,
    /// Runs left to right on any page.
    ltr: bool,
    /// Nothing can be typed: a card's PIN is no browser's business.
    closed: bool,
}

/// Numbers are `text` with a numeric keyboard: of `type=number` TalkBack does not say the value, and a mouse wheel
/// changes it. A secret can be pasted and filled by a password manager (WCAG 3.3.8), and is never sent back. One that is
/// used once is copied from paper, and seen as it is typed: who cannot check sixteen digits cannot find the wrong one.
fn typing(question: &Question) -> Typing<'_> {
    let Question { input, purpose, .. } = question;
    let purpose = *purpose;
    let plain = Typing {
        kind: "text",
        value: "",
        width: 20,
        mode: None,
        code: false,
        capitals: None,
        ltr: false,
        closed: false,
    };
    let code = Typing { code: true, ltr: true, ..plain };
    match input {
        Input::Line { value, width } => {
            let name = question.name_of_person;
            Typing { value, width: *width, code: name, capitals: name.then_some("words"), ..plain }
        }
        Input::Code { value, width, digits: true } => {
            Typing { value, width: *width, mode: Some("numeric"), ..code }
        }
        Input::Code { value, width, digits: false } => {
            Typing { value, width: *width, capitals: Some("characters"), ..code }
        }
        Input::FiscalCode { value } => Typing { value, width: 16, capitals: Some("characters"), ..code },
        Input::Phone { value } => Typing { kind: "tel", value, width: 16, ..code },
        Input::Mail { value } => Typing { kind: "email", value, width: 30, ..code },
        Input::Money { value } => Typing { value, width: 12, mode: Some("decimal"), ..code },
        Input::Secret { width } if purpose == Some(Purpose::OneTimeCode) => {
            Typing { width: *width, mode: Some("numeric"), ..code }
        }
        Input::Secret { width } => {
            Typing { kind: "password", width: *width, mode: Some("numeric"), ltr: true, ..plain }
        }
        Input::CardSignature { .. } => {
            Typing { kind: "password", width: 8, ltr: true, closed: true, ..plain }
        }
        Input::LongText { .. } | Input::Date { .. } | Input::OneChoice { .. } | Input::ManyChoices { .. } => {
            plain
        }
    }
}

pub(super) fn field(asked: &Asked<'_>) -> Markup {
    html! {
        (asked.label())
        (asked.between())
        " "
        @match &asked.question.input {
            Input::LongText { value } => (long_text(asked, value)),
            _ => (line(asked, &typing(asked.question))),
        }
    }
}

fn line(asked: &Asked<'_>, typing: &Typing<'_>) -> Markup {
    let own_direction = if typing.ltr { asked.set.ltr() } else { of_words(asked, typing.value) };
    html! {
        input id=(asked.question.name) name=(asked.question.name) type=(typing.kind)
            value=[(!typing.value.is_empty()).then_some(typing.value)]
            size=(typing.width.max(1))
            inputmode=[typing.mode]
            autocomplete=[asked.question.purpose.map(token)]
            spellcheck=[typing.code.then_some("false")]
            autocapitalize=[typing.capitals]
            dir=[own_direction] readonly[typing.closed]
            aria-describedby=[asked.described_by(None)] aria-invalid=[asked.invalid()];
    }
}

/// The direction of a box for words of any language: that of what is typed.
fn of_words(asked: &Asked<'_>, value: &str) -> Option<&'static str> {
    (asked.set.ltr().is_some() || value.contains(is_arabic)).then_some("auto")
}

/// HTML drops one newline after `<textarea>`, so one is written for it to drop. In a block of its own: w3m sets a label in
/// the same one beside the last line.
fn long_text(asked: &Asked<'_>, value: &str) -> Markup {
    html! {
        div {
            textarea id=(asked.question.name) name=(asked.question.name) rows="6" cols="40"
                dir=[of_words(asked, value)]
                aria-describedby=[asked.described_by(None)] aria-invalid=[asked.invalid()] {
                "\n" (value)
            }
        }
    }
}

/// The autocomplete token of a datum of the citizen (HTML, section 4.10.18.7; WCAG 1.3.5).
fn token(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::GivenName => "given-name",
        Purpose::FamilyName => "family-name",
        Purpose::AddressLine1 => "address-line1",
        Purpose::AddressLevel2 => "address-level2",
        Purpose::AddressLevel1 => "address-level1",
        Purpose::PostalCode => "postal-code",
        Purpose::Tel => "tel",
        Purpose::HomeTel => "home tel",
        Purpose::WorkTel => "work tel",
        Purpose::MobileTel => "mobile tel",
        Purpose::Email => "email",
        Purpose::Bday => "bday",
        Purpose::Sex => "sex",
        Purpose::Username => "username",
        Purpose::CurrentPassword => "current-password",
        Purpose::NewPassword => "new-password",
        Purpose::OneTimeCode => "one-time-code",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::main;
    use crate::page::{Frame, Page};
    use crate::text::{Lang, Text};

    fn html(question: Question) -> String {
        let page = Page::new(Lang::It, Text::plain("Pagina")).with(question).submit(Text::plain("Continua"));
        main(&page, &Frame::default()).into_string()
    }

    #[test]
    fn a_secret_can_be_pasted_and_is_never_sent_back() {
        let question = Question::new("pin", Text::plain("PIN"), Input::Secret { width: 8 });
        let html = html(question.purpose(Purpose::CurrentPassword));
        assert!(html.contains("type=\"password\" size=\"8\" inputmode=\"numeric\""), "{html}");
        assert!(html.contains("autocomplete=\"current-password\""), "{html}");
        assert!(!html.contains("value=") && !html.contains("maxlength"), "{html}");
    }

    #[test]
    fn a_code_used_once_is_seen_as_it_is_typed_and_never_sent_back() {
        let question = Question::new("codici", Text::plain("I due codici"), Input::Secret { width: 20 });
        let html = html(question.purpose(Purpose::OneTimeCode));
        assert!(html.contains("type=\"text\" size=\"20\" inputmode=\"numeric\""), "{html}");
        assert!(html.contains("autocomplete=\"one-time-code\" spellcheck=\"false\""), "{html}");
        assert!(!html.contains("value=") && !html.contains("maxlength"), "{html}");
    }

    #[test]
    fn numbers_are_text_with_a_numeric_keyboard() {
        let input = Input::Code { value: "60121".into(), width: 5, digits: true };
        let html = html(Question::new("cap", Text::plain("CAP"), input));
        assert!(html.contains("type=\"text\" value=\"60121\" size=\"5\" inputmode=\"numeric\""), "{html}");
        assert!(html.contains("spellcheck=\"false\""), "{html}");
    }

    #[test]
    fn a_name_is_written_with_capitals_and_not_corrected_whoever_s_it_is() {
        let input = Input::Line { value: String::new(), width: 40 };
        let html = html(Question::new("nome", Text::plain("Nome"), input).name_of_person());
        assert!(html.contains("spellcheck=\"false\" autocapitalize=\"words\""), "{html}");
        assert!(!html.contains("autocomplete"), "{html}");
    }

    #[test]
    fn a_fiscal_code_has_no_autocomplete_token() {
        let input = Input::FiscalCode { value: String::new() };
        let html = html(Question::new("cf", Text::plain("Codice fiscale"), input));
        assert!(!html.contains("autocomplete"), "{html}");
        assert!(html.contains("autocapitalize=\"characters\""), "{html}");
    }

    #[test]
    fn a_long_text_keeps_its_first_line_even_when_empty() {
        let input = Input::LongText { value: "\nprima".into() };
        let html = html(Question::new("testo", Text::plain("Testo"), input));
        assert!(html.contains(">\n\nprima</textarea>"), "{html}");
    }
}
