//! The PIN at the counter: a clerk has seen the person and a document, and the citizen chooses a PIN of their own at the
//! kiosk, for some minutes.
//!
//! **Invariant**: only the citizen knows the PIN: the clerk opens the way to it and sees nothing of it.
//! **Invariant**: whoever has no open way is told the same, on record or not.

use a11y::page::{Input, Page, Purpose, Question};
use a11y::text::Lang;
use uuid::Uuid;

use super::activate::{Choice, new_pin};
use super::manage::overview;
use super::{NAME, records, words};
use crate::citizen::Level;
use crate::citizen::codice_fiscale::CodiceFiscale;
use crate::citizen::proof::Arrival;
use crate::citizen::records::{self as people, Citizen};
use crate::citizen::sessions;
use crate::citizen::worded::fiscal_code;
use crate::clock::{MINUTE, Moment};
use crate::kiosks;
use crate::ledger::records::{AuditEntry, audit};
use crate::portal::Portal;
use crate::seal;
use crate::services::conversation::{Answers, Stop, Talk};
use crate::services::drafts::Draft;
use crate::services::form::{self, ONLY, OUTCOME, Received};
use crate::services::{Answer, Call, Failure, SignedIn};

/// How long the way is open.
pub const OPEN: i64 = 10 * MINUTE;

/// The page's address.
pub(super) const COUNTER: &str = "pin/sportello";

/// There is no open way for this code at this kiosk.
const CLOSED: &str = "closed";

/// What became of opening the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// The citizen may choose a PIN at the kiosk until then.
    Until(Moment),
    /// Nobody on record has exactly this code.
    NoCitizen,
    /// No kiosk in use has this name.
    NoKiosk,
    /// Which document was seen was not said.
    NoDocument,
}

/// Opens the way for one citizen at one kiosk, after a clerk has checked a document.
///
/// # Errors
/// [`Failure`]
pub async fn open(
    portal: &Portal,
    code: CodiceFiscale,
    kiosk: &str,
    document: &str,
    now: Moment,
) -> Result<Opened, Failure> {
    if document.trim().is_empty() {
        return Ok(Opened::NoDocument);
    }
    let mut conn = portal.db.reader().await?;
    let found = people::by_code(&mut conn, code).await?.filter(|citizen| citizen.code == code);
    let Some(citizen) = found else { return Ok(Opened::NoCitizen) };
    let Some(at) = kiosks::named(&mut conn, kiosk).await? else { return Ok(Opened::NoKiosk) };
    drop(conn);
    let sealed = portal.keys.seal(seal::Purpose::Document, document.trim().as_bytes())?;
    let (id, until) = (citizen.id, now.plus(OPEN));
    let entry = AuditEntry {
        at: now,
        citizen: id,
        actor: "staff",
        channel: "counter",
        what: "pin-at-counter",
        address: String::new(),
    };
    portal
        .db
        .write(move |tx| {
            Box::pin(async move {
                records::open_counter(tx, id, at.id, sealed, now, until).await?;
                audit(tx, entry).await?;
                Ok::<_, Failure>(())
            })
        })
        .await?;
    Ok(Opened::Until(until))
}

pub(super) fn script(talk: &mut Talk<'_>, stored: &Answers) -> Result<CodiceFiscale, Stop> {
    let lang = talk.lang;
    talk.step(ONLY, words::counter_title(lang), |step| {
        step.say(words::counter_intro(lang));
        let code =
            Question::new("codice-fiscale", words::code(lang), Input::FiscalCode { value: String::new() });
        let closed = stored.get(OUTCOME) == Some(CLOSED);
        let code = code.hint(words::code_hint(lang)).purpose(Purpose::Username);
        let code = step.ask(code, |typed| match (fiscal_code(lang, typed), closed) {
            (Ok(_), true) => Err(words::counter_closed(lang)),
            (parsed, _) => parsed,
        });
        let problem = stored.get(OUTCOME).and_then(Choice::parse);
        new_pin(lang, problem).into_iter().for_each(|question| step.say(question));
        code
    })
}

pub(super) fn dress(page: Page) -> Page {
    let lang: Lang = page.lang;
    page.of(words::title(lang)).submit(words::new_submit(lang))
}

/// The page, at a kiosk alone.
pub(super) async fn page(call: &Call<'_>) -> Result<Answer, Failure> {
    if call.context.kiosk.is_none() {
        return Ok(Answer::NotFound);
    }
    let draft = Draft::of_page(call, COUNTER).await?;
    let page = form::page(call, &draft, COUNTER, |talk| script(talk, &draft.answers));
    let back = overview(call.lang());
    Ok(page.map_or(Answer::NotFound, |page| Answer::page(dress(page), back)))
}

/// Whose way is open here, for this code.
async fn met(call: &Call<'_>, kiosk: Uuid, code: CodiceFiscale) -> Result<Option<(Citizen, Uuid)>, Failure> {
    let mut conn = call.db().reader().await?;
    let found = people::by_code(&mut conn, code).await?.filter(|citizen| citizen.code == code);
    // Asked with an id of nobody it takes as long.
    let id = found.as_ref().map_or(Uuid::nil(), |citizen| citizen.id);
    let way = records::counter(&mut conn, id, kiosk, call.context.now).await?;
    Ok(found.zip(way))
}

/// Puts the PIN in use that the citizen has chosen, and signs in.
pub(super) async fn send(call: &Call<'_>) -> Result<Answer, Failure> {
    let Some(kiosk) = call.context.kiosk else { return Ok(Answer::NotFound) };
    let blank = Answers::default();
    let received = form::receive(call, NAME, COUNTER, &[], "", |talk| script(talk, &blank)).await?;
    let (draft, code) = match received {
        Received::Complete(draft, code) => (draft, code),
        Received::Answer(answer) => return Ok(answer),
    };
    let refuse = |draft, why: &str| form::refuse(call, NAME, draft, why.to_owned(), COUNTER, "");
    let Some((person, way)) = met(call, kiosk, code).await? else { return refuse(draft, CLOSED).await };
    let pin = match Choice::judge(&call.fields, &person) {
        Ok(pin) => pin,
        Err(choice) => return refuse(draft, choice.code()).await,
    };
    let (hash, now, citizen) = (call.portal.hasher.hash(&pin).await?, call.context.now, person.id);
    let (session, pin) = (call.context.session, Some(hash.clone()));
    let arrival = Arrival::new(call, citizen, NAME, "pin-activated");
    let (arrival, first) = call
        .db()
        .write(move |tx| {
            Box::pin(async move {
                let first = records::close_counter(tx, way, now).await?;
                if first {
                    people::activate_pin(tx, citizen, &hash, now).await?;
                    people::raise_pin(tx, citizen, now).await?;
                    sessions::outdate(tx, citizen, Some(session), now).await?;
                    arrival.note(tx).await?;
                }
                Ok::<_, Failure>((arrival, first))
            })
        })
        .await?;
    if !first {
        return refuse(draft, CLOSED).await;
    }
    draft.forget(call).await?;
    let then = Some("area?pin-attivo#fatto".to_owned());
    let mark = arrival.mark;
    Ok(Answer::SignedIn(SignedIn { citizen, level: Level::Actor, then, length: None, pin, mark }))
}
