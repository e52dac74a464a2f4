//! The drafts' and late forms' only SQL.

use uuid::Uuid;

use crate::citizen::sessions::GRACE;
use crate::clock::Moment;
use crate::db::{Conn, DbError, FromRow};
use crate::sql;

/// A draft as it is stored.
#[derive(Debug)]
pub struct Stored {
    /// Its id.
    pub id: Uuid,
    /// The session it belongs to.
    pub session: Option<Vec<u8>>,
    /// The citizen it belongs to, if one was signed in.
    pub citizen: Option<Uuid>,
    /// The answers, sealed.
    pub answers: Vec<u8>,
    /// When it is deleted.
    pub expires: Moment,
}

/// Finds a draft.
///
/// # Errors
/// [`DbError`]
pub async fn find(conn: &mut Conn, id: Uuid) -> Result<Option<Stored>, DbError> {
    let row: Option<Row> =
        sql!(conn, "SELECT session_hash, citizen_id, answers, expires_at FROM drafts WHERE id = $1", id)
            .optional()
            .await?;
    Ok(row.map(|row| Stored {
        id,
        session: row.session_hash,
        citizen: row.citizen_id,
        answers: row.answers,
        expires: Moment(row.expires_at),
    }))
}

#[derive(FromRow)]
struct Row {
    session_hash: Option<Vec<u8>>,
    citizen_id: Option<Uuid>,
    answers: Vec<u8>,
    expires_at: i64,
}

/// Keeps a draft; only who it belongs to can change it.
///
/// # Errors
/// [`DbError`]
pub async fn keep(conn: &mut Conn, draft: Stored, service: &'static str, now: Moment) -> Result<(), DbError> {
    sql!(
        conn,
        "INSERT INTO drafts (id, session_hash, citizen_id, service, answers, created_at, updated_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
         ON CONFLICT (id) DO UPDATE SET answers = excluded.answers, updated_at = excluded.updated_at, \
         expires_at = excluded.expires_at",
        draft.id,
        draft.session,
        draft.citizen,
        service,
        draft.answers,
        now.0,
        now.0,
        draft.expires.0
    )
    .execute()
    .await?;
    Ok(())
}

/// Forgets a draft.
///
/// # Errors
/// [`DbError`]
pub async fn forget(conn: &mut Conn, id: Uuid) -> Result<(), DbError> {
    sql!(conn, "DELETE FROM drafts WHERE id = $1", id).execute().await?;
    Ok(())
}

/// Keeps a late form; a newer one to the same address replaces it.
///
/// # Errors
/// [`DbError`]
pub async fn keep_late(
    conn: &mut Conn,
    citizen: Uuid,
    address: String,
    sealed: Vec<u8>,
    now: Moment,
) -> Result<(), DbError> {
    sql!(conn, "DELETE FROM late_forms WHERE citizen_id = $1 AND address = $2", citizen, address.clone())
        .execute()
        .await?;
    sql!(
        conn,
        "INSERT INTO late_forms (id, citizen_id, address, sealed, created_at) VALUES ($1, $2, $3, $4, $5)",
        Uuid::now_v7(),
        citizen,
        address,
        sealed,
        now.0
    )
    .execute()
    .await?;
    Ok(())
}

/// The address of the newest late form of a citizen that is still kept.
///
/// # Errors
/// [`DbError`]
pub async fn late_address(conn: &mut Conn, citizen: Uuid, now: Moment) -> Result<Option<String>, DbError> {
    let row: Option<(String,)> = sql!(
        conn,
        "SELECT address FROM late_forms WHERE citizen_id = $1 AND created_at > $2 ORDER BY created_at DESC",
        citizen,
        now.0 - GRACE
    )
    .optional()
    .await?;
    Ok(row.map(|(address,)| address))
}

/// Takes the late form of a citizen to an address, if it is still kept.
///
/// # Errors
/// [`DbError`]
pub async fn take_late(
    conn: &mut Conn,
    citizen: Uuid,
    address: String,
    now: Moment,
) -> Result<Option<Vec<u8>>, DbError> {
    let row: Option<(Vec<u8>,)> = sql!(
        conn,
        "DELETE FROM late_forms WHERE citizen_id = $1 AND address = $2 AND created_at > $3 RETURNING sealed",
        citizen,
        address,
        now.0 - GRACE
    )
    .optional()
    .await?;
    Ok(row.map(|(sealed,)| sealed))
}
