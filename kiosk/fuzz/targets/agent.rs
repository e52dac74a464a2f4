#![no_main]
//! Whatever happens in whatever order: there is a picture, nothing of anybody is said in the hall, nobody's session stays,
//! and nothing panics.

use std::sync::LazyLock;

use a11y::html::{Example, examples};
use libfuzzer_sys::fuzz_target;
use sportello_kiosk::agent::command::{Aloud, Command, words};
use sportello_kiosk::agent::{Setup, State, step};
use sportello_kiosk::event::{Event, Millis};

#[path = "../../tests/kit/happenings.rs"]
mod happenings;
use happenings::{Known, tells};

static PAGES: LazyLock<Vec<Example>> = LazyLock::new(examples);

/// The kiosk, and the numbers that it last gave.
struct Kiosk {
    state: Option<State>,
    now: Millis,
    speaking: u64,
    asked: u64,
    printing: u64,
}

impl Kiosk {
    fn does(&mut self, event: Event) {
        let Some(state) = self.state.take() else { return };
        if let Event::Tick(now) = event {
            self.now = now;
        }
        let (state, commands) = step(state, event);
        assert!(state.picture().is_some());
        assert!(!state.waits() || is_forgotten(&state));
        for command in commands {
            match command {
                Command::Speak(speech) => {
                    let hall = matches!(speech.aloud, Aloud::Speaker(_));
                    assert!(!hall || !tells(&words(speech.aloud.script()).concat()));
                    self.speaking = speech.id;
                }
                Command::Ask(request) => self.asked = request.id,
                Command::Print(job) => self.printing = job.id,
                _ => {}
            }
        }
        self.state = Some(state);
    }

    fn known(&self) -> Known<'_> {
        Known {
            picture: self.state.as_ref().and_then(State::picture),
            pages: &PAGES,
            now: self.now,
            speaking: self.speaking,
            asked: self.asked,
            printing: self.printing,
        }
    }
}

fn is_forgotten(state: &State) -> bool {
    state.is_clean() && !tells(&format!("{state:?}"))
}

fuzz_target!(|bytes: &[u8]| {
    // An odd byte at the end is an office with a booth, and headphones that are an output of their own.
    let more = bytes.len() % 2 == 1;
    let setup = Setup { booth: more, headphones: more, ..Setup::default() };
    let mut kiosk = Kiosk { state: Some(State::new(setup)), now: 0, speaking: 0, asked: 0, printing: 0 };
    for pair in bytes.chunks_exact(2).take(400) {
        let event = kiosk.known().event(pair[0], pair[1]);
        kiosk.does(event);
    }
    for _ in 0..20 {
        kiosk.does(Event::Tick(kiosk.now + 30_000));
    }
    let state = kiosk.state.expect("a state");
    assert!(state.waits() && is_forgotten(&state));
});
