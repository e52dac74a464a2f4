//! Migrations: once, in order, the same in both dialects, and never backwards.

use crate::harness::{on_postgres, open};
use futures_util::future::join_all;
use sportello::db::{DatabaseUrl, Db, DbError};
use sportello::{dialect, sql};

contracts!(
    opening_again_changes_nothing,
    several_programs_may_start_at_once,
    a_newer_database_is_refused,
    an_altered_migration_is_refused,
);

async fn recorded(db: &Db) -> Vec<(i64, String, String, i64)> {
    let mut conn = db.reader().await.unwrap();
    let text = "SELECT version, name, checksum, applied_at FROM schema_migrations ORDER BY version";
    sql!(conn, text).all().await.unwrap()
}

async fn opening_again_changes_nothing(url: DatabaseUrl) {
    let first = open(&url).await;
    let before = recorded(&first).await;
    first.close().await;
    assert_eq!(before[0].1, "0001_foundation");
    assert!(before[0].3 > 1_700_000_000_000, "Unix milliseconds");
    assert_eq!(recorded(&open(&url).await).await, before);
}

async fn several_programs_may_start_at_once(url: DatabaseUrl) {
    let opened = join_all((0..4).map(|_| Db::open(&url))).await;
    for db in opened {
        assert_eq!(recorded(&db.unwrap()).await[0].0, 1);
    }
}

async fn tamper(url: &DatabaseUrl, text: &'static str) -> Result<Db, DbError> {
    let db = open(url).await;
    db.write(move |tx| Box::pin(tx.sql(text).execute())).await?;
    db.close().await;
    Db::open(url).await
}

async fn a_newer_database_is_refused(url: DatabaseUrl) {
    let newer = "INSERT INTO schema_migrations VALUES (999, '0999_later', 'x', 0)";
    let refused = tamper(&url, newer).await.err().unwrap();
    assert!(matches!(refused, DbError::Newer { found: 999, known } if known < 999), "{refused:?}");
    assert!(refused.to_string().contains("start the newer program"));
}

async fn an_altered_migration_is_refused(url: DatabaseUrl) {
    let altered = "UPDATE schema_migrations SET checksum = 'x' WHERE version = 1";
    assert_eq!(tamper(&url, altered).await.err(), Some(DbError::Altered { version: 1 }));
}

/// Table, column, whether it must have a value, and the kind of value.
type Column = (String, String, bool, String);

async fn columns(db: &Db) -> Vec<Column> {
    let mut conn = db.reader().await.unwrap();
    let text = dialect!(
        conn,
        lite = "SELECT t.name, c.name, c.\"notnull\" = 1, c.type FROM sqlite_schema t
                JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'",
        pg = "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), is_nullable = 'NO',
              CAST(data_type AS TEXT) FROM information_schema.columns WHERE table_schema = 'public'",
    );
    let rows: Vec<Column> = sql!(conn, text).all().await.unwrap();
    let mut columns: Vec<Column> = rows
        .into_iter()
        .map(|(table, column, required, kind)| {
            let kind = match kind.as_str() {
                "bigint" | "boolean" => "INTEGER",
                "uuid" | "bytea" => "BLOB",
                "text" => "TEXT",
                other => other,
            };
            (table, column, required, kind.to_owned())
        })
        .collect();
    columns.sort();
    columns
}

async fn indexes(db: &Db) -> Vec<(String, String)> {
    let mut conn = db.reader().await.unwrap();
    let text = dialect!(
        conn,
        lite = "SELECT i.name, group_concat(c.name, ',') FROM sqlite_schema i
                JOIN pragma_index_info(i.name) c WHERE i.type = 'index' AND i.sql IS NOT NULL GROUP BY i.name",
        pg = "SELECT CAST(c.relname AS TEXT), string_agg(CAST(a.attname AS TEXT), ',' ORDER BY a.attnum)
              FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
              JOIN pg_attribute a ON a.attrelid = c.oid
              WHERE c.relnamespace = 'public'::regnamespace
              AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = c.oid) GROUP BY c.relname",
    );
    let mut indexes: Vec<(String, String)> = sql!(conn, text).all().await.unwrap();
    indexes.sort();
    indexes
}

#[tokio::test]
async fn both_dialects_have_the_same_tables_columns_and_indexes() {
    on_postgres(|url| async move {
        let folder = tempfile::tempdir().unwrap();
        let lite = open(&DatabaseUrl::Sqlite(folder.path().join("test.db"))).await;
        let pg = open(&url).await;
        let (ours, theirs) = (columns(&lite).await, columns(&pg).await);
        assert!(ours.iter().any(|(table, ..)| table == "contributions"));
        assert_eq!(ours, theirs);
        let (ours, theirs) = (indexes(&lite).await, indexes(&pg).await);
        assert!(
            ours.contains(&("contributions_by_citizen".to_owned(), "citizen_id,year,from_date".to_owned()))
        );
        assert_eq!(ours, theirs);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_cannot_be_made_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = DatabaseUrl::Sqlite(folder.path().join("no/such/folder.db"));
    let refused = Db::open(&nowhere).await.err().unwrap();
    assert!(matches!(refused, DbError::File { .. }), "{refused:?}");
}

#[cfg(unix)]
#[tokio::test]
async fn the_file_is_its_owners_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let _db = open(&DatabaseUrl::Sqlite(path.clone())).await;
    assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
}
