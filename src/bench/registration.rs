//! How the bench answers a registration of domestic work that is filled in but for its sending.

/// A step near the end: whatever is asked before it is walked through each time.
pub(super) const LATE_STEP: &str = "orario";

/// What is answered there the `n`th time: never the same twice in a row.
pub(super) fn late_answer(n: usize) -> String {
    format!("ore={}", 10 + n % 2)
}
