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

/// Addresses of the PIN, and of the sign-in with it.
const GONE: [&str; 8] = [
    "pin",
    "pin/richiesta",
    "pin/attivazione",
    "pin/attivazione/nuovo-pin",
    "pin/modifica",
    "pin/revoca",
    "pin/nuovo-invio",
    "accedi",
];

fn off() -> Running {
    Running::start_with(Config { pin: false, ..Config::default() }).with(&NOEMI)
}

#[test]
fn no_page_leads_to_a_pin() {
    let portal = off();
    let with_pin =
        ["con codice fiscale e PIN", "with your fiscal code and PIN", "بالرمز الضريبي والرقم السري"];
    for ((lang, ..), with_pin) in INSTEAD.into_iter().zip(with_pin) {
        let mut browser = portal.browser();
        let start = ["", "mappa", "cerca?parole=PIN", "aiuto", "preferenze", "segnala", "sedi?dove=Castro"];
        let mut waiting: Vec<String> = start.iter().map(|path| format!("/{lang}/{path}")).collect();
        let mut seen = BTreeSet::new();
        while let Some(address) = waiting.pop() {
            let path = address.split(['?', '#']).next().unwrap().to_owned();
            if !seen.insert(path) {
                continue;
            }
            let got = browser.get(&address);
            for to in got.links() {
                let is_pin = to.split(['/', '?', '#']).any(|part| part == "pin");
                assert!(!is_pin, "{address} leads to {to}");
                let inside = to.starts_with(&format!("/{lang}/")) && !to.contains("come=");
                waiting.extend(inside.then(|| to.split('#').next().unwrap().to_owned()));
            }
        }
        assert!(seen.len() > 10, "{seen:?}");
        let home = browser.get(&format!("/{lang}/"));
        assert!(!home.main().contains(with_pin), "{}", home.main());
        let help = browser.get(&format!("/{lang}/aiuto"));
        assert!(!help.main().contains("PIN") && !help.main().contains("الرقم السري"), "{}", help.main());
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
        // Who asks for what is theirs is told at once.
        assert_eq!(browser.get(&format!("/{lang}/area")).h1(), title);
    }
}
