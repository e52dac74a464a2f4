//! Journeys through the statement, below HTTP: reading, downloading, ordering by post, reporting an error.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod reported;
mod taken;

use std::collections::BTreeSet;

use a11y::page::{Block, Page, Target};
use a11y::text::{Cents, Hundredths, Lang, Text};
use a11y::values::line;
use jiff::civil::{Date, date};
use uuid::Uuid;

use super::period::{Kind, Period, Regime, Unit};
use super::statement::Statement;
use super::{ContributionStatement, NAME, download, examples, forms, pages, report, whole, words};
use crate::citizen::records::Citizen;
use crate::import::demo;
use crate::services::conversation::explore::{besiege, explore, unreached};
use crate::services::testing::{Desk, Visitor, first_choice, leads_to, person, shown};
use crate::services::{Answer, Service};
use crate::sql;

const SERVICE: &dyn Service = &ContributionStatement;

/// A portal with the demo, and its citizen signed in.
async fn desk() -> (Desk, Visitor) {
    let desk = Desk::open().await;
    demo::load(&desk.portal.db, &desk.portal.hasher, desk.now(), &|_| {}).await.unwrap();
    let (id,): (Uuid,) =
        sql!(desk.reader().await, "SELECT id FROM citizens WHERE codice_fiscale = $1", demo::CODE)
            .one()
            .await
            .unwrap();
    (desk, Visitor::from("192.0.2").signed_in(id))
}

async fn count(desk: &Desk, text: &'static str) -> i64 {
    let (count,): (i64,) = sql!(desk.reader().await, text).one().await.unwrap();
    count
}

/// Every link of a page, in reading order: its words and where it leads.
fn links(page: &Page) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(&page.body, &mut |block| match block {
        Block::Table(table) => found.extend(table.rows.iter().filter_map(|row| row.link.clone())),
        Block::Summary(summary) => found.extend(summary.rows.iter().filter_map(|row| row.change.clone())),
        Block::Pages(pages) => found.extend(pages.links.iter().cloned()),
        Block::Links(links) => found.extend(links.iter().cloned()),
        _ => {}
    });
    found.extend(page.actions.iter().filter_map(|action| match action {
        a11y::page::Action::Link(link) => Some(link.clone()),
        a11y::page::Action::Send(_) => None,
    }));
    found
        .into_iter()
        .map(|link| {
            let to = match link.to {
                Target::Inside(to) | Target::Download(to) => to,
                other => panic!("{other:?}"),
            };
            (line(&link.text, page.lang), to)
        })
        .collect()
}

fn walk(body: &[Block], see: &mut impl FnMut(&Block)) {
    for block in body {
        see(block);
        match block {
            Block::Section(section) => walk(&section.body, see),
            Block::Notice(notice) => walk(&notice.body, see),
            _ => {}
        }
    }
}

/// Every sentence of a page, as it is shown.
fn sentences(page: &Page) -> Vec<String> {
    let mut found = Vec::new();
    walk(&page.body, &mut |block| match block {
        Block::Paragraph(text) => found.push(line(text, page.lang)),
        Block::List(list) => found.extend(list.items.iter().map(|item| line(item, page.lang))),
        _ => {}
    });
    found
}

/// The path after language and service, as the front door gives it.
fn inner(path: &str) -> String {
    path.trim_start_matches('/').splitn(3, '/').nth(2).unwrap_or("").to_owned()
}

fn key_of(page: &Page) -> String {
    page.form.as_ref().unwrap().hidden.iter().find(|(name, _)| name == "chiave").unwrap().1.clone()
}

fn seen(answer: Answer) -> String {
    match answer {
        Answer::See(path) => path.split_once('/').map_or(String::new(), |(_, rest)| rest.to_owned()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_whole_is_said_before_any_table_and_leads_to_every_year() {
    let (desk, noemi) = desk().await;
    let page = desk.page(SERVICE, &noemi, "").await;
    assert!(page.private && page.test_data);
    let said = sentences(&page);
    assert!(said[0].starts_with("Dal 1988 al 2025 le tue settimane di contributi sono "), "{}", said[0]);
    assert!(said[0].contains("in 4 gestioni. Tra il primo e l’ultimo giorno ci sono "), "{}", said[0]);
    let until = "L’ultimo periodo nei nostri archivi finisce il 31 dicembre 2025: quelli che vengono dopo";
    assert!(said[0].contains(until), "the time after it is no time without work: {}", said[0]);
    assert!(matches!(page.body[0], Block::Paragraph(_)), "the sentence comes first");
    // From the first page through the decades to each year, and back by name.
    let mut years = Vec::new();
    for (_, to) in links(&page).into_iter().filter(|(text, _)| text.starts_with("Apri")) {
        let decade = desk.page(SERVICE, &noemi, &inner(&to)).await;
        let opened = links(&decade).into_iter().filter(|(_, to)| !to.contains("decennio"));
        years.extend(opened.filter(|(text, _)| text.starts_with("Apri il ")).map(|(_, to)| to));
    }
    // One decade may be reached from both its neighbours.
    years.dedup();
    assert!(years.len() >= 34, "{years:?}");
    // The shell says that it leads back; the link is only the page's name.
    assert_eq!(line(&pages::back(Lang::It).text, Lang::It), "Estratto conto contributivo");
    let year = desk.page(SERVICE, &noemi, &inner(&years[0])).await;
    assert!(links(&year).iter().any(|(text, _)| text == "Anno dopo: 1989"));
}

#[tokio::test]
async fn gaps_overlaps_low_pay_and_short_years_are_named() {
    let (desk, noemi) = desk().await;
    let said = sentences(&desk.page(SERVICE, &noemi, "").await).join("\n");
    for expected in [
        "Dal primo gennaio 1991 al 28 febbraio 1991 non risultano contributi.",
        "Dal primo gennaio 2002 al 31 luglio 2002 non risultano contributi.",
        "Dal primo luglio 2018 al 31 agosto 2018 risultano due periodi insieme, “Lavoro a tempo parziale presso \
         Azienda di prova Officina Tre Ponti” e “Lavoro dipendente presso Azienda di prova Albergo Sole Alto",
        "la paga media di una settimana è 140,00 euro, sotto il minimo indicativo di 200,76 euro",
        "Anni con meno di 52 settimane per il diritto: 1988, ",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    let year = sentences(&desk.page(SERVICE, &noemi, "2018").await).join("\n");
    assert!(year.contains("Dal primo luglio 2018 al 31 agosto 2018"), "{year}");
    assert!(!sentences(&desk.page(SERVICE, &noemi, "2012").await).join("\n").contains("non risultano"));
}

#[tokio::test]
async fn every_reading_is_in_the_audit() {
    let (desk, noemi) = desk().await;
    // No link leads to what was sent.
    let key = Uuid::now_v7().to_string();
    let sent = seen(desk.post(SERVICE, &noemi, "posta", &[("chiave", &key), ("forma", "print")]).await);
    assert!(sent.starts_with("posta/inviata/"), "{sent}");
    let from = vec![String::new(), sent];
    let read = desk.every_reading_is_audited(SERVICE, &noemi, from).await;
    assert!(read > 90, "{read} addresses: years, decades, the whole, the file, a report for each period");
}

#[tokio::test]
async fn a_visit_is_one_encounter() {
    let (desk, noemi) = desk().await;
    for path in ["", "decennio/1990", "1996", "csv", "", "posta"] {
        desk.get(SERVICE, &noemi, path).await;
    }
    let mut outcomes = desk.outcomes().await;
    outcomes.sort();
    assert_eq!(outcomes, [("downloaded".to_owned(), true), ("read".to_owned(), true)]);
    // Another visit, however soon, and whatever page it begins with.
    for (n, path) in ["", "1996", "decennio/1990", "tutto"].into_iter().enumerate() {
        let again = Visitor { session: crate::seal::random(), ..noemi.clone() };
        desk.get(SERVICE, &again, path).await;
        desk.get(SERVICE, &again, "").await;
        assert_eq!(desk.outcomes().await.len(), 3 + n, "{path}");
    }
    desk.get(SERVICE, &Visitor { session: crate::seal::random(), ..noemi }, "no-such-year").await;
    assert_eq!(desk.outcomes().await.len(), 6);
}

#[tokio::test]
async fn what_is_not_there_is_not_found_and_nobody_reads_without_signing_in() {
    let (desk, noemi) = desk().await;
    for path in [
        "1987",
        "2099",
        "99999",
        "abc",
        "1996/0",
        "1996/2",
        "1996/1/1",
        "decennio/1900",
        "decennio/x",
        "errore/x",
        "errore/inviata/1",
        "posta/inviata/2026000000000018",
    ] {
        assert!(matches!(desk.get(SERVICE, &noemi, path).await, Answer::NotFound), "{path}");
    }
    let nobody = Visitor::from("192.0.2");
    assert!(matches!(desk.get(SERVICE, &nobody, "").await, Answer::SignIn(_)));
    assert!(matches!(desk.post(SERVICE, &nobody, "posta", &[]).await, Answer::SignIn(_)));
    assert!(matches!(desk.post(SERVICE, &noemi, "1996", &[]).await, Answer::WrongMethod));
}

#[tokio::test]
async fn every_period_has_its_own_way_to_report_an_error() {
    let (desk, noemi) = desk().await;
    let periods: Vec<(Uuid,)> = sql!(
        desk.reader().await,
        "SELECT id FROM contributions WHERE citizen_id = $1",
        noemi.citizen.unwrap()
    )
    .all()
    .await
    .unwrap();
    let (mut waiting, mut seen, mut reported) = (vec![String::new()], BTreeSet::new(), BTreeSet::new());
    while let Some(address) = waiting.pop() {
        if let Some(period) = address.strip_prefix("errore/") {
            reported.extend(period.parse::<Uuid>());
        } else if seen.insert(address.clone())
            && let Answer::Show(shown) = desk.get(SERVICE, &noemi, &address).await
        {
            waiting.extend(leads_to(&shown.page, NAME));
        }
    }
    assert!(periods.len() > 40, "{}", periods.len());
    assert_eq!(reported, periods.into_iter().map(|(id,)| id).collect::<BTreeSet<_>>());
}

#[tokio::test]
async fn a_row_of_someone_else_is_not_found() {
    let (desk, noemi) = desk().await;
    let (row,): (Uuid,) = sql!(
        desk.reader().await,
        "SELECT id FROM contributions WHERE citizen_id <> $1 LIMIT 1",
        noemi.citizen.unwrap()
    )
    .one()
    .await
    .unwrap();
    for path in [format!("errore/{row}"), format!("errore/{row}/riepilogo")] {
        assert!(matches!(desk.get(SERVICE, &noemi, &path).await, Answer::NotFound));
        let fields = [("cosa", "pay"), ("racconto", "x")];
        let key = Uuid::now_v7().to_string();
        let fields: &[_] = if path.ends_with("riepilogo") { &[("chiave", key.as_str())] } else { &fields };
        assert!(matches!(desk.post(SERVICE, &noemi, &path, fields).await, Answer::NotFound));
    }
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM cases").await, 0);
}

#[tokio::test]
async fn someone_without_contributions_is_told_so_and_what_to_do() {
    let desk = Desk::open().await;
    let anna = person("Prova", "Anna");
    desk.add(&anna).await;
    let page = desk.page(SERVICE, &Visitor::from("192.0.2").signed_in(anna.id), "").await;
    assert!(sentences(&page)[0].contains("non ci sono contributi"));
    let ways: Vec<String> = links(&page).into_iter().map(|(text, _)| text).collect();
    assert_eq!(ways, ["Segnala un periodo che manca"]);
}

fn at(from: Date, to: Date, employer: &str, pay: Option<i64>) -> Period {
    Period {
        id: Uuid::nil(),
        regime: Regime::General,
        kind: Kind::Employee,
        from,
        to,
        unit: Unit::Weeks,
        quantity: 52,
        right: Hundredths(5_200),
        measure: Hundredths(2_650),
        pay: pay.map(Cents),
        employer: employer.to_owned(),
        note: "una, due \"tre\"".to_owned(),
    }
}

#[test]
fn no_table_has_more_than_12_rows_and_no_two_links_of_a_page_the_same_words() {
    for lang in Lang::ALL {
        for example in examples::all(lang) {
            walk(&example.page.body, &mut |block| {
                if let Block::Table(table) = block {
                    assert!(table.rows.len() <= 12, "{}", example.name);
                    for row in &table.rows {
                        let filled = row.cells.len() + 1;
                        assert_eq!(filled, table.columns.len(), "{}", example.name);
                    }
                }
            });
            let mut words: Vec<(String, String)> = links(&example.page);
            words.sort();
            words.dedup();
            let count = words.len();
            words.dedup_by(|one, other| one.0 == other.0);
            assert_eq!(words.len(), count, "{} {}", example.name, lang.code());
        }
    }
}

#[test]
fn who_has_nothing_on_record_since_long_is_told_and_how_to_report_it() {
    let told = |today| {
        let statement = Statement::new(person("Prova", "Anna"), demo::tour(), today);
        let page = pages::overview(Lang::It, &statement);
        let last = pages::year(Lang::It, &statement, 2025, 1).unwrap();
        (sentences(&page)[0].clone(), shown(&page), shown(&last))
    };
    let (sum, page, last) = told(date(2027, 7, 1));
    assert!(sum.ends_with("finisce il 31 dicembre 2025: da allora non risultano contributi."), "{sum}");
    for page in [page, last] {
        assert!(page.contains("non risultano contributi. Se hai lavorato, dillo con “"), "{page}");
    }
    let (sum, page, last) = told(date(2027, 6, 30));
    assert!(
        sum.ends_with("finisce il 31 dicembre 2025: quelli che vengono dopo arrivano più tardi."),
        "{sum}"
    );
    for page in [page, last] {
        assert!(!page.contains("dillo con"), "{page}");
    }
}

#[test]
fn the_arabic_statement_keeps_italian_names_and_carries_its_vowels() {
    let all = examples::all(Lang::Ar);
    let whole = &all.iter().find(|example| example.name == "estratto-conto/intero").unwrap().page;
    assert!(whole.title.has_speech());
    let year = &all.iter().find(|example| example.name == "estratto-conto/anno").unwrap().page;
    let json = shown(year);
    assert!(
        json.contains(r#"{"span":"foreign","value":["it","Azienda di prova Tessitura Due Torri"]}"#),
        "{json}"
    );
}

#[test]
fn every_example_is_there_in_every_language_with_short_headings() {
    for lang in Lang::ALL {
        let all = examples::all(lang);
        assert_eq!(all.len(), 33, "{lang:?}");
        for example in &all {
            let mut headings = vec![line(&example.page.title, lang)];
            walk(&example.page.body, &mut |block| {
                if let Block::Section(section) = block {
                    headings.push(line(&section.heading, lang));
                }
            });
            for heading in headings {
                assert!(heading.chars().count() <= 60, "{}: {heading}", example.name);
            }
        }
    }
}

#[test]
fn a_career_of_many_periods_a_year_spreads_over_pages() {
    let citizen: Citizen = person("Prova", "Anna");
    let periods: Vec<Period> = (1..=30)
        .map(|day| Period {
            id: Uuid::from_u128(day as u128),
            ..at(date(2010, 6, day), date(2010, 6, day), "x", None)
        })
        .collect();
    let statement = Statement::new(citizen, periods, date(2026, 1, 1));
    let titles: Vec<String> = (1..5)
        .filter_map(|part| pages::year(Lang::It, &statement, 2010, part))
        .map(|page| line(&page.title, Lang::It))
        .collect();
    assert_eq!(titles, [1, 2, 3].map(|n| format!("Contributi del 2010, pagina {n} di 3")));
}

/// By ear "towards the right" is a direction.
#[test]
fn english_weeks_count_for_entitlement_and_for_the_amount() {
    let told = |text: a11y::text::Text| a11y::values::line(&text, Lang::En);
    assert_eq!(told(words::right(Lang::En)), "Weeks (entitlement)");
    assert_eq!(told(words::measure(Lang::En)), "Weeks (amount)");
    for example in ContributionStatement.examples(Lang::En) {
        let text = crate::services::testing::shown(&example.page);
        assert!(!text.contains("towards the right") && !text.contains("certifies"), "{}", example.name);
    }
}
