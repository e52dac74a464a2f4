#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
//! The conversation with brltty, on what brltty 6.5 was recorded to send, and on whatever bytes.

use a11y::text::Lang;
use proptest::prelude::*;

use super::keys::key;
use super::settings::Tables;
use super::talk::{Talk, Then, Why};
use super::wire::{self, Inbox, Packet, Strange, kind};
use crate::agent::command::Line;
use crate::event::{Braille, BrailleKey};

const VERSION: &[u8] = b"\0\0\0\x04\0\0\0v\0\0\0\x08";
const FREE: &[u8] = b"\0\0\0\x04\0\0\0a\0\0\0N";
const NONE_YET: &[u8] = b"\0\0\0\x18\0\0PV\0\0\0\x01\0\0\0\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
const NO_CELLS: &[u8] = b"\0\0\0\x08\0\0\0s\0\0\0\0\0\0\0\0";
/// brltty sends each change twice, the second time with its bytes reversed.
const CHANGED: &[u8] = b"\0\0\0\x18\0\0PU\0\0\0\x01\0\0\0\x06\0\0\0\0\0\0\0\0\0\0\0\x28\0\0\0\x01\
                         \0\0\0\x18\0\0PU\0\0\0\x01\0\0\0\x06\0\0\0\0\0\0\0\0\x28\0\0\0\x01\0\0\0";
const FORTY: &[u8] = b"\0\0\0\x08\0\0\0s\0\0\0\x28\0\0\0\x01";
const TAKEN: &[u8] = b"\0\0\0\0\0\0\0A";
const DOWN: &[u8] = b"\0\0\0\x08\0\0\0k\0\0\0\0\x20\0\0\x02";

fn hears(talk: &mut Talk, bytes: &[u8]) -> Vec<Then> {
    let mut inbox = Inbox::default();
    inbox.add(bytes);
    let mut then = Vec::new();
    while let Some(packet) = inbox.next().unwrap() {
        then.extend(talk.hears(&packet));
    }
    then
}

fn open() -> Talk {
    let mut talk = Talk::new();
    for bytes in [VERSION, FREE, NONE_YET, FORTY, TAKEN] {
        hears(&mut talk, bytes);
    }
    assert!(talk.is_open() && !talk.waits());
    talk
}

#[test]
fn the_display_is_taken_only_once_it_is_there() {
    let mut talk = Talk::new();
    assert_eq!(hears(&mut talk, VERSION), [Then::Send(wire::version())]);
    assert_eq!(hears(&mut talk, FREE), [Then::Send(wire::watch())]);
    assert_eq!(hears(&mut talk, NONE_YET), [Then::Send(wire::size())]);
    assert_eq!(hears(&mut talk, NO_CELLS), []);
    let line = Line { lang: Lang::It, text: "Ciao".into(), cursor: None };
    assert!(talk.show(&line, &Tables::default()).is_empty(), "there is nothing to write on");
    assert_eq!(hears(&mut talk, CHANGED), [Then::Send(wire::size())], "asked once for two");
    assert_eq!(hears(&mut talk, FORTY), [Then::Send(wire::enter())]);
    assert_eq!(hears(&mut talk, TAKEN), [Then::Tell(Braille::Attached(40))]);
    assert_eq!(hears(&mut talk, DOWN), [Then::Tell(Braille::Key(BrailleKey::Next))]);
    assert_eq!(hears(&mut talk, CHANGED), [Then::Send(wire::size())]);
    assert_eq!(hears(&mut talk, FORTY), [], "the same as before");
    hears(&mut talk, CHANGED);
    assert_eq!(hears(&mut talk, NO_CELLS), [Then::End(Why::Display)]);
}

#[test]
fn a_line_fills_all_cells_and_its_table_is_set_once() {
    let mut talk = open();
    let line = Line { lang: Lang::Ar, text: "perché".into(), cursor: Some(2) };
    let packets = talk.show(&line, &Tables::default());
    assert_eq!(packets[0], b"\0\0\0\x12\0\0PV\0\0\0\x01\0\0\0\x1c\0\0\0\0\0\0\0\0ar");
    let mut body = b"\0\0\0\x66\0\0\0\x01\0\0\0\x28\0\0\0\x29perch\xc3\xa9".to_vec();
    body.extend([b' '; 34]);
    body.extend(b"\0\0\0\x03\x05UTF-8");
    let mut inbox = Inbox::default();
    inbox.add(&packets[1]);
    assert_eq!(inbox.next().unwrap(), Some(Packet { kind: kind::WRITE, body }));
    assert_eq!(talk.show(&line, &Tables::default()).len(), 1);
    // brltty has no such table, and the text is shown all the same.
    assert_eq!(hears(&mut talk, b"\0\0\0\x08\0\0\0e\0\0\0\x07\0\0PV"), []);
    assert!(talk.is_open());
}

#[test]
fn a_server_that_wants_more_or_is_another_is_left() {
    let after = |bytes: &[&[u8]]| {
        let mut talk = Talk::new();
        bytes.iter().flat_map(|bytes| hears(&mut talk, bytes)).last()
    };
    let key = b"\0\0\0\x04\0\0\0a\0\0\0K";
    assert_eq!(after(&[VERSION, key]), Some(Then::End(Why::Forbidden)));
    let user = b"\0\0\0\x08\0\0\0a\0\0\0K\0\0\0C";
    assert_eq!(after(&[VERSION, user]), Some(Then::Send(wire::user())));
    assert_eq!(after(&[VERSION, user, TAKEN]), Some(Then::Send(wire::watch())));
    assert_eq!(
        after(&[VERSION, user, b"\0\0\0\x08\0\0\0e\0\0\0\x0a\0\0\0a"]),
        Some(Then::End(Why::Forbidden))
    );
    assert_eq!(after(&[b"\0\0\0\x04\0\0\0v\0\0\0\x07"]), Some(Then::End(Why::Strange)));
    let mut inbox = Inbox::default();
    inbox.add(b"\0\0\x10\x01\0\0\0v");
    assert_eq!(inbox.next(), Err(Strange));
}

#[test]
fn keys_mean_what_brltty_makes_of_them() {
    let cases = [
        (0x2000_0001, Some(BrailleKey::Previous)),
        (0x2000_0018, Some(BrailleKey::Right)),
        (0x2001_0003, Some(BrailleKey::Route(3))),
        (0x2000_001f, Some(BrailleKey::Select)),
        (0xff0d, Some(BrailleKey::Select)),
        (0xff08, Some(BrailleKey::Erase)),
        (0x61, Some(BrailleKey::Sign('a'))),
        (0xe8, Some(BrailleKey::Sign('è'))),
        (0x0100_0627, Some(BrailleKey::Sign('ا'))),
        // A menu of brltty's own, a sign held with control, a surrogate.
        (0x2000_0034, None),
        (0x4_0000_0061, None),
        (0x0100_d800, None),
    ];
    for (code, wanted) in cases {
        let same = match (key(code), wanted) {
            (Some(BrailleKey::Sign(one)), Some(BrailleKey::Sign(other))) => one == other,
            (one, other) => one == other,
        };
        assert!(same, "{code:x}");
    }
}

fn packets() -> impl Strategy<Value = Packet> {
    let kinds = prop_oneof![
        Just(kind::VERSION),
        Just(kind::AUTHORITY),
        Just(kind::SIZE),
        Just(kind::KEY),
        Just(kind::TAKEN),
        Just(kind::REFUSED),
        Just(kind::FAULT),
        Just(kind::VALUE),
        Just(kind::CHANGED),
        any::<u32>(),
    ];
    (kinds, prop::collection::vec(any::<u8>(), 0..40)).prop_map(|(kind, body)| Packet { kind, body })
}

proptest! {
    #[test]
    fn whatever_bytes_come_they_are_packets_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..9_000), cut in 1..97_usize) {
        let all = |inbox: &mut Inbox, found: &mut Vec<Packet>| {
            while let Ok(Some(packet)) = inbox.next() {
                assert!(packet.body.len() <= 4_096);
                found.push(packet);
            }
        };
        let (mut whole, mut pieces) = (Vec::new(), Vec::new());
        let mut inbox = Inbox::default();
        inbox.add(&bytes);
        all(&mut inbox, &mut whole);
        let mut inbox = Inbox::default();
        for some in bytes.chunks(cut) {
            inbox.add(some);
            all(&mut inbox, &mut pieces);
        }
        prop_assert_eq!(whole, pieces);
    }

    #[test]
    fn whatever_packets_come_nothing_breaks(packets in prop::collection::vec(packets(), 0..60), known in any::<bool>()) {
        let mut talk = if known { open() } else { Talk::new() };
        for packet in packets {
            let then = talk.hears(&packet);
            prop_assert!(then.len() <= 1);
            if let Some(Then::Tell(Braille::Attached(cells))) = then.first() {
                prop_assert!((1..=640).contains(cells));
            }
        }
    }

    #[test]
    fn any_code_is_a_key_or_none(code in any::<u64>()) {
        if let Some(BrailleKey::Sign(sign)) = key(code) {
            prop_assert!(!sign.is_control());
        }
    }

    #[test]
    fn what_is_written_has_as_many_signs_as_cells(text in ".{0,80}", cursor in any::<u32>(), cells in any::<u32>()) {
        let mut inbox = Inbox::default();
        inbox.add(&wire::write(&text, cursor, cells));
        let packet = inbox.next().unwrap().unwrap();
        let (wanted, length) = (packet.number(2).unwrap(), packet.number(3).unwrap() as usize);
        let written = std::str::from_utf8(&packet.body[16..16 + length]).unwrap();
        prop_assert!(wanted <= 640 && written.chars().count() == wanted as usize);
    }
}
