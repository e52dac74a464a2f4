//! The Nu HTML checker, one Java start for many files.

use std::process::{Command, Stdio};

use serde::Deserialize;

/// One remark of the checker, warnings and hints included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remark {
    /// The name of the page it was made on.
    pub(crate) page: String,
    /// `error`, `warning` or `info`.
    pub(crate) kind: String,
    /// What it says.
    pub(crate) message: String,
    /// The markup it is about.
    pub(crate) extract: String,
}

/// What the checker says of pages that we write on purpose, with our reason.
const EXPECTED: [(&str, &str); 2] = [
    (
        "The “list” role is unnecessary for element “ul”",
        "VoiceOver drops a list whose markers the style sheet takes away, unless the role is said",
    ),
    (
        "The “group” role is unnecessary for element “fieldset”",
        "JAWS reads the description of a group of text boxes only where the role is said",
    ),
];

#[derive(Deserialize)]
struct Answer {
    messages: Vec<Message>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    #[serde(rename = "type")]
    kind: String,
    sub_type: Option<String>,
    message: String,
    #[serde(default)]
    extract: String,
    #[serde(default)]
    url: String,
}

/// Checks documents by name; what we expect the checker to say is left out.
pub(crate) fn vnu(pages: &[(String, String)]) -> Vec<Remark> {
    let folder = tempfile::tempdir().expect("a folder for the pages");
    for (n, (_, html)) in pages.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{n}.html")), html).expect("a page is written");
    }
    let jar = concat!(env!("CARGO_MANIFEST_DIR"), "/node_modules/vnu-jar/build/dist/vnu.jar");
    let output = Command::new("java")
        .args(["-Xss2m", "-jar", jar, "--format", "json", "--stdout", "--skip-non-html"])
        .arg(folder.path())
        .stderr(Stdio::inherit())
        .output()
        .expect("java; ./test installs it");
    let answer: Answer = serde_json::from_slice(&output.stdout).expect("the checker answers in JSON");
    let name = |url: &str| {
        let number = url.rsplit('/').next().and_then(|file| file.strip_suffix(".html"));
        let page = number.and_then(|n| n.parse::<usize>().ok()).and_then(|n| pages.get(n));
        page.map_or_else(|| url.to_owned(), |(name, _)| name.clone())
    };
    answer
        .messages
        .into_iter()
        .filter(|said| !EXPECTED.iter().any(|(expected, _)| said.message.contains(expected)))
        .map(|said| Remark {
            page: name(&said.url),
            kind: said.sub_type.unwrap_or(said.kind),
            message: said.message,
            extract: said.extract,
        })
        .collect()
}
