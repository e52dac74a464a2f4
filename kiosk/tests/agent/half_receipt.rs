//! A receipt that stops on the way: the agent, the real driver and a printer of which every byte is read.
//!
//! Whoever comes next has a piece of paper of their own, wherever it stopped and whatever the citizen did then.

use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use sportello_kiosk::devices::paper::{Port, Printer, Settings};
use sportello_kiosk::event::{Control, Event, Paper, PaperState, Touch};
use sportello_kiosk::simulator::printer;
use sportello_kiosk::simulator::roll::{Part, Roll};

use crate::citizen::{Citizen, ENRICO, NOEMI, Place, Way};
use crate::world::{World, seen};

const BROKEN: &str = "Ricevuta interrotta";
const LEFT: &str = "Un pezzo della tua ricevuta è ancora nella stampante.";

/// A kiosk whose printer is a real one to the driver.
struct Kiosk {
    world: World,
    printer: printer::Printer,
    driver: Printer,
    events: Receiver<Event>,
}

impl Kiosk {
    fn new() -> Kiosk {
        let printer = printer::Printer::start().unwrap();
        let port = Port::Tcp(printer.address().to_string());
        let (sender, events) = channel();
        let driver = Printer::start(Settings { pause: 20, ..Settings::new(port) }, sender);
        let mut kiosk = Kiosk { world: World::new(), printer, driver, events };
        kiosk.until(|paper| *paper == Paper::State(PaperState::Ready));
        kiosk
    }

    /// Tells the agent what the driver reports, until that.
    fn until(&mut self, wanted: impl Fn(&Paper) -> bool) {
        loop {
            let event = self.events.recv_timeout(Duration::from_secs(60)).expect("the driver reports it");
            let done = matches!(&event, Event::Paper(paper) if wanted(paper));
            self.world.does(event);
            self.prints();
            if done {
                return;
            }
        }
    }

    /// Gives the driver what the agent prints.
    fn prints(&mut self) {
        if let Some(job) = self.world.takes_the_job() {
            self.driver.print(job);
        }
    }

    /// Someone signs in, sends their request and asks for the receipt.
    fn asks_for_a_receipt(&mut self, code: &'static str) {
        let citizen = Citizen { way: Way::Touch, code };
        citizen.until(&mut self.world, |world| citizen.place(world) == Place::Sent);
        citizen.chooses(&mut self.world, "azione-0");
        self.prints();
    }

    fn ends(&mut self) {
        self.world.does(Event::Touch(Touch::Control(Control::End)));
        if !self.world.state().waits() {
            // That the receipt will not be printed is asked about first, and heard.
            self.world.passes(2_000);
            self.world.does(Event::Touch(Touch::Control(Control::End)));
        }
        assert!(self.world.state().waits());
    }
}

/// The pieces of paper: each ends where the next was cut off, and the last may hang in the printer.
fn pieces(roll: &Roll) -> Vec<Vec<&str>> {
    let mut pieces = vec![Vec::new()];
    for part in &roll.parts {
        match part {
            Part::Text(line) => pieces.last_mut().unwrap().push(line.text.as_str()),
            Part::Cut => pieces.push(Vec::new()),
            _ => {}
        }
    }
    pieces
}

/// A whole receipt as it stands on the paper, and how many bytes it is.
fn whole(code: &'static str) -> (Vec<String>, usize) {
    let mut kiosk = Kiosk::new();
    kiosk.asks_for_a_receipt(code);
    kiosk.until(|paper| matches!(paper, Paper::Printed(_)));
    let roll = kiosk.printer.roll();
    assert_eq!(roll.parts.last(), Some(&Part::Cut));
    let lines = pieces(&roll)[0].iter().map(|line| (*line).to_owned()).collect();
    (lines, kiosk.printer.bytes().len())
}

#[test]
fn after_half_a_receipt_the_next_person_has_a_paper_of_their_own() {
    let (_, length) = whole(NOEMI);
    let (theirs, _) = whole(ENRICO);
    for state in [PaperState::Out, PaperState::CoverOpen, PaperState::Fault, PaperState::Missing] {
        for at in [0, 1, length / 10, length / 3, length / 2, length - 1] {
            let name = format!("{state:?} at {at}");
            let mut kiosk = Kiosk::new();
            kiosk.printer.set_at(at, state);
            kiosk.asks_for_a_receipt(NOEMI);
            kiosk.until(|paper| matches!(paper, Paper::Failed(..)));
            kiosk.ends();
            let shown = seen(kiosk.world.picture());
            assert!(shown.contains(LEFT) && !shown.contains("non resta nulla"), "{name}: {shown}");
            kiosk.printer.set(PaperState::Ready);
            kiosk.until(|paper| *paper == Paper::State(PaperState::Ready));
            // It is off while the staff are there, and nothing hangs in the printer.
            let roll = kiosk.printer.roll();
            assert_eq!(roll.parts.last(), Some(&Part::Cut), "{name}: {roll:?}");
            assert!(pieces(&roll)[0].last().is_some_and(|line| line.ends_with(BROKEN)), "{name}: {roll:?}");
            kiosk.asks_for_a_receipt(ENRICO);
            kiosk.until(|paper| matches!(paper, Paper::Printed(_)));
            let roll = kiosk.printer.roll();
            let all = pieces(&roll);
            assert_eq!(all.len(), 3, "{name}: {roll:?}");
            assert_eq!(all[1], theirs, "{name}: a paper of their own, and nothing else on it");
        }
    }
}

#[test]
fn who_stays_has_the_piece_and_the_whole_receipt_on_two_papers() {
    let (theirs, _) = whole(NOEMI);
    let mut kiosk = Kiosk::new();
    kiosk.printer.set_at(100, PaperState::CoverOpen);
    kiosk.asks_for_a_receipt(NOEMI);
    kiosk.until(|paper| matches!(paper, Paper::Failed(..)));
    kiosk.printer.set(PaperState::Ready);
    kiosk.until(|paper| matches!(paper, Paper::Printed(_)));
    let roll = kiosk.printer.roll();
    let all = pieces(&roll);
    assert!(all[0].last().is_some_and(|line| line.ends_with(BROKEN)), "{roll:?}");
    assert_eq!(all[1], theirs);
    assert_eq!(all[2], [""; 0], "once");
    kiosk.ends();
    assert!(seen(kiosk.world.picture()).contains("non resta nulla di te"));
}
