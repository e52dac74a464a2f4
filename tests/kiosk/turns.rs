//! What does not go straight: a form stopped half way and found again, a registration taken back, a PIN typed wrong; and the
//! report of a barrier. By keypad and ear, by two keys, by touch; presses counted.

use std::process::Stdio;

use sportello::import::demo;

use crate::counted;
use crate::drafts;
use crate::hands::{Box, Hands, Way};
use crate::process::people;
use crate::process::program::{Program, sportello};
use crate::process::store::Store;
use crate::registrations::{her_card, on, to_domestic_work};
use crate::visits::{count, hands, portal, portal_of_cards};

/// Noemi, whose PIN a clerk has raised; of another registration all is answered, at home.
pub fn raised(store: &Store) -> (Program<'_>, String) {
    let (program, key) = portal(store);
    assert!(sportello(store).args(["citizen", "raise", demo::CODE]).status().unwrap().success());
    (program, key)
}

/// Begins a registration, answers the first question and goes; it is found at home, and at the kiosk where it was left. One
/// that was filled in at home is sent at the kiosk, and taken back.
fn stopped_found_and_taken_back(way: Way) {
    let store = Store::lite();
    let (program, key) = raised(&store);
    let (mut hands, name) = (hands(&program, &key, way), way.name());
    to_domestic_work(&mut hands, demo::PIN);
    hands.follow("Inizia una registrazione", "Puoi finire da casa");
    hands.follow("Il datore di lavoro", "Assumi tu o una comunità?");
    hands.follow("] Io", "Scelto: Io");
    on(&mut hands, "Datore di lavoro: dati personali");
    count(&mut hands, &counted::BEGIN, &format!("{name}, card"));
    hands.told(0, "Le risposte salvate ti aspettano nella tua area");

    let mut home = people::sign_in(&program, demo::CODE);
    let area = home.get("/it/area").body;
    let link = area.split("href=\"").find(|link| link.starts_with("/it/lavoro-domestico/")).unwrap();
    let left = home.get(link.split('"').next().unwrap());
    assert!(left.body.contains("<h1 id=\"titolo\">Datore di lavoro: dati personali</h1>"), "{}", left.body);
    let filled = store.with(async |portal| drafts::open(&portal, demo::CODE, "riepilogo", 1).await);
    assert_eq!(filled.len(), 1);

    to_domestic_work(&mut hands, demo::PIN);
    hands.follow("Continua la bozza del", "Datore di lavoro: dati personali");
    count(&mut hands, &counted::FIND, &format!("{name}, card"));

    hands.curtained = way == Way::Keys;
    let off = if hands.curtained { ", screen off" } else { "" };
    to_domestic_work(&mut hands, demo::PIN);
    hands.uncover();
    hands.follow("Continua: Rosa Esempio", "Rileggi prima di inviare");
    hands.jump("Invia la registrazione");
    hands.choose("Registrazione inviata");
    hands.jump("Ritira la registrazione");
    hands.choose("Vuoi ritirare la registrazione?");
    hands.jump("Ritira la registrazione");
    hands.choose("Fatto: registrazione ritirata");
    count(&mut hands, &counted::SEND, &format!("{name}, card{off}"));
}

#[test]
fn by_keypad_and_ear_a_registration_is_stopped_found_sent_and_withdrawn() {
    stopped_found_and_taken_back(Way::Keys);
}

#[test]
fn by_two_keys_alone_a_registration_is_stopped_found_sent_and_withdrawn() {
    stopped_found_and_taken_back(Way::Two);
}

#[test]
fn by_touch_alone_a_registration_is_stopped_found_sent_and_withdrawn() {
    stopped_found_and_taken_back(Way::Touch);
}

/// A PIN that is wrong, and then the right one: the institute's, and the card's own, whose tries are told.
fn wrong_and_then_right(way: Way) {
    let store = Store::lite();
    let (program, key) = portal_of_cards(&store);
    let (mut hands, name) = (hands(&program, &key, way), way.name());
    hands.enter("Italiano", "Che cosa vuoi fare?");
    hands.follow("Estratto conto contributivo", "Servono il tuo codice fiscale");
    hands.to("16 caratteri");
    her_card(&mut hands);
    hands.to("] PIN");
    hands.secret("27495136");
    hands.follow("Accedi", "non corrispondono");
    hands.led("PIN INPS");
    hands.secret(demo::PIN);
    let statement = hands.either("settimane di contributi", "Decennio per decennio");
    hands.follow("Accedi", statement);
    count(&mut hands, &counted::WRONG, &format!("{name}, card"));
    hands.kiosk.board("tessera", "togli");

    hands.enter("Italiano", "Che cosa vuoi fare?");
    hands.follow("Estratto conto contributivo", "Servono il tuo codice fiscale");
    hands.follow("tessera sanitaria e il PIN", "Accedi con la tessera");
    let before = hands.kiosk.settle();
    hands.kiosk.board("tessera", "0");
    hands.told(before, "3 tentativi");
    hands.to("Da 5 a 8 cifre");
    hands.card_pin("00000");
    hands.follow("] Accedi con la tessera", "2 tentativi");
    hands.led("Da 5 a 8 cifre");
    hands.card_pin("83027");
    hands.follow("] Accedi con la tessera", statement);
    count(&mut hands, &counted::WRONG_CARD, name);
}

#[test]
fn by_keypad_and_ear_a_wrong_pin_is_told_and_the_right_one_signs_in() {
    wrong_and_then_right(Way::Keys);
}

#[test]
fn by_two_keys_alone_a_wrong_pin_is_told_and_the_right_one_signs_in() {
    wrong_and_then_right(Way::Two);
}

#[test]
fn by_touch_alone_a_wrong_pin_is_told_and_the_right_one_signs_in() {
    wrong_and_then_right(Way::Touch);
}

/// Tells of something that did not work, without signing in.
fn report_a_barrier(hands: &mut Hands) {
    hands.enter("Italiano", "Che cosa vuoi fare?");
    hands.follow("Contatti", "Contatti");
    hands.follow("Segnala un problema", "Ogni risposta è facoltativa");
    hands.fill("Che cosa è successo", "non sento", Box::Words);
    hands.follow("Continua", "Controlla e invia la segnalazione");
    hands.follow("Invia la segnalazione", "Grazie: segnalazione ricevuta");
}

#[test]
fn by_two_keys_alone_a_barrier_is_reported() {
    let store = Store::lite();
    let (program, key) = portal(&store);
    let mut hands = hands(&program, &key, Way::Two);
    report_a_barrier(&mut hands);
    count(&mut hands, &counted::BARRIER, Way::Two.name());
}

#[test]
fn by_touch_alone_a_barrier_is_reported() {
    let store = Store::lite();
    let (program, key) = portal(&store);
    let mut hands = hands(&program, &key, Way::Touch);
    report_a_barrier(&mut hands);
    count(&mut hands, &counted::BARRIER, Way::Touch.name());
}

#[test]
fn by_keypad_and_ear_a_barrier_is_reported_and_staff_find_that_it_has_arrived() {
    let store = Store::lite();
    let (program, key) = portal(&store);
    let mut hands = hands(&program, &key, Way::Keys);
    report_a_barrier(&mut hands);
    count(&mut hands, &counted::BARRIER, Way::Keys.name());
    // Had the answer been lost, the kiosk would have given this number; staff find by it that the report has arrived.
    let key = store.with(async |portal| {
        let mut conn = portal.db.reader().await.unwrap();
        let (key,): (uuid::Uuid,) = sportello::sql!(conn, "SELECT id FROM feedback").one().await.unwrap();
        key
    });
    let find = |number: &str| {
        let told = sportello(&store)
            .args(["case", "find", number])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        (told.status.success(), String::from_utf8([told.stdout, told.stderr].concat()).unwrap())
    };
    let (found, told) = find(&a11y::ids::number(key.as_u128()));
    assert!(found && told.contains("segnala arrived: report 20"), "{told}");
    let (found, told) = find("00000000");
    assert!(!found && told.contains("has not arrived"), "{told}");
    // What is no number of a kiosk says nothing of what has arrived.
    let (found, told) = find("1234 ABC");
    assert!(!found && told.contains("8 digits") && !told.contains("arrived"), "{told}");
}
