//! The command line: serve the portal, load data, look after letters, PINs and cases.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use sportello::bench;
use sportello::citizen::codice_fiscale::{CodiceFiscale, Problem as FiscalCodeProblem};
use sportello::citizen::{self, Raised};
use sportello::clock::{Clock, DAY, Moment, Turned};
use sportello::config::Config;
use sportello::db::{DatabaseUrl, Db};
use sportello::import::progress::Bar;
use sportello::import::{self, Kind, demo};
use sportello::kiosks::{self, Enrolled};
use sportello::ledger::records::Moved;
use sportello::ledger::{self, CaseState, Protocollo};
use sportello::portal::Portal;
use sportello::seal::{Keys, random};
use sportello::services::about::retention;
use sportello::services::{self, feedback, pin};

// Small pages, many threads, long life: less memory kept and a quarter less time a table page than the default.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often the portal looks after letters and what has expired.
const ROUND: Duration = Duration::from_secs(20);

/// How far back reports are read for how a kiosk is now: the state of a part stands until it is told otherwise.
const HEALTH_BACK: i64 = 90 * DAY;

/// What a command ends with that did what it could, and left bad rows of its file out; 1 is a failure, 2 a command that
/// is not right.
const ROWS_LEFT_OUT: u8 = 3;

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
        /// A few seconds rather than a minute.
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

/// Processes that the bench starts beside itself.
#[derive(Subcommand)]
enum BenchPart {
    /// Serve the pages to compare with.
    #[command(hide = true)]
    Bare {
        #[arg(long)]
        listen: std::net::SocketAddr,
        #[arg(long)]
        folder: PathBuf,
        #[arg(long)]
        citizen: uuid::Uuid,
    },
    /// Send requests at a fixed rate.
    #[command(hide = true)]
    Load {
        #[arg(long)]
        port: u16,
        #[arg(long)]
        sessions: PathBuf,
        #[arg(long)]
        rates: String,
    },
    /// Measure with the records of a nation: a quarter of an hour, and 20 GB of disk for that time.
    Scale {
        /// Citizens on record, each with about 35 contributions.
        #[arg(long, default_value_t = bench::Scale::default().citizens)]
        citizens: usize,
        /// Statements read a second.
        #[arg(long, default_value_t = bench::Scale::default().pages)]
        pages: f64,
        /// Statements ordered by post a second.
        #[arg(long, default_value_t = bench::Scale::default().posts)]
        posts: f64,
        /// Seconds a measure.
        #[arg(long, default_value_t = bench::Scale::default().seconds)]
        seconds: f64,
        /// Where to keep the records for the next run; else they are removed.
        #[arg(long)]
        folder: Option<PathBuf>,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum ImportKind {
    Citizens,
    Contributions,
    Offices,
}

#[derive(Clone, Copy, ValueEnum)]
enum GenerateKind {
    Citizens,
    Contributions,
}

#[derive(Subcommand)]
enum Letters {
    /// Write every waiting letter into DIR, once.
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

#[derive(Subcommand)]
enum CitizenCommand {
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

#[derive(Subcommand)]
enum KioskCommand {
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

#[derive(Subcommand)]
enum CaseCommand {
    /// Tell whether a request has arrived, by the number that a kiosk gave where it did not know.
    Find {
        /// The eight digits.
        number: String,
    },
    /// Move a case to another state.
    Set {
        /// Its protocol number.
        protocollo: Protocollo,
        /// Its new state; which moves there are depends on the one it is in.
        #[arg(value_parser = PossibleValuesParser::new(CaseState::ALL.map(CaseState::code)))]
        state: String,
        /// A sentence for the citizen.
        #[arg(long, default_value = "")]
        note: String,
    },
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
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("SPORTELLO_LOG").unwrap_or_else(|_| "warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
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
fn give_memory_back() {
    use std::os::unix::process::CommandExt;
    const SETTINGS: [(&str, &str); 2] =
        [("MIMALLOC_PURGE_DELAY", "10"), ("MIMALLOC_ARENA_EAGER_COMMIT", "0")];
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
            if listen.is_some() && config.public_url == Config::default().public_url {
                config.public_url = format!("http://{}", config.listen);
            }
            config.demo |= demo;
            config.check()?;
            serve(make(config).await?, &letters).await?;
        }
        Command::Import { kind, file, may_remove } => {
            let kind = match kind {
                ImportKind::Citizens => Kind::Citizens,
                ImportKind::Contributions => Kind::Contributions,
                ImportKind::Offices => Kind::Offices { may_remove },
            };
            return load(&make(config).await?, kind, &file).await;
        }
        Command::Generate { kind, count, file, seed } => {
            let out = std::io::BufWriter::new(File::create(&file)?);
            match kind {
                GenerateKind::Citizens => demo::citizens_csv(out, seed, count)?,
                GenerateKind::Contributions => demo::contributions_csv(out, seed, count)?,
            }
        }
        Command::Bench { quick, part } => measure(quick, part).await?,
        Command::Letters(command) => return post(&open(config).await?, command).await,
        Command::Citizen(CitizenCommand::Raise { code }) => raise(&open(config).await?, &code).await?,
        Command::Citizen(CitizenCommand::PinAtCounter { code, kiosk, document }) => {
            at_counter(&open(config).await?, &code, &kiosk, &document).await?;
        }
        Command::Case(CaseCommand::Find { number }) => find_case(&open(config).await?, &number).await?,
        Command::Case(CaseCommand::Set { protocollo, state, note }) => {
            move_case(&open(config).await?, protocollo, &state, note).await?;
        }
        // A kiosk may be enrolled before the portal has served.
        Command::Kiosk(command @ KioskCommand::Enrol { .. }) => kiosk(&make(config).await?, command).await?,
        Command::Kiosk(command) => kiosk(&open(config).await?, command).await?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Opens the database and the keys that are there. A command about people, letters, cases or kiosks finds none of them
/// in a new database: whoever gives one has named the wrong place, and is told so.
async fn open(config: Config) -> anyhow::Result<Portal> {
    if let Some(path) = config.database.strip_prefix("sqlite:")
        && !Path::new(path).exists()
    {
        bail!("no database at {path}; is SPORTELLO_DATABASE set?");
    }
    if !config.secret_file.exists() {
        bail!("no secret at {}; is SPORTELLO_SECRET_FILE set?", config.secret_file.display());
    }
    make(config).await
}

/// Opens the database and the keys, and makes those that are not there yet.
async fn make(config: Config) -> anyhow::Result<Portal> {
    let keys = secret(&config.secret_file)?;
    if let Some(path) = config.database.strip_prefix("sqlite:") {
        make_folder_of(Path::new(path))?;
    }
    let url: DatabaseUrl = config.database.parse().context("the database address")?;
    let db = Db::open(&url).await?;
    Ok(Portal::new(db, keys, config, Clock::System))
}

fn make_folder_of(path: &Path) -> std::io::Result<()> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => std::fs::create_dir_all(folder),
        _ => Ok(()),
    }
}

/// The institute's secret: 64 hexadecimal digits in a file that only its owner reads.
fn secret(path: &Path) -> anyhow::Result<Keys> {
    if !path.exists() {
        use std::os::unix::fs::OpenOptionsExt;
        make_folder_of(path)?;
        let bytes: [u8; 32] = random();
        let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
    }
    Keys::read(path).with_context(|| format!("the secret {}", path.display()))
}

/// Serves until it is told to stop; looks after letters and what has expired meanwhile.
async fn serve(portal: Portal, letters: &Path) -> anyhow::Result<()> {
    portal.cards.trust().context("who is believed about cards")?;
    let db = portal.db.clone();
    if portal.config.demo {
        load_demo(&portal).await?;
    }
    let rounds = tokio::spawn(look_after(portal.clone(), letters.to_owned()));
    let letters = letters.to_owned();
    sportello::web::serve(portal, move |config| say_where(config, &letters)).await?;
    rounds.abort();
    db.close().await;
    eprintln!("Sportello has stopped.");
    Ok(())
}

/// What stands on the terminal once the portal can be used.
fn say_where(config: &Config, letters: &Path) {
    eprintln!(
        "\nSportello is ready: open http://{}/ in any browser, with or without a screen reader.",
        config.listen
    );
    if config.demo {
        eprintln!("All people and offices are invented: test data.");
        eprintln!("Sign in as a demo citizen with fiscal code {} and PIN {}.", demo::CODE, demo::PIN);
        eprintln!("Letters to citizens, as the post would carry them, are put into {}/.", letters.display());
    }
    eprintln!("Ctrl-C ends it.");
}

/// Letters are written, expired things deleted; in the demo the letters are also taken.
async fn look_after(portal: Portal, letters: PathBuf) {
    let mut every =
        tokio::time::interval(ROUND.min(if portal.config.demo { Duration::from_secs(3) } else { ROUND }));
    let mut clock = Turned::watch(portal.clock.now(), Instant::now());
    loop {
        every.tick().await;
        if clock.lately(portal.clock.now(), Instant::now()) {
            tracing::error!(
                "the machine's clock was turned: nothing expires and no letter is written for an hour"
            );
        } else if let Err(error) = one_round(&portal, &letters).await {
            tracing::error!(%error, "looking after letters and what has expired failed; it is tried again");
        }
    }
}

async fn one_round(portal: &Portal, letters: &Path) -> anyhow::Result<()> {
    let now = portal.clock.now();
    pin::write_letters(portal, now).await?;
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
    if portal.config.demo {
        ledger::letters::take(portal, letters, now).await?;
    }
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

async fn load(portal: &Portal, kind: Kind, path: &Path) -> anyhow::Result<ExitCode> {
    let bar = Bar::new(path.display().to_string());
    let report =
        import::run(&portal.db, kind, path, portal.clock.now(), &|progress| bar.show(progress)).await?;
    bar.end();
    if report.already {
        eprintln!("This file was imported before: {} rows. Nothing was changed.", report.rows);
    } else {
        eprintln!("{} rows imported.", report.rows - report.bad);
    }
    if !report.without.is_empty() {
        let provinces: Vec<&str> = report.without.iter().map(|provincia| provincia.sigla).collect();
        eprintln!("Provinces without an office now: {}.", provinces.join(" "));
    }
    portal.db.close().await;
    if report.bad == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    let file = report.bad_file.map(|file| format!("; each with its line and reason in {}", file.display()));
    eprintln!(
        "{} bad {} left out{}.",
        report.bad,
        if report.bad == 1 { "row was" } else { "rows were" },
        file.unwrap_or_default()
    );
    Ok(ExitCode::from(ROWS_LEFT_OUT))
}

async fn measure(quick: bool, part: Option<BenchPart>) -> anyhow::Result<()> {
    let out = &mut std::io::stdout();
    let holds = match part {
        None if quick => bench::run(bench::Options::QUICK, out).await?,
        None => bench::run(bench::Options::WHOLE, out).await?,
        Some(BenchPart::Scale { citizens, pages, posts, seconds, folder }) => {
            let scale = bench::Scale { citizens, pages, posts, seconds, folder, ..bench::Scale::default() };
            bench::run_scale(scale, out).await?
        }
        Some(BenchPart::Bare { listen, folder, citizen }) => {
            bench::serve_bare(listen, &folder, citizen).await?;
            true
        }
        Some(BenchPart::Load { port, sessions, rates }) => {
            bench::send(port, &sessions, serde_json::from_str(&rates)?, out).await?;
            true
        }
    };
    if !holds {
        bail!("a figure does not hold");
    }
    Ok(())
}

async fn post(portal: &Portal, command: Letters) -> anyhow::Result<ExitCode> {
    let now = portal.clock.now();
    let mut code = ExitCode::SUCCESS;
    match command {
        Letters::Take { dir } => {
            pin::write_letters(portal, now).await?;
            let taken = ledger::letters::take(portal, &dir, now).await?;
            eprintln!("{} letters are in {}.", taken.letters, dir.display());
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

async fn kiosk(portal: &Portal, command: KioskCommand) -> anyhow::Result<()> {
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

/// For how many days a number is looked for.
const NUMBERED_DAYS: i64 = 90;

async fn find_case(portal: &Portal, number: &str) -> anyhow::Result<()> {
    // As it was read or heard: in groups of two.
    let number: String = number.split_whitespace().collect();
    anyhow::ensure!(
        number.len() == 8 && number.bytes().all(|sign| sign.is_ascii_digit()),
        "the number that a kiosk gave has 8 digits: read it again"
    );
    let since = portal.clock.now().plus(-NUMBERED_DAYS * DAY);
    let mut conn = portal.db.reader().await?;
    let found = ledger::records::numbered(&mut conn, &number, since).await?;
    let reports = feedback::numbered(&mut conn, &number, since).await?;
    drop(conn);
    if found.is_empty() && reports.is_empty() {
        bail!(
            "nothing of the last {NUMBERED_DAYS} days has the number {number}: read it again; if it is right, \
             what was sent has not arrived"
        );
    }
    for ledger::records::Numbered { service, sent, updated } in found {
        let is = match sent {
            Some((protocol, state)) => format!("arrived: case {protocol}, {state}"),
            None => "not sent: a draft".to_owned(),
        };
        writeln!(std::io::stdout(), "{} {service} {is}", updated.date())?;
    }
    for (report, at) in reports {
        writeln!(std::io::stdout(), "{} {} arrived: report {report}", at.date(), feedback::NAME)?;
    }
    portal.db.close().await;
    Ok(())
}

async fn move_case(portal: &Portal, protocollo: Protocollo, state: &str, note: String) -> anyhow::Result<()> {
    let Some(state) = CaseState::from_code(state) else {
        let known: Vec<&str> = CaseState::ALL.iter().map(|state| state.code()).collect();
        bail!("no state {state}; the states are {}", known.join(", "));
    };
    let now: Moment = portal.clock.now();
    let moved = portal
        .db
        .write(move |tx| {
            Box::pin(async move {
                ledger::records::move_by_office(tx, protocollo, state, &note, services::case_states, now)
                    .await
            })
        })
        .await?;
    match moved {
        Moved::Done => {}
        Moved::Unknown => bail!("there is no case {protocollo}"),
        Moved::NotOfKind(states) => bail!("{}", never_so(protocollo, state, states)),
        Moved::Stays(from) => bail!("{}", no_such_move(protocollo, from, state)),
    }
    eprintln!("Case {protocollo} is now {}.", state.code());
    portal.db.close().await;
    Ok(())
}

/// What no case of its kind ever becomes, and what it may become.
fn never_so(protocollo: Protocollo, to: CaseState, states: &[CaseState]) -> String {
    let states: Vec<&str> = states.iter().map(|state| state.code()).collect();
    let (to, states) = (to.code(), states.join(", "));
    format!("a case of the kind of {protocollo} never becomes {to}: it may become {states}")
}

/// Why a case stays in its state, and where it may go from there.
fn no_such_move(protocollo: Protocollo, from: CaseState, to: CaseState) -> String {
    let moves: Vec<&str> = from.moves().iter().map(|state| state.code()).collect();
    let allowed = match moves[..] {
        [] => "it is over and moves no more".to_owned(),
        _ => format!("from there it may become {}", moves.join(", ")),
    };
    format!("case {protocollo} is {} and cannot become {}: {allowed}", from.code(), to.code())
}
