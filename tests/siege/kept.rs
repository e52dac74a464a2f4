//! An upgrade on what an older program itself has kept: its records and the cookies of its citizen, stored as it left them.
//!
//! `tests/fixtures/older/` holds test data: `sqlite.db` and `postgres.sql`, the records; `sqlite.json` and
//! `postgres.json`, what the browser had and what was typed. The secret they are sealed with is the one of all tests, 32
//! times `0x42`. They were written on the day that they name, by the program of commit 72fccf880dd8 of 26 November 2026:
//!
//! ```sh
//! git worktree add --detach ../older 72fccf880dd8
//! (cd ../older && cargo build -p sportello --bin sportello)
//! SPORTELLO_OLDER=$PWD/../older/target/debug/sportello ./test  # or this test alone
//! ```
//!
//! That program loaded the demo, let its citizen send, and served a browser that sent one registration and left another
//! half filled. The other invented people and the offices were then taken out, and nothing else was changed. Each test runs
//! on a copy, by a clock that goes on from that day.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::civil::DateTime;
use serde_json::{Value, json};
use sportello::import::demo::CODE;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use crate::half_filled::{CHANGED, HOME, JOB, REST, begin_in_a_week, demo, finish_on};
use crate::process::browser::{Browser, Got};
use crate::process::people::{confirmed, pairs, sign_in};
use crate::process::program::{Program, other, sportello, turned};
use crate::process::registration::{EMPLOYER, Fields, Registration, SERVICE, WRONG, half_filled};
use crate::process::store::Store;

/// The worker of the registration that was sent.
const SENT: &[(&str, Fields)] = &[
    ("lavoratore", &[("lavoratore-codice-fiscale", "SMPLZU91C59Z611T")]),
    ("lavoratore-nome", &[("lavoratore-cognome", "Esempio"), ("lavoratore-nome", "Luz")]),
    ("lavoratore-nascita", &[]),
    ("lavoratore-cittadinanza", &[("lavoratore-cittadinanza", "Romania")]),
    (WRONG.0, &[WRONG.1[0], WRONG.1[1], HOME[0], WRONG.1[3]]),
];

/// What that program asked by another name than today's.
const PAY: (&str, Fields) = ("paga", &[("tipo-paga", "oraria"), ("paga", "9,75")]);

/// What the citizen's browser had when the program was stopped.
struct Kept {
    /// The moment, in UTC.
    at: DateTime,
    cookies: String,
    half: Registration,
    /// The page on which something is wrong stood open: what was right then, and not sent.
    open: Vec<(String, String)>,
    /// The address of another one that was sent, and its number.
    sent: String,
    number: String,
    /// The answers as that page told them.
    told: Vec<String>,
}

impl Kept {
    fn json(&self) -> Value {
        json!({
            "test data": "invented people, and a session that is over",
            "at": self.at.to_string(),
            "cookies": self.cookies,
            "half": { "draft": self.half.draft, "sent": self.half.sent },
            "open": self.open,
            "sent": self.sent,
            "number": self.number,
            "told": self.told,
        })
    }

    fn of(json: &Value) -> Kept {
        let text = |json: &Value| json.as_str().unwrap().to_owned();
        let fields =
            |json: &Value| -> Vec<(String, String)> { serde_json::from_value(json.clone()).unwrap() };
        let half = &json["half"];
        Kept {
            at: text(&json["at"]).parse().unwrap(),
            cookies: text(&json["cookies"]),
            half: Registration {
                draft: text(&half["draft"]),
                sent: serde_json::from_value(half["sent"].clone()).unwrap(),
            },
            open: fields(&json["open"]),
            sent: text(&json["sent"]),
            number: text(&json["number"]),
            told: serde_json::from_value(json["told"].clone()).unwrap(),
        }
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/older").join(name)
}

/// The answers on the page of what was sent, row by row.
fn told(sent: &Got) -> Vec<String> {
    let html = scraper::Html::parse_document(&sent.body);
    let cells = scraper::Selector::parse("main td, main dd").unwrap();
    let words = |cell: scraper::ElementRef<'_>| cell.text().collect::<String>().split_whitespace().collect();
    html.select(&cells).map(words).collect()
}

/// Lets the older program keep what it keeps.
fn kept_by(older: &OsStr, store: &Store) -> Kept {
    let settings = demo(store);
    let command = || {
        let mut command = other(older, store);
        command.current_dir(store.folder.path()).env("SPORTELLO_CONFIG", &settings);
        command
    };
    let before = Program::run(command);
    assert!(command().args(["citizen", "raise", CODE]).status().unwrap().success());
    let mut here = sign_in(&before, CODE);
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let mut sent = Registration::begin(&mut here);
    for (step, own) in EMPLOYER.1.iter().chain(SENT).chain([&JOB]) {
        sent.fill_well(&mut here, step, own);
    }
    let rest: Vec<_> = REST.iter().map(|step| if step.0 == PAY.0 { PAY } else { *step }).collect();
    let number = finish_on(today, &mut sent, &mut here, &rest);
    let sent = sent.address("inviata");
    let told = told(&here.get(&sent));
    let mut half = half_filled(&mut here);
    half.fill_well(&mut here, JOB.0, JOB.1);
    begin_in_a_week(today, &mut half, &mut here);
    let to_the_pay = rest.iter().position(|step| *step == PAY).unwrap();
    for (step, own) in &rest[..=to_the_pay] {
        half.fill_well(&mut here, step, own);
    }
    let open = half.typed(&mut here, WRONG.0, HOME);
    before.kill();
    let at = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).datetime();
    let at = at.round(jiff::Unit::Second).unwrap();
    Kept { at, cookies: here.cookies(), half, open, sent, number, told }
}

/// Takes out everybody else and the offices.
const REDUCE: &str = "
DELETE FROM contributions WHERE citizen_id <> (SELECT id FROM citizens WHERE codice_fiscale = 'CODE');
DELETE FROM contacts WHERE citizen_id <> (SELECT id FROM citizens WHERE codice_fiscale = 'CODE');
DELETE FROM citizens WHERE codice_fiscale <> 'CODE';
DELETE FROM competence;
DELETE FROM offices;
";

/// Writes the fixtures anew.
fn write(dialect: &str, older: &OsStr) {
    let (store, reduce) = (store(dialect), REDUCE.replace("CODE", CODE));
    let kept = kept_by(older, &store);
    let json = serde_json::to_string_pretty(&kept.json()).unwrap() + "\n";
    std::fs::write(fixture(&format!("{dialect}.json")), json).unwrap();
    store.run(async |url| match url.strip_prefix("sqlite:") {
        Some(file) => {
            let options = SqliteConnectOptions::new().filename(file);
            let mut conn = SqliteConnection::connect_with(&options).await.unwrap();
            let into = fixture("sqlite.db");
            // There is none the first time.
            drop(std::fs::remove_file(&into));
            let script = format!("{reduce}PRAGMA page_size = 1024; VACUUM INTO '{}'", into.display());
            sqlx::raw_sql(AssertSqlSafe(script)).execute(&mut conn).await.unwrap();
        }
        None => {
            let mut conn = PgConnection::connect(url).await.unwrap();
            sqlx::raw_sql(AssertSqlSafe(reduce)).execute(&mut conn).await.unwrap();
            let dump = "$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)/pg_dump";
            // What begins with a backslash is for psql alone.
            let line =
                format!("{dump} --inserts --no-owner --no-privileges '{url}' | grep -v '^\\\\' | grep -v '^--' | cat -s");
            let dumped = Command::new("sh").args(["-c", &line]).output().unwrap();
            let dump = String::from_utf8(dumped.stdout).unwrap();
            std::fs::write(fixture("postgres.sql"), format!("-- Test data: invented people.\n{dump}")).unwrap();
        }
    });
}

fn store(dialect: &str) -> Store {
    if dialect == "sqlite" { Store::lite() } else { Store::postgres() }
}

/// A copy of what was kept, and what the browser had.
fn copy(dialect: &str) -> (Store, Kept) {
    if let Some(older) = std::env::var_os("SPORTELLO_OLDER") {
        write(dialect, &older);
    }
    let store = store(dialect);
    store.run(async |url| match url.strip_prefix("sqlite:") {
        Some(file) => drop(std::fs::copy(fixture("sqlite.db"), file).unwrap()),
        None => {
            let script = std::fs::read_to_string(fixture("postgres.sql")).unwrap();
            let mut conn = PgConnection::connect(url).await.unwrap();
            sqlx::raw_sql(AssertSqlSafe(script)).execute(&mut conn).await.unwrap();
            conn.close().await.unwrap();
        }
    });
    let kept = std::fs::read(fixture(&format!("{dialect}.json"))).unwrap();
    (store, Kept::of(&serde_json::from_slice(&kept).unwrap()))
}

fn what_an_older_program_has_kept_is_gone_on_with(dialect: &str) {
    let (store, kept) = copy(dialect);
    let clock = store.path("clock");
    std::fs::write(&clock, format!("@{}", kept.at.strftime("%Y-%m-%d %H:%M:%S"))).unwrap();
    let program = Program::run(|| {
        let mut command = sportello(&store);
        turned(&mut command, &clock);
        command.env("TZ", "UTC");
        command
    });

    // The same browser, in the session that was opened then: what was typed is there, and what was wrong is told.
    let mut here = Browser::holding(&program, &kept.cookies);
    let mut form = kept.half;
    let area = here.get("/it/area");
    assert!(area.body.contains(&form.address(WRONG.0)), "{}", area.body);
    let answered: Vec<String> = form.sent.iter().map(|(step, _)| step.clone()).collect();
    form.sent.retain(|(step, _)| step != PAY.0);
    form.holds(&mut here);
    let wrong = here.get(&form.address(WRONG.0));
    assert!(wrong.words("#errori").is_some_and(|told| !told.is_empty()), "{}", wrong.body);

    // Pages that ask something else now say so, and their task is to be looked at again before all is sent. One of them
    // asked the pay that counts, which is worked out by now: what was typed is told beside what is asked in its place.
    let list = here.get(&format!("{SERVICE}/{}", form.draft)).words("main").unwrap();
    assert!(list.contains("IllavoroDarivedere"), "{list}");
    let mut pages = answered.iter().map(|step| (step, here.get(&form.address(step)).words("main").unwrap()));
    let changed: Vec<_> = pages.by_ref().filter(|(_, words)| words.contains(CHANGED)).collect();
    let (_, pay) = changed.iter().find(|(step, _)| *step == PAY.0).unwrap();
    assert!(pay.contains("tuhaiscritto9,75"), "{pay}");
    assert_eq!(here.get(&form.address("riepilogo")).status, 303, "it is not to be sent yet");

    // The page that stood open is sent as it stood. Its token is not one of today's: it is shown as it was filled.
    let got = here.post(&form.address(WRONG.0), &pairs(&kept.open));
    assert_eq!(got.status, 403, "{}", got.body);
    let again = got.fields_of(&form.address(WRONG.0));
    for field in kept.open.iter().filter(|(name, _)| name != "gettone") {
        assert!(again.contains(field), "{field:?} is not in {again:?}");
    }
    form.send(&mut here, WRONG.0, again);

    // In another browser it is finished: what has changed is sent again as it stands, but for the pay.
    let mut there = sign_in(&program, CODE);
    for (step, _) in changed.iter().filter(|(step, _)| *step != PAY.0) {
        form.fill_well(&mut there, step, &[]);
    }
    let number = finish_on(kept.at.date(), &mut form, &mut there, REST);
    assert_eq!(number.len(), 16, "{number}");

    // What was sent then reads as it was sent.
    let sent = there.get(&kept.sent);
    assert_eq!(confirmed(&sent), kept.number);
    let now = told(&sent);
    for answer in &kept.told {
        assert!(now.contains(answer), "{answer} is not in {now:?}");
    }
    let cases = there.get("/it/area/pratiche").words("main").unwrap();
    assert!(cases.contains(&kept.number) && cases.contains(&number), "{cases}");
}

#[test]
fn on_sqlite_what_an_older_program_itself_has_kept_is_gone_on_with() {
    what_an_older_program_has_kept_is_gone_on_with("sqlite");
}

#[test]
fn on_postgresql_what_an_older_program_itself_has_kept_is_gone_on_with() {
    what_an_older_program_has_kept_is_gone_on_with("postgres");
}
