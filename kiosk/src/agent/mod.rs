//! The agent: what happens to a kiosk and what follows from it, as one pure function.
//!
//! **Invariant**: [`step`] reads no clock, no device and no file: the same events give the same commands.
//! **Invariant**: whatever happens, there is a picture, and who listens hears something.
//! **Invariant**: what is private is never put on the loudspeaker: [`command::Aloud`] cannot hold it there.
//! **Invariant**: after an end the session is what it was before anybody came.

mod ask;
mod braille;
#[cfg(test)]
mod braille_tests;
mod card_pin;
#[cfg(test)]
mod card_pin_tests;
pub mod command;
mod cover;
mod devices;
mod finger;
#[cfg(test)]
mod finger_tests;
mod keys;
mod listen;
mod own;
mod picture;
mod ring;
mod session;
mod signs;
#[cfg(test)]
mod tests;
mod time;
mod touch;
mod typing;

use std::sync::Arc;

use a11y::page::{Action, Block, Link, Target};
use a11y::receipt::Columns;
use a11y::text::Lang;

use crate::event::{Card, Engine, Event, Millis, Paper, PaperState, Portal, Scan, Staff, Voice};
use command::{Command, Picture, Report};
use own::Wish;
use session::{Own, Session};

mod words {
    //! The agent's own words.
    include!(concat!(env!("OUT_DIR"), "/words_agent.rs"));
}

/// How a kiosk is set up; the office's choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// The language it waits in.
    pub lang: Lang,
    /// The languages it offers, in their order.
    pub languages: Vec<Lang>,
    /// How long nothing may happen before it asks whether someone is there, in milliseconds; twice as long with speech.
    pub idle: Millis,
    /// How long it then waits: at least 20 s (EN 301 549 9.2.2.1, 11.2.2.1).
    pub warning: Millis,
    /// The step of loudness that it begins with, from 1: at most 65 dBA (5.1.3.13).
    pub volume: u8,
    /// How many steps there are; one is 8 dB.
    pub volumes: u8,
    /// How often it says how to begin, while nobody is there; `None` for never.
    pub prompt: Option<Millis>,
    /// The paper.
    pub columns: Columns,
    /// The address that citizens know the portal by, for receipts.
    pub site: Option<String>,
    /// For so long after a start the devices tell what was there before, which nobody brings: a card, a full jack.
    pub settles: Millis,
}

impl Default for Setup {
    fn default() -> Setup {
        Setup {
            lang: Lang::It,
            languages: Lang::ALL.to_vec(),
            idle: 60_000,
            warning: 30_000,
            volume: 2,
            volumes: 5,
            prompt: None,
            columns: Columns::C48,
            site: None,
            settles: 0,
        }
    }
}

/// Everything that a kiosk knows.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    setup: Arc<Setup>,
    now: Millis,
    /// Headphones are in, or the handset is lifted.
    jack: bool,
    engine: Engine,
    paper: PaperState,
    card: Option<CardState>,
    reader: Reader,
    /// Which devices are there, as far as is known.
    devices: devices::There,
    /// The screen, as it may be explored by ear.
    glass: finger::Glass,
    /// The braille display.
    braille: braille::Display,
    /// The staff have closed it.
    closed: bool,
    /// The next number of an utterance, request or receipt.
    next: u64,
    session: Session,
    /// What the screen shows.
    shown: Option<Box<Picture>>,
}

/// Whether a card is in, and whether it was there when the last session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct CardState {
    /// It belongs to who was here before: no session begins with it.
    left_behind: bool,
    /// The reader went and came back with it.
    back: bool,
    /// Since when a tone calls its holder back, and when it last did.
    calls: Option<(Millis, Millis)>,
}

/// The card reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    /// It has told nothing yet.
    Unseen,
    /// It has gone, or there is none.
    Gone,
    /// It is there.
    There,
}

impl State {
    /// A kiosk that nobody has used.
    pub fn new(setup: Setup) -> State {
        let session = Session::fresh(&setup, 0);
        State {
            setup: Arc::new(setup),
            now: 0,
            jack: false,
            engine: Engine::Espeak,
            paper: PaperState::Missing,
            card: None,
            reader: Reader::Unseen,
            devices: devices::There::default(),
            glass: finger::Glass::default(),
            braille: braille::Display::default(),
            closed: false,
            next: 1,
            session,
            shown: None,
        }
    }

    /// Nobody is there.
    pub fn waits(&self) -> bool {
        self.session.begun.is_none()
    }

    /// What the screen shows.
    pub fn picture(&self) -> Option<&Picture> {
        self.shown.as_deref()
    }

    /// Nothing of any citizen is left: the session is what it begins with.
    pub fn is_clean(&self) -> bool {
        let fresh = Session::fresh(&self.setup, self.session.moved);
        let fresh = Session {
            acted: self.session.acted,
            stayed: self.session.stayed,
            view: self.session.view.clone(),
            ..fresh
        };
        let own = matches!(self.session.view.own, Some(Own::Welcome | Own::Out | Own::Closed));
        own && Session { speaking: None, caption: None, ..self.session.clone() } == fresh
    }

    fn number(&mut self) -> u64 {
        let number = self.next;
        self.next += 1;
        number
    }

    fn lang(&self) -> Lang {
        self.session.lang
    }
}

/// What follows from an event.
pub fn step(mut state: State, event: Event) -> (State, Vec<Command>) {
    let mut out = Vec::new();
    take(&mut state, event, &mut out);
    finger::grab(&mut state, &mut out);
    braille::refresh(&mut state, &mut out);
    picture::refresh(&mut state, &mut out);
    (state, out)
}

fn take(state: &mut State, event: Event, out: &mut Vec<Command>) {
    match event {
        Event::Tick(now) => time::tick(state, now, out),
        Event::Key(key) => keys::key(state, key, out),
        Event::Touch(touch) => touch::touch(state, touch, out),
        Event::Finger(finger) => finger::finger(state, finger, out),
        Event::Boxes(boxes) => finger::boxes(state, boxes, out),
        Event::Braille(told) => braille::told(state, told, out),
        Event::Jack(in_) => listen::jack(state, in_, out),
        Event::Card(card) => on_card(state, card, out),
        Event::CardPin(told) => card_pin::told(state, told, out),
        Event::Code(scan) => on_scan(state, scan, out),
        Event::Device(device) => devices::came_or_went(state, device, out),
        Event::Paper(paper) => on_paper(state, paper, out),
        Event::Voice(voice) => on_voice(state, voice, out),
        Event::Portal(answer) => on_portal(state, answer, out),
        Event::Staff(staff) => on_staff(state, staff, out),
    }
}

/// Someone is there: a session begins if there is none.
fn begin(state: &mut State) {
    let now = state.now;
    let session = &mut state.session;
    session.begun.get_or_insert(now);
    (session.moved, session.acted, session.warned) = (now, now, None);
}

/// The kiosk can be used at all; else what is done to it does nothing.
fn in_service(state: &State) -> bool {
    !state.closed && state.engine != Engine::None
}

/// Ends the session: nothing of it stays.
fn end(state: &mut State, out: &mut Vec<Command>) {
    let (lang, listening, private) = (state.lang(), state.session.listening, state.session.private());
    let prints = state.session.job.as_ref().is_some_and(|job| !job.waits);
    if state.session.begun.is_none() {
        return;
    }
    out.push(Command::Forget);
    let mut said = match &mut state.card {
        Some(card) => {
            card.left_behind = true;
            card.calls = Some((state.now, state.now));
            words::ended(lang).then(words::take_card(lang))
        }
        None => words::ended(lang),
    };
    if prints {
        said = said.then(words::take_receipt(lang));
    }
    state.session = Session::fresh(&state.setup, state.now);
    if listening.is_some() {
        listen::farewell(state, said.clone(), lang, private, out);
    } else {
        out.push(Command::Hush);
    }
    state.session.caption = Some(said);
    settle(state);
}

/// Where nobody is, the screen says how the kiosk is.
fn settle(state: &mut State) {
    if state.session.begun.is_some() && in_service(state) {
        return;
    }
    let lang = state.lang();
    state.session.view = match (state.closed, state.engine) {
        (true, _) => own::closed(lang),
        (false, Engine::None) => own::out(lang),
        (false, _) => own::welcome(&state.setup),
    };
}

fn on_card(state: &mut State, card: Card, out: &mut Vec<Command>) {
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
    state.reader = if matches!(card, Card::NoReader) { Reader::Gone } else { Reader::There };
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
        Card::Mute => words::card_mute(lang),
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

fn on_scan(state: &mut State, scan: Scan, out: &mut Vec<Command>) {
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

fn on_paper(state: &mut State, paper: Paper, out: &mut Vec<Command>) {
    let lang = state.lang();
    match paper {
        Paper::State(now) => {
            if std::mem::replace(&mut state.paper, now) != now {
                out.push(Command::Report(Report::Paper(now)));
            }
            // What could not be printed is printed again from its start, once the cause is gone.
            let waits = state.session.job.as_ref().is_some_and(|job| job.waits);
            if waits && matches!(now, PaperState::Ready | PaperState::NearEnd) {
                print_again(state, out);
            }
        }
        Paper::Printed(id) => {
            if state.session.job.take_if(|job| job.job.id == id).is_some() {
                listen::tell(state, words::printed(lang), out);
            }
        }
        Paper::Failed(id, why) => {
            let Some(job) = state.session.job.as_mut().filter(|job| job.job.id == id) else { return };
            job.waits = true;
            state.paper = why;
            let said = paper_words(lang, why).then(words::print_failed(lang));
            listen::tell(state, said, out);
        }
    }
}

fn paper_words(lang: Lang, paper: PaperState) -> a11y::text::Text {
    match paper {
        PaperState::Ready => words::paper_ready(lang),
        PaperState::NearEnd => words::paper_near_end(lang),
        PaperState::Out => words::paper_out(lang),
        PaperState::CoverOpen => words::paper_cover(lang),
        PaperState::Missing => words::paper_missing(lang),
        PaperState::Fault => words::paper_fault(lang),
    }
}

fn print_again(state: &mut State, out: &mut Vec<Command>) {
    let id = state.number();
    let lang = state.lang();
    if let Some(printing) = &mut state.session.job {
        printing.job.id = id;
        printing.waits = false;
        let job = printing.job.clone();
        listen::tell(state, words::printing(lang), out);
        out.push(Command::Print(job));
    }
}

fn on_voice(state: &mut State, voice: Voice, out: &mut Vec<Command>) {
    match voice {
        Voice::Ended(id) => listen::ended(state, id, out),
        Voice::Cut(id) => listen::cut(state, id),
        Voice::Began(_) | Voice::Mark(..) => {}
        Voice::Engine(engine) => {
            let before = std::mem::replace(&mut state.engine, engine);
            match (before, engine) {
                (Engine::None, Engine::None) => {}
                (_, Engine::None) => {
                    out.push(Command::Report(Report::Mute));
                    // A kiosk that cannot speak is broken for who does not see it, whatever its screen shows.
                    end(state, out);
                    settle(state);
                }
                (Engine::None, _) => {
                    out.push(Command::Report(Report::Speaks));
                    settle(state);
                }
                _ => {}
            }
        }
    }
}

fn on_portal(state: &mut State, answer: Portal, out: &mut Vec<Command>) {
    match answer {
        Portal::Page(id, envelope) => ask::answered(state, id, *envelope, out),
        Portal::Old(id, envelope, at) => ask::old(state, id, *envelope, at, out),
        Portal::Away(id) => ask::away(state, id, out),
        Portal::Strange(id) => ask::strange(state, id, out),
    }
}

fn on_staff(state: &mut State, staff: Staff, out: &mut Vec<Command>) {
    match staff {
        Staff::Coming => {
            if !state.waits() {
                let lang = state.lang();
                listen::tell(state, words::staff_coming(lang), out);
            }
        }
        Staff::Closed(closed) => {
            state.closed = closed;
            if closed {
                end(state, out);
            }
            settle(state);
            if closed {
                listen::turned_away(state, out);
            }
        }
    }
}

/// Does what one of the kiosk's own links asks for.
fn grant(state: &mut State, wish: Wish, out: &mut Vec<Command>) {
    match wish {
        Wish::Begin(lang) => {
            begin(state);
            state.session.lang = lang;
            ask::read(state, format!("/{}/", lang.code()), out);
        }
        Wish::End => end_or_ask(state, out),
        Wish::EndNow => end(state, out),
        Wish::Return => {
            if let Some(behind) = state.session.behind.take() {
                state.session.view = *behind;
                listen::read_here(state, false, out);
            }
        }
        Wish::Again => ask::again(state, out),
        Wish::Print => print(state, out),
    }
}

/// Ends, or asks first where something is unsent.
fn end_or_ask(state: &mut State, out: &mut Vec<Command>) {
    if !state.session.unsent || state.session.view.own == Some(Own::EndAsk) {
        return end(state, out);
    }
    let question = own::end_ask(state.lang());
    show_over(state, question);
    listen::read_here(state, true, out);
}

/// Shows a page of the kiosk's own over what is there; the first stays behind.
fn show_over(state: &mut State, view: session::View) {
    let under = std::mem::replace(&mut state.session.view, view);
    if under.own.is_none() {
        state.session.behind = Some(Box::new(under));
    }
}

/// The receipt of the page that is shown.
fn print(state: &mut State, out: &mut Vec<Command>) {
    let lang = state.lang();
    let lines = receipt(state);
    if state.session.job.as_ref().is_some_and(|job| !job.waits) {
        return listen::tell(state, words::printing(lang), out);
    }
    let link = link_home(state);
    let job = command::Job { id: state.number(), lines, link, large: large(state) };
    let waits = !matches!(state.paper, PaperState::Ready | PaperState::NearEnd);
    state.session.job = Some(session::Printing { job: job.clone(), waits });
    if waits {
        let said = paper_words(lang, state.paper).then(words::print_failed(lang));
        return listen::tell(state, said, out);
    }
    listen::tell(state, words::printing(lang), out);
    out.push(Command::Print(job));
}

fn receipt(state: &State) -> Vec<a11y::receipt::Line> {
    let view = &state.session.view;
    a11y::receipt::page(&view.page, &view.frame, columns(state))
}

/// How many letters a line of paper has.
fn columns(state: &State) -> Columns {
    let columns = state.setup.columns;
    if large(state) { columns.large() } else { columns }
}

/// Where what was sent can be read at home, once signed in: the address opens nothing by itself.
fn link_home(state: &State) -> Option<String> {
    let (site, page) = (state.setup.site.as_ref()?, &state.session.view.page);
    let protocol = page.body.iter().find_map(|block| match block {
        Block::Confirmation(sent) => Some(sent.protocol.as_str()),
        _ => None,
    })?;
    let address = page.actions.iter().find_map(|action| match action {
        Action::Link(Link { to: Target::Inside(address), .. }) if address.ends_with(protocol) => {
            Some(address)
        }
        _ => None,
    })?;
    Some(format!("{site}{address}"))
}

/// Who reads large letters on the screen has them on paper.
fn large(state: &State) -> bool {
    state.session.look.size >= 2
}
