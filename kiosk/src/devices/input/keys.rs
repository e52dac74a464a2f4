//! From the keys of a keypad to what they mean.
//!
//! **Invariant**: a key counts once, when it goes down; that it is held makes nothing happen (EN 301 549, 5.7 to 5.9).
//! **Invariant**: of two keys that are down together the first alone counts, but for the letters of a keyboard.

use std::collections::BTreeMap;

use super::raw::Item;
use crate::devices::code::{self, Layout};
use crate::event::{Key, Millis};

/// A key that is down for longer than this hinders no other: it may be stuck.
const STUCK: Millis = 2_000;

/// What a key of a keypad means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// One of the agent's keys.
    Key(Key),
    /// The keypad's own jack has been filled.
    JackIn,
    /// It has been emptied.
    JackOut,
    /// It is full as long as this is down, as a handset is lifted.
    JackHeld,
    /// What stands on the key of this keyboard.
    Sign(Layout),
    /// Shift, as long as it is down.
    Shift,
    /// AltGr, likewise.
    AltGr,
}

impl Meaning {
    /// It tells of a jack.
    pub(super) fn is_jack(&self) -> bool {
        matches!(self, Meaning::JackIn | Meaning::JackOut | Meaning::JackHeld)
    }
}

/// What someone did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Did {
    Key(Key),
    Sign(char),
    Jack(bool),
}

/// A keypad: its map, and which key is down.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    map: BTreeMap<u16, Meaning>,
    down: Option<(u16, Millis)>,
    shift: bool,
    alt_gr: bool,
}

impl Keys {
    /// A keypad whose keys mean this.
    pub(super) fn new(map: BTreeMap<u16, Meaning>) -> Keys {
        Keys { map, ..Keys::default() }
    }

    /// They go on and choose, and do nothing else.
    pub(super) fn are_two(&self) -> bool {
        let of_two = |meaning: &Meaning| matches!(meaning, Meaning::Key(Key::Next | Key::Select));
        self.map.values().filter(|meaning| !meaning.is_jack()).all(of_two)
    }

    /// Whether it tells of a jack of its own.
    pub(super) fn has_jack(&self) -> bool {
        self.map.values().any(Meaning::is_jack)
    }

    /// The key that is down as long as the jack is full.
    pub(super) fn held_jack(&self) -> Option<u16> {
        self.map.iter().find(|(_, meaning)| **meaning == Meaning::JackHeld).map(|(code, _)| *code)
    }

    /// Takes what came at this time.
    pub(super) fn take(&mut self, item: Item, now: Millis) -> Option<Did> {
        let (code, value) = match item {
            Item::Key(code, value) => (code, value),
            Item::Lost => {
                // Which keys are down now is not known; the next that goes down counts.
                (self.down, self.shift, self.alt_gr) = (None, false, false);
                return None;
            }
            _ => return None,
        };
        match (self.map.get(&code).copied(), value) {
            (Some(Meaning::JackIn), 1) => Some(Did::Jack(true)),
            (Some(Meaning::JackOut), 1) => Some(Did::Jack(false)),
            (Some(Meaning::JackHeld), 0 | 1) => Some(Did::Jack(value == 1)),
            // Who types fast presses a letter before the last one is up.
            (Some(Meaning::Sign(layout)), 1) => {
                code::sign(layout, code, self.shift, self.alt_gr).map(Did::Sign)
            }
            (Some(Meaning::Shift), 0 | 1) => {
                self.shift = value == 1;
                None
            }
            (Some(Meaning::AltGr), 0 | 1) => {
                self.alt_gr = value == 1;
                None
            }
            (Some(Meaning::Key(key)), 1) => self.first(code, now).then_some(Did::Key(key)),
            (None, 1) => {
                self.first(code, now);
                None
            }
            (_, 0) => {
                self.down.take_if(|(down, _)| *down == code);
                None
            }
            _ => None,
        }
    }

    /// Whether no other key is down.
    fn first(&mut self, code: u16, now: Millis) -> bool {
        let other = self.down.is_some_and(|(down, since)| down != code && now.saturating_sub(since) < STUCK);
        if !other {
            self.down = Some((code, now));
        }
        !other
    }
}
