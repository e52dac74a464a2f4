//! Speech for reviewers' eyes.

use super::{Command, Heard, Kind, Pause, Utterance};

/// One line an utterance: kind, privacy, id, and what the voice does, with every change of language.
///
/// `Row private b-2-1: [it] Anno 2019 | .. | Settimane 52`; `..` is a long and `.` a short silence, `{name}` a mark,
/// `A-N` spelled letters.
pub fn transcript(utterances: &[Utterance]) -> String {
    let mut lines = String::new();
    for utterance in utterances {
        let (privacy, commands) = match &utterance.heard {
            Heard::Public(public) => ("public", public.commands()),
            Heard::Private(private) => ("private", private.commands()),
        };
        let kind = match utterance.kind {
            Kind::Heading(level) => format!("Heading {level}"),
            kind => format!("{kind:?}"),
        };
        lines.push_str(&format!("{kind} {privacy} {}: {}\n", utterance.id, line(commands)));
    }
    lines
}

fn line(commands: &[Command]) -> String {
    let mut last = None;
    let parts: Vec<String> = commands
        .iter()
        .map(|command| {
            let (lang, part) = match command {
                Command::Say { lang, words } => (*lang, words.clone()),
                Command::Spell { lang, text } => {
                    (*lang, text.chars().map(String::from).collect::<Vec<_>>().join("-"))
                }
                Command::Pause(Pause::Short) => return ".".to_owned(),
                Command::Pause(Pause::Long) => return "..".to_owned(),
                Command::Mark(id) => return format!("{{{id}}}"),
            };
            if last.replace(lang) == Some(lang) { part } else { format!("[{}] {part}", lang.code()) }
        })
        .collect();
    parts.join(" | ")
}
