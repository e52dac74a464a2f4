//! What the keys of known keypads mean, and the names by which a configuration calls keys.
//!
//! A keypad may be set to send other keys than its maker ships: then `sportello-kiosk learn` writes its map.

use std::collections::BTreeMap;
use std::str::FromStr;

use evdev::KeyCode;
use serde::Deserialize;

use super::keys::Meaning;
use crate::devices::code::{self, Layout};
use crate::event::Key;

/// A map that the kiosk knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shipped {
    /// Tactile keypads of the class of Storm's AudioNav 1400 and 1409: arrows, Enter, function keys, volume as media
    /// keys, speed as F23 and F24, the own jack as F15 and F16.
    ///
    /// Not checked on the hardware, nor against the maker's table, which no source at hand shows. What its manual (1400
    /// Series Audio-Nav, revision 1.5) tells: a keypad holds three tables, of which the default one can be replaced by the
    /// alternate or by codes of one's own; its key `<<` sends 72 in the default one, F23 if that is a hexadecimal usage;
    /// volume may be multimedia codes. So on installation each key is pressed once (`sportello-kiosk learn`, which asks
    /// for the jack too), and what it writes stands in place of this map.
    Audionav,
    /// The numeric pad of a keyboard, or one that stands alone: digits, and the keys around them.
    Numpad,
    /// A whole keyboard of an office: arrows, Enter, Escape, function keys, the numeric pad; letters and signs are typed.
    Keyboard,
    /// Two switches (sip-and-puff, two buttons): Space goes on, Enter chooses.
    TwoSwitches,
}

use KeyCode as K;

const AUDIONAV: &[(KeyCode, Key)] = &[
    (K::KEY_UP, Key::Previous),
    (K::KEY_LEFT, Key::Back),
    (K::KEY_DOWN, Key::Next),
    (K::KEY_RIGHT, Key::Repeat),
    (K::KEY_ENTER, Key::Select),
    (K::KEY_F17, Key::Help),
    (K::KEY_F18, Key::End),
    (K::KEY_VOLUMEUP, Key::Louder),
    (K::KEY_VOLUMEDOWN, Key::Softer),
    (K::KEY_F24, Key::Faster),
    (K::KEY_F23, Key::Slower),
];

const NUMPAD: &[(KeyCode, Key)] = &[
    (K::KEY_KP0, Key::Digit(0)),
    (K::KEY_KP1, Key::Digit(1)),
    (K::KEY_KP2, Key::Digit(2)),
    (K::KEY_KP3, Key::Digit(3)),
    (K::KEY_KP4, Key::Digit(4)),
    (K::KEY_KP5, Key::Digit(5)),
    (K::KEY_KP6, Key::Digit(6)),
    (K::KEY_KP7, Key::Digit(7)),
    (K::KEY_KP8, Key::Digit(8)),
    (K::KEY_KP9, Key::Digit(9)),
    (K::KEY_KPENTER, Key::Select),
    (K::KEY_KPPLUS, Key::Next),
    (K::KEY_KPMINUS, Key::Previous),
    (K::KEY_KPDOT, Key::Back),
    (K::KEY_KPSLASH, Key::Help),
    (K::KEY_KPASTERISK, Key::End),
];

const KEYBOARD: &[(KeyCode, Key)] = &[
    (K::KEY_UP, Key::Previous),
    (K::KEY_DOWN, Key::Next),
    (K::KEY_ENTER, Key::Select),
    (K::KEY_BACKSPACE, Key::Back),
    (K::KEY_LEFT, Key::Back),
    (K::KEY_RIGHT, Key::Repeat),
    (K::KEY_ESC, Key::End),
    (K::KEY_F1, Key::Help),
    (K::KEY_PAGEUP, Key::Louder),
    (K::KEY_PAGEDOWN, Key::Softer),
    (K::KEY_HOME, Key::Faster),
    (K::KEY_END, Key::Slower),
];

const TWO_SWITCHES: &[(KeyCode, Key)] = &[(K::KEY_SPACE, Key::Next), (K::KEY_ENTER, Key::Select)];

impl Shipped {
    /// What the keys mean, on a keyboard of this layout.
    pub(super) fn keys(self, layout: Layout) -> BTreeMap<u16, Meaning> {
        let pairs: Vec<&(KeyCode, Key)> = match self {
            Shipped::Audionav => AUDIONAV.iter().collect(),
            Shipped::Numpad => NUMPAD.iter().collect(),
            Shipped::Keyboard => KEYBOARD.iter().chain(NUMPAD).collect(),
            Shipped::TwoSwitches => TWO_SWITCHES.iter().collect(),
        };
        let mut map: BTreeMap<u16, Meaning> =
            pairs.into_iter().map(|(code, key)| (code.code(), Meaning::Key(*key))).collect();
        if self == Shipped::Keyboard {
            // All that a keyboard of this layout may have, but for what has another meaning already.
            for code in 0..K::KEY_F11.code() {
                if code::sign(layout, code, false, false).is_some() {
                    map.entry(code).or_insert(Meaning::Sign(layout));
                }
            }
            map.extend([K::KEY_LEFTSHIFT, K::KEY_RIGHTSHIFT].map(|key| (key.code(), Meaning::Shift)));
            map.insert(K::KEY_RIGHTALT.code(), Meaning::AltGr);
            // The key beside the left Shift, which not all have.
            map.remove(&K::KEY_102ND.code());
        }
        if self == Shipped::Audionav {
            map.extend([(K::KEY_F15.code(), Meaning::JackIn), (K::KEY_F16.code(), Meaning::JackOut)]);
        }
        map
    }
}

/// The names of the agent's keys that have no digit on them.
const NAMES: [(&str, Key); 11] = [
    ("previous", Key::Previous),
    ("next", Key::Next),
    ("select", Key::Select),
    ("back", Key::Back),
    ("end", Key::End),
    ("help", Key::Help),
    ("repeat", Key::Repeat),
    ("louder", Key::Louder),
    ("softer", Key::Softer),
    ("faster", Key::Faster),
    ("slower", Key::Slower),
];

/// The key of the agent that a configuration calls so: `next`, or `7`.
pub(super) fn key(name: &str) -> Option<Key> {
    let named = NAMES.iter().find(|(own, _)| *own == name).map(|(_, key)| *key);
    let digit = || name.parse().ok().filter(|digit| *digit <= 9 && name.len() == 1).map(Key::Digit);
    named.or_else(digit)
}

/// How a configuration calls a key of the agent.
pub(super) fn key_name(key: Key) -> String {
    match key {
        Key::Digit(digit) => digit.to_string(),
        key => {
            NAMES.iter().find(|(_, own)| *own == key).map_or_else(String::new, |(name, _)| (*name).to_owned())
        }
    }
}

/// The number of a key that the kernel calls so.
pub(super) fn code(name: &str) -> Option<u16> {
    KeyCode::from_str(name).ok().map(KeyCode::code)
}

/// How the kernel calls the key with this number; `None` if it has no name.
pub(super) fn code_name(code: u16) -> Option<String> {
    let name = format!("{:?}", KeyCode::new(code));
    (self::code(&name) == Some(code)).then_some(name)
}
