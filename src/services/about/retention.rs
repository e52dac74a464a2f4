//! What is kept of people, and for how long: said by the privacy notice, done by the deletion job.

use a11y::text::{Lang, Text};

use super::{records, words};
use crate::citizen::sessions::GRACE;
use crate::clock::{DAY, MINUTE, Moment};
use crate::db::{Conn, DbError};

/// How long the key of a form is remembered, in milliseconds: a repeat after that is a new send.
const KEYS: i64 = 30 * DAY;

/// How long rows of a table are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Minutes after they have ended.
    Minutes(i64),
    /// Days after they were written, last changed or closed.
    Days(i64),
    /// Years, of 365 days, after they were written or closed.
    Years(i64),
    /// Until the citizen deletes them.
    UntilDeleted,
}

impl Term {
    /// In milliseconds; `None` where only the citizen deletes.
    pub const fn length(self) -> Option<i64> {
        match self {
            Term::Minutes(count) => Some(count * MINUTE),
            Term::Days(count) => Some(count * DAY),
            Term::Years(count) => Some(count * 365 * DAY),
            Term::UntilDeleted => None,
        }
    }

    /// In words.
    pub(crate) fn words(self, lang: Lang) -> Text {
        match self {
            Term::Minutes(count) => words::minutes(lang, count),
            Term::Days(count) => words::days(lang, count),
            Term::Years(count) => words::years(lang, count),
            Term::UntilDeleted => words::until_deleted(lang),
        }
    }
}

/// A table with what its rows are, what they are for and how long they are kept.
#[derive(Debug)]
pub struct Kept {
    /// The table.
    pub table: &'static str,
    /// For how long.
    pub term: Term,
    pub(super) what: fn(Lang) -> Text,
    pub(super) why: fn(Lang) -> Text,
}

const fn kept(table: &'static str, term: Term, what: fn(Lang) -> Text, why: fn(Lang) -> Text) -> Kept {
    Kept { table, term, what, why }
}

/// What is kept of people beside the institute's archives.
pub static KEPT: [Kept; 13] = [
    kept("sessions", Term::Minutes(GRACE / MINUTE), words::kept_sessions, words::why_sessions),
    kept("drafts", Term::Days(30), words::kept_drafts, words::why_drafts),
    kept("late_forms", Term::Minutes(GRACE / MINUTE), words::kept_late, words::why_late),
    kept("pin_requests", Term::Years(1), words::kept_requests, words::why_requests),
    kept("counter_pins", Term::Years(1), words::kept_counter, words::why_counter),
    kept("tries", Term::Days(2), words::kept_tries, words::why_tries),
    kept("devices", Term::Days(180), words::kept_devices, words::why_devices),
    kept("cases", Term::Years(10), words::kept_cases, words::why_cases),
    kept("letters", Term::Years(1), words::kept_letters, words::why_letters),
    kept("encounters", Term::Years(10), words::kept_encounters, words::why_encounters),
    kept("audit", Term::Years(10), words::kept_audit, words::why_audit),
    kept("preferences", Term::UntilDeleted, words::kept_preferences, words::why_preferences),
    kept("feedback", Term::Years(2), words::kept_feedback, words::why_feedback),
];

/// How long a table's rows are kept; `None` if the notice does not tell of it.
pub fn term(table: &str) -> Option<Term> {
    KEPT.iter().find(|kept| kept.table == table).map(|kept| kept.term)
}

/// Deletes what has been kept for its term; how many rows. Sessions, drafts and late forms have a sweep of their own
/// (`citizen::sessions`), and so have wrong tries (`citizen::tries`).
///
/// # Errors
/// [`DbError`]
pub async fn sweep(conn: &mut Conn, now: Moment) -> Result<u64, DbError> {
    let mut gone = 0;
    for kept in &KEPT {
        let Some(length) = kept.term.length() else { continue };
        gone += records::delete(conn, kept.table, now.plus(-length)).await?;
    }
    Ok(gone + records::delete(conn, "idempotency", now.plus(-KEYS)).await?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::fs;

    /// Tables whose rows the notice tells of in its own sentence, that go with another table, or name nobody.
    const ELSEWHERE: [&str; 19] = [
        "citizens",
        "contacts",
        "pins",
        "contributions",
        "case_events",
        "domestic_relationships",
        "protocol_counters",
        "idempotency",
        "retention",
        "offices",
        "competence",
        "imports",
        "kiosks",
        "kiosk_nonces",
        "kiosk_journals",
        "kiosk_reports",
        "card_challenges",
        "secret_mark",
        "write_trial",
    ];

    #[test]
    fn every_table_is_in_the_privacy_notice_or_accounted_for() {
        for entry in fs::read_dir("migrations/sqlite").unwrap() {
            let text = fs::read_to_string(entry.unwrap().path()).unwrap();
            for line in text.lines().filter_map(|line| line.strip_prefix("CREATE TABLE ")) {
                let table = line.split([' ', '(']).next().unwrap();
                let told = KEPT.iter().any(|kept| kept.table == table);
                assert!(told != ELSEWHERE.contains(&table), "{table}: say how long it is kept");
            }
        }
    }

    #[test]
    fn only_preferences_have_no_end() {
        let endless: Vec<_> = KEPT.iter().filter(|kept| kept.term.length().is_none()).collect();
        assert_eq!(endless.iter().map(|kept| kept.table).collect::<Vec<_>>(), ["preferences"]);
        assert_eq!(term("drafts").and_then(Term::length), Some(30 * DAY));
        assert_eq!(term("offices"), None);
    }
}
