//! The comuni of Italy since 1861: one row for each code, name and province, with its days.
//!
//! **Invariant**: rows are in order of code and first day, so a code's history is one slice.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::{Belfiore, Position, Precision, Provincia};

/// A comune as it was between two days; a comune that changed name or province has several.
#[derive(Debug, PartialEq)]
pub struct Comune {
    /// Its cadastral code.
    pub belfiore: Belfiore,
    /// Its name in Italian.
    pub name: &'static str,
    /// Its name in the other language of the place, such as Bozen.
    pub other_name: Option<&'static str>,
    /// Its province in those days.
    pub province: &'static Provincia,
    /// Its ISTAT code; empty for the newest.
    pub istat: &'static str,
    /// The first day.
    pub from: Date,
    /// The last day; none for a comune of today.
    pub to: Option<Date>,
    successor: Option<Belfiore>,
    position: Option<Position>,
}

/// A comune found for a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ComuneAt {
    /// The row.
    pub comune: &'static Comune,
    /// Whether the row was in force that day; if not, it is the nearest in time, and to be confirmed: codes
    /// were also given by the comune of the day of issue.
    pub in_force: bool,
}

impl Comune {
    /// Every row, by code and first day.
    pub fn all() -> &'static [Self] {
        static TABLE: OnceLock<Box<[Comune]>> = OnceLock::new();
        TABLE.get_or_init(|| include_str!("../../data/comuni.csv").lines().skip(1).filter_map(row).collect())
    }

    /// Every row of a code, oldest first; empty if the code is unknown.
    #[must_use]
    pub fn history(code: Belfiore) -> &'static [Self] {
        let all = Self::all();
        let start = all.partition_point(|c| c.belfiore < code);
        let rest = all.get(start..).unwrap_or_default();
        let length = rest.iter().take_while(|c| c.belfiore == code).count();
        rest.get(..length).unwrap_or_default()
    }

    /// The comune with this code today, for a residence.
    #[must_use]
    pub fn active(code: Belfiore) -> Option<&'static Self> {
        Self::history(code).iter().find(|c| c.is_active())
    }

    /// The comune that holds this code's territory today: itself, or the one it was merged into.
    ///
    /// `None` when the territory left Italy or its successor is not known. Successors lead a search; they
    /// are not proof of anything (`data/README.md` says how they were made).
    #[must_use]
    pub fn today(code: Belfiore) -> Option<&'static Self> {
        Self::active(code)
            .or_else(|| Self::history(code).iter().find_map(|c| c.successor).and_then(Self::active))
    }

    /// The row of this code on a day of birth, or the nearest one.
    #[must_use]
    pub fn at(code: Belfiore, day: Date) -> Option<ComuneAt> {
        let comune = Self::history(code).iter().min_by_key(|c| c.days_from(day))?;
        Some(ComuneAt { comune, in_force: comune.days_from(day) == 0 })
    }

    /// Whether the comune exists today.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.to.is_none()
    }

    /// Where it is, or failing that where its province's chief town is.
    #[must_use]
    pub fn position(&self) -> Option<(Position, Precision)> {
        let town = || self.province.capoluogo.and_then(Self::active).and_then(|c| c.position);
        match self.position {
            Some(own) => Some((own, Precision::Comune)),
            None => town().map(|position| (position, Precision::Capoluogo)),
        }
    }

    /// The name as lists write it: `Castro (BG)`.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} ({})", self.name, self.province.sigla)
    }

    /// The name as it is best heard: "Castro, provincia di Bergamo".
    #[must_use]
    pub fn in_words(&self) -> String {
        format!("{}, {}", self.name, self.province.in_words())
    }

    /// How many days lie between the row and a day; 0 inside it.
    fn days_from(&self, day: Date) -> i32 {
        let days = |from: Date, to: Date| (to - from).get_days();
        match self.to {
            _ if day < self.from => days(day, self.from),
            Some(to) if to < day => days(to, day),
            _ => 0,
        }
    }
}

fn row(line: &'static str) -> Option<Comune> {
    let mut cells = line.split(',');
    let mut cell = || cells.next();
    let (belfiore, name, other) = (Belfiore::parse(cell()?)?, cell()?, cell()?);
    Some(Comune {
        belfiore,
        name,
        other_name: Some(other).filter(|name| !name.is_empty()),
        province: Provincia::by_sigla(cell()?)?,
        istat: cell()?,
        from: date(cell()?)?,
        to: date(cell()?),
        successor: Belfiore::parse(cell()?),
        position: match (cell()?.parse(), cell()?.parse()) {
            (Ok(lat), Ok(lon)) => Some(Position { lat, lon }),
            _ => None,
        },
    })
}

/// Reads `1861-03-17`; by hand, since thirty thousand are read at the first look-up.
pub(super) fn date(text: &str) -> Option<Date> {
    let year = text.get(0..4)?.parse().ok()?;
    Date::new(year, text.get(5..7)?.parse().ok()?, text.get(8..10)?.parse().ok()?).ok()
}
