//! The agent: what happens to a kiosk and what follows from it, as one pure function.
//!
//! **Invariant**: [`step`] reads no clock, no device and no file: the same events give the same commands.
//! **Invariant**: whatever happens, there is a picture, and who listens hears something.
//! **Invariant**: what is private is never put on the loudspeaker: [`command::Aloud`] cannot hold it there, but for who
//! is in a booth and chose it.
//! **Invariant**: after an end the session is what it was before anybody came.

mod ask;
mod between;
mod booth;
mod braille;
#[cfg(test)]
mod braille_tests;
mod card;
mod card_pin;
#[cfg(test)]
mod card_pin_tests;
mod code;
pub mod command;
mod cover;
mod devices;
mod engines;
mod finger;
#[cfg(test)]
mod finger_tests;
mod follow;
#[cfg(test)]
mod follow_tests;
mod help;
mod keys;
mod listen;
mod listener;
#[cfg(test)]
mod office_tests;
mod open;
mod own;
mod paper;
mod picture;
mod ring;
mod selftest;
mod session;
mod setup;
mod signs;
mod standing;
mod teach;
#[cfg(test)]
mod tests;
mod time;
mod touch;
mod typing;

use std::sync::Arc;

use a11y::page::Method;
use a11y::text::{Lang, Text};

use crate::event::{Event, Millis, PaperState, Portal, Sign, Staff, Voice};
use command::{Command, Picture, Report};
use own::Wish;
use session::{Own, Session};
pub use setup::{Chip, Setup, Slot};

mod words {
    //! The agent's own words.
    include!(concat!(env!("OUT_DIR"), "/words_agent.rs"));
}

/// Everything that a kiosk knows.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    setup: Arc<Setup>,
    now: Millis,
    /// Headphones are in, or the handset is lifted.
    jack: bool,
    /// Who speaks.
    engines: engines::Engines,
    paper: PaperState,
    /// The printer has told of itself: unknown is not missing.
    paper_told: bool,
    card: Option<card::CardState>,
    /// What was last told of the card: it goes when the card does something else.
    card_told: Option<Text>,
    /// The last words of the session before, while they stand.
    parting: Option<Parting>,
    /// The reader of chips.
    reader: card::Reader,
    /// Which devices are there, as far as is known.
    devices: devices::There,
    /// The screen, as it may be explored by ear.
    glass: finger::Glass,
    /// The braille display.
    braille: braille::Display,
    /// The machine's clock goes with the portal's; `None` as long as nothing was wrong with it.
    clock: Option<bool>,
    /// The disk takes what the kiosk keeps, as far as is known.
    kept: bool,
    /// pcscd was replaced after the last card, as far as is known.
    renewed: bool,
    /// The last card that was asked something has answered.
    answers: bool,
    /// Its test of itself.
    test: selftest::SelfTest,
    /// The staff have closed it.
    closed: bool,
    /// They will have, once whoever is here has ended.
    closing: bool,
    /// The next number of an utterance, request or receipt.
    next: u64,
    /// What happens now is done by a hand, which waits for the answer.
    by_hand: bool,
    session: Session,
    /// The portal has a PIN of its own, as far as its pages have told.
    pin: bool,
    /// What the screen shows.
    shown: Option<Box<Picture>>,
}

impl State {
    /// A kiosk that nobody has used.
    pub fn new(setup: Setup) -> State {
        let (session, engines) = (Session::fresh(&setup, 0), engines::Engines::new(setup.headphones));
        State {
            setup: Arc::new(setup),
            now: 0,
            jack: false,
            engines,
            paper: PaperState::Missing,
            paper_told: false,
            card: None,
            card_told: None,
            parting: None,
            reader: card::Reader::Unseen,
            devices: devices::There::default(),
            glass: finger::Glass::default(),
            braille: braille::Display::default(),
            clock: None,
            kept: true,
            renewed: true,
            answers: true,
            test: selftest::SelfTest::default(),
            closed: false,
            closing: false,
            next: 1,
            by_hand: false,
            session,
            pin: true,
            shown: None,
        }
    }

    /// The last words of a session, and what its citizen has left in the kiosk as long as it is there.
    fn parting(&self) -> Option<Text> {
        let Parting { lang, said, open, .. } = self.parting.clone()?;
        let card = self.card.is_some_and(|card| card.left_behind).then(|| words::take_card(lang));
        let headphones = self.jack.then(|| words::take_headphones(lang));
        Some([open, card, headphones].into_iter().flatten().fold(said, Text::then))
    }

    /// The same on the screen that waits, whose language may be another.
    fn parting_shown(&self) -> Option<Text> {
        let lang = self.parting.as_ref()?.lang;
        self.parting().map(|said| own::in_itself(self.setup.lang, lang, said))
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
            looked: self.session.looked,
            view: self.session.view.clone(),
            // Who passes by a kiosk that is closed may call the staff.
            staff: self.session.staff,
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

/// The last words of a session, without what its citizen has left in the kiosk.
#[derive(Clone, Debug, PartialEq)]
struct Parting {
    lang: Lang,
    said: Text,
    /// What may not have arrived, and its number.
    open: Option<Text>,
    /// They were for one person alone.
    private: bool,
    /// When they were first said.
    at: Millis,
}

/// How long after an end the key that ends still means it.
const JUST_ENDED: Millis = 10_000;

/// A session has ended just now, and nobody has come since: who presses the key that ends once more begins nothing.
fn just_ended(state: &State) -> bool {
    state.waits() && state.parting.as_ref().is_some_and(|parting| state.now - parting.at < JUST_ENDED)
}

/// The last words again.
fn say_parting(state: &mut State, out: &mut Vec<Command>) {
    let (Some(said), Some(Parting { lang, private, .. })) = (state.parting(), state.parting.clone()) else {
        return;
    };
    let ears = private && state.jack && state.engines.in_ears();
    listen::farewell(state, said, lang, ears, out);
}

/// Something that was left in the kiosk was taken: the last words ask for it no more.
fn taken(state: &mut State) {
    if state.waits() && state.session.caption.is_some() && state.parting.is_some() {
        state.session.caption = state.parting_shown();
    }
}

/// What follows from an event.
pub fn step(mut state: State, event: Event) -> (State, Vec<Command>) {
    let mut out = Vec::new();
    take(&mut state, event, &mut out);
    listener::settle(&mut state);
    selftest::watch(&mut state, &mut out);
    finger::grab(&mut state, &mut out);
    braille::refresh(&mut state, &mut out);
    picture::refresh(&mut state, &mut out);
    (state, out)
}

fn take(state: &mut State, event: Event, out: &mut Vec<Command>) {
    state.by_hand = event.is_of_a_hand();
    match event {
        Event::Tick(now) => time::tick(state, now, out),
        Event::Key(key) => {
            state.test.key();
            keys::key(state, key, out);
        }
        Event::Switch(switch) => {
            state.test.key();
            keys::switch(state, switch, out);
        }
        Event::Sign(Sign(sign)) => keys::sign(state, sign, out),
        Event::Touch(touch) => touch::touch(state, touch, out),
        Event::TouchOn(number, touch) => touch::touch_on(state, number, touch, out),
        Event::Finger(finger) => finger::finger(state, finger, out),
        Event::Boxes(boxes) => finger::boxes(state, boxes, out),
        Event::Braille(told) => braille::told(state, told, out),
        Event::Jack(in_) => listener::jack(state, in_, out),
        Event::Card(card) => card::card(state, card, out),
        Event::CardPin(told) => card_pin::told(state, told, out),
        Event::Code(scan) => card::scan(state, scan, out),
        Event::Device(device) => devices::came_or_went(state, device, out),
        Event::Paper(paper) => paper::paper(state, paper, out),
        Event::Voice(voice) => on_voice(state, voice, out),
        Event::Portal(answer) => on_portal(state, answer, out),
        Event::Staff(staff) => on_staff(state, staff, out),
        Event::Check(check) => selftest::told(state, check, out),
        Event::Kept(kept) => {
            if std::mem::replace(&mut state.kept, kept) != kept {
                out.push(Command::Report(Report::Disk(kept)));
            }
        }
        Event::Renewed(renewed) => {
            if std::mem::replace(&mut state.renewed, renewed) != renewed {
                out.push(Command::Report(Report::Renewed(renewed)));
            }
        }
    }
}

/// Someone is there: a session begins if there is none.
fn begin(state: &mut State) {
    let now = state.now;
    state.parting = None;
    let session = &mut state.session;
    if session.begun.is_none() {
        // The last words to whoever was here are none to who comes.
        (session.begun, session.caption) = (Some(now), None);
    }
    (session.moved, session.acted, session.warned) = (now, now, None);
}

/// The kiosk can be used at all; else what is done to it does nothing.
fn in_service(state: &State) -> bool {
    !state.closed && state.engines.speak()
}

/// Ends the session: nothing of it stays.
fn end(state: &mut State, out: &mut Vec<Command>) {
    let (lang, listening, private) = (state.lang(), state.session.listening, state.session.private());
    if state.session.begun.is_none() {
        return;
    }
    out.push(Command::Forget);
    if let Some(card) = &mut state.card {
        card.left_behind = true;
        card.calls = Some(state.now);
    }
    let open = open::ended(state);
    let kept = ask::is_kept(under(state)).then(|| words::ended_draft(lang));
    let said = kept.into_iter().fold(paper::ended(state), Text::then);
    let at = state.now;
    (state.card_told, state.parting) = (None, Some(Parting { lang, said, open, private, at }));
    let said = state.parting().unwrap_or_default();
    if std::mem::take(&mut state.closing) {
        state.closed = true;
    }
    state.session = Session::fresh(&state.setup, state.now);
    if listening.is_some() {
        listen::farewell(state, said, lang, private, out);
    } else {
        out.push(Command::Hush);
    }
    state.session.caption = state.parting_shown();
    settle(state);
}

/// Where nobody is, the screen says how the kiosk is.
fn settle(state: &mut State) {
    if state.session.begun.is_some() && in_service(state) {
        return;
    }
    state.session.view = match (state.closed, state.engines.speak()) {
        (true, _) => own::closed(&state.setup),
        (false, false) => own::out(&state.setup),
        (false, true) => own::welcome(&state.setup, state.pin),
    };
}

fn on_voice(state: &mut State, voice: Voice, out: &mut Vec<Command>) {
    match voice {
        Voice::Ended(id) => {
            listen::ended(state, id, out);
            selftest::ended(state, id, true, out);
        }
        Voice::Cut(id) => {
            listen::cut(state, id);
            selftest::ended(state, id, false, out);
        }
        Voice::Word(id, word) => follow::word(state, id, word),
        Voice::Began(_) | Voice::Mark(..) => {}
        Voice::Engine(engine) => engines::hall(state, engine, out),
        Voice::Headphones(engine) => engines::ears(state, engine, out),
    }
}

fn on_portal(state: &mut State, answer: Portal, out: &mut Vec<Command>) {
    match answer {
        Portal::Page(id, envelope) => ask::answered(state, id, *envelope, out),
        Portal::Old(id, envelope, at) => ask::old(state, id, *envelope, at, out),
        Portal::Away(id) => ask::away(state, id, out),
        Portal::Strange(id) => ask::strange(state, id, out),
        Portal::There(there) => ask::there(state, there, out),
        Portal::Clock(right) => {
            if state.clock.replace(right) != Some(right) {
                out.push(Command::Report(Report::Clock(right)));
            }
        }
    }
}

fn on_staff(state: &mut State, staff: Staff, out: &mut Vec<Command>) {
    match staff {
        Staff::Called(reached) => keys::called(state, reached, out),
        Staff::Coming => {
            if !state.waits() {
                let lang = state.lang();
                listen::tell_of(state, session::Matter::Staff, words::staff_coming(lang), out);
            }
        }
        // Nobody is sent away in the middle: it closes behind them.
        Staff::Closed(true) if !state.waits() => state.closing = true,
        Staff::Closed(closed) => {
            (state.closed, state.closing) = (closed, false);
            settle(state);
            if closed {
                listen::turned_away(state, false, out);
            }
        }
    }
}

/// Does what one of the kiosk's own links asks for.
fn grant(state: &mut State, wish: Wish, out: &mut Vec<Command>) {
    match wish {
        Wish::Begin(lang) => {
            begin(state);
            let address = state.session.behind.as_ref().and_then(|behind| in_language(behind, lang));
            state.session.lang = lang;
            ask::read(state, address.unwrap_or_else(|| format!("/{}/", lang.code())), out);
        }
        Wish::End => end_or_ask(state, out),
        Wish::EndNow => end(state, out),
        Wish::Wait => open::wait(state, out),
        // Whoever leaves the question by another way waits on as well.
        Wish::Return if open::asks_to_end(state) => open::wait(state, out),
        Wish::Return => go_back(state, out),
        Wish::Again => ask::again(state, true, out),
        Wish::Print => paper::print(state, out),
        Wish::Help => help(state, out),
        Wish::Devices => devices(state, out),
        Wish::Booth => booth::ask(state, out),
        Wish::BoothYes => booth::choose(state, out),
        Wish::BoothEnd => booth::leave(state, out),
    }
}

/// To the page behind one of the kiosk's own.
fn go_back(state: &mut State, out: &mut Vec<Command>) {
    if let Some(behind) = state.session.behind.take() {
        state.session.view = *behind;
        card_pin::returned(state, out);
    }
}

/// The address of a page of the portal in another language.
fn in_language(view: &session::View, lang: Lang) -> Option<String> {
    let rest = ask::without_language(&view.frame.address)?;
    view.own.is_none().then(|| format!("/{}/{rest}", lang.code()))
}

/// The languages, over what is there: a page that is chosen in another one is that page.
fn languages(state: &mut State, out: &mut Vec<Command>) {
    let view = own::languages(&state.setup, state.lang(), listener::choose_this(state));
    show_over(state, view);
    listen::read_here(state, true, out);
}

/// How the kiosk is used, over what is there.
fn help(state: &mut State, out: &mut Vec<Command>) {
    let typed = state.session.unsent || !state.session.secrets.is_empty();
    let how = help::keys(state);
    let view = own::help(state.lang(), how, state, typed);
    show_over(state, view);
    listen::read_here(state, true, out);
}

/// How each device is, over what is there.
fn devices(state: &mut State, out: &mut Vec<Command>) {
    let view = own::devices(state.lang(), standing::each(state));
    show_over(state, view);
    listen::read_here(state, true, out);
}

/// How long after the question whether to end the key that asked it answers it not yet: a hand that trembles or a key that
/// bounces asks, and the answer is theirs who have heard or read what is asked.
const UNDERSTOOD: Millis = 2_000;

/// Ends, or asks first where something is unsent, may not have arrived, or is still to be printed.
fn end_or_ask(state: &mut State, out: &mut Vec<Command>) {
    let (lost, asks) = (lost(state), open::asks_to_end(state));
    let early = state.session.asked_to_end.is_some_and(|at| state.now - at < UNDERSTOOD);
    if lost.is_empty() || (asks && !early) {
        return end(state, out);
    }
    if asks {
        state.session.view.at = 0;
    } else {
        let question = end_question(state, lost);
        show_over(state, question);
    }
    state.session.asked_to_end = Some(state.now);
    listen::read_here(state, true, out);
}

/// The question whether to end, where this is told of.
fn end_question(state: &State, mut told: Vec<Text>) -> session::View {
    let erases = answers_lost(state).is_some();
    // Whoever listens by the keypad is told that its key answers as well: two switches have none for it.
    let (hand, listens) = (&state.session.hand, state.session.listening.is_some());
    let key = (listens && hand.keypad && !hand.switches).then(|| words::end_key(state.lang()));
    if let (Some(last), Some(key)) = (told.last_mut(), key) {
        *last = std::mem::take(last).then(key);
    }
    own::end_ask(state.lang(), told, open::awaited(state).is_some(), erases)
}

/// The question as things stand now: what was asked of the portal is answered, and is behind it, or will not be.
fn ask_anew(state: &mut State, out: &mut Vec<Command>) {
    let came = state.session.behind.as_ref().is_some_and(|view| view.own.is_none() && view.number == 0);
    let came = came.then(|| words::end_answered(state.lang()));
    let told = came.into_iter().chain(lost(state)).collect();
    state.session.view = end_question(state, told);
    state.session.asked_to_end = Some(state.now);
    listen::read_here(state, true, out);
}

/// What is lost or stays open if it ends now: nothing that is not so.
fn lost(state: &State) -> Vec<Text> {
    let lang = state.lang();
    let answers = answers_lost(state).map(|what| what(lang));
    open::asks(state).into_iter().chain(answers).chain(paper::lost(state)).collect()
}

/// Which answers are lost, if any are; the words of a search are none.
fn answers_lost(state: &State) -> Option<fn(Lang) -> Text> {
    // What was sent and not answered may have arrived: nobody can say that it is lost.
    if open::awaited(state).is_some() {
        return None;
    }
    let (session, under) = (&state.session, under(state));
    let answers = under.page.form.as_ref().is_some_and(|form| form.method == Method::Post);
    let stands = || under.page.questions().into_iter().any(|question| typing::is_answered(&question.input));
    let typed = session.unsent && answers && stands();
    match (typed, session.underway) {
        (false, false) => None,
        (_, true) => Some(words::end_what),
        (true, false) if ask::is_kept(under) => Some(words::end_what_draft),
        // Who one is, is no answer to anybody.
        (true, false) if typing::first_secret(&under.page).is_none() => Some(words::end_what),
        (true, false) if open::signs_in(state) => Some(words::end_sign_in),
        (true, false) => Some(words::end_what_typed),
    }
}

/// Whoever is here has chosen a language, or came to a page in one.
fn language_is_chosen(state: &State) -> bool {
    !matches!(under(state).own, Some(Own::Welcome | Own::Languages))
}

/// The portal's page, whatever the kiosk shows over it.
fn under(state: &State) -> &session::View {
    state.session.behind.as_deref().unwrap_or(&state.session.view)
}

/// Shows a page of the kiosk's own over what is there; the first stays behind, and nothing is typed into it meanwhile.
fn show_over(state: &mut State, view: session::View) {
    (state.session.tap, state.session.ring, state.session.keyboard) = (None, None, None);
    (state.session.problem, state.session.written) = (None, None);
    let under = std::mem::replace(&mut state.session.view, view);
    // The greeting too is gone back to, from the help that was opened there.
    if under.own.is_none() || state.session.behind.is_none() {
        state.session.behind = Some(Box::new(under));
    }
}
