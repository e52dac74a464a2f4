//! The PIN requests' only SQL.

use uuid::Uuid;

use crate::citizen::proof::SLOWED;
use crate::clock::Moment;
use crate::db::{Conn, DbError};
use crate::ledger::Protocollo;
use crate::services::Failure;
use crate::sql;

/// A request to be kept.
#[derive(Clone, Debug)]
pub(super) struct NewRequest {
    pub(super) id: Uuid,
    pub(super) code: String,
    pub(super) answers: Vec<u8>,
    pub(super) first_half_hash: String,
    pub(super) delivery: String,
    pub(super) expires: Moment,
}

/// Whether a request with this id is there.
///
/// # Errors
/// [`DbError`]
pub(super) async fn is_kept(conn: &mut Conn, id: Uuid) -> Result<bool, DbError> {
    let found: Option<(String,)> =
        sql!(conn, "SELECT number FROM pin_requests WHERE id = $1", id).optional().await?;
    Ok(found.is_some())
}

/// Keeps a request under a number of its own; `None` if one with this id is there already.
///
/// # Errors
/// [`Failure`]
pub(super) async fn keep(
    conn: &mut Conn,
    request: NewRequest,
    now: Moment,
) -> Result<Option<Protocollo>, Failure> {
    let year = i64::from(now.date().year());
    // The number comes from the central office's counter, whose row is locked from here on.
    let (last,): (i64,) = sql!(
        conn,
        "INSERT INTO protocol_counters (year, office, last) VALUES ($1, '0000', 1) \
         ON CONFLICT (year, office) DO UPDATE SET last = protocol_counters.last + 1 RETURNING last",
        year
    )
    .one()
    .await?;
    let unread = |_| Failure::Stored("protocol number");
    let number =
        Protocollo::new(u16::try_from(year).unwrap_or(0), 0, u32::try_from(last).unwrap_or(u32::MAX))
            .map_err(unread)?;
    let kept = sql!(
        conn,
        "INSERT INTO pin_requests (id, number, codice_fiscale, answers, first_half_hash, delivery, state, \
         created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, 'received', $7, $8) \
         ON CONFLICT (id) DO NOTHING",
        request.id,
        number.to_string(),
        request.code,
        request.answers,
        request.first_half_hash,
        request.delivery,
        now.0,
        request.expires.0
    )
    .execute()
    .await?;
    if kept == 0 {
        sql!(conn, "UPDATE protocol_counters SET last = last - 1 WHERE year = $1 AND office = '0000'", year)
            .execute()
            .await?;
        return Ok(None);
    }
    Ok(Some(number))
}

crate::row! {
    /// A request that waits for its letter.
    #[derive(Debug)]
    pub(super) struct Waiting {
        pub(super) id: Uuid,
        pub(super) number: String,
        pub(super) answers: Vec<u8>,
        pub(super) delivery: String,
        pub(super) created_at: i64,
        pub(super) resolved_at: Option<i64>,
        pub(super) expires_at: i64,
    }
}

/// The oldest requests that wait for their letter, of those that came after one (its time and id).
///
/// # Errors
/// [`DbError`]
pub(super) async fn waiting(
    conn: &mut Conn,
    (at, id): (i64, Uuid),
    most: i64,
) -> Result<Vec<Waiting>, DbError> {
    sql!(
        conn,
        "SELECT id, number, answers, delivery, created_at, resolved_at, expires_at FROM pin_requests \
         WHERE state = 'received' AND (created_at > $1 OR (created_at = $1 AND id > $2)) \
         ORDER BY created_at, id LIMIT $3",
        at,
        id,
        most
    )
    .all()
    .await
}

/// Lets old requests expire, and notes which letters the mail house has taken.
///
/// # Errors
/// [`DbError`]
pub(super) async fn age(conn: &mut Conn, now: Moment) -> Result<(), DbError> {
    sql!(
        conn,
        "UPDATE pin_requests SET state = 'expired' \
         WHERE state IN ('received', 'written', 'sent') AND expires_at <= $1",
        now.0
    )
    .execute()
    .await?;
    sql!(
        conn,
        "UPDATE pin_requests SET state = 'sent' WHERE state = 'written' AND EXISTS \
         (SELECT 1 FROM letters l WHERE l.id = pin_requests.letter_id AND l.state <> 'waiting')"
    )
    .execute()
    .await?;
    Ok(())
}

/// How many requests came since a moment, and how many letters were written for requests since then.
///
/// # Errors
/// [`DbError`]
pub(super) async fn of_day(conn: &mut Conn, since: Moment) -> Result<(i64, i64), DbError> {
    let (came,): (i64,) =
        sql!(conn, "SELECT COUNT(*) FROM pin_requests WHERE created_at >= $1", since.0).one().await?;
    let (written,): (i64,) =
        sql!(conn, "SELECT COUNT(*) FROM letters WHERE kind = 'pin' AND created_at >= $1", since.0)
            .one()
            .await?;
    Ok((came, written))
}

/// The other requests of a citizen: those that are open now, and all that were granted since a moment.
///
/// # Errors
/// [`DbError`]
pub(super) async fn others(
    conn: &mut Conn,
    citizen: Uuid,
    but: Uuid,
    since: Moment,
    now: Moment,
) -> Result<(i64, i64), DbError> {
    let (open,): (i64,) = sql!(
        conn,
        "SELECT COUNT(*) FROM pin_requests WHERE citizen_id = $1 AND id <> $2 \
         AND state IN ('received', 'written', 'sent') AND expires_at > $3",
        citizen,
        but,
        now.0
    )
    .one()
    .await?;
    let (granted,): (i64,) = sql!(
        conn,
        "SELECT COUNT(*) FROM pin_requests WHERE citizen_id = $1 AND id <> $2 AND state <> 'refused' \
         AND created_at >= $3",
        citizen,
        but,
        since.0
    )
    .one()
    .await?;
    Ok((open, granted))
}

/// The number of the citizen's request that was open when this one was refused, and whether it still is; `None` if the
/// records have forgotten it.
///
/// # Errors
/// [`Failure`]
pub(super) async fn open_instead_of(
    conn: &mut Conn,
    citizen: Uuid,
    refused: Uuid,
    now: Moment,
) -> Result<Option<(Protocollo, bool)>, Failure> {
    let row: Option<(String, String, i64)> = sql!(
        conn,
        "SELECT other.number, other.state, other.expires_at \
         FROM pin_requests refused JOIN pin_requests other ON other.id <> refused.id \
         WHERE refused.id = $1 AND other.citizen_id = $2 AND other.state <> 'refused' \
         AND other.created_at <= refused.resolved_at AND other.expires_at > refused.resolved_at \
         AND (other.state <> 'activated' OR other.resolved_at >= refused.resolved_at) \
         ORDER BY other.created_at DESC LIMIT 1",
        refused,
        citizen
    )
    .optional()
    .await?;
    let Some((number, state, expires)) = row else { return Ok(None) };
    let number = number.parse().map_err(|_| Failure::Stored("protocol number"))?;
    Ok(Some((number, expires > now.0 && matches!(state.as_str(), "received" | "written" | "sent"))))
}

/// When the citizen's last request but `requests` - 1, and their last letter but `letters` - 1, were sent, as far as there
/// are so many: while these count no other is granted.
///
/// # Errors
/// [`DbError`]
pub(super) async fn filling(
    conn: &mut Conn,
    citizen: Uuid,
    requests: i64,
    letters: i64,
) -> Result<Vec<Moment>, DbError> {
    let request: Option<(i64,)> = sql!(
        conn,
        "SELECT created_at FROM pin_requests WHERE citizen_id = $1 AND state <> 'refused' \
         ORDER BY created_at DESC LIMIT 1 OFFSET $2",
        citizen,
        requests - 1
    )
    .optional()
    .await?;
    let letter: Option<(i64,)> = sql!(
        conn,
        "SELECT created_at FROM letters WHERE citizen_id = $1 AND kind = 'pin' \
         ORDER BY created_at DESC LIMIT 1 OFFSET $2",
        citizen,
        letters - 1
    )
    .optional()
    .await?;
    Ok([request, letter].into_iter().flatten().map(|(at,)| Moment(at)).collect())
}

/// Grants a request whose letter is written in the same transaction; `false` if another did so before.
///
/// # Errors
/// [`DbError`]
pub(super) async fn grant(
    conn: &mut Conn,
    id: Uuid,
    citizen: Uuid,
    second_half_hash: &str,
    letter: Uuid,
    now: Moment,
) -> Result<bool, DbError> {
    let granted = sql!(
        conn,
        "UPDATE pin_requests SET state = 'written', citizen_id = $2, second_half_hash = $3, letter_id = $4, \
         resolved_at = $5 WHERE id = $1 AND state = 'received'",
        id,
        citizen,
        second_half_hash,
        letter,
        now.0
    )
    .execute()
    .await?;
    Ok(granted == 1)
}

/// Refuses a request, silently; `false` if it was answered before.
///
/// # Errors
/// [`DbError`]
pub(super) async fn refuse(conn: &mut Conn, id: Uuid, now: Moment) -> Result<bool, DbError> {
    let refused = sql!(
        conn,
        "UPDATE pin_requests SET state = 'refused', resolved_at = $2 WHERE id = $1 AND state = 'received'",
        id,
        now.0
    )
    .execute()
    .await?;
    Ok(refused == 1)
}

/// Ends a request whose case an office has withdrawn or refused: its codes activate nothing, and no letter is written.
///
/// # Errors
/// [`DbError`]
pub(super) async fn end(conn: &mut Conn, id: Uuid, now: Moment) -> Result<u64, DbError> {
    sql!(
        conn,
        "UPDATE pin_requests SET state = 'refused', resolved_at = $2 \
         WHERE id = $1 AND state IN ('received', 'written', 'sent')",
        id,
        now.0
    )
    .execute()
    .await
}

crate::row! {
    /// A request that can be activated.
    #[derive(Clone, Debug)]
    pub(super) struct Open {
        pub(super) id: Uuid,
        pub(super) citizen_id: Uuid,
        pub(super) first_half_hash: String,
        pub(super) second_half_hash: String,
    }
}

/// The request that a citizen can activate. Asked with an id of nobody it takes as long and finds none.
///
/// # Errors
/// [`DbError`]
pub(super) async fn open_of(conn: &mut Conn, citizen: Uuid, now: Moment) -> Result<Option<Open>, DbError> {
    sql!(
        conn,
        "SELECT id, citizen_id, first_half_hash, second_half_hash FROM pin_requests \
         WHERE citizen_id = $1 AND state IN ('written', 'sent') AND second_half_hash IS NOT NULL \
         AND expires_at > $2 ORDER BY created_at DESC",
        citizen,
        now.0
    )
    .optional()
    .await
}

/// Closes a request by activating it; its number, or `None` if it is not open any more.
///
/// # Errors
/// [`DbError`]
pub(super) async fn close(conn: &mut Conn, id: Uuid, now: Moment) -> Result<Option<String>, DbError> {
    let closed: Option<(String,)> = sql!(
        conn,
        "UPDATE pin_requests SET state = 'activated', resolved_at = $2 \
         WHERE id = $1 AND state IN ('written', 'sent') AND expires_at > $2 RETURNING number",
        id,
        now.0
    )
    .optional()
    .await?;
    Ok(closed.map(|(number,)| number))
}

/// Lets the letter of an open request be written again, if the one before was written before a moment.
///
/// # Errors
/// [`DbError`]
pub(super) async fn again(
    conn: &mut Conn,
    number: Protocollo,
    code: &str,
    before: Moment,
    now: Moment,
) -> Result<(), DbError> {
    sql!(
        conn,
        "UPDATE pin_requests SET state = 'received' WHERE number = $1 AND codice_fiscale = $2 \
         AND state IN ('written', 'sent') AND resolved_at < $3 AND expires_at > $4",
        number.to_string(),
        code,
        before.0,
        now.0
    )
    .execute()
    .await?;
    Ok(())
}

/// Opens the way for a citizen to choose a PIN at a kiosk, in place of whatever way is open there or for them.
///
/// # Errors
/// [`DbError`]
pub(super) async fn open_counter(
    conn: &mut Conn,
    citizen: Uuid,
    kiosk: Uuid,
    document: Vec<u8>,
    now: Moment,
    until: Moment,
) -> Result<(), DbError> {
    sql!(
        conn,
        "UPDATE counter_pins SET expires_at = $3 WHERE (citizen_id = $1 OR kiosk_id = $2) \
         AND used_at IS NULL AND expires_at > $3",
        citizen,
        kiosk,
        now.0
    )
    .execute()
    .await?;
    sql!(
        conn,
        "INSERT INTO counter_pins (id, citizen_id, kiosk_id, document, opened_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        Uuid::now_v7(),
        citizen,
        kiosk,
        document,
        now.0,
        until.0
    )
    .execute()
    .await?;
    Ok(())
}

/// The way that is open for a citizen at a kiosk. Asked with an id of nobody it takes as long and finds none.
///
/// # Errors
/// [`DbError`]
pub(super) async fn counter(
    conn: &mut Conn,
    citizen: Uuid,
    kiosk: Uuid,
    now: Moment,
) -> Result<Option<Uuid>, DbError> {
    let row: Option<(Uuid,)> = sql!(
        conn,
        "SELECT id FROM counter_pins WHERE citizen_id = $1 AND kiosk_id = $2 AND used_at IS NULL \
         AND expires_at > $3 ORDER BY opened_at DESC LIMIT 1",
        citizen,
        kiosk,
        now.0
    )
    .optional()
    .await?;
    Ok(row.map(|(id,)| id))
}

/// Closes a way by using it; `false` if it is not open any more.
///
/// # Errors
/// [`DbError`]
pub(super) async fn close_counter(conn: &mut Conn, id: Uuid, now: Moment) -> Result<bool, DbError> {
    let closed = sql!(
        conn,
        "UPDATE counter_pins SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND expires_at > $2",
        id,
        now.0
    )
    .execute()
    .await?;
    Ok(closed == 1)
}

/// The citizens whose sign-in was slowed down since a moment.
///
/// # Errors
/// [`DbError`]
pub(super) async fn slowed_since(conn: &mut Conn, since: Moment) -> Result<Vec<Uuid>, DbError> {
    let rows: Vec<(Uuid,)> = sql!(
        conn,
        "SELECT DISTINCT citizen_id FROM encounters WHERE outcome = $1 AND citizen_id IS NOT NULL AND at >= $2",
        SLOWED,
        since.0
    )
    .all()
    .await?;
    Ok(rows.into_iter().map(|(citizen,)| citizen).collect())
}

/// The states of all requests, oldest first.
///
/// # Errors
/// [`DbError`]
#[cfg(test)]
pub(super) async fn states(conn: &mut Conn) -> Result<Vec<String>, DbError> {
    let rows: Vec<(String,)> = sql!(conn, "SELECT state FROM pin_requests ORDER BY id").all().await?;
    Ok(rows.into_iter().map(|(state,)| state).collect())
}
