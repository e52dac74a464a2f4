//! Makes the word functions of every slice: each folder under `src` that has a `text` folder of `.ftl` files.

#[path = "a11y/words_build.rs"]
mod words_build;

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=a11y/words_build.rs");
    println!("cargo::rerun-if-changed=migrations");
    let mut folders = Vec::new();
    find(Path::new("src"), &mut folders);
    folders.sort();
    let mut problems = Vec::new();
    for folder in folders {
        let slice = folder.parent().and_then(Path::file_name).map(|n| n.to_string_lossy().into_owned());
        problems.extend(words_build::generate(
            &folder,
            &format!("words_{}", slice.unwrap_or_default()),
            "a11y",
        ));
    }
    words_build::finish(&problems);
}

fn find(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name == "text") {
                found.push(path);
            } else {
                find(&path, found);
            }
        }
    }
}
