//! Sessions: found by their cookie and by their trace, ended with the PIN that opened them.

use std::time::Duration;

use sportello::citizen::records::{activate_pin, change_pin, holds_pin, revoke_pin};
use sportello::citizen::sessions::{self, NewSession};
use sportello::clock::MINUTE;
use sportello::db::{DatabaseUrl, Db};
use sportello::services::Failure;
use sportello::services::drafts::records::{self as drafts, Stored};
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::harness::{NOW, citizen, open};

contracts!(
    a_session_is_found_by_its_trace_too_and_once_signed_out_of_by_that_alone,
    a_pin_that_counts_no_more_leaves_one_session_or_none_and_no_known_browser,
    what_nobody_has_answered_is_told_of_nobodys_session_alone,
    a_sign_in_waits_for_a_change_of_the_pin_under_way_and_then_opens_nothing,
);

async fn a_session_is_found_by_its_trace_too_and_once_signed_out_of_by_that_alone(url: DatabaseUrl) {
    let db = open(&url).await;
    let (citizen, digest, trace) = (citizen(&db).await, [7; 32], sessions::trace("gettone"));
    let new = NewSession { trace: Some(trace), ..NewSession::of(digest, Some(citizen)) };
    db.write(move |tx| {
        Box::pin(async move {
            sessions::open(tx, new, NOW).await?;
            let open = sessions::traced(tx, trace).await?;
            assert_eq!(open.map(|session| session.digest), Some(digest));
            sessions::leave(tx, digest, trace, NOW.plus(1)).await?;
            sessions::end(tx, digest).await.map_err(Failure::from)
        })
    })
    .await
    .unwrap();
    let mut conn = db.reader().await.unwrap();
    assert_eq!(sessions::find(&mut conn, digest).await.unwrap(), None);
    let left = sessions::traced(&mut conn, trace).await.unwrap().unwrap();
    assert_eq!((left.citizen, left.ends), (Some(citizen), NOW.plus(1)));
    assert!(left.is_just_over(NOW.plus(2)) && !left.is_just_over(NOW.plus(2 + sessions::GRACE)));
    assert!(sessions::list(&mut conn, citizen, trace, NOW.plus(1)).await.unwrap().is_empty());
}

/// When the sessions with these digests end.
async fn ends<const N: usize>(db: &Db, digests: [[u8; 32]; N]) -> Vec<i64> {
    let mut ends = Vec::new();
    for digest in digests {
        let found = sessions::find(&mut db.reader().await.unwrap(), digest).await.unwrap().unwrap();
        ends.push(found.ends.0 - NOW.0);
    }
    ends
}

async fn what_nobody_has_answered_is_told_of_nobodys_session_alone(url: DatabaseUrl) {
    let db = open(&url).await;
    let (citizen, [nobodys, theirs]) = (citizen(&db).await, [[1; 32], [2; 32]]);
    let told = async |digest| {
        let mut conn = db.reader().await.unwrap();
        sessions::find(&mut conn, digest).await.unwrap().unwrap().has_answers
    };
    db.write(move |tx| {
        Box::pin(async move {
            sessions::open(tx, NewSession::of(nobodys, None), NOW).await?;
            sessions::open(tx, NewSession::of(theirs, Some(citizen)), NOW).await.map_err(Failure::from)
        })
    })
    .await
    .unwrap();
    assert!(!told(nobodys).await);
    for (id, service) in [(1, "accedi"), (2, "segnala")] {
        let draft = Stored {
            id: Uuid::from_u128(id),
            session: Some(nobodys.to_vec()),
            citizen: None,
            service: service.to_owned(),
            answers: vec![0],
            step: None,
            updated: NOW,
            expires: NOW.plus(MINUTE),
        };
        db.write(move |tx| Box::pin(async move { drafts::keep(tx, draft).await.map_err(Failure::from) }))
            .await
            .unwrap();
        assert_eq!(told(nobodys).await, service == "segnala");
    }
    // What they began before signing in goes with them, and no page tells them that it ends.
    db.write(move |tx| {
        Box::pin(async move { sessions::carry(tx, nobodys, theirs).await.map_err(Failure::from) })
    })
    .await
    .unwrap();
    assert_eq!((told(nobodys).await, told(theirs).await), (false, false));
}

async fn a_pin_that_counts_no_more_leaves_one_session_or_none_and_no_known_browser(url: DatabaseUrl) {
    let db = open(&url).await;
    let elena = citizen(&db).await;
    let (over, other, this, nobodys, browser) = ([1; 32], [2; 32], [3; 32], [4; 32], [5; 32]);
    let new = [
        NewSession { length: MINUTE, ..NewSession::of(over, Some(elena)) },
        NewSession::of(other, Some(elena)),
        NewSession::of(this, Some(elena)),
        NewSession::of(nobodys, None),
    ];
    db.write(move |tx| {
        Box::pin(async move {
            for new in new {
                sessions::open(tx, new, NOW).await?;
            }
            sessions::know_device(tx, browser, elena, NOW).await.map_err(Failure::from)
        })
    })
    .await
    .unwrap();
    let (first, second, whole) = (2 * MINUTE, 3 * MINUTE, sessions::DEFAULT_LENGTH);
    for (but, after, left) in
        [(Some(this), first, [MINUTE, first, whole, whole]), (None, second, [MINUTE, first, second, whole])]
    {
        let now = NOW.plus(after);
        db.write(move |tx| {
            Box::pin(async move { sessions::outdate(tx, elena, but, now).await.map_err(Failure::from) })
        })
        .await
        .unwrap();
        assert_eq!(ends(&db, [over, other, this, nobodys]).await, left);
    }
    assert!(!sessions::known_device(&mut db.reader().await.unwrap(), browser, elena).await.unwrap());
}

/// Opens a session if this is still the PIN in use, as the front door does.
async fn open_with(db: &Db, citizen: Uuid, pin: &'static str, digest: [u8; 32]) -> bool {
    let write = db.write(move |tx| {
        Box::pin(async move {
            let holds = holds_pin(tx, citizen, pin).await?;
            if holds {
                sessions::open(tx, NewSession::of(digest, Some(citizen)), NOW).await?;
            }
            Ok::<_, Failure>(holds)
        })
    });
    write.await.unwrap()
}

async fn a_sign_in_waits_for_a_change_of_the_pin_under_way_and_then_opens_nothing(url: DatabaseUrl) {
    let db = open(&url).await;
    let elena = citizen(&db).await;
    let activate = db.write(move |tx| {
        Box::pin(async move { activate_pin(tx, elena, "first", NOW).await.map_err(Failure::from) })
    });
    activate.await.unwrap();
    assert!(open_with(&db, elena, "first", [1; 32]).await);
    let ((begun, has_begun), (go, may_go)) = (oneshot::channel(), oneshot::channel::<()>());
    let changes = db.clone();
    let change = tokio::spawn(async move {
        let write = changes.write(move |tx| {
            Box::pin(async move {
                assert!(change_pin(tx, elena, "first", "second", NOW).await?);
                begun.send(()).unwrap();
                may_go.await.unwrap();
                sessions::outdate(tx, elena, None, NOW).await.map_err(Failure::from)
            })
        });
        write.await.unwrap();
    });
    has_begun.await.unwrap();
    let mut sign_in = Box::pin(open_with(&db, elena, "first", [2; 32]));
    let early = tokio::time::timeout(Duration::from_millis(200), sign_in.as_mut()).await;
    assert!(early.is_err(), "it does not wait for the change");
    go.send(()).unwrap();
    assert!(!sign_in.await, "the PIN before lets in");
    change.await.unwrap();
    let open_now =
        async || sessions::list(&mut db.reader().await.unwrap(), elena, [0; 32], NOW).await.unwrap();
    assert!(open_now().await.is_empty());
    assert!(open_with(&db, elena, "second", [3; 32]).await && open_now().await.len() == 1);
    let revoke =
        db.write(move |tx| Box::pin(async move { revoke_pin(tx, elena, NOW).await.map_err(Failure::from) }));
    assert!(revoke.await.unwrap() && !open_with(&db, elena, "second", [4; 32]).await);
}
