//! The whole statement: on paper, and to print it, on as many pages of the screen as it takes.
//!
//! **Invariant**: no page of the screen has more than [`MOST`] lines of periods, however long a career is; together they
//! have every period once.

use a11y::page::{Block, Link, Page, Pages, Section};
use a11y::text::{Lang, Text};

use super::pages::{ROWS, count, of_year, periods_alone, statement_page, sums, year_sum};
use super::period::Period;
use super::statement::{Statement, year_text};
use super::{NAME, words};
use crate::services::path;

/// The address of the whole statement.
pub(super) const WHOLE: &str = "tutto";

/// Lines of periods a page, so that it fits into a first view.
const MOST: usize = 100;

/// Letters of an employer and a remark that fit into the line of their period.
const LETTERS: usize = 40;

/// The link to the whole statement.
pub(super) fn link(lang: Lang, statement: &Statement) -> Link {
    let text = match parts(&tables(statement)).len() {
        ..=1 => words::to_whole(lang),
        pages => words::to_whole_pages(lang, count(pages)),
    };
    Link::inside(text, path(lang, &format!("{NAME}/{WHOLE}")))
}

/// The whole statement on paper: the first page without its links, then every period, year by year.
pub(super) fn on_paper(lang: Lang, statement: &Statement) -> Page {
    with_tables(lang, statement, first(lang, statement), &tables(statement))
}

/// A page of the whole statement, from 1, for printing it; `None` if it has not so many. All but the longest careers
/// have one.
pub(super) fn part(lang: Lang, statement: &Statement, part: usize) -> Option<Page> {
    let tables = tables(statement);
    let parts = parts(&tables);
    let shown = match (parts.get(part.checked_sub(1)?), part) {
        (Some(shown), _) => *shown,
        (None, 1) => &[],
        (None, _) => return None,
    };
    let page = match part {
        1 => first(lang, statement),
        _ => statement_page(lang, statement, Text::default()),
    };
    let (now, of) = (count(part), count(parts.len()));
    let title = if of > 1 { words::whole_part(lang, now, of) } else { words::whole_title(lang) };
    let page = Page { title, service: Some(words::title(lang)), for_paper: true, ..page };
    let page = with_tables(lang, statement, page, shown);
    if of <= 1 {
        return Some(page);
    }
    let to = |part: usize| path(lang, &format!("{NAME}/{WHOLE}/{part}"));
    let after =
        (part < parts.len()).then(|| Link::inside(words::page_after(lang, count(part + 1)), to(part + 1)));
    let before = (part > 1).then(|| Link::inside(words::page_before(lang, count(part - 1)), to(part - 1)));
    let links = after.into_iter().chain(before).collect();
    Some(page.with(Pages { name: words::whole_pages(lang), here: words::whole_here(lang, now, of), links }))
}

/// The first page of the statement, without its links.
fn first(lang: Lang, statement: &Statement) -> Page {
    let mut page = sums(lang, statement);
    for block in &mut page.body {
        if let Block::Section(Section { body, .. }) = block {
            body.iter_mut().for_each(without_links);
        }
    }
    page
}

/// A link cannot be followed on paper.
fn without_links(block: &mut Block) {
    if let Block::Table(table) = block {
        table.rows.iter_mut().for_each(|row| row.link = None);
    }
}

/// What stands in one table: periods of one year and regime.
struct Periods<'a> {
    year: i16,
    /// How many of the same year stand in tables before.
    before: usize,
    rows: Vec<&'a Period>,
}

impl Periods<'_> {
    /// What they weigh, in lines of a table: one is its heading.
    fn lines(&self) -> usize {
        let row = |period: &&Period| 1 + (period.employer.len() + period.note.len()) / LETTERS;
        1 + self.rows.iter().map(row).sum::<usize>()
    }
}

/// Every period, year by year and regime by regime.
fn tables(statement: &Statement) -> Vec<Periods<'_>> {
    let mut tables = Vec::new();
    for &(year, _) in &statement.years {
        let mut before = 0;
        for group in of_year(statement, year).chunk_by(|one, next| one.regime == next.regime) {
            for rows in group.chunks(ROWS) {
                tables.push(Periods { year, before, rows: rows.to_vec() });
                before += rows.len();
            }
        }
    }
    tables
}

/// The tables of each page.
fn parts<'t, 's>(tables: &'t [Periods<'s>]) -> Vec<&'t [Periods<'s>]> {
    let (mut parts, mut rest) = (Vec::new(), tables);
    while !rest.is_empty() {
        let mut lines = 0;
        let fits = rest.iter().take_while(|table| {
            lines += table.lines();
            lines <= MOST
        });
        let (part, after) = rest.split_at(fits.count().max(1));
        parts.push(part);
        rest = after;
    }
    parts
}

/// A page with some tables at its end; what a year comes to is said where it begins.
fn with_tables(lang: Lang, statement: &Statement, mut page: Page, tables: &[Periods<'_>]) -> Page {
    for year in tables.chunk_by(|one, next| one.year == next.year) {
        let Some(first) = year.first() else { continue };
        let name = year_text(first.year);
        let mut body = Vec::new();
        if first.before == 0 {
            body.push(Block::Paragraph(year_sum(lang, statement, first.year)));
        }
        for table in year {
            let Some(period) = table.rows.first() else { continue };
            let regime = words::regime(lang, period.regime.code());
            let caption = words::periods_caption(lang, &regime, &name);
            body.push(periods_alone(lang, caption, table.before, &table.rows).into());
        }
        page = page.with(Section { heading: words::year_title(lang, &name), body });
    }
    page
}
