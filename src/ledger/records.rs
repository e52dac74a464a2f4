//! The ledger's only SQL.

use uuid::Uuid;

use super::{Case, CaseState, Encounter, Protocollo, SentAnswers, Submission, letters};
use crate::clock::{DAY, Moment};
use crate::db::{Conn, DbError};
use crate::services::Failure;
use crate::sql;

/// Notes an encounter.
///
/// # Errors
/// [`DbError`]
pub async fn note(conn: &mut Conn, encounter: Encounter, now: Moment) -> Result<(), DbError> {
    note_visit(conn, encounter, None, now).await
}

/// Notes an encounter of a session (its digest) that may not be noted again there; see [`was_noted`].
///
/// # Errors
/// [`DbError`]
pub(super) async fn note_visit(
    conn: &mut Conn,
    encounter: Encounter,
    session: Option<[u8; 32]>,
    now: Moment,
) -> Result<(), DbError> {
    sql!(
        conn,
        "INSERT INTO encounters (id, citizen_id, who, channel, service, outcome, at, case_id, session_hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        Uuid::now_v7(),
        encounter.citizen,
        "citizen",
        encounter.channel.code(),
        encounter.service,
        encounter.outcome,
        now.0,
        encounter.case,
        session.map(Vec::from)
    )
    .execute()
    .await?;
    Ok(())
}

/// Whether this encounter of a citizen was noted in this session, within the day.
///
/// # Errors
/// [`DbError`]
pub(super) async fn was_noted(
    conn: &mut Conn,
    citizen: Uuid,
    encounter: &Encounter,
    session: [u8; 32],
    now: Moment,
) -> Result<bool, DbError> {
    let found: Option<(i64,)> = sql!(
        conn,
        "SELECT at FROM encounters WHERE citizen_id = $1 AND at > $2 AND session_hash = $3 \
         AND service = $4 AND outcome = $5 LIMIT 1",
        citizen,
        now.plus(-DAY).0,
        Vec::from(session),
        encounter.service,
        encounter.outcome
    )
    .optional()
    .await?;
    Ok(found.is_some())
}

/// One reading of personal data.
#[derive(Clone, Debug)]
pub struct AuditEntry {
    /// When.
    pub at: Moment,
    /// Whose data.
    pub citizen: Uuid,
    /// Who read them.
    pub actor: &'static str,
    /// Through which door.
    pub channel: &'static str,
    /// Which data; never the data themselves.
    pub what: &'static str,
    /// The path of the page, from its service on; empty where it was none of ours.
    pub address: String,
}

/// Notes a reading of personal data.
///
/// # Errors
/// [`DbError`]
pub async fn audit(conn: &mut Conn, entry: AuditEntry) -> Result<(), DbError> {
    sql!(
        conn,
        "INSERT INTO audit (id, at, citizen_id, actor, channel, what, address) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        Uuid::now_v7(),
        entry.at.0,
        entry.citizen,
        entry.actor,
        entry.channel,
        entry.what,
        entry.address
    )
    .execute()
    .await?;
    Ok(())
}

/// A reading of personal data on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// When.
    pub at: Moment,
    /// Who read them, as a code.
    pub actor: String,
    /// The door, as a code.
    pub channel: String,
    /// Which data, as a code.
    pub what: String,
    /// The path of the page, from its service on; on record from before the service was noted, below it. Empty where it
    /// was none of ours.
    pub address: String,
}

/// Every reading of a citizen's data, the newest first.
///
/// # Errors
/// [`DbError`]
pub async fn readings(conn: &mut Conn, citizen: Uuid) -> Result<Vec<Reading>, DbError> {
    let rows: Vec<(i64, String, String, String, String)> = sql!(
        conn,
        "SELECT at, actor, channel, what, address FROM audit WHERE citizen_id = $1 ORDER BY at DESC, id DESC",
        citizen
    )
    .all()
    .await?;
    let read =
        |(at, actor, channel, what, address)| Reading { at: Moment(at), actor, channel, what, address };
    Ok(rows.into_iter().map(read).collect())
}

/// Opens a case, or finds the one that the same submission opened before; with its encounter, in one transaction.
///
/// # Errors
/// [`Failure`]
pub async fn open_case(
    conn: &mut Conn,
    submission: &Submission,
    encounter: Encounter,
    now: Moment,
) -> Result<Protocollo, Failure> {
    let year = now.date().year();
    // The counter's row is locked from here to the end, so numbers have no holes and no doubles.
    let (last,): (i64,) = sql!(
        conn,
        "INSERT INTO protocol_counters (year, office, last) VALUES ($1, $2, 1) \
         ON CONFLICT (year, office) DO UPDATE SET last = protocol_counters.last + 1 RETURNING last",
        i64::from(year),
        submission.office
    )
    .one()
    .await?;
    let office = submission.office.parse().map_err(|_| Failure::Stored("office number"))?;
    let year_number = u16::try_from(year).unwrap_or(0);
    let progressive = u32::try_from(last).unwrap_or(u32::MAX);
    let protocollo =
        Protocollo::new(year_number, office, progressive).map_err(|_| Failure::Stored("protocol number"))?;
    if !open_numbered(conn, submission, protocollo, now).await? {
        sql!(
            conn,
            "UPDATE protocol_counters SET last = last - 1 WHERE year = $1 AND office = $2",
            i64::from(year),
            submission.office
        )
        .execute()
        .await?;
        let (first,): (String,) =
            sql!(conn, "SELECT protocol FROM cases WHERE id = $1", submission.id).one().await?;
        return first.parse().map_err(|_| Failure::Stored("protocol number"));
    }
    note(conn, Encounter { case: Some(submission.id), ..encounter }, now).await?;
    Ok(protocollo)
}

/// What was said with this key when something was first sent with it ([`super::said`]), which this is if nothing was.
///
/// # Errors
/// [`DbError`]
pub async fn first_said(
    conn: &mut Conn,
    key: Uuid,
    service: &'static str,
    said: &str,
    now: Moment,
) -> Result<String, DbError> {
    let (first,): (String,) = sql!(
        conn,
        "INSERT INTO idempotency (key, service, outcome, created_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (key) DO UPDATE SET outcome = idempotency.outcome RETURNING outcome",
        key,
        service,
        said,
        now.0
    )
    .one()
    .await?;
    Ok(first)
}

/// Whether something else was said when something was first sent with this key, as far as that is still on record.
///
/// # Errors
/// [`DbError`]
pub async fn said_otherwise(conn: &mut Conn, key: Uuid, said: &str) -> Result<bool, DbError> {
    let first: Option<(String,)> =
        sql!(conn, "SELECT outcome FROM idempotency WHERE key = $1", key).optional().await?;
    Ok(first.is_some_and(|(first,)| first != said))
}

/// Opens a case that has its number already, received at `at`; `false` if the same submission opened it before.
///
/// # Errors
/// [`Failure`]
pub async fn open_numbered(
    conn: &mut Conn,
    submission: &Submission,
    protocollo: Protocollo,
    at: Moment,
) -> Result<bool, Failure> {
    let answers = serde_json::to_string(&submission.answers).map_err(|_| Failure::Stored("answers"))?;
    let inserted = sql!(
        conn,
        "INSERT INTO cases (id, protocol, citizen_id, service, state, answers, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING",
        submission.id,
        protocollo.to_string(),
        submission.citizen,
        submission.service,
        CaseState::Sent.code(),
        answers,
        at.0,
        at.0
    )
    .execute()
    .await?;
    if inserted == 1 {
        add_event(conn, submission.id, CaseState::Sent, "", "citizen", at).await?;
    }
    Ok(inserted == 1)
}

/// Moves a case to another state; of one that is withdrawn or refused no letter leaves that is not taken yet.
///
/// # Errors
/// [`DbError`]; `false` if there is no such case.
pub async fn move_case(
    conn: &mut Conn,
    protocollo: Protocollo,
    state: CaseState,
    note: &str,
    actor: &str,
    now: Moment,
) -> Result<bool, DbError> {
    let found: Option<(Uuid,)> =
        sql!(conn, "SELECT id FROM cases WHERE protocol = $1", protocollo.to_string()).optional().await?;
    let Some((id,)) = found else { return Ok(false) };
    sql!(conn, "UPDATE cases SET state = $2, updated_at = $3 WHERE id = $1", id, state.code(), now.0)
        .execute()
        .await?;
    add_event(conn, id, state, note, actor, now).await?;
    if matches!(state, CaseState::Withdrawn | CaseState::Refused) {
        letters::cancel(conn, id, now).await?;
    }
    Ok(true)
}

/// What came of an office's move of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// It is in its new state.
    Done,
    /// It stays in this state, from which there is no such move.
    Stays(CaseState),
    /// Its service never takes a case of its kind there, only to these.
    NotOfKind(&'static [CaseState]),
    /// There is no such case.
    Unknown,
}

/// Moves a case as an office may ([`CaseState::moves`]), to a state that its service `takes` for its kind.
///
/// # Errors
/// [`Failure`]
pub async fn move_by_office(
    conn: &mut Conn,
    protocollo: Protocollo,
    state: CaseState,
    note: &str,
    takes: impl Fn(&str, &str) -> &'static [CaseState],
    now: Moment,
) -> Result<Moved, Failure> {
    // The row is locked from here to the end, so that what allows the move still holds when it is made.
    let found: Option<(String, String, String)> = sql!(
        conn,
        "UPDATE cases SET state = state WHERE protocol = $1 RETURNING state, service, answers",
        protocollo.to_string()
    )
    .optional()
    .await?;
    let Some((from, service, answers)) = found else { return Ok(Moved::Unknown) };
    let answers: SentAnswers = serde_json::from_str(&answers).map_err(|_| Failure::Stored("answers"))?;
    let taken = takes(&service, &answers.kind);
    if !taken.contains(&state) {
        return Ok(Moved::NotOfKind(taken));
    }
    let from = CaseState::from_code(&from).ok_or(Failure::Stored("case state"))?;
    if !from.moves().contains(&state) {
        return Ok(Moved::Stays(from));
    }
    move_case(conn, protocollo, state, note, "staff", now).await?;
    Ok(Moved::Done)
}

async fn add_event(
    conn: &mut Conn,
    case: Uuid,
    state: CaseState,
    note: &str,
    actor: &str,
    now: Moment,
) -> Result<(), DbError> {
    sql!(
        conn,
        "INSERT INTO case_events (id, case_id, state, note, at, actor) VALUES ($1, $2, $3, $4, $5, $6)",
        Uuid::now_v7(),
        case,
        state.code(),
        note,
        now.0,
        actor
    )
    .execute()
    .await?;
    Ok(())
}

crate::row! {
    struct StoredCase {
        id: Uuid,
        protocol: String,
        citizen_id: Uuid,
        service: String,
        state: String,
        answers: String,
        created_at: i64,
        updated_at: i64,
    }
}

impl StoredCase {
    fn read(self) -> Result<Case, Failure> {
        let answers: SentAnswers =
            serde_json::from_str(&self.answers).map_err(|_| Failure::Stored("answers"))?;
        Ok(Case {
            id: self.id,
            protocollo: self.protocol.parse().map_err(|_| Failure::Stored("protocol number"))?,
            citizen: self.citizen_id,
            service: self.service,
            state: CaseState::from_code(&self.state).ok_or(Failure::Stored("case state"))?,
            answers,
            created: Moment(self.created_at),
            updated: Moment(self.updated_at),
        })
    }
}

/// The citizen's case with this protocol number.
///
/// # Errors
/// [`Failure`]
pub async fn case(conn: &mut Conn, citizen: Uuid, protocollo: Protocollo) -> Result<Option<Case>, Failure> {
    let row: Option<StoredCase> = sql!(
        conn,
        "SELECT id, protocol, citizen_id, service, state, answers, created_at, updated_at FROM cases \
         WHERE protocol = $1 AND citizen_id = $2",
        protocollo.to_string(),
        citizen
    )
    .optional()
    .await?;
    row.map(StoredCase::read).transpose()
}

/// The case with this protocol number, whoever's it is: for an office.
///
/// # Errors
/// [`Failure`]
pub async fn of_anybody(conn: &mut Conn, protocollo: Protocollo) -> Result<Option<Case>, Failure> {
    let row: Option<StoredCase> = sql!(
        conn,
        "SELECT id, protocol, citizen_id, service, state, answers, created_at, updated_at FROM cases \
         WHERE protocol = $1",
        protocollo.to_string()
    )
    .optional()
    .await?;
    row.map(StoredCase::read).transpose()
}

/// What a kiosk calls by a number where it does not know whether it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// Whose it is; `None` of a draft of nobody who had signed in.
    pub citizen: Option<Uuid>,
    /// The service.
    pub service: String,
    /// Its protocol number and state; `None` for a draft that was not sent.
    pub sent: Option<(String, String)>,
    /// When it was last changed.
    pub updated: Moment,
}

/// Whatever was sent or drafted since then under an id of this number ([`a11y::ids::number`]): one, but by rare chance.
///
/// # Errors
/// [`DbError`]
pub(super) async fn numbered(conn: &mut Conn, number: &str, since: Moment) -> Result<Vec<Numbered>, DbError> {
    // The number is made of the id, not kept: nobody asks often.
    let rows: Vec<(Uuid, Option<Uuid>, String, String, String, i64)> = sql!(
        conn,
        "SELECT id, citizen_id, service, protocol, state, updated_at FROM cases WHERE created_at >= $1 \
         UNION ALL SELECT id, citizen_id, service, '', '', updated_at FROM drafts WHERE updated_at >= $1",
        since.0
    )
    .all()
    .await?;
    let of_number = rows.into_iter().filter(|row| a11y::ids::number(row.0.as_u128()) == number);
    let read = |(_, citizen, service, protocol, state, updated): (_, _, _, String, _, _)| Numbered {
        citizen,
        service,
        sent: (!protocol.is_empty()).then_some((protocol, state)),
        updated: Moment(updated),
    };
    Ok(of_number.map(read).collect())
}

/// The citizen's case that a draft or form with this id became.
///
/// # Errors
/// [`Failure`]
pub async fn case_of(conn: &mut Conn, citizen: Uuid, id: Uuid) -> Result<Option<Case>, Failure> {
    let row: Option<StoredCase> = sql!(
        conn,
        "SELECT id, protocol, citizen_id, service, state, answers, created_at, updated_at FROM cases \
         WHERE id = $1 AND citizen_id = $2",
        id,
        citizen
    )
    .optional()
    .await?;
    row.map(StoredCase::read).transpose()
}

/// The citizen's cases, the newest first, from the `skip`th on.
///
/// # Errors
/// [`Failure`]
pub async fn cases(conn: &mut Conn, citizen: Uuid, skip: i64, most: i64) -> Result<Vec<Case>, Failure> {
    let rows: Vec<StoredCase> = sql!(
        conn,
        "SELECT id, protocol, citizen_id, service, state, answers, created_at, updated_at FROM cases \
         WHERE citizen_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2 OFFSET $3",
        citizen,
        most,
        skip
    )
    .all()
    .await?;
    rows.into_iter().map(StoredCase::read).collect()
}

/// One event of a case's life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its state from then on.
    pub state: CaseState,
    /// What the office wrote; may be empty.
    pub note: String,
    /// When.
    pub at: Moment,
    /// Its citizen did it, not the institute.
    pub by_citizen: bool,
}

/// The life of a case, the newest event first.
///
/// # Errors
/// [`Failure`]
pub async fn events(conn: &mut Conn, case: Uuid) -> Result<Vec<Event>, Failure> {
    let rows: Vec<(String, String, i64, String)> = sql!(
        conn,
        "SELECT state, note, at, actor FROM case_events WHERE case_id = $1 ORDER BY at DESC, id DESC",
        case
    )
    .all()
    .await?;
    rows.into_iter()
        .map(|(state, note, at, actor)| {
            let state = CaseState::from_code(&state).ok_or(Failure::Stored("case state"))?;
            Ok(Event { state, note, at: Moment(at), by_citizen: actor == "citizen" })
        })
        .collect()
}

/// An encounter as its citizen's list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// The door, as a code.
    pub channel: String,
    /// The service's name.
    pub service: String,
    /// What came of it.
    pub outcome: String,
    /// When.
    pub at: Moment,
    /// The number of the case it was about.
    pub case: Option<String>,
}

/// The encounters of a citizen, the newest first.
///
/// # Errors
/// [`DbError`]
pub async fn encounters(conn: &mut Conn, citizen: Uuid, skip: i64, most: i64) -> Result<Vec<Met>, DbError> {
    let rows: Vec<(String, String, String, i64, Option<String>)> = sql!(
        conn,
        "SELECT met.channel, met.service, met.outcome, met.at, cases.protocol FROM encounters met \
         LEFT JOIN cases ON cases.id = met.case_id WHERE met.citizen_id = $1 \
         ORDER BY met.at DESC, met.id DESC LIMIT $2 OFFSET $3",
        citizen,
        most,
        skip
    )
    .all()
    .await?;
    let met = |(channel, service, outcome, at, case)| Met { channel, service, outcome, at: Moment(at), case };
    Ok(rows.into_iter().map(met).collect())
}
