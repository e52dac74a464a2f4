//! The portal's client: a user agent without a window, with one session of cookies in memory.
//!
//! What it has fetched for everyone it shows again while the portal is away.
//!
//! **Invariant**: nothing of a session outlives it: the cookies are wiped and the connections closed.
//! **Invariant**: it follows only addresses of its own portal.

mod clock;
mod kept;
mod reports;
mod signing;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use a11y::page::{Envelope, Method, WIRE_VERSION};
use a11y::text::Lang;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use zeroize::Zeroizing;

pub use reports::Reports;
pub use signing::{Key, KeyError};

use clock::Clock;
use kept::Kept;

use crate::agent::command::Request;
use crate::event::{Event, Portal};

/// How many answers may lead on to another address.
const REDIRECTS: usize = 5;

/// The longest that one answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The longest that a new line to the portal may take: time for a packet that is lost to go again, twice.
const CONNECT: Duration = Duration::from_secs(4);

/// The longest that a page may take which nobody has asked for yet.
const HASTE: Duration = Duration::from_secs(2);

/// The longest that a sign of life may take on a line that is there.
const GLANCE: Duration = Duration::from_secs(1);

/// The longest that a new line may take for one: packets that are dropped are told within three seconds. One that is lost
/// goes again after the first.
const REACH: Duration = Duration::from_millis(1_200);

/// And how slow a portal may be that is reached.
const SLOW: Duration = Duration::from_secs(5);

/// How long after a first sign of life was lost, at the least, comes the second.
const GAP: Duration = Duration::from_millis(500);

/// How long after the portal was away the front pages are tried again.
const PAUSE: Duration = Duration::from_secs(15);

/// The longest page.
const LARGEST: u64 = 1 << 20;

/// What the client is told.
enum Order {
    Ask(Request),
    Stay,
    Forget,
}

/// A portal, and who the kiosk is there.
#[derive(Debug)]
pub struct Site {
    /// Its address, as `https://sportello.example`.
    base: String,
    /// With a key the kiosk signs what it asks.
    key: Option<Key>,
    /// Who may have issued its certificate.
    authorities: RootCerts,
    /// What its answers tell of its clock.
    clock: Clock,
    /// The way to it.
    wire: Wire,
}

/// The way to the portal, which a simulation can cut.
#[derive(Clone, Debug, Default)]
pub struct Wire(Arc<AtomicBool>);

impl Wire {
    /// Cuts it, or mends it.
    pub fn cut(&self, cut: bool) {
        self.0.store(cut, Ordering::Relaxed);
    }

    /// Nothing comes through.
    pub fn is_cut(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Site {
    /// The portal at this address. Its certificate is of one of the authorities in a PEM file, or without one of those
    /// that browsers know.
    ///
    /// # Errors
    /// The file cannot be read, or holds no certificate.
    pub fn new(base: String, key: Option<Key>, authorities: Option<&Path>) -> std::io::Result<Site> {
        let (clock, wire) = (Clock::default(), Wire::default());
        let Some(path) = authorities else {
            return Ok(Site { base, key, authorities: RootCerts::WebPki, clock, wire });
        };
        let told = |why: &dyn std::fmt::Display| std::io::Error::other(format!("{}: {why}", path.display()));
        let pem = std::fs::read(path).map_err(|why| told(&why))?;
        let mut found = Vec::new();
        for item in parse_pem(&pem) {
            if let PemItem::Certificate(certificate) = item.map_err(|why| told(&why))? {
                found.push(certificate);
            }
        }
        if found.is_empty() {
            return Err(told(&"no certificate in PEM"));
        }
        Ok(Site { base, key, authorities: RootCerts::new_with_certs(&found), clock, wire })
    }
}

/// A client that works beside the agent.
#[derive(Debug)]
pub struct Client {
    orders: Sender<Order>,
    looks: Sender<()>,
}

impl Client {
    /// Starts one for the portal at `base`, as `http://127.0.0.1:8080`; its answers are events. With a key it signs what it
    /// asks; without, it is a browser like any other.
    pub fn start(base: String, key: Option<Key>, events: Sender<Event>) -> Client {
        Client::start_over(base, key, Wire::default(), events)
    }

    /// The same by a way that can be cut.
    pub fn start_over(base: String, key: Option<Key>, wire: Wire, events: Sender<Event>) -> Client {
        let (authorities, clock) = (RootCerts::WebPki, Clock::default());
        Client::start_at(Arc::new(Site { base, key, authorities, clock, wire }), events)
    }

    /// Starts one for this portal; its answers are events.
    pub fn start_at(site: Arc<Site>, events: Sender<Event>) -> Client {
        let (orders, told) = channel();
        let (looks, wanted) = channel();
        let (seen, again) = ((Arc::clone(&site), events.clone()), looks.clone());
        // Beside everything else: what a citizen asks for never waits for it.
        std::thread::spawn(move || watch(&seen.0, &wanted, &seen.1));
        std::thread::spawn(move || serve(&site, &told, &events, &again));
        Client { orders, looks }
    }

    /// Asks; the answer comes as an event with the request's number.
    pub fn ask(&self, request: Request) {
        // The client ends with the kiosk alone.
        drop(self.orders.send(Order::Ask(request)));
    }

    /// Gives the portal a sign of life, if there is a session.
    pub fn stay(&self) {
        drop(self.orders.send(Order::Stay));
    }

    /// Sees whether the portal is there, and tells it as `Event::Portal(There)`.
    pub fn look(&self) {
        let _ = self.looks.send(());
    }

    /// Ends the session at the portal, and forgets everything.
    pub fn forget(&self) {
        drop(self.orders.send(Order::Forget));
    }
}

/// Whether the portal at `base` is up.
pub fn answers(base: &str) -> bool {
    let config = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).build();
    ureq::Agent::from(config).get(format!("{base}/health/ready")).call().is_ok()
}

/// Sees whether the portal is there, each time that it is wanted, and tells it.
fn watch(site: &Site, wanted: &Receiver<()>, events: &Sender<Event>) {
    let session = Session::new(site, GLANCE);
    while wanted.recv().is_ok() {
        // What was wanted meanwhile is answered by this.
        wanted.try_iter().for_each(drop);
        let began = Instant::now();
        // One that is lost on the way is no portal that has gone, nor is one that is slow: where packets are dropped no new
        // line is had at all.
        let there = session.is_there() || {
            std::thread::sleep(GAP.saturating_sub(began.elapsed()));
            Session::over(site, REACH, SLOW).is_there()
        };
        if events.send(Event::Portal(Portal::There(there))).is_err() {
            return;
        }
    }
}

fn serve(site: &Site, told: &Receiver<Order>, events: &Sender<Event>, looks: &Sender<()>) {
    let mut kept = Kept::default();
    let mut session = Session::new(site, PATIENCE);
    // The front pages, of which one is the next to be got while nobody asks.
    let mut ahead: Vec<Lang> = Lang::ALL.into_iter().rev().collect();
    let mut pause = Duration::ZERO;
    let mut right = true;
    loop {
        if std::mem::replace(&mut right, site.clock.is_right()) != right
            && events.send(Event::Portal(Portal::Clock(right))).is_err()
        {
            return;
        }
        let order = match ahead.last() {
            None => told.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(_) => told.recv_timeout(pause),
        };
        let order = match (order, ahead.last()) {
            (Ok(order), _) => order,
            (Err(RecvTimeoutError::Timeout), Some(lang)) => {
                let got = Session::new(site, HASTE).fetch(&format!("/{}/", lang.code()), &mut kept);
                pause = if got { Duration::ZERO } else { PAUSE };
                ahead.truncate(ahead.len() - usize::from(got));
                continue;
            }
            (Err(_), _) => return,
        };
        match order {
            Order::Ask(request) => {
                let answer = session.ask(&request, &mut kept);
                if events.send(Event::Portal(answer)).is_err() {
                    return;
                }
            }
            Order::Forget => {
                session.leave();
                session = Session::new(site, PATIENCE);
            }
            Order::Stay => {
                if !session.stay() {
                    let _ = looks.send(());
                }
            }
        }
    }
}

/// One citizen's session at the portal.
struct Session<'a> {
    base: &'a str,
    key: Option<&'a Key>,
    clock: &'a Clock,
    wire: &'a Wire,
    agent: ureq::Agent,
    cookies: BTreeMap<String, Zeroizing<String>>,
    /// The last page's token and the language it was in: what signing out needs.
    last: Option<(Zeroizing<String>, &'static str)>,
    /// The public pages that this citizen was shown.
    shown: Kept,
}

/// Why there is no page.
enum Fault {
    Away,
    Strange,
}

impl<'a> Session<'a> {
    fn new(site: &'a Site, patience: Duration) -> Session<'a> {
        Session::over(site, CONNECT, patience)
    }

    /// The same with less time for a new line.
    fn over(site: &'a Site, connect: Duration, patience: Duration) -> Session<'a> {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(patience))
            .timeout_connect(Some(connect))
            .tls_config(TlsConfig::builder().root_certs(site.authorities.clone()).build())
            .build();
        let (base, key) = (site.base.as_str(), site.key.as_ref());
        let (clock, wire) = (&site.clock, &site.wire);
        let (agent, cookies, shown) = (config.into(), BTreeMap::new(), Kept::default());
        Session { base, key, clock, wire, agent, cookies, last: None, shown }
    }

    /// Nobody is known to the portal: it has been told no more than a language.
    fn is_nobodys(&self) -> bool {
        self.cookies.keys().all(|name| name.trim_start_matches("__Host-") == "lingua")
    }

    /// Gets a page for the time when the portal is away; whether that is done.
    fn fetch(&mut self, address: &str, kept: &mut Kept) -> bool {
        match self.follow("GET", address.to_owned(), Zeroizing::default()) {
            Ok((envelope, bytes)) => {
                kept.keep(address, &envelope, bytes, now());
                true
            }
            Err(Fault::Strange) => true,
            Err(Fault::Away) => false,
        }
    }

    fn ask(&mut self, request: &Request, kept: &mut Kept) -> Portal {
        let body = encode(&request.fields);
        let (method, address, body) = match request.method {
            Method::Get if body.is_empty() => ("GET", request.address.clone(), String::new()),
            Method::Get => ("GET", format!("{}?{}", request.address, *body), String::new()),
            Method::Post => ("POST", request.address.clone(), body.to_string()),
        };
        let before = self.is_nobodys();
        match self.follow(method, address.clone(), Zeroizing::new(body)) {
            Ok((envelope, bytes)) => {
                if method == "GET" && before && self.is_nobodys() {
                    kept.keep(&address, &envelope, bytes, now());
                } else if method == "GET" {
                    self.shown.keep_shown(&address, &envelope, bytes, now());
                }
                Portal::Page(request.id, Box::new(envelope))
            }
            Err(Fault::Away) => {
                let read = || self.shown.find(&address).or_else(|| kept.find(&address));
                match Some(method).filter(|method| *method == "GET").and_then(|_| read()) {
                    Some((envelope, at)) => Portal::Old(request.id, Box::new(envelope), at),
                    None => Portal::Away(request.id),
                }
            }
            Err(Fault::Strange) => Portal::Strange(request.id),
        }
    }

    /// Asks, and follows where the answer leads; the page, and how many bytes it came in.
    fn follow(
        &mut self,
        method: &str,
        address: String,
        body: Zeroizing<String>,
    ) -> Result<(Envelope, usize), Fault> {
        let (mut method, mut address, mut body) = (method, address, body);
        for _ in 0..=REDIRECTS {
            let mut answer = self.once(method, &address, &body)?;
            let to = answer.headers().get("location").and_then(|to| to.to_str().ok()).map(str::to_owned);
            if let Some(to) = to {
                if !to.starts_with('/') || to.starts_with("//") {
                    return Err(Fault::Strange);
                }
                (method, address, body) = ("GET", to, Zeroizing::default());
                continue;
            }
            let bytes =
                answer.body_mut().with_config().limit(LARGEST).read_to_vec().map_err(|_| Fault::Away)?;
            // A proxy before a portal that is being started again answers for it, in HTML.
            let nobody = answer.status().is_server_error();
            let strange = |_| if nobody { Fault::Away } else { Fault::Strange };
            let envelope = Envelope::from_json(&bytes).map_err(strange)?;
            if let Some(token) = &envelope.frame.token {
                self.last = Some((Zeroizing::new(token.clone()), envelope.page.lang.code()));
            }
            return Ok((envelope, bytes.len()));
        }
        Err(Fault::Strange)
    }

    fn once(
        &mut self,
        method: &str,
        address: &str,
        body: &str,
    ) -> Result<ureq::http::Response<ureq::Body>, Fault> {
        self.once_as("application/x-www-form-urlencoded", method, address, body)
    }

    /// Asks once, with a body of this type if it is sent; a second time where it was refused for a signature that was made
    /// by a wrong clock: then nothing else was done with it.
    fn once_as(
        &mut self,
        content_type: &str,
        method: &str,
        address: &str,
        body: &str,
    ) -> Result<ureq::http::Response<ureq::Body>, Fault> {
        let answer = self.send(content_type, method, address, body)?;
        let date = answer.headers().get("date").and_then(|date| date.to_str().ok());
        let turned = self.key.is_some() && date.is_some_and(|date| self.clock.learn(date));
        if turned && answer.status() == 403 {
            return self.send(content_type, method, address, body);
        }
        Ok(answer)
    }

    fn send(
        &mut self,
        content_type: &str,
        method: &str,
        address: &str,
        body: &str,
    ) -> Result<ureq::http::Response<ureq::Body>, Fault> {
        if self.wire.is_cut() {
            return Err(Fault::Away);
        }
        let path = address.split('#').next().unwrap_or("");
        let accept = format!("{}; version={WIRE_VERSION}", Envelope::MEDIA_TYPE);
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header("accept", accept)
            .header("origin", self.base);
        let mut request =
            if self.cookies.is_empty() { request } else { request.header("cookie", self.header()) };
        for (name, value) in
            self.key.iter().flat_map(|key| key.sign(self.base, method, path, body, self.clock))
        {
            request = request.header(name, value);
        }
        let answer = if method != "POST" {
            self.agent.run(request.body(()).map_err(|_| Fault::Strange)?)
        } else {
            let request = request.header("content-type", content_type);
            self.agent.run(request.body(body.to_owned()).map_err(|_| Fault::Strange)?)
        };
        let answer = answer.map_err(|_| Fault::Away)?;
        for cookie in answer.headers().get_all("set-cookie") {
            self.keep(cookie.to_str().unwrap_or(""));
        }
        Ok(answer)
    }

    fn keep(&mut self, cookie: &str) {
        let pair = cookie.split(';').next().and_then(|pair| pair.split_once('='));
        let Some((name, value)) = pair else { return };
        let ends = cookie.split(';').skip(1).any(|part| part.trim().eq_ignore_ascii_case("max-age=0"));
        if ends || value.is_empty() {
            self.cookies.remove(name.trim());
        } else {
            self.cookies.insert(name.trim().to_owned(), Zeroizing::new(value.to_owned()));
        }
    }

    fn header(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={}", **value)).collect::<Vec<_>>().join("; ")
    }

    /// Somebody is there: the session does not end. Whether that came to the portal.
    fn stay(&mut self) -> bool {
        match self.last.as_ref().filter(|_| !self.cookies.is_empty()) {
            Some((_, lang)) => self.once("HEAD", &format!("/{lang}/"), "").is_ok(),
            None => true,
        }
    }

    /// The portal's process answers, whoever asks.
    fn is_there(&self) -> bool {
        let answer = self.agent.get(format!("{}/health/live", self.base)).call();
        !self.wire.is_cut() && answer.is_ok_and(|answer| answer.status() == 200)
    }

    /// Signs out, once; the portal ends the session by itself if that does not reach it.
    fn leave(&mut self) {
        if let Some((token, lang)) = self.last.take() {
            let body = encode(&[(a11y::ids::TOKEN.to_owned(), token.to_string())]);
            drop(self.once("POST", &format!("/{lang}/esci"), &body));
        }
    }
}

/// The time in Italy.
fn now() -> Time {
    let rome = TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC);
    jiff::Timestamp::now().to_zoned(rome).time()
}

/// A form's body.
fn encode(fields: &[(String, String)]) -> Zeroizing<String> {
    let mut body = Zeroizing::new(String::new());
    for (name, value) in fields {
        if !body.is_empty() {
            body.push('&');
        }
        escape(name, &mut body);
        body.push('=');
        escape(value, &mut body);
    }
    body
}

fn escape(text: &str, body: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => body.push(char::from(byte)),
            b' ' => body.push('+'),
            _ => body.push_str(&format!("%{byte:02X}")),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// What the client makes of a portal that answers these bytes, whatever it is asked, and hangs up.
    fn answered(bytes: Vec<u8>) -> Portal {
        use std::io::{Read, Write};
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let portal = std::thread::spawn(move || {
            let (mut line, _) = listener.accept().unwrap();
            let _ = line.read(&mut [0; 4_096]);
            let _ = line.write_all(&bytes);
        });
        let request =
            Request { id: 7, method: Method::Post, address: "/it/accedi".into(), fields: Vec::new() };
        let answer =
            Session::new(&Site::new(base, None, None).unwrap(), PATIENCE).ask(&request, &mut Kept::default());
        portal.join().unwrap();
        answer
    }

    fn whole(status: &str, body: &str) -> Vec<u8> {
        format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
            .into_bytes()
    }

    #[test]
    fn a_proxy_before_a_portal_that_is_down_means_away_and_other_nonsense_strange() {
        for status in ["502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout"] {
            assert_eq!(answered(whole(status, "<html>nginx</html>")), Portal::Away(7), "{status}");
        }
        assert_eq!(answered(whole("200 OK", "<html>elsewhere</html>")), Portal::Strange(7));
        // A portal that is ahead of this kiosk: by its version, or by a word of a page.
        let tasks = a11y::page::TaskList {
            tasks: vec![a11y::page::Task {
                label: a11y::text::Text::plain("Il lavoro"),
                to: None,
                status: a11y::page::TaskStatus::Begun,
            }],
        };
        let page = a11y::page::Page::new(Lang::It, a11y::text::Text::plain("Modulo")).with(tasks);
        let sent = Envelope { version: WIRE_VERSION, frame: a11y::page::Frame::default(), page };
        let sent = serde_json::to_string(&sent).unwrap();
        assert!(matches!(answered(whole("200 OK", &sent)), Portal::Page(7, _)));
        let version = format!("\"version\":{WIRE_VERSION}");
        for (known, later) in [("\"begun\"", "\"half_done\""), (version.as_str(), "\"version\":999")] {
            let ahead = sent.replace(known, later);
            assert_ne!(ahead, sent);
            assert_eq!(answered(whole("200 OK", &ahead)), Portal::Strange(7), "{later}");
        }
        assert_eq!(answered(whole("406 Not Acceptable", "no such form")), Portal::Strange(7));
        assert_eq!(answered(Vec::new()), Portal::Away(7));
        let elsewhere = b"HTTP/1.1 303 See Other\r\nlocation: //example.org/\r\ncontent-length: 0\r\n\r\n";
        assert_eq!(answered(elsewhere.to_vec()), Portal::Strange(7), "it follows only its own portal");
    }

    #[test]
    fn who_has_a_session_goes_back_to_a_public_page_while_the_portal_is_away_and_sends_nothing() {
        use std::io::{Read, Write};
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let frame = a11y::page::Frame {
            status: 200,
            level: "reader".into(),
            token: Some("t".into()),
            ..a11y::page::Frame::default()
        };
        let page = a11y::page::Page::new(Lang::It, a11y::text::Text::plain("Sedi")).public();
        let sent = Envelope { version: WIRE_VERSION, frame, page };
        let sent = serde_json::to_string(&sent).unwrap();
        let portal = std::thread::spawn(move || {
            let (mut line, _) = listener.accept().unwrap();
            let _ = line.read(&mut [0; 4_096]);
            line.write_all(&whole("200 OK", &sent)).unwrap();
        });
        let site = Site::new(base, None, None).unwrap();
        let (mut session, mut kept) = (Session::new(&site, PATIENCE), Kept::default());
        session.cookies.insert("sessione".into(), Zeroizing::new("x".into()));
        let asks = |method| Request { id: 7, method, address: "/it/sedi".into(), fields: Vec::new() };
        assert!(matches!(session.ask(&asks(Method::Get), &mut kept), Portal::Page(7, _)));
        portal.join().unwrap();
        site.wire.cut(true);
        assert!(matches!(session.ask(&asks(Method::Get), &mut kept), Portal::Old(7, ..)));
        assert_eq!(session.ask(&asks(Method::Post), &mut kept), Portal::Away(7));
        // The next citizen finds nothing of it.
        assert_eq!(Session::new(&site, PATIENCE).ask(&asks(Method::Get), &mut kept), Portal::Away(7));
    }

    #[test]
    fn a_sign_of_life_that_does_not_arrive_is_told_and_a_proxy_is_no_portal() {
        use std::io::{Read, Write};
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let answers = ["200 OK", "502 Bad Gateway", "502 Bad Gateway", "502 Bad Gateway", "200 OK"];
        let portal = std::thread::spawn(move || {
            for status in answers {
                let (mut line, _) = listener.accept().unwrap();
                let mut bytes = [0; 1_024];
                let read = line.read(&mut bytes).unwrap();
                assert!(bytes[..read].starts_with(b"GET /health/live"));
                line.write_all(&whole(status, "live")).unwrap();
            }
        });
        let (events, told) = channel();
        let (looks, wanted) = channel();
        // Alone: a whole client also gets its front pages.
        std::thread::spawn(move || watch(&Site::new(base, None, None).unwrap(), &wanted, &events));
        let seen = || {
            looks.send(()).unwrap();
            told.recv_timeout(Duration::from_secs(20)).unwrap()
        };
        // Of two in a row that fail one is told; of one, none.
        for there in [true, false, true] {
            assert_eq!(seen(), Event::Portal(Portal::There(there)));
        }
        portal.join().unwrap();

        let site = Site::new("http://127.0.0.1:9".into(), None, None).unwrap();
        let mut session = Session::new(&site, HASTE);
        assert!(session.stay(), "nobody is there whose session could end");
        session.last = Some((Zeroizing::new("token".into()), "it"));
        session.cookies.insert("sessione".into(), Zeroizing::new("x".into()));
        assert!(!session.stay());
    }

    #[test]
    fn packets_that_are_dropped_are_told_within_three_seconds_and_a_slow_portal_is_none_that_has_gone() {
        use std::io::{Read, Write};
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (events, told) = channel();
        let (looks, wanted) = channel();
        let site = Site::new(format!("http://{address}"), None, None).unwrap();
        std::thread::spawn(move || watch(&site, &wanted, &events));
        let seen = || {
            let began = std::time::Instant::now();
            looks.send(()).unwrap();
            (told.recv_timeout(Duration::from_secs(20)).unwrap(), began.elapsed())
        };
        let answer = |line: &mut std::net::TcpStream| {
            let _ = line.read(&mut [0; 1_024]).unwrap();
            let _ = line.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nlive");
        };
        // Slow: the first answer comes too late for its line, the second in time.
        let portal = std::thread::spawn(move || {
            let (first, _) = listener.accept().unwrap();
            let (mut second, _) = listener.accept().unwrap();
            std::thread::sleep(GLANCE);
            answer(&mut second);
            drop(first.shutdown(std::net::Shutdown::Both));
            let (mut third, _) = listener.accept().unwrap();
            answer(&mut third);
            (listener, third)
        });
        assert_eq!(seen().0, Event::Portal(Portal::There(true)));
        assert_eq!(seen().0, Event::Portal(Portal::There(true)), "on a line that stays");
        let (listener, _line) = portal.join().unwrap();
        // Nothing comes through: the line that stays is not answered, and where the queue for new ones is full the kernel
        // drops what would open one.
        rustix::net::listen(&listener, 0).unwrap();
        let _full: Vec<_> = (0..4)
            .filter_map(|_| std::net::TcpStream::connect_timeout(&address, Duration::from_millis(200)).ok())
            .collect();
        let (event, took) = seen();
        assert_eq!(event, Event::Portal(Portal::There(false)));
        assert!(took < Duration::from_millis(2_900), "{took:?}");
    }

    #[test]
    fn a_wrong_clock_is_set_by_the_portals_for_signatures_and_what_was_refused_for_it_goes_once_more() {
        use std::io::{Read, Write};
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let portals = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(2);
        let date = jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&portals).unwrap();
        let portal = std::thread::spawn(move || {
            let answer = |status: &str| {
                let (mut line, _) = listener.accept().unwrap();
                let mut bytes = [0; 4_096];
                let read = line.read(&mut bytes).unwrap();
                line.write_all(
                    format!(
                        "HTTP/1.1 {status}\r\ndate: {date}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                    )
                    .as_bytes(),
                )
                .unwrap();
                let asked = String::from_utf8_lossy(&bytes[..read]).into_owned();
                let created = asked.split("created=").nth(1).unwrap().split(';').next().unwrap();
                created.parse::<i64>().unwrap()
            };
            // Whoever is refused for another reason is not asked twice.
            [answer("403 Forbidden"), answer("200 OK"), answer("403 Forbidden")]
        });
        let site = Site::new(base, Some(Key::of_nobody()), None).unwrap();
        assert!(site.clock.is_right());
        let mut session = Session::new(&site, PATIENCE);
        assert_eq!(session.once("POST", "/it/accedi", "a=b").ok().unwrap().status(), 200);
        assert!(!site.clock.is_right());
        assert_eq!(session.once("POST", "/it/accedi", "a=b").ok().unwrap().status(), 403);
        let [wrong, right, still] = portal.join().unwrap();
        let off = |created: i64| portals.as_second() - created;
        assert!(
            off(wrong) > 7_000 && off(right).abs() < 30 && off(still).abs() < 30,
            "{wrong} {right} {still}"
        );
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

        #[test]
        fn whatever_is_answered_is_no_page(
            status in "HTTP/1\\.[01] [0-9]{1,4}( OK)?\r\n",
            headers in "((set-cookie|location|content-length|transfer-encoding): [ -~]{0,20}\r\n){0,4}",
            body in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..80),
        ) {
            let answer = answered([status.as_bytes(), headers.as_bytes(), b"connection: close\r\n\r\n", &body].concat());
            proptest::prop_assert!(!matches!(answer, Portal::Page(..)));
        }
    }

    #[test]
    fn fields_are_written_as_a_form_writes_them() {
        let fields = [("a".to_owned(), "è 1&2".to_owned()), ("b".to_owned(), String::new())];
        assert_eq!(*encode(&fields), "a=%C3%A8+1%262&b=");
    }
}
