//! A voice, what it is given and what it tells.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use a11y::speech::Command;
use a11y::text::Lang;
use sportello_kiosk::devices::voice::{Say, Settings, Voice};
use sportello_kiosk::event::{Engine, Event, Voice as Told};

/// Longer than anything takes on a busy machine.
const LIMIT: Duration = Duration::from_secs(30);

/// A voice under test.
pub struct Speaking {
    pub voice: Voice,
    events: Receiver<Event>,
    count: u64,
}

impl Speaking {
    /// A voice with this socket and this program in place of espeak-ng.
    pub fn start(socket: PathBuf, espeak: PathBuf) -> Speaking {
        Speaking::with(Settings { socket: Some(socket), espeak, ..Settings::default() })
    }

    /// A voice with these settings.
    pub fn with(settings: Settings) -> Speaking {
        let (sender, events) = mpsc::channel();
        Speaking { voice: Voice::start(settings, sender), events, count: 0 }
    }

    /// Says this, and gives its number.
    pub fn say(&mut self, script: Vec<Command>) -> u64 {
        self.say_at(script, 100, 80)
    }

    /// Says this to who follows it on the screen.
    pub fn say_followed(&mut self, script: Vec<Command>) -> u64 {
        self.count += 1;
        self.voice.say(Say { id: self.count, script, rate: 100, volume: 80, followed: true });
        self.count
    }

    /// Says this at a rate and volume.
    pub fn say_at(&mut self, script: Vec<Command>, rate: u8, volume: u8) -> u64 {
        self.count += 1;
        self.voice.say(Say { id: self.count, script, rate, volume, followed: false });
        self.count
    }

    /// The next thing it tells.
    #[track_caller]
    pub fn next(&self) -> Told {
        match self.events.recv_timeout(LIMIT) {
            Ok(Event::Voice(told)) => told,
            other => panic!("{other:?}"),
        }
    }

    /// Waits until it tells this; gives what it told before.
    #[track_caller]
    pub fn until(&self, wanted: &Told) -> Vec<Told> {
        let mut before = Vec::new();
        loop {
            match self.next() {
                told if told == *wanted => return before,
                told => before.push(told),
            }
        }
    }

    /// Waits until this engine speaks.
    #[track_caller]
    pub fn until_engine(&self, engine: Engine) {
        self.until(&Told::Engine(engine));
    }
}

/// Words in a language.
pub fn words(lang: Lang, words: &str) -> Command {
    Command::Say { lang, words: words.to_owned() }
}
