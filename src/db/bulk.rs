//! Many rows in one statement: what an import needs.

use super::{Conn, DbError, Dialect, Statement};
use std::{
    collections::HashMap,
    fmt::Write,
    sync::{Mutex, PoisonError},
};

/// Rows a statement: more gains little and costs memory in every statement cache.
const ROWS: usize = 50;

/// Inserts all rows, fifty a statement; the number of rows touched.
///
/// `head` names table and columns, `INSERT INTO t (a, b)`, and its commas count the
/// columns; `tail` follows the values (`ON CONFLICT (id) DO NOTHING`, or nothing);
/// `bind` binds one row's values in the columns' order.
pub async fn insert_all<T>(
    conn: &mut Conn,
    head: &'static str,
    tail: &'static str,
    rows: &[T],
    bind: impl for<'c> Fn(Statement<'c>, &T) -> Statement<'c>,
) -> Result<u64, DbError> {
    let dialect = conn.dialect();
    let mut touched = 0;
    for chunk in rows.chunks(ROWS) {
        let mut statement = conn.sql(insert_text(dialect, head, tail, chunk.len()));
        for row in chunk {
            statement = bind(statement, row);
        }
        touched += statement.execute().await?;
    }
    Ok(touched)
}

type Texts = HashMap<(Dialect, &'static str, &'static str, usize), &'static str>;

/// The statement for this many rows, written once and kept for ever: at most fifty texts
/// a place in the program, none of them holding data.
fn insert_text(dialect: Dialect, head: &'static str, tail: &'static str, rows: usize) -> &'static str {
    static WRITTEN: Mutex<Option<Texts>> = Mutex::new(None);
    let mut written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
    written
        .get_or_insert_default()
        .entry((dialect, head, tail, rows))
        .or_insert_with(|| write_text(dialect, head, tail, rows).leak())
}

fn write_text(dialect: Dialect, head: &str, tail: &str, rows: usize) -> String {
    let columns = head.matches(',').count() + 1;
    let mut text = format!("{head} VALUES ");
    for n in 1..=rows * columns {
        let before = match (n - 1) % columns {
            0 if n > 1 => "), (",
            0 => "(",
            _ => ", ",
        };
        text.push_str(before);
        match dialect {
            // `$1` is a name to SQLite, looked for among all names at each bind: half the
            // time of a statement with 700 values.
            Dialect::Lite => text.push('?'),
            // Writing into a String cannot fail.
            Dialect::Pg => _ = write!(text, "${n}"),
        }
    }
    format!("{text}) {tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "INSERT INTO t (a, b)";

    #[test]
    fn placeholders_run_through_all_rows() {
        assert_eq!(
            write_text(Dialect::Pg, HEAD, "ON CONFLICT DO NOTHING", 2),
            "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4) ON CONFLICT DO NOTHING"
        );
        assert_eq!(write_text(Dialect::Lite, HEAD, "", 2), "INSERT INTO t (a, b) VALUES (?, ?), (?, ?) ");
    }

    #[test]
    fn a_text_is_written_once() {
        let first = insert_text(Dialect::Pg, HEAD, "", 7);
        assert!(std::ptr::eq(first, insert_text(Dialect::Pg, HEAD, "", 7)));
        assert_ne!(first, insert_text(Dialect::Lite, HEAD, "", 7));
    }
}
