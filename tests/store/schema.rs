//! Migrations: once, in order, the same in both dialects, and never backwards.

use crate::harness::{on_postgres, open};
use futures_util::future::join_all;
use sportello::db::{DatabaseUrl, Db, DbError};
use sportello::{dialect, sql};
use uuid::Uuid;

contracts!(
    opening_again_changes_nothing,
    several_programs_may_start_at_once,
    a_newer_database_is_refused,
    an_altered_migration_is_refused,
    a_repeated_request_on_record_is_called_as_new_ones_are,
    a_letter_on_record_is_of_the_case_it_answers,
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

/// A request for a PIN and its case as they stood before 0013, of a number of its own.
struct Old {
    number: i64,
    /// Of the request: its state, whether it is kept, when it came and when it was answered, in days.
    request: Option<(&'static str, i64, i64)>,
    /// Of the case: its state, and each event after the first as state and actor.
    case: (&'static str, &'static [(&'static str, &'static str)]),
}

const DAY: i64 = 86_400_000;

async fn keep_old(db: &Db, citizen: Uuid, old: Old) {
    db.write(move |tx| {
        Box::pin(async move {
            let (id, number) =
                (Uuid::from_u128(old.number.unsigned_abs().into()), format!("n{}", old.number));
            if let Some((state, came, answered)) = old.request {
                let owner = (state != "refused").then_some(citizen);
                let request = "INSERT INTO pin_requests (id, number, citizen_id, codice_fiscale, answers, \
                     first_half_hash, delivery, state, created_at, expires_at, resolved_at) \
                     VALUES ($1, $2, $3, 'x', $4, 'x', 'letter', $5, $6, $7, $8)";
                let (came, over) = (came * DAY, (came + 45) * DAY);
                sql!(tx, request, id, number.clone(), owner, vec![0_u8], state, came, over, answered * DAY)
                    .execute()
                    .await?;
            }
            let case = "INSERT INTO cases (id, protocol, citizen_id, service, state, answers, created_at, \
                 updated_at) VALUES ($1, $2, $3, 'pin', $4, '{}', 0, 0)";
            let (state, events) = old.case;
            sql!(tx, case, id, number, citizen, state).execute().await?;
            for (at, (state, actor)) in (1_i64..).zip(events) {
                let event = "INSERT INTO case_events (id, case_id, state, note, at, actor) \
                     VALUES ($1, $2, $3, '', $4, $5)";
                sql!(tx, event, Uuid::now_v7(), id, *state, at, *actor).execute().await?;
            }
            Ok::<_, DbError>(())
        })
    })
    .await
    .unwrap();
}

async fn a_repeated_request_on_record_is_called_as_new_ones_are(url: DatabaseUrl) {
    let db = open(&url).await;
    let citizen = crate::harness::citizen(&db).await;
    let by_job = ("refused", &[("refused", "job")][..]);
    let olds = [
        // Open from the first day to the twentieth.
        Old { number: 1, request: Some(("activated", 1, 20)), case: ("accepted", &[("accepted", "job")]) },
        Old { number: 2, request: Some(("refused", 10, 10)), case: by_job },
        Old { number: 3, request: Some(("refused", 30, 30)), case: by_job },
        Old { number: 4, request: None, case: by_job },
        Old { number: 5, request: None, case: ("refused", &[("refused", "staff")]) },
        Old {
            number: 6,
            request: None,
            case: ("in-progress", &[("refused", "job"), ("in-progress", "staff")]),
        },
    ];
    for old in olds {
        keep_old(&db, citizen, old).await;
    }
    db.close().await;
    let again = "DELETE FROM schema_migrations WHERE version = 13";
    let db = tamper(&url, again).await.unwrap();
    let mut conn = db.reader().await.unwrap();
    let states: Vec<(String, String)> = sql!(
        conn,
        "SELECT cases.state, event.state FROM cases JOIN case_events event ON event.case_id = cases.id \
         WHERE event.at = 1 ORDER BY cases.protocol"
    )
    .all()
    .await
    .unwrap();
    let states: Vec<_> = states.iter().map(|(case, event)| (case.as_str(), event.as_str())).collect();
    assert_eq!(
        states,
        [
            ("accepted", "accepted"),
            ("superseded", "superseded"),
            ("too-many", "too-many"),
            ("superseded", "superseded"),
            ("refused", "refused"),
            ("in-progress", "superseded"),
        ]
    );
}

async fn a_letter_on_record_is_of_the_case_it_answers(url: DatabaseUrl) {
    let db = open(&url).await;
    let citizen = crate::harness::citizen(&db).await;
    let (case, again, alone) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
    let request = Old { number: 1, request: Some(("sent", 1, 2)), case: ("accepted", &[]) };
    keep_old(&db, citizen, request).await;
    // As at version 14: the first letter has the number of its case, its request names the one that was written again.
    db.write(move |tx| {
        Box::pin(async move {
            for (id, kind, way) in [(case, "pin", "call"), (again, "pin", "braille"), (alone, "slow-down", "letter")] {
                let letter = "INSERT INTO letters (id, citizen_id, kind, lang, delivery, address, body, state, \
                     created_at) VALUES ($1, $2, $3, 'it', $4, $5, $5, 'waiting', 0)";
                sql!(tx, letter, id, citizen, kind, way, vec![0_u8]).execute().await?;
            }
            sql!(tx, "UPDATE pin_requests SET letter_id = $2 WHERE id = $1", case, again).execute().await?;
            tx.sql("DROP INDEX pin_requests_by_citizen").execute().await?;
            tx.sql("DROP INDEX letters_by_case").execute().await?;
            tx.sql("ALTER TABLE letters DROP COLUMN case_id").execute().await?;
            Ok::<_, DbError>(())
        })
    })
    .await
    .unwrap();
    db.close().await;
    let db = tamper(&url, "DELETE FROM schema_migrations WHERE version = 15").await.unwrap();
    let mut conn = db.reader().await.unwrap();
    let text = "SELECT id, case_id, delivery FROM letters ORDER BY id";
    let letters: Vec<(Uuid, Option<Uuid>, String)> = sql!(conn, text).all().await.unwrap();
    let way = |way: &str| way.to_owned();
    assert_eq!(
        letters,
        [(case, Some(case), way("call")), (again, Some(case), way("braille")), (alone, None, way("letter"))]
    );
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
