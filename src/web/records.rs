//! The front door's only SQL: preferences kept with the citizen.

use uuid::Uuid;

use crate::clock::Moment;
use crate::db::{Conn, DbError};
use crate::sql;

/// The preferences a citizen asked to keep.
///
/// # Errors
/// [`DbError`]
pub(crate) async fn preferences(conn: &mut Conn, citizen: Uuid) -> Result<Option<String>, DbError> {
    let row: Option<(String,)> =
        sql!(conn, "SELECT value FROM preferences WHERE citizen_id = $1", citizen).optional().await?;
    Ok(row.map(|(value,)| value))
}

/// Keeps a citizen's preferences, or forgets them; and uses them in this session.
///
/// # Errors
/// [`DbError`]
pub(crate) async fn keep_preferences(
    conn: &mut Conn,
    citizen: Uuid,
    session: [u8; 32],
    value: String,
    keep: bool,
    now: Moment,
) -> Result<(), DbError> {
    if keep {
        sql!(
            conn,
            "INSERT INTO preferences (citizen_id, value, updated_at) VALUES ($1, $2, $3) \
             ON CONFLICT (citizen_id) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
            citizen,
            value.as_str(),
            now.0
        )
        .execute()
        .await?;
    } else {
        sql!(conn, "DELETE FROM preferences WHERE citizen_id = $1", citizen).execute().await?;
    }
    sql!(conn, "UPDATE sessions SET preferences = $2 WHERE id_hash = $1", session.to_vec(), value)
        .execute()
        .await?;
    Ok(())
}
