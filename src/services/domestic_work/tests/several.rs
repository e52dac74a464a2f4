//! More than one registration of a citizen: told apart, and told before a second is sent.

use super::*;

/// A second draft of the same citizen, filled in.
async fn second(at: &At, answers: &Answers) -> At {
    let citizen = at.citizen.clone();
    let mut again =
        At { desk: at.desk.clone(), citizen, draft: String::new(), level: Level::Actor, lang: Lang::It };
    let to = again.see("", &[]).await;
    again.draft = to.strip_prefix("lavoro-domestico/").unwrap().to_owned();
    again.fill(answers).await;
    again
}

#[tokio::test]
async fn a_second_registration_of_a_worker_is_told_before_it_is_sent_and_not_refused() {
    let at = At::sent(&full()).await;
    let number = at.case().await.protocollo.to_string();
    let again = second(&at, &full()).await;
    let review = again.page("/riepilogo").await;
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
