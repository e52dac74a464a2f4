//! The contribution statement: what the institute has on record of a citizen's working life.
//!
//! Addresses: the whole statement; `tutto` and, of long ones, `tutto/2`, to print it; `decennio/1990`; `1998` and
//! `1998/2`; `csv`; `posta`, to order it; `errore/ROW`, `errore/ROW/riepilogo` and `errore/ROW/elimina`, to report an
//! error (`errore/manca`: a period that is missing); `posta/inviata/NUMBER` and `errore/inviata/NUMBER`, what was sent.
//!
//! **Invariant**: every reading is in the audit before it is shown; a row of someone else is not there.
//! **Invariant**: a letter goes to the address in the records; no address is ever typed here.

mod download;
mod examples;
mod forms;
mod notable;
mod pages;
pub mod period;
mod records;
mod report;
pub mod rules;
mod statement;
#[cfg(test)]
mod tests;
mod whole;

use a11y::page::SummaryRow;
use a11y::text::{Lang, Text};
use async_trait::async_trait;
use uuid::Uuid;

pub(crate) use self::examples::sent_in_area;
pub(crate) use self::forms::case_now;
use self::forms::{Asked, Ordered, Sent};
use self::statement::Statement;
use crate::citizen::Level;
use crate::citizen::records as people;
use crate::clock::{DAY, Moment};
use crate::config::Config;
use crate::db::Conn;
use crate::ledger::letters::{self, Address, Delivery, Listed, NewLetter, Sealed};
use crate::ledger::{
    self, Case, CaseState, Encounter, Protocollo, SentAnswers, SentPart, SentWords, Submission,
};
use crate::services::application::{DELETE, LATE};
use crate::services::conversation::{Answers, REVIEW, as_sent};
use crate::services::drafts::Draft;
use crate::services::{
    Answer, Call, CaseNow, Example, Failure, LETTER_STATES, Service, Sheet, form, pin, whose, words as shared,
};

crate::words!("contribution_statement");

/// Its address, and its name in the ledger.
const NAME: &str = "estratto-conto";

/// The office that looks after what is sent: the central one.
const OFFICE: &str = "0000";

/// What its readings are called in the audit.
const WHAT: &str = "contributions";

/// What its letter is called in the ledger.
const LETTER: &str = "contribution-statement";

/// What stands in a field or a query that only is there or not.
const YES: &str = "si";

/// In the query and among the fields of an order: the last one is not what is wanted again.
const ANEW: &str = "nuova";

/// In the query of what was sent: the segment of a report that was written since.
const DRAFT: &str = "bozza";

/// Letters of a citizen among which a recent order is looked for.
const LETTERS: i64 = 12;

/// The service.
#[derive(Debug)]
pub struct ContributionStatement;

#[async_trait]
impl Service for ContributionStatement {
    fn name(&self) -> &'static str {
        NAME
    }

    fn level(&self) -> Level {
        Level::Reader
    }

    fn sheet(&self, lang: Lang) -> Sheet {
        crate::sheet!(lang, words::terms(lang, forms::LETTER_DAYS, forms::ANSWER_DAYS))
    }

    fn sheet_without_pin(&self, lang: Lang) -> Sheet {
        Sheet { needs: shared::identity_needs(lang), ..self.sheet(lang) }
    }

    async fn get(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        let Some(citizen) = call.context.citizen else { return Ok(Answer::SignIn(Level::Reader)) };
        let lang = call.lang();
        match call.path[..] {
            ["posta" | "errore", "inviata", number] => read_sent(call, citizen, number).await,
            [] => Ok(pages::overview(lang, &read_and_note(call, citizen, "read").await?).into()),
            [whole::WHOLE] => {
                let statement = read_and_note(call, citizen, "read").await?;
                Ok(shown(whole::part(lang, &statement, 1), pages::back(lang)))
            }
            ["csv"] => {
                let statement = read_and_note(call, citizen, "downloaded").await?;
                Ok(Answer::File(download::file(lang, &statement.periods)?))
            }
            ["decennio", decade] => {
                let Ok(decade) = decade.parse() else { return Ok(Answer::NotFound) };
                let statement = read_and_note(call, citizen, "read").await?;
                Ok(shown(pages::decade(lang, &statement, decade), pages::back(lang)))
            }
            [whole::WHOLE, part] => {
                let Ok(part) = part.parse() else { return Ok(Answer::NotFound) };
                let statement = read_and_note(call, citizen, "read").await?;
                Ok(shown(whole::part(lang, &statement, part), pages::back(lang)))
            }
            [year] if year != "posta" => show_year(call, citizen, year, "1").await,
            [year, part] if year != "errore" => show_year(call, citizen, year, part).await,
            _ => {
                let statement = read(call, citizen).await?;
                match call.path[..] {
                    ["posta"] => {
                        let ordered = ordered(call, citizen).await?;
                        let passed_over = call.query.get(form::MENDED).is_some();
                        let anew = call.query.get(ANEW).is_some();
                        let preset = if anew { None } else { last_way(call, citizen).await? };
                        let asked = Asked { preset, passed_over, anew };
                        let page = forms::post(lang, &statement, Uuid::now_v7(), ordered, asked);
                        Ok(Answer::page(page, pages::back(lang)))
                    }
                    ["errore", about] => report::form(call, &statement, about).await,
                    ["errore", about, REVIEW] => report::review(call, &statement, about).await,
                    ["errore", about, DELETE] => report::before_deletion(call, &statement, about).await,
                    _ => Ok(Answer::NotFound),
                }
            }
        }
    }

    async fn post(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        let Some(citizen) = call.context.citizen else { return Ok(Answer::SignIn(Level::Reader)) };
        match call.path[..] {
            ["posta"] => order(call, citizen).await,
            ["errore", about] => report::receive(call, citizen, about).await,
            ["errore", about, REVIEW] => report::send(call, citizen, about).await,
            ["errore", about, DELETE] => report::delete(call, citizen, about).await,
            _ => Ok(Answer::WrongMethod),
        }
    }

    fn case_about(&self, lang: Lang, case: &Case) -> Option<Text> {
        Some(words::case_of(lang, &words::title(lang), &forms::case_about(lang, case)))
    }

    fn case_title(&self, lang: Lang, case: &Case) -> Option<Text> {
        Some(forms::case_about(lang, case))
    }

    fn draft_about(&self, lang: Lang, answers: &Answers) -> Option<Text> {
        report::about(lang, answers)
    }

    fn draft_called(&self, lang: Lang, step: &str) -> Text {
        report::called(lang, step)
    }

    fn draft_address(&self, _id: Uuid, step: &str) -> String {
        format!("{NAME}/{step}")
    }

    fn draft_deletion(&self, id: Uuid, step: &str) -> String {
        format!("{}/{DELETE}", self.draft_address(id, step))
    }

    async fn draft_words(
        &self,
        call: &Call<'_>,
        _citizen: Uuid,
        draft: &Draft,
    ) -> Result<Option<Vec<SentPart>>, Failure> {
        Ok(Some(report::so_far(call.lang(), draft)))
    }

    async fn case_now(&self, call: &Call<'_>, case: &Case) -> Result<CaseNow, Failure> {
        Ok(case_now(call.lang(), case, call.context.now))
    }

    fn nothing_came(&self, lang: Lang, case: &Case, now: Moment, config: &Config) -> Option<Text> {
        forms::waits(case).map(|sent| forms::nothing_came(lang, case, sent, now, config))
    }

    fn case_states(&self, kind: &str) -> &'static [CaseState] {
        use CaseState::{Accepted, InProgress, Refused, WaitingForDocuments, Withdrawn};
        match kind {
            forms::POST => LETTER_STATES,
            forms::ERROR | forms::MISSING => &[InProgress, WaitingForDocuments, Accepted, Refused, Withdrawn],
            _ => &CaseState::ALL,
        }
    }

    fn examples(&self, lang: Lang) -> Vec<Example> {
        examples::all(lang)
    }
}

/// The citizen's periods as they stand in the copy of their data, of which the audit knows.
///
/// # Errors
/// [`Failure`]
pub(crate) async fn copied(
    conn: &mut Conn,
    lang: Lang,
    citizen: Uuid,
) -> Result<Vec<serde_json::Value>, Failure> {
    let periods = records::periods(conn, citizen).await?;
    Ok(periods.iter().map(|period| download::copied(lang, period)).collect())
}

/// Reads the statement, once the reading is in the audit.
async fn read(call: &Call<'_>, citizen: Uuid) -> Result<Statement, Failure> {
    ledger::audit(call, citizen, WHAT).await?;
    on_record(call, citizen).await
}

/// As [`read`], and notes as an encounter, once a session, that the citizen has read or taken the statement.
async fn read_and_note(call: &Call<'_>, citizen: Uuid, outcome: &'static str) -> Result<Statement, Failure> {
    ledger::audit_and_note(call, citizen, WHAT, encounter(call, citizen, outcome)).await?;
    on_record(call, citizen).await
}

async fn on_record(call: &Call<'_>, citizen: Uuid) -> Result<Statement, Failure> {
    let mut conn = call.db().reader().await?;
    let person = people::by_id(&mut conn, citizen).await?.ok_or(Failure::Stored("citizen"))?;
    let periods = records::periods(&mut conn, citizen).await?;
    Ok(Statement::new(person, periods, call.context.now.date()))
}

fn encounter(call: &Call<'_>, citizen: Uuid, outcome: &'static str) -> Encounter {
    Encounter { citizen: Some(citizen), channel: call.context.channel, service: NAME, outcome, case: None }
}

fn shown(page: Option<a11y::page::Page>, back: a11y::page::Link) -> Answer {
    page.map_or(Answer::NotFound, |page| Answer::page(page, back))
}

async fn show_year(call: &Call<'_>, citizen: Uuid, year: &str, part: &str) -> Result<Answer, Failure> {
    let (Ok(year), Ok(part)) = (year.parse(), part.parse()) else { return Ok(Answer::NotFound) };
    let statement = read_and_note(call, citizen, "read").await?;
    let page = pages::year(call.lang(), &statement, year, part);
    Ok(shown(page, pages::back_from_year(call.lang(), &statement, year)))
}

/// What was sent, as long as it is on record.
async fn read_sent(call: &Call<'_>, citizen: Uuid, number: &str) -> Result<Answer, Failure> {
    let Ok(protocollo) = number.parse::<Protocollo>() else { return Ok(Answer::NotFound) };
    ledger::audit(call, citizen, "case").await?;
    let mut conn = call.db().reader().await?;
    let Some(case) = ledger::records::case(&mut conn, citizen, protocollo).await? else {
        return Ok(Answer::NotFound);
    };
    let sent = if call.path.first() == Some(&Sent::Post.segment()) { Sent::Post } else { Sent::Error };
    let person = people::by_id(&mut conn, citizen).await?.ok_or(Failure::Stored("citizen"))?;
    let (lang, when) = (call.lang(), (call.context.now, call.context.channel));
    let letters = letters::of_cases(&mut conn, citizen).await?;
    let letter = letters.iter().find(|letter| letter.case.as_deref() == Some(number));
    let mut page = forms::sent(lang, &case, sent, &call.portal.config, when, letter);
    page.test_data = person.synthetic;
    let draft = call.query.get(DRAFT).filter(|segment| report::is_segment(segment));
    page.done = call.query.get(LATE).map(|_| forms::late(lang, &case, sent, draft));
    whose(&mut page, &person);
    Ok(page.into())
}

/// To what was sent, once; where another send with its key said something else, that too, with the segment of the report
/// that says it.
fn see_sent(sent: Sent, (protocollo, otherwise): (Protocollo, bool), draft: Option<&str>) -> Answer {
    let there = format!("{NAME}/{}/inviata/{protocollo}", sent.segment());
    let draft = draft.map(|segment| format!("&{DRAFT}={segment}")).unwrap_or_default();
    let late = format!("?{LATE}={}{draft}#{}", YES, a11y::ids::DONE);
    Answer::See(if otherwise { format!("{there}{late}") } else { there })
}

/// What was sent with this key already, and whether it said something else.
async fn sent_before(
    call: &Call<'_>,
    citizen: Uuid,
    key: Uuid,
    said: Option<String>,
) -> Result<Option<(Protocollo, bool)>, Failure> {
    let mut conn = call.db().reader().await?;
    let Some(protocollo) = records::sent_with(&mut conn, citizen, key).await? else { return Ok(None) };
    let otherwise = match said {
        Some(said) => ledger::records::said_otherwise(&mut conn, key, &said).await?,
        None => false,
    };
    Ok(Some((protocollo, otherwise)))
}

/// What an order says.
fn ordered_so(call: &Call<'_>, way: Delivery) -> String {
    ledger::said(&call.portal.keys, [(forms::WAY, way.code())])
}

/// What is sent in `lang`; `rows` words it, if its answers do in that language.
fn submission(
    citizen: Uuid,
    key: Uuid,
    kind: &str,
    (lang, sent): (Lang, Vec<SummaryRow>),
    rows: impl Fn(Lang) -> Option<Vec<SummaryRow>>,
) -> Submission {
    let words = |lang, rows| SentWords::from(as_sent(lang, rows));
    let answers = SentAnswers::worded(lang, words(lang, sent), |other| Some(words(other, rows(other)?)));
    let answers = SentAnswers { kind: kind.to_owned(), ..answers };
    Submission { id: key, citizen, service: NAME, office: OFFICE, answers }
}

/// The last order by post, as long as its letter may still be on its way or has come back; one that was cancelled is none.
async fn ordered(call: &Call<'_>, citizen: Uuid) -> Result<Option<Ordered>, Failure> {
    let since = call.context.now.plus(-forms::LETTER_DAYS * DAY);
    let recent = letters::of_citizen(&mut call.db().reader().await?, citizen, 0, LETTERS).await?;
    let counts =
        |letter: &Listed| letter.kind == LETTER && letter.created > since && letter.state != "cancelled";
    Ok(recent.into_iter().filter(counts).find_map(|letter| {
        let returned = letter.state == "returned";
        Some(Ordered { day: letter.created.date(), number: letter.case?, returned })
    }))
}

/// How the citizen wanted their last statement; else braille, if their PIN came so: of print there was no choice.
async fn last_way(call: &Call<'_>, citizen: Uuid) -> Result<Option<Delivery>, Failure> {
    let mut conn = call.db().reader().await?;
    if let Some((_, way)) = letters::last_chosen(&mut conn, citizen, LETTER).await? {
        return Ok(forms::way(way.code()));
    }
    let pin = letters::last_chosen(&mut conn, citizen, pin::KIND).await?;
    Ok(pin.map(|(_, way)| way).filter(|way| *way == Delivery::Braille))
}

/// The key of an order, and how its letter is to be read if that was said; `None` if the form is not ours.
fn ordering(call: &Call<'_>) -> Option<(Uuid, Option<Delivery>)> {
    let known =
        |name: &str| [form::KEY, forms::WAY, ANEW].contains(&name) && call.fields.all(name).count() == 1;
    let key = call.fields.get(form::KEY)?.parse().ok()?;
    let way = match call.fields.get(forms::WAY) {
        // Passed over in a browser that shows an answer that means none.
        None | Some("") => None,
        Some(code) => Some(forms::way(code)?),
    };
    call.fields.0.iter().all(|(name, _)| known(name)).then_some((key, way))
}

async fn order(call: &Call<'_>, citizen: Uuid) -> Result<Answer, Failure> {
    let Some((key, way)) = ordering(call) else { return Ok(Answer::BadForm) };
    // Where nothing was chosen, nothing was chosen otherwise.
    let said = way.map(|way| ordered_so(call, way));
    if let Some(before) = sent_before(call, citizen, key, said).await? {
        return Ok(see_sent(Sent::Post, before, None));
    }
    let statement = read(call, citizen).await?;
    let lang = call.lang();
    let Some(address) = Address::of(&statement.citizen) else {
        return Ok(Answer::See(format!("{NAME}/posta")));
    };
    // What was left as it stood on the page, where something did.
    let anew = call.fields.get(ANEW).is_some();
    let stood = if way.is_some() || anew { way } else { last_way(call, citizen).await? };
    let Some(delivery) = stood else {
        let query = if anew { form::mending(&format!("?{ANEW}={}", YES)) } else { form::MEND.to_owned() };
        return Ok(Answer::See(format!("{NAME}/posta{query}#errori")));
    };
    let letter = NewLetter {
        id: key,
        case: Some(key),
        citizen,
        kind: LETTER,
        lang,
        delivery,
        address,
        body: whole::on_paper(lang, &statement),
        secret: None,
    };
    let letter = letter.seal(&call.portal.keys)?;
    let rows = |lang| forms::post_answers(lang, statement.address(lang).unwrap_or_default(), delivery);
    let submission = submission(citizen, key, forms::POST, (lang, rows(lang)), |other| Some(rows(other)));
    let said = ordered_so(call, delivery);
    let opened = open_case(call, submission, said, Some(letter)).await?;
    Ok(opened.map_or(Answer::BadForm, |opened| see_sent(Sent::Post, opened, None)))
}

/// Opens the case of a form that said so, once, with its letter, and whether it was opened by one that said something
/// else; `None` if its key is that of someone else's.
async fn open_case(
    call: &Call<'_>,
    submission: Submission,
    said: String,
    letter: Option<Sealed>,
) -> Result<Option<(Protocollo, bool)>, Failure> {
    let outcome = if letter.is_some() { "sent" } else { "error-reported" };
    let (encounter, now) = (encounter(call, submission.citizen, outcome), call.context.now);
    call.db()
        .write(move |tx| {
            Box::pin(async move {
                ledger::records::open_case(tx, &submission, encounter, now).await?;
                let opened = records::sent_with(tx, submission.citizen, submission.id).await?;
                let Some(opened) = opened else { return Ok(None) };
                if let Some(letter) = letter {
                    letters::queue(tx, letter, now).await?;
                }
                let first = ledger::records::first_said(tx, submission.id, NAME, &said, now).await?;
                Ok(Some((opened, first != said)))
            })
        })
        .await
}
