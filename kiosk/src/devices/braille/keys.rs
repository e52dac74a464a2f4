//! What the keys of a display mean: the commands and signs that brltty makes of them.

use crate::event::BrailleKey;

/// Bits 29 to 31 tell whether it is a command of brltty or a sign; above are keys held down at the same time.
const CLASS: u64 = 0xe000_0000;
const COMMAND: u64 = 0x2000_0000;
const HELD: u64 = 0xffff_ffff_0000_0000;
const SHIFT: u64 = 1 << 32;
const CODE: u64 = 0x1fff_ffff;

/// A key above a cell: the cell's number in the lower half.
const ROUTE: u64 = 1;

/// What a key means here; `None` for the many that mean nothing.
pub(super) fn key(code: u64) -> Option<BrailleKey> {
    let low = code & CODE;
    match code & CLASS {
        COMMAND => command(low >> 16, low & 0xffff),
        0 => sign(low, code & HELD),
        _ => None,
    }
}

fn command(block: u64, which: u64) -> Option<BrailleKey> {
    Some(match (block, which) {
        (ROUTE, cell) => BrailleKey::Route(u16::try_from(cell).ok()?),
        // A line up, a paragraph or prompt before, the item before in a menu.
        (0, 1 | 3 | 5 | 7 | 13 | 15 | 57) => BrailleKey::Previous,
        (0, 2 | 4 | 6 | 8 | 14 | 16 | 58) => BrailleKey::Next,
        // One sign, half a window, a window to the left, also skipping blank ones.
        (0, 19 | 21 | 23 | 25 | 122) => BrailleKey::Left,
        (0, 20 | 22 | 24 | 26 | 123) => BrailleKey::Right,
        (0, 27) => BrailleKey::LineStart,
        (0, 28) => BrailleKey::LineEnd,
        (0, 9 | 11 | 55) => BrailleKey::Top,
        (0, 10 | 12 | 56) => BrailleKey::Bottom,
        // Home, and "go to the cursor or back".
        (0, 29 | 31) => BrailleKey::Select,
        (0, 30 | 82 | 137) => BrailleKey::Back,
        (0, 136) => BrailleKey::End,
        (0, 49 | 51) => BrailleKey::Help,
        (0, 50) => BrailleKey::Where,
        _ => return None,
    })
}

/// A sign or key as X calls it: Latin-1 as it is, the rest of Unicode from 0x0100_0000, keys that write nothing from
/// 0xff00.
fn sign(code: u64, held: u64) -> Option<BrailleKey> {
    Some(match (code, held) {
        (0xff08, 0) => BrailleKey::Erase,
        (0xff09, 0) | (0xff54, 0) => BrailleKey::Next,
        (0xff09, SHIFT) | (0xff52, 0) => BrailleKey::Previous,
        (0xff0d, 0) => BrailleKey::Select,
        (0xff1b, 0) => BrailleKey::Back,
        (0xff50, 0) => BrailleKey::Top,
        (0xff57, 0) => BrailleKey::Bottom,
        (0xff51 | 0xff55, 0) => BrailleKey::Left,
        (0xff53 | 0xff56, 0) => BrailleKey::Right,
        (0x20..=0x7e | 0xa0..=0xff, 0 | SHIFT) => BrailleKey::Sign(char::from(u8::try_from(code).ok()?)),
        (0x0100_0100..=0x0110_ffff, 0 | SHIFT) => {
            let sign = char::from_u32(u32::try_from(code - 0x0100_0000).ok()?)?;
            (!sign.is_control()).then_some(BrailleKey::Sign(sign))?
        }
        _ => return None,
    })
}
