//! The units and the installer of a kiosk, read as systemd and the kernel read them.

use std::collections::BTreeSet;
use std::path::Path;

use crate::conformance::source;

const AGENT: &str = "kiosk/system/sportello-kiosk.service";
const SCREEN: &str = "kiosk/system/sportello-kiosk-screen.service";

/// Where a device file stands, and what its unit must name to open it: the number of its kind by the kernel's list
/// (Documentation/admin-guide/devices.txt), or its name in /proc/devices where the kernel gives the number itself.
const KINDS: [(&str, &str); 12] = [
    ("/dev/input", "13"),
    ("/dev/snd", "116"),
    ("/dev/usb/lp", "180"),
    ("/dev/lp", "6"),
    ("/dev/ttyS", "4"),
    ("/dev/ttyUSB", "188"),
    ("/dev/ttyACM", "166"),
    ("/dev/hidraw", "hidraw"),
    // Each name in there leads to one of the three above.
    ("/dev/serial/by-id", "188"),
    // `DevicePolicy=closed` lets these through.
    ("/dev/null", ""),
    ("/dev/zero", ""),
    ("/dev/urandom", ""),
];

/// What stands after a key, line by line.
fn values<'a>(unit: &'a str, key: &str) -> Vec<&'a str> {
    unit.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix('=')).collect()
}

/// Every file of the code, without its tests.
fn code(folder: &Path, found: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "tests" && name != "simulator" {
            code(&path, found);
        } else if name.ends_with(".rs") && !name.ends_with("tests.rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push_str(text.split("#[cfg(test)]\nmod tests {").next().unwrap());
        }
    }
}

/// Every device path in a text.
fn paths(text: &str) -> BTreeSet<&str> {
    let ends = |sign: char| !(sign.is_ascii_alphanumeric() || "/-_".contains(sign));
    text.match_indices("/dev/")
        .map(|(at, _)| &text[at..])
        .map(|rest| &rest[..rest.find(ends).unwrap_or(rest.len())])
        .filter(|path| path.len() > "/dev/".len() && *path != "/dev/usb")
        .collect()
}

#[test]
fn the_agent_may_open_every_device_that_it_or_its_settings_name_and_no_other() {
    let mut text = source("kiosk/system/kiosk.toml");
    code(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut text);
    let named = paths(&text);
    assert!(named.len() > 4, "{named:?}");
    let mut wanted: BTreeSet<&str> = BTreeSet::new();
    for path in named {
        // The longest that fits: /dev/usb/lp0 is no /dev/usb, ttyUSB0 no tty.
        let kind =
            KINDS.iter().filter(|(start, _)| path.starts_with(start)).max_by_key(|(start, _)| start.len());
        let (_, number) =
            kind.unwrap_or_else(|| panic!("{path}: of which kind is it, by the kernel's list?"));
        wanted.insert(number);
    }
    // USB printers are found by what they are, serial ones by any name that the settings give.
    wanted.extend(["180", "188", "166", "4", "6", "hidraw"]);
    wanted.remove("");
    let unit = source(AGENT);
    assert_eq!(values(&unit, "DevicePolicy"), ["closed"]);
    let allowed: BTreeSet<&str> = values(&unit, "DeviceAllow")
        .into_iter()
        .map(|line| line.split(' ').next().unwrap().strip_prefix("char-").unwrap())
        .collect();
    assert_eq!(allowed, wanted);
}

#[test]
fn what_is_plugged_in_later_is_allowed_too() {
    let unit = source(AGENT);
    for line in values(&unit, "DeviceAllow") {
        let kind = line.split(' ').next().unwrap().strip_prefix("char-").unwrap();
        // systemd takes a number as it is, and looks a name up in /proc/devices when the unit starts; then its module
        // must have been loaded.
        let loaded = format!("modprobe@{}.service", kind.trim_end_matches("raw"));
        let before = ["After", "Wants"]
            .iter()
            .all(|key| values(&unit, key).iter().any(|line| line.split(' ').any(|word| word == loaded)));
        assert!(kind.parse::<u8>().is_ok() || before, "{line}: the module may come later");
    }
}

#[test]
fn a_start_of_the_agent_that_failed_leaves_the_screen_to_be_started() {
    let (agent, screen) = (source(AGENT), source(SCREEN));
    // Of a failed dependency nothing is started again.
    for key in ["Requires", "BindsTo", "Requisite"] {
        assert_eq!(values(&screen, key), [""; 0], "{key}");
    }
    assert_eq!(values(&agent, "Upholds"), ["sportello-kiosk-screen.service"]);
    for line in ["Restart=always", "RestartSec=500ms", "StartLimitIntervalSec=0"] {
        assert!(screen.lines().any(|own| own == line), "{line}");
    }
}

#[test]
fn the_installer_starts_nothing_unsigned_and_settles_what_is_plugged_in_first() {
    let install = source("kiosk/system/install");
    assert!(
        !install.contains("--now"),
        "unsigned settings are refused, and the installer would end with that"
    );
    let at = |words: &str| install.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(at("udevadm control --reload") < at("udevadm trigger"));
    assert!(at("udevadm trigger") < at("udevadm settle") && at("udevadm settle") < at("|| $START"));
    for subsystem in ["input", "hidraw", "usbmisc"] {
        assert!(install.contains(&format!("--subsystem-match={subsystem}")), "{subsystem}");
    }
}

/// Each of these keeps memory off the disk by itself: the kernel hands it to a program that keeps nothing, the limit stops a
/// file wherever it would go, and a collector that is installed one day has been told to keep nothing.
#[test]
fn a_process_that_dies_leaves_its_memory_in_no_file() {
    let sysctl = "50-sportello-kiosk.conf";
    let told = |file: &str| source(&format!("kiosk/system/{file}"));
    assert!(told(sysctl).lines().any(|line| line == "kernel.core_pattern = |/bin/false"));
    // Of all folders the last by name is heard, and this is what systemd-coredump calls its own.
    assert!(sysctl > "50-coredump.conf");
    assert!(told("coredump.conf").ends_with("[Coredump]\nStorage=none\nProcessSizeMax=0\n"));
    assert!(told("manager.conf").ends_with("[Manager]\nDefaultLimitCORE=0\n"));
    let install = told("install");
    for line in [
        "50-sportello-kiosk.conf \"$ROOT/etc/sysctl.d/50-sportello-kiosk.conf\"",
        "coredump.conf \"$ROOT/etc/systemd/coredump.conf.d/sportello-kiosk.conf\"",
        "manager.conf \"$ROOT/etc/systemd/system.conf.d/sportello-kiosk.conf\"",
        "pcscd.conf \"$ROOT/etc/systemd/system/pcscd.service.d/sportello-kiosk.conf\"",
    ] {
        assert!(install.lines().any(|own| own == format!("install -D -m 644 {line}")), "{line}");
    }
    // Whoever made the default, the units of a kiosk say it themselves.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("system");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let names = names.map(|name| name.into_string().unwrap());
    let units: Vec<String> =
        names.filter(|name| name.ends_with(".service") || name == "pcscd.conf").collect();
    assert!(units.len() >= 5, "{units:?}");
    for unit in units {
        assert_eq!(values(&told(&unit), "LimitCORE"), ["0"], "{unit}");
    }
}

#[test]
fn clause_8_3_6_the_instructions_say_how_high_and_where_a_kiosk_stands() {
    let told = include_str!("../../system/README.md");
    let place = told.split("## Where to put it").nth(1).and_then(|rest| rest.split("\n## ").next()).unwrap();
    for height in ["380 mm", "1,220 mm", "1,015 mm", "600 mm", "760 by 1,220 mm", "8.3.4.2"] {
        assert!(place.contains(height), "{height}: {place}");
    }
}
