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
        (Lang::It, "indennità"),
        (Lang::It, "gestione separata"),
        (Lang::It, "Opzione donna"),
        (Lang::It, "quota 100"),
        (Lang::It, "un patronato"),
        (Lang::It, "deleghe"),
        (Lang::It, "DURC"),
        (Lang::It, "INAIL"),
        (Lang::It, "pagoPA"),
        (Lang::It, "MAV"),
        (Lang::It, "visita fiscale"),
        (Lang::It, "riscatto della laurea"),
        (Lang::It, "assegno di inclusione"),
        (Lang::En, "sick pay"),
        (Lang::En, "patronato"),
        (Lang::Ar, "إجازة مرضية"),
        (Lang::Ar, "توكيل"),
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
    // A word of a phrase says nothing alone.
    for wanted in ["donna delle pulizie", "codice fiscale", "visita in sede"] {
        assert!(!asks(Lang::It, wanted).0, "{wanted}");
    }
}

#[test]
fn small_words_find_nothing_where_there_are_others() {
    for (lang, wanted, telling) in [
        (Lang::It, "pensione di reversibilità", "pensione reversibilità"),
        (Lang::It, "assegno di inclusione", "assegno inclusione"),
        (Lang::It, "come trovo i miei contributi", "contributi"),
        (Lang::En, "apply for a pension", "apply pension"),
        (Lang::En, "dove trovo una badante", "badante"),
        (Lang::Ar, "كيف أطلب المعاش", "أطلب المعاش"),
    ] {
        assert_eq!(results(lang, wanted), results(lang, telling), "{wanted}");
    }
    assert_eq!(
        results(Lang::It, "pensione di reversibilità").first(),
        Some(&"/it/estratto-conto".to_owned())
    );
    // Alone they are words like others.
    assert!(results(Lang::It, "trova").contains(&"/it/sedi".to_owned()));
}

#[test]
fn who_is_known_by_spid_or_cie_is_told_what_is_needed_here() {
    let told = |lang, wanted, config: &Config| {
        let page = page(lang, config, Some(wanted));
        format!("{page:?}").contains(&format!("{:?}", words::identity(lang)))
    };
    let config = Config::default();
    for (lang, wanted) in [
        (Lang::It, "SPID"),
        (Lang::It, "entrare con la CIE"),
        (Lang::It, "identità digitale"),
        (Lang::It, "carta d’identità"),
        (Lang::En, "sign in with SPID"),
        (Lang::En, "cie"),
        (Lang::En, "identity card"),
        (Lang::Ar, "SPID"),
        (Lang::Ar, "cie"),
        (Lang::Ar, "الهوية الرقمية"),
    ] {
        assert!(told(lang, wanted, &config), "{wanted}");
        assert!(results(lang, wanted).contains(&path(lang, "accedi")), "{wanted}");
    }
    assert!(!told(Lang::It, "PIN", &config) && !told(Lang::It, "carta", &config));
    assert!(
        !told(Lang::It, "SPID", &Config { pin: false, ..Config::default() }),
        "there one needs just that"
    );
}

#[test]
fn where_there_is_no_pin_who_searches_for_one_or_for_the_way_in_is_led_to_what_to_use() {
    let config = Config { pin: false, ..Config::default() };
    for (lang, wanted) in [
        (Lang::It, "pin"),
        (Lang::It, "accedi"),
        (Lang::It, "SPID"),
        (Lang::En, "PIN"),
        (Lang::En, "sign in"),
        (Lang::Ar, "PIN"),
        (Lang::Ar, "رقم سري"),
        (Lang::Ar, "تسجيل الدخول"),
    ] {
        let found = page(lang, &config, Some(wanted));
        let links = found.body.iter().filter_map(|block| match block {
            Block::Section(section) => Some(&section.body),
            _ => None,
        });
        let links = links.flatten().filter_map(|block| match block {
            Block::Links(links) => Some(links),
            _ => None,
        });
        let here = Target::Inside(path(lang, "accedi"));
        assert_eq!(links.flatten().filter(|link| link.to == here).count(), 1, "{wanted}");
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
    for (lang, typed, to) in [
        (Lang::It, "sede di Napoli", "sedi?dove=Napoli"),
        (Lang::It, "orari Napoli", "sedi?dove=Napoli"),
        (Lang::It, "come trovo la sede di Napoli", "sedi?dove=Napoli"),
        (Lang::It, "Napoli ufficio", "sedi?dove=Napoli"),
        (Lang::It, "dove si trova la sede di Napoli?", "sedi?dove=Napoli"),
        (Lang::It, "sede di La Spezia", "sedi?dove=La%20Spezia"),
        (Lang::It, "sede di L'Aquila", "sedi?dove=L%27Aquila"),
        (Lang::It, "uffici in Toscana", "sedi?dove=Toscana"),
        (Lang::En, "office in Reggio Calabria", "sedi?dove=Reggio%20Calabria"),
        (Lang::Ar, "مكتب Napoli", "sedi?dove=Napoli"),
    ] {
        assert_eq!(results(lang, typed).first(), Some(&path(lang, to)), "{typed}");
    }
    for typed in ["xyzxyz", "lingua dei segni", "segni", "contributi", "sede", "lavoro domestico"] {
        let page = page(Lang::It, &Config::default(), Some(typed));
        assert!(!format!("{page:?}").contains("sedi?dove"), "{typed}");
    }
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
