#![allow(clippy::unwrap_used)]
//! What an office has: where its paper comes out, what reads a card, a whole keyboard.

use a11y::page::{Input, Link, Page, Question};

use super::tests::{Rig, plain, public, sign_in, statement};
use super::{Setup, Slot};
use crate::event::{Card, Control, Device, Event, Key, Paper, Sign, Touch};

impl Rig {
    /// Types on a whole keyboard.
    fn keyboard(&mut self, signs: &str) {
        signs.chars().for_each(|sign| self.does(Event::Sign(Sign(sign))));
    }

    fn hint(&self) -> String {
        let page = &self.state.session.view.page;
        let code = page.questions().into_iter().find(|question| question.name == "codice").unwrap();
        a11y::values::line(code.hint.as_ref().unwrap(), page.lang)
    }

    fn answer(&self, name: &str) -> String {
        let questions = self.state.session.view.page.questions();
        let input = &questions.iter().find(|question| question.name == name).unwrap().input;
        input.clone().typed_mut().cloned().unwrap_or_default()
    }
}

fn search() -> Page {
    let place = Input::Line { value: String::new(), width: 20 };
    public("Sedi").with(Question::new("dove", plain("Comune"), place)).submit(plain("Cerca"))
}

#[test]
fn the_receipt_comes_out_where_the_office_says() {
    for (slot, place) in
        [(Slot::default(), "sotto lo schermo"), (Slot::RightOfKeypad, "a destra della tastiera")]
    {
        let mut rig = Rig::with(Setup { slot, ..Setup::default() });
        rig.does(Event::Touch(Touch::Part("b-0-0".into())));
        rig.gets(statement());
        rig.does(Event::Touch(Touch::Control(Control::Help)));
        let page = format!("{:?}", rig.state.picture().unwrap().page);
        assert!(page.contains(place), "{page}");
        rig.does(Event::Touch(Touch::Control(Control::Back)));
        let print = rig
            .state
            .session
            .view
            .heard
            .iter()
            .find(|heard| format!("{heard:?}").contains("Stampa"))
            .unwrap();
        rig.does(Event::Touch(Touch::Part(print.id.clone())));
        let job = *rig.printed.last().unwrap();
        rig.does(Event::Paper(Paper::Printed(job)));
        let caption = rig.state.picture().unwrap().caption.clone().unwrap();
        assert!(a11y::values::line(&caption, a11y::text::Lang::It).contains(place), "{caption:?}");
    }
}

#[test]
fn the_fiscal_code_is_given_by_what_the_kiosk_has_the_barcode_first() {
    let at = |setup: Setup| {
        let mut rig = Rig::with(setup);
        rig.does(Event::Card(Card::Empty));
        rig.does(Event::Touch(Touch::Part("b-0-0".into())));
        rig.gets(sign_in());
        rig
    };
    let mut rig = at(Setup::default());
    assert_eq!(
        rig.hint(),
        "Mostra al lettore il codice a barre della tessera sanitaria. Oppure inserisci la tessera. Oppure passa la \
         striscia. Oppure scrivi i 16 caratteri."
    );
    rig.does(Event::Card(Card::NoReader));
    rig.does(Event::Device(Device::Reader(false)));
    assert_eq!(rig.hint(), "Scrivi i 16 caratteri della tessera sanitaria.");
    rig.does(Event::Card(Card::Empty));
    assert_eq!(rig.hint(), "Inserisci la tessera sanitaria. Oppure scrivi i 16 caratteri.");
    let rig = at(Setup { stripe: false, ..Setup::default() });
    assert!(!rig.hint().contains("striscia"), "{}", rig.hint());
    // It is heard as well as seen.
    let mut rig = at(Setup::default());
    rig.does(Event::Touch(Touch::Control(Control::Listen)));
    rig.does(Event::Touch(Touch::Ear("codice".into())));
    assert!(rig.last().contains("Mostra al lettore il codice a barre"), "{}", rig.last());
}

#[test]
fn a_whole_keyboard_types_into_the_box_where_the_cursor_is() {
    // No box: letters say so, digits and the space bar do what keys do.
    let mut rig = Rig::listening_at(public("Servizi").link(Link::inside(plain("Avanti"), "/it/avanti")));
    rig.keyboard("x");
    assert!(rig.last().contains("non si scrive"), "{}", rig.last());
    rig.keyboard("5");
    assert!(rig.last().contains("di 3"), "{}", rig.last());
    rig.key(Key::Next);
    let asked = rig.asked.len();
    rig.keyboard(" ");
    assert_eq!(rig.asked.len(), asked + 1, "the space bar chooses");
    rig.gets(search());
    rig.hears_out();
    assert_eq!(rig.state.session.view.here().unwrap().id, "dove");
    rig.keyboard("Castr\u{f2}, 1");
    assert_eq!(rig.answer("dove"), "Castr\u{f2}, 1", "digits are digits, and no letters of theirs");
    assert_eq!(rig.last(), "1", "each is echoed");
    rig.key(Key::Back);
    assert_eq!(rig.answer("dove"), "Castr\u{f2}, ");
}

#[test]
fn a_secret_typed_on_a_keyboard_is_said_and_shown_by_its_count_alone() {
    let mut rig = Rig::listening_at(sign_in());
    rig.hears_out();
    rig.key(Key::Next);
    assert_eq!(rig.state.session.view.here().unwrap().id, "pin");
    let before = rig.said.len();
    rig.keyboard("73a1");
    let said: Vec<&str> = rig.said[before..].iter().map(|(.., said)| said.as_str()).collect();
    let sign = "Qui questo segno non si può scrivere.";
    assert_eq!(said, ["cifra 1 di 8", "cifra 2 di 8", sign, "cifra 3 di 8"]);
    assert!(!format!("{:?}", rig.state.picture()).contains("731"));
    assert_eq!(format!("{:?}", Event::Sign(Sign('7'))), "Sign(Sign)");
}

#[test]
fn who_sees_types_into_what_the_keyboard_on_the_screen_is_for_and_a_letter_begins_speech_as_any_key() {
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.gets(search());
    rig.does(Event::Touch(Touch::Part("dove".into())));
    rig.keyboard("Roma");
    assert_eq!((rig.answer("dove").as_str(), rig.said.len()), ("Roma", 0));
    let mut rig = Rig::new();
    rig.keyboard("a");
    assert!(rig.state.picture().unwrap().listening);
}
