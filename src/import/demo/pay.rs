//! What invented work paid, by year: plausible, not a statistic.

use a11y::text::Cents;

/// A year's average pay for full time, in euro, every five years from 1950; straight lines between.
const YEARLY: [i64; 17] = [
    300, 420, 560, 900, 1_350, 3_000, 6_500, 11_500, 16_000, 19_000, 21_500, 24_500, 26_800, 27_900, 28_600,
    31_800, 33_500,
];

/// The average pay of a full-time week in a year.
pub(super) fn weekly(year: i16) -> Cents {
    let since = i64::from(year.clamp(1950, 2029)) - 1950;
    let at = |n: i64| usize::try_from(n).ok().and_then(|n| YEARLY.get(n)).copied().unwrap_or(31_800);
    let (step, part) = (since / 5, since % 5);
    let yearly = at(step) * 100 + (at(step + 1) - at(step)) * 100 * part / 5;
    Cents(yearly / 52)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pay_grows_year_by_year() {
        for year in 1950..2029 {
            assert!(weekly(year) < weekly(year + 1), "{year}");
        }
        assert_eq!(weekly(2025), Cents(61_153));
    }
}
