//! An upgrade while a registration of domestic work is half filled: a new process on the same records, on those of an
//! older program, and on answers to an older form.
//!
//! **Invariant**: nothing that was typed is lost: not what was accepted, not what was told to be wrong, not what stood
//! in a page that was not sent yet.

use std::time::{Duration, Instant};

use jiff::ToSpan;
use jiff::civil::Date;
use sportello::citizen::{Raised, raise};
use sportello::clock::Clock;

use crate::older::{migrations, set_back};
use crate::process::browser::Browser;
use crate::process::people::{self, Person, confirmed, sign_in};
use crate::process::program::{Program, sportello, turned};
use crate::process::registration::{Fields, Registration, SERVICE, WRONG, half_filled};
use crate::process::store::Store;
use crate::upgrade::rewrite;

pub(crate) const HOME: Fields = &[("lavoratore-comune", "Roma")];
const DOCUMENT: Fields = &[
    ("lavoratore-documento", "passaporto-estero"),
    ("lavoratore-documento-numero", "RO 123456"),
    ("lavoratore-documento-scadenza-giorno", "31"),
    ("lavoratore-documento-scadenza-mese", "12"),
];

/// The form is opened before the upgrade and sent after it.
pub(crate) const JOB: (&str, Fields) = ("mansione", &[("mansione", "colf")]);

pub(crate) const REST: &[(&str, Fields)] = &[
    ("contratto", &[("contratto", "indeterminato")]),
    ("convivenza", &[("convivente", "no")]),
    ("orario", &[("ore", "١٠")]),
    ("paga", &[("tipo-paga", "oraria"), ("paga-concordata", "9,75")]),
    ("luogo", &[("luogo", "datore")]),
    ("avvisi", &[("avvisi", "datore")]),
    ("parentela", &[("parentela", "nessuna")]),
];

/// Everything that is left, to the number that comes back.
fn finish(form: &mut Registration, browser: &mut Browser<'_>) -> String {
    form.fill_well(browser, WRONG.0, HOME);
    finish_on(Clock::System.now().date(), form, browser, REST)
}

/// The same after the worker's home, on this day, with the rest as a program asks it.
pub(crate) fn finish_on(
    today: Date,
    form: &mut Registration,
    browser: &mut Browser<'_>,
    rest: &[(&str, Fields)],
) -> String {
    let mut document = form.typed(browser, "lavoratore-documento", DOCUMENT);
    set(&mut document, "lavoratore-documento-scadenza-anno", today.year() + 5);
    form.send(browser, "lavoratore-documento", document);
    begin_in_a_week(today, form, browser);
    for (step, own) in rest {
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

/// When the work begins.
pub(crate) fn begin_in_a_week(today: Date, form: &mut Registration, browser: &mut Browser<'_>) {
    let start = today.saturating_add(7.days());
    let mut begins = form.typed(browser, "inizio", &[]);
    set(&mut begins, "inizio-giorno", start.day());
    set(&mut begins, "inizio-mese", start.month());
    set(&mut begins, "inizio-anno", start.year());
    form.send(browser, "inizio", begins);
}

fn set(fields: &mut [(String, String)], name: &str, value: impl ToString) {
    let (_, held) = fields.iter_mut().find(|(known, _)| known == name).unwrap();
    *held = value.to_string();
}

/// A citizen who may send; their code.
fn enrol(store: &Store) -> String {
    let everybody: Vec<Person> = people::enrol(store, 1, 1);
    let code = everybody[0][0].clone();
    store.with(async |portal| {
        let raised = raise(&portal.db, code.parse().unwrap(), portal.clock.now()).await.unwrap();
        assert_eq!(raised, Raised::Done);
    });
    code
}

fn nothing_typed_is_lost(store: &Store) {
    let code = enrol(store);
    let program = Program::start(store);
    let mut here = sign_in(&program, &code);
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
    let mut there = sign_in(&program, &code);
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

/// The first version of the records with this form.
fn first_version(dialect: &str) -> usize {
    let known = migrations(dialect).iter().position(|(_, name, _)| name.ends_with("domestic_work"));
    known.unwrap() + 1
}

/// The clock of one program, which a file turns while it runs; what has passed since its start it cannot turn.
struct HandOfTheClock(std::path::PathBuf);

impl HandOfTheClock {
    fn turn(&self, by: &str) {
        std::fs::write(&self.0, by).unwrap();
    }
}

/// The settings of the demo.
pub(crate) fn demo(store: &Store) -> std::path::PathBuf {
    let settings = store.path("demo.toml");
    std::fs::write(&settings, "demo = true\n").unwrap();
    settings
}

/// A portal that looks after what has expired every three seconds, as the demo's does, under a clock that can be turned.
fn under_a_turned_clock(store: &Store) -> (Program<'_>, HandOfTheClock) {
    let (hand, settings) = (HandOfTheClock(store.path("clock")), demo(store));
    hand.turn("+0");
    let at = hand.0.clone();
    let program = Program::run(move || {
        let mut command = sportello(store);
        command.current_dir(store.folder.path()).env("SPORTELLO_CONFIG", &settings);
        turned(&mut command, &at);
        command
    });
    (program, hand)
}

/// What it says at each round while it does not believe its clock.
const TOLD: &str = "the machine's clock was turned";

/// Until it has looked after what has expired twice more: for an hour after the first jump it says so each time.
#[track_caller]
fn two_rounds(program: &Program<'_>) {
    let rounds = || program.said().matches(TOLD).count();
    let (before, began) = (rounds(), Instant::now());
    while rounds() < before + 2 {
        assert!(began.elapsed() < Duration::from_secs(60), "{}", program.said());
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn on_sqlite_nothing_typed_in_a_registration_is_lost_by_a_clock_that_jumps_by_years() {
    the_clock_jumps_by_years(&Store::lite());
}

#[test]
fn on_postgresql_nothing_typed_in_a_registration_is_lost_by_a_clock_that_jumps_by_years() {
    the_clock_jumps_by_years(&Store::postgres());
}

fn the_clock_jumps_by_years(store: &Store) {
    let code = enrol(store);
    let (program, clock) = under_a_turned_clock(store);
    let mut here = sign_in(&program, &code);
    let mut form = half_filled(&mut here);
    for jump in ["+1y", "-1y"] {
        clock.turn(jump);
        two_rounds(&program);
        // Who signs in now is served, by a clock that is wrong for all alike.
        let mut meanwhile = sign_in(&program, &code);
        assert_eq!(meanwhile.get("/it/area").status, 200, "{jump}");
        clock.turn("+0");
        two_rounds(&program);
        form.holds(&mut here);
    }
    let open = form.typed(&mut here, JOB.0, JOB.1);
    form.send(&mut here, JOB.0, open);
    assert_eq!(finish(&mut form, &mut here).len(), 16);
}

/// One registration goes through the upgrade from every version that had this form.
fn every_older_program_is_gone_on_after(store: &Store, dialect: &str) {
    let code = enrol(store);
    let program = Program::start(store);
    let mut form = half_filled(&mut sign_in(&program, &code));
    let versions = first_version(dialect)..migrations(dialect).len();
    assert!(!versions.is_empty());
    for version in versions {
        program.kill();
        set_back(store, version);
        program.kill_and_start();
        let mut there = sign_in(&program, &code);
        let area = there.get("/it/area");
        assert!(area.body.contains(&form.address(WRONG.0)), "from {version}: {}", area.body);
        form.holds(&mut there);
        let told = there.get(&form.address(WRONG.0)).words("#errori");
        assert!(told.is_some_and(|told| !told.is_empty()), "what is wrong is told again after {version}");
    }
    let mut there = sign_in(&program, &code);
    let open = form.typed(&mut there, JOB.0, JOB.1);
    form.send(&mut there, JOB.0, open);
    assert_eq!(finish(&mut form, &mut there).len(), 16);
}

#[test]
fn on_sqlite_a_registration_of_every_older_program_is_gone_on_with() {
    every_older_program_is_gone_on_after(&Store::lite(), "sqlite");
}

#[test]
fn on_postgresql_a_registration_of_every_older_program_is_gone_on_with() {
    every_older_program_is_gone_on_after(&Store::postgres(), "postgres");
}

/// In words without blanks: what a page says at its top if its questions are not those that were answered.
pub(crate) const CHANGED: &str = "Questapaginaècambiata";

#[test]
fn a_registration_of_an_older_form_says_what_to_look_at_again_and_loses_nothing_typed() {
    let store = Store::lite();
    let code = enrol(&store);
    let before = Program::start(&store);
    let mut form = half_filled(&mut sign_in(&before, &code));
    before.kill();
    rewrite(&store, form.draft.parse().unwrap(), |kept| {
        // It offered another document, asked of the worker what is asked no more, and both pages otherwise.
        for step in ["datore-documento", "lavoratore-nome"] {
            assert!(kept["seen"][step].is_string(), "{kept}");
            kept["seen"][step] = "0123456789abcdef".into();
        }
        kept["answers"]["datore-documento"] = "tesserino".into();
        kept["answers"]["lavoratore-soprannome"] = "Rosina".into();
    });
    let after = Program::start(&store);
    let mut there = sign_in(&after, &code);

    // Found on the page where they were, with what was wrong there.
    let area = there.get("/it/area");
    assert!(area.body.contains(&form.address(WRONG.0)), "{}", area.body);
    let here = there.get(&form.address(WRONG.0));
    assert_eq!(here.status, 200);
    assert!(here.words("#errori").is_some_and(|told| !told.is_empty()), "{}", here.body);
    // Both tasks say that they are to be looked at again, and lead to what has changed; neither can be sent so.
    let list = there.get(&format!("{SERVICE}/{}", form.draft));
    let tasks = list.words("main").unwrap();
    assert_eq!(tasks.matches("Darivedere").count(), 2, "{tasks}");
    for step in ["datore-documento", "lavoratore-nome"] {
        assert!(list.body.contains(&format!("href=\"{}\"", form.address(step))), "{step}: {}", list.body);
        let page = there.get(&form.address(step));
        assert!(page.words("main").unwrap().contains(CHANGED), "{step}: {}", page.body);
    }
    let unchanged = there.get(&form.address("lavoratore-cittadinanza"));
    assert!(!unchanged.words("main").unwrap().contains(CHANGED), "only what has changed is told");
    assert_eq!(there.get(&form.address("riepilogo")).status, 303, "it is not to be sent yet");

    // Nothing that was typed is lost but a choice that there is no more; the pages are sent again and it goes on.
    let typed = form.typed(&mut there, "datore-documento", &[]);
    assert!(typed.contains(&("datore-documento-numero".into(), "rm-123 456".into())), "{typed:?}");
    form.sent.retain(|(step, _)| step != "datore-documento");
    form.holds(&mut there);
    form.fill_well(&mut there, "datore-documento", &[("datore-documento", "patente")]);
    form.fill_well(&mut there, "lavoratore-nome", &[]);
    let again = there.get(&form.address("lavoratore-nome"));
    assert!(!again.words("main").unwrap().contains(CHANGED), "{}", again.body);
    form.fill_well(&mut there, JOB.0, JOB.1);
    assert_eq!(finish(&mut form, &mut there).len(), 16);
    let sent = there.get(&form.address("inviata"));
    assert!(!sent.body.contains("Rosina"), "what is not asked any more is not sent");
}
