//! The front door: languages, forms of answers, headers, cookies, preferences, errors.

use scraper::Selector;
use sportello::config::Config;

use crate::people::{MARIO, NOEMI};
use crate::support::{Browser, FORM, Got, Running};

#[test]
fn the_root_leads_to_the_language_of_the_cookie_then_of_the_browser() {
    let portal = Running::start();
    let mut browser = portal.browser();
    assert_eq!(browser.ask("GET", "/", "", b"").header("location"), "/it/");
    browser.headers.push(("accept-language", "ar, en;q=0.5".into()));
    assert_eq!(browser.ask("GET", "/", "", b"").header("location"), "/ar/");
    browser.get("/en/preferenze");
    assert_eq!(browser.ask("GET", "/", "", b"").header("location"), "/en/");
}

#[test]
fn every_answer_forbids_scripts_and_frames() {
    let portal = Running::start();
    for address in ["/", "/it/preferenze", "/it/nulla", "/xx/", "/ar/../it", "/health/live"] {
        // The policy itself is looked at in every answer of every test.
        let got = portal.browser().ask("GET", address, "", b"");
        assert_eq!(got.header("x-content-type-options"), "nosniff", "{address}");
        assert!(!got.body.contains("<script"), "{address}");
    }
}

#[test]
fn a_page_comes_as_html_as_plain_text_and_as_a_page() {
    let portal = Running::start();
    let mut browser = portal.browser();
    let html = browser.get("/it/preferenze");
    assert!(html.header("content-type").starts_with("text/html"));
    let plain = browser.click(&html, "Testo semplice");
    assert!(plain.header("content-type").starts_with("text/plain"), "{plain:?}");
    assert!(plain.body.contains("Preferenze di lettura"));
    browser.headers = vec![("accept", "application/vnd.sportello.page+json; version=1".into())];
    let json = browser.get("/it/preferenze");
    let envelope = a11y::page::Envelope::from_json(json.body.as_bytes()).unwrap();
    assert_eq!(envelope.frame.status, 200);
    assert_eq!(envelope.page.questions().len(), 5);
    browser.headers = vec![("accept", "image/png".into())];
    assert_eq!(browser.get("/it/preferenze").status, 406);
}

#[test]
fn an_unknown_address_is_a_page_in_the_readers_language() {
    let portal = Running::start();
    let mut browser = portal.browser();
    for address in ["/it/nulla", "/it/sedi/../../etc", "/it/%2e%2e/x", "/it//x", "/it/.git", "/it/a%00b"] {
        let got = browser.ask("GET", address, "", b"");
        assert_eq!((got.status, got.h1().as_str()), (404, "Questa pagina non c’è"), "{address}");
        got.expect("803 164").expect("Non hai perso nulla");
    }
    browser.headers.push(("accept-language", "ar".into()));
    let got = browser.ask("GET", "/nulla", "", b"");
    assert_eq!(got.h1(), "هذه الصفحة غير موجودة");
    assert!(got.body.contains("dir=\"rtl\""));
}

#[test]
fn a_method_that_an_address_does_not_take_says_which_it_takes() {
    let portal = Running::start();
    let mut browser = portal.browser();
    for (method, address, allowed) in [
        ("PUT", "/it/preferenze", "GET, HEAD, POST"),
        ("DELETE", "/it/segnala", "GET, HEAD, POST"),
        ("DELETE", "/it/privacy", "GET, HEAD"),
        ("DELETE", "/it/sedi", "GET, HEAD"),
        ("DELETE", "/it/esci", "POST"),
        ("GET", "/it/esci", "POST"),
    ] {
        let got = browser.ask(method, address, FORM, b"");
        assert_eq!((got.status, got.header("allow")), (405, allowed), "{method} {address}");
        assert_eq!(got.h1(), "Questo indirizzo non si usa così");
    }
}

#[test]
fn preferences_change_every_page_and_stay_in_the_browser() {
    let portal = Running::start();
    let mut browser = portal.browser();
    let page = browser.get("/it/preferenze");
    let saved =
        browser.submit(&page, "Salva", &[("colori", "alto-scuro"), ("testo", "200"), ("lettura", "elenchi")]);
    assert_eq!(saved.words("#fatto h2").as_deref(), Some("Fatto: le preferenze sono salvate"));
    assert!(saved.address.ends_with("#fatto"), "{}", saved.address);
    // Who comes back to the window, or goes by headings, is told as well.
    assert_eq!(saved.words("title").as_deref(), Some("Preferenze di lettura salvate – INPS"));
    assert_eq!(saved.h1(), "Preferenze di lettura salvate");
    assert_eq!(page.words("title").as_deref(), Some("Preferenze di lettura – INPS"));
    let other = browser.get("/en/nulla");
    assert!(other.body.contains("data-theme=\"alto-scuro\"") && other.body.contains("data-size=\"200\""));
}

#[test]
fn a_form_with_another_sessions_token_is_shown_again_filled_and_not_carried_out() {
    let portal = Running::start();
    let mut mine = portal.browser();
    let page = mine.get("/it/preferenze");
    let mut other = portal.browser();
    other.get("/it/preferenze");
    let got = other.submit(&page, "Salva", &[("colori", "scuro")]);
    assert_eq!(got.status, 403);
    assert_eq!(got.words("#fatto h2").as_deref(), Some("Il modulo non è stato inviato"));
    let chosen = scraper::Selector::parse("input[name=colori][checked]").unwrap();
    let html = got.html();
    let chosen: Vec<_> = html.select(&chosen).filter_map(|input| input.value().attr("value")).collect();
    assert_eq!(chosen, ["scuro"]);
    assert!(!other.cookies.contains_key("preferenze"));
}

#[test]
fn a_form_from_another_site_is_refused() {
    let portal = Running::start();
    for header in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site"), ("origin", "null")] {
        let mut browser = portal.browser();
        let page = browser.get("/it/preferenze");
        browser.headers.push((header.0, header.1.into()));
        let got = browser.submit(&page, "Salva", &[("colori", "scuro")]);
        assert_eq!((got.status, got.h1().as_str()), (403, "Questa richiesta non si può fare"), "{header:?}");
    }
    // lynx and w3m say neither.
    let mut lynx = portal.browser();
    let page = lynx.get("/it/preferenze");
    assert_eq!(lynx.submit(&page, "Salva", &[]).status, 200);
}

#[test]
fn the_first_view_is_two_requests_under_fourteen_thousand_bytes() {
    let portal = Running::start();
    let mut browser = portal.browser();
    browser.headers.push(("accept-encoding", "gzip".into()));
    let page = Browser::new(&portal.base).get("/it/preferenze");
    let css = page.html();
    let css = css.select(&scraper::Selector::parse("link[rel=stylesheet]").unwrap()).next().unwrap();
    let css = css.value().attr("href").unwrap().to_owned();
    let sizes: Vec<usize> = ["/it/preferenze", &css]
        .map(|address| browser.ask("GET", address, "", b"").header("content-length").parse().unwrap())
        .to_vec();
    assert!(sizes.iter().sum::<usize>() <= 14_000, "{sizes:?}");
}

#[test]
fn an_address_too_long_to_be_repeated_is_not_that_of_the_front_page() {
    let portal = Running::start().with(&NOEMI);
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    assert_eq!(browser.get("/it/").status, 200);
    let segments = vec!["a".repeat(64); 17].join("/");
    let got = browser.get(&format!("/it/aiuto/{segments}"));
    assert_eq!((got.status, got.h1().as_str()), (404, "Questa pagina non c’è"));
}

#[test]
fn what_the_program_was_not_ready_for_is_told_by_a_page_and_the_next_request_is_served() {
    let portal = Running::start_changed(Config::default(), |portal| {
        portal.preferences = |_, _| panic!("not ready for this");
    })
    .with(&NOEMI);
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let page = browser.get("/it/preferenze");
    browser.submit(&page, "Salva", &[("conserva", "si")]);
    for (address, lang, title) in [
        ("/it/area/dati", "it", "Il servizio ha un guasto"),
        ("/en/area/dati", "en", "The service has a fault"),
    ] {
        let got = browser.ask("GET", address, "", b"");
        assert_eq!((got.status, got.h1().as_str()), (500, title), "{address}");
        assert!(got.body.contains(&format!("<html lang=\"{lang}\"")) && got.body.contains("tel:803164"));
        assert_eq!(browser.get("/it/area").signed_in().as_deref(), Some("Noemi Mariani"));
    }
}

/// So many letters that cannot be packed.
fn noise(count: usize) -> String {
    let mut dice = 7_u64;
    let letter = || {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b'a' + u8::try_from((dice >> 40) % 26).unwrap())
    };
    std::iter::repeat_with(letter).take(count).collect()
}

#[test]
fn a_page_stays_small_however_long_the_address_is_that_was_asked() {
    let portal = Running::start();
    let mut browser = portal.browser();
    browser.headers.push(("accept-encoding", "gzip".into()));
    for (length, nothing, title) in [
        (500, 404, "Questa pagina non c’è"),
        (7_000, 404, "Questa pagina non c’è"),
        (9_000, 414, "L’indirizzo è troppo lungo"),
        (60_000, 414, "L’indirizzo è troppo lungo"),
    ] {
        let words = noise(length);
        let found = if nothing == 404 { 200 } else { 414 };
        for (address, status) in [
            (format!("/it/{words}"), nothing),
            (format!("/xx/{}", words.replace('x', "/")), nothing),
            (format!("/it/sedi/{words}?come=testo"), nothing),
            (format!("/it/aiuto?da={words}"), found),
            (format!("/it/accedi?poi={words}"), found),
            (format!("/it/lingua?da={words}"), found),
        ] {
            let told = format!("{address:.20} of {length}");
            let got = browser.ask("GET", &address, "", b"");
            let size: usize = got.header("content-length").parse().unwrap();
            assert_eq!(got.status, status, "{told}");
            assert!(size < 5_000, "{told}: {size} bytes");
            let plain = portal.browser().get(&address);
            if status != 200 {
                assert!(plain.body.contains(title), "{told}: {}", plain.body);
            }
            assert!(plain.body.len() < 20_000, "{told}: {} bytes unpacked", plain.body.len());
        }
    }
    // What was searched comes back, but the links around it do not say it once more each.
    let words = noise(9_000);
    let page = portal.browser().get(&format!("/it/cerca?parole={words}"));
    assert_eq!((page.status, page.value("parole")), (200, words.clone()));
    assert_eq!(page.body.matches(&words[..50]).count(), 1, "{}", page.body);
}

#[test]
fn who_finds_no_place_is_told_to_come_again_in_their_language_and_form() {
    let portal = Running::start();
    let mut browser = portal.browser();
    let form = browser.get("/it/segnala");
    let places = portal.portal.places.clone();
    let all = u32::try_from(places.available_permits()).unwrap();
    let taken = places.try_acquire_many_owned(all).unwrap();
    let expected = [
        ("/it/sedi", "Il servizio è molto occupato", "Non hai perso nulla"),
        ("/ar/sedi", "الخدمة مشغولة جدا", ""),
        ("/en/sedi", "The service is very busy", ""),
    ];
    for (address, title, saved) in expected {
        let got = browser.ask("GET", address, "", b"");
        assert_eq!(
            (got.status, got.header("retry-after"), got.h1().as_str()),
            (503, "10", title),
            "{address}"
        );
        assert_eq!(got.header("cache-control"), "no-store");
        got.expect(saved);
    }
    let plain = browser.ask("GET", "/it/sedi?come=testo", "", b"");
    assert!(plain.header("content-type").starts_with("text/plain") && plain.status == 503, "{plain:?}");
    // Nobody has looked whether who has a session is in; who has none is asked in as everywhere.
    assert!(browser.cookies.contains_key("sessione") && !plain.body.contains("</it/accedi>"), "{plain:?}");
    let does_not_know = |got: &Got| {
        let words: Vec<&str> = got.body.split_whitespace().collect();
        words.join(" ").contains("Ora non possiamo vedere se hai fatto l’accesso.")
    };
    let (known, nobody) =
        (browser.ask("GET", "/it/sedi", "", b""), portal.browser().ask("GET", "/it/sedi", "", b""));
    assert!(does_not_know(&plain) && does_not_know(&known) && !does_not_know(&nobody), "{}", known.body);
    let asks_in = |got: &Got| got.body.contains("href=\"/it/accedi\"");
    assert_eq!((nobody.status, asks_in(&nobody), asks_in(&known)), (503, true, false));
    let sent = browser.ask("POST", "/it/segnala", FORM, b"messaggio=ciao");
    assert_eq!(sent.status, 503);
    sent.expect("non è stato ricevuto");
    for open in ["/health/live", "/health/ready"] {
        assert_eq!(browser.ask("GET", open, "", b"").status, 200, "{open} must never be turned away");
    }
    drop(taken);
    assert_eq!(browser.get("/it/aiuto").status, 200);
    assert_eq!(form.status, 200);
}

#[test]
fn what_fails_inside_is_a_page_that_says_whose_fault_it_is_and_whom_to_call() {
    let portal = Running::start().with(&NOEMI);
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let broken = portal.portal.db.write(|tx| {
        Box::pin(async move {
            sportello::sql!(tx, "ALTER TABLE contributions RENAME TO elsewhere").execute().await
        })
    });
    portal.run(broken).unwrap();
    for (lang, title) in
        [("it", "Il servizio ha un guasto"), ("en", "The service has a fault"), ("ar", "في الخدمة عطل")]
    {
        let got = browser.get(&format!("/{lang}/estratto-conto"));
        assert_eq!((got.status, got.h1().as_str()), (500, title));
        assert!(
            got.body.contains(&format!("<html lang=\"{lang}\"")) && got.body.contains("tel:803164"),
            "{}",
            got.body
        );
        assert_eq!(got.header("cache-control"), "no-store");
    }
    assert_eq!(browser.get("/it/area").status, 200, "what does not need it goes on");
}

#[test]
fn who_reads_plain_text_gets_on_from_there() {
    let portal = Running::start().with(&NOEMI);
    let mut browser = portal.browser();
    let html = browser.get("/it/sedi?dove=Castro");
    let address = html.link("Testo semplice");
    let plain = browser.get(&address).body;
    let around = plain.split("Informazioni sul sito\n").nth(1).unwrap_or_else(|| panic!("{plain}"));
    for (words, to) in [
        ("Questa pagina nella forma consueta", "/it/sedi?dove=Castro"),
        ("INPS Sportello accessibile", "/it/?come=testo"),
        ("Aiuto", "/it/aiuto?come=testo"),
        ("Lingua: italiano", "/it/lingua?da=sedi%3Fdove%3DCastro&come=testo"),
        ("Accedi", "/it/accedi?poi=area%3Fcome%3Dtesto&come=testo"),
        ("Preferenze di lettura", "/it/preferenze?da=sedi%3Fdove%3DCastro&come=testo"),
        ("Privacy", "/it/privacy?come=testo"),
        ("Contatti", "/it/contatti?come=testo"),
        ("Mappa del sito", "/it/mappa?come=testo"),
        ("Dichiarazione di accessibilità", "/it/accessibilita?come=testo"),
        ("Segnala un problema", "/it/segnala?da=sedi&come=testo"),
    ] {
        // Whole, so that it can be copied: on the line of its words, or on its own.
        let links = [" ", "\n  "].map(|apart| format!("- {words}{apart}<{ROOT}{to}>\n"));
        assert!(links.iter().any(|link| around.contains(link)), "{links:?} in {plain}");
    }
    // As many as head and foot of the usual form have, and no more.
    assert!(around.lines().filter(|line| line.starts_with('-')).count() <= 14, "few links: {plain}");
    let text = "text/plain; charset=utf-8";
    for address in addresses(&plain) {
        let got = browser.get(&address);
        let form = if address.contains("come=testo") { text } else { "text/html; charset=utf-8" };
        assert_eq!((got.status, got.header("content-type")), (200, form), "{address:?}");
    }
    // Signed in, to one's own; on a page that is not there as well; and in every language.
    browser.sign_in(&NOEMI);
    let home = browser.get("/it/?come=testo").body;
    assert!(home.contains(&format!("- La tua area <{ROOT}/it/area?come=testo>\n")), "{home}");
    let missing = browser.get("/en/nulla?come=testo").body;
    assert!(missing.contains(&format!("- Help <{ROOT}/en/aiuto?come=testo>\n")), "{missing}");
    let arabic = browser.get("/ar/?come=testo").body;
    assert!(arabic.contains("هذه الصفحة بشكلها المعتاد"), "{arabic}");
}

/// What stands before a path of this portal in a whole address.
const ROOT: &str = "http://127.0.0.1:8080";

/// The paths of the addresses that stand in a text, each whole on its line.
fn addresses(text: &str) -> Vec<String> {
    let inside = text.lines().filter_map(|line| line.split_once(&format!("<{ROOT}")));
    inside
        .map(|(_, to)| to.strip_suffix('>').unwrap_or_else(|| panic!("{to} in {text}")).to_owned())
        .collect()
}

#[test]
fn who_reads_plain_text_signs_in_and_reads_on_in_plain_text() {
    let portal = Running::start().with(&NOEMI);
    for (from, to) in
        [("/it/estratto-conto", "/it/estratto-conto?come=testo"), ("/it/", "/it/area?come=testo")]
    {
        let mut browser = portal.browser();
        let page = browser.get(&format!("{from}?come=testo"));
        let asks = if from == "/it/" {
            let accedi = addresses(&page.body).into_iter().find(|to| to.contains("/accedi?poi")).unwrap();
            browser.get(&accedi)
        } else {
            page
        };
        assert!(asks.header("content-type").starts_with("text/plain"), "{}", asks.address);
        // The one step that text cannot take is named where it is to be taken.
        let told = asks.body.split("[Accedi]\n").nth(1).unwrap_or_else(|| panic!("{}", asks.body));
        assert!(
            told.starts_with("Per rispondere o inviare, apri questa pagina nella forma consueta:"),
            "{told}"
        );
        let form = browser.get(&addresses(told)[0]);
        let read = browser.sign_in_on(&form, &NOEMI);
        assert_eq!((read.status, read.address.as_str()), (200, to));
        assert!(read.header("content-type").starts_with("text/plain"), "{read:?}");
    }
    let mut browser = portal.browser();
    // A search goes on by its address.
    let search = addresses(&browser.get("/it/sedi?dove=Castro&come=testo").body);
    let search = search.into_iter().find(|to| to.ends_with('=')).unwrap();
    let found = browser.get(&format!("{search}Napoli"));
    assert!(
        found.header("content-type").starts_with("text/plain") && found.body.contains("Napoli"),
        "{found:?}"
    );
    assert!(browser.get("/?come=testo").header("content-type").starts_with("text/plain"));
    // Where one who sent a form is led.
    let sent = browser.post("/it/esci?come=testo", &[]);
    assert!(sent.header("content-type").starts_with("text/plain"), "{sent:?}");
}

#[test]
fn the_statement_reads_as_plain_text() {
    let portal = Running::start().with(&NOEMI);
    portal.give_noemi_a_career();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let whole = browser.get("/it/estratto-conto?come=testo");
    let year = browser.get("/it/estratto-conto/1998?come=testo");
    for (got, facts) in [
        (&whole, ["Noemi Mariani", "1998", "2001", "Dal 1998 al 2001"]),
        (&year, ["Contributi del 1998", "Ente di prova Scuola", "24.000,00 euro", "31 dicembre 1998"]),
    ] {
        assert!(got.header("content-type").starts_with("text/plain"), "{got:?}");
        assert_eq!((got.status, got.header("cache-control")), (200, "no-store"));
        let words = got.body.split_whitespace().collect::<Vec<_>>().join(" ");
        for fact in facts {
            assert!(words.contains(fact), "{fact} in {}", got.body);
        }
        let fits = |line: &str| line.chars().count() <= 80 || line.starts_with('<');
        assert!(!got.body.contains("</p>") && got.body.lines().all(fits), "{}", got.body);
    }
}

/// One thing has one name (WCAG 3.2.4).
#[test]
fn a_link_at_head_or_foot_is_called_what_the_page_is_called_that_it_leads_to() {
    let portal = Running::start().with(&NOEMI);
    let (mut stranger, mut noemi) = (portal.browser(), portal.browser());
    noemi.sign_in(&NOEMI);
    for (browser, lang) in ["it", "en", "ar"].into_iter().flat_map(|lang| [(false, lang), (true, lang)]) {
        let browser = if browser { &mut noemi } else { &mut stranger };
        let page = browser.get(&format!("/{lang}/cerca")).html();
        let mut seen = 0;
        for link in page.select(&Selector::parse("header nav a, footer nav a").unwrap()) {
            let to = link.attr("href").unwrap();
            // The one names the language of this page, the other forms of this page.
            if to.contains("/lingua") || to.contains("come=") {
                continue;
            }
            let words: String = link.text().collect();
            // The whole title, or how it begins.
            let title = browser.get(to).h1();
            assert!(title.starts_with(&words), "{to}: {words}, {title}");
            seen += 1;
        }
        assert!(seen >= 8, "{seen}");
    }
}

#[test]
fn a_page_that_is_kept_is_that_of_its_language_and_form_and_never_somebodys() {
    let portal = Running::start();
    let first = portal.browser().get("/it/aiuto");
    let with = |cookie: &str, value: &str| {
        let mut browser = portal.browser();
        browser.cookies.insert(cookie.into(), value.into());
        browser
    };
    let mut dark = with("preferenze", "scuro.150.wide.0.30");
    for _ in 0..2 {
        assert_ne!(dark.get("/it/aiuto").body, first.body);
        let again = portal.browser().get("/it/aiuto");
        assert_eq!((again.status, &again.body), (200, &first.body));
        assert_eq!(again.header("cache-control"), first.header("cache-control"));
        assert_ne!(portal.browser().get("/en/aiuto").body, first.body);
        let mut plain = portal.browser();
        plain.headers = vec![("accept", "text/plain".into())];
        assert!(plain.get("/it/aiuto").header("content-type").starts_with("text/plain"));
        // Who reads in another language than the address's is given the cookie of that language each time.
        let mut arab = portal.browser();
        arab.headers.push(("accept-language", "ar".into()));
        arab.get("/it/aiuto");
        assert_eq!(arab.cookies.get("lingua").map(String::as_str), Some("it"));
        assert_eq!(portal.browser().ask("HEAD", "/it/aiuto", "", b"").body, "");
    }
    let taken = portal.portal.places.clone();
    let all = u32::try_from(taken.available_permits()).unwrap();
    let taken = taken.try_acquire_many_owned(all).unwrap();
    assert_eq!(portal.browser().get("/it/aiuto").status, 200, "what is kept stays open");
    assert_eq!(
        with("preferenze", "x").get("/it/aiuto").body,
        first.body,
        "whatever a cookie says that wishes nothing"
    );
    assert_eq!(with("sessione", "x").get("/it/aiuto").status, 503, "but not to who may be somebody");
    assert_eq!(
        with("preferenze", "chiaro.100.normal.0.30").get("/it/aiuto").status,
        503,
        "nor as nobody has read it"
    );
    assert_eq!(dark.get("/it/aiuto").status, 200, "it is kept as it was read");
    drop(taken);
}

#[test]
fn a_page_that_is_kept_is_as_its_reader_wishes() {
    let portal = Running::start();
    let wishes =
        ["auto.100.normal.0.30", "scuro.100.normal.0.30", "scuro.150.wide.0.30", "auto.100.normal.2.30"];
    let made = |wish: &str, address: &str, session: Option<&str>| {
        let mut browser = portal.browser();
        let cookies = [("lingua", Some(&address[1..3])), ("preferenze", Some(wish)), ("sessione", session)];
        let cookies = cookies.into_iter().filter_map(|(name, value)| Some((name.into(), value?.into())));
        browser.cookies.extend(cookies);
        browser.get(address).body
    };
    for address in ["/it/privacy", "/ar/aiuto"] {
        // Who may be somebody is never given a whole answer that is kept.
        let anew = wishes.map(|wish| made(wish, address, Some("x")));
        for _ in 0..2 {
            assert_eq!(wishes.map(|wish| made(wish, address, None)), anew, "{address}");
        }
        assert!(anew[1].contains("data-theme=\"scuro\"") && !anew[1].contains("data-size"), "{}", anew[1]);
        assert!(anew[2].contains("data-size=\"150\"") && !anew[0].contains("data-theme"), "{}", anew[2]);
    }
    let tables = |wish: &str| made(wish, "/it/privacy", None).contains("<table");
    assert!(tables(wishes[0]) && tables(wishes[1]) && !tables(wishes[3]));
}

#[test]
fn nothing_of_a_citizen_stands_in_what_is_kept() {
    let portal = Running::start().with(&NOEMI).with(&MARIO);
    let (mut noemi, mut mario, mut nobody) = (portal.browser(), portal.browser(), portal.browser());
    let main =
        |got: &Got| got.body.split_once("<main").unwrap().1.split_once("</main>").unwrap().0.to_owned();
    let pages = ["", "aiuto", "contatti", "accessibilita", "privacy", "mappa", "lingua"];
    noemi.sign_in(&NOEMI);
    mario.sign_in(&MARIO);
    for (turn, page) in pages.into_iter().enumerate() {
        let address = format!("/it/{page}");
        let mut readers = [(&mut noemi, Some(&NOEMI)), (&mut mario, Some(&MARIO)), (&mut nobody, None)];
        // Each of them is the first to come somewhere.
        readers.rotate_left(turn % 3);
        for (browser, who) in readers {
            let own_token = who.and_then(|_| browser.get("/it/area").token());
            for _ in 0..2 {
                let got = browser.get(&address);
                for person in [&NOEMI, &MARIO] {
                    let own = who.is_some_and(|who| who.code == person.code);
                    assert_eq!(got.body.contains(&person.full_name()), own, "{address}");
                }
                assert_eq!((got.token(), got.session_end().is_some()), (own_token.clone(), who.is_some()));
                let cache = if who.is_some() { "no-store" } else { "public, max-age=60" };
                assert_eq!((got.status, got.header("cache-control")), (200, cache), "{address}");
                // What is kept is what is made anew where more than the address is asked for.
                assert_eq!(main(&got), main(&browser.get(&format!("{address}?x=1"))), "{address}");
            }
        }
    }
}

#[test]
fn one_page_can_be_read_with_its_tables_as_lists() {
    let portal = Running::start().with(&NOEMI);
    portal.give_noemi_a_career();
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    let page = browser.get("/it/estratto-conto/1999");
    assert!(page.body.contains("<table"));
    let lists = browser.click(&page, "Tabelle come elenchi");
    assert!(!lists.body.contains("<table"), "{}", lists.main());
    let period = "1. Dal primo gennaio 1999 al 31 dicembre 1999";
    assert_eq!(lists.words("main .as-list h4").as_deref(), Some(period));
    lists.expect("Tipo e azienda: Lavoro dipendente presso Azienda di prova Due Torri");
    let next = browser.click(&lists, "Anno dopo: 2001");
    assert!(!next.body.contains("<table"), "it goes on from year to year: {}", next.main());
    let tables = browser.click(&next, "Elenchi come tabelle");
    assert!(tables.body.contains("<table"), "{}", tables.main());
    assert!(browser.get("/it/estratto-conto/1999").body.contains("<table"), "it is kept nowhere");
}

#[test]
fn every_page_of_a_demo_carries_its_mark() {
    let demo = Running::start_with(Config { demo: true, ..Config::default() });
    let portal = Running::start();
    for address in ["", "pin", "accedi", "sedi", "preferenze", "aiuto", "nulla", "pin?come=testo"] {
        let marked = |running: &Running| {
            running.browser().get(&format!("/it/{address}")).body.contains("Dati di prova")
        };
        assert!(marked(&demo) && !marked(&portal), "{address}");
    }
}

#[test]
fn a_report_begins_with_the_page_one_came_from_and_without_what_is_somebodys() {
    let portal = Running::start().with(&NOEMI);
    let mut browser = portal.browser();
    let page = browser.get("/it/sedi?dove=Napoli");
    let report = browser.click(&page, "Segnala un problema");
    assert_eq!(report.value("pagina"), "/it/sedi");
    browser.sign_in(&NOEMI);
    let draft = browser.get("/it/area/pratiche/01929c1e-7a4b-7000-8000-000000000000");
    assert!(draft.body.contains("href=\"/it/segnala?da=area%2Fpratiche\""), "{}", draft.body);
}

#[test]
fn another_language_in_the_middle_of_a_change_still_leads_back_to_the_review() {
    let portal = Running::start();
    let mut browser = portal.browser();
    let start = browser.get("/it/pin/richiesta");
    let step = browser.submit(&start, "Inizia la richiesta", &[]);
    let changed = browser.get(&format!("{}?da=riepilogo", step.address));
    let choice = browser.click(&changed, "Lingua: italiano");
    let arabic = browser.click(&choice, "العربية");
    assert_eq!(arabic.status, 200);
    assert!(
        arabic.address.starts_with("/ar/") && arabic.address.ends_with("?da=riepilogo"),
        "{}",
        arabic.address
    );
    // Nor are the faults of a form that was sent back forgotten.
    let mend = browser.get(&format!("{}?controlla=1", step.address));
    let choice = browser.click(&mend, "Lingua: italiano");
    choice.expect("le risposte già inviate restano");
    assert!(browser.click(&choice, "English").address.ends_with("?controlla=1"));
    // Nothing else of a private page's query comes along.
    let other = browser.get(&format!("{}?nome=Noemi", step.address));
    let link = other.body.split("/lingua?da=").nth(1).unwrap().split('"').next().unwrap();
    assert!(!link.contains("Noemi"), "{link}");
}

#[test]
fn another_language_and_the_preferences_lead_back_to_what_was_searched() {
    let portal = Running::start();
    let mut browser = portal.browser();
    for (address, to) in [
        ("/it/sedi?dove=99999", "sedi%3Fdove%3D99999"),
        ("/it/sedi?dove=99999&come=elenchi", "sedi%3Fdove%3D99999"),
        ("/it/cerca?parole=PIN+nuovo", "cerca%3Fparole%3DPIN%2520nuovo"),
        ("/it/accedi?poi=area", "accedi%3Fpoi%3Darea"),
        ("/it/accedi?poi=/it/estratto-conto/2024", "accedi%3Fpoi%3Destratto-conto%252F2024"),
        ("/it/accedi?poi=area%3Fcome%3Dtesto", "accedi%3Fpoi%3Darea%253Fcome%253Dtesto"),
        ("/it/accedi?poi=//altro.example", "accedi"),
        ("/it/accedi?controlla=1", "accedi%3Fcontrolla%3D1"),
        ("/it/accedi?poi=area&controlla=1", "accedi%3Fpoi%3Darea%26controlla%3D1"),
        ("/it/pin/attivazione?controlla=1", "pin%2Fattivazione%3Fcontrolla%3D1"),
        ("/it/aiuto?x=1", "aiuto"),
    ] {
        let page = browser.get(address);
        for list in ["lingua", "preferenze"] {
            // The languages are told that the page has a form.
            let form =
                if list == "lingua" && !["sedi", "cerca", "aiuto"].iter().any(|page| to.starts_with(page)) {
                    "&amp;modulo=si"
                } else {
                    ""
                };
            assert!(page.body.contains(&format!("/it/{list}?da={to}{form}\"")), "{address}: {}", page.body);
        }
    }
    let page = browser.get("/it/lingua?da=sedi%3Fdove%3D99999");
    assert!(page.links().contains(&"/en/sedi?dove=99999".to_owned()), "{:?}", page.links());
    let accedi = browser.get("/it/accedi?poi=estratto-conto/2024");
    let choice = browser.click(&accedi, "Lingua: italiano");
    let english = browser.click(&choice, "English");
    english.expect("Sign in: Contribution statement");
    let preferences = browser.click(&english, "Reading preferences");
    assert!(preferences.links().contains(&"/en/accedi?poi=estratto-conto%2F2024".to_owned()));
    let text = browser.get("/it/lingua?da=accedi%3Fpoi%3Destratto-conto&modulo=si&come=testo");
    assert!(text.body.contains("/ar/accedi?poi=estratto-conto"), "{}", text.body);
    let page = browser.get("/it/preferenze?da=sedi%3Fdove%3D99999");
    assert!(page.links().contains(&"/it/sedi?dove=99999".to_owned()), "{:?}", page.links());
    for odd in ["%2F%2Faltro.example", "https%3A%2F%2Faltro.example", "..%2Fx", "sedi%3Fa%3D%22"] {
        let page = browser.get(&format!("/it/preferenze?da={odd}"));
        let path = |to: &String| to.split('?').next().unwrap_or_default().to_owned();
        let out = |to: &String| to.starts_with("//") || path(to).contains("altro") || path(to).contains("..");
        assert!(!page.links().iter().any(out), "{odd}: {:?}", page.links());
    }
}

#[test]
fn a_language_chosen_at_the_preferences_leads_back_to_where_one_came_from() {
    let portal = Running::start();
    let mut browser = portal.browser();
    let page = browser.get("/it/preferenze?da=sedi%3Fdove%3DRoma");
    let list = browser.get(page.links().iter().find(|to| to.starts_with("/it/lingua")).unwrap());
    let to = list.links().into_iter().find(|to| to.starts_with("/en/preferenze")).unwrap();
    let english = browser.get(&to);
    assert!(english.links().contains(&"/en/sedi?dove=Roma".to_owned()), "{to}: {:?}", english.links());
    // The preferences lead to themselves as they are, and not to one within another.
    let itself = english.links().into_iter().find(|to| to.starts_with("/en/preferenze")).unwrap();
    assert_eq!(itself, to);
    // What is no page of ours goes no further.
    let odd = browser.get("/it/preferenze?da=%2F%2Fexample.org");
    let out = |to: &&String| to.contains("example.org") && !to.ends_with("come=testo");
    assert_eq!(odd.links().iter().find(out), None);
}

#[test]
fn whoever_reads_what_is_kept_of_a_citizens_preferences_is_in_the_audit() {
    let portal = Running::start().with(&NOEMI);
    let read = || {
        let citizens = sportello::citizen::records::by_code;
        let found = portal.run(async {
            let mut conn = portal.portal.db.reader().await.unwrap();
            let noemi = citizens(&mut conn, NOEMI.code.parse().unwrap()).await.unwrap().unwrap();
            sportello::ledger::records::readings(&mut conn, noemi.id).await.unwrap()
        });
        let found = found.into_iter().rev().filter(|reading| reading.what == "preferences");
        found
            .map(|reading| format!("{} {} {}", reading.actor, reading.channel, reading.address))
            .collect::<Vec<_>>()
    };
    let mut browser = portal.browser();
    browser.sign_in(&NOEMI);
    assert_eq!(read(), [""; 0], "nothing is kept yet");
    let page = browser.get("/it/preferenze");
    assert_eq!(read(), ["citizen web preferenze"]);
    let saved = browser.submit(&page, "Salva", &[("conserva", "si")]);
    assert_eq!(saved.status, 200);
    assert_eq!(read(), ["citizen web preferenze"; 2], "the page that says so");
    // Another browser takes them over at sign-in.
    portal.browser().sign_in(&NOEMI);
    assert_eq!(read()[2..], ["citizen web accedi"]);
    // Of who has not signed in nothing is kept.
    portal.browser().get("/it/preferenze");
    assert_eq!(read().len(), 3);
}
