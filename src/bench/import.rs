//! Rows a second into an embedded database, as `sportello import` writes them.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::process::{passed, processor};
use super::table::{Limit, Row};
use super::{BenchError, IMPORT, quick, records};
use crate::clock::Clock;
use crate::db::{DatabaseUrl, Db};
use crate::import::{self, Kind, demo};

/// Imports invented citizens, then their careers.
pub(super) async fn measure(folder: &Path, citizens: usize) -> Result<Vec<Row>, BenchError> {
    let (files, db) = (files(folder, citizens)?, open(&folder.join("import.db")).await?);
    let mut rows = Vec::new();
    for (kind, file, limit) in files.each(Limit::AtLeast(IMPORT)) {
        rows.push(load(&db, kind, file, limit).await?.1);
    }
    db.close().await;
    Ok(rows)
}

/// The same of few, and beside the rate what it takes of processor and disk, which tells of the import alone and not of the
/// machine.
pub(super) async fn quickly(folder: &Path, citizens: usize) -> Result<Vec<Row>, BenchError> {
    let [own, copy] = ["import.db", "copy.db"].map(|name| folder.join(name));
    let (files, db) = (files(folder, citizens)?, open(&own).await?);
    let limit = Limit::AtLeast(IMPORT / quick::LOOSER);
    let (mut rows, mut count, mut took) = (Vec::new(), 0.0, Spent::default());
    for (kind, file, limit) in files.each(limit) {
        let before = Spent::now()?;
        let (read, row) = load(&db, kind, file, limit).await?;
        (count, took) = (read, Spent::now()?.since(before));
        rows.push(row);
    }
    db.close().await;
    open(&copy).await?.close().await;
    let mut before = Spent::now()?;
    let copied = records::copy(&own, &copy, || before = Spent::now().unwrap_or_default()).await;
    copied.map_err(io::Error::other)?;
    let alone = Spent::now()?.since(before);
    rows.push(Row::new(
        "  processor time: times that of SQLite to copy the rows",
        took.processor / alone.processor,
        Limit::AtMost(quick::IMPORT_TIMES),
        "x",
    ));
    rows.push(Row::new(
        "  written to the disk a row",
        took.written / count,
        Limit::AtMost(quick::WRITTEN),
        "bytes",
    ));
    Ok(rows)
}

/// What this process has used of processor and disk.
#[derive(Clone, Copy, Default)]
struct Spent {
    processor: f64,
    written: f64,
}

impl Spent {
    fn now() -> io::Result<Spent> {
        Ok(Spent { processor: processor("self")?, written: passed("self", "wchar")? })
    }

    fn since(self, before: Spent) -> Spent {
        Spent { processor: self.processor - before.processor, written: self.written - before.written }
    }
}

/// Invented people, and their careers.
struct Files {
    people: PathBuf,
    careers: PathBuf,
}

impl Files {
    /// Each with its kind, and the limit of the rate: nothing is promised of the people.
    fn each(&self, limit: Limit) -> [(Kind, &Path, Limit); 2] {
        [(Kind::Citizens, &self.people, Limit::None), (Kind::Contributions, &self.careers, limit)]
    }
}

fn files(folder: &Path, citizens: usize) -> Result<Files, BenchError> {
    let [people, careers] = ["citizens.csv", "contributions.csv"].map(|name| folder.join(name));
    demo::citizens_csv(BufWriter::new(File::create(&people)?), 1, citizens)?;
    demo::contributions_csv(BufWriter::new(File::create(&careers)?), 1, citizens)?;
    Ok(Files { people, careers })
}

async fn open(database: &Path) -> Result<Db, BenchError> {
    Ok(Db::open(&DatabaseUrl::Sqlite(database.to_owned())).await?)
}

/// Imports a file: how many rows it had, and how many a second.
async fn load(db: &Db, kind: Kind, file: &Path, limit: Limit) -> Result<(f64, Row), BenchError> {
    let what = if kind == Kind::Citizens { "citizens with contacts" } else { "contributions" };
    let began = Instant::now();
    let report = import::run(db, kind, file, Clock::System.now(), &|_| {}).await?;
    let (rows, took) = (report.rows as f64, began.elapsed().as_secs_f64());
    Ok((rows, Row::new(format!("import on SQLite: {} {what}", report.rows), rows / took, limit, "rows/s")))
}
