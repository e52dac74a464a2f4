//! The ledger: what happened, once. Encounters, cases with their protocol numbers, the audit.
//!
//! **Invariant**: encounters and audit are only ever appended.
//! **Invariant**: a case's id is that of the draft or form it came from, so a repeated send finds the first one.

pub mod letters;
mod protocollo;
pub mod records;

use a11y::page::Summary;
use uuid::Uuid;

pub use protocollo::{Protocollo, ProtocolloError};

use crate::clock::Moment;
use crate::services::{Call, Channel, Failure};

/// One contact of a citizen with the institute.
#[derive(Clone, Debug)]
pub struct Encounter {
    /// Who it was about, if that is known.
    pub citizen: Option<Uuid>,
    /// The door.
    pub channel: Channel,
    /// The service's name.
    pub service: &'static str,
    /// What came of it, as a word the area can put into a sentence: `signed-in`, `read`, `sent`.
    pub outcome: &'static str,
    /// The case it opened.
    pub case: Option<Uuid>,
}

/// The state of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseState {
    /// Received, nobody has looked at it yet.
    Sent,
    /// Being worked on.
    InProgress,
    /// Waiting for documents of the citizen.
    WaitingForDocuments,
    /// Granted, done.
    Accepted,
    /// Refused.
    Refused,
    /// Withdrawn or made void.
    Withdrawn,
    /// What was granted has come to its end.
    Ended,
}

impl CaseState {
    /// Every state.
    pub const ALL: [CaseState; 7] = [
        CaseState::Sent,
        CaseState::InProgress,
        CaseState::WaitingForDocuments,
        CaseState::Accepted,
        CaseState::Refused,
        CaseState::Withdrawn,
        CaseState::Ended,
    ];

    /// As it is stored and given on the command line.
    pub fn code(self) -> &'static str {
        match self {
            CaseState::Sent => "sent",
            CaseState::InProgress => "in-progress",
            CaseState::WaitingForDocuments => "waiting-for-documents",
            CaseState::Accepted => "accepted",
            CaseState::Refused => "refused",
            CaseState::Withdrawn => "withdrawn",
            CaseState::Ended => "ended",
        }
    }

    /// The state of a stored code.
    pub fn from_code(code: &str) -> Option<CaseState> {
        CaseState::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// What is sent: it becomes a case, once.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The id of the draft, or the key made when the form was shown.
    pub id: Uuid,
    /// Who sends.
    pub citizen: Uuid,
    /// The service's name.
    pub service: &'static str,
    /// The office that will look after it, four digits; `0000` the central one.
    pub office: &'static str,
    /// The answers exactly as sent.
    pub answers: Summary,
}

/// A case as it is on record.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its id.
    pub id: Uuid,
    /// Its protocol number.
    pub protocollo: Protocollo,
    /// Whose it is.
    pub citizen: Uuid,
    /// The service's name.
    pub service: String,
    /// Its state.
    pub state: CaseState,
    /// The answers exactly as sent.
    pub answers: Summary,
    /// When it was received.
    pub created: Moment,
    /// When its state last changed.
    pub updated: Moment,
}

/// Notes durably that personal data are read, before they are shown.
///
/// # Errors
/// [`Failure`]: what cannot be noted is not shown.
pub async fn audit(call: &Call<'_>, citizen: Uuid, what: &'static str) -> Result<(), Failure> {
    let entry = entry(call, citizen, what);
    call.db()
        .append(move |tx| Box::pin(async move { records::audit(tx, entry).await.map_err(Failure::from) }))
        .await
}

/// As [`audit`], with the encounter that the reading is, in one write.
///
/// # Errors
/// As [`audit`].
pub async fn audit_and_note(
    call: &Call<'_>,
    citizen: Uuid,
    what: &'static str,
    encounter: Encounter,
) -> Result<(), Failure> {
    let (entry, now) = (entry(call, citizen, what), call.context.now);
    call.db()
        .write(move |tx| {
            Box::pin(async move {
                records::audit(tx, entry).await?;
                records::note(tx, encounter, now).await.map_err(Failure::from)
            })
        })
        .await
}

fn entry(call: &Call<'_>, citizen: Uuid, what: &'static str) -> records::AuditEntry {
    let context = &call.context;
    records::AuditEntry {
        at: context.now,
        citizen,
        actor: "citizen",
        channel: context.channel.code(),
        what,
        address: call.path.join("/"),
    }
}
