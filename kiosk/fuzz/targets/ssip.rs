#![no_main]
//! What speech-dispatcher answers, in whatever pieces.

use libfuzzer_sys::fuzz_target;
use sportello_kiosk::devices::voice::answered;

fuzz_target!(|bytes: &[u8]| answered(bytes));
