//! The faults of processes, on the real ones: the agent and the portal killed at each step of a visit, no sound, no disk.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use sportello::sql;

use crate::ear::{Kiosk, binary};
use crate::process::browser::Door;
use crate::process::people::{PIN, enrol};
use crate::process::program::{Program, free_port};
use crate::process::store::Store;

/// The steps of a visit by touch, each with the words by which one sees that it is reached.
const STEPS: [(&str, &str); 6] = [
    ("attract", "dà il benvenuto"),
    ("identify", "segno:7"),
    ("form", "Mostra i miei dati"),
    ("submit", "Manda l’estratto conto per posta"),
    ("receipt", "Lettera richiesta"),
    ("end", "dà il benvenuto"),
];

fn base(program: &Program<'_>) -> String {
    format!("http://127.0.0.1:{}", program.port())
}

#[track_caller]
fn sees(kiosk: &Kiosk, words: &str) {
    kiosk.until(&format!("«{words}» is not seen"), |kiosk| kiosk.screen().contains(words).then_some(()));
}

/// Touches the thing that leads to this address.
#[track_caller]
fn goes(kiosk: &Kiosk, address: &str) {
    let id = kiosk.until(&format!("no way to {address}"), |kiosk| id_of_link(&kiosk.screen(), address));
    kiosk.touch(&format!("parte:{id}"));
}

/// The id of the part that holds the link to this address.
fn id_of_link(screen: &str, address: &str) -> Option<String> {
    let html = scraper::Html::parse_document(screen);
    let wanted =
        scraper::Selector::parse(&format!("main [id] a[href='{address}'], main a[id][href='{address}']"))
            .unwrap();
    let link = html.select(&wanted).next()?;
    let with_id = std::iter::once(link).chain(link.ancestors().filter_map(scraper::ElementRef::wrap));
    with_id.filter_map(|part| part.value().id()).next().map(str::to_owned)
}

fn types(kiosk: &Kiosk, name: &str, signs: &str) {
    kiosk.touch(&format!("parte:{name}"));
    sees(kiosk, "segno:7");
    signs.chars().for_each(|sign| kiosk.touch(&format!("segno:{sign}")));
}

/// Someone by touch who orders their statement by post and prints the confirmation.
struct Visit<'a> {
    kiosk: &'a Kiosk,
    code: &'a str,
}

impl Visit<'_> {
    /// Does what comes before this step is reached.
    fn reaches(&self, step: &str) {
        let kiosk = self.kiosk;
        let (names, words): (Vec<_>, Vec<_>) = STEPS.into_iter().unzip();
        let last = names.iter().position(|name| *name == step).unwrap();
        for at in 0..=last {
            match names[at] {
                "identify" => {
                    kiosk.touch("parte:b-0-0");
                    sees(kiosk, "Che cosa vuoi fare?");
                    goes(kiosk, "/it/estratto-conto");
                    sees(kiosk, "Codice fiscale");
                    types(kiosk, "codice-fiscale", self.code);
                    types(kiosk, "pin", &PIN[..4]);
                }
                "form" => {
                    PIN[4..].chars().for_each(|sign| kiosk.touch(&format!("segno:{sign}")));
                    kiosk.touch("parte:invia");
                }
                "submit" => goes(kiosk, "/it/estratto-conto/posta"),
                "receipt" => kiosk.touch("parte:invia"),
                "end" => kiosk.touch("comando:fine"),
                _ => {}
            }
            sees(kiosk, words[at]);
            if names[at] == "submit" {
                // What is covered is seen before it can be sent.
                kiosk.touch("comando:mostra");
                // The words that come next wait in the button.
                sees(kiosk, ">Copri i miei dati<");
            }
        }
    }
}

/// How many statements have been ordered.
fn orders(store: &Store) -> i64 {
    store.with(async |portal| {
        let mut conn = portal.db.reader().await.unwrap();
        let cases: Vec<(i64,)> = sql!(conn, "SELECT COUNT(*) FROM cases").all().await.unwrap();
        cases[0].0
    })
}

#[test]
fn the_agent_killed_at_each_step_comes_back_within_5_seconds_with_nothing_of_anybody() {
    let store = Store::lite();
    let code = enrol(&store, 1, 1)[0][0].clone();
    let program = Program::start(&store);
    for (step, _) in STEPS {
        let mut kiosk = Kiosk::start(&base(&program));
        Visit { kiosk: &kiosk, code: &code }.reaches(step);
        let old = kiosk.entrance();
        let address = kiosk.kill();
        let began = Instant::now();
        let mut command = Command::new(binary());
        command.args([
            "simulate",
            "--portal",
            &base(&program),
            "--listen",
            &address,
            "--signs-a-second",
            "600",
        ]);
        let kiosk = Kiosk::run(command, &address);
        sees(&kiosk, "dà il benvenuto");
        let took = began.elapsed();
        println!("killed at {step}: waits again after {took:?}");
        assert!(took < Duration::from_secs(5), "{step}: {took:?}");
        let screen = kiosk.screen();
        assert!(!screen.contains(&code) && !screen.contains("Mostra i miei dati"), "{step}: {screen}");
        assert_eq!(kiosk.tape().join("").trim(), "", "{step}");
        assert_ne!(kiosk.entrance(), old, "a browser of before is not let in");
    }
    assert_eq!(orders(&store), 2, "of the two visits that came so far");
}

#[test]
fn the_portal_killed_at_each_step_is_told_and_nothing_is_sent_twice_or_lost() {
    let store = Store::lite();
    let people = enrol(&store, STEPS.len(), STEPS.len());
    let program = Program::start(&store);
    for ((step, _), person) in STEPS.into_iter().zip(&people) {
        let kiosk = Kiosk::start(&base(&program));
        let visit = Visit { kiosk: &kiosk, code: &person[0] };
        visit.reaches(step);
        let before = orders(&store);
        program.kill();
        // What comes next at this step meets a portal that is away.
        match step {
            "attract" | "end" => kiosk.touch("parte:b-0-0"),
            "identify" => {
                PIN[4..].chars().for_each(|sign| kiosk.touch(&format!("segno:{sign}")));
                kiosk.touch("parte:invia");
            }
            "form" => goes(&kiosk, "/it/estratto-conto/posta"),
            "submit" => kiosk.touch("parte:invia"),
            _ => {}
        }
        if step == "receipt" {
            // Printing needs no portal.
            goes(&kiosk, "chiosco:stampa");
            sees(&kiosk, "prendi la ricevuta");
            program.kill_and_start();
        } else {
            sees(&kiosk, "Il collegamento non c’è");
            program.kill_and_start();
            let next = match step {
                "attract" | "end" => "Che cosa vuoi fare?",
                "identify" => "Mostra i miei dati",
                "form" => "Manda l’estratto conto per posta",
                _ => "Lettera richiesta",
            };
            sees(&kiosk, next);
        }
        assert_eq!(orders(&store) - before, i64::from(step == "submit"), "{step}");
        kiosk.touch("comando:fine");
    }
}

#[test]
fn a_portal_killed_in_the_middle_of_sends_has_each_of_them_once() {
    let store = Store::lite();
    let people = enrol(&store, 6, 6);
    let program = Program::start(&store);
    for (nth, person) in people.iter().enumerate() {
        let kiosk = Kiosk::start(&base(&program));
        Visit { kiosk: &kiosk, code: &person[0] }.reaches("submit");
        kiosk.touch("parte:invia");
        // Before it is taken, while it is, and after: the delays only choose where, and any of them must do.
        std::thread::sleep(Duration::from_millis(nth as u64 * 3));
        program.kill_and_start();
        sees(&kiosk, "Lettera richiesta");
        assert_eq!(orders(&store), nth as i64 + 1, "once");
    }
}

#[test]
fn without_anything_to_sound_on_the_kiosk_says_on_its_screen_that_it_is_out_of_service() {
    let store = Store::lite();
    let program = Program::start(&store);
    let address = format!("127.0.0.1:{}", free_port());
    let mut command = Command::new(binary());
    command.args(["simulate", "--portal", &base(&program), "--listen", &address]);
    // An engine, and no sound: neither a server nor a card.
    let nowhere = tempfile::tempdir().unwrap();
    command
        .env("XDG_RUNTIME_DIR", nowhere.path())
        .env("PULSE_SERVER", "unix:/nowhere")
        .env_remove("SPEECHD_ADDRESS");
    let kiosk = Kiosk::run(command, &address);
    sees(&kiosk, "Chiosco fuori servizio");
    kiosk.touch("parte:b-0-0");
    kiosk.board("tasto", "scegli");
    kiosk.board("tessera", "0");
    std::thread::sleep(Duration::from_millis(500));
    sees(&kiosk, "Chiosco fuori servizio");
    assert!(
        kiosk.desk().contains("Ultima segnalazione: voce, manca."),
        "the office is told: {}",
        kiosk.desk()
    );
}

#[test]
fn with_a_full_disk_a_whole_visit_goes_on_and_no_file_is_open_for_writing() {
    let store = Store::lite();
    let code = enrol(&store, 1, 1)[0][0].clone();
    let program = Program::start(&store);
    let address = format!("127.0.0.1:{}", free_port());
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new("sh");
    // A file that grows by a byte ends the process; and the folder it stands in takes no file.
    command.args(["-c", "chmod 555 . && ulimit -f 0 && exec \"$@\"", "sh"]).current_dir(folder.path());
    command.arg(binary()).args(["simulate", "--portal", &base(&program), "--listen", &address]);
    command.args(["--signs-a-second", "600"]);
    let kiosk = Kiosk::run(command, &address);
    Visit { kiosk: &kiosk, code: &code }.reaches("receipt");
    goes(&kiosk, "chiosco:stampa");
    sees(&kiosk, "prendi la ricevuta");
    for file in fs::read_dir(format!("/proc/{}/fd", kiosk.process())).unwrap().map_while(Result::ok) {
        let Ok(to) = fs::read_link(file.path()) else { continue };
        let plain = fs::metadata(&to).is_ok_and(|found| found.is_file());
        assert!(!plain, "{} is open", to.display());
    }
    kiosk.touch("comando:fine");
    sees(&kiosk, "dà il benvenuto");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    assert_eq!(orders(&store), 1);
}
