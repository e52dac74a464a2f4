//! One statement text, run on either database.
//!
//! **Invariant**: what only one of the two drivers takes cannot be bound (an `i32`
//! would be read back by SQLite and refused by PostgreSQL).
//! **Invariant**: a failed statement marks its connection, so that a write which
//! swallows the failure is undone on both (see [`DbError::WentOn`]).

use super::DbError;
use sqlx::{
    Encode, FromRow, PgConnection, Postgres, Sqlite, SqliteConnection, Type,
    pool::PoolConnection,
    postgres::{PgArguments, PgRow},
    query::Query,
    sqlite::{SqliteArguments, SqliteRow},
};
use uuid::Uuid;

/// Runs one statement with its values, `$1` the first: `sql!(conn, "... $1", id).all::<Row>()`.
///
/// The text is shared by both databases: CAST every SUM and AVG AS BIGINT, sort text in Rust.
#[macro_export]
macro_rules! sql {
    ($conn:expr, $text:expr $(, $value:expr)* $(,)?) => { $conn.sql($text)$(.bind($value))* };
}

/// The text for this connection's database, where the two must differ.
#[macro_export]
macro_rules! dialect {
    ($conn:expr, lite = $lite:expr, pg = $pg:expr $(,)?) => {
        match $conn.dialect() {
            $crate::db::Dialect::Lite => $lite,
            $crate::db::Dialect::Pg => $pg,
        }
    };
}

/// Which database a connection speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// SQLite.
    Lite,
    /// PostgreSQL.
    Pg,
}

/// One connection, of a reader or inside a write; queries take it as `&mut Conn`.
pub struct Conn {
    pub(super) link: Link,
    pub(super) failed: bool,
}

pub(super) enum Link {
    Lite(PoolConnection<Sqlite>),
    Pg(PoolConnection<Postgres>),
}

impl Conn {
    pub(super) fn new(link: Link) -> Self {
        Self { link, failed: false }
    }

    /// A statement to bind and run; [`sql!`](crate::sql) writes it shorter.
    pub fn sql(&mut self, text: &'static str) -> Statement<'_> {
        let run = match &mut self.link {
            Link::Lite(conn) => Run::Lite(conn, sqlx::query(text)),
            Link::Pg(conn) => Run::Pg(conn, sqlx::query(text)),
        };
        Statement { run, failed: &mut self.failed }
    }

    /// Which database this is, for [`dialect!`](crate::dialect).
    pub fn dialect(&self) -> Dialect {
        match self.link {
            Link::Lite(_) => Dialect::Lite,
            Link::Pg(_) => Dialect::Pg,
        }
    }

    /// Closes it for good, instead of giving it back: SQLite then folds its log into the file.
    pub(super) async fn close(self) -> Result<(), DbError> {
        let outcome = match self.link {
            Link::Lite(conn) => conn.close().await,
            Link::Pg(conn) => conn.close().await,
        };
        Ok(outcome?)
    }

    /// BEGIN, COMMIT and the like: prepared once and kept on SQLite, for they run for every write.
    pub(super) async fn command(&mut self, text: &'static str) -> Result<(), DbError> {
        let outcome = match &mut self.link {
            Link::Lite(conn) => sqlx::query(text).execute(&mut **conn).await.map(|_| ()),
            Link::Pg(conn) => sqlx::raw_sql(text).execute(&mut **conn).await.map(|_| ()),
        };
        Ok(outcome?)
    }

    /// Several statements without values: a migration.
    pub(super) async fn script(&mut self, text: &'static str) -> Result<(), DbError> {
        let outcome = match &mut self.link {
            Link::Lite(conn) => sqlx::raw_sql(text).execute(&mut **conn).await.map(|_| ()),
            Link::Pg(conn) => sqlx::raw_sql(text).execute(&mut **conn).await.map(|_| ()),
        };
        Ok(outcome?)
    }
}

/// A value both databases store alike.
///
/// `i64`, `bool`, text, bytes, [`Uuid`] and their options. A Uuid is a BLOB of 16 bytes
/// in SQLite and a UUID in PostgreSQL, so the same text compares and orders them alike.
pub trait Value<'q>: Encode<'q, Sqlite> + Type<Sqlite> + Encode<'q, Postgres> + Type<Postgres> {}

macro_rules! values {
    ($($kind:ty),* $(,)?) => { $(impl<'q> Value<'q> for $kind {} impl<'q> Value<'q> for Option<$kind> {})* };
}
values!(i64, bool, &'q str, String, &'q [u8], Vec<u8>, Uuid);

/// A struct with `#[derive(FromRow)]`, or a tuple, made of values both databases read alike.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<R> Row for R where R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

/// A statement being bound; nothing happens before one of its four ends is awaited.
#[must_use = "a statement does nothing before `execute`, `one`, `optional` or `all`"]
pub struct Statement<'c> {
    run: Run<'c>,
    failed: &'c mut bool,
}

enum Run<'c> {
    Lite(&'c mut SqliteConnection, Query<'static, Sqlite, SqliteArguments>),
    Pg(&'c mut PgConnection, Query<'static, Postgres, PgArguments>),
}

impl Statement<'_> {
    /// Binds the next value.
    pub fn bind<'q>(self, value: impl Value<'q>) -> Self {
        let run = match self.run {
            Run::Lite(conn, query) => Run::Lite(conn, query.bind(value)),
            Run::Pg(conn, query) => Run::Pg(conn, query.bind(value)),
        };
        Self { run, failed: self.failed }
    }

    /// Runs it; the number of rows touched.
    pub async fn execute(self) -> Result<u64, DbError> {
        let outcome = match self.run {
            Run::Lite(conn, query) => query.execute(conn).await.map(|done| done.rows_affected()),
            Run::Pg(conn, query) => query.execute(conn).await.map(|done| done.rows_affected()),
        };
        *self.failed |= outcome.is_err();
        Ok(outcome?)
    }

    /// All its rows.
    pub async fn all<R: Row>(self) -> Result<Vec<R>, DbError> {
        let outcome = match self.run {
            Run::Lite(conn, query) => {
                query.try_map(|row| <R as FromRow<'_, SqliteRow>>::from_row(&row)).fetch_all(conn).await
            }
            Run::Pg(conn, query) => {
                query.try_map(|row| <R as FromRow<'_, PgRow>>::from_row(&row)).fetch_all(conn).await
            }
        };
        *self.failed |= outcome.is_err();
        Ok(outcome?)
    }

    /// Its first row, if any.
    pub async fn optional<R: Row>(self) -> Result<Option<R>, DbError> {
        // Read to the end: SQLite must finish an INSERT ... RETURNING it has begun.
        Ok(self.all().await?.into_iter().next())
    }

    /// Its first row; [`DbError::Missing`] if there is none.
    pub async fn one<R: Row>(self) -> Result<R, DbError> {
        self.optional().await?.ok_or(DbError::Missing)
    }
}
