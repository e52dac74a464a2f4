//! Letters on their way: handed to the mail house, and what it confirms.

use std::fs::File;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;
use sportello::ledger;
use sportello::portal::Portal;
use sportello::services::pin;

use super::ROWS_LEFT_OUT;

#[derive(Subcommand)]
pub(crate) enum Letters {
    /// Write every waiting letter into DIR, once. Exit code 3 if one could not be opened.
    Take {
        /// The folder.
        dir: PathBuf,
    },
    /// Record what the mail house confirms.
    Acknowledge {
        /// Its list, CSV with the columns "letter" and "state": "delivered" or "returned". Exit code 3 if a row was
        /// not understood.
        file: PathBuf,
    },
}

/// Looks after letters.
pub(crate) async fn run(portal: &Portal, command: Letters) -> anyhow::Result<ExitCode> {
    let now = portal.clock.now();
    let mut code = ExitCode::SUCCESS;
    match command {
        Letters::Take { dir } => {
            let mut alerts = pin::Alerts::default();
            let written = pin::write_letters(portal, now).await?;
            alerts.tell(&written, now);
            let taken = ledger::letters::take(portal, &dir, now).await?;
            alerts.tell_unopened("letter", &taken.unopened, now);
            eprintln!("{} letters are in {}.", taken.letters, dir.display());
            for (what, ids) in [("request", &written.unopened), ("letter", &taken.unopened)] {
                for id in ids {
                    eprintln!("The {what} {id} cannot be opened: it was left as it is.");
                    code = ExitCode::from(ROWS_LEFT_OUT);
                }
            }
        }
        Letters::Acknowledge { file } => {
            let list = File::open(&file).with_context(|| file.display().to_string())?;
            let done = ledger::letters::acknowledge(portal, list, now).await?;
            eprintln!(
                "{} delivered, {} returned, {} known before.",
                done.delivered, done.returned, done.known
            );
            for row in &done.bad {
                eprintln!("Line {} was not understood: {}.", row.line, row.reason);
                code = ExitCode::from(ROWS_LEFT_OUT);
            }
        }
    }
    portal.db.close().await;
    Ok(code)
}
