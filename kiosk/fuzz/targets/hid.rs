#![no_main]
//! Reports of scanners and stripe readers that are no keyboards.

use libfuzzer_sys::fuzz_target;
use sportello_kiosk::devices::code::{HidPos, swipe};
use sportello_kiosk::event::Scan;
use sportello_kiosk::fiscal_code::FiscalCode;

fn judge(scan: Scan) {
    if let Scan::Holder(holder) = scan {
        assert!(FiscalCode::read(holder.fiscal_code.as_bytes()).is_some());
    }
}

fuzz_target!(|bytes: &[u8]| {
    judge(swipe(bytes));
    let mut reader = HidPos::default();
    for report in bytes.chunks(64) {
        if report.first() == Some(&0xDD)
            && let Some(scan) = reader.broken()
        {
            assert_eq!(scan, Scan::Damaged);
        }
        if report.len() == 64 && report[63] == 0xEE {
            reader.lost();
        }
        if let Some(scan) = reader.report(report) {
            judge(scan);
        }
    }
});
