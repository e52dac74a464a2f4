//! The faults of processes, on the real ones: the agent and the portal killed at each step of a visit, no sound, no disk.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use sportello::sql;

use crate::dispatcher::until;
use crate::ear::{Kiosk, binary};
use crate::office::{Office, Visitor, enrolled, printed, speaking};
use crate::process::browser::Door;
use crate::process::people::{PIN, enrol};
use crate::process::program::{Program, free_port};
use crate::process::store::Store;
use crate::sound::Sound;

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

/// A screen that is looked at and touched: of a simulated kiosk, or of one as an office runs it.
pub trait Screen {
    fn shows(&self) -> String;
    fn touch(&self, what: &str);
    fn wait<T>(&self, what: &str, seen: impl Fn(&Self) -> Option<T>) -> T;
}

impl Screen for Kiosk {
    fn shows(&self) -> String {
        self.screen()
    }

    fn touch(&self, what: &str) {
        Kiosk::touch(self, what);
    }

    fn wait<T>(&self, what: &str, seen: impl Fn(&Kiosk) -> Option<T>) -> T {
        self.until(what, seen)
    }
}

impl Screen for Visitor {
    fn shows(&self) -> String {
        self.screen().1
    }

    fn touch(&self, what: &str) {
        Visitor::touch(self, what);
    }

    fn wait<T>(&self, what: &str, seen: impl Fn(&Visitor) -> Option<T>) -> T {
        until(what, || seen(self))
    }
}

#[track_caller]
pub fn sees(kiosk: &impl Screen, words: &str) {
    kiosk.wait(&format!("«{words}» is not seen"), |kiosk| kiosk.shows().contains(words).then_some(()));
}

/// Touches the thing that leads to this address.
#[track_caller]
pub fn goes(kiosk: &impl Screen, address: &str) {
    let id = kiosk.wait(&format!("no way to {address}"), |kiosk| id_of_link(&kiosk.shows(), address));
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

pub fn types(kiosk: &impl Screen, name: &str, signs: &str) {
    kiosk.touch(&format!("parte:{name}"));
    sees(kiosk, "segno:7");
    signs.chars().for_each(|sign| kiosk.touch(&format!("segno:{sign}")));
}

/// Someone by touch who orders their statement by post and prints the confirmation.
struct Visit<'a, S> {
    kiosk: &'a S,
    code: &'a str,
}

impl<S: Screen> Visit<'_, S> {
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
                kiosk.touch("parte:forma");
                sees(kiosk, " checked");
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

/// What a kiosk keeps.
const KEPT: [&str; 2] = ["reports.json", "settings-version"];

#[test]
fn a_full_disk_stops_neither_start_nor_visit_is_red_and_comes_right_when_there_is_room() {
    let (store, sound) = (Store::lite(), Sound::start());
    let code = enrol(&store, 1, 1)[0][0].clone();
    let folder = speaking(&sound);
    let (key, signer) = (enrolled(&store, &folder), folder.path("settings.pub"));
    fs::write(&signer, printed(&store, &["kiosk", "settings-key"])).unwrap();
    let program = Program::start(&store);
    let start = |version: u32| {
        let settings = format!("version = {version}\nkey = {{ id = 'roma-1', file = {key:?} }}");
        let office = Office::signed(&settings, &base(&program), &folder, &sound, Some((&store, &signer)));
        office.ready();
        office
    };
    let is_told = |office: &Office<'_>, words: &str| {
        assert!((0..200).any(|_| office.told() == format!("STATUS={words}")), "{words}");
    };
    let version = || fs::read_to_string(folder.path("state/settings-version")).unwrap();
    let mut office = start(1);
    assert_eq!(version(), "1\n");
    office.kill();
    let older = folder.path("older.toml");
    fs::copy(folder.path("kiosk.toml"), &older).unwrap();

    // The kernel's own full disk, which needs no right to mount one: whatever is written there meets ENOSPC.
    let news = KEPT.map(|file| folder.path("state").join(format!("{file}.new")));
    news.iter().for_each(|new| symlink("/dev/full", new).unwrap());
    for again in [false, true] {
        // With settings that it has never seen; and once more, as after a power cut.
        let mut office = start(2);
        is_told(&office, "RED: its disk takes no file, make room");
        let mut visitor = office.visitor();
        sees(&visitor, "dà il benvenuto");
        if !again {
            Visit { kiosk: &visitor, code: &code }.reaches("receipt");
            visitor.touch("comando:fine");
            let next = visitor.lines.next().unwrap();
            visitor.come(&next);
            sees(&visitor, "dà il benvenuto");
            assert_eq!(orders(&store), 1);
        }
        if !again {
            assert!(office.selftest().contains("disk fault"));
            until("the portal has it all the same", || (tested(&store, "disk").len() == 1).then_some(()));
            assert!(printed(&store, &["kiosk", "health", "--days", "1"]).contains("disk fault"));
        }
        assert_eq!((version(), office.waiting()), ("1\n".to_owned(), 0), "as they were");
        office.kill();
    }
    let before = told(&store).len();

    // There is room again, while the portal is away.
    let mut office = start(2);
    is_told(&office, "RED: its disk takes no file, make room");
    until("the portal has what was told so far", || (told(&store).len() > before).then_some(()));
    program.kill();
    assert!(office.selftest().contains("disk fault"));
    news.iter().for_each(|new| fs::remove_file(new).unwrap());
    is_told(&office, "in service");
    until("all that waited is on the disk", || (version() == "2\n" && office.waiting() >= 11).then_some(()));
    office.kill();
    let mut refused = Command::new(binary());
    refused.arg("run").arg("--config").arg(&older).arg("--signed-by").arg(&signer).stderr(Stdio::piped());
    let refused = refused.output().unwrap();
    let words = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success() && words.contains("version 2 was accepted before"), "{words}");
    program.kill_and_start();
    let office = start(2);
    until("the portal has what waited", || (office.waiting() == 0).then_some(()));
    assert!(office.selftest().contains("disk good"));
    until("and that it is right again", || {
        let told = printed(&store, &["kiosk", "health", "--days", "1"]);
        (told.contains("roma-1: amber") && !told.contains("disk")).then_some(())
    });
    // Two tests while the disk was full and one after: none was passed over as one that the portal had.
    until("the last test of itself is told", || (tested(&store, "disk").len() > 2).then_some(()));
    assert_eq!(tested(&store, "disk"), ["fault", "fault", "good"]);
    let log = fs::read_to_string(folder.path("log")).unwrap();
    assert!(!log.contains("panicked"), "{log}");
}

/// What the portal was told.
pub fn told(store: &Store) -> Vec<sportello::kiosks::Taken> {
    store.with(|portal| async move {
        let mut conn = portal.db.reader().await.unwrap();
        sportello::kiosks::told(&mut conn, sportello::clock::Moment(0)).await.unwrap()
    })
}

/// What the tests of itself found of this part, in their order.
fn tested(store: &Store, part: &str) -> Vec<String> {
    let of_part = |report: &sportello::kiosks::Taken| report.tested == 1 && report.part == part;
    told(store).into_iter().filter(of_part).map(|report| report.state).collect()
}

#[test]
fn where_no_file_may_grow_a_simulated_visit_goes_on_and_no_file_is_open() {
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
