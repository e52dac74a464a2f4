//! Sent once, by who may; what was sent, read again by its citizen in every language.

use super::*;

#[tokio::test]
async fn a_relationship_is_registered_read_again_and_withdrawn() {
    let at = At::begin().await;
    at.fill(&full()).await;
    let review = shown(&at.page("/riepilogo").await);
    for word in ["In tempo", "cognato", "Dichiarazione", "articoli 75 e 76", "Lavoratore"] {
        assert!(review.contains(word), "{word}: {review}");
    }
    assert!(!review.contains("TIN") && !review.contains("LD09"), "{review}");
    assert_eq!(at.send().await, "/inviata");
    let sent = shown(&at.page("/inviata").await);
    for word in
        ["Esempio", "Il lavoratore", "Via Tuscolana", "/ritiro", "TIN", "LD09", "76,80", "articoli 75"]
    {
        assert!(sent.contains(word), "{word}: {sent}");
    }
    let next = told(&at.page("/inviata").await);
    assert!(next.contains("circa 76,80 euro, da pagare entro il 10 gennaio 2027 con pagoPA"), "{next}");
    assert!(!next.contains("in ritardo") && shown(&at.case_in_area().await).contains("ritiro o fine"));
    let rows = at.desk.rows().await;
    assert!(rows.contains(&("cases", 1)) && rows.contains(&("drafts", 0)), "{rows:?}");
    let area = shown(&at.desk.page(&Area, &at.visitor(), "pratiche").await);
    assert!(area.contains("Registrazione: ") && area.contains("Rosa Esempio"), "{area}");
    let first = shown(&at.desk.page(&DomesticWork, &at.visitor(), "").await);
    assert!(first.contains("Le tue registrazioni inviate") && first.contains(&at.draft), "{first}");

    assert!(shown(&at.page("/ritiro").await).contains("non si torna indietro"));
    assert_eq!(at.see("/ritiro", &[]).await, "/inviata?ritirata=1#fatto");
    assert_eq!(at.state().await, CaseState::Withdrawn);
    let withdrawn = at.page("/inviata?ritirata=1").await;
    assert!(withdrawn.done.is_some() && title(&withdrawn) == "Registrazione ritirata");
    let said = shown(&withdrawn);
    assert!(said.contains("è stata ritirata il"), "{said}");
    // What was accepted with the answers stays, but for sums that nobody owes.
    for kept in ["Rosa", "articoli 75 e 76", "TIN"] {
        assert!(said.contains(kept), "{kept}: {said}");
    }
    assert_eq!(said.matches("devi contributi").count(), 1, "once is enough: {said}");
    let case = at.case_in_area().await;
    let said = told(&case);
    assert!(said.contains("L’hai ritirata tu il 23 novembre 2026"), "{said}");
    assert_eq!(said.matches("devi contributi").count(), 1, "{said}");
    for page in [&withdrawn, &case] {
        for sum in ["Primi contributi", "76,80", "da pagare", "conto"] {
            assert!(!shown(page).contains(sum), "{sum}: {}", shown(page));
        }
    }
    // Nothing can be done any more.
    assert!(!shown(&case).contains("ritiro o fine del rapporto") && !shown(&case).contains("Nota"));
    let first = shown(&at.desk.page(&DomesticWork, &at.visitor(), "").await);
    assert!(!first.contains(&at.draft), "{first}");
    // Again, or by the old page: nothing more happens.
    assert_eq!(at.see("/ritiro", &[]).await, "/inviata?ritirata=1#fatto");
    assert!(matches!(at.get("/ritiro").await, Answer::See(_)));
    assert!(matches!(at.get("/cessazione").await, Answer::See(_)));
    let outcomes = at.desk.outcomes().await;
    assert_eq!(outcomes.iter().filter(|(outcome, _)| outcome == "withdrawn").count(), 1, "{outcomes:?}");
}

#[tokio::test]
async fn who_may_only_read_neither_sends_nor_withdraws_nor_ends() {
    let mut at = At::sent(&full()).await;
    at.level = Level::Reader;
    assert!(!at.page("/ritiro").await.actions.iter().any(|action| matches!(action, Action::Send(_))));
    assert_eq!(at.see("/ritiro", &[]).await, "/ritiro");
    assert_eq!(at.state().await, CaseState::Sent);
    at.desk.pass(20 * DAY);
    let end = [
        ("ultimo-giorno-giorno", "4"),
        ("ultimo-giorno-mese", "12"),
        ("ultimo-giorno-anno", "2026"),
        ("motivo", "accordo"),
    ];
    assert_eq!(at.see("/cessazione", &end).await, "/cessazione/riepilogo");
    let review = at.page("/cessazione/riepilogo").await;
    assert!(!review.actions.iter().any(|action| matches!(action, Action::Send(_))));
    // Ended twelve days ago: late, and told so.
    assert!(shown(&review).contains("In ritardo"));
    assert_eq!(at.send_end().await, "/cessazione/riepilogo");
    assert_eq!(at.state().await, CaseState::Sent);
}

#[tokio::test]
async fn what_was_sent_is_seen_by_nobody_else() {
    let at = At::sent(&full()).await;
    let other = person("Verdi", "Marta");
    at.desk.add(&other).await;
    let stranger = Visitor { level: Level::Actor, ..Visitor::from("192.0.2.9").signed_in(other.id) };
    for rest in ["/inviata", "/ritiro", "/cessazione", "/cessazione/riepilogo", "/cessata"] {
        let path = at.path(rest);
        assert!(
            matches!(
                at.desk.get(&DomesticWork, &stranger, &path).await,
                Answer::NotFound | Answer::NoDraft(_)
            ),
            "{rest}"
        );
        let nobody = Visitor::from("192.0.2.9");
        assert!(matches!(at.desk.get(&DomesticWork, &nobody, &path).await, Answer::SignIn(_)), "{rest}");
    }
    let path = at.path("/ritiro");
    assert!(matches!(at.desk.post(&DomesticWork, &stranger, &path, &[]).await, Answer::NotFound));
    assert_eq!(at.state().await, CaseState::Sent);
}

#[tokio::test]
async fn late_is_accepted_and_explained() {
    let at = At::begin().await;
    let mut answers = people().answers(&[PERSON, WORKER, LATE_JOB, &[("parentela", "nessuna")]]);
    answers.set("datore-telefono", "");
    at.fill(&answers).await;
    let review = at.page("/riepilogo").await;
    assert!(
        matches!(&review.body[0], Block::Notice(late) if a11y::values::line(&late.title, Lang::It) == "In ritardo, ma vale")
    );
    let review = shown(&review);
    assert!(review.contains("In ritardo, ma vale") && review.contains("10000") && review.contains("50000"));
    assert_eq!(at.send().await, "/inviata");
    assert_eq!(at.state().await, CaseState::Sent);
    let sent = told(&at.page("/inviata").await);
    for word in ["Era da inviare entro il 15 novembre 2026: è arrivata in ritardo", "Primi contributi: circa"]
    {
        assert!(sent.contains(word), "{word}: {sent}");
    }
    // A sum is told as due only while it is.
    assert!(!sent.contains("Si pagavano entro"), "{sent}");
    at.desk.pass(150 * DAY);
    let sent = told(&at.page("/inviata").await);
    assert!(sent.contains("Si pagavano entro il 10 gennaio 2027: se non li hai ancora pagati"), "{sent}");
}

#[tokio::test]
async fn the_day_turns_between_reading_and_sending() {
    let at = At::begin().await;
    at.fill(&full()).await;
    let page = at.page("/riepilogo").await;
    let read = page.form.unwrap().hidden[0].1.clone();
    // On the day itself it is late: that was not what the citizen read.
    at.desk.pass(8 * DAY);
    assert_eq!(at.see("/riepilogo", &[("letto", &read)]).await, "/riepilogo?cambiato=si#fatto");
    assert!(shown(&at.page("/riepilogo").await).contains("In ritardo"));
    assert_eq!(at.send().await, "/inviata");
}

#[tokio::test]
async fn who_may_not_send_hears_by_when_it_is_to_be_sent() {
    let mut at = At::begin().await;
    at.level = Level::Reader;
    at.fill(&full()).await;
    let said = told(&at.page("/riepilogo").await);
    assert!(said.contains("va inviata entro le 24 del 30 novembre 2026: vieni in sede prima"), "{said}");
    assert!(!said.contains("In tempo"), "that day is told once: {said}");
    at.desk.pass(8 * DAY);
    let said = told(&at.page("/riepilogo").await);
    assert!(said.contains("Il termine è passato: vieni in sede al più presto"), "{said}");
    assert_eq!(said.matches("30 novembre 2026").count(), 1, "that day is told once: {said}");
}

#[tokio::test]
async fn the_first_page_is_for_everyone_and_lists_open_drafts() {
    let at = At::begin().await;
    let nobody = Visitor::from("192.0.2.9");
    let page = at.desk.page(&DomesticWork, &nobody, "").await;
    assert!(!page.private && shown(&page).contains("/it/lavoro-domestico/inizio"));
    assert!(matches!(at.desk.get(&DomesticWork, &nobody, "inizio").await, Answer::SignIn(Level::Reader)));
    at.page("/mansione").await;
    let page = at.desk.page(&DomesticWork, &at.visitor(), "").await;
    assert!(page.private && shown(&page).contains(&format!("{}/mansione", at.draft)));
    assert!(matches!(at.desk.get(&DomesticWork, &at.visitor(), "inizio").await, Answer::See(_)));
}

#[tokio::test]
async fn what_was_sent_in_one_language_is_read_in_every_other_and_as_it_was_sent() {
    let mut at = At::begin().await;
    let mut answers = people().answers(&[PERSON, WORKER, LATE_JOB, &[("parentela", "nessuna")]]);
    // As it is typed in English: another amount, or none, elsewhere.
    answers.set("paga-concordata", "1,400");
    at.lang = Lang::En;
    at.fill(&answers).await;
    assert_eq!(at.send().await, "/inviata");
    let number = at.case().await.protocollo;
    for (lang, asked, answer, pay) in [
        (Lang::En, "Hours a week", "Carer", "1,400.00"),
        (Lang::It, "Ore alla settimana", "Badante", "1.400,00 euro"),
        (Lang::Ar, "عدد الساعات في الأسبوع", "رعاية شخص", ""),
    ] {
        at.lang = lang;
        for page in [at.page("/inviata").await, at.case_in_area().await] {
            let words = a11y::plain::page(&page, &a11y::page::Frame::default(), None);
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            for word in [asked, answer, pay] {
                assert!(words.contains(word), "{word}: {words}");
            }
            let as_sent = crate::services::words::sent_in(lang, "en").unprinted();
            let link = Link::inside(as_sent, path(Lang::En, &format!("area/pratiche/{number}")));
            assert_eq!(shown(&page).contains(&serde_json::to_string(&link).unwrap()), lang != Lang::En);
        }
    }
}

#[tokio::test]
async fn a_change_at_the_review_that_asks_for_more_says_so_there() {
    let at = At::begin().await;
    at.fill(&full()).await;
    // The kin is a spouse now: the allowance is asked for the first time.
    let there = at.see("/parentela?da=riepilogo", &[("parentela", "coniuge")]).await;
    assert_eq!(there, "/accompagnamento?da=riepilogo&per=parentela#fatto");
    let page = at.page("/accompagnamento?da=riepilogo&per=parentela").await;
    let told = shown(&page);
    assert!(page.done.is_some() && told.contains("Hai cambiato la pagina"), "{told}");
    at.see("/parentela?da=riepilogo", &[("parentela", "affine")]).await;
    // Who does not live in works less: the hours are wrong now, and first of all that is told.
    let mut answers = full();
    answers.set("convivente", "si");
    answers.set("ore", "54");
    for step in ["/convivenza", "/orario"] {
        at.answer(step, &answers).await;
    }
    let there = at.see("/convivenza?da=riepilogo", &[("convivente", "no")]).await;
    assert_eq!(there, "/orario?da=riepilogo&per=convivenza#errori");
    let page = at.page("/orario?da=riepilogo&per=convivenza").await;
    assert_eq!((page.problems().len(), page.done.is_none()), (1, true));
    assert!(matches!(&page.body[0], Block::Notice(_)), "{}", shown(&page));
    // What is answered says nothing any more, nor does an address that somebody made up.
    answers.set("ore", "20");
    at.answer("/orario?da=riepilogo&per=convivenza", &answers).await;
    assert!(at.page("/orario?da=riepilogo&per=convivenza").await.done.is_none());
    let page = at.page("/orario?da=riepilogo&per=niente").await;
    assert!(!shown(&page).contains("Hai cambiato"));
}

#[tokio::test]
async fn another_fiscal_code_fills_in_anew_what_only_repeated_the_first() {
    use crate::citizen::codice_fiscale::{CodiceFiscale, Person, Sex};
    let at = At::begin().await;
    at.fill(&full()).await;
    let birthplace = crate::places::Belfiore::parse("Z611").unwrap();
    let born = jiff::civil::date(1981, 5, 14);
    let other = Person { surname: "Esempio", name: "Rosa", sex: Sex::Female, born, birthplace };
    let code = CodiceFiscale::encode(&other);
    let there = at.see("/lavoratore?da=riepilogo", &[("lavoratore-codice-fiscale", code.as_str())]).await;
    assert_eq!(there, "/lavoratore-nome?da=riepilogo&per=lavoratore#fatto");
    let page = at.page("/lavoratore-nome?da=riepilogo&per=lavoratore").await;
    assert!(page.problems().is_empty() && shown(&page).contains("1981"), "{}", shown(&page));
    let mut answers = full();
    answers.set("lavoratore-nascita-anno", "1981");
    // The place is the same in both codes: it is not asked again.
    let back = at.answer("/lavoratore-nome?da=riepilogo&per=lavoratore", &answers).await;
    assert_eq!(back, "/riepilogo?salvata=lavoratore-nome#fatto");
    // What was typed against the code stays, and is told.
    at.see("/lavoratore?da=riepilogo", &[("lavoratore-codice-fiscale", people().worker())]).await;
    at.answer("/lavoratore-nome", &answers).await;
    let there = at.see("/lavoratore?da=riepilogo", &[("lavoratore-codice-fiscale", people().worker())]).await;
    assert!(there.ends_with("#errori"), "{there}");
}

#[tokio::test]
async fn work_of_long_ago_is_accepted_and_what_cannot_be_paid_any_more_is_told() {
    let at = At::begin().await;
    let mut answers = full();
    answers.set("inizio-anno", "2016");
    at.fill(&answers).await;
    let review = at.page("/riepilogo").await;
    assert!(shown(&review).contains("più di 5 anni fa") && shown(&review).contains("\"/it/sedi\""));
    assert_eq!(at.send().await, "/inviata");
}
