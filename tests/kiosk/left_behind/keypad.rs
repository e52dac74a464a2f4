//! By keypad and ear, with a card: nobody touches the screen. The kiosk reads its keypad and its jack from pipes, as if a
//! kernel had them (`preload/nodes.c`), and the card through a real pcscd.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::{Machine, holders, on_paper, open_sessions};
use crate::dispatcher::{Folder, until};
use crate::office::{Office, family, speaking};
use crate::printer::Tray;
use crate::process::browser::Door;
use crate::process::people::PIN;
use crate::process::store::Store;
use crate::room::{Daemon, Plastic, in_a_room};
use crate::sound::Sound;
use crate::visits::portal_of_cards;
use crate::window::Window;

/// Keys of the numeric pad as the kernel numbers them: on, back, the choice, the end.
pub const NEXT: u16 = 78;
pub const PREVIOUS: u16 = 74;
const SELECT: u16 = 96;
pub const END: u16 = 55;

/// Its digits.
pub const DIGITS: [u16; 10] = [82, 79, 80, 81, 75, 76, 77, 71, 72, 73];

/// The kinds of records for a key and a switch, and the switch of a jack.
const KEY: u16 = 1;
const SWITCH: u16 = 5;
const JACK: u16 = 2;

/// Whose card it is, and a PIN of it that nobody else has.
const CODE: &str = "MRNNMO69C66H501O";
const NAME: &str = "Noemi Mariani";
const ON_CARD: &str = "MARIANI05NOEMI";
const CARD_PIN: &str = "90817263";

/// A keypad and a jack.
pub struct Nodes {
    keypad: File,
    jack: File,
}

impl Nodes {
    /// Makes their pipes; the settings of a kiosk that has them.
    pub fn make(folder: &Folder) -> String {
        let nodes = folder.path("input");
        fs::create_dir(&nodes).unwrap();
        let made = Command::new("mkfifo").args(["event0", "event1"].map(|name| nodes.join(name))).status();
        assert!(made.unwrap().success());
        format!("[input]\nfolder = {nodes:?}\n[[input.keypads]]\nmap = 'numpad'\n[[input.jacks]]\n")
    }

    pub fn open(folder: &Folder) -> Nodes {
        let node =
            |name| File::options().read(true).write(true).open(folder.path("input").join(name)).unwrap();
        Nodes { keypad: node("event0"), jack: node("event1") }
    }

    /// A record, and the end of its frame.
    fn tell(mut node: &File, kind: u16, code: u16, value: i32) {
        let record = |kind: u16, code: u16, value: i32| {
            [&[0; 16][..], &kind.to_ne_bytes(), &code.to_ne_bytes(), &value.to_ne_bytes()].concat()
        };
        node.write_all(&[record(kind, code, value), record(0, 0, 0)].concat()).unwrap();
    }

    pub fn press(&self, code: u16) {
        [1, 0].into_iter().for_each(|down| Nodes::tell(&self.keypad, KEY, code, down));
    }

    pub fn plug(&self, full: bool) {
        Nodes::tell(&self.jack, SWITCH, JACK, full.into());
    }
}

/// Someone who hears, and whose way the test sees on the screen.
struct Listener<'a> {
    nodes: &'a Nodes,
    window: &'a Window,
    session: String,
}

impl Listener<'_> {
    fn at(&self, selector: &str) -> Option<(Value, bool)> {
        let at = "const at = document.querySelector('.qui'), wanted = arguments[0];
             return [at?.id || at?.parentElement.id, !!at?.closest(wanted) || !!at?.matches('li, .question') && !!at.querySelector(wanted)]";
        let at = self.window.script(&self.session, at, selector)?;
        Some((at[0].clone(), at[1].as_bool()?))
    }

    /// Goes on until this is where one is.
    #[track_caller]
    fn seeks(&self, selector: &str) {
        for _ in 0..90 {
            let (before, there) = self.at(selector).unwrap_or_default();
            if there {
                return;
            }
            self.nodes.press(NEXT);
            // What has one part alone is at it again.
            for _ in 0..50 {
                std::thread::sleep(std::time::Duration::from_millis(30));
                if self.at(selector).is_some_and(|(now, there)| there || now != before) {
                    break;
                }
            }
        }
        panic!("{selector} is not come to");
    }

    /// Chooses this, and waits for what comes.
    #[track_caller]
    fn follows(&self, selector: &str, words: &str) {
        self.seeks(selector);
        self.nodes.press(SELECT);
        self.window.shows(&self.session, words);
    }

    /// Comes with headphones, and to where one signs in.
    #[track_caller]
    fn comes(&self) {
        self.nodes.plug(true);
        self.window.shows(&self.session, "Scegli la lingua");
        self.follows("#b-0-0", "Che cosa vuoi fare?");
        self.follows("main a[href$='/estratto-conto']", "Codice fiscale");
    }

    /// Types a PIN into this box: the screen has as many dots.
    #[track_caller]
    fn types(&self, selector: &str, pin: &str) {
        self.seeks(selector);
        for digit in pin.bytes() {
            self.nodes.press(DIGITS[usize::from(digit - b'0')]);
            std::thread::sleep(std::time::Duration::from_millis(40));
        }
        let dots = "return document.querySelector(arguments[0]).value";
        until("as many dots as digits", || {
            let shown = self.window.script(&self.session, dots, selector)?;
            (shown == json!("●".repeat(pin.len()))).then_some(())
        });
    }

    /// The code is read from a card, which may go at once.
    #[track_caller]
    fn shows_the_card(&self, card: impl Fn() -> Plastic) {
        self.seeks("#codice-fiscale");
        let card = card();
        until("the code is read", || {
            let value = "return document.querySelector('#codice-fiscale').value";
            (self.window.script(&self.session, value, "")? != json!("")).then_some(())
        });
        card.pull();
    }
}

#[test]
fn by_keypad_and_ear_nothing_is_left_when_headphones_card_or_reader_go_or_the_key_of_the_end_is_pressed() {
    let name = "left_behind::keypad::by_keypad_and_ear_nothing_is_left_when_headphones_card_or_reader_go_or_the_key_of_the_end_is_pressed";
    in_a_room(name, || {
        let (store, sound) = (Store::lite(), Sound::start());
        let (program, key) = portal_of_cards(&store);
        let (portal, folder) = (format!("http://127.0.0.1:{}", program.port()), speaking(&sound));
        let mut reader = Some(Daemon::start());
        // Her card, with a PIN that is found nowhere by chance.
        let known = include_str!("../../../kiosk/src/simulator/cards.json");
        let known: Value =
            serde_json::from_str(&known.replace("\"83027\"", &format!("{CARD_PIN:?}"))).unwrap();
        let cards = store.path("cards.json");
        fs::write(&cards, known.to_string()).unwrap();
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        let (answer, data) = (word(&known["answer_to_reset"]), word(&known["cards"][0]["personal_data"]));
        let card = || {
            let (cards, data) = (cards.to_str().unwrap(), data.as_str());
            Plastic::insert(&["--answer-to-reset", &answer, "--personal-data", data, "--cards", cards])
        };
        let settings = format!("key = {{ id = 'prova-1', file = {key:?} }}");
        let tray = Tray::start();
        let devices = format!("{}{}", Nodes::make(&folder), on_paper(&tray));
        let office = Office::behind("nodes", [&settings, &devices], &portal, &folder, &sound);
        office.ready();
        let (window, nodes) = (Window::open(&office), Nodes::open(&folder));
        let words = [CODE, NAME, ON_CARD, PIN, CARD_PIN].map(str::to_owned).to_vec();
        let mut machine = Machine { office, tray, window, words };
        machine.window.shows(&machine.window.driven(), "dà il benvenuto");
        machine.is_clean("before anybody came");
        // As the path unit does: the one that is there at the start may have carried a card before.
        let over = folder.path("card-over");
        let asked_for = || until("another pcscd is asked for", || fs::remove_file(&over).ok());
        asked_for();
        reader = reader.map(Daemon::replace);

        for end in
            ["the headphones out for a minute", "the card pulled", "the key of the end", "the reader gone"]
        {
            let session = machine.window.driven();
            let visit = Listener { nodes: &nodes, window: &machine.window, session };
            visit.comes();
            let mut opened = None;
            match end {
                "the card pulled" | "the reader gone" => {
                    visit.follows("main a[href*='/accedi/tessera']", "Accedi con la tessera");
                    opened = Some(card());
                    visit.window.shows(&visit.session, "tentativi");
                    visit.types("#tessera", CARD_PIN);
                    visit.follows("#invia", "Decennio per decennio");
                }
                "the headphones out for a minute" => {
                    visit.shows_the_card(card);
                    visit.types("#pin", PIN);
                    visit.follows("#invia", "Decennio per decennio");
                }
                _ => {
                    visit.shows_the_card(card);
                    visit.types("#pin", &PIN[..5]);
                }
            }
            if ["the headphones out for a minute", "the card pulled"].contains(&end) {
                let before = machine.tray.jobs();
                visit.seeks("main a[href='chiosco:stampa']");
                nodes.press(SELECT);
                until("a receipt", || (machine.tray.jobs() > before).then_some(()));
            }
            // Who had not typed all of their PIN was not signed in.
            assert_eq!(open_sessions(&store).len(), usize::from(end != "the key of the end"), "{end}");
            let browser = family(machine.window.keeper.child().id());
            let processes = machine.processes();
            let words: Vec<&str> = machine.words.iter().map(String::as_str).collect();
            let during = holders(&processes, &words);
            assert!(
                during.iter().any(|line| line.contains(CODE)),
                "the search finds what is there: {during:?}"
            );
            match end {
                "the card pulled" => drop(opened.take().unwrap().pull()),
                "the headphones out for a minute" => nodes.plug(false),
                // Its card is in it still, and has opened the session.
                "the reader gone" => reader.take().unwrap().kill(),
                // A code that was read and a part of a PIN are no answers that would be lost: nothing is asked.
                _ => nodes.press(END),
            }
            machine.is_replaced(&browser);
            nodes.plug(false);
            machine.is_clean(end);
            until("the portal has ended the session", || open_sessions(&store).is_empty().then_some(()));
            // pcscd keeps what it has carried, so another takes its place once the card has gone: nobody holds it any more.
            let Some(carrier) = reader.take() else { break };
            asked_for();
            let (old, words) = (carrier.id(), machine.words.iter().map(String::as_str).collect::<Vec<_>>());
            let kept = holders(&[old], &words);
            assert!(kept.iter().any(|line| line.contains(CODE)), "{end}: {kept:#?}");
            reader = Some(carrier.replace());
            assert!(!Path::new(&format!("/proc/{old}")).exists(), "{end}");
        }
    });
}
