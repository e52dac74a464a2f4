//! The deletion job's only SQL: what each table calls old.

use crate::clock::Moment;
use crate::db::{Conn, DbError};
use crate::sql;

/// Deletes the rows of a table that were written, last used or closed before a moment; how many.
///
/// # Errors
/// [`DbError`]
pub(super) async fn delete(conn: &mut Conn, table: &str, before: Moment) -> Result<u64, DbError> {
    let text = match table {
        "pin_requests" => {
            "DELETE FROM pin_requests WHERE resolved_at < $1 OR (resolved_at IS NULL AND expires_at < $1)"
        }
        "counter_pins" => "DELETE FROM counter_pins WHERE opened_at < $1",
        "devices" => "DELETE FROM devices WHERE last_seen < $1",
        "feedback" => "DELETE FROM feedback WHERE at < $1",
        "idempotency" => "DELETE FROM idempotency WHERE created_at < $1",
        // A letter that was never answered for stays: somebody has to look for it.
        "letters" => "DELETE FROM letters WHERE acknowledged_at < $1",
        "cases" => {
            let events = "DELETE FROM case_events WHERE case_id IN (SELECT id FROM cases \
                          WHERE state IN ('accepted', 'refused', 'withdrawn', 'ended') AND updated_at < $1)";
            sql!(conn, events, before.0).execute().await?;
            let work = "DELETE FROM domestic_relationships WHERE case_id IN (SELECT id FROM cases \
                        WHERE state IN ('accepted', 'refused', 'withdrawn', 'ended') AND updated_at < $1)";
            sql!(conn, work, before.0).execute().await?;
            "DELETE FROM cases WHERE state IN ('accepted', 'refused', 'withdrawn', 'ended') AND updated_at < $1"
        }
        "encounters" => {
            allow(conn, "encounters", before).await?;
            "DELETE FROM encounters WHERE at < $1"
        }
        "audit" => {
            allow(conn, "audit", before).await?;
            "DELETE FROM audit WHERE at < $1"
        }
        _ => return Ok(0),
    };
    sql!(conn, text, before.0).execute().await
}

/// Tells an append-only table how far the deletion may reach; its trigger refuses what is newer.
async fn allow(conn: &mut Conn, table: &'static str, before: Moment) -> Result<(), DbError> {
    sql!(
        conn,
        "INSERT INTO retention (table_name, before) VALUES ($1, $2) \
         ON CONFLICT (table_name) DO UPDATE SET before = excluded.before",
        table,
        before.0
    )
    .execute()
    .await?;
    Ok(())
}
