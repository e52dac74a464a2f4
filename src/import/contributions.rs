//! A row of a contributions file: one period of someone's working life.

use a11y::text::{Cents, Hundredths};
use csv::ByteRecord;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::fields::{RowProblem, day, filled, hundredths, text, whole};
use super::file::Columns;
use crate::citizen::codice_fiscale::{CodiceFiscale, Problem};
use crate::services::contribution_statement::period::{Kind, Period, Regime, Unit, days_between};

/// The columns a contributions file must have.
pub(super) const REQUIRED: [&str; 11] = [
    "fiscal_code",
    "regime",
    "kind",
    "from",
    "to",
    "unit",
    "quantity",
    "weeks_right",
    "weeks_measure",
    "pay",
    "employer",
];

/// The columns it may have; any other is left alone.
pub(super) const OPTIONAL: [&str; 1] = ["note"];

/// A period and whose it is.
#[derive(Clone, Debug)]
pub(super) struct ContributionRow {
    pub(super) code: CodiceFiscale,
    pub(super) period: Period,
    /// What tells this row from every other: two rows alike in everything are one.
    content: [u8; 32],
}

impl ContributionRow {
    /// A period of the person with this code.
    pub(super) fn new(code: CodiceFiscale, period: Period) -> ContributionRow {
        let content = content(code, &period);
        ContributionRow { code, period, content }
    }

    /// Reads a row.
    pub(super) fn parse(columns: &Columns, record: &ByteRecord) -> Result<ContributionRow, RowProblem> {
        let get = |name| columns.get(record, name);
        let code: CodiceFiscale = filled("fiscal_code", get("fiscal_code")?)?
            .parse()
            .map_err(|problem: Problem| RowProblem::field("fiscal_code", problem.to_string()))?;
        let unknown = |field| RowProblem::field(field, "is not one of the known codes");
        let period = Period {
            id: Uuid::nil(),
            regime: Regime::from_code(get("regime")?.trim()).ok_or_else(|| unknown("regime"))?,
            kind: Kind::from_code(get("kind")?.trim()).ok_or_else(|| unknown("kind"))?,
            from: day("from", get("from")?)?,
            to: day("to", get("to")?)?,
            unit: Unit::from_code(get("unit")?.trim()).ok_or_else(|| unknown("unit"))?,
            quantity: whole("quantity", get("quantity")?)?,
            right: Hundredths(hundredths("weeks_right", get("weeks_right")?)?),
            measure: Hundredths(hundredths("weeks_measure", get("weeks_measure")?)?),
            pay: match get("pay")?.trim() {
                "" => None,
                raw => Some(Cents(hundredths("pay", raw)?)),
            },
            employer: text("employer", get("employer")?)?,
            note: text("note", get("note")?)?,
        };
        if period.to < period.from || period.to.year() != period.from.year() {
            return Err(RowProblem::field("to", "must not be before from, and in the same year"));
        }
        Ok(ContributionRow::new(code, period))
    }

    /// The id it has in the records of this citizen: the same whenever the row is imported again.
    ///
    /// Files go citizen by citizen and year by year, and so do these ids: the citizen's own time and the low bits of
    /// its counter, then the first day, then 48 bits of the content. Rows are then appended to the table, and a
    /// career lies together on disk.
    pub(super) fn id(&self, citizen: Uuid) -> Uuid {
        let whose = citizen.as_bytes();
        let day = days_between(jiff::civil::date(1930, 1, 1), self.period.from) / 4;
        let mut id = [0; 16];
        id[..6].copy_from_slice(&whose[..6]);
        id[6..8].copy_from_slice(&whose[10..12]);
        id[8..10].copy_from_slice(&u16::try_from(day).unwrap_or(0).to_be_bytes());
        id[10..].copy_from_slice(&self.content[..6]);
        uuid::Builder::from_custom_bytes(id).into_uuid()
    }
}

fn content(code: CodiceFiscale, period: &Period) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(code.as_str());
    for day in [period.from, period.to] {
        digest.update(day.year().to_be_bytes());
        digest.update([day.month().unsigned_abs(), day.day().unsigned_abs()]);
    }
    let numbers = [
        period.quantity,
        period.right.0,
        period.measure.0,
        period.pay.map_or(-1, |pay| pay.0),
        i64::try_from(period.employer.len()).unwrap_or(i64::MAX),
    ];
    for number in numbers {
        digest.update(number.to_be_bytes());
    }
    for text in [period.regime.code(), period.kind.code(), period.unit.code()] {
        digest.update(text);
        digest.update([0]);
    }
    digest.update(&period.employer);
    digest.update(&period.note);
    digest.finalize().into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    /// A good row, cell by cell.
    const ROW: [(&str, &str); 12] = [
        ("fiscal_code", "RNLNRC84S04I782A"),
        ("regime", ""),
        ("kind", ""),
        ("from", "2019-01-01"),
        ("to", "2019-12-31"),
        ("unit", ""),
        ("quantity", "52"),
        ("weeks_right", "52"),
        ("weeks_measure", "41.5"),
        ("pay", "18250.07"),
        ("employer", "Forno di Prova"),
        ("note", ""),
    ];

    fn parse(cells: &[String]) -> Result<ContributionRow, RowProblem> {
        let header = ByteRecord::from(ROW.map(|(name, _)| name).to_vec());
        let columns = Columns::find(&header, &REQUIRED, &OPTIONAL).unwrap();
        ContributionRow::parse(&columns, &ByteRecord::from(cells.to_vec()))
    }

    /// The row of a period.
    fn cells(period: &Period) -> Vec<String> {
        let mut row = ROW.map(|(_, cell)| cell.to_owned()).to_vec();
        let decimals = |n: i64| format!("{}.{:02}", n / 100, n % 100);
        row[1] = period.regime.code().to_owned();
        row[2] = period.kind.code().to_owned();
        row[3] = period.from.to_string();
        row[4] = period.to.to_string();
        row[5] = period.unit.code().to_owned();
        row[6] = period.quantity.to_string();
        row[7] = decimals(period.right.0);
        row[8] = decimals(period.measure.0);
        row[9] = period.pay.map_or_else(String::new, |pay| decimals(pay.0));
        row[10] = period.employer.clone();
        row[11] = period.note.clone();
        row
    }

    /// A period of the demo, with other numbers.
    fn periods() -> impl Strategy<Value = Period> {
        let demo = crate::import::demo::tour().to_vec();
        let numbers = (0_i64..400, 0_i64..5300, 0_i64..5300, proptest::option::of(0_i64..100_000_000));
        (proptest::sample::select(demo), numbers).prop_map(|(period, (quantity, right, measure, pay))| {
            Period {
                id: Uuid::nil(),
                quantity,
                right: Hundredths(right),
                measure: Hundredths(measure),
                pay: pay.map(Cents),
                ..period
            }
        })
    }

    proptest! {
        #[test]
        fn a_period_that_is_written_is_read_back(period in periods()) {
            let read = parse(&cells(&period)).unwrap();
            prop_assert_eq!(format!("{:?}", read.period), format!("{period:?}"));
            // The same row has the same id whenever it is read, and one that differs in a cell has another.
            let whose = Uuid::from_u128(7);
            prop_assert_eq!(read.id(whose), parse(&cells(&period)).unwrap().id(whose));
            let other = Period { quantity: period.quantity + 1, ..period };
            prop_assert_ne!(read.id(whose), parse(&cells(&other)).unwrap().id(whose));
        }

        #[test]
        fn whatever_stands_in_its_cells_a_row_is_refused_or_a_period_of_one_year(
            period in periods(),
            changed in proptest::collection::vec((0..ROW.len(), "\\PC{0,20}|[-0-9.]{0,12}|20[0-9]{2}-0[1-9]-[0-2][0-9]"), 1..4),
        ) {
            let mut row = cells(&period);
            for (at, cell) in changed {
                row[at] = cell;
            }
            let Ok(read) = parse(&row) else { return Ok(()) };
            let Period { from, to, quantity, right, measure, pay, .. } = read.period;
            prop_assert!(from <= to && from.year() == to.year());
            prop_assert!(quantity >= 0 && right.0 >= 0 && measure.0 >= 0 && pay.is_none_or(|pay| pay.0 >= 0));
        }
    }
}
