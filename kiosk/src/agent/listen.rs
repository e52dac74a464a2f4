//! What is said: the page from the cursor on, and sentences by themselves; those in the middle of it are `between.rs`.

use a11y::page::Input;
use a11y::speech::{self, Heard, Kind, Reading, Utterance};
use a11y::text::{Lang, Text, join};

use super::command::{Aloud, Command, Speech, Tone};
use super::session::{Between, Last, Matter, Own, Problem, Speaking};
use super::{
    State, ask, between, braille, cover, follow, help, in_service, keys, listener, own, standing, teach,
    typing, words,
};
use crate::event::{Engine, Holder, Millis};

/// Says nothing more.
pub(super) fn hush(state: &mut State, out: &mut Vec<Command>) {
    state.session.reading_on = false;
    (state.session.caption, state.session.spoken) = (None, None);
    state.session.cut.clear();
    if state.session.speaking.take().is_some() {
        out.push(Command::Hush);
    }
}

/// Says a sentence to who listens, and shows it to who does not. What it cuts off comes again after it, unless a hand has
/// asked for something else.
pub(super) fn tell(state: &mut State, said: Text, out: &mut Vec<Command>) {
    if state.session.listening.is_some() {
        between::between(state, said, (!state.by_hand).then_some(Between::Message), out);
    } else {
        state.session.caption = Some(said);
    }
}

/// How long what is told to be wrong stands on the screen: who was listening to something else reads it then.
const STANDS: Millis = 30_000;

/// Tells what is wrong or cannot be done: it stands on the screen for a while, whatever is said next.
pub(super) fn problem(state: &mut State, said: Text, out: &mut Vec<Command>) {
    tell(state, said.clone(), out);
    stands(state, said, None);
}

/// The same of something that goes on in the kiosk.
pub(super) fn problem_of(state: &mut State, matter: Matter, said: Text, out: &mut Vec<Command>) {
    tell_of(state, matter, said.clone(), out);
    stands(state, said, Some(matter));
}

/// The same to who listens, and pressed a key; `then_page` if what stands there follows.
pub(super) fn cannot(state: &mut State, said: Text, then_page: bool, out: &mut Vec<Command>) {
    announce(state, said.clone(), then_page, out);
    stands(state, said, None);
}

/// It was told, and stands from now on; not what only one person may read.
pub(super) fn stands(state: &mut State, said: Text, of: Option<Matter>) {
    if state.waits() || said.is_private() {
        return;
    }
    let (at, by_hand) = (state.now, state.by_hand);
    state.session.problem = Some(Problem { said, at, by_hand, of });
}

/// There is news of this: what was told to be wrong with it is over.
pub(super) fn settled(state: &mut State, matter: Matter) {
    state.session.problem.take_if(|problem| problem.of == Some(matter));
}

/// Who goes on has done with what they could not do.
pub(super) fn goes_on_by_hand(state: &mut State) {
    state.session.problem.take_if(|problem| problem.by_hand);
}

/// What has stood for long enough stands no more.
pub(super) fn tick(state: &mut State) {
    let now = state.now;
    state.session.problem.take_if(|problem| now - problem.at >= STANDS);
}

/// Tells how something goes now: what was told of it before is over, and does not come again.
pub(super) fn tell_of(state: &mut State, matter: Matter, said: Text, out: &mut Vec<Command>) {
    tell(state, said, out);
    settled(state, matter);
    let session = &mut state.session;
    if session.listening.is_none() {
        return;
    }
    session.last.iter_mut().for_each(|last| last.of = Some(matter));
    let over = |last: &Last| last.of == Some(matter);
    let then_page = session.cut.iter().any(|last| over(last) && last.then_page);
    session.cut.retain(|last| !over(last));
    if then_page {
        // The page that was to come after it comes after what is said last now.
        session.cut.first_mut().or(session.last.as_mut()).into_iter().for_each(|last| last.then_page = true);
        let ends = session.cut.is_empty();
        session.speaking.iter_mut().for_each(|speaking| speaking.then_page |= ends);
    }
}

/// The same where no session can begin, and to who passes by.
pub(super) fn tell_anyone(state: &mut State, matter: Matter, said: Text, out: &mut Vec<Command>) {
    if in_service(state) {
        return tell_of(state, matter, said, out);
    }
    state.session.moved = state.now;
    if state.closed {
        let lang = state.lang();
        farewell(state, said.clone(), lang, false, out);
    }
    state.session.caption = Some(said);
}

/// Tells it, and to who has heard it just before sounds a tone.
pub(super) fn tell_once(state: &mut State, said: Text, out: &mut Vec<Command>) {
    let told = state.session.last.as_ref().and_then(|last| last.caption.as_ref()) == Some(&said);
    match state.session.listening {
        Some(_) if told => nothing(state, out),
        _ => tell(state, said, out),
    }
}

/// Sounds softly to who listens: nothing is here, or nothing was done.
pub(super) fn nothing(state: &State, out: &mut Vec<Command>) {
    out.push(Command::Tone(Tone::Nothing { ears: state.session.private() }));
}

/// The last sentence of a session, where its citizen listened; the session is gone already.
pub(super) fn farewell(state: &mut State, said: Text, lang: Lang, private: bool, out: &mut Vec<Command>) {
    let heard = speech::announce(lang, &said, Reading::First);
    let aloud = match heard {
        heard if private => Aloud::Ears(heard),
        Heard::Public(public) => Aloud::Speaker(public),
        Heard::Private(_) => return,
    };
    let id = state.number();
    state.session.speaking = Some(Speaking::sentence(id));
    let (rate, volume) = (state.session.rate, state.session.volume);
    out.push(Command::Speak(Speech { id, aloud, rate, volume, followed: false }));
}

/// Whoever comes while the kiosk cannot be used hears so; what to do, and in each language, if it is they who ask: of itself
/// it says no more than a hall bears (EN 301 549, 5.1.3.10).
pub(super) fn turned_away(state: &mut State, asked: bool, out: &mut Vec<Command>) {
    let lang = state.lang();
    let in_one = |lang| match asked {
        true => words::closed(lang).then(words::closed_what(lang)),
        false => words::closed(lang),
    };
    let others = state.setup.languages.iter().copied().filter(|other| asked && *other != lang);
    let said =
        others.fold(in_one(lang), |said, other| said.then(super::own::in_itself(lang, other, in_one(other))));
    farewell(state, said, lang, false, out);
}

/// Says to who has only just come, and neither listens nor reads by touch yet, what they may not see.
pub(super) fn to_who_comes(state: &mut State, said: Text, out: &mut Vec<Command>) {
    let listens = state.session.listening.is_some() || braille::reads(state);
    if listens || super::language_is_chosen(state) || state.engines.hall == Engine::None {
        return;
    }
    let lang = state.lang();
    farewell(state, said, lang, false, out);
}

/// How to begin, said into the hall.
pub(super) fn prompt(state: &mut State, out: &mut Vec<Command>) {
    let lang = state.lang();
    // As loud as the staff find right for their hall; nobody is there whose choice it could be.
    let own = std::mem::replace(&mut state.session.volume, state.setup.prompt_volume);
    farewell(state, words::prompt(lang), lang, false, out);
    state.session.volume = own;
}

/// Says a sentence in between.
pub(super) fn announce(state: &mut State, said: Text, then_page: bool, out: &mut Vec<Command>) {
    let heard = speech::announce(state.lang(), &said, Reading::First);
    state.session.caption = Some(said);
    utter(state, heard, false, then_page, out);
}

/// Says the code that was read to who hears it alone, before anything else; the screen shows it in its box. Its number;
/// `None` where nobody listens so, and nothing was said.
pub(super) fn say_code(state: &mut State, holder: &Holder, out: &mut Vec<Command>) -> Option<u64> {
    let alone = state.session.private() || state.session.booth.is_some();
    if state.session.listening.is_none() || !alone {
        return None;
    }
    let lang = state.lang();
    let said = if holder.expired { words::card_heard_expired } else { words::card_heard };
    let said = said(lang, &holder.fiscal_code).private();
    let covered = cover::unseen(state).then(|| cover::tell_once(state)).flatten();
    let said = covered.into_iter().fold(said, Text::then);
    let heard = speech::announce(lang, &said, Reading::First);
    say(state, heard, out);
    state.session.reading_on = false;
    state.session.speaking.map(|speaking| speaking.id)
}

/// The page that has come is read after the code, if that is still being said; else at once.
pub(super) fn after_code(state: &mut State, code: u64, out: &mut Vec<Command>) {
    let session = &mut state.session;
    if let Some(speaking) = session.speaking.as_mut().filter(|speaking| speaking.id == code) {
        speaking.then_page = true;
        session.last.iter_mut().for_each(|last| last.then_page = true);
    } else if let Some(cut) = session.cut.first_mut() {
        // What cut it off came after it: it is said again, the last of all.
        cut.then_page = true;
    } else {
        return read_here(state, true, out);
    }
    (session.reading_on, session.view.led) = (true, false);
}

/// Says something that is in no page and on no screen.
pub(super) fn say(state: &mut State, heard: Heard, out: &mut Vec<Command>) {
    (state.session.caption, state.session.helping) = (None, None);
    utter(state, heard, false, false, out);
}

/// Says what stands at this place of the screen, which is not in the page.
pub(super) fn say_at(state: &mut State, said: &Text, place: &str, out: &mut Vec<Command>) {
    let heard = speech::announce(state.lang(), said, Reading::First);
    (state.session.caption, state.session.reading_on) = (None, false);
    utter_at(state, heard, Some(place.to_owned()), (false, false), out);
}

/// Says a sentence, and then what the cursor stands on, and on from there.
pub(super) fn announce_then(state: &mut State, said: Text, out: &mut Vec<Command>) {
    (state.session.reading_on, state.session.view.led) = (true, false);
    announce(state, said, true, out);
}

/// Reads what the cursor stands on; with `on`, all that follows too.
pub(super) fn read_here(state: &mut State, on: bool, out: &mut Vec<Command>) {
    read(state, Reading::First, on, out);
}

/// Reads what the cursor stands on, its codes in this way; what has no code is spelled whole.
pub(super) fn read(state: &mut State, reading: Reading, on: bool, out: &mut Vec<Command>) {
    state.session.caption = None;
    if state.session.listening.is_none() {
        return;
    }
    state.session.reading_on = on;
    state.session.view.led &= on;
    let view = &state.session.view;
    let heard = match reading {
        Reading::First => view.here().map(|utterance| utterance.heard.clone()),
        _ => {
            let mut again = speech::page_read(&view.page, &view.frame, reading);
            own::for_everyone(&view.page, &view.frame, reading, &mut again);
            let again = again.into_iter().nth(view.at);
            let first = view.here();
            let again = again.or_else(|| first.cloned()).map(|utterance| utterance.heard);
            let plain = reading == Reading::Spelled && again.as_ref() == first.map(|first| &first.heard);
            if plain { again.map(Heard::letters) } else { again }
        }
    };
    let typed = typing::said_of_secret(state, reading);
    let typed = typed.map(|said| speech::announce(state.lang(), &said, Reading::First));
    if let Some(heard) = heard {
        let heard = typed.into_iter().fold(heard, Heard::then);
        utter(state, heard, true, false, out);
    }
}

/// Puts something where it may be heard.
pub(super) fn utter(state: &mut State, heard: Heard, page: bool, then_page: bool, out: &mut Vec<Command>) {
    let place = state.session.view.here().filter(|_| page).map(|utterance| utterance.id.clone());
    utter_at(state, heard, place, (page, then_page), out);
}

/// The same, at this place of the screen.
fn utter_at(
    state: &mut State,
    heard: Heard,
    place: Option<String>,
    (page, then_page): (bool, bool),
    out: &mut Vec<Command>,
) {
    let caption = state.session.caption.clone();
    let id = state.number();
    state.session.last =
        (!page).then(|| Last { id, heard: heard.clone(), caption, then_page, between: None, of: None });
    state.session.spoken = None;
    state.session.cut.clear();
    state.session.helping.take_if(|_| page || then_page);
    // Who reads braille and does not listen has it under their fingers.
    if state.session.listening.is_none() && braille::reads(state) {
        return;
    }
    let aloud = match (state.session.private(), heard, state.session.booth) {
        (true, heard, _) => Aloud::Ears(heard),
        (false, Heard::Public(public), _) => Aloud::Speaker(public),
        (false, heard, Some(booth)) => Aloud::Booth(heard, booth),
        (false, Heard::Private(_), None) => match refusal(state) {
            Some(public) => Aloud::Speaker(public),
            // It has been said, or braille tells it: the cursor goes on in silence.
            None => return skip(state, page, then_page, out),
        },
    };
    state.session.speaking = Some(Speaking { page, then_page, ..Speaking::sentence(id) });
    let (rate, volume) = (state.session.rate, state.session.volume);
    // What is said in its place stands in the caption.
    let place = place.filter(|_| state.session.caption.is_none());
    let followed = follow::begin(state, id, &aloud, place);
    out.push(Command::Speak(Speech { id, aloud, rate, volume, followed }));
}

/// Who is here hears or feels what is private.
pub(super) fn alone(state: &State) -> bool {
    state.session.private() || state.session.booth.is_some() || braille::reads(state)
}

/// What the cursor stands on is not heard: it is someone's, and nobody hears or feels it alone.
fn unheard(state: &State) -> bool {
    let private = |here: &Utterance| matches!(here.heard, Heard::Private(_));
    !alone(state) && state.session.view.here().is_some_and(private)
}

/// Nor is it seen: it is behind the curtain.
fn withheld(state: &State) -> bool {
    listener::curtained(state) && unheard(state)
}

/// The same, told to who would choose it or type there: nothing is done that they could not know of. Whether it is so.
pub(super) fn withholds(state: &mut State, out: &mut Vec<Command>) -> bool {
    let withheld = withheld(state);
    if withheld {
        refuse(state, out);
    }
    withheld
}

/// Says in place of what was asked for that it is personal.
pub(super) fn refuse(state: &mut State, out: &mut Vec<Command>) {
    state.session.reading_on = false;
    match refusal(state) {
        Some(said) => utter(state, Heard::Public(said), false, false, out),
        None => nothing(state, out),
    }
}

/// "C'è una risposta personale", and the ways to it, once a page; later, to who asks for one thing, shortly.
fn refusal(state: &mut State) -> Option<speech::Public> {
    let told = std::mem::replace(&mut state.session.view.told_private, true);
    // A hand waits for an answer, and be it this one.
    if braille::reads(state) || (told && state.session.reading_on && !state.by_hand) {
        return None;
    }
    let lang = state.lang();
    let wrong = !state.session.view.page.problems().is_empty();
    let said = match (listener::curtained(state), told, state.jack, wrong) {
        (true, true, ..) => words::private_curtain_again(lang),
        (true, false, ..) if keys::uncovers(state) => words::private_curtain_key(lang),
        (true, false, ..) => words::private_curtain(lang),
        (false, true, ..) => words::private_again(lang),
        (false, false, true, _) => words::private_replug(lang),
        (false, false, false, true) => words::private_problem(lang),
        (false, false, false, false) => words::private_answer(lang),
    };
    let said = if state.setup.booth && !told { said.then(words::booth_how(lang)) } else { said };
    let said = join(secret_asked(state).into_iter().chain([said]), ". ");
    state.session.caption = Some(said.clone());
    match speech::announce(lang, &said, Reading::First) {
        Heard::Public(public) => Some(public),
        Heard::Private(_) => None,
    }
}

/// What is asked in the box for a secret that the cursor stands on, where it is only what is wrong there that is someone's.
fn secret_asked(state: &State) -> Option<Text> {
    let view = &state.session.view;
    let here = view.box_here().filter(|here| !view.page.private && typing::is_secret(state, here))?;
    view.question(&here).map(|question| question.label.clone()).filter(|label| !label.is_private())
}

/// What cannot be said aloud is passed over while reading on, and ends it where it is not.
fn skip(state: &mut State, page: bool, then_page: bool, out: &mut Vec<Command>) {
    state.session.speaking = None;
    if then_page {
        let on = state.session.reading_on;
        return read_here(state, on, out);
    }
    if page && state.session.reading_on && advance(state) {
        return read_here(state, true, out);
    }
    out.push(Command::Hush);
}

/// Something was said to its end.
pub(super) fn ended(state: &mut State, id: u64, out: &mut Vec<Command>) {
    let moved = if ask::reminds(state) { state.session.moved } else { state.now };
    let Some(said) = state.session.speaking.take_if(|speaking| speaking.id == id) else { return };
    (state.session.spoken, state.session.moved) = (None, moved);
    if state.waits() || between::goes_back(state, out) {
        return;
    }
    if said.then_page {
        let on = state.session.reading_on;
        return read_here(state, on, out);
    }
    if said.page && state.session.reading_on && goes_on(state) && advance(state) {
        return read_here(state, true, out);
    }
    if !said.page && help::ended(state, id, out) {
        return;
    }
    let read_through = std::mem::replace(&mut state.session.reading_on, false);
    if said.page && read_through && state.session.view.own == Some(Own::Languages) {
        // Who has heard them all has chosen none: the key that chooses takes the kiosk's own, not the last.
        let first = state.session.view.heard.iter().position(|heard| heard.kind == Kind::Link);
        state.session.view.at = first.unwrap_or(0);
        return;
    }
    // Of what was not named nothing is offered.
    if said.page && !unheard(state) {
        teach::teach(state, read_through, out);
    }
}

/// Something was cut off, and not by what came after: it is said no more, and nothing follows it.
pub(super) fn cut(state: &mut State, id: u64) {
    if state.session.speaking.take_if(|speaking| speaking.id == id).is_some() {
        (state.session.moved, state.session.reading_on) = (state.now, false);
        state.session.spoken = None;
        state.session.cut.clear();
    }
}

/// Whether reading goes on by itself after what the cursor stands on: it waits where something is to be typed or sent.
fn goes_on(state: &State) -> bool {
    let Some(here) = state.session.view.here() else { return false };
    match here.kind {
        Kind::Button => state.session.view.searches_beside(),
        Kind::Part => false,
        // A search among other things is one of them.
        Kind::Question if state.session.view.searches_beside() => true,
        Kind::Question => {
            let place = super::session::Place { name: here.id.clone(), part: None };
            !matches!(
                state.session.view.input(&place),
                Some(
                    Input::Line { .. }
                        | Input::LongText { .. }
                        | Input::Code { .. }
                        | Input::FiscalCode { .. }
                        | Input::Phone { .. }
                        | Input::Mail { .. }
                        | Input::Money { .. }
                        | Input::Secret { .. }
                        | Input::CardSignature { .. }
                )
            )
        }
        _ => true,
    }
}

fn advance(state: &mut State) -> bool {
    let view = &mut state.session.view;
    let more = view.at + 1 < view.of_page;
    if more {
        (view.at, view.led) = (view.at + 1, true);
    }
    more
}

/// "Estratto conto, voce 3 di 20", and what is wrong or does not work; what the cursor stands on follows.
pub(super) fn place(state: &State) -> Text {
    let place = in_page(state);
    match standing::told(state) {
        Some(line) => join([place, line], ". "),
        None => place,
    }
}

/// The same without that, where nobody has asked: what else is told there has nothing to do with it.
pub(super) fn in_page(state: &State) -> Text {
    let view = &state.session.view;
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    if view.at >= view.of_page {
        return words::place_commands(state.lang(), &view.page.title);
    }
    words::place(state.lang(), &view.page.title, count(view.at + 1), count(view.of_page))
}
