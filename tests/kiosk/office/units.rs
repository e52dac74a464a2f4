//! The units and the installer: what systemd takes, who reaches what, where each file lies.

use super::*;

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
    // What the agent writes when a card has gone is what is waited for, and pcscd may be replaced as often as cards come.
    let unit = |name: &str| fs::read_to_string(root.path().join("etc/systemd/system").join(name)).unwrap();
    let folder = PathBuf::from("/run").join(words(&unit("sportello-kiosk.service"), "RuntimeDirectory")[0]);
    assert_eq!(
        words(&unit("sportello-kiosk-cards.path"), "PathChanged"),
        [folder.join("card-over").to_str().unwrap()]
    );
    // Once that is done the file goes, by which the agent would see that nobody does it.
    let cards = unit("sportello-kiosk-cards.service");
    let starts: Vec<&str> = cards.lines().filter_map(|line| line.strip_prefix("ExecStart=")).collect();
    let removes = format!("/usr/bin/rm -f {}", folder.join("card-over").display());
    assert_eq!(starts, ["/usr/bin/systemctl try-restart pcscd.service", &removes]);
    assert!(unit("pcscd.service.d/sportello-kiosk.conf").contains("StartLimitIntervalSec=0"));
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
            "sportello-kiosk-cards.path",
            "sportello-kiosk-cards.service",
            "sportello-kiosk-sound.service",
        ]
        .map(|unit| units.join(unit)),
    );
    let ran = verify.output().unwrap();
    let words = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(root.path().join("etc/sportello-kiosk-sound.pa").exists());
    for other in ["pulseaudio.service", "pulseaudio.socket"] {
        let masked = fs::read_link(root.path().join("etc/systemd/user").join(other)).unwrap();
        assert_eq!(masked, Path::new("/dev/null"), "a sound server of the screen's user would take the card");
    }
    // The programs are not on this machine; whatever else it has to say is a fault.
    let faults: Vec<_> = words
        .lines()
        .filter(|line| line.contains("sportello") && !line.contains("is not executable"))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(words.contains("is not executable") || ran.status.success(), "{words}");
}

#[test]
fn the_sound_server_as_it_is_shipped_gives_the_ear_as_it_is_shipped_something_to_listen_to() {
    let read = |file: &str| {
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("kiosk/system").join(file)).unwrap()
    };
    let (unit, agent, script) =
        (read("sportello-kiosk-sound.service"), read("sportello-kiosk.service"), read("sound.pa"));
    let socket = "/run/sportello-kiosk-sound/socket";
    assert!(agent.contains(&format!("Environment=PULSE_SERVER=unix:{socket}\n")));
    assert!(agent.contains("Wants=pcscd.socket sportello-kiosk-sound.service"));
    // A folder of this test in place of that of the unit, and a card that is none.
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("socket");
    assert_eq!(words(&unit, "RuntimeDirectory"), ["sportello-kiosk-sound"]);
    let script = script
        .replace(socket, own.to_str().unwrap())
        .replace("module-alsa-sink device=hw:0", "module-null-sink")
        .replace("# load-module module-alsa-sink device=hw:1", "load-module module-null-sink");
    fs::write(folder.path().join("sound.pa"), script).unwrap();
    let line = unit.replace("\\\n", " ");
    let file = folder.path().join("sound.pa");
    let mut started = words(&line, "ExecStart").into_iter().map(|word| match word.strip_prefix("--file=") {
        Some(_) => format!("--file={}", file.display()),
        None => word.to_owned(),
    });
    let mut server = Command::new(started.next().unwrap());
    server.args(started).env("HOME", folder.path()).env("XDG_RUNTIME_DIR", folder.path());
    let _server = Process::start(&mut server);
    until("the socket of the sound server", || own.exists().then_some(()));
    let settings: toml::Table = read("kiosk.toml").parse().unwrap();
    let speech = settings["speech"].as_table().unwrap();
    let shipped: Vec<&str> =
        speech["ear"].as_array().unwrap().iter().filter_map(toml::Value::as_str).collect();
    let ears = [shipped.join(" "), shipped.join(" ").replace("kiosk.monitor", "headphones.monitor")];
    for ear in ears {
        let mut ear = ear.split(' ');
        let mut listens = Command::new(ear.next().unwrap());
        listens.args(ear).env("PULSE_SERVER", format!("unix:{}", own.display())).stdout(Stdio::piped());
        let mut listens = Process::start(&mut listens);
        let mut piece = [0; 960];
        std::io::Read::read_exact(listens.child().stdout.as_mut().unwrap(), &mut piece).unwrap();
    }
}
