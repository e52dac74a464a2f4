//! What a finger, or the key that selects, does to a part of the page.

use a11y::act::{self, Act};
use a11y::page::{Input, Target};

use super::command::Command;
use super::own::Wish;
use super::session::Place;
use super::{
    State, ask, begin, braille, cover, end_or_ask, finger, follow, grant, in_service, keys, listen, listener,
    signs, typing, words,
};
use crate::event::{Control, Touch};

/// A finger chose something on the page of this number. What is shown no more is not done to what has come in its place,
/// which may have a part of the same name; but somebody is there.
pub(super) fn touch_on(state: &mut State, number: u64, aimed: Touch, out: &mut Vec<Command>) {
    if number == state.session.view.number {
        touch(state, aimed, out);
    } else if in_service(state) && !state.waits() {
        begin(state);
    }
}

/// A finger chose something.
pub(super) fn touch(state: &mut State, touch: Touch, out: &mut Vec<Command>) {
    if !in_service(state) {
        // Whoever finds it closed or broken has a person to turn to.
        if touch == Touch::Control(Control::Staff) {
            keys::staff(state, words::staff_ask_touch, out);
        }
        return;
    }
    begin(state);
    cover::touched(state);
    if touch != Touch::Control(Control::Staff) {
        state.session.staff = None;
    }
    (state.session.hand.touched, state.session.hand.fingers) = (true, true);
    state.session.written = None;
    // The screen has turned its page itself: what is said goes on.
    if matches!(touch, Touch::Control(Control::Up | Control::Down)) {
        return;
    }
    if state.session.listening.is_none() {
        listen::hush(state, out);
    }
    // What was said before is over.
    (state.session.caption, state.session.helping, state.session.problem) = (None, None, None);
    match touch {
        Touch::Part(id) => part(state, &id, out),
        Touch::Ear(id) => follow::ear(state, &id, out),
        Touch::Sign(sign) => typing::sign(state, sign, out),
        Touch::Erase => typing::erase_sign(state, out),
        Touch::Control(control) => on_control(state, control, out),
    }
}

fn part(state: &mut State, id: &str, out: &mut Vec<Command>) {
    state.session.keyboard = None;
    // What is touched is where one is, for the ear too.
    if let Some(at) = state.session.view.heard.iter().position(|utterance| utterance.id == id) {
        state.session.view.at = at;
    }
    if cover::sends_unseen(state, id) {
        cover::turn(state);
        let said = words::seen_first(state.lang());
        return listen::tell(state, said, out);
    }
    if !act_on(state, id, out) {
        listen::read_here(state, false, out);
    }
}

/// Choosing this part does something.
pub(super) fn acts(state: &State, id: &str) -> bool {
    let view = &state.session.view;
    act::act(&view.page, &view.frame, id).is_some()
}

/// Does what choosing this part does; whether it does anything.
pub(super) fn act_on(state: &mut State, id: &str, out: &mut Vec<Command>) -> bool {
    let view = &state.session.view;
    match act::act(&view.page, &view.frame, id) {
        None => return false,
        Some(Act::Follow(Target::Inside(address))) => {
            let address = address.clone();
            match Wish::read(&address) {
                Some(wish) => grant(state, wish, out),
                None => ask::read(state, address, out),
            }
        }
        // A kiosk leads nowhere else: the words of the link say the number or the address.
        Some(Act::Follow(_)) => listen::read_here(state, false, out),
        Some(Act::Submit) => ask::submit(state, out),
        Some(Act::Send(send)) => {
            let (address, fields) = (send.address.clone(), send.fields.clone());
            ask::send(state, address, fields, out);
        }
        Some(Act::Choose(question, choice)) => {
            let (name, value) = (question.name.clone(), choice.value.clone());
            choose(state, &name, &value, out);
        }
        Some(Act::Type(question, part)) => {
            let place = Place { name: question.name.clone(), part };
            to_type(state, place, out);
        }
    }
    true
}

/// By touch a keyboard, by keys the ring of signs; digits can be typed at once in any case.
fn to_type(state: &mut State, place: Place, out: &mut Vec<Command>) {
    (state.session.keyboard, state.session.reading_on) = (Some(place.clone()), false);
    (state.session.layer, state.session.turned) = (0, false);
    if state.session.hand.chooses {
        finger::keyboard(state, out);
    } else if state.session.hand.fingers {
        // The keyboard is seen: what is asked is heard.
        listen::read_here(state, false, out);
    } else if state.session.figures.take().is_some_and(|figures| figures == place) {
        let said = words::letters_again(state.lang());
        listen::announce(state, said, false, out);
    } else if typing::is_secret(state, &place) && !listen::alone(state) && listener::curtained(state) {
        // Its digits are in no hall, and behind the curtain on no screen.
        state.session.keyboard = None;
        listen::refuse(state, out);
    } else if state.session.listening.is_some() || braille::reads(state) {
        signs::begin(state, place, out);
    }
}

fn choose(state: &mut State, name: &str, value: &str, out: &mut Vec<Command>) {
    let lang = state.lang();
    state.session.unsent = true;
    let view = &mut state.session.view;
    let Some(question) = act::question_mut(&mut view.page, name) else { return };
    let label = |choices: &[a11y::page::Choice]| {
        choices
            .iter()
            .find(|choice| choice.value == value)
            .map(|choice| choice.label.clone())
            .unwrap_or_default()
    };
    let said = match &mut question.input {
        Input::OneChoice { choices, chosen } => {
            *chosen = Some(value.to_owned());
            words::chosen(lang, &label(choices))
        }
        Input::ManyChoices { choices, chosen } => {
            let before = chosen.len();
            chosen.retain(|own| own != value);
            if chosen.len() < before {
                words::not_chosen(lang, &label(choices))
            } else {
                chosen.push(value.to_owned());
                words::chosen(lang, &label(choices))
            }
        }
        _ => return,
    };
    view.hear_again();
    if state.session.listening.is_some() {
        listen::announce(state, said.private(), false, out);
    }
}

pub(super) fn on_control(state: &mut State, control: Control, out: &mut Vec<Command>) {
    // A touch stops speech at once, whatever it is for (EN 301 549, 5.1.3.5).
    listen::hush(state, out);
    let look = &mut state.session.look;
    match control {
        Control::End => end_or_ask(state, out),
        Control::Back if state.session.behind.is_some() => grant(state, Wish::Return, out),
        Control::Back => ask::back(state, out),
        Control::Listen => {
            let on = state.session.listening.is_none();
            listener::listen(state, on, out);
        }
        Control::Size => {
            look.size = (look.size + 1) % 4;
            ask::recount(state);
        }
        Control::Theme => look.theme = (look.theme + 1) % 4,
        Control::Low => look.low = !look.low,
        Control::Uncover if listener::curtained(state) => listener::draw(state, false),
        Control::Uncover => cover::turn(state),
        Control::Print if super::own::prints(&state.session.view.page) => grant(state, Wish::Print, out),
        Control::Print => {}
        Control::Language => super::languages(state, out),
        Control::Help => super::help(state, out),
        Control::Staff => keys::staff(state, keys::staff_how(state), out),
        Control::Done => state.session.keyboard = None,
        // The screen knows how many pages its keyboard has.
        Control::Signs => state.session.layer = state.session.layer.wrapping_add(1),
        Control::Capitals => state.session.turned = !state.session.turned,
        Control::Up => state.glass.turned = (state.glass.turned.0 + 1, -1),
        Control::Down => state.glass.turned = (state.glass.turned.0 + 1, 1),
        Control::Stay => {}
    }
}
