//! 1,000 registrations of domestic work, changed, sent and sent twice, while the portal is killed and killed; beside
//! them drafts that are changed and never sent, and some that are begun and filled half way.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use sportello::citizen::{Raised, raise};
use sportello::services::drafts::{Draft, records};
use sportello::sql;
use uuid::Uuid;

use crate::drafts;
use crate::process::dice::Dice;
use crate::process::people::{self, sign_in};
use crate::process::program::Program;
use crate::process::registration::{Registration, half_filled};
use crate::process::store::Store;

/// Employers, each in a session of their own, at the same time.
const EMPLOYERS: usize = 8;
/// Registrations that each sends.
const SENT: usize = 125;
/// Drafts that each only changes.
const KEPT: usize = 10;
/// After how many of those somebody else begins one, and fills it half way: who has so many open begins no more.
const BEGINS: usize = 40;

/// What was acknowledged of a draft: the hours, and the protocol number if it was sent.
type Acknowledged = Mutex<BTreeMap<Uuid, (u8, Option<String>)>>;

#[test]
fn on_sqlite_every_registration_is_sent_once_and_no_draft_is_lost() {
    siege(&Store::lite(), "registrations on sqlite");
}

#[test]
fn on_postgresql_every_registration_is_sent_once_and_no_draft_is_lost() {
    siege(&Store::postgres(), "registrations on postgresql");
}

fn siege(store: &Store, name: &str) {
    let people = people::enrol(store, 2 * EMPLOYERS, 2 * EMPLOYERS);
    let (employers, beginners) = people.split_at(EMPLOYERS);
    let opened: Vec<Vec<Uuid>> = store.with(async |portal| {
        let mut all = Vec::new();
        for employer in employers {
            let code = employer[0].parse().unwrap();
            assert_eq!(raise(&portal.db, code, portal.clock.now()).await.unwrap(), Raised::Done);
            all.push(drafts::open_of_all_kinds(&portal, &employer[0], "", SENT + KEPT).await);
        }
        all
    });
    let mut dice = Dice::new(name);
    let (victim, began) = (Program::start(store), Instant::now());
    let (kept, done, lost) = (Acknowledged::default(), AtomicU64::new(0), AtomicU64::new(0));
    let (inside, mut begun) = (AtomicUsize::new(0), Vec::<Vec<Registration>>::new());
    std::thread::scope(|scope| {
        let mut senders = Vec::new();
        for ((employer, beginner), drafts) in employers.iter().zip(beginners).zip(&opened) {
            let (victim, kept, done, lost, inside) = (&victim, &kept, &done, &lost, &inside);
            senders.push(scope.spawn(move || {
                let (mut browser, mut begun) = (sign_in(victim, &employer[0]), Vec::new());
                let mut beside = sign_in(victim, &beginner[0]);
                inside.fetch_add(1, Ordering::SeqCst);
                for (n, draft) in drafts.iter().enumerate() {
                    let hours = u8::try_from(11 + n % 30).unwrap();
                    people::change_hours(&mut browser, *draft, hours);
                    let number = (n >= KEPT).then(|| people::register(&mut browser, *draft, n % 7 == 0).1);
                    kept.lock().unwrap().insert(*draft, (hours, number));
                    done.fetch_add(1, Ordering::SeqCst);
                    if n % BEGINS == 0 {
                        begun.push(half_filled(&mut beside));
                    }
                }
                lost.fetch_add((browser.lost + beside.lost).into(), Ordering::SeqCst);
                begun
            }));
        }
        let mut next = dice.below(20);
        while !senders.iter().all(|sender| sender.is_finished()) {
            // A sign-in that is killed counts as a wrong try, of which there are few: all are in before the first kill.
            let all_inside = inside.load(Ordering::SeqCst) == EMPLOYERS;
            if all_inside && done.load(Ordering::SeqCst) >= next {
                dice.linger(Duration::from_millis(20));
                victim.kill_and_start();
                next = done.load(Ordering::SeqCst) + 10 + dice.below(50);
            }
            std::thread::yield_now();
        }
        begun.extend(senders.into_iter().map(|sender| sender.join().unwrap()));
    });
    victim.kill_and_start();
    for (beginner, begun) in beginners.iter().zip(&begun) {
        let mut browser = sign_in(&victim, &beginner[0]);
        assert_eq!(begun.len(), (SENT + KEPT).div_ceil(BEGINS));
        begun.iter().for_each(|form| form.holds(&mut browser));
    }
    victim.kill();
    let starts = victim.starts();
    eprintln!(
        "{name}: {} kills, {} requests unanswered, {:.1} s",
        starts.len() - 1,
        lost.load(Ordering::SeqCst),
        began.elapsed().as_secs_f64()
    );
    assert!(starts.len() > 10, "too few kills to mean anything");
    assert!(lost.load(Ordering::SeqCst) > 0, "no kill met a request");
    let begun = begun.iter().flatten().map(|form| form.draft.parse().unwrap()).collect();
    check(store, &kept.into_inner().unwrap(), &begun);
}

/// Holds the database against what was acknowledged.
fn check(store: &Store, kept: &BTreeMap<Uuid, (u8, Option<String>)>, begun: &BTreeSet<Uuid>) {
    assert_eq!(kept.len(), EMPLOYERS * (SENT + KEPT));
    let (cases, hours, kin, mut drafts, sent) = store.with(async |portal| {
        let mut conn = portal.db.reader().await.unwrap();
        let cases: Vec<(Uuid, String)> = sql!(conn, "SELECT id, protocol FROM cases").all().await.unwrap();
        let hours: Vec<(Uuid, i64)> =
            sql!(conn, "SELECT case_id, weekly_hours FROM domestic_relationships").all().await.unwrap();
        let kin: Vec<(String,)> =
            sql!(conn, "SELECT DISTINCT kinship FROM domestic_relationships").all().await.unwrap();
        let left: Vec<(Uuid, Uuid)> =
            sql!(conn, "SELECT id, citizen_id FROM drafts WHERE step IS NOT NULL").all().await.unwrap();
        let sent: Vec<(i64,)> =
            sql!(conn, "SELECT COUNT(*) FROM encounters WHERE outcome = 'sent'").all().await.unwrap();
        let mut drafts = BTreeMap::new();
        for (id, _) in left {
            let stored = records::find(&mut conn, id).await.unwrap().unwrap();
            drafts.insert(id, Draft::open(&portal.keys, stored).unwrap().answers);
        }
        (cases, hours, kin, drafts, sent)
    });
    let acknowledged: BTreeMap<Uuid, String> =
        kept.iter().filter_map(|(id, (_, number))| Some((*id, number.clone()?))).collect();
    assert_eq!(acknowledged.len(), EMPLOYERS * SENT);
    assert_eq!(cases.len(), acknowledged.len(), "as many cases as acknowledgements");
    assert!(BTreeMap::from_iter(cases) == acknowledged, "every case has the number that was acknowledged");
    let of = |id: &Uuid| kept[id].0;
    assert_eq!(hours.len(), acknowledged.len());
    assert!(hours.iter().all(|(id, hours)| *hours == i64::from(of(id))), "sent as it was last changed");
    assert_eq!(kin.len(), 4, "of no kin, of a spouse, by blood and by marriage: {kin:?}");
    assert_eq!(sent, [(i64::try_from(acknowledged.len()).unwrap(),)], "one encounter a send");
    let all: BTreeSet<Uuid> = drafts.keys().copied().collect();
    assert!(begun.is_subset(&all), "a draft that was begun is lost");
    drafts.retain(|id, _| !begun.contains(id));
    assert_eq!(drafts.len(), EMPLOYERS * KEPT, "every draft that was not sent is there, and no other");
    assert!(drafts.iter().all(|(id, answers)| answers.trimmed("ore") == of(id).to_string()));
}
