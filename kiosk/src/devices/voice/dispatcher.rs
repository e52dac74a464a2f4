//! speech-dispatcher at the other end of a socket: what is asked of it, and what it tells.
//!
//! **Invariant**: answers are taken in the order of the questions; one that is refused or cannot be understood ends the
//! line, for after it nothing would be sure.
//! **Invariant**: while it waits for a text it is sent nothing else, so no command is ever spoken and no text obeyed.

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use zeroize::{Zeroize, Zeroizing};

use super::script::{Run, Tune};
use super::speaker::Input;
use super::ssip::{self, Answer, Decoder, Malformed, News};
use super::{Heard, Names, Turn};

/// The longest that a write may take: a dispatcher that reads nothing for so long is dead.
const PATIENCE: Duration = Duration::from_millis(300);

/// The command after which a text may come.
const SPEAK: &str = "SPEAK";

/// The most news of messages that are kept until their number is told.
const EARLY: usize = 16;

/// The line is dead.
#[derive(Debug)]
pub(super) struct Gone;

impl From<io::Error> for Gone {
    fn from(_: io::Error) -> Gone {
        Gone
    }
}

impl From<Malformed> for Gone {
    fn from(_: Malformed) -> Gone {
        Gone
    }
}

/// A line to speech-dispatcher that is open.
pub(super) struct Dispatcher {
    stream: UnixStream,
    decoder: Decoder,
    /// What the answers that have not come yet are to.
    asked: VecDeque<Asked>,
    /// Lines that must not be sent before the text that is asked for.
    held: VecDeque<Vec<u8>>,
    /// The settings it has been told last, a line each.
    told: Vec<String>,
    /// The last message, by its number there and here.
    message: Option<(u64, Turn)>,
    /// News of messages whose number has not been told yet.
    early: Vec<(u64, News)>,
}

/// A question whose answer has not come.
enum Asked {
    /// A setting, or to be silent.
    Done,
    /// May this text come?
    Text(Zeroizing<Vec<u8>>),
    /// Which number has the message of this turn?
    Number(Turn),
}

impl Dispatcher {
    /// Introduces the kiosk on a line that has just been opened.
    pub(super) fn greet(stream: UnixStream) -> Result<Dispatcher, Gone> {
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut line = Dispatcher {
            stream,
            decoder: Decoder::default(),
            asked: VecDeque::new(),
            held: VecDeque::new(),
            told: Vec::new(),
            message: None,
            early: Vec::new(),
        };
        line.ask("SET SELF CLIENT_NAME sportello:kiosk:voice", Asked::Done)?;
        line.ask("SET SELF NOTIFICATION ALL ON", Asked::Done)?;
        line.ask("SET SELF PUNCTUATION NONE", Asked::Done)?;
        line.ask("SET SELF SSML_MODE ON", Asked::Done)?;
        Ok(line)
    }

    /// Says a run in the voice of its language.
    pub(super) fn say(&mut self, turn: Turn, run: &Run, names: &Names, tune: Tune) -> Result<(), Gone> {
        for (place, setting) in settings(names, tune).into_iter().enumerate() {
            if self.told.get(place) != Some(&setting) {
                self.ask(&setting, Asked::Done)?;
                self.told.truncate(place);
                self.told.push(setting);
            }
        }
        self.message = None;
        self.early.clear();
        let text = Asked::Text(ssip::text(&ssip::ssml(run)));
        self.ask(SPEAK, text)?;
        self.asked.push_back(Asked::Number(turn));
        Ok(())
    }

    /// Is silent at once.
    pub(super) fn cut(&mut self) -> Result<(), Gone> {
        for asked in &mut self.asked {
            if let Asked::Text(text) = asked {
                *text = ssip::text("");
            }
        }
        self.message = None;
        self.ask("CANCEL SELF", Asked::Done)
    }

    /// Takes what came over the line.
    pub(super) fn hear(&mut self, bytes: &[u8]) -> Result<Vec<Heard>, Gone> {
        let mut heard = Vec::new();
        for answer in self.decoder.read(bytes)? {
            match answer.news() {
                Some((number, news)) => heard.extend(self.news(number.ok_or(Gone)?, news)),
                None => heard.extend(self.answer(&answer)?),
            }
        }
        Ok(heard)
    }

    fn ask(&mut self, words: &str, asked: Asked) -> Result<(), Gone> {
        let waits = self.asked.iter().any(|asked| matches!(asked, Asked::Text(_)));
        self.asked.push_back(asked);
        let line = ssip::command(words);
        if waits {
            self.held.push_back(line);
            return Ok(());
        }
        Ok(self.stream.write_all(&line)?)
    }

    fn answer(&mut self, answer: &Answer) -> Result<Vec<Heard>, Gone> {
        if !answer.is_good() {
            return Err(Gone);
        }
        match self.asked.pop_front().ok_or(Gone)? {
            Asked::Done => Ok(Vec::new()),
            Asked::Text(mut text) => {
                self.stream.write_all(&text)?;
                text.zeroize();
                self.send_held()?;
                Ok(Vec::new())
            }
            Asked::Number(turn) => Ok(self.number(answer.number(), turn)),
        }
    }

    /// Sends what was held back, as far as the next text that must be asked for.
    fn send_held(&mut self) -> Result<(), Gone> {
        while let Some(line) = self.held.pop_front() {
            self.stream.write_all(&line)?;
            if line == ssip::command(SPEAK) {
                break;
            }
        }
        Ok(())
    }

    /// The message of this turn has this number; without one it will not be said.
    fn number(&mut self, number: Option<u64>, turn: Turn) -> Vec<Heard> {
        // Another has been asked for, or silence: what becomes of this one is of no interest.
        let stale = self.asked.iter().any(|asked| matches!(asked, Asked::Number(_)));
        let Some(number) = number.filter(|_| !stale) else { return Vec::new() };
        self.message = Some((number, turn));
        let early = std::mem::take(&mut self.early);
        early.into_iter().filter_map(|(number, news)| self.news(number, news)).collect()
    }

    fn news(&mut self, number: u64, news: News) -> Option<Heard> {
        let Some((ours, turn)) = self.message else {
            // The message may begin before its number is told.
            let awaited = self.asked.iter().any(|asked| matches!(asked, Asked::Number(_)));
            if awaited && self.early.len() < EARLY {
                self.early.push((number, news));
            }
            return None;
        };
        if ours != number {
            return None;
        }
        match news {
            News::Began => Some(Heard::Began(turn)),
            News::Word(word) => Some(Heard::Word(turn, word)),
            News::Ended => Some(Heard::Ended(turn)),
            // We forget a message before we cut it: this one was cut by somebody else.
            News::Cut => Some(Heard::Failed(turn)),
            News::Other => None,
        }
    }
}

impl Drop for Dispatcher {
    /// Ends the thread that reads the line too.
    fn drop(&mut self) {
        drop(self.stream.shutdown(Shutdown::Both));
    }
}

/// What must be set for a run, in this order: a named voice outlives a change of language, a kind of voice ends it.
fn settings(names: &Names, tune: Tune) -> [String; 4] {
    let voice = match &names.voice {
        Some(voice) => format!("SET SELF SYNTHESIS_VOICE {voice}"),
        None => "SET SELF VOICE_TYPE MALE1".to_owned(),
    };
    [
        format!("SET SELF LANGUAGE {}", names.language),
        voice,
        format!("SET SELF RATE {}", rate(tune.rate)),
        format!("SET SELF VOLUME {}", i16::from(tune.volume) - 100),
    ]
}

/// The rate on its scale of -100 to 100 that makes a voice so many percent as fast.
fn rate(percent: u8) -> i32 {
    // Words a minute of its module for espeak-ng at -100, 0 and 100: the ends are no round parts of the ordinary.
    const SLOWEST: i32 = 80;
    const ORDINARY: i32 = 170;
    const FASTEST: i32 = 449;
    let wanted = ORDINARY * i32::from(percent) / 100 - ORDINARY;
    let scale = if wanted < 0 { ORDINARY - SLOWEST } else { FASTEST - ORDINARY };
    (wanted * 100 / scale).clamp(-100, 100)
}

/// Opens a line on a thread of its own, which then reads it: a dispatcher that hangs must not stop the voice.
pub(super) fn reach(path: PathBuf, number: u64, inbox: Sender<Input>) {
    thread::spawn(move || {
        let told = match open(&path) {
            Ok((stream, own)) => {
                drop(inbox.send(Input::Reached(number, own)));
                read(stream, number, &inbox)
            }
            Err(_) => Ok(()),
        };
        // Ends, breaks and was never there are one.
        drop(told);
        drop(inbox.send(Input::Lost(number)));
    });
}

fn open(path: &PathBuf) -> io::Result<(UnixStream, UnixStream)> {
    let stream = UnixStream::connect(path)?;
    let own = stream.try_clone()?;
    Ok((stream, own))
}

fn read(mut stream: UnixStream, number: u64, inbox: &Sender<Input>) -> io::Result<()> {
    let mut bytes = [0; 4096];
    loop {
        let count = stream.read(&mut bytes)?;
        let Some(came @ [_, ..]) = bytes.get(..count) else { return Ok(()) };
        if inbox.send(Input::Bytes(number, came.to_vec())).is_err() {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use a11y::text::Lang;

    use super::*;
    use crate::devices::voice::Settings;
    use crate::devices::voice::script::Manner;

    const TUNE: Tune = Tune { rate: 100, volume: 100 };

    /// A line and its other end.
    fn line() -> (Dispatcher, UnixStream) {
        let (own, other) = UnixStream::pair().unwrap();
        other.set_nonblocking(true).unwrap();
        (Dispatcher::greet(own).unwrap(), other)
    }

    /// What has been sent since.
    fn sent(other: &mut UnixStream) -> Vec<String> {
        let mut bytes = Vec::new();
        drop(other.read_to_end(&mut bytes));
        String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect()
    }

    fn run(lang: Lang, words: &str) -> Run {
        Run { lang, manner: Manner::Words, words: Zeroizing::new(words.to_owned()), followed: false }
    }

    fn say(line: &mut Dispatcher, turn: Turn, lang: Lang, words: &str) {
        line.say(turn, &run(lang, words), &Settings::default().names(lang), TUNE).unwrap();
    }

    /// Answers to the greeting and to the settings of the first run.
    const READY: &[u8] = b"208 OK\r\n220 OK\r\n205 OK\r\n219 OK\r\n201 OK\r\n209 OK\r\n203 OK\r\n218 OK\r\n";

    #[test]
    fn words_go_when_they_are_asked_for_and_settings_once() {
        let (mut line, mut other) = line();
        say(&mut line, 1, Lang::It, "QUIT");
        let asked = sent(&mut other);
        assert_eq!(asked.last().unwrap(), "SPEAK");
        assert!(!asked.contains(&"QUIT".to_owned()), "{asked:?}");
        line.hear(READY).unwrap();
        line.hear(b"230 OK\r\n").unwrap();
        assert_eq!(sent(&mut other), ["QUIT", "."]);
        let heard =
            line.hear(b"225-7\r\n225 OK\r\n701-7\r\n701-1\r\n701 BEGIN\r\n702-7\r\n702-1\r\n702 END\r\n");
        assert_eq!(heard.unwrap(), [Heard::Began(1), Heard::Ended(1)]);
        say(&mut line, 2, Lang::It, "due");
        assert_eq!(sent(&mut other), ["SPEAK"]);
    }

    #[test]
    fn a_foreign_run_changes_the_voice() {
        let (mut line, mut other) = line();
        say(&mut line, 1, Lang::It, "uno");
        line.hear(READY).unwrap();
        line.hear(b"230 OK\r\n225-7\r\n225 OK\r\n").unwrap();
        sent(&mut other);
        say(&mut line, 2, Lang::Ar, "اثنان");
        assert_eq!(sent(&mut other)[0], "SET SELF LANGUAGE ar");
    }

    #[test]
    fn what_is_cut_before_it_was_asked_for_is_never_sent() {
        let (mut line, mut other) = line();
        say(&mut line, 1, Lang::It, "segreto");
        sent(&mut other);
        line.cut().unwrap();
        say(&mut line, 2, Lang::En, "two");
        assert!(sent(&mut other).is_empty(), "a command would be spoken");
        line.hear(READY).unwrap();
        line.hear(b"230 OK\r\n").unwrap();
        let now = sent(&mut other);
        assert_eq!(now[..3], [".", "CANCEL SELF", "SET SELF LANGUAGE en"]);
        assert_eq!(now.last().unwrap(), "SPEAK");
        let good = b"227 OK\r\n213 OK\r\n201 OK\r\n209 OK\r\n203 OK\r\n218 OK\r\n230 OK\r\n";
        line.hear(good).unwrap();
        assert_eq!(sent(&mut other), ["two", "."]);
        let heard = line.hear(b"225-8\r\n225 OK\r\n701-8\r\n701-1\r\n701 BEGIN\r\n").unwrap();
        assert_eq!(heard, [Heard::Began(2)]);
    }

    #[test]
    fn news_may_come_before_the_number() {
        let (mut line, _other) = line();
        say(&mut line, 1, Lang::It, "uno");
        line.hear(READY).unwrap();
        line.hear(b"230 OK\r\n").unwrap();
        assert_eq!(line.hear(b"701-7\r\n701-1\r\n701 BEGIN\r\n").unwrap(), []);
        assert_eq!(line.hear(b"225-7\r\n225 OK\r\n").unwrap(), [Heard::Began(1)]);
    }

    #[test]
    fn news_of_what_was_cut_is_none_of_the_next() {
        let (mut line, _other) = line();
        say(&mut line, 1, Lang::It, "uno");
        line.hear(READY).unwrap();
        line.hear(b"230 OK\r\n225-7\r\n225 OK\r\n701-7\r\n701-1\r\n701 BEGIN\r\n").unwrap();
        line.cut().unwrap();
        say(&mut line, 2, Lang::It, "due");
        let heard =
            line.hear(b"213 OK\r\n703-7\r\n703-1\r\n703 CANCELED\r\n230 OK\r\n225-8\r\n225 OK\r\n").unwrap();
        assert_eq!(heard, []);
        assert_eq!(line.hear(b"703-8\r\n703-1\r\n703 CANCELED\r\n").unwrap(), [Heard::Failed(2)]);
    }

    #[test]
    fn a_refusal_a_strange_answer_and_one_too_many_end_the_line() {
        for answer in [&b"500 ERR\r\n"[..], b"hello\r\n", b"701 BEGIN\r\n"] {
            assert!(line().0.hear(answer).is_err());
        }
        let (mut line, _other) = line();
        assert!(line.hear(b"208 OK\r\n220 OK\r\n205 OK\r\n219 OK\r\n299 OK\r\n").is_err());
    }

    #[test]
    fn the_rate_meets_the_ends_of_the_scale() {
        assert_eq!([50, 75, 100, 150, 200].map(rate), [-94, -47, 0, 30, 60]);
    }
}
