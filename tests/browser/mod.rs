//! The browser harness: a real Chromium, axe-core, the Nu validator and a real screen reader, as plain functions.
//!
//! A test starts one [`Browser`] and asks it about addresses. Everything started here ends with it, on panic too.

mod accessibility;
mod axe;
mod chrome;
mod focus;
mod geometry;
mod keyboard;
mod nu;
mod orca;
mod visit;

pub(crate) use accessibility::{REASONS, REPEATED, compare};
pub(crate) use axe::Finding;
pub(crate) use chrome::Browser;
pub(crate) use focus::{FocusFault, Stop};
pub(crate) use nu::vnu;
pub(crate) use orca::orca;
