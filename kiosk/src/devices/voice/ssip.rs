//! The lines of SSIP, the protocol of speech-dispatcher: pure encoding and decoding.
//!
//! **Invariant**: whatever comes over the socket gives answers or [`Malformed`], never a panic and never endless memory.
//! **Invariant**: no words of a text can end it early or become a command.

use std::mem;

use zeroize::Zeroizing;

use super::script::{Manner, Run};

/// The longest line that is waited for, in bytes: speech-dispatcher's own are far shorter.
const LONGEST_LINE: usize = 8 * 1024;

/// The most lines of one answer.
const MOST_LINES: usize = 256;

/// One answer or event: lines of the same code, of which the last has a blank after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    /// The three digits.
    pub(super) code: u16,
    /// What stands on all lines but the last.
    pub(super) lines: Vec<String>,
}

/// What came is no answer: after that nobody knows which answer belongs to what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed;

/// What a message does, told without having been asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// 701: its first sound.
    Began,
    /// 702: it was said.
    Ended,
    /// 703: it was cut.
    Cut,
    /// 700: it came to this word of it, from 0.
    Word(usize),
    /// 704 to 706: a pause, and what later versions may add, with marks that are none of ours.
    Other,
}

impl Answer {
    /// Something was done, or is to be done.
    pub(super) fn is_good(&self) -> bool {
        (200..300).contains(&self.code)
    }

    /// The message it tells of and what it did; `None` if it answers a command.
    pub(super) fn news(&self) -> Option<(Option<u64>, News)> {
        let news = match self.code {
            701 => News::Began,
            702 => News::Ended,
            703 => News::Cut,
            700 => self.lines.get(2).and_then(|mark| mark.parse().ok()).map_or(News::Other, News::Word),
            704..800 => News::Other,
            _ => return None,
        };
        Some((self.number(), news))
    }

    /// The number on its first line: a message's.
    pub(super) fn number(&self) -> Option<u64> {
        self.lines.first()?.trim().parse().ok()
    }
}

/// Puts answers together from what the socket gives, in whatever pieces.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    rest: Vec<u8>,
    open: Option<Answer>,
}

impl Decoder {
    /// The answers that these bytes complete.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<Vec<Answer>, Malformed> {
        let mut answers = Vec::new();
        let mut pieces = bytes.split(|byte| *byte == b'\n');
        // The last piece has no end of line yet.
        let last = pieces.next_back().unwrap_or_default();
        for piece in pieces {
            self.keep(piece)?;
            let line = mem::take(&mut self.rest);
            answers.extend(self.line(&line)?);
        }
        self.keep(last)?;
        Ok(answers)
    }

    fn keep(&mut self, piece: &[u8]) -> Result<(), Malformed> {
        if self.rest.len() + piece.len() > LONGEST_LINE {
            return Err(Malformed);
        }
        self.rest.extend_from_slice(piece);
        Ok(())
    }

    /// The answer that this line ends.
    fn line(&mut self, line: &[u8]) -> Result<Option<Answer>, Malformed> {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let (digits, rest) = line.split_at_checked(3).ok_or(Malformed)?;
        if !digits.iter().all(u8::is_ascii_digit) {
            return Err(Malformed);
        }
        let code = digits.iter().fold(0, |code, digit| code * 10 + u16::from(digit - b'0'));
        let mut answer = self.open.take().unwrap_or(Answer { code, lines: Vec::new() });
        if answer.code != code {
            return Err(Malformed);
        }
        match rest.split_first() {
            None | Some((b' ', _)) => Ok(Some(answer)),
            Some((b'-', text)) if answer.lines.len() < MOST_LINES => {
                answer.lines.push(String::from_utf8_lossy(text).into_owned());
                self.open = Some(answer);
                Ok(None)
            }
            Some(_) => Err(Malformed),
        }
    }
}

/// What is made of these bytes from a socket, cut into pieces by the first of them: for tests and fuzzing.
#[cfg(any(test, fuzzing))]
#[cfg_attr(test, allow(unreachable_pub))]
pub fn answered(bytes: &[u8]) {
    let Some((size, bytes)) = bytes.split_first() else { return };
    let mut decoder = Decoder::default();
    for piece in bytes.chunks(usize::from(*size).max(1)) {
        let Ok(answers) = decoder.read(piece) else { return };
        for answer in answers {
            assert!(answer.code < 1_000 && answer.lines.len() <= MOST_LINES);
            assert!(!answer.is_good() || answer.news().is_none());
            assert!(answer.number().is_none_or(|_| !answer.lines.is_empty()));
        }
        assert!(decoder.rest.len() <= LONGEST_LINE);
    }
}

/// A command line.
pub(super) fn command(words: &str) -> Vec<u8> {
    // A name in the settings with a line's end in it must not become two commands.
    let words: String = words.chars().filter(|sign| !sign.is_control()).collect();
    format!("{words}\r\n").into_bytes()
}

/// What a message is to say, up to and with the point that ends it. An empty text is a message that is not said.
pub(super) fn text(words: &str) -> Zeroizing<Vec<u8>> {
    // A place for each sign at once: a buffer that grows leaves copies of what it held.
    let mut lines = Zeroizing::new(Vec::with_capacity(2 * words.len() + 8));
    for line in words.split(['\r', '\n']).filter(|line| !line.is_empty()) {
        if line.starts_with('.') {
            lines.push(b'.');
        }
        lines.extend_from_slice(line.as_bytes());
        lines.extend_from_slice(b"\r\n");
    }
    lines.extend_from_slice(b".\r\n");
    lines
}

/// A run as SSML, without the root that speech-dispatcher itself would put around it: at its end espeak-ng is silent for
/// 300 ms, which would be heard before each foreign name and each pause. Who cannot do without fails its trial.
pub(super) fn ssml(run: &Run) -> Zeroizing<String> {
    match run.manner {
        Manner::Words if run.followed => followed(&run.words),
        Manner::Words => escaped(&run.words),
        Manner::Letters => spelled(&run.words),
    }
}

/// A mark before each word, by its number: espeak-ng tells of it when the word sounds, and reads no otherwise for it.
fn followed(words: &str) -> Zeroizing<String> {
    const ROOM: usize = "<mark name=\"1000\"/>".len();
    let count = words.split_whitespace().count();
    let mut marked = Zeroizing::new(String::with_capacity("&quot;".len() * words.len() + ROOM * count));
    for (n, word) in words.split_whitespace().enumerate() {
        if n > 0 {
            marked.push(' ');
        }
        marked.push_str("<mark name=\"");
        marked.push_str(&n.to_string());
        marked.push_str("\"/>");
        word.chars().for_each(|sign| escape(sign, &mut marked));
    }
    marked
}

/// Each sign by its name, apart from the next: engines that know no markup are left with signs between blanks.
pub(super) fn spelled(signs: &str) -> Zeroizing<String> {
    const ROOM: usize = "<say-as interpret-as=\"characters\">&quot;</say-as> ".len();
    let mut marked = Zeroizing::new(String::with_capacity(ROOM * signs.len()));
    for sign in signs.chars().filter(|sign| !sign.is_whitespace()) {
        if !marked.is_empty() {
            marked.push(' ');
        }
        marked.push_str("<say-as interpret-as=\"characters\">");
        escape(sign, &mut marked);
        marked.push_str("</say-as>");
    }
    marked
}

fn escaped(words: &str) -> Zeroizing<String> {
    let mut escaped = Zeroizing::new(String::with_capacity("&quot;".len() * words.len()));
    words.chars().for_each(|sign| escape(sign, &mut escaped));
    escaped
}

fn escape(sign: char, text: &mut String) {
    match sign {
        '&' => text.push_str("&amp;"),
        '<' => text.push_str("&lt;"),
        '>' => text.push_str("&gt;"),
        '"' => text.push_str("&quot;"),
        sign => text.push(sign),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_the_fuzz_target_begins_with_goes_through_it() {
        let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/seeds/ssip");
        for seed in std::fs::read_dir(seeds).unwrap() {
            answered(&std::fs::read(seed.unwrap().path()).unwrap());
        }
    }

    /// What speech-dispatcher 0.11.4 answered to a greeting, and told of a message with a mark.
    const RECORDED: &[u8] = b"208 OK CLIENT NAME SET\r\n220 OK NOTIFICATION SET\r\n230 OK RECEIVING DATA\r\n\
        225-21\r\n225 OK MESSAGE QUEUED\r\n701-21\r\n701-1\r\n701 BEGIN\r\n\
        700-21\r\n700-1\r\n700-dove-errore\r\n700 INDEX MARK\r\n700-21\r\n700-1\r\n700-7\r\n700 INDEX MARK\r\n703-21\r\n703-1\r\n703 CANCELED\r\n";

    fn seen(answers: &[Answer]) -> Vec<String> {
        let show = |answer: &Answer| format!("{} {}", answer.code, answer.lines.join(","));
        answers.iter().map(|answer| show(answer).trim().to_owned()).collect()
    }

    #[test]
    fn recorded_answers_are_read() {
        let answers = Decoder::default().read(RECORDED).unwrap();
        let expected =
            ["208", "220", "230", "225 21", "701 21,1", "700 21,1,dove-errore", "700 21,1,7", "703 21,1"];
        assert_eq!(seen(&answers), expected);
        let news: Vec<_> = answers.iter().filter_map(Answer::news).collect();
        assert_eq!(news, [News::Began, News::Other, News::Word(7), News::Cut].map(|news| (Some(21), news)));
        assert!(answers[3].is_good() && answers[3].number() == Some(21));
    }

    #[test]
    fn what_is_no_answer_is_malformed() {
        for line in ["\r\n", "OK\r\n", "2x5 OK\r\n", "225*OK\r\n", "225-1\r\n226 OK\r\n", "١٢٣ OK\r\n"] {
            assert_eq!(Decoder::default().read(line.as_bytes()), Err(Malformed), "{line:?}");
        }
    }

    #[test]
    fn endless_lines_and_answers_are_malformed() {
        assert_eq!(Decoder::default().read(&[b'2'; LONGEST_LINE + 1]), Err(Malformed));
        let mut decoder = Decoder::default();
        assert!((0..=LONGEST_LINE).any(|_| decoder.read(b"2").is_err()));
        assert_eq!(Decoder::default().read(&b"225-1\r\n".repeat(MOST_LINES + 1)), Err(Malformed));
    }

    #[test]
    fn points_at_the_start_of_a_line_are_doubled() {
        assert_eq!(*text(".uno\n..\r\ndue.\n"), b"..uno\r\n...\r\ndue.\r\n.\r\n");
        assert_eq!(*text(""), b".\r\n");
    }

    #[test]
    fn a_name_with_an_end_of_line_stays_one_command() {
        assert_eq!(command("SET SELF LANGUAGE it\r\nQUIT"), b"SET SELF LANGUAGE itQUIT\r\n");
    }

    #[test]
    fn each_word_that_is_followed_has_its_mark() {
        assert_eq!(
            *followed("l'8%  di <b>"),
            "<mark name=\"0\"/>l'8% <mark name=\"1\"/>di <mark name=\"2\"/>&lt;b&gt;"
        );
        assert_eq!(without_markup(&followed("Uno, due.")), "Uno, due.");
    }

    #[test]
    fn each_spelled_sign_stands_alone() {
        let mark = "<say-as interpret-as=\"characters\">";
        assert_eq!(*spelled("A <"), format!("{mark}A</say-as> {mark}&lt;</say-as>"));
    }

    /// A text as speech-dispatcher takes it: up to a lone point, with doubled points single again.
    fn received(bytes: &[u8]) -> Option<(String, &[u8])> {
        let mut lines = Vec::new();
        let mut rest = bytes;
        loop {
            let end = rest.windows(2).position(|pair| pair == b"\r\n")?;
            let line = std::str::from_utf8(&rest[..end]).ok()?;
            rest = &rest[end + 2..];
            if line == "." {
                return Some((lines.join("\n"), rest));
            }
            lines.push(line.strip_prefix('.').unwrap_or(line).to_owned());
        }
    }

    /// What an engine without any markup would say.
    fn without_markup(ssml: &str) -> String {
        let mut parts = ssml.split('<');
        let mut words = parts.next().unwrap().to_owned();
        words.extend(parts.map(|part| part.split_once('>').unwrap().1));
        let names = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
        names.iter().fold(words, |words, (name, sign)| words.replace(name, sign))
    }

    proptest! {
        #[test]
        fn escaped_words_are_the_words(words in "([<>&\"'.;]|amp|\\PC){0,30}") {
            prop_assert_eq!(without_markup(&escaped(&words)), words);
        }

        #[test]
        fn whatever_comes_never_panics(pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..8)) {
            let mut decoder = Decoder::default();
            let ends = pieces.iter().map(|piece| decoder.read(piece)).take_while(Result::is_ok).count();
            prop_assert!(ends <= pieces.len());
        }

        #[test]
        fn endless_answers_are_bounded(size: u8, lines in prop::collection::vec("22[0-9]-?[a-z]{0,40}\r\n", 0..300)) {
            answered(&[&[size], lines.concat().as_bytes()].concat());
        }

        #[test]
        fn nearly_right_answers_never_panic(lines in prop::collection::vec("[27][0-9٣]{2}[- x]?[0-9a-z]{0,20}\r?\n", 0..9)) {
            let mut decoder = Decoder::default();
            let read = decoder.read(lines.concat().as_bytes());
            for answer in read.iter().flatten() {
                prop_assert!(answer.news().is_some() != answer.is_good());
            }
        }

        #[test]
        fn pieces_do_not_matter(cuts in prop::collection::vec(0..RECORDED.len(), 0..6)) {
            let mut cuts = cuts;
            cuts.extend([0, RECORDED.len()]);
            cuts.sort_unstable();
            let mut decoder = Decoder::default();
            let mut answers = Vec::new();
            for pair in cuts.windows(2) {
                answers.extend(decoder.read(&RECORDED[pair[0]..pair[1]]).unwrap());
            }
            prop_assert_eq!(answers, Decoder::default().read(RECORDED).unwrap());
        }

        #[test]
        fn a_text_arrives_as_it_was_and_ends_once(words in "(\\.|\r|\n|\\PC){0,60}") {
            let sent = text(&words);
            let (got, rest) = received(&sent).unwrap();
            let lines: Vec<&str> = words.split(['\r', '\n']).filter(|line| !line.is_empty()).collect();
            prop_assert_eq!(got, lines.join("\n"));
            prop_assert!(rest.is_empty());
        }

        #[test]
        fn spelled_signs_are_the_signs(signs in "([<>&\"'.]|\\PC){0,20}") {
            let apart: Vec<String> = signs.chars().filter(|sign| !sign.is_whitespace()).map(String::from).collect();
            prop_assert_eq!(without_markup(&spelled(&signs)), apart.join(" "));
        }
    }
}
