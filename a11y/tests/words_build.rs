//! A word that is missing, superfluous, untranslated or with other values is an error of the build.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::print_stdout
)]

#[path = "../words_build.rs"]
mod words_build;

use std::fs;

/// A slice that is right, as Italian, English and Arabic.
const RIGHT: [&str; 3] = [
    "# What is due.\n# $total (Money)\ndue = Devi pagare { $total }.\n",
    "due = You have to pay { $total }.\n",
    "due = عليك دفع { $total }.\n    .speech = عَلَيْكَ دَفْعُ { $total }.\n",
];

/// What the build says of a slice.
fn problems(files: [&str; 3]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for (lang, text) in ["it", "en", "ar"].into_iter().zip(files) {
        fs::write(folder.path().join(format!("{lang}.ftl")), text).unwrap();
    }
    words_build::compile(folder.path(), "slice", "a11y").1
}

#[test]
fn a_slice_that_is_right_has_no_problems() {
    assert_eq!(problems(RIGHT), [""; 0]);
}

#[test]
fn a_missing_word_is_an_error() {
    let [it, _, ar] = RIGHT;
    assert_eq!(problems([it, "", ar]), ["slice/en.ftl: due: missing"]);
    let empty = "due =\n    .speech = x { $total }\n";
    assert_eq!(problems([it, empty, ar]), ["slice/en.ftl: due: has no value"]);
}

#[test]
fn a_superfluous_word_is_an_error() {
    let [it, en, ar] = RIGHT;
    let more = format!("{en}old = Old.\n");
    assert_eq!(problems([it, &more, ar]), ["slice/en.ftl: old: is not in the Italian file"]);
    let twice = format!("{en}{en}");
    let found = problems([it, &twice, ar]);
    assert!(matches!(&found[..], [only] if only.ends_with("en.ftl: due: stands twice")), "{found:?}");
}

#[test]
fn other_values_are_an_error() {
    let [it, _, ar] = RIGHT;
    let found = problems([it, "due = You have to pay { $sum }.\n", ar]);
    let other =
        ["slice/en.ftl: due: $sum is not in the Italian comment", "slice/en.ftl: due: does not use $total"];
    assert_eq!(found, other);
    let unused = "due = عليك دفع { $total }.\n    .speech = عَلَيْكَ الدَّفْعُ.\n";
    assert_eq!(problems([it, RIGHT[1], unused]), ["slice/ar.ftl: due.speech: does not use $total"]);
}

#[test]
fn a_word_without_what_a_voice_needs_is_an_error() {
    let [it, en, _] = RIGHT;
    assert_eq!(problems([it, en, "due = عليك دفع { $total }.\n"]), ["slice/ar.ftl: due: has no .speech"]);
}

#[test]
fn a_letter_written_in_two_parts_and_blanks_that_nobody_sees_are_errors() {
    let [it, en, ar] = RIGHT;
    let told = |files: [&str; 3]| {
        let found = problems(files);
        assert!(found.len() == 1, "{found:?}");
        found.concat()
    };
    let parted = "due = You have to pay { $total } de\u{301}s now.\n";
    assert!(told([it, parted, ar]).ends_with("en.ftl:1: not in Unicode normal form C"));
    let trailing = en.replace(".\n", ". \n");
    assert!(told([it, &trailing, ar]).ends_with("en.ftl:1: a blank at the end"));
    let double = "due = You  have to pay { $total }.\n";
    assert_eq!(told([it, double, ar]), "slice/en.ftl: due: two blanks in a row");
}
