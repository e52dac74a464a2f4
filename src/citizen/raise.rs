//! Raising a PIN to Actor: what a clerk does after seeing the person and a document; the command line for now.

use super::codice_fiscale::CodiceFiscale;
use super::records;
use crate::clock::Moment;
use crate::db::Db;
use crate::ledger::records::{AuditEntry, audit};
use crate::services::Failure;

/// What became of raising a PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Raised {
    /// The PIN now sends, changes and delegates, from the next sign-in.
    Done,
    /// The person has no PIN in use.
    NoPin,
    /// Nobody on record has exactly this code.
    Unknown,
}

/// Raises the PIN in use of the person with exactly this code.
///
/// # Errors
/// [`Failure`]
pub async fn raise(db: &Db, code: CodiceFiscale, now: Moment) -> Result<Raised, Failure> {
    let found = records::by_code(&mut db.reader().await?, code).await?;
    let Some(citizen) = found.filter(|citizen| citizen.code == code) else { return Ok(Raised::Unknown) };
    let entry = AuditEntry {
        at: now,
        citizen: citizen.id,
        actor: "staff",
        channel: "counter",
        what: "pin-raised",
        address: String::new(),
    };
    db.write(move |tx| {
        Box::pin(async move {
            if !records::raise_pin(tx, citizen.id, now).await? {
                return Ok(Raised::NoPin);
            }
            audit(tx, entry).await?;
            Ok(Raised::Done)
        })
    })
    .await
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::citizen::Level;
    use crate::services::testing::{Desk, person};

    #[tokio::test]
    async fn a_pin_in_use_is_raised_and_noted_and_nothing_else_is() {
        let desk = Desk::open().await;
        let anna = person("Prova", "Anna");
        let raise = |code| raise(&desk.portal.db, code, desk.now());
        assert_eq!(raise(anna.code).await.unwrap(), Raised::Unknown);
        desk.add(&anna).await;
        assert_eq!(raise(anna.code).await.unwrap(), Raised::NoPin);
        desk.give_pin(anna.id, "71940625").await;
        assert_eq!(raise(anna.code).await.unwrap(), Raised::Done);
        let pin = records::pin(&mut desk.reader().await, anna.id).await.unwrap().unwrap();
        assert_eq!(pin.level, Level::Actor);
        assert!(desk.rows().await.contains(&("audit", 1)));
    }
}
