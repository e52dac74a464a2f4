//! More time: asked for on any page, chosen before signing in, preferred.

use super::*;

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
    let area = browser.sign_in_on(&sign_in, &NOEMI);
    assert_eq!(browser.click(&area, "Riprendi: Segnala un problema").value("accaduto"), TYPED);
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
