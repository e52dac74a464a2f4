//! By when a registration is sent, until when it is withdrawn, who may work for whom.

use jiff::ToSpan;
use jiff::civil::Date;

/// The sanction of a late registration, from and to, in euro (D.Lgs. 276/2003, art. 19 c. 3).
pub(super) const SANCTION: (i64, i64) = (100, 500);

/// Days after the declared start within which a registration is withdrawn.
const WITHDRAWAL: i64 = 5;

/// Days after an end within which it is told (L. 264/1949, art. 21; for households through the institute: D.L.
/// 185/2008, art. 16-bis c. 11).
const ENDING: i64 = 5;

/// The age from which one may work, in years (L. 296/2006, art. 1 c. 622).
pub(super) const WORKING_AGE: i16 = 16;

/// The longest weekly hours: 54 for who lives where they work, 40 for others (national contract of domestic work of 8
/// September 2020, art. 14 c. 1).
pub(super) const fn most_hours(lives_in: bool) -> u8 {
    if lives_in { 54 } else { 40 }
}

/// The least and the most that is believed for an hour, in cents: no law, but outside of it there is a slip. The lowest
/// pay of the national contract, for who lives in, comes to a little more than 3 euro an hour.
pub(super) const PAY: (i64, i64) = (300, 10_000);

/// The least and the most that is believed for a month of so many hours a week, in whole euro as cents.
pub(super) fn monthly_pay(hours: u8) -> (i64, i64) {
    let year = 52 * i64::from(hours);
    ((PAY.0 * year + 1199) / 1200 * 100, PAY.1 * year / 1200 * 100)
}

/// What a meal and what the room count for a day, in cents, in 2025 (national contract, table F).
pub(super) const BOARD: (i64, i64) = (231, 198);

/// The most meals in a week that have a value: a lunch and a dinner a day (the same table).
pub(super) const MEALS: u8 = 14;

/// Years within which a document expires.
pub(super) const DOCUMENT: i64 = 15;

/// Months a contract with an end may last (D.Lgs. 81/2015, art. 19 c. 1).
pub(super) const LONGEST: i64 = 24;

/// The last day on which a registration is on time: until midnight of the day before the start (D.L. 185/2008,
/// art. 16-bis c. 11).
pub(super) fn deadline(start: Date) -> Date {
    start.saturating_sub(1.day())
}

/// Whether a registration sent today is late.
pub(super) fn is_late(start: Date, today: Date) -> bool {
    today > deadline(start)
}

/// The last day on which a registration is withdrawn, as if it had never been.
pub(super) fn withdrawn_by(start: Date) -> Date {
    start.saturating_add(WITHDRAWAL.days())
}

/// The last day on which an end is told in time; before the registration was sent it could not be told.
pub(super) fn ended_by(end: Date, registered: Date) -> Date {
    end.max(registered).saturating_add(ENDING.days())
}

/// Days after an end within which the last contributions are paid, as the institute asks.
const PAYMENT: i64 = 10;

/// The last day on which the contributions of a relationship that has ended are paid.
pub(super) fn paid_by(end: Date) -> Date {
    end.saturating_add(PAYMENT.days())
}

/// What is wrong with a day of start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StartProblem {
    /// Before there was such an insurance: not before this day.
    Old(Date),
    /// More than a year ahead: most likely a slip.
    Far,
    /// The worker is too young that day.
    Young,
}

/// From when on there is a work relationship to register: before the insurance of domestic work (D.P.R. 1403/1971) there
/// was none. However late, it is accepted.
const OLDEST: Date = jiff::civil::date(1972, 1, 1);

/// Judges a day of start; late is no fault.
///
/// # Errors
/// [`StartProblem`]
pub(super) fn start(start: Date, today: Date, born: Option<Date>) -> Result<Date, StartProblem> {
    let of_age = |born: Date| born.saturating_add(i64::from(WORKING_AGE).years());
    match start {
        start if start < OLDEST => Err(StartProblem::Old(OLDEST)),
        start if start > today.saturating_add(1.years()) => Err(StartProblem::Far),
        start if born.is_some_and(|born| start < of_age(born)) => Err(StartProblem::Young),
        start => Ok(start),
    }
}

/// Contributions that were due more than five years before `today` can be paid no more (L. 335/1995, art. 3 c. 9): of work
/// that began then, some may be.
pub(super) fn is_prescribed(due: Date, today: Date) -> bool {
    due < today.saturating_sub(5.years())
}

/// What is wrong with the end of a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EndProblem {
    /// Before it begins.
    Before,
    /// After more than [`LONGEST`] months: this is their last day.
    Long(Date),
}

/// The last day of [`LONGEST`] months: the day before the one of the same number, as the first day counts. A month without
/// that day (29 February) ends with its last one.
pub(super) fn last_day(start: Date) -> Date {
    let before_the_same = start.saturating_add(LONGEST.months()).saturating_sub(1.day());
    before_the_same.max(start.saturating_sub(1.day()).saturating_add(LONGEST.months()))
}

/// Judges the last day of a contract with an end.
///
/// # Errors
/// [`EndProblem`]
pub(super) fn end(end: Date, start: Date) -> Result<Date, EndProblem> {
    match end {
        end if end < start => Err(EndProblem::Before),
        end if end > last_day(start) => Err(EndProblem::Long(last_day(start))),
        end => Ok(end),
    }
}

/// Years between a parent and a child below which there is most likely a slip: no law.
const GENERATION: i16 = 12;

/// Whether who was born on `elder` may be older by so many generations than who was born on `younger`.
pub(super) fn may_be_elder(elder: Date, younger: Date, generations: i16) -> bool {
    elder.saturating_add((GENERATION * generations).years()) <= younger
}

/// Years between two siblings, also of one parent alone, above which there is most likely a slip: no law.
const SIBLINGS: i16 = 50;

/// Whether who was born on these days may be siblings.
pub(super) fn may_be_siblings(one: Date, other: Date) -> bool {
    one.max(other) <= one.min(other).saturating_add(SIBLINGS.years())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn on_time_is_until_midnight_of_the_day_before() {
        let monday = date(2026, 11, 30);
        assert!(!is_late(monday, date(2026, 11, 29)));
        assert!(is_late(monday, monday));
        assert_eq!(deadline(date(2026, 3, 1)), date(2026, 2, 28));
        assert_eq!(withdrawn_by(monday), date(2026, 12, 5));
        assert_eq!(ended_by(monday, date(2026, 11, 20)), date(2026, 12, 5));
    }

    #[test]
    fn an_end_that_could_not_be_told_before_is_not_late() {
        // Registered a month after it ended: there was nothing to tell the end of.
        let (ended, registered) = (date(2026, 10, 20), date(2026, 11, 23));
        assert_eq!(ended_by(ended, registered), date(2026, 11, 28));
    }

    #[test]
    fn between_two_generations_there_are_twelve_years() {
        let born = date(1969, 3, 26);
        assert!(may_be_elder(date(1957, 3, 26), born, 1) && !may_be_elder(date(1957, 3, 27), born, 1));
        assert!(may_be_elder(date(1933, 3, 26), born, 3) && !may_be_elder(date(1980, 1, 1), born, 3));
    }

    #[test]
    fn between_siblings_there_are_at_most_fifty_years() {
        let born = date(1930, 3, 26);
        for (other, may_be) in [(date(1980, 3, 26), true), (date(1980, 3, 27), false)] {
            assert_eq!((may_be_siblings(born, other), may_be_siblings(other, born)), (may_be, may_be));
        }
    }

    #[test]
    fn pay_by_the_month_is_believed_as_its_hours_are() {
        assert_eq!(monthly_pay(25), (32_500, 1_083_300));
        assert_eq!(monthly_pay(1), (1_300, 43_300));
        assert_eq!((most_hours(true), most_hours(false)), (54, 40));
    }

    #[test]
    fn a_start_is_as_old_as_the_insurance_at_most_and_one_year_ahead_and_the_worker_is_sixteen() {
        let today = date(2026, 11, 23);
        let judged = |day, born| start(day, today, born);
        for long_ago in [date(2021, 11, 22), date(1999, 5, 3), date(1972, 1, 1)] {
            assert_eq!(judged(long_ago, None), Ok(long_ago));
        }
        assert_eq!(judged(date(1971, 12, 31), None), Err(StartProblem::Old(OLDEST)));
        assert!(is_prescribed(date(2021, 11, 22), today) && !is_prescribed(date(2021, 11, 23), today));
        assert_eq!(judged(date(2027, 11, 24), None), Err(StartProblem::Far));
        let born = Some(date(2010, 11, 30));
        assert_eq!(judged(date(2026, 11, 29), born), Err(StartProblem::Young));
        assert_eq!(judged(date(2026, 11, 30), born), Ok(date(2026, 11, 30)));
    }

    #[test]
    fn an_end_is_within_twenty_four_months_to_the_day() {
        let begins = date(2026, 12, 1);
        assert_eq!(end(begins, begins), Ok(begins));
        assert_eq!(end(date(2026, 11, 30), begins), Err(EndProblem::Before));
        for (begins, last) in [
            (begins, date(2028, 11, 30)),
            (date(2026, 12, 31), date(2028, 12, 30)),
            (date(2027, 1, 1), date(2028, 12, 31)),
            (date(2026, 3, 1), date(2028, 2, 29)),
            (date(2027, 3, 1), date(2029, 2, 28)),
            (date(2028, 2, 29), date(2030, 2, 28)),
            (date(2028, 3, 1), date(2030, 2, 28)),
            (date(2026, 3, 31), date(2028, 3, 30)),
        ] {
            let day_more = last.saturating_add(1.day());
            assert_eq!(end(last, begins), Ok(last), "{begins}");
            assert_eq!(end(day_more, begins), Err(EndProblem::Long(last)), "{begins}");
        }
    }

    proptest! {
        #[test]
        fn no_day_panics(day in 0_i64..3_600_000, other in 0_i64..3_600_000) {
            let at = |n: i64| date(-4000, 1, 1).saturating_add(n.days());
            let (day, other) = (at(day), at(other));
            let _ = (start(day, other, Some(other)), end(day, other), is_late(day, other));
        }
    }
}
