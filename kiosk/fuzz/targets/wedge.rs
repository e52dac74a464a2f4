#![no_main]
//! A reader that types: key codes, downs and ups, losses and silences, on either keyboard.

use libfuzzer_sys::fuzz_target;
use sportello_kiosk::devices::code::{Layout, Wedge};

fuzz_target!(|bytes: &[u8]| {
    let Some((layout, keys)) = bytes.split_first() else { return };
    let mut wedge = Wedge::new(if layout & 1 == 0 { Layout::Italian } else { Layout::Us });
    for key in keys.chunks(2) {
        let (code, kind) = (key[0], key.get(1).copied().unwrap_or(0));
        match kind {
            0..200 => wedge.key(u16::from(code), kind & 1 == 0),
            200..220 => wedge.key(u16::from_be_bytes([kind, code]), true),
            220..230 => wedge.lost(),
            _ => drop(wedge.end()),
        }
    }
    drop(wedge.end());
    assert_eq!(wedge.end(), None, "something of a scan is left");
});
