//! What speech-dispatcher's module is told, word for word.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use a11y::speech::{Command, Pause};
use a11y::text::Lang;
use sportello_kiosk::devices::voice::{Names, Settings};
use sportello_kiosk::event::{Engine, Voice as Told};

use super::dispatcher::{Ear, until};
use super::told::{Speaking, words};

/// A program that takes a second, and writes down what it is told.
fn espeak(ear: &Ear) -> PathBuf {
    let tape = ear.0.path("espeak.tape");
    ear.0.program("espeak", &format!("cat >> {}; exec sleep 1", tape.display()))
}

fn nowhere() -> PathBuf {
    PathBuf::from("/nowhere/espeak-ng")
}

#[test]
fn words_arrive_as_they_are_each_in_the_voice_of_its_language() {
    let ear = Ear::new();
    let _dispatcher = ear.0.dispatcher();
    let mut speaking = Speaking::start(ear.0.socket(), nowhere());
    speaking.until_engine(Engine::Dispatcher);
    let script = vec![
        Command::Mark("nome".to_owned()),
        words(Lang::It, "C’è un problema: l'8% di \"tutto\" & <b>poco</b>."),
        Command::Pause(Pause::Long),
        words(Lang::Ar, "اَلِاسْمُ وَاللَّقَبُ"),
        Command::Pause(Pause::Short),
        words(Lang::It, "Noemi Mariani"),
        Command::Mark("office".to_owned()),
        words(Lang::En, ".the office\r\n.\r\nQUIT"),
        Command::Spell { lang: Lang::It, text: "H5<&".to_owned() },
        words(Lang::It, "fine"),
    ];
    let id = speaking.say(script);
    let told = speaking.until(&Told::Ended(id));
    let mark = |name: &str| Told::Mark(id, name.to_owned());
    assert_eq!(told, [Told::Began(id), mark("nome"), mark("office")]);
    let heard = ear.heard();
    let expected = [
        "it:C’è un problema: l'8% di \"tutto\" & <b>poco</b>.",
        "ar:اَلِاسْمُ وَاللَّقَبُ",
        "it:Noemi Mariani",
        "en:.the office  .  QUIT",
        "it:H 5 < &",
        "it:fine",
    ];
    assert_eq!(heard, expected);
}

#[test]
fn rate_and_volume_are_those_of_each_say() {
    let ear = Ear::new();
    let _dispatcher = ear.0.dispatcher();
    let mut speaking = Speaking::start(ear.0.socket(), nowhere());
    speaking.until_engine(Engine::Dispatcher);
    for (rate, volume) in [(100, 100), (50, 1), (200, 40)] {
        let id = speaking.say_at(vec![words(Lang::It, "prova")], rate, volume);
        speaking.until(&Told::Ended(id));
    }
    let heard: Vec<(i64, i64)> = ear.tape().iter().map(|line| (line.rate, line.volume)).collect();
    assert_eq!(heard, [(0, 0), (-94, -99), (60, -60)]);
}

#[test]
fn a_voice_by_name_is_its_languages_only() {
    let ear = Ear::new();
    let _dispatcher = ear.0.dispatcher();
    let named =
        Names { language: "it".to_owned(), voice: Some("ear-it".to_owned()), espeak: "it".to_owned() };
    let voices = BTreeMap::from([(Lang::It, named)]);
    let mut speaking = Speaking::with(Settings {
        socket: Some(ear.0.socket()),
        espeak: nowhere(),
        voices,
        ..Settings::default()
    });
    speaking.until_engine(Engine::Dispatcher);
    let id = speaking.say(vec![words(Lang::It, "uno"), words(Lang::En, "two"), words(Lang::It, "tre")]);
    speaking.until(&Told::Ended(id));
    let voices: Vec<_> = ear.tape().into_iter().map(|line| line.voice).collect();
    assert_eq!(voices, [Some("ear-it".to_owned()), None, Some("ear-it".to_owned())]);
}

#[test]
fn a_hush_and_new_words_stop_the_old_ones() {
    let ear = Ear::new();
    let _dispatcher = ear.0.dispatcher();
    let mut speaking = Speaking::start(ear.0.socket(), nowhere());
    speaking.until_engine(Engine::Dispatcher);
    let long = || vec![words(Lang::It, &"parole ".repeat(40)), words(Lang::It, "mai detto")];
    let first = speaking.say(long());
    speaking.until(&Told::Began(first));
    let asked = Instant::now();
    speaking.voice.hush();
    assert_eq!(speaking.next(), Told::Cut(first));
    until("the stop", || ear.heard().contains(&"STOP".to_owned()).then_some(()));
    assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
    let second = speaking.say(long());
    speaking.until(&Told::Began(second));
    let third = speaking.say(vec![words(Lang::En, "new")]);
    let told = speaking.until(&Told::Ended(third));
    assert_eq!(told, [Told::Cut(second), Told::Began(third)]);
    let heard = ear.heard();
    assert_eq!(heard.iter().filter(|line| *line == "STOP").count(), 2, "{heard:?}");
    assert_eq!(heard.last().unwrap(), "en:new");
    assert!(!heard.iter().any(|line| line.contains("mai")), "{heard:?}");
}

#[test]
fn fifty_says_one_upon_the_other_leave_the_last() {
    let ear = Ear::new();
    let _dispatcher = ear.0.dispatcher();
    let mut speaking = Speaking::start(ear.0.socket(), nowhere());
    speaking.until_engine(Engine::Dispatcher);
    let langs = Lang::ALL.into_iter().cycle();
    let last = langs
        .zip(0..50)
        .map(|(lang, count)| speaking.say(vec![words(lang, &format!("parola {count}"))]))
        .last();
    let told = speaking.until(&Told::Ended(last.unwrap()));
    assert_eq!(told.iter().filter(|told| matches!(told, Told::Cut(_))).count(), 49);
    assert!(!told.iter().any(|told| matches!(told, Told::Engine(_))), "{told:?}");
    assert_eq!(ear.heard().last().unwrap(), "en:parola 49");
}

#[test]
fn a_killed_dispatcher_is_replaced_and_taken_back() {
    let ear = Ear::new();
    let dispatcher = ear.0.dispatcher();
    let mut speaking = Speaking::start(ear.0.socket(), espeak(&ear));
    speaking.until_engine(Engine::Dispatcher);
    let long = words(Lang::It, &"lungo ".repeat(10));
    let id = speaking.say(vec![words(Lang::It, "prima"), long.clone(), words(Lang::It, "dopo")]);
    until("the long words", || (ear.heard().len() == 2).then_some(()));
    drop(dispatcher);
    let told = speaking.until(&Told::Ended(id));
    assert_eq!(told, [Told::Began(id), Told::Engine(Engine::Espeak)]);
    let heard = fs::read_to_string(ear.0.path("espeak.tape")).unwrap();
    // The run that was cut short is said again whole; what had been said is not.
    assert!(heard.ends_with(&format!("{}dopo", "lungo ".repeat(10))) && !heard.contains("prima"), "{heard}");
    let dispatcher = ear.0.dispatcher();
    speaking.until_engine(Engine::Dispatcher);
    let id = speaking.say(vec![words(Lang::En, "back")]);
    speaking.until(&Told::Ended(id));
    assert_eq!(ear.heard().last().unwrap(), "en:back");
    // Nobody has to say anything for its death to be noticed.
    drop(dispatcher);
    speaking.until_engine(Engine::Espeak);
}

#[test]
fn a_module_that_takes_words_and_says_nothing_is_left_for_espeak() {
    for mood in ["mute", "die"] {
        let ear = Ear::new();
        let _dispatcher = ear.0.dispatcher();
        let mut speaking = Speaking::start(ear.0.socket(), espeak(&ear));
        speaking.until_engine(Engine::Dispatcher);
        ear.mood(mood);
        let id = speaking.say(vec![words(Lang::It, "ascolta")]);
        let told = speaking.until(&Told::Ended(id));
        assert!(told.contains(&Told::Engine(Engine::Espeak)), "{told:?}");
        assert_eq!(told.iter().filter(|told| **told == Told::Began(id)).count(), 1);
        let heard = fs::read_to_string(ear.0.path("espeak.tape")).unwrap();
        assert!(heard.ends_with("ascolta"), "{heard}");
    }
}
