//! What assistive technologies make of the features our blocks use, block by block.
//!
//! **Invariant**: no block relies on a feature that fails in a reader; the test in this file holds every table to it.
//!
//! The data are published measurements of 2021 (a11ysupport.io) and issues of the design systems and readers since.

/// How a reader treats a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// Conveyed.
    Pass,
    /// Conveyed in some browsers, or in part.
    Partial,
    /// Not conveyed.
    Fail,
    /// Not measured.
    Unknown,
}

/// One feature of a block's markup, reader by reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Support {
    /// The feature: an element or attribute and what it tells.
    pub feature: &'static str,
    /// The citizen needs it: without it something is lost. Otherwise words say the same.
    pub relied_on: bool,
    /// NVDA.
    pub nvda: Treatment,
    /// JAWS.
    pub jaws: Treatment,
    /// VoiceOver on macOS and iOS.
    pub voiceover: Treatment,
    /// TalkBack.
    pub talkback: Treatment,
    /// Orca.
    pub orca: Treatment,
}

/// A feature without which something would be lost; treatments of NVDA, JAWS, VoiceOver, TalkBack, Orca.
pub(super) const fn relied_on(feature: &'static str, cells: [Treatment; 5]) -> Support {
    row(feature, true, cells)
}

/// A feature that only repeats what words say; treatments of NVDA, JAWS, VoiceOver, TalkBack, Orca.
pub(super) const fn repeated(feature: &'static str, cells: [Treatment; 5]) -> Support {
    row(feature, false, cells)
}

const fn row(feature: &'static str, relied_on: bool, cells: [Treatment; 5]) -> Support {
    let [nvda, jaws, voiceover, talkback, orca] = cells;
    Support { feature, relied_on, nvda, jaws, voiceover, talkback, orca }
}

impl Support {
    /// Whether some reader does not convey it.
    pub fn fails(&self) -> bool {
        [self.nvda, self.jaws, self.voiceover, self.talkback, self.orca].contains(&Treatment::Fail)
    }
}

#[cfg(test)]
mod tests {
    use crate::html::support;

    #[test]
    fn no_block_relies_on_a_feature_that_fails_in_a_reader() {
        let wrong: Vec<_> = support()
            .into_iter()
            .flat_map(|(block, rows)| rows.iter().map(move |row| (block, row)))
            .filter(|(_, row)| row.relied_on && row.fails())
            .map(|(block, row)| format!("{block}: {}", row.feature))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn every_block_says_what_it_relies_on() {
        for (block, rows) in support() {
            assert!(rows.iter().any(|row| row.relied_on), "{block}");
        }
    }
}
