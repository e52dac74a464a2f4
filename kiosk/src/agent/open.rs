//! What was sent, as long as nobody knows whether it has arrived: who ends is asked first, and leaves with its number.
//!
//! **Invariant**: no key and no touch ends a session without a question while an answer to something that was sent is
//! awaited. Who pulls the card that opened it, or stays away, is asked nothing, and is told the number all the same.

use a11y::page::Method;
use a11y::text::Text;

use super::command::Command;
use super::own::{self, Sent};
use super::session::Asked;
use super::{State, ask, go_back, listen, show_over, typing, under, words};

/// What was sent last, while its answer may still come; not a secret, a signature, or that somebody signs out.
pub(super) fn awaited(state: &State) -> Option<Sent> {
    let asked = state.session.asked.as_ref().filter(|asked| asked.counts)?;
    Some(ask::sent(&asked.request, &under(state).frame.level))
}

/// Whether what is sent so from the page that is there is something of its citizen's, that could be asked about.
pub(super) fn counts(state: &State, method: Method, address: &str) -> bool {
    method == Method::Post && !signs_out(address) && typing::first_secret(&under(state).page).is_none()
}

/// What is sent there signs out.
pub(super) fn signs_out(address: &str) -> bool {
    ask::without_language(address.split(['?', '#']).next().unwrap_or("")) == Some("esci")
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
        return go_back(state, out);
    };
    let view = own::away(state.lang(), Some(&sent), tried);
    show_over(state, view);
    listen::read_here(state, true, out);
}
