//! What stands on the paper after a printer has worked off some bytes: the judge of the printer's driver.
//!
//! Written from the command reference and the published mappings of the code pages (unicode.org, CP437.TXT and so on).
//!
//! **Invariant**: it shares no table and no function with the driver.
//! **Invariant**: what a printer would not understand is a fault that is reported, never passed over.

use std::fmt;

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
    fn append(&mut self, below: &Picture) {
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

/// A command as a printer reads it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Command<'a> {
    /// ESC @.
    Initialise,
    /// ESC R n.
    Nation(u8),
    /// ESC t n.
    Page(u8),
    /// ESC ! n.
    Mode(u8),
    /// GS ! n.
    Size(u8),
    /// ESC E n.
    Bold(u8),
    /// ESC a n.
    Align(u8),
    /// ESC d n.
    Feed(u8),
    /// LF.
    Line,
    /// A letter.
    Letter(u8),
    /// GS v 0: bytes in a row, and the rows.
    Picture(u8, usize, &'a [u8]),
    /// GS ( k: the kind of code, the function, and what it is told.
    Code(&'a [u8]),
    /// GS V.
    Cut,
    /// GS r n: a question, which leaves nothing on the paper.
    Question(u8),
}

/// What stands at the beginning of some bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step<'a> {
    /// This command, of so many bytes.
    Whole(Command<'a>, usize),
    /// A command whose end is not there yet.
    Short,
    /// Nothing that a printer knows.
    Unknown,
}

/// Reads one command.
pub(super) fn command(bytes: &[u8]) -> Step<'_> {
    use Command as C;
    match bytes {
        [] | [0x1b] | [0x1d] => Step::Short,
        [b'\n', ..] => Step::Whole(C::Line, 1),
        [0x1b, b'@', ..] => Step::Whole(C::Initialise, 2),
        [0x1b, kind @ (b'R' | b't' | b'!' | b'E' | b'a' | b'd'), rest @ ..] => match (kind, rest) {
            (_, []) => Step::Short,
            (b'R', [n, ..]) => Step::Whole(C::Nation(*n), 3),
            (b't', [n, ..]) => Step::Whole(C::Page(*n), 3),
            (b'!', [n, ..]) => Step::Whole(C::Mode(*n), 3),
            (b'E', [n, ..]) => Step::Whole(C::Bold(*n), 3),
            (b'a', [n, ..]) => Step::Whole(C::Align(*n), 3),
            (_, [n, ..]) => Step::Whole(C::Feed(*n), 3),
        },
        [0x1d, b'!', n, ..] => Step::Whole(C::Size(*n), 3),
        [0x1d, b'r', n, ..] => Step::Whole(C::Question(*n), 3),
        [0x1d, b'V', 0 | 1 | 48 | 49, ..] => Step::Whole(C::Cut, 3),
        [0x1d, b'V', 65 | 66, _, ..] => Step::Whole(C::Cut, 4),
        [0x1d, b'V', 65 | 66] => Step::Short,
        [0x1d, b'v', b'0', rest @ ..] => picture(rest),
        [0x1d, b'(', b'k', rest @ ..] => code(rest),
        [0x1d, b'!' | b'r' | b'V' | b'v' | b'('] => Step::Short,
        [letter @ (0x20..=0x7e | 0x80..=0xff), ..] => Step::Whole(C::Letter(*letter), 1),
        _ => Step::Unknown,
    }
}

/// What follows GS v 0.
fn picture(bytes: &[u8]) -> Step<'_> {
    let [mode, low, high, rows_low, rows_high, bits @ ..] = bytes else { return Step::Short };
    let width = usize::from(u16::from_le_bytes([*low, *high]));
    let rows = usize::from(u16::from_le_bytes([*rows_low, *rows_high]));
    match bits.get(..width * rows) {
        _ if width == 0 || rows == 0 || rows > 2047 => Step::Unknown,
        Some(bits) => Step::Whole(Command::Picture(*mode, width, bits), 8 + bits.len()),
        None => Step::Short,
    }
}

/// What follows GS ( k.
fn code(bytes: &[u8]) -> Step<'_> {
    let [low, high, told @ ..] = bytes else { return Step::Short };
    let length = usize::from(u16::from_le_bytes([*low, *high]));
    match told.get(..length) {
        _ if length < 2 => Step::Unknown,
        Some(told) => Step::Whole(Command::Code(told), 5 + length),
        None => Step::Short,
    }
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
    /// Nothing has been printed since the last picture.
    on_picture: bool,
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
            on_picture: false,
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
        self.on_picture = matches!(part, Part::Picture(_));
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

/// The upper half of a code page, by the number that Epson gave it.
fn page(number: u8) -> Option<&'static [u16; 128]> {
    match number {
        0 => Some(&CP437),
        2 => Some(&CP850),
        16 => Some(&CP1252),
        19 => Some(&CP858),
        _ => None,
    }
}

/// PC437, number 0.
#[rustfmt::skip]
const CP437: [u16; 128] = [
    0x00c7, 0x00fc, 0x00e9, 0x00e2, 0x00e4, 0x00e0, 0x00e5, 0x00e7, 0x00ea, 0x00eb, 0x00e8, 0x00ef, 0x00ee, 0x00ec, 0x00c4, 0x00c5,
    0x00c9, 0x00e6, 0x00c6, 0x00f4, 0x00f6, 0x00f2, 0x00fb, 0x00f9, 0x00ff, 0x00d6, 0x00dc, 0x00a2, 0x00a3, 0x00a5, 0x20a7, 0x0192,
    0x00e1, 0x00ed, 0x00f3, 0x00fa, 0x00f1, 0x00d1, 0x00aa, 0x00ba, 0x00bf, 0x2310, 0x00ac, 0x00bd, 0x00bc, 0x00a1, 0x00ab, 0x00bb,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557, 0x255d, 0x255c, 0x255b, 0x2510,
    0x2514, 0x2534, 0x252c, 0x251c, 0x2500, 0x253c, 0x255e, 0x255f, 0x255a, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256c, 0x2567,
    0x2568, 0x2564, 0x2565, 0x2559, 0x2558, 0x2552, 0x2553, 0x256b, 0x256a, 0x2518, 0x250c, 0x2588, 0x2584, 0x258c, 0x2590, 0x2580,
    0x03b1, 0x00df, 0x0393, 0x03c0, 0x03a3, 0x03c3, 0x00b5, 0x03c4, 0x03a6, 0x0398, 0x03a9, 0x03b4, 0x221e, 0x03c6, 0x03b5, 0x2229,
    0x2261, 0x00b1, 0x2265, 0x2264, 0x2320, 0x2321, 0x00f7, 0x2248, 0x00b0, 0x2219, 0x00b7, 0x221a, 0x207f, 0x00b2, 0x25a0, 0x00a0,
];

/// PC850, number 2.
#[rustfmt::skip]
const CP850: [u16; 128] = [
    0x00c7, 0x00fc, 0x00e9, 0x00e2, 0x00e4, 0x00e0, 0x00e5, 0x00e7, 0x00ea, 0x00eb, 0x00e8, 0x00ef, 0x00ee, 0x00ec, 0x00c4, 0x00c5,
    0x00c9, 0x00e6, 0x00c6, 0x00f4, 0x00f6, 0x00f2, 0x00fb, 0x00f9, 0x00ff, 0x00d6, 0x00dc, 0x00f8, 0x00a3, 0x00d8, 0x00d7, 0x0192,
    0x00e1, 0x00ed, 0x00f3, 0x00fa, 0x00f1, 0x00d1, 0x00aa, 0x00ba, 0x00bf, 0x00ae, 0x00ac, 0x00bd, 0x00bc, 0x00a1, 0x00ab, 0x00bb,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x00c1, 0x00c2, 0x00c0, 0x00a9, 0x2563, 0x2551, 0x2557, 0x255d, 0x00a2, 0x00a5, 0x2510,
    0x2514, 0x2534, 0x252c, 0x251c, 0x2500, 0x253c, 0x00e3, 0x00c3, 0x255a, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256c, 0x00a4,
    0x00f0, 0x00d0, 0x00ca, 0x00cb, 0x00c8, 0x0131, 0x00cd, 0x00ce, 0x00cf, 0x2518, 0x250c, 0x2588, 0x2584, 0x00a6, 0x00cc, 0x2580,
    0x00d3, 0x00df, 0x00d4, 0x00d2, 0x00f5, 0x00d5, 0x00b5, 0x00fe, 0x00de, 0x00da, 0x00db, 0x00d9, 0x00fd, 0x00dd, 0x00af, 0x00b4,
    0x00ad, 0x00b1, 0x2017, 0x00be, 0x00b6, 0x00a7, 0x00f7, 0x00b8, 0x00b0, 0x00a8, 0x00b7, 0x00b9, 0x00b3, 0x00b2, 0x25a0, 0x00a0,
];

/// PC858, number 19.
#[rustfmt::skip]
const CP858: [u16; 128] = [
    0x00c7, 0x00fc, 0x00e9, 0x00e2, 0x00e4, 0x00e0, 0x00e5, 0x00e7, 0x00ea, 0x00eb, 0x00e8, 0x00ef, 0x00ee, 0x00ec, 0x00c4, 0x00c5,
    0x00c9, 0x00e6, 0x00c6, 0x00f4, 0x00f6, 0x00f2, 0x00fb, 0x00f9, 0x00ff, 0x00d6, 0x00dc, 0x00f8, 0x00a3, 0x00d8, 0x00d7, 0x0192,
    0x00e1, 0x00ed, 0x00f3, 0x00fa, 0x00f1, 0x00d1, 0x00aa, 0x00ba, 0x00bf, 0x00ae, 0x00ac, 0x00bd, 0x00bc, 0x00a1, 0x00ab, 0x00bb,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x00c1, 0x00c2, 0x00c0, 0x00a9, 0x2563, 0x2551, 0x2557, 0x255d, 0x00a2, 0x00a5, 0x2510,
    0x2514, 0x2534, 0x252c, 0x251c, 0x2500, 0x253c, 0x00e3, 0x00c3, 0x255a, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256c, 0x00a4,
    0x00f0, 0x00d0, 0x00ca, 0x00cb, 0x00c8, 0x20ac, 0x00cd, 0x00ce, 0x00cf, 0x2518, 0x250c, 0x2588, 0x2584, 0x00a6, 0x00cc, 0x2580,
    0x00d3, 0x00df, 0x00d4, 0x00d2, 0x00f5, 0x00d5, 0x00b5, 0x00fe, 0x00de, 0x00da, 0x00db, 0x00d9, 0x00fd, 0x00dd, 0x00af, 0x00b4,
    0x00ad, 0x00b1, 0x2017, 0x00be, 0x00b6, 0x00a7, 0x00f7, 0x00b8, 0x00b0, 0x00a8, 0x00b7, 0x00b9, 0x00b3, 0x00b2, 0x25a0, 0x00a0,
];

/// WPC1252, number 16.
#[rustfmt::skip]
const CP1252: [u16; 128] = [
    0x20ac, 0x0000, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x0000, 0x017d, 0x0000,
    0x0000, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x0000, 0x017e, 0x0178,
    0x00a0, 0x00a1, 0x00a2, 0x00a3, 0x00a4, 0x00a5, 0x00a6, 0x00a7, 0x00a8, 0x00a9, 0x00aa, 0x00ab, 0x00ac, 0x00ad, 0x00ae, 0x00af,
    0x00b0, 0x00b1, 0x00b2, 0x00b3, 0x00b4, 0x00b5, 0x00b6, 0x00b7, 0x00b8, 0x00b9, 0x00ba, 0x00bb, 0x00bc, 0x00bd, 0x00be, 0x00bf,
    0x00c0, 0x00c1, 0x00c2, 0x00c3, 0x00c4, 0x00c5, 0x00c6, 0x00c7, 0x00c8, 0x00c9, 0x00ca, 0x00cb, 0x00cc, 0x00cd, 0x00ce, 0x00cf,
    0x00d0, 0x00d1, 0x00d2, 0x00d3, 0x00d4, 0x00d5, 0x00d6, 0x00d7, 0x00d8, 0x00d9, 0x00da, 0x00db, 0x00dc, 0x00dd, 0x00de, 0x00df,
    0x00e0, 0x00e1, 0x00e2, 0x00e3, 0x00e4, 0x00e5, 0x00e6, 0x00e7, 0x00e8, 0x00e9, 0x00ea, 0x00eb, 0x00ec, 0x00ed, 0x00ee, 0x00ef,
    0x00f0, 0x00f1, 0x00f2, 0x00f3, 0x00f4, 0x00f5, 0x00f6, 0x00f7, 0x00f8, 0x00f9, 0x00fa, 0x00fb, 0x00fc, 0x00fd, 0x00fe, 0x00ff,
];

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
