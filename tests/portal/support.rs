//! A portal on a free loopback port, and a browser without script that submits the forms it is shown.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use actix_web::dev::ServerHandle;
use scraper::{ElementRef, Html, Selector};
use sportello::clock::Clock;
use sportello::config::Config;
use sportello::db::Db;
use sportello::portal::Portal;
use sportello::seal::Keys;
use tokio::runtime::Handle;

use crate::process::store::Store;

/// 10 March 2026, 10:00 in Italy: a Tuesday.
pub const TUESDAY: i64 = 1_773_133_200_000;

/// What every answer lets a browser load, and from where.
pub const POLICY: &str = "default-src 'none'; script-src 'none'; style-src 'self'; img-src data:; form-action 'self'; \
                          base-uri 'none'; frame-ancestors 'none'";

/// A running portal; it ends with the test.
pub struct Running {
    pub base: String,
    pub portal: Portal,
    clock: Arc<AtomicI64>,
    store: Store,
    runtime: Handle,
    server: ServerHandle,
}

impl Running {
    /// Starts a portal on an empty database.
    pub fn start() -> Running {
        Running::start_with(Config::default())
    }

    /// Starts a portal with these settings, its database aside: a file, or one in the cluster that `SPORTELLO_TEST_DESK`
    /// names, as for the services' own tests.
    pub fn start_with(config: Config) -> Running {
        Running::start_changed(config, |_| {})
    }

    /// Starts a portal with these settings, changed in one more way.
    pub fn start_changed(config: Config, change: fn(&mut Portal)) -> Running {
        let store = Store::of_run();
        let url = store.url.clone();
        let clock = Arc::new(AtomicI64::new(TUESDAY));
        let held = Clock::Held(clock.clone());
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let db = Db::open(&url.parse().unwrap()).await.unwrap();
                let mut portal = Portal::new(db, Keys::new([7; 32]), config, held);
                change(&mut portal);
                let shared = Arc::new(portal.clone());
                let server = actix_web::HttpServer::new(move || {
                    actix_web::App::new().configure(sportello::web::configure(shared.clone()))
                })
                .workers(1)
                .disable_signals()
                .bind("127.0.0.1:0")
                .unwrap();
                let address = server.addrs()[0];
                let server = server.run();
                tell.send((address, portal, server.handle(), Handle::current())).unwrap();
                server.await.unwrap();
            });
        });
        let (address, portal, server, runtime) = told.recv().unwrap();
        Running { base: format!("http://{address}"), portal, clock, store, runtime, server }
    }

    /// Turns the clock on.
    pub fn wait(&self, minutes: i64) {
        self.wait_seconds(minutes * 60);
    }

    /// Turns the clock on by less.
    pub fn wait_seconds(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    /// Its clock, in milliseconds, which goes on being turned.
    pub fn clock(&self) -> Arc<AtomicI64> {
        self.clock.clone()
    }

    /// A file or folder of this name beside its database.
    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.store.path(name)
    }

    /// Every byte of the database, with what is not yet in its main file.
    fn database_bytes(&self) -> Vec<u8> {
        self.store.bytes()
    }

    /// Whether these words lie readable in the database.
    pub fn database_contains(&self, words: &str) -> bool {
        self.database_bytes().windows(words.len()).any(|window| window == words.as_bytes())
    }

    /// What the portal does now and then: deletes what is left of sessions.
    pub fn sweep_sessions(&self) {
        use sportello::citizen::sessions;
        let (db, now) = (&self.portal.db, self.portal.clock.now());
        self.run(db.write(move |tx| Box::pin(async move { sessions::sweep(tx, now).await }))).unwrap();
    }

    /// A new browser without cookies.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.base)
    }

    /// Runs a future to its end where the portal runs: a connection to PostgreSQL that it opens lives on in the portal's
    /// pool, and is of no use once the runtime is gone that opened it.
    pub fn run<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.runtime.spawn(self.server.stop(false)));
    }
}

/// A browser that knows cookies, redirects and forms, and no script.
#[derive(Clone)]
pub struct Browser {
    pub base: String,
    pub agent: ureq::Agent,
    pub cookies: BTreeMap<String, String>,
    pub headers: Vec<(&'static str, String)>,
    /// Where it was sent on to.
    pub redirects: Vec<String>,
    /// It is a kiosk: the headers that sign a request of this method, address and body.
    pub signer: Option<Signer>,
}

/// The headers that sign a request.
pub type Signer = Arc<dyn Fn(&str, &str, &[u8]) -> Vec<(&'static str, String)> + Send + Sync>;

/// What came back.
#[derive(Clone, Debug)]
pub struct Got {
    pub status: u16,
    pub headers: BTreeMap<String, Vec<String>>,
    pub body: String,
    /// The path and query it was got from, with the fragment of the last redirect.
    pub address: String,
}

impl Browser {
    pub fn new(base: &str) -> Browser {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build();
        Browser {
            base: base.to_owned(),
            agent: config.into(),
            cookies: BTreeMap::new(),
            headers: vec![("accept", "text/html".into())],
            redirects: Vec::new(),
            signer: None,
        }
    }

    /// One request, without following what it answers.
    pub fn ask(&mut self, method: &str, address: &str, media: &str, body: &[u8]) -> Got {
        let path = address.split('#').next().unwrap();
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.base));
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request = request.header("cookie", cookies.join("; "));
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        for (name, value) in self.signer.iter().flat_map(|sign| sign(method, path, body)) {
            request = request.header(name, value);
        }
        let mut response = if matches!(method, "GET" | "HEAD") {
            self.agent.run(request.body(()).unwrap()).unwrap()
        } else {
            let request = request.header("content-type", media).body(body.to_vec()).unwrap();
            self.agent.run(request).unwrap()
        };
        let mut headers: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in response.headers() {
            headers.entry(name.as_str().into()).or_default().push(value.to_str().unwrap().into());
        }
        // Whatever was asked and whatever the answer is: pages, redirects, files, errors.
        let policy = headers.get("content-security-policy").map(|values| values.join(", "));
        assert_eq!(policy.as_deref(), Some(POLICY), "{method} {path}: {}", response.status());
        for cookie in headers.get("set-cookie").into_iter().flatten() {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.into(), value.into());
            }
        }
        let body = response.body_mut().read_to_string().unwrap();
        Got { status: response.status().as_u16(), headers, body, address: address.into() }
    }

    /// Reads an address and follows redirects.
    pub fn get(&mut self, address: &str) -> Got {
        let got = self.ask("GET", address, "", b"");
        self.follow(got)
    }

    /// Sends fields to an address, as they are, and follows redirects.
    pub fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Got {
        let got = self.ask("POST", address, FORM, encode(fields).as_bytes());
        self.follow(got)
    }

    fn follow(&mut self, mut got: Got) -> Got {
        for _ in 0..10 {
            let Some(to) = got.headers.get("location").map(|l| l[0].clone()) else { return got };
            self.redirects.push(to.clone());
            got = self.ask("GET", &to, "", b"");
        }
        panic!("redirected ten times, last to {}", got.address);
    }

    /// Fills the form of a page whose button reads `button` and sends it, with what its fields already hold.
    pub fn submit(&mut self, page: &Got, button: &str, fill: &[(&str, &str)]) -> Got {
        let form = page.form(button);
        let mut fields: Vec<(String, String)> = form.fields;
        for (name, value) in fill {
            assert!(
                form.names.iter().any(|known| known == name),
                "no field {name} in the form «{button}» of {}: {:?}",
                page.address,
                form.names
            );
            fields.retain(|(known, _)| known != name);
            fields.push(((*name).into(), (*value).into()));
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        if form.method == "get" {
            let path = form.action.split('?').next().unwrap().to_owned();
            self.get(&format!("{path}?{}", encode(&fields)))
        } else {
            self.post(&form.action, &fields)
        }
    }

    /// Follows the link with these words.
    pub fn click(&mut self, page: &Got, words: &str) -> Got {
        let to = page.link(words);
        self.get(&to)
    }
}

/// The media type of forms.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// Writes a form's body.
pub fn encode(fields: &[(&str, &str)]) -> String {
    let escape = |text: &str| -> String {
        text.bytes()
            .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
            .collect()
    };
    fields.iter().map(|(n, v)| format!("{}={}", escape(n), escape(v))).collect::<Vec<_>>().join("&")
}

/// A form as a browser without script sees it.
pub struct SeenForm {
    pub action: String,
    pub method: String,
    pub names: Vec<String>,
    pub fields: Vec<(String, String)>,
}

impl Got {
    pub fn html(&self) -> Html {
        Html::parse_document(&self.body)
    }

    /// The words of the first element that `selector` finds.
    pub fn words(&self, selector: &str) -> Option<String> {
        let html = self.html();
        html.select(&Selector::parse(selector).unwrap()).next().map(|element| squeeze(&element))
    }

    pub fn h1(&self) -> String {
        self.words("h1").unwrap_or_else(|| panic!("no h1 in {}: {}", self.address, self.body))
    }

    /// All words of `main`.
    pub fn main(&self) -> String {
        self.words("main").unwrap_or_default()
    }

    /// Where the page's links lead.
    pub fn links(&self) -> Vec<String> {
        let html = self.html();
        let links = Selector::parse("a[href]").unwrap();
        html.select(&links).map(|link| link.value().attr("href").unwrap().to_owned()).collect()
    }

    pub fn link(&self, words: &str) -> String {
        let html = self.html();
        let links = Selector::parse("a[href]").unwrap();
        let seen: Vec<ElementRef<'_>> = html.select(&links).collect();
        let found = seen.iter().find(|link| squeeze(link).contains(words));
        found
            .unwrap_or_else(|| {
                let all: Vec<String> = seen.iter().map(squeeze).collect();
                panic!("no link «{words}» in {}: {all:?}", self.address)
            })
            .value()
            .attr("href")
            .unwrap()
            .to_owned()
    }

    pub fn has(&self, words: &str) -> bool {
        self.main().contains(words)
    }

    /// Fails unless the main part of the page has these words.
    #[track_caller]
    pub fn expect(&self, words: &str) -> &Got {
        assert!(self.has(words), "«{words}» is not in {} ({}): {}", self.address, self.status, self.main());
        self
    }

    pub fn form(&self, button: &str) -> SeenForm {
        let html = self.html();
        let (forms, buttons) = (Selector::parse("form").unwrap(), Selector::parse("button").unwrap());
        let pressed = html.select(&buttons).find(|b| squeeze(b).contains(button)).unwrap_or_else(|| {
            panic!("no form with the button «{button}» in {}: {}", self.address, self.main())
        });
        // A button may stand outside the form it belongs to, and send it to an address of its own.
        let owner = pressed.value().attr("form");
        let form = html
            .select(&forms)
            .find(|form| match owner {
                Some(id) => form.value().attr("id") == Some(id),
                None => form.select(&buttons).any(|b| b == pressed),
            })
            .unwrap_or_else(|| panic!("the button «{button}» of {} belongs to no form", self.address));
        let mut names = Vec::new();
        let mut fields = Vec::new();
        for control in form.select(&Selector::parse("input[name], textarea[name]").unwrap()) {
            let at = |name| control.value().attr(name);
            let name = at("name").unwrap().to_owned();
            names.push(name.clone());
            let kind = at("type").unwrap_or("text");
            if matches!(kind, "radio" | "checkbox") && at("checked").is_none() {
                continue;
            }
            let value = if control.value().name() == "textarea" {
                control.text().collect::<String>()
            } else {
                at("value").unwrap_or("").to_owned()
            };
            fields.push((name, value));
        }
        SeenForm {
            action: pressed.value().attr("formaction").or(form.value().attr("action")).unwrap().to_owned(),
            method: form.value().attr("method").unwrap_or("get").to_owned(),
            names,
            fields,
        }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |values| values[0].as_str())
    }
}

fn squeeze(element: &ElementRef<'_>) -> String {
    element.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}
