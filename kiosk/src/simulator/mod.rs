//! Devices that are not there: what a kiosk is tried and tested with when nobody has the hardware at hand.
//!
//! **Invariant**: never part of what an office runs; the feature `simulator` is off there.

pub mod printer;
pub mod roll;
