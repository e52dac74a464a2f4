//! What the rest of the program may rely on in a database, held against SQLite and PostgreSQL alike.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
mod harness;
mod drafts;
mod imports;
mod kiosks;
mod offices;
mod plans;
mod schema;
mod sessions;
mod statements;
mod writes;
