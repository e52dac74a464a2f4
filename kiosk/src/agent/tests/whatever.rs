//! What holds whatever happens.

use super::*;

fn keys() -> impl Strategy<Value = Key> {
    prop_oneof![
        Just(Key::Previous),
        Just(Key::Next),
        Just(Key::Select),
        Just(Key::Back),
        Just(Key::End),
        Just(Key::Help),
        Just(Key::Repeat),
        Just(Key::Louder),
        Just(Key::Slower),
        (0..10u8).prop_map(Key::Digit),
    ]
}

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

fn devices() -> impl Strategy<Value = Device> {
    prop_oneof![
        any::<bool>().prop_map(Device::Keypad),
        any::<bool>().prop_map(Device::Reader),
        any::<bool>().prop_map(Device::Panel),
        Just(Device::JackFull),
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

/// Something that happens; a number stands for "the one that was asked last" and the like.
fn events() -> impl Strategy<Value = Happening> {
    prop_oneof![
        6 => keys().prop_map(|key| Happening::Event(Event::Key(key))),
        4 => touches().prop_map(|touch| Happening::Event(Event::Touch(touch))),
        3 => Just(Happening::Said),
        3 => (0..200usize).prop_map(Happening::Page),
        1 => Just(Happening::Away),
        2 => (0..40_000u64).prop_map(Happening::Later),
        1 => any::<bool>().prop_map(|in_| Happening::Event(Event::Jack(in_))),
        1 => Just(Happening::Event(Event::Card(Card::Read(holder())))),
        1 => Just(Happening::Event(Event::Card(Card::Empty))),
        1 => Just(Happening::Event(Event::Card(Card::Torn))),
        3 => fingers().prop_map(Happening::Event),
        3 => braille().prop_map(Happening::Event),
        1 => devices().prop_map(|device| Happening::Event(Event::Device(device))),
        1 => Just(Happening::Event(Event::Paper(Paper::State(PaperState::Out)))),
        1 => Just(Happening::Event(Event::Paper(Paper::State(PaperState::Ready)))),
        1 => (0..50u64).prop_map(|id| Happening::Event(Event::Paper(Paper::Failed(id, PaperState::Out)))),
        1 => (0..50u64).prop_map(|id| Happening::Event(Event::Paper(Paper::Refused(id, PaperState::Fault)))),
        1 => any::<bool>().prop_map(Happening::Ears),
        1 => (0..50u64).prop_map(|id| Happening::Event(Event::Paper(Paper::Printed(id)))),
        2 => office().prop_map(Happening::Event),
    ]
}

/// What staff, readers and engines do in between.
fn office() -> impl Strategy<Value = Event> {
    prop_oneof![
        Just(Event::Staff(Staff::Coming)),
        Just(Event::Staff(Staff::Closed(false))),
        Just(Event::Staff(Staff::Closed(true))),
        any::<bool>().prop_map(|reached| Event::Staff(Staff::Called(reached))),
        Just(Event::Code(Scan::Holder(holder()))),
        Just(Event::Code(Scan::Unknown)),
        Just(Event::Code(Scan::Damaged)),
        Just(Event::Voice(Voice::Engine(Engine::None))),
        Just(Event::Voice(Voice::Engine(Engine::Espeak))),
        Just(Event::Voice(Voice::Engine(Engine::Dispatcher))),
        Just(Event::Portal(Portal::There(false))),
        Just(Event::Portal(Portal::There(true))),
        (0..50u64).prop_map(|id| Event::Portal(Portal::Strange(id))),
        (0..50u64).prop_map(|id| {
            let frame = Frame { status: 200, address: "/it/".into(), ..Frame::default() };
            let envelope =
                Envelope { version: WIRE_VERSION, frame, page: Page::new(Lang::It, Text::plain("Inizio")) };
            Event::Portal(Portal::Old(id, Box::new(envelope), jiff::civil::time(9, 5, 0, 0)))
        }),
        Just(Event::CardPin(crate::event::CardPin::Torn)),
    ]
}

#[derive(Clone, Debug)]
enum Happening {
    Event(Event),
    Said,
    Page(usize),
    Away,
    Later(Millis),
    /// Who speaks in the headphones, where they are an output of their own.
    Ears(bool),
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn whatever_happens_it_is_seen_heard_and_ends_clean(
        happenings in prop::collection::vec(events(), 1..60),
        headphones: bool,
    ) {
        let examples = a11y::html::examples();
        let mut rig = Rig::with(Setup { headphones, ..Setup::default() });
        for happening in happenings {
            let before = rig.said.len();
            match happening {
                Happening::Event(Event::Key(key @ (Key::Next | Key::Previous | Key::Select))) => {
                    let (said, asked, orders) = (rig.said.len(), rig.asked.len(), rig.orders.len());
                    rig.key(key);
                    let answered = rig.said.len() > said || rig.asked.len() > asked || rig.orders.len() > orders;
                    let listens = rig.state.session.listening.is_some() && !crate::agent::braille::reads(&rig.state);
                    prop_assert!(answered || !listens, "a key that is not answered: {:?}", rig.state.session.view.own);
                }
                Happening::Event(event) => rig.does(event),
                Happening::Said => rig.speaking.take().into_iter().for_each(|id| rig.does(Event::Voice(Voice::Ended(id)))),
                Happening::Page(n) if rig.state.session.asked.is_some() => {
                    let example = &examples[n % examples.len()];
                    let before = rig.said.len();
                    rig.gets_framed(example.page.clone(), example.frame.clone());
                    let listens = rig.state.session.listening.is_some() && !crate::agent::braille::reads(&rig.state);
                    prop_assert!(!listens || rig.said.len() > before, "a page that is not heard: {}", example.name);
                }
                Happening::Page(_) => {}
                Happening::Ears(speak) if headphones => {
                    let engine = if speak { Engine::Espeak } else { Engine::None };
                    rig.does(Event::Voice(Voice::Headphones(engine)));
                }
                Happening::Ears(_) => {}
                Happening::Away => {
                    let asked = rig.asked.last().map(|asked| asked.id);
                    asked.into_iter().for_each(|id| rig.does(Event::Portal(Portal::Away(id))));
                }
                Happening::Later(millis) => {
                    rig.now += millis;
                    rig.does(Event::Tick(rig.now));
                }
            }
            prop_assert!(rig.state.session.begun.is_some() || rig.state.is_clean(), "{:?}", rig.state.session);
            let engines = rig.state.engines;
            let in_vain = rig.said[before..].iter().any(|said| said.1) && !engines.in_ears() && engines.speak();
            prop_assert!(!in_vain, "said where nobody speaks: {:?}", &rig.said[before..]);
            prop_assert!(!rig.grabbed || rig.state.session.listening.is_some(), "nobody would see or hear the screen");
        }
        rig.waits(310_000);
        prop_assert!(rig.state.waits() && rig.state.is_clean(), "{:?}", rig.state.session);
    }
}
