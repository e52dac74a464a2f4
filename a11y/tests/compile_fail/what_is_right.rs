use a11y::page::{Input, Question, Section};
use a11y::text::Text;

fn main() {
    let _ = Question {
        name: "comune".into(),
        label: Text::plain("Comune"),
        hint: None,
        problem: None,
        optional: false,
        purpose: None,
        name_of_person: false,
        latin: false,
        shares: None,
        input: Input::Secret { width: 8 },
    };
    let _ = Section { heading: Text::plain("Sedi"), body: Vec::new() };
}
