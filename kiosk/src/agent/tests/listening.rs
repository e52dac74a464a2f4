//! By ear: what is said when, to whom, and how one moves in it.

use super::*;

#[test]
fn headphones_begin_speech_and_each_language_offers_itself() {
    let mut rig = Rig::new();
    rig.does(Event::Jack(true));
    rig.hears_out();
    let all = rig.all();
    for words in ["Cuffie inserite.", "Scegli la lingua", "Italiano", "English", "العربية"] {
        assert!(all.contains(words), "{words}: {all}");
    }
    assert!(rig.said.iter().all(|(_, private, _)| *private), "in the headphones alone");
}

#[test]
fn a_page_is_read_on_by_itself_and_stops_at_a_key() {
    let mut rig = Rig::listening_at(public("Servizi").say(plain("Uno.")).say(plain("Due.")));
    rig.hears_out();
    assert!(rig.all().contains("Servizi\nUno.\nDue.\n"), "{}", rig.all());
    rig.key(Key::Previous);
    assert_eq!(rig.last(), "Due.");
    rig.hears_out();
    assert_eq!(rig.last(), "Due.", "after a key the citizen leads");
}

#[test]
fn without_headphones_nothing_personal_is_said_and_it_is_told_once() {
    let mut rig = Rig::new();
    rig.key(Key::Select);
    rig.hears_out();
    rig.key(Key::Select);
    rig.gets(statement());
    rig.hears_out();
    let all = rig.all();
    assert!(!all.contains("Settimane"), "{all}");
    assert_eq!(all.matches("C’è una risposta personale").count(), 1, "{all}");
    // No press is without an answer.
    for key in [Key::Next, Key::Next, Key::Repeat, Key::Previous, Key::Digit(0), Key::Digit(4), Key::Digit(9)]
    {
        let before = rig.said.len();
        rig.key(key);
        assert!(rig.said.len() > before, "{key:?}: {}", rig.all());
    }
    assert!(!rig.all().contains("Settimane"), "{}", rig.all());
    assert!(rig.said.iter().all(|(_, private, _)| !private));
}

#[test]
fn headphones_that_go_out_silence_and_cover_and_a_minute_later_all_is_gone() {
    let mut rig = Rig::listening_at(statement());
    assert!(rig.speaking.is_some());
    rig.does(Event::Jack(false));
    assert_eq!(rig.speaking, None, "silence");
    assert!(rig.state.picture().unwrap().curtain);
    rig.does(Event::Jack(true));
    assert!(!rig.state.picture().unwrap().curtain);
    assert!(rig.last().contains("Estratto conto, voce"), "{}", rig.last());
    rig.does(Event::Jack(false));
    rig.waits(61_000);
    assert!(rig.state.waits() && rig.state.is_clean());
    assert_eq!(rig.forgotten, 1);
}

#[test]
fn headphones_that_go_out_over_a_pin_half_typed_cover_it_and_a_minute_later_it_is_gone() {
    let half = || {
        let mut rig = Rig::listening_at(sign_in());
        rig.hears_out();
        rig.key(Key::Next);
        rig.digits("2749");
        rig.does(Event::Jack(false));
        assert!(
            rig.state.picture().unwrap().curtain && rig.speaking.is_none(),
            "the page is for everyone, the PIN is not"
        );
        rig
    };
    let mut rig = half();
    rig.does(Event::Jack(true));
    assert!(!rig.state.picture().unwrap().curtain);
    assert_eq!(rig.state.session.secrets.get("pin").map(|pin| pin.len()), Some(4), "who comes back goes on");
    let mut rig = half();
    rig.waits(61_000);
    assert!(rig.state.waits() && rig.state.is_clean());
    let mut rig = Rig::listening_at(sign_in());
    rig.does(Event::Jack(false));
    assert!(!rig.state.picture().unwrap().curtain, "nothing of theirs stands there");
}

#[test]
fn what_was_last_said_is_said_again_and_then_again_what_one_is_at() {
    let mut rig = Rig::listening_at(public("Servizi").say(plain("Uno.")));
    rig.hears_out();
    rig.key(Key::Previous);
    rig.digits("7");
    let asked = rig.last().to_owned();
    assert!(asked.contains("premi ancora 7"), "{asked}");
    for _ in 0..2 {
        rig.key(Key::Repeat);
        assert_eq!(rig.last(), asked, "not the page, which was heard before");
        assert!(format!("{:?}", rig.state.picture().unwrap().caption).contains("premi ancora 7"));
        rig.hears_out();
    }
    rig.key(Key::Previous);
    let item = rig.last().to_owned();
    assert_ne!(item, asked);
    rig.hears_out();
    // What was said of how it is used belongs to it.
    rig.key(Key::Repeat);
    assert_eq!(rig.last(), item);
    // A sentence that the page follows is followed by it again.
    rig.key(Key::Louder);
    rig.key(Key::Repeat);
    assert_eq!(rig.last(), "Volume 3 di 5");
    rig.hears_out();
    assert!(rig.all().contains(&format!("Volume 3 di 5\nVolume 3 di 5\n{item}\n")), "{}", rig.all());
}

#[test]
fn volume_and_rate_are_told_and_the_sentence_goes_on() {
    let mut rig = Rig::listening_at(public("Servizi").say(plain("Uno.")));
    rig.key(Key::Louder);
    assert_eq!(rig.last(), "Volume 3 di 5");
    rig.hears_out();
    assert!(rig.all().ends_with("Volume 3 di 5\nServizi\nUno.\nCome si usa il chiosco\n"), "{}", rig.all());
    for _ in 0..9 {
        rig.key(Key::Faster);
    }
    assert_eq!(rig.last(), "Velocità 200 per cento, la più alta");
    rig.key(Key::End);
    assert_eq!(rig.state.session.volume, Setup::default().volume);
}

/// After so many presses a key is at its end, and says so at that and at each that follows; at the first it does not.
fn tells_its_end(rig: &mut Rig, key: Key, presses: usize, end: &str) {
    let mut press = || {
        rig.key(key);
        rig.last().to_owned()
    };
    let said: Vec<String> = (0..presses + 2).map(|_| press()).collect();
    assert!(said[presses..].iter().all(|said| said.ends_with(end)), "{said:?}");
    assert!(!said[0].ends_with(end), "{said:?}");
}

#[test]
fn at_both_ends_of_the_volume_and_of_the_speed_it_is_told_that_there_is_no_more() {
    for (lang, [loudest, softest, fastest, slowest]) in [
        (
            Lang::It,
            [
                "Volume 5 di 5, il più alto",
                "Volume 1 di 5, il più basso",
                "Velocità 200 per cento, la più alta",
                "Velocità 50 per cento, la più bassa",
            ],
        ),
        (
            Lang::En,
            [
                "Volume 5 of 5, the loudest",
                "Volume 1 of 5, the softest",
                "Speed 200 per cent, the fastest",
                "Speed 50 per cent, the slowest",
            ],
        ),
        (Lang::Ar, ["وَهُوَ الْأَعْلَى", "وَهُوَ الْأَدْنَى", "وَهِيَ الْأَعْلَى", "وَهِيَ الْأَدْنَى"]),
    ] {
        let mut rig = Rig::listening_at(Page { lang, ..public("Servizi") });
        tells_its_end(&mut rig, Key::Louder, 4, loudest);
        tells_its_end(&mut rig, Key::Softer, 4, softest);
        tells_its_end(&mut rig, Key::Faster, 7, fastest);
        tells_its_end(&mut rig, Key::Slower, 7, slowest);
    }
}

#[test]
fn who_uncovers_a_page_after_their_headphones_went_out_and_does_nothing_more_is_asked_and_then_gone() {
    let mut rig = pulled_out(statement());
    comes_to(&mut rig, a11y::ids::TITLE);
    rig.key(Key::Digit(3));
    assert!(!rig.state.picture().unwrap().curtain, "{}", rig.last());
    rig.key(Key::Next);
    rig.key(Key::Next);
    let idle = Setup::default().idle;
    rig.waits(idle - 2_000);
    assert!(rig.state.session.warned.is_none() && !rig.state.waits());
    rig.waits(4_000);
    assert!(rig.all().contains("Sei ancora qui?"), "{}", rig.all());
    rig.waits(Setup::default().warning);
    assert!(rig.state.waits() && rig.state.is_clean() && rig.forgotten == 1);
    // Who has put them in again has the time of who listens.
    let mut rig = pulled_out(statement());
    comes_to(&mut rig, a11y::ids::TITLE);
    rig.key(Key::Digit(3));
    rig.does(Event::Jack(true));
    rig.hears_out();
    rig.waits(idle + 4_000);
    assert!(rig.state.session.warned.is_none());
}

/// Somebody listens in the hall, on this page.
fn in_the_hall(page: Page) -> Rig {
    let mut rig = Rig::new();
    rig.key(Key::Digit(5));
    rig.hears_out();
    rig.key(Key::Select);
    rig.gets(page);
    rig.hears_out();
    rig
}

#[test]
fn of_what_is_personal_and_was_not_named_nothing_is_offered() {
    let mut rig = in_the_hall(statement());
    comes_to(&mut rig, "azione-0");
    assert!(rig.last().starts_with("È personale: solo in cuffia"), "{}", rig.last());
    rig.hears_out();
    assert!(rig.last().starts_with("È personale: solo in cuffia"), "{}", rig.last());
    // What is everyone's there is named, and offered.
    comes_to(&mut rig, a11y::ids::HELP);
    rig.hears_out();
    assert!(rig.last().starts_with("Premi"), "{}", rig.last());
}

#[test]
fn behind_the_curtain_who_has_keys_with_digits_is_told_the_one_that_uncovers() {
    let mut rig = in_the_hall(public("Prova"));
    rig.key(Key::Digit(3));
    rig.key(Key::Back);
    rig.gets(statement());
    rig.hears_out();
    let all = rig.all();
    assert!(all.contains("premi 3 per scoprire lo schermo") && !all.contains("con i comandi"), "{all}");
    rig.key(Key::Digit(3));
    assert!(!rig.state.picture().unwrap().curtain, "and it does");
}

/// Somebody took their headphones out over this page, and its screen is covered.
fn pulled_out(page: Page) -> Rig {
    let mut rig = Rig::listening_at(page);
    rig.hears_out();
    rig.does(Event::Jack(false));
    assert!(rig.state.picture().unwrap().curtain);
    rig
}

/// Goes on to where this has the focus.
fn comes_to(rig: &mut Rig, id: &str) {
    goes_on_to(rig, |rig| rig.state.session.view.here().unwrap().id == id);
}

#[test]
fn behind_the_curtain_and_without_headphones_nothing_is_done_that_is_neither_seen_nor_heard() {
    let send = a11y::page::Send {
        label: plain("Esci"),
        address: "/it/esci".into(),
        fields: Vec::new(),
        primary: false,
    };
    let choice = |value: &str| a11y::page::Choice { value: value.into(), label: plain(value), hint: None };
    let choices = vec![choice("posta"), choice("sede")];
    let page = || {
        statement()
            .with(Question::new(
                "modo",
                plain("Come"),
                Input::OneChoice { choices: choices.clone(), chosen: None },
            ))
            .with(Question::new("nota", plain("Nota"), Input::Line { value: "Ro".into(), width: 20 }))
            .send(send.clone())
    };
    for by_hand in [false, true] {
        let mut rig = pulled_out(page());
        if by_hand {
            // By hand it covers as much.
            comes_to(&mut rig, a11y::ids::TITLE);
            rig.key(Key::Digit(3));
            assert!(!rig.state.picture().unwrap().curtain, "{}", rig.last());
            rig.key(Key::Digit(3));
        }
        let before = (rig.asked.len(), rig.state.session.view.page.clone());
        for id in ["azione-0", "azione-1", "modo-0", "nota"] {
            let id = match id {
                "modo-0" => a11y::ids::choice("modo", 0),
                id => id.to_owned(),
            };
            comes_to(&mut rig, &id);
            let keys =
                if id == "nota" { vec![Key::Select, Key::Digit(2), Key::Back] } else { vec![Key::Select] };
            for key in keys {
                let said = rig.said.len();
                rig.key(key);
                assert!(
                    rig.said.len() > said && rig.last().contains("schermo"),
                    "{id}, {key:?}: {}",
                    rig.all()
                );
            }
            assert_eq!((rig.asked.len(), &rig.state.session.view.page), (before.0, &before.1), "{id}");
        }
        assert!(rig.all().contains("scopri lo schermo con i comandi"), "{}", rig.all());
        // Uncovered, or heard alone again, each does what it says.
        if by_hand {
            comes_to(&mut rig, a11y::ids::TITLE);
            rig.key(Key::Digit(3));
        } else {
            rig.does(Event::Jack(true));
        }
        comes_to(&mut rig, "azione-1");
        rig.key(Key::Select);
        assert_eq!(rig.asked.last().unwrap().address, "/it/esci");
    }
}

#[test]
fn behind_the_curtain_what_is_everyones_is_heard_seen_and_done() {
    // What the kiosk itself offers on a page that is someone's.
    let mut rig = pulled_out(statement());
    comes_to(&mut rig, a11y::ids::HELP);
    assert_eq!(rig.last(), "Come si usa il chiosco");
    rig.key(Key::Repeat);
    assert_eq!(rig.last(), "Come si usa il chiosco");
    rig.key(Key::Select);
    // The help is everyone's: it is on the screen too.
    assert!(rig.last().contains("Come si usa il chiosco") && !rig.state.picture().unwrap().curtain);
    rig.key(Key::Back);
    assert!(rig.state.picture().unwrap().curtain, "the page under it is not");
    comes_to(&mut rig, "azione-1");
    assert!(rig.last().starts_with("Stampa questa pagina"), "{}", rig.last());
    rig.key(Key::Select);
    assert_eq!(rig.printed.len(), 1);
    // So is whether to end.
    rig.does(Event::Paper(Paper::State(PaperState::Out)));
    rig.does(Event::Paper(Paper::Failed(rig.printed[0], PaperState::Out)));
    rig.key(Key::End);
    assert!(rig.last().contains("Vuoi chiudere?") && !rig.state.picture().unwrap().curtain, "{}", rig.all());
    // A page that is everyone's opens the curtain, and no minute runs any more.
    let mut rig = pulled_out(statement());
    rig.key(Key::Back);
    assert!(rig.state.picture().unwrap().curtain, "not before it is there");
    rig.gets(public("Servizi").link(Link::inside(plain("Sedi"), "/it/sedi")));
    assert!(!rig.state.picture().unwrap().curtain);
    rig.hears_out();
    rig.waits(61_000);
    assert!(!rig.state.waits());
    comes_to(&mut rig, "azione-0");
    rig.key(Key::Select);
    assert_eq!(rig.asked.last().unwrap().address, "/it/sedi");
    // Headphones that are pulled out over the help leave nothing of the page under it either.
    let mut rig = Rig::listening_at(statement());
    comes_to(&mut rig, a11y::ids::HELP);
    rig.key(Key::Select);
    rig.does(Event::Jack(false));
    assert!(!rig.state.picture().unwrap().curtain);
    rig.key(Key::Back);
    assert!(rig.state.picture().unwrap().curtain);
}

#[test]
fn behind_the_curtain_no_digit_of_a_pin_is_chosen_that_is_neither_seen_nor_heard() {
    let mut rig = Rig::listening_at(sign_in());
    rig.hears_out();
    comes_to(&mut rig, "pin");
    rig.key(Key::Select);
    rig.key(Key::Select);
    assert_eq!(rig.state.session.secrets["pin"].len(), 1);
    rig.does(Event::Jack(false));
    assert!(rig.state.picture().unwrap().curtain && rig.state.session.ring.is_none());
    rig.key(Key::Select);
    assert!(
        rig.state.session.ring.is_none() && rig.last().contains("lo schermo è coperto"),
        "{}",
        rig.last()
    );
    rig.key(Key::Next);
    rig.key(Key::Previous);
    assert!(rig.last().ends_with("Risposta: una cifra"), "{}", rig.last());
    rig.does(Event::Jack(true));
    rig.key(Key::Select);
    assert!(rig.state.session.ring.is_some());
}

#[test]
fn headphones_that_come_into_a_page_that_reads_itself_go_on_with_it() {
    let page = || public("Servizi").say(plain("Uno.")).say(plain("Due."));
    let is_read_on = |rig: &mut Rig| {
        let before = rig.said.len();
        rig.does(Event::Jack(true));
        rig.hears_out();
        rig.said[before..].iter().any(|(_, _, said)| said == "Due.")
    };
    let ends = |rig: &mut Rig| {
        let id = rig.speaking.take().unwrap();
        rig.does(Event::Voice(Voice::Ended(id)));
    };
    // Who began at the loudspeaker.
    let mut rig = Rig::new();
    rig.key(Key::Digit(5));
    rig.hears_out();
    rig.key(Key::Select);
    rig.gets(page());
    ends(&mut rig);
    assert_eq!(rig.last(), "Uno.");
    assert!(is_read_on(&mut rig), "{}", rig.all());
    // A cable that slips out and goes back.
    let mut rig = Rig::listening_at(page());
    ends(&mut rig);
    rig.does(Event::Jack(false));
    assert!(is_read_on(&mut rig), "{}", rig.all());
    // After a key the citizen leads.
    let mut rig = Rig::listening_at(page());
    rig.key(Key::Next);
    rig.does(Event::Jack(false));
    assert!(!is_read_on(&mut rig), "{}", rig.all());
}

/// Things that happen by themselves, and a word of what is said then.
fn happenings() -> [(Event, &'static str); 4] {
    [
        (Event::Portal(Portal::There(false)), "collegamento è caduto"),
        (Event::Card(Card::NoReader), "lettore di tessere non funziona"),
        (Event::Device(Device::Keypad(false)), "tastiera non risponde"),
        (Event::Staff(Staff::Coming), "sta arrivando"),
    ]
}

/// A kiosk whose devices have all told of themselves.
fn well() -> Rig {
    let mut rig = Rig::new();
    rig.does(Event::Card(Card::Empty));
    rig.does(Event::Device(Device::Keypad(true)));
    rig.does(Event::Portal(Portal::There(true)));
    rig
}

#[test]
fn whatever_happens_during_the_greeting_it_is_said_whole_and_each_language_offers_itself() {
    for key in [None, Some(Key::Louder), Some(Key::Faster)] {
        for (event, word) in happenings() {
            let mut rig = well();
            rig.does(Event::Jack(true));
            let greeting = rig.last().to_owned();
            rig.does(event.clone());
            assert!(rig.last().contains(word), "{event:?}: {}", rig.all());
            key.into_iter().for_each(|key| rig.key(key));
            rig.hears_out();
            let all = rig.all();
            assert_eq!(all.matches(&greeting).count(), 2, "{event:?}, {key:?}: {all}");
            let after = all.rsplit(&greeting).next().unwrap();
            for words in ["Scegli la lingua", "Italiano", "English", "العربية"] {
                assert!(after.contains(words), "{event:?}, {key:?}: {words}: {all}");
            }
            // What a key cut off is said again too.
            let times = 1 + usize::from(key.is_some());
            assert_eq!(
                all.lines().filter(|line| line.contains(word)).count(),
                times,
                "{event:?}, {key:?}: {all}"
            );
        }
    }
}

#[test]
fn of_two_things_that_happen_at_once_the_later_is_heard_whole_and_what_was_read_goes_on() {
    let mut rig = Rig::listening_at(public("Servizi").say(plain("Uno.")).say(plain("Due.")));
    assert_eq!(rig.last(), "Servizi");
    for (event, _) in happenings() {
        rig.does(event);
    }
    let (_, word) = &happenings()[3];
    assert!(rig.last().contains(word), "{}", rig.all());
    rig.hears_out();
    assert!(rig.all().contains("Servizi\nUno.\nDue.\n"), "{}", rig.all());
}

#[test]
fn a_key_that_sets_something_again_cuts_what_it_said_and_no_more() {
    let mut rig = Rig::new();
    rig.does(Event::Jack(true));
    let greeting = rig.last().to_owned();
    (0..3).for_each(|_| rig.key(Key::Louder));
    rig.hears_out();
    let all = rig.all();
    assert_eq!((all.matches(&greeting).count(), all.matches("Volume").count()), (2, 3), "{all}");
    assert!(all.contains("English"), "{all}");
    // Who goes on by a key has heard enough of it.
    let mut rig = Rig::new();
    rig.does(Event::Jack(true));
    rig.key(Key::Louder);
    rig.key(Key::Next);
    rig.hears_out();
    assert_eq!(rig.all().matches(&greeting).count(), 1, "{}", rig.all());
}

#[test]
fn headphones_that_were_in_before_anybody_came_begin_nothing_and_are_not_private() {
    let mut rig = Rig::new();
    rig.does(Event::Device(Device::JackFull));
    assert!(rig.state.waits() && rig.said.is_empty(), "{}", rig.all());
    rig.key(Key::Digit(5));
    rig.key(Key::Next);
    rig.key(Key::Select);
    rig.gets(statement());
    rig.hears_out();
    assert!(rig.said.iter().all(|(_, private, _)| !private), "it speaks into the hall");
    assert!(rig.all().contains("togli le cuffie e rimettile") && !rig.all().contains("52"), "{}", rig.all());
    rig.does(Event::Jack(false));
    rig.does(Event::Jack(true));
    rig.hears_out();
    assert!(rig.said.last().unwrap().1, "now someone was seen to plug them in");
}

#[test]
fn a_box_for_a_secret_is_named_in_the_hall_where_what_is_wrong_there_is_not_told() {
    let mut page = sign_in();
    a11y::act::question_mut(&mut page, "pin").unwrap().problem = Some(plain("Manca").into());
    let mut rig = Rig::new();
    rig.key(Key::Digit(5));
    rig.hears_out();
    rig.key(Key::Select);
    rig.gets(page);
    let wrong = "PIN. C’è un problema in quello che hai scritto: inserisci le cuffie,";
    assert!(rig.last().starts_with(wrong) && !rig.last().contains("Manca"), "{}", rig.last());
    rig.key(Key::Previous);
    rig.key(Key::Next);
    assert_eq!(rig.last(), "PIN. È personale: solo in cuffia o sullo schermo.");
    rig.key(Key::Next);
    assert_eq!(rig.last(), "Entra");
}

#[test]
fn keys_tell_their_names_in_the_explore_mode_and_do_nothing() {
    let mut rig = Rig::listening_at(public("Servizi"));
    rig.key(Key::Help);
    rig.key(Key::Help);
    rig.key(Key::End);
    // As each other: its name, and what it does.
    assert_eq!(rig.last(), "Fine: chiude la sessione");
    for (key, name) in [(Key::Back, "Indietro: torna"), (Key::Select, "Tasto centrale: sceglie")] {
        rig.key(key);
        assert!(rig.last().starts_with(name), "{}", rig.last());
    }
    assert!(!rig.state.waits());
    rig.key(Key::Help);
    rig.key(Key::End);
    assert!(rig.state.waits());
}

#[test]
fn a_reading_that_nobody_stops_is_stopped_for_a_warning() {
    let mut rig = Rig::listening_at(statement());
    let warning = Setup::default().warning;
    // The kiosk speaks all the time.
    while rig.now < 300_000 - warning {
        rig.now += 500;
        rig.does(Event::Tick(rig.now));
    }
    rig.waits(1_000);
    assert!(rig.last().contains("Sei ancora qui?") || rig.state.session.warned.is_some(), "{}", rig.last());
    assert!(!rig.state.waits(), "the warning leaves its time");
    rig.key(Key::Repeat);
    rig.waits(60_000);
    assert!(!rig.state.waits(), "a key goes on");
}

/// Presses a key, and hears to the end what comes of it.
pub(super) fn heard(rig: &mut Rig, key: Key) -> Vec<String> {
    let before = rig.said.len();
    rig.key(key);
    rig.hears_out();
    rig.said[before..].iter().map(|(_, _, words)| words.clone()).collect()
}

#[test]
fn past_both_ends_of_a_page_one_is_told_that_it_is_its_beginning() {
    let mut rig = Rig::listening_at(public("Servizi").say(plain("Uno.")));
    rig.key(Key::Previous);
    rig.key(Key::Previous);
    rig.hears_out();
    let start = ["Inizio della pagina.", "Servizi"];
    assert_eq!(heard(&mut rig, Key::Previous), start);
    assert_eq!(heard(&mut rig, Key::Previous), start, "and again");
    opens_the_commands(&mut rig);
    goes_on_to(&mut rig, |rig| rig.last() == "Chiama il personale");
    rig.hears_out();
    assert_eq!(heard(&mut rig, Key::Next), start, "after the last command");
    assert_eq!(heard(&mut rig, Key::Next), ["Uno."], "and on from there");
}

/// Goes on to the stop after the page, and opens it.
pub(super) fn opens_the_commands(rig: &mut Rig) {
    goes_on_to(rig, |rig| rig.state.picture().unwrap().focus.as_deref() == Some("comandi"));
    rig.key(Key::Select);
}

/// Goes on until this is so.
fn goes_on_to(rig: &mut Rig, there: impl Fn(&Rig) -> bool) {
    for _ in 0..50 {
        if there(rig) {
            return;
        }
        rig.key(Key::Next);
    }
    panic!("it is never come to: {}", rig.all());
}

#[test]
fn the_commands_after_a_page_are_one_stop_that_opens_and_no_two_stops_have_the_same_name() {
    let mut rig = Rig::listening_at(public("Servizi").say(plain("Uno.")));
    rig.key(Key::Repeat);
    let mut walked = Vec::new();
    while !rig.last().starts_with("Inizio") && walked.len() < 20 {
        walked.push(rig.last().to_owned());
        rig.key(Key::Next);
    }
    let end = "Fine della pagina. Comandi: scegli per aprirli";
    assert_eq!(walked[1..], ["Uno.", "Come si usa il chiosco", end], "and then the page again");
    // By the key of parts the same.
    rig.hears_out();
    let parts = [Key::Digit(8), Key::Digit(8), Key::Digit(8)].map(|key| heard(&mut rig, key)[0].clone());
    assert_eq!(parts, ["Come si usa il chiosco", end, "Non ci sono altre parti."]);
    assert_eq!(heard(&mut rig, Key::Select), ["Torna alla pagina prima"]);
    assert_eq!(heard(&mut rig, Key::Next), ["Ripeti"]);
    for _ in 0..2 {
        rig.key(Key::Previous);
    }
    assert_eq!(rig.last(), end, "and back out of them");
    for lang in Lang::ALL {
        let mut rig = Rig::listening_at(Page { lang, ..public("Servizi") });
        rig.hears_out();
        let stops = rig.state.session.view.heard.iter();
        let mut names: Vec<_> = stops.map(|stop| words(Aloud::Ears(stop.heard.clone()).script())).collect();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all, "{names:?}");
    }
}

#[test]
fn a_curtain_that_was_drawn_by_hand_stays_when_headphones_come_back() {
    let mut rig = Rig::listening_at(public("Prova"));
    rig.key(Key::Digit(3));
    rig.does(Event::Jack(false));
    rig.does(Event::Jack(true));
    assert!(rig.state.picture().unwrap().curtain);
    // On a page that is someone's they would draw it themselves.
    let mut rig = Rig::listening_at(statement());
    rig.key(Key::Digit(3));
    rig.does(Event::Jack(false));
    assert!(rig.state.picture().unwrap().unplugged, "it tells how one goes on");
    rig.does(Event::Jack(true));
    let shown = rig.state.picture().unwrap();
    assert!(shown.curtain && !shown.unplugged);
    rig.key(Key::Digit(3));
    rig.does(Event::Jack(false));
    rig.does(Event::Jack(true));
    assert!(!rig.state.picture().unwrap().curtain, "what they drew alone falls with them");
}

#[test]
fn with_two_keys_what_was_heard_last_is_spelled_and_found_again() {
    let code = Text::from(a11y::text::Span::Code("AN40".to_owned()));
    let mut rig = Rig::listening_at(public("Prova").say(code).say(plain("Poi")));
    rig.key(Key::Next);
    let after = |rig: &mut Rig, wanted: &str| {
        for _ in 0..30 {
            if rig.last() == wanted {
                return rig.key(Key::Select);
            }
            let opens = rig.last().starts_with("Fine della pagina");
            rig.key(if opens { Key::Select } else { Key::Next });
        }
        panic!("no {wanted}: {}", rig.all());
    };
    let before = rig.state.session.view.at;
    // Past the second paragraph and the help: the place that is kept.
    after(&mut rig, "Dove sei");
    assert!(rig.last().contains("voce 4 di 4"), "{}", rig.last());
    rig.key(Key::Previous);
    rig.key(Key::Previous);
    assert_eq!(rig.state.session.view.at, before);
    rig.key(Key::Digit(0));
    assert!(rig.last().contains("Ancona"), "{}", rig.last());
}

#[test]
fn headings_and_texts_without_a_code_are_spelled_word_by_word() {
    let mut rig = Rig::listening_at(public("Dov’è la sede?").say(Text::name("Rossi")));
    let spelled = |rig: &mut Rig| -> Vec<String> {
        let (_, commands) = step(rig.state.clone(), Event::Key(Key::Digit(0)));
        let mut scripts = commands.iter().filter_map(|command| match command {
            Command::Speak(speech) => Some(speech.aloud.script()),
            _ => None,
        });
        let heard = scripts.next().expect("nothing is said").iter();
        heard
            .filter_map(|said| match said {
                Said::Spell { text, .. } => Some(text.clone()),
                Said::Pause(_) => None,
                Said::Say { .. } | Said::Mark(_) => panic!("not spelled: {said:?}"),
            })
            .collect()
    };
    rig.key(Key::Previous);
    assert_eq!(spelled(&mut rig), ["Dov’è", "la", "sede"]);
    rig.key(Key::Next);
    assert_eq!(spelled(&mut rig), ["Rossi"]);
}

#[test]
fn by_ear_a_link_is_told_from_a_paragraph_in_full_once_and_shortly_from_then_on() {
    let link = |words: &str| Link::inside(plain(words), "/it/altrove");
    let page = public("Prova").say(plain("Una frase")).link(link("Primo")).link(link("Secondo"));
    let mut rig = Rig::listening_at(page);
    rig.key(Key::Previous);
    let heard = |rig: &mut Rig, key: Key| {
        rig.key(key);
        rig.hears_out();
        rig.last().to_owned()
    };
    assert_eq!(heard(&mut rig, Key::Next), "Una frase");
    assert_eq!(heard(&mut rig, Key::Next), "Premi il tasto centrale per aprire.");
    assert_eq!(heard(&mut rig, Key::Next), "Premi per aprire.");
}

#[test]
fn links_begin_a_part_and_those_of_rows_do_not() {
    let link = |words: &str| Link::inside(plain(words), "/it/altrove");
    let row = |name: &str| SummaryRow { label: plain(name), value: plain("1"), change: Some(link(name)) };
    let rows = vec![row("Cambia uno"), row("Cambia due")];
    let page = public("Prova")
        .with(Summary { caption: plain("Risposte"), rows })
        .say(plain("Poi"))
        .link(link("Primo"))
        .link(link("Secondo"));
    let mut rig = Rig::listening_at(page);
    let parts: Vec<String> = (0..2)
        .map(|_| {
            rig.key(Key::Digit(8));
            rig.last().to_owned()
        })
        .collect();
    assert!(parts[0].contains("Risposte") && parts[1] == "Primo", "{parts:?}");
}

#[test]
fn by_parts_each_is_come_to_whatever_stands_before_it_and_be_its_words_those_of_the_one_before() {
    let link = |words: &str| Link::inside(plain(words), "/it/altrove");
    let row = |change| SummaryRow { label: plain("Anno"), value: plain("2026"), change };
    let table = |rows| a11y::page::Block::Summary(Summary { caption: plain("Uguale"), rows });
    let links = || a11y::page::Block::Links(vec![link("Uguale"), link("Ancora")]);
    let section = |body| a11y::page::Section { heading: plain("Uguale"), body };
    let notice =
        || a11y::page::Notice { tone: a11y::page::Tone::Warning, title: plain("Uguale"), body: Vec::new() };
    let page = public("Uguale")
        .with(notice())
        .with(notice())
        .with(section(Vec::new()))
        .with(section(Vec::new()))
        .with(table(vec![row(None)]))
        .with(table(vec![row(None)]))
        .with(links())
        .with(links())
        .with(table(vec![row(Some(link("Uguale"))), row(Some(link("Uguale")))]))
        .with(links());
    let mut rig = Rig::listening_at(page);
    rig.hears_out();
    rig.state.session.view.at = 0;
    let come_to = ["b-0", "b-1", "b-2", "b-3", "b-4", "b-5", "b-6-0", "b-7-0", "b-8", "b-9-0"].map(|part| {
        rig.key(Key::Digit(8));
        (rig.state.session.view.here().unwrap().id.clone(), part)
    });
    assert!(come_to.iter().all(|(at, part)| at == part), "{come_to:?}");
    // And back the same way.
    rig.key(Key::Digit(2));
    rig.key(Key::Digit(2));
    assert_eq!(rig.state.session.view.here().unwrap().id, "b-7-0");
}

#[test]
fn a_table_under_its_own_heading_is_one_part_with_it_and_the_next_of_the_section_is_another() {
    let table = |caption: &str| {
        let row = SummaryRow { label: plain("Anno"), value: plain("2026"), change: None };
        a11y::page::Block::Summary(Summary { caption: plain(caption), rows: vec![row] })
    };
    let section = a11y::page::Section { heading: plain("Chi assume"), body: vec![table(""), table("Altro")] };
    let mut rig = Rig::listening_at(public("Rileggi").with(section).submit(plain("Invia")));
    let heard = ["Chi assume", "Altro una riga", "Invia"].map(|part| {
        rig.key(Key::Digit(8));
        (rig.last().to_owned(), part)
    });
    assert!(heard.iter().all(|(heard, part)| heard == part), "{heard:?}");
}

#[test]
fn at_a_kiosk_the_front_page_begins_with_what_can_be_done() {
    let services = a11y::page::Section { heading: plain("Servizi"), body: Vec::new() };
    let page = public("Che cosa vuoi fare?").say(plain("Sportello è il portale.")).with(services);
    let mut rig = Rig::listening_at(public("Prova"));
    rig.key(Key::Back);
    let frame = Frame { status: 200, address: "/it/".into(), ..Frame::default() };
    rig.gets_framed(page.clone(), frame);
    let said = rig.said.len();
    rig.hears_out();
    let heard: Vec<&str> = rig.said[said - 1..].iter().map(|(_, _, words)| words.as_str()).collect();
    assert_eq!(heard[..2], ["Che cosa vuoi fare?", "Servizi"]);
    // Elsewhere the first sentence stays.
    rig.key(Key::Back);
    rig.gets(page);
    rig.hears_out();
    assert!(rig.all().contains("Sportello è il portale"), "{}", rig.all());
}

#[test]
fn by_parts_no_command_of_the_page_is_passed_by() {
    let page = statement().link(Link::inside(plain("Segnala"), "/it/segnala"));
    let page = Page { for_paper: true, ..page };
    let stops = |page: Page| {
        let mut rig = Rig::listening_at(page);
        rig.hears_out();
        rig.state.session.view.at = 0;
        let mut stops = Vec::new();
        for _ in 0..12 {
            rig.key(Key::Digit(8));
            stops.push(rig.state.session.view.here().unwrap().id.clone());
        }
        stops.dedup();
        stops
    };
    // Made for paper it is printed first; any other page among its commands.
    let first = stops(page);
    for id in ["b-0-0", "azione-0", "azione-1", super::super::ring::OPENS] {
        assert!(first.iter().any(|stop| stop == id), "{id}: {first:?}");
    }
    let paper = stops(Page { for_paper: false, ..statement() });
    let prints = a11y::ids::action(1);
    assert!(paper.contains(&prints) && paper.contains(&a11y::ids::action(0)), "{paper:?}");
}
