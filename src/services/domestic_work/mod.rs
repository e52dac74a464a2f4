//! Domestic work: an employer registers a work relationship, withdraws it, or tells its end.
//!
//! The form is the institute's LD09 of 2002 with today's codes (COLD-ASS, form SC38). Addresses: the first page;
//! `inizio`, the same for who is signed in; then those of a long form ([`super::application`]); of what was sent also
//! `{draft}/ritiro`, `{draft}/cessazione` with its `riepilogo`, and `{draft}/cessata`.
//!
//! **Invariant**: late is accepted and explained, never refused; what could not be told earlier is not late.
//! **Invariant**: a relationship ends once: the draft of its end hangs on the address, and two sends are one case.

mod afterwards;
mod asked;
mod citizenship;
mod codes;
mod contributions;
mod earlier;
mod employer;
mod ending;
mod examples;
mod pages;
mod pay;
mod records;
mod rules;
mod script;
mod since;
#[cfg(test)]
mod tests;
mod withdrawal;
mod worker;

use a11y::page::{Block, Page};
use a11y::text::{Lang, Text};
use async_trait::async_trait;
use jiff::civil::Date;
use uuid::Uuid;

use self::earlier::Earlier;
use self::ending::ENDING;
use self::script::Registration;
use super::application::{self, Application, Asks, DELETE, Reading};
use super::conversation::{Answers, REVIEW, Talk};
use super::drafts::Draft;
use super::particulars::settle_code;
use super::{Answer, Call, CaseNow, Example, Failure, Service, Sheet, draft_address, words as shared};
use crate::citizen::Level;
use crate::citizen::records::{self as people, Citizen};
use crate::clock::Moment;
use crate::db::Conn;
use crate::ledger::{self, Case, SentPart};

pub(crate) use self::examples::{filled_in, in_area};

crate::words!("domestic_work");

/// Its address, and its name in the ledger.
pub(crate) const NAME: &str = "lavoro-domestico";

/// A case that tells the end of a relationship; one without a kind is a registration.
const END: &str = "fine";

/// As many drafts, and as many registrations, as the first page lists.
const LISTED: usize = 12;

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
    /// A telephone of theirs on record; empty where there is none.
    phone: String,
    /// An earlier registration of the same worker by the same employer for some of the same days.
    earlier: Option<Earlier>,
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
        let (from, to) = since::sanction();
        let (needs, dues) = (words::needs(lang), words::dues(lang, since::PAID_WITH, from, to));
        let needs = needs.then(words::needs_pin(lang));
        Sheet { needs, dues, ..crate::sheet!(lang, words::terms(lang)) }
    }

    fn sheet_without_pin(&self, lang: Lang) -> Sheet {
        Sheet { needs: words::needs(lang).then(shared::identity_needs(lang)), ..self.sheet(lang) }
    }

    async fn get(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        match call.path[..] {
            [] => first_page(call).await,
            [BEGIN] if call.context.citizen.is_none() => Ok(Answer::SignIn(Level::Reader)),
            [BEGIN] => Ok(Answer::See(NAME.to_owned())),
            [id, "ritiro"] => withdrawal::ask_withdrawal(call, id).await,
            [id, ENDING] => ending::ask_end(call, id).await,
            [id, ENDING, REVIEW] => ending::review_end(call, id).await,
            [id, ENDING, DELETE] => ending::before_deletion(call, id).await,
            [id, "cessata"] => ending::read_end(call, id).await,
            [id, ref rest @ ..] => application::get(&DomesticWork, call, id, rest).await,
        }
    }

    async fn post(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        match call.path[..] {
            [] => application::begin(&DomesticWork, call).await,
            [BEGIN] => Ok(Answer::WrongMethod),
            [id, "ritiro"] => withdrawal::withdraw(call, id).await,
            [id, ENDING] => ending::receive_end(call, id).await,
            [id, ENDING, REVIEW] => ending::send_end(call, id).await,
            [id, ENDING, DELETE] => ending::delete(call, id).await,
            [_, "cessata"] => Ok(Answer::WrongMethod),
            [id, ref rest @ ..] => application::post(&DomesticWork, call, id, rest).await,
        }
    }

    fn signs_in(&self) -> bool {
        true
    }

    fn case_about(&self, lang: Lang, case: &Case) -> Option<Text> {
        let kind = if case.answers.kind == END { END } else { "" };
        let about = about(lang, &case.answers.about, case.answers.since.parse().ok())?;
        Some(words::case_of(lang, kind, &about).private())
    }

    fn draft_about(&self, lang: Lang, answers: &Answers) -> Option<Text> {
        match ending::whom(answers) {
            Some((who, since)) => about(lang, who, since),
            None => about(lang, &worker::called(answers), answers.date(script::START)),
        }
    }

    fn draft_called(&self, lang: Lang, step: &str) -> Text {
        match ending::is_ending(step) {
            true => words::end_form(lang),
            false => words::title(lang),
        }
    }

    fn draft_address(&self, id: Uuid, step: &str) -> String {
        match ending::is_ending(step) {
            true => format!("{NAME}/{step}"),
            false => draft_address(NAME, id, step),
        }
    }

    fn draft_deletion(&self, id: Uuid, step: &str) -> String {
        match ending::is_ending(step) {
            true => format!("{NAME}/{step}/{DELETE}"),
            false => draft_address(NAME, id, DELETE),
        }
    }

    async fn draft_words(
        &self,
        call: &Call<'_>,
        citizen: Uuid,
        draft: &Draft,
    ) -> Result<Option<Vec<SentPart>>, Failure> {
        if ending::is_ending(draft.step.as_deref().unwrap_or_default()) {
            return ending::draft_words(call, citizen, draft).await;
        }
        application::draft_words(&DomesticWork, call, citizen, draft).await.map(Some)
    }

    async fn case_now(&self, call: &Call<'_>, case: &Case) -> Result<CaseNow, Failure> {
        since::case_now(call, case).await
    }

    async fn case_moved(&self, tx: &mut Conn, case: &Case, now: Moment) -> Result<(), Failure> {
        ending::moved(tx, case, now).await
    }

    fn examples(&self, lang: Lang) -> Vec<Example> {
        examples::all(lang)
    }
}

/// Who works and since when: two registrations of one person are told apart. `None` while nobody is named.
fn about(lang: Lang, who: &str, since: Option<Date>) -> Option<Text> {
    let told = match since {
        _ if who.is_empty() => return None,
        Some(since) => words::who_since(lang, who, since),
        None => Text::name(who),
    };
    Some(told.private())
}

/// The first page, with the citizen's drafts and registrations if they are signed in.
async fn first_page(call: &Call<'_>) -> Result<Answer, Failure> {
    let (mut own, today) =
        (pages::Own { key: Uuid::now_v7(), ..pages::Own::default() }, call.context.now.date());
    if let Some(citizen) = call.context.citizen {
        ledger::audit(call, citizen, NAME).await?;
        let mut conn = call.db().reader().await?;
        let drafts = Draft::all(call, &mut conn, citizen).await?;
        own.drafts =
            drafts.into_iter().filter(|(service, _)| service == NAME).map(|(_, draft)| draft).collect();
        let open = records::open_cases(&mut conn, citizen).await?;
        for id in open.into_iter().take(LISTED) {
            let Some(relationship) = records::find(&mut conn, id).await? else { continue };
            let Some(case) = ledger::records::case_of(&mut conn, citizen, id).await? else { continue };
            let may_withdraw = afterwards::next(case.state, &relationship, today).withdraw.is_some();
            own.sent.push(pages::Open { case, expired: relationship.expired(today), may_withdraw });
        }
    }
    Ok(pages::first(call.lang(), call.context.level, &own, call.portal.config.pin).into())
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

    async fn facts(&self, call: &Call<'_>, citizen: Uuid, answers: &Answers) -> Result<Facts, Failure> {
        let mut conn = call.db().reader().await?;
        let citizen = people::by_id(&mut conn, citizen).await?.ok_or(Failure::Stored("citizen"))?;
        let contacts = people::contacts(&mut conn, citizen.id).await?;
        let of = |kind| contacts.iter().find(|contact| contact.kind == kind);
        let phone = ["mobile", "home", "office"].into_iter().find_map(of);
        let phone = phone.map(|contact| contact.value.clone()).unwrap_or_default();
        // Told only where it can be sent: no other page needs it.
        let earlier = match call.path.last() {
            Some(&REVIEW) => earlier::find(&mut conn, &citizen, answers, call.context.now.date()).await?,
            _ => None,
        };
        Ok(Facts { today: call.context.now.date(), citizen, phone, earlier })
    }

    fn script(&self, talk: &mut Talk<'_>, facts: &Facts) -> Option<Registration> {
        script::script(talk, facts)
    }

    fn asks(&self) -> Asks {
        asked::ASKS
    }

    fn settle(&self, step: &str, before: &Answers, now: &mut Answers, today: Date) {
        if step == worker::STEP {
            settle_code(worker::WORKER, before, now, today);
        }
    }

    fn send_by(&self, lang: Lang, outcome: &Registration, facts: &Facts, may_send: bool) -> Option<Text> {
        pages::send_by(lang, outcome, facts.today, may_send)
    }

    fn warned(&self, lang: Lang, outcome: &Registration, facts: &Facts, by: &Reading<'_>) -> Vec<Block> {
        pages::warned(lang, outcome, facts, by)
    }

    fn in_short(&self, lang: Lang, outcome: &Registration, facts: &Facts, answers: &Answers) -> Option<Text> {
        Some(pages::in_short(lang, outcome, &worker::called(answers), facts.today))
    }

    fn declared(&self, lang: Lang, outcome: &Registration, facts: &Facts, by: &Reading<'_>) -> Vec<Block> {
        pages::declared(lang, outcome, facts, by)
    }

    fn accepted(&self, lang: Lang, outcome: &Registration, facts: &Facts) -> Vec<Block> {
        pages::accepted(lang, outcome, facts.today)
    }

    fn about(&self, answers: &Answers) -> String {
        worker::called(answers)
    }

    fn since(&self, outcome: &Registration) -> Option<Date> {
        Some(outcome.job.start)
    }

    fn sent_title(&self, lang: Lang, case: &Case) -> Text {
        if case.answers.kind == END {
            words::ended(lang, case.state.code())
        } else {
            words::sent_title(lang, case.state.code())
        }
    }

    fn submit(&self, lang: Lang) -> Text {
        words::submit(lang)
    }

    async fn keep(&self, tx: &mut Conn, case: Uuid, outcome: &Registration) -> Result<(), Failure> {
        Ok(records::keep(tx, case, outcome).await?)
    }

    async fn after(&self, call: &Call<'_>, case: &Case, page: Page) -> Result<Page, Failure> {
        afterwards::after(call, case, page).await
    }
}
