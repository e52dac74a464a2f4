//! My area: who I am, my drafts, my cases, my letters, every contact on record, my sessions, my preferences, a copy of it all.
//!
//! **Invariant**: every reading is in the audit before anything is shown.
//! **Invariant**: what is another citizen's is not there: a number of theirs answers like one of nobody.

mod cases;
mod drafts;
mod examples;
mod export;
mod history;
mod overview;
mod records;
mod sessions;
#[cfg(test)]
mod tests;

use a11y::page::{Link, Page};
use a11y::text::{Lang, Text};
use async_trait::async_trait;
use uuid::Uuid;

use super::contribution_statement;
use super::drafts::{Draft, MOST_OPEN, TOO_MANY, records as open_drafts};
use super::{
    ALL, Answer, Call, CaseNow, Example, Failure, File, Service, Sheet, about, named, path, whose,
    words as shared,
};
use crate::citizen::records as people;
use crate::citizen::{Level, sessions as open_sessions};
use crate::db::Conn;
use crate::ledger::{self, Protocollo, letters};

pub(crate) use cases::{Event, moved, next, since_sent};

crate::words!("area");

/// Its address.
const NAME: &str = "area";

/// Rows on a page of a list (html-contracts: at most 12).
const ROWS: i64 = 12;

/// All of them: drafts that read the same are counted, however many are shown.
const EVERY: i64 = i32::MAX as i64;

/// The service: `area` and what is below it.
#[derive(Debug)]
pub struct Area;

#[async_trait]
impl Service for Area {
    fn name(&self) -> &'static str {
        NAME
    }

    fn level(&self) -> Level {
        Level::Reader
    }

    fn sheet(&self, lang: Lang) -> Sheet {
        crate::sheet!(lang, words::terms(lang))
    }

    fn sheet_without_pin(&self, lang: Lang) -> Sheet {
        let (for_whom, how) = (shared::identity_whom(lang), shared::identity_how(lang));
        Sheet { for_whom, how, needs: shared::identity_needs(lang), ..self.sheet(lang) }
    }

    async fn get(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        let Some(citizen) = call.context.citizen else { return Ok(Answer::SignIn(Level::Reader)) };
        match call.path[..] {
            [] => show_overview(call, citizen).await,
            ["pratiche"] => show_list(call, citizen, cases::LIST).await,
            ["pratiche", number] => show_case(call, citizen, number).await,
            ["bozze"] => show_list(call, citizen, drafts::LIST).await,
            ["lettere"] => show_list(call, citizen, history::LETTERS).await,
            ["storia"] => show_list(call, citizen, history::MET).await,
            ["sessioni"] => show_sessions(call, citizen).await,
            ["dati"] => give_copy(call, citizen).await,
            _ => Ok(Answer::NotFound),
        }
    }

    async fn post(&self, call: &Call<'_>) -> Result<Answer, Failure> {
        let Some(citizen) = call.context.citizen else { return Ok(Answer::SignIn(Level::Reader)) };
        match call.path[..] {
            ["sessioni"] => end_session(call, citizen).await,
            [] | ["pratiche" | "bozze" | "lettere" | "storia" | "dati"] | ["pratiche", _] => {
                Ok(Answer::WrongMethod)
            }
            _ => Ok(Answer::NotFound),
        }
    }

    fn examples(&self, lang: Lang) -> Vec<Example> {
        examples::examples(lang)
    }
}

/// In the query: the PIN has just been activated.
const ACTIVE: &str = "pin-attivo";

async fn show_overview(call: &Call<'_>, citizen: Uuid) -> Result<Answer, Failure> {
    ledger::audit(call, citizen, "identity").await?;
    let mut conn = call.db().reader().await?;
    let Some(person) = people::by_id(&mut conn, citizen).await? else {
        return Err(Failure::Stored("citizen"));
    };
    let known = overview::Known {
        contacts: people::contacts(&mut conn, citizen).await?,
        pin: people::pin(&mut conn, citizen).await?,
        counts: records::counts(&mut conn, citizen, call.context.now).await?,
        drafts: drafts::Found::all(
            call.lang(),
            &call.portal.keys,
            open_drafts::of_citizen(&mut conn, citizen, 0, EVERY, call.context.now).await?,
        )?,
        by_pin: call.portal.config.pin,
        late: open_drafts::late_addresses(&mut conn, citizen, call.context.now).await?,
        preferences: records::preferences(&mut conn, citizen).await?.map(|(_, since)| since),
        person,
    };
    let mut page = overview::page(call.lang(), &known, call.context.channel);
    if call.query.get(ACTIVE).is_some() {
        page.done = Some(overview::pin_active(call.lang()));
    }
    Ok(page.into())
}

/// A list that goes on over pages: what the audit calls it, and how its rows are read and shown.
#[derive(Clone, Copy)]
struct Listing {
    slug: &'static str,
    what: &'static str,
    title: fn(Lang) -> Text,
    title_page: fn(Lang, i64) -> Text,
}

impl Listing {
    /// The title of a page of it, counted from 1.
    fn title(&self, lang: Lang, page: i64) -> Text {
        if page == 1 { (self.title)(lang) } else { (self.title_page)(lang, page) }
    }

    /// The address of a page of it.
    fn address(&self, lang: Lang, page: i64) -> String {
        let query = if page == 1 { String::new() } else { format!("?pagina={page}") };
        path(lang, &format!("{NAME}/{}{query}", self.slug))
    }

    /// A page with the links to the one before it and, if there is more, after it.
    fn page(&self, lang: Lang, page: i64, more: bool) -> Page {
        let mut shown = Page::new(lang, self.title(lang, page)).of(words::title(lang));
        for (there, page) in [(page > 1, page - 1), (more, page + 1)] {
            if there {
                shown = shown.link(Link::inside(self.title(lang, page), self.address(lang, page)));
            }
        }
        shown
    }
}

async fn show_list(call: &Call<'_>, citizen: Uuid, list: Listing) -> Result<Answer, Failure> {
    let page = match call.fields.trimmed("pagina") {
        "" => 1,
        typed => typed.parse().ok().filter(|page| (1..100_000).contains(page)).unwrap_or(0),
    };
    if page == 0 {
        return Ok(Answer::NotFound);
    }
    ledger::audit(call, citizen, list.what).await?;
    let mut conn = call.db().reader().await?;
    // One row more than is shown tells whether there is another page.
    let (skip, most) = ((page - 1) * ROWS, ROWS + 1);
    let lang = call.lang();
    let mut shown = match list.slug {
        "pratiche" => {
            let rows = ledger::records::cases(&mut conn, citizen, skip, most).await?;
            let letters = letters::of_cases(&mut conn, citizen).await?;
            cases::list(lang, page, &rows, &letters)
        }
        "bozze" => {
            let rows = open_drafts::of_citizen(&mut conn, citizen, 0, EVERY, call.context.now).await?;
            let found = drafts::Found::all(lang, &call.portal.keys, rows)?;
            let has = |name| call.fields.get(name).is_some();
            // There may be room again since.
            let full = i64::try_from(found.len()).is_ok_and(|open| open >= MOST_OPEN);
            let told = match (has("fatto"), has(TOO_MANY)) {
                (true, _) => drafts::Told::Deleted,
                (false, true) if full => drafts::Told::TooMany,
                (false, _) => drafts::Told::Nothing,
            };
            drafts::list(lang, page, &found, told)
        }
        "lettere" => {
            history::letters(lang, page, &letters::of_citizen(&mut conn, citizen, skip, most).await?)
        }
        _ => {
            let met = ledger::records::encounters(&mut conn, citizen, skip, most).await?;
            history::met(lang, page, &met, call.portal.config.pin)
        }
    };
    shown.test_data = is_invented(&mut conn, citizen).await?;
    Ok(Answer::page(shown, to_area(lang)))
}

async fn show_case(call: &Call<'_>, citizen: Uuid, number: &str) -> Result<Answer, Failure> {
    let Ok(protocollo) = number.parse::<Protocollo>() else { return Ok(Answer::NotFound) };
    ledger::audit(call, citizen, "case").await?;
    let mut conn = call.db().reader().await?;
    let Some(case) = ledger::records::case(&mut conn, citizen, protocollo).await? else {
        return Ok(Answer::NotFound);
    };
    let events = ledger::records::events(&mut conn, case.id).await?;
    let service = ALL.iter().find(|service| service.name() == case.service);
    let mut now = match service {
        Some(service) => service.case_now(call, &case).await?,
        None => CaseNow::default(),
    };
    let letters = letters::of_cases(&mut conn, citizen).await?;
    let letter = cases::letter_of(&case, &letters);
    // A letter that came back is told of; nobody waits for it.
    let (lang, config) = (call.lang(), &call.portal.config);
    if letter.is_some_and(|letter| letter.state == "returned") {
        now.can.extend(about::ways(lang, config));
    } else {
        let today = call.context.now;
        let waits = |service: &&dyn Service| service.nothing_came(lang, &case, today, config);
        now.next.extend(service.and_then(waits));
    }
    let mut shown = cases::page(call.lang(), &case, &events, letter, now, call.context.channel);
    let person = people::by_id(&mut conn, citizen).await?.ok_or(Failure::Stored("citizen"))?;
    shown.test_data = person.synthetic;
    whose(&mut shown, &person);
    let back = Link::inside(words::cases(call.lang()), cases::LIST.address(call.lang(), 1));
    Ok(Answer::page(shown, back))
}

async fn show_sessions(call: &Call<'_>, citizen: Uuid) -> Result<Answer, Failure> {
    ledger::audit(call, citizen, "sessions").await?;
    let mut conn = call.db().reader().await?;
    let (this, now) = (call.context.session, call.context.now);
    let open = open_sessions::list(&mut conn, citizen, this, now).await?;
    let mut shown = sessions::page(call.lang(), &open, call.fields.get("fatto").map(sessions::Ended::of));
    shown.test_data = is_invented(&mut conn, citizen).await?;
    Ok(Answer::page(shown, to_area(call.lang())))
}

/// Ends one of the citizen's sessions; ending the one that asks is signing out.
async fn end_session(call: &Call<'_>, citizen: Uuid) -> Result<Answer, Failure> {
    let [(name, number)] = &call.fields.0[..] else { return Ok(Answer::BadForm) };
    let (this, now) = (call.context.session, call.context.now);
    match (name.as_str(), number.as_str()) {
        (sessions::NUMBER, _) => {}
        (sessions::ALL, sessions::OTHERS) => return end_others(call, citizen).await,
        _ => return Ok(Answer::BadForm),
    }
    let open = open_sessions::list(&mut call.db().reader().await?, citizen, this, now).await?;
    match open.iter().find(|session| session.number == *number) {
        Some(session) if session.this => return Ok(Answer::SignedOut("uscita".to_owned())),
        Some(_) => {}
        // It has ended meanwhile, or was ended by the same button before.
        None => return Ok(Answer::See(sessions::DONE.to_owned())),
    }
    let number = number.clone();
    call.db()
        .write(move |tx| {
            Box::pin(async move {
                open_sessions::end_numbered(tx, citizen, &number, now).await.map_err(Failure::from)
            })
        })
        .await?;
    Ok(Answer::See(sessions::DONE.to_owned()))
}

/// Ends all of the citizen's sessions but the one that asks.
async fn end_others(call: &Call<'_>, citizen: Uuid) -> Result<Answer, Failure> {
    let (this, now) = (call.context.session, call.context.now);
    call.db()
        .write(move |tx| {
            Box::pin(async move {
                open_sessions::end_all(tx, citizen, Some(this), now).await.map_err(Failure::from)
            })
        })
        .await?;
    Ok(Answer::See(sessions::ALL_DONE.to_owned()))
}

/// The citizen's copy of their data (GDPR art. 15 and 20).
async fn give_copy(call: &Call<'_>, citizen: Uuid) -> Result<Answer, Failure> {
    ledger::audit(call, citizen, "copy").await?;
    let mut conn = call.db().reader().await?;
    let Some(person) = people::by_id(&mut conn, citizen).await? else {
        return Err(Failure::Stored("citizen"));
    };
    let mut copy = export::Copy {
        contacts: people::contacts(&mut conn, citizen).await?,
        cases: ledger::records::cases(&mut conn, citizen, 0, i64::from(i32::MAX)).await?,
        encounters: ledger::records::encounters(&mut conn, citizen, 0, i64::from(i32::MAX)).await?,
        letters: letters::of_citizen(&mut conn, citizen, 0, i64::from(i32::MAX)).await?,
        drafts: Vec::new(),
        pin: people::pin(&mut conn, citizen).await?,
        contributions: contribution_statement::copied(&mut conn, call.lang(), citizen).await?,
        sessions: open_sessions::list(&mut conn, citizen, call.context.session, call.context.now).await?,
        devices: open_sessions::devices(&mut conn, citizen).await?,
        readings: ledger::records::readings(&mut conn, citizen).await?,
        preferences: records::preferences(&mut conn, citizen)
            .await?
            .map(|(code, since)| ((call.portal.preferences)(call.lang(), &code), since)),
        at: call.context.now,
        person,
    };
    let drafts = Draft::all(call, &mut conn, citizen).await?;
    drop(conn);
    for (name, draft) in drafts {
        let words = match named(&name) {
            Some(service) => service.draft_words(call, citizen, &draft).await?,
            None => None,
        };
        copy.drafts.push(export::Begun { service: name, draft, words });
    }
    let bytes = export::json(call.lang(), &copy).map_err(|_| Failure::Stored("copy"))?;
    Ok(Answer::File(File { name: "dati.json".into(), media_type: "application/json", bytes }))
}

/// Whether the citizen is an invented one: then the page says so.
async fn is_invented(conn: &mut Conn, citizen: Uuid) -> Result<bool, Failure> {
    Ok(people::by_id(conn, citizen).await?.is_some_and(|person| person.synthetic))
}

fn to_area(lang: Lang) -> Link {
    Link::inside(words::title(lang), path(lang, NAME))
}

/// The name of a service on record; one that is no more keeps its code.
fn service_name(lang: Lang, name: &str) -> Text {
    let known = ALL.iter().find(|service| service.name() == name);
    known.map_or_else(|| Text::name(name.to_owned()), |service| service.sheet(lang).title)
}
