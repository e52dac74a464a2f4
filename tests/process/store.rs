//! A database of its own for each run: a temporary file, or one made in the private cluster of `./test`.

use std::path::{Path, PathBuf};

use sportello::config::Config;
use sportello::db::{DatabaseUrl, Db};
use sportello::portal::Portal;
use sportello::seal::{Keys, hex};
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, postgres::PgConnectOptions};

/// The institute's secret in these tests.
pub const SECRET: [u8; 32] = [0x42; 32];

/// A database that outlives the processes that use it.
pub struct Store {
    /// Its address.
    pub url: String,
    /// A folder beside it.
    pub folder: tempfile::TempDir,
    cluster: Option<(PgConnectOptions, String)>,
}

impl Store {
    /// A new SQLite file.
    pub fn lite() -> Store {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("kill.db").display());
        Store { url, folder, cluster: None }.ready()
    }

    /// A database that is there already, at this address.
    pub fn at(url: String) -> Store {
        Store { url, folder: tempfile::tempdir().unwrap(), cluster: None }.ready()
    }

    /// A new PostgreSQL database.
    pub fn postgres() -> Store {
        let cluster = std::env::var("SPORTELLO_TEST_POSTGRES").expect(
            "SPORTELLO_TEST_POSTGRES is not set: run ./test, which starts a private PostgreSQL cluster \
             (or `tests/postgres.sh start DIR`, which prints the URL)",
        );
        Store::in_cluster(&cluster)
    }

    /// A new file, or a new database of the cluster that `SPORTELLO_TEST_DESK` names, as for the services' own tests.
    pub fn of_run() -> Store {
        match std::env::var("SPORTELLO_TEST_DESK") {
            Ok(cluster) => Store::in_cluster(&cluster),
            Err(_) => Store::lite(),
        }
    }

    /// A new database of this PostgreSQL cluster.
    pub fn in_cluster(cluster: &str) -> Store {
        let options: PgConnectOptions = cluster.parse().unwrap();
        let name = format!("kill_{}", uuid::Uuid::now_v7().simple());
        block(run_sql(&options, format!("CREATE DATABASE {name}")));
        let (start, query) = cluster.split_once('?').unwrap_or((cluster, ""));
        let authority =
            start.rfind('/').filter(|at| !start[..*at].ends_with('/')).map_or(start, |at| &start[..at]);
        let question = if query.is_empty() { "" } else { "?" };
        let url = format!("{authority}/{name}{question}{query}");
        Store { url, folder: tempfile::tempdir().unwrap(), cluster: Some((options, name)) }.ready()
    }

    fn ready(self) -> Store {
        std::fs::write(self.secret(), hex(&SECRET)).unwrap();
        self
    }

    /// The file with the secret.
    pub fn secret(&self) -> PathBuf {
        self.folder.path().join("secret")
    }

    /// A file or folder of this name beside the database.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Every byte of the database, with what is not yet in its main file.
    pub fn bytes(&self) -> Vec<u8> {
        let Some((cluster, name)) = &self.cluster else {
            let files = std::fs::read_dir(self.folder.path()).unwrap();
            return files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect();
        };
        block(async {
            let mut conn = PgConnection::connect_with(&cluster.clone().database(name)).await.unwrap();
            let tables = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'";
            let tables: Vec<(String,)> = sqlx::query_as(tables).fetch_all(&mut conn).await.unwrap();
            let mut all = Vec::new();
            for (table,) in tables {
                // As the wire carries rows: texts and bytes as they are.
                let rows = AssertSqlSafe(format!("SELECT * FROM {table}"));
                for row in sqlx::query(rows).fetch_all(&mut conn).await.unwrap() {
                    for n in 0..row.len() {
                        let value = row.try_get_raw(n).unwrap();
                        all.extend_from_slice(value.as_bytes().unwrap_or_default());
                        all.push(b'\n');
                    }
                }
            }
            conn.close().await.unwrap();
            all
        })
    }

    /// Works on the database as it is at its address, before this program has opened it.
    pub fn run<T>(&self, work: impl AsyncFnOnce(&str) -> T) -> T {
        block(work(&self.url))
    }

    /// Works on the database from inside this process, while no other has it.
    pub fn with<T, F: Future<Output = T>>(&self, work: impl FnOnce(Portal) -> F) -> T {
        block(async {
            let url: DatabaseUrl = self.url.parse().unwrap();
            let db = Db::open(&url).await.unwrap();
            let clock = sportello::clock::Clock::System;
            let done = work(Portal::new(db.clone(), Keys::new(SECRET), Config::default(), clock)).await;
            db.close().await;
            done
        })
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        if let Some((options, name)) = &self.cluster {
            block(run_sql(options, format!("DROP DATABASE {name} WITH (FORCE)")));
        }
    }
}

async fn run_sql(cluster: &PgConnectOptions, text: String) {
    let mut conn = PgConnection::connect_with(cluster).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}

fn block<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(work)
}

/// Invented citizens and their careers as the files of an import.
pub fn files(folder: &Path, count: usize) -> [PathBuf; 2] {
    let [citizens, contributions] = ["citizens.csv", "contributions.csv"].map(|name| folder.join(name));
    sportello::import::demo::citizens_csv(std::fs::File::create(&citizens).unwrap(), 7, count).unwrap();
    sportello::import::demo::contributions_csv(std::fs::File::create(&contributions).unwrap(), 7, count)
        .unwrap();
    [citizens, contributions]
}
