//! The command line: which commands there are, and how the program is set up for each.

mod commands;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use sportello::config::Config;

use commands::cases::{self, CaseCommand};
use commands::kiosks::{self, KioskCommand};
use commands::letters::{self, Letters};
use commands::measure::{self, BenchPart};
use commands::people::{self, CitizenCommand};
use commands::rows::{self, GenerateKind, ImportKind};
use commands::{make, open, serve};

// Small pages, many threads, long life: less memory kept and a quarter less time a table page than the default.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The accessible counter of a social-security institute.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

/// Settings from a file, overridden here.
#[derive(Args)]
struct Settings {
    /// TOML file with the settings.
    #[arg(long, env = "SPORTELLO_CONFIG", global = true)]
    config: Option<PathBuf>,
    /// Database: sqlite:PATH or postgres://...
    #[arg(long, env = "SPORTELLO_DATABASE", global = true)]
    database: Option<String>,
    /// File with the institute's secret; made if it is not there.
    #[arg(long, env = "SPORTELLO_SECRET_FILE", global = true)]
    secret_file: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the portal.
    Serve {
        /// Address and port.
        #[arg(long, env = "SPORTELLO_LISTEN")]
        listen: Option<std::net::SocketAddr>,
        /// Load invented citizens and offices, mark every page; loopback only.
        #[arg(long)]
        demo: bool,
        /// Where the demo's letters are put, in place of a mail house.
        #[arg(long, default_value = "run-data/letters")]
        letters: PathBuf,
    },
    /// Load a CSV file; killed and started again, it goes on. Bad rows go to FILE.bad.csv.
    ///
    /// A file of offices replaces all offices. Exit codes: 0 all rows are in; 3 the good rows are in, bad ones were
    /// left out; 1 it stopped, run it again once the reason is removed; 2 the command is not right.
    Import {
        /// What is in the file.
        kind: ImportKind,
        /// The file.
        file: PathBuf,
        /// How many of the offices on record may be missing in a file of offices; with more nothing is changed.
        #[arg(long, value_name = "N", default_value_t = 0)]
        may_remove: usize,
    },
    /// Write invented rows as CSV, for measurements: the same seed gives the same bytes.
    Generate {
        /// What to write.
        kind: GenerateKind,
        /// How many citizens.
        count: usize,
        /// The file.
        file: PathBuf,
        /// The seed.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Measure what the portal promises, on this machine; fails if a figure does not hold.
    Bench {
        /// In less than a minute and in any build, by ratios and counts: what has become much slower, not what is promised.
        #[arg(long)]
        quick: bool,
        #[command(subcommand)]
        part: Option<BenchPart>,
    },
    /// Hand letters to the mail house, and hear back.
    #[command(subcommand)]
    Letters(Letters),
    /// Look after a citizen.
    #[command(subcommand)]
    Citizen(CitizenCommand),
    /// Look after a case.
    #[command(subcommand)]
    Case(CaseCommand),
    /// Look after the kiosks of the offices.
    #[command(subcommand)]
    Kiosk(KioskCommand),
}

/// What comes that is no HTTP is an ERROR to the library, by which anybody could fill the log; `web::wire` tells it.
const LIBRARY: &str = "actix_http::h1=off";

/// Tells where the program was not ready for something, and not what it says: it may hold what somebody typed.
fn tell_panics_by_their_place() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a panic");
    }));
}

fn main() -> anyhow::Result<ExitCode> {
    let cli = Cli::parse();
    if matches!(
        cli.command,
        Command::Serve { .. } | Command::Bench { part: Some(BenchPart::Bare { .. }), .. }
    ) {
        give_memory_back();
        take_all_files();
    }
    let asked = std::env::var("SPORTELLO_LOG").unwrap_or_default();
    let filter = |asked: &str| tracing_subscriber::EnvFilter::try_new(format!("{LIBRARY},{asked}"));
    tracing_subscriber::fmt()
        .with_env_filter(match asked.as_str() {
            "" => filter("warn")?,
            asked => filter(asked).or_else(|_| filter("warn"))?,
        })
        .with_writer(std::io::stderr)
        .init();
    tell_panics_by_their_place();
    let mut config = match &cli.settings.config {
        Some(path) => Config::read(path)?,
        None => Config::default(),
    };
    config.database = cli.settings.database.unwrap_or(config.database);
    config.secret_file = cli.settings.secret_file.unwrap_or(config.secret_file);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(run(config, cli.command))
}

/// Starts the program again in its own place, with the allocator told to return what is freed to the system.
///
/// It reads its settings before `main`. A portal stays up for months: once it has checked PINs and served pages it
/// keeps 64 MB when idle without them and 34 MB with them, for the same time a page; an import is quicker without.
/// A delay, however short, would be over only when its thread asks again: that of a hash waits for the next PIN.
fn give_memory_back() {
    use std::os::unix::process::CommandExt;
    const SETTINGS: [(&str, &str); 3] = [
        ("MIMALLOC_PURGE_DELAY", "0"),
        ("MIMALLOC_ARENA_EAGER_COMMIT", "0"),
        // SQLite takes its memory from the C library, which would keep a store for each thread: 3 MB more.
        ("MALLOC_ARENA_MAX", "1"),
    ];
    if SETTINGS.iter().any(|(name, _)| std::env::var_os(name).is_some()) {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        // Returns only if it fails; the portal then serves all the same, in more memory.
        let failed =
            std::process::Command::new(program).args(std::env::args_os().skip(1)).envs(SETTINGS).exec();
        eprintln!("The allocator keeps its defaults: {failed}");
    }
}

/// Lets the portal have as many lines open as the system allows it: by default a process may have 1,024 files, though
/// it may ask for more.
fn take_all_files() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    if let Err(refused) = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }) {
        eprintln!("The number of open files stays as it is: {refused}");
    }
}

async fn run(mut config: Config, command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve { listen, demo, letters } => {
            config.listen = listen.unwrap_or(config.listen);
            config.follow_listen();
            config.demo |= demo;
            config.check()?;
            serve::serve(make(config).await?, &letters).await?;
        }
        Command::Import { kind, file, may_remove } => {
            return rows::load(&make(config).await?, kind, &file, may_remove).await;
        }
        Command::Generate { kind, count, file, seed } => rows::generate(kind, count, &file, seed)?,
        Command::Bench { quick, part } => measure::measure(quick, part).await?,
        Command::Letters(command) => return letters::run(&open(config).await?, command).await,
        Command::Citizen(command) => people::run(&open(config).await?, command).await?,
        Command::Case(command) => cases::run(&open(config).await?, command).await?,
        // A kiosk may be enrolled before the portal has served.
        Command::Kiosk(command @ KioskCommand::Enrol { .. }) => {
            kiosks::run(&make(config).await?, command).await?
        }
        Command::Kiosk(command) => kiosks::run(&open(config).await?, command).await?,
    }
    Ok(ExitCode::SUCCESS)
}
