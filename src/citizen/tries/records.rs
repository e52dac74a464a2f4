//! The wrong tries' only SQL.

use super::{ANYWHERE, Count, Counts};
use crate::clock::Moment;
use crate::db::{Conn, DbError};
use crate::sql;

/// Reads the counters of a try; what is not on record is nothing.
///
/// # Errors
/// [`DbError`]
pub(super) async fn counts(
    conn: &mut Conn,
    here: &str,
    place: Option<&str>,
    subject: &str,
    since: i64,
) -> Result<Counts, DbError> {
    let rows: Vec<(String, String, i64, i64)> = sql!(
        conn,
        "SELECT place, subject, wrong, last_at FROM tries WHERE since = $1 AND place IN ($2, $3, $4) \
         AND subject IN ($5, '')",
        since,
        here,
        place.unwrap_or(here),
        ANYWHERE,
        subject
    )
    .all()
    .await?;
    let count = |place: &str, subject: &str| {
        let found = rows.iter().find(|row| row.0 == place && row.1 == subject);
        found.map_or_else(Count::default, |row| Count { wrong: row.2, last: row.3 })
    };
    Ok(Counts {
        here: count(here, subject),
        place: place.map_or_else(Count::default, |place| count(place, "")),
        day: count(ANYWHERE, subject),
    })
}

/// How much a counter has counted; what is not on record is nothing.
///
/// # Errors
/// [`DbError`]
pub(super) async fn count(conn: &mut Conn, place: &str, subject: &str, since: i64) -> Result<i64, DbError> {
    let row: Option<(i64,)> = sql!(
        conn,
        "SELECT wrong FROM tries WHERE place = $1 AND subject = $2 AND since = $3",
        place,
        subject,
        since
    )
    .optional()
    .await?;
    Ok(row.map_or(0, |(count,)| count))
}

/// Reads a counter and holds its row until the end of the write; it is made if it is not there.
///
/// # Errors
/// [`DbError`]
pub(super) async fn lock(conn: &mut Conn, place: &str, subject: &str, since: i64) -> Result<Count, DbError> {
    let (wrong, last): (i64, i64) = sql!(
        conn,
        "INSERT INTO tries (place, subject, since, wrong, last_at) VALUES ($1, $2, $3, 0, 0) \
         ON CONFLICT (place, subject, since) DO UPDATE SET wrong = tries.wrong RETURNING wrong, last_at",
        place,
        subject,
        since
    )
    .one()
    .await?;
    Ok(Count { wrong, last })
}

/// Counts one more wrong try; how many there are now.
///
/// # Errors
/// [`DbError`]
pub(super) async fn add(
    conn: &mut Conn,
    place: &str,
    subject: &str,
    since: i64,
    now: Moment,
) -> Result<i64, DbError> {
    let (wrong,): (i64,) = sql!(
        conn,
        "UPDATE tries SET wrong = wrong + 1, last_at = $4 WHERE place = $1 AND subject = $2 AND since = $3 \
         RETURNING wrong",
        place,
        subject,
        since,
        now.0
    )
    .one()
    .await?;
    Ok(wrong)
}

/// Takes one try back, and with it the moment of the last.
///
/// # Errors
/// [`DbError`]
pub(super) async fn take_back(
    conn: &mut Conn,
    place: &str,
    subject: &str,
    since: i64,
    last: i64,
) -> Result<(), DbError> {
    sql!(
        conn,
        "UPDATE tries SET wrong = wrong - 1, last_at = $4 \
         WHERE place = $1 AND subject = $2 AND since = $3 AND wrong > 0",
        place,
        subject,
        since,
        last
    )
    .execute()
    .await?;
    Ok(())
}

/// Forgets the wrong tries of a place at a citizen.
///
/// # Errors
/// [`DbError`]
pub(super) async fn forgive(conn: &mut Conn, place: &str, subject: &str) -> Result<(), DbError> {
    sql!(conn, "DELETE FROM tries WHERE place = $1 AND subject = $2", place, subject).execute().await?;
    Ok(())
}

/// Forgets spans that began before.
///
/// # Errors
/// [`DbError`]
pub(super) async fn sweep(conn: &mut Conn, before: Moment) -> Result<u64, DbError> {
    sql!(conn, "DELETE FROM tries WHERE since < $1", before.0).execute().await
}
