//! Who asks: the fiscal code, identity, sessions, the PIN.

pub mod card;
pub mod codice_fiscale;
mod level;
pub mod pin;
pub mod proof;
mod raise;
pub mod records;
pub mod sessions;
pub mod tries;
pub mod worded;

pub use level::Level;
pub use raise::{Raised, raise};
