//! The command line of the kiosk agent.

use clap::{Parser, Subcommand};

/// The kiosk agent of Sportello.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs the agent with a board of simulated devices beside the screen.
    #[cfg(feature = "simulator")]
    Simulate {
        /// The portal.
        #[arg(long, default_value = "http://127.0.0.1:8080")]
        portal: String,
        /// Where screen and board are; loopback only.
        #[arg(long, default_value = "127.0.0.1:8090")]
        listen: std::net::SocketAddr,
        /// The file of this kiosk's private key, as `sportello kiosk enrol` made it; without one it is a browser.
        #[arg(long, requires = "key_id")]
        key: Option<std::path::PathBuf>,
        /// The name that it was enrolled under.
        #[arg(long, requires = "key")]
        key_id: Option<String>,
        /// Be silent, and take as long as a voice that speaks so many signs a second.
        #[arg(long)]
        signs_a_second: Option<u32>,
    },
}

#[actix_web::main]
async fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        #[cfg(feature = "simulator")]
        Command::Simulate { portal, listen, key, key_id, signs_a_second } => {
            anyhow::ensure!(listen.ip().is_loopback(), "a simulated kiosk listens on loopback only");
            let key = key
                .zip(key_id)
                .map(|(file, id)| sportello_kiosk::portal::Key::read(&file, id))
                .transpose()?;
            // Its loudspeakers are not calibrated: a step that is heard.
            let setup = sportello_kiosk::agent::Setup { volume: 4, ..Default::default() };
            let simulation =
                sportello_kiosk::simulator::Simulation { portal, listen, key, signs_a_second, setup };
            sportello_kiosk::simulator::simulate(simulation, |screen, board| {
                eprintln!("The kiosk's screen: {screen}\nIts devices:        {board}");
            })
            .await?;
        }
    }
    Ok(())
}
