//! Journeys through the statement, below HTTP: reading, downloading, ordering by post, reporting an error.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

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
use crate::services::conversation::explore::{besiege, explore};
use crate::services::testing::{Desk, Visitor, first_choice, person, shown};
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
        "Dal 1º gennaio 1991 al 28 febbraio 1991 non risultano contributi.",
        "Dal 1º gennaio 2002 al 31 luglio 2002 non risultano contributi.",
        "Dal 1º luglio 2018 al 31 agosto 2018 risultano due periodi insieme, Lavoro a tempo parziale presso \
         Azienda di prova Officina Tre Ponti e Lavoro dipendente presso Azienda di prova Albergo Sole Alto",
        "la paga media di una settimana è 140,00 euro, sotto il minimo indicativo di 200,76 euro",
        "Anni con meno di 52 settimane per il diritto: 1988, ",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    let year = sentences(&desk.page(SERVICE, &noemi, "2018").await).join("\n");
    assert!(year.contains("Dal 1º luglio 2018 al 31 agosto 2018"), "{year}");
    assert!(!sentences(&desk.page(SERVICE, &noemi, "2012").await).join("\n").contains("non risultano"));
}

#[tokio::test]
async fn every_reading_is_in_the_audit_and_a_visit_is_one_encounter() {
    let (desk, noemi) = desk().await;
    for path in ["", "decennio/1990", "1996", "csv", "", "posta"] {
        desk.get(SERVICE, &noemi, path).await;
    }
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM audit WHERE what = 'contributions'").await, 6);
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

#[tokio::test]
async fn an_error_is_reported_reviewed_and_sent_once() {
    let (desk, noemi) = desk().await;
    let year = desk.page(SERVICE, &noemi, "1996").await;
    let (text, to) = links(&year).into_iter().find(|(text, _)| text.starts_with("Segnala")).unwrap();
    assert_eq!(text, "Segnala un errore nel periodo 1");
    let form = inner(&to);
    // Nothing chosen and nothing written: both are asked for, and what comes next is not reached.
    assert_eq!(
        seen(desk.post(SERVICE, &noemi, &form, &[("racconto", "")]).await),
        format!("{form}?controlla=1#errori")
    );
    let page = desk.page(SERVICE, &noemi, &format!("{form}?controlla=1")).await;
    assert_eq!(page.problems().len(), 2);
    assert_eq!(seen(desk.get(SERVICE, &noemi, &format!("{form}/riepilogo")).await), form);
    // lynx sends the first of what is passed over: it accuses nothing.
    assert_eq!(first_choice(&desk.page(SERVICE, &noemi, &form).await, "cosa"), "unsure");
    // A long story is kept as typed, and may have several lines.
    let story = "Ho lavorato tutto l’anno.\nHo le buste paga. 🙂";
    let review =
        seen(desk.post(SERVICE, &noemi, &form, &[("cosa", "missing-weeks"), ("racconto", story)]).await);
    assert_eq!(review, format!("{form}/riepilogo"));
    let page = desk.page(SERVICE, &noemi, &review).await;
    let key = key_of(&page);
    let sent = seen(desk.post(SERVICE, &noemi, &review, &[("chiave", &key)]).await);
    // The same send again, and once more after a restart of the form: one case, one number.
    assert_eq!(seen(desk.post(SERVICE, &noemi, &review, &[("chiave", &key)]).await), sent);
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM cases").await, 1);
    // Who heard a number at a kiosk that lost the answer is told by it that it arrived.
    let number = a11y::ids::number(key.parse::<uuid::Uuid>().unwrap().as_u128());
    let find = async |number: &str| {
        crate::ledger::records::numbered(
            &mut desk.portal.db.reader().await.unwrap(),
            number,
            crate::clock::Moment(0),
        )
        .await
        .unwrap()
    };
    let found = find(&number).await;
    let (protocol, state) = found[0].sent.clone().unwrap();
    assert_eq!((found.len(), state.as_str()), (1, "sent"));
    assert!(sent.ends_with(&protocol), "{sent} {protocol}");
    assert!(find("00000000").await.is_empty());
    let confirmation = desk.page(SERVICE, &noemi, &sent).await;
    let whole = shown(&confirmation);
    for part in ["Ho le buste paga. 🙂", "Mancano settimane", "Tessitura Due Torri", "area/pratiche/2026"] {
        assert!(whole.contains(part), "{part}");
    }
    // The form is empty again, for the next error.
    assert!(desk.page(SERVICE, &noemi, &form).await.problems().is_empty());
    assert!(matches!(
        desk.post(SERVICE, &noemi, &form, &[("cosa", "pay"), ("racconto", "x"), ("altro", "y")]).await,
        Answer::BadForm
    ));
}

#[tokio::test]
async fn the_key_of_another_citizen_opens_nothing() {
    let (desk, noemi) = desk().await;
    let page = desk.page(SERVICE, &noemi, "posta").await;
    let key = key_of(&page);
    let sent = seen(desk.post(SERVICE, &noemi, "posta", &[("chiave", &key)]).await);
    let anna = person("Prova", "Anna");
    desk.add(&anna).await;
    let anna = Visitor::from("192.0.2").signed_in(anna.id);
    assert!(matches!(desk.post(SERVICE, &anna, "posta", &[("chiave", &key)]).await, Answer::BadForm));
    assert!(matches!(desk.get(SERVICE, &anna, &sent).await, Answer::NotFound));
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
fn the_file_reads_back_as_it_was_written_in_every_language() {
    let periods = [
        at(date(2001, 1, 1), date(2001, 12, 31), "Azienda di prova, Uno", Some(1_234_507)),
        at(date(2002, 1, 1), date(2002, 12, 31), "=SOMMA(A1)", None),
    ];
    for lang in Lang::ALL {
        let file = download::file(lang, &periods).unwrap();
        assert_eq!(file.name, "estratto-conto.csv");
        let mut rows = csv::ReaderBuilder::new().delimiter(b';').from_reader(&file.bytes[..]);
        assert_eq!(rows.headers().unwrap().len(), 11);
        let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
        let cells = |n: usize| rows[n].iter().skip(2).collect::<Vec<_>>();
        let weeks = rows[0][5].to_owned();
        assert_eq!(
            cells(0),
            [
                "2001-01-01",
                "2001-12-31",
                "52",
                &weeks,
                "52",
                "26,5",
                "12345,07",
                "Azienda di prova, Uno",
                "una, due \"tre\""
            ]
        );
        assert_eq!(&rows[1][8], "");
        let (told, size) = (download::kilobytes(&periods), file.bytes.len() as i64);
        assert!((told * 1000 - size).abs() <= 1000, "{told} kilobytes, {size} bytes");
        assert_eq!(&rows[1][9], "'=SOMMA(A1)", "no spreadsheet runs an employer's name");
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
        assert_eq!(all.len(), 22, "{lang:?}");
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
    let statement = Statement { citizen, periods, today: date(2026, 1, 1) };
    let titles: Vec<String> = (1..5)
        .filter_map(|part| pages::year(Lang::It, &statement, 2010, part))
        .map(|page| line(&page.title, Lang::It))
        .collect();
    assert_eq!(titles, [1, 2, 3].map(|n| format!("Contributi del 2010, pagina {n} di 3")));
}

#[tokio::test]
async fn an_order_by_post_is_one_case_and_one_letter_however_often_it_is_sent() {
    let (desk, noemi) = desk().await;
    let page = desk.page(SERVICE, &noemi, "posta").await;
    assert!(shown(&page).contains("Via di Prova 12, 00118 Roma (RM)"), "{}", shown(&page));
    assert!(page.questions().is_empty(), "no address is typed");
    let key = key_of(&page);
    let fields = [("chiave", key.as_str())];
    let sends = (0..5).map(|_| desk.post(SERVICE, &noemi, "posta", &fields));
    let mut sent: Vec<String> = futures_util::future::join_all(sends).await.into_iter().map(seen).collect();
    sent.dedup();
    assert_eq!(sent.len(), 1, "five sends at once have one number");
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM cases").await, 1);
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM letters WHERE kind = 'contribution-statement'").await, 1);
    // Another page, another key, another order; it says when the first one was.
    let today = format!("L’hai già chiesto il {}", line(&desk.now().date().into(), Lang::It));
    let again = desk.page(SERVICE, &noemi, "posta").await;
    let noticed = |page: &Page| {
        page.body.iter().any(|block| match block {
            Block::Notice(notice) => line(&notice.title, Lang::It) == today,
            _ => false,
        })
    };
    assert!(noticed(&again) && !noticed(&page));
    let other = key_of(&again);
    assert_ne!(seen(desk.post(SERVICE, &noemi, "posta", &[("chiave", &other)]).await), sent[0]);
    let confirmation = desk.page(SERVICE, &noemi, &sent[0]).await;
    assert_eq!(line(&confirmation.title, Lang::It), "Lettera richiesta");
    let by = desk.now().plus(15 * crate::clock::DAY).date();
    let next = confirmation.body.iter().find_map(|block| match block {
        Block::Confirmation(sent) => sent.next.last().map(|text| line(text, Lang::It)),
        _ => None,
    });
    let next = next.unwrap();
    assert!(next.starts_with(&format!("Se entro l’{} non arriva", line(&by.into(), Lang::It))));
    for way in ["803 164", "06 164 164", "@", "vieni in una sede"] {
        assert!(next.contains(way), "{way}: {next}");
    }
    desk.pass(16 * crate::clock::DAY);
    assert!(!noticed(&desk.page(SERVICE, &noemi, "posta").await), "that letter has come");
    for wrong in [&[][..], &[("chiave", "x")], &[("chiave", key.as_str()), ("via", "Altrove 1")]] {
        assert!(matches!(desk.post(SERVICE, &noemi, "posta", wrong).await, Answer::BadForm));
    }
}

#[tokio::test]
async fn who_has_no_address_on_record_is_told_and_no_letter_is_queued() {
    let (desk, noemi) = desk().await;
    let mut anna = person("Prova", "Anna");
    anna.residence.street.clear();
    desk.add(&anna).await;
    let anna = Visitor { citizen: Some(anna.id), ..noemi };
    let page = desk.page(SERVICE, &anna, "posta").await;
    assert!(page.form.is_none());
    let key = Uuid::now_v7().to_string();
    assert_eq!(seen(desk.post(SERVICE, &anna, "posta", &[("chiave", &key)]).await), "posta");
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM letters").await, 0);
}

#[tokio::test]
async fn who_lives_abroad_orders_to_there_and_sees_the_state_in_the_language_of_the_page() {
    let (desk, noemi) = desk().await;
    let mut anna = person("Prova", "Anna");
    let home = &mut anna.residence;
    (home.street, home.number) = ("12 rue de l’Essai".into(), String::new());
    (home.belfiore, home.cap, home.locality) = ("Z110".into(), String::new(), "75011 Paris".into());
    desk.add(&anna).await;
    let anna = Visitor { citizen: Some(anna.id), ..noemi };
    let page = desk.page(SERVICE, &anna, "posta").await;
    assert!(page.form.is_some() && shown(&page).contains("Francia"), "{}", shown(&page));
    let key = Uuid::now_v7().to_string();
    assert!(seen(desk.post(SERVICE, &anna, "posta", &[("chiave", &key)]).await).contains("inviata"));
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM letters").await, 1);
}

#[tokio::test]
async fn the_whole_statement_on_one_page_is_the_letter_with_whose_it_is() {
    let (desk, noemi) = desk().await;
    let first = desk.page(SERVICE, &noemi, "").await;
    let to = links(&first).into_iter().find(|(text, _)| text.ends_with("per stamparlo")).unwrap().1;
    let page = desk.page(SERVICE, &noemi, &inner(&to)).await;
    assert!(page.private && page.test_data && links(&page).is_empty());
    let Block::Summary(person) = &page.body[1] else { panic!("whose it is") };
    let labels: Vec<String> = person.rows.iter().map(|row| line(&row.label, Lang::It)).collect();
    assert_eq!(labels, ["Nome e cognome", "Codice fiscale", "Data di nascita", "Data di rilascio"]);
    let years = page.body.iter().filter(
        |block| matches!(block, Block::Section(section) if line(&section.heading, Lang::It).starts_with("Contributi del ")),
    );
    assert!(years.count() >= 34);
}

#[test]
fn the_letter_has_every_period_and_no_link() {
    let citizen: Citizen = person("Prova", "Anna");
    let periods: Vec<Period> = demo::tour();
    let count = periods.len();
    let statement = Statement { citizen, periods, today: date(2026, 1, 1) };
    for lang in Lang::ALL {
        let letter = whole::on_paper(lang, &statement);
        assert!(links(&letter).is_empty());
        assert!(a11y::page::depth(&letter.body) <= a11y::page::MAX_DEPTH);
        let mut rows = 0;
        walk(&letter.body, &mut |block| match block {
            Block::Table(table) if table.columns.len() == 5 => rows += table.rows.len(),
            _ => {}
        });
        assert_eq!(rows, count);
    }
}

#[test]
fn a_long_career_goes_over_pages_that_have_every_period_once() {
    let model = demo::tour().swap_remove(0);
    let days = (1970..2020).flat_map(|year| (1..=30_i8).map(move |n| date(year, 1 + n / 3, 1 + n % 3 * 9)));
    let periods: Vec<Period> =
        days.map(|day| Period { id: Uuid::now_v7(), from: day, to: day, ..model.clone() }).collect();
    let statement = Statement { citizen: person("Prova", "Anna"), periods, today: date(2026, 1, 1) };
    for lang in Lang::ALL {
        let parts: Vec<Page> = (1..).map_while(|part| whole::part(lang, &statement, part)).collect();
        let told = links(&pages::overview(lang, &statement));
        assert!(
            told.iter().any(|(text, to)| to.ends_with("/tutto") && text.contains(&parts.len().to_string()))
        );
        let year_sums: Vec<_> = (1970..2020).map(|year| pages::year_sum(lang, &statement, year)).collect();
        let (mut periods, mut sums) = (Vec::new(), 0);
        for page in &parts {
            walk(&page.body, &mut |block| match block {
                Block::Table(table) if table.columns.len() == 5 => {
                    periods.extend(table.rows.iter().map(|row| line(&row.header, lang)));
                    assert!(table.rows.len() <= 12);
                }
                Block::Paragraph(text) if year_sums.contains(text) => sums += 1,
                _ => {}
            });
        }
        let mut letter = Vec::new();
        walk(&whole::on_paper(lang, &statement).body, &mut |block| match block {
            Block::Table(table) if table.columns.len() == 5 => {
                letter.extend(table.rows.iter().map(|row| line(&row.header, lang)));
            }
            _ => {}
        });
        assert_eq!((periods.len(), periods), (1_500, letter));
        assert_eq!(sums, 50, "each year is summed up once");
        assert!(whole::part(lang, &statement, 0).is_none());
    }
}

#[tokio::test]
async fn a_missing_period_is_reported_and_named_in_the_language_of_who_reads() {
    let (desk, noemi) = desk().await;
    let first = desk.page(SERVICE, &noemi, "").await;
    let to = links(&first).into_iter().find(|(text, _)| text == "Segnala un periodo che manca").unwrap().1;
    let form = inner(&to);
    let empty = [("quando", ""), ("lavoro", ""), ("documenti", "")];
    let back = seen(desk.post(SERVICE, &noemi, &form, &empty).await);
    assert_eq!(desk.page(SERVICE, &noemi, &back).await.problems().len(), 2);
    let long = "x".repeat(4_001);
    let fields = [("quando", "2009"), ("lavoro", "Forno Nuovo"), ("documenti", long.as_str())];
    let back = seen(desk.post(SERVICE, &noemi, &form, &fields).await);
    let page = desk.page(SERVICE, &noemi, &back).await;
    let said = page.problems()[0].1;
    assert_eq!(*said, words::missing_long(Lang::It, &words::missing_papers(Lang::It), 4_000));
    let told = [("quando", "da marzo a dicembre 2009"), ("lavoro", "Forno Nuovo"), ("documenti", "")];
    let review = seen(desk.post(SERVICE, &noemi, &form, &told).await);
    let key = key_of(&desk.page(SERVICE, &noemi, &review).await);
    let sent = seen(desk.post(SERVICE, &noemi, &review, &[("chiave", &key)]).await);
    let confirmation = shown(&desk.page(SERVICE, &noemi, &sent).await);
    assert!(confirmation.contains("Forno Nuovo") && confirmation.contains("da marzo a dicembre 2009"));
    for (lang, name) in [
        (Lang::It, "Segnalazione di un periodo che manca"),
        (Lang::En, "Report of a missing period"),
        (Lang::Ar, "بلاغ عن فترة ناقصة"),
    ] {
        let reader = Visitor { lang, ..noemi.clone() };
        let list = desk.page(&crate::services::area::Area, &reader, "pratiche").await;
        assert!(shown(&list).contains(name), "{name}: {}", shown(&list));
        // What was asked too, and what was answered as it was typed.
        let read = shown(&desk.page(SERVICE, &reader, &sent).await);
        let asked = line(&words::missing_when(lang), lang);
        assert!(read.contains(&asked) && read.contains("da marzo a dicembre 2009"), "{asked}: {read}");
    }
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM drafts").await, 0);
}

#[tokio::test]
async fn cases_from_before_there_were_kinds_are_named_in_the_language_of_who_reads() {
    for sent_in in Lang::ALL {
        let rows = [
            forms::post_answers(sent_in, Text::name("Via Prova 1")),
            forms::error_answers(sent_in, report::Subject::Row(&demo::tour()[0]), Vec::new()),
        ];
        let [post, error] = rows.map(|rows| crate::ledger::Case {
            id: Uuid::nil(),
            protocollo: crate::ledger::Protocollo::new(2026, 0, 42).unwrap(),
            citizen: Uuid::nil(),
            service: NAME.to_owned(),
            state: crate::ledger::CaseState::Sent,
            answers: crate::services::conversation::as_sent(sent_in, rows).into(),
            created: crate::clock::Moment(0),
            updated: crate::clock::Moment(0),
        });
        for lang in Lang::ALL {
            assert_eq!(forms::case_about(lang, &post), words::request_post(lang), "{sent_in:?}");
            assert_eq!(forms::case_about(lang, &error), words::request_report(lang), "{sent_in:?}");
        }
    }
}

#[tokio::test]
async fn a_half_filled_report_is_a_draft_like_any_other() {
    let (desk, noemi) = desk().await;
    let area = &crate::services::area::Area;
    let (row,): (Uuid,) = sql!(
        desk.reader().await,
        "SELECT id FROM contributions WHERE citizen_id = $1 LIMIT 1",
        noemi.citizen.unwrap()
    )
    .one()
    .await
    .unwrap();
    let form = format!("errore/{row}");
    let half = [("cosa", "pay"), ("racconto", "")];
    let back = seen(desk.post(SERVICE, &noemi, &form, &half).await);
    assert_eq!(desk.page(SERVICE, &noemi, &back).await.problems().len(), 1, "told at once");
    for lang in Lang::ALL {
        let reader = Visitor { lang, ..noemi.clone() };
        let list = desk.page(area, &reader, "bozze").await;
        let to = links(&list).into_iter().find(|(_, to)| to.contains("errore/")).expect("it is listed").1;
        let calm = desk.page(SERVICE, &reader, &inner(&to)).await;
        assert!(calm.problems().is_empty(), "it is opened without a fault");
        assert!(shown(&calm).contains("\"pay\""), "with what was answered");
        assert!(links(&calm).iter().any(|(_, to)| to.ends_with("/elimina")));
    }
    let away = format!("{form}/elimina");
    assert!(desk.page(SERVICE, &noemi, &away).await.questions().is_empty());
    let to = seen(desk.post(SERVICE, &noemi, &away, &[]).await);
    assert!(to.contains("bozze?fatto=1"), "{to}");
    assert_eq!(count(&desk, "SELECT COUNT(*) FROM drafts").await, 0);
    assert!(!links(&desk.page(SERVICE, &noemi, &form).await).iter().any(|(_, to)| to.ends_with("/elimina")));
}

#[test]
fn every_question_about_an_error_is_reached() {
    let reached = explore(|_| Vec::new(), forms::error_script);
    assert!(reached.names.contains("cosa") && reached.names.contains("racconto"));
    assert!(reached.complete >= 6, "{reached:?}");
    besiege(&reached, forms::error_script);
}

/// By ear "towards the right" is a direction.
#[test]
fn english_weeks_count_for_entitlement_and_for_the_amount() {
    let told = |text: a11y::text::Text| a11y::values::line(&text, Lang::En);
    assert_eq!(told(words::right(Lang::En)), "Weeks counting for entitlement");
    assert_eq!(told(words::measure(Lang::En)), "Weeks counting for the amount");
    for example in ContributionStatement.examples(Lang::En) {
        let text = crate::services::testing::shown(&example.page);
        assert!(!text.contains("towards the right") && !text.contains("certifies"), "{}", example.name);
    }
}
