//! The card's PIN: a citizen proves who they are by what the chip of their card signs (CNS, CAD art. 64).
//!
//! The portal makes what is to be signed and judges the signature; the PIN stays between citizen and card.
//!
//! **Invariant**: a challenge is of one session at one kiosk for one purpose, lives for a minute, and is answered once.
//! **Invariant**: RSA under 2048 bits and SHA-1 are refused, wherever in the chain; what cannot be checked is refused too.

pub mod records;
mod trust;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

pub use trust::{Cards, Refused, Settings, Trust, TrustError};

use crate::clock::{MINUTE, Moment};
use crate::seal::random;
use crate::services::{Call, Failure};

/// How long a challenge lives.
pub const LIVES: i64 = MINUTE;

/// What every challenge begins with: what is signed for this purpose can be used for no other.
pub const PURPOSE: &str = "sportello-accesso-1.";

/// Makes the challenge of this session, in place of the one before; `None` away from a kiosk.
///
/// # Errors
/// [`Failure`]
pub async fn challenge(call: &Call<'_>) -> Result<Option<String>, Failure> {
    let Some(kiosk) = call.context.kiosk else { return Ok(None) };
    let challenge = format!("{PURPOSE}{}", URL_SAFE_NO_PAD.encode(random::<32>()));
    let (session, until, text) = (call.context.session, call.context.now.plus(LIVES), challenge.clone());
    call.db()
        .write(move |tx| {
            Box::pin(
                async move { records::make(tx, session, kiosk, &text, until).await.map_err(Failure::from) },
            )
        })
        .await?;
    Ok(Some(challenge))
}

/// Takes this session's challenge back: whatever comes of it, it is not answered again.
///
/// # Errors
/// [`Failure`]
pub async fn take(call: &Call<'_>) -> Result<Option<String>, Failure> {
    let (session, now) = (call.context.session, call.context.now);
    let Some(kiosk) = call.context.kiosk else { return Ok(None) };
    let taken = call
        .db()
        .write(move |tx| {
            Box::pin(async move { records::take(tx, session, kiosk).await.map_err(Failure::from) })
        })
        .await?;
    Ok(taken.filter(|(_, until)| now < Moment(*until)).map(|(challenge, _)| challenge))
}
