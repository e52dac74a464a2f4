//! What takes a citizen longest at the kiosk: a domestic worker registered, after the PIN was chosen at the counter. By keypad
//! and ear, by two keys, by touch; presses counted.

use jiff::ToSpan;
use sportello::clock::Clock;
use sportello::import::demo;

use crate::counted;
use crate::hands::{Box, Hands, Way};
use crate::process::program::sportello;
use crate::process::store::Store;
use crate::visits::{count, hands, portal};

/// The PIN that is chosen at the counter.
const CHOSEN: &str = "40719352";

/// A clerk has seen a document.
fn clerk(store: &Store) {
    let words = ["citizen", "pin-at-counter", demo::CODE, "--kiosk", "prova-1", "--document", "CI CA12345AB"];
    assert!(sportello(store).args(words).status().unwrap().success());
}

/// Noemi tells who she is by her card.
pub fn her_card(hands: &mut Hands) {
    let before = hands.kiosk.settle();
    hands.kiosk.board("tessera", "0");
    hands.told(before, "Tessera letta");
}

/// Chooses a PIN beside the clerk, with nobody else hearing or seeing it.
fn choose_a_pin_at_the_counter(hands: &mut Hands) {
    hands.enter("Italiano", "Che cosa vuoi fare?");
    hands.follow("PIN di accesso", "numero di 8 cifre");
    hands.follow("Scegli il PIN ora", "Serve un documento controllato ora");
    hands.to("16 caratteri");
    her_card(hands);
    hands.to("Nuovo PIN");
    hands.secret(CHOSEN);
    hands.to("Scrivi di nuovo il PIN");
    hands.secret(CHOSEN);
    assert!(!hands.kiosk.screen().contains(CHOSEN));
    hands.follow("Attiva il PIN ed entra", "il tuo PIN è attivo");
}

/// Noemi chooses a PIN at the counter and registers a worker with it; by ear with the screen off.
fn registered(way: Way) {
    let store = Store::lite();
    let (program, key) = portal(&store);
    clerk(&store);
    let mut hands = hands(&program, &key, way);
    choose_a_pin_at_the_counter(&mut hands);
    let name = way.name();
    count(&mut hands, &counted::COUNTER, &format!("{name}, card"));
    hands.kiosk.board("tessera", "togli");
    hands.curtained = way == Way::Keys;
    let off = if hands.curtained { ", screen off" } else { "" };
    register(&mut hands, CHOSEN);
    count(&mut hands, &counted::REGISTER, &format!("{name}, cards{off}"));
}

#[test]
fn by_keypad_and_ear_a_pin_is_chosen_at_the_counter_and_a_worker_registered() {
    registered(Way::Keys);
}

#[test]
fn by_two_keys_alone_a_pin_is_chosen_at_the_counter_and_a_worker_registered() {
    registered(Way::Two);
}

#[test]
fn by_touch_alone_a_pin_is_chosen_at_the_counter_and_a_worker_registered() {
    registered(Way::Touch);
}

/// Signs in to what a household that employs does.
pub fn to_domestic_work(hands: &mut Hands, pin: &str) {
    hands.enter("Italiano", "Che cosa vuoi fare?");
    hands.follow("Lavoro domestico", "Chi assume una colf");
    hands.follow("Entra per iniziare", "16 caratteri");
    her_card(hands);
    hands.to("] PIN");
    hands.secret(pin);
    hands.follow("Accedi", "Chi assume una colf");
    hands.kiosk.board("tessera", "togli");
}

/// Signs in and registers Enrico, whose card is at hand.
fn register(hands: &mut Hands, pin: &str) {
    to_domestic_work(hands, pin);
    hands.follow("Inizia una registrazione", "Puoi finire da casa");
    employer(hands);
    worker(hands);
    work(hands);
    hands.follow("Parentela", "Chi lavora è della tua famiglia?");
    hands.follow("No, o è un parente lontano", "Scelto: No, o è un parente lontano");
    on(hands, "Parti completate: 4 di 5");
    hands.follow("Rileggi e invia", "Rileggi prima di inviare");
    // Everything is heard that stands there; who has heard it goes to the next part with one key.
    hands.jump("Invia la registrazione");
    hands.choose("Registrazione inviata");
    hands.to("Numero di protocollo");
}

/// Goes on from a page where nothing is typed, or stands right already: one key leads to what sends it.
pub fn on(hands: &mut Hands, title: &str) {
    hands.jump("Continua");
    hands.choose(title);
}

fn employer(hands: &mut Hands) {
    hands.follow("Il datore di lavoro", "Assumi tu o una comunità?");
    hands.follow("] Io", "Scelto: Io");
    on(hands, "Datore di lavoro: dati personali");
    on(hands, "Datore di lavoro: luogo di nascita");
    on(hands, "Datore di lavoro: cittadinanza");
    hands.fill("] Cittadinanza", "italia", Box::Words);
    hands.follow("Continua", "Datore di lavoro: residenza");
    on(hands, "Datore di lavoro: documento");
    hands.follow("Carta d’identità italiana", "Scelto: Carta");
    hands.fill("Numero del documento", "AD1", Box::Words);
    hands.follow("Continua", "Parti completate: 1 di 5");
}

fn worker(hands: &mut Hands) {
    hands.follow("Il lavoratore", "Lavoratore: codice fiscale");
    hands.into("16 caratteri");
    let before = hands.kiosk.settle();
    hands.kiosk.board("tessera", "1");
    hands.told(before, "Tessera letta");
    hands.follow("Continua", "Lavoratore: nome e nascita");
    hands.fill("] Cognome", "rinaldi", Box::Words);
    hands.fill("] Nome", "enrico", Box::Words);
    hands.follow("Continua", "Lavoratore: luogo di nascita");
    on(hands, "Lavoratore: cittadinanza");
    hands.fill("] Cittadinanza", "italia", Box::Words);
    hands.follow("Continua", "Lavoratore: residenza");
    hands.address();
    hands.follow("Continua", "Lavoratore: documento");
    hands.follow("Carta d’identità italiana", "Scelto: Carta");
    hands.fill("Numero del documento", "AD1", Box::Words);
    hands.date(Clock::System.now().date().saturating_add(4.years()));
    hands.follow("Continua", "Parti completate: 2 di 5");
}

fn work(hands: &mut Hands) {
    hands.follow("Il lavoro", "Che cosa fa chi lavora?");
    hands.follow("Colf", "Scelto: Colf");
    on(hands, "Quando comincia il lavoro?");
    // In time, whatever day it is.
    hands.date(Clock::System.now().date().saturating_add(7.days()));
    hands.follow("Continua", "Quale contratto?");
    hands.follow("Senza scadenza", "Scelto: Senza scadenza");
    on(hands, "Convivenza, vitto e alloggio");
    hands.follow("] No", "Scelto: No");
    on(hands, "Quante ore alla settimana?");
    hands.fill("Ore alla settimana", "10", Box::Digits);
    hands.follow("Continua", "Quanto è la paga?");
    hands.follow("All’ora", "Scelto: All’ora");
    hands.fill("Paga lorda concordata in euro", "9", Box::Digits);
    hands.follow("Continua", "Dove si lavora?");
    hands.follow("All’indirizzo del datore", "Scelto: All’indirizzo");
    on(hands, "Dove mandiamo gli avvisi");
    hands.follow("Quello del datore", "Scelto: Quello");
    on(hands, "Parti completate: 3 di 5");
}
