//! The drafts' and late forms' only SQL.

use uuid::Uuid;

use crate::citizen::records as people;
use crate::citizen::sessions::GRACE;
use crate::clock::Moment;
use crate::db::{Conn, DbError};
use crate::sql;

/// A draft as it is stored.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its id.
    pub id: Uuid,
    /// The session it belongs to.
    pub session: Option<Vec<u8>>,
    /// The citizen it belongs to, if one was signed in.
    pub citizen: Option<Uuid>,
    /// The service's name.
    pub service: String,
    /// The answers, sealed.
    pub answers: Vec<u8>,
    /// The page of a long form the citizen was at; `None` for a page with one form.
    pub step: Option<String>,
    /// When it was last changed.
    pub updated: Moment,
    /// When it is deleted.
    pub expires: Moment,
}

crate::row! {
    struct Row {
        id: Uuid,
        session_hash: Option<Vec<u8>>,
        citizen_id: Option<Uuid>,
        service: String,
        answers: Vec<u8>,
        step: Option<String>,
        updated_at: i64,
        expires_at: i64,
    }
}

impl From<Row> for Stored {
    fn from(row: Row) -> Stored {
        Stored {
            id: row.id,
            session: row.session_hash,
            citizen: row.citizen_id,
            service: row.service,
            answers: row.answers,
            step: row.step,
            updated: Moment(row.updated_at),
            expires: Moment(row.expires_at),
        }
    }
}

/// Finds a draft.
///
/// # Errors
/// [`DbError`]
pub async fn find(conn: &mut Conn, id: Uuid) -> Result<Option<Stored>, DbError> {
    let row: Option<Row> = sql!(
        conn,
        "SELECT id, session_hash, citizen_id, service, answers, step, updated_at, expires_at \
         FROM drafts WHERE id = $1",
        id
    )
    .optional()
    .await?;
    Ok(row.map(Stored::from))
}

/// Finds a draft and keeps everybody else from changing it until the end of this write.
///
/// # Errors
/// [`DbError`]
pub async fn lock(conn: &mut Conn, id: Uuid) -> Result<Option<Stored>, DbError> {
    let row: Option<Row> = sql!(
        conn,
        "UPDATE drafts SET id = id WHERE id = $1 \
         RETURNING id, session_hash, citizen_id, service, answers, step, updated_at, expires_at",
        id
    )
    .optional()
    .await?;
    Ok(row.map(Stored::from))
}

/// The open drafts of a citizen's long forms, the last changed first.
///
/// # Errors
/// [`DbError`]
pub async fn of_citizen(
    conn: &mut Conn,
    citizen: Uuid,
    skip: i64,
    most: i64,
    now: Moment,
) -> Result<Vec<Stored>, DbError> {
    let rows: Vec<Row> = sql!(
        conn,
        "SELECT id, session_hash, citizen_id, service, answers, step, updated_at, expires_at FROM drafts \
         WHERE citizen_id = $1 AND step IS NOT NULL AND expires_at > $2 \
         ORDER BY updated_at DESC, id LIMIT $3 OFFSET $4",
        citizen,
        now.0,
        most,
        skip
    )
    .all()
    .await?;
    Ok(rows.into_iter().map(Stored::from).collect())
}

/// Keeps a draft; only who it belongs to can change it.
///
/// # Errors
/// [`DbError`]
pub async fn keep(conn: &mut Conn, draft: Stored) -> Result<(), DbError> {
    sql!(
        conn,
        "INSERT INTO drafts \
         (id, session_hash, citizen_id, service, answers, step, created_at, updated_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         ON CONFLICT (id) DO UPDATE SET answers = excluded.answers, step = excluded.step, \
         updated_at = excluded.updated_at, expires_at = excluded.expires_at",
        draft.id,
        draft.session,
        draft.citizen,
        draft.service,
        draft.answers,
        draft.step,
        draft.updated.0,
        draft.updated.0,
        draft.expires.0
    )
    .execute()
    .await?;
    Ok(())
}

/// Opens another draft of a long form for its citizen; `false` where they have `most` that are open. One citizen's are opened
/// one at a time, so that no two are the last.
///
/// # Errors
/// [`DbError`]
pub async fn open(conn: &mut Conn, draft: Stored, most: i64, now: Moment) -> Result<bool, DbError> {
    if let Some(citizen) = draft.citizen {
        people::lock(conn, citizen).await?;
    }
    let (open,): (i64,) = sql!(
        conn,
        "SELECT COUNT(*) FROM drafts WHERE citizen_id = $1 AND step IS NOT NULL AND expires_at > $2",
        draft.citizen,
        now.0
    )
    .one()
    .await?;
    if open >= most {
        return Ok(false);
    }
    keep(conn, draft).await?;
    Ok(true)
}

/// Notes at which page of a long form a draft's citizen is.
///
/// # Errors
/// [`DbError`]
pub async fn stand_at(conn: &mut Conn, id: Uuid, step: String) -> Result<(), DbError> {
    let text = "UPDATE drafts SET step = $2 WHERE id = $1 AND step IS NOT NULL";
    sql!(conn, text, id, step).execute().await?;
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
    forget_late(conn, citizen, address.clone()).await?;
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

/// Whether there is a late form of a citizen to an address.
///
/// # Errors
/// [`DbError`]
pub async fn has_late(conn: &mut Conn, citizen: Uuid, address: String) -> Result<bool, DbError> {
    let text = "SELECT CAST(1 AS BIGINT) FROM late_forms WHERE citizen_id = $1 AND address = $2 LIMIT 1";
    let row: Option<(i64,)> = sql!(conn, text, citizen, address).optional().await?;
    Ok(row.is_some())
}

/// Forgets what late forms there are of a citizen to an address.
///
/// # Errors
/// [`DbError`]
pub async fn forget_late(conn: &mut Conn, citizen: Uuid, address: String) -> Result<(), DbError> {
    let text = "DELETE FROM late_forms WHERE citizen_id = $1 AND address = $2";
    sql!(conn, text, citizen, address).execute().await?;
    Ok(())
}

/// Where the late forms of a citizen wait that are still kept, and until when: the newest first.
///
/// # Errors
/// [`DbError`]
pub async fn late_addresses(
    conn: &mut Conn,
    citizen: Uuid,
    now: Moment,
) -> Result<Vec<(String, Moment)>, DbError> {
    let rows: Vec<(String, i64)> = sql!(
        conn,
        "SELECT address, MAX(created_at) AS newest FROM late_forms WHERE citizen_id = $1 AND created_at > $2 \
         GROUP BY address ORDER BY newest DESC, address",
        citizen,
        now.0 - GRACE
    )
    .all()
    .await?;
    Ok(rows.into_iter().map(|(address, created)| (address, Moment(created).plus(GRACE))).collect())
}

/// The newest late form of a citizen to an address, with its id, if it is still kept: two that came at once may both be.
///
/// # Errors
/// [`DbError`]
pub async fn late(
    conn: &mut Conn,
    citizen: Uuid,
    address: String,
    now: Moment,
) -> Result<Option<(Uuid, Vec<u8>)>, DbError> {
    sql!(
        conn,
        "SELECT id, sealed FROM late_forms WHERE citizen_id = $1 AND address = $2 AND created_at > $3 \
         ORDER BY created_at DESC, id DESC LIMIT 1",
        citizen,
        address,
        now.0 - GRACE
    )
    .optional()
    .await
}
