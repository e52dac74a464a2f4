//! Sessions: fixed, stolen, ended, reused, in two tabs; and that nothing typed is lost by any of it.

mod late_forms;
mod more_time;
mod two_people;

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
fn what_becomes_of_answers_is_told_where_there_are_some() {
    let portal = portal();
    let mut browser = portal.browser();
    let tells = |page: &Got| {
        assert!(page.session_end().is_some(), "{}", page.body);
        page.body.contains("Alla chiusura le risposte date fin qui vengono cancellate")
    };
    let page = browser.get("/it/accedi");
    browser.submit(&page, "Accedi", &[("codice-fiscale", NOEMI.code), ("pin", "0000000000000000")]);
    assert!(!tells(&browser.get("/it/lavoro-domestico")));
    let start = browser.get("/it/pin/richiesta");
    let first = browser.submit(&start, "Inizia la richiesta", &[]);
    browser.submit(&first, "Continua", &[("codice-fiscale", MARIO.code)]);
    assert!(tells(&browser.get("/it/lavoro-domestico")));
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
fn whose_session_was_closed_from_another_browser_is_told_so() {
    for by in ["area", "pin", "no-pin"] {
        let portal = portal();
        let (mut browser, mut other) = (portal.browser(), portal.browser());
        browser.sign_in(&NOEMI);
        let page = feedback(&mut browser);
        portal.wait(5);
        other.sign_in(&NOEMI);
        portal.wait(7);
        match by {
            "area" => {
                let sessions = other.get("/it/area/sessioni");
                other.submit(&sessions, "Chiudi la sessione", &[]).expect("Fatto: la sessione è chiusa");
            }
            "pin" => {
                let change = other.get("/it/pin/modifica");
                let fill = [("pin", NOEMI.pin), ("nuovo-pin", "83619024"), ("ripeti-pin", "83619024")];
                let changed = other.submit(&change, "Cambia il PIN", &fill);
                changed.expect("il PIN è cambiato").expect("Le altre sessioni che erano aperte sono chiuse");
            }
            _ => {
                let revoke = other.get("/it/pin/revoca");
                other.submit(&revoke, "Revoca il PIN", &[]).expect("tutte le sessioni sono chiuse");
            }
        }
        portal.wait(1);
        let late = browser.submit(&page, "Continua", &[("accaduto", TYPED)]);
        late.expect("conservato per 60 minuti");
        for told in [late, browser.get("/it/area")] {
            assert_eq!((told.status, told.h1().as_str()), (403, "Il tuo accesso non è più attivo"), "{by}");
            told.expect("chiusa alle 10:12 da un altro dispositivo");
            assert!(!told.has("proteggere"), "{by}: it did not close by itself");
        }
        assert_eq!(other.get("/it/").signed_in().is_some(), by != "no-pin");
    }
}

#[test]
fn a_new_pin_closes_what_the_one_before_had_opened() {
    let portal = portal();
    portal.grant_pin(&NOEMI, ["31640852", "97520438"]);
    let (mut before, mut browser) = (portal.browser(), portal.browser());
    before.sign_in(&NOEMI);
    let page = feedback(&mut before);
    let mut mario = portal.browser();
    mario.sign_in(&MARIO);
    // From another browser, and from a tab of one in which she is signed in herself.
    let own = browser.sign_in(&NOEMI);
    let tab = feedback(&mut browser);
    let page_of_halves = browser.get("/it/pin/attivazione");
    let fill = [("codice-fiscale", NOEMI.code), ("codici", "97520438 31640852")];
    let choose = browser.submit(&page_of_halves, "Controlla i codici", &fill);
    assert!(before.get("/it/").signed_in().is_some(), "until the new PIN is in use");
    portal.wait(5);
    let chosen = [("nuovo-pin", "83619024"), ("ripeti-pin", "83619024")];
    let active = browser.submit(&choose, "Attiva il PIN", &chosen);
    assert_eq!(active.signed_in(), own.signed_in());
    active.expect("Le sessioni aperte prima, anche su altri dispositivi, sono chiuse");
    let late = before.submit(&page, "Continua", &[("accaduto", TYPED)]);
    assert_eq!((late.status, late.h1().as_str()), (403, "Il tuo accesso non è più attivo"));
    late.expect("chiusa alle 10:05 da un altro dispositivo").expect("conservato per 60 minuti");
    assert!(mario.get("/it/").signed_in().is_some(), "nobody else's");
    let sessions = browser.get("/it/area/sessioni");
    assert!(!sessions.body.contains("Chiudi la sessione"), "{}", sessions.main());
    // What is open in the browser's other tab is her own.
    assert_eq!(browser.submit(&tab, "Continua", &[("accaduto", TYPED)]).value("accaduto"), TYPED);
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
fn under_tls_cookies_are_host_bound_and_secure_and_no_other_line_is_taken_and_neither_on_the_loopback_demo() {
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
        let https_only = if prefix.is_empty() { "" } else { "max-age=63072000; includeSubDomains" };
        for got in [&page, &signed, &english, &saved] {
            assert_eq!(got.header("strict-transport-security"), https_only, "{public_url}");
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
    // Of its session, the mark of whose the page is, and the proof that the portal gave it.
    assert_eq!(token.len(), 32 + 8 + 8);
    for address in ["/it/", "/en/preferenze", "/ar/segnala"] {
        assert_eq!(browser.get(address).token().as_deref(), Some(token.as_str()), "{address}");
    }
    let mut other = portal.browser();
    assert_ne!(other.sign_in(&NOEMI).token().unwrap(), token);
    assert_ne!(other.cookies["sessione"], browser.cookies["sessione"]);
}
