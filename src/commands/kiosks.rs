//! The kiosks of the offices: enrolled, listed, told how they are, revoked; their settings signed.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Subcommand;
use sportello::clock::DAY;
use sportello::kiosks::{self, Enrolled};
use sportello::portal::Portal;

/// How far back reports are read for how a kiosk is now: the state of a part stands until it is told otherwise.
const HEALTH_BACK: i64 = 90 * DAY;

#[derive(Subcommand)]
pub(crate) enum KioskCommand {
    /// Make a kiosk's pair of keys, and let it ask from now on.
    Enrol {
        /// What it is called, which also names its key: lower-case letters, digits and hyphens.
        #[arg(long)]
        name: String,
        /// The code of the office it stands in.
        #[arg(long)]
        office: String,
        /// Where its private key goes: a new file, mode 0600, to be carried to the kiosk and removed here.
        #[arg(long)]
        key: PathBuf,
    },
    /// List the kiosks, and how accessible each is.
    List,
    /// Tell how accessible the kiosks are, office by office, and were on the last days.
    Health {
        /// The code of one office alone.
        #[arg(long)]
        office: Option<String>,
        /// How many days back.
        #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=700))]
        days: u16,
    },
    /// Sign the settings of a kiosk, in place: a kiosk takes no others, and no older ones.
    SignSettings {
        /// The settings, with a line `version = N`.
        file: PathBuf,
    },
    /// Print the public half of the key that signs settings, to be installed with each kiosk.
    SettingsKey,
    /// Take a kiosk's key out of use, and end what is open at it.
    Revoke {
        /// What it is called.
        name: String,
    },
}

/// Looks after kiosks.
pub(crate) async fn run(portal: &Portal, command: KioskCommand) -> anyhow::Result<()> {
    let (db, now) = (&portal.db, portal.clock.now());
    match command {
        KioskCommand::Enrol { name, office, key } => {
            match kiosks::enrol(db, &name, &office, &key, now).await? {
                Enrolled::Done => eprintln!("Kiosk {name} is enrolled; its key is in {}.", key.display()),
                Enrolled::Taken => bail!("a kiosk in use is called {name}"),
                Enrolled::NoOffice => bail!("there is no office {office}"),
            }
        }
        KioskCommand::List => {
            let mut conn = db.reader().await?;
            let (list, told) =
                (kiosks::list(&mut conn).await?, kiosks::told(&mut conn, now.plus(-HEALTH_BACK)).await?);
            std::io::stdout().lock().write_all(kiosks::health::list(&list, &told, now).as_bytes())?;
        }
        KioskCommand::Health { office, days } => {
            let mut conn = db.reader().await?;
            let since = now.plus(-HEALTH_BACK.max(i64::from(days) * DAY));
            let (list, told) = (kiosks::list(&mut conn).await?, kiosks::told(&mut conn, since).await?);
            let text = kiosks::health::overview(&list, &told, office.as_deref(), days, now);
            std::io::stdout().lock().write_all(text.as_bytes())?;
        }
        KioskCommand::SignSettings { file } => {
            let settings = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
            let (signed, version) = kiosks::settings::sign(&portal.keys, &settings)?;
            std::fs::write(&file, signed).with_context(|| file.display().to_string())?;
            eprintln!("{} is signed, as version {version}.", file.display());
        }
        KioskCommand::SettingsKey => {
            let key = kiosks::settings::public(&portal.keys).context("the key cannot be put into PEM")?;
            std::io::stdout().lock().write_all(key.as_bytes())?;
        }
        KioskCommand::Revoke { name } => {
            let called = name.clone();
            let revoked =
                db.write(move |tx| Box::pin(async move { kiosks::revoke(tx, &called, now).await })).await?;
            anyhow::ensure!(revoked, "no kiosk in use is called {name}");
            eprintln!("Kiosk {name} is revoked: it may not ask any more.");
        }
    }
    db.close().await;
    Ok(())
}
