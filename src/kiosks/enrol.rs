//! Enrolling a kiosk: a pair of keys is made, the private one for the kiosk alone.
//!
//! **Invariant**: the file of a key is there whole, and only once its kiosk is on record; killed on the way and begun
//! again, enrolling ends the same.

use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use uuid::Uuid;

use super::{Kiosk, records};
use crate::clock::Moment;
use crate::db::Db;
use crate::seal::random;
use crate::services::Failure;

/// What became of enrolling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enrolled {
    /// It may ask from now on.
    Done,
    /// A kiosk in use has this name.
    Taken,
    /// There are offices on record, and this is none of them.
    NoOffice,
}

/// Why a kiosk cannot be enrolled.
#[derive(Debug, thiserror::Error)]
pub enum EnrolError {
    /// Its name cannot name a key.
    #[error("a kiosk's name has 1 to 40 lower-case letters, digits and hyphens")]
    Name,
    /// The file is there already, or cannot be made.
    #[error("the key cannot be written to {0}: {1}")]
    File(PathBuf, std::io::Error),
    /// The key cannot be put into a file.
    #[error("the key cannot be put into PEM")]
    Pem,
    /// The database.
    #[error(transparent)]
    Failure(#[from] Failure),
}

/// Whether a kiosk can be called so.
pub fn is_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=40).contains(&name.len()) && name.bytes().all(plain)
}

/// Enrols a kiosk, and writes its private key (PKCS #8 in PEM) into a file that is not there yet and that only its
/// owner reads. Done again with the same file it changes nothing.
///
/// # Errors
/// [`EnrolError`]
pub async fn enrol(
    db: &Db,
    name: &str,
    office: &str,
    key_file: &Path,
    now: Moment,
) -> Result<Enrolled, EnrolError> {
    if !is_name(name) {
        return Err(EnrolError::Name);
    }
    let (any, this) = records::offices(&mut reader(db).await?, office).await.map_err(Failure::from)?;
    if any && !this {
        return Ok(Enrolled::NoOffice);
    }
    let cannot = |error| EnrolError::File(key_file.into(), error);
    let waiting = waiting(key_file);
    let in_use = records::in_use(&mut reader(db).await?, name).await.map_err(Failure::from)?;
    // An earlier enrolling may have been killed at its very end, before or after the key was put in its place.
    let has_its_key = |file: &Path| {
        in_use.as_ref().filter(|(kiosk, _)| kiosk.office == office).is_some_and(|(_, public)| {
            key_in(file).is_some_and(|key| key.verifying_key().as_bytes()[..] == public[..])
        })
    };
    if has_its_key(key_file) {
        return Ok(Enrolled::Done);
    }
    if key_file.exists() {
        return Err(cannot(ErrorKind::AlreadyExists.into()));
    }
    if in_use.is_some() && !has_its_key(&waiting) {
        return Ok(Enrolled::Taken);
    }
    if in_use.is_none() {
        let key = SigningKey::from_bytes(&random());
        let pem = key.to_pkcs8_pem(LineEnding::LF).map_err(|_| EnrolError::Pem)?;
        // The key first: a kiosk on record whose key nobody has would hold its name.
        write(&waiting, pem.as_bytes()).map_err(cannot)?;
        if !add(db, name, office, key.verifying_key().to_bytes(), now).await? {
            std::fs::remove_file(&waiting).map_err(cannot)?;
            return Ok(Enrolled::Taken);
        }
    }
    std::fs::rename(&waiting, key_file).map_err(cannot)?;
    Ok(Enrolled::Done)
}

async fn add(db: &Db, name: &str, office: &str, public: [u8; 32], now: Moment) -> Result<bool, Failure> {
    let kiosk = Kiosk { id: Uuid::now_v7(), name: name.to_owned(), office: office.to_owned() };
    db.write(move |tx| {
        Box::pin(async move { records::add(tx, &kiosk, &public, now).await.map_err(Failure::from) })
    })
    .await
}

/// Where a key lies until its kiosk is on record.
fn waiting(key_file: &Path) -> PathBuf {
    let mut name = key_file.as_os_str().to_owned();
    name.push(".new");
    name.into()
}

fn key_in(file: &Path) -> Option<SigningKey> {
    SigningKey::from_pkcs8_pem(&std::fs::read_to_string(file).ok()?).ok()
}

async fn reader(db: &Db) -> Result<crate::db::Conn, Failure> {
    db.reader().await.map_err(Failure::from)
}

/// Writes a file that only its owner reads, in place of what an earlier enrolling left.
fn write(path: &Path, content: &[u8]) -> std::io::Result<()> {
    if path.exists() {
        std::fs::remove_file(path)?;
    }
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(content)?;
    file.sync_all()
}
