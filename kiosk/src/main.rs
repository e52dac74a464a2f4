//! The command line of the kiosk agent.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Parser, Subcommand};
#[cfg(feature = "simulator")]
use sportello_kiosk::simulator;
use sportello_kiosk::{config::Config, hardware, sockets, supervision, window};

/// Whatever is let go of is wiped, in every library: the next person's memory is clean.
#[global_allocator]
static MEMORY: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// The kiosk agent of Sportello.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Runs the kiosk of an office on its devices.
    Run {
        /// The settings.
        #[arg(long, default_value = "/etc/sportello-kiosk.toml")]
        config: PathBuf,
        /// The public key that the settings must be signed by; others, and older ones than were accepted, are refused.
        #[arg(long)]
        signed_by: Option<PathBuf>,
    },
    /// Has the kiosk of this machine test itself, as soon as nobody is there, and tells what it found.
    Selftest {
        /// The folder of the kiosk's sockets.
        #[arg(long, default_value = "/run/sportello-kiosk")]
        sockets: PathBuf,
    },
    /// Keeps the browser of the screen, as another user than the kiosk's.
    Window {
        /// The folder of the socket that tells which page to open.
        #[arg(long, default_value = sockets::WINDOWS)]
        sockets: PathBuf,
        /// Where the browser's profiles lie; on a tmpfs, so that nothing of them reaches a disk.
        #[arg(long, env = "XDG_RUNTIME_DIR")]
        profiles: PathBuf,
        /// The browser and its options; `{profile}` stands for the folder, the address comes last.
        #[arg(last = true, required = true)]
        browser: Vec<String>,
    },
    /// Tells the kiosk of this machine what its staff want.
    Staff {
        /// The folder of the kiosk's sockets.
        #[arg(long, default_value = "/run/sportello-kiosk")]
        sockets: PathBuf,
        /// `close` and `open` the kiosk; `watch` waits for citizens who call and rings for each, `coming` answers them.
        #[arg(value_parser = ["close", "open", "coming", "watch"])]
        word: String,
    },
    /// Asks for each key of a keypad in turn, and writes its map for the configuration to standard output.
    Learn {
        /// The keypad's node, as `/dev/input/event3`.
        #[arg(long)]
        device: PathBuf,
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
        #[arg(long, env = "SPORTELLO_KIOSK_LISTEN", default_value = "127.0.0.1:8090")]
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
        /// Seconds in which nothing may happen before it asks whether someone is there.
        #[arg(long, default_value_t = 60)]
        idle: u32,
        /// Milliseconds that a finger must stay on a thing of the screen.
        #[arg(long, default_value_t = 0)]
        hold: u32,
        /// Milliseconds for which the same thing does nothing more.
        #[arg(long, default_value_t = 500)]
        repeat: u32,
        /// How many pixels of the screen are a millimetre, as `screen.pixels_a_millimetre` of the settings.
        #[arg(long, default_value_t = simulator::PIXELS_A_MILLIMETRE)]
        pixels_a_millimetre: f64,
    },
}

#[actix_web::main]
async fn main() -> anyhow::Result<()> {
    // Where the log goes is the supervisor's; no line of it tells anything of a citizen.
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::WARN).init();
    match Cli::parse().command {
        Command::Run { config, signed_by } => {
            let config = match signed_by {
                Some(signer) => Config::read_signed(&config, &signer),
                None => Config::read(&config),
            };
            let config = config.inspect_err(|error| {
                supervision::status(&format!("RED: {error}"));
                tracing::error!("RED: {error}");
                supervision::rest();
            })?;
            supervision::no_dumps().context("core dumps cannot be turned off")?;
            hardware::run(config).await?;
        }
        Command::Window { sockets, profiles, browser } => {
            // The browser inherits it.
            supervision::no_dumps().context("core dumps cannot be turned off")?;
            window::keep(&sockets, &profiles, &browser).context("the browser cannot be kept")?;
        }
        Command::Selftest { sockets } => {
            let found = sockets::test_kiosk(&sockets)
                .with_context(|| format!("no kiosk listens in {}", sockets.display()))?;
            eprintln!("{found}");
        }
        Command::Staff { sockets, word } if word == "watch" => {
            // The sign that rings a terminal's bell comes before its words.
            sockets::watch_kiosk(&sockets, |line| match line {
                "call" => eprintln!("\u{7}A citizen at the kiosk calls."),
                other => eprintln!("{other}"),
            })
            .with_context(|| format!("no kiosk listens in {}", sockets.display()))?;
            anyhow::bail!("the kiosk has ended: call again when it is back");
        }
        Command::Staff { sockets, word } => {
            let answer = sockets::tell_kiosk(&sockets, &word)
                .with_context(|| format!("no kiosk listens in {}", sockets.display()))?;
            eprintln!("{answer}");
        }
        Command::Learn { device, lang } => {
            let (mut asked, mut told) = (std::io::stderr(), std::io::stdout());
            sportello_kiosk::devices::input::learn(&device, lang, &mut asked, &mut told)
                .map_err(|error| anyhow::anyhow!("{}: {error}", device.display()))?;
        }
        #[cfg(feature = "simulator")]
        Command::Simulate {
            portal,
            listen,
            key,
            key_id,
            signs_a_second,
            idle,
            hold,
            repeat,
            pixels_a_millimetre,
        } => {
            anyhow::ensure!(listen.ip().is_loopback(), "a simulated kiosk listens on loopback only");
            anyhow::ensure!(
                ["http://", "https://"].iter().any(|scheme| portal.starts_with(scheme)),
                "the portal's address begins with http:// or https://: {portal}"
            );
            anyhow::ensure!(
                (1.0..=20.0).contains(&pixels_a_millimetre),
                "{pixels_a_millimetre} is no size of a screen, between 1 and 20 pixels a millimetre"
            );
            let key = key
                .zip(key_id)
                .map(|(file, id)| sportello_kiosk::portal::Key::read(&file, id))
                .transpose()?;
            // Its loudspeakers are not calibrated: a step that is heard. And it calls nobody across a room of desks.
            let setup = sportello_kiosk::agent::Setup {
                volume: 4,
                prompt: None,
                idle: u64::from(idle) * 1_000,
                ..Default::default()
            };
            let press = sportello_kiosk::screen::Press { hold, repeat, ..Default::default() };
            let simulation = simulator::Simulation {
                portal,
                listen,
                key,
                signs_a_second,
                press,
                pixels_a_millimetre,
                setup,
            };
            simulator::simulate(
                simulation,
                |screen, board| tell(&format!("The kiosk's screen: {screen}\nIts devices:        {board}\n")),
                |portal| {
                    tell(&format!("The portal at {portal} does not answer; the kiosk goes on trying.\n"))
                },
            )
            .await?;
        }
    }
    Ok(())
}

/// Says something at the terminal; a kiosk whose terminal is gone goes on.
#[cfg(feature = "simulator")]
fn tell(words: &str) {
    use std::io::Write;
    drop(std::io::stderr().write_all(words.as_bytes()));
}
