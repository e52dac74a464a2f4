#![allow(clippy::unwrap_used, clippy::panic)]
//! Records as the kernel writes them, and what becomes of them.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::jack::{Jacks, Plug};
use super::keys::{Did, Keys, Meaning};
use super::maps::Shipped;
use super::raw::{Item, RECORD, Reader, record};
use super::settings::{JackKeys, Settings, Who};
use super::typed::Typed;
use crate::devices::code::Layout;
use crate::event::{Device, Event, Key, Millis, Scan};

/// Time of a record, and what it says: kind, code, value. As `evtest` shows them.
type Recorded = (Millis, u16, u16, i32);

/// A press of Enter on a USB keypad: the scan code first, which means nothing here.
const ENTER: [Recorded; 6] =
    [(0, 4, 4, 0x70058), (0, 1, 28, 1), (0, 0, 0, 0), (96, 4, 4, 0x70058), (96, 1, 28, 0), (96, 0, 0, 0)];

fn items(records: &[Recorded]) -> Vec<(Millis, Item)> {
    let mut reader = Reader::default();
    records
        .iter()
        .flat_map(|(at, kind, code, value)| {
            let items: Vec<Item> = reader.items(&record(*kind, *code, *value)).collect();
            items.into_iter().map(|item| (*at, item))
        })
        .collect()
}

/// What someone did on a keypad with this map.
fn did(map: BTreeMap<u16, Meaning>, records: &[Recorded]) -> Vec<Did> {
    let mut keys = Keys::new(map);
    items(records).into_iter().filter_map(|(at, item)| keys.take(item, at)).collect()
}

fn audionav() -> BTreeMap<u16, Meaning> {
    Shipped::Audionav.keys(Layout::Italian)
}

#[test]
fn a_press_is_one_key_however_long_it_is() {
    assert_eq!(did(audionav(), &ENTER), [Did::Key(Key::Select)]);
    let held =
        [(0, 1, 108, 1), (0, 0, 0, 0), (250, 1, 108, 2), (250, 0, 0, 1), (283, 1, 108, 2), (300, 1, 108, 0)];
    assert_eq!(did(audionav(), &held), [Did::Key(Key::Next)]);
}

/// What is typed on a keyboard of this layout by keys that go down one after the other, each with these held.
fn typed(layout: Layout, keys: &[(u16, Option<u16>)]) -> String {
    let mut records = Vec::new();
    for (code, held) in keys {
        records.extend(held.map(|held| (0, 1, held, 1)));
        records.extend([(0, 1, *code, 1), (0, 1, *code, 0)]);
        records.extend(held.map(|held| (0, 1, held, 0)));
    }
    did(Shipped::Keyboard.keys(layout), &records)
        .into_iter()
        .map(|did| if let Did::Sign(sign) = did { sign } else { '\u{fffd}' })
        .collect()
}

#[test]
fn a_keyboard_of_an_office_types_what_stands_on_its_keys() {
    let (shift, alt_gr) = (Some(42), Some(100));
    let keys = [
        (46, shift),
        (24, None),
        (40, None),
        (26, None),
        (26, shift),
        (39, None),
        (43, None),
        (13, None),
        (57, None),
        (12, None),
        (39, alt_gr),
        (51, None),
        (52, None),
        (2, None),
        (8, shift),
    ];
    assert_eq!(typed(Layout::Italian, &keys), "Coàèéòùì '@,.1/");
    let keys = [(46, None), (3, shift), (40, None), (51, None), (12, None), (11, None)];
    assert_eq!(typed(Layout::Us, &keys), "c@',-0");
    // Who types fast has two letters down at once.
    let fast = [(0, 1, 30, 1), (9, 1, 48, 1), (20, 1, 30, 0), (30, 1, 48, 0)];
    assert_eq!(did(Shipped::Keyboard.keys(Layout::Us), &fast), [Did::Sign('a'), Did::Sign('b')]);
    // Backspace, the arrows and Enter stay what they are.
    let keys = [(0, 1, 14, 1), (9, 1, 14, 0), (20, 1, 108, 1), (30, 1, 108, 0), (40, 1, 28, 1)];
    let map = Shipped::Keyboard.keys(Layout::Italian);
    assert_eq!(did(map, &keys), [Did::Key(Key::Back), Did::Key(Key::Next), Did::Key(Key::Select)]);
    let settings: Settings = toml::from_str("[[keypads]]\nmap = 'keyboard'\nlayout = 'us'").unwrap();
    assert_eq!(settings.keypads[0].meanings()[&40], Meaning::Sign(Layout::Us));
}

#[test]
fn of_two_keys_at_once_the_first_counts() {
    let both = [(0, 1, 108, 1), (20, 1, 103, 1), (60, 1, 103, 0), (70, 1, 108, 0), (200, 1, 103, 1)];
    assert_eq!(did(audionav(), &both), [Did::Key(Key::Next), Did::Key(Key::Previous)]);
    let stuck = [(0, 1, 108, 1), (1_900, 1, 103, 1), (1_950, 1, 103, 0), (2_100, 1, 103, 1)];
    assert_eq!(did(audionav(), &stuck), [Did::Key(Key::Next), Did::Key(Key::Previous)]);
}

#[test]
fn after_records_were_lost_the_next_key_counts() {
    // Down, then a frame of which the kernel kept only its end: the key that went up in it is not heard of.
    let lost = [(0, 1, 108, 1), (0, 0, 0, 0), (9, 0, 3, 0), (9, 1, 103, 1), (9, 0, 0, 0), (500, 1, 28, 1)];
    assert_eq!(did(audionav(), &lost), [Did::Key(Key::Next), Did::Key(Key::Select)]);
}

#[test]
fn a_keypad_tells_of_its_own_jack_even_while_a_key_is_down() {
    let plugged = [
        (0, 1, 108, 1),
        (10, 1, 185, 1),
        (11, 1, 185, 0),
        (50, 1, 108, 0),
        (900, 1, 186, 1),
        (901, 1, 186, 0),
    ];
    assert_eq!(did(audionav(), &plugged), [Did::Key(Key::Next), Did::Jack(true), Did::Jack(false)]);
    let held: Settings =
        toml::from_str("[[keypads]]\nmap = \"audionav\"\njack = { held = \"KEY_F13\" }").unwrap();
    let map = held.keypads[0].meanings();
    let hook = [(0, 1, 183, 1), (250, 1, 183, 2), (5_000, 1, 183, 0), (6_000, 1, 185, 1)];
    assert_eq!(did(map, &hook), [Did::Jack(true), Did::Jack(false)]);
}

/// A scan as a reader types it: Shift for each letter, two milliseconds between records.
fn scan(text: &str) -> Vec<Recorded> {
    let rows = [(16, "QWERTYUIOP"), (30, "ASDFGHJKL"), (44, "ZXCVBNM"), (2, "1234567890"), (28, "\n")];
    let code = |c: char| {
        rows.iter().find_map(|(first, row)| Some(first + u16::try_from(row.find(c)?).ok()?)).unwrap()
    };
    let mut records = Vec::new();
    for c in text.chars() {
        let keys = if c.is_ascii_uppercase() { vec![42, code(c)] } else { vec![code(c)] };
        let downs = keys.iter().map(|key| (*key, 1));
        for (key, value) in downs.chain(keys.iter().rev().map(|key| (*key, 0))) {
            let at = u64::try_from(records.len()).unwrap();
            records.extend([(at, 1, key, value), (at, 0, 0, 0)]);
        }
    }
    records
}

/// The scans of a reader, told in time.
fn scans(records: &[Recorded]) -> Vec<Scan> {
    let mut typed = Typed::new(Layout::Italian);
    let mut scans = Vec::new();
    for (at, item) in items(records) {
        scans.extend(typed.tick(at));
        typed.take(item, at);
    }
    let end = typed.wake();
    scans.extend(end.and_then(|end| typed.tick(end)));
    assert_eq!(typed.wake(), None, "a reader at rest wakes nobody");
    scans
}

fn code(scan: &Scan) -> Option<&str> {
    match scan {
        Scan::Holder(holder) => Some(&holder.fiscal_code),
        _ => None,
    }
}

#[test]
fn a_scan_ends_with_silence() {
    let records = scan("RNLNRC84S04I782A\n");
    let twice: Vec<Recorded> =
        records.iter().copied().chain(records.iter().map(|(at, a, b, c)| (at + 500, *a, *b, *c))).collect();
    let scans = scans(&twice);
    assert_eq!(scans.iter().map(code).collect::<Vec<_>>(), [Some("RNLNRC84S04I782A"); 2]);
}

#[test]
fn a_reader_that_types_as_slowly_as_a_person_scans_all_the_same() {
    let slow =
        scan("RNLNRC84S04I782A\n").into_iter().map(|(at, a, b, c)| (at * 20, a, b, c)).collect::<Vec<_>>();
    assert!(slow.last().unwrap().0 > 2_000, "as long as a person takes");
    assert_eq!(scans(&slow).iter().map(code).collect::<Vec<_>>(), [Some("RNLNRC84S04I782A")]);
}

#[test]
fn a_damaged_scan_is_said_to_be_so_and_the_next_is_read() {
    let mut records = scan("RNLNRC84S04I782A\n");
    // The kernel's own way to lose: everything in the middle, then the mark, then the frame it happened in.
    records.splice(10..40, [(11, 0, 3, 0), (11, 1, 42, 1), (11, 0, 0, 0)]);
    records.extend(scan("RNLNRC84S04I782A\n").into_iter().map(|(at, a, b, c)| (at + 900, a, b, c)));
    let scans = scans(&records);
    assert_eq!(scans.len(), 2);
    assert_eq!((&scans[0], code(&scans[1])), (&Scan::Damaged, Some("RNLNRC84S04I782A")));
}

#[test]
fn a_reader_that_goes_in_the_middle_of_a_scan_leaves_a_damaged_one() {
    let mut typed = Typed::new(Layout::Us);
    for (at, item) in items(&scan("RNLNRC84S04I782A\n")[..30]) {
        typed.take(item, at);
    }
    assert_eq!(typed.gone(), Some(Scan::Damaged));
    assert_eq!(typed.gone(), None);
}

const JACK: Plug = Plug::Node(1);
const CARD: Plug = Plug::Card(2);
const FULL: Event = Event::Device(Device::JackFull);

#[test]
fn three_ways_to_plug_in_are_one_event() {
    let mut jacks = Jacks::default();
    assert_eq!(jacks.found(JACK, false), None);
    assert_eq!(jacks.set(JACK, true), [Event::Jack(true)]);
    assert_eq!(jacks.set(JACK, true), []);
    assert_eq!(jacks.set(CARD, true), [], "someone is listening already");
    assert_eq!(jacks.set(JACK, false), []);
    assert_eq!(jacks.set(CARD, false), [Event::Jack(false)]);
}

#[test]
fn only_an_edge_counts() {
    let mut jacks = Jacks::default();
    assert_eq!(jacks.found(JACK, true), Some(FULL));
    assert_eq!(jacks.set(JACK, true), [], "it is in already");
    assert_eq!(jacks.set(CARD, true), [Event::Jack(false), Event::Jack(true)], "another was plugged in");
    assert_eq!(jacks.set(CARD, false), [Event::Jack(false), FULL]);
    assert_eq!(jacks.set(JACK, false), [Event::Jack(false)]);
    assert_eq!(jacks.set(JACK, true), [Event::Jack(true)]);
}

#[test]
fn a_configuration_names_devices_keys_and_layouts() {
    let settings: Settings = toml::from_str(
        r#"
        [[keypads]]
        vendor = 0x2047
        product = 0x09d0
        map = "audionav"
        jack = { pair = { in = "KEY_F13", out = "KEY_F14" } }
        [keypads.keys]
        KEY_LEFT = "previous"
        [[keypads]]
        vendor = 0x1209
        map = "two-switches"
        [[keypads]]
        map = "numpad"
        [[readers]]
        vendor = 0x0c2e
        product = 0x0901
        layout = "us"
        [touch]
        turn = "right"
        [[jacks]]
        name = "HDA Intel PCH Headphone"
        [[headsets]]
        vendor = 0x0d8c
        product = 0x0014
        "#,
    )
    .unwrap();
    let map = settings.keypads[0].meanings();
    assert_eq!(map[&105], Meaning::Key(Key::Previous));
    assert_eq!((map[&183], map[&184], map.get(&185)), (Meaning::JackIn, Meaning::JackOut, None));
    assert_eq!(settings.keypads[1].meanings().len(), 2);
    assert_eq!(settings.readers[0].layout, Layout::Us);
    let scanner = Who { vendor: Some(0x0c2e), product: Some(0x0901), name: Some("Scanner") };
    assert!(settings.readers[0].who().is(&scanner) && !settings.keypads[1].who().is(&scanner));
    assert!(settings.keypads[2].who().is(&scanner) && !settings.keypads[2].who().named());
    assert!(!settings.jacks[0].who().is(&scanner));
}

#[test]
fn a_configuration_that_means_nothing_is_refused_in_words() {
    let refused = [
        ("[[keypads]]\nkeys = { KEY_ENTRE = \"select\" }", "the kernel has no key \"KEY_ENTRE\""),
        ("[[keypads]]\nkeys = { KEY_ENTER = \"choose\" }", "the kiosk has no key \"choose\""),
        ("[[keypads]]\nkeys = { KEY_ENTER = \"12\" }", "the kiosk has no key \"12\""),
        ("[[keypads]]\nmap = \"storm\"", "unknown variant"),
        ("[[readers]]\nvendor = 1", "missing field `product`"),
        ("[[readers]]\nvendor = 70000\nproduct = 1", "invalid value"),
        ("[touch]\nturned = true", "unknown field `turned`"),
        ("keyboard = 1", "unknown field `keyboard`"),
    ];
    for (toml, words) in refused {
        let error = toml::from_str::<Settings>(toml).unwrap_err().to_string();
        assert!(error.contains(words), "{toml}: {error}");
    }
    let held: JackKeys = toml::from_str("held = \"KEY_F13\"").unwrap();
    assert_eq!(held, JackKeys::Held(183));
}

/// What a broken device or a strange kernel may write.
fn any_record() -> impl Strategy<Value = Recorded> {
    let kind = prop_oneof![4 => Just(1_u16), 2 => Just(0), 1 => Just(3), 1 => Just(5), 1 => any::<u16>()];
    let code = prop_oneof![4 => 0..260_u16, 1 => any::<u16>()];
    (0..90_u64, kind, code, prop_oneof![4 => 0..3, 1 => any::<i32>()])
}

proptest! {
    #[test]
    fn whatever_a_keypad_sends_each_key_that_counts_went_down(records in prop::collection::vec(any_record(), 0..200)) {
        let map = Shipped::Keyboard.keys(Layout::Italian);
        let downs = records.iter().filter(|(_, kind, code, value)| (*kind, *value) == (1, 1) && map.contains_key(code));
        let downs = downs.count();
        prop_assert!(did(map, &records).len() <= downs);
    }

    #[test]
    fn a_key_after_any_noise_counts_within_the_time_of_a_stuck_one(records in prop::collection::vec(any_record(), 0..200)) {
        let mut records = records;
        records.extend([(5_000, 0, 0, 0), (5_000, 1, 28, 0), (5_000, 1, 28, 1)]);
        prop_assert_eq!(did(Shipped::Keyboard.keys(Layout::Italian), &records).pop(), Some(Did::Key(Key::Select)));
    }

    #[test]
    fn whatever_a_reader_sends_ends_and_a_scan_after_it_is_read(records in prop::collection::vec(any_record(), 0..400)) {
        let mut at = 0;
        let mut records: Vec<Recorded> =
            records.into_iter().map(|(wait, a, b, c)| { at += wait; (at, a, b, c) }).collect();
        // The rest of a frame that lost records; keys that are down go up, as a reader lets go of all.
        records.push((at, 0, 0, 0));
        for code in [42, 54, 100] { records.push((at, 1, code, 0)); }
        records.extend(scan("RNLNRC84S04I782A\n").into_iter().map(|(after, a, b, c)| (at + 500 + after, a, b, c)));
        let scans = scans(&records);
        prop_assert_eq!(scans.last().and_then(code), Some("RNLNRC84S04I782A"));
    }

    #[test]
    fn plugs_are_told_as_edges_whatever_they_do(steps in prop::collection::vec((any::<bool>(), 0..4_u64, any::<bool>()), 0..80)) {
        let mut jacks = Jacks::default();
        // As the agent has it: whether something is in, and whether anybody was seen to plug it in.
        let (mut full, mut fresh) = (false, false);
        let mut known = [false; 4];
        for (found, number, is) in steps {
            let plug = Plug::Node(number);
            let first = !std::mem::replace(&mut known[usize::try_from(number).unwrap()], true);
            let events = if found && first { jacks.found(plug, is).into_iter().collect() } else { jacks.set(plug, is) };
            for event in events {
                match event {
                    Event::Jack(now) => {
                        prop_assert_ne!(now, full, "an edge is an edge");
                        (full, fresh) = (now, now);
                    }
                    FULL => full = true,
                    other => prop_assert!(false, "{other:?}"),
                }
            }
            prop_assert!(full || !fresh);
        }
    }

    #[test]
    fn bytes_that_are_no_whole_record_are_passed_over(bytes in prop::collection::vec(any::<u8>(), 0..500)) {
        let mut reader = Reader::default();
        prop_assert!(reader.items(&bytes).count() <= bytes.len() / RECORD);
    }
}
