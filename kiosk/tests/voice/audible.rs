//! What is heard: the real engines on a sound device, and how soon.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use a11y::speech::{Command, Pause};
use a11y::text::Lang;
use sportello_kiosk::agent::command::Tone;
use sportello_kiosk::devices::voice::{Loudness, Settings, Voice};
use sportello_kiosk::event::{Engine, Voice as Told};

use super::dispatcher::Folder;
use super::figures;
use super::sound::Sound;
use super::told::{Speaking, words};

/// The settings of the module as Debian has them.
const MODULE: &str = "/etc/speech-dispatcher/modules/espeak-ng.conf";

/// A silence between two words is shorter.
const GAP: Duration = Duration::from_millis(400);

pub fn folder(sound: &Sound) -> Folder {
    Folder::new("espeak-ng", "sd_espeak-ng", Some(Path::new(MODULE))).with("PULSE_SERVER", sound.server())
}

/// The real espeak-ng on this sound device.
pub fn espeak(folder: &Folder, sound: &Sound) -> PathBuf {
    folder.program("espeak", &format!("PULSE_SERVER={} exec espeak-ng \"$@\"", sound.server()))
}

fn sentence(lang: Lang) -> Vec<Command> {
    let text = match lang {
        Lang::It => {
            "Indirizzo, telefono, orari e accessibilità della sede che si occupa di te e di quelle vicine."
        }
        Lang::En => "Address, telephone, opening hours and accessibility of the office that deals with you.",
        Lang::Ar => "عُنْوَانُ الْمَكْتَبِ الَّذِي يَهْتَمُّ بِكَ وَهَاتِفُهُ وَأَوْقَاتُ الْعَمَلِ",
    };
    vec![words(lang, text)]
}

/// Says and cuts again and again: how long the first sample and the silence take.
#[track_caller]
fn measure(engine: &str, speaking: &mut Speaking, sound: &Sound, times: usize) {
    let (mut starts, mut ends) = (Vec::new(), Vec::new());
    for lang in Lang::ALL.into_iter().cycle().take(times) {
        sound.silence(GAP);
        let asked = sound.listen();
        let id = speaking.say(sentence(lang));
        starts.push(sound.first() - asked);
        speaking.until(&Told::Began(id));
        let hushed = Instant::now();
        speaking.voice.hush();
        speaking.until(&Told::Cut(id));
        let last = sound.silence(GAP).unwrap();
        ends.push(last.saturating_duration_since(hushed));
    }
    figures::hold(&format!("{engine}: words to first sample"), starts, Duration::from_millis(100));
    // On a crowded machine the buffers of the sound device and of who listens count as well.
    let limit = if figures::measuring() { 50 } else { 100 };
    figures::hold(&format!("{engine}: hush to silence"), ends, Duration::from_millis(limit));
}

/// The words that were told of, and how long after the first sound.
fn words_told(speaking: &mut Speaking, script: Vec<Command>) -> Vec<(usize, Duration)> {
    let id = speaking.say_followed(script);
    speaking.until(&Told::Began(id));
    let began = Instant::now();
    let mut told = Vec::new();
    loop {
        match speaking.next() {
            Told::Word(of, word) if of == id => told.push((word, began.elapsed())),
            Told::Ended(of) if of == id => return told,
            _ => {}
        }
    }
}

#[test]
fn each_word_is_told_of_as_it_sounds_by_the_dispatcher_and_each_run_by_espeak_alone() {
    let sound = Sound::start();
    let folder = folder(&sound);
    let _dispatcher = folder.dispatcher();
    let mut speaking = Speaking::start(folder.socket(), PathBuf::from("/nowhere"));
    speaking.until_engine(Engine::Dispatcher);
    let after = || vec![Command::Pause(Pause::Short), words(Lang::En, "one two")];
    for lang in [Lang::It, Lang::Ar] {
        let script = [sentence(lang), after()].concat();
        let count = |lang| match &sentence(lang)[0] {
            Command::Say { words, .. } => words.split_whitespace().count(),
            _ => 0,
        };
        let told = words_told(&mut speaking, script);
        let numbers: Vec<usize> = told.iter().map(|(word, _)| *word).collect();
        assert!(numbers.is_sorted() && told.iter().map(|(_, at)| at).is_sorted(), "{lang:?}: {told:?}");
        // espeak-ng was seen to leave out the mark of a word at the end of a clause.
        let all = count(lang) + 2;
        let mut different = numbers.clone();
        different.dedup();
        assert!(
            different.len() * 4 >= all * 3 && numbers.last() < Some(&all),
            "{lang:?}: {numbers:?} of {all}"
        );
        assert!(numbers.contains(&count(lang)), "the second run begins: {numbers:?}");
        // Not all at once: they come with the sound.
        let spread = told.last().unwrap().1 - told[0].1;
        assert!(spread > Duration::from_millis(1_500), "{lang:?}: {told:?}");
    }
    let mut speaking = Speaking::start(PathBuf::from("/nowhere"), espeak(&folder, &sound));
    speaking.until_engine(Engine::Espeak);
    let script = [vec![words(Lang::It, "prova della voce")], after()].concat();
    let told: Vec<usize> = words_told(&mut speaking, script).into_iter().map(|(word, _)| word).collect();
    assert_eq!(told, [0, 3], "run by run");
}

#[test]
fn figures_the_dispatcher_is_heard_soon_and_silent_at_once() {
    let sound = Sound::start();
    let folder = folder(&sound);
    // As in an office: the voice's own.
    let (socket, server) = (Some(folder.socket()), folder.server());
    let mut speaking =
        Speaking::with(Settings { socket, server, espeak: "/nowhere".into(), ..Settings::default() });
    speaking.until_engine(Engine::Dispatcher);
    measure("speech-dispatcher", &mut speaking, &sound, 24);
}

#[test]
fn the_tone_for_what_was_left_behind_is_heard_by_everyone() {
    let sound = Sound::start();
    let folder = folder(&sound);
    let program = folder.program(
        "tone",
        &format!("PULSE_SERVER={} exec pacat --format=s16le --rate=48000 --channels=1", sound.server()),
    );
    let tone = vec![program.to_str().unwrap().to_owned()];
    let (events, _told) = std::sync::mpsc::channel();
    let voice = Voice::start(Settings { socket: None, tone, ..Settings::default() }, events);
    sound.listen();
    voice.tone(Tone::Calls);
    sound.first();
    sound.silence(Duration::from_millis(300));
    // A fifth of the full amplitude.
    assert!((4_000..=8_000).contains(&sound.peak()), "{}", sound.peak());
}

#[test]
fn figures_espeak_is_heard_soon_and_silent_at_once() {
    let sound = Sound::start();
    let folder = folder(&sound);
    let mut speaking = Speaking::start(folder.socket(), espeak(&folder, &sound));
    speaking.until_engine(Engine::Espeak);
    measure("espeak-ng", &mut speaking, &sound, 12);
}

#[test]
fn trials_are_not_heard_and_both_engines_are_as_loud_and_as_long() {
    let sound = Sound::start();
    let folder = folder(&sound);
    sound.listen();
    let mut speaking = Speaking::start(folder.socket(), espeak(&folder, &sound));
    speaking.until_engine(Engine::Espeak);
    assert_eq!(sound.peak(), 0, "a trial is heard");
    let (long, loud) = whole(&mut speaking, &sound);
    let _dispatcher = folder.dispatcher();
    sound.silence(GAP);
    sound.listen();
    speaking.until_engine(Engine::Dispatcher);
    assert_eq!(sound.peak(), 0, "a trial is heard");
    let (as_long, as_loud) = whole(&mut speaking, &sound);
    println!("espeak-ng {long:?} peak {loud}, speech-dispatcher {as_long:?} peak {as_loud}");
    assert!(as_long.abs_diff(long) < Duration::from_millis(400), "{long:?} {as_long:?}");
    assert!(as_loud.abs_diff(loud) < loud / 4, "{loud} {as_loud}");
}

#[test]
fn a_step_of_the_volume_is_eight_decibels_at_the_sound_output_by_either_engine() {
    let sound = Sound::start();
    let folder = folder(&sound);
    let loudness = Loudness::uncalibrated();
    let levels = |speaking: &mut Speaking| -> Vec<f64> {
        let once = |step| {
            sound.silence(GAP);
            sound.listen();
            let id =
                speaking.say_at(vec![words(Lang::It, "uno due tre quattro")], 200, loudness.percent(step));
            speaking.until(&Told::Ended(id));
            sound.silence(GAP);
            20.0 * f64::from(sound.peak()).log10()
        };
        (1..=loudness.steps()).map(once).collect()
    };
    let mut alone = Speaking::start(PathBuf::from("/nowhere"), espeak(&folder, &sound));
    alone.until_engine(Engine::Espeak);
    let by_espeak = levels(&mut alone);
    drop(alone);
    let _dispatcher = folder.dispatcher();
    let mut served = Speaking::start(folder.socket(), PathBuf::from("/nowhere"));
    served.until_engine(Engine::Dispatcher);
    for (engine, levels) in [("espeak-ng", by_espeak), ("speech-dispatcher", levels(&mut served))] {
        let steps: Vec<f64> = levels.windows(2).map(|pair| pair[1] - pair[0]).collect();
        println!("{engine}: steps of {steps:.1?} dB");
        // What is softest has few amplitudes to choose from; no step may be over 10 dB.
        assert!(steps.iter().all(|step| (6.5..=10.0).contains(step)), "{engine}: {steps:.1?} dB");
    }
}

#[test]
fn voices_follow_each_other_closely_and_silences_are_kept() {
    let sound = Sound::start();
    let folder = folder(&sound);
    let _dispatcher = folder.dispatcher();
    let mut speaking = Speaking::start(folder.socket(), PathBuf::from("/nowhere"));
    speaking.until_engine(Engine::Dispatcher);
    // The shortest of three: a busy machine only makes silences longer.
    let mut gap = |script: Vec<Command>, rate| {
        let mut once = || {
            sound.silence(GAP);
            sound.listen();
            let id = speaking.say_at(script.clone(), rate, 80);
            speaking.until(&Told::Ended(id));
            sound.gap()
        };
        once().min(once()).min(once())
    };
    let [it, en] = [words(Lang::It, "Nome Anna"), words(Lang::En, "name Mary")];
    let close = gap(vec![it.clone(), en.clone(), it.clone()], 100);
    let apart = gap(vec![it.clone(), Command::Pause(Pause::Long), en.clone()], 100);
    let faster = gap(vec![it, Command::Pause(Pause::Long), en], 200);
    println!("between voices {close:?}, with a silence of 400 ms {apart:?}, at twice the rate {faster:?}");
    assert!(close < Duration::from_millis(300), "{close:?}");
    assert!(apart > Duration::from_millis(390) && apart < Duration::from_millis(800), "{apart:?}");
    assert!(faster > Duration::from_millis(190) && faster < Duration::from_millis(500), "{faster:?}");
}

/// How long and how loud a sentence is: the shortest of three, for a busy machine lets sound falter and never hurries it.
fn whole(speaking: &mut Speaking, sound: &Sound) -> (Duration, u16) {
    let once = |_| {
        sound.silence(GAP);
        sound.listen();
        let id = speaking.say(vec![words(Lang::It, "Indirizzo, telefono e orari della sede.")]);
        let first = sound.first();
        let told = speaking.until(&Told::Ended(id));
        assert_eq!(told, [Told::Began(id)]);
        let last = sound.silence(GAP).unwrap();
        (last - first, sound.peak())
    };
    (0..3).map(once).min().unwrap()
}

#[test]
fn a_dispatcher_that_dies_in_a_sentence_is_replaced_audibly_and_taken_back() {
    let sound = Sound::start();
    let folder = folder(&sound);
    let dispatcher = folder.dispatcher();
    let mut speaking = Speaking::start(folder.socket(), espeak(&folder, &sound));
    speaking.until_engine(Engine::Dispatcher);
    let id = speaking.say(sentence(Lang::It));
    speaking.until(&Told::Began(id));
    drop(dispatcher);
    let died = Instant::now();
    speaking.until_engine(Engine::Espeak);
    speaking.until(&Told::Ended(id));
    assert!(
        died.elapsed() > Duration::from_secs(3),
        "the sentence is said again, whole: {:?}",
        died.elapsed()
    );
    let _dispatcher = folder.dispatcher();
    speaking.until_engine(Engine::Dispatcher);
    let id = speaking.say(sentence(Lang::En));
    sound.silence(GAP);
    speaking.until(&Told::Ended(id));
}

#[test]
fn without_a_sound_device_it_says_that_nobody_speaks() {
    let sound = Sound::start();
    let folder = folder(&sound);
    let _dispatcher = folder.dispatcher();
    let mut speaking = Speaking::start(folder.socket(), espeak(&folder, &sound));
    speaking.until_engine(Engine::Dispatcher);
    drop(sound);
    let id = speaking.say(sentence(Lang::It));
    let told = speaking.until(&Told::Cut(id));
    assert!(told.contains(&Told::Engine(Engine::None)), "{told:?}");
}
