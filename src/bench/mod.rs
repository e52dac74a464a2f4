//! Measures what the portal promises, here and now: `sportello bench` prints one table and fails if a figure does not
//! hold.
//!
//! Everything is measured from outside, on the real program with the demo's data in a folder that is removed: what a
//! browser receives, what the system says of the process.

mod client;
mod first_view;
mod import;
mod load;
mod machine;
mod process;
mod table;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::db::DbError;
use crate::import::ImportError;
use process::Spawned;
pub use table::Row;
use table::{Limit, print};

/// How long to measure.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Requests of each kind whose processor time is measured.
    pub requests: u32,
    /// Starts of which the middle one counts.
    pub starts: usize,
    /// Invented citizens whose careers are imported, about 25 rows each.
    pub citizens: usize,
}

impl Options {
    /// The figures worth publishing: about a minute.
    pub const WHOLE: Options = Options { requests: 10_000, starts: 9, citizens: 20_000 };
    /// For every day: a few seconds.
    pub const QUICK: Options = Options { requests: 1_000, starts: 5, citizens: 4_000 };
}

/// Why nothing could be measured.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    /// A file, the process or its line failed.
    #[error("measuring failed: {0}")]
    Io(#[from] io::Error),
    /// The portal answered otherwise than a browser may expect.
    #[error("the portal answered {status} to {address}")]
    Answer {
        /// The status.
        status: u16,
        /// What was asked for.
        address: String,
    },
    /// The portal ended or did not come up.
    #[error("the portal did not start: it said «{0}»")]
    Start(String),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The import stopped.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The measuring thread ended early.
    #[error("the measuring thread ended early")]
    Thread,
}

/// Measures and prints the table; whether every figure holds.
///
/// # Errors
/// [`BenchError`]
pub async fn run(options: Options, out: &mut (dyn Write + Send)) -> Result<bool, BenchError> {
    let place = Place::new()?;
    let folder = place.0.clone();
    let mut rows = tokio::task::spawn_blocking(move || from_outside(&folder, options))
        .await
        .map_err(|_| BenchError::Thread)??;
    rows.extend(import::measure(&place.0, options.citizens).await?);
    print(out, &machine::describe(), &rows)?;
    Ok(rows.iter().all(Row::holds))
}

/// What needs the running program.
fn from_outside(folder: &Path, options: Options) -> Result<Vec<Row>, BenchError> {
    // The first start loads the demo; what follows starts on an existing database.
    Spawned::start(folder, true)?.end();
    let (mut rows, portal) = starts(folder, options.starts)?;
    rows.push(Row::new("resident when idle, just started", portal.resident()?, Limit::AtMost(40.0), "MB"));
    let citizen = client::sign_in(portal.port)?;
    rows.extend(first_view::measure(portal.port, &citizen)?);
    rows.extend(load::measure(&portal, &citizen, options.requests)?);
    rows.push(Row::new(
        "resident when idle again, after all that",
        portal.resident()?,
        Limit::AtMost(40.0),
        "MB",
    ));
    portal.end();
    Ok(rows)
}

/// Starts the portal a few times; the last one stays.
fn starts(folder: &Path, count: usize) -> Result<(Vec<Row>, Spawned), BenchError> {
    let mut portal = Spawned::start(folder, false)?;
    let mut took = vec![portal.took];
    for _ in 1..count {
        portal.end();
        portal = Spawned::start(folder, false)?;
        took.push(portal.took);
    }
    took.sort();
    let ms = |n: usize| took.get(n).map_or(f64::MAX, |took| took.as_secs_f64() * 1000.0);
    let middle = Row::new(
        format!("start to first answer, the middle of {count}"),
        ms(count / 2),
        Limit::AtMost(150.0),
        "ms",
    );
    let worst = Row::new("start to first answer, the slowest of them", ms(count - 1), Limit::None, "ms");
    Ok((vec![middle, worst], portal))
}

/// A folder for one run; it is removed at the end.
struct Place(PathBuf);

impl Place {
    fn new() -> io::Result<Place> {
        let folder = std::env::temp_dir().join(format!("sportello-bench-{}", std::process::id()));
        std::fs::create_dir(&folder)?;
        Ok(Place(folder))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // What cannot be removed is left to the system's own cleaning of temporary files.
        drop(std::fs::remove_dir_all(&self.0));
    }
}
