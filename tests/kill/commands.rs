//! Commands killed and run again: an import ends the same, letters are taken once, a kiosk is enrolled once.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use a11y::page::Page;
use a11y::text::{Lang, Text};
use sportello::citizen::records::by_code;
use sportello::ledger::Protocollo;
use sportello::ledger::letters::{self, Address, Delivery, NewLetter};
use sportello::sql;
use uuid::Uuid;

use crate::process::dice::Dice;
use crate::process::people::{self, order, sign_in};
use crate::process::program::{Program, free_port, sportello};
use crate::process::store::{Store, files};

/// Citizens of the import; their careers have about 25 rows each.
const CITIZENS: usize = 1_500;

/// Letters in the outbox: two batches.
const LETTERS: usize = 700;

/// The exit code of a command that left bad rows out.
const LEFT_OUT: i32 = 3;

/// Runs a command again and again, killing it after a random time of at most `most`, until it ends by itself, with `code`.
fn until_it_ends(dice: &mut Dice, most: Duration, code: i32, command: impl Fn() -> Command) -> u32 {
    let mut kills = 0;
    loop {
        let mut child = command().spawn().unwrap();
        // The first time soon, so that it is killed at all; after some kills it is let be, or a slow machine would
        // never see the end.
        let patience = match kills {
            0 => dice.span(most / 8),
            1..15 => dice.span(most),
            _ => Duration::MAX,
        };
        let began = Instant::now();
        let ended = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break Some(status);
            }
            if began.elapsed() > patience {
                break None;
            }
            std::thread::yield_now();
        };
        match ended {
            Some(status) => {
                assert_eq!(status.code(), Some(code));
                return kills;
            }
            None => {
                child.kill().unwrap();
                child.wait().unwrap();
                kills += 1;
            }
        }
    }
}

fn import(store: &Store, kind: &str, file: &Path) -> Command {
    let mut command = sportello(store);
    command.args(["import", kind]).arg(file);
    command
}

/// Every row an import writes, but for ids and times, in one order.
fn imported(store: &Store) -> Vec<String> {
    store.with(async |portal| {
        let mut conn = portal.db.reader().await.unwrap();
        let people: Vec<(String, String, String, String, String)> = sql!(
            conn,
            "SELECT codice_fiscale, surname, name, residence_street, residence_cap FROM citizens"
        )
        .all()
        .await
        .unwrap();
        let periods: Vec<(String, String, String, String, String, i64, i64)> = sql!(
            conn,
            "SELECT c.codice_fiscale, k.from_date, k.to_date, k.kind, k.employer, k.weeks_right, k.weeks_measure \
             FROM contributions k JOIN citizens c ON c.id = k.citizen_id"
        )
        .all()
        .await
        .unwrap();
        let contacts: Vec<(String, String, String)> = sql!(
            conn,
            "SELECT c.codice_fiscale, k.kind, k.value FROM contacts k JOIN citizens c ON c.id = k.citizen_id"
        )
        .all()
        .await
        .unwrap();
        let mut rows: Vec<String> = people.iter().map(|row| format!("{row:?}")).collect();
        rows.extend(periods.iter().map(|row| format!("{row:?}")));
        rows.extend(contacts.iter().map(|row| format!("{row:?}")));
        rows.sort_unstable();
        rows
    })
}

/// What a command draws on a terminal, which `script` gives it.
fn on_a_terminal(store: &Store, line: &str) -> String {
    let mut command = Command::new("script");
    command
        .args(["-qec", &format!("stty rows 40 cols 100; exec '{}' {line}", env!("CARGO_BIN_EXE_sportello"))]);
    command.arg("/dev/null").env("SHELL", "/bin/sh").env("TERM", "vt100");
    command.env("SPORTELLO_DATABASE", &store.url).env("SPORTELLO_SECRET_FILE", store.secret());
    let output = command.current_dir(store.folder.path()).stdin(Stdio::null()).output().unwrap();
    let drawn = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{drawn}");
    drawn
}

#[test]
fn whoever_imports_at_a_terminal_sees_how_far_it_is() {
    let store = Store::lite();
    for kind in ["citizens", "contributions"] {
        on_a_terminal(&store, &format!("generate {kind} {} {kind}.csv", CITIZENS * 10));
        let drawn = on_a_terminal(&store, &format!("import {kind} {kind}.csv"));
        let bars: Vec<&str> = drawn.split(['\r', '\n']).filter(|line| line.contains('%')).collect();
        assert!(bars.iter().any(|bar| bar.contains(&format!("{kind}.csv"))), "{kind}: {drawn}");
        let rows_told = bars.iter().any(|bar| bar.contains(" rows"));
        assert!(rows_told, "{kind}: {drawn}");
    }
}

#[test]
fn who_loads_a_file_is_told_of_rows_left_out_and_of_offices_that_would_vanish() {
    let store = Store::lite();
    let run = |args: &[&str]| {
        let mut command = sportello(&store);
        command.args(args).current_dir(store.folder.path()).stderr(Stdio::piped());
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let all =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/offices_synthetic.csv")).unwrap();
    let write = |name: &str, text: &str| std::fs::write(store.path(name), text).unwrap();
    write("all.csv", &all);
    write("one.csv", &all.lines().take(2).map(|line| format!("{line}\n")).collect::<String>());
    write("bad.csv", &format!("{all}half a row\n"));
    assert_eq!(run(&["import", "offices", "all.csv"]).0, Some(0));
    let (code, said) = run(&["import", "offices", "one.csv"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("479 of the 480 offices") && said.contains("--may-remove 479"), "{said}");
    for (file, more) in [("bad.csv", &[][..]), ("one.csv", &["--may-remove", "479"])] {
        let (code, said) = run(&[&["import", "offices", file], more].concat());
        let left_out = file == "bad.csv";
        assert_eq!(code, Some(if left_out { LEFT_OUT } else { 0 }), "{said}");
        assert_eq!(said.contains("1 bad row was left out"), left_out, "{said}");
        assert_eq!(said.contains("Provinces without an office now: AL AN "), !left_out, "{said}");
    }
    write("sent.csv", "letter,state\n1,delivered\n");
    assert_eq!(run(&["letters", "acknowledge", "sent.csv"]).0, Some(LEFT_OUT));
    for part in [&["import"][..], &["letters", "acknowledge"]] {
        let help = sportello(&store).args(part).arg("--help").stdout(Stdio::piped()).output().unwrap().stdout;
        assert!(String::from_utf8(help).unwrap().to_lowercase().contains("exit code"), "{part:?}");
    }
}

#[test]
fn the_first_start_of_the_demo_says_where_to_go_with_whom_and_where_the_letters_lie() {
    let store = Store::lite();
    let port = free_port();
    // Told to stop as soon as it has said that it is ready: `script` ends with it.
    let line = format!(
        "serve --demo --listen 127.0.0.1:{port} --letters post & \
         for n in $(seq 1200); do grep -q '^Ctrl-C ends' said && break; sleep 0.1; done; kill -TERM $!; wait $!"
    );
    let output = Command::new("script")
        .args([
            "-qfec",
            &format!("stty rows 40 cols 100; '{}' {line}", env!("CARGO_BIN_EXE_sportello")),
            "said",
        ])
        .envs([("SHELL", "/bin/sh"), ("TERM", "vt100")])
        .env("SPORTELLO_DATABASE", &store.url)
        .env("SPORTELLO_SECRET_FILE", store.secret())
        .current_dir(store.folder.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}");
    for told in [
        "Loading the demo's citizens",
        "100%",
        &format!("open http://127.0.0.1:{port}/"),
        "MRNNMO69C66H501O and PIN 27495163",
        "put into post/",
        "Ctrl-C ends it.",
        "Sportello has stopped.",
    ] {
        assert!(said.contains(told), "«{told}» is not in {said}");
    }
}

#[test]
fn a_command_about_what_is_on_record_makes_no_database_and_says_what_is_wrong_in_words() {
    let store = Store::lite();
    let told = |command: &mut Command, args: &[&str]| {
        let output = command.args(args).stderr(Stdio::piped()).output().unwrap();
        assert!(!output.status.success(), "{args:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let nowhere = store.path("nowhere.db");
    for args in
        [&["citizen", "raise", "MRNNMO69C66H501O"][..], &["letters", "take", "letters"], &["kiosk", "list"]]
    {
        let mut command = sportello(&store);
        let said = told(command.env("SPORTELLO_DATABASE", format!("sqlite:{}", nowhere.display())), args);
        assert!(said.contains("no database at") && said.contains("is SPORTELLO_DATABASE set?"), "{said}");
        assert!(!nowhere.exists());
    }
    store.with(async |_| ());
    let said = told(&mut sportello(&store), &["citizen", "raise", "AAAA"]);
    assert!(said.contains("the fiscal code is not right: 4 characters instead of sixteen"), "{said}");
}

#[test]
fn an_office_moves_a_case_and_its_citizen_reads_the_note_and_a_move_that_may_not_be_changes_nothing() {
    let store = Store::lite();
    let everybody = people::enrol(&store, 1, 1);
    let program = Program::start(&store);
    let mut citizen = sign_in(&program, &everybody[0][0]);
    let (_, number) = order(&mut citizen, false);
    let set = |words: &[&str]| {
        let mut command = sportello(&store);
        let output = command.args(["case", "set"]).args(words).stderr(Stdio::piped()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let note = "Manca la pagina 2: l’abbiamo chiesta noi.";
    let (code, said) = set(&[&number, "in-progress", "--note", note]);
    assert_eq!((code, said), (Some(0), format!("Case {number} is now in-progress.\n")));
    let page = citizen.get(&format!("/it/area/pratiche/{number}"));
    assert_eq!(page.status, 200);
    let read = page.words("main").unwrap();
    assert!(read.contains("Inlavorazione") && read.contains(&note.replace(' ', "")), "{read}");

    // The number before it, with its own check digit, is nobody's.
    let free = format!("{}9999999", &number[..8]);
    let nobodys =
        (0..10).map(|check| format!("{free}{check}")).find(|number| number.parse::<Protocollo>().is_ok());
    let mistyped = format!("{}{}", &number[..15], (number[15..].parse::<u8>().unwrap() + 1) % 10);
    for (words, exit, told) in [
        (&[&*nobodys.unwrap(), "refused"][..], 1, "there is no case"),
        (&[&*number, "accepted"], 1, "never becomes accepted: it may become in-progress, refused, withdrawn"),
        (
            &[&*number, "in-progress"],
            1,
            "is in-progress and cannot become in-progress: from there it may become",
        ),
        (&[&*number, "superseded"], 2, "possible values"),
        (&[&*mistyped, "refused"], 2, "invalid value"),
    ] {
        let (code, said) = set(words);
        assert!(code == Some(exit) && said.contains(told), "{words:?}: {code:?} {said}");
        let page = citizen.get(&format!("/it/area/pratiche/{number}"));
        assert_eq!(page.words("main").unwrap(), read, "{words:?}");
    }
    assert_eq!(set(&[&number, "withdrawn"]).0, Some(0));
    let (code, said) = set(&[&number, "in-progress"]);
    assert!(code == Some(1) && said.contains("it is over and moves no more"), "{said}");
}

#[test]
fn a_kiosk_is_enrolled_once_with_the_key_in_its_file_however_often_that_is_killed() {
    let (store, mut dice, mut kills) = (Store::lite(), Dice::new("enrol"), 0);
    for n in 0..6 {
        let (name, key) = (format!("prova-{n}"), store.path(&format!("{n}.key")));
        let enrol = || {
            let mut command = sportello(&store);
            command.args(["kiosk", "enrol", "--name", &name, "--office", "SIM0001", "--key"]).arg(&key);
            command
        };
        // The first ones also make the secret and the database.
        if n == 0 {
            std::fs::remove_file(store.secret()).unwrap();
        }
        kills += until_it_ends(&mut dice, Duration::from_millis(40), 0, enrol);
        assert!(std::fs::read_to_string(&key).unwrap().ends_with("-----END PRIVATE KEY-----\n"));
        assert!(!store.path(&format!("{n}.key.new")).exists());
        assert!(enrol().status().unwrap().success(), "once more changes nothing");
    }
    assert!(kills > 0, "the command was never killed");
    let listed = sportello(&store).args(["kiosk", "list"]).stdout(Stdio::piped()).output().unwrap();
    assert_eq!(String::from_utf8(listed.stdout).unwrap().matches("prova-").count(), 6);
}

fn an_import_killed_ends_the_same(killed: &Store, name: &str) {
    let mut dice = Dice::new(name);
    let files = files(killed.folder.path(), CITIZENS);
    // A bad row in the middle of each: it is told once, however often the import is begun again.
    for file in &files {
        let text = std::fs::read_to_string(file).unwrap();
        let middle = text.len() / 2 + text[text.len() / 2..].find('\n').unwrap() + 1;
        std::fs::write(file, format!("{}not,a,row\n{}", &text[..middle], &text[middle..])).unwrap();
    }
    let whole = Store::lite();
    let mut kills = 0;
    for (kind, file) in ["citizens", "contributions"].into_iter().zip(&files) {
        let began = Instant::now();
        assert_eq!(import(&whole, kind, file).status().unwrap().code(), Some(LEFT_OUT));
        let bad = file.with_extension("csv.bad.csv");
        let told = std::fs::read_to_string(&bad).unwrap();
        std::fs::remove_file(&bad).unwrap();
        kills += until_it_ends(&mut dice, began.elapsed(), LEFT_OUT, || import(killed, kind, file));
        assert_eq!(std::fs::read_to_string(&bad).unwrap(), told, "{kind}: the bad rows are told the same");
    }
    eprintln!("{name}: {kills} kills");
    assert!(kills > 0, "the import was never killed");
    let (killed, whole) = (imported(killed), imported(&whole));
    assert!(whole.len() > CITIZENS * 10, "{}", whole.len());
    assert!(killed == whole, "{} rows and {}", killed.len(), whole.len());
}

#[test]
fn on_sqlite_an_import_killed_and_run_again_ends_the_same() {
    an_import_killed_ends_the_same(&Store::lite(), "import, sqlite");
}

#[test]
fn on_postgresql_an_import_killed_and_run_again_ends_the_same() {
    an_import_killed_ends_the_same(&Store::postgres(), "import, postgresql");
}

fn letters_taken_killed_are_there_once(store: &Store, name: &str) {
    let mut dice = Dice::new(name);
    let written = write_letters(store);
    let folder = store.path("letters");
    let began = Instant::now();
    let take = || {
        let mut command = sportello(store);
        command.args(["letters", "take"]).arg(&folder);
        command
    };
    let kills = until_it_ends(&mut dice, Duration::from_millis(800), 0, take);
    eprintln!("{name}: {kills} kills in {:.1} s", began.elapsed().as_secs_f64());
    assert!(kills > 0, "the command was never killed");
    assert!(take().status().unwrap().success(), "nothing is left to take");
    let mut found: BTreeMap<String, u32> = BTreeMap::new();
    for batch in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap()) {
        let batch_name = batch.file_name().into_string().unwrap();
        assert!(!batch_name.ends_with(".part"), "nothing half done is left: {batch_name}");
        if batch_name.starts_with('.') {
            continue;
        }
        let sheets = std::fs::read_dir(batch.path()).unwrap().map(|sheet| sheet.unwrap().file_name());
        for sheet in sheets.map(|name| name.into_string().unwrap()).filter(|name| name != "manifest.csv") {
            let id = sheet.split(['-', '.']).nth(1).unwrap().to_owned();
            *found.entry(id).or_default() += 1;
        }
    }
    let once: BTreeMap<String, u32> = written.into_iter().map(|id| (id.simple().to_string(), 1)).collect();
    assert!(
        found == once,
        "{} letters of {} found, {:?} of them twice",
        found.len(),
        once.len(),
        found.values().filter(|n| **n > 1).count()
    );
    let left = store.with(async |portal| {
        let mut conn = portal.db.reader().await.unwrap();
        let rows: Vec<(i64,)> =
            sql!(conn, "SELECT COUNT(*) FROM letters WHERE state <> 'taken' OR secret IS NOT NULL")
                .all()
                .await
                .unwrap();
        rows
    });
    assert_eq!(left, [(0,)], "every letter is marked as taken and its secret erased");
}

fn write_letters(store: &Store) -> Vec<Uuid> {
    let files = files(store.folder.path(), 3);
    let first = csv::Reader::from_path(&files[0]).unwrap().records().next().unwrap().unwrap()[0].to_owned();
    store.with(async |portal| {
        let now = portal.clock.now();
        let kind = sportello::import::Kind::Citizens;
        sportello::import::run(&portal.db, kind, &files[0], now, &|_| {}).await.unwrap();
        let citizen =
            by_code(&mut portal.db.reader().await.unwrap(), first.parse().unwrap()).await.unwrap().unwrap();
        let mut ids = Vec::new();
        for _ in 0..LETTERS {
            let letter = NewLetter {
                id: Uuid::now_v7(),
                case: None,
                citizen: citizen.id,
                kind: "pin",
                lang: Lang::It,
                delivery: Delivery::Letter,
                address: Address::of(&citizen).unwrap(),
                body: Page::new(Lang::It, Text::plain("Lettera di prova")),
                secret: Some("48210957".to_owned()),
            };
            ids.push(letter.id);
            let sealed = letter.seal(&portal.keys).unwrap();
            portal.db.write(move |tx| Box::pin(letters::queue(tx, sealed, now))).await.unwrap();
        }
        ids
    })
}

#[test]
fn on_sqlite_letters_taken_by_a_command_that_is_killed_are_there_once() {
    letters_taken_killed_are_there_once(&Store::lite(), "letters, sqlite");
}

#[test]
fn on_postgresql_letters_taken_by_a_command_that_is_killed_are_there_once() {
    letters_taken_killed_are_there_once(&Store::postgres(), "letters, postgresql");
}
