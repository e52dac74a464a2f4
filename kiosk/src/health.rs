//! How a kiosk is, part by part: what the office and the portal hear of it.
//!
//! **Invariant**: both are closed lists: a report has no room for anything of a person.

use serde::{Deserialize, Serialize};

/// A part of a kiosk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// What speaks, in the hall where the headphones are an output of their own.
    Voice,
    /// What speaks in the headphones, where they are an output of their own.
    Headphones,
    /// Where headphones go in.
    Jack,
    /// The keypad.
    Keypad,
    /// The reader of barcodes and stripes.
    Reader,
    /// The reader of chips.
    Chip,
    /// The receipt printer.
    Paper,
    /// The touchscreen, as far as it is explored by ear.
    Touch,
    /// The picture.
    Screen,
    /// The machine's clock, beside the portal's.
    Clock,
    /// Where it keeps what must outlive a restart.
    Disk,
}

impl Part {
    /// All of them, in the order in which a test tells of them.
    pub const ALL: [Part; 11] = [
        Part::Voice,
        Part::Headphones,
        Part::Jack,
        Part::Keypad,
        Part::Reader,
        Part::Chip,
        Part::Paper,
        Part::Touch,
        Part::Screen,
        Part::Clock,
        Part::Disk,
    ];
}

/// How a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// It works.
    Good,
    /// It is there, and nobody has used it since the last test.
    Quiet,
    /// It says that it spoke, and nothing listens to what comes out.
    Unheard,
    /// It says that it spoke, and nothing came out.
    Silent,
    /// It is not there, and should be.
    Gone,
    /// This kiosk has none.
    Absent,
    /// Not of the size that the settings say; of a clock, not at the portal's time.
    Wrong,
    /// It cannot be told.
    Unknown,
    /// Its paper ends soon.
    NearEnd,
    /// It has no paper.
    Out,
    /// Its cover is open.
    Open,
    /// It says that something is wrong with it.
    Fault,
}

/// One line of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it tells of.
    pub part: Part,
    /// How that is.
    pub state: Condition,
    /// The kiosk's test of itself found it; else it was seen to happen.
    pub tested: bool,
}

impl std::fmt::Display for Line {
    /// As it travels: `voice good`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let word = |value: Result<serde_json::Value, _>| match value {
            Ok::<_, serde_json::Error>(serde_json::Value::String(word)) => word,
            _ => String::new(),
        };
        write!(f, "{} {}", word(serde_json::to_value(self.part)), word(serde_json::to_value(self.state)))
    }
}
