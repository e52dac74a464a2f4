//! The Page: what a service answers, once, for every sense.
//!
//! **Invariant**: heading levels, the error summary, the title's `2 errori:` and the order of focus are computed
//! from nesting, from the questions' problems and from vector order; no one can write them by hand.
//! **Invariant**: there is no block that carries markup.
//! **Invariant**: a page is private unless its maker says that it is public.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::text::{Lang, Span, Text};

/// The version of [`Envelope`] that this code writes; a new block or span raises it.
pub const WIRE_VERSION: u16 = 1;

/// How deep sections and notices may nest: h1 is the title, h6 the deepest heading HTML has.
pub const MAX_DEPTH: usize = 5;

/// One page: a title, a body in its one reading order, at most one main form, and what can be done next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The language of all its words.
    pub lang: Lang,
    /// The question or the page, as its only first-level heading.
    pub title: Text,
    /// The service it belongs to, for the window's title; `None` for the front page.
    pub service: Option<Text>,
    /// Where in a conversation this is.
    pub step: Option<Step>,
    /// Something has been done: said before the title, with the focus on it after a redirect.
    pub done: Option<Notice>,
    /// It tells something of a person: no cache, no loudspeaker.
    pub private: bool,
    /// It shows invented people or offices, and says so.
    pub test_data: bool,
    /// The blocks, in reading order.
    pub body: Vec<Block>,
    /// How the questions are sent; `None` where there is no question.
    pub form: Option<Form>,
    /// Links and small forms after the body.
    pub actions: Vec<Action>,
}

/// "Passo 2 di 5".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The step the citizen is at, from 1.
    pub now: u8,
    /// The last step, as far as the answers so far tell.
    pub of: u8,
}

/// How the main form is sent. It goes to the address of the page ([`Frame::address`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The words on its button: a verb and an object.
    pub submit: Text,
    /// Public searches are read ([`Method::Get`]); everything else is sent.
    pub method: Method,
    /// Hidden fields: the idempotency key of a write without a draft.
    pub hidden: Vec<(String, String)>,
}

/// How a form travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// In the address: public searches only.
    Get,
    /// In the body, with the session's token.
    Post,
}

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
    /// What the pairs are about.
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
    /// "Da completare".
    ToDo,
    /// "Non puoi ancora iniziare".
    Blocked,
    /// "Da rivedere": what was asked has changed.
    Review,
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

/// A link with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Says where it leads without what stands around it.
    pub text: Text,
    /// Where it leads.
    pub to: Target,
    /// What one finds there, in a sentence of its own after the link; only in a block of links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
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

/// Where a link leads. A kiosk follows only [`Target::Inside`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "target", content = "value", rename_all = "snake_case")]
pub enum Target {
    /// Another page of the portal, by its path.
    Inside(String),
    /// A telephone number, as it is dialled.
    Phone(String),
    /// An address for electronic mail.
    Mail(String),
    /// Another site.
    Outside(String),
    /// A file of the portal; the link's words name its format.
    Download(String),
}

/// What can be done after the body: a link, or an own small form without questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", content = "value", rename_all = "snake_case")]
pub enum Action {
    /// A link.
    Link(Link),
    /// A button that sends a small form of its own.
    Send(Send),
}

/// A small form without questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Send {
    /// The words on its button: a verb and an object.
    pub label: Text,
    /// The path it is sent to.
    pub address: String,
    /// Its hidden fields.
    pub fields: Vec<(String, String)>,
    /// The one button the page is about.
    pub primary: bool,
}

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
    /// May stay empty; says so beside the label.
    pub optional: bool,
    /// The autocomplete token, only for data of the citizen who is typing.
    pub purpose: Option<Purpose>,
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
            optional: false,
            purpose: None,
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

impl Page {
    /// A page with a title and nothing else, private.
    pub fn new(lang: Lang, title: Text) -> Page {
        Page {
            lang,
            title,
            service: None,
            step: None,
            done: None,
            private: true,
            test_data: false,
            body: Vec::new(),
            form: None,
            actions: Vec::new(),
        }
    }

    /// The same, for everyone to see and hear.
    pub fn public(mut self) -> Page {
        self.private = false;
        self
    }

    /// The same with the service it belongs to.
    pub fn of(mut self, service: Text) -> Page {
        self.service = Some(service);
        self
    }

    /// The same with one more block.
    pub fn with(mut self, block: impl Into<Block>) -> Page {
        self.body.push(block.into());
        self
    }

    /// The same with a paragraph.
    pub fn say(self, words: Text) -> Page {
        self.with(Block::Paragraph(words))
    }

    /// The same with a button that sends its questions.
    pub fn submit(mut self, words: Text) -> Page {
        self.form = Some(Form { submit: words, method: Method::Post, hidden: Vec::new() });
        self
    }

    /// The same with a button that searches: the questions travel in the address.
    pub fn search(mut self, words: Text) -> Page {
        self.form = Some(Form { submit: words, method: Method::Get, hidden: Vec::new() });
        self
    }

    /// The same with a link after the body.
    pub fn link(mut self, link: Link) -> Page {
        self.actions.push(Action::Link(link));
        self
    }

    /// The same with a small form after the body.
    pub fn send(mut self, send: Send) -> Page {
        self.actions.push(Action::Send(send));
        self
    }

    /// Every question, in reading order.
    pub fn questions(&self) -> Vec<&Question> {
        questions(&self.body)
    }

    /// Whether it has a table of several columns, which can also be read as a list.
    pub fn has_table(&self) -> bool {
        fn among(blocks: &[Block]) -> bool {
            blocks.iter().any(|block| match block {
                Block::Table(_) => true,
                Block::Section(section) => among(&section.body),
                _ => false,
            })
        }
        among(&self.body)
    }

    /// How many blocks come before the button of the main form: up to the last one with a question, so that the
    /// results of a search stand after its button; all of them where nothing is asked.
    pub fn before_button(&self) -> usize {
        self.body.iter().rposition(Block::asks).map_or(self.body.len(), |last| last + 1)
    }

    /// What is wrong, in reading order: the id of the faulty control and the message.
    pub fn problems(&self) -> Vec<(String, &Text)> {
        self.questions()
            .into_iter()
            .filter_map(|q| q.problem.as_ref().map(|p| (q.target_id(), &p.text)))
            .collect()
    }

    /// The one question this page is, if its title is the question's own label: it is then heard once.
    pub fn only_question(&self) -> Option<&Question> {
        match self.questions()[..] {
            [question] if question.label == self.title => Some(question),
            _ => None,
        }
    }
}

impl Table {
    /// Whether a number of this column has decimals: then all are written with two, so that units stand under units.
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

impl Link {
    /// A link to another page of the portal.
    pub fn inside(text: Text, path: impl Into<String>) -> Link {
        Link::to(text, Target::Inside(path.into()))
    }

    /// A link.
    pub fn to(text: Text, to: Target) -> Link {
        Link { text, to, note: None }
    }

    /// The same with a sentence on what one finds there.
    pub fn noted(self, note: Text) -> Link {
        Link { note: Some(note), ..self }
    }
}

/// How the reader wishes pages to be rendered; from their preferences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// Tables read as lists, one heading a row: for 40-cell braille displays and 400 % zoom.
    pub tables_as_lists: bool,
    /// Codes are also spelled out, letters by names of towns.
    pub spell_codes: bool,
    /// Nothing here calls or writes: numbers and addresses in running text are there to be read. Never on the wire.
    #[serde(skip)]
    pub only_read: bool,
}

/// What the front door knows of a page and the service does not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The HTTP status it is answered with.
    pub status: u16,
    /// Its own path and query, to which its form is sent.
    pub address: String,
    /// The languages this page exists in.
    pub languages: Vec<Lang>,
    /// The page before this one.
    pub back: Option<Link>,
    /// The help page.
    pub help: Option<Link>,
    /// The session's token against forged forms; sent with every POST.
    pub token: Option<String>,
    /// When the session ends, in Rome, if nothing more is done.
    pub session_end: Option<Time>,
    /// What becomes of the answers then.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub session_fate: Text,
    /// How sure the portal is of who this is (`anonymous`, `claimed`, `reader`, `actor`).
    pub level: String,
    /// How the reader wishes it rendered.
    pub view: View,
}

/// What travels to a kiosk: a page and its frame, with the version of both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// See [`WIRE_VERSION`].
    pub version: u16,
    /// What the front door knows.
    pub frame: Frame,
    /// What the service answered.
    pub page: Page,
}

/// Why bytes are no envelope.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// Not JSON of the expected shape.
    #[error("the page cannot be read: {0}")]
    Shape(#[from] serde_json::Error),
    /// Written by a portal of another version.
    #[error("the page has version {0}, this program reads {WIRE_VERSION}")]
    Version(u16),
    /// Nested deeper than [`MAX_DEPTH`].
    #[error("the page nests deeper than {MAX_DEPTH}")]
    Depth,
}

impl Envelope {
    /// The media type it travels as, with its version.
    pub const MEDIA_TYPE: &'static str = "application/vnd.sportello.page+json";

    /// Reads an envelope, refusing other versions and deep nesting.
    ///
    /// # Errors
    /// [`WireError`], never a panic, whatever the bytes.
    pub fn from_json(bytes: &[u8]) -> Result<Envelope, WireError> {
        #[derive(Deserialize)]
        struct Version {
            version: u16,
        }
        let Version { version } = serde_json::from_slice(bytes)?;
        if version != WIRE_VERSION {
            return Err(WireError::Version(version));
        }
        let envelope: Envelope = serde_json::from_slice(bytes)?;
        if depth(&envelope.page.body) > MAX_DEPTH {
            return Err(WireError::Depth);
        }
        Ok(envelope)
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
