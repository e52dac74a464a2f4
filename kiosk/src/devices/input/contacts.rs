//! From the axes of a touchscreen to where fingers are: one finger, or several by the kernel's slots (protocol B).
//!
//! **Invariant**: places are in ten-thousandths of the picture, whatever the panel's measure and however it is turned.

use super::raw::Item;
use super::settings::Turn;
use crate::event::Spot;

/// Axes and the key of a panel (`linux/input-event-codes.h`).
mod code {
    pub(super) const X: u16 = 0x00;
    pub(super) const Y: u16 = 0x01;
    pub(super) const SLOT: u16 = 0x2f;
    pub(super) const SLOT_X: u16 = 0x35;
    pub(super) const SLOT_Y: u16 = 0x36;
    pub(super) const TRACKING: u16 = 0x39;
    pub(super) const TOUCH: u16 = 0x14a;
}

/// How many fingers are told apart.
const FINGERS: usize = 10;

/// The measure of a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Measure {
    /// From left to right.
    pub(super) x: (i32, i32),
    /// From top to bottom.
    pub(super) y: (i32, i32),
    /// It tells several fingers apart, and this is the one that it told of last.
    pub(super) slot: Option<i32>,
    /// How the picture is turned on it.
    pub(super) turn: Turn,
}

/// A finger: whether it is down, and where it was last.
#[derive(Clone, Copy, Debug, Default)]
struct Finger {
    down: bool,
    at: (i32, i32),
}

/// The fingers on a panel.
#[derive(Clone, Debug)]
pub(super) struct Contacts {
    measure: Measure,
    fingers: [Finger; FINGERS],
    slot: usize,
}

impl Contacts {
    /// A panel that nobody touches.
    pub(super) fn new(measure: Measure) -> Contacts {
        let slot = measure.slot.and_then(|slot| usize::try_from(slot).ok()).unwrap_or(0);
        Contacts { measure, fingers: [Finger::default(); FINGERS], slot }
    }

    /// Takes what came; where all fingers are, if that was the end of a frame.
    pub(super) fn take(&mut self, item: Item) -> Option<Vec<(usize, Spot)>> {
        match item {
            Item::Axis(code, value) => self.axis(code, value),
            Item::Key(code::TOUCH, value) if self.measure.slot.is_none() => {
                self.fingers[0].down = value != 0;
            }
            // Whatever was lost: nobody is there any more.
            Item::Key(code::TOUCH, 0) => self.all_gone(),
            // Who is still there is not known, nor of which finger the panel tells; each counts again from when it next
            // comes down.
            Item::Lost => {
                self.all_gone();
                self.slot = FINGERS;
            }
            Item::Frame => return Some(self.places().collect()),
            Item::Key(..) | Item::Switch(..) => {}
        }
        None
    }

    fn all_gone(&mut self) {
        self.fingers.iter_mut().for_each(|finger| finger.down = false);
    }

    /// After a loss: the finger that the panel told of last.
    pub(super) fn resume(&mut self, slot: i32) {
        self.slot = usize::try_from(slot).unwrap_or(FINGERS);
    }

    /// Whether nobody touches it.
    pub(super) fn is_free(&self) -> bool {
        self.fingers.iter().all(|finger| !finger.down)
    }

    fn axis(&mut self, code: u16, value: i32) {
        let slots = self.measure.slot.is_some();
        if slots && code == code::SLOT {
            // Fingers beyond the tenth are passed over.
            self.slot = usize::try_from(value).unwrap_or(FINGERS);
            return;
        }
        let slot = if slots { self.slot } else { 0 };
        let Some(finger) = self.fingers.get_mut(slot) else { return };
        match (code, slots) {
            (code::SLOT_X, true) | (code::X, false) => finger.at.0 = value,
            (code::SLOT_Y, true) | (code::Y, false) => finger.at.1 = value,
            (code::TRACKING, true) => finger.down = value >= 0,
            _ => {}
        }
    }

    fn places(&self) -> impl Iterator<Item = (usize, Spot)> + '_ {
        let down = self.fingers.iter().enumerate().filter(|(_, finger)| finger.down);
        down.map(|(slot, finger)| (slot, self.measure.spot(finger.at)))
    }
}

impl Measure {
    /// A place of the panel as one of the picture.
    fn spot(&self, at: (i32, i32)) -> Spot {
        let part = |value: i32, (least, most): (i32, i32)| {
            let (value, least, most) = (i64::from(value), i64::from(least), i64::from(most));
            let part = (value - least) * 10_000 / (most - least).max(1);
            u16::try_from(part.clamp(0, 10_000)).unwrap_or(0)
        };
        let (x, y) = (part(at.0, self.x), part(at.1, self.y));
        match self.turn {
            Turn::None => Spot { x, y },
            Turn::Right => Spot { x: y, y: 10_000 - x },
            Turn::Half => Spot { x: 10_000 - x, y: 10_000 - y },
            Turn::Left => Spot { x: 10_000 - y, y: x },
        }
    }
}
