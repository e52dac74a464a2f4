//! Signing in, by its journeys.
#![allow(clippy::unwrap_used, clippy::panic)]

use a11y::page::Page;
use a11y::text::Span;

use super::*;
use crate::citizen::records::{activate_pin, raise_pin, revoke_pin};
use crate::citizen::sessions;
use crate::citizen::tries::A_DAY;
use crate::clock::{DAY, HOUR};
use crate::services::Channel;
use crate::services::conversation::explore::{besiege, explore, unreached};
use crate::services::testing::{Desk, Visitor, first_choice, person, shown};

const PIN: &str = "71940625";
const ADDRESS: &str = "accedi?controlla=1#errori";

/// A desk with one person who has a PIN.
async fn with_anna() -> (Desk, crate::citizen::records::Citizen) {
    let desk = Desk::open().await;
    let anna = person("Prova", "Anna");
    desk.add(&anna).await;
    desk.give_pin(anna.id, PIN).await;
    (desk, anna)
}

async fn send(desk: &Desk, visitor: &Visitor, code: &str, pin: &str) -> Answer {
    let fields = [("codice-fiscale", code), ("pin", pin), ("durata", "30")];
    desk.post(&SignIn, visitor, "", &fields).await
}

/// What a try comes to: signed in, or the message on the PIN.
async fn attempt(desk: &Desk, visitor: &Visitor, code: &str, pin: &str) -> Option<Text> {
    match send(desk, visitor, code, pin).await {
        Answer::SignedIn(_) => None,
        Answer::See(to) => {
            assert_eq!(to, ADDRESS);
            let page = desk.page(&SignIn, visitor, "?controlla=1").await;
            Some(problem(&page, "pin"))
        }
        other => panic!("{other:?}"),
    }
}

fn problem(page: &Page, name: &str) -> Text {
    let questions = page.questions();
    let question = questions.iter().find(|question| question.name == name).unwrap();
    question.problem.as_ref().unwrap().text.clone()
}

fn is_wait(text: &Text) -> bool {
    text.spans().iter().any(|span| matches!(span, Span::Time(_)))
}

#[tokio::test]
async fn the_right_pin_signs_in_for_as_long_as_was_chosen_and_leads_on() {
    let (desk, anna) = with_anna().await;
    let visitor = Visitor::from("192.0.2.0/24");
    let typed = anna.code.as_str().to_lowercase();
    let fields = [("codice-fiscale", typed.as_str()), ("pin", "7194 0625"), ("durata", "300")];
    let next = "?poi=/it/estratto-conto/2024";
    let wrong = [("codice-fiscale", typed.as_str()), ("pin", "1")];
    let again = desk.post(&SignIn, &visitor, next, &wrong).await;
    assert!(matches!(again, Answer::See(to) if to == "accedi?poi=estratto-conto/2024&controlla=1#errori"));
    let Answer::SignedIn(signed) = desk.post(&SignIn, &visitor, next, &fields).await else { panic!() };
    assert_eq!((signed.citizen, signed.level), (anna.id, Level::Reader));
    assert_eq!(signed.length, Some(5 * HOUR));
    let device = signed.mark.unwrap().digest();
    assert!(sessions::known_device(&mut desk.reader().await, device, anna.id).await.unwrap());
    assert_eq!(signed.then.as_deref(), Some("estratto-conto/2024"));
    assert_eq!(desk.outcomes().await, [("signed-in".to_owned(), true)]);
    let audit = desk.rows().await.into_iter().find(|(table, _)| *table == "audit").unwrap();
    assert_eq!(audit.1, 1);
}

#[tokio::test]
async fn each_page_to_sign_in_says_what_it_opens() {
    let (desk, _) = with_anna().await;
    let visitor = Visitor::from("192.0.2.0/24");
    let told = |page: &Page| {
        let line = |text: &Text| a11y::values::line(text, Lang::It);
        (line(&page.title), line(&page.form.as_ref().unwrap().submit), shown(page))
    };
    for (next, title) in [
        ("?poi=estratto-conto", "Accedi: Estratto conto contributivo"),
        ("?poi=estratto-conto/2024", "Accedi: Estratto conto contributivo"),
        ("?poi=area", "Accedi: La tua area"),
        ("?poi=pin/modifica", "Accedi: Cambia il PIN"),
        ("?poi=pin/revoca", "Accedi: Revoca il PIN"),
    ] {
        let (told, button, whole) = told(&desk.page(&SignIn, &visitor, next).await);
        assert_eq!((told.as_str(), button.as_str()), (title, "Accedi"), "{next}");
        assert!(whole.contains("Dopo l’accesso si apre la pagina: "), "{whole}");
    }
    for next in ["", "?poi=niente", "?poi=//example.org/it"] {
        let (told, button, whole) = told(&desk.page(&SignIn, &visitor, next).await);
        assert_eq!((told.as_str(), button.as_str()), ("Accedi", "Accedi all’area personale"), "{next}");
        assert!(!whole.contains("Dopo l’accesso"), "{whole}");
    }
}

#[tokio::test]
async fn who_passes_over_the_length_in_a_browser_that_sends_the_first_keeps_that_of_the_preferences() {
    let (desk, anna) = with_anna().await;
    let visitor = Visitor::from("192.0.2.0/24");
    let length = first_choice(&desk.page(&SignIn, &visitor, "").await, "durata");
    let fields = [("codice-fiscale", anna.code.as_str()), ("pin", PIN), ("durata", &length)];
    let Answer::SignedIn(signed) = desk.post(&SignIn, &visitor, "", &fields).await else { panic!() };
    assert_eq!(signed.length, None);
}

#[tokio::test]
async fn the_level_is_that_of_the_pin_and_a_revoked_one_opens_nothing() {
    let (desk, anna) = with_anna().await;
    let (id, now) = (anna.id, desk.now());
    desk.portal
        .db
        .write(move |tx| Box::pin(async move { raise_pin(tx, id, now).await.map_err(Failure::from) }))
        .await
        .unwrap();
    let visitor = Visitor::from("a");
    let Answer::SignedIn(signed) = send(&desk, &visitor, anna.code.as_str(), PIN).await else { panic!() };
    assert_eq!(signed.level, Level::Actor);
    desk.portal
        .db
        .write(move |tx| Box::pin(async move { revoke_pin(tx, id, now).await.map_err(Failure::from) }))
        .await
        .unwrap();
    let text = attempt(&desk, &visitor, anna.code.as_str(), PIN).await;
    assert_eq!(text, Some(words::wrong(Lang::It)));
}

#[tokio::test]
async fn a_pin_that_is_changed_while_it_is_checked_was_the_wrong_one() {
    let (desk, anna) = with_anna().await;
    let (id, now) = (anna.id, desk.now());
    let visitor = Visitor::from("192.0.2.0/24");
    let tries = async || desk.rows().await.into_iter().find(|(table, _)| *table == "tries").unwrap().1;
    // Others stand in line before it, so that the change comes between the look at the PIN and its check.
    let others = (0..20).map(|_| desk.portal.hasher.hash("38150274"));
    let change = async {
        while tries().await == 0 {
            tokio::task::yield_now().await;
        }
        let write = desk.portal.db.write(move |tx| {
            Box::pin(async move { activate_pin(tx, id, "another", now).await.map_err(Failure::from) })
        });
        write.await.unwrap();
    };
    let asked = attempt(&desk, &visitor, anna.code.as_str(), PIN);
    let (_, text, ()) = tokio::join!(futures_util::future::join_all(others), asked, change);
    assert_eq!(text, Some(words::wrong(Lang::It)));
    assert_eq!(desk.outcomes().await, []);
    let devices = desk.rows().await.into_iter().find(|(table, _)| *table == "devices").unwrap();
    assert_eq!(devices.1, 0);
}

#[tokio::test]
async fn a_kiosk_gets_no_mark() {
    let (desk, anna) = with_anna().await;
    let visitor = Visitor { channel: Channel::Kiosk, ..Visitor::from("kiosk-1") };
    let fields = [("codice-fiscale", anna.code.as_str()), ("pin", PIN)];
    let Answer::SignedIn(signed) = desk.post(&SignIn, &visitor, "", &fields).await else { panic!() };
    assert!(signed.mark.is_none());
    assert_eq!(signed.length, None, "that of the preferences, where none was chosen");
    assert!(desk.rows().await.contains(&("devices", 0)));
}

#[tokio::test]
async fn at_a_kiosk_the_secret_has_one_name() {
    let (desk, _) = with_anna().await;
    let visitor = Visitor { channel: Channel::Kiosk, ..Visitor::from("kiosk-1") };
    let page = shown(&desk.page(&SignIn, &visitor, "").await);
    assert!(page.contains("il PIN INPS") && !page.contains("PIN di 8 cifre"), "{page}");
}

/// Everything that can be seen of seven wrong tries: the pages without the code typed, the hashes made, the rows.
async fn seen_from_outside(code: &str, other: &str, pinned: bool) -> (Vec<String>, u64, String, usize) {
    let desk = Desk::open().await;
    let anna = person("Prova", "Anna");
    desk.add(&anna).await;
    if pinned {
        desk.give_pin(anna.id, PIN).await;
    }
    let (before, hashes) = (desk.rows().await, desk.portal.hasher.done());
    let visitor = Visitor::from("192.0.2.0/24");
    let mut pages = Vec::new();
    for _ in 0..7 {
        send(&desk, &visitor, code, other).await;
        let page = desk.page(&SignIn, &visitor, "?controlla=1").await;
        pages.push(shown(&page).replace(code, "CODE"));
    }
    let rows: Vec<_> =
        before.iter().zip(desk.rows().await).map(|(before, after)| (after.0, after.1 - before.1)).collect();
    let noted = desk.outcomes().await.len();
    (pages, desk.portal.hasher.done() - hashes, format!("{rows:?}"), noted)
}

#[tokio::test]
async fn a_code_of_nobody_is_answered_with_the_same_words_hashes_and_rows() {
    let anna = person("Prova", "Anna");
    let nobody = person("Nessuno", "Carla");
    let known = seen_from_outside(anna.code.as_str(), "27031959", true).await;
    let unknown = seen_from_outside(nobody.code.as_str(), "27031959", true).await;
    let without_pin = seen_from_outside(anna.code.as_str(), "27031959", false).await;
    assert_eq!(known, unknown);
    assert_eq!(known, without_pin);
    assert_eq!(known.1, 5, "one hash for each try that was let through");
    assert_eq!(known.3, 1, "one slow-down noted");
}

#[tokio::test]
async fn who_comes_again_after_a_wrong_pin_finds_no_error_of_the_last_time() {
    let (desk, anna) = with_anna().await;
    let visitor = Visitor::from("a");
    for (code, pin) in [(anna.code.as_str(), "00000001"), ("RSSMRA80A01H501Z", "1")] {
        send(&desk, &visitor, code, pin).await;
        assert!(!desk.page(&SignIn, &visitor, "?controlla=1").await.problems().is_empty(), "{code}");
        for again in ["", "?poi=area"] {
            assert!(desk.page(&SignIn, &visitor, again).await.problems().is_empty(), "{code} {again}");
        }
    }
}

#[tokio::test]
async fn what_is_malformed_is_told_before_any_try_is_counted() {
    let (desk, anna) = with_anna().await;
    let visitor = Visitor::from("a");
    let wrong_check = "RSSMRA80A01H501Z";
    assert!(matches!(send(&desk, &visitor, wrong_check, PIN).await, Answer::See(to) if to == ADDRESS));
    let page = desk.page(&SignIn, &visitor, "?controlla=1").await;
    assert_eq!(problem(&page, "codice-fiscale"), fiscal_code(Lang::It, wrong_check).unwrap_err());
    assert!(shown(&page).contains(wrong_check), "what was typed is still there");
    let code = anna.code.as_str();
    assert_eq!(attempt(&desk, &visitor, code, "").await, Some(words::pin_missing(Lang::It)));
    assert_eq!(attempt(&desk, &visitor, code, "1234567").await, Some(words::pin_length(Lang::It)));
    assert!(!shown(&desk.page(&SignIn, &visitor, "?controlla=1").await).contains("1234567"));
    assert!(desk.rows().await.contains(&("tries", 0)));
    let foreign = [("codice-fiscale", code), ("pin", PIN), ("durata", "30"), ("altro", "x")];
    assert!(matches!(desk.post(&SignIn, &visitor, "", &foreign).await, Answer::BadForm));
    let twice = [("codice-fiscale", code), ("codice-fiscale", code), ("pin", PIN), ("durata", "30")];
    assert!(matches!(desk.post(&SignIn, &visitor, "", &twice).await, Answer::BadForm));
    let odd = [("codice-fiscale", code), ("pin", PIN), ("durata", "99999")];
    assert!(matches!(desk.post(&SignIn, &visitor, "", &odd).await, Answer::See(_)));
}

#[tokio::test]
async fn five_wrong_tries_cost_a_minute_then_two_and_the_page_says_until_when() {
    let (desk, anna) = with_anna().await;
    let (visitor, code) = (Visitor::from("a"), anna.code.as_str());
    for _ in 0..5 {
        assert_eq!(attempt(&desk, &visitor, code, "00000001").await, Some(words::wrong(Lang::It)));
    }
    let waits = attempt(&desk, &visitor, code, PIN).await.unwrap();
    let until = desk.now().plus(MINUTE);
    assert_eq!(Some(waits), wait_words(Lang::It, until, desk.now()));
    assert_eq!(desk.page(&SignIn, &visitor, "").await.problems().len(), 1, "who comes again is told to wait");
    desk.pass(MINUTE);
    let page = desk.page(&SignIn, &visitor, "?controlla=1").await;
    assert!(page.problems().is_empty(), "the wait is over and the page says so");
    assert_eq!(attempt(&desk, &visitor, code, "00000001").await, Some(words::wrong(Lang::It)));
    desk.pass(MINUTE);
    assert!(is_wait(&attempt(&desk, &visitor, code, PIN).await.unwrap()));
    desk.pass(MINUTE);
    assert_eq!(attempt(&desk, &visitor, code, PIN).await, None);
    assert_eq!(attempt(&desk, &visitor, code, "00000001").await, Some(words::wrong(Lang::It)));
}

#[tokio::test]
async fn a_slow_down_is_of_the_place_and_leaves_the_citizen_elsewhere() {
    let (desk, anna) = with_anna().await;
    let (thief, code) = (Visitor::from("thief"), anna.code.as_str());
    for _ in 0..6 {
        attempt(&desk, &thief, code, "00000001").await;
    }
    assert!(is_wait(&attempt(&desk, &thief, code, PIN).await.unwrap()));
    assert_eq!(attempt(&desk, &Visitor::from("home"), code, PIN).await, None);
}

#[tokio::test]
async fn a_restart_forgives_nothing() {
    let (desk, anna) = with_anna().await;
    let (visitor, code) = (Visitor::from("a"), anna.code.as_str());
    for _ in 0..5 {
        attempt(&desk, &visitor, code, "00000001").await;
    }
    let desk = desk.restart().await;
    assert!(is_wait(&attempt(&desk, &visitor, code, PIN).await.unwrap()));
}

#[tokio::test]
async fn twenty_wrong_tries_a_day_leave_only_known_devices_until_midnight() {
    let (desk, anna) = with_anna().await;
    let code = anna.code.as_str();
    let home = Visitor::from("home");
    let device = [9; 32];
    desk.know(device, anna.id).await;
    let home = Visitor { device: Some(device), ..home };
    let stranger = Visitor { device: Some([8; 32]), ..Visitor::from("stranger") };
    for n in 0..A_DAY {
        let visitor = Visitor::from(&format!("network {n}"));
        assert_eq!(attempt(&desk, &visitor, code, "00000001").await, Some(words::wrong(Lang::It)));
    }
    let elsewhere = Visitor::from("library");
    let text = attempt(&desk, &elsewhere, code, PIN).await.unwrap();
    assert!(text.spans().iter().any(|span| matches!(span, Span::Date(_))), "tomorrow, so with its date");
    assert_eq!(attempt(&desk, &home, code, PIN).await, None, "the known device still signs in");
    assert!(is_wait(&attempt(&desk, &stranger, code, PIN).await.unwrap()), "a mark of nobody's is none");
    desk.pass(14 * HOUR);
    assert_eq!(attempt(&desk, &elsewhere, code, PIN).await, None, "midnight has passed");
}

#[tokio::test]
async fn a_place_that_tries_many_codes_is_slowed_for_all_of_them() {
    let (desk, anna) = with_anna().await;
    let network = Visitor::from("network");
    for n in 0..crate::citizen::tries::FREE_OF_PLACE {
        let letters = b"BCDFGHLMNP";
        let letter = |n: i64| char::from(letters[usize::try_from(n % 10).unwrap()]);
        let someone = person(&format!("{}{}s", letter(n), letter(n / 10)), "Anna");
        assert_eq!(
            attempt(&desk, &network, someone.code.as_str(), "00000001").await,
            Some(words::wrong(Lang::It))
        );
    }
    assert!(is_wait(&attempt(&desk, &network, anna.code.as_str(), PIN).await.unwrap()));
    desk.pass(MINUTE);
    assert_eq!(attempt(&desk, &network, anna.code.as_str(), PIN).await, None);
    assert_eq!(
        attempt(&desk, &network, anna.code.as_str(), PIN).await,
        None,
        "a right PIN makes nobody wait"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_tries_at_once_are_not_more_than_one_after_the_other() {
    let (desk, anna) = with_anna().await;
    let before = desk.portal.hasher.done();
    let visitors: Vec<Visitor> = (0..24).map(|_| Visitor::from("one network")).collect();
    let tries = visitors.iter().map(|visitor| send(&desk, visitor, anna.code.as_str(), "00000001"));
    futures_util::future::join_all(tries).await;
    assert_eq!(desk.portal.hasher.done() - before, 5);
}

#[tokio::test]
async fn who_is_told_to_come_again_has_not_tried() {
    let (desk, anna) = with_anna().await;
    let visitor = Visitor::from("a");
    let mut line = Vec::new();
    while let Ok(place) = desk.portal.hasher.line() {
        line.push(place);
    }
    let (before, hashes) = (desk.rows().await, desk.portal.hasher.done());
    let fields = [("codice-fiscale", anna.code.as_str()), ("pin", PIN), ("durata", "30")];
    let refused = SignIn.post(&desk.call(&visitor, "", Some(&fields))).await;
    assert!(matches!(refused, Err(Failure::HasherBusy)), "{refused:?}");
    assert_eq!((desk.rows().await, desk.portal.hasher.done()), (before, hashes), "nothing was counted");
    line.pop();
    assert_eq!(attempt(&desk, &visitor, anna.code.as_str(), PIN).await, None);
}

#[tokio::test]
async fn a_slow_down_is_noted_once_and_forgotten_counters_are_swept() {
    let (desk, anna) = with_anna().await;
    let visitor = Visitor::from("a");
    for _ in 0..9 {
        attempt(&desk, &visitor, anna.code.as_str(), "00000001").await;
        desk.pass(2 * MINUTE);
    }
    let slowed: Vec<_> = desk.outcomes().await;
    assert_eq!(slowed, [("slowed-down".to_owned(), true)]);
    desk.pass(4 * DAY);
    let now = desk.now();
    let swept = desk
        .portal
        .db
        .write(move |tx| {
            Box::pin(async move { crate::citizen::tries::sweep(tx, now).await.map_err(Failure::from) })
        })
        .await
        .unwrap();
    assert_eq!(swept, 3);
}

#[tokio::test]
async fn it_never_leads_to_another_site() {
    let (desk, anna) = with_anna().await;
    let visitor = Visitor::from("a");
    let fields = [("codice-fiscale", anna.code.as_str()), ("pin", PIN), ("durata", "30")];
    let address = "?poi=//example.org/it";
    let Answer::SignedIn(signed) = desk.post(&SignIn, &visitor, address, &fields).await else { panic!() };
    assert_eq!(signed.then, None);
}

#[test]
fn every_example_is_there_in_every_language() {
    for lang in Lang::ALL {
        assert_eq!(SignIn.examples(lang).len(), 24);
        assert!(SignIn.sheet(lang).listed);
    }
}

#[test]
fn the_page_is_walked_and_takes_odd_answers() {
    let none = Answers::default();
    let script =
        |talk: &mut Talk<'_>| script(talk, &none, crate::services::testing::START, Channel::Web, None);
    let reached = explore(|_| Vec::new(), script);
    assert!(reached.complete > 1 && reached.stuck.is_empty(), "{reached:?}");
    // The others are its address, and where one goes on; after that come its examples, which have names too.
    let source = include_str!("mod.rs").split("\nfn examples(").next().unwrap();
    assert_eq!(unreached(source, &reached), ["accedi", "poi"]);
    besiege(&reached, script);
}

#[tokio::test]
async fn who_is_in_is_told_so_and_shown_the_way_on_and_out() {
    let (desk, anna) = with_anna().await;
    let visitor = Visitor::from("192.0.2.0").signed_in(anna.id);
    let page = desk.page(&SignIn, &visitor, "").await;
    let said = shown(&page);
    assert!(page.form.is_none() && page.questions().is_empty());
    assert!(said.contains("\"/it/area\"") && said.contains("\"/it/esci\""), "{said}");
}
