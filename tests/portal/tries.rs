//! A place that is slowed down after wrong tries is told so in words, and by the status of its answer.

use crate::people::{MARIO, NOEMI};
use crate::support::{Got, Running};

/// What a program hears of an answer: its status, and the seconds to wait.
fn told(got: &Got) -> (u16, Option<u32>) {
    (got.status, got.headers.get("retry-after").map(|seconds| seconds[0].parse().unwrap()))
}

/// Tries at a form from a place that has tried nothing yet, until it must wait: the pages, one a try.
fn tries(address: &str, button: &str, secret: (&str, &str), code: &str) -> Vec<Got> {
    let portal = Running::start().with(&NOEMI);
    let mut browser = portal.browser();
    let mut page = browser.get(address);
    let mut pages = Vec::new();
    for _ in 0..8 {
        page = browser.submit(&page, button, &[("codice-fiscale", code), secret]);
        assert_eq!(page.value("codice-fiscale"), code, "what was typed is kept");
        assert_eq!(page.value(secret.0), "", "but the secret");
        pages.push(page.clone());
    }
    // The page itself is the same for who reads it again, in another form or when the wait is over.
    assert_eq!(browser.get(&format!("{address}?come=testo")).status, 429);
    portal.wait(24 * 60);
    assert_eq!(told(&browser.get(address)), (200, None), "the wait is over");
    pages
}

#[test]
fn a_place_that_must_wait_is_answered_429_with_the_time_whoever_the_code_is_of() {
    // Mario is not on record here.
    for (address, button, secret) in [
        ("/it/accedi", "Accedi", ("pin", "10000000")),
        ("/it/pin/attivazione", "Controlla i codici", ("codici", "1000000020000000")),
    ] {
        let [known, unknown] = [NOEMI.code, MARIO.code].map(|code| tries(address, button, secret, code));
        let [heard, of_nobody] = [&known, &unknown].map(|pages| pages.iter().map(told).collect::<Vec<_>>());
        assert_eq!(heard, of_nobody);
        assert_eq!(heard[..5], [(200, None); 5], "wrong answers are no errors: {address}");
        for (page, (status, seconds)) in known.iter().zip(&heard).skip(5) {
            assert_eq!(*status, 429, "{address}: {}", page.main());
            assert!(page.words("#errori").unwrap().contains("troppi tentativi"), "{}", page.main());
            assert!(matches!(seconds, Some(1..=600)), "{seconds:?}");
            assert_eq!(page.headers["cache-control"], ["no-store"]);
        }
        let words = |pages: &[Got], code| pages[7].main().replace(code, "CODE");
        assert_eq!(words(&known, NOEMI.code), words(&unknown, MARIO.code));
    }
}

#[test]
fn a_place_that_has_sent_enough_is_answered_429_with_what_to_do_instead_in_its_language() {
    let config = sportello::config::Config { sends_a_place: 1, ..Default::default() };
    let portal = Running::start_with(config);
    let send = |lang: &str, place: &str| {
        let mut browser = portal.browser();
        browser.headers.push(("x-forwarded-for", place.to_owned()));
        let [go_on, send] = match lang {
            "it" => ["Continua", "Invia la segnalazione"],
            "en" => ["Continue", "Send the report"],
            _ => ["متابعة", "أرسل البلاغ"],
        };
        let page = browser.get(&format!("/{lang}/segnala"));
        let review = browser.submit(&page, go_on, &[("accaduto", "x")]);
        browser.submit(&review, send, &[])
    };
    // Nobody here is a proxy whose word counts: all of it comes from one place.
    assert_eq!(send("it", "192.0.2.7").status, 200);
    for (lang, title, instead) in [
        ("it", "Per oggi da qui non si può inviare altro", "da un’altra rete"),
        ("en", "Nothing more can be sent from here today", "from another network"),
        ("ar", "لا يمكن إرسال المزيد من هنا اليوم", "من شبكة أخرى"),
    ] {
        let got = send(lang, "198.51.100.7");
        assert!(got.body.contains(&format!("<html lang=\"{lang}\"")));
        assert_eq!(got.h1(), title);
        let (status, seconds) = told(&got);
        assert!(status == 429 && matches!(seconds, Some(1..=90_000)), "{status} {seconds:?}");
        got.expect(instead);
        assert!(
            got.body.contains("href=\"tel:") && got.body.contains(&format!("/{lang}/sedi")),
            "{}",
            got.main()
        );
    }
    portal.wait(24 * 60);
    assert_eq!(send("en", "192.0.2.7").status, 200, "the next day");
}
