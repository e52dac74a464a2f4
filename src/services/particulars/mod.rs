//! The particulars that many forms ask: who a person is, where they were born, where they live.
//!
//! The words name no person: the title of the step says whose data are asked.
//!
//! **Invariant**: only the citizen's own particulars carry an autocomplete token ([`Whose`]).

mod address;
mod person;
pub mod places;
pub mod typed;

use a11y::page::{Choice, Input, Purpose, Question};
use a11y::text::Text;

pub use address::{Address, Meaning, phone, street_address};
pub use person::{Birth, Who, birthplace, fiscal_code, settle_code, which, which_field, who};
pub use places::Place;

crate::words!("particulars");

/// What to do where the place that is meant is none of those to choose from.
pub(crate) use words::which_hint as none_of_these;

/// Whose particulars are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whose {
    /// What the names of their fields begin with, a hyphen last; empty for the citizen's own.
    pub prefix: &'static str,
    /// They are the citizen's own: a browser may fill them in.
    pub own: bool,
}

impl Whose {
    /// The citizen's, in fields without a prefix.
    pub const OWN: Whose = Whose { prefix: "", own: true };

    /// Somebody else's, or something else's.
    pub const fn other(prefix: &'static str) -> Whose {
        Whose { prefix, own: false }
    }

    /// The citizen's own, in a form that asks such data of others too.
    pub const fn own(prefix: &'static str) -> Whose {
        Whose { prefix, own: true }
    }

    /// The name of one of their fields.
    pub fn field(self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// A line about them.
    pub(crate) fn line(self, name: &str, label: Text, prefilled: &str, width: u8) -> Question {
        Question::new(self.field(name), label, Input::Line { value: prefilled.to_owned(), width })
    }

    /// The question with its token, if it asks the citizen about themselves.
    pub(crate) fn purpose(self, question: Question, purpose: Purpose) -> Question {
        if self.own { question.purpose(purpose) } else { question }
    }
}

#[cfg(test)]
pub(crate) fn cap_of_another(lang: a11y::text::Lang, cap: &str, comune: &str) -> Text {
    words::cap_of_another(lang, cap, comune)
}

/// A choice without a hint.
pub(crate) fn choice(value: &str, label: Text) -> Choice {
    Choice { value: value.to_owned(), label, hint: None }
}
