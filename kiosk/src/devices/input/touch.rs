//! A touchscreen: its fingers, and what they mean.

use super::contacts::{Contacts, Measure};
use super::gesture::Gestures;
use super::raw::Item;
use crate::event::{Finger, Millis};

/// A touchscreen.
#[derive(Debug)]
pub(super) struct Touch {
    contacts: Contacts,
    gestures: Gestures,
}

impl Touch {
    /// A panel of this measure.
    pub(super) fn new(measure: Measure) -> Touch {
        Touch { contacts: Contacts::new(measure), gestures: Gestures::default() }
    }

    /// Takes what came at this time; what it means.
    pub(super) fn take(&mut self, item: Item, now: Millis) -> Vec<Finger> {
        if item == Item::Lost {
            // What the fingers were doing is not known to its end.
            self.contacts.take(item);
            return self.begin();
        }
        let frame = self.contacts.take(item);
        frame.map(|fingers| self.gestures.frame(&fingers, now)).unwrap_or_default()
    }

    /// After a loss: the finger that the panel told of last.
    pub(super) fn resume(&mut self, slot: Option<i32>) {
        if let Some(slot) = slot {
            self.contacts.resume(slot);
        }
    }

    /// When [`Touch::tick`] has something to do.
    pub(super) fn wake(&self) -> Option<Millis> {
        self.gestures.wake()
    }

    /// It is now so late; what that means.
    pub(super) fn tick(&mut self, now: Millis) -> Vec<Finger> {
        if self.wake().is_some_and(|wake| now >= wake) { self.gestures.tick(now) } else { Vec::new() }
    }

    /// Whether nobody touches it.
    pub(super) fn is_free(&self) -> bool {
        self.contacts.is_free()
    }

    /// Begins anew: what was done while the browser had it was meant for the browser.
    pub(super) fn begin(&mut self) -> Vec<Finger> {
        let explored = std::mem::take(&mut self.gestures).explores();
        explored.then_some(Finger::Gone).into_iter().collect()
    }
}
