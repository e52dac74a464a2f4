//! Sessions: found by the digest of their cookie, so that who reads the table cannot use one.
//!
//! **Invariant**: a session gets a new cookie when its citizen signs in; the old one opens nothing (fixation).
//! **Invariant**: someone who is not signed in and has sent nothing has a cookie but no row.

mod records;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::citizen::Level;
use crate::clock::{HOUR, MINUTE, Moment};
use crate::seal::random;

pub use records::{
    NewSession, carry, device_knows, devices, end, end_all, end_numbered, ensure, find, know_device,
    known_device, last_language, leave, list, open, outdate, sweep, touch, traced,
};

/// How long a session lasts without a sign of life, unless its citizen chose otherwise.
pub const DEFAULT_LENGTH: i64 = 30 * MINUTE;

/// The lengths one may choose, in minutes: up to ten times the default (WCAG 2.2.1).
pub const LENGTHS: [i64; 4] = [30, 60, 120, 300];

/// How long a session at a kiosk lasts without a sign of life, whatever its citizen prefers elsewhere: the next one stands
/// at the same machine. The kiosk gives signs of life while somebody is there.
pub const KIOSK_LENGTH: i64 = 5 * MINUTE;

/// How long after its end a session is still known, so that a late form finds its citizen.
pub const GRACE: i64 = HOUR;

/// The value of a session's cookie: 32 random bytes, and how many sessions have ended under them.
#[derive(Clone, PartialEq, Eq)]
pub struct Cookie {
    bytes: [u8; 32],
    ended: u32,
}

impl Cookie {
    /// A new one.
    pub fn fresh() -> Cookie {
        Cookie { bytes: random(), ended: 0 }
    }

    /// Reads a cookie's value; `None` if it is not one of ours.
    pub fn parse(text: &str) -> Option<Cookie> {
        let (bytes, ended) = match text.split_once('.') {
            Some((bytes, ended)) => (bytes, ended.parse().ok()?),
            None => (text, 0),
        };
        Some(Cookie { bytes: URL_SAFE_NO_PAD.decode(bytes).ok()?.try_into().ok()?, ended })
    }

    /// As it is sent to the browser.
    pub fn value(&self) -> String {
        let bytes = URL_SAFE_NO_PAD.encode(self.bytes);
        if self.ended == 0 { bytes } else { format!("{bytes}.{}", self.ended) }
    }

    /// What stands for it once its session has ended: what is begun from then on hangs on this one, and is told from
    /// what was shown before and comes too late.
    pub fn after_the_end(&self) -> Cookie {
        Cookie { ended: self.ended.saturating_add(1), ..*self }
    }

    /// What it was before the last session under it had ended; `None` if none has.
    pub fn before_the_end(&self) -> Option<Cookie> {
        self.ended.checked_sub(1).map(|ended| Cookie { ended, ..*self })
    }

    /// What it was before any session had ended under it.
    pub fn first(&self) -> Cookie {
        Cookie { ended: 0, ..*self }
    }

    /// As it is stored.
    pub fn digest(&self) -> [u8; 32] {
        let digest = Sha256::new().chain_update(self.bytes);
        match self.ended {
            0 => digest,
            ended => digest.chain_update(format!("/ended/{ended}")),
        }
        .finalize()
        .into()
    }
}

/// What a session is found by where its cookie is gone, because its citizen signed out or the browser forgot it: the token
/// on its pages. It opens nothing; it tells whose a form is.
pub fn trace(token: &str) -> [u8; 32] {
    Sha256::digest([token.as_bytes(), b"/left"].concat()).into()
}

impl std::fmt::Debug for Cookie {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Cookie(..)")
    }
}

/// A session with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The digest of its cookie.
    pub digest: [u8; 32],
    /// Who is signed in.
    pub citizen: Option<Uuid>,
    /// Their name and surname, to greet them by.
    pub name: Option<String>,
    /// How sure.
    pub level: Level,
    /// When it was last seen.
    pub seen: Moment,
    /// When it ends if nothing more is done.
    pub ends: Moment,
    /// How long it lasts without a sign of life, in milliseconds.
    pub length: i64,
    /// The preferences it was opened with, as the front door writes them.
    pub preferences: String,
    /// The kiosk it was opened at.
    pub kiosk: Option<Uuid>,
    /// Answers are kept that end with it; what was typed to sign in is none.
    pub has_answers: bool,
}

impl Session {
    /// Whether it still stands.
    pub fn is_open(&self, now: Moment) -> bool {
        now < self.ends
    }

    /// Whether it ended before its time: closed from another one of its citizen, or because there is a new PIN, or none.
    pub fn was_closed(&self) -> bool {
        self.ends < self.seen.plus(self.length)
    }

    /// Whether it has ended, but so short a while ago that a late form still finds its citizen.
    pub fn is_just_over(&self, now: Moment) -> bool {
        !self.is_open(now) && now < self.ends.plus(GRACE)
    }
}

/// A session as its citizen sees it in My area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The first eight bytes of its digest, in hexadecimal: enough to name it, not to use it.
    pub number: String,
    /// The browser and system, in words.
    pub device: String,
    /// When it began.
    pub began: Moment,
    /// When it was last seen.
    pub seen: Moment,
    /// Whether it is the one that asks.
    pub this: bool,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_a_cookie_holds_is_one_of_ours_or_none(text in "\\PC{0,60}|[A-Za-z0-9_-]{43}(\\.[0-9+-]{0,12})?") {
            if let Some(cookie) = Cookie::parse(&text) {
                prop_assert!(Cookie::parse(&cookie.value()) == Some(cookie));
            }
        }

        #[test]
        fn a_cookie_comes_back_as_it_was_sent(bytes: [u8; 32], ended: u32) {
            let cookie = Cookie { bytes, ended };
            prop_assert!(Cookie::parse(&cookie.value()) == Some(cookie));
        }
    }
}
