//! What was sent, as long as nobody knows whether it has arrived: who ends is asked first, and leaves with its number.
//!
//! **Invariant**: no hand ends a session without a question while an answer to something that was sent is awaited.

use a11y::page::Method;
use a11y::text::Text;

use super::command::Command;
use super::own::{self, Sent, Wish};
use super::session::Asked;
use super::{State, ask, grant, listen, show_over, under, words};

/// What was sent last, while its answer may still come.
pub(super) fn awaited(state: &State) -> Option<Sent> {
    let asked = state.session.asked.as_ref().filter(|asked| asked.request.method == Method::Post)?;
    Some(ask::sent(&asked.request, &under(state).frame.level))
}

/// It is waited for no longer; what has a number can still be asked about.
pub(super) fn give_up(state: &mut State) {
    let known = |sent: &Sent| sent.number().is_none() || state.session.given_up.contains(sent);
    let sent = awaited(state).filter(|sent| !known(sent));
    state.session.given_up.extend(sent);
}

/// All that may not have arrived, each once.
fn all(state: &State) -> Vec<Sent> {
    let mut all = state.session.given_up.clone();
    all.extend(awaited(state).filter(|sent| !state.session.given_up.contains(sent)));
    all
}

/// What is told of it to who would end now.
pub(super) fn asks(state: &State) -> Vec<Text> {
    let lang = state.lang();
    let told = |sent: Sent| match sent.number() {
        Some(number) => words::end_open_number(lang, number),
        None => words::end_open(lang),
    };
    all(state).into_iter().map(told).collect()
}

/// What is told of it to who has ended.
pub(super) fn ended(state: &State) -> Option<Text> {
    let lang = state.lang();
    let told = |sent: Sent| match sent.number() {
        Some(number) => words::ended_open_number(lang, number),
        None => words::ended_open(lang),
    };
    all(state).into_iter().map(told).reduce(Text::then)
}

/// Who waits on is where it is told how that stands; before there is anything to tell, at the page that was sent.
pub(super) fn wait(state: &mut State, out: &mut Vec<Command>) {
    let tried = state.session.asked.as_ref().filter(|asked| asked.shown).map(Asked::rests);
    let (Some(sent), Some(tried)) = (awaited(state), tried) else {
        return grant(state, Wish::Return, out);
    };
    let view = own::away(state.lang(), Some(&sent), tried);
    show_over(state, view);
    listen::read_here(state, true, out);
}
