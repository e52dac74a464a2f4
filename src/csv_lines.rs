//! Reading CSV in which a row is a line: what operators hand in, by the million rows.
//!
//! Whichever of comma and semicolon the header has more of separates the cells, for Italian spreadsheets write
//! semicolons. Empty lines are passed over, and a byte-order mark is dropped.
//!
//! **Invariant**: no cell holds a line break, so a quotation mark left open spoils its own line and no other.

use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};

use csv::ByteRecord;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder, Terminator};

/// Why the line of [`Line::QuoteOpen`] is no row, as operators are told.
pub(crate) const QUOTE_OPEN: &str = "a quotation mark is opened and not closed on this line";

/// What a line was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// A row.
    Row,
    /// A line with a quotation mark that it does not close; it stands in the record as one cell.
    QuoteOpen,
}

/// A CSV file, read line by line.
pub(crate) struct CsvLines<R> {
    reader: BufReader<R>,
    parser: Reader,
    raw: Vec<u8>,
    cells: Vec<u8>,
    ends: Vec<usize>,
    line: u64,
    byte: u64,
}

impl<R: Read> CsvLines<R> {
    /// Reads the header, and with it what separates the cells.
    pub(crate) fn open(file: R) -> std::io::Result<(CsvLines<R>, ByteRecord)> {
        let mut lines = CsvLines {
            reader: BufReader::with_capacity(1 << 18, file),
            parser: Reader::new(),
            raw: Vec::new(),
            cells: Vec::new(),
            ends: Vec::new(),
            line: 0,
            byte: 0,
        };
        let mut header = ByteRecord::new();
        if lines.next_line()? {
            let count = |wanted: u8| lines.raw.iter().filter(|byte| **byte == wanted).count();
            let delimiter = if count(b';') > count(b',') { b';' } else { b',' };
            lines.parser =
                ReaderBuilder::new().delimiter(delimiter).terminator(Terminator::Any(b'\n')).build();
            lines.split(&mut header);
        }
        Ok((lines, header))
    }

    /// The next line that is not empty, in cells; `None` at the end of the file.
    pub(crate) fn read(&mut self, record: &mut ByteRecord) -> std::io::Result<Option<Line>> {
        Ok(if self.next_line()? { Some(self.split(record)) } else { None })
    }

    /// On which line the last row stands, counted from 1 with the header.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// The byte at which the next line begins.
    pub(crate) fn byte(&self) -> u64 {
        self.byte
    }

    /// Brings a line into `raw`, ended by one `\n` whatever ended it in the file.
    fn next_line(&mut self) -> std::io::Result<bool> {
        loop {
            self.raw.clear();
            let read = self.reader.read_until(b'\n', &mut self.raw)?;
            if read == 0 {
                return Ok(false);
            }
            self.line += 1;
            self.byte += u64::try_from(read).unwrap_or(0);
            while self.raw.pop_if(|byte| matches!(byte, b'\n' | b'\r')).is_some() {}
            if !self.raw.is_empty() {
                self.raw.push(b'\n');
                return Ok(true);
            }
        }
    }

    fn split(&mut self, record: &mut ByteRecord) -> Line {
        // There are no more cells, and no more bytes in them, than the line has bytes.
        self.cells.resize(self.cells.len().max(self.raw.len()), 0);
        self.ends.resize(self.ends.len().max(self.raw.len()), 0);
        self.parser.reset();
        let (result, _, _, count) = self.parser.read_record(&self.raw, &mut self.cells, &mut self.ends);
        record.clear();
        if result != ReadRecordResult::Record {
            record.push_field(self.raw.trim_ascii_end());
            return Line::QuoteOpen;
        }
        let mut start = 0;
        for &end in self.ends.get(..count).unwrap_or_default() {
            record.push_field(self.cells.get(start..end).unwrap_or_default());
            start = end;
        }
        Line::Row
    }
}

impl<R: Read + Seek> CsvLines<R> {
    /// Goes on at the byte where a line begins, which is this one, counted from 1.
    pub(crate) fn seek(&mut self, byte: u64, line: u64) -> std::io::Result<()> {
        self.reader.seek(SeekFrom::Start(byte))?;
        (self.byte, self.line) = (byte, line.saturating_sub(1));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    /// Every row with its line, after the header.
    fn rows(text: &[u8]) -> Vec<(u64, Line, Vec<String>)> {
        let (mut lines, header) = CsvLines::open(text).unwrap();
        let words = |record: &ByteRecord| {
            record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect::<Vec<_>>()
        };
        let mut found = vec![(lines.line(), Line::Row, words(&header))];
        let mut record = ByteRecord::new();
        while let Some(line) = lines.read(&mut record).unwrap() {
            found.push((lines.line(), line, words(&record)));
        }
        found
    }

    fn row(line: u64, cells: &[&str]) -> (u64, Line, Vec<String>) {
        (line, Line::Row, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn a_quotation_mark_left_open_spoils_its_own_line_and_no_other() {
        let open = |line, text: &str| (line, Line::QuoteOpen, vec![text.to_owned()]);
        assert_eq!(
            rows(b"a,b\n1,2\n3,\"4\n5,6\n\"7,8\n\"9, and\",\"1\"\"0\"\n11,\"12"),
            [
                row(1, &["a", "b"]),
                row(2, &["1", "2"]),
                open(3, "3,\"4"),
                row(4, &["5", "6"]),
                open(5, "\"7,8"),
                row(6, &["9, and", "1\"0"]),
                open(7, "11,\"12"),
            ]
        );
    }

    #[test]
    fn semicolons_line_ends_empty_lines_and_a_byte_order_mark_are_read() {
        assert_eq!(
            rows("\u{FEFF}a;b\r\n\r\n1;\"2;3\"\r\n\n;".as_bytes()),
            [row(1, &["a", "b"]), row(3, &["1", "2;3"]), row(5, &["", ""])]
        );
        assert_eq!(rows(b""), [row(0, &[])]);
    }

    #[test]
    fn reading_goes_on_at_the_byte_where_a_row_begins() {
        let text = b"a,b\n\n1,2\n3,4\n";
        let (mut lines, _) = CsvLines::open(std::io::Cursor::new(text)).unwrap();
        let mut record = ByteRecord::new();
        lines.read(&mut record).unwrap();
        let (byte, line) = (lines.byte(), lines.line() + 1);
        let (mut again, _) = CsvLines::open(std::io::Cursor::new(text)).unwrap();
        again.seek(byte, line).unwrap();
        again.read(&mut record).unwrap();
        assert_eq!((again.line(), record), (4, ByteRecord::from(vec!["3", "4"])));
    }

    proptest! {
        #[test]
        fn rows_are_told_apart_as_by_the_csv_crate(cells in proptest::collection::vec(
            proptest::collection::vec("[a-c,;\" è]{0,4}", 3), 1..6)
        ) {
            let mut writer = csv::Writer::from_writer(b"x,y,z\n".to_vec());
            for row in &cells {
                writer.write_record(row).unwrap();
            }
            let read = rows(&writer.into_inner().unwrap());
            prop_assert_eq!(read.into_iter().skip(1).map(|(_, _, cells)| cells).collect::<Vec<_>>(), cells);
        }

        #[test]
        fn nothing_panics_and_no_line_is_lost(bytes in proptest::collection::vec(
            prop_oneof![Just(b'"'), Just(b','), Just(b'\n'), Just(b'\r'), any::<u8>()], 0..60)
        ) {
            let lines = bytes.split(|byte| *byte == b'\n');
            let full = lines.filter(|line| line.iter().any(|byte| *byte != b'\r')).count();
            prop_assert_eq!(rows(&bytes).len().max(1), full.max(1));
        }
    }
}
