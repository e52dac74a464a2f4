//! How sure the portal is of who is asking.

/// `Anonymous < Claimed < Reader < Actor`; a service names the least it needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nobody in particular.
    #[default]
    Anonymous,
    /// A card or code was read: it fills a form with what was itself read, and opens no door.
    Claimed,
    /// Signed in with the ordinary PIN: may read, print, and order by post to the recorded address.
    Reader,
    /// A PIN raised after a document check: may send, change and delegate.
    Actor,
}

impl Level {
    /// As it is stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            Level::Anonymous => "anonymous",
            Level::Claimed => "claimed",
            Level::Reader => "reader",
            Level::Actor => "actor",
        }
    }

    /// The level of a stored code; what is not known is nobody.
    pub fn from_code(code: &str) -> Level {
        [Level::Claimed, Level::Reader, Level::Actor]
            .into_iter()
            .find(|level| level.code() == code)
            .unwrap_or_default()
    }
}
