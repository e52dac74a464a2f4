//! The table: what was measured, how much, against which limit.

use std::io::{self, Write};

/// A limit that a figure must keep.
#[derive(Clone, Copy, Debug)]
pub(super) enum Limit {
    /// Not more than this.
    AtMost(f64),
    /// Not less than this.
    AtLeast(f64),
    /// Nothing was promised: told for comparison.
    None,
}

/// A figure that was measured.
#[derive(Clone, Debug)]
pub struct Row {
    what: String,
    value: f64,
    limit: Limit,
    unit: &'static str,
    /// What the row of the README tells in which it stands.
    line: Option<String>,
}

impl Row {
    pub(super) fn new(what: impl Into<String>, value: f64, limit: Limit, unit: &'static str) -> Row {
        Row { what: what.into(), value, limit, unit, line: None }
    }

    /// The same, which stands in the row of the README that tells this.
    pub(super) fn told_as(self, line: impl Into<String>) -> Row {
        Row { line: Some(line.into()), ..self }
    }

    /// Whether it keeps its limit.
    pub fn holds(&self) -> bool {
        match self.limit {
            Limit::AtMost(most) => self.value <= most,
            Limit::AtLeast(least) => self.value >= least,
            Limit::None => true,
        }
    }

    fn cells(&self) -> [String; 4] {
        let (limit, verdict) = match self.limit {
            Limit::AtMost(most) => (format!("at most {}", number(most)), self.verdict()),
            Limit::AtLeast(least) => (format!("at least {}", number(least)), self.verdict()),
            Limit::None => (String::new(), ""),
        };
        [self.what.clone(), self.told(), limit, verdict.to_owned()]
    }

    /// The figure. Processor time is counted in ticks: of what took none, and of how often that goes, nothing can be told.
    fn told(&self) -> String {
        let no_tick = self.value == 0.0 && matches!(self.unit, "us" | "x");
        if no_tick || !self.value.is_finite() {
            return "too short to tell".to_owned();
        }
        format!("{} {}", number(self.value), self.unit)
    }

    fn verdict(&self) -> &'static str {
        if self.holds() { "holds" } else { "DOES NOT HOLD" }
    }
}

/// A number with groups of thousands; one decimal below a hundred, where there is one.
pub(super) fn number(value: f64) -> String {
    if value < 100.0 && value.fract() > 0.0 {
        return format!("{value:.1}");
    }
    let digits = format!("{value:.0}");
    let mut grouped = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The rows of the README that these figures make, each of all that stand in it.
fn for_readme(rows: &[Row]) -> Vec<String> {
    let mut lines: Vec<&str> = Vec::new();
    for line in rows.iter().filter_map(|row| row.line.as_deref()) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    let of = |line: &str| {
        let own = || rows.iter().filter(|row| row.line.as_deref() == Some(line));
        let values = once_if_equal(own().map(|row| in_words(&row.told())).collect());
        let limits = once_if_equal(own().map(|row| row.limit.for_readme(row.unit)).collect());
        format!("| {line} | {values} | {limits} |")
    };
    lines.into_iter().map(of).collect()
}

/// What is the same each time is told once.
fn once_if_equal(mut told: Vec<String>) -> String {
    if told.iter().all(|one| Some(one) == told.first()) {
        told.truncate(1);
    }
    told.join("; ")
}

/// A figure as people write its unit.
fn in_words(told: &str) -> String {
    match told.rsplit_once(' ') {
        Some((value, "us")) => format!("{value} µs"),
        Some((value, "x")) => format!("{value} times"),
        Some((value, "/s")) => format!("{value} a second"),
        Some((value, "rows/s")) => format!("{value} rows a second"),
        Some((value, "")) => value.to_owned(),
        _ => told.to_owned(),
    }
}

impl Limit {
    /// As it stands in the README.
    pub(super) fn for_readme(self, unit: &str) -> String {
        match self {
            Limit::AtMost(limit) | Limit::AtLeast(limit) => in_words(&format!("{} {unit}", number(limit))),
            Limit::None => "none".to_owned(),
        }
    }
}

/// Prints the machine and the figures; then the rows of the README that they make.
pub(super) fn print(out: &mut dyn Write, machine: &str, rows: &[Row]) -> io::Result<()> {
    let cells: Vec<[String; 4]> = rows.iter().map(Row::cells).collect();
    let width = |column: usize| cells.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let [what, value, limit] = [width(0), width(1), width(2)];
    writeln!(out, "{machine}")?;
    for [a, b, c, d] in &cells {
        writeln!(out, "{}", format!("{a:<what$}  {b:>value$}  {c:<limit$}  {d}").trim_end())?;
    }
    let lines = for_readme(rows);
    if !lines.is_empty() {
        writeln!(out, "\nFor the README:\n{}", lines.join("\n"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_shorter_than_a_tick_of_the_clock_is_no_figure() {
        let told = |value, unit| Row::new("a page", value, Limit::None, unit).cells()[1].clone();
        for (value, unit) in [(0.0, "us"), (0.0, "x"), (f64::INFINITY, "x"), (f64::NAN, "x")] {
            assert_eq!(told(value, unit), "too short to tell", "{value} {unit}");
        }
        assert_eq!([told(0.0, "scripts"), told(0.4, "us")], ["0 scripts", "0.4 us"]);
    }

    #[test]
    fn figures_of_one_row_of_the_readme_stand_in_it_together_with_their_limits() {
        let row = |value, limit, unit, line| Row::new("measured", value, limit, unit).told_as(line);
        let most = Limit::AtMost(2.0);
        let rows = [
            row(0.0, Limit::AtMost(0.0), "", "Lost"),
            row(1.06, most, "x", "A page; another"),
            row(0.0, Limit::AtMost(0.0), "", "Lost"),
            row(2.44, Limit::None, "us", "A page; another"),
            row(140_000.4, Limit::AtLeast(100_000.0), "rows/s", "Import"),
            Row::new("told elsewhere", 3.0, most, "ms"),
        ];
        let wanted = [
            "| Lost | 0 | 0 |",
            "| A page; another | 1.1 times; 2.4 µs | 2 times; none |",
            "| Import | 140,000 rows a second | 100,000 rows a second |",
        ];
        assert_eq!(for_readme(&rows), wanted);
        let mut out = Vec::new();
        print(&mut out, "here", &rows).unwrap();
        let printed = String::from_utf8(out).unwrap();
        assert!(printed.ends_with(&format!("\n\nFor the README:\n{}\n", wanted.join("\n"))), "{printed}");
    }

    #[test]
    fn a_figure_beyond_its_limit_is_told_and_does_not_hold() {
        let rows = [
            Row::new("import", 140_000.4, Limit::AtLeast(100_000.0), "rows/s"),
            Row::new("resident", 61.52, Limit::AtMost(40.0), "MB"),
            Row::new("told", 9.0, Limit::None, "us"),
        ];
        let holds: Vec<bool> = rows.iter().map(Row::holds).collect();
        assert_eq!(holds, [true, false, true]);
        let mut out = Vec::new();
        print(&mut out, "here", &rows).unwrap();
        let printed = "here\n\
                       import    140,000 rows/s  at least 100,000  holds\n\
                       resident         61.5 MB  at most 40        DOES NOT HOLD\n\
                       told                9 us\n";
        assert_eq!(String::from_utf8(out).unwrap(), printed);
    }
}
