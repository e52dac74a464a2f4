//! Scanners and stripe readers that are HID devices of their own (`/dev/hidrawN`): opened, read, told.
//!
//! Who a node is stands in the kernel's files beside it; each read gives one report, as `code::hid_pos` decodes it.
//!
//! **Invariant**: a scan of which a report was of an odd size, or that was never ended, is thrown away and said so.
//! **Invariant**: nothing is written to the device.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::path::Path;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use zeroize::{Zeroize, Zeroizing};

use super::node::Gone;
use super::settings::{Reader, Reports, Settings};
use crate::devices::code::{HidPos, QUIET, swipe};
use crate::event::{Millis, Scan};

/// Where the nodes are, and where the kernel tells of them.
pub(super) const NODES: &str = "/dev";
pub(super) const CLASS: &str = "/sys/class/hidraw";

/// The longest report that any reader sends.
const LONGEST: usize = 4_096;

/// A reader in use.
pub(super) struct HidReader {
    file: File,
    kind: Kind,
    /// When a scan that is coming in has been waited for long enough.
    end: Option<Millis>,
    /// Where a report is read into; wiped as soon as it is decoded, for it is somebody's.
    buffer: Zeroizing<Vec<u8>>,
}

enum Kind {
    Scanner(HidPos),
    Stripe,
}

/// The readers of these settings that are no keyboards, or nothing to look for.
pub(super) fn wanted(settings: &Settings) -> impl Iterator<Item = &Reader> {
    settings.readers.iter().filter(|reader| reader.reports.is_some())
}

/// Whether the node of this name is one of these readers.
pub(super) fn known<'a>(class: &Path, name: &str, settings: &'a Settings) -> Option<&'a Reader> {
    let told = std::fs::read_to_string(class.join(name).join("device/uevent")).ok()?;
    let (vendor, product) = numbers(&told)?;
    wanted(settings).find(|reader| (reader.vendor, reader.product) == (vendor, product))
}

/// Vendor and product in what the kernel tells of a HID device: `HID_ID=0003:00000C2E:00000901`.
fn numbers(told: &str) -> Option<(u16, u16)> {
    let id = told.lines().find_map(|line| line.strip_prefix("HID_ID="))?;
    let mut parts = id.trim().split(':').skip(1).map(|part| u32::from_str_radix(part, 16).ok());
    let mut next = || u16::try_from(parts.next()??).ok();
    Some((next()?, next()?))
}

impl HidReader {
    /// Opens a node that sends these reports.
    pub(super) fn open(path: &Path, reports: Reports) -> io::Result<HidReader> {
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let node = rustix::fs::open(path, flags, Mode::empty())?;
        Ok(HidReader::reading(File::from(node), reports))
    }

    fn reading(file: File, reports: Reports) -> HidReader {
        let kind = match reports {
            Reports::Scanner => Kind::Scanner(HidPos::default()),
            Reports::Stripe => Kind::Stripe,
        };
        HidReader { file, kind, end: None, buffer: Zeroizing::new(vec![0; LONGEST]) }
    }

    /// Takes everything that has come by now.
    pub(super) fn read(&mut self, now: Millis, mut each: impl FnMut(Scan)) -> Result<(), Gone> {
        loop {
            match rustix::io::read(&self.file, &mut self.buffer[..]) {
                Ok(0) => return Err(Gone),
                Ok(length) => {
                    let report = &self.buffer[..length];
                    let scan = match &mut self.kind {
                        Kind::Scanner(scanner) => scanner.report(report),
                        Kind::Stripe => Some(swipe(report)),
                    };
                    self.buffer[..length].zeroize();
                    self.end = self.has_begun().then(|| now + u64::try_from(QUIET.as_millis()).unwrap_or(0));
                    scan.into_iter().for_each(&mut each);
                }
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => return Ok(()),
                Err(_) => return Err(Gone),
            }
        }
    }

    fn has_begun(&self) -> bool {
        matches!(&self.kind, Kind::Scanner(scanner) if scanner.has_begun())
    }

    /// When [`HidReader::tick`] has something to do.
    pub(super) fn wake(&self) -> Option<Millis> {
        self.end
    }

    /// It is now so late: a scan that was not ended by now never will be.
    pub(super) fn tick(&mut self, now: Millis) -> Option<Scan> {
        self.end.take_if(|end| now >= *end)?;
        self.broken()
    }

    /// The reader has gone, or the scan stands still: what it had begun is no whole scan.
    pub(super) fn broken(&mut self) -> Option<Scan> {
        match &mut self.kind {
            Kind::Scanner(scanner) => scanner.broken(),
            Kind::Stripe => None,
        }
    }
}

impl AsFd for HidReader {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.file.as_fd()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::os::unix::net::UnixDatagram;

    use super::*;

    /// Reports of a scanner as they come over the wire: number, length, symbology, data, whether it goes on.
    fn report(data: &[u8], goes_on: bool) -> Vec<u8> {
        let mut report = vec![0; 64];
        (report[0], report[1], report[63]) = (2, u8::try_from(data.len()).unwrap(), u8::from(goes_on));
        report[2..5].copy_from_slice(b"]A0");
        report[5..5 + data.len()].copy_from_slice(data);
        report
    }

    /// A reader at the end of a line on which each message is a report, as on a node.
    fn line(reports: Reports) -> (UnixDatagram, HidReader) {
        let (device, node) = UnixDatagram::pair().unwrap();
        node.set_nonblocking(true).unwrap();
        let file = File::from(std::os::fd::OwnedFd::from(node));
        (device, HidReader::reading(file, reports))
    }

    fn all(reader: &mut HidReader, now: Millis) -> Vec<Scan> {
        let mut scans = Vec::new();
        reader.read(now, |scan| scans.push(scan)).unwrap();
        scans
    }

    #[test]
    fn a_scan_of_two_reports_is_one_and_a_half_one_is_said_to_be_damaged() {
        let (device, mut reader) = line(Reports::Scanner);
        device.send(&report(b"RNLNRC84", true)).unwrap();
        assert_eq!(all(&mut reader, 0), []);
        device.send(&report(b"S04I782A", false)).unwrap();
        assert!(matches!(&all(&mut reader, 9)[..], [Scan::Holder(_)]));
        assert_eq!(reader.wake(), None);
        device.send(&report(b"RNLNRC84", true)).unwrap();
        assert_eq!(all(&mut reader, 100), []);
        let end = reader.wake().unwrap();
        assert_eq!(
            (reader.tick(end - 1), reader.tick(end), reader.wake()),
            (None, Some(Scan::Damaged), None)
        );
        // A report that is cut short, and nothing after it.
        device.send(&report(b"RNLNRC84S04I782A", false)[..40]).unwrap();
        assert_eq!(all(&mut reader, 1_000), []);
        assert_eq!(reader.tick(reader.wake().unwrap()), Some(Scan::Damaged));
        device.send(&report(b"RNLNRC84S04I782A", false)).unwrap();
        device.send(&report(b"8001234567890", false)).unwrap();
        assert!(matches!(&all(&mut reader, 2_000)[..], [Scan::Holder(_), Scan::Unknown]));
        assert!(reader.buffer.iter().all(|byte| *byte == 0), "nothing of it is left");
        drop(device);
    }

    #[test]
    fn a_stripe_is_one_report() {
        let (device, mut reader) = line(Reports::Stripe);
        let track = b"%RNLNRC84S04I782ARINALDI  ENRICO?";
        let mut swiped = vec![0; 337];
        (swiped[1], swiped[2], swiped[3]) = (1, 1, u8::try_from(track.len()).unwrap());
        swiped[7..7 + track.len()].copy_from_slice(track);
        device.send(&swiped).unwrap();
        device.send(&swiped[..20]).unwrap();
        assert!(matches!(&all(&mut reader, 0)[..], [Scan::Holder(_), Scan::Damaged]));
    }

    #[test]
    fn a_node_is_known_by_what_the_kernel_tells_of_it() {
        let told = "DRIVER=hid-generic\nHID_ID=0003:00000C2E:00000B07\nHID_NAME=Fake\n";
        assert_eq!(numbers(told), Some((0x0c2e, 0x0b07)));
        for odd in ["", "HID_ID=", "HID_ID=3", "HID_ID=0003:x:y", "HID_ID=0003:000C2E00:00000001"] {
            assert_eq!(numbers(odd), None, "{odd}");
        }
        let toml = "[[readers]]\nvendor = 0x0c2e\nproduct = 0x0b07\nreports = \"scanner\"\n\
                    [[readers]]\nvendor = 1\nproduct = 2\n";
        let settings: Settings = toml::from_str(toml).unwrap();
        let class = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(class.path().join("hidraw0/device")).unwrap();
        std::fs::write(class.path().join("hidraw0/device/uevent"), told).unwrap();
        assert_eq!(known(class.path(), "hidraw0", &settings), settings.readers.first());
        assert_eq!(known(class.path(), "hidraw1", &settings), None);
    }
}
