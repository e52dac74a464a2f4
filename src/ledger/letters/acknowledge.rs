//! What the mail house says of the letters it took: the manifest again, with a state for each.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use csv::ByteRecord;
use uuid::Uuid;

use super::records;
use crate::clock::Moment;
use crate::csv_lines::{CsvLines, Line, QUOTE_OPEN};
use crate::portal::Portal;
use crate::services::Failure;

/// What the mail house's file came to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Acknowledged {
    /// Letters on their way or delivered, acknowledged now.
    pub delivered: u64,
    /// Letters that came back.
    pub returned: u64,
    /// Rows that said nothing new: an earlier file had them.
    pub known: u64,
    /// Rows that were not understood.
    pub bad: Vec<BadRow>,
}

/// A row that was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Why.
    pub reason: &'static str,
}

/// Reads the mail house's CSV: columns `letter` and `state` (`delivered` or `returned`), others are not read. A letter of
/// which the file, or an earlier one, says otherwise stays as it is, for a person to look into.
///
/// # Errors
/// [`Failure`]; what was read before it stays, and reading the file again is harmless.
pub async fn acknowledge(portal: &Portal, file: impl Read, now: Moment) -> Result<Acknowledged, Failure> {
    let mut found = Acknowledged::default();
    let Ok((mut rows, mut headers)) = CsvLines::open(file) else {
        found.bad.push(BadRow { line: 1, reason: "the file cannot be read" });
        return Ok(found);
    };
    headers.trim();
    let column = |name: &str| headers.iter().position(|header| header == name.as_bytes());
    let mut said: Vec<(u64, Uuid, &'static str)> = Vec::new();
    let (Some(letter), Some(state)) = (column("letter"), column("state")) else {
        found.bad.push(BadRow { line: 1, reason: "the columns letter and state are missing" });
        return Ok(found);
    };
    let mut row = ByteRecord::new();
    loop {
        let shape = rows.read(&mut row);
        let line = rows.line();
        match shape {
            Ok(Some(Line::Row)) => row.trim(),
            Ok(Some(Line::QuoteOpen)) => {
                found.bad.push(BadRow { line, reason: QUOTE_OPEN });
                continue;
            }
            Ok(None) => break,
            Err(_) => {
                found.bad.push(BadRow { line: line + 1, reason: "the file cannot be read from here on" });
                break;
            }
        }
        let id = row.get(letter).and_then(|id| Uuid::try_parse_ascii(id).ok());
        let state = match row.get(state).unwrap_or_default() {
            b"delivered" => Ok("acknowledged"),
            b"returned" => Ok("returned"),
            b"" => Err("no state is given"),
            _ => Err("the state is neither delivered nor returned"),
        };
        match (id, state) {
            (None, _) => found.bad.push(BadRow { line, reason: "the letter's number cannot be read" }),
            (_, Err(reason)) => found.bad.push(BadRow { line, reason }),
            (Some(id), Ok(state)) => said.push((line, id, state)),
        }
    }
    let torn = contradicted(&said);
    for (line, id, state) in said {
        if torn.contains(&id) {
            found.bad.push(BadRow { line, reason: "the file says two things of this letter: look into it" });
        } else {
            note(portal, id, state, line, now, &mut found).await?;
        }
    }
    found.bad.sort_by_key(|bad| bad.line);
    Ok(found)
}

/// The letters of which a file says both that they arrived and that they came back.
fn contradicted(said: &[(u64, Uuid, &'static str)]) -> BTreeSet<Uuid> {
    let mut first = BTreeMap::new();
    let torn = said.iter().filter(|(_, id, state)| *first.entry(*id).or_insert(*state) != *state);
    torn.map(|(_, id, _)| *id).collect()
}

async fn note(
    portal: &Portal,
    id: Uuid,
    state: &'static str,
    line: u64,
    now: Moment,
    found: &mut Acknowledged,
) -> Result<(), Failure> {
    let (changed, before) = portal
        .db
        .write(move |tx| {
            Box::pin(async move {
                let changed = records::answer(tx, id, state, now).await?;
                Ok::<_, Failure>((changed > 0, records::state(tx, id).await?))
            })
        })
        .await?;
    match (changed, before.as_deref(), state) {
        (true, _, "returned") => found.returned += 1,
        (true, ..) => found.delivered += 1,
        (false, None, _) => found.bad.push(BadRow { line, reason: "there is no such letter" }),
        (false, Some("waiting"), _) => {
            found.bad.push(BadRow { line, reason: "the letter has not been taken yet" });
        }
        (false, Some(before), state) if before != state => {
            found
                .bad
                .push(BadRow { line, reason: "an earlier file said otherwise of this letter: look into it" });
        }
        (false, Some(_), _) => found.known += 1,
    }
    Ok(())
}
