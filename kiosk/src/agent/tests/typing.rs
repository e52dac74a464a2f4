//! What is typed: letters, codes, secrets, amounts; and what stands there in another language.

use super::*;
use crate::agent::command::Keys;
use crate::event::Sign;

#[test]
fn a_secret_is_counted_and_never_said_shown_or_kept_in_the_page() {
    let mut rig = Rig::listening_at(sign_in());
    rig.hears_out();
    rig.key(Key::Next);
    assert_eq!(rig.state.session.view.here().unwrap().id, "pin");
    let before = rig.said.len();
    rig.digits("27495163");
    let said: Vec<&str> = rig.said[before..].iter().map(|(_, _, words)| &**words).collect();
    assert!(said.iter().any(|words| words.contains("3") && words.contains("8")), "{said:?}");
    assert!(said.iter().all(|words| !words.contains("27")), "{said:?}");
    let shown = format!("{:?}", rig.state.picture().unwrap());
    assert!(!shown.contains("2749"), "{shown}");
    rig.key(Key::Next);
    rig.key(Key::Select);
    let sent = &rig.asked.last().unwrap().fields;
    assert!(sent.contains(&("pin".into(), "27495163".into())), "{}", sent.len());
    rig.gets(statement());
    assert!(rig.state.session.secrets.is_empty());
}

#[test]
fn typing_a_secret_and_erasing_it_sound_different_in_the_hall_as_in_the_headphones() {
    let box_of = |width| Question::new("pin", plain("PIN"), Input::Secret { width });
    for (jack, lang, [typed, left]) in [
        (true, Lang::It, ["cifra 2 di 8", "Cancellato, restano 1"]),
        (false, Lang::It, ["cifra 2 di 8", "Cancellato, restano 1"]),
        (false, Lang::En, ["digit 2 of 8", "Erased, 1 left"]),
        (false, Lang::Ar, ["اَلرَّقْمُ 2 مِنْ 8", "تَمَّ الْحَذْفُ، اَلْبَاقِي 1"]),
    ] {
        let mut rig = Rig::listening_at(Page { lang, ..public("PIN").with(box_of(8)) });
        rig.does(Event::Jack(jack));
        rig.hears_out();
        rig.state.session.listening = Some(crate::agent::session::Listening { private: jack });
        rig.state.session.view.at = 1;
        rig.digits("27");
        assert_eq!((rig.last(), rig.said.last().unwrap().1), (typed, jack));
        rig.key(Key::Back);
        assert_eq!((rig.last(), rig.said.last().unwrap().1), (left, jack));
    }
}

#[test]
fn the_ring_and_the_screens_keyboard_say_of_an_empty_box_that_there_is_nothing_to_erase() {
    let page = || public("PIN").with(Question::new("pin", plain("PIN"), Input::Secret { width: 8 }));
    let empty = "Qui non c’è nulla da cancellare.";
    let mut rig = Rig::listening_at(page());
    rig.state.session.view.at = 1;
    rig.key(Key::Select);
    while crate::agent::signs::stands_at(&rig.state) != Some(plain("Cancella")) {
        rig.key(Key::Next);
    }
    rig.key(Key::Select);
    assert_eq!(rig.last(), empty);
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.gets(page());
    rig.does(Event::Touch(Touch::Part("pin".into())));
    rig.does(Event::Touch(Touch::Erase));
    let caption = |rig: &Rig| format!("{:?}", rig.state.picture().unwrap().caption);
    assert!(caption(&rig).contains(empty), "{}", caption(&rig));
    rig.does(Event::Touch(Touch::Sign('2')));
    assert!(!caption(&rig).contains(empty), "{}", caption(&rig));
}

#[test]
fn letters_are_tapped_as_on_a_telephone() {
    let name = Question::new("nome", plain("Nome"), Input::Line { value: String::new(), width: 20 });
    let mut rig = Rig::listening_at(public("Chi sei?").with(name).submit(plain("Continua")));
    rig.key(Key::Next);
    assert_eq!(rig.state.session.view.here().unwrap().id, "nome");
    rig.digits("5552");
    rig.waits(2_000);
    rig.digits("22");
    let typed = |rig: &Rig| a11y::act::fields(&rig.state.session.view.page)[0].1.clone();
    assert_eq!(typed(&rig), "Lab");
    rig.key(Key::Back);
    assert_eq!((typed(&rig).as_str(), rig.last()), ("La", "Cancellato b"));
}

#[test]
fn after_the_key_that_chooses_the_keys_of_letters_write_digits_however_fast() {
    let place = Question::new("dove", plain("Comune o CAP"), Input::Line { value: String::new(), width: 30 });
    let mut rig = Rig::listening_at(public("Dove?").with(place).search(plain("Cerca")));
    rig.key(Key::Next);
    rig.hears_out();
    assert!(rig.last().contains("Per le cifre premi prima il tasto centrale"), "{}", rig.last());
    rig.key(Key::Select);
    rig.digits("00118");
    let typed = |rig: &Rig| a11y::act::fields(&rig.state.session.view.page)[0].1.clone();
    assert_eq!((typed(&rig).as_str(), rig.last()), ("00118", "8"));
    // Chosen again they write letters, and elsewhere and back too.
    rig.key(Key::Select);
    assert!(rig.last().contains("lettere"), "{}", rig.last());
    rig.digits("5");
    assert_eq!(typed(&rig), "00118j");
    rig.key(Key::Select);
    rig.digits("3");
    rig.key(Key::Next);
    rig.key(Key::Previous);
    rig.digits("3");
    assert_eq!(typed(&rig), "00118j3d");
    rig.key(Key::Next);
    rig.key(Key::Select);
    assert_eq!(rig.asked.last().unwrap().fields[0].1, "00118j3d");
    rig.key(Key::Help);
    rig.hears_out();
    assert!(rig.all().contains("dopo il tasto centrale danno cifre"), "{}", rig.all());
}

#[test]
fn a_key_that_comes_when_the_reading_has_just_come_to_a_box_types_nothing_and_is_told() {
    let page = |value: &str| {
        let input = Input::Code { value: value.into(), width: 5, digits: true };
        public("Dove?")
            .say(plain("Prima."))
            .with(Question::new("cap", plain("CAP"), input))
            .search(plain("Cerca"))
    };
    // The reading comes to the box while a key is on its way.
    let led = |value: &str| {
        let mut rig = Rig::listening_at(page(value));
        while rig.state.session.view.here().unwrap().id != "cap" {
            let id = rig.speaking.take().unwrap();
            rig.does(Event::Voice(Voice::Ended(id)));
        }
        rig
    };
    let typed = |rig: &Rig| a11y::act::fields(&rig.state.session.view.page)[0].1.clone();
    let mut rig = led("");
    rig.digits("8");
    assert_eq!((typed(&rig).as_str(), rig.last()), ("", "Qui si scrive. Per andare oltre usa le frecce."));
    let before = rig.said.len();
    rig.hears_out();
    assert!(rig.said[before].2.contains("CAP"), "what is asked is heard: {}", rig.all());
    rig.digits("80");
    assert_eq!(typed(&rig), "80");
    // Who knows the page goes on at once; who has heard what is asked, or has come by a key, types at once.
    let mut knows = led("");
    knows.digits("880");
    assert_eq!(typed(&knows), "80");
    let mut heard = led("");
    heard.hears_out();
    heard.digits("8");
    assert_eq!(typed(&heard), "8");
    let mut came = Rig::listening_at(page(""));
    came.key(Key::Next);
    came.key(Key::Next);
    came.digits("8");
    assert_eq!(typed(&came), "8");
    // What is about the voice is about the voice.
    let mut louder = led("");
    louder.key(Key::Louder);
    louder.digits("8");
    assert_eq!(typed(&louder), "");
    let mut board = led("");
    board.does(Event::Sign(Sign('8')));
    assert_eq!(typed(&board), "");
    // Next and Select do what they do anywhere.
    let mut two = led("");
    two.key(Key::Select);
    assert!(two.state.session.ring.is_some());
    let mut two = led("");
    two.key(Key::Next);
    assert_eq!(two.state.session.view.here().unwrap().id, "invia");
    // Nor is a sign taken from an answer: the key leads back.
    let mut back = led("80121");
    let asked = back.asked.len();
    back.key(Key::Back);
    assert_eq!((typed(&back).as_str(), back.asked.len()), ("80121", asked + 1));
}

#[test]
fn a_fiscal_code_is_typed_on_twelve_keys() {
    let mut rig = Rig::listening_at(sign_in());
    rig.key(Key::Next);
    let code = "MRNNMO69C66H501O";
    const KEYS: [&str; 8] = ["ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"];
    for sign in code.chars() {
        rig.waits(2_000);
        let at = KEYS.iter().position(|letters| letters.contains(sign));
        let (key, times) = match at {
            Some(at) => (at as u8 + 2, KEYS[at].find(sign).unwrap() + 1),
            None => (sign.to_digit(10).unwrap() as u8, 1),
        };
        (0..times).for_each(|_| rig.key(Key::Digit(key)));
    }
    assert_eq!(a11y::act::fields(&rig.state.session.view.page)[0].1, code);
}

#[test]
fn with_two_keys_alone_everything_can_be_typed() {
    let code =
        Question::new("cap", plain("CAP"), Input::Code { value: String::new(), width: 5, digits: true });
    let mut rig = Rig::listening_at(public("Dove?").with(code).search(plain("Cerca")));
    rig.key(Key::Next);
    rig.key(Key::Select);
    for digit in [0, 0, 1, 0, 0] {
        while rig.state.session.ring.as_ref().unwrap().at != digit {
            rig.key(Key::Next);
        }
        rig.key(Key::Select);
    }
    while rig.state.session.ring.as_ref().unwrap().at != 10 {
        rig.key(Key::Next);
    }
    rig.key(Key::Select);
    assert_eq!(rig.state.session.ring, None);
    rig.key(Key::Next);
    rig.key(Key::Select);
    let asked = rig.asked.last().unwrap();
    assert_eq!((asked.address.as_str(), asked.fields[0].1.as_str()), ("/it/prova", "00100"));
}

#[test]
fn who_has_used_two_keys_hears_how_one_types_with_two_and_who_has_used_others_does_not() {
    let name = Question::new("nome", plain("Nome"), Input::Line { value: String::new(), width: 20 });
    for (key, two) in [(None, true), (Some(Key::Louder), false), (Some(Key::Digit(5)), false)] {
        let mut rig = Rig::listening_at(public("Chi sei?").with(name.clone()).submit(plain("Continua")));
        key.into_iter().for_each(|key| rig.key(key));
        rig.key(Key::Next);
        rig.hears_out();
        let said = rig.last();
        let most = said.find("Scrivi con i tasti dei numeri, come al telefono");
        let few = said.find("Con due tasti: Scegli apre i segni");
        assert_eq!((most.is_some(), few.is_some()), (true, two), "{said}");
        assert!(few.is_none() || most < few, "most have keys for digits: {said}");
    }
    // Whoever has chosen signs one by one, and has used no other key, may have none.
    let number = Input::Code { value: String::new(), width: 5, digits: true };
    let page = public("Chi sei?").with(name).with(Question::new("cap", plain("CAP"), number));
    let mut rig = Rig::listening_at(page.submit(plain("Continua")));
    rig.key(Key::Next);
    rig.key(Key::Select);
    while rig.last() != "a e i o u Spazio" {
        rig.key(Key::Next);
    }
    rig.key(Key::Select);
    rig.key(Key::Select);
    while rig.last() != "Fatto" {
        rig.key(Key::Next);
    }
    rig.key(Key::Select);
    rig.key(Key::Next);
    rig.hears_out();
    let said = rig.last();
    assert!(said.contains("tasti dei numeri") && said.find("Con due tasti:") < said.find("Scrivi"), "{said}");
}

#[test]
fn signs_of_mail_addresses_and_letters_of_other_languages_are_written_in_every_way() {
    let mail = Question::new("posta", plain("Posta"), Input::Mail { value: String::new() });
    let page = public("Chi sei?").with(mail).submit(plain("Continua"));
    let typed = |rig: &Rig| a11y::act::fields(&rig.state.session.view.page)[0].1.clone();
    // As on a telephone: after the digit of a key come its rarer signs.
    let mut rig = Rig::listening_at(page.clone());
    rig.key(Key::Next);
    rig.digits(&"1".repeat(8));
    assert_eq!((typed(&rig).as_str(), rig.last()), ("_", "trattino basso"));
    rig.waits(2_000);
    rig.digits(&"6".repeat(12));
    assert_eq!(typed(&rig), "_ñ");
    // By the second page of the keyboard on the screen.
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.gets(page);
    rig.does(Event::Touch(Touch::Part("posta".into())));
    let layer = |rig: &Rig| rig.state.picture().unwrap().keyboard.as_ref().unwrap().layer;
    rig.does(Event::Touch(Touch::Control(Control::Signs)));
    assert_eq!(layer(&rig), 1);
    "+ç".chars().for_each(|sign| rig.does(Event::Touch(Touch::Sign(sign))));
    assert_eq!(typed(&rig), "+ç");
    // What no keyboard of ours has is not written, and told.
    rig.does(Event::Touch(Touch::Sign('∞')));
    assert_eq!(typed(&rig), "+ç");
    assert!(format!("{:?}", rig.state.picture().unwrap().caption).contains("non si può scrivere"));
}

#[test]
fn names_and_sentences_begin_with_capitals_as_on_a_telephone_and_who_wants_the_other_letter_turns_it() {
    let line = || Input::Line { value: String::new(), width: 20 };
    let typed = |input: Input, signs: &str| {
        let page = public("Chi sei?").with(Question::new("q", plain("Domanda"), input));
        let mut rig = Rig::new();
        rig.does(Event::Touch(Touch::Part("b-0-0".into())));
        rig.gets(page.submit(plain("Continua")));
        rig.does(Event::Touch(Touch::Part("q".into())));
        let shown = |rig: &Rig| rig.state.picture().unwrap().keyboard.as_ref().unwrap().capital;
        for sign in signs.chars() {
            let (before, capital) = (a11y::act::fields(&rig.state.session.view.page), shown(&rig));
            let touch = if sign == '^' { Touch::Control(Control::Capitals) } else { Touch::Sign(sign) };
            rig.does(Event::Touch(touch));
            let after = a11y::act::fields(&rig.state.session.view.page);
            if sign == '^' {
                assert_eq!((after, shown(&rig)), (before, !capital), "it writes nothing");
            } else if sign.is_alphabetic() {
                let last = after[0].1.chars().last().unwrap();
                assert_eq!(last.is_uppercase(), capital, "{last}: what the key shows is what it writes");
            }
        }
        a11y::act::fields(&rig.state.session.view.page)[0].1.clone()
    };
    for (signs, name) in [
        ("maria d'angelo", "Maria D'Angelo"),
        ("anna-lisa", "Anna-Lisa"),
        ("^de ^la cruz", "de la Cruz"),
        ("mc^donald", "McDonald"),
        ("^^rossi", "Rossi"),
        ("via roma 3/b", "Via Roma 3/B"),
        ("è 12a", "È 12a"),
    ] {
        assert_eq!(typed(line(), signs), name);
    }
    let told = Input::LongText { value: String::new() };
    assert_eq!(typed(told, "non va. e poi? ore 9.30 s^i"), "Non va. E poi? Ore 9.30 sI");
    assert_eq!(typed(Input::Mail { value: String::new() }, "anna_b@posta.it"), "anna_b@posta.it");
    assert_eq!(typed(Input::Mail { value: String::new() }, "^anna"), "Anna");
    // A letter that a key changes, and one from the ring, are those of the same place; a keyboard has capitals of its own.
    let page = public("Chi sei?").with(Question::new("q", plain("Nome"), line())).submit(plain("Continua"));
    let at = |signs: &[Event]| {
        let mut rig = Rig::listening_at(page.clone());
        rig.key(Key::Next);
        signs.iter().for_each(|event| rig.does(event.clone()));
        a11y::act::fields(&rig.state.session.view.page)[0].1.clone()
    };
    let key = |digit| Event::Key(Key::Digit(digit));
    assert_eq!(at(&[key(5), key(5), key(5), key(2)]), "La");
    assert_eq!(at(&[Key::Select, Key::Select, Key::Select, Key::Select, Key::Select].map(Event::Key)), "Aa");
    assert_eq!(at(&[Event::Sign(Sign('l')), Event::Sign(Sign('A'))]), "lA");
}

#[test]
fn what_is_told_freely_on_an_arabic_page_is_written_in_arabic_letters_first() {
    let told = Question::new("passi", plain("خطوات"), Input::LongText { value: String::new() });
    let page = Page::new(Lang::Ar, plain("عطل")).public().with(told).submit(plain("أرسل"));
    let mut rig = Rig::listening_at(page);
    rig.key(Key::Next);
    rig.digits("2");
    rig.waits(2_000);
    rig.digits("33");
    let typed = |rig: &Rig| a11y::act::fields(&rig.state.session.view.page)[0].1.clone();
    assert_eq!(typed(&rig), "بأ");
    rig.waits(2_000);
    rig.digits("22222");
    assert_eq!(typed(&rig), "بأa");
}

/// What is asked on an Arabic page, in one line.
fn arabic(question: Question) -> Page {
    Page::new(Lang::Ar, plain("بحث")).public().with(question).submit(plain("ابحث"))
}

fn one_line(name: &str) -> Question {
    Question::new(name, plain("كلمات"), Input::Line { value: String::new(), width: 30 })
}

fn typed_at(rig: &Rig) -> String {
    a11y::act::fields(&rig.state.session.view.page)[0].1.clone()
}

#[test]
fn one_line_on_an_arabic_page_takes_arabic_letters_and_latin_ones_in_every_way() {
    // By keys: the Arabic letters of each, then the Latin ones; and so it is told.
    let mut rig = Rig::listening_at(arabic(one_line("parole")));
    rig.key(Key::Next);
    rig.hears_out();
    assert!(rig.last().contains("اللَّاتِينِيَّةُ"), "{}", rig.last());
    rig.digits("999");
    rig.waits(2_000);
    rig.digits("77777");
    assert_eq!(typed_at(&rig), "عى");
    rig.waits(2_000);
    rig.digits("777777");
    assert_eq!(typed_at(&rig), "عىp");
    // By two keys: its letters first, and the Latin ones among the groups after them.
    let mut rig = Rig::listening_at(arabic(one_line("parole")));
    rig.key(Key::Next);
    for sign in ['م', 's'] {
        rig.key(Key::Select);
        let group = |rig: &Rig| rig.state.session.ring.as_ref().unwrap().group;
        for _ in 0..40 {
            match group(&rig) {
                Some(_) if rig.last().ends_with(sign) => break,
                Some(_) => rig.key(Key::Next),
                None if rig.last().split(' ').any(|own| own == sign.to_string()) => rig.key(Key::Select),
                None => rig.key(Key::Next),
            }
        }
        rig.key(Key::Select);
        rig.key(Key::Next);
        rig.key(Key::Previous);
        rig.state.session.ring = None;
    }
    assert_eq!(typed_at(&rig).to_lowercase(), "مs");
    // On the screen: its own letters stand first, the Latin ones behind a key; a whole keyboard writes both.
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.gets(arabic(one_line("parole")));
    rig.does(Event::Touch(Touch::Part("parole".into())));
    assert_eq!(rig.state.picture().unwrap().keyboard.as_ref().unwrap().kind, Keys::Arabic);
    "مs".chars().for_each(|sign| rig.does(Event::Touch(Touch::Sign(sign))));
    "مs".chars().for_each(|sign| rig.does(Event::Sign(Sign(sign))));
    assert_eq!(typed_at(&rig), "مsمs");
}

#[test]
fn what_stands_in_latin_letters_on_record_is_typed_in_them_on_an_arabic_page_too() {
    for question in [one_line("comune").latin(), one_line("cognome").name_of_person()] {
        let mut rig = Rig::listening_at(arabic(question));
        rig.key(Key::Next);
        rig.hears_out();
        assert!(rig.last().contains("هُنَا تَكْتُبُ بِالْحُرُوفِ اللَّاتِينِيَّةِ"), "{}", rig.last());
        rig.digits("222");
        assert_eq!(typed_at(&rig), "C");
    }
    let code = Question::new("codice", plain("الرمز"), Input::FiscalCode { value: String::new() });
    let mut rig = Rig::listening_at(arabic(code));
    rig.key(Key::Next);
    rig.digits("2");
    assert_eq!(typed_at(&rig), "A");
}

#[test]
fn only_a_fiscal_code_has_its_digits_where_a_fiscal_code_has_them() {
    let number = Input::Code { value: String::new(), width: 16, digits: false };
    let page = public("Documento").with(Question::new("numero", plain("Numero"), number));
    let mut rig = Rig::listening_at(page.submit(plain("Avanti")));
    rig.key(Key::Next);
    for _ in 0..16 {
        rig.waits(2_000);
        rig.key(Key::Digit(2));
    }
    assert_eq!(typed_at(&rig), "A".repeat(16));
}

#[test]
fn a_refused_form_puts_the_cursor_on_the_first_wrong_question() {
    let wrong = Question::new("cap", plain("CAP"), Input::Code { value: "x".into(), width: 5, digits: true })
        .problem(Some(plain("Il CAP ha 5 cifre").into()));
    let mut rig = Rig::listening_at(public("Dove?").say(plain("Prima.")).with(wrong).search(plain("Cerca")));
    assert!(rig.last().contains("Il CAP ha 5 cifre"), "{}", rig.last());
    rig.hears_out();
    assert!(!rig.last().contains("Prima"));
}

#[test]
fn the_comma_of_an_amount_is_two_presses_away_from_its_digits() {
    let pay = Question::new("paga", plain("Paga"), Input::Money { value: String::new() });
    let mut rig = Rig::listening_at(public("Quanto?").with(pay).submit(plain("Avanti")));
    rig.key(Key::Next);
    rig.hears_out();
    assert!(rig.last().contains("virgola"), "{}", rig.last());
    rig.digits("9");
    rig.key(Key::Select);
    rig.key(Key::Select);
    rig.digits("50");
    assert_eq!(a11y::act::fields(&rig.state.session.view.page)[0].1, "9,50");
}

#[test]
fn another_language_is_chosen_on_any_page_and_is_the_same_page() {
    let mut rig = Rig::listening_at(public("Prova"));
    rig.does(Event::Touch(Touch::Control(Control::Language)));
    assert_eq!(rig.state.session.view.own, Some(crate::agent::session::Own::Languages));
    rig.does(Event::Touch(Touch::Control(Control::Back)));
    assert_eq!(rig.state.session.view.own, None, "and left again");
    rig.does(Event::Touch(Touch::Control(Control::Language)));
    rig.does(Event::Touch(Touch::Part("b-0-1".into())));
    assert_eq!(rig.asked.last().unwrap().address, "/en/prova");
}

#[test]
fn what_is_half_typed_stands_in_the_page_in_another_language_too() {
    let asks = |lang: Lang| {
        let name = Question::new("nome", plain("Nome"), Input::Line { value: String::new(), width: 20 });
        Page::new(lang, plain("Chi sei?")).public().with(name).submit(plain("Avanti"))
    };
    let mut rig = Rig::listening_at(asks(Lang::It));
    rig.key(Key::Next);
    rig.digits("22");
    let typed = |rig: &Rig| a11y::act::fields(&rig.state.session.view.page)[0].1.clone();
    assert_eq!(typed(&rig), "B");
    rig.does(Event::Touch(Touch::Control(Control::Language)));
    rig.does(Event::Touch(Touch::Part("b-0-1".into())));
    let frame = Frame { status: 200, address: "/en/prova".into(), ..Frame::default() };
    rig.gets_framed(asks(Lang::En), frame);
    assert_eq!(typed(&rig), "B");
    rig.key(Key::End);
    assert_eq!(rig.state.session.view.own, Some(crate::agent::session::Own::EndAsk), "it is unsent still");
    rig.does(Event::Touch(Touch::Control(Control::Back)));
    // The same page asked for once more in its own language is as the portal gives it.
    rig.does(Event::Touch(Touch::Control(Control::Language)));
    rig.does(Event::Touch(Touch::Part("b-0-1".into())));
    let frame = Frame { status: 200, address: "/en/altrove".into(), ..Frame::default() };
    rig.gets_framed(asks(Lang::En), frame);
    assert_eq!(typed(&rig), "", "another page has nothing of it");
}

#[test]
fn each_box_shows_how_many_signs_of_a_secret_it_holds_wherever_one_types() {
    let secret = |name, label| Question::new(name, plain(label), Input::Secret { width: 8 });
    let page = public("Scegli il PIN").with(secret("nuovo", "PIN")).with(secret("ancora", "Di nuovo"));
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.gets(page.submit(plain("Invia")));
    let touched = |rig: &mut Rig, touch| {
        rig.does(Event::Touch(touch));
        rig.state.picture().unwrap().secrets.clone()
    };
    let counts = |counts: &[(&str, usize)]| -> Vec<(String, usize)> {
        counts.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
    };
    assert_eq!(touched(&mut rig, Touch::Part("nuovo".into())), []);
    "5820391".chars().for_each(|sign| drop(touched(&mut rig, Touch::Sign(sign))));
    assert_eq!(touched(&mut rig, Touch::Sign('7')), counts(&[("nuovo", 8)]));
    assert_eq!(touched(&mut rig, Touch::Control(Control::Done)), counts(&[("nuovo", 8)]));
    assert_eq!(touched(&mut rig, Touch::Part("ancora".into())), counts(&[("nuovo", 8)]));
    assert_eq!(touched(&mut rig, Touch::Sign('5')), counts(&[("nuovo", 8), ("ancora", 1)]));
    assert_eq!(touched(&mut rig, Touch::Control(Control::Help)), []);
    assert_eq!(touched(&mut rig, Touch::Control(Control::Back)), counts(&[("nuovo", 8), ("ancora", 1)]));
}

#[test]
fn a_code_that_is_full_is_not_altered_by_the_same_key_again() {
    for by_card in [true, false] {
        let mut rig = Rig::listening_at(sign_in());
        rig.key(Key::Next);
        let read = holder();
        rig.does(if by_card { Event::Card(Card::Read(read)) } else { Event::Code(Scan::Holder(read)) });
        for digit in [6, 6, 6, 2, 2] {
            rig.key(Key::Digit(digit));
            assert_eq!(rig.last(), "Non c’è più posto: vai avanti", "{}", rig.all());
            assert_eq!(a11y::act::fields(&rig.state.session.view.page)[0].1, holder().fiscal_code);
        }
    }
    // Of what was typed by keys the last letter may be changed by its own, until another was pressed.
    let mut rig = Rig::listening_at(sign_in());
    rig.key(Key::Next);
    for _ in 0..16 {
        rig.waits(2_000);
        rig.key(Key::Digit(2));
    }
    rig.key(Key::Digit(2));
    let typed = |rig: &Rig| a11y::act::fields(&rig.state.session.view.page)[0].1.clone();
    assert_eq!(typed(&rig), "AAAAAA22A22A222B");
    rig.digits("32");
    assert_eq!(typed(&rig), "AAAAAA22A22A222B");
}

#[test]
fn a_pin_that_is_all_that_is_left_to_type_is_written_from_anywhere_on_its_page_and_no_digit_is_told() {
    let mut rig = Rig::listening_at(sign_in());
    // With another box empty it could be meant for that: it says the way, and writes nothing.
    rig.digits("27");
    assert!(rig.last().contains("vai con le frecce alla domanda: PIN"), "{}", rig.last());
    assert!(rig.state.session.secrets.is_empty());
    let code = a11y::act::question_mut(&mut rig.state.session.view.page, "codice").unwrap();
    "MRNNMO69C66H501O".clone_into(code.input.typed_mut().unwrap());
    rig.state.session.view.hear_again();
    let before = rig.said.len();
    rig.digits("27495163");
    assert_eq!(rig.state.session.secrets["pin"].as_str(), "27495163");
    let said: String = rig.said[before..].iter().map(|said| said.2.as_str()).collect();
    assert!(said.contains("ifra 1 di 8") && said.contains("ifra 8 di 8"), "{said}");
    assert_eq!(rig.said[before].2, "PIN: cifra 1 di 8", "the box that it went into is named");
    assert_eq!(said.matches("PIN").count(), 1, "once: {said}");
    for digits in ["27495163", "2 7 4", "due"] {
        assert!(!said.contains(digits), "{said}");
    }
    // One digit more from elsewhere is not taken: the box is named there, and not again.
    rig.state.session.view.at = 0;
    rig.digits("2");
    assert_eq!(rig.last(), "PIN: non c’è più posto, vai avanti");
    rig.key(Key::Back);
    assert_eq!(rig.last(), "Cancellato, restano 7");
    rig.digits("3");
    assert_eq!(rig.last(), "cifra 8 di 8");
    // Where the keys are tried they do nothing, and behind the curtain without headphones nothing is written.
    let mut rig =
        Rig::listening_at(public("PIN").with(Question::new("pin", plain("PIN"), Input::Secret { width: 8 })));
    rig.key(Key::Help);
    rig.key(Key::Help);
    rig.digits("27");
    assert!(rig.state.session.secrets.is_empty() && rig.state.session.explore);
}
