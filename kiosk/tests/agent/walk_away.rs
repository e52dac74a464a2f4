//! Whoever walks away, in whatever state: the next person finds the kiosk as the first one of the day did.

use a11y::page::Page;
use a11y::text::Lang;
use sportello_kiosk::agent::command::Picture;
use sportello_kiosk::event::{Braille, Card, Control, Event, Key, Touch};

use crate::citizen::{Citizen, ENRICO, NOEMI, Place, Way};
use crate::portal::{ACCOUNT, CARD_PIN, PIN, plain};
use crate::world::{World, holder};

/// The longest that a kiosk may take to wait again.
const GONE: u64 = 310_000;

type Left = (&'static str, fn() -> World);

fn at(way: Way, place: Place) -> (World, Citizen) {
    let citizen = Citizen { way, code: NOEMI };
    let mut world = World::new();
    citizen.until(&mut world, |world| citizen.place(world) == place);
    (world, citizen)
}

/// Someone who signs in by the PIN of their card.
fn with_card(place: Place) -> (World, Citizen) {
    let citizen = Citizen { way: Way::Card, code: NOEMI };
    let mut world = World::new();
    world.portal.cards = true;
    citizen.until(&mut world, |world| citizen.place(world) == place);
    (world, citizen)
}

/// The ways to leave a kiosk.
const LEFT: [Left; 26] = [
    ("a card in the reader", || {
        let (mut world, _) = at(Way::Touch, Place::Services);
        world.does(Event::Card(Card::Read(holder(NOEMI))));
        world.passes(500);
        world
    }),
    ("headphones in the jack", || at(Way::Ear, Place::Services).0),
    ("headphones in the jack, signed in", || at(Way::Ear, Place::Form).0),
    ("the receipt in the slot", || {
        let (mut world, citizen) = at(Way::Touch, Place::Sent);
        citizen.until(&mut world, |world| world.printer.whole.len() == 1);
        world
    }),
    ("the receipt half out", || {
        let (mut world, citizen) = at(Way::Ear, Place::Sent);
        citizen.until(&mut world, World::printing);
        world
    }),
    ("a receipt that waits for paper", || {
        let (mut world, citizen) = at(Way::Touch, Place::Sent);
        world.printer_fails(sportello_kiosk::event::PaperState::Out);
        citizen.chooses(&mut world, "azione-0");
        world
    }),
    ("in the middle of a sentence", || {
        let (mut world, _) = at(Way::Ear, Place::Form);
        world.key(Key::Repeat);
        assert!(world.speaking());
        world
    }),
    ("on the review page by ear", || at(Way::Ear, Place::Review).0),
    ("on the review page by touch", || at(Way::Touch, Place::Review).0),
    ("with half of a PIN typed by ear", || {
        let (mut world, citizen) = at(Way::Ear, Place::SignIn);
        citizen.types(&mut world, "pin", &PIN[..4]);
        world
    }),
    ("with half of a PIN typed by touch", || {
        let (mut world, citizen) = at(Way::Touch, Place::SignIn);
        citizen.types(&mut world, "pin", &PIN[..4]);
        world
    }),
    ("with half of the card's PIN typed", || {
        let (mut world, citizen) = with_card(Place::ByCard);
        citizen.puts_the_card_in(&mut world);
        citizen.types(&mut world, "tessera", &CARD_PIN[..3]);
        world
    }),
    ("while the card signs", || {
        let (mut world, citizen) = with_card(Place::ByCard);
        citizen.puts_the_card_in(&mut world);
        citizen.types(&mut world, "tessera", CARD_PIN);
        world.hangs = true;
        citizen.chooses(&mut world, "invia");
        world
    }),
    ("in a session that the card opened, with the card in", || with_card(Place::Form).0),
    ("in another language", || {
        let mut world = World::new();
        world.portal.next = Some(Page::new(Lang::En, plain("Services")).public());
        world.touch("b-0-1");
        world.passes(500);
        let html = sportello_kiosk::screen::drawn(world.picture(), 2.7);
        assert!(html.contains("<html lang=\"en\""), "{html}");
        world
    }),
    ("in the help", || {
        let (mut world, citizen) = at(Way::Touch, Place::Form);
        citizen.types(&mut world, "conto", &ACCOUNT[..5]);
        world.does(Event::Touch(Touch::Control(Control::Help)));
        world.passes(500);
        assert_eq!(citizen.place(&world), Place::Trouble, "help stands over the form");
        world
    }),
    ("on the ring of digits", || {
        let (mut world, citizen) = at(Way::Ear, Place::SignIn);
        citizen.chooses(&mut world, "pin");
        world.key(Key::Next);
        world
    }),
    ("with a form half filled", || {
        let (mut world, citizen) = at(Way::Touch, Place::Form);
        citizen.types(&mut world, "conto", &ACCOUNT[..5]);
        world
    }),
    ("with everything turned up, covered and explored", || {
        let (mut world, _) = at(Way::Ear, Place::Services);
        for control in [Control::Size, Control::Theme, Control::Low, Control::Uncover] {
            world.does(Event::Touch(Touch::Control(control)));
        }
        for key in [Key::Louder, Key::Louder, Key::Faster, Key::Help, Key::Help] {
            world.key(key);
        }
        world
    }),
    ("asked whether to end", || {
        let (mut world, citizen) = at(Way::Touch, Place::Form);
        citizen.types(&mut world, "conto", ACCOUNT);
        world.does(Event::Touch(Touch::Control(Control::End)));
        world
    }),
    ("with the request on its way", || {
        let (mut world, citizen) = at(Way::Ear, Place::Review);
        citizen.chooses(&mut world, "azione-0");
        world
    }),
    ("with the portal away", || {
        let (mut world, citizen) = at(Way::Touch, Place::Review);
        world.portal.mute = true;
        citizen.chooses(&mut world, "azione-0");
        world.passes(5_000);
        world
    }),
    ("reading by braille", || at(Way::Braille, Place::Review).0),
    ("with half of a PIN typed in braille", || {
        let (mut world, citizen) = at(Way::Braille, Place::SignIn);
        citizen.types(&mut world, "pin", &PIN[..4]);
        world
    }),
    ("with the braille display taken along", || {
        let (mut world, _) = at(Way::Braille, Place::Form);
        world.does(Event::Braille(Braille::Gone));
        world
    }),
    ("with headphones pulled", || {
        let (mut world, _) = at(Way::Ear, Place::Form);
        world.does(Event::Jack(false));
        world
    }),
];

/// What was seen; what was heard, with its route, loudness and pace; what was printed; what was read in braille.
type Found = (Vec<String>, Vec<(bool, u8, u8, String)>, Vec<String>, Vec<String>);

/// A whole visit of the next person, as it was seen, heard, asked and printed.
fn visit(world: &mut World, way: Way) -> Found {
    let citizen = Citizen { way, code: ENRICO };
    (world.portal.mute, world.portal.cards, world.hangs) = (false, false, false);
    world.printer_works();
    world.does(Event::Card(Card::Empty));
    world.does(Event::Jack(false));
    world.passes(11_000);
    let (said, shown, papers) = (world.said.len(), world.shown.len(), world.printer.whole.len());
    // A display that others left there shows what is there; this person's is their own.
    let cells = world.cells.len();
    citizen.until(world, |world| world.printer.whole.len() > papers);
    // The number of a page tells only that it is another than the one before.
    let unnumbered = world.shown[shown..].iter().map(|picture| Picture { number: 0, ..picture.clone() });
    let pictures = unnumbered.map(|picture| sportello_kiosk::screen::drawn(&picture, 2.7)).collect();
    let sounds = &world.said[said..];
    let sounds =
        sounds.iter().map(|said| (said.private, said.volume, said.rate, unturned(&said.words))).collect();
    let read = if way == Way::Braille { world.cells[cells..].to_vec() } else { Vec::new() };
    (pictures, sounds, world.printer.whole[papers..].to_vec(), read)
}

/// What was said, but for the digit that the ring of a secret begins with, which is another each time.
fn unturned(words: &str) -> String {
    words.rsplit_once("prende. ").map_or_else(|| words.to_owned(), |(before, _)| format!("{before}prende."))
}

#[test]
fn the_next_person_finds_what_the_first_one_found() {
    for way in [Way::Ear, Way::Touch, Way::Braille] {
        let first = visit(&mut World::new(), way);
        assert!(first.0.len() > 5 && first.2.len() == 1);
        for (name, leave) in LEFT {
            let mut world = leave();
            world.passes(GONE);
            assert!(world.state().waits() && world.state().is_clean(), "{name}: {:?}", world.state());
            assert!(world.forgotten >= 1, "{name}: the portal's session is ended");
            let next = visit(&mut world, way);
            assert_eq!(next.1, first.1, "{name}: heard");
            assert_eq!(next.0, first.0, "{name}: seen");
            assert_eq!(next.2, first.2, "{name}: printed");
            assert_eq!(next.3, first.3, "{name}: read in braille");
            assert_eq!(
                world.portal.cases.iter().filter(|(citizen, _)| citizen == ENRICO).count(),
                1,
                "{name}"
            );
        }
    }
}

#[test]
fn whoever_comes_while_headphones_and_card_of_another_are_in_inherits_neither() {
    for (name, leave) in LEFT {
        let mut world = leave();
        world.does(Event::Card(Card::Read(holder(NOEMI))));
        world.passes(GONE);
        let (said, shown) = (world.said.len(), world.shown.len());
        // The card is told again, as a reader does that was away, and another puts a hand on the keypad.
        world.does(Event::Card(Card::Read(holder(NOEMI))));
        world.key(Key::Digit(5));
        world.passes(60_000);
        assert!(world.said[said..].iter().all(|said| !said.private), "{name}: a full jack is not private");
        for picture in &world.shown[shown..] {
            let html = sportello_kiosk::screen::drawn(picture, 2.7);
            assert!(!html.contains(NOEMI) && !html.contains(ACCOUNT), "{name}");
        }
    }
}
