#![allow(clippy::unwrap_used, clippy::panic)]
//! The form filled in, stopped, sent once; withdrawn, ended; what was sent read in every language.

mod changed;
mod steps;

use std::sync::Arc;

use a11y::page::{Action, Link, Page, Target, TaskStatus};

use super::examples::{BODY, FULL, JOB, LATE_JOB, PERSON, People, WORKER};
use super::*;
use crate::clock::DAY;
use crate::ledger::CaseState;
use crate::services::area::Area;
use crate::services::conversation::{Answers, names};
use crate::services::path;
use crate::services::testing::{Desk, Visitor, person, shown};

/// The citizen of the examples at the form.
struct At {
    desk: Arc<Desk>,
    citizen: Citizen,
    draft: String,
    level: Level,
    lang: Lang,
}

impl At {
    async fn begin() -> At {
        let desk = Desk::open().await;
        let citizen = person("Prova", "Anna");
        desk.add(&citizen).await;
        let mut at =
            At { desk: Arc::new(desk), citizen, draft: String::new(), level: Level::Actor, lang: Lang::It };
        let to = at.see("", &[]).await;
        at.draft = to.strip_prefix("lavoro-domestico/").unwrap().to_owned();
        at
    }

    /// The citizen at another browser every time.
    fn visitor(&self) -> Visitor {
        Visitor {
            level: self.level,
            lang: self.lang,
            ..Visitor::from("192.0.2.0").signed_in(self.citizen.id)
        }
    }

    fn path(&self, rest: &str) -> String {
        format!("{}{rest}", self.draft)
    }

    async fn get(&self, rest: &str) -> Answer {
        self.desk.get(&DomesticWork, &self.visitor(), &self.path(rest)).await
    }

    async fn page(&self, rest: &str) -> Page {
        self.desk.page(&DomesticWork, &self.visitor(), &self.path(rest)).await
    }

    async fn see(&self, rest: &str, fields: &[(&str, &str)]) -> String {
        match self.desk.post(&DomesticWork, &self.visitor(), &self.path(rest), fields).await {
            Answer::See(to) if self.draft.is_empty() => to,
            Answer::See(to) => to.replace(&format!("{NAME}/{}", self.draft), ""),
            other => panic!("{rest}: {other:?}"),
        }
    }

    /// The page's questions answered from these answers.
    async fn answer(&self, rest: &str, answers: &Answers) -> String {
        let page = self.page(rest).await;
        let mut fields: Vec<(String, String)> = Vec::new();
        for name in page.questions().into_iter().flat_map(names) {
            let value = answers.get(&name).unwrap_or_else(|| panic!("no answer to {name} at {rest}"));
            fields.extend(value.split('\n').map(|one| (name.clone(), one.to_owned())));
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        self.see(rest, &fields).await
    }

    /// Goes on with what is left to do until nothing is.
    async fn fill(&self, answers: &Answers) {
        for _ in 0..60 {
            let Some(open) = self.open().await else { return };
            let next = self.answer(&open, answers).await;
            assert!(!next.contains('#'), "{open}: {}", shown(&self.page(&open).await));
        }
        panic!("no end");
    }

    /// The first step with something left to do, by the task list.
    async fn open(&self) -> Option<String> {
        let page = self.page("").await;
        let tasks = page.body.iter().find_map(|block| match block {
            Block::TaskList(list) => Some(list.tasks.clone()),
            _ => None,
        });
        use TaskStatus::{Begun, ToDo, Wrong};
        let open = tasks.unwrap().into_iter().find(|task| matches!(task.status, ToDo | Begun | Wrong))?;
        let Some(Target::Inside(to)) = open.to else { panic!() };
        let step = to.rsplit_once(&self.draft).unwrap().1.to_owned();
        (step != "/riepilogo").then_some(step)
    }

    async fn send(&self) -> String {
        let page = self.page("/riepilogo").await;
        let read = page.form.unwrap_or_else(|| panic!("nothing to send")).hidden[0].1.clone();
        self.see("/riepilogo", &[("letto", &read)]).await
    }

    /// Fills in, sends.
    async fn sent(answers: &Answers) -> At {
        let at = At::begin().await;
        at.fill(answers).await;
        assert_eq!(at.send().await, "/inviata");
        at
    }

    async fn case(&self) -> Case {
        let id = self.draft.parse().unwrap();
        let mut conn = self.desk.reader().await;
        crate::ledger::records::case_of(&mut conn, self.citizen.id, id).await.unwrap().unwrap()
    }

    async fn state(&self) -> CaseState {
        self.case().await.state
    }

    /// The case's page in My area.
    async fn case_in_area(&self) -> Page {
        let path = format!("pratiche/{}", self.case().await.protocollo);
        self.desk.page(&Area, &self.visitor(), &path).await
    }
}

/// What happens next and every notice and paragraph of a page, one a line.
fn told(page: &Page) -> String {
    let line = |text: &Text| format!("{}\n", a11y::values::line(text, Lang::It));
    let sections = page.body.iter().flat_map(|block| match block {
        Block::Section(section) => section.body.clone(),
        other => vec![other.clone()],
    });
    let told = sections.map(|block| match block {
        Block::Confirmation(confirmation) => confirmation.next.iter().map(line).collect(),
        Block::Notice(notice) => line(&notice.title) + &said(&notice.body),
        other => said(&[other]),
    });
    told.collect()
}

fn title(page: &Page) -> String {
    a11y::values::line(&page.title, Lang::It)
}

fn people() -> People {
    People::invented().unwrap()
}

fn full() -> Answers {
    people().answers(&FULL)
}

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
    for word in ["Esempio", "Chi lavora", "Via Tuscolana", "/ritiro", "TIN", "LD09", "68,00", "articoli 75"] {
        assert!(sent.contains(word), "{word}: {sent}");
    }
    let next = told(&at.page("/inviata").await);
    assert!(next.contains("circa 68,00 euro, da pagare entro il 10 gennaio 2027 con pagoPA"), "{next}");
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
    // What was accepted with the answers stays, under a notice that the sums do not hold any more.
    for kept in ["Primi contributi", "68,00", "articoli 75 e 76", "TIN"] {
        assert!(said.contains(kept), "{kept}: {said}");
    }
    let said = told(&withdrawn);
    assert!(said.find("conto non vale più") < said.find("da pagare entro"), "{said}");
    let case = at.case_in_area().await;
    let said = told(&case);
    for word in ["L’hai ritirata tu il 23 novembre 2026", "non devi contributi, e il conto non vale più"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    // The notice stands before the sums, and nothing can be done any more.
    assert!(said.find("conto non vale più") < said.find("da pagare entro"), "{said}");
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
    assert!(!shown(&at.desk.page(&DomesticWork, &at.visitor(), "").await).contains("/cessazione"));
    assert!(list.contains("/cessazione/elimina"), "{list}");
    assert_eq!(title(&at.page("/cessazione/elimina").await), "Vuoi eliminare la bozza?");
    let deleted = at.desk.post(&DomesticWork, &at.visitor(), &at.path("/cessazione/elimina"), &[]).await;
    assert!(matches!(deleted, Answer::See(to) if to.contains("bozze?fatto=1")));
    assert!(!shown(&at.desk.page(area, &at.visitor(), "bozze").await).contains("/cessazione"));
    assert_eq!(at.see("/cessazione", &fields(day("4", "12"))).await, "/cessazione/riepilogo");
    assert!(shown(&at.page("/cessazione/riepilogo").await).contains("Dimissioni"));
    assert_eq!(at.see("/cessazione/riepilogo", &[]).await, "/cessata");
    assert!(matches!(
        at.desk.post(&DomesticWork, &at.visitor(), &at.path("/cessazione/riepilogo"), &[]).await,
        Answer::See(to) if to.ends_with("/cessata")
    ));
    assert_eq!(at.state().await, CaseState::Ended);
    assert!(at.desk.rows().await.contains(&("cases", 2)));
    assert!(shown(&at.page("/cessata").await).contains("Dimissioni"));
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
    }
    let case = at.case_in_area().await;
    assert!(told(&case).contains("Il conto qui sotto è del giorno dell’invio"), "{}", told(&case));
    assert!(shown(&case).contains("/cessata") && !shown(&case).contains("ritiro o fine del rapporto"));
    let area = shown(&at.desk.page(&Area, &at.visitor(), "pratiche").await);
    assert!(area.contains("Fine del rapporto: ") && area.contains("Registrazione: "), "{area}");
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
    assert_eq!(at.see("/cessazione/riepilogo", &[]).await, "/cessata");
    assert_eq!(at.state().await, CaseState::Ended);
    let sent = told(&at.page("/cessata").await);
    for word in ["Era da comunicare entro il 28 novembre 2026", "100,00 euro a 500,00 euro", "pagali subito"]
    {
        assert!(sent.contains(word), "{word}: {sent}");
    }
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
    assert_eq!(at.see("/cessazione/riepilogo", &[]).await, "/cessazione/riepilogo");
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
        assert!(matches!(at.desk.get(&DomesticWork, &stranger, &path).await, Answer::NotFound), "{rest}");
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
    let review = shown(&at.page("/riepilogo").await);
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

/// The sentences of some blocks, one a line.
fn said(body: &[Block]) -> String {
    let line = |text: &Text| format!("{}\n", a11y::values::line(text, Lang::It));
    body.iter()
        .map(|block| match block {
            Block::Paragraph(text) => line(text),
            Block::List(list) => list.items.iter().map(line).collect(),
            Block::Section(section) => said(&section.body),
            _ => String::new(),
        })
        .collect()
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
    assert_eq!(at.see("/cessazione/riepilogo", &[]).await, "/cessata");
    assert_eq!(at.state().await, CaseState::Ended);
}

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

#[tokio::test]
async fn who_may_not_send_hears_by_when_it_is_to_be_sent() {
    let mut at = At::begin().await;
    at.level = Level::Reader;
    at.fill(&full()).await;
    let said = told(&at.page("/riepilogo").await);
    assert!(said.contains("va inviata entro le 24 del 30 novembre 2026: vieni in sede prima"), "{said}");
    at.desk.pass(8 * DAY);
    let said = told(&at.page("/riepilogo").await);
    assert!(said.contains("era da inviare entro le 24 del 30 novembre 2026"), "{said}");
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
    answers.set("paga", "1,400");
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
            let as_sent = crate::services::words::sent_in(lang, "en");
            let link = Link::inside(as_sent, path(Lang::En, &format!("area/pratiche/{number}")));
            assert_eq!(shown(&page).contains(&serde_json::to_string(&link).unwrap()), lang != Lang::En);
        }
    }
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
    assert_eq!(at.see("/cessazione/riepilogo", &[]).await, "/cessata");
    for lang in Lang::ALL {
        at.lang = lang;
        let page = shown(&at.page("/cessata").await);
        let asked = a11y::values::line(&words::last_day(lang), lang);
        assert!(page.contains(&asked), "{asked}: {page}");
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
    assert!(at.see("/ritiro", &[]).await.contains("ritirata"));
    let number = at.case().await.protocollo;
    let met = at.desk.page(&Area, &at.visitor(), "storia").await;
    let withdrawn = met.body.iter().find_map(|block| match block {
        Block::Table(table) => table.rows.first().cloned(),
        _ => None,
    });
    let to = withdrawn.unwrap().link.unwrap().to;
    assert_eq!(to, Target::Inside(format!("/it/area/pratiche/{number}")));
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
