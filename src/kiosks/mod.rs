//! The kiosks of the offices: enrolled with a key, known by the signature of each request.
//!
//! **Invariant**: a kiosk's key says which kiosk asks, never who stands before it: it raises nobody's level.
//! **Invariant**: of each signed request one is taken, and only while it is fresh.
//! **Invariant**: a report is taken once and in its kiosk's order, and has no room for a word of anybody.

mod enrol;
pub mod health;
mod records;
pub mod reports;
pub mod settings;
pub mod signature;
#[cfg(test)]
mod tests;

use uuid::Uuid;

pub use enrol::{EnrolError, Enrolled, enrol, is_name};
pub use records::{Listed, Taken, list, named, revoke, sweep, told};

use crate::clock::{MINUTE, Moment};
use crate::db::Db;
use crate::services::Failure;
use signature::{Message, Signed};

/// How far from now a request may have been signed, before or after: the kiosk's clock is another one.
pub const FRESH: i64 = 5 * MINUTE;

/// How long a request is remembered: one signed by a clock that is ahead stays fresh for twice that time.
pub const REMEMBERED: i64 = 2 * FRESH + MINUTE;

/// The kiosk that asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kiosk {
    /// Its id.
    pub id: Uuid,
    /// Its name, which names its key.
    pub name: String,
    /// The office it stands in.
    pub office: String,
}

/// Why a signed request is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Signature, digest or their headers are not right, or the request was taken before.
    Signature,
    /// No kiosk in use has this key: never enrolled here, or revoked.
    Unknown,
    /// It was signed too long ago, or is still to be: one of the two clocks is wrong.
    Clock,
}

/// Which kiosk signed this request; each request is recognised once.
///
/// # Errors
/// [`Failure`]; the answer itself may be a [`Refusal`].
pub async fn recognise(
    db: &Db,
    input: &str,
    signature: &str,
    message: &Message<'_>,
    now: Moment,
) -> Result<Result<Kiosk, Refusal>, Failure> {
    let Some(signed) = Signed::read(input, signature) else { return Ok(Err(Refusal::Signature)) };
    let found = records::in_use(&mut db.reader().await?, &signed.key_id).await?;
    let Some((kiosk, key)) = found else { return Ok(Err(Refusal::Unknown)) };
    if !signed.is_of(&key, message) {
        return Ok(Err(Refusal::Signature));
    }
    let signed_at = signed.created.saturating_mul(1000);
    if signed_at.saturating_sub(now.0).saturating_abs() > FRESH {
        return Ok(Err(Refusal::Clock));
    }
    let (id, nonce) = (kiosk.id, signed.nonce);
    let first = db
        .write(move |tx| {
            Box::pin(async move { records::meet(tx, id, &nonce, now).await.map_err(Failure::from) })
        })
        .await?;
    Ok(if first { Ok(kiosk) } else { Err(Refusal::Signature) })
}
