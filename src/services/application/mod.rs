//! Long forms: what an application is to a citizen, from the first answer to the protocol number.
//!
//! Addresses below the service's own: `{draft}`, the task list; `{draft}/{step}`; `{draft}/riepilogo`, all answers
//! before they are sent; `{draft}/elimina`; `{draft}/inviata`, what was sent. A service that has one gives an
//! [`Application`] and hands such addresses to [`get`] and [`post`].
//!
//! **Invariant**: the draft's id becomes the case's: two sends are one, and what was sent is found where the draft was.
//! **Invariant**: what is sent is what its citizen has just been shown, word by word; otherwise it is shown again.

mod desk;
mod examples;
mod pages;
mod reading;
mod send;
mod taking;
#[cfg(test)]
mod tests;
mod way;

use a11y::page::{Block, Link, Page};
use a11y::text::{Lang, Text};
use async_trait::async_trait;
use jiff::civil::Date;
use uuid::Uuid;

pub use desk::begin;
pub use examples::{Told, examples, half_way, notices, sent_example};
pub(crate) use pages::{
    CHANGED, LATE, READ, changed, deletion, digest, fills_only, late, not_taken, to_area, to_deletion, unsent,
};
pub use reading::{draft_words, get};
pub use taking::post;
pub(crate) use taking::too_late;

use super::conversation::{Answers, Part, Talk};
use super::{Call, Failure, Fields};
use crate::citizen::Level;
use crate::db::Conn;
use crate::ledger::Case;

crate::words!("application");

/// The step that deletes a draft.
pub(crate) const DELETE: &str = "elimina";

/// What was sent.
pub(crate) const SENT: &str = "inviata";

/// What a form asks on any way through it. A name that ends with a hyphen is what that of a question begins with which
/// carries a word of its citizen's: which of several places called so is meant.
#[derive(Clone, Copy, Debug)]
pub struct Asks {
    /// The names of its steps.
    pub steps: &'static [&'static str],
    /// Those of the fields of its questions.
    pub fields: &'static [&'static str],
    /// A step and a field that it asked while drafts were begun that are still kept, and asks no more.
    pub former: &'static [(&'static str, &'static str)],
}

impl Asks {
    /// Whether it ever asks this field.
    pub(crate) fn has_field(&self, name: &str) -> bool {
        let word =
            |word: &str| (1..=40).contains(&word.len()) && !word.contains('-') && taking::is_plain(word);
        let asks = |field: &&str| match name.strip_prefix(field) {
            Some(rest) if field.ends_with('-') => word(rest),
            Some(rest) => rest.is_empty(),
            None => false,
        };
        self.fields.iter().any(asks) || self.former.iter().any(|(_, field)| name == *field)
    }

    /// What a page of this step asked when it was opened and asks no more, and the rest of what it sent.
    fn apart(&self, step: &str, sent: &Fields) -> (Fields, Fields) {
        let is_former = |name: &str| self.former.contains(&(step, name));
        let (former, rest) = sent.0.iter().cloned().partition(|(name, _)| is_former(name));
        (Fields(former), Fields(rest))
    }
}

/// All answers, as they are read again before they are sent.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The language.
    pub lang: Lang,
    /// The tasks.
    pub parts: &'a [Part],
    /// The path of the draft, without its language.
    pub base: &'a str,
    /// Who reads them may send them, too.
    pub may_send: bool,
}

impl Reading<'_> {
    /// The way to the answer to a question and back; `None` where that is not asked.
    pub(crate) fn change(&self, name: &str) -> Option<Link> {
        self.parts.iter().find_map(|part| part.change(self.lang, self.base, name))
    }
}

/// A form of several tasks, kept for 30 days until it is sent.
#[async_trait]
pub trait Application: Sync + 'static {
    /// What the script needs to know besides the answers.
    type Facts: Send + Sync;
    /// What all answers come to.
    type Outcome: PartialEq + Send + 'static;

    /// The service's name: the first segment of its addresses, and its name in the ledger.
    fn name(&self) -> &'static str;

    /// What the form is called.
    fn title(&self, lang: Lang) -> Text;

    /// The least level that may send; Reader may fill.
    fn sends(&self) -> Level;

    /// Reads what the script and the pages need, with the answers so far; the reading is in the audit already.
    ///
    /// # Errors
    /// [`Failure`]
    async fn facts(&self, call: &Call<'_>, citizen: Uuid, answers: &Answers) -> Result<Self::Facts, Failure>;

    /// The conversation, in tasks ([`Talk::task`]); `None` until every task is complete.
    fn script(&self, talk: &mut Talk<'_>, facts: &Self::Facts) -> Option<Self::Outcome>;

    /// What [`Self::script`] asks on any way through it, now or when a draft that is still kept was begun.
    fn asks(&self) -> Asks;

    /// What other answers become once those of `step` were accepted: an answer that only repeated what stood there at
    /// first is asked anew where something else stands there now.
    fn settle(&self, _step: &str, _before: &Answers, _now: &mut Answers, _today: Date) {}

    /// By when it is to be sent, for who may send it and for who only fills it in; `None` where that is told already.
    fn send_by(
        &self,
        lang: Lang,
        outcome: &Self::Outcome,
        facts: &Self::Facts,
        may_send: bool,
    ) -> Option<Text>;

    /// What is to be known before the answers are read again: before them.
    fn warned(
        &self,
        _lang: Lang,
        _outcome: &Self::Outcome,
        _facts: &Self::Facts,
        _reading: &Reading<'_>,
    ) -> Vec<Block> {
        Vec::new()
    }

    /// What the answers come to, in a sentence or two: over them, for who looks whether the main things are right.
    fn in_short(
        &self,
        _lang: Lang,
        _outcome: &Self::Outcome,
        _facts: &Self::Facts,
        _answers: &Answers,
    ) -> Option<Text> {
        None
    }

    /// What follows from the answers, and what is declared by sending: between the answers and the button. The warnings among
    /// it are counted over the answers.
    fn declared(
        &self,
        lang: Lang,
        outcome: &Self::Outcome,
        facts: &Self::Facts,
        reading: &Reading<'_>,
    ) -> Vec<Block>;

    /// What of it stays with the answers once they are sent, and what only the office needs: after the answers.
    fn accepted(&self, lang: Lang, outcome: &Self::Outcome, facts: &Self::Facts) -> Vec<Block>;

    /// Whom it is about, for the list of cases; empty where nobody.
    fn about(&self, answers: &Answers) -> String;

    /// The day from which it holds, which tells it from another about the same person; `None` where there is none.
    fn since(&self, outcome: &Self::Outcome) -> Option<Date>;

    /// What the page of what was sent is called, as its case is now.
    fn sent_title(&self, lang: Lang, case: &Case) -> Text;

    /// The words on the button that sends: a verb and an object.
    fn submit(&self, lang: Lang) -> Text;

    /// Keeps what the service needs beside the case, in the same transaction.
    ///
    /// # Errors
    /// [`Failure`]
    async fn keep(&self, tx: &mut Conn, case: Uuid, outcome: &Self::Outcome) -> Result<(), Failure>;

    /// What follows once it was sent, said under the protocol number, and what can still be done: links and buttons.
    ///
    /// # Errors
    /// [`Failure`]
    async fn after(&self, call: &Call<'_>, case: &Case, page: Page) -> Result<Page, Failure>;
}
