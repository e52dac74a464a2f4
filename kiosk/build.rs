//! Makes the word functions of the agent's words and the screen's.

#[path = "../a11y/words_build.rs"]
mod words_build;

use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=../a11y/words_build.rs");
    let mut problems = words_build::generate(Path::new("src/agent/text"), "words_agent", "a11y");
    problems.extend(words_build::generate(Path::new("src/screen/text"), "words_screen", "a11y"));
    words_build::finish(&problems);
}
