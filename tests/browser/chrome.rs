//! Chromium under its driver: one process each, both ended with the value.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::Future;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::extensions::cdp::ChromeDevTools;
use thirtyfour::prelude::*;
use tokio::runtime::Runtime;

/// Chromium without a window, with a profile of its own that is thrown away.
pub(crate) struct Browser {
    runtime: Runtime,
    /// `None` only while it is being ended.
    driver: Option<WebDriver>,
    process: Group,
    /// How often the judge and Chromium differed on the pages visited, by reason.
    pub(crate) explained: RefCell<BTreeMap<&'static str, usize>>,
    _profile: TempDir,
}

/// The driver and all it has started: one group of processes, ended with the value.
struct Group {
    driver: Child,
    words: BufReader<ChildStdout>,
}

/// What keeps Chromium from asking the network or the machine for anything but the page.
const FLAGS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
];

impl Browser {
    /// Starts the driver on a port it finds free, and a browser of 1280 by 900.
    pub(crate) fn start() -> Browser {
        Browser::start_as("/usr/bin/chromium")
    }

    /// The same engine, built from the same source, without what Chromium has around its pages: for tests that go through
    /// hundreds of them, each of which it opens in half the time.
    pub(crate) fn bare() -> Browser {
        Browser::start_as("/usr/bin/chromium-headless-shell")
    }

    fn start_as(binary: &str) -> Browser {
        let profile = tempfile::tempdir().expect("a folder for the profile");
        let (process, port) = Group::start(profile.path());
        let runtime = Runtime::new().expect("a runtime");
        let mut wishes = DesiredCapabilities::chrome();
        wishes.set_binary(binary).expect("a path");
        for flag in FLAGS {
            wishes.add_arg(flag).expect("a flag");
        }
        wishes.add_arg("--window-size=1280,900").expect("a flag");
        let driver = runtime
            .block_on(WebDriver::new(&format!("http://127.0.0.1:{port}"), wishes))
            .expect("a session with chromedriver");
        let browser = Browser {
            runtime,
            driver: Some(driver),
            process,
            explained: RefCell::default(),
            _profile: profile,
        };
        browser.run(|driver| async move { driver.set_script_timeout(Duration::from_secs(60)).await });
        browser
    }

    /// Runs something with the driver, for journeys: the whole of thirtyfour is there.
    pub(crate) fn run<T, F>(&self, work: impl FnOnce(WebDriver) -> F) -> T
    where
        F: Future<Output = WebDriverResult<T>>,
    {
        let driver = self.driver.clone().expect("a browser that has not been ended");
        self.runtime.block_on(work(driver)).expect("the browser does as it is told")
    }

    /// Opens an address and waits until it is loaded.
    pub(crate) fn open(&self, url: &str) {
        self.run(|driver| async move { driver.goto(url).await });
    }

    /// Runs a function body in the page, whatever its Content-Security-Policy says.
    pub(crate) fn script(&self, body: &str, arguments: Vec<Value>) -> Value {
        self.run(|driver| async move { Ok(driver.execute(body, arguments).await?.json().clone()) })
    }

    /// The same for a body that calls the last of its arguments when it is done.
    pub(crate) fn script_async(&self, body: &str, arguments: Vec<Value>) -> Value {
        self.run(|driver| async move { Ok(driver.execute_async(body, arguments).await?.json().clone()) })
    }

    /// A command of the DevTools protocol.
    pub(crate) fn devtools(&self, command: &str, arguments: Value) -> Value {
        self.run(|driver| async move {
            ChromeDevTools::new(driver.handle.clone()).execute_cdp_with_params(command, arguments).await
        })
    }

    /// Presses keys where the focus is: characters, or `thirtyfour::Key`s.
    pub(crate) fn press(&self, keys: impl Into<TypingData>) {
        let keys: TypingData = keys.into();
        self.run(|driver| async move { driver.action_chain().send_keys(keys).perform().await });
    }

    /// Gives the page a viewport, in CSS pixels.
    pub(crate) fn viewport(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size);
    }

    /// Answers media queries as told: `[("prefers-color-scheme", "dark")]`; none takes all back.
    pub(crate) fn media(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// Shows pages as they are printed on A4 within its margins, or on the screen again.
    pub(crate) fn paper(&self, printed: bool) {
        let media = if printed { "print" } else { "" };
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": media }));
        // 18 cm, of which an inch is 96 pixels.
        let width = if printed { 680 } else { 1280 };
        self.viewport(width, 900);
    }

    /// The id of the driver's process, which is also the group of all it starts.
    pub(crate) fn process_id(&self) -> u32 {
        self.process.driver.id()
    }

    /// The title of the window.
    pub(crate) fn title(&self) -> String {
        self.run(|driver| async move { driver.title().await })
    }

    /// The address that is shown.
    pub(crate) fn address(&self) -> String {
        self.run(|driver| async move { Ok(driver.current_url().await?.to_string()) })
    }
}

impl Group {
    /// Starts the driver. The port that it finds free may be taken before it has it: then it ends, and is started again.
    fn start(folder: &Path) -> (Group, u16) {
        let started = (0..5).find_map(|_| Group::try_start(folder));
        started.expect("chromedriver ends each time without naming its port")
    }

    /// It says on its first lines which port it took; `None` if it ends instead.
    fn try_start(folder: &Path) -> Option<(Group, u16)> {
        let mut driver = Command::new("chromedriver")
            .args(["--port=0", "--log-level=SEVERE"])
            // It makes the profile there; the bare engine takes none that it is told.
            .env("TMPDIR", folder)
            .process_group(0)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver; ./test installs it");
        let words = BufReader::new(driver.stdout.take().expect("the driver's words"));
        let mut group = Group { driver, words };
        let mut line = String::new();
        while group.words.read_line(&mut line).expect("the driver's words") > 0 {
            if let Some((_, port)) = line.trim_end().trim_end_matches('.').split_once("successfully on port ")
            {
                return Some((group, port.parse().expect("a port")));
            }
            line.clear();
        }
        None
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let group = format!("-{}", self.driver.id());
        drop(Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status());
        drop(self.driver.kill());
        drop(self.driver.wait());
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(driver) = self.driver.take() {
            // Whatever it answers, its processes are ended with the group.
            let quit = async { tokio::time::timeout(Duration::from_secs(10), driver.quit()).await };
            drop(self.runtime.block_on(quit));
        }
    }
}
