//! The file of bad rows, `FILE.bad.csv`: line, reason, and the row as it came, to be mended and imported again.
//!
//! **Invariant**: a chunk's bad rows are on disk before the chunk is committed; what a killed run wrote beyond its
//! last commit is taken out when the import goes on.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use csv::{ByteRecord, ReaderBuilder, Writer, WriterBuilder};

use super::file::BadRow;

/// Where the bad rows of a file are written.
pub(super) fn path(of: &Path) -> PathBuf {
    let mut path = of.as_os_str().to_owned();
    path.push(".bad.csv");
    path.into()
}

/// A bad row of a file that was read whole.
pub(super) struct BadLine {
    /// Where it stands.
    pub(super) line: u64,
    /// Why it is bad.
    pub(super) reason: String,
    /// As it came.
    pub(super) record: ByteRecord,
}

/// Writes the bad rows of a file that was read whole; where, if there are any.
pub(super) fn write_lines(
    of: &Path,
    header: ByteRecord,
    rows: impl Iterator<Item = BadLine>,
) -> std::io::Result<Option<PathBuf>> {
    let mut file = BadFile::open(of, header, 0, false)?;
    for row in rows {
        let mut record = ByteRecord::from(vec![row.line.to_string(), row.reason]);
        record.extend(&row.record);
        file.writer()?.write_byte_record(&record)?;
    }
    file.flush()?;
    Ok(file.path().map(Path::to_owned))
}

/// The file of bad rows of an import; it exists only once there is one.
pub(super) struct BadFile {
    path: PathBuf,
    header: ByteRecord,
    writer: Option<Writer<File>>,
}

impl BadFile {
    /// Prepares the file for an import that begins, or goes on, at this line.
    pub(super) fn open(of: &Path, header: ByteRecord, line: u64, goes_on: bool) -> std::io::Result<BadFile> {
        let mut file = BadFile { path: path(of), header, writer: None };
        let earlier = if goes_on { file.rows_before(line)? } else { Vec::new() };
        if file.path.exists() {
            std::fs::remove_file(&file.path)?;
        }
        for record in earlier {
            file.writer()?.write_byte_record(&record)?;
        }
        file.flush()?;
        Ok(file)
    }

    /// Where it is, if there is one.
    pub(super) fn path(&self) -> Option<&Path> {
        self.writer.is_some().then_some(&*self.path)
    }

    /// Where it would be.
    pub(super) fn named(&self) -> &Path {
        &self.path
    }

    /// Writes rows down, durably.
    pub(super) fn keep(&mut self, rows: &[BadRow]) -> std::io::Result<()> {
        for row in rows {
            let mut record = ByteRecord::from(vec![row.line.to_string(), row.problem.to_string()]);
            record.extend(&row.record);
            self.writer()?.write_byte_record(&record)?;
        }
        if rows.is_empty() { Ok(()) } else { self.flush() }
    }

    fn rows_before(&self, line: u64) -> std::io::Result<Vec<ByteRecord>> {
        if !self.path.exists() {
            return Ok(Vec::new());
        }
        let mut bytes = std::fs::read(&self.path)?;
        // The kill may have cut the last row off in the middle of its number.
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        bytes.truncate(whole);
        let number = |record: &ByteRecord| std::str::from_utf8(record.get(0)?).ok()?.parse::<u64>().ok();
        Ok(ReaderBuilder::new()
            .flexible(true)
            .from_reader(&bytes[..])
            .byte_records()
            .map_while(Result::ok)
            .take_while(|record| number(record).is_some_and(|number| number < line))
            .collect())
    }

    fn writer(&mut self) -> std::io::Result<&mut Writer<File>> {
        if self.writer.is_none() {
            let mut options = OpenOptions::new();
            options.write(true).create(true).truncate(true);
            // The rows name people: for the owner only.
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut writer = WriterBuilder::new().flexible(true).from_writer(options.open(&self.path)?);
            let mut header = ByteRecord::from(vec!["line", "reason"]);
            header.extend(&self.header);
            writer.write_byte_record(&header)?;
            self.writer = Some(writer);
        }
        self.writer.as_mut().ok_or_else(|| std::io::ErrorKind::NotFound.into())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let Some(writer) = &mut self.writer else { return Ok(()) };
        writer.flush()?;
        writer.get_ref().flush()?;
        writer.get_ref().sync_data()
    }
}
