//! Reading a file of offices (CSV) and putting it in the place of all offices.
//!
//! **Invariant**: either every good row of the file is there afterwards, or the offices are as before.

use std::collections::HashSet;
use std::io::Read;
use std::str::Utf8Error;

use csv::ByteRecord;

use crate::csv_lines::{CsvLines, Line, QUOTE_OPEN};
use crate::db::{Db, DbError};
use crate::places::{Belfiore, Cap, Position, Provincia, fold, search};
use crate::services::particulars::typed;

use super::records;
use super::rules::calendar::{ClosureProblem, parse_closures};
use super::rules::hours::{self, HoursProblem};
use super::rules::{Kind, LONGEST_NAME, Sede, competence, phones};

/// The columns a file must have, by their header, in any order.
const NEEDED: [&str; 9] =
    ["office_code", "name", "type", "province", "comune", "belfiore", "cap", "address", "hours"];

/// More bad rows are counted and not kept.
const MOST_BAD: usize = 10_000;

/// The longest text of a cell, in characters.
const LONGEST: usize = 1000;

/// How many of the offices that will be removed are named.
const NAMED: usize = 3;

/// What an import did.
#[derive(Debug, Default)]
pub struct ImportReport {
    /// Offices there are now.
    pub offices: u64,
    /// Places with a competent office now.
    pub places: u64,
    /// The provinces without an office now.
    pub without: Vec<&'static Provincia>,
    /// The names of the columns, as they came.
    pub header: ByteRecord,
    /// The rows left out, in the order of the file; of very many the first.
    pub bad: Vec<BadRow>,
    /// How many were left out.
    pub bad_rows: u64,
}

/// A row that was left out.
#[derive(Debug)]
pub struct BadRow {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Why.
    pub reason: RowProblem,
    /// As it came, but for the blanks around its cells: to be mended and imported again.
    pub record: ByteRecord,
}

/// What is wrong with a row.
#[derive(Debug, thiserror::Error)]
pub enum RowProblem {
    /// A quotation mark without its second.
    #[error("{}", QUOTE_OPEN)]
    QuoteOpen,
    /// More or fewer cells than the header.
    #[error("it has {0} cells, the header has {1}")]
    Cells(usize, usize),
    /// A cell that is not UTF-8.
    #[error("{0} is not UTF-8")]
    Encoding(&'static str, #[source] Utf8Error),
    /// A cell that must not be empty.
    #[error("{0} is empty")]
    Empty(&'static str),
    /// A cell of absurd length, or a name too long for a heading.
    #[error("{0} has more than {1} characters")]
    Long(&'static str, usize),
    /// A cell that holds none of what it may hold.
    #[error("{0} is not known: {1}")]
    Unknown(&'static str, String),
    /// A comune that today's table has under another name or province, or not at all.
    #[error("{0} ({1}) is not a comune with the code {2}")]
    Comune(String, String, String),
    /// Not five digits.
    #[error("the CAP {0} has not five digits")]
    Cap(String),
    /// Not a position in degrees, or only half of one.
    #[error("{0}, {1} is not a position in degrees")]
    Position(String, String),
    /// Opening hours that make no sense.
    #[error(transparent)]
    Hours(#[from] HoursProblem),
    /// Closures that make no sense.
    #[error(transparent)]
    Closures(#[from] ClosureProblem),
    /// The same code or name twice: headings and links could not be told apart.
    #[error("{0} stands in an earlier row")]
    Twice(String),
}

/// Why a file was not imported; the offices are as before.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It cannot be read.
    #[error("the file cannot be read: {0}")]
    Read(#[from] std::io::Error),
    /// A column is missing.
    #[error("the file has no column {0}")]
    Column(&'static str),
    /// No row is good: replacing all offices by none would close the search.
    #[error("no row of the file is an office; the first of {rows} bad rows: {first}")]
    NoOffice {
        /// How many rows there were.
        rows: u64,
        /// What is wrong with the first.
        first: String,
    },
    /// Offices on record are not among the good rows, more than whoever imports has agreed to lose.
    #[error(
        "{gone} of the {of} offices on record are not among the good rows of the file and would be removed \
         ({named}); {without} of today's provinces would have no office. Nothing was changed. If that is \
         meant, say --may-remove {gone}"
    )]
    Removes {
        /// How many.
        gone: usize,
        /// How many are on record.
        of: usize,
        /// The first of them.
        named: String,
        /// How many provinces would be without an office.
        without: usize,
    },
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Replaces all offices, and who is competent for which place, by those of a file, in one write.
///
/// Of the offices on record at most `may_remove` may be missing in the file: half a file closes no offices.
/// `progress` hears how many bytes of the file have been read.
///
/// # Errors
/// [`ImportError`]; rows that are no office are left out and reported.
pub async fn import(
    db: &Db,
    reader: impl Read + Send,
    may_remove: usize,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<ImportReport, ImportError> {
    let (offices, mut report) = read(reader, progress)?;
    report.places = replace(db, offices, may_remove).await?;
    Ok(report)
}

/// Whether any office is on record.
///
/// # Errors
/// [`DbError`]
pub async fn are_there(db: &Db) -> Result<bool, DbError> {
    Ok(!records::names(&mut db.reader().await?).await?.is_empty())
}

/// Puts these offices in the place of all, and tells for how many places one of them is competent.
///
/// # Errors
/// [`ImportError::Removes`], [`ImportError::Db`]
pub async fn replace(db: &Db, offices: Vec<Sede>, may_remove: usize) -> Result<u64, ImportError> {
    let competence = competence(&offices);
    let places = competence.len() as u64;
    db.write(move |tx| {
        Box::pin(async move {
            records::lock(tx).await?;
            let before = records::names(tx).await?;
            let kept: HashSet<&str> = offices.iter().map(|office| office.code.as_str()).collect();
            let gone: Vec<_> = before.iter().filter(|(code, _)| !kept.contains(code.as_str())).collect();
            if gone.len() > may_remove {
                let named = gone.iter().take(NAMED).map(|(code, name)| format!("{code} {name}"));
                let more = if gone.len() > NAMED { ", ..." } else { "" };
                return Err(ImportError::Removes {
                    gone: gone.len(),
                    of: before.len(),
                    named: named.collect::<Vec<_>>().join(", ") + more,
                    without: without(&offices).len(),
                });
            }
            Ok(records::replace(tx, &offices, &competence).await?)
        })
    })
    .await?;
    Ok(places)
}

/// The provinces of today in which none of these offices lies.
fn without(offices: &[Sede]) -> Vec<&'static Provincia> {
    let with: HashSet<&str> = offices.iter().map(|office| office.provincia.sigla).collect();
    Provincia::all().iter().filter(|p| !p.historic && !with.contains(p.sigla)).collect()
}

/// Reads the good rows of a file, and reports the bad ones.
///
/// # Errors
/// [`ImportError`] but for the database's.
pub fn read(
    reader: impl Read,
    progress: &mut dyn FnMut(u64),
) -> Result<(Vec<Sede>, ImportReport), ImportError> {
    let (mut lines, mut header) = CsvLines::open(reader)?;
    header.trim();
    if let Some(missing) = NEEDED.iter().find(|name| !header.iter().any(|cell| cell == name.as_bytes())) {
        return Err(ImportError::Column(missing));
    }
    let (mut offices, mut report, mut known) = (Vec::new(), ImportReport::default(), HashSet::new());
    let mut record = ByteRecord::new();
    while let Some(line) = lines.read(&mut record)? {
        record.trim();
        let cells = Cells { header: &header, record: &record };
        let office = if line == Line::QuoteOpen { Err(RowProblem::QuoteOpen) } else { sede(&cells) };
        match office.and_then(|office| once(&mut known, office)) {
            Ok(office) => offices.push(office),
            Err(reason) => {
                report.bad_rows += 1;
                if report.bad.len() < MOST_BAD {
                    report.bad.push(BadRow { line: lines.line(), reason, record: record.clone() });
                }
            }
        }
        progress(lines.byte());
    }
    report.header = header;
    if offices.is_empty() {
        let first = report.bad.first().map(|bad| bad.reason.to_string()).unwrap_or_default();
        return Err(ImportError::NoOffice { rows: report.bad_rows, first });
    }
    report.offices = offices.len() as u64;
    report.without = without(&offices);
    Ok((offices, report))
}

/// The office, unless its code or name is known already.
fn once(known: &mut HashSet<String>, office: Sede) -> Result<Sede, RowProblem> {
    for mark in [&office.code, &office.name] {
        if !known.insert(fold(mark)) {
            return Err(RowProblem::Twice(mark.clone()));
        }
    }
    Ok(office)
}

/// The cells of a row by their header.
struct Cells<'a> {
    header: &'a ByteRecord,
    record: &'a ByteRecord,
}

impl Cells<'_> {
    /// A cell; empty where the file has no such column.
    fn get(&self, name: &'static str) -> Result<&str, RowProblem> {
        let at = self.header.iter().position(|cell| cell == name.as_bytes());
        let bytes = at.and_then(|at| self.record.get(at)).unwrap_or_default();
        let text = std::str::from_utf8(bytes).map_err(|e| RowProblem::Encoding(name, e))?;
        if text.chars().count() > LONGEST {
            return Err(RowProblem::Long(name, LONGEST));
        }
        Ok(text)
    }

    /// A cell that must not be empty.
    fn some(&self, name: &'static str) -> Result<&str, RowProblem> {
        Some(self.get(name)?).filter(|text| !text.is_empty()).ok_or(RowProblem::Empty(name))
    }

    /// `si`, `su appuntamento`, `no`, or nothing where it is not known.
    fn fact(&self, name: &'static str) -> Result<Option<bool>, RowProblem> {
        match self.get(name)?.to_lowercase().as_str() {
            "" => Ok(None),
            "si" | "sì" | "su appuntamento" => Ok(Some(true)),
            "no" => Ok(Some(false)),
            other => Err(RowProblem::Unknown(name, other.to_owned())),
        }
    }
}

fn sede(cells: &Cells<'_>) -> Result<Sede, RowProblem> {
    if cells.record.len() != cells.header.len() {
        return Err(RowProblem::Cells(cells.record.len(), cells.header.len()));
    }
    let unknown = |column, text: &str| RowProblem::Unknown(column, text.to_owned());
    let code = cells.some("office_code")?;
    if code.len() > 12 || !code.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(unknown("office_code", code));
    }
    let name = cells.some("name")?;
    if name.chars().count() > LONGEST_NAME {
        return Err(RowProblem::Long("name", LONGEST_NAME));
    }
    let (provincia, comune, belfiore) = place(cells)?;
    let cap = cells.some("cap")?;
    let (kind, phone) = (cells.some("type")?, cells.get("phone")?);
    let (week, closures) = (cells.get("hours")?, cells.get("closures")?);
    let pec = cells.get("pec")?;
    let (services, synthetic) = (cells.get("services")?, cells.get("synthetic")?);
    Ok(Sede {
        code: code.to_owned(),
        name: name.to_owned(),
        kind: Kind::of(kind).ok_or_else(|| unknown("type", kind))?,
        provincia,
        comune,
        belfiore,
        cap: cap.parse::<Cap>().map_err(|_| RowProblem::Cap(cap.to_owned()))?.as_str().to_owned(),
        address: cells.some("address")?.to_owned(),
        position: position(cells.get("lat")?, cells.get("lon")?)?,
        hours: Some(week).filter(|text| !text.is_empty()).map(hours::parse).transpose()?,
        closures: match closures {
            "" => None,
            "nessuna" => Some(Vec::new()),
            text => Some(parse_closures(text)?),
        },
        phones: phones(phone).ok_or_else(|| unknown("phone", phone))?,
        step_free: cells.fact("step_free_access")?,
        tactile_path: cells.fact("tactile_path")?,
        lis: cells.fact("lis_service")?,
        hearing_loop: cells.fact("hearing_loop")?,
        lift: cells.fact("lift")?,
        reserved_parking: cells.fact("reserved_parking")?,
        pec: match pec {
            "" => None,
            pec => Some(typed::mail(pec).ok_or_else(|| unknown("pec", pec))?),
        },
        services: services
            .split(';')
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .collect(),
        synthetic: match synthetic {
            "" | "0" => false,
            "1" => true,
            other => return Err(unknown("synthetic", other)),
        },
    })
}

/// The comune, which must be one of today with this name, province and code.
fn place(cells: &Cells<'_>) -> Result<(&'static Provincia, String, Belfiore), RowProblem> {
    let (sigla, name, code) = (cells.some("province")?, cells.some("comune")?, cells.some("belfiore")?);
    let wrong = || RowProblem::Comune(name.to_owned(), sigla.to_owned(), code.to_owned());
    let provincia = Provincia::by_sigla(sigla).filter(|p| !p.historic);
    let provincia = provincia.ok_or_else(|| RowProblem::Unknown("province", sigla.to_owned()))?;
    let belfiore = Belfiore::parse(code).ok_or_else(wrong)?;
    let found = search::named(name, Some(provincia)).into_iter().find(|c| c.belfiore == belfiore);
    Ok((provincia, found.ok_or_else(wrong)?.name.to_owned(), belfiore))
}

fn position(lat: &str, lon: &str) -> Result<Option<Position>, RowProblem> {
    if lat.is_empty() && lon.is_empty() {
        return Ok(None);
    }
    let degrees = |text: &str, most: f32| text.parse().ok().filter(|d: &f32| d.abs() <= most);
    match (degrees(lat, 90.0), degrees(lon, 180.0)) {
        (Some(lat), Some(lon)) => Ok(Some(Position { lat, lon })),
        _ => Err(RowProblem::Position(lat.to_owned(), lon.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    /// Rows of the file of test data, the header first.
    fn rows() -> Vec<ByteRecord> {
        let file = include_bytes!("../../../data/offices_synthetic.csv");
        let (mut lines, header) = CsvLines::open(file.as_slice()).unwrap();
        let (mut rows, mut record) = (vec![header], ByteRecord::new());
        while lines.read(&mut record).unwrap().is_some() && rows.len() < 40 {
            rows.push(record.clone());
        }
        rows
    }

    proptest! {
        #[test]
        fn whatever_stands_in_its_cells_a_row_is_refused_or_an_office_in_its_place(
            row in 1..40_usize,
            changed in proptest::collection::vec(
                (any::<proptest::sample::Index>(), "\\PC{0,20}|[-+0-9.:;a-z ]{0,20}|NaN|inf|"), 0..4),
        ) {
            let rows = rows();
            let header = &rows[0];
            let mut cells: Vec<String> =
                rows[row].iter().map(|cell| String::from_utf8(cell.to_vec()).unwrap()).collect();
            for (at, cell) in &changed {
                let at = at.index(cells.len());
                cells[at].clone_from(cell);
            }
            let mut record = ByteRecord::from(cells);
            record.trim();
            let read = sede(&Cells { header, record: &record });
            prop_assert!(!changed.is_empty() || read.is_ok(), "{read:?}");
            let Ok(office) = read else { return Ok(()) };
            prop_assert!(!office.name.is_empty() && office.name.chars().count() <= LONGEST_NAME);
            prop_assert!(!office.code.is_empty() && office.code.bytes().all(|b| b.is_ascii_alphanumeric()));
            prop_assert!(office.cap.parse::<Cap>().is_ok());
            let there = search::named(&office.comune, Some(office.provincia));
            prop_assert!(there.iter().any(|comune| comune.belfiore == office.belfiore));
            prop_assert!(office.position.is_none_or(|at| at.lat.abs() <= 90.0 && at.lon.abs() <= 180.0));
        }
    }
}
