//! The journeys with no graphical browser at all: lynx driven by its own keys, and pages sent as lynx and w3m show them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "browser/people.rs"]
mod people;

#[path = "process/mod.rs"]
#[allow(missing_docs, unreachable_pub, reason = "it serves the tests of processes as well")]
mod process;

#[path = "portal/support.rs"]
#[allow(dead_code, missing_docs, unreachable_pub, reason = "it serves the tests of the whole portal as well")]
mod support;

#[path = "text_browsers/dumps.rs"]
mod dumps;

#[path = "text_browsers/lynx.rs"]
mod lynx;
