//! Reports of scanners and stripe readers that are HID devices of their own and no keyboards.
//!
//! A scanner's are of 64 bytes: the report's number (2), the length of its data, three characters of symbology, up to
//! 56 bytes of data, and in the last byte whether the scan goes on in the next report (HID Point of Sale Usage Tables
//! 1.02, page 0x8C, in the form that the makers of scanners share). A stripe reader sends one report a swipe, without a
//! number: for each of three tracks whether it is unreadable, then their lengths, then the kind of card, then three
//! times 110 bytes (MagTek 99875191, "Card data").

use zeroize::{Zeroize, Zeroizing};

use super::{LONGEST, decode};
use crate::event::Scan;

/// How long a report is.
const REPORT: usize = 64;
/// The number of a report that carries a scan.
const SCANNED: u8 = 2;
/// Where the data begin, and how many there can be.
const DATA: usize = 5;
const MOST: usize = 56;

/// A scan whose reports are coming in.
#[derive(Default)]
pub struct HidPos {
    scan: Vec<u8>,
    is_damaged: bool,
}

impl HidPos {
    /// Takes a report as it came; the scan, when this was its last one. Reports of another kind are passed over.
    pub fn report(&mut self, report: &[u8]) -> Option<Scan> {
        let Ok(report) = <&[u8; REPORT]>::try_from(report) else {
            self.is_damaged |= report.first() == Some(&SCANNED);
            return None;
        };
        if report[0] != SCANNED {
            return None;
        }
        let length = usize::from(report[1]);
        self.is_damaged |= length > MOST || self.scan.len() + length > LONGEST;
        if !self.is_damaged {
            self.scan.extend_from_slice(&report[DATA..DATA + length]);
        }
        let goes_on = report[REPORT - 1] & 1 == 1;
        (!goes_on).then(|| self.end())
    }

    /// Reports were lost, by whatever the caller knows it: the scan that is coming in is thrown away.
    pub fn lost(&mut self) {
        self.is_damaged = true;
    }

    /// A scan has begun, or a part of one was lost, and it has not ended.
    pub fn has_begun(&self) -> bool {
        self.is_damaged || !self.scan.is_empty()
    }

    /// Nothing more comes: a scan that has begun is thrown away, and told.
    pub fn broken(&mut self) -> Option<Scan> {
        self.has_begun().then(|| {
            self.is_damaged = true;
            self.end()
        })
    }

    fn end(&mut self) -> Scan {
        let scan = if self.is_damaged { Scan::Damaged } else { decode(&self.scan) };
        self.scan.zeroize();
        self.is_damaged = false;
        scan
    }
}

/// The lengths of a swipe's tracks, and where the first track begins; the second follows after the room of the first.
const LENGTHS: std::ops::Range<usize> = 3..6;
const TRACKS: usize = 7;
const TRACK: usize = 110;

/// What a report of a stripe reader says.
#[must_use]
pub fn swipe(report: &[u8]) -> Scan {
    let (Some(lengths), Some(rooms)) = (report.get(LENGTHS), report.get(TRACKS..)) else {
        return Scan::Damaged;
    };
    let mut tracks = Zeroizing::new(Vec::with_capacity(3 * TRACK));
    for ((unreadable, length), room) in report.iter().zip(lengths).zip(rooms.chunks(TRACK)) {
        match room.get(..usize::from(*length)) {
            Some(track) if unreadable & 1 == 0 => tracks.extend_from_slice(track),
            // As readers that type it say it.
            _ if tracks.is_empty() => tracks.extend_from_slice(b"%E?"),
            _ => tracks.extend_from_slice(b"+E?"),
        }
    }
    decode(&tracks)
}

impl Drop for HidPos {
    fn drop(&mut self) {
        self.scan.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(data: &[u8], goes_on: bool) -> [u8; REPORT] {
        let mut report = [0; REPORT];
        (report[0], report[1]) = (SCANNED, data.len() as u8);
        report[2..5].copy_from_slice(b"]A0");
        report[5..5 + data.len()].copy_from_slice(data);
        report[63] = u8::from(goes_on);
        report
    }

    fn is_enrico(scan: Option<Scan>) -> bool {
        matches!(scan, Some(Scan::Holder(holder)) if holder.fiscal_code == "RNLNRC84S04I782A")
    }

    #[test]
    fn a_scan_comes_in_one_report_or_in_several() {
        let mut reader = HidPos::default();
        assert!(is_enrico(reader.report(&report(b"RNLNRC84S04I782A", false))));
        assert_eq!(reader.report(&report(b"RNLNRC84", true)), None);
        assert!(is_enrico(reader.report(&report(b"S04I782A\r", false))));
    }

    #[test]
    fn a_scan_with_a_lost_or_odd_report_is_thrown_away_and_the_next_is_read() {
        let mut reader = HidPos::default();
        assert_eq!(reader.report(&report(b"RNLNRC84", true)), None);
        reader.lost();
        assert_eq!(reader.report(&report(b"S04I782A", false)), Some(Scan::Damaged));
        let mut odd = report(b"RNLNRC84S04I782A", false);
        odd[1] = 255;
        assert_eq!(reader.report(&odd), Some(Scan::Damaged));
        assert_eq!(reader.report(&report(b"", true)[..40]), None);
        assert_eq!(reader.report(&report(b"S04I782A", false)), Some(Scan::Damaged));
        assert_eq!(reader.report(&[4; REPORT]), None);
        assert_eq!(reader.report(&[]), None);
        assert!(is_enrico(reader.report(&report(b"RNLNRC84S04I782A", false))));
    }

    #[test]
    fn a_scan_that_never_ends_is_not_kept() {
        let mut reader = HidPos::default();
        for _ in 0..1000 {
            assert_eq!(reader.report(&report(&[b'A'; MOST], true)), None);
        }
        assert!(reader.scan.len() <= LONGEST);
        assert_eq!(reader.report(&report(b"", false)), Some(Scan::Damaged));
    }

    /// A report of a stripe reader with these tracks, of which those without text are unreadable.
    fn swiped(tracks: [Option<&str>; 3]) -> Vec<u8> {
        let mut report = vec![0; TRACKS + 3 * TRACK];
        for (at, track) in tracks.into_iter().enumerate() {
            let text = track.unwrap_or_default().as_bytes();
            (report[at], report[3 + at]) = (u8::from(track.is_none()), text.len() as u8);
            report[TRACKS + at * TRACK..][..text.len()].copy_from_slice(text);
        }
        report
    }

    #[test]
    fn a_swipe_is_one_report() {
        let (first, second) = ("%RNLNRC84S04I782ARINALDI  ENRICO?", ";80380001209000000005?");
        assert!(is_enrico(Some(swipe(&swiped([Some(first), Some(second), Some("")])))));
        assert!(is_enrico(Some(swipe(&swiped([Some(first), None, None])))));
        assert_eq!(swipe(&swiped([None, Some(second), Some("")])), Scan::Damaged);
        assert_eq!(swipe(&swiped([Some(""), Some(";4000001234567899=3001?"), Some("")])), Scan::Unknown);
        assert_eq!(swipe(&swiped([Some(""), Some(second), Some("")])), Scan::Damaged);
        let mut longer_than_its_room = swiped([Some(first), Some(second), Some("")]);
        longer_than_its_room[3] = 255;
        assert_eq!(swipe(&longer_than_its_room), Scan::Damaged);
        assert_eq!(swipe(&[]), Scan::Damaged);
        assert_eq!(swipe(&swiped([Some(first), Some(second), Some("")])[..20]), Scan::Damaged);
    }
}
