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
    let privacy = page("privacy");
    assert!(privacy.contains("يومان") && !privacy.contains("2 يوم"), "{privacy}");
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

/// Of each table that the deletion job empties, a row of now, finished where only what is finished goes.
async fn put_one_in_each_table(desk: &Desk, citizen: uuid::Uuid) {
    let (file, now) = (desk.folder().with_extension("pem"), desk.now());
    crate::kiosks::enrol(&desk.portal.db, "prova", "0001", &file, now).await.unwrap();
    let write = desk.portal.db.write(move |tx| {
        Box::pin(async move {
            let (id, bytes, at) = (uuid::Uuid::now_v7(), vec![9_u8; 32], now.0);
            for text in [
                "INSERT INTO devices (id_hash, citizen_id, first_seen, last_seen) VALUES ($2, $3, 0, $4)",
                "INSERT INTO feedback (id, url, device, assistive, steps, message, lang, at) \
                 VALUES ($1, '', '', '', '', '', 'it', $4)",
                "INSERT INTO idempotency (key, service, outcome, created_at) VALUES ($1, 'prova', '', $4)",
                "INSERT INTO letters (id, citizen_id, kind, lang, delivery, address, body, state, created_at, \
                 acknowledged_at) VALUES ($1, $3, 'prova', 'it', 'letter', $2, $2, 'acknowledged', 0, $4)",
                "INSERT INTO pin_requests (id, number, codice_fiscale, answers, first_half_hash, delivery, state, \
                 created_at, expires_at) VALUES ($1, '1', 'RSSMRA80A01H501U', $2, '', 'letter', 'expired', 0, $4)",
                "INSERT INTO counter_pins (id, citizen_id, kiosk_id, document, opened_at, expires_at) \
                 SELECT $1, $3, id, $2, $4, 0 FROM kiosks",
                "INSERT INTO cases (id, protocol, citizen_id, service, state, answers, created_at, updated_at) \
                 VALUES ($1, '2026000000000014', $3, 'prova', 'ended', '{}', 0, $4)",
                "INSERT INTO case_events (id, case_id, state, note, at, actor) VALUES ($1, $1, 'ended', '', $4, '')",
            ] {
                crate::sql!(tx, text, id, bytes.clone(), citizen, at).execute().await?;
            }
            Ok::<(), Failure>(())
        })
    });
    write.await.unwrap();
}

#[tokio::test]
async fn each_table_keeps_a_row_for_its_term_and_no_longer() {
    let (desk, anna) = (Desk::open().await, person("Rossi", "Anna"));
    desk.add(&anna).await;
    put_one_in_each_table(&desk, anna.id).await;
    let counts = [
        ("devices", "SELECT COUNT(*) FROM devices"),
        ("feedback", "SELECT COUNT(*) FROM feedback"),
        ("letters", "SELECT COUNT(*) FROM letters"),
        ("pin_requests", "SELECT COUNT(*) FROM pin_requests"),
        ("counter_pins", "SELECT COUNT(*) FROM counter_pins"),
        ("cases", "SELECT (SELECT COUNT(*) FROM cases) + (SELECT COUNT(*) FROM case_events)"),
    ];
    let mut terms: Vec<(i64, &str, &'static str)> = counts
        .into_iter()
        .map(|(table, text)| (retention::term(table).unwrap().length().unwrap(), table, text))
        .collect();
    terms.push((30 * DAY, "idempotency", "SELECT COUNT(*) FROM idempotency"));
    terms.sort_unstable();
    let left = async |after: i64, text: &'static str| {
        let now = desk.now().plus(after);
        let sweep = desk
            .portal
            .db
            .write(move |tx| Box::pin(async move { retention::sweep(tx, now).await.map_err(Failure::from) }));
        sweep.await.unwrap();
        let (count,): (i64,) = crate::sql!(desk.reader().await, text).one().await.unwrap();
        count
    };
    for same in terms.chunk_by(|one, other| one.0 == other.0) {
        for (term, table, text) in same {
            assert!(left(*term, text).await > 0, "{table}");
        }
        for (term, table, text) in same {
            assert_eq!(left(term + 1, text).await, 0, "{table}");
        }
    }
}

#[test]
fn whose_the_data_about_places_are_is_said_in_every_language_with_their_licence() {
    for lang in Lang::ALL {
        let page = MAP.page(lang, &Config::default());
        let text = shown(&page);
        for source in ["Anagrafe nazionale della popolazione residente", "Istat", "GeoNames"] {
            assert!(text.contains(source), "{source} in {text}");
        }
        let licence = "https://creativecommons.org/licenses/by/4.0/".to_owned();
        assert!(targets(&page.body).contains(&licence), "{text}");
    }
}

proptest! {
    #[test]
    fn a_kept_address_never_leads_out(from in "\\PC{0,60}") {
        if let Some(kept) = own_address(&from) {
            prop_assert!(!kept.starts_with('/') && !kept.contains("..") && !kept.contains(':'));
        }
    }
}
