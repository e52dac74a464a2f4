//! What can be done with what was read, and by which key: by ear a link is no other than a paragraph.
//!
//! **Invariant**: it is told in full the first time in a session, then shortly; how one types is told once.

use a11y::act::{self, Act};
use a11y::page::{Input, Target};
use a11y::text::{Lang, Text};

use super::command::{Command, Keys};
use super::own::Wish;
use super::session::Own;
use super::{State, cover, listen, typing, words};

/// Something that one can do, and has to be told how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lesson {
    TypeDigits,
    TypeLetters,
    /// On an Arabic page: in the letters of both, or only in Latin ones.
    TypeArabic,
    TypeLatin,
    TypeMoney,
    Open,
    Send,
    Do,
    Choose,
    /// How one goes on and chooses with two switches: told to who began otherwise.
    Switches,
}

impl Lesson {
    fn full(self, lang: Lang) -> Text {
        match self {
            Lesson::TypeDigits => words::type_digits(lang),
            Lesson::TypeLetters => words::type_letters(lang),
            Lesson::TypeArabic => words::type_letters(lang).then(words::type_arabic(lang)),
            Lesson::TypeLatin => words::type_latin(lang).then(words::type_letters(lang)),
            Lesson::TypeMoney => words::type_money(lang),
            Lesson::Open => words::to_open(lang),
            Lesson::Send => words::to_send(lang),
            Lesson::Do => words::to_do(lang),
            Lesson::Choose => words::to_choose(lang),
            Lesson::Switches => words::keys_short_two(lang),
        }
    }

    /// The same to who has two switches.
    fn by_two(self, lang: Lang) -> Text {
        match self {
            Lesson::TypeLatin => words::type_latin(lang).then(words::type_two(lang)),
            Lesson::TypeDigits | Lesson::TypeLetters | Lesson::TypeArabic | Lesson::TypeMoney => {
                words::type_two(lang)
            }
            Lesson::Open => words::to_open_two(lang),
            Lesson::Send => words::to_send_two(lang),
            Lesson::Do => words::to_do_two(lang),
            Lesson::Choose => words::to_choose_two(lang),
            Lesson::Switches => words::keys_short_two(lang),
        }
    }

    /// What is left of it once it has been told; nothing of how one types.
    fn short(self, lang: Lang) -> Option<Text> {
        match self {
            Lesson::TypeDigits | Lesson::TypeLetters | Lesson::TypeMoney => None,
            Lesson::TypeArabic | Lesson::TypeLatin | Lesson::Switches => None,
            Lesson::Open => Some(words::opens(lang)),
            Lesson::Send => Some(words::sends(lang)),
            Lesson::Do => Some(words::does(lang)),
            Lesson::Choose => Some(words::can_be_chosen(lang)),
        }
    }

    fn types(self) -> bool {
        use Lesson::{TypeArabic, TypeDigits, TypeLatin, TypeLetters, TypeMoney};
        matches!(self, TypeDigits | TypeLetters | TypeArabic | TypeLatin | TypeMoney)
    }
}

/// What belongs to what was read, and is said after it: that the screen is covered, and what can be done here.
pub(super) fn teach(state: &mut State, read_through: bool, out: &mut Vec<Command>) {
    // Whoever touches needs no keys.
    if state.session.hand.fingers {
        return;
    }
    let news = cover::news(state);
    let said = news.into_iter().chain(how(state, read_through)).reduce(Text::then);
    if let Some(said) = said {
        listen::announce(state, said, false, out);
        // What was read is what is said again.
        state.session.last = None;
    }
}

/// The lesson of what the cursor stands on, if there is more to tell of it.
fn how(state: &mut State, read_through: bool) -> Option<Text> {
    let lang = state.lang();
    // Whoever was told of other keys before hears once which they have.
    let switches = state.session.hand.switches;
    let first = switches && state.session.taught.insert(Lesson::Switches);
    let first = first.then(|| Lesson::Switches.by_two(lang));
    let Some(lesson) = lesson(state, read_through) else { return first };
    if switches && state.session.taught.insert(lesson) {
        return Some(first.into_iter().fold(lesson.by_two(lang), |said, first| first.then(said)));
    } else if switches {
        return first.into_iter().chain(lesson.short(lang)).reduce(Text::then);
    }
    if !state.session.taught.insert(lesson) {
        return lesson.short(lang);
    }
    let (full, two, hand) = (lesson.full(lang), words::type_two(lang), &state.session.hand);
    Some(match lesson.types() && !hand.keypad {
        false => full,
        // Who has chosen signs one by one goes on so; most have keys for digits, and may only not have used them yet.
        true if hand.ring => two.then(full),
        true => full.then(two),
    })
}

fn lesson(state: &State, read_through: bool) -> Option<Lesson> {
    let view = &state.session.view;
    if let Some(place) = view.box_here()
        && let Some(keys) = typing::kind(state, &place)
    {
        // What a card or a code has filled in is to be heard, not typed.
        if matches!(view.input(&place), Some(Input::FiscalCode { value }) if !value.is_empty()) {
            return None;
        }
        return Some(match keys {
            Keys::Digits => Lesson::TypeDigits,
            Keys::Arabic => Lesson::TypeArabic,
            Keys::Code | Keys::Text if view.page.lang == Lang::Ar => Lesson::TypeLatin,
            Keys::Code | Keys::Text => Lesson::TypeLetters,
            Keys::Money => Lesson::TypeMoney,
        });
    }
    match view.here().and_then(|here| act::act(&view.page, &view.frame, &here.id))? {
        Act::Submit => Some(Lesson::Send),
        // The end of a page that was read through is no place that somebody chose to be at.
        _ if read_through => None,
        Act::Follow(Target::Inside(address)) if Wish::read(address).is_some_and(Wish::acts) => {
            Some(Lesson::Do)
        }
        Act::Follow(Target::Inside(_)) => (view.own != Some(Own::Languages)).then_some(Lesson::Open),
        Act::Send(_) => Some(Lesson::Do),
        Act::Choose(..) => Some(Lesson::Choose),
        _ => None,
    }
}
