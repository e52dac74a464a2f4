#![allow(clippy::unwrap_used, clippy::panic)]
//! The form filled in, stopped, sent once; withdrawn, ended; spouses, kin and communities; every branch walked.

use std::sync::Arc;

use a11y::page::{Action, Page, SummaryRow, Target, TaskStatus};

use super::examples::{self, BODY, FULL, JOB, LATE_JOB, PERSON, People, WORKER};
use super::*;
use crate::clock::{DAY, Moment};
use crate::ledger::CaseState;
use crate::services::area::Area;
use crate::services::conversation::explore::{Reached, besiege, explore, unreached};
use crate::services::conversation::{Answers, Seen, names, walk};
use crate::services::testing::{Desk, START, Visitor, person, shown};

/// The citizen of the examples at the form.
struct At {
    desk: Arc<Desk>,
    citizen: Citizen,
    draft: String,
    level: Level,
}

impl At {
    async fn begin() -> At {
        let desk = Desk::open().await;
        let citizen = person("Prova", "Anna");
        desk.add(&citizen).await;
        let mut at = At { desk: Arc::new(desk), citizen, draft: String::new(), level: Level::Actor };
        let to = at.see("", &[]).await;
        at.draft = to.strip_prefix("lavoro-domestico/").unwrap().to_owned();
        at
    }

    /// The citizen at another browser every time.
    fn visitor(&self) -> Visitor {
        Visitor { level: self.level, ..Visitor::from("192.0.2.0").signed_in(self.citizen.id) }
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
        let open = tasks.unwrap().into_iter().find(|task| task.status == TaskStatus::ToDo)?;
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

/// The page of a step with these answers, over the full ones.
fn step(slug: &str, fields: &[(&str, &str)]) -> Option<Page> {
    let facts = people().facts();
    let mut answers = full();
    answers.0.extend(people().answers(&[fields]).0);
    let walk = walk(Lang::It, &answers, &Seen::default(), slug, |talk| script::script(talk, &facts));
    walk.page("lavoro-domestico", 0).map(|(page, _)| page)
}

/// What is wrong with the answers to a step.
fn problems(slug: &str, fields: &[(&str, &str)]) -> Vec<String> {
    let page = step(slug, fields).unwrap_or_else(|| panic!("{slug} is not on the path"));
    let wrong = page.questions().into_iter().filter(|question| question.problem.is_some());
    wrong.map(|question| question.name.clone()).collect()
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

#[test]
fn spouses_need_the_allowance_and_kin_say_how_they_prove_it() {
    let spouse = |allowance| [("parentela", "coniuge"), ("accompagnamento", allowance)];
    assert_eq!(problems("accompagnamento", &spouse("no")), ["accompagnamento"]);
    assert!(problems("accompagnamento", &spouse("si")).is_empty());
    assert!(step("prova", &spouse("si")).is_none());
    assert_eq!(problems("prova", &[("prova", "")]), ["prova"]);
    assert_eq!(problems("prova-altro", &[("prova", "altro"), ("prova-altro", "")]), ["prova-altro"]);
    assert!(step("prova-altro", &[("prova", "testimoni")]).is_none());
    assert!(step("prova", &[("parentela", "nessuna")]).is_none());
    assert!(step("quale-parente", &[("parentela", "parente"), ("quale-parente", "zio")]).is_some());
}

#[test]
fn a_community_has_no_kin_and_other_fields() {
    let facts = people().facts();
    let answers = people().answers(&[BODY, WORKER, JOB]);
    let walk = walk(Lang::It, &answers, &Seen::default(), "ente", |talk| script::script(talk, &facts));
    assert!(walk.outcome.is_some());
    let slugs: Vec<&str> = walk.parts.iter().map(|part| part.slug).collect();
    assert_eq!(slugs, ["datore", "lavoratore", "lavoro"]);
    let wrong = [("chi-assume", "militare"), ("ente-nome", ""), ("ente-codice", "80078750588")];
    assert_eq!(problems("ente", &wrong), ["ente-nome", "ente-codice"]);
}

#[test]
fn who_needs_a_permit_is_asked_for_it() {
    assert!(step("lavoratore-permesso", &[]).is_some());
    assert!(step("lavoratore-permesso", &[("lavoratore-cittadinanza", "Romania")]).is_none());
    assert!(step("lavoratore-permesso", &[("lavoratore-cittadinanza", "italiana")]).is_none());
    assert!(step("lavoratore-permesso", &[("lavoratore-cittadinanza", "rumena")]).is_none());
    assert!(step("lavoratore-permesso", &[("lavoratore-cittadinanza", "apolide")]).is_some());
    for several in ["Corea", "Congo"] {
        assert!(step("lavoratore-quale-stato", &[("lavoratore-cittadinanza", several)]).is_some());
    }
    assert_eq!(problems("lavoratore-permesso", &[("lavoratore-permesso", "")]), ["lavoratore-permesso"]);
}

#[test]
fn what_contradicts_is_told_at_once() {
    assert_eq!(problems("datore", &[("datore-codice-fiscale", "{lavoratore}")]), ["datore-codice-fiscale"]);
    let own = [("lavoratore-codice-fiscale", "{proprio}")];
    assert_eq!(problems("lavoratore", &own), ["lavoratore-codice-fiscale"]);
    assert_eq!(problems("lavoratore-nome", &[("lavoratore-nome", "Bruno")]), ["lavoratore-nome"]);
    for arabic in ["روسا", "Рoза"] {
        let page = step("lavoratore-nome", &[("lavoratore-nome", arabic)]).unwrap();
        let [(field, told)] = &page.problems()[..] else { panic!("{:?}", page.problems()) };
        assert_eq!(field, "lavoratore-nome");
        assert!(a11y::values::line(told, Lang::It).contains("in lettere latine"));
    }
    let young = [("lavoratore-nascita-anno", "1980"), ("inizio-anno", "1990")];
    assert_eq!(problems("inizio", &young), ["inizio"]);
    for (lives_in, hours, fits) in [
        ("no", "0", false),
        ("no", "1", true),
        ("no", "40", true),
        ("no", "41", false),
        ("si", "54", true),
        ("si", "55", false),
        ("no", "٢٠", true),
        ("no", "dieci", false),
    ] {
        let answers = [("convivente", lives_in), ("ore", hours)];
        assert_eq!(problems("orario", &answers).is_empty(), fits, "{lives_in} {hours}");
    }
    assert!(
        shown(&step("orario", &[("ore", "12,5")]).unwrap()).contains("numero intero: arrotonda in su, per")
    );
    for (kind, pay, fits) in [
        ("oraria", "9,75", true),
        ("oraria", "1.000", false),
        ("mensile", "1.000", true),
        ("mensile", "9,75", false),
        ("mensile", "30.000", false),
        ("oraria", "0", false),
        ("oraria", "0,01", false),
        ("oraria", "3", true),
        ("oraria", "9,755", false),
        ("mensile", "1'200", true),
        ("mensile", "١٬٢٠٠٫٥٠", true),
    ] {
        assert_eq!(problems("paga", &[("tipo-paga", kind), ("paga", pay)]).is_empty(), fits, "{kind} {pay}");
    }
    for year in ["2020", "2042", "20300"] {
        let expiry = [("lavoratore-documento-scadenza-anno", year)];
        assert_eq!(problems("lavoratore-documento", &expiry), ["lavoratore-documento-scadenza"]);
    }
}

#[test]
fn a_limit_that_is_passed_is_named() {
    for (kind, pay, limit) in [
        ("mensile", "20.000,01", "va da 130,00 euro a 4.333,00 euro"),
        ("oraria", "0,01", "almeno di 3,00 euro"),
        ("oraria", "101", "Più di 100 euro"),
        ("oraria", "9,755", "come 9,75 o 1.200"),
    ] {
        let page = step("paga", &[("tipo-paga", kind), ("paga", pay)]).unwrap();
        let told = a11y::values::line(page.problems()[0].1, Lang::It);
        assert!(told.contains(limit), "{told}");
    }
}

#[test]
fn a_comune_in_another_province_is_told_at_the_province() {
    let address = [("lavoratore-comune", "Milano"), ("lavoratore-provincia", "Roma")];
    let page = step("lavoratore-residenza", &address).unwrap();
    let [(field, told)] = &page.problems()[..] else { panic!("{:?}", page.problems()) };
    assert_eq!(field, "lavoratore-provincia");
    assert!(a11y::values::line(told, Lang::It).contains("Milano non è in questa provincia"));
}

#[test]
fn answers_stand_in_the_review_as_they_were_understood() {
    let facts = people().facts();
    let mut answers = full();
    for (name, value) in [
        ("paga", "9"),
        ("ore", "٢٠"),
        ("datore-cittadinanza", "italiana"),
        ("lavoratore-cittadinanza", "peruviana"),
        ("lavoratore-comune", "roma"),
    ] {
        answers.set(name, value);
    }
    let walk = walk(Lang::It, &answers, &Seen::default(), "", |talk| script::script(talk, &facts));
    let rows: Vec<_> = walk.parts.iter().flat_map(|part| part.rows(Lang::It, "x")).collect();
    let value = |label: &str, skip: usize| {
        let fits = |row: &&SummaryRow| a11y::values::line(&row.label, Lang::It) == label;
        a11y::values::line(&rows.iter().filter(fits).nth(skip).unwrap().value, Lang::It)
    };
    assert_eq!(value("Paga in euro", 0), "9,00 euro");
    assert_eq!(value("Ore alla settimana", 0), "20");
    assert_eq!([value("Cittadinanza", 0), value("Cittadinanza", 1)], ["Italia", "Perù"]);
    assert_eq!(value("Comune", 1), "Roma");
}

#[test]
fn only_the_citizens_own_data_have_tokens_and_titles_say_whose_they_are() {
    let facts = people().facts();
    let walk = walk(Lang::It, &full(), &Seen::default(), "", |talk| script::script(talk, &facts));
    for part in &walk.parts {
        for slug in part.slugs() {
            let page = step(slug, &[]).unwrap();
            for question in page.questions() {
                assert!(
                    question.purpose.is_none() || question.name.starts_with("datore-"),
                    "{}",
                    question.name
                );
            }
            let title = a11y::values::line(&page.title, Lang::It);
            match part.slug {
                "lavoratore" => assert!(title.starts_with("Lavoratore: "), "{title}"),
                "datore" if slug != "chi-assume" => {
                    assert!(title.starts_with("Datore di lavoro: "), "{title}")
                }
                _ => {}
            }
        }
    }
    let own = step("datore", &[]).unwrap();
    let purpose = |name| own.questions().into_iter().find(|asked| asked.name == name).unwrap().purpose;
    assert!(purpose("datore-nascita").is_some());
    assert_eq!(purpose("datore-codice-fiscale"), None, "one is signed in already");
}

#[test]
fn what_is_on_record_stands_in_the_form() {
    let facts = people().facts();
    let answers = Answers::default();
    let mut answers = answers;
    answers.set("chi-assume", "persona");
    let walk = walk(Lang::It, &answers, &Seen::default(), "datore", |talk| script::script(talk, &facts));
    let page = shown(&walk.page("x", 0).unwrap().0);
    assert!(page.contains(facts.citizen.code.as_str()) && page.contains("\"Prova\""), "{page}");
}

#[test]
fn in_a_browser_that_sends_what_stands_first_no_condition_is_claimed() {
    for (slug, fields) in [("convivenza", vec![]), ("accompagnamento", vec![("parentela", "coniuge")])] {
        let page = step(slug, &fields).unwrap();
        let first = page.questions().into_iter().find_map(|question| match &question.input {
            a11y::page::Input::OneChoice { choices, .. } => Some(choices[0].value.clone()),
            _ => None,
        });
        assert_eq!(first.as_deref(), Some("no"), "{slug}");
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
    assert_eq!(at.see("/cessazione/riepilogo", &[]).await, "/cessata");
    assert_eq!(at.state().await, CaseState::Ended);
}

/// A second draft of the same citizen, filled in.
async fn second(at: &At, answers: &Answers) -> At {
    let citizen = at.citizen.clone();
    let mut again = At { desk: at.desk.clone(), citizen, draft: String::new(), level: Level::Actor };
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

#[test]
fn the_first_quarter_is_shown_step_by_step() {
    let facts = people().facts();
    let walk = walk(Lang::It, &full(), &Seen::default(), "", |talk| script::script(talk, &facts));
    let body = pages::declared(Lang::It, &walk.outcome.unwrap(), &facts);
    let said = said(&body);
    for line in [
        "ci sono 4 sabati, quindi 4 settimane",
        "10 ore per 4 settimane: 40 ore",
        "1,70 euro (paga fino a 9,61 euro; contratto senza scadenza, o al posto di una persona assente; con la parte",
        "40 ore per 1,70 euro: 68,00 euro",
        "40 ore per 0,43 euro: 17,20 euro",
        "entro il 10 gennaio 2027",
    ] {
        assert!(said.contains(line), "{line}:\n{said}");
    }
}

#[test]
fn before_the_rates_of_a_year_are_published_the_last_known_ones_are_a_guide() {
    let facts = people().facts();
    let of = |year: &str| {
        let mut answers = full();
        answers.0.extend(people().answers(&[&[("inizio-anno", year), ("inizio-mese", "3")]]).0);
        let walk = walk(Lang::It, &answers, &Seen::default(), "", |talk| script::script(talk, &facts));
        said(&pages::declared(Lang::It, &walk.outcome.unwrap(), &facts))
    };
    let next = of("2027");
    assert!(
        next.contains("Gli importi del 2027 non sono ancora pubblicati") && next.contains("quelli del 2026")
    );
    assert!(
        next.contains("Contributo per un’ora nel 2026") && next.contains("entro il 10 aprile 2027"),
        "{next}"
    );
    assert!(of("2023").contains("Gli importi del 2023 non sono in questa pagina"));
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

#[test]
fn every_branch_is_walked_and_no_question_is_out_of_reach() {
    let people = people();
    let answers = people.answers(&[BODY, LATE_JOB, &FULL.concat()]);
    let samples = |name: &str| -> Vec<String> {
        let more: &[&str] = match name {
            "datore-cittadinanza" => &["Italia", "Corea"],
            "lavoratore-cittadinanza" => &["Perù", "Romania", "Corea"],
            "ente-comune" | "luogo-comune" | "avvisi-comune" | "lavoratore-comune" => &["Roma", "Peschiera"],
            "datore-comune" => &["Roma", "Peschiera"],
            name if name.ends_with("-provincia") => &[""],
            name if name.ends_with("-cap") => &["20068", "00184"],
            "inizio" => &["1 12 2026"],
            "termine" => &["15 5 2027"],
            "lavoratore-documento-scadenza" => &["31 12 2030"],
            "lavoratore-nascita" => &["14 5 1980"],
            _ => &[],
        };
        let own = answers.get(name).filter(|value| more.is_empty() && !value.is_empty());
        more.iter().copied().chain(own).map(str::to_owned).collect()
    };
    let facts = people.facts();
    let reached = explore(samples, |talk| script::script(talk, &facts));
    let sources = [
        include_str!("script.rs"),
        include_str!("employer.rs"),
        include_str!("worker.rs"),
        include_str!("../particulars/person.rs"),
        include_str!("../particulars/address.rs"),
        include_str!("citizenship.rs"),
    ];
    assert_eq!(unreached(&sources.concat(), &reached), [""; 0]);
    assert_eq!(Vec::from_iter(&reached.stuck), ["accompagnamento"; 0]);
    assert!(reached.complete > 50, "{}", reached.complete);
    besiege(&reached, |talk| script::script(talk, &facts));
    list("lavoro-domestico", &reached);
}

/// Keeps the names of all questions for the tests from outside, which send each of them what is bad.
fn list(name: &str, reached: &Reached) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/questions"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let questions: Vec<&str> = reached.questions.iter().map(String::as_str).collect();
    settings.bind(|| insta::assert_snapshot!(name, questions.join("\n")));
}

#[test]
fn every_way_to_tell_an_end_is_walked() {
    let today = people().facts().today;
    let samples = |name: &str| -> Vec<String> {
        if name == "ultimo-giorno" { vec!["20 11 2026".to_owned()] } else { Vec::new() }
    };
    let work = examples::since(jiff::civil::date(2026, 3, 2)).work;
    let script = |talk: &mut Talk<'_>| ending::end_script(talk, &work, today);
    let reached = explore(samples, script);
    assert!(reached.names.contains("ultimo-giorno") && reached.names.contains("motivo"));
    assert_eq!((reached.complete, reached.stuck.len()), (codes::reasons(work.end.is_some()).len(), 0));
    besiege(&reached, script);
    list("lavoro-domestico-fine", &reached);
}

#[test]
fn the_examples_show_every_step_in_every_language() {
    for lang in Lang::ALL {
        let examples = examples::all(lang);
        assert!(examples.len() > 80, "{}", examples.len());
        assert!(examples.iter().filter(|example| example.name.contains("errori-")).count() >= 20);
    }
}

#[test]
fn the_start_of_the_tests_is_the_day_of_the_examples() {
    assert_eq!(START.date(), people().facts().today);
    assert_eq!(Moment(START.0).date(), jiff::civil::date(2026, 11, 23));
}
