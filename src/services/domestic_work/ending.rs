//! Telling the end of a registered relationship, from its start on.

use a11y::page::{
    Action, Block, Confirmation, Link, Notice, Page, Question, Send, Summary, SummaryRow, Tone,
};
use a11y::text::{Lang, Span};
use jiff::civil::Date;
use uuid::Uuid;

use super::afterwards::{Sent, allowed, amend, elsewhere, is_over, next, state_now, ways, whose};
use super::codes::{self, Code};
use super::contributions::Work;
use super::pages::reason_code;
use super::records::{self, Relationship, is_void};
use super::script::{ask_code, no_date};
use super::since::{Told, due_until, of_end, sanction, told};
use super::{DomesticWork, END, NAME, words};
use crate::citizen::Level;
use crate::clock::Moment;
use crate::db::Conn;
use crate::ledger::{self, Case, CaseState, Encounter, SentAnswers, SentPart, SentWords, Submission};
use crate::services::application::{
    CHANGED, LATE, READ, changed, deletion, digest, late, to_deletion, too_late, unsent,
};
use crate::services::area::moved as moved_by_office;
use crate::services::conversation::{
    Answers, REVIEW, Stop, Talk, Turn, as_sent, blocks_as_sent, parts_as_sent, replay_seen, walk,
};
use crate::services::drafts::{self, Draft};
use crate::services::form::{self, Received};
use crate::services::{Answer, Call, Failure, Service, path, sent_blocks};

/// The central office, which looks after domestic work.
const OFFICE: &str = "0000";

/// Where the end of a registration is told, below its address.
pub(super) const ENDING: &str = "cessazione";

/// Why the end of a relationship cannot be told yet.
pub(super) fn no_end(lang: Lang, case: &Case, start: Date) -> Page {
    let page = Page::new(lang, words::no_end(lang)).of(words::title(lang));
    whose(lang, case)
        .into_iter()
        .fold(page, Page::with)
        .say(words::end_from(lang, start))
        .link(Link::inside(words::to_withdraw(lang), path(lang, &format!("{NAME}/{}/ritiro", case.id))))
}

/// What is asked about an end: the last day and why. A contract ends by itself on its own last day.
pub(super) fn end_script(talk: &mut Talk<'_>, work: &Work, today: Date) -> Result<(Date, Code), Stop> {
    let lang = talk.lang;
    let reasons = codes::reasons(work.end.is_some());
    talk.step(form::ONLY, words::end_form(lang), |step| {
        match work.end {
            Some(end) if end < today => {
                step.say(words::expired_on(lang, end));
                step.say(words::may_end_before(lang));
            }
            Some(end) => step.say(words::end_rule_until(lang, end)),
            None => step.say(words::end_rule(lang)),
        }
        let question = Question::new("ultimo-giorno", words::last_day(lang), no_date());
        let hint = words::last_day_hint(lang);
        let day = step.ask_date(question.hint(hint), today.year(), |date| match (date, work.end) {
            (date, _) if date < work.start => Err(words::end_before(lang, work.start)),
            (date, Some(end)) if date == end => Err(words::last_day_of_contract(lang, end)),
            (date, Some(end)) if date > end => Err(words::last_day_beyond(lang, end)),
            (date, _) if date > today => Err(words::last_day_future(lang)),
            (date, _) => Ok(date),
        });
        let missing = words::reason_missing(lang);
        let reason = ask_code(step, "motivo", words::reason(lang), &reasons, words::reason_is, missing);
        Some((day?, reason?))
    })
}

/// The draft of a registration's end: one for each, however many windows it is filled in. Its step leads My area to it.
async fn end_draft(call: &Call<'_>, sent: &Sent) -> Result<(String, Draft), Failure> {
    let step = Some(format!("{}/{ENDING}", sent.case.id));
    let key = draft_key(sent.case.id, &sent.relationship);
    let mut draft = Draft { step, ..Draft::of_page(call, &key).await? };
    let base = format!("{}/{ENDING}", sent.base());
    about(&mut draft, &sent.case);
    Ok((base, draft))
}

/// Notes in the draft of an end which registration it is about.
pub(super) fn about(draft: &mut Draft, registration: &Case) {
    draft.answers.set(WHO, registration.answers.about.clone());
    draft.answers.set(SINCE, registration.answers.since.clone());
}

/// What the draft of an end is found by: its address, and the end before it, whose draft has become a case.
fn draft_key(registration: Uuid, relationship: &Relationship) -> String {
    let base = format!("{NAME}/{registration}/{ENDING}");
    relationship.told().map_or(base.clone(), |(_, before)| format!("{base}/{before}"))
}

/// Says of the way to the form of an end, among these, that it is begun already, where there is a draft of it.
pub(super) async fn name_begun<'a>(
    call: &Call<'_>,
    registration: Uuid,
    relationship: &Relationship,
    links: impl Iterator<Item = &'a mut Link>,
) -> Result<(), Failure> {
    let lang = call.lang();
    let form =
        Link::inside(words::to_end_begun(lang), path(lang, &format!("{NAME}/{registration}/{ENDING}")));
    let ways: Vec<&mut Link> = links.filter(|link| link.to == form.to).collect();
    if ways.is_empty() {
        return Ok(());
    }
    let draft = Draft::of_page(call, &draft_key(registration, relationship)).await?;
    if draft.found.is_some() {
        ways.into_iter().for_each(|link| link.text = form.text.clone());
    }
    Ok(())
}

/// Forgets the draft of an end that cannot be told any more.
pub(super) async fn forget_draft(
    tx: &mut Conn,
    citizen: Uuid,
    registration: Uuid,
    relationship: &Relationship,
) -> Result<(), Failure> {
    let id = drafts::page_of(citizen, &draft_key(registration, relationship));
    Ok(drafts::records::forget(tx, id).await?)
}

/// What follows when an office has moved a case: an end that came to nothing leaves its registration as it was before,
/// and ends it again where it is looked at once more; of a registration that is over there is no end to tell.
pub(super) async fn moved(tx: &mut Conn, case: &Case, now: Moment) -> Result<(), Failure> {
    if case.answers.kind != END {
        let Some(relationship) = records::lock(tx, case.id).await? else { return Ok(()) };
        if is_over(case.state) {
            forget_draft(tx, case.citizen, case.id, &relationship).await?;
        }
        return Ok(());
    }
    let Some(id) = records::ended_by(tx, case.id).await? else { return Ok(()) };
    records::lock(tx, id).await?;
    let Some(registered) = ledger::records::case_of(tx, case.citizen, id).await? else { return Ok(()) };
    let to = match (is_void(case.state), registered.state) {
        (true, CaseState::Ended) => {
            let life = ledger::records::events(tx, id).await?;
            life.into_iter().map(|event| event.state).find(|state| *state != CaseState::Ended)
        }
        (false, open) if !is_over(open) => Some(CaseState::Ended),
        _ => None,
    };
    if let Some(to) = to {
        ledger::records::move_case(tx, registered.protocollo, to, "", "staff", now).await?;
    }
    Ok(())
}

/// What the draft of an end says so far, in words, under whose work ends; `None` where its registration is not there.
pub(super) async fn draft_words(
    call: &Call<'_>,
    citizen: Uuid,
    draft: &Draft,
) -> Result<Option<Vec<SentPart>>, Failure> {
    let step = draft.step.as_deref().unwrap_or_default();
    let Some(id) = step.split('/').next().and_then(|id| id.parse::<Uuid>().ok()) else { return Ok(None) };
    let mut conn = call.db().reader().await?;
    let own = ledger::records::case_of(&mut conn, citizen, id).await?.is_some();
    let Some(relationship) = records::find(&mut conn, id).await?.filter(|_| own) else { return Ok(None) };
    drop(conn);
    let (lang, today) = (call.lang(), call.context.now.date());
    let walk =
        walk(lang, &draft.answers, &draft.seen, "", |talk| end_script(talk, &relationship.work, today));
    let about = DomesticWork.draft_about(lang, &draft.answers);
    let parts = parts_as_sent(lang, &walk.parts).into_iter();
    Ok(Some(parts.map(|part| SentPart { heading: about.clone(), ..part }).collect()))
}

/// In the draft of an end, whose work ends and since when it was: no answers, but what tells two drafts apart.
const WHO: &str = "chi";
const SINCE: &str = "dal";

/// Whom the draft of an end is about, and since when they work.
pub(super) fn whom(answers: &Answers) -> Option<(&str, Option<Date>)> {
    Some((answers.get(WHO)?, answers.trimmed(SINCE).parse().ok()))
}

/// Whether a draft at this step is that of an end.
pub(super) fn is_ending(step: &str) -> bool {
    step.ends_with(ENDING)
}

/// The registration whose end can be told now; otherwise what to answer.
async fn open_end(call: &Call<'_>, id: &str) -> Result<Result<Sent, Answer>, Failure> {
    let sent = match Sent::open(call, id).await? {
        Ok(sent) => sent,
        Err(answer) => return Ok(Err(answer)),
    };
    if sent.relationship.ended.is_some() {
        return Ok(Err(Answer::See(format!("{}/cessata", sent.base()))));
    }
    let next = next(sent.case.state, &sent.relationship, call.context.now.date());
    if next.end {
        return Ok(Ok(sent));
    }
    let lang = call.lang();
    Ok(Err(match next.withdraw {
        Some(_) => Answer::page(no_end(lang, &sent.case, sent.relationship.work.start), sent.back(lang)),
        None => elsewhere(&sent),
    }))
}

/// The form of an end.
pub(super) async fn ask_end(call: &Call<'_>, id: &str) -> Result<Answer, Failure> {
    let sent = match open_end(call, id).await? {
        Ok(sent) => sent,
        Err(answer) => return Ok(answer),
    };
    let (lang, today) = (call.lang(), call.context.now.date());
    let (base, draft) = end_draft(call, &sent).await?;
    let work = sent.relationship.work;
    let Some(mut page) = form::page(call, &draft, &base, |talk| end_script(talk, &work, today)) else {
        return Ok(elsewhere(&sent));
    };
    form::calm(call, &mut page);
    page.body.splice(0..0, whose(lang, &sent.case));
    page.done = call.query.get(CHANGED).map(|_| unsent(lang));
    if draft.found.is_some() {
        page = page.link(to_deletion(lang, &base));
    }
    Ok(Answer::page(page.of(words::title(lang)), sent.back(lang)))
}

/// Before the draft of an end is deleted.
pub(super) async fn before_deletion(call: &Call<'_>, id: &str) -> Result<Answer, Failure> {
    let sent = match Sent::open(call, id).await? {
        Ok(sent) => sent,
        Err(answer) => return Ok(answer),
    };
    let (base, draft) = end_draft(call, &sent).await?;
    if draft.found.is_none() {
        return Ok(elsewhere(&sent));
    }
    let lang = call.lang();
    let back = Link::inside(words::end_form(lang), path(lang, &base));
    Ok(Answer::page(end_deletion(lang, &base, &draft), back))
}

/// The page itself.
pub(super) fn end_deletion(lang: Lang, base: &str, draft: &Draft) -> Page {
    let who = DomesticWork.draft_about(lang, &draft.answers).unwrap_or_default();
    let which = words::delete_end(lang, &who).private();
    let mut page =
        deletion(lang, base, draft.updated, Some(words::delete_end_what(lang))).of(words::title(lang));
    page.body.insert(0, which.into());
    page
}

/// Deletes the draft of an end.
pub(super) async fn delete(call: &Call<'_>, id: &str) -> Result<Answer, Failure> {
    let sent = match Sent::open(call, id).await? {
        Ok(sent) => sent,
        Err(answer) => return Ok(answer),
    };
    let (_, draft) = end_draft(call, &sent).await?;
    if draft.found.is_none() && sent.relationship.ended.is_some() {
        return Ok(too_late(Answer::See(format!("{}/cessata", sent.base()))));
    }
    if !call.fields.0.is_empty() {
        return Ok(Answer::BadForm);
    }
    draft.forget(call).await?;
    Ok(drafts::deleted())
}

/// Takes in the form of an end.
pub(super) async fn receive_end(call: &Call<'_>, id: &str) -> Result<Answer, Failure> {
    let sent = match open_end(call, id).await? {
        Ok(sent) => sent,
        Err(Answer::See(there)) if there.ends_with("/cessata") => return Ok(too_late(Answer::See(there))),
        Err(answer) => return Ok(answer),
    };
    let (work, today) = (sent.relationship.work, call.context.now.date());
    let (base, draft) = end_draft(call, &sent).await?;
    let script = |talk: &mut Talk<'_>| end_script(talk, &work, today);
    match form::receive_into(draft, call, NAME, &base, &[], form::MEND, script).await? {
        Received::Answer(answer) => Ok(answer),
        Received::Complete(draft, _) => {
            draft.keep(call, NAME).await?;
            Ok(Answer::See(format!("{base}/{REVIEW}")))
        }
    }
}

/// An end as it was answered.
struct End {
    draft: Draft,
    base: String,
    on: Date,
    reason: Code,
    rows: Vec<SummaryRow>,
}

async fn answered(call: &Call<'_>, sent: &Sent) -> Result<Result<End, Answer>, Failure> {
    let (base, draft) = end_draft(call, sent).await?;
    Ok(match told_end(call, sent, call.lang(), &base, &draft) {
        Some((on, reason, rows)) => Ok(End { draft, base, on, reason, rows }),
        None => Err(Answer::See(base)),
    })
}

/// The day, the reason and the answers in words, if all is answered.
fn told_end(
    call: &Call<'_>,
    sent: &Sent,
    lang: Lang,
    base: &str,
    draft: &Draft,
) -> Option<(Date, Code, Vec<SummaryRow>)> {
    let (work, today) = (sent.relationship.work, call.context.now.date());
    match replay_seen(lang, (&draft.answers, &draft.seen), REVIEW, base, 1, |talk| {
        end_script(talk, &work, today)
    }) {
        Turn::Complete((on, reason), rows) => Some((on, reason, rows)),
        Turn::Step(..) | Turn::Elsewhere(_) => None,
    }
}

/// The answers to be checked, and the button that sends them.
pub(super) async fn review_end(call: &Call<'_>, id: &str) -> Result<Answer, Failure> {
    let sent = match open_end(call, id).await? {
        Ok(sent) => sent,
        Err(answer) => return Ok(answer),
    };
    let end = match answered(call, &sent).await? {
        Ok(end) => end,
        Err(answer) => return Ok(answer),
    };
    let lang = call.lang();
    let today = call.context.now.date();
    let about = (&sent.case, &sent.relationship.work);
    let mut page = end_review(lang, about, end.on, today, end.rows, call.context.level);
    page.done = call.query.get(CHANGED).map(|_| changed(lang));
    Ok(Answer::page(page, Link::inside(words::end_form(lang), path(lang, &end.base))))
}

/// The page itself, about the work that a case has registered.
pub(super) fn end_review(
    lang: Lang,
    (case, work): (&Case, &Work),
    on: Date,
    today: Date,
    rows: Vec<SummaryRow>,
    level: Level,
) -> Page {
    let caption = words::end_caption(lang, &case.protocollo.to_string());
    let page = Page::new(lang, words::end_review(lang)).of(words::title(lang));
    let mut page = whose(lang, case).into_iter().fold(page, Page::with).with(Summary { caption, rows });
    page = match told(on, case.created.date(), today) {
        Told::InTime(by) => page.say(words::end_in_time(lang, by)),
        Told::InTimeSince(usual, by) => {
            page.say(words::end_in_time_since(lang, usual, case.created.date(), by))
        }
        Told::Late(by) => {
            let (from, to) = sanction();
            let body = vec![words::end_late_what(lang, by, from, to).into()];
            page.with(Notice { tone: Tone::Warning, title: words::end_late(lang), body })
        }
    };
    page = due_until(lang, work, on, today).into_iter().fold(page, Page::say);
    let read = digest(&page);
    allowed(page, level, |page| {
        page.send(Send {
            label: words::end_do(lang),
            address: path(lang, &format!("{NAME}/{}/{ENDING}/{REVIEW}", case.id)),
            fields: vec![(READ.to_owned(), read)],
            primary: true,
        })
    })
}

/// Sends the end that its citizen has read, once: a case of its own; the registration's case is over.
pub(super) async fn send_end(call: &Call<'_>, id: &str) -> Result<Answer, Failure> {
    let sent = match open_end(call, id).await? {
        Ok(sent) => sent,
        Err(answer) => return Ok(answer),
    };
    let end = match answered(call, &sent).await? {
        Ok(end) => end,
        Err(Answer::See(base)) => return Ok(Answer::See(format!("{base}?{CHANGED}=si#{}", a11y::ids::DONE))),
        Err(answer) => return Ok(answer),
    };
    let review = format!("{}/{REVIEW}", end.base);
    if call.context.level < Level::Actor {
        return Ok(Answer::See(review));
    }
    let [(name, read)] = &call.fields.0[..] else { return Ok(Answer::BadForm) };
    if name != READ {
        return Ok(Answer::BadForm);
    }
    let (lang, now) = (call.lang(), call.context.now);
    let about = (&sent.case, &sent.relationship.work);
    let page = end_review(lang, about, end.on, now.date(), end.rows.clone(), call.context.level);
    let shown = page.actions.iter().any(|action| match action {
        Action::Send(send) => send.fields.iter().any(|(name, digest)| name == READ && digest == read),
        Action::Link(_) => false,
    });
    let changed = || Answer::See(format!("{review}?{CHANGED}=si#{}", a11y::ids::DONE));
    if !shown {
        return Ok(changed());
    }
    let (citizen, channel) = (sent.citizen, call.context.channel);
    let number = sent.case.protocollo.to_string();
    let worded = |lang, rows| {
        let value = Span::Code(number.clone()).into();
        let of = SummaryRow { label: words::end_of(lang), value, change: None };
        let who = DomesticWork.draft_about(lang, &end.draft.answers);
        let who = who.map(|value| SummaryRow { label: words::worker(lang), value, change: None });
        let answers = as_sent(lang, std::iter::once(of).chain(who).chain(rows).collect());
        SentWords { accepted: blocks_as_sent(lang, vec![reason_code(lang, end.reason)]), ..answers.into() }
    };
    let other = |other| {
        let (_, _, rows) = told_end(call, &sent, other, &end.base, &end.draft)?;
        Some(worded(other, rows))
    };
    let answers = SentAnswers {
        kind: END.to_owned(),
        about: sent.case.answers.about.clone(),
        since: sent.case.answers.since.clone(),
        ..SentAnswers::worded(lang, worded(lang, end.rows), other)
    };
    let submission = Submission { id: end.draft.id, citizen, service: NAME, office: OFFICE, answers };
    let (case, on, reason, read) = (sent.case.clone(), end.on, end.reason, end.draft.updated);
    let done = call
        .db()
        .write(move |tx| {
            Box::pin(async move {
                let Some(relationship) = records::lock(tx, case.id).await? else { return Ok(true) };
                let state = state_now(tx, citizen, case.id).await?.unwrap_or(CaseState::Ended);
                if !next(state, &relationship, now.date()).end {
                    return Ok(true);
                }
                let draft = drafts::records::lock(tx, submission.id).await?;
                if draft.is_none_or(|draft| draft.updated != read) {
                    return Ok(false);
                }
                let met = Encounter {
                    citizen: Some(citizen),
                    channel,
                    service: NAME,
                    outcome: "ended",
                    case: None,
                };
                ledger::records::open_case(tx, &submission, met, now).await?;
                records::end(tx, case.id, on, reason.today, submission.id, now).await?;
                ledger::records::move_case(tx, case.protocollo, CaseState::Ended, "", "citizen", now).await?;
                drafts::records::forget(tx, submission.id).await?;
                Ok::<bool, Failure>(true)
            })
        })
        .await?;
    Ok(if done { Answer::See(format!("{}/cessata", sent.base())) } else { changed() })
}

/// What was sent about an end.
pub(super) async fn read_end(call: &Call<'_>, id: &str) -> Result<Answer, Failure> {
    let sent = match Sent::open(call, id).await? {
        Ok(sent) => sent,
        Err(answer) => return Ok(answer),
    };
    let Some((on, by)) = sent.relationship.told() else { return Ok(elsewhere(&sent)) };
    let mut conn = call.db().reader().await?;
    let case = ledger::records::case_of(&mut conn, sent.citizen, by).await?;
    let Some(case) = case else { return Ok(elsewhere(&sent)) };
    let (lang, today) = (call.lang(), call.context.now.date());
    let work = &sent.relationship.work;
    let mut page = ended(lang, (&case, work), on, sent.case.created.date(), today);
    let events = ledger::records::events(&mut conn, by).await?;
    page.body.splice(0..0, moved_by_office(lang, &case, &events));
    page.done = call.query.get(LATE).map(|_| {
        let mut notice = late(lang, &case);
        notice.body.extend(amend(lang, false));
        notice
    });
    if is_void(case.state) && next(sent.case.state, &sent.relationship, today).end {
        page = again(page, &sent.case);
        drop(conn);
        name_begun(call, sent.case.id, &sent.relationship, ways(&mut page)).await?;
    }
    Ok(Answer::page(page, sent.back(lang)))
}

/// The page itself, of the case that told the end of this work.
pub(super) fn ended(
    lang: Lang,
    (case, work): (&Case, &Work),
    on: Date,
    registered: Date,
    today: Date,
) -> Page {
    let page = Page::new(lang, words::ended(lang, case.state.code())).of(words::title(lang));
    let mut page = whose(lang, case).into_iter().fold(page, Page::with).with(Confirmation {
        protocol: case.protocollo.to_string(),
        label: words::protocol(lang),
        date: case.created.date(),
        time: case.created.time(),
        next: of_end(lang, case, work, on, registered, today),
    });
    page.body.extend(sent_blocks(lang, case));
    page.link(Link::inside(words::to_case(lang), path(lang, &format!("area/pratiche/{}", case.protocollo))))
}

/// The same with the way to tell the end once more, right after what came of it.
pub(super) fn again(mut page: Page, registration: &Case) -> Page {
    let lang = page.lang;
    let to = Link::inside(words::to_end(lang), path(lang, &format!("{NAME}/{}/{ENDING}", registration.id)));
    let at = page.body.iter().position(|block| matches!(block, Block::Confirmation(_)));
    page.body.insert(at.map_or(0, |at| at + 1), Block::Links(vec![to]));
    page
}
