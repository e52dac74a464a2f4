//! How the bench answers a registration of domestic work that is filled in but for its sending.

/// A step near the end: whatever is asked before it is walked through each time.
pub(super) const LATE_STEP: &str = "orario";

/// What is answered there the `n`th time: never the same twice in a row.
pub(super) fn late_answer(n: usize) -> String {
    format!("ore={}", 10 + n % 2)
}

/// The step at which all answers are read again, and sent from.
pub(super) const REVIEW: &str = "riepilogo";

/// The field there that tells what was read.
pub(super) const READ: &str = "letto";

/// The form that sends what was `read`.
pub(super) fn sent(token: &str, read: &str) -> String {
    format!("gettone={token}&{READ}={read}")
}

/// Whether it was sent, by where one is led: elsewhere it is to be read once more.
pub(super) fn is_sent(to: &str) -> bool {
    to.ends_with("/inviata")
}
