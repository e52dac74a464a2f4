//! What is found of someone who has gone: in the memory of every process of a kiosk, in its files, logs and arguments, and of
//! their session at the portal; and what the screen shows again when its browser was killed.
//!
//! Of the ends that the agent has (`ENDS` in `kiosk/tests/residue.rs`) those by touch are tried here on real processes, those
//! by keypad, headphones, card and its reader in `keypad`. What goes with a braille display is tried there, in the memory of
//! the agent alone.

pub mod keypad;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::json;
use sportello::citizen::sessions;
use sportello::sql;

use crate::dispatcher::until;
use crate::figures;
use crate::office::{Office, enrolled, family, rustix_pid, speaking};
use crate::printer::Tray;
use crate::process::browser::Door;
use crate::process::people::{PIN, enrol};
use crate::process::program::Program;
use crate::process::store::Store;
use crate::sound::Sound;
use crate::window::Window;

/// Which of these processes hold one of these words in memory, as UTF-8 or UTF-16.
fn holders(ids: &[u32], words: &[&str]) -> Vec<String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kiosk/memory.py");
    let root = fs::metadata("/proc/self").map(|me| std::os::unix::fs::MetadataExt::uid(&me)).unwrap() == 0;
    let mut command = if root { Command::new("python3") } else { Command::new("sudo") };
    if !root {
        command.args(["-n", "python3"]);
    }
    command.arg(script).args(ids.iter().map(u32::to_string)).arg("--").args(words);
    let ran = command.output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8_lossy(&ran.stdout).lines().map(str::to_owned).collect()
}

/// A typed text that nobody else has, and an account likewise.
const TYPED: &str = "xilofonata";
const ACCOUNT: &str = "it60x0542811101000000123456";

/// What the kiosk's box consists of.
struct Machine<'a> {
    office: Office<'a>,
    tray: Tray,
    window: Window,
    /// The text of nobody else's: fiscal code, name, PIN, a text, an account.
    words: Vec<String>,
}

impl Machine<'_> {
    fn processes(&mut self) -> Vec<u32> {
        [family(self.office.kiosk.child().id()), family(self.window.keeper.child().id())].concat()
    }

    fn types(&self, session: &str, into: &str, signs: &str) {
        self.window.tap(session, into);
        for sign in signs.chars() {
            self.window.tap(session, &format!("[data-tocco='segno:{sign}']"));
        }
    }

    /// Someone listens, searches for something of theirs, signs in and reads their statement.
    fn visit(&self, session: &str) {
        let window = &self.window;
        window.tap(session, "#b-0-0");
        window.shows(session, "Che cosa vuoi fare?");
        window.tap(session, "main a[href$='/sedi']");
        window.shows(session, "CAP o provincia");
        self.types(session, "#dove", TYPED);
        window.tap(session, "#invia");
        window.shows(session, "Nessuna sede");
        window.tap(session, "#indietro");
        // The box stands on both pages: what is typed into the first would be gone with it.
        let stands = "return document.body.textContent.includes(arguments[0])";
        until("the page before", || {
            (window.script(session, stands, "Nessuna sede")? == json!(false)).then_some(())
        });
        self.types(session, "#dove", ACCOUNT);
        window.tap(session, "#indietro");
        window.shows(session, "Che cosa vuoi fare?");
        window.tap(session, "#ascolta");
        window.tap(session, "main a[href$='/estratto-conto']");
        self.types(session, "#codice-fiscale", &self.words[0]);
        self.types(session, "#pin", PIN);
        let dots = "return document.querySelector('#pin').value";
        until("as many dots as digits", || {
            (window.script(session, dots, "")? == json!("●".repeat(8))).then_some(())
        });
        window.tap(session, "#invia");
        window.shows(session, "Mostra i miei dati");
        window.tap(session, "#mostra");
        window.shows(session, "settimane");
        self.prints(session);
    }

    /// Takes the statement home in Arabic and in large letters, and goes on in Italian.
    fn prints(&self, session: &str) {
        let (window, before) = (&self.window, self.tray.jobs());
        let in_language = |nth: usize, code: &str, name: &str| {
            window.tap(session, "#lingua");
            window.shows(session, name);
            window.tap(session, &format!("#b-0-{nth}"));
            let lang = "return document.documentElement.lang === arguments[0] && !!document.querySelector('#stampa')";
            until(code, || (window.script(session, lang, code)? == json!(true)).then_some(()));
        };
        in_language(2, "ar", "العربية");
        for size in ["1", "2"] {
            window.tap(session, "#misura");
            let is = "return document.documentElement.dataset.size === arguments[0]";
            until("larger letters", || (window.script(session, is, size)? == json!(true)).then_some(()));
        }
        window.tap(session, "#stampa");
        until("a receipt", || (self.tray.jobs() > before).then_some(()));
        in_language(0, "it", "Italiano");
        window.shows(session, "settimane");
    }

    /// Nothing of whoever was there is left anywhere in the box.
    #[track_caller]
    fn is_clean(&mut self, end: &str) {
        let processes = self.processes();
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        let found = holders(&processes, &words);
        assert!(found.is_empty(), "{end}: {found:#?}");
        for id in processes {
            let told =
                ["cmdline", "environ"].map(|name| fs::read(format!("/proc/{id}/{name}")).unwrap_or_default());
            let told = String::from_utf8_lossy(&told.concat()).into_owned();
            assert!(!words.iter().any(|word| told.contains(word)), "{end}: {told}");
        }
        let files: Vec<_> =
            walk(&self.office.folder.path("")).into_iter().filter(|file| holds(file, &words)).collect();
        assert!(files.is_empty(), "{end}: {files:?}");
    }

    /// None of its processes would leave its memory in a file, whatever it dies of.
    fn dumps_nothing(&mut self) {
        for id in self.processes() {
            // One that has gone meanwhile has none.
            let Ok(limits) = fs::read_to_string(format!("/proc/{id}/limits")) else { continue };
            let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
            let name = fs::read_to_string(format!("/proc/{id}/comm")).unwrap_or_default();
            assert!(core.split_whitespace().skip(4).take(2).eq(["0", "0"]), "{name}: {core}");
        }
    }

    /// Another browser has taken the place of these processes.
    fn is_replaced(&mut self, browser: &[u32]) {
        let (keeper, began) = (self.window.keeper.child().id(), Instant::now());
        loop {
            let now = family(keeper);
            let old = now.iter().filter(|id| browser.contains(id)).count();
            // The keeper itself may be the same.
            if now.len() > 1 && old <= 1 {
                return;
            }
            assert!(began.elapsed() < Duration::from_secs(90), "no other browser takes its place");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// The settings of a kiosk with this printer.
pub fn on_paper(tray: &Tray) -> String {
    format!("[paper]\nport.tcp = '{}'\n", tray.address)
}

/// A session of a citizen that stands open at the portal: what it is found by, when it was last seen, when it ends.
type OpenSession = (Vec<u8>, i64, i64);

/// The open sessions of citizens at the portal.
pub fn open_sessions(store: &Store) -> Vec<OpenSession> {
    store.with(async |portal| {
        let now = portal.clock.now();
        let mut conn = portal.db.reader().await.unwrap();
        let text =
            "SELECT id_hash, seen_at, ends_at FROM sessions WHERE citizen_id IS NOT NULL AND ends_at > $1";
        sportello::sql!(conn, text, now.0).all().await.unwrap()
    })
}

/// A session whose end the portal was not told of ends by itself, and nobody's sign of life puts it off: not that of the
/// agent that comes after.
#[track_caller]
fn ends_by_itself(store: &Store, abandoned: &mut Vec<OpenSession>, end: &str) {
    let mut open = open_sessions(store);
    open.retain(|session| !abandoned.contains(session));
    for session in open {
        assert!(session.2 - session.1 == sessions::KIOSK_LENGTH, "{end}: {session:?}");
        assert!(abandoned.iter().all(|other| other.0 != session.0), "{end}: it goes on: {session:?}");
        abandoned.push(session);
    }
}

/// By touch; a keypad and scanner on a real kernel are in `kiosk/tests/guest`.
#[test]
fn however_someone_has_gone_nothing_of_them_is_in_any_process_file_log_or_argument() {
    let (store, sound) = (Store::lite(), Sound::start());
    let person = enrol(&store, 1, 1).remove(0);
    let name = format!("{} {}", person[2], person[1]);
    let folder = speaking(&sound);
    let key = enrolled(&store, &folder);
    let program = Program::start(&store);
    let portal = format!("http://127.0.0.1:{}", program.port());
    let settings = format!("idle = 30\nwarning = 20\nkey = {{ id = 'roma-1', file = {key:?} }}");
    let tray = Tray::start();
    let paper = on_paper(&tray);
    let start = || Office::signed_after([&settings, &paper], &portal, &folder, &sound, None, None);
    let office = start();
    office.ready();
    let window = Window::open(&office);
    // A line begins with a capital.
    let words = [&person[0], &name, PIN, &TYPED[1..], &ACCOUNT[1..]].map(str::to_owned).to_vec();
    let mut machine = Machine { office, tray, window, words };
    let mut abandoned = Vec::new();

    for end in [
        "the end by touch",
        "the portal away",
        "nobody there any more",
        "closed behind them by the staff",
        "the session ended by the portal",
        "the browser killed before",
        "the agent killed",
        "the power cut",
    ] {
        let session = machine.window.driven();
        machine.visit(&session);
        let own = |session: &OpenSession| !abandoned.contains(session);
        assert!(open_sessions(&store).iter().any(own), "{end}: the portal has a session");
        let mut browser = family(machine.window.keeper.child().id());
        machine.dumps_nothing();
        let processes = machine.processes();
        let words: Vec<&str> = machine.words.iter().map(String::as_str).collect();
        let during = holders(&processes, &words);
        assert!(
            during.iter().any(|line| line.contains(words[0])),
            "the search finds what is there: {during:?}"
        );
        match end {
            "the end by touch" => machine.window.tap(&session, "#fine"),
            "the portal away" => {
                program.kill();
                machine.window.tap(&session, "main a[href$='/estratto-conto/posta']");
                machine.window.shows(&session, "Il collegamento non c’è");
                machine.window.tap(&session, "#fine");
            }
            "nobody there any more" => {
                // Who listens has twice the time; this one has turned it off.
                machine.window.tap(&session, "#ascolta");
            }
            "closed behind them by the staff" => {
                assert!(machine.office.staff("close"));
                machine.window.tap(&session, "#fine");
            }
            "the session ended by the portal" => {
                store.with(async |portal| {
                    let forget = portal.db.write(move |tx| {
                        Box::pin(async move { sql!(tx, "DELETE FROM sessions").execute().await })
                    });
                    forget.await.unwrap();
                });
                machine.window.tap(&session, "main a[href$='/estratto-conto/posta']");
                machine.window.shows(&session, "codice-fiscale=");
                machine.window.tap(&session, "#fine");
            }
            "the browser killed before" => {
                let [_, killed, ..] = browser[..] else { panic!("no browser") };
                rustix::process::kill_process(rustix_pid(killed), rustix::process::Signal::KILL).unwrap();
                machine.window.supervise(&machine.office);
                let session = machine.window.driven();
                machine.window.shows(&session, "settimane");
                browser = family(machine.window.keeper.child().id());
                machine.window.tap(&session, "#fine");
            }
            _ => {
                if end == "the power cut" {
                    // The memory that its profile lies in would be gone; here it stays, for who starts next to clear away.
                    machine.window.kill();
                }
                machine.office.kill();
                machine.office = start();
                machine.office.ready();
                machine.window.supervise(&machine.office);
            }
        }
        machine.is_replaced(&browser);
        if end == "the portal away" {
            program.kill_and_start();
        }
        if end == "closed behind them by the staff" {
            assert!(machine.office.staff("open"));
        }
        machine.is_clean(end);
        if ["the portal away", "the agent killed", "the power cut"].contains(&end) {
            ends_by_itself(&store, &mut abandoned, end);
        }
        until("the portal has ended the session", || {
            open_sessions(&store).iter().all(|session| abandoned.contains(session)).then_some(())
        });
    }
    // What the kiosk tells of itself then, and keeps for the portal, has nothing of them either.
    assert!(machine.office.selftest().contains("voice good"));
    until("the reports are on the disk", || folder.path("state/reports.json").exists().then_some(()));
    machine.is_clean("the test of itself");
}

/// The first steps of a visit by touch, each with what leads there and what is then on the screen.
const STEPS: [(&str, &str); 3] = [
    ("", "dà il benvenuto"),
    ("#b-0-0", "Che cosa vuoi fare?"),
    ("main a[href$='/estratto-conto']", "Codice fiscale"),
];

/// Its browser is killed: another shows the same words.
#[track_caller]
fn comes_back(window: &mut Window, office: &Office<'_>, words: &str) {
    let [_, browser, ..] = family(window.keeper.child().id())[..] else { panic!("no browser") };
    let began = Instant::now();
    rustix::process::kill_process(rustix_pid(browser), rustix::process::Signal::KILL).unwrap();
    window.supervise(office);
    let session = window.driven();
    window.shows(&session, words);
    let took = began.elapsed();
    figures::hold_once(&format!("browser killed at «{words}», shown again"), took, Duration::from_secs(5));
    assert_eq!(window.profiles().len(), 1, "the profile of the dead one is gone");
}

#[test]
fn a_browser_that_is_killed_at_any_step_comes_back_with_what_was_there() {
    let (store, sound) = (Store::lite(), Sound::start());
    let code = enrol(&store, 1, 1).remove(0)[0].clone();
    let folder = speaking(&sound);
    let key = enrolled(&store, &folder);
    let program = Program::start(&store);
    let portal = format!("http://127.0.0.1:{}", program.port());
    let settings = format!("key = {{ id = 'roma-1', file = {key:?} }}");
    let tray = Tray::start();
    let office = Office::signed_after([&settings, &on_paper(&tray)], &portal, &folder, &sound, None, None);
    office.ready();
    let mut window = Window::open(&office);
    for (touched, words) in STEPS {
        let session = window.driven();
        if !touched.is_empty() {
            window.tap(&session, touched);
        }
        window.shows(&session, words);
        comes_back(&mut window, &office, words);
    }

    // A form that is half filled, in other colours, and while it is asked whether to end.
    let types = |window: &Window, into: &str, signs: &str| {
        let session = window.driven();
        window.tap(&session, into);
        signs.chars().for_each(|sign| window.tap(&session, &format!("[data-tocco='segno:{sign}']")));
    };
    let begun = format!("codice-fiscale={}", &code[..1]);
    types(&window, "#codice-fiscale", &code[..1]);
    for touched in ["", "#colori"] {
        let session = window.driven();
        if !touched.is_empty() {
            window.tap(&session, touched);
        }
        window.shows(&session, &begun);
        comes_back(&mut window, &office, &begun);
    }
    let session = window.driven();
    window.tap(&session, "#fine");
    window.shows(&session, "Vuoi chiudere?");
    comes_back(&mut window, &office, "Vuoi chiudere?");
    let session = window.driven();
    window.tap(&session, "#indietro");
    window.shows(&session, &begun);

    // A form on its way, whose answer comes to the other browser.
    types(&window, "#codice-fiscale", &code[1..]);
    types(&window, "#pin", PIN);
    let session = window.driven();
    window.shows(&session, &format!("pin={}", "●".repeat(8)));
    program.signal("STOP");
    window.tap(&session, "#invia");
    window.shows(&session, "Un momento");
    comes_back(&mut window, &office, &format!("pin={}", "●".repeat(8)));
    program.signal("CONT");
    let session = window.driven();
    window.shows(&session, "Mostra i miei dati");
    assert_eq!(open_sessions(&store).len(), 1);
    window.tap(&session, "#mostra");
    window.shows(&session, "settimane");
    comes_back(&mut window, &office, "settimane");

    // A receipt on its way, which comes out once.
    let before = tray.jobs();
    tray.holds(true);
    let session = window.driven();
    window.tap(&session, "main a[href='chiosco:stampa'], #stampa");
    window.shows(&session, "Sto stampando");
    comes_back(&mut window, &office, "settimane");
    tray.holds(false);
    let session = window.driven();
    window.shows(&session, "prendi la ricevuta");
    assert_eq!(tray.jobs(), before + 1, "printed once");
}

/// Every file of a folder.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    // Pipes and sockets hold nothing, and who reads of one waits.
    let kept = |path: PathBuf| if path.is_file() { vec![path] } else { walk(&path) };
    entries.flat_map(kept).collect()
}

fn holds(file: &Path, words: &[&str]) -> bool {
    let Ok(bytes) = fs::read(file) else { return false };
    words.iter().any(|word| bytes.windows(word.len()).any(|window| window == word.as_bytes()))
}
