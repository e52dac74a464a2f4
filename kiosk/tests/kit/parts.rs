//! What stands in for the parts of a kiosk that a test has none of.

use std::sync::mpsc::Sender;

use sportello_kiosk::agent::command::{CardOrder, Examine, Job, Report};
use sportello_kiosk::event::Event;
use sportello_kiosk::portal::Client;
use sportello_kiosk::run::{Examiner, Mouth, NoPanel, Office, Pad, Paper, Parts};
use sportello_kiosk::screen::Screen;

/// No printer, no card, nobody in the office.
struct Nothing;

impl Paper for Nothing {
    fn print(&mut self, _: Job) {}
}

impl Pad for Nothing {
    fn ask(&mut self, _: CardOrder) {}
}

impl Examiner for Nothing {
    fn examine(&mut self, _: Examine) {}
}

impl Office for Nothing {
    fn call(&mut self) -> bool {
        false
    }
    fn report(&mut self, _: Report) {}
}

/// A kiosk with a screen, this voice, and nothing else; no portal is there.
pub(crate) fn voice_alone(mouth: impl Mouth + 'static, events: &Sender<Event>) -> Parts {
    Parts {
        screen: Screen::open(events.clone(), 2.7),
        client: Client::start("http://127.0.0.1:9".into(), None, events.clone()),
        mouth: Box::new(mouth),
        paper: Box::new(Nothing),
        office: Box::new(Nothing),
        panel: Box::new(NoPanel),
        examiner: Box::new(Nothing),
        braille: None,
        pad: Box::new(Nothing),
        tape: None,
    }
}
