//! A loop that hangs is noticed: the supervisor hears no more of it, however well the rest of the program is.

use std::os::unix::net::UnixDatagram;
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
