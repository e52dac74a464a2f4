//! The database: SQLite embedded or PostgreSQL, one SQL text for both. No queries here.
//!
//! A query is an ordinary function of a slice's `records.rs`:
//! ```
//! use sportello::{db::{Conn, DbError}, sql};
//!
//! async fn office_name(conn: &mut Conn, code: &str) -> Result<Option<String>, DbError> {
//!     let row: Option<(String,)> = sql!(conn, "SELECT name FROM offices WHERE code = $1", code).optional().await?;
//!     Ok(row.map(|(name,)| name))
//! }
//! ```
//!
//! **Invariant**: an acknowledged write survives a power cut.
//! **Invariant**: never catch a constraint error; `ON CONFLICT`, then look.
//! **Invariant**: inside a write nothing is awaited but its own connection.

mod bulk;
mod error;
mod lite;
mod migrations;
mod postgres;
mod ready;
mod row;
mod statement;
mod url;
mod writer;

pub use crate::{dialect, row, sql};
pub use bulk::insert_all;
pub use error::DbError;
pub use futures_util::future::BoxFuture;
pub use ready::Readiness;
pub use row::{Field, FromRow, Got};
pub use statement::{Conn, Dialect, Statement, Value};
pub use url::{DatabaseUrl, UrlError};

use statement::Link;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

/// Sizes and patience; the defaults suit a node of two cores.
#[derive(Debug, Clone)]
pub struct Tuning {
    /// Reading connections of SQLite, or all connections to PostgreSQL.
    pub connections: u32,
    /// Writes that may wait before the next is told [`DbError::Busy`].
    pub queue: usize,
    /// Writes that share one COMMIT, at most.
    pub group: usize,
    /// Patience for a lock or a connection.
    pub wait: Duration,
    /// The longest one write may hold the writer.
    pub limit: Duration,
}

impl Default for Tuning {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, |n| u32::try_from(n.get()).unwrap_or(8));
        Self {
            connections: (2 * cores).clamp(4, 8),
            queue: 1024,
            group: 64,
            wait: Duration::from_secs(5),
            limit: Duration::from_secs(30),
        }
    }
}

/// An open, migrated database; clones share it.
#[derive(Clone)]
pub struct Db {
    store: Arc<Store>,
    tried: Arc<Mutex<ready::Tried>>,
}

enum Store {
    Lite { writer: writer::Writer, readers: Arc<lite::Readers> },
    Pg(postgres::Server),
}

impl Db {
    /// Opens the database and brings it up to this program.
    ///
    /// # Errors
    /// A file that cannot be made, a server that cannot be reached, a newer program's database.
    pub async fn open(url: &DatabaseUrl) -> Result<Self, DbError> {
        Self::open_tuned(url, &Tuning::default()).await
    }

    /// Opens it with sizes of one's own.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub async fn open_tuned(url: &DatabaseUrl, tuning: &Tuning) -> Result<Self, DbError> {
        Self::open_if(url, tuning, |_| Box::pin(async { Ok(()) })).await
    }

    /// Opens it if `look`, which sees it as it is on record, before it is brought up to this program, does not refuse it.
    ///
    /// # Errors
    /// As [`open`](Self::open), and those of `look`.
    pub async fn open_if<E, F>(url: &DatabaseUrl, tuning: &Tuning, look: F) -> Result<Self, E>
    where
        E: From<DbError>,
        F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<(), E>>,
    {
        let store = match url {
            DatabaseUrl::Sqlite(path) => {
                let (writer, readers) = lite::open(path, tuning)?;
                let mut conn = Conn::new(Link::Lite(writer));
                look(&mut conn).await?;
                migrations::migrate(&mut conn).await?;
                Store::Lite { writer: writer::Writer::start(conn, tuning)?, readers }
            }
            DatabaseUrl::Postgres(options) => {
                let server = postgres::Server::open((**options).clone(), tuning).await?;
                let mut conn = server.reader().await?;
                look(&mut conn).await?;
                migrations::migrate(&mut conn).await?;
                drop(conn);
                Store::Pg(server)
            }
        };
        Ok(Self { store: Arc::new(store), tried: Arc::default() })
    }

    /// A connection that reads: one a request, given back when dropped.
    ///
    /// # Errors
    /// [`DbError::Busy`] if none is free in time.
    pub async fn reader(&self) -> Result<Conn, DbError> {
        match &*self.store {
            Store::Lite { readers, .. } => Ok(Conn::new(Link::Lite(readers.take().await?))),
            Store::Pg(server) => server.reader().await,
        }
    }

    /// Runs a write: all of it is kept and durable when this answers `Ok`, none of it otherwise.
    ///
    /// `db.write(move |tx| Box::pin(async move { submit(tx, &draft).await })).await?`
    /// SQLite runs writes one after the other; PostgreSQL runs them side by side at READ
    /// COMMITTED, so "look, then insert" needs a unique index or the row locked first.
    ///
    /// # Errors
    /// The body's own, or a [`DbError`] made into one: `Busy` if too many wait.
    pub async fn write<T, E, F>(&self, body: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, E>> + Send + 'static,
    {
        match &*self.store {
            Store::Lite { writer, .. } => writer.write(body, true).await,
            Store::Pg(server) => server.write(body).await,
        }
    }

    /// Runs a write of exactly one statement, such as an audit entry, cheaper than
    /// [`write`](Self::write): a statement is undone alone without a savepoint.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub async fn append<T, E, F>(&self, body: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, E>> + Send + 'static,
    {
        match &*self.store {
            Store::Lite { writer, .. } => writer.write(body, false).await,
            Store::Pg(server) => server.write(body).await,
        }
    }

    /// Lets waiting writes finish, then closes; afterwards everything is [`DbError::Closed`].
    pub async fn close(&self) {
        match &*self.store {
            Store::Lite { writer, readers } => {
                readers.close().await;
                writer.stop().await;
            }
            Store::Pg(server) => server.close().await,
        }
    }
}
