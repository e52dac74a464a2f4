//! Drafts: answers not yet sent, kept sealed.
//!
//! A draft of someone not signed in ends with the session; of a citizen, after 30 days. A page with one form is a
//! draft too, found by its citizen or session and its address, so that a wrong answer survives the redirect.

pub mod records;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::call::{Answer, Call, Context, Failure, Fields};
use super::conversation::{Answers, Seen};
use crate::citizen::sessions;
use crate::clock::{DAY, Moment};
use crate::db::Conn;
use crate::portal::Portal;
use crate::seal::{Keys, Purpose};

/// How many days a citizen's draft is kept after its last change.
pub(crate) const DAYS: i64 = 30;

const KEPT: i64 = DAYS * DAY;

/// The most that the answers of one draft may weigh, in bytes: twice the largest form. A long form that is filled in whole
/// has under 10,000.
pub(crate) const MOST: usize = 128 * 1024;

/// With so many open drafts a citizen begins no other one: more than anybody fills in at a time. Reports and ends of work count
/// and are not held to it, for there is one of each row and registration at most.
pub const MOST_OPEN: i64 = 20;

/// What has come of a change.
#[derive(Debug)]
pub enum Changed {
    /// It is kept: the draft as it is now.
    Kept(Box<Draft>),
    /// It is not: the draft would hold more than [`MOST`]. What makes it lighter is always kept.
    Full,
    /// There is no such draft of who asks any more.
    Gone,
}

/// A draft: its id becomes the case's, so that two sends are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: Uuid,
    /// The answers so far.
    pub answers: Answers,
    /// What the questions were like when they were answered.
    pub seen: Seen,
    /// The page of a long form the citizen is at; `None` for a page with one form.
    pub step: Option<String>,
    /// When it was last changed.
    pub updated: Moment,
    /// When it is deleted.
    pub expires: Moment,
    /// The answers on record when it was found.
    pub found: Option<Answers>,
}

/// What of a draft is sealed.
#[derive(Serialize, Deserialize)]
struct Kept {
    answers: Answers,
    #[serde(default)]
    seen: Seen,
}

/// After a draft was deleted: My area's list of those that are left, which says so.
#[must_use]
pub fn deleted() -> Answer {
    Answer::See(format!("area/bozze?fatto=1#{}", a11y::ids::DONE))
}

/// Instead of another draft where there are [`MOST_OPEN`]: My area's list of them, which says so.
#[must_use]
pub fn too_many() -> Answer {
    Answer::See(format!("area/bozze?{TOO_MANY}=1#{}", a11y::ids::DONE))
}

/// In the query of that list: no other draft was begun.
pub(crate) const TOO_MANY: &str = "troppe";

impl Draft {
    /// A new draft without answers.
    pub fn fresh(now: Moment) -> Draft {
        Draft::blank(Uuid::now_v7(), now)
    }

    fn blank(id: Uuid, now: Moment) -> Draft {
        let (answers, seen) = (Answers::default(), Seen::default());
        Draft { id, answers, seen, step: None, updated: now, expires: now.plus(KEPT), found: None }
    }

    /// The draft of a page with one form: the same for a citizen (or a session) and an address.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn of_page(call: &Call<'_>, address: &str) -> Result<Draft, Failure> {
        let id = page_id(&call.context, address);
        Ok(Draft::find(call, id).await?.unwrap_or_else(|| Draft::blank(id, call.context.now)))
    }

    /// The draft with this id, if it belongs to who asks.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn find(call: &Call<'_>, id: Uuid) -> Result<Option<Draft>, Failure> {
        let stored = records::find(&mut call.db().reader().await?, id).await?;
        stored
            .filter(|stored| is_of(stored, &call.context))
            .map(|stored| Draft::open(&call.portal.keys, stored))
            .transpose()
    }

    /// Every open draft of a citizen's long forms, each with its service's name.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn all(
        call: &Call<'_>,
        conn: &mut Conn,
        citizen: Uuid,
    ) -> Result<Vec<(String, Draft)>, Failure> {
        let stored = records::of_citizen(conn, citizen, 0, i64::from(i32::MAX), call.context.now).await?;
        let open =
            |stored: records::Stored| Ok((stored.service.clone(), Draft::open(&call.portal.keys, stored)?));
        stored.into_iter().map(open).collect()
    }

    /// The draft that is stored so.
    ///
    /// # Errors
    /// [`Failure`]
    pub fn open(keys: &Keys, stored: records::Stored) -> Result<Draft, Failure> {
        let json = keys.open(Purpose::Draft, &stored.answers)?;
        let Kept { answers, seen } = serde_json::from_slice(&json).map_err(|_| Failure::Stored("draft"))?;
        let records::Stored { id, step, updated, expires, .. } = stored;
        Ok(Draft { id, found: Some(answers.clone()), answers, seen, step, updated, expires })
    }

    fn seal(&self, keys: &Keys) -> Result<Vec<u8>, Failure> {
        let kept = Kept { answers: self.answers.clone(), seen: self.seen.clone() };
        let json = serde_json::to_vec(&kept).map_err(|_| Failure::Stored("draft"))?;
        Ok(keys.seal(Purpose::Draft, &json)?)
    }

    /// The answers are on record just as they are now.
    pub fn is_on_record(&self) -> bool {
        self.found.as_ref() == Some(&self.answers)
    }

    /// As it is stored, for who asks.
    ///
    /// # Errors
    /// [`Failure`]
    pub fn stored(&self, keys: &Keys, context: &Context, service: &str) -> Result<records::Stored, Failure> {
        self.stored_of(keys, Some(context.session), context.citizen, service)
    }

    /// As it is stored, for this session and citizen.
    ///
    /// # Errors
    /// [`Failure`]
    pub(crate) fn stored_of(
        &self,
        keys: &Keys,
        session: Option<[u8; 32]>,
        citizen: Option<Uuid>,
        service: &str,
    ) -> Result<records::Stored, Failure> {
        Ok(records::Stored {
            id: self.id,
            session: session.map(|digest| digest.to_vec()),
            citizen,
            service: service.to_owned(),
            answers: self.seal(keys)?,
            step: self.step.clone(),
            updated: self.updated,
            expires: self.expires,
        })
    }

    /// Keeps the draft as it is now.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn keep(&self, call: &Call<'_>, service: &'static str) -> Result<(), Failure> {
        let context = &call.context;
        let now = context.now;
        let stored = records::Stored {
            updated: now,
            expires: now.plus(KEPT),
            ..self.stored(&call.portal.keys, context, service)?
        };
        let session = sessions::NewSession {
            lang: context.lang.code(),
            length: context.length,
            channel: context.channel.code(),
            kiosk: context.kiosk,
            ..sessions::NewSession::of(context.session, None)
        };
        call.db()
            .write(move |tx| {
                Box::pin(async move {
                    if stored.citizen.is_none() {
                        sessions::ensure(tx, session, now).await?;
                    }
                    records::keep(tx, stored).await.map_err(Failure::from)
                })
            })
            .await
    }

    /// Changes the draft as it is on record at this moment, so that two windows do not undo each other's answers.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn change(
        call: &Call<'_>,
        id: Uuid,
        change: impl FnOnce(&mut Draft) + std::marker::Send + 'static,
    ) -> Result<Changed, Failure> {
        let (context, keys) = (call.context.clone(), call.portal.keys.clone());
        call.db()
            .write(move |tx| {
                Box::pin(async move {
                    let found = records::lock(tx, id).await?.filter(|stored| is_of(stored, &context));
                    let Some(stored) = found else { return Ok(Changed::Gone) };
                    let mut draft = Draft::open(&keys, stored.clone())?;
                    let before = draft.answers.weight();
                    change(&mut draft);
                    if draft.answers.weight() > before.max(MOST) {
                        return Ok(Changed::Full);
                    }
                    // Never before what was read: a send that saw the older answers must notice.
                    draft.updated = Moment(context.now.0.max(stored.updated.0 + 1));
                    draft.expires = context.now.plus(KEPT);
                    let answers = draft.seal(&keys)?;
                    let (step, updated, expires) = (draft.step.clone(), draft.updated, draft.expires);
                    records::keep(tx, records::Stored { answers, step, updated, expires, ..stored }).await?;
                    Ok(Changed::Kept(Box::new(draft)))
                })
            })
            .await
    }

    /// Notes the page its citizen is at. Nothing of the draft changes by it, nor until when it is kept.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn stand_at(&self, call: &Call<'_>, step: &str) -> Result<(), Failure> {
        let (id, step) = (self.id, step.to_owned());
        call.db()
            .write(move |tx| {
                Box::pin(async move { records::stand_at(tx, id, step).await.map_err(Failure::from) })
            })
            .await
    }

    /// Forgets the draft.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn forget(&self, call: &Call<'_>) -> Result<(), Failure> {
        let id = self.id;
        call.db()
            .write(move |tx| Box::pin(async move { records::forget(tx, id).await.map_err(Failure::from) }))
            .await
    }
}

/// The draft belongs to who asks, and is still kept.
fn is_of(stored: &records::Stored, context: &Context) -> bool {
    let mine = match stored.citizen {
        Some(citizen) => context.citizen == Some(citizen),
        None => stored.session.as_deref() == Some(&context.session[..]),
    };
    mine && stored.expires >= context.now
}

/// The id of the draft of a page with one form.
fn page_id(context: &Context, address: &str) -> Uuid {
    match context.citizen {
        Some(citizen) => page_of(citizen, address),
        None => id_of(&context.session, address),
    }
}

/// The same of a citizen's page.
pub(crate) fn page_of(citizen: Uuid, address: &str) -> Uuid {
    id_of(citizen.as_bytes(), address)
}

fn id_of(whose: &[u8], address: &str) -> Uuid {
    let mut digest = Sha256::new();
    digest.update(whose);
    digest.update(address.as_bytes());
    let digest: [u8; 32] = digest.finalize().into();
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(id).into_uuid()
}

/// Keeps a form that came after its session's end, for 60 minutes and for its citizen only.
///
/// # Errors
/// [`Failure`]
pub async fn keep_late(
    portal: &Portal,
    citizen: Uuid,
    address: String,
    fields: Fields,
    now: Moment,
) -> Result<(), Failure> {
    let json = serde_json::to_vec(&fields.0).map_err(|_| Failure::Stored("late form"))?;
    let sealed = portal.keys.seal(Purpose::LateForm, &json)?;
    portal
        .db
        .write(move |tx| {
            Box::pin(async move {
                records::keep_late(tx, citizen, address, sealed, now).await.map_err(Failure::from)
            })
        })
        .await
}

/// The late form of a citizen who has signed in again and is at its address; one that does not open is none, so that its
/// page can be filled in anew.
///
/// # Errors
/// [`Failure`]
pub async fn late(
    portal: &Portal,
    citizen: Uuid,
    address: String,
    now: Moment,
) -> Result<Option<Fields>, Failure> {
    let found = records::late(&mut portal.db.reader().await?, citizen, address, now).await?;
    let Some((id, sealed)) = found else { return Ok(None) };
    let opened = portal.keys.open(Purpose::LateForm, &sealed).ok();
    let fields = opened.and_then(|json| serde_json::from_slice(&json).ok()).map(Fields);
    if fields.is_none() {
        tracing::error!(%id, "a late form cannot be opened: its page is shown without it");
    }
    Ok(fields)
}

/// Forgets what late forms there are of a citizen to an address.
///
/// # Errors
/// [`Failure`]
pub async fn forget_late(portal: &Portal, citizen: Uuid, address: String) -> Result<(), Failure> {
    // Nearly always there is none, and no write.
    if !records::has_late(&mut portal.db.reader().await?, citizen, address.clone()).await? {
        return Ok(());
    }
    portal
        .db
        .write(move |tx| {
            Box::pin(async move { records::forget_late(tx, citizen, address).await.map_err(Failure::from) })
        })
        .await
}
