//! The screen of an office: its browser in its compositor, by the words of its unit, on an output that nobody sees.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::dispatcher::{Process, until};
use crate::display::Display;
use crate::ear::binary;
use crate::office::{Office, speaking};
use crate::process::browser::Door;
use crate::process::not_shown;
use crate::process::program::Program;
use crate::process::store::Store;
use crate::sound::Sound;
use crate::window::Window;

/// The unit as it is installed.
const UNIT: &str = include_str!("../../kiosk/system/sportello-kiosk-screen.service");

/// A user of the test's own for the compositor, which does not start as root.
const NOBODY: u32 = 65_534;

/// What the unit runs, word by word.
fn of_the_unit() -> Vec<String> {
    let start = UNIT.split("\nExecStart=").nth(1).unwrap();
    let whole = start.replace("\\\n", " ");
    whole.lines().next().unwrap().split_whitespace().map(str::to_owned).collect()
}

fn open_to_all(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// What runs this with an office's rules for browsers where Chromium looks for them, in mounts of its own: those of this
/// machine stay as they are.
const RULED: &str = "mount -t tmpfs none /etc/chromium && mkdir -p /etc/chromium/policies/managed && \
                     cp \"$0\" /etc/chromium/policies/managed/ && exec \"$@\"";

/// The office's rules for browsers, but for the one that would refuse the test's own driver.
fn rules(folder: &Path) -> PathBuf {
    let rules = include_str!("../../kiosk/system/chromium-policy.json");
    let (refused, allowed) = ("\"DeveloperToolsAvailability\": 2", "\"DeveloperToolsAvailability\": 1");
    assert!(rules.contains(refused), "{rules}");
    let file = folder.join("rules.json");
    fs::write(&file, rules.replace(refused, allowed)).unwrap();
    file
}

/// The same command under these rules; `None` where nobody may have mounts of their own.
fn ruled(command: &Command, rules: &Path) -> Option<Command> {
    let unshare = || {
        let mut command = Command::new("unshare");
        command.args(["--mount", "--propagation", "private", "sh", "-c", RULED]).arg(rules);
        command
    };
    let tried = unshare().arg("true").stderr(Stdio::null()).status();
    if !tried.is_ok_and(|done| done.success()) {
        not_shown("an office's rules for browsers, for no mounts are allowed here");
        return None;
    }
    let mut within = unshare();
    within.arg(command.get_program()).args(command.get_args()).stdout(Stdio::null());
    within.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    Some(within)
}

/// What a keyboard could do to a browser or its compositor; the page is told of each but F11, which a browser of a
/// kiosk keeps and does nothing with, and Ctrl+Alt+F2, which is its compositor's.
/// On the machine of an office no keyboard comes so far: udev and logind, which no test here has, keep
/// them from the compositor.
const CHORDS: [&str; 29] = [
    "F1",
    "F5",
    "F6",
    "F10",
    "F11",
    "F12",
    "Escape",
    "shift+Escape",
    "alt+Left",
    "alt+Home",
    "alt+f",
    "ctrl+p",
    "ctrl+o",
    "ctrl+s",
    "ctrl+u",
    "ctrl+l",
    "ctrl+f",
    "ctrl+h",
    "ctrl+j",
    "ctrl+n",
    "ctrl+t",
    "ctrl+w",
    "ctrl+shift+n",
    "ctrl+shift+i",
    "ctrl+shift+q",
    "alt+F4",
    "alt+Tab",
    "alt+Escape",
    "ctrl+alt+F2",
];

/// Addresses that are not the kiosk's; the name of this machine as others say it is one.
const ADDRESSES: [&str; 7] = [
    "file:///etc/passwd",
    "view-source:http://127.0.0.1/",
    "data:text/html,fuori",
    "chrome://settings/",
    "chrome://version/",
    "https://example.org/",
    "http://localhost:8090/",
];

/// What a browser says of an address that its rules refuse.
const REFUSED: &str = "blocked";

/// Hands that try whatever they can to get out of the page, in the real compositor and the real browser.
fn leads_nowhere(window: &Window, browser: &str, hand: impl Fn(&[&str]) -> String, width: u32) {
    let place = "return [location.href, innerWidth, innerHeight]";
    let home = window.script(browser, place, "").unwrap();
    let windows = window.windows(browser).len();
    let count = "window.pressed = []; window.passed = 0;
         addEventListener('keydown', key => pressed.push(key.key), true);
         for (const kind of ['keydown', 'contextmenu', 'dragstart', 'auxclick'])
           addEventListener(kind, event => passed += event.defaultPrevented ? 0 : 1);
         return 1;";
    window.script(browser, count, "").unwrap();
    for chord in CHORDS {
        hand(&["key", chord]);
    }
    hand(&["key", "ctrl+l"]);
    hand(&["type", "file:///etc/passwd"]);
    hand(&["key", "Return"]);
    // The other buttons, a long press, a thing that is dragged, and a swipe from each side.
    let (edge, middle) = ((width - 1).to_string(), (width / 2).to_string());
    for button in ["2", "3"] {
        hand(&["mousemove", &middle, "500", "click", button]);
    }
    hand(&["mousemove", &middle, "500", "mousedown", "1", "sleep", "1", "mouseup", "1"]);
    for (from, to) in [(middle.as_str(), "40"), ("0", &middle), (&edge, &middle)] {
        hand(&["mousemove", from, "500", "mousedown", "1", "mousemove", to, "520", "mouseup", "1"]);
    }
    let told = "return pressed.filter(key => !['Control', 'Alt', 'Shift', 'AltGraph'].includes(key)).length";
    let keys = CHORDS.len() - 2 + 1 + "file:///etc/passwd".len() + 1;
    until("every key at the page", || {
        (window.script(browser, told, "")?.as_u64()? == keys as u64).then_some(())
    });
    assert_eq!(
        window.script(browser, "return passed", "").unwrap(),
        json!(0),
        "each is kept from the browser"
    );
    assert_eq!(window.script(browser, place, "").unwrap(), home);
    assert_eq!(window.windows(browser).len(), windows, "no window, tab or tool more");
}

/// Whoever could lead the browser elsewhere is told that it may not go there. It shows that, and nothing else afterwards.
fn is_ruled(window: &Window, browser: &str) {
    for address in ADDRESSES {
        window.leads(browser, address);
        let began = Instant::now();
        loop {
            let page = "return location.protocol + ' ' + document.body.innerText";
            let shown = window.script(browser, page, "").unwrap_or_default();
            let shown = shown.as_str().unwrap_or_default();
            if shown.starts_with("chrome-error:") && shown.contains(REFUSED) {
                break;
            }
            assert!(began.elapsed() < Duration::from_secs(60), "{address} is not refused: {shown}");
            std::thread::sleep(Duration::from_millis(50));
        }
        // The next one is told by its own page.
        window.leads(browser, "about:blank");
    }
    window.leads(browser, ADDRESSES[0]);
}

#[test]
fn in_the_compositor_of_an_office_the_browser_fills_the_screen_is_touched_and_leads_nowhere_else() {
    let (store, sound) = (Store::lite(), Sound::start());
    let (program, folder) = (Program::start(&store), speaking(&sound));
    let office = Office::start(&format!("http://127.0.0.1:{}", program.port()), &folder, &sound);
    office.ready();
    let root = fs::metadata("/proc/self").unwrap().uid() == 0;
    // The screen's user reaches its own socket, and a program outside of whatever folder this tree is in.
    open_to_all(&folder.path(""), 0o755);
    let socket = folder.path("window/window.sock");
    until("the keeper's socket", || socket.exists().then_some(()));
    open_to_all(&folder.path("window"), 0o755);
    open_to_all(&socket, 0o666);
    let keeper = folder.path("keeper");
    fs::copy(binary(), &keeper).unwrap();

    for (width, height) in [(1_080, 1_920), (1_280, 1_024)] {
        let session = folder.path(&format!("{width}"));
        fs::create_dir(&session).unwrap();
        open_to_all(&session, 0o700);
        if root {
            chown(&session, Some(NOBODY), Some(NOBODY)).unwrap();
        }
        // A program as the screen's user has it.
        let as_user = |program: &str| {
            let mut command = Command::new(if root { "setpriv" } else { "/usr/bin/env" });
            if root {
                command.args([&format!("--reuid={NOBODY}"), &format!("--regid={NOBODY}"), "--clear-groups"]);
            }
            command.arg(program).env("XDG_RUNTIME_DIR", &session).env("HOME", &session).stdout(Stdio::null());
            command
        };
        let display = Display::open(width, height);

        let [compositor, words @ ..] = &of_the_unit()[..] else { panic!("{UNIT}") };
        assert_eq!(compositor, "/usr/bin/cage");
        let mut command = as_user(compositor);
        for word in words {
            match word.as_str() {
                "/usr/bin/sportello-kiosk" => drop(command.arg(&keeper)),
                "window" => {
                    command.arg(word).arg("--sockets").arg(folder.path("window"));
                    command.arg("--profiles").arg(&session);
                }
                // Its port tells the test what it shows; and the machine of the test may forbid a sandbox in its own.
                "--kiosk" => drop(command.args([word, "--no-sandbox", "--remote-debugging-port=0"])),
                _ => drop(command.arg(word)),
            }
        }
        // Its output is a window of this display, which nobody sees, as large as a screen.
        command.envs([("WLR_BACKENDS", "x11"), ("WLR_RENDERER", "pixman"), ("DISPLAY", &display.name)]);
        let within = ruled(&command, &rules(&folder.path("")));
        let has_rules = within.is_some();
        let window = Window::kept(Process::start(&mut within.unwrap_or(command)), session.clone());
        let hand = |words: &[&str]| {
            let done = Command::new("xdotool").env("DISPLAY", &display.name).args(words).output().unwrap();
            String::from_utf8_lossy(&done.stdout).trim().to_owned()
        };
        let browser = window.driven();
        window.shows(&browser, "Italiano");
        let size = "return [innerWidth, innerHeight, document.documentElement.scrollWidth]";
        until("the whole screen", || {
            // Its window is as large as the display, as an output is as large as its screen.
            let output = hand(&["search", "--onlyvisible", "--name", ""]);
            let output = output.lines().last()?;
            hand(&["windowsize", output, &width.to_string(), &height.to_string()]);
            std::thread::sleep(Duration::from_millis(200));
            (window.script(&browser, size, "")? == json!([width, height, width])).then_some(())
        });
        // What the compositor puts there, read by somebody else.
        let picture = folder.path("screen.png");
        let read = || {
            let mut grim = as_user("grim");
            grim.arg("-").env("WAYLAND_DISPLAY", "wayland-0").stdout(Stdio::piped());
            fs::write(&picture, grim.output().unwrap().stdout).unwrap();
            let seen = Command::new("tesseract").arg(&picture).args(["-", "-l", "ita"]).output().unwrap();
            String::from_utf8_lossy(&seen.stdout).into_owned()
        };
        let is_seen = |wanted: &[&str]| {
            let began = Instant::now();
            loop {
                let words = read();
                // Nothing of the browser's own lies over it: an offer to translate from "Italian"; nor what its hidden
                // pages say, which its rules refuse as well.
                let own = words.split_whitespace().any(|word| word == "Italian") || words.contains(REFUSED);
                assert!(!own, "{words}");
                if wanted.iter().all(|word| words.contains(word)) {
                    return;
                }
                assert!(began.elapsed() < Duration::from_secs(60), "not on the output: {wanted:?}: {words}");
            }
        };
        let welcome = ["benvenuto", "listen", "Ascolta"];
        is_seen(&welcome);
        // A finger on the screen comes to the browser by the compositor, and to the kiosk by the browser.
        let middle = "const box = document.querySelector(arguments[0]).getBoundingClientRect();
             return [box.left + box.width / 2, box.top + box.height / 2].map(Math.round).map(String)";
        let place = window.script(&browser, middle, "#b-0-0").unwrap();
        hand(&["mousemove", place[0].as_str().unwrap(), place[1].as_str().unwrap(), "click", "1"]);
        window.shows(&browser, "Che cosa vuoi fare?");
        leads_nowhere(&window, &browser, hand, width);
        if has_rules {
            // A dialogue of the printer would hold the page up.
            assert_eq!(window.script(&browser, "print(); return 1", ""), Some(json!(1)));
        }
        // And nothing lies over it: no menu, no dialogue, no window.
        is_seen(&["Ascolta"]);
        let before = window.profiles();
        window.tap(&browser, "#fine");
        // The next person has a browser of their own.
        until("the next browser", || (window.profiles() != before).then_some(()));
        let browser = window.driven();
        window.shows(&browser, "Italiano");
        is_seen(&welcome);
        if has_rules {
            // Last, for nothing needs the page after it.
            is_ruled(&window, &browser);
            until("the refusal on the output: it would have been seen", || {
                read().contains(REFUSED).then_some(())
            });
        }
    }
}

/// It ends at once where it does not find it, although nothing of ours needs it.
#[test]
fn the_installer_brings_what_the_compositor_will_not_start_without() {
    let installer = include_str!("../../kiosk/system/install");
    let install = installer.split("apt-get -q install").nth(1).unwrap().split("\nfi").next().unwrap();
    for package in ["cage", "xwayland", "chromium"] {
        assert!(install.split_whitespace().any(|word| word == package), "{package}");
    }
}
