//! When an office is open: weekday intervals, closures and public holidays, by the clock in Rome.
//!
//! **Invariant**: local patron saints' days are not known, so nothing is said of them.

use a11y::text::Opening;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};

use super::hours::is_stated;

/// How far ahead a next opening is looked for, in days: past any closure that can be announced.
const HORIZON: usize = 400;

/// The Belfiore code of Roma, which has a holiday of its own.
const ROMA: &str = "H501";

/// Days on which an office is closed though its week says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Why, in the office's Italian words; may be empty.
    pub reason: String,
}

/// What is wrong with a text of closures.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("closure {at}: {fault}")]
pub struct ClosureProblem {
    /// The closure, counted from 1.
    pub at: usize,
    /// What is wrong with it.
    pub fault: ClosureFault,
}

/// What is wrong with one closure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClosureFault {
    /// It does not begin with a day such as `2026-08-14`.
    #[error("it does not begin with a day written as 2026-08-14")]
    Day,
    /// Its last day comes before its first.
    #[error("it ends before it begins")]
    Backwards,
}

/// Reads `2026-08-14/2026-08-17 ponte di Ferragosto; 2026-12-24`: a day or two (ISO 8601), then perhaps why.
///
/// # Errors
/// The first [`ClosureProblem`]. An empty text is no closure.
pub fn parse_closures(text: &str) -> Result<Vec<Closure>, ClosureProblem> {
    let parts = text.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let mut closures: Vec<Closure> = Vec::new();
    for (part, at) in parts.zip(1..) {
        let problem = |fault| ClosureProblem { at, fault };
        let (days, reason) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
        let (from, to) = days.split_once('/').unwrap_or((days, days));
        let read = |day: &str| Date::strptime("%Y-%m-%d", day).map_err(|_| problem(ClosureFault::Day));
        let (from, to) = (read(from)?, read(to)?);
        if to < from {
            return Err(problem(ClosureFault::Backwards));
        }
        let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
        closures.push(Closure { from, to, reason });
    }
    closures.sort_by_key(|closure| (closure.from, closure.to));
    Ok(closures)
}

/// Writes closures so that [`parse_closures`] reads the same ones.
pub fn print_closures(closures: &[Closure]) -> String {
    let part = |c: &Closure| format!("{}/{} {}", c.from, c.to, c.reason).trim_end().to_owned();
    closures.iter().map(part).collect::<Vec<_>>().join("; ")
}

/// Whether a day is a public holiday in the whole country, or in Roma for an office there. Sundays as such
/// are left to the hours of the office.
///
/// L. 27 maggio 1949, n. 260, art. 2, as changed by L. 5 marzo 1977, n. 54 (fewer days), D.P.R. 28 dicembre
/// 1985, n. 792 (6 January again; 29 June in the comune of Roma), L. 20 novembre 2000, n. 336 (2 June
/// again), L. 8 ottobre 2025, n. 151 (4 October, since 2026).
pub fn is_holiday(day: Date, belfiore: &str) -> bool {
    match (day.month(), day.day()) {
        (1, 1 | 6) | (4, 25) | (5, 1) | (6, 2) | (8, 15) | (11, 1) | (12, 8 | 25 | 26) => true,
        (10, 4) => day.year() >= 2026,
        (6, 29) => belfiore == ROMA,
        _ => easter(day.year()).is_some_and(|easter| (day - easter).get_days() == 1),
    }
}

/// Easter Sunday of a year, by the Gregorian calendar (the anonymous computation of 1876).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (golden, century, of_century) = (year % 19, year / 100, year % 100);
    let moon = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    Date::new(i16::try_from(year).ok()?, i8::try_from(days / 31).ok()?, i8::try_from(days % 31 + 1).ok()?)
        .ok()
}

/// The next public holiday after a day that is not a Sunday: none in a calendar that ends.
pub fn next_holiday(after: Date, belfiore: &str) -> Option<Date> {
    days_from(after).skip(1).find(|day| is_holiday(*day, belfiore) && weekday(*day) != 6)
}

/// How an office stands at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The opening that is under way.
    pub open: Option<Opening>,
    /// Why it does not open today although its week says so.
    pub shut: Option<Shut>,
    /// No hours today at all.
    pub free_day: bool,
    /// Today only by appointment, at no stated time.
    pub booked_day: bool,
    /// The next opening at a stated time, if none is under way.
    pub next: Option<Next>,
    /// The next opening without an appointment, where the one under way or next is by appointment.
    pub next_walk_in: Option<Next>,
}

/// Why an office stays shut on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shut {
    /// A public holiday.
    Holiday,
    /// A closure, with the office's reason.
    Closure(String),
}

/// An opening still to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    /// The day.
    pub day: Date,
    /// How many days from now.
    pub in_days: i32,
    /// The opening.
    pub opening: Opening,
}

/// How an office with these hours stands at a moment on the clocks of Rome.
///
/// An opening runs up to its last minute and not through it: at 12:30 an office open till 12:30 is closed.
pub fn standing(hours: &[Opening], closures: &[Closure], belfiore: &str, now: DateTime) -> Standing {
    let (today, clock) = (now.date(), now.time());
    let week = Week { hours, closures, belfiore };
    let open = week.on(today).find(|o| o.from <= clock && clock < o.to).copied();
    let next = week.next(today, clock, |_| true);
    let (shut, free_day) = (week.shut(today), week.hours_of(today).next().is_none());
    let by_appointment = open.or(next.map(|next| next.opening)).is_some_and(|o| o.by_appointment);
    Standing {
        open,
        booked_day: shut.is_none() && !free_day && week.hours_of(today).all(|o| !is_stated(o)),
        shut: shut.filter(|_| !free_day),
        free_day,
        next: next.filter(|_| open.is_none()),
        next_walk_in: week.next(today, clock, |o| !o.by_appointment).filter(|_| by_appointment),
    }
}

struct Week<'a> {
    hours: &'a [Opening],
    closures: &'a [Closure],
    belfiore: &'a str,
}

impl<'a> Week<'a> {
    fn hours_of(&self, day: Date) -> impl Iterator<Item = &'a Opening> {
        self.hours.iter().filter(move |opening| opening.weekday == weekday(day))
    }

    fn shut(&self, day: Date) -> Option<Shut> {
        if is_holiday(day, self.belfiore) {
            return Some(Shut::Holiday);
        }
        let closure = self.closures.iter().find(|closure| closure.from <= day && day <= closure.to)?;
        Some(Shut::Closure(closure.reason.clone()))
    }

    /// The openings that take place on a day.
    fn on(&self, day: Date) -> impl Iterator<Item = &'a Opening> {
        let takes_place = self.shut(day).is_none();
        self.hours_of(day).filter(move |_| takes_place)
    }

    fn next(&self, today: Date, clock: Time, wanted: impl Fn(&Opening) -> bool) -> Option<Next> {
        days_from(today).zip(0..).find_map(|(day, in_days)| {
            let to_come = |o: &&Opening| is_stated(o) && (in_days > 0 || o.from > clock);
            let opening = self.on(day).filter(to_come).find(|o| wanted(o))?;
            Some(Next { day, in_days, opening: *opening })
        })
    }
}

/// The closures that are not over, in order.
pub fn to_come(closures: &[Closure], today: Date) -> impl Iterator<Item = &Closure> {
    closures.iter().filter(move |closure| closure.to >= today)
}

/// 0 Monday to 6 Sunday.
pub fn weekday(day: Date) -> u8 {
    u8::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0)
}

fn days_from(day: Date) -> impl Iterator<Item = Date> {
    day.series(1.day()).take(HORIZON)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    use super::super::hours;
    use super::*;

    const TWO_KINDS: &str = "lun mer ven 08:30-12:30; solo su appuntamento mar e gio";

    fn at(text: &str, closures: &str, now: DateTime) -> Standing {
        standing(&hours::parse(text).unwrap(), &parse_closures(closures).unwrap(), "F839", now)
    }

    fn next_of(next: Option<Next>) -> (Date, Time) {
        let next = next.unwrap();
        (next.day, next.opening.from)
    }

    #[test]
    fn an_office_open_till_half_past_twelve_is_closed_at_half_past_twelve() {
        let monday = date(2025, 3, 3);
        assert!(at("lun-ven 08:30-12:30", "", monday.at(8, 29, 0, 0)).open.is_none());
        assert!(at("lun-ven 08:30-12:30", "", monday.at(8, 30, 0, 0)).open.is_some());
        assert!(at("lun-ven 08:30-12:30", "", monday.at(12, 29, 0, 0)).open.is_some());
        let closed = at("lun-ven 08:30-12:30", "", monday.at(12, 30, 0, 0));
        assert_eq!(closed.open, None);
        assert_eq!(next_of(closed.next), (date(2025, 3, 4), time(8, 30, 0, 0)));
        let between = at("lun 08:30-12:00; lun 14:00-16:00", "", monday.at(12, 0, 0, 0));
        assert_eq!(next_of(between.next), (monday, time(14, 0, 0, 0)));
    }

    #[test]
    fn on_a_sunday_it_opens_on_monday() {
        let sunday = at("lun-ven 08:30-12:30", "", date(2025, 3, 9).at(10, 0, 0, 0));
        assert!(sunday.free_day && sunday.open.is_none() && sunday.shut.is_none());
        assert_eq!(next_of(sunday.next), (date(2025, 3, 10), time(8, 30, 0, 0)));
    }

    #[test]
    fn on_the_last_day_of_the_year_it_opens_after_new_year() {
        // 31 December 2024 is a Tuesday, 1 January a holiday, 2 January a Thursday.
        let last = at("lun-ven 08:30-12:30", "", date(2024, 12, 31).at(12, 30, 0, 0));
        assert_eq!(next_of(last.next), (date(2025, 1, 2), time(8, 30, 0, 0)));
        let new_year = at("lun-ven 08:30-12:30", "", date(2025, 1, 1).at(10, 0, 0, 0));
        assert_eq!((new_year.open, new_year.shut), (None, Some(Shut::Holiday)));
    }

    #[test]
    fn by_appointment_is_told_apart_from_walking_in() {
        let timed = "lun mer 08:30-12:30; mar 09:00-11:00 su appuntamento";
        let tuesday = at(timed, "", date(2025, 3, 4).at(9, 0, 0, 0));
        assert!(tuesday.open.unwrap().by_appointment);
        assert_eq!(next_of(tuesday.next_walk_in), (date(2025, 3, 5), time(8, 30, 0, 0)));
        let monday = at(timed, "", date(2025, 3, 3).at(15, 0, 0, 0));
        assert_eq!(next_of(monday.next), (date(2025, 3, 4), time(9, 0, 0, 0)));
        assert_eq!(next_of(monday.next_walk_in), (date(2025, 3, 5), time(8, 30, 0, 0)));
        let open = at(timed, "", date(2025, 3, 3).at(9, 0, 0, 0));
        assert_eq!((open.next, open.next_walk_in), (None, None));
    }

    #[test]
    fn an_appointment_at_no_stated_time_is_neither_open_nor_next() {
        let tuesday = at(TWO_KINDS, "", date(2025, 3, 4).at(9, 0, 0, 0));
        assert!(tuesday.booked_day && tuesday.open.is_none() && !tuesday.free_day);
        assert_eq!(next_of(tuesday.next), (date(2025, 3, 5), time(8, 30, 0, 0)));
        let monday = at(TWO_KINDS, "", date(2025, 3, 3).at(15, 0, 0, 0));
        assert!(!monday.booked_day);
        assert_eq!(next_of(monday.next).0, date(2025, 3, 5));
        assert_eq!(at("lun-ven su appuntamento", "", date(2025, 3, 3).at(9, 0, 0, 0)).next, None);
    }

    #[test]
    fn closures_shut_and_are_passed_over() {
        let text = "2025-03-03/2025-03-05 trasloco degli uffici; 2025-03-06";
        let shut = at("lun-ven 08:30-12:30", text, date(2025, 3, 3).at(9, 0, 0, 0));
        assert_eq!(shut.shut, Some(Shut::Closure("trasloco degli uffici".into())));
        assert_eq!(next_of(shut.next).0, date(2025, 3, 7));
        let closures = parse_closures(text).unwrap();
        assert_eq!(to_come(&closures, date(2025, 3, 6)).count(), 1);
        assert_eq!(parse_closures(&print_closures(&closures)), Ok(closures));
        let for_ever = at("lun 8-12", "2025-01-01/2099-01-01", date(2025, 3, 3).at(9, 0, 0, 0));
        assert_eq!(for_ever.next, None);
    }

    #[test]
    fn a_wrong_closure_is_told() {
        for (text, at, fault) in [
            ("domani", 1, ClosureFault::Day),
            ("2025-12-24; 24/12/2025", 2, ClosureFault::Day),
            ("2025-02-30", 1, ClosureFault::Day),
            ("2025-12-24/2025-12-23", 1, ClosureFault::Backwards),
        ] {
            assert_eq!(parse_closures(text), Err(ClosureProblem { at, fault }), "{text}");
        }
    }

    #[test]
    fn the_holidays_are_those_of_the_law() {
        for (year, month, day) in [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2038, 4, 25), (2285, 3, 22)] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
        assert!(is_holiday(date(2025, 4, 21), "F839"), "Easter Monday");
        assert!(!is_holiday(date(2025, 10, 4), "F839") && is_holiday(date(2026, 10, 4), "F839"));
        assert!(is_holiday(date(2026, 6, 29), "H501") && !is_holiday(date(2026, 6, 29), "F839"));
        assert!(!is_holiday(date(2025, 11, 4), "F839"), "4 November since 1977");
        // 25 April 2038 is Easter Sunday and the Monday after it a holiday too.
        assert!(is_holiday(date(2038, 4, 26), "F839"));
        assert_eq!(next_holiday(date(2025, 8, 15), "F839"), Some(date(2025, 11, 1)));
        // 1 November 2026 is a Sunday, when offices are closed anyway.
        assert_eq!(next_holiday(date(2026, 10, 5), "F839"), Some(date(2026, 12, 8)));
        assert_eq!(
            (1..=366)
                .filter_map(|d| date(2026, 1, 1).checked_add((d - 1).days()).ok())
                .filter(|d| d.year() == 2026 && is_holiday(*d, "F839"))
                .count(),
            12
        );
    }

    proptest! {
        #[test]
        fn no_text_of_closures_panics(text in "(\\PC|[0-9/;-]){0,60}") {
            if let Ok(closures) = parse_closures(&text) {
                prop_assert_eq!(parse_closures(&print_closures(&closures)), Ok(closures));
            }
        }

        #[test]
        fn easter_is_a_sunday_in_spring(year in 1900_i16..2999) {
            let easter = easter(year).unwrap();
            prop_assert_eq!(weekday(easter), 6);
            prop_assert!(date(year, 3, 22) <= easter && easter <= date(year, 4, 25));
        }

        #[test]
        fn what_comes_next_is_an_opening_not_a_holiday(days in 0_i32..3000, hour in 0_i8..24) {
            let now = date(2024, 1, 1).checked_add(days.days()).unwrap().at(hour, 15, 0, 0);
            let standing = at("lun-ven 08:30-12:30; gio 14:30-16:30", "", now);
            if let Some(next) = standing.next {
                prop_assert!(next.day.to_datetime(next.opening.from) > now);
                prop_assert!(!is_holiday(next.day, "F839"));
                prop_assert_eq!(weekday(next.day), next.opening.weekday);
            } else {
                prop_assert!(standing.open.is_some());
            }
        }
    }
}
