#![allow(clippy::unwrap_used, clippy::panic)]
//! The citizen of the examples at the form; the tests themselves stand in the files beside.

mod changed;
mod ends;
mod read;
mod sending;
mod several;
mod steps;

use std::sync::Arc;

use a11y::page::{Action, Link, Page, Target, TaskStatus};

use super::examples::People;
use super::examples::given::{BODY, FULL, JOB, LATE_JOB, PERSON, WORKER};
use super::*;
use crate::clock::DAY;
use crate::ledger::records::Moved;
use crate::ledger::{CaseState, Protocollo};
use crate::services::area::Area;
use crate::services::conversation::{Answers, Walk, names};
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
        at.draft = at.begin_another().await;
        at
    }

    /// Begins a registration from the first page as it is shown now; its draft.
    async fn begin_another(&self) -> String {
        let key = self.key().await;
        self.begin_with(&key).await
    }

    /// The key of the button on the first page.
    async fn key(&self) -> String {
        let page = self.desk.page(&DomesticWork, &self.visitor(), "").await;
        sent_with(&page)
    }

    async fn begin_with(&self, key: &str) -> String {
        match self.desk.post(&DomesticWork, &self.visitor(), "", &[("chiave", key)]).await {
            Answer::See(to) => to.strip_prefix("lavoro-domestico/").unwrap().to_owned(),
            other => panic!("{other:?}"),
        }
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
            assert!(!next.ends_with("#errori"), "{open}: {}", shown(&self.page(&open).await));
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

    /// What sends the end as it is shown now.
    async fn end_read(&self) -> String {
        sent_with(&self.page("/cessazione/riepilogo").await)
    }

    async fn send_end(&self) -> String {
        let read = self.end_read().await;
        self.see("/cessazione/riepilogo", &[("letto", &read)]).await
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

    /// An office moves a case.
    async fn office(&self, number: Protocollo, state: CaseState, note: &'static str) {
        let now = self.desk.now();
        let moved = self.desk.portal.db.write(move |tx| {
            Box::pin(async move { crate::services::move_case(tx, number, state, note, now).await })
        });
        assert_eq!(moved.await.unwrap(), Moved::Done);
    }

    /// The page in My area of the case that was sent last.
    async fn newest_in_area(&self) -> (Protocollo, Page) {
        let cases = ledger::records::cases(&mut self.desk.reader().await, self.citizen.id, 0, 1).await;
        let number = cases.unwrap()[0].protocollo;
        (number, self.desk.page(&Area, &self.visitor(), &format!("pratiche/{number}")).await)
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

/// What the button of a page sends; empty where there is none.
fn sent_with(page: &Page) -> String {
    let sent = page.actions.iter().find_map(|action| match action {
        Action::Send(send) => Some(send.fields[0].1.clone()),
        Action::Link(_) => None,
    });
    sent.unwrap_or_default()
}

fn people() -> People {
    People::invented().unwrap()
}

fn full() -> Answers {
    people().answers(&FULL)
}

/// What stands between all answers and the button, for who may send them or not.
fn declared_to(walk: &Walk<Option<Registration>>, facts: &Facts, may_send: bool) -> Vec<Block> {
    let reading = Reading { lang: Lang::It, parts: &walk.parts, base: NAME, may_send };
    pages::declared(Lang::It, walk.outcome.as_ref().unwrap(), facts, &reading)
}

fn declared(walk: &Walk<Option<Registration>>, facts: &Facts) -> Vec<Block> {
    declared_to(walk, facts, true)
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
