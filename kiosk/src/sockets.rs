//! The two sockets of a kiosk, each in a folder of its own: one for who keeps its browser, one for its staff.
//!
//! Lines of words. The keeper is told `open URL` and, once that browser shows the screen, `shown`. The staff write
//! `close`, `open` or `coming` and read `done`; after `watch` they read `watching`, and `call` for each citizen who calls;
//! after `test` they read a line a part, once the kiosk has tested itself. Who may connect is decided by the
//! folder it is in and its group.
//!
//! **Invariant**: no line tells anything of a citizen.

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::event::{Check, Event, Staff};
use crate::health::{Line, Part};
use crate::screen::{Screen, Turn};

/// The name of the keeper's socket.
pub const WINDOW: &str = "window.sock";

/// The folder of the keeper's socket.
pub const WINDOWS: &str = "/run/sportello-kiosk-window";

/// The name of the staff's socket.
pub const STAFF: &str = "staff.sock";

/// How long a member of staff may take to write a word.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long who wants the kiosk tested waits for it to be free; it is tested later all the same.
const FREE: Duration = Duration::from_secs(600);

/// Who waits for what the kiosk's test of itself finds.
#[derive(Clone, Debug, Default)]
pub struct Watched(Arc<Mutex<Vec<Sender<Line>>>>);

impl Watched {
    /// The test found this.
    pub fn tell(&self, line: Line) {
        let mut watchers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        watchers.retain(|watcher| watcher.send(line).is_ok());
    }

    /// From now on hears of it.
    fn watch(&self) -> Receiver<Line> {
        let (told, tells) = std::sync::mpsc::channel();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(told);
        tells
    }
}

/// The staff who wait to be called.
#[derive(Clone, Debug, Default)]
pub struct Bell(Arc<Mutex<Vec<UnixStream>>>);

impl Bell {
    /// Calls them; whether anybody is there.
    pub fn ring(&self) -> bool {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain_mut(|member| member.write_all(b"call\n").is_ok());
        !waiting.is_empty()
    }

    /// From now on this one is called, too; those who have gone are forgotten.
    fn wait(&self, member: UnixStream) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(member);
    }
}

/// A socket at this place, for the owner and the group.
fn listen(path: &Path) -> std::io::Result<UnixListener> {
    match std::fs::remove_file(path) {
        Err(why) if why.kind() != std::io::ErrorKind::NotFound => return Err(why),
        _ => {}
    }
    let socket = UnixListener::bind(path)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o660))?;
    Ok(socket)
}

/// Tells keepers which browser to open: at once when they come, and after each session.
///
/// # Errors
/// The socket cannot be made.
pub fn keep_window(
    folder: &Path,
    screen: Screen,
    base: String,
    turns: Receiver<Turn>,
) -> std::io::Result<()> {
    let socket = listen(&folder.join(WINDOW))?;
    let keepers: Arc<Mutex<Vec<UnixStream>>> = Arc::default();
    let tell = |keepers: &Mutex<Vec<UnixStream>>, line: &str| {
        let mut keepers = keepers.lock().unwrap_or_else(PoisonError::into_inner);
        keepers.retain_mut(|keeper| keeper.write_all(line.as_bytes()).is_ok());
    };
    let open = move |screen: &Screen| format!("open {base}{}\n", screen.entrance());
    let (coming, first, shown) = (Arc::clone(&keepers), open.clone(), screen.clone());
    std::thread::spawn(move || {
        // One that cannot be told would leave a black screen: the newest keeper takes the place of all before.
        for mut keeper in socket.incoming().flatten() {
            let told = keeper.write_all(first(&shown).as_bytes());
            let mut keepers = coming.lock().unwrap_or_else(PoisonError::into_inner);
            keepers.clear();
            keepers.extend(told.map(|()| keeper));
        }
    });
    std::thread::spawn(move || {
        for turn in turns {
            match turn {
                Turn::Replace => tell(&keepers, &open(&screen)),
                Turn::Shown => tell(&keepers, "shown\n"),
            }
        }
    });
    Ok(())
}

/// Hears what the staff want.
///
/// # Errors
/// The socket cannot be made.
pub fn hear_staff(folder: &Path, events: Sender<Event>, watched: Watched, bell: Bell) -> std::io::Result<()> {
    let socket = listen(&folder.join(STAFF))?;
    std::thread::spawn(move || {
        for member in socket.incoming().flatten() {
            // A member of staff who writes nothing is not waited for.
            drop(answer(member, &events, &watched, &bell));
        }
    });
    Ok(())
}

fn answer(
    mut member: UnixStream,
    events: &Sender<Event>,
    watched: &Watched,
    bell: &Bell,
) -> std::io::Result<()> {
    member.set_read_timeout(Some(PATIENCE))?;
    let mut line = String::new();
    BufReader::new(std::io::Read::take(&member, 100)).read_line(&mut line)?;
    if line.trim() == "test" {
        let found = watched.watch();
        drop(events.send(Event::Check(Check::Wanted)));
        // It may take long, and others are not to wait for it.
        std::thread::spawn(move || drop(tell_test(member, &found)));
        return Ok(());
    }
    if line.trim() == "watch" {
        member.set_write_timeout(Some(PATIENCE))?;
        member.write_all(b"watching\n")?;
        bell.wait(member);
        return Ok(());
    }
    let answer = match read(line.trim()) {
        Some(staff) => {
            drop(events.send(Event::Staff(staff)));
            "done\n"
        }
        None => "the words are close, open, coming, watch and test\n",
    };
    member.write_all(answer.as_bytes())
}

/// Writes what the test finds, a line a part.
fn tell_test(mut member: UnixStream, found: &Receiver<Line>) -> std::io::Result<()> {
    for _ in Part::ALL {
        match found.recv_timeout(FREE) {
            Ok(line) => writeln!(member, "{line}")?,
            Err(_) => {
                return writeln!(member, "somebody is using the kiosk: it tests itself when they have gone");
            }
        }
    }
    Ok(())
}

fn read(word: &str) -> Option<Staff> {
    Some(match word {
        "close" => Staff::Closed(true),
        "open" => Staff::Closed(false),
        "coming" => Staff::Coming,
        _ => return None,
    })
}

/// Tells a kiosk of this machine what the staff want, and gives back its answer.
///
/// # Errors
/// No kiosk listens there.
pub fn tell_kiosk(folder: &Path, word: &str) -> std::io::Result<String> {
    let mut kiosk = UnixStream::connect(folder.join(STAFF))?;
    writeln!(kiosk, "{word}")?;
    let mut answer = String::new();
    BufReader::new(kiosk).read_line(&mut answer)?;
    Ok(answer.trim().to_owned())
}

/// Waits for citizens who call at the kiosk of this machine, and tells each of its lines; ends when the kiosk does.
///
/// # Errors
/// No kiosk listens there.
pub fn watch_kiosk(folder: &Path, mut tell: impl FnMut(&str)) -> std::io::Result<()> {
    let mut kiosk = UnixStream::connect(folder.join(STAFF))?;
    writeln!(kiosk, "watch")?;
    for line in BufReader::new(kiosk).lines() {
        tell(&line?);
    }
    Ok(())
}

/// Has the kiosk of this machine test itself, and gives back what it found, a line a part.
///
/// # Errors
/// No kiosk listens there.
pub fn test_kiosk(folder: &Path) -> std::io::Result<String> {
    let mut kiosk = UnixStream::connect(folder.join(STAFF))?;
    writeln!(kiosk, "test")?;
    let mut found = String::new();
    BufReader::new(kiosk).read_to_string(&mut found)?;
    Ok(found.trim().to_owned())
}
