//! As much of HTTP/1.1 as the portal's own answers need, without a library's share in what is measured.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::BenchError;
use crate::import::demo;

/// A line to the portal that is kept open.
pub(super) struct Line {
    stream: BufReader<TcpStream>,
}

/// An answer.
pub(super) struct Got {
    pub(super) status: u16,
    /// Status line and headers.
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

impl Line {
    pub(super) fn open(port: u16) -> io::Result<Line> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Line { stream: BufReader::new(stream) })
    }

    /// Reads an address; `headers` are whole lines.
    pub(super) fn get(&mut self, address: &str, headers: &str) -> io::Result<Got> {
        self.ask(&format!("GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n{headers}\r\n"))
    }

    /// Sends a form whose values need no escape.
    pub(super) fn post(&mut self, address: &str, headers: &str, form: &str) -> io::Result<Got> {
        self.ask(&format!(
            "POST {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n{headers}\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        ))
    }

    fn ask(&mut self, request: &str) -> io::Result<Got> {
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if self.stream.read_line(&mut head)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        let mut got = Got { status: 0, head, body: Vec::new() };
        got.status = got.head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let length = got.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        got.body.resize(length, 0);
        self.stream.read_exact(&mut got.body)?;
        Ok(got)
    }
}

impl Got {
    /// The first header of this name.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }

    /// The body as text, unpacked.
    pub(super) fn text(&self) -> io::Result<String> {
        let mut text = String::new();
        if self.header("content-encoding") == Some("gzip") {
            flate2::read::GzDecoder::new(&self.body[..]).read_to_string(&mut text)?;
        } else {
            text.push_str(&String::from_utf8_lossy(&self.body));
        }
        Ok(text)
    }

    /// The cookies it sets, as a header of the next request.
    fn cookies(&self) -> String {
        let set = self.head.lines().filter_map(|line| line.strip_prefix("set-cookie: "));
        let pairs: Vec<&str> = set.filter_map(|cookie| cookie.split(';').next()).collect();
        format!("Cookie: {}\r\n", pairs.join("; "))
    }
}

/// The first header of this name in a head.
pub(super) fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| {
        let (known, value) = line.split_once(':')?;
        known.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// A citizen in a session: the header of their cookies, and the token of their forms.
#[derive(Clone)]
pub(super) struct Citizen {
    pub(super) cookie: String,
    pub(super) token: String,
}

/// Signs the demo's citizen in.
pub(super) fn sign_in(port: u16) -> Result<Citizen, BenchError> {
    let mut line = Line::open(port)?;
    let address = "/it/accedi";
    let page = line.get(address, "")?;
    let form =
        format!("gettone={}&codice-fiscale={}&pin={}&durata=300", token(&page)?, demo::CODE, demo::PIN);
    let signed = line.post(address, &page.cookies(), &form)?;
    let cookie = signed.cookies();
    let home = line.get("/it/", &cookie)?;
    if signed.status != 303 || !home.text()?.contains("/it/esci") {
        return Err(BenchError::Answer { status: signed.status, address: address.to_owned() });
    }
    Ok(Citizen { token: token(&home)?, cookie })
}

fn token(page: &Got) -> io::Result<String> {
    hidden(page, "gettone")
}

/// What a page holds in a hidden field of this name.
pub(super) fn hidden(page: &Got, name: &str) -> io::Result<String> {
    field(&page.text()?, name)
}

/// The same of the text of a page.
pub(super) fn field(text: &str, name: &str) -> io::Result<String> {
    let at = format!("name=\"{name}\" value=\"");
    let value = text.find(&at).and_then(|start| text[start + at.len()..].split('"').next());
    value.map(str::to_owned).ok_or_else(|| io::Error::other(format!("a form without its {name}")))
}
