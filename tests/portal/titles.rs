//! The title of a window tells which page it is: no two addresses share one.

use std::collections::{BTreeMap, BTreeSet};

use sportello::config::Config;
use sportello::import::demo;

use crate::support::{Browser, Got, Running};

/// The answers about a period that is missing.
const MISSED: [(&str, &str); 3] =
    [("quando", "da marzo a dicembre 2009"), ("lavoro", "Forno Nuovo"), ("documenti", "Le buste paga.")];

/// Presses the first button of a page.
fn send(browser: &mut Browser, page: &Got, fill: &[(&str, &str)]) -> Got {
    let button = page.words("main form button").unwrap();
    browser.submit(page, &button, fill)
}

#[test]
fn titles_are_unique_by_address() {
    let portal = Running::start_with(Config { demo: true, ..Config::default() });
    let (db, hasher, now) = (&portal.portal.db, &portal.portal.hasher, portal.portal.clock.now());
    portal.run(demo::load(db, hasher, now, &|_| {})).unwrap();
    let mut titles: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    // Where a page needs a sign-in, what stands there is of the page that one was sent from.
    let place = |to: &str| match to.starts_with("/it/accedi?") {
        true => to.to_owned(),
        false => to.split(['?', '#']).next().unwrap().trim_end_matches('/').to_owned(),
    };
    for signed_in in [false, true] {
        let mut browser = portal.browser();
        let services = sportello::services::ALL.iter().map(|service| format!("/it/{}", service.name()));
        let mut waiting: Vec<String> = services.collect();
        if signed_in {
            let page = browser.get("/it/accedi");
            browser.submit(&page, "Accedi", &[("codice-fiscale", demo::CODE), ("pin", demo::PIN)]);
            // What was sent no link leads to: of each kind two.
            for _ in 0..2 {
                let order = browser.get("/it/estratto-conto/posta");
                waiting.push(place(&send(&mut browser, &order, &[("forma", "print")]).address));
                let missing = browser.get("/it/estratto-conto/errore/manca");
                let review = send(&mut browser, &missing, &MISSED);
                waiting.push(place(&send(&mut browser, &review, &[]).address));
            }
            let sent = waiting.iter().filter(|path| path.contains("/inviata/")).collect::<BTreeSet<_>>();
            assert_eq!(sent.len(), 4, "{sent:?}");
        }
        let mut seen = BTreeSet::new();
        while let Some(path) = waiting.pop() {
            if !seen.insert(path.clone()) {
                continue;
            }
            let got = browser.get(&path);
            let Some(title) = got.words("title").filter(|_| got.status == 200) else { continue };
            titles.entry(title).or_default().insert(place(&got.address));
            waiting.extend(got.links().iter().filter(|to| to.starts_with("/it/")).map(|to| place(to)));
        }
    }
    assert!(titles.len() > 60, "{titles:?}");
    titles.retain(|_, addresses| addresses.len() > 1);
    assert!(titles.is_empty(), "{titles:#?}");
}
