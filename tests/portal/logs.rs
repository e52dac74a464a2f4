//! Nothing personal is logged, at any level, whatever is typed where: looked for in what the real process writes.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use a11y::page::{Input, Method, Question};
use sportello::import::demo;

use crate::asking::Asking;
use crate::bad_fields::Walk;
use crate::bad_registration::{Own, QUESTIONS, WAYS, Way, listed};
use crate::process::store::Store;
use crate::support::Browser;

/// Typed into forms that are sent; none of it may be in a log or in an address.
const CANARIES: [&str; 8] = [
    "Canarinopoulos",
    "BRTCNR80A41F205",
    "83719264",
    "canarina@example.org",
    "5555 0987",
    "55550987",
    demo::CODE,
    demo::PIN,
];

/// A code of nobody on record, well-formed.
const UNKNOWN: &str = "BRTCNR80A41F205";

/// Typed into searches, whose words are in the address by design; not in a log either.
const SEARCHED: &str = "Colibrinopoulos";

/// A portal as staff start it, all of its words in one file beside its database.
struct Process(Child);

impl Process {
    fn start(store: &Store, port: u16, filter: &str) -> Process {
        let log = File::create(store.path("log")).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_sportello"));
        command.args(["serve", "--demo", "--listen", &format!("127.0.0.1:{port}"), "--letters"]);
        command.arg(store.path("letters")).env("SPORTELLO_LOG", filter);
        command.env("SPORTELLO_DATABASE", &store.url);
        command.env("SPORTELLO_SECRET_FILE", store.secret()).stdin(Stdio::null());
        command.stdout(log.try_clone().unwrap()).stderr(log);
        let process = Process(command.spawn().unwrap());
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(began.elapsed() < Duration::from_secs(120), "the portal does not start");
            std::thread::yield_now();
        }
        process
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

/// The fiscal code of [`UNKNOWN`] with its check character.
fn unknown() -> String {
    let code = ('A'..='Z').map(|check| format!("{UNKNOWN}{check}"));
    code.into_iter()
        .find(|code| code.parse::<sportello::citizen::codice_fiscale::CodiceFiscale>().is_ok())
        .unwrap()
}

/// An answer that can be told in a log, for any question; `round` changes what is right about it.
fn canary(question: &Question, round: usize) -> Vec<(String, String)> {
    let one = |value: String| vec![(question.name.clone(), value)];
    let wrong = ["", "!", " Canarinopoulos"][round % 3];
    match &question.input {
        Input::Line { .. } | Input::LongText { .. } => one(format!("Canarinopoulos{wrong}")),
        Input::FiscalCode { .. } => one(if round == 0 { unknown() } else { format!("{}{wrong}", unknown()) }),
        Input::Code { .. } | Input::Secret { .. } | Input::CardSignature { .. } | Input::Money { .. } => {
            one(format!("83719264{wrong}"))
        }
        Input::Phone { .. } => one(format!("06 5555 0987{wrong}")),
        Input::Mail { .. } => one(format!("canarina@example.org{wrong}")),
        Input::Date { .. } => {
            a11y::ids::date_boxes(&question.name).map(|name| (name, "83719264".into())).to_vec()
        }
        Input::OneChoice { choices, .. } | Input::ManyChoices { choices, .. } => {
            one(if round == 0 { choices[0].value.clone() } else { "Canarinopoulos".into() })
        }
    }
}

fn answer(asking: &Asking, round: usize) -> Vec<(String, String)> {
    let questions = asking.page.questions();
    if asking.method == Method::Get {
        return questions.iter().map(|question| (question.name.clone(), SEARCHED.to_owned())).collect();
    }
    questions.into_iter().flat_map(|question| canary(question, round)).collect()
}

/// The same on every page of a registration of domestic work; each is then answered well, or it would not go on. How many
/// forms were sent.
fn registrations(browser: &mut Browser) -> usize {
    // A document is valid for some years, whatever day it is.
    let year = sportello::clock::Clock::System.now().date().year() + 4;
    let valid: &str = Box::leak(format!("31 12 {year}").into_boxed_str());
    let (mut forms, mut asked) = (0, BTreeSet::new());
    for own in WAYS {
        let own: Own =
            Box::leak([own, &[("lavoratore-documento-scadenza", valid)]].concat().into_boxed_slice());
        let mut way = Way::begin(browser, own);
        while let Some(address) = way.open() {
            let asking = way.asking(&address, "it");
            asked.extend(asking.page.questions().iter().map(|question| question.name.clone()));
            for round in 0..3 {
                let got = asking.send(&mut way.browser, &answer(&asking, round));
                assert!(got.status < 500, "{address} {}", got.status);
                forms += 1;
            }
            way.answer(&address);
        }
        let review = format!("{}/riepilogo", way.list);
        assert_eq!(way.browser.get(&review).status, 200);
        browser.redirects.extend(way.browser.redirects);
    }
    let missed: Vec<_> = listed(QUESTIONS[0]).difference(&asked).cloned().collect();
    assert_eq!(missed, [""; 0], "asked of nobody");
    forms
}

#[test]
fn no_log_and_no_address_tells_what_was_typed() {
    let store = Store::of_run();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    // The library is heard too, which is silent otherwise.
    let process = Process::start(&store, port, "trace,actix_http::h1=trace");
    let base = format!("http://127.0.0.1:{port}");
    let mut forms = 0;
    for signed_in in [true, false] {
        let mut browser = Browser::new(&base);
        if signed_in {
            let page = browser.get("/it/accedi");
            browser.submit(&page, "Accedi", &[("codice-fiscale", demo::CODE), ("pin", demo::PIN)]);
        }
        let walk = Walk::from(browser, "it");
        browser = walk.browser;
        for asking in &walk.found {
            for round in 0..3 {
                let got = asking.send(&mut browser, &answer(asking, round));
                assert!(got.status < 500, "{} {}", asking.address, got.status);
                forms += 1;
            }
            // Broken forms, with the same words in them.
            for body in [format!("nome=Canarinopoulos%zz&pin={}", demo::PIN), "Canarinopoulos\u{0}".into()] {
                browser.ask("POST", &asking.address, crate::support::FORM, body.as_bytes());
            }
        }
        if signed_in {
            forms += registrations(&mut browser);
        }
        let told: Vec<&String> =
            browser.redirects.iter().filter(|to| CANARIES.iter().any(|canary| to.contains(canary))).collect();
        assert!(told.is_empty(), "{told:?}");
        assert!(browser.redirects.len() > 5, "{:?}", browser.redirects);
    }
    assert!(forms > 30, "{forms}");
    drop(process);
    let log = std::fs::read(store.path("log")).unwrap();
    let log = String::from_utf8_lossy(&log);
    // What the portal says at its start, to whoever shows the demo.
    let start = log.find("Ctrl-C").unwrap();
    let log = &log[start..];
    assert!(log.contains("answered") && log.contains("TRACE"), "the log is written, in every detail");
    for canary in CANARIES.iter().chain(&[SEARCHED]) {
        let line = log.lines().find(|line| line.contains(canary));
        assert!(line.is_none(), "{canary}: {}", line.unwrap_or(""));
    }
}

#[test]
fn what_is_no_http_is_no_error_of_ours() {
    let store = Store::of_run();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let process = Process::start(&store, port, "info");
    for sent in [&b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"[..], b"GET / HTTP/9.9\r\n\r\n"] {
        let mut line = TcpStream::connect(("127.0.0.1", port)).unwrap();
        line.write_all(sent).unwrap();
        let mut answer = Vec::new();
        line.read_to_end(&mut answer).unwrap();
        assert!(answer.starts_with(b"HTTP/1.1 400"), "{}", String::from_utf8_lossy(&answer));
    }
    drop(process);
    let log = std::fs::read_to_string(store.path("log")).unwrap();
    assert!(!log.contains("ERROR"), "{log}");
    assert_eq!(log.matches("what came could not be read as a request").count(), 2, "{log}");
}
