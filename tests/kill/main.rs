//! The real process, killed without warning at random points: what was acknowledged is there, once.
//!
//! The points are seeded; a failed run prints its seed, and `SPORTELLO_KILL_SEED` repeats it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, unreachable_pub)]

mod commands;
#[path = "../portal/drafts.rs"]
#[allow(dead_code)]
mod drafts;
#[path = "../process/mod.rs"]
mod process;
mod registrations;
mod sends;
