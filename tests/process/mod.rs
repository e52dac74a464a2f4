//! The real program as processes of its own, and people in front of it; for the tests that kill and besiege it.
//!
//! Each test binary uses a part of it.
#![allow(dead_code)]

pub mod browser;
pub mod cluster;
pub mod dice;
pub mod line;
pub mod people;
pub mod port;
pub mod program;
pub mod registration;
pub mod store;

/// Says that something could not be shown here, also where the test passes and what it prints is kept from view.
pub fn not_shown(what: &str) {
    use std::io::Write;
    drop(writeln!(std::io::stderr(), "NOT SHOWN: {what}"));
}
