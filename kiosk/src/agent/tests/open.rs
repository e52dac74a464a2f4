//! Who ends while nobody knows whether what they sent has arrived.

use super::super::card_pin_tests::{signed, signing};
use super::super::session::Own;
use super::*;
use crate::agent::words;

const KEY: &str = "0190d9a0-0000-7000-8000-000012345678";

fn number() -> String {
    a11y::ids::number(0x0190_d9a0_0000_7000_8000_0000_1234_5678)
}

/// A form that is taken once.
fn order() -> Page {
    let mut page = statement().submit(plain("Manda"));
    page.form.as_mut().unwrap().hidden.push(("chiave".into(), KEY.into()));
    page
}

/// Somebody has come to it, signed in.
fn at(mut rig: Rig, page: Page, address: &str) -> Rig {
    rig.does(Event::Touch(Touch::Part("b-0-0".into())));
    let (address, level) = (address.into(), "actor".into());
    rig.gets_framed(page, Frame { status: 200, address, level, ..Frame::default() });
    rig
}

fn listens() -> Rig {
    let mut rig = Rig::new();
    rig.does(Event::Jack(true));
    rig.hears_out();
    at(rig, order(), "/it/estratto-conto/posta")
}

fn touches() -> Rig {
    at(Rig::new(), order(), "/it/estratto-conto/posta")
}

/// It is sent, and no answer comes.
fn sent(rig: Rig) -> Rig {
    let mut rig = sends(rig);
    away(&mut rig);
    rig
}

fn sends(mut rig: Rig) -> Rig {
    let asked = rig.asked.len();
    // What is covered is uncovered by the first touch, and sent by the second.
    for _ in 0..3 {
        if rig.asked.len() > asked {
            break;
        }
        rig.does(Event::Touch(Touch::Part("invia".into())));
    }
    rig
}

/// Someone listens who has signed in with the card's PIN.
fn with_card() -> Rig {
    let mut rig = signing();
    rig.does(Event::CardPin(signed()));
    let (address, level) = ("/it/estratto-conto/posta".into(), "actor".into());
    rig.gets_framed(order(), Frame { status: 200, address, level, ..Frame::default() });
    rig
}

fn action(nth: usize) -> Touch {
    Touch::Part(a11y::ids::action(nth))
}

fn away(rig: &mut Rig) {
    let id = rig.asked.last().unwrap().id;
    rig.does(Event::Portal(Portal::Away(id)));
}

fn seen(rig: &Rig) -> String {
    let picture = rig.state.picture().unwrap();
    let caption =
        picture.caption.as_ref().map_or_else(String::new, |said| a11y::values::line(said, Lang::It));
    let parts: Vec<String> = picture.page.body.iter().map(|block| format!("{block:?}")).collect();
    format!("{} {} {caption}", a11y::values::line(&picture.page.title, Lang::It), parts.concat())
}

/// The number is in what was said, digit by digit or not.
fn tells_number(said: &str) -> bool {
    let signs = |text: &str| text.chars().filter(|sign| sign.is_ascii_alphanumeric()).collect::<String>();
    signs(said).contains(&signs(&number()))
}

fn line(words: &Text) -> String {
    a11y::values::line(words, Lang::It)
}

fn asks(rig: &Rig) -> bool {
    rig.state.session.view.own == Some(Own::EndAsk)
}

fn choices(rig: &Rig) -> Vec<String> {
    let of = |action: &a11y::page::Action| match action {
        a11y::page::Action::Link(link) => a11y::values::line(&link.text, Lang::It),
        a11y::page::Action::Send(_) => panic!("a question sends nothing"),
    };
    rig.state.picture().unwrap().page.actions.iter().map(of).collect()
}

#[test]
fn who_ends_while_it_is_not_known_whether_it_has_arrived_is_asked_and_told_its_number() {
    for changed in [false, true] {
        let mut rig = listens();
        rig.state.session.unsent = changed;
        let mut rig = sent(rig);
        rig.hears_out();
        let before = rig.said.len();
        rig.key(Key::End);
        rig.hears_out();
        let said: String = rig.said[before..].iter().map(|said| said.2.as_str()).collect();
        assert!(asks(&rig) && said.contains("Non so se è arrivato"), "{said}");
        assert!(tells_number(&said) && tells_number(&seen(&rig)), "{said}");
        assert!(!said.contains("si perdono") && !said.contains("cancella"), "it may have arrived: {said}");
        assert_eq!(choices(&rig), ["Aspetta la risposta", "Chiudi senza aspettare"]);
        // The first leads back to where it is told how that stands.
        rig.does(Event::Touch(Touch::Part("azione-0".into())));
        assert_eq!(rig.state.session.view.own, Some(Own::Away));
        rig.key(Key::End);
        rig.does(Event::Touch(Touch::Part("azione-1".into())));
        let parting = rig.last().to_owned();
        assert!(rig.state.waits() && parting.contains("forse non è arrivato"), "{parting}");
        assert!(tells_number(&parting) && tells_number(&seen(&rig)), "{parting} {}", seen(&rig));
        rig.does(Event::Jack(false));
        rig.waits(50_000);
        assert!(tells_number(&seen(&rig)), "as long as the last words stand");
        rig.waits(20_000);
        assert!(!tells_number(&seen(&rig)), "{}", seen(&rig));
    }
}

#[test]
fn nothing_is_sent_again_while_it_is_asked_whether_to_end_and_what_comes_is_there_for_who_stays() {
    for mut rig in [sent(listens()), sent(touches())] {
        rig.hears_out();
        let first = rig.asked.last().unwrap().clone();
        let asked = rig.asked.len();
        rig.does(Event::Touch(Touch::Control(Control::End)));
        rig.waits(40_000);
        assert!(asks(&rig) && rig.asked.len() == asked, "{}", seen(&rig));
        // Who stays is where it is told that no answer comes, and it is sent again as it was.
        rig.does(Event::Touch(action(0)));
        assert_eq!(rig.state.session.view.own, Some(Own::Away));
        rig.waits(1_000);
        let again = rig.asked.last().unwrap().clone();
        assert_eq!((rig.asked.len(), &again.fields), (asked + 1, &first.fields));
        // Its answer comes while it is asked once more: nobody is led away from the question.
        rig.does(Event::Touch(Touch::Control(Control::End)));
        let before = rig.said.len();
        rig.gets(public("Fatto: arrivata"));
        rig.hears_out();
        assert!(asks(&rig) && seen(&rig).contains("la risposta del portale è arrivata"), "{}", seen(&rig));
        assert!(!seen(&rig).contains("Non so se") && !tells_number(&seen(&rig)), "{}", seen(&rig));
        assert_eq!(choices(&rig), ["No, torna alla pagina", "Sì, chiudi"]);
        let mut goes = rig.clone();
        goes.does(Event::Touch(action(1)));
        assert!(goes.state.waits() && !tells_number(&seen(&goes)), "it has arrived: {}", seen(&goes));
        rig.does(Event::Touch(action(0)));
        rig.hears_out();
        assert!(seen(&rig).contains("Fatto: arrivata") && !asks(&rig), "{}", seen(&rig));
        let listens = rig.state.session.listening.is_some();
        assert!(
            !listens || rig.said[before..].iter().any(|said| said.2.contains("arrivata")),
            "{}",
            rig.all()
        );
        rig.does(Event::Touch(Touch::Control(Control::End)));
        assert!(rig.state.waits() && !tells_number(&seen(&rig)), "all is known: {}", seen(&rig));
    }
}

#[test]
fn that_the_portal_is_back_is_told_once_to_who_is_asked_whether_to_end_and_nothing_is_sent_before_they_answer()
 {
    for mut rig in [sent(listens()), sent(touches())] {
        rig.hears_out();
        rig.does(Event::Touch(Touch::Control(Control::End)));
        let (asked, looks, before) = (rig.asked.len(), rig.looks, rig.said.len());
        rig.waits(5_000);
        assert!(rig.looks > looks, "it is seen to whether it is there");
        for _ in 0..3 {
            rig.does(Event::Portal(Portal::There(true)));
        }
        let listens = rig.state.session.listening.is_some();
        let told = "Il collegamento è tornato.";
        let shown = format!("{:?}", rig.state.picture().unwrap().caption);
        assert!(shown.contains(told), "{shown}");
        rig.waits(20_000);
        assert!(asks(&rig) && rig.asked.len() == asked, "{}", seen(&rig));
        rig.does(Event::Touch(action(0)));
        rig.waits(2_000);
        assert_eq!(rig.asked.len(), asked + 1, "it is sent once they stay");
        rig.gets(public("Fatto: arrivata"));
        rig.hears_out();
        let said: String = rig.said[before..].iter().map(|said| said.2.as_str()).collect();
        assert_eq!(said.matches("tornato").count(), usize::from(listens), "{said}");
    }
}

#[test]
fn once_trying_has_ended_it_is_sent_again_for_who_stays_when_the_portal_is_back() {
    let mut rig = sent(listens());
    for _ in 0..90 {
        rig.waits(1_000);
        away(&mut rig);
    }
    assert!(rig.state.session.asked.as_ref().unwrap().rests());
    rig.key(Key::End);
    let asked = rig.asked.len();
    rig.does(Event::Portal(Portal::There(true)));
    rig.waits(3_000);
    assert!(asks(&rig) && rig.asked.len() == asked, "not under the question");
    rig.does(Event::Touch(action(0)));
    rig.waits(1_000);
    assert_eq!(rig.asked.len(), asked + 1);
    rig.gets(public("Fatto"));
    rig.hears_out();
    assert!(!asks(&rig) && rig.all().matches("tornato").count() == 1, "{}", rig.all());
    assert!(rig.all().contains("\nFatto\n"), "{}", rig.all());
}

#[test]
fn whoever_is_gone_or_loses_what_they_signed_in_with_leaves_with_the_number_too() {
    type Goes = fn(&mut Rig);
    let goes: [(&str, Goes); 3] = [
        ("idle", |rig| {
            for _ in 0..700 {
                rig.waits(500);
                if !rig.state.waits() {
                    away(rig);
                }
            }
        }),
        ("card", |rig| rig.does(Event::Card(Card::Empty))),
        ("headphones", |rig| {
            rig.does(Event::Jack(false));
            rig.waits(61_000);
        }),
    ];
    for (name, goes) in goes {
        let mut rig = sent(if name == "card" { with_card() } else { listens() });
        rig.hears_out();
        // It came again from the page, which is someone's.
        rig.key(Key::Back);
        let before = rig.said.len();
        goes(&mut rig);
        let said: String = rig.said[before..].iter().map(|said| said.2.as_str()).collect();
        assert!(rig.state.waits() && tells_number(&said), "{name}: {said}");
    }
}

#[test]
fn what_is_given_up_for_something_else_is_still_told_at_the_end_and_no_more_once_it_is_answered() {
    let mut rig = sent(touches());
    for _ in 0..90 {
        rig.waits(1_000);
        away(&mut rig);
    }
    rig.does(Event::Touch(Touch::Control(Control::Back)));
    rig.does(Event::Touch(Touch::Control(Control::Back)));
    let at = |address: &str, level: &str| {
        let (address, level) = (address.into(), level.into());
        Frame { status: 200, address, level, ..Frame::default() }
    };
    rig.gets_framed(public("Inizio"), at("/it/", "actor"));
    // Who signs out takes the number along: whoever is here then has sent nothing.
    let mut out = rig.clone();
    out.does(Event::Touch(Touch::Control(Control::Back)));
    out.gets_framed(public("Inizio"), at("/it/", "anonymous"));
    out.does(Event::Touch(Touch::Control(Control::End)));
    assert!(out.state.waits() && !tells_number(&seen(&out)), "{}", seen(&out));
    rig.does(Event::Touch(Touch::Control(Control::End)));
    assert!(asks(&rig) && tells_number(&seen(&rig)), "{}", seen(&rig));
    // It is sent once more, and answered.
    rig.does(Event::Touch(Touch::Part("azione-0".into())));
    rig.does(Event::Touch(Touch::Control(Control::Back)));
    let (address, level) = ("/it/estratto-conto/posta".into(), "actor".into());
    rig.gets_framed(order(), Frame { status: 200, address, level, ..Frame::default() });
    let mut rig = sent(rig);
    rig.waits(20_000);
    rig.gets(public("Fatto"));
    rig.does(Event::Touch(Touch::Control(Control::End)));
    assert!(rig.state.waits() && !tells_number(&seen(&rig)), "{}", seen(&rig));
    // An answer that is none tells nothing of it.
    let mut rig = sent(touches());
    rig.waits(20_000);
    let id = rig.asked.last().unwrap().id;
    rig.does(Event::Portal(Portal::Strange(id)));
    rig.does(Event::Touch(Touch::Control(Control::End)));
    assert!(asks(&rig) && tells_number(&seen(&rig)), "{}", seen(&rig));
}

#[test]
fn back_from_the_question_leads_to_where_it_is_told_that_no_answer_comes() {
    for mut rig in [sends(listens()), sends(touches())] {
        rig.does(Event::Touch(Touch::Control(Control::End)));
        away(&mut rig);
        assert!(asks(&rig), "{}", seen(&rig));
        rig.does(Event::Touch(Touch::Control(Control::Back)));
        assert_eq!(rig.state.session.view.own, Some(Own::Away));
        rig.does(Event::Touch(Touch::Control(Control::Back)));
        assert_eq!(rig.state.session.view.own, None, "and from there to what was sent");
    }
}

#[test]
fn a_secret_a_signature_and_that_one_signs_out_are_nothing_that_may_not_have_arrived() {
    let signs_in = Rig::listening_at(sign_in());
    let mut signs = signing();
    signs.does(Event::CardPin(signed()));
    let (label, address) = (plain("Esci"), "/it/esci".into());
    let send = a11y::page::Send { label, address, fields: Vec::new(), primary: false };
    let page = Page { actions: vec![a11y::page::Action::Send(send)], ..public("Area") };
    let mut signs_out = at(Rig::new(), page, "/it/area");
    signs_out.does(Event::Touch(Touch::Part("azione-0".into())));
    for rig in [sends(signs_in), signs, signs_out] {
        for waits in [true, false] {
            let mut rig = rig.clone();
            assert_eq!(rig.asked.last().unwrap().method, a11y::page::Method::Post);
            if waits {
                away(&mut rig);
            }
            rig.does(Event::Touch(Touch::Control(Control::End)));
            let seen = seen(&rig);
            assert!(rig.state.waits() && !seen.contains("non è arrivato"), "{seen}");
        }
    }
}

#[test]
fn who_leaves_a_draft_with_an_open_answer_is_told_of_its_answers_too() {
    let question = Question::new("nome", plain("Nome"), Input::Line { value: String::new(), width: 20 });
    let page = public("Riepilogo").with(question).submit(plain("Continua"));
    let draft = format!("/it/lavoro-domestico/{KEY}/chi");
    let mut rig = at(Rig::new(), page, &draft);
    answer(&mut rig);
    let mut rig = sent(rig);
    rig.does(Event::Touch(Touch::Control(Control::End)));
    rig.does(Event::Touch(Touch::Part("azione-1".into())));
    let seen = seen(&rig);
    assert!(
        rig.state.waits() && tells_number(&seen) && seen.contains("ti aspettano nella tua area"),
        "{seen}"
    );
}

#[test]
fn the_last_words_go_in_their_time_where_passers_by_are_told_how_to_begin() {
    let prompted = |rig: &Rig| rig.said.iter().any(|said| said.2 == line(&words::prompt(Lang::It)));
    let rig = Rig::with(Setup { prompt: Some(20_000), ..Setup::default() });
    let mut rig = sent(at(rig, order(), "/it/estratto-conto/posta"));
    rig.does(Event::Touch(Touch::Control(Control::End)));
    rig.does(Event::Touch(Touch::Part("azione-1".into())));
    rig.waits(55_000);
    assert!(tells_number(&seen(&rig)) && !prompted(&rig), "{}", rig.all());
    rig.waits(10_000);
    assert!(!tells_number(&seen(&rig)) && prompted(&rig), "{} {}", seen(&rig), rig.all());
    // A card that was left there may stay for hours.
    let mut left = Rig::with(Setup { prompt: Some(20_000), ..Setup::default() });
    left.does(Event::Card(Card::Read(holder())));
    left.gets(public("Prova"));
    left.does(Event::Touch(Touch::Control(Control::End)));
    left.waits(25_000);
    assert!(left.state.waits() && prompted(&left), "{}", left.all());
}

/// What somebody does, or the portal, while an answer is awaited.
fn happenings() -> impl Strategy<Value = Event> {
    let key = prop::sample::select(vec![
        Key::End,
        Key::Select,
        Key::Back,
        Key::Next,
        Key::Previous,
        Key::Help,
        Key::Repeat,
        Key::Digit(7),
    ]);
    let control = prop::sample::select(vec![
        Control::End,
        Control::Back,
        Control::Help,
        Control::Listen,
        Control::Size,
    ]);
    let part = prop::sample::select(vec!["b-0-0", "azione-0", "azione-1", "invia"]);
    prop_oneof![
        6 => key.prop_map(Event::Key),
        3 => control.prop_map(|control| Event::Touch(Touch::Control(control))),
        3 => part.prop_map(|part| Event::Touch(Touch::Part(part.into()))),
        1 => Just(Event::Braille(Braille::Key(BrailleKey::End))),
        1 => any::<bool>().prop_map(|there| Event::Portal(Portal::There(there))),
        1 => Just(Event::Paper(Paper::State(PaperState::Out))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(300), ..ProptestConfig::default() })]

    #[test]
    fn no_hand_ends_without_a_question_while_an_answer_is_awaited(
        ears: bool,
        what in prop::collection::vec((happenings(), any::<bool>(), 0..8_000u64), 1..40),
    ) {
        let mut rig = sent(if ears { listens() } else { touches() });
        for (event, lost, later) in what {
            let open = rig.state.session.asked.as_ref().is_some_and(|asked| {
                asked.request.method == a11y::page::Method::Post && !asked.request.address.ends_with("accedi")
            });
            let asked = asks(&rig);
            rig.does(event.clone());
            if rig.state.waits() {
                prop_assert!(!open || asked, "{:?}", event);
                prop_assert!(!open || tells_number(&seen(&rig)), "{}", seen(&rig));
                break;
            }
            if lost {
                away(&mut rig);
            }
            rig.waits(later);
        }
    }
}
