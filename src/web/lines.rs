//! The lines to browsers: none is held for good by a peer that stands still.
//!
//! The server watches a line's first head and its waits between requests, and [`super::asked`] the bodies. What is
//! left is watched here: a later head that never ends, and an answer that nobody reads.
//!
//! **Invariant**: a line that is not watched carries one request only.

use std::any::Any;
use std::net::{Shutdown, TcpStream};
use std::os::fd::AsFd;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use actix_tls::accept::rustls_0_23::TlsStream;
use actix_web::dev::Extensions;
use actix_web::rt::net::TcpStream as Connection;

/// How long a line may go without a new request while one is being sent or its answer read; more than a body may take.
const PATIENCE: Duration = Duration::from_secs(40);

/// How long a peer may take nothing of what it is sent, in milliseconds.
const UNREAD: u32 = 20_000;

/// Lines that are watched; further ones are closed after their first answer.
const MOST: usize = 4_096;

/// How often the lines are looked at.
pub(super) const ROUND: Duration = Duration::from_secs(5);

/// The open lines that are watched.
#[derive(Clone, Default)]
pub(super) struct Lines(Arc<Mutex<Vec<Weak<Line>>>>);

/// A watched line.
pub(super) struct Line {
    socket: TcpStream,
    /// When it was opened, or its last request came.
    last: Mutex<Instant>,
}

impl Lines {
    /// Watches a new line, if it can; to be called by the server as it accepts it.
    pub(super) fn accept(&self, line: &dyn Any, of_line: &mut Extensions) {
        let tls = || line.downcast_ref::<TlsStream<Connection>>().map(|tls| tls.get_ref().0);
        let Some(connection) = line.downcast_ref::<Connection>().or_else(tls) else { return };
        // A system that cannot do it closes the line later, by its own limits.
        let _ = rustix::net::sockopt::set_tcp_user_timeout(connection, UNREAD);
        let mut watched = held(&self.0);
        if watched.len() >= MOST {
            watched.retain(|line| line.strong_count() > 0);
        }
        if watched.len() >= MOST {
            return;
        }
        // Another name for the same socket, which goes when the server lets go of the line.
        let Ok(socket) = connection.as_fd().try_clone_to_owned() else { return };
        let line = Arc::new(Line { socket: socket.into(), last: Mutex::new(Instant::now()) });
        watched.push(Arc::downgrade(&line));
        of_line.insert(line);
    }

    /// Closes the lines that have stood still for too long.
    pub(super) fn close_still(&self, now: Instant) {
        held(&self.0).retain(|line| {
            let Some(line) = line.upgrade() else { return false };
            if now.saturating_duration_since(*held(&line.last)) > PATIENCE {
                // The server sees the end of the line; if the peer has gone, so has the line.
                let _ = line.socket.shutdown(Shutdown::Both);
            }
            true
        });
    }
}

impl Line {
    /// Notes that a request has come, or has been answered.
    pub(super) fn moves(&self) {
        *held(&self.last) = Instant::now();
    }
}

/// What is held here is whole whatever happened to another holder.
fn held<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}
