//! Reading typed words as a name and perhaps a province, and the key under which names are compared.

use super::{Provincia, fold};

/// Longer words than any name are cut: nothing can match them.
const LONGEST: usize = 120;

/// One way to read what was typed.
pub(super) struct Phrase {
    /// The name as folded.
    pub(super) folded: String,
    /// The name as compared.
    pub(super) key: String,
    /// The province, if one was said.
    pub(super) province: Option<&'static Provincia>,
}

impl Phrase {
    /// Every reading worth trying, the likeliest first: with a province, whole, with a province named at the end,
    /// either side of a slash.
    pub(super) fn readings(typed: &str) -> Vec<Self> {
        let typed: String = typed.chars().take(LONGEST).collect();
        let mut readings = Vec::new();
        if let Some((name, province)) = with_province(&typed) {
            readings.push(Self::of(&name, Some(province)));
        }
        readings.push(Self::of(&typed, None));
        readings.extend(named_province(&fold(&typed)).map(|(name, province)| Self::of(name, Some(province))));
        let sides = typed.split(['/', '(']).chain(typed.split(" - ")).filter(|side| side.len() < typed.len());
        readings.extend(sides.map(|side| Self::of(side, None)));
        readings.retain(|phrase| !phrase.key.is_empty());
        readings
    }

    fn of(name: &str, province: Option<&'static Provincia>) -> Self {
        let folded = fold(name);
        Self { key: key_of(&folded), folded, province }
    }

    /// How the names begin that are meant by nothing but a word for a saint: "Sta." is "Santa", "St." as it stands (St. Ulrich).
    pub(super) fn saint_alone(&self) -> Option<&str> {
        match self.folded.as_str() {
            "s" | "ss" => Some("san"),
            "sta" => Some("santa"),
            "sto" => Some("santo"),
            word if is_saint(word) || is_french_saint(word) && word != "ste" => Some(word),
            _ => None,
        }
    }

    /// The folded words with "S." written out in each way: for names that hold it in one word, as Sanremo.
    pub(super) fn written_out(&self) -> impl Iterator<Item = String> {
        let rest = self.folded.strip_prefix("s ");
        let saints = ["san", "santa", "santo", "sant"];
        let plain = rest.is_none().then(|| self.folded.clone());
        plain
            .into_iter()
            .chain(rest.into_iter().flat_map(move |rest| saints.map(|saint| format!("{saint} {rest}"))))
    }
}

/// The form in which two names are the same: folded, "San", "Santa", "S.", "Sankt", "Saint" all one, articles and "di" left out.
///
/// So "Reggio Calabria" is "Reggio di Calabria", "S. Giovanni" is "San Giovanni" and "Sankt Ulrich" is "St. Ulrich". A name of nothing but such
/// words keeps them.
#[must_use]
pub fn key(name: &str) -> String {
    key_of(&fold(name))
}

/// The same of a name that is folded already.
pub(super) fn key_of(folded: &str) -> String {
    let mut key = String::with_capacity(folded.len());
    let mut before = "";
    for word in folded.split(' ') {
        // "S.ta Maria" is folded to "s ta maria".
        let of_saint = before == "s" && matches!(word, "ta" | "to" | "te" | "ti");
        before = word;
        if of_saint || is_small(word) {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        // "Ste" alone is the beginning of Stella.
        let saint = is_saint(word) || is_french_saint(word) && (word != "ste" || folded != word);
        key.push_str(if saint { "s" } else { word });
    }
    if key.is_empty() { folded.to_owned() } else { key }
}

fn is_saint(word: &str) -> bool {
    matches!(
        word,
        "san" | "santa" | "santo" | "sant" | "santi" | "sante" | "s" | "ss" | "sta" | "sto" | "sankt" | "st"
    )
}

/// As in the Aosta valley: Saint-Vincent is "St. Vincent" and "S. Vincent" too.
fn is_french_saint(word: &str) -> bool {
    matches!(word, "saint" | "sainte" | "ste")
}

fn is_small(word: &str) -> bool {
    matches!(
        word,
        "di" | "d"
            | "de"
            | "del"
            | "dell"
            | "della"
            | "dello"
            | "dei"
            | "degli"
            | "delle"
            | "nel"
            | "nell"
            | "nella"
            | "e"
            | "ed"
            | "l"
            | "la"
            | "lo"
            | "le"
            | "il"
            | "i"
            | "gli"
    )
}

/// "Castro Bergamo", "Samone di Torino": the words before the whole name of a province.
fn named_province(folded: &str) -> impl Iterator<Item = (&str, &'static Provincia)> {
    folded.match_indices(' ').filter_map(|(at, _)| {
        let (name, rest) = folded.split_at(at);
        let rest = rest.trim_start();
        Provincia::find(rest).filter(|_| rest.len() > 2).map(|province| (name, province))
    })
}

/// The province said after a name, however the name is read.
#[must_use]
pub fn province_said(typed: &str) -> Option<&'static Provincia> {
    let typed: String = typed.chars().take(LONGEST).collect();
    with_province(&typed).map(|(_, province)| province)
}

/// The name before the province that was said with it, folded.
#[must_use]
pub fn without_province(typed: &str) -> Option<String> {
    let typed: String = typed.chars().take(LONGEST).collect();
    with_province(&typed).map(|(name, _)| name)
}

/// "Castro (BG)", "Castro, Lecce", "Castro in provincia di Lecce", "Castro LE".
fn with_province(typed: &str) -> Option<(String, &'static Provincia)> {
    let marked = typed.split_once(['(', ',']).map(|(name, rest)| (fold(name), fold(rest)));
    let spoken = || {
        let folded = fold(typed);
        let at = folded.find(" provincia ").or_else(|| folded.find(" prov "))?;
        let (name, rest) = folded.split_at(at);
        Some((name.strip_suffix(" in").unwrap_or(name).to_owned(), rest.to_owned()))
    };
    let last = || {
        let folded = fold(typed);
        let (name, sigla) = folded.rsplit_once(' ')?;
        (sigla.len() == 2).then(|| (name.to_owned(), sigla.to_owned()))
    };
    let read = |(name, rest): (String, String)| {
        let said =
            |word: &&str| !matches!(*word, "" | "in" | "provincia" | "prov" | "citta" | "metropolitana");
        let rest = rest.split(' ').filter(said).collect::<Vec<_>>().join(" ");
        Provincia::find(&rest).filter(|_| !name.is_empty()).map(|province| (name, province))
    };
    let by_sigla =
        |found: &(String, &'static Provincia), rest: &str| found.1.sigla.eq_ignore_ascii_case(rest);
    marked.and_then(read).or_else(|| spoken().and_then(read)).or_else(|| {
        let (name, sigla) = last()?;
        read((name, sigla.clone())).filter(|found| by_sigla(found, &sigla))
    })
}
