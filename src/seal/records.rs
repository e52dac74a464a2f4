//! The secret's only SQL: what a database knows of it.

use super::Purpose;
use crate::db::{Conn, DbError};
use crate::sql;

/// How many values of each kind are looked at: one may be damaged.
const NEWEST: i64 = 20;

/// What the database knows its secret by.
pub(super) async fn mark(conn: &mut Conn) -> Result<Option<Vec<u8>>, DbError> {
    let row: Option<(Vec<u8>,)> = sql!(conn, "SELECT mark FROM secret_mark").optional().await?;
    Ok(row.map(|(mark,)| mark))
}

/// Keeps it, if there is none; the one that is there then.
pub(super) async fn keep_mark(conn: &mut Conn, mark: Vec<u8>) -> Result<Option<Vec<u8>>, DbError> {
    sql!(conn, "INSERT INTO secret_mark (one, mark) VALUES (1, $1) ON CONFLICT (one) DO NOTHING", mark)
        .execute()
        .await?;
    self::mark(conn).await
}

/// Whether people are on record, or anything that hangs on a secret.
pub(super) async fn is_filled(conn: &mut Conn) -> Result<bool, DbError> {
    let (filled,): (bool,) = sql!(
        conn,
        "SELECT EXISTS (SELECT 1 FROM citizens) OR EXISTS (SELECT 1 FROM pin_requests) \
         OR EXISTS (SELECT 1 FROM drafts) OR EXISTS (SELECT 1 FROM feedback) OR EXISTS (SELECT 1 FROM kiosks)"
    )
    .one()
    .await?;
    Ok(filled)
}

crate::row! {
    /// A value that was sealed.
    pub(super) struct Sealed {
        /// What it is of.
        pub(super) whose: String,
        /// Its bytes.
        pub(super) bytes: Vec<u8>,
    }
}

impl Sealed {
    /// What it was sealed for.
    pub(super) fn purpose(&self) -> Purpose {
        match self.whose.as_str() {
            "letter" => Purpose::Letter,
            "request" => Purpose::PinRequest,
            _ => Purpose::Draft,
        }
    }
}

/// What was sealed last.
pub(super) async fn newest_sealed(conn: &mut Conn) -> Result<Vec<Sealed>, DbError> {
    sql!(
        conn,
        "SELECT * FROM (SELECT 'letter' AS whose, body AS bytes FROM letters WHERE state <> 'cancelled' \
         ORDER BY created_at DESC LIMIT $1) l \
         UNION ALL SELECT * FROM (SELECT 'request', answers FROM pin_requests ORDER BY created_at DESC LIMIT $1) r \
         UNION ALL SELECT * FROM (SELECT 'draft', answers FROM drafts ORDER BY updated_at DESC LIMIT $1) d",
        NEWEST
    )
    .all()
    .await
}
