//! Cards and codes: who they say is there, and whose card it is.
//!
//! **Invariant**: a card that belongs to who was here before begins nothing until it has been pulled.

use a11y::text::{Lang, Text};

use super::command::{Command, Report};
use super::session::Matter;
use super::setup::Chip;
use super::standing::Cause;
use super::{State, begin, card_pin, code, in_service, language_is_chosen, listen, own, standing, words};
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
    /// It cannot be read, for this reason.
    pub(super) trouble: Option<Trouble>,
}

/// Why a card that is in cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    Mute,
    Foreign,
    IdentityCard,
    Damaged,
    Stuck,
}

impl Trouble {
    fn of(card: &Card) -> Option<Trouble> {
        match card {
            Card::Mute => Some(Trouble::Mute),
            Card::Foreign => Some(Trouble::Foreign),
            Card::IdentityCard => Some(Trouble::IdentityCard),
            Card::Damaged => Some(Trouble::Damaged),
            Card::Stuck => Some(Trouble::Stuck),
            Card::NoReader | Card::Empty | Card::Reading | Card::Torn | Card::Read(_) => None,
        }
    }

    /// What is told of it.
    pub(super) fn words(self, lang: Lang, ways: Ways) -> Text {
        match (self, ways.chip) {
            (Trouble::Mute, Some(chip)) => words::card_mute(lang).then(chip.words(lang)),
            (Trouble::Mute, None) => words::card_mute(lang),
            (Trouble::Foreign, _) if ways.greeting => words::card_foreign_alone(lang).then(ways.first(lang)),
            (Trouble::Foreign, _) => words::card_foreign(lang),
            (Trouble::IdentityCard, _) => words::card_identity(lang),
            (Trouble::Damaged, _) if ways.greeting => words::card_damaged_alone(lang).then(ways.first(lang)),
            (Trouble::Damaged, _) => words::card_damaged(lang),
            (Trouble::Stuck, _) => ways.or_pin(words::card_stuck, words::card_stuck_alone)(lang),
        }
    }
}

/// What one does about a card that will not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ways {
    /// Which way it goes in, where the settings tell.
    pub(super) chip: Option<Chip>,
    /// One may sign in with the portal's own PIN instead.
    pub(super) pin: bool,
    /// A language is to be chosen first: there is no box to write a code into.
    pub(super) greeting: bool,
    /// A barcode can be shown instead, there too.
    pub(super) barcode: bool,
}

impl Ways {
    /// What one does at the greeting, where a card will not do.
    fn first(self, lang: Lang) -> Text {
        if self.barcode { words::card_first_barcode(lang) } else { words::card_first(lang) }
    }

    /// The words where there is such a PIN, and those where there is none.
    pub(super) fn or_pin(self, with: fn(Lang) -> Text, alone: fn(Lang) -> Text) -> fn(Lang) -> Text {
        if self.pin { with } else { alone }
    }
}

/// As things are here.
pub(super) fn ways(state: &State) -> Ways {
    Ways {
        chip: state.setup.chip,
        pin: state.pin,
        greeting: !language_is_chosen(state),
        barcode: code::by_barcode(state),
    }
}

impl Chip {
    /// Which way a card goes in.
    pub(super) fn words(self, lang: Lang) -> Text {
        match self {
            Chip::Up => words::chip_up(lang),
            Chip::Down => words::chip_down(lang),
        }
    }
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
        _ => {
            let back = state.reader == Reader::Gone;
            let new = CardState { left_behind: before, back, calls: None, trouble: None };
            Some(CardState { trouble: Trouble::of(&card), ..state.card.unwrap_or(new) })
        }
    };
    let reader = if matches!(card, Card::NoReader) { Reader::Gone } else { Reader::There };
    // One that is there from the beginning is no news.
    let news = match (std::mem::replace(&mut state.reader, reader), reader) {
        (Reader::Gone, Reader::There) => Some(true),
        (Reader::There, Reader::Gone) => Some(false),
        _ => None,
    };
    state.devices.lost_chip = reader == Reader::Gone && (state.devices.lost_chip || news == Some(false));
    out.extend(news.map(|there| Command::Report(Report::Chip(there))));
    match card {
        Card::Stuck => answers(state, false, out),
        Card::Foreign | Card::IdentityCard | Card::Damaged | Card::Read(_) => answers(state, true, out),
        Card::NoReader | Card::Empty | Card::Reading | Card::Mute | Card::Torn => {}
    }
    code::offer_again(state);
    let was = std::mem::replace(&mut state.card, here);
    super::taken(state);
    // What was told of the card holds no longer.
    if state.card_told.take().is_some_and(|told| state.session.caption.as_ref() == Some(&told)) {
        state.session.caption = None;
    }
    listen::settled(state, Matter::Card);
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
    match card {
        // It was read before: nobody is led away from where they are.
        Card::Read(holder)
            if here.is_some_and(|card| card.back) && state.session.claim.as_ref() == Some(&holder) =>
        {
            tell(state, words::card_ok(lang), out);
        }
        Card::Read(holder) if card_pin::look(state, out) => state.session.claim = Some(holder),
        Card::Read(holder) => code::claimed(state, holder, out),
        card => tell_of(state, &card, out),
    }
}

/// Tells of a card that is not read, or of its reader; whoever has not listened yet, nor chosen a language, hears in each
/// what is wrong: it is nobody's, and they may not see.
fn tell_of(state: &mut State, card: &Card, out: &mut Vec<Command>) {
    let (trouble, ways, gone) = (Trouble::of(card), ways(state), card_pin::gone(state));
    let found = trouble.and_then(|trouble| card_pin::found(state, trouble));
    let said = in_each(state, |lang| match (card, trouble) {
        (_, Some(trouble)) => found.clone().unwrap_or_else(|| trouble.words(lang, ways)),
        (Card::Reading, _) => words::card_reading(lang),
        (Card::Torn, _) => words::card_torn(lang),
        _ if ways.greeting => words::card_gone(lang).then(ways.first(lang)),
        _ => gone.clone().unwrap_or_else(|| standing::told_of(state, Cause::Chip, lang)),
    });
    tell(state, said.clone(), out);
    if *card != Card::Reading {
        listen::to_who_comes(state, said.clone(), out);
    }
    // Of a card that is in, and of its reader, a line tells as long as it is so.
    if *card == Card::Torn {
        listen::stands(state, said, Some(Matter::Card));
    }
}

/// In the language that was chosen; before that in each.
pub(super) fn in_each(state: &State, words: impl Fn(Lang) -> Text) -> Text {
    let lang = state.lang();
    let others =
        state.setup.languages.iter().copied().filter(|other| *other != lang && !language_is_chosen(state));
    others.fold(words(lang), |said, other| said.then(own::in_itself(lang, other, words(other))))
}

/// A card that belongs to who was here before is in: told to whoever begins meanwhile.
pub(super) fn left(state: &State) -> Option<Text> {
    state.card.is_some_and(|card| card.left_behind).then(|| words::card_left(state.lang()))
}

/// A card that was asked something has answered, or never will: the office hears of it where that is news.
pub(super) fn answers(state: &mut State, is: bool, out: &mut Vec<Command>) {
    if std::mem::replace(&mut state.answers, is) == is {
        return;
    }
    // What is else wrong with the reader stays so.
    let report = if is && !state.renewed { Report::Renewed(false) } else { Report::Answers(is) };
    out.push(Command::Report(report));
}

/// Tells something of the card or its reader, for as long as that is so.
fn tell(state: &mut State, said: Text, out: &mut Vec<Command>) {
    state.card_told = Some(said.clone());
    listen::tell_of(state, Matter::Card, said, out);
}

/// The reader of barcodes and stripes told something.
pub(super) fn scan(state: &mut State, scan: Scan, out: &mut Vec<Command>) {
    if !in_service(state) {
        return;
    }
    begin(state);
    match scan {
        Scan::Holder(holder) => code::claimed(state, holder, out),
        Scan::Unknown | Scan::Damaged => {
            let unknown = scan == Scan::Unknown;
            let said = in_each(state, if unknown { words::code_unknown } else { words::code_damaged });
            listen::tell(state, said.clone(), out);
            listen::to_who_comes(state, said.clone(), out);
            listen::stands(state, said, Some(Matter::Card));
        }
    }
}
