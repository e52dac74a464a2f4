//! The statement's only SQL.

use a11y::text::{Cents, Hundredths};
use jiff::civil::Date;
use uuid::Uuid;

use super::period::{Kind, Period, Regime, Unit};
use crate::db::{Conn, DbError, FromRow, Got};
use crate::ledger::Protocollo;
use crate::services::Failure;
use crate::sql;

impl FromRow for Period {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "regime",
        "kind",
        "from_date",
        "to_date",
        "unit",
        "quantity",
        "weeks_right",
        "weeks_measure",
        "pay_cents",
        "employer",
        "note",
    ];

    fn read(row: &mut Got<'_>) -> Result<Self, DbError> {
        let day = |text: &str| text.parse::<Date>().ok();
        Ok(Period {
            id: row.next()?,
            regime: row.text(Regime::from_code)?,
            kind: row.text(Kind::from_code)?,
            from: row.text(day)?,
            to: row.text(day)?,
            unit: row.text(Unit::from_code)?,
            quantity: row.next()?,
            right: Hundredths(row.next()?),
            measure: Hundredths(row.next()?),
            pay: row.next::<Option<i64>>()?.map(Cents),
            employer: row.next()?,
            note: row.next()?,
        })
    }
}

/// All periods of a citizen, the earliest first.
///
/// # Errors
/// [`Failure`]
pub(super) async fn periods(conn: &mut Conn, citizen: Uuid) -> Result<Vec<Period>, Failure> {
    Ok(sql!(
        conn,
        "SELECT id, regime, kind, from_date, to_date, unit, quantity, weeks_right, weeks_measure, pay_cents, \
         employer, note FROM contributions WHERE citizen_id = $1 ORDER BY year, from_date",
        citizen
    )
    .all()
    .await?)
}

/// The protocol number of what this citizen has already sent with this key.
///
/// # Errors
/// [`Failure`]
pub(super) async fn sent_with(
    conn: &mut Conn,
    citizen: Uuid,
    key: Uuid,
) -> Result<Option<Protocollo>, Failure> {
    let row: Option<(String,)> =
        sql!(conn, "SELECT protocol FROM cases WHERE id = $1 AND citizen_id = $2", key, citizen)
            .optional()
            .await?;
    row.map(|(protocol,)| protocol.parse().map_err(|_| Failure::Stored("protocol number"))).transpose()
}
