//! The sessions' and devices' only SQL.

use a11y::text::Lang;
use uuid::Uuid;

use super::{GRACE, Listed, Session};
use crate::citizen::Level;
use crate::citizen::codice_fiscale::CodiceFiscale;
use crate::clock::Moment;
use crate::db::{Conn, DbError};
use crate::seal::hex;
use crate::sql;

crate::row! {
    struct Stored {
        citizen_id: Option<Uuid>,
        level: String,
        seen_at: i64,
        ends_at: i64,
        length_ms: i64,
        preferences: String,
        kiosk_id: Option<Uuid>,
        name: Option<String>,
        surname: Option<String>,
        answers: bool,
    }
}

/// Finds a session by the digest of its cookie, also one that has ended less than [`GRACE`] ago.
///
/// # Errors
/// [`DbError`]
pub async fn find(conn: &mut Conn, digest: [u8; 32]) -> Result<Option<Session>, DbError> {
    let found: Option<Stored> = sql!(
        conn,
        "SELECT s.citizen_id, s.level, s.seen_at, s.ends_at, s.length_ms, s.preferences, \
         s.kiosk_id, c.name, c.surname, s.citizen_id IS NULL AND EXISTS (SELECT 1 FROM drafts d \
         WHERE d.session_hash = s.id_hash AND d.citizen_id IS NULL AND d.service <> 'accedi') AS answers \
         FROM sessions s LEFT JOIN citizens c ON c.id = s.citizen_id WHERE s.id_hash = $1",
        digest.to_vec()
    )
    .optional()
    .await?;
    Ok(found.map(|row| Session {
        digest,
        citizen: row.citizen_id,
        name: row.name.zip(row.surname).map(|(name, surname)| format!("{name} {surname}")),
        level: Level::from_code(&row.level),
        seen: Moment(row.seen_at),
        ends: Moment(row.ends_at),
        length: row.length_ms,
        preferences: row.preferences,
        kiosk: row.kiosk_id,
        has_answers: row.answers,
    }))
}

/// Finds the session of the pages with this trace: it may be open, ended or signed out of.
///
/// # Errors
/// [`DbError`]
pub async fn traced(conn: &mut Conn, trace: [u8; 32]) -> Result<Option<Session>, DbError> {
    let row: Option<(Vec<u8>,)> =
        sql!(conn, "SELECT id_hash FROM sessions WHERE trace = $1", trace.to_vec()).optional().await?;
    match row.and_then(|(digest,)| digest.try_into().ok()) {
        Some(digest) => find(conn, digest).await,
        None => Ok(None),
    }
}

/// What a session is opened with.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// The digest of its cookie.
    pub digest: [u8; 32],
    /// Who is signed in, if anyone.
    pub citizen: Option<Uuid>,
    /// How sure.
    pub level: Level,
    /// The language it is in.
    pub lang: &'static str,
    /// How long it lasts, in milliseconds.
    pub length: i64,
    /// The browser and system, in words.
    pub device: String,
    /// The door.
    pub channel: &'static str,
    /// The preferences, as the front door writes them.
    pub preferences: String,
    /// The kiosk it is opened at.
    pub kiosk: Option<Uuid>,
    /// What it is found by where the cookie is gone.
    pub trace: Option<[u8; 32]>,
}

impl NewSession {
    /// One of a browser without a name, of who reads with their PIN or of nobody, in Italian and for the usual time.
    pub fn of(digest: [u8; 32], citizen: Option<Uuid>) -> NewSession {
        NewSession {
            digest,
            citizen,
            level: if citizen.is_some() { Level::Reader } else { Level::Anonymous },
            lang: "it",
            length: super::DEFAULT_LENGTH,
            device: String::new(),
            channel: "web",
            preferences: String::new(),
            kiosk: None,
            trace: None,
        }
    }
}

/// Opens a session.
///
/// # Errors
/// [`DbError`]
pub async fn open(conn: &mut Conn, new: NewSession, now: Moment) -> Result<(), DbError> {
    sql!(
        conn,
        "INSERT INTO sessions (id_hash, citizen_id, level, lang, created_at, seen_at, ends_at, length_ms, \
         device_label, channel, preferences, kiosk_id, trace) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
         ON CONFLICT (id_hash) DO NOTHING",
        new.digest.to_vec(),
        new.citizen,
        new.level.code(),
        new.lang,
        now.0,
        now.0,
        now.plus(new.length).0,
        new.length,
        new.device,
        new.channel,
        new.preferences,
        new.kiosk,
        new.trace.map(|trace| trace.to_vec()),
    )
    .execute()
    .await?;
    Ok(())
}

/// Makes sure that someone not signed in has a row that drafts can hang on.
///
/// # Errors
/// [`DbError`]
pub async fn ensure(conn: &mut Conn, new: NewSession, now: Moment) -> Result<(), DbError> {
    open(conn, NewSession { citizen: None, level: Level::Anonymous, ..new }, now).await
}

/// Notes a sign of life: the end moves, the length is kept or changed.
///
/// # Errors
/// [`DbError`]
pub async fn touch(conn: &mut Conn, digest: [u8; 32], length: i64, now: Moment) -> Result<(), DbError> {
    sql!(
        conn,
        "UPDATE sessions SET seen_at = $2, ends_at = $3, length_ms = $4 WHERE id_hash = $1 AND ends_at > $2",
        digest.to_vec(),
        now.0,
        now.plus(length).0,
        length
    )
    .execute()
    .await?;
    Ok(())
}

/// Lets the drafts of someone not signed in go on in the session that they sign in to, as theirs alone: they end with it.
///
/// # Errors
/// [`DbError`]
pub async fn carry(conn: &mut Conn, from: [u8; 32], to: [u8; 32]) -> Result<(), DbError> {
    sql!(
        conn,
        "UPDATE drafts SET session_hash = $2 WHERE session_hash = $1 AND citizen_id IS NULL",
        from.to_vec(),
        to.to_vec()
    )
    .execute()
    .await?;
    Ok(())
}

/// Ends a session for good: its cookie opens nothing any more.
///
/// # Errors
/// [`DbError`]
pub async fn end(conn: &mut Conn, digest: [u8; 32]) -> Result<(), DbError> {
    sql!(conn, "DELETE FROM drafts WHERE session_hash = $1 AND citizen_id IS NULL", digest.to_vec())
        .execute()
        .await?;
    sql!(conn, "DELETE FROM sessions WHERE id_hash = $1", digest.to_vec()).execute().await?;
    Ok(())
}

/// Leaves a trace of a citizen's session that is about to end: no cookie opens it, and for the grace of late forms what
/// was being typed in another tab finds its citizen by it.
///
/// # Errors
/// [`DbError`]
pub async fn leave(conn: &mut Conn, digest: [u8; 32], trace: [u8; 32], now: Moment) -> Result<(), DbError> {
    sql!(
        conn,
        "UPDATE sessions SET id_hash = $2, trace = $2, ends_at = $3, sealed = NULL \
         WHERE id_hash = $1 AND citizen_id IS NOT NULL AND ends_at > $3",
        digest.to_vec(),
        trace.to_vec(),
        now.0
    )
    .execute()
    .await?;
    Ok(())
}

/// The open sessions of a citizen, the newest first; `this` is the one that asks.
///
/// # Errors
/// [`DbError`]
pub async fn list(
    conn: &mut Conn,
    citizen: Uuid,
    this: [u8; 32],
    now: Moment,
) -> Result<Vec<Listed>, DbError> {
    let rows: Vec<(Vec<u8>, String, i64, i64)> = sql!(
        conn,
        "SELECT id_hash, device_label, created_at, seen_at FROM sessions \
         WHERE citizen_id = $1 AND ends_at > $2 ORDER BY seen_at DESC",
        citizen,
        now.0
    )
    .all()
    .await?;
    Ok(rows
        .into_iter()
        .map(|(digest, device, began, seen)| Listed {
            number: number(&digest),
            device,
            began: Moment(began),
            seen: Moment(seen),
            this: digest == this,
        })
        .collect())
}

/// Ends the citizen's session with this number; `false` if there is none.
///
/// # Errors
/// [`DbError`]
pub async fn end_numbered(
    conn: &mut Conn,
    citizen: Uuid,
    wanted: &str,
    now: Moment,
) -> Result<bool, DbError> {
    let rows: Vec<(Vec<u8>,)> =
        sql!(conn, "SELECT id_hash FROM sessions WHERE citizen_id = $1", citizen).all().await?;
    for (digest,) in rows {
        if number(&digest) == wanted {
            // Its row stays for the grace of late forms: what is being typed there is not lost.
            sql!(conn, "UPDATE sessions SET ends_at = $2 WHERE id_hash = $1 AND ends_at > $2", digest, now.0)
                .execute()
                .await?;
            return Ok(true);
        }
    }
    Ok(false)
}

fn number(digest: &[u8]) -> String {
    hex(&digest[..digest.len().min(8)])
}

/// Notes that this browser signed this citizen in.
///
/// # Errors
/// [`DbError`]
pub async fn know_device(
    conn: &mut Conn,
    device: [u8; 32],
    citizen: Uuid,
    now: Moment,
) -> Result<(), DbError> {
    sql!(
        conn,
        "INSERT INTO devices (id_hash, citizen_id, first_seen, last_seen) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (id_hash, citizen_id) DO UPDATE SET last_seen = excluded.last_seen",
        device.to_vec(),
        citizen,
        now.0,
        now.0
    )
    .execute()
    .await?;
    Ok(())
}

/// Whether this browser has signed this citizen in before.
///
/// # Errors
/// [`DbError`]
pub async fn known_device(conn: &mut Conn, device: [u8; 32], citizen: Uuid) -> Result<bool, DbError> {
    let row: Option<(i64,)> = sql!(
        conn,
        "SELECT last_seen FROM devices WHERE id_hash = $1 AND citizen_id = $2",
        device.to_vec(),
        citizen
    )
    .optional()
    .await?;
    Ok(row.is_some())
}

/// Whether this browser has signed in the person of this code before. For a browser that has signed in nobody it is
/// one look, whether the code is on record or not.
///
/// # Errors
/// [`DbError`]
pub async fn device_knows(conn: &mut Conn, device: [u8; 32], code: CodiceFiscale) -> Result<bool, DbError> {
    let rows: Vec<(String,)> = sql!(
        conn,
        "SELECT c.codice_fiscale FROM devices d JOIN citizens c ON c.id = d.citizen_id \
         WHERE d.id_hash = $1 AND (c.codice_fiscale = $2 OR (c.base_code = $3 \
         AND NOT EXISTS (SELECT 1 FROM citizens WHERE codice_fiscale = $2)))",
        device.to_vec(),
        code.as_str(),
        code.base().as_str()
    )
    .all()
    .await?;
    Ok(!rows.is_empty())
}

/// The browsers that have signed a citizen in, the last used first: when each was first and last seen.
///
/// # Errors
/// [`DbError`]
pub async fn devices(conn: &mut Conn, citizen: Uuid) -> Result<Vec<(Moment, Moment)>, DbError> {
    let rows: Vec<(i64, i64)> = sql!(
        conn,
        "SELECT first_seen, last_seen FROM devices WHERE citizen_id = $1 ORDER BY last_seen DESC",
        citizen
    )
    .all()
    .await?;
    Ok(rows.into_iter().map(|(first, last)| (Moment(first), Moment(last))).collect())
}

/// Ends the sessions of a citizen, all `but` one, and forgets their browsers: the PIN that let them in counts no more
/// (OWASP ASVS 3.3.3). As with every session that is closed from elsewhere, what is being typed there is not lost.
///
/// # Errors
/// [`DbError`]
pub async fn outdate(
    conn: &mut Conn,
    citizen: Uuid,
    but: Option<[u8; 32]>,
    now: Moment,
) -> Result<(), DbError> {
    sql!(conn, "DELETE FROM devices WHERE citizen_id = $1", citizen).execute().await?;
    end_all(conn, citizen, but, now).await
}

/// Ends the sessions of a citizen, all `but` one; their browsers stay known.
///
/// # Errors
/// [`DbError`]
pub async fn end_all(
    conn: &mut Conn,
    citizen: Uuid,
    but: Option<[u8; 32]>,
    now: Moment,
) -> Result<(), DbError> {
    sql!(
        conn,
        "UPDATE sessions SET ends_at = $2 WHERE citizen_id = $1 AND ends_at > $2 AND id_hash <> $3",
        citizen,
        now.0,
        // No digest is empty.
        but.map_or_else(Vec::new, Vec::from)
    )
    .execute()
    .await?;
    Ok(())
}

/// Deletes what has ended: sessions after their grace; old late forms; the drafts of who was not signed in as soon as the
/// session has ended, for its cookie is nobody's and would find them again once the session's row is gone.
///
/// # Errors
/// [`DbError`]
pub async fn sweep(conn: &mut Conn, now: Moment) -> Result<u64, DbError> {
    let gone = now.0 - GRACE;
    sql!(conn, "DELETE FROM late_forms WHERE created_at < $1", gone).execute().await?;
    sql!(
        conn,
        "DELETE FROM drafts WHERE expires_at < $1 OR (citizen_id IS NULL AND NOT EXISTS \
         (SELECT 1 FROM sessions s WHERE s.id_hash = drafts.session_hash AND s.ends_at > $1))",
        now.0
    )
    .execute()
    .await?;
    sql!(conn, "DELETE FROM sessions WHERE ends_at < $1", gone).execute().await
}

/// The language of the last session that a citizen signed in to, as long as it is on record.
///
/// # Errors
/// [`DbError`]
pub async fn last_language(conn: &mut Conn, citizen: Uuid) -> Result<Option<Lang>, DbError> {
    let row: Option<(String,)> = sql!(
        conn,
        "SELECT lang FROM sessions WHERE citizen_id = $1 ORDER BY created_at DESC LIMIT 1",
        citizen
    )
    .optional()
    .await?;
    Ok(row.and_then(|(lang,)| Lang::from_code(&lang)))
}
