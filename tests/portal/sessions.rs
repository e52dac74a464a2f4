//! Sessions: fixed, stolen, ended, reused, in two tabs; and that nothing typed is lost by any of it.

use sportello::config::Config;

use crate::people::{MARIO, NOEMI};
use crate::support::{Browser, Got, Running};

/// What only the citizen of a test types.
const TYPED: &str = "Il display braille tace sulla riga 40";

fn portal() -> Running {
    Running::start().with(&NOEMI).with(&MARIO)
}

/// The page of feedback, filled but not sent.
fn feedback(browser: &mut Browser) -> Got {
    browser.get("/it/segnala")
}

#[test]
fn a_cookie_planted_before_sign_in_opens_nothing_after_it() {
    let portal = portal();
    let mut thief = portal.browser();
    thief.get("/it/accedi");
    let planted = thief.cookies["sessione"].clone();
    let mut victim = portal.browser();
    victim.cookies.insert("sessione".into(), planted.clone());
    victim.sign_in(&NOEMI);
    assert_ne!(victim.cookies["sessione"], planted);
    assert_eq!(thief.get("/it/").signed_in(), None);
    let typed = thief.get("/it/accedi");
    assert_eq!(
        typed.value("codice-fiscale"),
        "",
        "what the victim typed is not shown to who planted the cookie"
    );
}

#[test]
fn a_stolen_cookie_is_worth_nothing_after_sign_out() {
    let portal = portal();
    let mut victim = portal.browser();
    let home = victim.sign_in(&NOEMI);
    let mut thief = victim.clone();
    victim.submit(&home, "Esci", &[]);
    assert!(!victim.cookies.contains_key("sessione"));
    assert_eq!(thief.get("/it/").signed_in(), None);
    // Nor can it be brought back to life with the token that was on the page.
    let got = thief.submit(&home, "Ho bisogno di più tempo", &[]);
    assert_eq!((got.signed_in(), got.session_end()), (None, None));
    assert_eq!(thief.get("/it/").signed_in(), None);
}

#[test]
fn a_session_ends_at_the_minute_that_every_page_tells() {
    let portal = portal();
    let mut browser = portal.browser();
    assert_eq!(browser.sign_in(&NOEMI).session_end().as_deref(), Some("10:30"));
    portal.wait(29);
    let home = browser.get("/it/");
    assert_eq!((home.signed_in().is_some(), home.session_end().as_deref()), (true, Some("10:59")));
    portal.wait_seconds(30 * 60 - 1);
    assert!(browser.clone().get("/it/aiuto").signed_in().is_some(), "one second before");
    // That was a sign of life: now it ends at 11:28:59.
    portal.wait_seconds(30 * 60);
    assert_eq!(browser.get("/it/aiuto").signed_in(), None);
}

#[test]
fn a_sign_of_life_less_than_a_minute_after_the_last_writes_nothing_and_the_told_time_stays_true() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    portal.wait_seconds(59);
    assert_eq!(browser.get("/it/").session_end().as_deref(), Some("10:30"));
    portal.wait_seconds(29 * 60);
    assert_eq!(browser.get("/it/").session_end().as_deref(), Some("10:59"));
}

#[test]
fn a_form_after_the_end_is_kept_unreadable_and_comes_back_filled_to_its_citizen_only() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let page = feedback(&mut browser);
    portal.wait(31);
    let late = browser.submit(&page, "Continua", &[("accaduto", TYPED), ("chiarezza", "2")]);
    assert_eq!((late.status, late.h1().as_str()), (403, "La sessione è finita"));
    late.expect("conservato per 60 minuti").expect("10:30");
    assert!(!portal.database_contains(TYPED) && !portal.database_contains("display braille"));
    assert!(portal.database_contains("segnala"), "the bytes are those of the database");
    portal.wait(59);
    let mut other = portal.browser();
    assert!(!other.sign_in(&MARIO).body.contains(TYPED));
    assert!(!other.get("/it/segnala?ripresa=1").body.contains(TYPED));

    let sign_in = browser.click(&late, "Accedi di nuovo");
    let back = browser.sign_in_on(&sign_in, &NOEMI);
    assert_eq!((back.status, back.h1().as_str()), (200, "Segnala un problema di accessibilità"));
    back.expect("Il modulo non è stato inviato");
    assert_eq!(back.value("accaduto"), TYPED);
    let next = browser.submit(&back, "Continua", &[]);
    assert_eq!(next.status, 200);
    next.expect(TYPED);
}

#[test]
fn whose_session_was_closed_from_another_browser_is_told_so() {
    for by in ["area", "pin"] {
        let portal = portal();
        let (mut browser, mut other) = (portal.browser(), portal.browser());
        browser.sign_in(&NOEMI);
        let page = feedback(&mut browser);
        portal.wait(5);
        other.sign_in(&NOEMI);
        portal.wait(7);
        if by == "area" {
            let sessions = other.get("/it/area/sessioni");
            other.submit(&sessions, "Chiudi la sessione", &[]).expect("Fatto: la sessione è chiusa");
        } else {
            let change = other.get("/it/pin/modifica");
            let fill = [("pin", NOEMI.pin), ("nuovo-pin", "83619024"), ("ripeti-pin", "83619024")];
            other.submit(&change, "Cambia il PIN", &fill).expect("il PIN è cambiato");
        }
        portal.wait(1);
        let late = browser.submit(&page, "Continua", &[("accaduto", TYPED)]);
        late.expect("conservato per 60 minuti");
        for told in [late, browser.get("/it/area")] {
            assert_eq!((told.status, told.h1().as_str()), (403, "Non sei più collegato"), "{by}");
            told.expect("chiusa alle 10:12 da un altro dispositivo");
            assert!(!told.has("proteggere"), "{by}: it did not close by itself");
        }
        assert!(other.get("/it/").signed_in().is_some());
    }
}

#[test]
fn a_form_after_the_end_is_gone_after_sixty_minutes() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let page = feedback(&mut browser);
    portal.wait(31);
    browser.submit(&page, "Continua", &[("accaduto", TYPED)]);
    portal.wait(61);
    let sign_in = browser.get("/it/accedi");
    let back = browser.sign_in_on(&sign_in, &NOEMI);
    assert!(!back.body.contains(TYPED) && !back.address.contains("ripresa"), "{}", back.address);
    assert!(!browser.get("/it/segnala?ripresa=1").body.contains(TYPED));
}

#[test]
fn a_session_that_ended_over_an_hour_ago_is_nobodys() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let page = feedback(&mut browser);
    portal.wait(30 + 61);
    let late = browser.submit(&page, "Continua", &[("accaduto", TYPED)]);
    // The page needs no sign-in: it goes on as anybody's, and is kept for no citizen.
    late.expect(TYPED);
    assert_eq!(late.signed_in(), None);
    let mut again = portal.browser();
    again.sign_in(&NOEMI);
    assert!(!again.get("/it/segnala?ripresa=1").body.contains(TYPED));
}

#[test]
fn a_secret_in_a_late_form_is_never_kept() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let page = browser.get("/it/pin/modifica");
    portal.wait(31);
    let late = browser.submit(&page, "Cambia il PIN", &[("pin", NOEMI.pin)]);
    assert_eq!(late.h1(), "La sessione è finita");
    late.expect("non è stato ricevuto né conservato");
    assert!(!late.body.contains("conservato per 60 minuti"), "there was nothing but secrets");
    let sign_in = browser.get("/it/accedi");
    let back = browser.sign_in_on(&sign_in, &NOEMI);
    assert!(!back.address.contains("ripresa"), "{}", back.address);
    assert_eq!(browser.get("/it/pin/modifica?ripresa=1").value("pin"), "");
}

#[test]
fn whose_session_has_ended_signs_in_again_in_the_same_browser() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    portal.wait(31);
    let page = browser.get("/it/accedi");
    browser.sign_in_on(&page, &NOEMI);
    assert_eq!(browser.get("/it/").signed_in().as_deref(), Some("Noemi Mariani"));
}

#[test]
fn whose_session_has_ended_can_use_what_needs_no_sign_in() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    portal.wait(31);
    let page = feedback(&mut browser);
    let next = browser.submit(&page, "Continua", &[("accaduto", TYPED)]);
    next.expect(TYPED);
    assert_eq!(next.signed_in(), None);
}

#[test]
fn what_is_begun_after_the_end_goes_on_as_in_a_new_browser() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    portal.wait(45);
    // Somebody else sits down; the trace of who was here lasts until 11:30.
    let start = browser.get("/it/pin/richiesta");
    let first = browser.submit(&start, "Inizia la richiesta", &[]);
    assert_eq!(first.session_end().as_deref(), Some("11:15"));
    let mut second = browser.submit(&first, "Continua", &[("codice-fiscale", MARIO.code)]);
    for end in ["11:40", "12:05"] {
        portal.wait(25);
        second = browser.get(&second.address);
        assert_eq!((second.status, second.session_end().as_deref()), (200, Some(end)), "{}", second.main());
    }
    let more = browser.submit(&second, "Ho bisogno di più tempo", &[("cognome", "Di Prova")]);
    assert_eq!((more.h1(), more.value("cognome")), (second.h1(), "Di Prova".to_owned()));
    // And it ends as it was told to: what was typed is found by nobody afterwards.
    portal.wait(31);
    let gone = browser.get(&second.address);
    assert!(!gone.body.contains(MARIO.code) && !gone.body.contains("Di Prova"), "{}", gone.main());
}

#[test]
fn a_form_of_the_ended_session_finds_its_citizen_beside_what_was_begun_after_it() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let (page, secret) = (feedback(&mut browser), browser.get("/it/pin/modifica"));
    portal.wait(40);
    let start = browser.get("/it/pin/richiesta");
    let first = browser.submit(&start, "Inizia la richiesta", &[]);
    portal.wait(20);
    let late = browser.submit(&page, "Continua", &[("accaduto", TYPED)]);
    assert_eq!((late.status, late.h1().as_str()), (403, "La sessione è finita"));
    late.expect("10:30").expect("conservato per 60 minuti");
    assert!(!portal.database_contains(TYPED));
    browser.submit(&secret, "Cambia il PIN", &[("pin", NOEMI.pin)]).expect("non si conservano mai");
    // What was begun goes on.
    assert_eq!(browser.submit(&first, "Continua", &[("codice-fiscale", MARIO.code)]).status, 200);
    let mut other = portal.browser();
    assert!(!other.sign_in(&MARIO).body.contains(TYPED));
    let sign_in = browser.click(&late, "Accedi di nuovo");
    assert_eq!(browser.sign_in_on(&sign_in, &NOEMI).value("accaduto"), TYPED);
}

#[test]
fn what_the_next_person_typed_too_late_is_not_kept_for_whom_was_here_before() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    portal.wait(35);
    let page = feedback(&mut browser);
    browser.submit(&page, "Continua", &[("accaduto", "niente")]);
    let again = feedback(&mut browser);
    portal.wait(31);
    // The next person's session is over too, and Noemi's form would still find her.
    let late = browser.submit(&again, "Continua", &[("accaduto", TYPED)]);
    assert!(!late.main().contains("La sessione è finita"), "{}", late.main());
    let page = browser.get("/it/accedi");
    let back = browser.sign_in_on(&page, &NOEMI);
    assert!(!back.address.contains("ripresa") && !back.body.contains(TYPED), "{}", back.address);
}

#[test]
fn an_older_tab_gets_its_form_back_filled_and_unsent() {
    let portal = portal();
    let mut browser = portal.browser();
    let older = feedback(&mut browser);
    browser.sign_in(&NOEMI);
    let again = browser.submit(&older, "Continua", &[("accaduto", TYPED), ("chiarezza", "2")]);
    assert_eq!(again.status, 403);
    again.expect("Il modulo non è stato inviato");
    assert_eq!(again.value("accaduto"), TYPED);
    assert!(again.body.contains("checked"), "the choice too");
    let next = browser.submit(&again, "Continua", &[]);
    next.expect(TYPED);
}

#[test]
fn a_form_sent_after_signing_out_in_another_tab_is_kept_for_its_citizen_alone() {
    let portal = portal();
    let mut browser = portal.browser();
    let home = browser.sign_in(&NOEMI);
    let (page, secret) = (feedback(&mut browser), browser.get("/it/pin/modifica"));
    portal.wait(12);
    browser.submit(&home, "Esci", &[]);
    // Nobody is signed in here any more, and only that page's own form finds its citizen.
    assert!(browser.get("/it/area").address.starts_with("/it/accedi?poi="));
    let late = browser.submit(&page, "Continua", &[("accaduto", TYPED), ("chiarezza", "2")]);
    assert_eq!((late.status, late.h1().as_str()), (403, "Non sei più collegato"));
    late.expect("chiusa alle 10:12").expect("conservato per 60 minuti");
    assert!(!late.body.contains("Indietro") && !portal.database_contains(TYPED), "{}", late.main());
    let none = browser.submit(&secret, "Cambia il PIN", &[("pin", NOEMI.pin)]);
    none.expect("i codici segreti non si conservano mai");

    let mut other = portal.browser();
    assert!(!other.sign_in(&MARIO).body.contains(TYPED));
    let sign_in = browser.click(&late, "Accedi di nuovo");
    let back = browser.sign_in_on(&sign_in, &NOEMI);
    back.expect("Il modulo non è stato inviato");
    assert_eq!(
        (back.h1().as_str(), back.value("accaduto").as_str()),
        ("Segnala un problema di accessibilità", TYPED)
    );
    browser.submit(&back, "Continua", &[]).expect(TYPED);
}

#[test]
fn a_form_sent_over_an_hour_after_signing_out_is_nobodys() {
    let portal = portal();
    let mut browser = portal.browser();
    let home = browser.sign_in(&NOEMI);
    let first = browser.get("/it/lavoro-domestico");
    let tasks = browser.submit(&first, "Inizia una registrazione", &[]);
    let question = browser.click(&tasks, "Chi assume");
    browser.submit(&home, "Esci", &[]);
    portal.wait(61);
    let told = browser.submit(&question, "Continua", &[]);
    assert_eq!((told.status, told.h1().as_str()), (403, "Non sei più collegato"));
    told.expect("non conserva i cookie").expect("alcuni browser");
    let page = browser.get("/it/accedi");
    assert!(!browser.sign_in_on(&page, &NOEMI).address.contains("ripresa"));
}

/// Closes a browser that restores its tabs, and with them only the cookies that are kept for longer.
fn reopen(browser: &mut Browser) {
    browser.cookies.remove("sessione").unwrap();
}

#[test]
fn a_form_of_a_browser_that_lost_its_cookie_is_kept_for_its_citizen_alone() {
    // At once; after the page of sign-in gave it a new cookie; after the session's end.
    for (wait, again, title) in [
        (0, false, "Non sei più collegato"),
        (0, true, "Non sei più collegato"),
        (31, false, "La sessione è finita"),
    ] {
        let portal = portal();
        let mut browser = portal.browser();
        browser.sign_in(&NOEMI);
        let (page, secret) = (feedback(&mut browser), browser.get("/it/pin/modifica"));
        reopen(&mut browser);
        if again {
            browser.get("/it/accedi");
            assert!(browser.cookies.contains_key("sessione"));
        }
        portal.wait(wait);
        let lost = browser.submit(&page, "Continua", &[("accaduto", TYPED), ("chiarezza", "2")]);
        assert_eq!((lost.status, lost.h1().as_str(), lost.signed_in()), (403, title, None));
        lost.expect("conservato per 60 minuti");
        assert_eq!(lost.has("Il browser ha dimenticato il tuo accesso"), wait == 0, "{}", lost.main());
        assert!(!lost.body.contains("Noemi") && !portal.database_contains(TYPED));
        let none = browser.submit(&secret, "Cambia il PIN", &[("pin", NOEMI.pin)]);
        none.expect("i codici segreti non si conservano mai");

        let mut other = portal.browser();
        assert!(!other.sign_in(&MARIO).body.contains(TYPED));
        assert!(!other.get("/it/segnala?ripresa=1").body.contains(TYPED));
        let sign_in = browser.click(&lost, "Accedi di nuovo");
        let back = browser.sign_in_on(&sign_in, &NOEMI);
        back.expect("Il modulo non è stato inviato");
        assert_eq!((back.h1(), back.value("accaduto")), (page.h1(), TYPED.to_owned()));
        browser.submit(&back, "Continua", &[]).expect(TYPED);
    }
}

#[test]
fn without_a_cookie_no_form_is_kept_but_of_a_page_of_the_portal_sent_from_the_portal() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let page = feedback(&mut browser);
    let token = page.token().unwrap();
    reopen(&mut browser);
    let send = |token: &str, site: &str| {
        let mut stranger = portal.browser();
        stranger.headers.push(("sec-fetch-site", site.into()));
        let fields = [(a11y::ids::TOKEN, token), ("accaduto", TYPED), ("chiarezza", "2")];
        stranger.post("/it/segnala", &fields)
    };
    assert_eq!(send(&token, "cross-site").h1(), "Questa richiesta non si può fare");
    for token in ["", "00112233445566778899aabbccddeeff", &token[1..], &token.to_uppercase()] {
        assert!(!send(token, "same-origin").has("60 minuti"), "{token}");
    }
    let page = browser.get("/it/accedi");
    assert!(!browser.sign_in_on(&page, &NOEMI).address.contains("ripresa"));
}

#[test]
fn a_browser_that_lost_its_cookie_signs_out_for_good_and_keeps_its_preferences() {
    let portal = portal();
    let mut browser = portal.browser();
    let home = browser.sign_in(&NOEMI);
    let (mut elsewhere, preferences) = (browser.clone(), browser.get("/it/preferenze"));
    reopen(&mut browser);
    let again = browser.submit(&preferences, "Salva le preferenze", &[("testo", "150")]);
    assert_eq!((again.status, again.h1()), (403, preferences.h1()));
    again.expect("Il modulo non è stato inviato");
    assert!(elsewhere.get("/it/").signed_in().is_some());
    assert_eq!(browser.submit(&home, "Esci", &[]).h1(), "Hai chiuso la sessione");
    assert_eq!(elsewhere.get("/it/").signed_in(), None, "nobody can go on where the browser left it");
}

#[test]
fn a_button_pressed_too_late_has_no_effect_and_says_only_that() {
    for (wait, title, why) in [(31, "La sessione è finita", "10:30"), (0, "Non sei più collegato", "10:00")]
    {
        let portal = portal();
        let mut browser = portal.browser();
        let home = browser.sign_in(&NOEMI);
        let page = browser.get("/it/lavoro-domestico");
        match wait {
            0 => drop(browser.submit(&home, "Esci", &[])),
            minutes => portal.wait(minutes),
        }
        let late = browser.submit(&page, "Inizia una registrazione", &[]);
        assert_eq!((late.status, late.h1().as_str()), (403, title));
        late.expect(why).expect("niente è cambiato");
        assert!(!late.main().contains("segreti") && !late.main().contains("questo sito"), "{}", late.main());
        // The way back leads to the page with the button.
        let sign_in = browser.click(&late, "Accedi di nuovo");
        let back = browser.sign_in_on(&sign_in, &NOEMI);
        assert_eq!(back.address, "/it/lavoro-domestico");
    }
}

#[test]
fn a_button_of_another_session_s_page_has_no_effect_and_its_page_is_shown_again() {
    let portal = portal();
    let mut browser = portal.browser();
    let (home, page) = (browser.sign_in(&NOEMI), browser.get("/it/lavoro-domestico"));
    browser.submit(&home, "Esci", &[]);
    browser.sign_in(&NOEMI);
    let again = browser.submit(&page, "Inizia una registrazione", &[]);
    assert_eq!((again.status, again.h1()), (403, page.h1()));
    again.expect("Il pulsante non ha avuto effetto").expect("niente è cambiato");
    assert!(!again.main().contains("segreti") && !again.main().contains("questo sito"), "{}", again.main());
    assert_eq!(browser.submit(&again, "Inizia una registrazione", &[]).status, 200);
    // Out is out, whoever says so twice.
    let area = browser.get("/it/area");
    browser.submit(&area, "Esci", &[]);
    assert_eq!(browser.submit(&area, "Esci", &[]).h1(), "Hai chiuso la sessione");
}

#[test]
fn two_tabs_of_one_session_both_work() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let (first, second) = (feedback(&mut browser), browser.get("/it/preferenze"));
    assert_eq!(browser.submit(&second, "Salva", &[]).status, 200);
    browser.submit(&first, "Continua", &[("accaduto", TYPED)]).expect(TYPED);
}

#[test]
fn back_after_sign_out_shows_nothing() {
    let portal = portal();
    let mut browser = portal.browser();
    let home = browser.sign_in(&NOEMI);
    for address in ["/it/", "/it/preferenze", "/it/segnala", "/it/aiuto", "/it/nulla", "/it/?come=testo"] {
        let got = browser.get(address);
        assert_eq!(got.header("cache-control"), "no-store", "{address}");
        assert!(got.body.contains("Noemi Mariani") || address.ends_with("testo"), "{address}");
    }
    let left = browser.submit(&home, "Esci", &[]);
    assert_eq!((left.signed_in(), left.session_end()), (None, None));
    // What a browser without a copy asks again.
    for address in ["/it/", "/it/preferenze"] {
        assert!(!browser.get(address).body.contains("Noemi"), "{address}");
    }
}

#[test]
fn more_time_keeps_what_was_typed() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let page = feedback(&mut browser);
    portal.wait(20);
    let fill = [("accaduto", TYPED), ("chiarezza", "4"), ("dispositivo", "Più «strano» & <raro>")];
    let form = page.form("Ho bisogno di più tempo");
    let mut typed: Vec<(&str, &str)> = form.fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    typed.retain(|(name, _)| fill.iter().all(|(filled, _)| filled != name));
    typed.extend(fill);
    let body = crate::support::encode(&typed);
    let sent = browser.ask("POST", &form.action, crate::support::FORM, body.as_bytes());
    // The focus goes to the notice, and the address holds nothing of what was typed.
    assert_eq!((sent.status, sent.header("location")), (303, "/it/segnala?tempo=1#fatto"));
    let got = browser.get(sent.header("location"));
    assert_eq!((got.status, got.session_end().as_deref()), (200, Some("10:50")));
    assert_eq!(got.h1(), "Segnala un problema di accessibilità");
    assert!(got.words("#fatto[tabindex='-1']").unwrap().contains("10:50"), "{}", got.main());
    // Read again it is the same: a reload loses nothing either.
    for got in [&got, &browser.get("/it/segnala?tempo=1")] {
        for (name, value) in [fill[0], fill[2]] {
            assert_eq!(got.value(name), value);
        }
    }
    assert!(!portal.database_contains(TYPED), "what was typed lies sealed");
    portal.wait(29);
    browser.submit(&got, "Continua", &[]).expect(TYPED);
}

#[test]
fn more_time_keeps_no_secret_and_goes_to_no_other_site_and_to_no_page_by_itself() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let page = browser.get("/it/pin/modifica");
    let got = browser.submit(&page, "Ho bisogno di più tempo", &[("pin", "83619024")]);
    assert_eq!(got.h1(), page.h1());
    assert!(got.words("#fatto").is_some() && !got.body.contains("83619024"), "{}", got.body);
    // What was typed long ago does not come back with the address.
    let page = feedback(&mut browser);
    browser.submit(&page, "Ho bisogno di più tempo", &[("accaduto", TYPED)]);
    portal.wait(20);
    browser.get("/it/");
    portal.wait(20);
    assert_eq!(browser.get("/it/segnala?tempo=1").value("accaduto"), "");
    // Nor to anybody else.
    let mut other = portal.browser();
    assert!(other.get("/it/segnala?tempo=1").words("#fatto").is_none());
    other.sign_in(&MARIO);
    assert_eq!(other.get("/it/segnala?tempo=1").value("accaduto"), "");
}

#[test]
fn more_time_keeps_choices_of_the_preferences_too() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let page = browser.get("/it/preferenze");
    let got = browser.submit(&page, "Ho bisogno di più tempo", &[("colori", "scuro")]);
    assert_eq!(got.h1(), "Preferenze di lettura");
    let chosen = scraper::Selector::parse("input[name=colori][checked]").unwrap();
    let html = got.html();
    let chosen: Vec<_> = html.select(&chosen).filter_map(|input| input.value().attr("value")).collect();
    assert_eq!(chosen, ["scuro"]);
}

#[test]
fn more_time_asked_for_too_late_keeps_what_was_typed_for_after_sign_in() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let page = feedback(&mut browser);
    portal.wait(31);
    let late = browser.submit(&page, "Ho bisogno di più tempo", &[("accaduto", TYPED)]);
    assert_eq!(late.h1(), "La sessione è finita");
    late.expect("conservato per 60 minuti");
    let sign_in = browser.get("/it/accedi");
    assert_eq!(browser.sign_in_on(&sign_in, &NOEMI).value("accaduto"), TYPED);
}

#[test]
fn more_time_without_the_form_of_the_page_goes_through_too() {
    // A browser that knows no `form` attribute sends the small form alone.
    let portal = portal();
    let mut lynx = portal.browser();
    let home = lynx.sign_in(&NOEMI);
    portal.wait(10);
    let token = home.token().unwrap();
    let got = lynx.post("/it/sessione/tempo", &[("gettone", &token), ("da", "/it/segnala")]);
    assert_eq!((got.status, got.session_end().as_deref()), (200, Some("10:40")));
    assert_eq!(got.h1(), "Segnala un problema di accessibilità");
    for elsewhere in ["https://evil.example/", "//evil.example", "/it/../..", "", "\u{0}", "/xx/area"] {
        let got = lynx.post("/it/sessione/tempo", &[("gettone", &token), ("da", elsewhere)]);
        assert!(matches!(got.status, 200 | 404 | 422), "{elsewhere}: {}", got.status);
        assert!(!got.body.contains("evil.example"), "{elsewhere}");
    }
}

#[test]
fn a_session_may_last_up_to_ten_times_as_long_if_one_chooses_so_before_signing_in() {
    let portal = portal();
    let mut browser = portal.browser();
    let page = browser.get("/it/accedi");
    let sent = [("codice-fiscale", NOEMI.code), ("pin", NOEMI.pin), ("durata", "300")];
    browser.submit(&page, "Accedi", &sent);
    assert_eq!(browser.get("/it/").session_end().as_deref(), Some("15:00"));
    portal.wait(299);
    assert!(browser.get("/it/").signed_in().is_some());
    let mut wild = portal.browser();
    let page = wild.get("/it/accedi");
    let got = wild.submit(&page, "Accedi", &[sent[0], sent[1], ("durata", "3000")]);
    assert_eq!(got.signed_in(), None);
    assert!(got.words("#errori").is_some(), "{}", got.main());
}

#[test]
fn the_length_of_the_preferences_holds_where_none_is_chosen_at_sign_in() {
    let portal = portal();
    let mut browser = portal.browser();
    let page = browser.get("/it/preferenze");
    browser.submit(&page, "Salva", &[("durata", "120")]);
    assert_eq!(browser.sign_in(&NOEMI).session_end().as_deref(), Some("12:00"));
}

#[test]
fn who_asks_for_a_pin_has_the_time_that_they_prefer() {
    let portal = portal();
    let mut browser = portal.browser();
    let page = browser.get("/it/preferenze");
    browser.submit(&page, "Salva", &[("durata", "300")]);
    let start = browser.get("/it/pin/richiesta");
    let first = browser.submit(&start, "Inizia la richiesta", &[]);
    assert_eq!(first.session_end().as_deref(), Some("15:00"));
    let second = browser.submit(&first, "Continua", &[("codice-fiscale", NOEMI.code)]);
    portal.wait(290);
    let again = browser.get(&second.address);
    assert_eq!(again.session_end().as_deref(), Some("19:50"), "{}", again.main());
}

#[test]
fn who_is_not_signed_in_is_told_the_end_of_their_session_where_nothing_is_asked_too() {
    let portal = portal();
    let mut browser = portal.browser();
    assert_eq!(browser.get("/it/pin").session_end(), None, "there is no session yet");
    let start = browser.get("/it/pin/richiesta");
    browser.submit(&start, "Inizia la richiesta", &[]);
    for address in ["/it/pin", "/it/aiuto"] {
        assert_eq!(browser.get(address).session_end().as_deref(), Some("10:30"), "{address}");
    }
}

#[test]
fn preferences_kept_with_a_citizen_hold_while_they_are_signed_in_and_stay_at_no_browser() {
    let portal = portal();
    let mut own = portal.browser();
    own.sign_in(&NOEMI);
    let page = own.get("/it/preferenze");
    own.submit(&page, "Salva", &[("durata", "300"), ("conserva", "si")]);
    let mut shared = portal.browser();
    shared.sign_in(&NOEMI);
    assert_eq!(shared.get("/it/").session_end().as_deref(), Some("15:00"), "hers, five hours");
    assert!(!shared.cookies.contains_key("preferenze"), "{:?}", shared.cookies);
    let area = shared.get("/it/area");
    shared.submit(&area, "Esci", &[]);
    shared.sign_in(&MARIO);
    assert_eq!(shared.get("/it/").session_end().as_deref(), Some("10:30"), "his, half an hour");
}

#[test]
fn cookies_are_host_bound_and_secure_under_tls_and_neither_on_the_loopback_demo() {
    for (public_url, prefix) in [("https://sportello.example", "__Host-"), ("http://127.0.0.1:8080", "")] {
        let config = Config { public_url: public_url.into(), ..Config::default() };
        let portal = Running::start_with(config).with(&NOEMI);
        let mut browser = portal.browser();
        let page = browser.get("/it/accedi");
        let form = page.form("Accedi");
        let token = page.token().unwrap();
        let fields =
            [("gettone", token.as_str()), ("codice-fiscale", NOEMI.code), ("pin", NOEMI.pin), ("durata", "")];
        let body = crate::support::encode(&fields);
        let signed = browser.ask("POST", &form.action, crate::support::FORM, body.as_bytes());
        assert_eq!(signed.status, 303, "{}", signed.body);
        let preferences = browser.get("/it/preferenze");
        let english = portal.browser().get("/en/");
        let saved = {
            let fields = preferences.form("Salva").fields;
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            browser.ask(
                "POST",
                "/it/preferenze",
                crate::support::FORM,
                crate::support::encode(&fields).as_bytes(),
            )
        };
        let mut seen = Vec::new();
        for got in [&page, &signed, &english, &saved] {
            for cookie in got.headers.get("set-cookie").into_iter().flatten() {
                let name = cookie.split('=').next().unwrap();
                seen.push(name.trim_start_matches("__Host-").to_owned());
                assert!(
                    name.starts_with(prefix) && (prefix.is_empty() != name.starts_with("__Host-")),
                    "{cookie}"
                );
                assert_eq!(cookie.contains("; Secure"), !prefix.is_empty(), "{cookie}");
                for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax"] {
                    assert!(cookie.contains(part), "{cookie}");
                }
                assert!(!cookie.contains("Domain"), "{cookie}");
                assert_eq!(cookie.contains("Max-Age"), !name.ends_with("sessione"), "{cookie}");
            }
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen, ["dispositivo", "lingua", "preferenze", "sessione"]);
    }
}

#[test]
fn a_token_is_the_same_all_session_long_and_another_in_every_other() {
    let portal = portal();
    let mut browser = portal.browser();
    let before = browser.get("/it/accedi").token().unwrap();
    let home = browser.sign_in(&NOEMI);
    let token = home.token().unwrap();
    assert_ne!(before, token);
    // Of its session, and the mark of whose the page is.
    assert_eq!(token.len(), 32 + 8);
    for address in ["/it/", "/en/preferenze", "/ar/segnala"] {
        assert_eq!(browser.get(address).token().as_deref(), Some(token.as_str()), "{address}");
    }
    let mut other = portal.browser();
    assert_ne!(other.sign_in(&NOEMI).token().unwrap(), token);
    assert_ne!(other.cookies["sessione"], browser.cookies["sessione"]);
}
