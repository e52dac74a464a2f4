//! One of some choices, or any of them. Nothing is chosen beforehand and nothing appears when one is chosen.

use maud::{Markup, html};

use crate::ids;
use crate::page::Choice;

use super::Asked;

pub(super) fn one(asked: &Asked<'_>, choices: &[Choice], chosen: Option<&str>) -> Markup {
    group(asked, choices, "radio", &|choice| chosen == Some(choice.value.as_str()))
}

/// A consent is a group of one box whose label is the whole sentence.
pub(super) fn many(asked: &Asked<'_>, choices: &[Choice], chosen: &[String]) -> Markup {
    group(asked, choices, "checkbox", &|choice| chosen.contains(&choice.value))
}

/// The first control refers to fault and hint again: NVDA leaves out a group's description at check boxes (12718), and
/// a choice's own hint hides it elsewhere (govuk-frontend 1696).
fn group(asked: &Asked<'_>, choices: &[Choice], kind: &str, chosen: &dyn Fn(&Choice) -> bool) -> Markup {
    html! {
        fieldset id=(ids::group(&asked.question.name)) aria-describedby=[asked.described_by(None)] {
            (asked.legend())
            (asked.between())
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
    fn the_input_stands_before_its_label() {
        let html = html(&["Lettera"]);
        assert!(html.find("<input id=\"vie\"") < html.find("<label for=\"vie\""), "{html}");
    }
}
