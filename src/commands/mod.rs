//! The commands, one file a family; what each begins with: the database and the keys.

pub(crate) mod cases;
pub(crate) mod kiosks;
pub(crate) mod letters;
pub(crate) mod measure;
pub(crate) mod people;
pub(crate) mod rows;
pub(crate) mod serve;

use std::fmt::Display;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};
use sportello::clock::Clock;
use sportello::config::Config;
use sportello::db::{DatabaseUrl, Db, Tuning};
use sportello::portal::Portal;
use sportello::seal::{self, Keys, hex, random};

/// What a command ends with that did what it could, and left bad rows of its file or of the records out; 1 is a failure, 2
/// a command that is not right.
pub(crate) const ROWS_LEFT_OUT: u8 = 3;

/// Opens the database and the keys that are there. A command about people, letters, cases or kiosks finds none of them
/// in a new database: whoever gives one has named the wrong place, and is told so.
pub(crate) async fn open(config: Config) -> anyhow::Result<Portal> {
    if let Some(path) = config.database.strip_prefix("sqlite:")
        && !Path::new(path).exists()
    {
        bail!("no database at {path}; is SPORTELLO_DATABASE set?");
    }
    if !config.secret_file.exists() {
        bail!("no secret at {}; is SPORTELLO_SECRET_FILE set?", config.secret_file.display());
    }
    make(config).await
}

/// Opens the database and the keys, and makes those that are not there yet; never a secret beside a database that was used
/// with one: right PINs would be refused, and what is sealed anew would open nowhere else.
pub(crate) async fn make(config: Config) -> anyhow::Result<Portal> {
    if let Some(path) = config.database.strip_prefix("sqlite:") {
        make_folder_of(Path::new(path))?;
    }
    let url: DatabaseUrl = config.database.parse().context("the database address")?;
    let found = is_there(&config.secret_file).then(|| secret(&config.secret_file)).transpose()?;
    let (sought, place) = (found.clone(), config.secret_file.display().to_string());
    let tuning = Tuning::default();
    let opened = Db::open_if(&url, &tuning, move |conn| {
        Box::pin(async move {
            match sought {
                // Told before the tables are brought up to this program: they may be another portal's.
                Some(keys) if seal::knows_another(conn, &keys).await? => {
                    bail!("{} Nothing was changed", another_secret(&place))
                }
                _ => Ok(()),
            }
        })
    });
    let db = opened.await?;
    let place = config.secret_file.display();
    if found.is_none() && seal::is_in_use(&db).await? {
        bail!(
            "no secret at {place}, but the database was used with one: put that file there, from the backup, or name \
             its place (SPORTELLO_SECRET_FILE). Without it no PIN is accepted and nothing sealed opens; no other is made"
        );
    }
    let keys = match found {
        Some(keys) => keys,
        None => secret(&config.secret_file)?,
    };
    if !seal::fits(&db, &keys).await? {
        // Of a program that kept nothing to know a secret by, so that only what is sealed could tell.
        bail!(
            "{} Its tables are those of this program now; nothing else was changed",
            another_secret(&place)
        );
    }
    Ok(Portal::new(db, keys, config, Clock::System))
}

/// The secret at this place is another one's.
fn another_secret(place: &impl Display) -> String {
    format!(
        "the secret at {place} is not the one that the database was used with: put the right file there, from the \
         backup, or name its place (SPORTELLO_SECRET_FILE), or is SPORTELLO_DATABASE another one's?"
    )
}

fn make_folder_of(path: &Path) -> std::io::Result<()> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => std::fs::create_dir_all(folder),
        _ => Ok(()),
    }
}

/// A secret is at this place. An empty one is of a program that was killed as it made it, and nothing was sealed with it.
fn is_there(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.len() > 0)
}

/// The institute's secret: 64 hexadecimal digits in a file that only its owner reads.
fn secret(path: &Path) -> anyhow::Result<Keys> {
    if !is_there(path) {
        use std::os::unix::fs::OpenOptionsExt;
        make_folder_of(path)?;
        let mut file = std::fs::OpenOptions::new().append(true).create(true).mode(0o600).open(path)?;
        // Another program may be making it at this moment.
        file.lock()?;
        if file.metadata()?.len() == 0 {
            file.write_all(hex(&random::<32>()).as_bytes())?;
            file.sync_all()?;
        }
    }
    Keys::read(path).with_context(|| format!("the secret {}", path.display()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use sportello::db::DbError;
    use sportello::sql;

    use super::*;

    #[tokio::test]
    async fn beside_another_secret_no_table_is_brought_up_to_this_program() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name| folder.path().join(name);
        let config = Config {
            database: format!("sqlite:{}", at("test.db").display()),
            secret_file: at("secret"),
            ..Config::default()
        };
        let portal = make(config.clone()).await.unwrap();
        // As of an older program: to do the newest step again would fail, and so be told.
        let newest =
            "DELETE FROM schema_migrations WHERE version = (SELECT MAX(version) FROM schema_migrations)";
        let older: Result<u64, DbError> =
            portal.db.write(move |tx| Box::pin(sql!(tx, newest).execute())).await;
        assert_eq!(older.unwrap(), 1);
        portal.db.close().await;
        std::fs::write(at("secret"), hex(&[9; 32])).unwrap();
        let refused = make(config).await.err().unwrap().to_string();
        let told = ["is not the one that the database was used with", "Nothing was changed"];
        assert!(told.iter().all(|words| refused.contains(words)), "{refused}");
    }
}
