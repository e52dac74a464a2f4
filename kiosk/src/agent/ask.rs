//! The portal: what it is asked, what comes back, and what is done when nothing does.
//!
//! **Invariant**: one question at a time, and a form is sent again only as it was: its key or draft makes it one.

use a11y::act;
use a11y::page::{Action, Block, Envelope, Frame, Input, Link, Method, Notice, Page, Question, Target, Tone};
use a11y::text::Text;

use super::card::Reader;
use super::command::{Command, Request};
use super::session::{Asked, Matter, Own, Session, View};
use super::standing::Cause;
use super::{
    State, booth, braille, card, card_pin, code, cover, language_is_chosen, listen, open, own, paper,
    show_over, standing, typing, words,
};
use crate::event::Millis;

/// How long an answer may take before the citizen is told to wait.
pub(super) const PATIENCE: Millis = 1_500;

/// How long it may be silent while it is tried again.
const STILL: Millis = 10_000;

/// The same once trying has ended, when there is more to say.
const AWAITED: Millis = 30_000;

/// How long it is tried again before it is said that nobody knows.
pub(super) const TRYING: Millis = 60_000;

/// Asks for a page.
pub(super) fn read(state: &mut State, address: String, out: &mut Vec<Command>) {
    put(state, Method::Get, address, Vec::new(), out);
}

/// Sends the page's main form.
pub(super) fn submit(state: &mut State, out: &mut Vec<Command>) {
    if card_pin::submit(state, out) {
        return;
    }
    let view = &state.session.view;
    let Some(form) = &view.page.form else { return };
    let mut fields = act::fields(&view.page);
    let secrets = state.session.secrets.iter().map(|(name, secret)| (name.clone(), secret.to_string()));
    fields.extend(secrets);
    let (method, address) = (form.method, view.frame.address.clone());
    if method == Method::Post && state.session.away && lacks(state, out) {
        return;
    }
    match method {
        Method::Get => {
            let path = address.split(['?', '#']).next().unwrap_or("").to_owned();
            put(state, Method::Get, path, fields, out);
        }
        Method::Post => send(state, address, fields, out),
    }
}

/// What the page asks and has no answer to is told there, by what it tells itself: without the portal nobody else would, and
/// what it is sure to refuse is neither sent nor waited for. Whether anything is missing.
fn lacks(state: &mut State, out: &mut Vec<Command>) -> bool {
    let lang = super::under(state).page.lang;
    let asked = super::under(state).page.questions();
    let open: Vec<&Question> = asked.into_iter().filter(|question| is_missing(state, question)).collect();
    let told = |question: &&Question| {
        let alike = open.iter().filter(|other| chooses(other) == chooses(question)).count();
        // What is asked is named where two would be told the same; else it is heard once, right after.
        let said = match (chooses(question), alike > 1) {
            (true, true) => words::choose_one(lang, &question.label),
            (true, false) => words::choose_alone(lang),
            (false, true) => words::answer_this(lang, &question.label),
            (false, false) => words::answer_alone(lang),
        };
        (question.name.clone(), said)
    };
    let missing: Vec<(String, Text)> = open.iter().map(told).collect();
    if missing.is_empty() {
        return false;
    }
    if let Some(under) = state.session.behind.take() {
        state.session.view = *under;
    }
    let view = &mut state.session.view;
    let asked: Vec<String> = view.page.questions().iter().map(|question| question.name.clone()).collect();
    for name in asked {
        let told = missing.iter().find(|(own, _)| *own == name).map(|(_, told)| told.clone().into());
        if let Some(question) = act::question_mut(&mut view.page, &name) {
            question.problem = told;
        }
    }
    view.begin_at_problem();
    // Whoever sees it is led to its beginning, as on the page that the portal would send.
    view.number = 0;
    listen::hush(state, out);
    listen::read_here(state, true, out);
    true
}

/// It is answered by a choice.
fn chooses(question: &Question) -> bool {
    matches!(question.input, Input::OneChoice { .. } | Input::ManyChoices { .. })
}

/// A question has to be answered and is not.
fn is_missing(state: &State, question: &Question) -> bool {
    // None of several is an answer.
    // And a card's PIN goes to the card.
    let may = question.optional
        || matches!(question.input, Input::ManyChoices { .. } | Input::CardSignature { .. });
    !may && typing::count(state, &question.name) == 0 && !typing::is_answered(&question.input)
}

/// Sends a form, with the session's token.
pub(super) fn send(
    state: &mut State,
    address: String,
    mut fields: Vec<(String, String)>,
    out: &mut Vec<Command>,
) {
    if let Some(token) = &super::under(state).frame.token {
        fields.insert(0, (a11y::ids::TOKEN.to_owned(), token.clone()));
    }
    put(state, Method::Post, address, fields, out);
}

fn put(
    state: &mut State,
    method: Method,
    address: String,
    fields: Vec<(String, String)>,
    out: &mut Vec<Command>,
) {
    // Until the portal has said what became of the last one, another would take its place.
    // Reading can be given up at any time, and sending once it has been tried for long.
    let bound = |asked: &Asked| match asked.again {
        None => true,
        Some(_) => asked.request.method == Method::Post && !asked.rests(),
    };
    if state.session.asked.as_ref().is_some_and(bound) {
        let said = words::wait(state.lang());
        return listen::tell_of(state, Matter::Portal, said, out);
    }
    open::give_up(state);
    let counts = open::counts(state, method, &address);
    let request = Request { id: state.number(), method, address, fields };
    out.push(Command::Ask(request.clone()));
    listen::hush(state, out);
    state.session.problem = None;
    (state.session.tap, state.session.ring, state.session.keyboard) = (None, None, None);
    state.session.figures = None;
    let (since, heard) = (state.now, state.now);
    state.session.asked = Some(Asked {
        request,
        counts,
        since,
        again: None,
        tries: 1,
        renews: false,
        told: false,
        shown: false,
        heard,
    });
}

/// It is a page that was kept, with the notice of that.
fn is_old(view: &View) -> bool {
    view.page.done.as_ref().is_some_and(|done| done.title == words::away(view.page.lang))
}

/// The portal is back, and the page that is there was kept and says that it is not: it is asked for anew, or, where something
/// was typed or another page stands over it, the notice alone goes. Whether it was asked for.
fn renews(state: &mut State, out: &mut Vec<Command>) -> bool {
    let session = &state.session;
    if session.asked.is_some() || !is_old(super::under(state)) {
        return false;
    }
    let written = session.unsent || !session.secrets.is_empty() || session.ring.is_some();
    if session.behind.is_none() && !written && session.keyboard.is_none() {
        let address = session.view.frame.address.clone();
        read(state, address, out);
        // Its coming tells that the portal is back; should it not come, nobody has missed it.
        state.session.away = true;
        state
            .session
            .asked
            .iter_mut()
            .for_each(|asked| (asked.renews, asked.told, asked.shown) = (true, true, true));
        return true;
    }
    let view = state.session.behind.as_deref_mut().unwrap_or(&mut state.session.view);
    let here = view.here().map(|here| here.id.clone());
    view.page.done = None;
    view.hear_again();
    view.at = view.heard.iter().position(|heard| Some(&heard.id) == here.as_ref()).unwrap_or(0);
    false
}

/// What was to take a kept page's place does not come: the page stays as it was, and nobody has asked for it.
fn renews_in_vain(state: &mut State, id: u64) -> bool {
    let vain = state.session.asked.take_if(|asked| asked.renews && asked.request.id == id).is_some();
    state.session.away |= vain;
    vain
}

/// The page before this one; whoever is at the first hears so.
pub(super) fn back(state: &mut State, out: &mut Vec<Command>) {
    let address = match &state.session.view.frame.back {
        Some(link) => match &link.to {
            Target::Inside(address) => Some(address.clone()),
            _ => None,
        },
        None => None,
    };
    match address {
        Some(address) => read(state, address, out),
        None => {
            let rest = state.session.trail.last().cloned().unwrap_or_default();
            let view = &state.session.view;
            // What could not be shown at the first page's address may be there by now.
            let first = rest == path(&view.frame) && view.frame.status < 400;
            if view.own.is_none() && !first {
                return read(state, format!("/{}/{rest}", state.lang().code()), out);
            }
            let said = words::no_page_before(state.lang());
            listen::problem(state, said, out);
        }
    }
}

/// The words of the link that prints, after the letters have changed.
pub(super) fn recount(state: &mut State) {
    let view = &state.session.view;
    if view.own.is_some() {
        return;
    }
    let length = paper::length(state, &view.page, &view.frame);
    let view = &mut state.session.view;
    own::complete(&mut view.page, length);
    view.hear_again();
}

/// A page came from the portal.
pub(super) fn answered(state: &mut State, id: u64, envelope: Envelope, out: &mut Vec<Command>) {
    came(state, id, envelope, true, out);
}

/// A page came, `fresh` from the portal or one that was kept.
fn came(state: &mut State, id: u64, envelope: Envelope, fresh: bool, out: &mut Vec<Command>) {
    let known = open::awaited(state);
    let Some(asked) = state.session.asked.take_if(|asked| asked.request.id == id) else { return };
    state.session.given_up.retain(|sent| known.as_ref() != Some(sent));
    let back = std::mem::take(&mut state.session.away).then(|| words::link_back(state.lang()));
    if card_pin::challenged(state, &envelope, fresh, out) {
        return;
    }
    let Envelope { mut page, mut frame, .. } = envelope;
    // A kiosk waits for nobody that long: its own clock is the one that counts. And its help is its own.
    (frame.session_end, frame.help) = (None, Some(own::Wish::Help.link(words::help_page(page.lang))));
    own::without_a_browsers(&mut page);
    if without_language(&frame.address).is_some_and(str::is_empty) {
        own::without_introduction(&mut page);
    }
    if fresh {
        learn(state, &page, &frame);
    }
    let was_in = is_signed_in(&super::under(state).frame.level);
    let session = &mut state.session;
    // Whoever signs out takes along the card's claim, and the numbers of what may not have arrived.
    if was_in && !is_signed_in(&frame.level) {
        (session.claim, session.trail, session.given_up) = (None, Vec::new(), Vec::new());
    }
    session.secrets.clear();
    let sent = asked.request.method == Method::Post;
    session.underway = is_underway(&page, &frame, session.underway, sent);
    session.unsent =
        std::mem::take(&mut session.unsent) && in_other_words(session.behind.as_deref(), &mut page, &frame);
    // What was refused stands there again, and nowhere else.
    session.unsent |= sent && !page.problems().is_empty() && typing::first_secret(&page).is_none();
    session.behind = None;
    (session.problem, session.written) = (None, None);
    remember(session, &frame, sent);
    session.lang = page.lang;
    session.moved = state.now;
    session.written = session.claim.as_ref().and_then(|claim| code::fill(&mut page, claim));
    let claimed = session.written.is_some();
    let length = paper::length(state, &page, &frame);
    own::complete(&mut page, length);
    booth::offer(&mut page, state.setup.booth, state.session.booth);
    code::offer(state, &mut page);
    let view = View::new(page, frame, None);
    let code_said = state.session.code_said.take();
    if open::asks_to_end(state) {
        // Nobody who is asked whether to end is led on: it comes when they have said that they stay.
        state.session.behind = Some(Box::new(view));
        return super::ask_anew(state, out);
    }
    if asked.shown && state.session.view.own == Some(Own::Help) {
        // Nothing moves away from under who reads the help meanwhile: it comes when they leave that.
        state.session.behind = Some(Box::new(view));
        return back.into_iter().for_each(|back| listen::tell_of(state, Matter::Portal, back, out));
    }
    state.session.view = view;
    card_pin::look(state, out);
    let problem = state.session.view.at > 0;
    if let Some(code) = code_said.filter(|_| claimed && !problem && back.is_none()) {
        listen::after_code(state, code, out);
        return braille::teach(state);
    }
    let said = back.into_iter().chain(said_first(state, claimed, problem)).reduce(Text::then);
    match said {
        Some(said) if state.session.listening.is_some() => listen::announce_then(state, said, out),
        Some(said) => listen::tell(state, said, out),
        None if !problem && card_pin::holds_back(state) => {}
        None => listen::read_here(state, !problem, out),
    }
    braille::teach(state);
}

/// Whether the portal has a PIN of its own, as its pages tell: its front page leads to it, and the page that asks for a card's
/// to the sign-in with it.
fn learn(state: &mut State, page: &Page, frame: &Frame) {
    let leads = |to: &str| {
        let is = |link: &Link| match &link.to {
            Target::Inside(address) => path_of(address) == to,
            _ => false,
        };
        let actions = page.actions.iter().any(|action| matches!(action, Action::Link(link) if is(link)));
        actions || any_link(&page.body, &is)
    };
    let anyone = frame.status == 200 && !is_signed_in(&frame.level);
    let pin = match path(frame).as_str() {
        _ if !anyone => return,
        "" => leads("pin"),
        "accedi/tessera" => leads("accedi"),
        "accedi" => typing::first_secret(page).is_some(),
        _ => return,
    };
    state.pin = pin;
}

fn any_link(body: &[Block], is: &dyn Fn(&Link) -> bool) -> bool {
    body.iter().any(|block| match block {
        Block::Links(links) => links.iter().any(is),
        Block::Section(section) => any_link(&section.body, is),
        _ => false,
    })
}

/// What stands behind the language in an address of the portal: the same in every language.
pub(super) fn without_language(address: &str) -> Option<&str> {
    address.strip_prefix('/')?.split_once('/').map(|(_, rest)| rest)
}

/// The address of a page without its language and what is asked of it.
fn path(frame: &Frame) -> String {
    path_of(&frame.address).to_owned()
}

fn path_of(address: &str) -> &str {
    without_language(address).unwrap_or("").split(['?', '#']).next().unwrap_or("")
}

/// Remembers the page that is left by a link, for who goes back from one that names none before it. Whoever comes to a page
/// again is where they were; whoever has signed out goes back to nothing of what they saw.
fn remember(session: &mut Session, frame: &Frame, sent: bool) {
    let left = session.view.own.is_none().then(|| path(&session.view.frame));
    session.trail.extend(left.filter(|_| !sent));
    let here = path(frame);
    if let Some(at) = session.trail.iter().position(|before| *before == here) {
        session.trail.truncate(at);
    }
}

/// Whether answers of earlier pages wait with the portal to be sent, and would end with the session. Whoever has signed in
/// has a draft; what was sent has a confirmation.
fn is_underway(page: &Page, frame: &Frame, before: bool, sent: bool) -> bool {
    let confirmed = page.body.iter().any(|block| matches!(block, Block::Confirmation(_)));
    if confirmed || matches!(frame.level.as_str(), "reader" | "actor") {
        return false;
    }
    // A sign-in that was refused leaves nothing: who signs in is asked for a secret.
    let signs_in = typing::first_secret(page).is_some();
    // Nor does what was refused: it was taken nowhere.
    let refused = !page.problems().is_empty();
    let posts = page.form.as_ref().is_some_and(|form| form.method == Method::Post);
    let asks = posts && !signs_in && !refused;
    let sends = page.actions.iter().any(|action| matches!(action, Action::Send(_)));
    before || (sent && (asks || sends))
}

/// The page that a citizen was at, in another language: what they had typed there stands here too.
fn in_other_words(before: Option<&View>, page: &mut Page, frame: &Frame) -> bool {
    let Some(before) = before else { return false };
    let same = before.page.lang != page.lang
        && without_language(&before.frame.address) == without_language(&frame.address);
    if same {
        act::carry(&before.page, page);
    }
    same
}

/// What is said before a page that has come.
fn said_first(state: &mut State, claimed: bool, problem: bool) -> Option<Text> {
    let lang = state.lang();
    let session = &mut state.session;
    let said = if claimed {
        let expired = session.claim.as_ref().is_some_and(|claim| claim.expired);
        session.reading_on = true;
        Some(if expired { words::card_expired(lang) } else { words::card_read(lang) })
    } else if state.reader == Reader::Gone && !problem && code::is_wanted(&session.view.page) {
        Some(standing::told_of(state, Cause::Chip, lang))
    } else {
        None
    };
    // What is wrong comes before everything.
    let news = if problem { None } else { cover::news(state) };
    said.into_iter().chain(news).reduce(Text::then)
}

/// The portal is away, and a public page that was got before is there: it says so and of when it is.
pub(super) fn old(
    state: &mut State,
    id: u64,
    mut envelope: Envelope,
    at: jiff::civil::Time,
    out: &mut Vec<Command>,
) {
    if renews_in_vain(state, id) {
        return;
    }
    // Who had asked for it may be gone, and whoever is here now was told of nothing.
    if state.session.asked.as_ref().is_none_or(|asked| asked.request.id != id) {
        return;
    }
    let lang = envelope.page.lang;
    let (title, body) = (words::away(lang), vec![words::kept_what(lang, at).into()]);
    envelope.page.done = Some(Notice { tone: Tone::Warning, title, body });
    // It was got as anybody: who is here now, the page tells that they are at.
    let here = state.session.behind.as_deref().unwrap_or(&state.session.view);
    if here.own.is_none() {
        (envelope.frame.level, envelope.frame.token) = (here.frame.level.clone(), here.frame.token.clone());
    }
    // The link is not back.
    state.session.away = false;
    came(state, id, envelope, false, out);
    state.session.away = true;
}

/// What is known of a form that was sent from a page of this level: the portal takes once what has a key among its fields, and
/// keeps a draft under the id in its address, which only who is signed in finds again.
pub(super) fn sent(request: &Request, level: &str) -> own::Sent {
    if segments(&request.address).nth(1) == Some("accedi") {
        return own::Sent::SignIn;
    }
    let key = request.fields.iter().find(|(name, _)| name == a11y::ids::KEY);
    if let Some(number) = key.and_then(|(_, key)| number(key)) {
        return own::Sent::Keyed(number);
    }
    let sent = match is_signed_in(level) {
        true => draft(&request.address).map(own::Sent::Draft),
        false => segments(&request.address).find_map(number).map(own::Sent::Keyed),
    };
    sent.unwrap_or(own::Sent::Loose)
}

/// The number of the draft that the portal keeps under this address: its id stands right after the service, and one further
/// on is of what the page is about, as of a row that is reported.
fn draft(address: &str) -> Option<String> {
    segments(address).nth(2).and_then(number)
}

/// The parts of an address: its language, its service, and what follows.
fn segments(address: &str) -> impl Iterator<Item = &str> {
    address.split(['?', '#']).next().unwrap_or("").split('/').skip(1)
}

fn number(text: &str) -> Option<String> {
    uuid::Uuid::try_parse(text).ok().map(|id| a11y::ids::number(id.as_u128()))
}

fn is_signed_in(level: &str) -> bool {
    matches!(level, "reader" | "actor")
}

/// What is answered at this page is kept at the portal for who is signed in: they find it again, here and at home.
pub(super) fn is_kept(View { page, frame, .. }: &View) -> bool {
    let asks = page.form.as_ref().is_some_and(|form| form.method == Method::Post)
        || page.body.iter().any(|block| matches!(block, Block::TaskList(_)));
    asks && is_signed_in(&frame.level) && draft(&frame.address).is_some()
}

/// No answer came.
pub(super) fn away(state: &mut State, id: u64, out: &mut Vec<Command>) {
    if renews_in_vain(state, id) {
        return;
    }
    let (now, lang) = (state.now, state.lang());
    let level = super::under(state).frame.level.clone();
    // Who is asked whether to end is told when they stay: the question stands.
    let asks = open::asks_to_end(state);
    if !asks
        && state.session.asked.as_ref().is_some_and(|asked| asked.request.id == id && is_form(state, asked))
    {
        // The portal would have refused it: it need not be waited for.
        let asked = state.session.asked.take();
        if lacks(state, out) {
            state.session.away = true;
            return;
        }
        state.session.asked = asked;
    }
    let Some(asked) = state.session.asked.as_mut().filter(|asked| asked.request.id == id) else { return };
    let sent = sends(asked, &level);
    let tried = now - asked.since >= TRYING;
    // 1, 2, 4, 8 seconds and so on; after a minute only the citizen asks again.
    asked.again = Some(if tried { Millis::MAX } else { now + (1_000 << asked.tries.min(4)) / 2 });
    let view = own::away(lang, sent.as_ref(), tried);
    // It is shown once, and once more when trying has ended; whoever went back from it is left in peace.
    let first = !asked.shown || (tried && sent.is_some());
    asked.shown |= !asks;
    let same = state.session.view.page == view.page;
    // "Un momento" is over.
    state.session.caption = None;
    state.session.away = true;
    if asks {
        return;
    }
    if first {
        match same {
            true => state.session.view.at = 0,
            false => show_over(state, view),
        }
        listen::read_here(state, true, out);
    }
}

/// What was sent, of what is being asked; `None` where it was only read, or signs out.
pub(super) fn sends(asked: &Asked, level: &str) -> Option<own::Sent> {
    let sends = asked.request.method == Method::Post && !open::signs_out(&asked.request.address);
    sends.then(|| sent(&asked.request, level))
}

/// It is the form of the page that is there.
fn is_form(state: &State, asked: &Asked) -> bool {
    let View { page, frame, .. } = super::under(state);
    let posts = page.form.as_ref().is_some_and(|form| form.method == Method::Post);
    posts && asked.request.method == Method::Post && asked.request.address == frame.address
}

/// Nothing is being asked of the portal, and nothing will be before somebody wants it, or it is back.
pub(super) fn rests(state: &State) -> bool {
    state.session.asked.as_ref().is_none_or(Asked::rests)
}

/// Nothing has come yet: told at the page that says that the portal is away, each time that it has long been silent there,
/// as long as somebody is there; whoever went back from that page is left in peace.
pub(super) fn still(state: &mut State, out: &mut Vec<Command>) {
    let (now, lang, speaks) = (state.now, state.lang(), state.session.speaking.is_some());
    let here = state.session.view.own == Some(Own::Away) && state.session.warned.is_none();
    let Some(asked) = state.session.asked.as_mut().filter(|asked| asked.shown && here) else { return };
    let after = if asked.rests() { AWAITED } else { STILL };
    if speaks {
        asked.heard = now;
    } else if now - asked.heard >= after {
        asked.heard = now;
        let said = if asked.rests() { words::no_answer_yet(lang) } else { words::still_trying(lang) };
        listen::tell_of(state, Matter::Portal, said, out);
    }
}

/// What is being said is only that nothing has come yet: it says nothing of who is there, and no clock stands still for it.
pub(super) fn reminds(state: &State) -> bool {
    let session = &state.session;
    let awaited = session.asked.as_ref().is_some_and(Asked::rests);
    awaited && session.view.own == Some(Own::Away) && session.speaking.is_some_and(|speaking| !speaking.page)
}

/// Whether the portal is there: told once when it has gone, with what still works, and once when it is back.
pub(super) fn there(state: &mut State, there: bool, out: &mut Vec<Command>) {
    let lang = state.lang();
    // What is being asked tells by its answer that the portal is there; and whoever comes next was told of nothing.
    let asks = !rests(state);
    let ending = open::asks_to_end(state);
    if state.waits()
        || (asks && there && !ending)
        || std::mem::replace(&mut state.session.away, !there) != there
    {
        return;
    }
    if asks && !there {
        // That no answer will come the client knows only later.
        state.session.asked.iter_mut().for_each(|asked| asked.told = true);
        return listen::tell_of(state, Matter::Portal, words::away(lang), out);
    }
    // What was to be read is got now, and what is taken once is sent: the answer is what was waited for.
    let level = &super::under(state).frame.level;
    let wanted = |asked: &Asked| {
        let once = || !matches!(sent(&asked.request, level), own::Sent::Loose | own::Sent::SignIn);
        asked.request.method == Method::Get || once()
    };
    let now = state.now;
    if there && !asks && state.session.asked.as_ref().is_some_and(wanted) {
        match state.session.view.own {
            Some(Own::Away) => {
                state.session.away = true;
                return again(state, false, out);
            }
            // It is asked for once they have said that they stay.
            Some(Own::EndAsk) => state.session.asked.iter_mut().for_each(|asked| asked.again = Some(now)),
            _ => {}
        }
    }
    if there && renews(state, out) {
        return;
    }
    if there {
        let back = card::in_each(state, words::link_back);
        listen::tell_of(state, Matter::Portal, back, out);
    } else {
        let lost = lost(state);
        listen::problem_of(state, Matter::Portal, lost, out);
    }
}

/// That the portal has gone, and what can be done here all the same: at the greeting, and while it is asked whether to end,
/// there is nothing, and only a page that can be printed is one to go on reading.
fn lost(state: &State) -> Text {
    let (view, lang) = (&state.session.view, state.lang());
    if open::asks_to_end(state) || !language_is_chosen(state) {
        return card::in_each(state, words::link_fell);
    }
    let reads = view.own.is_none() && view.page.form.is_none() && own::prints(&view.page);
    if reads { words::link_lost(lang) } else { words::link_fell(lang).then(words::link_tells(lang)) }
}

/// Asks again what was not answered; `by_hand` if the citizen wants it.
pub(super) fn again(state: &mut State, by_hand: bool, out: &mut Vec<Command>) {
    let id = state.number();
    let now = state.now;
    let Some(asked) = &mut state.session.asked else {
        return super::grant(state, own::Wish::Return, out);
    };
    if asked.again.is_none() {
        let said = words::wait(state.lang());
        return listen::tell_of(state, Matter::Portal, said, out);
    }
    if asked.rests() {
        asked.since = now;
        asked.tries = 0;
    }
    // Who asks hears what comes of it; what the kiosk tries by itself it does in silence.
    (asked.shown, asked.told) = (!by_hand, !by_hand);
    asked.request.id = id;
    asked.again = None;
    asked.tries += 1;
    let request = asked.request.clone();
    out.push(Command::Ask(request));
}

/// The portal cannot be understood.
pub(super) fn strange(state: &mut State, id: u64, out: &mut Vec<Command>) {
    if state.session.asked.as_ref().is_none_or(|asked| asked.request.id != id) {
        return;
    }
    open::give_up(state);
    state.session.asked = None;
    if open::asks_to_end(state) {
        return super::ask_anew(state, out);
    }
    let view = own::strange(state.lang());
    show_over(state, view);
    listen::read_here(state, true, out);
}
