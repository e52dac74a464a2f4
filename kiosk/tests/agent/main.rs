//! The agent in a small world of its own: a clock that is turned, and a portal, voice, printer and card that fail when
//! they are told to.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]
#![allow(missing_docs, unreachable_pub)]

mod bad_input;
mod break_out;
mod card_stays;
mod citizen;
mod clauses;
mod conformance;
mod figures;
mod gallery;
#[cfg(feature = "simulator")]
mod half_receipt;
mod kept;
mod matrix;
mod pages;
#[path = "../kit/parts.rs"]
mod parts;
mod portal;
mod rows;
mod secrets;
mod simulation;
mod staff;
mod supervised;
mod units;
mod walk_away;
mod world;
