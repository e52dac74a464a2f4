//! The kiosks' only SQL.

use uuid::Uuid;

use super::reports::Report;
use super::{Kiosk, REMEMBERED};
use crate::clock::{DAY, MINUTE, Moment};
use crate::db::{Conn, DbError};
use crate::sql;

/// The kiosk in use of this name, and its public key.
///
/// # Errors
/// [`DbError`]
pub(super) async fn in_use(conn: &mut Conn, name: &str) -> Result<Option<(Kiosk, Vec<u8>)>, DbError> {
    let row: Option<(Uuid, String, String, Vec<u8>)> = sql!(
        conn,
        "SELECT id, name, office_code, public_key FROM kiosks WHERE name = $1 AND revoked_at IS NULL",
        name
    )
    .optional()
    .await?;
    Ok(row.map(|(id, name, office, key)| (Kiosk { id, name, office }, key)))
}

/// The kiosk in use of this name.
///
/// # Errors
/// [`DbError`]
pub async fn named(conn: &mut Conn, name: &str) -> Result<Option<Kiosk>, DbError> {
    Ok(in_use(conn, name).await?.map(|(kiosk, _)| kiosk))
}

/// Notes a request of a kiosk; `false` if it was noted before.
///
/// # Errors
/// [`DbError`]
pub(super) async fn meet(conn: &mut Conn, kiosk: Uuid, nonce: &str, now: Moment) -> Result<bool, DbError> {
    let noted = sql!(
        conn,
        "INSERT INTO kiosk_nonces (kiosk_id, nonce, at) VALUES ($1, $2, $3) \
         ON CONFLICT (kiosk_id, nonce) DO NOTHING",
        kiosk,
        nonce,
        now.0
    )
    .execute()
    .await?;
    sql!(
        conn,
        "UPDATE kiosks SET seen_at = $2 WHERE id = $1 AND (seen_at IS NULL OR seen_at <= $3)",
        kiosk,
        now.0,
        now.plus(-MINUTE).0
    )
    .execute()
    .await?;
    Ok(noted == 1)
}

/// Adds a kiosk; `false` if one in use has this name.
///
/// # Errors
/// [`DbError`]
pub(super) async fn add(
    conn: &mut Conn,
    kiosk: &Kiosk,
    public_key: &[u8],
    now: Moment,
) -> Result<bool, DbError> {
    let added = sql!(
        conn,
        "INSERT INTO kiosks (id, name, office_code, public_key, enrolled_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (name) WHERE revoked_at IS NULL DO NOTHING",
        kiosk.id,
        kiosk.name.as_str(),
        kiosk.office.as_str(),
        public_key.to_vec(),
        now.0
    )
    .execute()
    .await?;
    Ok(added == 1)
}

/// Whether any office is on record, and whether this one is.
///
/// # Errors
/// [`DbError`]
pub(super) async fn offices(conn: &mut Conn, code: &str) -> Result<(bool, bool), DbError> {
    let (all,): (i64,) = sql!(conn, "SELECT COUNT(*) FROM offices").one().await?;
    let (this,): (i64,) = sql!(conn, "SELECT COUNT(*) FROM offices WHERE code = $1", code).one().await?;
    Ok((all > 0, this > 0))
}

crate::row! {
    /// A kiosk as staff see it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Listed {
        /// Its name.
        pub name: String,
        /// Its office.
        pub office_code: String,
        /// When it was enrolled.
        pub enrolled_at: i64,
        /// Its last request, to the minute.
        pub seen_at: Option<i64>,
        /// When its key was revoked.
        pub revoked_at: Option<i64>,
    }
}

/// Every kiosk there is or was, the oldest first.
///
/// # Errors
/// [`DbError`]
pub async fn list(conn: &mut Conn) -> Result<Vec<Listed>, DbError> {
    sql!(
        conn,
        "SELECT name, office_code, enrolled_at, seen_at, revoked_at FROM kiosks ORDER BY enrolled_at, id"
    )
    .all()
    .await
}

/// Revokes the key of the kiosk of this name, and ends what is open at it; `false` if none in use has it.
///
/// # Errors
/// [`DbError`]
pub async fn revoke(conn: &mut Conn, name: &str, now: Moment) -> Result<bool, DbError> {
    let Some((kiosk, _)) = in_use(conn, name).await? else { return Ok(false) };
    sql!(conn, "UPDATE kiosks SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", kiosk.id, now.0)
        .execute()
        .await?;
    sql!(conn, "UPDATE sessions SET ends_at = $2 WHERE kiosk_id = $1 AND ends_at > $2", kiosk.id, now.0)
        .execute()
        .await?;
    Ok(true)
}

/// For how long reports are kept: how the kiosks of this year and the last were can be compared.
const REPORTS_KEPT: i64 = 2 * 365 * DAY;

/// Forgets the requests that could not be taken again anyhow, and old reports.
///
/// # Errors
/// [`DbError`]
pub async fn sweep(conn: &mut Conn, now: Moment) -> Result<u64, DbError> {
    let gone =
        sql!(conn, "DELETE FROM kiosk_nonces WHERE at < $1", now.plus(-REMEMBERED).0).execute().await?;
    let old = now.plus(-REPORTS_KEPT).0;
    Ok(gone + sql!(conn, "DELETE FROM kiosk_reports WHERE arrived_at < $1", old).execute().await?)
}

/// Takes a report of a kiosk, unless it or a later one of its journal was taken before; whether it did.
///
/// # Errors
/// [`DbError`]
pub(super) async fn take(
    conn: &mut Conn,
    kiosk: Uuid,
    journal: Uuid,
    report: &Report,
    now: Moment,
) -> Result<bool, DbError> {
    let news = sql!(
        conn,
        "INSERT INTO kiosk_journals (kiosk_id, journal, last) VALUES ($1, $2, $3) \
         ON CONFLICT (kiosk_id, journal) DO UPDATE SET last = excluded.last \
         WHERE kiosk_journals.last < excluded.last",
        kiosk,
        journal,
        report.number
    )
    .execute()
    .await?;
    if news == 0 {
        return Ok(false);
    }
    sql!(
        conn,
        "INSERT INTO kiosk_reports (kiosk_id, journal, number, at, arrived_at, part, state, tested) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        kiosk,
        journal,
        report.number,
        report.at,
        now.0,
        report.part.as_str(),
        report.state.as_str(),
        i64::from(report.tested)
    )
    .execute()
    .await?;
    Ok(true)
}

crate::row! {
    /// A report as it was taken.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Taken {
        /// The kiosk's name.
        pub name: String,
        /// When it was so, by the kiosk's clock.
        pub at: i64,
        /// What it tells of.
        pub part: String,
        /// How that is.
        pub state: String,
        /// 1 if the kiosk's test of itself found it.
        pub tested: i64,
    }
}

/// What the kiosks in use have told since a moment, each in its order.
///
/// # Errors
/// [`DbError`]
pub async fn told(conn: &mut Conn, since: Moment) -> Result<Vec<Taken>, DbError> {
    sql!(
        conn,
        "SELECT k.name, r.at, r.part, r.state, r.tested FROM kiosk_reports r JOIN kiosks k ON k.id = r.kiosk_id \
         WHERE k.revoked_at IS NULL AND r.arrived_at >= $1 ORDER BY r.arrived_at, r.journal, r.number",
        since.0
    )
    .all()
    .await
}
