//! A job as the bytes of ESC/POS: the ten commands that a receipt needs.
//!
//! Not by the `escpos` crate: it writes to its transport while it encodes, sends what a code page lacks as raw UTF-8
//! with `Ok`, and ends each line with a feed command; here the bytes come first, and a line ends with a line feed.
//!
//! **Invariant**: pure; the same job and settings give the same bytes.
//! **Invariant**: a piece ends between commands, so that a status may be asked after each.
//! **Invariant**: what is drawn is laid out once, by the width of its letters, whatever lines its text came in.
//! **Invariant**: nowhere in a job stands what a printer obeys at once even inside a picture (DLE EOT, ENQ or DC4).

use a11y::receipt::{self, Align, Begins, Line, Size, Weight};
use a11y::text::{Direction, Lang};
use zeroize::Zeroizing;

use super::code_pages::{self, Slot};
use super::raster::{Bitmap, Letters, Look};
use super::{Job, Settings};

/// ESC @: everything as after switching on.
const INITIALISE: [u8; 2] = [0x1b, b'@'];
/// ESC R 0: no national signs in place of ASCII ones, whatever the switches under the printer say.
const ASCII: [u8; 3] = [0x1b, b'R', 0];
/// GS V 66 0: to the cutter, and cut.
const CUT: [u8; 4] = [0x1d, b'V', 66, 0];

/// About how many bytes go between two questions for the status.
const PIECE: usize = 512;
/// Rows of a picture in one command: less than what the smallest printer holds.
const BAND: usize = 24;
/// The longest address of which a code fits on the narrowest paper.
const QR_LIMIT: usize = 213;
/// Points a side of a module of the code: 0.75 mm.
const QR_MODULE: u8 = 6;

/// The letters of a picture, in points, for ordinary and for double size.
const LETTERS: [u16; 2] = [26, 48];
/// The same in large print: 18 points of print and 27.
const LARGE: [u16; 2] = [50, 76];

/// What a line feed moves after ESC @: a sixth of an inch; and no less than the letters are high, which doubled are 48.
const FEED: [u32; 2] = [34, 48];
/// From the letters to the knife.
const TO_THE_KNIFE: u32 = 120;
/// A code with its margin, as large as an address of a hundred letters makes it.
const QR_HEIGHT: u32 = 41 * QR_MODULE as u32;

/// How many points of paper a job takes on this paper, at eight a millimetre: about, for letters are not all as wide.
pub(super) fn points(job: &Job, columns: usize) -> u32 {
    let paper = u32::try_from(columns).unwrap_or(u32::MAX) * 12;
    // Letters are half as wide as they are high, Arabic ones less, and words end before the end of the row.
    let drawn = |text: &str, letters: u32, direction| {
        let signs = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let share = if direction == Direction::Rtl { 21 } else { 27 };
        let width = signs * letters * share / 56;
        width.div_ceil(paper) * letters * 3 / 2
    };
    let lines = |lines: &[Line]| -> u32 {
        let Some(first) = lines.first() else { return 0 };
        let double = usize::from(first.size == Size::Double);
        let whole = Zeroizing::new(receipt::whole(lines));
        match (whole.trim().is_empty(), job.large, first.direction) {
            (true, ..) => FEED[0],
            (_, true, _) => drawn(&whole, LARGE[double].into(), first.direction),
            (_, _, Direction::Rtl) => drawn(&whole, LETTERS[double].into(), Direction::Rtl),
            (_, _, Direction::Ltr) => FEED[double] * u32::try_from(lines.len()).unwrap_or(u32::MAX),
        }
    };
    let link = job.link.as_ref().map_or(0, |link| {
        let (row, columns) =
            if job.large { (u32::from(LARGE[0]) * 3 / 2, columns / 2) } else { (FEED[0], columns) };
        let count = u32::try_from(rows(link, columns).len()).unwrap_or(u32::MAX);
        FEED[0] + QR_HEIGHT + row * count
    });
    texts(&job.lines).map(lines).sum::<u32>() + link + TO_THE_KNIFE
}

/// The lines of a job by the texts that they are of.
fn texts(lines: &[Line]) -> impl Iterator<Item = &[Line]> {
    lines.chunk_by(|_, next| next.begins != Begins::Anew)
}

/// The bytes of a job, in pieces.
pub(super) fn pieces(job: &Job, settings: &Settings) -> Vec<Zeroizing<Vec<u8>>> {
    let mut writer = Writer::new(job.large, settings);
    for lines in texts(&job.lines) {
        writer.text(lines);
    }
    if let Some(link) = &job.link {
        writer.link(link);
    }
    writer.end()
}

/// What has been written, and how the printer stands after it.
struct Writer<'a> {
    settings: &'a Settings,
    large: bool,
    pieces: Vec<Zeroizing<Vec<u8>>>,
    piece: Zeroizing<Vec<u8>>,
    page: Option<Slot>,
    mode: Option<u8>,
    centred: bool,
    /// What draws, from the first line that must be drawn.
    engine: Option<Letters>,
}

impl<'a> Writer<'a> {
    fn new(large: bool, settings: &'a Settings) -> Writer<'a> {
        let mut writer = Writer {
            settings,
            large,
            pieces: Vec::new(),
            piece: Zeroizing::default(),
            page: None,
            mode: None,
            centred: false,
            engine: None,
        };
        writer.piece.extend(INITIALISE);
        writer.piece.extend(ASCII);
        writer
    }

    fn end(mut self) -> Vec<Zeroizing<Vec<u8>>> {
        self.piece.extend([0x1b, b'd', self.settings.feed]);
        self.piece.extend(CUT);
        self.pieces.push(self.piece);
        self.pieces
    }

    /// The lines of one text, by the printer's own letters where they will do for all of them.
    fn text(&mut self, lines: &[Line]) {
        let Some(first) = lines.first() else { return };
        let mut page = self.page;
        let chosen: Option<Vec<(Slot, Zeroizing<Vec<u8>>)>> = lines
            .iter()
            .map(|line| {
                // A line that runs right to left is put in order by the shaping engine, even if it is all digits.
                let own = !self.large && line.direction == Direction::Ltr;
                let (slot, bytes) =
                    own.then(|| code_pages::choose(&line.text, &self.settings.pages, page)).flatten()?;
                page = Some(slot);
                Some((slot, Zeroizing::new(bytes)))
            })
            .collect();
        let whole = Zeroizing::new(receipt::whole(lines));
        if whole.trim().is_empty() {
            lines.iter().for_each(|_| self.gap());
        } else if let Some(chosen) = chosen {
            for (line, (slot, bytes)) in lines.iter().zip(chosen) {
                self.letters(line, slot, bytes);
                self.rest();
            }
        } else {
            let look = self.look(first);
            let drawn = self.engine.get_or_insert_with(Letters::new).picture(&whole, look);
            self.picture(&drawn);
        }
        self.rest();
    }

    /// Here a piece may end.
    fn rest(&mut self) {
        if self.piece.len() >= PIECE {
            self.pieces.push(std::mem::take(&mut self.piece));
        }
    }

    fn gap(&mut self) {
        self.mode(self.settings.width.mode());
        self.piece.push(b'\n');
    }

    fn letters(&mut self, line: &Line, slot: Slot, bytes: Zeroizing<Vec<u8>>) {
        let bold = if line.weight == Weight::Bold { 0x08 } else { 0 };
        let double = if line.size == Size::Double { 0x30 } else { 0 };
        self.align(line.align == Align::Centre);
        self.mode(self.settings.width.mode() | bold | double);
        if self.page != Some(slot) {
            self.page = Some(slot);
            self.piece.extend([0x1b, b't', slot.number]);
        }
        self.piece.extend_from_slice(&bytes);
        self.piece.push(b'\n');
    }

    /// ESC !: weight and size in one.
    fn mode(&mut self, mode: u8) {
        if self.mode != Some(mode) {
            self.mode = Some(mode);
            self.piece.extend([0x1b, b'!', mode]);
        }
    }

    /// ESC a, which printers heed at the start of a line only.
    fn align(&mut self, centred: bool) {
        if self.centred != centred {
            self.centred = centred;
            self.piece.extend([0x1b, b'a', u8::from(centred)]);
        }
    }

    fn look(&self, line: &Line) -> Look {
        let [single, double] = if self.large { LARGE } else { LETTERS };
        Look {
            height: if line.size == Size::Double { double } else { single },
            bold: line.weight == Weight::Bold,
            centred: line.align == Align::Centre,
            direction: line.direction,
            dots: self.settings.width.dots(),
        }
    }

    /// GS v 0, in bands. The picture is as wide as the paper up to its last black point: it stands at the left.
    fn picture(&mut self, bitmap: &Bitmap) {
        self.align(false);
        for band in bitmap.bits.chunks(bitmap.stride * BAND) {
            let [wide, _] = sixteen(bitmap.stride);
            let [high, _] = sixteen(band.len() / bitmap.stride);
            self.piece.extend([0x1d, b'v', b'0', 0, wide, 0, high, 0]);
            let start = self.piece.len();
            self.piece.extend_from_slice(band);
            tame(&mut self.piece[start..]);
            self.pieces.push(std::mem::take(&mut self.piece));
        }
    }

    /// The address as a code, and below it in letters for whoever cannot scan it.
    fn link(&mut self, link: &str) {
        self.gap();
        if link.len() <= QR_LIMIT && !link.is_empty() && link.bytes().all(|byte| byte.is_ascii_graphic()) {
            self.align(true);
            self.code(&[65, 50, 0]);
            self.code(&[67, QR_MODULE]);
            self.code(&[69, 49]);
            self.code(&[&[80, 48], link.as_bytes()].concat());
            self.code(&[81, 48]);
        }
        let columns = self.settings.width.columns().count();
        for text in rows(link, if self.large { columns / 2 } else { columns }) {
            self.text(&[Line {
                text,
                weight: Weight::Normal,
                size: Size::Single,
                align: Align::Centre,
                lang: Lang::It,
                direction: Direction::Ltr,
                begins: Begins::Anew,
            }]);
        }
    }

    /// GS ( k for a QR code, whose functions are of the kind 49.
    fn code(&mut self, function: &[u8]) {
        let [low, high] = sixteen(function.len() + 1);
        self.piece.extend([0x1d, b'(', b'k', low, high, 49]);
        self.piece.extend_from_slice(function);
    }
}

/// An address in rows: one that is too long for a row breaks after a slash, so that the number at its end, which is read
/// and typed again, is whole; what is longer than a row and has no slash breaks anywhere.
fn rows(link: &str, columns: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for part in link.split_inclusive('/') {
        let signs: Vec<char> = part.chars().collect();
        match rows.last_mut() {
            Some(row) if row.chars().count() + signs.len() <= columns => row.push_str(part),
            _ => rows.extend(signs.chunks(columns).map(|row| row.iter().collect::<String>())),
        }
    }
    rows
}

/// A number as two bytes, the lower first.
fn sixteen(number: usize) -> [u8; 2] {
    u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes()
}

/// Sets one point more wherever a picture happens to hold a command that is obeyed at once (one opens a drawer).
fn tame(bits: &mut [u8]) {
    for at in 1..bits.len() {
        if bits[at - 1] == 0x10 && matches!(bits[at], 0x04 | 0x05 | 0x14) {
            bits[at - 1] = 0x18;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_holds_no_command_that_is_obeyed_at_once() {
        let mut bits = [0x10, 0x04, 0x10, 0x10, 0x14, 0x10, 0x05, 0x10];
        tame(&mut bits);
        assert_eq!(bits, [0x18, 0x04, 0x10, 0x18, 0x14, 0x18, 0x05, 0x10]);
    }
}
