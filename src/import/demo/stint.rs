//! A stretch of one kind of time, and the yearly periods the records have of it.
//!
//! How days and months become weeks follows the law of each kind of work; where the law changed over the years the
//! rule of today is taken, for these people are invented.

use a11y::text::{Cents, Hundredths};
use jiff::civil::{Date, date};
use uuid::Uuid;

use super::dice::Dice;
use super::pay::weekly;
use crate::services::contribution_statement::period::{Class, Kind, Period, Regime, Unit, days_between};
use crate::services::contribution_statement::rules::{YEAR_WEEKS, weekly_minimum};

/// One kind of time with one employer.
#[derive(Clone, Debug)]
pub(super) struct Stint {
    /// First day.
    pub(super) from: Date,
    /// Last day.
    pub(super) to: Date,
    /// What it was.
    pub(super) kind: Kind,
    /// Who paid; empty for credited time.
    pub(super) employer: String,
    /// Hours, in hundredths of full time.
    pub(super) share: i64,
    /// Pay of full time, in hundredths of the average.
    pub(super) level: i64,
}

impl Stint {
    /// Credited or bought time, which nobody pays.
    pub(super) fn credited(from: Date, to: Date, kind: Kind) -> Stint {
        Stint { from, to, kind, employer: String::new(), share: 100, level: 100 }
    }

    /// Its periods, one a calendar year.
    pub(super) fn periods(&self, dice: &mut Dice) -> Vec<Period> {
        (self.from.year()..=self.to.year())
            .map(|year| {
                let from = self.from.max(date(year, 1, 1));
                let to = self.to.min(date(year, 12, 31));
                self.period(from, to, dice)
            })
            // What does not come to a week is not recorded.
            .filter(|period| period.days() >= 7 && period.right.0 > 0)
            .collect()
    }

    fn period(&self, from: Date, to: Date, dice: &mut Dice) -> Period {
        let days = days_between(from, to) + 1;
        let weeks = ((days + 3) / 7).min(YEAR_WEEKS);
        let full = weekly(from.year()).0 * self.level / 100;
        let credit = match self.kind {
            Kind::Employee | Kind::PartTime => self.employed(from.year(), weeks, full),
            Kind::Farm => {
                // 270 days of farm work are a year (D.L. 463/1983, art. 7).
                let worked = dice.between(51, 200) * days / 365;
                Credit::by(worked, Unit::Days, worked * 5_200 / 270, worked * full / 6)
            }
            Kind::Domestic => {
                // A week counts whole from 24 paid hours (D.P.R. 1403/1971, art. 9).
                let hours = 40 * self.share / 100;
                let counted = weeks * 100 * hours.min(24) / 24;
                Credit::by(counted / 100, Unit::Weeks, counted, weeks * full * 6 / 10 * self.share / 100)
            }
            Kind::Collaborator | Kind::Professional => {
                // The months that the income covers at the minimum of traders (L. 335/1995, art. 2 c. 29).
                let months = (days * 12 + 182) / 365;
                let income = weeks * full * self.share / 100;
                let covered = (income * 12 / (full * 30)).clamp(1, months.max(1));
                Credit::by(covered, Unit::Months, covered * 5_200 / 12, income)
            }
            Kind::Stage => {
                // 90 days are a year for who is on stage or on set (D.L. 73/2021, art. 66).
                let worked = dice.between(15, 150) * days / 365;
                Credit::by(worked, Unit::Days, worked * 5_200 / 90, worked * full / 3)
            }
            Kind::Sport => {
                // 260 days are a year for sport (D.Lgs. C.P.S. 708/1947 and D.Lgs. 182/1997, group C).
                let worked = dice.between(90, 260) * days / 365;
                Credit::by(worked, Unit::Days, worked * 5_200 / 260, worked * full / 4)
            }
            Kind::PublicService => Credit::by(days, Unit::Days, weeks * 100, weeks * full),
            Kind::Business => Credit::by(weeks, Unit::Weeks, weeks * 100, weeks * full * 8 / 10),
            _ => Credit::by(weeks, Unit::Weeks, weeks * 100, 0),
        };
        let paid = matches!(self.kind.class(), Class::Obligatory);
        Period {
            id: Uuid::nil(),
            regime: regime(self.kind),
            kind: self.kind,
            from,
            to,
            unit: credit.unit,
            quantity: credit.quantity,
            right: Hundredths(credit.right.min(100 * YEAR_WEEKS)),
            measure: Hundredths(credit.measure.min(100 * YEAR_WEEKS)),
            pay: paid.then_some(Cents(credit.pay)),
            employer: self.employer.clone(),
            note: String::new(),
        }
    }

    /// Part time counts whole for the right (L. 178/2020, art. 1 c. 350) and by its hours for the measure; where
    /// the pay stays under the weekly minimum fewer weeks count.
    fn employed(&self, year: i16, weeks: i64, full: i64) -> Credit {
        let pay = weeks * full * self.share / 100;
        let enough = weekly_minimum(year).map_or(weeks * 100, |minimum| pay * 100 / minimum.0);
        let right = (weeks * 100).min(enough);
        let measure = if self.kind == Kind::PartTime { weeks * self.share } else { right };
        Credit { quantity: weeks, unit: Unit::Weeks, right, measure: measure.min(right), pay }
    }
}

/// What a period comes to: weeks in hundredths, pay in cents.
struct Credit {
    quantity: i64,
    unit: Unit,
    right: i64,
    measure: i64,
    pay: i64,
}

impl Credit {
    fn by(quantity: i64, unit: Unit, weeks: i64, pay: i64) -> Credit {
        Credit { quantity, unit, right: weeks, measure: weeks, pay }
    }
}

/// The statement a kind of time belongs to.
fn regime(kind: Kind) -> Regime {
    match kind {
        Kind::Collaborator | Kind::Professional => Regime::Separate,
        Kind::PublicService => Regime::Public,
        Kind::Stage | Kind::Sport => Regime::Show,
        _ => Regime::General,
    }
}
