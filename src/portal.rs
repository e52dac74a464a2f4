//! What every part of a running portal shares.

use std::sync::Arc;

use a11y::text::{Lang, Text};
use tokio::sync::Semaphore;

use crate::citizen::card::Cards;
use crate::citizen::pin::Hasher;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::seal::{Keys, Purpose};

/// A running portal: database, keys, configuration, clock.
#[derive(Clone)]
pub struct Portal {
    /// The database.
    pub db: Db,
    /// The keys, from the secret outside the database.
    pub keys: Keys,
    /// The settings.
    pub config: Config,
    /// The clock; read by `web` and `main` only.
    pub clock: Clock,
    /// The hasher of PINs, bounded to half of the cores.
    pub hasher: Hasher,
    /// Who is believed about citizens' cards.
    pub cards: Arc<Cards>,
    /// The places for requests being answered: who finds none is told to come again.
    pub places: Arc<Semaphore>,
    /// Kept preferences in words, which only the front door has: each question with what is chosen, from their code.
    pub preferences: fn(Lang, &str) -> Vec<(Text, Text)>,
}

/// Requests being answered at the same time, a core: what arrives in a tenth of a second, for so long may the disk keep
/// all of them waiting before anyone is turned away.
pub const PLACES: usize = 96;

impl Portal {
    /// A portal on an open database.
    pub fn new(db: Db, keys: Keys, config: Config, clock: Clock) -> Portal {
        let hasher = Hasher::new(keys.key(Purpose::Pepper));
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let places = Arc::new(Semaphore::new(PLACES * cores));
        let cards = Arc::new(match (&config.card, config.demo) {
            (None, true) => Cards::of_demo(),
            (settings, _) => Cards::new(settings.clone()),
        });
        let preferences = crate::web::preferences_in_words;
        Portal { db, keys, config, clock, hasher, cards, places, preferences }
    }
}

impl std::fmt::Debug for Portal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Portal")
    }
}
