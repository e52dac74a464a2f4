//! The outbox: what the post or a call carries to a citizen, written once and taken once.
//!
//! **Invariant**: a letter goes to the address in the records; nobody can queue one for an address typed in.
//! **Invariant**: address, body and secret are sealed at rest; a secret is erased when its letter is taken.
//! **Invariant**: a letter of a case that was withdrawn or refused before it was taken never leaves.

mod acknowledge;
mod batch;
mod braille;
mod paper;
mod records;
#[cfg(test)]
mod tests;

use a11y::page::Page;
use a11y::text::Lang;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use acknowledge::{Acknowledged, BadRow, acknowledge};
pub use batch::{TakeError, Taken, take};
pub use records::{Listed, count_since, last_chosen, of_cases, of_citizen};

use crate::citizen::records::Citizen;
use crate::clock::Moment;
use crate::db::{Conn, DbError};
use crate::places::{Belfiore, Comune, Stato};
use crate::seal::{Keys, Purpose};
use crate::services::Failure;

crate::words!("letters");

/// How a letter reaches its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// On paper, in 12-point print, with tables.
    Print,
    /// On paper, in 18-point print, with lists in place of tables.
    Letter,
    /// In braille.
    Braille,
    /// Read out by telephone.
    Call,
}

impl Delivery {
    /// As it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Delivery::Print => "print",
            Delivery::Letter => "letter",
            Delivery::Braille => "braille",
            Delivery::Call => "call",
        }
    }

    /// The delivery of a stored code.
    pub fn from_code(code: &str) -> Option<Delivery> {
        [Delivery::Print, Delivery::Letter, Delivery::Braille, Delivery::Call]
            .into_iter()
            .find(|d| d.code() == code)
    }
}

/// Where a letter goes: only ever made from the records.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    lines: Vec<String>,
    phone: Option<String>,
}

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Address(..)")
    }
}

impl Address {
    /// The residence of a person on record, as an envelope shows it; `None` where no street is known, or abroad no
    /// place, for a letter without one comes to nobody, or to somebody else.
    pub fn of(citizen: &Citizen) -> Option<Address> {
        let home = &citizen.residence;
        let abroad = Belfiore::parse(&home.belfiore).filter(|code| code.is_foreign());
        let place = match abroad {
            Some(state) => Stato::by_code(state).is_some() && !home.locality.is_empty(),
            None => !home.cap.is_empty(),
        };
        (place && !home.street.is_empty()).then(|| Address::envelope(citizen, None))
    }

    /// The telephone on record that a call goes to.
    pub fn by_phone(citizen: &Citizen, phone: String) -> Address {
        Address::envelope(citizen, Some(phone))
    }

    fn envelope(citizen: &Citizen, phone: Option<String>) -> Address {
        let home = &citizen.residence;
        let code = Belfiore::parse(&home.belfiore);
        let place = match code.and_then(Stato::by_code) {
            // Place and state in capitals, the state in the language of where it is posted (Universal Postal Union, Letter
            // Post Regulations, RL 123, 3.3), as the last line.
            Some(state) => vec![home.locality.to_uppercase(), state.name.to_uppercase()],
            None => {
                let comune = code.and_then(Comune::today);
                let place = comune.map_or_else(String::new, |c| format!("{} {}", c.name, c.province.sigla));
                vec![format!("{} {place}", home.cap).trim().to_owned()]
            }
        };
        let street = format!("{} {}", home.street, home.number).trim().to_owned();
        let lines = [citizen.full_name(), street].into_iter().chain(place);
        Address { lines: lines.filter(|line| !line.is_empty()).collect(), phone }
    }
}

/// A letter to be written.
#[derive(Clone, Debug)]
pub struct NewLetter {
    /// Its id: that of what it answers, so that a repeated write queues one letter.
    pub id: Uuid,
    /// The case that it answers; it need not be on record.
    pub case: Option<Uuid>,
    /// Whose it is.
    pub citizen: Uuid,
    /// What it is, as a word My area can name: `pin`, `slow-down`, `contribution-statement`.
    pub kind: &'static str,
    /// The language it is written in.
    pub lang: Lang,
    /// How it goes.
    pub delivery: Delivery,
    /// Where it goes.
    pub address: Address,
    /// What it says, without its secret.
    pub body: Page,
    /// A code that only this letter tells.
    pub secret: Option<String>,
}

/// A letter sealed, ready to be queued inside a write.
#[derive(Clone, Debug)]
pub struct Sealed {
    id: Uuid,
    case: Option<Uuid>,
    citizen: Uuid,
    kind: &'static str,
    lang: Lang,
    delivery: Delivery,
    address: Vec<u8>,
    body: Vec<u8>,
    secret: Option<Vec<u8>>,
}

impl NewLetter {
    /// Seals address, body and secret.
    ///
    /// # Errors
    /// [`Failure`]
    pub fn seal(self, keys: &Keys) -> Result<Sealed, Failure> {
        let json = |value: Result<Vec<u8>, serde_json::Error>| value.map_err(|_| Failure::Stored("letter"));
        let address = json(serde_json::to_vec(&self.address))?;
        let body = json(serde_json::to_vec(&self.body))?;
        let secret = self.secret.map(|secret| keys.seal(Purpose::LetterSecret, secret.as_bytes()));
        Ok(Sealed {
            id: self.id,
            case: self.case,
            citizen: self.citizen,
            kind: self.kind,
            lang: self.lang,
            delivery: self.delivery,
            address: keys.seal(Purpose::Letter, &address)?,
            body: keys.seal(Purpose::Letter, &body)?,
            secret: secret.transpose()?,
        })
    }
}

/// Puts a letter into the outbox, in the write of what it answers; the same id twice is one letter.
///
/// # Errors
/// [`Failure`]
pub async fn queue(tx: &mut Conn, letter: Sealed, now: Moment) -> Result<(), Failure> {
    Ok(records::insert(tx, letter, now).await?)
}

/// Cancels the letters that a case asked for and that nobody has begun to take, in the write that ends the case; one that is
/// in a batch leaves.
///
/// # Errors
/// [`DbError`]
pub async fn cancel(tx: &mut Conn, case: Uuid, now: Moment) -> Result<(), DbError> {
    records::cancel(tx, case, now).await.map(drop)
}

/// A letter opened to be written on paper.
#[derive(Debug)]
struct Letter {
    id: Uuid,
    kind: String,
    delivery: Delivery,
    address: Address,
    body: Page,
    secret: Option<String>,
}

impl Letter {
    fn open(stored: records::Stored, keys: &Keys) -> Result<Letter, Failure> {
        let address = keys.open(Purpose::Letter, &stored.address)?;
        let body = keys.open(Purpose::Letter, &stored.body)?;
        let secret = stored.secret.map(|secret| keys.open(Purpose::LetterSecret, &secret)).transpose()?;
        let unread = |_| Failure::Stored("letter");
        Ok(Letter {
            id: stored.id,
            kind: stored.kind,
            delivery: Delivery::from_code(&stored.delivery).ok_or(Failure::Stored("delivery"))?,
            address: serde_json::from_slice(&address).map_err(unread)?,
            body: serde_json::from_slice(&body).map_err(unread)?,
            secret: secret
                .map(String::from_utf8)
                .transpose()
                .map_err(|_| Failure::Stored("letter's secret"))?,
        })
    }
}
