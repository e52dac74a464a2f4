#![allow(clippy::unwrap_used, clippy::panic)]
//! The front page leads to every service, and its search goes on to the search page.

use super::*;
use crate::services::path;
use crate::services::testing::{Desk, Visitor, shown};

#[test]
fn every_listed_service_is_on_the_front_page_with_its_sentence() {
    for lang in Lang::ALL {
        let page = shown(&page(lang, &Config::default(), ALL, false));
        for service in ALL.iter().filter(|service| service.sheet(lang).listed) {
            assert!(page.contains(&path(lang, service.name())), "{}", service.name());
        }
    }
}

#[test]
fn each_service_is_told_from_the_others_by_the_first_word_of_its_sentence() {
    for lang in Lang::ALL {
        let mut first = std::collections::BTreeSet::new();
        for sheet in ALL.iter().map(|service| service.sheet(lang)).filter(|sheet| sheet.listed) {
            let sentence = a11y::values::line(&sheet.summary, lang);
            let word = sentence.split([' ', ',']).next().unwrap_or_default().to_lowercase();
            assert!(!word.is_empty() && first.insert(word), "another one begins so: {sentence}");
        }
    }
}

#[test]
fn test_data_are_told_on_a_trial_portal_only() {
    let notice = |demo| {
        let page = page(Lang::It, &Config { demo, ..Config::default() }, ALL, false);
        page.body.iter().any(|block| matches!(block, Block::Notice(_)))
    };
    assert!(notice(true) && !notice(false));
}

#[tokio::test]
async fn who_is_in_is_not_asked_in() {
    let desk = Desk::open().await;
    let stranger = Visitor::from("192.0.2.0");
    assert!(shown(&desk.page(&Home, &stranger, "").await).contains("\"/it/accedi\""));
    let page = shown(&desk.page(&Home, &stranger.signed_in(uuid::Uuid::from_u128(1)), "").await);
    assert!(!page.contains("\"/it/accedi\"") && page.contains("\"/it/area\""), "{page}");
}

#[tokio::test]
async fn a_search_on_the_front_page_goes_to_the_search_page() {
    let desk = Desk::open().await;
    match desk.get(&Home, &Visitor::from("192.0.2.0"), "?parole=PIN").await {
        Answer::See(to) => assert_eq!(to, "cerca?parole=PIN"),
        other => panic!("{other:?}"),
    }
}
