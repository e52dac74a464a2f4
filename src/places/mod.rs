//! The places where people are born and live: comuni, provinces, foreign states, postal codes.
//!
//! The tables are embedded as text (`data/`, with their sources) and parsed at the first look-up; names stay
//! borrowed from that text.
//!
//! **Invariant**: nothing here judges a citizen: an unknown place is an answer, never an error.

mod abroad;
mod belfiore;
mod cap;
mod comune;
mod fold;
mod nationality;
mod position;
mod provincia;
pub mod search;
mod stato;
#[cfg(test)]
mod tests;

pub use abroad::is_city_abroad;
pub use belfiore::Belfiore;
pub use cap::{Cap, CapProblem};
pub use comune::{Comune, ComuneAt};
pub use fold::{ascii_digit, fold, is_invisible};
use jiff::civil::Date;
pub use position::{Position, Precision};
pub use provincia::Provincia;
pub use stato::Stato;

/// A place of birth that the tables know.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Birthplace {
    /// In Italy, as the comune was that day or nearest to it.
    Comune(ComuneAt),
    /// Abroad.
    Stato(&'static Stato),
}

impl Birthplace {
    /// The place with this code for a birth on this day; `None` if the tables do not know the code, which
    /// is worth a question and never a refusal.
    #[must_use]
    pub fn of(code: Belfiore, born: Date) -> Option<Self> {
        match Stato::by_code(code) {
            Some(stato) => Some(Self::Stato(stato)),
            None => Comune::at(code, born).map(Self::Comune),
        }
    }

    /// Its Italian name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Comune(found) => found.comune.name,
            Self::Stato(stato) => stato.name,
        }
    }

    /// The sigla of the province in those days; `EE`, as the registers write, for abroad.
    #[must_use]
    pub fn sigla(&self) -> &'static str {
        match self {
            Self::Comune(found) => found.comune.province.sigla,
            Self::Stato(_) => "EE",
        }
    }
}
