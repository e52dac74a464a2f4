//! Drafts: answers not yet sent, kept sealed.
//!
//! A draft of someone not signed in ends with the session; of a citizen, after 30 days. A page with one form is a
//! draft too, found by its session and address, so that a wrong answer survives the redirect.

pub mod records;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::call::{Call, Context, Failure, Fields};
use super::conversation::Answers;
use crate::citizen::sessions;
use crate::clock::{DAY, Moment};
use crate::portal::Portal;
use crate::seal::Purpose;

/// How long a citizen's draft is kept after its last change.
const KEPT: i64 = 30 * DAY;

/// A draft: its id becomes the case's, so that two sends are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: Uuid,
    /// The answers so far.
    pub answers: Answers,
}

impl Draft {
    /// A new draft without answers.
    pub fn fresh() -> Draft {
        Draft { id: Uuid::now_v7(), answers: Answers::default() }
    }

    /// The draft of a page with one form: the same for a session and an address.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn of_page(call: &Call<'_>, address: &str) -> Result<Draft, Failure> {
        let id = page_id(&call.context, address);
        Ok(Draft::find(call, id).await?.unwrap_or(Draft { id, answers: Answers::default() }))
    }

    /// The draft with this id, if it belongs to who asks.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn find(call: &Call<'_>, id: Uuid) -> Result<Option<Draft>, Failure> {
        let mut conn = call.db().reader().await?;
        let Some(stored) = records::find(&mut conn, id).await? else { return Ok(None) };
        let context = &call.context;
        let mine = match stored.citizen {
            Some(citizen) => context.citizen == Some(citizen),
            None => stored.session.as_deref() == Some(&context.session[..]),
        };
        if !mine || stored.expires < context.now {
            return Ok(None);
        }
        Ok(Some(Draft { id, answers: open(call.portal, &stored.answers)? }))
    }

    /// Keeps the draft as it is now.
    ///
    /// # Errors
    /// [`Failure`]
    pub async fn keep(&self, call: &Call<'_>, service: &'static str) -> Result<(), Failure> {
        let context = &call.context;
        let stored = records::Stored {
            id: self.id,
            session: Some(context.session.to_vec()),
            citizen: context.citizen,
            answers: seal(call.portal, &self.answers)?,
            expires: context.now.plus(KEPT),
        };
        let now = context.now;
        let session = sessions::NewSession {
            digest: context.session,
            citizen: None,
            level: context.level,
            lang: context.lang.code(),
            length: sessions::DEFAULT_LENGTH,
            device: String::new(),
            channel: context.channel.code(),
            preferences: String::new(),
        };
        call.db()
            .write(move |tx| {
                Box::pin(async move {
                    if stored.citizen.is_none() {
                        sessions::ensure(tx, session, now).await?;
                    }
                    records::keep(tx, stored, service, now).await.map_err(Failure::from)
                })
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

/// The id of the draft of a page with one form.
fn page_id(context: &Context, address: &str) -> Uuid {
    let mut digest = Sha256::new();
    digest.update(context.session);
    digest.update(address.as_bytes());
    let digest: [u8; 32] = digest.finalize().into();
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(id).into_uuid()
}

/// Seals answers for storage.
///
/// # Errors
/// [`Failure`]
pub fn seal(portal: &Portal, answers: &Answers) -> Result<Vec<u8>, Failure> {
    let json = serde_json::to_vec(answers).map_err(|_| Failure::Stored("draft"))?;
    Ok(portal.keys.seal(Purpose::Draft, &json)?)
}

/// Opens stored answers.
///
/// # Errors
/// [`Failure`]
pub fn open(portal: &Portal, sealed: &[u8]) -> Result<Answers, Failure> {
    let json = portal.keys.open(Purpose::Draft, sealed)?;
    serde_json::from_slice(&json).map_err(|_| Failure::Stored("draft"))
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

/// The address of the newest late form that waits for a citizen.
///
/// # Errors
/// [`Failure`]
pub async fn late_address(portal: &Portal, citizen: Uuid, now: Moment) -> Result<Option<String>, Failure> {
    let mut conn = portal.db.reader().await?;
    Ok(records::late_address(&mut conn, citizen, now).await?)
}

/// Takes the late form of a citizen who has signed in again and is at its address.
///
/// # Errors
/// [`Failure`]
pub async fn take_late(
    portal: &Portal,
    citizen: Uuid,
    address: String,
    now: Moment,
) -> Result<Option<Fields>, Failure> {
    let found = portal
        .db
        .write(move |tx| {
            Box::pin(
                async move { records::take_late(tx, citizen, address, now).await.map_err(Failure::from) },
            )
        })
        .await?;
    let Some(sealed) = found else { return Ok(None) };
    let json = portal.keys.open(Purpose::LateForm, &sealed)?;
    let fields = serde_json::from_slice(&json).map_err(|_| Failure::Stored("late form"))?;
    Ok(Some(Fields(fields)))
}
