//! SQLite's one writer: all writes that wait share one COMMIT, and so one fsync.
//!
//! **Invariant**: a write is answered only after the COMMIT that holds it.
//! **Invariant**: a write that fails or panics is undone alone; its neighbours do not notice.
//! **Invariant**: a requester who goes away tears nothing: the write runs to its end.

use super::{Conn, DbError, Tuning};
use futures_util::{FutureExt, future::BoxFuture};
use std::{panic::AssertUnwindSafe, time::Duration};
use tokio::sync::{mpsc, oneshot};

/// The queue to the writer's thread.
pub(super) struct Writer {
    queue: mpsc::Sender<Entry>,
    limit: Duration,
}

enum Entry {
    Write { work: Box<dyn Work>, savepoint: bool },
    Stop(oneshot::Sender<()>),
}

/// A body waiting for its turn, and then for its COMMIT.
trait Work: Send {
    /// Runs the body; whether its changes are to be kept.
    fn run<'c>(&'c mut self, conn: &'c mut Conn) -> BoxFuture<'c, bool>;
    /// Tells the requester, once COMMIT has succeeded or failed.
    fn answer(self: Box<Self>, committed: Result<(), DbError>);
}

struct Pending<T, E, F> {
    body: Option<F>,
    outcome: Option<Result<T, E>>,
    requester: oneshot::Sender<Result<T, E>>,
    limit: Duration,
}

impl<T, E, F> Work for Pending<T, E, F>
where
    T: Send,
    E: From<DbError> + Send,
    F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, E>> + Send,
{
    fn run<'c>(&'c mut self, conn: &'c mut Conn) -> BoxFuture<'c, bool> {
        Box::pin(async move {
            let Some(body) = self.body.take() else { return false };
            let outcome = attempt(conn, body, self.limit).await;
            let keep = outcome.is_ok();
            self.outcome = Some(outcome);
            keep
        })
    }

    fn answer(self: Box<Self>, committed: Result<(), DbError>) {
        let answer = match (self.outcome, committed) {
            (Some(outcome), Ok(())) => outcome,
            (Some(Err(own)), Err(_)) => Err(own),
            (_, Err(group)) => Err(group.into()),
            (None, Ok(())) => Err(DbError::NotCommitted.into()),
        };
        // A requester who has gone away needs no answer.
        let _ = self.requester.send(answer);
    }
}

/// Runs a write's body: a panic, a stall and a swallowed failure become errors.
pub(super) async fn attempt<T, E, F>(conn: &mut Conn, body: F, limit: Duration) -> Result<T, E>
where
    E: From<DbError>,
    F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, E>>,
{
    conn.failed = false;
    let caught = {
        let run = AssertUnwindSafe(async { body(conn).await }).catch_unwind();
        tokio::time::timeout(limit, run).await
    };
    match caught {
        Err(_) => Err(DbError::TooSlow(limit).into()),
        Ok(Err(_)) => Err(DbError::Panicked.into()),
        Ok(Ok(Ok(_))) if conn.failed => Err(DbError::WentOn.into()),
        Ok(Ok(outcome)) => outcome,
    }
}

impl Writer {
    /// Starts the writer's thread, with the connection it alone will use.
    pub(super) fn start(conn: Conn, tuning: &Tuning) -> Result<Self, DbError> {
        let (queue, waiting) = mpsc::channel(tuning.queue);
        let (group, failed) = (tuning.group, |why: std::io::Error| DbError::Unreachable(why.to_string()));
        // Of its own, so that it ends its writes whatever becomes of the requesters' runtimes.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().map_err(failed)?;
        let writer = move || runtime.block_on(serve(conn, waiting, group));
        std::thread::Builder::new().name("writer".to_owned()).spawn(writer).map_err(failed)?;
        Ok(Self { queue, limit: tuning.limit })
    }

    /// Queues a write and waits for its COMMIT; [`DbError::Busy`] at once if the queue is full.
    pub(super) async fn write<T, E, F>(&self, body: F, savepoint: bool) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, E>> + Send + 'static,
    {
        let (requester, answer) = oneshot::channel();
        let work = Box::new(Pending { body: Some(body), outcome: None, requester, limit: self.limit });
        self.queue.try_send(Entry::Write { work, savepoint }).map_err(|refused| match refused {
            mpsc::error::TrySendError::Full(_) => DbError::Busy,
            mpsc::error::TrySendError::Closed(_) => DbError::Closed,
        })?;
        answer.await.unwrap_or_else(|_| Err(DbError::Closed.into()))
    }

    /// Lets the writer finish what waits, and end.
    pub(super) async fn stop(&self) {
        let (done, ended) = oneshot::channel();
        if self.queue.send(Entry::Stop(done)).await.is_ok() {
            // Its end drops `done` too: either way there is no writer any more.
            let _ = ended.await;
        }
    }
}

/// The writer: takes all that waits, up to a group, until nobody can send.
async fn serve(mut conn: Conn, mut waiting: mpsc::Receiver<Entry>, group: usize) {
    let mut entries = Vec::with_capacity(group);
    let mut stops = Vec::new();
    while waiting.recv_many(&mut entries, group).await > 0 {
        let mut writes = Vec::with_capacity(entries.len());
        for entry in entries.drain(..) {
            match entry {
                Entry::Write { work, savepoint } => writes.push((work, savepoint)),
                Entry::Stop(done) => {
                    waiting.close();
                    stops.push(done);
                }
            }
        }
        if !writes.is_empty() {
            commit_group(&mut conn, writes).await;
        }
    }
    if let Err(error) = conn.close().await {
        tracing::warn!(%error, "the database was not closed cleanly");
    }
    for done in stops {
        // Whoever asked may have gone away.
        let _ = done.send(());
    }
}

/// One transaction for the group, then the answers.
async fn commit_group(conn: &mut Conn, mut writes: Vec<(Box<dyn Work>, bool)>) {
    let committed = run_group(conn, &mut writes).await;
    if let Err(error) = &committed {
        tracing::error!(writes = writes.len(), %error, "a group of writes was not committed");
        if let Err(error) = conn.command("ROLLBACK").await {
            // Expected where SQLite has rolled back by itself (a full disk).
            tracing::debug!(%error, "nothing to roll back");
        }
    }
    for (work, _) in writes {
        work.answer(committed.clone());
    }
}

async fn run_group(conn: &mut Conn, writes: &mut [(Box<dyn Work>, bool)]) -> Result<(), DbError> {
    conn.command("BEGIN IMMEDIATE").await?;
    for (work, savepoint) in writes {
        if !*savepoint {
            // A full disk makes SQLite give up the whole transaction with the statement; then a new one can be begun,
            // and what the group would still do must not be kept by itself.
            if !work.run(conn).await && conn.command("BEGIN").await.is_ok() {
                return Err(DbError::NotCommitted);
            }
            continue;
        }
        conn.command("SAVEPOINT one").await?;
        if !work.run(conn).await {
            conn.command("ROLLBACK TO one").await?;
        }
        conn.command("RELEASE one").await?;
    }
    conn.command("COMMIT").await
}
