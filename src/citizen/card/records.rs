//! The challenges' only SQL.

use uuid::Uuid;

use crate::clock::Moment;
use crate::db::{Conn, DbError};
use crate::sql;

/// Makes a session's challenge, in place of the one before.
///
/// # Errors
/// [`DbError`]
pub(super) async fn make(
    conn: &mut Conn,
    session: [u8; 32],
    kiosk: Uuid,
    challenge: &str,
    until: Moment,
) -> Result<(), DbError> {
    sql!(
        conn,
        "INSERT INTO card_challenges (session_hash, kiosk_id, challenge, expires_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (session_hash) DO UPDATE SET kiosk_id = excluded.kiosk_id, \
         challenge = excluded.challenge, expires_at = excluded.expires_at",
        session.to_vec(),
        kiosk,
        challenge,
        until.0
    )
    .execute()
    .await?;
    Ok(())
}

/// Takes a session's challenge at this kiosk, with its end; there is none afterwards.
///
/// # Errors
/// [`DbError`]
pub(super) async fn take(
    conn: &mut Conn,
    session: [u8; 32],
    kiosk: Uuid,
) -> Result<Option<(String, i64)>, DbError> {
    sql!(
        conn,
        "DELETE FROM card_challenges WHERE session_hash = $1 AND kiosk_id = $2 RETURNING challenge, expires_at",
        session.to_vec(),
        kiosk
    )
    .optional()
    .await
}

/// Forgets challenges that can be answered no more; how many.
///
/// # Errors
/// [`DbError`]
pub async fn sweep(conn: &mut Conn, now: Moment) -> Result<u64, DbError> {
    sql!(conn, "DELETE FROM card_challenges WHERE expires_at <= $1", now.0).execute().await
}
