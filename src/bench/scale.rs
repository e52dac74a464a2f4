//! The portal with the records of a nation: a million citizens, over thirty million contributions, and everyone at once.
//!
//! The load is a process of its own on the same cores, so what the portal carries here it carries beside it.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use super::arrivals::{IN_TIME, Outcome, Rates, Told};
use super::process::Spawned;
use super::table::{Limit, Row, number, print};
use super::{BenchError, IMPORT, Place, apart, database, machine, readme, signed_in};
use crate::clock::Clock;
use crate::db::{DatabaseUrl, Db};
use crate::import::progress::Bar;
use crate::import::{self, Kind, demo};

/// How much to measure.
#[derive(Clone, Debug)]
pub struct Scale {
    /// Citizens on record, each with a career of about 35 contributions.
    pub citizens: usize,
    /// Citizens of the small records to compare with.
    pub few: usize,
    /// Statements read a second.
    pub pages: f64,
    /// Statements ordered by post a second.
    pub posts: f64,
    /// Answers of a registration of domestic work a second.
    pub answers: f64,
    /// Registrations a second of which all answers are read again, and which are sent.
    pub sends: f64,
    /// Sign-ins a second.
    pub sign_ins: f64,
    /// Seconds a measure.
    pub seconds: f64,
    /// Where the records are kept for the next run; else they are removed.
    pub folder: Option<PathBuf>,
}

impl Default for Scale {
    fn default() -> Scale {
        Scale {
            citizens: 1_000_000,
            few: 10_000,
            pages: 1_000.0,
            posts: 300.0,
            answers: 300.0,
            sends: 300.0,
            sign_ins: 100.0,
            seconds: 12.0,
            folder: None,
        }
    }
}

/// A statement, to that of few citizens.
pub(super) const TIMES: f64 = 1.3;

/// Until one is told to come again, and until a rush is over, in milliseconds.
pub(super) const AGAIN: f64 = 1_000.0;

/// How many times the load is asked for, one after the other.
const CURVE: [u32; 4] = [1, 2, 4, 8];

/// Citizens who are in a session, and citizens with a PIN.
const SESSIONS: usize = 8_000;
const PINS: usize = 2_000;

/// Measures and prints the table; whether every figure holds.
///
/// # Errors
/// [`BenchError`]
pub async fn run(scale: Scale, out: &mut (dyn Write + Send)) -> Result<bool, BenchError> {
    let pages = Rates { plain: scale.pages, seconds: scale.seconds, ..Rates::default() };
    let small = Records::make(Place::new()?, scale.few).await?;
    let few = small.measure(move |run| run.load(pages)).await?;
    drop(small);
    let place = scale.folder.clone().map_or_else(Place::new, Place::at)?;
    let large = Records::make(place, scale.citizens).await?;
    let mut rows = large.rows.clone();
    let measured = large.measure(move |run| {
        let mut rows = everything(&mut |rates| run.load(rates), &scale, &few)?;
        rows.push(Row::new("resident after all that", run.portal.resident()?, Limit::None, "MB"));
        Ok(rows)
    });
    rows.extend(measured.await?);
    print(out, &machine::describe(), &rows)?;
    Ok(rows.iter().all(Row::holds))
}

/// Everything that is measured on the large records, one load after the other.
fn everything(
    load: &mut dyn FnMut(Rates) -> Result<Loaded, BenchError>,
    scale: &Scale,
    few: &Loaded,
) -> Result<Vec<Row>, BenchError> {
    let rates = Rates { seconds: scale.seconds, ..Rates::default() };
    let pages = Rates { pages: scale.pages, ..rates };
    let posts = Rates { posts: scale.posts, ..rates };
    let both = Rates { pages: scale.pages, ..posts };
    let plain = load(Rates { plain: scale.pages, ..rates })?;
    let alone = load(pages)?;
    let mut rows = vec![
        Row::new(
            format!("processor time a statement, {} citizens", scale.few),
            few.micros(),
            Limit::None,
            "us",
        ),
        Row::new(
            format!("processor time a statement, {} citizens", scale.citizens),
            plain.micros(),
            Limit::None,
            "us",
        ),
        Row::new("  times that of the few", plain.micros() / few.micros(), Limit::AtMost(TIMES), "x")
            .told_as(of_many(scale)),
        Row::new("  packed", alone.micros(), Limit::None, "us"),
    ];
    let line = &in_time(scale);
    rows.extend(held(&format!("{} statements a second", scale.pages), &alone.told.pages, line));
    let sent = load(posts)?;
    rows.extend(held(&format!("{} orders by post a second", scale.posts), &sent.told.posts, line));
    let together = load(both)?;
    rows.extend(held("both at once: statements", &together.told.pages, line));
    rows.extend(held("both at once: orders", &together.told.posts, line));
    rows.push(Row::new("  processor time of the portal, cores", together.cores(), Limit::None, "cores"));
    rows.push(Row::new(
        "  processor time of who asks, cores",
        together.told.used / together.seconds,
        Limit::None,
        "cores",
    ));
    let least = both.pages + both.posts;
    for times in CURVE {
        let by = f64::from(times);
        let usual = (both.pages, both.posts);
        let rates = Rates { pages: both.pages * by, posts: both.posts * by, usual, ..both };
        rows.extend(curve(times, least, &load(rates)?));
    }
    let answering = load(Rates { answers: scale.answers, ..pages })?;
    rows.extend(held(
        &format!("statements beside {} answers of registrations a second", scale.answers),
        &answering.told.pages,
        &beside(scale),
    ));
    rows.extend(held("  the answers", &answering.told.answers, &beside(scale)));
    // Each of who is in has one, to be sent once.
    let seconds = scale.seconds.min(SESSIONS as f64 / scale.sends);
    let sending = load(Rates { sends: scale.sends, seconds, ..Rates::default() })?;
    let what = format!("{} registrations a second, read again and sent", scale.sends);
    rows.extend(held(&what, &sending.told.sends, line));
    rows.push(Row::new("  processor time of the portal, cores", sending.cores(), Limit::None, "cores"));
    let signing = load(Rates { sign_ins: scale.sign_ins, ..pages })?;
    rows.extend(held(
        &format!("statements beside {} sign-ins a second", scale.sign_ins),
        &signing.told.pages,
        &beside(scale),
    ));
    rows.extend(told_to_come_again("sign-ins", &signing.told.sign_ins, signing.seconds));
    Ok(rows)
}

/// What the README tells of a statement among few and among many.
pub(super) fn of_many(scale: &Scale) -> String {
    let [citizens, few] = [scale.citizens, scale.few].map(|count| number(count as f64));
    format!("A statement with every row, not packed: of {citizens} citizens on record, to that of {few}")
}

/// The same of what is to be in time there.
pub(super) fn in_time(scale: &Scale) -> String {
    let [pages, posts, sends] = [scale.pages, scale.posts, scale.sends].map(number);
    format!(
        "There, p99: {pages} statements a second; {posts} orders by post; both at once: statements; orders; {sends} full \
            registrations, read again and sent"
    )
}

/// The same of what comes beside statements.
pub(super) fn beside(scale: &Scale) -> String {
    let [answers, sign_ins] = [scale.answers, scale.sign_ins].map(number);
    format!(
        "There, p99: as many statements beside {answers} answers of registrations a second; those answers; statements beside \
            {sign_ins} sign-ins"
    )
}

/// A load that is to be carried whole and in time; `line` is what the README tells of how late it is.
fn held(what: &str, outcome: &Outcome, line: &str) -> Vec<Row> {
    let late = |which, value, limit| Row::new(format!("  {which}"), value, limit, "ms");
    vec![
        Row::new(
            format!("{what}: not served"),
            (outcome.asked - outcome.served) as f64,
            Limit::AtMost(0.0),
            "",
        )
        .told_as(readme::LOST),
        late("the middle one", outcome.middle, Limit::None),
        late("p99, from when it was due", outcome.p99, Limit::AtMost(IN_TIME)).told_as(line),
        late("the slowest", outcome.worst, Limit::None),
    ]
}

/// A load that may be too much: what was served, and what was told to come again.
fn told_to_come_again(what: &str, outcome: &Outcome, seconds: f64) -> Vec<Row> {
    let told = |which, value, unit| Row::new(format!("  {what} {which}"), value, Limit::None, unit);
    let mut rows = vec![
        told("served", outcome.served as f64 / seconds, "/s"),
        told("served, p99", outcome.p99, "ms"),
        Row::new(format!("  {what} failed"), outcome.failed as f64, Limit::AtMost(0.0), ""),
    ];
    if outcome.shed > 0 {
        rows.push(told("told to come again", outcome.shed as f64 / seconds, "/s"));
        let p99 = format!("  {what} told to come again, p99");
        rows.push(Row::new(p99, outcome.shed_p99, Limit::AtMost(AGAIN), "ms"));
    }
    rows
}

/// A portal that is asked for more than it can carry still carries `least` requests a second, those of once the load.
fn curve(times: u32, least: f64, loaded: &Loaded) -> Vec<Row> {
    let served = (loaded.told.pages.served + loaded.told.posts.served) as f64 / loaded.seconds;
    // At once the load the last few may fall due after its end.
    let limit = if times == 1 { Limit::None } else { Limit::AtLeast(least) };
    let mut rows = vec![
        Row::new(
            format!("{times} times the load: processor time of the portal, cores"),
            loaded.cores(),
            Limit::None,
            "cores",
        ),
        Row::new("  served in all", served, limit, "/s").told_as(readme::SERVED),
    ];
    rows.extend(told_to_come_again("statements", &loaded.told.pages, loaded.seconds));
    rows.extend(told_to_come_again("orders", &loaded.told.posts, loaded.seconds));
    let soon = |what, ms| Row::new(what, ms, Limit::AtMost(AGAIN), "ms").told_as(readme::RUSH);
    let Told { pages, posts, recovered, .. } = &loaded.told;
    rows.push(soon("  whoever was told to come again, p99", pages.shed_p99.max(posts.shed_p99)));
    rows.push(soon("  recovered after", *recovered));
    rows
}

/// A load and what the portal used for it.
#[derive(Clone)]
struct Loaded {
    told: Told,
    /// Processor time of the portal, in seconds.
    used: f64,
    seconds: f64,
}

impl Loaded {
    /// Microseconds of processor time a request.
    fn micros(&self) -> f64 {
        let Told { pages, plain, posts, answers, sends, sign_ins, recovered: _, used: _ } = &self.told;
        let asked: usize =
            [pages, plain, posts, answers, sends, sign_ins].iter().map(|kind| kind.asked).sum();
        self.used / asked.max(1) as f64 * 1e6
    }

    fn cores(&self) -> f64 {
        self.used / self.seconds
    }
}

/// A portal with records, and whom the load signs on as.
struct Run<'a> {
    portal: &'a Spawned,
    folder: &'a Path,
}

impl Run<'_> {
    /// Lets the load arrive, from a process of its own.
    fn load(&self, rates: Rates) -> Result<Loaded, BenchError> {
        let before = self.portal.processor()?;
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["bench", "load", "--port", &self.portal.port.to_string(), "--rates"]);
        command.arg(serde_json::to_string(&rates).map_err(std::io::Error::from)?);
        command.arg("--sessions").arg(self.folder.join("sessions"));
        let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output()?;
        let told = serde_json::from_slice(&output.stdout).map_err(std::io::Error::from)?;
        Ok(Loaded { told, used: self.portal.processor()? - before, seconds: rates.seconds })
    }
}

/// Invented records in a folder that is removed at the end.
struct Records {
    place: Place,
    rows: Vec<Row>,
}

impl Records {
    /// Makes so many citizens and their careers, through the public import, unless they are there from an earlier run.
    async fn make(place: Place, citizens: usize) -> Result<Records, BenchError> {
        let (folder, made) = (place.folder.clone(), place.folder.join(format!("{citizens}-citizens")));
        let db = Db::open(&DatabaseUrl::Sqlite(database(&folder))).await?;
        let mut rows = Vec::new();
        if !made.exists() {
            for (kind, name) in [(Kind::Citizens, "citizens"), (Kind::Contributions, "contributions")] {
                rows.push(fill(&db, kind, folder.join(format!("{name}.csv")), citizens).await?);
            }
            std::fs::write(made, "")?;
        }
        signed_in::many(&db, &folder, SESSIONS, PINS).await?;
        db.close().await;
        let bytes = std::fs::metadata(database(&folder))?.len();
        rows.push(Row::new("the database", bytes as f64 / 1e9, Limit::None, "GB"));
        Ok(Records { place, rows })
    }

    /// Starts the portal on them and measures.
    async fn measure<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Run<'_>) -> Result<T, BenchError> + Send + 'static,
    ) -> Result<T, BenchError> {
        let folder = self.place.folder.clone();
        apart(move || {
            // What the import has left to write would be written beside the load: a nation's records do not come in the
            // minute before its citizens.
            rustix::fs::sync();
            let portal = Spawned::start(&folder, false)?;
            let measured = work(&Run { portal: &portal, folder: &folder });
            portal.end();
            measured
        })
        .await
    }
}

/// Writes invented rows into a file and imports it.
async fn fill(db: &Db, kind: Kind, file: PathBuf, citizens: usize) -> Result<Row, BenchError> {
    let path = file.clone();
    apart(move || {
        let out = BufWriter::with_capacity(1 << 20, File::create(path)?);
        match kind {
            Kind::Citizens => demo::citizens_csv(out, 1, citizens)?,
            _ => demo::contributions_csv(out, 1, citizens)?,
        }
        Ok(())
    })
    .await?;
    let (bar, began) = (Bar::new(format!("Importing {}", file.display())), Instant::now());
    let report = import::run(db, kind, &file, Clock::System.now(), &|progress| bar.show(progress)).await?;
    bar.end();
    std::fs::remove_file(file)?;
    let rate = report.rows as f64 / began.elapsed().as_secs_f64();
    let limit = if kind == Kind::Contributions { Limit::AtLeast(IMPORT) } else { Limit::None };
    let row = Row::new(format!("import: {} {}", report.rows, kind.code()), rate, limit, "rows/s");
    Ok(row.told_as(readme::IMPORT))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn registrations_are_sent_at_a_rate_of_their_own_and_held_to_be_served_in_time() {
        let few = Loaded { told: Told::default(), used: 1.0, seconds: 12.0 };
        let measured = |lost: usize, p99: f64| {
            let mut asked = Vec::new();
            let mut load = |rates: Rates| {
                let of = (rates.sends * rates.seconds) as usize;
                asked.push((rates.sends, rates.pages, of));
                let sends = Outcome { asked: of, served: of.saturating_sub(lost), p99, ..Outcome::default() };
                let told = Told { sends, ..Told::default() };
                Ok(Loaded { told, used: 1.0, seconds: rates.seconds })
            };
            let rows = everything(&mut load, &Scale::default(), &few).unwrap();
            assert!(asked.contains(&(300.0, 0.0, 3_600)), "{asked:?}");
            let mut out = Vec::new();
            print(&mut out, "", &rows).unwrap();
            let out = String::from_utf8(out).unwrap();
            let (_, sends) = out.split_once("300 registrations a second, read again and sent: ").unwrap();
            sends.lines().take(4).filter(|line| line.ends_with("DOES NOT HOLD")).count()
        };
        assert_eq!([measured(0, 50.0), measured(1, 50.0), measured(0, 250.0)], [0, 1, 1]);
    }
}
