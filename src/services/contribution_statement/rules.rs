//! What counts and what catches the eye in a career: pure arithmetic, each rule with its source.

use a11y::text::{Cents, Hundredths};
use jiff::ToSpan;
use jiff::civil::Date;

use super::period::{Kind, Period, Regime, Unit, days_between};

/// A whole year, in weeks: no year counts for more, towards the right or the amount (R.D.L. 1827/1935).
pub const YEAR_WEEKS: i64 = 52;

/// The shortest stretch without contributions that is named, in days: contributions are counted by the week.
const GAP_DAYS: i64 = 7;

/// The months after its last day within which a period comes on record: the slowest are those of who declares their own
/// income, in the autumn of the year after. Only beyond them is silence a gap.
const DELAY_MONTHS: i64 = 18;

/// Weeks and pay of some periods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Weeks towards the right, hundredths.
    pub right: i64,
    /// Weeks towards the amount, hundredths.
    pub measure: i64,
    /// Pay, in cents; `None` where no period has any.
    pub pay: Option<i64>,
}

impl Sum {
    fn add(&mut self, other: Sum) {
        self.right += other.right;
        self.measure += other.measure;
        self.pay = match (self.pay, other.pay) {
            (None, None) => None,
            (mine, theirs) => Some(mine.unwrap_or(0) + theirs.unwrap_or(0)),
        };
    }

    /// The same with no more than a year's weeks.
    fn within_a_year(self) -> Sum {
        let most = 100 * YEAR_WEEKS;
        Sum { right: self.right.min(most), measure: self.measure.min(most), ..self }
    }

    /// Weeks towards the right.
    pub fn right(self) -> Hundredths {
        Hundredths(self.right)
    }

    /// Weeks towards the amount.
    pub fn measure(self) -> Hundredths {
        Hundredths(self.measure)
    }

    /// Pay.
    pub fn pay(self) -> Option<Cents> {
        self.pay.map(Cents)
    }
}

fn sum_of(periods: &[&Period]) -> Sum {
    let mut sum = Sum::default();
    for period in periods {
        let pay = period.pay.map(|pay| pay.0);
        sum.add(Sum { right: period.right.0, measure: period.measure.0, pay });
    }
    sum
}

/// The weeks towards the right, hundredths, of periods of one year, the earliest first: weeks that coincide count once (L. 228/2012,
/// art. 1 c. 243), so periods that share days count for no more weeks than the days they cover, rounded up, or than
/// the largest of them has on record.
///
/// Towards the amount every period adds its own weeks, part-time ones in proportion to the hours (D.Lgs. 81/2015,
/// art. 11 c. 4).
fn right_once(periods: &[&Period]) -> i64 {
    let mut counted = 0;
    let mut rest = periods;
    while let Some(first) = rest.first() {
        let mut last = first.to;
        let together = rest
            .iter()
            .take_while(|period| {
                let shares = period.from <= last;
                last = last.max(if shares { period.to } else { last });
                shares
            })
            .count();
        let (shared, later) = rest.split_at(together);
        let most = shared.iter().map(|period| period.right.0).max().unwrap_or_default();
        // The days are one more than those between the first and the last; six more round the weeks up.
        let weeks = 100 * ((days_between(first.from, last) + 7) / 7);
        counted += shared.iter().map(|period| period.right.0).sum::<i64>().min(weeks.max(most));
        rest = later;
    }
    counted
}

/// The years that have periods, the earliest first, each with what it comes to.
pub fn years<'a>(periods: impl IntoIterator<Item = &'a Period>) -> Vec<(i16, Sum)> {
    let mut sorted: Vec<&Period> = periods.into_iter().collect();
    sorted.sort_by_key(|period| period.from);
    let sum = |own: &[&Period]| Sum { right: right_once(own), ..sum_of(own) }.within_a_year();
    sorted.chunk_by(|one, next| one.year() == next.year()).map(|own| (own[0].year(), sum(own))).collect()
}

/// What some years come to together.
pub fn total(years: &[(i16, Sum)]) -> Sum {
    let mut total = Sum::default();
    years.iter().for_each(|(_, sum)| total.add(*sum));
    total
}

/// One regime's part of a career.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegimeSum {
    /// The regime.
    pub regime: Regime,
    /// The first year.
    pub from: i16,
    /// The last year.
    pub to: i16,
    /// What it comes to, at most a year's weeks in a year.
    pub sum: Sum,
}

/// The regimes a career has, in the order of the statement.
pub fn regimes(periods: &[Period]) -> Vec<RegimeSum> {
    let of = |regime| {
        let years = years(periods.iter().filter(|period| period.regime == regime));
        let (from, to) = (years.first()?.0, years.last()?.0);
        Some(RegimeSum { regime, from, to, sum: total(&years) })
    };
    Regime::ALL.into_iter().filter_map(of).collect()
}

/// The decades of some years, each with the places of its years.
pub fn decades(years: &[(i16, Sum)]) -> Vec<(i16, &[(i16, Sum)])> {
    years
        .chunk_by(|(one, _), (next, _)| one / 10 == next / 10)
        .map(|some| (some[0].0 / 10 * 10, some))
        .collect()
}

/// The stretches of at least a week, between the first and the last day on record, that no period covers.
pub fn gaps(periods: &[Period]) -> Vec<(Date, Date)> {
    let mut sorted: Vec<&Period> = periods.iter().collect();
    sorted.sort_by_key(|period| period.from);
    let Some(first) = sorted.first() else { return Vec::new() };
    let mut covered = first.to;
    let mut gaps = Vec::new();
    for period in sorted {
        if days_between(covered, period.from) > GAP_DAYS {
            gaps.push((covered.saturating_add(1.day()), period.from.saturating_sub(1.day())));
        }
        covered = covered.max(period.to);
    }
    gaps
}

/// The last day on record, where nothing has come since for longer than it takes.
pub fn silent_since(periods: &[Period], today: Date) -> Option<Date> {
    let last = periods.iter().map(|period| period.to).max()?;
    (last.saturating_add(DELAY_MONTHS.months()) < today).then_some(last)
}

/// The years, before the present one, that count for fewer weeks than a whole one.
pub fn short_years(years: &[(i16, Sum)], present: i16) -> Vec<i16> {
    let short = |(year, sum): &&(i16, Sum)| *year < present && sum.right < 100 * YEAR_WEEKS;
    years.iter().filter(short).map(|(year, _)| *year).collect()
}

/// Two periods on the same days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap<'a> {
    /// The first day of both.
    pub from: Date,
    /// The last day of both.
    pub to: Date,
    /// The one that began earlier.
    pub one: &'a Period,
    /// The other.
    pub other: &'a Period,
}

/// Every two periods that share a day, the earliest first. Their weeks count once towards the
/// right, and add up towards the amount.
pub fn overlaps(periods: &[Period]) -> Vec<Overlap<'_>> {
    let mut sorted: Vec<&Period> = periods.iter().collect();
    sorted.sort_by_key(|period| (period.from, period.to, period.id));
    let mut found = Vec::new();
    for (n, one) in sorted.iter().enumerate() {
        for other in sorted[n + 1..].iter().take_while(|other| other.from <= one.to) {
            found.push(Overlap { from: other.from, to: one.to.min(other.to), one, other });
        }
    }
    found
}

/// A period whose weekly pay stays under the minimum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LowPay<'a> {
    /// The period.
    pub period: &'a Period,
    /// Its average pay of a week.
    pub weekly: Cents,
    /// The minimum of that year.
    pub minimum: Cents,
}

/// The periods of employment whose pay is under the weekly minimum (D.L. 463/1983, art. 7 c. 1; farm and domestic
/// work have rules of their own, c. 5).
pub fn low_pay(periods: &[Period]) -> Vec<LowPay<'_>> {
    periods.iter().filter_map(low).collect()
}

fn low(period: &Period) -> Option<LowPay<'_>> {
    if !matches!(period.kind, Kind::Employee | Kind::PartTime) || period.unit != Unit::Weeks {
        return None;
    }
    let minimum = weekly_minimum(period.year())?;
    let weekly = Cents(period.pay?.0 / period.quantity.max(1));
    (weekly < minimum).then_some(LowPay { period, weekly, minimum })
}

/// The least weekly pay for which an employee's week counts whole: 40 % of the minimum pension (D.L. 463/1983,
/// art. 7, with L. 638/1983; D.L. 338/1989, art. 1).
///
/// 2025 and 2026 follow from the sourced minimum pensions (603.40 and 611.85 euro a month); the years before are
/// from the institute's yearly circulars as remembered, so the page calls them indicative. `None` for other years.
pub fn weekly_minimum(year: i16) -> Option<Cents> {
    const FROM: i16 = 2015;
    const MINIMA: [i64; 12] =
        [20_076, 20_076, 20_076, 20_297, 20_520, 20_623, 20_623, 21_015, 22_718, 23_944, 24_136, 24_474];
    let index = usize::try_from(year.checked_sub(FROM)?).ok()?;
    MINIMA.get(index).copied().map(Cents)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::date;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn period(from: Date, to: Date, right: i64) -> Period {
        Period {
            id: Uuid::nil(),
            regime: Regime::General,
            kind: Kind::Employee,
            from,
            to,
            unit: Unit::Weeks,
            quantity: right / 100,
            right: Hundredths(right),
            measure: Hundredths(right),
            pay: Some(Cents(right * 400)),
            employer: "Azienda di prova".to_owned(),
            note: String::new(),
        }
    }

    #[test]
    fn silence_is_a_gap_once_it_lasts_longer_than_periods_take_to_come() {
        let (last, periods) = (date(2023, 4, 28), [period(date(2022, 1, 1), date(2023, 4, 28), 5_200)]);
        assert_eq!(silent_since(&periods, date(2024, 10, 28)), None);
        assert_eq!(silent_since(&periods, date(2024, 10, 29)), Some(last));
        assert_eq!(silent_since(&[], date(2024, 10, 29)), None);
    }

    #[test]
    fn a_year_counts_for_52_weeks_at_most_and_a_career_for_the_sum_of_its_years() {
        let periods = [
            period(date(2001, 1, 1), date(2001, 12, 31), 5_200),
            period(date(2001, 6, 1), date(2001, 9, 30), 1_700),
            period(date(2002, 1, 1), date(2002, 6, 30), 2_600),
        ];
        let years = years(&periods);
        assert_eq!(
            years.iter().map(|(year, sum)| (*year, sum.right)).collect::<Vec<_>>(),
            [(2001, 5_200), (2002, 2_600)]
        );
        assert_eq!(total(&years).right, 7_800);
        assert_eq!(total(&years).pay, Some((5_200 + 1_700 + 2_600) * 400));
        assert_eq!(short_years(&years, 2026), [2002]);
        assert_eq!(short_years(&years, 2002), [0; 0], "the present year is not over");
    }

    #[test]
    fn weeks_that_coincide_count_once_towards_the_right_and_add_up_towards_the_amount() {
        let part_time = |right, measure, from, to| Period {
            kind: Kind::PartTime,
            measure: Hundredths(measure),
            ..period(from, to, right)
        };
        let long = part_time(3_900, 1_560, date(2018, 1, 1), date(2018, 9, 30));
        let within = period(date(2018, 7, 1), date(2018, 8, 31), 900);
        let after = period(date(2018, 10, 1), date(2018, 12, 31), 1_300);
        let sum = |periods: &[Period]| years(periods)[0].1;
        let all = sum(&[after.clone(), within.clone(), long.clone()]);
        assert_eq!((all.right, all.measure), (5_200, 3_760));
        let both = sum(&[long, within.clone()]);
        assert_eq!((both.right, both.measure), (3_900, 2_460), "39 weeks, not 48");
        assert_eq!(sum(&[within.clone(), after]).right, 2_200, "what does not coincide adds up");
        // Credited by rules of its own, one period may have more weeks than its days.
        let farm = period(date(2018, 7, 1), date(2018, 8, 31), 5_200);
        assert_eq!(sum(&[farm, within]).right, 5_200);
    }

    #[test]
    fn a_year_without_pay_has_none() {
        let credited = Period { pay: None, ..period(date(1990, 1, 1), date(1990, 12, 31), 5_200) };
        assert_eq!(years(&[credited])[0].1.pay(), None);
    }

    #[test]
    fn regimes_are_summed_apart() {
        let public = Period { regime: Regime::Public, ..period(date(2003, 1, 1), date(2003, 12, 31), 5_200) };
        let periods = [public, period(date(2001, 1, 1), date(2001, 12, 31), 5_200)];
        let regimes = regimes(&periods);
        assert_eq!(
            regimes.iter().map(|one| (one.regime, one.from)).collect::<Vec<_>>(),
            [(Regime::General, 2001), (Regime::Public, 2003)]
        );
    }

    #[test]
    fn a_gap_is_a_week_at_least_and_years_that_meet_leave_none() {
        let at = |from, to| period(from, to, 100);
        let meeting = [at(date(2001, 1, 1), date(2001, 12, 31)), at(date(2002, 1, 1), date(2002, 3, 31))];
        assert_eq!(gaps(&meeting), []);
        let six = at(date(2002, 4, 7), date(2002, 5, 1));
        assert_eq!(gaps(&[meeting[1].clone(), six]), []);
        let seven = at(date(2002, 4, 8), date(2002, 5, 1));
        assert_eq!(gaps(&[seven, meeting[1].clone()]), [(date(2002, 4, 1), date(2002, 4, 7))]);
        // A long period under a short one hides what lies between two short ones.
        let long = at(date(2002, 1, 1), date(2002, 12, 31));
        let short = [at(date(2002, 2, 1), date(2002, 2, 9)), at(date(2002, 6, 1), date(2002, 6, 9))];
        assert_eq!(gaps(&[long, short[0].clone(), short[1].clone()]), []);
    }

    #[test]
    fn every_two_periods_on_the_same_day_are_named_once() {
        let periods = [
            period(date(2001, 1, 1), date(2001, 12, 31), 5_200),
            period(date(2001, 12, 31), date(2001, 12, 31), 100),
            period(date(2002, 1, 1), date(2002, 1, 31), 400),
        ];
        let found = overlaps(&periods);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].from, found[0].to), (date(2001, 12, 31), date(2001, 12, 31)));
    }

    #[test]
    fn low_pay_is_under_the_minimum_of_its_own_year() {
        let paid = |year, pay| Period {
            pay: Some(Cents(pay)),
            ..period(date(year, 1, 1), date(year, 12, 31), 5_200)
        };
        assert_eq!(low_pay(&[paid(2026, 52 * 24_474)]), []);
        let low = paid(2026, 52 * 24_474 - 1);
        assert_eq!(low_pay(std::slice::from_ref(&low))[0].minimum, Cents(24_474));
        assert_eq!(low_pay(&[paid(1990, 1)]), [], "no minimum is known for that year");
        let farm = Period { kind: Kind::Farm, ..paid(2026, 1) };
        assert_eq!(low_pay(&[farm]), [], "farm work has rules of its own");
        let none = Period { quantity: 0, ..paid(2026, 1) };
        assert_eq!(low_pay(std::slice::from_ref(&none)).len(), 1);
    }

    #[test]
    fn the_minimum_is_two_fifths_of_the_minimum_pension() {
        assert_eq!(weekly_minimum(2025), Some(Cents(60_340 * 40 / 100)));
        assert_eq!(weekly_minimum(2026), Some(Cents(61_185 * 40 / 100)));
        assert_eq!(weekly_minimum(2014), None);
        assert_eq!(weekly_minimum(2027), None);
    }

    #[test]
    fn years_fall_into_decades() {
        let years = [1989, 1990, 1999, 2000].map(|year| (year, Sum::default()));
        let decades: Vec<(i16, usize)> =
            decades(&years).into_iter().map(|(from, some)| (from, some.len())).collect();
        assert_eq!(decades, [(1980, 1), (1990, 2), (2000, 1)]);
    }

    proptest! {
        #[test]
        fn gaps_and_periods_never_share_a_day(spans in prop::collection::vec((0i64..3_000, 0i64..200), 1..20)) {
            let start = date(1990, 1, 1);
            let periods: Vec<Period> = spans
                .into_iter()
                .map(|(at, length)| {
                    let from = start.saturating_add(at.days());
                    period(from, from.saturating_add(length.days()).min(date(from.year(), 12, 31)), 100)
                })
                .collect();
            for (from, to) in gaps(&periods) {
                prop_assert!(days_between(from, to) + 1 >= GAP_DAYS);
                prop_assert!(periods.iter().all(|period| period.to < from || period.from > to));
            }
        }
    }
}
