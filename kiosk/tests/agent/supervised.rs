//! A loop that hangs is noticed: the supervisor hears no more of it, however well the rest of the program is. What cannot
//! begin rests before it is started again.

use std::io::{Read, Write};
use std::os::unix::net::{UnixDatagram, UnixListener};
use std::process::{Command as Process, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use sportello_kiosk::agent::Setup;
use sportello_kiosk::agent::command::{Speech, Tone};
use sportello_kiosk::event::{Event, Key};
use sportello_kiosk::run::{self, Mouth};

use crate::parts::voice_alone;

/// The variable by which the test knows that it is the kiosk: who is supervised learns of it by its environment.
const KIOSK: &str = "SPORTELLO_HANGING_KIOSK";

/// How long the supervisor waits for a sign of life.
const WATCHDOG: Duration = Duration::from_millis(400);

/// The kiosk's own program.
const PROGRAM: &str = env!("CARGO_BIN_EXE_sportello-kiosk");

#[test]
fn settings_that_are_refused_are_told_and_tried_again_only_after_a_rest() {
    let folder = tempfile::tempdir().unwrap();
    let (socket, settings) = (folder.path().join("notify"), folder.path().join("kiosk.toml"));
    std::fs::write(&settings, "version = 1\n").unwrap();
    let run = || {
        let mut command = Process::new(PROGRAM);
        command.args(["run", "--config"]).arg(&settings).arg("--signed-by").arg(folder.path().join("no-key"));
        command.stderr(Stdio::null());
        command
    };
    assert!(!run().status().unwrap().success(), "who starts it by hand is not kept");
    let supervisor = UnixDatagram::bind(&socket).unwrap();
    supervisor.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut kiosk = run().env("NOTIFY_SOCKET", &socket).spawn().unwrap();
    let mut bytes = [0; 500];
    let told = supervisor.recv(&mut bytes).unwrap();
    let told = String::from_utf8_lossy(&bytes[..told]).into_owned();
    std::thread::sleep(Duration::from_secs(2));
    let rests = kiosk.try_wait().unwrap().is_none();
    kiosk.kill().unwrap();
    kiosk.wait().unwrap();
    assert!(told.starts_with("STATUS=RED: ") && rests, "{told}");
}

/// What a program that has ended told in its log.
fn told_by(program: &mut std::process::Child) -> String {
    let mut log = String::new();
    program.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    log
}

#[test]
fn the_keeper_of_the_browser_waits_for_the_kiosk_and_begins_nothing_anew_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Process::new(PROGRAM);
    command.arg("window").arg("--sockets").arg(folder.path()).arg("--profiles").arg(folder.path());
    let mut keeper = command.args(["--", "true"]).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_secs(1));
    assert!(keeper.try_wait().unwrap().is_none());
    let kiosk = UnixListener::bind(folder.path().join("window.sock")).unwrap();
    drop(kiosk.accept().unwrap());
    // The kiosk has gone: whoever supervises both starts both anew.
    assert!(keeper.wait().unwrap().success());
    // It looks again and again and tells of it once: whoever reads the log learns what is waited for, and where.
    let log = told_by(&mut keeper);
    let waits = format!("waits for the kiosk at {}", folder.path().join("window.sock").display());
    assert_eq!((log.matches(&waits).count(), log.lines().count()), (1, 1), "{log}");
}

#[test]
fn a_keeper_that_is_told_to_end_takes_its_browser_along() {
    let folder = tempfile::tempdir().unwrap();
    let kiosk = UnixListener::bind(folder.path().join("window.sock")).unwrap();
    let mut command = Process::new(PROGRAM);
    command.arg("window").arg("--sockets").arg(folder.path()).arg("--profiles").arg(folder.path());
    let number = folder.path().join("number");
    // The address comes after it.
    let browser = format!("echo $$ > {}; exec sleep 600", number.display());
    let mut keeper = command.args(["--", "sh", "-c", &browser]).stderr(Stdio::piped()).spawn().unwrap();
    let (mut line, _) = kiosk.accept().unwrap();
    line.write_all(b"open http://127.0.0.1:9/?chiave=segreta\n").unwrap();
    let since = Instant::now();
    let until = |what: &dyn Fn() -> bool| {
        while !what() {
            assert!(since.elapsed() < Duration::from_secs(60));
            std::thread::sleep(Duration::from_millis(50));
        }
    };
    until(&|| std::fs::read_to_string(&number).is_ok_and(|number| number.ends_with('\n')));
    let browser = std::fs::read_to_string(&number).unwrap();
    let place = std::path::Path::new("/proc").join(browser.trim());
    assert!(place.exists());
    let keeper_id = rustix::process::Pid::from_child(&keeper);
    rustix::process::kill_process(keeper_id, rustix::process::Signal::TERM).unwrap();
    assert!(keeper.wait().unwrap().success());
    assert!(!place.exists(), "the browser lives on");
    assert_eq!(told_by(&mut keeper), "", "there is nothing to tell, least of all the way in");
}

/// A voice that tells when it is let go of.
struct LetGo(std::sync::mpsc::Sender<()>);

impl Mouth for LetGo {
    fn say(&mut self, _: &Speech) {}
    fn hush(&mut self) {}
    fn tone(&mut self, _: Tone) {}
    fn forget(&mut self) {}
}

impl Drop for LetGo {
    fn drop(&mut self) {
        let _ = self.0.send(());
    }
}

#[test]
fn an_agent_that_is_told_to_end_lets_go_of_its_voice_and_whatever_speaks_for_it() {
    let ((events, happened), (gone, told)) = (channel(), channel());
    let parts = voice_alone(LetGo(gone), &events);
    let ends = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let end = std::sync::Arc::clone(&ends);
    let agent = std::thread::spawn(move || run::run_until(Setup::default(), &happened, parts, &end));
    assert!(told.recv_timeout(Duration::from_millis(300)).is_err());
    ends.store(true, std::sync::atomic::Ordering::Relaxed);
    told.recv_timeout(Duration::from_secs(20)).unwrap();
    agent.join().unwrap();
    drop(events);
}

/// A voice that hangs when it is to speak; nothing else is there.
struct Hangs;

impl Mouth for Hangs {
    fn say(&mut self, _: &Speech) {
        std::thread::park();
        std::thread::sleep(Duration::MAX);
    }
    fn hush(&mut self) {}
    fn tone(&mut self, _: Tone) {}
    fn forget(&mut self) {}
}

/// The kiosk: after a second someone presses a key, and its loop hangs while this thread lives on.
fn kiosk() {
    let (events, happened) = channel();
    let parts = voice_alone(Hangs, &events);
    std::thread::spawn(move || run::run(Setup::default(), &happened, parts));
    std::thread::sleep(Duration::from_secs(1));
    events.send(Event::Key(Key::Next)).unwrap();
    std::thread::sleep(Duration::from_secs(60));
}

#[test]
fn a_loop_that_hangs_gives_no_sign_of_life() {
    if std::env::var_os(KIOSK).is_some() {
        return kiosk();
    }
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("notify");
    let supervisor = UnixDatagram::bind(&socket).unwrap();
    supervisor.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut kiosk = Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "supervised::a_loop_that_hangs_gives_no_sign_of_life"])
        .env(KIOSK, "1")
        .env("NOTIFY_SOCKET", &socket)
        .env("WATCHDOG_USEC", WATCHDOG.as_micros().to_string())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut beats = Vec::new();
    let mut bytes = [0; 100];
    // Until it says nothing for much longer than it may.
    while supervisor.recv(&mut bytes).is_ok() {
        if beats.is_empty() {
            supervisor.set_read_timeout(Some(5 * WATCHDOG)).unwrap();
        }
        beats.push(Instant::now());
        assert!(beats[0].elapsed() < Duration::from_secs(20), "it hangs, and still says that it lives");
    }
    let lives = kiosk.try_wait().unwrap().is_none();
    kiosk.kill().unwrap();
    kiosk.wait().unwrap();
    assert!(lives, "the program itself was there all the time");
    assert!(beats.len() >= 3, "before it hung it said twice in each time that it lives: {}", beats.len());
    // What the supervisor makes of it: ended, and started anew, within five seconds.
    let unit = crate::conformance::source("kiosk/system/sportello-kiosk.service");
    for line in ["Restart=always", "RestartSec=500ms", "WatchdogSec=4", "StartLimitIntervalSec=0"] {
        assert!(unit.lines().any(|own| own == line), "{line}");
    }
}
