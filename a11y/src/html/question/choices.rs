//! One of some choices, or any of them. Nothing is chosen beforehand and nothing appears when one is chosen.
//!
//! lynx shows the first of some choices as chosen and sends it where none is: a citizen who passes over the question would
//! answer it. So an answer that means none stands first where no script runs, until one is chosen. Every other browser
//! could run scripts, and has none of it: neither shown, nor heard, nor counted.

use maud::{Markup, html};

use crate::ids;
use crate::page::Choice;
use crate::words;

use super::Asked;

pub(super) fn one(asked: &Asked<'_>, choices: &[Choice], chosen: Option<&str>) -> Markup {
    // Where a question may be passed over, its first choice says so already.
    let unanswered = chosen.is_none() && !asked.question.optional;
    let unanswered = unanswered.then(|| {
        html! {
            noscript {
                div class="choice" {
                    label {
                        input name=(asked.question.name) type="radio" value="";
                        " " (asked.set.bare(&words::unanswered(asked.set.lang)))
                    }
                }
            }
        }
    });
    group(asked, unanswered, choices, "radio", &|choice| chosen == Some(choice.value.as_str()))
}

/// A consent is a group of one box whose label is the whole sentence.
pub(super) fn many(asked: &Asked<'_>, choices: &[Choice], chosen: &[String]) -> Markup {
    group(asked, None, choices, "checkbox", &|choice| chosen.contains(&choice.value))
}

/// The first control refers to fault and hint again: NVDA leaves out a group's description at check boxes (12718), and
/// a choice's own hint hides it elsewhere (govuk-frontend 1696).
fn group(
    asked: &Asked<'_>,
    first: Option<Markup>,
    choices: &[Choice],
    kind: &str,
    chosen: &dyn Fn(&Choice) -> bool,
) -> Markup {
    html! {
        fieldset id=(ids::group(&asked.question.name)) aria-describedby=[asked.described_by(None)] {
            (asked.legend())
            (asked.between())
            @if let Some(first) = first { (first) }
            @for (n, choice) in choices.iter().enumerate() {
                (item(asked, n, choice, kind, chosen(choice)))
            }
        }
    }
}

fn item(asked: &Asked<'_>, n: usize, choice: &Choice, kind: &str, chosen: bool) -> Markup {
    let name = &asked.question.name;
    let id = ids::choice(name, n);
    let hint = choice.hint.as_ref().map(|_| ids::choice_hint(name, n));
    let described_by = if n == 0 { asked.described_by(hint.clone()) } else { hint.clone() };
    html! {
        div class="choice" {
            input id=(id) name=(name) type=(kind) value=(choice.value) checked[chosen]
                aria-describedby=[described_by];
            " "
            label for=(id) { (asked.set.bare(&choice.label)) }
            @if let Some(words) = &choice.hint { div id=[hint] class="hint" { (asked.set.bare(words)) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::html::main;
    use crate::page::{Choice, Frame, Input, Page, Question};
    use crate::text::{Lang, Text};

    fn html(choices: &[&str]) -> String {
        let choices = choices
            .iter()
            .map(|label| Choice {
                value: label.to_lowercase(),
                label: Text::plain((*label).to_owned()),
                hint: Some(Text::plain("Una riga di aiuto")),
            })
            .collect();
        let question =
            Question::new("vie", Text::plain("Come?"), Input::ManyChoices { choices, chosen: Vec::new() })
                .hint(Text::plain("Puoi scegliere più risposte"))
                .problem(Some(Text::plain("Scegli almeno una risposta").into()));
        let page = Page::new(Lang::It, Text::plain("Pagina")).with(question).submit(Text::plain("Continua"));
        main(&page, &Frame::default()).into_string()
    }

    #[test]
    fn the_first_choice_refers_to_fault_and_hint_of_the_group() {
        let html = html(&["Lettera", "Telefono"]);
        assert!(html.contains("aria-describedby=\"vie-errore vie-aiuto vie-1-aiuto\""), "{html}");
        assert!(html.contains("id=\"vie-2\"") && html.contains("aria-describedby=\"vie-2-aiuto\""), "{html}");
        assert!(
            html.contains("<fieldset id=\"vie-gruppo\" aria-describedby=\"vie-errore vie-aiuto\">"),
            "{html}"
        );
    }

    #[test]
    fn no_answer_stands_first_where_no_script_runs_until_one_is_chosen_or_if_none_is_wanted() {
        let html = |chosen: Option<&str>, optional: bool| {
            let choices = ["si", "no"].map(|value| Choice {
                value: value.to_owned(),
                label: Text::plain(value.to_owned()),
                hint: None,
            });
            let input = Input::OneChoice { choices: choices.to_vec(), chosen: chosen.map(str::to_owned) };
            let question = Question::new("vie", Text::plain("Come?"), input);
            let question = if optional { question.optional() } else { question };
            let page = Page::new(Lang::It, Text::plain("Pagina")).with(question);
            main(&page.submit(Text::plain("Continua")), &Frame::default()).into_string()
        };
        let open = html(None, false);
        let none = "<noscript><div class=\"choice\"><label><input name=\"vie\" type=\"radio\" value=\"\">";
        assert!(open.find(none).is_some_and(|at| Some(at) < open.find("value=\"si\"")), "{open}");
        for html in [html(Some("no"), false), html(None, true)] {
            assert!(!html.contains("noscript"), "{html}");
        }
    }

    #[test]
    fn the_input_stands_before_its_label() {
        let html = html(&["Lettera"]);
        assert!(html.find("<input id=\"vie\"") < html.find("<label for=\"vie\""), "{html}");
    }
}
