#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
//! Journeys: the trial data imported, searched and read; and every example's words.

mod found;
mod imported;
mod told;

use a11y::page::{Block, Link, Page, Pages, Target};
use a11y::text::{Lang, Span, Text};
use a11y::values::line;
use jiff::civil::date;
use jiff::tz::TimeZone;
use tempfile::TempDir;

use super::import::{ImportError, import, read};
use super::*;
use crate::clock::{Clock, Moment};
use crate::config::Config;
use crate::db::Db;
use crate::portal::Portal;
use crate::seal::Keys;
use crate::services::testing::database;
use crate::services::{Channel, Context, Fields};

const TRIAL: &str = include_str!("../../../data/offices_synthetic.csv");

/// A portal with the trial offices, at a time on the clocks of Rome.
struct Counter {
    portal: Portal,
    now: Moment,
    channel: Channel,
    _folder: TempDir,
}

impl Counter {
    async fn open() -> Counter {
        let counter = Counter::without_offices().await;
        import(&counter.portal.db, TRIAL.as_bytes(), 0, &mut |_| ()).await.unwrap();
        counter
    }

    async fn without_offices() -> Counter {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&database(&folder).await).await.unwrap();
        let portal = Portal::new(db, Keys::new([7; 32]), Config::default(), Clock::System);
        Counter { portal, now: rome(date(2025, 3, 3).at(9, 0, 0, 0)), channel: Channel::Web, _folder: folder }
    }

    async fn answer(&self, lang: Lang, path: &[&str], fields: &[(&str, &str)]) -> Answer {
        let context = Context {
            now: self.now,
            lang,
            channel: self.channel,
            level: Level::Anonymous,
            citizen: None,
            session: [0; 32],
            length: crate::citizen::sessions::DEFAULT_LENGTH,
            place: "192.0.2.0/24".to_owned(),
            kiosk: None,
            device: None,
        };
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let fields = Fields(fields);
        let query = fields.clone();
        let service = Offices.name();
        let call = Call { context, service, path: path.to_vec(), fields, query, portal: &self.portal };
        Offices.get(&call).await.unwrap()
    }

    async fn search(&self, typed: &str) -> Page {
        shown(self.answer(Lang::It, &[], &[(pages::WHERE, typed)]).await)
    }

    async fn turn(&self, typed: &str, page: &str) -> Page {
        shown(self.answer(Lang::It, &[], &[(pages::WHERE, typed), (pages::PAGE, page)]).await)
    }
}

fn rome(time: jiff::civil::DateTime) -> Moment {
    Moment(time.to_zoned(TimeZone::get("Europe/Rome").unwrap()).unwrap().timestamp().as_millisecond())
}

fn shown(answer: Answer) -> Page {
    match answer {
        Answer::Show(shown) => shown.page,
        other => panic!("{other:?}"),
    }
}

/// Every text of a page in reading order, headings marked.
fn texts(page: &Page) -> Vec<(bool, Text)> {
    let mut all = vec![(true, page.title.clone())];
    gather(&page.body, &mut all);
    all
}

fn gather(body: &[Block], all: &mut Vec<(bool, Text)>) {
    for block in body {
        let mut add = |text: &Text| all.push((false, text.clone()));
        match block {
            Block::Paragraph(text) => add(text),
            Block::List(list) => list.items.iter().for_each(add),
            Block::Links(links) => links.iter().for_each(|link| add(&link.text)),
            Block::Pages(pages) => {
                add(&pages.name);
                add(&pages.here);
                pages.links.iter().for_each(|link| add(&link.text));
            }
            Block::Summary(summary) => {
                add(&summary.caption);
                summary.rows.iter().flat_map(|row| [&row.label, &row.value]).for_each(add);
            }
            Block::Table(table) => {
                add(&table.caption);
                table.columns.iter().for_each(|column| add(&column.header));
                let cells = |row: &a11y::page::Row| [vec![row.header.clone()], row.cells.clone()].concat();
                table.rows.iter().flat_map(cells).filter(|text| !text.is_empty()).for_each(|text| add(&text));
            }
            Block::Question(question) => {
                add(&question.label);
                question.hint.iter().for_each(&mut add);
                question.problem.iter().for_each(|problem| add(&problem.text));
            }
            Block::Section(section) => {
                all.push((true, section.heading.clone()));
                gather(&section.body, all);
            }
            other => panic!("not used by this service: {other:?}"),
        }
    }
}

fn told(page: &Page) -> Vec<String> {
    texts(page).iter().map(|(_, text)| line(text, page.lang)).collect()
}

fn headings(page: &Page) -> Vec<String> {
    texts(page).iter().filter(|(heading, _)| *heading).map(|(_, text)| line(text, page.lang)).collect()
}

fn links(page: &Page) -> Vec<Link> {
    fn gather(body: &[Block], all: &mut Vec<Link>) {
        for block in body {
            match block {
                Block::Links(links) | Block::Pages(Pages { links, .. }) => all.extend(links.iter().cloned()),
                Block::Section(section) => gather(&section.body, all),
                _ => {}
            }
        }
    }
    let mut all = Vec::new();
    gather(&page.body, &mut all);
    all
}

/// Where the link with these words leads inside the portal.
fn to(page: &Page, words: &str) -> String {
    let link = links(page).into_iter().find(|link| line(&link.text, page.lang) == words);
    match link.unwrap_or_else(|| panic!("{words}: {:?}", told(page))).to {
        Target::Inside(path) => path,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn says(page: &Page, sentence: &str) {
    let told = told(page);
    assert!(told.iter().any(|text| text == sentence), "{sentence}\n{}", told.join("\n"));
}

#[tokio::test]
async fn one_office_says_all_that_is_known_and_what_is_not() {
    let counter = Counter::open().await;
    let page = shown(counter.answer(Lang::It, &["SIM0003"], &[]).await);
    assert_eq!(line(&page.title, Lang::It), "Sede provinciale di Ancona (dati di prova)");
    assert!(page.test_data && !page.private);
    says(&page, "Via di Prova 4, 60121 Ancona (AN)");
    says(&page, "È una sede provinciale.");
    // Each telephone once, and under a heading.
    for number in ["803164", "06164164"] {
        let told = told(&page).into_iter().filter(|text| text.replace(' ', "").contains(number)).count();
        assert!(told == 1, "{number}: {told}");
    }
    says(&page, "Aperta ora, fino alle 12:30.");
    says(&page, "Non sappiamo se ci sono altre chiusure: se vieni da lontano, chiama prima.");
    says(&page, "Nelle feste nazionali è chiusa. La prossima è lunedì 21 aprile 2025.");
    says(&page, "Non sappiamo quali servizi offre questa sede: chiama prima di venire.");
    says(&page, "a un orario da concordare");
    // Its code is the staff's: nobody is asked for it, and it reads badly.
    assert!(!told(&page).iter().any(|text| text.contains("Codice") || text.contains("SIM")), "{page:?}");
    assert_eq!(
        headings(&page)[1..],
        ["Indirizzo e telefono", "Orari", "Chiusure", "Accessibilità", "Servizi", "Sedi vicine"]
    );
    assert!(matches!(counter.answer(Lang::It, &["SIM9999"], &[]).await, Answer::NotFound));
    assert!(matches!(counter.answer(Lang::It, &["SIM0003", "x"], &[]).await, Answer::NotFound));
    match counter.answer(Lang::It, &[], &[(pages::WHERE, "sim0003")]).await {
        Answer::See(path) => assert_eq!(path, "sedi/SIM0003"),
        other => panic!("{other:?}"),
    }
    let twice = [(pages::WHERE, "Roma"), (pages::WHERE, "Milano")];
    assert!(matches!(counter.answer(Lang::It, &[], &twice).await, Answer::BadForm));
}

#[tokio::test]
async fn the_clock_of_rome_says_whether_an_office_is_open() {
    let mut counter = Counter::open().await;
    // Ancona: lun mer ven 08:30-12:30; solo su appuntamento mar e gio.
    for (now, sentence) in [
        (date(2025, 3, 3).at(12, 29, 59, 0), "Aperta ora, fino alle 12:30."),
        (date(2025, 3, 3).at(12, 30, 0, 0), "Chiusa ora. Apre mercoledì 5 marzo 2025 alle 8:30."),
        (
            date(2025, 3, 4).at(9, 0, 0, 0),
            "Oggi riceve solo su appuntamento. Senza appuntamento apre domani alle 8:30.",
        ),
        (date(2025, 3, 5).at(7, 0, 0, 0), "Chiusa ora. Apre oggi alle 8:30."),
        (date(2025, 3, 9).at(10, 0, 0, 0), "Oggi è chiusa. Apre domani alle 8:30."),
        (
            date(2025, 4, 25).at(10, 0, 0, 0),
            "Oggi è chiusa perché è festa. Apre lunedì 28 aprile 2025 alle 8:30.",
        ),
        (date(2025, 12, 31).at(13, 0, 0, 0), "Chiusa ora. Apre venerdì 2 gennaio 2026 alle 8:30."),
    ] {
        counter.now = rome(now);
        says(&shown(counter.answer(Lang::It, &["SIM0003"], &[]).await), sentence);
    }
    // At a kiosk, where the page may be taken along on paper, it says of when that is.
    (counter.now, counter.channel) = (rome(date(2025, 3, 5).at(7, 0, 0, 0)), Channel::Kiosk);
    let kiosk = shown(counter.answer(Lang::It, &["SIM0003"], &[]).await);
    says(&kiosk, "Chiusa ora. Apre oggi alle 8:30. Aggiornato: 5 marzo 2025, alle 7:00.");
    counter.channel = Channel::Web;
    // The same hour of UTC is half past eight before the clocks change (30 March 2025), half past nine after.
    for (day, hour, sentence) in [
        (28, 7, "Chiusa ora. Apre oggi alle 8:30."),
        (31, 7, "Aperta ora, fino alle 12:30."),
        (31, 11, "Chiusa ora. Apre mercoledì 2 aprile 2025 alle 8:30."),
        (28, 11, "Aperta ora, fino alle 12:30."),
    ] {
        let utc = date(2025, 3, day).at(hour, 15, 0, 0).to_zoned(TimeZone::UTC).unwrap();
        counter.now = Moment(utc.timestamp().as_millisecond());
        says(&shown(counter.answer(Lang::It, &["SIM0003"], &[]).await), sentence);
    }
}

#[test]
fn every_example_has_words_and_headings_of_a_length_to_hear() {
    for lang in Lang::ALL {
        let examples = Offices.examples(lang);
        assert_eq!(examples.len(), 38, "{lang:?}");
        for example in &examples {
            let page = &example.page;
            assert!(example.name.starts_with("sedi/") && !page.private && page.lang == lang);
            for (heading, text) in texts(page) {
                let words = line(&text, lang);
                assert!(!words.trim().is_empty(), "{}: {words:?}", example.name);
                assert!(!heading || words.chars().count() <= 60, "{}: {words}", example.name);
                assert!(!words.contains(" .") && !words.contains("  "), "{}: {words}", example.name);
            }
        }
        let names: std::collections::BTreeSet<_> = examples.iter().map(|example| &example.name).collect();
        assert_eq!(names.len(), examples.len());
    }
}

#[test]
fn every_title_of_results_fits_a_heading() {
    for lang in Lang::ALL {
        let fits = |about: &About| {
            let title = words::page_of(lang, &pages::heading(lang, about), 9, 9);
            let words = line(&title, lang);
            assert!(words.chars().count() <= 60, "{words}");
        };
        for comune in Comune::all().iter().filter(|comune| comune.is_active()) {
            fits(&About::Comune(comune.into(), By::Name));
        }
        for provincia in Provincia::all() {
            fits(&About::Provincia(provincia));
        }
    }
}

#[test]
fn arabic_is_said_with_its_vowels_and_names_stay_italian() {
    let vowel = |c: char| ('\u{64B}'..='\u{652}').contains(&c);
    let arabic = |c: char| ('\u{621}'..='\u{64A}').contains(&c);
    for example in Offices.examples(Lang::Ar) {
        for (_, text) in texts(&example.page) {
            for span in text.spoken() {
                if let Span::Words(words) = span {
                    assert!(!words.chars().any(|c| c.is_ascii_alphabetic()), "{}: {words}", example.name);
                    let bare =
                        words.split(' ').filter(|word| word.chars().filter(|c| arabic(*c)).count() > 2);
                    for word in bare {
                        assert!(word.chars().any(vowel), "{}: {word} in {words}", example.name);
                    }
                }
            }
        }
    }
}
