//! The offices' only SQL.
//!
//! Pages read what they need at each request: the table is small, and a portal of many processes then never
//! shows an office that an import has replaced.

use crate::db::{Conn, DbError, insert_all};
use crate::places::{Belfiore, Position, Provincia};
use crate::services::Failure;
use crate::{dialect, sql};

use super::rules::calendar::{parse_closures, print_closures};
use super::rules::{Kind, Sede, hours, phones};

/// How far from a place offices of other provinces still count as near it, in millionths of a degree of
/// latitude: about 33 km.
const NEAR: i64 = 300_000;

crate::row! {
    /// A row of `offices`.
    struct Row {
        code: String,
        name: String,
        kind: String,
        provincia: String,
        comune: String,
        belfiore: String,
        cap: String,
        address: String,
        lat: Option<i64>,
        lon: Option<i64>,
        hours: String,
        closures: String,
        phone: String,
        step_free: Option<bool>,
        tactile_path: Option<bool>,
        lis: Option<bool>,
        hearing_loop: Option<bool>,
        lift: Option<bool>,
        reserved_parking: Option<bool>,
        pec: String,
        services: String,
        synthetic: bool,
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT code, name, kind, provincia, comune, belfiore, cap, address, lat, lon, hours, closures, ",
            "phone, step_free, tactile_path, lis, hearing_loop, lift, reserved_parking, pec, services, synthetic ",
            "FROM offices ",
            $rest
        )
    };
}

/// The office with a code.
///
/// # Errors
/// [`Failure::Db`]; [`Failure::Stored`] for a row that no import wrote.
pub(super) async fn by_code(conn: &mut Conn, code: &str) -> Result<Option<Sede>, Failure> {
    let row: Option<Row> = sql!(conn, select!("WHERE code = $1"), code).optional().await?;
    row.map(sede).transpose()
}

/// Whether no office has been imported yet.
///
/// # Errors
/// [`Failure::Db`]
pub(super) async fn is_empty(conn: &mut Conn) -> Result<bool, Failure> {
    let row: Option<(String,)> = sql!(conn, "SELECT code FROM offices LIMIT 1").optional().await?;
    Ok(row.is_none())
}

/// The offices of a province and, around a place, the near ones of other provinces, in no order.
///
/// # Errors
/// As [`by_code`].
pub(super) async fn nearby(
    conn: &mut Conn,
    provincia: &Provincia,
    around: Option<Position>,
) -> Result<Vec<Sede>, Failure> {
    let rows: Vec<Row> = match around {
        None => sql!(conn, select!("WHERE provincia = $1"), provincia.sigla).all().await?,
        Some(place) => {
            let (lat, lon) = (millionths(place.lat), millionths(place.lon));
            // A degree of longitude is about seven tenths of one of latitude in Italy.
            let (high, wide) = (NEAR, NEAR * 10 / 7);
            sql!(
                conn,
                select!("WHERE provincia = $1 OR (lat BETWEEN $2 AND $3 AND lon BETWEEN $4 AND $5)"),
                provincia.sigla,
                lat - high,
                lat + high,
                lon - wide,
                lon + wide,
            )
            .all()
            .await?
        }
    };
    rows.into_iter().map(sede).collect()
}

/// The offices whose postal code lies between two, in no order.
///
/// # Errors
/// As [`by_code`].
pub(super) async fn by_cap(conn: &mut Conn, from: &str, to: &str) -> Result<Vec<Sede>, Failure> {
    let rows: Vec<Row> = sql!(conn, select!("WHERE cap BETWEEN $1 AND $2"), from, to).all().await?;
    rows.into_iter().map(sede).collect()
}

/// Every office, in no order: for words that are no place.
///
/// # Errors
/// As [`by_code`].
pub(super) async fn all(conn: &mut Conn) -> Result<Vec<Sede>, Failure> {
    let rows: Vec<Row> = sql!(conn, select!("")).all().await?;
    rows.into_iter().map(sede).collect()
}

/// Code and name of every office, by code.
///
/// # Errors
/// [`DbError`]
pub(super) async fn names(conn: &mut Conn) -> Result<Vec<(String, String)>, DbError> {
    let mut names: Vec<(String, String)> = sql!(conn, "SELECT code, name FROM offices").all().await?;
    names.sort_unstable();
    Ok(names)
}

/// The office competent for a place: the Belfiore code of a comune or the sigla of a province.
///
/// # Errors
/// As [`by_code`].
pub(super) async fn competent(conn: &mut Conn, place: &str) -> Result<Option<Sede>, Failure> {
    let text = select!("WHERE code = (SELECT office_code FROM competence WHERE place = $1)");
    let row: Option<Row> = sql!(conn, text, place).optional().await?;
    row.map(sede).transpose()
}

/// Lets nobody else replace the offices until the end of this write, so that of two runs at once the second finds what the
/// first has left. On SQLite writes are one after the other.
///
/// # Errors
/// [`DbError`]
pub(super) async fn lock(conn: &mut Conn) -> Result<(), DbError> {
    let lock = dialect!(conn, lite = None, pg = Some("LOCK TABLE offices IN SHARE ROW EXCLUSIVE MODE"));
    if let Some(text) = lock {
        conn.sql(text).execute().await?;
    }
    Ok(())
}

/// Puts these offices in the place of all, and with them who is competent for which place.
///
/// # Errors
/// [`DbError`]
pub(super) async fn replace(
    conn: &mut Conn,
    offices: &[Sede],
    competence: &[(&'static str, String)],
) -> Result<(), DbError> {
    sql!(conn, "DELETE FROM competence").execute().await?;
    sql!(conn, "DELETE FROM offices").execute().await?;
    insert_all(
        conn,
        "INSERT INTO offices (code, name, kind, provincia, comune, belfiore, cap, address, lat, lon, hours, \
         closures, phone, step_free, tactile_path, lis, hearing_loop, lift, reserved_parking, pec, services, \
         synthetic)",
        "",
        offices,
        |statement, office| {
            statement
                .bind(office.code.clone())
                .bind(office.name.clone())
                .bind(office.kind.code())
                .bind(office.provincia.sigla)
                .bind(office.comune.clone())
                .bind(office.belfiore.as_str().to_owned())
                .bind(office.cap.clone())
                .bind(office.address.clone())
                .bind(office.position.map(|at| millionths(at.lat)))
                .bind(office.position.map(|at| millionths(at.lon)))
                .bind(office.hours.as_deref().map(hours::print).unwrap_or_default())
                .bind(written_closures(office))
                .bind(written_phones(office))
                .bind(office.step_free)
                .bind(office.tactile_path)
                .bind(office.lis)
                .bind(office.hearing_loop)
                .bind(office.lift)
                .bind(office.reserved_parking)
                .bind(office.pec.clone().unwrap_or_default())
                .bind(office.services.join("\n"))
                .bind(office.synthetic)
        },
    )
    .await?;
    insert_all(conn, "INSERT INTO competence (place, office_code)", "", competence, |statement, row| {
        statement.bind(row.0).bind(row.1.clone())
    })
    .await?;
    Ok(())
}

/// The text that says that an office announced no closure; an empty one says that nothing is known.
const NO_CLOSURE: &str = "-";

fn written_closures(office: &Sede) -> String {
    match office.closures.as_deref() {
        None => String::new(),
        Some([]) => NO_CLOSURE.to_owned(),
        Some(closures) => print_closures(closures),
    }
}

fn written_phones(office: &Sede) -> String {
    use super::rules::Line;
    let written = office.phones.iter().map(|phone| match phone.line {
        Line::Fixed => format!("{} (da fisso)", phone.number),
        Line::Mobile => format!("{} (da cellulare)", phone.number),
        Line::Any => phone.number.clone(),
    });
    written.collect::<Vec<_>>().join(" / ")
}

fn sede(row: Row) -> Result<Sede, Failure> {
    let wrong = |what| move || Failure::Stored(what);
    let position = match (row.lat, row.lon) {
        (Some(lat), Some(lon)) => Some(Position { lat: degrees(lat), lon: degrees(lon) }),
        _ => None,
    };
    let week = Some(row.hours.as_str()).filter(|text| !text.is_empty()).map(hours::parse);
    let closures = match row.closures.as_str() {
        "" => None,
        NO_CLOSURE => Some(Vec::new()),
        text => Some(parse_closures(text).map_err(|_| Failure::Stored("closures of an office"))?),
    };
    Ok(Sede {
        code: row.code,
        name: row.name,
        kind: Kind::of(&row.kind).ok_or_else(wrong("kind of an office"))?,
        provincia: Provincia::by_sigla(&row.provincia).ok_or_else(wrong("province of an office"))?,
        comune: row.comune,
        belfiore: Belfiore::parse(&row.belfiore).ok_or_else(wrong("comune of an office"))?,
        cap: row.cap,
        address: row.address,
        position,
        hours: week.transpose().map_err(|_| Failure::Stored("hours of an office"))?,
        closures,
        phones: phones(&row.phone).ok_or_else(wrong("telephone of an office"))?,
        step_free: row.step_free,
        tactile_path: row.tactile_path,
        lis: row.lis,
        hearing_loop: row.hearing_loop,
        lift: row.lift,
        reserved_parking: row.reserved_parking,
        pec: Some(row.pec).filter(|pec| !pec.is_empty()),
        services: row.services.lines().map(str::to_owned).collect(),
        synthetic: row.synthetic,
    })
}

/// Millionths of a degree, as they are stored.
fn millionths(degrees: f32) -> i64 {
    // At most 180,000,000 for a longitude: the cast cannot lose anything.
    (f64::from(degrees) * 1e6).round() as i64
}

fn degrees(millionths: i64) -> f32 {
    (millionths as f64 / 1e6) as f32
}
