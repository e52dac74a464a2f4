//! The people of the demo: the thousand of `data/citizens_synthetic.csv`, and as many more as a measurement wants.
//!
//! **Invariant**: nobody here exists: addresses are "di prova", telephones begin with 9, which the national numbering
//! plan holds in reserve (AGCOM decision 8/15/CIR), mail goes to the domains of RFC 2606.
//! **Invariant**: no two invented people have the same day, place and sex, so no two have the same code.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::career::months_later;
use super::dice::Dice;
use crate::citizen::codice_fiscale::{CodiceFiscale, Person, Sex};
use crate::import::citizens::{CitizenRow, ContactRow, start_of};
use crate::places::{Belfiore, Comune, fold};
use crate::services::contribution_statement::period::days_between;

/// The thousand, with their fiscal codes, names, births and comuni of residence.
static THOUSAND: LazyLock<Vec<CitizenRow>> = LazyLock::new(|| {
    include_str!("../../../data/citizens_synthetic.csv").lines().skip(1).filter_map(of_line).collect()
});

/// The first and last birthday of invented people: under a hundred years apart, so that codes stay distinct.
const BORN: [Date; 2] = [date(1936, 1, 1), date(2005, 12, 31)];

/// The thousand, each with address and contacts.
pub(super) fn thousand() -> &'static [CitizenRow] {
    &THOUSAND
}

/// A line: `fiscal_code,surname,name,sex,birth_date,birth_place,birth_province,birth_belfiore,` and then
/// `residence_comune,residence_belfiore,residence_province,cap`. No value holds a comma.
fn of_line(line: &str) -> Option<CitizenRow> {
    let fields: Vec<&str> = line.trim_end().split(',').collect();
    let &[code, surname, name, sex, born, _, _, birthplace, _, residence, _, cap] = &fields[..] else {
        return None;
    };
    let person = Person {
        surname,
        name,
        sex: if sex == "F" { Sex::Female } else { Sex::Male },
        born: born.parse().ok()?,
        birthplace: Belfiore::parse(birthplace)?,
    };
    Some(resident(1, &person, code.parse().ok()?, Belfiore::parse(residence)?, cap))
}

/// Gives a person an address and contacts.
fn resident(
    seed: u64,
    person: &Person<'_>,
    code: CodiceFiscale,
    residence: Belfiore,
    cap: &str,
) -> CitizenRow {
    let mut dice = Dice::of(seed, code.as_str());
    let street = dice.pick(&["Via di Prova", "Piazza di Prova", "Viale di Prova"], "Via di Prova");
    CitizenRow {
        code,
        surname: person.surname.to_owned(),
        name: person.name.to_owned(),
        sex: person.sex,
        born: person.born,
        birthplace: person.birthplace,
        street: Some(street.to_owned()),
        number: Some(dice.between(1, 180).to_string()),
        locality: Some(String::new()),
        residence,
        cap: cap.to_owned(),
        synthetic: Some(true),
        contacts: contacts(person, &mut dice),
    }
}

fn contacts(person: &Person<'_>, dice: &mut Dice) -> Vec<ContactRow> {
    let mut found = Vec::new();
    let mut add = |kind, value, dice: &mut Dice| {
        // The newest are of June 2026.
        let since = months_later(date(2012, 1, 1), dice.between(0, 173));
        found.push(ContactRow {
            kind,
            value,
            since: Some(start_of(since.saturating_add(dice.between(0, 27).days()))),
        });
    };
    let mobile = dice.percent(85);
    if mobile {
        add("mobile", format!("+3993{:08}", dice.between(0, 99_999_999)), dice);
    }
    if !mobile || dice.percent(45) {
        add("home", format!("+3990{:07}", dice.between(0, 9_999_999)), dice);
    }
    if dice.percent(12) {
        add("office", format!("+3991{:07}", dice.between(0, 9_999_999)), dice);
    }
    if dice.percent(60) {
        let domain = dice.pick(&["example.com", "example.org", "example.net"], "example.org");
        let local = format!("{}.{}", fold(person.name), fold(person.surname)).replace(' ', "");
        add("email", format!("{local}.{}@{domain}", dice.between(10, 9_999)), dice);
    }
    found
}

/// Invented people without end but the world's: about 300 million, always the same for a seed.
pub(super) fn invented(seed: u64) -> impl Iterator<Item = CitizenRow> {
    static PLACES: LazyLock<Vec<Belfiore>> = LazyLock::new(|| {
        let old = |comune: &&Comune| comune.is_active() && Comune::history(comune.belfiore)[0].from < BORN[0];
        let mut places: Vec<Belfiore> =
            Comune::all().iter().filter(old).map(|comune| comune.belfiore).collect();
        places.dedup();
        places
    });
    // A prime larger than any factor of the total steps through all of it before it repeats.
    const STEP: u64 = 1_000_000_007;
    let places = u64::try_from(PLACES.len()).unwrap_or(1).max(1);
    let days = u64::try_from(days_between(BORN[0], BORN[1])).unwrap_or(0) + 1;
    let total = 2 * places * days;
    (0..total).filter_map(move |n| {
        let at = (n.wrapping_mul(STEP) + seed) % total;
        let sex = if at.is_multiple_of(2) { Sex::Female } else { Sex::Male };
        let birthplace = PLACES.get(usize::try_from(at / 2 % places).ok()?).copied()?;
        let born = BORN[0].saturating_add(i64::try_from(at / 2 / places).ok()?.days());
        Some(invent(seed, n, sex, born, birthplace))
    })
}

fn invent(seed: u64, n: u64, sex: Sex, born: Date, birthplace: Belfiore) -> CitizenRow {
    let mut dice = Dice::of(seed, &format!("person {n}"));
    let names: &[&str] = if sex == Sex::Female { &WOMEN } else { &MEN };
    let person = Person {
        surname: dice.pick(&SURNAMES, "Prova"),
        name: dice.pick(names, "Prova"),
        sex,
        born,
        birthplace,
    };
    let code = CodiceFiscale::encode(&person);
    // Comune and CAP of one of the thousand: they belong together.
    let count = i64::try_from(THOUSAND.len()).unwrap_or(1);
    let neighbour = usize::try_from(dice.between(0, count - 1)).ok().and_then(|at| THOUSAND.get(at));
    let (residence, cap) = neighbour.map_or((birthplace, ""), |row| (row.residence, &row.cap));
    resident(seed, &person, code, residence, cap)
}

const SURNAMES: [&str; 32] = [
    "Rossi", "Ferrari", "Esposito", "Bianchi", "Romano", "Colombo", "Ricci", "Marino", "Greco", "Bruno",
    "Gallo", "Conti", "De Luca", "Mancini", "Costa", "Giordano", "Rizzo", "Lombardi", "Moretti", "Barbieri",
    "Fontana", "Santoro", "Mariani", "Rinaldi", "Caruso", "Ferrara", "Galli", "Martini", "D'Amico", "Leone",
    "Longo", "Gentile",
];
const WOMEN: [&str; 16] = [
    "Anna",
    "Maria",
    "Giulia",
    "Francesca",
    "Rosa",
    "Angela",
    "Giovanna",
    "Teresa",
    "Lucia",
    "Carmela",
    "Caterina",
    "Elena",
    "Paola",
    "Laura",
    "Chiara",
    "Sara",
];
const MEN: [&str; 16] = [
    "Giuseppe",
    "Giovanni",
    "Antonio",
    "Mario",
    "Luigi",
    "Francesco",
    "Angelo",
    "Vincenzo",
    "Pietro",
    "Salvatore",
    "Carlo",
    "Franco",
    "Domenico",
    "Bruno",
    "Paolo",
    "Marco",
];
