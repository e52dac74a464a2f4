//! The institute's secret beside its database: lost, another one, and rows that do not open with it.

use std::fs;
use std::process::{Command, Stdio};

use a11y::page::Page;
use a11y::text::{Lang, Text};
use sportello::citizen::records::by_code;
use sportello::ledger::letters::{self, Address, Delivery, NewLetter};
use sportello::seal::hex;
use sportello::sql;
use uuid::Uuid;

use crate::process::people;
use crate::process::program::{free_port, sportello};
use crate::process::store::{SECRET, Store};

/// How a command ends, and what it says on standard error.
fn ends(mut command: Command) -> (Option<i32>, String) {
    let done = command.stderr(Stdio::piped()).output().unwrap();
    (done.status.code(), String::from_utf8(done.stderr).unwrap())
}

/// Commands that use the secret; the first one makes it if it may.
fn commands(store: &Store) -> Vec<Command> {
    let port = format!("127.0.0.1:{}", free_port());
    let folder = store.path("letters").display().to_string();
    let with = |args: &[&str]| {
        let mut command = sportello(store);
        command.args(args);
        command
    };
    vec![
        with(&["serve", "--listen", &port]),
        with(&["letters", "take", &folder]),
        with(&["import", "citizens", "no-file.csv"]),
        with(&["kiosk", "list"]),
    ]
}

fn no_other_secret_is_used(store: &Store) {
    // Enrolled from inside this process: as a database of an older program, which knows no secret.
    people::enrol(store, 1, 1);
    let known = |store: &Store| {
        store.with(async |portal| {
            let mut conn = portal.db.reader().await.unwrap();
            let (marks,): (i64,) = sql!(conn, "SELECT COUNT(*) FROM secret_mark").one().await.unwrap();
            marks
        })
    };
    assert_eq!(known(store), 0);
    fs::remove_file(store.secret()).unwrap();
    for command in commands(store) {
        let (code, said) = ends(command);
        assert!(code == Some(1) && said.contains("no secret at"), "{said}");
        assert!(!store.secret().exists(), "none is invented");
    }
    let list = || {
        let mut command = sportello(store);
        command.args(["kiosk", "list"]);
        ends(command)
    };
    fs::write(store.secret(), hex(&SECRET)).unwrap();
    assert_eq!(list().0, Some(0), "from now on it knows its secret");
    assert_eq!(known(store), 1);
    assert_eq!(list().0, Some(0));
    fs::write(store.secret(), hex(&[9; 32])).unwrap();
    for command in commands(store) {
        let (code, said) = ends(command);
        assert!(code == Some(1) && said.contains("is not the one that the database was used with"), "{said}");
    }
    fs::write(store.secret(), "").unwrap();
    assert!(ends(commands(store).remove(0)).1.contains("no secret at"));
    assert_eq!(fs::read(store.secret()).unwrap(), b"");
}

#[test]
fn on_sqlite_no_other_secret_is_used_and_none_is_made_beside_a_filled_database() {
    no_other_secret_is_used(&Store::lite());
}

#[test]
fn on_postgresql_no_other_secret_is_used_and_none_is_made_beside_a_filled_database() {
    no_other_secret_is_used(&Store::postgres());
}

/// Two letters that wait, of which the first is damaged, and a damaged request for a PIN: the damaged ones.
fn damaged(store: &Store) -> [Uuid; 2] {
    let code = people::enrol(store, 1, 0)[0][0].clone();
    store.with(async |portal| {
        let now = portal.clock.now();
        let citizen =
            by_code(&mut portal.db.reader().await.unwrap(), code.parse().unwrap()).await.unwrap().unwrap();
        let ids = [Uuid::now_v7(), Uuid::now_v7()];
        for id in ids {
            let letter = NewLetter {
                case: None,
                id,
                citizen: citizen.id,
                kind: "pin",
                lang: Lang::It,
                delivery: Delivery::Letter,
                address: Address::of(&citizen).unwrap(),
                body: Page::new(Lang::It, Text::plain("Lettera di prova")),
                secret: None,
            };
            let sealed = letter.seal(&portal.keys).unwrap();
            portal.db.write(move |tx| Box::pin(letters::queue(tx, sealed, now))).await.unwrap();
        }
        let (letter, request) = (ids[0], Uuid::now_v7());
        let damage = portal.db.write(move |tx| {
            Box::pin(async move {
                let zeros = vec![0_u8; 60];
                let text = "UPDATE letters SET body = $2 WHERE id = $1";
                sql!(tx, text, letter, zeros.clone()).execute().await?;
                let text = "INSERT INTO pin_requests (id, number, codice_fiscale, answers, first_half_hash, delivery, \
                     state, created_at, expires_at) VALUES ($1, 'n', 'x', $2, 'x', 'letter', 'received', $3, $4)";
                sql!(tx, text, request, zeros, now.0, now.0 + 86_400_000).execute().await
            })
        });
        let damage: Result<u64, sportello::db::DbError> = damage.await;
        damage.unwrap();
        [letter, request]
    })
}

fn what_does_not_open_is_named_and_the_others_are_taken(store: &Store) {
    let ids = damaged(store);
    for taken in ["1 letters", "0 letters"] {
        let (code, said) = ends(commands(store).remove(1));
        assert_eq!(code, Some(3), "{said}");
        assert!(said.contains(taken) && ids.iter().all(|id| said.contains(&id.to_string())), "{said}");
    }
    let folders = fs::read_dir(store.path("letters")).unwrap().map(|entry| entry.unwrap().file_name());
    assert_eq!(folders.filter(|name| !name.to_string_lossy().starts_with('.')).count(), 1);
}

#[test]
fn on_sqlite_a_letter_that_does_not_open_is_named_and_the_others_are_taken() {
    what_does_not_open_is_named_and_the_others_are_taken(&Store::lite());
}

#[test]
fn on_postgresql_a_letter_that_does_not_open_is_named_and_the_others_are_taken() {
    what_does_not_open_is_named_and_the_others_are_taken(&Store::postgres());
}
