//! What is heard of a Page: a list of utterances, each a list of commands; never a string, never made from HTML.
//!
//! **Invariant**: the utterances stand in the one reading order of the Page, the problems before all.
//! **Invariant**: an utterance of a private page, with a private text, or with anything a citizen typed is
//! [`Heard::Private`], whole; there is no way to turn it into a [`Public`].

mod blocks;
mod questions;
mod script;
#[cfg(test)]
mod tests;
mod transcript;
mod wording;
#[cfg(test)]
mod wording_tests;
mod written;

use crate::page::{Frame, Page};
use crate::text::Lang;

pub(crate) use blocks::{or_nothing, status};
pub(crate) use questions::typed;
pub use transcript::transcript;
pub use written::written;

pub(crate) mod words {
    //! The words that only a voice or plain text needs.
    include!(concat!(env!("OUT_DIR"), "/words_speech.rs"));
}

/// One thing that is heard: where the cursor can stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utterance {
    /// The id of the same thing in the HTML; unique on a page.
    pub id: String,
    /// What it is: to move by heading, by question, by problem.
    pub kind: Kind,
    /// Who may hear it, and what is heard.
    pub heard: Heard,
}

/// What an utterance is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// All that is wrong with the answers.
    Problem,
    /// The page's title.
    Title,
    /// The heading of a section or notice, with its level: 2 to 6.
    Heading(u8),
    /// A sentence.
    Text,
    /// The name of a table or list of tasks, and how long it is.
    Caption,
    /// A row of a table.
    Row,
    /// A task and its state.
    Task,
    /// A question: its problem, label, hint and answer.
    Question,
    /// One choice of the question before it.
    Choice,
    /// One box of the question before it: day, month or year.
    Part,
    /// Something that leads elsewhere.
    Link,
    /// Something that sends.
    Button,
}

/// What is heard, by who may hear it: a loudspeaker takes `&Public`, headphones take either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// For everyone in the hall.
    Public(Public),
    /// Tells something of a person: for headphones and handset only.
    Private(Private),
}

/// Commands that everyone may hear. Only this module makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Public(Vec<Command>);

/// Commands that only the citizen may hear. Only this module makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Private(Vec<Command>);

impl Public {
    /// What the voice does, in order.
    pub fn commands(&self) -> &[Command] {
        &self.0
    }
}

impl Private {
    /// What the voice does, in order: for a device that is heard by one person.
    pub fn commands(&self) -> &[Command] {
        &self.0
    }
}

impl Heard {
    /// The same letter by letter, one word after the other, for the same ears.
    #[must_use]
    pub fn letters(self) -> Heard {
        match self {
            Heard::Public(Public(commands)) => Heard::Public(Public(script::letters(commands))),
            Heard::Private(Private(commands)) => Heard::Private(Private(script::letters(commands))),
        }
    }

    /// This, and after a silence the other; private if either is.
    #[must_use]
    pub fn then(self, other: Heard) -> Heard {
        let private = [&self, &other].iter().any(|heard| matches!(heard, Heard::Private(_)));
        let [mut all, rest] = [self, other].map(|heard| match heard {
            Heard::Public(Public(commands)) | Heard::Private(Private(commands)) => commands,
        });
        all.push(Command::Pause(Pause::Long));
        all.extend(rest);
        if private { Heard::Private(Private(all)) } else { Heard::Public(Public(all)) }
    }
}

impl Utterance {
    /// What a loudspeaker may say of it; `None` if it is private.
    pub fn public(&self) -> Option<&Public> {
        match &self.heard {
            Heard::Public(public) => Some(public),
            Heard::Private(_) => None,
        }
    }
}

/// What a voice does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Says words in a language.
    Say {
        /// The language, which is the voice's.
        lang: Lang,
        /// The words, without markup; digits are read as whole numbers.
        words: String,
    },
    /// Says letters and digits one by one.
    Spell {
        /// The language of their names.
        lang: Lang,
        /// The letters and digits.
        text: String,
    },
    /// Is silent.
    Pause(Pause),
    /// What follows belongs to the element with this id: the hint or the problem of a question, one of the problems.
    Mark(String),
}

/// How long a voice is silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// Between the groups of a code.
    Short,
    /// Between sentences.
    Long,
}

impl Pause {
    /// Its length at the ordinary rate of speech.
    pub const fn milliseconds(self) -> u16 {
        match self {
            Pause::Short => 200,
            Pause::Long => 400,
        }
    }
}

/// How codes and numbers are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Codes digit by digit: as large numbers they would not be understood.
    #[default]
    First,
    /// On repetition codes in groups of two digits.
    Again,
    /// On request letters with the names of towns.
    Spelled,
    /// Not for the ear: as it is written, for a display of braille.
    Written,
}

/// Everything that is heard of a page, in reading order, at the first reading.
pub fn page(page: &Page, frame: &Frame) -> Vec<Utterance> {
    let reading = if frame.view.spell_codes { Reading::Spelled } else { Reading::First };
    page_read(page, frame, reading)
}

/// The same with another reading of its codes: the utterances and their ids stay the same.
pub fn page_read(page: &Page, frame: &Frame, reading: Reading) -> Vec<Utterance> {
    blocks::page(page, frame, reading)
}

/// A sentence of the kiosk's own, outside any page; private if it tells something of a person.
pub fn announce(lang: Lang, text: &crate::text::Text, reading: Reading) -> Heard {
    let mut script = script::Script::new(lang, reading, false);
    script.text(text);
    script.finish(String::new(), Kind::Text).heard
}
