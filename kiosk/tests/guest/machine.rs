//! The machine around the guest: its console, its USB bus (QMP), and the line to the prober inside.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::image::IMAGE;
use crate::{inside, probe};

/// How long anything may take: the processor is emulated, and the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// A guest; it ends with its value.
pub(crate) struct Machine {
    child: Child,
    lines: Receiver<(Instant, String)>,
    /// Everything it said so far.
    said: Vec<String>,
    qmp: (UnixStream, BufReader<UnixStream>),
    prober: (UnixStream, BufReader<UnixStream>),
    /// Where its sockets are; it ends with the guest.
    _folder: tempfile::TempDir,
    /// One at a time: each of them measures.
    _one: MutexGuard<'static, ()>,
}

impl Drop for Machine {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
        if std::thread::panicking() {
            eprintln!("{}", self.said.join("\n"));
        }
    }
}

fn connect(path: &Path) -> (UnixStream, BufReader<UnixStream>) {
    let began = Instant::now();
    loop {
        match UnixStream::connect(path) {
            Ok(stream) => {
                stream.set_read_timeout(Some(PATIENCE)).unwrap();
                return (stream.try_clone().unwrap(), BufReader::new(stream));
            }
            Err(error) => assert!(began.elapsed() < PATIENCE, "{}: {error}", path.display()),
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

impl Machine {
    /// Boots a guest with these devices on its bus from the beginning, and waits until the agent has looked for them.
    /// Inside the guest the same call is the agent, or the prober.
    pub(crate) fn boot(scenario: &str, devices: &[&str]) -> Machine {
        match std::env::var("SPORTELLO_GUEST").as_deref() {
            Ok("agent") => inside::agent(),
            Ok(_) => probe::serve(),
            Err(_) => {}
        }
        static ONE: Mutex<()> = Mutex::new(());
        let one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::tempdir().unwrap();
        let (qmp, line): (PathBuf, PathBuf) = (folder.path().join("qmp"), folder.path().join("line"));
        let early = |kind| u8::from(devices.iter().any(|device| device.starts_with(kind)));
        let (sound, keys) = (early("usb-audio"), early("usb-kbd"));
        let words = format!(
            "console=ttyS0 panic=-1 quiet rdinit=/init scenario={scenario} sound={sound} keys={keys} \
             mitigations=off no_timer_check lpj=1000000 apparmor=0 audit=0 i8042.nokbd i8042.noaux"
        );
        let mut child = Command::new("qemu-system-x86_64")
            .args([
                "-accel",
                "tcg",
                "-m",
                "512",
                "-nodefaults",
                "-no-user-config",
                "-display",
                "none",
                "-no-reboot",
            ])
            .arg("-kernel")
            .arg(&IMAGE.kernel)
            .arg("-initrd")
            .arg(&IMAGE.initrd)
            .args(["-append", &words, "-serial", "stdio"])
            .args(["-serial", &format!("unix:{},server=on,wait=off", line.display())])
            .args(["-qmp", &format!("unix:{},server=on,wait=off", qmp.display())])
            .args(["-audiodev", "none,id=sound", "-device", "qemu-xhci,id=bus"])
            .args(devices.iter().flat_map(|device| ["-device", device]))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("qemu-system-x86_64: apt install qemu-system-x86 busybox-static cpio kmod");
        let console = BufReader::new(child.stdout.take().unwrap());
        let (tell, lines) = channel();
        std::thread::spawn(move || {
            for line in console.split(b'\n').map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line).trim_end().to_owned();
                if tell.send((Instant::now(), line)).is_err() {
                    return;
                }
            }
        });
        let (qmp, prober) = (connect(&qmp), connect(&line));
        let mut machine = Machine { child, lines, said: Vec::new(), qmp, prober, _folder: folder, _one: one };
        machine.hears("AGENT looks");
        machine.answer();
        machine.qmp("qmp_capabilities", json!({}));
        let mut ready = String::new();
        machine.prober.1.read_line(&mut ready).unwrap();
        assert_eq!(ready.trim(), "READY");
        machine
    }

    /// Waits until the console says something that begins with these words, after what was heard before; when, and
    /// the whole line.
    #[track_caller]
    pub(crate) fn hears(&mut self, words: &str) -> (Instant, String) {
        self.hears_within(words, PATIENCE).unwrap_or_else(|| panic!("«{words}» is not heard"))
    }

    /// The same, or nothing if it does not come in this time.
    pub(crate) fn hears_within(&mut self, words: &str, patience: Duration) -> Option<(Instant, String)> {
        let end = Instant::now() + patience;
        loop {
            match self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok((at, line)) => {
                    self.said.push(line.clone());
                    if line.contains(words) {
                        return Some((at, line));
                    }
                }
                Err(RecvTimeoutError::Timeout) => return None,
                Err(RecvTimeoutError::Disconnected) => panic!("the guest has ended before «{words}»"),
            }
        }
    }

    /// Everything that is said until a line with these words, that one among it.
    #[track_caller]
    pub(crate) fn until(&mut self, words: &str) -> Vec<String> {
        let before = self.said.len();
        self.hears(words);
        self.said[before..].to_vec()
    }

    /// Tells the prober to do something, and waits until it has; what it answers.
    #[track_caller]
    pub(crate) fn probe(&mut self, work: &str) -> String {
        writeln!(self.prober.0, "{work}").unwrap();
        let mut answer = String::new();
        self.prober.1.read_line(&mut answer).unwrap();
        let answer = answer.trim();
        answer.strip_prefix("OK").unwrap_or_else(|| panic!("{work}: {answer}")).trim().to_owned()
    }

    fn answer(&mut self) -> Value {
        loop {
            let mut line = String::new();
            self.qmp.1.read_line(&mut line).unwrap();
            let value: Value = serde_json::from_str(&line).unwrap();
            if value.get("event").is_none() {
                return value;
            }
        }
    }

    fn qmp(&mut self, what: &str, with: Value) {
        let order = json!({ "execute": what, "arguments": with });
        writeln!(self.qmp.0, "{order}").unwrap();
        let answer = self.answer();
        assert!(answer.get("return").is_some(), "{order}: {answer}");
    }

    /// Plugs a device into the USB bus.
    pub(crate) fn plug(&mut self, driver: &str, id: &str) -> Instant {
        let began = Instant::now();
        let mut with = json!({ "driver": driver, "id": id, "bus": "bus.0" });
        if driver == "usb-audio" {
            with["audiodev"] = "sound".into();
        }
        self.qmp("device_add", with);
        began
    }

    /// Pulls it out.
    pub(crate) fn unplug(&mut self, id: &str) -> Instant {
        let began = Instant::now();
        self.qmp("device_del", json!({ "id": id }));
        began
    }

    /// Presses or lets go of a key of the USB keyboard, by QEMU's name of it.
    pub(crate) fn key(&mut self, key: &str, down: bool) {
        let event =
            json!({ "type": "key", "data": { "down": down, "key": { "type": "qcode", "data": key } } });
        self.qmp("input-send-event", json!({ "events": [event] }));
    }

    /// Presses a key and lets go of it.
    pub(crate) fn press(&mut self, key: &str) -> Instant {
        let began = Instant::now();
        self.key(key, true);
        self.key(key, false);
        began
    }
}
