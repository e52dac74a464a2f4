//! A barcode or stripe reader that types: from key codes to a scan.
//!
//! The kernel tells which key went down, not which character it means: that hangs on the keyboard the reader is set to
//! imitate. Letters and digits are the same on both layouts, the signs of a stripe are not.
//!
//! **Invariant**: keys that type nothing (function keys, arrows, Ctrl or Alt with anything) make a scan unknown, so no
//! barcode can press a key of the kiosk.

use std::time::Duration;

use serde::Deserialize;
use zeroize::Zeroize;

use super::{LONGEST, decode};
use crate::event::Scan;

/// A scan has ended when no key has come for this long: readers type a character in a few milliseconds, and one that
/// sends both tracks of a stripe may put a line end after each.
pub const QUIET: Duration = Duration::from_millis(80);

/// Which keyboard the reader is set to imitate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// Italian.
    #[default]
    Italian,
    /// US English, as readers are delivered.
    Us,
}

/// Key codes of Linux (`linux/input-event-codes.h`).
mod key {
    pub(super) const ENTER: u16 = 28;
    pub(super) const TAB: u16 = 15;
    pub(super) const SPACE: u16 = 57;
    pub(super) const KP_ENTER: u16 = 96;
    pub(super) const CAPS_LOCK: u16 = 58;
    pub(super) const LEFT_SHIFT: u16 = 42;
    pub(super) const RIGHT_SHIFT: u16 = 54;
    pub(super) const ALT_GR: u16 = 100;
}

/// The letters of the three rows, by the codes of their keys; `\0` where a key is none.
const LETTERS: [(u16, &[u8]); 3] = [(16, b"qwertyuiop"), (30, b"asdfghjkl"), (44, b"zxcvbnm")];

/// The other keys: code, character, character with shift; `\0` where it is none that a scan may hold.
type Signs = [(u16, u8, u8); 22];

const US: Signs = [
    (2, b'1', b'!'),
    (3, b'2', b'@'),
    (4, b'3', b'#'),
    (5, b'4', b'$'),
    (6, b'5', b'%'),
    (7, b'6', b'^'),
    (8, b'7', b'&'),
    (9, b'8', b'*'),
    (10, b'9', b'('),
    (11, b'0', b')'),
    (12, b'-', b'_'),
    (13, b'=', b'+'),
    (26, b'[', b'{'),
    (27, b']', b'}'),
    (39, b';', b':'),
    (40, b'\'', b'"'),
    (41, b'`', b'~'),
    (43, b'\\', b'|'),
    (51, b',', b'<'),
    (52, b'.', b'>'),
    (53, b'/', b'?'),
    (86, b'\\', b'|'),
];

/// The accented letters of the Italian keyboard stand in no code of ours.
const ITALIAN: Signs = [
    (2, b'1', b'!'),
    (3, b'2', b'"'),
    (4, b'3', 0),
    (5, b'4', b'$'),
    (6, b'5', b'%'),
    (7, b'6', b'&'),
    (8, b'7', b'/'),
    (9, b'8', b'('),
    (10, b'9', b')'),
    (11, b'0', b'='),
    (12, b'\'', b'?'),
    (13, 0, b'^'),
    (26, 0, 0),
    (27, b'+', b'*'),
    (39, 0, 0),
    (40, 0, 0),
    (41, b'\\', b'|'),
    (43, 0, 0),
    (51, b',', b';'),
    (52, b'.', b':'),
    (53, b'-', b'_'),
    (86, b'<', b'>'),
];

/// What AltGr makes of Italian keys.
const ITALIAN_ALT_GR: [(u16, u8); 4] = [(26, b'['), (27, b']'), (39, b'@'), (40, b'#')];

/// The keys of the numeric pad, which some readers use for digits.
const PAD: [(u16, u8); 15] = [
    (55, b'*'),
    (71, b'7'),
    (72, b'8'),
    (73, b'9'),
    (74, b'-'),
    (75, b'4'),
    (76, b'5'),
    (77, b'6'),
    (78, b'+'),
    (79, b'1'),
    (80, b'2'),
    (81, b'3'),
    (82, b'0'),
    (83, b'.'),
    (98, b'/'),
];

/// The accented letters of the Italian keyboard, and what Shift makes of them.
const ITALIAN_ACCENTS: [(u16, char, char); 5] =
    [(13, 'ì', '^'), (26, 'è', 'é'), (39, 'ò', 'ç'), (40, 'à', '°'), (43, 'ù', '§')];

/// What a person types with a key of this keyboard; `None` if it is no sign.
#[must_use]
pub fn sign(layout: Layout, code: u16, shift: bool, alt_gr: bool) -> Option<char> {
    let accents = ITALIAN_ACCENTS.iter().filter(|_| layout == Layout::Italian && !alt_gr);
    let accent = accents.copied().find(|(key, ..)| *key == code);
    let accent = accent.map(|(_, plain, shifted)| if shift { shifted } else { plain });
    let mut wedge = Wedge::default();
    (wedge.layout, wedge.has_shift, wedge.has_alt_gr) = (layout, shift, alt_gr);
    accent.or_else(|| wedge.character(code).map(char::from)).filter(|sign| !sign.is_control())
}

/// A scan that is being typed.
#[derive(Default)]
pub struct Wedge {
    layout: Layout,
    typed: Vec<u8>,
    has_shift: bool,
    has_alt_gr: bool,
    is_foreign: bool,
    is_damaged: bool,
}

impl Wedge {
    /// For a reader that imitates this keyboard.
    #[must_use]
    pub fn new(layout: Layout) -> Self {
        // With room from the beginning, so that it never moves and leaves a copy behind.
        Self { layout, typed: Vec::with_capacity(LONGEST + 1), ..Self::default() }
    }

    /// A key went down (`true`) or up; a key that repeats because it is held counts as neither and is not told.
    pub fn key(&mut self, code: u16, is_down: bool) {
        match code {
            key::LEFT_SHIFT | key::RIGHT_SHIFT => self.has_shift = is_down,
            key::ALT_GR => self.has_alt_gr = is_down,
            // Readers that find it on turn it off and on again; small letters count as capitals anyway.
            key::CAPS_LOCK => {}
            _ if is_down => self.press(code),
            _ => {}
        }
    }

    /// Keys were lost (the kernel's `SYN_DROPPED`): the scan that is coming in is thrown away.
    pub fn lost(&mut self) {
        self.is_damaged = true;
        // Which keys are down now is no longer known; a reader lets go of all between two scans.
        (self.has_shift, self.has_alt_gr) = (false, false);
    }

    /// No key has come for [`QUIET`], or the reader has gone: what was typed, if anything.
    pub fn end(&mut self) -> Option<Scan> {
        let scan = match self {
            Self { is_damaged: true, .. } => Some(Scan::Damaged),
            Self { is_foreign: true, .. } => Some(Scan::Unknown),
            Self { typed, .. } if typed.trim_ascii().is_empty() => None,
            Self { typed, .. } => Some(decode(typed)),
        };
        self.typed.zeroize();
        (self.is_foreign, self.is_damaged, self.has_shift, self.has_alt_gr) = (false, false, false, false);
        scan
    }

    fn press(&mut self, code: u16) {
        match self.character(code) {
            Some(_) if self.typed.len() > LONGEST => self.is_foreign = true,
            Some(c) => self.typed.push(c),
            None => self.is_foreign = true,
        }
    }

    /// The character of a key, as the keyboard that is imitated has it.
    fn character(&self, code: u16) -> Option<u8> {
        if self.has_alt_gr {
            let signs = ITALIAN_ALT_GR.iter().filter(|_| self.layout == Layout::Italian);
            return signs.copied().find_map(|(key, c)| (key == code).then_some(c));
        }
        let letter =
            LETTERS.iter().find_map(|(first, row)| row.get(usize::from(code.checked_sub(*first)?)).copied());
        match code {
            key::ENTER | key::KP_ENTER => Some(b'\r'),
            key::TAB => Some(b'\t'),
            key::SPACE => Some(b' '),
            _ if letter.is_some() => letter.map(|c| if self.has_shift { c.to_ascii_uppercase() } else { c }),
            _ => self.sign(code),
        }
    }

    fn sign(&self, code: u16) -> Option<u8> {
        let signs = if self.layout == Layout::Us { &US } else { &ITALIAN };
        let (_, plain, shifted) = signs
            .iter()
            .copied()
            .chain(PAD.iter().map(|(key, c)| (*key, *c, *c)))
            .find(|(key, ..)| *key == code)?;
        Some(if self.has_shift { shifted } else { plain }).filter(|c| *c != 0)
    }
}

impl Drop for Wedge {
    fn drop(&mut self) {
        self.typed.zeroize();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// Types as a reader does, finding the keys in what is printed on a keyboard of this layout.
    fn type_in(wedge: &mut Wedge, text: &str) {
        for c in text.chars() {
            let (code, shift, alt_gr) = keys(wedge.layout, c);
            if alt_gr {
                wedge.key(key::ALT_GR, true);
            }
            if shift {
                wedge.key(key::LEFT_SHIFT, true);
            }
            wedge.key(code, true);
            wedge.key(code, false);
            wedge.key(key::LEFT_SHIFT, false);
            wedge.key(key::ALT_GR, false);
        }
    }

    /// The keys of the signs that matter, written out again by hand from pictures of the two keyboards.
    fn keys(layout: Layout, c: char) -> (u16, bool, bool) {
        let is_us = layout == Layout::Us;
        match c {
            '%' => (6, true, false),
            '?' => (if is_us { 53 } else { 12 }, true, false),
            ';' if is_us => (39, false, false),
            ';' => (51, true, false),
            '*' => (if is_us { 9 } else { 27 }, true, false),
            '\'' => (if is_us { 40 } else { 12 }, false, false),
            ']' => (27, false, !is_us),
            '\r' => (28, false, false),
            ' ' => (57, false, false),
            '0' => (11, false, false),
            '1'..='9' => (c as u16 - '1' as u16 + 2, false, false),
            letter => {
                let rows = ["QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"];
                let (row, place) = rows
                    .iter()
                    .enumerate()
                    .find_map(|(row, letters)| Some((row, letters.find(letter.to_ascii_uppercase())?)))
                    .unwrap();
                ([16, 30, 44][row] + place as u16, letter.is_ascii_uppercase(), false)
            }
        }
    }

    fn typed(layout: Layout, text: &str) -> Option<Scan> {
        let mut wedge = Wedge::new(layout);
        type_in(&mut wedge, text);
        wedge.end()
    }

    fn names(scan: Option<Scan>) -> Option<(String, Option<String>)> {
        match scan {
            Some(Scan::Holder(holder)) => Some((holder.fiscal_code.clone(), holder.surname.clone())),
            _ => None,
        }
    }

    #[test]
    fn both_layouts_give_the_same_scans() {
        let code = "RNLNRC84S04I782A".to_owned();
        for layout in [Layout::Italian, Layout::Us] {
            for scan in
                ["RNLNRC84S04I782A\r", "*RNLNRC84S04I782A*\r", "]A0RNLNRC84S04I782A", "rnlnrc84s04i782a\r"]
            {
                assert_eq!(names(typed(layout, scan)), Some((code.clone(), None)), "{layout:?} {scan}");
            }
            let stripe = "%RNLNRC84S04I782AD'ANGELO  ENRICO?\r;80380001209000000005?\r";
            assert_eq!(
                names(typed(layout, stripe)),
                Some((code.clone(), Some("D'ANGELO".to_owned()))),
                "{layout:?}"
            );
        }
    }

    #[test]
    fn a_reader_set_to_the_other_layout_still_reads_barcodes() {
        let mut wedge = Wedge::new(Layout::Us);
        wedge.layout = Layout::Italian;
        type_in(&mut wedge, "RNLNRC84S04I782A");
        wedge.layout = Layout::Us;
        assert!(names(wedge.end()).is_some());
    }

    #[test]
    fn a_scan_with_lost_keys_is_thrown_away_and_the_next_is_read() {
        let mut wedge = Wedge::new(Layout::Italian);
        type_in(&mut wedge, "RNLNRC84S04");
        wedge.lost();
        type_in(&mut wedge, "I782A\r");
        assert_eq!(wedge.end(), Some(Scan::Damaged));
        type_in(&mut wedge, "RNLNRC84S04I782A\r");
        assert!(names(wedge.end()).is_some());
        wedge.key(key::LEFT_SHIFT, true);
        wedge.lost();
        assert_eq!(wedge.end(), Some(Scan::Damaged), "even if all of it was lost");
        assert!(!wedge.has_shift);
        assert_eq!(wedge.end(), None);
    }

    #[test]
    fn keys_that_type_nothing_make_a_scan_unknown() {
        // Esc, F1, up, left Ctrl, left Alt, delete, left Super, power.
        for code in [1, 59, 103, 29, 56, 111, 125, 116, u16::MAX] {
            let mut wedge = Wedge::new(Layout::Us);
            type_in(&mut wedge, "RNLNRC84S04I782A");
            wedge.key(code, true);
            assert_eq!(wedge.end(), Some(Scan::Unknown), "{code}");
        }
    }

    #[test]
    fn nothing_typed_is_no_scan_and_an_endless_one_is_unknown() {
        let mut wedge = Wedge::new(Layout::Us);
        assert_eq!(wedge.end(), None);
        wedge.key(key::LEFT_SHIFT, true);
        wedge.key(key::ENTER, true);
        assert_eq!(wedge.end(), None);
        type_in(&mut wedge, &"A".repeat(10_000));
        assert!(wedge.typed.len() <= LONGEST + 1);
        assert_eq!(wedge.end(), Some(Scan::Unknown));
    }
}
