//! What kiosks tell of themselves: taken in each one's order, and once.
//!
//! A kiosk sends what it has not been told is taken, the oldest first, under the number that it gave it in its journal
//! (JSON, signed as all its requests). Parts and states are words of a kiosk's own closed list; the portal takes those of
//! a newer kiosk too, and judges only what it knows (`health`).
//!
//! **Invariant**: whatever comes, nothing but short words of small letters is kept: no sentence, number or name.

use serde::Deserialize;
use uuid::Uuid;

use super::{Kiosk, records};
use crate::clock::Moment;
use crate::db::Db;
use crate::services::Failure;

/// The most reports that are taken at once.
pub const AT_ONCE: usize = 200;

/// The longest name of a part or state.
const LONGEST: usize = 16;

/// What a kiosk sends.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// Which of its journals these are of.
    pub journal: Uuid,
    /// The reports, in order.
    pub reports: Vec<Report>,
}

/// One thing that a kiosk tells.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Its number in the journal.
    pub number: i64,
    /// When it was so, by the kiosk's clock, in milliseconds.
    pub at: i64,
    /// What it tells of.
    pub part: String,
    /// How that is.
    pub state: String,
    /// The kiosk's test of itself found it.
    pub tested: bool,
}

impl Batch {
    /// Reads what came; `None` if it is nothing that a kiosk sends.
    #[must_use]
    pub fn read(content: &[u8]) -> Option<Batch> {
        let batch: Batch = serde_json::from_slice(content).ok()?;
        let word = |word: &str| {
            (1..=LONGEST).contains(&word.len())
                && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        };
        let sound = |report: &Report| {
            report.number > 0 && report.at >= 0 && word(&report.part) && word(&report.state)
        };
        let ascends = batch.reports.is_sorted_by(|before, after| before.number < after.number);
        let count = (1..=AT_ONCE).contains(&batch.reports.len());
        (count && ascends && batch.reports.iter().all(sound)).then_some(batch)
    }
}

/// Takes a kiosk's reports; the number of the last, which the kiosk need not send again.
///
/// # Errors
/// [`Failure`]; then none of them is taken.
pub async fn take(db: &Db, kiosk: &Kiosk, batch: Batch, now: Moment) -> Result<i64, Failure> {
    let id = kiosk.id;
    db.write(move |tx| {
        Box::pin(async move {
            for report in &batch.reports {
                records::take(tx, id, batch.journal, report, now).await.map_err(Failure::from)?;
            }
            Ok(batch.reports.last().map_or(0, |report| report.number))
        })
    })
    .await
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Bytes of any kind, and what is nearly a batch: what is taken holds only what a kiosk says.
        #[test]
        fn whatever_comes_only_short_words_in_ascending_numbers_are_kept(
            noise in proptest::collection::vec(any::<u8>(), 0..200),
            told in proptest::collection::vec(
                (
                    prop_oneof![1_i64..9, any::<i64>()],
                    prop_oneof![0_i64..9, any::<i64>()],
                    r"[a-z-]{1,16}|[a-z-]{0,20}|\PC{0,8}",
                    r"[a-z-]{1,16}|[a-z-]{0,20}|\PC{0,8}",
                    any::<bool>(),
                ),
                0..4,
            ),
            cut in any::<prop::sample::Index>(),
        ) {
            let reports: Vec<_> = told
                .iter()
                .map(|(number, at, part, state, tested)| {
                    serde_json::json!({
                        "number": number, "at": at, "part": part, "state": state, "tested": tested,
                    })
                })
                .collect();
            let sent = serde_json::json!({ "journal": Uuid::from_u128(1), "reports": reports }).to_string();
            let word = |word: &str| {
                (1..=16).contains(&word.len()) && word.chars().all(|sign| matches!(sign, 'a'..='z' | '-'))
            };
            let sound = !told.is_empty()
                && told.windows(2).all(|two| two[0].0 < two[1].0)
                && told.iter().all(|one| one.0 >= 1 && one.1 >= 0 && word(&one.2) && word(&one.3));
            let read = Batch::read(sent.as_bytes());
            prop_assert_eq!(read.is_some(), sound);
            if let Some(read) = read {
                let kept: Vec<_> = read
                    .reports
                    .into_iter()
                    .map(|one| (one.number, one.at, one.part, one.state, one.tested))
                    .collect();
                prop_assert_eq!(kept, told);
            }
            prop_assert_eq!(Batch::read(&noise), None);
            prop_assert_eq!(Batch::read(&sent.as_bytes()[..cut.index(sent.len())]), None);
        }
    }

    fn read(reports: &str) -> Option<Batch> {
        let journal = "0190d9a0-0000-7000-8000-000000000001";
        Batch::read(format!("{{\"journal\":\"{journal}\",\"reports\":[{reports}]}}").as_bytes())
    }

    const ONE: &str = r#"{"number":1,"at":5,"part":"voice","state":"near-end","tested":true}"#;

    #[test]
    fn only_short_words_in_ascending_numbers_are_taken() {
        assert_eq!(read(ONE).map(|batch| batch.reports.len()), Some(1));
        let two = ONE.replace("\"number\":1", "\"number\":2");
        assert!(read(&format!("{ONE},{two}")).is_some());
        let bad = [
            String::new(),
            format!("{two},{ONE}"),
            format!("{ONE},{ONE}"),
            ONE.replace("voice", "MRNNMO69C66H501O"),
            ONE.replace("voice", "noemi mariani"),
            ONE.replace("voice", "seventeen-letters"),
            ONE.replace("voice", ""),
            ONE.replace("\"at\":5", "\"at\":-5"),
            ONE.replace("\"number\":1", "\"number\":0"),
            ONE.replace("\"tested\"", "\"who\":\"x\",\"tested\""),
        ];
        for reports in bad {
            assert_eq!(read(&reports), None, "{reports}");
        }
        assert_eq!(Batch::read(b"[]"), None);
        assert_eq!(Batch::read(&[0xff; 40]), None);
        let many: Vec<String> =
            (1..=201).map(|n| ONE.replace("\"number\":1", &format!("\"number\":{n}"))).collect();
        assert_eq!(read(&many.join(",")), None);
    }
}
