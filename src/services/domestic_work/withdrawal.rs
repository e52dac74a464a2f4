//! Withdrawing a registration, within five days of its start.

use a11y::page::{Link, Page, Send};
use a11y::text::Lang;
use jiff::civil::Date;

use super::afterwards::{Sent, allowed, elsewhere, next, state_now, whose};
use super::ending::forget_draft;
use super::records::{self, Relationship};
use super::rules::withdrawn_by;
use super::{NAME, words};
use crate::citizen::Level;
use crate::ledger::{self, Case, CaseState, Encounter};
use crate::services::application::SENT;
use crate::services::{Answer, Call, Failure, path};

/// In the query of what was sent: it has just been withdrawn.
pub(super) const DONE: &str = "ritirata";

/// Before a registration is withdrawn.
pub(super) async fn ask_withdrawal(call: &Call<'_>, id: &str) -> Result<Answer, Failure> {
    let sent = match Sent::open(call, id).await? {
        Ok(sent) => sent,
        Err(answer) => return Ok(answer),
    };
    let lang = call.lang();
    let page = match next(sent.case.state, &sent.relationship, call.context.now.date()).withdraw {
        Some(until) => withdrawal(lang, &sent.case, until, call.context.level),
        // What was sent says so itself.
        None if is_closed(&sent) => return Ok(elsewhere(&sent)),
        None => no_withdrawal(lang, &sent.case, &sent.relationship, call.context.now.date()),
    };
    Ok(Answer::page(page, sent.back(lang)))
}

/// The case is over, and not by an end that was told.
fn is_closed(sent: &Sent) -> bool {
    let closed = matches!(sent.case.state, CaseState::Withdrawn | CaseState::Ended);
    closed && sent.relationship.ended.is_none()
}

/// Why a registration is not withdrawn any more, and what can be done in place of it.
pub(super) fn no_withdrawal(lang: Lang, case: &Case, relationship: &Relationship, today: Date) -> Page {
    let to = |last: &str| path(lang, &format!("{NAME}/{}/{last}", case.id));
    let page = Page::new(lang, words::no_withdrawal(lang)).of(words::title(lang));
    let page = whose(lang, case).into_iter().fold(page, Page::with);
    match relationship.ended {
        Some((on, _)) => {
            page.say(words::ended_on(lang, on)).link(Link::inside(words::to_ended(lang, on), to("cessata")))
        }
        None if case.state == CaseState::Refused => page.say(words::is_refused(lang)),
        None => {
            let until = withdrawn_by(relationship.work.start);
            let why = match case.created.date() > until {
                true => words::withdrawal_never(lang, relationship.work.start),
                false => words::withdrawal_over(lang, until),
            };
            let page = page.say(why);
            let page = match relationship.expired(today) {
                Some(on) => page.say(words::expired_on(lang, on)).say(words::may_end_before(lang)),
                None => page.say(words::end_instead(lang)),
            };
            page.link(Link::inside(words::to_end(lang), to("cessazione")))
        }
    }
}

/// The page that withdraws.
pub(super) fn withdrawal(lang: Lang, case: &Case, until: Date, level: Level) -> Page {
    let number = case.protocollo.to_string();
    let page = Page::new(lang, words::withdraw_title(lang)).of(words::title(lang));
    let page = whose(lang, case).into_iter().fold(page, Page::with);
    let page = page.say(words::withdraw_what(lang, &number, until));
    allowed(page, level, |page| {
        page.send(Send {
            label: words::withdraw_do(lang),
            address: path(lang, &format!("{NAME}/{}/ritiro", case.id)),
            fields: Vec::new(),
            primary: true,
        })
    })
}

/// Withdraws a registration, once.
pub(super) async fn withdraw(call: &Call<'_>, id: &str) -> Result<Answer, Failure> {
    let sent = match Sent::open(call, id).await? {
        Ok(sent) => sent,
        Err(answer) => return Ok(answer),
    };
    let again = Answer::See(format!("{}/ritiro", sent.base()));
    if !call.fields.0.is_empty() {
        return Ok(Answer::BadForm);
    }
    if call.context.level < Level::Actor {
        return Ok(again);
    }
    let (now, case, citizen, channel) =
        (call.context.now, sent.case.clone(), sent.citizen, call.context.channel);
    let done = call
        .db()
        .write(move |tx| {
            Box::pin(async move {
                let Some(relationship) = records::lock(tx, case.id).await? else { return Ok(false) };
                let Some(state) = state_now(tx, citizen, case.id).await? else { return Ok(false) };
                if state == CaseState::Withdrawn {
                    return Ok(true);
                }
                if next(state, &relationship, now.date()).withdraw.is_none() {
                    return Ok(false);
                }
                ledger::records::move_case(tx, case.protocollo, CaseState::Withdrawn, "", "citizen", now)
                    .await?;
                let met = Encounter {
                    citizen: Some(citizen),
                    channel,
                    service: NAME,
                    outcome: "withdrawn",
                    case: Some(case.id),
                };
                ledger::records::note(tx, met, now).await?;
                forget_draft(tx, citizen, case.id, &relationship).await?;
                Ok::<bool, Failure>(true)
            })
        })
        .await?;
    Ok(if done { Answer::See(format!("{}/{SENT}?{DONE}=1#{}", sent.base(), a11y::ids::DONE)) } else { again })
}
