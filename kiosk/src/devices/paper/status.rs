//! What the printer says of itself: the four answers to DLE EOT and the one to GS r, read without doing anything.
//!
//! **Invariant**: a byte that is no answer is never taken for one.
//! **Invariant**: of several causes the one comes first that a person must remove first.

use crate::event::PaperState;

/// GS r 1. Unlike DLE EOT it waits its turn behind the job, so its answer tells that the job has been worked off.
pub(super) const MARKER: [u8; 3] = [0x1d, b'r', 1];

/// DLE DC4 8: forget whatever of a job has not been printed, so that it cannot come out behind the next one.
pub(super) const FORGET: [u8; 10] = [0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8];

/// What the printer answers to [`FORGET`], if it knows it.
pub(super) const FORGOTTEN: [u8; 3] = [0x37, 0x25, 0];

/// What can be asked at any moment, even of a printer that has stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Query {
    /// Whether it can print at all.
    Printer,
    /// Why it cannot.
    Offline,
    /// Which error it has.
    Error,
    /// The sensors of the roll.
    Roll,
}

impl Query {
    /// The question as it is sent: DLE EOT n.
    pub(super) const fn bytes(self) -> [u8; 3] {
        let which = match self {
            Query::Printer => 1,
            Query::Offline => 2,
            Query::Error => 3,
            Query::Roll => 4,
        };
        [0x10, 0x04, which]
    }
}

/// Whether a byte answers DLE EOT: bits 1 and 4 are set, 0 and 7 are not. Neither XON, XOFF nor the answer to GS r is so.
pub(super) const fn is_answer(byte: u8) -> bool {
    byte & 0b1001_0011 == 0b0001_0010
}

/// Whether a byte answers GS r 1: bits 4 and 7 are not set.
pub(super) const fn is_marker(byte: u8) -> bool {
    byte & 0b1001_0000 == 0
}

/// Whether a byte only holds or releases the flow of a serial line.
pub(super) const fn is_flow(byte: u8) -> bool {
    matches!(byte, 0x11 | 0x13)
}

/// The four answers, each of which [`is_answer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Report {
    /// To [`Query::Printer`].
    pub(super) printer: u8,
    /// To [`Query::Offline`].
    pub(super) offline: u8,
    /// To [`Query::Error`].
    pub(super) error: u8,
    /// To [`Query::Roll`].
    pub(super) roll: u8,
}

impl Report {
    /// The state that the answers mean together.
    pub(super) fn state(self) -> PaperState {
        let is = |byte: u8, bits: u8| byte & bits != 0;
        let Report { printer, offline, error, roll } = self;
        // An open cover lifts the paper off its sensor, so it goes before the paper.
        if is(offline, 0x04) {
            PaperState::CoverOpen
        } else if is(offline, 0x20) || is(roll, 0x60) {
            PaperState::Out
        } else if is(offline, 0x40) || is(error, 0x6c) {
            PaperState::Fault
        } else if is(printer, 0x08) && !is(offline, 0x08) {
            // Offline for no cause that it names; while somebody feeds paper by its button it is so for a moment.
            PaperState::Fault
        } else if is(roll, 0x0c) {
            PaperState::NearEnd
        } else {
            PaperState::Ready
        }
    }
}

/// Whether a printer in this state prints what it is sent.
pub(super) const fn prints(state: PaperState) -> bool {
    matches!(state, PaperState::Ready | PaperState::NearEnd)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn state(printer: u8, offline: u8, error: u8, roll: u8) -> PaperState {
        Report { printer, offline, error, roll }.state()
    }

    #[test]
    fn answers_as_a_printer_gives_them() {
        assert_eq!(state(0x12, 0x12, 0x12, 0x12), PaperState::Ready);
        assert_eq!(state(0x16, 0x12, 0x12, 0x12), PaperState::Ready, "the drawer is no matter");
        assert_eq!(state(0x12, 0x12, 0x12, 0x1e), PaperState::NearEnd);
        assert_eq!(state(0x1a, 0x32, 0x12, 0x7e), PaperState::Out);
        assert_eq!(state(0x1a, 0x16, 0x12, 0x12), PaperState::CoverOpen);
        assert_eq!(state(0x1a, 0x36, 0x12, 0x7e), PaperState::CoverOpen, "cover before paper");
        assert_eq!(state(0x1a, 0x52, 0x1a, 0x12), PaperState::Fault, "the cutter");
        assert_eq!(state(0x1a, 0x12, 0x12, 0x12), PaperState::Fault, "offline without a cause");
        assert_eq!(state(0x5a, 0x1a, 0x12, 0x12), PaperState::Ready, "its feed button is held");
    }

    #[test]
    fn what_is_no_answer() {
        for byte in [0x00, 0x11, 0x13, 0xff, 0x92, 0x02, 0x10, 0x37, 0x25, 0x0c] {
            assert!(!is_answer(byte), "{byte:02x}");
        }
    }

    proptest! {
        #[test]
        fn no_byte_answers_two_questions(byte: u8) {
            prop_assert!(!(is_answer(byte) && is_marker(byte)));
            prop_assert!(!(is_flow(byte) && (is_answer(byte) || is_marker(byte))));
        }

        #[test]
        fn any_four_bytes_mean_a_state_and_only_good_ones_print(printer: u8, offline: u8, error: u8, roll: u8) {
            let state = state(printer, offline, error, roll);
            prop_assert_ne!(state, PaperState::Missing);
            let trouble = (offline & 0x64) | (error & 0x6c) | (roll & 0x60);
            prop_assert!(!prints(state) || trouble == 0);
        }
    }
}
