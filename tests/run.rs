//! `./run` as a person starts and ends it: a real build, of packages that have the project's names and start the real
//! programs as they were built for the tests; and what a build of the project itself does when nothing has changed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

#[path = "process/port.rs"]
mod port;

use port::free_port;

/// More than any step takes, on a machine with much to do.
const PATIENCE: Duration = Duration::from_secs(120);

/// The project's packages, as far as `./run` knows them.
const WORKSPACE: &str = "[workspace]
members = [\"sportello-kiosk\"]
resolver = \"3\"
";

/// What `./run` needs of the project, in a folder of its own.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Folder {
        let (folder, root) = (tempfile::tempdir().unwrap(), Path::new(env!("CARGO_MANIFEST_DIR")));
        let at = |name: &str| folder.path().join(name);
        fs::copy(root.join("run"), at("run")).unwrap();
        let cargo = fs::read_to_string(root.join("Cargo.toml")).unwrap();
        let needs = cargo.lines().find(|line| line.starts_with("rust-version = ")).unwrap();
        let mut lock = "version = 4\n".to_owned();
        for (name, inside, own) in [("sportello", "", WORKSPACE), ("sportello-kiosk", "sportello-kiosk/", "")]
        {
            let program = PathBuf::from(env!("CARGO_BIN_EXE_sportello")).with_file_name(name);
            assert!(program.exists(), "{program:?} is not built: cargo build --workspace --bins");
            fs::create_dir_all(at(&format!("{inside}src"))).unwrap();
            let package = format!("name = \"{name}\"\nversion = \"0.1.0\"\n");
            let manifest = format!("[package]\n{package}edition = \"2024\"\n{needs}\n{own}");
            fs::write(at(&format!("{inside}Cargo.toml")), manifest).unwrap();
            let main = format!(
                "use std::{{env::args_os, os::unix::process::CommandExt, process::Command}};\n\
                 fn main() {{ panic!(\"{{}}\", Command::new({program:?}).args(args_os().skip(1)).exec()) }}\n"
            );
            fs::write(at(&format!("{inside}src/main.rs")), main).unwrap();
            lock.push_str(&format!("\n[[package]]\n{package}"));
        }
        fs::write(at("Cargo.lock"), lock).unwrap();
        Folder(folder)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    /// Starts it, as a group of processes of its own: what a terminal tells all of when Ctrl-C is pressed.
    fn start(&self, listen: Option<&str>, arguments: &[&str]) -> Started {
        let (at, kiosk) = (self.0.path(), format!("127.0.0.1:{}", free_port()));
        let mut command = Command::new("sh");
        command.args(["-c", "exec ./run \"$@\" 2>&1", "run"]).args(arguments).current_dir(at);
        for unset in ["CARGO_TARGET_DIR", "RUSTC_WORKSPACE_WRAPPER", "SPORTELLO_CONFIG", "SPORTELLO_LISTEN"] {
            command.env_remove(unset);
        }
        command.envs(listen.map(|address| ("SPORTELLO_LISTEN", address)));
        command.env("SPORTELLO_KIOSK_LISTEN", &kiosk).env("SPORTELLO_LOG", "info");
        let mut child = command.process_group(0).stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let (lines, (tell, told)) = (BufReader::new(child.stdout.take().unwrap()).lines(), channel());
        // Ends with the last of the processes, which hold the other end.
        std::thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| tell.send(line)));
        Started { child, told, said: String::new(), kiosk }
    }
}

/// What was started; it ends with its value.
struct Started {
    child: Child,
    told: Receiver<String>,
    /// What it has said so far.
    said: String,
    /// Where its kiosk is.
    kiosk: String,
}

impl Started {
    /// Waits until it has said this.
    #[track_caller]
    fn says(&mut self, words: &str) {
        while !self.said.contains(words) {
            match self.told.recv_timeout(PATIENCE) {
                Ok(line) => self.said.push_str(&format!("{line}\n")),
                Err(why) => panic!("«{words}» is not said ({why}):\n{}", self.said),
            }
        }
    }

    /// Waits until portal and kiosk are there; the portal at this address, where the kiosk asks it.
    #[track_caller]
    fn is_there(&mut self, portal: &str) {
        self.says(&format!("open http://{portal}/ in any browser"));
        self.says("Ctrl-C ends it.");
        let kiosk = self.kiosk.clone();
        self.says(&format!("The kiosk's screen: http://{kiosk}/"));
        self.says(&format!("Its devices:        http://{kiosk}/banco"));
        // Nobody else has asked anything yet.
        self.says("sportello::web: answered");
        for (address, words) in
            [(format!("{portal}/it/"), "Dati di prova"), (format!("{kiosk}/banco"), "<html")]
        {
            let page =
                ureq::get(format!("http://{address}")).call().unwrap().body_mut().read_to_string().unwrap();
            assert!(page.contains(words), "{address}: {page}");
        }
    }

    /// Sends a signal to all of them.
    fn signal(&self, name: &str) {
        let group = format!("-{}", self.child.id());
        assert!(Command::new("kill").args(["-s", name, "--", &group]).status().unwrap().success());
    }

    /// Presses Ctrl-C and waits for the end: of all of them, and well.
    #[track_caller]
    fn ends(mut self, portal: &str) -> String {
        self.signal("INT");
        while let Ok(line) = self.told.recv_timeout(PATIENCE) {
            self.said.push_str(&format!("{line}\n"));
        }
        let status = self.child.wait().unwrap();
        assert!(status.success(), "{status}:\n{}", self.said);
        assert!(self.said.contains("Sportello has stopped."), "{}", self.said);
        for address in [portal, &self.kiosk] {
            assert!(TcpListener::bind(address).is_ok(), "{address} is still listened to:\n{}", self.said);
        }
        std::mem::take(&mut self.said)
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // It has ended by itself, or it ends now.
        if matches!(self.child.try_wait(), Ok(None)) {
            self.signal("KILL");
            drop(self.child.wait());
        }
    }
}

#[test]
fn it_builds_loads_the_demo_tells_where_to_go_and_ends_with_ctrl_c() {
    // From its start until the portal says where it is.
    let served_after = |began: Instant, started: &mut Started, address: &str| {
        started.says(&format!("open http://{address}/ in any browser"));
        began.elapsed()
    };
    let folder = Folder::new();
    let [first, second, third] = [(); 3].map(|()| format!("127.0.0.1:{}", free_port()));
    let began = Instant::now();
    let mut started = folder.start(Some(&first), &[]);
    let at_first = served_after(began, &mut started, &first);
    started.is_there(&first);
    let said = started.ends(&first);
    for words in [
        "First start: ",
        "Compiling sportello v",
        "Compiling sportello-kiosk v",
        "rows of invented citizens.",
        "480 invented offices.",
        "fiscal code MRNNMO69C66H501O and PIN 27495163.",
        "are put into run-data/letters/.",
    ] {
        assert!(said.contains(words), "«{words}» is not said:\n{said}");
    }
    let key = folder.read("run-data/kiosk.pem");
    // Again: nothing is built, loaded or enrolled anew, so it takes a small part of the time. What stands on the command line
    // goes before the environment.
    for (address, arguments) in
        [(&second, vec!["--listen", &second]), (&third, vec![&*format!("--listen={third}")])]
    {
        let began = Instant::now();
        let mut started = folder.start(Some(&first), &arguments);
        let again = served_after(began, &mut started, address);
        assert!(again < at_first / 2, "{again:?} after {at_first:?} at first");
        started.is_there(address);
        let said = started.ends(address);
        assert!(said.contains("Finished `release` profile"), "{said}");
        for anew in ["First start", "Compiling", "Loaded the demo"] {
            assert!(!said.contains(anew), "«{anew}» is said again:\n{said}");
        }
        assert_eq!(folder.read("run-data/kiosk.pem"), key);
    }
}

/// Builds this test and the portal's program as `./test` has built them, and tells what had to be compiled for that.
fn compiled(root: &Path) -> Vec<String> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap());
    command.args(["test", "--workspace", "--features", "sportello-kiosk/pcsc", "--test", "run", "--no-run"]);
    // What cargo tells a test of its package, and would take for a change of what build scripts read.
    let own = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_", "OUT_DIR"];
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| own.iter().any(|own| name.starts_with(own))) {
            command.env_remove(name);
        }
    }
    let built = command.args(["--locked", "--message-format", "json"]).current_dir(root).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let told = String::from_utf8(built.stdout).unwrap();
    let told: Vec<serde_json::Value> = told.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let artifacts = told.iter().filter(|message| message["reason"] == "compiler-artifact");
    let (fresh, anew): (Vec<_>, Vec<_>) = artifacts.partition(|artifact| artifact["fresh"] == true);
    assert!(fresh.len() + anew.len() > 100, "all libraries are told: {}", told.len());
    anew.into_iter().map(|artifact| artifact["package_id"].to_string()).collect()
}

#[test]
fn nothing_of_the_project_is_compiled_again_for_what_a_start_leaves_in_its_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // As another command may have built it.
    compiled(root);
    let data = root.join("run-data");
    fs::create_dir_all(&data).unwrap();
    let left = tempfile::Builder::new().prefix("left").tempfile_in(&data).unwrap();
    let anew = compiled(root);
    drop(left);
    // Who starts it makes the folder, for themselves alone; with something in it, it stays.
    drop(fs::remove_dir(data));
    assert_eq!(anew, [""; 0]);
}
