//! What is told by the question whether to end, and of what is missing before anything is sent.

use a11y::page::{Choice, Method};

use super::super::session::Own;
use super::*;

/// What is seen: title, texts, what can be chosen.
fn seen(rig: &Rig) -> String {
    format!("{:?}", rig.state.picture().unwrap().page)
}

fn end(rig: &mut Rig) {
    rig.does(Event::Touch(Touch::Control(Control::End)));
}

fn stays(rig: &mut Rig) {
    rig.does(Event::Touch(Touch::Part(a11y::ids::action(0))));
}

fn submit(rig: &mut Rig) {
    rig.does(Event::Touch(Touch::Part(a11y::ids::SUBMIT.into())));
}

fn at(page: Page, address: &str, level: &str) -> Rig {
    let mut rig = Rig::listening_at(public("Prima"));
    rig.key(Key::Back);
    let (address, level) = (address.into(), level.into());
    rig.gets_framed(page, Frame { status: 200, address, level, ..Frame::default() });
    rig
}

/// A sign-in whose code was typed by hand, on its way.
fn signing_in() -> Rig {
    let mut rig = at(sign_in(), "/it/accedi", "anonymous");
    rig.key(Key::Next);
    rig.digits("6");
    answer(&mut rig);
    submit(&mut rig);
    assert_eq!(rig.asked.last().unwrap().method, Method::Post);
    rig
}

fn away(rig: &mut Rig) {
    let id = rig.asked.last().unwrap().id;
    rig.does(Event::Portal(Portal::Away(id)));
}

#[test]
fn a_sign_in_is_not_tried_again_under_the_question_whether_to_end_and_opens_nothing_there() {
    let mut rig = signing_in();
    away(&mut rig);
    end(&mut rig);
    assert!(
        seen(&rig).contains("L’accesso non è ancora riuscito, e non hai mandato nulla"),
        "{}",
        seen(&rig)
    );
    assert!(!seen(&rig).contains("risposte") && !seen(&rig).contains("Non so se"), "{}", seen(&rig));
    let asked = rig.asked.len();
    rig.waits(20_000);
    assert_eq!((rig.asked.len(), rig.state.session.view.own), (asked, Some(Own::EndAsk)));
    stays(&mut rig);
    rig.waits(1_000);
    assert_eq!(rig.asked.len(), asked + 1, "who stays is signed in");

    // One that was under way already, and no answer comes, or one that lets them in.
    let mut rig = signing_in();
    end(&mut rig);
    let mut lost = rig.clone();
    away(&mut lost);
    assert_eq!(lost.state.session.view.own, Some(Own::EndAsk));
    stays(&mut lost);
    assert_eq!(lost.state.session.view.own, Some(Own::Away), "{}", seen(&lost));
    let frame = Frame { status: 200, address: "/it/area".into(), level: "actor".into(), ..Frame::default() };
    rig.gets_framed(statement(), frame);
    rig.hears_out();
    assert_eq!(rig.state.session.view.own, Some(Own::EndAsk));
    assert!(!rig.all().contains("Settimane") && !seen(&rig).contains("Settimane"), "{}", rig.all());
    let mut goes = rig.clone();
    goes.does(Event::Touch(Touch::Part(a11y::ids::action(1))));
    assert!(goes.state.waits() && goes.state.is_clean() && goes.forgotten == 1);
    stays(&mut rig);
    rig.hears_out();
    assert!(rig.all().contains("Settimane"), "{}", rig.all());
}

#[test]
fn who_goes_while_the_answer_to_what_they_sent_has_come_unseen_is_told_its_number() {
    let mut rig = at(statement().submit(plain("Manda")), "/it/domanda", "actor");
    submit(&mut rig);
    end(&mut rig);
    let (date, time) = (jiff::civil::date(2026, 11, 26), jiff::civil::time(9, 30, 0, 0));
    let (label, next) = (plain("Numero"), Vec::new());
    let sent = Confirmation { protocol: "INPS.7000.42".into(), label, date, time, next };
    rig.gets(public("Fatto").with(sent));
    assert_eq!(rig.state.session.view.own, Some(Own::EndAsk));
    rig.waits(2_000);
    rig.key(Key::End);
    assert!(rig.state.waits() && rig.last().contains("Quello che hai mandato è arrivato"), "{}", rig.last());
    assert!(!rig.last().contains("forse"), "{}", rig.last());
}

#[test]
fn the_question_tells_what_is_so_and_is_asked_where_something_is_lost() {
    let year = |value: &str| {
        let input = Input::Code { value: value.into(), width: 4, digits: true };
        Question::new("anno", plain("Anno"), input)
    };
    let form = |value: &str| public("Domanda").with(year(value)).submit(plain("Continua"));
    // Nothing typed, or nothing that is still there.
    let mut rig = Rig::listening_at(form(""));
    rig.key(Key::Next);
    rig.digits("2");
    rig.key(Key::Back);
    end(&mut rig);
    assert!(rig.state.waits(), "{}", seen(&rig));
    // An empty form that was refused: nothing lies anywhere.
    let mut rig = Rig::listening_at(form(""));
    submit(&mut rig);
    let refused = |value: &str| {
        let question = year(value).problem(Some(plain("Scrivi l’anno").into()));
        public("Domanda").with(question).submit(plain("Continua"))
    };
    rig.gets(refused(""));
    end(&mut rig);
    assert!(rig.state.waits(), "{}", seen(&rig));
    // What was refused and stands there is lost, and it is told.
    let mut rig = Rig::listening_at(form("20"));
    submit(&mut rig);
    rig.gets(refused("20"));
    end(&mut rig);
    assert!(seen(&rig).contains("Le tue risposte non sono ancora inviate"), "{}", seen(&rig));
    assert!(seen(&rig).contains("Sì, chiudi e cancella"), "{}", seen(&rig));
    // What one signs in with is no answer.
    let mut rig = Rig::listening_at(sign_in());
    rig.key(Key::Next);
    rig.digits("6");
    end(&mut rig);
    assert!(seen(&rig).contains("Quello che hai scritto qui non è inviato"), "{}", seen(&rig));
    assert!(!seen(&rig).contains("Le tue risposte"), "{}", seen(&rig));
    // Signed in, with nothing typed: nothing is asked. With a receipt that waits nothing is erased.
    let mut rig = at(statement(), "/it/area", "actor");
    rig.does(Event::Paper(Paper::State(PaperState::Out)));
    let mut plain_end = rig.clone();
    end(&mut plain_end);
    assert!(plain_end.state.waits());
    rig.does(Event::Touch(Touch::Control(Control::Print)));
    end(&mut rig);
    assert!(seen(&rig).contains("La ricevuta non è ancora stampata"), "{}", seen(&rig));
    assert!(!seen(&rig).contains("cancella") && !seen(&rig).contains("risposte"), "{}", seen(&rig));
}

/// An order that asks how it is to come, and may be told a remark.
fn order(lang: Lang) -> Page {
    let choice = |value: &str| Choice { value: value.into(), label: plain(value), hint: None };
    let choices = vec![choice("posta"), choice("sede")];
    let way = Question::new("modo", plain("Come"), Input::OneChoice { choices, chosen: None });
    let line = || Input::Line { value: String::new(), width: 20 };
    let mut page = Page::new(lang, plain("Lettera"))
        .with(way)
        .with(Question::new("via", plain("Via"), line()))
        .with(Question::new("nota", plain("Nota"), line()).optional())
        .submit(plain("Invia"));
    let key = "0190d9a0-0000-7000-8000-000012345678";
    page.form.as_mut().unwrap().hidden.push(("chiave".into(), key.into()));
    page
}

fn wrong(rig: &Rig) -> Vec<String> {
    let page = &rig.state.session.view.page;
    page.problems()
        .iter()
        .map(|(id, told)| format!("{id}: {}", a11y::values::line(told, page.lang)))
        .collect()
}

#[test]
fn an_order_without_what_it_must_have_is_told_so_at_its_box_without_the_portal_and_waits_for_nothing() {
    let told = [
        (Lang::It, "modo: Manca la scelta", "via: Manca la risposta"),
        (Lang::En, "modo: A choice is missing", "via: An answer is missing"),
        (Lang::Ar, "modo: ينقص اختيار", "via: تنقص إجابة"),
    ];
    for (lang, choice, line) in told {
        // It is known that the portal is away: nothing is sent.
        let mut rig = at(order(lang), "/it/estratto-conto/posta", "actor");
        rig.does(Event::Portal(Portal::There(false)));
        let asked = rig.asked.len();
        let before = rig.said.len();
        submit(&mut rig);
        assert_eq!((rig.asked.len(), wrong(&rig)), (asked, vec![choice.to_owned(), line.to_owned()]));
        assert_eq!(rig.state.session.view.here().unwrap().id, a11y::ids::group("modo"));
        rig.hears_out();
        let said: String = rig.said[before..].iter().map(|said| said.2.as_str()).collect();
        assert_eq!(said.matches("Come").count(), 1, "its name is heard once: {said}");
        assert!(rig.state.session.asked.is_none(), "{said}");
        // What is answered is wrong no more, and what is whole is sent, once.
        rig.does(Event::Touch(Touch::Part("modo".into())));
        submit(&mut rig);
        assert_eq!((rig.asked.len(), wrong(&rig)), (asked, vec![line.to_owned()]));
        answer(&mut rig);
        submit(&mut rig);
        assert_eq!(rig.asked.len(), asked + 1);
    }
    // Where two of a kind are missing what is asked is named, and heard once all the same.
    let line = || Input::Line { value: String::new(), width: 20 };
    for lang in Lang::ALL {
        let page = order(lang).with(Question::new("scala", plain("Scala"), line()));
        let mut rig = at(page, "/it/estratto-conto/posta", "actor");
        rig.does(Event::Touch(Touch::Part("modo".into())));
        rig.does(Event::Portal(Portal::There(false)));
        let before = rig.said.len();
        submit(&mut rig);
        assert_eq!(rig.state.session.view.here().unwrap().id, "via");
        rig.hears_out();
        rig.key(Key::Next);
        rig.key(Key::Next);
        rig.hears_out();
        let said: Vec<&str> = rig.said[before..].iter().map(|said| said.2.as_str()).collect();
        for asked in ["Via", "Scala"] {
            let heard: Vec<&&str> = said.iter().filter(|words| words.contains(asked)).collect();
            assert!(
                !heard.is_empty() && heard.iter().all(|words| words.matches(asked).count() == 1),
                "{said:?}"
            );
        }
    }
    // It becomes known only by what was sent.
    let mut rig = at(order(Lang::It), "/it/estratto-conto/posta", "actor");
    submit(&mut rig);
    assert_eq!(rig.asked.last().unwrap().method, Method::Post, "the portal tells it in its own words");
    let asked = rig.asked.len();
    away(&mut rig);
    assert_eq!(wrong(&rig).len(), 2);
    rig.waits(30_000);
    assert_eq!((rig.asked.len(), rig.state.session.view.own), (asked, None), "nothing waits");
    end(&mut rig);
    assert!(rig.state.waits() && !rig.all().contains("Non so se"), "{}", rig.all());
}
