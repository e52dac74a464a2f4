//! One statement text, run on either database.
//!
//! **Invariant**: what only one of the two databases takes cannot be bound (an `i32`
//! would be read back by SQLite and refused by PostgreSQL).
//! **Invariant**: a failed statement marks its connection, so that a write which
//! swallows the failure is undone on both (see [`DbError::WentOn`]).

use super::DbError;
use super::lite::Lite;
use super::row::{FromRow, Got, Source, places};
use rusqlite::types::Value as LiteValue;
use sqlx::{
    Column as _, Encode, PgConnection, Postgres, Row as _, Type,
    pool::PoolConnection,
    postgres::{PgArguments, PgRow},
    query::Query,
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
    Lite(Lite),
    Pg(PoolConnection<Postgres>),
}

impl Conn {
    pub(super) fn new(link: Link) -> Self {
        Self { link, failed: false }
    }

    /// A statement to bind and run; [`sql!`](crate::sql) writes it shorter.
    pub fn sql(&mut self, text: &'static str) -> Statement<'_> {
        let run = match &mut self.link {
            Link::Lite(conn) => Run::Lite(conn, text, Vec::new()),
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
            Link::Lite(conn) => return conn.close(),
            Link::Pg(conn) => conn.close().await,
        };
        Ok(outcome?)
    }

    /// BEGIN, COMMIT and the like: prepared once and kept on SQLite, for they run for every write.
    pub(super) async fn command(&mut self, text: &'static str) -> Result<(), DbError> {
        let outcome = match &mut self.link {
            Link::Lite(conn) => return conn.execute(text, &[]).map(drop),
            Link::Pg(conn) => sqlx::raw_sql(text).execute(&mut **conn).await.map(|_| ()),
        };
        Ok(outcome?)
    }

    /// Several statements without values: a migration.
    pub(super) async fn script(&mut self, text: &'static str) -> Result<(), DbError> {
        let outcome = match &mut self.link {
            Link::Lite(conn) => return conn.script(text),
            Link::Pg(conn) => sqlx::raw_sql(text).execute(&mut **conn).await.map(|_| ()),
        };
        Ok(outcome?)
    }
}

/// A value both databases store alike.
///
/// `i64`, `bool`, text, bytes, [`Uuid`] and their options. A Uuid is a BLOB of 16 bytes
/// in SQLite and a UUID in PostgreSQL, so the same text compares and orders them alike.
pub trait Value<'q>: Encode<'q, Postgres> + Type<Postgres> + 'q {
    /// As SQLite stores it.
    fn lite(self) -> LiteValue;
}

macro_rules! values {
    ($($kind:ty: $value:ident => $lite:expr;)*) => { $(
        impl<'q> Value<'q> for $kind {
            fn lite(self) -> LiteValue {
                let $value = self;
                $lite
            }
        }
        impl<'q> Value<'q> for Option<$kind> {
            fn lite(self) -> LiteValue {
                self.map_or(LiteValue::Null, Value::lite)
            }
        }
    )* };
}
values!(
    i64: number => LiteValue::Integer(number);
    bool: yes => LiteValue::Integer(yes.into());
    &'q str: text => LiteValue::Text(text.to_owned());
    String: text => LiteValue::Text(text);
    &'q [u8]: bytes => LiteValue::Blob(bytes.to_owned());
    Vec<u8>: bytes => LiteValue::Blob(bytes);
    Uuid: id => LiteValue::Blob(id.as_bytes().to_vec());
);

/// A statement being bound; nothing happens before one of its four ends is awaited.
#[must_use = "a statement does nothing before `execute`, `one`, `optional` or `all`"]
pub struct Statement<'c> {
    run: Run<'c>,
    failed: &'c mut bool,
}

enum Run<'c> {
    Lite(&'c mut Lite, &'static str, Vec<LiteValue>),
    Pg(&'c mut PgConnection, Query<'static, Postgres, PgArguments>),
}

impl Statement<'_> {
    /// Binds the next value.
    pub fn bind<'q>(self, value: impl Value<'q>) -> Self {
        let run = match self.run {
            Run::Lite(conn, text, mut values) => {
                values.push(value.lite());
                Run::Lite(conn, text, values)
            }
            Run::Pg(conn, query) => Run::Pg(conn, query.bind(value)),
        };
        Self { run, failed: self.failed }
    }

    /// Runs it; the number of rows touched.
    ///
    /// # Errors
    /// [`DbError`]
    pub async fn execute(self) -> Result<u64, DbError> {
        let outcome = match self.run {
            Run::Lite(conn, text, values) => conn.execute(text, &values),
            Run::Pg(conn, query) => {
                query.execute(conn).await.map(|done| done.rows_affected()).map_err(DbError::from)
            }
        };
        *self.failed |= outcome.is_err();
        outcome
    }

    /// All its rows.
    ///
    /// # Errors
    /// [`DbError`]
    pub async fn all<R: FromRow>(self) -> Result<Vec<R>, DbError> {
        let outcome = match self.run {
            Run::Lite(conn, text, values) => conn.all(text, &values),
            Run::Pg(conn, query) => {
                query.fetch_all(conn).await.map_err(DbError::from).and_then(|rows| read_all(&rows))
            }
        };
        *self.failed |= outcome.is_err();
        outcome
    }

    /// Its first row, if any.
    ///
    /// # Errors
    /// [`DbError`]
    pub async fn optional<R: FromRow>(self) -> Result<Option<R>, DbError> {
        Ok(self.all().await?.into_iter().next())
    }

    /// Its first row; [`DbError::Missing`] if there is none.
    ///
    /// # Errors
    /// [`DbError`]
    pub async fn one<R: FromRow>(self) -> Result<R, DbError> {
        self.optional().await?.ok_or(DbError::Missing)
    }
}

fn read_all<R: FromRow>(rows: &[PgRow]) -> Result<Vec<R>, DbError> {
    let Some(first) = rows.first() else { return Ok(Vec::new()) };
    let names: Vec<&str> = first.columns().iter().map(|column| column.name()).collect();
    let places = places::<R>(&names)?;
    rows.iter().map(|row| R::read(&mut Got { row: Source::Pg(row), places: &places, next: 0 })).collect()
}
