//! The questions of a page, and how each is answered.

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// A question of the main form. It cannot be made without a label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The name of the form field and the id of its first control: ASCII letters, digits and hyphens.
    pub name: String,
    /// What is asked.
    pub label: Text,
    /// How to answer; one sentence, under 150 characters, no link.
    pub hint: Option<Text>,
    /// What is wrong with the answer, and how to mend it.
    pub problem: Option<Problem>,
    /// The question before it whose problem is that of its answer too: told there, once, for all it names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shares: Option<String>,
    /// May stay empty; says so beside the label.
    pub optional: bool,
    /// The autocomplete token, only for data of the citizen who is typing.
    pub purpose: Option<Purpose>,
    /// Asks for the name of a person, whoever it is: no word that is checked or corrected.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub name_of_person: bool,
    /// Answered in Latin letters on a page of any language: an address, a place in Italy, what stands so on record.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub latin: bool,
    /// How it is answered, with the answer so far.
    pub input: Input,
}

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Names the field and says how to mend it.
    pub text: Text,
    /// Which box of a date is wrong, 0 day to 2 year; all of them where none is named.
    pub parts: Vec<u8>,
}

impl From<Text> for Problem {
    fn from(text: Text) -> Problem {
        Problem { text, parts: Vec::new() }
    }
}

/// What an answer is, for browsers that fill forms (HTML `autocomplete`, WCAG 1.3.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// The citizen's first name.
    GivenName,
    /// The citizen's surname.
    FamilyName,
    /// Street and number.
    AddressLine1,
    /// Comune.
    AddressLevel2,
    /// Provincia.
    AddressLevel1,
    /// CAP.
    PostalCode,
    /// Telephone.
    Tel,
    /// Telephone at home.
    #[serde(rename = "home tel")]
    HomeTel,
    /// Telephone at work.
    #[serde(rename = "work tel")]
    WorkTel,
    /// Mobile telephone.
    #[serde(rename = "mobile tel")]
    MobileTel,
    /// Electronic mail.
    Email,
    /// Date of birth, split over its three boxes.
    Bday,
    /// Sex.
    Sex,
    /// The name one signs in with.
    Username,
    /// The PIN in use.
    CurrentPassword,
    /// A PIN being chosen.
    NewPassword,
    /// A code used once.
    OneTimeCode,
}

/// How a question is answered, with the answer as typed so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "input", content = "value", rename_all = "snake_case")]
pub enum Input {
    /// One line of text.
    Line {
        /// As typed.
        value: String,
        /// How many characters the box shows, which hints at what belongs there.
        width: u8,
    },
    /// Several lines of text.
    LongText {
        /// As typed.
        value: String,
    },
    /// Digits or letters that are no word, without spell checking.
    Code {
        /// As typed.
        value: String,
        /// How many characters the box shows.
        width: u8,
        /// Digits only: a numeric keyboard.
        digits: bool,
    },
    /// A fiscal code; a kiosk may fill it from a card or a scanner.
    FiscalCode {
        /// As typed.
        value: String,
    },
    /// A date in three boxes; the fields are `NAME-giorno`, `NAME-mese`, `NAME-anno`.
    Date {
        /// As typed.
        day: String,
        /// As typed.
        month: String,
        /// As typed.
        year: String,
    },
    /// Exactly one of some choices.
    OneChoice {
        /// The choices, in the order they are read.
        choices: Vec<Choice>,
        /// The value of the one chosen.
        chosen: Option<String>,
    },
    /// Any of some choices.
    ManyChoices {
        /// The choices, in the order they are read.
        choices: Vec<Choice>,
        /// The values of those chosen.
        chosen: Vec<String>,
    },
    /// A telephone number.
    Phone {
        /// As typed.
        value: String,
    },
    /// An address for electronic mail.
    Mail {
        /// As typed.
        value: String,
    },
    /// An amount in euro.
    Money {
        /// As typed.
        value: String,
    },
    /// Digits that are never shown back.
    Secret {
        /// How many characters the box shows.
        width: u8,
    },
    /// The PIN of the citizen's own card: it opens the card in the kiosk's reader, which signs the challenge. What is sent
    /// is the card's certificate and signature; the PIN goes nowhere. A browser has no card and can type nothing here.
    CardSignature {
        /// What the card signs, once.
        challenge: String,
    },
}

impl Input {
    /// What is typed in its one box; `None` where there are several boxes, choices, or a secret.
    pub fn typed_mut(&mut self) -> Option<&mut String> {
        match self {
            Input::Line { value, .. }
            | Input::LongText { value }
            | Input::Code { value, .. }
            | Input::FiscalCode { value }
            | Input::Phone { value }
            | Input::Mail { value }
            | Input::Money { value } => Some(value),
            Input::Date { .. }
            | Input::OneChoice { .. }
            | Input::ManyChoices { .. }
            | Input::Secret { .. }
            | Input::CardSignature { .. } => None,
        }
    }
}

/// One of the choices of a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: Text,
    /// One short sentence without a link.
    pub hint: Option<Text>,
}

impl Question {
    /// A question that must be answered, without hint or problem.
    pub fn new(name: impl Into<String>, label: Text, input: Input) -> Question {
        Question {
            name: name.into(),
            label,
            hint: None,
            problem: None,
            shares: None,
            optional: false,
            purpose: None,
            name_of_person: false,
            latin: false,
            input,
        }
    }

    /// The same with a hint.
    pub fn hint(mut self, hint: Text) -> Question {
        self.hint = Some(hint);
        self
    }

    /// The same with what is wrong, if anything is.
    pub fn problem(mut self, problem: Option<Problem>) -> Question {
        self.problem = problem;
        self
    }

    /// The question at which the problem of its answer is told: its own name, or that of the one it shares it with.
    pub fn told_at(&self) -> Option<&str> {
        self.problem.as_ref().map(|_| self.name.as_str()).or(self.shares.as_deref())
    }

    /// Takes the problem from it, its own or a shared one.
    pub fn calm(&mut self) {
        (self.problem, self.shares) = (None, None);
    }

    /// Whether this box of a date is wrong, 0 day to 2 year; all are where the problem names none.
    pub fn is_wrong_part(&self, part: u8) -> bool {
        match &self.problem {
            Some(problem) => problem.parts.is_empty() || problem.parts.contains(&part),
            None => self.shares.is_some(),
        }
    }

    /// Whether its first choice has a hint of its own, which is heard after the question's.
    pub fn is_hinted_further(&self) -> bool {
        match &self.input {
            Input::OneChoice { choices, .. } | Input::ManyChoices { choices, .. } => {
                choices.first().is_some_and(|choice| choice.hint.is_some())
            }
            _ => false,
        }
    }

    /// The same, but it may stay empty.
    pub fn optional(mut self) -> Question {
        self.optional = true;
        self
    }

    /// The same with its autocomplete token.
    pub fn purpose(mut self, purpose: Purpose) -> Question {
        self.purpose = Some(purpose);
        self
    }

    /// The same, asking for somebody's name, as it stands in Latin letters in their document.
    pub fn name_of_person(mut self) -> Question {
        self.name_of_person = true;
        self.latin()
    }

    /// The same, answered in Latin letters.
    pub fn latin(mut self) -> Question {
        self.latin = true;
        self
    }

    /// The id of the control that is wrong, or of the first one: where the error summary leads.
    pub fn target_id(&self) -> String {
        let wrong = self.problem.as_ref().and_then(|p| p.parts.iter().min().copied()).unwrap_or(0);
        match (&self.input, wrong) {
            (Input::Date { .. }, 1) => format!("{}-mese", self.name),
            (Input::Date { .. }, 2) => format!("{}-anno", self.name),
            (Input::Date { .. }, _) => format!("{}-giorno", self.name),
            _ => self.name.clone(),
        }
    }
}
