#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
//! What the pages about the portal must say, and where their links may lead.

use proptest::prelude::*;

use a11y::page::Pages;

use super::languages::own_address;
use super::*;
use crate::clock::DAY;
use crate::ledger::{self, Encounter};
use crate::services::testing::{Desk, Visitor, person, shown};
use crate::services::{ALL, Channel};

fn targets(blocks: &[Block]) -> Vec<String> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Links(links) | Block::Pages(Pages { links, .. }) => {
                found.extend(links.iter().map(|link| match &link.to {
                    Target::Inside(to)
                    | Target::Phone(to)
                    | Target::Mail(to)
                    | Target::Outside(to)
                    | Target::Download(to) => to.clone(),
                }))
            }
            Block::Section(section) => found.extend(targets(&section.body)),
            _ => {}
        }
    }
    found
}

#[test]
fn the_map_leads_to_every_service_and_page_once() {
    for lang in Lang::ALL {
        let found = targets(&MAP.page(lang, &Config::default()).body);
        for service in ALL {
            let to = path(lang, service.name());
            assert_eq!(found.iter().filter(|link| **link == to).count(), 1, "{to}");
        }
        assert!(found.contains(&path(lang, "preferenze")));
    }
}

#[test]
fn arabic_counts_and_separates_as_arabic_does() {
    let page = |name: &str| {
        let leaf = LEAVES.into_iter().chain([&MAP]).find(|leaf| leaf.name == name).unwrap();
        shown(&leaf.page(Lang::Ar, &Config::default()))
    };
    let (privacy, map) = (page("privacy"), page("mappa"));
    assert!(privacy.contains("يومان") && !privacy.contains("2 يوم"), "{privacy}");
    assert!(map.contains("؛ ") && !map.contains(';'), "{map}");
}

#[test]
fn the_language_page_says_which_one_is_read_and_links_to_the_others() {
    for lang in Lang::ALL {
        let page = languages::Languages.examples(lang).pop().unwrap().page;
        let Some(Block::Pages(set)) = page.body.last() else { panic!("{:?}", page.body) };
        let here = a11y::values::line(&set.here, lang).to_lowercase();
        assert!(here.contains(&lang.endonym().to_lowercase()), "{here}");
        let to: Vec<_> = set.links.iter().map(|link| link.to.clone()).collect();
        assert_eq!(to, Lang::ALL.map(|to| Target::Inside(path(to, "sedi?dove=Roma"))));
    }
}

#[test]
fn the_statement_says_which_site_it_is_about() {
    let config = Config { public_url: "https://sportello.example/".into(), ..Config::default() };
    let leaf = LEAVES.into_iter().find(|leaf| leaf.name == "accessibilita").unwrap();
    let text = shown(&leaf.page(Lang::It, &config));
    assert!(text.contains("si applica a ") && text.contains("https://sportello.example\""), "{text}");
}

#[test]
fn the_map_names_the_parts_of_a_page() {
    let map = shown(&MAP.page(Lang::It, &Config::default()));
    assert!(map.contains("Con la tastiera") && map.contains("Stato di conformità"), "{map}");
}

#[test]
fn help_and_contacts_give_the_numbers_of_the_settings() {
    let config =
        Config { phone: "800111222".into(), dpo_mail: "dpo@ente.example".into(), ..Config::default() };
    for lang in Lang::ALL {
        assert!(targets(&HELP.page(lang, &config).body).contains(&"800111222".to_owned()));
        let contacts = targets(&CONTACTS.page(lang, &config).body);
        for to in ["800111222", "06164164", "dpo@ente.example"] {
            assert!(contacts.contains(&to.to_owned()), "{to}");
        }
    }
}

#[test]
fn the_statement_says_what_is_in_its_file() {
    for lang in Lang::ALL {
        let page = ACCESSIBILITY.page(lang, &Config::default());
        let facts = statement::statement().unwrap();
        let text = shown(&page);
        assert!(text.contains(&facts.drafting.reviewed.to_string()));
        assert_eq!(page.body.len(), 9, "the model’s seven headings after its first two sentences");
        assert!(!facts.not_accessible.is_empty());
    }
}

#[test]
fn the_arabic_statement_is_said_with_its_vowels() {
    let gap = &statement::statement().unwrap().not_accessible[0].what;
    assert!(gap.text(Lang::Ar).has_speech() && !gap.text(Lang::It).has_speech());
}

#[tokio::test]
async fn a_page_of_information_has_no_pages_below_it() {
    let desk = Desk::open().await;
    let visitor = Visitor::from("192.0.2.0");
    assert!(matches!(desk.get(&HELP, &visitor, "altro").await, Answer::NotFound));
    assert!(!desk.page(&HELP, &visitor, "").await.private);
    assert!(matches!(desk.post(&HELP, &visitor, "", &[]).await, Answer::WrongMethod));
}

#[tokio::test]
async fn another_language_keeps_the_page() {
    let desk = Desk::open().await;
    let page = desk.page(&Languages, &Visitor::from("192.0.2.0"), "?da=sedi/SIM0001").await;
    assert_eq!(targets(&page.body), ["/it/sedi/SIM0001", "/en/sedi/SIM0001", "/ar/sedi/SIM0001"]);
    let page = desk.page(&Languages, &Visitor::from("192.0.2.0"), "?da=//altro.example").await;
    assert_eq!(targets(&page.body), ["/it/", "/en/", "/ar/"]);
}

#[test]
fn only_addresses_of_our_own_grammar_are_kept() {
    for (from, kept) in [
        ("sedi", Some("sedi")),
        ("/ar/sedi?dove=Forl%C3%AC&pagina=2", Some("sedi?dove=Forl%C3%AC&pagina=2")),
        ("/it/", Some("")),
        ("", Some("")),
        ("//altro.example/", None),
        ("/fr/sedi", None),
        ("https://altro.example", None),
        ("../segreto", None),
        ("sedi/../segreto", None),
        ("sedi//x", None),
        ("sedi#errori", None),
        ("sedi?a=\"><b>", None),
        ("lingua?da=sedi", None),
        ("javascript:alert(1)", None),
    ] {
        assert_eq!(own_address(from), kept, "{from}");
    }
}

#[tokio::test]
async fn what_is_past_its_term_is_deleted_and_nothing_before() {
    let (desk, anna) = (Desk::open().await, person("Rossi", "Anna"));
    desk.add(&anna).await;
    let visitor = Visitor::from("192.0.2.0").signed_in(anna.id);
    let call = desk.call(&visitor, "", None);
    crate::ledger::audit(&call, anna.id, "identity").await.unwrap();
    let encounter = Encounter {
        citizen: Some(anna.id),
        channel: Channel::Web,
        service: "area",
        outcome: "read",
        case: None,
    };
    let now = desk.now();
    let write = desk.portal.db.write(move |tx| {
        Box::pin(async move { ledger::records::note(tx, encounter, now).await.map_err(Failure::from) })
    });
    write.await.unwrap();
    let sweep = |after: i64| {
        let now = desk.now().plus(after);
        desk.portal
            .db
            .write(move |tx| Box::pin(async move { retention::sweep(tx, now).await.map_err(Failure::from) }))
    };
    assert_eq!(sweep(10 * 365 * DAY - 1).await.unwrap(), 0);
    assert_eq!(sweep(10 * 365 * DAY + 1).await.unwrap(), 2);
}

proptest! {
    #[test]
    fn a_kept_address_never_leads_out(from in "\\PC{0,60}") {
        if let Some(kept) = own_address(&from) {
            prop_assert!(!kept.starts_with('/') && !kept.contains("..") && !kept.contains(':'));
        }
    }
}
