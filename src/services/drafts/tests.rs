#![allow(clippy::unwrap_used)]
//! Late forms on record that are damaged, or two of one page.

use super::*;
use crate::db::DbError;
use crate::services::testing::{Desk, person};
use crate::sql;

#[tokio::test]
async fn a_late_form_that_does_not_open_is_none() {
    let (desk, anna) = (Desk::open().await, person("Prova", "Anna"));
    desk.add(&anna).await;
    let (citizen, now) = (anna.id, desk.now());
    let keys = &desk.portal.keys;
    let no_json = keys.seal(Purpose::LateForm, b"niente").unwrap();
    for sealed in [vec![0; 60], Vec::new(), no_json] {
        let kept = desk.portal.db.write(move |tx| {
            Box::pin(async move { records::keep_late(tx, citizen, "segnala".into(), sealed, now).await })
        });
        let kept: Result<(), DbError> = kept.await;
        kept.unwrap();
        assert!(late(&desk.portal, citizen, "segnala".into(), now).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn of_two_late_forms_of_one_page_the_newest_is_shown_and_both_are_forgotten() {
    let (desk, anna) = (Desk::open().await, person("Prova", "Anna"));
    desk.add(&anna).await;
    let (citizen, now, keys) = (anna.id, desk.now(), desk.portal.keys.clone());
    // As two that come at the same moment leave them on PostgreSQL.
    let both = desk.portal.db.write(move |tx| {
        Box::pin(async move {
            for (typed, at) in [("di prima", now), ("di dopo", now.plus(2)), ("di mezzo", now.plus(1))] {
                let json = serde_json::to_vec(&[("accaduto", typed)]).unwrap();
                let sealed = keys.seal(Purpose::LateForm, &json).unwrap();
                let insert = "INSERT INTO late_forms (id, citizen_id, address, sealed, created_at) \
                     VALUES ($1, $2, 'segnala', $3, $4)";
                sql!(tx, insert, Uuid::now_v7(), citizen, sealed, at.0).execute().await?;
            }
            Ok::<(), DbError>(())
        })
    });
    both.await.unwrap();
    let (portal, now) = (&desk.portal, now.plus(3));
    let shown = late(portal, citizen, "segnala".into(), now).await.unwrap().unwrap();
    assert_eq!(shown.get("accaduto"), Some("di dopo"));
    let named = records::late_addresses(&mut desk.reader().await, citizen, now).await.unwrap();
    assert_eq!(named, [("segnala".to_owned(), now.plus(sessions::GRACE - 1))], "once");
    forget_late(portal, citizen, "segnala".into()).await.unwrap();
    assert!(late(portal, citizen, "segnala".into(), now).await.unwrap().is_none());
}
