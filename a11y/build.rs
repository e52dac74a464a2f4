//! Makes the word functions of this crate's own words.

mod words_build;

use std::path::Path;

fn main() {
    let mut problems = words_build::generate(Path::new("src/words"), "words", "crate");
    problems.extend(words_build::generate(Path::new("src/values/words"), "words_values", "crate"));
    problems.extend(words_build::generate(Path::new("src/html/words"), "words_html", "crate"));
    problems.extend(words_build::generate(Path::new("src/speech/words"), "words_speech", "crate"));
    words_build::finish(&problems);
}
