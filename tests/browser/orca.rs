//! The screen reader Orca on a page, heard by a speech module that writes everything down.

use std::process::{Command, Stdio};

/// What Orca says at an address, key by key: `> Tab`, then what was heard. It takes 15 to 60 seconds.
///
/// `title` is part of the window's title; `keys` are xdotool's names, `type:words`, or `hear:words` to wait for
/// them; `lang` is `it`, `en` or `ar`.
pub(crate) fn orca(url: &str, title: &str, keys: &[&str], lang: &str) -> String {
    // On a loaded machine a key can be lost, and then a page that is waited for never comes.
    session(url, title, keys, lang)
        .or_else(|_| session(url, title, keys, lang))
        .unwrap_or_else(|why| panic!("Orca was lost twice: {why}"))
}

/// One session; where it was lost, why.
fn session(url: &str, title: &str, keys: &[&str], lang: &str) -> Result<String, String> {
    let folder = tempfile::tempdir().expect("a folder for the session");
    let script = folder.path().join("keys");
    std::fs::write(&script, keys.join("\n") + "\n").expect("the keys are written");
    let output = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/screen_reader/orca.sh"))
        .arg(folder.path().join("session"))
        .args([url, title])
        .arg(&script)
        .arg(lang)
        .stdin(Stdio::null())
        .output()
        .expect("orca.sh runs");
    // A space at which no line is broken is heard as any other.
    let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace('\u{a0}', " ");
    if output.status.success() { Ok(words(&output.stdout)) } else { Err(words(&output.stderr)) }
}
