//! Speech that is followed with the eyes, by who sees and reads little: each text has an ear to touch, and the word that is
//! being said is marked.
//!
//! **Invariant**: what is covered, or behind the curtain, is not marked: its words never come to the screen.

use a11y::text::is_short_vowel;

use super::command::{self, Aloud, Command};
use super::{State, finger, listen, listener, words};

/// The ear of what stands around the page, and its place.
pub(super) const CONTROLS: &str = "comandi";

/// What is being said, and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spoken {
    id: u64,
    words: Vec<String>,
    /// The word that it has come to.
    at: Option<usize>,
    /// The id of the part of the page that it is; else it stands in the caption.
    place: Option<String>,
}

/// Whoever listens sees the screen and touches it.
pub(super) fn on(state: &State) -> bool {
    !state.waits() && state.session.listening.is_some() && !finger::on(state)
}

/// The utterance of this number begins, at this place or in the caption; whether it is followed.
pub(super) fn begin(state: &mut State, id: u64, aloud: &Aloud, place: Option<String>) -> bool {
    let shown = place.is_some() || state.session.caption.is_some();
    let spoken = Spoken { id, words: command::words(aloud.script()), at: None, place };
    state.session.spoken = (shown && on(state)).then_some(spoken);
    state.session.spoken.is_some()
}

/// It has come to this word.
pub(super) fn word(state: &mut State, id: u64, word: usize) {
    if let Some(spoken) = state.session.spoken.as_mut().filter(|spoken| spoken.id == id) {
        spoken.at = Some(word);
    }
}

/// What has been said so far, for the screen.
pub(super) fn said(state: &State, covered: bool) -> Option<command::Spoken> {
    let spoken = state.session.spoken.as_ref()?;
    if listener::curtained(state) || (covered && spoken.place.is_some()) {
        return None;
    }
    let said = spoken.words.get(..=spoken.at?)?;
    let mut pieces: Vec<String> = said.iter().flat_map(|words| pieces(words)).collect();
    let word = pieces.pop()?;
    let nth = pieces.iter().filter(|piece| **piece == word).count();
    Some(command::Spoken { place: spoken.place.clone(), word, nth })
}

/// The words as they are found on the screen.
pub(super) fn pieces(words: &str) -> Vec<String> {
    let vowel = |sign: &char| *sign == '\u{640}' || is_short_vowel(*sign);
    let bare: String = words.chars().filter(|sign| !vowel(sign)).collect();
    let apart = bare.split(|sign: char| !sign.is_alphanumeric()).filter(|piece| !piece.is_empty());
    apart.map(str::to_lowercase).collect()
}

/// The parts of the page that have an ear, for who listens by touch; for everybody else its place is kept, so that nothing
/// moves when they begin to listen.
pub(super) fn ears(state: &State) -> Vec<String> {
    if state.waits() {
        return Vec::new();
    }
    let view = &state.session.view;
    // Back and help stand among the controls.
    let frame = [a11y::ids::BACK, a11y::ids::HELP];
    let heard = view.heard.iter().take(view.of_page).map(|heard| heard.id.clone());
    heard.filter(|id| !frame.contains(&id.as_str())).collect()
}

/// An ear was touched: what it stands beside is read and nothing else happens.
pub(super) fn ear(state: &mut State, id: &str, out: &mut Vec<Command>) {
    if !on(state) {
        return;
    }
    if id == CONTROLS {
        let said = words::ears_controls(state.lang());
        return listen::say_at(state, &said, CONTROLS, out);
    }
    let Some(at) = state.session.view.heard.iter().position(|heard| heard.id == id) else { return };
    state.session.view.at = at;
    listen::read_here(state, false, out);
}
