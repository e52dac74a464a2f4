//! Imports whole, killed and resumed, with bad rows, twice; and the demo.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use tempfile::TempDir;

use super::demo::{self, citizens_csv, contributions_csv};
use super::{ImportError, Kind, Progress, Report, file, records, run};
use crate::citizen::codice_fiscale::CodiceFiscale;
use crate::citizen::pin::Hasher;
use crate::clock::Moment;
use crate::db::Db;
use crate::services::testing::database;
use crate::sql;

const NOW: Moment = Moment(1_785_000_000_000);

struct Desk {
    folder: TempDir,
    db: Db,
}

impl Desk {
    async fn open() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&database(&folder).await).await.unwrap();
        Desk { folder, db }
    }

    fn file(&self, name: &str, text: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    async fn import(&self, kind: Kind, path: &Path) -> Report {
        run(&self.db, kind, path, NOW, &|_| {}).await.unwrap()
    }

    /// Everything imported, without the ids, in one order.
    async fn records(&self) -> Vec<String> {
        let mut conn = self.db.reader().await.unwrap();
        let mut found: Vec<String> = sql!(
            conn,
            "SELECT codice_fiscale || surname || name || birth_date || residence_street || residence_cap \
             FROM citizens"
        )
        .all::<(String,)>()
        .await
        .unwrap()
        .into_iter()
        .map(|(row,)| row)
        .collect();
        let contacts: Vec<(String, String, String, i64)> = sql!(
            conn,
            "SELECT c.codice_fiscale, k.kind, k.value, k.since FROM contacts k \
             JOIN citizens c ON c.id = k.citizen_id"
        )
        .all()
        .await
        .unwrap();
        found.extend(contacts.into_iter().map(|row| format!("{row:?}")));
        let periods: Vec<(String, String, String, i64, Option<i64>, String)> = sql!(
            conn,
            "SELECT c.codice_fiscale, p.from_date, p.to_date, p.weeks_right, p.pay_cents, p.employer \
             FROM contributions p JOIN citizens c ON c.id = p.citizen_id"
        )
        .all()
        .await
        .unwrap();
        found.extend(periods.into_iter().map(|row| format!("{row:?}")));
        found.sort();
        found
    }
}

fn citizens(count: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    citizens_csv(&mut bytes, 9, count).unwrap();
    bytes
}

fn contributions(count: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    contributions_csv(&mut bytes, 9, count).unwrap();
    bytes
}

#[tokio::test]
async fn a_file_imported_twice_is_imported_once() {
    let desk = Desk::open().await;
    let path = desk.file("people.csv", &citizens(300));
    let first = desk.import(Kind::Citizens, &path).await;
    assert_eq!((first.rows, first.bad, first.already), (300, 0, false));
    let before = desk.records().await;
    assert!(desk.import(Kind::Citizens, &path).await.already);
    // Another file with the same people: their rows are found again.
    let mut more = citizens(301);
    more.extend_from_slice(b"\n");
    let more = desk.file("more.csv", &more);
    assert_eq!(desk.import(Kind::Citizens, &more).await.rows, 301);
    let after = desk.records().await;
    assert!(before.iter().all(|row| after.contains(row)));
    assert_eq!(after.iter().filter(|row| !row.starts_with('(')).count(), 301);
}

/// A run that is dropped after so many commits, as a kill would.
async fn killed(desk: &Desk, kind: Kind, path: &Path, commits: u64) {
    let done = AtomicU64::new(0);
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let told = |_: Progress| {
        if done.fetch_add(1, Ordering::SeqCst) + 1 == commits {
            let _ = stop.send(true);
        }
    };
    let mut stopped = stopped;
    tokio::select! {
        biased;
        _ = stopped.changed() => {}
        outcome = run(&desk.db, kind, path, NOW, &told) => panic!("ended before the kill: {outcome:?}"),
    }
}

#[tokio::test]
async fn a_killed_import_run_again_ends_the_same() {
    let (whole, broken) = (Desk::open().await, Desk::open().await);
    let mut periods = contributions(1_500);
    // Some bad rows along the way.
    periods.extend_from_slice(
        b"RSSMRA80A01H501U,general,employee,2001-01-01,2001-12-31,weeks,52,52,52,1.00,x,\n",
    );
    periods.extend_from_slice(b"not a row\n");
    // So many chunks that what is on its way to the database at the second kill is not all the rest.
    assert!(periods.split(|b| *b == b'\n').count() > 40_000);
    for desk in [&whole, &broken] {
        desk.import(Kind::Citizens, &desk.file("people.csv", &citizens(1_500))).await;
    }
    let path = whole.file("periods.csv", &periods);
    let expected = whole.import(Kind::Contributions, &path).await;
    assert_eq!(expected.bad, 2);

    let path = broken.file("periods.csv", &periods);
    killed(&broken, Kind::Contributions, &path, 1).await;
    // What a kill leaves beyond the last commit: rows in the file of bad rows, the last one cut off.
    broken.file("periods.csv.bad.csv", b"line,reason\n999999,later\n4");
    killed(&broken, Kind::Contributions, &path, 1).await;
    let report = broken.import(Kind::Contributions, &path).await;
    assert_eq!((report.rows, report.bad, report.already), (expected.rows, expected.bad, false));
    assert_eq!(broken.records().await, whole.records().await);
    let bad = |report: &Report| std::fs::read_to_string(report.bad_file.as_ref().unwrap()).unwrap();
    assert_eq!(bad(&report), bad(&expected));
}

#[tokio::test]
async fn bad_rows_are_kept_with_line_and_reason_and_the_rest_goes_in() {
    let desk = Desk::open().await;
    let good = "RSSMRA80A01H501U,Rossi,Mario,M,1980-01-01,H501,H501,00118";
    let rows = [
        "fiscal_code,surname,name,sex,birth_date,birth_belfiore,residence_belfiore,cap",
        good,
        "RSSMRA80A01H501Z,Rossi,Mario,M,1980-01-01,H501,H501,00118",
        "RSSMRA80A01H501U,Rossi,Mario,M,1980-02-30,H501,H501,00118",
        "RSSMRA80A01H501U,Rossi,Mario,F,1980-01-01,H501,H501,00118",
        "RSSMRA80A01H501U,Rossi,Mario,M,1980-01-01,H501,H501",
        "RSSMRA80A01H501U,Rossi,Mario\u{0},M,1980-01-01,H501,H501,00118",
        "RSSMRA80A01H501U,Rossi,Ma\u{202E}rio,M,1980-01-01,H501,H501,00118",
        "RSSMRA80A01H501U,,Mario,M,1980-01-01,H501,H501,00118",
        "RSSMRA80A01H501U,Rossi,Mario,M,1980-01-01,H501,H501,0011",
    ];
    let mut bytes = rows.join("\n").into_bytes();
    bytes.extend_from_slice(b"\nRSSMRA80A01H501U,Ro\xFFssi,Mario,M,1980-01-01,H501,H501,00118\n");
    // Of several things that are wrong the bytes are told; each fault of a code has its own words.
    bytes.extend_from_slice(b"RSSMRA80A01H501,Nicol\xF2,Mario,M,1980-01-01,H501,H501,00118\n");
    for code in ["RSSMRA80A01H501", "RSSMRA80A01H5O1U", "RSSMRA80B31H501U", "80078750587"] {
        bytes.extend_from_slice(format!("{code},Rossi,Mario,M,1980-01-01,H501,H501,00118\n").as_bytes());
    }
    let report = desk.import(Kind::Citizens, &desk.file("people.csv", &bytes)).await;
    assert_eq!((report.rows, report.bad), (15, 14));
    let bad = std::fs::read(report.bad_file.unwrap()).unwrap();
    let mut bad = csv::ReaderBuilder::new().flexible(true).from_reader(&bad[..]);
    let reasons: Vec<(String, String)> = bad
        .byte_records()
        .map(|row| {
            let row = row.unwrap();
            let text = |n: usize| String::from_utf8(row[n].to_vec()).unwrap();
            (text(0), text(1))
        })
        .collect();
    let reasons: Vec<(&str, &str)> =
        reasons.iter().map(|(line, why)| (line.as_str(), why.as_str())).collect();
    assert_eq!(
        reasons,
        [
            ("3", "fiscal_code: the check character does not match"),
            ("4", "birth_date: must be a day that exists, written YYYY-MM-DD"),
            ("5", "sex does not agree with fiscal_code"),
            ("6", "the row has 7 fields, the header 8"),
            ("7", "name: has a control character or one that cannot be seen"),
            ("8", "name: has a control character or one that cannot be seen"),
            ("9", "surname is empty"),
            ("10", "cap: 4 digits instead of five"),
            ("11", "the row is not valid UTF-8"),
            ("12", "the row is not valid UTF-8"),
            ("13", "fiscal_code: 15 characters instead of sixteen"),
            ("14", "fiscal_code: a wrong kind of character at place 14"),
            ("15", "fiscal_code: an impossible date of birth"),
            ("16", "fiscal_code: a numeric code"),
        ]
    );
    assert_eq!(desk.records().await.len(), 1);
}

#[tokio::test]
async fn a_stray_quotation_mark_turns_its_own_row_away_and_no_other() {
    let desk = Desk::open().await;
    let stray = |text: Vec<u8>, lines: [usize; 2]| {
        let text = String::from_utf8(text).unwrap();
        let mark = |(n, line): (usize, &str)| match line.split_once(',') {
            Some((code, rest)) if lines.contains(&(n + 1)) => format!("{code},\"{rest}\n"),
            _ => format!("{line}\n"),
        };
        text.lines().enumerate().map(mark).collect::<String>().into_bytes()
    };
    let told = |report: Report, rows| {
        assert_eq!((report.rows, report.bad), (rows, 2));
        let bad = std::fs::read_to_string(report.bad_file.unwrap()).unwrap();
        for line in [3, 7] {
            let why = format!("\n{line},a quotation mark is opened and not closed on this line,");
            assert!(bad.contains(&why), "{bad}");
        }
    };
    let people = desk.file("people.csv", &stray(citizens(40), [3, 7]));
    told(desk.import(Kind::Citizens, &people).await, 40);
    assert_eq!(desk.records().await.iter().filter(|row| !row.starts_with('(')).count(), 38);
    let offices = include_bytes!("../../data/offices_synthetic.csv").to_vec();
    let offices = desk.file("offices.csv", &stray(offices, [3, 7]));
    told(desk.import(Kind::Offices { may_remove: 0 }, &offices).await, 480);
}

#[tokio::test]
async fn a_file_with_bad_rows_closes_no_office_that_is_on_record() {
    let desk = Desk::open().await;
    let offices = include_str!("../../data/offices_synthetic.csv");
    let kind = Kind::Offices { may_remove: 0 };
    desk.import(kind, &desk.file("offices.csv", offices.as_bytes())).await;
    let path = desk.file("worse.csv", offices.replacen("SIM0002,", "SIM0002,\"", 1).as_bytes());
    let refused = run(&desk.db, kind, &path, NOW, &|_| {}).await.unwrap_err().to_string();
    assert!(refused.starts_with("1 of the 480 offices on record are"), "{refused}");
    let bad = std::fs::read_to_string(desk.folder.path().join("worse.csv.bad.csv")).unwrap();
    assert!(bad.contains("\n3,a quotation mark is opened"), "{bad}");
    let count: (i64,) =
        sql!(desk.db.reader().await.unwrap(), "SELECT COUNT(*) FROM offices").one().await.unwrap();
    assert_eq!(count, (480,));
}

#[tokio::test]
async fn an_import_of_offices_that_is_killed_leaves_all_as_before_or_all_as_in_the_file() {
    let desk = Desk::open().await;
    let offices = include_str!("../../data/offices_synthetic.csv");
    let kind = Kind::Offices { may_remove: 1 };
    desk.import(kind, &desk.file("all.csv", offices.as_bytes())).await;
    let lines: Vec<&str> = offices.lines().collect();
    let renamed = lines[..lines.len() - 1].join("\n").replace("(dati di prova)", "(altri dati di prova)");
    let path = desk.file("renamed.csv", renamed.as_bytes());
    let count = async || {
        let text = "SELECT name FROM offices";
        let all: Vec<(String,)> = sql!(desk.db.reader().await.unwrap(), text).all().await.unwrap();
        (all.len(), all.iter().filter(|(name,)| name.ends_with("(altri dati di prova)")).count())
    };
    killed(&desk, kind, &path, 1).await;
    let after = count().await;
    assert!([(480, 0), (479, 479)].contains(&after), "{after:?}");
    let report = desk.import(kind, &path).await;
    assert_eq!((report.rows, report.bad, count().await), (479, 0, (479, 479)));
}

#[tokio::test]
async fn semicolons_a_byte_order_mark_and_other_columns_are_read() {
    let desk = Desk::open().await;
    let text = "\u{FEFF}note;fiscal_code;surname;name;sex;birth_date;birth_belfiore;residence_belfiore;cap\r\n\
                x;RSSMRA80A01H501U;Rossi;Mario;M;1980-01-01;H501;H501;00118\r\n";
    let report = desk.import(Kind::Citizens, &desk.file("people.csv", text.as_bytes())).await;
    assert_eq!((report.rows, report.bad), (1, 0));
}

#[tokio::test]
async fn a_header_without_a_needed_column_is_told() {
    let desk = Desk::open().await;
    let path = desk.file("people.csv", b"fiscal_code,surname\nx,y\n");
    let refused = run(&desk.db, Kind::Citizens, &path, NOW, &|_| {}).await.unwrap_err();
    assert!(
        matches!(&refused, ImportError::Columns { missing, .. } if missing.starts_with("name, sex")),
        "{refused}"
    );
    let missing = run(&desk.db, Kind::Citizens, Path::new("/no/such/file"), NOW, &|_| {}).await.unwrap_err();
    assert!(matches!(missing, ImportError::File { .. }));
}

#[tokio::test]
async fn one_file_is_not_two_kinds() {
    let desk = Desk::open().await;
    let path = desk.file("people.csv", &citizens(3));
    desk.import(Kind::Citizens, &path).await;
    let refused = run(&desk.db, Kind::Contributions, &path, NOW, &|_| {}).await.unwrap_err();
    assert!(matches!(refused, ImportError::OtherKind(kind) if kind == "citizens"));
}

#[tokio::test]
async fn an_address_is_brought_up_to_the_file_and_a_number_keeps_its_first_day() {
    let desk = Desk::open().await;
    let head = "fiscal_code,surname,name,sex,birth_date,birth_belfiore,residence_belfiore,cap,residence_street,\
                phone_mobile,phone_mobile_since\n";
    let row = "RSSMRA80A01H501U,Rossi,Mario,M,1980-01-01,H501,H501,00118";
    for (name, street, phone, since) in [
        ("1.csv", "Via di Prova", "+39 93 123", "2015-01-01"),
        ("2.csv", "Viale di Prova", "+3993123", "2026-01-01"),
        ("3.csv", "Viale di Prova", "+3993124", "2026-02-01"),
    ] {
        desk.import(
            Kind::Citizens,
            &desk.file(name, format!("{head}{row},{street},{phone},{since}\n").as_bytes()),
        )
        .await;
        let since: (String, i64) =
            sql!(desk.db.reader().await.unwrap(), "SELECT value, since FROM contacts").one().await.unwrap();
        let first = if name == "3.csv" {
            ("+3993124".to_owned(), 1_769_904_000_000)
        } else {
            ("+3993123".to_owned(), 1_420_070_400_000)
        };
        assert_eq!(since, first, "{name}");
    }
    assert!(desk.records().await.iter().any(|row| row.contains("Viale di Prova")));
}

#[tokio::test]
async fn offices_are_imported_too_and_their_bad_rows_kept() {
    let desk = Desk::open().await;
    let offices = include_str!("../../data/offices_synthetic.csv");
    let path = desk.file("offices.csv", format!("{}\nSIM9999,half a row\n", offices.trim_end()).as_bytes());
    let kind = Kind::Offices { may_remove: 0 };
    let report = desk.import(kind, &path).await;
    assert_eq!((report.rows, report.bad), (481, 1));
    let bad = std::fs::read_to_string(report.bad_file.unwrap()).unwrap();
    assert!(bad.starts_with("line,reason,office_code,name,"), "{bad}");
    assert!(bad.contains("\n482,"), "{bad}");
    assert_eq!(desk.import(kind, &path).await.bad, 1, "a file of offices can be imported again");
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    assert_eq!(citizens(50), citizens(50));
    assert_eq!(contributions(50), contributions(50));
    // Bytes of today: if they change, so does every demo; raise the demo's number and these digests together.
    let folder = tempfile::tempdir().unwrap();
    let digest = |bytes: Vec<u8>| {
        let path = folder.path().join("x");
        std::fs::write(&path, bytes).unwrap();
        file::digest(&path).unwrap().0
    };
    assert_eq!(
        (digest(citizens(200)), digest(contributions(200))),
        (
            "35b4c5c3fca6b1dd6827bc1ba2ce13bc5a27cf2d98f6d906536409e2c50e6ea3".to_owned(),
            "263a40080c04fe745fb3ec44371435b536fd8830f43a2e5e0158b4bd99a131ae".to_owned()
        )
    );
}

#[test]
fn invented_people_have_distinct_codes_of_their_own() {
    let text = String::from_utf8(citizens(20_000)).unwrap();
    let codes: Vec<CodiceFiscale> =
        text.lines().skip(1).map(|line| line.split(',').next().unwrap().parse().unwrap()).collect();
    let distinct: std::collections::HashSet<_> = codes.iter().collect();
    assert_eq!(distinct.len(), 20_000);
}

#[tokio::test]
async fn invented_files_have_no_bad_row() {
    let desk = Desk::open().await;
    assert_eq!(desk.import(Kind::Citizens, &desk.file("people.csv", &citizens(400))).await.bad, 0);
    let report = desk.import(Kind::Contributions, &desk.file("periods.csv", &contributions(400))).await;
    assert_eq!(report.bad, 0);
    assert!(report.rows > 6_000);
}

#[tokio::test]
async fn a_first_start_of_the_demo_killed_between_two_steps_is_ended_by_the_next() {
    let hasher = Hasher::new([3; 32]);
    let offices = async |desk: &Desk| {
        let mut conn = desk.db.reader().await.unwrap();
        let (count,): (i64,) = sql!(conn, "SELECT COUNT(*) FROM offices").one().await.unwrap();
        count
    };
    for done in 0..=2 {
        let desk = Desk::open().await;
        if done >= 1 {
            demo::load(&desk.db, &hasher, NOW, &|_| {}).await.unwrap();
        }
        if done >= 2 {
            demo::load_all(&desk.db, &hasher, NOW, &|_| {}).await.unwrap();
        }
        let loaded = demo::load_all(&desk.db, &hasher, NOW, &|_| {}).await.unwrap();
        assert_eq!((loaded.rows.is_some(), loaded.offices), (done < 1, (done < 2).then_some(480)));
        assert_eq!(offices(&desk).await, 480, "killed after {done} steps");
        assert_eq!(desk.records().await.iter().filter(|row| !row.starts_with('(')).count(), 1_000);
    }
    // Another's offices are not replaced by the demo's.
    let desk = Desk::open().await;
    let all = include_str!("../../data/offices_synthetic.csv");
    let two: String = all.lines().take(3).map(|line| format!("{line}\n")).collect();
    desk.import(Kind::Offices { may_remove: 0 }, &desk.file("two.csv", two.as_bytes())).await;
    assert_eq!(demo::load_all(&desk.db, &hasher, NOW, &|_| {}).await.unwrap().offices, None);
    assert_eq!(offices(&desk).await, 2);
}

#[tokio::test]
async fn the_demo_loads_once_resumes_and_its_citizen_can_sign_in() {
    let desk = Desk::open().await;
    let hasher = Hasher::new([3; 32]);
    // Stopped after two commits, then run to the end.
    let count = AtomicU64::new(0);
    let (stop, mut stopped) = tokio::sync::watch::channel(false);
    let told = |_: Progress| {
        if count.fetch_add(1, Ordering::SeqCst) == 1 {
            let _ = stop.send(true);
        }
    };
    tokio::select! {
        biased;
        _ = stopped.changed() => {}
        _ = demo::load(&desk.db, &hasher, NOW, &told) => panic!("ended before the kill"),
    }
    let report = demo::load(&desk.db, &hasher, NOW, &|_| {}).await.unwrap();
    assert!(!report.already);
    assert!(demo::load(&desk.db, &hasher, NOW, &|_| {}).await.unwrap().already);
    let records = desk.records().await;
    assert_eq!(records.iter().filter(|row| !row.starts_with('(')).count(), 1_000);
    let mut conn = desk.db.reader().await.unwrap();
    let (hash, level): (String, String) = sql!(
        conn,
        "SELECT p.hash, p.level FROM pins p JOIN citizens c ON c.id = p.citizen_id WHERE c.codice_fiscale = $1",
        demo::CODE
    )
    .one()
    .await
    .unwrap();
    assert_eq!(level, "reader");
    assert!(hasher.verify(demo::PIN, Some(&hash)).await.unwrap());
    let codes = [demo::CODE.parse().unwrap()];
    let id = records::citizens(&mut conn, &codes).await.unwrap()[&codes[0]];
    let since: Vec<(i64,)> =
        sql!(conn, "SELECT since FROM contacts WHERE citizen_id = $1", id).all().await.unwrap();
    assert_eq!(since.len(), 3);
    assert!(since.iter().all(|(since,)| *since < NOW.0 - 90 * crate::clock::DAY));
    let kinds: Vec<(String, i64)> = sql!(
        conn,
        "SELECT kind, CAST(COUNT(*) AS BIGINT) FROM contributions WHERE citizen_id = $1 GROUP BY kind",
        id
    )
    .all()
    .await
    .unwrap();
    assert_eq!(kinds.len(), 10, "{kinds:?}");
}

#[tokio::test]
async fn the_demos_people_live_in_streets_that_are_marked_and_have_telephones_with_dates_and_every_kind_of_career()
 {
    let desk = Desk::open().await;
    demo::load(&desk.db, &Hasher::new([3; 32]), NOW, &|_| {}).await.unwrap();
    let mut conn = desk.db.reader().await.unwrap();
    let homes: Vec<(String, String)> =
        sql!(conn, "SELECT residence_street, residence_number FROM citizens").all().await.unwrap();
    assert_eq!(homes.len(), 1_000);
    for (street, number) in homes {
        assert!(street.ends_with(" di Prova") && !number.is_empty(), "{street} {number}");
    }
    let text = "SELECT c.codice_fiscale, k.kind, k.value, k.since FROM contacts k JOIN citizens c ON c.id = k.citizen_id";
    let contacts: Vec<(String, String, String, i64)> = sql!(conn, text).all().await.unwrap();
    let (mut reached, mut recent) = (HashSet::new(), 0);
    for (code, kind, value, since) in contacts {
        assert!((0..NOW.0).contains(&since), "{code} {value} {since}");
        if kind != "email" {
            // Numbers of nobody, and who has another than the guide's citizen has one in any case.
            assert!(value.starts_with("+399"), "{code}: {value}");
            recent += usize::from(since > NOW.0 - 90 * crate::clock::DAY);
            reached.insert(code);
        }
    }
    assert_eq!(reached.len(), 1_000, "each has a telephone");
    assert!(recent > 0, "some have one too new to be told a secret at");
    // The careers that are thrown with dice, without the one that is written by hand.
    let periods: Vec<(String, String, String, String, String)> = sql!(
        conn,
        "SELECT c.codice_fiscale, p.kind, p.from_date, p.to_date, p.employer FROM contributions p \
         JOIN citizens c ON c.id = p.citizen_id WHERE c.codice_fiscale <> $1 ORDER BY p.from_date, p.to_date",
        demo::CODE
    )
    .all()
    .await
    .unwrap();
    let kinds: HashSet<&str> = periods.iter().map(|period| period.1.as_str()).collect();
    for kind in
        ["employee", "part-time", "farm", "domestic", "unemployment", "sickness", "maternity", "military"]
    {
        assert!(kinds.contains(kind), "{kind}: {kinds:?}");
    }
    let (mut employers, mut last, mut gaps) =
        (HashMap::<_, HashSet<_>>::new(), HashMap::new(), HashSet::new());
    for (code, _, from, to, employer) in &periods {
        employers.entry(code).or_default().insert(employer);
        let day = |text: &str| text.parse::<jiff::civil::Date>().unwrap();
        let before = last.insert(code, day(to)).unwrap_or(day(from));
        if before.saturating_add(jiff::Span::new().days(31)) < day(from) {
            gaps.insert(code);
        }
    }
    let several = employers.values().filter(|all| all.len() > 2).count();
    assert!(several > 300 && gaps.len() > 300, "{several} with several employers, {} with a gap", gaps.len());
}

/// Imports one citizen, with these columns more and what stands in the last ones.
async fn import_one(desk: &Desk, name: &str, columns: &str, fields: &str) {
    let head = "fiscal_code,surname,name,sex,birth_date,birth_belfiore,residence_belfiore,cap";
    let row = "RSSMRA80A01H501U,Rossi,Mario,M,1980-01-01,H501";
    let text = format!("{head}{columns}\n{row}{fields}\n");
    assert_eq!(desk.import(Kind::Citizens, &desk.file(name, text.as_bytes())).await.bad, 0);
}

#[tokio::test]
async fn an_address_abroad_keeps_its_place_until_the_file_has_another_state() {
    let desk = Desk::open().await;
    let import = async |name: &str, columns: &str, fields: &str| {
        import_one(&desk, name, columns, fields).await;
        let mut conn = desk.db.reader().await.unwrap();
        let (place,): (String,) = sql!(conn, "SELECT residence_locality FROM citizens").one().await.unwrap();
        place
    };
    let all = ",residence_street,residence_number,residence_locality,synthetic";
    assert_eq!(import("1.csv", all, ",Z110,,12 rue de l’Essai,,75011 Paris,1").await, "75011 Paris");
    let but_place = ",residence_street,residence_number,synthetic";
    assert_eq!(import("2.csv", but_place, ",Z110,,14 rue de l’Essai,,1").await, "75011 Paris");
    assert_eq!(import("3.csv", "", ",Z110,").await, "75011 Paris");
    assert_eq!(import("4.csv", but_place, ",H501,00118,Via di Prova,12,1").await, "");
}

/// Street, house number and mark of the only citizen.
async fn home(desk: &Desk) -> (String, String, bool) {
    let mut conn = desk.db.reader().await.unwrap();
    sql!(conn, "SELECT residence_street, residence_number, synthetic FROM citizens").one().await.unwrap()
}

#[tokio::test]
async fn a_column_that_is_not_there_leaves_the_record_as_it_is() {
    let desk = Desk::open().await;
    let import = async |name: &str, columns: &str, fields: &str| {
        import_one(&desk, name, columns, fields).await;
        let (street, number, synthetic) = home(&desk).await;
        format!("{street} {number} {synthetic}")
    };
    let all = ",residence_street,residence_number,synthetic,phone_home";
    let full = import("1.csv", all, ",H501,00118,Via di Prova,12,1,0612345678").await;
    assert_eq!(full, "Via di Prova 12 true");
    let bare = import("2.csv", "", ",H501,00118").await;
    assert_eq!(bare, full);
    assert!(desk.records().await.iter().any(|row| row.contains("0612345678")));
    // An empty field is an answer, of its column alone.
    assert_eq!(import("3.csv", ",residence_number", ",H501,00118,").await, "Via di Prova  true");
    assert_eq!(import("4.csv", ",residence_number", ",H501,00118,7").await, "Via di Prova 7 true");
    // A street is of its comune and its CAP, a number of its street.
    assert_eq!(
        import("5.csv", ",residence_street", ",H501,00118,Viale di Prova").await,
        "Viale di Prova  true"
    );
    assert_eq!(import("6.csv", ",synthetic", ",F205,20121,0").await, "  false");
}
