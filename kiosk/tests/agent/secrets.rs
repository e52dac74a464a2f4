//! A PIN is entered, and everything is recorded: each picture as the browser gets it, each thing said, each line
//! under the fingers.
//!
//! Two PINs of the same length leave the same record, whatever their digits: nobody who sees the screen, the captions or
//! hears the loudspeaker learns one. In the headphones a digit is named before it is taken, never after.

use sportello_kiosk::event::{Braille, BrailleKey, Control, Event, Key, Touch};

use crate::citizen::{Citizen, NOEMI, Place, Way};
use crate::world::World;

const PINS: [&str; 4] = ["27495163", "90318246", "11111111", "00000007"];

/// What can be seen and heard while something is done.
#[derive(Debug, PartialEq)]
struct Record {
    frames: Vec<String>,
    sounds: Vec<(bool, String)>,
    cells: Vec<String>,
}

/// How much was said, shown and read so far.
type Since = (usize, usize, usize);

fn since(world: &World) -> Since {
    (world.said.len(), world.shown.len(), world.cells.len())
}

fn record(world: &World, since: Since) -> Record {
    let frames = world.shown[since.1..].iter().map(|picture| sportello_kiosk::screen::drawn(picture, 2.7));
    let sounds = world.said[since.0..].iter().map(|said| (said.private, said.words.clone()));
    let cells = world.cells[since.2..].to_vec();
    Record { frames: frames.collect(), sounds: sounds.collect(), cells }
}

fn digit_of(sign: char) -> u8 {
    u8::try_from(sign.to_digit(10).unwrap()).unwrap()
}

/// By the digit keys.
fn by_keys(private: bool, pin: &str) -> Record {
    let mut world = before_the_pin(private);
    let since = since(&world);
    for sign in pin.chars() {
        world.key(Key::Digit(digit_of(sign)));
        world.passes(400);
    }
    world.key(Key::Back);
    world.key(Key::Digit(digit_of(pin.chars().last().unwrap())));
    record(&world, since)
}

/// Before the box of the PIN, by ear: in the headphones, or from the loudspeaker.
fn before_the_pin(private: bool) -> World {
    let mut world = World::new();
    if private {
        world.does(Event::Jack(true));
    } else {
        world.key(Key::Digit(5));
    }
    world.passes(20_000);
    let citizen = Citizen { way: Way::Ear, code: NOEMI };
    citizen.until(&mut world, |world| citizen.place(world) == Place::SignIn);
    for _ in 0..20 {
        if world.picture().focus.as_deref() == Some("pin") {
            break;
        }
        world.key(Key::Next);
    }
    world.passes(10_000);
    world
}

#[test]
fn clause_5_1_3_8_by_digit_keys_nothing_tells_one_pin_from_another() {
    for private in [true, false] {
        let [first, rest @ ..] = PINS.map(|pin| by_keys(private, pin));
        for other in rest {
            assert_eq!(first, other);
        }
        assert!(
            first.sounds.len() >= 8 && first.sounds.iter().all(|(route, _)| *route == private),
            "{first:?}"
        );
        let told = |what: &str| first.sounds.iter().any(|(_, words)| words == what);
        assert!(told("cifra 3 di 8") && told("cifra 8 di 8"), "the count is told: {first:?}");
        assert!(told("Cancellato, restano 7"), "and how many remain: {first:?}");
    }
}

/// Typed from the first line of the page, before its box is reached; with the keys tried or not.
fn too_soon(way: Way, private: bool, tries: bool, pin: &str) -> (Record, bool) {
    let mut world = World::new();
    world.portal.cards = true;
    world.does(if private { Event::Jack(true) } else { Event::Key(Key::Digit(5)) });
    world.passes(20_000);
    let place = if way == Way::Card { Place::ByCard } else { Place::SignIn };
    let citizen = Citizen { way, code: NOEMI };
    citizen.until(&mut world, |world| citizen.place(world) == place);
    if way == Way::Card {
        citizen.puts_the_card_in(&mut world);
    }
    world.passes(500);
    while world.picture().focus.as_deref() != Some("titolo") {
        world.key(Key::Previous);
    }
    (0..if tries { 2 } else { 0 }).for_each(|_| world.key(Key::Help));
    let since = since(&world);
    for sign in pin.chars() {
        world.key(Key::Digit(digit_of(sign)));
        world.passes(400);
    }
    world.passes(10_000);
    let written = a11y::act::fields(&world.picture().page).iter().any(|(_, value)| !value.is_empty());
    (record(&world, since), written || world.calls > 0)
}

#[test]
fn clause_5_1_3_8_a_pin_that_is_typed_before_its_box_is_reached_tells_no_digit() {
    let routes = [
        // Its code is to be typed as well: the PIN could be meant for that box.
        (Way::Ear, Some("Qui i numeri non scrivono: vai con le frecce alla domanda: PIN INPS.")),
        // Nothing else is asked there: it is written, and only counted.
        (Way::Card, None),
    ];
    for (way, sentence) in routes {
        for (private, tries) in [(true, false), (false, false), (true, true), (false, true)] {
            let [first, rest @ ..] = [PINS[0], PINS[1], PINS[2], "77777777"].map(|pin| {
                let (record, done) = too_soon(way, private, tries, pin);
                assert!(!done, "{way:?}: it is written nowhere, and calls nobody");
                record
            });
            for other in rest {
                assert_eq!(first, other, "{way:?} {private} {tries}");
            }
            let said = match (tries, sentence) {
                (true, _) => Some("Tasto di un numero: scrive quando sei a una domanda"),
                (false, sentence) => sentence,
            };
            let told = |n: usize, words: &str| match (said, n) {
                (Some(said), _) => words == said,
                // The box that it went into is named with the first.
                (None, 0) => words == "PIN della tessera: cifra 1",
                (None, n) => words == format!("cifra {}", n + 1),
            };
            assert_eq!(first.sounds.len(), 8, "{first:?}");
            for (n, (_, words)) in first.sounds.iter().enumerate() {
                assert!(told(n, words), "{n} {words}: {first:?}");
            }
        }
    }
}

#[test]
fn clause_5_1_3_8_by_a_braille_display_a_pin_is_a_count_under_the_fingers_and_nothing_seen_or_heard() {
    let citizen = Citizen { way: Way::Braille, code: NOEMI };
    let [first, rest @ ..] = PINS.map(|pin| {
        let mut world = World::new();
        citizen.until(&mut world, |world| citizen.place(world) == Place::SignIn);
        let since = since(&world);
        citizen.types(&mut world, "pin", pin);
        world.does(Event::Braille(Braille::Key(BrailleKey::Erase)));
        world.passes(400);
        record(&world, since)
    });
    for other in rest {
        assert_eq!(first, other);
    }
    let lines = first.cells.join("\n");
    assert!(lines.contains("3/8") && lines.contains("7/8"), "it is counted: {lines}");
    assert!(first.sounds.is_empty(), "{first:?}");
}

#[test]
fn clause_5_1_3_8_by_touch_nothing_seen_but_the_count_and_nothing_heard() {
    for listens in [false, true] {
        let [first, rest @ ..] = PINS.map(|pin| {
            let citizen = Citizen { way: Way::Touch, code: NOEMI };
            let mut world = World::new();
            citizen.until(&mut world, |world| citizen.place(world) == Place::SignIn);
            if listens {
                world.does(Event::Touch(Touch::Control(Control::Listen)));
                world.passes(20_000);
            }
            world.touch("pin");
            let since = since(&world);
            for sign in pin.chars() {
                world.does(Event::Touch(Touch::Sign(sign)));
                world.passes(400);
            }
            record(&world, since)
        });
        for other in rest {
            assert_eq!(first, other);
        }
        assert!(first.frames.iter().any(|frame| frame.contains("●●●●●●●●")), "all eight are counted");
        assert_eq!(first.sounds.is_empty(), !listens);
    }
}

/// From the ring of digits, with two keys; so many turns before each is taken, and more until a digit is heard: where the
/// ring begins nobody knows.
fn by_ring(private: bool, turns: usize) -> (Record, Vec<String>) {
    let mut world = before_the_pin(private);
    let since = since(&world);
    world.key(Key::Select);
    let mut taken = Vec::new();
    for _ in 0..8 {
        (0..turns).for_each(|_| world.key(Key::Next));
        while world.last().parse::<u8>().is_err() {
            world.key(Key::Next);
        }
        world.passes(400);
        let before = world.said.len();
        world.key(Key::Select);
        taken.push(world.heard_since(before));
        world.passes(400);
    }
    (record(&world, since), taken)
}

#[test]
fn clause_5_1_3_8_on_the_ring_a_digit_is_named_in_the_headphones_before_it_is_taken_and_never_after() {
    let (record, taken) = by_ring(true, 3);
    for (nth, words) in taken.iter().enumerate() {
        assert!(words.contains(&format!("{} di 8", nth + 1)), "{taken:?}");
        let others = words.chars().filter(char::is_ascii_digit).count();
        assert_eq!(others, 2, "the count and no digit: {words}");
    }
    // What stands on the ring is on no screen: each turn leaves it as it was.
    let mut frames = record.frames;
    frames.dedup();
    // With the last digit the ring and its keyboard are gone.
    assert!(frames.pop().is_some_and(|last| !last.contains("class=\"keys")));
    for frame in &frames {
        assert!(
            !frame.contains("class=\"qui\"") && frame.contains("●") | frame.contains("Scrivi"),
            "{frame}"
        );
    }
    assert!(record.sounds.iter().all(|(private, _)| *private));
}

/// The same turns of the ring, whose digits are others each time; where they come to its end nothing is taken.
fn rings_without_headphones(prepare: impl Fn(&mut World)) -> Vec<Record> {
    let records = (0..30).map(|begin| {
        let mut world = before_the_pin(false);
        prepare(&mut world);
        world.now += 20 + begin - world.now % 10;
        world.does(Event::Tick(world.now));
        let since = since(&world);
        world.key(Key::Select);
        for turns in [1, 2, 0, 1, 1, 0, 2, 1] {
            (0..turns).for_each(|_| world.key(Key::Next));
            world.key(Key::Select);
        }
        record(&world, since)
    });
    let whole: Vec<Record> =
        records.filter(|record| record.frames.iter().any(|frame| frame.contains("●●●●●●●"))).collect();
    assert!(whole.len() > 5, "{} of 30", whole.len());
    whole
}

/// The frame without its caption.
fn uncaptioned(frame: &str) -> String {
    let (before, rest) = frame.split_once("<p id=\"didascalia\"").unwrap();
    format!("{before}{}", rest.split_once("</p>").unwrap().1)
}

#[test]
fn clause_5_1_3_8_on_the_ring_without_headphones_nothing_at_all_tells_the_digit() {
    let whole = rings_without_headphones(|world| {
        // There are keys for digits.
        world.digits("5");
        world.key(Key::Back);
    });
    let first = &whole[0];
    for other in &whole {
        assert_eq!(first, other);
    }
    assert!(first.sounds.iter().all(|(private, _)| !private));
}

#[test]
fn who_has_two_keys_and_no_headphones_sees_where_the_ring_stands_in_one_place_and_it_is_never_heard() {
    let mut whole = rings_without_headphones(|_| {});
    let captions: std::collections::BTreeSet<String> =
        whole.iter().map(|record| format!("{:?}", record.frames)).collect();
    assert!(captions.len() > 1, "it begins anywhere, so the presses tell nothing");
    for record in &mut whole {
        record.frames = record.frames.iter().map(|frame| uncaptioned(frame)).collect();
        record.frames.dedup();
    }
    let first = &whole[0];
    for other in &whole {
        assert!(first == other, "something else than the caption tells it");
    }
    assert!(first.sounds.iter().all(|(private, _)| !private));
}
