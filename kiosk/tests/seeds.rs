//! What the fuzz targets begin with goes through the targets themselves, without a fuzzer: whatever one of them once found
//! stays mended.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    unreachable_pub,
    unused_attributes
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

// The targets name the fuzzer's library: here it is this file.
extern crate self as libfuzzer_sys;

macro_rules! targets {
    ($($name:ident $file:literal),*) => {
        $(#[path = $file] mod $name;)*
        /// Each target by its name.
        const TARGETS: &[(&str, fn(&[u8]))] = &[$((stringify!($name), $name::takes)),*];
    };
}

targets!(
    agent "../fuzz/targets/agent.rs",
    card "../fuzz/targets/card.rs",
    card_file "../fuzz/targets/card_file.rs",
    hid "../fuzz/targets/hid.rs",
    page "../fuzz/targets/page.rs",
    scan "../fuzz/targets/scan.rs",
    touch "../fuzz/targets/touch.rs",
    wedge "../fuzz/targets/wedge.rs"
);

/// The files or folders in one of the fuzzer's, by name.
fn within(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(folder);
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn every_seed_goes_through_its_target() {
    let named = |folder: &str| -> BTreeSet<String> {
        within(folder).iter().map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
    };
    let here: BTreeSet<String> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    // What these two call is there for unit tests and fuzzers alone: theirs go through it beside it.
    let elsewhere = ["printer", "ssip"].map(str::to_owned);
    let all: BTreeSet<String> = here.into_iter().chain(elsewhere).collect();
    assert_eq!((&named("targets"), &named("seeds")), (&all, &all));
    for (name, takes) in TARGETS {
        let seeds = within(&format!("seeds/{name}"));
        assert!(!seeds.is_empty(), "{name}");
        for seed in seeds {
            takes(&std::fs::read(seed).unwrap());
        }
    }
}

/// What the fuzzer makes a program of is here a function.
#[macro_export]
macro_rules! fuzz_target {
    (|$given:ident: &[u8]| $body:expr) => {
        pub fn takes($given: &[u8]) {
            $body
        }
    };
    (|$given:ident: &str| $body:expr) => {
        pub fn takes(bytes: &[u8]) {
            if let Ok($given) = std::str::from_utf8(bytes) {
                $body
            }
        }
    };
}
