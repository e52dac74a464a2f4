//! What the judge can find wrong, in words.

use super::Role;

/// One thing that is wrong with a page's HTML.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The parser had to mend the markup.
    #[error("the markup is broken: {0}")]
    Broken(String),
    /// An element outside the vocabulary.
    #[error("<{0}> is not an element we use")]
    Element(String),
    /// An attribute outside the vocabulary of its element.
    #[error("<{element}> has an attribute {attribute} that we do not use there")]
    Attribute {
        /// The element.
        element: String,
        /// The attribute.
        attribute: String,
    },
    /// A value outside the vocabulary of its attribute.
    #[error("<{element} {attribute}=\"{value}\"> is not a value we use")]
    AttributeValue {
        /// The element.
        element: String,
        /// The attribute.
        attribute: String,
        /// The value.
        value: String,
    },
    /// A script, a style, or an attribute that runs one.
    #[error("{0} would run or style: pages carry neither")]
    Active(String),
    /// An attribute that refers to an id that does not exist.
    #[error("{attribute} refers to \"{id}\", which is not there")]
    Reference {
        /// The attribute.
        attribute: String,
        /// The id.
        id: String,
    },
    /// An id used more than once.
    #[error("the id \"{0}\" is used twice")]
    IdTwice(String),
    /// An element that is not where the content model puts it.
    #[error("<{element}> is not where it belongs: {rule}")]
    Misplaced {
        /// The element.
        element: String,
        /// Where it belongs.
        rule: &'static str,
    },
    /// The document states no language or direction, or another than its page's.
    #[error("the document's {attribute} is \"{found}\", not \"{expected}\"")]
    Document {
        /// `lang`, `dir` or `title`.
        attribute: &'static str,
        /// What it should be.
        expected: String,
        /// What it is.
        found: String,
    },
    /// A landmark is missing or there are too many.
    #[error("there are {found} landmarks of the role {role:?}, not one")]
    LandmarkCount {
        /// Its role.
        role: Role,
        /// How many there are.
        found: usize,
    },
    /// Two landmarks of one role have the same name, or none.
    #[error("more than one {role:?} is called \"{name}\"")]
    LandmarkName {
        /// Its role.
        role: Role,
        /// The name.
        name: String,
    },
    /// Something is read that is in no landmark.
    #[error("\"{0}\" is in no landmark")]
    OutsideLandmark(String),
    /// Not exactly one first-level heading.
    #[error("there are {0} first-level headings, not one")]
    TitleCount(usize),
    /// A level left out between a heading and the one before it.
    #[error("the heading \"{name}\" jumps from level {from} to {to}")]
    HeadingSkip {
        /// Its name.
        name: String,
        /// The level of the heading before it.
        from: u8,
        /// Its own level.
        to: u8,
    },
    /// Something has no name.
    #[error("a {role:?} (id \"{id}\") has no name")]
    Nameless {
        /// Its role.
        role: Role,
        /// Its id, or nothing.
        id: String,
    },
    /// Two links of one name lead to two places.
    #[error("two links are called \"{0}\" and lead to different places")]
    LinkTwice(String),
    /// Letters of a script that the language of the text is not written in.
    #[error("\"{text}\" is marked as {lang}, whose script it is not")]
    ScriptOfLanguage {
        /// The letters.
        text: String,
        /// The language it claims.
        lang: String,
    },
    /// Something on the Page is not in the tree, or not in its place.
    #[error("{what}: \"{expected}\" is not there, or not in its place")]
    Missing {
        /// What it is.
        what: &'static str,
        /// Its words.
        expected: String,
    },
    /// The tree says something that is not on the Page.
    #[error("\"{0}\" is read, but the page does not say it")]
    Extra(String),
    /// A heading has another level than its nesting gives it.
    #[error("the heading \"{heading}\" has level {found}, not {expected}")]
    Level {
        /// Its words.
        heading: String,
        /// By its nesting.
        expected: u8,
        /// As read.
        found: u8,
    },
    /// Words in another language are not marked as such.
    #[error("\"{text}\" is not marked as {lang}")]
    Foreign {
        /// The words.
        text: String,
        /// Their language.
        lang: &'static str,
    },
    /// The link leads elsewhere.
    #[error("the link \"{name}\" leads to \"{found}\", not \"{expected}\"")]
    LinkTarget {
        /// Its name.
        name: String,
        /// Where it should lead.
        expected: String,
        /// Where it leads.
        found: String,
    },
    /// A control has another name than its label.
    #[error("the control {id} is called \"{found}\", not \"{expected}\"")]
    Name {
        /// The control.
        id: String,
        /// As the page says.
        expected: String,
        /// As read.
        found: String,
    },
    /// A control has another description than its problem and its hint.
    #[error("the control {id} is described by \"{found}\", not \"{expected}\"")]
    Description {
        /// The control.
        id: String,
        /// As the page says.
        expected: String,
        /// As read.
        found: String,
    },
    /// A control is another kind of control than its question needs.
    #[error("the control {id} is a {found:?}, not a {expected:?}")]
    Kind {
        /// The control.
        id: String,
        /// As the page says.
        expected: Role,
        /// As read.
        found: Role,
    },
    /// A state or an attribute of a control is not as the page says.
    #[error("the control {id} has {property} \"{found}\", not \"{expected}\"")]
    Property {
        /// The control.
        id: String,
        /// `invalid`, `value`, `autocomplete` ...
        property: &'static str,
        /// As the page says.
        expected: String,
        /// As read.
        found: String,
    },
    /// A secret is shown back.
    #[error("the control {0} shows a secret back")]
    SecretShown(String),
    /// A control is sent with no form, or with the wrong one.
    #[error("{property} of the form with \"{submit}\" is \"{found}\", not \"{expected}\"")]
    Form {
        /// The words on its button.
        submit: String,
        /// `address`, `method` or `field`.
        property: &'static str,
        /// As the page says.
        expected: String,
        /// As read.
        found: String,
    },
    /// The error summary does not say the same as the problems, or leads to nothing that can be mended.
    #[error("the error summary has \"{found}\", not \"{expected}\"")]
    Summary {
        /// The problem and its target.
        expected: String,
        /// As read.
        found: String,
    },
    /// The error summary cannot take the focus.
    #[error("the box \"{0}\" cannot take the focus")]
    NotFocusable(String),
    /// A table has other columns, rows or cells than the page's.
    #[error("the table \"{caption}\": {what} \"{found}\", not \"{expected}\"")]
    Table {
        /// Its caption.
        caption: String,
        /// Which part of it.
        what: &'static str,
        /// As the page says.
        expected: String,
        /// As read.
        found: String,
    },
}
