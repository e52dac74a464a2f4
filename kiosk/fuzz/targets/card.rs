#![no_main]
//! A chip that answers whatever it likes: the first bytes are its answer to reset, then each answer with its length.

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use sportello_kiosk::devices::card::{Gone, Transmit, read};
use sportello_kiosk::event::Card;
use sportello_kiosk::fiscal_code::FiscalCode;

/// Answers one part after another, and then is gone.
struct Chip<'a>(&'a [u8], usize);

impl<'a> Chip<'a> {
    /// The next part: one byte tells its length.
    fn part(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = self.0.split_first()?;
        let (part, rest) = rest.split_at(usize::from(*length).min(rest.len()));
        self.0 = rest;
        Some(part)
    }
}

impl Transmit for Chip<'_> {
    fn transmit(&mut self, _: &[u8]) -> Result<Vec<u8>, Gone> {
        self.1 += 1;
        assert!(self.1 <= 64, "it is talked to for ever");
        self.part().map(<[u8]>::to_vec).ok_or(Gone)
    }
}

fuzz_target!(|bytes: &[u8]| {
    let mut chip = Chip(bytes, 0);
    let reset = chip.part().unwrap_or_default().to_vec();
    if let Card::Read(holder) = read(&mut chip, &reset, date(2026, 11, 26)) {
        assert!(FiscalCode::read(holder.fiscal_code.as_bytes()).is_some());
    }
});
