//! What is promised in figures, in the build that the tests have: `sportello bench --quick`.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::process::Command;

/// How each figure begins.
const FIGURES: [&str; 13] = [
    "import on SQLite",
    "  processor time: times that of SQLite to copy the rows",
    "  written to the disk a row",
    "start to first answer",
    "  times that of the bare pages",
    "  times the first, which loads the demo",
    "  read meanwhile",
    "resident when idle, just started",
    "  of that, of no file",
    "processor time: a public page kept, times its bytes bare",
    "  for who is signed in, times its own",
    "  the statement with its rows, times theirs",
    "  an order by post, times those rows",
];

/// What it prints, and whether it says that all of it holds.
fn measured() -> (String, bool) {
    let output = Command::new(env!("CARGO_BIN_EXE_sportello"))
        .args(["bench", "--quick"])
        .env("SPORTELLO_LOG", "error")
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (said.concat(), output.status.success())
}

#[test]
fn nothing_that_is_promised_has_become_much_slower_or_larger() {
    let (mut table, mut holds) = measured();
    if !holds {
        // What another program spoiled it does not spoil twice; what has become slower stays so.
        println!("{table}");
        (table, holds) = measured();
    }
    assert!(holds, "{table}");
    for figure in FIGURES {
        let mut rows = table.lines().filter(|line| line.starts_with(figure));
        assert!(rows.any(|row| row.ends_with("holds")), "«{figure}» in {table}");
    }
}
