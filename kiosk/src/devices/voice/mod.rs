//! The kiosk's voice: says scripts by speech-dispatcher, and by espeak-ng when that is away.
//!
//! **Invariant**: only this folder names speech-dispatcher and espeak-ng.
//! **Invariant**: each say ends in exactly one `Ended` or `Cut`; its `Began` comes at most once, before its marks.
//! **Invariant**: an engine counts as well only after it has been heard to speak: what begins too late, ends too soon
//! or never ends has not been said, and the other engine says it.
//! **Invariant**: a voice speaks at the output that its settings name, or is silent.
//! **Invariant**: words leave by the socket or a pipe, are erased here once said, and are in no log, argument or file.

mod dispatcher;
mod ear;
mod espeak;
mod loudness;
mod outputs;
mod pipes;
mod script;
mod server;
mod sounding;
mod speaker;
mod ssip;
#[cfg(test)]
mod tests;
mod tone;

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

use a11y::speech::Command as Said;
use a11y::text::Lang;
use serde::Deserialize;

pub use self::ear::Ear;
pub use self::loudness::Loudness;
pub use self::outputs::{Output, Outputs};
use self::speaker::{Input, Speaker};
#[cfg(fuzzing)]
pub use self::ssip::answered;
use crate::agent::command::Tone;
use crate::event::{self, Engine, Event};

/// What the voice needs to know of the machine.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The socket of speech-dispatcher; `None` if there is none on this machine.
    pub socket: Option<PathBuf>,
    /// The command that serves it, and that the voice starts and ends; empty if somebody else does.
    pub server: Vec<String>,
    /// The program of espeak-ng, by path or name.
    pub espeak: PathBuf,
    /// The voices of languages that have not the engines' own.
    pub voices: BTreeMap<Lang, Names>,
    /// How loud it is.
    pub loudness: Loudness,
    /// The program that plays a tone: one channel of 16 bits, 48,000 samples a second, by standard input.
    pub tone: Vec<String>,
    /// Where all of them sound; `None` for wherever the machine lets them.
    pub output: Option<Output>,
}

/// How the engines call the voice of a language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// The language as speech-dispatcher is told it.
    pub language: String,
    /// A voice of speech-dispatcher's module, if not its first for the language.
    pub voice: Option<String>,
    /// The voice of espeak-ng.
    pub espeak: String,
}

impl Default for Settings {
    /// Where speech-dispatcher puts its socket for this environment, and the engines' own voices.
    fn default() -> Settings {
        let told = |name| env::var_os(name).filter(|value| !value.is_empty());
        let address = told("SPEECHD_ADDRESS").and_then(|address| address.into_string().ok());
        let runtime = told("XDG_RUNTIME_DIR").map(PathBuf::from);
        Settings {
            socket: socket(address.as_deref(), runtime.as_deref()),
            server: Vec::new(),
            espeak: PathBuf::from("espeak-ng"),
            voices: BTreeMap::new(),
            loudness: Loudness::uncalibrated(),
            tone: ["aplay", "-q", "-t", "raw", "-f", "S16_LE", "-r", "48000", "-c", "1", "-"]
                .map(str::to_owned)
                .to_vec(),
            output: None,
        }
    }
}

impl Settings {
    /// Whether there is anything on this machine that could speak.
    pub fn there(&self) -> bool {
        let paths = env::var_os("PATH").unwrap_or_default();
        let program = env::split_paths(&paths).any(|folder| folder.join(&self.espeak).is_file());
        program || self.espeak.is_file() || self.socket.as_ref().is_some_and(|socket| socket.exists())
    }

    /// A program that sounds at the output.
    fn program(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.envs(self.output.iter().flat_map(Output::environment));
        command
    }

    /// The voice of a language.
    fn names(&self, lang: Lang) -> Names {
        let code = lang.code().to_owned();
        let own = || Names { language: code.clone(), voice: None, espeak: code.clone() };
        self.voices.get(&lang).cloned().unwrap_or_else(own)
    }
}

/// The socket that an address of speech-dispatcher's clients means, `unix_socket:PATH`, or its usual place.
fn socket(address: Option<&str>, runtime: Option<&Path>) -> Option<PathBuf> {
    match address.and_then(|address| address.strip_prefix("unix_socket:")) {
        Some(path) => Some(PathBuf::from(path)),
        None => Some(runtime?.join("speech-dispatcher/speechd.sock")),
    }
}

/// One thing to say.
#[derive(Clone, PartialEq, Eq)]
pub struct Say {
    /// The number that events tell it by.
    pub id: u64,
    /// What the voice does, in order.
    pub script: Vec<Said>,
    /// Percent of the ordinary rate, 50 to 200.
    pub rate: u8,
    /// Percent of the full volume, 0 to 100, of the amplitude: half is 6 dB less.
    pub volume: u8,
    /// Somebody follows it with their eyes: each word is told as it comes.
    pub followed: bool,
}

impl fmt::Debug for Say {
    /// Tells no words: they may be a person's.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Say {{ id: {}, rate: {}, volume: {} }}", self.id, self.rate, self.volume)
    }
}

/// Who says a run, and when: no two have the same number.
type Turn = u64;

/// What an engine tells of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Heard {
    /// Its first sound.
    Began(Turn),
    /// It came to this word of it, from 0.
    Word(Turn, usize),
    /// It was said.
    Ended(Turn),
    /// It was not said, or not to its end.
    Failed(Turn),
}

/// A voice that speaks as long as this value lives.
#[derive(Debug)]
pub struct Voice {
    inbox: Sender<Input>,
    settings: Settings,
    thread: Option<JoinHandle<()>>,
}

impl Voice {
    /// Looks for an engine and tells which; what becomes of each say is told as `Event::Voice`.
    ///
    /// An engine is tried silently first. What is said meanwhile waits for it, two seconds at most.
    pub fn start(settings: Settings, events: Sender<Event>) -> Voice {
        Voice::start_telling(settings, events, event::Voice::Engine)
    }

    /// The same, which tells its engine in this way.
    fn start_telling(settings: Settings, events: Sender<Event>, told: fn(Engine) -> event::Voice) -> Voice {
        let (inbox, orders) = mpsc::channel();
        let speaker = Speaker::new(settings.clone(), (events, told), inbox.clone());
        let thread = Some(thread::spawn(move || speaker.run(&orders)));
        Voice { inbox, settings, thread }
    }

    /// Says this, and no longer what was said before.
    pub fn say(&self, say: Say) {
        drop(self.inbox.send(Input::Say(say)));
    }

    /// Is silent at once.
    pub fn hush(&self) {
        drop(self.inbox.send(Input::Hush));
    }

    /// Sounds a tone, whatever is being said.
    pub fn tone(&self, tone: Tone) {
        tone::play(&self.settings, tone);
    }

    /// Puts another server in the place of the one that spoke until now, as soon as nothing is being said.
    pub fn renew(&self) {
        drop(self.inbox.send(Input::Renew));
    }

    /// How loud its steps are.
    pub fn loudness(&self) -> Loudness {
        self.settings.loudness
    }
}

impl Drop for Voice {
    /// Is silent, and leaves no process behind.
    fn drop(&mut self) {
        drop(self.inbox.send(Input::Leave));
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}
