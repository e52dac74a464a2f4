//! A database of its own for each test: a temporary file, or one made in the private cluster.

use sportello::citizen::codice_fiscale::{CodiceFiscale, Person, Sex};
use sportello::citizen::records::{Citizen, Residence, insert};
use sportello::clock::Moment;
use sportello::db::{Conn, DatabaseUrl, Db, DbError, Tuning};
use sportello::places::Belfiore;
use sportello::services::Failure;
use sportello::sql;
use sqlx::{AssertSqlSafe, Connection, PgConnection, postgres::PgConnectOptions};
use std::future::Future;
use uuid::Uuid;

/// Runs each named contract on both databases: as `lite::NAME` and as `pg::NAME`.
macro_rules! contracts {
    ($($name:ident),* $(,)?) => {
        mod lite { $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() { crate::harness::on_sqlite(super::$name).await }
        )* }
        mod pg { $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() { crate::harness::on_postgres(super::$name).await }
        )* }
    };
}

pub(crate) async fn on_sqlite<F: Future<Output = ()>>(contract: impl FnOnce(DatabaseUrl) -> F) {
    let folder = tempfile::tempdir().unwrap();
    contract(DatabaseUrl::Sqlite(folder.path().join("test.db"))).await;
}

pub(crate) async fn on_postgres<F>(contract: impl FnOnce(DatabaseUrl) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let cluster = std::env::var("SPORTELLO_TEST_POSTGRES").expect(
        "SPORTELLO_TEST_POSTGRES is not set: run ./test, which starts a private PostgreSQL cluster \
         (or `tests/postgres.sh start DIR`, which prints the URL)",
    );
    let cluster: PgConnectOptions = cluster.parse().unwrap();
    let name = format!("contract_{}", Uuid::now_v7().simple());
    run_sql(&cluster, format!("CREATE DATABASE {name}")).await;
    let url = DatabaseUrl::Postgres(Box::new(cluster.clone().database(&name)));
    // In a task, so that the database is dropped even if the contract is broken.
    let outcome = tokio::spawn(contract(url)).await;
    run_sql(&cluster, format!("DROP DATABASE {name} WITH (FORCE)")).await;
    if let Err(broken) = outcome {
        std::panic::resume_unwind(broken.into_panic());
    }
}

async fn run_sql(cluster: &PgConnectOptions, text: String) {
    let mut conn = PgConnection::connect_with(cluster).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}

pub(crate) async fn open(url: &DatabaseUrl) -> Db {
    Db::open(url).await.unwrap()
}

pub(crate) async fn open_tuned(url: &DatabaseUrl, tuning: &Tuning) -> Db {
    Db::open_tuned(url, tuning).await.unwrap()
}

/// One row in `idempotency`, the smallest table with a key: 0 if the key was there already.
pub(crate) async fn keep(conn: &mut Conn, key: Uuid, outcome: &str) -> Result<u64, DbError> {
    sql!(
        conn,
        "INSERT INTO idempotency (key, service, case_id, outcome, created_at)
         VALUES ($1, 'prova', NULL, $2, $3) ON CONFLICT (key) DO NOTHING",
        key,
        outcome,
        0_i64,
    )
    .execute()
    .await
}

/// The same row with no ON CONFLICT: a second one is refused by the database.
pub(crate) async fn keep_or_fail(conn: &mut Conn, key: Uuid) -> Result<u64, DbError> {
    sql!(conn, "INSERT INTO idempotency (key, service, outcome, created_at) VALUES ($1, 'prova', '', 0)", key)
        .execute()
        .await
}

/// The outcomes kept, sorted.
pub(crate) async fn outcomes(db: &Db) -> Vec<String> {
    let mut conn = db.reader().await.unwrap();
    let rows: Vec<(String,)> = sql!(conn, "SELECT outcome FROM idempotency").all().await.unwrap();
    let mut outcomes: Vec<String> = rows.into_iter().map(|(outcome,)| outcome).collect();
    outcomes.sort();
    outcomes
}

/// When it is, where a contract needs a time.
pub(crate) const NOW: Moment = Moment(1_795_424_400_000);

/// Someone on record.
pub(crate) async fn citizen(db: &Db) -> Uuid {
    let (born, birthplace) = (jiff::civil::date(1958, 3, 27), Belfiore::parse("C337").unwrap());
    let person = Person { surname: "Prova", name: "Elena", sex: Sex::Female, born, birthplace };
    let citizen = Citizen {
        id: Uuid::now_v7(),
        code: CodiceFiscale::encode(&person),
        surname: "Prova".to_owned(),
        name: "Elena".to_owned(),
        sex: "F".to_owned(),
        born,
        birthplace: "C337".to_owned(),
        residence: Residence {
            street: "Via di Prova".to_owned(),
            number: "1".to_owned(),
            locality: String::new(),
            belfiore: "H501".to_owned(),
            cap: "00185".to_owned(),
        },
        synthetic: true,
    };
    let id = citizen.id;
    let write = db.write(move |tx| {
        Box::pin(async move { insert(tx, &citizen, &[], NOW).await.map_err(Failure::from) })
    });
    write.await.unwrap();
    id
}
