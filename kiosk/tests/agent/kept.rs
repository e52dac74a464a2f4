//! Texts that the tests write and people read.

use std::path::Path;

/// A text that is kept in the repository and read by people: the same as it was, or written anew if that is asked for.
#[track_caller]
pub fn kept(path: &str, now: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::write(&path, now).unwrap();
    }
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(before == now, "{} is not what the tests found; INSTA_UPDATE=always writes it", path.display());
}
