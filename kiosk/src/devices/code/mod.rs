//! What barcode and stripe readers send, decoded: the code of a health or identity card, or nothing.
//!
//! The card carries the fiscal code as Code 39 and on the first track of its stripe. Both are claims: anybody can print
//! a barcode.
//!
//! **Invariant**: nothing panics, and of a scan that is no fiscal code not a character is handed on.
//! **Invariant**: a scan of which a part was lost is thrown away whole.

mod code39;
mod hid_pos;
mod stripe;
mod wedge;

use crate::{
    event::{Holder, Scan},
    fiscal_code::FiscalCode,
};

pub use self::{
    hid_pos::{HidPos, swipe},
    wedge::{Layout, QUIET, Wedge, sign},
};

/// The most that is kept of one scan: three full tracks of a stripe and their ends.
pub const LONGEST: usize = 300;

/// What a whole scan says, as the characters that were sent, with or without what the reader puts around them.
///
/// A stripe begins with `%`, `;` or `+` (ISO/IEC 7813) unless its reader leaves that out; all else is a barcode.
#[must_use]
pub fn decode(scan: &[u8]) -> Scan {
    let scan = scan.trim_ascii();
    if scan.len() > LONGEST || !scan.iter().all(|c| matches!(c, b' '..=b'~' | b'\r' | b'\n' | b'\t')) {
        return Scan::Unknown;
    }
    match scan.first() {
        Some(b'%' | b';' | b'+') => stripe::decode(scan),
        // The two spaces between the names, which no barcode of ours has.
        _ if scan.windows(2).any(|pair| pair == b"  ") => stripe::bare(scan),
        _ => code39::decode(scan),
    }
}

/// The claim of a scan: a card of which only the plastic was read does not tell its last day.
fn claim(code: &FiscalCode, surname: Option<String>, given_name: Option<String>) -> Scan {
    Scan::Holder(Holder { fiscal_code: code.as_str().to_owned(), surname, given_name, expired: false })
}
