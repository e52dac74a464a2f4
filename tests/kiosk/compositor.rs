//! The screen of an office: its browser in its compositor, by the words of its unit, on an output that nobody sees.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::dispatcher::{Process, until};
use crate::ear::binary;
use crate::office::{Office, speaking};
use crate::process::browser::Door;
use crate::process::program::{Program, free_port};
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

#[test]
fn in_the_compositor_of_an_office_the_browser_fills_the_screen_and_is_touched_upright_and_lying() {
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
        let number = free_port();
        let display = format!(":{number}");
        let mut server = Command::new("Xvfb");
        server.args([&display, "-screen", "0", &format!("{width}x{height}x24"), "-nolisten", "tcp"]);
        let _server = Process::start(server.stdout(Stdio::null()));
        let at = Path::new("/tmp/.X11-unix").join(format!("X{number}"));
        until("the display", || at.exists().then_some(()));

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
        command.envs([("WLR_BACKENDS", "x11"), ("WLR_RENDERER", "pixman"), ("DISPLAY", &display)]);
        let window = Window::kept(Process::start(&mut command), session.clone());
        let hand = |words: &[&str]| {
            let done = Command::new("xdotool").env("DISPLAY", &display).args(words).output().unwrap();
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
            std::thread::sleep(std::time::Duration::from_millis(200));
            (window.script(&browser, size, "")? == json!([width, height, width])).then_some(())
        });
        // What the compositor puts there, read by somebody else.
        let picture = folder.path("screen.png");
        until("words on the output", || {
            let mut grim = as_user("grim");
            grim.arg("-").env("WAYLAND_DISPLAY", "wayland-0").stdout(Stdio::piped());
            fs::write(&picture, grim.output().unwrap().stdout).unwrap();
            let seen = Command::new("tesseract").arg(&picture).args(["-", "-l", "ita"]).output().unwrap();
            let words = String::from_utf8_lossy(&seen.stdout).into_owned();
            // Nothing of the browser's own lies over it: an offer to translate from "Italian".
            assert!(!words.split_whitespace().any(|word| word == "Italian"), "{words}");
            ["benvenuto", "listen", "Ascolta"].iter().all(|word| words.contains(word)).then_some(())
        });
        // A finger on the screen comes to the browser by the compositor, and to the kiosk by the browser.
        let middle = "const box = document.querySelector(arguments[0]).getBoundingClientRect();
             return [box.left + box.width / 2, box.top + box.height / 2].map(Math.round).map(String)";
        let place = window.script(&browser, middle, "#b-0-0").unwrap();
        hand(&["mousemove", place[0].as_str().unwrap(), place[1].as_str().unwrap(), "click", "1"]);
        window.shows(&browser, "Che cosa vuoi fare?");
        window.tap(&browser, "#fine");
        window.shows(&browser, "Italiano");
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
