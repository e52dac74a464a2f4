//! What stands in boxes, for who hears it alone and has never touched the screen.

use super::*;

const COVERED: &str = "Sullo schermo i tuoi dati sono coperti";

fn picture(rig: &Rig) -> String {
    format!("{:?}", rig.state.picture().unwrap())
}

/// The same page with these answers in its boxes, and in each list of choices one chosen.
fn answered(mut page: Page, answer: &str, choice: usize) -> Page {
    let names: Vec<String> = page.questions().into_iter().map(|question| question.name.clone()).collect();
    for name in names {
        match &mut a11y::act::question_mut(&mut page, &name).unwrap().input {
            Input::Date { day, month, year } => {
                [day, month, year].into_iter().for_each(|part| answer.clone_into(part))
            }
            Input::OneChoice { choices, chosen } => {
                *chosen = Some(choices[choice % choices.len()].value.clone())
            }
            Input::ManyChoices { choices, chosen } => {
                *chosen = choices.iter().take(choice + 1).map(|choice| choice.value.clone()).collect();
            }
            input => input.typed_mut().into_iter().for_each(|value| answer.clone_into(value)),
        }
    }
    page
}

#[test]
fn the_code_of_a_card_stands_covered_until_the_screen_is_touched_and_that_is_said_once() {
    let mut rig = Rig::new();
    rig.does(Event::Jack(true));
    rig.hears_out();
    rig.does(Event::Card(Card::Read(holder())));
    rig.gets(sign_in());
    rig.hears_out();
    assert!(!picture(&rig).contains("MRNNMO69C66H501O"), "{}", picture(&rig));
    assert_eq!(rig.state.picture().unwrap().covered, Some(true));
    assert!(picture(&rig).contains("Codice fiscale"), "what is asked is no secret");
    assert_eq!(rig.all().matches(COVERED).count(), 1, "{}", rig.all());
    // Who touches sees what stands there, as who began by touch does.
    rig.does(Event::Touch(Touch::Part("codice".into())));
    assert!(picture(&rig).contains("MRNNMO69C66H501O"));
    assert_eq!(rig.state.picture().unwrap().covered, None, "there is nothing else to cover");
    let mut touching = Rig::new();
    touching.does(Event::Touch(Touch::Control(Control::Listen)));
    touching.does(Event::Jack(true));
    touching.does(Event::Card(Card::Read(holder())));
    touching.gets(sign_in());
    touching.hears_out();
    assert!(picture(&touching).contains("MRNNMO69C66H501O"));
    assert!(!touching.all().contains(COVERED), "{}", touching.all());
    // In the hall nobody says what is typed: it is read on the screen.
    let mut hall = Rig::new();
    hall.key(Key::Digit(5));
    hall.does(Event::Card(Card::Read(holder())));
    hall.gets(sign_in());
    assert!(picture(&hall).contains("MRNNMO69C66H501O"));
}

#[test]
fn whoever_asks_to_see_boxes_alone_has_not_asked_for_the_next_page() {
    let mut rig = Rig::listening_at(answered(sign_in(), "MRNNMO69C66H501O", 0));
    rig.does(Event::Touch(Touch::Control(Control::Uncover)));
    assert!(picture(&rig).contains("MRNNMO69C66H501O"));
    rig.does(Event::Touch(Touch::Part(a11y::ids::SUBMIT.into())));
    rig.gets(statement());
    assert_eq!(rig.state.picture().unwrap().covered, Some(true));
}

#[test]
fn what_is_typed_and_chosen_by_key_changes_nothing_that_is_seen() {
    let name = Question::new("nome", plain("Cognome"), Input::Line { value: "r".into(), width: 20 });
    let choice = |value: &str| a11y::page::Choice { value: value.into(), label: plain(value), hint: None };
    let choices = vec![choice("uno"), choice("due")];
    let one = Question::new("modo", plain("Come"), Input::OneChoice { choices, chosen: None });
    let mut rig = Rig::listening_at(public("Chi sei?").with(name).with(one).submit(plain("Continua")));
    rig.key(Key::Next);
    rig.hears_out();
    rig.key(Key::Digit(2));
    let before = picture(&rig);
    rig.waits(2_000);
    rig.digits("2345");
    assert_eq!(picture(&rig), before, "neither how much is typed nor what");
    assert!(rig.last().contains('j'), "it is heard: {}", rig.last());
    for _ in 0..2 {
        rig.key(Key::Next);
        rig.hears_out();
    }
    assert_eq!(rig.all().matches(COVERED).count(), 1, "{}", rig.all());
    rig.key(Key::Select);
    assert_eq!(a11y::act::fields(&rig.state.session.view.page)[1].1, "uno");
    assert!(rig.last().contains("uno"), "{}", rig.last());
    let shown = rig.state.picture().unwrap();
    assert!(shown.caption.is_none() && !format!("{:?}", shown.page).contains("Some(\"uno\")"), "{shown:?}");
}

#[test]
fn of_any_form_nothing_is_seen_of_its_answers_and_each_question_is() {
    let mut forms = 0;
    for example in a11y::html::examples() {
        if example.page.questions().is_empty() {
            continue;
        }
        forms += 1;
        let seen = |answer: &str, choice| {
            let rig = Rig::listening_at(answered(example.page.clone(), answer, choice));
            format!("{:?}", rig.state.picture().unwrap().page)
        };
        let shown = seen("CANARINO", 0);
        assert!(!shown.contains("CANARINO"), "{}: {shown}", example.name);
        assert_eq!(shown, seen("9", 1), "{}: it may be counted", example.name);
        for question in example.page.questions() {
            assert!(shown.contains(&format!("{:?}", question.label)), "{}: {shown}", example.name);
        }
    }
    assert!(forms > 20, "{forms}");
}
