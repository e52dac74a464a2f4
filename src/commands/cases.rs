//! Cases: found by the number that a kiosk gave, moved by an office.

use std::io::Write;

use anyhow::bail;
use clap::Subcommand;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use sportello::clock::{DAY, Moment};
use sportello::ledger::records::Moved;
use sportello::ledger::{self, CaseState, Protocollo};
use sportello::portal::Portal;
use sportello::services::feedback;

#[derive(Subcommand)]
pub(crate) enum CaseCommand {
    /// Tell whether a request has arrived, by the number that a kiosk gave where it did not know.
    Find {
        /// The eight digits.
        number: String,
    },
    /// Move a case to another state.
    Set {
        /// Its protocol number.
        protocollo: Protocollo,
        /// Its new state; which moves there are depends on the one it is in.
        #[arg(value_parser = state())]
        state: CaseState,
        /// A sentence for the citizen.
        #[arg(long, default_value = "")]
        note: String,
    },
}

/// A state that an office may move a case to, by its code.
fn state() -> impl TypedValueParser<Value = CaseState> {
    let codes = PossibleValuesParser::new(CaseState::of_offices().map(CaseState::code));
    codes.try_map(|code| CaseState::from_code(&code).ok_or("no state"))
}

/// Looks after a case.
pub(crate) async fn run(portal: &Portal, command: CaseCommand) -> anyhow::Result<()> {
    match command {
        CaseCommand::Find { number } => find_case(portal, &number).await,
        CaseCommand::Set { protocollo, state, note } => move_case(portal, protocollo, state, note).await,
    }
}

/// For how many days a number is looked for.
const NUMBERED_DAYS: i64 = 90;

async fn find_case(portal: &Portal, number: &str) -> anyhow::Result<()> {
    // As it was read or heard: in groups of two.
    let number: String = number.split_whitespace().collect();
    anyhow::ensure!(
        number.len() == 8 && number.bytes().all(|sign| sign.is_ascii_digit()),
        "the number that a kiosk gave has 8 digits: read it again"
    );
    let now = portal.clock.now();
    let since = now.plus(-NUMBERED_DAYS * DAY);
    let found = ledger::numbered(&portal.db, &number, since, now).await?;
    let mut conn = portal.db.reader().await?;
    let reports = feedback::numbered(&mut conn, &number, since).await?;
    drop(conn);
    if found.is_empty() && reports.is_empty() {
        bail!(
            "nothing of the last {NUMBERED_DAYS} days has the number {number}: read it again; if it is right, \
             what was sent has not arrived"
        );
    }
    for ledger::records::Numbered { service, sent, updated, .. } in found {
        let is = match sent {
            Some((protocol, state)) => format!("arrived: case {protocol}, {state}"),
            None => "not sent: a draft".to_owned(),
        };
        writeln!(std::io::stdout(), "{} {service} {is}", updated.date())?;
    }
    for (report, at) in reports {
        writeln!(std::io::stdout(), "{} {} arrived: report {report}", at.date(), feedback::NAME)?;
    }
    portal.db.close().await;
    Ok(())
}

async fn move_case(
    portal: &Portal,
    protocollo: Protocollo,
    state: CaseState,
    note: String,
) -> anyhow::Result<()> {
    let now: Moment = portal.clock.now();
    let moved = portal
        .db
        .write(move |tx| {
            Box::pin(async move { sportello::services::move_case(tx, protocollo, state, &note, now).await })
        })
        .await?;
    match moved {
        Moved::Done => {}
        Moved::Unknown => bail!("there is no case {protocollo}"),
        Moved::NotOfKind(states) => bail!("{}", never_so(protocollo, state, states)),
        Moved::Stays(from) => bail!("{}", no_such_move(protocollo, from, state)),
    }
    eprintln!("Case {protocollo} is now {}.", state.code());
    portal.db.close().await;
    Ok(())
}

/// What no case of its kind ever becomes, and what it may become.
fn never_so(protocollo: Protocollo, to: CaseState, states: &[CaseState]) -> String {
    let states: Vec<&str> = states.iter().map(|state| state.code()).collect();
    let (to, states) = (to.code(), states.join(", "));
    format!("a case of the kind of {protocollo} never becomes {to}: it may become {states}")
}

/// Why a case stays in its state, and where it may go from there.
fn no_such_move(protocollo: Protocollo, from: CaseState, to: CaseState) -> String {
    let moves: Vec<&str> = from.moves().iter().map(|state| state.code()).collect();
    let allowed = match moves[..] {
        [] => "it is over and moves no more".to_owned(),
        _ => format!("from there it may become {}", moves.join(", ")),
    };
    format!("case {protocollo} is {} and cannot become {}: {allowed}", from.code(), to.code())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_command_offers_the_states_that_the_readme_lists_and_no_others() {
        let readme = include_str!("../../README.md");
        let (_, told) = readme.split_once("may, from `sent` to").unwrap();
        let told = told.split_once(".\n").unwrap().0;
        let listed: Vec<&str> = told.split('`').skip(1).step_by(2).collect();
        let offered: Vec<String> =
            state().possible_values().unwrap().map(|value| value.get_name().to_owned()).collect();
        assert_eq!(listed.len(), offered.len(), "{listed:?} {offered:?}");
        assert!(
            listed.iter().all(|state| offered.iter().any(|code| code == state)),
            "{listed:?} {offered:?}"
        );
    }
}
