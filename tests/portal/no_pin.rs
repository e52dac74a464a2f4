//! A portal whose PIN is switched off: nothing leads to one, nothing takes one, and every address of it says what to use.

use std::collections::BTreeSet;

use sportello::config::Config;

use crate::people::NOEMI;
use crate::support::Running;

/// What is said in place of it, in each language: the title, and what to use.
const INSTEAD: [(&str, &str, &str); 3] = [
    ("it", "Qui il PIN non si usa più", "accedi con SPID"),
    ("en", "The PIN is no longer used here", "sign in with SPID"),
    ("ar", "لم يعد الرقم السري مستعملا هنا", "بالهوية الرقمية"),
];

/// The title of the sign-in there, in the same order: it says with what one signs in, and that it is not there.
const SIGN_IN: [&str; 3] = ["Come si accede", "How to sign in", "كيفية تسجيل الدخول"];

/// Addresses of the PIN.
const GONE: [&str; 7] = [
    "pin",
    "pin/richiesta",
    "pin/attivazione",
    "pin/attivazione/nuovo-pin",
    "pin/modifica",
    "pin/revoca",
    "pin/nuovo-invio",
];

/// What the institute's PIN is called, in every language; a card's own is called so too.
const NAMES: [&str; 4] = ["PIN", "رقم السري", "رقمك السري", "رقم سري"];

/// Where it is named nevertheless, beside the page that says that it is not used any more: what is kept of it is told.
const NAMING: &str = "privacy";

/// What warns of writing down a secret, whose ever it is.
const ANY_SECRET: [&str; 2] = ["Non scrivere PIN o dati di salute", "Do not write PINs or health data"];

fn off() -> Running {
    Running::start_with(Config { pin: false, ..Config::default() }).with(&NOEMI)
}

#[test]
fn no_page_leads_to_a_pin() {
    let portal = off();
    let with_pin =
        ["con codice fiscale e PIN", "with your fiscal code and PIN", "بالرمز الضريبي والرقم السري"];
    for ((lang, title, _), with_pin) in INSTEAD.into_iter().zip(with_pin) {
        let mut browser = portal.browser();
        let start = [
            "",
            "mappa",
            "cerca?parole=aiuto",
            "aiuto",
            "preferenze",
            "uscita",
            "segnala",
            "sedi?dove=Castro",
        ];
        let mut waiting: Vec<String> = start.iter().map(|path| format!("/{lang}/{path}")).collect();
        let mut seen = BTreeSet::new();
        while let Some(address) = waiting.pop() {
            let path = address.split(['?', '#']).next().unwrap().to_owned();
            if !seen.insert(path) {
                continue;
            }
            let got = browser.get(&address);
            let says_so = got.h1() == title || SIGN_IN.contains(&got.h1().as_str());
            if !says_so && address.split(['/', '?', '#']).nth(2) != Some(NAMING) {
                let said =
                    ANY_SECRET.iter().fold(got.words("html").unwrap(), |all, any| all.replace(any, ""));
                let named = NAMES.into_iter().find(|name| said.contains(name));
                assert_eq!(named, None, "{address}: {said}");
            }
            for to in got.links() {
                let is_pin = to.split(['/', '?', '#']).any(|part| part == "pin");
                assert!(!is_pin, "{address} leads to {to}");
                let inside = to.starts_with(&format!("/{lang}/")) && !to.contains("come=");
                waiting.extend(inside.then(|| to.split('#').next().unwrap().to_owned()));
            }
        }
        for sheet in ["sedi", "estratto-conto", "lavoro-domestico", "area"] {
            assert!(seen.contains(&format!("/{lang}/servizi/{sheet}")), "{sheet}: {seen:?}");
        }
        let home = browser.get(&format!("/{lang}/"));
        assert!(!home.main().contains(with_pin), "{}", home.main());
        // Who searches for a way in is led to what to use.
        for wanted in ["SPID", "CIE", "PIN"] {
            let found = browser.get(&format!("/{lang}/cerca?parole={wanted}"));
            assert!(found.links().contains(&format!("/{lang}/accedi")), "{}", found.main());
        }
    }
}

#[test]
fn every_address_of_a_pin_says_what_to_use_instead_and_takes_none() {
    let portal = off();
    for (lang, title, instead) in INSTEAD {
        let mut browser = portal.browser();
        let token = browser.get(&format!("/{lang}/preferenze")).token().unwrap();
        for address in GONE {
            let address = format!("/{lang}/{address}");
            let pin = [("gettone", token.as_str()), ("codice-fiscale", NOEMI.code), ("pin", NOEMI.pin)];
            for got in [browser.get(&address), browser.post(&address, &pin)] {
                assert_eq!((got.status, got.h1().as_str()), (200, title), "{address}");
                got.expect(instead);
                assert!(got.signed_in().is_none() && !got.body.contains("type=\"password\""), "{address}");
            }
        }
    }
    for ((lang, _, _), title) in INSTEAD.into_iter().zip(SIGN_IN) {
        let mut browser = portal.browser();
        // Who asks for what is theirs is told at once, and who kept the sheet of the PIN as a bookmark.
        for address in ["accedi", "area", "servizi/pin", "servizi/accedi"] {
            let got = browser.get(&format!("/{lang}/{address}"));
            assert_eq!((got.status, got.h1().as_str()), (200, title), "{address}");
            let (main, with) = (got.main(), "SPID");
            assert!(lang == "ar" || main.find(with) < main.find("PIN"), "{main}");
        }
        let token = browser.get(&format!("/{lang}/preferenze")).token().unwrap();
        let pin = [("gettone", token.as_str()), ("codice-fiscale", NOEMI.code), ("pin", NOEMI.pin)];
        let got = browser.post(&format!("/{lang}/accedi"), &pin);
        assert_eq!((got.status, got.h1().as_str()), (200, title));
        assert!(got.signed_in().is_none() && !got.body.contains("type=\"password\""));
    }
}
