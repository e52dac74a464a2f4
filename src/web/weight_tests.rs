//! How much a browser loads of the demo's real pages: the longest careers, and an area where much has happened.

#![allow(clippy::unwrap_used)]

use a11y::html::STYLE;
use a11y::page::{Frame, Link, Page, View};
use a11y::text::{Lang, Text};
use uuid::Uuid;

use super::{gzip, reply};
use crate::import::{self, Kind, demo};
use crate::services::area::Area;
use crate::services::contribution_statement::ContributionStatement;
use crate::services::testing::{Desk, Visitor, leads_to, person};
use crate::services::{Answer, Service, path};
use crate::sql;

/// What a first view may take, less the headers of its two answers.
const MOST: usize = 14_000 - 1_000;

/// The page and the style sheet as they are sent.
fn loaded(page: &Page, back: Option<Link>, address: &str, tables_as_lists: bool) -> usize {
    let frame = Frame {
        status: 200,
        address: path(page.lang, address),
        languages: Lang::ALL.to_vec(),
        back,
        help: None,
        token: Some("00112233445566778899aabbccddeeff".to_owned()),
        session_end: Some(jiff::civil::time(15, 42, 0, 0)),
        session_fate: super::shell::session_fate(page, true, true),
        level: "reader".to_owned(),
        view: View { tables_as_lists, ..View::default() },
    };
    let who = Text::name("Maria Annunziata Di Prova").private();
    let html = reply::document(page, &frame, super::shell::Look::default(), Some(&who).into());
    gzip(html.as_bytes(), false).unwrap().len() + gzip(STYLE.as_bytes(), true).unwrap().len()
}

/// Walks every page of a service; those that are too heavy, and how many there were.
async fn heavy(desk: &Desk, service: &dyn Service, citizen: Uuid) -> (Vec<String>, usize) {
    let (mut found, mut seen) = (Vec::new(), std::collections::BTreeSet::new());
    for lang in Lang::ALL {
        let visitor = Visitor { lang, ..Visitor::from("home").signed_in(citizen) };
        let mut waiting = vec![String::new()];
        while let Some(address) = waiting.pop() {
            // One report of an error is like the other.
            if address.starts_with("errore/") || !seen.insert((lang.code(), address.clone())) {
                continue;
            }
            let Answer::Show(shown) = desk.get(service, &visitor, &address).await else { continue };
            waiting.extend(leads_to(&shown.page, service.name()));
            for lists in [false, true] {
                let whole = format!("{}/{address}", service.name());
                let bytes = loaded(&shown.page, shown.back.clone(), &whole, lists);
                if bytes > MOST {
                    found.push(format!("{lang:?} {whole} takes {bytes} bytes; as lists: {lists}"));
                }
            }
        }
    }
    (found, seen.len())
}

#[test]
fn every_page_of_the_gallery_fits_in_a_first_view() {
    let style = gzip(STYLE.as_bytes(), true).unwrap().len();
    let weigh = |html: &str| gzip(html.as_bytes(), false).unwrap().len() + style;
    let weighed: Vec<(usize, String)> = super::tests::every_page()
        .map(|shown| (weigh(&shown.html), format!("{} {}", shown.page.lang.code(), shown.name)))
        .collect();
    assert!(weighed.len() > 3 * 200, "{} pages", weighed.len());
    let heavy: Vec<_> = weighed.iter().filter(|(bytes, _)| *bytes > MOST).collect();
    assert!(heavy.is_empty(), "{heavy:#?}");
}

#[tokio::test]
async fn the_largest_real_pages_fit_in_a_first_view() {
    let desk = Desk::open().await;
    demo::load(&desk.portal.db, &desk.portal.hasher, desk.now(), &|_| {}).await.unwrap();
    let longest: Vec<(Uuid, i64)> = sql!(
        desk.reader().await,
        "SELECT citizen_id, CAST(COUNT(*) AS BIGINT) AS n FROM contributions GROUP BY citizen_id \
         ORDER BY n DESC, citizen_id LIMIT 3"
    )
    .all()
    .await
    .unwrap();
    assert!(longest.iter().all(|(_, rows)| *rows > 60), "{longest:?}");
    let mut too_heavy = Vec::new();
    for (citizen, _) in &longest {
        let (found, pages) = heavy(&desk, &ContributionStatement, *citizen).await;
        assert!(pages > 3 * 30, "{pages} pages: a career of many years");
        too_heavy.extend(found);
    }
    let (busy, _) = longest[0];
    let visitor = Visitor::from("home").signed_in(busy);
    for _ in 0..30 {
        let key = Uuid::now_v7().to_string();
        desk.post(&ContributionStatement, &visitor, "posta", &[("chiave", &key), ("forma", "print")]).await;
    }
    let (found, pages) = heavy(&desk, &Area, busy).await;
    assert!(pages > 3 * 30, "{pages} pages: every case and three pages of each list");
    too_heavy.extend(found);
    assert!(too_heavy.is_empty(), "{too_heavy:#?}");
}

/// A career such as no demo has: each year of sixty with so many short periods, every one with an employer of its own
/// and no word in common with another's.
fn long_career(code: &str, a_year: usize) -> String {
    let mut dice = 7_u64;
    let mut word = || {
        let letters = std::iter::repeat_with(|| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            char::from(b'a' + u8::try_from((dice >> 40) % 26).unwrap())
        });
        letters.take(12).collect::<String>()
    };
    let mut rows =
        "fiscal_code,regime,kind,from,to,unit,quantity,weeks_right,weeks_measure,pay,employer,note\n"
            .to_owned();
    for year in 1966..2026 {
        for n in 0..a_year {
            let (month, day) = (1 + n / 3, 1 + n % 3 * 9);
            let employer = format!("{} {}", word(), word());
            let pay = 217 + (n * 7_919 + year * 104_729) % 90_000;
            rows += &format!(
                "{code},general,employee,{year}-{month:02}-{day:02},{year}-{month:02}-{:02},weeks,1,1,1,{pay}.{:02},{employer},\n",
                day + 7,
                pay % 89
            );
        }
    }
    rows
}

#[tokio::test]
async fn the_longest_career_one_can_think_of_fits_in_first_views() {
    let desk = Desk::open().await;
    let folder = tempfile::tempdir().unwrap();
    for (name, a_year) in [("Anna", 2), ("Maria", 25)] {
        let citizen = person("Prova", name);
        desk.add(&citizen).await;
        let file = folder.path().join(name);
        std::fs::write(&file, long_career(citizen.code.as_str(), a_year)).unwrap();
        let report = import::run(&desk.portal.db, Kind::Contributions, &file, desk.now(), &|_| {}).await;
        let report = report.unwrap();
        assert_eq!((report.rows, report.bad), (60 * u64::try_from(a_year).unwrap(), 0));
        let (found, pages) = heavy(&desk, &ContributionStatement, citizen.id).await;
        assert!(pages > 3 * 70, "{pages} pages");
        assert!(found.is_empty(), "{found:#?}");
    }
}
