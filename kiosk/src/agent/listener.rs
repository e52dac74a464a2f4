//! Who listens: headphones that go in and out, and reading aloud that begins and ends.
//!
//! **Invariant**: private is only what goes into headphones that were seen to go in during this session.

use a11y::text::{Lang, Text};

use super::command::Command;
use super::session::{Listening, Own, View};
use super::teach::Lesson;
use super::{State, begin, booth, braille, card, code, engines, in_service, listen, own, under, words};
use crate::event::Millis;

/// How long headphones may be out on a page that is someone's before the session ends.
pub(super) const UNPLUGGED: Millis = 60_000;

/// Headphones went in or out.
pub(super) fn jack(state: &mut State, in_: bool, out: &mut Vec<Command>) {
    // What was full before anybody came begins nothing, and is not private.
    let before = state.now < state.setup.settles;
    let same = std::mem::replace(&mut state.jack, in_) == in_;
    super::taken(state);
    if same || before || !in_service(state) {
        return;
    }
    if in_ {
        plugged(state, out);
    } else {
        unplugged(state, out);
    }
}

fn plugged(state: &mut State, out: &mut Vec<Command>) {
    let first = state.session.listening.is_none();
    begin(state);
    let (private, said) = (state.engines.in_ears(), engines::plugged(state));
    let said = card::left(state).filter(|_| first).into_iter().fold(said, Text::then);
    let session = &mut state.session;
    session.listening = Some(Listening { private });
    (session.plugged, session.explore) = (true, false);
    session.hand.by_ear |= first;
    session.bared = false;
    // Only what fell when they were pulled out: a curtain that was drawn by hand stays.
    if session.unplugged.take().is_some() {
        session.curtain = session.drawn;
    }
    if first {
        let greeting = greet(state);
        listen::announce_then(state, said.then(greeting), out);
    } else {
        let said = said.then(listen::in_page(state));
        listen::announce(state, said, true, out);
        // Whoever had not gone on by a key hears the page.
        let view = &state.session.view;
        state.session.reading_on = view.at == 0 || view.led;
    }
}

/// Who begins by ear is told where they are and which keys there are, and needs no words on how to begin.
pub(super) fn greet(state: &mut State) -> Text {
    let lang = state.lang();
    let hand = &state.session.hand;
    let how = match (hand.fingers, hand.switches) {
        (true, _) => words::ears_how(lang),
        (false, true) => words::keys_short_two(lang),
        (false, false) => words::keys_short(lang),
    };
    if !hand.fingers && hand.switches {
        state.session.taught.insert(Lesson::Switches);
    }
    if state.session.view.own != Some(Own::Welcome) {
        return how;
    }
    state.session.view = own::languages(&state.setup, lang, choose_this(state));
    words::greeting(lang).then(how)
}

/// How who listens takes a language once it has offered itself.
pub(super) fn choose_this(state: &State) -> Option<fn(Lang) -> Text> {
    let session = &state.session;
    let how = if session.hand.switches { words::choose_this_two } else { words::choose_this };
    session.listening.is_some().then_some(how)
}

/// Behind the curtain: it was drawn by hand, or the headphones are out, and then of what is someone's alone.
pub(super) fn curtained(state: &State) -> bool {
    let session = &state.session;
    session.curtain && (session.drawn || is_someones(state, &session.view))
}

/// Draws the curtain by hand, or opens it for good.
pub(super) fn draw(state: &mut State, draws: bool) {
    let session = &mut state.session;
    (session.curtain, session.drawn) = (draws, draws);
    // Who goes on by the screen needs no headphones, and is asked whether they are there.
    session.bared |= session.unplugged.take_if(|_| !draws).is_some();
}

/// The page is someone's, or something that they have begun to type stands on it.
fn is_someones(state: &State, view: &View) -> bool {
    let session = &state.session;
    let begun = || session.unsent || !session.secrets.is_empty() || code::is_shown(&view.page);
    view.page.private || (view.own.is_none() && begun())
}

/// Nothing of anyone stands there any more: there is nothing for headphones alone.
pub(super) fn settle(state: &mut State) {
    let left = state.session.unplugged.is_some() || state.session.bared;
    if left && !is_someones(state, under(state)) {
        if state.session.unplugged.take().is_some() {
            state.session.curtain = state.session.drawn;
        }
        state.session.bared = false;
    }
}

/// Silence at once; a page that is someone's is covered, and so is one on which they have begun to type.
fn unplugged(state: &mut State, out: &mut Vec<Command>) {
    let now = state.now;
    let session = &mut state.session;
    (session.plugged, session.explore) = (false, false);
    if !session.private() {
        return;
    }
    session.listening = Some(Listening { private: false });
    // What was heard alone is not suddenly for everyone.
    booth::forget(state);
    listen::hush(state, out);
    if is_someones(state, under(state)) && !braille::reads(state) {
        state.session.curtain = true;
        state.session.unplugged = Some(now);
        // The signs of it are for the headphones alone.
        state.session.ring = None;
    }
}

/// Whoever begins to listen does so alone if they have plugged headphones in.
pub(super) fn listening(state: &State) -> Listening {
    Listening { private: state.session.plugged && state.engines.in_ears() }
}

/// Begins to read aloud, or ends it.
pub(super) fn listen(state: &mut State, on: bool, out: &mut Vec<Command>) {
    begin(state);
    if on {
        state.session.listening = Some(listening(state));
        let greeting = greet(state);
        let full = state.jack && !state.session.plugged;
        // What was full before is not private until it has been seen to go in.
        let greeting = if full { words::replug(state.lang()).then(greeting) } else { greeting };
        let greeting = card::left(state).into_iter().chain([greeting]).reduce(Text::then).unwrap_or_default();
        listen::announce_then(state, greeting, out);
        engines::unheard(state);
    } else {
        state.session.listening = None;
        listen::hush(state, out);
    }
}
