//! Whole journeys through a running portal in a real Chromium, by keyboard alone.
//!
//! After each step: where one is (the window's title), where the focus is, and nothing that axe would find.

use thirtyfour::Key;

use super::harness::Browser;
use super::people::{self, ENRICO};

/// Checks where a step has led: the title, what has the focus by its id (nothing at the start of a page), and axe.
#[track_caller]
pub(crate) fn arrived(browser: &Browser, title: &str, focus: Option<&str>) {
    assert_eq!(plain(&browser.title()), title, "{}", browser.address());
    let found = browser.focused();
    assert_eq!(found.as_ref().map(|stop| stop.id.as_str()), focus, "the focus of {}", browser.address());
    if let Some(stop) = found {
        assert!(stop.in_view, "{stop:?}");
    }
    let judged = browser.axe_here();
    assert!(judged.violations.is_empty(), "{}: {:#?}", browser.address(), judged.violations);
    assert!(judged.unexplained().is_empty(), "{}: {:#?}", browser.address(), judged.unexplained());
}

/// A title without the marks that keep Italian names apart in Arabic.
pub(crate) fn plain(title: &str) -> String {
    title.chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect()
}

#[track_caller]
pub(crate) fn told(browser: &Browser, words: &str) {
    let all = browser.words();
    assert!(all.contains(words), "«{words}» is not in {}: {all}", browser.address());
}

/// From the summary of what is wrong to the field it is about.
#[track_caller]
pub(crate) fn mend(browser: &Browser, fault: &str, field: &str) {
    browser.tab_to(fault);
    browser.press(Key::Enter);
    let stop = browser.focused().expect("the focus is on the field");
    assert_eq!(stop.id, field, "{}", browser.address());
    assert!(stop.in_view, "{stop:?}");
}

#[test]
fn find_my_office_with_an_empty_search_and_a_misspelt_town_on_the_way() {
    let (portal, browser) = (people::offices(), Browser::start());
    browser.open(&format!("{}/it/", portal.base));
    arrived(&browser, "Che cosa vuoi fare? – INPS", None);
    browser.follow("Trova la tua sede");
    arrived(&browser, "Trova la tua sede – INPS", None);

    browser.push("Cerca la sede");
    arrived(&browser, "1 errore: Trova la tua sede – INPS", Some("errori"));
    told(&browser, "Scrivi un comune, un CAP o una provincia");
    mend(&browser, "Scrivi un comune", "dove");
    browser.press("Pozuoli");
    browser.press_and_wait(Key::Enter);
    arrived(&browser, "Quale comune? – Trova la tua sede – INPS", None);
    told(&browser, "Nessun comune si chiama così. Forse cercavi uno di questi.");

    browser.follow("Pozzuoli");
    arrived(&browser, "Sedi per Pozzuoli (NA), pagina 1 di 5 – Trova la tua sede – INPS", None);
    told(&browser, "La tua sede è Agenzia di Pozzuoli (dati di prova)");
    browser.follow("Tutto su Agenzia di Pozzuoli");
    arrived(&browser, "Agenzia di Pozzuoli (dati di prova) – Trova la tua sede – INPS", None);
    told(&browser, "Aperta ora, fino alle 12:00.");
    told(&browser, "Orari: dal lunedì al venerdì dalle 8:30 alle 12:00; il martedì e il giovedì anche");

    // To the end of the page and back to its head, for the same page in Arabic.
    browser.tab_to("Testo semplice");
    browser.tab_back_to("Lingua: italiano");
    browser.press_and_wait(Key::Enter);
    arrived(&browser, "Scegli la lingua – INPS", None);
    browser.follow("العربية");
    arrived(&browser, "Agenzia di Pozzuoli (dati di prova) – ابحث عن مكتبك – INPS", None);
    told(&browser, "مفتوح الآن، حتى الساعة 12:00.");
    assert_eq!(browser.script("return document.dir", Vec::new()), "rtl");
}

#[test]
fn what_is_typed_is_there_again_after_a_look_at_the_languages() {
    let (portal, browser) = (people::offices(), Browser::start());
    browser.open(&format!("{}/it/accedi", portal.base));
    browser.fill("Codice fiscale", ENRICO);
    browser.tab_back_to("Lingua: italiano");
    browser.press_and_wait(Key::Enter);
    told(&browser, "le risposte già inviate restano");
    told(&browser, "prima torna indietro e premi il pulsante della pagina");
    browser.run(|driver| async move { driver.back().await });
    assert_eq!(plain(&browser.title()), "Accedi – INPS");
    let typed = browser.script("return document.getElementById('codice-fiscale').value", Vec::new());
    assert_eq!(typed, ENRICO);
}

#[test]
fn ask_for_a_pin_activate_it_read_the_statement_and_order_it_by_post() {
    let (portal, browser) = (people::citizens(), Browser::start());
    let letters = people::Mail::new(&portal);
    browser.open(&format!("{}/it/", portal.base));
    browser.follow("PIN di accesso");
    arrived(&browser, "PIN di accesso – INPS", None);
    browser.follow("Chiedi il PIN");
    arrived(&browser, "Chiedere il PIN – PIN di accesso – INPS", None);
    browser.push("Inizia la richiesta");

    let first = request(&browser);
    let second = letters.second_half();
    activate(&browser, &first, &second);
    sign_out_and_in(&browser);

    browser.follow("Estratto conto contributivo");
    arrived(&browser, "Estratto conto contributivo – INPS", None);
    told(&browser, "Dal 2008 al 2025 le tue settimane di contributi sono 897");
    browser.follow("Apri dal 2020 al 2025");
    arrived(&browser, "Contributi dal 2020 al 2025 – Estratto conto contributivo – INPS", None);
    browser.follow("Apri il 2024");
    arrived(&browser, "Contributi del 2024 – Estratto conto contributivo – INPS", None);
    browser.follow("Indietro");
    browser.follow("Indietro: Estratto conto contributivo");
    arrived(&browser, "Estratto conto contributivo – INPS", None);

    browser.follow("Ricevi l’estratto conto per posta");
    arrived(&browser, "Estratto conto per posta – Estratto conto contributivo – INPS", None);
    told(&browser, "Piazza di Prova 135, 00118 Roma (RM)");
    browser.choose("A caratteri normali", "A caratteri normali");
    browser.push("Manda l’estratto conto per posta");
    let title = plain(&browser.title());
    let ends = title.strip_prefix("Lettera richiesta: 20").map(|rest| rest.split_once(" – "));
    assert!(matches!(ends, Some(Some((_, "Estratto conto contributivo – INPS")))), "{title}");
    arrived(&browser, &title, None);
    told(&browser, "Numero di protocollo");
    let letter = letters.next();
    assert!(letter.contains("Enrico Rinaldi") && letter.contains("Piazza di Prova 135"), "{letter}");
    assert!(letter.contains("897"), "{letter}");
}

/// The seven steps of the request, with a wrong check letter, a wrong name and no telephone on the way; the first half.
fn request(browser: &Browser) -> String {
    let step = |title: &str, number: u8| format!("{title} – Passo {number} di 7 – PIN di accesso – INPS");
    let wrong = |title: &str, number: u8| format!("1 errore: {}", step(title, number));
    arrived(browser, &step("Qual è il tuo codice fiscale?", 1), None);
    browser.fill("Qual è il tuo codice fiscale?", "RNLNRC84S04I782B");
    browser.push("Continua");
    arrived(browser, &wrong("Qual è il tuo codice fiscale?", 1), Some("errori"));
    mend(browser, "Un carattere del codice fiscale", "codice-fiscale");
    browser.fill_here("rnl nrc 84s04 i782a");
    browser.push("Continua");

    arrived(browser, &step("Chi sei", 2), None);
    browser.fill("Cognome", "Rinaldi");
    browser.fill("Nome", "Mario");
    browser.push("Continua");
    arrived(browser, &wrong("Chi sei", 2), Some("errori"));
    mend(browser, "Il nome deve corrispondere", "nome");
    browser.fill_here("Enrico");
    browser.push("Continua");

    // What the fiscal code tells is there already.
    arrived(browser, &step("Luogo di nascita", 3), None);
    browser.push("Continua");
    arrived(browser, &step("Indirizzo di residenza", 4), None);
    browser.fill("Via o piazza", "Via di Prova");
    browser.fill("Numero civico", "3");
    browser.fill("Comune", "Roma");
    browser.fill("CAP", "00118");
    browser.push("Continua");

    arrived(browser, &step("Come contattarti", 5), None);
    browser.push("Continua");
    arrived(browser, &wrong("Come contattarti", 5), Some("errori"));
    mend(browser, "Inserisci almeno un numero", "telefono-casa");
    browser.fill("Cellulare", "٣٢٠ ٠٥٥ ٥١٢");
    browser.push("Continua");

    arrived(browser, &step("Come vuoi il secondo codice", 6), None);
    browser.choose("Lettera a caratteri grandi", "braille");
    browser.press(Key::Up);
    browser.push("Continua");
    arrived(browser, &step("Controlla e invia la richiesta", 7), None);
    told(browser, "Lettera a caratteri grandi, 18 punti");
    browser.push("Invia la richiesta");
    arrived(browser, "Richiesta inviata – PIN di accesso – INPS", None);
    people::half_after(&browser.words(), "Il tuo primo codice")
}

/// Both halves, with one forgotten; and a PIN, with one that is too easy.
fn activate(browser: &Browser, first: &str, second: &str) {
    browser.follow("Attiva il PIN con i due codici");
    arrived(browser, "Attiva il PIN – PIN di accesso – INPS", None);
    browser.fill("Codice fiscale", ENRICO);
    browser.fill("I due codici", first);
    browser.push("Controlla i codici");
    arrived(browser, "1 errore: Attiva il PIN – PIN di accesso – INPS", Some("errori"));
    mend(browser, "I due codici insieme hanno 16 cifre, tu ne hai scritte 8: ricontrollali", "codici");
    // In any order.
    browser.press(format!("{second} {first}"));
    browser.push("Controlla i codici");

    arrived(browser, "Scegli il tuo PIN – PIN di accesso – INPS", None);
    browser.fill("Nuovo PIN", "12345678");
    browser.fill("Scrivi di nuovo il PIN", "12345678");
    browser.push("Attiva il PIN ed entra");
    arrived(browser, "1 errore: Scegli il tuo PIN – PIN di accesso – INPS", Some("errori"));
    browser.fill("Nuovo PIN", people::PIN);
    browser.fill("Scrivi di nuovo il PIN", people::PIN);
    browser.push("Attiva il PIN ed entra");
    arrived(browser, "La tua area – INPS", Some("fatto"));
    told(browser, "Fatto: il tuo PIN è attivo");
}

/// Out, and in again with a slip of the finger.
fn sign_out_and_in(browser: &Browser) {
    browser.push("Esci");
    arrived(browser, "Hai chiuso la sessione – INPS", None);
    browser.follow("Accedi di nuovo");
    arrived(browser, "Accedi – INPS", None);
    browser.fill("Codice fiscale", ENRICO);
    browser.fill("PIN", "58203918");
    browser.press_and_wait(Key::Enter);
    arrived(browser, "1 errore: Accedi – INPS", Some("errori"));
    mend(browser, "Codice fiscale e PIN non corrispondono", "pin");
    browser.press(people::PIN);
    browser.press_and_wait(Key::Enter);
    arrived(browser, "La tua area – INPS", None);
}
