//! What the kiosk promises in figures: each is held wherever the tests run, and measured by `./test figures`.

use std::env;
use std::time::Duration;

/// Whether this run has the machine to itself, in a release build, and measures.
pub(crate) fn measuring() -> bool {
    env::var_os("SPORTELLO_FIGURES").is_some()
}

/// Holds the 95th percentile of these times to a limit where the run measures. Elsewhere other tests have the processors
/// too, and the median is held: of the calmest third in a row, for what is slow by itself is so in each.
#[track_caller]
pub(crate) fn hold(what: &str, times: Vec<Duration>, limit: Duration) {
    let part = |times: &[Duration], hundredths: usize| {
        let mut times = times.to_vec();
        times.sort_unstable();
        times[times.len() * hundredths / 100]
    };
    let (median, p95) = (part(&times, 50), part(&times, 95));
    let third = times.len().div_ceil(3);
    let calmest = times.windows(third).map(|third| part(third, 50)).min().unwrap_or(median);
    row(
        &format!("{what}: median, p95 of {}", times.len()),
        &format!("{median:.1?}, {p95:.1?}"),
        &format!("{limit:?}"),
    );
    let held = if measuring() { p95 } else { calmest };
    assert!(
        held <= limit,
        "{what}: median {median:?}, p95 {p95:?}, at its calmest {calmest:?}, limit {limit:?}"
    );
}

/// Holds one time, of something too long to be done many times, to its limit where the run measures; elsewhere to five times
/// that.
#[allow(dead_code, reason = "not every test program has such a figure")]
#[track_caller]
pub(crate) fn hold_once(what: &str, took: Duration, limit: Duration) {
    row(what, &format!("{took:.2?}"), &format!("{limit:?}"));
    let held = if measuring() { limit } else { limit * 5 };
    assert!(took < held, "{what}: {took:?}, limit {limit:?}");
}

/// One row of the table of figures.
pub(crate) fn row(what: &str, measured: &str, limit: &str) {
    println!("| {what} | {measured} | {limit} |");
}
