//! What the first quarter costs: hours, rate, contributions, and the worker's part of them.
//!
//! Weeks are counted as the institute does: one runs from Sunday to Saturday and belongs to the quarter in which its
//! Saturday falls. The first is asked for whole, on whatever day the work begins; the last, within which it ends, is
//! counted alike here, for the sum is about what is paid. After the end of a contract its last week is paid within the ten
//! days like everything else, also where its Saturday falls in the next quarter. No circular says so in these words; it is
//! how two programs for these payments count (webcolf.com/forum/webcolf-programma/1805, and
//! servicedesk-vsp.namirial.com/hc/it/articles/9947860917009).

use a11y::text::Cents;
use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::rules::paid_by;

/// Contributions for one hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rate {
    /// The highest hourly pay of this band; `None` for the last one and where pay does not matter.
    pub(super) up_to: Option<Cents>,
    with_cuaf: Cents,
    worker: Cents,
    without_cuaf: Cents,
}

/// The rates of a year.
#[derive(Debug)]
struct Year {
    year: i16,
    /// Three bands of pay up to 24 hours a week, then one for longer weeks.
    open_ended: [Rate; 4],
    /// The same with the additional 1.40 % of contracts with an end (L. 92/2012, art. 2 c. 28).
    fixed_term: [Rate; 4],
}

const fn rate(up_to: i64, with_cuaf: i64, worker: i64, without_cuaf: i64) -> Rate {
    let up_to = if up_to == 0 { None } else { Some(Cents(up_to)) };
    Rate { up_to, with_cuaf: Cents(with_cuaf), worker: Cents(worker), without_cuaf: Cents(without_cuaf) }
}

/// INPS circ. 29/2025 and circ. 9/2026; in order.
const YEARS: [Year; 2] = [
    Year {
        year: 2025,
        open_ended: [
            rate(948, 168, 42, 169),
            rate(1154, 189, 48, 190),
            rate(0, 230, 58, 232),
            rate(0, 122, 31, 123),
        ],
        fixed_term: [
            rate(948, 179, 42, 180),
            rate(1154, 203, 48, 204),
            rate(0, 247, 58, 248),
            rate(0, 131, 31, 131),
        ],
    },
    Year {
        year: 2026,
        open_ended: [
            rate(961, 170, 43, 171),
            rate(1170, 192, 48, 193),
            rate(0, 234, 59, 235),
            rate(0, 124, 31, 125),
        ],
        fixed_term: [
            rate(961, 182, 43, 183),
            rate(1170, 205, 48, 206),
            rate(0, 250, 59, 251),
            rate(0, 132, 31, 133),
        ],
    },
];

/// Weekly hours above which pay does not matter, with one employer.
pub(super) const LONG_WEEK: u8 = 24;

/// What the contributions of a relationship depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Work {
    /// The first day.
    pub(super) start: Date,
    /// The last day, if there is one.
    pub(super) end: Option<Date>,
    /// The additional contribution is due: a contract with an end, but not in the place of somebody who is away (L.
    /// 92/2012, art. 2 c. 29).
    pub(super) additional: bool,
    /// Hours a week.
    pub(super) hours: u8,
    /// The pay that counts, for an hour.
    pub(super) hourly: Cents,
    /// The contribution to family allowances (CUAF) is due: not for the employer's spouse, nor for kin to the third
    /// degree who live with the employer (the second column of the circulars' tables).
    pub(super) cuaf: bool,
}

/// Whether the contribution to family allowances is due, by the kinship on record (empty, `spouse`, or another code).
pub(super) fn owes_cuaf(kinship: &str, lives_in: bool) -> bool {
    match kinship {
        "" => true,
        "spouse" => false,
        _ => !lives_in,
    }
}

/// The first quarter, step by step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quarter {
    /// The last day of the quarter.
    pub(super) last: Date,
    /// The last day whose Saturdays count: of the quarter, or the Saturday of the last week of the contract.
    pub(super) until: Date,
    /// Weeks.
    pub(super) weeks: i64,
    /// Hours.
    pub(super) hours: i64,
    /// The year it is in.
    pub(super) year: i16,
    /// The year of the rates: the last one known, where those of its own year are not published yet.
    pub(super) known: i16,
    /// The band.
    pub(super) band: Rate,
    /// Contributions for one hour.
    pub(super) rate: Cents,
    /// The worker's part of them.
    pub(super) share: Cents,
    /// All contributions.
    pub(super) total: Cents,
    /// The worker's part of them.
    pub(super) worker: Cents,
    /// By when they are paid.
    pub(super) due: Date,
}

/// The first year whose rates are known here.
pub(super) const KNOWN_FROM: i16 = YEARS[0].year;

/// The year whose rates count for a day.
pub(super) fn year_of(start: Date) -> i16 {
    saturday(start).year()
}

/// The day by which the contributions of the first quarter are paid, whatever rates are known.
pub(super) fn first_due(start: Date, end: Option<Date>) -> Date {
    let (_, due) = quarter(saturday(start));
    // Who ends within the quarter pays sooner.
    end.map_or(due, |end| paid_by(end).min(due))
}

/// The contributions of the quarter in which the first week ends, with the rates of its year or, before those are
/// published, of the last one known; `None` if it is a year before those known here.
pub(super) fn first_quarter(work: &Work) -> Option<Quarter> {
    let first = saturday(work.start);
    let year = YEARS.iter().rfind(|year| year.year <= first.year())?;
    let bands = if work.additional { &year.fixed_term } else { &year.open_ended };
    let band = match work.hours {
        hours if hours > LONG_WEEK => bands[3],
        _ => bands[..3].iter().copied().find(|rate| rate.up_to.is_none_or(|most| work.hourly <= most))?,
    };
    let rate = if work.cuaf { band.with_cuaf } else { band.without_cuaf };
    let (last, _) = quarter(first);
    let due = first_due(work.start, work.end);
    let until = work.end.map_or(last, |end| saturday(end).min(last));
    let weeks = weeks(first, until);
    let hours = weeks * i64::from(work.hours);
    Some(Quarter {
        last,
        until,
        weeks,
        hours,
        year: first.year(),
        known: year.year,
        band,
        rate,
        share: band.worker,
        total: Cents(hours * rate.0),
        worker: Cents(hours * band.worker.0),
        due,
    })
}

/// The contributions of a whole relationship.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Whole {
    /// All contributions.
    pub(super) total: Cents,
    /// The year of the rates, where those of its own year are not published yet.
    pub(super) guide: Option<i16>,
}

/// The contributions up to `on`, the last day, of a relationship that is over within its first quarter, its last week with
/// them; `None` if later quarters count too, or no rates are known.
pub(super) fn whole(work: &Work, on: Date) -> Option<Whole> {
    let work = Work { end: Some(on), ..*work };
    let first = first_quarter(&work).filter(|quarter| on <= quarter.last)?;
    // A week of the next quarter has the rates of its own year.
    let after = first.last_week_after(&work).and_then(|_| first_quarter(&Work { start: on, ..work }));
    let quarters = || std::iter::once(&first).chain(&after);
    Some(Whole {
        total: Cents(quarters().map(|quarter| quarter.total.0).sum()),
        guide: quarters().find(|quarter| quarter.known != quarter.year).map(|quarter| quarter.known),
    })
}

impl Quarter {
    /// The contract ends so early that the contributions are paid before the usual day.
    pub(super) fn is_due_sooner(&self) -> bool {
        self.due < quarter(self.last).1
    }

    /// The Saturday of the contract's last week, where that is a week of the next quarter and the only one there.
    pub(super) fn last_week_after(&self, work: &Work) -> Option<Date> {
        let end = work.end.filter(|end| *end <= self.last)?;
        Some(saturday(end)).filter(|saturday| *saturday > self.last)
    }

    /// The contributions of the quarter after this one were to be paid before `today` too.
    pub(super) fn another_is_overdue(&self, work: &Work, today: Date) -> bool {
        let (_, due) = quarter(self.last.saturating_add(1.day()));
        let goes_on = work.end.is_none_or(|end| saturday(end) > self.last);
        goes_on && today > work.end.map_or(due, |end| paid_by(end).min(due))
    }
}

/// The last day of a day's quarter, and the day its contributions are paid by: the 10th of the month after.
fn quarter(day: Date) -> (Date, Date) {
    let (next_year, month) = match day.month() {
        1..=3 => (day.year(), 4),
        4..=6 => (day.year(), 7),
        7..=9 => (day.year(), 10),
        _ => (day.year() + 1, 1),
    };
    let first = date(next_year, month, 1);
    (first.saturating_sub(1.day()), date(next_year, month, 10))
}

/// The Saturday of a day's week.
fn saturday(day: Date) -> Date {
    day.saturating_add((6 - i64::from(day.weekday().to_sunday_zero_offset())).days())
}

/// The Saturdays from the first to the last day, both of them among them.
fn weeks(first: Date, until: Date) -> i64 {
    let mut saturdays = 0;
    let mut saturday = first;
    while saturday <= until {
        saturdays += 1;
        saturday = saturday.saturating_add(7.days());
    }
    saturdays
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    fn work(start: Date, hours: u8, hourly: i64) -> Work {
        Work { start, end: None, additional: false, hours, hourly: Cents(hourly), cuaf: true }
    }

    #[test]
    fn the_worked_examples_of_2026() {
        let short = first_quarter(&work(date(2026, 1, 1), 10, 900)).unwrap();
        assert_eq!((short.weeks, short.hours, short.rate), (13, 130, Cents(170)));
        assert_eq!((short.total, short.worker, short.due), (Cents(22_100), Cents(5_590), date(2026, 4, 10)));
        let long = first_quarter(&work(date(2026, 1, 1), 30, 900)).unwrap();
        assert_eq!((long.hours, long.total, long.worker), (390, Cents(48_360), Cents(12_090)));
    }

    #[test]
    fn bands_end_with_their_highest_pay() {
        let rate = |pay, hours| first_quarter(&work(date(2026, 4, 1), hours, pay)).unwrap().rate;
        assert_eq!(
            [rate(961, 24), rate(962, 24), rate(1170, 24), rate(1171, 24)].map(|rate| rate.0),
            [170, 192, 192, 234]
        );
        assert_eq!(rate(3_000, 25), Cents(124));
        let mut other = work(date(2025, 4, 1), 10, 900);
        other.additional = true;
        assert_eq!(first_quarter(&other).unwrap().rate, Cents(179));
        other.cuaf = false;
        assert_eq!(first_quarter(&other).unwrap().rate, Cents(180));
        assert_eq!(first_quarter(&work(date(2024, 4, 1), 10, 900)), None);
    }

    /// The tables of INPS circ. 29/2025 and circ. 9/2026, as they stand there: year, fixed term, weekly hours, an hour's
    /// pay over, an hour's pay up to, with CUAF, of these the worker's, without CUAF; in euro.
    const CIRCULARS: &str = "
        2025 no  24 0.00  9.48  1.68 0.42 1.69
        2025 no  24 9.48  11.54 1.89 0.48 1.90
        2025 no  24 11.54 99.99 2.30 0.58 2.32
        2025 no  25 0.00  99.99 1.22 0.31 1.23
        2025 yes 24 0.00  9.48  1.79 0.42 1.80
        2025 yes 24 9.48  11.54 2.03 0.48 2.04
        2025 yes 24 11.54 99.99 2.47 0.58 2.48
        2025 yes 25 0.00  99.99 1.31 0.31 1.31
        2026 no  24 0.00  9.61  1.70 0.43 1.71
        2026 no  24 9.61  11.70 1.92 0.48 1.93
        2026 no  24 11.70 99.99 2.34 0.59 2.35
        2026 no  25 0.00  99.99 1.24 0.31 1.25
        2026 yes 24 0.00  9.61  1.82 0.43 1.83
        2026 yes 24 9.61  11.70 2.05 0.48 2.06
        2026 yes 24 11.70 99.99 2.50 0.59 2.51
        2026 yes 25 0.00  99.99 1.32 0.31 1.33";

    #[test]
    fn every_row_of_the_circulars_is_counted_with() {
        let cents = |euro: &str| euro.replace('.', "").parse::<i64>().unwrap();
        let rows: Vec<Vec<&str>> =
            CIRCULARS.trim().lines().map(|line| line.split_whitespace().collect()).collect();
        let known = YEARS.iter().map(|year| year.open_ended.len() + year.fixed_term.len());
        assert_eq!(rows.len(), known.sum::<usize>());
        for row in rows {
            let (start, hours) = (date(row[0].parse().unwrap(), 4, 1), row[2].parse().unwrap());
            // Both ends of the band: the first cent over the one before, and its own highest pay.
            for pay in [cents(row[3]) + 1, cents(row[4])] {
                for (cuaf, rate) in [(true, row[5]), (false, row[7])] {
                    let work = Work { additional: row[1] == "yes", cuaf, ..work(start, hours, pay) };
                    let found = first_quarter(&work).unwrap();
                    assert_eq!((found.rate.0, found.share.0), (cents(rate), cents(row[6])), "{row:?} {pay}");
                    assert_eq!((found.year, found.known), (work.start.year(), work.start.year()));
                }
            }
        }
    }

    #[test]
    fn a_week_belongs_to_the_quarter_of_its_saturday() {
        // 30 June 2026 is a Tuesday: its week closes in the next quarter.
        let june = first_quarter(&work(date(2026, 6, 29), 10, 900)).unwrap();
        assert_eq!((june.weeks, june.last, june.due), (13, date(2026, 9, 30), date(2026, 10, 10)));
        assert_eq!(first_quarter(&work(date(2026, 6, 27), 10, 900)).unwrap().weeks, 1);
        // The last days of a year belong to the next one, whose rates are not published yet.
        let next = first_quarter(&work(date(2026, 12, 28), 10, 900)).unwrap();
        assert_eq!((next.year, next.known, next.rate), (2027, 2026, Cents(170)));
        let ends = Some(date(2026, 12, 8));
        let short = Work { end: ends, ..work(date(2026, 12, 1), 10, 900) };
        let short = first_quarter(&short).unwrap();
        assert_eq!((short.weeks, short.until, short.due), (2, date(2026, 12, 12), date(2026, 12, 18)));
        assert_eq!(short.last_week_after(&Work { end: ends, ..work(date(2026, 12, 1), 10, 900) }), None);
        let whole = Work { end: Some(date(2026, 12, 31)), ..work(date(2026, 12, 1), 10, 900) };
        let december = first_quarter(&whole).unwrap();
        assert_eq!((december.weeks, december.due), (4, date(2027, 1, 10)));
        // 31 December 2026 is a Thursday: its week closes in the next quarter, and is paid by when the end is.
        assert_eq!(december.last_week_after(&whole), Some(date(2027, 1, 2)));
        let overdue = |day| december.another_is_overdue(&whole, date(2027, 1, day));
        assert!(!overdue(10) && overdue(11));
        // 31 October 2026 is a Saturday, and no end of a quarter; a contract without an end has weeks to come anyway.
        let autumn = Work { end: Some(date(2026, 10, 31)), ..work(date(2026, 10, 1), 10, 900) };
        assert_eq!(first_quarter(&autumn).unwrap().last_week_after(&autumn), None);
        let open = work(date(2026, 12, 1), 10, 900);
        assert_eq!(first_quarter(&open).unwrap().last_week_after(&open), None);
    }

    #[test]
    fn a_relationship_that_is_over_within_its_first_quarter_is_counted_to_its_last_day() {
        let total = |work: Work, on| whole(&work, on).map(|whole| whole.total);
        let autumn = work(date(2026, 10, 1), 10, 900);
        // The whole first week and the whole last one: 3 to 24 October are four Saturdays.
        assert_eq!(total(autumn, date(2026, 10, 20)), Some(Cents(4 * 10 * 170)));
        assert_eq!(total(autumn, date(2026, 10, 1)), Some(Cents(10 * 170)));
        // 30 September 2026 is a Wednesday: its week closes in the next quarter, and counts.
        let summer = work(date(2026, 9, 1), 10, 900);
        assert_eq!(first_quarter(&summer).unwrap().weeks, 4);
        assert_eq!(total(summer, date(2026, 9, 30)), Some(Cents(5 * 10 * 170)));
        assert_eq!(total(summer, date(2026, 10, 1)), None, "two quarters count");
        // What was agreed for longer counts no more than what was worked.
        let agreed = Work { end: Some(date(2026, 12, 31)), ..autumn };
        assert_eq!(total(agreed, date(2026, 10, 20)), total(autumn, date(2026, 10, 20)));
        let late = work(date(2026, 12, 1), 10, 900);
        let guide = |on| whole(&late, on).unwrap().guide;
        assert_eq!((guide(date(2026, 12, 26)), guide(date(2026, 12, 31))), (None, Some(2026)));
        assert_eq!(total(work(date(2024, 4, 1), 10, 900), date(2024, 4, 2)), None);
    }

    proptest! {
        #[test]
        fn a_quarter_has_at_most_fourteen_weeks(day in 0_i64..725, hours in 0_u8..=54, pay in 0_i64..10_000_000) {
            let start = date(2025, 1, 1).saturating_add(day.days());
            let found = first_quarter(&work(start, hours, pay)).unwrap();
            prop_assert!((1..=14).contains(&found.weeks));
            prop_assert_eq!(found.total.0, found.hours * found.rate.0);
            prop_assert!(found.worker <= found.total && found.due > start);
        }
    }
}
