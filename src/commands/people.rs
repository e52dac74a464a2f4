//! Citizens whose document was checked at a counter.

use anyhow::bail;
use clap::Subcommand;
use sportello::citizen::codice_fiscale::{CodiceFiscale, Problem as FiscalCodeProblem};
use sportello::citizen::{self, Raised};
use sportello::portal::Portal;
use sportello::services::pin;

#[derive(Subcommand)]
pub(crate) enum CitizenCommand {
    /// Raise a citizen's PIN to "may send", after their document was checked at a counter.
    Raise {
        /// Their fiscal code.
        code: String,
    },
    /// Let a citizen choose a PIN that may send at a kiosk, for ten minutes, after their document was checked.
    PinAtCounter {
        /// Their fiscal code.
        code: String,
        /// The name of the kiosk beside them.
        #[arg(long)]
        kiosk: String,
        /// Which document was seen: kind, number, who issued it.
        #[arg(long)]
        document: String,
    },
}

/// Looks after a citizen.
pub(crate) async fn run(portal: &Portal, command: CitizenCommand) -> anyhow::Result<()> {
    match command {
        CitizenCommand::Raise { code } => raise(portal, &code).await,
        CitizenCommand::PinAtCounter { code, kiosk, document } => {
            at_counter(portal, &code, &kiosk, &document).await
        }
    }
}

fn fiscal_code(typed: &str) -> anyhow::Result<CodiceFiscale> {
    typed
        .parse()
        .map_err(|problem: FiscalCodeProblem| anyhow::anyhow!("the fiscal code is not right: {problem}"))
}

async fn raise(portal: &Portal, code: &str) -> anyhow::Result<()> {
    let code = fiscal_code(code)?;
    match citizen::raise(&portal.db, code, portal.clock.now()).await? {
        Raised::Done => eprintln!("The PIN is raised: it may send."),
        Raised::Unknown => bail!("nobody has this fiscal code"),
        Raised::NoPin => bail!("this citizen has no PIN in use"),
    }
    portal.db.close().await;
    Ok(())
}

async fn at_counter(portal: &Portal, code: &str, kiosk: &str, document: &str) -> anyhow::Result<()> {
    let code = fiscal_code(code)?;
    match pin::counter::open(portal, code, kiosk, document, portal.clock.now()).await? {
        pin::counter::Opened::Until(until) => {
            eprintln!(
                "Until {} the citizen may choose a PIN at {kiosk}, under \"PIN di accesso\", \"Scegli il PIN ora\".",
                until.time()
            );
        }
        pin::counter::Opened::NoCitizen => bail!("nobody has this fiscal code"),
        pin::counter::Opened::NoKiosk => bail!("no kiosk in use is called {kiosk}"),
        pin::counter::Opened::NoDocument => bail!("say which document was seen"),
    }
    portal.db.close().await;
    Ok(())
}
