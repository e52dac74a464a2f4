//! Cards and codes: who they say is there, and whose card it is.
//!
//! **Invariant**: a card that belongs to who was here before begins nothing until it has been pulled.

use a11y::text::Text;

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
    let news = match (std::mem::replace(&mut state.reader, reader), reader) {
        (Reader::Gone, Reader::There) => Some(true),
        (Reader::There, Reader::Gone) => Some(false),
        _ => None,
    };
    out.extend(news.map(|there| Command::Report(Report::Chip(there))));
    ask::offer_card_again(state);
    let was = std::mem::replace(&mut state.card, here);
    super::taken(state);
    // What was told of the card holds no longer.
    if state.card_told.take().is_some_and(|told| state.session.caption.as_ref() == Some(&told)) {
        state.session.caption = None;
    }
    card_pin::moved(state, &card, out);
    let known = here.is_some_and(|card| card.left_behind);
    // One that went without a card is told of to who was told nothing by a card that went with it.
    let nothing = matches!(card, Card::NoReader) && was.is_none() && news.is_none();
    if !in_service(state) || known || nothing {
        return;
    }
    if card == Card::Empty {
        // A card that is there says itself that its reader works.
        if news == Some(true) && !state.waits() {
            tell(state, words::card_back(lang), out);
        }
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
    tell(state, said, out);
}

/// Tells something of the card or its reader, for as long as that is so.
fn tell(state: &mut State, said: Text, out: &mut Vec<Command>) {
    state.card_told = Some(said.clone());
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
