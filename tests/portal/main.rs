//! The whole portal over HTTP, on a temporary database and a clock that the test turns.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, unreachable_pub)]

mod asking;
mod bad_buttons;
mod bad_fields;
mod bad_input;
mod bad_registration;
mod cards;
mod carried;
mod clock;
mod counter;
mod front_door;
mod kiosks;
mod logs;
mod no_pin;
mod people;
#[path = "../process/mod.rs"]
mod process;
mod sessions;
mod support;
mod titles;
mod tries;
