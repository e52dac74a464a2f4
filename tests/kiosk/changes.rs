//! What is put right on the way: an answer changed from the review and then sent, and what was sent read again; answers that
//! are refused, and the language changed in the middle. By keypad and ear alone; presses counted.

use sportello::import::demo;

use crate::counted;
use crate::drafts;
use crate::hands::{Box, Hands, Way};
use crate::process::store::Store;
use crate::registrations::{her_card, to_domestic_work};
use crate::turns::raised;
use crate::visits::{count, each_voice_reads_its_own_letters, hands};

/// From the review to the question of an answer about the work.
fn to_change(hands: &mut Hands, link: &str, title: &str) {
    hands.jump("] Il lavoro");
    hands.follow(link, title);
}

/// Types in the box that one is in, in place of what stands there.
fn instead(hands: &mut Hands, stands: &str, digits: &str) {
    for _ in stands.chars() {
        hands.key("indietro");
    }
    hands.write(digits, Box::Digits);
}

/// The protocol number that was heard last after these words.
fn number(hands: &Hands, words: &str) -> String {
    let tape = hands.kiosk.tape();
    let (_, told) = tape.iter().rev().find_map(|line| line.split_once(words)).expect(words);
    let number: String = told.chars().filter(char::is_ascii_digit).take(16).collect();
    assert_eq!(number.len(), 16, "{told}");
    number
}

/// Signs in, and at the review of what was filled in at home gives these hours a week in place of ten.
fn to_other_hours(hands: &mut Hands, hours: &str) {
    to_domestic_work(hands, demo::PIN);
    hands.follow("Continua: Rosa Esempio", "Rileggi prima di inviare");
    to_change(hands, "Modifica: Ore alla settimana", "Quante ore alla settimana?");
    hands.to("] Ore alla settimana");
    instead(hands, "10", hours);
}

/// Changes the hours of what was filled in at home, is at the review again, and sends; the protocol number.
fn changed_and_sent(hands: &mut Hands) -> String {
    to_other_hours(hands, "12");
    hands.follow("Continua", "Fatto: la risposta è salvata");
    hands.to("] Ore alla settimana: 12");
    hands.to("Rileggi prima di inviare");
    hands.jump("Invia la registrazione");
    hands.choose("Registrazione inviata");
    hands.to("Numero di protocollo");
    let number = number(hands, "Numero di protocollo");
    count(hands, &counted::CHANGE, "keypad, card");
    number
}

/// Finds what was sent in the own area, by its number, with what was changed.
fn read_again(hands: &mut Hands, sent: &str) {
    hands.enter("Italiano", "Che cosa vuoi fare?");
    hands.follow("Entra nella tua area", "Servono il tuo codice fiscale");
    hands.to("16 caratteri");
    her_card(hands);
    hands.to("] PIN");
    hands.secret(demo::PIN);
    hands.follow("Accedi all’area", "] La tua area");
    hands.kiosk.board("tessera", "togli");
    hands.jump("] Nella tua area");
    hands.follow("Le tue pratiche", "In ordine di data");
    hands.follow("Apri la pratica", "Numero di protocollo");
    assert_eq!(number(hands, "Numero di protocollo"), sent);
    hands.jump("] Il lavoro");
    hands.to("] Ore alla settimana");
    let heard = hands.kiosk.tape().pop().unwrap();
    assert!(heard.trim_end_matches(" (interrotto)").ends_with("Ore alla settimana 12"), "{heard}");
    count(hands, &counted::AGAIN, "keypad, card");
}

/// Three answers are refused, each with its fault heard first and the cursor in its box; before the last the language is
/// changed, and from there on all is heard in that.
fn refused_in_two_languages_and_sent(hands: &mut Hands) -> String {
    to_other_hours(hands, "55");
    hands.follow("Continua", "Errore: Le ore alla settimana");
    instead(hands, "55", "12");
    hands.follow("Continua", "Fatto: la risposta è salvata");
    to_change(hands, "Modifica: Paga in euro", "Quanto è la paga?");
    hands.to("] Paga in euro");
    instead(hands, "9,75", "2");
    hands.follow("Continua", "almeno di 3 euro");

    hands.follow("Comandi: scegli per aprirli", "Torna alla pagina prima");
    hands.follow("Cambia lingua", "Scegli la lingua");
    hands.to("العربية");
    let since = hands.kiosk.tape().len();
    // What was typed and refused stands there still, and why it was.
    hands.choose("خَطَأٌ: يَجِبُ أَلَّا يَقِلَّ");
    instead(hands, "2", "1400");
    hands.follow("مُتَابَعَةٌ", "خَطَأٌ: أَكْثَرُ مِنْ 100");
    instead(hands, "1400", "9");
    hands.follow("مُتَابَعَةٌ", "تَمَّ حِفْظُ الْإِجَابَةِ");
    hands.jump("أَرْسِلِ التَّسْجِيلَ");
    hands.choose("تَمَّ إِرْسَالُ التَّسْجِيلِ");
    hands.to("رَقْمُ التَّسْجِيلِ");
    let number = number(hands, "رَقْمُ التَّسْجِيلِ");

    let heard = &hands.kiosk.tape()[since..];
    each_voice_reads_its_own_letters(heard);
    let foreign: Vec<&String> = heard.iter().filter(|line| !line.contains("[ar]")).collect();
    assert!(foreign.is_empty(), "in another language: {foreign:?}");
    // Who leaves hears it in Arabic: this visit is the last.
    counted::REFUSED.holds(hands.way as usize, hands.kiosk.presses);
    number
}

#[test]
fn by_keypad_and_ear_answers_are_put_right_from_the_review_in_one_language_and_in_two_and_read_again() {
    let store = Store::lite();
    let (program, key) = raised(&store);
    let open = async |portal| drafts::open_of_all_kinds(&portal, demo::CODE, "riepilogo", 2).await;
    assert_eq!(store.with(open).len(), 2);
    let mut hands = hands(&program, &key, Way::Keys);
    let sent = changed_and_sent(&mut hands);
    read_again(&mut hands, &sent);
    assert_ne!(refused_in_two_languages_and_sent(&mut hands), sent);
}
