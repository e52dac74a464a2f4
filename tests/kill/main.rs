//! The real process, killed without warning at random points: what was acknowledged is there, once.
//!
//! The points are seeded; a failed run prints its seed, and `SPORTELLO_KILL_SEED` repeats it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, unreachable_pub)]

mod commands;
mod dice;
mod registrations;
mod sends;
mod store;
mod victim;
