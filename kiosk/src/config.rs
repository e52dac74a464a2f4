//! The settings of a kiosk: one TOML file; unknown keys are refused.
//!
//! **Invariant**: a kiosk that starts keeps the floors of the norm: 20 s of warning, at most 65 dBA at the beginning.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use a11y::text::Lang;
use serde::Deserialize;

use crate::agent::{Chip, Setup, Slot};
use crate::devices::{braille, input, paper, voice};
use crate::portal::{Key, KeyError};
use crate::screen::Press;
use crate::signed::{self, SignedError, Signer};
use crate::state::Store;

/// The settings of a kiosk.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The number of these settings: signed ones are refused where others with a higher one were accepted.
    pub version: Option<u32>,
    /// This version was taken, and is not remembered yet.
    #[serde(skip)]
    pub taken: Option<u32>,
    /// The portal, as `https://sportello.example`.
    pub portal: String,
    /// The PEM file of who issued the portal's certificate; without it, those that browsers know.
    pub authorities: Option<PathBuf>,
    /// The address that citizens know the portal by, for receipts; that of `portal` if it is not given.
    pub site: Option<String>,
    /// The kiosk's key, by which the portal knows it; without one it is a browser as any other.
    pub key: Option<KeySettings>,
    /// Where the screen is, on loopback.
    #[serde(default = "listen")]
    pub listen: SocketAddr,
    /// The folder of the socket for the staff; made by who starts the kiosk.
    #[serde(default = "sockets")]
    pub sockets: PathBuf,
    /// The folder of the socket for the browser's keeper, who is another user and has no business in the other; made
    /// before the kiosk starts.
    #[serde(default = "window")]
    pub window: PathBuf,
    /// The folder of what outlives a restart; without it nothing does, and signed settings are refused. A supervisor names
    /// it too (`STATE_DIRECTORY`).
    #[serde(default = "state")]
    pub state: Option<PathBuf>,
    /// The languages offered, in their order; the kiosk waits in the first.
    #[serde(default = "languages")]
    pub languages: Vec<Lang>,
    /// How many seconds nothing may happen before it asks whether someone is there; twice as long with speech.
    #[serde(default = "idle")]
    pub idle: u32,
    /// How many seconds it then waits, at least 20 (EN 301 549 9.2.2.1, 11.2.2.1).
    #[serde(default = "warning")]
    pub warning: u32,
    /// How often, in seconds, it says into the hall how to begin; 0 for never.
    #[serde(default = "prompt")]
    pub prompt: u32,
    /// In which step of loudness it says so, 1 to 5; without it, that in which a citizen begins.
    pub prompt_volume: Option<u8>,
    /// Which way the chip of a card faces in this kiosk's reader.
    pub chip: Option<Chip>,
    /// Where the paper comes out.
    #[serde(default)]
    pub slot: Slot,
    /// It stands in a booth that closes: who chooses so may have private answers from the loudspeaker.
    #[serde(default)]
    pub booth: bool,
    /// The screen.
    pub screen: ScreenSettings,
    /// The headset.
    pub headset: Headset,
    /// The voice.
    #[serde(default)]
    pub speech: SpeechSettings,
    /// The receipt printer; without it nothing is printed, and it says so.
    pub paper: Option<paper::Settings>,
    /// Keypad, touchscreen, readers of codes, headphone socket.
    #[serde(default)]
    pub input: input::Settings,
    /// The braille display; without it none is sought.
    pub braille: Option<braille::Settings>,
}

fn listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 8090))
}

fn sockets() -> PathBuf {
    "/run/sportello-kiosk".into()
}

fn window() -> PathBuf {
    crate::sockets::WINDOWS.into()
}

fn state() -> Option<PathBuf> {
    std::env::var_os("STATE_DIRECTORY").filter(|folder| !folder.is_empty()).map(PathBuf::from)
}

fn languages() -> Vec<Lang> {
    Lang::ALL.to_vec()
}

fn prompt() -> u32 {
    120
}

fn repeat() -> u32 {
    Press::default().repeat
}

fn repeat_sign() -> u32 {
    Press::default().repeat_sign
}

fn idle() -> u32 {
    60
}

fn warning() -> u32 {
    30
}

/// The key that `sportello kiosk enrol` made.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeySettings {
    /// The name the kiosk was enrolled under.
    pub id: String,
    /// The file of the private key, which only the kiosk's user can read; without it, the supervisor's credential
    /// (`CREDENTIALS_DIRECTORY`).
    pub file: Option<PathBuf>,
}

impl KeySettings {
    /// Reads the key.
    ///
    /// # Errors
    /// [`KeyError`]
    pub fn read(&self) -> Result<Key, KeyError> {
        let credentials = std::env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from);
        match (&self.file, credentials) {
            (Some(file), _) => Key::read(file, self.id.clone()),
            (None, Some(folder)) => Key::credential(&folder, self.id.clone()),
            (None, None) => Err(KeyError::Nowhere),
        }
    }
}

/// The screen, by its model.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenSettings {
    /// How many pixels a millimetre has: the pixels of a side by its length.
    pub pixels_a_millimetre: f64,
    /// How many milliseconds a finger must stay on a thing to choose it, for hands that brush the screen: 2,000 at most.
    #[serde(default)]
    pub hold: u32,
    /// For how many milliseconds the same thing does nothing more, for hands that tremble: 500 to 5,000.
    #[serde(default = "repeat")]
    pub repeat: u32,
    /// The same for the keys of the screen's keyboard, where double letters are typed fast: 50 to 5,000.
    #[serde(default = "repeat_sign")]
    pub repeat_sign: u32,
}

impl ScreenSettings {
    /// When a finger counts.
    pub fn press(&self) -> Press {
        Press { hold: self.hold, repeat: self.repeat, repeat_sign: self.repeat_sign }
    }
}

/// The headset that the office lends, or the norm for citizens' own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Headset {
    /// Its model, for who reads the file.
    pub model: String,
    /// How loud speech at full amplitude is at the ear, in dBA, as measured.
    pub full: f64,
}

/// Who speaks.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SpeechSettings {
    /// The socket of speech-dispatcher.
    pub socket: Option<PathBuf>,
    /// The command that serves it. The kiosk starts it and puts another in its place after each session.
    pub server: Vec<String>,
    /// The program of espeak-ng.
    pub espeak: Option<PathBuf>,
    /// The program that plays a tone, as `aplay` does: 16 bits, one channel, 48,000 samples a second.
    pub tone: Option<Vec<String>>,
    /// The program that gives what comes out of the sound output, as `parec` does at its monitor: raw samples as those of
    /// a tone. What it does not hear is silent, and RED; without it nobody checks, and the kiosk says so.
    pub ear: Vec<String>,
    /// The voices of languages that have not the engines' own.
    pub voices: BTreeMap<Lang, voice::Names>,
    /// Where it sounds, with the tone; without it, wherever the machine lets it.
    pub output: Option<voice::Output>,
    /// The headphones, where they are a sound output of their own: what is private comes from there and from nowhere
    /// else. Without it everything comes from one output, and the jack itself must cut the loudspeaker off.
    pub headphones: Option<Headphones>,
    /// The machine's sound output moves to a headset that is plugged in, and back when it is pulled out. A headset that is
    /// a sound card of its own counts as private only then: else its citizen's words would come out of the loudspeaker.
    pub follows_headset: bool,
}

impl SpeechSettings {
    /// What is said moves to a headset that is plugged in: where an output is named it stays there.
    fn follows(&self) -> bool {
        self.follows_headset && self.output.is_none()
    }

    /// Nothing that is for the one output can come out of the other.
    fn outputs_differ(&self) -> bool {
        let Some(own) = &self.headphones else { return true };
        let elsewhere = self.output.as_ref().is_some_and(|output| *output != own.output);
        elsewhere && (own.socket.is_none() || (self.socket.is_some() && self.socket != own.socket))
    }
}

/// The headphones' own sound output, and who speaks there.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Headphones {
    /// Which one it is.
    pub output: voice::Output,
    /// The socket of a speech-dispatcher of its own.
    pub socket: Option<PathBuf>,
    /// The command that serves it.
    #[serde(default)]
    pub server: Vec<String>,
    /// What listens there while the kiosk tests itself.
    #[serde(default)]
    pub ear: Vec<String>,
}

/// Why a kiosk cannot start with these settings.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the settings file {0} cannot be read: {1}")]
    Read(PathBuf, std::io::Error),
    /// The file is not TOML of the expected keys.
    #[error("the settings file {0} is not right: {1}")]
    Shape(PathBuf, Box<toml::de::Error>),
    /// They are not what was signed, or older than what was accepted.
    #[error("the settings file {0} is refused: {1}")]
    Signed(PathBuf, SignedError),
    /// Signed settings have nowhere to remember their version.
    #[error("signed settings need `state`, a folder to remember their version in")]
    NoState,
    /// The screen would be open to a network.
    #[error("listen: the screen is on loopback only, not on {0}")]
    Open(SocketAddr),
    /// What is read in braille would travel over a network.
    #[error("braille.host: brltty is on this machine, not on {0}")]
    Braille(SocketAddr),
    /// The portal's address is none.
    #[error("portal: {0:?} is no address of a portal; write http:// or https:// and a host")]
    Portal(String),
    /// What citizens do would travel in clear.
    #[error("portal: {0:?} is on a network and not https://")]
    Clear(String),
    /// No language to greet in.
    #[error("languages: at least one is needed")]
    Languages,
    /// The warning is shorter than the norm allows.
    #[error("warning: {0} seconds are too few, at least 20 (EN 301 549 9.2.2.1)")]
    Warning(u32),
    /// The idle time is shorter than a person needs.
    #[error("idle: {0} seconds are too few, at least 30")]
    Idle(u32),
    /// The prompt would be a nuisance.
    #[error("prompt: every {0} seconds is too often, at least 20")]
    Prompt(u32),
    /// There is no such step.
    #[error("prompt_volume: {0} is no step of loudness, 1 to 5")]
    PromptVolume(u8),
    /// The size of a millimetre is none.
    #[error("screen.pixels_a_millimetre: {0} is no size of a screen, between 1 and 20")]
    Millimetre(f64),
    /// Nobody could choose anything, or trembling hands would choose twice.
    #[error(
        "screen.hold, repeat and repeat_sign: {0}, {1} and {2} ms are out of bounds, 0 to 2000, 500 to 5000, 50 to 5000"
    )]
    Press(u32, u32, u32),
    /// Words for a headset's ears would come out of the loudspeaker.
    #[error(
        "input.headsets: a headset that is a sound card of its own is private only where the sound output moves to it \
         (PulseAudio: module-switch-on-connect); once that is so, say `follows_headset = true` under [speech], and name no \
         `output` there, which would hold it where it is"
    )]
    Headset,
    /// What is private could come out of the loudspeaker.
    #[error(
        "speech.headphones: what is private has an output, and a speech server, of its own only where [speech] names \
         another `output` and another `socket`"
    )]
    Outputs,
    /// Even the softest step would be too loud to begin with.
    #[error(
        "headset.full: {0} dBA at full amplitude is too loud to begin at 65 dBA or less; turn its amplifier down"
    )]
    Loud(f64),
}

impl Config {
    /// Reads a file.
    ///
    /// # Errors
    /// It is not there, is not TOML of these keys, or asks for what a kiosk may not do.
    pub fn read(path: &Path) -> Result<Config, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|why| ConfigError::Read(path.to_owned(), why))?;
        Config::parse(path, &text)
    }

    /// Reads a file that this key signed; once its version is remembered ([`signed::remember`]) older ones are refused.
    ///
    /// # Errors
    /// It is not as it was signed, is older than what was accepted, or is what [`Config::read`] refuses.
    pub fn read_signed(path: &Path, signer: &Path) -> Result<Config, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|why| ConfigError::Read(path.to_owned(), why))?;
        let refused = |why| ConfigError::Signed(path.to_owned(), why);
        Signer::read(signer).and_then(|signer| signer.check(&text)).map_err(refused)?;
        let mut config = Config::parse(path, &text)?;
        let store = config.store().ok_or(ConfigError::NoState)?;
        config.taken = signed::accept(config.version, &store).map_err(refused)?;
        Ok(config)
    }

    /// What outlives a restart, if there is a folder for it.
    pub fn store(&self) -> Option<Store> {
        self.state.clone().map(Store::new)
    }

    fn parse(path: &Path, text: &str) -> Result<Config, ConfigError> {
        let config: Config =
            toml::from_str(text).map_err(|why| ConfigError::Shape(path.to_owned(), Box::new(why)))?;
        config.check()?;
        Ok(config)
    }

    fn check(&self) -> Result<(), ConfigError> {
        let host = |after: &str| after.split(['/', ':']).next().unwrap_or("").to_owned();
        match (self.portal.strip_prefix("https://"), self.portal.strip_prefix("http://")) {
            (Some(rest), _) if !host(rest).is_empty() => {}
            (_, Some(rest)) if matches!(host(rest).as_str(), "127.0.0.1" | "localhost") => {}
            (_, Some(rest)) if !host(rest).is_empty() => return Err(ConfigError::Clear(self.portal.clone())),
            _ => return Err(ConfigError::Portal(self.portal.clone())),
        }
        let millimetre = self.screen.pixels_a_millimetre;
        match self {
            Config { listen, .. } if !listen.ip().is_loopback() => Err(ConfigError::Open(*listen)),
            Config { braille: Some(braille::Settings { host: Some(host), .. }), .. }
                if !host.ip().is_loopback() =>
            {
                Err(ConfigError::Braille(*host))
            }
            Config { languages, .. } if languages.is_empty() => Err(ConfigError::Languages),
            Config { warning, .. } if *warning < 20 => Err(ConfigError::Warning(*warning)),
            Config { idle, .. } if *idle < 30 => Err(ConfigError::Idle(*idle)),
            Config { input, speech, .. }
                if !input.headsets.is_empty() && !speech.follows() && speech.headphones.is_none() =>
            {
                Err(ConfigError::Headset)
            }
            Config { speech, .. } if !speech.outputs_differ() => Err(ConfigError::Outputs),
            Config { prompt: 1..20, .. } => Err(ConfigError::Prompt(self.prompt)),
            Config { prompt_volume: Some(0 | 6..), .. } => {
                Err(ConfigError::PromptVolume(self.prompt_volume.unwrap_or_default()))
            }
            _ if !(1.0..=20.0).contains(&millimetre) => Err(ConfigError::Millimetre(millimetre)),
            Config { screen: ScreenSettings { hold, repeat, repeat_sign, .. }, .. }
                if *hold > 2_000
                    || !(500..=5_000).contains(repeat)
                    || !(50..=5_000).contains(repeat_sign) =>
            {
                Err(ConfigError::Press(*hold, *repeat, *repeat_sign))
            }
            _ => self.loudness().map(drop),
        }
    }

    /// The steps of loudness of this headset.
    ///
    /// # Errors
    /// Even the softest is over 65 dBA.
    pub fn loudness(&self) -> Result<voice::Loudness, ConfigError> {
        voice::Loudness::calibrated(self.headset.full).ok_or(ConfigError::Loud(self.headset.full))
    }

    /// The agent's own settings.
    pub fn setup(&self, loudness: &voice::Loudness) -> Setup {
        let millis = |seconds: u32| u64::from(seconds) * 1_000;
        let reads = |what| self.input.readers.iter().any(|reader| reader.reads(what));
        Setup {
            lang: self.languages.first().copied().unwrap_or(Lang::It),
            languages: self.languages.clone(),
            idle: millis(self.idle),
            warning: millis(self.warning),
            volume: loudness.start(),
            volumes: loudness.steps(),
            site: Some(self.site.clone().unwrap_or_else(|| self.portal.clone())),
            settles: 3_000,
            prompt: (self.prompt > 0).then(|| millis(self.prompt)),
            prompt_volume: self.prompt_volume.unwrap_or(loudness.start()),
            chip: self.chip,
            slot: self.slot,
            barcode: reads(input::Reads::Barcode),
            stripe: reads(input::Reads::Stripe),
            booth: self.booth,
            headphones: self.speech.headphones.is_some(),
            prints: self.paper.is_some(),
            columns: self.paper.as_ref().map_or(a11y::receipt::Columns::C48, |paper| paper.width.columns()),
        }
    }

    /// What the voice needs to know of the machine.
    pub fn voice(&self, loudness: voice::Loudness) -> voice::Settings {
        let usual = voice::Settings::default();
        let SpeechSettings { socket, server, espeak, tone, voices, output, .. } = self.speech.clone();
        let tone = tone.or_else(|| output.as_ref()?.player());
        voice::Settings {
            socket: socket.or(usual.socket),
            server,
            espeak: espeak.unwrap_or(usual.espeak),
            voices,
            loudness,
            tone: tone.unwrap_or(usual.tone),
            output,
        }
    }

    /// The same for the headphones, where they are an output of their own.
    pub fn headphones(&self, loudness: voice::Loudness) -> Option<voice::Settings> {
        let Headphones { output, socket, server, .. } = self.speech.headphones.clone()?;
        // Never the other's speech server: it would say at its own output what is given to it.
        Some(voice::Settings { socket, server, output: Some(output), ..self.voice(loudness) })
    }
}
