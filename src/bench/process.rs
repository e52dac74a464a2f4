//! The portal as a process of its own, and what the system says of it.

use std::fs::read_to_string;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use uuid::Uuid;

use super::client::Line;
use super::{BenchError, bare, database};

/// How long to wait for a start, the demo's data included.
const PATIENCE: Duration = Duration::from_secs(120);

/// Ticks of the system's account of processor time a second; Linux gives 100 to every program (man 5 proc).
const TICKS: f64 = 100.0;

/// A process of this program that ends with this value.
pub(super) struct Spawned {
    child: Child,
    /// Where it listens.
    pub(super) port: u16,
    /// From the start of the process to the end of its first page.
    pub(super) took: Duration,
}

impl Spawned {
    /// Starts the portal of this program on the database of `folder`.
    pub(super) fn start(folder: &Path, demo: bool) -> Result<Spawned, BenchError> {
        Self::run("/it/aiuto", |command, listen| {
            command.args(["serve", "--listen", listen, "--letters"]).arg(folder.join("letters"));
            if demo {
                command.arg("--demo");
            }
            command.env("SPORTELLO_CONFIG", folder.join("config.toml")).env_remove("SPORTELLO_LISTEN");
            command.env("SPORTELLO_DATABASE", format!("sqlite:{}", database(folder).display()));
            command.env("SPORTELLO_SECRET_FILE", folder.join("secret")).env("SPORTELLO_LOG", "error");
        })
    }

    /// Starts the pages to compare with, on the same database.
    pub(super) fn bare(folder: &Path, citizen: Uuid) -> Result<Spawned, BenchError> {
        Self::run(bare::PUBLIC, |command, listen| {
            command.args([
                "bench",
                "bare",
                "--listen",
                listen,
                "--citizen",
                &citizen.to_string(),
                "--folder",
            ]);
            command.arg(folder);
        })
    }

    /// Starts this program with the arguments that `set` gives it, and waits until it answers to `address`.
    fn run(address: &str, set: impl FnOnce(&mut Command, &str)) -> Result<Spawned, BenchError> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = Command::new(std::env::current_exe()?);
        set(&mut command, &format!("127.0.0.1:{port}"));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let began = Instant::now();
        let mut started = Spawned { child: command.spawn()?, port, took: Duration::ZERO };
        loop {
            if let Some(status) = started.child.try_wait()? {
                return Err(BenchError::Start(status.to_string()));
            }
            let answered = Line::open(port)
                .and_then(|mut line| line.get(address, ""))
                .is_ok_and(|got| got.status == 200);
            if answered {
                started.took = began.elapsed();
                return Ok(started);
            }
            if began.elapsed() > PATIENCE {
                return Err(BenchError::Start("no answer".to_owned()));
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Memory that is resident, in MB of a million bytes.
    pub(super) fn resident(&self) -> Result<f64, BenchError> {
        self.memory("VmRSS:")
    }

    /// Of that, what is of no file: neither the program nor its libraries.
    pub(super) fn resident_of_no_file(&self) -> Result<f64, BenchError> {
        self.memory("RssAnon:")
    }

    fn memory(&self, which: &str) -> Result<f64, BenchError> {
        let text = read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let kb = text
            .lines()
            .find_map(|line| line.strip_prefix(which)?.trim().strip_suffix(" kB")?.parse::<f64>().ok());
        kb.map(|kb| kb * 1024.0 / 1e6).ok_or_else(|| BenchError::Start(format!("no {which}")))
    }

    /// What it has read so far, in bytes: of files, and of who asks it.
    pub(super) fn has_read(&self) -> Result<f64, BenchError> {
        Ok(passed(&self.child.id().to_string(), "rchar")?)
    }

    /// Processor time used so far, in seconds.
    pub(super) fn processor(&self) -> Result<f64, BenchError> {
        Ok(processor(&self.child.id().to_string())?)
    }

    /// Ends it.
    pub(super) fn end(self) {
        drop(self);
    }
}

impl Drop for Spawned {
    fn drop(&mut self) {
        // It has ended by itself, or it ends now.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Processor time that a process, by its number or as `self`, has used so far, in seconds.
pub(super) fn processor(process: &str) -> std::io::Result<f64> {
    let text = read_to_string(format!("/proc/{process}/stat"))?;
    // The second field is a name in brackets, which may hold anything; utime and stime are the 14th and 15th.
    let after = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: f64 =
        after.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
    Ok(ticks / TICKS)
}

/// Bytes that a process, by its number or as `self`, has asked the system to read (`rchar`) or to write (`wchar`) so far
/// (man 5 proc): the same on every machine and in every build.
pub(super) fn passed(process: &str, which: &str) -> std::io::Result<f64> {
    let text = read_to_string(format!("/proc/{process}/io"))?;
    let bytes = text.lines().find_map(|line| line.strip_prefix(which)?.strip_prefix(": ")?.parse().ok());
    bytes.ok_or_else(|| std::io::Error::other(format!("no {which}")))
}
