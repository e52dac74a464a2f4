//! The chip of a card: of a health card with national services (TS-CNS) it reads who its holder is, without a PIN.
//!
//! What is read is a claim: whoever holds a card reads it, so it opens nothing from the records.
//!
//! **Invariant**: of a card that is pulled, damaged or of another kind nothing is claimed.
//! **Invariant**: what a card answers is overwritten in memory once its holder is known.

pub mod apdu;
#[cfg(feature = "pcsc")]
mod pcsc;
pub mod personal_data;
pub mod pin;
mod read;

use std::time::Duration;

use jiff::{Timestamp, civil::Date, tz::TimeZone};

#[cfg(feature = "pcsc")]
pub use self::pcsc::{Pad, Reader, Renewal};
pub use self::read::{Gone, Transmit, read};

/// How long a conversation with a card may take, whole: one at 9,600 baud signs within half of it.
pub const LIMIT: Duration = Duration::from_secs(10);

/// Today in Italy, by which a card has expired or not; a wrong clock does no more than that.
#[must_use]
pub fn today() -> Date {
    let rome = TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC);
    Timestamp::now().to_zoned(rome).date()
}
