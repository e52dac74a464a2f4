//! The real speech-dispatcher in a folder of its own.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// A process that ends with its value.
pub struct Process(pub Child);

impl Process {
    pub fn start(command: &mut Command) -> Process {
        let name = command.get_program().to_owned();
        let child = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn();
        Process(child.unwrap_or_else(|fault| panic!("{name:?}: {fault}")))
    }

    pub fn child(&mut self) -> &mut Child {
        &mut self.0
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// A folder with everything that a dispatcher and its module need.
pub struct Folder {
    folder: TempDir,
    environment: Vec<(&'static str, String)>,
}

impl Folder {
    /// A folder whose dispatcher speaks by this module: its name, program and settings.
    pub fn new(module: &str, program: &str, settings: Option<&Path>) -> Folder {
        let folder = tempfile::tempdir().unwrap();
        let conf = folder.path().join("conf/modules");
        fs::create_dir_all(&conf).unwrap();
        let file = settings.map_or(String::new(), |settings| {
            fs::copy(settings, conf.join("module.conf")).unwrap();
            "module.conf".to_owned()
        });
        let lines = format!(
            "LogLevel 1\nLogDir \"{}\"\nSymbolsPreproc \"char\"\nAudioOutputMethod \"pulse\"\n\
             AddModule \"{module}\" \"{program}\" \"{file}\"\nDefaultModule {module}\nDefaultLanguage \"it\"\n",
            folder.path().display()
        );
        fs::write(folder.path().join("conf/speechd.conf"), lines).unwrap();
        Folder { folder, environment: Vec::new() }
    }

    /// The same with one more variable for its processes.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Folder {
        self.environment.push((name, value.into()));
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn socket(&self) -> PathBuf {
        self.path("speechd.sock")
    }

    /// Starts the dispatcher, and waits until its socket is there.
    pub fn dispatcher(&self) -> Process {
        // A killed one leaves its files, and a second one would take it for alive.
        drop(fs::remove_file(self.socket()));
        drop(fs::remove_file(self.path("pid")));
        let mut command = Command::new("speech-dispatcher");
        command.args(["-s", "-t", "0", "-c", "unix_socket", "-S"]).arg(self.socket());
        command.arg("-C").arg(self.path("conf")).arg("-P").arg(self.path("pid"));
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
            .env("HOME", self.folder.path())
            .env("XDG_RUNTIME_DIR", self.folder.path())
            .stdout(Stdio::null());
        let process = Process::start(&mut command);
        until("the socket of speech-dispatcher", || self.socket().exists().then_some(()));
        process
    }

    /// The command of a dispatcher that somebody else starts and ends.
    pub fn server(&self) -> Vec<String> {
        let own = |(name, value): (&str, &str)| format!("{name}='{value}'");
        let mut words = vec![own(("HOME", &self.path("").display().to_string()))];
        words.push(own(("XDG_RUNTIME_DIR", &self.path("").display().to_string())));
        words.extend(self.environment.iter().map(|(name, value)| own((name, value))));
        let (socket, conf, pid) = (self.socket(), self.path("conf"), self.path("pid"));
        let script = format!(
            "exec env {} speech-dispatcher -s -t 0 -c unix_socket -S {} -C {} -P {}",
            words.join(" "),
            socket.display(),
            conf.display(),
            pid.display()
        );
        vec![self.program("server", &script).display().to_string()]
    }

    /// A program in this folder.
    pub fn program(&self, name: &str, script: &str) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }
}

/// A dispatcher's folder whose module writes down what it is to say.
pub struct Ear(pub Folder);

/// One thing the ear was told to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub kind: String,
    pub lang: String,
    pub words: String,
    /// The name of the voice, if it was chosen by name.
    pub voice: Option<String>,
    pub rate: i64,
    pub volume: i64,
}

impl Ear {
    pub fn new() -> Ear {
        Ear::of(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kit/ear.py"))
    }

    /// The same, whose program lies here.
    pub fn of(program: &str) -> Ear {
        let folder = Folder::new("ear", program, None);
        let (log, mood) = (folder.path("tape"), folder.path("mood"));
        Ear(folder.with("EAR_LOG", log.to_str().unwrap()).with("EAR_MOOD", mood.to_str().unwrap()))
    }

    /// From the next words on the ear fails in this way.
    pub fn mood(&self, mood: &str) {
        fs::write(self.0.path("mood"), mood).unwrap();
    }

    /// What was to be heard so far: the silent trials of engines are left out.
    pub fn tape(&self) -> Vec<Line> {
        let text = fs::read_to_string(self.0.path("tape")).unwrap_or_default();
        let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let line = |value: Value| Line {
            kind: value["kind"].as_str().unwrap().to_owned(),
            lang: value["lang"].as_str().unwrap().to_owned(),
            words: value["words"].as_str().unwrap().to_owned(),
            voice: value["voice"].as_str().filter(|voice| *voice != "NULL").map(str::to_owned),
            rate: value["rate"].as_i64().unwrap(),
            volume: value["volume"].as_i64().unwrap(),
        };
        lines.map(line).filter(|line| line.volume > -100).collect()
    }

    /// The words with their languages.
    pub fn heard(&self) -> Vec<String> {
        let show = |line: &Line| match line.kind.as_str() {
            "SPEAK" => format!("{}:{}", line.lang, line.words),
            kind => kind.to_owned(),
        };
        self.tape().iter().map(show).collect()
    }
}

/// Waits for what another process does, which tells nobody.
#[track_caller]
pub fn until<T>(what: &str, seen: impl Fn() -> Option<T>) -> T {
    let end = Instant::now() + Duration::from_secs(60);
    loop {
        match seen() {
            Some(seen) => return seen,
            None if Instant::now() > end => panic!("never seen: {what}"),
            None => thread::sleep(Duration::from_millis(10)),
        }
    }
}
