//! The import's only SQL.

use std::collections::HashMap;

use jiff::civil::Date;
use uuid::Uuid;

use super::citizens::CitizenRow;
use super::contributions::ContributionRow;
use super::{ImportError, Kind};
use crate::citizen::codice_fiscale::{CodiceFiscale, Sex};
use crate::clock::Moment;
use crate::db::{Conn, DbError, FromRow, insert_all};
use crate::sql;

/// How far the import of a file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Progressed {
    /// Bytes of the file whose rows are in the records.
    pub(super) position: u64,
    /// Rows read, bad ones among them.
    pub(super) rows: u64,
    /// Bad rows.
    pub(super) bad: u64,
    /// There is nothing left to read.
    pub(super) done: bool,
    /// When the run that may move it on began; later than that of every run before.
    pub(super) run: i64,
}

/// Begins the import of a file, or takes it over from the run before; how far that has come.
///
/// The row is locked by whoever moves the import on, so this waits until a killed run's last chunk is in the records
/// or is undone, and from then on that run can move nothing.
pub(super) async fn begin(
    conn: &mut Conn,
    digest: &str,
    name: &str,
    kind: Kind,
    now: Moment,
) -> Result<Progressed, ImportError> {
    let (known, position, rows, bad, state, run): (String, i64, i64, i64, String, i64) = sql!(
        conn,
        "INSERT INTO imports (digest, name, kind, position, rows, bad, state, updated_at) \
         VALUES ($1, $2, $3, 0, 0, 0, 'running', $4) ON CONFLICT (digest) DO UPDATE SET updated_at = CASE \
         WHEN excluded.updated_at > imports.updated_at THEN excluded.updated_at \
         ELSE imports.updated_at + 1 END \
         RETURNING kind, position, rows, bad, state, updated_at",
        digest,
        name,
        kind.code(),
        now.0
    )
    .one()
    .await?;
    if known != kind.code() {
        return Err(ImportError::OtherKind(known));
    }
    let count = |n: i64| u64::try_from(n).unwrap_or(0);
    let (position, rows, bad) = (count(position), count(rows), count(bad));
    Ok(Progressed { position, rows, bad, done: state == "done", run })
}

/// Moves an import on from where it was; fails if another run has taken it over meanwhile.
pub(super) async fn advance(
    conn: &mut Conn,
    digest: &str,
    from: Progressed,
    to: Progressed,
) -> Result<(), ImportError> {
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let moved = sql!(
        conn,
        "UPDATE imports SET position = $4, rows = $5, bad = $6, state = $7 \
         WHERE digest = $1 AND updated_at = $2 AND position = $3 AND state = 'running'",
        digest,
        from.run,
        count(from.position),
        count(to.position),
        count(to.rows),
        count(to.bad),
        if to.done { "done" } else { "running" }
    )
    .execute()
    .await?;
    if moved == 1 { Ok(()) } else { Err(ImportError::Elsewhere) }
}

/// Of fifty codes at once; the last is repeated where there are fewer.
macro_rules! of_fifty {
    ($columns:literal) => {
        concat!(
            "SELECT codice_fiscale, ",
            $columns,
            " FROM citizens WHERE codice_fiscale IN \
             ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, \
             $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, \
             $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)"
        )
    };
}

/// The ids of those of these people who are on record.
pub(super) async fn citizens(
    conn: &mut Conn,
    codes: &[CodiceFiscale],
) -> Result<HashMap<CodiceFiscale, Uuid>, DbError> {
    let rows: Vec<(String, Uuid)> = of_codes(conn, of_fifty!("id"), codes).await?;
    Ok(rows.into_iter().filter_map(|(code, id)| Some((code.parse().ok()?, id))).collect())
}

async fn of_codes<R: FromRow>(
    conn: &mut Conn,
    find: &'static str,
    codes: &[CodiceFiscale],
) -> Result<Vec<R>, DbError> {
    let mut found = Vec::with_capacity(codes.len());
    for some in codes.chunks(50) {
        let Some(last) = some.last() else { continue };
        let mut statement = conn.sql(find);
        for code in some.iter().chain(std::iter::repeat(last)).take(50) {
            statement = statement.bind(code.as_str());
        }
        found.extend(statement.all::<R>().await?);
    }
    Ok(found)
}

crate::row! {
    /// What a file without their columns leaves as it is.
    struct Kept {
        codice_fiscale: String,
        residence_street: String,
        residence_number: String,
        residence_locality: String,
        residence_belfiore: String,
        residence_cap: String,
        synthetic: bool,
    }
}

impl Kept {
    /// Street, house number, place abroad and mark of a row where its file says nothing of them. A street and a place are
    /// of one comune or state and one CAP, and a house number of one street: where the file has another, the old ones
    /// hold no more.
    fn beside<'r>(&'r self, row: &'r CitizenRow) -> Beside<'r> {
        let same = self.residence_belfiore == row.residence.as_str() && self.residence_cap == row.cap;
        let street = row.street.as_deref();
        let street = street.unwrap_or(if same { self.residence_street.as_str() } else { "" });
        let here = same && street == self.residence_street;
        let number = row.number.as_deref();
        let number = number.unwrap_or(if here { self.residence_number.as_str() } else { "" });
        let locality = row.locality.as_deref();
        let locality = locality.unwrap_or(if same { self.residence_locality.as_str() } else { "" });
        (street, number, locality, row.synthetic.unwrap_or(self.synthetic))
    }
}

/// Street, house number, place abroad and mark.
type Beside<'r> = (&'r str, &'r str, &'r str, bool);

/// The records that a file leaves in part as they are: none where it has every column, so that this costs nothing.
async fn kept(conn: &mut Conn, rows: &[CitizenRow]) -> Result<HashMap<CodiceFiscale, Kept>, DbError> {
    let silent = |row: &&CitizenRow| {
        let of_abroad = row.locality.is_none() && row.residence.is_foreign();
        of_abroad || row.street.is_none() || row.number.is_none() || row.synthetic.is_none()
    };
    let codes: Vec<CodiceFiscale> = rows.iter().filter(silent).map(|row| row.code).collect();
    let columns = of_fifty!(
        "residence_street, residence_number, residence_locality, residence_belfiore, residence_cap, synthetic"
    );
    let found: Vec<Kept> = of_codes(conn, columns, &codes).await?;
    Ok(found.into_iter().filter_map(|kept| Some((kept.codice_fiscale.parse().ok()?, kept))).collect())
}

/// Writes citizens and their contacts: new ones are added, known ones brought up to the file.
///
/// What the file has no column for stays as it is (see [`Kept`]). A contact that the file does not have stays; one that is there with the same value keeps the earlier of the two
/// days since when it is known.
pub(super) async fn store_citizens(
    conn: &mut Conn,
    rows: &[CitizenRow],
    now: Moment,
) -> Result<HashMap<CodiceFiscale, Uuid>, DbError> {
    // PostgreSQL refuses to touch a row twice in one statement: of two rows alike the later counts.
    let latest: HashMap<CodiceFiscale, usize> =
        rows.iter().enumerate().map(|(n, row)| (row.code, n)).collect();
    let mut codes: Vec<CodiceFiscale> = rows.iter().map(|row| row.code).collect();
    codes.sort_unstable();
    let mut ids = citizens(conn, &codes).await?;
    let kept = kept(conn, rows).await?;
    let mut people = Vec::with_capacity(latest.len());
    let mut contacts = Vec::with_capacity(2 * latest.len());
    for (_, row) in rows.iter().enumerate().filter(|(n, row)| latest.get(&row.code) == Some(n)) {
        let id = *ids.entry(row.code).or_insert_with(Uuid::now_v7);
        people.push((id, row));
        contacts.extend(row.contacts.iter().map(|contact| (id, contact)));
    }
    // Ids follow the file, as its contributions will; codes are written in the order of their index, page by page.
    people.sort_unstable_by_key(|(_, row)| row.code);
    insert_all(
        conn,
        "INSERT INTO citizens (id, codice_fiscale, base_code, surname, name, sex, birth_date, birth_belfiore, \
         residence_street, residence_number, residence_locality, residence_belfiore, residence_cap, synthetic, \
         updated_at)",
        "ON CONFLICT (codice_fiscale) DO UPDATE SET surname = excluded.surname, name = excluded.name, \
         sex = excluded.sex, birth_date = excluded.birth_date, birth_belfiore = excluded.birth_belfiore, \
         residence_street = excluded.residence_street, residence_number = excluded.residence_number, \
         residence_locality = excluded.residence_locality, \
         residence_belfiore = excluded.residence_belfiore, residence_cap = excluded.residence_cap, \
         synthetic = excluded.synthetic, updated_at = excluded.updated_at",
        &people,
        |statement, (id, row)| {
            let said = (
                row.street.as_deref().unwrap_or_default(),
                row.number.as_deref().unwrap_or_default(),
                row.locality.as_deref().unwrap_or_default(),
                row.synthetic.unwrap_or_default(),
            );
            let (street, number, locality, synthetic) = kept.get(&row.code).map_or(said, |kept| kept.beside(row));
            statement
                .bind(*id)
                .bind(row.code.as_str())
                .bind(row.code.base().as_str())
                .bind(row.surname.as_str())
                .bind(row.name.as_str())
                .bind(if row.sex == Sex::Female { "F" } else { "M" })
                .bind(day(row.born))
                .bind(row.birthplace.as_str())
                .bind(street)
                .bind(number)
                .bind(locality)
                .bind(row.residence.as_str())
                .bind(row.cap.as_str())
                .bind(synthetic)
                .bind(now.0)
        },
    )
    .await?;
    insert_all(
        conn,
        "INSERT INTO contacts (id, citizen_id, kind, value, since)",
        "ON CONFLICT (id) DO UPDATE SET value = excluded.value, since = CASE \
         WHEN contacts.value = excluded.value AND contacts.since < excluded.since THEN contacts.since \
         ELSE excluded.since END",
        &contacts,
        |statement, (citizen, contact)| {
            statement
                .bind(contact_id(*citizen, contact.kind))
                .bind(*citizen)
                .bind(contact.kind)
                .bind(contact.value.as_str())
                .bind(contact.since.unwrap_or(now).0)
        },
    )
    .await?;
    Ok(ids)
}

/// One contact of a kind comes from imports: importing again finds it. It begins as the citizen's id does.
fn contact_id(citizen: Uuid, kind: &str) -> Uuid {
    let mut id = *citizen.as_bytes();
    for (byte, mark) in id[12..].iter_mut().zip(kind.bytes()) {
        *byte ^= mark;
    }
    uuid::Builder::from_custom_bytes(id).into_uuid()
}

/// Writes contributions of citizens who are on record; how many of them were not there yet.
pub(super) async fn store_contributions(
    conn: &mut Conn,
    rows: &[(Uuid, ContributionRow)],
) -> Result<u64, DbError> {
    insert_all(
        conn,
        "INSERT INTO contributions (id, citizen_id, year, regime, kind, from_date, to_date, unit, quantity, \
         weeks_right, weeks_measure, pay_cents, employer, note)",
        "ON CONFLICT (id) DO NOTHING",
        rows,
        |statement, (citizen, row)| {
            let period = &row.period;
            statement
                .bind(row.id(*citizen))
                .bind(*citizen)
                .bind(i64::from(period.year()))
                .bind(period.regime.code())
                .bind(period.kind.code())
                .bind(day(period.from))
                .bind(day(period.to))
                .bind(period.unit.code())
                .bind(period.quantity)
                .bind(period.right.0)
                .bind(period.measure.0)
                .bind(period.pay.map(|pay| pay.0))
                .bind(period.employer.as_str())
                .bind(period.note.as_str())
        },
    )
    .await
}

fn day(date: Date) -> String {
    date.to_string()
}

/// Gives a citizen a reader's PIN, unless they have one already.
pub(super) async fn give_pin(conn: &mut Conn, code: &str, hash: &str, now: Moment) -> Result<(), DbError> {
    sql!(
        conn,
        "INSERT INTO pins (citizen_id, hash, level, created_at, changed_at) \
         SELECT id, $2, 'reader', CAST($3 AS BIGINT), CAST($3 AS BIGINT) FROM citizens \
         WHERE codice_fiscale = $1 ON CONFLICT (citizen_id) DO NOTHING",
        code,
        hash,
        now.0
    )
    .execute()
    .await?;
    Ok(())
}
