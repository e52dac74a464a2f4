//! The area's only SQL: counts, and what no other slice lists.

use uuid::Uuid;

use crate::clock::Moment;
use crate::db::{Conn, DbError};
use crate::sql;

/// How many of each kind of thing a citizen has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Drafts of long forms.
    pub(super) drafts: i64,
    /// Cases.
    pub(super) cases: i64,
    /// Letters.
    pub(super) letters: i64,
    /// Encounters.
    pub(super) encounters: i64,
}

/// Counts what a citizen has.
///
/// # Errors
/// [`DbError`]
pub(super) async fn counts(conn: &mut Conn, citizen: Uuid, now: Moment) -> Result<Counts, DbError> {
    let (drafts, cases, letters, encounters): (i64, i64, i64, i64) = sql!(
        conn,
        "SELECT (SELECT COUNT(*) FROM drafts \
         WHERE citizen_id = $1 AND step IS NOT NULL AND expires_at > $2), \
         (SELECT COUNT(*) FROM cases WHERE citizen_id = $1), \
         (SELECT COUNT(*) FROM letters WHERE citizen_id = $1), \
         (SELECT COUNT(*) FROM encounters WHERE citizen_id = $1)",
        citizen,
        now.0
    )
    .one()
    .await?;
    Ok(Counts { drafts, cases, letters, encounters })
}

/// The preferences kept with a citizen's data, as the front door writes them, and since when.
///
/// # Errors
/// [`DbError`]
pub(super) async fn preferences(conn: &mut Conn, citizen: Uuid) -> Result<Option<(String, Moment)>, DbError> {
    let row: Option<(String, i64)> =
        sql!(conn, "SELECT value, updated_at FROM preferences WHERE citizen_id = $1", citizen)
            .optional()
            .await?;
    Ok(row.map(|(value, since)| (value, Moment(since))))
}
