//! The judge: reads our own HTML back into an accessibility tree and requires it to say what the Page says.
//!
//! Roles, names and descriptions follow HTML-AAM and the Accessible Name and Description Computation, for exactly
//! the elements and attributes our renderings use.
//!
//! **Invariant**: an element, attribute or role that is not in [`vocabulary`](self) is a fault: the world is closed.
//! **Invariant**: nothing here is shared with `html`; the judge knows the markup only by what it reads.

mod agree;
mod blocks;
mod document;
mod fault;
mod name;
mod question;
mod read;
mod vocabulary;

#[cfg(test)]
mod tests;

use crate::page::{Frame, Page};

pub use fault::Fault;

/// What a node is to a screen reader (WAI-ARIA 1.2 names, with two of our own: text and generic).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// A run of text.
    Text,
    /// A box without a meaning of its own.
    Generic,
    /// The head of the page.
    Banner,
    /// A named set of links.
    Navigation,
    /// What the page is about.
    Main,
    /// The foot of the page.
    ContentInfo,
    /// A named part of the page.
    Region,
    /// Something beside the page.
    Complementary,
    /// A named form.
    Form,
    /// A search.
    Search,
    /// A heading; its level is [`Node::level`].
    Heading,
    /// A paragraph.
    Paragraph,
    /// A list.
    List,
    /// An item of a list.
    ListItem,
    /// A link; where it leads is [`Node::href`].
    Link,
    /// A button.
    Button,
    /// A box to type in.
    TextBox,
    /// A box to tick.
    CheckBox,
    /// One of several, of which one can be chosen.
    Radio,
    /// Controls that belong together.
    Group,
    /// A table.
    Table,
    /// The caption of a table.
    Caption,
    /// The head, body or foot of a table.
    RowGroup,
    /// A row of a table.
    Row,
    /// The header of a column.
    ColumnHeader,
    /// The header of a row.
    RowHeader,
    /// A cell.
    Cell,
    /// The label of a control.
    Label,
    /// The legend of a group.
    Legend,
    /// Important words.
    Strong,
}

impl Role {
    /// A part of the page that a screen reader can jump to.
    pub const fn is_landmark(self) -> bool {
        matches!(
            self,
            Role::Banner
                | Role::Navigation
                | Role::Main
                | Role::ContentInfo
                | Role::Region
                | Role::Complementary
                | Role::Form
                | Role::Search
        )
    }

    /// Something that is operated, and can be reached with the Tab key.
    pub const fn is_control(self) -> bool {
        matches!(self, Role::Link | Role::Button | Role::TextBox | Role::CheckBox | Role::Radio)
    }
}

/// What is the case with a node besides what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct States {
    /// Its answer is wrong (`aria-invalid`).
    pub invalid: bool,
    /// It must be answered (`aria-required`).
    pub required: bool,
    /// Ticked or chosen; `None` for what cannot be.
    pub checked: Option<bool>,
    /// The page, step or date one is at (`aria-current`).
    pub current: Option<String>,
    /// It can have the focus, by the Tab key or by a link to it.
    pub focusable: bool,
}

/// One thing a screen reader finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// What it is called.
    pub name: String,
    /// What is said after its name.
    pub description: String,
    /// Everything in it that is read, in order, in one line.
    pub text: String,
    /// What is the case with it.
    pub states: States,
    /// The level of a heading, 1 to 6.
    pub level: Option<u8>,
    /// What is typed in a box, or what a tick sends.
    pub value: Option<String>,
    /// The language its words are in, its own or inherited.
    pub lang: String,
    /// Its direction, its own or inherited.
    pub dir: String,
    /// Its id.
    pub id: Option<String>,
    /// The element it was made from.
    pub element: String,
    /// Its attributes as written, by name.
    pub attributes: Vec<(String, String)>,
    /// Ids of what describes it, in the order they are said.
    pub described_by: Vec<String>,
    /// What it stands in; `None` at the top.
    pub parent: Option<usize>,
    /// One past the last node inside it.
    pub end: usize,
}

impl Node {
    /// An attribute as written.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Where a link leads.
    pub fn href(&self) -> Option<&str> {
        self.attribute("href")
    }
}

/// A page as a screen reader finds it: nodes in reading order, each before what it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// The language of the document; empty where it states none, and for a part of a document.
    pub lang: String,
    /// The direction of the document; empty as above.
    pub dir: String,
    /// The title of the window; empty as above.
    pub title: String,
    /// It is a document, not a part of one.
    pub whole: bool,
    /// The nodes; hidden ones are not here.
    pub nodes: Vec<Node>,
    /// Fields that are sent and not seen: name, value, and the form node they are in.
    pub hidden: Vec<(String, String, Option<usize>)>,
}

impl Tree {
    /// The node with an id.
    pub fn by_id(&self, id: &str) -> Option<usize> {
        self.nodes.iter().position(|node| node.id.as_deref() == Some(id))
    }

    /// Every node of a role, in order.
    pub fn of(&self, role: Role) -> impl Iterator<Item = (usize, &Node)> {
        self.nodes.iter().enumerate().filter(move |(_, node)| node.role == role)
    }

    /// The nodes inside a node, in order, at any depth.
    pub fn inside(&self, at: usize) -> impl Iterator<Item = (usize, &Node)> {
        let end = self.nodes.get(at).map_or(at, |node| node.end);
        (at + 1..end.max(at + 1)).filter_map(|n| self.nodes.get(n).map(|node| (n, node)))
    }

    /// What a node stands in, from the inside out.
    pub fn around(&self, at: usize) -> impl Iterator<Item = (usize, &Node)> {
        std::iter::successors(self.nodes.get(at).and_then(|n| n.parent), |&n| {
            self.nodes.get(n).and_then(|node| node.parent)
        })
        .filter_map(|n| self.nodes.get(n).map(|node| (n, node)))
    }
}

/// Reads a document, or a part of one, into its accessibility tree.
///
/// # Errors
/// Every [`Fault`] that keeps the tree from being trusted: unknown markup, references to nothing, ids used twice.
pub fn read(html: &str) -> Result<Tree, Vec<Fault>> {
    let (tree, faults) = read::read(html);
    if faults.is_empty() { Ok(tree) } else { Err(faults) }
}

/// Every way in which the HTML does not say what the Page says, or not as it should; empty is good.
///
/// A part of a document (one `main`) is judged without what only a document has: language, title, landmarks, frame.
pub fn judge(html: &str, page: &Page, frame: &Frame) -> Vec<Fault> {
    let (tree, mut faults) = read::read(html);
    document::check(&tree, &mut faults);
    agree::check(&tree, page, frame, &mut faults);
    faults
}

/// One line of text as it is heard: blanks made one, marks of direction left out.
pub(crate) fn tidy(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let word: String = word.chars().filter(|c| !is_direction_mark(*c)).collect();
        if word.is_empty() {
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    line
}

/// Unicode's invisible marks of direction (UAX #9): they change how text is drawn, not what it says.
const fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
