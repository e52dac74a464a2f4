//! Signing in at a kiosk with one's own card and its PIN: the chip signs, the portal judges.
//!
//! **Invariant**: the card's PIN is asked in a page of its own and comes here in no form.

use std::fmt;

use a11y::page::{Input, Link, Page, Question};
use a11y::text::{Lang, Text};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{NAME, NEXT, Next, words};
use crate::citizen::card::{self, Refused};
use crate::citizen::proof::Arrival;
use crate::citizen::{Level, records};
use crate::services::drafts::Draft;
use crate::services::form::{self, OUTCOME};
use crate::services::{Answer, Call, Failure, SignedIn, path};

/// The page's address below the service, and the name of its one question.
pub(super) const CARD: &str = "tessera";

/// The page's whole address.
const ADDRESS: &str = "accedi/tessera";

/// What became of a card's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Too late, or not to this session's challenge.
    Late,
    /// The signature or its card is not taken.
    Refused(Refused),
    /// The card is right and its holder on no record here.
    Nobody,
}

impl Outcome {
    pub(super) const ALL: [(Outcome, &'static str); 6] = [
        (Outcome::Late, "card-late"),
        (Outcome::Refused(Refused::Card), "card-refused"),
        (Outcome::Refused(Refused::Expired), "card-expired"),
        (Outcome::Refused(Refused::Revoked), "card-revoked"),
        (Outcome::Refused(Refused::Unsure), "card-unsure"),
        (Outcome::Nobody, "card-nobody"),
    ];

    fn parse(text: &str) -> Option<Outcome> {
        Outcome::ALL.iter().find(|(_, code)| *code == text).map(|(outcome, _)| *outcome)
    }

    /// What is wrong, and what to do; that one can sign in by the institute's PIN only where that is so.
    fn worded(self, lang: Lang, by_pin: bool) -> Text {
        match (self, by_pin) {
            (Outcome::Late, _) => words::card_late(lang),
            (Outcome::Refused(Refused::Card), true) => words::card_refused(lang),
            (Outcome::Refused(Refused::Card), false) => words::card_refused_alone(lang),
            (Outcome::Refused(Refused::Expired), true) => words::card_expired(lang),
            (Outcome::Refused(Refused::Expired), false) => words::card_expired_alone(lang),
            (Outcome::Refused(Refused::Revoked), true) => words::card_revoked(lang),
            (Outcome::Refused(Refused::Revoked), false) => words::card_revoked_alone(lang),
            (Outcome::Refused(Refused::Unsure), true) => words::card_unsure(lang),
            (Outcome::Refused(Refused::Unsure), false) => words::card_unsure_alone(lang),
            (Outcome::Nobody, _) => words::card_nobody(lang),
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Outcome::ALL.iter().find(|(outcome, _)| outcome == self).map_or("", |(_, code)| code))
    }
}

/// Whether this way in is offered: at a kiosk, where cards are taken.
pub(super) fn is_offered(call: &Call<'_>) -> bool {
    call.context.kiosk.is_some() && call.portal.cards.are_taken()
}

/// The page, with a challenge of its own each time.
pub(super) async fn page(call: &Call<'_>) -> Result<Answer, Failure> {
    if !is_offered(call) {
        return Ok(Answer::NotFound);
    }
    let Some(challenge) = card::challenge(call).await? else { return Ok(Answer::NotFound) };
    let draft = Draft::of_page(call, ADDRESS).await?;
    let outcome = draft.answers.get(OUTCOME).and_then(Outcome::parse);
    let next = call.query.get(NEXT).and_then(Next::parse);
    let by_pin = call.portal.config.pin.then(|| next.map(|next| next.as_query()).unwrap_or_default());
    let mut page = shown(call.lang(), challenge, outcome, by_pin);
    // Who comes by a link has tried nothing yet.
    form::calm(call, &mut page);
    Ok(page.into())
}

/// The page as it is shown; `by_pin` is the query for the other way in, where there is one.
pub(super) fn shown(lang: Lang, challenge: String, outcome: Option<Outcome>, by_pin: Option<String>) -> Page {
    let pin = Question::new(CARD, words::card_pin(lang), Input::CardSignature { challenge });
    let problem = outcome.map(|outcome| outcome.worded(lang, by_pin.is_some()).into());
    let hint = if by_pin.is_some() { words::card_pin_hint(lang) } else { words::card_pin_hint_alone(lang) };
    // It asks and tells nothing, as the page of the other PIN.
    let page = Page::new(lang, words::card_title(lang))
        .public()
        .of(words::title(lang))
        .say(words::card_intro(lang))
        .with(pin.hint(hint).problem(problem))
        .submit(words::card_submit(lang));
    match by_pin {
        Some(query) => {
            page.link(Link::inside(words::card_other(lang), path(lang, &format!("{NAME}{query}"))))
        }
        None => page,
    }
}

/// Takes the card's answer.
pub(super) async fn send(call: &Call<'_>) -> Result<Answer, Failure> {
    if !is_offered(call) {
        return Ok(Answer::NotFound);
    }
    let [(name, sent)] = &call.fields.0[..] else { return Ok(Answer::BadForm) };
    let parts = sent.split_once('.').filter(|_| name == CARD);
    let decoded = |text: &str| STANDARD.decode(text).ok();
    let Some((Some(certificate), Some(signature))) =
        parts.map(|(certificate, signature)| (decoded(certificate), decoded(signature)))
    else {
        return Ok(Answer::BadForm);
    };
    let next = call.query.get(NEXT).and_then(Next::parse);
    let outcome = match card::take(call).await? {
        None => Outcome::Late,
        Some(challenge) => match judged(call, &certificate, &signature, &challenge).await? {
            Ok(arrival) => return Ok(arrived(arrival, next)),
            Err(outcome) => outcome,
        },
    };
    tracing::warn!(?outcome, "a card is not taken");
    let query = form::mending(&next.as_ref().map(Next::as_query).unwrap_or_default());
    let draft = Draft::of_page(call, ADDRESS).await?;
    form::refuse(call, NAME, draft, outcome.to_string(), ADDRESS, &query).await
}

fn arrived((citizen, arrival): (uuid::Uuid, Arrival), next: Option<Next>) -> Answer {
    let then = next.map(Next::into_path);
    let mark = arrival.mark;
    Answer::SignedIn(SignedIn { citizen, level: Level::Actor, then, length: None, pin: None, mark })
}

/// Who the card says is there, noted as arrived.
async fn judged(
    call: &Call<'_>,
    certificate: &[u8],
    signature: &[u8],
    challenge: &str,
) -> Result<Result<(uuid::Uuid, Arrival), Outcome>, Failure> {
    let trust = call.portal.cards.trust().map_err(|error| {
        tracing::error!(%error, "the authorities of cards cannot be read");
        Failure::Stored("trust in cards")
    })?;
    let Some(trust) = trust else { return Ok(Err(Outcome::Refused(Refused::Unsure))) };
    let code = match trust.holder(certificate, signature, challenge.as_bytes(), call.context.now) {
        Ok(code) => code,
        Err(refused) => return Ok(Err(Outcome::Refused(refused))),
    };
    let found = records::by_code(&mut call.db().reader().await?, code).await?;
    let Some(citizen) = found.filter(|citizen| citizen.code == code) else {
        return Ok(Err(Outcome::Nobody));
    };
    let (id, draft) = (citizen.id, Draft::of_page(call, ADDRESS).await?);
    draft.forget(call).await?;
    let arrival = Arrival::new(call, id, NAME, "signed-in");
    let arrival = call
        .db()
        .write(move |tx| {
            Box::pin(async move {
                arrival.note(tx).await?;
                Ok::<_, Failure>(arrival)
            })
        })
        .await?;
    Ok(Ok((id, arrival)))
}
