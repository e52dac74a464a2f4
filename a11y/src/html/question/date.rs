//! A date in three boxes, each with its own visible label.

use maud::{Markup, html};

use crate::ids;
use crate::page::Purpose;
use crate::words;

use super::Asked;

/// `role=group` stands because without it JAWS does not say the description of a group of boxes. The first box refers
/// to fault and hint again, for readers that leave out a group's description; a wrong box refers to the fault.
pub(super) fn date(asked: &Asked<'_>, values: [&String; 3]) -> Markup {
    let question = asked.question;
    let lang = asked.set.lang;
    let labels = [words::day(lang), words::month(lang), words::year(lang)];
    let tokens = ["bday-day", "bday-month", "bday-year"];
    let boxes = ids::date_boxes(&question.name);
    let wrong = |part: u8| question.is_wrong_part(part);
    html! {
        fieldset id=(question.name) role="group" aria-describedby=[asked.described_by(None)] {
            (asked.legend())
            (asked.between())
            div class="date" {
                @for (part, ((id, label), value)) in (0..).zip(boxes.iter().zip(&labels).zip(values)) {
                    div {
                        label for=(id) { (asked.set.bare(label)) }
                        " "
                        input id=(id) name=(id) type="text"
                            value=[(!value.is_empty()).then_some(value)]
                            size=(if part == 2 { 4 } else { 2 }) inputmode="numeric"
                            autocomplete=[(question.purpose == Some(Purpose::Bday)).then(|| tokens[usize::from(part)])]
                            spellcheck="false" dir=[asked.set.ltr()]
                            aria-describedby=[described_by(asked, part, wrong(part))]
                            aria-invalid=[wrong(part).then_some("true")];
                    }
                }
            }
        }
    }
}

fn described_by(asked: &Asked<'_>, part: u8, wrong: bool) -> Option<String> {
    match part {
        0 => asked.described_by(None),
        _ => asked.question.told_at().filter(|_| wrong).map(ids::problem),
    }
}

#[cfg(test)]
mod tests {
    use crate::html::main;
    use crate::page::{Frame, Input, Page, Problem, Purpose, Question};
    use crate::text::{Lang, Text};

    #[test]
    fn only_the_wrong_box_is_invalid_and_the_summary_leads_there() {
        let question = Question::new(
            "nascita",
            Text::plain("Quando sei nata o nato?"),
            Input::Date { day: "27".into(), month: "13".into(), year: "1958".into() },
        )
        .problem(Some(Problem { text: Text::plain("Il mese deve essere tra 1 e 12"), parts: vec![1] }))
        .purpose(Purpose::Bday);
        let page = Page::new(Lang::It, question.label.clone()).with(question).submit(Text::plain("Continua"));
        let html = main(&page, &Frame::default()).into_string();
        assert!(html.contains("href=\"#nascita-mese\""), "{html}");
        assert_eq!(html.matches("aria-invalid").count(), 1, "{html}");
        assert!(html.contains("aria-describedby=\"nascita-errore\" aria-invalid=\"true\""), "{html}");
        assert!(html.contains("autocomplete=\"bday-month\""), "{html}");
    }
}
