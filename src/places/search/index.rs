//! The sorted list of every name a comune has or had, under its comparing key.
//!
//! **Invariant**: entries are in order of key; one key, code and spelling appears once.

use std::sync::OnceLock;

use super::{Comune, How, fold, phrase};

/// Shorter names have too many neighbours for a slip to mean anything.
const SHORTEST_FOR_TYPO: usize = 5;

/// One name of one comune.
pub(super) struct Entry {
    start: u32,
    length: u16,
    row: u16,
    /// Whether the name is the one in the other language.
    pub(super) other: bool,
}

/// All the names; the keys lie in one text to spare memory.
pub(super) struct Index {
    keys: String,
    entries: Box<[Entry]>,
    /// A digest of each name without its blanks and the place of its entry, in order: names are folded once.
    joined: Box<[(u32, u32)]>,
}

impl Index {
    /// The index, made at the first call.
    pub(super) fn get() -> &'static Self {
        static INDEX: OnceLock<Index> = OnceLock::new();
        INDEX.get_or_init(Self::build)
    }

    fn build() -> Self {
        let rows = Comune::all().iter().zip(0_u16..);
        let named = |name: &str, row: u16, other: bool| {
            let folded = fold(name);
            (phrase::key_of(&folded), row, other, digest(&folded))
        };
        let mut names: Vec<(String, u16, bool, u32)> = rows
            .flat_map(|(comune, row)| {
                let other = comune.other_name.map(|name| named(name, row, true));
                std::iter::once(named(comune.name, row, false)).chain(other)
            })
            .collect();
        // Of a code's rows under one key the last one stays: today's, if there is one.
        let code = |row: u16| Comune::all().get(usize::from(row)).map(|comune| comune.belfiore);
        names.sort_unstable_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        names.dedup_by(|later, kept| {
            let same = later.0 == kept.0 && code(later.1) == code(kept.1);
            if same {
                *kept = (std::mem::take(&mut kept.0), later.1, later.2, later.3);
            }
            same
        });
        let mut keys = String::new();
        let mut entries = Vec::with_capacity(names.len());
        let mut joined = Vec::with_capacity(names.len());
        for (name, row, other, digest) in names {
            let (start, length) = (keys.len() as u32, name.len() as u16);
            keys.push_str(&name);
            joined.push((digest, entries.len() as u32));
            entries.push(Entry { start, length, row, other });
        }
        keys.shrink_to_fit();
        joined.sort_unstable();
        Self { keys, entries: entries.into_boxed_slice(), joined: joined.into_boxed_slice() }
    }

    /// The comune's row of an entry.
    pub(super) fn row(&self, entry: &Entry) -> &'static Comune {
        &Comune::all()[usize::from(entry.row)]
    }

    /// The name of an entry as written.
    pub(super) fn name(&self, entry: &Entry) -> &'static str {
        let row = self.row(entry);
        row.other_name.filter(|_| entry.other).unwrap_or(row.name)
    }

    /// The names with exactly this key.
    pub(super) fn exact<'a>(&'a self, wanted: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.from(wanted).take_while(move |entry| self.key(entry) == wanted)
    }

    /// The names that match in this way.
    pub(super) fn matching<'a>(
        &'a self,
        wanted: &'a str,
        how: How,
    ) -> Box<dyn Iterator<Item = &'a Entry> + 'a> {
        match how {
            How::Exact => Box::new(self.exact(wanted)),
            How::Start => {
                Box::new(self.from(wanted).take_while(move |entry| self.key(entry).starts_with(wanted)))
            }
            How::Within => {
                let within = format!(" {wanted}");
                Box::new(self.entries.iter().filter(move |entry| self.key(entry).contains(&within)))
            }
            How::Joined => Box::new(self.joined(wanted)),
            How::Typo if wanted.len() < SHORTEST_FOR_TYPO => Box::new(std::iter::empty()),
            How::Typo => Box::new(self.entries.iter().filter(move |entry| one_slip(self.key(entry), wanted))),
        }
    }

    /// The names that are these folded words but for the blanks.
    fn joined<'a>(&'a self, wanted: &'a str) -> impl Iterator<Item = &'a Entry> {
        let digest = digest(wanted);
        let long = wanted.len() >= SHORTEST_FOR_TYPO;
        let at = self.joined.partition_point(|(known, _)| *known < digest);
        let alike = self.joined.get(at..).filter(|_| long).unwrap_or_default().iter();
        let entries = alike.take_while(move |(known, _)| *known == digest);
        let entries = entries.filter_map(|(_, entry)| self.entries.get(*entry as usize));
        entries.filter(move |entry| without_blanks(&fold(self.name(entry))).eq(without_blanks(wanted)))
    }

    fn from(&self, wanted: &str) -> std::slice::Iter<'_, Entry> {
        let at = self.entries.partition_point(|entry| self.key(entry) < wanted);
        self.entries.get(at..).unwrap_or_default().iter()
    }

    fn key(&self, entry: &Entry) -> &str {
        let start = entry.start as usize;
        self.keys.get(start..start + usize::from(entry.length)).unwrap_or_default()
    }
}

fn without_blanks(folded: &str) -> impl Iterator<Item = char> {
    folded.chars().filter(|c| *c != ' ')
}

/// A digest of folded words without their blanks (FNV-1a); what has the same one is compared in full.
fn digest(folded: &str) -> u32 {
    let bytes = folded.bytes().filter(|byte| *byte != b' ');
    bytes.fold(0x811c_9dc5, |digest, byte| (digest ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Whether one letter added, left out, changed or exchanged with its neighbour makes one text the other.
pub(super) fn one_slip(name: &str, typed: &str) -> bool {
    let (mut name, mut typed) = (name.as_bytes(), typed.as_bytes());
    if name.len().abs_diff(typed.len()) > 1 {
        return false;
    }
    let same = name.iter().zip(typed).take_while(|(a, b)| a == b).count();
    (name, typed) = (&name[same..], &typed[same..]);
    let same = name.iter().rev().zip(typed.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&name[..name.len() - same], &typed[..typed.len() - same]) {
        ([], []) | ([_], []) | ([], [_]) | ([_], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_one_letter() {
        for (name, typed, close) in [
            ("milano", "milano", true),
            ("milano", "milan", true),
            ("milano", "millano", true),
            ("milano", "mirano", true),
            ("milano", "imlano", true),
            ("milano", "mialno", true),
            ("milano", "malino", false),
            ("milano", "mila", false),
            ("aa", "aaa", true),
        ] {
            assert_eq!(one_slip(name, typed), close, "{name} {typed}");
        }
    }

    #[test]
    fn every_row_is_indexed() {
        let rows: std::collections::HashSet<_> =
            Index::get().entries.iter().map(|e| Index::get().row(e).belfiore).collect();
        let codes: std::collections::HashSet<_> = Comune::all().iter().map(|c| c.belfiore).collect();
        assert_eq!(rows, codes);
    }
}
