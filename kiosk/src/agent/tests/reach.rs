//! What is reached by how few keys, and what a key, a device or time leaves as it was.

use a11y::page::Choice;
use a11y::values;

use super::*;
use crate::agent::words;

fn line(words: &Text) -> String {
    values::line(words, Lang::It)
}

#[test]
fn the_curtain_is_told_and_the_sentence_goes_on() {
    let mut rig = Rig::listening_at(public("Servizi").say(plain("Uno.")));
    for told in [words::curtain_on(Lang::It), words::curtain_off(Lang::It)] {
        rig.key(Key::Digit(3));
        assert_eq!(rig.last(), line(&told));
    }
    rig.hears_out();
    let told = line(&words::curtain_off(Lang::It));
    assert!(
        rig.all().ends_with(&format!("{told}\nServizi\nUno.\nCome si usa il chiosco\n")),
        "{}",
        rig.all()
    );
}

#[test]
fn each_language_is_chosen_within_four_presses_after_it_has_offered_itself_in_its_own_voice() {
    let names = [(Lang::It, "Italiano"), (Lang::En, "English"), (Lang::Ar, "العربية")];
    assert_eq!(names.map(|(lang, _)| lang), Lang::ALL);
    for ((lang, name), begins) in names.into_iter().flat_map(|lang| [(lang, true), (lang, false)]) {
        let mut rig = Rig::new();
        let mut presses = 0;
        if begins {
            rig.key(Key::Digit(5));
            presses += 1;
        } else {
            rig.does(Event::Jack(true));
        }
        // Whoever hears all of them is at the first again.
        rig.hears_out();
        let offers = |rig: &Rig| {
            let view = &rig.state.session.view;
            let heard = view.heard.get(view.at).unwrap();
            let said = |said: &Said| matches!(said, Said::Say { lang: voice, words } if *voice == lang && words.contains(name));
            Aloud::Ears(heard.heard.clone()).script().iter().any(said)
        };
        while !offers(&rig) && presses <= 4 {
            rig.key(Key::Next);
            presses += 1;
        }
        rig.key(Key::Select);
        presses += 1;
        assert_eq!(rig.asked[0].address, format!("/{}/", lang.code()));
        assert!(presses <= 4, "{lang:?}: {presses}");
    }
}

/// Someone with two keys chooses this of the commands after the page.
fn chooses(rig: &mut Rig, command: &Text) {
    listening::opens_the_commands(rig);
    for _ in 0..20 {
        if rig.last() == line(command) {
            return rig.key(Key::Select);
        }
        rig.key(Key::Next);
    }
    panic!("no {}: {}", line(command), rig.all());
}

#[test]
fn by_two_keys_alone_volume_rate_curtain_and_language_are_chosen() {
    let rig = || {
        let mut rig = Rig::listening_at(public("Servizi").say(plain("Uno.")));
        rig.hears_out();
        rig
    };
    let set = |rig: &Rig| (rig.state.session.volume, rig.state.session.rate);
    let (volume, rate) = set(&rig());
    let by = |command: fn(Lang) -> Text| {
        let mut rig = rig();
        chooses(&mut rig, &command(Lang::It));
        rig
    };
    assert_eq!(set(&by(words::key_louder)), (volume + 1, rate));
    assert_eq!(set(&by(words::key_softer)), (volume - 1, rate));
    let (faster, slower) = (set(&by(words::key_faster)), set(&by(words::key_slower)));
    assert!(faster.0 == volume && faster.1 > rate, "{faster:?}");
    assert!(slower.0 == volume && slower.1 < rate, "{slower:?}");
    let drawn = by(words::command_curtain);
    assert!(drawn.state.picture().unwrap().curtain && drawn.last() == line(&words::curtain_on(Lang::It)));
    let mut languages = by(words::other_language);
    languages.hears_out();
    let command = line(&words::other_language(Lang::It));
    let chosen = languages.said.iter().rposition(|said| said.2 == command).unwrap();
    let heard: String = languages.said[chosen + 1..].iter().map(|said| said.2.as_str()).collect();
    for name in ["Italiano", "English", "العربية"] {
        assert!(heard.contains(name), "{name}: {heard}");
    }
}

#[test]
fn keys_lead_to_the_question_before_as_to_the_next() {
    let choices = ["Sì", "No"].map(|value| Choice { value: value.into(), label: plain(value), hint: None });
    let asks = |name: &str| {
        Question::new(name, plain(name), Input::OneChoice { choices: choices.to_vec(), chosen: None })
    };
    let page = public("Modulo")
        .with(asks("Prima"))
        .with(asks("Seconda"))
        .with(asks("Terza"))
        .submit(plain("Avanti"));
    let mut rig = Rig::listening_at(page);
    rig.hears_out();
    let mut on = |key: u8| {
        rig.key(Key::Digit(key));
        rig.last().split([' ', ',', '.']).next().unwrap_or_default().to_owned()
    };
    let walked = [4, 4, 4, 6, 6, 4].map(&mut on);
    assert_eq!(walked, ["Terza", "Seconda", "Prima", "Seconda", "Terza", "Seconda"]);
}

#[test]
fn who_listens_is_asked_whether_they_are_there_after_twice_the_time() {
    let idle = Setup::default().idle;
    for (listens, after) in [(false, idle), (true, 2 * idle)] {
        let mut rig = Rig::new();
        if listens {
            rig = Rig::listening_at(public("Servizi"));
            rig.hears_out();
        } else {
            rig.does(Event::Touch(Touch::Part("b-0-0".into())));
            rig.gets(public("Servizi"));
        }
        rig.waits(after - 2_000);
        assert!(rig.state.session.warned.is_none(), "listens: {listens}");
        rig.waits(4_000);
        assert!(rig.state.session.warned.is_some(), "listens: {listens}");
    }
}

#[test]
fn speech_that_nobody_answers_ends_the_session_after_five_minutes() {
    let mut rig = Rig::listening_at(statement());
    let began = rig.now;
    // The kiosk speaks all the time: nothing that it says comes to its end.
    let until = |rig: &mut Rig, millis: Millis| {
        while rig.now < began + millis {
            rig.now += 500;
            rig.does(Event::Tick(rig.now));
        }
    };
    until(&mut rig, 299_000);
    assert!(!rig.state.waits());
    until(&mut rig, 301_000);
    assert!(rig.state.waits() && rig.state.is_clean() && rig.forgotten == 1);
}

#[test]
fn what_one_has_set_outlasts_a_device_that_goes_and_comes_and_staff_that_come() {
    let mut rig = Rig::listening_at(public("Servizi").say(plain("Uno.")));
    for device in [Device::Keypad(true), Device::Reader(true), Device::Panel(true), Device::Jack(true)] {
        rig.does(Event::Device(device));
    }
    rig.does(Event::Card(Card::Empty));
    for key in [Key::Louder, Key::Faster] {
        rig.key(key);
    }
    for control in [Control::Size, Control::Theme, Control::Low] {
        rig.does(Event::Touch(Touch::Control(control)));
    }
    let set = |rig: &Rig| {
        let session = &rig.state.session;
        (session.volume, session.rate, format!("{:?}", session.look), rig.state.lang())
    };
    let before = set(&rig);
    assert_ne!(before, set(&Rig::listening_at(public("Servizi"))));
    let blips = [
        [Event::Device(Device::Keypad(false)), Event::Device(Device::Keypad(true))],
        [Event::Device(Device::Reader(false)), Event::Device(Device::Reader(true))],
        [Event::Device(Device::Panel(false)), Event::Device(Device::Panel(true))],
        [Event::Device(Device::Jack(false)), Event::Device(Device::Jack(true))],
        [Event::Card(Card::NoReader), Event::Card(Card::Empty)],
        [Event::Card(Card::Mute), Event::Card(Card::Empty)],
        [Event::Paper(Paper::State(PaperState::CoverOpen)), Event::Paper(Paper::State(PaperState::Ready))],
        [Event::Portal(Portal::There(false)), Event::Portal(Portal::There(true))],
        [Event::Jack(false), Event::Jack(true)],
        [Event::Braille(Braille::Attached(40)), Event::Braille(Braille::Gone)],
        [Event::Staff(Staff::Called(true)), Event::Staff(Staff::Coming)],
    ];
    for blip in blips {
        for event in blip.clone() {
            rig.does(event);
            rig.hears_out();
            assert_eq!(set(&rig), before, "{blip:?}");
        }
    }
    assert!(!rig.state.waits());
}
