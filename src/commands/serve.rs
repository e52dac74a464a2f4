//! Serving the portal: its pages, and every few seconds its letters and what has expired.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context;
use sportello::citizen;
use sportello::clock::{Moment, Turned};
use sportello::config::Config;
use sportello::import::demo;
use sportello::import::progress::Bar;
use sportello::portal::Portal;
use sportello::services::about::retention;
use sportello::services::pin;
use sportello::{kiosks, ledger};
use tokio::task::JoinHandle;

/// How often the portal looks after letters and what has expired.
const ROUND: Duration = Duration::from_secs(20);

/// Serves until it is told to stop; looks after letters and what has expired meanwhile.
pub(crate) async fn serve(portal: Portal, letters: &Path) -> anyhow::Result<()> {
    portal.cards.trust().context("who is believed about cards")?;
    let db = portal.db.clone();
    if portal.config.demo {
        load_demo(&portal).await?;
    }
    let rounds = tokio::spawn(look_after(portal.clone(), letters.to_owned()));
    let letters = letters.to_owned();
    sportello::web::serve(portal, move |config| say_where(config, &letters)).await?;
    end(rounds).await;
    db.close().await;
    eprintln!("Sportello has stopped.");
    Ok(())
}

/// Ends the rounds where they next wait, and comes to its end when they have: with the records closed or the runtime gone
/// under it, what a round is in the midst of would fail, and be told as if something were wrong.
async fn end(rounds: JoinHandle<()>) {
    rounds.abort();
    // That it was cancelled is what was wanted.
    drop(rounds.await);
}

/// What stands on the terminal once the portal can be used.
fn say_where(config: &Config, letters: &Path) {
    eprintln!(
        "\nSportello is ready: open {} in any browser, with or without a screen reader.",
        config.front_page()
    );
    if config.demo {
        eprintln!("All people and offices are invented: test data.");
        if config.pin {
            eprintln!("Sign in as a demo citizen with fiscal code {} and PIN {}.", demo::CODE, demo::PIN);
        }
        eprintln!("Letters to citizens, as the post would carry them, are put into {}/.", letters.display());
    }
    eprintln!("Ctrl-C ends it.");
}

/// Letters are written, expired things deleted; in the demo the letters are also taken.
async fn look_after(portal: Portal, letters: PathBuf) {
    let mut every =
        tokio::time::interval(ROUND.min(if portal.config.demo { Duration::from_secs(3) } else { ROUND }));
    let mut clock = Turned::watch(portal.clock.now(), Instant::now());
    let mut alerts = pin::Alerts::default();
    loop {
        every.tick().await;
        if clock.lately(portal.clock.now(), Instant::now()) {
            tracing::error!(
                "the machine's clock was turned: nothing expires and no letter is written for an hour"
            );
        } else if let Err(error) = one_round(&portal, &letters, &mut alerts).await {
            tracing::error!(%error, "looking after letters and what has expired failed; it is tried again");
        }
    }
}

/// One round; what is to be deleted is deleted whatever becomes of the letters.
async fn one_round(portal: &Portal, letters: &Path, alerts: &mut pin::Alerts) -> anyhow::Result<()> {
    let now = portal.clock.now();
    let written = pin::write_letters(portal, now).await.map(|written| alerts.tell(&written, now));
    sweep(portal, now).await?;
    written?;
    if portal.config.demo {
        let taken = ledger::letters::take(portal, letters, now).await?;
        alerts.tell_unopened("letter", &taken.unopened, now);
    }
    Ok(())
}

/// Deletes what has expired.
async fn sweep(portal: &Portal, now: Moment) -> anyhow::Result<()> {
    portal
        .db
        .write(move |tx| {
            Box::pin(async move {
                citizen::sessions::sweep(tx, now).await?;
                citizen::tries::sweep(tx, now).await?;
                kiosks::sweep(tx, now).await?;
                citizen::card::records::sweep(tx, now).await?;
                retention::sweep(tx, now).await
            })
        })
        .await?;
    Ok(())
}

async fn load_demo(portal: &Portal) -> anyhow::Result<()> {
    let bar = Bar::new("Loading the demo's citizens");
    let told = |progress| bar.show(progress);
    let loaded = demo::load_all(&portal.db, &portal.hasher, portal.clock.now(), &told).await?;
    bar.end();
    for (what, count) in [("rows of invented citizens", loaded.rows), ("invented offices", loaded.offices)] {
        if let Some(count) = count {
            eprintln!("Loaded the demo: {count} {what}.");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc;

    use sportello::clock::Clock;
    use sportello::db::{Db, DbError};
    use sportello::seal::Keys;
    use sportello::sql;

    use super::*;

    /// A portal with a row to be deleted, and a request that cannot be opened and whose time is over, or not.
    async fn with_old_rows(folder: &Path, expired: bool) -> Portal {
        let url = format!("sqlite:{}", folder.join("test.db").display());
        let db = Db::open(&url.parse().unwrap()).await.unwrap();
        let portal = Portal::new(db, Keys::new([7; 32]), Config::default(), Clock::System);
        let now = portal.clock.now().0;
        let prepared = portal.db.write(move |tx| {
            Box::pin(async move {
                let request = "INSERT INTO pin_requests (id, number, codice_fiscale, answers, first_half_hash, \
                     delivery, state, created_at, expires_at) \
                     VALUES ($1, 'n', 'x', $2, 'x', 'letter', 'received', $3, $4)";
                let (id, sealed, day) = (uuid::Uuid::now_v7(), vec![0_u8; 60], 86_400_000);
                let ends = if expired { now - day } else { now + day };
                sql!(tx, request, id, sealed, now - 2 * day, ends).execute().await?;
                let old = "INSERT INTO idempotency (key, service, outcome, created_at) VALUES ($1, 'x', 'x', 0)";
                sql!(tx, old, vec![0_u8]).execute().await
            })
        });
        let prepared: Result<u64, DbError> = prepared.await;
        prepared.unwrap();
        portal
    }

    async fn old_rows(portal: &Portal) -> i64 {
        let mut conn = portal.db.reader().await.unwrap();
        let (left,): (i64,) = sql!(conn, "SELECT COUNT(*) FROM idempotency").one().await.unwrap();
        left
    }

    #[tokio::test]
    async fn what_has_expired_is_deleted_though_a_request_cannot_be_opened() {
        let folder = tempfile::tempdir().unwrap();
        let portal = with_old_rows(folder.path(), false).await;
        one_round(&portal, folder.path(), &mut pin::Alerts::default()).await.unwrap();
        assert_eq!(old_rows(&portal).await, 0);
    }

    #[tokio::test]
    async fn what_has_expired_is_deleted_though_the_letters_fail() {
        let folder = tempfile::tempdir().unwrap();
        let portal = with_old_rows(folder.path(), true).await;
        // That its time is over cannot be noted, which is the first thing that is done for the letters.
        let refused =
            "CREATE TRIGGER refused BEFORE UPDATE ON pin_requests BEGIN SELECT RAISE(ABORT, 'refused'); END";
        let made: Result<u64, DbError> = portal.db.write(move |tx| Box::pin(tx.sql(refused).execute())).await;
        made.unwrap();
        let failed = one_round(&portal, folder.path(), &mut pin::Alerts::default()).await.unwrap_err();
        assert!(failed.to_string().contains("refused"), "{failed}");
        assert_eq!(old_rows(&portal).await, 0);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn nothing_is_closed_under_a_round_that_is_at_work() {
        let ((begun, has_begun), (go_on, may_go_on)) = (mpsc::channel(), mpsc::channel::<()>());
        let rounds = tokio::spawn(async move {
            // As it reads letters, in one piece: it can be ended only where it waits.
            begun.send(()).unwrap();
            may_go_on.recv().unwrap();
        });
        has_begun.recv().unwrap();
        let let_go = AtomicBool::new(false);
        let ended = async {
            end(rounds).await;
            assert!(let_go.load(Ordering::SeqCst), "the round is still at work");
        };
        let going_on = async {
            let_go.store(true, Ordering::SeqCst);
            go_on.send(()).unwrap();
        };
        // The first is begun first.
        tokio::join!(ended, going_on);
    }
}
