//! The title of a window tells which page it is: no two addresses share one.

use std::collections::{BTreeMap, BTreeSet};

use sportello::config::Config;
use sportello::import::demo;

use crate::support::Running;

#[test]
fn titles_are_unique_by_address() {
    let portal = Running::start_with(Config { demo: true, ..Config::default() });
    let (db, hasher, now) = (&portal.portal.db, &portal.portal.hasher, portal.portal.clock.now());
    portal.run(demo::load(db, hasher, now, &|_| {})).unwrap();
    let mut titles: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for signed_in in [false, true] {
        let mut browser = portal.browser();
        if signed_in {
            let page = browser.get("/it/accedi");
            browser.submit(&page, "Accedi", &[("codice-fiscale", demo::CODE), ("pin", demo::PIN)]);
        }
        let services = sportello::services::ALL.iter().map(|service| format!("/it/{}", service.name()));
        let mut waiting: Vec<String> = services.collect();
        let mut seen = BTreeSet::new();
        while let Some(path) = waiting.pop() {
            if !seen.insert(path.clone()) {
                continue;
            }
            let got = browser.get(&path);
            let Some(title) = got.words("title").filter(|_| got.status == 200) else { continue };
            let path = |to: &str| to.split(['?', '#']).next().unwrap().trim_end_matches('/').to_owned();
            titles.entry(title).or_default().insert(path(&got.address));
            waiting.extend(got.links().iter().filter(|to| to.starts_with("/it/")).map(|to| path(to)));
        }
    }
    assert!(titles.len() > 60, "{titles:?}");
    titles.retain(|_, addresses| addresses.len() > 1);
    assert!(titles.is_empty(), "{titles:#?}");
}
