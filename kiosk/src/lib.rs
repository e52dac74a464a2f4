//! The kiosk agent: a user agent of the portal that shows, speaks and prints its Pages on the devices of an office.
//!
//! **Invariant**: it knows no service and no database; all it has of a citizen is the session in its memory.
//! **Invariant**: no Page and nothing of a citizen is ever written to disk; `state` alone writes, and has no room for it.

// What tests of the library share with those beside it knows it by its name.
#[cfg(test)]
extern crate self as sportello_kiosk;

pub mod agent;
pub mod config;
pub mod devices;
pub mod event;
pub mod fiscal_code;
pub mod hardware;
pub mod health;
pub mod portal;
pub mod run;
pub mod screen;
pub mod signed;
#[cfg(feature = "simulator")]
pub mod simulator;
pub mod sockets;
pub mod state;
pub mod supervision;
pub mod tape;
pub mod window;
