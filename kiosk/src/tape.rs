//! The utterance tape: what was said, when, by which route and in which language, and what cut it off.
//!
//! **Invariant**: it is kept by the simulator and the tests only; an office's kiosk keeps none of it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use a11y::speech::Command as Said;

use crate::agent::command::{Aloud, Speech};
use crate::event::Millis;

/// One thing that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uttered {
    /// Its number.
    pub id: u64,
    /// When it began.
    pub at: Millis,
    /// Only in the headphones.
    pub private: bool,
    /// What was said, a run a language: `[it] Benvenuto`.
    pub runs: Vec<(&'static str, String)>,
    /// It was cut off by what came after.
    pub cut: bool,
    /// It was said to its end.
    pub ended: bool,
}

/// The tape, which many may hold.
#[derive(Clone, Debug, Default)]
pub struct Tape {
    said: Arc<Mutex<Vec<Uttered>>>,
    /// Keys whose answers are on it.
    keys: Arc<AtomicU64>,
}

/// How many utterances it holds.
const LONGEST: usize = 2_000;

impl Tape {
    /// Something begins to be said.
    pub fn began(&self, speech: &Speech, at: Millis) {
        let mut tape = self.held();
        cut(&mut tape);
        let runs = runs(speech.aloud.script());
        let private = matches!(speech.aloud, Aloud::Ears(_));
        put(&mut tape, Uttered { id: speech.id, at, private, runs, cut: false, ended: false });
    }

    /// What was being said is cut off.
    pub fn hushed(&self) {
        cut(&mut self.held());
    }

    /// A tone sounded.
    pub fn toned(&self, at: Millis) {
        let runs = vec![("zxx", "♪".to_owned())];
        put(&mut self.held(), Uttered { id: 0, at, private: false, runs, cut: false, ended: true });
    }

    /// It was said to its end.
    pub fn ended(&self, id: u64) {
        if let Some(said) = self.held().iter_mut().rev().find(|said| said.id == id) {
            said.ended = true;
        }
    }

    /// What a key led to at once is on it.
    pub fn answered(&self) {
        self.keys.fetch_add(1, Ordering::SeqCst);
    }

    /// Of how many keys it has the answers.
    pub fn keys(&self) -> u64 {
        self.keys.load(Ordering::SeqCst)
    }

    /// Everything on it.
    pub fn all(&self) -> Vec<Uttered> {
        self.held().clone()
    }

    fn held(&self) -> MutexGuard<'_, Vec<Uttered>> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn put(tape: &mut Vec<Uttered>, said: Uttered) {
    if tape.len() >= LONGEST {
        tape.remove(0);
    }
    tape.push(said);
}

fn cut(tape: &mut [Uttered]) {
    if let Some(last) = tape.last_mut().filter(|last| !last.ended) {
        last.cut = true;
    }
}

/// The words of a script by language; spelled signs with a blank between.
fn runs(commands: &[Said]) -> Vec<(&'static str, String)> {
    let mut runs: Vec<(&'static str, String)> = Vec::new();
    for said in commands {
        let (lang, words) = match said {
            Said::Say { lang, words } => (lang.code(), words.clone()),
            Said::Spell { lang, text } => {
                (lang.code(), text.chars().map(String::from).collect::<Vec<_>>().join(" "))
            }
            Said::Pause(_) | Said::Mark(_) => continue,
        };
        match runs.last_mut() {
            Some((last, run)) if *last == lang => *run = format!("{run} {words}"),
            _ => runs.push((lang, words)),
        }
    }
    runs
}
