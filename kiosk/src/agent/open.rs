//! What was sent, as long as nobody knows whether it has arrived: who ends is asked first, and leaves with its number.
//!
//! **Invariant**: no key and no touch ends a session without a question while an answer to something that was sent is
//! awaited. Who pulls the card that opened it, or stays away, is asked nothing, and is told the number all the same.

use a11y::page::{Block, Method};
use a11y::text::Text;

use super::command::Command;
use super::own::{self, Sent};
use super::session::{Asked, Own};
use super::{State, ask, go_back, listen, show_over, typing, under, words};

/// What was sent last, while its answer may still come; not a secret, a signature, or that somebody signs out.
pub(super) fn awaited(state: &State) -> Option<Sent> {
    let asked = state.session.asked.as_ref().filter(|asked| asked.counts)?;
    let sent = ask::sent(&asked.request, &under(state).frame.level);
    Some(sent).filter(|sent| *sent != Sent::SignIn)
}

/// It is being asked whether to end.
pub(super) fn asks_to_end(state: &State) -> bool {
    state.session.view.own == Some(Own::EndAsk)
}

/// Somebody has sent who they are, and is not in yet.
pub(super) fn signs_in(state: &State) -> bool {
    let asked = state.session.asked.as_ref();
    asked.is_some_and(|asked| ask::sends(asked, &under(state).frame.level) == Some(Sent::SignIn))
}

/// The number of what has arrived while it was asked whether to end: nobody has seen the answer.
pub(super) fn arrived(state: &State) -> Option<String> {
    let unseen = state.session.behind.as_ref().filter(|view| asks_to_end(state) && view.number == 0)?;
    unseen.page.body.iter().find_map(|block| match block {
        Block::Confirmation(sent) => Some(sent.protocol.clone()),
        _ => None,
    })
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
    let arrived = arrived(state).map(|number| words::ended_arrived(lang, &number));
    arrived.into_iter().chain(all(state).into_iter().map(told)).reduce(Text::then)
}

/// Who stays is where it is told that no answer comes, if that is so and was not told before, or is of something that was
/// sent; else at the page that was there.
pub(super) fn wait(state: &mut State, out: &mut Vec<Command>) {
    let (lang, level, waits) = (state.lang(), under(state).frame.level.clone(), awaited(state).is_some());
    // What is known to be there again has nothing of the kind to tell.
    let away = state.session.away;
    let told = |asked: &&mut Asked| away && if asked.shown { waits } else { asked.again.is_some() };
    let Some(asked) = state.session.asked.as_mut().filter(told) else {
        return go_back(state, out);
    };
    asked.shown = true;
    let view = own::away(lang, ask::sends(asked, &level).as_ref(), asked.rests());
    show_over(state, view);
    listen::read_here(state, true, out);
}
