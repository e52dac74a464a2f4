#![no_main]
//! A whole scan: a barcode or the tracks of a stripe.

use libfuzzer_sys::fuzz_target;
use sportello_kiosk::devices::code::decode;
use sportello_kiosk::event::Scan;
use sportello_kiosk::fiscal_code::FiscalCode;

fuzz_target!(|bytes: &[u8]| {
    if let Scan::Holder(holder) = decode(bytes) {
        assert!(FiscalCode::read(holder.fiscal_code.as_bytes()).is_some());
        let whole = bytes.to_ascii_uppercase();
        let stands = whole.windows(16).any(|part| part == holder.fiscal_code.as_bytes());
        assert!(stands, "a code that was not scanned");
        assert!(!holder.expired);
    }
});
