//! The bench's only SQL: what the bare page reads, and whom the bench signs in without a PIN.

use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, FromRow, SqlitePool, pool::PoolOptions};
use uuid::Uuid;

use crate::db::{Conn, DbError};
use crate::sql;

/// Rows of the statement that is measured.
pub(super) const ROWS: usize = 40;

/// A row as it is on record.
#[derive(FromRow)]
#[expect(dead_code, reason = "read as a page would read it; the bare page's bytes are there already")]
pub(super) struct Row {
    id: Uuid,
    regime: String,
    kind: String,
    from_date: String,
    to_date: String,
    unit: String,
    quantity: i64,
    weeks_right: i64,
    weeks_measure: i64,
    pay_cents: Option<i64>,
    employer: String,
    note: String,
}

/// Connections that read.
pub(super) type Pool = SqlitePool;

/// Readers of a database as plainly as sqlx opens them.
pub(super) fn readers(database: &Path) -> Pool {
    let options = SqliteConnectOptions::new().filename(database).read_only(true).disable_statement_logging();
    PoolOptions::new().max_connections(4).test_before_acquire(false).connect_lazy_with(options)
}

/// The rows of a citizen.
pub(super) async fn rows(pool: &Pool, citizen: Uuid) -> Result<Vec<Row>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, regime, kind, from_date, to_date, unit, quantity, weeks_right, weeks_measure, pay_cents, \
         employer, note FROM contributions WHERE citizen_id = $1 ORDER BY year, from_date",
    )
    .bind(citizen)
    .fetch_all(pool)
    .await
}

/// Copies the contributions of one database into another of the same tables, as SQLite does it alone: what to write so many
/// rows and their indexes costs at least. `before` is called when only this is left to do.
pub(super) async fn copy(from: &Path, to: &Path, before: impl FnOnce()) -> Result<(), sqlx::Error> {
    let mut conn = SqliteConnectOptions::new().filename(to).disable_statement_logging().connect().await?;
    sqlx::query("ATTACH $1 AS source").bind(from.to_string_lossy().into_owned()).execute(&mut conn).await?;
    sqlx::query("INSERT INTO citizens SELECT * FROM source.citizens").execute(&mut conn).await?;
    before();
    sqlx::query("INSERT INTO contributions SELECT * FROM source.contributions").execute(&mut conn).await?;
    conn.close().await
}

/// A citizen of exactly so many rows.
pub(super) async fn citizen_of(conn: &mut Conn, rows: usize) -> Result<Option<Uuid>, DbError> {
    let found: Option<(Uuid,)> = sql!(
        conn,
        "SELECT citizen_id FROM contributions GROUP BY citizen_id HAVING COUNT(*) = $1 \
         ORDER BY citizen_id LIMIT 1",
        i64::try_from(rows).unwrap_or(i64::MAX)
    )
    .optional()
    .await?;
    Ok(found.map(|(id,)| id))
}

/// So many citizens and their codes, or all if there are fewer, taken evenly from all on record.
pub(super) async fn some(conn: &mut Conn, count: usize) -> Result<Vec<(Uuid, String)>, DbError> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let (all,): (i64,) = sql!(conn, "SELECT COUNT(*) FROM citizens").one().await?;
    sql!(
        conn,
        "SELECT id, codice_fiscale FROM (SELECT id, codice_fiscale, ROW_NUMBER() OVER (ORDER BY id) AS n \
         FROM citizens) AS numbered WHERE n % $1 = 0 LIMIT $2",
        (all / count.max(1)).max(1),
        count
    )
    .all()
    .await
}
