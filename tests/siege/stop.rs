//! Told to stop under load: what was begun is finished, nothing is torn, nothing new is begun.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use sportello::sql;
use uuid::Uuid;

use crate::process::browser::{Door, encode};
use crate::process::line::{Answer, Broken, Line, request};
use crate::process::people::{self, sign_in};
use crate::process::program::Program;
use crate::process::store::Store;
use crate::registrations::{self, Forms};

/// Citizens who order at the same time.
const CITIZENS: usize = 6;

/// Registrations of domestic work that each has to send.
const REGISTRATIONS: usize = 60;

#[test]
fn told_to_stop_by_the_system_it_finishes_what_it_has_begun() {
    stops("TERM", &Store::lite());
}

#[test]
fn on_postgresql_told_to_stop_by_the_system_it_finishes_what_it_has_begun() {
    stops("TERM", &Store::postgres());
}

#[test]
fn told_to_stop_at_the_keyboard_it_finishes_what_it_has_begun() {
    stops("INT", &Store::lite());
}

#[test]
fn on_postgresql_told_to_stop_at_the_keyboard_it_finishes_what_it_has_begun() {
    stops("INT", &Store::postgres());
}

fn stops(signal: &str, store: &Store) {
    let everybody = people::enrol(store, CITIZENS + 1, CITIZENS + 1);
    let forms = registrations::open(store, &everybody, REGISTRATIONS);
    let program = Program::start(store);
    let acknowledged = Mutex::new(BTreeMap::new());
    let told = AtomicBool::new(false);
    let status = std::thread::scope(|scope| {
        let citizens = everybody[..CITIZENS].iter().zip(&forms);
        let senders: Vec<_> = citizens
            .map(|(person, forms)| {
                let (program, acknowledged, told) = (&program, &acknowledged, &told);
                scope.spawn(move || send_until_refused(program, &person[0], forms, acknowledged, told))
            })
            .collect();
        let began = Instant::now();
        while acknowledged.lock().unwrap().len() < 20 * CITIZENS {
            assert!(began.elapsed() < Duration::from_secs(60), "no load");
            std::thread::yield_now();
        }
        let late = [
            Late::begin(&program, &everybody[CITIZENS][0], &Kind::Order),
            Late::begin(&program, &everybody[CITIZENS][0], &Kind::Registration(forms[CITIZENS].to_send[0])),
        ];
        // What has only arrived is not begun: under this load the portal comes to it in a while.
        std::thread::sleep(Duration::from_secs(1));
        told.store(true, Ordering::SeqCst);
        let began = Instant::now();
        program.signal(signal);
        while Line::open(program.port()).is_ok_and(|mut line| {
            line.send(request("GET", "/it/aiuto", "", "")).is_ok() && line.answer().is_ok()
        }) {
            assert!(began.elapsed() < Duration::from_secs(5), "new requests are still taken");
        }
        acknowledged.lock().unwrap().extend(late.map(Late::finish));
        let status = program.ended(Duration::from_secs(15));
        eprintln!("{signal}: ended after {:?}", began.elapsed());
        senders.into_iter().for_each(|sender| sender.join().unwrap());
        status
    });
    assert_eq!(status.code(), Some(0), "{}", program.said());
    assert!(!program.said().contains("ERROR"), "{}", program.said());
    let rows: Vec<(uuid::Uuid, String)> = store.with(async |portal| {
        let mut conn = portal.db.reader().await.unwrap();
        sql!(conn, "SELECT id, protocol FROM cases").all().await.unwrap()
    });
    let acknowledged = acknowledged.into_inner().unwrap();
    let rows: BTreeMap<Uuid, String> = rows.into_iter().collect();
    assert!(rows.keys().eq(acknowledged.keys()), "{} rows, {} acknowledged", rows.len(), acknowledged.len());
    let numbered = acknowledged.iter().filter_map(|(key, number)| Some((key, number.as_ref()?)));
    assert!(numbered.into_iter().all(|(key, number)| rows[key] == *number));
    let all: BTreeSet<Uuid> = forms.iter().flat_map(|forms| forms.to_send.iter().copied()).collect();
    let sent = all.iter().copied().filter(|draft| acknowledged.contains_key(draft)).collect();
    let kept = forms.iter().map(|forms| (forms.kept, 10)).collect();
    registrations::hold(store, &all, &sent, &kept);
}

/// Orders and registrations on one line after the other, until none is to be had; only after the signal may one be
/// refused.
fn send_until_refused(
    program: &Program<'_>,
    code: &str,
    forms: &Forms,
    acknowledged: &Mutex<Acknowledged>,
    told: &AtomicBool,
) {
    let headers = format!("Cookie: {}\r\n", sign_in(program, code).cookies());
    let mut to_send = forms.to_send.iter();
    let mut next = || to_send.next().map_or(Kind::Order, |draft| Kind::Registration(*draft));
    let (mut kind, mut order_next) = (Kind::Order, false);
    loop {
        let Ok(mut line) = Line::open(program.port()) else { break };
        while let Some(page) = ask(&mut line, &request("GET", &kind.address(), &headers, "")) {
            let form = kind.form(&page);
            let send = request("POST", &kind.address(), &headers, &form.body);
            let Some(answer) = ask(&mut line, &send) else { break };
            acknowledged.lock().unwrap().extend([form.taken(&answer)]);
            kind = if order_next { Kind::Order } else { next() };
            order_next = !order_next;
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

/// What is sent.
enum Kind {
    /// The statement, by post.
    Order,
    /// A registration of domestic work, from this draft.
    Registration(Uuid),
}

impl Kind {
    fn address(&self) -> String {
        match self {
            Kind::Order => "/it/estratto-conto/posta".to_owned(),
            Kind::Registration(draft) => format!("/it/lavoro-domestico/{draft}/riepilogo"),
        }
    }

    fn form(&self, page: &Answer) -> Form {
        assert_eq!(page.status, 200, "{}", page.head);
        let text = String::from_utf8_lossy(&page.body);
        let hidden = |name: &str| {
            let at = format!("name=\"{name}\" value=\"");
            let start = text.find(&at).unwrap() + at.len();
            text[start..].split('"').next().unwrap().to_owned()
        };
        let token = hidden("gettone");
        match self {
            Kind::Order => {
                let key = hidden("chiave");
                let body = encode(&[("gettone", &token), ("chiave", &key), ("forma", "print")]);
                Form { key: key.parse().unwrap(), body, sent: "/it/estratto-conto/posta/inviata/".to_owned() }
            }
            Kind::Registration(draft) => {
                let body = encode(&[("gettone", &token), ("letto", &hidden("letto"))]);
                Form { key: *draft, body, sent: format!("/it/lavoro-domestico/{draft}/inviata") }
            }
        }
    }
}

/// A form to be sent.
struct Form {
    key: Uuid,
    body: String,
    /// Where its answer leads, before its number if that stands in the address.
    sent: String,
}

/// What was acknowledged, by its key, with the number if it was told.
type Acknowledged = BTreeMap<Uuid, Option<String>>;

impl Form {
    /// What was acknowledged.
    fn taken(self, answer: &Answer) -> (Uuid, Option<String>) {
        let to = answer.header("location").unwrap_or("");
        let number = to.strip_prefix(&*self.sent).unwrap_or_else(|| panic!("{}", answer.head));
        (self.key, Some(number.to_owned()).filter(|number| !number.is_empty()))
    }
}

/// Something that is half sent when the portal is told to stop.
struct Late {
    line: Line,
    form: Form,
    rest: String,
}

impl Late {
    fn begin(program: &Program<'_>, code: &str, kind: &Kind) -> Late {
        let headers = format!("Cookie: {}\r\n", sign_in(program, code).cookies());
        let mut line = Line::open(program.port()).unwrap();
        let page = ask(&mut line, &request("GET", &kind.address(), &headers, "")).unwrap();
        let form = kind.form(&page);
        let send = request("POST", &kind.address(), &headers, &form.body);
        let (start, rest) = send.split_at(send.len() - 10);
        line.send(start).unwrap();
        Late { line, form, rest: rest.to_owned() }
    }

    fn finish(mut self) -> (Uuid, Option<String>) {
        self.line.send(&self.rest).unwrap();
        let answer = self.line.answer().expect("what was begun is finished");
        self.form.taken(&answer)
    }
}
