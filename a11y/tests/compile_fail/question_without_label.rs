use a11y::page::{Input, Question};

fn main() {
    let _ = Question {
        name: "comune".into(),
        hint: None,
        problem: None,
        optional: false,
        purpose: None,
        name_of_person: false,
        latin: false,
        shares: None,
        input: Input::Secret { width: 8 },
    };
}
