#![no_main]
//! The file of personal data of a health card.

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use sportello_kiosk::devices::card::personal_data::decode;
use sportello_kiosk::fiscal_code::FiscalCode;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(holder) = decode(bytes, date(2026, 11, 26)) {
        assert!(FiscalCode::read(holder.fiscal_code.as_bytes()).is_some());
        for name in [&holder.surname, &holder.given_name].into_iter().flatten() {
            assert!(name.chars().all(|sign| sign.is_alphabetic() || " '-.".contains(sign)), "{name:?}");
        }
    }
});
