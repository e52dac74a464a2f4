//! A node of `/dev/input`: opened, asked what it is, grabbed, read.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::path::Path;

use evdev::raw_stream::RawDevice;
use evdev::{AbsoluteAxisCode, KeyCode, PropType, SwitchCode};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::Errno;
use zeroize::{Zeroize, Zeroizing};

use super::contacts::Measure;
use super::raw::{Item, RECORD, Reader};
use super::settings::{Turn, Who};

/// The switch of a jack (`SW_HEADPHONE_INSERT`).
pub(super) const JACK: u16 = SwitchCode::SW_HEADPHONE_INSERT.0;

/// How many records are read at once: the kernel keeps 64 of a keyboard's.
const AT_ONCE: usize = 64;

/// An open device.
pub(super) struct Node {
    device: RawDevice,
    reader: Reader,
    /// Where records are read into; wiped as soon as they are told: a scan, or a PIN, is somebody's.
    buffer: Zeroizing<Vec<u8>>,
}

/// The device has gone.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Gone;

impl Node {
    pub(super) fn open(path: &Path) -> io::Result<Node> {
        let device = RawDevice::open(path)?;
        let flags = fcntl_getfl(device.as_fd())?;
        fcntl_setfl(device.as_fd(), flags | OFlags::NONBLOCK)?;
        Ok(Node { device, reader: Reader::default(), buffer: Zeroizing::new(vec![0; RECORD * AT_ONCE]) })
    }

    /// Who it says it is.
    pub(super) fn who(&self) -> Who<'_> {
        let id = self.device.input_id();
        Who { vendor: Some(id.vendor()), product: Some(id.product()), name: self.device.name() }
    }

    /// Whether it has this key.
    pub(super) fn has_key(&self, code: u16) -> bool {
        self.device.supported_keys().is_some_and(|keys| keys.contains(KeyCode::new(code)))
    }

    /// Whether it tells where on a screen fingers are.
    pub(super) fn is_panel(&self) -> bool {
        let axis = |code| self.device.supported_absolute_axes().is_some_and(|axes| axes.contains(code));
        self.device.properties().contains(PropType::DIRECT)
            && (axis(AbsoluteAxisCode::ABS_MT_POSITION_X) || axis(AbsoluteAxisCode::ABS_X))
    }

    /// The measure of the screen that it tells of; `None` if it does not tell it.
    pub(super) fn measure(&self, turn: Turn) -> Option<Measure> {
        let axes: Vec<_> = self.device.get_absinfo().ok()?.collect();
        let found = |code: AbsoluteAxisCode| axes.iter().find(|(own, _)| *own == code).map(|(_, axis)| *axis);
        let range = |of_slots, of_one| {
            found(of_slots).or_else(|| found(of_one)).map(|axis| (axis.minimum(), axis.maximum()))
        };
        let slot = found(AbsoluteAxisCode::ABS_MT_SLOT).map(|axis| axis.value());
        let (slots_x, slots_y) = (AbsoluteAxisCode::ABS_MT_POSITION_X, AbsoluteAxisCode::ABS_MT_POSITION_Y);
        Some(match slot {
            Some(_) => Measure {
                x: range(slots_x, AbsoluteAxisCode::ABS_X)?,
                y: range(slots_y, AbsoluteAxisCode::ABS_Y)?,
                slot,
                turn,
            },
            None => Measure {
                x: range(AbsoluteAxisCode::ABS_X, slots_x)?,
                y: range(AbsoluteAxisCode::ABS_Y, slots_y)?,
                slot,
                turn,
            },
        })
    }

    /// The finger that it told of last.
    pub(super) fn slot(&self) -> Option<i32> {
        self.measure(Turn::None)?.slot
    }

    /// Whether it has a switch for a jack.
    pub(super) fn is_jack(&self) -> bool {
        let switches = self.device.supported_switches();
        switches.is_some_and(|switches| switches.contains(SwitchCode::SW_HEADPHONE_INSERT))
    }

    /// Whether its jack is full now.
    pub(super) fn is_full(&self) -> bool {
        let state = self.device.get_switch_state();
        state.is_ok_and(|switches| switches.contains(SwitchCode::SW_HEADPHONE_INSERT))
    }

    /// Whether this key is down now.
    pub(super) fn is_down(&self, code: u16) -> bool {
        self.device.get_key_state().is_ok_and(|keys| keys.contains(KeyCode::new(code)))
    }

    /// Takes it for the kiosk alone.
    pub(super) fn grab(&mut self, on: bool) -> io::Result<()> {
        if on { self.device.grab() } else { self.device.ungrab() }
    }

    /// Everything that has come since it was last read, one by one: no copy of a scan is kept here.
    pub(super) fn read(&mut self, mut each: impl FnMut(Item)) -> Result<(), Gone> {
        loop {
            match rustix::io::read(self.device.as_fd(), &mut self.buffer[..]) {
                Ok(0) => return Err(Gone),
                Ok(n) => {
                    self.reader.items(&self.buffer[..n]).for_each(&mut each);
                    self.buffer[..n].zeroize();
                    if n < self.buffer.len() {
                        return Ok(());
                    }
                }
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => return Ok(()),
                Err(_) => return Err(Gone),
            }
        }
    }
}

impl AsFd for Node {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.device.as_fd()
    }
}
