//! The portal under siege: guessers, bad peers, bad ground, restarts. What was acknowledged is kept, who asks honestly
//! is served, and service comes back by itself.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, unreachable_pub)]

#[path = "../portal/drafts.rs"]
#[allow(dead_code)]
mod drafts;
#[path = "../process/mod.rs"]
mod process;

mod broken;
mod database;
mod ground;
mod half_filled;
mod kept;
mod older;
mod peers;
mod registrations;
mod requests;
mod secret;
mod stop;
mod tries;
mod upgrade;
mod vanished;
