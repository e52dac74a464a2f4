#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
//! Journeys: the trial data imported, searched and read; and every example's words.

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
use crate::db::{DatabaseUrl, Db};
use crate::portal::Portal;
use crate::seal::Keys;
use crate::services::{Channel, Context, Fields};

const TRIAL: &str = include_str!("../../../data/offices_synthetic.csv");

/// A portal with the trial offices, at a time on the clocks of Rome.
struct Counter {
    portal: Portal,
    now: Moment,
    _folder: TempDir,
}

impl Counter {
    async fn open() -> Counter {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&DatabaseUrl::Sqlite(folder.path().join("test.db"))).await.unwrap();
        import(&db, TRIAL.as_bytes(), 0, &mut |_| ()).await.unwrap();
        let portal = Portal::new(db, Keys::new([7; 32]), Config::default(), Clock::System);
        Counter { portal, now: rome(date(2025, 3, 3).at(9, 0, 0, 0)), _folder: folder }
    }

    async fn answer(&self, lang: Lang, path: &[&str], fields: &[(&str, &str)]) -> Answer {
        let context = Context {
            now: self.now,
            lang,
            channel: Channel::Web,
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
        let call = Call { context, path: path.to_vec(), fields, query, portal: &self.portal };
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
async fn a_comune_gives_its_competent_office_first_and_then_the_near_ones() {
    let counter = Counter::open().await;
    let page = counter.search("napoli").await;
    assert!(page.test_data && !page.private);
    says(
        &page,
        "La tua sede è Sede provinciale di Napoli (dati di prova), se abiti nel comune di Napoli, provincia di Napoli.",
    );
    let headings = headings(&page);
    assert!(headings[0].starts_with("Sedi per Napoli (NA), pagina 1 di "), "{}", headings[0]);
    assert_eq!(headings[1], "Sede provinciale di Napoli (dati di prova)");
    assert_eq!(headings[11], "Cerca un’altra sede");
    says(&page, "È la tua sede.");
    // Offices with the same telephones say them once.
    let calls = crate::services::testing::shown(&page).matches("Chiama da").count();
    assert!(calls <= 2, "{calls}");
    let distances: Vec<i64> = texts(&page)
        .iter()
        .flat_map(|(_, text)| text.spans())
        .filter_map(|span| if let Span::Decimal(km) = span { Some(km.0) } else { None })
        .collect();
    assert!(distances.len() >= 8 && distances.is_sorted(), "{distances:?}");
    assert_eq!(
        to(&page, "Tutto su Sede provinciale di Napoli (dati di prova)"),
        "/it/sedi/SIM0060?dove=napoli"
    );
}

#[tokio::test]
async fn an_office_leads_back_to_the_results_it_was_found_in() {
    let counter = Counter::open().await;
    let back = async |fields: &[(&str, &str)]| {
        let Answer::Show(shown) = counter.answer(Lang::It, &["SIM0060"], fields).await else { panic!() };
        shown.back.unwrap().to
    };
    let second = [(pages::WHERE, "Forlì & co"), (pages::PAGE, "2")];
    let to = back(&second).await;
    assert_eq!(to, Target::Inside("/it/sedi?dove=Forl%C3%AC%20%26%20co&pagina=2".to_owned()));
    for odd in ["//altro.example", "https://altro.example/", "\n", "javascript:x"] {
        let Target::Inside(to) = back(&[(pages::WHERE, odd)]).await else { panic!("{odd}") };
        assert!(to == "/it/sedi" || to.starts_with("/it/sedi?dove=") && !to.contains("//"), "{to}");
    }
    assert_eq!(back(&[]).await, Target::Inside("/it/sedi".to_owned()));
    let near = counter.turn("Napoli", "2").await;
    let links = crate::services::testing::shown(&near);
    assert!(links.contains("?dove=Napoli&pagina=2"), "{links}");
}

#[tokio::test]
async fn a_province_that_is_not_the_comunes_is_told() {
    let counter = Counter::open().await;
    let told = "Napoli non è in provincia di Milano: questa pagina è su Napoli, provincia di Napoli.";
    says(&counter.search("Napoli (MI)").await, told);
    match counter.answer(Lang::It, &[], &[(pages::WHERE, "Napoli MI")]).await {
        Answer::See(to) => assert_eq!(to, "sedi?dove=napoli%20%28MI%29"),
        other => panic!("{other:?}"),
    }
    let right = counter.search("Napoli (NA)").await;
    assert!(!texts(&right).iter().any(|(_, text)| line(text, Lang::It).contains("non è in")));
}

#[tokio::test]
async fn a_postal_code_of_nobody_and_a_comune_that_left_italy_lead_nowhere_and_say_so() {
    let counter = Counter::open().await;
    let page = counter.search("99999").await;
    let problem = page.problems()[0].1.clone();
    assert!(line(&problem, Lang::It).contains("né uno che comincia con 99: controlla le cifre"));
    let page = crate::services::testing::shown(&counter.search("Fiume").await);
    assert!(page.contains("Fiume Veneto") && !page.contains("provincia di Fiume"), "{page}");
}

#[tokio::test]
async fn a_postal_code_of_a_large_town_leads_to_the_town_and_says_how() {
    let counter = Counter::open().await;
    let page = counter.search("00185").await;
    says(&page, "Il CAP 00185 comincia per 001, come quelli di Roma.");
    says(
        &page,
        "La tua sede è Sede provinciale di Roma (dati di prova), se abiti nel comune di Roma, provincia di Roma.",
    );
    // 33100 is Udine’s and 33170 Pordenone’s: three digits of two towns tell nothing.
    says(&counter.search("33150").await, "Le sedi sono 2, in ordine di comune.");
    // A third digit 0 is of the province around the chief town.
    let rest = "Non sappiamo di quale comune è il CAP 00029. Ecco le sedi con un CAP che comincia per 000.";
    says(&counter.search("00029").await, rest);
}

#[tokio::test]
async fn many_offices_come_ten_a_page_and_each_once() {
    let counter = Counter::open().await;
    let first = counter.search("Napoli").await;
    let pages: usize = headings(&first)[0].rsplit(' ').next().unwrap().parse().unwrap();
    assert!(pages >= 4, "{pages}");
    assert_eq!(to(&first, &format!("Pagina seguente: 2 di {pages}")), "/it/sedi?dove=Napoli&pagina=2");
    let mut seen = std::collections::BTreeSet::new();
    for number in 1..=pages {
        let page = counter.turn("Napoli", &number.to_string()).await;
        let details = links(&page).into_iter().filter_map(|link| match link.to {
            Target::Inside(path) if path.contains("/sedi/") => Some(path),
            _ => None,
        });
        for path in details {
            assert!(seen.insert(path.clone()), "{path} twice");
        }
    }
    assert!(seen.len() >= 38 && seen.len().div_ceil(10) == pages, "{}", seen.len());
    for wrong in ["0", "-1", "due", ""] {
        assert_eq!(counter.turn("Napoli", wrong).await.title, first.title, "{wrong}");
    }
    let last = counter.turn("Napoli", "99999").await;
    assert!(line(&last.title, Lang::It).ends_with(&format!("pagina {pages} di {pages}")));
    let accents = counter.turn("Forlì", "1").await;
    assert!(line(&accents.title, Lang::It).starts_with("Sedi per Forlì (FC)"));
}

#[tokio::test]
async fn places_are_found_as_people_write_them() {
    let counter = Counter::open().await;
    for (typed, title) in [
        ("forli", "Sedi per Forlì (FC)"),
        ("FORLI'", "Sedi per Forlì (FC)"),
        ("Reggio Calabria", "Sedi per Reggio di Calabria (RC)"),
        ("S. Giovanni Rotondo", "Sedi per San Giovanni Rotondo"),
        ("Bozen", "Sedi per Bolzano (BZ)"),
        ("Porretta Terme", "Sedi per Alto Reno Terme (BO)"),
        ("provincia dell’Aquila", "Sedi in provincia dell'Aquila"),
        ("NA", "Sedi in provincia di Napoli"),
        ("Valle d’Aosta", "Sedi in Valle d'Aosta"),
        ("prova napoli", "Sedi con le tue parole"),
        ("Castro", "Quale Castro?"),
        ("re", "Quale comune?"),
        ("san", "Quale comune?"),
        ("Millano", "Quale comune?"),
        ("Atlantide", "Nessuna sede trovata"),
        ("😀\u{202E}\0 zzz", "Nessuna sede trovata"),
    ] {
        let page = counter.search(typed).await;
        let found = line(&page.title, Lang::It);
        assert!(found.starts_with(title), "{typed}: {found}");
    }
    says(
        &counter.search("Porretta Terme").await,
        "Porretta Terme oggi fa parte di Alto Reno Terme, provincia di Bologna.",
    );
    let long = counter.search(&"à".repeat(10_000)).await;
    let problem = line(&long.problems()[0].1.clone(), Lang::It);
    assert_eq!(problem, "Accorcia quello che cerchi: al massimo 100 caratteri");
}

#[tokio::test]
async fn a_part_that_was_not_used_a_new_name_and_a_region_are_told_in_every_language() {
    let counter = Counter::open().await;
    let search = async |lang, typed: &str, whole: Option<&str>| {
        let fields: Vec<_> =
            std::iter::once((pages::WHERE, typed)).chain(whole.map(|whole| (pages::TYPED, whole))).collect();
        shown(counter.answer(lang, &[], &fields).await)
    };
    match counter.answer(Lang::It, &[], &[(pages::WHERE, "Roma centro")]).await {
        Answer::See(to) => assert_eq!(to, "sedi?dove=roma&scritto=Roma%20centro"),
        other => panic!("{other:?}"),
    }
    for (lang, part, renamed, yours, region) in [
        (
            Lang::It,
            "Hai scritto “Roma centro”: abbiamo cercato solo Roma, il resto non è stato usato.",
            "Abano oggi si chiama Abano Terme, provincia di Padova.",
            "Castro, provincia di Lecce",
            "Liguria: quale provincia?",
        ),
        (
            Lang::En,
            "You typed “Roma centro”: we searched for Roma only, and did not use the rest.",
            "Abano is now called Abano Terme, province of Padova.",
            "Castro, province of Lecce",
            "Liguria: which province?",
        ),
        (
            Lang::Ar,
            "كتبت «Roma centro»: بحثنا عن Roma فقط، ولم نستعمل الباقي.",
            "Abano تسمى اليوم Abano Terme، مقاطعة Padova.",
            "Castro، مقاطعة Lecce",
            "Liguria: أي مقاطعة؟",
        ),
    ] {
        says(&search(lang, "roma", Some("Roma centro")).await, part);
        // An address that was made by hand says nothing of what was not typed.
        assert!(
            !told(&search(lang, "roma", Some("Milano 5")).await).iter().any(|text| text.contains("Milano 5"))
        );
        says(&search(lang, "Abano", None).await, renamed);
        says(&search(lang, "castro", None).await, yours);
        let liguria = search(lang, "Liguria", None).await;
        assert_eq!(line(&liguria.title, lang), region);
        assert!(
            to(&liguria, "La Spezia").ends_with("sedi?dove=provincia%20della%20Spezia"),
            "{:?}",
            told(&liguria)
        );
    }
    let slash = told(&search(Lang::It, "Roma (80121)", None).await);
    let other = "Il CAP 80121 è di Napoli, provincia di Napoli, non di Roma: abbiamo cercato Roma.";
    assert!(slash.iter().any(|text| text == other), "{slash:?}");
}

#[tokio::test]
async fn two_comuni_of_one_name_are_asked_about_and_each_leads_on() {
    let counter = Counter::open().await;
    let page = counter.search("castro").await;
    assert_eq!(to(&page, "Castro, provincia di Bergamo"), "/it/sedi?dove=Castro%20%28BG%29");
    assert_eq!(to(&page, "Castro, provincia di Lecce"), "/it/sedi?dove=Castro%20%28LE%29");
    let found = counter.search("Castro (LE)").await;
    assert!(line(&found.title, Lang::It).starts_with("Sedi per Castro (LE)"));
    let both = counter.search("re").await;
    assert_eq!(
        to(&both, "Tutta la provincia di Reggio nell'Emilia"),
        "/it/sedi?dove=provincia%20di%20Reggio%20nell%27Emilia"
    );
    let province = counter.search("provincia di Reggio nell'Emilia").await;
    assert!(line(&province.title, Lang::It).starts_with("Sedi in provincia di Reggio nell'Emilia"));
    let many = counter.search("san").await;
    assert!(told(&many).iter().any(|text| text.contains("scrivi il nome intero")));
}

#[tokio::test]
async fn a_postal_code_is_matched_by_its_comune_or_says_by_what() {
    let counter = Counter::open().await;
    let known = counter.search("92100").await;
    says(&known, "Il CAP 92100 è di Agrigento, provincia di Agrigento.");
    assert!(headings(&known)[0].starts_with("Sedi per Agrigento (AG)"));
    let several = counter.search("95030").await;
    says(&several, "Il CAP 95030 è di più comuni. Scegli il tuo.");
    assert_eq!(links(&several).len(), 3);
    let digits = counter.search("92099").await;
    says(
        &digits,
        "Non sappiamo di quale comune è il CAP 92099. Ecco le sedi con un CAP che comincia per 920.",
    );
    let arabic = counter.search("٩٢١٠٠").await;
    assert!(headings(&arabic)[0].starts_with("Sedi per Agrigento (AG)"));
    says(&counter.search("9210").await, "Il CAP ha cinque cifre, tu ne hai scritte 4: controlla il CAP");
    says(&counter.search(" ").await, "Scrivi un comune, un CAP o una provincia");
    assert_eq!(line(&counter.search("99999").await.title, Lang::It), "Trova la tua sede");
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
fn every_row_of_the_trial_data_is_an_office() {
    let mut heard = 0;
    let (offices, report) = read(TRIAL.as_bytes(), &mut |bytes| heard = bytes).unwrap();
    assert_eq!((offices.len(), report.bad_rows), (480, 0));
    assert_eq!(heard, TRIAL.len() as u64);
    assert!(offices.iter().all(|office| office.synthetic && office.phones.len() == 2));
}

#[test]
fn the_competent_office_is_the_nearest_of_the_province() {
    let (offices, _) = read(TRIAL.as_bytes(), &mut |_| ()).unwrap();
    let table = rules::competence(&offices);
    assert_eq!(table.len(), 7894 + 107);
    let of = |place: &str| table.iter().find(|row| row.0 == place).unwrap().1.as_str();
    let office = |code: &str| offices.iter().find(|office| office.code == code).unwrap();
    assert_eq!(office(of("F839")).name, "Sede provinciale di Napoli (dati di prova)");
    assert_eq!(office(of("NA")).name, "Sede provinciale di Napoli (dati di prova)");
    // Castro (LE) and Castro (BG) are each their own province's.
    assert_eq!((office(of("M261")).provincia.sigla, office(of("C337")).provincia.sigla), ("LE", "BG"));
    for (place, code) in &table {
        let comune = Belfiore::parse(place).and_then(Comune::active);
        let sigla = comune.map_or(*place, |comune| comune.province.sigla);
        assert_eq!(office(code).provincia.sigla, sigla, "{place}");
        let from = comune.and_then(where_is);
        let here = metres(from, office(code).position);
        let nearer = |other: &&Sede| other.provincia.sigla == sigla && metres(from, other.position) < here;
        assert!(comune.is_none() || !offices.iter().any(|other| nearer(&other)), "{place}");
    }
}

#[test]
fn a_province_without_an_office_goes_to_the_nearest_of_all() {
    let (mut offices, _) = read(TRIAL.as_bytes(), &mut |_| ()).unwrap();
    offices.retain(|office| office.provincia.sigla != "AO");
    let aosta = Comune::active(Belfiore::parse("A326").unwrap()).unwrap();
    let competent = rules::competent(aosta.province, where_is(aosta), &offices).unwrap();
    assert!(["TO", "BI", "VB", "VC"].contains(&competent.provincia.sigla), "{}", competent.name);
    assert_eq!(rules::competent(aosta.province, None, &[]), None);
}

/// The header and the first row, with one cell changed.
fn with(column: &str, value: &str) -> Result<String, String> {
    let mut lines = TRIAL.lines();
    let header = lines.next().unwrap();
    let mut cells: Vec<&str> = lines.next().unwrap().split(',').collect();
    cells[header.split(',').position(|name| name == column).unwrap()] = value;
    let file = format!("{header}\n{}\n{}\n", cells.join(","), lines.next().unwrap());
    let (offices, report) = read(file.as_bytes(), &mut |_| ()).unwrap();
    match report.bad.as_slice() {
        [] => Ok(format!("{offices:?}")),
        [bad] => Err(format!("{}: {}", bad.line, bad.reason)),
        several => panic!("{several:?}"),
    }
}

#[test]
fn a_bad_row_is_left_out_with_its_line_and_the_reason() {
    for (column, value, reason) in [
        ("office_code", "", "2: office_code is empty"),
        ("office_code", "SIM/1", "2: office_code is not known: SIM/1"),
        ("office_code", "SIM0002", "3: SIM0002 stands in an earlier row"),
        (
            "name",
            "Sede provinciale di Alessandria (dati di prova)",
            "3: Sede provinciale di Alessandria (dati di prova) stands in an earlier row",
        ),
        ("type", "XX", "2: type is not known: XX"),
        ("province", "XX", "2: province is not known: XX"),
        ("province", "NA", "2: Agrigento (NA) is not a comune with the code A089"),
        ("belfiore", "F839", "2: Agrigento (AG) is not a comune with the code F839"),
        ("cap", "9210", "2: the CAP 9210 has not five digits"),
        ("lat", "", "2: , 13.57661 is not a position in degrees"),
        ("lat", "137.3", "2: 137.3, 13.57661 is not a position in degrees"),
        ("hours", "lun-ven", "2: character 1 of the hours: no times"),
        ("hours", "boh", "2: character 1 of the hours: \"boh\" is neither a day nor a time"),
        ("phone", "nessuno", "2: phone is not known: nessuno"),
        ("lis_service", "forse", "2: lis_service is not known: forse"),
        ("synthetic", "x", "2: synthetic is not known: x"),
        ("address", "a,c", "2: it has 18 cells, the header has 17"),
        ("address", "\"a", "2: a quotation mark is opened and not closed on this line"),
    ] {
        assert_eq!(with(column, value), Err(reason.to_owned()), "{column}");
    }
    for (column, value, fact) in [
        ("hours", "", "hours: None"),
        ("phone", "", "phones: []"),
        ("step_free_access", "", "step_free: None"),
        ("lis_service", "su appuntamento", "lis: Some(true)"),
    ] {
        assert!(with(column, value).unwrap().contains(fact), "{column}");
    }
    let latin = b"office_code,name,type,province,comune,belfiore,cap,address,hours\nA1,Forl\xec,DP,FC,F,D704,47121,Via,\n";
    let refused = read(&latin[..], &mut |_| ());
    assert!(matches!(refused, Err(ImportError::NoOffice { rows: 1, .. })), "{refused:?}");
    assert!(matches!(read(&b"a,b\n1,2\n"[..], &mut |_| ()), Err(ImportError::Column("office_code"))));
}

#[tokio::test]
async fn of_two_comuni_of_one_name_the_cap_beside_it_tells_which() {
    let counter = Counter::open().await;
    for (typed, place) in
        [("Castro 73030", "castro%20%28LE%29"), ("Via Roma 3, 24063 Castro", "castro%20%28BG%29")]
    {
        match counter.answer(Lang::It, &[], &[(pages::WHERE, typed)]).await {
            Answer::See(to) => assert!(to.starts_with(&format!("sedi?dove={place}")), "{typed}: {to}"),
            other => panic!("{typed}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn an_import_replaces_all_offices_or_changes_nothing() {
    let counter = Counter::open().await;
    let db = &counter.portal.db;
    let refused = import(db, "office_code\n".as_bytes(), 0, &mut |_| ()).await;
    assert!(matches!(refused, Err(ImportError::Column("name"))));
    assert_eq!(records::all(&mut db.reader().await.unwrap()).await.unwrap().len(), 480);
    let two: String = TRIAL.lines().take(3).map(|line| format!("{line}\n")).collect();
    let report = import(db, two.replace(",1\n", ",0\n").as_bytes(), 478, &mut |_| ()).await.unwrap();
    assert_eq!((report.offices, report.places), (2, 8001));
    let offices = records::all(&mut db.reader().await.unwrap()).await.unwrap();
    assert_eq!(offices.len(), 2);
    assert!(!counter.search("Agrigento").await.test_data);
    // Naples has no office now: the nearest of all is told with its distance, and is not called the citizen's own.
    for (typed, heard) in [
        ("Napoli", "In provincia di Napoli non c’è una nostra sede."),
        (
            "provincia di Napoli",
            "La più vicina a Napoli è Sede provinciale di Agrigento (dati di prova), a 398 chilometri in linea d’aria.",
        ),
    ] {
        let naples = counter.search(typed).await;
        assert_eq!(headings(&naples).len(), 3);
        says(&naples, heard);
        let words = crate::services::testing::shown(&naples);
        for untrue in ["È la tua sede", "La tua sede è", "La sede della provincia è", "C’è una sede"] {
            assert!(!words.contains(untrue), "{typed}: {untrue}");
        }
    }
}

#[test]
fn what_is_stored_is_what_was_read() {
    let rich = "office_code,name,type,province,comune,belfiore,cap,address,lat,lon,hours,phone,closures,services\n\
        A1,Sede di Forlì,DP,FC,Forlì,D704,47121,Via Roma 1,44.2225,12.0407,lun 8-12; mar su appuntamento,\
        0543 12345,2026-08-14/2026-08-17 ferie; 2026-12-24,Pensioni; Maternità\n";
    let (offices, report) = read(rich.as_bytes(), &mut |_| ()).unwrap();
    assert_eq!(report.bad_rows, 0, "{:?}", report.bad);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&DatabaseUrl::Sqlite(folder.path().join("test.db"))).await.unwrap();
        import(&db, rich.as_bytes(), 0, &mut |_| ()).await.unwrap();
        let stored = records::all(&mut db.reader().await.unwrap()).await.unwrap();
        assert_eq!(stored, offices);
    });
}

#[test]
fn every_example_has_words_and_headings_of_a_length_to_hear() {
    for lang in Lang::ALL {
        let examples = Offices.examples(lang);
        assert_eq!(examples.len(), 35, "{lang:?}");
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

impl Counter {
    /// What is told in the end of a search that may lead on to the place found among the words.
    async fn led(&self, typed: &str) -> Vec<String> {
        match self.answer(Lang::It, &[], &[(pages::WHERE, typed)]).await {
            Answer::See(to) => {
                let query = to.strip_prefix("sedi?").unwrap();
                let fields: Vec<_> = query.split('&').map(|pair| pair.split_once('=').unwrap()).collect();
                let fields: Vec<_> = fields.into_iter().map(|(name, value)| (name, decoded(value))).collect();
                let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, &**value)).collect();
                told(&shown(self.answer(Lang::It, &[], &fields).await))
            }
            answer => told(&shown(answer)),
        }
    }
}

/// What [`pages::encoded`] was given.
fn decoded(value: &str) -> String {
    let mut parts = value.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn who_asks_for_sign_language_steps_or_hours_is_told_that_one_searches_by_place() {
    let counter = Counter::open().await;
    let told = "Le sedi si cercano per luogo. La pagina di ogni sede dice gli orari";
    for (typed, title, used) in [
        ("lingua dei segni", "In quale luogo?", None),
        ("interprete LIS", "In quale luogo?", None),
        ("sede aperta sabato", "In quale luogo?", None),
        ("gradini", "In quale luogo?", None),
        ("parcheggio Lecce", "Sedi per Lecce (LE)", Some("Lecce")),
        ("lingua dei segni, Castro (LE)", "Sedi per Castro (LE)", Some("Castro")),
    ] {
        let page = counter.led(typed).await;
        assert!(page[0].starts_with(title), "{typed}: {page:?}");
        assert!(page.iter().any(|text| text.starts_with(told)), "{typed}: {page:?}");
        let sentence = used.map(|used| format!("“{typed}”: abbiamo cercato solo {used}"));
        let part = page.iter().find(|text| text.contains("abbiamo cercato"));
        assert_eq!(part.is_some(), used.is_some(), "{typed}: {page:?}");
        assert!(part.zip(sentence).is_none_or(|(part, said)| part.contains(&said)), "{typed}: {part:?}");
    }
    let segni = counter.search("Segni").await;
    assert!(line(&segni.title, Lang::It).starts_with("Sedi per Segni (RM)"));
}

#[tokio::test]
async fn of_a_postal_code_beside_a_comune_only_what_is_true_is_told() {
    let counter = Counter::open().await;
    for (typed, title, sentence) in [
        ("73030 Castro", "Sedi per Castro (LE)", None),
        ("80121 Napoli", "Sedi per Napoli (NA)", None),
        ("Napoli (80121)", "Sedi per Napoli (NA)", None),
        (
            "Via Roma 3, 24063 Castro",
            "Sedi per Castro (BG)",
            Some(
                "Hai scritto “Via Roma 3, 24063 Castro”: abbiamo cercato solo 24063 Castro, il resto non è stato usato.",
            ),
        ),
        (
            "00118 Napoli",
            "Sedi per Napoli (NA)",
            Some("Il CAP 00118 è di Roma, provincia di Roma, non di Napoli: abbiamo cercato Napoli."),
        ),
        (
            "Viterbo 00185",
            "Sedi per Viterbo (VT)",
            Some("Il CAP 00185 è di Roma, provincia di Roma, non di Viterbo: abbiamo cercato Viterbo."),
        ),
        (
            "39099 Napoli",
            "Sedi per Napoli (NA)",
            Some("Il CAP 39099 non è di Napoli: abbiamo cercato Napoli."),
        ),
        ("81055 Santa Maria", "Sedi per Santa Maria Capua Vetere", None),
    ] {
        let told = counter.led(typed).await;
        assert!(told[0].starts_with(title), "{typed}: {told:?}");
        let of_what_was_typed =
            |text: &&String| text.contains("Hai scritto") || text.contains("abbiamo cercato");
        let heard = told.iter().find(of_what_was_typed).map(String::as_str);
        assert_eq!(heard, sentence, "{typed}");
    }
}

#[tokio::test]
async fn a_name_of_the_past_leaves_the_choice_to_whoever_typed_it() {
    let counter = Counter::open().await;
    for typed in ["S. Maria", "Santa Maria"] {
        let page = counter.search(typed).await;
        assert_eq!(line(&page.title, Lang::It), "Quale comune?");
        says(&page, "Santa Maria, oggi Santa Maria del Cedro, provincia di Cosenza");
        says(&page, "Santa Maria Capua Vetere, provincia di Caserta");
    }
    let vomero = counter.search("Vomero").await;
    says(&vomero, "Comero, oggi Casto, provincia di Brescia");
    assert_eq!(counter.led("Roma NA").await[0], counter.led("Roma (NA)").await[0]);
    says(
        &counter.search("Roma (NA)").await,
        "Roma non è in provincia di Napoli: questa pagina è su Roma, provincia di Roma.",
    );
}

#[tokio::test]
async fn a_place_abroad_is_told_to_be_abroad_and_a_guess_to_be_a_guess() {
    let counter = Counter::open().await;
    for typed in ["Francia", "Germany", "ألبانيا", "Pola"] {
        let page = counter.search(typed).await;
        says(&page, &format!("“{typed}” è all’estero, e le nostre sedi sono in Italia."));
        assert!(links(&page).iter().any(|link| matches!(link.to, Target::Phone(_))), "{typed}");
    }
    let guess = counter.search("Franciacort").await;
    says(&guess, "Nessun comune si chiama così. Forse cercavi uno di questi.");
    assert_eq!(links(&guess).len(), 1);
}
