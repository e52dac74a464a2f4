//! The real program as a process of its own, which ends with its value.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::browser::{Browser, Door};
pub use super::port::free_port;
use super::store::Store;

/// A command of the real program on this store.
pub fn sportello(store: &Store) -> Command {
    other(env!("CARGO_BIN_EXE_sportello").as_ref(), store)
}

/// The same of a program that was built at another time.
pub fn other(program: &std::ffi::OsStr, store: &Store) -> Command {
    let mut command = Command::new(program);
    surround(&mut command, store);
    command
}

/// The same, after these commands of a shell in the same process: its limits and mounts are the program's.
pub fn sportello_after(shell: &[&str], store: &Store, script: &str) -> Command {
    let mut command = Command::new(shell[0]);
    command.args(&shell[1..]).arg(format!("{script} && exec \"$0\" \"$@\""));
    command.arg(env!("CARGO_BIN_EXE_sportello"));
    surround(&mut command, store);
    command
}

/// This program lives by another clock, which the words in the file turn while it runs; what has passed since its start
/// they cannot turn.
pub fn turned(command: &mut Command, words: &std::path::Path) {
    let library = ["/usr/lib", "/usr/local/lib"].iter().find_map(|at| {
        let folders = std::fs::read_dir(at).ok()?.flatten();
        let mut files = folders.map(|folder| folder.path().join("faketime/libfaketimeMT.so.1"));
        files.find(|file| file.exists())
    });
    let library = library.expect("libfaketime; ./test installs it");
    command.env("LD_PRELOAD", library).env("FAKETIME_TIMESTAMP_FILE", words);
    command.envs([("FAKETIME_NO_CACHE", "1"), ("DONT_FAKE_MONOTONIC", "1"), ("FAKETIME_DONT_RESET", "1")]);
}

fn surround(command: &mut Command, store: &Store) {
    for unset in ["SPORTELLO_CONFIG", "SPORTELLO_LISTEN"] {
        command.env_remove(unset);
    }
    command.env("SPORTELLO_DATABASE", &store.url).env("SPORTELLO_SECRET_FILE", store.secret());
    command.env("SPORTELLO_LOG", "error").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
}

/// Settings of a portal behind a proxy of this machine: a test says from which place each request comes.
pub fn behind_a_proxy(store: &Store) -> Command {
    let file = store.path("settings.toml");
    std::fs::write(&file, "trusted_proxies = [\"127.0.0.1\"]\n").unwrap();
    let mut command = sportello(store);
    command.env("SPORTELLO_CONFIG", file);
    command
}

/// A portal that serves, and can be started again at the same port.
pub struct Program<'a> {
    command: Box<dyn Fn() -> Command + Send + Sync + 'a>,
    port: u16,
    child: Mutex<Child>,
    /// Who reads what the process says, to its end.
    reader: Mutex<Option<JoinHandle<()>>>,
    said: Arc<Mutex<String>>,
    /// How many times it has been started.
    lives: Mutex<u32>,
    back: Condvar,
    /// How long each start took to its first answer.
    starts: Mutex<Vec<Duration>>,
}

impl<'a> Program<'a> {
    /// Starts a portal on this store.
    pub fn start(store: &'a Store) -> Program<'a> {
        Program::run(move || sportello(store))
    }

    /// Starts a portal of this command, and waits until it and its database answer.
    pub fn run(command: impl Fn() -> Command + Send + Sync + 'a) -> Program<'a> {
        let began = Instant::now();
        let program = Program::begin(command);
        program.rise(began);
        program
    }

    /// Starts a portal of this command, and does not wait.
    pub fn begin(command: impl Fn() -> Command + Send + Sync + 'a) -> Program<'a> {
        let (port, said) = (free_port(), Arc::default());
        let (child, reader) = spawn(command(), port, &said);
        let (child, reader) = (Mutex::new(child), Mutex::new(Some(reader)));
        let (lives, back, starts) = (Mutex::new(0), Condvar::new(), Mutex::default());
        Program { command: Box::new(command), port, child, reader, said, lives, back, starts }
    }

    /// Kills it without warning and starts it again.
    pub fn kill_and_start(&self) {
        let mut child = self.child.lock().unwrap();
        end(&mut child);
        let began = Instant::now();
        let (again, reader) = spawn((self.command)(), self.port, &self.said);
        (*child, *self.reader.lock().unwrap()) = (again, Some(reader));
        drop(child);
        self.rise(began);
    }

    /// Kills it without warning.
    pub fn kill(&self) {
        end(&mut self.child.lock().unwrap());
    }

    /// How long each start took to its first answer.
    pub fn starts(&self) -> Vec<Duration> {
        self.starts.lock().unwrap().clone()
    }

    /// Waits for its first answer.
    fn rise(&self, began: Instant) {
        let mut asking = Browser::new(self);
        while asking.once("GET", "/health/ready", "").is_none_or(|got| got.status != 200) {
            let ended = self.child.lock().unwrap().try_wait().unwrap();
            assert!(ended.is_none(), "{ended:?}: {}", self.said());
            assert!(began.elapsed() < Duration::from_secs(60), "it does not start: {}", self.said());
            std::thread::yield_now();
        }
        self.starts.lock().unwrap().push(began.elapsed());
        *self.lives.lock().unwrap() += 1;
        self.back.notify_all();
    }

    /// What it has said on standard error.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    pub fn pid(&self) -> u32 {
        self.child.lock().unwrap().id()
    }

    /// Sends it a signal by name.
    pub fn signal(&self, name: &str) {
        shell(&format!("kill -{name} {}", self.pid()));
    }

    /// Waits for its end, and until all is heard that it said.
    pub fn ended(&self, patience: Duration) -> ExitStatus {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.lock().unwrap().try_wait().unwrap() {
                self.reader.lock().unwrap().take().into_iter().for_each(|reader| reader.join().unwrap());
                return status;
            }
            assert!(began.elapsed() < patience, "it does not end: {}", self.said());
            std::thread::yield_now();
        }
    }

    /// Memory that is resident, in MB of a million bytes.
    pub fn resident(&self) -> f64 {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.pid())).unwrap();
        let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().strip_suffix(" kB").unwrap().parse::<f64>().unwrap() * 1024.0 / 1e6
    }

    /// How many sockets it has open; one that has several names counts once.
    pub fn sockets(&self) -> usize {
        let files = std::fs::read_dir(format!("/proc/{}/fd", self.pid())).unwrap().flatten();
        let named = files.filter_map(|file| std::fs::read_link(file.path()).ok());
        named.filter(|name| name.to_string_lossy().starts_with("socket:")).collect::<BTreeSet<_>>().len()
    }

    /// Whether it holds the line that comes from this port of loopback: what the system alone still has of it is nobody's.
    pub fn holds(&self, from: u16) -> bool {
        let table = std::fs::read_to_string("/proc/net/tcp").unwrap();
        let [here, there] = [self.port, from].map(|port| format!("0100007F:{port:04X}"));
        table.lines().map(|row| row.split_whitespace().collect::<Vec<_>>()).any(|row| {
            row.get(1) == Some(&&*here)
                && row.get(2) == Some(&&*there)
                && row.get(9).is_some_and(|inode| *inode != "0")
        })
    }

    /// How many files and sockets it has open.
    pub fn open_files(&self) -> usize {
        std::fs::read_dir(format!("/proc/{}/fd", self.pid())).unwrap().count()
    }
}

fn spawn(mut command: Command, port: u16, said: &Arc<Mutex<String>>) -> (Child, JoinHandle<()>) {
    command.args(["serve", "--listen", &format!("127.0.0.1:{port}")]);
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let (lines, heard) = (BufReader::new(child.stderr.take().unwrap()).lines(), said.clone());
    // Ends with the process, which holds the other end.
    let reader = std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            let mut heard = heard.lock().unwrap();
            heard.push_str(&line);
            heard.push('\n');
        }
    });
    (child, reader)
}

fn end(child: &mut Child) {
    // It has ended by itself, or it ends now.
    drop(child.kill());
    drop(child.wait());
}

/// Runs a line of shell that must succeed.
#[track_caller]
pub fn shell(line: &str) {
    let done = Command::new("sh").args(["-c", line]).output().unwrap();
    assert!(done.status.success(), "{line}: {}", String::from_utf8_lossy(&done.stderr));
}

impl Door for Program<'_> {
    fn port(&self) -> u16 {
        self.port
    }

    fn life(&self) -> u32 {
        *self.lives.lock().unwrap()
    }

    fn await_life_after(&self, lost: u32) {
        let lives = self.lives.lock().unwrap();
        // Not for ever: a request can also fail after the restart, on a connection of the life before.
        drop(self.back.wait_timeout_while(lives, Duration::from_millis(200), |life| *life <= lost).unwrap());
    }
}

impl Drop for Program<'_> {
    fn drop(&mut self) {
        end(self.child.get_mut().unwrap());
    }
}
