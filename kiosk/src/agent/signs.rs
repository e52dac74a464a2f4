//! Signs chosen one by one with two keys: letters by groups first, so that none is far away.
//!
//! **Invariant**: every sign that an answer may hold is in a group; digits alone need none.
//! **Invariant**: the ring of a secret begins anywhere after each sign, so that the count of presses tells nothing.

use a11y::speech::{self, Reading};
use a11y::text::{Lang, Text};

use super::command::Keys;
use super::session::{Place, Ring};
use super::typing::{self, signs};
use super::{State, listen, words};
use crate::event::Millis;

/// Letters by how often Italian has them: vowels, then the consonants of most words.
const LETTERS: [&str; 5] = ["aeiou ", "lnrst", "cdmpv", "bfghqz", "jkwxy"];

/// What is rarer, by what it is told to be like.
const MORE: [(&str, &str); 6] = [
    ("áâãäåæçčć", "ac"),
    ("êëěęďđ", "ed"),
    ("íîïğıł", "igl"),
    ("óôõöøœñńň", "on"),
    ("ßśšşř", "sr"),
    ("úûüťţýžźż", "utyz"),
];

/// How many groups stand before the end of the ring: those that most words need.
const OFTEN: usize = 4;

/// What the ring stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    Sign(char),
    /// A group of signs, by its number.
    Group(usize),
    /// Out of a group.
    Groups,
    Done,
    Erase,
}

/// The groups of a keyboard.
fn groups(keys: Keys) -> Vec<String> {
    let letters = LETTERS.map(str::to_owned);
    match keys {
        Keys::Digits | Keys::Money => Vec::new(),
        Keys::Code => {
            let capital = letters.map(|group| group.trim().to_uppercase());
            capital.into_iter().chain(["0123456789".to_owned()]).collect()
        }
        Keys::Text | Keys::Arabic => {
            let arabic = typing::ARABIC.iter().filter(|group| keys == Keys::Arabic && !group.is_empty());
            let more = ["0123456789", "àèéìòù", "'.,-/@", "_+()&!?:;"].map(str::to_owned);
            let rare = MORE.iter().map(|(group, _)| (*group).to_owned());
            let arabic: Vec<String> = arabic.map(|group| (*group).to_owned()).collect();
            arabic.into_iter().chain(letters).chain(more).chain(rare).collect()
        }
    }
}

fn stops(keys: Keys, group: Option<usize>) -> Vec<Stop> {
    let groups = groups(keys);
    if let Some(group) = group.and_then(|group| groups.get(group)) {
        return group.chars().map(Stop::Sign).chain([Stop::Groups]).collect();
    }
    if groups.is_empty() {
        return signs(keys).into_iter().map(Stop::Sign).chain([Stop::Done, Stop::Erase]).collect();
    }
    let often = (0..OFTEN).map(Stop::Group).chain([Stop::Done]);
    // What takes a sign away stands before what is hardly ever written.
    let rare = groups.iter().position(|group| is_rare(group)).unwrap_or(groups.len());
    let usual = often.chain((OFTEN..rare).map(Stop::Group)).chain([Stop::Erase]);
    usual.chain((rare..groups.len()).map(Stop::Group)).collect()
}

/// A group of signs that few words need.
fn is_rare(group: &str) -> bool {
    group.starts_with('_') || MORE.iter().any(|(more, _)| *more == group)
}

/// Begins to choose signs one by one.
pub(super) fn begin(state: &mut State, place: Place, out: &mut Vec<super::Command>) {
    state.session.ring = Some(Ring { place, group: None, at: 0 });
    again(state);
    let ring = if state.session.hand.switches { words::ring_two } else { words::ring };
    let said = ring(state.lang());
    say(state, Some(said), out);
}

/// Where the ring begins for the next sign: at the digits where only a digit can stand.
fn again(state: &mut State) {
    let Some((keys, ring)) = ring(state) else { return };
    let at = match keys {
        Keys::Digits if typing::is_secret(state, &ring.place) => anywhere(state.now, signs(keys).len()),
        // An amount is typed by keys up to its comma, which no key has: it is the first in the ring then.
        Keys::Money if typing::wants_comma(state, &ring.place) => signs(keys).len() - 1,
        // The same digit often comes again.
        Keys::Digits | Keys::Money => ring.at.min(signs(keys).len() - 1),
        Keys::Code | Keys::Text | Keys::Arabic => 0,
    };
    let digits = typing::wants_digit(state, &ring.place);
    let group = digits.then(|| groups(keys).iter().position(|group| group.starts_with('0'))).flatten();
    state.session.ring = Some(Ring { group, at, ..ring });
}

fn anywhere(now: Millis, of: usize) -> usize {
    // The clock counts in steps, so its digits are stirred.
    let stirred = now.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33;
    usize::try_from(stirred).unwrap_or(0) % of.max(1)
}

fn ring(state: &State) -> Option<(Keys, Ring)> {
    let ring = state.session.ring.clone()?;
    let keys = typing::kind(state, &ring.place)?;
    Some((keys, ring))
}

/// What the ring stands at.
fn here(state: &State) -> Option<(Stop, Keys, Ring)> {
    let (keys, ring) = ring(state)?;
    let stop = *stops(keys, ring.group).get(ring.at)?;
    Some((stop, keys, ring))
}

/// The next or the last stop of the ring.
pub(super) fn turn(state: &mut State, forward: bool, out: &mut Vec<super::Command>) {
    let Some((keys, ring)) = ring(state) else { return };
    let of = stops(keys, ring.group).len();
    let at = (ring.at + if forward { 1 } else { of - 1 }) % of;
    state.session.ring = Some(Ring { at, ..ring });
    say(state, None, out);
}

/// What the ring stands at, in words.
pub(super) fn stands_at(state: &State) -> Option<Text> {
    let (stop, keys, _) = here(state)?;
    let lang = state.lang();
    Some(match stop {
        Stop::Sign(sign) => typing::name(sign, lang),
        Stop::Group(group) => name(groups(keys).get(group).map_or("", String::as_str), lang),
        Stop::Groups => words::ring_groups(lang),
        Stop::Done => words::ring_done(lang),
        Stop::Erase => words::ring_erase(lang),
    })
}

/// What the ring of a secret stands at, for the screen: only for who has no headphones in and no key for a digit, and
/// could not type it else (two keys, without speech). The ring begins anywhere, so what is chosen cannot be counted.
pub(super) fn seen(state: &State) -> Option<Text> {
    let (_, ring) = ring(state)?;
    let session = &state.session;
    let alone = session.private() || session.hand.digits || super::braille::reads(state);
    let shown = typing::is_secret(state, &ring.place) && !alone;
    shown.then(|| stands_at(state)).flatten().map(Text::private)
}

/// Says what the ring stands at, and captions it. The digits of a secret are for the headphones alone; the letters of the
/// alphabet tell nothing of anybody.
fn say(state: &mut State, before: Option<Text>, out: &mut Vec<super::Command>) {
    let (Some(name), Some((_, ring))) = (stands_at(state), ring(state)) else { return };
    let lang = state.lang();
    let secret = typing::is_secret(state, &ring.place);
    // In the hall how it works is said, and how far one is: what it stands at is seen, and told in the headphones alone.
    if secret && !listen::alone(state) {
        let count = typing::nth(state, &ring.place);
        let said = before.into_iter().chain(count).reduce(Text::then).unwrap_or_default();
        return listen::say(state, speech::announce(lang, &said, Reading::First), out);
    }
    // A braille display has the ring before its line already.
    let said = before.map_or(name.clone(), |before| before.then(name));
    if secret || super::braille::reads(state) {
        let said = if secret { said.private() } else { said };
        return listen::say(state, speech::announce(lang, &said, Reading::First), out);
    }
    listen::announce(state, said, false, out);
}

/// A group's name: its letters, or what they are.
fn name(group: &str, lang: Lang) -> Text {
    if let Some((_, like)) = MORE.iter().find(|(more, _)| *more == group) {
        let like = like.chars().map(|sign| typing::name(sign, lang)).reduce(Text::then).unwrap_or_default();
        return words::ring_more(lang, &like);
    }
    match group.chars().next() {
        Some('_') => words::ring_more_signs(lang),
        Some('0') => words::ring_digits(lang),
        Some('à') => words::ring_accents(lang),
        Some('\'') => words::ring_signs(lang),
        Some(first) => {
            let rest = group.chars().skip(1);
            rest.fold(typing::name(first, lang), |all, sign| all.then(typing::name(sign, lang)))
        }
        None => Text::default(),
    }
}

/// Takes what the ring stands at.
pub(super) fn pick(state: &mut State, out: &mut Vec<super::Command>) {
    let Some((stop, keys, ring)) = here(state) else { return };
    match stop {
        Stop::Sign(sign) => {
            state.session.hand.ring = true;
            typing::put_letter(state, &ring.place, sign, out);
            again(state);
            if typing::is_full(state, &ring.place) {
                finish(state, &ring.place, out);
            } else if state.session.private() && !groups(keys).is_empty() {
                // The next sign begins with this group, so both are heard.
                let taken = typing::name(sign, state.lang()).private();
                say(state, Some(taken), out);
            }
        }
        Stop::Group(_) | Stop::Groups => {
            let group = if let Stop::Group(group) = stop { Some(group) } else { None };
            state.session.ring = Some(Ring { group, at: 0, ..ring });
            say(state, None, out);
        }
        Stop::Done => finish(state, &ring.place, out),
        Stop::Erase => typing::erase(state, &ring.place, out),
    }
}

/// The ring ends: what was typed is heard, but for a secret, of which only the count is.
fn finish(state: &mut State, place: &Place, out: &mut Vec<super::Command>) {
    (state.session.ring, state.session.keyboard) = (None, None);
    if !(typing::is_secret(state, place) && typing::is_full(state, place)) {
        listen::read_here(state, false, out);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use a11y::page::{Input, Question};

    use super::super::tests::{Rig, plain, public, sign_in, statement};
    use super::*;
    use crate::event::Key;

    #[test]
    fn every_sign_is_in_the_ring_once_and_none_is_far() {
        for keys in [Keys::Digits, Keys::Money, Keys::Code, Keys::Text, Keys::Arabic] {
            let groups = groups(keys);
            let mut found: Vec<char> = stops(keys, None)
                .into_iter()
                .flat_map(|stop| match stop {
                    Stop::Group(group) => groups[group].chars().collect(),
                    Stop::Sign(sign) => vec![sign],
                    Stop::Groups | Stop::Done | Stop::Erase => Vec::new(),
                })
                .collect();
            let mut wanted = signs(keys);
            found.sort_unstable();
            wanted.sort_unstable();
            assert_eq!(found, wanted, "{keys:?}");
            assert_eq!(stops(keys, None).iter().filter(|stop| **stop == Stop::Done).count(), 1);
            assert!(groups.iter().all(|group| group.chars().count() <= 10), "{groups:?}");
        }
    }

    /// Types by Next and Select as one does who hears what the ring stands at; how many presses it took.
    fn types(rig: &mut Rig, text: &str) -> u32 {
        let mut presses = 1;
        rig.key(Key::Select);
        for sign in text.chars() {
            let wanted = |rig: &Rig| here(&rig.state).map(|(stop, keys, _)| (stop, groups(keys)));
            while let Some((stop, groups)) = wanted(rig)
                && stop != Stop::Sign(sign)
            {
                let enter = matches!(stop, Stop::Group(group) if groups[group].contains(sign));
                rig.key(if enter { Key::Select } else { Key::Next });
                presses += 1;
                assert!(presses < 500, "no {sign}");
            }
            rig.key(Key::Select);
            presses += 1;
        }
        presses
    }

    #[test]
    fn a_name_takes_about_four_presses_a_letter_and_what_comes_next_is_heard() {
        let name = Question::new("nome", plain("Cognome"), Input::Line { value: String::new(), width: 20 });
        let mut rig = Rig::listening_at(public("Chi sei?").with(name).submit(plain("Continua")));
        rig.key(Key::Next);
        let presses = types(&mut rig, "rinaldi");
        assert_eq!(rig.last(), "i a e i o u Spazio");
        assert!(presses <= 30, "{presses}");
        assert_eq!(a11y::act::fields(&rig.state.session.view.page)[0].1, "Rinaldi");
    }

    #[test]
    fn a_fiscal_code_begins_at_the_digits_where_there_are_some_and_ends_by_itself() {
        let mut rig = Rig::listening_at(sign_in());
        rig.key(Key::Next);
        let presses = types(&mut rig, "MRNNMO69C66H501O");
        assert!(presses <= 100, "{presses}");
        assert_eq!(rig.state.session.ring, None);
        assert!(rig.last().contains("Codice fiscale"), "what stands there is read: {}", rig.last());
        rig.key(Key::Next);
        rig.key(Key::Select);
        let began: Vec<usize> = (0..8)
            .map(|_| {
                let at = rig.state.session.ring.as_ref().unwrap().at;
                rig.waits(1_500);
                rig.key(Key::Select);
                at
            })
            .collect();
        assert!(began.iter().any(|at| at != &began[0]), "the ring of a secret begins anywhere: {began:?}");
        assert_eq!(rig.state.session.ring, None, "and ends with the last digit");
        assert!(rig.last().contains("8 di 8"), "{}", rig.last());
    }

    #[test]
    fn who_hears_nothing_and_has_two_keys_sees_where_the_ring_of_a_secret_stands() {
        let at_pin = |headphones: bool, digit: bool| {
            let mut rig = Rig::listening_at(sign_in());
            if !headphones {
                rig.does(crate::event::Event::Jack(false));
            }
            rig.key(Key::Next);
            if digit {
                rig.key(Key::Digit(5));
            }
            rig.key(Key::Next);
            rig.key(Key::Select);
            rig
        };
        let mut rig = at_pin(false, false);
        for typed in 0..8 {
            let seen = rig.state.picture().unwrap().caption.clone().unwrap();
            assert_eq!(Some(&seen), seen_digit(&rig).as_ref(), "after {typed} signs");
            assert!(seen.is_private(), "the curtain is before it");
            assert!(rig.state.picture().unwrap().ring, "it belongs beside its box");
            rig.key(Key::Next);
            assert!(
                rig.said.iter().all(|(_, ears, words)| *ears || !words.chars().all(|c| c.is_ascii_digit()))
            );
            rig.key(Key::Select);
        }
        assert_eq!((seen(&rig.state), rig.state.session.ring.as_ref()), (None, None));
        assert!(!rig.state.picture().unwrap().ring);
        assert_eq!(seen(&at_pin(true, false).state), None, "it is heard, and on no screen");
        assert_eq!(seen(&at_pin(false, true).state), None, "there are keys for digits");
    }

    #[test]
    fn in_the_hall_how_the_ring_of_a_secret_works_is_said_with_the_count_and_never_what_it_stands_at() {
        let switch = |rig: &mut Rig, key| rig.does(crate::event::Event::Switch(key));
        for (lang, how, count) in [
            (Lang::It, "Avanti scorre, Scegli prende.", "Cifra"),
            (Lang::En, "Next moves on, Choose takes.", "Digit"),
            (Lang::Ar, "مِفْتَاحُ", "اَلرَّقْمُ"),
        ] {
            let mut rig = Rig::listening_at(a11y::page::Page { lang, ..sign_in() });
            rig.does(crate::event::Event::Jack(false));
            switch(&mut rig, Key::Next);
            switch(&mut rig, Key::Next);
            let before = rig.said.len();
            switch(&mut rig, Key::Select);
            assert!(rig.last().contains(how) && rig.last().contains(count), "{}", rig.last());
            for typed in 1..=8 {
                // Through all digits, and what ends and takes away.
                for _ in 0..12 {
                    switch(&mut rig, Key::Next);
                    let said: Vec<String> =
                        rig.last().split(|c: char| !c.is_ascii_digit()).map(str::to_owned).collect();
                    let said: Vec<&String> = said.iter().filter(|word| !word.is_empty()).collect();
                    assert_eq!(said, [&typed.to_string(), "8"], "{}", rig.last());
                    assert!(rig.last().starts_with(count), "the same at each: {}", rig.last());
                }
                while !matches!(here(&rig.state), Some((Stop::Sign(_), ..))) {
                    switch(&mut rig, Key::Next);
                }
                switch(&mut rig, Key::Select);
            }
            assert_eq!(rig.state.session.secrets["pin"].chars().count(), 8);
            let answer = words::private_answer(lang);
            let answer = a11y::values::line(&answer, lang);
            assert!(rig.said[before..].iter().all(|(_, ears, said)| !ears && !said.contains(&answer)));
        }
    }

    fn seen_digit(rig: &Rig) -> Option<Text> {
        stands_at(&rig.state).map(Text::private)
    }

    #[test]
    fn select_on_a_title_or_table_passes_it_over() {
        let mut rig = Rig::listening_at(statement());
        rig.key(Key::Repeat);
        rig.key(Key::Select);
        assert!(rig.last().contains("Contributi"), "{}", rig.last());
        rig.key(Key::Select);
        assert_eq!(rig.last(), "Avanti");
    }
}
