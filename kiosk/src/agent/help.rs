//! The keypad's help: one piece after the other, and walked like a page.
//!
//! **Invariant**: as long as one is in it the arrows and the keys that repeat and pause go through it, what changes the
//! voice has the piece said again, and every other key leaves it.

use a11y::text::{Lang, Text};

use super::command::Command;
use super::{State, finger, listen, typing, under, words};
use crate::event::{Key, Millis};

/// How long help may ring on in the ear, and be asked for once more.
const HELPED: Millis = 60_000;

/// Where one is in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Helping {
    at: usize,
    /// What two keys do comes first: who asked had used no others.
    two: bool,
    /// The number of the utterance that says it.
    said: Option<u64>,
    /// Something else has cut it off, and it is said again.
    cut: bool,
}

/// What the keys do, one thing after the other: those of who asks, on the page that they are at.
pub(super) fn keys(state: &State) -> Vec<Text> {
    if state.session.hand.switches {
        return [words::help_two, words::help_staff_two].map(|words| words(state.lang())).into();
    }
    let mut keys: Vec<fn(Lang) -> Text> = vec![words::help_keys_move];
    match typing::first_secret(&under(state).page) {
        Some(_) => keys.push(words::help_keys_secret),
        None => keys.extend([words::help_keys_parts as fn(Lang) -> Text, words::help_keys_read]),
    }
    keys.extend([words::help_keys_type as fn(Lang) -> Text, words::help_keys_staff, words::help_keys_try]);
    keys.into_iter().map(|words| words(state.lang())).collect()
}

/// All that is said of them here.
fn pieces(state: &State, two: bool) -> impl Iterator<Item = Text> + use<> {
    let two = (two && !state.session.hand.switches).then(|| words::help_two(state.lang()));
    two.into_iter().chain(keys(state)).chain(finger::help(state))
}

/// The key that helps: the help; a moment later the keys are tried, and then no more.
pub(super) fn help(state: &mut State, out: &mut Vec<Command>) {
    let (lang, now) = (state.lang(), state.now);
    let again = asked_for(state);
    if state.session.explore {
        state.session.explore = false;
        // Where digits say nothing of themselves 7 calls the staff after this key alone.
        state.session.helped = typing::first_secret(&state.session.view.page).map(|_| now);
        listen::announce(state, words::explore_off(lang), false, out);
    } else if again && !state.session.hand.switches {
        // By two switches nobody would find out of it.
        state.session.explore = true;
        listen::announce(state, words::explore_on(lang), false, out);
    } else {
        state.session.helped = Some(now);
        // Who has used two keys may have no others.
        let two = !state.session.hand.keypad && !state.session.hand.chooses;
        say(state, 0, two, true, out);
    }
}

/// Help was the last thing asked for, a moment ago; from now on it is not.
pub(super) fn asked_for(state: &mut State) -> bool {
    let now = state.now;
    state.session.helped.take().is_some_and(|helped| now - helped < HELPED)
}

/// A key was pressed: whether it went through the help, or left it and did nothing else.
pub(super) fn key(state: &mut State, key: Key, out: &mut Vec<Command>) -> bool {
    let Some(Helping { at, two, .. }) = state.session.helping else { return false };
    let pauses = key == Key::Digit(1) && pauses(state);
    if matches!(key, Key::Next | Key::Previous | Key::Repeat) || pauses {
        state.session.helped = Some(state.now);
    }
    match key {
        // Heard to its end: the arrows are the page's again.
        Key::Next | Key::Previous if pieces(state, two).nth(at).is_none() => {
            state.session.helping = None;
            return false;
        }
        Key::Digit(1) if pauses => pause(state, at, two, out),
        Key::Next => say(state, at + 1, two, false, out),
        Key::Previous => say(state, at.saturating_sub(1), two, false, out),
        Key::Repeat => say(state, at, two, false, out),
        Key::Louder | Key::Softer | Key::Faster | Key::Slower => return false,
        // Back where one was: what stands there is not chosen, nor is a sign taken away, by who hears of something else.
        Key::Select | Key::Back => leave(state, out),
        Key::End | Key::Help | Key::Digit(_) => {
            state.session.helping = None;
            return false;
        }
    }
    true
}

/// Here the key that pauses is no digit of an answer, nor one of those that all say the same.
fn pauses(state: &State) -> bool {
    let view = &state.session.view;
    view.box_here().is_none() && typing::first_secret(&view.page).is_none()
}

/// Silence; and from where it was, the rest.
fn pause(state: &mut State, at: usize, two: bool, out: &mut Vec<Command>) {
    if state.session.speaking.is_none() {
        return say(state, at, two, true, out);
    }
    listen::hush(state, out);
    state.session.caption = Some(words::paused(state.lang()));
    state.session.helping = Some(Helping { at, two, said: None, cut: false });
}

/// Says a piece, and with `on` those that follow; after the last comes the page again.
fn say(state: &mut State, at: usize, two: bool, on: bool, out: &mut Vec<Command>) {
    let mut pieces = pieces(state, two);
    let Some(piece) = pieces.nth(at) else { return leave(state, out) };
    listen::announce(state, piece, false, out);
    let said = state.session.speaking.map(|speaking| speaking.id);
    state.session.reading_on = on;
    state.session.helping = Some(Helping { at, two, said, cut: false });
}

/// The page again: which one it is, and what stands where one was.
fn leave(state: &mut State, out: &mut Vec<Command>) {
    let place = listen::in_page(state);
    state.session.reading_on = false;
    listen::announce(state, place, true, out);
}

/// Something that is said in between cuts off what is said now: whether that is a piece, which comes again after it.
pub(super) fn cut(state: &mut State) -> bool {
    let speaking = state.session.speaking.map(|speaking| speaking.id);
    let Some(helping) = &mut state.session.helping else { return false };
    let piece = speaking.is_some() && speaking == helping.said;
    // A second sentence in between leaves the piece to come.
    helping.cut |= piece;
    piece
}

/// A sentence of no page was said to its end: whether the help goes on after it.
pub(super) fn ended(state: &mut State, id: u64, out: &mut Vec<Command>) -> bool {
    let on = state.session.reading_on;
    match state.session.helping {
        Some(Helping { at, two, said, .. }) if said == Some(id) && on => {
            if at + 1 < pieces(state, two).count() {
                say(state, at + 1, two, true, out);
            } else {
                // The last thing heard is where one is, and the key that goes back still only leaves the help.
                let place = listen::in_page(state);
                listen::announce(state, place, false, out);
                state.session.reading_on = false;
                state.session.helping = Some(Helping { at: at + 1, two, said: None, cut: false });
            }
            true
        }
        Some(Helping { at, two, cut: true, .. }) => {
            say(state, at, two, on, out);
            true
        }
        _ => false,
    }
}
