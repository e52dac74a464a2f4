//! The ear: a program that gives what comes out of the sound output, as `parec` does at the monitor of its sink.
//!
//! **Invariant**: samples are measured as they come and kept nowhere; it is open while the kiosk tests itself and nobody
//! is there.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

/// The smallest sample, of 16 bits, that counts as sound: what is silent comes out as zeros, and speech at its softest
/// step is ten times as loud.
const SOUND: u16 = 30;

/// Samples of a hundredth of a second, at 48,000 a second and one channel.
const HUNDREDTH: usize = 480;

/// How many hundredths of a second must sound: a click is no voice.
const ENOUGH: u32 = 20;

/// How long what has been said may take to come to the ear.
const LATE: Duration = Duration::from_millis(300);

/// An ear that is open until it is dropped.
#[derive(Debug)]
pub struct Ear {
    child: Child,
    /// Hundredths of a second that sounded.
    sounded: Arc<AtomicU32>,
}

impl Ear {
    /// Opens it; `ready` is told whether it hears: once the first samples have come, or when the program ends without.
    pub fn open(program: &[String], ready: impl FnOnce(bool) + Send + 'static) -> Option<Ear> {
        let [program, arguments @ ..] = program else {
            ready(false);
            return None;
        };
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let child = command.spawn().map(|mut child| (child.stdout.take(), child));
        let Ok((Some(mut samples), child)) = child else {
            ready(false);
            return None;
        };
        let sounded = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&sounded);
        thread::spawn(move || {
            let mut ready = Some(ready);
            let mut piece = [0; 2 * HUNDREDTH];
            while samples.read_exact(&mut piece).is_ok() {
                if let Some(ready) = ready.take() {
                    ready(true);
                }
                counted.fetch_add(u32::from(sounds(&piece)), Ordering::Relaxed);
            }
            if let Some(ready) = ready {
                ready(false);
            }
        });
        Some(Ear { child, sounded })
    }

    /// Closes it; whether it has heard a voice.
    #[must_use]
    pub fn close(self) -> bool {
        thread::sleep(LATE);
        self.sounded.load(Ordering::Relaxed) >= ENOUGH
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Whether anything sounds in these samples.
fn sounds(piece: &[u8]) -> bool {
    piece.as_chunks::<2>().0.iter().any(|sample| i16::from_le_bytes(*sample).unsigned_abs() >= SOUND)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    /// Whether an ear that is this shell script is ready, and whether it then hears a voice.
    fn heard(script: &str) -> (bool, bool) {
        let (told, tells) = channel();
        let program = ["sh", "-c", script].map(str::to_owned);
        let ear = Ear::open(&program, move |ready| told.send(ready).unwrap()).unwrap();
        (tells.recv().unwrap(), ear.close())
    }

    #[test]
    fn a_voice_is_heard_and_silence_a_click_and_a_program_that_fails_are_not() {
        assert_eq!(heard("head -c 96000 /dev/urandom; exec sleep 5"), (true, true));
        assert_eq!(heard("head -c 96000 /dev/zero; exec sleep 5"), (true, false));
        let click =
            "head -c 48000 /dev/zero; head -c 2000 /dev/urandom; head -c 48000 /dev/zero; exec sleep 5";
        assert_eq!(heard(click), (true, false));
        assert_eq!(heard("exit 1"), (false, false));
        let (told, tells) = channel();
        assert!(Ear::open(&["/nowhere".to_owned()], move |ready| told.send(ready).unwrap()).is_none());
        assert!(!tells.recv().unwrap());
    }
}
