//! A receipt printer that is well, keeps nothing of what it prints, and counts its jobs.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

/// A printer on a port of this machine, until the program ends.
pub(crate) struct Tray {
    pub(crate) address: String,
    jobs: Arc<AtomicUsize>,
    held: Arc<AtomicBool>,
}

impl Tray {
    pub(crate) fn start() -> Tray {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let tray = Tray {
            address: listener.local_addr().unwrap().to_string(),
            jobs: Arc::default(),
            held: Arc::default(),
        };
        let (jobs, held) = (Arc::clone(&tray.jobs), Arc::clone(&tray.held));
        std::thread::spawn(move || {
            for line in listener.incoming().flatten() {
                let (jobs, held) = (Arc::clone(&jobs), Arc::clone(&held));
                std::thread::spawn(move || drop(serve(line, &jobs, &held)));
            }
        });
        tray
    }

    /// Whether it stands still before the end of each job.
    #[allow(dead_code, reason = "not every test program holds it up")]
    pub(crate) fn holds(&self, holds: bool) {
        self.held.store(holds, Ordering::SeqCst);
    }

    /// How many jobs have come out whole.
    pub(crate) fn jobs(&self) -> usize {
        self.jobs.load(Ordering::SeqCst)
    }
}

/// Who asks waits for the answer, so a question is the last that has come.
fn serve(mut line: TcpStream, jobs: &AtomicUsize, held: &AtomicBool) -> std::io::Result<()> {
    let (mut bytes, mut last) = ([0; 4_096], [0; 3]);
    loop {
        let count = line.read(&mut bytes)?;
        if count == 0 {
            return Ok(());
        }
        for byte in &bytes[..count] {
            last = [last[1], last[2], *byte];
            if let [0x10, 0x04, 1..=4] = last {
                line.write_all(&[0x12])?;
            }
        }
        // Whether there is paper, behind the job; and that what was held of one is forgotten.
        if last == [0x1d, b'r', 1] {
            while held.load(Ordering::SeqCst) {
                std::thread::sleep(Duration::from_millis(10));
            }
            jobs.fetch_add(1, Ordering::SeqCst);
            line.write_all(&[0])?;
        }
        if bytes[..count].ends_with(&[0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8]) {
            line.write_all(&[0x37, 0x25, 0])?;
        }
    }
}
