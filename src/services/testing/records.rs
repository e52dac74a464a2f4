//! What tests count in the database, and turn there.

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use uuid::Uuid;

use crate::db::{Conn, DatabaseUrl, DbError};
use crate::sql;

/// A new database in this cluster, which goes with it.
pub(crate) async fn database_in(cluster: &str) -> DatabaseUrl {
    let cluster: PgConnectOptions = cluster.parse().unwrap();
    let name = format!("desk_{}", Uuid::now_v7().simple());
    let mut conn = PgConnection::connect_with(&cluster).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
    DatabaseUrl::Postgres(Box::new(cluster.database(&name)))
}

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

/// How many rows the audit has.
pub(crate) async fn audited(conn: &mut Conn) -> Result<i64, DbError> {
    let (count,): (i64,) = sql!(conn, "SELECT COUNT(*) FROM audit").one().await?;
    Ok(count)
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

/// Loses the table of late forms.
pub(crate) async fn lose_late_forms(conn: &mut Conn) -> Result<(), DbError> {
    sql!(conn, "DROP TABLE late_forms").execute().await?;
    Ok(())
}
