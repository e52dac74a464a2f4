//! A registration of domestic work that is begun and filled page by page, as a browser does it.

use super::browser::{Browser, Got};
use super::people::pairs;

/// Its address.
pub const SERVICE: &str = "/it/lavoro-domestico";

/// A task with the steps of it that are answered, in order.
pub type Task = (&'static str, &'static [(&'static str, Fields)]);
/// What is typed, by the names of fields.
pub type Fields = &'static [(&'static str, &'static str)];

/// What stands in no record and is typed, in accents and scripts that an upgrade must not bend.
pub const EMPLOYER: Task = (
    "chi-assume",
    &[
        ("chi-assume", &[("chi-assume", "persona")]),
        ("datore", &[("datore-professione", "Perché no? Liutaia")]),
        ("datore-nascita", &[]),
        ("datore-cittadinanza", &[("datore-cittadinanza", "إيطاليا")]),
        ("datore-residenza", &[("datore-frazione", "Ca’ d’Oro"), ("datore-telefono", "06 5555 0123")]),
        ("datore-documento", &[("datore-documento", "patente"), ("datore-documento-numero", "rm-123 456")]),
    ],
);

/// The same of the worker.
pub const WORKER: Task = (
    "lavoratore",
    &[
        ("lavoratore", &[("lavoratore-codice-fiscale", "smp rso 80e54 z611x")]),
        ("lavoratore-nome", &[("lavoratore-cognome", "Esempio"), ("lavoratore-nome", "Rosa")]),
        ("lavoratore-nascita", &[]),
        ("lavoratore-cittadinanza", &[("lavoratore-cittadinanza", "Romania")]),
    ],
);

/// A town that is none: told to be wrong, and kept as it was typed.
pub const WRONG: (&str, Fields) = (
    "lavoratore-residenza",
    &[
        ("lavoratore-via", "Via dell’Università"),
        ("lavoratore-numero-civico", "7/b"),
        ("lavoratore-comune", "Nessunposto"),
        ("lavoratore-cap", "00118"),
    ],
);

/// A registration, and what its pages held when they were sent.
pub struct Registration {
    pub draft: String,
    /// Step by step, as it was sent last.
    pub sent: Vec<(String, Vec<(String, String)>)>,
}

impl Registration {
    /// A new one.
    pub fn begin(browser: &mut Browser<'_>) -> Registration {
        let fields = browser.get(SERVICE).fields_of(SERVICE);
        let begun = browser.post(SERVICE, &pairs(&fields));
        let draft = begun.location.split('/').nth(3).unwrap_or_else(|| panic!("{begun:?}")).to_owned();
        Registration { draft, sent: Vec::new() }
    }

    /// The address of a step.
    pub fn address(&self, step: &str) -> String {
        format!("{SERVICE}/{}/{step}", self.draft)
    }

    /// What a page would send with these fields typed into it.
    #[track_caller]
    pub fn typed(&self, browser: &mut Browser<'_>, step: &str, own: Fields) -> Vec<(String, String)> {
        let mut fields = browser.get(&self.address(step)).fields_of(&self.address(step));
        for (name, value) in own {
            let field = fields.iter_mut().find(|(known, _)| known == name);
            let (_, held) = field.unwrap_or_else(|| panic!("{step} does not ask {name}"));
            (*value).clone_into(held);
        }
        fields
    }

    /// Fills a page and sends it.
    #[track_caller]
    pub fn fill(&mut self, browser: &mut Browser<'_>, step: &str, own: Fields) -> Got {
        let fields = self.typed(browser, step, own);
        self.send(browser, step, fields)
    }

    /// Sends a page with these fields.
    #[track_caller]
    pub fn send(&mut self, browser: &mut Browser<'_>, step: &str, fields: Vec<(String, String)>) -> Got {
        let got = browser.post(&self.address(step), &pairs(&fields));
        assert_eq!(got.status, 303, "{step} {fields:?}");
        self.sent.retain(|(known, _)| known != step);
        self.sent.push((step.to_owned(), fields));
        got
    }

    /// Fills a page with what is right, and sends it.
    #[track_caller]
    pub fn fill_well(&mut self, browser: &mut Browser<'_>, step: &str, own: Fields) {
        let got = self.fill(browser, step, own);
        assert!(!got.location.contains('#'), "{step}: {}", got.location);
    }

    /// Each page still holds what was sent from it.
    #[track_caller]
    pub fn holds(&self, browser: &mut Browser<'_>) {
        for (step, fields) in &self.sent {
            let page = browser.get(&self.address(step));
            let held = page.fields_of(&self.address(step));
            for field in fields.iter().filter(|(name, _)| name != "gettone") {
                assert!(held.contains(field), "{step}: {field:?} is not in {held:?}");
            }
        }
    }
}

/// One that is left half way, on a page where something is wrong.
pub fn half_filled(browser: &mut Browser<'_>) -> Registration {
    let mut form = Registration::begin(browser);
    for (step, own) in [EMPLOYER, WORKER].iter().flat_map(|(_, steps)| *steps) {
        form.fill_well(browser, step, own);
    }
    let told = form.fill(browser, WRONG.0, WRONG.1);
    assert!(told.location.ends_with("#errori"), "{}", told.location);
    assert_eq!(form.sent.len(), 11);
    form
}
