//! The demo's data: invented people with addresses, telephones and careers; always the same.
//!
//! [`load`] puts the thousand of `data/citizens_synthetic.csv` and the citizen of the tour into the records, [`load_all`]
//! the offices too; [`citizens_csv`] and [`contributions_csv`] write any number of others, for measurements.
//!
//! **Invariant**: the same seed gives the same bytes, on every machine.

mod career;
mod dice;
mod employers;
mod guide;
mod pay;
mod people;
mod steps;
mod stint;
mod write;

pub use guide::{CODE, PIN, periods as tour};
pub use steps::{Loaded, load_all};
pub use write::{citizens_csv, contributions_csv};

use super::citizens::CitizenRow;
use super::contributions::ContributionRow;
use super::records::{self, Progressed};
use super::{ImportError, Kind, Progress, Report};
use crate::citizen::pin::Hasher;
use crate::clock::Moment;
use crate::db::Db;

/// The key under which the demo's progress is kept; another number for other data.
const DIGEST: &str = "demo-1";

/// Citizens a commit.
const CHUNK: usize = 125;

/// Loads the demo's citizens, or goes on where an earlier run was stopped; at once if it is there already.
///
/// `progress` counts citizens. The citizen [`CODE`] can sign in with [`PIN`] afterwards.
///
/// # Errors
/// [`ImportError`]
pub async fn load(
    db: &Db,
    hasher: &Hasher,
    now: Moment,
    progress: &(dyn Fn(Progress) + Send + Sync),
) -> Result<Report, ImportError> {
    let mut state = super::begin(db, DIGEST, "dati di prova", Kind::Citizens, now).await?;
    let already = state.done;
    let people = people::thousand();
    let total = u64::try_from(people.len()).unwrap_or(0);
    let start = usize::try_from(state.position).unwrap_or(0);
    for chunk in people.get(start..).unwrap_or_default().chunks(CHUNK) {
        state = store(db, chunk.to_vec(), state, now).await?;
        progress(Progress { done: state.position, total, rows: state.rows, bad: 0 });
    }
    if !already {
        open_account(db, hasher, state, now).await?;
    }
    Ok(Report { rows: state.rows, bad: 0, bad_file: None, already, without: Vec::new() })
}

async fn store(
    db: &Db,
    people: Vec<CitizenRow>,
    from: Progressed,
    now: Moment,
) -> Result<Progressed, ImportError> {
    let (people, careers) =
        tokio::task::spawn_blocking(move || lives(people)).await.map_err(|_| ImportError::Reading)?;
    let count = |n: usize| u64::try_from(n).unwrap_or(0);
    let rows = from.rows + count(people.len()) + count(careers.len());
    let to = Progressed { position: from.position + count(people.len()), rows, ..from };
    db.write(move |tx| {
        Box::pin(async move {
            records::advance(tx, DIGEST, from, to).await?;
            let ids = records::store_citizens(tx, &people, now).await?;
            let careers: Vec<_> =
                careers.into_iter().filter_map(|row| Some((*ids.get(&row.code)?, row))).collect();
            records::store_contributions(tx, &careers).await?;
            Ok::<(), ImportError>(())
        })
    })
    .await?;
    Ok(to)
}

/// People with their careers; the citizen of the tour with hers.
fn lives(people: Vec<CitizenRow>) -> (Vec<CitizenRow>, Vec<ContributionRow>) {
    let mut careers = Vec::new();
    let people = people
        .into_iter()
        .map(|row| {
            let (row, periods) = if row.code.as_str() == CODE {
                (guide::row(row), guide::periods())
            } else {
                let periods = career::periods(row.born, row.sex, &mut dice::Dice::of(1, row.code.as_str()));
                (row, periods)
            };
            careers.extend(periods.into_iter().map(|period| ContributionRow::new(row.code, period)));
            row
        })
        .collect();
    (people, careers)
}

/// Gives the citizen of the tour her PIN, and ends the loading.
async fn open_account(db: &Db, hasher: &Hasher, from: Progressed, now: Moment) -> Result<(), ImportError> {
    let hash = hasher.hash(PIN).await.map_err(|why| ImportError::Pin(why.to_string()))?;
    db.write(move |tx| {
        Box::pin(async move {
            records::advance(tx, DIGEST, from, Progressed { done: true, ..from }).await?;
            records::give_pin(tx, CODE, &hash, now).await?;
            Ok::<(), ImportError>(())
        })
    })
    .await
}
