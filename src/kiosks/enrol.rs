//! Enrolling a kiosk: a pair of keys is made, the private one for the kiosk alone.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::EncodePrivateKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
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
/// owner reads.
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
    let key = SigningKey::from_bytes(&random());
    // The file first: a kiosk on record whose key nobody has would hold its name.
    let mut file = create(key_file).map_err(|error| EnrolError::File(key_file.into(), error))?;
    let kiosk = Kiosk { id: Uuid::now_v7(), name: name.to_owned(), office: office.to_owned() };
    let public = key.verifying_key().to_bytes();
    let added = db
        .write(move |tx| {
            Box::pin(async move { records::add(tx, &kiosk, &public, now).await.map_err(Failure::from) })
        })
        .await;
    let written = match added {
        Ok(true) => {
            let pem = key.to_pkcs8_pem(LineEnding::LF).map_err(|_| EnrolError::Pem)?;
            file.write_all(pem.as_bytes()).and_then(|()| file.sync_all())
        }
        Ok(false) | Err(_) => std::fs::remove_file(key_file),
    };
    written.map_err(|error| EnrolError::File(key_file.into(), error))?;
    Ok(if added? { Enrolled::Done } else { Enrolled::Taken })
}

async fn reader(db: &Db) -> Result<crate::db::Conn, Failure> {
    db.reader().await.map_err(Failure::from)
}

fn create(path: &Path) -> std::io::Result<std::fs::File> {
    std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}
