//! The agent and a real brltty with its virtual display: what a person would have under the fingers.
//!
//! It needs the Debian package brltty. Each brltty has folders and ports of its own on 127.0.0.1 and ends with its test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command as Process, Stdio},
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicBool, Ordering},
        mpsc::channel,
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use a11y::page::{Envelope, Frame, Input, Link, Page, Question, WIRE_VERSION};
use a11y::text::{Lang, Text};
use sportello_kiosk::{
    agent::{
        Setup, State,
        command::{Command, Request},
        step,
    },
    devices::braille::{Braille, Settings},
    event::{Event, Portal},
};

/// Other tests may have both cores.
const PATIENCE: Duration = Duration::from_secs(60);

/// A port of 127.0.0.1 that nobody has.
fn port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn connect(port: u16) -> TcpStream {
    let began = Instant::now();
    loop {
        match TcpStream::connect(("127.0.0.1", port)) {
            Ok(stream) => return stream,
            Err(why) => assert!(began.elapsed() < PATIENCE, "nobody is at {port}: {why}"),
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// A brltty whose display is whoever connects to it.
struct Brltty(Child);

impl Brltty {
    /// BrlAPI counts its ports from 4101.
    fn start(folder: &Path, api: u16, display: u16) -> Brltty {
        let at = |name: &str| folder.join(name).display().to_string();
        let child = Process::new("brltty")
            .args(["-n", "-e", "-q", "-f", "/dev/null", "-x", "no", "-s", "no", "-b", "vr", "-t", "it"])
            .args(["-d", &format!("server:127.0.0.1:{display}")])
            .args(["-A", &format!("auth=none,host=127.0.0.1:{}", api - 4101)])
            .args(["-U", &at("updatable"), "-W", &at("writable"), "-P", &at("pid")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the Debian package brltty is missing");
        Brltty(child)
    }
}

impl Drop for Brltty {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// The display: the lines that were on it, as text and as dots.
struct Display {
    stream: TcpStream,
    lines: Arc<(Mutex<Vec<String>>, Condvar)>,
}

impl Display {
    fn attach(port: u16, cells: u16) -> Display {
        let mut stream = connect(port);
        writeln!(stream, "cells {cells}").unwrap();
        let lines: Arc<(Mutex<Vec<String>>, Condvar)> = Arc::default();
        let (reads, told) = (stream.try_clone().unwrap(), Arc::clone(&lines));
        thread::spawn(move || {
            for line in BufReader::new(reads).lines().map_while(Result::ok) {
                told.0.lock().unwrap().push(line);
                told.1.notify_all();
            }
        });
        Display { stream, lines }
    }

    fn press(&mut self, command: &str) {
        writeln!(self.stream, "{command}").unwrap();
    }

    /// Waits until the last text on it is this.
    #[track_caller]
    fn shows(&self, wanted: &str) {
        let last = |lines: &[String]| {
            let text = lines.iter().rev().find_map(|line| line.strip_prefix("Visual \""));
            text.is_some_and(|text| text.trim_end_matches('"').trim_end() == wanted)
        };
        let lines = self.lines.0.lock().unwrap();
        let (lines, late) = self.lines.1.wait_timeout_while(lines, PATIENCE, |lines| !last(lines)).unwrap();
        assert!(
            !late.timed_out(),
            "not {wanted:?}, but {:?}",
            lines.iter().rev().take(6).collect::<Vec<_>>()
        );
    }

    fn all(&self) -> String {
        self.lines.0.lock().unwrap().join("\n")
    }
}

/// The agent and a portal of two pages, on a thread until it is dropped.
struct Kiosk {
    stop: Arc<AtomicBool>,
    spoken: Arc<AtomicBool>,
    asked: Arc<Mutex<Vec<Request>>>,
    thread: Option<JoinHandle<()>>,
}

fn answer(request: &Request) -> Page {
    let lang = if request.address.starts_with("/ar") { Lang::Ar } else { Lang::It };
    match (request.address.as_str(), lang) {
        (_, Lang::Ar) => Page::new(lang, Text::plain("مرحبا")).public(),
        ("/it/modulo", _) => {
            let name = Question::new(
                "cognome",
                Text::plain("Cognome"),
                Input::Line { value: String::new(), width: 20 },
            );
            let pin = Question::new("pin", Text::plain("PIN"), Input::Secret { width: 8 });
            Page::new(lang, Text::plain("Chi sei")).with(name).with(pin).submit(Text::plain("Invia"))
        }
        _ => Page::new(lang, Text::plain("Servizi"))
            .public()
            .link(Link::inside(Text::plain("Modulo"), "/it/modulo")),
    }
}

impl Kiosk {
    fn start(api: u16) -> Kiosk {
        let (stop, spoken, asked) = (Arc::default(), Arc::default(), Arc::default());
        let kiosk = Kiosk {
            stop: Arc::clone(&stop),
            spoken: Arc::clone(&spoken),
            asked: Arc::clone(&asked),
            thread: None,
        };
        let thread = thread::spawn(move || {
            let (events, happened) = channel();
            let host = Some(SocketAddr::from(([127, 0, 0, 1], api)));
            let display = Braille::start(Settings { host, ..Settings::default() }, events.clone());
            let (began, mut state) = (Instant::now(), State::new(Setup::default()));
            while !stop.load(Ordering::SeqCst) {
                let now = Event::Tick(u64::try_from(began.elapsed().as_millis()).unwrap());
                let event = happened.recv_timeout(Duration::from_millis(50)).ok();
                for event in [Some(now), event].into_iter().flatten() {
                    let (next, commands) = step(state, event);
                    state = next;
                    for command in commands {
                        match command {
                            Command::Braille(line) => display.show(line),
                            Command::Speak(_) => spoken.store(true, Ordering::SeqCst),
                            Command::Ask(request) => {
                                let frame = Frame {
                                    status: 200,
                                    address: request.address.clone(),
                                    ..Frame::default()
                                };
                                let envelope =
                                    Envelope { version: WIRE_VERSION, frame, page: answer(&request) };
                                events
                                    .send(Event::Portal(Portal::Page(request.id, Box::new(envelope))))
                                    .unwrap();
                                asked.lock().unwrap().push(request);
                            }
                            _ => {}
                        }
                    }
                }
            }
        });
        Kiosk { thread: Some(thread), ..kiosk }
    }

    /// Ends it; whether anything was ever said aloud.
    fn ends(mut self) -> bool {
        self.stop.store(true, Ordering::SeqCst);
        self.thread.take().unwrap().join().unwrap();
        self.spoken.load(Ordering::SeqCst)
    }
}

fn ports() -> (u16, u16) {
    let api = std::iter::repeat_with(port).find(|port| *port > 4_200).unwrap();
    (api, port())
}

#[test]
fn a_person_reads_chooses_types_and_sends_without_a_sound() {
    let (folder, (api, at)) = (tempfile::tempdir().unwrap(), ports());
    // Nothing is there: the kiosk goes on, and finds it later.
    let kiosk = Kiosk::start(api);
    let _brltty = Brltty::start(folder.path(), api, at);
    let mut display = Display::attach(at, 40);
    display.shows("> Italiano");
    display.press("ROUTE 3");
    display.shows("Riga giù e su: le voci. Finestra a");
    display.press("LNDN");
    display.shows("> Modulo");
    display.press("HOME");
    display.shows("Chi sei");
    display.press("LNDN");
    display.shows("Cognome");
    // Dots 1, dots 1 and 2, as on the display's own keys.
    display.press("PASSDOTS 1");
    display.shows("Cognome: a");
    display.press("PASSDOTS 3");
    display.shows("Cognome: ab");
    display.press("KEY_BACKSPACE");
    display.shows("Cognome: a");
    display.press("LNDN");
    display.shows("PIN 0/8");
    display.press("LNDN");
    display.shows("[Invia]");
    display.press("KEY_ENTER");
    let began = Instant::now();
    while !kiosk
        .asked
        .lock()
        .unwrap()
        .iter()
        .any(|asked| asked.fields.contains(&("cognome".into(), "a".into())))
    {
        assert!(began.elapsed() < PATIENCE, "it was not sent");
        thread::sleep(Duration::from_millis(20));
    }
    assert!(!kiosk.ends(), "something was said aloud");
}

/// Which of these words are in the memory of a process.
fn held(id: u32, word: &str) -> String {
    let root = std::os::unix::fs::MetadataExt::uid(&std::fs::metadata("/proc/self").unwrap()) == 0;
    let mut search = if root { Process::new("python3") } else { Process::new("sudo") };
    if !root {
        search.args(["-n", "python3"]);
    }
    search.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/kiosk/memory.py"));
    let ran = search.args([&id.to_string(), "--", word]).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap()
}

#[test]
fn at_the_end_nothing_that_was_read_or_typed_is_in_the_memory_of_brltty() {
    let (folder, (api, at)) = (tempfile::tempdir().unwrap(), ports());
    let kiosk = Kiosk::start(api);
    let brltty = Brltty::start(folder.path(), api, at);
    let mut display = Display::attach(at, 40);
    display.shows("> Italiano");
    for (press, shown) in [
        ("HOME", "Riga giù e su: le voci. Finestra a"),
        ("LNDN", "> Modulo"),
        ("HOME", "Chi sei"),
        ("LNDN", "Cognome"),
    ] {
        display.press(press);
        display.shows(shown);
    }
    // Dots 1 for an a, dots 1 and 2 for a b.
    const TYPED: &str = "abbaabbabaab";
    for (at, sign) in TYPED.char_indices() {
        display.press(if sign == 'a' { "PASSDOTS 1" } else { "PASSDOTS 3" });
        display.shows(&format!("Cognome: {}", &TYPED[..=at]));
    }
    assert!(held(brltty.0.id(), TYPED).contains(TYPED), "the search finds what is there");
    // Answers are unsent: it asks, and is told again.
    display.press("GUI_HOME");
    display.shows("Vuoi chiudere?");
    let began = Instant::now();
    loop {
        // The key that asked answers once the question has stood for a while.
        std::thread::sleep(Duration::from_millis(2_500));
        display.press("GUI_HOME");
        let found = held(brltty.0.id(), TYPED);
        if found.is_empty() {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(20), "{found}");
    }
    kiosk.ends();
}

#[test]
fn arabic_is_written_by_its_own_table() {
    let (folder, (api, at)) = (tempfile::tempdir().unwrap(), ports());
    let kiosk = Kiosk::start(api);
    let _brltty = Brltty::start(folder.path(), api, at);
    let mut display = Display::attach(at, 20);
    display.shows("> Italiano");
    for shown in ["> English", "> العربية"] {
        display.press("LNDN");
        display.shows(shown);
    }
    display.press("RETURN");
    display.shows("سطر إلى أسفل وإلى");
    display.press("ROUTE 3");
    display.shows("مرحبا");
    let began = Instant::now();
    while !display.all().contains("Braille \"134|1235|156|12|1|") {
        assert!(began.elapsed() < PATIENCE, "{}", display.all());
        thread::sleep(Duration::from_millis(20));
    }
    kiosk.ends();
}

#[test]
fn a_display_that_goes_and_brltty_that_dies_are_found_again() {
    let (folder, (api, at)) = (tempfile::tempdir().unwrap(), ports());
    let kiosk = Kiosk::start(api);
    let brltty = Brltty::start(folder.path(), api, at);
    let mut display = Display::attach(at, 40);
    display.shows("> Italiano");
    for (press, shown) in [
        ("HOME", "Riga giù e su: le voci. Finestra a"),
        ("LNDN", "> Modulo"),
        ("HOME", "Chi sei"),
        ("LNDN", "Cognome"),
        ("PASSDOTS 1", "Cognome: a"),
    ] {
        display.press(press);
        display.shows(shown);
    }
    display.shows("Cognome: a");
    drop(display.stream.shutdown(std::net::Shutdown::Both));
    drop(display);
    // Another display, of 20 cells: the session goes on where it was.
    let mut display = Display::attach(at, 20);
    display.shows("Chi sei, voce 2 di 5");
    display.press("FWINRT");
    display.shows("Cognome: a");
    drop(brltty);
    let _brltty = Brltty::start(folder.path(), api, at);
    let display = Display::attach(at, 20);
    display.shows("Chi sei, voce 2 di 5");
    assert!(!kiosk.ends(), "something was said aloud");
}
