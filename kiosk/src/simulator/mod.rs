//! Devices that exist in memory, for tests and for trying the kiosk on a desk.
//!
//! **Invariant**: nothing here is part of the package that an office runs: the feature `simulator` leaves it out.

pub mod card;
