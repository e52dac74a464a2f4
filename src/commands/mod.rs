//! The commands, one file a family; what each begins with: the database and the keys.

pub(crate) mod cases;
pub(crate) mod kiosks;
pub(crate) mod letters;
pub(crate) mod measure;
pub(crate) mod people;
pub(crate) mod rows;
pub(crate) mod serve;

use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};
use sportello::clock::Clock;
use sportello::config::Config;
use sportello::db::{DatabaseUrl, Db};
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
    let db = Db::open(&url).await?;
    let place = config.secret_file.display();
    if !is_there(&config.secret_file) && seal::is_in_use(&db).await? {
        bail!(
            "no secret at {place}, but the database was used with one: put that file there, from the backup, or name \
             its place (SPORTELLO_SECRET_FILE). Without it no PIN is accepted and nothing sealed opens; no other is made"
        );
    }
    let keys = secret(&config.secret_file)?;
    if !seal::fits(&db, &keys).await? {
        bail!(
            "the secret at {place} is not the one that the database was used with: put the right file there, from the \
             backup, or name its place (SPORTELLO_SECRET_FILE), or is SPORTELLO_DATABASE another one's? Nothing was changed"
        );
    }
    Ok(Portal::new(db, keys, config, Clock::System))
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
