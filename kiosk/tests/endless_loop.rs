//! Sessions one after another on the kiosk's real loop, with the server of its screen, a browser for each, and its client
//! before a portal: what the process holds afterwards is what it held before.
//!
//! A program of its own, since it weighs its process. `SPORTELLO_KIOSK_SESSIONS=10000` has the kiosk serve so many.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[path = "kit/parts.rs"]
mod parts;
#[path = "kit/printer.rs"]
mod printer;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use a11y::page::{Envelope, Frame, Input, Link, Page, Purpose, Question, Summary, SummaryRow, WIRE_VERSION};
use a11y::text::{Lang, Text};
use actix_web::{App, HttpServer};
use cap::Cap;
use sportello_kiosk::agent::Setup;
use sportello_kiosk::agent::command::{Speech, Tone};
use sportello_kiosk::devices::paper::{self, Port, Settings};
use sportello_kiosk::event::{Card, Event, Holder, Voice};
use sportello_kiosk::portal::Client;
use sportello_kiosk::run::{self, Mouth};
use sportello_kiosk::screen::{self, Screen};

use printer::Tray;

/// As in the kiosk's own program, and every byte counted.
#[global_allocator]
static MEMORY: Cap<zeroizing_alloc::ZeroAlloc<std::alloc::System>> =
    Cap::new(zeroizing_alloc::ZeroAlloc(std::alloc::System), usize::MAX);

/// Sessions before the process is weighed: what is made once and kept is there by then.
const FIRST: u32 = 500;

/// Bytes that channels and lines between threads may hold at one moment and not at another: of so many sessions fewer than
/// any one thing that were kept of each.
const SLACK: usize = 8_000;

/// Of so many sessions one prints.
const PRINTS: u32 = 50;

/// Sessions after that, unless more are asked for.
const MORE: u32 = 1_000;

/// A voice that has said everything at once.
struct Quick(Sender<Event>);

impl Mouth for Quick {
    fn say(&mut self, speech: &Speech) {
        drop(self.0.send(Event::Voice(Voice::Ended(speech.id))));
    }
    fn hush(&mut self) {}
    fn tone(&mut self, _: Tone) {}
    fn forget(&mut self) {}
}

fn words(words: &str) -> Text {
    Text::plain(words.to_owned())
}

/// What the portal answers: a front page, a sign-in, and a page of someone's.
fn page(method: &str, path: &str) -> (Page, &'static str, &'static str) {
    match (method, path) {
        ("GET", "/it/accedi") => {
            let code =
                Question::new("codice", words("Il tuo codice"), Input::FiscalCode { value: String::new() });
            let page = Page::new(Lang::It, words("Accedi")).public().with(code.purpose(Purpose::Username));
            let pin = Question::new("pin", words("PIN INPS"), Input::Secret { width: 8 });
            (page.with(pin).submit(words("Entra")), "/it/accedi", "anonymous")
        }
        ("POST", "/it/accedi") => {
            let weeks = (1..40).map(|n| words(&format!("Nel mese {n} quattro settimane.")).private());
            let row = SummaryRow { label: words("Settimane"), value: words("160").private(), change: None };
            let page = Page::new(Lang::It, words("Estratto conto"))
                .with(Summary { caption: words("In breve"), rows: vec![row] });
            (weeks.fold(page, |page, words| page.say(words)), "/it/estratto-conto", "reader")
        }
        _ => {
            let page = Page::new(Lang::It, words("Servizi")).public();
            (page.link(Link::inside(words("Estratto conto"), "/it/accedi")), "/it/", "anonymous")
        }
    }
}

/// One line to the portal: answers as long as something is asked.
fn answer(line: TcpStream) -> std::io::Result<()> {
    let mut asks = BufReader::new(line.try_clone()?);
    let mut tells = line;
    loop {
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let mut next = String::new();
            if asks.read_line(&mut next)? == 0 {
                return Ok(());
            }
            if let Some(told) = next.to_ascii_lowercase().strip_prefix("content-length:") {
                length = told.trim().parse().unwrap();
            }
            if next == "\r\n" {
                break;
            }
            head.push_str(&next);
        }
        asks.read_exact(&mut vec![0; length])?;
        let mut first = head.split(' ');
        let (page, address, level) = page(first.next().unwrap(), first.next().unwrap());
        let frame = Frame {
            status: 200,
            address: address.into(),
            level: level.into(),
            token: Some("gettone".into()),
            languages: Lang::ALL.to_vec(),
            ..Frame::default()
        };
        let body = serde_json::to_string(&Envelope { version: WIRE_VERSION, frame, page }).unwrap();
        let cookie = if address == "/it/" { "" } else { "set-cookie: sessione=di-prova; Path=/\r\n" };
        let head = format!("HTTP/1.1 200 OK\r\n{cookie}content-length: {}\r\n\r\n", body.len());
        // In one piece: the kernel would wait with the second for word of the first.
        tells.write_all(&[head, body].concat().into_bytes())?;
    }
}

fn portal() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for line in listener.incoming().flatten() {
            std::thread::spawn(move || answer(line));
        }
    });
    base
}

/// The kiosk: its loop, its screen's server, its client.
struct Kiosk {
    events: Sender<Event>,
    screen: Screen,
    tray: Tray,
    address: SocketAddr,
    agent: ureq::Agent,
}

impl Kiosk {
    fn start() -> Kiosk {
        let (events, happened) = channel();
        let (turns, turned) = channel();
        std::thread::spawn(move || turned.iter().for_each(drop));
        let screen = Screen::kept(events.clone(), 2.7, turns);
        let mut parts = parts::voice_alone(Quick(events.clone()), &events);
        (parts.screen, parts.client) = (screen.clone(), Client::start(portal(), None, events.clone()));
        let tray = Tray::start();
        let settings = Settings::new(Port::Tcp(tray.address.clone()));
        parts.paper = Box::new(paper::Printer::start(settings, events.clone()));
        let setup = Setup { prompt: None, ..Setup::default() };
        std::thread::spawn(move || run::run(setup, &happened, parts));
        let (shown, (tell, told)) = (screen::configure(screen.clone()), channel());
        std::thread::spawn(move || {
            let serve = async move {
                let server = HttpServer::new(move || App::new().configure(shown.clone())).workers(1);
                let server = server.bind("127.0.0.1:0").unwrap();
                tell.send(server.addrs()[0]).unwrap();
                server.run().await.unwrap();
            };
            actix_web::rt::System::new().block_on(serve);
        });
        let config = ureq::Agent::config_builder().max_redirects(0).max_redirects_will_error(false).build();
        Kiosk { events, screen, tray, address: told.recv().unwrap(), agent: config.into() }
    }

    fn tell(&self, event: Event) {
        self.events.send(event).unwrap();
    }

    /// A browser of its own for the next session: it is let in, and sees what is shown.
    fn browser(&self) -> Browser<'_> {
        let way_in = format!("http://{}{}", self.address, self.screen.entrance());
        let let_in = self.agent.get(way_in).call().unwrap();
        let cookie = let_in.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        let mut line = TcpStream::connect(self.address).unwrap();
        line.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(line, "GET /flusso HTTP/1.1\r\nhost: {}\r\ncookie: {cookie}\r\n\r\n", self.address).unwrap();
        Browser { kiosk: self, cookie, pictures: BufReader::new(line) }
    }
}

struct Browser<'a> {
    kiosk: &'a Kiosk,
    cookie: String,
    pictures: BufReader<TcpStream>,
}

impl Browser<'_> {
    #[track_caller]
    fn sees(&mut self, words: &str) {
        let mut picture = String::new();
        while !picture.contains(words) {
            picture.clear();
            let read = self.pictures.read_line(&mut picture);
            assert!(matches!(read, Ok(1..)), "«{words}» is not shown: {read:?}");
        }
    }

    /// The session is over: nothing more comes to the browser that showed it.
    fn goes(mut self) {
        // The chunk without a byte is the last.
        let mut line = String::new();
        while !matches!(line.as_str(), "0\r\n") {
            line.clear();
            assert!(matches!(self.pictures.read_line(&mut line), Ok(1..)), "it does not go");
        }
    }

    fn touches(&self, what: &str) {
        let request = self.kiosk.agent.post(format!("http://{}/tocco", self.kiosk.address));
        assert_eq!(request.header("cookie", &self.cookie).send(what).unwrap().status(), 204, "{what}");
    }
}

/// One visit: by touch, by ear, or begun by the card; each types another PIN, reads what is theirs and goes.
fn visit(kiosk: &Kiosk, nth: u32) {
    let mut browser = kiosk.browser();
    browser.sees("dà il benvenuto");
    match nth % 3 {
        2 => {
            let code = format!("MRNNMO69C66H501{}", char::from(b'A' + u8::try_from(nth % 26).unwrap()));
            let holder = Holder { fiscal_code: code, surname: None, given_name: None, expired: false };
            kiosk.tell(Event::Card(Card::Read(holder)));
        }
        by_ear => {
            if by_ear == 1 {
                kiosk.tell(Event::Jack(true));
                browser.sees("Scegli la lingua");
            }
            browser.touches("parte:b-0-0");
            browser.sees("Servizi");
            browser.touches("parte:azione-0");
        }
    }
    browser.sees("Il tuo codice");
    browser.touches("parte:pin");
    format!("{nth:08}").chars().for_each(|digit| browser.touches(&format!("segno:{digit}")));
    browser.touches("parte:invia");
    browser.sees("Mostra i miei dati");
    if nth.is_multiple_of(PRINTS) {
        // In large letters, which are drawn.
        let before = kiosk.tray.jobs();
        browser.touches("comando:misura");
        browser.sees("\"data-size\",\"1\"");
        browser.touches("comando:misura");
        browser.sees("\"data-size\",\"2\"");
        browser.touches("comando:stampa");
        browser.sees("Fatto: prendi la ricevuta");
        assert_eq!(kiosk.tray.jobs(), before + 1);
    }
    browser.touches("comando:fine");
    browser.goes();
    kiosk.tell(Event::Jack(false));
    kiosk.tell(Event::Card(Card::Empty));
}

/// What a process holds.
#[derive(Clone, Copy, Debug)]
struct Held {
    /// Bytes allocated and not given back.
    live: usize,
    /// Kilobytes in memory, with what the allocator keeps.
    resident: u64,
    /// Files and lines.
    open: usize,
    threads: usize,
}

/// The least of some moments, for that is what is kept.
fn held() -> Held {
    let count = |what: &str| std::fs::read_dir(format!("/proc/self/{what}")).unwrap().count();
    let now = || {
        std::thread::sleep(Duration::from_millis(200));
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        let resident = resident.trim().trim_end_matches(" kB").parse().unwrap();
        Held { live: MEMORY.allocated(), resident, open: count("fd"), threads: count("task") }
    };
    let least = |one: Held, other: Held| Held {
        live: one.live.min(other.live),
        resident: one.resident.min(other.resident),
        open: one.open.min(other.open),
        threads: one.threads.min(other.threads),
    };
    (0..5).map(|_| now()).reduce(least).unwrap()
}

#[test]
fn session_after_session_on_the_real_loop_leaves_the_process_no_heavier() {
    let asked = std::env::var("SPORTELLO_KIOSK_SESSIONS").ok().and_then(|count| count.parse::<u32>().ok());
    let sessions = FIRST + MORE.max(asked.unwrap_or(0).saturating_sub(FIRST));
    let half = FIRST.midpoint(sessions);
    let kiosk = Kiosk::start();
    (0..FIRST).for_each(|nth| visit(&kiosk, nth));
    let before = held();
    let began = Instant::now();
    (FIRST..half).for_each(|nth| visit(&kiosk, nth));
    let between = held();
    (half..sessions).for_each(|nth| visit(&kiosk, nth));
    let each = began.elapsed() / (sessions - FIRST);
    let after = held();
    println!(
        "{sessions} sessions, {each:?} each: {before:?} after {FIRST}, {between:?} after {half}, {after:?} after all"
    );
    println!(
        "| {sessions} sessions, {each:.1?} each: live bytes after {FIRST} and after all; in memory | {}, {}; {} and {} kB | \
         {SLACK} bytes more; 256 kB in each half |",
        before.live, after.live, before.resident, after.resident
    );
    assert_eq!((before.open, before.threads), (after.open, after.threads), "nothing is left open or running");
    assert!(after.live <= before.live + SLACK, "{} bytes more are held", after.live - before.live);
    // What is kept of each session is kept in both halves; what is taken once is in one of them.
    let grown = |from: Held, to: Held| to.resident.saturating_sub(from.resident);
    let mut more = grown(before, between).min(grown(between, after));
    // Of 10,000 the second half took 180 kB, less than the first: pages that the allocator keeps, 39 bytes a session. Beside a
    // browser's tests each half took some once, of which 1 kB was alive: what is kept is kept in a third and a fourth too.
    let mut last = after;
    for next in [sessions, sessions + (sessions - half)] {
        if more <= 256 {
            break;
        }
        (next..next + (sessions - half)).for_each(|nth| visit(&kiosk, nth));
        let now = held();
        more = more.min(grown(last, now));
        last = now;
    }
    assert!(more <= 256, "{more} kB more in each half");
}
