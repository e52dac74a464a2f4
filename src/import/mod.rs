//! Import: what the command line loads into the records. It has no page.
//!
//! A file is CSV in UTF-8 with a header line, separated by commas or semicolons; columns are found by name and may
//! stand in any order, unknown ones are left alone. Days are `YYYY-MM-DD`, decimals have a point.
//!
//! - citizens: `fiscal_code,surname,name,sex,birth_date,birth_belfiore,residence_belfiore,cap`, and where known
//!   `residence_street,residence_number,residence_locality,synthetic`, `phone_home`, `phone_office`, `phone_mobile`,
//!   `email`, each with a column `..._since`. Of who lives abroad `residence_belfiore` is the code of the state, `cap` is
//!   empty, and `residence_locality` is postal code and place in one line as that state writes them: without it no letter
//!   can go there. A citizen who is on record is brought up to the file: an empty field clears, a column that is not there
//!   leaves the record as it is (a street only with the comune and the CAP it is in), and a contact that the file does not
//!   have stays.
//! - contributions: `fiscal_code,regime,kind,from,to,unit,quantity,weeks_right,weeks_measure,pay,employer` and
//!   `note`; the codes are those of [`Regime`], [`Kind`](period::Kind) and [`Unit`]. Their citizens come first. A row
//!   that is on record already is left alone.
//! - offices: the columns of [`offices::import`](crate::services::offices::import), which replaces all offices in one
//!   write.
//!
//! [`Regime`]: period::Regime
//! [`Unit`]: period::Unit
//! [`period`]: crate::services::contribution_statement::period
//!
//! **Invariant**: rows and the position they end at are committed together, so a killed import run again ends the
//! same; a file is known by its digest, not by its name.
//! **Invariant**: of two runs with one file the later goes on, once the earlier one's chunk is in or undone.

mod bad;
mod citizens;
mod contributions;
pub mod demo;
mod fields;
mod file;
mod offices;
pub mod progress;
mod records;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use tokio::sync::mpsc;

pub use fields::RowProblem;
use records::Progressed;

use self::bad::BadFile;
use self::file::{BadRow, Chunk, Chunks, Content, Rows};
use crate::clock::Moment;
use crate::db::{Db, DbError};
use crate::places::Provincia;
use crate::services;
#[cfg(doc)]
use crate::services::contribution_statement::period;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Citizens with their addresses and contacts.
    Citizens,
    /// Periods of work and credited periods.
    Contributions,
    /// Offices and their competence; a file replaces all of them.
    Offices {
        /// How many of the offices on record may be missing in the file; with more nothing is changed.
        may_remove: usize,
    },
}

impl Kind {
    /// As it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Citizens => "citizens",
            Kind::Contributions => "contributions",
            Kind::Offices { .. } => "offices",
        }
    }
}

/// How far an import is, told after every commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is done, in the unit of `total`: bytes of a file, citizens of the demo.
    pub done: u64,
    /// What there is to do.
    pub total: u64,
    /// Rows read so far, bad ones among them.
    pub rows: u64,
    /// Bad rows so far.
    pub bad: u64,
}

/// What came of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Rows of the file, bad ones among them, over all runs.
    pub rows: u64,
    /// Bad rows, over all runs.
    pub bad: u64,
    /// Where the bad rows are; also if an earlier run has written them.
    pub bad_file: Option<PathBuf>,
    /// This very file had been imported before, to its end; nothing was done.
    pub already: bool,
    /// The provinces that have no office after an import of offices.
    pub without: Vec<&'static Provincia>,
}

/// Why an import stopped. What was committed stays; the same command goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file, or the file of bad rows, cannot be read or written.
    #[error("{path}: {why}")]
    File {
        /// Which.
        path: PathBuf,
        /// The operating system's reason.
        why: std::io::Error,
    },
    /// The header does not name what is needed.
    #[error("the header has no column {missing}; it must name at least {needed}")]
    Columns {
        /// The missing columns.
        missing: String,
        /// All required columns.
        needed: String,
    },
    /// The same file was begun as another kind.
    #[error("this file was imported as {0} before")]
    OtherKind(String),
    /// A later run has taken this file over.
    #[error("a later run is importing this very file and goes on with it")]
    Elsewhere,
    /// The reading thread ended early.
    #[error("the file could not be read to its end")]
    Reading,
    /// The hash of the demo's PIN could not be made.
    #[error("the demo's PIN could not be made: {0}")]
    Pin(String),
    /// A file of offices cannot be used.
    #[error(transparent)]
    Offices(#[from] services::offices::import::ImportError),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Imports a file, or goes on with it where an earlier run was killed.
///
/// `progress` is called after every commit.
///
/// # Errors
/// [`ImportError`]; bad rows are no error: they are counted, and lie in `FILE.bad.csv`.
pub async fn run(
    db: &Db,
    kind: Kind,
    path: &Path,
    now: Moment,
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Result<Report, ImportError> {
    let failed = |why: std::io::Error| ImportError::File { path: path.to_owned(), why };
    let content = match kind {
        Kind::Citizens => Content::Citizens,
        Kind::Contributions => Content::Contributions,
        Kind::Offices { may_remove } => return offices::run(db, path, may_remove, progress).await,
    };
    let (digest, total) = blocking({
        let path = path.to_owned();
        move || file::digest(&path)
    })
    .await?
    .map_err(failed)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let begun = begin(db, &digest, &name, kind, now).await?;
    let mut chunks = blocking({
        let path = path.to_owned();
        move || Chunks::open(&path, content, begun.position)
    })
    .await??;
    let (header, line) = (chunks.header.clone(), chunks.line);
    if begun.done {
        let bad_file = (begun.bad > 0).then(|| bad::path(path)).filter(|path| path.exists());
        return Ok(Report { rows: begun.rows, bad: begun.bad, bad_file, already: true, without: Vec::new() });
    }
    let bad_file = BadFile::open(path, header, line, begun.position > 0).map_err(failed)?;
    // One chunk is read while another is written.
    let (send, receive) = mpsc::channel(1);
    let reading = tokio::task::spawn_blocking(move || {
        while let Some(chunk) = chunks.next()? {
            if send.blocking_send(chunk).is_err() {
                break;
            }
        }
        Ok::<(), std::io::Error>(())
    });
    let mut import = Import { db, digest, state: begun, bad_file, now };
    import
        .store_all(receive, |state| {
            progress(Progress { done: state.position, total, rows: state.rows, bad: state.bad });
        })
        .await?;
    reading.await.map_err(|_| ImportError::Reading)?.map_err(failed)?;
    import.end().await
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, ImportError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| ImportError::Reading)
}

/// Begins, or goes on after the run before; a chunk of that one may still hold the row, for as long as a write may.
async fn begin(
    db: &Db,
    digest: &str,
    name: &str,
    kind: Kind,
    now: Moment,
) -> Result<Progressed, ImportError> {
    let mut patience = 6;
    loop {
        let (key, name) = (digest.to_owned(), name.to_owned());
        let begun = db
            .write(move |tx| Box::pin(async move { records::begin(tx, &key, &name, kind, now).await }))
            .await;
        match begun {
            Err(ImportError::Db(DbError::Busy)) if patience > 0 => patience -= 1,
            begun => return begun,
        }
    }
}

/// An import under way.
struct Import<'a> {
    db: &'a Db,
    digest: String,
    state: Progressed,
    bad_file: BadFile,
    now: Moment,
}

impl Import<'_> {
    async fn store_all(
        &mut self,
        mut chunks: mpsc::Receiver<Chunk>,
        told: impl Fn(Progressed),
    ) -> Result<(), ImportError> {
        while let Some(chunk) = chunks.recv().await {
            self.store(chunk).await?;
            told(self.state);
        }
        Ok(())
    }

    async fn store(&mut self, mut chunk: Chunk) -> Result<(), ImportError> {
        let rows = match chunk.rows {
            Rows::Citizens(rows) => Known::Citizens(rows),
            Rows::Contributions(rows) => {
                let (known, unknown) = self.of_citizens(rows, chunk.origins).await?;
                chunk.bad.extend(unknown);
                chunk.bad.sort_by_key(|row| row.line);
                Known::Contributions(known)
            }
        };
        self.bad_file.keep(&chunk.bad).map_err(|why| self.bad_failed(why))?;
        let bad = u64::try_from(chunk.bad.len()).unwrap_or(0);
        let to = Progressed {
            position: chunk.end,
            rows: self.state.rows + chunk.count,
            bad: self.state.bad + bad,
            ..self.state
        };
        self.move_to(to, rows).await
    }

    async fn move_to(&mut self, to: Progressed, rows: Known) -> Result<(), ImportError> {
        let (digest, from, now) = (self.digest.clone(), self.state, self.now);
        self.db
            .write(move |tx| {
                Box::pin(async move {
                    records::advance(tx, &digest, from, to).await?;
                    match rows {
                        Known::Citizens(rows) => {
                            records::store_citizens(tx, &rows, now).await?;
                        }
                        Known::Contributions(rows) => {
                            records::store_contributions(tx, &rows).await?;
                        }
                    }
                    Ok::<(), ImportError>(())
                })
            })
            .await?;
        self.state = to;
        Ok(())
    }

    /// Parts the contributions of people on record from the others.
    async fn of_citizens(
        &self,
        rows: Vec<contributions::ContributionRow>,
        origins: Vec<(u64, csv::ByteRecord)>,
    ) -> Result<(Vec<(uuid::Uuid, contributions::ContributionRow)>, Vec<BadRow>), ImportError> {
        let mut codes: Vec<_> = rows.iter().map(|row| row.code).collect();
        codes.sort_unstable();
        codes.dedup();
        let ids = records::citizens(&mut self.db.reader().await?, &codes).await?;
        let (mut known, mut unknown) = (Vec::with_capacity(rows.len()), Vec::new());
        for (row, (line, record)) in rows.into_iter().zip(origins) {
            match ids.get(&row.code) {
                Some(id) => known.push((*id, row)),
                None => unknown.push(BadRow { line, problem: RowProblem::Nobody, record }),
            }
        }
        Ok((known, unknown))
    }

    async fn end(mut self) -> Result<Report, ImportError> {
        let to = Progressed { done: true, ..self.state };
        self.move_to(to, Known::Citizens(Vec::new())).await?;
        let bad_file = self.bad_file.path().map(Path::to_owned);
        Ok(Report { rows: to.rows, bad: to.bad, bad_file, already: false, without: Vec::new() })
    }

    fn bad_failed(&self, why: std::io::Error) -> ImportError {
        ImportError::File { path: self.bad_file.named().to_owned(), why }
    }
}

/// Rows that the records will take.
enum Known {
    Citizens(Vec<citizens::CitizenRow>),
    Contributions(Vec<(uuid::Uuid, contributions::ContributionRow)>),
}
