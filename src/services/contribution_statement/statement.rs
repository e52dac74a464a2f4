//! What the pages of the statement are made from, and the words that several of them need.

use a11y::page::{Column, Row, Table};
use a11y::text::{Cents, Lang, Span, Text, join};
use jiff::civil::Date;

use super::period::{Period, Unit};
use super::rules::{self, Sum};
use super::words;
use crate::citizen::records::Citizen;
use crate::citizen::worded::residence;
use crate::ledger::letters::Address;

/// A citizen's statement on a day.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// Whose it is.
    pub(super) citizen: Citizen,
    /// All periods, the earliest first.
    pub(super) periods: Vec<Period>,
    /// The years that have periods.
    pub(super) years: Vec<(i16, Sum)>,
    /// The day of issue.
    pub(super) today: Date,
}

impl Statement {
    /// The statement of these periods, the earliest first, as of `today`.
    pub(super) fn new(citizen: Citizen, periods: Vec<Period>, today: Date) -> Statement {
        let years = rules::years(&periods);
        Statement { citizen, periods, years, today }
    }

    /// What a year comes to.
    pub(super) fn of_year(&self, year: i16) -> Sum {
        self.years.iter().find(|(found, _)| *found == year).map(|(_, sum)| *sum).unwrap_or_default()
    }

    /// The address letters go to, in one line; `None` where the records do not have it whole.
    pub(super) fn address(&self, lang: Lang) -> Option<Text> {
        Address::of(&self.citizen).map(|_| residence(lang, &self.citizen.residence))
    }
}

/// A year: a number that is not grouped.
pub(super) fn year_text(year: i16) -> Text {
    Span::Year(year).into()
}

/// What a period was and with whom, with the days or months it counted, and the institute's remark.
pub(super) fn kind_text(lang: Lang, period: &Period) -> Text {
    let kind = in_short(lang, period);
    let counted = match period.unit {
        Unit::Days => words::kind_days(lang, &kind, period.quantity),
        Unit::Months => words::kind_months(lang, &kind, period.quantity),
        Unit::Weeks | Unit::Years => kind,
    };
    if period.note.is_empty() { counted } else { join([counted, Text::name(period.note.clone())], ". ") }
}

/// What a period was and with whom, in one breath.
pub(super) fn in_short(lang: Lang, period: &Period) -> Text {
    let kind = words::kind(lang, period.kind.code());
    if period.employer.is_empty() { kind } else { words::kind_with(lang, &kind, &period.employer) }
}

/// Weeks and pay of a row, in the columns' order.
pub(super) fn cells(lang: Lang, sum: Sum) -> Vec<Text> {
    vec![sum.right().into(), sum.measure().into(), pay_text(lang, sum.pay())]
}

/// Pay, or that none is on record: a period that is credited has none.
pub(super) fn pay_text(lang: Lang, pay: Option<Cents>) -> Text {
    pay.map_or_else(|| words::no_pay(lang), Text::from)
}

/// The column of the row headers and those of weeks and pay.
pub(super) fn columns(lang: Lang, first: Text) -> Vec<Column> {
    let numeric = |header| Column { header, numeric: true };
    vec![
        Column { header: first, numeric: false },
        numeric(words::right(lang)),
        numeric(words::measure(lang)),
        numeric(words::pay(lang)),
    ]
}

/// The same table with a row of totals, if there is more than one row to add up.
pub(super) fn with_total(lang: Lang, mut table: Table, sum: Sum, blank: usize) -> Table {
    if table.rows.len() > 1 {
        let mut cells = vec![Text::default(); blank];
        cells.extend(self::cells(lang, sum));
        table.rows.push(Row { header: words::total(lang), cells, link: None, total: true });
    }
    table
}
