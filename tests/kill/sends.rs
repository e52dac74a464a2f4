//! 1,000 sends by people who try again, while the portal is killed and killed: each kind of send is a [`Kind`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use sportello::sql;

use crate::process::browser::Browser;
use crate::process::dice::Dice;
use crate::process::people::{self, Person};
use crate::process::program::{Program, sportello};
use crate::process::store::Store;

/// A kind of send: who sends, how, and which rows it leaves.
struct Kind {
    name: &'static str,
    /// How many people send at the same time.
    queues: usize,
    /// How many sends each of these queues makes.
    each: usize,
    /// The citizen is one and the same in a queue, has a PIN, and stays in a session; else each send is by another.
    signed_in: bool,
    /// Sends once, or twice; the key that was sent and the number that came back.
    send: fn(&mut Browser<'_>, &Person, twice: bool) -> (String, String),
    /// Its rows: key and number.
    rows: &'static str,
    /// What the ledger calls each: an encounter's outcome.
    outcome: &'static str,
}

/// Orders of the statement, by post.
const ORDERS: Kind = Kind {
    name: "orders",
    queues: 8,
    each: 100,
    signed_in: true,
    send: |browser, _, twice| people::order(browser, twice),
    rows: "SELECT id, protocol FROM cases WHERE service = 'estratto-conto'",
    outcome: "sent",
};

/// Requests for a PIN.
const REQUESTS: Kind = Kind {
    name: "requests",
    queues: 4,
    each: 50,
    signed_in: false,
    send: people::ask_for_a_pin,
    rows: "SELECT id, number FROM pin_requests",
    outcome: "pin-requested",
};

/// Every kind; all are sent at the same time.
const KINDS: [&Kind; 2] = [&ORDERS, &REQUESTS];

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

impl Kind {
    /// How many citizens it takes.
    fn people(&self) -> usize {
        if self.signed_in { self.queues } else { self.queues * self.each }
    }

    /// One queue from its first send to its last; how many requests of it got no answer.
    fn queue(
        &self,
        victim: &Program<'_>,
        people: &[Person],
        inside: &AtomicUsize,
        note: impl Fn(String, String),
    ) -> u32 {
        let mut browser = Browser::new(victim);
        if self.signed_in {
            browser = people::sign_in(victim, &people[0][0]);
        }
        inside.fetch_add(1, Ordering::SeqCst);
        let mut lost = 0;
        for n in 0..self.each {
            let person = &people[if self.signed_in { 0 } else { n }];
            let (key, number) = (self.send)(&mut browser, person, n % 7 == 0);
            note(key, number);
            if !self.signed_in {
                lost += std::mem::replace(&mut browser, Browser::new(victim)).lost;
            }
        }
        lost + browser.lost
    }
}

fn siege(store: &Store, name: &str) {
    let with_pin = KINDS.iter().filter(|kind| kind.signed_in).map(|kind| kind.people()).sum();
    let everybody = people::enrol(store, KINDS.iter().map(|kind| kind.people()).sum(), with_pin);
    let (mut with_pin, mut others) = everybody.split_at(with_pin);
    let began = Instant::now();
    let mut dice = Dice::new(name);
    // All of it comes from one network, whose requests are not what is tried here.
    let settings = store.path("settings.toml");
    std::fs::write(&settings, "sends_a_place = 1000\n").unwrap();
    let victim = Program::run(|| {
        let mut command = sportello(store);
        command.env("SPORTELLO_CONFIG", &settings);
        command
    });
    let kept = KINDS.map(|_| Acknowledged::default());
    let (acknowledged, lost, inside) = (AtomicU64::new(0), AtomicU64::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        let mut senders = Vec::new();
        for (kind, kept) in KINDS.into_iter().zip(&kept) {
            let of_kind = if kind.signed_in { &mut with_pin } else { &mut others };
            for queue in of_kind.split_off(..kind.people()).unwrap().chunks(kind.people() / kind.queues) {
                let (victim, acknowledged, lost, inside) = (&victim, &acknowledged, &lost, &inside);
                let note = move |key: String, number: String| {
                    let before = kept.lock().unwrap().insert(key, number.clone());
                    assert!(before.is_none_or(|before| before == number), "a repeat has another number");
                    acknowledged.fetch_add(1, Ordering::SeqCst);
                };
                senders.push(scope.spawn(move || {
                    lost.fetch_add(kind.queue(victim, queue, inside, note).into(), Ordering::SeqCst);
                }));
            }
        }
        let mut next = dice.below(20);
        while !senders.iter().all(|sender| sender.is_finished()) {
            // A sign-in that is killed counts as a wrong try, of which there are few: all are in before the first kill.
            let all_inside = inside.load(Ordering::SeqCst) == senders.len();
            if all_inside && acknowledged.load(Ordering::SeqCst) >= next {
                dice.linger(Duration::from_millis(20));
                victim.kill_and_start();
                next = acknowledged.load(Ordering::SeqCst) + 10 + dice.below(50);
            }
            std::thread::yield_now();
        }
    });
    victim.kill();
    let starts = victim.starts();
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
    check(store, kept.map(|kept| kept.into_inner().unwrap()));
}

/// Holds the database against what was acknowledged of each kind.
fn check(store: &Store, acknowledged: [BTreeMap<String, String>; KINDS.len()]) {
    let mut numbers = BTreeSet::new();
    for (kind, acknowledged) in KINDS.into_iter().zip(&acknowledged) {
        assert_eq!(acknowledged.len(), kind.queues * kind.each, "{}", kind.name);
        let (rows, met, twice) = store.with(async |portal| {
            let mut conn = portal.db.reader().await.unwrap();
            let rows: Vec<(uuid::Uuid, String)> = sql!(conn, kind.rows).all().await.unwrap();
            let met = "SELECT COUNT(DISTINCT case_id) FROM encounters WHERE outcome = $1";
            let met: Vec<(i64,)> = sql!(conn, met, kind.outcome).all().await.unwrap();
            // A PIN request is noted as nobody's when it is sent, and as its citizen's by the job that writes the letter.
            let twice = "SELECT COUNT(*) FROM encounters WHERE outcome = $1 \
                         GROUP BY case_id, citizen_id HAVING COUNT(*) > 1";
            let twice: Vec<(i64,)> = sql!(conn, twice, kind.outcome).all().await.unwrap();
            (rows, met, twice)
        });
        assert_eq!(rows.len(), acknowledged.len(), "{}: as many rows as acknowledgements", kind.name);
        let as_kept: BTreeMap<String, String> =
            rows.into_iter().map(|(id, number)| (id.to_string(), number)).collect();
        assert!(as_kept == *acknowledged, "{}: each has the number that was acknowledged", kind.name);
        numbers.extend(acknowledged.values().cloned());
        let same: usize = KINDS
            .iter()
            .filter(|other| other.outcome == kind.outcome)
            .map(|kind| kind.queues * kind.each)
            .sum();
        assert_eq!(met, [(count(same),)], "{}: one encounter each", kind.name);
        assert!(twice.is_empty(), "{}: none is noted twice", kind.name);
    }
    let total = acknowledged.iter().map(BTreeMap::len).sum();
    assert_eq!(numbers.len(), total, "no number twice");
    let (counted, cases, events) = store.with(async |portal| {
        let mut conn = portal.db.reader().await.unwrap();
        let every_year = "SELECT CAST(SUM(last) AS BIGINT) FROM protocol_counters";
        let counted: Vec<(i64,)> = sql!(conn, every_year).all().await.unwrap();
        let cases: Vec<(i64,)> = sql!(conn, "SELECT COUNT(*) FROM cases").all().await.unwrap();
        let events: Vec<(i64,)> = sql!(conn, "SELECT COUNT(*) FROM case_events").all().await.unwrap();
        (counted, cases, events)
    });
    assert_eq!(counted, [(count(total),)], "and none left out");
    assert_eq!(events, cases, "one event a case");
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap()
}
