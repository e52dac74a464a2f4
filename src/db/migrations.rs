//! Brings a database up to this program, one numbered step at a time.
//!
//! **Invariant**: a step and its record commit together; two programs starting at
//! once apply it once (SQLite's write lock, PostgreSQL's advisory lock).
//! **Invariant**: a database of a newer program is left alone.

use super::{Conn, DbError};
use crate::seal::hex;
use crate::{dialect, sql};
use sha2::{Digest, Sha256};

struct Migration {
    version: i64,
    name: &'static str,
    lite: &'static str,
    pg: &'static str,
}

macro_rules! migration {
    ($version:literal, $name:literal) => {
        Migration {
            version: $version,
            name: $name,
            lite: include_str!(concat!("../../migrations/sqlite/", $name, ".sql")),
            pg: include_str!(concat!("../../migrations/postgres/", $name, ".sql")),
        }
    };
}

/// All of them, in order: a new one is two files, one a dialect, and a line here.
const ALL: [Migration; 17] = [
    migration!(1, "0001_foundation"),
    migration!(2, "0002_feedback"),
    migration!(3, "0003_long_forms"),
    migration!(4, "0004_domestic_work"),
    migration!(5, "0005_kiosks"),
    migration!(6, "0006_card_pin"),
    migration!(7, "0007_counter_pins"),
    migration!(8, "0008_kiosk_health"),
    migration!(9, "0009_session_traces"),
    migration!(10, "0010_visits"),
    migration!(11, "0011_residence_abroad"),
    migration!(12, "0012_office_access"),
    migration!(13, "0013_repeated_requests"),
    migration!(14, "0014_secret_mark"),
    migration!(15, "0015_letters_of_cases"),
    migration!(16, "0016_indexes_of_the_rounds"),
    migration!(17, "0017_cancelled_letters"),
];

/// Applies what is missing, each step in a transaction of its own.
pub(super) async fn migrate(conn: &mut Conn) -> Result<(), DbError> {
    loop {
        // On PostgreSQL the lock ("sportell" in ASCII) waits for another program's step,
        // which may rightly take longer than a request.
        conn.command(dialect!(
            conn,
            lite = "BEGIN IMMEDIATE",
            pg = "BEGIN READ WRITE; SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0;
                  SELECT pg_advisory_xact_lock(8318271049123064940)",
        ))
        .await?;
        let step = step(conn).await;
        conn.command(if step.is_ok() { "COMMIT" } else { "ROLLBACK" }).await?;
        match step? {
            Some(name) => tracing::info!(migration = name, "database migrated"),
            None => return Ok(()),
        }
    }
}

/// Applies the first migration that is missing; its name, or none if all are there.
async fn step(conn: &mut Conn) -> Result<Option<&'static str>, DbError> {
    let recorded = recorded(conn).await?;
    let known = ALL.last().map_or(0, |newest| newest.version);
    if let Some((found, _)) = recorded.last().filter(|(found, _)| *found > known) {
        return Err(DbError::Newer { found: *found, known });
    }
    for migration in &ALL {
        let text = dialect!(conn, lite = migration.lite, pg = migration.pg);
        let checksum = hex(&Sha256::digest(text));
        match recorded.iter().find(|(version, _)| *version == migration.version) {
            Some((_, applied)) if *applied == checksum => {}
            Some(_) => return Err(DbError::Altered { version: migration.version }),
            None => {
                conn.script(text).await?;
                record(conn, migration, &checksum).await?;
                return Ok(Some(migration.name));
            }
        }
    }
    Ok(None)
}

/// Versions and checksums already applied, oldest first; makes the table on a new database.
async fn recorded(conn: &mut Conn) -> Result<Vec<(i64, String)>, DbError> {
    // Asked first: CREATE ... IF NOT EXISTS makes PostgreSQL log a notice at every start.
    if !conn.has_table("schema_migrations").await? {
        let table = dialect!(
            conn,
            lite = "CREATE TABLE schema_migrations (version INTEGER NOT NULL PRIMARY KEY,
                    name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT",
            pg = "CREATE TABLE schema_migrations (version BIGINT NOT NULL PRIMARY KEY,
                  name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)",
        );
        conn.script(table).await?;
    }
    sql!(conn, "SELECT version, checksum FROM schema_migrations ORDER BY version").all().await
}

impl Conn {
    /// Whether there is a table of this name yet.
    ///
    /// # Errors
    /// [`DbError`]
    pub async fn has_table(&mut self, name: &'static str) -> Result<bool, DbError> {
        let text = dialect!(
            self,
            lite = "SELECT COUNT(*) FROM sqlite_schema WHERE name = $1",
            pg = "SELECT COUNT(*) FROM information_schema.tables
                  WHERE table_schema = current_schema() AND table_name = $1",
        );
        let (tables,): (i64,) = sql!(self, text, name).one().await?;
        Ok(tables > 0)
    }
}

async fn record(conn: &mut Conn, migration: &Migration, checksum: &str) -> Result<(), DbError> {
    let text = dialect!(
        conn,
        lite = "INSERT INTO schema_migrations VALUES ($1, $2, $3, CAST(strftime('%s', 'now') AS INTEGER) * 1000)",
        pg = "INSERT INTO schema_migrations VALUES ($1, $2, $3, CAST(EXTRACT(EPOCH FROM now()) * 1000 AS BIGINT))",
    );
    sql!(conn, text, migration.version, migration.name, checksum).execute().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_run_from_one_and_begin_the_names() {
        for (at, migration) in (1..).zip(&ALL) {
            assert_eq!(migration.version, at);
            assert!(migration.name.starts_with(&format!("{at:04}_")), "{}", migration.name);
        }
    }

    #[test]
    fn every_file_of_both_folders_is_listed() {
        for folder in ["sqlite", "postgres"] {
            let folder = format!("{}/migrations/{folder}", env!("CARGO_MANIFEST_DIR"));
            let mut files: Vec<_> = std::fs::read_dir(folder)
                .unwrap()
                .map(|file| file.unwrap().file_name().into_string().unwrap())
                .collect();
            files.sort();
            assert_eq!(files, ALL.map(|migration| format!("{}.sql", migration.name)));
        }
    }
}
