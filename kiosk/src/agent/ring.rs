//! The commands after the page: what the keypad's other keys do, for who has two keys or has forgotten the others.

use a11y::speech::{self, Kind, Reading, Utterance};
use a11y::text::{Lang, Text};

use super::words;
use crate::event::Key;

/// What a command is called.
type Name = fn(Lang) -> Text;

/// The commands, by the id of what is heard: the key that does it, and its name.
const COMMANDS: [(&str, Key, Name); 10] = [
    ("comando-ripeti", Key::Repeat, words::key_repeat),
    ("comando-lettere", Key::Digit(0), words::command_spell),
    ("comando-dove", Key::Digit(5), words::command_where),
    ("comando-tenda", Key::Digit(3), words::command_curtain),
    ("comando-forte", Key::Louder, words::key_louder),
    ("comando-piano", Key::Softer, words::key_softer),
    ("comando-veloce", Key::Faster, words::key_faster),
    ("comando-lento", Key::Slower, words::key_slower),
    ("comando-aiuto", Key::Help, words::key_help),
    ("comando-fine", Key::End, words::key_end),
];

/// The stop that opens the commands.
pub(super) const OPENS: &str = "comandi";

/// The page before: here the key never takes a sign away.
pub(super) const BACK: &str = "comando-indietro";

/// Another language.
pub(super) const LANGUAGE: &str = "comando-lingua";

/// The loudspeaker of a booth, where the page offers it.
pub(super) const BOOTH: &str = "comando-cabina";

/// The id of the command that calls the staff.
pub(super) const STAFF: &str = "comando-personale";

/// What is heard after a page: one stop, and behind it a stop a command.
pub(super) fn commands(lang: Lang, reading: Reading, booth: Option<Text>) -> Vec<Utterance> {
    let stop = |id: &str, kind, words: Text| Utterance {
        id: id.to_owned(),
        kind,
        heard: speech::announce(lang, &words, reading),
    };
    let mut stops: Vec<Utterance> = booth.map(|words| stop(BOOTH, Kind::Button, words)).into_iter().collect();
    stops.push(stop(OPENS, Kind::Heading(2), words::page_end(lang)));
    stops.push(stop(BACK, Kind::Button, words::page_before(lang)));
    stops.extend(COMMANDS.iter().map(|(id, _, name)| stop(id, Kind::Button, name(lang))));
    stops.push(stop(LANGUAGE, Kind::Button, words::other_language(lang)));
    stops.push(stop(STAFF, Kind::Button, words::call_staff(lang)));
    stops
}

/// It is about what was heard last on the page, and leads back there.
pub(super) fn looks_back(key: Key) -> bool {
    matches!(key, Key::Repeat | Key::Digit(0 | 5))
}

/// The key that a command stands for.
pub(super) fn key(id: &str) -> Option<Key> {
    COMMANDS.iter().find(|(own, ..)| *own == id).map(|(_, key, _)| *key)
}
