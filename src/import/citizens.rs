//! A row of a citizens file: who someone is, where they live, how they can be reached.

use csv::ByteRecord;
use jiff::civil::Date;

use super::fields::{RowProblem, day, filled, text};
use super::file::Columns;
use crate::citizen::codice_fiscale::{CodiceFiscale, Part, Person, Problem, Sex, Weight};
use crate::clock::{DAY, Moment};
use crate::places::{Belfiore, Cap};
use crate::services::contribution_statement::period::days_between;

/// The columns a citizens file must have.
pub(super) const REQUIRED: [&str; 8] =
    ["fiscal_code", "surname", "name", "sex", "birth_date", "birth_belfiore", "residence_belfiore", "cap"];

/// The columns it may have; any other is left alone. One that is not there says nothing of who is on record.
pub(super) const OPTIONAL: [&str; 12] = [
    "residence_street",
    "residence_number",
    "residence_locality",
    "synthetic",
    "phone_home",
    "phone_home_since",
    "phone_office",
    "phone_office_since",
    "phone_mobile",
    "phone_mobile_since",
    "email",
    "email_since",
];

/// A citizen as the records will hold them.
#[derive(Clone, Debug)]
pub(super) struct CitizenRow {
    pub(super) code: CodiceFiscale,
    pub(super) surname: String,
    pub(super) name: String,
    pub(super) sex: Sex,
    pub(super) born: Date,
    pub(super) birthplace: Belfiore,
    /// `None`, as the next two and the mark, where the file has no such column.
    pub(super) street: Option<String>,
    pub(super) number: Option<String>,
    pub(super) locality: Option<String>,
    pub(super) residence: Belfiore,
    pub(super) cap: String,
    pub(super) synthetic: Option<bool>,
    pub(super) contacts: Vec<ContactRow>,
}

/// A telephone or mail address with the day since when the institute has it.
#[derive(Clone, Debug)]
pub(super) struct ContactRow {
    /// `home`, `office`, `mobile`, `email`.
    pub(super) kind: &'static str,
    pub(super) value: String,
    /// `None` where the file does not say: since this import, unless the same value is there already.
    pub(super) since: Option<Moment>,
}

impl CitizenRow {
    /// Reads a row.
    pub(super) fn parse(columns: &Columns, record: &ByteRecord) -> Result<CitizenRow, RowProblem> {
        let get = |name| columns.get(record, name);
        let line = |name| columns.has(name).then(|| text(name, get(name)?)).transpose();
        let code: CodiceFiscale = filled("fiscal_code", get("fiscal_code")?)?
            .parse()
            .map_err(|problem: Problem| RowProblem::field("fiscal_code", problem.to_string()))?;
        let sex = match get("sex")?.trim() {
            "F" => Sex::Female,
            "M" => Sex::Male,
            _ => return Err(RowProblem::field("sex", "must be F or M")),
        };
        let row = CitizenRow {
            code,
            surname: filled("surname", get("surname")?)?,
            name: filled("name", get("name")?)?,
            sex,
            born: day("birth_date", get("birth_date")?)?,
            birthplace: belfiore("birth_belfiore", get("birth_belfiore")?)?,
            street: line("residence_street")?,
            number: line("residence_number")?,
            locality: line("residence_locality")?,
            residence: belfiore("residence_belfiore", get("residence_belfiore")?)?,
            cap: cap(get("cap")?)?,
            synthetic: columns.has("synthetic").then(|| flag("synthetic", get("synthetic")?)).transpose()?,
            contacts: contacts(columns, record)?,
        };
        row.agrees().map(|()| row)
    }

    /// A code that contradicts its own row is for a person to look at.
    fn agrees(&self) -> Result<(), RowProblem> {
        let person = Person {
            surname: &self.surname,
            name: &self.name,
            sex: self.sex,
            born: self.born,
            birthplace: self.birthplace,
        };
        let mismatches = self.code.matches(&person);
        match mismatches.iter().find(|mismatch| mismatch.weight == Weight::Contradiction) {
            None => Ok(()),
            Some(mismatch) => Err(RowProblem::Contradiction(match mismatch.part {
                Part::Surname => "surname",
                Part::Name => "name",
                Part::Date => "birth_date",
                Part::Sex => "sex",
                Part::Birthplace => "birth_belfiore",
            })),
        }
    }
}

fn belfiore(field: &'static str, raw: &str) -> Result<Belfiore, RowProblem> {
    Belfiore::parse(raw).ok_or_else(|| RowProblem::field(field, "must be a letter and three digits"))
}

/// Abroad there is no CAP.
fn cap(raw: &str) -> Result<String, RowProblem> {
    match raw.trim() {
        "" => Ok(String::new()),
        raw => match raw.parse::<Cap>() {
            Ok(cap) => Ok(cap.as_str().to_owned()),
            Err(problem) => Err(RowProblem::field("cap", problem.to_string())),
        },
    }
}

fn flag(field: &'static str, raw: &str) -> Result<bool, RowProblem> {
    match raw.trim() {
        "" | "0" => Ok(false),
        "1" => Ok(true),
        _ => Err(RowProblem::field(field, "must be 0 or 1")),
    }
}

fn contacts(columns: &Columns, record: &ByteRecord) -> Result<Vec<ContactRow>, RowProblem> {
    const FIELDS: [(&str, &str, &str); 4] = [
        ("home", "phone_home", "phone_home_since"),
        ("office", "phone_office", "phone_office_since"),
        ("mobile", "phone_mobile", "phone_mobile_since"),
        ("email", "email", "email_since"),
    ];
    let mut found = Vec::new();
    for (kind, value_field, since_field) in FIELDS {
        let value = match columns.get(record, value_field)?.trim() {
            "" => continue,
            raw if kind == "email" => mail(raw)?,
            raw => phone(value_field, raw)?,
        };
        let since = match columns.get(record, since_field)?.trim() {
            "" => None,
            raw => Some(start_of(day(since_field, raw)?)),
        };
        found.push(ContactRow { kind, value, since });
    }
    Ok(found)
}

/// Digits with or without `+` before them (E.164: at most 15); blanks, dots and hyphens are dropped.
fn phone(field: &'static str, raw: &str) -> Result<String, RowProblem> {
    let number: String = raw.chars().filter(|c| !c.is_whitespace() && !".-/()".contains(*c)).collect();
    let digits = number.strip_prefix('+').unwrap_or(&number);
    if (5..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) {
        Ok(number)
    } else {
        Err(RowProblem::field(field, "must have 5 to 15 digits, with or without + before them"))
    }
}

fn mail(raw: &str) -> Result<String, RowProblem> {
    let value = text("email", raw)?;
    match value.split_once('@') {
        Some((local, domain)) if !local.is_empty() && domain.contains('.') && !value.contains(' ') => {
            Ok(value)
        }
        _ => Err(RowProblem::field("email", "must be an address such as nome@example.org")),
    }
}

/// The first moment of a day, in universal time: a record's age is counted in whole days.
pub(super) fn start_of(day: Date) -> Moment {
    Moment(DAY * days_between(jiff::civil::date(1970, 1, 1), day))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    /// A good row, cell by cell.
    const ROW: [(&str, &str); 20] = [
        ("fiscal_code", "RNLNRC84S04I782A"),
        ("surname", "Rinaldi"),
        ("name", "Enrico"),
        ("sex", "M"),
        ("birth_date", "1984-11-04"),
        ("birth_belfiore", "I782"),
        ("residence_belfiore", "H501"),
        ("cap", "00118"),
        ("residence_street", "Via di Prova"),
        ("residence_number", "3"),
        ("residence_locality", ""),
        ("synthetic", "1"),
        ("phone_home", "06 1234567"),
        ("phone_home_since", "2020-02-29"),
        ("phone_office", ""),
        ("phone_office_since", ""),
        ("phone_mobile", "+39 333.1234567"),
        ("phone_mobile_since", ""),
        ("email", "enrico@prova.example"),
        ("email_since", "2021-01-01"),
    ];

    fn parse(cells: &[String]) -> Result<CitizenRow, RowProblem> {
        let header = ByteRecord::from(ROW.map(|(name, _)| name).to_vec());
        let columns = Columns::find(&header, &REQUIRED, &OPTIONAL).unwrap();
        CitizenRow::parse(&columns, &ByteRecord::from(cells.to_vec()))
    }

    fn good() -> Vec<String> {
        ROW.map(|(_, cell)| cell.to_owned()).to_vec()
    }

    proptest! {
        #[test]
        fn whatever_stands_in_its_cells_a_row_is_refused_or_agrees_with_its_code(
            cells in proptest::collection::vec((0..ROW.len(), "\\PC{0,20}|[-+0-9 ./@A-Za-z\t]{0,20}|"), 1..4),
        ) {
            let mut row = good();
            for (at, cell) in cells {
                row[at] = cell;
            }
            let Ok(read) = parse(&row) else { return Ok(()) };
            prop_assert!(read.agrees().is_ok());
            prop_assert!(read.cap.is_empty() || read.cap.parse::<Cap>().is_ok());
            for words in [&read.surname, &read.name] {
                prop_assert!(!words.is_empty() && words.trim() == words && !words.contains(char::is_control));
            }
            for contact in &read.contacts {
                let digits = contact.value.trim_start_matches('+').bytes().all(|b| b.is_ascii_digit());
                prop_assert!(digits != (contact.kind == "email"), "{}", contact.kind);
            }
        }

        #[test]
        fn blanks_around_a_cell_change_nothing(at in 0..ROW.len(), before in " {0,3}", after in " {0,3}") {
            let mut row = good();
            row[at] = format!("{before}{}{after}", row[at]);
            let told = |row: &[String]| format!("{:?}", parse(row).map(|read| (read.code.as_str().to_owned(), read)));
            prop_assert_eq!(told(&row), told(&good()));
        }
    }
}
