//! What holds whatever happens.

use std::sync::LazyLock;

use a11y::html::Example;

use super::*;
use crate::event::Sign;

#[path = "../../../tests/kit/happenings.rs"]
mod happenings;
use happenings::{Known, TYPED, make_somebodys, tells};

fn touches() -> impl Strategy<Value = Touch> {
    let ids =
        prop_oneof!["b-[0-3](-[0-2])?", "azione-[0-2]", Just("invia".to_owned()), Just("pin".to_owned())];
    prop_oneof![
        ids.prop_map(Touch::Part),
        any::<char>().prop_map(Touch::Sign),
        Just(Touch::Erase),
        Just(Touch::Control(Control::Listen)),
        Just(Touch::Control(Control::Uncover)),
        Just(Touch::Control(Control::Back)),
    ]
}

fn fingers() -> impl Strategy<Value = Event> {
    let spot = (0..=10_000_u16, 0..=10_000_u16).prop_map(|(x, y)| Spot { x, y });
    let place = (spot.clone(), spot.clone()).prop_map(|(from, to)| Rectangle { from, to });
    let boxes = prop::collection::vec((touches(), place), 0..6);
    prop_oneof![
        3 => spot.prop_map(|spot| Event::Finger(Finger::At(spot))),
        2 => Just(Event::Finger(Finger::Activate)),
        1 => Just(Event::Finger(Finger::Gone)),
        1 => Just(Event::Finger(Finger::Next)),
        1 => Just(Event::Finger(Finger::Quiet)),
        1 => Just(Event::Finger(Finger::Swap)),
        3 => (0..12_u64, boxes).prop_map(|(number, boxes)| Event::Boxes(Boxes { number, boxes })),
    ]
}

fn braille() -> impl Strategy<Value = Event> {
    let keys = prop_oneof![
        Just(BrailleKey::Next),
        Just(BrailleKey::Previous),
        Just(BrailleKey::Left),
        Just(BrailleKey::Right),
        Just(BrailleKey::LineEnd),
        Just(BrailleKey::Bottom),
        Just(BrailleKey::Select),
        Just(BrailleKey::Back),
        Just(BrailleKey::Erase),
        Just(BrailleKey::End),
        Just(BrailleKey::Where),
        any::<u16>().prop_map(BrailleKey::Route),
        any::<char>().prop_map(BrailleKey::Sign),
    ];
    prop_oneof![
        1 => any::<u16>().prop_map(Braille::Attached),
        1 => Just(Braille::Attached(20)),
        1 => Just(Braille::Gone),
        9 => keys.prop_map(Braille::Key),
    ]
    .prop_map(Event::Braille)
}

static PAGES: LazyLock<Vec<Example>> = LazyLock::new(a11y::html::examples);

/// Something that happens: most of it is what the fuzz target makes as well, two bytes a thing; beside it what has more to
/// choose from than two bytes tell, and what goes on as it should.
fn happenings() -> impl Strategy<Value = Happening> {
    prop_oneof![
        20 => (0..happenings::KINDS, any::<u8>()).prop_map(|(kind, which)| Happening::Any(kind, which)),
        6 => (1..6u8, any::<u8>()).prop_map(|(kind, which)| Happening::Any(kind, which)),
        4 => touches().prop_map(|touch| Happening::Event(Event::Touch(touch))),
        2 => any::<char>().prop_map(|sign| Happening::Event(Event::Sign(Sign(sign)))),
        3 => fingers().prop_map(Happening::Event),
        3 => braille().prop_map(Happening::Event),
        3 => Just(Happening::Said),
        3 => (0..200usize).prop_map(Happening::Page),
        3 => (0..TYPED.len()).prop_map(Happening::Types),
        1 => Just(Happening::Away),
        2 => (0..40_000u64).prop_map(Happening::Later),
        1 => any::<bool>().prop_map(|in_| Happening::Event(Event::Jack(in_))),
        1 => Just(Happening::Event(Event::Card(Card::Read(holder())))),
    ]
}

#[derive(Clone, Debug)]
enum Happening {
    Event(Event),
    /// One of whatever there is.
    Any(u8, u8),
    /// One of what is typed, sign after sign.
    Types(usize),
    /// What is being said comes to its end.
    Said,
    /// The answer that is awaited, or none.
    Page(usize),
    Away,
    Later(Millis),
}

impl Happening {
    /// What it is for the kiosk as it is now; nothing where it cannot be.
    fn events(self, rig: &Rig, pages: &[Example]) -> Vec<Event> {
        let asked = rig.asked.last().map(|asked| asked.id);
        let one = match self {
            Happening::Event(event) => Some(event),
            Happening::Types(which) => {
                // By the keypad too, whose digits a secret takes.
                let key = |sign: char| match sign.to_digit(10) {
                    Some(digit) => Event::Key(Key::Digit(u8::try_from(digit).unwrap())),
                    None => Event::Sign(Sign(sign)),
                };
                return TYPED[which].chars().map(key).collect();
            }
            Happening::Any(kind, which) => {
                let known = Known {
                    picture: rig.state.picture(),
                    pages,
                    now: rig.now,
                    speaking: rig.speaking.unwrap_or(0),
                    asked: asked.unwrap_or(0),
                    printing: rig.printed.last().copied().unwrap_or(0),
                };
                Some(known.event(kind, which))
            }
            Happening::Said => rig.speaking.map(|id| Event::Voice(Voice::Ended(id))),
            Happening::Page(n) => {
                let Example { mut page, frame, .. } = pages[n % pages.len()].clone();
                make_somebodys(&mut page, u8::try_from(n % 256).unwrap());
                let envelope = Envelope { version: WIRE_VERSION, frame, page };
                asked.map(|asked| Event::Portal(Portal::Page(asked, Box::new(envelope))))
            }
            Happening::Away => asked.map(|asked| Event::Portal(Portal::Away(asked))),
            Happening::Later(millis) => Some(Event::Tick(rig.now + millis)),
        };
        one.into_iter().collect()
    }
}

/// What one has before them, and whether it is heard: another of it is said.
fn before_one(state: &State) -> (bool, Option<super::super::session::Own>, String, Text) {
    let view = &state.session.view;
    (state.session.listening.is_some(), view.own, view.frame.address.clone(), view.page.title.clone())
}

/// Nothing of anybody is in the kiosk: in no field that tells of itself, and on no device.
fn forgotten(rig: &Rig) -> bool {
    let felt = rig.felt.as_ref().map_or("", |line| line.text.as_str());
    rig.state.is_clean() && !tells(&format!("{:?}", rig.state)) && !tells(felt)
}

/// What holds after each event.
fn holds(rig: &mut Rig, event: Event) -> Result<(), TestCaseError> {
    let key = matches!(event, Event::Key(Key::Next | Key::Previous | Key::Select));
    let page = match &event {
        Event::Portal(Portal::Page(id, _)) if rig.state.session.asked.is_some() => {
            rig.asked.last().is_some_and(|asked| asked.id == *id)
        }
        _ => false,
    };
    match event {
        Event::Tick(now) => rig.now = rig.now.max(now),
        Event::Voice(Voice::Ended(id) | Voice::Cut(id)) => {
            rig.speaking.take_if(|speaking| *speaking == id);
        }
        _ => {}
    }
    let (before, asked, orders, hall) = (rig.said.len(), rig.asked.len(), rig.orders.len(), rig.hall.len());
    let there = before_one(&rig.state);
    rig.does(event);
    let said = rig.said.len() > before;
    let answered = said || rig.asked.len() > asked || rig.orders.len() > orders;
    let listens = rig.state.session.listening.is_some() && !crate::agent::braille::reads(&rig.state);
    let view = &rig.state.session.view;
    prop_assert!(answered || !key || !listens, "a key that is not answered: {:?}", view.own);
    prop_assert!(said || !page || !listens, "a page that is not heard: {:?}", view.page.title);
    let heard = said || rig.speaking.is_some() || before_one(&rig.state) == there;
    prop_assert!(
        heard || !listens,
        "neither what is here nor that speech began is heard: {:?}",
        view.page.title
    );
    let shown = rig.state.picture().unwrap();
    prop_assert!(!shown.page.title.is_empty(), "an empty screen");
    let told = rig.hall[hall..].iter().find(|said| tells(said));
    prop_assert!(told.is_none(), "said in the hall: {told:?}");
    let unseen = crate::agent::cover::unseen(&rig.state) && view.page.private;
    let seen = || tells(&format!("{:?} {:?}", shown.page, shown.caption));
    prop_assert!(!unseen || !seen(), "nobody looks, and anybody sees: {:?}", shown.page);
    prop_assert!(rig.state.session.begun.is_some() || forgotten(rig), "{:?}", rig.state);
    let engines = rig.state.engines;
    let in_vain = rig.said[before..].iter().any(|said| said.1) && !engines.in_ears() && engines.speak();
    prop_assert!(!in_vain, "said where nobody speaks: {:?}", &rig.said[before..]);
    prop_assert!(
        !rig.grabbed || rig.state.session.listening.is_some(),
        "nobody would see or hear the screen"
    );
    Ok(())
}

proptest! {
    // More where it is asked for.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(500), ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_it_is_seen_heard_and_ends_clean(
        happenings in prop::collection::vec(happenings(), 1..60),
        headphones: bool,
        booth: bool,
    ) {
        let mut rig = Rig::with(Setup { headphones, booth, ..Setup::default() });
        for happening in happenings {
            for event in happening.events(&rig, &PAGES) {
                // Without an output of their own nobody speaks in the headphones alone.
                if !matches!(event, Event::Voice(Voice::Headphones(_))) || headphones {
                    holds(&mut rig, event)?;
                }
            }
        }
        rig.waits_by(5_000, 310_000);
        prop_assert!(rig.state.waits() && forgotten(&rig), "{:?}", rig.state);
    }
}

#[test]
fn what_no_loudspeaker_says_and_no_end_leaves_is_heard_and_kept_until_then() {
    let mut page = public("Prova");
    make_somebodys(&mut page, 1);
    let mut rig = Rig::listening_at(page.clone());
    rig.hears_out();
    assert!(rig.said.iter().any(|(_, ears, said)| *ears && tells(said)), "{}", rig.all());
    assert!(!forgotten(&rig) && tells(&format!("{:?}", rig.state)));
    let mut rig = Rig::new();
    rig.key(Key::Digit(5));
    rig.hears_out();
    rig.key(Key::Select);
    rig.gets(page);
    rig.hears_out();
    assert!(!rig.hall.is_empty() && !rig.all().is_empty() && !tells(&rig.all()), "{}", rig.all());
    assert!(tells("Z Z Z, Q Q Q 99 A 99 Z 999 Z") && tells("c a n a r i n o") && !tells("canale"));
}

#[test]
fn who_chooses_while_a_page_of_someone_is_read_into_the_hall_hears_that_there_is_an_answer() {
    let choice = |value: &str| a11y::page::Choice { value: value.into(), label: plain(value), hint: None };
    let choices = vec![choice("posta"), choice("sede")];
    let question = Question::new("modo", plain("Come"), Input::OneChoice { choices, chosen: None });
    let page = Page::new(Lang::It, plain("Consegna")).with(question).submit(plain("Continua"));
    for by_key in [false, true] {
        let mut rig = Rig::new();
        rig.key(Key::Digit(5));
        rig.hears_out();
        rig.key(Key::Select);
        rig.gets(page.clone());
        let heard = &rig.state.session.view.heard;
        let touch = Touch::Part(heard.iter().find(|heard| heard.id.starts_with("modo-")).unwrap().id.clone());
        let event = match by_key {
            // The page has just begun, with its sentence on what is personal, and would go on.
            false => Event::Touch(touch),
            // It is read on from a choice.
            true => {
                rig.does(Event::Touch(touch));
                rig.hears_out();
                rig.key(Key::Digit(1));
                Event::Key(Key::Select)
            }
        };
        assert!(rig.state.session.reading_on, "{event:?}");
        let before = rig.said.len();
        rig.does(event.clone());
        assert!(rig.said.len() > before && rig.last().contains("personale"), "{event:?}: {}", rig.all());
    }
}
