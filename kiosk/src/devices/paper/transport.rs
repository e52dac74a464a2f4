//! The way to the printer: a USB device file, a serial line or a TCP port, all as one file descriptor that never blocks.
//!
//! **Invariant**: no call waits longer than it was told.
//! **Invariant**: what goes wrong is told as an error and never retried here; the driver decides.

use std::fs::{File, OpenOptions};
use std::io::{Error, ErrorKind, Result};
use std::net::{TcpStream, ToSocketAddrs};
use std::os::fd::OwnedFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;
use rustix::io::Errno;
use rustix::termios::{self, InputModes, OptionalActions};
use serde::Deserialize;

/// Where the printer is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum Port {
    /// A USB printer by what it is, whatever number the kernel gives its device file.
    Usb {
        /// The maker's number.
        vendor: u16,
        /// The model's number.
        product: u16,
    },
    /// A device file, such as `/dev/usb/lp0`.
    File(PathBuf),
    /// A serial line, with XON and XOFF as its flow control.
    Serial {
        /// The device file, best one of `/dev/serial/by-id`.
        path: PathBuf,
        /// Bits a second.
        speed: u32,
    },
    /// A host and port, such as `192.0.2.7:9100`.
    Tcp(String),
}

/// Where the kernel lists USB printers.
const USB_PRINTERS: &str = "/sys/class/usbmisc";

/// An open way to the printer.
#[derive(Debug)]
pub(super) struct Wire {
    line: OwnedFd,
    /// Nothing to read means that the other side has gone; a USB printer merely has nothing to say.
    closes: bool,
}

impl Wire {
    /// Opens the way. Only TCP may take its time, at most `wait` for each address of the name.
    pub(super) fn open(port: &Port, wait: Duration) -> Result<Wire> {
        match port {
            Port::Usb { vendor, product } => Wire::file(&usb(Path::new(USB_PRINTERS), *vendor, *product)?),
            Port::File(path) => Wire::file(path),
            Port::Serial { path, speed } => Wire::serial(path, *speed),
            Port::Tcp(host) => Wire::tcp(host, wait),
        }
    }

    /// A line that is open already, and closes as TCP does.
    #[cfg(any(test, fuzzing))]
    pub(super) fn of(line: OwnedFd) -> Wire {
        Wire { line, closes: true }
    }

    fn file(path: &Path) -> Result<Wire> {
        Ok(Wire { line: device(path)?.into(), closes: false })
    }

    fn serial(path: &Path, speed: u32) -> Result<Wire> {
        let line = device(path)?;
        let mut modes = termios::tcgetattr(&line)?;
        modes.make_raw();
        modes.input_modes |= InputModes::IXON;
        modes.set_speed(speed)?;
        termios::tcsetattr(&line, OptionalActions::Flush, &modes)?;
        // In raw mode a line that is silent says so otherwise.
        Ok(Wire { line: line.into(), closes: true })
    }

    fn tcp(host: &str, wait: Duration) -> Result<Wire> {
        let mut last = Error::from(ErrorKind::NotFound);
        for address in host.to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, wait) {
                Ok(stream) => {
                    stream.set_nodelay(true)?;
                    stream.set_nonblocking(true)?;
                    return Ok(Wire { line: stream.into(), closes: true });
                }
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// Sends everything, as long as some of it goes out every `stall`.
    pub(super) fn send(&mut self, bytes: &[u8], stall: Duration) -> Result<()> {
        let mut rest = bytes;
        let mut end = Instant::now() + stall;
        while !rest.is_empty() {
            match rustix::io::write(&self.line, rest) {
                Ok(0) | Err(Errno::AGAIN) => self.wait(PollFlags::OUT, end)?,
                Ok(taken) => {
                    rest = rest.get(taken..).unwrap_or_default();
                    end = Instant::now() + stall;
                }
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// The next byte that the printer sends before `end`, if any.
    pub(super) fn receive(&mut self, end: Instant) -> Result<Option<u8>> {
        let mut byte = [0];
        loop {
            match rustix::io::read(&self.line, &mut byte) {
                Ok(0) if self.closes => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(0) => std::thread::sleep(Duration::from_millis(5)),
                Ok(_) => return Ok(Some(byte[0])),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => match self.wait(PollFlags::IN, end) {
                    Err(error) if error.kind() == ErrorKind::TimedOut => return Ok(None),
                    waited => waited?,
                },
                Err(error) => return Err(error.into()),
            }
            if Instant::now() >= end {
                return Ok(None);
            }
        }
    }

    /// Waits until the way is open for what is wanted; an error after `end`.
    fn wait(&self, wanted: PollFlags, end: Instant) -> Result<()> {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(ErrorKind::TimedOut.into());
        }
        let left = Timespec::try_from(left).map_err(|_| Error::from(ErrorKind::InvalidInput))?;
        match poll(&mut [PollFd::new(&self.line, wanted)], Some(&left)) {
            Ok(0) => Err(ErrorKind::TimedOut.into()),
            Ok(_) | Err(Errno::INTR) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

fn device(path: &Path) -> Result<File> {
    // Without NONBLOCK opening waits for the carrier of a serial line, and writing for a printer that has stopped.
    let flags = (OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC).bits();
    OpenOptions::new().read(true).write(true).custom_flags(flags.cast_signed()).open(path)
}

/// The device file of the USB printer with these numbers, by the kernel's list of printers.
fn usb(list: &Path, vendor: u16, product: u16) -> Result<PathBuf> {
    let is = |file: PathBuf, number: u16| {
        std::fs::read_to_string(file).is_ok_and(|text| u16::from_str_radix(text.trim(), 16) == Ok(number))
    };
    for entry in std::fs::read_dir(list)? {
        let entry = entry?;
        // `device` is the printer's interface; the device it belongs to is the folder above.
        let device = entry.path().join("device").canonicalize()?;
        let above = device.parent().unwrap_or(&device).to_owned();
        if is(above.join("idVendor"), vendor) && is(above.join("idProduct"), product) {
            return Ok(Path::new("/dev/usb").join(entry.file_name()));
        }
    }
    Err(ErrorKind::NotFound.into())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::os::unix::ffi::OsStrExt;

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

    use super::*;

    const LONG: Duration = Duration::from_secs(10);
    const SHORT: Duration = Duration::from_millis(50);

    fn soon(wait: Duration) -> Instant {
        Instant::now() + wait
    }

    #[test]
    fn over_tcp_bytes_go_both_ways_and_the_end_is_told() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = Port::Tcp(listener.local_addr().unwrap().to_string());
        let mut wire = Wire::open(&port, LONG).unwrap();
        let (mut printer, _) = listener.accept().unwrap();
        wire.send(b"abc", LONG).unwrap();
        let mut got = [0; 3];
        printer.read_exact(&mut got).unwrap();
        assert_eq!(&got, b"abc");
        assert_eq!(wire.receive(soon(SHORT)).unwrap(), None);
        printer.write_all(b"x").unwrap();
        assert_eq!(wire.receive(soon(LONG)).unwrap(), Some(b'x'));
        drop(printer);
        assert!(wire.receive(soon(LONG)).is_err());
    }

    #[test]
    fn a_printer_that_reads_nothing_is_given_up() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = Port::Tcp(listener.local_addr().unwrap().to_string());
        let mut wire = Wire::open(&port, LONG).unwrap();
        let kept = listener.accept().unwrap();
        let error = wire.send(&vec![0; 64 << 20], SHORT).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TimedOut);
        drop(kept);
    }

    #[test]
    fn a_serial_line_carries_every_byte_and_heeds_the_flow() {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap();
        let path = Path::new(std::ffi::OsStr::from_bytes(name.as_bytes())).to_owned();
        let mut printer = File::from(master);
        let mut wire = Wire::open(&Port::Serial { path, speed: 115_200 }, LONG).unwrap();
        // Everything but what the flow control takes for itself comes through as it is.
        let all: Vec<u8> = (0..=255).collect();
        wire.send(&all, LONG).unwrap();
        let mut got = [0; 256];
        printer.read_exact(&mut got).unwrap();
        assert_eq!(got.as_slice(), all);
        printer.write_all(&[0x13]).unwrap();
        assert!(wire.send(&vec![0; 1 << 20], SHORT).is_err(), "held back by XOFF");
        printer.write_all(&[0x11, 0x12]).unwrap();
        assert_eq!(wire.receive(soon(LONG)).unwrap(), Some(0x12));
        drop(printer);
        assert!(wire.receive(soon(LONG)).is_err());
    }

    #[test]
    fn a_usb_printer_is_found_by_its_numbers() {
        let list = tempfile::tempdir().unwrap();
        for (name, vendor, product) in [("lp0", "03f0", "0c17"), ("lp3", "04b8", "0e28")] {
            let device = list.path().join(format!("devices/{name}"));
            std::fs::create_dir_all(device.join("interface")).unwrap();
            std::fs::write(device.join("idVendor"), format!("{vendor}\n")).unwrap();
            std::fs::write(device.join("idProduct"), format!("{product}\n")).unwrap();
            let entry = list.path().join(format!("usbmisc/{name}"));
            std::fs::create_dir_all(&entry).unwrap();
            std::os::unix::fs::symlink(device.join("interface"), entry.join("device")).unwrap();
        }
        let usbmisc = list.path().join("usbmisc");
        assert_eq!(usb(&usbmisc, 0x04b8, 0x0e28).unwrap(), Path::new("/dev/usb/lp3"));
        assert!(usb(&usbmisc, 0x04b8, 0x0001).is_err());
        assert!(usb(&list.path().join("none"), 1, 1).is_err());
    }

    #[test]
    fn a_device_that_is_not_there_is_an_error() {
        assert!(Wire::open(&Port::File("/dev/usb/lp-none".into()), SHORT).is_err());
        assert!(Wire::open(&Port::Tcp("127.0.0.1:1".into()), SHORT).is_err());
    }
}
