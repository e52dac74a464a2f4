//! A PostgreSQL cluster of one test, which may end it and bring it back.

use std::process::Command;

use tempfile::TempDir;

/// A cluster that ends with its value.
pub struct Cluster {
    folder: TempDir,
    /// Its address.
    pub url: String,
}

impl Cluster {
    /// A new one.
    pub fn start() -> Cluster {
        let folder = tempfile::tempdir().unwrap();
        let url = tell(&folder, "start");
        Cluster { folder, url }
    }

    /// Ends the server as a crash would.
    pub fn halt(&self) {
        tell(&self.folder, "halt");
    }

    /// Ends it so and brings it back as a standby server, which only reads.
    pub fn stand_by(&self) {
        tell(&self.folder, "standby");
    }

    /// From now on it writes again.
    pub fn promote(&self) {
        tell(&self.folder, "promote");
    }

    /// Brings it back where it was.
    pub fn bring_back(&self) {
        assert_eq!(tell(&self.folder, "start"), self.url);
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        tell(&self.folder, "stop");
    }
}

fn tell(folder: &TempDir, what: &str) -> String {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/postgres.sh");
    let done = Command::new(script).arg(what).arg(folder.path()).output().unwrap();
    assert!(done.status.success(), "postgres.sh {what}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap().trim().to_owned()
}
