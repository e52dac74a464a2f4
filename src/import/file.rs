//! The file being imported: its digest, its columns, its rows in chunks, each with the position it ends at.
//!
//! **Invariant**: a chunk's end is the byte where the next row begins, so an import can go on from there.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use csv::ByteRecord;
use sha2::{Digest, Sha256};

use super::ImportError;
use super::citizens::{self, CitizenRow};
use super::contributions::{self, ContributionRow};
use super::fields::RowProblem;
use crate::csv_lines::{CsvLines, Line};
use crate::seal::hex;

/// Rows a chunk: enough to make a commit cheap, few enough to lose little by a kill.
const CHUNK: usize = 10_000;

/// What a file that is read chunk by chunk holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Citizens.
    Citizens,
    /// Contributions.
    Contributions,
}

/// The rows of a chunk that can be read.
pub(super) enum Rows {
    /// Of a citizens file.
    Citizens(Vec<CitizenRow>),
    /// Of a contributions file.
    Contributions(Vec<ContributionRow>),
}

/// A row that cannot be imported.
pub(super) struct BadRow {
    /// Where it stands, counted from 1 with the header.
    pub(super) line: u64,
    /// Why.
    pub(super) problem: RowProblem,
    /// As it came.
    pub(super) record: ByteRecord,
}

/// Some rows and where they end.
pub(super) struct Chunk {
    /// What can be imported.
    pub(super) rows: Rows,
    /// Line and raw fields of each contribution, for the file of bad rows if the records know no such citizen.
    pub(super) origins: Vec<(u64, ByteRecord)>,
    /// What cannot.
    pub(super) bad: Vec<BadRow>,
    /// How many rows there were.
    pub(super) count: u64,
    /// The byte at which the next row begins.
    pub(super) end: u64,
}

/// Where the named columns of a file stand.
pub(super) struct Columns {
    names: Vec<(&'static str, Option<usize>)>,
    width: usize,
}

impl Columns {
    pub(super) fn find(
        header: &ByteRecord,
        required: &[&'static str],
        optional: &[&'static str],
    ) -> Result<Columns, ImportError> {
        let place = |name: &str| {
            header.iter().position(|found| found.trim_ascii().eq_ignore_ascii_case(name.as_bytes()))
        };
        let names: Vec<_> = required.iter().chain(optional).map(|name| (*name, place(name))).collect();
        let missing: Vec<&str> = names
            .iter()
            .filter(|(name, place)| place.is_none() && required.contains(name))
            .map(|(name, _)| *name)
            .collect();
        if missing.is_empty() {
            Ok(Columns { names, width: header.len() })
        } else {
            Err(ImportError::Columns { missing: missing.join(", "), needed: required.join(",") })
        }
    }

    /// Whether the file has this column.
    pub(super) fn has(&self, name: &str) -> bool {
        self.place(name).is_some()
    }

    /// The field of a column; empty where the file has no such column.
    pub(super) fn get<'r>(&self, record: &'r ByteRecord, name: &str) -> Result<&'r str, RowProblem> {
        let bytes = self.place(name).and_then(|place| record.get(place)).unwrap_or_default();
        std::str::from_utf8(bytes).map_err(|_| RowProblem::Encoding)
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.names.iter().find(|(known, _)| *known == name).and_then(|(_, place)| *place)
    }
}

/// The SHA-256 of a file, in hexadecimal, and its length in bytes.
pub(super) fn digest(path: &Path) -> std::io::Result<(String, u64)> {
    let mut reader = BufReader::with_capacity(1 << 18, File::open(path)?);
    let (mut digest, mut length) = (Sha256::new(), 0);
    loop {
        let bytes = reader.fill_buf()?;
        let count = bytes.len();
        if count == 0 {
            return Ok((hex(&digest.finalize()), length));
        }
        digest.update(bytes);
        reader.consume(count);
        length += u64::try_from(count).unwrap_or(0);
    }
}

/// The line on which the row at this byte stands, counted from 1.
fn line_at(path: &Path, position: u64) -> std::io::Result<u64> {
    let mut reader = BufReader::with_capacity(1 << 18, File::open(path)?.take(position));
    let mut lines = 1;
    loop {
        let bytes = reader.fill_buf()?;
        let count = bytes.len();
        if count == 0 {
            return Ok(lines);
        }
        lines += u64::try_from(bytes.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(0);
        reader.consume(count);
    }
}

/// A file read chunk by chunk.
pub(super) struct Chunks {
    content: Content,
    lines: CsvLines<File>,
    columns: Columns,
    record: ByteRecord,
    /// The line of the row it starts from.
    pub(super) line: u64,
    /// The header as it stands in the file.
    pub(super) header: ByteRecord,
}

impl Chunks {
    /// Opens a file at its first row, or at the byte where an earlier run stopped.
    pub(super) fn open(path: &Path, content: Content, position: u64) -> Result<Chunks, ImportError> {
        let failed = |why| ImportError::File { path: path.to_owned(), why };
        let file = File::open(path).map_err(failed)?;
        let (mut lines, header) = CsvLines::open(file).map_err(failed)?;
        let columns = match content {
            Content::Citizens => Columns::find(&header, &citizens::REQUIRED, &citizens::OPTIONAL)?,
            Content::Contributions => {
                Columns::find(&header, &contributions::REQUIRED, &contributions::OPTIONAL)?
            }
        };
        let mut line = lines.line() + 1;
        if position > 0 {
            line = line_at(path, position).map_err(failed)?;
            lines.seek(position, line).map_err(failed)?;
        }
        Ok(Chunks { content, lines, columns, record: ByteRecord::new(), line, header })
    }

    /// The next rows; `None` at the end of the file.
    pub(super) fn next(&mut self) -> std::io::Result<Option<Chunk>> {
        let mut chunk = Chunk {
            rows: match self.content {
                Content::Citizens => Rows::Citizens(Vec::with_capacity(CHUNK)),
                Content::Contributions => Rows::Contributions(Vec::with_capacity(CHUNK)),
            },
            origins: Vec::with_capacity(CHUNK),
            bad: Vec::new(),
            count: 0,
            end: 0,
        };
        for _ in 0..CHUNK {
            let Some(shape) = self.lines.read(&mut self.record)? else { break };
            chunk.count += 1;
            let line = self.lines.line();
            match self.read(shape, &mut chunk.rows) {
                // The records never refuse a citizen whose row can be read.
                Ok(()) if self.content == Content::Citizens => {}
                Ok(()) => chunk.origins.push((line, self.record.clone())),
                Err(problem) => {
                    // Bytes of another encoding are what is wrong, whatever they were taken for.
                    let is_text = self.record.iter().all(|cell| std::str::from_utf8(cell).is_ok());
                    let problem = if is_text { problem } else { RowProblem::Encoding };
                    chunk.bad.push(BadRow { line, problem, record: self.record.clone() });
                }
            }
        }
        chunk.end = self.lines.byte();
        Ok((chunk.count > 0).then_some(chunk))
    }

    fn read(&self, shape: Line, rows: &mut Rows) -> Result<(), RowProblem> {
        if shape == Line::QuoteOpen {
            return Err(RowProblem::QuoteOpen);
        }
        let (found, expected) = (self.record.len(), self.columns.width);
        if found != expected {
            return Err(RowProblem::Width { found, expected });
        }
        match rows {
            Rows::Citizens(rows) => rows.push(CitizenRow::parse(&self.columns, &self.record)?),
            Rows::Contributions(rows) => rows.push(ContributionRow::parse(&self.columns, &self.record)?),
        }
        Ok(())
    }
}
