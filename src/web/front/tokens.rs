//! The tokens of forms: no other site can know one, and each tells whose the page is that it stands on.
//!
//! **Invariant**: a token is the same all session long and another in every other session; it is on no record.

use subtle::ConstantTimeEq;
use uuid::Uuid;

use crate::citizen::sessions::Cookie;
use crate::seal::{Keys, Purpose, hex, mac};

/// How many digits of a token stand for its session; those after them are the mark of its citizen, and the last ones tell
/// that the token is of this portal.
const SESSION_DIGITS: usize = 32;

/// How many digits the mark has, and likewise those that tell that it is ours.
const MARK_DIGITS: usize = 8;

/// The token of the forms of a session: a keyed digest of its cookie, and a mark of who is signed in.
pub(crate) fn of(keys: &Keys, cookie: &Cookie, citizen: Option<Uuid>) -> String {
    of_digest(keys, cookie.digest(), citizen)
}

/// Whether a token is that of the session with this digest.
pub(super) fn is_of(keys: &Keys, token: &str, digest: [u8; 32], citizen: Option<Uuid>) -> bool {
    of_digest(keys, digest, citizen).as_bytes().ct_eq(token.as_bytes()).into()
}

/// Whether a token stood on a page of another citizen than this one: told by its mark, so also when nothing of that
/// session is on record any more. One without a mark is nobody's, and so is one that the portal never gave: it accuses no one.
pub(super) fn is_of_another(keys: &Keys, token: &str, citizen: Uuid) -> bool {
    let Some((given, ours)) = token.split_at_checked(SESSION_DIGITS + MARK_DIGITS) else { return false };
    let Some((session, given)) = given.split_at_checked(SESSION_DIGITS) else { return false };
    let key = keys.key(Purpose::Token);
    let ours: bool = proof(&key, session, given).as_bytes().ct_eq(ours.as_bytes()).into();
    ours && [Some(citizen), None].into_iter().all(|whose| mark(&key, session, whose) != given)
}

fn of_digest(keys: &Keys, digest: [u8; 32], citizen: Option<Uuid>) -> String {
    let key = keys.key(Purpose::Token);
    let session = hex(&mac(&key, &digest)[..SESSION_DIGITS / 2]);
    let mark = mark(&key, &session, citizen);
    let proof = proof(&key, &session, &mark);
    format!("{session}{mark}{proof}")
}

/// What nobody can make up: that session and mark were given out together.
fn proof(key: &[u8], session: &str, mark: &str) -> String {
    hex(&mac(key, format!("{session}{mark}").as_bytes())[..MARK_DIGITS / 2])
}

/// Whose a session is. Each has its own mark of the same citizen, so that two pages cannot be told to be one person's.
fn mark(key: &[u8], session: &str, citizen: Option<Uuid>) -> String {
    let whose = format!("{session}/{}", citizen.unwrap_or_default());
    hex(&mac(key, whose.as_bytes())[..MARK_DIGITS / 2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_of_another_only_if_the_portal_gave_it_to_them() {
        let keys = Keys::new([7; 32]);
        let (cookie, [anna, carla]) = (Cookie::fresh(), [1, 2].map(Uuid::from_u128));
        let whose = |citizen| of(&keys, &cookie, citizen);
        assert!(is_of_another(&keys, &whose(Some(carla)), anna));
        assert!(!is_of_another(&keys, &whose(Some(anna)), anna) && !is_of_another(&keys, &whose(None), anna));
        let real = whose(Some(carla));
        let forged = ["", "x", &"0".repeat(48), &"à".repeat(30), &real[..40], &real[..32]].map(str::to_owned);
        let other_mark = format!("{}00000000{}", &real[..32], &real[40..]);
        for token in forged.into_iter().chain([other_mark, of(&Keys::new([8; 32]), &cookie, Some(carla))]) {
            assert!(!is_of_another(&keys, &token, anna), "{token}");
        }
    }
}
