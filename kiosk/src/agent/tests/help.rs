//! The help of the keypad: heard to its end, walked, stopped and left.

use super::listening::{heard, opens_the_commands};
use super::*;
use crate::agent::words;

#[test]
fn help_is_heard_to_its_end_or_walked_piece_by_piece_like_a_page() {
    let mut rig = Rig::listening_at(public("Servizi").say(plain("Uno.")));
    rig.hears_out();
    rig.key(Key::Digit(2));
    rig.key(Key::Next);
    rig.hears_out();
    assert_eq!(rig.last(), "Uno.");
    let pieces = heard(&mut rig, Key::Help);
    assert_eq!(pieces.len(), 7, "{pieces:?}");
    assert!(pieces[0].starts_with("Frecce:") && pieces[5].contains("premi ancora Aiuto"), "{pieces:?}");
    // Heard out it says where one is, and the key that goes back, and the one that chooses, leave the help and not the page.
    let here = ["Servizi, voce 2 di 3", "Uno."];
    assert_eq!(pieces[6], here[0]);
    let asked = rig.asked.len();
    for key in [Key::Back, Key::Select, Key::Repeat] {
        let mut rig = rig.clone();
        assert_eq!(heard(&mut rig, key), here, "{key:?}");
        assert_eq!(rig.asked.len(), asked, "{key:?}");
        rig.key(Key::Back);
        assert!(rig.asked.len() > asked, "and then it does what it says");
    }
    for (key, then) in [(Key::Previous, "Servizi"), (Key::Next, "Come si usa il chiosco")] {
        assert_eq!(heard(&mut rig.clone(), key)[0], then, "the arrows are the page's");
    }
    rig.waits(61_000);

    rig.key(Key::Help);
    assert_eq!(rig.last(), pieces[0]);
    assert_eq!(heard(&mut rig, Key::Next), [pieces[1].clone()], "after a key the citizen leads");
    assert_eq!(heard(&mut rig, Key::Next), [pieces[2].clone()]);
    assert_eq!(heard(&mut rig, Key::Repeat), [pieces[2].clone()]);
    assert_eq!(heard(&mut rig, Key::Previous), [pieces[1].clone()]);
    assert_eq!(heard(&mut rig, Key::Previous), [pieces[0].clone()]);
    assert_eq!(heard(&mut rig, Key::Previous), [pieces[0].clone()], "it begins there");
    assert!(format!("{:?}", rig.state.picture().unwrap().caption).contains("Frecce"), "it is seen, too");
    // After the last piece comes the page again, where one was.
    for piece in &pieces[1..6] {
        assert_eq!(&heard(&mut rig, Key::Next), std::slice::from_ref(piece));
    }
    assert_eq!(heard(&mut rig, Key::Next), here);
    rig.key(Key::Previous);
    assert_eq!(rig.last(), "Servizi", "and the arrows are the page's");
}

#[test]
fn help_is_stopped_and_left_and_what_it_tells_of_can_be_done_from_any_piece() {
    let walked = || {
        let mut rig = Rig::listening_at(sign_in());
        rig.hears_out();
        rig.key(Key::Help);
        rig.key(Key::Next);
        rig
    };
    // Keys that change the voice have the piece said again.
    let mut rig = walked();
    let piece = rig.last().to_owned();
    assert_eq!(heard(&mut rig, Key::Louder), ["Volume 3 di 5", piece.as_str()]);
    let mut rig = walked();
    rig.key(Key::Help);
    assert!(rig.state.session.explore, "{}", rig.last());
    let mut rig = walked();
    rig.key(Key::Digit(7));
    assert_eq!(rig.calls, 1);
    // Out of it by the key that chooses and the one that goes back, which do nothing else.
    for key in [Key::Select, Key::Back] {
        let mut rig = walked();
        let at = rig.state.session.view.at;
        let asked = rig.asked.len();
        rig.key(key);
        assert_eq!((rig.state.session.view.at, rig.asked.len()), (at, asked), "{key:?}");
        assert!(rig.last() != piece && rig.state.session.helping.is_none(), "{key:?}: {}", rig.last());
    }
    // Silence is silence: nothing goes on by itself.
    let mut rig = Rig::listening_at(public("Servizi"));
    rig.hears_out();
    rig.key(Key::Help);
    rig.does(Event::Finger(Finger::Quiet));
    let before = rig.said.len();
    rig.key(Key::Digit(1));
    rig.does(Event::Jack(false));
    assert_eq!(rig.speaking, None);
    assert!(rig.said[before..].iter().all(|(_, _, words)| !words.contains("parte dopo")), "{}", rig.all());
    // A page that comes ends it.
    let mut rig = walked();
    rig.key(Key::End);
    assert!(rig.state.waits() && rig.state.is_clean());
}

#[test]
fn the_key_that_pauses_stops_help_and_then_has_the_rest_of_it() {
    let mut rig = Rig::listening_at(public("Servizi").say(plain("Uno.")));
    rig.hears_out();
    let pieces = heard(&mut rig, Key::Help);
    rig.waits(61_000);
    rig.key(Key::Help);
    let first = rig.speaking.take().unwrap();
    rig.does(Event::Voice(Voice::Ended(first)));
    assert_eq!(rig.last(), pieces[1]);
    rig.key(Key::Digit(1));
    assert_eq!(rig.speaking, None, "silence");
    assert!(format!("{:?}", rig.state.picture().unwrap().caption).contains("In pausa."));
    assert_eq!(heard(&mut rig, Key::Digit(1)), pieces[1..], "and the rest of it");
    // What changes the voice meanwhile begins nothing.
    rig.waits(61_000);
    rig.key(Key::Help);
    rig.key(Key::Digit(1));
    assert_eq!(heard(&mut rig, Key::Louder), ["Volume 3 di 5"]);
    assert_eq!(heard(&mut rig, Key::Digit(1)), pieces);
    // Where a PIN is asked for no digit does what another does not.
    let said = [1, 2].map(|digit| {
        let mut rig = Rig::listening_at(sign_in());
        rig.hears_out();
        (0..3).for_each(|_| rig.key(Key::Previous));
        rig.key(Key::Help);
        rig.key(Key::Digit(digit));
        rig.last().to_owned()
    });
    assert!(said[0] == said[1] && said[0].contains("PIN"), "{said:?}");
}

#[test]
fn help_begins_with_what_two_keys_do_for_who_has_used_no_others() {
    for (lang, two) in
        [(Lang::It, "Con due tasti:"), (Lang::En, "With two keys:"), (Lang::Ar, "بِمِفْتَاحَيْنِ فَقَطْ:")]
    {
        let mut rig = Rig::listening_at(Page { lang, ..public("Servizi") });
        rig.hears_out();
        opens_the_commands(&mut rig);
        while rig.state.picture().unwrap().focus.as_deref() != Some("comando-aiuto") {
            rig.key(Key::Next);
        }
        let pieces = heard(&mut rig, Key::Select);
        assert_eq!(pieces.len(), 8, "{pieces:?}");
        assert!(pieces[0].starts_with(two), "{pieces:?}");
        rig.key(Key::Select);
        // The other keys are no less there: the pieces stay the same when one of them is used.
        while rig.state.picture().unwrap().focus.as_deref() != Some("comando-aiuto") {
            rig.key(Key::Next);
        }
        rig.waits(61_000);
        rig.key(Key::Select);
        assert_eq!(heard(&mut rig, Key::Next), [pieces[1].clone()]);
        assert_eq!(heard(&mut rig, Key::Repeat), [pieces[1].clone()]);
        assert_eq!(heard(&mut rig, Key::Previous), [pieces[0].clone()]);
    }
}

#[test]
fn of_the_key_that_covers_the_screen_the_help_and_its_own_name_tell_that_it_uncovers_it_too() {
    let line = |said: &Text, lang| a11y::values::line(said, lang);
    for (lang, uncovers) in [(Lang::It, "scopre"), (Lang::En, "uncovers"), (Lang::Ar, "إظهارها")] {
        let name = line(&words::key_digit(lang, 3), lang);
        let does = name.split_once(": ").unwrap().1;
        assert!(does.contains(uncovers), "{name}");
        let help = line(&words::help_keys_read(lang), lang);
        assert!(help.contains(&format!("3: {does}.")), "{help}");
    }
}

#[test]
fn who_begins_with_two_switches_hears_of_no_other_key() {
    let choice = |value: &str| a11y::page::Choice { value: value.into(), label: plain(value), hint: None };
    let way = Input::OneChoice { choices: vec![choice("posta"), choice("sede")], chosen: None };
    let text = |name: &str, input| Question::new(name, plain(name), input);
    let page = public("Prova")
        .with(text("numero", Input::Code { value: String::new(), width: 4, digits: true }))
        .with(text("somma", Input::Money { value: String::new() }))
        .with(text("nome", Input::Line { value: String::new(), width: 20 }))
        .with(text("modo", way))
        .submit(plain("Invia"))
        .link(Link::inside(plain("Avanti"), "/it/avanti"));
    let other = [
        ["frecce", "tasto centrale", "tasti dei numeri", "premi ancora 7", "8:"],
        ["arrows", "middle key", "number keys", "press 7", "8:"],
        ["الْأَسْهُم", "الْأَوْسَط", "بِمَفَاتِيحِ الْأَرْقَامِ", "7 مَرَّةً", "8:"],
    ];
    for (lang, other) in Lang::ALL.into_iter().zip(other) {
        let mut rig = Rig::with(Setup { lang, languages: vec![lang], ..Setup::default() });
        let switch = |rig: &mut Rig, key| {
            rig.does(Event::Switch(key));
            rig.hears_out();
        };
        switch(&mut rig, Key::Next);
        switch(&mut rig, Key::Select);
        rig.gets(Page { lang, ..page.clone() });
        rig.hears_out();
        // Once round the page and its commands; a box is opened on the way, and help and the staff are chosen.
        for _ in 0..60 {
            let here = rig.state.session.view.here().map(|here| here.id.clone()).unwrap_or_default();
            switch(&mut rig, Key::Next);
            if here == super::super::ring::OPENS {
                break;
            }
        }
        let chooses = |rig: &mut Rig, id: &str| {
            rig.state.session.view.at =
                rig.state.session.view.heard.iter().position(|heard| heard.id == id).unwrap();
            switch(rig, Key::Select);
        };
        for id in ["numero", "comando-aiuto", "comando-aiuto", "comando-personale"] {
            rig.state.session.ring = None;
            chooses(&mut rig, id);
            switch(&mut rig, Key::Next);
        }
        let all = rig.all();
        for word in other {
            assert!(!all.contains(word), "{lang:?} {word}: {all}");
        }
        let of_two = [words::keys_short_two, words::to_open_two, words::to_send_two, words::to_choose_two];
        for words in of_two.into_iter().chain([words::type_two, words::ring_two, words::help_staff_two]) {
            let said = a11y::speech::announce(lang, &words(lang), a11y::speech::Reading::First);
            let a11y::speech::Heard::Public(said) = said else { panic!("it is nobody's") };
            let said = super::words(said.commands());
            assert!(all.contains(&said), "{lang:?} {said}: {all}");
        }
        assert!(!rig.state.session.explore, "nobody finds out of that by two switches");
    }
    // Who began by headphones was told of a keypad, and hears once what they have; with a key it is the keypad again.
    let mut rig = Rig::listening_at(public("Prova").say(plain("Uno.")));
    rig.does(Event::Switch(Key::Next));
    rig.hears_out();
    assert!(rig.last().contains("Avanti va alla voce dopo"), "{}", rig.last());
    rig.key(Key::Help);
    assert!(rig.last().contains("Frecce"), "{}", rig.last());
}

#[test]
fn on_a_page_that_asks_for_a_pin_the_help_tells_what_the_numbers_do_there() {
    let mut rig = Rig::listening_at(sign_in());
    rig.key(Key::Help);
    rig.hears_out();
    let all = rig.all();
    assert!(all.contains("In questa pagina i numeri scrivono nelle caselle, e non fanno altro"), "{all}");
    assert!(!all.contains("8: parte dopo") && !all.contains("5: dove sei"), "{all}");
    let mut rig = Rig::listening_at(sign_in());
    rig.does(Event::Touch(Touch::Control(Control::Help)));
    let page = format!("{:?}", rig.state.picture().unwrap().page);
    assert!(page.contains("In questa pagina i numeri") && !page.contains("8: parte dopo"), "{page}");
}
