//! espeak-ng as a process for each run, when speech-dispatcher is away.
//!
//! **Invariant**: words go in by standard input only: arguments can be read by every process of the machine.
//! **Invariant**: a process ends with the value that stands for it.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::Sender;
use std::thread;

use zeroize::Zeroizing;

use super::script::{Manner, Run, Tune};
use super::speaker::Input;
use super::{Names, Settings, Turn, ssip};

/// Words a minute at the ordinary rate: those of speech-dispatcher's module, so a change of engine is hardly heard.
const ORDINARY: u32 = 170;

/// A process that speaks.
pub(super) struct Espeak {
    child: Child,
}

impl Espeak {
    /// Starts to say a run; `Input::Left` comes when the process has ended.
    pub(super) fn say(
        settings: &Settings,
        (turn, run): (Turn, &Run),
        tune: Tune,
        inbox: Sender<Input>,
    ) -> io::Result<Espeak> {
        let mut child = settings
            .program(&settings.espeak)
            .args(arguments(run.manner, &settings.names(run.lang), tune))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        let pipes = (child.stdin.take(), child.stderr.take());
        let espeak = Espeak { child };
        let (Some(input), Some(output)) = pipes else { return Err(io::ErrorKind::BrokenPipe.into()) };
        let words = text(run);
        thread::spawn(move || {
            drop(feed(input, &words));
            drop(words);
            let sounded = sounded(output);
            drop(inbox.send(Input::Left(turn, sounded)));
        });
        Ok(espeak)
    }

    /// The process has ended: by itself and well?
    pub(super) fn ended_well(&mut self) -> bool {
        self.child.wait().is_ok_and(|status| status.success())
    }
}

impl Drop for Espeak {
    /// Its sound ends with it.
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Everything but the words.
fn arguments(manner: Manner, names: &Names, tune: Tune) -> Vec<String> {
    let speed = ORDINARY * u32::from(tune.rate) / 100;
    let mut arguments = vec![
        format!("-v{}", names.espeak),
        format!("-s{speed}"),
        format!("-a{}", tune.volume),
        // UTF-8, and no silence after the last word.
        "-b1".to_owned(),
        "-z".to_owned(),
        "--stdin".to_owned(),
    ];
    if manner == Manner::Letters {
        arguments.push("-m".to_owned());
    }
    arguments
}

/// What goes in by standard input.
fn text(run: &Run) -> Zeroizing<String> {
    match run.manner {
        Manner::Letters => ssip::spelled(&run.words),
        Manner::Words => plain(&run.words),
    }
}

/// The words without two brackets in a row, which would begin phonemes.
fn plain(words: &str) -> Zeroizing<String> {
    let mut plain = Zeroizing::new(String::with_capacity(2 * words.len()));
    for sign in words.chars() {
        if sign == '[' && plain.ends_with('[') {
            plain.push(' ');
        }
        plain.push(sign);
    }
    plain
}

fn feed(mut input: ChildStdin, words: &str) -> io::Result<()> {
    input.write_all(words.as_bytes())
}

/// Until the process has ended: did it sound? Without a sound device it ends with status 0 all the same, and only
/// complains: `error: ` and why (`espeak_ng_PrintStatusCodeMessage`). Time tells it on an idle machine alone.
fn sounded(output: impl Read) -> bool {
    let complains = |line: &[u8]| line.get(..6).is_some_and(|start| start.eq_ignore_ascii_case(b"error:"));
    let lines = BufReader::new(output).split(b'\n').map_while(Result::ok);
    // To the last line: a pipe that nobody reads would stop the process.
    lines.filter(|line| complains(line)).count() == 0
}

#[cfg(test)]
mod tests {
    use a11y::text::Lang;

    use super::*;

    fn names() -> Names {
        Settings::default().names(Lang::It)
    }

    #[test]
    fn rate_volume_and_voice_are_arguments() {
        let seen = arguments(Manner::Words, &names(), Tune { rate: 200, volume: 40 }).join(" ");
        assert_eq!(seen, "-vit -s340 -a40 -b1 -z --stdin");
        let seen = arguments(Manner::Letters, &names(), Tune { rate: 50, volume: 0 }).join(" ");
        assert_eq!(seen, "-vit -s85 -a0 -b1 -z --stdin -m");
    }

    #[test]
    fn an_engine_without_a_sound_device_says_so() {
        assert!(sounded(&b""[..]));
        assert!(sounded(&b"ALSA lib pcm.c:8545:(snd_pcm_recover) underrun occurred\n"[..]));
        assert!(!sounded(
            &b"ALSA lib pcm.c:2666: Unknown PCM default\nerror: No such file or directory\n"[..]
        ));
        assert!(!sounded(&b"Error: Connection refused"[..]));
    }

    #[test]
    fn words_are_not_markup_and_letters_are() {
        let run = |manner, words: &str| Run {
            lang: Lang::It,
            manner,
            words: Zeroizing::new(words.to_owned()),
            followed: false,
        };
        assert_eq!(*text(&run(Manner::Words, "a <b> [[c]] [[[")), "a <b> [ [c]] [ [ [");
        let spelled = text(&run(Manner::Letters, "A<"));
        let mark = "<say-as interpret-as=\"characters\">";
        assert_eq!(*spelled, format!("{mark}A</say-as> {mark}&lt;</say-as>"));
    }
}
