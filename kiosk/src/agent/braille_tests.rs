#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
//! A session by a braille display: what is under the fingers, and what must not be heard or seen.

use a11y::page::{Input, Page, Question};
use a11y::text::Lang;
use proptest::prelude::*;

use super::braille::{cut, reads};
use super::tests::{Rig, plain, public, sign_in, statement};
use super::{Setup, State};
use crate::event::{Braille, BrailleKey, Event, Key};

impl Rig {
    fn felt(&self) -> &str {
        self.felt.as_ref().map_or("", |line| &line.text)
    }

    fn feels(&mut self, key: BrailleKey) -> String {
        self.does(Event::Braille(Braille::Key(key)));
        self.felt().to_owned()
    }

    fn types(&mut self, text: &str) {
        text.chars().for_each(|sign| drop(self.feels(BrailleKey::Sign(sign))));
    }

    /// Someone with a display of so many cells is on a page.
    fn reading_at(cells: u16, page: Page) -> Rig {
        let mut rig = Rig::new();
        rig.does(Event::Braille(Braille::Attached(cells)));
        rig.state.session.reader.taught = true;
        rig.feels(BrailleKey::Select);
        rig.gets(page);
        rig
    }
}

#[test]
fn a_display_that_comes_begins_a_session_without_a_sound() {
    let mut rig = Rig::new();
    rig.does(Event::Braille(Braille::Attached(20)));
    assert_eq!(rig.felt(), "> Italiano", "the languages before a word in any");
    assert!(!rig.state.waits());
    assert_eq!(rig.feels(BrailleKey::Next), "> English");
    assert_eq!(rig.feels(BrailleKey::Next), "> العربية");
    assert_eq!(rig.felt.as_ref().unwrap().lang, Lang::Ar, "by the braille of its own language");
    assert_eq!(rig.feels(BrailleKey::Left), "> English", "before the first cells is the thing before");
    rig.feels(BrailleKey::Route(3));
    assert_eq!(rig.asked.last().unwrap().address, "/en/");
    let page = Page::new(Lang::En, plain("Services")).public();
    rig.gets(page.clone());
    assert!(rig.felt().starts_with("Line down and up:"), "{}", rig.felt());
    let mut windows = 1;
    while !rig.feels(BrailleKey::Right).starts_with("Services") {
        windows += 1;
    }
    assert!(windows <= 7, "the keys to their end, and then the page: {windows}");
    rig.feels(BrailleKey::Back);
    rig.gets(page);
    assert!(rig.felt().starts_with("Services"), "once is enough: {}", rig.felt());
    let picture = rig.state.picture().unwrap();
    assert!(!picture.listening && picture.explored.is_none() && picture.focus.is_none());
    assert!(rig.said.is_empty() && !rig.grabbed, "{}", rig.all());
}

#[test]
fn what_is_personal_is_read_and_neither_heard_nor_uncovered() {
    let mut rig = Rig::reading_at(20, statement());
    assert_eq!(rig.felt(), "Estratto conto");
    rig.feels(BrailleKey::Next);
    assert_eq!(rig.feels(BrailleKey::Next), "Settimane: 52");
    assert_eq!(rig.feels(BrailleKey::Next), "> Avanti");
    assert_eq!(rig.feels(BrailleKey::Bottom), "Fine della pagina.");
    // The keypad goes with it, and begins no speech.
    rig.key(Key::Select);
    assert!(rig.felt().starts_with("[Torna"), "{}", rig.felt());
    assert_eq!(rig.state.picture().unwrap().covered, Some(true));
    assert!(rig.said.is_empty(), "{}", rig.all());
}

#[test]
fn what_is_typed_stands_after_its_label_and_a_secret_is_a_count() {
    let mut rig = Rig::reading_at(20, sign_in());
    assert_eq!(rig.feels(BrailleKey::Next).trim_end(), "Codice fiscale");
    rig.types("mrn");
    let line = rig.felt.clone().unwrap();
    assert_eq!((line.text.trim_end(), line.cursor), ("Codice fiscale: MRN", Some(19)));
    rig.types("nm");
    let line = rig.felt.clone().unwrap();
    let seen = (line.text.trim_end(), line.cursor);
    assert_eq!(
        seen,
        ("MRNNM  Mostra al", Some(5)),
        "the window follows the cursor, and how else one may go on"
    );
    assert_eq!(rig.feels(BrailleKey::Sign('?')), "Qui questo segno non");
    rig.feels(BrailleKey::Erase);
    assert_eq!(rig.felt().trim_end(), "MRNN  Mostra al");
    // Done: the next thing, and no ring of signs.
    rig.types("m");
    assert!(rig.feels(BrailleKey::Select).starts_with("PIN 0/8"), "{}", rig.felt());
    rig.types("12");
    rig.digits("34");
    assert_eq!(rig.felt().trim_end(), "PIN 4/8");
    rig.feels(BrailleKey::Back);
    assert_eq!(rig.felt().trim_end(), "PIN 3/8");
    assert_eq!(rig.feels(BrailleKey::Next), "[Entra]");
    rig.feels(BrailleKey::Select);
    let fields = &rig.asked.last().unwrap().fields;
    assert!(fields.contains(&("codice".into(), "MRNNM".into())), "{fields:?}");
    assert!(fields.contains(&("pin".into(), "123".into())));
    assert!(rig.said.is_empty(), "{}", rig.all());
}

#[test]
fn without_braille_keys_signs_are_chosen_from_the_ring() {
    let name = Question::new("nome", plain("Nome"), Input::Line { value: String::new(), width: 20 });
    let mut rig = Rig::reading_at(40, public("Chi sei").with(name).submit(plain("Invia")));
    rig.feels(BrailleKey::Next);
    assert_eq!(rig.feels(BrailleKey::Select).trim_end(), "[a e i o u Spazio] Nome");
    assert!(rig.feels(BrailleKey::Next).contains("[l n r s t] Nome"));
    assert!(rig.feels(BrailleKey::Route(0)).contains("[l] Nome"));
    assert!(rig.feels(BrailleKey::Route(0)).contains("Nome: L"));
    assert!(rig.said.is_empty());
}

#[test]
fn a_problem_comes_first_and_the_hint_after_the_answer() {
    let comune =
        Question::new("comune", plain("Comune"), Input::Line { value: "Macetata".into(), width: 20 })
            .hint(plain("Per esempio, Ancona"))
            .problem(Some(plain("Non lo conosciamo").into()));
    let mut rig = Rig::reading_at(40, public("Nascita").with(comune).submit(plain("Invia")));
    let first = rig.felt().to_owned();
    assert!(first.contains("Non lo"), "{first}");
    let mut all = first;
    while rig.felt() != "[Invia]" {
        let more = rig.feels(BrailleKey::Right);
        all = format!("{all} {}", more.trim());
    }
    let at = |words: &str| all.find(words).unwrap_or_else(|| panic!("{words}: {all}"));
    assert!(at("Non lo conosciamo") < at("Comune: Macetata") && at("Macetata") < at("Per esempio"), "{all}");
}

#[test]
fn a_display_that_goes_ends_what_is_personal_unless_it_comes_back() {
    let mut rig = Rig::reading_at(40, statement());
    rig.does(Event::Braille(Braille::Gone));
    assert!(rig.state.picture().unwrap().curtain && !reads(&rig.state));
    rig.waits(20_000);
    rig.does(Event::Braille(Braille::Attached(20)));
    assert_eq!(rig.felt(), "Estratto conto, voce");
    assert!(!rig.state.picture().unwrap().curtain);
    rig.waits(50_000);
    assert!(!rig.state.waits(), "it came back");
    rig.does(Event::Braille(Braille::Gone));
    rig.waits(61_000);
    assert!(rig.state.waits() && rig.state.is_clean() && rig.forgotten == 1);
    assert!(rig.said.is_empty());
}

#[test]
fn whoever_stops_reading_is_warned_and_nothing_of_theirs_stays_on_the_display() {
    let mut rig = Rig::reading_at(40, statement());
    rig.feels(BrailleKey::Next);
    rig.feels(BrailleKey::Next);
    rig.waits(121_000);
    assert!(rig.felt().starts_with("Sei ancora qui?"), "{}", rig.felt());
    assert_eq!(rig.feels(BrailleKey::Next), "Settimane: 52", "the first key only says that one is there");
    rig.waits(155_000);
    assert!(rig.state.waits() && rig.felt().starts_with("Sessione chiusa"), "{}", rig.felt());
    rig.waits(40_000);
    assert!(rig.felt().starts_with("Lo Sportello ti dà il benvenuto"), "{}", rig.felt());
    assert!(rig.state.waits(), "a display that stays begins nothing by itself");
    assert_eq!(rig.feels(BrailleKey::Next), "> Italiano");
    assert!(!rig.state.waits() && rig.said.is_empty());
}

#[test]
fn a_display_that_comes_right_after_the_end_of_another_shows_the_languages_and_none_of_its_last_words() {
    let mut rig = Rig::reading_at(40, statement());
    rig.feels(BrailleKey::End);
    assert!(rig.state.waits() && rig.felt().starts_with("Sessione chiusa"), "{}", rig.felt());
    rig.does(Event::Braille(Braille::Gone));
    rig.waits(2_000);
    rig.does(Event::Braille(Braille::Attached(20)));
    assert_eq!(rig.felt(), "> Italiano");
    assert!(!rig.state.waits() && rig.state.picture().unwrap().caption.is_none());
}

#[test]
fn a_display_that_was_there_at_the_start_begins_nothing_until_a_key() {
    let mut rig = Rig::new();
    rig.state = State::new(Setup { settles: 3_000, ..Setup::default() });
    rig.does(Event::Braille(Braille::Attached(40)));
    assert!(rig.state.waits() && rig.felt().starts_with("Lo Sportello"));
    rig.does(Event::Braille(Braille::Key(BrailleKey::Right)));
    assert!(!rig.state.waits());
}

#[test]
fn the_staff_are_called_by_choosing_twice() {
    let mut rig = Rig::reading_at(40, public("Servizi"));
    rig.feels(BrailleKey::Bottom);
    rig.feels(BrailleKey::Select);
    while rig.felt() != "[Chiama il personale]" {
        rig.feels(BrailleKey::Next);
    }
    assert!(rig.feels(BrailleKey::Select).starts_with("Per chiamare il personale scegli"));
    assert!(rig.feels(BrailleKey::Select).starts_with("Fatto"), "{}", rig.felt());
}

#[test]
fn with_headphones_too_it_is_heard_and_read() {
    let mut rig = Rig::reading_at(40, statement());
    rig.does(Event::Jack(true));
    rig.hears_out();
    assert!(rig.all().contains("52"), "{}", rig.all());
    rig.does(Event::Jack(false));
    rig.waits(70_000);
    assert!(!rig.state.waits(), "who reads goes on without headphones");
}

proptest! {
    #[test]
    fn windows_hold_every_sign_once_and_no_more_than_fits(line in "[a-zè ]{0,200}", cells in 1..60_usize) {
        let windows = cut(&line, cells);
        prop_assert!(windows.iter().all(|window| window.text.chars().count() <= cells));
        let dense = |text: &str| text.chars().filter(|sign| *sign != ' ').collect::<String>();
        prop_assert_eq!(dense(&windows.iter().map(|window| window.text.as_str()).collect::<String>()), dense(&line));
        // No word is cut that would have fitted.
        for word in line.split(' ').filter(|word| !word.is_empty() && word.chars().count() <= cells) {
            prop_assert!(windows.iter().any(|window| window.text.split(' ').any(|own| own == word)), "{word}: {windows:?}");
        }
    }
}
