//! An upgrade while a registration of domestic work is half filled: a new process on the same records.
//!
//! **Invariant**: nothing that was typed is lost: not what was accepted, not what was told to be wrong, not what stood
//! in a page that was not sent yet.

use jiff::ToSpan;
use sportello::citizen::{Raised, raise};
use sportello::clock::Clock;

use crate::process::browser::{Browser, Got};
use crate::process::people::{self, Person, confirmed, pairs, sign_in};
use crate::process::program::Program;
use crate::process::store::Store;

const SERVICE: &str = "/it/lavoro-domestico";

/// A task with the steps of it that are answered, in order.
type Task = (&'static str, &'static [(&'static str, Fields)]);
type Fields = &'static [(&'static str, &'static str)];

/// What stands in no record and is typed, in accents and scripts that an upgrade must not bend.
const EMPLOYER: Task = (
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

const WORKER: Task = (
    "lavoratore",
    &[
        ("lavoratore", &[("lavoratore-codice-fiscale", "smp rso 80e54 z611x")]),
        ("lavoratore-nome", &[("lavoratore-cognome", "Esempio"), ("lavoratore-nome", "Rosa")]),
        ("lavoratore-nascita", &[]),
        ("lavoratore-cittadinanza", &[("lavoratore-cittadinanza", "Romania")]),
    ],
);

/// A town that is none: told to be wrong, and kept as it was typed.
const WRONG: (&str, Fields) = (
    "lavoratore-residenza",
    &[
        ("lavoratore-via", "Via dell’Università"),
        ("lavoratore-numero-civico", "7/b"),
        ("lavoratore-comune", "Nessunposto"),
        ("lavoratore-cap", "00118"),
    ],
);

const HOME: Fields = &[("lavoratore-comune", "Roma")];
const DOCUMENT: Fields = &[
    ("lavoratore-documento", "passaporto-estero"),
    ("lavoratore-documento-numero", "RO 123456"),
    ("lavoratore-documento-scadenza-giorno", "31"),
    ("lavoratore-documento-scadenza-mese", "12"),
];

/// The form is opened before the upgrade and sent after it.
const JOB: (&str, Fields) = ("mansione", &[("mansione", "colf")]);

const REST: &[(&str, Fields)] = &[
    ("contratto", &[("contratto", "indeterminato")]),
    ("convivenza", &[("convivente", "no")]),
    ("orario", &[("ore", "١٠")]),
    ("paga", &[("tipo-paga", "oraria"), ("paga", "9,75")]),
    ("luogo", &[("luogo", "datore")]),
    ("avvisi", &[("avvisi", "datore")]),
    ("parentela", &[("parentela", "nessuna")]),
];

/// A registration, and what its pages held when they were sent.
struct Registration {
    draft: String,
    sent: Vec<(String, Vec<(String, String)>)>,
}

impl Registration {
    fn begin(browser: &mut Browser<'_>) -> Registration {
        let token = browser.get(SERVICE).hidden("gettone");
        let begun = browser.post(SERVICE, &[("gettone", &token)]);
        let draft = begun.location.split('/').nth(3).unwrap_or_else(|| panic!("{begun:?}")).to_owned();
        Registration { draft, sent: Vec::new() }
    }

    fn address(&self, step: &str) -> String {
        format!("{SERVICE}/{}/{step}", self.draft)
    }

    /// What a page would send with these fields typed into it.
    #[track_caller]
    fn typed(&self, browser: &mut Browser<'_>, step: &str, own: Fields) -> Vec<(String, String)> {
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
    fn fill(&mut self, browser: &mut Browser<'_>, step: &str, own: Fields) -> Got {
        let fields = self.typed(browser, step, own);
        self.send(browser, step, fields)
    }

    #[track_caller]
    fn send(&mut self, browser: &mut Browser<'_>, step: &str, fields: Vec<(String, String)>) -> Got {
        let got = browser.post(&self.address(step), &pairs(&fields));
        assert_eq!(got.status, 303, "{step} {fields:?}");
        self.sent.retain(|(known, _)| known != step);
        self.sent.push((step.to_owned(), fields));
        got
    }

    #[track_caller]
    fn fill_well(&mut self, browser: &mut Browser<'_>, step: &str, own: Fields) {
        let got = self.fill(browser, step, own);
        assert!(!got.location.contains('#'), "{step}: {}", got.location);
    }

    /// Each page still holds what was sent from it.
    #[track_caller]
    fn holds(&self, browser: &mut Browser<'_>) {
        for (step, fields) in &self.sent {
            let page = browser.get(&self.address(step));
            let held = page.fields_of(&self.address(step));
            for field in fields.iter().filter(|(name, _)| name != "gettone") {
                assert!(held.contains(field), "{step}: {field:?} is not in {held:?}");
            }
        }
    }
}

fn half_filled(browser: &mut Browser<'_>) -> Registration {
    let mut form = Registration::begin(browser);
    for (step, own) in [EMPLOYER, WORKER].iter().flat_map(|(_, steps)| *steps) {
        form.fill_well(browser, step, own);
    }
    let told = form.fill(browser, WRONG.0, WRONG.1);
    assert!(told.location.ends_with("#errori"), "{}", told.location);
    assert_eq!(form.sent.len(), 11);
    form
}

/// Everything that is left, to the number that comes back.
fn finish(form: &mut Registration, browser: &mut Browser<'_>) -> String {
    form.fill_well(browser, WRONG.0, HOME);
    let today = Clock::System.now().date();
    let mut document = form.typed(browser, "lavoratore-documento", DOCUMENT);
    set(&mut document, "lavoratore-documento-scadenza-anno", today.year() + 5);
    form.send(browser, "lavoratore-documento", document);
    let start = today.saturating_add(7.days());
    let mut begins = form.typed(browser, "inizio", &[]);
    set(&mut begins, "inizio-giorno", start.day());
    set(&mut begins, "inizio-mese", start.month());
    set(&mut begins, "inizio-anno", start.year());
    form.send(browser, "inizio", begins);
    for (step, own) in REST {
        form.fill_well(browser, step, own);
    }
    form.holds(browser);
    let review = form.address("riepilogo");
    let page = browser.get(&review);
    let (token, read) = (page.hidden("gettone"), page.hidden("letto"));
    let got = browser.post(&review, &[("gettone", &token), ("letto", &read)]);
    assert_eq!((got.status, got.location), (303, form.address("inviata")));
    let sent = browser.get(&form.address("inviata"));
    let words = sent.words("main").unwrap();
    for typed in ["Perchéno?Liutaia", "Ca’d’Oro", "Viadell’Università", "7/b", "RO123456", "RM123456"]
    {
        assert!(words.contains(typed), "{typed} was not sent: {words}");
    }
    confirmed(&sent)
}

fn set(fields: &mut [(String, String)], name: &str, value: impl ToString) {
    let (_, held) = fields.iter_mut().find(|(known, _)| known == name).unwrap();
    *held = value.to_string();
}

fn nothing_typed_is_lost(store: &Store) {
    let everybody: Vec<Person> = people::enrol(store, 1, 1);
    let code = everybody[0][0].as_str();
    store.with(async |portal| {
        let raised = raise(&portal.db, code.parse().unwrap(), portal.clock.now()).await.unwrap();
        assert_eq!(raised, Raised::Done);
    });
    let program = Program::start(store);
    let mut here = sign_in(&program, code);
    let mut form = half_filled(&mut here);
    let open = form.typed(&mut here, JOB.0, JOB.1);
    program.kill_and_start();

    // The same browser goes on as if nothing had been: with what was sent, and with the page that stood open.
    form.holds(&mut here);
    let wrong = here.get(&form.address(WRONG.0));
    assert!(wrong.words("#errori").is_some_and(|told| !told.is_empty()), "what is wrong is told again");
    let got = form.send(&mut here, JOB.0, open);
    assert_eq!(got.location, form.address("inizio"));
    assert_eq!(here.get(&got.location).status, 200);
    program.kill_and_start();

    // Another browser, after a new sign-in: the citizen's area leads to where they were.
    let mut there = sign_in(&program, code);
    let area = there.get("/it/area");
    assert!(area.body.contains(&form.address("inizio")), "{}", area.body);
    form.holds(&mut there);
    let number = finish(&mut form, &mut there);
    assert_eq!(number.len(), 16, "{number}");
    program.kill_and_start();
    assert_eq!(confirmed(&here.get(&form.address("inviata"))), number);
}

#[test]
fn on_sqlite_nothing_typed_in_a_registration_is_lost_by_an_upgrade() {
    nothing_typed_is_lost(&Store::lite());
}

#[test]
fn on_postgresql_nothing_typed_in_a_registration_is_lost_by_an_upgrade() {
    nothing_typed_is_lost(&Store::postgres());
}
