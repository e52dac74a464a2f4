//! Ports for the programs of the tests.

use std::net::TcpListener;
use std::sync::atomic::{AtomicU32, Ordering};

/// A port of loopback that nobody uses, nor is given by the system to whoever calls out before it is bound here, or
/// while who listened on it is killed and started again: below those of `ip_local_port_range`.
pub fn free_port() -> u16 {
    const PORTS: std::ops::Range<u32> = 12_000..32_000;
    // Each test program, and each kiosk or portal in it, begins elsewhere.
    static TAKEN: AtomicU32 = AtomicU32::new(0);
    let mine = std::process::id().wrapping_mul(127);
    (0..PORTS.end - PORTS.start)
        .map(|_| mine.wrapping_add(TAKEN.fetch_add(1, Ordering::Relaxed)) % (PORTS.end - PORTS.start))
        .map(|nth| u16::try_from(PORTS.start + nth).unwrap())
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .expect("a free port")
}
