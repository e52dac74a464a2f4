//! The portal's journeys at the kiosk: by keypad and ear, by two keys, in Arabic, with the screen off; presses counted. By
//! touch they are in `tests/browser/kiosk_visit.rs`, before a real browser.

use sportello::ledger::letters as outbox;
use sportello::services::pin;

use crate::counted::{self, Journey, MOST};
use crate::figures;
use crate::finger::sees;
use crate::hands::{Box, Hands, Way};
use crate::process::browser::Door;
use crate::process::people::PIN;
use crate::process::program::{Program, sportello};
use crate::process::store::Store;
use crate::receipt_code;

/// Who has a card and no PIN yet.
pub const ENRICO: &str = "RNLNRC84S04I782A";

/// A portal with the invented offices and citizens, and the key of an enrolled kiosk.
pub fn portal(store: &Store) -> (Program<'_>, String) {
    let key = known(store);
    (Program::start(store), key)
}

/// The same of a portal where the invented cards sign in by their own PIN.
pub fn portal_of_cards(store: &Store) -> (Program<'_>, String) {
    let key = known(store);
    let settings = store.path("settings.toml");
    let demo = concat!(env!("CARGO_MANIFEST_DIR"), "/data/demo_cards/");
    let text = format!("[card]\nauthorities = \"{demo}authority.pem\"\nrevoked = [\"{demo}revoked.pem\"]\n");
    std::fs::write(&settings, text).unwrap();
    let program = Program::run(move || {
        let mut command = sportello(store);
        command.env("SPORTELLO_CONFIG", &settings);
        command
    });
    (program, key)
}

/// Puts offices, citizens and a kiosk on record; its key.
fn known(store: &Store) -> String {
    let key = store.path("kiosk.pem").to_str().unwrap().to_owned();
    let enrol = ["kiosk", "enrol", "--name", "prova-1", "--office", "0001", "--key", &key];
    assert!(sportello(store).args(enrol).status().unwrap().success());
    let offices = concat!(env!("CARGO_MANIFEST_DIR"), "/data/offices_synthetic.csv");
    assert!(sportello(store).args(["import", "offices", offices]).status().unwrap().success());
    store.with(async |portal| {
        let now = portal.clock.now();
        sportello::import::demo::load(&portal.db, &portal.hasher, now, &|_| {}).await.unwrap();
    });
    key
}

pub fn hands(program: &Program<'_>, key: &str, way: Way) -> Hands {
    Hands::at(&format!("http://127.0.0.1:{}", program.port()), way, &["--key", key, "--key-id", "prova-1"])
}

/// A visit ends: its presses are printed and held against the ceiling; how many they are where chance has no part in them.
fn ends(hands: &mut Hands, journey: &Journey, how: &str) -> u32 {
    hands.leave();
    let (presses, most) = (std::mem::take(&mut hands.kiosk.presses), journey.most[hands.way as usize]);
    let visit = format!("{}, {how}", journey.name);
    assert!(presses <= most, "{visit}: {presses}");
    let usual = hands.without_luck(presses);
    figures::row(&format!("presses: {visit}"), &usual.to_string(), &most.to_string());
    usual
}

/// The same of a visit that the README quotes.
#[track_caller]
pub fn count(hands: &mut Hands, journey: &Journey, how: &str) {
    let presses = ends(hands, journey, how);
    journey.holds(hands.way as usize, presses);
}

/// Who one is: by the card, or sign by sign; then on to what is asked next.
#[track_caller]
fn tell_the_code(hands: &mut Hands, card: bool) {
    if card {
        let before = hands.kiosk.settle();
        hands.kiosk.board("tessera", "1");
        hands.told(before, "Tessera letta");
    } else {
        hands.write(ENRICO, Box::Code);
    }
}

/// Finds the office of Pozzuoli.
fn find_my_office(hands: &mut Hands) {
    hands.enter("Italiano", "Che cosa vuoi fare?");
    hands.follow("Trova la tua sede", "Indirizzo, telefono");
    hands.fill("Comune, CAP o provincia", "pozzuoli", Box::Words);
    hands.follow("Cerca la sede", "Sedi per Pozzuoli");
    hands.follow("Tutto su Agenzia di Pozzuoli", "Agenzia di Pozzuoli");
    hands.to("Orari");
}

/// Asks for a PIN; the first of its two halves, as it was heard.
fn ask_for_a_pin(hands: &mut Hands, card: bool) -> String {
    hands.enter("Italiano", "Che cosa vuoi fare?");
    hands.follow("PIN di accesso", "numero di 8 cifre");
    hands.follow("Chiedi il PIN", "quindici minuti");
    hands.follow("Inizia la richiesta", "Passo 1 di 7");
    hands.to("16 caratteri");
    tell_the_code(hands, card);
    hands.follow("Continua", "Passo 2 di 7");
    hands.fill("] Cognome", "rinaldi", Box::Words);
    hands.fill("] Nome", "enrico", Box::Words);
    hands.follow("Continua", "Passo 3 di 7");
    hands.follow("Continua", "Passo 4 di 7");
    hands.address();
    hands.follow("Continua", "Passo 5 di 7");
    hands.fill("Cellulare", "320055512", Box::Digits);
    hands.follow("Continua", "Passo 6 di 7");
    hands.follow("Lettera a caratteri grandi", "Scelto: Lettera");
    hands.follow("Continua", "Passo 7 di 7");
    hands.past("16 righe");
    hands.follow("Invia la richiesta", "Richiesta inviata");
    let told = hands.below("Il tuo primo codice");
    let half: String = told.chars().filter(char::is_ascii_digit).take(8).collect();
    assert_eq!(half.len(), 8, "{told}");
    half
}

/// The second half, as the post brings it under these words, while the portal rests.
pub fn post(store: &Store, program: &Program<'_>, under: &str) -> String {
    program.kill();
    let folder = store.path("letters");
    std::fs::create_dir_all(&folder).unwrap();
    store.with(async |portal| {
        let now = portal.clock.now();
        pin::write_letters(&portal, now).await.unwrap();
        outbox::take(&portal, &folder, now).await.unwrap();
    });
    program.kill_and_start();
    let letter = html_below(&folder).expect("a letter has come");
    let sheet = scraper::Html::parse_document(&std::fs::read_to_string(letter).unwrap());
    let words = sheet.root_element().text().collect::<Vec<_>>().join(" ");
    let (_, rest) = words.rsplit_once(under).expect("the letter tells of a code");
    rest.chars().filter(char::is_ascii_digit).take(8).collect()
}

fn html_below(folder: &std::path::Path) -> Option<std::path::PathBuf> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).find_map(|path| {
        if path.is_dir() { html_below(&path) } else { path.extension()?.eq("html").then_some(path) }
    })
}

/// Makes the PIN of both halves.
fn activate(hands: &mut Hands, card: bool, halves: &str) {
    hands.enter("Italiano", "Che cosa vuoi fare?");
    hands.follow("PIN di accesso", "numero di 8 cifre");
    hands.follow("Attiva il PIN", "Servono il codice fiscale");
    hands.to("16 caratteri");
    tell_the_code(hands, card);
    hands.fill("I due codici", halves, Box::Lot);
    hands.follow("Controlla i codici", "Scegli il tuo PIN");
    hands.fill("Nuovo PIN", PIN, Box::Full);
    hands.fill("Scrivi di nuovo il PIN", PIN, Box::Full);
    hands.follow("Attiva il PIN ed entra", "il tuo PIN è attivo");
}

/// Signs in and hears the statement.
fn hear_the_statement(hands: &mut Hands, card: bool) {
    hands.enter("Italiano", "Che cosa vuoi fare?");
    hands.follow("Estratto conto contributivo", "Servono il tuo codice fiscale");
    hands.to("16 caratteri");
    tell_the_code(hands, card);
    hands.to("] PIN");
    hands.secret(PIN);
    let statement = hands.either("settimane di contributi", "Decennio per decennio");
    hands.follow("Accedi", statement);
    // Heading by heading; the tables are passed over.
    hands.past("Di chi è");
    hands.past("Le gestioni");
    hands.past("per decennio");
    hands.past("Interruzioni");
    hands.past("vogliono dire");
}

/// Orders the statement that was heard by post; the protocol number is heard.
fn order_the_statement(hands: &mut Hands, card: bool) {
    hear_the_statement(hands, card);
    hands.follow("Ricevi l’estratto conto per posta", "Ti mandiamo");
    hands.follow("A caratteri normali", "Scelto: A caratteri normali");
    hands.follow("Manda l’estratto conto", "Numero di protocollo");
}

/// Prints what was sent: what is heard of it stands on the paper, read back from the printer's bytes, and on the screen; its
/// number.
fn the_receipt_is_what_is_heard_and_shown(hands: &mut Hands) -> String {
    let before = hands.kiosk.tape().len();
    hands.to("3 righe");
    let rows = [(); 3].map(|()| hands.key("dopo"));
    hands.follow("Stampa questa pagina", "prendi la ricevuta");
    hands.kiosk.touch("comando:mostra");
    let html = scraper::Html::parse_document(&hands.kiosk.desk());
    let paper = scraper::Selector::parse("#ricevute .paper").unwrap();
    let paper = html.select(&paper).next().unwrap().text().collect::<String>();
    let screen = sees(&hands.kiosk, "Piazza di Prova");
    let screen = scraper::Html::parse_document(&screen).root_element().text().collect::<String>();
    for word in rows.iter().flat_map(|row| row.split_once("] ").unwrap().1.split(' ')) {
        let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        assert!(paper.contains(word), "«{word}» is heard and not on the paper: {paper}");
        assert!(screen.contains(word), "«{word}» is heard and not shown: {screen}");
    }
    let number = |text: &str| -> String {
        let rest = text.split("Numero di protocollo").nth(1).unwrap();
        rest.chars().filter(char::is_ascii_digit).take(16).collect()
    };
    let heard = hands.kiosk.tape()[..before].join("\n");
    let told = number(heard.rsplit_once("Manda l’estratto").unwrap().1);
    assert_eq!(told.len(), 16, "{told}");
    assert_eq!((number(&paper), number(&screen)), (told.clone(), told.clone()));
    told
}

/// All the journeys one after another, in the dark with nothing of any page on the screen; the letter of ten days lies
/// between.
fn journeys(way: Way, card: bool, dark: bool) {
    let store = Store::lite();
    let (program, key) = portal(&store);
    let mut hands = hands(&program, &key, way);
    let ear = way == Way::Keys;
    let way = format!("{}, {}", way.name(), if card { "card" } else { "typed" });
    let way = if dark { format!("{way}, screen off") } else { way };
    // In the dark every journey takes what it takes in the light, and what covers the screen.
    let leaves = |hands: &mut Hands, journey: &Journey| {
        let presses = ends(hands, journey, &way);
        journey.holds(hands.way as usize, presses);
        presses
    };
    let [ask, of_pin, order] = match (card, dark) {
        (true, true) => [&counted::ASK, &counted::ACTIVATE, &counted::ORDER_DARK[0]],
        (true, false) => [&counted::ASK, &counted::ACTIVATE, &counted::ORDER],
        (false, _) => [&counted::ASK_TYPED, &counted::ACTIVATE_TYPED, &counted::ORDER_TYPED],
    };
    hands.curtained = dark;
    if card {
        find_my_office(&mut hands);
        leaves(&mut hands, &counted::OFFICE);
    }
    let next = |hands: &mut Hands| {
        if card {
            hands.kiosk.board("tessera", "togli");
        }
        hands.curtained = dark;
    };
    hands.curtained = dark;
    let first = ask_for_a_pin(&mut hands, card);
    let mut all = leaves(&mut hands, ask);
    next(&mut hands);
    let second = post(&store, &program, "Il tuo secondo codice");
    activate(&mut hands, card, &format!("{first}{second}"));
    all += leaves(&mut hands, of_pin);
    next(&mut hands);
    order_the_statement(&mut hands, card);
    // What is tried besides is no part of the journey.
    let presses = hands.kiosk.presses;
    let number = (ear && !dark).then(|| the_receipt_is_what_is_heard_and_shown(&mut hands));
    hands.kiosk.presses = presses;
    all += leaves(&mut hands, order);
    if let Some(number) = number.filter(|_| card) {
        receipt_code::leads_home_who_signs_in(&store, &program, &hands.kiosk.desk(), &number);
    }
    if card {
        next(&mut hands);
        hear_the_statement(&mut hands, card);
        hands.follow("Stampa questa pagina", "prendi la ricevuta");
        leaves(&mut hands, &counted::PRINT);
    }
    figures::row(&format!("presses: all of the PIN and the statement, {way}"), &all.to_string(), "none");
}

#[test]
fn by_keypad_and_ear_with_a_card() {
    journeys(Way::Keys, true, false);
}

#[test]
fn by_keypad_and_ear_with_a_card_and_the_screen_off() {
    journeys(Way::Keys, true, true);
}

#[test]
fn by_keypad_and_ear_with_a_typed_code() {
    journeys(Way::Keys, false, false);
}

#[test]
fn by_next_and_select_alone_with_a_card() {
    journeys(Way::Two, true, false);
}

#[test]
fn by_next_and_select_alone_with_a_typed_code() {
    journeys(Way::Two, false, false);
}

#[test]
fn by_touch_alone_with_a_card() {
    journeys(Way::Touch, true, false);
}

#[test]
fn by_touch_alone_with_a_typed_code() {
    journeys(Way::Touch, false, false);
}

#[test]
fn by_next_and_select_alone_with_the_screen_off_the_office_is_found() {
    let store = Store::lite();
    let (program, key) = portal(&store);
    let mut hands = hands(&program, &key, Way::Two);
    hands.curtained = true;
    find_my_office(&mut hands);
    ends(&mut hands, &counted::OFFICE, "two keys, screen off");
}

/// An Arabic letter.
fn is_arabic(sign: char) -> bool {
    ('\u{600}'..='\u{6ff}').contains(&sign)
}

/// No voice was given letters that it cannot read.
#[track_caller]
pub fn each_voice_reads_its_own_letters(tape: &[String]) {
    for line in tape {
        for run in line.split('[').skip(1).filter(|run| run.starts_with("ar]") || run.starts_with("it]")) {
            let (lang, words) = run.split_once(']').unwrap();
            let latin =
                words.trim_end_matches(" (interrotto)").chars().any(|sign| sign.is_ascii_alphabetic());
            assert!(lang == "it" || !latin, "Latin letters by the Arabic voice: {line}");
            assert!(lang == "ar" || !words.chars().any(is_arabic), "Arabic by the Italian voice: {line}");
        }
    }
}

#[test]
fn in_arabic_by_ear_and_with_the_screen_off_the_office_is_found_and_foreign_names_are_italian() {
    let store = Store::lite();
    let (program, key) = portal(&store);
    let mut hands = hands(&program, &key, Way::Keys);
    hands.curtained = true;
    hands.enter("العربية", "مَاذَا تُرِيدُ");
    hands.follow("مَكْتَبِكَ", "اَلْعُنْوَانُ");
    hands.fill("Castro", "pozzuoli", Box::Words);
    hands.is_dark();
    hands.to("اِبْحَثْ");
    hands.choose("[it] Pozzuoli");
    hands.is_dark();
    let tape = hands.kiosk.tape();
    let heard = tape[tape.len() - 3..].join("\n");
    each_voice_reads_its_own_letters(&tape[4..]);
    assert!(heard.chars().any(is_arabic), "{heard}");
    let presses = hands.kiosk.presses;
    figures::row("presses: find my office in Arabic, screen off", &presses.to_string(), &MOST[0].to_string());
    assert!(presses <= MOST[0]);
}
