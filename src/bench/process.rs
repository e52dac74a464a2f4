//! The portal as a process of its own, and what the system says of it.

use std::fs::read_to_string;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::BenchError;
use super::client::Line;

/// How long to wait for a start, the demo's data included.
const PATIENCE: Duration = Duration::from_secs(120);

/// Ticks of the system's account of processor time a second; Linux gives 100 to every program (man 5 proc).
const TICKS: f64 = 100.0;

/// A portal that ends with this value.
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
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = Command::new(std::env::current_exe()?);
        command
            .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--letters"])
            .arg(folder.join("letters"));
        if demo {
            command.arg("--demo");
        }
        command.env_remove("SPORTELLO_CONFIG").env_remove("SPORTELLO_LISTEN");
        command.env("SPORTELLO_DATABASE", format!("sqlite:{}", folder.join("bench.db").display()));
        command.env("SPORTELLO_SECRET_FILE", folder.join("secret")).env("SPORTELLO_LOG", "error");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let began = Instant::now();
        let mut portal = Spawned { child: command.spawn()?, port, took: Duration::ZERO };
        loop {
            if let Some(status) = portal.child.try_wait()? {
                return Err(BenchError::Start(status.to_string()));
            }
            let answered = Line::open(port)
                .and_then(|mut line| line.get("/it/aiuto", ""))
                .is_ok_and(|got| got.status == 200);
            if answered {
                portal.took = began.elapsed();
                return Ok(portal);
            }
            if began.elapsed() > PATIENCE {
                return Err(BenchError::Start("no answer".to_owned()));
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Memory that is resident, in MB of a million bytes.
    pub(super) fn resident(&self) -> Result<f64, BenchError> {
        let text = read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let kb = text
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB")?.parse::<f64>().ok());
        kb.map(|kb| kb * 1024.0 / 1e6).ok_or_else(|| BenchError::Start("no VmRSS".to_owned()))
    }

    /// Processor time used so far, in seconds.
    pub(super) fn processor(&self) -> Result<f64, BenchError> {
        let text = read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The second field is a name in brackets, which may hold anything; utime and stime are the 14th and 15th.
        let after = text.rsplit_once(')').map_or("", |(_, rest)| rest);
        let ticks: f64 =
            after.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum();
        Ok(ticks / TICKS)
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
