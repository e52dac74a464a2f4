//! The rules of PINs: which are trivial, how long a request lives, who a request is of.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::citizen::codice_fiscale::CodiceFiscale;
use crate::citizen::records::{Citizen, Contact};
use crate::citizen::worded::PIN_DIGITS;
use crate::clock::{DAY, Moment};
use crate::ledger::{CaseState, Protocollo};
use crate::places::fold;
use crate::services::conversation::digits;

/// How long a request can be activated, in milliseconds from its sending.
pub(super) const OPEN: i64 = 45 * DAY;

/// Requests that one person may make in [`SPAN`].
pub(super) const MOST_REQUESTS: i64 = 3;

/// Letters with a code that one person may get in [`SPAN`], those sent again included.
pub(super) const MOST_LETTERS: i64 = 6;

/// The span over which requests are counted.
pub(super) const SPAN: i64 = 90 * DAY;

/// Why a person gets no letter for a request, as the state of its case: with `open` other requests, `granted` in [`SPAN`]
/// and `letters` in it.
pub(super) fn why_not(open: i64, granted: i64, letters: i64) -> Option<CaseState> {
    if open > 0 {
        return Some(CaseState::Superseded);
    }
    (granted >= MOST_REQUESTS || letters >= MOST_LETTERS).then_some(CaseState::TooMany)
}

/// The first day on which a person may ask again of whose requests and letters the ones were sent then that fill the
/// limits of [`SPAN`]; `None` once that day has come.
pub(super) fn again_from(filled: &[Moment], today: Date) -> Option<Date> {
    let free = filled.iter().map(|sent| sent.plus(SPAN).date().saturating_add(1.days())).max();
    free.filter(|day| *day > today)
}

/// How long a telephone must be on record before a secret is told there.
pub(super) const PHONE_AGE: i64 = 90 * DAY;

/// How many days after a letter another can be asked for.
const AGAIN_AFTER: i64 = 10;

/// The last day whose letters can be sent again now: whole days of the calendar, as people count them.
pub(super) fn again_of(now: Moment) -> Date {
    now.date().saturating_sub(AGAIN_AFTER.days())
}

/// How many days after a request its letter has come, or something went wrong: the post takes about a week, the job a day.
pub(super) const COMES: i64 = 15;

/// The day by which a letter has come.
pub(super) fn comes_by(sent: Moment) -> Date {
    sent.date().saturating_add(COMES.days())
}

/// Whether the number of a request was typed, alone or beside a code: it stands on the same page as the first code, and
/// has as many digits as both codes. Of all pairs of codes one in a thousand million looks like a number of these years.
pub(super) fn has_request_number(typed: &str, today: Date) -> bool {
    let typed: String = digits(typed).chars().filter(char::is_ascii_digit).collect();
    let (length, this_year) = (2 * PIN_DIGITS, i64::from(today.year()));
    let ends = [typed.get(..length), typed.len().checked_sub(length).and_then(|start| typed.get(start..))];
    ends.into_iter().flatten().any(|number| {
        let ours = [this_year, this_year - 1].iter().any(|year| number.starts_with(&format!("{year}0000")));
        ours && number.parse::<Protocollo>().is_ok()
    })
}

/// Why a PIN is too easy to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trivial {
    /// The same digits again and again.
    Repeated,
    /// Digits in equal steps, or next to each other, up or down.
    Sequence,
    /// Lines of keys on a telephone's pad.
    Keys,
    /// The date of birth.
    Birth,
    /// Any other date.
    Date,
    /// Digits of the fiscal code in their order.
    Code,
}

/// Whether an eight-digit PIN is among the first that a stranger would try.
///
/// What people choose: repeated and sequential digits (NIST SP 800-63B, 5.1.1.2), dates first of all, and lines on the
/// keypad (Bonneau, Preneel, Anderson, "A birthday present every eleven wallets?", 2012).
pub(super) fn trivial(pin: &str, born: Date, code: CodiceFiscale) -> Option<Trivial> {
    let bytes = pin.as_bytes();
    let mut kinds: Vec<u8> = bytes.to_vec();
    kinds.sort_unstable();
    kinds.dedup();
    let repeats = |period: usize| bytes.chunks(period).all(|part| part == &bytes[..period.min(bytes.len())]);
    let doubled = bytes.chunks(2).all(|pair| pair.iter().all(|digit| *digit == pair[0]));
    let mirrored = bytes.iter().eq(bytes.iter().rev());
    let four_alike = bytes.windows(4).any(|part| part.iter().all(|digit| *digit == part[0]));
    // A year or less, filled up with zeros.
    let padded = pin.trim_matches('0').len() <= 4;
    if kinds.len() <= 2
        || three_alike(bytes)
        || doubled
        || mirrored
        || four_alike
        || padded
        || [1, 2, 4].into_iter().any(repeats)
    {
        return Some(Trivial::Repeated);
    }
    if is_sequence(bytes) {
        return Some(Trivial::Sequence);
    }
    if follows_keys(pin) {
        return Some(Trivial::Keys);
    }
    if births(born).iter().any(|date| pin.contains(date)) {
        return Some(Trivial::Birth);
    }
    if is_date(pin) || is_years(pin) {
        return Some(Trivial::Date);
    }
    let of_code: Vec<u8> = code.base().as_str().bytes().filter(u8::is_ascii_digit).collect();
    let inside = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    of_code.windows(4).any(inside).then_some(Trivial::Code)
}

/// Whether three of the four pairs are the same: a pair said again and again, and the end changed because it had to be.
fn three_alike(bytes: &[u8]) -> bool {
    let pairs: Vec<&[u8]> = bytes.chunks(2).collect();
    pairs.iter().any(|pair| pairs.iter().filter(|other| other == &pair).count() >= 3)
}

/// Whether they are two years of the last or of this century, one after the other: of what people choose, four digits
/// that begin with 19 or 20 are the most (Bonneau, Preneel, Anderson, section 3), and eight are two of them.
fn is_years(pin: &str) -> bool {
    let century =
        |half: Option<&str>| half.is_some_and(|half| half.starts_with("19") || half.starts_with("20"));
    century(pin.get(..4)) && century(pin.get(4..))
}

/// Whether all eight digits are a day of the last or of this century: a child's birthday, a wedding.
fn is_date(pin: &str) -> bool {
    let number = |range: std::ops::Range<usize>| pin.get(range).and_then(|part| part.parse::<i16>().ok());
    let day = |year, month, day| {
        let [Some(year), Some(month), Some(day)] = [year, month, day] else { return false };
        let (month, day) = (i8::try_from(month).unwrap_or(0), i8::try_from(day).unwrap_or(0));
        (1900..2100).contains(&year) && Date::new(year, month, day).is_ok()
    };
    let (first, second, last) = (number(0..2), number(2..4), number(4..8));
    day(last, second, first) || day(last, first, second) || day(number(0..4), number(4..6), number(6..8))
}

/// Equal steps all along, steps of one to a neighbour all along, or five digits of a row counted up or down.
fn is_sequence(bytes: &[u8]) -> bool {
    let steps: Vec<u8> = bytes.windows(2).map(|pair| (10 + pair[1] - pair[0]) % 10).collect();
    let equal = |steps: &[u8]| steps.windows(2).all(|pair| pair[0] == pair[1]);
    let by_one = |step: &u8| matches!(step, 1 | 9);
    equal(&steps)
        || steps.iter().all(|step| *step == 0 || by_one(step))
        || steps.windows(4).any(|row| equal(row) && by_one(&row[0]))
}

/// Whether two rows, columns or diagonals of a telephone's pad are in it, or six keys around its edge.
fn follows_keys(pin: &str) -> bool {
    const LINES: [&str; 8] = ["123", "456", "789", "147", "258", "369", "159", "357"];
    const EDGE: &str = "12369874123698741";
    let back = |line: &str| line.chars().rev().collect::<String>();
    let (mut lines, mut at) = (0, 0);
    while let Some(part) = pin.get(at..at + 3) {
        let is_line = LINES.contains(&part) || LINES.contains(&back(part).as_str());
        lines += u8::from(is_line);
        at += if is_line { 3 } else { 1 };
    }
    let around = |start: usize| {
        pin.get(start..start + 6).is_some_and(|part| EDGE.contains(part) || EDGE.contains(&back(part)))
    };
    lines >= 2 || (0..3).any(around)
}

/// A date of birth as people write it: day, month and year in any order, with two or four digits of the year, with
/// zeros before and without, and all of it backwards.
fn births(born: Date) -> Vec<String> {
    let (day, month, year) = (born.day(), born.month(), born.year());
    let mut dates = Vec::new();
    for year in [format!("{year:04}"), format!("{:02}", year.rem_euclid(100))] {
        for (d, m) in [(format!("{day:02}"), format!("{month:02}")), (day.to_string(), month.to_string())] {
            for order in [[&d, &m, &year], [&m, &d, &year], [&year, &m, &d]] {
                dates.push(order.map(String::as_str).concat());
            }
            for order in [[&year, &d, &m], [&d, &year, &m], [&m, &year, &d]] {
                dates.push(order.map(String::as_str).concat());
            }
        }
    }
    // Four digits alone are too few to be told from chance.
    dates.retain(|date| date.len() >= 5);
    let backwards: Vec<String> = dates.iter().map(|date| date.chars().rev().collect()).collect();
    dates.extend(backwards);
    dates
}

/// Whether a person on record is the one of a request: names as the registers write them, or the first of them.
pub(super) fn is_of(citizen: &Citizen, surname: &str, name: &str, born: Date) -> bool {
    let same = |known: &str, typed: &str| {
        let (known, typed) = (fold(known), fold(typed));
        let (known, typed): (Vec<&str>, Vec<&str>) =
            (known.split_whitespace().collect(), typed.split_whitespace().collect());
        let shared = known.len().min(typed.len());
        (shared > 0 && known[..shared] == typed[..shared]) || known.concat() == typed.concat()
    };
    citizen.born == born && same(&citizen.surname, surname) && same(&citizen.name, name)
}

/// The number a secret may be told at: the longest known, if it is known long enough.
pub(super) fn call_to(contacts: &[Contact], now: Moment) -> Option<&str> {
    let old = |contact: &&Contact| contact.since.plus(PHONE_AGE) <= now;
    contacts.iter().filter(|contact| contact.kind != "email").find(old).map(|contact| contact.value.as_str())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;
    use crate::services::testing::person;

    #[test]
    fn what_a_stranger_would_try_first_is_trivial() {
        let anna = person("Prova", "Anna");
        let judged = |pin: &str| trivial(pin, anna.born, anna.code);
        for pin in [
            "11111111", "12121212", "12341234", "11112222", "90909099", "11223344", "77330044", "12899821",
            "20202026", "47114747",
        ] {
            assert_eq!(judged(pin), Some(Trivial::Repeated), "{pin}");
        }
        for pin in
            ["12345678", "87654321", "78901234", "24680246", "13579135", "12345432", "90123457", "11122334"]
        {
            assert_eq!(judged(pin), Some(Trivial::Sequence), "{pin}");
        }
        for pin in ["14725836", "25836914", "36925801", "95115937", "14789632"] {
            assert_eq!(judged(pin), Some(Trivial::Keys), "{pin}");
        }
        for pin in [
            "27195803", "95827030", "82731958", "85913072", "03195827", "27031958", "03271958", "19580327",
            "19582703", "92703584", "58032716",
        ] {
            assert_eq!(judged(pin), Some(Trivial::Birth), "{pin}");
        }
        for pin in ["00001984", "19840000", "00198400", "01984000", "11115829", "58200007"] {
            assert_eq!(judged(pin), Some(Trivial::Repeated), "{pin}");
        }
        for pin in ["25041945", "04251945", "19450425", "29022024", "19852014", "20261999"] {
            assert_eq!(judged(pin), Some(Trivial::Date), "{pin}");
        }
        // PRVNNA58C67C337.: the digits of the code are 58 67 337.
        for pin in ["58673371", "15867339", "90673371", "90586714"] {
            assert_eq!(judged(pin), Some(Trivial::Code), "{pin}");
        }
        for pin in ["71940625", "48210957", "10203041", "29022023", "25041845", "18852014", "47471157"] {
            assert_eq!(judged(pin), None, "{pin}");
        }
    }

    #[test]
    fn the_number_of_a_request_is_told_from_codes() {
        let today = jiff::civil::date(2027, 1, 3);
        let number = Protocollo::new(2026, 0, 4711).unwrap().to_string();
        let grouped = format!("{} {}", &number[..4], &number[4..]);
        let before = format!("{number} 4821 0957");
        for typed in [&number, &grouped, &before, &format!("48210957{number}")] {
            assert!(has_request_number(typed, today), "{typed}");
        }
        let old = Protocollo::new(2024, 0, 4711).unwrap().to_string();
        for typed in ["", "4821095771940625", "20260000", old.as_str()] {
            assert!(!has_request_number(typed, today), "{typed}");
        }
    }

    #[test]
    fn a_request_is_of_who_the_records_name() {
        let maria = person("De Prova", "Maria Teresa");
        let born = maria.born;
        assert!(is_of(&maria, "de prova", "MARIA TERESA", born));
        assert!(is_of(&maria, "Deprova", "Maria", born));
        assert!(!is_of(&maria, "De Prova", "Teresa", born));
        assert!(!is_of(&maria, "Verdi", "Maria Teresa", born));
        assert!(!is_of(&maria, "De Prova", "Maria", born.tomorrow().unwrap()));
        assert!(!is_of(&maria, "", "", born));
    }

    #[test]
    fn one_may_ask_again_when_the_oldest_of_the_last_three_is_ninety_days_old() {
        let now = Moment(1_795_424_400_000);
        let (today, first) = (now.date(), now.plus(-SPAN));
        assert_eq!(why_not(0, MOST_REQUESTS - 1, MOST_LETTERS - 1), None);
        assert_eq!(why_not(1, MOST_REQUESTS, 0), Some(CaseState::Superseded));
        assert_eq!(why_not(0, MOST_REQUESTS, 0), Some(CaseState::TooMany));
        assert_eq!(why_not(0, 0, MOST_LETTERS), Some(CaseState::TooMany));
        // To the moment ninety days old it still counts: the next day is the first on which it surely does not.
        assert_eq!(again_from(&[first], today), today.tomorrow().ok());
        assert_eq!(again_from(&[first.plus(-DAY)], today), None);
        assert_eq!(
            again_from(&[first.plus(-DAY), first.plus(DAY)], today),
            Some(today.saturating_add(2.days()))
        );
        assert_eq!(again_from(&[], today), None);
    }

    #[test]
    fn a_secret_is_told_only_at_a_number_known_for_ninety_days() {
        let now = Moment(1_795_424_400_000);
        let contact = |kind: &str, value: &str, days: i64| Contact {
            kind: kind.into(),
            value: value.into(),
            since: now.plus(-days * DAY),
        };
        let new = contact("mobile", "3330000001", 89);
        let old = contact("home", "0600000001", 90);
        let mail = contact("email", "a@example.org", 900);
        assert_eq!(call_to(&[mail.clone(), old, new.clone()], now), Some("0600000001"));
        assert_eq!(call_to(&[mail, new], now), None);
    }

    proptest! {
        #[test]
        fn any_eight_digits_are_judged(pin in "[0-9]{8}") {
            let anna = person("Prova", "Anna");
            let _ = trivial(&pin, anna.born, anna.code);
        }

        #[test]
        fn nothing_typed_panics(typed in "\\PC{0,40}") {
            let _ = has_request_number(&typed, jiff::civil::date(2026, 11, 27));
        }
    }
}
