//! 1,000 requests for the PIN of one person: one letter, and every asker is told the same; one of nobody takes as long.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use sportello::import::demo;
use sportello::sql;

use crate::process::browser::Browser;
use crate::process::dice::Dice;
use crate::process::people::{self, Person, Walked, pairs};
use crate::process::program::{Program, behind_a_proxy, sportello};
use crate::process::store::Store;

/// Requests, all for one person.
const REQUESTS: usize = 1_000;
/// People who send them at the same time.
const SENDERS: usize = 4;

#[test]
fn a_thousand_pin_requests_for_one_person_are_one_letter() {
    let store = Store::lite();
    let everybody = people::enrol(&store, 1, 0);
    let program = Program::run(|| behind_a_proxy(&store));
    let first = people::walk_a_request(&mut Browser::new(&program).from("10.1.0.7"), &everybody[0]);
    let next = AtomicUsize::new(1);
    let send_all = || {
        let (mut told, mut numbers) = (BTreeSet::new(), BTreeSet::new());
        loop {
            let n = next.fetch_add(1, Ordering::SeqCst);
            if n >= REQUESTS {
                return (told, numbers);
            }
            let mut browser = Browser::new(&program).from(format!("10.{}.{}.7", n / 250, n % 250));
            let (number, words) = send_again(&mut browser, &first);
            numbers.insert(number);
            told.insert(words);
        }
    };
    let (mut told, mut numbers) = (BTreeSet::new(), BTreeSet::from([first.number.clone()]));
    std::thread::scope(|scope| {
        let senders: Vec<_> = (0..SENDERS).map(|_| scope.spawn(send_all)).collect();
        for sender in senders {
            let (of_one, its_numbers) = sender.join().unwrap();
            told.extend(of_one);
            numbers.extend(its_numbers);
        }
    });
    assert_eq!(numbers.len(), REQUESTS, "every request has a number of its own");
    assert_eq!(told.len(), 1, "every asker is told the same: {told:#?}");
    drop(program);
    let take = sportello(&store).args(["letters", "take"]).arg(store.path("letters")).status().unwrap();
    assert!(take.success());
    let (letters, states) = store.with(async |portal| {
        let mut conn = portal.db.reader().await.unwrap();
        let letters: Vec<(String,)> = sql!(conn, "SELECT kind FROM letters").all().await.unwrap();
        let states: Vec<(String, i64)> =
            sql!(conn, "SELECT state, COUNT(*) FROM pin_requests GROUP BY state ORDER BY state")
                .all()
                .await
                .unwrap();
        (letters, states)
    });
    assert_eq!(letters, [("pin".to_owned(),)], "one letter");
    let (count, refused) = (i64::try_from(REQUESTS).unwrap(), "refused".to_owned());
    assert!(states.contains(&(refused, count - 1)) && states.len() == 2, "{states:?}");
}

/// Sends the same answers in a session of its own; the number, and the page that comes back without what is of this
/// request alone.
fn send_again(browser: &mut Browser<'_>, walked: &Walked) -> (String, String) {
    let token = browser.get("/it/pin/richiesta").hidden("gettone");
    let begun = browser.post("/it/pin/richiesta", &[("gettone", token.as_str())]);
    let draft = begun.location.split('/').nth(4).unwrap_or_else(|| panic!("{begun:?}")).to_owned();
    let mut to = String::new();
    for (slug, fields) in &walked.steps {
        let mut fields = fields.clone();
        fields
            .iter_mut()
            .filter(|(name, _)| name == "gettone")
            .for_each(|(_, value)| token.clone_into(value));
        // What is sent is this draft.
        fields.iter_mut().filter(|(name, _)| name == "chiave").for_each(|(_, value)| draft.clone_into(value));
        to = browser.post(&format!("/it/pin/richiesta/{draft}/{slug}"), &pairs(&fields)).location;
    }
    assert!(to.ends_with("/conferma"), "{to}");
    let page = browser.get(&to).body.replace(&token, "");
    let main = page.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>")).unwrap().0;
    let (_, number) = main.split_once("class=\"protocol\"").unwrap();
    let digits = number.chars().filter(char::is_ascii_digit).take(16).collect();
    (digits, main.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect())
}

/// Requests of somebody, and as many of nobody.
const SAMPLES: usize = 80;

/// How a chance in a hundred thousand differs from even: four standard deviations and a half of the share of pairs in
/// which one sample is the slower, for samples of this size.
const UNEVEN: f64 = 0.21;

#[test]
fn a_request_of_nobody_takes_as_long_as_one_of_somebody() {
    let store = Store::lite();
    let on_record = people::enrol(&store, SAMPLES, 0);
    let mut csv = Vec::new();
    demo::citizens_csv(&mut csv, 8, 2 * SAMPLES).unwrap();
    let mut strangers = csv::Reader::from_reader(&csv[..]);
    let strangers = strangers.records().map(|row| row.unwrap().iter().take(6).map(str::to_owned).collect());
    let is_on_record = |person: &Person| on_record.iter().any(|known| known[0] == person[0]);
    let nobody: Vec<Person> = strangers.filter(|person| !is_on_record(person)).take(SAMPLES).collect();
    assert_eq!(nobody.len(), SAMPLES);
    let program = Program::run(|| behind_a_proxy(&store));
    // In an order left to chance, so that whatever else the machine does falls on both alike.
    let mut order: Vec<(usize, &Person)> = on_record.iter().map(|one| (0, one)).collect();
    order.extend(nobody.iter().map(|one| (1, one)));
    let mut dice = Dice::new("requests");
    for n in (1..order.len()).rev() {
        order.swap(n, usize::try_from(dice.below(n as u64 + 1)).unwrap());
    }
    let mut times = [Vec::new(), Vec::new()];
    for (n, (sort, person)) in order.into_iter().enumerate() {
        let mut browser = Browser::new(&program).from(format!("10.{}.{}.7", n / 250, n % 250));
        times[sort].push(people::walk_a_request(&mut browser, person).took);
    }
    let [somebody, nobody] = &times;
    let slower = somebody.iter().flat_map(|one| nobody.iter().map(move |other| one > other));
    let share = slower.filter(|slower| *slower).count() as f64 / (SAMPLES * SAMPLES) as f64;
    eprintln!("a request of somebody is slower than one of nobody in {share:.3} of pairs");
    assert!((share - 0.5).abs() < UNEVEN, "somebody is told from nobody: {share}");
}
