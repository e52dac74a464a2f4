//! What must not compile: mistakes that a page's maker could make with markup, and cannot make here.
//!
//! Each case in `compile_fail/` is given to the compiler beside the library that this test was built with, and what the
//! compiler says of it is compared with the file beside it: nothing is built for it once more.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// The library as it was built last. One that is older than this test's own has other features or was built from other
/// sources, one that is younger was built from the same.
fn library(beside: &Path) -> PathBuf {
    let built = |path: &PathBuf| {
        fs::metadata(path).and_then(|file| file.modified()).unwrap_or(SystemTime::UNIX_EPOCH)
    };
    let name =
        |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("liba11y-"));
    let all = fs::read_dir(beside).unwrap().map(|entry| entry.unwrap().path());
    let of_ours = all.filter(|path| name(path) && path.extension().is_some_and(|kind| kind == "rlib"));
    of_ours.max_by_key(built).unwrap_or_else(|| panic!("no library of ours in {}", beside.display()))
}

/// What the compiler says of a case, and whether it takes it.
fn compiled(case: &Path) -> (bool, String) {
    let this = std::env::current_exe().unwrap();
    let beside = this.parent().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut compiler = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    compiler
        .args(["--edition", "2024", "--emit", "metadata", "--color", "never", "--out-dir"])
        .arg(folder.path());
    compiler.arg("-L").arg(format!("dependency={}", beside.display()));
    compiler.arg("--extern").arg(format!("a11y={}", library(beside).display())).arg(case);
    let ran = compiler.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    (ran.status.success(), String::from_utf8(ran.stderr).unwrap())
}

/// The message alone, without the counts and the advice that follow every one.
fn message(said: &str) -> String {
    let end = said.find("error: aborting due to").unwrap_or(said.len());
    said[..end].trim().to_owned()
}

#[test]
fn mistakes_do_not_compile() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compile_fail");
    let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> =
        files.filter_map(|file| file.strip_suffix(".rs").map(str::to_owned)).collect();
    names.sort();
    assert_eq!(names, ["heading_level_by_hand", "question_without_label", "what_is_right"]);
    for name in names {
        let (taken, said) = compiled(&Path::new("tests/compile_fail").join(format!("{name}.rs")));
        // One is taken: what the others are refused for is their mistake, and nothing of how they are compiled.
        if name == "what_is_right" {
            assert!(taken && said.is_empty(), "{said}");
            continue;
        }
        let expected = fs::read_to_string(folder.join(format!("{name}.stderr"))).unwrap();
        assert!(!taken, "{name} compiles");
        assert_eq!(message(&said), expected.trim(), "{name}");
    }
}
