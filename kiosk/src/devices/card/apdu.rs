//! Commands to a card and what its answers mean (ISO/IEC 7816-4), as bytes alone.
//!
//! **Invariant**: no command here changes a card or uses up a try of its PIN: files are chosen and read, nothing else.

/// The largest part of a file that is asked for at once: every card of ours gives it.
pub const CHUNK: usize = 0x80;

/// The application of an electronic identity card that can sign (IAS ECC), which must be chosen before the next.
pub const IAS: &[u8] = &[0xA0, 0x00, 0x00, 0x00, 0x30, 0x80, 0x00, 0x00, 0x00, 0x09, 0x81, 0x60, 0x01];

/// The application that only the Italian electronic identity card has (CIE 3.0).
pub const CIE: &[u8] = &[0xA0, 0x00, 0x00, 0x00, 0x00, 0x39];

/// SELECT of a file or folder by its identifier, below the one chosen before.
#[must_use]
pub fn select(file: u16) -> Vec<u8> {
    let [high, low] = file.to_be_bytes();
    vec![0x00, 0xA4, 0x00, 0x00, 0x02, high, low]
}

/// SELECT of an application by its name, at most 16 bytes, without an answer beyond the status.
#[must_use]
pub fn select_application(name: &[u8]) -> Vec<u8> {
    let length = u8::try_from(name.len()).unwrap_or_default();
    [&[0x00, 0xA4, 0x04, 0x0C, length], name].concat()
}

/// READ BINARY of the chosen file: so many bytes, from 1 to [`CHUNK`], from this place, below 32,768.
#[must_use]
pub fn read_binary(offset: usize, length: usize) -> Vec<u8> {
    let [high, low] = u16::try_from(offset).unwrap_or_default().to_be_bytes();
    // The highest bit would name another file.
    vec![0x00, 0xB0, high & 0x7F, low, u8::try_from(length.min(CHUNK)).unwrap_or_default()]
}

/// GET RESPONSE: what a card of protocol T=0 holds ready after `61xx`; 0 means 256 bytes.
#[must_use]
pub fn get_response(length: u8) -> Vec<u8> {
    vec![0x00, 0xC0, 0x00, 0x00, length]
}

/// The same command again with the length that the card has named after `6Cxx`.
#[must_use]
pub fn with_length(mut command: Vec<u8>, length: u8) -> Vec<u8> {
    if let Some(last) = command.last_mut() {
        *last = length;
    }
    command
}

/// What an answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer<'a> {
    /// Done (`9000`), or done and the file has ended before (`6282`): the data, which may be none.
    Done(&'a [u8]),
    /// Done, with these data, and so many more bytes wait (`61xx`).
    More(&'a [u8], u8),
    /// The length asked for is wrong; this one is right (`6Cxx`).
    Length(u8),
    /// Refused, or there is no such file, with this status.
    Refused(u16),
    /// Not even a status: the card was pulled while it answered.
    Torn,
}

/// Judges an answer by its last two bytes.
///
/// A card pulled in the middle of a command makes pcscd give an answer of no bytes, and no error.
#[must_use]
pub fn judge(answer: &[u8]) -> Answer<'_> {
    let Some((data, status)) = answer.split_last_chunk::<2>() else { return Answer::Torn };
    match *status {
        [0x90, 0x00] | [0x62, 0x82] => Answer::Done(data),
        [0x61, more] => Answer::More(data, more),
        [0x6C, length] => Answer::Length(length),
        status => Answer::Refused(u16::from_be_bytes(status)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_the_bytes_of_the_standard() {
        assert_eq!(select(0x3F00), [0x00, 0xA4, 0x00, 0x00, 0x02, 0x3F, 0x00]);
        assert_eq!(read_binary(0, 6), [0x00, 0xB0, 0x00, 0x00, 0x06]);
        assert_eq!(read_binary(0x0186, 200), [0x00, 0xB0, 0x01, 0x86, 0x80]);
        assert_eq!(get_response(0x17), [0x00, 0xC0, 0x00, 0x00, 0x17]);
        assert_eq!(with_length(read_binary(6, 128), 0x20), [0x00, 0xB0, 0x00, 0x06, 0x20]);
        assert_eq!(select_application(CIE), [0, 0xA4, 4, 0x0C, 6, 0xA0, 0, 0, 0, 0, 0x39]);
    }

    #[test]
    fn answers_are_judged_by_their_status() {
        assert_eq!(judge(b"ab\x90\x00"), Answer::Done(b"ab"));
        assert_eq!(judge(b"ab\x62\x82"), Answer::Done(b"ab"));
        assert_eq!(judge(b"\x61\x17"), Answer::More(b"", 0x17));
        assert_eq!(judge(b"\x6c\x05"), Answer::Length(5));
        assert_eq!(judge(b"\x6a\x82"), Answer::Refused(0x6A82));
        assert_eq!(judge(b""), Answer::Torn);
        assert_eq!(judge(b"\x90"), Answer::Torn);
    }
}
