//! The portal's client: a user agent without a window, with one session of cookies in memory.
//!
//! What it has fetched for everyone it shows again while the portal is away.

mod clock;
mod kept;
mod reports;
mod session;
mod signing;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use a11y::text::Lang;
use ureq::tls::{PemItem, RootCerts, parse_pem};

pub use reports::Reports;
pub use signing::{Key, KeyError};

use clock::Clock;
use kept::Kept;
use session::Session;

use crate::agent::command::Request;
use crate::event::{Event, Portal};

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
