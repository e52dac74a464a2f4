//! A domestic worker is registered by keyboard alone: three slips, Arabic in the middle, the rest in another browser.

use sportello::import::demo;
use thirtyfour::Key;

use super::harness::Browser;
use super::journeys::{arrived, mend, plain, told};
use super::people;
use super::support::Running;

/// The worker's fiscal code.
const ROSA: &str = "SMPRSO80E54Z611X";

/// A page of the form, with the part it is in.
pub(super) fn of(title: &str) -> String {
    let begins = |with: &[&str]| with.iter().any(|beginning| title.starts_with(beginning));
    let part = match title {
        _ if begins(&["Rileggi", "Registrazione"]) => "",
        _ if begins(&["Assumi tu o una comunità?", "Datore di lavoro: "]) => {
            " – Il datore di lavoro, parte 1 di 5"
        }
        _ if begins(&["Lavoratore: "]) => " – Il lavoratore, parte 2 di 5",
        _ if begins(&["Chi lavora è della tua famiglia?"]) => " – Parentela, parte 4 di 5",
        _ => " – Il lavoro, parte 3 di 5",
    };
    format!("{title}{part} – Registrare un rapporto di lavoro domestico – INPS")
}

const TASKS: &str = "Registrare un rapporto di lavoro domestico – INPS";

/// Goes on from a page on which what stands there is right.
fn go_on(browser: &Browser, title: &str) {
    arrived(browser, &of(title), None);
    browser.push("Continua");
}

#[test]
fn register_a_domestic_worker_stop_half_way_and_withdraw() {
    let portal = people::citizens();
    people::raise_the_demos_citizen(&portal);
    {
        let browser = Browser::start();
        begin(&browser, &portal);
        employer(&browser);
        worker(&browser);
        start_in_arabic(&browser);
    }
    let browser = Browser::start();
    come_back(&browser, &portal);
    rest_of_the_work(&browser);
    kinship(&browser);
    change_and_send(&browser);
    withdraw(&browser);
}

fn sign_in(browser: &Browser) {
    browser.fill("Codice fiscale", demo::CODE);
    browser.fill("PIN", demo::PIN);
    browser.press_and_wait(Key::Enter);
}

fn begin(browser: &Browser, portal: &Running) {
    browser.open(&format!("{}/it/", portal.base));
    browser.follow("Lavoro domestico");
    arrived(browser, "Lavoro domestico – INPS", None);
    told(browser, "entro le 24 del giorno prima");
    browser.follow("Entra per iniziare");
    sign_in(browser);
    arrived(browser, "Lavoro domestico – INPS", None);
    browser.push("Inizia una registrazione");
    arrived(browser, TASKS, None);
    told(browser, "Parti completate: 0 di 5");
}

/// What is on record stands there already.
fn employer(browser: &Browser) {
    browser.follow("Il datore di lavoro");
    arrived(browser, &of("Assumi tu o una comunità?"), None);
    browser.choose("Io", "Io");
    browser.push("Continua");
    go_on(browser, "Datore di lavoro: dati personali");
    go_on(browser, "Datore di lavoro: luogo di nascita");
    arrived(browser, &of("Datore di lavoro: cittadinanza"), None);
    browser.fill("Cittadinanza", "Italia");
    browser.push("Continua");
    go_on(browser, "Datore di lavoro: residenza");
    arrived(browser, &of("Datore di lavoro: documento d’identità"), None);
    browser.choose("Carta d’identità italiana", "Passaporto italiano");
    browser.fill("Numero del documento", "YA 123456");
    browser.push("Continua");
    arrived(browser, TASKS, None);
    told(browser, "Parti completate: 1 di 5");
}

/// With a wrong letter, and without a street.
fn worker(browser: &Browser) {
    browser.follow("Il lavoratore");
    arrived(browser, &of("Lavoratore: codice fiscale"), None);
    browser.fill("Codice fiscale", "SMPRSO80E54Z611Y");
    browser.push("Continua");
    arrived(browser, &format!("1 errore: {}", of("Lavoratore: codice fiscale")), Some("errori"));
    mend(browser, "Un carattere del codice fiscale", "lavoratore-codice-fiscale");
    browser.fill_here(ROSA);
    browser.push("Continua");
    arrived(browser, &of("Lavoratore: nome e nascita"), None);
    browser.fill("Cognome", "Esempio");
    browser.fill("Nome", "Rosa");
    browser.push("Continua");
    go_on(browser, "Lavoratore: luogo di nascita");
    arrived(browser, &of("Lavoratore: cittadinanza"), None);
    browser.fill("Cittadinanza", "Perù");
    browser.push("Continua");
    arrived(browser, &of("Lavoratore: residenza"), None);
    browser.fill("Numero civico", "210");
    browser.fill("Comune", "Peschiera");
    browser.fill("CAP", "37019");
    browser.push("Continua");
    arrived(browser, &format!("1 errore: {}", of("Lavoratore: residenza")), Some("errori"));
    mend(browser, "Inserisci la via o la piazza", "lavoratore-via");
    browser.press("Via di Prova");
    browser.push("Continua");
    arrived(browser, &of("Lavoratore: quale luogo?"), None);
    browser.choose("Peschiera Borromeo (MI)", "Peschiera del Garda (VR)");
    browser.push("Continua");
    arrived(browser, &of("Lavoratore: documento d’identità"), None);
    browser.choose("Carta d’identità italiana", "Passaporto di un altro Stato");
    browser.fill("Numero del documento", "PE 123456");
    browser.fill("Giorno", "31");
    browser.fill("Mese", "12");
    browser.fill("Anno", "2030");
    browser.push("Continua");
    arrived(browser, &of("Lavoratore: permesso di soggiorno"), None);
    browser.choose("Permesso di soggiorno", "Permesso di soggiorno");
    browser.fill("Numero del titolo", "I 123456");
    browser.push("Continua");
    arrived(browser, TASKS, None);
    told(browser, "Parti completate: 2 di 5");
}

/// The first questions about the work, the second of them in Arabic; then the citizen goes away.
fn start_in_arabic(browser: &Browser) {
    browser.follow("Il lavoro");
    arrived(browser, &of("Che cosa fa chi lavora?"), None);
    browser.choose("Colf", "Colf");
    browser.push("Continua");
    arrived(browser, &of("Quando comincia il lavoro?"), None);
    browser.tab_to("Testo semplice");
    browser.tab_back_to("Lingua: italiano");
    browser.press_and_wait(Key::Enter);
    browser.follow("العربية");
    assert_eq!(browser.script("return document.dir", Vec::new()), "rtl");
    let title = plain(&browser.title());
    browser.fill("اليوم", "١");
    browser.fill("الشهر", "١٣");
    browser.fill("السنة", "٢٠٢٦");
    browser.push("متابعة");
    arrived(browser, &format!("خطأ واحد: {title}"), Some("errori"));
    mend(browser, "الشهر", "inizio-mese");
    browser.fill_here("١٢");
    browser.push("متابعة");
    assert!(browser.address().ends_with("/contratto"), "{}", browser.address());
}

fn come_back(browser: &Browser, portal: &Running) {
    browser.open(&format!("{}/it/accedi", portal.base));
    sign_in(browser);
    arrived(browser, "La tua area – INPS", None);
    browser.follow("Continua: Lavoro domestico, Rosa Esempio, lavoro dal");
    arrived(browser, &of("Quale contratto?"), None);
}

/// With a pay by the month in the place of one by the hour.
fn rest_of_the_work(browser: &Browser) {
    browser.choose("Senza scadenza", "Senza scadenza");
    browser.push("Continua");
    arrived(browser, &of("Convivenza, vitto e alloggio"), None);
    browser.choose("No", "No");
    browser.push("Continua");
    arrived(browser, &of("Quante ore alla settimana?"), None);
    browser.fill("Ore alla settimana", "10");
    browser.push("Continua");
    arrived(browser, &of("Quanto è la paga?"), None);
    browser.choose("All’ora", "All’ora");
    browser.fill("Paga lorda concordata in euro", "390");
    browser.push("Continua");
    arrived(browser, &format!("1 errore: {}", of("Quanto è la paga?")), Some("errori"));
    mend(browser, "Più di 100 euro", "paga-concordata");
    browser.fill_here("9,00");
    browser.push("Continua");
    arrived(browser, &of("Dove si lavora?"), None);
    browser.choose("All’indirizzo", "All’indirizzo");
    browser.push("Continua");
    arrived(browser, &of("Dove mandiamo gli avvisi di pagamento?"), None);
    browser.choose("Quello del datore", "Quello del datore");
    browser.push("Continua");
    arrived(browser, TASKS, None);
    told(browser, "Parti completate: 3 di 5");
}

fn kinship(browser: &Browser) {
    browser.follow("Parentela");
    arrived(browser, &of("Chi lavora è della tua famiglia?"), None);
    browser.choose("No, o è un parente", "No, o è un parente");
    browser.push("Continua");
    arrived(browser, TASKS, None);
    told(browser, "Parti completate: 4 di 5");
}

fn change_and_send(browser: &Browser) {
    browser.follow("Rileggi e invia");
    let review = of("Rileggi prima di inviare");
    arrived(browser, &review, None);
    told(browser, "40 ore per 1,92 euro: 76,80 euro");
    browser.follow("Modifica: Ore alla settimana");
    arrived(browser, &of("Quante ore alla settimana?"), None);
    browser.fill("Ore alla settimana", "30");
    browser.push("Continua");
    arrived(browser, &review, Some("fatto"));
    told(browser, "Ore alla settimana: 30");
    told(browser, "120 ore per 1,24 euro: 148,80 euro");
    told(browser, "In tempo");
    browser.push("Invia la registrazione");
    arrived(browser, &of("Registrazione inviata"), None);
    told(browser, "Numero di protocollo 20 26");
    told(browser, "Cognome Esempio");
    told(browser, "puoi ritirare la registrazione fino al 6 dicembre 2026");
}

fn withdraw(browser: &Browser) {
    browser.follow("Ritira la registrazione");
    arrived(browser, "Vuoi ritirare la registrazione? – Lavoro domestico – INPS", None);
    browser.push("Ritira la registrazione");
    arrived(browser, &of("Registrazione ritirata"), Some("fatto"));
    told(browser, "Fatto: registrazione ritirata");
    browser.follow("Vedi la pratica");
    told(browser, "Stato: Ritirata o annullata");
}
