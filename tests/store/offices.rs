//! The offices: an import replaces them whole, searches read them alike.

use a11y::page::{Block, Page};
use a11y::text::Lang;
use a11y::values::line;
use sportello::citizen::Level;
use sportello::clock::{Clock, Moment};
use sportello::config::Config;
use sportello::db::{DatabaseUrl, Db};
use sportello::portal::Portal;
use sportello::seal::Keys;
use sportello::services::offices::Offices;
use sportello::services::offices::import::{ImportError, import};
use sportello::services::{Answer, Call, Channel, Context, Fields, Service};

use crate::harness::open;

contracts![
    an_import_replaces_the_offices,
    two_imports_at_once_are_one_after_the_other,
    offices_are_found_by_place_code_and_words,
];

const TRIAL: &str = include_str!("../../data/offices_synthetic.csv");

/// Monday 3 March 2025, 9:00 in Rome.
const MONDAY: Moment = Moment(1_740_988_800_000);

async fn headings(db: &Db, typed: &str) -> Vec<String> {
    let portal = Portal::new(db.clone(), Keys::new([7; 32]), Config::default(), Clock::System);
    let fields = Fields(vec![("dove".to_owned(), typed.to_owned())]);
    let call = Call {
        context: Context {
            now: MONDAY,
            lang: Lang::It,
            channel: Channel::Web,
            level: Level::Anonymous,
            citizen: None,
            session: [0; 32],
            length: sportello::citizen::sessions::DEFAULT_LENGTH,
            place: "192.0.2.0/24".to_owned(),
            kiosk: None,
            device: None,
        },
        service: Offices.name(),
        path: Vec::new(),
        fields: fields.clone(),
        query: fields,
        portal: &portal,
    };
    match Offices.get(&call).await.unwrap() {
        Answer::Show(shown) => of(&shown.page),
        Answer::See(path) => vec![path],
        other => panic!("{other:?}"),
    }
}

fn of(page: &Page) -> Vec<String> {
    let sections = page.body.iter().filter_map(|block| match block {
        Block::Section(section) => Some(line(&section.heading, page.lang)),
        _ => None,
    });
    std::iter::once(line(&page.title, page.lang)).chain(sections).collect()
}

async fn an_import_replaces_the_offices(url: DatabaseUrl) {
    let db = open(&url).await;
    assert_eq!(headings(&db, "Agrigento").await[0], "Nessuna sede trovata");
    let report = import(&db, TRIAL.as_bytes(), 0, &mut |_| ()).await.unwrap();
    assert_eq!((report.offices, report.places, report.bad_rows), (480, 8001, 0));
    let again = import(&db, TRIAL.as_bytes(), 0, &mut |_| ()).await.unwrap();
    assert_eq!((again.offices, again.places), (480, 8001));
    let two: String = TRIAL.lines().take(3).map(|line| format!("{line}\n")).collect();
    let refused = import(&db, two.as_bytes(), 477, &mut |_| ()).await.unwrap_err().to_string();
    for told in ["478 of the 480 offices", "(SIM0003 Sede", ", ...)", "105 of today's", "--may-remove 478"] {
        assert!(refused.contains(told), "«{told}» is not in {refused}");
    }
    assert_eq!(headings(&db, "Napoli").await[1], "Sede provinciale di Napoli (dati di prova)");
    let agreed = import(&db, two.as_bytes(), 478, &mut |_| ()).await.unwrap();
    assert_eq!((agreed.offices, agreed.without.len()), (2, 105));
    assert!(import(&db, "name\n".as_bytes(), 480, &mut |_| ()).await.is_err());
    let naples = headings(&db, "Napoli").await;
    assert_eq!(naples[1], "Sede provinciale di Agrigento (dati di prova)");
    assert_eq!(naples.len(), 3, "{naples:?}");
    db.close().await;
}

async fn two_imports_at_once_are_one_after_the_other(url: DatabaseUrl) {
    let db = open(&url).await;
    let (header, rows) = TRIAL.split_once('\n').unwrap();
    let rows: Vec<&str> = rows.lines().take(4).collect();
    let file = |rows: &[&str]| format!("{header}\n{}\n", rows.join("\n"));
    let (first, second) = (file(&rows[..2]), file(&rows[2..]));
    // Into no office at all: no row of theirs is there that one could wait for.
    let (mut quiet, mut still) = (|_| (), |_| ());
    let (one, other) = tokio::join!(
        import(&db, first.as_bytes(), 0, &mut quiet),
        import(&db, second.as_bytes(), 0, &mut still)
    );
    let ends = [&one, &other].map(|end| match end {
        Ok(report) => report.offices,
        Err(ImportError::Removes { gone, .. }) => 100 + *gone as u64,
        Err(other) => panic!("{other}"),
    });
    assert!(ends == [2, 102] || ends == [102, 2], "the later one sees what it would remove: {ends:?}");
    db.close().await;
}

async fn offices_are_found_by_place_code_and_words(url: DatabaseUrl) {
    let db = open(&url).await;
    import(&db, TRIAL.as_bytes(), 0, &mut |_| ()).await.unwrap();
    for (typed, title, first) in [
        ("Ancona", "Sedi per Ancona (AN)", "Sede provinciale di Ancona (dati di prova)"),
        ("provincia di Aosta", "Sedi in Valle d'Aosta", "Sede provinciale di Aosta (dati di prova)"),
        ("92100", "Sedi per Agrigento (AG)", "Sede provinciale di Agrigento (dati di prova)"),
        ("92099", "Sedi vicine al CAP 92099", "Agenzia di Canicattì (dati di prova)"),
        ("sede ancona", "Sedi con le tue parole", "Sede provinciale di Ancona (dati di prova)"),
    ] {
        let found = headings(&db, typed).await;
        assert!(found[0].starts_with(title), "{typed}: {found:?}");
        assert_eq!(found[1], first, "{typed}");
    }
    assert_eq!(headings(&db, "SIM0003").await, ["sedi/SIM0003"]);
    db.close().await;
}
