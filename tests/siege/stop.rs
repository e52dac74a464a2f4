//! Told to stop under load: what was begun is finished, nothing is torn, nothing new is begun.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use sportello::sql;

use crate::process::browser::{Door, encode};
use crate::process::line::{Answer, Broken, Line, request};
use crate::process::people::{self, sign_in};
use crate::process::program::Program;
use crate::process::store::Store;

/// Citizens who order at the same time.
const CITIZENS: usize = 6;

#[test]
fn told_to_stop_by_the_system_it_finishes_what_it_has_begun() {
    stops("TERM");
}

#[test]
fn told_to_stop_at_the_keyboard_it_finishes_what_it_has_begun() {
    stops("INT");
}

fn stops(signal: &str) {
    let store = Store::lite();
    let everybody = people::enrol(&store, CITIZENS + 1, CITIZENS + 1);
    let program = Program::start(&store);
    let acknowledged = Mutex::new(BTreeMap::new());
    let told = AtomicBool::new(false);
    let late = Late::begin(&program, &everybody[CITIZENS][0]);
    let status = std::thread::scope(|scope| {
        let senders: Vec<_> = everybody[..CITIZENS]
            .iter()
            .map(|person| scope.spawn(|| order_until_refused(&program, &person[0], &acknowledged, &told)))
            .collect();
        let began = Instant::now();
        while acknowledged.lock().unwrap().len() < 20 * CITIZENS {
            assert!(began.elapsed() < Duration::from_secs(60), "no load");
            std::thread::yield_now();
        }
        told.store(true, Ordering::SeqCst);
        let began = Instant::now();
        program.signal(signal);
        while Line::open(program.port()).is_ok_and(|mut line| {
            line.send(request("GET", "/it/aiuto", "", "")).is_ok() && line.answer().is_ok()
        }) {
            assert!(began.elapsed() < Duration::from_secs(5), "new requests are still taken");
        }
        acknowledged.lock().unwrap().extend(late.finish());
        let status = program.ended(Duration::from_secs(15));
        eprintln!("{signal}: ended after {:?}", began.elapsed());
        senders.into_iter().for_each(|sender| sender.join().unwrap());
        status
    });
    assert_eq!(status.code(), Some(0), "{}", program.said());
    let rows: Vec<(uuid::Uuid, String)> = store.with(async |portal| {
        let mut conn = portal.db.reader().await.unwrap();
        sql!(conn, "SELECT id, protocol FROM cases").all().await.unwrap()
    });
    let rows: BTreeMap<String, String> =
        rows.into_iter().map(|(id, number)| (id.to_string(), number)).collect();
    let acknowledged = acknowledged.into_inner().unwrap();
    assert!(rows == acknowledged, "{} rows, {} acknowledged", rows.len(), acknowledged.len());
}

/// Orders on one line after the other, until none is to be had; only after the signal may one be refused.
fn order_until_refused(
    program: &Program<'_>,
    code: &str,
    acknowledged: &Mutex<BTreeMap<String, String>>,
    told: &AtomicBool,
) {
    let headers = format!("Cookie: {}\r\n", sign_in(program, code).cookies());
    loop {
        let Ok(mut line) = Line::open(program.port()) else { break };
        while let Some(page) = ask(&mut line, &request("GET", "/it/estratto-conto/posta", &headers, "")) {
            let form = form(&page);
            let send = request("POST", "/it/estratto-conto/posta", &headers, &form.body);
            let Some(answer) = ask(&mut line, &send) else { break };
            acknowledged.lock().unwrap().extend([form.taken(&answer)]);
        }
        if told.load(Ordering::SeqCst) {
            break;
        }
    }
    assert!(told.load(Ordering::SeqCst), "refused before it was told to stop");
}

/// One request on a line that may be closed before it is begun, never in the midst of its answer.
fn ask(line: &mut Line, request: &str) -> Option<Answer> {
    line.send(request).ok()?;
    match line.answer() {
        Ok(answer) => Some(answer),
        Err(Broken::Closed) => None,
        Err(broken) => panic!("{broken:?}"),
    }
}

/// An order to be sent.
struct Form {
    key: String,
    body: String,
}

fn form(page: &Answer) -> Form {
    assert_eq!(page.status, 200, "{}", page.head);
    let text = String::from_utf8_lossy(&page.body);
    let hidden = |name: &str| {
        let at = format!("name=\"{name}\" value=\"");
        let start = text.find(&at).unwrap() + at.len();
        text[start..].split('"').next().unwrap().to_owned()
    };
    let key = hidden("chiave");
    let body = encode(&[("gettone", &hidden("gettone")), ("chiave", &key)]);
    Form { key, body }
}

impl Form {
    /// What was acknowledged.
    fn taken(self, answer: &Answer) -> (String, String) {
        let to = answer.header("location").unwrap_or("");
        let number = to.strip_prefix("/it/estratto-conto/posta/inviata/");
        (self.key, number.unwrap_or_else(|| panic!("{}", answer.head)).to_owned())
    }
}

/// An order that is half sent when the portal is told to stop.
struct Late {
    line: Line,
    form: Form,
    rest: String,
}

impl Late {
    fn begin(program: &Program<'_>, code: &str) -> Late {
        let headers = format!("Cookie: {}\r\n", sign_in(program, code).cookies());
        let mut line = Line::open(program.port()).unwrap();
        let page = ask(&mut line, &request("GET", "/it/estratto-conto/posta", &headers, "")).unwrap();
        let form = form(&page);
        let send = request("POST", "/it/estratto-conto/posta", &headers, &form.body);
        let (start, rest) = send.split_at(send.len() - 10);
        line.send(start).unwrap();
        Late { line, form, rest: rest.to_owned() }
    }

    fn finish(mut self) -> Option<(String, String)> {
        self.line.send(&self.rest).unwrap();
        let answer = self.line.answer().expect("what was begun is finished");
        Some(self.form.taken(&answer))
    }
}
