//! From a key to the dispatcher and to the ear, through the whole loop of the agent.

use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use sportello_kiosk::agent::Setup;
use sportello_kiosk::devices::voice::{Outputs, Settings};
use sportello_kiosk::event::{Event, Key};
use sportello_kiosk::run;

use super::audible::folder;
use super::dispatcher::until;
use super::figures;
use super::parts::voice_alone;
use super::sound::Sound;

/// The line to the dispatcher, and when the last command to speak went over it.
struct Wire {
    socket: PathBuf,
    spoke: Arc<Mutex<Option<Instant>>>,
}

impl Wire {
    fn before(dispatcher: PathBuf, folder: &Path) -> Wire {
        let socket = folder.join("wire.sock");
        let listener = UnixListener::bind(&socket).unwrap();
        let wire = Wire { socket, spoke: Arc::default() };
        let spoke = wire.spoke.clone();
        thread::spawn(move || {
            for near in listener.incoming().map_while(Result::ok) {
                let Ok(far) = UnixStream::connect(&dispatcher) else { continue };
                let (back, answers, spoke) =
                    (near.try_clone().unwrap(), far.try_clone().unwrap(), spoke.clone());
                thread::spawn(move || {
                    carry(near, far, |sent| {
                        if sent.windows(7).any(|seven| seven == b"SPEAK\r\n") {
                            *spoke.lock().unwrap() = Some(Instant::now());
                        }
                    })
                });
                thread::spawn(move || carry(answers, back, |_| {}));
            }
        });
        wire
    }
}

fn carry(mut from: UnixStream, mut to: UnixStream, seen: impl Fn(&[u8])) {
    let mut bytes = [0; 4096];
    while let Ok(read @ 1..) = from.read(&mut bytes) {
        seen(&bytes[..read]);
        if to.write_all(&bytes[..read]).is_err() {
            return;
        }
    }
}

#[test]
fn figures_a_key_is_with_the_dispatcher_and_in_the_ear_soon() {
    let sound = Sound::start();
    let folder = folder(&sound);
    let _dispatcher = folder.dispatcher();
    let wire = Wire::before(folder.socket(), &folder.path(""));
    let (events, happened) = channel();
    let settings =
        Settings { socket: Some(wire.socket.clone()), espeak: "/nowhere".into(), ..Settings::default() };
    let parts = voice_alone(Outputs::start(settings, None, events.clone()), &events);
    thread::spawn(move || run::run(Setup::default(), &happened, parts));
    // The first key greets; the languages follow.
    until("the dispatcher", || {
        events.send(Event::Key(Key::Next)).unwrap();
        thread::sleep(Duration::from_millis(300));
        wire.spoke.lock().unwrap().take()
    });
    let (mut told, mut heard) = (Vec::new(), Vec::new());
    for _ in 0..24 {
        // A key that reads nothing: it stops what is said.
        events.send(Event::Key(Key::Digit(1))).unwrap();
        sound.silence(Duration::from_millis(400));
        *wire.spoke.lock().unwrap() = None;
        let pressed = sound.listen();
        events.send(Event::Key(Key::Next)).unwrap();
        heard.push(sound.first() - pressed);
        told.push(wire.spoke.lock().unwrap().unwrap() - pressed);
    }
    // Beside other tests each of these has a limit that one of them keeps: one press, and eight in a row.
    let best = heard.windows(8).map(|eight| eight.iter().max().copied().unwrap()).min().unwrap();
    let least = told.iter().min().copied().unwrap();
    assert!(least <= Duration::from_millis(5) && best <= Duration::from_millis(100), "{least:?} {best:?}");
    let limit = if figures::measuring() { 5 } else { 50 };
    figures::hold("key to command for speech-dispatcher", told, Duration::from_millis(limit));
    figures::hold("key to first sample", heard, Duration::from_millis(100));
    // Headphones out in the middle of a sentence, as often as it is told apart from chance.
    let silent = (0..8).map(|_| {
        sound.silence(Duration::from_millis(400));
        sound.listen();
        events.send(Event::Jack(true)).unwrap();
        sound.first();
        let out = Instant::now();
        events.send(Event::Jack(false)).unwrap();
        let last = sound.silence(Duration::from_millis(400)).unwrap();
        last.saturating_duration_since(out)
    });
    figures::hold("headphones out to silence", silent.collect(), Duration::from_millis(200));
}
