//! What an office (Sede) is, which one is competent for a residence, and which is nearer.
//!
//! **Invariant**: what is not known of an office is `None`, never "no".

pub mod asked;
pub mod calendar;
pub mod hours;

use a11y::text::{Hundredths, Opening};

use crate::places::{Belfiore, Comune, Position, Provincia, fold};

use self::calendar::Closure;

/// An office, as imported.
#[derive(Clone, Debug, PartialEq)]
pub struct Sede {
    /// Its code, letters and digits; the last segment of its address here.
    pub code: String,
    /// Its name, at most [`LONGEST_NAME`] characters.
    pub name: String,
    /// What kind of office it is.
    pub kind: Kind,
    /// The province it lies in.
    pub provincia: &'static Provincia,
    /// The name of the comune it lies in.
    pub comune: String,
    /// The code of that comune.
    pub belfiore: Belfiore,
    /// Its postal code, five digits.
    pub cap: String,
    /// Street and number.
    pub address: String,
    /// Where it is.
    pub position: Option<Position>,
    /// Its week, in order.
    pub hours: Option<Vec<Opening>>,
    /// When it is closed nonetheless; an empty list says that there is no such day.
    pub closures: Option<Vec<Closure>>,
    /// Its telephones.
    pub phones: Vec<Phone>,
    /// It can be entered without a step.
    pub step_free: Option<bool>,
    /// A tactile path leads through it.
    pub tactile_path: Option<bool>,
    /// It gives Italian sign language (LIS) by booking.
    pub lis: Option<bool>,
    /// It has an induction loop for hearing aids.
    pub hearing_loop: Option<bool>,
    /// It has a lift.
    pub lift: Option<bool>,
    /// It has parking for people with a disability.
    pub reserved_parking: Option<bool>,
    /// Its address for certified mail (posta elettronica certificata).
    pub pec: Option<String>,
    /// What can be done there, in the institute's Italian words; empty where it is not known.
    pub services: Vec<String>,
    /// Invented, for trials.
    pub synthetic: bool,
}

/// The longest name of an office: it is a heading.
pub const LONGEST_NAME: usize = 60;

/// What kind of office it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The office of a whole province (direzione provinciale).
    Provincial,
    /// An agency.
    Agency,
}

impl Kind {
    /// As the file and the database write it.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Provincial => "DP",
            Kind::Agency => "AG",
        }
    }

    /// Reads that.
    pub fn of(code: &str) -> Option<Kind> {
        [Kind::Provincial, Kind::Agency].into_iter().find(|kind| kind.code() == code)
    }
}

/// A telephone of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// As it is dialled, digits and perhaps a leading `+`.
    pub number: String,
    /// From what it can be called.
    pub line: Line,
}

/// From what a number can be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Fixed lines only.
    Fixed,
    /// Mobiles.
    Mobile,
    /// Nothing is said.
    Any,
}

/// Reads `803 164 (da fisso) / 06 164 164 (da cellulare)`; `None` if a part is no telephone number.
pub fn phones(text: &str) -> Option<Vec<Phone>> {
    text.split('/').map(str::trim).filter(|part| !part.is_empty()).map(phone).collect()
}

fn phone(part: &str) -> Option<Phone> {
    let (number, note) = part.split_once('(').unwrap_or((part, ""));
    let number: String = number.chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
    let digits = number.strip_prefix('+').unwrap_or(&number);
    if !(3..=15).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let note = fold(note);
    let line = match () {
        () if note.contains("fisso") => Line::Fixed,
        () if note.contains("cellular") => Line::Mobile,
        () => Line::Any,
    };
    Some(Phone { number, line })
}

/// The office competent for a residence: of those in its province the nearest; in one comune the provincial
/// office first, then by code. Where a province has none, the nearest of all. Offices without a position
/// come last.
///
/// No open table says which office is competent for which comune: this rule stands in for it (decision of the
/// project), and its outcome is kept as a table that an official one can replace.
pub fn competent<'a>(provincia: &Provincia, from: Option<Position>, offices: &'a [Sede]) -> Option<&'a Sede> {
    let of_province = || offices.iter().filter(|office| office.provincia == provincia);
    let nearest = |office: &&Sede| (metres(from, office.position), office.kind, office.code.clone());
    of_province().min_by_key(nearest).or_else(|| offices.iter().min_by_key(nearest))
}

/// The competent office of every comune of today and of every province of today: place and office code.
pub fn competence(offices: &[Sede]) -> Vec<(&'static str, String)> {
    let of = |place: &'static str, provincia, from| {
        competent(provincia, from, offices).map(|office| (place, office.code.clone()))
    };
    let comuni = Comune::all().iter().filter(|comune| comune.is_active());
    let provinces = Provincia::all().iter().filter(|provincia| !provincia.historic);
    let comuni = comuni.filter_map(|c| of(c.belfiore.as_str(), c.province, where_is(c)));
    comuni.chain(provinces.filter_map(|p| of(p.sigla, p, chief_town(p)))).collect()
}

/// Where a comune is, or the chief town of its province.
pub fn where_is(comune: &Comune) -> Option<Position> {
    comune.position().map(|(position, _)| position)
}

/// Where the chief town of a province is.
pub fn chief_town(provincia: &Provincia) -> Option<Position> {
    provincia.capoluogo.and_then(Comune::active).and_then(where_is)
}

/// Metres from one place to another as the crow flies; the largest number where one is not known.
pub fn metres(from: Option<Position>, to: Option<Position>) -> u64 {
    match (from, to) {
        // A distance on earth is at most 20,038 km: the cast cannot lose anything.
        (Some(from), Some(to)) => (from.km_to(to) * 1000.0).round() as u64,
        _ => u64::MAX,
    }
}

/// A distance as it is told: tenths of a kilometre below ten kilometres, whole kilometres above.
pub fn told_km(metres: u64) -> Option<Hundredths> {
    let step = if metres < 10_000 { 100 } else { 1000 };
    let rounded = metres.checked_add(step / 2)? / step * step;
    Some(Hundredths(i64::try_from(rounded / 10).ok()?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn telephones_are_read_with_what_they_can_be_called_from() {
        let told =
            |text| phones(text).map(|all| all.into_iter().map(|p| (p.number, p.line)).collect::<Vec<_>>());
        assert_eq!(
            told("803 164 (da fisso) / 06 164 164 (da cellulare)"),
            Some(vec![("803164".into(), Line::Fixed), ("06164164".into(), Line::Mobile)])
        );
        assert_eq!(told("+39 06.5905-1"), Some(vec![("+390659051".into(), Line::Any)]));
        assert_eq!(told(""), Some(vec![]));
        assert_eq!(told("chiamare la sede"), None);
        assert_eq!(told("06 164 164 / boh"), None);
    }

    #[test]
    fn a_distance_is_told_as_finely_as_it_matters() {
        assert_eq!(told_km(0), Some(Hundredths(0)));
        assert_eq!(told_km(3_249), Some(Hundredths(320)));
        assert_eq!(told_km(9_960), Some(Hundredths(1000)));
        assert_eq!(told_km(12_499), Some(Hundredths(1200)));
        assert_eq!(told_km(u64::MAX), None);
    }

    proptest! {
        #[test]
        fn no_text_of_telephones_panics(text in "\\PC{0,40}") {
            for phone in phones(&text).unwrap_or_default() {
                prop_assert!(phone.number.len() >= 3);
            }
        }
    }
}
