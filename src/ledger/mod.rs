//! The ledger: what happened, once. Encounters, cases with their protocol numbers, the audit.
//!
//! **Invariant**: encounters and audit are only ever appended.
//! **Invariant**: a case's id is that of the draft or form it came from, so a repeated send finds the first one.

pub mod letters;
mod protocollo;
pub mod records;

use a11y::page::{Block, Section, Summary, SummaryRow};
use a11y::text::{Lang, Text};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use protocollo::{Protocollo, ProtocolloError};

use crate::clock::Moment;
use crate::db::Db;
use crate::seal::{Keys, Purpose, hex};
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
    /// Not needed: another that was sent before is open and counts. No office moves a case there.
    Superseded,
    /// One more than a citizen may send in a span. No office moves a case there.
    TooMany,
}

impl CaseState {
    /// Every state.
    pub const ALL: [CaseState; 9] = [
        CaseState::Sent,
        CaseState::InProgress,
        CaseState::WaitingForDocuments,
        CaseState::Accepted,
        CaseState::Refused,
        CaseState::Withdrawn,
        CaseState::Ended,
        CaseState::Superseded,
        CaseState::TooMany,
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
            CaseState::Superseded => "superseded",
            CaseState::TooMany => "too-many",
        }
    }

    /// The states an office may move it to; a case that was withdrawn, has come to its end or was one too many stays so.
    pub fn moves(self) -> &'static [CaseState] {
        use CaseState::{Accepted, Ended, InProgress, Refused, WaitingForDocuments, Withdrawn};
        match self {
            CaseState::Sent => &[InProgress, WaitingForDocuments, Accepted, Refused, Withdrawn],
            CaseState::InProgress => &[WaitingForDocuments, Accepted, Refused, Withdrawn],
            CaseState::WaitingForDocuments => &[InProgress, Accepted, Refused, Withdrawn],
            CaseState::Accepted => &[Ended, Withdrawn],
            // Looked at again, as after an appeal.
            CaseState::Refused => &[InProgress],
            CaseState::Withdrawn | CaseState::Ended | CaseState::Superseded | CaseState::TooMany => &[],
        }
    }

    /// The states that an office may move some case to.
    pub fn of_offices() -> impl Iterator<Item = CaseState> {
        CaseState::ALL.into_iter().filter(|to| CaseState::ALL.iter().any(|from| from.moves().contains(to)))
    }

    /// The state of a stored code.
    pub fn from_code(code: &str) -> Option<CaseState> {
        CaseState::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// What was sent, exactly: the answers in their parts, and what was accepted with them.
///
/// They are worded in every language on the day they are sent, by the form as it is then, so that the office and a
/// citizen who changes language read them too. Raw answers, worded only when they are read, would be worded by a form
/// that has changed. What was on the screen when it was sent is `sent`; the others say the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored")]
pub struct SentAnswers {
    /// Which of its service's submissions it is; empty where there is only one kind.
    pub kind: String,
    /// Whom it is about, for the list of cases; empty where nobody.
    pub about: String,
    /// The day from which what was sent holds, which tells it from another about the same person: as in ISO 8601, empty
    /// where there is none.
    pub since: String,
    /// The words that were sent.
    #[serde(flatten)]
    pub sent: SentWords,
    /// The same in the other languages; none on record from before they were kept.
    pub others: Vec<SentWords>,
}

/// What was sent, in the words of one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentWords {
    /// The language; not on record from before it was kept.
    #[serde(default)]
    pub lang: Option<Lang>,
    /// The answers.
    pub parts: Vec<SentPart>,
    /// What was accepted by sending, or follows from the answers: shown after them.
    pub accepted: Vec<Block>,
}

/// Some of the answers, under their heading if there are several parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentPart {
    /// The heading.
    pub heading: Option<Text>,
    /// The answers.
    pub answers: Summary,
}

/// The two shapes on record: in parts, or one list of answers.
#[derive(Deserialize)]
#[serde(untagged)]
enum Stored {
    Parts {
        kind: String,
        about: String,
        #[serde(default)]
        since: String,
        #[serde(flatten)]
        sent: SentWords,
        #[serde(default)]
        others: Vec<SentWords>,
    },
    Flat(Summary),
}

impl From<Stored> for SentAnswers {
    fn from(stored: Stored) -> SentAnswers {
        match stored {
            Stored::Parts { kind, about, since, sent, others } => {
                SentAnswers { kind, about, since, sent, others }
            }
            Stored::Flat(answers) => answers.into(),
        }
    }
}

impl From<Summary> for SentWords {
    /// One list of answers.
    fn from(answers: Summary) -> SentWords {
        SentWords { parts: vec![SentPart { heading: None, answers }], ..SentWords::default() }
    }
}

impl From<Summary> for SentAnswers {
    /// One list of answers, about nobody, in no known language.
    fn from(answers: Summary) -> SentAnswers {
        SentAnswers { sent: answers.into(), ..SentAnswers::default() }
    }
}

impl SentAnswers {
    /// What is sent in `lang`; `other` words it in another language, if it can say the same there.
    pub fn worded(lang: Lang, sent: SentWords, other: impl Fn(Lang) -> Option<SentWords>) -> SentAnswers {
        let of = |lang, words| SentWords { lang: Some(lang), ..words };
        let others = Lang::ALL.into_iter().filter(|other| *other != lang);
        let others = others.filter_map(|lang| other(lang).map(|words| of(lang, words))).collect();
        SentAnswers { sent: of(lang, sent), others, ..SentAnswers::default() }
    }

    /// In the words of `lang`, or as they were sent where there are none.
    pub fn words(&self, lang: Lang) -> &SentWords {
        self.others.iter().find(|words| words.lang == Some(lang)).unwrap_or(&self.sent)
    }

    /// Every answer in the words that were sent, in order.
    pub fn rows(&self) -> impl Iterator<Item = &SummaryRow> {
        self.sent.parts.iter().flat_map(|part| &part.answers.rows)
    }
}

impl SentWords {
    /// As a page shows it: each part under its heading, then what was accepted.
    pub fn blocks(&self) -> Vec<Block> {
        let part = |part: &SentPart| match &part.heading {
            // On record from before, the caption says once more what the heading does.
            Some(heading) => {
                let answers = Summary { caption: Text::default(), rows: part.answers.rows.clone() };
                Section { heading: heading.clone(), body: vec![answers.into()] }.into()
            }
            None => part.answers.clone().into(),
        };
        self.parts.iter().map(part).chain(self.accepted.iter().cloned()).collect()
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
    pub answers: SentAnswers,
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
    pub answers: SentAnswers,
    /// When it was received.
    pub created: Moment,
    /// When its state last changed.
    pub updated: Moment,
}

/// What answers say, as a fingerprint that tells nobody what it is: kept beside the key of what was sent, it shows whether
/// a repeat says the same.
pub fn said<'a>(keys: &Keys, answers: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let lengths = |(name, answer): (&str, &str)| format!("{} {} {name}{answer}", name.len(), answer.len());
    let all: String = answers.into_iter().map(lengths).collect();
    hex(&keys.mac(Purpose::Send, all.as_bytes()))
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

/// As [`audit`], and notes the encounter that the reading is, once a session: one visit is one encounter.
///
/// # Errors
/// As [`audit`].
pub async fn audit_and_note(
    call: &Call<'_>,
    citizen: Uuid,
    what: &'static str,
    encounter: Encounter,
) -> Result<(), Failure> {
    let (session, now) = (call.context.session, call.context.now);
    let mut conn = call.db().reader().await?;
    let noted = records::was_noted(&mut conn, citizen, &encounter, session, now).await?;
    drop(conn);
    if noted {
        return audit(call, citizen, what).await;
    }
    let entry = entry(call, citizen, what);
    call.db()
        .write(move |tx| {
            Box::pin(async move {
                records::audit(tx, entry).await?;
                records::note_visit(tx, encounter, Some(session), now).await.map_err(Failure::from)
            })
        })
        .await
}

/// Whatever was sent or drafted since then under the number that a kiosk gave, for staff; each reading of something of a
/// citizen's is noted before.
///
/// # Errors
/// [`Failure`]: what cannot be noted is not told.
pub async fn numbered(
    db: &Db,
    number: &str,
    since: Moment,
    now: Moment,
) -> Result<Vec<records::Numbered>, Failure> {
    let mut conn = db.reader().await?;
    let found = records::numbered(&mut conn, number, since).await?;
    drop(conn);
    for one in &found {
        let Some(citizen) = one.citizen else { continue };
        let what = if one.sent.is_some() { "case" } else { "draft" };
        let entry = records::AuditEntry {
            at: now,
            citizen,
            actor: "staff",
            channel: "counter",
            what,
            address: String::new(),
        };
        db.append(move |tx| Box::pin(async move { records::audit(tx, entry).await.map_err(Failure::from) }))
            .await?;
    }
    Ok(found)
}

fn entry(call: &Call<'_>, citizen: Uuid, what: &'static str) -> records::AuditEntry {
    let context = &call.context;
    records::AuditEntry {
        at: context.now,
        citizen,
        actor: "citizen",
        channel: context.channel.code(),
        what,
        address: call.address(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn list() -> Summary {
        let row = SummaryRow { label: Text::name("Ore"), value: Text::typed("10"), change: None };
        Summary { caption: Text::name("Le tue risposte"), rows: vec![row] }
    }

    #[test]
    fn what_was_sent_before_there_were_parts_is_read_as_one() {
        let flat = serde_json::to_string(&list()).unwrap();
        let read: SentAnswers = serde_json::from_str(&flat).unwrap();
        assert_eq!(read, SentAnswers::from(list()));
        assert_eq!(read.words(Lang::Ar).parts[0].answers, list());
        let again: SentAnswers = serde_json::from_str(&serde_json::to_string(&read).unwrap()).unwrap();
        assert_eq!(again, read);
    }

    #[test]
    fn what_was_sent_before_there_were_languages_is_read_in_its_own() {
        let parts = r#"{"kind":"","about":"","parts":[],"accepted":[]}"#;
        let read: SentAnswers = serde_json::from_str(parts).unwrap();
        assert_eq!(read, SentAnswers::default());
        // And what is sent now by an earlier version beside this one, during an upgrade.
        let now = SentAnswers::worded(Lang::Ar, list().into(), |_| Some(list().into()));
        let kept: serde_json::Value = serde_json::to_value(&now).unwrap();
        assert!(kept["parts"].is_array() && kept["accepted"].is_array() && kept["lang"] == "ar");
        let again: SentAnswers = serde_json::from_value(kept).unwrap();
        assert_eq!(again, now);
        assert_eq!(Lang::ALL.map(|lang| again.words(lang).lang), Lang::ALL.map(Some));
    }

    #[test]
    fn other_answers_have_another_fingerprint_that_no_other_keys_make() {
        let keys = Keys::new([7; 32]);
        let of = |answers: &[(&'static str, &'static str)]| said(&keys, answers.iter().copied());
        assert_eq!(of(&[("forma", "braille")]), of(&[("forma", "braille")]));
        let others: [&[(&str, &str)]; 4] =
            [&[("forma", "print")], &[("form", "abraille")], &[], &[("forma", "braille"), ("", "")]];
        assert!(others.iter().all(|other| of(other) != of(&[("forma", "braille")])));
        assert_ne!(said(&Keys::new([8; 32]), [("forma", "braille")]), of(&[("forma", "braille")]));
    }

    #[test]
    fn every_state_is_reached_and_what_is_over_stays_over() {
        // The first is where a case begins, the others where a service's own job puts it.
        let by_none = [CaseState::Sent, CaseState::Superseded, CaseState::TooMany];
        assert!(
            CaseState::ALL.into_iter().filter(|state| !by_none.contains(state)).eq(CaseState::of_offices())
        );
        for state in CaseState::ALL {
            assert!(!state.moves().contains(&state));
            assert!(by_none.iter().all(|never| !state.moves().contains(never)));
        }
        assert!(CaseState::Ended.moves().is_empty() && CaseState::Withdrawn.moves().is_empty());
    }
}
