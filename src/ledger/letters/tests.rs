//! The outbox: none lost, none twice, no secret left behind.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;

use super::batch::{aside, begin, list, sheets, write, write_aside};
use super::*;
use crate::citizen::records::Citizen;
use crate::services::testing::{Desk, person};

const SECRET: &str = "48210957";

async fn desk() -> (Desk, Citizen) {
    let desk = Desk::open().await;
    let anna = person("Prova", "Anna");
    desk.add(&anna).await;
    (desk, anna)
}

async fn put(desk: &Desk, citizen: &Citizen, delivery: Delivery, lang: Lang) -> Uuid {
    let id = Uuid::now_v7();
    put_as(desk, citizen, delivery, lang, id).await;
    id
}

async fn put_as(desk: &Desk, citizen: &Citizen, delivery: Delivery, lang: Lang, id: Uuid) {
    let body = Page::new(lang, a11y::text::Text::plain("Il PIN è quasi pronto"));
    put_body(desk, citizen, delivery, id, body).await;
}

async fn put_body(desk: &Desk, citizen: &Citizen, delivery: Delivery, id: Uuid, body: Page) {
    let lang = body.lang;
    let letter = NewLetter {
        id,
        case: None,
        citizen: citizen.id,
        kind: "pin",
        lang,
        delivery,
        address: Address::by_phone(citizen, "0612345678".into()),
        body,
        secret: Some(SECRET.to_owned()),
    };
    let (sealed, now) = (letter.seal(&desk.portal.keys).unwrap(), desk.now());
    desk.portal.db.write(move |tx| Box::pin(queue(tx, sealed, now))).await.unwrap();
}

/// The states and secrets of all letters of a citizen.
async fn states(desk: &Desk, citizen: &Citizen) -> Vec<String> {
    let listed = of_citizen(&mut desk.reader().await, citizen.id, 0, 100).await.unwrap();
    listed.into_iter().map(|letter| letter.state).collect()
}

/// Every visible file whose name tells of a letter, over all batches.
fn visible(desk: &Desk) -> Vec<String> {
    let mut found = Vec::new();
    for batch in fs::read_dir(desk.folder()).unwrap().map(|entry| entry.unwrap()) {
        if batch.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        for file in fs::read_dir(batch.path()).unwrap() {
            let name = file.unwrap().file_name().to_string_lossy().into_owned();
            if name != "manifest.csv" {
                found.push(name);
            }
        }
    }
    found.sort();
    found
}

#[tokio::test]
async fn a_letter_is_taken_once_with_its_code_and_the_address_on_record() {
    let (desk, anna) = desk().await;
    put(&desk, &anna, Delivery::Letter, Lang::It).await;
    let taken = take(&desk.portal, &desk.folder(), desk.now()).await.unwrap();
    assert_eq!((taken.letters, taken.batches.len()), (1, 1));
    let batch = desk.folder().join(&taken.batches[0]);
    let file = visible(&desk).pop().unwrap();
    let text = fs::read_to_string(batch.join(&file)).unwrap();
    for part in ["48 21 09 57", "Via dei Mille 12", "00185 Roma RM", "18pt", "<svg", "/it/pin/attivazione"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains("<script") && !text.contains("<?xml"));
    // Who writes, whom to, and only then what is secret.
    let order = ["<header>", "803 164", "Via dei Mille 12", "Anna Prova</bdi>:", "48 21 09 57"];
    let at = order.map(|part| text.find(part).unwrap_or_else(|| panic!("{part} in {text}")));
    assert!(at.is_sorted(), "{at:?} in {text}");
    assert!(fs::read_to_string(batch.join("manifest.csv")).unwrap().contains(&file));
    let again = take(&desk.portal, &desk.folder(), desk.now()).await.unwrap();
    assert_eq!(again, Taken::default());
    assert_eq!(states(&desk, &anna).await, ["taken"]);
}

#[test]
fn an_address_abroad_ends_with_place_and_state_in_capitals() {
    let mut citizen = person("Prova", "Anna");
    let home = &mut citizen.residence;
    (home.street, home.number) = ("12 rue de l’Essai".into(), String::new());
    (home.belfiore, home.cap) = ("Z102".into(), String::new());
    assert!(Address::of(&citizen).is_none(), "a street of no place");
    citizen.residence.locality = "1010 Wien".into();
    let lines = Address::of(&citizen).unwrap().lines;
    assert_eq!(lines, ["Anna Prova", "12 rue de l’Essai", "1010 WIEN", "AUSTRIA"]);
    // A state that no table knows is no last line: the letter would stay in Italy.
    citizen.residence.belfiore = "Z999".into();
    assert!(Address::of(&citizen).is_none());
    let called = Address::by_phone(&person("Prova", "Anna"), "0612345678".into());
    assert_eq!(called.lines, ["Anna Prova", "Via dei Mille 12", "00185 Roma RM"]);
}

#[tokio::test]
async fn a_letter_that_was_queued_with_its_greeting_greets_once() {
    let (desk, anna) = desk().await;
    let greets = super::words::greeting(Lang::It, &anna.full_name()).private();
    let body = Page::new(Lang::It, a11y::text::Text::plain("Il PIN")).say(greets);
    put_body(&desk, &anna, Delivery::Braille, Uuid::now_v7(), body).await;
    let taken = take(&desk.portal, &desk.folder(), desk.now()).await.unwrap();
    let file = visible(&desk).pop().unwrap();
    let text = fs::read_to_string(desk.folder().join(&taken.batches[0]).join(file)).unwrap();
    assert_eq!(text.matches("A Anna Prova:").count(), 1, "{text}");
    // As in any letter the day stands before.
    let day = a11y::values::line(&super::words::written(Lang::It, desk.now().date()), Lang::It);
    assert!(text.find(&day).unwrap() < text.find("A Anna Prova:").unwrap(), "{day} in {text}");
}

#[tokio::test]
async fn no_secret_is_in_the_database_in_clear_nor_after_taking() {
    let (desk, anna) = desk().await;
    put(&desk, &anna, Delivery::Letter, Lang::It).await;
    let batch = begin(&desk.portal, &[]).await.unwrap().unwrap();
    let stored = records::of_batch(&mut desk.reader().await, &batch).await.unwrap().pop().unwrap();
    for sealed in [&stored.address, &stored.body, stored.secret.as_ref().unwrap()] {
        let text = String::from_utf8_lossy(sealed);
        assert!(!text.contains(SECRET) && !text.contains("Mille") && !text.contains("PIN"));
    }
    take(&desk.portal, &desk.folder(), desk.now()).await.unwrap();
    assert_eq!(records::secrets(&mut desk.reader().await).await.unwrap(), 0);
}

/// Fails if a line of a letter in braille has more cells than a sheet.
fn narrow(braille: &str, lang: Lang) {
    for line in braille.lines() {
        let signs: Vec<char> = line.chars().filter(|sign| *sign != '\u{c}').collect();
        assert!(braille::cells(&signs, lang) <= braille::CELLS, "{line}");
    }
}

#[tokio::test]
async fn a_braille_letter_has_short_lines_and_a_call_is_a_script_for_who_calls() {
    let (desk, anna) = desk().await;
    put(&desk, &anna, Delivery::Braille, Lang::It).await;
    put(&desk, &anna, Delivery::Call, Lang::Ar).await;
    let taken = take(&desk.portal, &desk.folder(), desk.now()).await.unwrap();
    let read = |file: &str| fs::read_to_string(desk.folder().join(&taken.batches[0]).join(file)).unwrap();
    let files = visible(&desk);
    let (braille, call) = (read(&files[0]), read(&files[1]));
    narrow(&braille, Lang::It);
    assert!(braille.contains("48 21 09 57"));
    assert!(braille.contains("INPS") && braille.contains("803 164"), "{braille}");
    let whole = braille.replace('\n', "");
    assert!(whole.contains("La pagina da aprire:") && whole.contains("/it/pin/attivazione"), "{braille}");
    // Who to call and where, who answers, no machine, and only then what is read: the code by twos, twice.
    let order =
        ["Anna Prova", "06", "Accertati di chi risponde", "segreteria", "in arabo", "رمزك الثاني", "أكرر"];
    let at = order.map(|part| call.find(part).unwrap_or_else(|| panic!("{part} in {call}")));
    assert!(at.is_sorted(), "{at:?} in {call}");
    assert_eq!(call.matches("48 21 09 57").count(), 2, "{call}");
    for of_a_letter in ["http", "الصفحة المطلوب فتحها", "إلى", "00185"] {
        assert!(!call.contains(of_a_letter), "{of_a_letter} in {call}");
    }
}

#[tokio::test]
async fn the_same_id_queues_one_letter() {
    let (desk, anna) = desk().await;
    let id = put(&desk, &anna, Delivery::Letter, Lang::It).await;
    put_as(&desk, &anna, Delivery::Letter, Lang::It, id).await;
    assert_eq!(states(&desk, &anna).await.len(), 1);
}

/// What is sealed of a letter is other bytes now.
async fn damage(desk: &Desk, id: Uuid) {
    let text = "UPDATE letters SET body = $2 WHERE id = $1";
    let damaged =
        desk.portal.db.write(move |tx| Box::pin(tx.sql(text).bind(id).bind(vec![0_u8; 60]).execute()));
    damaged.await.unwrap();
}

#[tokio::test]
async fn a_letter_that_cannot_be_opened_waits_and_keeps_no_other_waiting() {
    let (desk, anna) = desk().await;
    let first = put(&desk, &anna, Delivery::Letter, Lang::It).await;
    put(&desk, &anna, Delivery::Letter, Lang::It).await;
    damage(&desk, first).await;
    for others in [1, 0] {
        let taken = take(&desk.portal, &desk.folder(), desk.now()).await.unwrap();
        assert_eq!((taken.letters, taken.unopened), (others, vec![first]));
        assert_eq!(taken.batches.len() as u64, others, "a batch of none has no folder");
    }
    assert_eq!(visible(&desk).len(), 1);
    let mut now = states(&desk, &anna).await;
    now.sort();
    assert_eq!(now, ["taken", "waiting"]);
    assert_eq!(records::secrets(&mut desk.reader().await).await.unwrap(), 1);
    // A batch that was begun with it is finished without it.
    put(&desk, &anna, Delivery::Letter, Lang::It).await;
    let batch = begin(&desk.portal, &[]).await.unwrap().unwrap();
    let taken = take(&desk.portal, &desk.folder(), desk.now()).await.unwrap();
    assert_eq!((taken.letters, taken.batches, taken.unopened), (1, vec![batch], vec![first]));
}

#[tokio::test]
async fn a_batch_in_the_list_is_marked_whole_though_a_letter_of_it_opens_no_more() {
    let (desk, anna) = desk().await;
    let folder = desk.folder();
    fs::create_dir_all(&folder).unwrap();
    let id = put(&desk, &anna, Delivery::Letter, Lang::It).await;
    let batch = begin(&desk.portal, &[]).await.unwrap().unwrap();
    write(&folder, &batch, &sheets(&desk.portal, &batch, desk.now()).await.unwrap().sheets).unwrap();
    damage(&desk, id).await;
    let taken = take(&desk.portal, &folder, desk.now()).await.unwrap();
    assert_eq!((taken.letters, taken.unopened), (1, vec![]), "it lies in the folder: never once more");
}

/// How far a take had come when it was killed.
#[derive(Clone, Copy, Debug)]
enum Killed {
    BeforeAnyFile,
    WhileWriting,
    BeforeTheList,
    WithinTheList,
    BeforeTheRename,
    BeforeTheMark,
    CarriedAway,
}

#[tokio::test]
async fn a_take_killed_anywhere_is_finished_by_the_next_with_none_lost_and_none_twice() {
    use Killed::*;
    for killed in [
        BeforeAnyFile,
        WhileWriting,
        BeforeTheList,
        WithinTheList,
        BeforeTheRename,
        BeforeTheMark,
        CarriedAway,
    ] {
        let (desk, anna) = desk().await;
        let folder = desk.folder();
        fs::create_dir_all(&folder).unwrap();
        for _ in 0..3 {
            put(&desk, &anna, Delivery::Letter, Lang::En).await;
        }
        let batch = begin(&desk.portal, &[]).await.unwrap().unwrap();
        let sheets = sheets(&desk.portal, &batch, desk.now()).await.unwrap().sheets;
        let part = aside(&folder, &batch);
        match killed {
            BeforeAnyFile => {}
            WhileWriting => write_aside(&part, &sheets[..1]).unwrap(),
            BeforeTheList => write_aside(&part, &sheets).unwrap(),
            WithinTheList => {
                write_aside(&part, &sheets).unwrap();
                fs::write(folder.join(".batches"), &batch[..9]).unwrap();
            }
            BeforeTheRename => {
                write_aside(&part, &sheets).unwrap();
                list(&folder, &batch).unwrap();
            }
            BeforeTheMark | CarriedAway => write(&folder, &batch, &sheets).unwrap(),
        }
        if matches!(killed, CarriedAway) {
            fs::remove_dir_all(folder.join(&batch)).unwrap();
        }
        // A letter written after the kill goes into a batch of its own.
        put(&desk, &anna, Delivery::Letter, Lang::En).await;
        let desk = desk.restart().await;
        let taken = take(&desk.portal, &folder, desk.now()).await.unwrap();
        assert_eq!(taken.letters, 4, "{killed:?}");
        assert_eq!(taken.batches[0], batch, "{killed:?}");
        let files = visible(&desk);
        let expected = if matches!(killed, CarriedAway) { 1 } else { 4 };
        assert_eq!(files.len(), expected, "{killed:?}: {files:?}");
        assert!(states(&desk, &anna).await.iter().all(|state| state == "taken"));
        assert_eq!(records::secrets(&mut desk.reader().await).await.unwrap(), 0);
        let read = crate::ledger::records::readings(&mut desk.reader().await, anna.id).await.unwrap();
        let by: Vec<_> = read.iter().map(|read| (read.actor.as_str(), read.what.as_str())).collect();
        assert_eq!(by, [("mail-house", "letter-taken"); 4], "{killed:?}: one reading a letter");
    }
}

#[test]
fn the_mail_house_is_told_every_column_ending_and_delivery() {
    let told = include_str!("../../../docs/letters.md");
    assert!(told.contains(&format!("\n{}\n", super::batch::COLUMNS)));
    let columns = super::batch::COLUMNS.split(',').map(str::to_owned);
    let deliveries = [Delivery::Letter, Delivery::Braille, Delivery::Call].map(|way| way.code().to_owned());
    let endings = ["html", "txt", "call.txt"].map(|ending| format!("NNNN-LETTER.{ending}"));
    for word in columns.chain(deliveries).chain(endings) {
        assert!(told.contains(&format!("`{word}`")), "{word} is not in docs/letters.md");
    }
}

#[tokio::test]
async fn two_takes_into_one_folder_do_not_meet() {
    let (desk, _) = desk().await;
    let folder = desk.folder();
    fs::create_dir_all(&folder).unwrap();
    let lock = fs::File::create(folder.join(".lock")).unwrap();
    lock.lock().unwrap();
    assert!(matches!(take(&desk.portal, &folder, desk.now()).await, Err(TakeError::Busy)));
}

#[tokio::test]
async fn the_mail_house_acknowledges_by_its_manifest_and_bad_rows_are_named() {
    let (desk, anna) = desk().await;
    let first = put(&desk, &anna, Delivery::Letter, Lang::It).await;
    let second = put(&desk, &anna, Delivery::Letter, Lang::It).await;
    take(&desk.portal, &desk.folder(), desk.now()).await.unwrap();
    let waiting = put(&desk, &anna, Delivery::Letter, Lang::It).await;
    let nobody = Uuid::now_v7();
    let file = format!(
        "letter,kind,state\n{first},pin,delivered\n{second},pin,returned\n{waiting},pin,delivered\n\
         {nobody},pin,delivered\nx,pin,delivered\n{first},pin,lost\n{first},pin,\n"
    );
    let found = acknowledge(&desk.portal, file.as_bytes(), desk.now()).await.unwrap();
    assert_eq!((found.delivered, found.returned, found.known), (1, 1, 0));
    let lines: Vec<u64> = found.bad.iter().map(|bad| bad.line).collect();
    assert_eq!(lines, [4, 5, 6, 7, 8]);
    let again = acknowledge(&desk.portal, file.as_bytes(), desk.now()).await.unwrap();
    assert_eq!((again.delivered, again.returned, again.known), (0, 0, 2));
    let mut states = states(&desk, &anna).await;
    states.sort();
    assert_eq!(states, ["acknowledged", "returned", "waiting"]);
    let empty = acknowledge(&desk.portal, &b"a,b\n1,2\n"[..], desk.now()).await.unwrap();
    assert_eq!(empty.bad.len(), 1);
}

/// The folder of the one batch that was taken.
fn take_folder(desk: &Desk) -> std::path::PathBuf {
    let folders = fs::read_dir(desk.folder()).unwrap().map(|entry| entry.unwrap().path());
    folders.into_iter().find(|folder| folder.join("manifest.csv").exists()).unwrap()
}

#[tokio::test]
async fn an_arabic_braille_letter_has_no_sign_that_only_a_screen_needs() {
    let (desk, anna) = desk().await;
    put(&desk, &anna, Delivery::Braille, Lang::Ar).await;
    take(&desk.portal, &desk.folder(), desk.now()).await.unwrap();
    let batch = take_folder(&desk);
    let text = fs::read_to_string(batch.join(&visible(&desk)[0])).unwrap();
    assert!(text.contains('ا'), "it is in Arabic: {text}");
    let unseen: Vec<char> = text.chars().filter(|c| crate::places::is_invisible(*c)).collect();
    assert!(unseen.is_empty(), "{text}");
    narrow(&text, Lang::Ar);
}

#[tokio::test]
async fn of_a_letter_with_two_outcomes_nothing_is_noted_and_both_rows_are_named() {
    let (desk, anna) = desk().await;
    let torn = put(&desk, &anna, Delivery::Letter, Lang::It).await;
    let twice = put(&desk, &anna, Delivery::Letter, Lang::It).await;
    take(&desk.portal, &desk.folder(), desk.now()).await.unwrap();
    let file =
        format!("letter,state\n{torn},delivered\n{twice},delivered\n{torn},returned\n{twice},delivered\n");
    let found = acknowledge(&desk.portal, file.as_bytes(), desk.now()).await.unwrap();
    assert_eq!((found.delivered, found.returned, found.known), (1, 0, 1));
    let bad: Vec<(u64, bool)> =
        found.bad.iter().map(|bad| (bad.line, bad.reason.contains("says two things"))).collect();
    assert_eq!(bad, [(2, true), (4, true)]);
    let mut now = states(&desk, &anna).await;
    now.sort();
    assert_eq!(now, ["acknowledged", "taken"]);
    // What an earlier file said stays, and the contradiction is told.
    let later = format!("letter,state\n{twice},returned\n");
    let found = acknowledge(&desk.portal, later.as_bytes(), desk.now()).await.unwrap();
    assert_eq!((found.returned, found.known, found.bad.len()), (0, 0, 1));
    assert!(found.bad[0].reason.contains("an earlier file said otherwise"));
    assert!(states(&desk, &anna).await.contains(&"acknowledged".to_owned()));
}

mod any_file {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn no_file_panics(file in proptest::collection::vec(any::<u8>(), 0..200)) {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                let desk = Desk::open().await;
                let file = [b"letter,state\n".as_slice(), &file].concat();
                let found = acknowledge(&desk.portal, &file[..], desk.now()).await.unwrap();
                prop_assert_eq!((found.delivered, found.returned), (0, 0));
                Ok(())
            })?;
        }
    }
}
