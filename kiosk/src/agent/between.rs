//! Sentences in the middle of whatever is being said, and what they cut off.
//!
//! **Invariant**: what a message or a control cuts off is said again after it, the last first, and then the page goes on.

use a11y::speech::Reading;
use a11y::text::Text;

use super::command::Command;
use super::session::{Between, Last};
use super::{State, help, listen};

/// Says a sentence in the middle of whatever is being said, and then again what it cut off; an answer, which is neither
/// message nor control, takes the place of other sentences, and a page that is being read goes on after it.
pub(super) fn between(state: &mut State, said: Text, which: Option<Between>, out: &mut Vec<Command>) {
    let on = state.session.reading_on;
    let helps = help::cut(state);
    let (cut, then_page) = if which.is_some() {
        cut_off(state, which, helps)
    } else {
        (Vec::new(), on && state.session.speaking.is_some_and(|speaking| speaking.page || speaking.then_page))
    };
    listen::announce(state, said, then_page, out);
    keep(state, which, cut, on);
}

/// What is cut off now: the sentences to say again, and whether the page comes after the one that is said in between. The
/// help says its own pieces again.
fn cut_off(state: &mut State, which: Option<Between>, helps: bool) -> (Vec<Last>, bool) {
    let mut cut = std::mem::take(&mut state.session.cut);
    let Some(speaking) = state.session.speaking else { return (Vec::new(), false) };
    let passes = match speaking.between {
        Some(Between::Control) => true,
        Some(Between::Message) => which == Some(Between::Message),
        None => false,
    };
    if speaking.page || passes || helps {
        return (cut, speaking.page || speaking.then_page);
    }
    cut.extend(state.session.last.clone());
    (cut, false)
}

/// Of a sentence that has just begun: what it is, what is said again after it, and whether reading goes on then.
fn keep(state: &mut State, which: Option<Between>, cut: Vec<Last>, on: bool) {
    let session = &mut state.session;
    session.reading_on = on;
    if let Some(speaking) = session.speaking.as_mut().filter(|speaking| !speaking.page) {
        speaking.between = which;
        session.last.iter_mut().for_each(|last| last.between = which);
        session.cut = cut;
    }
}

/// Says again what was last said: a sentence in between, or what the cursor stands on, its codes in groups.
pub(super) fn again(state: &mut State, out: &mut Vec<Command>) {
    let Some(last) = state.session.last.clone() else {
        return listen::read(state, Reading::Again, false, out);
    };
    let on = state.session.reading_on && last.then_page;
    say_again(state, last, on, out);
}

/// The same of this sentence, and after it what comes after it.
fn say_again(state: &mut State, last: Last, on: bool, out: &mut Vec<Command>) {
    let cut = std::mem::take(&mut state.session.cut);
    state.session.caption = last.caption;
    listen::utter(state, last.heard, false, last.then_page, out);
    let session = &mut state.session;
    session.last.iter_mut().for_each(|again| again.of = last.of);
    if let (Some(code), Some(speaking)) = (&mut session.code_said, session.speaking)
        && *code == last.id
    {
        *code = speaking.id;
    }
    keep(state, last.between, cut, on);
}

/// Says again what was cut off last, if anything was.
pub(super) fn goes_back(state: &mut State, out: &mut Vec<Command>) -> bool {
    let Some(last) = state.session.cut.pop() else { return false };
    let on = state.session.reading_on;
    say_again(state, last, on, out);
    true
}
