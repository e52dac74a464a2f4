//! Whether a worker is registered already: a second registration is told before it is sent, and never refused.

use a11y::page::{Block, Link, Notice, Tone};
use a11y::text::{Lang, Span};
use jiff::civil::Date;
use uuid::Uuid;

use super::afterwards::next;
use super::{NAME, employer, records, script, words, worker};
use crate::citizen::codice_fiscale::{CodiceFiscale, CodiceNumerico};
use crate::citizen::records::Citizen;
use crate::db::Conn;
use crate::ledger::{self, Case, Protocollo};
use crate::services::application::SENT;
use crate::services::conversation::Answers;
use crate::services::{Failure, path};

/// An earlier registration of the same worker by the same employer, for some of the same days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Earlier {
    /// Its case.
    pub(super) id: Uuid,
    /// Its number.
    pub(super) number: Protocollo,
    /// Its first day.
    pub(super) start: Date,
    /// What can still be done about it.
    pub(super) can: Can,
}

/// What can be done about an earlier registration that is wrong, besides asking at an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Can {
    /// To withdraw it.
    Withdraw,
    /// To tell its end: the days of its withdrawal are past.
    End,
    /// Nothing: it is over.
    Nothing,
}

/// The first one that these answers repeat; `None` while they do not tell who works, for whom and from when.
pub(super) async fn find(
    conn: &mut Conn,
    citizen: &Citizen,
    answers: &Answers,
    today: Date,
) -> Result<Option<Earlier>, Failure> {
    let Some(start) = answers.date(script::START) else { return Ok(None) };
    let Ok(works) = worker::code(answers).parse::<CodiceFiscale>() else { return Ok(None) };
    let end = script::end_of(answers);
    let community = employer::community_code(answers).map(str::parse::<CodiceNumerico>);
    let employs = |case: &Case| match &community {
        None => has_person(case, citizen.code),
        Some(Ok(code)) => has_community(case, *code),
        Some(Err(_)) => false,
    };
    for (id, start) in records::overlapping(conn, citizen.id, start, end).await? {
        let Some(case) = ledger::records::case_of(conn, citizen.id, id).await? else { continue };
        if has_person(&case, works) && employs(&case) {
            let Some(relationship) = records::find(conn, id).await? else { continue };
            let next = next(case.state, &relationship, today);
            let can = match next.withdraw {
                Some(_) => Can::Withdraw,
                None if next.end && relationship.expired(today).is_none() => Can::End,
                None => Can::Nothing,
            };
            return Ok(Some(Earlier { id, number: case.protocollo, start, can }));
        }
    }
    Ok(None)
}

/// The codes among the answers of a case.
fn codes(case: &Case) -> impl Iterator<Item = &str> {
    case.answers.rows().flat_map(|row| row.value.spans()).filter_map(|span| match span {
        Span::FiscalCode(code) | Span::Code(code) => Some(code.as_str()),
        _ => None,
    })
}

fn has_person(case: &Case, code: CodiceFiscale) -> bool {
    codes(case).any(|text| text.parse::<CodiceFiscale>().is_ok_and(|found| found.has_same_base(code)))
}

fn has_community(case: &Case, code: CodiceNumerico) -> bool {
    codes(case).any(|text| text.parse::<CodiceNumerico>().is_ok_and(|found| found == code))
}

/// What is told of it before the button that sends.
pub(super) fn told(lang: Lang, earlier: &Earlier) -> Notice {
    let number = earlier.number.to_string();
    let can = match earlier.can {
        Can::Withdraw => "ritiro",
        Can::End => "fine",
        Can::Nothing => "niente",
    };
    let first = path(lang, &format!("{NAME}/{}/{SENT}", earlier.id));
    let body = vec![
        words::registered_what(lang, &number, earlier.start).into(),
        words::registered_can(lang, can).into(),
        Block::Links(vec![Link::inside(words::registered_first(lang), first)]),
    ];
    Notice { tone: Tone::Warning, title: words::registered(lang), body }
}
