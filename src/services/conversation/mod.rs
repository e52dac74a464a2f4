//! Conversations: one pure function, replayed from the first question on every request.
//!
//! `talk.step(..)?` walks the steps and stops at the first that is unanswered or wrong; the one the address wants
//! is shown. A long form groups its steps: `talk.task(..)` walks those of one task and goes on to the next task,
//! done or not. The trail gives the back link, the step count, the task list and the review table. Answers are kept
//! as typed, so a wrong one is stored and its problem found again when the page is read after the redirect.
//!
//! **Invariant**: a secret is never stored: it is judged in its own POST.
//! **Invariant**: an answer that was given to other questions than are asked now is shown again before it counts.

mod answers;
mod asking;
mod dates;
#[cfg(test)]
pub(crate) mod explore;
mod shapes;
mod walk;

pub use answers::{Answers, MISPLACED, UnknownField, answer_text, fill, is_misplaced, names};
pub use asking::Asking;
pub use dates::{digits, read_date};
pub use shapes::Seen;
pub use walk::{Part, Walk, walk};

use a11y::page::{
    Block, Column, Link, List, Notice, Page, Question, Row, Section, Summary, SummaryRow, Table,
};
use a11y::text::{Lang, Text};

use self::asking::Asked;
use super::{path, words};
use crate::ledger::SentPart;

/// The conversation stops here: a step is to be shown.
#[derive(Debug, PartialEq, Eq)]
pub struct Stop;

/// The longest answer to any question, in characters; most questions take less and say so.
pub const LONGEST: usize = 5_000;

/// The step named by an empty address: the review of all answers.
pub const REVIEW: &str = "riepilogo";

/// In the query of a step that one goes to from the fault of another one, changed from the review: that other one, whose
/// change is told there too.
pub const ALSO: &str = "anche";

/// A conversation being replayed.
#[derive(Debug)]
pub struct Talk<'a> {
    /// The language of its words.
    pub lang: Lang,
    answers: &'a Answers,
    seen: &'a Seen,
    whose: Option<Text>,
    apart: bool,
    parts: Vec<Part>,
}

/// A step that has been walked through.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    slug: &'static str,
    title: Text,
    /// Whose data it asks, where a form asks those of several.
    whose: Option<Text>,
    /// Its answers stand among others, so each says whose it is.
    apart: bool,
    /// What was asked and answered, for the review.
    rows: Vec<Asked>,
    /// What its questions are like; see [`shapes`].
    shape: String,
    /// Every answer can be used.
    answered: bool,
    /// It was answered when it asked something else.
    changed: bool,
    /// It asks only what the step before it left open, and counts as that one.
    aside: bool,
    /// It asks nothing: the conversation ends here without anything to send.
    ends: bool,
    /// The field of an earlier step that an answer contradicts.
    contradicted: Option<String>,
    /// What follows from the answer to the step before.
    told: Option<Notice>,
    body: Vec<Block>,
}

impl Visit {
    /// What it asks.
    fn questions(&self) -> Vec<&Question> {
        a11y::page::questions(&self.body)
    }

    /// An answer cannot be used.
    fn is_wrong(&self) -> bool {
        self.questions().iter().any(|question| question.problem.is_some())
    }

    /// Nothing is left to be done here.
    fn is_settled(&self) -> bool {
        self.answered && !self.changed
    }
}

impl Talk<'_> {
    /// Asks a step: some questions on one page under one title. What the closure returns is the step's result:
    /// `None` while an answer is missing or wrong.
    ///
    /// # Errors
    /// [`Stop`] when the conversation cannot go on from here.
    pub fn step<T>(
        &mut self,
        slug: &'static str,
        title: Text,
        ask: impl FnOnce(&mut Asking<'_>) -> Option<T>,
    ) -> Result<T, Stop> {
        self.visit(slug, title, false, ask)
    }

    /// Asks what the answers of the step before left open: as [`Talk::step`], but no step of its own in their count,
    /// which would change under the citizen's feet.
    ///
    /// # Errors
    /// [`Stop`] when the conversation cannot go on from here.
    pub fn aside<T>(
        &mut self,
        slug: &'static str,
        title: Text,
        ask: impl FnOnce(&mut Asking<'_>) -> Option<T>,
    ) -> Result<T, Stop> {
        self.visit(slug, title, true, ask)
    }

    fn visit<T>(
        &mut self,
        slug: &'static str,
        title: Text,
        aside: bool,
        ask: impl FnOnce(&mut Asking<'_>) -> Option<T>,
    ) -> Result<T, Stop> {
        let mut step = Asking::new(self.lang, self.answers);
        let result = ask(&mut step);
        let ends = step.is_end();
        let (told, body, rows, contradicted) = step.into_parts();
        let shape = shapes::of(&body);
        let changed = self.seen.differs(slug, &shape);
        let whose = self.whose.clone();
        let title = named(self.lang, whose.as_ref(), &title);
        let (apart, answered) = (self.apart, result.is_some());
        let visit = Visit {
            slug,
            title,
            whose,
            apart,
            rows,
            shape,
            answered,
            changed,
            aside,
            ends,
            contradicted,
            told,
            body,
        };
        if self.parts.is_empty() {
            self.parts.push(Part::unnamed());
        }
        if let Some(part) = self.parts.last_mut() {
            part.visits.push(visit);
        }
        result.ok_or(Stop)
    }

    /// Says whose data the next steps of this task ask ("Lavoratore"): before their titles and with their answers.
    pub fn of(&mut self, whose: impl Into<Option<Text>>) {
        self.whose = whose.into();
        self.apart = false;
    }

    /// The same for data that stand among others of their task: each answer says whose it is.
    pub fn of_which(&mut self, whose: Text) {
        self.whose = Some(whose);
        self.apart = true;
    }

    /// Walks the steps of one task of a long form; `None` while it is not complete. The other tasks go on.
    pub fn task<T>(
        &mut self,
        slug: &'static str,
        title: Text,
        script: impl FnOnce(&mut Self) -> Result<T, Stop>,
    ) -> Option<T> {
        self.parts.push(Part::begun(slug, title));
        self.of(None);
        let result = script(self).ok();
        let settled = self.parts.last().is_some_and(|part| part.visits.iter().all(Visit::is_settled));
        result.filter(|_| settled)
    }

    /// A task that cannot be started before those called `after` are complete.
    pub fn later(&mut self, slug: &'static str, title: Text, after: &[Text]) {
        let after = a11y::text::join(after.iter().cloned(), self.lang.comma());
        self.parts.push(Part::later(slug, words::task_after(self.lang, &title, &after)));
    }

    /// The raw answer to a field of any step, without blanks around it.
    pub fn answer(&self, name: &str) -> &str {
        self.answers.trimmed(name)
    }
}

/// A title or label with whose it is: "Lavoratore: data di nascita".
fn named(lang: Lang, whose: Option<&Text>, title: &Text) -> Text {
    whose.map_or_else(|| title.clone(), |whose| words::named(lang, whose, &title.lowered()))
}

/// What a replay comes to.
#[derive(Debug)]
pub enum Turn<T> {
    /// The wanted step, as a page.
    Step(Box<Page>, Option<Link>),
    /// The wanted step cannot be shown yet: this one comes first.
    Elsewhere(&'static str),
    /// Everything is answered: what came of it, and the answers for the review.
    Complete(T, Vec<SummaryRow>),
}

/// Replays a conversation without tasks for the step `wanted`; `base` is the conversation's path after the language
/// and `expected` how many steps it has, asides not counted.
pub fn replay<T>(
    lang: Lang,
    answers: &Answers,
    wanted: &str,
    base: &str,
    expected: u8,
    script: impl FnOnce(&mut Talk<'_>) -> Result<T, Stop>,
) -> Turn<T> {
    replay_seen(lang, (answers, &Seen::default()), wanted, base, expected, script)
}

/// The same over answers that were given to questions of the shapes seen then.
pub fn replay_seen<T>(
    lang: Lang,
    (answers, seen): (&Answers, &Seen),
    wanted: &str,
    base: &str,
    expected: u8,
    script: impl FnOnce(&mut Talk<'_>) -> Result<T, Stop>,
) -> Turn<T> {
    let walk = walk(lang, answers, seen, wanted, script);
    if let Some((page, back)) = walk.page(base, expected) {
        return Turn::Step(Box::new(page), back);
    }
    match (walk.open(), walk.outcome) {
        (None, Ok(outcome)) => {
            let rows = walk.parts.iter().flat_map(|part| part.rows(lang, base)).collect();
            Turn::Complete(outcome, rows)
        }
        // A script stops only where it shows; if it does not, its first step is as good as any.
        (open, _) => Turn::Elsewhere(open.or_else(|| walk.parts.first()?.first()).unwrap_or(REVIEW)),
    }
}

/// The address of a step.
pub fn step_path(lang: Lang, base: &str, slug: &str) -> String {
    if slug.is_empty() { path(lang, base) } else { path(lang, &format!("{base}/{slug}")) }
}

/// The answers of a review as they are kept with what was sent: without links, and in the words they were sent in,
/// whatever the language of who reads them later.
pub fn as_sent(lang: Lang, rows: Vec<SummaryRow>) -> Summary {
    kept_summary(lang, Summary { caption: words::answers_caption(lang), rows })
}

/// The same of the answers of some tasks, each under its name.
pub fn parts_as_sent<'a>(lang: Lang, parts: impl IntoIterator<Item = &'a Part>) -> Vec<SentPart> {
    let part = |part: &Part| {
        let answers = Summary { caption: Text::default(), rows: part.rows(lang, "") };
        let answers = kept_summary(lang, answers);
        SentPart { heading: Some(kept(lang, &part.title)), answers }
    };
    parts.into_iter().filter(|part| part.first().is_some()).map(part).collect()
}

/// A text in the words it was sent in.
fn kept(lang: Lang, text: &Text) -> Text {
    text.kept_in(lang, |span| a11y::values::shown(span, lang))
}

fn kept_summary(lang: Lang, summary: Summary) -> Summary {
    let row = |row: SummaryRow| SummaryRow {
        label: kept(lang, &row.label),
        value: kept(lang, &row.value),
        change: None,
    };
    Summary { caption: kept(lang, &summary.caption), rows: summary.rows.into_iter().map(row).collect() }
}

/// Sentences, lists, tables and answers as they are kept with what was sent; nothing else is.
pub fn blocks_as_sent(lang: Lang, blocks: Vec<Block>) -> Vec<Block> {
    let keep = |text: Text| kept(lang, &text);
    let block = |block| {
        Some(match block {
            Block::Paragraph(text) => Block::Paragraph(keep(text)),
            Block::List(list) => {
                List { ordered: list.ordered, items: list.items.into_iter().map(keep).collect() }.into()
            }
            Block::Section(section) => {
                let body = blocks_as_sent(lang, section.body);
                Section { heading: keep(section.heading), body }.into()
            }
            Block::Summary(summary) => kept_summary(lang, summary).into(),
            Block::Table(table) => kept_table(lang, table).into(),
            _ => return None,
        })
    };
    blocks.into_iter().filter_map(block).collect()
}

fn kept_table(lang: Lang, table: Table) -> Table {
    let keep = |text: Text| kept(lang, &text);
    let column = |column: Column| Column { header: keep(column.header), ..column };
    let row = |row: Row| Row {
        header: keep(row.header),
        cells: row.cells.into_iter().map(keep).collect(),
        link: None,
        total: row.total,
    };
    Table {
        caption: keep(table.caption),
        columns: table.columns.into_iter().map(column).collect(),
        rows: table.rows.into_iter().map(row).collect(),
    }
}
