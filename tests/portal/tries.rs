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
