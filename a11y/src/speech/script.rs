//! Puts the commands of one utterance together.

use super::{Command, Heard, Kind, Pause, Private, Public, Reading, Utterance, wording};
use crate::text::{Lang, Text};

/// An utterance being made.
pub(super) struct Script {
    pub(super) lang: Lang,
    pub(super) reading: Reading,
    private: bool,
    commands: Vec<Command>,
}

impl Script {
    pub(super) fn new(lang: Lang, reading: Reading, private: bool) -> Script {
        Script { lang, reading, private, commands: Vec::new() }
    }

    /// From now on the whole utterance is private.
    pub(super) fn make_private(&mut self) {
        self.private = true;
    }

    /// A text, as a sentence of its own.
    pub(super) fn sentence(&mut self, text: &Text) {
        if text.is_empty() {
            return;
        }
        self.pause(Pause::Long);
        self.text(text);
    }

    /// A text that belongs to what was just said.
    pub(super) fn aside(&mut self, text: &Text) {
        self.pause(Pause::Short);
        self.text(text);
    }

    /// A value after its name; written, a colon stands between them.
    pub(super) fn value(&mut self, value: &Text) {
        if self.reading != Reading::Written {
            return self.aside(value);
        }
        let named = matches!(self.commands.last(), Some(Command::Say { words, .. }) if words.ends_with(char::is_alphanumeric));
        let lang = self.lang;
        self.say(lang, if named { ": " } else { " " });
        self.text(value);
    }

    /// A text, right after what was said before.
    pub(super) fn text(&mut self, text: &Text) {
        self.private |= text.is_private();
        if self.reading == Reading::Written {
            let lang = self.lang;
            return self.say(lang, &crate::plain::shown(text, lang).replace('\n', " "));
        }
        for span in text.spoken() {
            wording::span(self, span);
        }
    }

    /// Words in a language; joined to those before if it is the same.
    pub(super) fn say(&mut self, lang: Lang, words: &str) {
        match self.commands.last_mut() {
            Some(Command::Say { lang: last, words: before }) if *last == lang => before.push_str(words),
            _ => self.commands.push(Command::Say { lang, words: words.to_owned() }),
        }
    }

    /// Letters and digits one by one.
    pub(super) fn spell(&mut self, lang: Lang, text: &str) {
        self.commands.push(Command::Spell { lang, text: text.to_owned() });
    }

    /// Silence; nothing before the first word, and never two in a row.
    pub(super) fn pause(&mut self, pause: Pause) {
        match self.commands.last_mut() {
            None | Some(Command::Mark(_)) => {}
            Some(Command::Pause(last)) => {
                if pause == Pause::Long {
                    *last = pause;
                }
            }
            Some(_) => self.commands.push(Command::Pause(pause)),
        }
    }

    /// What follows belongs to the element with this id.
    pub(super) fn mark(&mut self, id: String) {
        self.pause(Pause::Long);
        self.commands.push(Command::Mark(id));
    }

    /// Nothing has been said so far.
    pub(super) fn is_empty(&self) -> bool {
        !self.commands.iter().any(|c| matches!(c, Command::Say { .. } | Command::Spell { .. }))
    }

    pub(super) fn finish(self, id: String, kind: Kind) -> Utterance {
        let commands = tidy(self.commands);
        let heard =
            if self.private { Heard::Private(Private(commands)) } else { Heard::Public(Public(commands)) };
        Utterance { id, kind, heard }
    }
}

/// Each word as its letters: without the signs around it, and without the vowels that only a voice needs.
pub(super) fn letters(commands: Vec<Command>) -> Vec<Command> {
    let mut all = Vec::new();
    for command in commands {
        let Command::Say { lang, words } = command else {
            all.push(command);
            continue;
        };
        for word in words.split_whitespace() {
            let word: String = word.chars().filter(|sign| !crate::text::is_short_vowel(*sign)).collect();
            let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
            if !word.is_empty() {
                all.extend([Command::Spell { lang, text: word.to_owned() }, Command::Pause(Pause::Short)]);
            }
        }
    }
    all
}

/// Blanks at the ends go; a lone full stop between two voices becomes the silence it means, for a voice would name it;
/// an utterance of nothing else keeps it.
fn tidy(commands: Vec<Command>) -> Vec<Command> {
    let speaks = commands.iter().any(|command| match command {
        Command::Say { words, .. } => words.chars().any(char::is_alphanumeric),
        Command::Spell { .. } => true,
        Command::Pause(_) | Command::Mark(_) => false,
    });
    let mut tidied: Vec<Command> = Vec::with_capacity(commands.len());
    for command in commands {
        let command = match command {
            Command::Say { lang, words } if !speaks || words.chars().any(char::is_alphanumeric) => {
                Command::Say { lang, words: words.trim().to_owned() }
            }
            Command::Say { words, .. } if words.trim().is_empty() => continue,
            Command::Say { .. } => Command::Pause(Pause::Short),
            other => other,
        };
        match (tidied.last_mut(), command) {
            (Some(Command::Pause(before)), Command::Pause(pause)) => {
                if pause == Pause::Long {
                    *before = pause;
                }
            }
            (_, command) => tidied.push(command),
        }
    }
    while let Some(Command::Pause(_)) = tidied.last() {
        tidied.pop();
    }
    tidied
}
