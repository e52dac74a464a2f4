//! Where the code on a receipt leads, as its printer was told it: to the case of its number, for who signs in as its citizen.
//! To everybody else it opens nothing, and it changes nothing however often it is followed.

use std::collections::BTreeMap;

use rusqlite::{Connection, OpenFlags};
use sportello::import::demo;

use crate::dispatcher::until;
use crate::left_behind::open_sessions;
use crate::process::browser::{Browser, Door, Got};
use crate::process::people::PIN;
use crate::process::program::Program;
use crate::process::store::Store;
use crate::visits::ENRICO;

/// Tables that the portal and its kiosks write by themselves, and those of what no citizen's page changes.
const OTHERS: [&str; 9] = [
    "kiosks",
    "kiosk_nonces",
    "kiosk_journals",
    "kiosk_reports",
    "retention",
    "write_trial",
    "contributions",
    "offices",
    "competence",
];

/// Follows the code of Enrico's last receipt, on the board of the kiosk that he has left.
pub fn leads_home_who_signs_in(store: &Store, program: &Program<'_>, board: &str, number: &str) {
    until("the portal has ended his session", || open_sessions(store).is_empty().then_some(()));
    let address = code_of_the_last(board);
    let base = format!("http://127.0.0.1:{}", program.port());
    let address = address.strip_prefix(&base).expect("an address of this portal");
    assert!(address.ends_with(&format!("/{number}")), "{address}");

    let before = rows(store);
    assert!(!before["cases"].is_empty() && !before["audit"].is_empty(), "there is what could change");
    for time in ["once", "again"] {
        let mut anybody = Browser::new(program);
        let page = to_sign_in(&mut anybody, address).1;
        assert!(page.body.contains("name=\"pin\""), "{time}: {}", page.body);
        for told in ["Rinaldi", "Estratto conto", "Ricevuta"] {
            assert!(!page.words("main").unwrap().contains(&squeezed(told)), "{time}: «{told}»");
        }
        // Whatever cookie it was given is nobody's.
        to_sign_in(&mut anybody, "/it/area");
        for (table, rows) in rows(store) {
            assert!(rows == before[&table], "{time}: something has changed in {table}");
        }
    }

    let own = signs_in(program, address, ENRICO, PIN);
    assert_eq!(own.status, 200);
    let words = own.words("main").unwrap();
    assert!(words.contains("Numerodiprotocollo") && words.contains(number), "{words}");

    let others = signs_in(program, address, demo::CODE, demo::PIN);
    let nobodys = signs_in(program, &address.replace(number, "2020000000000017"), demo::CODE, demo::PIN);
    assert_eq!((others.status, nobodys.status), (404, 404));
    assert_eq!(others.words("main"), nobodys.words("main"), "it is as if the number had never been given");
}

/// What the code at the end of the last receipt holds; in letters it stands below.
pub fn code_of_the_last(board: &str) -> String {
    let html = scraper::Html::parse_document(board);
    let papers = scraper::Selector::parse("#ricevute .paper").unwrap();
    let paper = html.select(&papers).next().expect("a receipt").text().collect::<String>();
    let (code, below) = paper.split_once("[QR: ").and_then(|(_, rest)| rest.split_once(']')).expect(&paper);
    assert_eq!(squeezed(below), code, "the same in letters");
    code.to_owned()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Whoever is not signed in is asked to; where, and the page.
#[track_caller]
fn to_sign_in(browser: &mut Browser<'_>, address: &str) -> (String, Got) {
    let sent_on = browser.get(address);
    assert_eq!(sent_on.status, 303, "{}", sent_on.body);
    assert!(sent_on.location.starts_with("/it/accedi?poi="), "{}", sent_on.location);
    let page = browser.get(&sent_on.location);
    assert_eq!(page.status, 200);
    (sent_on.location, page)
}

/// What someone gets who follows an address and signs in on the way.
#[track_caller]
fn signs_in(program: &Program<'_>, address: &str, code: &str, pin: &str) -> Got {
    let mut browser = Browser::new(program);
    let (at, page) = to_sign_in(&mut browser, address);
    let token = page.hidden("gettone");
    let fields = [("gettone", token.as_str()), ("codice-fiscale", code), ("pin", pin), ("durata", "")];
    let sent_on = browser.post(&at, &fields);
    assert_eq!((sent_on.status, sent_on.location.as_str()), (303, address));
    browser.get(address)
}

/// Every row of the database that a page could write, by its table.
fn rows(store: &Store) -> BTreeMap<String, Vec<String>> {
    let file = store.url.strip_prefix("sqlite:").unwrap();
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(file, flags).unwrap();
    let all = |text: &str| -> Vec<String> {
        let mut found = database.prepare(text).unwrap();
        let columns = found.column_count();
        let row = |row: &rusqlite::Row<'_>| {
            (0..columns).map(|nth| row.get_ref(nth).map(|value| format!("{value:?} "))).collect()
        };
        found.query_map([], row).unwrap().map(Result::unwrap).collect()
    };
    let mut tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
    let tables = tables.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap);
    let own = |table: &String| !OTHERS.contains(&table.as_str()) && !table.starts_with("sqlite_");
    tables.filter(own).map(|table| (table.clone(), all(&format!("SELECT * FROM {table}")))).collect()
}
