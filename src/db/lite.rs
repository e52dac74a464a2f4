//! Opening SQLite: one writer, several readers, nothing lost in a power cut.
//!
//! **Invariant**: `synchronous=FULL` on the writer; readers cannot write.
//! **Invariant**: the file is readable by its owner only.

use super::{Conn, DbError, Tuning, statement::Link};
use sqlx::{
    ConnectOptions, SqlitePool,
    pool::PoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use std::{fs::OpenOptions, path::Path};

/// The writer's connection and the readers' pool, whose connections open as they are needed.
pub(super) async fn open(path: &Path, tuning: &Tuning) -> Result<(Conn, SqlitePool), DbError> {
    make_file(path)?;
    let writer = options(path, tuning)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("cache_size", "-4096")
        // An erased secret is overwritten, not only forgotten.
        .pragma("secure_delete", "on")
        .pragma("journal_size_limit", "67108864");
    // A pool of one: both ends of `Link` are then pooled connections.
    let writer = pool(1, tuning).connect_lazy_with(writer);
    let conn = Conn::new(Link::Lite(writer.acquire().await?));
    let readers = options(path, tuning).read_only(true).pragma("cache_size", "-1024");
    Ok((conn, pool(tuning.connections, tuning).connect_lazy_with(readers)))
}

fn options(path: &Path, tuning: &Tuning) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .busy_timeout(tuning.wait)
        // The operating system's cache serves all connections and is not counted as ours.
        .pragma("mmap_size", "0")
        .pragma("temp_store", "memory")
        .pragma("trusted_schema", "off")
        .disable_statement_logging()
}

fn pool(connections: u32, tuning: &Tuning) -> PoolOptions<sqlx::Sqlite> {
    PoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(tuning.wait)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
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
