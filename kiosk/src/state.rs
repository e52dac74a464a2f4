//! The one folder that a kiosk writes into: what must outlive a restart and tells nothing of anybody.
//!
//! Two small files, each written whole: reports that wait for the portal (`portal::reports`), and the version of the
//! settings that were last accepted (`signed`). What is in them are numbers, times and closed lists.
//!
//! **Invariant**: nothing else of the kiosk writes a file.
//! **Invariant**: after a power cut a file is as it was before or after a write, never between.
//! **Invariant**: a disk that takes nothing stops nobody's visit and no start; it is told, and tried again.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::event::Event;

/// How long after a write that failed it is tried again.
const AGAIN: Duration = Duration::from_secs(5);

/// The folder; made by who starts the kiosk (`StateDirectory=`).
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// In this folder.
    #[must_use]
    pub fn new(folder: PathBuf) -> Store {
        Store { folder }
    }

    /// Reads a file; `None` if it was never written.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.folder.join(name)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes a file in place of what is there, and waits until it is on the disk.
    ///
    /// # Errors
    /// The disk is full, or may not be written to; then the file is as it was.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let new = self.folder.join(format!("{name}.new"));
        let mut file = File::create(&new)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&new, self.folder.join(name))?;
        // The name is on the disk once the folder is.
        File::open(&self.folder)?.sync_all()
    }
}

/// The last words of files that are still to be written.
type Waiting = BTreeMap<&'static str, Vec<u8>>;

/// Who writes into the store, and does not give up: a disk that was full has room again some day.
#[derive(Clone, Debug)]
pub struct Keeper {
    store: Store,
    waiting: Arc<Mutex<Waiting>>,
    /// Hears after each attempt whether everything is on the disk.
    events: Sender<Event>,
    again: Duration,
}

impl Keeper {
    /// One for this store.
    #[must_use]
    pub fn new(store: Store, events: Sender<Event>) -> Keeper {
        Keeper { store, waiting: Arc::default(), events, again: AGAIN }
    }

    /// Reads a file; `None` if it was never written.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn read(&self, name: &str) -> io::Result<Option<Vec<u8>>> {
        self.store.read(name)
    }

    /// Writes a file in place of what is there, now or as soon as the disk takes it; what was still to be written of it is
    /// not any more. Whether it is written now.
    pub fn keep(&self, name: &'static str, bytes: Vec<u8>) -> bool {
        let mut waiting = self.lock();
        let tries = !waiting.is_empty();
        waiting.insert(name, bytes);
        let Err(error) = self.write(&mut waiting) else { return true };
        if !tries {
            tracing::error!(%error, name, "a file cannot be written: it is tried again every few seconds");
            let keeper = self.clone();
            std::thread::spawn(move || keeper.tries_again());
        }
        !waiting.contains_key(name)
    }

    fn tries_again(&self) {
        loop {
            std::thread::sleep(self.again);
            if self.write(&mut self.lock()).is_ok() {
                return;
            }
        }
    }

    /// Writes all that waits, and tells whether all is written.
    fn write(&self, waiting: &mut Waiting) -> io::Result<()> {
        let mut written = Ok(());
        waiting.retain(|name, bytes| {
            let one = self.store.write(name, bytes);
            let failed = one.is_err();
            written = std::mem::replace(&mut written, Ok(())).and(one);
            failed
        });
        // Without an agent nobody is told.
        drop(self.events.send(Event::Kept(written.is_ok())));
        written
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_what_a_power_cut_left_beside_it_does_no_harm() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path().to_owned());
        assert_eq!(store.read("a").unwrap(), None);
        store.write("a", b"one").unwrap();
        fs::write(folder.path().join("a.new"), b"tw").unwrap();
        assert_eq!(store.read("a").unwrap().unwrap(), b"one");
        store.write("a", b"two").unwrap();
        assert_eq!(store.read("a").unwrap().unwrap(), b"two");
        assert!(Store::new("/nowhere".into()).write("a", b"x").is_err());
    }

    #[test]
    fn what_a_full_disk_does_not_take_is_written_once_it_has_room_and_each_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::new(folder.path().to_owned());
        store.write("a", b"old").unwrap();
        let (events, told) = std::sync::mpsc::channel();
        let mut keeper = Keeper::new(store.clone(), events);
        keeper.again = Duration::from_millis(20);
        let told = |wanted| loop {
            let told = told.recv_timeout(Duration::from_secs(20)).unwrap();
            if told == Event::Kept(wanted) {
                return;
            }
        };
        // The kernel's own full disk: what is written there meets ENOSPC.
        for name in ["a.new", "b.new"] {
            std::os::unix::fs::symlink(std::path::Path::new("/dev").join("full"), folder.path().join(name))
                .unwrap();
        }
        for (name, words) in [("a", "new"), ("b", "one"), ("a", "newer")] {
            assert!(!keeper.keep(name, words.as_bytes().to_vec()));
            told(false);
        }
        assert_eq!(store.read("a").unwrap().unwrap(), b"old", "as it was");
        for name in ["a.new", "b.new"] {
            fs::remove_file(folder.path().join(name)).unwrap();
        }
        told(true);
        assert_eq!(store.read("a").unwrap().unwrap(), b"newer");
        assert_eq!(store.read("b").unwrap().unwrap(), b"one");
        // One that is gone again is tried again.
        std::os::unix::fs::symlink(std::path::Path::new("/dev").join("full"), folder.path().join("b.new"))
            .unwrap();
        assert!(!keeper.keep("b", b"two".to_vec()) && keeper.keep("a", b"newest".to_vec()));
        told(false);
        fs::remove_file(folder.path().join("b.new")).unwrap();
        told(true);
        assert_eq!(store.read("b").unwrap().unwrap(), b"two");
    }
}
