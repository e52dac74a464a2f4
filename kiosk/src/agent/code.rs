//! The citizen's own code, as a card or a scanner gives it: where it is asked for, and where it is written.
//!
//! **Invariant**: what stands in a box for somebody else's code is never written over.

use a11y::act;
use a11y::page::{Input, Page, Purpose, Question};
use a11y::text::{Lang, Text};

use super::card::Reader;
use super::command::Command;
use super::session::{Matter, Own};
use super::{State, ask, listen, words};
use crate::event::Holder;

/// A card or code says who this is: it fills what was read and nothing else.
pub(super) fn claimed(state: &mut State, holder: Holder, out: &mut Vec<Command>) {
    let lang = state.lang();
    let expired = holder.expired;
    let own = own_code(&state.session.view.page).map(|question| question.name.clone());
    let own = own.filter(|name| write_code(&mut state.session.view.page, name, &holder));
    let code = holder.clone();
    // A card held before the box for somebody else's code says nothing of who is here: it is an answer.
    let others = if own.is_some() { None } else { fill_here(state, &holder) };
    if others.is_some() {
        state.session.unsent = true;
    } else {
        state.session.claim = Some(holder);
    }
    if let Some(name) = own.or(others) {
        offer_again(state);
        let said = if expired { words::card_expired(lang) } else { words::card_read(lang) };
        return written(state, &name, &code, said, out);
    }
    let view = &state.session.view;
    let free = view.frame.level == "anonymous" && !state.session.unsent && !state.session.underway;
    if matches!(view.own, Some(Own::Welcome | Own::Languages)) || free {
        ask::read(state, format!("/{}/accedi", lang.code()), out);
        state.session.code_said = listen::say_code(state, &code, out);
        return;
    }
    listen::tell_of(state, Matter::Card, words::card_ok(lang), out);
}

/// A code was written into this box: whoever listens hears each time what stands there now.
fn written(state: &mut State, name: &str, code: &Holder, said: Text, out: &mut Vec<Command>) {
    (state.session.tap, state.session.ring) = (None, None);
    state.session.written = Some(name.to_owned());
    let view = &mut state.session.view;
    view.hear_again();
    view.at = view.heard.iter().position(|heard| heard.id == name).unwrap_or(view.at);
    if listen::say_code(state, code, out).is_some() {
        return;
    }
    if state.session.listening.is_some() {
        state.session.reading_on = false;
        listen::announce(state, said, true, out);
    } else {
        listen::tell(state, said, out);
    }
}

/// Where the page asks for the citizen's own code it says how the kiosk can read it: the barcode first, which every health
/// card has and an identity card too, then the chip, the stripe, and typing. Where it stands, and is not wrong, nothing is.
fn offer_by(page: &mut Page, how: Text) {
    let Some(own) = own_code(page) else { return };
    let (name, asks) = (own.name.clone(), own.problem.is_some() || is_empty(own));
    if let Some(question) = act::question_mut(page, &name) {
        question.hint = asks.then_some(how);
    }
}

/// The same on a page that comes.
pub(super) fn offer(state: &State, page: &mut Page) {
    let how = how_to_give_code(state, page.lang);
    offer_by(page, how);
}

/// The same where a device came or went.
pub(super) fn offer_again(state: &mut State) {
    let how = how_to_give_code(state, state.lang());
    let view = &mut state.session.view;
    if view.own.is_none() {
        offer_by(&mut view.page, how);
        view.hear_again();
    }
}

/// A barcode can be read, as far as is known.
pub(super) fn by_barcode(state: &State) -> bool {
    state.setup.barcode && state.devices.reader != Some(false)
}

fn how_to_give_code(state: &State, lang: Lang) -> Text {
    let read = state.devices.reader != Some(false);
    // Whether it is there; its sentence as the first, and after another.
    type Way = (bool, fn(Lang) -> Text, fn(Lang) -> Text);
    let ways: [Way; 4] = [
        (by_barcode(state), words::code_barcode, words::code_barcode),
        (state.reader != Reader::Gone, words::code_chip, words::code_or_chip),
        (state.setup.stripe && read, words::code_stripe, words::code_or_stripe),
        (true, words::code_type, words::code_or_type),
    ];
    let there = ways.into_iter().filter(|(there, ..)| *there).enumerate();
    let sentences = there.map(|(n, (_, first, next))| if n == 0 { first(lang) } else { next(lang) });
    a11y::text::join(sentences, " ")
}

/// Writes the code where a page that comes asks for the citizen's own and nothing stands there: into which box.
pub(super) fn fill(page: &mut Page, holder: &Holder) -> Option<String> {
    let asked = own_code(page).filter(|question| is_empty(question)).map(|question| question.name.clone());
    asked.filter(|name| write_code(page, name, holder))
}

/// Writes the code into the box that is typed into, if it is one for a fiscal code and nothing stands there: what stands
/// there is somebody else's, and the card may be its citizen's own.
fn fill_here(state: &mut State, holder: &Holder) -> Option<String> {
    let view = &mut state.session.view;
    let here = state.session.keyboard.clone().or_else(|| view.box_here())?;
    let empty = view.page.questions().into_iter().any(|asked| asked.name == here.name && is_empty(asked));
    (empty && write_code(&mut view.page, &here.name, holder)).then_some(here.name)
}

/// Writes the code into a box for one, in place of what stands there: who holds out a card means it.
fn write_code(page: &mut Page, name: &str, holder: &Holder) -> bool {
    match act::question_mut(page, name).map(|question| &mut question.input) {
        Some(Input::FiscalCode { value }) => holder.fiscal_code.clone_into(value),
        _ => return false,
    }
    true
}

/// The question for the citizen's own code.
fn own_code(page: &Page) -> Option<&Question> {
    page.questions().into_iter().find(|question| {
        matches!(question.purpose, Some(Purpose::Username))
            && matches!(question.input, Input::FiscalCode { .. })
    })
}

/// The citizen's own code stands on the page.
pub(super) fn is_shown(page: &Page) -> bool {
    own_code(page).is_some_and(|question| !is_empty(question))
}

/// The citizen's own code is asked for, and does not stand there.
pub(super) fn is_wanted(page: &Page) -> bool {
    own_code(page).is_some_and(is_empty)
}

/// Nothing stands in its box.
fn is_empty(question: &Question) -> bool {
    matches!(&question.input, Input::FiscalCode { value } if value.is_empty())
}
