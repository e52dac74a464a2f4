//! How staff teach the kiosk a keypad: it asks for each key in turn, and writes the map for the configuration.
//!
//! **Invariant**: the kiosk writes no file: the map goes to whoever reads its output.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

use rustix::event::{PollFd, PollFlags, poll};

use super::maps;
use super::node::{Gone, Node};
use super::raw::Item;
use crate::event::Key;

/// The language that staff are asked in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Tongue {
    /// Italian.
    It,
    /// English.
    En,
}

/// What is asked for, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Key(Key),
    JackIn,
    JackOut,
}

/// The steps, and how staff are asked. The two without which a kiosk cannot be used come first.
const STEPS: [(Step, &str, &str); 13] = [
    (Step::Key(Key::Next), "voce successiva (freccia in giù)", "next item (arrow down)"),
    (Step::Key(Key::Select), "scegli (tasto centrale)", "select (the key in the middle)"),
    (Step::Key(Key::Previous), "voce precedente (freccia in su)", "item before (arrow up)"),
    (Step::Key(Key::Back), "indietro", "back"),
    (Step::Key(Key::Repeat), "ripeti", "repeat"),
    (Step::Key(Key::Help), "aiuto", "help"),
    (Step::Key(Key::End), "fine", "end"),
    (Step::Key(Key::Louder), "più forte", "louder"),
    (Step::Key(Key::Softer), "più piano", "softer"),
    (Step::Key(Key::Faster), "più veloce", "faster"),
    (Step::Key(Key::Slower), "più lento", "slower"),
    (Step::JackIn, "inserisci le cuffie nella tastiera", "plug headphones into the keypad"),
    (Step::JackOut, "togli le cuffie", "pull the headphones out"),
];

/// A lesson: what has been learned, and what comes next. Digits follow the named keys.
#[derive(Debug, Default)]
struct Lesson {
    at: usize,
    learned: Vec<(u16, Step)>,
}

/// What a press did to a lesson.
#[derive(Debug, PartialEq, Eq)]
enum Pressed {
    /// The key is learned.
    Learned,
    /// The first key again: this keypad has no such key.
    Skipped,
    /// It means something else already.
    Taken,
}

impl Lesson {
    /// What is asked for now; `None` at the end.
    fn step(&self) -> Option<Step> {
        let named = STEPS.get(self.at).map(|(step, ..)| *step);
        let digit = self.at.checked_sub(STEPS.len()).and_then(|digit| u8::try_from(digit).ok());
        named.or_else(|| digit.filter(|digit| *digit <= 9).map(|digit| Step::Key(Key::Digit(digit))))
    }

    fn ask(&self, tongue: Tongue) -> Option<String> {
        let step = self.step()?;
        let named = STEPS.get(self.at).map(|(_, it, en)| if tongue == Tongue::It { *it } else { *en });
        Some(match (named, step) {
            (Some(named), _) => named.to_owned(),
            (None, Step::Key(key)) => maps::key_name(key),
            (None, _) => return None,
        })
    }

    fn press(&mut self, code: u16) -> Pressed {
        let Some(step) = self.step() else { return Pressed::Taken };
        let first = self.learned.first().is_some_and(|(first, _)| *first == code);
        // Without headphones in there are none to pull out.
        let no_jack = step == Step::JackOut && !self.learned.iter().any(|(_, own)| *own == Step::JackIn);
        let pressed = match (first && self.at > 1, self.learned.iter().any(|(own, _)| *own == code)) {
            (true, _) => Pressed::Skipped,
            // One key may tell both of the jack: down while it is full.
            (_, true) if step == Step::JackOut => Pressed::Learned,
            (_, true) => return Pressed::Taken,
            _ if no_jack => Pressed::Skipped,
            _ => Pressed::Learned,
        };
        if pressed == Pressed::Learned {
            self.learned.push((code, step));
        }
        self.at += 1;
        pressed
    }

    /// The map in TOML, as it goes into the configuration.
    fn map(&self, vendor: u16, product: u16) -> String {
        let mut toml = format!("[[keypads]]\nvendor = {vendor:#06x}\nproduct = {product:#06x}\n");
        let jack: BTreeMap<&str, u16> = self
            .learned
            .iter()
            .filter_map(|(code, step)| match step {
                Step::JackIn => Some(("in", *code)),
                Step::JackOut => Some(("out", *code)),
                Step::Key(_) => None,
            })
            .collect();
        let name = |code: u16| maps::code_name(code).unwrap_or_default();
        if let (Some(full), Some(empty)) = (jack.get("in"), jack.get("out")) {
            let line = match full == empty {
                true => format!("jack = {{ held = \"{}\" }}\n", name(*full)),
                false => format!(
                    "jack = {{ pair = {{ in = \"{}\", out = \"{}\" }} }}\n",
                    name(*full),
                    name(*empty)
                ),
            };
            toml.push_str(&line);
        }
        toml.push_str("[keypads.keys]\n");
        for (code, step) in &self.learned {
            if let Step::Key(key) = step {
                // Writing into a string does not fail.
                writeln!(toml, "{} = \"{}\"", name(*code), maps::key_name(*key)).ok();
            }
        }
        toml
    }
}

/// Asks for each key of the keypad at this node, and writes its map.
///
/// # Errors
/// The node cannot be opened or grabbed, the keypad goes, or nobody takes the output.
pub fn learn(node: &Path, tongue: Tongue, ask: &mut dyn Write, out: &mut dyn Write) -> io::Result<()> {
    let mut node = Node::open(node)?;
    node.grab(true)?;
    let it = tongue == Tongue::It;
    let (skip, press, taken) = match it {
        true => {
            ("Se la tastiera non ha un tasto, premi di nuovo il primo.", "Premi", "Questo tasto è già usato.")
        }
        false => {
            ("Where the keypad has no such key, press the first one again.", "Press", "This key is taken.")
        }
    };
    writeln!(ask, "{skip}")?;
    let mut lesson = Lesson::default();
    while let Some(wanted) = lesson.ask(tongue) {
        writeln!(ask, "{press}: {wanted}")?;
        let code = next_key(&mut node)?;
        if maps::code_name(code).is_none() || lesson.press(code) == Pressed::Taken {
            writeln!(ask, "{taken}")?;
        }
    }
    let who = node.who();
    let map = lesson.map(who.vendor.unwrap_or_default(), who.product.unwrap_or_default());
    out.write_all(map.as_bytes())?;
    out.flush()
}

/// The next key that goes down.
fn next_key(node: &mut Node) -> io::Result<u16> {
    loop {
        poll(&mut [PollFd::new(&*node, PollFlags::IN)], None)?;
        let mut code = None;
        let read = node.read(|item| {
            if let (Item::Key(down, 1), None) = (item, code) {
                code = Some(down);
            }
        });
        match (read, code) {
            (_, Some(code)) => return Ok(code),
            (Err(Gone), None) => return Err(io::Error::from(io::ErrorKind::NotConnected)),
            (Ok(()), None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::keys::Meaning;
    use super::super::settings::Settings;
    use super::*;

    /// What a keypad that has these keys, in the order of the steps, is learned as; 0 where it has none.
    fn learned(codes: &[u16]) -> Settings {
        let mut lesson = Lesson::default();
        for code in codes {
            let pressed = lesson.press(if *code == 0 { codes[0] } else { *code });
            assert_eq!(pressed == Pressed::Skipped, *code == 0);
        }
        assert_eq!(lesson.step(), None);
        toml::from_str(&lesson.map(0x2047, 0x09d0)).unwrap()
    }

    #[test]
    fn what_is_learned_is_what_the_configuration_reads() {
        let settings = learned(&[
            108, 28, 103, 105, 106, 187, 188, 115, 114, 194, 193, 185, 186, 11, 2, 3, 4, 5, 6, 7, 8, 9, 10,
        ]);
        let keypad = &settings.keypads[0];
        assert_eq!((keypad.vendor, keypad.product), (Some(0x2047), Some(0x09d0)));
        let map = keypad.meanings();
        assert_eq!(map.len(), 23);
        assert_eq!(map[&108], Meaning::Key(Key::Next));
        assert_eq!(map[&10], Meaning::Key(Key::Digit(9)));
        assert_eq!((map[&185], map[&186]), (Meaning::JackIn, Meaning::JackOut));
    }

    #[test]
    fn a_key_that_is_missing_is_passed_over_by_the_first_again() {
        let settings = learned(&[57, 28, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let map = settings.keypads[0].meanings();
        assert_eq!(map, [(57, Meaning::Key(Key::Next)), (28, Meaning::Key(Key::Select))].into());
    }

    #[test]
    fn one_key_that_is_down_while_the_jack_is_full_is_learned_as_that() {
        let settings = learned(&[57, 28, 0, 0, 0, 0, 0, 0, 0, 0, 0, 183, 183, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(settings.keypads[0].meanings()[&183], Meaning::JackHeld);
    }

    #[test]
    fn a_key_means_one_thing() {
        let mut lesson = Lesson::default();
        assert_eq!(lesson.press(57), Pressed::Learned);
        assert_eq!(lesson.press(57), Pressed::Taken, "the second key is needed");
        assert_eq!(lesson.press(28), Pressed::Learned);
        assert_eq!(lesson.press(28), Pressed::Taken);
        assert!(lesson.ask(Tongue::It).unwrap().contains("precedente"));
    }
}
