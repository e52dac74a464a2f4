//! A row of a contributions file: one period of someone's working life.

use a11y::text::{Cents, Hundredths};
use csv::ByteRecord;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::fields::{RowProblem, day, filled, hundredths, text, whole};
use super::file::Columns;
use crate::citizen::codice_fiscale::CodiceFiscale;
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
            .map_err(|_| RowProblem::field("fiscal_code", "is not a well-formed fiscal code"))?;
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
