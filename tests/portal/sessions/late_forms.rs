//! Forms after the end of their session, from another tab, or without their cookie: nothing typed is lost.

use super::*;

/// Closes a browser that restores its tabs, and with them only the cookies that are kept for longer.
fn reopen(browser: &mut Browser) {
    browser.cookies.remove("sessione").unwrap();
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
    assert_eq!(back.address, "/it/segnala?ripresa=1");
    // Who has it signs in elsewhere as everyone does.
    let mut elsewhere = portal.browser();
    elsewhere.sign_in(&NOEMI);
    assert_eq!(
        elsewhere.get("/it/area").link("Riprendi: Segnala un problema di accessibilità"),
        "/it/segnala?ripresa=1"
    );
    back.expect("Il modulo non è stato inviato");
    assert_eq!(back.value("accaduto"), TYPED);
    let next = browser.submit(&back, "Continua", &[]);
    assert_eq!(next.status, 200);
    next.expect(TYPED);
}

#[test]
fn what_was_typed_too_late_stands_in_every_view_of_its_page_until_it_is_sent() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let page = feedback(&mut browser);
    portal.wait(31);
    let late = browser.submit(&page, "Continua", &[("accaduto", TYPED)]);
    let sign_in = browser.click(&late, "Accedi di nuovo");
    let back = browser.sign_in_on(&sign_in, &NOEMI);
    back.expect("Il modulo non è stato inviato");
    for address in
        ["/it/segnala?ripresa=1", "/it/segnala", "/en/segnala", "/it/segnala?come=testo", "/it/segnala"]
    {
        let again = browser.get(address);
        let words: Vec<&str> = again.body.split_whitespace().collect();
        assert!(words.join(" ").contains(TYPED), "{address}: {}", again.body);
    }
    // What is typed over it, and kept while more time is asked for, goes before.
    let more = browser.submit(&back, "Ho bisogno di più tempo", &[("accaduto", "Scritto dopo")]);
    assert_eq!(more.value("accaduto"), "Scritto dopo");
    assert_eq!(browser.submit(&back, "Continua", &[("accaduto", "Scritto dopo")]).status, 200);
    let after = browser.get("/it/segnala");
    assert!(!after.has("Il modulo non è stato inviato") && !after.body.contains(TYPED), "{}", after.main());
    assert!(!browser.get("/it/segnala?ripresa=1").body.contains(TYPED));
}

#[test]
fn what_was_typed_too_late_is_shown_for_sixty_minutes_however_often_it_is_read() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let page = feedback(&mut browser);
    portal.wait(31);
    let late = browser.submit(&page, "Continua", &[("accaduto", TYPED)]);
    let sign_in = browser.click(&late, "Accedi di nuovo");
    browser.sign_in_on(&sign_in, &NOEMI);
    for (minutes, shown) in [(29, true), (29, true), (3, false)] {
        portal.wait(minutes);
        assert_eq!(browser.get("/it/segnala").body.contains(TYPED), shown);
    }
}

#[test]
fn a_browser_that_keeps_no_cookies_is_told_so_each_time_and_how_to_allow_them() {
    let portal = portal();
    let mut browser = portal.browser();
    let told = "permetti i cookie di questo sito nelle impostazioni del browser";
    let (form, button) = (feedback(&mut browser), browser.get("/it/pin/richiesta"));
    for _ in 0..2 {
        browser.cookies.clear();
        let got = browser.submit(&form, "Continua", &[("accaduto", TYPED)]);
        assert_eq!((got.status, got.value("accaduto").as_str()), (403, TYPED));
        got.expect(told);
        assert!(!got.has("aperta da troppo tempo"), "{}", got.main());
        browser.cookies.clear();
        let got = browser.submit(&button, "Inizia la richiesta", &[]);
        assert_eq!(got.status, 403);
        got.expect(told).expect("Niente è cambiato");
    }
    browser.cookies.clear();
    let sign_in = browser.get("/it/accedi");
    browser.cookies.clear();
    browser.submit(&sign_in, "Accedi", &[("codice-fiscale", NOEMI.code), ("pin", NOEMI.pin)]).expect(told);
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
    assert!(!back.body.contains(TYPED) && !back.body.contains("ripresa=1"), "{}", back.address);
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
    assert!(!back.body.contains("ripresa=1"), "{}", back.address);
    assert_eq!(browser.get("/it/pin/modifica?ripresa=1").value("pin"), "");
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
    assert!(!back.body.contains("ripresa=1") && !back.body.contains(TYPED), "{}", back.address);
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
    assert_eq!((late.status, late.h1().as_str()), (403, "Il tuo accesso non è più attivo"));
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
    let question = browser.click(&tasks, "Il datore di lavoro");
    browser.submit(&home, "Esci", &[]);
    portal.wait(61);
    let told = browser.submit(&question, "Continua", &[]);
    assert_eq!((told.status, told.h1().as_str()), (403, "Il tuo accesso non è più attivo"));
    told.expect("non conserva i cookie").expect("alcuni browser");
    let page = browser.get("/it/accedi");
    assert!(!browser.sign_in_on(&page, &NOEMI).body.contains("ripresa=1"));
}

#[test]
fn a_form_of_a_browser_that_lost_its_cookie_is_kept_for_its_citizen_alone() {
    // At once; after the page of sign-in gave it a new cookie; after the session's end.
    for (wait, again, title) in [
        (0, false, "Il tuo accesso non è più attivo"),
        (0, true, "Il tuo accesso non è più attivo"),
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
    assert!(!browser.sign_in_on(&page, &NOEMI).body.contains("ripresa=1"));
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
    for (wait, title, why) in
        [(31, "La sessione è finita", "10:30"), (0, "Il tuo accesso non è più attivo", "10:00")]
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

/// The second page of feedback, which asks where to answer, and its review.
fn later_pages(browser: &mut Browser) -> [Got; 2] {
    let first = feedback(browser);
    let contact = browser.submit(&first, "Continua", &[("accaduto", TYPED), ("risposta", "si")]);
    assert_eq!(contact.address, "/it/segnala/recapito");
    let review = browser.submit(&contact, "Continua", &[("recapito", "prima@esempio.it")]);
    assert_eq!(review.address, "/it/segnala/riepilogo");
    [contact, review]
}

#[test]
fn a_later_page_of_a_form_that_comes_too_late_is_kept_for_its_citizen() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let [contact, _] = later_pages(&mut browser);
    portal.wait(31);
    let late = browser.submit(&contact, "Continua", &[("recapito", "noemi@esempio.it")]);
    assert_eq!((late.status, late.h1().as_str()), (403, "La sessione è finita"));
    late.expect("conservato per 60 minuti");
    let sign_in = browser.click(&late, "Accedi di nuovo");
    let back = browser.sign_in_on(&sign_in, &NOEMI);
    assert_eq!((back.h1(), back.value("recapito")), (contact.h1(), "noemi@esempio.it".to_owned()));
    browser.submit(&back, "Continua", &[]).expect(TYPED).expect("noemi@esempio.it");
}

#[test]
fn a_later_page_of_a_form_whose_answers_are_gone_says_so_and_where_to_begin_again() {
    let portal = portal();
    let mut browser = portal.browser();
    let [contact, review] = later_pages(&mut browser);
    portal.wait(31);
    let typed = browser.submit(&contact, "Continua", &[("recapito", "noemi@esempio.it")]);
    let sent = browser.submit(&review, "Invia", &[]);
    for late in [typed, sent] {
        assert_eq!((late.status, late.h1().as_str()), (403, "La sessione è finita"), "{}", late.main());
        late.expect("si è chiusa alle 10:30").expect("sono state cancellate");
        assert_eq!(late.link("Segnala un problema di accessibilità"), "/it/segnala");
    }
}

#[test]
fn a_later_page_of_a_citizen_s_form_is_told_to_sign_in_however_late_it_comes() {
    let portal = portal();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let [contact, _] = later_pages(&mut browser);
    portal.wait(30 + 61);
    let late = browser.submit(&contact, "Continua", &[("recapito", "noemi@esempio.it")]);
    assert_eq!(
        (late.status, late.h1().as_str()),
        (403, "Il tuo accesso non è più attivo"),
        "{}",
        late.main()
    );
    let sign_in = browser.click(&late, "Accedi di nuovo");
    // What she had answered before is there.
    assert_eq!(browser.sign_in_on(&sign_in, &NOEMI).value("recapito"), "prima@esempio.it");
}

#[test]
fn an_old_page_of_a_report_that_was_sent_says_that_its_answers_are_gone_and_where_to_begin_again() {
    let portal = portal();
    let mut browser = portal.browser();
    let [contact, review] = later_pages(&mut browser);
    browser.submit(&review, "Invia", &[]).expect("Numero della segnalazione");
    // From another tab, where that page was still open.
    let typed = browser.submit(&contact, "Continua", &[("recapito", "noemi@esempio.it")]);
    assert_eq!((typed.status, typed.h1().as_str()), (403, "Queste risposte non ci sono più"));
    typed.expect("O le hai già inviate").expect("Quello che hai appena inviato non è stato ricevuto");
    let begin = browser.click(&typed, "Segnala un problema di accessibilità");
    assert_eq!(begin.address, "/it/segnala");
    // Its address, and from a browser that knows nothing of it: over the page where one begins again.
    for browser in [&mut browser, &mut portal.browser()] {
        for page in ["recapito", "riepilogo"] {
            let again = browser.get(&format!("/it/segnala/{page}"));
            assert_eq!((again.status, again.address.as_str()), (200, "/it/segnala?finita=1#fatto"));
            again.expect("Queste risposte non ci sono più").expect("Puoi cominciare di nuovo.");
        }
    }
    assert!(!browser.get("/it/segnala").main().contains("Queste risposte"));
}
