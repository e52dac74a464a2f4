//! Domestic work: an employer registers a work relationship, withdraws it, or tells its end.
//!
//! The form is the institute's LD09 of 2002 with today's codes (COLD-ASS, form SC38). Addresses: the first page;
//! `inizio`, the same for who is signed in; then those of a long form ([`super::application`]); of what was sent also
//! `{draft}/ritiro`, `{draft}/cessazione` with its `riepilogo`, and `{draft}/cessata`.
//!
//! **Invariant**: late is accepted and explained, never refused.
//! **Invariant**: a relationship ends once: the draft of its end hangs on the address, and two sends are one case.

mod citizenship;
mod codes;
mod contributions;
mod employer;
mod ending;
mod examples;
mod pages;
mod records;
mod rules;
mod script;
#[cfg(test)]
mod tests;
mod worker;

use a11y::page::{Block, Link, Page};
use a11y::text::{Lang, Text};
use async_trait::async_trait;
use jiff::civil::Date;
use uuid::Uuid;

use self::script::Registration;
use super::application::{self, Application, SENT};
use super::conversation::{REVIEW, Talk};
use super::drafts::Draft;
use super::{Answer, Call, Example, Failure, Service, Sheet, path};
use crate::citizen::Level;
use crate::citizen::records::{self as people, Citizen};
use crate::db::Conn;
use crate::ledger::Case;

crate::words!("domestic_work");

/// Its address, and its name in the ledger.
const NAME: &str = "lavoro-domestico";

/// The first page for who has signed in to begin.
const BEGIN: &str = "inizio";

/// The service.
#[derive(Debug)]
pub struct DomesticWork;

/// What the conversation knows besides the answers.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The day.
    today: Date,
    /// Who fills the form in.
    citizen: Citizen,
}

#[async_trait]
impl Service for DomesticWork {
    fn name(&self) -> &'static str {
        NAME
    }

    fn level(&self) -> Level {
        Level::Anonymous
    }

    fn sheet(&self, lang: Lang) -> Sheet {
        crate::sheet!(lang)
    }

    async fn get(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        match call.path[..] {
            [] => first_page(call).await,
            [BEGIN] if call.context.citizen.is_none() => Ok(Answer::SignIn(Level::Reader)),
            [BEGIN] => Ok(Answer::See(NAME.to_owned())),
            [id, "ritiro"] => ending::ask_withdrawal(call, id).await,
            [id, "cessazione"] => ending::ask_end(call, id).await,
            [id, "cessazione", REVIEW] => ending::review_end(call, id).await,
            [id, "cessata"] => ending::read_end(call, id).await,
            [id, ref rest @ ..] => application::get(&DomesticWork, call, id, rest).await,
        }
    }

    async fn post(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        match call.path[..] {
            [] => application::begin(&DomesticWork, call).await,
            [BEGIN] => Ok(Answer::WrongMethod),
            [id, "ritiro"] => ending::withdraw(call, id).await,
            [id, "cessazione"] => ending::receive_end(call, id).await,
            [id, "cessazione", REVIEW] => ending::send_end(call, id).await,
            [_, "cessata"] => Ok(Answer::WrongMethod),
            [id, ref rest @ ..] => application::post(&DomesticWork, call, id, rest).await,
        }
    }

    fn case_link(&self, lang: Lang, case: &Case) -> Option<Link> {
        let to = path(lang, &format!("{NAME}/{}/{SENT}", case.id));
        Some(Link::inside(words::to_sent(lang), to))
    }

    fn examples(&self, lang: Lang) -> Vec<Example> {
        examples::all(lang)
    }
}

/// The first page, with the citizen's drafts if they are signed in.
async fn first_page(call: &Call<'_>) -> Result<Answer, Failure> {
    let mut drafts = Vec::new();
    if let Some(citizen) = call.context.citizen {
        drafts = Draft::all(call, &mut call.db().reader().await?, citizen).await?;
        drafts.retain(|(service, _)| service == NAME);
    }
    let drafts: Vec<&Draft> = drafts.iter().map(|(_, draft)| draft).collect();
    Ok(pages::first(call.lang(), call.context.level, &drafts).into())
}

#[async_trait]
impl Application for DomesticWork {
    type Facts = Facts;
    type Outcome = Registration;

    fn name(&self) -> &'static str {
        NAME
    }

    fn title(&self, lang: Lang) -> Text {
        words::form_title(lang)
    }

    fn sends(&self) -> Level {
        Level::Actor
    }

    async fn facts(&self, call: &Call<'_>, citizen: Uuid) -> Result<Facts, Failure> {
        let citizen = people::by_id(&mut call.db().reader().await?, citizen).await?;
        let citizen = citizen.ok_or(Failure::Stored("citizen"))?;
        Ok(Facts { today: call.context.now.date(), citizen })
    }

    fn script(&self, talk: &mut Talk<'_>, facts: &Facts) -> Option<Registration> {
        script::script(talk, facts)
    }

    fn declared(&self, lang: Lang, outcome: &Registration, facts: &Facts) -> Vec<Block> {
        pages::declared(lang, outcome, facts.today)
    }

    fn submit(&self, lang: Lang) -> Text {
        words::submit(lang)
    }

    async fn keep(&self, tx: &mut Conn, case: Uuid, outcome: &Registration) -> Result<(), Failure> {
        Ok(records::keep(tx, case, outcome).await?)
    }

    async fn after(&self, call: &Call<'_>, case: &Case, page: Page) -> Result<Page, Failure> {
        ending::after(call, case, page).await
    }
}
