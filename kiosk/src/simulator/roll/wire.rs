//! The commands of a printer as they come over the wire, byte by byte.

/// A command as a printer reads it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command<'a> {
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
pub(crate) enum Step<'a> {
    /// This command, of so many bytes.
    Whole(Command<'a>, usize),
    /// A command whose end is not there yet.
    Short,
    /// Nothing that a printer knows.
    Unknown,
}

/// Reads one command.
pub(crate) fn command(bytes: &[u8]) -> Step<'_> {
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
