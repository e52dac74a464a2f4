//! Requests that arrive at a fixed rate, whatever becomes of them: the load of many citizens who know nothing of each
//! other.
//!
//! Each request has a moment at which it is due, and its latency counts from there: one that had to wait because the
//! portal was slow to answer another is late too, so nothing is hidden by the asker's own patience. Run as a process of
//! its own, so that its processor time is told apart.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::io::{self, Write};
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::LocalSet;
use tokio::time::{Instant, sleep_until, timeout_at};
use uuid::Uuid;

use super::client::{field, header};
use super::{BenchError, registration};
use crate::services::domestic_work;

/// Requests of a kind that may be under way at once; further ones wait, and their wait counts.
const LINES: usize = 1_200;

/// How long after the last one is due an answer is still waited for.
const PATIENCE: f64 = 5.0;

/// How many times a second it is looked, after the load, whether the portal answers as before, where no usual load is set.
const LOOKS: f64 = 50.0;

/// For how many seconds it is looked.
const LOOK_FOR: f64 = 3.0;

/// Of what falls due in so many seconds, 99 of 100 are to be served in time.
const SLICE: f64 = 0.5;

/// An answer that comes within this time is in time, in milliseconds.
pub(super) const IN_TIME: f64 = 200.0;

/// Requests a second of each kind, for so many seconds.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Rates {
    /// Statements read, with every row, packed.
    pub pages: f64,
    /// The same, not packed.
    pub plain: f64,
    /// Statements ordered by post: each a case, an encounter and a letter on disk.
    pub posts: f64,
    /// Late answers of registrations of domestic work that are filled in, each kept on disk.
    pub answers: f64,
    /// Registrations that are filled in: all their answers read again, and sent: each a case on disk.
    pub sends: f64,
    /// Sign-ins.
    pub sign_ins: f64,
    /// How long.
    pub seconds: f64,
    /// The usual load, which goes on when this one is over: pages and posts.
    pub usual: (f64, f64),
}

/// What became of the requests of a kind.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Outcome {
    /// Asked for.
    pub(super) asked: usize,
    /// Answered as wanted.
    pub(super) served: usize,
    /// Told to come again: the 503 Page with `Retry-After`.
    pub(super) shed: usize,
    /// Everything else: another status, a broken line, no answer, never asked.
    pub(super) failed: usize,
    /// Milliseconds from due to answered, of those served: the middle one, of a hundred the last but one, the last.
    pub(super) middle: f64,
    pub(super) p99: f64,
    pub(super) worst: f64,
    /// The same of those that were told to come again.
    pub(super) shed_p99: f64,
}

/// What a run came to.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Told {
    pub(super) pages: Outcome,
    pub(super) plain: Outcome,
    pub(super) posts: Outcome,
    pub(super) answers: Outcome,
    pub(super) sends: Outcome,
    pub(super) sign_ins: Outcome,
    /// Milliseconds after the last request was due until the usual load was served in time again.
    pub(super) recovered: f64,
    /// Processor time of this process, in seconds.
    pub(super) used: f64,
}

/// Whom the load signs on as: whole requests but for what changes each time.
struct Session {
    cookie: String,
    token: String,
    /// A fiscal code whose PIN is the demo's; empty for one who is signed in.
    code: String,
    /// A registration of theirs, where they are signed in.
    draft: String,
}

/// Reads a line of the file of sessions: cookie, token, the fiscal code of one who is to sign in, the draft of one who is.
fn session(line: &str) -> Option<Session> {
    let mut fields = line.split(' ').map(str::to_owned);
    Some(Session {
        cookie: fields.next()?,
        token: fields.next()?,
        code: fields.next()?,
        draft: fields.next()?,
    })
}

/// One kind of request.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Page,
    Plain,
    Post,
    Answer,
    Review,
    Send,
    SignIn,
}

impl Kind {
    fn wanted(self) -> u16 {
        match self {
            Kind::Page | Kind::Plain | Kind::Review => 200,
            Kind::Post | Kind::Answer | Kind::Send | Kind::SignIn => 303,
        }
    }

    /// The request of this number, which is so many times the session's own; a send is of what was `read`.
    fn request(self, n: usize, round: usize, session: &Session, read: &str) -> String {
        let Session { cookie, token, code, draft } = session;
        let head =
            format!("HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nCookie: sessione={cookie}\r\n");
        let draft = |step| format!("/it/{}/{draft}/{step}", domestic_work::NAME);
        let (address, form) = match self {
            // Every row, packed: what a browser asks for.
            Kind::Page => return format!("GET {} {head}Accept-Encoding: gzip\r\n\r\n", super::load::ROWS),
            Kind::Plain => return format!("GET {} {head}\r\n", super::load::ROWS),
            Kind::Review => return format!("GET {} {head}\r\n", draft(registration::REVIEW)),
            Kind::Answer => {
                let form = format!("gettone={token}&{}", registration::late_answer(round));
                (draft(registration::LATE_STEP), form)
            }
            Kind::Send => (draft(registration::REVIEW), registration::sent(token, read)),
            Kind::Post => {
                let key = Uuid::now_v7();
                ("/it/estratto-conto/posta".to_owned(), format!("gettone={token}&chiave={key}&forma=print"))
            }
            Kind::SignIn => {
                let pin = crate::import::demo::PIN;
                (
                    "/it/accedi".to_owned(),
                    format!("gettone={token}&codice-fiscale={code}&pin={pin}&durata=30"),
                )
            }
        };
        // Everyone asks from a network of their own: the bench's portal believes its proxy.
        let [a, b] = [n / 250 % 250, n % 250];
        format!(
            "POST {address} {head}X-Forwarded-For: 10.{a}.{b}.1\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        )
    }
}

/// Sends the load of `rates` with the sessions of `file` and prints what became of it.
///
/// # Errors
/// [`BenchError`]
pub async fn send(port: u16, file: &Path, rates: Rates, out: &mut dyn Write) -> Result<(), BenchError> {
    let text = std::fs::read_to_string(file)?;
    let (sign_ins, signed_in): (Vec<Session>, Vec<Session>) =
        text.lines().filter_map(session).partition(|session| !session.code.is_empty());
    let (sign_ins, signed_in) = (Rc::new(sign_ins), Rc::new(signed_in));
    let start = Instant::now() + Duration::from_millis(100);
    let end = start + Duration::from_secs_f64(rates.seconds);
    let kind = |kind, rate, sessions: &Rc<Vec<Session>>| {
        arrive(port, kind, Schedule { start, rate, seconds: rates.seconds }, sessions.clone())
    };
    let (pages, posts) = rates.usual;
    let look = |rate| Schedule { start: end, rate, seconds: LOOK_FOR };
    let looks = [(Kind::Page, look(pages.max(LOOKS))), (Kind::Post, look(posts))];
    let all = async {
        tokio::join!(
            kind(Kind::Page, rates.pages, &signed_in),
            kind(Kind::Plain, rates.plain, &signed_in),
            kind(Kind::Post, rates.posts, &signed_in),
            kind(Kind::Answer, rates.answers, &signed_in),
            kind(Kind::Send, rates.sends, &signed_in),
            kind(Kind::SignIn, rates.sign_ins, &sign_ins),
            arrive(port, looks[0].0, looks[0].1, signed_in.clone()),
            arrive(port, looks[1].0, looks[1].1, signed_in.clone()),
        )
    };
    let (pages, plain, posts, answers, sends, sign_ins, mut looked, orders) =
        LocalSet::new().run_until(all).await;
    let outcome = |samples: &[Sample], rate| {
        Outcome::of(samples, Schedule { start, rate, seconds: rates.seconds }.count())
    };
    looked.extend(orders);
    let all_looks: usize = looks.iter().map(|(_, schedule)| schedule.count()).sum();
    let told = Told {
        pages: outcome(&pages, rates.pages),
        plain: outcome(&plain, rates.plain),
        posts: outcome(&posts, rates.posts),
        answers: outcome(&answers, rates.answers),
        sends: outcome(&sends, rates.sends),
        sign_ins: outcome(&sign_ins, rates.sign_ins),
        // A look that was never taken may have been a bad one.
        recovered: if looked.len() == all_looks { recovered(&looked) } else { LOOK_FOR * 1000.0 },
        used: super::process::processor("self")?,
    };
    serde_json::to_writer(&mut *out, &told).map_err(io::Error::from)?;
    Ok(out.flush()?)
}

/// When the requests of a kind are due.
#[derive(Clone, Copy)]
struct Schedule {
    start: Instant,
    rate: f64,
    seconds: f64,
}

impl Schedule {
    fn count(self) -> usize {
        (self.rate * self.seconds) as usize
    }

    /// Seconds after the start at which the `n`th is due.
    fn due(self, n: usize) -> f64 {
        n as f64 / self.rate
    }

    fn at(self, seconds: f64) -> Instant {
        self.start + Duration::from_secs_f64(seconds)
    }
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Served,
    Shed,
    Failed,
}

/// A request that is over.
#[derive(Clone, Copy, Debug)]
struct Sample {
    /// Seconds after the start at which it was due.
    due: f64,
    /// Milliseconds from then to its answer.
    took: f64,
    fate: Fate,
}

/// Sends the requests of a kind as they fall due, over as many lines as a second of them needs.
async fn arrive(port: u16, kind: Kind, schedule: Schedule, sessions: Rc<Vec<Session>>) -> Vec<Sample> {
    let lines = (schedule.rate as usize).clamp(16, LINES);
    let (next, samples) = (Rc::new(Cell::new(0_usize)), Rc::new(RefCell::new(Vec::new())));
    let tasks: Vec<_> = (0..lines)
        .map(|_| {
            let (next, samples, sessions) = (next.clone(), samples.clone(), sessions.clone());
            tokio::task::spawn_local(async move {
                let mut line = Line { port, stream: None, buffer: Vec::with_capacity(1 << 16) };
                loop {
                    let n = next.replace(next.get() + 1);
                    // A prime step goes through all sessions before it comes back to one.
                    let Some(session) = sessions.get(n.wrapping_mul(7_919) % sessions.len().max(1)) else {
                        return;
                    };
                    if n >= schedule.count() {
                        return;
                    }
                    let due = schedule.due(n);
                    sleep_until(schedule.at(due)).await;
                    let last = schedule.at(schedule.seconds + PATIENCE);
                    let asked = line.carry_out(kind, n, n / sessions.len(), session);
                    let fate = match timeout_at(last, asked).await {
                        Ok(Ok(fate)) => fate,
                        Ok(Err(_)) | Err(_) => Fate::Failed,
                    };
                    if fate == Fate::Failed {
                        line.stream = None;
                    }
                    let took = (Instant::now() - schedule.at(due)).as_secs_f64() * 1000.0;
                    samples.borrow_mut().push(Sample { due, took, fate });
                }
            })
        })
        .collect();
    for task in tasks {
        // A task that panicked has left its request out: what is missing counts as failed.
        drop(task.await);
    }
    samples.take()
}

/// A line that is kept open.
struct Line {
    port: u16,
    stream: Option<TcpStream>,
    buffer: Vec<u8>,
}

impl Line {
    /// Asks for what a kind takes: who sends a registration reads all its answers again first.
    async fn carry_out(&mut self, kind: Kind, n: usize, round: usize, session: &Session) -> io::Result<Fate> {
        let mut read = String::new();
        if kind == Kind::Send {
            match self.ask(&Kind::Review.request(n, round, session, "")).await?.fate(Kind::Review.wanted()) {
                Fate::Served => read = field(&self.text(), registration::READ)?,
                other => return Ok(other),
            }
        }
        let fate = self.ask(&kind.request(n, round, session, &read)).await?.fate(kind.wanted());
        let is_not_sent = || !header(&self.text(), "location").is_some_and(registration::is_sent);
        Ok(if fate == Fate::Served && kind == Kind::Send && is_not_sent() { Fate::Failed } else { fate })
    }

    /// The last answer.
    fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.buffer)
    }

    async fn ask(&mut self, request: &str) -> io::Result<Answer> {
        let stream = match &mut self.stream {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(("127.0.0.1", self.port)).await?;
                stream.set_nodelay(true)?;
                self.stream.insert(stream)
            }
        };
        stream.write_all(request.as_bytes()).await?;
        self.buffer.clear();
        loop {
            if stream.read_buf(&mut self.buffer).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if let Some(answer) = Answer::whole(&self.buffer) {
                return Ok(answer);
            }
        }
    }
}

/// As much of an answer as counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Answer {
    status: u16,
    /// It is a Page that says when to come again.
    later: bool,
}

impl Answer {
    /// Reads an answer once all of it is there.
    fn whole(bytes: &[u8]) -> Option<Answer> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
        let head = std::str::from_utf8(&bytes[..end]).ok()?;
        let length: usize = header(head, "content-length").map_or(Some(0), |length| length.parse().ok())?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let body = bytes.get(end..end + length)?;
        let later = header(head, "retry-after").is_some() && body.windows(3).any(|three| three == b"<h1");
        Some(Answer { status, later })
    }

    fn fate(self, wanted: u16) -> Fate {
        match self.status {
            status if status == wanted => Fate::Served,
            503 if self.later => Fate::Shed,
            _ => Fate::Failed,
        }
    }
}

impl Outcome {
    /// What became of so many requests, of which these are over.
    fn of(samples: &[Sample], asked: usize) -> Outcome {
        let of = |fate| {
            let mut took: Vec<f64> =
                samples.iter().filter(|sample| sample.fate == fate).map(|sample| sample.took).collect();
            took.sort_unstable_by(f64::total_cmp);
            took
        };
        let (served, shed) = (of(Fate::Served), of(Fate::Shed));
        Outcome {
            asked,
            served: served.len(),
            shed: shed.len(),
            failed: asked.saturating_sub(served.len() + shed.len()),
            middle: share(&served, 0.5),
            p99: share(&served, 0.99),
            worst: share(&served, 1.0),
            shed_p99: share(&shed, 0.99),
        }
    }
}

/// The value under which this share of sorted values lies; 0 if there are none.
fn share(sorted: &[f64], share: f64) -> f64 {
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.max(1) - 1).copied().unwrap_or(0.0)
}

/// Milliseconds until from when on, of what fell due in each [`SLICE`], 99 of 100 were served in time.
fn recovered(looks: &[Sample]) -> f64 {
    let slices = (LOOK_FOR / SLICE) as usize;
    let is_bad = |slice: &usize| {
        let of = || looks.iter().filter(|look| (look.due / SLICE) as usize == *slice);
        let late = of().filter(|look| look.fate != Fate::Served || look.took > IN_TIME).count();
        late * 100 > of().count()
    };
    (0..slices).rev().find(is_bad).map_or(0.0, |last| (last + 1) as f64 * SLICE * 1000.0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::{Arc, Mutex};

    use tokio::net::TcpListener;

    use super::*;

    #[test]
    fn a_share_is_the_value_that_so_many_do_not_pass() {
        let values: Vec<f64> = (1..=200).map(f64::from).collect();
        assert_eq!([share(&values, 0.5), share(&values, 0.99), share(&values, 1.0)], [100.0, 198.0, 200.0]);
        assert_eq!((share(&values[..1], 0.99), share(&[], 0.99)), (1.0, 0.0));
    }

    #[test]
    fn an_answer_is_read_once_it_is_whole() {
        let text =
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\nContent-Length: 11\r\n\r\n<h1>No</h1>";
        let answer = Answer::whole(text.as_bytes()).unwrap();
        assert_eq!((answer, answer.fate(200)), (Answer { status: 503, later: true }, Fate::Shed));
        for cut in [10, text.len() - 10, text.len() - 1] {
            assert_eq!(Answer::whole(&text.as_bytes()[..cut]), None, "{cut}");
        }
        let seen = Answer::whole(b"HTTP/1.1 303 See Other\r\nlocation: /it/\r\n\r\n").unwrap();
        assert_eq!([seen.fate(303), seen.fate(200)], [Fate::Served, Fate::Failed]);
        let bare = text.replace("h1", "p1");
        let unpaged = Answer::whole(bare.as_bytes()).unwrap();
        assert_eq!(unpaged, Answer { status: 503, later: false }, "only words on a Page help anybody");
        assert_eq!(unpaged.fate(200), Fate::Failed);
    }

    #[test]
    fn what_was_served_shed_and_failed_is_counted_apart_and_late_answers_delay_recovery() {
        let sample = |due, took, fate| Sample { due, took, fate };
        let samples = [
            sample(0.1, 5.0, Fate::Served),
            sample(0.2, 900.0, Fate::Shed),
            sample(0.3, 300.0, Fate::Served),
            sample(0.4, 5_000.0, Fate::Failed),
            sample(0.5, 6.0, Fate::Served),
        ];
        let outcome = Outcome::of(&samples, 7);
        // Two were never asked.
        assert_eq!((outcome.asked, outcome.served, outcome.shed, outcome.failed), (7, 3, 1, 3));
        assert_eq!((outcome.middle, outcome.p99, outcome.shed_p99), (6.0, 300.0, 900.0));
        assert_eq!(recovered(&samples), 500.0);
        let good: Vec<Sample> = (0..300).map(|n| sample(f64::from(n) / 100.0, 5.0, Fate::Served)).collect();
        let with = |late: &[f64]| {
            [&good[..], &late.iter().map(|due| sample(*due, 250.0, Fate::Served)).collect::<Vec<_>>()]
                .concat()
        };
        assert_eq!(recovered(&with(&[])), 0.0);
        assert_eq!(recovered(&with(&[1.1])), 1_500.0, "one of 51 is more than one of 100");
        assert_eq!(recovered(&[&with(&[1.1])[..], &good, &good].concat()), 0.0, "one of 151 is not");
        assert_eq!(recovered(&samples[..1]), 0.0);
    }

    /// What is promised of sends is measured of them: each is what its session has read before, and leads to its end.
    #[tokio::test]
    async fn a_registration_is_read_again_and_what_was_read_is_sent() {
        let (listener, folder) =
            (TcpListener::bind("127.0.0.1:0").await.unwrap(), tempfile::tempdir().unwrap());
        let port = listener.local_addr().unwrap().port();
        let file = folder.path().join("sessions");
        std::fs::write(&file, (0..9).map(|n| format!("c{n} t{n}  d{n}\n")).collect::<String>()).unwrap();
        let heard = Arc::new(Mutex::new(Vec::new()));
        tokio::spawn(counter(listener, heard.clone()));
        let (mut out, rates) = (Vec::new(), Rates { sends: 16.0, seconds: 0.5, ..Rates::default() });
        send(port, &file, rates, &mut out).await.unwrap();
        let told: Told = serde_json::from_slice(&out).unwrap();
        let Outcome { asked, served, failed, .. } = told.sends;
        assert_eq!((asked, served, failed, told.pages.asked), (8, 8, 0, 0));
        let mut sent = heard.lock().unwrap().clone();
        sent.sort();
        let of = |n: usize| format!("/it/lavoro-domestico/d{n}/riepilogo c{n} gettone=t{n}&letto=r{n}");
        let mut wanted: Vec<String> = (0..8).map(|n| of(n * 7_919 % 9)).collect();
        wanted.sort();
        assert_eq!(sent, wanted);
    }

    /// Answers as the portal does: a review tells by what it is known, and a send of anything else leads back to it.
    async fn counter(listener: TcpListener, heard: Arc<Mutex<Vec<String>>>) {
        while let Ok((mut line, _)) = listener.accept().await {
            let heard = heard.clone();
            tokio::spawn(async move {
                let (mut bytes, mut buffer) = (Vec::new(), [0; 4_096]);
                while let Ok(count @ 1..) = line.read(&mut buffer).await {
                    bytes.extend_from_slice(&buffer[..count]);
                    let text = String::from_utf8(bytes.clone()).unwrap();
                    let Some((head, form)) = text.split_once("\r\n\r\n") else { continue };
                    let length = header(head, "content-length").map_or(0, |length| length.parse().unwrap());
                    if form.len() < length {
                        continue;
                    }
                    let address = head.split(' ').nth(1).unwrap();
                    let cookie = header(head, "cookie").unwrap().strip_prefix("sessione=").unwrap();
                    let own = cookie.replace('c', "r");
                    let answer = if head.starts_with("GET") {
                        let page = format!("<h1>Riepilogo</h1><input name=\"letto\" value=\"{own}\">");
                        format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{page}", page.len())
                    } else {
                        heard.lock().unwrap().push(format!("{address} {cookie} {form}"));
                        let to = if form.ends_with(&own) { "d/inviata" } else { address };
                        format!("HTTP/1.1 303 See Other\r\nLocation: {to}\r\n\r\n")
                    };
                    bytes.clear();
                    line.write_all(answer.as_bytes()).await.unwrap();
                }
            });
        }
    }

    #[test]
    fn requests_fall_due_at_the_rate_whatever_was_answered() {
        let schedule = Schedule { start: Instant::now(), rate: 250.0, seconds: 2.0 };
        assert_eq!((schedule.count(), schedule.due(499)), (500, 1.996));
    }
}
