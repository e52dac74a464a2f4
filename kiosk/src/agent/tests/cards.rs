//! Cards: what they fill, what they open, and what they leave.

use super::*;

#[test]
fn a_card_fills_what_was_read_and_nothing_more() {
    let mut rig = Rig::new();
    rig.does(Event::Card(Card::Reading));
    rig.does(Event::Card(Card::Read(holder())));
    assert_eq!(rig.asked[0].address, "/it/accedi");
    rig.gets(sign_in());
    let fields = a11y::act::fields(&rig.state.session.view.page);
    assert_eq!(fields[0].1, "MRNNMO69C66H501O");
    let shown = format!("{:?}", rig.state.picture().unwrap());
    assert!(!shown.contains("MARIANI"), "a card proves nothing: no name is shown");
}

#[test]
fn who_listens_alone_hears_the_code_first_after_a_card_and_the_page_after_it() {
    let bare = |said: &str| said.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let listening = || {
        let mut rig = Rig::new();
        rig.does(Event::Jack(true));
        rig.hears_out();
        rig
    };
    for (expired, words) in [(false, "Tessera letta"), (true, "Tessera scaduta")] {
        let mut rig = listening();
        let before = rig.said.len();
        let mut card = holder();
        card.expired = expired;
        rig.does(Event::Card(Card::Read(card)));
        // The portal has not answered yet.
        let (_, ears, said) = &rig.said[before];
        assert!(*ears && said.starts_with(words) && bare(said).contains("MRNNMO69C66H501O"), "{said}");
        assert_eq!(rig.state.picture().unwrap().caption, None, "it is in no caption");
        rig.gets(sign_in());
        assert_eq!(rig.said.len(), before + 1, "the page cuts nothing off: {}", rig.all());
        rig.hears_out();
        assert!(rig.said[before + 1].2.contains("Accedi"), "{}", rig.all());
    }
    // It was said to its end before the page came.
    let mut rig = listening();
    rig.does(Event::Card(Card::Read(holder())));
    rig.hears_out();
    rig.gets(sign_in());
    assert!(rig.last().contains("Accedi"), "{}", rig.last());
    // The page came while a message had cut it off, or while it was said again after one, or by hand: it is said whole, and
    // then the page.
    let again = |rig: &mut Rig| {
        let id = rig.speaking.take().unwrap();
        rig.does(Event::Voice(Voice::Ended(id)));
    };
    let louder = |rig: &mut Rig| rig.key(Key::Louder);
    let nothing = |_: &mut Rig| {};
    let (message, none) = (Some(Event::Staff(Staff::Coming)), None);
    let repeated = |rig: &mut Rig| rig.key(Key::Repeat);
    type Does<'a> = &'a dyn Fn(&mut Rig);
    let cases: [(_, Does<'_>); 4] =
        [(&message, &nothing), (&message, &again), (&message, &louder), (&none, &repeated)];
    for (n, (message, then)) in cases.into_iter().enumerate() {
        let mut rig = listening();
        rig.does(Event::Card(Card::Read(holder())));
        message.iter().for_each(|message| rig.does(message.clone()));
        then(&mut rig);
        let before = rig.said.len();
        rig.gets(sign_in());
        assert_eq!(rig.said.len(), before, "{n}: {}", rig.all());
        rig.hears_out();
        let all = rig.all();
        let at = |words: &str| all.rfind(words).unwrap_or_else(|| panic!("{n}: {words}: {all}"));
        assert!(at("Tessera letta") < at("\nAccedi\n"), "{n}: {all}");
        assert!(all.contains("Codice fiscale"), "and on: {n}: {all}");
    }
    // In the hall nobody says it.
    let mut rig = Rig::new();
    rig.key(Key::Digit(5));
    rig.does(Event::Card(Card::Read(holder())));
    rig.gets(sign_in());
    rig.hears_out();
    assert!(rig.all().contains("ho scritto il codice fiscale") && !bare(&rig.all()).contains("MRNNMO69"));
}

#[test]
fn a_card_left_behind_begins_nothing_until_it_is_pulled() {
    let mut rig = Rig::new();
    rig.does(Event::Card(Card::Read(holder())));
    rig.gets(sign_in());
    rig.does(Event::Touch(Touch::Control(Control::End)));
    rig.does(Event::Touch(Touch::Control(Control::End)));
    assert!(rig.state.is_clean(), "{:?}", rig.state.session);
    let asked = rig.asked.len();
    rig.does(Event::Card(Card::Read(holder())));
    assert_eq!((rig.asked.len(), rig.state.waits()), (asked, true));
    rig.does(Event::Card(Card::Empty));
    rig.does(Event::Card(Card::Read(holder())));
    assert_eq!(rig.asked.len(), asked + 1);
}

#[test]
fn a_card_before_the_box_for_somebody_elses_code_is_written_there_and_claims_nothing() {
    let code =
        |name| Question::new(name, plain("Codice fiscale"), Input::FiscalCode { value: String::new() });
    let page = Page::new(Lang::It, plain("Lavoratore")).with(code("altri")).submit(plain("Continua"));
    let written = |rig: &Rig| a11y::act::fields(&rig.state.session.view.page)[0].1.clone();
    let mut rig = Rig::listening_at(page.clone());
    rig.key(Key::Digit(6));
    rig.does(Event::Code(Scan::Holder(holder())));
    assert_eq!(written(&rig), "MRNNMO69C66H501O");
    assert!(rig.state.session.claim.is_none() && rig.state.session.unsent);
    assert!(rig.last().contains("Tessera letta"), "{}", rig.last());
    // What stands there already is not written over.
    let mut other = holder();
    other.fiscal_code = "RNLNRC84S04I782A".into();
    rig.does(Event::Code(Scan::Holder(other)));
    assert_eq!(written(&rig), "MRNNMO69C66H501O");
    // By touch the box is the one whose keyboard is open.
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.gets(page.with(code("terzi")));
    rig.does(Event::Touch(Touch::Part("terzi".into())));
    rig.does(Event::Code(Scan::Holder(holder())));
    let fields = a11y::act::fields(&rig.state.session.view.page);
    assert_eq!((fields[0].1.as_str(), fields[1].1.as_str()), ("", "MRNNMO69C66H501O"));
}

#[test]
fn each_code_that_is_read_is_heard_in_place_of_the_one_before_and_ends_without_a_question() {
    let mut rig = Rig::listening_at(sign_in());
    rig.does(Event::Code(Scan::Holder(holder())));
    rig.hears_out();
    let bare = |said: &str| said.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    assert!(bare(&rig.all()).contains("MRNNMO69C66H501O"), "{}", rig.all());
    rig.key(Key::Digit(6));
    let mut other = holder();
    other.fiscal_code = "RNLNRC84S04I782A".into();
    let before = rig.said.len();
    rig.does(Event::Code(Scan::Holder(other)));
    rig.hears_out();
    let said: String = rig.said[before..].iter().map(|(_, _, words)| words.as_str()).collect();
    assert!(said.contains("Tessera letta") && bare(&said).contains("RNLNRC84S04I782A"), "{said}");
    rig.key(Key::Repeat);
    assert!(bare(rig.last()).contains("RNLNRC84S04I782A"), "{}", rig.last());
    // What is no answer is lost by no end: neither a code that was read, nor a secret.
    rig.key(Key::Digit(6));
    rig.key(Key::Next);
    rig.digits("2749");
    rig.key(Key::End);
    assert!(rig.state.waits(), "{}", rig.last());
}

#[test]
fn in_the_hall_a_second_code_is_told_of_as_the_first_and_said_to_nobody() {
    let mut rig = Rig::new();
    rig.key(Key::Digit(5));
    rig.hears_out();
    rig.key(Key::Select);
    rig.gets(sign_in());
    for code in ["MRNNMO69C66H501O", "RNLNRC84S04I782A"] {
        let before = rig.said.len();
        let mut read = holder();
        read.fiscal_code = code.into();
        rig.does(Event::Code(Scan::Holder(read)));
        rig.hears_out();
        let said: String = rig.said[before..].iter().map(|(_, _, words)| words.as_str()).collect();
        assert!(
            said.contains("Tessera letta") && said.contains("ersonale") && !said.contains(code),
            "{said}"
        );
    }
}

#[test]
fn a_card_corrects_the_citizens_own_code_and_the_box_then_says_nothing_of_cards() {
    let own = |page: &mut Page, value: &str| {
        let question = a11y::act::question_mut(page, "codice").unwrap();
        question.input = Input::FiscalCode { value: value.into() };
    };
    let mut page = sign_in();
    own(&mut page, "MRNNMO69C66H501X");
    let mut rig = Rig::listening_at(page);
    let hint = |rig: &Rig| rig.state.session.view.page.questions()[0].hint.clone();
    rig.does(Event::Code(Scan::Holder(holder())));
    assert_eq!(a11y::act::fields(&rig.state.session.view.page)[0].1, "MRNNMO69C66H501O");
    assert!(rig.last().contains("Tessera letta"), "{}", rig.last());
    assert_eq!(hint(&rig), None);
    // What was refused may be read again: how, stands there again.
    let mut page = rig.state.session.view.page.clone();
    a11y::act::question_mut(&mut page, "codice").unwrap().problem =
        Some(a11y::page::Problem { text: plain("Controlla il codice"), parts: Vec::new() });
    rig.does(Event::Touch(Touch::Control(Control::Back)));
    rig.gets(page);
    assert!(format!("{:?}", hint(&rig)).contains("codice a barre"), "{:?}", hint(&rig));
}

#[test]
fn a_card_left_behind_is_called_for_by_a_tone_every_five_seconds_and_by_words_on_the_screen() {
    let mut rig = Rig::new();
    rig.does(Event::Card(Card::Read(holder())));
    rig.gets(sign_in());
    rig.does(Event::Touch(Touch::Control(Control::End)));
    rig.does(Event::Touch(Touch::Control(Control::End)));
    rig.waits(30_000);
    assert_eq!(rig.tones, 6);
    let caption = |rig: &Rig| rig.state.picture().unwrap().caption.clone();
    assert!(format!("{:?}", caption(&rig)).contains("Riprendi la tessera"));
    // Nobody has come for it in ten minutes: it still calls.
    rig.waits(570_000);
    assert_eq!(rig.tones, 120);
    rig.does(Event::Card(Card::Empty));
    rig.waits(20_000);
    assert_eq!((rig.tones, caption(&rig)), (120, None));
}

#[test]
fn what_is_told_of_a_card_or_its_reader_goes_with_its_cause() {
    let caption = |rig: &Rig| rig.state.picture().unwrap().caption.clone().map(|said| format!("{said:?}"));
    let said = |rig: &Rig, words: &str| caption(rig).is_some_and(|caption| caption.contains(words));
    let mut touching = Rig::new();
    touching.does(Event::Card(Card::Empty));
    touching.does(Event::Touch(Touch::Part("b-0-0".into())));
    touching.gets(public("Prova"));
    for mut rig in [touching, Rig::listening_at(public("Prova"))] {
        rig.does(Event::Card(Card::Mute));
        assert!(said(&rig, "La tessera non risponde"), "{:?}", caption(&rig));
        rig.does(Event::Card(Card::Empty));
        assert!(!said(&rig, "La tessera non risponde"), "{:?}", caption(&rig));
        rig.does(Event::Card(Card::NoReader));
        assert!(said(&rig, "Il lettore di tessere non funziona"), "{:?}", caption(&rig));
        rig.does(Event::Card(Card::Empty));
        assert!(said(&rig, "Il lettore di tessere funziona di nuovo"), "{:?}", caption(&rig));
    }
}

#[test]
fn what_was_left_is_asked_for_until_it_is_taken() {
    let mut rig = Rig::listening_at(public("Prova"));
    rig.does(Event::Card(Card::Read(holder())));
    rig.key(Key::End);
    assert!(rig.state.waits());
    let asks = |rig: &Rig| {
        let caption = format!("{:?}", rig.state.picture().unwrap().caption);
        (
            caption.contains("Riprendi la tessera"),
            caption.contains("Togli le cuffie"),
            caption.contains("chiusa"),
        )
    };
    assert_eq!(asks(&rig), (true, true, true));
    rig.does(Event::Jack(false));
    assert_eq!(asks(&rig), (true, false, true));
    rig.does(Event::Card(Card::Empty));
    assert_eq!(asks(&rig), (false, false, true));
    rig.waits(11_000);
    assert_eq!(asks(&rig), (false, false, false));
}

#[test]
fn the_key_that_ends_ends_what_a_card_alone_began_and_pressed_again_begins_nothing() {
    let mut rig = Rig::new();
    rig.does(Event::Card(Card::Reading));
    rig.does(Event::Card(Card::Read(holder())));
    rig.gets(sign_in());
    rig.key(Key::End);
    assert!(rig.state.waits() && rig.state.is_clean(), "{:?}", rig.state.session);
    let ended = "Sessione chiusa: qui non resta nulla di te. Riprendi la tessera.";
    assert_eq!(rig.last(), ended);
    for _ in 0..2 {
        let said = rig.said.len();
        rig.key(Key::End);
        assert!(rig.state.waits() && rig.state.is_clean());
        assert_eq!((rig.said.len(), rig.last()), (said + 1, ended));
    }
    rig.does(Event::Card(Card::Empty));
    rig.key(Key::End);
    assert_eq!((rig.state.waits(), rig.last()), (true, "Sessione chiusa: qui non resta nulla di te."));
    // Later it is a key as any other.
    rig.waits(11_000);
    rig.key(Key::End);
    assert!(!rig.state.waits() && rig.last().contains("ti dà il benvenuto"), "{}", rig.last());
    // Headphones that are in still have the last words alone; out of them everyone may hear them.
    let mut rig = Rig::listening_at(public("Prova"));
    rig.key(Key::End);
    rig.key(Key::End);
    assert!(rig.state.waits() && rig.said.last().unwrap().1);
    rig.does(Event::Jack(false));
    rig.key(Key::End);
    assert!(rig.state.waits() && !rig.said.last().unwrap().1, "{}", rig.all());
    // What a finger has typed is asked about, and heard.
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.gets(
        public("Domanda")
            .with(Question::new("nota", plain("Nota"), Input::LongText { value: String::new() }))
            .submit(plain("Continua")),
    );
    rig.does(Event::Touch(Touch::Part("nota".into())));
    rig.does(Event::Touch(Touch::Sign('a')));
    rig.key(Key::End);
    assert!(!rig.state.waits() && rig.last().contains("Vuoi chiudere?"), "{}", rig.all());
    rig.waits(2_000);
    rig.key(Key::End);
    assert!(rig.state.waits());
}

#[test]
fn a_card_left_behind_is_told_to_who_begins_and_stands_there_until_it_is_out() {
    for lang in Lang::ALL {
        let left = a11y::values::line(&crate::agent::words::card_left(lang), lang);
        let begins: [fn(&mut Rig); 3] = [
            |rig| rig.key(Key::Select),
            |rig| rig.does(Event::Jack(true)),
            |rig| rig.does(Event::Touch(Touch::Control(Control::Theme))),
        ];
        for (n, begin) in begins.into_iter().enumerate() {
            let mut rig = Rig::with(Setup { lang, ..Setup::default() });
            rig.does(Event::Card(Card::Read(holder())));
            rig.gets(Page { lang, ..public("Prova") });
            rig.key(Key::End);
            assert!(rig.state.waits());
            let said = rig.said.len();
            begin(&mut rig);
            assert!(!rig.state.waits());
            let heard = rig.said[said..].iter().any(|(_, _, words)| {
                let bare = |words: &str| -> String {
                    words.chars().filter(|sign| !a11y::text::is_short_vowel(*sign)).collect()
                };
                bare(words).contains(&bare(&left))
            });
            assert_eq!(heard, n < 2, "{}", rig.all());
            rig.hears_out();
            rig.key(Key::Next);
            rig.does(Event::Touch(Touch::Control(Control::Size)));
            let line = |rig: &Rig| {
                let caption = rig.state.picture().unwrap().caption.clone();
                caption.map(|said| a11y::values::line(&said, lang)).unwrap_or_default()
            };
            assert!(line(&rig).contains(&left), "{n}: {}", line(&rig));
            rig.does(Event::Card(Card::Empty));
            assert!(!line(&rig).contains(&left), "{n}: {}", line(&rig));
        }
    }
}

#[test]
fn a_silent_card_is_told_which_way_it_goes_in_where_that_is_known() {
    for (chip, words) in [
        (Some(crate::agent::Chip::Up), "guarda in alto"),
        (Some(crate::agent::Chip::Down), "guarda in basso"),
    ] {
        let mut rig = Rig::listening_at(public("Prova"));
        rig.state.setup = std::sync::Arc::new(Setup { chip, ..Setup::default() });
        rig.does(Event::Card(Card::Mute));
        assert!(rig.last().contains(words), "{}", rig.last());
    }
}

#[test]
fn at_the_greeting_what_is_wrong_with_a_card_is_said_aloud_and_shown_in_each_language_and_then_in_the_chosen_one()
 {
    let wrong = [
        (Event::Card(Card::Mute), "La tessera non risponde.", "The card does not answer.", "لا تستجيب"),
        (
            Event::Card(Card::Foreign),
            "Questa carta non è una tessera",
            "This card is not a health card",
            "ليست بطاقة صحية",
        ),
        (Event::Card(Card::Damaged), "La tessera non si legge.", "The card cannot be read.", "لا يمكن قراءة"),
        (Event::Card(Card::IdentityCard), "carta d’identità", "electronic identity card", "بطاقة هوية"),
        (Event::Card(Card::Torn), "uscita troppo presto", "came out too soon", "قبل الأوان"),
        (Event::Code(Scan::Unknown), "non è un codice fiscale", "is not a fiscal code", "رمزا ضريبيا"),
    ];
    for (event, it, en, ar) in wrong {
        let mut rig = Rig::new();
        rig.does(event.clone());
        let shown = format!("{:?}", rig.state.picture().unwrap().caption);
        for words in [it, en, ar] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        let (_, ears, said) = rig.said.last().expect("it is heard");
        assert!(!ears && said.contains(it) && said.contains(en), "{said}");
        // It stands there in each as long as it is so, and a touch stops what is said.
        let id = rig.said.last().unwrap().0;
        rig.does(Event::Touch(Touch::Control(Control::Size)));
        assert!(!rig.is_saying(id));
        // By who has chosen a language it is read in that one.
        rig.does(Event::Card(Card::Empty));
        rig.does(Event::Touch(Touch::Part("b-0-1".into())));
        rig.gets(Page { lang: Lang::En, ..public("Home") });
        let said = rig.said.len();
        rig.does(event);
        let shown = format!("{:?}", rig.state.picture().unwrap().caption);
        assert!(shown.contains(en) && !shown.contains(it) && !shown.contains(ar), "{shown}");
        assert_eq!(rig.said.len(), said, "whoever touches reads it");
    }
    // Where there is no box yet nobody is sent to one: a barcode begins there too, or a language comes first, and then it is
    // told how else.
    let cards = [Card::Foreign, Card::Damaged, Card::NoReader];
    let alone = || Rig::with(Setup { barcode: false, ..Setup::default() });
    let gone = || {
        let mut rig = Rig::new();
        rig.does(Event::Device(Device::Reader(false)));
        rig
    };
    let kiosks = [(true, Rig::new()), (false, alone()), (false, gone())];
    for (card, (barcode, rig)) in cards.iter().flat_map(|card| kiosks.iter().map(move |kiosk| (card, kiosk)))
    {
        let mut rig = rig.clone();
        rig.does(Event::Card(Card::Empty));
        rig.does(Event::Touch(Touch::Control(Control::Size)));
        rig.does(Event::Card(card.clone()));
        let shown = format!("{:?}", rig.state.picture().unwrap().caption);
        for (first, or) in [
            ("Prima scegli una lingua", "Mostra il codice a barre, o scegli una lingua"),
            ("First choose a language", "Show the barcode, or choose a language"),
            ("اختر اللغة أولا", "اعرض الرمز الشريطي، أو اختر لغة"),
        ] {
            assert_eq!(
                (shown.contains(first), shown.contains(or)),
                (!barcode, *barcode),
                "{card:?}: {shown}"
            );
        }
        assert!(!shown.contains("codice fiscale"), "{card:?}: {shown}");
        rig.does(Event::Card(Card::Empty));
        rig.does(Event::Touch(Touch::Part("b-0-1".into())));
        rig.gets(Page { lang: Lang::En, ..public("Home") });
        rig.does(Event::Card(card.clone()));
        let shown = format!("{:?}", rig.state.picture().unwrap().caption);
        assert!(shown.contains("Show the barcode, or type") && !shown.contains("First"), "{card:?}: {shown}");
    }
    // Who listens already hears it where they listen, in each language, as they have chosen none.
    let mut rig = Rig::new();
    rig.does(Event::Jack(true));
    rig.hears_out();
    rig.does(Event::Card(Card::Mute));
    let (_, ears, said) = rig.said.last().unwrap();
    assert!(*ears && said.contains("Girala") && said.contains("Turn it"), "{said}");
}

#[test]
fn where_the_portal_has_no_pin_of_its_own_no_word_of_the_kiosk_sends_anybody_to_it() {
    let card = |other: bool| {
        let input = Input::CardSignature { challenge: "sportello-accesso-1.x".into() };
        let page = public("Tessera").with(Question::new("tessera", plain("PIN della tessera"), input));
        let page = page.submit(plain("Entra"));
        if other { page.link(Link::inside(plain("Con il PIN"), "/it/accedi?poi=area")) } else { page }
    };
    for pin in [true, false] {
        let mut rig = Rig::new();
        rig.does(Event::Touch(Touch::Part("b-0-0".into())));
        let frame = Frame { status: 200, address: "/it/accedi/tessera".into(), ..Frame::default() };
        rig.gets_framed(card(pin), frame);
        let mut told = String::new();
        for card in
            [Card::Mute, Card::Foreign, Card::IdentityCard, Card::Damaged, Card::Stuck, Card::NoReader]
        {
            rig.does(Event::Card(card));
            told += &format!("{:?}", rig.state.picture().unwrap().caption);
        }
        use crate::event::CardPin;
        rig.does(Event::Card(Card::Read(holder())));
        for card in [CardPin::Tries(1), CardPin::Unable, CardPin::Blocked, CardPin::Torn, CardPin::Stuck] {
            rig.does(Event::CardPin(card));
            told += &format!("{:?}", rig.state.picture().unwrap().caption);
        }
        rig.does(Event::Touch(Touch::Control(Control::Help)));
        told += &format!("{:?}", rig.state.picture().unwrap().page);
        rig.does(Event::Touch(Touch::Control(Control::End)));
        rig.waits(20_000);
        told += &format!("{:?}", rig.state.picture().unwrap().page);
        assert!(rig.state.waits());
        assert_eq!((told.contains("PIN INPS"), told.contains("chiedi il PIN")), (pin, pin), "{told}");
        // The front page tells it too.
        let home = |leads: &str| {
            let links = vec![Link::inside(plain("Servizio"), format!("/it/{leads}"))];
            public("Inizio").with(a11y::page::Block::Links(links))
        };
        rig.does(Event::Touch(Touch::Part("b-0-0".into())));
        let frame = Frame { status: 200, address: "/it/".into(), ..Frame::default() };
        rig.gets_framed(home(if pin { "sedi" } else { "pin" }), frame);
        rig.does(Event::Touch(Touch::Control(Control::Help)));
        let help = format!("{:?}", rig.state.picture().unwrap().page);
        assert_eq!(help.contains("PIN INPS"), !pin, "{help}");
    }
}
