//! lynx itself, from the first page to the last by its own keys: `/words` finds a link or a button, Enter follows it.

use std::process::{Command, Stdio};

use sportello::import::demo;

use super::people;

/// The keys of a session, in the words of lynx's command script.
#[derive(Default)]
struct Keys(Vec<String>);

impl Keys {
    /// Letters, one key each.
    fn letters(mut self, letters: &str) -> Keys {
        self.0.extend(letters.chars().map(|letter| match letter {
            ' ' => "key <space>".to_owned(),
            letter => format!("key {letter}"),
        }));
        self
    }

    fn key(mut self, name: &str) -> Keys {
        self.0.push(format!("key {name}"));
        self
    }

    /// Finds these words among the page's links and buttons.
    fn find(self, words: &str) -> Keys {
        self.letters("/").letters(words).key("^J")
    }

    /// Finds a link or a button and activates it.
    fn follow(self, words: &str) -> Keys {
        self.find(words).key("^J")
    }

    /// Fills the box that has the focus and goes on to what comes after it.
    fn fill(self, text: &str) -> Keys {
        self.key("^J").key("^U").letters(text).key("Down Arrow")
    }

    /// Fills the box above a button, and presses that.
    fn fill_above(self, button: &str, text: &str) -> Keys {
        self.find(button).key("Up Arrow").fill(text).key("^J")
    }

    /// Starts lynx at an address and gives the page on which the keys end, as lynx saves it.
    fn play(self, address: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let (script, page) = (folder.path().join("keys"), folder.path().join("page"));
        let all =
            self.letters("p").key("^J").key("^U").letters(page.to_str().unwrap()).key("^J").letters("qy");
        std::fs::write(&script, all.0.join("\n") + "\n").unwrap();
        // It stops at each message for whoever reads along; nobody does.
        let settings = folder.path().join("lynx.cfg");
        std::fs::write(&settings, "INCLUDE:/etc/lynx/lynx.cfg\nINFOSECS:0\nMESSAGESECS:0\nALERTSECS:0\n")
            .unwrap();
        // A terminal for lynx, which has none in a test; two minutes for what takes three seconds on
        // a quiet machine. In the foreground: a shell
        // that stays the terminal's leader would leave lynx behind it, stopped at the first key it reads.
        let session = format!(
            "stty rows 60 cols 120; timeout --foreground 120 lynx -tna -accept_all_cookies -cmd_script={} {address}",
            script.display()
        );
        let ended = Command::new("script")
            .args(["-qec", &session, "/dev/null"])
            .envs([
                ("SHELL", "/bin/sh"),
                ("TERM", "vt100"),
                ("LC_ALL", "C.UTF-8"),
                ("HOME", folder.path().to_str().unwrap()),
                ("LYNX_CFG", settings.to_str().unwrap()),
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .status()
            .expect("script and lynx; ./test installs them");
        let saved = std::fs::read_to_string(&page);
        let words = saved.unwrap_or_else(|why| panic!("lynx saved no page ({why}; it ended with {ended})"));
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[track_caller]
fn has(page: &str, words: &[&str]) {
    for words in words {
        assert!(page.contains(words), "«{words}» is not in what lynx shows: {page}");
    }
}

#[test]
fn lynx_finds_the_office_after_an_empty_search_and_a_misspelt_town() {
    let portal = people::offices();
    let start = format!("{}/it/", portal.base);
    let to_search = || Keys::default().follow("Trova la tua sede");
    let empty = to_search().follow("Cerca la sede");
    has(&empty.play(&start), &["problema", "Errore: Scrivi un comune, un CAP o una provincia"]);
    let office = to_search()
        .follow("Cerca la sede")
        .fill_above("Cerca la sede", "Pozuoli")
        .follow("Pozzuoli, provincia")
        .follow("Tutto su Agenzia di Pozzuoli")
        .play(&start);
    has(
        &office,
        &[
            "Agenzia di Pozzuoli (dati di prova)",
            "Via di Prova 18, 80078 Pozzuoli (NA)",
            "Aperta ora, fino alle 12:00.",
            "Orari: dal lunedì al venerdì dalle 8:30 alle 12:00",
            "803 164",
        ],
    );
}

#[test]
fn lynx_signs_in_after_a_wrong_pin_and_orders_the_statement_by_post() {
    let portal = people::citizens();
    let start = format!("{}/it/", portal.base);
    // The boxes are code, PIN and four lengths of the session: from the button five up is the PIN.
    let up = |keys: Keys, times: usize| (0..times).fold(keys, |keys, _| keys.key("Up Arrow"));
    let wrong = up(Keys::default().follow("Estratto conto").find("Accedi all"), 6)
        .fill(demo::CODE)
        .fill("27495164")
        .follow("Accedi all");
    let again = up(wrong.find("Accedi all"), 5).fill(demo::PIN).follow("Accedi all");
    let ordered = again.follow("per posta").follow("Manda l").play(&start);
    has(
        &ordered,
        &["Lettera richiesta", "Numero di protocollo", "La lettera con l’estratto conto parte entro"],
    );
    let letter = people::Mail::new(&portal).next();
    has(&letter, &["Noemi Mariani", "Via di Prova 12"]);
}

#[test]
fn lynx_goes_on_with_a_registration_changes_it_sends_it_and_withdraws_it() {
    let portal = people::citizens();
    people::raise_the_demos_citizen(&portal);
    portal.run(super::drafts::open(&portal.portal, demo::CODE, "paga", 1));
    let start = format!("{}/it/area", portal.base);
    let up = |keys: Keys, times: usize| (0..times).fold(keys, |keys, _| keys.key("Up Arrow"));
    let area =
        up(Keys::default().find("Accedi all"), 6).fill(demo::CODE).fill(demo::PIN).follow("Accedi all");
    // The draft is found where its citizen was: at the pay, which gets a wrong answer and a right one.
    let wrong = area.follow("Continua: Lavoro domestico").fill_above("Continua", "nove");
    let right = wrong.fill_above("Continua", "9,75");
    let review = right.follow("Continua").follow("Continua").follow("Rileggi e invia");
    let review = review.follow("Modifica: Ore alla settimana").fill_above("Continua", "12");
    let sent = review.follow("Invia la registrazione");
    let withdrawn = sent.follow("Ritira la registrazione").follow("Ritira la registrazione").play(&start);
    has(&withdrawn, &["Fatto: registrazione ritirata", "Numero di protocollo", "Ore alla settimana", "12"]);
}
