#![allow(clippy::unwrap_used, clippy::panic)]
//! Every word of a sheet is shown, and every sheet is a link away from the front page and leads into its service.

use super::*;
use crate::services::ALL;
use crate::services::home::Home;
use crate::services::testing::{Desk, Visitor, leads_to, shown};

#[tokio::test]
async fn every_word_of_every_sheet_is_shown_and_is_two_links_from_the_front_page() {
    let desk = Desk::open().await;
    for lang in Lang::ALL {
        let visitor = Visitor { lang, ..Visitor::from("192.0.2.0") };
        let front = desk.page(&Home, &visitor, "").await;
        assert!(shown(&front).contains(&format!("\"{}\"", path(lang, NAME))), "{}", lang.code());
        let list = desk.page(&Sheets, &visitor, "").await;
        let sheets = leads_to(&list, NAME);
        let services: Vec<_> = ALL.iter().filter(|service| service.sheet(lang).listed).collect();
        assert_eq!(sheets, services.iter().map(|service| service.name()).collect::<Vec<_>>());
        for service in services {
            let page = desk.page(&Sheets, &visitor, service.name()).await;
            let Sheet { summary, for_whom, how, needs, gets, terms, dues, .. } = service.sheet(lang);
            let dues = if service.name() == "lavoro-domestico" { dues } else { words::nothing(lang) };
            let said = a11y::speech::transcript(&a11y::speech::page(&page, &a11y::page::Frame::default()));
            for words in [summary, for_whom, how, needs, gets, terms, dues] {
                let words = shown(&Page::new(lang, words));
                let words = words.split("\"title\":").nth(1).unwrap().split(",\"service\"").next().unwrap();
                assert!(shown(&page).contains(words), "{}: {words}", service.name());
            }
            assert!(said.lines().count() < 27, "short: {said}");
            // By telephone, in writing, at an office.
            let config = Config::default();
            for way in [&config.phone, &config.phone_mobile, &config.mail, &path(lang, "sedi")] {
                assert!(shown(&page).contains(way.as_str()), "{}: {way}", service.name());
            }
            // The way in, then whom to ask, and the other services last.
            let told = shown(&page);
            let begin = told.find(&format!("\"{}\"", path(lang, service.name()))).unwrap();
            assert!(begin < told.find(config.mail.as_str()).unwrap(), "{told}");
            assert_eq!(page.actions.len(), 1, "{told}");
        }
    }
}

#[tokio::test]
async fn what_is_no_service_of_the_front_page_has_no_sheet() {
    let (desk, visitor) = (Desk::open().await, Visitor::from("192.0.2.0"));
    for path in ["servizi", "aiuto", "niente", "sedi/sedi"] {
        assert!(matches!(desk.get(&Sheets, &visitor, path).await, Answer::NotFound), "{path}");
    }
}

#[tokio::test]
async fn what_is_due_and_by_when_is_what_the_services_hold_to() {
    let (desk, visitor) = (Desk::open().await, Visitor::from("192.0.2.0"));
    for (service, said) in [
        ("pin", "il secondo entro 15 giorni. Con i due codici attivi il PIN entro 45 giorni"),
        ("estratto-conto", "per posta entro 15 giorni. A chi segnala un errore rispondiamo entro 30 giorni"),
        (
            "lavoro-domestico",
            "ogni tre mesi con pagoPA; per una registrazione in ritardo la sanzione va da 100",
        ),
    ] {
        let page = desk.page(&Sheets, &visitor, service).await;
        let text = a11y::plain::page(&page, &a11y::page::Frame::default(), None).replace('\n', " ");
        let text: Vec<&str> = text.split_whitespace().collect();
        assert!(text.join(" ").contains(said), "{}", text.join(" "));
    }
}
