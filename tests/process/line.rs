//! A bare line to the portal, for what no honest browser does, and to tell a torn answer from none.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// A TCP connection, kept open.
pub struct Line {
    stream: TcpStream,
    /// Bytes that came and belong to the next answer.
    ahead: Vec<u8>,
}

/// An answer that came whole.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// Status line and headers.
    pub head: String,
    pub body: Vec<u8>,
}

/// How a line ended before an answer was whole.
#[derive(Debug, PartialEq, Eq)]
pub enum Broken {
    /// Before the first byte of an answer.
    Closed,
    /// In the midst of an answer.
    Torn,
    /// Nothing came in time.
    Silent,
}

impl Line {
    /// Opens one.
    pub fn open(port: u16) -> io::Result<Line> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        stream.set_write_timeout(Some(Duration::from_secs(60)))?;
        Ok(Line { stream, ahead: Vec::new() })
    }

    /// How long to wait for the next byte.
    pub fn patience(self, time: Duration) -> Line {
        self.stream.set_read_timeout(Some(time)).unwrap();
        self
    }

    /// Sends bytes as they are.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        self.stream.write_all(bytes.as_ref())
    }

    /// The port it comes from.
    pub fn port(&self) -> u16 {
        self.stream.local_addr().unwrap().port()
    }

    /// Takes at most so many bytes of what has come; whether the line is open still.
    pub fn sip(&mut self, most: usize) -> bool {
        self.stream.read(&mut vec![0; most]).is_ok_and(|taken| taken > 0)
    }

    /// Says that nothing more will be sent.
    pub fn half_close(&mut self) {
        self.stream.shutdown(Shutdown::Write).unwrap();
    }

    /// Reads one answer.
    pub fn answer(&mut self) -> Result<Answer, Broken> {
        let head_ends = loop {
            match self.ahead.windows(4).position(|four| four == b"\r\n\r\n") {
                Some(at) => break at + 4,
                None => self.more()?,
            }
        };
        let head = String::from_utf8_lossy(&self.ahead[..head_ends]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or(Broken::Torn)?;
        let length = header(&head, "content-length").map_or(0, |length| length.parse().unwrap());
        while self.ahead.len() < head_ends + length {
            self.more()?;
        }
        let body = self.ahead[head_ends..head_ends + length].to_vec();
        self.ahead.drain(..head_ends + length);
        Ok(Answer { status, head, body })
    }

    fn more(&mut self) -> Result<(), Broken> {
        let mut some = [0; 64 * 1024];
        let broken = if self.ahead.is_empty() { Broken::Closed } else { Broken::Torn };
        match self.stream.read(&mut some) {
            Ok(0) => Err(broken),
            Ok(count) => {
                self.ahead.extend_from_slice(&some[..count]);
                Ok(())
            }
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                Err(Broken::Silent)
            }
            Err(_) => Err(broken),
        }
    }

    /// Reads whatever comes until the line is closed; how long that took, or `None` if it never was.
    pub fn until_closed(&mut self, most: Duration) -> Option<Duration> {
        let began = Instant::now();
        self.stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
        while began.elapsed() < most {
            match self.more() {
                Ok(()) => self.ahead.clear(),
                Err(Broken::Silent) => {}
                Err(Broken::Closed | Broken::Torn) => return Some(began.elapsed()),
            }
        }
        None
    }
}

impl Answer {
    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }
}

fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines().find_map(|line| {
        let (known, value) = line.split_once(':')?;
        known.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// A request as it is written on a line; `headers` are whole lines.
pub fn request(method: &str, address: &str, headers: &str, body: &str) -> String {
    let length = match method {
        "GET" => String::new(),
        _ => format!("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n", body.len()),
    };
    format!(
        "{method} {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n{headers}{length}\r\n{body}"
    )
}
