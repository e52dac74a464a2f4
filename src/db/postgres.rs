//! PostgreSQL: a pool, and an ordinary transaction for each write.
//!
//! **Invariant**: a connection reads only, unless inside a write; a misplaced INSERT
//! fails here as it does on SQLite's readers.
//! **Invariant**: COMMIT answers once it is durable, whatever the server's default.
//! **Invariant**: a connection whose transaction did not end cleanly never goes back to the pool.

use super::{Conn, DbError, Tuning, statement::Link, writer::attempt};
use futures_util::future::BoxFuture;
use sqlx::{ConnectOptions, PgPool, pool::PoolOptions, postgres::PgConnectOptions};
use std::{sync::Arc, time::Duration};
use tokio::sync::Semaphore;

/// The pool, and how many writes may run or wait for a connection.
pub(super) struct Server {
    pool: PgPool,
    places: Arc<Semaphore>,
    limit: Duration,
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
            .connect_with(options)
            .await?;
        Ok(Self { pool, places: Arc::new(Semaphore::new(tuning.queue)), limit: tuning.limit })
    }

    pub(super) async fn reader(&self) -> Result<Conn, DbError> {
        Ok(Conn::new(Link::Pg(self.pool.acquire().await?)))
    }

    pub(super) async fn close(&self) {
        self.places.close();
        self.pool.close().await;
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
        let (pool, limit) = (self.pool.clone(), self.limit);
        let task = tokio::spawn(async move {
            let mut conn = Conn::new(Link::Pg(pool.acquire().await.map_err(DbError::from)?));
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
