//! Sportello: the accessible counter of a social-security institute.
//!
//! A citizen uses a service ([`services`]), which turns their answers into a page; the front door ([`web`]) frames
//! it. What happened is in the [`ledger`], once. See the README for the map and the invariants.

pub mod bench;
pub mod citizen;
pub mod clock;
pub mod config;
mod csv_lines;
pub mod db;
pub mod import;
pub mod kiosks;
pub mod ledger;
pub mod places;
pub mod portal;
pub mod seal;
pub mod services;
pub mod web;
