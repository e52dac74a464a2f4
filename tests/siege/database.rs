//! PostgreSQL under a loaded portal: ended and brought back, and shared by two portals of which one is killed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use sportello::sql;
use uuid::Uuid;

use crate::process::browser::{Browser, Door, Got};
use crate::process::cluster::Cluster;
use crate::process::people::{self, Person, sign_in};
use crate::process::program::Program;
use crate::process::store::Store;
use crate::registrations::{self, Forms};

/// Citizens who order at the same time.
const CITIZENS: usize = 6;

/// Orders that were acknowledged: the key that was sent, the number that came back.
#[derive(Default)]
struct Orders(Mutex<BTreeMap<String, String>>);

impl Orders {
    fn note(&self, (key, number): (String, String)) {
        let before = self.0.lock().unwrap().insert(key, number.clone());
        assert!(before.is_none_or(|before| before == number), "a repeat has another number");
    }

    fn count(&self) -> usize {
        self.0.lock().unwrap().len()
    }

    /// Waits until so many more were acknowledged.
    fn await_more(&self, more: usize) {
        let (wanted, began) = (self.count() + more, Instant::now());
        while self.count() < wanted {
            assert!(began.elapsed() < Duration::from_secs(60), "{} of {wanted}", self.count());
            std::thread::yield_now();
        }
    }

    /// Fails unless the database holds these and no others, those of long forms among them, and every draft.
    fn hold(self, store: &Store, forms: &[Forms], hours: &BTreeMap<Uuid, u8>) {
        let all: BTreeSet<Uuid> = forms.iter().flat_map(|forms| forms.to_send.iter().copied()).collect();
        let keys = self.0.lock().unwrap().keys().map(|key| key.parse().unwrap()).collect::<BTreeSet<Uuid>>();
        registrations::hold(store, &all, &all.intersection(&keys).copied().collect(), hours);
        let rows: Vec<(uuid::Uuid, String)> = store.with(async |portal| {
            let mut conn = portal.db.reader().await.unwrap();
            sql!(conn, "SELECT id, protocol FROM cases").all().await.unwrap()
        });
        let rows: BTreeMap<String, String> =
            rows.into_iter().map(|(id, number)| (id.to_string(), number)).collect();
        let orders = self.0.into_inner().unwrap();
        assert!(rows == orders, "{} rows, {} acknowledged", rows.len(), orders.len());
    }
}

/// Registrations of domestic work that each citizen has to send, of which no more are sent than there is time for.
const REGISTRATIONS: usize = 150;

/// Lets citizens order and register, each in one session, until the work is done; who is told to try again does so. A
/// draft of each is changed all the while: its last acknowledged hours.
fn while_they_send(
    door: &dyn Door,
    people: &[Person],
    forms: &[Forms],
    orders: &Orders,
    work: impl FnOnce(),
) -> BTreeMap<Uuid, u8> {
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let mut senders = Vec::new();
        for (person, forms) in people.iter().zip(forms) {
            let (over, orders) = (&over, &orders);
            senders.push(scope.spawn(move || {
                let mut browser = sign_in(door, &person[0]);
                let (mut n, mut hours, mut to_send) = (0, 10, forms.to_send.iter());
                while !over.load(Ordering::SeqCst) {
                    let twice = n % 5 == 0;
                    if n % 4 == 1 {
                        hours = 11 + n % 30;
                        people::change_hours(&mut browser, forms.kept, hours);
                    }
                    orders.note(match to_send.next().filter(|_| n % 2 == 1) {
                        Some(draft) => people::register(&mut browser, *draft, twice),
                        None => people::order(&mut browser, twice),
                    });
                    n = (n + 1) % 120;
                }
                ((browser.lost, browser.busy), (forms.kept, hours))
            }));
        }
        orders.await_more(CITIZENS * 2);
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
        over.store(true, Ordering::SeqCst);
        let ended: Vec<((u32, u32), (Uuid, u8))> =
            senders.into_iter().map(|sender| sender.join().unwrap()).collect();
        let met: Vec<(u32, u32)> = ended.iter().map(|(met, _)| *met).collect();
        eprintln!("{} sends; not answered and busy, by citizen: {met:?}", orders.count());
        done.unwrap_or_else(|broken| std::panic::resume_unwind(broken));
        ended.into_iter().map(|(_, kept)| kept).collect()
    })
}

#[test]
fn postgresql_ended_under_load_is_told_as_a_pause_and_nothing_acknowledged_is_lost() {
    let cluster = Cluster::start();
    let store = Store::in_cluster(&cluster.url);
    let everybody = people::enrol(&store, CITIZENS + 1, CITIZENS + 1);
    let forms = registrations::open(&store, &everybody[..CITIZENS], REGISTRATIONS);
    let program = Program::start(&store);
    let mut reader = sign_in(&program, &everybody[CITIZENS][0]);
    let orders = Orders::default();
    let hours = while_they_send(&program, &everybody[..CITIZENS], &forms, &orders, || {
        for _ in 0..3 {
            cluster.halt();
            told_of_the_pause(&mut reader);
            cluster.bring_back();
            let began = Instant::now();
            orders.await_more(CITIZENS * 2);
            let back = began.elapsed();
            assert!(back < Duration::from_secs(20), "{back:?}");
            assert_eq!(reader.get("/it/estratto-conto").status, 200, "the session goes on");
        }
    });
    orders.hold(&store, &forms, &hours);
}

/// What is answered there: within a second and a half, and what the machine takes that ends PostgreSQL under load; of up to
/// three times one, for all the others that ask.
#[track_caller]
fn soon(reader: &mut Browser<'_>, address: &str) -> Got {
    let mut waited = Vec::new();
    for _ in 0..3 {
        let began = Instant::now();
        let got = reader.once("GET", address, "").unwrap();
        waited.push(began.elapsed());
        if began.elapsed() < Duration::from_millis(2_500) {
            return got;
        }
    }
    panic!("{address}: {waited:?}");
}

/// With no database a citizen is told so, in their language and soon; and at once who asks whether the portal is ready.
fn told_of_the_pause(reader: &mut Browser<'_>) {
    assert_eq!(soon(reader, "/health/ready").status, 503);
    for (lang, word) in
        [("it", "archivio non risponde"), ("en", "records are not responding"), ("ar", "سجلاتنا لا تستجيب")]
    {
        let got = soon(reader, &format!("/{lang}/estratto-conto"));
        assert_eq!(got.status, 503, "{}", got.body);
        assert!(
            got.body.contains(&format!("<html lang=\"{lang}\"")) && got.body.contains(word),
            "{}",
            got.body
        );
        assert!(does_not_know(&got, lang), "{}", got.body);
    }
    public_pages_go_on(reader);
}

/// What everyone may read is read by who is in, too. It neither asks them in nor calls them by a name that cannot be read
/// now, nor can it be sent anything.
fn public_pages_go_on(reader: &mut Browser<'_>) {
    let session = |reader: &Browser<'_>| {
        let cookies = reader.cookies();
        cookies.split("; ").find(|cookie| cookie.starts_with("sessione=")).map(str::to_owned)
    };
    let before = session(reader);
    for (lang, page) in [
        ("it", ""),
        ("it", "sedi"),
        ("en", "sedi"),
        ("ar", "lavoro-domestico"),
        ("it", "aiuto"),
        ("en", "cerca?parole=pin"),
    ] {
        let got = soon(reader, &format!("/{lang}/{page}"));
        assert_eq!(got.status, 200, "{lang} {page}: {}", got.body);
        assert!(does_not_know(&got, lang) && !got.body.contains("name=\"gettone\""), "{}", got.body);
    }
    for page in ["accedi", "preferenze", "uscita", "segnala", "area", "pin"] {
        let got = reader.once("GET", &format!("/it/{page}"), "").unwrap();
        assert!(got.status == 503 && does_not_know(&got, "it"), "{page}: {} {}", got.status, got.body);
    }
    for nothing in ["sedi/a/b", "nulla", "sedii?come=testo"] {
        assert_eq!(reader.once("GET", &format!("/it/{nothing}"), "").unwrap().status, 404, "{nothing}");
    }
    let searched = reader.once("GET", "/it/?parole=pin", "").unwrap();
    assert_eq!((searched.status, searched.location.as_str()), (303, "/it/cerca?parole=pin"));
    // In no form is asked in who may be in, though the page is one on which others are.
    for (form, asks) in
        [("", "/it/accedi\""), ("?come=elenchi", "/it/accedi\""), ("?come=testo", "/it/accedi?")]
    {
        let got = reader.once("GET", &format!("/it/{form}"), "").unwrap();
        assert!(got.status == 200 && !got.body.contains(asks), "{form}: {}", got.body);
    }
    assert!(before.is_some() && session(reader) == before, "the session is left as it is");
}

/// The header says that it is not known whether who reads is in.
fn does_not_know(got: &Got, lang: &str) -> bool {
    let told = match lang {
        "it" => "Ora non possiamo vedere",
        "en" => "we cannot see whether you are signed in",
        _ => "لا نستطيع الآن",
    };
    let header = got.body.split("</header>").next().unwrap();
    header.contains(told) && !["/accedi\"", "/area\"", "/esci\""].iter().any(|link| header.contains(link))
}

/// Two portals on one database; each request goes to the next of them.
struct Either<'a> {
    programs: [Program<'a>; 2],
    turn: AtomicUsize,
}

impl Door for Either<'_> {
    fn port(&self) -> u16 {
        self.programs[self.turn.fetch_add(1, Ordering::SeqCst) % 2].port()
    }

    fn life(&self) -> u32 {
        0
    }

    fn await_life_after(&self, _: u32) {
        // The other one is there already.
        std::thread::yield_now();
    }
}

#[test]
fn of_two_portals_on_one_database_one_is_killed_and_sessions_go_on_at_the_other() {
    let store = Store::postgres();
    let everybody = people::enrol(&store, CITIZENS, CITIZENS);
    let forms = registrations::open(&store, &everybody, REGISTRATIONS);
    let programs = [Program::start(&store), Program::start(&store)];
    let either = Either { programs, turn: AtomicUsize::new(0) };
    let orders = Orders::default();
    let hours = while_they_send(&either, &everybody, &forms, &orders, || {
        for which in [0, 1, 0] {
            either.programs[which].kill();
            orders.await_more(CITIZENS * 3);
            either.programs[which].kill_and_start();
            orders.await_more(CITIZENS * 3);
        }
    });
    sent_to_both_at_once(&either, &everybody[0][0], &forms[0], &orders);
    drop(either);
    orders.hold(&store, &forms, &hours);
}

/// The same forms sent to both portals at the same moment are one order each, one registration each.
fn sent_to_both_at_once(either: &Either<'_>, code: &str, forms: &Forms, orders: &Orders) {
    let mut browser = sign_in(either, code);
    let at_once = |browser: &Browser<'_>, address: &str, fields: &[(&str, &str)]| -> [String; 2] {
        std::thread::scope(|scope| {
            let sent = either.programs.each_ref().map(|program| {
                let mut browser = browser.at(program);
                scope.spawn(move || {
                    let got = browser.post(address, fields);
                    assert_eq!(got.status, 303, "{}", got.location);
                    got.location
                })
            });
            sent.map(|sent| sent.join().unwrap())
        })
    };
    for _ in 0..20 {
        let page = browser.get("/it/estratto-conto/posta");
        let (token, key) = (page.hidden("gettone"), page.hidden("chiave"));
        let fields = [("gettone", &*token), ("chiave", &*key), ("forma", "print")];
        for location in at_once(&browser, "/it/estratto-conto/posta", &fields) {
            let number = location.strip_prefix("/it/estratto-conto/posta/inviata/");
            orders.note((key.clone(), number.unwrap_or_else(|| panic!("{location}")).to_owned()));
        }
    }
    // The last ones, to which the siege itself has not come.
    for draft in forms.to_send.iter().rev().take(20) {
        let base = format!("/it/lavoro-domestico/{draft}");
        let page = browser.get(&format!("{base}/riepilogo"));
        let (token, read) = (page.hidden("gettone"), page.hidden("letto"));
        let fields = [("gettone", &*token), ("letto", &*read)];
        let sent = format!("{base}/inviata");
        assert_eq!(at_once(&browser, &format!("{base}/riepilogo"), &fields), [sent.clone(), sent.clone()]);
        orders.note((draft.to_string(), people::confirmed(&browser.get(&sent))));
    }
}
