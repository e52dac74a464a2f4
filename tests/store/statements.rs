//! One statement text means the same on both.

use crate::harness::{keep, keep_or_fail, open};
use sportello::db::{DatabaseUrl, Db, DbError, insert_all};
use sportello::{dialect, sql};
use uuid::Uuid;

contracts!(
    every_value_comes_back,
    one_and_optional_and_all,
    a_reader_cannot_write,
    on_conflict_then_look,
    a_counter_never_repeats,
    many_rows_in_one_statement,
    ids_sort_by_time,
    foreign_keys_hold,
    append_only_tables_refuse,
    retention_opens_the_old_rows_only,
);

sportello::row! {
    #[derive(Debug, Clone, PartialEq)]
    struct Probe {
        id: Uuid,
        number: Option<i64>,
        yes: Option<bool>,
        words: Option<String>,
        bytes: Option<Vec<u8>>,
        other: Option<Uuid>,
    }
}

async fn every_value_comes_back(url: DatabaseUrl) {
    let db = open(&url).await;
    let full = Probe {
        id: Uuid::now_v7(),
        number: Some(i64::MIN),
        yes: Some(true),
        words: Some("perché «Ω» أهلا 👩‍🦯".to_owned()),
        bytes: Some(vec![0, 255, 10]),
        other: Some(Uuid::max()),
    };
    let empty = Probe { id: Uuid::nil(), number: None, yes: None, words: None, bytes: None, other: None };
    let mut sent = vec![empty, full];
    let rows = sent.clone();
    let write = db.write(move |tx| {
        Box::pin(async move {
            let table = dialect!(
                tx,
                lite = "CREATE TABLE probe (id BLOB NOT NULL PRIMARY KEY, number INTEGER, yes INTEGER,
                        words TEXT, bytes BLOB, other BLOB) STRICT",
                pg = "CREATE TABLE probe (id UUID NOT NULL PRIMARY KEY, number BIGINT, yes BOOLEAN,
                      words TEXT, bytes BYTEA, other UUID)",
            );
            sql!(tx, table).execute().await?;
            for row in rows {
                let text = "INSERT INTO probe VALUES ($1, $2, $3, $4, $5, $6)";
                sql!(tx, text, row.id, row.number, row.yes, row.words.as_deref(), row.bytes, row.other)
                    .execute()
                    .await?;
            }
            Ok::<_, DbError>(())
        })
    });
    write.await.unwrap();
    let mut conn = db.reader().await.unwrap();
    let came: Vec<Probe> = sql!(conn, "SELECT * FROM probe ORDER BY id").all().await.unwrap();
    sent.sort_by_key(|row| row.id);
    assert_eq!(came, sent);
    let found: Vec<(Uuid,)> = sql!(
        conn,
        "SELECT id FROM probe WHERE other = $1 AND yes = $2 AND bytes = $3 AND words = $4",
        Uuid::max(),
        true,
        &[0_u8, 255, 10][..],
        sent[1].words.as_deref(),
    )
    .all()
    .await
    .unwrap();
    assert_eq!(found, [(sent[1].id,)]);
    let (sum,): (i64,) = sql!(conn, "SELECT CAST(SUM(number) AS BIGINT) FROM probe").one().await.unwrap();
    assert_eq!(sum, i64::MIN);
}

async fn one_and_optional_and_all(url: DatabaseUrl) {
    let db = open(&url).await;
    let mut conn = db.reader().await.unwrap();
    let text = "SELECT name FROM offices WHERE code = $1";
    assert_eq!(sql!(conn, text, "SIM0001").one::<(String,)>().await, Err(DbError::Missing));
    assert_eq!(sql!(conn, text, "SIM0001").optional::<(String,)>().await, Ok(None));
    assert_eq!(sql!(conn, text, "SIM0001").all::<(String,)>().await, Ok(vec![]));
    let twice =
        "SELECT n FROM (SELECT CAST(1 AS BIGINT) AS n UNION ALL SELECT CAST(2 AS BIGINT)) AS t ORDER BY n";
    assert_eq!(sql!(conn, twice).one::<(i64,)>().await, Ok((1,)));
    assert!(matches!(sql!(conn, "SELECT nowhere").all::<(i64,)>().await, Err(DbError::Refused { .. })));
}

async fn a_reader_cannot_write(url: DatabaseUrl) {
    let db = open(&url).await;
    let mut conn = db.reader().await.unwrap();
    let refused = keep(&mut conn, Uuid::now_v7(), "").await;
    assert!(matches!(refused, Err(DbError::Refused { .. })), "{refused:?}");
}

async fn on_conflict_then_look(url: DatabaseUrl) {
    let db = open(&url).await;
    let key = Uuid::now_v7();
    for (outcome, fresh) in [("A-1", 1), ("A-2", 0)] {
        let write = db.write(move |tx| {
            Box::pin(async move {
                let written = keep(tx, key, outcome).await?;
                let text = "SELECT outcome FROM idempotency WHERE key = $1";
                let (found,): (String,) = sql!(tx, text, key).one().await?;
                Ok::<_, DbError>((written, found))
            })
        });
        assert_eq!(write.await, Ok((fresh, "A-1".to_owned())));
    }
}

async fn next_number(db: Db) -> i64 {
    let write = db.write(|tx| {
        Box::pin(async move {
            let (last,): (i64,) = sql!(
                tx,
                "INSERT INTO protocol_counters (year, office, last) VALUES (2026, 'SIM', 1)
                 ON CONFLICT (year, office) DO UPDATE SET last = protocol_counters.last + 1 RETURNING last"
            )
            .one()
            .await?;
            Ok::<_, DbError>(last)
        })
    });
    write.await.unwrap()
}

async fn a_counter_never_repeats(url: DatabaseUrl) {
    let db = open(&url).await;
    let mut numbers = futures_util::future::join_all((0..100).map(|_| next_number(db.clone()))).await;
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=100).collect::<Vec<i64>>());
}

async fn many_rows_in_one_statement(url: DatabaseUrl) {
    let db = open(&url).await;
    let rows: Vec<(String, i64)> = (0..137).map(|n| (format!("SIM{n:04}"), n)).collect();
    for touched in [137, 0] {
        let rows = rows.clone();
        let write = db.write(move |tx| {
            Box::pin(async move {
                let head = "INSERT INTO protocol_counters (year, office, last)";
                let tail = "ON CONFLICT (year, office) DO NOTHING";
                insert_all(tx, head, tail, &rows, |row, (office, last)| {
                    row.bind(2026_i64).bind(office.as_str()).bind(*last)
                })
                .await
            })
        });
        assert_eq!(write.await, Ok(touched));
    }
    let mut conn = db.reader().await.unwrap();
    let text = "SELECT office, last FROM protocol_counters ORDER BY last";
    assert_eq!(sql!(conn, text).all::<(String, i64)>().await, Ok(rows));
}

async fn ids_sort_by_time(url: DatabaseUrl) {
    let db = open(&url).await;
    let ids: Vec<Uuid> = (0..100).map(|_| Uuid::now_v7()).collect();
    let shuffled: Vec<Uuid> = ids.iter().rev().copied().collect();
    let write = db.write(move |tx| {
        Box::pin(async move {
            for id in shuffled {
                keep(tx, id, "").await?;
            }
            Ok::<_, DbError>(())
        })
    });
    write.await.unwrap();
    let mut conn = db.reader().await.unwrap();
    let rows: Vec<(Uuid,)> = sql!(conn, "SELECT key FROM idempotency ORDER BY key").all().await.unwrap();
    assert_eq!(rows.into_iter().map(|(id,)| id).collect::<Vec<_>>(), ids);
}

async fn foreign_keys_hold(url: DatabaseUrl) {
    let db = open(&url).await;
    let orphan: Result<u64, DbError> = db
        .write(|tx| {
            let text = "INSERT INTO preferences (citizen_id, value, updated_at) VALUES ($1, '', 0)";
            Box::pin(sql!(tx, text, Uuid::now_v7()).execute())
        })
        .await;
    assert!(matches!(orphan, Err(DbError::Refused { .. })), "{orphan:?}");
    let key = Uuid::now_v7();
    let twice: Result<u64, DbError> = db
        .write(move |tx| {
            Box::pin(async move {
                keep_or_fail(tx, key).await?;
                keep_or_fail(tx, key).await
            })
        })
        .await;
    assert!(matches!(&twice, Err(DbError::Refused { message, .. }) if !message.contains(&key.to_string())));
}

/// Entries at the times 1,000 and 2,000 in both append-only tables.
async fn write_ledger(db: &Db) {
    for at in [1_000_i64, 2_000] {
        let write = db.append(move |tx| {
            let text = "INSERT INTO audit (id, at, citizen_id, actor, channel, what, address)
                        VALUES ($1, $2, $3, 'citizen', 'web', 'statement', '/it')";
            Box::pin(sql!(tx, text, Uuid::now_v7(), at, Uuid::nil()).execute())
        });
        assert_eq!(write.await, Ok::<_, DbError>(1));
        let write = db.append(move |tx| {
            let text = "INSERT INTO encounters (id, who, channel, service, outcome, at)
                        VALUES ($1, 'citizen', 'web', 'offices', 'shown', $2)";
            Box::pin(sql!(tx, text, Uuid::now_v7(), at).execute())
        });
        assert_eq!(write.await, Ok::<_, DbError>(1));
    }
}

async fn change(db: &Db, text: &'static str) -> Result<u64, DbError> {
    db.write(move |tx| Box::pin(tx.sql(text).execute())).await
}

async fn append_only_tables_refuse(url: DatabaseUrl) {
    let db = open(&url).await;
    write_ledger(&db).await;
    for text in [
        "UPDATE audit SET what = 'nothing'",
        "DELETE FROM audit",
        "UPDATE encounters SET outcome = 'nothing'",
        "DELETE FROM encounters",
    ] {
        let refused = change(&db, text).await;
        assert!(
            matches!(&refused, Err(DbError::Refused { message, .. }) if message.contains("append-only")),
            "{text}: {refused:?}"
        );
    }
}

async fn retention_opens_the_old_rows_only(url: DatabaseUrl) {
    let db = open(&url).await;
    write_ledger(&db).await;
    let until = "INSERT INTO retention (table_name, before) VALUES ('audit', 2000), ('encounters', 2000)";
    assert_eq!(change(&db, until).await, Ok(2));
    for (old, all) in [
        ("DELETE FROM audit WHERE at < 2000", "DELETE FROM audit"),
        ("DELETE FROM encounters WHERE at < 2000", "DELETE FROM encounters"),
    ] {
        assert_eq!(change(&db, old).await, Ok(1), "{old}");
        assert!(matches!(change(&db, all).await, Err(DbError::Refused { .. })), "{all}");
    }
}
