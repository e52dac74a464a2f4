//! The clauses of EN 301 549 for closed functionality that concern the agent, one test each; others that ask for the
//! same (Section 508, VVSG 2.0, US DOT) are named beside them. `conformance.rs` makes the table of them.

use a11y::page::{Envelope, Input, Link, Page};
use a11y::speech::{Command as Said, Heard};
use a11y::text::{Lang, Span, Text};
use sportello_kiosk::agent::Setup;
use sportello_kiosk::agent::command::{Aloud, Picture};
use sportello_kiosk::event::{Braille, BrailleKey, Card, Control, Event, Finger, Key, Staff, Touch};

use crate::citizen::{Citizen, NOEMI, Place, Way};
use crate::pages::pages;
use crate::portal::{PERSONAL, PIN, asks, plain, public};
use crate::world::{World, holder, seen, words};

pub const BY_EAR: Citizen = Citizen { way: Way::Ear, code: NOEMI };
pub const BY_TOUCH: Citizen = Citizen { way: Way::Touch, code: NOEMI };

/// Someone with headphones before this page, whose reading is over.
pub fn hearing(page: Page) -> World {
    let mut world = World::new();
    world.does(Event::Jack(true));
    world.passes(30_000);
    world.portal.next = Some(page);
    BY_EAR.chooses(&mut world, "b-0-0");
    world.passes(120_000 / 60);
    world
}

pub fn long() -> Page {
    let words = "Questa frase è lunga abbastanza per essere interrotta mentre la si ascolta.";
    public("Servizi").say(plain(words)).say(plain(words)).link(Link::inside(plain("Avanti"), "/it/avanti"))
}

pub fn at(citizen: Citizen, place: Place) -> World {
    let mut world = World::new();
    citizen.until(&mut world, |world| citizen.place(world) == place);
    world
}

const KEYS: [Key; 16] = [
    Key::Previous,
    Key::Next,
    Key::Select,
    Key::Help,
    Key::Repeat,
    Key::Louder,
    Key::Softer,
    Key::Faster,
    Key::Slower,
    Key::Digit(0),
    Key::Digit(1),
    Key::Digit(3),
    Key::Digit(5),
    Key::Digit(7),
    Key::Back,
    Key::End,
];

#[test]
fn clause_5_1_3_1_everything_that_is_shown_is_heard() {
    let mut missing = Vec::new();
    for example in a11y::html::examples() {
        let mut world = hearing(example.page.clone());
        let stops = a11y::speech::page(&world.picture().page, &world.picture().frame);
        // Rows that are covered have one place on the screen, and are gone through one by one.
        let all = a11y::speech::page(&example.page, &example.frame).len();
        let mut reached = Vec::new();
        let shown = shown(world.picture());
        let before = world.said.len();
        // On to the stop after the page, and all the way back: the beginning is said on the way back.
        for key in [Key::Next, Key::Previous].into_iter().flat_map(|key| vec![key; all + 20]) {
            let here = world.picture().focus.clone();
            let past = key == Key::Next && here.as_deref() == Some("comandi");
            reached.extend(here);
            if !past {
                world.key(key);
            }
        }
        for stop in &stops {
            let there = reached.contains(&stop.id) || stop.id.is_empty();
            assert!(there, "{} {:?}: {} is not reached", example.name, example.page.lang, stop.id);
        }
        let heard = format!(" {} ", in_letters(&world.heard_since(before)));
        for words in shown {
            if !heard.contains(&format!(" {} ", in_letters(&words))) {
                missing.push(format!("{} {:?}: «{words}»", example.name, example.page.lang));
            }
        }
    }
    assert!(missing.is_empty(), "shown and not heard:\n{}", missing.join("\n"));
}

/// The words of the page as the screen draws it, between one tag and the next. Not the heads over a summary's pairs: by ear
/// each row says its name, its answer and what can be done.
fn shown(picture: &Picture) -> Vec<String> {
    let html = sportello_kiosk::screen::drawn(picture, 2.7);
    let main = html.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>")).expect("a page").0;
    let mut runs = Vec::new();
    let (mut pairs, mut heads, mut unseen) = (false, false, false);
    for (tag, words) in main.split('<').filter_map(|piece| piece.split_once('>')) {
        pairs = if tag.starts_with("table") { tag.contains("class=\"pairs\"") } else { pairs };
        heads = if tag == "thead" { pairs } else { heads && tag != "/thead" };
        // For browsers that run no script; the kiosk's runs its own.
        unseen = tag == "noscript" || (unseen && tag != "/noscript");
        if !heads && !unseen {
            runs.extend(around_hours(words));
        }
    }
    runs.retain(|words| words.chars().any(char::is_alphanumeric));
    runs
}

/// What stands around the hour of a time, whose minutes are heard as they are written and its hour in twelve or 24.
fn around_hours(words: &str) -> Vec<String> {
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    let words = signs.iter().fold(words.to_owned(), |words, (written, sign)| words.replace(written, sign));
    let mut runs = vec![String::new()];
    for word in words.split_inclusive(' ') {
        let minutes = word.split_once(':').filter(|(hour, _)| hour.parse::<u8>().is_ok());
        match minutes {
            Some((_, minutes)) => runs.push(minutes.to_owned()),
            None => runs.last_mut().unwrap().push_str(word),
        }
    }
    runs
}

/// Letters and digits alone, a space between words; the vowels that only the Arabic voice needs are no letters.
fn in_letters(text: &str) -> String {
    let vowel = |sign: &char| matches!(sign, '\u{64b}'..='\u{652}' | '\u{670}' | '\u{640}');
    let signs =
        text.chars().filter(|sign| !vowel(sign)).map(|sign| if sign.is_alphanumeric() { sign } else { ' ' });
    signs.collect::<String>().to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn clause_5_1_3_3_what_is_heard_is_marked_on_the_screen() {
    for place in [Place::Services, Place::SignIn, Place::Form, Place::Review, Place::Sent] {
        let mut world = at(BY_EAR, place);
        for _ in 0..20 {
            let before = world.said.len();
            world.key(Key::Next);
            assert_eq!(world.said.len(), before + 1, "each press is answered");
            let focus = world.picture().focus.clone().expect("a mark");
            let html = sportello_kiosk::screen::drawn(world.picture(), 2.7);
            let on_screen = html.contains(&format!("id=\"{focus}\""));
            let aside = ["comand", "indietro", "aiuto", "sessione"].iter().any(|own| focus.starts_with(own));
            assert!(on_screen || aside, "{place:?}: {focus} is marked nowhere");
            assert!(html.contains(&format!("data-focus=\"{focus}\"")));
        }
    }
}

#[test]
fn clause_5_1_3_4_speech_is_repeated_paused_and_tells_where_one_is() {
    let mut world = hearing(long());
    world.key(Key::Next);
    let said = world.last().to_owned();
    world.key(Key::Repeat);
    assert_eq!(world.last(), said, "repeated");
    world.key(Key::Digit(1));
    assert!(!world.speaking(), "paused");
    assert!(seen(world.picture()).contains("In pausa."));
    world.key(Key::Digit(1));
    assert_eq!(world.last(), said, "and gone on with");
    world.key(Key::Digit(5));
    assert!(world.last().contains("Servizi") && world.last().contains(", voce "), "{}", world.last());
}

#[test]
fn clause_5_1_3_5_a_key_or_a_touch_stops_speech_at_once_and_new_speech_takes_its_place() {
    for key in KEYS {
        let mut world = hearing(long());
        world.key(Key::Repeat);
        assert!(world.speaking());
        let (cut, before) = (world.cut, world.said.len());
        world.key(key);
        assert_eq!(world.cut, cut + 1, "{key:?} stops it in the same moment");
        assert!(world.said.len() <= before + 1, "{key:?}: one thing at a time");
    }
    let touches = [
        Touch::Part("b-0".into()),
        Touch::Part("azione-0".into()),
        Touch::Control(Control::Size),
        Touch::Control(Control::Theme),
        Touch::Control(Control::Listen),
        Touch::Control(Control::Help),
    ];
    let events = touches.map(Event::Touch);
    let fingers = [Finger::Next, Finger::Previous, Finger::Activate, Finger::Quiet].map(Event::Finger);
    let cells = [BrailleKey::Previous, BrailleKey::Next, BrailleKey::Top]
        .map(|key| Event::Braille(Braille::Key(key)));
    for event in events.into_iter().chain(fingers).chain(cells) {
        let mut world = hearing(long());
        world.does(Event::Braille(Braille::Attached(40)));
        world.key(Key::Repeat);
        let cut = world.cut;
        world.does(event.clone());
        assert_eq!(world.cut, cut + 1, "{event:?} stops it in the same moment");
    }
}

#[test]
fn clause_5_1_3_6_what_is_no_text_is_said_in_words() {
    // The only things shown that are no text: the dots of a secret, and the mark that something is chosen.
    let mut world = at(BY_TOUCH, Place::SignIn);
    world.does(Event::Touch(Touch::Control(Control::Listen)));
    world.passes(20_000);
    world.touch("pin");
    let before = world.said.len();
    "274".chars().for_each(|sign| world.does(Event::Touch(Touch::Sign(sign))));
    assert!(seen(world.picture()).contains("●●●"), "{}", seen(world.picture()));
    let told = world.heard_since(before);
    assert!(told.contains("cifra 3 di 8"), "{told}");
}

#[test]
fn clause_5_1_3_9_personal_data_are_heard_by_private_listening_only() {
    let mut world = at(BY_EAR, Place::Form);
    world.passes(30_000);
    let private = world.said.iter().filter(|said| said.words.contains(PERSONAL)).all(|said| said.private);
    assert!(private && world.heard_since(0).contains(PERSONAL));
    world.does(Event::Jack(false));
    let before = world.said.len();
    for _ in 0..12 {
        world.key(Key::Next);
        world.passes(3_000);
    }
    let told = world.heard_since(before);
    assert!(!told.contains(PERSONAL), "{told}");
    assert_eq!(told.matches("C’è una risposta personale").count(), 1, "told once: {told}");
    assert!(world.said[before..].iter().all(|said| !said.private));
}

#[test]
fn clause_5_1_3_9_a_jack_that_was_full_before_is_not_private() {
    let mut world = World::new();
    world.starts_again(None);
    world.does(Event::Jack(true));
    world.passes(5_000);
    let before = world.said.len();
    world.key(Key::Digit(5));
    world.passes(20_000);
    assert!(world.said.len() > before);
    assert!(world.said[before..].iter().all(|said| !said.private));
}

#[test]
fn clause_5_1_3_10_nothing_is_said_by_itself_for_more_than_three_seconds() {
    let mut world = World::with(Setup { prompt: None, ..Setup::default() });
    world.passes(3_600_000);
    assert!(world.said.is_empty(), "where the office wants none, nothing at all");
    BY_TOUCH.until(&mut world, |world| BY_TOUCH.place(world) == Place::Form);
    assert!(world.said.is_empty(), "who only touches is not spoken to");
    for lang in Lang::ALL {
        let mut world = World::with(Setup { lang, prompt_volume: 1, ..Setup::default() });
        world.passes(1_200_000);
        assert!((8..=10).contains(&world.said.len()), "{}", world.said.len());
        let before = world.said.len();
        world.does(Event::Staff(Staff::Closed(true)));
        assert_eq!(world.said.len(), before + 1, "that it is closed is said too");
        assert!(world.said[..before].iter().all(|said| said.volume == 1), "as loud as the office says");
        for said in &world.said {
            // espeak-ng says these sentences in 2.7 s; an ordinary voice says about fifteen signs a second.
            assert!(!said.private && said.words.chars().count() <= 45, "{}", said.words);
        }
    }
}

#[test]
fn clause_5_1_3_13_volume_rate_and_the_rest_are_as_at_first_after_each_use() {
    let setup = Setup::default();
    let mut world = hearing(long());
    (0..9).for_each(|_| world.key(Key::Louder));
    (0..9).for_each(|_| world.key(Key::Faster));
    assert_eq!((world.said.last().unwrap().volume, world.said.last().unwrap().rate), (setup.volumes, 200));
    world.key(Key::End);
    world.passes(20_000);
    world.does(Event::Jack(false));
    world.does(Event::Jack(true));
    assert_eq!((world.said.last().unwrap().volume, world.said.last().unwrap().rate), (setup.volume, 100));
}

#[test]
fn clause_5_1_3_14_speech_is_in_the_language_of_the_page_and_foreign_names_in_their_own() {
    let mut world = World::new();
    world.does(Event::Jack(true));
    world.passes(30_000);
    let langs = |world: &World, since: usize| -> Vec<&str> {
        let mut langs: Vec<_> = world.said[since..].iter().flat_map(|said| said.langs.clone()).collect();
        langs.sort_unstable();
        langs.dedup();
        langs
    };
    assert_eq!(langs(&world, 0), ["ar", "en", "it"], "each language offers itself in its own voice");
    let name = Text::from(Span::Foreign(Lang::It, "Via Garibaldi".to_owned()));
    let page = Page::new(Lang::En, plain("Your office")).public().say(name);
    world.portal.next = Some(page);
    let before = world.said.len();
    BY_EAR.chooses(&mut world, "b-0-1");
    world.passes(20_000);
    let heard = &world.said[before..];
    let of =
        |words: &str| heard.iter().find(|said| said.words.contains(words)).map(|said| said.langs.clone());
    assert_eq!(of("Your office"), Some(vec!["en"]));
    assert_eq!(of("Via Garibaldi"), Some(vec!["it"]));
}

#[test]
fn clause_5_1_3_15_an_error_names_the_field_and_says_what_is_wrong() {
    let mut world = at(BY_EAR, Place::Form);
    BY_EAR.types(&mut world, "conto", "4857");
    let before = world.said.len();
    BY_EAR.chooses(&mut world, "invia");
    world.passes(20_000);
    let told = world.heard_since(before);
    let (fault, label) = (told.find("Il conto ha otto cifre"), told.find("Numero del conto"));
    assert!(fault.is_some() && fault < label, "its fault before its name: {told}");
    assert_eq!(world.picture().focus.as_deref(), Some("conto"), "the cursor is on it");
    world.key(Key::Next);
    world.key(Key::Digit(9));
    assert_eq!(world.picture().focus.as_deref(), Some("conto"), "a key for the next problem");
}

#[test]
fn clause_5_1_3_16_what_is_printed_is_heard() {
    let mut world = at(BY_EAR, Place::Sent);
    world.passes(60_000);
    BY_EAR.chooses(&mut world, "azione-0");
    world.passes(10_000);
    assert!(world.last().contains("prendi la ricevuta, esce sotto lo schermo"), "{}", world.last());
    let letters =
        |text: &str| text.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>().to_lowercase();
    let heard = letters(&world.heard_since(0));
    let paper = world.printer.whole[0].clone();
    for words in ["Domanda inviata", "Numero di protocollo", "26 novembre 2026", "Ti scriviamo entro un mese"]
    {
        let [on_paper, aloud] = [letters(&paper).contains(&letters(words)), heard.contains(&letters(words))];
        assert!(on_paper && aloud, "{words}: on paper {on_paper}, aloud {aloud}\n{paper}");
    }
    for part in ["INPS", "2026", "0000001"] {
        assert!(paper.replace(' ', "").contains(part), "{paper}");
    }
}

#[test]
fn clause_5_1_6_everything_is_done_with_next_and_select_alone() {
    let mut world = World::new();
    world.does(Event::Card(Card::Read(holder(NOEMI))));
    world.passes(1_000);
    world.does(Event::Jack(true));
    world.passes(20_000);
    let two = TwoKeys::default();
    let presses = two.goes(&mut world);
    println!("card to receipt with two keys: {presses} presses");
    assert!(presses <= 600, "{presses}");
    assert_eq!((world.portal.cases.len(), world.printer.whole.len()), (1, 1));
}

/// Someone with a switch that goes on and one that chooses.
#[derive(Default)]
struct TwoKeys(std::cell::Cell<u32>);

impl TwoKeys {
    fn press(&self, world: &mut World, key: Key) {
        self.0.set(self.0.get() + 1);
        world.key(key);
        world.passes(200);
    }

    fn reaches(&self, world: &mut World, id: &str) {
        for _ in 0..80 {
            if world.picture().focus.as_deref() == Some(id) {
                return;
            }
            self.press(world, Key::Next);
        }
        panic!("{id} is not reached");
    }

    fn chooses(&self, world: &mut World, id: &str) {
        self.reaches(world, id);
        self.press(world, Key::Select);
    }

    /// From the ring of signs, by ear.
    fn types(&self, world: &mut World, id: &str, digits: &str) {
        self.chooses(world, id);
        for sign in digits.chars().map(|digit| digit.to_string()).chain(["Fatto".to_owned()]) {
            // The ring of a PIN ends with its last digit.
            if sign == "Fatto" && world.last().contains("8 di 8") {
                return;
            }
            for _ in 0..14 {
                if world.last().ends_with(&sign) && !world.last().contains("cifr") {
                    break;
                }
                self.press(world, Key::Next);
            }
            self.press(world, Key::Select);
        }
    }

    fn goes(&self, world: &mut World) -> u32 {
        self.types(world, "pin", PIN);
        self.chooses(world, "invia");
        assert_eq!(BY_EAR.place(world), Place::Form, "{}", world.heard_since(0));
        self.types(world, "conto", crate::portal::ACCOUNT);
        self.chooses(world, "invia");
        self.chooses(world, "azione-0");
        self.chooses(world, "azione-0");
        world.passes(5_000);
        self.0.get()
    }
}

#[test]
fn clause_5_2_speech_begins_without_sight_by_jack_or_any_key() {
    for key in KEYS {
        let mut world = World::new();
        world.key(key);
        assert!(world.speaking(), "{key:?}");
    }
    let mut world = World::new();
    world.does(Event::Jack(true));
    assert!(world.said.iter().all(|said| said.private) && world.speaking());
}

#[test]
fn clause_5_9_nothing_needs_two_keys_at_once_and_keys_can_be_tried() {
    let mut world = hearing(long());
    world.key(Key::Help);
    world.key(Key::Help);
    for key in KEYS.into_iter().filter(|key| *key != Key::Help) {
        let before = world.said.len();
        world.key(key);
        assert_eq!(world.said.len(), before + 1, "{key:?} says its name");
        assert!(!world.state().waits() && world.portal.posts == 0);
    }
    world.key(Key::Help);
    assert!(world.last().contains("Prova dei tasti finita"), "{}", world.last());
}

#[test]
fn dot_4_the_screen_is_covered_and_shown_again_from_the_keypad_and_it_is_told() {
    let mut world = at(BY_EAR, Place::Form);
    world.key(Key::Digit(2));
    world.key(Key::Digit(3));
    assert!(world.picture().curtain && !seen(world.picture()).contains(PERSONAL));
    assert_eq!(world.last(), "Schermo coperto.");
    world.key(Key::Digit(3));
    assert!(!world.picture().curtain);
    assert_eq!(world.last(), "Schermo visibile.");
}

/// Words of HTML and of browsers, as they are written without vowels.
fn words_of_html(lang: Lang) -> &'static str {
    match lang {
        Lang::It => {
            "pulsante, pulsanti, casella, caselle, link, clic, clicca, browser, cookie, altra scheda, immagine, \
             button, textbox, undefined"
        }
        Lang::En => {
            "button, buttons, box, boxes, textbox, checkbox, link, links, click, browser, browsers, cookie, cookies, \
             another tab, image, undefined"
        }
        Lang::Ar => {
            "الزر, للزر, بزر, أزرار, الأزرار, أزرارها, رابط, الرابط, رابطا, روابط, روابطها, في خانة, إلى الخانة, \
             ثلاث خانات, متصفح, المتصفح, للمتصفح, بالمتصفح, المتصفحات, تعريف الارتباط, صورة"
        }
    }
}

/// The first of those that is heard here.
pub fn word_of_html(lang: Lang, heard: &str) -> Option<&'static str> {
    let vowel = |sign: &char| matches!(sign, '\u{64b}'..='\u{652}' | '\u{670}');
    let plain: String = heard.to_lowercase().chars().filter(|sign| !vowel(sign)).collect();
    let spaced = |text: &str| {
        format!(
            " {} ",
            text.split(|sign: char| !sign.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        )
    };
    let heard = spaced(&plain);
    words_of_html(lang).split(", ").find(|word| heard.contains(&spaced(word)))
}

/// Whether a page is shown in browsers alone: about reading at home, or what a kiosk is told in other words, on a page of
/// its own.
pub fn is_for_browsers(name: &str, all: &[(String, Vec<u8>)]) -> bool {
    let about = ["aiuto", "accessibilita", "privacy", "mappa", "preferenze", "lingua"];
    let of_its_own = format!("{name}-al-chiosco");
    about.iter().any(|about| name == *about || name.starts_with(&format!("{about}/")))
        || all.iter().any(|(other, _)| *other == of_its_own)
        || name.ends_with("senza-cookie")
        // A barrier of the kiosk is asked for otherwise.
        || (name.split('/').next() == Some("segnala") && !name.contains("chiosco"))
}

/// What only a browser is told, on pages of both.
const IN_BROWSERS: [&str; 3] =
    ["salvala con il link Testo semplice", "save it with the link Plain text", "مِنْ رَابِطِ النَّصِّ الْبَسِيطِ"];

#[test]
fn no_word_of_html_names_what_reads_a_part_of_the_page() {
    let mut world = at(BY_TOUCH, Place::SignIn);
    world.does(Event::Touch(Touch::Control(Control::Listen)));
    for lang in Lang::ALL {
        let mut picture = world.picture().clone();
        picture.page.lang = lang;
        let drawn = sportello_kiosk::screen::drawn(&picture, 2.7);
        let ears = drawn.split("class=\"secondary ear\"").skip(1);
        let names: std::collections::BTreeSet<&str> =
            ears.filter_map(|ear| ear.split("aria-label=\"").nth(1)?.split('"').next()).collect();
        assert_eq!(names.len(), 2, "what sends is told from the heading over it: {names:?}");
        for name in names {
            assert_eq!(word_of_html(lang, name), None, "{name}");
        }
    }
}

#[test]
fn no_words_of_html_are_heard() {
    let mut world = World::new();
    BY_EAR.until(&mut world, |world| world.printer.whole.len() == 1);
    assert_eq!(word_of_html(Lang::It, &world.heard_since(0)), None);
    assert_eq!(word_of_html(Lang::Ar, "اِضْغَطِ الزِّرَّ"), Some("الزر"));
    let mut faults = Vec::new();
    for lang in Lang::ALL {
        let all = pages(lang);
        for (name, bytes) in all.iter().filter(|(name, _)| !is_for_browsers(name, &all)) {
            let came = Envelope::from_json(bytes).unwrap();
            for heard in a11y::speech::page(&came.page, &came.frame) {
                let script = match &heard.heard {
                    Heard::Public(public) => public.commands(),
                    Heard::Private(private) => private.commands(),
                };
                let heard = words(script);
                if IN_BROWSERS.iter().all(|told| !heard.contains(told)) {
                    let found = word_of_html(lang, &heard);
                    faults.extend(found.map(|word| format!("{} {name}: «{word}»: {heard}", lang.code())));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_code_is_heard_sign_by_sign_at_first_and_in_pairs_again() {
    let line = Input::Line { value: String::new(), width: 20 };
    let code = Text::from(Span::Code("AN4059281".to_owned()));
    let mut world =
        hearing(public("Codice").say(code).with(asks("nome", "Nome", line)).submit(plain("Avanti")));
    world.key(Key::Next);
    while world.picture().focus.as_deref() != Some("b-0") {
        world.key(Key::Next);
    }
    let script = |world: &World| world.said.last().unwrap().script.clone();
    let first = script(&world);
    let spelled = |script: &[Said]| script.iter().any(|said| matches!(said, Said::Spell { .. }));
    assert!(spelled(&first), "{first:?}");
    world.key(Key::Repeat);
    let numbers = script(&world).into_iter().filter_map(|said| match said {
        Said::Say { words, .. } if words.bytes().all(|sign| sign.is_ascii_digit()) => Some(words),
        _ => None,
    });
    assert_eq!(numbers.collect::<Vec<_>>(), ["40", "59", "28", "1"], "the digits in pairs");
}

/// The letters and figures of some words.
fn signs(words: &str) -> String {
    words.chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// What is heard at each stop of what is shown, and at each command after it.
fn stops(picture: &Picture) -> Vec<String> {
    let stops = a11y::speech::page(&picture.page, &picture.frame);
    stops.into_iter().map(|stop| signs(&words(Aloud::Ears(stop.heard).script()))).collect()
}

#[test]
fn clause_5_1_5_what_is_said_in_between_is_captioned() {
    let places = [Place::Languages, Place::Services, Place::SignIn, Place::Form, Place::Review, Place::Sent];
    let mut bare = Vec::new();
    let mut told = 0;
    for (place, key) in places.into_iter().flat_map(|place| KEYS.map(|key| (place, key))) {
        let mut world = at(BY_EAR, place);
        let mut read = stops(world.picture());
        let before = world.said.len();
        world.key(key);
        read.extend(stops(world.picture()));
        for heard in &world.said[before..] {
            // A letter after the other is what stands at the stop.
            let said = signs(&heard.words);
            let of_the_page = read.iter().any(|stop| stop.contains(&said)) || key == Key::Digit(0);
            if of_the_page {
                continue;
            }
            told += 1;
            if !signs(&seen(world.picture())).contains(&said) {
                bare.push(format!("{place:?}, {key:?}: «{}»", heard.words));
            }
        }
    }
    assert!(told > 40, "{told}");
    assert!(bare.is_empty(), "said and not shown:\n{}", bare.join("\n"));
}
