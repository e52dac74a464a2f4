//! SQLite in this process: one writer, several readers, nothing lost in a power cut.
//!
//! A statement runs on the thread that asks: with the file in memory it takes less time than to hand it to another.
//!
//! **Invariant**: `synchronous=FULL` on the writer; readers cannot write.
//! **Invariant**: the file is readable by its owner only.

use super::row::{FromRow, Got, Source, places};
use super::{DbError, Tuning};
use rusqlite::{Connection, OpenFlags, types::Value};
use std::{
    fs::OpenOptions,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, TryAcquireError};

/// A connection; a reader's goes back to the others when it is dropped.
pub(super) struct Lite {
    conn: Option<Connection>,
    home: Option<(Arc<Readers>, OwnedSemaphorePermit)>,
}

/// The reading connections, opened as they are needed.
pub(super) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    places: Arc<Semaphore>,
    count: u32,
    wait: Duration,
}

/// The writer's connection, and the readers.
pub(super) fn open(path: &Path, tuning: &Tuning) -> Result<(Lite, Arc<Readers>), DbError> {
    make_file(path)?;
    let writer = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, tuning.wait)?;
    writer.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -2048;
         PRAGMA journal_size_limit = 67108864;
         -- An erased secret is overwritten, not only forgotten.
         PRAGMA secure_delete = ON;",
    )?;
    let readers = Readers {
        path: path.to_owned(),
        idle: Mutex::default(),
        places: Arc::new(Semaphore::new(tuning.connections as usize)),
        count: tuning.connections,
        wait: tuning.wait,
    };
    Ok((Lite { conn: Some(writer), home: None }, Arc::new(readers)))
}

fn connect(path: &Path, access: OpenFlags, wait: Duration) -> Result<Connection, DbError> {
    let conn = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(wait)?;
    conn.set_prepared_statement_cache_capacity(100);
    conn.execute_batch(
        // The operating system's cache serves all connections and is not counted as ours.
        "PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON;",
    )?;
    Ok(conn)
}

impl Readers {
    /// A connection that reads; [`DbError::Busy`] if none is free in time.
    pub(super) async fn take(self: &Arc<Self>) -> Result<Lite, DbError> {
        let place = match self.places.clone().try_acquire_owned() {
            Ok(place) => place,
            Err(TryAcquireError::Closed) => return Err(DbError::Closed),
            Err(TryAcquireError::NoPermits) => {
                let waited = tokio::time::timeout(self.wait, self.places.clone().acquire_owned()).await;
                waited.map_err(|_| DbError::Busy)?.map_err(|_| DbError::Closed)?
            }
        };
        let idle = self.idle().pop();
        let conn = match idle {
            Some(conn) => conn,
            None => {
                let conn = connect(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY, self.wait)?;
                // Whatever is written makes it read its pages again: it need not hold more than one statement takes.
                conn.execute_batch("PRAGMA cache_size = -256;")?;
                conn
            }
        };
        Ok(Lite { conn: Some(conn), home: Some((self.clone(), place)) })
    }

    /// Waits for those in use, and closes all.
    pub(super) async fn close(&self) {
        // Whoever closes twice finds it closed.
        let all = self.places.acquire_many(self.count).await;
        self.places.close();
        self.idle().clear();
        drop(all);
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Lite {
    fn drop(&mut self) {
        // The place is free only once the connection is back.
        if let (Some(conn), Some((readers, _place))) = (self.conn.take(), &self.home) {
            readers.idle().push(conn);
        }
    }
}

impl Lite {
    fn conn(&mut self) -> Result<&mut Connection, DbError> {
        self.conn.as_mut().ok_or(DbError::Closed)
    }

    /// Closes it for good: the last one folds the log into the file.
    pub(super) fn close(mut self) -> Result<(), DbError> {
        match self.conn.take() {
            Some(conn) => conn.close().map_err(|(_, error)| error.into()),
            None => Ok(()),
        }
    }

    /// Several statements without values.
    pub(super) fn script(&mut self, text: &str) -> Result<(), DbError> {
        Ok(self.conn()?.execute_batch(text)?)
    }

    /// Runs one statement to its end; the rows it touched.
    pub(super) fn execute(&mut self, text: &str, values: &[Value]) -> Result<u64, DbError> {
        let conn = self.conn()?;
        let mut statement = bound(conn, text, values)?;
        let mut rows = statement.raw_query();
        while rows.next()?.is_some() {}
        drop(rows);
        drop(statement);
        Ok(conn.changes())
    }

    /// Runs one statement; all its rows.
    pub(super) fn all<R: FromRow>(&mut self, text: &str, values: &[Value]) -> Result<Vec<R>, DbError> {
        let mut statement = bound(self.conn()?, text, values)?;
        let places = places::<R>(&statement.column_names())?;
        let mut rows = statement.raw_query();
        let mut all = Vec::new();
        // Read to the end: SQLite must finish an INSERT ... RETURNING it has begun.
        while let Some(row) = rows.next()? {
            all.push(R::read(&mut Got { row: Source::Lite(row), places: &places, next: 0 })?);
        }
        Ok(all)
    }
}

/// A statement with its values. To SQLite `$2` is a name, numbered as it comes: the value is found by what it says.
fn bound<'c>(
    conn: &'c Connection,
    text: &str,
    values: &[Value],
) -> Result<rusqlite::CachedStatement<'c>, DbError> {
    let mut statement = conn.prepare_cached(text)?;
    for at in 1..=statement.parameter_count() {
        let number = statement.parameter_name(at).and_then(|name| name.get(1..)?.parse().ok()).unwrap_or(at);
        let value = values.get(number - 1).unwrap_or(&Value::Null);
        statement.raw_bind_parameter(at, value)?;
    }
    Ok(statement)
}

fn make_file(path: &Path) -> Result<(), DbError> {
    let mut file = OpenOptions::new();
    file.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
    file.open(path)
        .map(drop)
        .map_err(|why| DbError::File { path: path.display().to_string(), why: why.to_string() })
}
