//! The wire under the HTTP library: what the library answers by itself is given a page.
//!
//! To a head that is too large, or to what is no HTTP, the library answers before any handler, with a status and nothing
//! else. Such an answer is told from ours by the Content-Security-Policy, which every one of ours has.
//!
//! **Invariant**: what a handler answers goes through as it is, byte for byte.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};

use a11y::text::Lang;
use actix_web::http::{StatusCode, header};
use actix_web::web::Bytes;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::errors::Problem;
use super::front::exact_lang;
use super::negotiate::Form;
use super::shell::Who;
use super::{POLICY, TLS_ONLY, reply};
use crate::portal::Portal;
use crate::services::Channel;

/// The most that the library writes in an answer of its own, in bytes.
const LONGEST: usize = 512;

/// How much of a request is looked at for its language.
const BEGINNING: usize = 64;

/// The problems that the library tells.
const TOLD: [Problem; 4] = [Problem::Unread, Problem::Slow, Problem::Head, Problem::Address];

/// The longest address that the library reads, in bytes: to a longer one it answers as to what is no HTTP.
const LONGEST_ADDRESS: usize = 65_534;

/// Our answers in place of the library's, each made when it is first needed.
#[derive(Clone)]
pub(crate) struct Pages {
    portal: Arc<Portal>,
    made: Arc<[OnceLock<Bytes>; TOLD.len() * Lang::ALL.len() * 2]>,
}

impl Pages {
    /// The pages of a portal.
    pub(super) fn new(portal: Arc<Portal>) -> Pages {
        Pages { portal, made: Arc::default() }
    }

    /// What to write in place of the library's answer to a request that began so, with a first line of so many bytes;
    /// `None` if it is no such answer.
    fn in_place_of(&self, answer: &[u8], begun: &[u8], first_line: usize) -> Option<Bytes> {
        let too_long = |status| matches!(status, 400 | 431) && first_line > LONGEST_ADDRESS && asks(begun);
        let status = bare_status(answer).map(|status| if too_long(status) { 414 } else { status })?;
        let (at, problem) = TOLD.into_iter().enumerate().find(|(_, problem)| problem.status() == status)?;
        tracing::info!(status, "what came could not be read as a request");
        let (lang, sending) = (language(begun), begun.starts_with(b"POST "));
        let made = self.made.get((at * Lang::ALL.len() + lang as usize) * 2 + usize::from(sending))?;
        Some(made.get_or_init(|| whole(&self.portal, lang, problem, sending)).clone())
    }
}

/// The status of an answer without a body that is none of ours; the first of several, to what came in pieces.
fn bare_status(answer: &[u8]) -> Option<u16> {
    // Of what goes through only the length is looked at.
    let head = std::str::from_utf8(Some(answer).filter(|answer| answer.len() <= LONGEST)?).ok()?;
    let version = head.strip_prefix("HTTP/1.")?;
    let bare = |one: &str| one.starts_with("HTTP/1.");
    let whole = head.strip_suffix("\r\n\r\n").is_some_and(|heads| heads.split("\r\n\r\n").all(bare));
    let ours = head.to_ascii_lowercase().contains(header::CONTENT_SECURITY_POLICY.as_str());
    (whole && !ours).then(|| version.get(2..5)?.parse().ok())?
}

/// Whether what begins so is a request at all: a method and a path.
fn asks(begun: &[u8]) -> bool {
    let method = begun.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    method > 0 && begun[method..].starts_with(b" /")
}

/// The language of a request by its address, as far as there is one; else Italian.
fn language(begun: &[u8]) -> Lang {
    let text = String::from_utf8_lossy(begun);
    let address = text.split(' ').nth(1).unwrap_or("");
    address.split(['/', '?']).nth(1).and_then(exact_lang).unwrap_or(Lang::It)
}

/// A whole answer on the wire: the page of a problem, after which the line ends.
fn whole(portal: &Portal, lang: Lang, problem: Problem, sending: bool) -> Bytes {
    let reply = reply::bare_problem(portal, lang, problem, Form::Html, (Channel::Web, sending), Who::Unknown);
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::BAD_REQUEST);
    let secure = match portal.config.is_secure() {
        true => format!("strict-transport-security: {TLS_ONLY}\r\n"),
        false => String::new(),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {}\r\ncontent-length: {}\r\ncontent-language: {}\r\n\
         content-security-policy: {POLICY}\r\nx-content-type-options: nosniff\r\nreferrer-policy: same-origin\r\n\
         cache-control: no-store\r\n{secure}connection: close\r\n\r\n",
        reply.media_type,
        reply.body.len(),
        lang.code(),
    );
    [head.as_bytes(), &reply.body].concat().into()
}

/// How long the first line of a request is, as far as it has come.
#[derive(Default)]
struct FirstLine {
    length: usize,
    whole: bool,
}

impl FirstLine {
    fn go_on(&mut self, new: &[u8]) {
        if self.whole {
            return;
        }
        let end = new.iter().position(|byte| *byte == b'\n');
        self.length += end.unwrap_or(new.len());
        self.whole = end.is_some();
    }
}

/// A line to a browser, as the library sees it.
pub(super) struct Wire<T> {
    line: T,
    pages: Option<Pages>,
    begun: Vec<u8>,
    first_line: FirstLine,
    answered: bool,
    /// What is still to be written in place of an answer of the library's.
    rest: Bytes,
}

impl<T> Wire<T> {
    /// A line whose bare answers become `pages`.
    pub(super) fn new(line: T, pages: Option<Pages>) -> Wire<T> {
        Wire {
            line,
            pages,
            begun: Vec::new(),
            first_line: FirstLine::default(),
            answered: false,
            rest: Bytes::new(),
        }
    }

    /// The line itself.
    pub(super) fn line(&self) -> &T {
        &self.line
    }
}

impl<T: AsyncWrite + Unpin> Wire<T> {
    fn write_rest(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.rest.is_empty() {
            let written = ready!(Pin::new(&mut self.line).poll_write(cx, &self.rest))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.rest = self.rest.slice(written..);
        }
        Poll::Ready(Ok(()))
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Wire<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        let read = Pin::new(&mut self.line).poll_read(cx, into);
        let new = into.filled().get(before..).unwrap_or_default();
        if !new.is_empty() {
            if std::mem::take(&mut self.answered) {
                self.begun.clear();
                self.first_line = FirstLine::default();
            }
            self.first_line.go_on(new);
            let room = BEGINNING.saturating_sub(self.begun.len());
            self.begun.extend(new.iter().take(room));
        }
        read
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Wire<T> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        ready!(self.write_rest(cx))?;
        self.answered = true;
        match self
            .pages
            .as_ref()
            .and_then(|pages| pages.in_place_of(bytes, &self.begun, self.first_line.length))
        {
            Some(page) => {
                self.rest = page;
                // What cannot be written now is when the library flushes.
                if let Poll::Ready(Err(error)) = self.write_rest(cx) {
                    return Poll::Ready(Err(error));
                }
                Poll::Ready(Ok(bytes.len()))
            }
            None => Pin::new(&mut self.line).poll_write(cx, bytes),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.write_rest(cx))?;
        Pin::new(&mut self.line).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.write_rest(cx))?;
        Pin::new(&mut self.line).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;
    use crate::config::Config;
    use crate::services::testing::Desk;

    /// What a browser gets that has sent `request`, when the library answers so.
    async fn got(request: &[u8], answer: &[u8]) -> String {
        let desk = Desk::open().await;
        let pages = Pages::new(Arc::new(desk.portal.clone()));
        // Narrower than a page: it is written in many parts.
        let (browser, line) = tokio::io::duplex(256);
        let (mut back, mut forth) = tokio::io::split(browser);
        let mut wire = Wire::new(line, Some(pages));
        let portal = async {
            wire.read_exact(&mut vec![0; request.len()]).await.unwrap();
            wire.write_all(answer).await.unwrap();
            wire.shutdown().await.unwrap();
        };
        let mut whole = String::new();
        let (sent, read, ()) =
            tokio::join!(forth.write_all(request), back.read_to_string(&mut whole), portal);
        sent.unwrap();
        read.unwrap();
        whole
    }

    fn bare(status: &str) -> Vec<u8> {
        format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").into_bytes()
    }

    #[tokio::test]
    async fn what_the_library_answers_bare_becomes_a_whole_page_in_the_language_of_the_address() {
        for (request, answer, title) in [
            (
                &b"GET /it/ HTTP/1.1\r\n"[..],
                "431 Request Header Fields Too Large",
                "La richiesta è troppo grande",
            ),
            (b"GET /en/sedi HTTP/1.1\r\n", "431 Request Header Fields Too Large", "The request is too large"),
            (b"POST /ar?x HTTP/1.1\r\n", "431 Request Header Fields Too Large", "الطلب كبير جدا"),
            (b"\x16\x03\x01\x02", "400 Bad Request", "La richiesta non si può leggere"),
            (b"GET /en/ HTTP/9.9\r\n", "400 Bad Request", "The request cannot be read"),
            (b"GET /it/ HT", "408 Request Timeout", "La richiesta non è arrivata in tempo"),
        ] {
            let whole = got(request, &bare(answer)).await;
            let (head, body) = whole.split_once("\r\n\r\n").unwrap();
            assert!(head.starts_with(&format!("HTTP/1.1 {answer}\r\n")), "{head}");
            assert!(head.contains(&format!("content-length: {}\r\n", body.len())), "{head}");
            assert!(head.contains("script-src 'none'") && head.contains("connection: close"), "{head}");
            assert!(body.contains(&format!("<h1 id=\"titolo\">{title}</h1>")), "{body}");
            assert!(body.ends_with("</html>"), "{body}");
        }
    }

    #[tokio::test]
    async fn an_address_that_is_too_long_is_told_so_and_long_headers_are_not() {
        let long = "a".repeat(70_000);
        let address = format!("GET /en/{long} HTTP/1.1\r\n");
        let headers = format!("GET /en/ HTTP/1.1\r\ncookie: {long}\r\n");
        for bare_as in ["400 Bad Request", "431 Request Header Fields Too Large"] {
            let whole = got(address.as_bytes(), &bare(bare_as)).await;
            assert!(whole.starts_with("HTTP/1.1 414 URI Too Long\r\n"), "{whole:.200}");
            assert!(whole.contains("The address is too long"), "{whole}");
            // The rest of it came by itself, and was answered in the same breath.
            let whole = got(address.as_bytes(), &bare(bare_as).repeat(2)).await;
            assert!(whole.starts_with("HTTP/1.1 414 URI Too Long\r\n"), "{whole:.200}");
            for no_address in [headers.as_bytes(), long.as_bytes()] {
                let whole = got(no_address, &bare(bare_as)).await;
                assert!(whole.starts_with(&format!("HTTP/1.1 {bare_as}\r\n")), "{whole:.200}");
            }
        }
    }

    #[tokio::test]
    async fn only_under_tls_it_says_that_no_other_line_is_taken() {
        let mut portal = Desk::open().await.portal;
        for (public_url, secure) in [("https://sportello.example", true), ("http://127.0.0.1:8080", false)] {
            portal.config = Config { public_url: public_url.into(), ..Config::default() };
            let whole = whole(&portal, Lang::It, Problem::Unread, false);
            let head = String::from_utf8(whole.to_vec()).unwrap();
            let told = "\r\nstrict-transport-security: max-age=63072000; includeSubDomains\r\n";
            assert_eq!(head.contains(told), secure, "{head:.900}");
        }
    }

    proptest! {
        /// What is no HTTP: bytes of any kind, and what only begins like a request.
        #[test]
        fn whatever_comes_has_a_language_and_a_first_line_however_it_is_cut(
            bytes in proptest::collection::vec(
                prop_oneof![any::<u8>(), proptest::sample::select(&b"GET POST / it en ar ? \r\n"[..])],
                0..200,
            ),
            cuts in proptest::collection::vec(0_usize..200, 0..5),
        ) {
            let begun = &bytes[..bytes.len().min(BEGINNING)];
            prop_assert!(Lang::ALL.contains(&language(begun)));
            let words = String::from_utf8_lossy(begun);
            let two = words.split_once(' ').filter(|(method, _)| !method.is_empty());
            let is_request = two.is_some_and(|(method, rest)| {
                method.bytes().all(|sign| sign.is_ascii_uppercase()) && rest.starts_with('/')
            });
            prop_assert_eq!(asks(begun), is_request);
            let (mut whole, mut cut_up) = (FirstLine::default(), FirstLine::default());
            whole.go_on(&bytes);
            let mut cuts: Vec<usize> = cuts.into_iter().map(|at| at.min(bytes.len())).collect();
            cuts.extend([0, bytes.len()]);
            cuts.sort_unstable();
            cuts.windows(2).for_each(|part| cut_up.go_on(&bytes[part[0]..part[1]]));
            prop_assert_eq!(cut_up.length, whole.length);
            let end = bytes.iter().position(|byte| *byte == b'\n');
            prop_assert_eq!(whole.length, end.unwrap_or(bytes.len()));
        }

        #[test]
        fn the_language_is_that_of_the_address_whatever_follows(
            lang in proptest::sample::select(Lang::ALL.to_vec()),
            method in "GET|POST|[A-Z]{1,9}",
            rest in r"[/? ][ -~]{0,40}",
        ) {
            let begun = format!("{method} /{}{rest}", lang.code());
            prop_assert_eq!(language(begun.as_bytes()), lang);
            prop_assert!(asks(begun.as_bytes()));
        }

        #[test]
        fn only_a_bare_answer_is_taken_for_the_librarys(
            bytes in prop_oneof![
                proptest::collection::vec(any::<u8>(), 0..600),
                // Nearly an answer: begun as one, ended as one, with anything in between.
                (
                    "HTTP/1\\.[01]( [0-9]{1,4})?",
                    proptest::collection::vec(prop_oneof![any::<u8>(), Just(b'\r'), Just(b'\n')], 0..560),
                    proptest::sample::select(vec!["", "\r\n", "\r\n\r\n", "\r\n\r\nHTTP/1.1 400\r\n\r\n"]),
                ).prop_map(|(begin, middle, end)| [begin.as_bytes(), &middle, end.as_bytes()].concat()),
            ],
            status in 100_u16..600,
            body in "[ -~]{1,40}",
        ) {
            if let Some(found) = bare_status(&bytes) {
                prop_assert!(bytes.starts_with(b"HTTP/1.") && bytes.ends_with(b"\r\n\r\n"));
                prop_assert!(found < 1000 && bytes.len() <= LONGEST);
            }
            let head = format!("HTTP/1.1 {status} Said\r\ncontent-length: 0\r\n");
            prop_assert_eq!(bare_status(format!("{head}\r\n").as_bytes()), Some(status));
            prop_assert_eq!(bare_status(format!("{head}\r\n{body}").as_bytes()), None);
            prop_assert_eq!(bare_status(head.as_bytes()), None);
            let ours = format!("{head}Content-Security-Policy: {POLICY}\r\n\r\n");
            prop_assert_eq!(bare_status(ours.as_bytes()), None);
        }
    }

    #[tokio::test]
    async fn what_a_handler_answers_goes_through_as_it_is() {
        let ours = format!("HTTP/1.1 400 Bad Request\r\ncontent-security-policy: {POLICY}\r\n\r\n");
        for answer in
            [ours.as_str(), "HTTP/1.1 404 Not Found\r\n\r\n", "HTTP/1.1 400 Bad", "<p>HTTP/1.1 400</p>"]
        {
            assert_eq!(got(b"GET /it/ HTTP/1.1\r\n\r\n", answer.as_bytes()).await, answer);
        }
    }
}
