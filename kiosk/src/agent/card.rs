//! Cards and codes: who they say is there, and whose card it is.
//!
//! **Invariant**: a card that belongs to who was here before begins nothing until it has been pulled.

use super::command::{Command, Report};
use super::setup::Chip;
use super::{State, ask, begin, card_pin, in_service, listen, words};
use crate::event::{Card, Millis, Scan};

/// Whether a card is in, and whether it was there when the last session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CardState {
    /// It belongs to who was here before: no session begins with it.
    pub(super) left_behind: bool,
    /// The reader went and came back with it.
    pub(super) back: bool,
    /// When a tone last called its holder back.
    pub(super) calls: Option<Millis>,
}

/// The reader of chips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// It has told nothing yet.
    Unseen,
    /// It has gone, or there is none.
    Gone,
    /// It is there.
    There,
}

/// The chip reader told something.
pub(super) fn card(state: &mut State, card: Card, out: &mut Vec<Command>) {
    let lang = state.lang();
    let before = state.now < state.setup.settles && state.reader != Reader::There;
    let here = match &card {
        Card::Empty | Card::Torn => None,
        // The reader may come back with the card that was in it.
        Card::NoReader => state.card.filter(|card| card.left_behind),
        _ => Some(state.card.unwrap_or(CardState {
            left_behind: before,
            back: state.reader == Reader::Gone,
            calls: None,
        })),
    };
    let reader = if matches!(card, Card::NoReader) { Reader::Gone } else { Reader::There };
    // One that is there from the beginning is no news.
    match (std::mem::replace(&mut state.reader, reader), reader) {
        (Reader::Gone, Reader::There) => out.push(Command::Report(Report::Chip(true))),
        (Reader::There, Reader::Gone) => out.push(Command::Report(Report::Chip(false))),
        _ => {}
    }
    ask::offer_card_again(state);
    let was = std::mem::replace(&mut state.card, here);
    card_pin::moved(state, &card, out);
    let known = here.is_some_and(|card| card.left_behind);
    let removed = matches!(card, Card::Empty) || (matches!(card, Card::NoReader) && was.is_none());
    if !in_service(state) || known || removed {
        return;
    }
    if !matches!(card, Card::NoReader) {
        begin(state);
    } else if state.waits() {
        return;
    }
    let said = match card {
        Card::Reading => words::card_reading(lang),
        Card::Mute => match state.setup.chip {
            Some(Chip::Up) => words::card_mute(lang).then(words::chip_up(lang)),
            Some(Chip::Down) => words::card_mute(lang).then(words::chip_down(lang)),
            None => words::card_mute(lang),
        },
        Card::Foreign => words::card_foreign(lang),
        Card::IdentityCard => words::card_identity(lang),
        Card::Torn => words::card_torn(lang),
        Card::Damaged => words::card_damaged(lang),
        Card::NoReader => words::card_gone(lang),
        // It was read before: nobody is led away from where they are.
        Card::Read(holder)
            if here.is_some_and(|card| card.back) && state.session.claim.as_ref() == Some(&holder) =>
        {
            words::card_ok(lang)
        }
        Card::Read(holder) if card_pin::look(state, out) => {
            state.session.claim = Some(holder);
            return;
        }
        Card::Read(holder) => return ask::claimed(state, holder, out),
        Card::Empty => return,
    };
    listen::tell(state, said, out);
}

/// The reader of barcodes and stripes told something.
pub(super) fn scan(state: &mut State, scan: Scan, out: &mut Vec<Command>) {
    if !in_service(state) {
        return;
    }
    begin(state);
    let lang = state.lang();
    match scan {
        Scan::Holder(holder) => ask::claimed(state, holder, out),
        Scan::Unknown => listen::tell(state, words::code_unknown(lang), out),
        Scan::Damaged => listen::tell(state, words::code_damaged(lang), out),
    }
}
