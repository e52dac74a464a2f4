//! What the voice is given of a page of the portal is that page's speech, word for word, each word in the voice of its
//! language: as speech-dispatcher's module gets it, and as it stands on the tape.

use std::process::Command;

use a11y::page::Envelope;
use a11y::speech::{self, Command as Said, Heard};
use a11y::text::Lang;

use crate::dispatcher::Ear;
use crate::ear::{Kiosk, binary};
use crate::finger::{sees, touches_part, writes_into};
use crate::process::browser::Door;
use crate::process::program::{Program, free_port};
use crate::process::store::Store;

/// A word, and the language whose voice says it.
type Word = (String, String);

fn each(lang: &str, words: &str) -> Vec<Word> {
    words.split_whitespace().map(|word| (lang.to_owned(), word.to_owned())).collect()
}

/// What is heard of the page at this address, whoever asks for it.
fn speech_of(portal: &str, address: &str) -> Vec<Word> {
    let request = ureq::get(format!("{portal}{address}")).header("accept", Envelope::MEDIA_TYPE);
    let bytes = request.call().unwrap().body_mut().read_to_vec().unwrap();
    let Envelope { frame, page, .. } = Envelope::from_json(&bytes).unwrap();
    let heard = speech::page(&page, &frame).into_iter().flat_map(|utterance| match utterance.heard {
        Heard::Public(public) => public.commands().to_vec(),
        Heard::Private(private) => private.commands().to_vec(),
    });
    let words = |said: Said| match said {
        Said::Say { lang, words } => each(lang.code(), &words),
        Said::Spell { lang, text } => {
            text.chars().flat_map(|sign| each(lang.code(), &sign.to_string())).collect()
        }
        Said::Pause(_) | Said::Mark(_) => Vec::new(),
    };
    heard.flat_map(words).collect()
}

/// The words of the tape from this line on.
fn on_the_tape(kiosk: &Kiosk, from: usize) -> Vec<Word> {
    let words = |line: &String| {
        let runs = line.trim_end_matches(" (interrotto)").split('[').skip(1);
        let words = |run: &str| run.split_once(']').map(|(lang, words)| each(lang, words)).unwrap();
        runs.flat_map(words).collect::<Vec<_>>()
    };
    kiosk.tape()[from..].iter().flat_map(words).collect()
}

#[test]
fn each_word_of_a_page_of_the_portal_comes_to_the_voice_of_its_language_and_no_other() {
    let store = Store::lite();
    let program = Program::start(&store);
    let portal = format!("http://127.0.0.1:{}", program.port());
    let ear = Ear::of(concat!(env!("CARGO_MANIFEST_DIR"), "/kiosk/tests/kit/ear.py"));
    let _dispatcher = ear.0.dispatcher();
    let address = format!("127.0.0.1:{}", free_port());
    let mut command = Command::new(binary());
    command.args(["simulate", "--portal", &portal, "--listen", &address]);
    command.env("SPEECHD_ADDRESS", format!("unix_socket:{}", ear.0.socket().display()));
    let kiosk = Kiosk::run(command, &address);
    for (nth, lang) in Lang::ALL.into_iter().enumerate() {
        let code = lang.code();
        kiosk.board("cuffie", "dentro");
        kiosk.touch(&format!("parte:b-0-{nth}"));
        sees(&kiosk, &format!("/{code}/sedi"));
        (0..8).for_each(|_| kiosk.board("tasto", "veloce"));
        touches_part(&kiosk, &format!("main a[href='/{code}/sedi']"), "id=\"dove\"");
        // A name begins with a capital, however it is typed.
        writes_into(&kiosk, "dove", "castro");
        let expected = speech_of(&portal, &format!("/{code}/sedi?dove=Castro"));
        let before = (ear.tape().len(), kiosk.tape().len());
        kiosk.touch("parte:invia");
        sees(&kiosk, "Bergamo");
        let given = || -> Vec<Word> {
            ear.tape()[before.0..]
                .iter()
                .filter(|line| line.kind == "SPEAK")
                .flat_map(|line| each(&line.lang, &line.words))
                .collect()
        };
        let begins = |words: &[Word]| words.iter().position(|word| *word == expected[0]);
        // What is heard after the page is the kiosk's own: how it is typed in, and the commands.
        kiosk.until(&format!("{code}: the page is not read to its end"), |_| {
            let words = given();
            begins(&words).is_some_and(|from| words.len() >= from + expected.len()).then_some(())
        });
        for words in [given(), on_the_tape(&kiosk, before.1)] {
            let from = begins(&words).unwrap();
            assert_eq!(words[from..][..expected.len()], expected[..], "{code}");
        }
        // A place keeps the voice of its own language.
        let foreign = expected.contains(&("it".to_owned(), "Bergamo".to_owned()));
        let own = expected.iter().filter(|(lang, _)| lang == code).count();
        assert!(foreign && own > 20 && expected.len() > 35, "{code}: {expected:?}");
        kiosk.touch("comando:fine");
        sees(&kiosk, "dà il benvenuto");
        kiosk.board("cuffie", "fuori");
    }
}
