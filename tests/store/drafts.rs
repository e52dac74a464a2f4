//! Drafts: found by their citizen, changed by one at a time, a case once.

use a11y::page::Summary;
use a11y::text::{Lang, Text};
use sportello::citizen::Level;
use sportello::citizen::sessions::{self, NewSession};
use sportello::clock::{Clock, DAY, Moment};
use sportello::config::Config;
use sportello::db::{DatabaseUrl, Db};
use sportello::ledger::records::{case_of, open_case};
use sportello::ledger::{Encounter, Submission};
use sportello::portal::Portal;
use sportello::seal::Keys;
use sportello::services::drafts::records::{self, Stored, find, forget, keep, lock, of_citizen};
use sportello::services::drafts::{Changed, Draft};
use sportello::services::{Call, Channel, Context, Failure, Fields};
use uuid::Uuid;

use crate::harness::{NOW, citizen, open};

contracts!(
    a_draft_comes_back_as_it_was_kept,
    open_drafts_are_listed_the_last_changed_first,
    two_changes_at_once_are_both_kept,
    many_sends_of_one_draft_are_one_case,
    many_drafts_begun_at_once_are_no_more_than_there_may_be,
    a_draft_of_who_is_not_signed_in_goes_with_the_session,
    a_draft_is_there_for_thirty_days_after_its_last_change_and_no_longer,
);

fn draft(citizen: Uuid, updated: i64) -> Stored {
    Stored {
        id: Uuid::now_v7(),
        session: None,
        citizen: Some(citizen),
        service: "prova".to_owned(),
        answers: vec![0, 255],
        step: Some("primo".to_owned()),
        updated: NOW.plus(updated),
        expires: NOW.plus(30 * DAY),
    }
}

async fn put(db: &Db, draft: &Stored) {
    let draft = draft.clone();
    let write = db.write(move |tx| Box::pin(async move { keep(tx, draft).await.map_err(Failure::from) }));
    write.await.unwrap();
}

async fn a_draft_comes_back_as_it_was_kept(url: DatabaseUrl) {
    let db = open(&url).await;
    let citizen = citizen(&db).await;
    let first = draft(citizen, 0);
    put(&db, &first).await;
    let second = Stored { answers: vec![7], step: None, updated: NOW.plus(5), ..first.clone() };
    put(&db, &second).await;
    let found = find(&mut db.reader().await.unwrap(), first.id).await.unwrap().unwrap();
    assert_eq!(format!("{found:?}"), format!("{second:?}"));
}

async fn open_drafts_are_listed_the_last_changed_first(url: DatabaseUrl) {
    let db = open(&url).await;
    let citizen = citizen(&db).await;
    let (old, new) = (draft(citizen, 1), draft(citizen, 2));
    let of_page = Stored { step: None, ..draft(citizen, 3) };
    let over = Stored { expires: NOW, ..draft(citizen, 4) };
    for draft in [&old, &new, &of_page, &over] {
        put(&db, draft).await;
    }
    let mut conn = db.reader().await.unwrap();
    let all = of_citizen(&mut conn, citizen, 0, 10, NOW).await.unwrap();
    assert_eq!(all.iter().map(|draft| draft.id).collect::<Vec<_>>(), [new.id, old.id]);
    let second = of_citizen(&mut conn, citizen, 1, 10, NOW).await.unwrap();
    assert_eq!(second.iter().map(|draft| draft.id).collect::<Vec<_>>(), [old.id]);
}

async fn two_changes_at_once_are_both_kept(url: DatabaseUrl) {
    let db = open(&url).await;
    let first = Stored { answers: Vec::new(), ..draft(citizen(&db).await, 0) };
    put(&db, &first).await;
    let id = first.id;
    let change = |byte: u8| {
        let db = db.clone();
        tokio::spawn(async move {
            let write = db.write(move |tx| {
                Box::pin(async move {
                    let mut stored = lock(tx, id).await?.unwrap();
                    stored.answers.push(byte);
                    keep(tx, stored).await.map_err(Failure::from)
                })
            });
            write.await.unwrap();
        })
    };
    let changes: Vec<_> = (0..20).map(change).collect();
    for change in changes {
        change.await.unwrap();
    }
    let mut answers = find(&mut db.reader().await.unwrap(), id).await.unwrap().unwrap().answers;
    answers.sort_unstable();
    assert_eq!(answers, (0..20).collect::<Vec<u8>>());
}

async fn many_sends_of_one_draft_are_one_case(url: DatabaseUrl) {
    let db = open(&url).await;
    let citizen = citizen(&db).await;
    let draft = draft(citizen, 0);
    put(&db, &draft).await;
    let id = draft.id;
    let send = || {
        let db = db.clone();
        tokio::spawn(async move {
            let write = db.write(move |tx| {
                Box::pin(async move {
                    if lock(tx, id).await?.is_none() {
                        return Ok(false);
                    }
                    let answers = Summary { caption: Text::name("Prova"), rows: Vec::new() }.into();
                    let submission = Submission { id, citizen, service: "prova", office: "0000", answers };
                    let encounter = Encounter {
                        citizen: Some(citizen),
                        channel: Channel::Web,
                        service: "prova",
                        outcome: "sent",
                        case: None,
                    };
                    open_case(tx, &submission, encounter, NOW).await?;
                    forget(tx, id).await?;
                    Ok::<_, Failure>(true)
                })
            });
            write.await.unwrap()
        })
    };
    let sends: Vec<_> = (0..20).map(|_| send()).collect();
    let mut opened = 0;
    for send in sends {
        opened += usize::from(send.await.unwrap());
    }
    assert_eq!(opened, 1);
    let mut conn = db.reader().await.unwrap();
    let case = case_of(&mut conn, citizen, id).await.unwrap().unwrap();
    assert_eq!(case.created, NOW);
    assert!(case_of(&mut conn, Uuid::now_v7(), id).await.unwrap().is_none());
    assert!(find(&mut conn, id).await.unwrap().is_none());
}

async fn many_drafts_begun_at_once_are_no_more_than_there_may_be(url: DatabaseUrl) {
    let db = open(&url).await;
    let citizen = citizen(&db).await;
    // Neither a page with one form nor a draft that has ended counts.
    put(&db, &Stored { step: None, ..draft(citizen, 0) }).await;
    put(&db, &Stored { expires: NOW, ..draft(citizen, 0) }).await;
    let begin = || {
        let (db, draft) = (db.clone(), draft(citizen, 0));
        tokio::spawn(async move {
            let write = db.write(move |tx| {
                Box::pin(async move { records::open(tx, draft, 5, NOW).await.map_err(Failure::from) })
            });
            write.await.unwrap()
        })
    };
    let begun: Vec<_> = (0..20).map(|_| begin()).collect();
    let mut opened = 0;
    for one in begun {
        opened += usize::from(one.await.unwrap());
    }
    let all = of_citizen(&mut db.reader().await.unwrap(), citizen, 0, 100, NOW).await.unwrap();
    assert_eq!((opened, all.len()), (5, 5));
}

async fn a_draft_of_who_is_not_signed_in_goes_with_the_session(url: DatabaseUrl) {
    let db = open(&url).await;
    let digest = [9; 32];
    let new = NewSession::of(digest, None);
    let theirs = draft(citizen(&db).await, 0);
    let nobodys =
        Stored { id: Uuid::now_v7(), session: Some(digest.to_vec()), citizen: None, ..theirs.clone() };
    let (mine, id) = (theirs.id, nobodys.id);
    db.write(move |tx| {
        Box::pin(async move {
            sessions::ensure(tx, new, NOW).await?;
            keep(tx, nobodys).await?;
            keep(tx, theirs).await.map_err(Failure::from)
        })
    })
    .await
    .unwrap();
    for (after, is_there) in [(0, true), (1, false)] {
        let now = NOW.plus(sessions::DEFAULT_LENGTH - 1 + after);
        db.write(move |tx| Box::pin(async move { sessions::sweep(tx, now).await.map_err(Failure::from) }))
            .await
            .unwrap();
        let mut conn = db.reader().await.unwrap();
        assert_eq!(find(&mut conn, id).await.unwrap().is_some(), is_there);
        assert!(find(&mut conn, mine).await.unwrap().is_some(), "a citizen’s own stays");
    }
}

/// A citizen at the portal, so long after [`NOW`].
fn after(ms: i64, citizen: Uuid, portal: &Portal) -> Call<'_> {
    let context = Context {
        now: NOW.plus(ms),
        lang: Lang::It,
        channel: Channel::Web,
        level: Level::Reader,
        citizen: Some(citizen),
        session: [0; 32],
        length: sessions::DEFAULT_LENGTH,
        place: String::new(),
        kiosk: None,
        device: None,
    };
    let nothing = Fields::default;
    Call { context, service: "prova", path: Vec::new(), fields: nothing(), query: nothing(), portal }
}

/// Whether a draft is on record for its citizen, so long after [`NOW`], once what has ended was swept; and whether they find
/// it there. Both are the same.
async fn is_kept(id: Uuid, ms: i64, citizen: Uuid, portal: &Portal) -> bool {
    let call = after(ms, citizen, portal);
    let now: Moment = call.context.now;
    let swept = portal.db.write(move |tx| Box::pin(async move { sessions::sweep(tx, now).await }));
    swept.await.unwrap();
    let there = find(&mut portal.db.reader().await.unwrap(), id).await.unwrap().is_some();
    assert_eq!(Draft::find(&call, id).await.unwrap().is_some(), there, "{ms}");
    there
}

async fn a_draft_is_there_for_thirty_days_after_its_last_change_and_no_longer(url: DatabaseUrl) {
    let db = open(&url).await;
    let citizen = citizen(&db).await;
    let clock = Clock::Held(std::sync::Arc::new(NOW.0.into()));
    let portal = Portal::new(db, Keys::new([7; 32]), Config::default(), clock);
    let begin = async || {
        let draft = Draft { step: Some("primo".to_owned()), ..Draft::fresh(NOW) };
        let call = after(0, citizen, &portal);
        let stored = draft.stored(&portal.keys, &call.context, "prova").unwrap();
        put(&portal.db, &Stored { session: None, ..stored }).await;
        draft.id
    };
    let (left, changed) = (begin().await, begin().await);
    let answered = async |ms| {
        let call = after(ms, citizen, &portal);
        Draft::change(&call, changed, |draft| draft.answers.set("ore", "10")).await.unwrap()
    };
    assert!(matches!(answered(29 * DAY).await, Changed::Kept(_)));
    for (ms, is_there) in [(0, true), (29 * DAY, true), (30 * DAY - 1, true), (30 * DAY + 1, false)] {
        assert_eq!(is_kept(left, ms, citizen, &portal).await, is_there, "{ms}");
    }
    for (ms, is_there) in [(58 * DAY, true), (59 * DAY - 1, true), (59 * DAY + 1, false)] {
        assert_eq!(is_kept(changed, ms, citizen, &portal).await, is_there, "changed, {ms}");
    }
    assert!(matches!(answered(59 * DAY + 1).await, Changed::Gone));
}
