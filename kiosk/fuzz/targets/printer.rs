#![no_main]
//! What comes back from a printer, asked and unasked.

use libfuzzer_sys::fuzz_target;
use sportello_kiosk::devices::paper::answered;

fuzz_target!(|bytes: &[u8]| answered(bytes));
