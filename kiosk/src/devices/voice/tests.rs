//! The voice with engines that the test plays itself: what it does when they fail.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::iter;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use a11y::speech::Command;
use a11y::text::Lang;

use super::*;
use crate::event::{Engine, Voice as Told};

/// How long what takes two seconds and a half may take where other tests have the processors too.
const CROWDED: Duration = Duration::from_secs(10);

/// A program in place of espeak-ng.
fn program(folder: &Path, script: &str) -> PathBuf {
    let path = folder.join("espeak");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

fn start(socket: Option<PathBuf>, espeak: PathBuf) -> (Voice, Receiver<Event>) {
    let (sender, events) = mpsc::channel();
    let settings = Settings { socket, espeak, ..Settings::default() };
    (Voice::start(settings, sender), events)
}

fn say(id: u64, words: &str) -> Say {
    let script = vec![Command::Say { lang: Lang::It, words: words.to_owned() }];
    Say { id, script, rate: 100, volume: 80, followed: false }
}

/// The next thing the voice tells.
fn next(events: &Receiver<Event>) -> Told {
    match events.recv_timeout(Duration::from_secs(20)).unwrap() {
        Event::Voice(told) => told,
        other => panic!("{other:?}"),
    }
}

/// What becomes of a text at the dispatcher that a test plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Said,
    TooSoon,
    Silent,
    HangUp,
}

/// A dispatcher that does with texts what its test wants, line after line.
fn dispatcher(path: &Path, fate: impl Fn(&str) -> Fate + Send + 'static) {
    let listener = UnixListener::bind(path).unwrap();
    thread::spawn(move || {
        for (stream, first) in listener.incoming().zip((100..).step_by(100)) {
            // The voice hangs up when it ends.
            drop(serve(&stream.unwrap(), first, &fate));
        }
    });
}

fn serve(mut stream: &UnixStream, first: u64, fate: &impl Fn(&str) -> Fate) -> io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let mut number = first;
    while let Some(line) = lines.next() {
        if line? != "SPEAK" {
            stream.write_all(b"200 OK\r\n")?;
            continue;
        }
        stream.write_all(b"230 OK\r\n")?;
        let words: Vec<String> =
            lines.by_ref().map_while(Result::ok).take_while(|line| line != ".").collect();
        let (words, news) =
            (words.join(" "), |code: u16| format!("{code}-{number}\r\n{code}-1\r\n{code} NEWS\r\n"));
        stream.write_all(format!("225-{number}\r\n225 OK\r\n").as_bytes())?;
        match fate(&words) {
            Fate::Silent => {}
            Fate::HangUp => return Ok(()),
            Fate::TooSoon => stream.write_all((news(701) + &news(702)).as_bytes())?,
            Fate::Said => {
                stream.write_all(news(701).as_bytes())?;
                // Faster than any voice, and not too fast.
                thread::sleep(Duration::from_millis(16 * words.len() as u64));
                stream.write_all(news(702).as_bytes())?;
            }
        }
        number += 1;
    }
    Ok(())
}

#[test]
fn with_no_engine_it_says_so_and_cuts() {
    let (voice, events) = start(None, PathBuf::from("/nowhere/espeak-ng"));
    assert_eq!(next(&events), Told::Engine(Engine::None));
    voice.say(say(1, "ciao"));
    assert_eq!(next(&events), Told::Cut(1));
}

#[test]
fn a_program_that_ends_at_once_has_said_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (voice, events) = start(None, program(folder.path(), "cat >/dev/null"));
    assert_eq!(next(&events), Told::Engine(Engine::None));
    voice.say(say(1, "una frase che nessuno dice in un istante solo"));
    assert_eq!(next(&events), Told::Cut(1));
}

#[test]
fn the_program_gets_the_words_on_its_input_only_and_is_killed_to_cut() {
    let folder = tempfile::tempdir().unwrap();
    let tape = folder.path().join("tape");
    let script = format!("echo \"$@ < $(cat)\" >> {}; exec sleep 2", tape.display());
    let (voice, events) = start(None, program(folder.path(), &script));
    assert_eq!(next(&events), Told::Engine(Engine::Espeak));
    voice.say(say(1, "nome e cognome"));
    assert_eq!(next(&events), Told::Began(1));
    let began = Instant::now();
    voice.hush();
    assert_eq!(next(&events), Told::Cut(1));
    assert!(began.elapsed() < Duration::from_secs(1));
    let heard = fs::read_to_string(tape).unwrap();
    assert!(heard.contains("-vit -s340 -a0 -b1 -z --stdin < Prova"), "{heard}");
    assert!(heard.contains("-vit -s170 -a80 -b1 -z --stdin < nome e cognome"), "{heard}");
}

#[test]
fn marks_come_with_the_sound_after_them_and_silence_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("sock");
    dispatcher(&socket, |_| Fate::Said);
    let (voice, events) = start(Some(socket), PathBuf::from("/nowhere"));
    assert_eq!(next(&events), Told::Engine(Engine::Dispatcher));
    let command = |words: &str| Command::Say { lang: Lang::It, words: words.to_owned() };
    let script = vec![
        Command::Mark("uno".to_owned()),
        command("prima"),
        Command::Pause(a11y::speech::Pause::Long),
        Command::Mark("due".to_owned()),
        command("dopo"),
        Command::Mark("fine".to_owned()),
    ];
    voice.say(Say { id: 4, script, rate: 100, volume: 80, followed: false });
    assert_eq!(next(&events), Told::Began(4));
    assert_eq!(next(&events), Told::Mark(4, "uno".to_owned()));
    let since = Instant::now();
    assert_eq!(next(&events), Told::Mark(4, "due".to_owned()));
    assert!(since.elapsed() >= Duration::from_millis(400));
    assert_eq!(next(&events), Told::Mark(4, "fine".to_owned()));
    assert_eq!(next(&events), Told::Ended(4));
}

#[test]
fn a_dispatcher_that_falls_silent_is_left_for_espeak_ng() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("sock");
    dispatcher(&socket, |words| if words == "silenzio" { Fate::Silent } else { Fate::Said });
    let (voice, events) = start(Some(socket), program(folder.path(), "cat >/dev/null; exec sleep 0.6"));
    assert_eq!(next(&events), Told::Engine(Engine::Dispatcher));
    let asked = Instant::now();
    voice.say(say(1, "silenzio"));
    assert_eq!(next(&events), Told::Engine(Engine::Espeak));
    assert_eq!(next(&events), Told::Began(1));
    assert!(asked.elapsed() < CROWDED, "{:?}", asked.elapsed());
    assert_eq!(next(&events), Told::Ended(1));
    assert_eq!(next(&events), Told::Engine(Engine::Dispatcher));
}

#[test]
fn a_dispatcher_that_answers_nothing_keeps_nobody_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("sock");
    let _deaf = UnixListener::bind(&socket).unwrap();
    let (voice, events) = start(Some(socket), program(folder.path(), "cat >/dev/null; exec sleep 1"));
    let asked = Instant::now();
    voice.say(say(1, "ciao"));
    assert_eq!(next(&events), Told::Engine(Engine::Espeak));
    assert_eq!(next(&events), Told::Began(1));
    assert!(asked.elapsed() < CROWDED, "{:?}", asked.elapsed());
    voice.hush();
    assert_eq!(next(&events), Told::Cut(1));
}

#[test]
fn a_dispatcher_that_hangs_up_or_is_done_too_soon_is_left_at_once() {
    for fault in [Fate::HangUp, Fate::TooSoon] {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("sock");
        dispatcher(&socket, move |words| if words.starts_with("Prova") { Fate::Said } else { fault });
        let (voice, events) = start(Some(socket), program(folder.path(), "cat >/dev/null; exec sleep 1"));
        assert_eq!(next(&events), Told::Engine(Engine::Dispatcher));
        voice.say(say(1, "una frase di cinque parole"));
        let told: Vec<Told> =
            iter::repeat_with(|| next(&events)).take_while(|told| *told != Told::Ended(1)).collect();
        assert!(told.contains(&Told::Engine(Engine::Espeak)), "{told:?}");
        assert_eq!(told.iter().filter(|told| **told == Told::Began(1)).count(), 1, "{told:?}");
    }
}

#[test]
fn a_new_say_cuts_the_old_one_and_an_empty_one_just_ends() {
    let folder = tempfile::tempdir().unwrap();
    let (voice, events) = start(None, program(folder.path(), "cat >/dev/null; exec sleep 1"));
    assert_eq!(next(&events), Told::Engine(Engine::Espeak));
    voice.say(say(1, "vecchio"));
    assert_eq!(next(&events), Told::Began(1));
    voice.say(Say { id: 2, script: Vec::new(), rate: 100, volume: 80, followed: false });
    assert_eq!(next(&events), Told::Cut(1));
    assert_eq!(next(&events), Told::Ended(2));
    voice.hush();
    voice.say(say(3, "nuovo"));
    assert_eq!(next(&events), Told::Began(3));
}

#[test]
fn the_socket_is_where_its_clients_look_for_it() {
    let runtime = Path::new("/run/user/7");
    let usual = Some(PathBuf::from("/run/user/7/speech-dispatcher/speechd.sock"));
    assert_eq!(socket(Some("unix_socket:/tmp/s"), Some(runtime)), Some(PathBuf::from("/tmp/s")));
    assert_eq!(socket(Some("unix_socket"), Some(runtime)), usual);
    assert_eq!(socket(None, Some(runtime)), usual);
    assert_eq!(socket(None, None), None);
}

#[test]
fn nothing_that_is_said_is_shown_by_debug() {
    assert_eq!(format!("{:?}", say(3, "Noemi")), "Say { id: 3, rate: 100, volume: 80 }");
}
