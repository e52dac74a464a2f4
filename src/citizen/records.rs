//! The institute's records of people, their contacts and PINs: reading them, and the few writes that are allowed.
//!
//! **Invariant**: nothing here changes a name, a birth or an address: only imports and clerks do.

use jiff::civil::Date;
use uuid::Uuid;

use crate::citizen::Level;
use crate::citizen::codice_fiscale::CodiceFiscale;
use crate::clock::Moment;
use crate::db::{Conn, DbError};
use crate::services::Failure;
use crate::sql;

/// A person on record.
#[derive(Clone, PartialEq, Eq)]
pub struct Citizen {
    /// Its id.
    pub id: Uuid,
    /// The fiscal code as issued, omocodia letters included.
    pub code: CodiceFiscale,
    /// All surnames.
    pub surname: String,
    /// All given names.
    pub name: String,
    /// `F` or `M`.
    pub sex: String,
    /// The day of birth.
    pub born: Date,
    /// Belfiore code of the comune or state of birth.
    pub birthplace: String,
    /// The residence.
    pub residence: Residence,
    /// An invented person: pages about them carry the test-data mark.
    pub synthetic: bool,
}

/// Where a person lives, as the registers say.
#[derive(Clone, PartialEq, Eq)]
pub struct Residence {
    /// Street or square.
    pub street: String,
    /// House number.
    pub number: String,
    /// Abroad, postal code and place as the state writes them; else empty.
    pub locality: String,
    /// Belfiore code of the comune, or of the state.
    pub belfiore: String,
    /// CAP; empty abroad.
    pub cap: String,
}

impl std::fmt::Debug for Citizen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Citizen(..)")
    }
}

impl Citizen {
    /// Name and surname, as they are said.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.name, self.surname)
    }
}

crate::row! {
    struct Stored {
        id: Uuid,
        codice_fiscale: String,
        surname: String,
        name: String,
        sex: String,
        birth_date: String,
        birth_belfiore: String,
        residence_street: String,
        residence_number: String,
        residence_locality: String,
        residence_belfiore: String,
        residence_cap: String,
        synthetic: bool,
    }
}

impl Stored {
    fn read(self) -> Result<Citizen, Failure> {
        Ok(Citizen {
            id: self.id,
            code: self.codice_fiscale.parse().map_err(|_| Failure::Stored("fiscal code"))?,
            surname: self.surname,
            name: self.name,
            sex: self.sex,
            born: self.birth_date.parse().map_err(|_| Failure::Stored("date of birth"))?,
            birthplace: self.birth_belfiore,
            residence: Residence {
                street: self.residence_street,
                number: self.residence_number,
                locality: self.residence_locality,
                belfiore: self.residence_belfiore,
                cap: self.residence_cap,
            },
            synthetic: self.synthetic,
        })
    }
}

/// The person with this id.
///
/// # Errors
/// [`Failure`]
pub async fn by_id(conn: &mut Conn, id: Uuid) -> Result<Option<Citizen>, Failure> {
    let row: Option<Stored> = sql!(
        conn,
        "SELECT id, codice_fiscale, surname, name, sex, birth_date, birth_belfiore, residence_street, \
         residence_number, residence_locality, residence_belfiore, residence_cap, synthetic FROM citizens WHERE id = $1",
        id
    )
    .optional()
    .await?;
    row.map(Stored::read).transpose()
}

/// Everyone whose code has the same base: more than one where omocodia keeps two people apart.
///
/// # Errors
/// [`Failure`]
pub async fn by_base(conn: &mut Conn, code: CodiceFiscale) -> Result<Vec<Citizen>, Failure> {
    let rows: Vec<Stored> = sql!(
        conn,
        "SELECT id, codice_fiscale, surname, name, sex, birth_date, birth_belfiore, residence_street, \
         residence_number, residence_locality, residence_belfiore, residence_cap, synthetic FROM citizens WHERE base_code = $1",
        code.base().as_str()
    )
    .all()
    .await?;
    rows.into_iter().map(Stored::read).collect()
}

/// The person meant by a code: the one with exactly this code, or else the only one with its base.
///
/// # Errors
/// [`Failure`]
pub async fn by_code(conn: &mut Conn, code: CodiceFiscale) -> Result<Option<Citizen>, Failure> {
    let mut found = by_base(conn, code).await?;
    let exact = found.iter().position(|citizen| citizen.code == code);
    let only = (found.len() == 1).then_some(0);
    Ok(exact.or(only).map(|place| found.swap_remove(place)))
}

/// A telephone or mail address on record.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact {
    /// `home`, `office`, `mobile` or `email`.
    pub kind: String,
    /// The number or address.
    pub value: String,
    /// Since when it is on record.
    pub since: Moment,
}

impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Contact(..)")
    }
}

/// The contacts of a person, the longest known first.
///
/// # Errors
/// [`DbError`]
pub async fn contacts(conn: &mut Conn, citizen: Uuid) -> Result<Vec<Contact>, DbError> {
    let rows: Vec<(String, String, i64)> = sql!(
        conn,
        "SELECT kind, value, since FROM contacts WHERE citizen_id = $1 ORDER BY since, id",
        citizen
    )
    .all()
    .await?;
    Ok(rows.into_iter().map(|(kind, value, since)| Contact { kind, value, since: Moment(since) }).collect())
}

/// The PIN of a person.
#[derive(Clone, Debug)]
pub struct Pin {
    /// Its hash (argon2id, PHC string).
    pub hash: String,
    /// What it opens.
    pub level: Level,
    /// When the first one was activated.
    pub created: Moment,
    /// When it was last changed.
    pub changed: Moment,
    /// When it was revoked.
    pub revoked: Option<Moment>,
}

/// The PIN of a person, revoked or not. Asked with an id of nobody it takes as long and finds none.
///
/// # Errors
/// [`DbError`]
pub async fn pin(conn: &mut Conn, citizen: Uuid) -> Result<Option<Pin>, DbError> {
    let row: Option<(String, String, i64, i64, Option<i64>)> = sql!(
        conn,
        "SELECT hash, level, created_at, changed_at, revoked_at FROM pins WHERE citizen_id = $1",
        citizen
    )
    .optional()
    .await?;
    Ok(row.map(|(hash, level, created, changed, revoked)| Pin {
        hash,
        level: Level::from_code(&level),
        created: Moment(created),
        changed: Moment(changed),
        revoked: revoked.map(Moment),
    }))
}

/// Puts a PIN in use that came by post: it reads and does not send, whatever the one before it did.
///
/// # Errors
/// [`DbError`]
pub async fn activate_pin(conn: &mut Conn, citizen: Uuid, hash: &str, now: Moment) -> Result<(), DbError> {
    sql!(
        conn,
        "INSERT INTO pins (citizen_id, hash, level, created_at, changed_at, revoked_at) \
         VALUES ($1, $2, $3, $4, $5, NULL) \
         ON CONFLICT (citizen_id) DO UPDATE SET hash = excluded.hash, level = excluded.level, \
         created_at = excluded.created_at, changed_at = excluded.changed_at, revoked_at = NULL",
        citizen,
        hash,
        Level::Reader.code(),
        now.0,
        now.0
    )
    .execute()
    .await?;
    Ok(())
}

/// Changes the PIN in use, if it is still the one of `before`; its level stays.
///
/// # Errors
/// [`DbError`]; `false` if it was changed or revoked meanwhile.
pub async fn change_pin(
    conn: &mut Conn,
    citizen: Uuid,
    before: &str,
    hash: &str,
    now: Moment,
) -> Result<bool, DbError> {
    let changed = sql!(
        conn,
        "UPDATE pins SET hash = $3, changed_at = $4 \
         WHERE citizen_id = $1 AND hash = $2 AND revoked_at IS NULL",
        citizen,
        before,
        hash,
        now.0
    )
    .execute()
    .await?;
    Ok(changed == 1)
}

/// Whether the PIN in use is still the one with this hash; if it is, it stays so until the end of the write, for its row is
/// locked: a change that comes at the same time waits, and then finds what this write has opened.
///
/// # Errors
/// [`DbError`]
pub async fn holds_pin(conn: &mut Conn, citizen: Uuid, hash: &str) -> Result<bool, DbError> {
    let held = sql!(
        conn,
        "UPDATE pins SET changed_at = changed_at WHERE citizen_id = $1 AND hash = $2 AND revoked_at IS NULL",
        citizen,
        hash
    )
    .execute()
    .await?;
    Ok(held == 1)
}

/// Revokes the PIN in use.
///
/// # Errors
/// [`DbError`]; `false` if there was none in use.
pub async fn revoke_pin(conn: &mut Conn, citizen: Uuid, now: Moment) -> Result<bool, DbError> {
    let revoked = sql!(
        conn,
        "UPDATE pins SET revoked_at = $2 WHERE citizen_id = $1 AND revoked_at IS NULL",
        citizen,
        now.0
    )
    .execute()
    .await?;
    Ok(revoked == 1)
}

/// Raises the PIN in use to Actor, after a clerk saw the person and a document.
///
/// # Errors
/// [`DbError`]; `false` if there is none in use.
pub async fn raise_pin(conn: &mut Conn, citizen: Uuid, now: Moment) -> Result<bool, DbError> {
    let raised = sql!(
        conn,
        "UPDATE pins SET level = $2, changed_at = $3 WHERE citizen_id = $1 AND revoked_at IS NULL",
        citizen,
        Level::Actor.code(),
        now.0
    )
    .execute()
    .await?;
    Ok(raised == 1)
}

/// Locks the row of a person until the end of the write, so that "look, then insert" is safe on PostgreSQL.
///
/// # Errors
/// [`DbError`]
pub async fn lock(conn: &mut Conn, citizen: Uuid) -> Result<(), DbError> {
    sql!(conn, "UPDATE citizens SET updated_at = updated_at WHERE id = $1", citizen).execute().await?;
    Ok(())
}

/// Adds a person and their contacts to the records.
///
/// # Errors
/// [`DbError`]
pub async fn insert(
    conn: &mut Conn,
    citizen: &Citizen,
    contacts: &[Contact],
    now: Moment,
) -> Result<(), DbError> {
    sql!(
        conn,
        "INSERT INTO citizens (id, codice_fiscale, base_code, surname, name, sex, birth_date, birth_belfiore, \
         residence_street, residence_number, residence_locality, residence_belfiore, residence_cap, synthetic, \
         updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        citizen.id,
        citizen.code.as_str(),
        citizen.code.base().as_str(),
        citizen.surname.as_str(),
        citizen.name.as_str(),
        citizen.sex.as_str(),
        citizen.born.to_string(),
        citizen.birthplace.as_str(),
        citizen.residence.street.as_str(),
        citizen.residence.number.as_str(),
        citizen.residence.locality.as_str(),
        citizen.residence.belfiore.as_str(),
        citizen.residence.cap.as_str(),
        citizen.synthetic,
        now.0
    )
    .execute()
    .await?;
    for contact in contacts {
        sql!(
            conn,
            "INSERT INTO contacts (id, citizen_id, kind, value, since) VALUES ($1, $2, $3, $4, $5)",
            Uuid::now_v7(),
            citizen.id,
            contact.kind.as_str(),
            contact.value.as_str(),
            contact.since.0
        )
        .execute()
        .await?;
    }
    Ok(())
}
