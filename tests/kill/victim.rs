//! The process that is killed, and a browser that goes on where it was when the portal is back.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::{Condvar, Mutex};
use std::time::{Duration, Instant};

use crate::store::Store;

/// A command of the real program on this store.
pub fn sportello(store: &Store) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sportello"));
    command.env("SPORTELLO_DATABASE", &store.url).env("SPORTELLO_SECRET_FILE", store.secret());
    command.env("SPORTELLO_LOG", "error").stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// A portal that is killed and started again on the same address.
pub struct Victim<'a> {
    store: &'a Store,
    port: u16,
    child: Mutex<Child>,
    /// How many times it has been started.
    lives: Mutex<u32>,
    back: Condvar,
    /// How long each start took to its first answer.
    pub starts: Mutex<Vec<Duration>>,
}

impl<'a> Victim<'a> {
    /// Starts it.
    pub fn start(store: &'a Store) -> Victim<'a> {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let began = Instant::now();
        let child = Mutex::new(serve(store, port));
        let victim = Victim {
            store,
            port,
            child,
            lives: Mutex::new(0),
            back: Condvar::new(),
            starts: Mutex::default(),
        };
        victim.rise(began);
        victim
    }

    /// Kills it without warning and starts it again.
    pub fn kill(&self) {
        let mut child = self.child.lock().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        let began = Instant::now();
        *child = serve(self.store, self.port);
        self.rise(began);
    }

    /// Kills it for good.
    pub fn end(self) -> Vec<Duration> {
        let mut child = self.child.into_inner().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        self.starts.into_inner().unwrap()
    }

    /// Waits for its first answer.
    fn rise(&self, began: Instant) {
        let mut asking = Browser::new(self);
        while asking.once("GET", "/health/ready", "").is_none() {
            assert!(began.elapsed() < Duration::from_secs(30), "the portal does not start");
            std::thread::yield_now();
        }
        self.starts.lock().unwrap().push(began.elapsed());
        *self.lives.lock().unwrap() += 1;
        self.back.notify_all();
    }

    fn life(&self) -> u32 {
        *self.lives.lock().unwrap()
    }

    /// Waits until it lives again after the life `lost`.
    fn await_life_after(&self, lost: u32) {
        let lives = self.lives.lock().unwrap();
        // Not for ever: a request can also fail after the restart, on a connection of the life before.
        drop(self.back.wait_timeout_while(lives, Duration::from_millis(200), |life| *life <= lost).unwrap());
    }
}

fn serve(store: &Store, port: u16) -> Child {
    sportello(store).args(["serve", "--listen", &format!("127.0.0.1:{port}")]).spawn().unwrap()
}

/// What came back.
#[derive(Debug)]
pub struct Got {
    pub status: u16,
    pub location: String,
    pub body: String,
}

impl Got {
    /// The value of a hidden field.
    #[track_caller]
    pub fn hidden(&self, name: &str) -> String {
        let at = format!("name=\"{name}\" value=\"");
        let start =
            self.body.find(&at).unwrap_or_else(|| panic!("no {name} in {} {}", self.status, self.body));
        self.body[start + at.len()..].split('"').next().unwrap().to_owned()
    }
}

/// A browser that sends a request again until it is answered.
pub struct Browser<'a> {
    victim: &'a Victim<'a>,
    agent: ureq::Agent,
    cookies: BTreeMap<String, String>,
    /// How many requests got no answer.
    pub lost: u32,
    /// How many were told that the portal has too much to do.
    pub busy: u32,
}

impl<'a> Browser<'a> {
    pub fn new(victim: &'a Victim<'a>) -> Browser<'a> {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(Duration::from_secs(20)))
            .build();
        Browser { victim, agent: config.into(), cookies: BTreeMap::new(), lost: 0, busy: 0 }
    }

    pub fn get(&mut self, address: &str) -> Got {
        self.until_answered("GET", address, "")
    }

    pub fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Got {
        let escape = |text: &str| text.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
        let body: Vec<String> = fields.iter().map(|(n, v)| format!("{}={}", escape(n), escape(v))).collect();
        self.until_answered("POST", address, &body.join("&"))
    }

    fn until_answered(&mut self, method: &str, address: &str, body: &str) -> Got {
        for _ in 0..100 {
            let life = self.victim.life();
            match self.once(method, address, body) {
                // Too much to do at once: asked again, as the page says.
                Some(got) if got.status != 503 => return got,
                Some(_) => self.busy += 1,
                None => self.lost += 1,
            }
            self.victim.await_life_after(life);
        }
        panic!("{method} {address} is never answered");
    }

    /// One request; `None` if it was not answered whole.
    fn once(&mut self, method: &str, address: &str, body: &str) -> Option<Got> {
        let uri = format!("http://127.0.0.1:{}{address}", self.victim.port);
        let cookies: Vec<String> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
        let request = ureq::http::Request::builder().method(method).uri(uri).header("accept", "text/html");
        let request = if cookies.is_empty() { request } else { request.header("cookie", cookies.join("; ")) };
        let answer = if method == "GET" {
            self.agent.run(request.body(()).unwrap())
        } else {
            let request = request.header("content-type", "application/x-www-form-urlencoded");
            self.agent.run(request.body(body.to_owned()).unwrap())
        };
        let mut answer = answer.ok()?;
        let body = answer.body_mut().read_to_string().ok()?;
        for cookie in answer.headers().get_all("set-cookie") {
            let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.insert(name.into(), value.into());
        }
        let location = answer.headers().get("location").map_or("", |to| to.to_str().unwrap()).to_owned();
        Some(Got { status: answer.status().as_u16(), location, body })
    }
}

impl Got {
    /// The words of the first element that `selector` finds.
    pub fn words(&self, selector: &str) -> Option<String> {
        let html = scraper::Html::parse_document(&self.body);
        let found = html.select(&scraper::Selector::parse(selector).unwrap()).next()?;
        Some(found.text().collect::<String>().split_whitespace().collect())
    }

    /// The fields of the form in `main` that is sent to `address`, as they stand; a choice not made is empty.
    pub fn fields_of(&self, address: &str) -> Vec<(String, String)> {
        let html = scraper::Html::parse_document(&self.body);
        let [forms, inputs] =
            ["main form", "input[name], textarea[name]"].map(|s| scraper::Selector::parse(s).unwrap());
        let mut fields: BTreeMap<String, String> = BTreeMap::new();
        let own = |form: &scraper::ElementRef<'_>| form.value().attr("action").is_none_or(|to| to == address);
        for input in html.select(&forms).filter(own).flat_map(|form| form.select(&inputs)) {
            let at = |name| input.value().attr(name).unwrap_or("");
            let chosen =
                !matches!(at("type"), "radio" | "checkbox") || input.value().attr("checked").is_some();
            let held = fields.entry(at("name").to_owned()).or_default();
            if chosen {
                at("value").clone_into(held);
            }
        }
        fields.into_iter().collect()
    }
}
