//! What a service is given, and what it may answer.

use a11y::page::{Link, Page};
use a11y::text::Lang;
use uuid::Uuid;

use crate::citizen::Level;
use crate::citizen::sessions::Cookie;
use crate::clock::Moment;
use crate::db::{Db, DbError};
use crate::portal::Portal;
use crate::seal::SealError;

/// The door a citizen came through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A browser of their own.
    Web,
    /// A kiosk in an office.
    Kiosk,
}

impl Channel {
    /// As it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Channel::Web => "web",
            Channel::Kiosk => "kiosk",
        }
    }
}

/// Who asks, when, and through which door. Only `web` makes one.
#[derive(Clone, Debug)]
pub struct Context {
    /// When the request came.
    pub now: Moment,
    /// The language of the answer.
    pub lang: Lang,
    /// The door.
    pub channel: Channel,
    /// How sure the portal is of who this is.
    pub level: Level,
    /// Who it is, from level Reader up.
    pub citizen: Option<Uuid>,
    /// The digest of the session's cookie; drafts and forms of someone not signed in hang on it.
    pub session: [u8; 32],
    /// How long a session lasts that opens now, in milliseconds: at a kiosk its own, else as the reader prefers.
    pub length: i64,
    /// Where the request comes from, for slowing down wrong tries: a network (/24 or /56) or a kiosk.
    pub place: String,
    /// The kiosk it comes from.
    pub kiosk: Option<Uuid>,
    /// This browser has signed this citizen in before: the digest of the mark it keeps.
    pub device: Option<[u8; 32]>,
}

/// One request to a service.
#[derive(Debug)]
pub struct Call<'a> {
    /// Who asks, when.
    pub context: Context,
    /// The service's name.
    pub service: &'static str,
    /// The segments of the address after the service's name.
    pub path: Vec<&'a str>,
    /// The fields of the query (GET) or of the body (POST), in the order they came; token and form mark removed.
    pub fields: Fields,
    /// The fields of the query, also of a POST.
    pub query: Fields,
    /// What every part of the portal shares.
    pub portal: &'a Portal,
}

impl Call<'_> {
    /// The language of the answer.
    pub fn lang(&self) -> Lang {
        self.context.lang
    }

    /// The address, from the service's name on, without its query.
    pub fn address(&self) -> String {
        [&[self.service], self.path.as_slice()].concat().join("/")
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.portal.db
    }
}

/// The fields of a form as they came: names and values in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The first value of a field.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Every value of a field, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The value of a field without blanks around it; empty where it is missing.
    pub fn trimmed(&self, name: &str) -> &str {
        self.get(name).unwrap_or("").trim()
    }
}

/// What a service answers.
#[derive(Debug)]
pub enum Answer {
    /// A page to show.
    Show(Box<Shown>),
    /// Done; the result is at this path (with its language left out: `pin/attivazione#errori`).
    See(String),
    /// Enough was sent from this place today. The page says so, and what to do instead; more is taken from then on.
    Enough(Box<Shown>, Moment),
    /// A file to save.
    File(File),
    /// What was here is no more: a session's answers go with it. The link begins anew.
    Over(Link),
    /// There is no such draft of who asks: it was deleted, or kept for its 30 days. The link begins another one.
    NoDraft(Link),
    /// There is nothing at this address.
    NotFound,
    /// The address can be read, not sent to (or the other way round).
    WrongMethod,
    /// What was sent is not kept: with it the draft would hold more than one may.
    Full,
    /// The form is not one this portal made: unknown, missing or repeated fields.
    BadForm,
    /// A higher level is needed.
    SignIn(Level),
    /// This citizen is signed in from now on; then go to the path.
    SignedIn(SignedIn),
    /// The session ends; then go to the path.
    SignedOut(String),
}

/// A page with what the front door needs to frame it.
#[derive(Debug)]
pub struct Shown {
    /// The page.
    pub page: Page,
    /// The page before it.
    pub back: Option<Link>,
    /// It says that the place it was asked from is slowed down, until then.
    pub slowed: Option<Moment>,
}

/// A file to save.
#[derive(Debug)]
pub struct File {
    /// Its name, ASCII, without anything personal.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A citizen who has just proved who they are.
#[derive(Debug)]
pub struct SignedIn {
    /// Who.
    pub citizen: Uuid,
    /// How sure.
    pub level: Level,
    /// Where to go, a path without its language; `None` for My area or what waits for them.
    pub then: Option<String>,
    /// How long the session lasts without a sign of life, in milliseconds, as the citizen chose; `None` for the
    /// length of the preferences.
    pub length: Option<i64>,
    /// The hash of the PIN that proved it, which opens a session only as long as it is the one in use; `None` for a card.
    pub pin: Option<String>,
    /// A new mark for this browser to be known by again, already on record as this citizen's; `None` if it has
    /// one, or is a kiosk.
    pub mark: Option<Cookie>,
}

/// The world failed; becomes a Page at the front door.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The database failed, or has too much to do.
    #[error(transparent)]
    Db(#[from] DbError),
    /// More PINs to check than there are cores for.
    #[error("too many PINs to check at once")]
    HasherBusy,
    /// A PIN hash could not be made or read.
    #[error("a PIN hash is not readable")]
    Hash,
    /// A sealed value does not open: the keys were changed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// A stored value is not of the shape this program writes.
    #[error("the stored {0} is not readable")]
    Stored(&'static str),
}

impl Failure {
    /// It is that of one stored row, which cannot be read: the others can.
    pub(crate) fn is_of_its_row(&self) -> bool {
        matches!(self, Failure::Seal(_) | Failure::Stored(_))
    }
}

impl From<Page> for Answer {
    fn from(page: Page) -> Answer {
        Answer::Show(Box::new(Shown { page, back: None, slowed: None }))
    }
}

impl Answer {
    /// A page with the page before it.
    pub fn page(page: Page, back: Link) -> Answer {
        Answer::Show(Box::new(Shown { page, back: Some(back), slowed: None }))
    }

    /// The same page, which says until when its place is slowed down, if it is.
    pub fn slowed(mut self, until: Option<Moment>) -> Answer {
        if let Answer::Show(shown) = &mut self {
            shown.slowed = until;
        }
        self
    }
}
