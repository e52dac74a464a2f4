//! The screen explored by ear: what is under a finger is said, two taps choose it.
//!
//! The agent takes the touchscreen only from who began to listen without touching it: by headphones, handset, keypad or
//! braille. Who began with the button on the screen sees it, and goes on touching. Three fingers swap the two.
//!
//! **Invariant**: a finger that explores moves the cursor and chooses nothing.
//! **Invariant**: the keys of a secret are said in the headphones alone, and nothing shows which one is meant.

use a11y::speech::{self, Reading};
use a11y::text::Text;

use super::command::Command;
use super::{State, begin, in_service, keys, listen, touch, typing, words};
use crate::event::{Boxes, Control, Finger, Key, Spot, Touch};

/// How a session uses the touchscreen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hand {
    /// Speech began without the screen.
    pub(super) by_ear: bool,
    /// The screen was touched, as who sees does.
    pub(super) touched: bool,
    /// The citizen's own choice: by ear, or not.
    swapped: Option<bool>,
    /// Where a finger is.
    at: Option<Spot>,
    /// What it was told that it is on, which may be nothing.
    told: Option<Option<Touch>>,
    /// A key or control that two taps choose; else they choose what the cursor is on.
    pub(super) on: Option<Touch>,
    /// It is a finger that chooses just now: who types with a finger needs no ring of signs.
    pub(super) chooses: bool,
    /// What was done last was done by touch.
    pub(super) fingers: bool,
    /// A digit was typed: the keypad has keys for them.
    pub(super) digits: bool,
    /// A key was pressed that who has two switches has not: there is a keypad.
    pub(super) keypad: bool,
    /// It is two switches that are used.
    pub(super) switches: bool,
    /// A sign was chosen from the ring of signs.
    pub(super) ring: bool,
    /// The cursor was moved by a finger: the page must not move under it.
    pub(super) still: bool,
}

/// The screen, whoever is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Glass {
    /// Where things are, in the picture with this number.
    boxes: Boxes,
    /// The number of the picture that is shown.
    pub(super) number: u64,
    /// How many pages have been shown.
    pub(super) pages: u64,
    /// How often it was turned by ear, and which way at last.
    pub(super) turned: (u64, i8),
    /// It is taken from the browser.
    grabbed: bool,
}

/// Whether the screen is explored by ear.
pub(super) fn on(state: &State) -> bool {
    let hand = &state.session.hand;
    let began = hand.by_ear && !hand.touched;
    !state.waits() && in_service(state) && state.session.listening.is_some() && hand.swapped.unwrap_or(began)
}

/// Takes the touchscreen from the browser, or gives it back, where that has changed.
pub(super) fn grab(state: &mut State, out: &mut Vec<Command>) {
    let wanted = on(state);
    if std::mem::replace(&mut state.glass.grabbed, wanted) != wanted {
        out.push(Command::GrabTouch(wanted));
    }
}

/// Other things are shown: where they are will be told.
pub(super) fn turned(state: &mut State) {
    state.glass.number += 1;
    state.glass.boxes = Boxes::default();
}

/// The screen tells where things are. What has come to be under a finger that stands is said.
pub(super) fn boxes(state: &mut State, boxes: Boxes, out: &mut Vec<Command>) {
    if boxes.number != state.glass.number {
        return;
    }
    state.glass.boxes = boxes;
    if let Some(spot) = state.session.hand.at.filter(|_| on(state)) {
        explore(state, spot, out);
    }
}

/// Fingers did something.
pub(super) fn finger(state: &mut State, finger: Finger, out: &mut Vec<Command>) {
    if finger == Finger::Swap {
        return swap(state, out);
    }
    if !on(state) {
        return;
    }
    if finger == Finger::Gone {
        (state.session.hand.at, state.session.hand.told) = (None, None);
        return;
    }
    let warned = state.session.warned.is_some();
    begin(state);
    if warned {
        return listen::read_here(state, false, out);
    }
    match finger {
        Finger::At(spot) => explore(state, spot, out),
        Finger::Activate => activate(state, out),
        Finger::Next => keys::key(state, Key::Next, out),
        Finger::Previous => keys::key(state, Key::Previous, out),
        Finger::Quiet => listen::hush(state, out),
        Finger::Gone | Finger::Swap => {}
    }
}

/// From exploring by ear to touching directly, or back; nothing for who does not listen.
fn swap(state: &mut State, out: &mut Vec<Command>) {
    if state.waits() || !in_service(state) || state.session.listening.is_none() {
        return;
    }
    begin(state);
    let by_ear = !on(state);
    let hand = &mut state.session.hand;
    hand.swapped = Some(by_ear);
    (hand.at, hand.told, hand.on) = (None, None, None);
    let lang = state.lang();
    let said =
        if by_ear { words::finger_on(lang).then(words::finger_how(lang)) } else { words::finger_off(lang) };
    listen::announce(state, said, false, out);
}

/// How the screen is explored, for who asks for help and could.
pub(super) fn help(state: &State) -> Option<Text> {
    (on(state) && state.devices.panel()).then(|| words::finger_how(state.lang()))
}

/// A finger is here: what is under it is said, once.
fn explore(state: &mut State, spot: Spot, out: &mut Vec<Command>) {
    state.session.hand.at = Some(spot);
    let hit = hit(state, spot);
    if state.session.hand.told.replace(hit.clone()).as_ref() == Some(&hit) {
        return;
    }
    match hit {
        // Where nothing is a tone tells it, for silence is a dead screen's; the cursor stays.
        None => listen::nothing(state, out),
        Some(Touch::Part(id)) => {
            let at = state.session.view.heard.iter().position(|utterance| utterance.id == id);
            state.session.hand.on = None;
            state.session.hand.still = true;
            if let Some(at) = at {
                state.session.view.at = at;
                listen::read_here(state, false, out);
            }
        }
        Some(key) => {
            let said = name(state, &key);
            state.session.hand.on = Some(key);
            let heard = speech::announce(state.lang(), &said, Reading::First);
            listen::say(state, heard, out);
        }
    }
}

/// The smallest thing at this place that can be heard.
fn hit(state: &State, spot: Spot) -> Option<Touch> {
    let view = &state.session.view;
    let heard = |touch: &Touch| match touch {
        // What is heard after the page is nowhere on the screen.
        Touch::Part(id) => view.heard.iter().take(view.of_page).any(|utterance| utterance.id == *id),
        Touch::Sign(_) | Touch::Erase => state.session.keyboard.is_some(),
        Touch::Control(_) => true,
        // There are none while the screen is explored by ear.
        Touch::Ear(_) => false,
    };
    let boxes = state.glass.boxes.boxes.iter().filter(|(touch, place)| place.holds(spot) && heard(touch));
    boxes.min_by_key(|(_, place)| place.area()).map(|(touch, _)| touch.clone())
}

/// Does what the thing under the finger, or else at the cursor, does.
fn activate(state: &mut State, out: &mut Vec<Command>) {
    match state.session.hand.on.clone() {
        Some(Touch::Sign(sign)) => typing::sign(state, sign, out),
        Some(Touch::Erase) => typing::erase_sign(state, out),
        Some(Touch::Control(control)) => {
            touch::on_control(state, control, out);
            // These are seen, and must be heard too.
            if matches!(
                control,
                Control::Size
                    | Control::Theme
                    | Control::Low
                    | Control::Uncover
                    | Control::Signs
                    | Control::Capitals
                    | Control::Up
                    | Control::Down
            ) {
                let said = words::finger_done(state.lang());
                listen::announce(state, said, false, out);
            }
        }
        Some(Touch::Part(_) | Touch::Ear(_)) | None => {
            state.session.hand.chooses = true;
            keys::key(state, Key::Select, out);
            state.session.hand.chooses = false;
        }
    }
}

/// The keyboard on the screen is there: how one types with it.
pub(super) fn keyboard(state: &mut State, out: &mut Vec<Command>) {
    let said = words::finger_keyboard(state.lang());
    listen::announce(state, said, false, out);
}

/// What a key or control is called.
fn name(state: &State, touch: &Touch) -> Text {
    let lang = state.lang();
    match touch {
        Touch::Sign(sign) => {
            let name = typing::name(*sign, lang);
            if typing::keyboard_is_secret(state) { name.private() } else { name }
        }
        Touch::Erase => words::ring_erase(lang),
        Touch::Control(control) => match control {
            Control::End => words::key_end(lang),
            Control::Back => words::page_before(lang),
            Control::Help => words::key_help(lang),
            Control::Language => words::other_language(lang),
            Control::Listen => words::control_listen(lang),
            Control::Size => words::control_size(lang),
            Control::Theme => words::control_theme(lang),
            Control::Low => words::control_low(lang),
            Control::Uncover => words::control_cover(lang),
            Control::Print => words::control_print(lang),
            Control::Staff => words::call_staff(lang),
            Control::Done => words::ring_done(lang),
            Control::Signs => words::ring_signs(lang),
            Control::Capitals if typing::keyboard_writes_a_capital(state) => words::control_small(lang),
            Control::Capitals => words::control_capitals(lang),
            Control::Stay => words::control_stay(lang),
            Control::Up => words::control_up(lang),
            Control::Down => words::control_down(lang),
        },
        Touch::Part(_) | Touch::Ear(_) => Text::default(),
    }
}
