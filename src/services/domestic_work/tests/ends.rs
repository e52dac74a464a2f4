//! Withdrawn, ended, or over by itself: until when, and what is told of it.

use super::*;

#[tokio::test]
async fn it_is_withdrawn_until_five_days_after_its_start_and_ended_from_its_start() {
    let at = At::sent(&full()).await;
    // It starts on 1 December: until then there is no end to tell, and the page says so.
    at.desk.pass(7 * DAY);
    assert!(shown(&at.page("/cessazione").await).contains("da quel giorno puoi comunicare la fine"));
    assert!(!shown(&at.page("/inviata").await).contains("/cessazione"));
    // From that day both are open, each with its reason.
    at.desk.pass(DAY);
    let sent = at.page("/inviata").await;
    let said = shown(&sent);
    for word in ["non è mai cominciato", "è già finito", "/ritiro", "/cessazione"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    assert!(matches!(sent.body[1], Block::Links(ref links) if links.len() == 2), "before the answers");
    assert_eq!(title(&at.page("/cessazione").await), "Comunicare la fine del rapporto");
    // The 7th is the first day too late to withdraw.
    at.desk.pass(5 * DAY);
    assert_eq!(title(&at.page("/ritiro").await), "Vuoi ritirare la registrazione?");
    at.desk.pass(DAY);
    let late = at.page("/ritiro").await;
    assert!(shown(&late).contains("Si poteva ritirare fino al") && shown(&late).contains("/cessazione"));
    assert_eq!(at.see("/ritiro", &[]).await, "/ritiro");
    assert_eq!(at.state().await, CaseState::Sent);

    let day = |day, month| [("ultimo-giorno-giorno", day), ("ultimo-giorno-mese", month)];
    let fields = |[day, month]: [(&'static str, &'static str); 2]| {
        [day, month, ("ultimo-giorno-anno", "2026"), ("motivo", "dimissioni")]
    };
    // A contract without an end has none that could be moved.
    assert!(!shown(&at.page("/cessazione").await).contains("modifica-termine"));
    let again = "/cessazione?controlla=1#errori";
    assert_eq!(at.see("/cessazione", &fields(day("30", "11"))).await, again);
    assert_eq!(at.see("/cessazione", &fields(day("24", "12"))).await, again);
    // Half filled it is a draft like the others: listed, opened without a fault, deleted; no registration's.
    let area = &Area;
    let list = shown(&at.desk.page(area, &at.visitor(), "bozze").await);
    assert!(list.contains("Comunicare la fine del rapporto") && list.contains("/cessazione"), "{list}");
    assert!(at.page("/cessazione").await.problems().is_empty());
    // Also where it was begun: on the first page, and where it was sent.
    let first = at.desk.page(&DomesticWork, &at.visitor(), "").await;
    for words in ["Continua la fine del rapporto: ", "/cessazione\"", "/cessazione/elimina\""] {
        assert!(shown(&first).contains(words), "{words}: {}", shown(&first));
    }
    for page in [at.page("/inviata").await, at.case_in_area().await] {
        assert!(shown(&page).contains("Continua a comunicare la fine del rapporto"), "{}", shown(&page));
        assert!(!shown(&page).contains("\"Comunica la fine del rapporto"), "{}", shown(&page));
    }
    assert!(list.contains("/cessazione/elimina"), "{list}");
    assert!(title(&at.page("/cessazione/elimina").await).starts_with("Vuoi eliminare la bozza del "));
    let deleted = at.desk.post(&DomesticWork, &at.visitor(), &at.path("/cessazione/elimina"), &[]).await;
    assert!(matches!(deleted, Answer::See(to) if to.contains("bozze?fatto=1")));
    assert!(!shown(&at.desk.page(area, &at.visitor(), "bozze").await).contains("/cessazione"));
    assert!(!shown(&at.page("/inviata").await).contains("Continua a comunicare"));
    assert_eq!(at.see("/cessazione", &fields(day("4", "12"))).await, "/cessazione/riepilogo");
    assert!(shown(&at.page("/cessazione/riepilogo").await).contains("Dimissioni"));
    assert_eq!(at.send_end().await, "/cessata");
    assert!(matches!(
        at.desk.post(&DomesticWork, &at.visitor(), &at.path("/cessazione/riepilogo"), &[]).await,
        Answer::See(to) if to.ends_with("/cessata")
    ));
    assert_eq!(at.state().await, CaseState::Ended);
    assert!(at.desk.rows().await.contains(&("cases", 2)));
    assert!(shown(&at.page("/cessata").await).contains("Dimissioni"));
    // In the copy of one's data a day that was answered is a day.
    let Answer::File(file) = at.desk.get(&Area, &at.visitor(), "dati").await else { panic!("no file") };
    let copy: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap();
    let answers =
        copy["pratiche"].as_array().unwrap().iter().flat_map(|case| case["risposte"].as_array().unwrap());
    let coded = |asked: &str| {
        let mut answers = answers.clone().filter(|answer| answer["domanda"] == asked);
        answers.next().map(|answer| answer["risposta_codice"].clone())
    };
    assert_eq!(coded("Ultimo giorno di lavoro"), Some("2026-12-04".into()), "{copy}");
    assert_eq!(coded("Data di nascita"), Some("1958-03-27".into()), "{copy}");
    let sent = at.page("/inviata").await;
    assert!(matches!(sent.body[1], Block::Links(_)), "before the answers");
    let sent = shown(&sent);
    assert!(sent.contains("/cessata") && !sent.contains("/cessazione"), "{sent}");
    assert!(shown(&at.page("/ritiro").await).contains("/cessata"));
    // It ended on the 4th: what is due is counted to that day, on every page about it.
    for page in [at.page("/inviata").await, at.page("/cessata").await, at.case_in_area().await] {
        assert!(
            told(&page).contains("entro 10 giorni dalla fine: entro il 14 dicembre 2026"),
            "{}",
            told(&page)
        );
        // All of it is one week, of 10 hours; the sum of the day it was sent, of four weeks, stands nowhere any more.
        let sum =
            "Contributi di tutto il rapporto, dal primo dicembre 2026 al 4 dicembre 2026: circa 19,20 euro.";
        assert!(told(&page).contains(sum), "{}", told(&page));
        assert!(!shown(&page).contains(r#""value":7680"#), "{}", shown(&page));
    }
    let case = at.case_in_area().await;
    assert!(told(&case).contains("Il conto del giorno dell’invio non vale più"), "{}", told(&case));
    assert!(shown(&case).contains("/cessata") && !shown(&case).contains("ritiro o fine del rapporto"));
    let area = shown(&at.desk.page(&Area, &at.visitor(), "pratiche").await);
    assert!(area.contains("Fine del rapporto: ") && area.contains("Registrazione: "), "{area}");
}

/// What a page says of what comes next, but for the state of a case and that the page can be read again.
fn coming(page: &Page) -> Vec<String> {
    let next = page.body.iter().find_map(|block| match block {
        Block::Confirmation(confirmation) => Some(&confirmation.next),
        _ => None,
    });
    let words = next.unwrap().iter().map(|text| a11y::values::line(text, Lang::It));
    words.filter(|words| !words.starts_with("Stato: ") && !words.starts_with("Questa pagina resta")).collect()
}

#[tokio::test]
async fn what_comes_next_is_the_same_on_the_page_of_what_was_sent_and_in_my_area() {
    let at = At::sent(&full()).await;
    // Before the work begins, in its first days, when only its end is left to tell, when its contributions are overdue.
    for (days, words) in
        [(0, "puoi ritirare"), (9, "già finito"), (9, "entro 5 giorni"), (60, "pagali subito")]
    {
        at.desk.pass(days * DAY);
        let sent = coming(&at.page("/inviata").await);
        assert!(sent[0].starts_with("L’abbiamo ricevuta") && sent.join(" ").contains(words), "{sent:?}");
        assert_eq!(sent, coming(&at.case_in_area().await));
    }
}

#[tokio::test]
async fn an_end_in_the_first_days_is_told_at_once_and_is_not_late() {
    let at = At::begin().await;
    let mut answers = people().answers(&[PERSON, WORKER, JOB, &[("parentela", "nessuna")]]);
    // It began and ended on the 2nd; registered only today, the 23rd.
    answers.0.extend(people().answers(&[&[("inizio-giorno", "2"), ("inizio-mese", "11")]]).0);
    at.fill(&answers).await;
    assert_eq!(at.send().await, "/inviata");
    let end = [
        ("ultimo-giorno-giorno", "2/11/2026"),
        ("ultimo-giorno-mese", ""),
        ("ultimo-giorno-anno", ""),
        ("motivo", "prova-non-superata"),
    ];
    assert_eq!(at.see("/cessazione", &end).await, "/cessazione/riepilogo");
    let review = told(&at.page("/cessazione/riepilogo").await);
    assert!(!review.contains("In ritardo"), "{review}");
    for word in
        ["entro il 7 novembre 2026", "registrato dal 23 novembre 2026", "in tempo fino al 28 novembre 2026"]
    {
        assert!(review.contains(word), "{word}: {review}");
    }
    assert!(review.contains("si pagavano") && review.contains("entro il 12 novembre 2026"), "{review}");
    // Five days after it could first be told, it is.
    at.desk.pass(6 * DAY);
    assert!(shown(&at.page("/cessazione/riepilogo").await).contains("In ritardo"));
    assert_eq!(at.send_end().await, "/cessata");
    assert_eq!(at.state().await, CaseState::Ended);
    let sent = told(&at.page("/cessata").await);
    for word in ["Era da comunicare entro il 28 novembre 2026", "100,00 euro a 500,00 euro", "pagali subito"]
    {
        assert!(sent.contains(word), "{word}: {sent}");
    }
}

/// Registered with a contract from the 16th to the 30th, today being the 23rd.
async fn with_a_contract_that_ends() -> At {
    let mut answers = people().answers(&[PERSON, WORKER, LATE_JOB, &[("parentela", "nessuna")]]);
    answers.0.extend(
        people().answers(&[&[("termine-giorno", "30"), ("termine-mese", "11"), ("termine-anno", "2026")]]).0,
    );
    At::sent(&answers).await
}

#[tokio::test]
async fn a_contract_ends_by_itself_on_its_last_day() {
    let at = with_a_contract_that_ends().await;
    let end = |day: &'static str, month: &'static str| {
        [
            ("ultimo-giorno-giorno", day),
            ("ultimo-giorno-mese", month),
            ("ultimo-giorno-anno", "2026"),
            ("motivo", "dimissioni"),
        ]
    };
    assert!(told(&at.page("/cessazione").await).contains("finisce da solo il 30 novembre 2026"));
    at.desk.pass(10 * DAY);
    // Over since the 30th: nothing waits to be told, what is due is said.
    let first = shown(&at.desk.page(&DomesticWork, &at.visitor(), "").await);
    assert!(first.contains("Il contratto è finito il"), "{first}");
    for page in [at.page("/inviata").await, at.case_in_area().await] {
        let said = told(&page);
        for words in ["Il contratto è finito il 30 novembre 2026, alla scadenza", "entro il 10 dicembre 2026"]
        {
            assert!(said.contains(words), "{words}: {said}");
        }
        assert!(!said.contains("Quando il rapporto finisce"), "{said}");
    }
    assert!(
        told(&at.page("/inviata").await)
            .contains("alla sua scadenza non si comunica. Solo se il lavoro è finito prima")
    );
    let late = told(&at.page("/ritiro").await);
    assert!(late.contains("alla scadenza") && late.contains("alla sua scadenza non si comunica"), "{late}");
    // Neither its last day nor one after it is told; a day before it is.
    for (day, month, words) in [
        ("30", "11", "Il 30 novembre 2026 il contratto finisce da solo"),
        ("1", "12", "L’ultimo giorno deve essere prima del 30 novembre 2026"),
    ] {
        assert_eq!(at.see("/cessazione", &end(day, month)).await, "/cessazione?controlla=1#errori");
        let page = at.page("/cessazione?controlla=1").await;
        let problem = a11y::values::line(page.problems()[0].1, Lang::It);
        assert!(problem.contains(words), "{problem}");
    }
    assert_eq!(at.see("/cessazione", &end("29", "11")).await, "/cessazione/riepilogo");
    assert_eq!(at.send_end().await, "/cessata");
    assert_eq!(at.state().await, CaseState::Ended);
}

#[tokio::test]
async fn an_end_told_in_one_language_is_read_in_every_other() {
    let mut at = At::sent(&people().answers(&[PERSON, WORKER, LATE_JOB, &[("parentela", "nessuna")]])).await;
    at.lang = Lang::Ar;
    let end = [
        ("ultimo-giorno-giorno", "20"),
        ("ultimo-giorno-mese", "11"),
        ("ultimo-giorno-anno", "2026"),
        ("motivo", "dimissioni"),
    ];
    assert_eq!(at.see("/cessazione", &end).await, "/cessazione/riepilogo");
    assert_eq!(at.send_end().await, "/cessata");
    for lang in Lang::ALL {
        at.lang = lang;
        let page = shown(&at.page("/cessata").await);
        let asked = a11y::values::line(&words::last_day(lang), lang);
        assert!(page.contains(&asked), "{asked}: {page}");
    }
}

#[tokio::test]
async fn the_drafts_of_two_ends_and_a_contact_say_which_registration_they_are_about() {
    // Begun three days ago: its end can be told, and it can be withdrawn.
    let begun = [("parentela", "nessuna"), ("inizio-giorno", "20")];
    let at = At::sent(&people().answers(&[PERSON, WORKER, LATE_JOB, &begun])).await;
    let half = [("ultimo-giorno-giorno", "20"), ("ultimo-giorno-mese", "11"), ("ultimo-giorno-anno", "2026")];
    let half = half.iter().chain(&[("motivo", "")]).copied().collect::<Vec<_>>();
    at.see("/cessazione", &half).await;
    let drafts = shown(&at.desk.page(&Area, &at.visitor(), "bozze").await);
    for word in ["Comunicare la fine", "Rosa Esempio", r#""2026-11-20""#] {
        assert!(drafts.contains(word), "{word}: {drafts}");
    }
    let deletion = told(&at.page("/cessazione/elimina").await);
    assert!(deletion.contains("bozza della fine del rapporto: Rosa Esempio"), "{deletion}");
    assert!(
        deletion.contains("La registrazione resta inviata") && !deletion.contains("niente"),
        "{deletion}"
    );
    // The copy of one's data has it in words, the reason that was left out too.
    let Answer::File(file) = at.desk.get(&Area, &at.visitor(), "dati").await else { panic!("no file") };
    let copy: serde_json::Value = serde_json::from_slice(&file.bytes).unwrap();
    let [day, reason] = &copy["bozze"][0]["risposte"].as_array().unwrap()[..] else { panic!("{copy}") };
    assert_eq!(
        (&day["domanda"], &day["risposta"]),
        (&"Ultimo giorno di lavoro".into(), &"20 novembre 2026".into())
    );
    assert_eq!(day["parte"], reason["parte"]);
    for words in ["Rosa Esempio", "20 novembre 2026"] {
        assert!(day["parte"].as_str().is_some_and(|part| part.contains(words)), "{copy}");
    }
    assert!(reason["risposta"].as_str().is_some_and(|answer| answer.contains(' ')), "{copy}");
    assert!(at.see("/ritiro", &[]).await.contains("ritirata"));
    // Of what was withdrawn there is no end to tell.
    let drafts = shown(&at.desk.page(&Area, &at.visitor(), "bozze").await);
    assert!(!drafts.contains("/cessazione"), "{drafts}");
    let number = at.case().await.protocollo;
    let met = at.desk.page(&Area, &at.visitor(), "storia").await;
    let withdrawn = met.body.iter().find_map(|block| match block {
        Block::Table(table) => table.rows.first().cloned(),
        _ => None,
    });
    let to = withdrawn.unwrap().link.unwrap().to;
    assert_eq!(to, Target::Inside(format!("/it/area/pratiche/{number}")));
}

/// The answers to the form of an end, on a day of November 2026.
fn end_on(day: &'static str, reason: &'static str) -> [(&'static str, &'static str); 4] {
    [
        ("ultimo-giorno-giorno", day),
        ("ultimo-giorno-mese", "11"),
        ("ultimo-giorno-anno", "2026"),
        ("motivo", reason),
    ]
}

/// Registered a week after its start, on the 16th; it has a last day far ahead.
async fn begun() -> At {
    let at = At::sent(&people().answers(&[PERSON, WORKER, LATE_JOB, &[("parentela", "nessuna")]])).await;
    at.desk.pass(1000);
    at
}

#[tokio::test]
async fn an_end_is_sent_as_its_citizen_read_it_or_read_again() {
    let at = begun().await;
    at.see("/cessazione", &end_on("20", "dimissioni")).await;
    let read = at.end_read().await;
    // Another window tells another day and another reason.
    assert_eq!(at.see("/cessazione", &end_on("22", "licenziamento")).await, "/cessazione/riepilogo");
    let changed = "/cessazione/riepilogo?cambiato=si#fatto";
    assert_eq!(at.see("/cessazione/riepilogo", &[("letto", &read)]).await, changed);
    assert_eq!(at.state().await, CaseState::Sent);
    let page = at.page("/cessazione/riepilogo?cambiato=si").await;
    assert!(page.done.is_some() && shown(&page).contains("Licenziamento"), "{}", shown(&page));
    // Another takes an answer away: nothing was sent, and the form says so.
    at.see("/cessazione", &end_on("22", "")).await;
    assert_eq!(at.see("/cessazione/riepilogo", &[("letto", &read)]).await, "/cessazione?cambiato=si#fatto");
    assert!(at.page("/cessazione?cambiato=si").await.done.is_some());
    at.see("/cessazione", &end_on("22", "licenziamento")).await;
    assert_eq!(at.send_end().await, "/cessata");
    assert!(shown(&at.page("/cessata").await).contains("Licenziamento"));
}

#[tokio::test]
async fn an_end_that_an_office_refuses_leaves_the_relationship_open_and_is_told_anew() {
    let at = begun().await;
    at.see("/cessazione", &end_on("20", "dimissioni")).await;
    assert_eq!(at.send_end().await, "/cessata");
    let (end, _) = at.newest_in_area().await;
    at.office(end, CaseState::InProgress, "").await;
    at.desk.pass(1000);
    at.office(end, CaseState::Refused, "Manca la lettera").await;
    let (page, case) = (at.page("/cessata").await, at.newest_in_area().await.1);
    assert_eq!(title(&page), "Fine del rapporto respinta");
    for words in ["Stato: Respinta", "Manca la lettera", "non è stata accolta"] {
        assert!(told(&page).contains(words), "{words}: {}", told(&page));
    }
    let gone = |page: &Page| assert!(!told(page).contains("Il rapporto è finito"), "{}", told(page));
    gone(&page);
    gone(&case);
    let first = at.desk.page(&DomesticWork, &at.visitor(), "").await;
    assert!(shown(&first).contains(&at.draft), "{}", shown(&first));
    assert_eq!(at.state().await, CaseState::Sent);
    for page in [&page, &case, &at.page("/inviata").await] {
        assert!(shown(page).contains(&format!("{}/cessazione", at.draft)), "{}", shown(page));
    }
    for page in [at.page("/inviata").await, at.case_in_area().await] {
        assert!(told(&page).contains("La fine che hai comunicato per il 20 novembre 2026 non è"));
        gone(&page);
    }
    // Looked at once more, as after an appeal, it ends the relationship again.
    at.office(end, CaseState::InProgress, "").await;
    assert_eq!(at.state().await, CaseState::Ended);
    assert!(told(&at.page("/inviata").await).contains("Il rapporto è finito il 20 novembre 2026"));
    at.office(end, CaseState::Refused, "").await;
    assert_eq!(at.state().await, CaseState::Sent);
    // Told anew it is a case of its own.
    assert_eq!(at.see("/cessazione", &end_on("22", "licenziamento")).await, "/cessazione/riepilogo");
    assert_eq!(at.send_end().await, "/cessata");
    assert!(at.desk.rows().await.contains(&("cases", 3)));
    assert_eq!(at.state().await, CaseState::Ended);
    let page = at.page("/cessata").await;
    assert_eq!(title(&page), "Fine del rapporto inviata");
    assert!(told(&page).contains("Il rapporto è finito il 22 novembre 2026"), "{}", told(&page));
}

#[tokio::test]
async fn the_case_of_an_end_tells_its_own_deadline() {
    // Its registration was late, which is no matter of its end.
    for (days, words) in [
        (0, "Comunicata in tempo: il termine era il 25 novembre 2026"),
        (4, "Comunicata in tempo. Di solito il termine era"),
        (9, "Era da comunicare entro il 28 novembre 2026: è arrivata in ritardo"),
    ] {
        let at = begun().await;
        at.desk.pass(days * DAY);
        at.see("/cessazione", &end_on("20", "dimissioni")).await;
        assert_eq!(at.send_end().await, "/cessata");
        for page in [at.newest_in_area().await.1, at.page("/cessata").await] {
            assert!(told(&page).contains(words), "{words}: {}", told(&page));
            assert!(!told(&page).contains("Era da inviare"), "{}", told(&page));
            // Today's code of the reason stays with the answers.
            assert!(shown(&page).contains("\"DI\""), "{}", shown(&page));
        }
    }
}

#[tokio::test]
async fn a_registration_that_came_after_the_days_of_its_withdrawal_says_so() {
    let at = At::begin().await;
    at.fill(&people().answers(&[PERSON, WORKER, LATE_JOB, &[("parentela", "nessuna")]])).await;
    let review = told(&at.page("/riepilogo").await);
    assert!(review.contains("dopo l’invio non potrai ritirare la registrazione"), "{review}");
    assert_eq!(at.send().await, "/inviata");
    let page = told(&at.page("/ritiro").await);
    assert!(page.contains("la registrazione è arrivata dopo quei giorni"), "{page}");
    assert!(!page.contains("Si poteva ritirare"), "{page}");
    let at = At::begin().await;
    at.fill(&full()).await;
    assert!(!told(&at.page("/riepilogo").await).contains("non potrai ritirare"));
}

#[tokio::test]
async fn a_relationship_that_an_office_has_closed_has_no_sums_to_be_sure_of() {
    let at = begun().await;
    let half = end_on("20", "");
    at.see("/cessazione", &half).await;
    let number = at.case().await.protocollo;
    at.office(number, CaseState::Accepted, "").await;
    at.desk.pass(1000);
    at.office(number, CaseState::Ended, "").await;
    for page in [at.page("/inviata").await, at.case_in_area().await] {
        let said = told(&page);
        for words in ["La sede ha chiuso questo rapporto il 23 novembre 2026", "il conto non è più certo"] {
            assert!(said.contains(words), "{words}: {said}");
        }
        assert!(!said.contains("Primi contributi: circa"), "{said}");
    }
    // There is no end to tell any more, nor a draft of it.
    assert!(matches!(at.get("/cessazione").await, Answer::See(_)));
    assert!(!shown(&at.desk.page(&Area, &at.visitor(), "bozze").await).contains("/cessazione"));
}

#[tokio::test]
async fn what_was_accepted_and_then_made_void_was_not_closed_without_a_decision() {
    let at = begun().await;
    let number = at.case().await.protocollo;
    at.office(number, CaseState::Accepted, "").await;
    at.desk.pass(1000);
    at.office(number, CaseState::Withdrawn, "").await;
    let case = at.case_in_area().await;
    let said = told(&case);
    assert!(said.contains("Registrazione: Rosa Esempio, lavoro dal 16 novembre 2026"), "{said}");
    assert!(said.contains("la decisione di prima non vale più"), "{said}");
    assert!(!said.contains("senza una decisione"), "{said}");
}

#[tokio::test]
async fn an_accepted_registration_goes_on_and_its_case_says_no_end() {
    let at = begun().await;
    at.office(at.case().await.protocollo, CaseState::Accepted, "").await;
    let said = told(&at.case_in_area().await);
    assert!(said.contains("È accolta: il rapporto di lavoro è registrato."), "{said}");
    assert!(!said.contains("conclusa"), "{said}");
}

#[tokio::test]
async fn an_end_that_was_answered_to_another_form_is_shown_again_before_it_is_sent() {
    let at = begun().await;
    at.see("/cessazione", &end_on("20", "dimissioni")).await;
    assert!(!told(&at.page("/cessazione").await).contains("Questa pagina è cambiata"));
    // As the program before an upgrade kept it: its form had other reasons.
    let (now, mut conn) = (at.desk.now(), at.desk.reader().await);
    let all =
        crate::services::drafts::records::of_citizen(&mut conn, at.citizen.id, 0, 1, now).await.unwrap();
    drop(conn);
    let mut draft = Draft::open(&at.desk.portal.keys, all[0].clone()).unwrap();
    draft.seen.note("", "another shape");
    let call = at.desk.call(&at.visitor(), "", None);
    let stored = draft.stored(&at.desk.portal.keys, &call.context, NAME).unwrap();
    let kept =
        at.desk.portal.db.write(move |tx| {
            Box::pin(async move { crate::services::drafts::records::keep(tx, stored).await })
        });
    kept.await.unwrap();
    let Answer::See(to) = at.get("/cessazione/riepilogo").await else { panic!("it is read first") };
    assert!(to.ends_with("/cessazione"), "{to}");
    let page = at.page("/cessazione").await;
    assert!(told(&page).contains("Questa pagina è cambiata"), "{}", told(&page));
    assert!(shown(&page).contains("\"day\":\"20\""), "what was typed stays: {}", shown(&page));
    at.see("/cessazione", &end_on("20", "dimissioni")).await;
    assert_eq!(at.send_end().await, "/cessata");
}

#[tokio::test]
async fn whose_work_is_withdrawn_or_ended_is_said_first_and_kept_with_what_was_sent() {
    let whose = "Rapporto di lavoro con Rosa Esempio, dal 16 novembre 2026.\n";
    let at = begun().await;
    let before = |page: &Page| {
        let window = page.window_title().map(|title| a11y::values::line(title, Lang::It));
        assert!(window.as_ref().is_some_and(|window| !window.contains("Rosa")), "{window:?}");
        assert!(told(page).starts_with(whose), "{}", told(page));
    };
    for rest in ["/ritiro", "/cessazione"] {
        before(&at.page(rest).await);
    }
    at.see("/cessazione", &end_on("20", "dimissioni")).await;
    before(&at.page("/cessazione/riepilogo").await);
    at.send_end().await;
    let page = at.page("/cessata").await;
    before(&page);
    let Some(Block::Summary(sent)) = page.body.iter().find(|block| matches!(block, Block::Summary(_))) else {
        panic!("{}", shown(&page))
    };
    let rows = sent.rows.iter().map(|row| a11y::values::line(&row.value, Lang::It)).collect::<Vec<_>>();
    assert!(rows.contains(&"Rosa Esempio, lavoro dal 16 novembre 2026".to_owned()), "{rows:?}");
    before(&at.page("/ritiro").await);
    // Before it begins there is no end to tell: of whose work that is said.
    let coming = At::sent(&full()).await;
    let page = coming.page("/cessazione").await;
    assert!(
        told(&page).starts_with("Rapporto di lavoro con Rosa Esempio, dal primo dicembre 2026."),
        "{}",
        told(&page)
    );
}

/// Registered today, with work that began long ago and a contract that is over or has no end.
async fn long_ago(start: &'static str, end: Option<&'static str>) -> At {
    let day = |name: &'static str, day: &'static str| {
        let [year, month, day] = day.split('-').collect::<Vec<_>>()[..] else { panic!("{day}") };
        [("giorno", day), ("mese", month), ("anno", year)]
            .map(|(part, value)| (format!("{name}-{part}"), value))
    };
    let mut answers = people().answers(&[PERSON, WORKER, LATE_JOB, &[("parentela", "nessuna")]]);
    day("inizio", start).into_iter().for_each(|(name, value)| answers.set(name, value));
    match end {
        Some(end) => day("termine", end).into_iter().for_each(|(name, value)| answers.set(name, value)),
        None => answers.set("contratto", "indeterminato"),
    }
    let at = At::begin().await;
    at.fill(&answers).await;
    at
}

#[tokio::test]
async fn what_was_due_more_than_five_years_ago_is_nowhere_to_be_paid() {
    let never = |page: &Page, words: &[&str]| {
        let said = told(page);
        assert!(!said.contains("pagali subito") && !said.contains("con pagoPA"), "{said}");
        words.iter().for_each(|words| assert!(said.contains(words), "{words}: {said}"));
    };
    // A contract that was over long ago: its last day of payment was 10 January 2020.
    let at = long_ago("2019-06-01", Some("2019-12-31")).await;
    let words = ["entro il 10 gennaio 2020, più di 5 anni fa: non si possono più pagare"];
    let review = at.page("/riepilogo").await;
    never(&review, &words);
    let said = told(&review);
    assert!(said.contains("Rosa Esempio ha lavorato dal primo giugno 2019 al 31 dicembre 2019"), "{said}");
    assert_eq!(at.send().await, "/inviata");
    never(&at.page("/inviata").await, &words);
    never(&at.case_in_area().await, &words);
    let form = told(&at.page("/cessazione").await);
    assert!(form.contains("Il contratto è finito il 31 dicembre 2019") && !form.contains("finisce da solo"));
    // One without an end: some was due too long ago; all, once its end is told that was long ago.
    let at = long_ago("2015-03-02", None).await;
    let some = ["scadevano più di 5 anni fa non si possono più pagare", "lo dice l’avviso di pagamento"];
    never(&at.page("/riepilogo").await, &some);
    assert_eq!(at.send().await, "/inviata");
    never(&at.page("/inviata").await, &some);
    never(&at.case_in_area().await, &some);
    let end = |year| {
        [
            ("ultimo-giorno-giorno", "3"),
            ("ultimo-giorno-mese", "4"),
            ("ultimo-giorno-anno", year),
            ("motivo", "dimissioni"),
        ]
    };
    assert_eq!(at.see("/cessazione", &end("2026")).await, "/cessazione/riepilogo");
    let review = told(&at.page("/cessazione/riepilogo").await);
    assert!(review.contains("pagali subito") && review.contains(some[0]), "{review}");
    assert_eq!(at.see("/cessazione", &end("2018")).await, "/cessazione/riepilogo");
    let words = ["entro il 13 aprile 2018, più di 5 anni fa: non si possono più pagare"];
    never(&at.page("/cessazione/riepilogo").await, &words);
    assert_eq!(at.send_end().await, "/cessata");
    let pages = [at.page("/cessata").await, at.page("/inviata").await, at.case_in_area().await];
    pages.iter().chain([&at.newest_in_area().await.1]).for_each(|page| never(page, &words));
}

#[tokio::test]
async fn the_case_says_how_the_end_is_told_with_the_way_there() {
    let at = begun().await;
    let ways = |page: &Page| {
        let links = page.body.iter().flat_map(|block| match block {
            Block::Links(links) => links.clone(),
            _ => Vec::new(),
        });
        links.map(|link| a11y::values::line(&link.text, Lang::It)).collect::<Vec<_>>()
    };
    for page in [at.page("/inviata").await, at.case_in_area().await] {
        assert!(told(&page).contains("entro 5 giorni"), "{}", told(&page));
        assert_eq!(ways(&page)[0], "Comunica la fine del rapporto");
    }
    let case = at.case_in_area().await;
    assert!(shown(&case).contains("Registrazione: fine del rapporto"), "{}", shown(&case));
    at.see("/cessazione", &end_on("20", "dimissioni")).await;
    assert_eq!(at.send_end().await, "/cessata");
    let (end, _) = at.newest_in_area().await;
    at.office(end, CaseState::Refused, "").await;
    // Refused, it is told anew: from the case of the registration and from its own.
    for page in [at.case_in_area().await, at.newest_in_area().await.1] {
        assert!(ways(&page).contains(&"Comunica la fine del rapporto".to_owned()), "{:?}", ways(&page));
    }
}
