//! The speech server, every voice and pcscd killed in each phase of a visit, at a kiosk as an office runs it: who listens goes
//! on hearing, who waits for a card is told, what cannot speak says so on its screen and to the office, and the visit comes to
//! its end. The keypad and the jack are pipes; the voice is heard at a sound device that is none, by which program plays there.

use std::fs;

use rustix::process::{Signal, kill_process};
use serde_json::Value;
use sportello::import::demo;

use crate::dispatcher::{Folder, until};
use crate::faults::{Screen as _, goes, sees, told, types};
use crate::left_behind::keypad::{DIGITS, END, NEXT, Nodes, PREVIOUS};
use crate::left_behind::{on_paper, open_sessions};
use crate::office::{Office, Visitor, family, printed, rustix_pid, speaking};
use crate::printer::Tray;
use crate::process::browser::Door;
use crate::process::store::Store;
use crate::room::{Daemon, Plastic, in_a_room};
use crate::sound::Sound;
use crate::visits::portal_of_cards;

/// The phases of a visit, in their order.
const PHASES: [&str; 6] = ["attract", "greeting", "mid-speech", "in a PIN", "signed in", "printing"];

const READER_GONE: &str = "Il lettore di tessere non funziona.";

/// The program that speaks while the speech server is away; what it is given to say is written down, but for its trials.
const OTHER_VOICE: &str = "case \" $* \" in *\" -a0 \"*) exec espeak-ng \"$@\" ;; esac\n\
     cat > said && { cat said; echo; } >> tape && exec espeak-ng \"$@\" < said";

/// Someone with headphones, who touches the screen and has a keypad.
struct Visit<'a> {
    sound: &'a Sound,
    folder: &'a Folder,
    store: &'a Store,
    office: &'a Office<'a>,
    tray: &'a Tray,
    nodes: Nodes,
    screen: Visitor,
    /// `None` while it is killed.
    reader: Option<Daemon>,
}

impl Visit<'_> {
    /// Does what leads from the phase before to this one.
    fn reaches(&self, phase: &str) {
        let screen = &self.screen;
        match phase {
            "greeting" => {
                self.sound.silence(std::time::Duration::from_millis(300));
                self.sound.listen();
                self.nodes.plug(true);
                self.sound.first();
                sees(screen, "Scegli la lingua");
            }
            "mid-speech" => {
                screen.touch("parte:b-0-0");
                sees(screen, "Che cosa vuoi fare?");
            }
            "in a PIN" => {
                goes(screen, "/it/estratto-conto");
                sees(screen, "id=\"codice-fiscale\"");
                types(screen, "codice-fiscale", demo::CODE);
                self.digits("pin", &demo::PIN[..4], 4);
            }
            "signed in" => {
                // The digits typed before are there still.
                self.digits("pin", &demo::PIN[4..], 8);
                screen.touch("parte:invia");
                sees(screen, "Decennio per decennio");
            }
            "printing" => {
                self.tray.holds(true);
                goes(screen, "chiosco:stampa");
                sees(screen, "Sto stampando");
            }
            _ => sees(screen, "dà il benvenuto"),
        }
    }

    /// Types digits into this box by the keypad: it has so many then.
    fn digits(&self, into: &str, digits: &str, then: usize) {
        self.screen.touch(&format!("parte:{into}"));
        for digit in digits.bytes() {
            self.nodes.press(DIGITS[usize::from(digit - b'0')]);
            std::thread::sleep(std::time::Duration::from_millis(40));
        }
        // A box that is full is left.
        let dots = format!(" {}<", "●".repeat(then));
        if then < 8 {
            until("as many dots as digits", || self.screen.shows().contains(&dots).then_some(()));
        }
    }

    /// The kiosk's processes that are called so.
    fn called(&self, name: &str) -> Vec<u32> {
        let is = |id: &u32| {
            fs::read_to_string(format!("/proc/{id}/comm")).is_ok_and(|comm| comm.trim_end() == name)
        };
        family(self.office.kiosk.0.id()).into_iter().filter(is).collect()
    }

    /// Ends them as a fault does; the kiosk cannot have asked for it.
    fn kills(&self, name: &str) {
        for id in self.called(name) {
            // It may have ended by itself meanwhile.
            let _ = kill_process(rustix_pid(id), Signal::KILL);
        }
    }

    /// The programs that sound at this moment.
    fn players(&self) -> Vec<String> {
        let streams = self.sound.pactl(&["list", "sink-inputs"]);
        let sounding = streams.split("Sink Input #").filter(|stream| !stream.contains("Corked: yes"));
        let binary = |stream: &str| {
            let (_, rest) = stream.split_once("application.process.binary = \"")?;
            Some(rest.split('"').next()?.to_owned())
        };
        sounding.filter_map(binary).collect()
    }

    /// What the other voice was given to say.
    fn tape(&self) -> String {
        fs::read_to_string(self.folder.path("tape")).unwrap_or_default()
    }

    /// Waits until the speech server speaks, and nobody else.
    fn is_spoken_to_by_the_server(&self) {
        until("the speech server speaks", || {
            self.sound.listen();
            // On, and back to where one was.
            [NEXT, PREVIOUS].into_iter().for_each(|key| self.nodes.press(key));
            self.sound.first();
            let players = self.players();
            players.iter().any(|player| player == "speech-dispatcher").then_some(())?;
            (!players.iter().any(|player| player == "espeak-ng")).then_some(())
        });
    }

    /// In this phase both are killed at once: the other voice goes on where the server was cut off, the reader is told of until
    /// it is back.
    fn endures(&mut self, phase: &str) {
        let listens = phase != "attract";
        if listens {
            self.is_spoken_to_by_the_server();
        }
        let (before, servers) = (self.tape(), self.called("speech-dispatch"));
        assert!(!servers.is_empty(), "{phase}: no speech server");
        self.reader.take().unwrap().kill();
        self.kills("speech-dispatch");
        if listens {
            until(&format!("{phase}: the other voice"), || {
                let speaks = self.players().iter().any(|player| player == "espeak-ng");
                (speaks && self.tape().len() > before.len()).then_some(())
            });
            self.sound.listen();
            self.sound.first();
        }
        sees(&self.screen, READER_GONE);
        let heard = || self.tape().contains(READER_GONE) || self.called("speech-dispatch") != servers;
        assert!(!listens || heard(), "{phase}: {}", self.tape());
        self.reader = Some(Daemon::start());
        until("it works again", || (!self.screen.shows().contains(READER_GONE)).then_some(()));
        until("the speech server is back", || {
            let now = self.called("speech-dispatch");
            (!now.is_empty() && now != servers).then_some(())
        });
    }

    /// The session has ended: the browser is another.
    fn comes_again(&mut self) {
        let next = self.screen.lines.next().unwrap();
        self.screen.come(&next);
    }

    fn health(&self) -> String {
        printed(self.store, &["kiosk", "health", "--days", "1"])
    }

    fn leaves(&mut self) {
        self.nodes.press(END);
        self.comes_again();
        sees(&self.screen, "dà il benvenuto");
        until("the portal has ended the session", || open_sessions(self.store).is_empty().then_some(()));
        self.nodes.plug(false);
    }

    /// Both voices are gone at once in this phase, and nothing can start them; then they are back.
    fn falls_silent(&mut self, phase: &str) {
        let voices = ["server", "espeak"]
            .map(|name| (self.folder.path(name), self.folder.path(&format!("no-{name}"))));
        voices.iter().for_each(|(there, gone)| fs::rename(there, gone).unwrap());
        ["speech-dispatch", "espeak-ng"].into_iter().for_each(|name| self.kills(name));
        self.comes_again();
        sees(&self.screen, "Chiosco fuori servizio");
        let told = |words: &str| {
            until(&format!("{phase}: the supervisor is told «{words}»"), || {
                self.office.statuses().iter().any(|status| status == words).then_some(())
            });
        };
        told("RED: cannot speak, out of service");
        until("the portal is told", || self.health().contains("prova-1: RED").then_some(()));
        assert!(self.health().contains("voice gone"), "{phase}: {}", self.health());
        until("their session has ended", || open_sessions(self.store).is_empty().then_some(()));
        assert!(!self.screen.shows().contains("Decennio per decennio"), "{phase}");
        self.nodes.plug(false);
        self.tray.holds(false);
        voices.iter().for_each(|(there, gone)| fs::rename(gone, there).unwrap());
        told("in service");
        sees(&self.screen, "dà il benvenuto");
        until("the portal is told", || (!self.health().contains("voice gone")).then_some(()));
    }

    /// To where one signs in with the card's own PIN.
    fn comes_with_a_card(&self) {
        ["greeting", "mid-speech"].into_iter().for_each(|phase| self.reaches(phase));
        goes(&self.screen, "/it/estratto-conto");
        let link = until("the way in by card", || {
            let screen = self.screen.shows();
            let from = screen.find("/it/accedi/tessera")?;
            Some(screen[from..].split('"').next()?.replace("&amp;", "&"))
        });
        goes(&self.screen, &link);
        sees(&self.screen, "Accedi con la tessera");
    }

    /// A card that signs somebody in: pcscd killed while its PIN is typed, after it has opened the session, and while the card
    /// has the PIN.
    fn endures_with_a_card(&mut self, card: impl Fn(&[&str]) -> Plastic) {
        self.comes_with_a_card();
        let plastic = card(&["--stays"]);
        sees(&self.screen, "Tentativi rimasti: 3");
        self.digits("tessera", "830", 3);
        self.reader.take().unwrap().kill();
        sees(&self.screen, "Il lettore di tessere non funziona. Accedi con il PIN INPS");
        self.reader = Some(Daemon::start());
        sees(&self.screen, "Tentativi rimasti: 3");
        self.digits("tessera", "83027", 5);
        self.screen.touch("parte:invia");
        sees(&self.screen, "Decennio per decennio");
        assert_eq!(open_sessions(self.store).len(), 1);
        self.sound.listen();
        self.reader.take().unwrap().kill();
        self.comes_again();
        sees(&self.screen, "Sessione chiusa: qui non resta nulla di te.");
        self.sound.first();
        until("the portal has ended the session", || open_sessions(self.store).is_empty().then_some(()));
        plastic.pull();
        self.nodes.plug(false);
        self.reader = Some(Daemon::start());
        until("it works again", || (!self.screen.shows().contains(READER_GONE)).then_some(()));

        self.comes_with_a_card();
        // Of the command that carries the PIN.
        let mut plastic = card(&["--hang", "0020001008"]);
        sees(&self.screen, "Tentativi rimasti: 3");
        self.digits("tessera", "83027", 5);
        self.screen.touch("parte:invia");
        plastic.says("hangs");
        self.sound.listen();
        self.reader.take().unwrap().kill();
        sees(&self.screen, "forse un tentativo è andato");
        self.sound.first();
        plastic.pull();
        self.reader = Some(Daemon::start());
        let plastic = card(&["--tries", "2"]);
        sees(&self.screen, "Tentativi rimasti: 2");
        self.digits("tessera", "83027", 5);
        self.screen.touch("parte:invia");
        sees(&self.screen, "Decennio per decennio");
        plastic.pull();
        self.comes_again();
        sees(&self.screen, "dà il benvenuto");
        self.nodes.plug(false);
    }
}

#[test]
fn in_each_phase_of_a_visit_the_speech_server_and_pcscd_may_be_killed_and_nobody_is_left_in_silence() {
    let name = "killed::in_each_phase_of_a_visit_the_speech_server_and_pcscd_may_be_killed_and_nobody_is_left_in_silence";
    in_a_room(name, || {
        let (store, sound, tray) = (Store::lite(), Sound::start(), Tray::start());
        let (program, key) = portal_of_cards(&store);
        let (portal, folder) = (format!("http://127.0.0.1:{}", program.port()), speaking(&sound));
        let reader = Daemon::start();
        let settings = format!("key = {{ id = 'prova-1', file = {key:?} }}");
        let other = folder.program("espeak", &format!("cd {}\n{OTHER_VOICE}", folder.path("").display()));
        let devices = format!(
            "espeak = {other:?}\n{}{}stall = 60000\nfinish = 120000\n",
            Nodes::make(&folder),
            on_paper(&tray)
        );
        let office = Office::behind("nodes", [&settings, &devices], &portal, &folder, &sound);
        office.ready();
        let (nodes, screen) = (Nodes::open(&folder), office.visitor());
        let (sound, folder, store, office, tray) = (&sound, &folder, &store, &office, &tray);
        let mut visit = Visit { sound, folder, store, office, tray, nodes, screen, reader: Some(reader) };
        assert!(office.selftest().contains("voice good"));
        // As the path unit does: the pcscd that is there at the start may have carried a card before.
        until("another pcscd is asked for", || fs::remove_file(folder.path("card-over")).ok());
        visit.reader = visit.reader.take().map(Daemon::replace);

        // At its start it cuts off what may hang in it.
        let empty = tray.jobs();
        for phase in PHASES {
            visit.reaches(phase);
            visit.endures(phase);
        }
        visit.tray.holds(false);
        sees(&visit.screen, "prendi la ricevuta");
        assert_eq!(tray.jobs(), empty + 1, "printed once");
        visit.leaves();
        assert!(office.selftest().contains("voice good"));
        let statuses = office.statuses();
        assert!(!statuses.iter().any(|status| status.contains("RED")), "{statuses:?}");
        let chip = |state: &str| {
            let told = told(store);
            told.iter()
                .filter(|report| report.part == "chip" && report.tested == 0 && report.state == state)
                .count()
        };
        until("the portal is told of each", || (chip("gone") == 6 && chip("good") == 6).then_some(()));
        let health = visit.health();
        assert!(health.contains("prova-1: ") && !health.contains("RED"), "{health}");

        for phase in ["in a PIN", "printing"] {
            for before in PHASES {
                visit.reaches(before);
                if before == phase {
                    break;
                }
            }
            visit.falls_silent(phase);
        }
        until("the receipt that was on its way is out, once", || (tray.jobs() == empty + 2).then_some(()));

        let known: Value =
            serde_json::from_str(include_str!("../../kiosk/src/simulator/cards.json")).unwrap();
        let (answer, data) = (&known["answer_to_reset"], &known["cards"][0]["personal_data"]);
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/kiosk/src/simulator/cards.json");
        visit.endures_with_a_card(|options| {
            let own =
                ["--answer-to-reset", answer.as_str().unwrap(), "--personal-data", data.as_str().unwrap()];
            Plastic::insert(&[&own[..], &["--cards", file], options].concat())
        });
        visit.reader.take().unwrap().kill();
    });
}
