//! A kiosk as an office runs it: its settings, its supervisor, its speech server, its units.

mod settings;
mod units;

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::dispatcher::{Folder, Process, until};
use crate::ear::binary;
use crate::figures;
use crate::process::browser::Door;
use crate::process::program::{Program, free_port, sportello};
use crate::process::store::Store;
use crate::sound::Sound;

/// The module of speech-dispatcher that speaks.
const MODULE: &str = "/etc/speech-dispatcher/modules/espeak-ng.conf";

/// What listens at the sound output while a kiosk tests itself.
const EAR: [&str; 7] = [
    "parec",
    "--raw",
    "--format=s16le",
    "--rate=48000",
    "--channels=1",
    "--latency-msec=20",
    "--device=kiosk.monitor",
];

/// A kiosk that `sportello-kiosk run` runs.
pub struct Office<'a> {
    pub folder: &'a Folder,
    sound: &'a Sound,
    listen: String,
    pub kiosk: Process,
    supervisor: Receiver<String>,
}

impl<'a> Office<'a> {
    pub fn start(portal: &str, folder: &'a Folder, sound: &'a Sound) -> Office<'a> {
        Office::with("", portal, folder, sound)
    }

    /// The same with more settings.
    pub fn with(more: &str, portal: &str, folder: &'a Folder, sound: &'a Sound) -> Office<'a> {
        Office::signed(more, portal, folder, sound, None)
    }

    /// The same with more at the end of the settings, after those of speech.
    fn with_after(more: &str, portal: &str, folder: &'a Folder, sound: &'a Sound) -> Office<'a> {
        Office::signed_after(["", more], portal, folder, sound, None, None)
    }

    /// One whose settings begin and end so, before whose C library this one comes.
    pub fn behind(
        library: &str,
        settings: [&str; 2],
        portal: &str,
        folder: &'a Folder,
        sound: &'a Sound,
    ) -> Office<'a> {
        let library = compiled(library, folder);
        Office::signed_after(settings, portal, folder, sound, None, Some(&library))
    }

    /// The same, signed by the institute of this database, whose public key is in a file.
    pub fn signed(
        more: &str,
        portal: &str,
        folder: &'a Folder,
        sound: &'a Sound,
        signer: Option<(&Store, &Path)>,
    ) -> Office<'a> {
        Office::signed_after([more, ""], portal, folder, sound, signer, None)
    }

    /// One whose settings begin and end so, perhaps signed, and perhaps behind another C library.
    pub fn signed_after(
        [more, after]: [&str; 2],
        portal: &str,
        folder: &'a Folder,
        sound: &'a Sound,
        signer: Option<(&Store, &Path)>,
        library: Option<&Path>,
    ) -> Office<'a> {
        fs::create_dir_all(folder.path("state")).unwrap();
        fs::create_dir_all(folder.path("window")).unwrap();
        let listen = format!("127.0.0.1:{}", free_port());
        let sockets = folder.path("");
        let speech = folder.path("speechd.sock");
        let server = folder.server();
        let settings = format!(
            "{more}\nportal = '{portal}'\nlisten = '{listen}'\nsockets = {sockets:?}\nwindow = {window:?}\nstate = {state:?}\n[screen]\n\
             pixels_a_millimetre = 3.2\n[headset]\nmodel = 'test'\nfull = 90.0\n[speech]\nsocket = {speech:?}\n\
             server = {server:?}\near = {EAR:?}\n{after}",
            window = folder.path("window"),
            state = folder.path("state")
        );
        fs::write(folder.path("kiosk.toml"), settings).unwrap();
        if let Some((store, _)) = signer {
            let file = folder.path("kiosk.toml");
            assert!(sportello(store).args(["kiosk", "sign-settings"]).arg(file).status().unwrap().success());
        }
        let notify = folder.path("notify");
        drop(fs::remove_file(&notify));
        let supervisor = UnixDatagram::bind(&notify).unwrap();
        // Read all the time, as a supervisor does: a full socket would hold the kiosk up.
        let (words, told) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 500];
            while let Ok(length) = supervisor.recv(&mut bytes) {
                if words.send(String::from_utf8_lossy(&bytes[..length]).trim().to_owned()).is_err() {
                    return;
                }
            }
        });
        let mut command = Command::new(binary());
        command.arg("run").arg("--config").arg(folder.path("kiosk.toml"));
        if let Some((_, key)) = signer {
            command.arg("--signed-by").arg(key);
        }
        command.env("NOTIFY_SOCKET", &notify).env("WATCHDOG_USEC", "2000000");
        for name in ["HOME", "XDG_RUNTIME_DIR"] {
            command.env(name, folder.path(""));
        }
        if let Some(library) = library {
            command.env("LD_PRELOAD", library).env("SPORTELLO_BYTES", folder.path("bytes"));
        }
        // What it tells of itself is kept, for who looks for words in it.
        command
            .stdin(Stdio::null())
            .stderr(fs::File::options().append(true).create(true).open(folder.path("log")).unwrap());
        let kiosk = Process(command.env("PULSE_SERVER", sound.server()).spawn().unwrap());
        Office { folder, sound, listen, kiosk, supervisor: told }
    }

    /// The next thing that the supervisor is told.
    pub fn told(&self) -> String {
        self.supervisor.recv_timeout(Duration::from_secs(60)).expect("the supervisor hears of the kiosk")
    }

    /// What its supervisor was told of how it is, since this was last asked.
    pub fn statuses(&self) -> Vec<String> {
        let told = self.supervisor.try_iter();
        told.filter_map(|words| words.strip_prefix("STATUS=").map(str::to_owned)).collect()
    }

    /// Waits until it is ready.
    pub fn ready(&self) {
        let ready = (0..10).any(|_| self.told().contains("READY=1"));
        assert!(ready, "the supervisor is told that it is ready");
    }

    /// A browser of the test's own: it comes in as the keeper says.
    pub fn visitor(&self) -> Visitor {
        let socket = self.folder.path("window/window.sock");
        let line = until("the keeper's socket", || std::os::unix::net::UnixStream::connect(&socket).ok());
        let mut lines = BufReader::new(line).lines();
        let url = lines.next().unwrap().unwrap();
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        let mut visitor = Visitor {
            base: format!("http://{}", self.listen),
            agent: config.into(),
            cookie: String::new(),
            lines: Box::new(lines.map_while(Result::ok)),
        };
        visitor.come(&url);
        visitor
    }

    /// A desk of the staff, who wait to be called.
    fn watch(&self) -> Child {
        let mut command = Command::new(binary());
        command.args(["staff", "watch", "--sockets"]).arg(self.folder.path("")).stderr(Stdio::piped());
        command.spawn().unwrap()
    }

    pub fn staff(&self, word: &str) -> bool {
        let mut command = Command::new(binary());
        command.args(["staff", word, "--sockets"]).arg(self.folder.path("")).stderr(Stdio::null());
        command.status().unwrap().success()
    }
}

impl Drop for Office<'_> {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Office<'_> {
    /// Has it test itself; what it found.
    pub fn selftest(&self) -> String {
        let mut command = Command::new(binary());
        let ran = command.args(["selftest", "--sockets"]).arg(self.folder.path("")).output().unwrap();
        assert!(ran.status.success());
        String::from_utf8_lossy(&ran.stderr).into_owned()
    }

    /// What waits for the portal, as it is on the disk.
    pub fn waiting(&self) -> usize {
        let kept = fs::read_to_string(self.folder.path("state/reports.json")).unwrap_or_default();
        kept.matches("\"number\"").count()
    }

    /// As a power cut leaves it, and as a supervisor does: what came of it goes with it.
    pub fn kill(&mut self) {
        if matches!(self.kiosk.child().try_wait(), Ok(None)) {
            for id in family(self.kiosk.child().id()) {
                let _ = rustix::process::kill_process(rustix_pid(id), rustix::process::Signal::KILL);
            }
        }
        drop(self.kiosk.child().wait());
    }
}

/// A library of `preload`, made in this folder.
fn compiled(name: &str, folder: &Folder) -> PathBuf {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kiosk/preload/");
    let library = folder.path(&format!("{name}.so"));
    let mut compiler = Command::new("cc");
    compiler.args(["-O1", "-shared", "-fPIC", "-o"]).arg(&library).arg(format!("{source}{name}.c"));
    assert!(compiler.status().expect("a C compiler").success(), "{name}.c");
    library
}

/// Puts the kiosk `roma-1` on record; the file of its key, in its folder.
pub fn enrolled(store: &Store, folder: &Folder) -> PathBuf {
    let key = folder.path("kiosk.key");
    let mut enrol = sportello(store);
    enrol.args(["kiosk", "enrol", "--name", "roma-1", "--office", "0001", "--key"]).arg(&key);
    assert!(enrol.status().unwrap().success());
    key
}

/// What a command of the portal's machine prints.
pub fn printed(store: &Store, words: &[&str]) -> String {
    let ran = sportello(store).args(words).stdout(Stdio::piped()).output().unwrap();
    assert!(ran.status.success(), "{words:?}");
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

#[test]
fn a_kiosk_tests_itself_and_the_portal_hears_of_it_in_order_and_once_whatever_fails_between() {
    let (store, sound) = (Store::lite(), Sound::start());
    let folder = speaking(&sound);
    let key = enrolled(&store, &folder);
    assert!(printed(&store, &["kiosk", "list"]).contains("no word"), "it has told nothing yet");
    let settings = format!("key = {{ id = 'roma-1', file = {key:?} }}");

    // There is no portal, and the power goes when it has tested itself.
    let nowhere = format!("http://127.0.0.1:{}", free_port());
    let mut office = Office::with(&settings, &nowhere, &folder, &sound);
    office.ready();
    let found = office.selftest();
    assert!(found.contains("voice good") && found.contains("keypad absent"), "{found}");
    until("what it found is on the disk", || (office.waiting() == 11).then_some(()));
    office.kill();

    let program = Program::start(&store);
    let portal = format!("http://127.0.0.1:{}", program.port());
    let mut office = Office::with(&settings, &portal, &folder, &sound);
    office.ready();
    until("the portal has it", || (office.waiting() == 0).then_some(()));
    office.selftest();
    let told = || {
        store.with(|portal| async move {
            let mut conn = portal.db.reader().await.unwrap();
            sportello::kiosks::told(&mut conn, sportello::clock::Moment(0)).await.unwrap()
        })
    };
    // What it found the first time reads the same: the second is there once there is twice as much.
    until("and what it found then", || (office.waiting() == 0 && told().len() >= 22).then_some(()));
    let health = printed(&store, &["kiosk", "health", "--days", "1"]);
    assert!(health.contains("roma-1: amber, tested") && !health.contains("voice"), "{health}");
    assert!(printed(&store, &["kiosk", "list"]).contains("amber"));
    office.kill();
    drop(program);
    let told = told();
    let parts: Vec<&str> = told.iter().map(|report| report.part.as_str()).collect();
    let once = [
        "voice",
        "headphones",
        "jack",
        "keypad",
        "reader",
        "chip",
        "paper",
        "touch",
        "screen",
        "clock",
        "disk",
    ];
    assert_eq!(parts, [once, once].concat());
    assert!(told.iter().all(|report| report.tested == 1));
}

#[test]
fn a_kiosk_that_speaks_and_is_not_heard_is_red_here_and_at_the_portal_until_it_is_heard() {
    let (store, sound) = (Store::lite(), Sound::start());
    let folder = speaking(&sound);
    let key = enrolled(&store, &folder);
    let program = Program::start(&store);
    let portal = format!("http://127.0.0.1:{}", program.port());
    let office =
        Office::with(&format!("key = {{ id = 'roma-1', file = {key:?} }}"), &portal, &folder, &sound);
    office.ready();
    let health = || printed(&store, &["kiosk", "health", "--days", "1"]);
    // The engine says that all is well; only who listens at the output knows better.
    let mute = |is: &str| sound.pactl(&["set-sink-mute", "kiosk", is]);
    mute("1");
    let found = office.selftest();
    assert!(found.contains("voice silent"), "{found}");
    until("the supervisor is told", || office.told().contains("RED: speaks, and is not heard").then_some(()));
    until("the portal is told", || health().contains("roma-1: RED, tested").then_some(()));
    assert!(health().contains("voice silent"), "{}", health());
    mute("0");
    let found = office.selftest();
    assert!(found.contains("voice good"), "{found}");
    until("the supervisor is told", || office.told().contains("STATUS=in service").then_some(()));
    until("the portal is told", || (!health().contains("voice silent")).then_some(()));
}

/// A process and all that came of it.
pub fn family(root: u32) -> Vec<u32> {
    let mut found = vec![root];
    let mut at = 0;
    while let Some(parent) = found.get(at).copied() {
        at += 1;
        for task in fs::read_dir(format!("/proc/{parent}/task")).into_iter().flatten().flatten() {
            let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
            found.extend(children.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
        }
    }
    found
}

/// A process by its number.
pub fn rustix_pid(id: u32) -> rustix::process::Pid {
    rustix::process::Pid::from_raw(i32::try_from(id).unwrap()).unwrap()
}

/// A browser that shows what the screen sends and touches it.
pub struct Visitor {
    base: String,
    agent: ureq::Agent,
    cookie: String,
    pub lines: Box<dyn Iterator<Item = String>>,
}

impl Visitor {
    /// Comes in as the keeper says.
    pub fn come(&mut self, line: &str) {
        let url = line.strip_prefix("open ").expect(line);
        let answer = self.agent.get(url).call().unwrap();
        assert_eq!(answer.status(), 303);
        let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
        cookie.split(';').next().unwrap().clone_into(&mut self.cookie);
        assert_eq!(self.agent.get(url).call().unwrap().status(), 403, "a way in is used once");
    }

    pub fn screen(&self) -> (u16, String) {
        let mut answer = self.agent.get(&self.base).header("cookie", &self.cookie).call().unwrap();
        (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
    }

    pub fn touch(&self, what: &str) {
        let request = self.agent.post(format!("{}/tocco", self.base)).header("cookie", &self.cookie);
        assert_eq!(request.send(what).unwrap().status(), 204, "{what}");
    }

    pub fn sees(&self, words: &str) {
        until(words, || self.screen().1.contains(words).then_some(()));
    }
}

pub fn speaking(sound: &Sound) -> Folder {
    Folder::new("espeak-ng", "sd_espeak-ng", Some(Path::new(MODULE))).with("PULSE_SERVER", sound.server())
}

#[test]
fn figures_the_supervisor_hears_of_a_kiosk_that_is_ready_lives_is_closed_and_is_started_anew() {
    let (store, sound) = (Store::lite(), Sound::start());
    let (program, folder) = (Program::start(&store), speaking(&sound));
    let portal = format!("http://127.0.0.1:{}", program.port());
    let began = Instant::now();
    let mut office = Office::start(&portal, &folder, &sound);
    office.ready();
    let mut visitor = office.visitor();
    visitor.sees("dà il benvenuto");
    let cold = began.elapsed();
    let beat = Instant::now();
    let beats = (0..10).filter(|_| office.told() == "WATCHDOG=1").take(2).count();
    assert_eq!(beats, 2);
    assert!(beat.elapsed() < Duration::from_secs(3), "the watchdog is fed in time: {:?}", beat.elapsed());

    assert!(office.staff("close"));
    visitor.sees("Chiosco chiuso");
    assert!(office.staff("open"));
    visitor.sees("dà il benvenuto");
    assert!(!office.staff("dance"), "an unknown word is refused");

    // A call that nobody hears is not told as one that somebody does.
    let call = |visitor: &Visitor| {
        visitor.touch("comando:personale");
        visitor.touch("comando:personale");
    };
    call(&visitor);
    visitor.sees("Nessuno del personale riceve la chiamata");
    let mut desk = office.watch();
    let mut told = BufReader::new(desk.stderr.take().unwrap()).lines().map_while(Result::ok);
    assert_eq!(told.next().as_deref(), Some("watching"));
    call(&visitor);
    visitor.sees("Fatto: il personale è chiamato");
    assert!(told.next().unwrap().ends_with("A citizen at the kiosk calls."));
    desk.kill().unwrap();
    desk.wait().unwrap();

    visitor.touch("parte:b-0-0");
    visitor.sees("Che cosa vuoi fare?");
    visitor.touch("comando:fine");
    let next = visitor.lines.next().unwrap();
    visitor.come(&next);
    visitor.sees("dà il benvenuto");

    // Killed and started again, as the supervisor would: it waits for someone, and nobody is in.
    visitor.touch("parte:b-0-0");
    visitor.sees("Che cosa vuoi fare?");
    office.kill();
    let began = Instant::now();
    let again = Office::start(&portal, office.folder, office.sound);
    again.ready();
    let visitor = again.visitor();
    visitor.sees("dà il benvenuto");
    let took = began.elapsed();
    figures::hold_once("cold to the screen that waits", cold, Duration::from_secs(1));
    figures::hold_once("killed, and at the screen that waits again", took, Duration::from_secs(5));
}

#[test]
fn with_two_outputs_it_speaks_and_is_heard_at_both() {
    let (store, sound) = (Store::lite(), Sound::start_two());
    let (program, folder, own) = (Program::start(&store), speaking(&sound), speaking(&sound));
    let ear = |sink: &str| EAR.map(|word| word.replace("kiosk.monitor", &format!("{sink}.monitor")));
    let more = format!(
        "output.pulse = 'kiosk'\n[speech.headphones]\noutput.pulse = 'jack'\nsocket = {:?}\n\
         server = {:?}\near = {:?}\n",
        own.socket(),
        own.server(),
        ear("jack")
    );
    let portal = format!("http://127.0.0.1:{}", program.port());
    let office = Office::with_after(&more, &portal, &folder, &sound);
    office.ready();
    let found = office.selftest();
    assert!(found.contains("voice good") && found.contains("headphones good"), "{found}");
    // The one has nothing to sound at any more, and the kiosk stays in service.
    sound.unplug();
    let found = office.selftest();
    assert!(found.contains("voice good"), "{found}");
    assert!(found.contains("headphones ") && !found.contains("headphones good"), "{found}");
    office.visitor().sees("dà il benvenuto");
}
