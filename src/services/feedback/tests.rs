#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
//! Reporting a problem: anything may be left out but not everything; sent twice it is kept once.

use super::*;
use crate::services::Channel;
use crate::services::conversation::explore::{besiege, explore, unreached};
use crate::services::conversation::{Answers, Talk, Turn, replay};
use crate::services::testing::{Desk, Visitor, first_choice, shown};

const EMPTY: [(&str, &str); 7] = [
    ("pagina", ""),
    ("dispositivo", ""),
    ("tecnologia", ""),
    ("passi", ""),
    ("accaduto", ""),
    ("chiarezza", ""),
    ("risposta", ""),
];

fn filled<'a>(filled: &[(&'static str, &'a str)]) -> Vec<(&'static str, &'a str)> {
    EMPTY
        .iter()
        .map(|(name, _)| {
            (*name, filled.iter().find(|(known, _)| known == name).map_or("", |(_, value)| *value))
        })
        .collect()
}

fn see(answer: Answer) -> String {
    match answer {
        Answer::See(to) => to,
        other => panic!("{other:?}"),
    }
}

async fn key(desk: &Desk, visitor: &Visitor) -> String {
    let page = desk.page(&Feedback, visitor, "riepilogo").await;
    page.form.unwrap().hidden[0].1.clone()
}

#[tokio::test]
async fn one_answer_is_enough_and_none_is_not() {
    let (desk, visitor) = (Desk::open().await, Visitor::from("192.0.2.0"));
    assert_eq!(see(desk.post(&Feedback, &visitor, "", &EMPTY).await), "segnala#errori");
    let page = desk.page(&Feedback, &visitor, "").await;
    assert_eq!(page.problems().len(), 1);
    for one in [("accaduto", "Non si legge"), ("chiarezza", "2"), ("pagina", "PIN")] {
        let next = see(desk.post(&Feedback, &visitor, "", &filled(&[one])).await);
        assert_eq!(next, "segnala/riepilogo", "{one:?}");
    }
}

#[tokio::test]
async fn a_page_that_stood_in_the_form_by_itself_is_no_report() {
    let (desk, visitor) = (Desk::open().await, Visitor::from("192.0.2.0"));
    let stood = filled(&[("pagina", "/it/sedi")]);
    for address in ["?da=sedi", ""] {
        assert_eq!(see(desk.post(&Feedback, &visitor, address, &stood).await), "segnala#errori");
        assert_eq!(desk.page(&Feedback, &visitor, "").await.problems().len(), 1, "{address:?}");
    }
    let other = filled(&[("pagina", "/it/pin")]);
    assert_eq!(see(desk.post(&Feedback, &visitor, "", &other).await), "segnala/riepilogo");
}

#[tokio::test]
async fn who_wants_no_answer_is_told_of_none() {
    let (desk, visitor) = (Desk::open().await, Visitor::from("192.0.2.0"));
    desk.post(&Feedback, &visitor, "", &filled(&[("accaduto", "Non si legge")])).await;
    let key = key(&desk, &visitor).await;
    desk.post(&Feedback, &visitor, "riepilogo", &[("chiave", &key)]).await;
    let thanks = shown(&desk.page(&Feedback, &visitor, &format!("grazie/{key}")).await);
    assert!(!thanks.contains("rispondiamo") && !thanks.contains("Difensore"), "{thanks}");
}

#[tokio::test]
async fn a_report_changed_after_its_send_is_told_that_the_first_one_stands() {
    let (desk, visitor) = (Desk::open().await, Visitor::from("192.0.2.0"));
    let (first, other) = (filled(&[("accaduto", "Non si legge")]), filled(&[("accaduto", "Non si sente")]));
    desk.post(&Feedback, &visitor, "", &first).await;
    let key = key(&desk, &visitor).await;
    let send = async || see(desk.post(&Feedback, &visitor, "riepilogo", &[("chiave", &key)]).await);
    let sent = send().await;
    assert_eq!(send().await, sent);
    desk.post(&Feedback, &visitor, "", &first).await;
    assert_eq!(send().await, sent, "the same answers");
    desk.post(&Feedback, &visitor, "", &other).await;
    let late = send().await;
    assert_eq!(late, format!("{sent}?tardi=si#fatto"));
    let thanks =
        async |address: &str| desk.page(&Feedback, &visitor, address.strip_prefix("segnala/").unwrap()).await;
    assert!(thanks(&sent).await.done.is_none() && thanks(&late).await.done.is_some());
    assert!(
        shown(&desk.page(&Feedback, &visitor, "riepilogo").await).contains("Non si sente"),
        "kept, to be sent"
    );
    assert_eq!(records::all(&mut desk.reader().await).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_another_window_has_changed_since_it_was_read_is_not_sent() {
    let (desk, visitor) = (Desk::open().await, Visitor::from("192.0.2.0"));
    let hidden = async || desk.page(&Feedback, &visitor, "riepilogo").await.form.unwrap().hidden;
    let send = async |hidden: &[(String, String)]| {
        let fields: Vec<_> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        see(desk.post(&Feedback, &visitor, "riepilogo", &fields).await)
    };
    desk.post(&Feedback, &visitor, "", &filled(&[("accaduto", "Non si legge")])).await;
    let read = hidden().await;
    desk.post(&Feedback, &visitor, "", &filled(&[("accaduto", "Non si sente")])).await;
    let changed = send(&read).await;
    assert_eq!(changed, "segnala/riepilogo?cambiato=si#fatto");
    assert!(desk.page(&Feedback, &visitor, changed.strip_prefix("segnala/").unwrap()).await.done.is_some());
    assert!(records::all(&mut desk.reader().await).await.unwrap().is_empty());
    assert!(send(&hidden().await).await.starts_with("segnala/grazie/"));
}

#[tokio::test]
async fn a_rating_that_was_picked_can_be_taken_back() {
    let (desk, visitor) = (Desk::open().await, Visitor::from("192.0.2.0"));
    let taken_back = ("chiarezza", "nessuna");
    let alone = see(desk.post(&Feedback, &visitor, "", &filled(&[taken_back])).await);
    assert_eq!(alone, "segnala#errori", "it tells nothing");
    let told = filled(&[("accaduto", "x"), taken_back]);
    assert_eq!(see(desk.post(&Feedback, &visitor, "", &told).await), "segnala/riepilogo");
    let key = key(&desk, &visitor).await;
    desk.post(&Feedback, &visitor, "riepilogo", &[("chiave", &key)]).await;
    assert_eq!(records::all(&mut desk.reader().await).await.unwrap(), [("x".to_owned(), None, None)]);
}

#[tokio::test]
async fn who_passes_over_the_choices_in_a_browser_that_sends_the_first_rates_nothing_and_is_asked_nothing_more()
 {
    let (desk, visitor) = (Desk::open().await, Visitor::from("192.0.2.0"));
    let page = desk.page(&Feedback, &visitor, "").await;
    let [rating, answer] = ["chiarezza", "risposta"].map(|name| first_choice(&page, name));
    let told = filled(&[("accaduto", "x"), ("chiarezza", &rating), ("risposta", &answer)]);
    assert_eq!(see(desk.post(&Feedback, &visitor, "", &told).await), "segnala/riepilogo");
    let key = key(&desk, &visitor).await;
    desk.post(&Feedback, &visitor, "riepilogo", &[("chiave", &key)]).await;
    assert_eq!(records::all(&mut desk.reader().await).await.unwrap(), [("x".to_owned(), None, None)]);
}

#[tokio::test]
async fn a_report_is_kept_once_with_a_number_and_names_nobody() {
    let (desk, visitor) = (Desk::open().await, Visitor::from("192.0.2.0"));
    let told = filled(&[("accaduto", "Non si legge"), ("chiarezza", "2")]);
    desk.post(&Feedback, &visitor, "", &told).await;
    let key = key(&desk, &visitor).await;
    let first = see(desk.post(&Feedback, &visitor, "riepilogo", &[("chiave", &key)]).await);
    let again = see(desk.post(&Feedback, &visitor, "riepilogo", &[("chiave", &key)]).await);
    assert_eq!(first, again);
    let page = desk.page(&Feedback, &visitor, &format!("grazie/{key}")).await;
    assert!(shown(&page).contains("2026000001"));
    let kept = records::all(&mut desk.reader().await).await.unwrap();
    assert_eq!(kept, [("Non si legge".to_owned(), Some(2), None)]);
    assert_eq!(desk.outcomes().await, [("sent".to_owned(), false)]);
}

#[tokio::test]
async fn one_place_does_not_flood_those_who_read_reports() {
    let mut desk = Desk::open().await;
    desk.portal.config.sends_a_place = 2;
    let send = async |place: &str, kiosk: Option<Uuid>| {
        let visitor = Visitor { kiosk, ..Visitor::from(place) };
        desk.post(&Feedback, &visitor, "", &filled(&[("accaduto", "Non si legge")])).await;
        let key = key(&desk, &visitor).await;
        let sent = desk.post(&Feedback, &visitor, "riepilogo", &[("chiave", &key)]).await;
        // A repeat is told the same, and does not count.
        let again = desk.post(&Feedback, &visitor, "riepilogo", &[("chiave", &key)]).await;
        let refused = |answer: &Answer| matches!(answer, Answer::Enough(..));
        assert_eq!(refused(&sent), refused(&again), "{sent:?} {again:?}");
        refused(&sent)
    };
    for (place, kiosk, sends) in [("a", None, 2), ("b", None, 2), ("kiosk/1", Some(Uuid::from_u128(1)), 8)] {
        for n in 0..sends {
            assert!(!send(place, kiosk).await, "{n} from {place}");
        }
        assert!(send(place, kiosk).await, "{place} has sent {sends}");
    }
    assert_eq!(records::all(&mut desk.reader().await).await.unwrap().len(), 12);
}

#[tokio::test]
async fn a_report_whose_answer_was_lost_is_found_by_the_number_that_the_kiosk_gave() {
    let (desk, visitor) = (Desk::open().await, Visitor::from("192.0.2.0"));
    desk.post(&Feedback, &visitor, "", &filled(&[("accaduto", "Non si legge")])).await;
    let key = key(&desk, &visitor).await;
    let number = a11y::ids::number(key.parse::<Uuid>().unwrap().as_u128());
    let found = async |since| numbered(&mut desk.reader().await, &number, since).await.unwrap();
    assert!(found(Moment(0)).await.is_empty(), "it was not sent");
    desk.post(&Feedback, &visitor, "riepilogo", &[("chiave", &key)]).await;
    let (report, at) = found(Moment(0)).await.remove(0);
    assert_eq!(report, "2026000001");
    assert!(found(at.plus(1)).await.is_empty());
    assert!(numbered(&mut desk.reader().await, "00000000", Moment(0)).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_second_report_of_the_same_session_is_another() {
    let (desk, visitor) = (Desk::open().await, Visitor::from("192.0.2.0"));
    for happened in ["uno", "due"] {
        desk.post(&Feedback, &visitor, "", &filled(&[("accaduto", happened)])).await;
        let key = key(&desk, &visitor).await;
        desk.post(&Feedback, &visitor, "riepilogo", &[("chiave", &key)]).await;
        assert!(
            !shown(&desk.page(&Feedback, &visitor, "").await).contains(happened),
            "the form is empty again"
        );
    }
    let kept = records::all(&mut desk.reader().await).await.unwrap();
    assert_eq!(kept.iter().map(|(message, ..)| message.as_str()).collect::<Vec<_>>(), ["uno", "due"]);
}

#[tokio::test]
async fn a_contact_is_asked_only_of_who_wants_an_answer_and_is_sealed() {
    let (desk, visitor) = (Desk::open().await, Visitor::from("192.0.2.0"));
    let told = filled(&[("accaduto", "x"), ("risposta", "si")]);
    assert_eq!(see(desk.post(&Feedback, &visitor, "", &told).await), "segnala/recapito");
    assert_eq!(see(desk.get(&Feedback, &visitor, "riepilogo").await), "segnala/recapito");
    let wrong = [("recapito", "anna@")];
    assert_eq!(see(desk.post(&Feedback, &visitor, "recapito", &wrong).await), "segnala/recapito#errori");
    let right = [("recapito", "anna@esempio.it")];
    assert_eq!(see(desk.post(&Feedback, &visitor, "recapito", &right).await), "segnala/riepilogo");
    let key = key(&desk, &visitor).await;
    desk.post(&Feedback, &visitor, "riepilogo", &[("chiave", &key)]).await;
    let sealed = records::all(&mut desk.reader().await).await.unwrap()[0].2.clone().unwrap();
    assert_eq!(desk.portal.keys.open(Purpose::Feedback, &sealed).unwrap(), b"anna@esempio.it");
    let thanks = shown(&desk.page(&Feedback, &visitor, &format!("grazie/{key}")).await);
    assert!(thanks.contains("2026-12-23") && !thanks.contains("anna@"), "{thanks}");
}

#[tokio::test]
async fn forms_that_are_not_ours_are_refused() {
    let (desk, visitor) = (Desk::open().await, Visitor::from("192.0.2.0"));
    let extra = [("accaduto", "x"), ("altro", "y")];
    assert!(matches!(desk.post(&Feedback, &visitor, "", &extra).await, Answer::BadForm));
    for fields in [&[][..], &[("chiave", "x")], &[("altro", "y")]] {
        assert!(matches!(desk.post(&Feedback, &visitor, "riepilogo", fields).await, Answer::BadForm));
    }
    let nobody = Uuid::now_v7().to_string();
    let early = desk.post(&Feedback, &visitor, "riepilogo", &[("chiave", &nobody)]).await;
    assert!(matches!(early, Answer::Over(_)), "nothing to send, and it is told so: {early:?}");
    // The same of a step of a report that was sent from another tab, or was never begun here.
    let contact = desk.post(&Feedback, &visitor, "recapito", &[("recapito", "anna@esempio.it")]).await;
    assert!(matches!(contact, Answer::Over(_)), "{contact:?}");
    assert!(matches!(desk.get(&Feedback, &visitor, &format!("grazie/{nobody}")).await, Answer::NotFound));
    assert!(matches!(desk.get(&Feedback, &visitor, "grazie/x").await, Answer::NotFound));
}

#[tokio::test]
async fn an_answer_too_long_or_never_offered_is_told() {
    let (desk, visitor) = (Desk::open().await, Visitor::from("192.0.2.0"));
    let long = "x".repeat(301);
    let told = filled(&[("pagina", &long), ("chiarezza", "6")]);
    assert_eq!(see(desk.post(&Feedback, &visitor, "", &told).await), "segnala#errori");
    let page = desk.page(&Feedback, &visitor, "").await;
    assert_eq!(page.problems().len(), 2);
    assert!(shown(&page).contains(&long), "what was typed stays");
}

#[tokio::test]
async fn the_page_one_came_from_is_filled_in() {
    let (desk, visitor) = (Desk::open().await, Visitor::from("192.0.2.0"));
    let filled = async |from: &str| shown(&desk.page(&Feedback, &visitor, from).await);
    assert!(filled("?da=sedi/roma-centro").await.contains("\"/it/sedi/roma-centro\""));
    for not_ours in ["https://example.org", "a//b", "../x", "a b", "sedi?dove=Anna"] {
        assert!(
            !filled(&format!("?da={}", not_ours.replace(' ', "%20"))).await.contains("\"/it/"),
            "{not_ours}"
        );
    }
}

#[test]
fn a_kiosk_asks_for_no_browser_and_names_no_link_that_it_has_not() {
    use a11y::values::line;
    for lang in Lang::ALL {
        let words = |channel| {
            let mut body = Vec::new();
            let hints = |talk: &mut Talk<'_>| script::script(talk, "", channel);
            if let Turn::Step(page, _) = replay(lang, &Answers::default(), "", NAME, 1, hints) {
                body.extend(
                    page.questions()
                        .iter()
                        .filter_map(|asked| asked.hint.as_ref().map(|hint| line(hint, lang))),
                );
            }
            body.extend(crate::services::keep_copy(lang, channel).map(|copy| line(&copy, lang)));
            body.join(" ")
        };
        assert!(words(Channel::Web).contains("NVDA"), "{}", words(Channel::Web));
        assert!(!words(Channel::Kiosk).contains("NVDA") && !words(Channel::Kiosk).is_empty());
        assert_eq!(crate::services::keep_copy(lang, Channel::Kiosk), None);
        // What a kiosk is made of is known: what is asked is which part of it fails, and one part is an answer.
        let at_kiosk = |talk: &mut Talk<'_>| script::script(talk, "", Channel::Kiosk);
        let Turn::Step(page, _) = replay(lang, &Answers::default(), "", NAME, 1, at_kiosk) else { panic!() };
        let asked: Vec<String> = page.questions().iter().map(|asked| asked.name.clone()).collect();
        assert_eq!(asked, ["pagina", "dispositivo", "passi", "accaduto", "chiarezza", "risposta"]);
        let mut told = Answers::default();
        filled(&[("dispositivo", "stampante")]).iter().for_each(|(name, value)| told.set(*name, *value));
        match replay(lang, &told, REVIEW, NAME, 1, at_kiosk) {
            Turn::Complete(told, _) => assert_eq!(told.device, "chiosco: stampante"),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn every_question_is_reached() {
    let samples = |field: &str| match field {
        "recapito" => vec!["prova@esempio.it".to_owned()],
        _ => Vec::new(),
    };
    let [web, kiosk] = [Channel::Web, Channel::Kiosk].map(|channel| {
        let script = |talk: &mut Talk<'_>| script::script(talk, "", channel);
        let reached = explore(samples, script);
        besiege(&reached, script);
        assert!(reached.complete > 3 && reached.stuck.is_empty(), "{reached:?}");
        unreached(include_str!("script.rs"), &reached)
    });
    assert!(web.iter().all(|missed| !kiosk.contains(missed)), "{web:?} {kiosk:?}");
}
