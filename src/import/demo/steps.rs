//! Everything that the demo starts with, step by step.
//!
//! **Invariant**: each step sees by what is on record whether it has been done, and is done whole or resumed, so that a
//! start that was killed anywhere is ended by the next one.

use crate::citizen::pin::Hasher;
use crate::clock::Moment;
use crate::db::Db;
use crate::import::{ImportError, Progress};
use crate::services::offices::import as offices;

/// The invented offices of the demo, marked as such.
const OFFICES: &[u8] = include_bytes!("../../../data/offices_synthetic.csv");

/// What a start had to load; nothing where all of it was there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Rows of citizens and their careers, over all runs.
    pub rows: Option<u64>,
    /// Offices.
    pub offices: Option<u64>,
}

/// Loads citizens and offices, or what an earlier start was killed before.
///
/// `progress` counts citizens.
///
/// # Errors
/// [`ImportError`]
pub async fn load_all(
    db: &Db,
    hasher: &Hasher,
    now: Moment,
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Result<Loaded, ImportError> {
    let people = super::load(db, hasher, now, progress).await?;
    let rows = Some(people.rows).filter(|_| !people.already);
    // In one write; offices that somebody put in their place stay.
    let offices = match offices::are_there(db).await? {
        true => None,
        false => Some(offices::import(db, OFFICES, 0, &mut |_| {}).await?.offices),
    };
    Ok(Loaded { rows, offices })
}
