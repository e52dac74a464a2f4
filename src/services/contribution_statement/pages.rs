//! The pages one reads: the statement's first page, some years, one year.
//!
//! **Invariant**: a sentence says what a table will, before it; no table has more than 12 rows.

use a11y::page::{Block, Column, Link, List, Page, Pages, Row, Section, Summary, SummaryRow, Table, Target};
use a11y::text::{Lang, Span, Text};

use super::notable::{self, Notable};
use super::period::Period;
use super::rules::{self, Sum};
use super::statement::{Statement, cells, columns, kind_text, pay_text, with_total, year_text};
use super::{NAME, download, report, whole, words};
use crate::services::path;

/// Rows a table, totals included.
pub(super) const ROWS: usize = 12;

/// Sentences about gaps and anomalies on the first page.
const SENTENCES: usize = 12;

/// The first page.
pub(super) fn overview(lang: Lang, statement: &Statement) -> Page {
    let page = sums(lang, statement);
    if statement.years.is_empty() {
        return page.link(to_missing(lang));
    }
    page.link(Link::to(
        words::download(lang, download::kilobytes(&statement.periods)),
        Target::Download(path(lang, &format!("{NAME}/csv"))),
    ))
    .link(whole::link(lang, statement))
    .link(Link::inside(words::by_post(lang), path(lang, &format!("{NAME}/posta"))))
    .link(to_missing(lang))
}

/// What the whole career comes to: the first page without what can be done there.
pub(super) fn sums(lang: Lang, statement: &Statement) -> Page {
    let mut page = Page::new(lang, words::title(lang));
    page.test_data = statement.citizen.synthetic;
    let years = &statement.years;
    let (Some((first, _)), Some((last, _))) = (years.first(), years.last()) else {
        return page.say(words::nothing(lang)).say(words::nothing_help(lang)).with(person(lang, statement));
    };
    let total = rules::total(years);
    let regimes = rules::regimes(&statement.periods);
    let gaps = rules::gaps(&statement.periods).len();
    let sum = words::sum(
        lang,
        &year_text(*first),
        &year_text(*last),
        total.right(),
        total.measure(),
        count(regimes.len()),
    );
    let sum = sum.then(words::gaps_sum(lang, count(gaps)));
    // Who reads of no gap must not take the time after the last period for one that counts.
    let until = statement.periods.iter().map(|period| period.to).max().filter(|last| *last < statement.today);
    let silent = rules::silent_since(&statement.periods, statement.today).is_some();
    let told = if silent { words::recorded_until_long_ago } else { words::recorded_until };
    let sum = until.map_or(sum.clone(), |last| sum.then(told(lang, last)));
    page = page.say(sum.private()).with(person(lang, statement));
    let sentences = regimes
        .iter()
        .map(|one| {
            let regime = words::regime(lang, one.regime.code());
            let (from, to) = (year_text(one.from), year_text(one.to));
            words::regime_sum(lang, &regime, &from, &to, one.sum.right(), one.sum.measure())
        })
        .collect();
    page = page.with(section(words::regimes(lang), list(sentences)));
    let (heading, table) = match years.len() {
        ..ROWS => (words::years(lang), years_table(lang, years)),
        _ => (words::decades(lang), decades_table(lang, years)),
    };
    page = page.with(section(heading, table));
    let notable = notable::of_career(lang, statement, SENTENCES);
    page = page.with(section(words::notable(lang), sentences_of(lang, notable)));
    let explained = vec![words::about_right(lang), words::about_measure(lang), words::about_credited(lang)];
    page.with(section(words::words(lang), List { ordered: false, items: explained }))
        .say(words::disclaimer(lang))
}

/// The way to report a period that is not on record.
fn to_missing(lang: Lang) -> Link {
    Link::inside(words::missing_title(lang), path(lang, &format!("{NAME}/errore/{}", report::MISSING)))
}

/// Whose statement it is, and of which day.
fn person(lang: Lang, statement: &Statement) -> Summary {
    let citizen = &statement.citizen;
    let row = |label, value: Text| SummaryRow { label, value: value.private(), change: None };
    Summary {
        caption: words::person(lang),
        rows: vec![
            row(words::name(lang), Text::name(citizen.full_name())),
            row(words::code(lang), Span::FiscalCode(citizen.code.as_str().to_owned()).into()),
            row(words::born(lang), citizen.born.into()),
            row(words::issued(lang), statement.today.into()),
        ],
    }
}

/// Years with their sums, each with the link to its page.
fn years_table(lang: Lang, years: &[(i16, Sum)]) -> Table {
    let row = |(year, sum): &(i16, Sum)| Row {
        header: year_text(*year),
        cells: cells(lang, *sum),
        link: Some(Link::inside(
            words::open_year(lang, &year_text(*year)),
            path(lang, &format!("{NAME}/{year}")),
        )),
        total: false,
    };
    let (first, last) = ends(years);
    let table = Table {
        caption: words::years_caption(lang, &first, &last),
        columns: columns(lang, words::year(lang)),
        rows: years.iter().map(row).collect(),
    };
    with_total(lang, table, rules::total(years), 0)
}

/// Decades with their sums, each with the link to its years.
fn decades_table(lang: Lang, years: &[(i16, Sum)]) -> Table {
    let row = |(decade, some): (i16, &[(i16, Sum)])| Row {
        header: span(lang, some),
        cells: cells(lang, rules::total(some)),
        link: Some(decade_link(lang, decade, some)),
        total: false,
    };
    let (first, last) = ends(years);
    let table = Table {
        caption: words::years_caption(lang, &first, &last),
        columns: columns(lang, words::years_column(lang)),
        rows: rules::decades(years).into_iter().map(row).collect(),
    };
    with_total(lang, table, rules::total(years), 0)
}

/// Some years by their first and last.
fn span(lang: Lang, years: &[(i16, Sum)]) -> Text {
    match years {
        [(only, _)] => year_text(*only),
        _ => {
            let (first, last) = ends(years);
            words::years_span(lang, &first, &last)
        }
    }
}

/// The link to a decade's page, or to its only year's.
fn decade_link(lang: Lang, decade: i16, years: &[(i16, Sum)]) -> Link {
    if let [(only, _)] = years {
        return Link::inside(
            words::open_year(lang, &year_text(*only)),
            path(lang, &format!("{NAME}/{only}")),
        );
    }
    let (first, last) = ends(years);
    Link::inside(words::open_decade(lang, &first, &last), path(lang, &format!("{NAME}/decennio/{decade}")))
}

fn ends(years: &[(i16, Sum)]) -> (Text, Text) {
    let at = |year: Option<&(i16, Sum)>| year.map(|(year, _)| year_text(*year)).unwrap_or_default();
    (at(years.first()), at(years.last()))
}

/// The page of a decade; `None` if nothing is on record in it.
pub(super) fn decade(lang: Lang, statement: &Statement, decade: i16) -> Option<Page> {
    let years = &statement.years;
    let decades = rules::decades(years);
    let at = decades.iter().position(|(from, _)| *from == decade)?;
    let (_, some) = *decades.get(at)?;
    let (first, last) = ends(some);
    let total = rules::total(some);
    let mut page = statement_page(lang, statement, words::decade(lang, &first, &last))
        .say(words::sum_of_years(lang, &first, &last, total.right(), total.measure()).private())
        .with(years_table(lang, some));
    for neighbour in [at.checked_sub(1), Some(at + 1)].into_iter().flatten() {
        if let Some((from, some)) = decades.get(neighbour) {
            page = page.link(decade_link(lang, *from, some));
        }
    }
    Some(page)
}

/// The periods of a year, regime by regime.
pub(super) fn of_year(statement: &Statement, year: i16) -> Vec<&Period> {
    let mut periods: Vec<&Period> = statement.periods.iter().filter(|period| period.year() == year).collect();
    periods.sort_by_key(|period| (period.regime, period.from, period.to, period.id));
    periods
}

/// A further page of the statement.
pub(super) fn statement_page(lang: Lang, statement: &Statement, title: Text) -> Page {
    let mut page = Page::new(lang, title).of(words::title(lang));
    page.test_data = statement.citizen.synthetic;
    page
}

/// A page of a year, from 1; `None` if nothing is on record there.
pub(super) fn year(lang: Lang, statement: &Statement, year: i16, part: usize) -> Option<Page> {
    let periods = of_year(statement, year);
    let parts = periods.len().div_ceil(ROWS);
    let shown = periods.chunks(ROWS).nth(part.checked_sub(1)?)?;
    let title = match parts {
        1 => words::year_title(lang, &year_text(year)),
        _ => words::year_title_part(lang, &year_text(year), count(part), count(parts)),
    };
    let mut page = statement_page(lang, statement, title);
    if part == 1 {
        page = page.say(year_sum(lang, statement, year));
    }
    let mut before = (part - 1) * ROWS;
    for group in shown.chunk_by(|one, next| one.regime == next.regime) {
        let Some(regime) = group.first().map(|period| words::regime(lang, period.regime.code())) else {
            continue;
        };
        let (first, last) = (before + 1, before + group.len());
        let caption =
            words::periods_shown(lang, count(group.len()), count(first), count(last), &year_text(year));
        page = page.with(section(regime.private(), periods_table(lang, caption, before, group)));
        before = last;
    }
    if part == 1 {
        let notable = notable::of_year(lang, statement, year);
        if !notable.is_empty() {
            page = page.with(section(words::notable(lang), list(notable)));
        }
    }
    let links = neighbours(lang, statement, year, part, parts);
    if links.is_empty() {
        return Some(page);
    }
    let here = match parts {
        1 => words::this_year(lang, &year_text(year)),
        _ => words::this_part(lang, &year_text(year), count(part), count(parts)),
    };
    Some(page.with(Pages { name: words::years_and_pages(lang), here, links }))
}

pub(super) fn year_sum(lang: Lang, statement: &Statement, year: i16) -> Text {
    let sum = statement.of_year(year);
    let weeks = words::year_sum(lang, &year_text(year), sum.right(), sum.measure());
    match sum.pay() {
        Some(pay) => weeks.then(words::year_pay(lang, pay)).private(),
        None => weeks.private(),
    }
}

/// Periods with what they count, each with its number in its year and the link to report an error in it.
fn periods_table(lang: Lang, caption: Text, before: usize, periods: &[&Period]) -> Table {
    let mut table = periods_alone(lang, caption, before, periods);
    for (n, (row, period)) in table.rows.iter_mut().zip(periods).enumerate() {
        row.link = Some(Link::inside(
            words::report_row(lang, count(before + n + 1)),
            path(lang, &format!("{NAME}/errore/{}", period.id)),
        ));
    }
    table
}

/// The same to be printed, where no link can be followed.
pub(super) fn periods_alone(lang: Lang, caption: Text, before: usize, periods: &[&Period]) -> Table {
    let row = |(n, period): (usize, &&Period)| Row {
        header: words::numbered(lang, count(before + n + 1), period.from, period.to),
        cells: vec![
            kind_text(lang, period),
            period.right.into(),
            period.measure.into(),
            pay_text(lang, period.pay),
        ],
        link: None,
        total: false,
    };
    let mut columns = columns(lang, words::period(lang));
    columns.insert(1, Column { header: words::work(lang), numeric: false });
    Table { caption, columns, rows: periods.iter().enumerate().map(row).collect() }
}

/// The pages and years on both sides, by their names; what follows comes first.
fn neighbours(lang: Lang, statement: &Statement, year: i16, part: usize, parts: usize) -> Vec<Link> {
    let mut links = Vec::new();
    let page = |part: usize| path(lang, &format!("{NAME}/{year}/{part}"));
    if part < parts {
        links.push(Link::inside(words::page_after(lang, count(part + 1)), page(part + 1)));
    }
    if part > 1 {
        links.push(Link::inside(words::page_before(lang, count(part - 1)), page(part - 1)));
    }
    let years = &statement.years;
    let at = |year: i16| path(lang, &format!("{NAME}/{year}"));
    if let Some((before, _)) = years.iter().rev().find(|(other, _)| *other < year) {
        links.push(Link::inside(words::year_before(lang, &year_text(*before)), at(*before)));
    }
    if let Some((after, _)) = years.iter().find(|(other, _)| *other > year) {
        links.push(Link::inside(words::year_after(lang, &year_text(*after)), at(*after)));
    }
    links
}

/// The page before a year's: its decade where there are decades, else the first.
pub(super) fn back_from_year(lang: Lang, statement: &Statement, year: i16) -> Link {
    let years = &statement.years;
    let decades = rules::decades(years);
    match decades.iter().find(|(from, _)| *from == year / 10 * 10) {
        Some((from, some)) if years.len() >= ROWS && some.len() > 1 => {
            let (first, last) = ends(some);
            let title = words::decade(lang, &first, &last);
            Link::inside(title, path(lang, &format!("{NAME}/decennio/{from}")))
        }
        _ => back(lang),
    }
}

/// The first page, as the page before.
pub(super) fn back(lang: Lang) -> Link {
    Link::inside(words::title(lang), path(lang, NAME))
}

fn section(heading: Text, body: impl Into<Block>) -> Section {
    Section { heading, body: vec![body.into()] }
}

fn list(items: Vec<Text>) -> List {
    List { ordered: false, items: items.into_iter().map(Text::private).collect() }
}

fn sentences_of(lang: Lang, notable: Notable) -> Block {
    match notable {
        Notable { sentences, more: 0 } if sentences.is_empty() => words::notable_none(lang).private().into(),
        Notable { mut sentences, more } => {
            if more > 0 {
                sentences.push(words::more_notable(lang, count(more)));
            }
            list(sentences).into()
        }
    }
}

/// A count as words take it.
pub(super) fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
