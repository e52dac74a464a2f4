//! From the keys of a reader that types to its scans.

use super::raw::Item;
use crate::devices::code::{Layout, QUIET, Wedge};
use crate::event::{Millis, Scan};

/// A reader, and the scan that is coming in.
pub(super) struct Typed {
    wedge: Wedge,
    /// When the scan has ended, if nothing more comes.
    end: Option<Millis>,
}

impl Typed {
    /// A reader that imitates this keyboard.
    pub(super) fn new(layout: Layout) -> Typed {
        Typed { wedge: Wedge::new(layout), end: None }
    }

    /// Takes what came at this time.
    pub(super) fn take(&mut self, item: Item, now: Millis) {
        match item {
            Item::Key(code, value @ (0 | 1)) => self.wedge.key(code, value == 1),
            Item::Lost => self.wedge.lost(),
            _ => return,
        }
        self.end = Some(now + u64::try_from(QUIET.as_millis()).unwrap_or(Millis::MAX));
    }

    /// When [`Typed::tick`] has something to do.
    pub(super) fn wake(&self) -> Option<Millis> {
        self.end
    }

    /// It is now so late: the scan, if it has ended.
    pub(super) fn tick(&mut self, now: Millis) -> Option<Scan> {
        self.end.take_if(|end| now >= *end)?;
        self.wedge.end()
    }

    /// The reader has gone: what it had begun to type is no whole scan.
    pub(super) fn gone(&mut self) -> Option<Scan> {
        self.end.take()?;
        self.wedge.lost();
        self.wedge.end()
    }
}
