//! Typing: digits as they are, letters as on a telephone; how signs are chosen one by one is in `signs`.
//!
//! **Invariant**: what is typed stands in the page, so it is shown, said and sent from one place; a secret stands apart,
//! and is shown and said as a count only.
//! **Invariant**: a key of letters is the same key whether it writes a small one or a capital.

use a11y::page::{Input, Page, Question};
use a11y::speech::{self, Reading};
use a11y::text::{Lang, Text};
use a11y::{act, values};
use zeroize::Zeroizing;

use super::command::{Command, Keys, capital};
use super::session::{Matter, Place, Tap};
use super::{State, card_pin, listen, words};
use crate::event::Millis;

/// How long a key may still change its letter.
const TAP: Millis = 1_200;

/// Signs an answer may have at most; the portal judges the rest.
const LONGEST: usize = 4_000;

/// The letters of each digit key (ITU-T E.161), then the digit itself, then what is rarer: signs of mail addresses, letters
/// of other languages.
const LETTERS: [&str; 10] = [
    " 0",
    "'.,-/@1_+()&!?:;",
    "abcàá2âãäåæçčć",
    "defèé3êëěęďđ",
    "ghiì4íîïğı",
    "jkl5ł",
    "mnoòó6ôõöøœñńň",
    "pqrs7ßśšşř",
    "tuvùú8ûüťţ",
    "wxyz9ýžźż",
];

/// The Arabic letters of each digit key, as telephones have them.
pub(super) const ARABIC: [&str; 10] =
    ["", "", "بتةث", "اأإآءؤئ", "سشصض", "دذرز", "جحخ", "نهويى", "فقكلم", "طظعغ"];

/// Which keyboard an answer wants on a page in this language; `None` if it is not typed. Words are written in the letters of
/// the page, or in Latin ones; names, places and addresses stand in Latin letters on record, and are asked for so.
fn keys(question: &Question, part: Option<usize>, lang: Lang) -> Option<Keys> {
    Some(match &question.input {
        Input::Code { digits: true, .. } | Input::Phone { .. } => Keys::Digits,
        Input::Secret { .. } | Input::CardSignature { .. } => Keys::Digits,
        Input::Date { .. } if part.is_some() => Keys::Digits,
        Input::Money { .. } => Keys::Money,
        Input::Code { .. } | Input::FiscalCode { .. } => Keys::Code,
        Input::Line { .. } | Input::LongText { .. } if lang == Lang::Ar && !question.latin => Keys::Arabic,
        Input::Line { .. } | Input::LongText { .. } | Input::Mail { .. } => Keys::Text,
        Input::Date { .. } | Input::OneChoice { .. } | Input::ManyChoices { .. } => return None,
    })
}

/// The signs that a keyboard has.
pub(super) fn signs(keys: Keys) -> Vec<char> {
    match keys {
        Keys::Digits => ('0'..='9').collect(),
        Keys::Money => ('0'..='9').chain([',']).collect(),
        Keys::Code => ('A'..='Z').chain('0'..='9').collect(),
        Keys::Text | Keys::Arabic => {
            let usual = ('a'..='z').chain("àèéìòù".chars()).chain('0'..='9').chain(" '.,-/@".chars());
            let mut all: Vec<char> = usual.collect();
            let arabic = ARABIC.iter().filter(|_| keys == Keys::Arabic);
            let rare = LETTERS.iter().chain(arabic).flat_map(|letters| letters.chars());
            let rare: Vec<char> = rare.filter(|sign| !all.contains(sign)).collect();
            all.extend(rare);
            all
        }
    }
}

/// The box at this place wants this keyboard; `None` if it is not typed into.
pub(super) fn kind(state: &State, place: &Place) -> Option<Keys> {
    let view = &state.session.view;
    view.question(place).and_then(|question| keys(question, place.part, view.page.lang))
}

/// The reading has come to this box by itself and is not through with it: nobody has chosen to type here.
pub(super) fn only_led_here(state: &State) -> bool {
    let session = &state.session;
    session.view.led && session.reading_on && session.ring.is_none()
}

/// A key that would type went down where the reading had only just come to: it may have been meant for what was read before.
/// It types nothing; it is told that one types here, and what is asked. From then on keys type.
pub(super) fn stops_at_box(state: &mut State, out: &mut Vec<Command>) -> bool {
    let stops = only_led_here(state);
    if stops {
        state.session.reading_on = false;
        let said = words::types_here(state.lang());
        listen::cannot(state, said, true, out);
    }
    stops
}

/// A digit key went down over a box.
pub(super) fn digit(state: &mut State, place: Place, digit: u8, out: &mut Vec<Command>) {
    let Some(kind) = kind(state, &place) else { return };
    let plain = char::from(b'0' + digit.min(9));
    match kind {
        // The comma of an amount is in the ring.
        Keys::Digits | Keys::Money => {
            put(state, &place, plain, out);
        }
        Keys::Code | Keys::Text | Keys::Arabic if state.session.figures.as_ref() == Some(&place) => {
            put(state, &place, plain, out);
        }
        Keys::Code if wants_digit(state, &place) && !taps(state, &place, digit) => {
            put(state, &place, plain, out);
        }
        Keys::Code | Keys::Text | Keys::Arabic => tap(state, place, digit, kind, out),
    }
}

/// A fiscal code has a digit here.
pub(super) fn wants_digit(state: &State, place: &Place) -> bool {
    let code = matches!(state.session.view.input(place), Some(Input::FiscalCode { .. }));
    code && digit_stands(&text(state, place))
}

/// An amount has its whole euros and no comma yet, and digits were typed by their keys.
pub(super) fn wants_comma(state: &State, place: &Place) -> bool {
    let typed = text(state, place);
    state.session.hand.digits && !typed.is_empty() && !typed.contains(',')
}

/// The box takes no more signs.
pub(super) fn is_full(state: &State, place: &Place) -> bool {
    text(state, place).chars().count() >= room(state, place)
}

/// Where a fiscal code has a digit: no letter need be tapped for it.
fn digit_stands(typed: &str) -> bool {
    matches!(typed.chars().count(), 6 | 7 | 9 | 10 | 12..=14)
}

/// The next letter of this key, in place of the last if the same key comes soon again.
fn tap(state: &mut State, place: Place, digit: u8, kind: Keys, out: &mut Vec<Command>) {
    let now = state.now;
    let letters: Vec<char> = letters(digit, kind);
    if letters.is_empty() {
        return;
    }
    let nth = if taps(state, &place, digit) {
        take_last(state, &place);
        (tap_nth(state) + 1) % letters.len()
    } else {
        0
    };
    let Some(letter) = letters.get(nth) else { return };
    // What was not taken leaves nothing that the same key could change.
    if put_letter(state, &place, *letter, out) {
        state.session.tap = Some(Tap { place, digit, nth, at: now });
    }
}

/// The last letter came from this key a moment ago, and may still be changed by it.
fn taps(state: &State, place: &Place, digit: u8) -> bool {
    let last = state.session.tap.as_ref();
    last.is_some_and(|tap| tap.place == *place && tap.digit == digit && state.now - tap.at < TAP)
}

fn tap_nth(state: &State) -> usize {
    state.session.tap.as_ref().map_or(0, |tap| tap.nth)
}

fn letters(digit: u8, kind: Keys) -> Vec<char> {
    let all = LETTERS.get(usize::from(digit)).copied().unwrap_or("");
    match kind {
        Keys::Code => all
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|letter| letter.to_ascii_uppercase())
            .collect(),
        Keys::Arabic => {
            let arabic = ARABIC.get(usize::from(digit)).copied().unwrap_or("");
            arabic.chars().chain(all.chars()).collect()
        }
        _ => all.chars().collect(),
    }
}

/// A sign from the keyboard on the screen.
pub(super) fn sign(state: &mut State, sign: char, out: &mut Vec<Command>) {
    let Some(place) = state.session.keyboard.clone() else { return };
    let small = sign.to_lowercase().next().unwrap_or(sign);
    let has = |kind| signs(kind).iter().any(|known| [sign, small].contains(known));
    if kind(state, &place).is_some_and(has) {
        put_letter(state, &place, sign, out);
    } else {
        listen::problem(state, words::braille_no_sign(state.lang()), out);
    }
}

/// A sign typed as it is, into the box under the cursor, or that the screen's keyboard is for.
pub(super) fn character(state: &mut State, sign: char, out: &mut Vec<Command>) {
    let ring = state.session.ring.take().map(|ring| ring.place);
    let lang = state.lang();
    let shown = state.session.keyboard.clone();
    let Some(place) = ring.or(shown).or_else(|| state.session.view.box_here()) else {
        return listen::problem(state, words::braille_no_box(lang), out);
    };
    // On a whole keyboard, too, digits and the space bar do other things than type; letters do not.
    let other = sign == ' ' || sign.is_ascii_digit();
    if other && state.session.keyboard.is_none() && stops_at_box(state, out) {
        return;
    }
    let kind = kind(state, &place);
    let sign = if kind == Some(Keys::Code) { sign.to_ascii_uppercase() } else { sign };
    let fits = match kind {
        Some(Keys::Text | Keys::Arabic) => !sign.is_control(),
        Some(Keys::Code) => sign.is_ascii_alphanumeric(),
        Some(Keys::Money) => sign.is_ascii_digit() || sign == ',',
        Some(Keys::Digits) => sign.is_ascii_digit(),
        None => false,
    };
    if fits {
        put(state, &place, sign, out);
    } else {
        listen::problem(state, words::braille_no_sign(lang), out);
    }
}

/// How many signs of a secret stand in this box, and of how many: a card's PIN is as long as its holder knows. `None` if it
/// is no secret.
pub(super) fn secret_count(state: &State, place: &Place) -> Option<(u8, Option<u8>)> {
    let of = match state.session.view.input(place) {
        Some(Input::Secret { width }) => Some(*width),
        Some(Input::CardSignature { .. }) => None,
        _ => return None,
    };
    Some((u8::try_from(text(state, place).chars().count()).unwrap_or(u8::MAX), of))
}

/// Which digit of a secret is to be typed next in this box, and of how many, where that is known.
pub(super) fn nth(state: &State, place: &Place) -> Option<Text> {
    let (typed, of) = secret_count(state, place)?;
    let nth = i64::from(typed) + 1;
    Some(of_how_many(state.lang(), of.map_or(nth, |of| nth.min(of.into())), of))
}

fn of_how_many(lang: Lang, nth: i64, of: Option<u8>) -> Text {
    of.map_or_else(|| words::ring_nth(lang, nth), |of| words::ring_nth_of(lang, nth, of.into()))
}

/// What a secret's box says of its content after what is asked there: how many digits stand in it, never which; that there
/// is none, to who asks to hear it again.
pub(super) fn said_of_secret(state: &State, reading: Reading) -> Option<Text> {
    let (count, _) = secret_count(state, &state.session.view.box_here()?)?;
    let lang = state.lang();
    match (count, reading) {
        (0, Reading::First) => None,
        (0, _) => Some(words::no_digits(lang)),
        (count, _) => Some(words::digits_there(lang, count.into())),
    }
}

/// How many signs of a secret stand in the box of this question.
pub(super) fn count(state: &State, name: &str) -> usize {
    state.session.secrets.get(name).map_or(0, |secret| secret.chars().count())
}

/// The boxes of the page that hold a secret, each with how many signs of it.
pub(super) fn secrets(state: &State) -> Vec<(String, usize)> {
    let questions = state.session.view.page.questions();
    let boxes = questions.into_iter().filter(|question| secret(&question.input));
    let counted = boxes.map(|question| (question.name.clone(), count(state, &question.name)));
    counted.filter(|(_, count)| *count > 0).collect()
}

/// The last sign of the box under the cursor goes; whether there was one.
pub(super) fn erase_here(state: &mut State, out: &mut Vec<Command>) -> bool {
    let here = state.session.ring.as_ref().map(|ring| ring.place.clone());
    let Some(place) = here.or_else(|| state.session.view.box_here()) else { return false };
    if text(state, &place).is_empty() {
        return false;
    }
    if state.session.ring.is_some() || !listen::withholds(state, out) {
        erase(state, &place, out);
    }
    true
}

/// The last sign of what the keyboard on the screen types into goes.
pub(super) fn erase_sign(state: &mut State, out: &mut Vec<Command>) {
    if let Some(place) = state.session.keyboard.clone() {
        erase(state, &place, out);
    }
}

/// The last sign of a box goes.
pub(super) fn erase(state: &mut State, place: &Place, out: &mut Vec<Command>) {
    let lang = state.lang();
    (state.session.tap, state.session.led_to_box) = (None, false);
    let Some(sign) = take_last(state, place) else {
        return listen::problem(state, words::nothing_to_erase(lang), out);
    };
    listen::goes_on_by_hand(state);
    if let Some((left, _)) = secret_count(state, place) {
        return say_count(state, &words::erased_left(lang, left.into()), out);
    }
    // The sign alone tells little, and yet it is what someone typed.
    let said = words::erased(lang).then(name(sign, lang)).private();
    echo(state, place, said, out);
}

/// What stands in a box.
fn text(state: &State, place: &Place) -> Zeroizing<String> {
    if let Some(secret) = state.session.secrets.get(&place.name) {
        return secret.clone();
    }
    Zeroizing::new(match (state.session.view.input(place), place.part) {
        (Some(Input::Date { day, month, year }), Some(part)) => {
            [day, month, year].get(part).map(|value| (*value).clone()).unwrap_or_default()
        }
        (Some(input), _) => input.clone().typed_mut().cloned().unwrap_or_default(),
        (None, _) => String::new(),
    })
}

/// The keyboard on the screen types a secret.
pub(super) fn keyboard_is_secret(state: &State) -> bool {
    state.session.keyboard.as_ref().is_some_and(|place| is_secret(state, place))
}

/// What is typed here is shown and said as a count only.
pub(super) fn is_secret(state: &State, place: &Place) -> bool {
    state.session.view.input(place).is_some_and(secret)
}

/// The first question of a page whose answer is a secret.
pub(super) fn first_secret(page: &Page) -> Option<&Question> {
    page.questions().into_iter().find(|question| secret(&question.input))
}

/// An answer stands there; a secret stands in no page.
pub(super) fn is_answered(input: &Input) -> bool {
    match input {
        Input::Date { day, month, year } => [day, month, year].iter().any(|typed| !typed.trim().is_empty()),
        Input::OneChoice { chosen, .. } => chosen.is_some(),
        Input::ManyChoices { chosen, .. } => !chosen.is_empty(),
        input => input.clone().typed_mut().is_some_and(|typed| !typed.trim().is_empty()),
    }
}

/// An answer of this kind is nobody else's to see or hear.
pub(super) fn secret(input: &Input) -> bool {
    matches!(input, Input::Secret { .. } | Input::CardSignature { .. })
}

/// Changes what stands in a box.
fn change(state: &mut State, place: &Place, alter: impl FnOnce(&mut String)) {
    // A secret is no answer: who ends loses nothing by it.
    if is_secret(state, place) {
        let secret = state.session.secrets.entry(place.name.clone()).or_default();
        return alter(secret);
    }
    state.session.unsent = true;
    let view = &mut state.session.view;
    let Some(question) = act::question_mut(&mut view.page, &place.name) else { return };
    match (&mut question.input, place.part) {
        (Input::Date { day, month, year }, Some(part)) => match part {
            0 => alter(day),
            1 => alter(month),
            _ => alter(year),
        },
        (input, _) => {
            if let Some(value) = input.typed_mut() {
                alter(value);
            }
        }
    }
    view.hear_again();
}

fn take_last(state: &mut State, place: &Place) -> Option<char> {
    let mut last = None;
    change(state, place, |value| last = value.pop());
    last
}

/// A name, an address, a sentence begins with a capital, as telephones write it; whoever touches the key of capitals wants
/// the other. What is typed on keys that have capitals of their own stays as it was typed.
pub(super) fn writes_a_capital(state: &State, place: &Place) -> bool {
    begins(state, place) != state.session.turned
}

/// The same of what the keyboard on the screen types into.
pub(super) fn keyboard_writes_a_capital(state: &State) -> bool {
    state.session.keyboard.as_ref().is_some_and(|place| writes_a_capital(state, place))
}

/// A name or a sentence begins here. A line is a name of somebody, of a place, of a street: each word of it begins one.
fn begins(state: &State, place: &Place) -> bool {
    match state.session.view.input(place) {
        Some(Input::Line { value, .. }) => value.chars().last().is_none_or(|last| !last.is_alphanumeric()),
        Some(Input::LongText { value }) => {
            let words = value.trim_end();
            words.is_empty() || (words.len() < value.len() && words.ends_with(['.', '!', '?']))
        }
        _ => false,
    }
}

/// Adds what a key without capitals of its own writes; whether it was taken.
pub(super) fn put_letter(state: &mut State, place: &Place, sign: char, out: &mut Vec<Command>) -> bool {
    let sign = if writes_a_capital(state, place) { capital(sign) } else { sign };
    put(state, place, sign, out)
}

/// Adds a sign, and says it, or how many there are of a secret; or why it is not taken. Whether it was.
pub(super) fn put(state: &mut State, place: &Place, sign: char, out: &mut Vec<Command>) -> bool {
    if let Some(why) = card_pin::not_yet(state, place) {
        let said = why.then(words::nothing_written(state.lang()));
        listen::tell_once(state, said.clone(), out);
        listen::stands(state, said, Some(Matter::Card));
        return false;
    }
    if is_full(state, place) {
        // The key before it has had its time.
        state.session.tap = None;
        let lang = state.lang();
        let full = match named(state, place) {
            Some(label) => words::full_in(lang, &label),
            None => words::full(lang),
        };
        listen::problem(state, full, out);
        return false;
    }
    (state.session.tap, state.session.reading_on, state.session.turned) = (None, false, false);
    listen::goes_on_by_hand(state);
    change(state, place, |value| value.push(sign));
    if let Some((typed, of)) = secret_count(state, place) {
        let lang = state.lang();
        let count = of_how_many(lang, typed.into(), of).lowered();
        let said = match named(state, place) {
            Some(label) => words::digit_into(lang, &label, &count),
            None => count,
        };
        say_count(state, &said, out);
        return true;
    }
    let said = name(sign, state.lang()).private();
    echo(state, place, said, out);
    true
}

fn room(state: &State, place: &Place) -> usize {
    match (state.session.view.input(place), place.part) {
        (Some(Input::Secret { width }), _) => usize::from(*width),
        (Some(Input::CardSignature { .. }), _) => usize::from(card_pin::DIGITS),
        (Some(Input::Code { width, .. }), _) => usize::from(*width).max(16),
        (Some(Input::FiscalCode { .. }), _) => 16,
        (Some(Input::Date { .. }), Some(0 | 1)) => 2,
        (Some(Input::Date { .. }), _) => 4,
        _ => LONGEST,
    }
}

/// "Cifra 3 di 8", or "cifra 3", and how many remain of what is erased: it tells nothing of the digits, so it is said in the
/// hall as in the headphones.
fn say_count(state: &mut State, said: &Text, out: &mut Vec<Command>) {
    if state.session.listening.is_some() {
        let heard = speech::announce(state.lang(), said, Reading::First);
        listen::say(state, heard, out);
    }
}

/// What is asked in a box that a digit was led to, once: nobody had gone there.
fn named(state: &mut State, place: &Place) -> Option<Text> {
    let led = std::mem::take(&mut state.session.led_to_box);
    state.session.view.question(place).filter(|_| led).map(|question| question.label.clone())
}

/// The sign in the headphones, never on the screen; in the hall only how many there are.
fn echo(state: &mut State, place: &Place, said: Text, out: &mut Vec<Command>) {
    let lang = state.lang();
    if state.session.private() {
        let heard = speech::announce(lang, &said, Reading::First);
        listen::say(state, heard, out);
    } else {
        let count = i64::try_from(text(state, place).chars().count()).unwrap_or(i64::MAX);
        let heard = speech::announce(lang, &words::typed_signs(lang, count), Reading::First);
        if state.session.listening.is_some() {
            listen::say(state, heard, out);
        }
    }
}

/// A sign's name as a voice says it.
pub(super) fn name(sign: char, lang: Lang) -> Text {
    match sign {
        ' ' => words::ring_space(lang),
        ',' => words::ring_comma(lang),
        digit if digit.is_ascii_digit() => Text::from(i64::from(digit.to_digit(10).unwrap_or(0))),
        sign => values::sign(sign, lang).unwrap_or_else(|| match lang {
            Lang::Ar => Text::name(sign),
            Lang::It | Lang::En => Text::plain(sign.to_string()),
        }),
    }
}
