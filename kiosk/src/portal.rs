//! The portal's client: a user agent without a window, with one session of cookies in memory.
//!
//! **Invariant**: nothing of a session outlives it: the cookies are wiped and the connections closed.
//! **Invariant**: it follows only addresses of its own portal.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use a11y::page::{Envelope, Method, WIRE_VERSION};
use zeroize::Zeroizing;

use crate::agent::command::Request;
use crate::event::{Event, Portal};

/// How many answers may lead on to another address.
const REDIRECTS: usize = 5;

/// The longest that one answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The longest page.
const LARGEST: u64 = 1 << 20;

/// What the client is told.
enum Order {
    Ask(Request),
    Forget,
}

/// A client that works beside the agent.
#[derive(Debug)]
pub struct Client {
    orders: Sender<Order>,
}

impl Client {
    /// Starts one for the portal at `base`, as `http://127.0.0.1:8080`; its answers are events.
    pub fn start(base: String, events: Sender<Event>) -> Client {
        let (orders, told) = channel();
        std::thread::spawn(move || serve(&base, &told, &events));
        Client { orders }
    }

    /// Asks; the answer comes as an event with the request's number.
    pub fn ask(&self, request: Request) {
        // The client ends with the kiosk alone.
        drop(self.orders.send(Order::Ask(request)));
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

fn serve(base: &str, told: &Receiver<Order>, events: &Sender<Event>) {
    let mut session = Session::new(base);
    while let Ok(order) = told.recv() {
        match order {
            Order::Ask(request) => {
                let answer = session.ask(&request);
                if events.send(Event::Portal(answer)).is_err() {
                    return;
                }
            }
            Order::Forget => {
                session.leave();
                session = Session::new(base);
            }
        }
    }
}

/// One citizen's session at the portal.
struct Session<'a> {
    base: &'a str,
    agent: ureq::Agent,
    cookies: BTreeMap<String, Zeroizing<String>>,
    /// The last page's token and the language it was in: what signing out needs.
    last: Option<(Zeroizing<String>, &'static str)>,
}

/// Why there is no page.
enum Fault {
    Away,
    Strange,
}

impl Session<'_> {
    fn new(base: &str) -> Session<'_> {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(PATIENCE))
            .build();
        Session { base, agent: config.into(), cookies: BTreeMap::new(), last: None }
    }

    fn ask(&mut self, request: &Request) -> Portal {
        let body = encode(&request.fields);
        let (method, address, body) = match request.method {
            Method::Get if body.is_empty() => ("GET", request.address.clone(), String::new()),
            Method::Get => ("GET", format!("{}?{}", request.address, *body), String::new()),
            Method::Post => ("POST", request.address.clone(), body.to_string()),
        };
        match self.follow(method, address, Zeroizing::new(body)) {
            Ok(envelope) => Portal::Page(request.id, Box::new(envelope)),
            Err(Fault::Away) => Portal::Away(request.id),
            Err(Fault::Strange) => Portal::Strange(request.id),
        }
    }

    /// Asks, and follows where the answer leads.
    fn follow(&mut self, method: &str, address: String, body: Zeroizing<String>) -> Result<Envelope, Fault> {
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
            return Ok(envelope);
        }
        Err(Fault::Strange)
    }

    fn once(
        &mut self,
        method: &str,
        address: &str,
        body: &str,
    ) -> Result<ureq::http::Response<ureq::Body>, Fault> {
        let path = address.split('#').next().unwrap_or("");
        let accept = format!("{}; version={WIRE_VERSION}", Envelope::MEDIA_TYPE);
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header("accept", accept)
            .header("origin", self.base);
        let request = if self.cookies.is_empty() { request } else { request.header("cookie", self.header()) };
        let answer = if method == "GET" {
            self.agent.run(request.body(()).map_err(|_| Fault::Strange)?)
        } else {
            let request = request.header("content-type", "application/x-www-form-urlencoded");
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

    /// Signs out, once; the portal ends the session by itself if that does not reach it.
    fn leave(&mut self) {
        if let Some((token, lang)) = self.last.take() {
            let body = encode(&[(a11y::ids::TOKEN.to_owned(), token.to_string())]);
            drop(self.once("POST", &format!("/{lang}/esci"), &body));
        }
    }
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
        let answer = Session::new(&base).ask(&request);
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
        assert_eq!(answered(Vec::new()), Portal::Away(7));
        let elsewhere = b"HTTP/1.1 303 See Other\r\nlocation: //example.org/\r\ncontent-length: 0\r\n\r\n";
        assert_eq!(answered(elsewhere.to_vec()), Portal::Strange(7), "it follows only its own portal");
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
