//! Plugs: headphones and handsets, by whatever way they are seen.
//!
//! **Invariant**: only an edge counts: what is in when it is first seen is told as such, and is nobody's.

use std::collections::BTreeSet;

use crate::event::{Device, Event};

/// Where something is plugged in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Plug {
    /// A jack of the input device that was opened under this number.
    Node(u64),
    /// A USB headset, by the number of its sound card.
    Card(u32),
}

/// All plugs of a kiosk.
#[derive(Clone, Debug, Default)]
pub(super) struct Jacks {
    /// In, and someone was seen to do it.
    fresh: BTreeSet<Plug>,
    /// In since before anybody looked.
    old: BTreeSet<Plug>,
}

impl Jacks {
    /// A jack that is seen for the first time.
    pub(super) fn found(&mut self, plug: Plug, full: bool) -> Option<Event> {
        (full && self.old.insert(plug)).then_some(Event::Device(Device::JackFull))
    }

    /// A jack is now full, or empty, or has gone together with its device.
    pub(super) fn set(&mut self, plug: Plug, full: bool) -> Vec<Event> {
        let was = (self.fresh.is_empty(), self.old.is_empty());
        if full {
            if !self.old.contains(&plug) {
                self.fresh.insert(plug);
            }
        } else {
            self.fresh.remove(&plug);
            self.old.remove(&plug);
        }
        match (was, self.fresh.is_empty(), self.old.is_empty()) {
            // The agent takes what was in before for the same plug: that one is out, this one in.
            ((true, false), false, _) => vec![Event::Jack(false), Event::Jack(true)],
            ((true, true), false, _) => vec![Event::Jack(true)],
            ((false, _), true, true) | ((true, false), true, true) => vec![Event::Jack(false)],
            ((false, _), true, false) => vec![Event::Jack(false), Event::Device(Device::JackFull)],
            _ => Vec::new(),
        }
    }
}
