//! The screen of an office's kiosk: a real Chromium on a display of its own.

use std::cell::RefCell;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::dispatcher::{Process, until};
use crate::display::Display;
use crate::ear::binary;
use crate::office::{Office, family, rustix_pid};
use crate::process::program::free_port;

/// A real Chromium on a display of its own, kept by `sportello-kiosk window` and driven through its debugging port.
pub struct Window {
    profiles: PathBuf,
    driver_port: u16,
    /// None of its own, for a keeper that somebody else has started.
    display: Option<Display>,
    pub keeper: Process,
    last: RefCell<String>,
    _driver: Process,
}

impl Window {
    pub fn open(office: &Office<'_>) -> Window {
        let display = Display::open(1_080, 1_920);
        let keeper = Window::keeper(office, &display);
        Window { display: Some(display), ..Window::kept(keeper, office.folder.path("")) }
    }

    /// That of a keeper which runs already and puts its browsers' profiles here.
    pub fn kept(keeper: Process, profiles: PathBuf) -> Window {
        let driver_port = free_port();
        let mut driver = Command::new("chromedriver");
        let driver = Process::start(driver.arg(format!("--port={driver_port}")).stdout(Stdio::null()));
        Window { profiles, driver_port, display: None, keeper, last: RefCell::default(), _driver: driver }
    }

    fn keeper(office: &Office<'_>, display: &Display) -> Process {
        let mut keeper = Command::new(binary());
        keeper.arg("window").arg("--sockets").arg(office.folder.path("window")).arg("--profiles");
        keeper.arg(office.folder.path("")).args(["--", "chromium", "--kiosk", "--user-data-dir={profile}"]);
        // Each browser writes into its profile which port it has taken.
        keeper.arg("--remote-debugging-port=0");
        keeper
            .args(FLAGS)
            .env("DISPLAY", &display.name)
            .env("HOME", office.folder.path(""))
            .stdout(Stdio::null());
        Process::start(&mut keeper)
    }

    /// Keeper and browser are gone at once, without a word to anybody.
    pub fn kill(&mut self) {
        for id in family(self.keeper.child().id()) {
            let _ = rustix::process::kill_process(rustix_pid(id), rustix::process::Signal::KILL);
        }
    }

    /// Its keeper has ended: its supervisor starts another.
    pub fn supervise(&mut self, office: &Office<'_>) {
        let began = Instant::now();
        while self.keeper.child().try_wait().unwrap().is_none() {
            assert!(began.elapsed() < Duration::from_secs(60), "the keeper misses its browser or its kiosk");
            std::thread::sleep(Duration::from_millis(10));
        }
        let display = self.display.as_ref().expect("a keeper of its own");
        self.keeper = Window::keeper(office, display);
    }

    fn post(&self, path: &str, body: &Value) -> Option<Value> {
        let url = format!("http://127.0.0.1:{}{path}", self.driver_port);
        // Asked of a browser that is just starting it may wait for ever: it is asked again.
        let asked = ureq::post(url).config().timeout_global(Some(Duration::from_secs(15))).build();
        let mut answer = asked.header("content-type", "application/json").send(body.to_string()).ok()?;
        serde_json::from_str::<Value>(&answer.body_mut().read_to_string().ok()?)
            .ok()
            .map(|it| it["value"].clone())
    }

    /// The profiles of the browsers that there are.
    pub fn profiles(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.profiles).unwrap().map_while(Result::ok).map(|entry| entry.path());
        let named = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().starts_with("profile-");
        entries.filter(named).collect()
    }

    /// Hands on the browser that is shown now, at the kiosk's page: its own hidden windows come first at times.
    pub fn driven(&self) -> String {
        let session = self.session();
        until("the window of the kiosk's page", || {
            let is_ours = |handle: &Value| {
                self.post(&format!("/session/{session}/window"), &json!({ "handle": handle }));
                let at = self.script(&session, "return location.origin", "").unwrap_or_default();
                at.as_str().is_some_and(|origin| origin.starts_with("http://127.0.0.1:"))
            };
            self.windows(&session).iter().any(is_ours).then_some(())
        });
        session
    }

    fn session(&self) -> String {
        until("a session with the browser", || {
            let [profile] = &self.profiles()[..] else { return None };
            let port = fs::read_to_string(profile.join("DevToolsActivePort")).ok()?;
            let address = format!("127.0.0.1:{}", port.lines().next()?);
            let wishes = json!({ "capabilities": { "alwaysMatch": {
                "goog:chromeOptions": { "debuggerAddress": address } } } });
            self.post("/session", &wishes)?["sessionId"].as_str().map(str::to_owned)
        })
    }

    pub fn script(&self, session: &str, body: &str, argument: &str) -> Option<Value> {
        self.post(&format!("/session/{session}/execute/sync"), &json!({ "script": body, "args": [argument] }))
    }

    /// Takes the browser to an address as no citizen can, whether it goes there or not.
    pub fn leads(&self, session: &str, url: &str) {
        self.post(&format!("/session/{session}/url"), &json!({ "url": url }));
    }

    /// The windows, tabs and tools of the browser, its own hidden ones among them.
    pub fn windows(&self, session: &str) -> Vec<Value> {
        let url = format!("http://127.0.0.1:{}/session/{session}/window/handles", self.driver_port);
        let answer = ureq::get(url).call().unwrap().body_mut().read_to_string().unwrap();
        serde_json::from_str::<Value>(&answer).unwrap()["value"].as_array().unwrap().clone()
    }

    pub fn tap(&self, session: &str, selector: &str) {
        let tap = "const at = document.querySelector(arguments[0]); if (!at) return false;
             for (const kind of ['pointerdown', 'pointerup']) at.dispatchEvent(new PointerEvent(kind, { bubbles: true }));
             return true;";
        // Two touches of the same thing in a blink count as one.
        let again = self.last.replace(selector.to_owned()) == selector;
        std::thread::sleep(Duration::from_millis(if again { 520 } else { 60 }));
        until(selector, || (self.script(session, tap, selector)? == json!(true)).then_some(()));
    }

    #[track_caller]
    pub fn shows(&self, session: &str, words: &str) {
        let began = Instant::now();
        loop {
            let shown = self.script(session, "return document.body.innerText + [...document.querySelectorAll('input')].map(box => box.id + '=' + box.value)", "").unwrap_or_default();
            let shown = shown.as_str().unwrap_or_default();
            if shown.contains(words) {
                return;
            }
            assert!(began.elapsed() < Duration::from_secs(60), "«{words}» is not shown:\n{shown}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// What keeps Chromium from asking the network or the machine for anything but the page.
const FLAGS: [&str; 8] = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--password-store=basic",
];
