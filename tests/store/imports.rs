//! The import and the statement: the same rows, the same pages, on either database.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use a11y::page::{Action, Page, Target};
use a11y::text::Lang;
use sportello::citizen::Level;
use sportello::clock::{Clock, Moment};
use sportello::config::Config;
use sportello::db::{DatabaseUrl, Db};
use sportello::import::{self, ImportError, Kind, Progress, demo};
use sportello::portal::Portal;
use sportello::seal::Keys;
use sportello::services::contribution_statement::ContributionStatement;
use sportello::services::{Answer, Call, Channel, Context, Fields, Service};
use sportello::sql;
use uuid::Uuid;

use crate::harness::open;

contracts![
    an_import_goes_in_once_and_goes_on_after_a_kill,
    what_a_file_has_no_column_for_stays,
    of_two_runs_with_one_file_the_later_goes_on,
    the_demo_loads_and_its_statement_is_read,
    orders_sent_side_by_side_are_one,
];

/// Monday 23 November 2026, 10:00 in Rome.
const NOW: Moment = Moment(1_795_424_400_000);

async fn count(db: &Db, text: &'static str) -> i64 {
    let (count,): (i64,) = sql!(db.reader().await.unwrap(), text).one().await.unwrap();
    count
}

async fn imported(db: &Db, kind: Kind, path: &Path) -> import::Report {
    import::run(db, kind, path, NOW, &|_| {}).await.unwrap()
}

async fn an_import_goes_in_once_and_goes_on_after_a_kill(url: DatabaseUrl) {
    let db = open(&url).await;
    let folder = tempfile::tempdir().unwrap();
    let (people, periods) = (folder.path().join("people.csv"), folder.path().join("periods.csv"));
    let mut bytes = Vec::new();
    demo::citizens_csv(&mut bytes, 5, 400).unwrap();
    // The last citizen stands twice in one statement.
    let last = bytes.split(|byte| *byte == b'\n').nth(400).unwrap().to_vec();
    bytes.extend_from_slice(&last);
    bytes.push(b'\n');
    std::fs::write(&people, bytes).unwrap();
    let mut bytes = Vec::new();
    demo::contributions_csv(&mut bytes, 5, 400).unwrap();
    std::fs::write(&periods, bytes).unwrap();

    assert_eq!(imported(&db, Kind::Citizens, &people).await.rows, 401);
    assert_eq!(count(&db, "SELECT COUNT(*) FROM citizens").await, 400);
    // Killed at its first commit, then run to the end.
    let commits = AtomicU64::new(0);
    let (stop, mut stopped) = tokio::sync::watch::channel(false);
    let told = |_: Progress| {
        if commits.fetch_add(1, Ordering::SeqCst) == 0 {
            stop.send_replace(true);
        }
    };
    tokio::select! {
        biased;
        _ = stopped.changed() => {}
        _ = import::run(&db, Kind::Contributions, &periods, NOW, &told) => panic!("ended before the kill"),
    }
    let report = imported(&db, Kind::Contributions, &periods).await;
    assert_eq!((report.bad, report.already), (0, false));
    assert!(report.rows > 10_000, "more than one chunk: {}", report.rows);
    let distinct = std::fs::read_to_string(&periods).unwrap();
    let distinct: std::collections::HashSet<&str> = distinct.lines().skip(1).collect();
    let stored = count(&db, "SELECT COUNT(*) FROM contributions").await;
    assert_eq!(usize::try_from(stored).unwrap(), distinct.len());
    assert!(imported(&db, Kind::Contributions, &periods).await.already);
}

async fn what_a_file_has_no_column_for_stays(url: DatabaseUrl) {
    let db = open(&url).await;
    let folder = tempfile::tempdir().unwrap();
    let (full, bare) = (folder.path().join("full.csv"), folder.path().join("bare.csv"));
    let mut bytes = Vec::new();
    demo::citizens_csv(&mut bytes, 5, 120).unwrap();
    std::fs::write(&full, &bytes).unwrap();
    let needed = |line: &str| line.splitn(9, ',').take(8).collect::<Vec<_>>().join(",");
    let text = String::from_utf8(bytes).unwrap();
    std::fs::write(&bare, text.lines().map(needed).collect::<Vec<_>>().join("\n")).unwrap();
    for path in [&full, &bare] {
        assert_eq!(imported(&db, Kind::Citizens, path).await.bad, 0);
        let kept = "SELECT COUNT(*) FROM citizens WHERE residence_street <> '' AND residence_number <> '' \
                    AND synthetic";
        assert_eq!(count(&db, kept).await, 120);
    }
}

/// The earlier run stands still after its first commit until the later one has ended.
async fn of_two_runs_with_one_file_the_later_goes_on(url: DatabaseUrl) {
    let db = open(&url).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("people.csv");
    let mut bytes = Vec::new();
    demo::citizens_csv(&mut bytes, 5, 10_001).unwrap();
    std::fs::write(&path, bytes).unwrap();

    let (committed, first_commit) = tokio::sync::oneshot::channel();
    let (release, released) = std::sync::mpsc::channel::<()>();
    let (committed, released) = (Mutex::new(Some(committed)), Mutex::new(released));
    let told = move |_: Progress| {
        if let Some(committed) = committed.lock().unwrap().take() {
            committed.send(()).unwrap();
            let _ = tokio::task::block_in_place(|| released.lock().unwrap().recv());
        }
    };
    let earlier = tokio::spawn({
        let (db, path) = (db.clone(), path.clone());
        async move { import::run(&db, Kind::Citizens, &path, NOW, &told).await }
    });
    first_commit.await.unwrap();
    let later = imported(&db, Kind::Citizens, &path).await;
    release.send(()).unwrap();
    assert_eq!((later.rows, later.bad, later.already), (10_001, 0, false));
    assert!(matches!(earlier.await.unwrap(), Err(ImportError::Elsewhere)));
    assert_eq!(count(&db, "SELECT COUNT(*) FROM citizens").await, 10_001);
}

async fn portal_with_demo(url: &DatabaseUrl) -> (Portal, Uuid) {
    let db = open(url).await;
    let portal = Portal::new(db, Keys::new([7; 32]), Config::default(), Clock::System);
    demo::load(&portal.db, &portal.hasher, NOW, &|_| {}).await.unwrap();
    assert!(demo::load(&portal.db, &portal.hasher, NOW, &|_| {}).await.unwrap().already);
    let mut conn = portal.db.reader().await.unwrap();
    let text = "SELECT id FROM citizens WHERE codice_fiscale = $1";
    let (citizen,): (Uuid,) = sql!(conn, text, demo::CODE).one().await.unwrap();
    (portal, citizen)
}

fn call<'a>(portal: &'a Portal, citizen: Uuid, path: &'a str, fields: &[(&str, &str)]) -> Call<'a> {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Call {
        context: Context {
            now: NOW,
            lang: Lang::It,
            channel: Channel::Web,
            level: Level::Reader,
            citizen: Some(citizen),
            session: [0; 32],
            length: sportello::citizen::sessions::DEFAULT_LENGTH,
            place: "192.0.2.0/24".to_owned(),
            kiosk: None,
            device: None,
        },
        service: ContributionStatement.name(),
        path: path.split('/').filter(|segment| !segment.is_empty()).collect(),
        fields: Fields(fields),
        query: Fields::default(),
        portal,
    }
}

async fn page(portal: &Portal, citizen: Uuid, path: &str) -> Page {
    match ContributionStatement.get(&call(portal, citizen, path, &[])).await.unwrap() {
        Answer::Show(shown) => shown.page,
        other => panic!("{path}: {other:?}"),
    }
}

async fn the_demo_loads_and_its_statement_is_read(url: DatabaseUrl) {
    let (portal, citizen) = portal_with_demo(&url).await;
    let whole = page(&portal, citizen, "").await;
    assert!(whole.test_data && whole.private);
    let files =
        |action: &Action| matches!(action, Action::Link(link) if matches!(link.to, Target::Download(_)));
    assert!(whole.actions.iter().any(files));
    let year = serde_json::to_string(&page(&portal, citizen, "1996").await).unwrap();
    assert!(year.contains("Azienda di prova Tessitura Due Torri"));
    assert_eq!(count(&portal.db, "SELECT COUNT(*) FROM audit").await, 2);
    assert_eq!(count(&portal.db, "SELECT COUNT(*) FROM encounters").await, 1);
}

async fn orders_sent_side_by_side_are_one(url: DatabaseUrl) {
    let (portal, citizen) = portal_with_demo(&url).await;
    let key = Uuid::now_v7().to_string();
    let fields = [("chiave", key.as_str()), ("forma", "print")];
    let sends = (0..8).map(|_| async {
        match ContributionStatement.post(&call(&portal, citizen, "posta", &fields)).await.unwrap() {
            Answer::See(path) => path,
            other => panic!("{other:?}"),
        }
    });
    let mut seen = futures_util::future::join_all(sends).await;
    seen.dedup();
    assert_eq!(seen.len(), 1);
    for text in
        ["SELECT COUNT(*) FROM cases", "SELECT COUNT(*) FROM letters", "SELECT COUNT(*) FROM encounters"]
    {
        assert_eq!(count(&portal.db, text).await, 1, "{text}");
    }
}
