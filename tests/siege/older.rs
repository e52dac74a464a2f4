//! Databases as an older program left them.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use crate::process::store::Store;

/// The migrations of a dialect, oldest first: number, name, text.
pub(crate) fn migrations(dialect: &str) -> Vec<(i64, String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("migrations").join(dialect);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let read = |(at, file): (usize, PathBuf)| {
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        (i64::try_from(at).unwrap() + 1, name, fs::read_to_string(file).unwrap())
    };
    files.into_iter().enumerate().map(read).collect()
}

/// What makes the empty tables of an older version.
pub(crate) fn schema(dialect: &str, version: usize) -> String {
    let number = if dialect == "sqlite" { "INTEGER" } else { "BIGINT" };
    let mut script = format!(
        "CREATE TABLE schema_migrations (version {number} NOT NULL PRIMARY KEY, name TEXT NOT NULL, \
         checksum TEXT NOT NULL, applied_at {number} NOT NULL);\n"
    );
    for (number, name, text) in migrations(dialect).into_iter().take(version) {
        let checksum = hex(&Sha256::digest(&text));
        script.push_str(&text);
        script.push_str(&format!(
            "\nINSERT INTO schema_migrations VALUES ({number}, '{name}', '{checksum}', 1700000000000);\n"
        ));
    }
    script
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Sets a store back to an older version, while no program has it: the tables and columns that version had, with what
/// stands in them now.
pub(crate) fn set_back(store: &Store, version: usize) {
    store.run(async |url| match url.strip_prefix("sqlite:") {
        Some(file) => set_lite_back(Path::new(file), version).await,
        None => {
            let mut conn = PgConnection::connect(url).await.unwrap();
            let schema = schema("postgres", version);
            let script = format!(
                "ALTER SCHEMA public RENAME TO newer; CREATE SCHEMA public; SET search_path = public; {schema} {COPY}"
            );
            sqlx::raw_sql(AssertSqlSafe(script)).execute(&mut conn).await.unwrap();
            conn.close().await.unwrap();
        }
    });
}

/// Copies what the older tables have room for, in whatever order: what refers to what was right before.
const COPY: &str = "
SET session_replication_role = replica;
DO $$
DECLARE
    old record;
    shared text;
BEGIN
    FOR old IN SELECT tablename AS name FROM pg_tables
               WHERE schemaname = 'public' AND tablename <> 'schema_migrations'
    LOOP
        SELECT string_agg(quote_ident(column_name), ', ') INTO shared
            FROM information_schema.columns WHERE table_schema = 'public' AND table_name = old.name;
        EXECUTE format('INSERT INTO public.%1$I (%2$s) SELECT %2$s FROM newer.%1$I', old.name, shared);
    END LOOP;
END $$;
DROP SCHEMA newer CASCADE;
";

async fn set_lite_back(file: &Path, version: usize) {
    let older = file.with_extension("older");
    let options = SqliteConnectOptions::new().filename(&older).create_if_missing(true).foreign_keys(false);
    let mut conn = SqliteConnection::connect_with(&options).await.unwrap();
    let script = format!("{}\nATTACH DATABASE '{}' AS newer;", schema("sqlite", version), file.display());
    sqlx::raw_sql(AssertSqlSafe(script)).execute(&mut conn).await.unwrap();
    let columns: Vec<(String, String)> = sqlx::query_as(
        "SELECT t.name, group_concat(c.name, ', ') FROM main.sqlite_schema t JOIN pragma_table_info(t.name) c \
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'schema_migrations' GROUP BY t.name",
    )
    .fetch_all(&mut conn)
    .await
    .unwrap();
    for (table, columns) in columns {
        let copy = format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}");
        sqlx::raw_sql(AssertSqlSafe(copy)).execute(&mut conn).await.unwrap();
    }
    conn.close().await.unwrap();
    for beside in ["-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(beside);
        // There is none if the last who had it closed it.
        drop(fs::remove_file(name));
    }
    fs::rename(older, file).unwrap();
}
