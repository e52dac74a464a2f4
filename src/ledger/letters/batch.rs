//! Taking letters for the mail house: none lost, none twice, wherever the power goes.
//!
//! A batch has its number in the database before any file exists. Its files are written aside, noted in the folder's
//! list, and only then made visible by one rename; then the letters are marked and their secrets erased. Run again
//! after a kill, the same batch is finished first.
//!
//! **Invariant**: a batch in the list is complete; it is never written again, even if it has been carried away.
//! **Invariant**: a letter is marked as taken together with its row in the audit: the mail house reads it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::{Letter, paper, records};
use crate::clock::Moment;
use crate::db::DbError;
use crate::ledger::records::{AuditEntry, audit};
use crate::portal::Portal;
use crate::services::Failure;

/// How many letters one batch holds.
const BATCH: i64 = 500;

/// The first line of a batch's list; `docs/letters.md` tells the mail house what they mean.
pub(super) const COLUMNS: &str = "letter,kind,delivery,language,file,state";

/// The folder's list of batches that were made visible, or are about to be.
const LIST: &str = ".batches";

/// What was taken.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// How many letters.
    pub letters: u64,
    /// The batches, one folder each.
    pub batches: Vec<String>,
    /// Letters set aside, for they cannot be opened; they wait as before.
    pub unopened: Vec<Uuid>,
}

/// Why letters were not taken.
#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    /// The folder cannot be written.
    #[error("the folder for letters: {0}")]
    Folder(#[from] io::Error),
    /// Another program is taking letters into the same folder.
    #[error("letters are being taken into this folder by another program")]
    Busy,
    /// The world failed.
    #[error(transparent)]
    Failure(#[from] Failure),
}

impl From<DbError> for TakeError {
    fn from(error: DbError) -> TakeError {
        TakeError::Failure(error.into())
    }
}

/// A file of a batch: its name and what is in it.
pub(super) type Sheet = (String, Vec<u8>);

/// Takes every waiting letter into `folder`, always the same one for an outbox; one folder a batch. One that cannot be
/// opened keeps no other waiting.
///
/// # Errors
/// [`TakeError`]; run again it goes on where it was.
pub async fn take(portal: &Portal, folder: &Path, now: Moment) -> Result<Taken, TakeError> {
    fs::create_dir_all(folder)?;
    let lock = OpenOptions::new().write(true).create(true).truncate(false).open(folder.join(".lock"))?;
    if lock.try_lock().is_err() {
        return Err(TakeError::Busy);
    }
    let mut taken = Taken::default();
    loop {
        let unfinished = records::unfinished(&mut portal.db.reader().await?).await?;
        let batch = match unfinished {
            Some(batch) => batch,
            None => match begin(portal, &taken.unopened).await? {
                Some(batch) => batch,
                None => return Ok(taken),
            },
        };
        let (letters, unopened) = finish(portal, folder, &batch, now).await?;
        taken.unopened.extend(unopened);
        if letters > 0 {
            taken.letters += letters;
            taken.batches.push(batch);
        }
    }
}

/// Gives waiting letters to a new batch, but for those `aside`; `None` if no other waits.
pub(super) async fn begin(portal: &Portal, aside: &[Uuid]) -> Result<Option<String>, Failure> {
    let batch = Uuid::now_v7().simple().to_string();
    let (name, aside) = (batch.clone(), aside.to_owned());
    let assigned = portal
        .db
        .write(move |tx| {
            Box::pin(async move {
                let most = BATCH.saturating_add(i64::try_from(aside.len()).unwrap_or(BATCH));
                let assigned = records::assign(tx, &name, most).await?;
                Ok::<_, Failure>(assigned - records::release(tx, &name, &aside).await?)
            })
        })
        .await?;
    Ok((assigned > 0).then_some(batch))
}

/// Writes a batch's files, if they were not yet, and marks its letters as taken: how many; and those that cannot be opened,
/// which do not belong to it any more.
async fn finish(
    portal: &Portal,
    folder: &Path,
    batch: &str,
    now: Moment,
) -> Result<(u64, Vec<Uuid>), TakeError> {
    let mut unopened = Vec::new();
    // What is listed has every letter of its batch, whether it can still be opened or not.
    if is_listed(folder, batch)? {
        write_all(folder, batch, Vec::new()).await?;
    } else {
        let opened = sheets(portal, batch, now).await?;
        unopened = opened.unopened;
        // Before any file is there: else a letter might be marked that stands in none.
        release(portal, batch, &unopened).await?;
        if opened.sheets.len() > 1 {
            write_all(folder, batch, opened.sheets).await?;
        }
    }
    let name = batch.to_owned();
    let marked = portal
        .db
        .write(move |tx| {
            Box::pin(async move {
                for citizen in records::citizens_of(tx, &name).await? {
                    audit(tx, read_by_mail_house(citizen, now)).await?;
                }
                records::mark_taken(tx, &name, now).await.map_err(Failure::from)
            })
        })
        .await?;
    Ok((marked, unopened))
}

/// The reading of a letter by who prints and posts it.
fn read_by_mail_house(citizen: Uuid, now: Moment) -> AuditEntry {
    AuditEntry {
        at: now,
        citizen,
        actor: "mail-house",
        channel: "post",
        what: "letter-taken",
        address: String::new(),
    }
}

/// Writes the files of a batch where they do not hold up who is served.
async fn write_all(folder: &Path, batch: &str, sheets: Vec<Sheet>) -> io::Result<()> {
    let (folder, batch) = (folder.to_owned(), batch.to_owned());
    let written = tokio::task::spawn_blocking(move || write(&folder, &batch, &sheets)).await;
    written.map_err(io::Error::other)?
}

/// Takes letters out of a batch: they wait for another one.
async fn release(portal: &Portal, batch: &str, letters: &[Uuid]) -> Result<(), Failure> {
    if letters.is_empty() {
        return Ok(());
    }
    let (batch, letters) = (batch.to_owned(), letters.to_owned());
    portal
        .db
        .write(move |tx| {
            Box::pin(
                async move { records::release(tx, &batch, &letters).await.map(drop).map_err(Failure::from) },
            )
        })
        .await
}

/// A batch opened to be written.
#[derive(Debug, Default)]
pub(super) struct Opened {
    /// Its files: its letters, and the list that the mail house answers with.
    pub(super) sheets: Vec<Sheet>,
    /// The letters that cannot be opened.
    pub(super) unopened: Vec<Uuid>,
}

/// The files of a batch.
pub(super) async fn sheets(portal: &Portal, batch: &str, now: Moment) -> Result<Opened, Failure> {
    let stored = records::of_batch(&mut portal.db.reader().await?, batch).await?;
    let mut opened = Opened::default();
    let sheets = &mut opened.sheets;
    let mut list = format!("{COLUMNS}\n");
    for stored in stored {
        let id = stored.id;
        let letter = match Letter::open(stored, &portal.keys) {
            Ok(letter) => letter,
            Err(failure) if failure.is_of_its_row() => {
                opened.unopened.push(id);
                continue;
            }
            Err(failure) => return Err(failure),
        };
        let (ending, bytes) = paper::write(&letter, &portal.config, now.date());
        let file = format!("{:04}-{}.{ending}", sheets.len() + 1, letter.id.simple());
        let (delivery, lang) = (letter.delivery.code(), letter.body.lang.code());
        list.push_str(&format!("{},{},{delivery},{lang},{file},\n", letter.id, letter.kind));
        sheets.push((file, bytes));
    }
    sheets.push(("manifest.csv".to_owned(), list.into_bytes()));
    Ok(opened)
}

/// Makes a batch visible as a folder, complete or not at all.
pub(super) fn write(folder: &Path, batch: &str, sheets: &[Sheet]) -> io::Result<()> {
    let (aside, visible) = (aside(folder, batch), folder.join(batch));
    if !is_listed(folder, batch)? {
        write_aside(&aside, sheets)?;
        list(folder, batch)?;
    }
    // Listed but neither aside nor visible: the mail house has carried it away.
    if aside.exists() {
        fs::rename(&aside, &visible)?;
        sync(folder)?;
    }
    Ok(())
}

/// Where a batch is written before it is visible.
pub(super) fn aside(folder: &Path, batch: &str) -> PathBuf {
    folder.join(format!(".{batch}.part"))
}

/// Writes the files of a batch aside, from the beginning, down to the disk.
pub(super) fn write_aside(aside: &Path, sheets: &[Sheet]) -> io::Result<()> {
    if aside.exists() {
        fs::remove_dir_all(aside)?;
    }
    fs::DirBuilder::new().mode(0o700).create(aside)?;
    for (name, bytes) in sheets {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(aside.join(name))?;
        file.write_all(bytes)?;
        file.sync_all()?;
    }
    sync(aside)
}

/// Notes in the folder's list that a batch is complete.
pub(super) fn list(folder: &Path, batch: &str) -> io::Result<()> {
    let mut list = OpenOptions::new().append(true).create(true).mode(0o600).open(folder.join(LIST))?;
    // A line cut short by a kill is ended first: it never was a batch's name.
    list.write_all(format!("\n{batch}\n").as_bytes())?;
    list.sync_all()?;
    sync(folder)
}

fn is_listed(folder: &Path, batch: &str) -> io::Result<bool> {
    match fs::read_to_string(folder.join(LIST)) {
        Ok(text) => Ok(text.lines().any(|line| line == batch)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
