//! Lines as pictures: Arabic, mixed scripts, large print and whatever the printer has no letters for.
//!
//! Shaped by cosmic-text with fonts of the system, named one by one: a search through hundreds of files would choose
//! other letters on another machine, and takes seconds.
//!
//! **Invariant**: a picture is never wider than the paper; what does not fit in one row of letters goes on in the next.
//! **Invariant**: only this file names the shaping engine.
//! **Invariant**: a shaping engine lives as long as one job: it keeps words that it shaped, and the letters they needed.

use std::path::Path;
use std::sync::LazyLock;

use a11y::text::Direction;
use cosmic_text::{
    Attrs, Buffer, Family, FontSystem, Metrics, Shaping, SwashCache, SwashContent, Weight, Wrap, fontdb,
};

/// The fonts of the Debian packages fonts-noto-core and fonts-dejavu-core.
const FONTS: [&str; 6] = [
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansArabic-Bold.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf",
];

/// The font tried first; the engine goes on to the others by script.
const FAMILY: &str = "Noto Sans";

/// How dark a point must be to be burnt.
const DARK: u8 = 110;

/// The fonts, read once for the process: nothing of any text is in them.
static LOADED: LazyLock<fontdb::Database> = LazyLock::new(load);

fn load() -> fontdb::Database {
    let mut found = fontdb::Database::new();
    for font in FONTS.iter().map(Path::new) {
        if let Err(error) = found.load_font_file(font) {
            tracing::warn!("the font {} cannot be used: {error}", font.display());
        }
    }
    if found.is_empty() {
        found.load_system_fonts();
    }
    // Whoever shapes with them shares the files that were opened here.
    let faces: Vec<_> = found.faces().map(|face| (face.id, face.weight)).collect();
    let mut fonts = engine(found);
    for (id, weight) in faces {
        fonts.get_font(id, weight);
    }
    fonts.into_locale_and_db().1
}

fn engine(fonts: fontdb::Database) -> FontSystem {
    FontSystem::new_with_locale_and_db("it-IT".to_owned(), fonts)
}

/// The shaping engine of one job, and the pictures of its letters.
pub(super) struct Letters {
    fonts: FontSystem,
    cache: SwashCache,
}

impl Letters {
    /// One that has shaped nothing.
    pub(super) fn new() -> Letters {
        Letters { fonts: engine(LOADED.clone()), cache: SwashCache::new() }
    }

    /// The picture of a text.
    pub(super) fn picture(&mut self, text: &str, look: Look) -> Bitmap {
        let row = f32::from(look.height) * 1.5;
        let mut buffer = Buffer::new(&mut self.fonts, Metrics::new(f32::from(look.height), row));
        buffer.set_wrap(Wrap::WordOrGlyph);
        buffer.set_size(Some(f32::from(look.dots)), None);
        let weight = if look.bold { Weight::BOLD } else { Weight::NORMAL };
        let attrs = Attrs::new().family(Family::Name(FAMILY)).weight(weight);
        buffer.set_text(&directed(text, look.direction), &attrs, Shaping::Advanced, None);
        buffer.shape_until_scroll(&mut self.fonts, false);
        draw(&buffer, self, look)
    }
}

/// How a line is to look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// The height of its letters, in points of the printer.
    pub(super) height: u16,
    /// Whether they are bold.
    pub(super) bold: bool,
    /// Whether it stands in the middle.
    pub(super) centred: bool,
    /// Its base direction, which also tells the side it starts on.
    pub(super) direction: Direction,
    /// The width of the paper, in points.
    pub(super) dots: u16,
}

/// A picture: a row is so many bytes, a set bit is black, the highest bit is leftmost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bitmap {
    /// How many bytes a row has.
    pub(super) stride: usize,
    /// The rows from the top.
    pub(super) bits: Vec<u8>,
}

impl Bitmap {
    fn new(dots: u16, rows: usize) -> Bitmap {
        let stride = usize::from(dots / 8).max(1);
        Bitmap { stride, bits: vec![0; stride * rows] }
    }

    fn burn(&mut self, x: i32, y: i32) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
        if x / 8 < self.stride
            && let Some(byte) = self.bits.get_mut(y * self.stride + x / 8)
        {
            *byte |= 0x80 >> (x % 8);
        }
    }

    /// The same picture without the white on its right, which need not be sent.
    fn trimmed(self) -> Bitmap {
        let rows = || self.bits.chunks(self.stride);
        let used = rows().filter_map(|row| row.iter().rposition(|byte| *byte != 0)).max();
        let stride = used.map_or(1, |last| last + 1);
        Bitmap { stride, bits: rows().flat_map(|row| row.iter().take(stride).copied()).collect() }
    }
}

/// Loads the fonts, so that the first receipt need not wait for them.
pub(super) fn warm() {
    LazyLock::force(&LOADED);
}

/// Without control characters, and led by a mark that makes the base direction the one of the page: else it would be
/// that of the first letter, and a line of an Arabic page that begins with a name would be put in Latin order.
fn directed(text: &str, direction: Direction) -> String {
    let mark = match direction {
        Direction::Ltr => '\u{200e}',
        Direction::Rtl => '\u{200f}',
    };
    let clean = |sign: char| match sign {
        '\u{2028}' | '\u{2029}' => ' ',
        sign if sign.is_control() => ' ',
        sign => sign,
    };
    std::iter::once(mark).chain(text.chars().map(clean)).collect()
}

/// Burns the letters of a text that has been laid out.
fn draw(buffer: &Buffer, letters: &mut Letters, look: Look) -> Bitmap {
    let rows = buffer.layout_runs().map(|run| run.line_top + run.line_height).fold(0.0, f32::max);
    let mut bitmap = Bitmap::new(look.dots, rows.ceil().max(1.0) as usize);
    for run in buffer.layout_runs() {
        let left = run.glyphs.iter().map(|glyph| glyph.x).fold(f32::INFINITY, f32::min);
        let right = run.glyphs.iter().map(|glyph| glyph.x + glyph.w).fold(f32::NEG_INFINITY, f32::max);
        let room = f32::from(look.dots) - (right - left);
        let start = match (look.centred, look.direction) {
            (true, _) => room / 2.0,
            (false, Direction::Ltr) => 0.0,
            (false, Direction::Rtl) => room,
        };
        for glyph in run.glyphs {
            let place = glyph.physical((start - left, run.line_y.round()), 1.0);
            let Some(image) = letters.cache.get_image(&mut letters.fonts, place.cache_key) else { continue };
            // A coloured letter has four bytes a point; the last is how much of it there is.
            let step = if image.content == SwashContent::Mask { 1 } else { 4 };
            let width = (image.placement.width as usize).max(1);
            let darkness = image.data.chunks_exact(step).map(|point| point.last().copied().unwrap_or(0));
            for (at, _) in darkness.enumerate().filter(|(_, dark)| *dark >= DARK) {
                let x = place.x + image.placement.left + (at % width) as i32;
                let y = place.y - image.placement.top + (at / width) as i32;
                bitmap.burn(x, y);
            }
        }
    }
    bitmap.trimmed()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(text: &str, look: Look) -> Bitmap {
        Letters::new().picture(text, look)
    }

    fn look(direction: Direction) -> Look {
        Look { height: 24, bold: false, centred: false, direction, dots: 576 }
    }

    /// The first and the last column that has a black point.
    fn sides(bitmap: &Bitmap) -> (usize, usize) {
        let columns: Vec<usize> = (0..bitmap.stride * 8)
            .filter(|x| bitmap.bits.chunks(bitmap.stride).any(|row| row[x / 8] & (0x80 >> (x % 8)) != 0))
            .collect();
        (columns[0], columns[columns.len() - 1])
    }

    #[test]
    fn a_line_starts_where_its_page_begins() {
        let (left, right) = sides(&picture("Domanda", look(Direction::Ltr)));
        assert!(left < 6 && right < 200, "{left} {right}");
        let (left, right) = sides(&picture("الطلب", look(Direction::Rtl)));
        assert!(left > 400 && right > 566, "{left} {right}");
        let (left, right) = sides(&picture("Roma", look(Direction::Rtl)));
        assert!(left > 400 && right > 566, "a Latin line of an Arabic page: {left} {right}");
        let (left, right) = sides(&picture("Roma", Look { centred: true, ..look(Direction::Ltr) }));
        assert!(left.abs_diff(575 - right) < 8, "{left} {right}");
    }

    #[test]
    fn the_base_direction_is_that_of_the_page() {
        // Right to left the full stop stands on the left of the name.
        let rtl = sides(&picture("Roma .", look(Direction::Rtl)));
        let without = sides(&picture("Roma", look(Direction::Rtl)));
        assert_eq!(rtl.1, without.1);
        assert!(rtl.0 < without.0);
    }

    #[test]
    fn controls_of_direction_take_no_room() {
        let plain = picture("06 1234", look(Direction::Rtl));
        let isolated = picture("\u{2066}06 1234\u{2069}", look(Direction::Rtl));
        let (plain, isolated) = (sides(&plain), sides(&isolated));
        assert!((plain.1 - plain.0).abs_diff(isolated.1 - isolated.0) < 4, "{plain:?} {isolated:?}");
    }

    #[test]
    fn arabic_letters_join() {
        // Four letters that join are narrower than the four alone, and are not boxes.
        let joined = sides(&picture("ببب", look(Direction::Rtl)));
        let apart = sides(&picture("ب ب ب", look(Direction::Rtl)));
        assert!(joined.1 - joined.0 + 20 < apart.1 - apart.0, "{joined:?} {apart:?}");
    }

    #[test]
    fn what_does_not_fit_goes_on_below() {
        let wide = "Wagner ".repeat(20);
        let (one, many) = (picture("Wagner", look(Direction::Ltr)), picture(&wide, look(Direction::Ltr)));
        assert!(many.bits.len() / many.stride >= 3 * one.bits.len() / one.stride);
        assert!(many.stride <= 72);
        let word = picture(&"W".repeat(100), look(Direction::Ltr));
        assert!(word.bits.len() / word.stride > 36 && word.stride <= 72);
    }
}
