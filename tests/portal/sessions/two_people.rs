//! Two citizens, one after the other in one browser: what one left open in a tab is neither shown to the other nor lost.

use super::*;

/// The title of the page that Mario is shown.
const NOT_YOURS: &str = "La pagina era di un’altra persona";

/// A portal, and a browser in which Noemi is signed in.
fn noemi() -> (Running, Browser, Got) {
    let portal = portal();
    let mut browser = portal.browser();
    let home = browser.sign_in(&NOEMI);
    (portal, browser, home)
}

/// Mario is told whose the page was not, and sees nothing of it, here or at its address.
#[track_caller]
fn tells_mario_nothing(browser: &mut Browser, got: &Got, address: &str) {
    assert_eq!((got.status, got.h1().as_str()), (403, NOT_YOURS), "{}", got.main());
    assert_eq!(got.signed_in().as_deref(), Some("Mario Rossi"));
    got.expect("Non è stato inviato nulla");
    for again in ["", "?ripresa=1", "?tempo=1"] {
        let read = browser.get(&format!("{address}{again}"));
        assert!(!read.body.contains(TYPED) && !read.body.contains("Noemi"), "{}", read.main());
    }
    assert!(!got.body.contains(TYPED) && !got.body.contains("Noemi") && !got.body.contains("Indietro"));
}

/// Mario leaves; Noemi signs in and finds the page that she had left, as she had filled it.
#[track_caller]
fn noemi_finds_it(browser: &mut Browser, got: &Got, page: &Got) -> Got {
    browser.submit(got, "Esci", &[]);
    let sign_in = browser.get("/it/accedi");
    let area = browser.sign_in_on(&sign_in, &NOEMI);
    area.expect("Scritto e non inviato");
    let back = browser.click(&area, &format!("Riprendi: {}", page.h1()));
    assert_eq!((back.h1(), back.value("accaduto")), (page.h1(), TYPED.to_owned()));
    back.expect("Il modulo non è stato inviato");
    back
}

#[test]
fn what_was_typed_is_kept_for_whose_it_is_and_the_next_citizen_sees_none_of_it() {
    // Noemi signed out in another tab, her session ended by itself, or the browser lost its cookie.
    for end in ["out", "over", "lost"] {
        let (portal, mut browser, home) = noemi();
        let page = browser.get("/it/segnala");
        match end {
            "out" => drop(browser.submit(&home, "Esci", &[])),
            "over" => portal.wait(31),
            _ => drop(browser.cookies.remove("sessione")),
        }
        browser.sign_in(&MARIO);
        let got = browser.submit(&page, "Continua", &[("accaduto", TYPED), ("chiarezza", "2")]);
        got.expect("conservato per 60 minuti");
        tells_mario_nothing(&mut browser, &got, "/it/segnala");
        assert!(!portal.database_contains(TYPED), "{end}: it lies sealed");
        // Mario's own page works as ever.
        let own = browser.get("/it/segnala");
        browser.submit(&own, "Continua", &[("accaduto", "Scritto da Mario")]).expect("Scritto da Mario");

        let back = noemi_finds_it(&mut browser, &got, &page);
        browser.submit(&back, "Continua", &[]).expect(TYPED);
    }
}

#[test]
fn who_signs_in_over_another_citizen_s_session_leaves_its_forms_to_them() {
    let (_portal, mut browser, home) = noemi();
    let page = browser.get("/it/segnala");
    let token = home.token().unwrap();
    let fields = [("gettone", token.as_str()), ("codice-fiscale", MARIO.code), ("pin", MARIO.pin)];
    let signed = browser.post("/it/accedi", &[&fields[..], &[("durata", "")]].concat());
    assert_eq!(signed.signed_in().as_deref(), Some("Mario Rossi"), "{}", signed.main());
    let got = browser.submit(&page, "Continua", &[("accaduto", TYPED), ("chiarezza", "2")]);
    got.expect("conservato per 60 minuti");
    tells_mario_nothing(&mut browser, &got, "/it/segnala");
    noemi_finds_it(&mut browser, &got, &page);
}

#[test]
fn a_page_left_open_for_longer_than_anything_is_kept_is_not_shown_either() {
    // An hour after the end what is left of a session is on record until the next sweep, and then no more.
    for swept in [false, true] {
        let (portal, mut browser, _) = noemi();
        let page = browser.get("/it/segnala");
        portal.wait(24 * 60);
        if swept {
            portal.sweep_sessions();
        }
        browser.sign_in(&MARIO);
        let got = browser.submit(&page, "Continua", &[("accaduto", TYPED), ("chiarezza", "2")]);
        tells_mario_nothing(&mut browser, &got, "/it/segnala");
        assert!(!got.has("conservato"), "{}", got.main());
        browser.submit(&got, "Esci", &[]);
        browser.sign_in(&NOEMI);
        assert!(!browser.get("/it/area").body.contains("ripresa=1"));
    }
}

#[test]
fn a_secret_of_the_citizen_before_is_neither_kept_nor_shown() {
    let (portal, mut browser, home) = noemi();
    let page = browser.get("/it/pin/modifica");
    browser.submit(&home, "Esci", &[]);
    browser.sign_in(&MARIO);
    let got = browser.submit(&page, "Cambia il PIN", &[("pin", NOEMI.pin)]);
    tells_mario_nothing(&mut browser, &got, "/it/pin/modifica");
    assert!(!got.has("conservato") && !got.body.contains(NOEMI.pin) && !portal.database_contains(NOEMI.pin));
    let mut other = portal.browser();
    assert_eq!(other.sign_in(&NOEMI).signed_in().as_deref(), Some("Noemi Mariani"), "the PIN is what it was");
    assert!(!other.get("/it/pin/modifica?ripresa=1").body.contains(NOEMI.pin));
}

#[test]
fn buttons_and_long_forms_of_the_citizen_before_do_nothing() {
    let (_portal, mut browser, home) = noemi();
    let first = browser.get("/it/lavoro-domestico");
    let tasks = browser.submit(&first, "Inizia una registrazione", &[]);
    let question = browser.click(&tasks, "Il datore di lavoro");
    let preferences = browser.get("/it/preferenze");
    browser.submit(&home, "Esci", &[]);
    browser.sign_in(&MARIO);
    for (page, button, fill) in [
        (&first, "Inizia una registrazione", None),
        (&question, "Continua", None),
        (&question, "Ho bisogno di più tempo", None),
        // How somebody reads may reveal a disability.
        (&preferences, "Salva le preferenze", Some(("colori", "alto-scuro"))),
        (&home, "Esci", None),
    ] {
        let got = browser.submit(page, button, fill.as_slice());
        assert_eq!((got.status, got.h1().as_str()), (403, NOT_YOURS), "{button}: {}", got.main());
        assert_eq!(got.signed_in().as_deref(), Some("Mario Rossi"), "{button}");
        assert!(!got.main().contains("alto-scuro"));
    }
    browser.get("/it/area").expect("Nella tua area");
}

#[test]
fn more_time_asked_for_on_the_page_of_the_citizen_before_keeps_it_for_them() {
    let (_portal, mut browser, home) = noemi();
    let page = browser.get("/it/segnala");
    browser.submit(&home, "Esci", &[]);
    browser.sign_in(&MARIO);
    let got = browser.submit(&page, "Ho bisogno di più tempo", &[("accaduto", TYPED)]);
    got.expect("conservato per 60 minuti");
    tells_mario_nothing(&mut browser, &got, "/it/segnala");
    noemi_finds_it(&mut browser, &got, &page);
}

#[test]
fn what_was_nobodys_and_what_is_one_s_own_is_shown_again_as_ever() {
    let portal = portal();
    let mut browser = portal.browser();
    let nobodys = browser.get("/it/segnala");
    let home = browser.sign_in(&MARIO);
    let own = browser.get("/it/segnala");
    browser.submit(&home, "Esci", &[]);
    portal.wait(3 * 60);
    portal.sweep_sessions();
    browser.sign_in(&MARIO);
    for page in [&nobodys, &own] {
        let again = browser.submit(page, "Continua", &[("accaduto", TYPED), ("chiarezza", "2")]);
        assert_eq!((again.status, again.value("accaduto")), (403, TYPED.to_owned()));
        again.expect("Il modulo non è stato inviato");
    }
}

#[test]
fn a_token_that_the_portal_never_gave_accuses_nobody() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&MARIO);
    for forged in ["", "x", &"0".repeat(40), &"0123456789abcdef".repeat(3)] {
        let got = browser.post("/it/segnala", &[("gettone", forged), ("accaduto", TYPED)]);
        assert_eq!((got.status, got.value("accaduto").as_str()), (403, TYPED), "{forged}: {}", got.main());
        assert_ne!(got.h1(), NOT_YOURS);
    }
}
