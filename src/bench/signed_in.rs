//! Citizens who are signed in without having typed a PIN: their sessions are put into the database of the bench.

use std::fmt::Write as _;
use std::path::Path;

use uuid::Uuid;

use super::client::Citizen;
use super::{BenchError, database, records};
use crate::citizen::Level;
use crate::citizen::pin::Hasher;
use crate::citizen::records::activate_pin;
use crate::citizen::sessions::{self, Cookie, NewSession};
use crate::clock::{Clock, HOUR};
use crate::db::{DatabaseUrl, Db, DbError};
use crate::import::demo::PIN;
use crate::seal::{Keys, Purpose};
use crate::services::domestic_work;
use crate::services::drafts::{self, Draft};
use crate::web;

/// Sessions or PINs a write.
const CHUNK: usize = 1_000;

/// A citizen of the demo with exactly so many rows, in a session.
pub(super) async fn of_rows(folder: &Path, rows: usize) -> Result<(Uuid, Citizen), BenchError> {
    let db = Db::open(&DatabaseUrl::Sqlite(database(folder))).await?;
    let who = records::citizen_of(&mut db.reader().await?, rows).await?.ok_or(BenchError::Nobody(rows))?;
    let cookie = open(&db, &[who]).await?.remove(0);
    db.close().await;
    Ok((who, citizen(&Keys::read(&folder.join("secret"))?, &cookie, who)))
}

fn citizen(keys: &Keys, cookie: &Cookie, who: Uuid) -> Citizen {
    let token = web::token(keys, cookie, Some(who));
    Citizen { cookie: format!("Cookie: sessione={}\r\n", cookie.value()), token }
}

/// A registration that is filled in but for its sending, and whose it is.
pub(super) struct Filled {
    /// The path of its draft.
    pub(super) base: String,
    /// Who has filled it in, and may send it.
    pub(super) citizen: Citizen,
}

/// So many of everybody on record in turn: who sends has few others, as in life.
pub(super) async fn filled(folder: &Path, count: usize) -> Result<Vec<Filled>, BenchError> {
    let db = Db::open(&DatabaseUrl::Sqlite(database(folder))).await?;
    let keys = Keys::read(&folder.join("secret"))?;
    let people = records::some(&mut db.reader().await?, count).await?;
    let mut citizens = Vec::new();
    for some in people.chunks(CHUNK) {
        let ids: Vec<Uuid> = some.iter().map(|(id, _)| *id).collect();
        let cookies = open(&db, &ids).await?;
        citizens.extend(ids.iter().zip(&cookies).map(|(id, cookie)| (*id, citizen(&keys, cookie, *id))));
    }
    let all: Vec<(Uuid, Citizen)> = citizens.into_iter().cycle().take(count).collect();
    let mut filled = Vec::new();
    for some in all.chunks(CHUNK) {
        let ids: Vec<Uuid> = some.iter().map(|(id, _)| *id).collect();
        let drafts = fill(&db, &keys, &ids).await?;
        filled.extend(some.iter().zip(drafts).map(|((_, citizen), draft)| Filled {
            base: format!("/it/{}/{draft}", domestic_work::NAME),
            citizen: citizen.clone(),
        }));
    }
    db.close().await;
    Ok(filled)
}

/// Puts so many citizens into sessions and gives others the demo's PIN, taken evenly from all on record; the file
/// `sessions` then has a line for each: cookie, token, the code of one who has yet to sign in, the draft of one who has.
pub(super) async fn many(db: &Db, folder: &Path, signed_in: usize, pins: usize) -> Result<(), BenchError> {
    let keys = Keys::read(&folder.join("secret"))?;
    let people = records::some(&mut db.reader().await?, signed_in + pins).await?;
    let (signed_in, others) = people.split_at(signed_in.min(people.len()));
    let mut lines = String::new();
    let mut line = |cookie: &Cookie, citizen: Option<Uuid>, code: &str, draft: &str| {
        // Writing into a String cannot fail.
        _ = writeln!(lines, "{} {} {code} {draft}", cookie.value(), web::token(&keys, cookie, citizen));
    };
    for some in signed_in.chunks(CHUNK) {
        let ids: Vec<Uuid> = some.iter().map(|(id, _)| *id).collect();
        let drafts = fill(db, &keys, &ids).await?;
        for ((cookie, id), draft) in open(db, &ids).await?.iter().zip(ids).zip(drafts) {
            line(cookie, Some(id), "", &draft.to_string());
        }
    }
    let hash = Hasher::new(keys.key(Purpose::Pepper)).hash(PIN).await?;
    for some in others.chunks(CHUNK) {
        some.iter().for_each(|(_, code)| line(&Cookie::fresh(), None, code, ""));
        give_pin(db, some.iter().map(|(id, _)| *id).collect(), hash.clone()).await?;
    }
    Ok(std::fs::write(folder.join("sessions"), lines)?)
}

async fn give_pin(db: &Db, ids: Vec<Uuid>, hash: String) -> Result<(), DbError> {
    let now = Clock::System.now();
    db.write(move |tx| {
        Box::pin(async move {
            for id in ids {
                activate_pin(tx, id, &hash, now).await?;
            }
            Ok(())
        })
    })
    .await
}

/// Fills a registration of domestic work in for each, but for its sending.
async fn fill(db: &Db, keys: &Keys, ids: &[Uuid]) -> Result<Vec<Uuid>, BenchError> {
    let now = Clock::System.now();
    // A community employs: its answers fit whoever is signed in.
    let answers = domestic_work::filled_in(now.date()).unwrap_or_default();
    let draft = |citizen: &Uuid| {
        let draft = Draft { step: Some(String::new()), answers: answers.clone(), ..Draft::fresh(now) };
        draft.stored_of(keys, None, Some(*citizen), domestic_work::NAME)
    };
    let drafts = ids.iter().map(draft).collect::<Result<Vec<_>, _>>()?;
    let begun = drafts.iter().map(|draft| draft.id).collect();
    db.write(move |tx| {
        Box::pin(async move {
            for draft in drafts {
                drafts::records::keep(tx, draft).await?;
            }
            Ok::<_, DbError>(())
        })
    })
    .await?;
    Ok(begun)
}

/// Opens a session for each.
async fn open(db: &Db, ids: &[Uuid]) -> Result<Vec<Cookie>, DbError> {
    let now = Clock::System.now();
    let opened: Vec<(Uuid, Cookie)> = ids.iter().map(|id| (*id, Cookie::fresh())).collect();
    let cookies = opened.iter().map(|(_, cookie)| cookie.clone()).collect();
    db.write(move |tx| {
        Box::pin(async move {
            for (id, cookie) in opened {
                sessions::open(tx, session(id, &cookie), now).await?;
            }
            Ok(cookies)
        })
    })
    .await
}

fn session(citizen: Uuid, cookie: &Cookie) -> NewSession {
    NewSession { level: Level::Actor, length: 5 * HOUR, ..NewSession::of(cookie.digest(), Some(citizen)) }
}
