//! More than one registration of a citizen: told apart, and told before a second is sent.

use std::collections::BTreeMap;

use super::*;

/// A second draft of the same citizen, filled in.
async fn second(at: &At, answers: &Answers) -> At {
    let citizen = at.citizen.clone();
    let mut again =
        At { desk: at.desk.clone(), citizen, draft: String::new(), level: Level::Actor, lang: Lang::It };
    again.draft = again.begin_another().await;
    again.fill(answers).await;
    again
}

#[tokio::test]
async fn a_second_registration_of_a_worker_is_told_before_it_is_sent_and_not_refused() {
    let at = At::sent(&full()).await;
    let number = at.case().await.protocollo.to_string();
    let again = second(&at, &full()).await;
    let review = again.page("/riepilogo").await;
    assert!(matches!(review.body[0], Block::Notice(_)), "before the answers");
    let said = shown(&review);
    for words in ["Questa persona è già registrata", &number, &format!("{}/inviata", at.draft)] {
        assert!(said.contains(words), "{words}: {said}");
    }
    // Neither another worker, nor days after its end, nor another employer are told so.
    let other = |fields: &[(&str, &str)]| {
        let mut answers = full();
        answers.0.extend(people().answers(&[fields]).0);
        answers
    };
    let body = people().answers(&[BODY, WORKER, JOB]);
    let community = second(&at, &body).await;
    assert!(!shown(&community.page("/riepilogo").await).contains("già registrata"));
    let before = other(&[
        ("inizio-mese", "11"),
        ("contratto", "determinato"),
        ("termine-giorno", "30"),
        ("termine-mese", "11"),
        ("termine-anno", "2026"),
    ]);
    let before = second(&at, &before).await;
    assert!(!shown(&before.page("/riepilogo").await).contains("già registrata"));
    assert_eq!(again.send().await, "/inviata");
    // Of what was withdrawn there is nothing to tell.
    assert_eq!(again.see("/ritiro", &[]).await, "/inviata?ritirata=1#fatto");
    assert_eq!(at.see("/ritiro", &[]).await, "/inviata?ritirata=1#fatto");
    let third = second(&at, &full()).await;
    assert!(!shown(&third.page("/riepilogo").await).contains("già registrata"));
}

#[tokio::test]
async fn what_another_window_sent_meanwhile_is_told_before_a_second_is_sent() {
    let at = At::begin().await;
    at.fill(&full()).await;
    let again = second(&at, &full()).await;
    let page = again.page("/riepilogo").await;
    let read = page.form.unwrap().hidden[0].1.clone();
    assert_eq!(at.send().await, "/inviata");
    assert_eq!(again.see("/riepilogo", &[("letto", &read)]).await, "/riepilogo?cambiato=si#fatto");
    assert!(shown(&again.page("/riepilogo").await).contains("già registrata"));
    assert_eq!(again.send().await, "/inviata");
}

#[tokio::test]
async fn two_of_one_worker_are_told_apart_in_every_list_and_deleted_from_there() {
    let at = At::begin().await;
    at.fill(&full()).await;
    let mut later = full();
    later.set("inizio-giorno", "9");
    let again = second(&at, &later).await;
    let link = |page: &Page, words: &str| {
        let page = shown(page);
        assert!(page.contains(words), "{words}: {page}");
    };
    for page in [
        at.desk.page(&DomesticWork, &at.visitor(), "").await,
        at.desk.page(&Area, &at.visitor(), "bozze").await,
    ] {
        for day in [r#""2026-12-01""#, r#""2026-12-09""#, "Rosa Esempio", "Elimina"] {
            link(&page, day);
        }
        for draft in [&at.draft, &again.draft] {
            link(&page, &format!("/it/lavoro-domestico/{draft}/elimina"));
        }
    }
    assert_eq!(at.send().await, "/inviata");
    assert_eq!(again.send().await, "/inviata");
    for page in [
        at.desk.page(&DomesticWork, &at.visitor(), "").await,
        at.desk.page(&Area, &at.visitor(), "pratiche").await,
    ] {
        for day in [r#""2026-12-01""#, r#""2026-12-09""#] {
            link(&page, day);
        }
    }
}

#[tokio::test]
async fn a_button_pressed_twice_begins_one_draft_and_an_empty_one_is_gone_on_with() {
    let at = At::begin().await;
    // The same page again, and another one while nothing is answered.
    assert_eq!(at.begin_another().await, at.draft);
    let key = at.key().await;
    assert_eq!(at.begin_with(&key).await, at.draft);
    at.answer("/chi-assume", &full()).await;
    let second = at.begin_with(&key).await;
    assert_ne!(second, at.draft);
    assert_eq!(at.begin_with(&key).await, second);
    assert!(at.desk.rows().await.contains(&("drafts", 2)));
    // Without a key it is no form of ours.
    let none = at.desk.post(&DomesticWork, &at.visitor(), "", &[]).await;
    assert!(matches!(none, Answer::BadForm), "{none:?}");
}

#[tokio::test]
async fn who_has_too_many_drafts_is_led_to_them_and_begins_another_once_there_is_room() {
    use crate::services::drafts::MOST_OPEN;
    let mut at = At::begin().await;
    let first = at.draft.clone();
    at.answer("/chi-assume", &full()).await;
    for _ in 1..MOST_OPEN {
        at.draft = at.begin_another().await;
        at.answer("/chi-assume", &full()).await;
    }
    let key = at.key().await;
    let begin = || async { at.desk.post(&DomesticWork, &at.visitor(), "", &[("chiave", &key)]).await };
    let Answer::See(there) = begin().await else { panic!() };
    assert_eq!(there, "area/bozze?troppe=1#fatto");
    assert!(at.desk.rows().await.contains(&("drafts", MOST_OPEN)));
    let told = at.desk.page(&Area, &at.visitor(), "bozze?troppe=1").await;
    let title = told.done.as_ref().map(|notice| a11y::values::line(&notice.title, Lang::It)).unwrap();
    assert_eq!(title, "Hai già 20 bozze aperte: non ne abbiamo iniziata un’altra");
    let second = at.desk.page(&Area, &at.visitor(), "bozze?pagina=2").await;
    let listed = shown(&told) + &shown(&second);
    assert_eq!(listed.matches("/elimina\"").count(), usize::try_from(MOST_OPEN).unwrap());
    // The button that began one leads there as before; and where there is room again, to a new one.
    let Answer::See(_) = at.desk.post(&DomesticWork, &at.visitor(), &format!("{first}/elimina"), &[]).await
    else {
        panic!()
    };
    assert_eq!(at.desk.page(&Area, &at.visitor(), "bozze?troppe=1").await.done, None);
    let Answer::See(there) = begin().await else { panic!() };
    assert!(there.starts_with("lavoro-domestico/"), "{there}");
}

/// The drafts that a page leads to, each with the number in the words of its link.
fn numbers(page: &Page) -> BTreeMap<String, String> {
    fn links(body: &[Block]) -> Vec<Link> {
        let of = |block: &Block| match block {
            Block::Links(links) => links.clone(),
            Block::Section(section) => links(&section.body),
            Block::Table(table) => table.rows.iter().filter_map(|row| row.link.clone()).collect(),
            _ => Vec::new(),
        };
        body.iter().flat_map(of).collect()
    }
    let number = |link: Link| {
        let Target::Inside(to) = &link.to else { return None };
        let draft = to.strip_suffix("/chi-assume")?.rsplit('/').next()?.to_owned();
        let words = a11y::values::line(&link.text, Lang::It);
        Some((draft, words.rsplit_once(" (")?.1.to_owned()))
    };
    links(&page.body).into_iter().filter_map(number).collect()
}

#[tokio::test]
async fn the_same_number_is_given_to_a_draft_wherever_it_is_listed() {
    let at = At::begin().await;
    at.answer("/chi-assume", &full()).await;
    for _ in 0..13 {
        let citizen = at.citizen.clone();
        let draft = at.begin_another().await;
        let again = At { desk: at.desk.clone(), citizen, draft, level: at.level, lang: at.lang };
        again.answer("/chi-assume", &full()).await;
    }
    let own = numbers(&at.desk.page(&DomesticWork, &at.visitor(), "").await);
    // The newest ones, with the way to all.
    assert_eq!(own.len(), LISTED, "{own:?}");
    let mut all = own.clone();
    for list in ["", "bozze", "bozze?pagina=2"] {
        let found = numbers(&at.desk.page(&Area, &at.visitor(), list).await);
        assert!(!found.is_empty());
        for (draft, number) in found {
            assert_eq!(all.entry(draft).or_insert_with(|| number.clone()), &number, "{list}");
        }
    }
    assert_eq!(all.len(), 14, "{all:?}");
}

#[tokio::test]
async fn before_a_second_registration_is_told_what_can_still_be_done_about_the_first() {
    let at = At::sent(&full()).await;
    let again = second(&at, &full()).await;
    let told_of = async |words: &str, other: &str| {
        let said = shown(&again.page("/riepilogo").await);
        assert!(said.contains(words) && !said.contains(other), "{words}: {said}");
    };
    told_of("ritirala o chiedi in sede", "non si può più ritirare").await;
    // It starts on 1 December: the 7th is the first day too late to withdraw.
    at.desk.pass(14 * DAY);
    told_of("Se quel lavoro è finito, comunica la fine", "ritirala").await;
    let number = at.case().await.protocollo;
    at.office(number, CaseState::Accepted, "").await;
    at.desk.pass(1000);
    at.office(number, CaseState::Ended, "").await;
    told_of("perché quel rapporto è già finito", "ritirala").await;
}

#[tokio::test]
async fn a_sum_with_the_rates_of_another_year_is_a_guide_in_short_too() {
    let at = At::begin().await;
    let mut answers = full();
    for (name, value) in [("inizio-giorno", "4"), ("inizio-mese", "1"), ("inizio-anno", "2027")] {
        answers.set(name, value);
    }
    at.fill(&answers).await;
    let said = told(&at.page("/riepilogo").await);
    assert!(said.contains("I primi contributi, come indicazione, sono circa "), "{said}");
    assert!(!said.contains("I primi contributi sono"), "{said}");
}

#[tokio::test]
async fn a_draft_that_is_only_opened_is_as_old_as_it_was_and_is_found_where_it_was() {
    let at = At::begin().await;
    at.answer("/chi-assume", &full()).await;
    let copy = async || -> serde_json::Value {
        let Answer::File(file) = at.desk.get(&Area, &at.visitor(), "dati").await else { panic!("no file") };
        serde_json::from_slice(&file.bytes).unwrap()
    };
    let before = copy().await["bozze"][0].clone();
    at.desk.pass(DAY);
    at.page("/mansione").await;
    let after = copy().await["bozze"][0].clone();
    for name in ["modificata", "conservata_fino"] {
        assert_eq!(before[name], after[name]);
    }
    let first = shown(&at.desk.page(&DomesticWork, &at.visitor(), "").await);
    assert!(first.contains(&at.path("/mansione")), "{first}");
    at.answer("/mansione", &full()).await;
    assert_ne!(copy().await["bozze"][0]["modificata"], before["modificata"]);
    // What was left empty has an empty code, what was typed none.
    at.fill(&full()).await;
    let copy = copy().await;
    let answers = copy["bozze"][0]["risposte"].as_array().unwrap();
    let of = |asked: &str| {
        answers.iter().find(|answer| answer["domanda"] == asked).unwrap()["risposta_codice"].clone()
    };
    assert_eq!((of("Professione"), of("Nome")), ("".into(), serde_json::Value::Null), "{copy}");
}
