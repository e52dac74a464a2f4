//! What a step's questions are like, so that answers given to other questions are noticed.
//!
//! A form's definition changes while drafts of it are open. What was typed stays; a step that asks something else
//! than it did when it was answered (another field, another choice, an answer that may no longer be left out) is
//! shown again before its answers count. Better words for the same question change nothing.

use std::collections::BTreeMap;

use a11y::page::{Block, Input, Question};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::seal::hex;

/// The shape each step had when it was answered, by its slug.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen(BTreeMap<String, String>);

impl Seen {
    /// Notes that a step of this shape was answered.
    pub fn note(&mut self, slug: &str, shape: &str) {
        self.0.insert(slug.to_owned(), shape.to_owned());
    }

    /// The step was answered, to this form or to an older one.
    pub fn has(&self, slug: &str) -> bool {
        self.0.contains_key(slug)
    }

    /// The step was answered when its questions were others.
    pub fn differs(&self, slug: &str, shape: &str) -> bool {
        self.0.get(slug).is_some_and(|then| then != shape)
    }
}

/// The shape of the questions among some blocks: 16 hexadecimal digits.
pub(super) fn of(body: &[Block]) -> String {
    let mut digest = Sha256::new();
    add(body, &mut digest);
    let digest: [u8; 32] = digest.finalize().into();
    hex(&digest[..8])
}

fn add(body: &[Block], digest: &mut Sha256) {
    for block in body {
        match block {
            Block::Question(question) => digest.update(line(question)),
            Block::Section(section) => add(&section.body, digest),
            Block::Notice(notice) => add(&notice.body, digest),
            _ => {}
        }
    }
}

/// A question without its words and its answer.
fn line(question: &Question) -> String {
    let kind = match &question.input {
        Input::Line { .. } => "line".to_owned(),
        Input::LongText { .. } => "text".to_owned(),
        Input::Code { digits, .. } => format!("code {digits}"),
        Input::FiscalCode { .. } => "fiscal code".to_owned(),
        Input::Date { .. } => "date".to_owned(),
        Input::OneChoice { choices, .. } | Input::ManyChoices { choices, .. } => {
            let values: Vec<&str> = choices.iter().map(|choice| choice.value.as_str()).collect();
            format!("choices {}", values.join(","))
        }
        Input::Phone { .. } => "phone".to_owned(),
        Input::Mail { .. } => "mail".to_owned(),
        Input::Money { .. } => "money".to_owned(),
        Input::Secret { .. } => "secret".to_owned(),
        Input::CardSignature { .. } => "card".to_owned(),
    };
    format!("{} {} {kind}\n", question.name, question.optional)
}
