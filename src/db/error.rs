//! What can go wrong between a query and its answer.
//!
//! **Invariant**: an error never carries a value of a row: PostgreSQL puts them
//! into an error's detail ("Key (codice_fiscale)=(...)"), which is left behind here.

use std::time::Duration;

/// Why the database gave no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DbError {
    /// Too many wait already, or a lock was not had in time: try again shortly (a 503 Page).
    #[error("the database is busy")]
    Busy,
    /// The database is being closed, or its writer has gone.
    #[error("the database is closed")]
    Closed,
    /// `one` found no row.
    #[error("no row where there must be one")]
    Missing,
    /// The database refused a statement: a constraint, a trigger, a full disk.
    #[error("the database refused a statement ({code}): {message}")]
    Refused {
        /// SQLSTATE of PostgreSQL, or SQLite's extended result code.
        code: String,
        /// The database's own sentence; names of tables and columns, no values.
        message: String,
    },
    /// The connection to the database failed.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// A row or a bound value is not what the statement's caller takes it for.
    #[error("the database's answer cannot be read: {0}")]
    Unreadable(String),
    /// The write's own code panicked; nothing of it was kept.
    #[error("a write panicked and was undone")]
    Panicked,
    /// The write held the writer for longer than this; nothing of it was kept.
    #[error("a write took more than {0:?} and was undone")]
    TooSlow(Duration),
    /// The write went on after a refused statement and called that a success. PostgreSQL
    /// would have lost it silently, so it was undone: `ON CONFLICT`, then look.
    #[error("a write went on after a refused statement and was undone")]
    WentOn,
    /// The group the write waited in was given up; nothing of it was kept.
    #[error("the write was not committed")]
    NotCommitted,
    /// The database file cannot be made or opened.
    #[error("the database file {path} cannot be opened: {why}")]
    File {
        /// As configured.
        path: String,
        /// The operating system's reason.
        why: String,
    },
    /// A newer program has migrated this database.
    #[error(
        "the database is at migration {found}, this program knows only up to {known}: start the newer program"
    )]
    Newer {
        /// The newest migration recorded in the database.
        found: i64,
        /// The newest migration this program has.
        known: i64,
    },
    /// A migration already applied is not the one this program has.
    #[error("migration {version} was applied with another text than this program's")]
    Altered {
        /// Number of the migration.
        version: i64,
    },
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(e) => {
                let code = e.code().unwrap_or_default().into_owned();
                if is_contention(&code) {
                    Self::Busy
                } else if is_going_down(&code) {
                    Self::Unreachable(e.message().to_owned())
                } else {
                    Self::Refused { code, message: e.message().to_owned() }
                }
            }
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::PoolClosed => Self::Closed,
            sqlx::Error::RowNotFound => Self::Missing,
            sqlx::Error::Io(e) => Self::Unreachable(e.to_string()),
            sqlx::Error::Tls(e) => Self::Unreachable(e.to_string()),
            sqlx::Error::Configuration(e) => Self::Unreachable(e.to_string()),
            other => Self::Unreadable(other.to_string()),
        }
    }
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::SqliteFailure(failure, message) => {
                let code = failure.extended_code.to_string();
                if is_contention(&code) {
                    return Self::Busy;
                }
                Self::Refused { code, message: message.unwrap_or_else(|| failure.to_string()) }
            }
            rusqlite::Error::SqlInputError { error, msg, .. } => {
                Self::Refused { code: error.extended_code.to_string(), message: msg }
            }
            // The others may carry a value.
            _ => Self::Unreadable("the statement is not what its caller takes it for".to_owned()),
        }
    }
}

/// Whether trying again may help: SQLite's BUSY and LOCKED with their extensions,
/// PostgreSQL's serialization failure, deadlock, lock timeout, too many connections.
fn is_contention(code: &str) -> bool {
    matches!(code, "5" | "6" | "261" | "262" | "517" | "773" | "40001" | "40P01" | "55P03" | "53300")
}

/// PostgreSQL ends the connection because it is being stopped, or one of its processes crashed; or takes none, because it
/// is being stopped or is starting.
fn is_going_down(code: &str) -> bool {
    matches!(code, "57P01" | "57P02" | "57P03")
}
