//! What stands on the paper after a printer has worked off some bytes: the judge of the printer's driver.
//!
//! Written from the command reference and the published mappings of the code pages (unicode.org, CP437.TXT and so on).
//!
//! **Invariant**: it shares no table and no function with the driver.
//! **Invariant**: what a printer would not understand is a fault that is reported, never passed over.

mod pages;
mod wire;

use std::fmt;

use self::pages::{CP437, page};
pub(super) use self::wire::{Command, Step, command};

/// The paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roll {
    /// What was printed, from the top.
    pub parts: Vec<Part>,
    /// What the printer would not have understood.
    pub faults: Vec<Fault>,
}

/// A piece of what was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A line in the printer's own letters; empty for a gap.
    Text(Text),
    /// A picture. Pictures between which nothing stands are one.
    Picture(Picture),
    /// A QR code with this content.
    Qr(String),
    /// So many lines of white paper.
    Feed(u8),
    /// The paper was cut.
    Cut,
}

/// A line in the printer's own letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Its characters.
    pub text: String,
    /// Its letters.
    pub mode: Mode,
    /// Where it stands.
    pub align: Align,
}

/// How letters look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mode {
    /// Bold.
    pub bold: bool,
    /// So many times as wide.
    pub wide: u8,
    /// So many times as high.
    pub high: u8,
    /// The smaller of the printer's fonts.
    pub small: bool,
}

/// Where a line or a picture stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// A picture of black points.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Points in a row, a multiple of 8.
    pub width: usize,
    /// The rows from the top, `width / 8` bytes each; a set bit is black, the highest bit is leftmost.
    pub bits: Vec<u8>,
    /// Where it stands.
    pub align: Align,
}

/// Something that the printer would not have understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, counted in bytes.
    pub at: usize,
    /// What.
    pub what: String,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture of {} by {}", self.width, self.height())
    }
}

impl Picture {
    /// How many rows it has.
    pub fn height(&self) -> usize {
        self.bits.len() / (self.width / 8).max(1)
    }

    /// The same picture on paper that is so many points wide.
    fn widened(&self, width: usize) -> Vec<u8> {
        let mut bits = Vec::new();
        for row in self.bits.chunks((self.width / 8).max(1)) {
            bits.extend_from_slice(row);
            bits.resize(bits.len() + (width - self.width) / 8, 0);
        }
        bits
    }

    /// Puts another picture below this one.
    pub(crate) fn append(&mut self, below: &Picture) {
        let width = self.width.max(below.width);
        self.bits = self.widened(width);
        self.bits.extend(below.widened(width));
        self.width = width;
    }

    /// The picture as a BMP file, with a margin as white paper has it: for `img` and for text recognition.
    pub fn bmp(&self) -> Vec<u8> {
        const MARGIN: usize = 16;
        let (width, height) = (self.width + 2 * MARGIN, self.height() + 2 * MARGIN);
        let stride = width.div_ceil(32) * 4;
        let size = 62 + stride * height;
        let mut file = b"BM".to_vec();
        let four = |number: usize| u32::try_from(number).unwrap_or(0).to_le_bytes();
        file.extend([four(size), four(0), four(62), four(40), four(width), four(height)].concat());
        // One plane of one bit a point, not compressed; 203 points an inch; colour 0 is white and 1 black.
        file.extend([1, 0, 1, 0]);
        file.extend([four(0), four(stride * height), four(7992), four(7992), four(2), four(2)].concat());
        file.extend([255, 255, 255, 0, 0, 0, 0, 0]);
        let white = || std::iter::repeat_n(0, stride * MARGIN);
        file.extend(white());
        // The rows of a BMP come from the bottom.
        for row in self.bits.chunks((self.width / 8).max(1)).rev() {
            let start = file.len();
            file.extend([0; MARGIN / 8]);
            file.extend_from_slice(row);
            file.resize(start + stride, 0);
        }
        file.extend(white());
        file
    }
}

impl Default for Mode {
    fn default() -> Mode {
        Mode { bold: false, wide: 1, high: 1, small: false }
    }
}

impl Roll {
    /// The lines in letters, one below the other, a gap as an empty line.
    pub fn text(&self) -> Vec<&str> {
        let lines = self.parts.iter().map(|part| match part {
            Part::Text(line) => Some(line.text.as_str()),
            _ => None,
        });
        lines.flatten().collect()
    }
}

/// What stands on the paper after these bytes.
pub fn decode(bytes: &[u8]) -> Roll {
    let mut head = Head::default();
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        match command(rest) {
            Step::Whole(command, length) => {
                if let Err(what) = head.obey(&command) {
                    head.roll.faults.push(Fault { at, what });
                }
                at += length;
            }
            Step::Short => {
                head.roll.faults.push(Fault { at, what: "ends within a command".to_owned() });
                break;
            }
            Step::Unknown => {
                let what = format!("unknown: {:02x?}", &rest[..rest.len().min(4)]);
                head.roll.faults.push(Fault { at, what });
                at += 1;
            }
        }
    }
    if !head.line.is_empty() {
        head.roll.faults.push(Fault { at, what: "ends within a line".to_owned() });
        head.end_line();
    }
    head.roll
}

/// The printer while it works the commands off.
struct Head {
    roll: Roll,
    line: Vec<u8>,
    text: String,
    page: &'static [u16; 128],
    mode: Mode,
    align: Align,
    qr: Option<String>,
}

impl Default for Head {
    fn default() -> Head {
        Head {
            roll: Roll::default(),
            line: Vec::new(),
            text: String::new(),
            page: &CP437,
            mode: Mode::default(),
            align: Align::Left,
            qr: None,
        }
    }
}

impl Head {
    fn obey(&mut self, command: &Command<'_>) -> Result<(), String> {
        match *command {
            Command::Initialise => self.initialise(),
            Command::Nation(0) | Command::Question(1 | 2 | 49 | 50) => {}
            Command::Nation(n) => return Err(format!("the signs of nation {n}")),
            Command::Question(n) => return Err(format!("question {n}")),
            Command::Page(n) => self.page = page(n).ok_or_else(|| format!("code page {n}"))?,
            Command::Mode(n) => return self.set_mode(n),
            Command::Size(n) => (self.mode.wide, self.mode.high) = ((n >> 4 & 7) + 1, (n & 7) + 1),
            Command::Bold(n) => self.mode.bold = n & 1 == 1,
            Command::Align(n) => return self.set_align(n),
            Command::Feed(n) => {
                if !self.line.is_empty() {
                    self.end_line();
                }
                self.put(Part::Feed(n));
            }
            Command::Line => self.end_line(),
            Command::Letter(byte) => return self.letter(byte),
            Command::Picture(mode, width, bits) => return self.picture(mode, width, bits),
            Command::Code(told) => return self.code(told),
            Command::Cut => {
                self.at_start()?;
                self.put(Part::Cut);
            }
        }
        Ok(())
    }

    fn initialise(&mut self) {
        let roll = std::mem::take(&mut self.roll);
        *self = Head { roll, ..Head::default() };
    }

    fn put(&mut self, part: Part) {
        self.roll.parts.push(part);
    }

    fn end_line(&mut self) {
        self.line.clear();
        let text = std::mem::take(&mut self.text);
        self.put(Part::Text(Text { text, mode: self.mode, align: self.align }));
    }

    fn set_mode(&mut self, n: u8) -> Result<(), String> {
        if n & 0b0100_0110 != 0 {
            return Err(format!("mode {n:02x}"));
        }
        let times = |bit: u8| if n & bit != 0 { 2 } else { 1 };
        self.mode = Mode { bold: n & 8 != 0, wide: times(0x20), high: times(0x10), small: n & 1 != 0 };
        Ok(())
    }

    /// Heeded at the start of a line only.
    fn set_align(&mut self, n: u8) -> Result<(), String> {
        self.at_start()?;
        self.align = match n {
            0 | 48 => Align::Left,
            1 | 49 => Align::Centre,
            2 | 50 => Align::Right,
            _ => return Err(format!("alignment {n}")),
        };
        Ok(())
    }

    fn at_start(&self) -> Result<(), String> {
        if self.line.is_empty() { Ok(()) } else { Err("in the middle of a line".to_owned()) }
    }

    fn letter(&mut self, byte: u8) -> Result<(), String> {
        let sign = match byte.checked_sub(0x80) {
            None => Some(char::from(byte)),
            Some(at) => self.page.get(usize::from(at)).and_then(|code| char::from_u32(u32::from(*code))),
        };
        self.line.push(byte);
        match sign.filter(|sign| *sign != '\0') {
            Some(sign) => self.text.push(sign),
            None => return Err(format!("no letter {byte:02x} on this page")),
        }
        Ok(())
    }

    fn picture(&mut self, mode: u8, width: usize, bits: &[u8]) -> Result<(), String> {
        self.at_start()?;
        if mode != 0 {
            return Err(format!("picture of mode {mode}"));
        }
        let picture = Picture { width: width * 8, bits: bits.to_vec(), align: self.align };
        match self.roll.parts.last_mut() {
            Some(Part::Picture(above)) if above.align == Align::Left && self.align == Align::Left => {
                above.append(&picture);
            }
            _ => self.put(Part::Picture(picture)),
        }
        Ok(())
    }

    fn code(&mut self, told: &[u8]) -> Result<(), String> {
        match told {
            [49, 65, 49 | 50, 0] | [49, 67, 1..=16] | [49, 69, 48..=51] => {}
            [49, 80, 48, content @ ..] if !content.is_empty() => {
                self.qr = Some(String::from_utf8(content.to_vec()).map_err(|error| error.to_string())?);
            }
            [49, 81, 48] => {
                self.at_start()?;
                let content = self.qr.clone().ok_or("a code without content")?;
                self.put(Part::Qr(content));
            }
            _ => return Err(format!("code function {:?}", &told[..told.len().min(4)])),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    fn text(text: &str) -> Part {
        Part::Text(Text { text: text.to_owned(), ..Text::default() })
    }

    #[test]
    fn letters_follow_their_page() {
        let roll = decode(b"\x1b@\x1bt\x13\x8a \xd5\n\x1bt\x10l\x92\x80\n");
        assert_eq!(roll, Roll { parts: vec![text("è €"), text("l’€")], faults: vec![] });
    }

    #[test]
    fn weight_size_and_place() {
        let roll = decode(b"\x1ba\x01\x1b!\x38A\n\x1ba\x00\x1b!\x00\x1d!\x11\x1bE\x01B\n");
        let mode = Mode { bold: true, wide: 2, high: 2, small: false };
        let line = |text: &str, align| Part::Text(Text { text: text.to_owned(), mode, align });
        assert_eq!(roll.parts, [line("A", Align::Centre), line("B", Align::Left)]);
        assert_eq!(roll.faults, []);
    }

    #[test]
    fn pictures_below_each_other_are_one() {
        let roll = decode(b"\x1dv0\x00\x01\x00\x02\x00\x80\x01\x1dv0\x00\x02\x00\x01\x00\xff\x0f\n");
        let picture = Picture { width: 16, bits: vec![0x80, 0, 0x01, 0, 0xff, 0x0f], align: Align::Left };
        assert_eq!(picture.height(), 3);
        assert_eq!(roll, Roll { parts: vec![Part::Picture(picture), text("")], faults: vec![] });
    }

    #[test]
    fn a_code_has_its_content() {
        let told = b"\x1d(k\x04\x00\x31\x41\x32\x00\x1d(k\x06\x00\x31\x50\x30abc\x1d(k\x03\x00\x31\x51\x30";
        assert_eq!(decode(told), Roll { parts: vec![Part::Qr("abc".to_owned())], faults: vec![] });
    }

    #[test]
    fn what_a_printer_does_not_know_is_told() {
        for bytes in [
            b"\x1bX".as_slice(),
            b"\x00",
            b"\x1bt\x63",
            b"\x1bt\x10\x81\n",
            b"A",
            b"A\x1dVB\x00",
            b"\x1dv0\x00\x01\x00\x02\x00\x80",
            b"\x1bR\x06",
            "\u{627}".as_bytes(),
            b"\x1d(k\x03\x00\x31\x51\x30",
        ] {
            assert_ne!(decode(bytes).faults, [], "{bytes:02x?}");
        }
    }

    #[test]
    fn a_bmp_file_is_as_long_as_it_says() {
        let file = Picture { width: 24, bits: vec![1; 30], align: Align::Left }.bmp();
        assert_eq!(file[2..6], u32::try_from(file.len()).unwrap().to_le_bytes());
        assert_eq!(file.len(), 62 + 8 * (10 + 32));
    }

    proptest! {
        #[test]
        fn any_bytes_leave_something_or_nothing_on_the_paper(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let roll = decode(&bytes);
            prop_assert!(roll.faults.iter().all(|fault| fault.at <= bytes.len()));
        }
    }
}
