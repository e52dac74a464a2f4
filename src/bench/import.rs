//! Rows a second into an embedded database, as `sportello import` writes them.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::time::Instant;

use super::BenchError;
use super::table::{Limit, Row};
use crate::clock::Clock;
use crate::db::{DatabaseUrl, Db};
use crate::import::{self, Kind, demo};

/// Imports invented citizens, then their careers.
pub(super) async fn measure(folder: &Path, citizens: usize) -> Result<Vec<Row>, BenchError> {
    let [people, careers] = ["citizens.csv", "contributions.csv"].map(|name| folder.join(name));
    demo::citizens_csv(BufWriter::new(File::create(&people)?), 1, citizens)?;
    demo::contributions_csv(BufWriter::new(File::create(&careers)?), 1, citizens)?;
    let db = Db::open(&DatabaseUrl::Sqlite(folder.join("import.db"))).await?;
    let mut rows = Vec::new();
    let kinds = [
        (Kind::Citizens, people, "citizens with contacts", Limit::None),
        (Kind::Contributions, careers, "contributions", Limit::AtLeast(100_000.0)),
    ];
    for (kind, file, what, limit) in kinds {
        let began = Instant::now();
        let report = import::run(&db, kind, &file, Clock::System.now(), &|_| {}).await?;
        let rate = report.rows as f64 / began.elapsed().as_secs_f64();
        rows.push(Row::new(format!("import on SQLite: {} {what}", report.rows), rate, limit, "rows/s"));
    }
    db.close().await;
    Ok(rows)
}
