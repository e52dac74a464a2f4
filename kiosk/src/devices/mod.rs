//! The devices: each a transport, a pure decoding of what comes over it, and the effects that the agent asks for.
//!
//! **Invariant**: a device that is missing, breaks or comes back is an event, never an error that ends the agent.
//! **Invariant**: only the file named after a driver crate or a daemon names it.

pub mod braille;
pub mod card;
pub mod code;
pub mod display;
pub mod input;
pub mod paper;
pub mod voice;
