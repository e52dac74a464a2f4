//! An utterance as one line of text, for a display of braille.
//!
//! **Invariant**: the line holds no control character and no mark of direction: braille runs from left to right.

use super::{Command, Pause};

/// The commands of an utterance made with [`Reading::Written`](super::Reading::Written), as one line.
///
/// Silences become commas and full stops, where the words have none of their own. The parts of a value are tied by
/// U+00A0: a line is not cut there.
pub fn written(commands: &[Command]) -> String {
    let mut line = String::new();
    let mut stop = None;
    for command in commands {
        match command {
            Command::Say { words: text, .. } | Command::Spell { text, .. } => {
                let text: String = text.chars().filter(|sign| !is_mark(*sign)).collect();
                if text.trim().is_empty() {
                    continue;
                }
                if let (Some(stop), true) = (stop.take(), line.ends_with(char::is_alphanumeric)) {
                    line.push(stop);
                }
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(text.trim_matches(' '));
            }
            Command::Pause(Pause::Short) => stop = stop.or(Some(',')),
            Command::Pause(Pause::Long) | Command::Mark(_) => stop = Some('.'),
        }
    }
    line
}

fn is_mark(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
