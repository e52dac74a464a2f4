//! The portal's journeys at the kiosk by touch alone, in a real Chromium: a finger goes to what is seen and nothing lies on,
//! and turns the page where it is not.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::ear::Kiosk;
use super::harness::Browser;
use super::kiosk::shown;
use super::kiosk_screens::there;
use super::people::{self, ENRICO, PIN, half_after};

/// Where a finger would go for the first thing that this selector finds: its middle; which way the page is to be turned
/// first; or what is in its way.
const WHERE: &str = "const at = document.querySelector(arguments[0]);
    if (!at) return 'it is not there';
    const box = at.getBoundingClientRect();
    const edge = (at.closest('main') || document.documentElement).getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    if (y < edge.top) return -1;
    if (y > Math.min(edge.bottom, innerHeight)) return 1;
    const hit = document.elementFromPoint(x, y);
    return at.contains(hit) ? { x, y } : `under ${hit?.outerHTML.slice(0, 99)}`;";

/// A finger before the screen.
struct Finger<'a> {
    browser: &'a Browser,
    /// What it has touched last.
    last: RefCell<String>,
}

impl Finger<'_> {
    /// Where this is, once it stands still.
    fn finds(&self, selector: &str) -> Value {
        let place = || self.browser.script(WHERE, vec![json!(selector)]);
        let mut before = place();
        loop {
            std::thread::sleep(Duration::from_millis(15));
            let now = place();
            if now == before {
                return now;
            }
            before = now;
        }
    }

    /// Down and up there.
    #[track_caller]
    fn goes_to(&self, selector: &str) {
        let place = self.finds(selector);
        assert!(place.is_object(), "{selector}: {place}");
        for (kind, points) in [("touchStart", vec![place]), ("touchEnd", Vec::new())] {
            let event = json!({ "type": kind, "touchPoints": points });
            self.browser.devtools("Input.dispatchTouchEvent", event);
        }
    }

    /// Touches this, where it is seen; else it turns the page until it is.
    #[track_caller]
    fn touches(&self, selector: &str) {
        there(self.browser, selector);
        for _ in 0..30 {
            let Some(way) = self.finds(selector).as_i64() else { break };
            self.goes_to(&format!("[data-scorri='{way}']:enabled"));
        }
        // The same thing twice in a blink counts as one.
        if self.last.replace(selector.to_owned()) == selector {
            std::thread::sleep(Duration::from_millis(if selector.contains("segno") { 120 } else { 520 }));
        }
        self.goes_to(selector);
    }

    /// The same, and waits for these words; where what would be sent was covered it is shown, and touched again.
    #[track_caller]
    fn follows(&self, selector: &str, then: &str) {
        self.touches(selector);
        // What is told stands below the page.
        let all = "return document.body.innerText.replace(/\\s+/g, ' ')";
        let all = || self.browser.script(all, Vec::new()).as_str().unwrap_or_default().to_owned();
        let (began, has) = (Instant::now(), |words: &str| all().contains(words));
        while !has(then) && !has("leggili, poi tocca di nuovo") {
            assert!(began.elapsed() < Duration::from_secs(30), "«{then}»: {}", all());
            std::thread::sleep(Duration::from_millis(20));
        }
        if !has(then) {
            self.touches(selector);
            shown(self.browser, then);
        }
    }

    /// Writes into a box by the keyboard on the screen, and sees each sign come.
    #[track_caller]
    fn writes(&self, name: &str, text: &str) {
        self.touches(&format!("#{name}"));
        there(self.browser, ".keys");
        for (nth, sign) in text.chars().enumerate() {
            self.touches(&format!("[data-tocco='segno:{sign}']"));
            self.holds(name, nth + 1);
        }
        self.touches("[data-tocco='comando:fatto']");
        there(self.browser, "#foglio:not(:has(.keys))");
        self.holds(name, text.chars().count());
    }

    /// Waits until so many signs are seen in this box.
    #[track_caller]
    fn holds(&self, name: &str, signs: usize) {
        let count = "return [...(document.getElementById(arguments[0])?.value || '')].length";
        let began = Instant::now();
        while self.browser.script(count, vec![json!(name)]) != json!(signs) {
            assert!(began.elapsed() < Duration::from_secs(20), "{signs} signs in {name}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    #[track_caller]
    fn begins(&self, address: &str, then: &str) {
        self.follows("#b-0-0", "Che cosa vuoi fare?");
        self.follows(&format!("main a[href='{address}']"), then);
    }

    #[track_caller]
    fn ends(&self) {
        self.follows("#fine", "dà il benvenuto");
    }
}

#[test]
fn by_touch_alone_the_office_is_found_the_pin_asked_for_and_made_and_the_statement_read_and_ordered() {
    let (portal, browser) = (people::citizens(), Browser::start());
    let letters = people::Mail::new(&portal);
    let kiosk = Kiosk::start(&portal.base);
    browser.viewport(1080, 1920);
    browser.open(&kiosk.entrance());
    let finger = Finger { browser: &browser, last: RefCell::default() };

    finger.begins("/it/sedi", "Comune, CAP o provincia");
    finger.writes("dove", "pozzuoli");
    finger.follows("#invia", "Sedi per Pozzuoli");
    finger.follows("main a[href^='/it/sedi/SIM']", "Orari");
    finger.ends();

    finger.begins("/it/pin", "numero di 8 cifre");
    finger.follows("main a[href='/it/pin/richiesta']", "Inizia la richiesta");
    finger.follows("#azione-0", "Passo 1 di 7");
    finger.writes("codice-fiscale", ENRICO);
    finger.follows("#invia", "Passo 2 di 7");
    finger.writes("cognome", "rinaldi");
    finger.writes("nome", "enrico");
    finger.follows("#invia", "Passo 3 di 7");
    finger.follows("#invia", "Passo 4 di 7");
    for (name, text) in [("via", "garibaldi"), ("numero-civico", "3"), ("comune", "roma"), ("cap", "00118")] {
        finger.writes(name, text);
    }
    finger.follows("#invia", "Passo 5 di 7");
    finger.writes("cellulare", "320055512");
    finger.follows("#invia", "Passo 6 di 7");
    finger.touches("label[for='consegna']");
    there(&browser, "#consegna:checked");
    finger.follows("#invia", "Passo 7 di 7");
    finger.follows("#azione-0", "Richiesta inviata");
    let first = half_after(&browser.words(), "Il tuo primo codice");
    finger.ends();

    let second = letters.second_half();
    finger.begins("/it/pin", "numero di 8 cifre");
    finger.follows("main a[href='/it/pin/attivazione']", "Servono il codice fiscale");
    finger.writes("codice-fiscale", ENRICO);
    finger.writes("codici", &format!("{first}{second}"));
    finger.follows("#invia", "Scegli il tuo PIN");
    finger.writes("nuovo-pin", PIN);
    finger.writes("ripeti-pin", PIN);
    finger.holds("nuovo-pin", PIN.len());
    finger.follows("#invia", "il tuo PIN è attivo");
    finger.ends();

    finger.begins("/it/estratto-conto", "Servono il tuo codice fiscale");
    finger.writes("codice-fiscale", ENRICO);
    finger.writes("pin", PIN);
    finger.follows("#invia", "Decennio per decennio");
    assert!(!browser.words().contains("897"), "{}", browser.words());
    finger.follows("#mostra", "897");
    finger.follows("main a[href='/it/estratto-conto/posta']", "Ti mandiamo");
    finger.follows("#invia", "Numero di protocollo");
    finger.ends();
    assert_eq!(kiosk.tape().join("").trim(), "", "who only touches is not spoken to");
    let letter = letters.next();
    assert!(letter.contains("Enrico Rinaldi") && letter.contains("897"), "{letter}");
}
