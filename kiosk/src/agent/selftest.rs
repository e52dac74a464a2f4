//! The kiosk's test of itself: while nobody is there it speaks a sentence, an ear at its own sound output tells whether
//! it was heard, and what is known of every other part is told beside. Where the headphones are an output of their own
//! it then speaks and listens there too.
//!
//! **Invariant**: it disturbs nobody: it begins where nobody is, and whoever comes ends it at once; it is made again
//! when they have gone.
//! **Invariant**: it tells of each part once, and nothing of what anybody did: of keys, only that some came.

use a11y::speech::{self, Heard, Reading};

use super::card::Reader;
use super::command::{Aloud, Command, Examine, Report, Speech};
use super::engines::Engines;
use super::session::Speaking;
use super::{State, words};
use crate::event::{Check, Engine, Millis, PaperState};
use crate::health::{Condition, Part};

/// How long nobody must have been there.
const REST: Millis = 5_000;

/// After this time it ends with what it knows.
const LONGEST: Millis = 20_000;

/// What is known of the test.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SelfTest {
    /// It is to be made.
    wanted: bool,
    /// It is being made.
    run: Option<Run>,
    /// A key came since the last one.
    keys: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    since: Millis,
    screen: Condition,
    /// The ear is open.
    ear: bool,
    /// The number of its sentence.
    spoken: Option<u64>,
    /// It came to its end.
    said: bool,
    /// How the voice in the hall is, once that of the headphones is being tried.
    hall: Option<Condition>,
}

impl SelfTest {
    /// It is being made.
    pub(super) fn runs(&self) -> bool {
        self.run.is_some()
    }

    /// A key of the keypad came.
    pub(super) fn key(&mut self) {
        self.keys = true;
    }
}

/// Something is told of it.
pub(super) fn told(state: &mut State, check: Check, out: &mut Vec<Command>) {
    match (check, state.test.run) {
        (Check::Wanted, _) => state.test.wanted = true,
        (Check::Ready { ear, screen }, Some(run)) if run.spoken.is_none() => {
            let run = Run { ear, screen, ..run };
            if engine(state, run) == Engine::None {
                return finish(state, run, false, out);
            }
            speak(state, run, out);
        }
        (Check::Heard(heard), Some(run)) if run.spoken.is_some() => finish(state, run, heard, out),
        // Of a test that was broken off.
        (Check::Ready { .. } | Check::Heard(_), _) => {}
    }
}

/// Begins it where nobody is, and ends it where it takes too long.
pub(super) fn tick(state: &mut State, out: &mut Vec<Command>) {
    let now = state.now;
    if let Some(run) = state.test.run {
        if now - run.since >= LONGEST {
            finish(state, run, false, out);
        }
        return;
    }
    let rests = now - state.session.moved >= REST && state.session.speaking.is_none();
    if state.test.wanted && state.waits() && rests {
        let screen = Condition::Unknown;
        let run = Run { since: now, screen, ear: false, spoken: None, said: false, hall: None };
        (state.test.wanted, state.test.run) = (false, Some(run));
        out.push(Command::Examine(Examine::Begin));
    }
}

/// Somebody has come: it is broken off, and made again later.
pub(super) fn watch(state: &mut State, out: &mut Vec<Command>) {
    if state.waits() {
        return;
    }
    let Some(run) = state.test.run.take() else { return };
    state.test.wanted = true;
    out.push(Command::Examine(Examine::Leave));
    let mine = |speaking: &mut Speaking| run.spoken == Some(speaking.id);
    if state.session.speaking.take_if(mine).is_some() {
        out.push(Command::Hush);
    }
}

/// What it says came to its end, or was cut off by itself.
pub(super) fn ended(state: &mut State, id: u64, whole: bool, out: &mut Vec<Command>) {
    let Some(run) = state.test.run.as_mut().filter(|run| run.spoken == Some(id)) else { return };
    run.said = whole;
    let run = *run;
    match run.ear {
        true => out.push(Command::Examine(Examine::End)),
        false => finish(state, run, false, out),
    }
}

fn speak(state: &mut State, run: Run, out: &mut Vec<Command>) {
    let lang = state.lang();
    let aloud = match (run.hall, speech::announce(lang, &words::selftest(lang), Reading::First)) {
        (Some(_), heard) => Aloud::Ears(heard),
        (None, Heard::Public(public)) => Aloud::Speaker(public),
        (None, Heard::Private(_)) => return finish(state, run, false, out),
    };
    let id = state.number();
    state.test.run = Some(Run { spoken: Some(id), ..run });
    state.session.speaking = Some(Speaking::sentence(id));
    let (rate, volume) = (state.session.rate, state.session.volume);
    out.push(Command::Speak(Speech { id, aloud, rate, volume, followed: false }));
}

fn finish(state: &mut State, run: Run, heard: bool, out: &mut Vec<Command>) {
    if state.test.run.take().is_some_and(|run| run.ear) {
        out.push(Command::Examine(Examine::Leave));
    }
    let spoke = voice(engine(state, run), run, heard);
    if run.hall.is_none() && state.engines.ears.is_some() {
        let (hall, since) = (Some(spoke), state.now);
        state.test.run = Some(Run { since, ear: false, spoken: None, said: false, hall, ..run });
        return out.push(Command::Examine(Examine::Headphones));
    }
    for part in Part::ALL {
        let condition = match part {
            Part::Voice => run.hall.unwrap_or(spoke),
            Part::Headphones if run.hall.is_some() => spoke,
            Part::Screen => run.screen,
            part => other(state, part),
        };
        out.push(Command::Report(Report::Tested(part, condition)));
    }
    state.test.keys = false;
}

/// Who speaks where the test is at.
fn engine(state: &State, run: Run) -> Engine {
    let Engines { hall, ears } = state.engines;
    if run.hall.is_some() { ears.unwrap_or(hall) } else { hall }
}

fn voice(engine: Engine, run: Run, heard: bool) -> Condition {
    match (engine, run.said) {
        (Engine::None, _) => Condition::Gone,
        (_, true) if heard => Condition::Good,
        (_, true) if !run.ear => Condition::Unheard,
        _ => Condition::Silent,
    }
}

/// What is known of the parts that tell of themselves.
fn other(state: &State, part: Part) -> Condition {
    let there = |is: Option<bool>| match is {
        None => Condition::Absent,
        Some(true) => Condition::Good,
        Some(false) => Condition::Gone,
    };
    match part {
        Part::Jack => there(state.devices.jack),
        Part::Keypad if state.devices.keypad == Some(true) && !state.test.keys => Condition::Quiet,
        Part::Keypad => there(state.devices.keypad),
        Part::Reader => there(state.devices.reader),
        Part::Touch => there(state.devices.panel),
        // A kiosk of which it is known how cards go in has a reader.
        Part::Chip => match (state.reader, state.setup.chip) {
            // It reads, and what it has read stays in the memory of the machine.
            (Reader::There, _) if !state.renewed || !state.answers => Condition::Fault,
            (Reader::There, _) => Condition::Good,
            (_, Some(_)) => Condition::Gone,
            (_, None) => Condition::Absent,
        },
        Part::Paper if !state.setup.prints => Condition::Absent,
        Part::Paper => of_paper(state.paper),
        Part::Headphones => Condition::Absent,
        Part::Clock if state.clock == Some(false) => Condition::Wrong,
        Part::Clock => Condition::Good,
        Part::Disk if !state.kept => Condition::Fault,
        Part::Disk => Condition::Good,
        Part::Voice | Part::Screen => Condition::Unknown,
    }
}

/// What a state of the printer is called in a report.
pub(super) fn of_paper(paper: PaperState) -> Condition {
    match paper {
        PaperState::Ready => Condition::Good,
        PaperState::NearEnd => Condition::NearEnd,
        PaperState::Out => Condition::Out,
        PaperState::CoverOpen => Condition::Open,
        PaperState::Missing => Condition::Gone,
        PaperState::Fault => Condition::Fault,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::Setup;
    use super::super::tests::Rig;
    use super::*;
    use crate::event::{Card, Control, Device, Event, Key, Staff, Touch, Voice};

    /// What the test told last of each part.
    fn told(rig: &Rig) -> Vec<(Part, Condition)> {
        let tested = |report: &Report| match report {
            Report::Tested(part, condition) => Some((*part, *condition)),
            _ => None,
        };
        rig.reports.iter().filter_map(tested).collect()
    }

    fn of(rig: &Rig, part: Part) -> Condition {
        told(rig).iter().rev().find(|(own, _)| *own == part).unwrap().1
    }

    fn began(rig: &mut Rig) {
        rig.does(Event::Check(Check::Wanted));
        rig.waits(6_000);
        assert_eq!(rig.examined, [Examine::Begin]);
    }

    const READY: Event = Event::Check(Check::Ready { ear: true, screen: Condition::Good });

    #[test]
    fn it_speaks_is_heard_and_tells_of_every_part_once() {
        let mut rig = Rig::new();
        rig.does(Event::Device(Device::Keypad(true)));
        began(&mut rig);
        assert!(rig.said.is_empty(), "the ear is waited for");
        rig.does(READY);
        assert_eq!((rig.last(), rig.said[0].1), ("Prova della voce: uno, due, tre.", false));
        rig.hears_out();
        assert_eq!(rig.examined.last(), Some(&Examine::End));
        rig.does(Event::Check(Check::Heard(true)));
        let parts: Vec<Part> = told(&rig).iter().map(|(part, _)| *part).collect();
        assert_eq!(parts, Part::ALL);
        assert_eq!(of(&rig, Part::Voice), Condition::Good);
        assert_eq!(of(&rig, Part::Keypad), Condition::Quiet, "no key came");
        assert_eq!(
            (of(&rig, Part::Jack), of(&rig, Part::Headphones)),
            (Condition::Absent, Condition::Absent)
        );
        assert_eq!(of(&rig, Part::Paper), Condition::Good);
        assert!(rig.state.waits() && rig.state.is_clean());
        rig.waits(60_000);
        assert_eq!(told(&rig).len(), Part::ALL.len(), "and no more");
    }

    #[test]
    fn a_voice_that_nobody_hears_is_silent_and_without_an_ear_unheard_and_without_an_engine_gone() {
        let mut rig = Rig::new();
        began(&mut rig);
        rig.does(READY);
        rig.hears_out();
        rig.does(Event::Check(Check::Heard(false)));
        assert_eq!(of(&rig, Part::Voice), Condition::Silent);
        rig.does(Event::Check(Check::Wanted));
        rig.waits(6_000);
        rig.does(Event::Check(Check::Ready { ear: false, screen: Condition::Wrong }));
        rig.hears_out();
        assert_eq!((of(&rig, Part::Voice), of(&rig, Part::Screen)), (Condition::Unheard, Condition::Wrong));
        rig.does(Event::Voice(Voice::Engine(Engine::None)));
        rig.does(Event::Check(Check::Wanted));
        rig.waits(6_000);
        rig.does(READY);
        assert_eq!(of(&rig, Part::Voice), Condition::Gone, "out of service, and it tells so");
        assert_eq!(told(&rig).len(), 3 * Part::ALL.len());
    }

    #[test]
    fn where_the_headphones_are_an_output_of_their_own_it_speaks_and_listens_at_both() {
        let test = |heard: [bool; 2]| {
            let mut rig = Rig::with(Setup { headphones: true, ..Setup::default() });
            began(&mut rig);
            for (heard, ears) in heard.into_iter().zip([false, true]) {
                rig.does(READY);
                assert_eq!(rig.said.last().map(|said| said.1), Some(ears), "each at its own");
                rig.hears_out();
                rig.does(Event::Check(Check::Heard(heard)));
            }
            assert_eq!(rig.examined.iter().filter(|what| **what == Examine::Headphones).count(), 1);
            assert_eq!(told(&rig).len(), Part::ALL.len());
            (of(&rig, Part::Voice), of(&rig, Part::Headphones))
        };
        assert_eq!(test([true, true]), (Condition::Good, Condition::Good));
        assert_eq!(test([true, false]), (Condition::Good, Condition::Silent));
        assert_eq!(test([false, true]), (Condition::Silent, Condition::Good));
    }

    #[test]
    fn whoever_comes_ends_it_and_it_is_made_again_when_they_have_gone() {
        for arrives in [
            Event::Touch(Touch::Part("b-0-0".into())),
            Event::Touch(Touch::Control(Control::Size)),
            Event::Key(Key::Select),
            Event::Jack(true),
        ] {
            let mut rig = Rig::new();
            began(&mut rig);
            rig.does(READY);
            let own = rig.said.last().unwrap().0;
            rig.does(arrives);
            assert_eq!(rig.examined.last(), Some(&Examine::Leave), "nobody's session is listened to");
            assert!(!rig.is_saying(own), "its sentence is over");
            rig.does(Event::Check(Check::Heard(true)));
            rig.waits(5_000);
            assert!(told(&rig).is_empty() && rig.examined.len() == 2, "{:?}", rig.examined);
            rig.waits(400_000);
            assert!(rig.state.waits());
            assert_eq!(rig.examined.last(), Some(&Examine::Begin));
        }
    }

    #[test]
    fn it_waits_while_somebody_is_there_and_is_made_where_the_staff_have_closed() {
        let mut rig = Rig::new();
        rig.does(Event::Jack(true));
        rig.does(Event::Check(Check::Wanted));
        rig.waits(10_000);
        assert!(rig.examined.is_empty());
        let mut rig = Rig::new();
        rig.does(Event::Staff(Staff::Closed(true)));
        rig.hears_out();
        began(&mut rig);
    }

    #[test]
    fn a_reader_whose_cards_stay_in_the_memory_of_the_machine_is_at_fault() {
        for (renewed, condition) in [(true, Condition::Good), (false, Condition::Fault)] {
            let mut rig = Rig::new();
            rig.does(Event::Card(Card::Empty));
            rig.does(Event::Renewed(renewed));
            began(&mut rig);
            rig.waits(21_000);
            assert_eq!(of(&rig, Part::Chip), condition);
        }
    }

    #[test]
    fn a_reader_whose_last_card_never_answered_is_at_fault_until_one_answers() {
        let mut rig = Rig::new();
        for (card, condition) in [(Card::Stuck, Condition::Fault), (Card::Foreign, Condition::Good)] {
            rig.does(Event::Card(Card::Empty));
            rig.does(Event::Card(Card::Reading));
            rig.does(Event::Card(card));
            rig.does(Event::Card(Card::Empty));
            assert_eq!(
                rig.reports.last(),
                Some(&Report::Answers(condition == Condition::Good)),
                "the office hears of it at once"
            );
            rig.waits(400_000);
            rig.does(Event::Check(Check::Wanted));
            rig.waits(30_000);
            assert_eq!(of(&rig, Part::Chip), condition);
        }
    }

    #[test]
    fn an_ear_that_never_answers_does_not_hold_it_up() {
        let mut rig = Rig::new();
        began(&mut rig);
        rig.waits(21_000);
        assert_eq!(of(&rig, Part::Voice), Condition::Silent);
        rig.does(READY);
        assert_eq!(told(&rig).len(), Part::ALL.len(), "it comes too late");
    }
}
