//! The records that the kernel writes into a node, and what stands in them.
//!
//! **Invariant**: after the kernel has dropped records, nothing counts until the end of the frame it dropped them in.

/// How many bytes a record's time takes: seconds and microseconds, each as wide as the machine.
const TIME: usize = 2 * size_of::<usize>();
/// How many bytes a record has.
pub(super) const RECORD: usize = TIME + 8;

/// Kinds of records, and codes among them (`linux/input-event-codes.h`).
mod code {
    pub(super) const EV_SYN: u16 = 0;
    pub(super) const EV_KEY: u16 = 1;
    pub(super) const EV_ABS: u16 = 3;
    pub(super) const EV_SW: u16 = 5;
    pub(super) const SYN_REPORT: u16 = 0;
    pub(super) const SYN_DROPPED: u16 = 3;
}

/// What a record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A key went down (1) or up (0), or repeats (2).
    Key(u16, i32),
    /// A switch is now so.
    Switch(u16, i32),
    /// An axis is now there.
    Axis(u16, i32),
    /// What came since the last of these happened at once.
    Frame,
    /// Records were lost.
    Lost,
}

/// Reads one node's records.
#[derive(Debug, Default)]
pub(super) struct Reader {
    /// The rest of a frame that lost records.
    lost: bool,
}

impl Reader {
    /// The items of some whole records.
    pub(super) fn items<'a>(&'a mut self, bytes: &'a [u8]) -> impl Iterator<Item = Item> + 'a {
        bytes.as_chunks::<RECORD>().0.iter().filter_map(|record| self.item(record))
    }

    fn item(&mut self, record: &[u8; RECORD]) -> Option<Item> {
        let [_, .., k0, k1, c0, c1, v0, v1, v2, v3] = *record;
        let kind = u16::from_ne_bytes([k0, k1]);
        let which = u16::from_ne_bytes([c0, c1]);
        let value = i32::from_ne_bytes([v0, v1, v2, v3]);
        match (kind, which) {
            (code::EV_SYN, code::SYN_DROPPED) => {
                self.lost = true;
                return Some(Item::Lost);
            }
            (code::EV_SYN, code::SYN_REPORT) => {
                self.lost = false;
                return Some(Item::Frame);
            }
            _ if self.lost => return None,
            _ => {}
        }
        match kind {
            code::EV_KEY => Some(Item::Key(which, value)),
            code::EV_SW => Some(Item::Switch(which, value)),
            code::EV_ABS => Some(Item::Axis(which, value)),
            _ => None,
        }
    }
}

/// The bytes of a record, for tests.
#[cfg(test)]
pub(super) fn record(kind: u16, which: u16, value: i32) -> Vec<u8> {
    let mut bytes = vec![7; TIME];
    bytes.extend(kind.to_ne_bytes());
    bytes.extend(which.to_ne_bytes());
    bytes.extend(value.to_ne_bytes());
    bytes
}
