//! Where the database is: `sqlite:PATH` or `postgres://...`.
//!
//! **Invariant**: shown or logged, it never tells the password.

use sqlx::postgres::PgConnectOptions;
use std::{fmt, path::PathBuf, str::FromStr};

/// A parsed database address.
#[derive(Clone, serde::Deserialize)]
#[serde(try_from = "String")]
pub enum DatabaseUrl {
    /// A file of this machine: the embedded database.
    Sqlite(PathBuf),
    /// A PostgreSQL server.
    Postgres(Box<PgConnectOptions>),
}

/// Why a text is not the address of a database.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// Neither of the two schemes.
    #[error("a database is sqlite:PATH or postgres://USER@HOST/NAME")]
    Scheme,
    /// `sqlite:` without a file; an in-memory database would be another one for each reader.
    #[error("sqlite: needs the path of a file")]
    NoFile,
    /// The PostgreSQL address does not parse.
    #[error("not a PostgreSQL address: {0}")]
    Postgres(String),
}

impl FromStr for DatabaseUrl {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() || path.starts_with(":memory:") {
                return Err(UrlError::NoFile);
            }
            Ok(Self::Sqlite(PathBuf::from(path)))
        } else if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(text).map_err(|e| UrlError::Postgres(e.to_string()))?;
            Ok(Self::Postgres(Box::new(options)))
        } else {
            Err(UrlError::Scheme)
        }
    }
}

impl TryFrom<String> for DatabaseUrl {
    type Error = UrlError;

    fn try_from(text: String) -> Result<Self, UrlError> {
        text.parse()
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(o) => {
                write!(
                    f,
                    "postgres://{}:{}/{}",
                    o.get_host(),
                    o.get_port(),
                    o.get_database().unwrap_or_default()
                )
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_text_panics_and_no_password_comes_back(text in r"(sqlite:|postgres://|postgresql://|)\PC{0,40}") {
            let _ = text.parse::<DatabaseUrl>().map(|url| url.to_string());
            let server = format!("postgres://ada:Segret4@h/{}", text.replace(|c: char| !c.is_ascii_alphanumeric(), ""));
            if let Ok(url) = server.parse::<DatabaseUrl>() {
                let shown = [url.to_string(), format!("{url:?}")];
                prop_assert!(shown.iter().all(|shown| !shown.contains("Segret4")));
            }
        }

        #[test]
        fn the_path_of_a_file_comes_back(path in r"[a-z0-9._-][a-z0-9._/ -]{0,30}") {
            let url = format!("sqlite:{path}").parse::<DatabaseUrl>().unwrap();
            prop_assert_eq!(url.to_string(), format!("sqlite:{path}"));
        }
    }

    #[test]
    fn a_file_and_a_server_parse() {
        assert_eq!(
            "sqlite:run-data/s.db".parse::<DatabaseUrl>().unwrap().to_string(),
            "sqlite:run-data/s.db"
        );
        assert_eq!("sqlite:///var/s.db".parse::<DatabaseUrl>().unwrap().to_string(), "sqlite:/var/s.db");
        let server = "postgres://ada:segreta@db.example:6432/sportello".parse::<DatabaseUrl>().unwrap();
        assert_eq!(server.to_string(), "postgres://db.example:6432/sportello");
    }

    #[test]
    fn a_password_is_never_shown() {
        let server = "postgresql://ada:segreta@db.example/sportello".parse::<DatabaseUrl>().unwrap();
        assert!(!format!("{server} {server:?}").contains("segreta"));
    }

    #[test]
    fn what_is_no_database_is_told_why() {
        assert_eq!("mysql://x".parse::<DatabaseUrl>().unwrap_err(), UrlError::Scheme);
        assert_eq!("sqlite:".parse::<DatabaseUrl>().unwrap_err(), UrlError::NoFile);
        assert_eq!("sqlite::memory:".parse::<DatabaseUrl>().unwrap_err(), UrlError::NoFile);
        assert!(matches!(
            "postgres://h:not-a-port/x".parse::<DatabaseUrl>().unwrap_err(),
            UrlError::Postgres(_)
        ));
    }
}
