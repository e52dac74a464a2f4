#![allow(clippy::unwrap_used, clippy::panic)]
//! Searching the portal: by words of each language, and what to do when nothing is found.

use a11y::page::Target;

use super::*;
use crate::services::{ALL, path};

fn results(lang: Lang, wanted: &str) -> Vec<String> {
    let page = page(lang, &Config::default(), Some(wanted));
    let links = page.body.iter().filter_map(|block| match block {
        Block::Section(section) => Some(&section.body),
        _ => None,
    });
    links
        .flatten()
        .filter_map(|block| match block {
            Block::Links(links) => Some(links),
            _ => None,
        })
        .flatten()
        .filter_map(|link| match &link.to {
            Target::Inside(to) => Some(to.clone()),
            _ => None,
        })
        .collect()
}

#[test]
fn each_page_is_found_first_by_its_own_title() {
    for lang in Lang::ALL {
        for service in ALL {
            let title = plain(&service.sheet(lang).title);
            assert_eq!(results(lang, &title).first(), Some(&path(lang, service.name())), "{title}");
        }
    }
}

#[test]
fn keywords_find_too() {
    assert!(results(Lang::It, "telefono").contains(&"/it/aiuto".to_owned()));
    assert!(results(Lang::En, "cookies").contains(&"/en/privacy".to_owned()));
    assert!(results(Lang::Ar, "هاتف").contains(&"/ar/aiuto".to_owned()));
}

#[test]
fn what_people_call_it_and_slips_of_the_hand_find_too() {
    for (lang, wanted, found) in [
        (Lang::It, "lis", "/it/sedi"),
        (Lang::It, "lingua dei segni", "/it/sedi"),
        (Lang::En, "sign language", "/en/sedi"),
        (Lang::Ar, "لغة الإشارة", "/ar/sedi"),
        (Lang::It, "contirbuti", "/it/estratto-conto"),
        (Lang::It, "pensoni", "/it/estratto-conto"),
        (Lang::En, "contirbutions", "/en/estratto-conto"),
        (Lang::Ar, "اشتراكتا", "/ar/estratto-conto"),
        (Lang::It, "caratteri grandi", "/it/preferenze"),
        (Lang::En, "dark colours", "/en/preferenze"),
        (Lang::It, "versamenti", "/it/estratto-conto"),
        (Lang::En, "retirement", "/en/estratto-conto"),
    ] {
        assert_eq!(results(lang, wanted).first().map(String::as_str), Some(found), "{wanted}");
    }
}

#[test]
fn nothing_found_says_what_to_do() {
    assert_eq!(results(Lang::It, "qwertyuiop"), ["/it/mappa"]);
}

#[test]
fn who_types_a_place_is_led_to_its_offices() {
    for (typed, to) in [
        ("napoli", "sedi?dove=napoli"),
        ("Reggio Calabria", "sedi?dove=Reggio%20Calabria"),
        ("Toscana", "sedi?dove=Toscana"),
        ("20121", "sedi?dove=20121"),
    ] {
        for lang in Lang::ALL {
            assert_eq!(results(lang, typed).first(), Some(&path(lang, to)), "{typed}");
        }
    }
    let page = page(Lang::It, &Config::default(), Some("xyzxyz"));
    assert!(!format!("{page:?}").contains("sedi?dove"));
}

#[test]
fn a_search_without_words_is_a_page_with_a_problem() {
    for wanted in ["", "  ", "?", "a"] {
        assert_eq!(page(Lang::It, &Config::default(), Some(wanted)).problems().len(), 1, "{wanted}");
    }
    assert!(page(Lang::It, &Config::default(), None).problems().is_empty());
}

#[test]
fn the_address_of_a_search_carries_any_words() {
    assert_eq!(address("Forlì & C."), "cerca?parole=Forl%C3%AC%20%26%20C.");
}
