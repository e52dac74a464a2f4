#![allow(clippy::unwrap_used, clippy::panic)]
//! Ears to touch, and the word that is being said.

use a11y::page::Link;
use a11y::text::Lang;

use super::command::Spoken;
use super::tests::{Rig, plain, public, sign_in, statement};
use crate::event::{Control, Event, Finger, Key, Touch, Voice};

fn ear(id: &str) -> Event {
    Event::Touch(Touch::Ear(id.to_owned()))
}

impl Rig {
    fn ears(&self) -> Vec<String> {
        self.state.picture().unwrap().ears.clone()
    }

    fn marked(&self) -> Option<Spoken> {
        self.state.picture().unwrap().said.clone()
    }

    /// The voice comes to this word of what it says last.
    fn word(&mut self, word: usize) {
        let id = self.said.last().unwrap().0;
        self.does(Event::Voice(Voice::Word(id, word)));
    }
}

/// Someone who touched the screen, and then "Ascolta", on a page of two sentences and a link.
fn reading() -> Rig {
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.gets(
        public("Servizi").say(plain("Uno e due, e tre.")).link(Link::inside(plain("Avanti"), "/it/avanti")),
    );
    rig.does(Event::Touch(Touch::Control(Control::Listen)));
    rig.hears_out();
    rig
}

#[test]
fn who_listens_by_touch_has_an_ear_at_each_text_and_nobody_else_has() {
    let drawn = |rig: &Rig| {
        let html = crate::screen::drawn(rig.state.picture().unwrap(), 2.7);
        rig.ears().iter().filter(|id| html.contains(&format!("id=\"orecchio-{id}\""))).count()
    };
    let mut rig = reading();
    let ids: Vec<String> = rig.state.session.view.heard.iter().map(|heard| heard.id.clone()).collect();
    assert!(ids.starts_with(&rig.ears()), "{ids:?}");
    assert_eq!((rig.ears().len(), drawn(&rig)), (3, 3));
    rig.does(Event::Touch(Touch::Control(Control::Listen)));
    assert_eq!((rig.ears().len(), drawn(&rig)), (3, 0), "a page that is not heard keeps their place alone");
    // Who explores by ear has them under the finger already; three fingers give the ears.
    let mut rig = Rig::new();
    rig.key(Key::Digit(5));
    assert!(rig.grabbed && drawn(&rig) == 0);
    rig.does(Event::Finger(Finger::Swap));
    assert!(drawn(&rig) > 0);
}

#[test]
fn an_ear_reads_a_link_and_follows_it_not() {
    let mut rig = reading();
    let asked = rig.asked.len();
    let link = rig.ears().last().unwrap().clone();
    rig.does(ear(&link));
    assert_eq!(rig.last(), "Avanti");
    rig.hears_out();
    assert_eq!(rig.last(), "Avanti", "no key is told to who touches");
    assert_eq!(rig.asked.len(), asked);
    rig.does(ear("comandi"));
    assert!(rig.last().contains("Ingrandisci"), "{}", rig.last());
    // Without speech there is no ear, whatever a browser sends.
    rig.does(Event::Touch(Touch::Control(Control::Listen)));
    let said = rig.said.len();
    rig.does(ear(&link));
    assert_eq!(rig.said.len(), said);
}

#[test]
fn the_word_that_sounds_is_marked_where_it_stands() {
    let mut rig = reading();
    let text = rig.ears()[1].clone();
    rig.does(ear(&text));
    assert_eq!(rig.marked(), None, "nothing has sounded");
    let spoken = |word: &str, nth| Some(Spoken { place: Some(text.clone()), word: word.into(), nth });
    rig.word(1);
    assert_eq!(rig.marked(), spoken("e", 0));
    rig.word(2);
    assert_eq!(rig.marked(), spoken("due", 0));
    rig.word(3);
    assert_eq!(rig.marked(), spoken("e", 1));
    rig.word(99);
    assert_eq!(rig.marked(), None, "there is no such word");
    rig.does(Event::Voice(Voice::Word(7_777, 0)));
    rig.hears_out();
    assert_eq!(rig.marked(), None);
}

#[test]
fn what_is_covered_is_not_marked() {
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.does(Event::Jack(true));
    rig.gets(statement());
    rig.hears_out();
    let value = rig.ears().into_iter().rev().find(|id| id.starts_with("b-")).unwrap();
    rig.does(ear(&value));
    rig.word(0);
    assert_eq!((rig.state.picture().unwrap().covered, rig.marked()), (Some(true), None));
    rig.does(Event::Touch(Touch::Control(Control::Uncover)));
    rig.does(ear(&value));
    rig.word(0);
    assert!(rig.marked().is_some());
}

#[test]
fn a_secret_is_marked_nowhere() {
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.does(Event::Jack(true));
    rig.gets(sign_in());
    rig.does(Event::Touch(Touch::Part("pin".into())));
    rig.does(Event::Touch(Touch::Sign('7')));
    rig.word(0);
    assert_eq!(rig.marked(), None);
}

#[test]
fn arabic_is_found_without_the_vowels_of_its_voice() {
    let heard = super::words::ears_how(Lang::Ar);
    let spoken = a11y::speech::announce(Lang::Ar, &heard, a11y::speech::Reading::First);
    let a11y::speech::Heard::Public(public) = spoken else { panic!("it is for everyone") };
    let said = super::command::words(public.commands()).join(" ");
    let seen = a11y::values::line(&heard, Lang::Ar);
    assert_eq!(super::follow::pieces(&said), super::follow::pieces(&seen));
}
