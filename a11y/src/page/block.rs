//! The blocks of a page.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::{Link, Question, Target};
use crate::text::{Span, Text};

/// How deep sections and notices may nest: h1 is the title, h6 the deepest heading HTML has.
pub const MAX_DEPTH: usize = 5;

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "block", content = "value", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph(Text),
    /// A list of sentences.
    List(List),
    /// Something to be seen and heard before the rest.
    Notice(Notice),
    /// A heading and what belongs to it.
    Section(Section),
    /// Pairs of a name and a value, as a table of two columns.
    Summary(Summary),
    /// Rows of values under named columns.
    Table(Table),
    /// A question of the main form.
    Question(Box<Question>),
    /// Tasks with their states in words.
    TaskList(TaskList),
    /// Links, one a line.
    Links(Vec<Link>),
    /// The pages of what goes over several.
    Pages(Pages),
    /// What was sent, with its protocol number.
    Confirmation(Confirmation),
}

/// A list of sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Numbered, because the order matters.
    pub ordered: bool,
    /// The items.
    pub items: Vec<Text>,
}

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Something to know.
    Info,
    /// Something that went well: its words start with "Fatto:" or the like.
    Done,
    /// Something to look out for.
    Warning,
}

/// A boxed message with its own heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What it is about.
    pub tone: Tone,
    /// Its heading.
    pub title: Text,
    /// What it says.
    pub body: Vec<Block>,
}

/// A heading and its blocks; the level comes from the nesting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// At most 60 characters.
    pub heading: Text,
    /// What belongs to it.
    pub body: Vec<Block>,
}

/// Pairs of a name and a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// What the pairs are about; empty where the heading they stand under says it.
    pub caption: Text,
    /// The pairs.
    pub rows: Vec<SummaryRow>,
}

/// One pair of a [`Summary`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryRow {
    /// The name of the value.
    pub label: Text,
    /// The value.
    pub value: Text,
    /// Where it can be changed; the link's text names the value ("Modifica la data di nascita").
    pub change: Option<Link>,
}

/// Rows of values under named columns; at most 12 rows a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What the table is about.
    pub caption: Text,
    /// The columns, the first being that of the row headers.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A column of a [`Table`]. Units stand here, not in the cells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its header.
    pub header: Text,
    /// Its values are numbers to be aligned.
    pub numeric: bool,
}

/// A row of a [`Table`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The row header, under the first column.
    pub header: Text,
    /// The cells, one a further column; an empty one reads "niente".
    pub cells: Vec<Text>,
    /// What can be done with this row; its text names the row. It fills the last column.
    pub link: Option<Link>,
    /// A row of totals.
    pub total: bool,
}

/// A task of a [`TaskList`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its name.
    pub label: Text,
    /// Where it is done; `None` while it cannot be started.
    pub to: Option<Target>,
    /// How far it is.
    pub status: TaskStatus,
}

/// Tasks with their states, and above them how many are done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskList {
    /// The tasks.
    pub tasks: Vec<Task>,
}

/// How far a task is, said in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskStatus {
    /// "Completato".
    Done,
    /// "Da fare".
    ToDo,
    /// "Iniziato": some of it is answered.
    Begun,
    /// "C’è un errore": an answer of it cannot be used.
    Wrong,
    /// "Non puoi ancora iniziare".
    Blocked,
    /// "Da rivedere": what was asked has changed.
    Review,
    /// "Così non si può inviare": nothing can be sent with its answers as they are.
    Refused,
}

/// What was sent: one protocol number, when, and what follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// The protocol or request number, shown in groups of two, letters apart.
    pub protocol: String,
    /// The words before the number ("Numero di protocollo").
    pub label: Text,
    /// The day it was received.
    pub date: Date,
    /// The time it was received.
    pub time: Time,
    /// What happens next, and by when.
    pub next: Vec<Text>,
}

/// The pages of what goes over several, seen from one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pages {
    /// What goes over several ("Pagine delle sedi"): the name of this set of links.
    pub name: Text,
    /// The page that this is ("Pagina attuale: 2 di 3").
    pub here: Text,
    /// The pages beside it.
    pub links: Vec<Link>,
}

impl Block {
    /// A paragraph about the page in a browser alone: see [`Text::in_browser`].
    pub fn is_for_browser(&self) -> bool {
        matches!(self, Block::Paragraph(text) if text.is_for_browser())
    }
}

impl Table {
    /// Whether a number of this column has decimals: then room is left for those that others have not, so that units
    /// stand under units. Each number is written as everywhere else.
    pub fn has_decimals(&self, column: usize) -> bool {
        let has = |cell: &Text| matches!(cell.spans(), [Span::Decimal(number)] if number.0 % 100 != 0);
        let cells = |row: &Row| column.checked_sub(1).and_then(|at| row.cells.get(at)).is_some_and(has);
        self.columns.get(column).is_some_and(|column| column.numeric) && self.rows.iter().any(cells)
    }
}

impl Block {
    /// Whether a question stands in it.
    pub fn asks(&self) -> bool {
        match self {
            Block::Question(_) => true,
            Block::Section(section) => section.body.iter().any(Block::asks),
            Block::Notice(notice) => notice.body.iter().any(Block::asks),
            _ => false,
        }
    }
}

/// Every question among some blocks, in reading order.
pub fn questions(body: &[Block]) -> Vec<&Question> {
    let mut found = Vec::new();
    gather(body, &mut found);
    found
}

fn gather<'a>(body: &'a [Block], found: &mut Vec<&'a Question>) {
    for block in body {
        match block {
            Block::Question(question) => found.push(question),
            Block::Section(section) => gather(&section.body, found),
            Block::Notice(notice) => gather(&notice.body, found),
            Block::Paragraph(_)
            | Block::List(_)
            | Block::Summary(_)
            | Block::Table(_)
            | Block::TaskList(_)
            | Block::Links(_)
            | Block::Pages(_)
            | Block::Confirmation(_) => {}
        }
    }
}

macro_rules! block_from {
    ($($kind:ident),*) => { $(impl From<$kind> for Block {
        fn from(value: $kind) -> Block { Block::$kind(value) }
    })* };
}
block_from!(List, Notice, Section, Summary, Table, TaskList, Pages, Confirmation);

impl From<Question> for Block {
    fn from(question: Question) -> Block {
        Block::Question(Box::new(question))
    }
}

impl From<Text> for Block {
    fn from(text: Text) -> Block {
        Block::Paragraph(text)
    }
}

/// How many headings deep the blocks nest.
pub fn depth(body: &[Block]) -> usize {
    body.iter()
        .map(|block| match block {
            Block::Section(section) => 1 + depth(&section.body),
            Block::Notice(notice) => 1 + depth(&notice.body),
            _ => 0,
        })
        .max()
        .unwrap_or(0)
}
