//! The registered relationships' only SQL: what the office and the rules need beside the answers as sent.

use a11y::text::Cents;
use jiff::civil::Date;
use uuid::Uuid;

use super::codes;
use super::contributions::{Work, owes_cuaf};
use super::script::{Kin, Registration};
use crate::clock::Moment;
use crate::db::{Conn, DbError};
use crate::ledger::CaseState;
use crate::services::Failure;
use crate::sql;

/// What the worker is to the employer, as it is stored.
pub(super) fn kinship(kin: &Kin) -> &'static str {
    match kin {
        Kin::None => "",
        Kin::Spouse => "spouse",
        Kin::Relation("") => "other",
        Kin::Relation(code) => code,
    }
}

/// Keeps a registration with its case.
///
/// # Errors
/// [`DbError`]
pub(super) async fn keep(conn: &mut Conn, case: Uuid, registration: &Registration) -> Result<(), DbError> {
    let job = &registration.job;
    sql!(
        conn,
        "INSERT INTO domestic_relationships \
         (case_id, starts_on, ends_on, contract, role, weekly_hours, pay_kind, hourly_pay, lives_in, kinship) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        case,
        job.start.to_string(),
        job.end.map(|end| end.to_string()),
        job.contract.today,
        job.role.today,
        i64::from(job.hours),
        job.pay_kind.today,
        job.counted().all().0,
        job.lives_in,
        kinship(&registration.kin)
    )
    .execute()
    .await?;
    Ok(())
}

crate::row! {
    struct Row {
        starts_on: String,
        ends_on: Option<String>,
        contract: String,
        weekly_hours: i64,
        hourly_pay: i64,
        lives_in: bool,
        kinship: String,
        ended_on: Option<String>,
        ended_by: Option<Uuid>,
        end_state: Option<String>,
    }
}

/// A relationship on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Relationship {
    /// Its declared first day, and what else its contributions depend on.
    pub(super) work: Work,
    /// Its last day, if its end was told, and the case that told it.
    pub(super) ended: Option<(Date, Uuid)>,
    /// The same of an end that came to nothing: an office has refused it or made it void.
    pub(super) void: Option<(Date, Uuid)>,
}

impl Relationship {
    /// The last day of a contract that has come to its end by itself before `today`: nothing is told of that.
    pub(super) fn expired(&self, today: Date) -> Option<Date> {
        self.work.end.filter(|end| self.ended.is_none() && *end < today)
    }

    /// Its last day, told or by its contract, if that is before `today` or was told.
    pub(super) fn over(&self, today: Date) -> Option<Date> {
        self.ended.map(|(on, _)| on).or_else(|| self.expired(today))
    }

    /// The end that was told last, whatever came of it, and the case that told it.
    pub(super) fn told(&self) -> Option<(Date, Uuid)> {
        self.ended.or(self.void)
    }
}

/// Whether a case in this state has come to nothing.
pub(super) fn is_void(state: CaseState) -> bool {
    matches!(state, CaseState::Refused | CaseState::Withdrawn)
}

impl Row {
    fn read(self) -> Result<Relationship, Failure> {
        let day = |text: &str| text.parse::<Date>().map_err(|_| Failure::Stored("day of a relationship"));
        let told = match (self.ended_on, self.ended_by) {
            (Some(on), Some(by)) => Some((day(&on)?, by)),
            _ => None,
        };
        let is_void = self.end_state.as_deref().and_then(CaseState::from_code).is_some_and(is_void);
        let (ended, void) = if is_void { (None, told) } else { (told, None) };
        let work = Work {
            start: day(&self.starts_on)?,
            end: self.ends_on.as_deref().map(day).transpose()?,
            additional: self.contract == codes::FIXED_TERM.today,
            hours: u8::try_from(self.weekly_hours).map_err(|_| Failure::Stored("weekly hours"))?,
            hourly: Cents(self.hourly_pay),
            cuaf: owes_cuaf(&self.kinship, self.lives_in),
        };
        Ok(Relationship { work, ended, void })
    }
}

/// The relationship that a case registered.
///
/// # Errors
/// [`Failure`]
pub(super) async fn find(conn: &mut Conn, case: Uuid) -> Result<Option<Relationship>, Failure> {
    let row: Option<Row> = sql!(
        conn,
        "SELECT starts_on, ends_on, contract, weekly_hours, hourly_pay, lives_in, kinship, ended_on, ended_by, \
         (SELECT cases.state FROM cases WHERE cases.id = ended_by) AS end_state \
         FROM domestic_relationships WHERE case_id = $1",
        case
    )
    .optional()
    .await?;
    row.map(Row::read).transpose()
}

/// The citizen's registrations about which something can still be done, the newest first.
///
/// # Errors
/// [`DbError`]
pub(super) async fn open_cases(conn: &mut Conn, citizen: Uuid) -> Result<Vec<Uuid>, DbError> {
    let rows: Vec<(Uuid,)> = sql!(
        conn,
        "SELECT cases.id FROM cases JOIN domestic_relationships ON domestic_relationships.case_id = cases.id \
         WHERE cases.citizen_id = $1 AND cases.state NOT IN ('refused', 'withdrawn', 'ended') \
         ORDER BY cases.created_at DESC, cases.id DESC",
        citizen
    )
    .all()
    .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The citizen's registrations, but for those that came to nothing, for any day from `start` to `end`, each with its first
/// day; the oldest first.
///
/// # Errors
/// [`Failure`]
pub(super) async fn overlapping(
    conn: &mut Conn,
    citizen: Uuid,
    start: Date,
    end: Option<Date>,
) -> Result<Vec<(Uuid, Date)>, Failure> {
    let rows: Vec<(Uuid, String)> = sql!(
        conn,
        "SELECT cases.id, domestic_relationships.starts_on FROM cases \
         JOIN domestic_relationships ON domestic_relationships.case_id = cases.id \
         WHERE cases.citizen_id = $1 AND cases.state NOT IN ('refused', 'withdrawn') \
         AND domestic_relationships.starts_on <= $3 \
         AND COALESCE((SELECT domestic_relationships.ended_on FROM cases told \
         WHERE told.id = domestic_relationships.ended_by AND told.state NOT IN ('refused', 'withdrawn')), \
         domestic_relationships.ends_on, $4) >= $2 \
         ORDER BY cases.created_at, cases.id",
        citizen,
        start.to_string(),
        end.unwrap_or(Date::MAX).to_string(),
        Date::MAX.to_string()
    )
    .all()
    .await?;
    let day = |text: String| text.parse::<Date>().map_err(|_| Failure::Stored("day of a relationship"));
    rows.into_iter().map(|(id, start)| Ok((id, day(start)?))).collect()
}

/// The relationship that a case registered, kept from everybody else's changes until the end of this write.
///
/// # Errors
/// [`Failure`]
pub(super) async fn lock(conn: &mut Conn, case: Uuid) -> Result<Option<Relationship>, Failure> {
    let row: Option<Row> = sql!(
        conn,
        "UPDATE domestic_relationships SET case_id = case_id WHERE case_id = $1 \
         RETURNING starts_on, ends_on, contract, weekly_hours, hourly_pay, lives_in, kinship, ended_on, ended_by, \
         (SELECT cases.state FROM cases WHERE cases.id = ended_by) AS end_state",
        case
    )
    .optional()
    .await?;
    row.map(Row::read).transpose()
}

/// The registration whose end, as it was told last, a case has told.
///
/// # Errors
/// [`DbError`]
pub(super) async fn ended_by(conn: &mut Conn, case: Uuid) -> Result<Option<Uuid>, DbError> {
    let row: Option<(Uuid,)> =
        sql!(conn, "SELECT case_id FROM domestic_relationships WHERE ended_by = $1", case).optional().await?;
    Ok(row.map(|(id,)| id))
}

/// Notes the end of a relationship, and the case that told it.
///
/// # Errors
/// [`DbError`]
pub(super) async fn end(
    conn: &mut Conn,
    case: Uuid,
    on: Date,
    reason: &str,
    by: Uuid,
    now: Moment,
) -> Result<(), DbError> {
    sql!(
        conn,
        "UPDATE domestic_relationships SET ended_on = $2, end_reason = $3, ended_by = $4, ended_at = $5 \
         WHERE case_id = $1",
        case,
        on.to_string(),
        reason,
        by,
        now.0
    )
    .execute()
    .await?;
    Ok(())
}
