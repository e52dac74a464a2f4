//! After a registration was sent: whose it is, how it stands, and what can still be done about it.

use a11y::page::{Block, Link, Notice, Page, Tone};
use a11y::text::{Lang, Text};
use jiff::civil::Date;
use uuid::Uuid;

use super::ending::name_begun;
use super::records::{self, Relationship, is_void};
use super::rules::withdrawn_by;
use super::since::{coming, state_means, sums_then, void_sums};
use super::withdrawal::DONE;
use super::{NAME, words};
use crate::citizen::Level;
use crate::db::Conn;
use crate::ledger::{self, Case, CaseState};
use crate::services::about as help;
use crate::services::application::SENT;
use crate::services::area::next as next_with;
use crate::services::{Answer, Call, Failure, path, without, words as shared};

/// A registration that was sent, with its case.
pub(super) struct Sent {
    pub(super) citizen: Uuid,
    pub(super) case: Case,
    pub(super) relationship: Relationship,
}

impl Sent {
    /// The registration at this address, if it is of who asks; otherwise what to answer.
    pub(super) async fn open(call: &Call<'_>, id: &str) -> Result<Result<Sent, Answer>, Failure> {
        let Some(citizen) = call.context.citizen else { return Ok(Err(Answer::SignIn(Level::Reader))) };
        let Ok(id) = id.parse::<Uuid>() else { return Ok(Err(Answer::NotFound)) };
        ledger::audit(call, citizen, NAME).await?;
        let mut conn = call.db().reader().await?;
        let case = ledger::records::case_of(&mut conn, citizen, id).await?;
        let Some(case) = case.filter(|case| case.service == NAME) else { return Ok(Err(Answer::NotFound)) };
        let Some(relationship) = records::find(&mut conn, id).await? else {
            return Ok(Err(Answer::NotFound));
        };
        Ok(Ok(Sent { citizen, case, relationship }))
    }

    /// Its address, a path without its language.
    pub(super) fn base(&self) -> String {
        format!("{NAME}/{}", self.case.id)
    }

    /// The way back to what was sent.
    pub(super) fn back(&self, lang: Lang) -> Link {
        Link::inside(words::to_sent(lang), path(lang, &format!("{}/{SENT}", self.base())))
    }
}

/// Whose work a registration or an end is about, and since when: what is withdrawn or ended is told from another. `None`
/// where that is not on record.
pub(super) fn whose(lang: Lang, case: &Case) -> Option<Block> {
    let since: Date = case.answers.since.parse().ok()?;
    Some(words::whose(lang, &case.answers.about, since).private().into())
}

/// What can still be done about a registration today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Next {
    /// It can be withdrawn until this day.
    pub(super) withdraw: Option<Date>,
    /// Its end can be told: the work has begun.
    pub(super) end: bool,
}

/// What it is. In the first days of the work both are open: only its employer knows whether it ever began.
pub(super) fn next(state: CaseState, relationship: &Relationship, today: Date) -> Next {
    let over = is_over(state) || relationship.ended.is_some();
    let until = withdrawn_by(relationship.work.start);
    Next {
        withdraw: (!over && today <= until).then_some(until),
        end: !over && today >= relationship.work.start,
    }
}

/// A registration in this state holds no more.
pub(super) fn is_over(state: CaseState) -> bool {
    is_void(state) || state == CaseState::Ended
}

/// What follows a registration, on the page of what was sent; a case that told an end has nothing more.
pub(super) async fn after(call: &Call<'_>, case: &Case, page: Page) -> Result<Page, Failure> {
    let found = records::find(&mut call.db().reader().await?, case.id).await?;
    let Some(relationship) = found else { return Ok(page) };
    let today = call.context.now.date();
    let withdrawn = call.query.get(DONE).is_some() && case.state == CaseState::Withdrawn;
    let mut page = follow(case, &relationship, today, withdrawn, page);
    name_begun(call, case.id, &relationship, ways(&mut page)).await?;
    Ok(page)
}

/// The ways that a page offers besides its actions.
pub(super) fn ways(page: &mut Page) -> impl Iterator<Item = &mut Link> {
    let links = page.body.iter_mut().filter_map(|block| match block {
        Block::Links(links) => Some(links),
        _ => None,
    });
    links.flatten()
}

/// The same page with what can still be done; `withdrawn` right after that was done.
pub(super) fn follow(
    case: &Case,
    relationship: &Relationship,
    today: Date,
    withdrawn: bool,
    mut page: Page,
) -> Page {
    let lang = page.lang;
    if let Some(late) = &mut page.done {
        let next = next(case.state, relationship, today);
        late.body.extend(amend(lang, next.withdraw.is_some() && !next.end));
    }
    if withdrawn {
        let body = vec![words::withdrawn_what(lang).into()];
        page.done = Some(Notice { tone: Tone::Done, title: words::withdrawn(lang), body });
    }
    let (what, links) = coming(lang, case, relationship, today);
    let what: Vec<Text> = means(lang, case).into_iter().chain(what).collect();
    if let Some(notice) = sums_then(lang, case, relationship, today) {
        // The sums stand in what was accepted with the answers, which is the end of the page.
        let at = page.body.len().saturating_sub(case.answers.words(lang).accepted.len());
        page.body.insert(at, notice.into());
    }
    void_sums(lang, case, relationship).into_iter().for_each(|heading| without(&mut page.body, heading));
    // Said with what happens now, before the long list of answers, and the way to it at once.
    let at = page.body.iter_mut().position(|block| match block {
        Block::Confirmation(confirmation) => {
            confirmation.next.splice(0..0, what.clone());
            true
        }
        _ => false,
    });
    if !links.is_empty() {
        page.body.insert(at.map_or(0, |at| at + 1), Block::Links(links));
    }
    page
}

/// How what was sent can still be changed.
pub(super) fn amend(lang: Lang, withdraw: bool) -> Vec<Block> {
    if withdraw {
        return vec![words::amend_withdraw(lang).into()];
    }
    vec![words::amend_office(lang).into(), Block::Links(vec![help::office(lang)])]
}

/// What the state of a registration means, as My area has it; of one that is over what is said besides tells more.
fn means(lang: Lang, case: &Case) -> Option<Text> {
    match case.state {
        CaseState::Withdrawn => {
            let at = case.updated;
            Some(words::is_withdrawn(lang, at.date(), at.time()))
        }
        CaseState::Ended => None,
        state => Some(state_means(lang, case).unwrap_or_else(|| next_with(lang, state, &[]))),
    }
}

/// What can be done about a registration, in words, and the ways to it.
pub(super) fn outlook(
    lang: Lang,
    case: &Case,
    relationship: &Relationship,
    today: Date,
) -> (Vec<Text>, Vec<Link>) {
    let to = |last: &str| path(lang, &format!("{NAME}/{}/{last}", case.id));
    if let Some((on, _)) = relationship.ended {
        let link = Link::inside(words::to_ended(lang, on), to("cessata"));
        return (Vec::new(), vec![link]);
    }
    let next = next(case.state, relationship, today);
    let (mut what, mut links) = (Vec::new(), Vec::new());
    if let Some((on, _)) = relationship.void {
        links.push(Link::inside(words::to_ended(lang, on), to("cessata")));
    }
    if let Some(until) = next.withdraw {
        what.push(may_withdraw(lang, next, until));
        links.push(Link::inside(words::to_withdraw(lang), to("ritiro")));
    }
    if next.end {
        what.push(match (relationship.expired(today), next.withdraw) {
            (Some(_), _) => words::may_end_before(lang),
            (None, Some(_)) => words::may_end_already(lang),
            (None, None) => match relationship.work.end {
                Some(end) => words::end_rule_until(lang, end),
                None => words::may_end(lang),
            },
        });
        links.push(Link::inside(words::to_end(lang), to("cessazione")));
    }
    (what, links)
}

/// Until when it can be withdrawn, and in which case.
pub(super) fn may_withdraw(lang: Lang, next: Next, until: Date) -> Text {
    let say = if next.end { words::may_withdraw_begun } else { words::may_withdraw };
    say(lang, until)
}

/// Where one goes who cannot do this now: back to what was sent.
pub(super) fn elsewhere(sent: &Sent) -> Answer {
    Answer::See(format!("{}/{SENT}", sent.base()))
}

/// The page with what sends it, or with how to get a PIN that sends.
pub(super) fn allowed(page: Page, level: Level, send: impl FnOnce(Page) -> Page) -> Page {
    if level >= Level::Actor {
        return send(page);
    }
    let lang = page.lang;
    let body = vec![
        words::reader_what(lang).into(),
        shared::reader_raised(lang).into(),
        Block::Links(vec![help::office(lang)]),
    ];
    page.with(Notice { tone: Tone::Warning, title: words::reader(lang), body })
}

/// The state of a case as it stands in this write.
pub(super) async fn state_now(
    tx: &mut Conn,
    citizen: Uuid,
    case: Uuid,
) -> Result<Option<CaseState>, Failure> {
    Ok(ledger::records::case_of(tx, citizen, case).await?.map(|case| case.state))
}
