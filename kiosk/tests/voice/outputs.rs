//! Two outputs on one machine: what is private is in the headphones, and never in the hall.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use a11y::speech::{Heard, Reading, announce};
use a11y::text::{Lang, Text};
use sportello_kiosk::agent::Setup;
use sportello_kiosk::agent::command::{Aloud, Speech};
use sportello_kiosk::devices::voice::{Output, Outputs, Settings};
use sportello_kiosk::event::{Engine, Event, Key, Voice};
use sportello_kiosk::run;

use super::audible::{espeak, folder};
use super::dispatcher::{Folder, Process};
use super::parts::voice_alone;
use super::sound::{Recording, Sound};

const GAP: Duration = Duration::from_millis(400);
const LIMIT: Duration = Duration::from_secs(30);

fn sink(name: &str) -> Option<Output> {
    Some(Output::Pulse(name.to_owned()))
}

/// A voice at each of two outputs: by a speech-dispatcher each, or by espeak-ng alone.
struct Two {
    sound: Sound,
    outputs: Outputs,
    told: Receiver<Event>,
    count: u64,
    _folders: [Folder; 2],
}

impl Two {
    fn start(engine: Engine) -> Two {
        let sound = Sound::start_two();
        let (settings, _folders) = settings(&sound, engine);
        let [hall, jack] = settings;
        let (events, told) = channel();
        let two = Two { outputs: Outputs::start(hall, Some(jack), events), sound, told, count: 0, _folders };
        let mut left = vec![Voice::Engine(engine), Voice::Headphones(engine)];
        while !left.is_empty() {
            let told = two.next();
            left.retain(|wanted| *wanted != told);
        }
        two
    }

    fn next(&self) -> Voice {
        match self.told.recv_timeout(LIMIT) {
            Ok(Event::Voice(told)) => told,
            other => panic!("{other:?}"),
        }
    }

    fn until(&self, wanted: &Voice) {
        while self.next() != *wanted {}
    }

    fn say(&mut self, aloud: Aloud) -> u64 {
        self.count += 1;
        self.outputs.say(&Speech { id: self.count, aloud, rate: 100, volume: 4, followed: false });
        self.count
    }

    /// Says it to its end: it sounds in the one, and not a sample of it in the other.
    fn only(&mut self, aloud: Aloud, in_ears: bool) {
        let halls = |two: &Two| two.sound.peak();
        self.quiet();
        self.listen();
        let id = self.say(aloud);
        self.until(&Voice::Ended(id));
        let jacks = self.sound.jack().peak();
        let (own, other) = if in_ears { (jacks, halls(self)) } else { (halls(self), jacks) };
        assert!(own > 1_000 && other == 0, "{own} {other}");
    }

    fn quiet(&self) {
        let each: [&Recording; 2] = [&self.sound, self.sound.jack()];
        each.iter().for_each(|recording| _ = recording.silence(GAP));
    }

    fn listen(&self) {
        let each: [&Recording; 2] = [&self.sound, self.sound.jack()];
        each.iter().for_each(|recording| _ = recording.listen());
    }
}

/// Those of the hall and those of the headphones.
fn settings(sound: &Sound, engine: Engine) -> ([Settings; 2], [Folder; 2]) {
    let folders = [folder(sound), folder(sound)];
    let own = |folder: &Folder, output| match engine {
        Engine::Dispatcher => Settings {
            socket: Some(folder.socket()),
            server: folder.server(),
            espeak: PathBuf::from("/nowhere"),
            output,
            ..Settings::default()
        },
        _ => Settings { socket: None, espeak: espeak(folder, sound), output, ..Settings::default() },
    };
    ([own(&folders[0], sink("kiosk")), own(&folders[1], sink("jack"))], folders)
}

fn sentence(private: bool) -> Heard {
    let words = Text::plain("Indirizzo, telefono e orari della sede che si occupa di te.".to_owned());
    announce(Lang::It, &if private { words.private() } else { words }, Reading::First)
}

fn in_hall() -> Aloud {
    match sentence(false) {
        Heard::Public(public) => Aloud::Speaker(public),
        Heard::Private(_) => panic!("it is public"),
    }
}

fn private() -> Aloud {
    let heard = sentence(true);
    assert!(matches!(heard, Heard::Private(_)));
    Aloud::Ears(heard)
}

#[test]
fn what_is_private_is_in_the_headphones_and_never_in_the_hall() {
    for engine in [Engine::Dispatcher, Engine::Espeak] {
        let mut two = Two::start(engine);
        two.only(private(), true);
        two.only(in_hall(), false);
        two.only(Aloud::Ears(sentence(false)), true);
        // One cuts off the other, in whichever order, and nothing is heard of both.
        let cut = two.say(private());
        two.until(&Voice::Began(cut));
        two.listen();
        let next = two.say(in_hall());
        two.until(&Voice::Cut(cut));
        two.sound.first();
        two.sound.jack().silence(GAP);
        two.until(&Voice::Began(next));
        two.outputs.hush();
        two.until(&Voice::Cut(next));
        two.quiet();
    }
}

#[test]
fn headphones_whose_output_vanishes_in_a_word_are_heard_nowhere_else_and_it_is_told() {
    for engine in [Engine::Dispatcher, Engine::Espeak] {
        let mut two = Two::start(engine);
        two.quiet();
        two.listen();
        let id = two.say(private());
        two.sound.jack().first();
        two.sound.unplug();
        // Who holds the output open may go on, where nobody hears it, until it is replaced at the end of the session.
        while !matches!(two.next(), Voice::Ended(own) | Voice::Cut(own) if own == id) {}
        if engine == Engine::Dispatcher {
            two.outputs.renew();
            two.until(&Voice::Engine(Engine::Dispatcher));
        }
        let again = two.say(private());
        let what = loop {
            match two.next() {
                what @ (Voice::Ended(own) | Voice::Cut(own)) if own == again => break what,
                _ => {}
            }
        };
        assert_eq!(what, Voice::Cut(again), "nobody says it");
        assert_eq!(two.sound.peak(), 0, "not a sample in the hall");
        let id = two.say(in_hall());
        two.sound.first();
        two.until(&Voice::Ended(id));
    }
}

/// A whole kiosk at these outputs; its loop never ends, so its servers are the test's own.
fn kiosk(sound: &Sound, setup: Setup) -> (Sender<Event>, [Folder; 2], [Process; 2]) {
    let own = ["kiosk", "jack"].map(|name| folder(sound).with("PULSE_SINK", name));
    let dispatchers = own.each_ref().map(Folder::dispatcher);
    let voice = |folder: &Folder, name| Settings {
        socket: Some(folder.socket()),
        espeak: PathBuf::from("/nowhere"),
        output: sink(name),
        ..Settings::default()
    };
    let (hall, jack) = (voice(&own[0], "kiosk"), voice(&own[1], "jack"));
    let (events, happened) = channel();
    let parts = voice_alone(Outputs::start(hall, Some(jack), events.clone()), &events);
    thread::spawn(move || run::run(setup, &happened, parts));
    (events, own, dispatchers)
}

#[test]
fn who_comes_next_hears_the_offices_loudness_at_the_sink_however_loud_the_last_one_had_it() {
    let sound = Sound::start_two();
    let setup = Setup { headphones: true, volume: 2, prompt: None, ..Setup::default() };
    let (events, _folders, _dispatchers) = kiosk(&sound, setup);
    let press = |key| events.send(Event::Key(key)).unwrap();
    let jack = sound.jack();
    // The same item of the page, by itself.
    let loud = |key| {
        jack.silence(GAP);
        jack.listen();
        press(key);
        jack.first();
        jack.silence(GAP);
        jack.peak()
    };
    let comes = || {
        events.send(Event::Jack(true)).unwrap();
        jack.listen();
        jack.first();
        // In silence from here on, at the beginning of the page, once it has said that there is no portal.
        press(Key::Digit(1));
        jack.silence(5 * GAP);
        loud(Key::Next)
    };
    let office = comes();
    (0..3).for_each(|_| press(Key::Louder));
    let loudest = loud(Key::Repeat);
    assert!(loudest > 4 * office, "{loudest} {office}");
    press(Key::End);
    jack.silence(GAP);
    events.send(Event::Jack(false)).unwrap();
    let next = comes();
    assert!(next.abs_diff(office) <= office / 8, "{next} {office}, and {loudest} before");
}

#[test]
fn whoever_waits_hears_the_hall_and_who_plugs_in_the_headphones() {
    let sound = Sound::start_two();
    // It says how to begin before anybody has come.
    let setup = Setup { headphones: true, volume: 4, prompt: Some(4_000), ..Setup::default() };
    let (events, _folders, _dispatchers) = kiosk(&sound, setup);
    sound.first();
    assert_eq!(sound.jack().peak(), 0);
    events.send(Event::Jack(true)).unwrap();
    sound.jack().first();
    sound.silence(GAP);
    sound.listen();
    sound.jack().listen();
    events.send(Event::Key(Key::Next)).unwrap();
    sound.jack().first();
    sound.jack().silence(GAP);
    assert_eq!(sound.peak(), 0);
}
