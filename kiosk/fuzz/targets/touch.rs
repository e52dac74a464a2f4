#![no_main]
//! What the screen's script sends.

use libfuzzer_sys::fuzz_target;
use sportello_kiosk::event::Touch;
use sportello_kiosk::screen::read;

fuzz_target!(|told: &str| {
    if let Some(Touch::Part(id)) = read(told) {
        assert!(id.len() <= 200);
    }
});
