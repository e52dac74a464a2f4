//! What can be wrong with a typed codice fiscale, one thing at a time.

use super::{CodiceNumerico, NumericProblem};

/// What kind of character a place wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A letter from A to Z.
    Letter,
    /// A digit, or a letter that stands for one (omocodia).
    Digit,
}

/// Why what was typed is not a person's codice fiscale.
///
/// The texts are for engineers and repeat nothing that was typed; citizens get a Page in their language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Nothing was typed.
    #[error("no fiscal code")]
    Empty,
    /// So many characters instead of sixteen, separators not counted.
    #[error("{0} characters instead of sixteen")]
    Length(usize),
    /// A character that this place cannot have. `O` for zero and `I` for one are the usual slips.
    #[error("a wrong kind of character at place {position}")]
    Illegal {
        /// Which, from 1 to 16, separators not counted.
        position: usize,
        /// What stands there.
        found: char,
        /// What should.
        wanted: Wanted,
    },
    /// The ninth character is a letter that is no month's.
    #[error("the ninth character is no month")]
    Month(char),
    /// The day does not exist in that month.
    #[error("an impossible date of birth")]
    Date,
    /// The last character does not follow from the others: one of the sixteen is wrong, or two are exchanged.
    #[error("the check character does not match")]
    Check {
        /// What it would be if the other fifteen were right. Not to be offered as the correction: the wrong
        /// character is as likely one of the fifteen.
        expected: char,
    },
    /// A health code for foreigners without papers (straniero temporaneamente presente), not a fiscal code.
    #[error("an STP code")]
    Stp,
    /// A health code for Europeans without insurance (europeo non iscritto), not a fiscal code.
    #[error("an ENI code")]
    Eni,
    /// A valid code of eleven digits: an entity's, or provisionally a person's.
    #[error("a numeric code")]
    Numeric(CodiceNumerico),
    /// Eleven digits that are no code either.
    #[error("eleven digits that are no code: {0}")]
    NumericWrong(NumericProblem),
}
