//! The keeper of the browser: opens the one that the kiosk names, and ends the one before when the new one shows.
//!
//! It runs as the screen's own user, inside its compositor, and knows of the kiosk only where to look.
//!
//! **Invariant**: a browser lives for one session; its profile lies in memory and goes with it.

use std::io::{BufRead, BufReader};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use tokio::signal::unix::{SignalKind, signal};

use crate::sockets::WINDOW;

/// What stands in the command for the profile's folder.
const PROFILE: &str = "{profile}";

/// How long a new browser may take to show the screen before the old one goes all the same.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often it is seen to that the browser lives, and how long to wait for the kiosk.
const PERIOD: Duration = Duration::from_millis(250);

/// A browser and its folder.
struct Browser {
    child: Child,
    profile: PathBuf,
}

impl Browser {
    fn open(command: &[String], profiles: &Path, number: u64, url: &str) -> std::io::Result<Browser> {
        let profile = profiles.join(format!("profile-{}-{number}", std::process::id()));
        let [program, arguments @ ..] = command else { return Err(std::io::ErrorKind::InvalidInput.into()) };
        let place = profile.to_string_lossy();
        // Its own processes are in its group, and go with it.
        let child = Command::new(program)
            .args(arguments.iter().map(|word| word.replace(PROFILE, &place)))
            .arg(url)
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()?;
        Ok(Browser { child, profile })
    }

    fn lives(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(group) = i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw) {
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        drop(self.child.wait());
        drop(std::fs::remove_dir_all(&self.profile));
    }
}

/// Removes the profiles of keepers that are no more: one that was killed could not.
fn clear(profiles: &Path) {
    for entry in std::fs::read_dir(profiles).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let keeper = name.to_str().and_then(|name| name.strip_prefix("profile-")?.split('-').next());
        let is_left = keeper.is_some_and(|keeper| !Path::new("/proc").join(keeper).exists());
        // Another keeper may have been quicker.
        if is_left
            && let Err(error) = std::fs::remove_dir_all(entry.path())
            && error.kind() != std::io::ErrorKind::NotFound
        {
            let profile = name.display();
            tracing::error!(%profile, %error, "the profile of a browser that is no more cannot be removed");
        }
    }
}

/// What the kiosk said.
enum Told {
    Open(String),
    Shown,
    Gone,
}

/// The line to the kiosk, as soon as there is one: a compositor that began anew for each attempt would be no rest.
fn meet(socket: &Path) -> UnixStream {
    let mut told = false;
    loop {
        match UnixStream::connect(socket) {
            Ok(kiosk) => return kiosk,
            Err(error) if !std::mem::replace(&mut told, true) => {
                tracing::warn!("waits for the kiosk at {}: {error}", socket.display());
            }
            Err(_) => {}
        }
        std::thread::sleep(PERIOD);
    }
}

/// Whoever ends the keeper by this signal ends its browsers with it.
fn heed(kind: SignalKind, lines: Sender<Told>) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let asked = {
        let _inside = runtime.enter();
        signal(kind)
    };
    let mut asked = match asked {
        Ok(asked) => asked,
        Err(error) => {
            // The program has a runtime of its own around this one, in which none may be waited for.
            runtime.shutdown_background();
            return Err(error);
        }
    };
    std::thread::spawn(move || {
        runtime.block_on(asked.recv());
        drop(lines.send(Told::Gone));
    });
    Ok(())
}

/// Keeps a browser for the kiosk whose sockets are in `folder`, by this command, in which `{profile}` stands for a
/// folder of its own under `profiles`; the address is added at its end. It waits until the kiosk is there.
///
/// # Errors
/// The command cannot be started. It ends with the kiosk, so that whoever supervises it starts both anew.
pub fn keep(folder: &Path, profiles: &Path, command: &[String]) -> std::io::Result<()> {
    clear(profiles);
    let kiosk = meet(&folder.join(WINDOW));
    let (lines, told) = channel();
    let to_end = lines.clone();
    std::thread::spawn(move || {
        for line in BufReader::new(kiosk).lines().map_while(Result::ok) {
            let said = match line.split_once(' ') {
                Some(("open", url)) => Told::Open(url.to_owned()),
                _ => Told::Shown,
            };
            if lines.send(said).is_err() {
                return;
            }
        }
        drop(lines.send(Told::Gone));
    });
    heed(SignalKind::terminate(), to_end)?;
    let mut now: Option<Browser> = None;
    let mut next: Option<(Browser, Instant)> = None;
    let mut number = 0;
    loop {
        match told.recv_timeout(PERIOD) {
            Ok(Told::Open(url)) => {
                number += 1;
                let browser = Browser::open(command, profiles, number, &url)?;
                // Of two that were asked for quickly the first has no key any more.
                next = Some((browser, Instant::now()));
                if now.is_none() {
                    now = next.take().map(|(browser, _)| browser);
                }
            }
            Ok(Told::Shown) => now = next.take().map(|(browser, _)| browser).or(now),
            Err(RecvTimeoutError::Timeout) => {}
            Ok(Told::Gone) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        if next.as_ref().is_some_and(|(_, since)| since.elapsed() > PATIENCE) {
            now = next.take().map(|(browser, _)| browser);
        }
        // A browser that died is missed at once: the way in is asked for anew.
        if next.is_none() && now.as_mut().is_some_and(|browser| !browser.lives()) {
            return Ok(());
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_signal_that_cannot_be_heard_is_an_error_and_no_end_of_the_program() {
        // Nobody may hear this one.
        assert!(heed(SignalKind::from_raw(9), channel().0).is_err());
    }

    #[test]
    fn profiles_of_keepers_that_are_no_more_are_cleared_away_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let own = format!("profile-{}-1", std::process::id());
        // No process has a number beyond what the kernel gives.
        for name in ["profile-4194305-1", own.as_str(), "bus"] {
            let profile = folder.path().join(name).join("Default");
            assert!(std::process::Command::new("mkdir").arg("-p").arg(profile).status().unwrap().success());
        }
        clear(folder.path());
        let left = |name: &str| folder.path().join(name).exists();
        assert_eq!([left("profile-4194305-1"), left(&own), left("bus")], [false, true, true]);
    }
}
