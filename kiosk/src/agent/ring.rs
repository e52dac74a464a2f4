//! The commands after the page: what the keypad's other keys do, for who has two keys or has forgotten the others.

use a11y::speech::{self, Kind, Reading, Utterance};
use a11y::text::{Lang, Text};

use super::words;
use crate::event::Key;

/// The commands, by the id of what is heard.
const COMMANDS: [(&str, Key); 7] = [
    ("comando-ripeti", Key::Repeat),
    ("comando-forte", Key::Louder),
    ("comando-piano", Key::Softer),
    ("comando-veloce", Key::Faster),
    ("comando-lento", Key::Slower),
    ("comando-aiuto", Key::Help),
    ("comando-fine", Key::End),
];

/// The page before: here the key never takes a sign away.
pub(super) const BACK: &str = "comando-indietro";

/// Another language.
pub(super) const LANGUAGE: &str = "comando-lingua";

/// The loudspeaker of a booth, where the page offers it.
pub(super) const BOOTH: &str = "comando-cabina";

/// The id of the command that calls the staff.
pub(super) const STAFF: &str = "comando-personale";

/// What is heard after a page, one stop a command.
pub(super) fn commands(lang: Lang, reading: Reading, booth: Option<Text>) -> Vec<Utterance> {
    let stop = |id: &str, kind, words: Text| Utterance {
        id: id.to_owned(),
        kind,
        heard: speech::announce(lang, &words, reading),
    };
    let mut stops = vec![stop("comandi", Kind::Heading(2), words::page_end(lang))];
    stops.extend(booth.map(|words| stop(BOOTH, Kind::Button, words)));
    stops.push(stop(BACK, Kind::Button, words::page_before(lang)));
    stops.extend(COMMANDS.iter().map(|(id, key)| stop(id, Kind::Button, super::keys::name(lang, *key))));
    stops.push(stop(LANGUAGE, Kind::Button, words::other_language(lang)));
    stops.push(stop(STAFF, Kind::Button, words::call_staff(lang)));
    stops
}

/// The key that a command stands for.
pub(super) fn key(id: &str) -> Option<Key> {
    COMMANDS.iter().find(|(own, _)| *own == id).map(|(_, key)| *key)
}
