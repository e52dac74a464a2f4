//! Who speaks, at the loudspeaker and in the headphones, and what follows when nobody does.
//!
//! Where the headphones are an output of their own, a kiosk that has lost one of the two stays in service: by the
//! loudspeaker it still tells whoever comes what there is, reads what is public and calls the staff; by the headphones it
//! reads everything. It is out of service once nobody can hear it at all. Either loss is RED for the office at once.
//!
//! **Invariant**: nothing private is said while the headphones' output has no engine.

use a11y::text::Text;

use super::command::{Command, Report};
use super::session::Listening;
use super::standing::Cause;
use super::{State, booth, end, listen, settle, words};
use crate::event::Engine;
use crate::health::Part;

/// Who speaks, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Engines {
    /// At the loudspeaker, or at the only output.
    pub(super) hall: Engine,
    /// In the headphones; `None` where they are no output of their own.
    pub(super) ears: Option<Engine>,
}

impl Engines {
    /// Until it is told otherwise each output speaks.
    pub(super) fn new(headphones: bool) -> Engines {
        Engines { hall: Engine::Espeak, ears: headphones.then_some(Engine::Espeak) }
    }

    /// Somebody can hear something.
    pub(super) fn speak(self) -> bool {
        self.hall != Engine::None || self.ears.is_some_and(|engine| engine != Engine::None)
    }

    /// Who has headphones can hear something in them.
    pub(super) fn in_ears(self) -> bool {
        self.ears.unwrap_or(self.hall) != Engine::None
    }
}

/// Who speaks at the loudspeaker, or at the only output, has changed.
pub(super) fn hall(state: &mut State, engine: Engine, out: &mut Vec<Command>) {
    let before = state.engines;
    state.engines.hall = engine;
    changed(state, before, out);
}

/// Who speaks in the headphones has changed.
pub(super) fn ears(state: &mut State, engine: Engine, out: &mut Vec<Command>) {
    let before = state.engines;
    state.engines.ears = Some(engine);
    changed(state, before, out);
}

fn changed(state: &mut State, before: Engines, out: &mut Vec<Command>) {
    let now = state.engines;
    if let Some(ears) = now.ears {
        // Of two outputs each is told by itself; of one, what it means for the kiosk says it all.
        let each =
            [(Part::Voice, before.hall, now.hall), (Part::Headphones, before.ears.unwrap_or(ears), ears)];
        for (part, was, is) in each {
            if (was == Engine::None) != (is == Engine::None) {
                out.push(Command::Report(Report::Output(part, is != Engine::None)));
            }
        }
    }
    match (before.speak(), now.speak()) {
        (true, false) => {
            out.push(Command::Report(Report::Mute));
            // A kiosk that cannot speak is broken for who does not see it, whatever its screen shows.
            end(state, out);
            settle(state);
        }
        (false, true) => {
            out.push(Command::Report(Report::Speaks));
            if now.ears == Some(Engine::None) {
                out.push(Command::Report(Report::Output(Part::Headphones, false)));
            } else if now.hall == Engine::None {
                out.push(Command::Report(Report::Output(Part::Voice, false)));
            }
            settle(state);
        }
        (true, true) => one_of_two(state, before, out),
        (false, false) => {}
    }
}

/// One output of two has gone or is back, and somebody may be listening at it.
fn one_of_two(state: &mut State, before: Engines, out: &mut Vec<Command>) {
    let Some(listening) = state.session.listening else { return };
    let (lang, now) = (state.lang(), state.engines);
    match (before.in_ears(), now.in_ears()) {
        // It is told in the hall, where alone it can be heard; what was private until now is so no longer.
        (true, false) if listening.private => {
            state.session.listening = Some(Listening { private: false });
            booth::forget(state);
            listen::hush(state, out);
            listen::announce(state, Cause::Headphones.words(lang), false, out);
        }
        (false, true) if state.session.plugged => {
            state.session.listening = Some(Listening { private: true });
            let said = words::headphones_back(lang).then(listen::in_page(state));
            listen::announce(state, said, true, out);
        }
        // Who listened in the hall sees which way is left.
        _ => unheard(state),
    }
}

/// Who listens in the hall, where nobody speaks, sees which way is left.
pub(super) fn unheard(state: &mut State) {
    if state.engines.hall == Engine::None && !state.session.private() {
        state.session.caption = Some(Cause::Loudspeaker.words(state.lang()));
    }
}

/// What is said to who plugs headphones in, before anything else.
pub(super) fn plugged(state: &State) -> Text {
    let lang = state.lang();
    if state.engines.in_ears() { words::headphones_in(lang) } else { Cause::Headphones.words(lang) }
}

#[cfg(test)]
mod tests {
    use super::super::Setup;
    use super::super::tests::{Rig, public, statement};
    use super::*;
    use crate::event::{Event, Key, Voice};

    const GONE: Event = Event::Voice(Voice::Headphones(Engine::None));
    const BACK: Event = Event::Voice(Voice::Headphones(Engine::Dispatcher));

    fn listening(page: a11y::page::Page) -> Rig {
        let mut rig = Rig::with(Setup { headphones: true, ..Setup::default() });
        rig.does(Event::Jack(true));
        rig.hears_out();
        rig.key(Key::Select);
        rig.gets(page);
        rig.hears_out();
        rig
    }

    #[test]
    fn who_loses_the_voice_in_the_headphones_hears_so_in_the_hall_and_nothing_private_until_it_is_back() {
        let mut rig = listening(statement());
        assert!(rig.all().contains("Settimane"));
        let before = rig.said.len();
        rig.does(GONE);
        assert_eq!(rig.reports[1..], [Report::Output(Part::Headphones, false)]);
        assert!(rig.last().contains("Le cuffie non funzionano") && !rig.state.waits(), "{}", rig.last());
        for key in [Key::Repeat, Key::Next, Key::Next, Key::Digit(5)] {
            rig.key(key);
            rig.hears_out();
        }
        assert!(
            rig.said[before..].iter().all(|(_, ears, words)| !ears && !words.contains("52")),
            "{}",
            rig.all()
        );
        // Whoever plugs them in meanwhile is told the same.
        rig.does(Event::Jack(false));
        rig.does(Event::Jack(true));
        assert!(rig.last().contains("Le cuffie non funzionano"), "{}", rig.last());
        rig.does(BACK);
        assert_eq!(rig.said.last().map(|said| said.1), Some(true));
        assert!(rig.last().contains("Le cuffie funzionano di nuovo"), "{}", rig.last());
        assert_eq!(rig.reports.last(), Some(&Report::Output(Part::Headphones, true)));
    }

    #[test]
    fn without_the_loudspeaker_the_headphones_still_serve_and_the_screen_says_so() {
        let mut rig = listening(public("Prova"));
        rig.does(Event::Voice(Voice::Engine(Engine::None)));
        assert_eq!(rig.reports[1..], [Report::Output(Part::Voice, false)]);
        let before = rig.said.len();
        rig.key(Key::Repeat);
        assert!(rig.said[before..].iter().any(|said| said.1), "{}", rig.all());
        rig.key(Key::End);
        rig.waits(20_000);
        rig.key(Key::Digit(5));
        let caption = rig.state.picture().and_then(|picture| picture.caption.clone());
        assert_eq!(caption, Some(Cause::Loudspeaker.words(a11y::text::Lang::It)));
    }

    #[test]
    fn it_is_out_of_service_once_nobody_can_hear_it_and_each_change_is_told() {
        let mut rig = listening(public("Prova"));
        rig.does(Event::Voice(Voice::Engine(Engine::None)));
        rig.does(GONE);
        let lost =
            [Report::Output(Part::Voice, false), Report::Output(Part::Headphones, false), Report::Mute];
        assert_eq!(rig.reports[1..], lost);
        assert!(rig.state.waits());
        rig.does(BACK);
        // That the hall is still without a voice is told last, for that is how the kiosk now is.
        let back =
            [Report::Output(Part::Headphones, true), Report::Speaks, Report::Output(Part::Voice, false)];
        assert_eq!(rig.reports[4..], back);
    }
}
