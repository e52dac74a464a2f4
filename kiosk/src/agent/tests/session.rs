//! How a session ends, and what else happens around it: help, staff, devices that go.

use a11y::page::{Action, Send};

use super::*;

#[test]
fn help_is_read_beside_a_form_and_the_form_is_as_it_was() {
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.gets(sign_in());
    rig.does(Event::Touch(Touch::Part("pin".into())));
    "1234".chars().for_each(|sign| rig.does(Event::Touch(Touch::Sign(sign))));
    let before = rig.state.session.secrets.clone();
    assert_eq!(before.len(), 1);
    rig.does(Event::Touch(Touch::Control(Control::Help)));
    rig.gets(public("Aiuto"));
    assert!(format!("{:?}", rig.state.picture().unwrap().page.title).contains("Come si usa"));
    rig.does(Event::Touch(Touch::Control(Control::Back)));
    assert!(rig.state.picture().unwrap().page.questions().len() > 1);
    assert!(rig.state.session.secrets == before);
}

#[test]
fn the_staff_are_called_by_touching_twice_from_the_screen_that_waits_too() {
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Control(Control::Staff)));
    assert_eq!(rig.calls, 0);
    assert!(format!("{:?}", rig.state.picture().unwrap().caption).contains("tocca ancora"));
    rig.does(Event::Touch(Touch::Control(Control::Staff)));
    assert_eq!(rig.calls, 1);
    assert!(format!("{:?}", rig.state.picture().unwrap().caption).contains("chiamato"));
}

#[test]
fn an_end_asks_first_where_something_is_unsent() {
    let mut rig = Rig::listening_at(sign_in());
    rig.key(Key::Next);
    rig.digits("6");
    rig.key(Key::End);
    assert!(!rig.state.waits());
    assert!(rig.last().contains("Vuoi chiudere?"), "{}", rig.last());
    rig.waits(2_000);
    rig.key(Key::End);
    assert!(rig.state.waits() && rig.state.is_clean());
    assert!(rig.last().contains("non resta nulla"), "{}", rig.last());
}

#[test]
fn a_key_that_bounces_or_a_hand_that_trembles_asks_whether_to_end_and_answers_nothing() {
    for end in [Event::Key(Key::End), Event::Touch(Touch::Control(Control::End))] {
        let mut rig = Rig::listening_at(sign_in());
        rig.key(Key::Next);
        rig.digits("6");
        rig.does(end.clone());
        for pause in [0, 100, 500, 1_900] {
            rig.waits_by(100, pause);
            rig.does(end.clone());
            assert!(!rig.state.waits(), "after {pause} ms: {}", rig.all());
            assert!(rig.last().contains("Vuoi chiudere?"), "it is asked from its beginning: {}", rig.last());
        }
        rig.hears_out();
        assert!(rig.all().contains("Per chiudere premi di nuovo Fine."), "{}", rig.all());
        rig.waits_by(100, 2_000);
        rig.does(end);
        assert!(rig.state.waits() && rig.state.is_clean());
    }
    // Who only touches, or has two switches, is told of no key.
    for switches in [false, true] {
        let mut rig = Rig::listening_at(sign_in());
        if switches {
            rig.key(Key::Repeat);
            rig.does(Event::Switch(Key::Next));
        }
        rig.does(Event::Code(Scan::Holder(holder())));
        rig.state.session.unsent = true;
        rig.does(Event::Touch(Touch::Control(Control::End)));
        let shown = format!("{:?}", rig.state.picture().unwrap().page);
        assert!(shown.contains("Vuoi chiudere?") && !shown.contains("premi di nuovo"), "{shown}");
    }
}

#[test]
fn the_words_of_a_search_are_lost_by_no_end() {
    let place = || Question::new("dove", plain("Comune"), Input::Line { value: String::new(), width: 20 });
    for (page, asks) in [
        (public("Sedi").with(place()).search(plain("Cerca")), false),
        (public("Domanda").with(place()).submit(plain("Continua")), true),
    ] {
        let mut rig = Rig::listening_at(page);
        rig.key(Key::Digit(6));
        rig.key(Key::Digit(2));
        // From a page of the kiosk's own over it the same is asked, and no more.
        rig.does(Event::Touch(Touch::Control(Control::Help)));
        rig.key(Key::End);
        assert_eq!(rig.state.waits(), !asks, "{}", rig.last());
    }
}

#[test]
fn an_end_asks_too_on_the_pages_after_the_one_where_something_was_typed_until_it_is_sent() {
    let text = |label: &str| {
        let input = Input::Code { value: String::new(), width: 4, digits: true };
        Question::new("anno", plain(label), input)
    };
    let step = |title| public(title).with(text("Anno")).submit(plain("Continua"));
    let asks = |rig: &mut Rig| {
        rig.key(Key::End);
        let asked = !rig.state.waits();
        if asked {
            assert!(rig.last().contains("Vuoi chiudere?"), "{}", rig.last());
            rig.does(Event::Touch(Touch::Part(a11y::ids::action(0))));
        }
        asked
    };
    let mut rig = Rig::listening_at(step("Segnala"));
    let submit = |rig: &mut Rig| rig.does(Event::Touch(Touch::Part(a11y::ids::SUBMIT.into())));
    submit(&mut rig);
    rig.gets(step("Controlla e invia"));
    assert!(asks(&mut rig), "the review is not sent");
    // Elsewhere, the answers still lie with the portal.
    rig.does(Event::Touch(Touch::Control(Control::Back)));
    rig.gets(public("Inizio"));
    assert!(asks(&mut rig), "{}", rig.all());
    rig.does(Event::Touch(Touch::Control(Control::Back)));
    rig.gets(step("Controlla e invia"));
    submit(&mut rig);
    let (date, time) = (jiff::civil::date(2026, 11, 26), jiff::civil::time(9, 30, 0, 0));
    let (label, next) = (plain("Numero della segnalazione"), vec![plain("La leggiamo.")]);
    let done = Confirmation { protocol: "2026000001".into(), label, date, time, next };
    rig.gets(public("Grazie").with(done));
    assert!(!asks(&mut rig), "it was sent");

    // A sign-in that was refused leaves nothing, and a signed-in citizen has a draft.
    for (page, level) in [(sign_in(), "anonymous"), (step("La tua domanda"), "actor")] {
        let mut rig = Rig::listening_at(sign_in());
        submit(&mut rig);
        let frame = Frame { status: 200, address: "/it/x".into(), level: level.into(), ..Frame::default() };
        rig.gets_framed(page, frame);
        assert!(!asks(&mut rig), "{level}");
    }
}

#[test]
fn who_leaves_a_form_that_the_portal_keeps_is_told_where_its_answers_are() {
    let place = || Question::new("nome", plain("Nome"), Input::Line { value: String::new(), width: 20 });
    let step = || public("Chi assume?").with(place()).submit(plain("Continua"));
    let draft = "/it/lavoro-domestico/01980e1c-5a3b-7cc1-9d2e-3f4a5b6c7d8e";
    let leaves = |page: Page, address: &str, level: &str, types: bool| {
        let mut rig = Rig::listening_at(sign_in());
        rig.does(Event::Touch(Touch::Part(a11y::ids::SUBMIT.into())));
        let (address, level) = (address.to_owned(), level.to_owned());
        rig.gets_framed(page, Frame { status: 200, address, level, ..Frame::default() });
        if types {
            rig.key(Key::Digit(6));
            rig.key(Key::Digit(2));
        }
        rig.key(Key::End);
        rig
    };
    let waits = "ti aspettano nella tua area";
    for (page, types) in
        [(step(), false), (public("Compiti").with(a11y::page::TaskList { tasks: Vec::new() }), false)]
    {
        let rig = leaves(page, &format!("{draft}/chi"), "reader", types);
        assert!(rig.state.waits() && rig.last().contains(waits), "{}", rig.last());
    }
    // What stands there and was not sent is lost, and no more than that.
    let mut rig = leaves(step(), &format!("{draft}/chi"), "actor", true);
    assert!(!rig.state.waits());
    let asked = format!("{:?}", rig.state.session.view.page);
    assert!(asked.contains("Quelle già salvate restano nella tua area"), "{asked}");
    rig.waits(2_000);
    rig.key(Key::End);
    assert!(rig.last().contains(waits), "{}", rig.last());
    // A page that asks for nothing leaves nothing, and of who is not signed in nothing is kept.
    for (page, address, level) in [
        (public("Registrazione ritirata"), draft, "actor"),
        (step(), draft, "anonymous"),
        (step(), "/it/estratto-conto/errore/manca", "reader"),
        (step(), "/it/estratto-conto/errore/01980e1c-5a3b-7cc1-9d2e-3f4a5b6c7d8e", "reader"),
    ] {
        let rig = leaves(page, address, level, false);
        assert!(!rig.last().contains(waits), "{address} {level}: {}", rig.last());
    }
}

#[test]
fn staff_are_called_by_two_presses_and_the_answer_is_heard() {
    let mut rig = Rig::listening_at(public("Servizi"));
    rig.digits("7");
    assert_eq!(rig.calls, 0);
    rig.digits("7");
    assert_eq!(rig.calls, 1);
    assert!(rig.last().contains("chiamato"), "{}", rig.last());
    rig.does(Event::Staff(Staff::Called(false)));
    assert!(rig.last().contains("Nessuno"), "{}", rig.last());
    rig.does(Event::Staff(Staff::Coming));
    assert!(rig.last().contains("arrivando"));
}

#[test]
fn a_kiosk_that_cannot_speak_is_out_of_service_and_comes_back() {
    let mut rig = Rig::listening_at(statement());
    rig.does(Event::Voice(Voice::Engine(Engine::None)));
    assert!(rig.state.is_clean());
    assert_eq!(rig.state.picture().unwrap().page.title, crate::agent::words::out_of_service(Lang::It));
    rig.key(Key::Select);
    assert!(rig.state.waits());
    rig.does(Event::Voice(Voice::Engine(Engine::Espeak)));
    rig.does(Event::Jack(false));
    rig.does(Event::Jack(true));
    assert!(!rig.state.waits());
}

#[test]
fn a_keypad_or_reader_that_goes_is_told_and_so_is_its_return() {
    let mut rig = Rig::listening_at(public("Servizi"));
    rig.does(Event::Device(Device::Keypad(true)));
    let before = rig.said.len();
    assert!(!rig.all().contains("tastiera"), "what is there from the beginning is no news");
    for (device, words) in [
        (Device::Keypad(false), "La tastiera non risponde."),
        (Device::Keypad(true), "La tastiera funziona di nuovo."),
    ] {
        rig.does(Event::Device(device));
        assert!(rig.last().contains(words), "{}", rig.last());
        rig.does(Event::Device(device));
    }
    assert_eq!(rig.said.len(), before + 2, "each once");
    // Who explores the screen by ear finds nothing under their finger any more.
    rig.does(Event::Device(Device::Panel(true)));
    rig.does(Event::Device(Device::Panel(false)));
    assert!(rig.last().contains("Lo schermo non risponde al tocco."), "{}", rig.last());
    rig.does(Event::Device(Device::Panel(true)));
    assert_eq!(rig.last(), "Lo schermo risponde di nuovo al tocco.");
    // Who does not listen sees it.
    let mut rig = Rig::new();
    rig.does(Event::Device(Device::Reader(true)));
    rig.does(Event::Device(Device::Reader(false)));
    rig.does(Event::Device(Device::Reader(true)));
    assert!(rig.state.waits() && rig.said.is_empty(), "nobody is there to hear it");
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.gets(public("Servizi"));
    rig.does(Event::Device(Device::Reader(false)));
    let caption = rig.state.picture().unwrap().caption.clone();
    assert_eq!(caption, Some(crate::agent::standing::Cause::Codes.words(Lang::It)));
}

#[test]
fn whoever_walks_away_leaves_nothing_in_any_state() {
    let pages = [public("Servizi"), sign_in(), statement()];
    for page in pages {
        for act in [None, Some(Event::Card(Card::Read(holder()))), Some(Event::Code(Scan::Holder(holder())))]
        {
            for listening in [true, false] {
                let mut rig = if listening { Rig::listening_at(page.clone()) } else { Rig::new() };
                if !listening {
                    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
                    rig.gets(page.clone());
                }
                act.clone().into_iter().for_each(|event| rig.does(event));
                rig.waits(310_000);
                assert!(rig.state.waits() && rig.state.is_clean(), "{:?}", rig.state.session);
                assert!(rig.forgotten >= 1);
            }
        }
    }
}

#[test]
fn whoever_is_here_ends_before_the_staff_close_the_kiosk() {
    let mut rig = Rig::listening_at(public("Prova"));
    rig.does(Event::Staff(Staff::Closed(true)));
    assert!(!rig.state.waits() && rig.forgotten == 0);
    rig.key(Key::End);
    assert!(rig.last().contains("Sessione chiusa"), "{}", rig.last());
    assert!(rig.state.waits() && rig.state.closed);
    rig.does(Event::Staff(Staff::Closed(false)));
    assert!(!rig.state.closed);
    rig.does(Event::Staff(Staff::Closed(true)));
    assert!(rig.state.closed, "nobody is there: at once");
}

#[test]
fn back_leads_to_the_page_before_where_the_page_names_none_in_the_language_of_now() {
    let mut rig = Rig::listening_at(public("Inizio"));
    let at = |address: &str| Frame { status: 200, address: address.into(), ..Frame::default() };
    let link = |to: &str| public("Area").link(Link::inside(plain("Avanti"), to));
    rig.key(Key::Back);
    rig.gets_framed(link("/it/pin/cambia"), at("/it/area"));
    rig.does(Event::Touch(Touch::Part("azione-0".into())));
    rig.gets_framed(public("Cambia il PIN"), at("/it/pin/cambia"));
    rig.key(Key::Back);
    assert_eq!(rig.asked.last().unwrap().address, "/it/area");
    rig.gets_framed(public("Area"), at("/it/area"));
    rig.key(Key::Back);
    assert_ne!(rig.asked.last().unwrap().address, "/it/pin/cambia", "back does not lead on again");
}

#[test]
fn a_question_over_signs_chosen_one_by_one_is_answered_by_the_same_keys() {
    let mut rig = Rig::listening_at(sign_in());
    rig.key(Key::Digit(6));
    rig.key(Key::Select);
    rig.state.session.unsent = true;
    rig.key(Key::End);
    for key in [Key::Next, Key::Next, Key::Previous] {
        let said = rig.said.len();
        rig.key(key);
        assert!(rig.said.len() > said, "{key:?}");
    }
}

#[test]
fn what_is_for_browsers_is_not_offered_at_a_kiosk() {
    let link = |words: &str, to: &str| Link::inside(plain(words), to);
    let links = vec![link("Aiuto", "/it/aiuto"), link("Contatti", "/it/contatti")];
    let rig = Rig::listening_at(
        public("Inizio")
            .with(a11y::page::Block::Links(links))
            .link(link("Preferenze", "/it/preferenze?da=area")),
    );
    let page = format!("{:?}", rig.state.session.view.page);
    assert!(page.contains("Contatti") && !page.contains("/aiuto") && !page.contains("preferenze"), "{page}");
}

#[test]
fn the_screen_that_waits_tells_in_each_language_what_there_is_and_that_a_card_begins_where_there_is_a_reader()
{
    for barcode in [true, false] {
        let rig = Rig::with(Setup { barcode, ..Setup::default() });
        let page = format!("{:?}", rig.state.session.view.page);
        for (what, card) in [
            ("Trova una sede", "mostrando al lettore la tessera"),
            ("Find an office", "showing your health card"),
            ("ابحث عن مكتب", "بعرض بطاقتك"),
        ] {
            assert!(page.contains(what), "{what}: {page}");
            assert_eq!(page.contains(card), barcode, "{card}: {page}");
        }
        let title = format!("{:?}", rig.state.session.view.page.title);
        for greeting in ["dà il benvenuto", "Welcome to Sportello", "مرحبا بك"] {
            assert!(title.contains(greeting), "{greeting}: {title}");
        }
    }
}

#[test]
fn the_last_sentence_of_a_session_stands_on_the_screen_that_waits_in_its_own_language_and_direction() {
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-2".into())));
    rig.gets(Page::new(Lang::Ar, plain("الخدمات")).public());
    rig.does(Event::Touch(Touch::Control(Control::End)));
    let html = crate::screen::drawn(rig.state.picture().unwrap(), 2.7);
    assert!(rig.state.waits() && html.contains("<html lang=\"it\""), "{html}");
    assert!(html.contains("role=\"status\"><bdi lang=\"ar\">انتهت الجلسة"), "{html}");
}

impl Rig {
    /// A finger chooses something on the page of this number.
    fn touches_on(&mut self, number: u64, touch: Touch) {
        self.does(Event::TouchOn(number, touch));
    }

    /// The number of the page that is shown.
    fn page(&self) -> u64 {
        self.state.picture().unwrap().number
    }
}

fn action(nth: usize) -> Touch {
    Touch::Part(a11y::ids::action(nth))
}

#[test]
fn of_two_quick_touches_the_second_does_nothing_to_a_page_that_was_not_shown_when_it_was_aimed() {
    let page = |title: &str| {
        let link = |to: &str| Link::inside(plain(to), format!("/it/{to}"));
        public(title).link(link("uno")).link(link("due"))
    };
    let mut rig = Rig::new();
    rig.touches_on(rig.page(), Touch::Part("b-0-0".into()));
    rig.gets(page("Prima"));
    let first = rig.page();
    // The answer to the first is awaited: the second is told to wait, and asks for nothing.
    rig.touches_on(first, action(0));
    rig.touches_on(first, action(1));
    assert!(format!("{:?}", rig.state.picture().unwrap().caption).contains("momento"));
    // It has come, and is not painted yet: there it has a part of the same name.
    rig.gets(page("Seconda"));
    rig.touches_on(first, action(1));
    rig.touches_on(first, Touch::Control(Control::End));
    assert!(!rig.state.waits());
    assert_eq!(rig.asked.len(), 2, "{:?}", rig.asked);
    // A choice that is marked on it leaves it the page it was.
    let second = rig.page();
    assert_ne!(first, second);
    rig.touches_on(second, Touch::Control(Control::Theme));
    rig.touches_on(second, action(1));
    assert_eq!(rig.asked.last().unwrap().address, "/it/due");
}

#[test]
fn a_touch_from_before_the_question_whether_to_end_does_not_answer_it_nor_begin_a_session_after() {
    let mut rig = Rig::new();
    rig.touches_on(rig.page(), Touch::Part("b-0-0".into()));
    rig.gets(sign_in());
    let form = rig.page();
    rig.touches_on(form, Touch::Part("codice".into()));
    rig.touches_on(form, Touch::Sign('M'));
    assert_eq!(rig.page(), form, "what is typed makes it no other page");
    rig.touches_on(form, Touch::Control(Control::End));
    let asks = rig.page();
    for early in [action(1), Touch::Control(Control::End)] {
        rig.touches_on(form, early);
        assert_eq!(rig.forgotten, 0);
        assert_eq!(rig.page(), asks);
    }
    // Back at the form its own touches count again.
    rig.touches_on(asks, action(0));
    assert_eq!(rig.page(), form);
    rig.touches_on(form, Touch::Control(Control::End));
    let asks = rig.page();
    rig.touches_on(asks, action(1));
    assert!(rig.state.waits());
    rig.touches_on(asks, action(1));
    rig.touches_on(asks, Touch::Part("b-0-0".into()));
    assert!(rig.state.waits() && rig.state.is_clean(), "nobody has come");
}

#[test]
fn what_a_touch_has_just_uncovered_is_not_sent_by_another_that_came_before_it_was_seen() {
    let send = Send { label: plain("Invia"), address: "/it/invio".into(), fields: Vec::new(), primary: true };
    let mut rig = Rig::new();
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    rig.gets(Page { actions: vec![Action::Send(send)], ..statement() });
    let covered = rig.page();
    rig.touches_on(covered, action(0));
    assert_eq!(rig.state.picture().unwrap().covered, Some(false), "it is shown first");
    rig.touches_on(covered, action(0));
    assert_eq!(rig.asked.len(), 1);
    rig.touches_on(rig.page(), action(0));
    assert_eq!(rig.asked.last().unwrap().address, "/it/invio");
}
