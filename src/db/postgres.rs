//! PostgreSQL: a pool, and an ordinary transaction for each write.
//!
//! **Invariant**: a connection reads only, unless inside a write; a misplaced INSERT
//! fails here as it does on SQLite's readers.
//! **Invariant**: COMMIT answers once it is durable, whatever the server's default.
//! **Invariant**: a connection whose transaction did not end cleanly never goes back to the pool.

use super::{Conn, DbError, Tuning, statement::Link, writer::attempt};
use futures_util::future::BoxFuture;
use sqlx::{ConnectOptions, Connection, PgPool, pool::PoolOptions, postgres::PgConnectOptions};
use std::{sync::Arc, time::Duration};
use tokio::sync::{Mutex, Semaphore};
use tokio::time::{Instant, timeout};

/// The pool, and how many writes may run or wait for a connection.
pub(super) struct Server {
    lines: Arc<Lines>,
    places: Arc<Semaphore>,
    limit: Duration,
}

/// The pool, and what is known of the server where it gives no connection.
struct Lines {
    pool: PgPool,
    options: PgConnectOptions,
    asked: Mutex<Option<(Instant, DbError)>>,
}

/// Who has no connection by then asks whether the server is there at all: a pool tries for as long as its patience lasts,
/// and citizens are told sooner that the records do not answer.
const SOON: Duration = Duration::from_millis(500);

/// Patience for the answer to that; it counts for as long.
const KNOCK: Duration = Duration::from_secs(1);

impl Lines {
    /// A connection. A pool that gives none does not tell one whose connections are all at work, which is worth waiting
    /// for, from a server that is not there, so that is asked.
    async fn take(&self) -> Result<sqlx::pool::PoolConnection<sqlx::Postgres>, DbError> {
        let mut waiting = std::pin::pin!(self.pool.acquire());
        let taken = match timeout(SOON, waiting.as_mut()).await {
            Ok(taken) => taken,
            Err(_) => match self.why_none().await {
                DbError::Busy => waiting.await,
                gone => return Err(gone),
            },
        };
        match taken {
            Err(sqlx::Error::PoolTimedOut) => Err(self.why_none().await),
            taken => Ok(taken?),
        }
    }

    /// One asks for all who wait.
    async fn why_none(&self) -> DbError {
        let mut asked = self.asked.lock().await;
        if let Some((_, why)) = asked.as_ref().filter(|(when, _)| when.elapsed() < KNOCK) {
            return why.clone();
        }
        let why = match timeout(KNOCK, self.options.connect()).await {
            Ok(Ok(line)) => {
                // Nothing hangs on how it ends.
                let _ = line.close().await;
                DbError::Busy
            }
            Ok(Err(error)) => error.into(),
            Err(_) => DbError::Unreachable("no answer in time".to_owned()),
        };
        *asked = Some((Instant::now(), why.clone()));
        why
    }
}

impl Server {
    /// Connects once, so that a wrong address is told at the start.
    pub(super) async fn open(options: PgConnectOptions, tuning: &Tuning) -> Result<Self, DbError> {
        let millis = |time: Duration| time.as_millis().to_string();
        let options = options
            .application_name("sportello")
            .options([
                ("default_transaction_read_only", "on".to_owned()),
                // Whatever the server's default: what is acknowledged is on its disk.
                ("synchronous_commit", "on".to_owned()),
                ("lock_timeout", millis(tuning.wait)),
                ("statement_timeout", millis(tuning.limit)),
                ("idle_in_transaction_session_timeout", millis(tuning.limit + tuning.wait)),
            ])
            .disable_statement_logging();
        let pool = PoolOptions::new()
            .max_connections(tuning.connections)
            .acquire_timeout(tuning.wait)
            .test_before_acquire(false)
            .connect_with(options.clone())
            .await?;
        let lines = Arc::new(Lines { pool, options, asked: Mutex::default() });
        Ok(Self { lines, places: Arc::new(Semaphore::new(tuning.queue)), limit: tuning.limit })
    }

    pub(super) async fn reader(&self) -> Result<Conn, DbError> {
        Ok(Conn::new(Link::Pg(self.lines.take().await?)))
    }

    pub(super) async fn close(&self) {
        self.places.close();
        self.lines.pool.close().await;
    }

    /// Runs a write in a task of its own: a requester who goes away does not stop it half-way.
    pub(super) async fn write<T, E, F>(&self, body: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, E>> + Send + 'static,
    {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|refused| match refused {
            tokio::sync::TryAcquireError::NoPermits => DbError::Busy,
            tokio::sync::TryAcquireError::Closed => DbError::Closed,
        })?;
        let (lines, limit) = (self.lines.clone(), self.limit);
        let task = tokio::spawn(async move {
            let mut conn = Conn::new(Link::Pg(lines.take().await?));
            let outcome = transact(&mut conn, body, limit).await;
            drop(place);
            outcome
        });
        task.await.unwrap_or_else(|_| Err(DbError::Closed.into()))
    }
}

async fn transact<T, E, F>(conn: &mut Conn, body: F, limit: Duration) -> Result<T, E>
where
    E: From<DbError>,
    F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, E>>,
{
    conn.command("BEGIN READ WRITE").await?;
    let outcome = attempt(conn, body, limit).await;
    let end = conn.command(if outcome.is_ok() { "COMMIT" } else { "ROLLBACK" }).await;
    if let Err(error) = end {
        if let Link::Pg(link) = &mut conn.link {
            link.close_on_drop();
        }
        tracing::error!(%error, "a write did not end cleanly");
        return outcome.and(Err(error.into()));
    }
    outcome
}
