//! Invented people and careers as CSV files, in the columns that the import reads; for measurements.

use std::io::Write;

use csv::Writer;
use jiff::ToSpan;
use jiff::civil::date;

use super::career;
use super::dice::Dice;
use super::people::invented;
use crate::citizen::codice_fiscale::Sex;
use crate::clock::{DAY, Moment};
use crate::import::citizens::{self, CitizenRow};
use crate::import::contributions;
use crate::services::contribution_statement::period::Period;

/// Writes `count` invented citizens; the same seed gives the same bytes.
///
/// # Errors
/// The writer's own.
pub fn citizens_csv(out: impl Write, seed: u64, count: usize) -> std::io::Result<()> {
    let mut out = Writer::from_writer(out);
    out.write_record(citizens::REQUIRED.iter().chain(&citizens::OPTIONAL))?;
    for row in invented(seed).take(count) {
        out.write_record(citizen(&row))?;
    }
    out.flush()
}

/// Writes the careers of the same invented citizens; about 35 rows each.
///
/// # Errors
/// The writer's own.
pub fn contributions_csv(out: impl Write, seed: u64, count: usize) -> std::io::Result<()> {
    let mut out = Writer::from_writer(out);
    out.write_record(contributions::REQUIRED.iter().chain(&contributions::OPTIONAL))?;
    for row in invented(seed).take(count) {
        for period in career::periods(row.born, row.sex, &mut Dice::of(seed, row.code.as_str())) {
            out.write_record(contribution(row.code.as_str(), &period))?;
        }
    }
    out.flush()
}

/// The fields of a citizen, in the columns' order.
fn citizen(row: &CitizenRow) -> Vec<String> {
    let sex = if row.sex == Sex::Female { "F" } else { "M" };
    let mut fields: Vec<String> = [
        row.code.as_str(),
        &row.surname,
        &row.name,
        sex,
        &row.born.to_string(),
        row.birthplace.as_str(),
        row.residence.as_str(),
        &row.cap,
        row.street.as_deref().unwrap_or_default(),
        row.number.as_deref().unwrap_or_default(),
        row.locality.as_deref().unwrap_or_default(),
        if row.synthetic == Some(true) { "1" } else { "0" },
    ]
    .map(str::to_owned)
    .to_vec();
    for kind in ["home", "office", "mobile", "email"] {
        let contact = row.contacts.iter().find(|contact| contact.kind == kind);
        fields.push(contact.map(|contact| contact.value.clone()).unwrap_or_default());
        fields.push(contact.and_then(|contact| contact.since).map(day_of).unwrap_or_default());
    }
    fields
}

/// The day of a moment at the start of a day, `YYYY-MM-DD`.
fn day_of(moment: Moment) -> String {
    date(1970, 1, 1).saturating_add((moment.0 / DAY).days()).to_string()
}

/// The fields of a period, in the columns' order.
fn contribution(code: &str, period: &Period) -> Vec<String> {
    [
        code,
        period.regime.code(),
        period.kind.code(),
        &period.from.to_string(),
        &period.to.to_string(),
        period.unit.code(),
        &period.quantity.to_string(),
        &decimal(period.right.0),
        &decimal(period.measure.0),
        &period.pay.map(|pay| decimal(pay.0)).unwrap_or_default(),
        &period.employer,
        &period.note,
    ]
    .map(str::to_owned)
    .to_vec()
}

/// Hundredths with a point: `1234.50`.
fn decimal(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
