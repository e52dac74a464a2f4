//! Sending a draft, once; and what was sent.

use a11y::ids::DONE;
use uuid::Uuid;

use super::desk::{Desk, base, no_draft};
use super::pages::{self, CHANGED, LATE, READ};
use super::{Application, SENT};
use crate::citizen::records as people;
use crate::db::Conn;
use crate::ledger::{self, Encounter, Submission};
use crate::services::area::moved;
use crate::services::conversation::REVIEW;
use crate::services::drafts::{Draft, records as stored};
use crate::services::{Answer, Call, Failure, whose};

/// The office that looks after what is sent here: the central one.
const OFFICE: &str = "0000";

/// What has come of a send.
enum Sending {
    /// It is a case, from now on or from an earlier send.
    Done,
    /// The draft was changed while it was being sent.
    Changed,
    /// There is no such draft.
    Gone,
}

/// Sends what its citizen has read; otherwise it is shown again.
pub(super) async fn send<A: Application>(
    call: &Call<'_>,
    desk: Desk<A>,
    citizen: Uuid,
) -> Result<Answer, Failure> {
    let lang = call.lang();
    let review = format!("{}/{REVIEW}", desk.base);
    // Another window has changed an answer, and now one is missing or wrong: told where it is seen which.
    let Some(page) = pages::review(lang, &desk, None) else {
        return Ok(Answer::See(format!("{}?{CHANGED}=si#{DONE}", desk.base)));
    };
    let [(name, read)] = &call.fields.0[..] else { return Ok(Answer::BadForm) };
    if name != READ {
        return Ok(Answer::BadForm);
    }
    let Some(form) = page.form else { return Ok(Answer::See(review)) };
    let changed = || Answer::See(format!("{review}?{CHANGED}=si#{DONE}"));
    if !form.hidden.iter().any(|(name, digest)| name == READ && digest == read) {
        return Ok(changed());
    }
    let sent = format!("{}/{SENT}", desk.base);
    let service = desk.form;
    Ok(match keep(call, desk, citizen).await? {
        Sending::Done => Answer::See(sent),
        Sending::Changed => changed(),
        Sending::Gone => no_draft(service, lang),
    })
}

/// The case, what its service keeps beside it and the end of the draft: all of it or nothing.
async fn keep<A: Application>(call: &Call<'_>, desk: Desk<A>, citizen: Uuid) -> Result<Sending, Failure> {
    let (lang, now, form) = (call.lang(), call.context.now, desk.form);
    let walk = desk.walk(lang, "");
    let answers = pages::kept(lang, &desk, &walk);
    let Some(outcome) = walk.outcome else { return Ok(Sending::Changed) };
    let (id, read) = (desk.draft.id, desk.draft.updated);
    let submission = Submission { id, citizen, service: form.name(), office: OFFICE, answers };
    let encounter = Encounter {
        citizen: Some(citizen),
        channel: call.context.channel,
        service: form.name(),
        outcome: "sent",
        case: None,
    };
    call.db()
        .write(move |tx| {
            Box::pin(async move {
                let Some(draft) = stored::lock(tx, id).await? else { return was_sent(tx, citizen, id).await };
                if draft.citizen != Some(citizen) {
                    return Ok(Sending::Gone);
                }
                if draft.updated != read {
                    return Ok(Sending::Changed);
                }
                ledger::records::open_case(tx, &submission, encounter, now).await?;
                form.keep(tx, id, &outcome).await?;
                stored::forget(tx, id).await?;
                Ok(Sending::Done)
            })
        })
        .await
}

async fn was_sent(tx: &mut Conn, citizen: Uuid, id: Uuid) -> Result<Sending, Failure> {
    let case = ledger::records::case_of(tx, citizen, id).await?;
    Ok(if case.is_some() { Sending::Done } else { Sending::Gone })
}

/// Shows what was sent.
pub(super) async fn read<A: Application>(
    form: &'static A,
    call: &Call<'_>,
    citizen: Uuid,
    id: &str,
) -> Result<Answer, Failure> {
    let Ok(id) = id.parse::<Uuid>() else { return Ok(Answer::NotFound) };
    ledger::audit(call, citizen, form.name()).await?;
    let case = ledger::records::case_of(&mut call.db().reader().await?, citizen, id).await?;
    let Some(case) = case.filter(|case| case.service == form.name()) else {
        let draft = Draft::find(call, id).await?.filter(|draft| draft.step.is_some());
        return Ok(draft.map_or_else(|| no_draft(form, call.lang()), |_| Answer::See(base(form, id))));
    };
    let events = ledger::records::events(&mut call.db().reader().await?, case.id).await?;
    let person = people::by_id(&mut call.db().reader().await?, citizen).await?;
    let person = person.ok_or(Failure::Stored("citizen"))?;
    let mut page = pages::sent(call.lang(), form, &case, person.synthetic);
    page.body.splice(0..0, moved(call.lang(), &case, &events));
    page.done = call.query.get(LATE).map(|_| pages::late(call.lang(), &case));
    let mut page = form.after(call, &case, page).await?;
    whose(&mut page, &person);
    Ok(Answer::page(page, pages::to_area(call.lang())))
}
