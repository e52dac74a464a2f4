//! What is typed is not lost by what goes on beside it: a sign-in in another tab, a character that nobody sees, the end.

use crate::people::{MARIO, NOEMI};
use crate::support::{Browser, Got, Running};

fn portal() -> Running {
    Running::start().with(&NOEMI).with(&MARIO)
}

/// A PIN request as far as its third step.
fn third_step(browser: &mut Browser) -> Got {
    let begin = browser.get("/it/pin/richiesta");
    let first = browser.submit(&begin, "Inizia la richiesta", &[]);
    let second = browser.submit(&first, "Continua", &[("codice-fiscale", "RNLNRC84S04I782A")]);
    let third = browser.submit(&second, "Continua", &[("cognome", "Rinaldi"), ("nome", "Enrico")]);
    third.expect("Passo 3 di 7");
    third
}

const BORN: [(&str, &str); 2] = [("luogo-nascita", "Soiano del Lago"), ("provincia-nascita", "BS")];

#[test]
fn a_request_goes_on_after_a_sign_in_in_another_tab() {
    let portal = portal();
    let mut browser = portal.browser();
    let third = third_step(&mut browser);
    let before = browser.cookies["sessione"].clone();
    browser.sign_in(&NOEMI);
    assert_ne!(browser.cookies["sessione"], before, "the session is another");
    // The other tab's token is of the session before: its page comes back, filled, with the answers so far behind it.
    let again = browser.submit(&third, "Continua", &BORN);
    assert_eq!((again.status, again.value("luogo-nascita").as_str()), (403, "Soiano del Lago"));
    browser.submit(&again, "Continua", &[]).expect("Passo 4 di 7");
    // It is this session's alone: nothing of it is there for who signs in next, nor for the cookie of before.
    let mut other = browser.clone();
    let home = other.get("/it/");
    other.submit(&home, "Esci", &[]);
    other.sign_in(&MARIO);
    let mut old = portal.browser();
    old.cookies.insert("sessione".into(), before);
    for stranger in [&mut other, &mut old] {
        // It begins anew, and is told that what was answered there is gone.
        let gone = stranger.get(&third.address);
        assert_eq!(gone.address, "/it/pin/richiesta?finita=1#fatto");
        assert!(!gone.body.contains("Soiano"), "{}", gone.body);
    }
}

#[test]
fn an_answer_with_a_character_that_nobody_sees_is_named_and_the_others_stay() {
    let portal = portal();
    let mut browser = portal.browser();
    let third = third_step(&mut browser);
    let got = browser.submit(&third, "Continua", &[BORN[1], (BORN[0].0, "Soiano\0 del Lago")]);
    assert_eq!(got.status, 422);
    got.expect("Controlla la risposta “").expect("conteneva un carattere che non si vede");
    assert_eq!(
        (got.value("luogo-nascita").as_str(), got.value("provincia-nascita").as_str()),
        (BORN[0].1, "BS")
    );
    browser.submit(&got, "Continua", &[]).expect("Passo 4 di 7");
}

#[test]
fn a_form_after_the_end_leaves_nothing_in_a_cache() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let form = browser.get("/it/pin/modifica");
    portal.wait(40);
    let late = browser.submit(&form, "Cambia", &[]);
    assert_eq!(late.status, 403, "{}", late.main());
    assert_eq!(late.header("cache-control"), "no-store");
    let page = browser.get("/it/pin/modifica");
    assert_eq!(page.header("cache-control"), "no-store", "{} {}", page.status, page.main());
}

/// A registration that she has just begun: its tasks.
fn tasks_of_noemi(browser: &mut Browser) -> Got {
    browser.sign_in(&NOEMI);
    let first = browser.get("/it/lavoro-domestico");
    browser.submit(&first, "Inizia una registrazione", &[])
}

#[test]
fn a_draft_that_is_no_more_is_told_so_with_the_way_to_the_others_and_to_a_new_one() {
    let portal = portal();
    let mut browser = portal.browser();
    let tasks = tasks_of_noemi(&mut browser);
    let step = browser.get(&format!("{}/mansione", tasks.address));
    let sure = browser.get(&format!("{}/elimina", tasks.address));
    browser.submit(&sure, "Elimina la bozza", &[]).expect("la bozza è eliminata");
    let late = browser.submit(&step, "Continua", &[("mansione", "colf")]);
    late.expect("Quello che hai appena scritto non è stato salvato");
    let read = browser.get(&tasks.address);
    read.expect("Quello che hai già inviato resta tra le tue pratiche");
    for got in [&late, &read] {
        assert_eq!((got.status, got.h1().as_str()), (410, "Questa bozza non c’è più"));
        got.expect("30 giorni");
        assert!(!got.has("Controlla l’indirizzo") && !got.has("Non hai perso nulla"), "{}", got.main());
        assert_eq!(got.link("Le tue bozze"), "/it/area/bozze");
        assert_eq!(got.link("Registrare un rapporto di lavoro domestico"), "/it/lavoro-domestico");
    }
}

#[test]
fn who_changes_the_language_on_a_page_with_a_form_is_told_what_becomes_of_what_is_typed() {
    let portal = portal();
    let mut browser = portal.browser();
    let tasks = tasks_of_noemi(&mut browser);
    let step = browser.get(&format!("{}/mansione", tasks.address));
    let languages = browser.click(&step, "Lingua");
    languages.expect("quello che hai scritto o scelto e non hai ancora inviato si perde");
    let english = browser.click(&languages, "English");
    assert_eq!((english.status, english.address), (200, step.address.replace("/it/", "/en/")));
    // Where nothing is typed nothing can be lost.
    let languages = browser.click(&tasks, "Lingua");
    languages.expect("Resti nella pagina in cui eri");
    assert!(!languages.has("si perde"), "{}", languages.main());
}

#[test]
fn a_review_with_something_open_leads_to_it_and_says_so_in_the_form_that_was_asked_for() {
    let portal = portal();
    let mut browser = portal.browser();
    let tasks = tasks_of_noemi(&mut browser);
    browser.get(&format!("{}/riepilogo", tasks.address)).expect("Prima rispondi a questa pagina");
    let plain = browser.get(&format!("{}/riepilogo?come=testo", tasks.address));
    assert!(plain.header("content-type").starts_with("text/plain"), "{}", plain.address);
    assert!(plain.body.contains("Prima rispondi a questa pagina"), "{}", plain.body);
}
