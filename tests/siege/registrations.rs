//! Registrations of domestic work under siege, beside the short sends: drafts that are sent, and one of each citizen that
//! is only changed.
//!
//! **Invariant**: of what was acknowledged nothing is lost: a send is a case with its record, a draft holds its last answer.

use std::collections::{BTreeMap, BTreeSet};

use sportello::citizen::{Raised, raise};
use sportello::services::drafts::{Draft, records};
use sportello::sql;
use uuid::Uuid;

use crate::drafts;
use crate::process::people::Person;
use crate::process::store::Store;

/// The long forms of a citizen.
pub struct Forms {
    /// Answered, and to be sent.
    pub to_send: Vec<Uuid>,
    /// To be changed only.
    pub kept: Uuid,
}

/// Gives each of these citizens a PIN that sends, so many answered registrations, and one to change.
pub fn open(store: &Store, people: &[Person], each: usize) -> Vec<Forms> {
    store.with(async |portal| {
        let mut all = Vec::new();
        for person in people {
            let code = person[0].parse().unwrap();
            assert_eq!(raise(&portal.db, code, portal.clock.now()).await.unwrap(), Raised::Done);
            let mut to_send = drafts::open(&portal, &person[0], "", each + 1).await;
            let kept = to_send.pop().unwrap();
            all.push(Forms { to_send, kept });
        }
        all
    })
}

/// Fails unless just the acknowledged ones of all these drafts are registrations, each with its record, the others are
/// drafts still, and each that was only changed holds its last acknowledged hours.
pub fn hold(store: &Store, all: &BTreeSet<Uuid>, sent: &BTreeSet<Uuid>, hours: &BTreeMap<Uuid, u8>) {
    assert!(!sent.is_empty() && sent.is_subset(all), "{} sent of {}", sent.len(), all.len());
    let (cases, records_of, left, kept) = store.with(async |portal| {
        let mut conn = portal.db.reader().await.unwrap();
        let ids = |rows: Vec<(Uuid,)>| rows.into_iter().map(|(id,)| id).collect::<BTreeSet<Uuid>>();
        let cases =
            sql!(conn, "SELECT id FROM cases WHERE service = 'lavoro-domestico'").all().await.unwrap();
        let of_cases = sql!(conn, "SELECT case_id FROM domestic_relationships").all().await.unwrap();
        let left = sql!(conn, "SELECT id FROM drafts WHERE step IS NOT NULL").all().await.unwrap();
        let mut kept = BTreeMap::new();
        for id in hours.keys() {
            let stored = records::find(&mut conn, *id).await.unwrap().expect("a draft is lost");
            let answers = Draft::open(&portal.keys, stored).unwrap().answers;
            kept.insert(*id, answers.trimmed("ore").parse::<u8>().unwrap());
        }
        (ids(cases), ids(of_cases), ids(left), kept)
    });
    assert!(cases == *sent && records_of == *sent, "{} cases, {} acknowledged", cases.len(), sent.len());
    let not_sent: BTreeSet<Uuid> = all.difference(sent).copied().chain(hours.keys().copied()).collect();
    assert!(left == not_sent, "{} drafts, {} not sent", left.len(), not_sent.len());
    assert_eq!(kept, *hours, "each holds what was acknowledged last");
}
