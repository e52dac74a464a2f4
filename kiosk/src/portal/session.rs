//! One citizen's session at the portal: cookies in memory, redirects followed, forms sent, requests signed.
//!
//! **Invariant**: nothing of a session outlives it: the cookies are wiped and the connections closed.
//! **Invariant**: it follows only addresses of its own portal.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::time::Duration;

use a11y::page::{Envelope, Method, WIRE_VERSION};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use ureq::tls::TlsConfig;
use zeroize::Zeroizing;

use super::clock::Clock;
use super::kept::Kept;
use super::{CONNECT, Key, Site, Wire};
use crate::agent::command::Request;
use crate::event::Portal;

/// How many answers may lead on to another address.
const REDIRECTS: usize = 5;

/// The longest page.
const LARGEST: u64 = 1 << 20;

/// One citizen's session at the portal.
pub(super) struct Session<'a> {
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
pub(super) enum Fault {
    Away,
    Strange,
}

impl<'a> Session<'a> {
    pub(super) fn new(site: &'a Site, patience: Duration) -> Session<'a> {
        Session::over(site, CONNECT, patience)
    }

    /// The same with less time for a new line.
    pub(super) fn over(site: &'a Site, connect: Duration, patience: Duration) -> Session<'a> {
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
    pub(super) fn fetch(&mut self, address: &str, kept: &mut Kept) -> bool {
        match self.follow("GET", address.to_owned(), Zeroizing::default()) {
            Ok((envelope, bytes)) => {
                kept.keep(address, &envelope, bytes, now());
                true
            }
            Err(Fault::Strange) => true,
            Err(Fault::Away) => false,
        }
    }

    pub(super) fn ask(&mut self, request: &Request, kept: &mut Kept) -> Portal {
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
                answer.body_mut().with_config().limit(LARGEST).read_to_vec().map_err(
                    |error| match error {
                        // It is there, and would say the same again.
                        ureq::Error::BodyExceedsLimit(_) => Fault::Strange,
                        _ => Fault::Away,
                    },
                )?;
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
    pub(super) fn once_as(
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
    pub(super) fn stay(&mut self) -> bool {
        match self.last.as_ref().filter(|_| !self.cookies.is_empty()) {
            Some((_, lang)) => self.once("HEAD", &format!("/{lang}/"), "").is_ok(),
            None => true,
        }
    }

    /// The portal's process answers, whoever asks.
    pub(super) fn is_there(&self) -> bool {
        let answer = self.agent.get(format!("{}/health/live", self.base)).call();
        !self.wire.is_cut() && answer.is_ok_and(|answer| answer.status() == 200)
    }

    /// Signs out, once; the portal ends the session by itself if that does not reach it.
    pub(super) fn leave(&mut self) {
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
