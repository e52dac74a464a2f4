//! Every address that links lead to: the title of a window tells which page it is, and what is shown to who is signed in
//! is kept by no cache.

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
fn titles_are_unique_by_address_and_no_cache_keeps_what_is_shown_to_who_is_signed_in() {
    let portal = Running::start_with(Config { demo: true, ..Config::default() });
    let (db, hasher, now) = (&portal.portal.db, &portal.portal.hasher, portal.portal.clock.now());
    portal.run(demo::load(db, hasher, now, &|_| {})).unwrap();
    let mut titles: BTreeMap<(&str, String), BTreeSet<String>> = BTreeMap::new();
    let mut files = 0;
    // Where a page needs a sign-in, what stands there is of the page that one was sent from.
    let place = |to: &str| match to.get(3..).is_some_and(|to| to.starts_with("/accedi?")) {
        true => to.to_owned(),
        false => to.split(['?', '#']).next().unwrap().trim_end_matches('/').to_owned(),
    };
    for (lang, signed_in) in ["it", "en", "ar"].into_iter().flat_map(|lang| [(lang, false), (lang, true)]) {
        let mut browser = portal.browser();
        let services = sportello::services::ALL.iter().map(|service| format!("/{lang}/{}", service.name()));
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
        // Signing in and what was sent went by Italian words.
        waiting.iter_mut().for_each(|path| *path = path.replacen("/it/", &format!("/{lang}/"), 1));
        let (mut seen, start) = (BTreeSet::new(), format!("/{lang}/"));
        while let Some(path) = waiting.pop() {
            if !seen.insert(path.clone()) {
                continue;
            }
            let got = browser.get(&path);
            if signed_in {
                assert_eq!(got.header("cache-control"), "no-store", "{path}");
                files += usize::from(!got.header("content-disposition").is_empty());
            }
            let Some(title) = got.words("title").filter(|_| got.status == 200) else { continue };
            titles.entry((lang, title)).or_default().insert(place(&got.address));
            waiting.extend(got.links().iter().filter(|to| to.starts_with(&start)).map(|to| place(to)));
        }
    }
    assert!(titles.len() > 180, "{titles:?}");
    assert!(files >= 6, "{files} files: the statement, the copy of all data");
    titles.retain(|_, addresses| addresses.len() > 1);
    assert!(titles.is_empty(), "{titles:#?}");
}
