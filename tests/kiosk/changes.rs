//! What is put right on the way: an answer changed from the review and then sent, and what was sent read again; answers that
//! are refused, and the language changed in the middle. By keypad and ear, by two keys, by touch; presses counted.

use sportello::import::demo;

use crate::counted;
use crate::drafts;
use crate::figures;
use crate::hands::{Hands, Way};
use crate::process::store::Store;
use crate::registrations::{her_card, to_domestic_work};
use crate::turns::raised;
use crate::visits::{count, each_voice_reads_its_own_letters, hands};

/// From the review to the question of an answer about the work.
fn to_change(hands: &mut Hands, link: &str, title: &str) {
    hands.jump("] Il lavoro");
    hands.follow(link, title);
}

/// The protocol number that was told last after these words.
fn number(hands: &mut Hands, words: &str) -> String {
    let told = if hands.way == Way::Touch {
        hands.uncover();
        hands.below(words)
    } else {
        let tape = hands.kiosk.tape();
        tape.iter().rev().find_map(|line| line.split_once(words)).expect(words).1.to_owned()
    };
    let number: String = told.chars().filter(char::is_ascii_digit).take(16).collect();
    assert_eq!(number.len(), 16, "{told}");
    number
}

/// Signs in, and at the review of what was filled in at home gives these hours a week in place of ten.
fn to_other_hours(hands: &mut Hands, hours: &str) {
    to_domestic_work(hands, demo::PIN);
    hands.uncover();
    hands.follow("Continua: Rosa Esempio", "Rileggi prima di inviare");
    to_change(hands, "Modifica: Ore alla settimana", "Quante ore alla settimana?");
    hands.to("] Ore alla settimana");
    hands.instead("10", hours);
}

/// The hours stand there as they were changed.
fn has_other_hours(hands: &mut Hands, heard: &str) {
    if hands.way == Way::Touch {
        let below = hands.below("Ore alla settimana");
        return assert!(below.trim_start_matches([' ', ':']).starts_with("12"), "{below}");
    }
    hands.to(heard);
    let heard = hands.kiosk.tape().pop().unwrap();
    assert!(heard.trim_end_matches(" (interrotto)").ends_with("12"), "{heard}");
}

/// Changes the hours of what was filled in at home, is at the review again, and sends; the protocol number.
fn changed_and_sent(hands: &mut Hands) -> String {
    to_other_hours(hands, "12");
    hands.follow("Continua", "Fatto: la risposta è salvata");
    hands.uncover();
    has_other_hours(hands, "] Ore alla settimana: 12");
    hands.to("Rileggi prima di inviare");
    hands.jump("Invia la registrazione");
    hands.choose("Registrazione inviata");
    hands.to("Numero di protocollo");
    let number = number(hands, "Numero di protocollo");
    count(hands, &counted::CHANGE, &format!("{}, card", hands.way.name()));
    number
}

/// Finds what was sent in the own area, by its number, with what was changed; by two keys with the screen off.
fn read_again(hands: &mut Hands, sent: &str) {
    hands.curtained = hands.way == Way::Two;
    let off = if hands.curtained { ", screen off" } else { "" };
    hands.enter("Italiano", "Che cosa vuoi fare?");
    hands.follow("] Accedi", "Servono il tuo codice fiscale");
    hands.to("16 caratteri");
    her_card(hands);
    hands.to("] PIN");
    hands.secret(demo::PIN);
    hands.follow("Accedi all’area", "] La tua area");
    hands.kiosk.board("tessera", "togli");
    hands.jump("] Nella tua area");
    hands.follow("Le tue pratiche", "In ordine di data");
    // What one has sent is covered whole, its link too, and nothing tells how many they are.
    hands.uncover();
    hands.follow("Apri la pratica", "Numero di protocollo");
    assert_eq!(number(hands, "Numero di protocollo"), sent);
    hands.jump("] Il lavoro");
    has_other_hours(hands, "] Ore alla settimana");
    count(hands, &counted::AGAIN, &format!("{}, card{off}", hands.way.name()));
}

/// Goes on in Arabic, where one is: these words come.
fn in_arabic(hands: &mut Hands, words: &str) {
    if hands.way == Way::Touch {
        hands.kiosk.presses += 1;
        hands.kiosk.touch("comando:lingua");
    } else {
        hands.follow("Comandi: scegli per aprirli", "Torna alla pagina prima");
        hands.follow("Cambia lingua", "Scegli la lingua");
    }
    hands.follow("العربية", words);
}

/// Three answers are refused, each with its fault heard first and the cursor in its box; before the last the language is
/// changed, and from there on all is heard in that.
fn refused_in_two_languages_and_sent(hands: &mut Hands) -> String {
    to_other_hours(hands, "55");
    hands.follow("Continua", "Errore: Le ore alla settimana");
    hands.led("Ore alla settimana");
    hands.instead("55", "12");
    hands.follow("Continua", "Fatto: la risposta è salvata");
    to_change(hands, "Modifica: Paga lorda concordata", "Quanto è la paga?");
    hands.to("] Paga lorda concordata");
    hands.instead("9,75", "2");
    let least = hands.either("almeno di 3 euro", "almeno di 3,00");
    hands.follow("Continua", least);

    let since = hands.kiosk.tape().len();
    // What was typed and refused stands there still, and why it was.
    in_arabic(hands, "خَطَأٌ: يَجِبُ أَلَّا يَقِلَّ");
    let pay = "اَلْأَجْرُ الْإِجْمَالِيُّ الْمُتَّفَقُ عَلَيْهِ بِالْيُورُو";
    hands.led(pay);
    hands.instead("2", "1400");
    hands.follow("مُتَابَعَةٌ", "خَطَأٌ: أَكْثَرُ مِنْ 100");
    hands.led(pay);
    hands.instead("1400", "9");
    hands.follow("مُتَابَعَةٌ", "تَمَّ حِفْظُ الْإِجَابَةِ");
    hands.uncover();
    hands.jump("أَرْسِلِ التَّسْجِيلَ");
    hands.choose("تَمَّ إِرْسَالُ التَّسْجِيلِ");
    hands.to("رَقْمُ التَّسْجِيلِ");
    let number = number(hands, "رَقْمُ التَّسْجِيلِ");

    let tape = hands.kiosk.tape();
    let heard = tape[since..].iter().skip_while(|line| !line.contains("خَطَأٌ")).cloned().collect::<Vec<_>>();
    // The citation of a decree has Latin letters in every language.
    let cites = |line: &&String| !line.contains("D.P.R. 445");
    each_voice_reads_its_own_letters(&heard.iter().filter(cites).cloned().collect::<Vec<_>>());
    let foreign: Vec<&String> = heard.iter().filter(|line| !line.contains("[ar]")).collect();
    assert!(foreign.is_empty(), "in another language: {foreign:?}");
    assert_eq!(heard.is_empty(), hands.way == Way::Touch);
    // Who leaves is told so in Arabic: this visit is the last.
    let usual = hands.without_luck(hands.kiosk.presses);
    let (name, most) = (counted::REFUSED.name, counted::MOST[hands.way as usize]);
    figures::row(&format!("presses: {name}, {}", hands.way.name()), &usual.to_string(), &most.to_string());
    assert!(hands.kiosk.presses <= most, "{}", hands.kiosk.presses);
    counted::REFUSED.holds(hands.way as usize, usual);
    number
}

/// The three after each other.
fn put_right_and_read_again(way: Way) {
    let store = Store::lite();
    let (program, key) = raised(&store);
    let open = async |portal| drafts::open_of_all_kinds(&portal, demo::CODE, "riepilogo", 2).await;
    assert_eq!(store.with(open).len(), 2);
    let mut hands = hands(&program, &key, way);
    let sent = changed_and_sent(&mut hands);
    read_again(&mut hands, &sent);
    assert_ne!(refused_in_two_languages_and_sent(&mut hands), sent);
}

#[test]
fn by_keypad_and_ear_answers_are_put_right_from_the_review_in_one_language_and_in_two_and_read_again() {
    put_right_and_read_again(Way::Keys);
}

#[test]
fn by_two_keys_alone_answers_are_put_right_from_the_review_in_one_language_and_in_two_and_read_again() {
    put_right_and_read_again(Way::Two);
}

#[test]
fn by_touch_alone_answers_are_put_right_from_the_review_in_one_language_and_in_two_and_read_again() {
    put_right_and_read_again(Way::Touch);
}
