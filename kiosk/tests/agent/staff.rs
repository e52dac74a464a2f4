//! The staff, from every state of the kiosk: two presses or two touches away, and answered in words.

use sportello_kiosk::event::{Braille, BrailleKey, Control, Engine, Event, Key, Staff, Touch, Voice};

use crate::citizen::{Citizen, NOEMI, Place, Way};
use crate::clauses::{BY_EAR, at};
use crate::world::World;

#[test]
fn staff_are_called_from_every_page_by_two_presses_and_answered_in_words() {
    for place in [Place::Languages, Place::Services, Place::SignIn, Place::Form, Place::Review, Place::Sent] {
        let mut world = at(BY_EAR, place);
        // In a box digits are typed: one step aside; where a PIN is asked for they say nothing of themselves anywhere.
        world.key(Key::Previous);
        match place {
            Place::SignIn => {
                world.key(Key::Help);
                world.digits("7");
            }
            _ => world.digits("77"),
        }
        assert_eq!(world.calls, 1, "{place:?}");
        assert_eq!(world.last(), "Fatto: il personale è chiamato.");
        world.does(Event::Staff(Staff::Coming));
        assert!(world.last().contains("arrivando"), "{place:?}: {}", world.last());

        // Help and then 7 does it where digits are typed, too; elsewhere 7 is asked for once more.
        let mut world = at(BY_EAR, place);
        let typed = world.picture().page.clone();
        world.key(Key::Help);
        world.digits("7");
        if world.calls == 0 {
            world.digits("7");
        }
        assert_eq!(world.calls, 1, "{place:?}");
        assert_eq!(world.picture().page, typed, "{place:?}: nothing was typed");
    }
    // Where no session can begin the staff are what is left.
    for broken in [Event::Staff(Staff::Closed(true)), Event::Voice(Voice::Engine(Engine::None))] {
        let mut world = World::new();
        world.does(broken.clone());
        world.digits("77");
        assert_eq!(world.calls, 1, "{broken:?}");
        world.does(Event::Touch(Touch::Control(Control::Staff)));
        world.does(Event::Touch(Touch::Control(Control::Staff)));
        assert_eq!(world.calls, 2, "{broken:?}");
    }
}

/// Someone in some state of the kiosk.
type InState = (&'static str, fn() -> World);

/// Every state that a person can be in, beside the pages.
const STATES: [InState; 18] = [
    ("the screen that waits", World::new),
    ("in the box of a code", || boxed("codice")),
    ("in the box of a PIN", || boxed("pin")),
    ("on the ring of signs", || {
        let mut world = boxed("codice");
        world.key(Key::Select);
        world
    }),
    ("on the ring of a PIN", || {
        let mut world = boxed("pin");
        world.key(Key::Select);
        world
    }),
    ("trying the keys", || {
        let mut world = at(BY_EAR, Place::Services);
        (0..2).for_each(|_| world.key(Key::Help));
        world
    }),
    ("trying the keys in a box", || {
        let mut world = boxed("pin");
        (0..2).for_each(|_| world.key(Key::Help));
        world
    }),
    ("paused", || {
        let mut world = at(BY_EAR, Place::Services);
        world.key(Key::Repeat);
        world.key(Key::Digit(1));
        world
    }),
    ("behind the curtain", || {
        let mut world = at(BY_EAR, Place::Services);
        world.key(Key::Repeat);
        world.key(Key::Digit(3));
        world
    }),
    ("asked whether someone is there", || warned(at(BY_EAR, Place::Services))),
    ("asked so in a box", || warned(boxed("pin"))),
    ("asked whether to end", || {
        let mut world = at(BY_EAR, Place::Form);
        BY_EAR.types(&mut world, "conto", "4857");
        world.key(Key::End);
        world
    }),
    ("with a request on its way", || {
        let mut world = at(BY_EAR, Place::Review);
        BY_EAR.chooses(&mut world, "azione-0");
        world
    }),
    ("with the portal away", || {
        let mut world = at(BY_EAR, Place::Services);
        world.portal.down = true;
        BY_EAR.chooses(&mut world, "azione-0");
        world.passes(5_000);
        world
    }),
    ("with a receipt on its way", || {
        let mut world = World::new();
        BY_EAR.until(&mut world, World::printing);
        world
    }),
    ("without paper", || {
        let mut world = World::new();
        BY_EAR.until(&mut world, World::printing);
        world.printer_fails(sportello_kiosk::event::PaperState::Out);
        world
    }),
    ("with headphones pulled", || {
        let mut world = at(BY_EAR, Place::Form);
        world.does(Event::Jack(false));
        world
    }),
    ("just after an end", || {
        let mut world = at(BY_EAR, Place::Form);
        world.key(Key::End);
        world
    }),
];

/// Someone by ear in this box of the sign-in page.
fn boxed(name: &str) -> World {
    let mut world = at(BY_EAR, Place::SignIn);
    for _ in 0..20 {
        if world.picture().focus.as_deref() == Some(name) {
            return world;
        }
        world.key(Key::Next);
    }
    panic!("{name} is not reached");
}

fn warned(mut world: World) -> World {
    for _ in 0..600 {
        if world.picture().warning.is_some() {
            return world;
        }
        world.passes(500);
    }
    panic!("nobody asks");
}

#[test]
fn staff_are_two_presses_or_two_touches_away_in_every_state() {
    let pairs = [[Key::Digit(7), Key::Digit(7)], [Key::Help, Key::Digit(7)]];
    let mut far = Vec::new();
    for (name, state) in STATES {
        let calls = pairs.map(|pair| {
            let mut world = state();
            let typed = a11y::act::fields(&world.picture().page);
            pair.into_iter().for_each(|key| world.key(key));
            let told = world.last() == "Fatto: il personale è chiamato.";
            assert!(world.calls == 0 || told, "{name}: {}", world.last());
            (world.calls, a11y::act::fields(&world.picture().page) == typed)
        });
        if !calls.contains(&(1, true)) {
            far.push(format!("{name}: {calls:?}"));
        }
        let mut world = state();
        (0..2).for_each(|_| world.does(Event::Touch(Touch::Control(Control::Staff))));
        if world.calls != 1 {
            far.push(format!("{name}, by touch: {}", world.calls));
        }
    }
    for place in [Place::Services, Place::SignIn, Place::Form, Place::Review, Place::Sent] {
        let sign = |sign| Event::Braille(Braille::Key(sign));
        let citizen = Citizen { way: Way::Braille, code: NOEMI };
        let calls =
            [[BrailleKey::Sign('7'), BrailleKey::Sign('7')], [BrailleKey::Help, BrailleKey::Sign('7')]].map(
                |pair| {
                    let mut world = at(citizen, place);
                    pair.into_iter().for_each(|key| world.does(sign(key)));
                    world.calls
                },
            );
        if !calls.contains(&1) {
            far.push(format!("{place:?} by braille: {calls:?}"));
        }
    }
    assert!(far.is_empty(), "{far:#?}");
}
