//! A file of offices: read and written whole, for an office more or less changes who is competent for whom.

use std::fs::File;
use std::path::Path;

use super::bad::{self, BadLine};
use super::{ImportError, Progress, Report};
use crate::db::Db;
use crate::services::offices::import;

/// Imports a file of offices; the same file again does the same again.
pub(super) async fn run(
    db: &Db,
    path: &Path,
    may_remove: usize,
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Result<Report, ImportError> {
    let failed = |why| ImportError::File { path: path.to_owned(), why };
    let file = File::open(path).map_err(failed)?;
    let total = file.metadata().map_err(failed)?.len();
    let mut told = |done| progress(Progress { done, total, rows: 0, bad: 0 });
    let (offices, report) = import::read(file, &mut told)?;
    // Written first: whoever is told that offices would be removed may find the reason there.
    let lines = report.bad.into_iter().map(|row| BadLine {
        line: row.line,
        reason: row.reason.to_string(),
        record: row.record,
    });
    let bad_file = bad::write_lines(path, report.header, lines).map_err(failed)?;
    import::replace(db, offices, may_remove).await?;
    let rows = report.offices + report.bad_rows;
    progress(Progress { done: total, total, rows, bad: report.bad_rows });
    Ok(Report { rows, bad: report.bad_rows, bad_file, already: false, without: report.without })
}
