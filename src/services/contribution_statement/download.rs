//! The statement as a file for spreadsheets: CSV after RFC 4180, in UTF-8 with its mark. Where decimals have a comma, as in
//! Italian, `;` stands between the cells, as spreadsheets of such a language open it. And its periods in the copy of one's data.
//!
//! **Invariant**: no cell is taken for a formula, whatever an employer is called.

use a11y::text::{Lang, Text};
use a11y::values::line;
use serde_json::{Value, json};

use super::period::Period;
use super::words;
use crate::services::{Failure, File};

/// The statement's periods as a file, the words in the reader's language. Its name tells nothing of anyone.
///
/// # Errors
/// [`Failure::Stored`] if the rows cannot be written down, which memory never refuses.
pub(super) fn file(lang: Lang, periods: &[Period]) -> Result<File, Failure> {
    let unwritten = || Failure::Stored("statement file");
    // Spreadsheets know UTF-8 by its mark.
    let mut out = csv::WriterBuilder::new()
        .delimiter(separators(lang).0)
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    out.write_record(header(lang)).map_err(|_| unwritten())?;
    for period in periods {
        out.write_record(row(lang, period)).map_err(|_| unwritten())?;
    }
    let bytes = out.into_inner().map_err(|_| unwritten())?;
    Ok(File { name: "estratto-conto.csv".to_owned(), media_type: "text/csv; charset=utf-8", bytes })
}

/// About how large the file is, in kilobytes, told without writing it.
pub(super) fn kilobytes(periods: &[Period]) -> i64 {
    /// Its first row, and what a row has beside what it copies.
    const OWN: (usize, usize) = (200, 100);
    let rows = periods.iter().map(|period| OWN.1 + period.employer.len() + period.note.len());
    i64::try_from((OWN.0 + rows.sum::<usize>()).div_ceil(1000)).unwrap_or(i64::MAX)
}

fn header(lang: Lang) -> [String; 11] {
    let columns = [
        words::regime_column(lang),
        words::kind_column(lang),
        words::from_column(lang),
        words::to_column(lang),
        words::quantity_column(lang),
        words::unit_column(lang),
        words::right(lang),
        words::measure(lang),
        words::pay(lang),
        words::employer(lang),
        words::note_column(lang),
    ];
    columns.map(|text: Text| line(&text, lang))
}

fn row(lang: Lang, period: &Period) -> [String; 11] {
    let unit = period.unit.code();
    [
        line(&words::regime(lang, period.regime.code()), lang),
        line(&words::kind(lang, period.kind.code()), lang),
        period.from.to_string(),
        period.to.to_string(),
        period.quantity.to_string(),
        line(&words::unit(lang, unit), lang),
        weeks(lang, period.right.0),
        weeks(lang, period.measure.0),
        period.pay.map(|pay| money(lang, pay.0)).unwrap_or_default(),
        harmless(&period.employer),
        harmless(&period.note),
    ]
}

/// What stands between cells, and before decimals: as on the pages of the language.
fn separators(lang: Lang) -> (u8, char) {
    match lang {
        Lang::It | Lang::Ar => (b';', ','),
        Lang::En => (b',', '.'),
    }
}

/// Cents, which spreadsheets of the language take for a number: `1234,50`.
fn money(lang: Lang, cents: i64) -> String {
    format!("{}{}{:02}", cents / 100, separators(lang).1, cents % 100)
}

/// Hundredths of weeks, with as many decimals as they have: `52`, `41,5`.
fn weeks(lang: Lang, hundredths: i64) -> String {
    money(lang, hundredths).trim_end_matches('0').trim_end_matches(separators(lang).1).to_owned()
}

/// A period in the copy of one's data: what is in the file, with its codes, decimals as JSON has them.
pub(super) fn copied(lang: Lang, period: &Period) -> Value {
    let number = |hundredths: i64| weeks(Lang::En, hundredths);
    json!({
        "gestione": line(&words::regime(lang, period.regime.code()), lang),
        "gestione_codice": period.regime.code(),
        "tipo": line(&words::kind(lang, period.kind.code()), lang),
        "tipo_codice": period.kind.code(),
        "dal": period.from.to_string(),
        "al": period.to.to_string(),
        "quantita": period.quantity,
        "unita": line(&words::unit(lang, period.unit.code()), lang),
        "unita_codice": period.unit.code(),
        "settimane_per_il_diritto": number(period.right.0),
        "settimane_per_la_misura": number(period.measure.0),
        "retribuzione_in_euro": period.pay.map(|pay| money(Lang::En, pay.0)),
        "datore_di_lavoro": period.employer,
        "nota": period.note,
    })
}

/// A text that spreadsheets would run as a formula gets an apostrophe before it.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
