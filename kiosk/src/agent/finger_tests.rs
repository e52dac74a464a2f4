#![allow(clippy::unwrap_used, clippy::expect_used)]
//! The screen explored by ear.

use a11y::text::Lang;

use super::tests::{Rig, plain, public, sign_in, statement};
use super::words;
use crate::event::{Boxes, Control, Device, Event, Finger, Key, Rectangle, Spot, Touch};

fn at(x: u16, y: u16) -> Event {
    Event::Finger(Finger::At(Spot { x, y }))
}

/// A band of the screen from this height to that.
fn band(touch: Touch, from: u16, to: u16) -> (Touch, Rectangle) {
    (touch, Rectangle { from: Spot { x: 0, y: from }, to: Spot { x: 10_000, y: to } })
}

fn part(id: &str) -> Touch {
    Touch::Part(id.to_owned())
}

impl Rig {
    fn finger(&mut self, finger: Finger) {
        self.does(Event::Finger(finger));
    }

    /// The screen tells where things are, as the picture asks.
    fn shows(&mut self, boxes: Vec<(Touch, Rectangle)>) {
        let number = self.state.picture().unwrap().explored.expect("the screen is explored by ear");
        self.does(Event::Boxes(Boxes { number, boxes }));
    }
}

/// Someone with headphones on a page of two paragraphs and a link.
fn exploring() -> Rig {
    let link = a11y::page::Link::inside(plain("Avanti"), "/it/avanti");
    let mut rig = Rig::listening_at(public("Servizi").say(plain("Uno.")).say(plain("Due.")).link(link));
    rig.hears_out();
    let ids: Vec<String> = rig.state.session.view.heard.iter().map(|heard| heard.id.clone()).collect();
    let link = rig
        .state
        .session
        .view
        .heard
        .iter()
        .position(|heard| format!("{heard:?}").contains("Avanti"))
        .unwrap();
    rig.shows(vec![
        band(part("contenuto"), 0, 10_000),
        band(part(&ids[0]), 0, 1_000),
        band(part(&ids[1]), 1_000, 3_000),
        band(part(&ids[2]), 3_000, 5_000),
        band(part(&ids[link]), 6_000, 7_000),
        band(Touch::Control(Control::Size), 9_000, 10_000),
    ]);
    rig
}

#[test]
fn the_screen_is_taken_from_who_began_without_it_alone() {
    let mut rig = Rig::new();
    rig.does(Event::Jack(true));
    assert!(rig.grabbed);
    rig.key(Key::End);
    assert!(!rig.grabbed, "it is the next person's again");
    rig.key(Key::Digit(5));
    assert!(rig.grabbed, "a key of the keypad");

    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.does(Event::Touch(Touch::Control(Control::Listen)));
    assert!(rig.state.picture().unwrap().listening && !rig.grabbed, "who began on the screen sees it");
    assert_eq!(rig.state.picture().unwrap().explored, None);
    rig.does(Event::Jack(true));
    rig.finger(Finger::At(Spot { x: 1, y: 1 }));
    assert!(!rig.grabbed);

    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.does(Event::Jack(true));
    assert!(!rig.grabbed, "the screen was touched before");
}

#[test]
fn what_is_under_the_finger_is_said_once_and_moves_the_cursor() {
    let mut rig = exploring();
    let before = rig.said.len();
    rig.does(at(100, 2_000));
    assert_eq!(rig.last(), "Uno.");
    rig.does(at(5_000, 2_100));
    assert_eq!(rig.said.len(), before + 1, "it is still the same");
    rig.does(at(5_000, 5_500));
    assert_eq!(rig.said.len(), before + 1, "between two things there is nothing to say");
    rig.does(at(5_000, 4_000));
    assert_eq!(rig.last(), "Due.");
    assert!(rig.state.picture().unwrap().still, "the page does not move under a finger");
    rig.finger(Finger::Gone);
    rig.does(at(5_000, 4_000));
    assert_eq!(rig.said.len(), before + 3, "who comes back hears it again");
    rig.finger(Finger::Previous);
    assert_eq!(rig.last(), "Uno.", "a swipe goes on from there");
    assert!(!rig.state.picture().unwrap().still);
}

#[test]
fn two_taps_choose_what_was_heard_last() {
    let mut rig = exploring();
    rig.does(at(100, 6_500));
    assert!(rig.last().contains("Avanti"));
    let asked = rig.asked.len();
    rig.finger(Finger::Gone);
    assert_eq!(rig.asked.len(), asked, "exploring chooses nothing");
    rig.finger(Finger::Activate);
    assert_eq!(rig.asked.last().unwrap().address, "/it/avanti");

    let mut rig = exploring();
    rig.does(at(100, 9_500));
    assert_eq!(rig.last(), "Ingrandisci i caratteri");
    rig.finger(Finger::Activate);
    assert_eq!((rig.state.picture().unwrap().look.size, rig.last()), (1, "Fatto."));
}

#[test]
fn two_fingers_are_silence_and_three_swap_the_ways() {
    let mut rig = exploring();
    rig.does(at(100, 2_000));
    rig.finger(Finger::Quiet);
    let said = rig.said.len();
    rig.hears_out();
    assert_eq!(rig.said.len(), said);
    rig.finger(Finger::Swap);
    assert!(!rig.grabbed && rig.last().contains("si tocca normalmente"), "{}", rig.last());
    let said = rig.said.len();
    rig.does(at(100, 4_000));
    assert_eq!(rig.said.len(), said, "a finger is now the browser's");
    rig.finger(Finger::Swap);
    assert!(rig.grabbed && rig.last().contains("Muovi un dito"), "{}", rig.last());

    // Who reads and listens may want it too; who does not listen never.
    let mut rig = Rig::new();
    rig.finger(Finger::Swap);
    assert!(!rig.grabbed && rig.state.waits());
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.finger(Finger::Swap);
    assert!(!rig.grabbed);
    rig.does(Event::Touch(Touch::Control(Control::Listen)));
    rig.finger(Finger::Swap);
    assert!(rig.grabbed);
}

#[test]
fn places_of_another_page_count_for_nothing_and_new_ones_are_said_under_a_standing_finger() {
    let mut rig = exploring();
    rig.does(at(100, 6_500));
    let number = rig.state.picture().unwrap().explored.unwrap();
    rig.finger(Finger::Activate);
    rig.gets(statement());
    rig.hears_out();
    let said = rig.said.len();
    rig.does(Event::Boxes(Boxes { number, boxes: vec![band(part("b-0"), 0, 10_000)] }));
    rig.does(at(100, 100));
    assert_eq!(rig.said.len(), said, "it is not known yet where things are");
    let first = rig.state.session.view.heard[0].id.clone();
    rig.shows(vec![band(part(&first), 0, 10_000)]);
    assert_eq!(rig.last(), "Estratto conto");
}

/// Someone at the box of a secret, its keyboard on the screen; the finger is on the 7.
fn at_a_secret(mut rig: Rig) -> Rig {
    rig.gets(sign_in());
    rig.hears_out();
    rig.shows(vec![band(part("pin"), 0, 1_000)]);
    rig.does(at(1, 500));
    rig.finger(Finger::Activate);
    rig.shows(keyboard());
    rig
}

fn keyboard() -> Vec<(Touch, Rectangle)> {
    vec![band(part("pin"), 0, 1_000), band(Touch::Sign('7'), 2_000, 3_000), band(Touch::Erase, 3_001, 4_000)]
}

#[test]
fn the_keys_of_a_secret_are_heard_in_the_headphones_alone_and_typed_by_two_taps() {
    let mut rig = Rig::new();
    rig.does(Event::Jack(true));
    rig.key(Key::Next);
    rig.key(Key::Select);
    let mut rig = at_a_secret(rig);
    assert!(rig.all().contains("C’è una tastiera sullo schermo"), "{}", rig.all());
    let focus = rig.state.picture().unwrap().focus.clone();
    rig.does(at(1, 2_500));
    assert_eq!((rig.last(), rig.said.last().unwrap().1), ("7", true));
    let picture = rig.state.picture().unwrap().clone();
    assert_eq!((picture.focus, picture.caption), (focus, None), "nothing on the screen shows the key");
    rig.finger(Finger::Gone);
    rig.finger(Finger::Activate);
    assert_eq!(rig.state.picture().unwrap().keyboard.as_ref().unwrap().secret, Some(1));
    assert!(rig.last().contains('1') && !rig.last().contains('7'), "{}", rig.last());
    rig.shows(keyboard());
    rig.does(at(1, 3_500));
    rig.finger(Finger::Activate);
    assert_eq!(rig.state.picture().unwrap().keyboard.as_ref().unwrap().secret, Some(0));

    let mut rig = Rig::new();
    rig.key(Key::Digit(5));
    rig.key(Key::Next);
    rig.key(Key::Select);
    let mut rig = at_a_secret(rig);
    let before = rig.said.len();
    rig.does(at(1, 2_500));
    assert!(
        rig.said[before..].iter().all(|(_, private, words)| !private && !words.contains('7')),
        "{}",
        rig.all()
    );
    rig.finger(Finger::Activate);
    assert_eq!(
        rig.state.picture().unwrap().keyboard.as_ref().unwrap().secret,
        Some(1),
        "and it types all the same"
    );
}

#[test]
fn help_tells_how_to_explore_where_there_is_a_screen_for_it() {
    // The last piece; after it comes where one is.
    let last_piece = |rig: &mut Rig| {
        rig.key(Key::Help);
        rig.hears_out();
        rig.said[rig.said.len() - 2].2.clone()
    };
    assert!(!last_piece(&mut exploring()).contains("Muovi un dito"));
    let mut rig = exploring();
    rig.does(Event::Device(Device::Panel(true)));
    let piece = last_piece(&mut rig);
    assert!(piece.contains("Muovi un dito"), "{piece}");
    assert_eq!(piece.matches("dito").count(), 1);
    assert!(words::finger_how(Lang::Ar) != words::finger_how(Lang::En));
}

#[test]
fn a_finger_answers_the_question_whether_someone_is_there() {
    let mut rig = exploring();
    rig.waits(125_000);
    assert!(rig.state.picture().unwrap().warning.is_some());
    rig.does(at(1, 1));
    assert!(rig.state.picture().unwrap().warning.is_none());
}

#[test]
fn where_nothing_is_a_tone_tells_it_once_and_the_commands_after_the_page_are_nowhere() {
    let mut rig = exploring();
    rig.shows(vec![band(part("titolo"), 0, 1_000), band(part("comandi"), 8_000, 9_000)]);
    rig.does(at(5_000, 500));
    let (said, cursor) = (rig.said.len(), rig.state.session.view.at);
    rig.does(at(5_000, 4_000));
    rig.does(at(5_000, 8_500));
    assert_eq!((rig.tones, rig.said.len(), rig.state.session.view.at), (1, said, cursor), "{}", rig.last());
    rig.does(at(5_000, 500));
    rig.does(at(5_000, 4_000));
    assert_eq!(rig.tones, 2);
    // A finger that comes down on nothing is told so too.
    rig.finger(Finger::Gone);
    rig.does(at(5_000, 4_000));
    assert_eq!(rig.tones, 3);
}

#[test]
fn two_taps_choose_nothing_that_was_found_on_the_page_before() {
    let mut rig = exploring();
    let back = || vec![band(Touch::Control(Control::Back), 8_000, 10_000)];
    rig.shows(back());
    rig.does(at(5_000, 8_500));
    rig.finger(Finger::Activate);
    let asked = rig.asked.len();
    assert_eq!(asked, 2, "{}", rig.all());
    rig.gets(public("Prima").say(plain("Uno.")));
    rig.shows(back());
    rig.hears_out();
    // The page was heard last.
    rig.finger(Finger::Activate);
    assert_eq!(rig.asked.len(), asked, "{:?}", rig.asked.last());
}

#[test]
fn two_taps_that_led_back_to_a_page_do_not_lead_back_from_it_too() {
    let mut rig = exploring();
    let controls = || {
        vec![
            band(Touch::Control(Control::Help), 6_000, 8_000),
            band(Touch::Control(Control::Back), 8_000, 10_000),
        ]
    };
    rig.shows(controls());
    rig.does(at(5_000, 7_000));
    rig.finger(Finger::Activate);
    assert!(rig.state.session.behind.is_some(), "the help stands over the page");
    rig.shows(controls());
    rig.does(at(5_000, 9_000));
    rig.finger(Finger::Activate);
    assert!(rig.state.session.behind.is_none(), "{}", rig.all());
    let asked = rig.asked.len();
    rig.finger(Finger::Activate);
    assert_eq!(rig.asked.len(), asked, "{:?}", rig.asked.last());
}

#[test]
fn what_a_finger_has_found_is_still_chosen_after_the_values_were_uncovered() {
    let mut rig = exploring();
    rig.finger(Finger::Gone);
    rig.does(at(100, 6_500));
    rig.finger(Finger::Activate);
    rig.gets(statement());
    rig.hears_out();
    rig.shows(vec![band(Touch::Control(Control::Uncover), 8_000, 10_000)]);
    rig.does(at(5_000, 9_000));
    let covered = |rig: &Rig| rig.state.session.uncovered.is_none();
    for wanted in [false, true] {
        rig.finger(Finger::Activate);
        assert_eq!(covered(&rig), wanted, "{}", rig.all());
    }
}

#[test]
fn what_moves_a_long_page_is_named_and_moves_it_and_a_finger_that_has_moved_it_already_stops_no_speech() {
    let mut rig = exploring();
    rig.shows(vec![
        band(Touch::Control(Control::Up), 0, 2_000),
        band(Touch::Control(Control::Down), 2_000, 4_000),
    ]);
    for (at_y, name, turned) in [
        (3_000, words::control_down(Lang::It), (1, 1)),
        (1_000, words::control_up(Lang::It), (2, -1)),
        (3_000, words::control_down(Lang::It), (3, 1)),
    ] {
        rig.does(at(5_000, at_y));
        assert_eq!(rig.last(), a11y::values::line(&name, Lang::It));
        rig.finger(Finger::Activate);
        let picture = rig.state.picture().unwrap();
        assert_eq!((picture.turned, rig.last()), (turned, "Fatto."));
        assert!(picture.explored.is_some(), "where things are now is to be told");
    }
    // Whoever sees the page turns it while it is read to them.
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.does(Event::Touch(Touch::Control(Control::Listen)));
    let stops = |control| {
        let (state, out) = super::step(rig.state.clone(), Event::Touch(Touch::Control(control)));
        assert_eq!(state.picture().unwrap().turned, (0, 0), "it is turned already");
        out.contains(&super::Command::Hush)
    };
    assert!(stops(Control::Size) && !stops(Control::Down) && !stops(Control::Up));
}
