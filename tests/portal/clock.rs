//! The machine's clock jumps, a year ahead or a day back: sessions, drafts, wrong tries, PIN requests and letters.

use sportello::citizen::sessions;
use sportello::clock::{DAY, MINUTE};
use sportello::services::pin;
use sportello::sql;

use crate::people::{MARIO, NOEMI};
use crate::support::{Browser, Got, Running};

/// A day and a year of the clock, in minutes.
const A_DAY: i64 = DAY / MINUTE;
const A_YEAR: i64 = 365 * A_DAY;

fn portal() -> Running {
    let portal = Running::start().with(&NOEMI).with(&MARIO);
    portal.give_noemi_a_career();
    portal
}

/// What Noemi is asked on the way to a PIN.
const ASKED: [(&str, &str); 13] = [
    ("codice-fiscale", NOEMI.code),
    ("cognome", NOEMI.surname),
    ("nome", NOEMI.name),
    ("sesso", "F"),
    ("nascita-giorno", "26"),
    ("nascita-mese", "3"),
    ("nascita-anno", "1969"),
    ("via", "Via di Prova"),
    ("numero-civico", "12"),
    ("comune", "Roma"),
    ("provincia", "RM"),
    ("cap", "00100"),
    ("telefono-casa", "06 5555 0123"),
];

/// Answers pages of a request until its end, or until so many were answered; the last page.
fn ask_for_a_pin(browser: &mut Browser, mut page: Got, most: usize) -> Got {
    for _ in 0..most {
        let Some(button) = page.words("main form button") else { break };
        let names = page.form(&button).names;
        let mut fill: Vec<(&str, &str)> =
            ASKED.into_iter().filter(|(name, _)| names.iter().any(|known| known == name)).collect();
        if names.iter().any(|name| name == "consegna") {
            fill.push(("consegna", "letter"));
        }
        page = browser.submit(&page, &button, &fill);
        assert_eq!(page.status, 200, "{}", page.address);
        assert!(page.words("#errori").is_none(), "{}: {}", page.address, page.main());
        if page.address.contains("/conferma") {
            break;
        }
    }
    page
}

/// A whole request.
fn request(portal: &Running) {
    let mut browser = portal.browser();
    let start = browser.get("/it/pin/richiesta");
    let end = ask_for_a_pin(&mut browser, start, 15);
    assert!(end.address.contains("/conferma"), "{}", end.address);
}

/// Lets the job write letters; how many, and how many requests it refused.
fn write_letters(portal: &Running) -> (u64, u64) {
    let written = portal.run(pin::write_letters(&portal.portal, portal.portal.clock.now())).unwrap();
    (written.letters, written.refused)
}

#[test]
fn a_year_ahead_sessions_and_drafts_are_over_and_a_clock_set_right_brings_them_back() {
    let portal = portal();
    let (mut citizen, mut asker) = (portal.browser(), portal.browser());
    citizen.sign_in(&NOEMI);
    let start = asker.get("/it/pin/richiesta");
    let half = ask_for_a_pin(&mut asker, start, 3);
    portal.wait(A_YEAR);
    let area = citizen.get("/it/area");
    assert!(area.address.starts_with("/it/accedi"), "{}", area.address);
    let gone = asker.get(&half.address);
    assert!(matches!(gone.status, 200 | 404) && gone.value_of("cognome").is_none(), "{}", gone.main());
    let mut later = portal.browser();
    later.sign_in(&NOEMI);
    later.get("/it/estratto-conto").expect("Mariani");
    portal.wait(-A_YEAR);
    assert_eq!(citizen.get("/it/area").status, 200);
    assert_eq!(
        citizen.get("/it/").signed_in().as_deref(),
        Some("Noemi Mariani"),
        "the session is there again"
    );
    assert_eq!(asker.get(&half.address).main(), half.main(), "and so is what was typed");
}

#[test]
fn what_was_typed_by_who_is_not_signed_in_is_found_by_nobody_after_the_end_that_was_told() {
    let portal = portal();
    let (mut half_way, mut asked) = (portal.browser(), portal.browser());
    let start = half_way.get("/it/pin/richiesta");
    let half = ask_for_a_pin(&mut half_way, start, 3);
    assert_eq!(half.session_end().as_deref(), Some("10:30"));
    let start = asked.get("/it/pin/richiesta");
    let whole = ask_for_a_pin(&mut asked, start, 15);
    assert!(whole.address.contains("/conferma"), "{}", whole.address);
    portal.wait(29);
    let (step, code) = (half_way.get(&half.address), asked.get(&whole.address));
    assert_eq!((step.main(), code.main()), (half.main(), whole.main()), "until then both are there");
    portal.wait(31);
    // The next person at the same browser, by the same addresses.
    for (browser, page) in [(&mut half_way, &half), (&mut asked, &whole)] {
        let next = browser.get(&page.address);
        assert_ne!(next.main(), page.main(), "{}", page.address);
        for typed in [NOEMI.code, NOEMI.surname] {
            assert!(!next.body.contains(typed), "{typed}: {}", next.main());
        }
    }
    // A form that was still open there is not taken; when and why is told, and where to begin again.
    let late = half_way.submit(&half, "Continua", &[("luogo-nascita", "Napoli")]);
    assert_eq!((late.status, late.h1().as_str()), (403, "La sessione è finita"), "{}", late.main());
    late.expect("si è chiusa alle 10:59")
        .expect("Le risposte che non avevi ancora inviato sono state cancellate.");
    assert!(!late.body.contains(NOEMI.code), "{}", late.main());
    let start = half_way.click(&late, "Ricomincia la richiesta");
    let first = half_way.submit(&start, "Inizia la richiesta", &[]);
    assert_eq!(first.session_end().as_deref(), Some("11:30"));
}

#[test]
fn who_opens_a_step_after_the_end_is_led_to_the_start_which_says_why() {
    let portal = portal();
    let mut browser = portal.browser();
    let start = browser.get("/it/pin/richiesta");
    let half = ask_for_a_pin(&mut browser, start, 3);
    let mut other = portal.browser();
    let elsewhere = other.get(&half.address);
    // Nothing of it is known elsewhere: it is told just that, over the page as everybody has it.
    elsewhere
        .expect("Queste risposte non ci sono più")
        .expect("la sessione in cui le hai scritte si è chiusa");
    assert_eq!((elsewhere.status, elsewhere.address.as_str()), (200, "/it/pin/richiesta?finita=1#fatto"));
    assert!(!elsewhere.body.contains(NOEMI.surname), "{}", elsewhere.main());
    portal.wait(31);
    let start = browser.get(&half.address);
    assert_eq!((start.status, start.h1().as_str()), (200, "Chiedere il PIN"));
    assert!(start.address.ends_with("#fatto"), "{}", start.address);
    start.expect("La sessione è finita").expect("si è chiusa alle 10:30").expect("sono state cancellate");
    let first = browser.submit(&start, "Inizia la richiesta", &[]);
    assert_eq!((first.status, first.session_end().as_deref()), (200, Some("11:01")));
    // In the session of now there is nothing to say about the one before.
    assert!(!browser.get("/it/pin/richiesta?finita=1").main().contains("La sessione è finita"));
}

#[test]
fn a_form_of_a_session_that_is_on_record_no_more_says_so_without_a_time() {
    let portal = portal();
    let mut browser = portal.browser();
    let start = browser.get("/it/pin/richiesta");
    let half = ask_for_a_pin(&mut browser, start, 3);
    portal.wait(30 + 61);
    let now = portal.portal.clock.now();
    portal.run(portal.portal.db.write(move |tx| Box::pin(sessions::sweep(tx, now)))).unwrap();
    let late = browser.submit(&half, "Continua", &[("luogo-nascita", "Napoli")]);
    assert_eq!((late.status, late.h1().as_str()), (403, "La sessione è finita"), "{}", late.main());
    late.expect("Questa pagina era di una sessione che si è chiusa.").expect("sono state cancellate");
    late.link("Ricomincia la richiesta");
}

#[test]
fn a_session_opened_before_the_clock_was_put_back_does_not_outlive_its_length() {
    let portal = portal();
    let mut citizen = portal.browser();
    citizen.sign_in(&NOEMI);
    portal.wait(-A_DAY);
    let home = citizen.get("/it/");
    assert_eq!(home.signed_in().as_deref(), Some("Noemi Mariani"), "the citizen goes on");
    assert_eq!(home.session_end().as_deref(), Some("10:30"), "for as long as was said");
    portal.wait(31);
    assert_eq!(citizen.get("/it/").signed_in(), None);
}

#[test]
fn wrong_tries_make_nobody_wait_longer_because_the_clock_was_put_back() {
    let portal = portal();
    let mut browser = portal.browser();
    let mut page = browser.get("/it/accedi");
    for _ in 0..6 {
        page = browser.submit(&page, "Accedi", &[("codice-fiscale", NOEMI.code), ("pin", "10000000")]);
    }
    page.expect("troppi tentativi");
    let early = browser.submit(&page, "Accedi", &[("codice-fiscale", NOEMI.code), ("pin", NOEMI.pin)]);
    early.expect("troppi tentativi");
    portal.wait(-60);
    // The wait that was told is an hour and a minute away now.
    browser.sign_in(&NOEMI);
    portal.wait(-A_DAY);
    portal.browser().sign_in(&MARIO);
}

#[test]
fn pin_windows_hold_when_the_clock_is_put_back_and_open_again_a_year_ahead() {
    let portal = portal();
    request(&portal);
    assert_eq!(write_letters(&portal), (1, 0));
    portal.wait(-A_DAY);
    request(&portal);
    assert_eq!(write_letters(&portal), (0, 1), "a letter is on its way: not another one");
    portal.wait(A_YEAR + A_DAY);
    request(&portal);
    assert_eq!(write_letters(&portal), (1, 0), "the old request is over");
    let folder = tempfile::tempdir().unwrap();
    let now = portal.portal.clock.now();
    let taken = portal.run(sportello::ledger::letters::take(&portal.portal, folder.path(), now)).unwrap();
    assert_eq!(taken.letters, 2, "every letter is posted once");
    portal.wait(-2 * A_DAY);
    let now = portal.portal.clock.now();
    let taken = portal.run(sportello::ledger::letters::take(&portal.portal, folder.path(), now)).unwrap();
    assert_eq!(taken.letters, 0, "also after the clock was put back");
}

#[test]
fn what_is_sent_while_the_clock_jumps_is_there_once_with_numbers_of_its_own() {
    let portal = portal();
    for jump in [0, A_YEAR, -A_DAY, -A_YEAR, 2 * A_DAY] {
        let mut citizen = portal.browser();
        portal.wait(jump);
        citizen.sign_in(&NOEMI);
        let page = citizen.get("/it/estratto-conto/posta");
        let button = page.words("main form button").unwrap();
        let first = citizen.submit(&page, &button, &[("forma", "print")]);
        assert!(first.address.contains("/inviata/"), "{}", first.address);
        assert_eq!(
            citizen.submit(&page, &button, &[("forma", "print")]).address,
            first.address,
            "sent twice, taken once"
        );
    }
    let numbers: Vec<(String,)> = portal.run(async {
        let mut conn = portal.portal.db.reader().await.unwrap();
        sql!(conn, "SELECT DISTINCT protocol FROM cases").all().await.unwrap()
    });
    assert_eq!(numbers.len(), 5);
}
