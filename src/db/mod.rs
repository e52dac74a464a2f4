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
mod row;
mod statement;
mod url;
mod writer;

pub use crate::{dialect, row, sql};
pub use bulk::insert_all;
pub use error::DbError;
pub use futures_util::future::BoxFuture;
pub use row::{Field, FromRow, Got};
pub use statement::{Conn, Dialect, Statement, Value};
pub use url::{DatabaseUrl, UrlError};

use crate::seal::random;
use statement::Link;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// How soon who asks whether the portal is ready is told.
const READY: Duration = Duration::from_secs(2);

/// For how long it stands that the last trial was kept, and that it was not.
const KEPT_FOR: Duration = Duration::from_secs(10);
const LOST_FOR: Duration = Duration::from_secs(1);

/// How much a trial writes, in bytes: about as much as what a citizen sends.
const TRIAL: usize = 16 * 1024;

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
    /// When a trial write ended last, and whether it was kept.
    tried: Arc<Mutex<Option<(Instant, bool)>>>,
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
        let store = match url {
            DatabaseUrl::Sqlite(path) => {
                let (writer, readers) = lite::open(path, tuning)?;
                let mut conn = Conn::new(Link::Lite(writer));
                migrations::migrate(&mut conn).await?;
                Store::Lite { writer: writer::Writer::start(conn, tuning)?, readers }
            }
            DatabaseUrl::Postgres(options) => {
                let server = postgres::Server::open((**options).clone(), tuning).await?;
                migrations::migrate(&mut server.reader().await?).await?;
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

    /// Whether the database answers a question, at once or within [`READY`].
    pub async fn answers(&self) -> bool {
        let ask = async {
            let mut conn = self.reader().await?;
            let one: Result<(i64,), DbError> = sql!(conn, "SELECT CAST(1 AS BIGINT)").one().await;
            one.map(drop)
        };
        matches!(tokio::time::timeout(READY, ask).await, Ok(Ok(())))
    }

    /// Whether the database keeps what is written: a full disk, or one that takes no byte, still answers questions. It is
    /// tried now and then, however often this is asked; one that only has much to do is as it was before.
    pub async fn takes_writes(&self) -> bool {
        let mut tried = self.tried.lock().await;
        if let Some((at, kept)) = *tried
            && at.elapsed() < if kept { KEPT_FOR } else { LOST_FOR }
        {
            return kept;
        }
        // Other bytes each time: SQLite writes nothing where nothing changes.
        let trial = "INSERT INTO write_trial (one, room) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET room = excluded.room";
        let write = self.write(move |tx| Box::pin(sql!(tx, trial, random::<TRIAL>().to_vec()).execute()));
        let kept = match tokio::time::timeout(READY, write).await {
            Ok(Ok(_)) => true,
            Err(_) | Ok(Err(DbError::Busy)) => tried.is_none_or(|(_, before)| before),
            Ok(Err(_)) => false,
        };
        *tried = Some((Instant::now(), kept));
        kept
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
