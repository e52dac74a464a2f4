//! The provinces, today's and those that a birth may still name.

use std::sync::OnceLock;

use super::{Belfiore, search};

/// A province by the sigla of its plates; metropolitan cities and the Aosta Valley count as one.
#[derive(Debug, PartialEq, Eq)]
pub struct Provincia {
    /// Two letters, such as `BG`.
    pub sigla: &'static str,
    /// Its name, with both languages after a slash where it has two: `Bolzano/Bozen`.
    pub name: &'static str,
    /// Its region; empty for a province lost in 1947.
    pub region: &'static str,
    /// Its chief town; none for a historic province.
    pub capoluogo: Option<Belfiore>,
    /// Whether it no longer exists.
    pub historic: bool,
}

impl Provincia {
    /// Every province by sigla, historic ones among them.
    pub fn all() -> &'static [Self] {
        static TABLE: OnceLock<Box<[Provincia]>> = OnceLock::new();
        TABLE.get_or_init(|| {
            include_str!("../../data/provinces.csv").lines().skip(1).filter_map(row).collect()
        })
    }

    /// The province with this sigla, in either case.
    #[must_use]
    pub fn by_sigla(sigla: &str) -> Option<&'static Self> {
        let upper = sigla.trim().bytes().map(|b| b.to_ascii_uppercase());
        let table = Self::all();
        table.binary_search_by(|p| p.sigla.bytes().cmp(upper.clone())).ok().and_then(|at| table.get(at))
    }

    /// The province meant by a sigla or by a name, whole or begun ("Forlì", "Monza", "Bozen").
    ///
    /// Today's provinces come before historic ones, a whole name before a beginning; a beginning that
    /// fits two provinces is none.
    #[must_use]
    pub fn find(text: &str) -> Option<&'static Self> {
        let wanted = search::key(text);
        if wanted.is_empty() {
            return None;
        }
        let called = |keys: &[String]| keys.contains(&wanted);
        let begun = |keys: &[String]| keys.iter().any(|key| begins_with_words(key, &wanted));
        let alone = |test: &dyn Fn(&[String]) -> bool| {
            let mut today = Self::keyed().filter(|(p, keys)| !p.historic && test(keys));
            today.next().filter(|_| today.next().is_none())
        };
        Self::by_sigla(text).or_else(|| {
            let meant = alone(&called).or_else(|| alone(&begun));
            meant.or_else(|| Self::keyed().find(|(_, keys)| called(keys))).map(|(province, _)| province)
        })
    }

    /// Every province with its names as they are compared, which is found out once.
    fn keyed() -> impl Iterator<Item = (&'static Self, &'static [String])> {
        static KEYS: OnceLock<Box<[Box<[String]>]>> = OnceLock::new();
        let keys = || Self::all().iter().map(|p| p.names().map(search::key).collect()).collect();
        Self::all().iter().zip(KEYS.get_or_init(keys).iter().map(|keys| &**keys))
    }

    /// The province of today that has its comuni; `None` for one that left Italy.
    #[must_use]
    pub fn today(&'static self) -> Option<&'static Self> {
        /// Sardinia as ISTAT drew it in December 2024.
        const HEIRS: [(&str, &str); 6] =
            [("CI", "SU"), ("FO", "FC"), ("OG", "NU"), ("OT", "SS"), ("PS", "PU"), ("VS", "SU")];
        if !self.historic {
            return Some(self);
        }
        HEIRS.iter().find(|(old, _)| *old == self.sigla).and_then(|(_, heir)| Self::by_sigla(heir))
    }

    /// The name in Italian alone.
    #[must_use]
    pub fn italian_name(&self) -> &'static str {
        self.name.split('/').next().unwrap_or(self.name)
    }

    /// The province as a phrase: "provincia di Bergamo", "provincia dell'Aquila", "Valle d'Aosta".
    #[must_use]
    pub fn in_words(&self) -> String {
        let name = self.italian_name();
        match self.sigla {
            "AO" => name.to_owned(),
            "AQ" => "provincia dell'Aquila".to_owned(),
            "SP" => "provincia della Spezia".to_owned(),
            "SU" | "VB" | "VS" => format!("provincia del {name}"),
            "OG" => format!("provincia dell'{name}"),
            _ => format!("provincia di {name}"),
        }
    }

    /// Both languages of the name, the whole of it, the chief town, and what people say instead.
    fn names(&self) -> impl Iterator<Item = &'static str> {
        const ALSO: [(&str, &str); 2] = [("AO", "Val d'Aosta"), ("BT", "BAT")];
        let town = self.capoluogo.and_then(super::Comune::active).map(|c| c.name);
        let also = ALSO.iter().filter(|(sigla, _)| *sigla == self.sigla).map(|(_, name)| *name);
        self.name.split('/').chain([self.name]).chain(town).chain(also)
    }
}

fn begins_with_words(name: &str, wanted: &str) -> bool {
    name.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn row(line: &'static str) -> Option<Provincia> {
    let mut cells = line.split(',');
    Some(Provincia {
        sigla: cells.next()?,
        name: cells.next()?,
        region: cells.next()?,
        capoluogo: Belfiore::parse(cells.next()?),
        historic: !cells.next()?.is_empty(),
    })
}
