//! What an answered write is worth.

use crate::harness::{keep, keep_or_fail, on_postgres, on_sqlite, open, open_tuned, outcomes};
use futures_util::{FutureExt, future::join_all};
use sportello::db::{DatabaseUrl, Db, DbError, Tuning};
use sportello::sql;
use std::time::Duration;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use uuid::Uuid;

contracts!(
    every_acknowledged_write_is_there,
    a_failing_write_is_undone_alone,
    a_swallowed_failure_is_undone,
    too_many_waiting_are_told_busy,
    who_waits_for_a_connection_that_is_at_work_gets_it,
    who_goes_away_tears_nothing,
    a_stalled_write_is_undone,
    an_append_that_fails_leaves_nothing,
    a_closed_database_says_so,
);

/// A write that has begun and stays until told to go on.
struct Held {
    go: oneshot::Sender<()>,
    task: tokio::task::JoinHandle<Result<(), DbError>>,
}

async fn hold(db: &Db, key: Uuid) -> Held {
    let (begun, has_begun) = oneshot::channel();
    let (go, may_go) = oneshot::channel::<()>();
    let db = db.clone();
    let task = tokio::spawn(async move {
        db.write(move |tx| {
            Box::pin(async move {
                begun.send(()).unwrap();
                may_go.await.unwrap();
                keep(tx, key, "held").await?;
                Ok(())
            })
        })
        .await
    });
    has_begun.await.unwrap();
    Held { go, task }
}

async fn write_outcome(db: &Db, outcome: String) -> Result<u64, DbError> {
    db.write(move |tx| Box::pin(async move { keep(tx, Uuid::now_v7(), &outcome).await })).await
}

async fn every_acknowledged_write_is_there(url: DatabaseUrl) {
    let db = open(&url).await;
    let names: Vec<String> = (0..300).map(|n| format!("{n:03}")).collect();
    let answers = join_all(names.iter().map(|name| write_outcome(&db, name.clone()))).await;
    assert!(answers.iter().all(|answer| *answer == Ok(1)));
    assert_eq!(outcomes(&db).await, names);
    db.close().await;
    assert_eq!(outcomes(&open(&url).await).await, names);
}

#[derive(Debug, PartialEq)]
enum Refusal {
    NotToday,
    Db(DbError),
}

impl From<DbError> for Refusal {
    fn from(error: DbError) -> Self {
        Self::Db(error)
    }
}

async fn a_failing_write_is_undone_alone(url: DatabaseUrl) {
    let db = open(&url).await;
    // While this one is held, the others gather behind it in one group.
    let held = hold(&db, Uuid::now_v7()).await;
    let before = write_outcome(&db, "before".to_owned());
    let failing = db.write(|tx| {
        Box::pin(async move {
            keep(tx, Uuid::now_v7(), "failing").await?;
            Err::<(), _>(Refusal::NotToday)
        })
    });
    let panicking = db.write(|tx| {
        Box::pin(async move {
            keep(tx, Uuid::now_v7(), "panicking").await?;
            if tx.dialect() == tx.dialect() {
                panic!("on purpose");
            }
            Ok::<(), DbError>(())
        })
    });
    let after = write_outcome(&db, "after".to_owned());
    let all = async { tokio::join!(before, failing, panicking, after) };
    let release = async { held.go.send(()).unwrap() };
    let ((before, failing, panicking, after), ()) = tokio::join!(all, release);
    assert_eq!((before, after), (Ok(1), Ok(1)));
    assert_eq!(failing, Err(Refusal::NotToday));
    assert_eq!(panicking, Err(DbError::Panicked));
    assert_eq!(held.task.await.unwrap(), Ok(()));
    assert_eq!(outcomes(&db).await, ["after", "before", "held"]);
}

async fn a_swallowed_failure_is_undone(url: DatabaseUrl) {
    let db = open(&url).await;
    let swallowed: Result<(), DbError> = db
        .write(|tx| {
            Box::pin(async move {
                let key = Uuid::now_v7();
                keep_or_fail(tx, key).await?;
                assert!(keep_or_fail(tx, key).await.is_err());
                Ok(())
            })
        })
        .await;
    assert_eq!(swallowed, Err(DbError::WentOn));
    assert_eq!(outcomes(&db).await, Vec::<String>::new());
}

async fn too_many_waiting_are_told_busy(url: DatabaseUrl) {
    let tuning = Tuning { queue: 2, connections: 2, ..Tuning::default() };
    let db = open_tuned(&url, &tuning).await;
    let held = hold(&db, Uuid::now_v7()).await;
    let mut answers = Vec::new();
    let mut waiting = Vec::new();
    for n in 0..4 {
        let mut write = Box::pin(write_outcome(&db, n.to_string()));
        match write.as_mut().now_or_never() {
            Some(answer) => answers.push(answer),
            None => waiting.push(write),
        }
    }
    assert!(answers.len() >= 2 && answers.iter().all(|answer| *answer == Err(DbError::Busy)), "{answers:?}");
    held.go.send(()).unwrap();
    assert!(join_all(waiting).await.iter().all(|answer| *answer == Ok(1)));
    assert_eq!(held.task.await.unwrap(), Ok(()));
    assert_eq!(write_outcome(&db, "afterwards".to_owned()).await, Ok(1));
}

async fn who_waits_for_a_connection_that_is_at_work_gets_it(url: DatabaseUrl) {
    let db = open_tuned(&url, &Tuning { connections: 1, ..Tuning::default() }).await;
    let held = hold(&db, Uuid::now_v7()).await;
    // Longer than until it is asked whether the server is there at all.
    let release = async {
        tokio::time::sleep(Duration::from_millis(800)).await;
        held.go.send(()).unwrap();
    };
    let (read, ()) = tokio::join!(db.reader(), release);
    assert_eq!(read.map(drop), Ok(()));
    assert_eq!(held.task.await.unwrap(), Ok(()));
}

/// PostgreSQL behind a door that can be shut.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn that_the_server_is_away_is_told_within_two_seconds() {
    on_postgres(|url| async move {
        let DatabaseUrl::Postgres(options) = url else { panic!("{url}") };
        let (host, port) = (options.get_host().to_owned(), options.get_port());
        let door = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let here = door.local_addr().unwrap().port();
        let relay = tokio::spawn(async move {
            let mut lines = JoinSet::new();
            loop {
                let (mut line, _) = door.accept().await.unwrap();
                let mut server = TcpStream::connect((host.as_str(), port)).await.unwrap();
                lines.spawn(async move { copy_bidirectional(&mut line, &mut server).await });
            }
        });
        let db = open(&DatabaseUrl::Postgres(Box::new(options.port(here)))).await;
        assert_eq!(outcomes(&db).await, [""; 0]);
        relay.abort();
        assert!(relay.await.unwrap_err().is_cancelled());
        // The best of three: other tests have the processors too.
        let mut soonest = Duration::MAX;
        for _ in 0..3 {
            // Lines of before may still be in the pool: each fails at once, and is thrown away.
            let (told, took) = loop {
                let began = std::time::Instant::now();
                let answer: Result<(i64,), DbError> = match db.reader().await {
                    Ok(mut conn) => sql!(conn, "SELECT CAST(1 AS BIGINT)").one().await,
                    Err(error) => break (error, began.elapsed()),
                };
                assert!(matches!(answer, Err(DbError::Unreachable(_))), "{answer:?}");
            };
            assert!(matches!(told, DbError::Unreachable(_)), "{told:?}");
            soonest = soonest.min(took);
        }
        assert!(soonest < Duration::from_secs(2), "{soonest:?}");
    })
    .await;
}

async fn who_goes_away_tears_nothing(url: DatabaseUrl) {
    let db = open(&url).await;
    let held = hold(&db, Uuid::now_v7()).await;
    held.task.abort();
    assert!(held.task.await.unwrap_err().is_cancelled());
    held.go.send(()).unwrap();
    db.close().await;
    assert_eq!(outcomes(&open(&url).await).await, ["held"]);
}

async fn a_stalled_write_is_undone(url: DatabaseUrl) {
    // Long enough for the honest write after it, on a busy machine too.
    let limit = Duration::from_secs(2);
    let db = open_tuned(&url, &Tuning { limit, ..Tuning::default() }).await;
    let stalled: Result<(), DbError> = db
        .write(|tx| {
            Box::pin(async move {
                keep(tx, Uuid::now_v7(), "stalled").await?;
                std::future::pending().await
            })
        })
        .await;
    // PostgreSQL may end the idle transaction by itself at the same limit.
    assert_eq!(stalled, Err(DbError::TooSlow(limit)));
    assert_eq!(write_outcome(&db, "next".to_owned()).await, Ok(1));
    assert_eq!(outcomes(&db).await, ["next"]);
}

async fn an_append_that_fails_leaves_nothing(url: DatabaseUrl) {
    let db = open(&url).await;
    let key = Uuid::now_v7();
    for (at, fine) in [true, false].into_iter().enumerate() {
        let answer = db.append(move |tx| Box::pin(async move { keep_or_fail(tx, key).await })).await;
        assert_eq!(answer.is_ok(), fine, "append {at}: {answer:?}");
    }
    assert_eq!(outcomes(&db).await.len(), 1);
}

async fn a_closed_database_says_so(url: DatabaseUrl) {
    let db = open(&url).await;
    let late = db.clone();
    db.close().await;
    assert_eq!(write_outcome(&late, "late".to_owned()).await, Err(DbError::Closed));
    assert_eq!(late.reader().await.map(drop), Err(DbError::Closed));
}

/// So that a stopped program's database is one file, to be copied as it is.
#[tokio::test]
async fn closing_folds_the_log_into_the_file() {
    on_sqlite(|url| async move {
        let DatabaseUrl::Sqlite(path) = &url else { panic!("{url}") };
        let log = path.with_extension("db-wal");
        let db = open(&url).await;
        assert_eq!(write_outcome(&db, "kept".to_owned()).await, Ok(1));
        assert!(log.exists());
        db.close().await;
        assert!(!log.exists());
    })
    .await;
}

/// Only SQLite shares a COMMIT; a foreign key put off until then makes it fail.
#[tokio::test]
async fn when_the_commit_fails_the_whole_group_is_told() {
    on_sqlite(|url| async move {
        let db = open(&url).await;
        let held = hold(&db, Uuid::now_v7()).await;
        let neighbour = write_outcome(&db, "neighbour".to_owned());
        let spoiler = db.write(|tx| {
            Box::pin(async move {
                sql!(tx, "PRAGMA defer_foreign_keys = on").execute().await?;
                let text = "INSERT INTO preferences (citizen_id, value, updated_at) VALUES ($1, '', 0)";
                sql!(tx, text, Uuid::now_v7()).execute().await
            })
        });
        let release = async { held.go.send(()).unwrap() };
        let (neighbour, spoiler, ()) = tokio::join!(neighbour, spoiler, release);
        assert!(matches!(neighbour, Err(DbError::Refused { .. })), "{neighbour:?}");
        assert!(matches!(spoiler, Err(DbError::Refused { .. })), "{spoiler:?}");
        assert_eq!(write_outcome(&db, "next".to_owned()).await, Ok(1));
        let kept = outcomes(&db).await;
        assert!(!kept.contains(&"neighbour".to_owned()) && kept.contains(&"next".to_owned()), "{kept:?}");
    })
    .await;
}
