//! Sending a request, and the page that shows its first half again in the same session only.
//!
//! **Invariant**: a send writes the same rows and makes one hash, whoever the request is of.
//! **Invariant**: from one place there are only so many a day: the letters of a day are everybody's.

use a11y::page::{Block, Confirmation, Link, Notice, Page, Section, Tone};
use a11y::text::{Lang, Span, Text};
use uuid::Uuid;

use super::request::Request;
use super::{NAME, REQUEST, records, rules, words};
use crate::citizen::tries::Sends;
use crate::citizen::worded::PIN_DIGITS;
use crate::clock::{DAY, HOUR, Moment};
use crate::config::Config;
use crate::db::Conn;
use crate::ledger::{self, Encounter, SentAnswers};
use crate::seal::{Purpose, hex, random_digits};
use crate::services::conversation::Answers;
use crate::services::drafts::{self, Draft};
use crate::services::{Call, Failure, about, application, path};

/// How long the first half can be read again, at most: twice the longest session.
const SHOWN: i64 = 10 * HOUR;

/// The requests from where this call comes.
fn sends(call: &Call<'_>) -> Sends {
    Sends::new(&call.portal.keys, &call.portal.config, &call.context, NAME)
}

/// From when on a request can be sent from here, if the day's are used up.
pub(super) async fn are_over(call: &Call<'_>) -> Result<Option<Moment>, Failure> {
    Ok(sends(call).are_over(&mut call.db().reader().await?, call.context.now).await?)
}

/// Sends a request; a second send of the same draft changes nothing. If the day's requests from here are used up, it says
/// from when on there can be more.
pub(super) async fn send(
    call: &Call<'_>,
    draft: &Draft,
    request: &Request,
) -> Result<Option<Moment>, Failure> {
    let (portal, now, id) = (call.portal, call.context.now, draft.id);
    // Before the hash: a flood of sends costs a read each.
    if let Some(until) = are_over(call).await? {
        return Ok(Some(until));
    }
    let first = random_digits(PIN_DIGITS);
    let hash = portal.hasher.hash(&first).await?;
    let channel = Some(call.context.channel.code().to_owned());
    let request = Request { channel, sent: sent_answers(draft, request.lang, now), ..request.clone() };
    let json = serde_json::to_vec(&request).map_err(|_| Failure::Stored("PIN request"))?;
    let new = records::NewRequest {
        id,
        code: request.code.clone(),
        answers: portal.keys.seal(Purpose::PinRequest, &json)?,
        first_half_hash: hash,
        delivery: request.delivery.clone(),
        expires: now.plus(rules::OPEN),
    };
    let encounter = Encounter {
        citizen: None,
        channel: call.context.channel,
        service: NAME,
        outcome: "pin-requested",
        case: Some(id),
    };
    let (keys, context) = (portal.keys.clone(), call.context.clone());
    let (draft, sends) = (draft.clone(), sends(call));
    let over = portal
        .db
        .write(move |tx: &mut Conn| {
            Box::pin(async move {
                if records::is_kept(tx, id).await? {
                    return Ok::<_, Failure>(None);
                }
                if let Some(until) = sends.count(tx, now).await? {
                    return Ok(Some(until));
                }
                let Some(number) = records::keep(tx, new, now).await? else { return Ok(None) };
                ledger::records::note(tx, encounter, now).await?;
                let sent = Sent { number: number.to_string(), half: Some(first), at: now };
                let answers = sent.into_answers(draft.answers.clone(), context.session);
                let shown = Draft { answers, updated: now, expires: now.plus(SHOWN), ..draft };
                drafts::records::keep(tx, shown.stored(&keys, &context, NAME)?).await?;
                Ok(None)
            })
        })
        .await?;
    if over.is_some() {
        return Ok(over);
    }
    let mut last = Draft::of_page(call, REQUEST).await?;
    last.answers.set(LAST, id.to_string());
    last.keep(call, NAME).await?;
    Ok(None)
}

/// What the answers of a request say; what was noted when it was sent is none.
pub(super) fn said(call: &Call<'_>, answers: &Answers) -> String {
    let answers = answers.0.iter().map(|(name, answer)| (name.as_str(), answer.as_str()));
    ledger::said(&call.portal.keys, answers.filter(|(name, _)| ![NUMBER, HALF, AT, SESSION].contains(name)))
}

/// The answers in words, for whose the request turns out to be.
fn sent_answers(draft: &Draft, lang: Lang, now: Moment) -> Option<SentAnswers> {
    let words = |lang| super::worded(lang, &draft.answers, &super::base(draft), now).map(Into::into);
    Some(SentAnswers::worded(lang, words(lang)?, words))
}

/// The request that this session sent last, while its first half can be read.
pub(super) async fn last_of(call: &Call<'_>) -> Result<Option<Uuid>, Failure> {
    let last = Draft::of_page(call, REQUEST).await?;
    let Some(id) = last.answers.get(LAST).and_then(draft_id) else { return Ok(None) };
    let Some(draft) = Draft::find(call, id).await? else { return Ok(None) };
    let sent = Sent::of(&draft.answers, &call.context.session);
    Ok(sent.and_then(|sent| sent.half).map(|_| id))
}

/// Notes the request in which this session has given its first answers: it is found again where a request begins.
pub(super) async fn note_begun(call: &Call<'_>, id: Uuid) -> Result<(), Failure> {
    let mut page = Draft::of_page(call, REQUEST).await?;
    page.answers.set(BEGUN, id.to_string());
    page.answers.set(SESSION, hex(&call.context.session));
    page.keep(call, NAME).await
}

/// The request that this session began last, if it has not been sent.
pub(super) async fn begun(call: &Call<'_>) -> Result<Option<Draft>, Failure> {
    let page = Draft::of_page(call, REQUEST).await?;
    let same = page.answers.get(SESSION) == Some(hex(&call.context.session).as_str());
    let Some(id) = page.answers.get(BEGUN).and_then(draft_id).filter(|_| same) else { return Ok(None) };
    let draft = Draft::find(call, id).await?;
    Ok(draft.filter(|draft| Sent::of(&draft.answers, &call.context.session).is_none()))
}

/// A request that was sent, as its draft keeps it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Sent {
    pub(super) number: String,
    /// The first half; `None` in another session.
    pub(super) half: Option<String>,
    pub(super) at: Moment,
}

impl std::fmt::Debug for Sent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sent(..)")
    }
}

/// The draft of the page where a request begins keeps which one was sent last.
const LAST: &str = "ultima";

/// It keeps as well in which one a session gave answers last.
const BEGUN: &str = "in-corso";

const NUMBER: &str = "numero";
const HALF: &str = "prima-meta";
const AT: &str = "inviata";
const SESSION: &str = "sessione";

impl Sent {
    /// What the draft says of its sending, to this session; `None` if it was not sent.
    pub(super) fn of(answers: &Answers, session: &[u8; 32]) -> Option<Sent> {
        let number = answers.get(NUMBER)?.to_owned();
        let at = Moment(answers.get(AT)?.parse().ok()?);
        let same = answers.get(SESSION) == Some(hex(session).as_str());
        Some(Sent {
            number,
            half: answers.get(HALF).filter(|half| same && !half.is_empty()).map(str::to_owned),
            at,
        })
    }

    /// Beside the answers as they were sent.
    fn into_answers(self, mut answers: Answers, session: [u8; 32]) -> Answers {
        answers.set(NUMBER, self.number);
        answers.set(HALF, self.half.unwrap_or_default());
        answers.set(AT, self.at.0.to_string());
        answers.set(SESSION, hex(&session));
        answers
    }

    /// An answer that was changed since was not taken, and what can be done.
    pub(super) fn late(&self, lang: Lang) -> Notice {
        let stands = words::stands(lang, &self.number, self.at.date(), self.at.time());
        let instead = words::instead(lang, self.at.plus(rules::OPEN).date());
        Notice {
            tone: Tone::Warning,
            title: application::not_taken(lang),
            body: vec![stands.into(), instead.into()],
        }
    }

    /// The page after sending: the number, the first half, what comes next and what to do if nothing comes.
    pub(super) fn page(&self, lang: Lang, config: &Config) -> Page {
        let by = rules::comes_by(self.at);
        let expires = self.at.plus(rules::OPEN).date();
        let next = vec![
            words::next_letter(lang, by),
            words::next_activate(lang, expires),
            about::nothing_came(lang, by, self.at.date(), config, &self.number),
        ];
        let confirmation = Confirmation {
            protocol: self.number.clone(),
            label: words::sent_number(lang),
            date: self.at.date(),
            time: self.at.time(),
            next,
        };
        // Everyone is told, whoever the request is of: that there is another one is never said.
        let half = match &self.half {
            Some(half) => vec![
                Block::Paragraph(Text::from(Span::Code(half.clone())).private()),
                words::first_half_keep(lang).into(),
                words::earlier(lang, rules::OPEN / DAY).into(),
            ],
            None => vec![words::first_half_gone(lang).into()],
        };
        Page::new(lang, words::sent_title(lang))
            .of(words::title(lang))
            .with(Section { heading: words::first_half(lang), body: half })
            .with(confirmation)
            .link(Link::inside(words::to_activate(lang), path(lang, "pin/attivazione")))
    }
}

/// The id of a draft in an address.
pub(super) fn draft_id(segment: &str) -> Option<Uuid> {
    Uuid::try_parse(segment).ok()
}
