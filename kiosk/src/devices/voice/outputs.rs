//! The sound outputs of a kiosk, and who speaks at each: what is for the ears of one person goes to the headphones' own,
//! where there is one, and everything else to the loudspeaker's.
//!
//! **Invariant**: which output says something is decided by its [`Aloud`] and by nothing else; no engine of the one is
//! ever given a word for the other.

use std::sync::mpsc::Sender;

use serde::Deserialize;

use super::{Say, Settings, Voice};
use crate::agent::command::{Aloud, Speech, Tone};
use crate::event::{self, Event};

/// A sound output, by the name that the machine has for it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Output {
    /// A sink of PulseAudio, or of PipeWire's server in its place, as `pactl list short sinks` names it.
    Pulse(String),
    /// A card of ALSA on a machine without either, as `/proc/asound/cards` names it.
    Alsa(String),
}

impl Output {
    /// The program that plays a tone there, where it is no usual one.
    pub(crate) fn player(&self) -> Option<Vec<String>> {
        let pacat = ["pacat", "--raw", "--format=s16le", "--rate=48000", "--channels=1"];
        matches!(self, Output::Pulse(_)).then(|| pacat.map(str::to_owned).to_vec())
    }

    /// What tells a program that plays to use this output, and to be silent rather than to use another.
    pub(super) fn environment(&self) -> [(&'static str, &str); 2] {
        match self {
            // Engines that do not reach PulseAudio try ALSA, whose first card may be the other output's.
            Output::Pulse(sink) => [("PULSE_SINK", sink), ("ALSA_CARD", "none")],
            Output::Alsa(card) => [("ALSA_CARD", card), ("PULSE_SERVER", "unix:/nonexistent")],
        }
    }
}

/// A voice at each output.
#[derive(Debug)]
pub struct Outputs {
    loudspeaker: Voice,
    /// That of the headphones, where they are no part of the other.
    headphones: Option<Voice>,
}

impl Outputs {
    /// Starts a voice, and another for the headphones where they are an output of their own. The engine of the latter is
    /// told as `Event::Voice(Headphones)`.
    pub fn start(loudspeaker: Settings, headphones: Option<Settings>, events: Sender<Event>) -> Outputs {
        let own = |settings| Voice::start_telling(settings, events.clone(), event::Voice::Headphones);
        let headphones = headphones.map(own);
        Outputs { loudspeaker: Voice::start(loudspeaker, events), headphones }
    }

    /// Says this at its output, and no longer what was said before at any.
    pub fn say(&self, speech: &Speech) {
        let volume = self.loudspeaker.loudness().percent(speech.volume);
        let script = speech.aloud.script().to_vec();
        let say = Say { id: speech.id, script, rate: speech.rate, volume, followed: speech.followed };
        match (&speech.aloud, &self.headphones) {
            (Aloud::Ears(_), Some(headphones)) => {
                self.loudspeaker.hush();
                headphones.say(say);
            }
            (Aloud::Speaker(_) | Aloud::Booth(..), Some(headphones)) => {
                headphones.hush();
                self.loudspeaker.say(say);
            }
            (_, None) => self.loudspeaker.say(say),
        }
    }

    /// Every output is silent at once.
    pub fn hush(&self) {
        self.each(Voice::hush);
    }

    /// Sounds a tone where it is for.
    pub fn tone(&self, tone: Tone) {
        let ears = self.headphones.as_ref().filter(|_| tone == Tone::Nothing { ears: true });
        ears.unwrap_or(&self.loudspeaker).tone(tone);
    }

    /// Puts other servers in the place of those that spoke until now.
    pub fn renew(&self) {
        self.each(Voice::renew);
    }

    fn each(&self, order: impl Fn(&Voice)) {
        self.headphones.iter().chain([&self.loudspeaker]).for_each(order);
    }
}
