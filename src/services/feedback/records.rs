//! The feedback's only SQL.

use uuid::Uuid;

use crate::clock::Moment;
use crate::db::{Conn, DbError};
use crate::sql;

/// The counter of reports, beside those of the offices' protocol numbers.
const COUNTER: &str = "segnalazioni";

/// A report as it is stored; what was not answered is empty.
#[derive(Clone, Debug)]
pub(super) struct Report {
    /// The key made when the last page was shown: two sends are one.
    pub(super) id: Uuid,
    /// On which page.
    pub(super) page: String,
    /// Device and browser.
    pub(super) device: String,
    /// Assistive technology and version.
    pub(super) assistive: String,
    /// What the citizen was doing.
    pub(super) steps: String,
    /// What happened.
    pub(super) happened: String,
    /// 1 to 5.
    pub(super) rating: Option<i64>,
    /// Where an answer is wanted, sealed.
    pub(super) contact: Option<Vec<u8>>,
    /// The language it was written from.
    pub(super) lang: &'static str,
}

/// What a citizen may see of a report afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Receipt {
    /// Its number: year and order, ten digits.
    pub(super) number: String,
    /// When it was received.
    pub(super) at: Moment,
    /// Whether an answer was asked for.
    pub(super) answer: bool,
}

/// Keeps a report; `false` if it was kept before.
///
/// # Errors
/// [`DbError`]
pub(super) async fn keep(conn: &mut Conn, report: Report, now: Moment) -> Result<bool, DbError> {
    let kept = sql!(
        conn,
        "INSERT INTO feedback (id, url, device, assistive, steps, message, lang, at, rating, contact) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING",
        report.id,
        report.page,
        report.device,
        report.assistive,
        report.steps,
        report.happened,
        report.lang,
        now.0,
        report.rating,
        report.contact
    )
    .execute()
    .await?;
    if kept == 0 {
        return Ok(false);
    }
    let year = i64::from(now.date().year());
    let (last,): (i64,) = sql!(
        conn,
        "INSERT INTO protocol_counters (year, office, last) VALUES ($1, $2, 1) \
         ON CONFLICT (year, office) DO UPDATE SET last = protocol_counters.last + 1 RETURNING last",
        year,
        COUNTER
    )
    .one()
    .await?;
    sql!(conn, "UPDATE feedback SET number = $2 WHERE id = $1", report.id, format!("{year:04}{last:06}"))
        .execute()
        .await?;
    Ok(true)
}

/// What may be seen of the report with this key.
///
/// # Errors
/// [`DbError`]
pub(super) async fn receipt(conn: &mut Conn, id: Uuid) -> Result<Option<Receipt>, DbError> {
    let row: Option<(String, i64, bool)> =
        sql!(conn, "SELECT number, at, contact IS NOT NULL FROM feedback WHERE id = $1", id)
            .optional()
            .await?;
    Ok(row.map(|(number, at, answer)| Receipt { number, at: Moment(at), answer }))
}

/// The numbers of the reports received since then under a key of this number ([`a11y::ids::number`]), and when.
///
/// # Errors
/// [`DbError`]
pub(super) async fn numbered(
    conn: &mut Conn,
    number: &str,
    since: Moment,
) -> Result<Vec<(String, Moment)>, DbError> {
    // As of a case it is made of the key, not kept.
    let rows: Vec<(Uuid, String, i64)> =
        sql!(conn, "SELECT id, number, at FROM feedback WHERE at >= $1", since.0).all().await?;
    let of_number = rows.into_iter().filter(|row| a11y::ids::number(row.0.as_u128()) == number);
    Ok(of_number.map(|(_, report, at)| (report, Moment(at))).collect())
}

/// The reports as staff will read them, for the tests: message, rating, contact.
#[cfg(test)]
pub(super) async fn all(conn: &mut Conn) -> Result<Vec<(String, Option<i64>, Option<Vec<u8>>)>, DbError> {
    sql!(conn, "SELECT message, rating, contact FROM feedback ORDER BY number").all().await
}
