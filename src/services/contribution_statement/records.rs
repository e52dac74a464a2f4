//! The statement's only SQL.

use a11y::text::{Cents, Hundredths};
use jiff::civil::Date;
use uuid::Uuid;

use super::period::{Kind, Period, Regime, Unit};
use crate::db::Conn;
use crate::ledger::Protocollo;
use crate::services::Failure;
use crate::sql;

crate::row! {
    struct Stored {
        id: Uuid,
        regime: String,
        kind: String,
        from_date: String,
        to_date: String,
        unit: String,
        quantity: i64,
        weeks_right: i64,
        weeks_measure: i64,
        pay_cents: Option<i64>,
        employer: String,
        note: String,
    }
}

impl Stored {
    fn read(self) -> Result<Period, Failure> {
        let unreadable = Failure::Stored("contribution");
        let day = |text: &str| text.parse::<Date>().ok();
        let parts = (
            Regime::from_code(&self.regime),
            Kind::from_code(&self.kind),
            Unit::from_code(&self.unit),
            day(&self.from_date),
            day(&self.to_date),
        );
        let (Some(regime), Some(kind), Some(unit), Some(from), Some(to)) = parts else {
            return Err(unreadable);
        };
        Ok(Period {
            id: self.id,
            regime,
            kind,
            from,
            to,
            unit,
            quantity: self.quantity,
            right: Hundredths(self.weeks_right),
            measure: Hundredths(self.weeks_measure),
            pay: self.pay_cents.map(Cents),
            employer: self.employer,
            note: self.note,
        })
    }
}

/// All periods of a citizen, the earliest first.
///
/// # Errors
/// [`Failure`]
pub(super) async fn periods(conn: &mut Conn, citizen: Uuid) -> Result<Vec<Period>, Failure> {
    let rows: Vec<Stored> = sql!(
        conn,
        "SELECT id, regime, kind, from_date, to_date, unit, quantity, weeks_right, weeks_measure, pay_cents, \
         employer, note FROM contributions WHERE citizen_id = $1 ORDER BY year, from_date",
        citizen
    )
    .all()
    .await?;
    rows.into_iter().map(Stored::read).collect()
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
