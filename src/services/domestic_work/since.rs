//! What holds of a registration since it was sent: whether it was late, what is due and by when.
//!
//! **Invariant**: a sum is told as due only while it is; what was accepted with the answers stays as it was sent, under
//! a notice where it does not hold any more. Of a registration that was withdrawn no sum is shown at all, and of one whose
//! end was told within its first quarter the sum up to that day, in place of the one that was sent.
//! **Invariant**: what comes next is told in the same words on the page of what was sent and in My area.

use a11y::page::{Block, Link, Notice, Tone};
use a11y::text::{Cents, Lang, Span, Text};
use jiff::civil::Date;

use super::afterwards::{next, outlook};
use super::contributions::{Quarter, Work, first_due, first_quarter, whole, year_of};
use super::ending::{ENDING, name_begun};
use super::records::{self, Relationship, is_void};
use super::rules::{self, SANCTION, ended_by, is_prescribed, paid_by};
use super::{END, NAME, words};
use crate::ledger::{self, Case, CaseState, Protocollo};
use crate::services::application::SENT;
use crate::services::{Call, CaseNow, Failure, path};

/// How contributions are paid.
pub(super) const PAID_WITH: &str = "pagoPA";

/// From and to of the sanction, as money.
pub(super) fn sanction() -> (Cents, Cents) {
    (Cents(SANCTION.0 * 100), Cents(SANCTION.1 * 100))
}

/// What holds of a registration on `today`: late or not, and the money. Nothing of a refused one.
pub(super) fn standing(lang: Lang, case: &Case, relationship: &Relationship, today: Date) -> Vec<Text> {
    let late = rules::is_late(relationship.work.start, case.created.date()).then(|| {
        let (from, to) = sanction();
        words::sent_late(lang, rules::deadline(relationship.work.start), from, to)
    });
    match case.state {
        CaseState::Withdrawn => return vec![words::nothing_due(lang)],
        CaseState::Refused => return Vec::new(),
        CaseState::Ended if relationship.ended.is_none() => {
            return vec![words::closed_by_office(lang, case.updated.date())];
        }
        _ => {}
    }
    let work = &relationship.work;
    let void = relationship.void.map(|(on, _)| words::end_void(lang, on)).into_iter();
    if let Some(on) = relationship.over(today) {
        let what = match relationship.ended {
            Some(_) => words::ended_on(lang, on),
            None => words::expired_on(lang, on),
        };
        return void.chain([what]).chain(due_until(lang, work, on, today)).chain(late).collect();
    }
    let mut told: Vec<Text> = void.chain(late).collect();
    if is_prescribed(first_due(work.start, work.end), today) {
        told.extend(prescribed(lang, work, today));
        return told;
    }
    told.push(match first_quarter(work) {
        Some(quarter) if today > quarter.due => {
            let others = others(&quarter, work, today);
            words::first_due_past(lang, quarter.total, quarter.due, PAID_WITH, others)
        }
        Some(quarter) if quarter.known == quarter.year => {
            words::first_due(lang, quarter.total, quarter.due, PAID_WITH)
        }
        Some(quarter) => {
            let known = Text::plain(quarter.known.to_string());
            words::first_due_guide(lang, quarter.total, &known, quarter.due, PAID_WITH)
        }
        None => words::first_due_unknown(lang, &Span::Year(year_of(work.start)).into()),
    });
    told
}

/// Whether later quarters are overdue too, for the words on the first one.
pub(super) fn others(first: &Quarter, work: &Work, today: Date) -> &'static str {
    if first.another_is_overdue(work, today) { "si" } else { "no" }
}

/// By when the contributions up to the last day are paid; at once, where that day has passed.
pub(super) fn last_due(lang: Lang, on: Date, today: Date) -> Text {
    let by = paid_by(on);
    match today > by {
        true if is_prescribed(by, today) => words::last_due_prescribed(lang, by),
        true => words::last_due_past(lang, by, PAID_WITH),
        false => words::last_due(lang, by, PAID_WITH),
    }
}

/// Of work with contributions that were due too long ago to be paid: which they are, and what holds of the others.
pub(super) fn prescribed(lang: Lang, work: &Work, today: Date) -> Vec<Text> {
    match work.end {
        Some(end) if is_prescribed(paid_by(end), today) => vec![last_due(lang, end, today)],
        _ => vec![words::prescribed_some(lang), words::prescribed_rest(lang)],
    }
}

/// What is due up to the last day of this work, by when, and what of it was due too long ago.
pub(super) fn due_until(lang: Lang, work: &Work, on: Date, today: Date) -> Vec<Text> {
    let some = is_prescribed(first_due(work.start, Some(on)), today) && !is_prescribed(paid_by(on), today);
    let before = some.then(|| words::prescribed_some(lang));
    sum_until(lang, work, on).into_iter().chain([last_due(lang, on, today)]).chain(before).collect()
}

/// What a relationship comes to that is over on that day, where its first quarter is all of it.
pub(super) fn sum_until(lang: Lang, work: &Work, on: Date) -> Option<Text> {
    let whole = whole(work, on)?;
    Some(match whole.guide {
        None => words::sum_until(lang, work.start, on, whole.total),
        Some(year) => words::sum_until_guide(lang, work.start, on, whole.total, &Span::Year(year).into()),
    })
}

/// How an end told on `told` stands to its deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Within the days that everybody has, until this one.
    InTime(Date),
    /// Later than this day, because its registration came later; in time until the other.
    InTimeSince(Date, Date),
    /// Later than this day.
    Late(Date),
}

/// Compares the day on which an end is told with the last one for it.
pub(super) fn told(on: Date, registered: Date, told: Date) -> Told {
    let (usual, by) = (ended_by(on, on), ended_by(on, registered));
    match told {
        told if told <= usual => Told::InTime(usual),
        told if told <= by => Told::InTimeSince(usual, by),
        _ => Told::Late(by),
    }
}

/// What holds of an end that was told: its last day, how it stood to its deadline, and what is due by when; `registered` is
/// the day on which the work was.
pub(super) fn of_end(
    lang: Lang,
    case: &Case,
    work: &Work,
    on: Date,
    registered: Date,
    today: Date,
) -> Vec<Text> {
    if is_void(case.state) {
        return vec![words::end_void(lang, on)];
    }
    let deadline = match told(on, registered, case.created.date()) {
        Told::InTime(by) => words::told_in_time(lang, by),
        Told::InTimeSince(usual, by) => words::told_in_time_since(lang, usual, registered, by),
        Told::Late(by) => {
            let (from, to) = sanction();
            words::told_late(lang, by, from, to)
        }
    };
    let mut told = vec![words::ended_on(lang, on), deadline];
    told.extend(due_until(lang, work, on, today));
    told
}

/// Before the answers of a registration that is over: the sums below, if there are any, are of the day it was sent; or what
/// stands in their place.
pub(super) fn sums_then(lang: Lang, case: &Case, relationship: &Relationship, today: Date) -> Option<Notice> {
    first_quarter(&relationship.work)?;
    if let Some(sum) = sum_of_end(lang, case, relationship) {
        return Some(Notice { tone: Tone::Info, title: words::sums_again(lang), body: vec![sum.into()] });
    }
    let body: Vec<Block> = match (relationship.over(today), case.state) {
        (_, CaseState::Withdrawn) => return None,
        (_, CaseState::Refused) => vec![words::sums_refused(lang).into()],
        (_, CaseState::Ended) if relationship.ended.is_none() => vec![words::sums_closed(lang).into()],
        (Some(on), _) => vec![words::sums_ended(lang, on).into(), last_due(lang, on, today).into()],
        _ => return None,
    };
    Some(Notice { tone: Tone::Info, title: words::sums_then(lang), body })
}

/// What a registration comes to up to the end that was told of it, where that is all of its first quarter.
fn sum_of_end(lang: Lang, case: &Case, relationship: &Relationship) -> Option<Text> {
    let (on, _) = relationship.ended.filter(|_| !is_void(case.state))?;
    sum_until(lang, &relationship.work, on)
}

/// The heading of the sums of a registration, where they were never due: its citizen has taken it back, or has told an end
/// up to which they are counted anew.
pub(super) fn void_sums(lang: Lang, case: &Case, relationship: &Relationship) -> Option<fn(Lang) -> Text> {
    let void = case.state == CaseState::Withdrawn || sum_of_end(lang, case, relationship).is_some();
    void.then_some(words::costs as fn(Lang) -> Text)
}

/// What comes next with a registration: what can be done about it and until when, what holds, what is due; and the ways to
/// what can be done.
pub(super) fn coming(
    lang: Lang,
    case: &Case,
    relationship: &Relationship,
    today: Date,
) -> (Vec<Text>, Vec<Link>) {
    let (mut what, links) = outlook(lang, case, relationship, today);
    what.extend(standing(lang, case, relationship, today));
    (what, links)
}

/// What its state means, where that is another thing than with every case.
pub(super) fn state_means(lang: Lang, case: &Case) -> Option<Text> {
    // Its case is decided, the employment goes on.
    (case.state == CaseState::Accepted).then(|| words::is_accepted(lang))
}

/// What My area says of a case of this service as it is now.
pub(super) async fn case_now(call: &Call<'_>, case: &Case) -> Result<CaseNow, Failure> {
    let (lang, today) = (call.lang(), call.context.now.date());
    let mut conn = call.db().reader().await?;
    if case.answers.kind == END {
        let Some(number) = registration_of(case) else { return Ok(CaseNow::default()) };
        let registered = ledger::records::case(&mut conn, case.citizen, number).await?;
        let Some(registered) = registered else { return Ok(CaseNow::default()) };
        let relationship = records::find(&mut conn, registered.id).await?;
        let Some(relationship) = relationship else { return Ok(CaseNow::default()) };
        drop(conn);
        let mut told = end_now(lang, case, &registered, &relationship, today);
        name_begun(call, registered.id, &relationship, told.can.iter_mut()).await?;
        return Ok(told);
    }
    let Some(relationship) = records::find(&mut conn, case.id).await? else { return Ok(CaseNow::default()) };
    drop(conn);
    let mut told = now(lang, case, &relationship, today);
    name_begun(call, case.id, &relationship, told.can.iter_mut()).await?;
    Ok(told)
}

/// The number of the registration whose end a case told: its first answer.
fn registration_of(case: &Case) -> Option<Protocollo> {
    let first = case.answers.rows().next()?;
    first.value.spans().iter().find_map(|span| match span {
        Span::Code(number) => number.parse().ok(),
        _ => None,
    })
}

/// The same, of an end; nothing of one after which another was told.
fn end_now(lang: Lang, case: &Case, registered: &Case, relationship: &Relationship, today: Date) -> CaseNow {
    let to = |last: &str| path(lang, &format!("{NAME}/{}/{last}", registered.id));
    let Some((on, _)) = relationship.told().filter(|(_, by)| *by == case.id) else {
        return CaseNow::default();
    };
    let again = is_void(case.state) && next(registered.state, relationship, today).end;
    CaseNow {
        state: None,
        next: of_end(lang, case, &relationship.work, on, registered.created.date(), today),
        can: again.then(|| Link::inside(words::to_end(lang), to(ENDING))).into_iter().collect(),
        since: None,
        void: None,
        link: Some(Link::inside(words::to_ended(lang, on), to("cessata"))),
    }
}

/// The same, of a registration.
pub(super) fn now(lang: Lang, case: &Case, relationship: &Relationship, today: Date) -> CaseNow {
    let open = next(case.state, relationship, today);
    let called = match open.withdraw {
        Some(_) => Some(words::to_sent(lang)),
        None => open.end.then(|| words::to_sent_end(lang)),
    };
    let link = called.map(|called| Link::inside(called, path(lang, &format!("{NAME}/{}/{SENT}", case.id))));
    let (next, can) = coming(lang, case, relationship, today);
    CaseNow {
        state: state_means(lang, case),
        next,
        can,
        since: sums_then(lang, case, relationship, today),
        void: void_sums(lang, case, relationship),
        link,
    }
}
