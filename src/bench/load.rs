//! Processor time a request: many of one kind over a few open lines, and what the system charged the portal for them.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use uuid::Uuid;

use super::BenchError;
use super::client::{Citizen, Line};
use super::process::Spawned;
use super::table::{Limit, Row};

/// Lines at the same time.
const LINES: usize = 8;

/// No kind is measured for longer.
const LONGEST: Duration = Duration::from_secs(30);

/// One kind of request.
struct Kind<'a> {
    what: String,
    address: &'a str,
    cookie: &'a str,
    /// The token, where it is a form with a fresh key each.
    token: Option<&'a str>,
    /// Processor time a request may cost, in microseconds.
    limit: Limit,
}

/// Measures a public page, the sign-in page, the statement with its audit, and orders by post.
pub(super) fn measure(portal: &Spawned, citizen: &Citizen, requests: u32) -> Result<Vec<Row>, BenchError> {
    let rows = statement_rows(portal.port, citizen)?;
    let page = |what: String, address, cookie, limit| Kind { what, address, cookie, token: None, limit };
    // A node of two cores is to carry 1,000 statements a second, and 300 durable posts beside them.
    let kinds = [
        page("a public page".into(), "/it/aiuto", "", Limit::None),
        page("the sign-in page".into(), "/it/accedi", "", Limit::None),
        page(
            format!("the statement of {rows} rows, audited"),
            "/it/estratto-conto",
            &citizen.cookie,
            Limit::AtMost(1_000.0),
        ),
        Kind {
            what: "an order by post, on disk".into(),
            address: "/it/estratto-conto/posta",
            cookie: &citizen.cookie,
            token: Some(&citizen.token),
            limit: Limit::AtMost(3_000.0),
        },
    ];
    let mut figures = Vec::new();
    for kind in kinds {
        // The first ones fill caches and are not counted.
        send(portal.port, &kind, requests / 10)?;
        let (before, began) = (portal.processor()?, Instant::now());
        let sent = f64::from(send(portal.port, &kind, requests)?);
        let (used, took) = (portal.processor()? - before, began.elapsed().as_secs_f64());
        figures.push(Row::new(format!("processor time: {}", kind.what), used / sent * 1e6, kind.limit, "us"));
        figures.push(Row::new(
            format!("  so many a second, {LINES} lines, beside who asks"),
            sent / took,
            Limit::None,
            "/s",
        ));
    }
    Ok(figures)
}

/// Rows on the citizen's record, by the file of the statement: its lines but the header.
fn statement_rows(port: u16, citizen: &Citizen) -> Result<usize, BenchError> {
    let got = Line::open(port)?.get("/it/estratto-conto/csv", &citizen.cookie)?;
    Ok(got.text()?.lines().count().saturating_sub(1))
}

/// Sends so many requests over all lines, or as many as there is time for; how many.
fn send(port: u16, kind: &Kind<'_>, requests: u32) -> Result<u32, BenchError> {
    let (left, sent, began) = (AtomicU32::new(requests), AtomicU32::new(0), Instant::now());
    let one_line = || -> Result<(), BenchError> {
        let mut line = Line::open(port)?;
        let headers = format!("{}Accept-Encoding: gzip\r\n", kind.cookie);
        while began.elapsed() < LONGEST
            && left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok()
        {
            let (got, wanted) = match kind.token {
                None => (line.get(kind.address, &headers)?, 200),
                Some(token) => {
                    let form = format!("gettone={token}&chiave={}", Uuid::now_v7());
                    (line.post(kind.address, &headers, &form)?, 303)
                }
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
