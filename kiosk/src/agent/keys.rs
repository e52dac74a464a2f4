//! The keys of the keypad.
//!
//! **Invariant**: everything that a page offers can be done with Next and Select alone.

use a11y::page::Question;
use a11y::speech::{Kind, Reading, Utterance};
use a11y::text::{Lang, Text};

use super::command::Command;
use super::own::Wish;
use super::session::{Between, Matter};
use super::{
    State, ask, begin, between, braille, cover, end_or_ask, help, in_service, listen, listener, own, ring,
    signs, touch, typing, words,
};
use crate::event::{Key, Millis};

/// How soon a key must come again to count as the second of two.
pub(super) const TWICE: Millis = 5_000;

/// Speed of speech: eight steps, in percent of ordinary.
const RATES: [u8; 8] = [50, 70, 85, 100, 120, 140, 170, 200];

/// One of two switches was pressed: from now on it is told how things are done with two.
pub(super) fn switch(state: &mut State, switch: Key, out: &mut Vec<Command>) {
    // What ended is no longer there to be told of.
    state.session.hand.switches = in_service(state);
    press(state, switch, out);
}

/// A key went down.
pub(super) fn key(state: &mut State, key: Key, out: &mut Vec<Command>) {
    state.session.hand.switches = false;
    press(state, key, out);
}

fn press(state: &mut State, key: Key, out: &mut Vec<Command>) {
    if !in_service(state) {
        match key {
            Key::Digit(7) => staff(state, words::staff_ask, out),
            Key::Select => staff(state, words::braille_staff, out),
            _ if state.closed => listen::turned_away(state, true, out),
            _ => {}
        }
        return;
    }
    if key == Key::End && super::just_ended(state) {
        return super::say_parting(state, out);
    }
    let (there, warned) = (!state.waits(), state.session.warned.is_some());
    (state.session.hand.on, state.session.hand.still, state.session.hand.fingers) = (None, false, false);
    begin(state);
    state.session.written = None;
    state.session.hand.keypad |= !matches!(key, Key::Next | Key::Select);
    if state.session.listening.is_none() && !braille::reads(state) {
        // Any key of the keypad begins speech.
        state.session.hand.by_ear = true;
        on_the_way_to_staff(state, key);
        if key == Key::End && there && !warned {
            // Whoever ends what a card or a finger began hears that, or what is asked first.
            state.session.listening = Some(listener::listening(state));
            return end_or_ask(state, out);
        }
        return listener::listen(state, true, out);
    }
    if warned {
        on_the_way_to_staff(state, key);
        return listen::read_here(state, false, out);
    }
    state.session.hand.digits |= matches!(key, Key::Digit(_));
    // Where digits are typed, or say nothing, the staff are two presses away as well: Help, and then 7.
    let helped = key != Key::Help && help::asked_for(state);
    if helped && key == Key::Digit(7) {
        state.session.helping = None;
        return call_staff(state, out);
    }
    // What the help is paused by types nothing.
    let digit = matches!(key, Key::Digit(_));
    if help::key(state, key, out) {
        return;
    }
    if digit {
        to_the_only_box(state);
    }
    if let Some(said) = digit.then(|| mute_digits(state)).flatten() {
        state.session.reading_on = false;
        return listen::cannot(state, said, false, out);
    }
    if state.session.explore && key == Key::Digit(7) && asked_for_staff(state) {
        return call_staff(state, out);
    }
    if state.session.explore && key != Key::Help {
        on_the_way_to_staff(state, key);
        let name = name(state.lang(), key);
        return listen::announce(state, name, false, out);
    }
    if !matches!(key, Key::Digit(7) | Key::Select) {
        state.session.staff = None;
    }
    command_key(state, key, out);
}

/// Where a secret is asked for, a digit key does nothing outside of a box, and all say the same: whoever types a PIN too
/// soon tells nobody which. The sentence; `None` where the keys do what they say.
fn mute_digits(state: &State) -> Option<Text> {
    let (session, lang) = (&state.session, state.lang());
    let label = typing::first_secret(&session.view.page)?.label.clone();
    if session.explore {
        return Some(words::key_any_digit(lang));
    }
    (session.ring.is_none() && session.view.box_here().is_none()).then(|| words::to_the_box(lang, &label))
}

/// Where nothing is left to be typed but a secret, a digit that is typed before its box is reached can be meant for nothing
/// else: one is in the box, and it is written there.
fn to_the_only_box(state: &mut State) {
    let (session, view) = (&state.session, &state.session.view);
    let Some(secret) = typing::first_secret(&view.page).map(|question| question.name.clone()) else { return };
    if session.explore || session.ring.is_some() || view.box_here().is_some() {
        return;
    }
    let open = |question: &&Question| question.name != secret && !typing::is_answered(&question.input);
    if view.page.questions().iter().any(open) {
        return;
    }
    if let Some(at) = view.heard.iter().position(|heard| heard.id == secret) {
        state.session.view.at = at;
        (state.session.view.led, state.session.reading_on) = (false, false);
        state.session.led_to_box = true;
    }
}

/// A sign was typed on a whole keyboard: it goes into the box where the cursor is, or that the screen's keyboard types into.
/// Where nothing is typed, a digit does what the keypad's does, and the space bar chooses.
pub(super) fn sign(state: &mut State, sign: char, out: &mut Vec<Command>) {
    let session = &state.session;
    let seen = session.keyboard.is_some() && in_service(state);
    let heard = session.listening.is_some() || braille::reads(state);
    let boxed = seen || session.ring.is_some() || session.view.box_here().is_some();
    let types = boxed && (seen || heard) && session.warned.is_none() && !session.explore && in_service(state);
    if !types {
        let digit = sign.to_digit(10).and_then(|digit| u8::try_from(digit).ok()).map(Key::Digit);
        return match digit.or((sign == ' ').then_some(Key::Select)) {
            Some(same) => key(state, same, out),
            None if heard && in_service(state) && state.session.warned.is_none() => {
                begin(state);
                listen::problem(state, words::braille_no_box(state.lang()), out);
            }
            // As any key does: it begins speech, or says that somebody is still here.
            None => key(state, Key::Help, out),
        };
    }
    (state.session.hand.on, state.session.hand.still, state.session.hand.fingers) = (None, false, false);
    begin(state);
    cover::touched(state);
    if state.session.ring.is_some() || seen || !listen::withholds(state, out) {
        typing::character(state, sign, out);
    }
}

/// What a key does when it does what it says.
fn command_key(state: &mut State, key: Key, out: &mut Vec<Command>) {
    match key {
        Key::Louder | Key::Softer => volume(state, key == Key::Louder, out),
        Key::Faster | Key::Slower => rate(state, key == Key::Faster, out),
        Key::End => end_or_ask(state, out),
        Key::Help => help::help(state, out),
        Key::Repeat => between::again(state, out),
        Key::Back => back(state, out),
        Key::Previous | Key::Next if state.session.ring.is_some() => {
            signs::turn(state, key == Key::Next, out);
        }
        Key::Select if state.session.ring.is_some() => signs::pick(state, out),
        Key::Previous | Key::Next => go(state, key == Key::Next, To::Next, out),
        Key::Select => select(state, out),
        Key::Digit(digit) => digit_key(state, digit, out),
    }
}

/// The page before, unless there is a sign to take away; never of an answer that has not been read to its end.
fn back(state: &mut State, out: &mut Vec<Command>) {
    if !typing::only_led_here(state) && typing::erase_here(state, out) {
        return;
    }
    if state.session.behind.is_some() {
        return super::grant(state, Wish::Return, out);
    }
    ask::back(state, out);
}

/// What the cursor goes to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum To {
    /// Whatever is next.
    Next,
    /// Where a part of the page begins; what leads on from it, and what sends it, is one too.
    Part,
    Question,
}

impl To {
    fn is(self, heard: &[Utterance], at: usize, commands: &[String]) -> bool {
        // What the page itself offers to do is passed by in no order.
        if self == To::Part && heard.get(at).is_some_and(|heard| commands.contains(&heard.id)) {
            return true;
        }
        let Some(own) = heard.get(at) else { return false };
        let before = at.checked_sub(1).and_then(|before| heard.get(before));
        match (self, own.kind) {
            (To::Next, _) => true,
            (To::Part, Kind::Link) => before.is_none_or(|before| begins_list(before, own)),
            // A table under its own heading is one part with it.
            (To::Part, Kind::Caption) => before.is_none_or(|before| !is_under(before, own)),
            (To::Part, Kind::Heading(_) | Kind::Title | Kind::Button) | (To::Question, Kind::Question) => {
                true
            }
            _ => false,
        }
    }
}

/// It stands first under this heading; after a notice or section without a body stands what is none of it.
fn is_under(before: &Utterance, own: &Utterance) -> bool {
    matches!(before.kind, Kind::Heading(_)) && own.id.starts_with(&format!("{}-", before.id))
}

/// A link begins a part if it is neither a row's own, of which there are as many as rows, nor another of the same list: a
/// list that follows a table, or another list, is one by itself.
fn begins_list(before: &Utterance, link: &Utterance) -> bool {
    let list = |id: &str| id.rsplit_once('-').map(|(list, _)| list.to_owned());
    match before.kind {
        Kind::Row => link.id != a11y::ids::link(&before.id),
        Kind::Link => list(&before.id).zip(list(&link.id)).is_some_and(|(before, own)| before != own),
        _ => true,
    }
}

/// Moves the cursor.
fn go(state: &mut State, forward: bool, to: To, out: &mut Vec<Command>) {
    // Who goes on types there no more: what is marked is where one is.
    (state.session.tap, state.session.keyboard, state.session.figures) = (None, None, None);
    let lang = state.lang();
    let view = &mut state.session.view;
    // The commands are one stop, which opens: who goes on past the page does not walk through them all.
    let all = view.heard.len();
    let shut = view.heard.iter().position(|heard| heard.id == ring::OPENS).filter(|opens| view.at <= *opens);
    let end = shut.map_or(all, |opens| opens + 1);
    let commands = own::commands(&view.page);
    let found = match forward {
        true => (view.at + 1..end).find(|n| to.is(&view.heard, *n, &commands)),
        false => (0..view.at).rev().find(|n| to.is(&view.heard, *n, &commands)),
    };
    match found {
        Some(at) => {
            if view.at < view.of_page {
                view.left = view.at;
            }
            view.at = at;
            listen::goes_on_by_hand(state);
            listen::read_here(state, false, out);
        }
        None => match to {
            To::Next => start(state, out),
            To::Part => listen::cannot(state, words::no_more_parts(lang), false, out),
            To::Question => listen::cannot(state, words::no_more_questions(lang), false, out),
        },
    }
}

/// Before the first thing and after the last one is at the beginning: it is said, and then what stands there.
fn start(state: &mut State, out: &mut Vec<Command>) {
    let around = std::mem::take(&mut state.session.view.at) > 0;
    listen::goes_on_by_hand(state);
    // Who reads braille has what stands there under their fingers at once.
    if around && state.session.listening.is_none() {
        return listen::read_here(state, false, out);
    }
    (state.session.reading_on, state.session.view.led) = (false, false);
    listen::announce(state, words::page_start(state.lang()), true, out);
}

fn select(state: &mut State, out: &mut Vec<Command>) {
    let Some(here) = state.session.view.here() else { return };
    let (id, kind) = (here.id.clone(), here.kind);
    match id.as_str() {
        ring::STAFF => return staff(state, staff_how(state), out),
        ring::BACK => return back(state, out),
        ring::LANGUAGE => return super::languages(state, out),
        ring::BOOTH if state.session.booth.is_some() => return super::grant(state, Wish::BoothEnd, out),
        ring::BOOTH => return super::grant(state, Wish::Booth, out),
        _ => {}
    }
    if let Some(command) = ring::key(&id) {
        if ring::looks_back(command) {
            state.session.view.at = state.session.view.left;
        }
        return command_key(state, command, out);
    }
    if kind == Kind::Problem {
        return next_problem(state, out);
    }
    if touch::acts(state, &id) && listen::withholds(state, out) {
        return;
    }
    if !touch::act_on(state, &id, out) {
        match kind {
            // A group of choices: its first.
            Kind::Question => return go(state, true, To::Next, out),
            Kind::Title | Kind::Heading(_) | Kind::Caption => return skip(state, kind, &id, out),
            // Anything else has nothing to choose.
            _ => {}
        }
        let said = words::nothing_here(state.lang());
        listen::cannot(state, said, false, out);
    }
}

/// Past the part that begins here: a table or a section; after the title, past the words before the first thing to do.
fn skip(state: &mut State, kind: Kind, id: &str, out: &mut Vec<Command>) {
    let inside = format!("{id}-");
    let view = &mut state.session.view;
    let past = |heard: &Utterance| match kind {
        Kind::Title => !matches!(heard.kind, Kind::Text | Kind::Row),
        _ => !heard.id.starts_with(&inside),
    };
    let found = (view.at + 1..view.heard.len()).find(|n| view.heard.get(*n).is_some_and(past));
    view.at = found.unwrap_or(view.at);
    listen::read_here(state, false, out);
}

fn digit_key(state: &mut State, digit: u8, out: &mut Vec<Command>) {
    if let Some(place) = state.session.view.box_here() {
        if typing::stops_at_box(state, out) || listen::withholds(state, out) {
            return;
        }
        // After the key that chooses, a key of letters writes its digit, until one goes on or chooses again.
        if state.session.ring.take().is_some() {
            state.session.figures = Some(place.clone());
        }
        return typing::digit(state, place, digit, out);
    }
    match digit {
        2 => go(state, false, To::Part, out),
        8 => go(state, true, To::Part, out),
        4 => go(state, false, To::Question, out),
        6 => go(state, true, To::Question, out),
        9 => next_problem(state, out),
        0 => listen::read(state, Reading::Spelled, false, out),
        1 => pause(state, out),
        3 => curtain(state, out),
        7 => staff(state, staff_how(state), out),
        _ => {
            let said = listen::place(state);
            listen::announce(state, said, true, out);
        }
    }
}

/// The next question that is wrong, and after the last the first.
fn next_problem(state: &mut State, out: &mut Vec<Command>) {
    let view = &mut state.session.view;
    let wrong: Vec<String> = view
        .page
        .questions()
        .iter()
        .filter(|question| question.problem.is_some())
        .flat_map(|question| [question.name.clone(), a11y::ids::group(&question.name)])
        .collect();
    let is_wrong = |n: &usize| view.heard[*n].kind == Kind::Question && wrong.contains(&view.heard[*n].id);
    let found = (view.at + 1..view.heard.len()).chain(0..view.at.min(view.heard.len())).find(is_wrong);
    match found {
        Some(at) => {
            view.at = at;
            listen::read_here(state, false, out);
        }
        None => {
            let said = words::no_problems(state.lang());
            listen::cannot(state, said, false, out);
        }
    }
}

fn pause(state: &mut State, out: &mut Vec<Command>) {
    if state.session.speaking.is_some() {
        listen::hush(state, out);
        state.session.caption = Some(words::paused(state.lang()));
    } else {
        listen::read_here(state, true, out);
    }
}

/// The key that covers and uncovers the screen does so here, for who has keys with digits: it types nothing, nor is it one of
/// those that all say the same.
pub(super) fn uncovers(state: &State) -> bool {
    let (session, view) = (&state.session, &state.session.view);
    session.hand.digits && view.box_here().is_none() && typing::first_secret(&view.page).is_none()
}

fn curtain(state: &mut State, out: &mut Vec<Command>) {
    let lang = state.lang();
    let draws = !listener::curtained(state);
    listener::draw(state, draws);
    let said = if draws { words::curtain_on(lang) } else { words::curtain_off(lang) };
    resume(state, said, out);
}

/// A key that does something else here is still the first of the two that call the staff.
fn on_the_way_to_staff(state: &mut State, key: Key) {
    let now = state.now;
    match key {
        // Where digits are typed 7 is one of them, but for who tries the keys.
        Key::Digit(7) if state.session.explore || state.session.view.box_here().is_none() => {
            state.session.staff = Some(now);
        }
        Key::Help => state.session.helped = Some(now),
        _ => {}
    }
}

/// The staff were asked for a moment ago; from now on they are not.
fn asked_for_staff(state: &mut State) -> bool {
    let now = state.now;
    state.session.staff.take().is_some_and(|asked| now - asked < TWICE)
}

/// The staff are called by the same key twice; the first time it is told `how`, whatever state the kiosk is in.
pub(super) fn staff(state: &mut State, how: fn(Lang) -> Text, out: &mut Vec<Command>) {
    let (lang, now) = (state.lang(), state.now);
    if asked_for_staff(state) {
        return call_staff(state, out);
    }
    state.session.staff = Some(now);
    listen::tell_anyone(state, Matter::Staff, how(lang), out);
}

/// What comes of it is told when it is known.
pub(super) fn call_staff(state: &mut State, out: &mut Vec<Command>) {
    state.session.moved = state.now;
    out.push(Command::CallStaff);
}

/// The call has come to somebody, or to nobody: who waits in vain is worse off than who knows.
pub(super) fn called(state: &mut State, reached: bool, out: &mut Vec<Command>) {
    let lang = state.lang();
    let said = if reached { words::staff_called(lang) } else { words::staff_away(lang) };
    listen::tell_anyone(state, Matter::Staff, said.clone(), out);
    if !reached {
        listen::stands(state, said, Some(Matter::Staff));
    }
}

/// How the staff are called by who is here.
pub(super) fn staff_how(state: &State) -> fn(Lang) -> Text {
    match state.session.listening {
        Some(_) if state.session.hand.switches => words::braille_staff,
        Some(_) => words::staff_ask,
        None if braille::reads(state) => words::braille_staff,
        None => words::staff_ask_touch,
    }
}

fn volume(state: &mut State, louder: bool, out: &mut Vec<Command>) {
    let steps = state.setup.volumes;
    let session = &mut state.session;
    session.volume =
        if louder { session.volume + 1 } else { session.volume.saturating_sub(1) }.clamp(1, steps);
    let words = match session.volume {
        volume if volume == steps => words::volume_most,
        1 => words::volume_least,
        _ => words::volume,
    };
    let said = words(session.lang, session.volume.into(), steps.into());
    resume(state, said, out);
}

fn rate(state: &mut State, faster: bool, out: &mut Vec<Command>) {
    let session = &mut state.session;
    let at = RATES.iter().position(|rate| *rate >= session.rate).unwrap_or(RATES.len() - 1);
    let at = if faster { (at + 1).min(RATES.len() - 1) } else { at.saturating_sub(1) };
    session.rate = RATES[at];
    let words = match session.rate {
        rate if rate == RATES[RATES.len() - 1] => words::rate_most,
        rate if rate == RATES[0] => words::rate_least,
        _ => words::rate,
    };
    let said = words(session.lang, session.rate.into());
    resume(state, said, out);
}

/// Says what was set, and then again what it cut off.
fn resume(state: &mut State, said: Text, out: &mut Vec<Command>) {
    between::between(state, said, Some(Between::Control), out);
}

/// What a key does, in words.
pub(super) fn name(lang: Lang, key: Key) -> Text {
    match key {
        Key::Previous => words::key_previous(lang),
        Key::Next => words::key_next(lang),
        Key::Select => words::key_select(lang),
        Key::Back => words::key_back(lang),
        Key::End => words::explore_end(lang),
        Key::Help => words::key_help(lang),
        Key::Repeat => words::key_repeat(lang),
        Key::Louder => words::key_louder(lang),
        Key::Softer => words::key_softer(lang),
        Key::Faster => words::key_faster(lang),
        Key::Slower => words::key_slower(lang),
        Key::Digit(digit) => words::key_digit(lang, digit.into()),
    }
}
