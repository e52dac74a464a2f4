//! The tokens of forms: no other site can know one, and each tells whose the page is that it stands on.
//!
//! **Invariant**: a token is the same all session long and another in every other session; it is on no record.

use subtle::ConstantTimeEq;
use uuid::Uuid;

use crate::citizen::sessions::Cookie;
use crate::seal::{Keys, Purpose, hex};

/// How many digits of a token stand for its session; those after them are the mark of its citizen.
const SESSION_DIGITS: usize = 32;

/// The token of the forms of a session: a keyed digest of its cookie, and a mark of who is signed in.
pub(crate) fn of(keys: &Keys, cookie: &Cookie, citizen: Option<Uuid>) -> String {
    of_digest(keys, cookie.digest(), citizen)
}

/// Whether a token is that of the session with this digest.
pub(super) fn is_of(keys: &Keys, token: &str, digest: [u8; 32], citizen: Option<Uuid>) -> bool {
    of_digest(keys, digest, citizen).as_bytes().ct_eq(token.as_bytes()).into()
}

/// Whether a token stood on a page of another citizen than this one: told by its mark, so also when nothing of that
/// session is on record any more. One without a mark is nobody's.
pub(super) fn is_of_another(keys: &Keys, token: &str, citizen: Uuid) -> bool {
    let Some((session, given)) = token.split_at_checked(SESSION_DIGITS) else { return false };
    !given.is_empty() && [Some(citizen), None].into_iter().all(|whose| mark(keys, session, whose) != given)
}

fn of_digest(keys: &Keys, digest: [u8; 32], citizen: Option<Uuid>) -> String {
    let session = hex(&keys.mac(Purpose::Token, &digest)[..SESSION_DIGITS / 2]);
    let mark = mark(keys, &session, citizen);
    session + &mark
}

/// Whose a session is. Each has its own mark of the same citizen, so that two pages cannot be told to be one person's.
fn mark(keys: &Keys, session: &str, citizen: Option<Uuid>) -> String {
    let whose = format!("{session}/{}", citizen.unwrap_or_default());
    hex(&keys.mac(Purpose::Token, whose.as_bytes())[..4])
}
