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
fn what_the_portal_has_not_is_said_with_whom_to_ask() {
    let asks = |lang, wanted: &str| {
        let page = page(lang, &Config::default(), Some(wanted));
        let says = format!("{page:?}").contains(&format!("{:?}", words::elsewhere(lang)));
        (says, results(lang, wanted))
    };
    for (lang, wanted) in [
        (Lang::It, "maternità"),
        (Lang::It, "domanda di disoccupazione"),
        (Lang::It, "disocupazione"),
        (Lang::It, "invalidità civile"),
        (Lang::It, "ISEE"),
        (Lang::It, "CUD"),
        (Lang::It, "la mia CU"),
        (Lang::It, "assegni familiari"),
        (Lang::En, "unemployment benefits"),
        (Lang::En, "maternity leave"),
        (Lang::Ar, "الأمومة"),
        (Lang::Ar, "بطالة"),
    ] {
        let (says, links) = asks(lang, wanted);
        assert!(says && links.contains(&path(lang, "sedi")), "{wanted}: {links:?}");
    }
    // Of what there is something here, that comes first.
    for (lang, wanted, first) in [
        (Lang::It, "pensione", "estratto-conto"),
        (Lang::It, "reddito", "estratto-conto"),
        (Lang::En, "pension", "estratto-conto"),
        (Lang::Ar, "المعاش", "estratto-conto"),
    ] {
        let (says, links) = asks(lang, wanted);
        assert_eq!((says, links.first()), (true, Some(&path(lang, first))), "{wanted}");
    }
    for (lang, wanted, first) in [
        (Lang::It, "residenza", "area"),
        (Lang::It, "colf", "lavoro-domestico"),
        (Lang::It, "badante", "lavoro-domestico"),
        (Lang::It, "busta paga", "estratto-conto"),
        (Lang::En, "residence", "area"),
        (Lang::En, "carer", "lavoro-domestico"),
        (Lang::Ar, "الإقامة", "area"),
        (Lang::Ar, "خادمة", "lavoro-domestico"),
    ] {
        let (says, links) = asks(lang, wanted);
        assert_eq!((says, links.first()), (false, Some(&path(lang, first))), "{wanted}");
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
