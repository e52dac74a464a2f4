//! Tables: aligned columns where they fit and it is plain which link is of which row, else one list a row.

use super::{Sheet, or_nothing, shown, width};
use crate::page::{Row, Table};
use crate::values::decimals_left_out;

impl Sheet<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        self.line(&table.caption, "");
        match self.aligned(table) {
            Some(lines) if !self.lists && !self.spell && self.links_name_rows(table) => {
                for line in lines {
                    self.text.push_str(line.trim_end());
                    self.text.push('\n');
                }
                for link in table.rows.iter().filter_map(|row| row.link.as_ref()) {
                    self.link(link);
                }
            }
            _ => table.rows.iter().for_each(|row| self.row(table, row)),
        }
    }

    /// Whether each link of a row says of which one it is: under aligned columns all stand together.
    fn links_name_rows(&self, table: &Table) -> bool {
        let words = |text: &_| shown(text, self.lang).to_lowercase();
        let named =
            |row: &Row| row.link.as_ref().is_none_or(|link| words(&link.text).contains(&words(&row.header)));
        table.rows.iter().all(named)
    }

    /// The lines of the table, two blanks between columns, numbers to the right; `None` if they are too wide.
    fn aligned(&self, table: &Table) -> Option<Vec<String>> {
        let text = |text: &_| shown(&or_nothing(text, self.lang), self.lang).replace(['\u{a0}', '\n'], " ");
        let mut lines = vec![table.columns.iter().map(|column| text(&column.header)).collect::<Vec<_>>()];
        let cell = |(n, cell): (usize, &_)| {
            let lacks = table.has_decimals(n).then(|| decimals_left_out(cell)).flatten().unwrap_or(0);
            // The comma goes with the second decimal.
            text(cell) + &" ".repeat(lacks + usize::from(lacks == 2))
        };
        for row in &table.rows {
            lines.push(std::iter::once(&row.header).chain(&row.cells).enumerate().map(cell).collect());
        }
        let count = lines.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..count)
            .map(|at| lines.iter().filter_map(|line| line.get(at)).map(|cell| width(cell)).max().unwrap_or(0))
            .collect();
        let wide = widths.iter().sum::<usize>() + 2 * count.saturating_sub(1);
        // Where lines have no end nothing is aligned: they are cut later.
        if self.columns.is_none_or(|columns| wide > columns) {
            return None;
        }
        let numeric = |at: usize| table.columns.get(at).is_some_and(|column| column.numeric);
        let aligned = |cells: Vec<String>| {
            let cells: Vec<String> = cells
                .into_iter()
                .enumerate()
                .map(|(at, cell)| {
                    let blanks = " ".repeat(widths[at].saturating_sub(width(&cell)));
                    if numeric(at) { blanks + &cell } else { cell + &blanks }
                })
                .collect();
            cells.join("  ")
        };
        Some(lines.into_iter().map(aligned).collect())
    }

    /// The row's header, and under it each value after the name of its column.
    fn row(&mut self, table: &Table, row: &Row) {
        self.gap();
        // As by ear: totals among other rows begin with their own name.
        let apart = row.total && table.rows.iter().any(|other| !other.total);
        match table.columns.first().filter(|_| !apart) {
            Some(column) => self.pair(&column.header, &row.header, ""),
            None => self.line(&row.header, ""),
        }
        for (at, cell) in row.cells.iter().enumerate() {
            match table.columns.get(at + 1) {
                Some(column) => self.pair(&column.header, cell, "- "),
                None => self.line(&or_nothing(cell, self.lang), "- "),
            }
        }
        if let Some(link) = &row.link {
            self.link(link);
        }
    }
}
