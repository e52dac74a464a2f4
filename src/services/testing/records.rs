//! What tests count in the database, and turn there.

use uuid::Uuid;

use crate::db::{Conn, DbError};
use crate::sql;

/// How many rows each table has that a visitor's request may write.
pub(crate) async fn rows(conn: &mut Conn) -> Result<Vec<(&'static str, i64)>, DbError> {
    let tables = [
        ("sessions", "SELECT COUNT(*) FROM sessions"),
        ("drafts", "SELECT COUNT(*) FROM drafts"),
        ("cases", "SELECT COUNT(*) FROM cases"),
        ("devices", "SELECT COUNT(*) FROM devices"),
        ("tries", "SELECT COUNT(*) FROM tries"),
        ("pins", "SELECT COUNT(*) FROM pins"),
        ("pin_requests", "SELECT COUNT(*) FROM pin_requests"),
        ("encounters", "SELECT COUNT(*) FROM encounters"),
        ("audit", "SELECT COUNT(*) FROM audit"),
        ("letters", "SELECT COUNT(*) FROM letters"),
    ];
    let mut counted = Vec::new();
    for (table, text) in tables {
        let (count,): (i64,) = sql!(conn, text).one().await?;
        counted.push((table, count));
    }
    Ok(counted)
}

/// The outcomes of all encounters, and whether each names a citizen, in the order of their ids.
pub(crate) async fn outcomes(conn: &mut Conn) -> Result<Vec<(String, bool)>, DbError> {
    sql!(conn, "SELECT outcome, citizen_id IS NOT NULL FROM encounters ORDER BY id").all().await
}

/// Lets the records say another street.
pub(crate) async fn moved(conn: &mut Conn, citizen: Uuid, street: &str) -> Result<(), DbError> {
    sql!(conn, "UPDATE citizens SET residence_street = $2 WHERE id = $1", citizen, street).execute().await?;
    Ok(())
}
