//! Time: who is gone, what is asked again, what is told when it takes long.
//!
//! **Invariant**: nobody's session stays: after the idle time and its warning the kiosk waits again.

use super::command::{Command, Tone};
use super::session::{Asked, Matter};
use super::{State, ask, braille, card_pin, cover, end, in_service, listen, listener, open, selftest, words};
use crate::event::Millis;

/// How long one may hear and answer nothing, whatever the kiosk itself does.
const UNANSWERED: Millis = 300_000;

/// How long waiting for the portal stops the idle clock at most.
const WAITING: Millis = 120_000;

/// How often the portal has a sign of life while somebody is there: well within the minutes after which it ends the
/// session of a kiosk that has gone.
const STAY: Millis = 120_000;

/// It is now so late.
pub(super) fn tick(state: &mut State, now: Millis, out: &mut Vec<Command>) {
    state.now = state.now.max(now);
    if state.session.begun.is_none() {
        return nobody(state, out);
    }
    cover::tick(state);
    listen::tick(state);
    card_pin::tick(state, out);
    unanswered(state, out);
    ask::still(state, out);
    if state.now - state.session.stayed >= STAY {
        state.session.stayed = state.now;
        out.push(Command::Stay);
    }
    look(state, out);
    idle(state, out);
}

/// How often it is seen to whether the portal is there, while somebody is here and asks for nothing, or waits as long.
const LOOK: Millis = 1_000;

/// Whoever is here hears of a portal that has gone before they have typed for it in vain.
fn look(state: &mut State, out: &mut Vec<Command>) {
    let now = state.now;
    let waits = |asked: &Asked| asked.again.is_none() && now - asked.since >= LOOK;
    // While it is asked whether to end nothing is asked again, and no answer tells that it is back.
    let wanted =
        ask::rests(state) || open::asks_to_end(state) || state.session.asked.as_ref().is_some_and(waits);
    if now - state.session.looked >= LOOK && wanted {
        state.session.looked = state.now;
        out.push(Command::Look);
    }
}

/// How long the last words of a session stand on the screen that waits.
const FAREWELL: Millis = 10_000;

/// And where they are read in braille, which takes its time.
const FAREWELL_FELT: Millis = 30_000;

/// And where a number is to be written down.
const FAREWELL_OPEN: Millis = 60_000;

/// While nobody is there: the last words go, and from time to time it is said how to begin.
fn nobody(state: &mut State, out: &mut Vec<Command>) {
    let gone = state.now - state.session.moved;
    let left = left_card(state, out);
    let now = state.now;
    state.session.staff.take_if(|asked| now - *asked >= super::keys::TWICE);
    let open = state.parting.as_ref().is_some_and(|parting| parting.open.is_some());
    let stand = match (open, state.braille.there()) {
        (true, _) => FAREWELL_OPEN,
        (false, true) => FAREWELL_FELT,
        (false, false) => FAREWELL,
    };
    if gone >= stand && !left {
        (state.session.caption, state.parting) = (None, None);
    }
    selftest::tick(state, out);
    // The last words go first, for a prompt begins their time anew; but a card may be left there for hours.
    let stands = state.parting.is_some() && !left;
    let prompt = state.setup.prompt.is_some_and(|prompt| gone >= prompt) && !stands;
    if prompt && !state.test.runs() && in_service(state) && state.session.speaking.is_none() {
        state.session.moved = state.now;
        listen::prompt(state, out);
    }
}

/// How often a tone reminds of a card, until it is pulled: a health card that stays is anybody's.
const TONE: Millis = 5_000;

/// A card that was in when its holder went calls after them; whether there is one.
fn left_card(state: &mut State, out: &mut Vec<Command>) -> bool {
    let now = state.now;
    let Some(last) = state.card.as_mut().and_then(|card| card.calls.as_mut()) else { return false };
    if now - *last >= TONE {
        *last = now;
        out.push(Command::Tone(Tone::Calls));
    }
    true
}

/// Asks the portal again when it is time, and tells the citizen to wait.
fn unanswered(state: &mut State, out: &mut Vec<Command>) {
    let now = state.now;
    // Who is asked whether to end may want no more of it: it goes on once they have said that they stay.
    let asks = open::asks_to_end(state);
    let Some(asked) = state.session.asked.as_mut().filter(|_| !asks) else { return };
    if asked.again.is_some_and(|again| now >= again) {
        return ask::again(state, false, out);
    }
    if !asked.told && asked.again.is_none() && now - asked.since >= ask::PATIENCE {
        asked.told = true;
        let said = words::wait(state.lang());
        listen::tell_of(state, Matter::Portal, said, out);
    }
}

fn idle(state: &mut State, out: &mut Vec<Command>) {
    let (now, lang) = (state.now, state.lang());
    let setup = state.setup.clone();
    let (braille, reminds) = (braille::reads(state), ask::reminds(state));
    let session = &mut state.session;
    let gone = |since: Option<Millis>, after: Millis| since.is_some_and(|since| now - since >= after);
    if gone(session.unplugged, listener::UNPLUGGED) || gone(Some(session.acted), UNANSWERED) {
        return end(state, out);
    }
    // A long reading that nobody stops is stopped for the warning.
    let unanswered = gone(Some(session.acted), UNANSWERED.saturating_sub(setup.warning));
    if session.warned.is_none() && unanswered {
        listen::hush(state, out);
        return warn(state, out);
    }
    // The clock stands still while the kiosk itself speaks, prints or waits.
    let waits = session.asked.as_ref().is_some_and(|asked| now - asked.since < WAITING);
    let prints = session.job.as_ref().is_some_and(|job| !job.waits);
    let speaks = session.speaking.is_some() && !reminds;
    if session.warned.is_none() && (speaks || waits || prints) {
        session.moved = now;
    }
    // Who uncovered what they had heard alone reads it: nobody else may find it.
    let slow = (session.listening.is_some() && !session.bared) || braille;
    let idle = if slow { 2 * setup.idle } else { setup.idle };
    match session.warned {
        None if now - session.moved >= idle => {
            warn(state, out);
        }
        Some(warned) if now - warned >= setup.warning => end(state, out),
        // Half way it is said again.
        Some(warned) if session.speaking.is_none() && session.listening.is_some() => {
            let left = setup.warning - (now - warned);
            if left <= setup.warning / 2 && !session.warned_again {
                session.warned_again = true;
                let said = words::idle_what(lang, seconds(left));
                listen::tell(state, said, out);
            }
        }
        _ => {}
    }
}

/// Says that the session ends soon, and how it goes on.
fn warn(state: &mut State, out: &mut Vec<Command>) {
    (state.session.warned, state.session.warned_again) = (Some(state.now), false);
    let lang = state.lang();
    let said = words::idle(lang).then(words::idle_what(lang, seconds(state.setup.warning)));
    listen::tell(state, said, out);
}

fn seconds(millis: Millis) -> i64 {
    i64::try_from(millis.div_ceil(1_000)).unwrap_or(i64::MAX)
}
