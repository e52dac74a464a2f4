//! Invented careers: work of one main kind, with gaps, changes of employer, credited time and the odd mistake.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::dice::Dice;
use super::employers::employer;
use super::stint::Stint;
use crate::citizen::codice_fiscale::Sex;
use crate::services::contribution_statement::period::{Kind, Period};

/// The last day of the records: the last whole year when these people were invented.
pub(super) const LAST: Date = date(2025, 12, 31);

/// The last year of birth called to military service (L. 226/2004).
const LAST_CONSCRIPTS: i16 = 1985;

/// A person's periods, the earliest first.
pub(super) fn periods(born: Date, sex: Sex, dice: &mut Dice) -> Vec<Period> {
    let mut life = Life { born, sex, dice, children: 0, stints: Vec::new() };
    life.live();
    let Life { dice, stints, .. } = life;
    recorded(&stints, dice)
}

/// The periods the records have of some stints, the earliest first.
pub(super) fn recorded(stints: &[Stint], dice: &mut Dice) -> Vec<Period> {
    let mut periods: Vec<Period> = stints.iter().flat_map(|stint| stint.periods(dice)).collect();
    periods.sort_by_key(|period| (period.from, period.to));
    periods
}

struct Life<'a> {
    born: Date,
    sex: Sex,
    dice: &'a mut Dice,
    children: i64,
    stints: Vec<Stint>,
}

impl Life<'_> {
    fn live(&mut self) {
        let main = self.dice.pick(&MAIN, Kind::Employee);
        let studied = matches!(main, Kind::Professional | Kind::PublicService) && self.dice.percent(70);
        let age = if studied { self.dice.between(24, 29) } else { self.dice.between(16, 24) };
        let mut day = self.first_of_month(age);
        let end = months_later(self.born, 12 * self.dice.between(61, 67)).min(LAST);
        if studied && self.dice.percent(15) {
            self.stints.push(Stint::credited(months_later(day, -48), day_before(day), Kind::Redeemed));
        }
        if self.sex == Sex::Male && self.born.year() <= LAST_CONSCRIPTS && self.dice.percent(60) {
            let called = self.first_of_month(19);
            if called < end {
                let over = day_before(months_later(called, 12));
                self.stints.push(Stint::credited(called, over, Kind::Military));
                day = day.max(months_later(called, 12));
            }
        }
        while day < end {
            day = self.work(main, day, end);
            day = self.rest(main, day, end);
        }
    }

    /// Some years with one employer; the day after them.
    fn work(&mut self, main: Kind, from: Date, end: Date) -> Date {
        let kind = match main {
            Kind::Employee if self.dice.percent(self.part_time()) => Kind::PartTime,
            Kind::Employee if self.dice.percent(4) => Kind::Collaborator,
            _ if self.dice.percent(6) => Kind::Employee,
            main => main,
        };
        // The Gestione separata begins in 1996 (L. 335/1995, art. 2 c. 26).
        let separate = matches!(kind, Kind::Collaborator | Kind::Professional);
        let kind = if separate && from.year() < 1996 { Kind::Employee } else { kind };
        let months = match kind {
            Kind::PublicService | Kind::Business => self.dice.between(60, 400),
            _ => self.dice.between(4, 110),
        };
        let to = day_before(months_later(from, months)).min(end);
        let share = match kind {
            Kind::PartTime => self.dice.pick(&[25, 40, 50, 50, 60, 75], 50),
            Kind::Domestic => self.dice.pick(&[30, 50, 60, 75, 100], 60),
            Kind::Collaborator | Kind::Professional => self.dice.between(40, 140),
            _ => 100,
        };
        let stint = Stint {
            from,
            to,
            kind,
            employer: employer(kind, self.dice),
            share,
            level: self.dice.between(70, 150),
        };
        if matches!(kind, Kind::Employee | Kind::PartTime) && self.dice.percent(3) {
            // The odd mistake: the same months recorded with a second firm.
            let twice = day_before(months_later(from, self.dice.between(2, 5))).min(to);
            let second = employer(kind, self.dice);
            self.stints.push(Stint { to: twice, employer: second, level: 70, ..stint.clone() });
        }
        self.interrupted(stint);
        months_later(to, 0).saturating_add(1.day())
    }

    /// Cuts out of a stint the time in which one could not work.
    fn interrupted(&mut self, mut stint: Stint) {
        let employed = matches!(stint.kind, Kind::Employee | Kind::PartTime | Kind::PublicService);
        for year in stint.from.year()..=stint.to.year() {
            let age = i64::from(year - self.born.year());
            let fertile = self.sex == Sex::Female && (23..=41).contains(&age) && self.children < 2;
            let (kind, days) = if employed && fertile && self.dice.percent(12) {
                self.children += 1;
                (Kind::Maternity, 151)
            } else if employed && self.dice.percent(5) {
                (Kind::Sickness, 7 * self.dice.between(2, 8))
            } else {
                continue;
            };
            let from = date(year, 1, 1).saturating_add(self.dice.between(20, 180).days());
            let to = from.saturating_add((days - 1).days());
            if from <= stint.from || to >= stint.to {
                continue;
            }
            self.stints.push(Stint { to: day_before(from), ..stint.clone() });
            self.stints.push(Stint::credited(from, to, kind));
            stint.from = to.saturating_add(1.day());
        }
        self.stints.push(stint);
    }

    /// What lies between two employers: nothing, a benefit, a gap; the day work begins again.
    fn rest(&mut self, main: Kind, from: Date, end: Date) -> Date {
        let employed = matches!(main, Kind::Employee | Kind::PartTime);
        let throw = self.dice.between(1, 100);
        if from >= end || throw <= 35 {
            return from;
        }
        if employed && throw <= 65 {
            let after = months_later(from, self.dice.between(2, 11)).min(end);
            if from.year() >= 1970 && after > from {
                self.stints.push(Stint::credited(from, day_before(after), Kind::Unemployment));
            }
            return after;
        }
        let after = months_later(from, self.dice.between(1, 20)).min(end);
        if throw >= 98 && after > from {
            self.stints.push(Stint::credited(from, day_before(after), Kind::Voluntary));
        }
        after
    }

    fn part_time(&self) -> i64 {
        if self.sex == Sex::Female { 30 } else { 10 }
    }

    fn first_of_month(&mut self, age: i64) -> Date {
        let month = i8::try_from(self.dice.between(1, 12)).unwrap_or(1);
        let year = self.born.year().saturating_add(i16::try_from(age).unwrap_or(20));
        date(year, 1, 1).with().month(month).build().unwrap_or(self.born)
    }
}

/// Main kinds of work, as often as they stand here.
const MAIN: [Kind; 40] = {
    let mut main = [Kind::Employee; 40];
    let others = [
        (18, 24, Kind::PublicService),
        (24, 28, Kind::Farm),
        (28, 31, Kind::Domestic),
        (31, 35, Kind::Business),
        (35, 36, Kind::Collaborator),
        (36, 38, Kind::Professional),
        (38, 39, Kind::Stage),
        (39, 40, Kind::Sport),
    ];
    let mut n = 0;
    while n < others.len() {
        let (mut at, to, kind) = others[n];
        while at < to {
            main[at] = kind;
            at += 1;
        }
        n += 1;
    }
    main
};

/// The same day some months later, or the last of its month.
pub(super) fn months_later(day: Date, months: i64) -> Date {
    day.saturating_add(months.months())
}

fn day_before(day: Date) -> Date {
    day.saturating_sub(1.day())
}
