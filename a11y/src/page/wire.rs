//! What is around a page on its way: the frame that the front door gives it, and the envelope a kiosk reads.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::{Link, MAX_DEPTH, Page, depth};
use crate::text::{Lang, Text};

/// The version of [`Envelope`] that this code writes; a new block or span raises it, for it may stand on any page.
///
/// A new word of a value (a state of a task) does not: a kiosk of before refuses just the pages that have it, by
/// [`WireError::Shape`], and says that they cannot be shown there, whereas another version would close all of them to it.
pub const WIRE_VERSION: u16 = 1;

/// How the reader wishes pages to be rendered; from their preferences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct View {
    /// Tables read as lists, one heading a row: for 40-cell braille displays and 400 % zoom.
    pub tables_as_lists: bool,
    /// Codes are also spelled out, letters by names of towns.
    pub spell_codes: bool,
    /// Nothing here calls or writes, or takes the focus by itself: numbers and addresses in running text are there to be read.
    /// Never on the wire.
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
    /// The help of its own that a page has. The portal sends none, for its shell knows the way to its help; a kiosk's agent
    /// puts its own here, on the pages it makes itself.
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
