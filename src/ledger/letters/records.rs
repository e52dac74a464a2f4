//! The letters' only SQL.

use a11y::text::Lang;
use uuid::Uuid;

use super::{Delivery, Sealed};
use crate::clock::Moment;
use crate::db::{Conn, DbError};
use crate::sql;

/// Adds a letter; one with the same id stays as it is.
///
/// # Errors
/// [`DbError`]
pub(super) async fn insert(conn: &mut Conn, letter: Sealed, now: Moment) -> Result<(), DbError> {
    sql!(
        conn,
        "INSERT INTO letters (id, case_id, citizen_id, kind, lang, delivery, address, body, secret, state, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', $10) ON CONFLICT (id) DO NOTHING",
        letter.id,
        letter.case,
        letter.citizen,
        letter.kind,
        letter.lang.code(),
        letter.delivery.code(),
        letter.address,
        letter.body,
        letter.secret,
        now.0
    )
    .execute()
    .await?;
    Ok(())
}

crate::row! {
    /// A letter as it is stored.
    pub(super) struct Stored {
        pub(super) id: Uuid,
        pub(super) kind: String,
        pub(super) delivery: String,
        pub(super) address: Vec<u8>,
        pub(super) body: Vec<u8>,
        pub(super) secret: Option<Vec<u8>>,
    }
}

/// A batch that was begun and not finished.
///
/// # Errors
/// [`DbError`]
pub(super) async fn unfinished(conn: &mut Conn) -> Result<Option<String>, DbError> {
    let row: Option<(String,)> = sql!(
        conn,
        "SELECT batch FROM letters WHERE state = 'waiting' AND batch IS NOT NULL ORDER BY batch LIMIT 1"
    )
    .optional()
    .await?;
    Ok(row.map(|(batch,)| batch))
}

/// Gives the oldest waiting letters to a batch; how many.
///
/// # Errors
/// [`DbError`]
pub(super) async fn assign(conn: &mut Conn, batch: &str, most: i64) -> Result<u64, DbError> {
    sql!(
        conn,
        "UPDATE letters SET batch = $1 WHERE id IN (SELECT id FROM letters \
         WHERE state = 'waiting' AND batch IS NULL ORDER BY created_at, id LIMIT $2)",
        batch,
        most
    )
    .execute()
    .await
}

/// Takes waiting letters out of a batch, as if they had not been given to it; how many.
///
/// # Errors
/// [`DbError`]
pub(super) async fn release(conn: &mut Conn, batch: &str, letters: &[Uuid]) -> Result<u64, DbError> {
    let mut released = 0;
    for id in letters {
        let text = "UPDATE letters SET batch = NULL WHERE id = $1 AND batch = $2 AND state = 'waiting'";
        released += sql!(conn, text, *id, batch).execute().await?;
    }
    Ok(released)
}

/// The letters of a batch that are still waiting, oldest first.
///
/// # Errors
/// [`DbError`]
pub(super) async fn of_batch(conn: &mut Conn, batch: &str) -> Result<Vec<Stored>, DbError> {
    sql!(
        conn,
        "SELECT id, kind, delivery, address, body, secret FROM letters \
         WHERE batch = $1 AND state = 'waiting' ORDER BY created_at, id",
        batch
    )
    .all()
    .await
}

/// Whose the letters of a batch are that are still waiting, one for each letter.
///
/// # Errors
/// [`DbError`]
pub(super) async fn citizens_of(conn: &mut Conn, batch: &str) -> Result<Vec<Uuid>, DbError> {
    let rows: Vec<(Uuid,)> =
        sql!(conn, "SELECT citizen_id FROM letters WHERE batch = $1 AND state = 'waiting'", batch)
            .all()
            .await?;
    Ok(rows.into_iter().map(|(citizen,)| citizen).collect())
}

/// Marks a batch as taken and erases its secrets.
///
/// # Errors
/// [`DbError`]
pub(super) async fn mark_taken(conn: &mut Conn, batch: &str, now: Moment) -> Result<u64, DbError> {
    sql!(
        conn,
        "UPDATE letters SET state = 'taken', taken_at = $2, secret = NULL WHERE batch = $1 AND state = 'waiting'",
        batch,
        now.0
    )
    .execute()
    .await
}

/// The state of a letter.
///
/// # Errors
/// [`DbError`]
pub(super) async fn state(conn: &mut Conn, id: Uuid) -> Result<Option<String>, DbError> {
    let row: Option<(String,)> = sql!(conn, "SELECT state FROM letters WHERE id = $1", id).optional().await?;
    Ok(row.map(|(state,)| state))
}

/// Notes what the mail house says of a letter it has taken.
///
/// # Errors
/// [`DbError`]
pub(super) async fn answer(
    conn: &mut Conn,
    id: Uuid,
    state: &'static str,
    now: Moment,
) -> Result<u64, DbError> {
    sql!(
        conn,
        "UPDATE letters SET state = $2, acknowledged_at = $3 WHERE id = $1 AND state = 'taken'",
        id,
        state,
        now.0
    )
    .execute()
    .await
}

/// Cancels the letters of a case that are in no batch yet, and erases what they say; how many.
///
/// # Errors
/// [`DbError`]
pub(super) async fn cancel(conn: &mut Conn, case: Uuid, now: Moment) -> Result<u64, DbError> {
    sql!(
        conn,
        "UPDATE letters SET state = 'cancelled', acknowledged_at = $2, address = $3, body = $3, secret = NULL \
         WHERE case_id = $1 AND state = 'waiting' AND batch IS NULL",
        case,
        now.0,
        Vec::<u8>::new()
    )
    .execute()
    .await
}

/// A letter as its citizen sees it in My area: never what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: Uuid,
    /// The protocol number of the case that asked for it.
    pub case: Option<String>,
    /// What it is: `pin`, `slow-down`, `contribution-statement`.
    pub kind: String,
    /// How it goes; `None` for one that this program does not know.
    pub delivery: Option<Delivery>,
    /// `waiting`, `taken`, `acknowledged`, `returned` or `cancelled`.
    pub state: String,
    /// When it was written.
    pub created: Moment,
    /// When the mail house took it.
    pub taken: Option<Moment>,
    /// When the mail house said what became of it, or it was cancelled.
    pub acknowledged: Option<Moment>,
}

/// The letters of a citizen, the newest first, from the `skip`th on.
///
/// # Errors
/// [`DbError`]
pub async fn of_citizen(
    conn: &mut Conn,
    citizen: Uuid,
    skip: i64,
    most: i64,
) -> Result<Vec<Listed>, DbError> {
    let rows: Vec<ListedRow> = sql!(
        conn,
        "SELECT l.id, c.protocol, l.kind, l.delivery, l.state, l.created_at, l.taken_at, l.acknowledged_at \
         FROM letters l LEFT JOIN cases c ON c.id = l.case_id AND c.citizen_id = l.citizen_id \
         WHERE l.citizen_id = $1 ORDER BY l.created_at DESC, l.id DESC LIMIT $2 OFFSET $3",
        citizen,
        most,
        skip
    )
    .all()
    .await?;
    Ok(rows.into_iter().map(listed).collect())
}

/// The letters that a citizen's cases asked for, the newest first: of those written again, the one that counts.
///
/// # Errors
/// [`DbError`]
pub async fn of_cases(conn: &mut Conn, citizen: Uuid) -> Result<Vec<Listed>, DbError> {
    let rows: Vec<ListedRow> = sql!(
        conn,
        "SELECT l.id, c.protocol, l.kind, l.delivery, l.state, l.created_at, l.taken_at, l.acknowledged_at \
         FROM letters l JOIN cases c ON c.id = l.case_id AND c.citizen_id = l.citizen_id WHERE l.citizen_id = $1 \
         ORDER BY l.created_at DESC, l.id DESC",
        citizen
    )
    .all()
    .await?;
    Ok(rows.into_iter().map(listed).collect())
}

fn listed(row: ListedRow) -> Listed {
    Listed {
        id: row.id,
        case: row.protocol,
        kind: row.kind,
        delivery: Delivery::from_code(&row.delivery),
        state: row.state,
        created: Moment(row.created_at),
        taken: row.taken_at.map(Moment),
        acknowledged: row.acknowledged_at.map(Moment),
    }
}

crate::row! {
    struct ListedRow {
        id: Uuid,
        protocol: Option<String>,
        kind: String,
        delivery: String,
        state: String,
        created_at: i64,
        taken_at: Option<i64>,
        acknowledged_at: Option<i64>,
    }
}

/// The language and the way that a citizen chose for the last letter that was written because they asked for it.
///
/// # Errors
/// [`DbError`]
pub async fn last_chosen(
    conn: &mut Conn,
    citizen: Uuid,
    kind: &'static str,
) -> Result<Option<(Lang, Delivery)>, DbError> {
    let row: Option<(String, String)> = sql!(
        conn,
        "SELECT lang, delivery FROM letters WHERE citizen_id = $1 AND kind = $2 \
         ORDER BY created_at DESC, id DESC LIMIT 1",
        citizen,
        kind
    )
    .optional()
    .await?;
    Ok(row.and_then(|(lang, delivery)| Lang::from_code(&lang).zip(Delivery::from_code(&delivery))))
}

/// How many letters of a kind were written to a citizen since a moment.
///
/// # Errors
/// [`DbError`]
pub async fn count_since(
    conn: &mut Conn,
    citizen: Uuid,
    kind: &'static str,
    since: Moment,
) -> Result<i64, DbError> {
    let (count,): (i64,) = sql!(
        conn,
        "SELECT COUNT(*) FROM letters WHERE citizen_id = $1 AND kind = $2 AND created_at >= $3",
        citizen,
        kind,
        since.0
    )
    .one()
    .await?;
    Ok(count)
}

/// How many letters still have a secret.
///
/// # Errors
/// [`DbError`]
#[cfg(test)]
pub(super) async fn secrets(conn: &mut Conn) -> Result<i64, DbError> {
    let (count,): (i64,) = sql!(conn, "SELECT COUNT(*) FROM letters WHERE secret IS NOT NULL").one().await?;
    Ok(count)
}
