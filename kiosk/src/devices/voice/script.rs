//! Splits what is to be said into runs that one voice says in one breath, with the silences and marks between them.
//!
//! **Invariant**: no word is lost or added, and the order is the script's.
//! **Invariant**: each run makes a sound: what a voice would pass over in silence is spelled, or is no run.

use std::collections::VecDeque;
use std::time::Duration;

use a11y::speech::Command;
use a11y::text::Lang;
use zeroize::Zeroizing;

/// How fast and how loud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tune {
    /// Percent of the ordinary rate, 50 to 200.
    pub(super) rate: u8,
    /// Percent of the full volume, 0 to 100.
    pub(super) volume: u8,
}

impl Tune {
    /// The nearest that a voice can do.
    pub(super) fn new(rate: u8, volume: u8) -> Tune {
        Tune { rate: rate.clamp(50, 200), volume: volume.min(100) }
    }

    /// How long something takes that takes so long at the ordinary rate.
    fn stretch(self, ordinary: Duration) -> Duration {
        ordinary * 100 / u32::from(self.rate)
    }
}

/// What a voice says at once.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// Whose voice it is.
    pub(super) lang: Lang,
    /// Read or spelled.
    pub(super) manner: Manner,
    /// The words, or the signs to spell; erased when they have been said.
    pub(super) words: Zeroizing<String>,
    /// Each word is told as it comes.
    pub(super) followed: bool,
}

/// How a run is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// As words and numbers.
    Words,
    /// Sign by sign.
    Letters,
}

/// One thing after the other.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// The voice speaks.
    Run(Run),
    /// The voice is silent.
    Silence(Duration),
    /// The script came to this place.
    Mark(String),
}

/// What a voice does for these commands, in order.
pub(super) fn steps(script: Vec<Command>, tune: Tune, followed: bool) -> VecDeque<Step> {
    script.into_iter().filter_map(|command| step(command, tune, followed)).collect()
}

fn step(command: Command, tune: Tune, followed: bool) -> Option<Step> {
    match command {
        Command::Say { lang, words } if words.chars().any(char::is_alphanumeric) => {
            Some(Step::Run(Run { lang, manner: Manner::Words, words: clean(words), followed }))
        }
        Command::Say { lang, words: text } | Command::Spell { lang, text } => {
            let words = clean(text);
            let sounds = words.chars().any(|sign| !sign.is_whitespace());
            sounds.then_some(Step::Run(Run { lang, manner: Manner::Letters, words, followed }))
        }
        Command::Pause(pause) => {
            Some(Step::Silence(tune.stretch(Duration::from_millis(pause.milliseconds().into()))))
        }
        Command::Mark(id) => Some(Step::Mark(id)),
    }
}

/// The same words without the control characters that no voice says; the text they came from is erased.
fn clean(words: String) -> Zeroizing<String> {
    let words = Zeroizing::new(words);
    Zeroizing::new(words.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect())
}

impl Run {
    /// How many words it counts as: what is spelled is one.
    pub(super) fn count(&self) -> usize {
        match self.manner {
            Manner::Words => self.words.split_whitespace().count(),
            Manner::Letters => 1,
        }
    }

    /// Less than any voice needs for it: who was faster has not said it.
    pub(super) fn shortest(&self, tune: Tune) -> Duration {
        let signs = self.words.chars().filter(|sign| sign.is_alphanumeric()).count();
        tune.stretch(millis(15 * signs))
    }

    /// More than any voice needs for it: who is slower has fallen silent.
    pub(super) fn longest(&self, tune: Tune) -> Duration {
        // Voices were seen to need 55 to 65 ms a letter, 390 a digit of a number, and 480 a spelled sign.
        let sign = |sign: char| match self.manner {
            Manner::Letters => 1000,
            Manner::Words if sign.is_numeric() => 800,
            Manner::Words => 130,
        };
        Duration::from_secs(3) + tune.stretch(millis(self.words.chars().map(sign).sum()))
    }
}

fn millis(count: usize) -> Duration {
    Duration::from_millis(u64::try_from(count).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use a11y::speech::Pause;
    use proptest::prelude::*;

    use super::*;

    const ORDINARY: Tune = Tune { rate: 100, volume: 100 };

    /// The steps for reviewers' eyes.
    fn shown(script: Vec<Command>, tune: Tune) -> String {
        let show = |step: &Step| match step {
            Step::Run(run) if run.manner == Manner::Words => format!("{}:{}", run.lang.code(), *run.words),
            Step::Run(run) => format!("{}!{}", run.lang.code(), *run.words),
            Step::Silence(time) => format!("{}ms", time.as_millis()),
            Step::Mark(id) => format!("{{{id}}}"),
        };
        steps(script, tune, false).iter().map(show).collect::<Vec<_>>().join(" | ")
    }

    fn say(lang: Lang, words: &str) -> Command {
        Command::Say { lang, words: words.to_owned() }
    }

    fn spell(text: &str) -> Command {
        Command::Spell { lang: Lang::It, text: text.to_owned() }
    }

    #[test]
    fn each_language_has_its_run_and_the_order_stays() {
        let script = vec![
            Command::Mark("nome".to_owned()),
            say(Lang::Ar, "اَلِاسْمُ"),
            Command::Pause(Pause::Short),
            say(Lang::It, "Noemi Mariani"),
            Command::Pause(Pause::Long),
            spell("H501"),
        ];
        let seen = shown(script, ORDINARY);
        assert_eq!(seen, "{nome} | ar:اَلِاسْمُ | 200ms | it:Noemi Mariani | 400ms | it!H501");
    }

    #[test]
    fn silences_follow_the_rate() {
        let script = || vec![Command::Pause(Pause::Long)];
        assert_eq!(shown(script(), Tune::new(200, 100)), "200ms");
        assert_eq!(shown(script(), Tune::new(50, 100)), "800ms");
        assert_eq!(shown(script(), Tune::new(0, 255)), "800ms");
    }

    #[test]
    fn signs_alone_are_spelled_and_nothing_is_no_run() {
        assert_eq!(shown(vec![say(Lang::It, "..."), say(Lang::It, " "), spell("")], ORDINARY), "it!...");
    }

    #[test]
    fn control_characters_are_blanks() {
        assert_eq!(shown(vec![say(Lang::It, "uno\r\n.\r\ndue\0")], ORDINARY), "it:uno  .  due ");
    }

    proptest! {
        #[test]
        fn the_words_of_runs_are_those_that_the_screen_follows(script in prop::collection::vec(command(), 0..12)) {
            let told = crate::agent::command::words(&script).len();
            let counted = steps(script, ORDINARY, true).into_iter().map(|step| match step {
                Step::Run(run) => run.count(),
                Step::Silence(_) | Step::Mark(_) => 0,
            });
            prop_assert_eq!(counted.sum::<usize>(), told);
        }
    }

    fn command() -> impl Strategy<Value = Command> {
        let lang = || prop::sample::select(&Lang::ALL[..]);
        prop_oneof![
            (lang(), "\\PC{0,12}").prop_map(|(lang, words)| Command::Say { lang, words }),
            (lang(), "\\PC{0,12}").prop_map(|(lang, text)| Command::Spell { lang, text }),
            prop::sample::select(&[Pause::Short, Pause::Long][..]).prop_map(Command::Pause),
            "[a-z-]{1,8}".prop_map(Command::Mark),
        ]
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_none_added(script in prop::collection::vec(command(), 0..12), rate: u8) {
            let told: Vec<String> = script.iter().filter_map(|command| match command {
                Command::Say { lang, words: text } | Command::Spell { lang, text } => {
                    (!text.trim().is_empty()).then(|| format!("{}:{text}", lang.code()))
                }
                Command::Pause(_) => Some("..".to_owned()),
                Command::Mark(id) => Some(format!("{{{id}}}")),
            }).collect();
            let tune = Tune::new(rate, 100);
            let kept: Vec<String> = steps(script, tune, false).into_iter().map(|step| match step {
                Step::Run(run) => {
                    assert!(run.shortest(tune) < run.longest(tune));
                    format!("{}:{}", run.lang.code(), *run.words)
                }
                Step::Silence(time) => {
                    assert!(time >= Duration::from_millis(100) && time <= Duration::from_millis(800));
                    "..".to_owned()
                }
                Step::Mark(id) => format!("{{{id}}}"),
            }).collect();
            prop_assert_eq!(told, kept);
        }
    }
}
