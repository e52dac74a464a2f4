//! Whole visits: by keypad and ear, by touch, and what stays after them.

use std::process::{Command, Stdio};

use crate::ear::{Kiosk, binary};
use crate::process::browser::Door;
use crate::process::people::{PIN, enrol};
use crate::process::program::{Program, free_port, sportello, turned};
use crate::process::store::Store;
use crate::visits::portal_of_cards;

/// The most presses that a journey may take on twelve keys.
const MOST_PRESSES: u32 = 250;

/// A portal with one citizen who has a PIN.
fn portal(store: &Store) -> (Program<'_>, String) {
    let code = enrol(store, 1, 1)[0][0].clone();
    (Program::start(store), code)
}

/// The address of a portal.
fn base(program: &Program<'_>) -> String {
    format!("http://127.0.0.1:{}", program.port())
}

/// With headphones to a language of the list. Who hears the list to its end is at its beginning again.
fn at_language(kiosk: &mut Kiosk, name: &str) {
    let before = kiosk.settle();
    kiosk.board("cuffie", "dentro");
    kiosk.hear(before, "العربية");
    let mut heard = kiosk.press("ripeti");
    for _ in 0..6 {
        if heard.contains(name) {
            return;
        }
        heard = kiosk.press(if heard.contains("Italiano") { "dopo" } else { "prima" });
    }
    panic!("{name}: {}", kiosk.tape().join("\n"));
}

/// With headphones to the first page in Italian.
fn enter_by_ear(kiosk: &mut Kiosk) {
    at_language(kiosk, "Italiano");
    kiosk.choose("Che cosa vuoi fare?");
}

#[test]
fn by_keypad_and_ear_the_statement_is_heard_and_printed_and_nothing_stays() {
    let store = Store::lite();
    let (program, code) = portal(&store);
    let mut kiosk = Kiosk::start(&base(&program));
    enter_by_ear(&mut kiosk);
    kiosk.seek("dopo", "stratto conto");
    kiosk.choose("Codice fiscale");
    type_code(&mut kiosk, &code);
    kiosk.seek("dopo", "PIN");
    let before = kiosk.tape().len();
    kiosk.digits(PIN);
    kiosk.hear(before, "8 di 8");
    let heard = kiosk.tape()[before..].join("\n");
    assert!(!heard.contains(&PIN[..2]), "{heard}");
    kiosk.seek("dopo", "Accedi");
    kiosk.choose("settimane");
    let private =
        kiosk.tape().iter().filter(|line| line.contains("settimane")).all(|line| line.contains("cuffie"));
    assert!(private, "{}", kiosk.tape().join("\n"));
    kiosk.seek("dopo", "Stampa questa pagina");
    kiosk.choose("prendi la ricevuta");
    let desk = kiosk.desk();
    assert!(desk.contains("DATI DI PROVA") || desk.contains("ati di prova"), "{desk}");
    assert!(!desk.contains(&code), "the code is cut on paper");
    assert!(kiosk.press("fine").contains("non resta nulla"));
    // The last words are heard before the next picture is there.
    let greets = |kiosk: &Kiosk| Some(kiosk.screen()).filter(|screen| screen.contains("dà il benvenuto"));
    let screen = kiosk.until("the greeting", greets);
    assert!(!screen.contains(&code), "{screen}");
    println!("statement heard and printed: {} presses", kiosk.presses);
    assert!(kiosk.presses <= MOST_PRESSES, "{}", kiosk.presses);
}

/// Types a fiscal code into the first box of a session, to which the reading has led and of which it tells how one types:
/// letters as on a telephone, waiting where two follow on one key.
fn type_code(kiosk: &mut Kiosk, code: &str) {
    kiosk.hear(0, "Scrivi con i tasti");
    const KEYS: [&str; 8] = ["ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"];
    let mut last = None;
    for sign in code.chars() {
        if let Some(at) = KEYS.iter().position(|letters| letters.contains(sign)) {
            let key = (at + 2).to_string();
            if last == Some(at) {
                std::thread::sleep(std::time::Duration::from_millis(1_400));
            }
            let times = KEYS[at].find(sign).unwrap() + 1;
            for _ in 0..times {
                kiosk.press(&key);
            }
            last = Some(at);
        } else {
            if last.map(|at| at + 2) == sign.to_digit(10).map(|digit| digit as usize) {
                std::thread::sleep(std::time::Duration::from_millis(1_400));
            }
            kiosk.press(&sign.to_string());
            last = None;
        }
    }
}

#[test]
fn the_card_fills_the_code_and_opens_nothing() {
    let store = Store::lite();
    let (program, _) = portal(&store);
    let mut kiosk = Kiosk::start(&base(&program));
    enter_by_ear(&mut kiosk);
    kiosk.board("tessera", "0");
    kiosk.hear(0, "Tessera letta");
    // The page that it is written into comes after it was heard, which says too that the screen is covered.
    let covered = kiosk.until("a page with a box that is covered", |kiosk| {
        Some(kiosk.screen()).filter(|screen| screen.contains("value=\"••••\""))
    });
    assert!(!covered.contains("MRNNMO69C66H501O"), "{covered}");
    kiosk.hear(0, "Sullo schermo i tuoi dati sono coperti");
    kiosk.touch("comando:mostra");
    let screen = kiosk.until("who touches sees the code in its box", |kiosk| {
        Some(kiosk.screen()).filter(|screen| screen.contains("MRNNMO69C66H501O"))
    });
    assert!(!screen.contains("Mariani") && !screen.contains("MARIANI"), "a card shows no name");
}

#[test]
fn an_enrolled_kiosk_is_known_to_the_portal_and_signs_a_citizen_in() {
    let store = Store::lite();
    let (program, code) = portal(&store);
    let key = store.path("kiosk.pem");
    let key = key.to_str().unwrap();
    let enrol = ["kiosk", "enrol", "--name", "prova-1", "--office", "0001", "--key", key];
    assert!(sportello(&store).args(enrol).status().unwrap().success());
    let mut kiosk = Kiosk::start_with(&base(&program), &["--key", key, "--key-id", "prova-1"]);
    enter_by_ear(&mut kiosk);
    kiosk.seek("dopo", "stratto conto");
    kiosk.choose("Codice fiscale");
    assert!(!kiosk.screen().contains("Durata della sessione"), "{}", kiosk.screen());
    type_code(&mut kiosk, &code);
    kiosk.seek("dopo", "PIN");
    kiosk.digits(PIN);
    kiosk.seek("dopo", "Accedi");
    kiosk.choose("settimane");
    let end = kiosk.press("fine");
    assert!(end.contains("non resta nulla"), "{end}");
    let listed = sportello(&store).args(["kiosk", "list"]).stdout(Stdio::piped()).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let line = listed.lines().find(|line| line.starts_with("prova-1")).unwrap_or_default();
    let seen = line.split_whitespace().nth(3).unwrap_or("-");
    assert!(seen.starts_with("20"), "it has been seen: {listed}");
    assert!(sportello(&store).args(["kiosk", "revoke", "prova-1"]).status().unwrap().success());
    kiosk.board("cuffie", "fuori");
    at_language(&mut kiosk, "Italiano");
    kiosk.choose("Questo chiosco non può collegarsi");
    drop(program);
    let channels = store.with(async |portal| {
        let mut conn = portal.db.reader().await.unwrap();
        let rows: Vec<(String,)> =
            sportello::sql!(conn, "SELECT DISTINCT channel FROM encounters").all().await.unwrap();
        rows
    });
    assert_eq!(channels, [("kiosk".to_owned(),)]);
}

#[test]
fn a_kiosk_whose_clock_is_wrong_signs_by_the_portals_and_one_that_is_days_off_says_that_it_cannot() {
    let store = Store::lite();
    let (program, code) = portal(&store);
    let key = store.path("kiosk.pem");
    let key = key.to_str().unwrap();
    let enrol = ["kiosk", "enrol", "--name", "prova-1", "--office", "0001", "--key", key];
    assert!(sportello(&store).args(enrol).status().unwrap().success());
    let at = |clock: &str| {
        let words = store.path("clock");
        std::fs::write(&words, clock).unwrap();
        let address = format!("127.0.0.1:{}", free_port());
        let mut command = Command::new(binary());
        command.args(["simulate", "--portal", &base(&program), "--listen", &address]);
        command.args(["--signs-a-second", "600", "--key", key, "--key-id", "prova-1"]);
        turned(&mut command, &words);
        Kiosk::run(command, &address)
    };
    for clock in ["+3h", "-20h"] {
        let mut kiosk = at(clock);
        enter_by_ear(&mut kiosk);
        kiosk.seek("dopo", "stratto conto");
        kiosk.choose("Codice fiscale");
        type_code(&mut kiosk, &code);
        kiosk.seek("dopo", "PIN");
        kiosk.digits(PIN);
        kiosk.seek("dopo", "Accedi");
        kiosk.choose("settimane");
        assert!(kiosk.press("fine").contains("non resta nulla"), "{clock}");
    }
    let mut kiosk = at("+3d");
    at_language(&mut kiosk, "Italiano");
    kiosk.choose("Questo chiosco non può collegarsi");
}

#[test]
fn by_keypad_and_ear_the_card_and_its_own_pin_sign_in_and_the_session_ends_with_the_card() {
    let store = Store::lite();
    let (program, key) = portal_of_cards(&store);
    let mut kiosk = Kiosk::start_with(&base(&program), &["--key", &key, "--key-id", "prova-1"]);
    enter_by_ear(&mut kiosk);
    kiosk.seek("dopo", "stratto conto");
    kiosk.choose("Codice fiscale");
    kiosk.seek("dopo", "tessera sanitaria e il PIN");
    kiosk.choose("Accedi con la tessera");
    kiosk.seek("dopo", "Da 5 a 8 cifre");
    assert!(kiosk.press("8").contains("inserisci la tessera"));
    let before = kiosk.settle();
    kiosk.board("tessera", "0");
    kiosk.hear(before, "3 tentativi");
    kiosk.digits("00000");
    kiosk.seek("dopo", "Accedi con la tessera");
    kiosk.choose("2 tentativi");
    // Put in anew, and pulled in the very command that carries the PIN: 27 come before it. The card has counted a try.
    let presses = kiosk.presses;
    kiosk.board("tessera", "togli");
    let before = kiosk.settle();
    kiosk.board("strappo", "0&dopo=27");
    kiosk.hear(before, "Ti restano 2 tentativi");
    kiosk.digits("00000");
    kiosk.seek("dopo", "Accedi con la tessera");
    kiosk.choose("forse un tentativo è andato");
    let before = kiosk.settle();
    kiosk.board("tessera", "0");
    kiosk.hear(before, "un solo tentativo");
    kiosk.seek("prima", "Da 5 a 8 cifre");
    kiosk.presses = presses;
    // The cursor is at the box again.
    let before = kiosk.settle();
    kiosk.digits("83027");
    assert!(!kiosk.tape()[before..].join("\n").contains("83"), "{}", kiosk.tape()[before..].join("\n"));
    kiosk.seek("dopo", "Accedi con la tessera");
    kiosk.choose("settimane");
    assert!(!kiosk.screen().contains("83027"));
    let before = kiosk.settle();
    kiosk.board("tessera", "togli");
    kiosk.hear(before, "non resta nulla");
    assert!(kiosk.screen().contains("dà il benvenuto"));
    println!("statement reached with the card's PIN: {} presses", kiosk.presses);
}

#[test]
fn by_touch_alone_the_office_is_found() {
    let store = Store::lite();
    let offices = concat!(env!("CARGO_MANIFEST_DIR"), "/data/offices_synthetic.csv");
    assert!(sportello(&store).args(["import", "offices", offices]).status().unwrap().success());
    let (program, _) = portal(&store);
    let kiosk = Kiosk::start(&base(&program));
    assert_eq!(kiosk.stranger(), 403, "the screen is shown to its own browser alone");
    kiosk.touch("parte:b-0-0");
    let home = kiosk.until("the first page comes", |kiosk| {
        let screen = kiosk.screen();
        screen.contains("Che cosa vuoi fare?").then_some(screen)
    });
    let place = id_of_link(&home, "/it/sedi");
    kiosk.touch(&format!("parte:{place}"));
    kiosk.until("the search", |kiosk| kiosk.screen().contains("CAP o provincia").then_some(()));
    kiosk.touch("parte:dove");
    kiosk.until("the keyboard", |kiosk| kiosk.screen().contains("segno:q").then_some(()));
    "roma".chars().for_each(|sign| kiosk.touch(&format!("segno:{sign}")));
    kiosk.touch("parte:invia");
    kiosk.until("the results", |kiosk| kiosk.screen().contains("Cerca un’altra sede").then_some(()));
    let found = kiosk.screen();
    assert!(found.contains("Roma"), "{found}");
    kiosk.touch("comando:colori");
    kiosk.until("dark", |kiosk| kiosk.screen().contains("data-theme=\"scuro\"").then_some(()));
    kiosk.touch("comando:fine");
    kiosk.until("the end", |kiosk| kiosk.screen().contains("dà il benvenuto").then_some(()));
    assert!(!kiosk.screen().contains("data-theme=\"scuro\""), "the next person has the office's colours");
    assert_eq!(kiosk.tape().join("\n").trim(), "", "who only touches is not spoken to");
}

/// The id of the item that holds the link to this address.
fn id_of_link(screen: &str, address: &str) -> String {
    let html = scraper::Html::parse_document(screen);
    let links = scraper::Selector::parse(&format!("main li:has(a[href='{address}'])")).unwrap();
    html.select(&links).next().unwrap().value().id().unwrap().to_owned()
}

#[test]
fn while_the_portal_is_away_the_public_pages_seen_before_are_there_and_say_so() {
    let store = Store::lite();
    let (program, _) = portal(&store);
    let mut kiosk = Kiosk::start(&base(&program));
    enter_by_ear(&mut kiosk);
    kiosk.seek("dopo", "Trova la tua sede");
    kiosk.choose("CAP o provincia");
    program.kill();
    let before = kiosk.settle();
    kiosk.board("tasto", "indietro");
    kiosk.hear(before, "Il collegamento non c’è");
    kiosk.hear(before, "Che cosa vuoi fare?");
    assert!(kiosk.screen().contains("qualcosa può essere cambiato"), "{}", kiosk.screen());
    // The first page in another language was got before anybody asked for it.
    assert!(kiosk.press("fine").contains("non resta nulla"));
    kiosk.board("cuffie", "fuori");
    at_language(&mut kiosk, "English");
    kiosk.choose("There is no connection");
    kiosk.until("the first page", |kiosk| kiosk.screen().contains("What do you want to do?").then_some(()));
}

#[test]
fn when_the_portal_goes_and_comes_back_the_citizen_is_told_and_the_page_comes() {
    let store = Store::lite();
    let (program, _) = portal(&store);
    let mut kiosk = Kiosk::start(&base(&program));
    enter_by_ear(&mut kiosk);
    program.kill();
    kiosk.seek("dopo", "Trova la tua sede");
    kiosk.choose("Il collegamento non c’è");
    let before = kiosk.tape().len();
    program.kill_and_start();
    kiosk.hear(before, "CAP o provincia");
}
