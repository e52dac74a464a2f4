//! The voice with the real speech-dispatcher and espeak-ng: what is written down by an ear in place of a synthesizer,
//! and what is heard on the monitor of a sound device that is none.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, unreachable_pub)]

mod audible;
mod dispatcher;
#[path = "../kit/figures.rs"]
mod figures;
mod keys;
mod outputs;
#[path = "../kit/parts.rs"]
mod parts;
mod secret;
mod sound;
mod told;
mod words;
