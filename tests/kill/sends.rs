//! 1,000 orders by post and PIN requests, sent by people who try again, while the portal is killed and killed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use sportello::citizen::Level;
use sportello::citizen::pin::Hasher;
use sportello::db::{Conn, DbError};
use sportello::sql;

use crate::dice::Dice;
use crate::store::{Store, files};
use crate::victim::{Browser, Got, Victim};

/// Citizens who order their statement, each in a session of their own, at the same time.
const CITIZENS: usize = 8;
/// Orders of each.
const ORDERS: usize = 100;
/// People who ask for a PIN at the same time.
const QUEUES: usize = 4;
/// PIN requests of each of these.
const REQUESTS: usize = 50;

const PIN: &str = "27495163";

/// A row of the invented citizens: code, surname, name, sex, date of birth, Belfiore code of the birthplace.
pub type Person = Vec<String>;

/// What was acknowledged: the key that was sent, the number that came back.
type Acknowledged = Mutex<BTreeMap<String, String>>;

#[test]
fn on_sqlite_what_was_acknowledged_is_there_once_whenever_the_portal_is_killed() {
    siege(&Store::lite(), "sqlite");
}

#[test]
fn on_postgresql_what_was_acknowledged_is_there_once_whenever_the_portal_is_killed() {
    siege(&Store::postgres(), "postgresql");
}

fn siege(store: &Store, name: &str) {
    let people = prepare(store, CITIZENS + QUEUES * REQUESTS, CITIZENS, Level::Reader);
    let began = Instant::now();
    let mut dice = Dice::new(name);
    let victim = Victim::start(store);
    let (orders, requests) = (Acknowledged::default(), Acknowledged::default());
    let (acknowledged, lost) = (AtomicU64::new(0), AtomicU64::new(0));
    let note = |kept: &Acknowledged, key: String, number: String| {
        let before = kept.lock().unwrap().insert(key, number.clone());
        assert!(before.is_none_or(|before| before == number), "a repeat has another number");
        acknowledged.fetch_add(1, Ordering::SeqCst);
    };
    std::thread::scope(|scope| {
        let mut senders = Vec::new();
        for person in &people[..CITIZENS] {
            let (victim, note, orders, lost) = (&victim, &note, &orders, &lost);
            senders.push(scope.spawn(move || {
                let mut browser = sign_in(victim, &person[0]);
                for n in 0..ORDERS {
                    let (key, number) = order(&mut browser, n % 7 == 0);
                    note(orders, key, number);
                }
                lost.fetch_add(browser.lost.into(), Ordering::SeqCst);
            }));
        }
        for queue in people[CITIZENS..].chunks(REQUESTS).take(QUEUES) {
            let (victim, note, requests, lost) = (&victim, &note, &requests, &lost);
            senders.push(scope.spawn(move || {
                for (n, person) in queue.iter().enumerate() {
                    let mut browser = Browser::new(victim);
                    let (draft, number) = ask_for_a_pin(&mut browser, person, n % 7 == 0);
                    note(requests, draft, number);
                    lost.fetch_add(browser.lost.into(), Ordering::SeqCst);
                }
            }));
        }
        let mut next = dice.below(20);
        while !senders.iter().all(|sender| sender.is_finished()) {
            if acknowledged.load(Ordering::SeqCst) >= next {
                dice.linger(Duration::from_millis(20));
                victim.kill();
                next = acknowledged.load(Ordering::SeqCst) + 10 + dice.below(50);
            }
            std::thread::yield_now();
        }
    });
    let starts = victim.end();
    let worst = starts.iter().max().unwrap();
    eprintln!(
        "{name}: {} kills, {} requests unanswered, {:.1} s; started again in {worst:?} at worst",
        starts.len() - 1,
        lost.load(Ordering::SeqCst),
        began.elapsed().as_secs_f64()
    );
    assert!(starts.len() > 10, "too few kills to mean anything");
    assert!(lost.load(Ordering::SeqCst) > 0, "no kill met a request");
    assert!(*worst < Duration::from_secs(10), "{worst:?}");
    check(store, &orders.into_inner().unwrap(), &requests.into_inner().unwrap());
}

/// So many citizens with careers; the first of them with a PIN of this level.
pub fn prepare(store: &Store, count: usize, with_pin: usize, level: Level) -> Vec<Person> {
    let files = files(store.folder.path(), count);
    let mut rows = csv::Reader::from_path(&files[0]).unwrap();
    let people: Vec<Person> =
        rows.records().map(|row| row.unwrap().iter().take(6).map(str::to_owned).collect()).collect();
    assert_eq!(people.len(), count);
    let codes: Vec<String> = people[..with_pin].iter().map(|person| person[0].clone()).collect();
    store.with(async |portal| {
        let now = portal.clock.now();
        use sportello::import::Kind;
        for (kind, file) in [Kind::Citizens, Kind::Contributions].into_iter().zip(&files) {
            let report = sportello::import::run(&portal.db, kind, file, now, &|_| {}).await.unwrap();
            assert_eq!(report.bad, 0);
        }
        let hash = Hasher::hash(&portal.hasher, PIN).await.unwrap();
        portal
            .db
            .write(move |tx| Box::pin(async move { give_pins(tx, codes, hash, level).await }))
            .await
            .unwrap();
    });
    people
}

async fn give_pins(tx: &mut Conn, codes: Vec<String>, hash: String, level: Level) -> Result<(), DbError> {
    for code in codes {
        sql!(
            tx,
            "INSERT INTO pins (citizen_id, hash, level, created_at, changed_at) \
             SELECT id, $1, $2, $3, $4 FROM citizens WHERE codice_fiscale = $5",
            hash.clone(),
            level.code(),
            0_i64,
            0_i64,
            code
        )
        .execute()
        .await?;
    }
    Ok(())
}

/// Signs a citizen in.
pub fn sign_in<'a>(victim: &'a Victim<'a>, code: &str) -> Browser<'a> {
    let mut browser = Browser::new(victim);
    let page = browser.get("/it/accedi");
    let token = page.hidden("gettone");
    let fields = [("gettone", token.as_str()), ("codice-fiscale", code), ("pin", PIN), ("durata", "")];
    let got = browser.post("/it/accedi", &fields);
    if got.status != 303 || got.location.contains("errori") {
        let (lost, busy) = (browser.lost, browser.busy);
        let why = browser.get(&got.location).words("#errori");
        panic!("{} {} after {lost} lost and {busy} busy: {why:?}", got.status, got.location);
    }
    browser
}

/// Orders the statement by post; `twice` sends the same form again after the answer.
fn order(browser: &mut Browser<'_>, twice: bool) -> (String, String) {
    let page = browser.get("/it/estratto-conto/posta");
    let (token, key) = (page.hidden("gettone"), page.hidden("chiave"));
    let fields = [("gettone", token.as_str()), ("chiave", key.as_str())];
    let mut send = || {
        let got = browser.post("/it/estratto-conto/posta", &fields);
        let number = got.location.strip_prefix("/it/estratto-conto/posta/inviata/");
        number.unwrap_or_else(|| panic!("{} {}", got.status, got.location)).to_owned()
    };
    let number = send();
    if twice {
        assert_eq!(send(), number, "a repeat with the same key has the same number");
    }
    (key, number)
}

/// Walks through the request with what the pages hold and what only the citizen knows.
fn ask_for_a_pin(browser: &mut Browser<'_>, person: &Person, twice: bool) -> (String, String) {
    let [code, surname, name, sex, born, birthplace] = &person[..] else { panic!("{person:?}") };
    let (year, rest) = born.split_once('-').unwrap();
    let (month, day) = rest.split_once('-').unwrap();
    let known = [
        ("codice-fiscale", code.as_str()),
        ("cognome", surname),
        ("nome", name),
        ("sesso", sex),
        ("nascita-giorno", day),
        ("nascita-mese", month),
        ("nascita-anno", year),
        ("via", "Via di Prova"),
        ("numero-civico", "12"),
        ("comune", "Roma"),
        ("provincia", "RM"),
        ("cap", "00100"),
        ("telefono-casa", "06 5555 0123"),
        ("consegna", "letter"),
    ];
    let start = browser.get("/it/pin/richiesta");
    let mut at = match start.fields_of("/it/pin/richiesta") {
        fields if fields.is_empty() => browser.post("/it/pin/richiesta", &[]).location,
        fields => browser.post("/it/pin/richiesta", &pairs(&fields)).location,
    };
    let draft = at.split('/').nth(4).unwrap_or_else(|| panic!("{at}")).to_owned();
    for _ in 0..12 {
        let page = browser.get(&at);
        let mut fields = page.fields_of(&at);
        for (field, value) in &mut fields {
            if let Some((_, own)) = known.iter().find(|(known, _)| known == field) {
                *value = (*own).to_owned();
            } else if field.starts_with("quale-luogo") {
                *value = birthplace.clone();
            }
        }
        let got = browser.post(&at, &pairs(&fields));
        assert!(
            got.status == 303 && !got.location.contains("#errori"),
            "{at} {fields:?}: {} {}",
            got.status,
            got.location
        );
        if got.location.ends_with("/conferma") {
            let number = confirmed(&browser.get(&got.location));
            if twice {
                browser.post(&at, &pairs(&fields));
                assert_eq!(confirmed(&browser.get(&got.location)), number, "a repeat has the same number");
            }
            return (draft, number);
        }
        at = got.location;
    }
    panic!("the request of {code} does not end: {at}");
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// The number on the page of what was sent.
pub fn confirmed(page: &Got) -> String {
    page.words(".protocol").unwrap_or_else(|| panic!("no number in {}", page.body))
}

/// Holds the database against what was acknowledged.
fn check(store: &Store, orders: &BTreeMap<String, String>, requests: &BTreeMap<String, String>) {
    assert_eq!((orders.len(), requests.len()), (CITIZENS * ORDERS, QUEUES * REQUESTS));
    let found = store.with(async |portal| {
        let mut conn = portal.db.reader().await.unwrap();
        let cases: Vec<(uuid::Uuid, String)> =
            sql!(conn, "SELECT id, protocol FROM cases").all().await.unwrap();
        let asked: Vec<(uuid::Uuid, String)> =
            sql!(conn, "SELECT id, number FROM pin_requests").all().await.unwrap();
        let counted: Vec<(i64,)> = sql!(conn, "SELECT last FROM protocol_counters").all().await.unwrap();
        let events: Vec<(i64,)> = sql!(conn, "SELECT COUNT(*) FROM case_events").all().await.unwrap();
        let met: Vec<(String, i64)> = sql!(
            conn,
            "SELECT outcome, COUNT(*) FROM encounters WHERE outcome IN ('sent', 'pin-requested') \
             GROUP BY outcome ORDER BY outcome"
        )
        .all()
        .await
        .unwrap();
        (cases, asked, counted, events, met)
    });
    let (cases, asked, counted, events, met) = found;
    let as_kept = |rows: &[(uuid::Uuid, String)]| -> BTreeMap<String, String> {
        rows.iter().map(|(id, number)| (id.to_string(), number.clone())).collect()
    };
    assert_eq!(
        (cases.len(), asked.len()),
        (orders.len(), requests.len()),
        "as many rows as acknowledgements"
    );
    assert!(as_kept(&cases) == *orders, "every order has the number that was acknowledged");
    assert!(as_kept(&asked) == *requests, "every request has the number that was acknowledged");
    let total = orders.len() + requests.len();
    let numbers: BTreeSet<&String> = orders.values().chain(requests.values()).collect();
    assert_eq!(numbers.len(), total, "no number twice");
    let count = |n: usize| i64::try_from(n).unwrap();
    assert_eq!(counted, [(count(total),)], "and none left out");
    assert_eq!(events, [(count(orders.len()),)], "one event a case");
    let met: Vec<(&str, i64)> = met.iter().map(|(outcome, n)| (outcome.as_str(), *n)).collect();
    assert_eq!(met, [("pin-requested", count(requests.len())), ("sent", count(orders.len()))]);
}
