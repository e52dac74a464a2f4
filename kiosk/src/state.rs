//! The one folder that a kiosk writes into: what must outlive a restart and tells nothing of anybody.
//!
//! Two small files, each written whole: reports that wait for the portal (`portal::reports`), and the version of the
//! settings that were last accepted (`signed`). What is in them are numbers, times and closed lists.
//!
//! **Invariant**: nothing else of the kiosk writes a file.
//! **Invariant**: after a power cut a file is as it was before or after a write, never between.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::PathBuf;

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
}
