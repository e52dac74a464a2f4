//! Packets of BrlAPI, version 8: a size and a kind, four bytes each, and the body; numbers with the high byte first.
//!
//! **Invariant**: a packet longer than the protocol allows is never waited for: the server that sends it is left.
//! **Invariant**: decoding is pure and takes any bytes.

/// The version that is spoken.
pub(super) const VERSION: u32 = 8;

/// The longest body.
const LONGEST: usize = 4_096;

/// The most cells of a display; the largest made have a few hundred.
pub(super) const CELLS: u32 = 640;

/// What kinds of packets there are.
pub(super) mod kind {
    pub(crate) const VERSION: u32 = b'v' as u32;
    pub(crate) const AUTHORITY: u32 = b'a' as u32;
    pub(crate) const SIZE: u32 = b's' as u32;
    pub(crate) const ENTER: u32 = b't' as u32;
    pub(crate) const KEY: u32 = b'k' as u32;
    pub(crate) const WRITE: u32 = b'w' as u32;
    pub(crate) const TAKEN: u32 = b'A' as u32;
    pub(crate) const REFUSED: u32 = b'e' as u32;
    pub(crate) const FAULT: u32 = b'E' as u32;
    pub(crate) const VALUE: u32 = (b'P' as u32) << 8 | b'V' as u32;
    pub(crate) const ASK: u32 = (b'P' as u32) << 8 | b'R' as u32;
    pub(crate) const CHANGED: u32 = (b'P' as u32) << 8 | b'U' as u32;
}

/// How a client may show that it is allowed: not at all, or by the user it runs as.
pub(super) const NOBODY: u32 = b'N' as u32;
pub(super) const USER: u32 = b'C' as u32;

/// The parameters that are used.
const DISPLAY_SIZE: u32 = 6;
const TEXT_TABLE: u32 = 28;

/// Flags of a parameter: the one of all clients, its value, each change of it.
const GLOBAL: u32 = 0x01;
const GET: u32 = 0x100;
const SUBSCRIBE: u32 = 0x200;

/// Flags of writing: which fields follow.
const REGION: u32 = 0x02;
const TEXT: u32 = 0x04;
const CURSOR: u32 = 0x20;
const CHARSET: u32 = 0x40;

/// One packet of the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Packet {
    pub(super) kind: u32,
    pub(super) body: Vec<u8>,
}

/// What came is no BrlAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Strange;

/// Bytes as they come, until packets are whole.
#[derive(Debug, Default)]
pub(super) struct Inbox(Vec<u8>);

impl Inbox {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// The next packet; `None` until it is whole.
    pub(super) fn next(&mut self) -> Result<Option<Packet>, Strange> {
        let (Some(size), Some(kind)) = (number(&self.0, 0), number(&self.0, 1)) else { return Ok(None) };
        let size = usize::try_from(size).map_err(|_| Strange)?;
        if size > LONGEST {
            return Err(Strange);
        }
        if self.0.len() < 8 + size {
            return Ok(None);
        }
        let body = self.0[8..8 + size].to_vec();
        self.0.drain(..8 + size);
        Ok(Some(Packet { kind, body }))
    }
}

impl Packet {
    /// The number at this place of the body, counted in numbers.
    pub(super) fn number(&self, nth: usize) -> Option<u32> {
        number(&self.body, nth)
    }

    /// All numbers of the body.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.body.len() / 4).filter_map(|nth| self.number(nth))
    }

    /// A key's code.
    pub(super) fn key(&self) -> Option<u64> {
        Some(u64::from(self.number(0)?) << 32 | u64::from(self.number(1)?))
    }

    /// It tells that the size of the display changed. The value is not looked at: brltty 6.5 sends it twice, once with
    /// its bytes reversed.
    pub(super) fn tells_size(&self) -> bool {
        self.number(1) == Some(DISPLAY_SIZE)
    }
}

fn number(bytes: &[u8], nth: usize) -> Option<u32> {
    let four = bytes.get(4 * nth..4 * nth + 4)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}

fn packet(kind: u32, body: &[u8]) -> Vec<u8> {
    let size = u32::try_from(body.len()).unwrap_or(u32::MAX);
    [&size.to_be_bytes(), &kind.to_be_bytes(), body].concat()
}

fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
}

/// "I speak this version."
pub(super) fn version() -> Vec<u8> {
    packet(kind::VERSION, &numbers(&[VERSION]))
}

/// "Look which user I am."
pub(super) fn user() -> Vec<u8> {
    packet(kind::AUTHORITY, &numbers(&[USER]))
}

/// Asks to be told when the size of the display changes.
pub(super) fn watch() -> Vec<u8> {
    packet(kind::ASK, &numbers(&[GLOBAL | GET | SUBSCRIBE, DISPLAY_SIZE, 0, 0]))
}

/// Asks for the size of the display.
pub(super) fn size() -> Vec<u8> {
    packet(kind::SIZE, &[])
}

/// Takes the display on every terminal, and its keys as commands.
pub(super) fn enter() -> Vec<u8> {
    packet(kind::ENTER, &[0; 5])
}

/// Sets the table by which text becomes dots.
pub(super) fn table(name: &str) -> Vec<u8> {
    let mut body = numbers(&[GLOBAL, TEXT_TABLE, 0, 0]);
    body.extend_from_slice(name.as_bytes());
    packet(kind::VALUE, &body)
}

/// Writes all cells of the display: the text, and blanks after it. The cursor stands under a cell from 1; 0 is none.
pub(super) fn write(text: &str, cursor: u32, cells: u32) -> Vec<u8> {
    let cells = cells.min(CELLS);
    let wanted = usize::try_from(cells).unwrap_or(0);
    // A cell is a sign: what is none, or would be two, is a blank.
    let text: String = text
        .chars()
        .map(|sign| if sign.is_control() { ' ' } else { sign })
        .chain(std::iter::repeat(' '))
        .take(wanted)
        .collect();
    let mut body = numbers(&[REGION | TEXT | CURSOR | CHARSET, 1, cells]);
    body.extend(numbers(&[u32::try_from(text.len()).unwrap_or(u32::MAX)]));
    body.extend_from_slice(text.as_bytes());
    body.extend(numbers(&[if cursor <= cells { cursor } else { 0 }]));
    body.extend_from_slice(b"\x05UTF-8");
    packet(kind::WRITE, &body)
}
