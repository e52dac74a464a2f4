//! A kiosk as an office runs it: its settings, its supervisor, its speech server, its units.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::net::UnixDatagram;
use std::path::Path;
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
        Office::signed_after("", more, portal, folder, sound, None)
    }

    /// The same, signed by the institute of this database, whose public key is in a file.
    fn signed(
        more: &str,
        portal: &str,
        folder: &'a Folder,
        sound: &'a Sound,
        signer: Option<(&Store, &Path)>,
    ) -> Office<'a> {
        Office::signed_after(more, "", portal, folder, sound, signer)
    }

    fn signed_after(
        more: &str,
        after: &str,
        portal: &str,
        folder: &'a Folder,
        sound: &'a Sound,
        signer: Option<(&Store, &Path)>,
    ) -> Office<'a> {
        fs::create_dir_all(folder.path("state")).unwrap();
        fs::create_dir_all(folder.path("window")).unwrap();
        let listen = format!("127.0.0.1:{}", free_port());
        let sockets = folder.path("");
        let speech = folder.path("speechd.sock");
        let server = [
            "speech-dispatcher",
            "-s",
            "-t",
            "0",
            "-c",
            "unix_socket",
            "-S",
            speech.to_str().unwrap(),
            "-C",
            folder.path("conf").to_str().unwrap(),
            "-P",
            folder.path("pid").to_str().unwrap(),
        ]
        .map(str::to_owned);
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
        // What it tells of itself is kept, for who looks for words in it.
        command
            .stdin(Stdio::null())
            .stderr(fs::File::options().append(true).create(true).open(folder.path("log")).unwrap());
        let kiosk = Process(command.env("PULSE_SERVER", sound.server()).spawn().unwrap());
        Office { folder, sound, listen, kiosk, supervisor: told }
    }

    /// The next thing that the supervisor is told.
    fn told(&self) -> String {
        self.supervisor.recv_timeout(Duration::from_secs(20)).expect("the supervisor hears of the kiosk")
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

    fn staff(&self, word: &str) -> bool {
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
    fn waiting(&self) -> usize {
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

/// What a command of the portal's machine prints.
fn printed(store: &Store, words: &[&str]) -> String {
    let ran = sportello(store).args(words).stdout(Stdio::piped()).output().unwrap();
    assert!(ran.status.success(), "{words:?}");
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

#[test]
fn a_kiosk_tests_itself_and_the_portal_hears_of_it_in_order_and_once_whatever_fails_between() {
    let (store, sound) = (Store::lite(), Sound::start());
    let folder = speaking(&sound);
    let key = folder.path("kiosk.key");
    let mut enrol = sportello(&store);
    enrol.args(["kiosk", "enrol", "--name", "roma-1", "--office", "0001", "--key"]).arg(&key);
    assert!(enrol.status().unwrap().success());
    assert!(printed(&store, &["kiosk", "list"]).contains("no word"), "it has told nothing yet");
    let settings = format!("key = {{ id = 'roma-1', file = {key:?} }}");

    // There is no portal, and the power goes when it has tested itself.
    let nowhere = format!("http://127.0.0.1:{}", free_port());
    let mut office = Office::with(&settings, &nowhere, &folder, &sound);
    office.ready();
    let found = office.selftest();
    assert!(found.contains("voice good") && found.contains("keypad absent"), "{found}");
    until("what it found is on the disk", || (office.waiting() == 10).then_some(()));
    office.kill();

    let program = Program::start(&store);
    let portal = format!("http://127.0.0.1:{}", program.port());
    let mut office = Office::with(&settings, &portal, &folder, &sound);
    office.ready();
    until("the portal has it", || (office.waiting() == 0).then_some(()));
    office.selftest();
    until("and what it found then", || {
        let told = printed(&store, &["kiosk", "health", "--days", "1"]);
        (office.waiting() == 0 && told.contains("roma-1: amber, tested") && !told.contains("voice"))
            .then_some(told)
    });
    assert!(printed(&store, &["kiosk", "list"]).contains("amber"));
    office.kill();
    drop(program);
    let told = store.with(|portal| async move {
        let mut conn = portal.db.reader().await.unwrap();
        sportello::kiosks::told(&mut conn, sportello::clock::Moment(0)).await.unwrap()
    });
    let parts: Vec<&str> = told.iter().map(|report| report.part.as_str()).collect();
    let once =
        ["voice", "headphones", "jack", "keypad", "reader", "chip", "paper", "touch", "screen", "clock"];
    assert_eq!(parts, [once, once].concat());
    assert!(told.iter().all(|report| report.tested == 1));
}

#[test]
fn settings_that_are_not_signed_were_changed_or_are_older_are_refused_in_words() {
    let (store, sound) = (Store::lite(), Sound::start());
    let folder = speaking(&sound);
    // Whoever enrols first makes the database.
    let mut enrol = sportello(&store);
    enrol.args(["kiosk", "enrol", "--name", "roma-1", "--office", "0001", "--key"]).arg(folder.path("key"));
    assert!(enrol.status().unwrap().success());
    let signer = folder.path("settings.pub");
    fs::write(&signer, printed(&store, &["kiosk", "settings-key"])).unwrap();
    let portal = format!("http://127.0.0.1:{}", free_port());
    let start = |version: u32| {
        Office::signed(&format!("version = {version}"), &portal, &folder, &sound, Some((&store, &signer)))
    };
    let mut office = start(2);
    office.ready();
    office.kill();
    let refused = || {
        let mut command = Command::new(binary());
        command.arg("run").arg("--config").arg(folder.path("kiosk.toml")).arg("--signed-by").arg(&signer);
        let ran = command.output().unwrap();
        assert!(!ran.status.success());
        String::from_utf8_lossy(&ran.stderr).into_owned()
    };
    let mut older = start(1);
    assert!(!older.kiosk.child().wait().unwrap().success());
    let words = refused();
    assert!(words.contains("version 1") && words.contains("version 2 was accepted before"), "{words}");
    let file = folder.path("kiosk.toml");
    let signed = fs::read_to_string(&file).unwrap();
    fs::write(&file, signed.replace("version = 1", "version = 9")).unwrap();
    assert!(refused().contains("changed after they were signed"));
    fs::write(
        &file,
        signed.lines().filter(|line| !line.starts_with("# signed")).collect::<Vec<_>>().join("\n"),
    )
    .unwrap();
    assert!(refused().contains("are not signed"));
    let mut newer = start(3);
    newer.ready();
    newer.kill();
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

    fn screen(&self) -> (u16, String) {
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
    figures::row("cold to the screen that waits", &format!("{cold:.2?}"), "1 s");
    figures::row("killed, and at the screen that waits again", &format!("{took:.2?}"), "5 s");
    assert!(took < Duration::from_secs(5));
    assert!(cold < Duration::from_secs(1), "{cold:?} {took:?}");
}

#[test]
fn a_portal_with_a_certificate_of_the_institute_is_trusted_and_another_is_not() {
    let (store, sound) = (Store::lite(), Sound::start());
    let folder = speaking(&sound);
    let [key, certificate] = ["tls.key", "tls.pem"].map(|name| folder.path(name));
    let mut openssl = Command::new("openssl");
    openssl.args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]);
    openssl.args(["-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE"]);
    openssl.arg("-keyout").arg(&key).arg("-out").arg(&certificate);
    assert!(openssl.stderr(Stdio::null()).status().unwrap().success());
    let settings = store.path("tls.toml");
    let toml =
        format!("public_url = 'https://127.0.0.1'\n[tls]\ncertificate = {certificate:?}\nkey = {key:?}\n");
    fs::write(&settings, toml).unwrap();
    let program = Program::begin(|| {
        let mut command = sportello(&store);
        command.env("SPORTELLO_CONFIG", &settings);
        command
    });
    let portal = format!("https://127.0.0.1:{}", program.port());
    for (more, shown) in [
        (format!("authorities = {certificate:?}"), "Che cosa vuoi fare?"),
        (String::new(), "Il collegamento non c’è"),
    ] {
        let office = Office::with(&more, &portal, &folder, &sound);
        office.ready();
        let visitor = office.visitor();
        visitor.sees("dà il benvenuto");
        visitor.touch("parte:b-0-0");
        visitor.sees(shown);
    }
}

#[test]
fn settings_that_a_kiosk_may_not_have_are_named_and_it_does_not_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kiosk.toml");
    let least =
        "portal = 'http://127.0.0.1:1'\n[screen]\npixels_a_millimetre = 3.2\n[headset]\nmodel = 'x'\nfull = ";
    for (text, said) in [
        (format!("warning = 5\n{least}90.0"), "at least 20"),
        (format!("{least}130.0"), "too loud"),
        (format!("simulator = true\n{least}90.0"), "unknown field"),
    ] {
        fs::write(&file, text).unwrap();
        let ran = Command::new(binary()).args(["run", "--config"]).arg(&file).output().unwrap();
        let words = String::from_utf8_lossy(&ran.stderr);
        assert!(!ran.status.success() && words.contains(said), "{words}");
    }
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

/// The words of a line of a unit.
fn words<'a>(unit: &'a str, key: &str) -> Vec<&'a str> {
    let line = unit.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
    line.unwrap_or("").split_whitespace().collect()
}

#[test]
fn the_screens_user_reaches_the_socket_that_is_for_it_and_nothing_else_of_the_agent() {
    let read = |file: &str| {
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk/system").join(file)).unwrap()
    };
    let (agent, screen) = (read("sportello-kiosk.service"), read("sportello-kiosk-screen.service"));
    // It is in no group of the agent, nor in one that may read input devices: neither staff nor speech, and no key.
    assert_eq!(words(&screen, "SupplementaryGroups"), ["video", "render"]);
    assert_eq!(
        (words(&screen, "User"), words(&screen, "Group")),
        (vec!["sportello-screen"], vec!["sportello-screen"])
    );
    assert!(screen.contains("Environment=LIBSEAT_BACKEND=logind"), "the touchscreen comes by its session");
    assert_eq!(words(&agent, "RuntimeDirectory"), ["sportello-kiosk", "sportello-kiosk/speech"]);
    assert_eq!(words(&agent, "RuntimeDirectoryMode"), ["0750"]);
    assert_eq!(
        (words(&agent, "User"), words(&agent, "Group")),
        (vec!["sportello-kiosk"], vec!["sportello-kiosk"])
    );
    // The one folder of both: the agent writes there, and what it makes is of the screen's group.
    let folders = read("folders.conf");
    let window = folders.lines().find(|line| line.starts_with("d ")).unwrap();
    let wanted = ["d", "/run/sportello-kiosk-window", "2750", "sportello-kiosk", "sportello-screen"];
    assert_eq!(window.split_whitespace().take(5).collect::<Vec<_>>(), wanted);
    assert_eq!(words(&agent, "ReadWritePaths"), ["/run/sportello-kiosk-window"]);
    // Keyboards, scanners and readers are of no seat that the screen has a session on.
    let rules = read("70-sportello-kiosk.rules");
    assert!(rules.contains("ENV{ID_SEAT}=\"seat-sportello\""), "{rules}");

    // What the kernel makes of it, with two users that are nobody.
    let folder = tempfile::tempdir().unwrap();
    let (agent, screen) = (54_321, 54_322);
    let (window, staff) = (folder.path().join("window"), folder.path().join("staff"));
    fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    for (place, group, mode) in [(&window, screen, 0o2750), (&staff, agent, 0o750)] {
        fs::create_dir(place).unwrap();
        std::os::unix::fs::chown(place, Some(agent), Some(group)).unwrap();
        fs::set_permissions(place, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
    }
    let sh = |user: u32, script: &str| {
        let mut run = Command::new("setpriv");
        run.args([format!("--reuid={user}"), format!("--regid={user}"), "--clear-groups".to_owned()]);
        run.args(["sh", "-c", script]).arg(folder.path()).stderr(Stdio::null()).status().unwrap().success()
    };
    // A socket is one file to the kernel as any other: who may write to it may connect.
    assert!(sh(
        agent,
        "for name in window staff; do : >$0/$name/sock && chmod 660 $0/$name/sock || exit 1; done"
    ));
    let may = |user, name: &str| sh(user, &format!("test -w $0/{name}/sock"));
    assert_eq!([may(screen, "window"), may(screen, "staff"), may(agent, "staff")], [true, false, true]);
}

#[test]
fn the_units_are_what_systemd_takes_and_the_installer_lays_them_out() {
    let root = tempfile::tempdir().unwrap();
    let system = Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk/system");
    let install = |program: &str| {
        let mut command = Command::new(system.join("install"));
        command.arg("--root").arg(root.path()).env("PROGRAM", program).output().unwrap()
    };
    let refused = install(binary().to_str().unwrap());
    let pair = [root.path().join("from/kiosk.key"), root.path().join("from/settings.pub")];
    fs::create_dir_all(root.path().join("from")).unwrap();
    pair.iter().for_each(|file| fs::write(file, "PEM").unwrap());
    assert!(!refused.status.success(), "a program with the simulator in it goes to no office");
    let laid = install("/bin/true");
    assert!(laid.status.success(), "{}", String::from_utf8_lossy(&laid.stderr));
    // Nobody has signed its settings: what is to be done, in its order.
    let said = String::from_utf8(laid.stdout).unwrap();
    let steps = [
        "Installed.",
        "settings-key",
        "--signed-by",
        "edit ",
        "sign-settings",
        "install -m 640",
        "systemctl",
    ];
    let places: Vec<_> = steps.iter().map(|step| said.find(step)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} in {said}");
    let rules = fs::read_to_string(root.path().join("etc/udev/rules.d/70-sportello-kiosk.rules")).unwrap();
    assert!(rules.contains("LIBINPUT_IGNORE_DEVICE"));
    let settings = root.path().join("etc/sportello-kiosk.toml");
    fs::write(&settings, "kept\n# signed c2lnbmVk\n").unwrap();
    let mut keys = Command::new(system.join("install"));
    keys.arg("--root").arg(root.path()).arg("--key").arg(&pair[0]).arg("--signed-by").arg(&pair[1]);
    let keyed = keys.env("PROGRAM", "/bin/true").output().unwrap();
    assert!(keyed.status.success(), "{}", String::from_utf8_lossy(&keyed.stderr));
    let key = root.path().join("etc/credstore/sportello-kiosk.key");
    assert_eq!(fs::read_to_string(&key).unwrap(), "PEM");
    let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&key).unwrap().permissions());
    assert_eq!((mode & 0o777, pair[0].exists()), (0o600, false), "for root alone, and in one place");
    assert!(root.path().join("etc/sportello-kiosk.pub").exists());
    assert!(root.path().join("etc/systemd/system/sportello-kiosk.service.d/key.conf").exists());
    assert!(fs::read_to_string(&settings).unwrap().starts_with("kept\n"), "settings of the office stay");
    let said = String::from_utf8(keyed.stdout).unwrap();
    assert!(said.contains("Installed.") && !said.contains("not started"), "they are signed: {said}");

    let units = root.path().join("etc/systemd/system");
    let mut verify = Command::new("systemd-analyze");
    verify.arg("verify").args(
        [
            "sportello-kiosk.service",
            "sportello-kiosk-screen.service",
            "sportello-kiosk-selftest.service",
            "sportello-kiosk-selftest.timer",
        ]
        .map(|unit| units.join(unit)),
    );
    let ran = verify.output().unwrap();
    let words = String::from_utf8_lossy(&ran.stderr).into_owned();
    // The programs are not on this machine; whatever else it has to say is a fault.
    let faults: Vec<_> = words
        .lines()
        .filter(|line| line.contains("sportello") && !line.contains("is not executable"))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(words.contains("is not executable") || ran.status.success(), "{words}");
}
