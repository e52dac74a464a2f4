//! Signing in with the card's own PIN: the tries first, then the PIN, then a challenge, then what the card signed.
//!
//! **Invariant**: no PIN is typed before the card has told how many tries it has left.
//! **Invariant**: the PIN goes to the card and nowhere else: it stands in no page, no request and no state after it was used.
//! **Invariant**: a session that the card opened ends when the card goes, and does not begin if it has gone meanwhile.
//! **Invariant**: what the card tells holds for the page that asked it, whatever of the kiosk's own stands over that.

use a11y::act;
use a11y::page::{Envelope, Input, Method, Page, Question};
use a11y::text::{Lang, Text};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::card::{Reader, Trouble, Ways};
use super::command::{CardOrder, Command};
use super::session::{Matter, Own, Place};
use super::{State, ask, card, end, listen, open, typing, under, words};
use crate::event::{Card, CardPin, Millis, Signed};

/// The most digits of a card's PIN, and the fewest.
pub(super) const DIGITS: u8 = 8;
const FEWEST: usize = 5;

/// What is known of the card's PIN, and how far signing in with it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// How many tries the card has left; `None` until it has told.
    tries: Option<u8>,
    /// It has no PIN for us.
    unable: bool,
    /// Digits were typed when the card went, and it has not been told yet that they went with it.
    lost: bool,
    /// What the portal says at the box: how many tries are left stands before it.
    hint: Option<Text>,
    step: Step,
    /// The card went while it had the PIN, and has not been told of yet.
    torn: bool,
    /// It was told that this may have taken a try, and no card has told since how many are left.
    doubt: bool,
    /// The page that has come is read once the card has told, if it does: since when it waits.
    waits: Option<Millis>,
    /// What it has told while a page of the kiosk's own stood over the one that asks: told when that is left.
    later: Option<Later>,
    /// The card opened this session.
    opened: bool,
}

/// Something that is told at the page that asks for the PIN.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Later {
    said: Text,
    /// It is to be typed again.
    again: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Step {
    /// The PIN is being typed.
    #[default]
    Typing,
    /// The portal was asked for a challenge that is fresh.
    Asking,
    /// The card is signing.
    Signing,
    /// What it signed is with the portal.
    Sent,
    /// The same, and the card has gone.
    Left,
}

/// The page's question for the card's PIN.
fn question(page: &Page) -> Option<&Question> {
    page.questions().into_iter().find(|question| matches!(question.input, Input::CardSignature { .. }))
}

/// The name of the page's box for the card's PIN, and the challenge.
fn asked(page: &Page) -> Option<(String, String)> {
    match question(page) {
        Some(Question { name, input: Input::CardSignature { challenge }, .. }) => {
            Some((name.clone(), challenge.clone()))
        }
        _ => None,
    }
}

/// A card is in that may be asked.
fn is_in(state: &State) -> bool {
    state.card.is_some_and(|card| !card.left_behind)
}

/// Why nothing can be typed into this box yet; `None` where anything may.
pub(super) fn not_yet(state: &State, place: &Place) -> Option<Text> {
    let Some(Input::CardSignature { .. }) = state.session.view.input(place) else { return None };
    let (lang, entry) = (state.lang(), &state.session.card_pin);
    match (entry.step, entry.tries) {
        (Step::Typing, Some(0)) => {
            Some(card::ways(state).or_pin(words::card_pin_blocked, words::card_pin_blocked_alone)(lang))
        }
        (Step::Typing, Some(_)) => None,
        (Step::Typing, None) => Some(untold(state)),
        _ => Some(words::card_pin_waits(lang)),
    }
}

/// Why no card has told its tries.
fn untold(state: &State) -> Text {
    let lang = state.lang();
    if let Some(gone) = gone(state) {
        return gone;
    }
    match state.card {
        None => words::card_pin_insert(lang),
        Some(card) if card.left_behind => words::card_left(lang),
        Some(card) => match card.trouble {
            Some(trouble) => trouble_words(lang, trouble, card::ways(state)),
            None if state.session.card_pin.unable => {
                card::ways(state).or_pin(words::card_pin_unable, words::card_pin_unable_alone)(lang)
            }
            None => words::card_pin_waits(lang),
        },
    }
}

/// What is told of a card that cannot be read where its PIN is asked for: a code that is shown instead opens nothing.
pub(super) fn trouble_words(lang: Lang, trouble: Trouble, ways: Ways) -> Text {
    match trouble {
        Trouble::Mute => {
            let turned = ways.chip.map(|chip| chip.words(lang));
            let mute = ways.or_pin(words::card_pin_mute, words::card_pin_mute_alone)(lang);
            turned.into_iter().fold(mute, Text::then)
        }
        Trouble::Foreign => ways.or_pin(words::card_pin_foreign, words::card_pin_foreign_alone)(lang),
        Trouble::IdentityCard => ways.or_pin(words::card_pin_identity, words::card_pin_identity_alone)(lang),
        Trouble::Damaged => ways.or_pin(words::card_pin_damaged, words::card_pin_damaged_alone)(lang),
        Trouble::Stuck => trouble.words(lang, ways),
    }
}

/// The same as it is found; `None` where no PIN of a card is asked for.
pub(super) fn found(state: &State, trouble: Trouble) -> Option<Text> {
    is_asked(state).then(|| trouble_words(state.lang(), trouble, card::ways(state)))
}

/// The page asks for the card's PIN.
pub(super) fn is_asked(state: &State) -> bool {
    question(&under(state).page).is_some()
}

/// How many tries are left stands at the box, however one has come to it.
fn show_tries(state: &mut State) {
    let lang = state.lang();
    let Entry { tries, hint, .. } = state.session.card_pin.clone();
    let view = state.session.behind.as_deref_mut().unwrap_or(&mut state.session.view);
    let Some((name, _)) = asked(&view.page) else { return };
    if let Some(question) = act::question_mut(&mut view.page, &name) {
        let left = match tries {
            None | Some(0) => None,
            Some(1) => Some(words::card_pin_left_one(lang)),
            Some(left) => Some(words::card_pin_left(lang, left.into())),
        };
        question.hint = left.into_iter().chain(hint).reduce(Text::then);
        view.hear_again();
    }
}

/// Where the card's PIN is asked for and its reader has failed: that, and how one signs in all the same; after what may have
/// taken a try, for the reader may be missed a moment later than its card.
pub(super) fn gone(state: &State) -> Option<Text> {
    let lang = state.lang();
    let gone = state.reader == Reader::Gone && asked(&under(state).page).is_some();
    let doubt = || state.session.card_pin.doubt.then(|| words::card_pin_torn(lang));
    let what = card::ways(state).or_pin(words::card_pin_gone, words::card_pin_gone_alone)(lang);
    gone.then(|| doubt().into_iter().chain([what]).reduce(Text::then)).flatten()
}

/// The page that asks for the card's PIN has come, or a card while it is there: the tries are read first.
pub(super) fn look(state: &mut State, out: &mut Vec<Command>) -> bool {
    let here = asked(&under(state).page).is_some();
    if here && is_in(state) {
        let entry = &mut state.session.card_pin;
        (entry.tries, entry.unable, entry.later) = (None, false, None);
        show_tries(state);
        out.push(Command::Card(CardOrder::Look));
    }
    here
}

/// A page stands there again, or came while another stood over it: what the card has told meanwhile is told; else the tries
/// are read, unless they are known.
pub(super) fn returned(state: &mut State, out: &mut Vec<Command>) {
    let here = asked(&state.session.view.page);
    // What has come meanwhile is read to its end, as any page that comes.
    let new = state.session.view.number == 0;
    state.session.card_pin.lost &= state.session.card_pin.later.is_none();
    match (state.session.card_pin.later.take(), here) {
        (Some(Later { said, again: true }), Some((name, _))) => ask_again(state, &name, said, out),
        (Some(Later { said, .. }), Some(_)) if state.session.listening.is_some() => {
            listen::announce_then(state, said, out);
        }
        (Some(Later { said, .. }), Some(_)) => listen::tell(state, said, out),
        _ => {
            if state.session.card_pin.tries.is_none() {
                look(state, out);
            }
            listen::read_here(state, new, out);
        }
    }
}

/// The page that has come is not begun before the card has told its tries, which would cut it off; whether it waits so.
pub(super) fn holds_back(state: &mut State) -> bool {
    let now = state.now;
    let asks = asked(&state.session.view.page).is_some() && is_in(state);
    state.session.card_pin.waits = asks.then_some(now);
    asks
}

/// A card that tells nothing is not waited for.
pub(super) fn tick(state: &mut State, out: &mut Vec<Command>) {
    let now = state.now;
    let over = state.session.card_pin.waits.take_if(|since| now - *since >= ask::PATIENCE).is_some();
    // A page of the kiosk's own that stands over it is being read already.
    if over && state.session.view.own.is_none() {
        listen::read_here(state, true, out);
    }
}

/// Sends the page's form, if it asks for the card's PIN; whether it does.
pub(super) fn submit(state: &mut State, out: &mut Vec<Command>) -> bool {
    let Some((name, _)) = asked(&state.session.view.page) else { return false };
    let lang = state.lang();
    if let Some(why) = not_yet(state, &Place { name: name.clone(), part: None }) {
        ask_again(state, &name, why, out);
        return true;
    }
    if typing::count(state, &name) < FEWEST {
        // Who types it from its beginning must not go on after what stands there: a wrong one costs a try.
        state.session.secrets.remove(&name);
        ask_again(state, &name, words::card_pin_short(lang), out);
        return true;
    }
    // Typing takes its time, and a challenge lives for a minute: a fresh one is signed.
    let address = state.session.view.frame.address.clone();
    let entry = &mut state.session.card_pin;
    (entry.step, entry.later) = (Step::Asking, None);
    ask::read(state, address, out);
    true
}

/// A page came, `fresh` from the portal or one that was kept; whether nothing more is done with it: it was the challenge that
/// the card now signs, or opened a session whose card has gone.
pub(super) fn challenged(
    state: &mut State,
    envelope: &Envelope,
    fresh: bool,
    out: &mut Vec<Command>,
) -> bool {
    let entry = &mut state.session.card_pin;
    let step = std::mem::take(&mut entry.step);
    entry.later = None;
    let asks = question(&envelope.page);
    (entry.lost, entry.hint) = (entry.lost && asks.is_some(), asks.and_then(|asks| asks.hint.clone()));
    match step {
        // It tells nothing of what became of the signature.
        Step::Sent | Step::Left if !fresh => entry.step = step,
        Step::Left if envelope.frame.level == "actor" => {
            end(state, out);
            return true;
        }
        Step::Sent => entry.opened = envelope.frame.level == "actor",
        Step::Typing | Step::Asking | Step::Signing | Step::Left => {}
    }
    if step == Step::Asking && open::asks_to_end(state) {
        // Nothing is signed for who may want to go: who stays begins anew.
        let entry = &mut state.session.card_pin;
        (entry.tries, entry.lost) = (None, true);
        return false;
    }
    let (Step::Asking, Some((name, challenge))) = (step, asked(&envelope.page)) else { return false };
    let Some(pin) = state.session.secrets.remove(&name).filter(|_| is_in(state)) else { return false };
    state.session.card_pin.step = Step::Signing;
    // The portal was away meanwhile, and it said so in place of the page.
    if state.session.view.own == Some(Own::Away)
        && let Some(under) = state.session.behind.take()
    {
        state.session.view = *under;
    }
    let view = state.session.behind.as_deref_mut().unwrap_or(&mut state.session.view);
    view.frame = envelope.frame.clone();
    out.push(Command::Card(CardOrder::Sign { pin, challenge }));
    let said = words::card_pin_signing(state.lang());
    listen::tell_of(state, Matter::Card, said, out);
    true
}

/// A card came or went.
pub(super) fn moved(state: &mut State, card: &Card, out: &mut Vec<Command>) {
    if !matches!(card, Card::Empty | Card::NoReader | Card::Torn) {
        return;
    }
    let Entry { opened, waits, step, tries, later, lost, hint, doubt, .. } =
        std::mem::take(&mut state.session.card_pin);
    let entry = &mut state.session.card_pin;
    (entry.torn, entry.hint, entry.doubt) = (step == Step::Signing, hint, doubt);
    // What was sent is answered, whether or not the card is still there.
    entry.step = if matches!(step, Step::Sent | Step::Left) { Step::Left } else { Step::Typing };
    // That it was torn, or is of no use, may be told before it has gone.
    entry.later = later.filter(|_| tries.is_none());
    let asked = asked(&under(state).page);
    let typed = asked.as_ref().and_then(|(name, _)| state.session.secrets.remove(name));
    state.session.card_pin.lost = lost || typed.is_some_and(|typed| !typed.is_empty());
    show_tries(state);
    if opened {
        end(state, out);
    } else if waits.is_some() && state.session.view.own.is_none() {
        listen::read_here(state, true, out);
    } else if asked.is_some() && tries.is_some() && step == Step::Typing && *card == Card::Empty {
        // What was typed has gone with it: nobody is left to find that out.
        let said = card::ways(state).or_pin(words::card_pin_out, words::card_pin_out_alone)(state.lang());
        listen::tell(state, said.clone(), out);
        listen::stands(state, said, Some(Matter::Card));
    }
}

/// The card told something of its PIN.
pub(super) fn told(state: &mut State, told: CardPin, out: &mut Vec<Command>) {
    let asked = asked(&under(state).page);
    let stuck = told == CardPin::Stuck;
    if told != CardPin::Torn {
        card::answers(state, !stuck, out);
    }
    if let Some(card) = state.card.as_mut().filter(|card| stuck || card.trouble == Some(Trouble::Stuck)) {
        card.trouble = stuck.then_some(Trouble::Stuck);
    }
    if state.waits() || asked.is_none() {
        return;
    }
    let lang = state.lang();
    let covered = state.session.view.own.is_some();
    let entry = &mut state.session.card_pin;
    let signing = entry.step == Step::Signing;
    if signing {
        entry.step = Step::Typing;
    }
    let had_pin = std::mem::take(&mut entry.torn) || signing;
    entry.doubt = told == CardPin::Torn && (had_pin || entry.doubt);
    entry.tries = match &told {
        CardPin::Tries(left) | CardPin::Wrong(left) => Some(*left),
        CardPin::Blocked => Some(0),
        CardPin::Signed(_) => entry.tries,
        CardPin::Unable | CardPin::Torn | CardPin::Stuck => None,
    };
    entry.unable = told == CardPin::Unable;
    let afresh = entry.lost && matches!(told, CardPin::Tries(1..));
    // Under a page of the kiosk's own it is told later.
    entry.lost &= covered || !afresh;
    let waited = entry.waits.take().is_some();
    listen::settled(state, Matter::Card);
    show_tries(state);
    let again = matches!(told, CardPin::Wrong(_));
    let well = matches!(told, CardPin::Tries(2..));
    // What the card has signed is not sent for who may want to go.
    let stays = !open::asks_to_end(state);
    let again = again || (signing && !stays && matches!(told, CardPin::Signed(_)));
    let ways = card::ways(state);
    let said = match told {
        CardPin::Tries(1) => ways.or_pin(words::card_pin_last, words::card_pin_last_alone)(lang),
        CardPin::Tries(left) => words::card_pin_tries(lang, left.into()),
        CardPin::Wrong(1) => words::card_pin_wrong(lang)
            .then(ways.or_pin(words::card_pin_last, words::card_pin_last_alone)(lang)),
        CardPin::Wrong(left) => words::card_pin_wrong_left(lang, left.into()),
        CardPin::Blocked => ways.or_pin(words::card_pin_blocked, words::card_pin_blocked_alone)(lang),
        CardPin::Unable => ways.or_pin(words::card_pin_unable, words::card_pin_unable_alone)(lang),
        // It may have counted a try; how many are left is read when it is back.
        CardPin::Torn if had_pin => gone(state).unwrap_or_else(|| words::card_pin_torn(lang)),
        // It tells no more of the card than is known.
        CardPin::Torn if state.reader == Reader::Gone => return,
        CardPin::Torn => ways.or_pin(words::card_pin_out, words::card_pin_out_alone)(lang),
        CardPin::Stuck if had_pin => ways.or_pin(words::card_pin_stuck, words::card_pin_stuck_alone)(lang),
        CardPin::Stuck => Trouble::Stuck.words(lang, ways),
        CardPin::Signed(_) if again => words::card_pin_afresh(lang),
        CardPin::Signed(signed) if signing => return send(state, &signed, out),
        CardPin::Signed(_) => return,
    };
    let said = if afresh { said.then(words::card_pin_afresh(lang)) } else { said };
    match asked {
        _ if covered => state.session.card_pin.later = Some(Later { said, again }),
        Some((name, _)) if again => ask_again(state, &name, said, out),
        _ if waited && state.session.listening.is_some() => {
            listen::announce_then(state, said.clone(), out);
            if !well {
                listen::stands(state, said, Some(Matter::Card));
            }
        }
        _ if well => listen::tell_of(state, Matter::Card, said, out),
        _ => listen::problem_of(state, Matter::Card, said, out),
    }
}

/// What was typed will not do: whoever listens is at the box again, where the next digit is written.
fn ask_again(state: &mut State, name: &str, why: Text, out: &mut Vec<Command>) {
    let view = &mut state.session.view;
    view.at = view.heard.iter().position(|heard| heard.id == name).unwrap_or(view.at);
    match state.session.listening {
        Some(_) => listen::announce_then(state, why.clone(), out),
        None => listen::tell(state, why.clone(), out),
    }
    listen::stands(state, why, Some(Matter::Card));
}

/// Certificate and signature, for the portal to judge.
fn send(state: &mut State, signed: &Signed, out: &mut Vec<Command>) {
    let view = under(state);
    let Some((name, _)) = asked(&view.page) else { return };
    let value = format!("{}.{}", STANDARD.encode(&signed.certificate), STANDARD.encode(&signed.signature));
    let address = view.frame.address.clone();
    ask::send(state, address, vec![(name, value)], out);
    let sent = state.session.asked.as_ref().is_some_and(|asked| asked.request.method == Method::Post);
    state.session.card_pin.step = if sent { Step::Sent } else { Step::Typing };
}
