//! The portal's journeys at the kiosk by touch alone, in a real Chromium: a finger goes to what is seen and nothing lies on,
//! and turns the page where it is not.

use std::cell::RefCell;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use sportello::clock::Clock;
use sportello::import::demo;
use sportello::kiosks;
use sportello::services::pin::counter::{self, Opened};

use super::ear::Kiosk;
use super::harness::Browser;
use super::kiosk::shown;
use super::kiosk_screens::there;
use super::people::{self, ENRICO, PIN, half_after};

/// Where a finger would go for the first thing that this selector finds: its middle; which way the page is to be turned
/// first, also for what would be half a button and is not shown yet; or what is in its way.
const WHERE: &str = "const at = document.querySelector(arguments[0]);
    if (!at) return 'it is not there';
    const box = at.getBoundingClientRect();
    const edge = (at.closest('main') || document.documentElement).getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const [above = 0, , below = above] = [...at.closest('main')?.style.clipPath.matchAll(/[-.0-9]+/g) || []].map(Number);
    if (y < edge.top + above) return -1;
    if (y > Math.min(edge.bottom - below, innerHeight)) return 1;
    const hit = document.elementFromPoint(x, y);
    return at.contains(hit) ? { x, y } : `under ${hit?.outerHTML.slice(0, 99)}`;";

/// What these words begin, or else stand on.
const NAMED: &str = "const text = part => part.textContent.replace(/\\s+/g, ' ').trim();
    const parts = [...document.querySelectorAll('main :is(a, button, label)')];
    const [words] = arguments;
    const at = parts.find(part => text(part).startsWith(words)) || parts.find(part => text(part).includes(words));
    if (!at) return null;
    if (at.htmlFor) return `label[for='${at.htmlFor}']`;
    return at.id ? `[id='${at.id}']` : `[id='${at.closest('[id]').id}'] ${at.localName}`;";

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
            assert!(began.elapsed() < Duration::from_secs(60), "«{then}»: {}", all());
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
            assert!(began.elapsed() < Duration::from_secs(60), "{signs} signs in {name}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// What has these words on it, a link, a button or a label, by its selector.
    #[track_caller]
    fn named(&self, words: &str) -> String {
        let began = Instant::now();
        loop {
            if let Value::String(selector) = self.browser.script(NAMED, vec![json!(words)]) {
                return selector;
            }
            assert!(began.elapsed() < Duration::from_secs(60), "no «{words}»: {}", self.browser.words());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Touches what has these words on it, and waits for those.
    #[track_caller]
    fn goes(&self, words: &str, then: &str) {
        self.follows(&self.named(words), then);
    }

    /// Goes on from a page that is answered.
    #[track_caller]
    fn on(&self, then: &str) {
        self.follows("#invia", then);
    }

    /// Touches a choice, and sees its mark.
    #[track_caller]
    fn chooses(&self, words: &str) {
        let label = self.named(words);
        self.touches(&label);
        let choice = label.trim_start_matches("label[for='").trim_end_matches("']");
        there(self.browser, &format!("[id='{choice}']:checked"));
    }

    /// Writes into the box with this label.
    #[track_caller]
    fn fills(&self, label: &str, text: &str) {
        let label = self.named(label);
        self.writes(label.trim_start_matches("label[for='").trim_end_matches("']"), text);
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
    finger.chooses("A caratteri normali");
    finger.follows("#invia", "Numero di protocollo");
    finger.ends();
    assert_eq!(kiosk.tape().join("").trim(), "", "who only touches is not spoken to");
    let letter = letters.next();
    assert!(letter.contains("Enrico Rinaldi") && letter.contains("897"), "{letter}");
}

#[test]
fn by_touch_alone_a_worker_is_registered_and_the_registration_withdrawn() {
    let (portal, browser) = (people::citizens(), Browser::start());
    people::raise_the_demos_citizen(&portal);
    let kiosk = Kiosk::start(&portal.base);
    browser.viewport(1080, 1920);
    browser.open(&kiosk.entrance());
    let finger = Finger { browser: &browser, last: RefCell::default() };

    finger.begins("/it/lavoro-domestico", "Chi assume una colf");
    finger.goes("Entra per iniziare", "16 caratteri");
    finger.writes("codice-fiscale", demo::CODE);
    finger.writes("pin", demo::PIN);
    finger.on("Inizia una registrazione");
    finger.goes("Inizia una registrazione", "Parti completate: 0 di 5");
    employer(&finger);
    worker(&finger);
    work(&finger);
    finger.goes("Parentela", "Chi lavora è della tua famiglia?");
    finger.chooses("No, o è un parente");
    finger.on("Parti completate: 4 di 5");
    finger.goes("Rileggi e invia", "Rileggi prima di inviare");
    finger.goes("Invia la registrazione", "Registrazione inviata");
    finger.goes("Ritira la registrazione", "Vuoi ritirare la registrazione?");
    finger.goes("Ritira la registrazione", "Fatto: registrazione ritirata");
    finger.ends();
    assert_eq!(kiosk.tape().join("").trim(), "", "who only touches is not spoken to");
}

/// What is on record stands there already.
fn employer(finger: &Finger<'_>) {
    finger.goes("Il datore di lavoro", "Assumi tu o una comunità?");
    finger.chooses("Io");
    finger.on("Datore di lavoro: dati personali");
    finger.on("Datore di lavoro: luogo di nascita");
    finger.on("Datore di lavoro: cittadinanza");
    finger.fills("Cittadinanza", "italia");
    finger.on("Datore di lavoro: residenza");
    finger.on("Datore di lavoro: documento");
    finger.chooses("Carta d’identità italiana");
    finger.fills("Numero del documento", "AD1");
    finger.on("Parti completate: 1 di 5");
}

fn worker(finger: &Finger<'_>) {
    finger.goes("Il lavoratore", "Lavoratore: codice fiscale");
    finger.fills("Codice fiscale", ENRICO);
    finger.on("Lavoratore: nome e nascita");
    finger.fills("Cognome", "rinaldi");
    finger.fills("Nome", "enrico");
    finger.on("Lavoratore: luogo di nascita");
    finger.on("Lavoratore: cittadinanza");
    finger.fills("Cittadinanza", "italia");
    finger.on("Lavoratore: residenza");
    for (label, text) in
        [("Via o piazza", "via di prova"), ("Numero civico", "3"), ("Comune", "roma"), ("CAP", "00118")]
    {
        finger.fills(label, text);
    }
    finger.on("Lavoratore: documento");
    finger.chooses("Carta d’identità italiana");
    finger.fills("Numero del documento", "AD1");
    date(finger, ["31", "12", "2030"]);
    finger.on("Parti completate: 2 di 5");
}

fn date(finger: &Finger<'_>, date: [&str; 3]) {
    for (part, text) in ["Giorno", "Mese", "Anno"].into_iter().zip(date) {
        finger.fills(part, text);
    }
}

fn work(finger: &Finger<'_>) {
    finger.goes("Il lavoro", "Che cosa fa chi lavora?");
    finger.chooses("Colf");
    finger.on("Quando comincia il lavoro?");
    date(finger, ["1", "12", "2026"]);
    finger.on("Quale contratto?");
    finger.chooses("Senza scadenza");
    finger.on("Convivenza, vitto e alloggio");
    finger.chooses("No");
    finger.on("Quante ore alla settimana?");
    finger.fills("Ore alla settimana", "10");
    finger.on("Quanto è la paga?");
    finger.chooses("All’ora");
    finger.fills("Paga lorda concordata in euro", "9");
    finger.on("Dove si lavora?");
    finger.chooses("All’indirizzo del datore");
    finger.on("Dove mandiamo gli avvisi");
    finger.chooses("Quello del datore");
    finger.on("Parti completate: 3 di 5");
}

#[test]
fn by_touch_alone_a_pin_is_chosen_beside_a_clerk() {
    let (portal, browser) = (people::citizens(), Browser::start());
    // A kiosk signs by the clock of its machine.
    let now = Clock::System.now();
    portal.clock().store(now.0, Ordering::SeqCst);
    let key = portal.path("kiosk.pem");
    let on = &portal.portal;
    portal.run(kiosks::enrol(&on.db, "prova-1", "SIM0001", &key, now)).unwrap();
    let clerk = counter::open(on, demo::CODE.parse().unwrap(), "prova-1", "CI CA12345AB", now);
    assert!(matches!(portal.run(clerk).unwrap(), Opened::Until(_)));
    let kiosk = Kiosk::start_with(&portal.base, &["--key", key.to_str().unwrap(), "--key-id", "prova-1"]);
    browser.viewport(1080, 1920);
    browser.open(&kiosk.entrance());
    let finger = Finger { browser: &browser, last: RefCell::default() };

    finger.begins("/it/pin", "numero di 8 cifre");
    finger.goes("Scegli il PIN ora", "Serve un documento controllato ora");
    finger.writes("codice-fiscale", demo::CODE);
    finger.writes("nuovo-pin", PIN);
    finger.writes("ripeti-pin", PIN);
    assert!(!browser.words().contains(PIN));
    // That of the portal stands still, and what it takes is no older than minutes.
    portal.clock().store(Clock::System.now().0, Ordering::SeqCst);
    finger.on("il tuo PIN è attivo");
    finger.ends();
}
