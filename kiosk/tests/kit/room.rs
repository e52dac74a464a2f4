//! A room for a card reader: namespaces of its own, with a real pcscd and a virtual reader, whose cards are programs.

use std::{
    env, fs,
    io::{BufRead, BufReader, Read},
    os::unix::fs::MetadataExt,
    process::{Child, ChildStdout, Command, Stdio},
    sync::{Mutex, PoisonError},
    time::Instant,
};

use serde::Deserialize;

/// The variable by which a test knows that it is in its room.
const ROOM: &str = "SPORTELLO_CARD_ROOM";

/// Runs a scenario in a room of its own, one at a time since each of them measures.
pub(crate) fn in_a_room(name: &str, scenario: impl FnOnce()) {
    static ONE: Mutex<()> = Mutex::new(());
    if env::var_os(ROOM).is_some() {
        return scenario();
    }
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut room = Command::new("unshare");
    if fs::metadata("/proc/self").unwrap().uid() != 0 {
        room.arg("--map-root-user");
    }
    let prepare = "ip link set lo up && mount -t tmpfs tmpfs /run && mkdir /run/pcscd && exec \"$@\"";
    let status = room
        .args([
            "--net",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "--mount-proc",
            "sh",
            "-c",
            prepare,
            "sh",
        ])
        .arg(env::current_exe().unwrap())
        .args(["--exact", name, "--nocapture"])
        .env(ROOM, "1")
        .status()
        .expect("unshare of util-linux");
    assert!(status.success(), "{name}: {status}");
}

/// A running pcscd with two virtual readers.
pub(crate) struct Daemon(Child);

impl Daemon {
    pub(crate) fn start() -> Self {
        fs::remove_dir_all("/run/pcscd").ok();
        fs::create_dir("/run/pcscd").unwrap();
        let daemon = Command::new("pcscd")
            .args(["--foreground", "--config", "/etc/reader.conf.d"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("pcscd: apt install pcscd vsmartcard-vpcd opensc");
        Self(daemon)
    }

    pub(crate) fn id(&self) -> u32 {
        self.0.id()
    }

    pub(crate) fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }

    /// Another takes its place, as when its unit is restarted.
    pub(crate) fn replace(mut self) -> Self {
        let told = Command::new("kill").arg(self.id().to_string()).status();
        assert!(told.unwrap().success());
        self.0.wait().unwrap();
        Self::start()
    }
}

/// What is known of a card.
#[derive(Deserialize)]
pub(crate) struct Known {
    pub(crate) fiscal_code: String,
    pub(crate) surname: String,
    pub(crate) given_name: String,
    pub(crate) personal_data: String,
    pub(crate) card_number: String,
}

#[derive(Deserialize)]
pub(crate) struct Cards {
    pub(crate) answer_to_reset: String,
    pub(crate) cards: Vec<Known>,
}

pub(crate) fn cards() -> Cards {
    serde_json::from_str(include_str!("../data/cards.json")).unwrap()
}

/// A card in the reader; dropping it pulls it.
pub(crate) struct Plastic {
    program: Child,
    /// When it was in.
    pub(crate) since: Instant,
    said: BufReader<ChildStdout>,
}

impl Plastic {
    pub(crate) fn insert(options: &[&str]) -> Self {
        let mut program = Command::new("python3")
            .args(["-c", include_str!("card.py")])
            .args(options)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(program.stdout.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        assert_eq!(line, "in\n");
        Self { program, since: Instant::now(), said }
    }

    pub(crate) fn health(card: &Known, options: &[&str]) -> Self {
        let answer_to_reset = cards().answer_to_reset;
        let own = ["--answer-to-reset", &answer_to_reset, "--personal-data", &card.personal_data];
        Self::insert(&[&own, &["--card-number", &card.card_number][..], options].concat())
    }

    /// Waits until it says this.
    pub(crate) fn says(&mut self, word: &str) {
        assert!(self.said.by_ref().lines().map_while(Result::ok).any(|line| line == word), "{word}");
    }

    /// Pulls it: how many commands it has answered.
    pub(crate) fn pull(mut self) -> usize {
        self.program.kill().unwrap();
        self.program.wait().unwrap();
        self.said.by_ref().lines().count()
    }
}

impl Drop for Plastic {
    fn drop(&mut self) {
        self.program.kill().ok();
        self.program.wait().ok();
    }
}
