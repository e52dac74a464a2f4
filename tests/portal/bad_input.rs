//! What bad input gets: a clear page, the right status, and never a fault.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use crate::support::{FORM, Running, encode};

/// Body, media type, what is told of it: sent to a page with a form, without a token.
const BODIES: [(&[u8], &str, &str); 6] = [
    (b"colori=%zz", FORM, "lettere del modulo sono arrivate danneggiate"),
    (b"colori=%ff%fe", FORM, "lettere del modulo sono arrivate danneggiate"),
    (b"colori=a%00b", FORM, "un carattere che non si vede"),
    (b"{\"colori\": 1}", "application/json", "in un formato che questo sito non legge"),
    (b"--x\r\ncontent", "multipart/form-data; boundary=x", "in un formato che questo sito non legge"),
    (b"colori=chiaro", "", "in un formato che questo sito non legge"),
];

#[test]
fn a_damaged_form_is_told_what_is_wrong_with_it() {
    let portal = Running::start();
    for (body, media, told) in BODIES {
        let got = portal.browser().ask("POST", "/it/preferenze", media, body);
        assert_eq!(
            (got.status, got.h1().as_str()),
            (422, "Il modulo inviato non si può leggere"),
            "{body:?}"
        );
        got.expect(told).expect("non è stato ricevuto");
    }
    let many = "a=1&".repeat(300);
    let got = portal.browser().ask("POST", "/it/preferenze", FORM, many.as_bytes());
    assert_eq!(got.status, 422);
    got.expect("un campo, o ce n’è uno che la sua pagina non chiede");
}

#[test]
fn a_form_in_another_code_comes_back_as_far_as_it_can_be_read_and_one_that_cannot_is_told() {
    let portal = Running::start();
    let mut browser = portal.browser();
    let token = browser.get("/it/segnala").token().unwrap();
    let body = format!("gettone={token}&accaduto=Perch%E9+non+si+pu%F2&passi=Uno");
    for charset in ["", "; charset=ISO-8859-1", ";charset=\"windows-1252\""] {
        let got = browser.ask("POST", "/it/segnala", &format!("{FORM}{charset}"), body.as_bytes());
        assert_eq!((got.status, got.value("accaduto").as_str()), (422, "Perché non si può"), "{charset}");
        assert_eq!(got.value("passi"), "Uno");
        got.expect("Controlla le lettere con accento della risposta");
    }
    for charset in ["utf-16", "koi8-r"] {
        let media = format!("{FORM}; charset={charset}");
        let got = browser.ask("POST", "/it/segnala", &media, body.as_bytes());
        assert_eq!(got.status, 422, "{charset}");
        got.expect("in un formato che questo sito non legge");
    }
}

#[test]
fn a_search_answers_a_wrong_word_with_its_page_and_a_doubled_field_with_an_error_whatever_it_searches() {
    let portal = Running::start();
    for (service, field) in [("sedi", "dove"), ("cerca", "parole")] {
        let wrong = portal.browser().get(&format!("/it/{service}?{field}="));
        assert_eq!(wrong.status, 200, "{service}");
        assert!(wrong.words("#errori").is_some(), "{service}: {}", wrong.main());
        let doubled = portal.browser().get(&format!("/it/{service}?{field}=a&{field}=b"));
        assert_eq!(doubled.status, 422, "{service}");
        doubled.expect("due volte lo stesso");
    }
}

#[test]
fn an_oversized_form_is_told_how_large_a_form_may_be() {
    let portal = Running::start();
    // Too large once it is decoded, and already as it comes.
    for huge in [format!("colori={}", "x".repeat(70_000)), "x".repeat(200_000)] {
        let got = portal.browser().ask("POST", "/it/preferenze", FORM, huge.as_bytes());
        assert_eq!((got.status, got.h1().as_str()), (413, "Il modulo inviato è troppo grande"));
        got.expect("64 kilobyte");
    }
}

#[test]
fn letters_that_are_sent_as_many_bytes_have_as_much_room_and_what_is_too_long_comes_back() {
    let portal = Running::start();
    for told in ["م".repeat(11_000), "🙂".repeat(10_000)] {
        let mut browser = portal.browser();
        let page = browser.get("/it/segnala");
        let got = browser.submit(&page, "Continua", &[("passi", &told)]);
        assert_eq!((got.status, got.value("passi")), (200, told));
        assert!(got.words("#errori").unwrap().contains("caratteri"), "{:?}", got.words("#errori"));
    }
}

#[test]
fn a_form_with_a_field_that_its_page_does_not_ask_comes_back_filled() {
    let portal = Running::start();
    let mut browser = portal.browser();
    let page = browser.get("/it/segnala");
    let token = page.token().unwrap();
    let sent = [("gettone", token.as_str()), ("passi", "Il pulsante non si sente"), ("livello", "actor")];
    let got = browser.post("/it/segnala", &sent);
    assert_eq!((got.status, got.value("passi").as_str()), (422, "Il pulsante non si sente"));
    got.expect("Nel modulo c’era un campo che questa pagina non chiede");
    assert!(browser.submit(&got, "Continua", &[]).has("Il pulsante non si sente"), "and can be sent");
    // What is asked once and came twice is the first; nothing that is asked leaves nothing to show.
    let twice = browser.post("/it/segnala", &[sent[0], sent[1], ("passi", "altro")]);
    assert_eq!((twice.status, twice.value("passi").as_str()), (422, "Il pulsante non si sente"));
    let nothing = browser.post("/it/segnala", &[sent[0], sent[2]]);
    assert_eq!((nothing.status, nothing.h1().as_str()), (422, "Il modulo inviato non si può leggere"));
}

#[test]
fn an_address_of_nothing_and_a_format_of_nobody_are_told_by_a_page_of_the_house() {
    let portal = Running::start();
    let nowhere =
        ["/s/zzz.css", "/.well-known/x", "/.well-known/security.txt", "/health/x", "/favicon.ico", "/x.txt"];
    for (lang, title) in
        [("it", "Questa pagina non c’è"), ("en", "This page does not exist"), ("ar", "هذه الصفحة غير موجودة")]
    {
        for address in nowhere {
            let mut browser = portal.browser();
            browser.headers.push(("accept-language", lang.into()));
            let got = browser.get(address);
            assert_eq!((got.status, got.h1().as_str()), (404, title), "{address} {lang}");
        }
    }
    let mut browser = portal.browser();
    browser.headers = vec![("accept", "application/json".into())];
    let got = browser.get("/en/sedi");
    assert_eq!((got.status, got.h1().as_str()), (406, "The format asked for is not available"));
}

#[test]
fn a_missing_or_foreign_choice_names_the_question() {
    let portal = Running::start();
    let mut browser = portal.browser();
    let page = browser.get("/it/preferenze");
    let mut fields = page.form("Salva").fields;
    fields.retain(|(name, _)| name != "testo");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let got = browser.post("/it/preferenze", &fields);
    assert_eq!(got.status, 422);
    assert_eq!(got.words("#errori a").as_deref(), Some("Scegli una risposta per: Grandezza del testo."));
}

#[test]
fn wild_cookies_and_headers_are_as_good_as_none() {
    let portal = Running::start();
    for cookie in ["sessione=", "sessione=%00", "sessione=AAAA", "preferenze=....;lingua=xx", "=;;=;"] {
        let mut browser = portal.browser();
        browser.headers.push(("cookie", cookie.into()));
        browser.headers.push(("accept-language", ";;,,q=9".into()));
        assert_eq!(browser.get("/it/preferenze").status, 200, "{cookie}");
    }
}

/// Sends bytes as they are, closes that half, and reads what comes until the portal closes too; at most 1 MB.
fn raw(portal: &Running, bytes: &[u8]) -> String {
    raw_at(&portal.base, bytes)
}

/// The same, to the portal at this address.
pub fn raw_at(base: &str, bytes: &[u8]) -> String {
    let mut line = TcpStream::connect(base.strip_prefix("http://").unwrap()).unwrap();
    line.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    // The portal may answer and close before it has read everything: then the rest cannot be written.
    let _ = line.write_all(bytes);
    let _ = line.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    let _ = line.take(1_000_000).read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// The status of a raw answer; 0 if the portal closed without one.
pub fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
}

fn alive(portal: &Running) {
    assert_eq!(portal.browser().get("/it/preferenze").status, 200);
}

#[test]
fn a_body_that_is_cut_off_changes_nothing() {
    let portal = Running::start();
    let mut browser = portal.browser();
    let page = browser.get("/it/preferenze");
    let cookie = format!("sessione={}", browser.cookies["sessione"]);
    let mut fields = page.form("Salva").fields;
    fields.retain(|(name, _)| name != "colori");
    fields.push(("colori".into(), "scuro".into()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let body = encode(&fields);
    let head =
        format!("POST /it/preferenze HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nCookie: {cookie}\r\n");
    let cut = [
        format!("{head}Content-Length: {}\r\n\r\n{body}", body.len() + 40),
        format!("{head}Content-Length: {}\r\n\r\n", body.len()),
        format!("{head}Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{body}", body.len() + 40),
        format!("{head}Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n", body.len()),
    ];
    for request in cut {
        let answer = raw(&portal, request.as_bytes());
        assert_eq!(status(&answer), 422, "{answer}");
        assert!(answer.contains("Il modulo inviato non si può leggere"), "{answer}");
        assert!(!answer.contains("set-cookie: preferenze"), "{answer}");
        alive(&portal);
    }
    let whole = format!("{head}Content-Length: {}\r\n\r\n{body}", body.len());
    assert!(
        raw(&portal, whole.as_bytes()).contains("set-cookie: preferenze"),
        "the same form, whole, is taken"
    );
}

#[test]
fn a_flood_of_headers_is_turned_away() {
    let portal = Running::start();
    // Just over what is taken: all of it is read, so the answer cannot be lost. What becomes of it is tried in `siege`.
    let start = "GET /it/ HTTP/1.1\r\nHost: x\r\n";
    let long = format!("{start}X-Long: {}", "x".repeat(128 * 1024 - start.len() - "X-Long: ".len()));
    let lines: String = (0..100).map(|n| format!("X-Line-{n}: {n}\r\n")).collect();
    for head in [long, format!("{start}{lines}\r\n")] {
        let answer = raw(&portal, head.as_bytes());
        assert_eq!(status(&answer), 431, "{}", &answer[..answer.len().min(200)]);
        alive(&portal);
    }
    let many: String = (0..5_000).map(|n| format!("X-Flood-{n}: {n}\r\n")).collect();
    let huge = format!("X-Huge: {}\r\n", "x".repeat(4_000_000));
    let cookies = format!("Cookie: {}\r\n", "sessione=x; ".repeat(100_000));
    for headers in [many, huge, cookies] {
        let answer = raw(&portal, format!("GET /it/ HTTP/1.1\r\nHost: x\r\n{headers}\r\n").as_bytes());
        assert!(matches!(status(&answer), 0 | 400 | 413 | 431), "{}", &answer[..answer.len().min(200)]);
        alive(&portal);
    }
    let some: String = (0..60).map(|n| format!("X-Odd-{n}: {}\r\n", "ü".repeat(200))).collect();
    let answer = raw(
        &portal,
        format!("GET /it/aiuto HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{some}\r\n").as_bytes(),
    );
    assert_eq!(status(&answer), 200);
}

#[test]
fn what_is_no_http_is_turned_away() {
    let portal = Running::start();
    let wild: [&[u8]; 8] = [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET\r\n\r\n",
        b"GET /it/ HTTP/9.9\r\nHost: x\r\n\r\n",
        b"\x00\x00\x00\x00",
        b"GET /it/ HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /it/preferenze HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"POST /it/preferenze HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /it/ HTTP/1.1\r\n\r\n",
        b"POST /it/preferenze HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ];
    for request in wild {
        let answer = raw(&portal, request);
        assert!(matches!(status(&answer), 400 | 422), "{request:?}: {answer}");
        alive(&portal);
    }
}

#[test]
fn tricks_with_paths_find_nothing() {
    let portal = Running::start();
    let long = format!("/it/{}", "a/".repeat(20_000));
    let tricks = [
        "/it/../../etc/passwd",
        "/it/..%2f..%2fetc%2fpasswd",
        "/it/%2e%2e/%2e%2e/secret",
        "/it/....//....//",
        "/it/.env",
        "/it/accedi/../accedi",
        "/it/accedi%00.html",
        "/it/accedi;jsessionid=1",
        "/it\\accedi",
        "/it/%c0%ae%c0%ae/",
        "/it/%ff%fe",
        "//it/accedi",
        "/IT/accedi",
        "/it/ACCEDI",
        "/it/accedi//",
        "/s/../it/",
        "/s/x.css",
        "/run-data/sportello.db",
        "/it/estratto-conto/../../..",
        &long,
    ];
    for trick in tricks {
        let request =
            format!("GET {trick} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
        let answer = raw(&portal, request.as_bytes());
        let shown = &answer[..answer.len().min(300)];
        // A long one is told so.
        assert_eq!(status(&answer) == 414, trick.len() > 8_192, "{trick:.60}: {shown}");
        assert!(matches!(status(&answer), 400 | 404 | 414), "{trick:.60}: {shown}");
        if status(&answer) == 404 {
            assert!(
                answer.contains("<h1") && answer.contains("Questa pagina non c’è"),
                "{trick:.60}: {shown}"
            );
        }
    }
    let elsewhere =
        "GET http://evil.example/it/aiuto HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    let answer = raw(&portal, elsewhere.as_bytes());
    assert!(!answer.contains("evil.example"), "an address of ours never repeats the asked host");
    alive(&portal);
}
