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
    /// Asks for each key of a keypad in turn, and writes its map for the configuration to standard output.
    Learn {
        /// The keypad's node, as `/dev/input/event3`.
        #[arg(long)]
        device: std::path::PathBuf,
        /// The language of the questions.
        #[arg(long, value_enum, default_value = "it")]
        lang: sportello_kiosk::devices::input::Tongue,
    },
    /// Runs the agent with a board of simulated devices beside the screen.
    #[cfg(feature = "simulator")]
    Simulate {
        /// The portal.
        #[arg(long, default_value = "http://127.0.0.1:8080")]
        portal: String,
        /// Where screen and board are; loopback only.
        #[arg(long, default_value = "127.0.0.1:8090")]
        listen: std::net::SocketAddr,
        /// Be silent, and take as long as a voice that speaks so many signs a second.
        #[arg(long)]
        signs_a_second: Option<u32>,
    },
}

#[actix_web::main]
async fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Learn { device, lang } => {
            let (mut asked, mut told) = (std::io::stderr(), std::io::stdout());
            sportello_kiosk::devices::input::learn(&device, lang, &mut asked, &mut told)
                .map_err(|error| anyhow::anyhow!("{}: {error}", device.display()))?;
        }
        #[cfg(feature = "simulator")]
        Command::Simulate { portal, listen, signs_a_second } => {
            anyhow::ensure!(listen.ip().is_loopback(), "a simulated kiosk listens on loopback only");
            // Its loudspeakers are not calibrated: a step that is heard.
            let setup = sportello_kiosk::agent::Setup { volume: 4, ..Default::default() };
            let simulation = sportello_kiosk::simulator::Simulation { portal, listen, signs_a_second, setup };
            sportello_kiosk::simulator::simulate(simulation, |screen, board| {
                eprintln!("The kiosk's screen: {screen}\nIts devices:        {board}");
            })
            .await?;
        }
    }
    Ok(())
}
