//! What is promised, in less than a minute and on whatever build there is: what `./test` holds.
//!
//! A clock tells of the machine, of its other work and of how the program was built; what catches a program that has become
//! three times slower or larger are ratios within one run, and counts. Their limits are about twice what is measured, and no
//! promises.

use std::io::Write;
use std::path::Path;

use super::process::Spawned;
use super::table::{Limit, Row, print};
use super::{BenchError, IDLE, Place, START, apart, beside, import, load, machine, records, signed_in};

/// By how much the rate of the import is loosened in a build that is not optimised.
pub(super) const LOOSER: f64 = by_build(1.0, 10.0);

const OPTIMISED: bool = !cfg!(debug_assertions);

/// A limit by the build.
const fn by_build(optimised: f64, not: f64) -> f64 {
    if OPTIMISED { optimised } else { not }
}

/// A start, to one of the bare pages.
const START_TIMES: f64 = by_build(4.0, 2.5);
/// A start, to the first one, which loads the demo.
const AGAIN_TIMES: f64 = 0.1;
/// What a start reads, in bytes.
const READ: f64 = 600_000.0;
/// Memory resident when idle: more of the program itself where it is larger, in MB.
const RESIDENT: f64 = by_build(IDLE, 1.5 * IDLE);
/// Of that, what is of no file, and more of it for each core, whose threads have some of their own.
const OWN: (f64, f64) = (10.0, 2.0);
/// Importing contributions, to SQLite alone; what that writes, in bytes a row.
pub(super) const IMPORT_TIMES: f64 = by_build(5.0, 28.0);
pub(super) const WRITTEN: f64 = 700.0;
/// A public page that is kept, to its bytes bare.
pub(super) const KEPT_TIMES: f64 = by_build(2.0, 2.5);
/// The same for who is signed in, of which the frame is made anew.
pub(super) const OWN_TIMES: f64 = by_build(3.0, 9.0);
/// A statement, to its bytes and rows bare; an order by post to the same.
pub(super) const STATEMENT_TIMES: f64 = by_build(2.6, 6.0);
pub(super) const POST_TIMES: f64 = by_build(8.0, 45.0);

/// Starts of which the quickest counts: the others had to wait for somebody.
const STARTS: usize = 7;
/// Citizens whose careers are imported, of about 35 rows each.
const CITIZENS: usize = 1_000;

/// Measures and prints the table; whether every figure holds.
///
/// # Errors
/// [`BenchError`]
pub async fn run(out: &mut (dyn Write + Send)) -> Result<bool, BenchError> {
    let place = Place::new()?;
    let mut rows = import::quickly(&place.folder, CITIZENS).await?;
    rows.extend(from_outside(&place.folder).await?);
    print(out, &machine::describe(), &rows)?;
    Ok(rows.iter().all(Row::holds))
}

async fn from_outside(folder: &Path) -> Result<Vec<Row>, BenchError> {
    let place = folder.to_owned();
    let first = apart(move || Ok(Spawned::start(&place, true)?.took.as_secs_f64())).await?;
    let (who, citizen) = signed_in::of_rows(folder, records::ROWS).await?;
    let folder = folder.to_owned();
    apart(move || {
        let mut portal = Spawned::start(&folder, false)?;
        let mut bare = beside(&folder, &portal, who, &citizen)?;
        let [mut own, mut other] = [f64::MAX; 2];
        // In turns, so that what else the machine does falls on both alike.
        for _ in 0..STARTS {
            portal.end();
            portal = Spawned::start(&folder, false)?;
            own = own.min(portal.took.as_secs_f64());
            bare.end();
            bare = Spawned::bare(&folder, who)?;
            other = other.min(bare.took.as_secs_f64());
        }
        let (resident, of_no_file, read) =
            (portal.resident()?, portal.resident_of_no_file()?, portal.has_read()?);
        let cores = std::thread::available_parallelism().map_or(1.0, |cores| cores.get() as f64);
        let most = |what: String, value, limit, unit| Row::new(what, value, Limit::AtMost(limit), unit);
        let mut rows = vec![
            most(format!("start to first answer, the quickest of {STARTS}"), own * 1000.0, START, "ms"),
            most("  times that of the bare pages".into(), own / other, START_TIMES, "x"),
            most("  times the first, which loads the demo".into(), own / first, AGAIN_TIMES, "x"),
            most("  read meanwhile".into(), read, READ, "bytes"),
            most("resident when idle, just started".into(), resident, RESIDENT, "MB"),
            most("  of that, of no file".into(), of_no_file, OWN.0 + OWN.1 * cores, "MB"),
        ];
        rows.extend(load::quickly(&portal, &bare, &citizen)?);
        Ok(rows)
    })
    .await
}
