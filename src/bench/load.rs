//! Processor time a request: many of one kind over a few open lines, and what the system charged the process for them.

use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use uuid::Uuid;

use super::client::{Citizen, Line, hidden};
use super::process::Spawned;
use super::signed_in::Filled;
use super::table::{Limit, Row};
use super::{BenchError, bare, quick, readme, registration};

/// Lines at the same time.
const LINES: usize = 8;

/// No kind is measured for longer.
const LONGEST: Duration = Duration::from_secs(60);

/// In how many turns the kinds are measured, so that what else the machine does falls on all of them alike.
const TURNS: u32 = 5;

/// A page, to its bytes bare.
pub(super) const TIMES: f64 = 2.0;

/// The same for one that is made anew, or framed for who is signed in: session, token and name are looked up and written.
pub(super) const OWN_TIMES: f64 = 3.0;

/// An order by post or an answer, on disk, in microseconds of processor time.
pub(super) const WRITE: f64 = 3_000.0;

/// A registration whose answers are all read again, and which is sent, likewise: two cores carry 300 a second.
pub(super) const SEND: f64 = 6_000.0;

/// The public page that is measured.
pub(super) const PUBLIC: &str = "/it/aiuto";
/// The statement's first page: what the rows come to, by decade, regime and remark.
pub(super) const STATEMENT: &str = "/it/estratto-conto";
/// The same, and every row.
pub(super) const ROWS: &str = "/it/estratto-conto/tutto";

/// In the colours, size and spaces that somebody prefers.
const PREFERRED: &str = "Cookie: preferenze=scuro.125.wide.0.30\r\n";

/// A public page of which nothing is kept.
pub(super) const SEARCH: &str = "/it/sedi";

const GZIP: &str = "Accept-Encoding: gzip\r\n";

/// One kind of request.
struct Kind<'a> {
    process: &'a Spawned,
    address: &'a str,
    headers: String,
    /// What the form of the request of this number holds, where it is one that is sent.
    form: Option<&'a (dyn Fn(u32) -> String + Sync)>,
    /// Instead of all this: each is read again and sent, once.
    once: Option<&'a Sends>,
}

/// A reading of this address with these headers.
fn kind<'a>(process: &'a Spawned, address: &'a str, headers: &str) -> Kind<'a> {
    Kind { process, address, headers: headers.into(), form: None, once: None }
}

/// Registrations, each to be sent once.
struct Sends {
    filled: Vec<Filled>,
    next: AtomicUsize,
}

impl Sends {
    /// Reads all answers of the next one again and sends it, as its citizen does.
    fn send(&self, line: &mut Line) -> Result<(), BenchError> {
        let next = self.filled.get(self.next.fetch_add(1, Ordering::Relaxed)).ok_or(BenchError::Thread)?;
        let (address, Citizen { cookie, token }) = (review(next), &next.citizen);
        let page = line.get(&address, cookie)?;
        if page.status != 200 {
            return Err(BenchError::Answer { status: page.status, address });
        }
        let form = registration::sent(token, &hidden(&page, registration::READ)?);
        let got = line.post(&address, cookie, &form)?;
        let sent = got.header("location").is_some_and(registration::is_sent);
        if sent { Ok(()) } else { Err(BenchError::Answer { status: got.status, address }) }
    }
}

/// Where all answers of a registration are read again, and sent from.
fn review(filled: &Filled) -> String {
    format!("{}/{}", filled.base, registration::REVIEW)
}

/// How many registrations are sent where so many requests of each kind are measured: those that are not counted too.
pub(super) fn sends(requests: u32) -> usize {
    (requests / 10 + requests / TURNS * TURNS) as usize
}

/// What a kind of request came to.
#[derive(Clone, Copy, Default)]
struct Cost {
    sent: f64,
    /// Processor time, in seconds.
    used: f64,
    took: f64,
}

impl Cost {
    /// Microseconds of processor time a request.
    fn micros(self) -> f64 {
        self.used / self.sent * 1e6
    }
}

/// Measures the portal beside the bare pages: a public page, the statement of `rows` rows, orders by post.
pub(super) fn measure(
    portal: &Spawned,
    bare: &Spawned,
    (citizen, mut filled): (&Citizen, Vec<Filled>),
    rows: usize,
    requests: u32,
) -> Result<Vec<Row>, BenchError> {
    let ordered = |_| format!("gettone={}&chiave={}&forma=print", citizen.token, Uuid::now_v7());
    // Of somebody who has not sent thousands of orders.
    let kept = filled.pop().ok_or(BenchError::Nobody(rows))?;
    let answered =
        |n: u32| format!("gettone={}&{}", kept.citizen.token, registration::late_answer(n as usize));
    let (question, review) = (format!("{}/{}", kept.base, registration::LATE_STEP), review(&kept));
    let to_send = Sends { filled, next: AtomicUsize::new(0) };
    let packed = format!("{}{GZIP}", citizen.cookie);
    let kinds = [
        kind(bare, bare::PUBLIC, ""),
        kind(portal, PUBLIC, ""),
        kind(portal, PUBLIC, GZIP),
        kind(bare, bare::STATEMENT, ""),
        kind(portal, STATEMENT, &citizen.cookie),
        kind(portal, STATEMENT, &packed),
        kind(bare, bare::OWN, ""),
        kind(portal, PUBLIC, &citizen.cookie),
        kind(portal, PUBLIC, PREFERRED),
        Kind { form: Some(&ordered), ..kind(portal, "/it/estratto-conto/posta", &citizen.cookie) },
        kind(bare, bare::SEARCH, ""),
        kind(portal, SEARCH, PREFERRED),
        kind(bare, bare::ROWS, ""),
        kind(portal, ROWS, &citizen.cookie),
        kind(portal, ROWS, &packed),
        Kind { form: Some(&answered), ..kind(portal, &question, &kept.citizen.cookie) },
        kind(portal, &review, &kept.citizen.cookie),
        Kind { once: Some(&to_send), ..kind(portal, "", "") },
    ];
    let costs = in_turns(&kinds, requests)?;
    let us = |what: &str, n: usize, limit| Row::new(what, costs[n].micros(), limit, "us");
    let (told, limit) = (Limit::None, Limit::AtMost(TIMES));
    let times = |n: usize, bare: usize, limit| {
        Row::new("  times the bare one", costs[n].micros() / costs[bare].micros(), limit, "x")
    };
    let packing = |what: &str, n: usize, plain: usize| {
        Row::new(what, costs[n].micros() - costs[plain].micros(), Limit::None, "us")
    };
    let rate = |what, n: usize| Row::new(what, costs[n].sent / costs[n].took, Limit::None, "/s");
    let fewest = costs.iter().map(|cost| cost.sent).fold(f64::MAX, f64::min);
    Ok(vec![
        Row::new("requests measured of each kind", fewest, Limit::AtLeast(f64::from(requests)), ""),
        us("processor time: a public page, bare (actix, maud, the same bytes)", 0, told),
        us("processor time: a public page, kept ready for who has no cookie", 1, told),
        times(1, 0, limit).told_as(readme::PUBLIC),
        packing("  compression on top", 2, 1),
        us("processor time: the same as a cookie of preferences wishes it", 8, told),
        times(8, 0, limit).told_as(readme::PUBLIC),
        us("processor time: a public page that is made anew each time, bare", 10, told),
        us("processor time: a public page that is made anew each time, with that cookie", 11, told),
        times(11, 10, Limit::AtMost(OWN_TIMES)).told_as(readme::PUBLIC),
        us(
            &format!("processor time: {rows} rows, each shown, bare (actix, sqlx, maud, the same bytes)"),
            12,
            told,
        )
        .told_as(readme::STATEMENT),
        us(
            &format!("processor time: the statement with its {rows} rows, signed in, audited on disk"),
            13,
            told,
        )
        .told_as(readme::STATEMENT),
        times(13, 12, limit).told_as(readme::STATEMENT),
        packing("  compression on top", 14, 13).told_as(readme::STATEMENT),
        rate("  so many a second, beside who asks", 13),
        us("processor time: what the rows come to, bare", 3, told),
        us("processor time: the statement's first page, with what they come to", 4, told),
        times(4, 3, limit),
        packing("  compression on top", 5, 4),
        us("processor time: a public page for who is signed in, bare", 6, told),
        us("processor time: a public page for who is signed in", 7, told),
        times(7, 6, Limit::AtMost(OWN_TIMES)).told_as(readme::PUBLIC),
        us("processor time: an order by post, on disk", 9, Limit::AtMost(WRITE)).told_as(readme::STATEMENT),
        rate("  so many a second, beside who asks", 9),
        us("processor time: a late answer of a full registration, kept on disk", 15, Limit::AtMost(WRITE))
            .told_as(readme::STATEMENT),
        rate("  so many a second, beside who asks", 15),
        us("processor time: all answers of a registration, to be read again", 16, told),
        us("processor time: the same, and sent: a case on disk", 17, Limit::AtMost(SEND))
            .told_as(readme::STATEMENT),
        rate("  so many a second, beside who asks", 17),
    ])
}

/// The ratios alone, of few requests: the portal's pages and orders to the bare pages.
pub(super) fn quickly(portal: &Spawned, bare: &Spawned, citizen: &Citizen) -> Result<Vec<Row>, BenchError> {
    /// So many ticks of the system's clock that they tell something, in a build of either kind.
    const REQUESTS: u32 = 500;
    let ordered = |_| format!("gettone={}&chiave={}&forma=print", citizen.token, Uuid::now_v7());
    let public = [
        kind(bare, bare::PUBLIC, ""),
        kind(portal, PUBLIC, ""),
        kind(bare, bare::OWN, ""),
        kind(portal, PUBLIC, &citizen.cookie),
    ];
    let public = in_turns(&public, 10 * REQUESTS)?;
    let kinds = [
        kind(bare, bare::ROWS, ""),
        kind(portal, ROWS, &citizen.cookie),
        Kind { form: Some(&ordered), ..kind(portal, "/it/estratto-conto/posta", &citizen.cookie) },
    ];
    let costs = in_turns(&kinds, REQUESTS)?;
    let times = |what: &str, cost: Cost, bare: Cost, limit| {
        Row::new(what, cost.micros() / bare.micros(), Limit::AtMost(limit), "x")
    };
    Ok(vec![
        times(
            "processor time: a public page kept, times its bytes bare",
            public[1],
            public[0],
            quick::KEPT_TIMES,
        ),
        times("  for who is signed in, times its own", public[3], public[2], quick::OWN_TIMES),
        times("  the statement with its rows, times theirs", costs[1], costs[0], quick::STATEMENT_TIMES),
        times("  an order by post, times those rows", costs[2], costs[0], quick::POST_TIMES),
    ])
}

/// Measures the kinds in turns, after some requests of each that fill caches and are not counted.
fn in_turns(kinds: &[Kind<'_>], requests: u32) -> Result<Vec<Cost>, BenchError> {
    let mut costs = vec![Cost::default(); kinds.len()];
    for kind in kinds {
        send(kind, requests / 10)?;
    }
    for _ in 0..TURNS {
        for (kind, cost) in kinds.iter().zip(&mut costs) {
            let (before, began) = (kind.process.processor()?, Instant::now());
            cost.sent += f64::from(send(kind, requests / TURNS)?);
            cost.used += kind.process.processor()? - before;
            cost.took += began.elapsed().as_secs_f64();
        }
    }
    Ok(costs)
}

/// Sends so many requests over all lines, or as many as there is time for; how many.
fn send(kind: &Kind<'_>, requests: u32) -> Result<u32, BenchError> {
    let (left, sent, began) = (AtomicU32::new(requests), AtomicU32::new(0), Instant::now());
    let one_line = || -> Result<(), BenchError> {
        let mut line = Line::open(kind.process.port)?;
        while began.elapsed() < LONGEST / TURNS {
            let next = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
            let Ok(n) = next else { break };
            if let Some(once) = kind.once {
                once.send(&mut line)?;
                sent.fetch_add(1, Ordering::Relaxed);
                continue;
            }
            let (got, wanted) = match kind.form {
                None => (line.get(kind.address, &kind.headers)?, 200),
                Some(form) => (line.post(kind.address, &kind.headers, &form(n))?, 303),
            };
            if got.status != wanted {
                return Err(BenchError::Answer { status: got.status, address: kind.address.to_owned() });
            }
            sent.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let lines: Vec<_> = (0..LINES).map(|_| scope.spawn(one_line)).collect();
        lines.into_iter().try_for_each(|line| line.join().map_err(|_| BenchError::Thread)?)
    })?;
    Ok(sent.into_inner().max(1))
}
