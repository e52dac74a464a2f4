//! No statement of a running portal reads through a table that grows: what it costs today it costs with the records of a
//! nation.
//!
//! What is asked every few seconds holds the one writer of SQLite meanwhile, and every citizen with it.

use rusqlite::{Connection, params_from_iter};
use sportello::db::{DatabaseUrl, Db};
use std::path::Path;
use std::{fs, iter};

/// Tables that stay small, whatever happens: offices of the country and their places, kiosks, what is one row.
const SMALL: [&str; 6] =
    ["offices", "competence", "kiosks", "secret_mark", "schema_migrations", "sqlite_schema"];

/// What may read through more, by how it begins, and why.
const MAY: [(&str, &str); 4] = [
    ("SELECT message, rating, contact FROM feedback", "a command that lists all of it"),
    (
        "SELECT id, citizen_id, service, protocol, state, updated_at FROM cases",
        "a number that staff look up by a command",
    ),
    ("SELECT EXISTS (SELECT 1 FROM citizens)", "the first row is enough"),
    ("SELECT * FROM (SELECT 'letter'", "once in the life of a database, before it knows its secret"),
];

/// Files whose statements are put together of parts, or of another dialect.
const IN_PARTS: [&str; 3] =
    ["src/import/records.rs", "src/services/offices/records.rs", "src/db/migrations.rs"];

/// Every statement that stands in the code of a file as one text; none of its tests.
fn statements(source: &str) -> Vec<String> {
    let end = source.find("\n#[cfg(test)]\nmod tests {").unwrap_or(source.len());
    let mut parts = source[..end].split("\n#[cfg(test)]\n");
    let code = iter::once(parts.next().unwrap_or_default().to_owned())
        // What is made for tests alone ends with its own brace.
        .chain(parts.map(|part| part.split_once("\n}\n").map_or("", |(_, rest)| rest).to_owned()))
        .collect::<Vec<_>>()
        .join("\n");
    let begins = |text: &str| {
        ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "].iter().any(|word| text.starts_with(word))
    };
    let mut found = Vec::new();
    let mut rest = code.as_str();
    while let Some(at) = rest.find('"') {
        rest = &rest[at + 1..];
        if !begins(rest) {
            continue;
        }
        let Some(end) = rest.find('"') else { break };
        let lines = rest[..end].split("\\\n").map(str::trim_start);
        found.push(lines.collect::<String>());
        rest = &rest[end + 1..];
    }
    found
}

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.to_str().unwrap().to_owned();
        if path.is_dir() {
            sources(&path, found);
        } else if name.ends_with(".rs")
            && !["tests.rs", "/tests/", "/testing/", "/bench/"].iter().any(|part| name.contains(part))
        {
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The steps of SQLite's plan for a statement.
fn plan(conn: &Connection, text: &str) -> rusqlite::Result<Vec<String>> {
    let mut prepared = conn.prepare(&format!("EXPLAIN QUERY PLAN {text}"))?;
    let nothing = params_from_iter(iter::repeat_n(None::<i64>, prepared.parameter_count()));
    let steps = prepared.query_map(nothing, |row| row.get("detail"))?;
    steps.collect()
}

#[tokio::test]
async fn whatever_grows_is_found_by_an_index() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    Db::open(&DatabaseUrl::Sqlite(file.clone())).await.unwrap().close().await;
    let conn = Connection::open(file).unwrap();
    let (mut files, mut looked, mut faults) = (Vec::new(), 0, Vec::new());
    sources(Path::new("src"), &mut files);
    for (name, source) in files {
        for text in statements(&source) {
            looked += 1;
            let steps = match plan(&conn, &text) {
                Ok(steps) => steps,
                Err(_) if IN_PARTS.contains(&name.as_str()) => continue,
                Err(error) => panic!("{name}: {text}: {error}"),
            };
            let through = steps.iter().filter_map(|step| step.strip_prefix("SCAN ")).filter(|step| {
                let table = step.split(' ').next().unwrap_or_default();
                table != "CONSTANT" && !SMALL.contains(&table)
            });
            if through.count() > 0 && !MAY.iter().any(|(begins, _)| text.starts_with(begins)) {
                faults.push(format!("{name}: {text}: {steps:?}"));
            }
        }
    }
    assert!(looked > 150, "only {looked} statements");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let scan = plan(&conn, "SELECT id FROM cases WHERE service = 'x' OR updated_at > 0").unwrap();
    assert!(scan[0].starts_with("SCAN cases"), "a plan is read as it is worded: {scan:?}");
}
