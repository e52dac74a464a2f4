//! Measures what the portal promises, here and now: `sportello bench` prints one table and fails if a figure does not
//! hold.
//!
//! Everything is measured from outside, on the real program with the demo's data in a folder that is removed: what a
//! browser receives, what the system says of the process.

mod arrivals;
mod bare;
mod client;
mod first_view;
mod import;
mod load;
mod machine;
mod process;
mod quick;
mod readme;
mod records;
mod registration;
mod scale;
mod signed_in;
mod table;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use uuid::Uuid;

use crate::db::DbError;
use crate::import::ImportError;
use crate::seal::{hex, random};
use crate::services::Failure;
use crate::web::ServeError;
pub use arrivals::{Rates, send};
pub use bare::serve as serve_bare;
use client::{Citizen, Line};
use process::Spawned;
pub use quick::run as run_quick;
pub use scale::{Scale, run as run_scale};
pub use table::Row;
use table::{Limit, print};

/// What the README promises: start to first answer, in milliseconds.
const START: f64 = 150.0;
/// Memory resident when idle, in MB.
const IDLE: f64 = 40.0;
/// Contributions imported on SQLite a second.
const IMPORT: f64 = 100_000.0;

/// How long to measure.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Requests of each kind whose processor time is measured.
    pub requests: u32,
    /// Starts of which the middle one counts.
    pub starts: usize,
    /// Invented citizens whose careers are imported, about 35 rows each.
    pub citizens: usize,
}

impl Options {
    /// The figures worth publishing: about a minute.
    pub const WHOLE: Options = Options { requests: 10_000, starts: 9, citizens: 20_000 };
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
    /// A PIN could not be made.
    #[error(transparent)]
    Service(#[from] Failure),
    /// The bare pages could not be served.
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// The demo has nobody with a statement of as many rows as are measured.
    #[error("nobody has a statement of {0} rows")]
    Nobody(usize),
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
    let mut rows = from_outside(&place.folder, options).await?;
    rows.extend(import::measure(&place.folder, options.citizens).await?);
    print(out, &machine::describe(), &rows)?;
    Ok(rows.iter().all(Row::holds))
}

/// After the last request, before the portal counts as idle again.
const AGAIN_IDLE: Duration = Duration::from_secs(5);

/// How often a PIN is checked, 19 MB at a time, before the portal that loaded the demo is looked at again.
const SIGN_INS: usize = 40;

/// Runs what waits for other processes off the threads that serve the database.
async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BenchError> + Send + 'static,
) -> Result<T, BenchError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| BenchError::Thread)?
}

/// What needs the running program.
async fn from_outside(folder: &Path, options: Options) -> Result<Vec<Row>, BenchError> {
    let place = folder.to_owned();
    // The first start loads the demo; what follows starts on an existing database.
    let after_demo = apart(move || {
        let portal = Spawned::start(&place, true)?;
        let at_first = portal.resident()?;
        for _ in 0..SIGN_INS {
            client::sign_in(portal.port)?;
        }
        std::thread::sleep(AGAIN_IDLE);
        let resident = [at_first, portal.resident()?];
        portal.end();
        Ok(resident)
    })
    .await?;
    let (who, citizen) = signed_in::of_rows(folder, records::ROWS).await?;
    let filled = signed_in::filled(folder, load::sends(options.requests) + 1).await?;
    let folder = folder.to_owned();
    apart(move || {
        let (mut rows, portal) = starts(&folder, options.starts)?;
        let idle = |when: &str, resident| {
            Row::new(format!("resident when idle{when}"), resident, Limit::AtMost(IDLE), "MB")
        };
        rows.push(idle(", the demo just loaded", after_demo[0]));
        rows.push(idle(&format!(" there, after {SIGN_INS} sign-ins"), after_demo[1]));
        rows.push(idle(", just started", portal.resident()?).told_as(readme::START));
        rows.extend(first_view::measure(portal.port, &client::sign_in(portal.port)?)?);
        let bare = beside(&folder, &portal, who, &citizen)?;
        rows.extend(load::measure(&portal, &bare, (&citizen, filled), records::ROWS, options.requests)?);
        // Idle is who has not been asked for a while: what a load has left behind goes meanwhile.
        std::thread::sleep(AGAIN_IDLE);
        rows.push(idle(" again, after all that", portal.resident()?).told_as(readme::START));
        portal.end();
        Ok(rows)
    })
    .await
}

/// The bare pages, with the bytes that the portal shows.
fn beside(folder: &Path, portal: &Spawned, who: Uuid, citizen: &Citizen) -> Result<Spawned, BenchError> {
    let mut line = Line::open(portal.port)?;
    let pages = [
        (bare::PUBLIC, load::PUBLIC, ""),
        (bare::OWN, load::PUBLIC, &citizen.cookie),
        (bare::SEARCH, load::SEARCH, ""),
        (bare::STATEMENT, load::STATEMENT, &citizen.cookie),
        (bare::ROWS, load::ROWS, &citizen.cookie),
    ];
    for (own, address, headers) in pages {
        std::fs::write(bare::file(folder, own), line.get(address, headers)?.body)?;
    }
    Spawned::bare(folder, who)
}

/// The database of a folder.
pub fn database(folder: &Path) -> PathBuf {
    folder.join("bench.db")
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
        Limit::AtMost(START),
        "ms",
    )
    .told_as(readme::START);
    let worst = Row::new("start to first answer, the slowest of them", ms(count - 1), Limit::None, "ms");
    Ok((vec![middle, worst], portal))
}

/// A folder with secret and settings; one made for a run is removed at its end.
struct Place {
    folder: PathBuf,
    kept: bool,
}

impl Place {
    fn new() -> io::Result<Place> {
        let folder = std::env::temp_dir().join(format!("sportello-bench-{}", std::process::id()));
        std::fs::create_dir(&folder)?;
        Place { folder, kept: false }.furnished()
    }

    /// A folder that stays.
    fn at(folder: PathBuf) -> io::Result<Place> {
        std::fs::create_dir_all(&folder)?;
        Place { folder, kept: true }.furnished()
    }

    fn furnished(self) -> io::Result<Place> {
        let secret = self.folder.join("secret");
        if !secret.exists() {
            std::fs::write(secret, hex(&random::<32>()))?;
        }
        // The load says where it comes from as a proxy would.
        std::fs::write(self.folder.join("config.toml"), "trusted_proxies = [\"127.0.0.1\"]\n")?;
        Ok(self)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if !self.kept {
            // What cannot be removed is left to the system's own cleaning of temporary files.
            drop(std::fs::remove_dir_all(&self.folder));
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::table::number;
    use super::*;

    /// What stands in the last column of the row of the README that tells this.
    fn limit(line: &str) -> String {
        let begins = format!("| {line} | ");
        let readme = include_str!("../../README.md");
        let mut rows = readme.lines().filter(|line| line.starts_with(&begins));
        let row = rows.next().unwrap_or_else(|| panic!("no row «{begins}»"));
        assert_eq!(rows.next(), None, "two rows «{begins}»");
        row.trim_end_matches(" |").rsplit(" | ").next().unwrap().to_owned()
    }

    #[test]
    fn the_readme_tells_the_limits_that_are_held() {
        let told = [
            (readme::START, format!("{START} ms; {IDLE} MB; {IDLE} MB")),
            (readme::VIEW, format!("{} bytes; 2 requests; 0 scripts", number(first_view::MOST_BYTES))),
            (readme::IMPORT, format!("none; {} rows a second", number(IMPORT))),
            (
                readme::PUBLIC,
                [load::TIMES, load::TIMES, load::OWN_TIMES, load::OWN_TIMES]
                    .map(|most| format!("{most} times"))
                    .join("; "),
            ),
            (readme::STATEMENT, {
                let writes = [load::WRITE, load::WRITE, load::SEND].map(|us| number(us) + " µs").join("; ");
                format!("none; none; {} times; none; {writes}", load::TIMES)
            }),
            (&scale::of_many(&Scale::default()), format!("{} times", scale::TIMES)),
            (&scale::in_time(&Scale::default()), format!("{} ms", arrivals::IN_TIME)),
            (&scale::beside(&Scale::default()), format!("{} ms", arrivals::IN_TIME)),
            (readme::SERVED, format!("none{}", "; 1,300 a second".repeat(3))),
            (readme::RUSH, format!("{} ms", number(scale::AGAIN))),
            (readme::LOST, "0".to_owned()),
        ];
        for (row, held) in told {
            assert_eq!(limit(row), held, "{row}");
        }
        assert_eq!(records::ROWS, 40);
    }
}
